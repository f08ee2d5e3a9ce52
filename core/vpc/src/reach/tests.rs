//! Every component that can let a packet pass, or not, both ways.

mod advice;
pub(crate) mod world;

use jiff::Timestamp;

use super::*;
use crate::{
    Edge,
    compile::tests::{eni, group_id, range, rule},
    ids::*,
    resources::*,
};
use world::{World, acl, entry, igw, ip, scope, sgr, subnet, table, vpc};

/// Why a way ends, and what is to blame.
fn blocked(way: &Way) -> (&str, &Component) {
    match &way.end {
        End::Blocked { reason, component, .. } => (reason, component),
        end => panic!("it passes: {end:?}"),
    }
}

fn reply(reach: &Reach) -> &Way {
    assert!(reach.request.end.passes(), "{reach}");
    reach.reply.as_ref().unwrap()
}

fn passes(reach: &Reach, at: &str) {
    assert!(reach.passes(), "{reach}");
    assert_eq!(reach.request.end, End::Arrived { at: at.to_owned() });
    assert!(reach.reply.is_some());
}

fn components(way: &Way) -> Vec<&Component> {
    way.hops.iter().flat_map(|hop| &hop.steps).map(|step| &step.component).collect()
}

fn local(of: u128) -> Component {
    let destination = "10.0.0.0/16".to_owned();
    Component::Route { table: table(of), destination, list: None, target: "local".to_owned() }
}

fn led(of: u128, destination: &str, target: &impl ToString) -> Component {
    let target = target.to_string();
    Component::Route { table: table(of), destination: destination.to_owned(), list: None, target }
}

fn decided(of: u128, direction: Direction, entry: Option<u16>, allow: bool) -> Component {
    Component::NetworkAcl { acl: Some(acl(of)), direction, entry, allow }
}

#[test]
fn what_passes_names_the_rules_routes_and_entries_of_both_directions() {
    let reach = World::new().between(1, 2);
    passes(&reach, eni(2).as_str());
    let allowed = |of: u128, direction| Component::SecurityGroupRule {
        interface: eni(of),
        group: group_id(of),
        rule: sgr(of),
        direction,
    };
    let end = |of: u128| Component::End { edge: eni(of).to_string() };
    let request = [
        &allowed(1, Direction::Egress),
        &local(1),
        &decided(1, Direction::Egress, Some(100), true),
        &decided(2, Direction::Ingress, Some(100), true),
        &allowed(2, Direction::Ingress),
        &Component::Flow,
        &end(2),
    ];
    assert_eq!(components(&reach.request), request);
    let back = [
        &Component::Flow,
        &local(2),
        &decided(2, Direction::Egress, Some(100), true),
        &decided(1, Direction::Ingress, Some(100), true),
        &end(1),
    ];
    assert_eq!(components(reach.reply.as_ref().unwrap()), back);
    let text = reach.to_string();
    for part in [group_id(1).as_str(), sgr(2).as_str(), table(1).as_str(), acl(2).as_str(), "entry 100", "SYN"] {
        assert_eq!(text.contains(part), part != "SYN", "{part}: {text}");
    }
}

#[test]
fn groups_that_deny_are_named() {
    let world = World::new();
    let other_port = world.ask(eni(1).as_str(), "10.0.2.12", Probe::Tcp(81));
    let groups =
        |of, direction| Component::SecurityGroups { interface: eni(of), groups: vec![group_id(of)], direction };
    assert_eq!(blocked(&other_port.request), ("egress-denied", &groups(1, Direction::Egress)));
    assert_eq!(other_port.reply, None);
    assert!(other_port.to_string().contains("authorize-security-group-egress"), "{other_port}");
    let mut world = World::new();
    world.0.groups.get_mut(&group_id(2)).unwrap().rules.clear();
    assert_eq!(blocked(&world.between(1, 2).request), ("ingress-denied", &groups(2, Direction::Ingress)));
}

#[test]
fn protocols_are_told_apart() {
    let mut world = World::new();
    assert_eq!(blocked(&world.ask("10.0.1.11", "10.0.2.12", Probe::Echo).request).0, "egress-denied");
    assert_eq!(blocked(&world.ask("10.0.1.11", "10.0.2.12", Probe::Udp(80)).request).0, "egress-denied");
    for (number, traffic) in [(3, Traffic::Icmp(IcmpFilter::Any)), (4, Traffic::Udp(PortRange { from: 53, to: 53 }))] {
        let of = |direction, peer| SecurityGroupRule { traffic, ..rule(direction, peer) };
        world.add_rule(1, number, of(Direction::Egress, range("0.0.0.0/0")));
        world.add_rule(2, 10 + number, of(Direction::Ingress, Peer::Group(group_id(1))));
    }
    passes(&world.ask("10.0.1.11", "10.0.2.12", Probe::Echo), eni(2).as_str());
    passes(&world.ask("10.0.1.11", "10.0.2.12", Probe::Udp(53)), eni(2).as_str());
    let router = world.ask("10.0.1.11", "10.0.1.1", Probe::Echo);
    assert_eq!((router.request.end.clone(), router.passes()), (End::Answered, true));
}

#[test]
fn acls_decide_in_each_direction_and_about_the_port_that_replies_go_to() {
    let deny = || entry(Traffic::Tcp(PortRange { from: 80, to: 80 }), false);
    let mut world = World::new();
    world.add_entry(1, Direction::Egress, 50, deny());
    let denied = decided(1, Direction::Egress, Some(50), false);
    assert_eq!(blocked(&world.between(1, 2).request), ("egress-acl-denied", &denied));

    let mut world = World::new();
    world.add_entry(2, Direction::Ingress, 60, deny());
    let denied = decided(2, Direction::Ingress, Some(60), false);
    assert_eq!(blocked(&world.between(1, 2).request), ("ingress-acl-denied", &denied));

    // Replies go to the port of who asked.
    let only = |world: &mut World, of, direction, from| {
        world.add_entry(of, direction, 100, entry(Traffic::Tcp(PortRange { from, to: 65535 }), true));
    };
    let mut world = World::new();
    only(&mut world, 2, Direction::Egress, 1024);
    only(&mut world, 1, Direction::Ingress, 1024);
    passes(&world.between(1, 2), eni(2).as_str());
    only(&mut world, 1, Direction::Ingress, EPHEMERAL_PORT + 1);
    let last = decided(1, Direction::Ingress, None, false);
    assert_eq!(blocked(reply(&world.between(1, 2))), ("ingress-acl-denied", &last));
    only(&mut world, 2, Direction::Egress, EPHEMERAL_PORT + 1);
    let last = decided(2, Direction::Egress, None, false);
    assert_eq!(blocked(reply(&world.between(1, 2))), ("egress-acl-denied", &last));

    // Within a subnet no ACL is asked.
    world.move_interface(2, 1, "10.0.1.12");
    passes(&world.between(1, 2), eni(2).as_str());
}

#[test]
fn routes_that_are_not_there_or_lead_nowhere_are_named() {
    let mut world = World::new();
    let outside = |world: &World| world.ask(eni(1).as_str(), "internet", Probe::Tcp(80));
    let reach = outside(&world);
    assert_eq!(blocked(&reach.request), ("no-route", &Component::RouteTable { table: Some(table(1)) }));
    world.route(1, "0.0.0.0/0", RouteTarget::InternetGateway(igw()));
    let reach = outside(&world);
    assert_eq!(blocked(&reach.request), ("blackhole", &led(1, "0.0.0.0/0", &igw())));
    world.attach_internet();
    let reach = outside(&world);
    assert_eq!(blocked(&reach.request), ("no-public-address", &led(1, "0.0.0.0/0", &igw())));
    assert_eq!(blocked(&world.ask("10.0.1.11", "10.0.9.9", Probe::Tcp(80)).request), ("address-unknown", &local(1)));
}

#[test]
fn the_internet_is_reached_from_and_reaches_public_addresses() {
    let mut world = World::new();
    world.attach_internet();
    world.give_public(1, "198.18.0.11");
    world.route(1, "0.0.0.0/0", RouteTarget::InternetGateway(igw()));
    let out = world.ask(eni(1).as_str(), "internet", Probe::Tcp(80));
    passes(&out, "internet");
    let translated = |from, to| Component::InternetGateway { gateway: igw(), from: ip(from), to: ip(to) };
    assert!(components(&out.request).contains(&&translated("10.0.1.11", "198.18.0.11")), "{out}");
    assert!(components(reply(&out)).contains(&&translated("198.18.0.11", "10.0.1.11")), "{out}");

    let private = world.ask("internet", eni(2).as_str(), Probe::Tcp(80));
    let internet = Component::End { edge: "internet".to_owned() };
    assert_eq!(blocked(&private.request), ("public-address-unknown", &internet));
    world.give_public(2, "198.18.0.12");
    assert_eq!(blocked(&world.ask("internet", eni(2).as_str(), Probe::Tcp(80)).request).0, "ingress-denied");
    world.add_rule(2, 3, rule(Direction::Ingress, range("0.0.0.0/0")));
    let into = world.ask("internet", "198.18.0.12", Probe::Tcp(80));
    assert_eq!(blocked(reply(&into)), ("no-route", &Component::RouteTable { table: Some(table(2)) }));
    world.route(2, "0.0.0.0/0", RouteTarget::InternetGateway(igw()));
    passes(&world.ask("internet", "198.18.0.12", Probe::Tcp(80)), eni(2).as_str());

    // By its public address it is reached through the gateway, out and in again.
    let around = world.ask(eni(1).as_str(), "198.18.0.12", Probe::Tcp(80));
    passes(&around, eni(2).as_str());
    let from: Vec<_> = around.request.hops.iter().map(|hop| hop.from.clone()).collect();
    assert_eq!(from, [eni(1).to_string(), "internet".to_owned()]);
}

#[test]
fn ipv6_has_rules_routes_and_entries_of_its_own() {
    let mut world = World::new();
    world.add_ipv6();
    let (one, two) = ("2001:db8:0:1::5", "2001:db8:0:2::5");
    assert_eq!(blocked(&world.ask(one, two, Probe::Tcp(80)).request).0, "egress-denied", "0.0.0.0/0 is not of IPv6");
    world.add_rule(1, 6, rule(Direction::Egress, range("::/0")));
    let reach = world.ask(one, two, Probe::Tcp(80));
    passes(&reach, eni(2).as_str());
    let local = Component::Route {
        table: table(1),
        destination: "2001:db8::/56".to_owned(),
        list: None,
        target: "local".to_owned(),
    };
    assert!(components(&reach.request).contains(&&local), "{reach}");
    assert!(components(&reach.request).contains(&&decided(2, Direction::Ingress, Some(101), true)), "{reach}");
    passes(&world.between(1, 2), eni(2).as_str());
}

#[test]
fn an_egress_only_gateway_leads_out_and_not_in() {
    let mut world = World::new();
    world.add_ipv6();
    world.add_rule(1, 6, rule(Direction::Egress, range("::/0")));
    world.add_rule(1, 7, rule(Direction::Ingress, range("::/0")));
    let (inside, outside) = ("2001:db8:0:1::5", "2600::1");
    assert_eq!(blocked(&world.ask(inside, outside, Probe::Tcp(80)).request).0, "no-route");
    let id = EgressOnlyInternetGatewayId::from_entropy(1);
    let gateway = EgressOnlyInternetGateway { id: id.clone(), scope: scope(), vpc: vpc(1), tags: Tags::new() };
    world.0.egress_only_gateways.insert(id.clone(), gateway);
    world.route(1, "::/0", RouteTarget::EgressOnlyInternetGateway(id.clone()));
    passes(&world.ask(inside, outside, Probe::Tcp(80)), "internet");
    assert_eq!(blocked(&world.ask(outside, inside, Probe::Tcp(80)).request).0, "egress-only");
    // Through an internet gateway it comes in, but no answer leaves by the other.
    world.attach_internet();
    assert_eq!(blocked(reply(&world.ask(outside, inside, Probe::Tcp(80)))).0, "egress-only");
    world.route(1, "::/0", RouteTarget::InternetGateway(igw()));
    passes(&world.ask(outside, inside, Probe::Tcp(80)), eni(1).as_str());
    world.0.internet_gateways.clear();
    world.0.egress_only_gateways.clear();
    assert_eq!(blocked(&world.ask(outside, inside, Probe::Tcp(80)).request).0, "public-address-unknown");
}

#[test]
fn an_appliance_passes_packets_on_if_it_may() {
    let mut world = World::new();
    world.add_subnet(3, 1, "10.0.3.0/24");
    world.add_interface(3, 3, "10.0.3.13").groups = [group_id(1)].into();
    world.add_rule(2, 3, rule(Direction::Ingress, range("10.0.1.0/24")));
    world.route(1, "10.0.2.0/24", RouteTarget::NetworkInterface(eni(3)));
    let through = led(1, "10.0.2.0/24", &eni(3));
    assert_eq!(blocked(&world.between(1, 2).request), ("destination-checked", &through));
    world.0.interfaces.get_mut(&eni(3)).unwrap().source_dest_check = false;
    assert_eq!(blocked(&world.between(1, 2).request).0, "ingress-denied", "the appliance's own groups");
    world.add_rule(1, 4, rule(Direction::Ingress, range("10.0.0.0/16")));
    // The reply takes another way, on which nobody knows of a flow.
    let one_way = world.between(1, 2);
    assert_eq!(one_way.request.hops.len(), 2, "{one_way}");
    assert!(components(&one_way.request).contains(&&Component::Appliance { interface: eni(3) }));
    assert_eq!(blocked(reply(&one_way)), ("tcp-not-syn", &local(2)));
    world.route(2, "10.0.1.0/24", RouteTarget::NetworkInterface(eni(3)));
    let both_ways = world.between(1, 2);
    passes(&both_ways, eni(2).as_str());
    assert_eq!(both_ways.reply.unwrap().hops.len(), 2);
    // An appliance in the subnet that it serves gets back what it sends.
    world.move_interface(3, 1, "10.0.1.13");
    assert_eq!(blocked(&world.between(1, 2).request).0, "to-itself");
}

#[test]
fn an_appliance_that_is_meant_has_what_is_behind_it() {
    let mut world = World::new();
    world.add_subnet(3, 1, "10.0.3.0/24");
    world.add_interface(3, 3, "10.0.3.13").source_dest_check = false;
    world.add_rule(2, 3, rule(Direction::Ingress, range("0.0.0.0/0")));
    world.add_rule(2, 4, rule(Direction::Egress, range("0.0.0.0/0")));
    world.route(1, "172.16.0.0/12", RouteTarget::NetworkInterface(eni(3)));
    let origin = Origin { edge: eni(1).into(), address: ip("10.0.1.11") };
    let ask = |edge| reach(&world.0, &origin, &Target { address: ip("172.16.0.9"), edge }, Probe::Tcp(80));
    passes(&ask(Some(eni(3).into())), eni(3).as_str());
    // Else it sends it on.
    assert_eq!(blocked(&ask(None).request), ("no-route", &Component::RouteTable { table: Some(table(3)) }));
    assert_eq!(blocked(&ask(Some(eni(2).into())).request).0, "no-route");
}

#[test]
fn a_frame_for_everybody_is_not_for_the_router() {
    let world = World::new();
    for (to, reason) in [
        ("224.0.0.9", "multicast"),
        ("239.255.255.250", "multicast"),
        ("255.255.255.255", "broadcast"),
        ("240.0.0.1", "broadcast"),
    ] {
        let reach = world.ask(eni(1).as_str(), to, Probe::Udp(53));
        assert_eq!(blocked(&reach.request), (reason, &Component::End { edge: eni(1).to_string() }), "{to}");
    }
}

#[test]
fn appliances_that_send_to_each_other_are_a_circle() {
    let mut world = World::new();
    for number in [3, 4] {
        world.add_subnet(number, 1, &format!("10.0.{number}.0/24"));
        let appliance = world.add_interface(number, number, &format!("10.0.{number}.13"));
        appliance.source_dest_check = false;
    }
    world.add_rule(2, 3, rule(Direction::Ingress, range("0.0.0.0/0")));
    world.add_rule(2, 4, rule(Direction::Egress, range("0.0.0.0/0")));
    for (from, to) in [(1, 3), (3, 4), (4, 3)] {
        world.route(from, "10.0.2.0/24", RouteTarget::NetworkInterface(eni(to)));
    }
    let reach = world.between(1, 2);
    assert_eq!(blocked(&reach.request).0, "circle");
    assert!(reach.request.hops.len() > 4);
    world.route(4, "10.0.2.0/25", RouteTarget::NetworkInterface(eni(2)));
    assert_eq!(world.between(1, 2).request.end, End::Arrived { at: eni(2).to_string() });
}

#[test]
fn a_route_of_a_prefix_list_is_named_with_the_list() {
    let mut world = World::new();
    let list = PrefixListId::from_entropy(1);
    let ranges = ManagedPrefixList {
        id: list.clone(),
        scope: scope(),
        name: "outside".to_owned(),
        family: AddressFamily::IPv4,
        max_entries: 1,
        state: PrefixListState::CreateComplete,
        version: 1,
        entries: [("192.0.2.0/24".parse().unwrap(), None)].into(),
        tags: Tags::new(),
    };
    world.0.prefix_lists.insert(list.clone(), ranges);
    let routes = &mut world.0.route_tables.get_mut(&table(1)).unwrap().routes;
    routes.insert(RouteDestination::PrefixList(list.clone()), RouteTarget::InternetGateway(igw()));
    let reach = world.ask(eni(1).as_str(), "internet", Probe::Tcp(80));
    let (reason, component) = blocked(&reach.request);
    let led = Component::Route {
        table: table(1),
        destination: "192.0.2.0/24".to_owned(),
        list: Some(list),
        target: igw().to_string(),
    };
    assert_eq!((reason, component), ("blackhole", &led));
}

#[test]
fn peering_leads_to_the_other_vpc_and_no_further() {
    let mut world = World::new();
    for (number, cidr, part) in [(2, "10.2.0.0/16", "10.2.1.0/24"), (3, "10.3.0.0/16", "10.3.1.0/24")] {
        world.add_vpc(number, cidr);
        world.add_subnet(10 + number, number, part);
    }
    world.move_interface(2, 12, "10.2.1.12");
    let (near, far) = (world.peer(1, 1, 2), world.peer(2, 2, 3));
    assert_eq!(blocked(&world.between(1, 2).request).0, "no-route");
    world.route(1, "10.2.0.0/16", near.clone());
    // Without a route it is not known which peering's flow the reply would be of.
    let lost = world.between(1, 2);
    assert_eq!(blocked(reply(&lost)), ("tcp-not-syn", &Component::RouteTable { table: Some(table(12)) }));
    assert!(lost.to_string().contains(&format!("create-route --route-table-id {}", table(12))), "{lost}");
    world.route(12, "10.0.0.0/16", near.clone());
    passes(&world.between(1, 2), eni(2).as_str());

    // The peered VPC's own peerings are not used, whatever routes say.
    world.add_interface(3, 13, "10.3.1.13");
    world.route(1, "10.3.0.0/16", near.clone());
    world.route(12, "10.3.0.0/16", far);
    assert_eq!(blocked(&world.between(1, 3).request), ("peer-address-unknown", &led(1, "10.3.0.0/16", &near)));
}

#[test]
fn who_is_meant_is_not_another_with_the_same_address() {
    let mut world = World::new();
    world.add_vpc(2, "10.0.0.0/16");
    world.add_subnet(12, 2, "10.0.2.0/24");
    world.add_interface(3, 12, "10.0.2.12");
    let reach = world.between(1, 3);
    assert_eq!(blocked(&reach.request), ("elsewhere", &Component::End { edge: eni(2).to_string() }));
    passes(&world.ask("10.0.1.11", "10.0.2.12", Probe::Tcp(80)), eni(2).as_str());
    let twice = resolve(&world.0, "10.0.2.12", "internet").unwrap_err();
    assert!(twice.to_string().contains(eni(2).as_str()) && twice.to_string().contains(eni(3).as_str()), "{twice}");
}

#[test]
fn a_nat_gateway_is_the_way_out_and_not_in() {
    let mut world = World::new();
    world.attach_internet();
    world.add_interface(3, 2, "10.0.2.13").groups.clear();
    let id = NatGatewayId::from_entropy(1);
    let interface = world.0.interfaces.get_mut(&eni(3)).unwrap();
    interface.interface_type = NetworkInterface::NAT_GATEWAY.to_owned();
    interface.source_dest_check = false;
    world.give_public(3, "198.18.0.13");
    let gateway = NatGateway {
        id: id.clone(),
        scope: scope(),
        vpc: vpc(1),
        subnet: subnet(2),
        connectivity: NatConnectivity::Public,
        interface: eni(3),
        addresses: vec![NatGatewayAddress::private(ip("10.0.2.13"))],
        state: NatGatewayState::Available,
        created_at: Timestamp::UNIX_EPOCH,
        deleted_at: None,
        tags: Tags::new(),
    };
    world.0.nat_gateways.insert(id.clone(), gateway);
    world.route(1, "0.0.0.0/0", RouteTarget::NatGateway(id.clone()));
    let out = |world: &World| world.ask(eni(1).as_str(), "internet", Probe::Tcp(80));
    assert_eq!(blocked(&out(&world).request), ("no-route", &Component::RouteTable { table: Some(table(2)) }));
    world.route(2, "0.0.0.0/0", RouteTarget::InternetGateway(igw()));
    let there = out(&world);
    passes(&there, "internet");
    let translated = |from, to| Component::NatGateway { gateway: id.clone(), interface: eni(3), from, to };
    let (own, private) = (ip("10.0.2.13"), ip("10.0.1.11"));
    assert!(components(&there.request).contains(&&translated(private, own)), "{there}");
    assert!(components(reply(&there)).contains(&&translated(own, private)), "{there}");
    assert_eq!(there.reply.as_ref().unwrap().end, End::Arrived { at: eni(1).to_string() });
    let into = world.ask("internet", "198.18.0.13", Probe::Tcp(80));
    assert_eq!(blocked(&into.request), ("nat-unsolicited", &Component::NatGatewayItself { gateway: id.clone() }));
    world.0.nat_gateways.get_mut(&id).unwrap().addresses.clear();
    assert_eq!(blocked(&out(&world).request).0, "nat-no-address");
    world.0.nat_gateways.get_mut(&id).unwrap().state = NatGatewayState::Deleted;
    assert_eq!(blocked(&out(&world).request), ("blackhole", &led(1, "0.0.0.0/0", &id)));
}

#[test]
fn what_is_on_premises_is_reached_through_the_vpn_gateway() {
    let mut world = World::new();
    assert_eq!(resolve(&world.0, "192.168.1.1", "10.0.2.12"), Err(PlaceError::NobodysAddress(ip("192.168.1.1"))));
    let gateway = world.add_premises();
    assert_eq!(blocked(&world.ask("10.0.1.11", "192.168.1.1", Probe::Tcp(80)).request).0, "no-route");
    world.0.route_tables.get_mut(&table(1)).unwrap().propagating.insert(gateway.clone());
    let out = world.ask("10.0.1.11", "192.168.1.1", Probe::Tcp(80));
    passes(&out, gateway.as_str());
    assert!(components(&out.request).contains(&&led(1, "192.168.0.0/16", &gateway)), "{out}");
    world.add_rule(2, 3, rule(Direction::Ingress, range("192.168.0.0/16")));
    let into = world.ask("192.168.1.1", eni(2).as_str(), Probe::Tcp(80));
    assert_eq!(blocked(reply(&into)).0, "no-route");
    world.route(2, "192.168.0.0/16", RouteTarget::VpnGateway(gateway.clone()));
    passes(&world.ask("192.168.1.1", "10.0.2.12", Probe::Tcp(80)), eni(2).as_str());
    world.0.vpn_gateways.clear();
    assert_eq!(resolve(&world.0, "192.168.1.1", "10.0.2.12"), Err(PlaceError::NoVpnGateway(ip("192.168.1.1"))));
}

#[test]
fn tasks_are_found_by_their_ids_and_arns() {
    let mut world = World::new();
    let arn = "arn:aws:ecs:eu-west-1:123456789012:task/tour/0123456789abcdef0123456789abcdef";
    world.0.interfaces.get_mut(&eni(1)).unwrap().attachment = Some(Attachment {
        id: AttachmentId::from_entropy(1),
        owner: arn.to_owned(),
        instance_owner: "amazon-ecs".to_owned(),
        device_index: 1,
        attached_at: Timestamp::UNIX_EPOCH,
        delete_on_termination: true,
        state: AttachmentState::Attached,
        primary: None,
    });
    for name in [arn, "0123456789abcdef0123456789abcdef"] {
        let (from, _) = resolve(&world.0, name, "10.0.2.12").unwrap();
        assert_eq!(from, Origin { edge: Edge::from(eni(1)), address: ip("10.0.1.11") });
    }
    // An instance is meant by its primary ENI, whatever the ids of the others.
    let of_task = world.0.interfaces[&eni(1)].attachment.clone().unwrap();
    for (number, primary) in [(1, Some(eni(2))), (2, None)] {
        let attachment = Attachment { owner: "i-01234567".to_owned(), primary, ..of_task.clone() };
        world.0.interfaces.get_mut(&eni(number)).unwrap().attachment = Some(attachment);
    }
    assert_eq!(resolve(&world.0, "i-01234567", "10.0.2.12").unwrap().0.edge, Edge::from(eni(2)));
    for bad in ["", "abcdef", "task/tour", "10.0.1"] {
        assert_eq!(resolve(&world.0, bad, "10.0.2.12"), Err(PlaceError::Unknown(bad.to_owned())));
    }
    assert_eq!(resolve(&world.0, eni(9).as_str(), "internet"), Err(PlaceError::NoInterface(eni(9))));
    assert_eq!(resolve(&world.0, "internet", "203.0.113.1"), Err(PlaceError::BothOutside));
    assert_eq!(resolve(&world.0, "internet", "2001:db8::7"), Err(PlaceError::BothOutside));
    assert_eq!(resolve(&world.0, eni(1).as_str(), "2001:db8::7"), Err(PlaceError::NoIpv6(eni(1))));
    let mixed = PlaceError::OtherVersion(ip("10.0.1.11"), ip("2001:db8::7"));
    assert_eq!(resolve(&world.0, "10.0.1.11", "2001:db8::7"), Err(mixed));
    assert_eq!(resolve(&world.0, "2600::1", eni(1).as_str()), Err(PlaceError::NoIpv6(eni(1))));
}

#[test]
fn what_is_said_is_data_that_is_read_again() {
    let mut world = World::new();
    let reach = world.between(1, 2);
    let json = serde_json::to_string(&reach).unwrap();
    assert_eq!(serde_json::from_str::<Reach>(&json).unwrap(), reach);
    world.0.groups.clear();
    let reach = world.between(1, 2);
    let json = serde_json::to_value(&reach).unwrap();
    assert_eq!(json["request"]["end"]["component"]["kind"], "security-groups");
    assert_eq!(serde_json::from_value::<Reach>(json).unwrap(), reach);
}
