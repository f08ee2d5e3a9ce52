//! Every reason has its code, a port is found if there is one, and nobody is told of what is another's.

use std::{collections::BTreeSet, net::Ipv4Addr};

use jiff::Timestamp;

use super::*;
use crate::{
    DropReason, Edge,
    compile::tests::{eni, group_id, range, rule},
    ids::*,
    reach::{
        Component, Origin, Probe, Target, reach,
        tests::world::{self, World, entry, igw, ip, scope, subnet, vpc},
    },
    resources::*,
};

/// Why a packet to TCP port 80 or another does not pass, or its reply, and the code of that.
fn coded(world: &World, from: &Origin, to: &str, probe: Probe) -> (Why, Option<ExplanationCode>) {
    let target = Target { address: ip(to), edge: None };
    let reach = reach(&world.0, from, &target, probe);
    let way = reach.reply.as_ref().unwrap_or(&reach.request);
    let End::Blocked { reason, component, .. } = &way.end else { panic!("it passes: {reach}") };
    let why = reason.parse().unwrap();
    (why, ExplanationCode::of(why, component))
}

fn at(number: u128) -> Origin {
    Origin { edge: Edge::from(eni(number)), address: ip(&format!("10.0.{number}.1{number}")) }
}

/// Two more VPCs: ENI 2 is in the second one, which is peered with the first and with the third.
fn peered() -> (World, RouteTarget) {
    let mut world = World::new();
    for (number, cidr, part) in [(2, "10.2.0.0/16", "10.2.1.0/24"), (3, "10.3.0.0/16", "10.3.1.0/24")] {
        world.add_vpc(number, cidr);
        world.add_subnet(10 + number, number, part);
    }
    world.move_interface(2, 12, "10.2.1.12");
    let near = world.peer(1, 1, 2);
    world.route(1, "10.2.0.0/15", near.clone());
    (world, near)
}

fn through_an_appliance() -> World {
    let mut world = World::new();
    world.add_subnet(3, 1, "10.0.3.0/24");
    world.add_interface(3, 3, "10.0.3.13").groups = [group_id(1)].into();
    world.add_rule(1, 4, rule(Direction::Ingress, range("0.0.0.0/0")));
    world.add_rule(2, 5, rule(Direction::Ingress, range("0.0.0.0/0")));
    world.route(1, "10.0.2.0/24", RouteTarget::NetworkInterface(eni(3)));
    world
}

/// Each reason that `reach` can give, as it gives it, with its code.
fn cases() -> Vec<(DropReason, ExplanationCode, (Why, Option<ExplanationCode>))> {
    use DropReason as R;
    use ExplanationCode as C;
    let plain = World::new;
    let sent = |to: &str| coded(&plain(), &at(1), to, Probe::Tcp(80));
    let changed = |change: &dyn Fn(&mut World), to: &str| {
        let mut world = plain();
        change(&mut world);
        coded(&world, &at(1), to, Probe::Tcp(80))
    };
    let outside = Origin { edge: Edge::Internet, address: ip("192.0.2.1") };
    let mut open = through_an_appliance();
    open.0.interfaces.get_mut(&eni(3)).unwrap().source_dest_check = false;
    let mut gone = through_an_appliance();
    gone.0.subnets.remove(&subnet(3));
    let mut echo = through_an_appliance();
    echo.0.interfaces.get_mut(&eni(3)).unwrap().source_dest_check = false;
    for (group, direction) in [(1, Direction::Egress), (1, Direction::Ingress), (2, Direction::Ingress)] {
        let all = SecurityGroupRule { traffic: Traffic::Icmp(IcmpFilter::Any), ..rule(direction, range("0.0.0.0/0")) };
        echo.add_rule(group, 20 + u128::from(direction == Direction::Ingress), all);
    }
    let mut joined = plain();
    let premises = Origin { edge: Edge::OnPremises(joined.add_premises()), address: ip("10.0.1.11") };
    let (far, _) = peered();
    let (mut transit, _) = peered();
    transit.0.interfaces.get_mut(&eni(1)).unwrap().source_dest_check = false;
    let others = Origin { edge: Edge::from(eni(1)), address: ip("10.9.9.9") };
    let deny = |direction: Direction| {
        move |world: &mut World| {
            let of = if direction == Direction::Egress { 1 } else { 2 };
            world.add_entry(of, direction, 1, entry(Traffic::All, false));
        }
    };
    let led_out = |world: &mut World| world.route(1, "0.0.0.0/0", RouteTarget::InternetGateway(igw()));
    vec![
        (
            R::InterfaceUnknown,
            C::UnassociatedComponent,
            changed(&|w| drop(w.0.subnets.remove(&subnet(1))), "10.0.2.12"),
        ),
        (R::NotHere, C::BadState, coded(&gone, &at(1), "10.0.2.12", Probe::Tcp(80))),
        (R::Dhcp, C::ProtocolRestriction, coded(&plain(), &at(1), "10.0.2.12", Probe::Udp(67))),
        (R::Vxlan, C::ProtocolRestriction, coded(&plain(), &at(1), "10.0.2.12", Probe::Udp(4789))),
        (R::SourceAddress, C::EniSourceDestCheckRestriction, coded(&plain(), &others, "10.0.2.12", Probe::Tcp(80))),
        (
            R::DestinationChecked,
            C::EniSourceDestCheckRestriction,
            coded(&through_an_appliance(), &at(1), "10.0.2.12", Probe::Tcp(80)),
        ),
        (R::MartianSource, C::GatewayRejectsSpoofedTraffic, coded(&joined, &premises, "10.0.2.12", Probe::Tcp(80))),
        (
            R::PublicAddressUnknown,
            C::IgwPrivateIpAssociationForIngress,
            coded(&plain(), &outside, "10.0.2.12", Probe::Tcp(80)),
        ),
        (R::Loopback, C::NoPossibleDestination, sent("127.0.0.1")),
        (R::Unspecified, C::NoPossibleDestination, sent("0.1.2.3")),
        (R::Multicast, C::NoPossibleDestination, sent("224.0.0.1")),
        (R::Broadcast, C::NoPossibleDestination, sent("240.0.0.1")),
        (R::LinkLocal, C::NoPossibleDestination, sent("169.254.1.1")),
        (R::Resolver, C::NoPossibleDestination, sent("10.0.0.2")),
        (R::RouterAddress, C::NoPossibleDestination, sent("10.0.1.1")),
        (R::ToItself, C::NoPossibleDestination, sent("10.0.1.11")),
        (R::AddressUnknown, C::NoPossibleDestination, sent("10.0.9.9")),
        (R::PeerAddressUnknown, C::NoPossibleDestination, coded(&far, &at(1), "10.2.9.9", Probe::Tcp(80))),
        (R::PeeringTransit, C::PcxRequiresAddressInVpcCidr, coded(&transit, &others, "10.2.1.12", Probe::Tcp(80))),
        // A reply that takes another way than the request, and one that takes none.
        (R::TcpNotSyn, C::NoPath, coded(&open, &at(1), "10.0.2.12", Probe::Tcp(80))),
        (R::TcpNotSyn, C::NoRouteToDestination, coded(&far, &at(1), "10.2.1.12", Probe::Tcp(80))),
        (R::IcmpReplyUnmatched, C::NoPath, coded(&echo, &at(1), "10.0.2.12", Probe::Echo)),
        (R::EgressDenied, C::EniSgRulesMismatch, coded(&plain(), &at(1), "10.0.2.12", Probe::Tcp(81))),
        (
            R::IngressDenied,
            C::EniSgRulesMismatch,
            changed(&|w| w.0.groups.get_mut(&group_id(2)).unwrap().rules.clear(), "10.0.2.12"),
        ),
        (R::NoRoute, C::NoRouteToDestination, sent("203.0.113.1")),
        (R::Blackhole, C::BadStateRoute, changed(&led_out, "203.0.113.1")),
        (
            R::NoPublicAddress,
            C::IgwPublicIpAssociationForEgress,
            changed(
                &|w| {
                    led_out(w);
                    w.attach_internet();
                },
                "203.0.113.1",
            ),
        ),
        (R::EgressAclDenied, C::SubnetAclRestriction, changed(&deny(Direction::Egress), "10.0.2.12")),
        (R::IngressAclDenied, C::SubnetAclRestriction, changed(&deny(Direction::Ingress), "10.0.2.12")),
    ]
}

#[test]
fn every_reason_that_reach_can_give_has_its_code_and_no_other_has_one() {
    let mut seen = BTreeSet::new();
    for (reason, code, given) in cases() {
        assert_eq!(given, (Why::Dropped(reason), Some(code)), "{reason}");
        seen.insert(reason);
    }
    let anything = Component::Flow;
    for reason in DropReason::ALL {
        let has_code = ExplanationCode::of(Why::Dropped(*reason), &anything).is_some();
        assert_eq!(has_code, seen.contains(reason), "{reason}");
    }
    for why in [Why::Elsewhere, Why::Circle, Why::NatUnsolicited, Why::NatNoAddress] {
        assert!(ExplanationCode::of(why, &anything).is_some(), "{why:?}");
    }
}

fn question() -> PathQuestion {
    PathQuestion { destination_port: Some(80), ..PathQuestion::about(PathProtocol::Tcp) }
}

/// What an analysis says of a path that the scope asks about.
fn findings(world: &World, scope: Scope, ends: (PathEnd, Option<PathEnd>), question: PathQuestion) -> Findings {
    let path = NetworkInsightsPath {
        id: NetworkInsightsPathId::from_entropy(1),
        scope: scope.clone(),
        source: ends.0,
        destination: ends.1,
        question,
        created_at: Timestamp::UNIX_EPOCH,
        tags: Tags::new(),
    };
    let analysis = NetworkInsightsAnalysis {
        id: NetworkInsightsAnalysisId::from_entropy(1),
        scope,
        path: path.id.clone(),
        through: Vec::new(),
        around: Vec::new(),
        started_at: Timestamp::UNIX_EPOCH,
        ended_at: None,
        status: AnalysisStatus::Running,
        tags: Tags::new(),
    };
    analyse(&world.0, &path, &analysis).unwrap()
}

fn interface(number: u128) -> PathEnd {
    PathEnd::NetworkInterface(eni(number))
}

fn names(components: &[PathComponent]) -> Vec<&str> {
    components.iter().map(|component| component.component.id.as_str()).collect()
}

#[test]
fn a_port_is_found_if_there_is_one() {
    let tcp = |from, to| Traffic::Tcp(PortRange { from, to });
    let mut world = World::new();
    world.0.groups.get_mut(&group_id(2)).unwrap().rules.clear();
    for (number, direction, traffic) in [
        (1, Direction::Egress, tcp(10, 19)),
        (1, Direction::Egress, tcp(30, 60)),
        (2, Direction::Ingress, tcp(18, 32)),
        (2, Direction::Ingress, tcp(50, 50)),
        (2, Direction::Ingress, Traffic::Udp(PortRange { from: 1, to: 70 })),
    ] {
        let groups = &mut world.0.groups.get_mut(&group_id(number)).unwrap().rules;
        groups.retain(|_, rule| rule.traffic != tcp(80, 80));
        let number = 100 + u128::try_from(groups.len()).unwrap() + number * 10;
        groups.insert(world::sgr(number), SecurityGroupRule { traffic, ..rule(direction, range("0.0.0.0/0")) });
    }
    world.add_entry(2, Direction::Ingress, 1, entry(tcp(18, 30), false));
    let is_open = |port: u16| [19, 31, 32, 50].contains(&port) && !(18..=30).contains(&port);
    let ask = |from, to| {
        let at_source = PathFilter { destination_ports: Some(PortRange { from, to }), ..PathFilter::default() };
        let question = PathQuestion { destination_port: None, at_source: Some(at_source), ..question() };
        findings(&world, scope(), (interface(1), Some(interface(2))), question)
    };
    for from in 8..56 {
        for to in from..56 {
            let first = (from..=to).find(|port| is_open(*port));
            let found = ask(from, to);
            assert_eq!(found.found, first.is_some(), "{from}-{to}: {found:?}");
            let sent = found.forward[0].outbound.and_then(|header| header.destination_port);
            assert_eq!(sent, Some(first.unwrap_or(from)), "{from}-{to}");
        }
    }
}

/// The same network, where the second VPC and all that is in it is another account's.
fn across_accounts() -> World {
    let (mut world, near) = peered();
    world.route(12, "10.0.0.0/16", near);
    let other = Scope { account: "210987654321".to_owned(), ..scope() };
    world.0.vpcs.get_mut(&vpc(2)).unwrap().scope = other.clone();
    world.0.subnets.get_mut(&subnet(12)).unwrap().scope = other.clone();
    world.0.interfaces.get_mut(&eni(2)).unwrap().scope = other.clone();
    world.0.groups.get_mut(&group_id(2)).unwrap().scope = other.clone();
    world.0.route_tables.get_mut(&world::table(12)).unwrap().scope = other.clone();
    world.0.network_acls.get_mut(&world::acl(12)).unwrap().scope = other.clone();
    world.0.peerings.values_mut().for_each(|peering| peering.accepter.scope = other.clone());
    world
}

#[test]
fn nobody_is_told_of_what_is_anothers() {
    let to_address = PathQuestion { destination_ip: Some(ip("10.2.1.12")), ..question() };
    let peering = VpcPeeringConnectionId::from_entropy(1);
    let mut world = across_accounts();
    let open = findings(&world, scope(), (interface(1), None), to_address.clone());
    assert!(open.found, "{open:?}");
    let own = [eni(1).to_string(), group_id(1).to_string(), world::acl(1).to_string(), world::table(1).to_string()];
    let forward: Vec<_> = own.iter().map(String::as_str).chain([peering.as_str()]).collect();
    assert_eq!(names(&open.forward), forward);
    let back = [forward[4], forward[2], forward[1], forward[0]];
    assert_eq!(names(&open.back), back);
    assert!(!open.forward[4].about.contains_key(&Role::DestinationVpc));

    world.0.groups.get_mut(&group_id(2)).unwrap().rules.clear();
    let closed = findings(&world, scope(), (interface(1), None), to_address);
    let [explanation] = &closed.explanations[..] else { panic!("{closed:?}") };
    assert_eq!(explanation.code, ExplanationCode::NoPossibleDestination);
    let about: Vec<_> = explanation.about.values().flatten().map(|named| named.id.as_str()).collect();
    assert_eq!((about, explanation.address), (vec![peering.as_str()], Some(ip("10.2.1.12"))));
}

#[test]
fn what_stands_for_the_other_side_of_a_peering_connection_is_not_shown() {
    let (world, near) = peered();
    let RouteTarget::Peering(peering) = near else { unreachable!("it is one") };
    let open = findings(&world, scope(), (interface(1), Some(PathEnd::Peering(peering.clone()))), question());
    assert!(open.found, "{open:?}");
    assert_eq!(names(&open.forward).last(), Some(&peering.as_str()));
    assert_eq!(names(&open.back)[0], peering.as_str());
    let shown: BTreeSet<_> = open.forward.iter().chain(&open.back).map(|it| it.component.id.clone()).collect();
    for id in &shown {
        let is_known = format!("{:?}", world.0).contains(id.as_str());
        assert!(is_known, "{id} is nobody's");
    }
    // Who has the address in truth is not asked.
    let address: Ipv4Addr = ip("10.2.1.12");
    let question = PathQuestion { destination_ip: Some(address), destination_port: Some(80), ..question() };
    let open = findings(&world, scope(), (interface(1), Some(PathEnd::Peering(peering))), question);
    assert!(open.found && !names(&open.forward).contains(&eni(2).as_str()), "{open:?}");
}

#[test]
fn what_is_found_is_data_that_is_read_again() {
    let mut world = World::new();
    let open = findings(&world, scope(), (interface(1), Some(interface(2))), question());
    world.add_entry(1, Direction::Egress, 1, entry(Traffic::All, false));
    let closed = findings(&world, scope(), (interface(1), Some(interface(2))), question());
    assert!(open.found && !closed.found);
    for found in [open, closed] {
        let json = serde_json::to_string(&found).unwrap();
        assert_eq!(serde_json::from_str::<Findings>(&json).unwrap(), found);
    }
}
