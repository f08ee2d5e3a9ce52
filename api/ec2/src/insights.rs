//! Paths of network insights.

use std::net::Ipv4Addr;

use minato_network::{CreateInsightsPath, InsightsError, Kind, NetworkError};
use minato_vpc::{
    ids::NetworkInsightsPathId,
    resources::{self as model, PathEnd, PathProtocol, PathQuestion, PortRange, Scope},
};
use minato_wire::ec2::{
    CreateNetworkInsightsPathRequest, CreateNetworkInsightsPathResult, DeleteNetworkInsightsPathRequest,
    DeleteNetworkInsightsPathResult, DescribeNetworkInsightsPathsRequest, DescribeNetworkInsightsPathsResult,
    FilterPortRange, NetworkInsightsPath, PathFilter, PathRequestFilter, RequestFilterPortRange,
};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, tagged, text},
    input::{arn, client_token, required, required_id, shown, shown_tags, tag_specifications},
    page::Page,
};

/// The most that a page holds.
pub(crate) const MAX_RESULTS: i32 = 100;

tagged! { NetworkInsightsPath => tags; }

/// AWS does not say how a range of ports is written in a filter: here, as its two ends joined by a dash.
fn ports(filter: &Option<PathFilter>, member: impl Fn(&PathFilter) -> &Option<FilterPortRange>) -> Vec<String> {
    let range = filter.as_ref().and_then(|filter| member(filter).as_ref());
    let ends = range.and_then(|range| range.from_port.zip(range.to_port));
    ends.map(|(from, to)| format!("{from}-{to}")).into_iter().collect()
}

fn address(filter: &Option<PathFilter>, member: impl Fn(&PathFilter) -> &Option<String>) -> Vec<String> {
    filter.iter().flat_map(|filter| text(member(filter))).collect()
}

const FILTERS: FilterTable<NetworkInsightsPath> = &[
    ("destination", |path| text(&path.destination)),
    ("filter-at-destination.destination-address", |path| {
        address(&path.filter_at_destination, |filter| &filter.destination_address)
    }),
    ("filter-at-destination.destination-port-range", |path| {
        ports(&path.filter_at_destination, |filter| &filter.destination_port_range)
    }),
    ("filter-at-destination.source-address", |path| {
        address(&path.filter_at_destination, |filter| &filter.source_address)
    }),
    ("filter-at-destination.source-port-range", |path| {
        ports(&path.filter_at_destination, |filter| &filter.source_port_range)
    }),
    ("filter-at-source.destination-address", |path| {
        address(&path.filter_at_source, |filter| &filter.destination_address)
    }),
    ("filter-at-source.destination-port-range", |path| {
        ports(&path.filter_at_source, |filter| &filter.destination_port_range)
    }),
    ("filter-at-source.source-address", |path| address(&path.filter_at_source, |filter| &filter.source_address)),
    ("filter-at-source.source-port-range", |path| ports(&path.filter_at_source, |filter| &filter.source_port_range)),
    ("protocol", |path| text(&path.protocol)),
    ("source", |path| text(&path.source)),
];

pub(crate) fn create_network_insights_path(
    call: &Call<'_>,
    input: CreateNetworkInsightsPathRequest,
) -> Result<CreateNetworkInsightsPathResult, Fault> {
    let dry_run = input.dry_run;
    let wanted = wanted(&call.scope, input)?;
    let path = call.run(dry_run, |network| Ok(network.create_insights_path(&wanted)?))?;
    Ok(CreateNetworkInsightsPathResult { network_insights_path: Some(show(&path)) })
}

pub(crate) fn describe_network_insights_paths(
    call: &Call<'_>,
    input: DescribeNetworkInsightsPathsRequest,
) -> Result<DescribeNetworkInsightsPathsResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let operation = "DescribeNetworkInsightsPaths";
    let page = Page::between(operation, input.max_results, input.next_token, None, 1..=MAX_RESULTS)?;
    let paths = call.run(input.dry_run, |network| {
        let paths: Vec<model::NetworkInsightsPath> = select(network, input.network_insights_path_ids.as_deref())?;
        Ok(paths.iter().map(show).filter(|path| filters.accept(path)).collect())
    })?;
    let (paths, next_token) =
        page.cut(paths, |path: &NetworkInsightsPath| path.network_insights_path_id.clone().unwrap_or_default());
    Ok(DescribeNetworkInsightsPathsResult { network_insights_paths: Some(paths), next_token })
}

pub(crate) fn delete_network_insights_path(
    call: &Call<'_>,
    input: DeleteNetworkInsightsPathRequest,
) -> Result<DeleteNetworkInsightsPathResult, Fault> {
    let path: NetworkInsightsPathId = path_id(input.network_insights_path_id)?;
    call.run(input.dry_run, |network| Ok(network.delete_insights_path(&path)?))?;
    Ok(DeleteNetworkInsightsPathResult { network_insights_path_id: shown(&path) })
}

pub(crate) fn path_id(text: Option<String>) -> Result<NetworkInsightsPathId, Fault> {
    required_id(text, "networkInsightsPathId", Kind::NetworkInsightsPath)
}

fn wanted(scope: &Scope, input: CreateNetworkInsightsPathRequest) -> Result<CreateInsightsPath, Fault> {
    let source = required(input.source, "source")?;
    let no_source = |id| InsightsError::NoSuchSource { id };
    let no_destination = |id| InsightsError::NoSuchDestination { id };
    let destination = input.destination.filter(|text| !text.is_empty());
    let question = PathQuestion {
        protocol: match required(input.protocol, "protocol")?.as_str() {
            "udp" => PathProtocol::Udp,
            _ => PathProtocol::Tcp,
        },
        source_ip: ipv4(input.source_ip, "sourceIp")?,
        destination_ip: ipv4(input.destination_ip, "destinationIp")?,
        destination_port: input.destination_port.map(|value| port(value, "destinationPort")).transpose()?,
        at_source: input.filter_at_source.map(|filter| path_filter(filter, "filterAtSource")).transpose()?,
        at_destination: input
            .filter_at_destination
            .map(|filter| path_filter(filter, "filterAtDestination"))
            .transpose()?,
    };
    check(&question, destination.is_some())?;
    Ok(CreateInsightsPath {
        source: end(scope, &source, "source", no_source)?,
        destination: destination.map(|text| end(scope, &text, "destination", no_destination)).transpose()?,
        question,
        tags: tag_specifications(input.tag_specifications, Kind::NetworkInsightsPath)?,
        client_token: required(client_token(input.client_token)?, "clientToken")?,
    })
}

fn check(question: &PathQuestion, has_destination: bool) -> Result<(), Fault> {
    if question.at_source.is_some() && (question.source_ip.is_some() || question.destination_port.is_some()) {
        return Err(Fault::combination(
            "The parameter filterAtSource cannot be used with the parameters sourceIp and destinationPort",
        ));
    }
    if question.at_destination.is_some() && question.destination_ip.is_some() {
        return Err(Fault::combination(
            "The parameter filterAtDestination cannot be used with the parameter destinationIp",
        ));
    }
    let of = |filter: &Option<model::PathFilter>| filter.as_ref().is_some_and(|it| it.destination_address.is_some());
    let has_address = question.destination_ip.is_some() || of(&question.at_source) || of(&question.at_destination);
    if has_destination || has_address { Ok(()) } else { Err(Fault::missing("destination")) }
}

fn ipv4(text: Option<String>, parameter: &str) -> Result<Option<Ipv4Addr>, Fault> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let malformed =
        || Fault::value(format!("Value ({text}) for parameter {parameter} is invalid. Invalid IP address."));
    text.parse().map(Some).map_err(|_| malformed())
}

fn port(value: i32, parameter: &str) -> Result<u16, Fault> {
    let malformed = || Fault::value(format!("Value ({value}) for parameter {parameter} is invalid."));
    u16::try_from(value).map_err(|_| malformed())
}

fn path_filter(filter: PathRequestFilter, parameter: &str) -> Result<model::PathFilter, Fault> {
    let named = |member: &str| format!("{parameter}.{member}");
    Ok(model::PathFilter {
        source_address: ipv4(filter.source_address, &named("sourceAddress"))?,
        source_ports: port_range(filter.source_port_range, &named("sourcePortRange"))?,
        destination_address: ipv4(filter.destination_address, &named("destinationAddress"))?,
        destination_ports: port_range(filter.destination_port_range, &named("destinationPortRange"))?,
    })
}

fn port_range(range: Option<RequestFilterPortRange>, parameter: &str) -> Result<Option<PortRange>, Fault> {
    let Some(RequestFilterPortRange { from_port, to_port }) = range else { return Ok(None) };
    let end = |value: Option<i32>, member: &str| {
        let parameter = format!("{parameter}.{member}");
        port(value.ok_or_else(|| Fault::missing(&parameter))?, &parameter)
    };
    let range = PortRange { from: end(from_port, "fromPort")?, to: end(to_port, "toPort")? };
    if range.from > range.to {
        return Err(Fault::value(format!(
            "Value ({}-{}) for parameter {parameter} is invalid. The first port is beyond the last.",
            range.from, range.to
        )));
    }
    Ok(Some(range))
}

/// An end by its id or its ARN. What AWS has and is not here, such as an instance, does not exist.
fn end(
    scope: &Scope,
    text: &str,
    parameter: &str,
    no_such: impl Fn(String) -> InsightsError,
) -> Result<PathEnd, Fault> {
    let malformed = || Fault::value(format!("Value ({text}) for parameter {parameter} is invalid."));
    let absent = || Fault::from(NetworkError::from(no_such(text.to_owned())));
    let id = match text.strip_prefix("arn:") {
        Some(_) => {
            let (_, id) = text.rsplit_once('/').ok_or_else(malformed)?;
            let kind = Kind::of_id(id).ok_or_else(malformed)?;
            if arn(scope, kind, id).as_deref() != Some(text) {
                return Err(absent());
            }
            id
        }
        None => text,
    };
    // AWS's other ends: transit gateways and their attachments.
    if id.starts_with("tgw-") {
        return Err(absent());
    }
    let end = match Kind::of_id(id).ok_or_else(malformed)? {
        Kind::NetworkInterface => id.parse().map(PathEnd::NetworkInterface),
        Kind::InternetGateway => id.parse().map(PathEnd::InternetGateway),
        Kind::VpnGateway => id.parse().map(PathEnd::VpnGateway),
        Kind::VpcPeeringConnection => id.parse().map(PathEnd::Peering),
        Kind::VpcEndpoint => id.parse().map(PathEnd::VpcEndpoint),
        Kind::Instance | Kind::VpcEndpointService => return Err(absent()),
        _ => return Err(malformed()),
    };
    end.map_err(|_| malformed())
}

fn arn_of(scope: &Scope, end: &PathEnd) -> Option<String> {
    let kind = match end {
        PathEnd::NetworkInterface(_) => Kind::NetworkInterface,
        PathEnd::InternetGateway(_) => Kind::InternetGateway,
        PathEnd::VpnGateway(_) => Kind::VpnGateway,
        PathEnd::Peering(_) => Kind::VpcPeeringConnection,
        PathEnd::VpcEndpoint(_) => Kind::VpcEndpoint,
    };
    arn(scope, kind, end)
}

fn show(path: &model::NetworkInsightsPath) -> NetworkInsightsPath {
    let question = &path.question;
    NetworkInsightsPath {
        network_insights_path_id: shown(&path.id),
        network_insights_path_arn: arn(&path.scope, Kind::NetworkInsightsPath, &path.id),
        created_date: Some(path.created_at),
        source: shown(&path.source),
        destination: path.destination.as_ref().map(ToString::to_string),
        source_arn: arn_of(&path.scope, &path.source),
        destination_arn: path.destination.as_ref().and_then(|end| arn_of(&path.scope, end)),
        source_ip: question.source_ip.map(|address| address.to_string()),
        destination_ip: question.destination_ip.map(|address| address.to_string()),
        protocol: shown(match question.protocol {
            PathProtocol::Tcp => "tcp",
            PathProtocol::Udp => "udp",
        }),
        destination_port: question.destination_port.map(i32::from),
        tags: shown_tags(&path.tags),
        filter_at_source: question.at_source.as_ref().map(show_filter),
        filter_at_destination: question.at_destination.as_ref().map(show_filter),
    }
}

fn show_filter(filter: &model::PathFilter) -> PathFilter {
    let range = |range: PortRange| FilterPortRange {
        from_port: Some(i32::from(range.from)),
        to_port: Some(i32::from(range.to)),
    };
    PathFilter {
        source_address: filter.source_address.map(|address| address.to_string()),
        source_port_range: filter.source_ports.map(range),
        destination_address: filter.destination_address.map(|address| address.to_string()),
        destination_port_range: filter.destination_ports.map(range),
    }
}
