//! Peering connections, and VPCs that never meet.

use minato_vpc::{
    DropReason,
    resources::{
        Direction::{Egress, Ingress},
        Traffic as What,
    },
};

use crate::{
    cause::{
        Cause::{Groups, Route, Table},
        igw, rule,
    },
    plan::{ANYONE, By, Kind, Peer, Plan, egress, ingress, tcp},
    probe::{
        Traffic::{Ping, Tcp, Udp},
        way,
    },
    row::{Row, Step, cut_and_blocked, drops, opens, passes, passes_both, reply_drops, tables},
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

fn groups_are_known_across_a_peering_connection() -> Vec<Row> {
    vec![Row {
        name: "peering with group references",
        plan: line(),
        steps: vec![
            passes_both(way("a", "b", Tcp(80)), rule("b", "second", 1), Route("in two", "10.0.0.0/16")),
            passes_both(way("b", "a", Tcp(22)), rule("a", "first", 1), Route("in one", "10.1.0.0/16")),
            drops(way("a", "b", Tcp(22)), DropReason::IngressDenied, Groups("b", Ingress)),
            drops(way("b", "a", Tcp(80)), DropReason::IngressDenied, Groups("a", Ingress)),
            drops(way("e", "b", Tcp(80)), DropReason::IngressDenied, Groups("b", Ingress)),
            drops(way("e", "b", Tcp(90)), DropReason::EgressDenied, Groups("e", Egress)),
            passes_both(way("b", "c", Udp(53)), Route("in two", "10.2.0.0/16"), Route("in three", "10.1.0.0/16")),
            drops(way("c", "b", Tcp(80)), DropReason::IngressDenied, Groups("b", Ingress)),
            reply_drops(way("b", "d", Udp(53)), DropReason::NoRoute, Table("silent")),
            // Without a way back nothing says which flow it belongs to.
            reply_drops(way("b", "d", Tcp(80)), DropReason::TcpNotSyn, Table("silent")),
            drops(way("d", "b", Tcp(80)), DropReason::NoRoute, Table("silent")),
        ],
    }]
}

fn peering_is_not_transitive() -> Vec<Row> {
    vec![Row {
        name: "two peering connections",
        plan: line(),
        steps: vec![
            drops(way("a", "c", Tcp(80)), DropReason::PeerAddressUnknown, Route("in one", "10.2.0.0/16")),
            drops(way("c", "a", Tcp(22)), DropReason::PeerAddressUnknown, Route("in three", "10.0.0.0/16")),
            drops(way("a", "c", Ping), DropReason::PeerAddressUnknown, Route("in one", "10.2.0.0/16")),
            // Not even with the source of somebody else.
            drops(
                way("x", "b", Tcp(80)).bound_to("172.16.0.9", 0),
                DropReason::PeeringTransit,
                Route("in one", "10.1.0.0/16"),
            ),
            passes(way("x", "b", Tcp(80)), Route("in one", "10.1.0.0/16")),
        ],
    }]
}

fn vpcs_with_the_same_addresses_never_meet() -> Vec<Row> {
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
    vec![Row {
        name: "the same addresses in two VPCs",
        plan,
        steps: vec![
            opens("one", way("a1", "b1", Tcp(80)).bound_to("10.0.0.10", 5000), rule("b1", "first", 0)),
            opens("two", way("a2", "b2", Tcp(80)).bound_to("10.0.0.10", 5000), rule("b2", "second", 0)),
            Step::GoesOn("one"),
            Step::GoesOn("two"),
            drops(way("a1", "d2", Tcp(80)), DropReason::AddressUnknown, Route("in one", "10.0.0.0/16")),
            drops(way("d2", "c1", Ping), DropReason::AddressUnknown, Route("in two", "10.0.0.0/16")),
            drops(way("a2", "c1", Udp(53)), DropReason::AddressUnknown, Route("in two", "10.0.0.0/16")),
            passes_both(
                way("a1", "host", Tcp(80)).bound_to("10.0.0.10", 5001).seen_as("198.18.0.16"),
                igw("one", "10.0.0.10", "198.18.0.16"),
                igw("one", "198.18.0.16", "10.0.0.10"),
            ),
            passes_both(
                way("a2", "host", Tcp(80)).bound_to("10.0.0.10", 5001).seen_as("198.18.0.17"),
                igw("two", "10.0.0.10", "198.18.0.17"),
                igw("two", "198.18.0.17", "10.0.0.10"),
            ),
            passes(way("host", "a1", Tcp(80)).at("198.18.0.16"), rule("a1", "first", 0)),
            passes(way("host", "a2", Tcp(80)).at("198.18.0.17"), rule("a2", "second", 0)),
            Step::Change(|plan| plan.group_mut("first").rules.clear()),
            cut_and_blocked("one", DropReason::EgressDenied, DropReason::EgressDenied, Groups("a1", Egress)),
            Step::GoesOn("two"),
        ],
    }]
}

tables![
    groups_are_known_across_a_peering_connection,
    peering_is_not_transitive,
    vpcs_with_the_same_addresses_never_meet
];
tables![
    as_ipv6:
    groups_are_known_across_a_peering_connection,
    peering_is_not_transitive,
];
