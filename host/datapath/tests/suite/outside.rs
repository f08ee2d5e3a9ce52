//! The internet: with a public address, without one, and through a NAT gateway.

use minato_vpc::{
    DropReason,
    resources::{Direction::Ingress, Traffic as What},
};

use crate::{
    cause::{
        Cause::{self, End, Groups, Route},
        igw, nat, rule,
    },
    explain::Explanation,
    plan::{ANYONE, By, Kind, Plan, egress, ingress, ping, tcp, udp},
    probe::{
        Traffic::{LongUdp, OptionUdp, Ping, Tcp, Udp},
        Way, way,
    },
    row::{Row, Step, cut_and_blocked, drops, opens, passes, passes_both, tables},
};

/// The route of those with public addresses.
const TO_INTERNET: Cause = Route("public", "0.0.0.0/0");

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

/// The internet gateway gives what `a` sends its public address.
pub(crate) fn as_public() -> Cause {
    igw("vpc", "10.0.0.10", "198.18.0.16")
}

/// It gives what is sent there `a`'s private address.
pub(crate) fn as_private() -> Cause {
    igw("vpc", "198.18.0.16", "10.0.0.10")
}

/// The NAT gateway gives what an ENI sends its own address.
pub(crate) fn as_nat(from: &str) -> Cause {
    nat("nat", from, "10.0.0.20")
}

/// It gives an answer the address of who asked.
pub(crate) fn as_client(to: &str) -> Cause {
    nat("nat", "10.0.0.20", to)
}

fn a_public_address_is_the_way_to_the_internet_and_back() -> Vec<Row> {
    let out =
        |to: &'static str, what| passes_both(way("a", to, what).seen_as("198.18.0.16"), as_public(), as_private());
    let back = |from: &'static str, what| way(from, "a", what).at("198.18.0.16");
    vec![Row {
        name: "an internet gateway",
        plan: plan(),
        steps: vec![
            out("host", Tcp(80)),
            out("host", Udp(53)),
            out("host", Ping),
            out("beyond", Tcp(80)),
            out("beyond", Udp(53)),
            passes_both(back("host", Tcp(80)), rule("a", "web", 0), as_public()),
            passes_both(back("host", Udp(53)), rule("a", "web", 1), as_public()),
            passes_both(back("host", Ping), rule("a", "web", 2), as_public()),
            passes_both(back("beyond", Tcp(80)), as_private(), as_public()),
            drops(back("host", Tcp(81)), DropReason::IngressDenied, Groups("a", Ingress)),
            drops(way("b", "host", Tcp(80)), DropReason::NoPublicAddress, TO_INTERNET),
            drops(way("b", "host", Ping), DropReason::NoPublicAddress, TO_INTERNET),
            drops(way("host", "b", Tcp(80)).at("198.18.0.99"), DropReason::PublicAddressUnknown, End("host")),
            drops(way("beyond", "b", Ping).at("198.18.0.99"), DropReason::PublicAddressUnknown, End("beyond")),
            // By public addresses within a VPC, and to itself: out of it and in again.
            passes_both(
                way("a", "c", Tcp(80)).at("198.18.0.17").seen_as("198.18.0.16"),
                igw("vpc", "198.18.0.17", "10.0.0.12"),
                as_private(),
            ),
            passes_both(way("a", "a", Tcp(80)).at("198.18.0.16").seen_as("198.18.0.16"), as_public(), as_private()),
        ],
    }]
}

fn fragments_cross_an_internet_gateway() -> Vec<Row> {
    vec![Row {
        name: "fragments",
        plan: plan(),
        steps: vec![
            passes_both(way("a", "host", LongUdp(53)).seen_as("198.18.0.16"), as_public(), as_private()),
            passes_both(way("a", "beyond", LongUdp(53)).seen_as("198.18.0.16"), as_public(), as_private()),
            passes_both(way("host", "a", LongUdp(53)).at("198.18.0.16"), as_private(), as_public()),
            passes_both(way("beyond", "a", LongUdp(53)).at("198.18.0.16"), as_private(), as_public()),
            passes(way("a", "c", LongUdp(53)), rule("c", "web", 1)),
        ],
    }]
}

fn a_longer_header_crosses_an_internet_gateway() -> Vec<Row> {
    vec![Row {
        name: "IP options",
        plan: plan(),
        steps: vec![
            passes_both(way("a", "host", OptionUdp(53)).seen_as("198.18.0.16"), as_public(), as_private()),
            passes_both(way("host", "a", OptionUdp(53)).at("198.18.0.16"), as_private(), as_public()),
            passes(way("a", "p", OptionUdp(53)), rule("p", "web", 1)),
            passes(way("p", "a", OptionUdp(53)), rule("a", "web", 1)),
        ],
    }]
}

fn many_leave_through_a_nat_gateway() -> Vec<Row> {
    let out = |from, to, what| -> Way { way(from, to, what).seen_as("198.18.0.20").through("nat") };
    let (p, q) = ("10.0.1.10", "10.0.1.11");
    let to_nat = Route("private", "0.0.0.0/0");
    vec![Row {
        name: "a NAT gateway",
        plan: plan(),
        steps: vec![
            // The same port of two clients.
            Step::Open("p", out("p", "host", Tcp(80)).bound_to(p, 5000), as_nat(p), as_client(p)),
            Step::Open("q", out("q", "host", Tcp(80)).bound_to(q, 5000), as_nat(q), as_client(q)),
            Step::GoesOn("p"),
            Step::GoesOn("q"),
            passes_both(out("p", "beyond", Tcp(443)), to_nat, as_client(p)),
            passes_both(out("q", "host", Udp(53)), TO_INTERNET, as_client(q)),
            passes_both(out("p", "host", Ping), as_nat(p), igw("vpc", "198.18.0.20", "10.0.0.20")),
            passes(way("p", "a", Tcp(80)), rule("a", "web", 0)),
            passes(way("a", "p", Tcp(80)), rule("p", "web", 0)),
            // By its public address `a` is outside.
            passes_both(out("p", "a", Tcp(80)).at("198.18.0.16"), as_nat(p), as_client(p)),
            Step::Change(|plan| plan.enis.retain(|eni| eni.name != "nat")),
            cut_and_blocked("p", DropReason::TcpNotSyn, DropReason::Blackhole, to_nat),
            drops(way("q", "host", Tcp(81)), DropReason::Blackhole, to_nat),
            drops(way("host", "q", Tcp(80)).at("198.18.0.20"), DropReason::PublicAddressUnknown, End("host")),
        ],
    }]
}

fn a_public_address_that_is_gone_takes_its_flows_along() -> Vec<Row> {
    let anew = igw("vpc", "10.0.0.10", "198.18.0.30");
    let kept = || {
        vec![
            Step::Open("out", way("a", "host", Tcp(443)).seen_as("198.18.0.16"), as_public(), as_private()),
            opens("in", way("host", "a", Tcp(80)).at("198.18.0.16"), rule("a", "web", 0)),
            Step::GoesOn("out"),
            Step::GoesOn("in"),
        ]
    };
    let unknown = DropReason::PublicAddressUnknown;
    let with = |more: Vec<Step>| kept().into_iter().chain(more).collect();
    vec![
        Row {
            name: "a public address is taken away",
            plan: plan(),
            steps: with(vec![
                Step::Change(|plan| plan.eni_mut("a").public = None),
                cut_and_blocked("out", DropReason::NoPublicAddress, DropReason::NoPublicAddress, TO_INTERNET),
                cut_and_blocked("in", unknown, unknown, End("host")),
                drops(way("host", "a", Tcp(80)).at("198.18.0.16"), unknown, End("host")),
            ]),
        },
        Row {
            name: "a public address becomes another ENI's",
            plan: plan(),
            steps: with(vec![
                Step::Change(|plan| {
                    plan.eni_mut("c").public = plan.eni_mut("a").public.take();
                }),
                Step::Cut("in", DropReason::TcpNotSyn, Explanation::ComesTo("c")),
                passes(way("host", "c", Tcp(80)).at("198.18.0.16"), rule("c", "web", 0)),
            ]),
        },
        Row {
            name: "another public address",
            plan: plan(),
            steps: with(vec![
                Step::Change(|plan| plan.eni_mut("a").public = Some("198.18.0.30".parse().expect("an address"))),
                Step::Cut("out", DropReason::TcpNotSyn, Explanation::Passes(anew, Cause::Flow)),
                passes(way("a", "host", Tcp(444)).seen_as("198.18.0.30"), anew),
            ]),
        },
    ]
}

tables![
    a_public_address_is_the_way_to_the_internet_and_back,
    fragments_cross_an_internet_gateway,
    a_longer_header_crosses_an_internet_gateway,
    many_leave_through_a_nat_gateway,
    a_public_address_that_is_gone_takes_its_flows_along
];
