//! Route tables and associations.

use minato_network::Kind;
use minato_vpc::{
    Network,
    ids::{RouteTableAssociationId, RouteTableId, SubnetId, VpcId},
    resources as model,
};
use minato_wire::ec2::{
    AssociateRouteTableRequest, AssociateRouteTableResult, CreateRouteTableRequest, CreateRouteTableResult,
    DeleteRouteTableRequest, DescribeRouteTablesRequest, DescribeRouteTablesResult, DisassociateRouteTableRequest,
    ReplaceRouteTableAssociationRequest, ReplaceRouteTableAssociationResult, RouteTable, RouteTableAssociation,
    RouteTableAssociationState,
};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, each, nothing, tagged, text},
    input::{client_token, required_id, shown, shown_tags, tag_specifications},
    page::Page,
    route::{show_propagating, show_routes},
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
    ("route.destination-prefix-list-id", |table| each(&table.routes, |route| &route.destination_prefix_list_id)),
    ("route.egress-only-internet-gateway-id", |table| {
        each(&table.routes, |route| &route.egress_only_internet_gateway_id)
    }),
    ("route.gateway-id", |table| each(&table.routes, |route| &route.gateway_id)),
    ("route.instance-id", nothing),
    ("route.nat-gateway-id", |table| each(&table.routes, |route| &route.nat_gateway_id)),
    ("route.transit-gateway-id", nothing),
    ("route.origin", |table| each(&table.routes, |route| &route.origin)),
    ("route.state", |table| each(&table.routes, |route| &route.state)),
    ("route.vpc-peering-connection-id", |table| each(&table.routes, |route| &route.vpc_peering_connection_id)),
    ("vpc-id", |table| text(&table.vpc_id)),
];

pub(crate) fn create_route_table(
    call: &Call<'_>,
    input: CreateRouteTableRequest,
) -> Result<CreateRouteTableResult, Fault> {
    let vpc: VpcId = required_id(input.vpc_id, "vpcId", Kind::Vpc)?;
    let tags = tag_specifications(input.tag_specifications, Kind::RouteTable)?;
    let token = client_token(input.client_token)?;
    let table = call.run(input.dry_run, |network| {
        let table = network.create_route_table(&vpc, tags.clone(), token.as_deref())?;
        let targets = network.route_targets(std::slice::from_ref(&table))?;
        Ok::<_, Fault>(show(&targets, &table))
    })?;
    Ok(CreateRouteTableResult { route_table: Some(table), client_token: token })
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
        let targets = network.route_targets(&tables)?;
        Ok::<_, Fault>(tables.iter().map(|table| show(&targets, table)).collect::<Vec<_>>())
    })?;
    tables.retain(|table| filters.accept(table));
    let (tables, next_token) = page.cut(tables, |table| table.route_table_id.clone().unwrap_or_default());
    Ok(DescribeRouteTablesResult { route_tables: Some(tables), next_token })
}

pub(crate) fn delete_route_table(call: &Call<'_>, input: DeleteRouteTableRequest) -> Result<(), Fault> {
    let table: RouteTableId = table_id(input.route_table_id)?;
    call.run(input.dry_run, |network| Ok(network.delete_route_table(&table)?))
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

pub(crate) fn table_id(text: Option<String>) -> Result<RouteTableId, Fault> {
    required_id(text, "routeTableId", Kind::RouteTable)
}

fn association_id(text: Option<String>) -> Result<RouteTableAssociationId, Fault> {
    required_id(text, "associationId", Kind::RouteTableAssociation)
}

fn associated() -> Option<RouteTableAssociationState> {
    Some(RouteTableAssociationState { state: shown("associated"), status_message: None })
}

fn show(targets: &Network, table: &model::RouteTable) -> RouteTable {
    let associations = table.associations.iter().map(|association| RouteTableAssociation {
        main: Some(association.subnet.is_none()),
        route_table_association_id: shown(&association.id),
        route_table_id: shown(&table.id),
        subnet_id: association.subnet.as_ref().map(ToString::to_string),
        association_state: associated(),
        ..Default::default()
    });
    RouteTable {
        associations: Some(associations.collect()),
        propagating_vgws: Some(show_propagating(table)),
        route_table_id: shown(&table.id),
        routes: Some(show_routes(targets, table)),
        tags: shown_tags(&table.tags),
        vpc_id: shown(&table.vpc),
        owner_id: shown(&table.scope.account),
    }
}
