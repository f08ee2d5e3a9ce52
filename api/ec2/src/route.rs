//! Routes of a table, static and propagated.

use ipnet::IpNet;
use minato_network::{GatewayError, Kind};
use minato_vpc::{
    Network,
    ids::{RouteTableId, VpnGatewayId},
    resources::{self as model, RouteDestination, RouteTarget},
};
use minato_wire::ec2::{
    CreateRouteRequest, CreateRouteResult, DeleteRouteRequest, DisableVgwRoutePropagationRequest,
    EnableVgwRoutePropagationRequest, PropagatingVgw, ReplaceRouteRequest, Route,
};

use crate::{
    call::{Call, Fault},
    input::{block, id, required_id, shown},
    route_table::table_id,
};

pub(crate) fn create_route(call: &Call<'_>, input: CreateRouteRequest) -> Result<CreateRouteResult, Fault> {
    let table = table_id(input.route_table_id)?;
    let destination =
        destination(input.destination_cidr_block, input.destination_ipv6_cidr_block, input.destination_prefix_list_id)?;
    let target = target(Targets {
        gateway: input.gateway_id,
        nat_gateway: input.nat_gateway_id,
        interface: input.network_interface_id,
        egress_only_gateway: input.egress_only_internet_gateway_id,
        peering: input.vpc_peering_connection_id,
        endpoint: input.vpc_endpoint_id,
        local: None,
    })?;
    let target = target.ok_or_else(no_target)?;
    call.run(input.dry_run, |network| Ok(network.create_route(&table, &destination, target.clone())?))?;
    Ok(CreateRouteResult { r#return: Some(true) })
}

pub(crate) fn replace_route(call: &Call<'_>, input: ReplaceRouteRequest) -> Result<(), Fault> {
    let table = table_id(input.route_table_id)?;
    let destination =
        destination(input.destination_cidr_block, input.destination_ipv6_cidr_block, input.destination_prefix_list_id)?;
    let target = target(Targets {
        gateway: input.gateway_id,
        nat_gateway: input.nat_gateway_id,
        interface: input.network_interface_id,
        egress_only_gateway: input.egress_only_internet_gateway_id,
        peering: input.vpc_peering_connection_id,
        endpoint: input.vpc_endpoint_id,
        local: input.local_target,
    })?;
    call.run(input.dry_run, |network| Ok(network.replace_route(&table, &destination, target.clone())?))
}

pub(crate) fn delete_route(call: &Call<'_>, input: DeleteRouteRequest) -> Result<(), Fault> {
    let table = table_id(input.route_table_id)?;
    let destination =
        destination(input.destination_cidr_block, input.destination_ipv6_cidr_block, input.destination_prefix_list_id)?;
    call.run(input.dry_run, |network| Ok(network.delete_route(&table, &destination)?))
}

pub(crate) fn enable_vgw_route_propagation(
    call: &Call<'_>,
    input: EnableVgwRoutePropagationRequest,
) -> Result<(), Fault> {
    let (table, gateway) = propagation(input.route_table_id, input.gateway_id)?;
    call.run(input.dry_run, |network| Ok(network.enable_propagation(&table, &gateway)?))
}

pub(crate) fn disable_vgw_route_propagation(
    call: &Call<'_>,
    input: DisableVgwRoutePropagationRequest,
) -> Result<(), Fault> {
    let (table, gateway) = propagation(input.route_table_id, input.gateway_id)?;
    call.run(input.dry_run, |network| Ok(network.disable_propagation(&table, &gateway)?))
}

fn propagation(table: Option<String>, gateway: Option<String>) -> Result<(RouteTableId, VpnGatewayId), Fault> {
    Ok((table_id(table)?, required_id(gateway, "gatewayId", Kind::VpnGateway)?))
}

/// The one destination that a request names, host bits cleared, as AWS documents for `CreateRoute`.
fn destination(v4: Option<String>, v6: Option<String>, list: Option<String>) -> Result<RouteDestination, Fault> {
    let given = |text: Option<String>| text.filter(|text| !text.is_empty());
    let (text, name, is_v6) = match (given(v4), given(v6), given(list)) {
        (Some(text), None, None) => (text, "destinationCidrBlock", false),
        (None, Some(text), None) => (text, "destinationIpv6CidrBlock", true),
        (None, None, Some(list)) => return Ok(RouteDestination::PrefixList(id(&list, Kind::ManagedPrefixList)?)),
        (None, None, None) => return Err(Fault::missing("destinationCidrBlock")),
        _ => {
            let names = "destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId";
            return Err(Fault::combination(format!("You may specify only one of {names}")));
        }
    };
    let cidr = block(&text).filter(|cidr: &IpNet| matches!(cidr, IpNet::V6(_)) == is_v6);
    let malformed =
        || Fault::value(format!("Value ({text}) for parameter {name} is invalid. This is not a valid CIDR block."));
    Ok(RouteDestination::from(cidr.ok_or_else(malformed)?))
}

/// The targets that a request names.
struct Targets {
    gateway: Option<String>,
    nat_gateway: Option<String>,
    interface: Option<String>,
    egress_only_gateway: Option<String>,
    peering: Option<String>,
    endpoint: Option<String>,
    local: Option<bool>,
}

const TARGETS: &str = "gatewayId, natGatewayId, networkInterfaceId, egressOnlyInternetGatewayId, \
                       vpcPeeringConnectionId, vpcEndpointId";

fn no_target() -> Fault {
    Fault::new("MissingParameter", format!("The request must contain exactly one of {TARGETS}"))
}

/// Reads the id of one kind of target.
type Read = fn(&str) -> Result<RouteTarget, Fault>;

/// The one target of a request; `None` for the local one.
fn target(given: Targets) -> Result<Option<RouteTarget>, Fault> {
    let read: [(Option<String>, Read); 6] = [
        (given.gateway, gateway),
        (given.nat_gateway, |text| Ok(RouteTarget::NatGateway(id(text, Kind::NatGateway)?))),
        (given.interface, |text| Ok(RouteTarget::NetworkInterface(id(text, Kind::NetworkInterface)?))),
        (given.egress_only_gateway, |text| {
            Ok(RouteTarget::EgressOnlyInternetGateway(id(text, Kind::EgressOnlyInternetGateway)?))
        }),
        (given.peering, |text| Ok(RouteTarget::Peering(id(text, Kind::VpcPeeringConnection)?))),
        (given.endpoint, |text| Ok(RouteTarget::VpcEndpoint(id(text, Kind::VpcEndpoint)?))),
    ];
    let named: Vec<_> = read.into_iter().filter_map(|(text, read)| Some((text?, read))).collect();
    let local = given.local == Some(true);
    match (&named[..], local) {
        ([], true) => Ok(None),
        ([(text, read)], false) => read(text).map(Some),
        ([], false) => Err(no_target()),
        _ => Err(Fault::combination(format!("You may specify only one of {TARGETS}, localTarget"))),
    }
}

/// What a gateway's id names. One of another kind names no gateway, as AWS answers.
fn gateway(text: &str) -> Result<RouteTarget, Fault> {
    match Kind::of_id(text) {
        Some(Kind::InternetGateway) => Ok(RouteTarget::InternetGateway(id(text, Kind::InternetGateway)?)),
        Some(Kind::VpnGateway) => Ok(RouteTarget::VpnGateway(id(text, Kind::VpnGateway)?)),
        Some(Kind::VpcEndpoint) => Ok(RouteTarget::VpcEndpoint(id(text, Kind::VpcEndpoint)?)),
        _ => Err(GatewayError::NoSuchGateway { id: text.to_owned() }.into()),
    }
}

/// A table's routes as AWS lists them: the local ones, then its own, then what is propagated.
pub(crate) fn show_routes(targets: &Network, table: &model::RouteTable) -> Vec<Route> {
    let blocks = targets.vpcs.get(&table.vpc).into_iter().flat_map(minato_vpc::resources::Vpc::blocks);
    let local = blocks.map(RouteDestination::from);
    let local = local
        .filter(|destination| !table.routes.contains_key(destination))
        .map(|destination| Route { gateway_id: shown("local"), ..show_route(&destination, "CreateRouteTable", true) });
    let own = table.routes.iter().map(|(destination, target)| {
        let active = targets.is_there(&table.vpc, target);
        with_target(show_route(destination, "CreateRoute", active), target)
    });
    let propagated = targets.propagated_routes(table).into_iter().map(|(network, gateway)| {
        with_target(show_route(&network.into(), "EnableVgwRoutePropagation", true), &RouteTarget::VpnGateway(gateway))
    });
    local.chain(own).chain(propagated).collect()
}

/// The gateways whose routes a table takes.
pub(crate) fn show_propagating(table: &model::RouteTable) -> Vec<PropagatingVgw> {
    table.propagating.iter().map(|gateway| PropagatingVgw { gateway_id: shown(gateway) }).collect()
}

fn show_route(destination: &RouteDestination, origin: &str, active: bool) -> Route {
    let mut route = Route {
        origin: shown(origin),
        state: shown(if active { "active" } else { "blackhole" }),
        ..Default::default()
    };
    match destination {
        RouteDestination::Cidr(IpNet::V4(cidr)) => route.destination_cidr_block = shown(cidr),
        RouteDestination::Cidr(IpNet::V6(cidr)) => route.destination_ipv6_cidr_block = shown(cidr),
        RouteDestination::PrefixList(list) => route.destination_prefix_list_id = shown(list),
    }
    route
}

fn with_target(mut route: Route, target: &RouteTarget) -> Route {
    match target {
        RouteTarget::InternetGateway(id) => route.gateway_id = shown(id),
        RouteTarget::VpnGateway(id) => route.gateway_id = shown(id),
        RouteTarget::VpcEndpoint(id) => route.gateway_id = shown(id),
        RouteTarget::NetworkInterface(id) => route.network_interface_id = shown(id),
        RouteTarget::NatGateway(id) => route.nat_gateway_id = shown(id),
        RouteTarget::EgressOnlyInternetGateway(id) => route.egress_only_internet_gateway_id = shown(id),
        RouteTarget::Peering(id) => route.vpc_peering_connection_id = shown(id),
    }
    route
}
