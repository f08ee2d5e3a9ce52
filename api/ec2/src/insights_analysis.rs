//! Analyses of paths of network insights.

use jiff::Timestamp;
use minato_network::{Kind, StartInsightsAnalysis};
use minato_vpc::{
    ids::{NetworkInsightsAnalysisId, NetworkInsightsPathId},
    resources::{self as model, AnalysisStatus, Findings},
};
use minato_wire::ec2::{
    DeleteNetworkInsightsAnalysisRequest, DeleteNetworkInsightsAnalysisResult, DescribeNetworkInsightsAnalysesRequest,
    DescribeNetworkInsightsAnalysesResult, NetworkInsightsAnalysis, StartNetworkInsightsAnalysisRequest,
    StartNetworkInsightsAnalysisResult,
};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, tagged, text},
    input::{arn, client_token, id, required, required_id, shown, shown_tags, tag_specifications},
    insights::{MAX_RESULTS, path_id},
    insights_shown::{show_components, show_explanation},
    page::Page,
};

tagged! { NetworkInsightsAnalysis => tags; }

const FILTERS: FilterTable<NetworkInsightsAnalysis> =
    &[("path-found", |analysis| text(&analysis.network_path_found)), ("status", |analysis| text(&analysis.status))];

pub(crate) fn start_network_insights_analysis(
    call: &Call<'_>,
    input: StartNetworkInsightsAnalysisRequest,
) -> Result<StartNetworkInsightsAnalysisResult, Fault> {
    let wanted = StartInsightsAnalysis {
        path: path_id(input.network_insights_path_id)?,
        through: arns(input.filter_in_arns, "filterInArn")?,
        around: arns(input.filter_out_arns, "filterOutArn")?,
        tags: tag_specifications(input.tag_specifications, Kind::NetworkInsightsAnalysis)?,
        client_token: required(client_token(input.client_token)?, "clientToken")?,
    };
    let analysis = call.run(input.dry_run, |network| Ok(network.start_insights_analysis(&wanted)?))?;
    Ok(StartNetworkInsightsAnalysisResult { network_insights_analysis: Some(show(&analysis)) })
}

pub(crate) fn describe_network_insights_analyses(
    call: &Call<'_>,
    input: DescribeNetworkInsightsAnalysesRequest,
) -> Result<DescribeNetworkInsightsAnalysesResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let operation = "DescribeNetworkInsightsAnalyses";
    let page = Page::between(operation, input.max_results, input.next_token, None, 1..=MAX_RESULTS)?;
    let path: Option<NetworkInsightsPathId> = match input.network_insights_path_id.filter(|text| !text.is_empty()) {
        Some(text) => Some(id(&text, Kind::NetworkInsightsPath)?),
        None => None,
    };
    let is_meant = |analysis: &model::NetworkInsightsAnalysis| {
        path.as_ref().is_none_or(|path| analysis.path == *path)
            && is_within(analysis, input.analysis_start_time, input.analysis_end_time)
    };
    let (analyses, next_token) = call.run(input.dry_run, |network| {
        if let Some(path) = &path {
            network.find::<model::NetworkInsightsPath>(path)?;
        }
        let ids = input.network_insights_analysis_ids.as_deref();
        let mut analyses: Vec<model::NetworkInsightsAnalysis> = select(network, ids)?;
        analyses.retain(|analysis| is_meant(analysis) && filters.accept(&show(analysis)));
        let (analyses, next_token) = page.cut(analyses, |analysis| analysis.id.to_string());
        let shown = analyses.iter().map(|analysis| Ok(tell(show(analysis), &network.insights_findings(&analysis.id)?)));
        Ok::<_, Fault>((shown.collect::<Result<Vec<_>, Fault>>()?, next_token))
    })?;
    Ok(DescribeNetworkInsightsAnalysesResult { network_insights_analyses: Some(analyses), next_token })
}

pub(crate) fn delete_network_insights_analysis(
    call: &Call<'_>,
    input: DeleteNetworkInsightsAnalysisRequest,
) -> Result<DeleteNetworkInsightsAnalysisResult, Fault> {
    let analysis: NetworkInsightsAnalysisId =
        required_id(input.network_insights_analysis_id, "networkInsightsAnalysisId", Kind::NetworkInsightsAnalysis)?;
    call.run(input.dry_run, |network| Ok(network.delete_insights_analysis(&analysis)?))?;
    Ok(DeleteNetworkInsightsAnalysisResult { network_insights_analysis_id: shown(&analysis) })
}

/// Whether it began and ended between two times.
fn is_within(analysis: &model::NetworkInsightsAnalysis, start: Option<Timestamp>, end: Option<Timestamp>) -> bool {
    start.is_none_or(|start| analysis.started_at >= start)
        && end.is_none_or(|end| analysis.ended_at.is_some_and(|ended_at| ended_at <= end))
}

fn arns(list: Option<Vec<String>>, parameter: &str) -> Result<Vec<String>, Fault> {
    let list = list.unwrap_or_default();
    match list.iter().find(|text| !text.starts_with("arn:") || !text.contains('/')) {
        Some(text) => Err(Fault::value(format!("Value ({text}) for parameter {parameter} is invalid."))),
        None => Ok(list),
    }
}

fn show(analysis: &model::NetworkInsightsAnalysis) -> NetworkInsightsAnalysis {
    let some = |list: &[String]| Some(list.to_vec()).filter(|list| !list.is_empty());
    let told = NetworkInsightsAnalysis {
        network_insights_analysis_id: shown(&analysis.id),
        network_insights_analysis_arn: arn(&analysis.scope, Kind::NetworkInsightsAnalysis, &analysis.id),
        network_insights_path_id: shown(&analysis.path),
        filter_in_arns: some(&analysis.through),
        filter_out_arns: some(&analysis.around),
        start_date: Some(analysis.started_at),
        status: shown("running"),
        tags: shown_tags(&analysis.tags),
        ..Default::default()
    };
    match &analysis.status {
        AnalysisStatus::Running => told,
        AnalysisStatus::Failed { message } => {
            NetworkInsightsAnalysis { status: shown("failed"), status_message: shown(message), ..told }
        }
        AnalysisStatus::Succeeded { found } => {
            NetworkInsightsAnalysis { status: shown("succeeded"), network_path_found: Some(*found), ..told }
        }
    }
}

/// The same, with what was found.
fn tell(analysis: NetworkInsightsAnalysis, findings: &Findings) -> NetworkInsightsAnalysis {
    let explanations: Vec<_> = findings.explanations.iter().map(show_explanation).collect();
    NetworkInsightsAnalysis {
        forward_path_components: show_components(&findings.forward),
        return_path_components: show_components(&findings.back),
        explanations: Some(explanations).filter(|list| !list.is_empty()),
        ..analysis
    }
}
