//! Security groups with their rules, and route tables with their routes.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]
#![allow(clippy::redundant_closure_for_method_calls, reason = "all use cases read alike")]

mod support;

use minato_network::{Limits, NetworkTransaction, RuleSelection, RuleSpecification};
use minato_vpc::{
    ids::{
        InternetGatewayId, NetworkInterfaceId, RouteTableAssociationId, RouteTableId, SecurityGroupId,
        SecurityGroupRuleId,
    },
    resources::{Direction, Peer, PortRange, RouteDestination, RouteTable, RouteTarget, SecurityGroup, Tags, Traffic},
};
use support::{World, new_group, vpc_and_subnet};

fn rule(port: u16, peer: Peer) -> RuleSpecification {
    RuleSpecification { traffic: Traffic::Tcp(PortRange { from: port, to: port }), peer, description: None }
}

fn range(text: &str) -> Peer {
    Peer::Cidr(text.parse().unwrap())
}

fn authorize(world: &World, group: &SecurityGroupId, rules: &[RuleSpecification]) -> Vec<SecurityGroupRuleId> {
    let added = world.run(|network| network.authorize(group, Direction::Ingress, rules.to_vec(), &Tags::new()));
    added.unwrap().into_iter().map(|(id, _)| id).collect()
}

#[test]
fn a_new_group_allows_everything_out_and_nothing_in() {
    let world = World::new();
    let vpc = world.vpc("10.0.0.0/16").id;
    let group = world.group(&vpc, "web");
    let rules: Vec<_> = group.rules.values().collect();
    assert_eq!(rules.len(), 1);
    assert_eq!(
        (rules[0].direction, rules[0].traffic, &rules[0].peer),
        (Direction::Egress, Traffic::All, &range("0.0.0.0/0"))
    );
    assert_eq!(world.code(|network| network.create_security_group(new_group(&vpc, "web"))), "InvalidGroup.Duplicate");
    let other = world.vpc("10.0.0.0/16").id;
    world.group(&other, "web");
    for bad in ["default", "sg-web", "a\tb", ""] {
        let code = world.code(|network| network.create_security_group(new_group(&vpc, bad)));
        assert_eq!(code, "InvalidParameterValue", "{bad}");
    }
}

#[test]
fn group_names_are_the_same_in_any_case_and_without_spaces_at_the_end() {
    let world = World::new();
    let vpc = world.vpc("10.0.0.0/16").id;
    let group = world.group(&vpc, "Web  ");
    assert_eq!(group.name, "Web");
    for taken in ["Web", "web", "WEB "] {
        let error = world.run(|network| network.create_security_group(new_group(&vpc, taken))).unwrap_err();
        assert_eq!(error.code(), "InvalidGroup.Duplicate", "{taken}");
    }
    assert_eq!(world.run(|network| network.group_named(&vpc, "wEB")).unwrap().id, group.id);
    for bad in ["Default", "default "] {
        let code = world.code(|network| network.create_security_group(new_group(&vpc, bad)));
        assert_eq!(code, "InvalidParameterValue", "{bad}");
    }
    world.group(&vpc, " Web");
}

#[test]
fn rules_come_all_or_none_and_each_once() {
    let world = World::new();
    let vpc = world.vpc("10.0.0.0/16").id;
    let (group, peer) = (world.group(&vpc, "web").id, world.group(&vpc, "app").id);
    let ids = authorize(&world, &group, &[rule(80, range("10.0.0.0/8")), rule(80, Peer::Group(peer.clone()))]);
    assert_eq!(ids.len(), 2);
    let code = |rules: Vec<RuleSpecification>| {
        world.code(|network| network.authorize(&group, Direction::Ingress, rules.clone(), &Tags::new()))
    };
    assert_eq!(code(vec![rule(81, range("10.0.0.0/8")), rule(80, range("10.0.0.0/8"))]), "InvalidPermission.Duplicate");
    assert_eq!(code(vec![rule(81, range("10.0.0.0/8")), rule(81, range("10.0.0.0/8"))]), "InvalidParameterValue");
    assert_eq!(code(vec![rule(81, Peer::Group(SecurityGroupId::from_entropy(1)))]), "InvalidGroup.NotFound");
    let elsewhere = world.vpc("10.0.0.0/16").id;
    let foreign = world.group(&elsewhere, "web").id;
    assert_eq!(code(vec![rule(81, Peer::Group(foreign))]), "InvalidGroup.NotFound");
    // The same rule in the other direction is another rule.
    let out = vec![rule(80, range("10.0.0.0/8"))];
    world.run(|network| network.authorize(&group, Direction::Egress, out.clone(), &Tags::new())).unwrap();
    assert_eq!(world.find::<SecurityGroup>(&group).rules.len(), 4);
    assert_eq!(world.code(|network| network.delete_security_group(&peer)), "DependencyViolation");
}

#[test]
fn the_rule_limit_holds_per_direction() {
    let world = World::with_limits(Limits { rules_per_security_group: 2, ..Limits::default() });
    let vpc = world.vpc("10.0.0.0/16").id;
    let group = world.group(&vpc, "web").id;
    let ids = authorize(&world, &group, &[rule(80, range("10.0.0.0/8")), rule(81, range("10.0.0.0/8"))]);
    let one_more = vec![rule(82, range("10.0.0.0/8"))];
    let code = world.code(|network| network.authorize(&group, Direction::Ingress, one_more.clone(), &Tags::new()));
    assert_eq!(code, "RulesPerSecurityGroupLimitExceeded");
    world.run(|network| network.authorize(&group, Direction::Egress, one_more.clone(), &Tags::new())).unwrap();
    let selection = RuleSelection::Ids(ids[..1].to_vec());
    world.run(|network| network.revoke(&group, Direction::Ingress, selection.clone())).unwrap();
    authorize(&world, &group, &one_more);
}

#[test]
fn revoking_takes_what_is_there() {
    let world = World::new();
    let vpc = world.vpc("10.0.0.0/16").id;
    let group = world.group(&vpc, "web").id;
    let ids = authorize(&world, &group, &[rule(80, range("10.0.0.0/8")), rule(81, range("10.0.0.0/8"))]);
    let matching = |port, text: &str| (rule(port, range(text)).traffic, range(text));
    let revoke =
        |direction, selection: RuleSelection| world.run(|network| network.revoke(&group, direction, selection.clone()));
    let both = RuleSelection::Matching(vec![matching(80, "10.0.0.0/8"), matching(80, "::/0")]);
    assert_eq!(revoke(Direction::Ingress, both).unwrap_err().code(), "InvalidPermission.NotFound");
    assert_eq!(world.find::<SecurityGroup>(&group).rules.len(), 3, "none went");
    let one = RuleSelection::Matching(vec![matching(80, "10.0.0.0/8")]);
    assert_eq!(revoke(Direction::Egress, one.clone()).unwrap_err().code(), "InvalidPermission.NotFound");
    assert_eq!(revoke(Direction::Ingress, one).unwrap().removed[0].0, ids[0]);
    let second = RuleSelection::Ids(vec![ids[1].clone()]);
    let wrong_way = revoke(Direction::Egress, second.clone()).unwrap_err();
    assert_eq!(wrong_way.code(), "InvalidSecurityGroupRuleId.NotFound");
    revoke(Direction::Ingress, second).unwrap();
    let everything = RuleSelection::Matching(vec![(Traffic::All, range("0.0.0.0/0"))]);
    revoke(Direction::Egress, everything).unwrap();
    assert!(world.find::<SecurityGroup>(&group).rules.is_empty());
}

#[test]
fn a_rule_is_named_once_in_a_request() {
    let world = World::new();
    let vpc = world.vpc("10.0.0.0/16").id;
    let group = world.group(&vpc, "web").id;
    let ids = authorize(&world, &group, &[rule(80, range("10.0.0.0/8")), rule(81, range("10.0.0.0/8"))]);
    let twice = vec![ids[0].clone(), ids[1].clone(), ids[0].clone()];
    let selection = RuleSelection::Ids(twice.clone());
    let code = world.code(|network| network.revoke(&group, Direction::Ingress, selection.clone()));
    assert_eq!(code, "InvalidParameterValue");
    let changes: Vec<_> = twice.into_iter().map(|id| (id, rule(82, range("10.0.0.0/8")))).collect();
    assert_eq!(world.code(|network| network.modify_rules(&group, changes.clone())), "InvalidParameterValue");
}

#[test]
fn in_a_default_vpc_revoking_what_is_not_there_is_reported() {
    let world = World::new();
    let vpc = world.run(|network| network.default_vpc()).unwrap().unwrap().id;
    let group = world.group(&vpc, "web").id;
    authorize(&world, &group, &[rule(80, range("10.0.0.0/8"))]);
    let wanted = vec![(rule(80, range("10.0.0.0/8")).traffic, range("10.0.0.0/8")), (Traffic::All, range("::/0"))];
    let selection = RuleSelection::Matching(wanted);
    let revoked = world.run(|network| network.revoke(&group, Direction::Ingress, selection.clone())).unwrap();
    assert_eq!(revoked.removed.len(), 1);
    assert_eq!(revoked.unknown, [(Traffic::All, range("::/0"))]);
}

#[test]
fn groups_go_unless_used_or_default() {
    let world = World::with_limits(Limits { security_groups: 4, ..Limits::default() });
    let vpc = world.vpc("10.0.0.0/16").id;
    let (one, other) = (world.group(&vpc, "one").id, world.group(&vpc, "other").id);
    let code = world.code(|network| network.create_security_group(new_group(&vpc, "more")));
    assert_eq!(code, "SecurityGroupLimitExceeded");
    // A group that names itself is no obstacle, one that another names is.
    authorize(&world, &one, &[rule(80, Peer::Group(one.clone()))]);
    authorize(&world, &other, &[rule(80, Peer::Group(one.clone()))]);
    assert_eq!(world.code(|network| network.delete_security_group(&one)), "DependencyViolation");
    world.run(|network| network.delete_security_group(&other)).unwrap();
    world.run(|network| network.delete_security_group(&one)).unwrap();
    assert_eq!(world.code(|network| network.delete_security_group(&one)), "InvalidGroup.NotFound");
    let default = world.run(|network| network.default_group(&vpc)).unwrap().id;
    assert_eq!(world.code(|network| network.delete_security_group(&default)), "CannotDelete");
}

fn anywhere() -> RouteDestination {
    "0.0.0.0/0".parse().unwrap()
}

fn attached_gateway(world: &World, vpc: &minato_vpc::ids::VpcId) -> InternetGatewayId {
    let gateway = world.run(|network| network.create_internet_gateway(Tags::new())).unwrap().id;
    world.run(|network| network.attach_internet_gateway(&gateway, vpc)).unwrap();
    gateway
}

#[test]
fn routes_are_made_replaced_and_taken_away() {
    let world = World::with_limits(Limits { routes_per_table: 2, ..Limits::default() });
    let (vpc, subnet) = vpc_and_subnet(&world);
    let gateway = RouteTarget::InternetGateway(attached_gateway(&world, &vpc));
    let interface = RouteTarget::NetworkInterface(world.interface(&subnet).id);
    let table = world.run(|network| network.create_route_table(&vpc, Tags::new(), None)).unwrap().id;
    let create = |to: &str, target: &RouteTarget| {
        world.run(|network| network.create_route(&table, &to.parse().unwrap(), target.clone())).map_err(|e| e.code())
    };
    create("0.0.0.0/0", &gateway).unwrap();
    assert_eq!(create("0.0.0.0/0", &interface), Err("RouteAlreadyExists"));
    assert_eq!(create("10.0.0.0/16", &interface), Err("RouteAlreadyExists"));
    assert_eq!(create("10.0.1.0/24", &gateway), Err("InvalidParameterValue"));
    create("10.0.1.7/24", &interface).unwrap();
    assert_eq!(create("10.9.0.0/24", &gateway), Err("RouteLimitExceeded"));
    let routes = world.find::<RouteTable>(&table).routes;
    assert!(routes.contains_key(&"10.0.1.0/24".parse().unwrap()), "host bits are cleared");
    world.run(|network| network.replace_route(&table, &anywhere(), Some(interface.clone()))).unwrap();
    assert_eq!(world.find::<RouteTable>(&table).routes[&anywhere()], interface);
    let absent = "10.9.0.0/24".parse().unwrap();
    let replace =
        |network: &mut NetworkTransaction<'_, '_>| network.replace_route(&table, &absent, Some(gateway.clone()));
    assert_eq!(world.code(replace), "InvalidParameterValue");
    assert_eq!(world.code(|network| network.delete_route(&table, &absent)), "InvalidRoute.NotFound");
    let local = "10.0.0.0/16".parse().unwrap();
    assert_eq!(world.code(|network| network.delete_route(&table, &local)), "InvalidParameterValue");
    world.run(|network| network.delete_route(&table, &anywhere())).unwrap();
    assert_eq!(world.find::<RouteTable>(&table).routes.len(), 1);
}

#[test]
fn a_routes_target_must_be_of_the_vpc() {
    let world = World::new();
    let (vpc, _) = vpc_and_subnet(&world);
    let elsewhere = world.vpc("10.0.0.0/16").id;
    let foreign_subnet = world.subnet(&elsewhere, "10.0.1.0/24").id;
    let table = world.run(|network| network.main_route_table(&vpc)).unwrap().id;
    let detached = world.run(|network| network.create_internet_gateway(Tags::new())).unwrap().id;
    for (target, code) in [
        (RouteTarget::InternetGateway(attached_gateway(&world, &elsewhere)), "InvalidParameterValue"),
        (RouteTarget::InternetGateway(detached), "InvalidParameterValue"),
        (RouteTarget::InternetGateway(InternetGatewayId::from_entropy(1)), "InvalidGatewayID.NotFound"),
        (RouteTarget::NetworkInterface(world.interface(&foreign_subnet).id), "InvalidParameterValue"),
        (RouteTarget::NetworkInterface(NetworkInterfaceId::from_entropy(1)), "InvalidNetworkInterfaceID.NotFound"),
    ] {
        assert_eq!(world.code(|network| network.create_route(&table, &anywhere(), target.clone())), code);
    }
    let unknown = RouteTableId::from_entropy(1);
    let code = world.code(|network| network.delete_route(&unknown, &anywhere()));
    assert_eq!(code, "InvalidRouteTableID.NotFound");
}

#[test]
fn a_table_holds_where_it_is_associated() {
    let world = World::with_limits(Limits { route_tables_per_vpc: 3, ..Limits::default() });
    let (vpc, subnet) = vpc_and_subnet(&world);
    let create = || world.run(|network| network.create_route_table(&vpc, Tags::new(), None));
    let (one, two) = (create().unwrap().id, create().unwrap().id);
    assert_eq!(create().unwrap_err().code(), "RouteTableLimitExceeded");
    let table_of = || {
        let network = world.network();
        network.route_table_of(&network.subnets[&subnet]).unwrap().id.clone()
    };
    let main = world.run(|network| network.main_route_table(&vpc)).unwrap();
    assert_eq!(table_of(), main.id);
    let association = world.run(|network| network.associate_route_table(&one, &subnet)).unwrap();
    assert_eq!(world.run(|network| network.associate_route_table(&one, &subnet)).unwrap(), association);
    assert_eq!(world.code(|network| network.associate_route_table(&two, &subnet)), "Resource.AlreadyAssociated");
    assert_eq!(table_of(), one);
    assert_eq!(world.code(|network| network.delete_route_table(&one)), "DependencyViolation");
    let replaced = world.run(|network| network.replace_route_table_association(&association, &two)).unwrap();
    assert_ne!(replaced.id, association);
    assert_eq!(table_of(), two);
    assert_eq!(world.code(|network| network.disassociate_route_table(&association)), "InvalidAssociationID.NotFound");
    world.run(|network| network.disassociate_route_table(&replaced.id)).unwrap();
    assert_eq!(table_of(), main.id);
    // The main association moves, too, and is never taken away.
    let main_association = main.associations[0].id.clone();
    assert_eq!(world.code(|network| network.disassociate_route_table(&main_association)), "InvalidParameterValue");
    world.run(|network| network.replace_route_table_association(&main_association, &one)).unwrap();
    assert_eq!(table_of(), one);
    assert_eq!(world.code(|network| network.delete_route_table(&one)), "DependencyViolation");
    world.run(|network| network.delete_route_table(&main.id)).unwrap();
    let unknown = RouteTableAssociationId::from_entropy(1);
    assert_eq!(world.code(|network| network.disassociate_route_table(&unknown)), "InvalidAssociationID.NotFound");
}

#[test]
fn a_table_of_another_vpc_does_not_fit() {
    let world = World::new();
    let (vpc, subnet) = vpc_and_subnet(&world);
    let elsewhere = world.vpc("10.0.0.0/16").id;
    let table = world.run(|network| network.create_route_table(&elsewhere, Tags::new(), None)).unwrap().id;
    assert_eq!(world.code(|network| network.associate_route_table(&table, &subnet)), "InvalidParameterValue");
    let main = world.run(|network| network.main_route_table(&vpc)).unwrap().associations[0].id.clone();
    assert_eq!(world.code(|network| network.replace_route_table_association(&main, &table)), "InvalidParameterValue");
}
