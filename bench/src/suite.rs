//! The suite `datapath`: everything that is measured, in interleaved rounds.

use std::{collections::BTreeMap, path::PathBuf, thread};

use anyhow::{Context, ensure};
use minato_lab::{
    process::Process,
    traffic::{request::Kind, usage},
};
use nix::unistd::Uid;

use crate::{
    bridges::{BridgePlugin, DockerStyle},
    interrupt,
    load::{self, REQUEST_PORT},
    minato::Pair,
    network::{Role, Size},
    paths::{Forwarding, Path, RawVeth},
    program, proof, ready,
    report::{self, Figure, Goal, percentile},
};

const ROUNDS: u16 = 7;
const SECONDS: f64 = 2.0;
const INTERFACES: u16 = 100;
/// How often a rule is changed to time it.
const RULE_CHANGES: usize = 20;
/// How many paths are compared.
const PATHS: usize = 5;
const OUTPUT: &str = "target/bench/datapath.json";

/// Something that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Requests on one connection.
    Rr,
    /// A connection for each request.
    Crr,
    /// Bulk TCP.
    Bulk,
    /// ENIs made one after the other.
    Ready,
    /// The program alone.
    Program,
    /// Requests with the fewest rules and with the most.
    Size,
}

/// What is wanted.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// How many rounds; the published figures are medians of at least 7.
    #[arg(long, default_value_t = ROUNDS, value_parser = clap::value_parser!(u16).range(1..))]
    rounds: u16,
    /// How long each measurement of a round takes.
    #[arg(long, default_value_t = SECONDS)]
    seconds: f64,
    /// How many ENIs are made to time them.
    #[arg(long, default_value_t = INTERFACES, value_parser = clap::value_parser!(u16).range(1..4000))]
    interfaces: u16,
    /// What is measured; everything by default.
    #[arg(long, value_delimiter = ',')]
    only: Vec<Part>,
    /// The CPU for client and server; the last by default.
    #[arg(long)]
    cpu: Option<usize>,
    /// Where the figures go.
    #[arg(long, default_value = OUTPUT)]
    output: PathBuf,
    /// Also put the table into README.md.
    #[arg(long, conflicts_with = "only")]
    readme: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            rounds: ROUNDS,
            seconds: SECONDS,
            interfaces: INTERFACES,
            only: Vec::new(),
            cpu: None,
            output: OUTPUT.into(),
            readme: false,
        }
    }
}

impl Options {
    fn wants(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }
}

/// What was measured of one kind on one path, a value for each round.
type Values = BTreeMap<&'static str, Vec<f64>>;

/// The measurements of all rounds.
#[derive(Default)]
struct Measurements {
    rr: Values,
    crr: Values,
    bulk_per_cpu: Values,
    bulk: Values,
    /// Milliseconds until a changed rule was in force.
    changes: Values,
}

/// Runs the suite; gives whether every goal was reached.
pub(crate) fn run(options: &Options) -> anyhow::Result<bool> {
    ensure!(Uid::effective().is_root(), "benchmarks make network namespaces: run as root");
    interrupt::listen()?;
    let cpus = thread::available_parallelism()?.get();
    let cpu = options.cpu.unwrap_or(cpus - 1);
    ensure!(cpu < cpus, "there is no CPU {cpu}: the machine has {cpus}");
    // What is measured has its CPU for itself, as far as this process is concerned.
    usage::pin((cpu + 1) % cpus).context("cannot leave the measured CPU")?;

    eprintln!("Building the paths …");
    let (veth, forwarding) = (RawVeth::new()?, Forwarding::new()?);
    let (docker, plugin) = (DockerStyle::new()?, BridgePlugin::new()?);
    let mut minato = Pair::new(MINATO, 0, Size::USUAL)?;
    let (measurements, times, costs) = {
        // Minato next to what its goals are against.
        let paths: [&dyn Path; PATHS] = [&veth, &minato, &forwarding, &docker, &plugin];
        let _servers: Vec<Process> =
            paths.iter().map(|path| load::serve(path.server(), cpu, REQUEST_PORT)).collect::<Result<_, _>>()?;
        eprintln!("Proving that the data plane is on …");
        proof::filters(&minato, cpu)?;
        proof::counts(&minato, cpu)?;
        let measurements = measure(options, cpu, paths, &minato)?;
        proof::filters(&minato, cpu)?;
        let mut times = None;
        if options.wants(Part::Ready) {
            eprintln!("Timing {} ENIs …", options.interfaces);
            times = Some(ready::measure(&mut minato, options.interfaces)?);
        }
        let mut costs = None;
        if options.wants(Part::Program) {
            eprintln!("Running packets through the program …");
            costs = Some(program::measure(&minato)?);
        }
        (measurements, times, costs)
    };
    let lost = minato.counters()?.events_lost;
    if lost > 0 {
        eprintln!("note: {lost} flow events were lost, because more came than are read ten times a second");
    }
    let by_size = options.wants(Part::Size).then(|| measure_sizes(options, cpu)).transpose()?;
    let mut figures = figures(&measurements);
    figures.extend(by_size.as_ref().map(size_figures).into_iter().flatten());
    figures.extend(times.as_ref().map(ready_figures).into_iter().flatten());
    figures.extend(costs.as_ref().map(program_figures).into_iter().flatten());
    publish(options, cpus, &figures)
}

fn measure(options: &Options, cpu: usize, paths: [&dyn Path; PATHS], minato: &Pair) -> anyhow::Result<Measurements> {
    let mut all = Measurements::default();
    for round in 0..usize::from(options.rounds) {
        eprintln!("Round {} of {} …", round + 1, options.rounds);
        for (kind, part) in [(Kind::Rr, Part::Rr), (Kind::Crr, Part::Crr)] {
            for path in rotated(paths, round).into_iter().filter(|_| options.wants(part)) {
                interrupt::check()?;
                let before = proof::Before::new(minato)?;
                let report = load::requests(path, kind, cpu, options.seconds)?;
                if path.name() == minato.name() {
                    before.check(minato, report.transactions)?;
                }
                let values = if kind == Kind::Rr { &mut all.rr } else { &mut all.crr };
                values.entry(path.name()).or_default().push(report.per_second);
            }
        }
        for path in rotated(paths, round).into_iter().filter(|_| options.wants(Part::Bulk)) {
            interrupt::check()?;
            let before = minato.counters()?;
            let bulk = load::bulk(path, cpu, options.seconds)?;
            if path.name() == minato.name() {
                let bytes = |counters: &minato_datapath::Counters| {
                    counters.of(&minato.server_id).map_or(0, |counted| counted.ingress_accepted.bytes)
                };
                let counted = bytes(&minato.counters()?) - bytes(&before);
                ensure!(counted >= bulk.bytes, "{} bytes arrived, and only {counted} were counted", bulk.bytes);
            }
            all.bulk_per_cpu.entry(path.name()).or_default().push(bulk.gbit_per_cpu_second);
            all.bulk.entry(path.name()).or_default().push(bulk.gbit_per_second);
        }
    }
    Ok(all)
}

/// The same two ENIs under one rule and under as many as there may be: what a packet costs must not depend on that.
fn measure_sizes(options: &Options, cpu: usize) -> anyhow::Result<Measurements> {
    eprintln!("Building the same with one rule, and with {} rules and 100,000 ranges …", Size::LARGE.rules);
    let mut pairs = [Pair::new(SMALL, 1, Size::SMALL)?, Pair::new(LARGE, 2, Size::LARGE)?];
    let _servers: Vec<Process> =
        pairs.iter().map(|pair| load::serve(pair.server(), cpu, REQUEST_PORT)).collect::<Result<_, _>>()?;
    proof::filters(&pairs[1], cpu)?;
    proof::counts(&pairs[1], cpu)?;
    let mut all = Measurements::default();
    for round in 0..usize::from(options.rounds) {
        eprintln!("Round {} of {} …", round + 1, options.rounds);
        for kind in [Kind::Rr, Kind::Crr] {
            let mut order = [&pairs[0], &pairs[1]];
            order.rotate_left(round % 2);
            for pair in order {
                interrupt::check()?;
                let report = load::requests(pair, kind, cpu, options.seconds)?;
                let values = if kind == Kind::Rr { &mut all.rr } else { &mut all.crr };
                values.entry(pair.name()).or_default().push(report.per_second);
            }
        }
    }
    proof::filters(&pairs[1], cpu)?;
    for number in 0..RULE_CHANGES {
        interrupt::check()?;
        for pair in &mut pairs {
            let took = pair.host.change_rule(Role::Server, number % 2 == 0)?;
            all.changes.entry(pair.name()).or_default().push(took.as_secs_f64() * 1e3);
        }
    }
    Ok(all)
}

/// The paths in an order of each round's own, so that none is always first.
fn rotated(mut paths: [&dyn Path; PATHS], round: usize) -> [&dyn Path; PATHS] {
    paths.rotate_left(round % PATHS);
    paths
}

const MINATO: &str = "Minato";
const SMALL: &str = "1 rule";
const LARGE: &str = "1,000 rules, 100,000 ranges";
const RAW: &str = "raw veth pair";
/// What has no goal is compared with.
const COMPETITORS: [&str; 3] =
    ["kernel forwarding + nftables", "Docker-style bridge + nftables", "bridge plugin, no policy"];

fn figures(all: &Measurements) -> Vec<Figure> {
    let kinds: [(&str, &'static str, &Values, Option<f64>); 4] = [
        ("requests on one connection (RR)", "/s", &all.rr, Some(0.93)),
        ("a connection for each request (CRR)", "/s", &all.crr, Some(0.90)),
        ("bulk TCP per CPU time", "Gbit/CPU-s", &all.bulk_per_cpu, Some(0.98)),
        ("bulk TCP, both ends on one CPU", "Gbit/s", &all.bulk, None),
    ];
    let mut figures = Vec::new();
    let none = Vec::new();
    for (name, unit, values, goal) in kinds {
        if values.is_empty() {
            continue;
        }
        let of = |path: &str| values.get(path).unwrap_or(&none).as_slice();
        let goal = goal.map(Goal::RatioAtLeast);
        figures.push(Figure::compared(name, unit, of(MINATO), (RAW, of(RAW)), goal));
        figures.extend(
            COMPETITORS.map(|competitor| Figure::compared(name, unit, of(MINATO), (competitor, of(competitor)), None)),
        );
    }
    figures
}

fn size_figures(all: &Measurements) -> Vec<Figure> {
    let least = |ratio| Some(Goal::RatioAtLeast(ratio));
    [
        ("RR", "/s", &all.rr, least(0.995)),
        ("CRR", "/s", &all.crr, least(0.97)),
        ("a changed rule in force", "ms", &all.changes, None),
    ]
    .map(|(what, unit, values, goal)| {
        let of = |size: &str| values.get(size).map(Vec::as_slice).unwrap_or_default();
        Figure::compared(format!("{what}, {LARGE}"), unit, of(LARGE), (SMALL, of(SMALL)), goal)
    })
    .into()
}

fn ready_figures(times: &ready::Times) -> Vec<Figure> {
    const PTP: &str = "ptp plugin, no policy";
    let (minato, ptp) = (&times.minato, &times.ptp);
    let at = |name: &str, part: f64, goal| Figure {
        value: percentile(minato, part),
        baseline_value: Some(percentile(ptp, part)),
        ratio: Some(percentile(minato, part) / percentile(ptp, part)),
        ..Figure::compared(name, "ms", minato, (PTP, ptp), goal)
    };
    let attaching = Figure {
        baseline: None,
        baseline_value: None,
        ratio: None,
        min: percentile(&times.attaching, 0.0),
        max: percentile(&times.attaching, 1.0),
        ..Figure::compared("of which attaching the program: p50", "ms", &times.attaching, (PTP, ptp), None)
    };
    let per_second: Vec<f64> = minato.iter().map(|ms| 1_000.0 / ms).collect();
    let ptp_per_second: Vec<f64> = ptp.iter().map(|ms| 1_000.0 / ms).collect();
    vec![
        at("ENI ready, policy enforced: p50", 0.5, Some(Goal::AtMost(4.0))),
        at("ENI ready, policy enforced: p99", 0.99, Some(Goal::AtMost(15.0))),
        attaching,
        Figure::compared("ENIs ready, one after the other", "/s", &per_second, (PTP, &ptp_per_second), None),
    ]
}

fn program_figures(costs: &program::Costs) -> Vec<Figure> {
    vec![
        Figure::alone("program: a packet of an established connection", "ns", costs.established, None),
        Figure::alone("program: a packet that opens a connection", "ns", costs.first, None),
        Figure::alone("program: nine packets, a whole connection", "ns", costs.connection, None),
        Figure::alone("program: a frame refused at once", "ns", costs.refused, None),
    ]
}

fn publish(options: &Options, cpus: usize, figures: &[Figure]) -> anyhow::Result<bool> {
    report::write_json(&options.output, figures)?;
    let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let how = format!(
        "Medians of {} interleaved rounds of {} s on a machine with {cpus} CPUs and Linux {}; client and server on one CPU; \
         {} group rules in each direction, routes, connection tracking and flow events on; {} ENIs timed. `make \
         bench` measures again.",
        options.rounds,
        options.seconds,
        release.trim(),
        Size::USUAL.rules,
        options.interfaces,
    );
    println!("{}\n\n{how}\nFigures: {}", report::table(figures), options.output.display());
    if options.readme {
        report::rewrite_readme("README.md".as_ref(), figures, &how)?;
    }
    Ok(figures.iter().all(Figure::is_reached))
}
