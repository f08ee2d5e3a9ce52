//! The internet: with a public address, without one, and through a NAT gateway.

use minato_vpc::{DropReason, resources::Traffic as What};

use crate::{
    plan::{ANYONE, By, Kind, Plan, egress, ingress, ping, tcp, udp},
    probe::{
        Traffic::{LongUdp, OptionUdp, Ping, Tcp, Udp},
        Way, way,
    },
    row::{Row, Step, drops, passes, try_all},
};

/// `a` and `c` have public addresses, `b` has none; `p` and `q` are behind a NAT gateway.
pub(crate) fn plan() -> Plan {
    Plan::new()
        .vpc("vpc", "10.0.0.0/16")
        .internet("vpc")
        .subnet("public", "vpc", "10.0.0.0/24")
        .route("public", "0.0.0.0/0", By::InternetGateway)
        .subnet("private", "vpc", "10.0.1.0/24")
        .route("private", "0.0.0.0/0", By::NatGateway("nat"))
        .group(
            "web",
            "vpc",
            &[ingress(tcp(80), ANYONE), ingress(udp(53), ANYONE), ingress(ping(), ANYONE), egress(What::All, ANYONE)],
        )
        .eni("a", "public", "10.0.0.10", &["web"])
        .public("198.18.0.16")
        .eni("c", "public", "10.0.0.12", &["web"])
        .public("198.18.0.17")
        .eni("b", "public", "10.0.0.11", &["web"])
        .eni("nat", "public", "10.0.0.20", &[])
        .kind(Kind::NatGateway)
        .public("198.18.0.20")
        .eni("p", "private", "10.0.1.10", &["web"])
        .eni("q", "private", "10.0.1.11", &["web"])
}

#[test]
fn a_public_address_is_the_way_to_the_internet_and_back() {
    let out = |to: &'static str, what| passes(way("a", to, what).seen_as("198.18.0.16"));
    let back = |from: &'static str, what| way(from, "a", what).at("198.18.0.16");
    try_all([Row {
        name: "an internet gateway",
        plan: plan(),
        steps: vec![
            out("host", Tcp(80)),
            out("host", Udp(53)),
            out("host", Ping),
            out("beyond", Tcp(80)),
            out("beyond", Udp(53)),
            passes(back("host", Tcp(80))),
            passes(back("host", Udp(53))),
            passes(back("host", Ping)),
            passes(back("beyond", Tcp(80))),
            drops(back("host", Tcp(81)), DropReason::IngressDenied),
            drops(way("b", "host", Tcp(80)), DropReason::NoPublicAddress),
            drops(way("b", "host", Ping), DropReason::NoPublicAddress),
            drops(way("host", "b", Tcp(80)).at("198.18.0.99"), DropReason::PublicAddressUnknown),
            drops(way("beyond", "b", Ping).at("198.18.0.99"), DropReason::PublicAddressUnknown),
            // By public addresses within a VPC, and to itself: out of it and in again.
            passes(way("a", "c", Tcp(80)).at("198.18.0.17").seen_as("198.18.0.16")),
            passes(way("a", "a", Tcp(80)).at("198.18.0.16").seen_as("198.18.0.16")),
        ],
    }]);
}

#[test]
fn fragments_cross_an_internet_gateway() {
    try_all([Row {
        name: "fragments",
        plan: plan(),
        steps: vec![
            passes(way("a", "host", LongUdp(53)).seen_as("198.18.0.16")),
            passes(way("a", "beyond", LongUdp(53)).seen_as("198.18.0.16")),
            passes(way("host", "a", LongUdp(53)).at("198.18.0.16")),
            passes(way("beyond", "a", LongUdp(53)).at("198.18.0.16")),
            passes(way("a", "c", LongUdp(53))),
        ],
    }]);
}

#[test]
fn a_longer_header_crosses_an_internet_gateway() {
    try_all([Row {
        name: "IP options",
        plan: plan(),
        steps: vec![
            passes(way("a", "host", OptionUdp(53)).seen_as("198.18.0.16")),
            passes(way("host", "a", OptionUdp(53)).at("198.18.0.16")),
            passes(way("a", "p", OptionUdp(53))),
            passes(way("p", "a", OptionUdp(53))),
        ],
    }]);
}

#[test]
fn many_leave_through_a_nat_gateway() {
    let out = |from, to, what| -> Way { way(from, to, what).seen_as("198.18.0.20").through("nat") };
    try_all([Row {
        name: "a NAT gateway",
        plan: plan(),
        steps: vec![
            // The same port of two clients.
            Step::Open("p", out("p", "host", Tcp(80)).bound_to("10.0.1.10", 5000)),
            Step::Open("q", out("q", "host", Tcp(80)).bound_to("10.0.1.11", 5000)),
            Step::GoesOn("p"),
            Step::GoesOn("q"),
            passes(out("p", "beyond", Tcp(443))),
            passes(out("q", "host", Udp(53))),
            passes(out("p", "host", Ping)),
            passes(way("p", "a", Tcp(80))),
            passes(way("a", "p", Tcp(80))),
            // By its public address `a` is outside.
            passes(out("p", "a", Tcp(80)).at("198.18.0.16")),
            Step::Change(|plan| plan.enis.retain(|eni| eni.name != "nat")),
            Step::Cut("p", DropReason::TcpNotSyn),
            drops(way("q", "host", Tcp(81)), DropReason::Blackhole),
            drops(way("host", "q", Tcp(80)).at("198.18.0.20"), DropReason::PublicAddressUnknown),
        ],
    }]);
}

#[test]
fn a_public_address_that_is_gone_takes_its_flows_along() {
    let kept = || {
        vec![
            Step::Open("out", way("a", "host", Tcp(443)).seen_as("198.18.0.16")),
            Step::Open("in", way("host", "a", Tcp(80)).at("198.18.0.16")),
            Step::GoesOn("out"),
            Step::GoesOn("in"),
        ]
    };
    let with = |more: Vec<Step>| kept().into_iter().chain(more).collect();
    try_all([
        Row {
            name: "a public address is taken away",
            plan: plan(),
            steps: with(vec![
                Step::Change(|plan| plan.eni_mut("a").public = None),
                Step::Cut("out", DropReason::NoPublicAddress),
                Step::Cut("in", DropReason::PublicAddressUnknown),
                drops(way("host", "a", Tcp(80)).at("198.18.0.16"), DropReason::PublicAddressUnknown),
            ]),
        },
        Row {
            name: "a public address becomes another ENI's",
            plan: plan(),
            steps: with(vec![
                Step::Change(|plan| {
                    plan.eni_mut("c").public = plan.eni_mut("a").public.take();
                }),
                Step::Cut("in", DropReason::TcpNotSyn),
                passes(way("host", "c", Tcp(80)).at("198.18.0.16")),
            ]),
        },
        Row {
            name: "another public address",
            plan: plan(),
            steps: with(vec![
                Step::Change(|plan| plan.eni_mut("a").public = Some("198.18.0.30".parse().expect("an address"))),
                Step::Cut("out", DropReason::TcpNotSyn),
                passes(way("a", "host", Tcp(444)).seen_as("198.18.0.30")),
            ]),
        },
    ]);
}
