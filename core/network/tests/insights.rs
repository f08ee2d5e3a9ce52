//! Network insights: quotas, tokens, and what may be written of an analysis, and when.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod support;

use std::time::Duration;

use jiff::SignedDuration;
use minato_network::{CreateInsightsPath, CreateInterface, Limits, StartInsightsAnalysis};
use minato_vpc::{
    ids::NetworkInsightsPathId,
    resources::{
        AnalysisStatus, Findings, NetworkInsightsAnalysis, NetworkInsightsPath, PathEnd, PathProtocol, PathQuestion,
        Tags,
    },
};
use support::{World, vpc_and_subnet};

fn world(limits: Limits) -> (World, PathEnd) {
    let world = World::with_limits(limits);
    let (_, subnet) = vpc_and_subnet(&world);
    let interface = world.run(|network| network.create_interface(CreateInterface::new(subnet.clone()))).unwrap();
    (world, PathEnd::NetworkInterface(interface.id))
}

fn path(end: &PathEnd, token: &str) -> CreateInsightsPath {
    let question = PathQuestion { destination_port: Some(80), ..PathQuestion::about(PathProtocol::Tcp) };
    let (source, destination) = (end.clone(), Some(end.clone()));
    CreateInsightsPath { source, destination, question, tags: Tags::new(), client_token: token.to_owned() }
}

fn look(path: &NetworkInsightsPathId, token: &str) -> StartInsightsAnalysis {
    StartInsightsAnalysis {
        path: path.clone(),
        through: Vec::new(),
        around: Vec::new(),
        tags: Tags::new(),
        client_token: token.to_owned(),
    }
}

fn start(world: &World, path: &NetworkInsightsPath, token: &str) -> NetworkInsightsAnalysis {
    world.run(|network| network.start_insights_analysis(&look(&path.id, token))).unwrap()
}

#[test]
fn quotas_count_paths_and_analyses_and_those_that_run() {
    let limits = Limits { insights_paths: 2, insights_analyses: 3, running_insights_analyses: 2, ..Limits::default() };
    let (world, end) = world(limits);
    let make = |token: &str| world.run(|network| network.create_insights_path(&path(&end, token)));
    let (one, two) = (make("1").unwrap(), make("2").unwrap());
    assert_eq!(make("3").unwrap_err().code(), "NetworkInsightsPath.LimitExceeded");
    assert_eq!(make("1").unwrap(), one, "what is there already is no new one");
    world.run(|network| network.delete_insights_path(&two.id)).unwrap();
    make("3").unwrap();

    let begin = |token: &str| world.run(|network| network.start_insights_analysis(&look(&one.id, token)));
    let first = begin("1").unwrap();
    begin("2").unwrap();
    assert_eq!(begin("3").unwrap_err().code(), "NetworkInsightsAnalysis.LimitExceeded");
    world.run(|network| network.end_insights_analysis(&first.id, Ok(Findings::default()))).unwrap();
    let third = begin("3").unwrap();
    world.run(|network| network.end_insights_analysis(&third.id, Ok(Findings::default()))).unwrap();
    assert_eq!(begin("4").unwrap_err().code(), "NetworkInsightsAnalysis.LimitExceeded");
    world.run(|network| network.delete_insights_analysis(&first.id)).unwrap();
    begin("4").unwrap();
}

#[test]
fn an_analysis_ends_once() {
    let (world, end) = world(Limits::default());
    let made = world.run(|network| network.create_insights_path(&path(&end, "1"))).unwrap();
    let analysis = start(&world, &made, "1");
    assert_eq!((analysis.status.clone(), analysis.ended_at), (AnalysisStatus::Running, None));
    world.pass(Duration::from_secs(5));
    let finish = |outcome: Result<Findings, String>| {
        world.run(|network| network.end_insights_analysis(&analysis.id, outcome.clone())).unwrap();
        world.find::<NetworkInsightsAnalysis>(&analysis.id)
    };
    let failed = finish(Err("The request failed".to_owned()));
    assert_eq!(failed.status, AnalysisStatus::Failed { message: "The request failed".to_owned() });
    assert_eq!(failed.ended_at, Some(analysis.started_at + SignedDuration::from_secs(5)));
    assert_eq!(finish(Ok(Findings::default())), failed);
    world.run(|network| network.delete_insights_analysis(&analysis.id)).unwrap();
    // One that is gone does not come back.
    world.run(|network| network.end_insights_analysis(&analysis.id, Ok(Findings::default()))).unwrap();
    let code = world.code(|network| network.delete_insights_analysis(&analysis.id));
    assert_eq!(code, "InvalidNetworkInsightsAnalysisId.NotFound");
}

#[test]
fn what_is_old_is_forgotten_and_nothing_else() {
    let (world, end) = world(Limits::default());
    let made = world.run(|network| network.create_insights_path(&path(&end, "1"))).unwrap();
    let old = start(&world, &made, "1");
    world.pass(Duration::from_secs(60));
    let new = start(&world, &made, "2");
    for analysis in [&old, &new] {
        world.run(|network| network.forget_insights_analysis(&analysis.id, old.started_at)).unwrap();
    }
    let is_there = |analysis: &NetworkInsightsAnalysis| {
        world.run(|network| Ok(network.find::<NetworkInsightsAnalysis>(&analysis.id).is_ok())).unwrap()
    };
    assert!(!is_there(&old) && is_there(&new));
}
