//! Peering connections, and VPCs that never meet.

use minato_vpc::{DropReason, resources::Traffic as What};

use crate::{
    plan::{ANYONE, By, Kind, Peer, Plan, egress, ingress, tcp},
    probe::{
        Traffic::{Ping, Tcp, Udp},
        way,
    },
    row::{Outcome, Row, Step, drops, passes, try_all},
};

/// Three VPCs in a line, the second peered with both others. All routes lead to peering connections.
fn line() -> Plan {
    Plan::new()
        .vpc("one", "10.0.0.0/16")
        .vpc("two", "10.1.0.0/16")
        .vpc("three", "10.2.0.0/16")
        .peering("left", "one", "two")
        .peering("right", "three", "two")
        .subnet("in one", "one", "10.0.0.0/24")
        .subnet("in two", "two", "10.1.0.0/24")
        .subnet("in three", "three", "10.2.0.0/24")
        .subnet("silent", "three", "10.2.1.0/24")
        .route("in one", "10.1.0.0/16", By::Peering("left"))
        .route("in one", "10.2.0.0/16", By::Peering("left"))
        .route("in two", "10.0.0.0/16", By::Peering("left"))
        .route("in two", "10.2.0.0/16", By::Peering("right"))
        .route("in three", "10.1.0.0/16", By::Peering("right"))
        .route("in three", "10.0.0.0/16", By::Peering("right"))
        .group("first", "one", &[egress(What::All, ANYONE), ingress(tcp(22), Peer::Group("second"))])
        .group("second", "two", &[egress(What::All, ANYONE), ingress(tcp(80), Peer::Group("first"))])
        .group("third", "three", &[egress(What::All, ANYONE), ingress(What::All, ANYONE)])
        .group("fourth", "one", &[egress(tcp(80), Peer::Group("second")), egress(tcp(90), Peer::Group("first"))])
        .eni("a", "in one", "10.0.0.10", &["first"])
        .eni("e", "in one", "10.0.0.11", &["fourth"])
        .eni("x", "in one", "10.0.0.20", &["first"])
        .kind(Kind::Appliance)
        .eni("b", "in two", "10.1.0.10", &["second"])
        .eni("c", "in three", "10.2.0.10", &["third"])
        .eni("d", "silent", "10.2.1.10", &["third"])
}

#[test]
fn groups_are_known_across_a_peering_connection() {
    try_all([Row {
        name: "peering with group references",
        plan: line(),
        steps: vec![
            passes(way("a", "b", Tcp(80))),
            passes(way("b", "a", Tcp(22))),
            drops(way("a", "b", Tcp(22)), DropReason::IngressDenied),
            drops(way("b", "a", Tcp(80)), DropReason::IngressDenied),
            drops(way("e", "b", Tcp(80)), DropReason::IngressDenied),
            drops(way("e", "b", Tcp(90)), DropReason::EgressDenied),
            passes(way("b", "c", Udp(53))),
            drops(way("c", "b", Tcp(80)), DropReason::IngressDenied),
            Step::Try(way("b", "d", Udp(53)), Outcome::ReplyDrops(DropReason::NoRoute)),
            // Without a way back nothing says which flow it belongs to.
            Step::Try(way("b", "d", Tcp(80)), Outcome::ReplyDrops(DropReason::TcpNotSyn)),
            drops(way("d", "b", Tcp(80)), DropReason::NoRoute),
        ],
    }]);
}

#[test]
fn peering_is_not_transitive() {
    try_all([Row {
        name: "two peering connections",
        plan: line(),
        steps: vec![
            drops(way("a", "c", Tcp(80)), DropReason::PeerAddressUnknown),
            drops(way("c", "a", Tcp(22)), DropReason::PeerAddressUnknown),
            drops(way("a", "c", Ping), DropReason::PeerAddressUnknown),
            // Not even with the source of somebody else.
            drops(way("x", "b", Tcp(80)).bound_to("172.16.0.9", 0), DropReason::PeeringTransit),
            passes(way("x", "b", Tcp(80))),
        ],
    }]);
}

#[test]
fn vpcs_with_the_same_addresses_never_meet() {
    let all = [ingress(What::All, ANYONE), egress(What::All, ANYONE)];
    let plan = Plan::new()
        .vpc("one", "10.0.0.0/16")
        .vpc("two", "10.0.0.0/16")
        .internet("one")
        .internet("two")
        .subnet("in one", "one", "10.0.0.0/24")
        .subnet("in two", "two", "10.0.0.0/24")
        .route("in one", "0.0.0.0/0", By::InternetGateway)
        .route("in two", "0.0.0.0/0", By::InternetGateway)
        .group("first", "one", &all)
        .group("second", "two", &all)
        .eni("a1", "in one", "10.0.0.10", &["first"])
        .public("198.18.0.16")
        .eni("b1", "in one", "10.0.0.11", &["first"])
        .eni("a2", "in two", "10.0.0.10", &["second"])
        .public("198.18.0.17")
        .eni("b2", "in two", "10.0.0.11", &["second"])
        .eni("c1", "in one", "10.0.0.12", &["first"])
        .eni("d2", "in two", "10.0.0.13", &["second"]);
    try_all([Row {
        name: "the same addresses in two VPCs",
        plan,
        steps: vec![
            Step::Open("one", way("a1", "b1", Tcp(80)).bound_to("10.0.0.10", 5000)),
            Step::Open("two", way("a2", "b2", Tcp(80)).bound_to("10.0.0.10", 5000)),
            Step::GoesOn("one"),
            Step::GoesOn("two"),
            drops(way("a1", "d2", Tcp(80)), DropReason::AddressUnknown),
            drops(way("d2", "c1", Ping), DropReason::AddressUnknown),
            drops(way("a2", "c1", Udp(53)), DropReason::AddressUnknown),
            passes(way("a1", "host", Tcp(80)).bound_to("10.0.0.10", 5001).seen_as("198.18.0.16")),
            passes(way("a2", "host", Tcp(80)).bound_to("10.0.0.10", 5001).seen_as("198.18.0.17")),
            passes(way("host", "a1", Tcp(80)).at("198.18.0.16")),
            passes(way("host", "a2", Tcp(80)).at("198.18.0.17")),
            Step::Change(|plan| plan.group_mut("first").rules.clear()),
            Step::Cut("one", DropReason::EgressDenied),
            Step::GoesOn("two"),
        ],
    }]);
}
