//! What an analysis found, in AWS's shapes.

use minato_vpc::resources::{
    self as model, AclRule, Direction, GroupRule, Named, PacketHeader, PathRule, Peer, Role, Roles, RouteOrigin,
    RouteRule,
};
use minato_wire::ec2::{
    AnalysisAclRule, AnalysisComponent, AnalysisPacketHeader, AnalysisRouteTableRoute, AnalysisSecurityGroupRule,
    Explanation, PathComponent, PortRange,
};

use crate::input::shown;

/// The components of a way; nothing where there is no way.
pub(crate) fn show_components(components: &[model::PathComponent]) -> Option<Vec<PathComponent>> {
    let numbered = (1..).zip(components).map(|(number, component)| show_component(number, component));
    Some(numbered.collect::<Vec<_>>()).filter(|list| !list.is_empty())
}

fn show_component(number: i32, component: &model::PathComponent) -> PathComponent {
    let of = |role| one_of(&component.about, role);
    let (acl_rule, security_group_rule, route_table_route) = show_rule(component.rule.as_ref());
    PathComponent {
        sequence_number: Some(number),
        acl_rule,
        attached_to: of(Role::AttachedTo),
        component: Some(show_named(&component.component)),
        destination_vpc: of(Role::DestinationVpc),
        outbound_header: component.outbound.map(show_header),
        inbound_header: component.inbound.map(show_header),
        route_table_route,
        security_group_rule,
        source_vpc: of(Role::SourceVpc),
        subnet: of(Role::Subnet),
        vpc: of(Role::Vpc),
        ..Default::default()
    }
}

pub(crate) fn show_explanation(explanation: &model::Explanation) -> Explanation {
    let of = |role| one_of(&explanation.about, role);
    let groups = explanation.about.get(&Role::SecurityGroups);
    let (acl_rule, security_group_rule, route_table_route) = show_rule(explanation.rule.as_ref());
    Explanation {
        acl: of(Role::Acl),
        acl_rule,
        address: explanation.address.map(|address| address.to_string()),
        attached_to: of(Role::AttachedTo),
        component: of(Role::Component),
        destination: of(Role::Destination),
        destination_vpc: of(Role::DestinationVpc),
        direction: explanation.direction.map(|direction| direction_name(direction).to_owned()),
        explanation_code: shown(explanation.code),
        internet_gateway: of(Role::InternetGateway),
        nat_gateway: of(Role::NatGateway),
        network_interface: of(Role::NetworkInterface),
        vpc_peering_connection: of(Role::VpcPeeringConnection),
        route_table_route,
        route_table: of(Role::RouteTable),
        security_group_rule,
        security_groups: groups.map(|groups| groups.iter().map(show_named).collect()),
        source_vpc: of(Role::SourceVpc),
        subnet: of(Role::Subnet),
        vpc: of(Role::Vpc),
        vpc_endpoint: of(Role::VpcEndpoint),
        vpn_gateway: of(Role::VpnGateway),
        ..Default::default()
    }
}

fn one_of(roles: &Roles, role: Role) -> Option<AnalysisComponent> {
    roles.get(&role)?.first().map(show_named)
}

fn show_named(named: &Named) -> AnalysisComponent {
    AnalysisComponent { id: shown(&named.id), arn: named.arn.clone(), name: named.name.clone() }
}

type ShownRule = (Option<AnalysisAclRule>, Option<AnalysisSecurityGroupRule>, Option<AnalysisRouteTableRoute>);

fn show_rule(rule: Option<&PathRule>) -> ShownRule {
    match rule {
        None => (None, None, None),
        Some(PathRule::Acl(rule)) => (Some(show_acl_rule(rule)), None, None),
        Some(PathRule::SecurityGroup(rule)) => (None, Some(show_group_rule(rule)), None),
        Some(PathRule::Route(rule)) => (None, None, Some(show_route(rule))),
    }
}

fn direction_name(direction: Direction) -> &'static str {
    match direction {
        Direction::Ingress => "ingress",
        Direction::Egress => "egress",
    }
}

fn show_ports(ports: model::PortRange) -> PortRange {
    PortRange { from: Some(i32::from(ports.from)), to: Some(i32::from(ports.to)) }
}

fn show_acl_rule(rule: &AclRule) -> AnalysisAclRule {
    AnalysisAclRule {
        cidr: shown(&rule.cidr),
        egress: Some(rule.direction == Direction::Egress),
        port_range: rule.ports.map(show_ports),
        protocol: shown(&rule.protocol),
        rule_action: shown(if rule.allow { "allow" } else { "deny" }),
        rule_number: Some(i32::from(rule.number)),
    }
}

fn show_group_rule(rule: &GroupRule) -> AnalysisSecurityGroupRule {
    let (cidr, security_group_id, prefix_list_id) = match &rule.peer {
        Peer::Cidr(range) => (shown(range), None, None),
        Peer::Group(group) => (None, shown(group), None),
        Peer::PrefixList(list) => (None, None, shown(list)),
    };
    AnalysisSecurityGroupRule {
        cidr,
        direction: shown(direction_name(rule.direction)),
        security_group_id,
        port_range: rule.ports.map(show_ports),
        prefix_list_id,
        protocol: shown(&rule.protocol),
    }
}

/// The target stands in the member of its kind; gateways, endpoints and `local` share one.
fn show_route(rule: &RouteRule) -> AnalysisRouteTableRoute {
    let target = |prefixes: &[&str]| {
        let is_so = prefixes.iter().any(|prefix| rule.target.starts_with(prefix));
        is_so.then(|| rule.target.clone())
    };
    // Lowercase, as in the guide's examples.
    let origin = match rule.origin {
        RouteOrigin::Local => "createroutetable",
        RouteOrigin::Static => "createroute",
        RouteOrigin::Propagated => "enablevgwroutepropagation",
    };
    AnalysisRouteTableRoute {
        destination_cidr: shown(&rule.destination),
        destination_prefix_list_id: rule.list.clone(),
        egress_only_internet_gateway_id: target(&["eigw-"]),
        gateway_id: target(&["igw-", "vgw-", "vpce-", "local"]),
        nat_gateway_id: target(&["nat-"]),
        network_interface_id: target(&["eni-"]),
        vpc_peering_connection_id: target(&["pcx-"]),
        origin: shown(origin),
        state: shown(if rule.is_active { "active" } else { "blackhole" }),
        ..Default::default()
    }
}

fn show_header(header: PacketHeader) -> AnalysisPacketHeader {
    let one =
        |port: Option<u16>| port.map(|port| vec![PortRange { from: Some(i32::from(port)), to: Some(i32::from(port)) }]);
    AnalysisPacketHeader {
        destination_addresses: Some(vec![format!("{}/32", header.destination)]),
        destination_port_ranges: one(header.destination_port),
        protocol: shown(header.protocol),
        source_addresses: Some(vec![format!("{}/32", header.source)]),
        source_port_ranges: one(header.source_port),
    }
}
