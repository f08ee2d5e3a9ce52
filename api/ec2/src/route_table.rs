//! Route tables, routes and associations.

use std::collections::BTreeSet;

use ipnet::IpNet;
use minato_network::{Kind, NetworkTransaction};
use minato_vpc::{
    ids::{InternetGatewayId, NetworkInterfaceId, RouteTableAssociationId, RouteTableId, SubnetId, VpcId},
    resources::{self as model, RouteTarget},
};
use minato_wire::ec2::{
    AssociateRouteTableRequest, AssociateRouteTableResult, CreateRouteRequest, CreateRouteResult,
    CreateRouteTableRequest, CreateRouteTableResult, DeleteRouteRequest, DeleteRouteTableRequest,
    DescribeRouteTablesRequest, DescribeRouteTablesResult, DisassociateRouteTableRequest, ReplaceRouteRequest,
    ReplaceRouteTableAssociationRequest, ReplaceRouteTableAssociationResult, Route, RouteTable, RouteTableAssociation,
    RouteTableAssociationState,
};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, each, nothing, tagged, text},
    input::{destination, id, required_id, shown, shown_tags, tag_specifications},
    page::Page,
};

tagged! { RouteTable => tags; }

const FILTERS: FilterTable<RouteTable> = &[
    ("association.gateway-id", |table| each(&table.associations, |association| &association.gateway_id)),
    ("association.route-table-association-id", |table| {
        each(&table.associations, |association| &association.route_table_association_id)
    }),
    ("association.route-table-id", |table| each(&table.associations, |association| &association.route_table_id)),
    ("association.subnet-id", |table| each(&table.associations, |association| &association.subnet_id)),
    ("association.main", |table| each(&table.associations, |association| &association.main)),
    ("owner-id", |table| text(&table.owner_id)),
    ("route-table-id", |table| text(&table.route_table_id)),
    ("route.destination-cidr-block", |table| each(&table.routes, |route| &route.destination_cidr_block)),
    ("route.destination-ipv6-cidr-block", |table| each(&table.routes, |route| &route.destination_ipv6_cidr_block)),
    ("route.destination-prefix-list-id", nothing),
    ("route.egress-only-internet-gateway-id", nothing),
    ("route.gateway-id", |table| each(&table.routes, |route| &route.gateway_id)),
    ("route.instance-id", nothing),
    ("route.nat-gateway-id", nothing),
    ("route.transit-gateway-id", nothing),
    ("route.origin", |table| each(&table.routes, |route| &route.origin)),
    ("route.state", |table| each(&table.routes, |route| &route.state)),
    ("route.vpc-peering-connection-id", nothing),
    ("vpc-id", |table| text(&table.vpc_id)),
];

pub(crate) fn create_route_table(
    call: &Call<'_>,
    input: CreateRouteTableRequest,
) -> Result<CreateRouteTableResult, Fault> {
    let vpc: VpcId = required_id(input.vpc_id, "vpcId", Kind::Vpc)?;
    let tags = tag_specifications(input.tag_specifications, Kind::RouteTable)?;
    let token = input.client_token.as_deref();
    let table = call.run(input.dry_run, |network| {
        let table = network.create_route_table(&vpc, tags.clone(), token)?;
        let targets = Targets::new(network)?;
        show(network, &targets, &table)
    })?;
    Ok(CreateRouteTableResult { route_table: Some(table), client_token: input.client_token })
}

pub(crate) fn describe_route_tables(
    call: &Call<'_>,
    input: DescribeRouteTablesRequest,
) -> Result<DescribeRouteTablesResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let page = Page::new(
        "DescribeRouteTables",
        input.max_results,
        input.next_token,
        input.route_table_ids.as_ref().map(|_| "routeTableIds"),
        100,
    )?;
    let mut tables = call.run(input.dry_run, |network| {
        let tables: Vec<model::RouteTable> = select(network, input.route_table_ids.as_deref())?;
        let targets = Targets::new(network)?;
        tables.iter().map(|table| show(network, &targets, table)).collect::<Result<Vec<_>, Fault>>()
    })?;
    tables.retain(|table| filters.accept(table));
    let (tables, next_token) = page.cut(tables, |table| table.route_table_id.clone().unwrap_or_default());
    Ok(DescribeRouteTablesResult { route_tables: Some(tables), next_token })
}

pub(crate) fn delete_route_table(call: &Call<'_>, input: DeleteRouteTableRequest) -> Result<(), Fault> {
    let table: RouteTableId = table_id(input.route_table_id)?;
    call.run(input.dry_run, |network| Ok(network.delete_route_table(&table)?))
}

pub(crate) fn create_route(call: &Call<'_>, input: CreateRouteRequest) -> Result<CreateRouteResult, Fault> {
    let table = table_id(input.route_table_id)?;
    let destination = destination(input.destination_cidr_block)?;
    let target = target(input.gateway_id, input.network_interface_id)?;
    call.run(input.dry_run, |network| Ok(network.create_route(&table, destination, target.clone())?))?;
    Ok(CreateRouteResult { r#return: Some(true) })
}

pub(crate) fn replace_route(call: &Call<'_>, input: ReplaceRouteRequest) -> Result<(), Fault> {
    let table = table_id(input.route_table_id)?;
    let destination = destination(input.destination_cidr_block)?;
    let target = target(input.gateway_id, input.network_interface_id)?;
    call.run(input.dry_run, |network| Ok(network.replace_route(&table, destination, target.clone())?))
}

pub(crate) fn delete_route(call: &Call<'_>, input: DeleteRouteRequest) -> Result<(), Fault> {
    let table = table_id(input.route_table_id)?;
    let destination = destination(input.destination_cidr_block)?;
    call.run(input.dry_run, |network| Ok(network.delete_route(&table, destination)?))
}

pub(crate) fn associate_route_table(
    call: &Call<'_>,
    input: AssociateRouteTableRequest,
) -> Result<AssociateRouteTableResult, Fault> {
    let table = table_id(input.route_table_id)?;
    let subnet: SubnetId = required_id(input.subnet_id, "subnetId", Kind::Subnet)?;
    let association = call.run(input.dry_run, |network| Ok(network.associate_route_table(&table, &subnet)?))?;
    Ok(AssociateRouteTableResult { association_id: shown(association), association_state: associated() })
}

pub(crate) fn disassociate_route_table(call: &Call<'_>, input: DisassociateRouteTableRequest) -> Result<(), Fault> {
    let association = association_id(input.association_id)?;
    call.run(input.dry_run, |network| Ok(network.disassociate_route_table(&association)?))
}

pub(crate) fn replace_route_table_association(
    call: &Call<'_>,
    input: ReplaceRouteTableAssociationRequest,
) -> Result<ReplaceRouteTableAssociationResult, Fault> {
    let association = association_id(input.association_id)?;
    let table = table_id(input.route_table_id)?;
    let new = call.run(input.dry_run, |network| Ok(network.replace_route_table_association(&association, &table)?))?;
    Ok(ReplaceRouteTableAssociationResult { new_association_id: shown(new.id), association_state: associated() })
}

fn table_id(text: Option<String>) -> Result<RouteTableId, Fault> {
    required_id(text, "routeTableId", Kind::RouteTable)
}

fn association_id(text: Option<String>) -> Result<RouteTableAssociationId, Fault> {
    required_id(text, "associationId", Kind::RouteTableAssociation)
}

fn target(gateway: Option<String>, interface: Option<String>) -> Result<RouteTarget, Fault> {
    match (gateway, interface) {
        (Some(gateway), None) => Ok(RouteTarget::InternetGateway(id(&gateway, Kind::InternetGateway)?)),
        (None, Some(interface)) => Ok(RouteTarget::NetworkInterface(id(&interface, Kind::NetworkInterface)?)),
        (Some(_), Some(_)) => Err(Fault::combination("You may specify only one of gatewayId, networkInterfaceId")),
        (None, None) => {
            Err(Fault::new("MissingParameter", "The request must contain exactly one of gatewayId, networkInterfaceId"))
        }
    }
}

/// What routes may lead to now: a route to anything else is a blackhole.
struct Targets {
    gateways: BTreeSet<(InternetGatewayId, VpcId)>,
    interfaces: BTreeSet<NetworkInterfaceId>,
}

impl Targets {
    fn new(network: &mut NetworkTransaction<'_, '_>) -> Result<Self, Fault> {
        let gateways: Vec<model::InternetGateway> = network.list()?;
        let interfaces: Vec<model::NetworkInterface> = network.list()?;
        Ok(Self {
            gateways: gateways.into_iter().filter_map(|gateway| Some((gateway.id, gateway.vpc?))).collect(),
            interfaces: interfaces.into_iter().map(|interface| interface.id).collect(),
        })
    }

    fn are_there(&self, vpc: &VpcId, target: &RouteTarget) -> bool {
        match target {
            RouteTarget::InternetGateway(id) => self.gateways.contains(&(id.clone(), vpc.clone())),
            RouteTarget::NetworkInterface(id) => self.interfaces.contains(id),
        }
    }
}

fn associated() -> Option<RouteTableAssociationState> {
    Some(RouteTableAssociationState { state: shown("associated"), status_message: None })
}

fn show(
    network: &mut NetworkTransaction<'_, '_>,
    targets: &Targets,
    table: &model::RouteTable,
) -> Result<RouteTable, Fault> {
    let vpc: model::Vpc = network.find(&table.vpc)?;
    let local = vpc.cidr_blocks.iter().map(|block| Route {
        destination_cidr_block: shown(block.cidr),
        gateway_id: shown("local"),
        origin: shown("CreateRouteTable"),
        state: shown("active"),
        ..Default::default()
    });
    let own = table
        .routes
        .iter()
        .map(|(destination, target)| show_route(*destination, target, targets.are_there(&table.vpc, target)));
    let associations = table.associations.iter().map(|association| RouteTableAssociation {
        main: Some(association.subnet.is_none()),
        route_table_association_id: shown(&association.id),
        route_table_id: shown(&table.id),
        subnet_id: association.subnet.as_ref().map(ToString::to_string),
        association_state: associated(),
        ..Default::default()
    });
    Ok(RouteTable {
        associations: Some(associations.collect()),
        propagating_vgws: Some(Vec::new()),
        route_table_id: shown(&table.id),
        routes: Some(local.chain(own).collect()),
        tags: shown_tags(&table.tags),
        vpc_id: shown(&table.vpc),
        owner_id: shown(&table.scope.account),
    })
}

fn show_route(destination: IpNet, target: &RouteTarget, active: bool) -> Route {
    let mut route = Route {
        origin: shown("CreateRoute"),
        state: shown(if active { "active" } else { "blackhole" }),
        ..Default::default()
    };
    match destination {
        IpNet::V4(cidr) => route.destination_cidr_block = shown(cidr),
        IpNet::V6(cidr) => route.destination_ipv6_cidr_block = shown(cidr),
    }
    match target {
        RouteTarget::InternetGateway(id) => route.gateway_id = shown(id),
        RouteTarget::NetworkInterface(id) => route.network_interface_id = shown(id),
    }
    route
}
