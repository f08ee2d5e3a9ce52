//! The internet by IPv6: nothing is translated, and an egress-only gateway leads out only.

use minato_vpc::{
    DropReason,
    resources::{Direction::Ingress, Traffic as What},
};

use crate::{
    cause::{
        Cause::{self, End, Groups, Route},
        rule,
    },
    plan::{ANYONE, By, Kind, Plan, egress, ingress, ping, tcp, udp},
    probe::{
        Traffic::{LongUdp, OptionUdp, Ping, Tcp, Udp},
        way,
    },
    row::{Outcome, Row, Step, cut_and_blocked, drops, opens, passes, passes_both, reply_drops, tables},
    version::Stack,
};

/// The ways out.
const OUT: Cause = Route("public", "::/0");
const ONLY_OUT: Cause = Route("private", "::/0");

/// `a` and `c` are behind an internet gateway, `p` is behind an egress-only one.
pub(crate) fn plan() -> Plan {
    Plan::new()
        .stack(Stack::Six)
        .vpc("vpc", "10.0.0.0/16")
        .internet("vpc")
        .egress_only("vpc")
        .subnet("public", "vpc", "10.0.0.0/24")
        .route("public", "::/0", By::InternetGateway)
        .subnet("private", "vpc", "10.0.1.0/24")
        .route("private", "::/0", By::EgressOnly)
        .group(
            "web",
            "vpc",
            &[ingress(tcp(80), ANYONE), ingress(udp(53), ANYONE), ingress(ping(), ANYONE), egress(What::All, ANYONE)],
        )
        .group("silent", "vpc", &[egress(What::All, ANYONE)])
        .eni("a", "public", "10.0.0.10", &["web"])
        .prefix("2001:db8:a:0:5::/80")
        .eni("c", "public", "10.0.0.12", &["silent"])
        .eni("p", "private", "10.0.1.10", &["web"])
}

fn an_internet_gateway_leads_both_ways_and_translates_nothing() -> Vec<Row> {
    let out = |to: &'static str, what| passes(way("a", to, what), OUT);
    let unknown = DropReason::PublicAddressUnknown;
    vec![Row {
        name: "an internet gateway",
        plan: plan(),
        steps: vec![
            out("host", Tcp(80)),
            out("host", Udp(53)),
            out("host", Ping),
            out("beyond", Tcp(80)),
            out("beyond", Udp(53)),
            passes_both(way("host", "a", Tcp(80)), rule("a", "web", 0), OUT),
            passes_both(way("host", "a", Udp(53)), rule("a", "web", 1), OUT),
            passes_both(way("host", "a", Ping), rule("a", "web", 2), OUT),
            passes_both(way("beyond", "a", Tcp(80)), rule("a", "web", 0), OUT),
            drops(way("host", "a", Tcp(81)), DropReason::IngressDenied, Groups("a", Ingress)),
            drops(way("host", "c", Tcp(80)), DropReason::IngressDenied, Groups("c", Ingress)),
            passes(way("c", "host", Tcp(80)), OUT),
            drops(way("host", "a", Tcp(80)).at("2001:db8:a::99"), unknown, End("host")),
            drops(way("beyond", "a", Ping).at("2001:db8:a::99"), unknown, End("beyond")),
            // Of its prefix too.
            passes_both(way("host", "a", Tcp(80)).at("2001:db8:a:0:5::9"), rule("a", "web", 0), OUT),
            passes(way("a", "host", Tcp(80)).bound_to("2001:db8:a:0:5::9", 0), OUT),
            drops(way("host", "a", Tcp(80)).at("2001:db8:a:0:6::9"), unknown, End("host")),
            // What is cut, and what has extension headers.
            out("host", LongUdp(53)),
            passes(way("host", "a", LongUdp(53)), rule("a", "web", 1)),
            passes(way("p", "a", LongUdp(53)), rule("a", "web", 1)),
            out("host", OptionUdp(53)),
            passes(way("host", "a", OptionUdp(53)), rule("a", "web", 1)),
            passes(way("a", "p", OptionUdp(53)), rule("p", "web", 1)),
            Step::Change(|plan| plan.internet.clear()),
            // The other gateway is still there, and lets nothing begin outside.
            drops(way("host", "a", Tcp(80)), DropReason::EgressOnly, End("host")),
            drops(way("a", "host", Tcp(80)), DropReason::Blackhole, OUT),
            Step::Change(|plan| plan.egress_only.clear()),
            drops(way("host", "a", Tcp(80)), unknown, End("host")),
        ],
    }]
}

fn an_egress_only_gateway_leads_out() -> Vec<Row> {
    let out = |to: &'static str, what| passes(way("p", to, what), ONLY_OUT);
    let only = DropReason::EgressOnly;
    vec![
        Row {
            name: "an egress-only gateway",
            plan: {
                let mut plan = plan();
                plan.internet = ["elsewhere"].into();
                plan.vpc("elsewhere", "10.9.0.0/16")
            },
            steps: vec![
                out("host", Tcp(80)),
                out("host", Udp(53)),
                out("host", Ping),
                out("host", LongUdp(53)),
                out("beyond", Tcp(80)),
                drops(way("host", "p", Tcp(80)), only, End("host")),
                drops(way("host", "p", Udp(53)), only, End("host")),
                drops(way("host", "p", Ping), only, End("host")),
                drops(way("beyond", "p", Tcp(80)), only, End("beyond")),
                opens("out", way("p", "host", Tcp(443)), ONLY_OUT),
                Step::GoesOn("out"),
                Step::Change(|plan| plan.egress_only.clear()),
                cut_and_blocked("out", DropReason::Blackhole, DropReason::Blackhole, ONLY_OUT),
                drops(way("host", "p", Tcp(80)), DropReason::PublicAddressUnknown, End("host")),
            ],
        },
        Row {
            name: "an egress-only gateway beside an internet gateway",
            plan: plan(),
            steps: vec![
                out("host", Tcp(80)),
                // It comes in by the other one, and its answer does not leave by this one.
                reply_drops(way("host", "p", Tcp(80)), only, ONLY_OUT),
                reply_drops(way("host", "p", Udp(53)), only, ONLY_OUT),
                reply_drops(way("host", "p", Ping), only, ONLY_OUT),
                passes_both(way("host", "a", Tcp(80)), rule("a", "web", 0), OUT),
                Step::Change(|plan| plan.subnet_mut("private").routes = vec![("::/0", By::InternetGateway)]),
                passes_both(way("host", "p", Tcp(80)), rule("p", "web", 0), ONLY_OUT),
            ],
        },
    ]
}

fn two_vpcs_meet_on_the_internet() -> Vec<Row> {
    let all = [ingress(What::All, ANYONE), egress(What::All, ANYONE)];
    let plan = plan()
        .vpc("two", "10.1.0.0/16")
        .internet("two")
        .subnet("in two", "two", "10.1.0.0/24")
        .route("in two", "::/0", By::InternetGateway)
        .group("theirs", "two", &all)
        .eni("b", "in two", "10.1.0.10", &["theirs"]);
    let theirs = Route("in two", "::/0");
    vec![Row {
        name: "two VPCs over the internet",
        plan,
        steps: vec![
            passes_both(way("a", "b", Tcp(80)), OUT, theirs),
            passes_both(way("b", "a", Tcp(80)), theirs, OUT),
            passes_both(way("b", "a", Ping), rule("a", "web", 2), OUT),
            passes_both(way("p", "b", Tcp(80)), rule("b", "theirs", 0), theirs),
            Step::Try(way("b", "a", Tcp(81)), Outcome::DropsOnTheWay(DropReason::IngressDenied, Groups("a", Ingress))),
            // It arrives, and the answer has no way.
            reply_drops(way("b", "p", Tcp(80)), DropReason::EgressOnly, ONLY_OUT),
        ],
    }]
}

fn a_route_to_what_is_gone_is_a_blackhole() -> Vec<Row> {
    const APPLIANCE: Cause = Route("public", "2001:db8:ac:1000::/52");
    const PEER: Cause = Route("public", "2001:db8:a:100::/56");
    let from_peer = Route("there", "2001:db8:a::/56");
    let plan = plan()
        .vpc("other", "10.1.0.0/16")
        .subnet("there", "other", "10.1.0.0/24")
        .group("theirs", "other", &[ingress(What::All, ANYONE), egress(What::All, ANYONE)])
        .eni("d", "there", "10.1.0.10", &["theirs"])
        .eni("x", "private", "10.0.1.20", &["web"])
        .kind(Kind::Appliance)
        .peering("pair", "vpc", "other")
        .route("there", "2001:db8:a::/56", By::Peering("pair"))
        .route("public", "2001:db8:ac:1000::/52", By::Interface("x"))
        .route("public", "2001:db8:a:100::/56", By::Peering("pair"));
    let by_appliance = way("a", "x", Tcp(80)).at("2001:db8:ac:1000::9").through("x");
    let (to_host, to_peer) = (way("a", "host", Tcp(80)), way("a", "d", Tcp(80)));
    let gone = DropReason::Blackhole;
    vec![Row {
        name: "targets that are deleted",
        plan,
        steps: vec![
            opens("appliance", by_appliance, APPLIANCE),
            opens("host", to_host, OUT),
            opens("peer", to_peer, PEER),
            passes_both(way("d", "a", Tcp(80)), from_peer, PEER),
            Step::Change(|plan| {
                plan.enis.retain(|eni| eni.name != "x");
                plan.internet.clear();
                plan.peerings.clear();
            }),
            drops(by_appliance, gone, APPLIANCE),
            drops(to_host, gone, OUT),
            drops(to_peer, gone, PEER),
            drops(way("d", "a", Tcp(80)), gone, from_peer),
            cut_and_blocked("host", gone, gone, OUT),
            // The flow ran in the connection, and no way leads there any more.
            cut_and_blocked("peer", DropReason::TcpNotSyn, gone, PEER),
            passes(way("p", "a", Tcp(80)), rule("a", "web", 0)),
        ],
    }]
}

tables![
    of_ipv6:
    an_internet_gateway_leads_both_ways_and_translates_nothing,
    an_egress_only_gateway_leads_out,
    two_vpcs_meet_on_the_internet,
    a_route_to_what_is_gone_is_a_blackhole,
];
