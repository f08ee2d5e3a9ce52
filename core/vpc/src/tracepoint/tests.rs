//! What cannot be said of the kernel is said to be so.

use std::net::{IpAddr, Ipv4Addr};

use super::*;
use crate::{
    compile,
    compile::tests::{eni, group_id, network},
    drop_reason::Layer,
    evaluate::{AllowingRule, Finding},
    ids::SecurityGroupRuleId,
};

/// Rule 1 of group 1 is about group 1, rule 2 about 10.0.0.0/8, rule 3 about 10.0.1.0/24: each lets TCP 80 in.
fn asked(tables: &Tables, allowed_by: Option<PeerClass>) -> AskedPolicy {
    AskedPolicy {
        edge: eni(1).into(),
        direction: Direction::Ingress,
        policy: tables.edges[&eni(1).into()].ipv4.ingress,
        allowed_by,
        peer: Ipv4Addr::new(10, 0, 1, 12).into(),
        protocol: 6,
        value: 80,
    }
}

fn finding(network: &Network, tables: &Tables, point: TracePoint) -> Finding {
    let [step] = account(network, tables, &eni(1).into(), &[point]).try_into().unwrap();
    assert_eq!(step.layer, step.finding.layer());
    step.finding
}

fn is_unaccounted(finding: &Finding, wanted: Layer) -> bool {
    matches!(finding, Finding::Unaccounted { layer, .. } if *layer == wanted)
}

#[test]
fn a_class_names_the_rules_that_it_stands_for() {
    let network = network(1);
    let tables = compile(&network, &[eni(1).into(), eni(2).into()].into());
    let rule = |number| {
        let (interface, group) = (eni(1), group_id(1));
        let rule = SecurityGroupRuleId::from_entropy(number);
        Finding::Allowed(AllowingRule { interface, group, rule, direction: Direction::Ingress })
    };
    let say = |asked: AskedPolicy| finding(&network, &tables, TracePoint::Groups(asked));
    let by_group = PeerClass::Groups(tables.edges[&eni(1).into()].class);
    assert_eq!(say(asked(&tables, Some(by_group))), rule(1));
    let policy = asked(&tables, None).policy;
    let class = |block: &str| PeerClass::Range(tables.ranges[&(policy, block.parse().unwrap())]);
    assert_eq!(say(asked(&tables, Some(class("10.0.1.0/24")))), rule(2), "by whatever range around it");
    assert!(matches!(say(asked(&tables, None)), Finding::Refused(_)));

    let odd = |change: fn(&mut AskedPolicy)| {
        let mut asked = asked(&tables, Some(by_group));
        change(&mut asked);
        say(asked)
    };
    let of_two = tables.edges[&eni(2).into()].class;
    let strange = [
        say(asked(&tables, Some(PeerClass::Groups(of_two)))),
        say(asked(&tables, Some(PeerClass::Groups(ClassId(1))))),
        say(asked(&tables, Some(PeerClass::Range(ClassId(1))))),
        odd(|asked| asked.policy = PolicyId(7)),
        odd(|asked| asked.value = 81),
        odd(|asked| asked.protocol = 17),
        odd(|asked| asked.edge = eni(9).into()),
        odd(|asked| asked.peer = IpAddr::from([0; 16])),
    ];
    for finding in strange {
        assert!(is_unaccounted(&finding, Layer::IngressGroups), "{finding}");
    }
}

#[test]
fn a_route_and_an_entry_are_those_that_were_compiled() {
    let network = network(1);
    let tables = compile(&network, &[eni(1).into(), eni(2).into()].into());
    let port = &tables.edges[&eni(1).into()].ipv4;
    let route = |routes, destination: [u8; 4], found| {
        let destination = IpAddr::from(destination);
        finding(&network, &tables, TracePoint::Route(AskedRoutes { routes, destination, found }))
    };
    let local = route(port.routes, [10, 0, 1, 12], Some(FoundRoute::Local));
    assert!(matches!(local, Finding::Route { target: None, .. }), "{local}");
    assert!(matches!(route(port.routes, [8, 8, 8, 8], None), Finding::Unrouted { table: Some(_) }));
    let strange = [
        route(RoutesId(7), [10, 0, 1, 12], Some(FoundRoute::Local)),
        route(port.routes, [10, 0, 1, 12], Some(FoundRoute::Blackhole)),
        route(port.routes, [10, 0, 1, 12], None),
        route(port.routes, [8, 8, 8, 8], Some(FoundRoute::Internet(None))),
    ];
    for finding in strange {
        assert!(is_unaccounted(&finding, Layer::Route), "{finding}");
    }
    let acl = |acl, entry, allow| {
        let (edge, direction, peer) = (eni(1).into(), Direction::Egress, Ipv4Addr::new(10, 0, 1, 12).into());
        finding(&network, &tables, TracePoint::Acl(AskedAcl { edge, direction, acl, peer, entry, allow }))
    };
    assert!(matches!(acl(port.egress_acl, None, false), Finding::Acl(_)));
    for finding in [acl(port.egress_acl, Some(0), true), acl(port.egress_acl, None, true), acl(AclId(7), None, false)] {
        assert!(is_unaccounted(&finding, Layer::EgressAcl), "{finding}");
    }
}
