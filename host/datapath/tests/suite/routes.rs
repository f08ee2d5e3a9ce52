//! Routes: the longest prefix, through appliances, to what is on premises, and to what is gone.

use minato_vpc::{
    DropReason,
    resources::{
        Direction::{Egress, Ingress},
        Traffic as What,
    },
};

use crate::{
    cause::{
        Cause::{self, Appliance, End, Groups, Route, Table},
        igw, rule,
    },
    plan::{ANYONE, By, Kind, Peer, Plan, egress, ingress, tcp},
    probe::{
        Traffic::{Ping, Tcp, Udp},
        way,
    },
    row::{Outcome, Row, Step, cut_and_blocked, drops, opens, passes, passes_both, reply_drops, tables},
};

/// Two subnets, and appliances in a third. Everything may pass.
fn plan() -> Plan {
    Plan::new()
        .vpc("vpc", "10.0.0.0/16")
        .subnet("near", "vpc", "10.0.0.0/24")
        .subnet("far", "vpc", "10.0.1.0/24")
        .subnet("middle", "vpc", "10.0.2.0/24")
        .group("open", "vpc", &[ingress(What::All, ANYONE), egress(What::All, ANYONE)])
        .eni("a", "near", "10.0.0.10", &["open"])
        .eni("b", "far", "10.0.1.11", &["open"])
        .eni("x", "middle", "10.0.2.20", &["open"])
        .kind(Kind::Appliance)
        .eni("y", "middle", "10.0.2.21", &["open"])
        .kind(Kind::Appliance)
}

/// The routes through an appliance, from `a` and from `b`.
const THERE: Cause = Route("near", "10.0.1.0/24");
const BACK: Cause = Route("far", "10.0.0.0/24");

/// The route within the VPC.
fn local(subnet: &'static str) -> Cause {
    Route(subnet, "10.0.0.0/16")
}

fn the_most_specific_route_holds() -> Vec<Row> {
    let to = |eni: &'static str, address: &str| way("a", eni, Tcp(80)).at(address).through(eni);
    vec![
        Row {
            name: "nested routes",
            plan: plan()
                .route("near", "0.0.0.0/0", By::Interface("y"))
                .route("near", "172.16.0.0/12", By::Interface("x"))
                .route("near", "172.16.5.0/24", By::Interface("y"))
                .route("near", "172.16.5.9/32", By::Interface("x")),
            steps: vec![
                passes(to("x", "172.16.0.9"), Route("near", "172.16.0.0/12")),
                passes(to("y", "172.16.5.8"), Route("near", "172.16.5.0/24")),
                passes(to("x", "172.16.5.9"), Route("near", "172.16.5.9/32")),
                passes_both(way("a", "b", Tcp(80)), local("near"), local("far")),
                passes_both(way("b", "a", Tcp(80)), local("far"), local("near")),
                drops(way("b", "x", Tcp(80)).at("172.16.0.9"), DropReason::NoRoute, Table("far")),
                drops(way("a", "b", Tcp(80)).at("10.0.1.99"), DropReason::AddressUnknown, local("near")),
            ],
        },
        Row {
            name: "more specific than the local route",
            plan: plan().route("near", "10.0.1.0/24", By::Interface("x")).route(
                "far",
                "10.0.0.0/24",
                By::Interface("x"),
            ),
            steps: vec![
                passes_both(way("a", "b", Tcp(80)).through("x"), THERE, BACK),
                passes_both(way("b", "a", Udp(53)).through("x"), BACK, THERE),
                passes(way("a", "x", Tcp(80)).through("x"), local("near")),
            ],
        },
    ]
}

fn an_appliance_forwards_unless_it_is_checked() -> Vec<Row> {
    let both =
        || plan().route("near", "10.0.1.0/24", By::Interface("x")).route("far", "10.0.0.0/24", By::Interface("x"));
    vec![
        Row {
            name: "an appliance, there and back",
            plan: both(),
            steps: vec![
                passes_both(way("a", "b", Tcp(80)).through("x"), Appliance("x"), Appliance("x")),
                passes_both(way("a", "b", Ping).through("x"), THERE, BACK),
                passes_both(way("b", "a", Tcp(80)).through("x"), BACK, THERE),
                passes_both(way("b", "a", Ping).through("x"), Appliance("x"), Appliance("x")),
                opens("kept", way("a", "b", Tcp(443)).through("x"), THERE),
                Step::Change(|plan| plan.eni_mut("x").check = true),
                // The flow ran to the appliance, and no way leads there any more.
                cut_and_blocked("kept", DropReason::TcpNotSyn, DropReason::DestinationChecked, THERE),
                drops(way("a", "b", Tcp(80)), DropReason::DestinationChecked, THERE),
            ],
        },
        Row {
            name: "an appliance with its check",
            plan: {
                let mut plan = both();
                plan.eni_mut("x").check = true;
                plan
            },
            steps: vec![
                drops(way("a", "b", Tcp(80)), DropReason::DestinationChecked, THERE),
                drops(way("b", "a", Ping), DropReason::DestinationChecked, BACK),
                drops(way("x", "a", Tcp(80)).bound_to("172.16.0.9", 0), DropReason::SourceAddress, End("x")),
                passes(way("a", "x", Tcp(80)).through("x"), local("near")),
            ],
        },
        Row {
            name: "an appliance there only",
            plan: plan().route("near", "10.0.1.0/24", By::Interface("x")),
            steps: vec![
                reply_drops(way("a", "b", Tcp(80)), DropReason::TcpNotSyn, local("far")),
                reply_drops(way("a", "b", Ping), DropReason::IcmpReplyUnmatched, local("far")),
            ],
        },
        Row {
            name: "an appliance is no member of the sender's groups",
            plan: {
                let mut plan = both().group("named", "vpc", &[ingress(What::All, Peer::Group("open"))]);
                plan.eni_mut("b").groups = ["named"].into();
                plan
            },
            steps: vec![
                Step::Try(
                    way("a", "b", Tcp(80)),
                    Outcome::DropsOnTheWay(DropReason::IngressDenied, Groups("b", Ingress)),
                ),
                passes(way("x", "b", Tcp(80)), rule("b", "named", 0)),
                drops(way("b", "a", Tcp(80)), DropReason::EgressDenied, Groups("b", Egress)),
            ],
        },
    ]
}

fn what_is_on_premises_is_reached_and_reaches() -> Vec<Row> {
    const OUT: Cause = Route("near", "192.168.0.0/16");
    let plan = Plan::new()
        .vpc("vpc", "10.0.0.0/16")
        .subnet("near", "vpc", "10.0.0.0/24")
        .subnet("far", "vpc", "10.0.1.0/24")
        .premises("vpc")
        .route("near", "192.168.0.0/16", By::VpnGateway)
        .group("some", "vpc", &[ingress(tcp(80), Peer::Range("192.168.0.0/24")), egress(What::All, ANYONE)])
        .group("other", "vpc", &[ingress(What::All, Peer::Range("192.168.9.0/24")), egress(tcp(80), ANYONE)])
        .eni("a", "near", "10.0.0.10", &["some"])
        .eni("b", "far", "10.0.1.11", &["some"])
        .eni("c", "near", "10.0.0.12", &["other"]);
    vec![Row {
        name: "on premises",
        plan,
        steps: vec![
            passes(way("a", "premises", Tcp(80)), OUT),
            passes(way("a", "premises", Udp(53)), OUT),
            passes(way("a", "premises", Ping), OUT),
            passes_both(way("premises", "a", Tcp(80)), rule("a", "some", 0), OUT),
            passes(way("c", "premises", Tcp(80)), rule("c", "other", 1)),
            drops(way("c", "premises", Udp(53)), DropReason::EgressDenied, Groups("c", Egress)),
            drops(way("premises", "a", Tcp(81)), DropReason::IngressDenied, Groups("a", Ingress)),
            drops(way("premises", "c", Tcp(80)), DropReason::IngressDenied, Groups("c", Ingress)),
            drops(way("premises", "a", Tcp(80)).at("10.0.0.99"), DropReason::AddressUnknown, End("premises")),
            drops(way("b", "premises", Tcp(80)), DropReason::NoRoute, Table("far")),
            reply_drops(way("premises", "b", Tcp(80)), DropReason::NoRoute, Table("far")),
        ],
    }]
}

fn a_route_to_what_is_gone_is_a_blackhole() -> Vec<Row> {
    const APPLIANCE: Cause = Route("near", "172.16.0.0/12");
    const PEER: Cause = Route("near", "10.1.0.0/16");
    const PREMISES: Cause = Route("near", "192.168.0.0/16");
    const HOST: Cause = Route("near", "198.18.0.0/24");
    let from_peer = Route("there", "10.0.0.0/16");
    let plan = plan()
        .vpc("other", "10.1.0.0/16")
        .subnet("there", "other", "10.1.0.0/24")
        .group("theirs", "other", &[ingress(What::All, ANYONE), egress(What::All, ANYONE)])
        .eni("d", "there", "10.1.0.10", &["theirs"])
        .peering("pair", "vpc", "other")
        .route("there", "10.0.0.0/16", By::Peering("pair"))
        .internet("vpc")
        .premises("vpc")
        .route("near", "172.16.0.0/12", By::Interface("x"))
        .route("near", "10.1.0.0/16", By::Peering("pair"))
        .route("near", "192.168.0.0/16", By::VpnGateway)
        .route("near", "198.18.0.0/24", By::InternetGateway);
    let mut plan = plan;
    plan.eni_mut("a").public = Some("198.18.0.16".parse().expect("an address"));
    let by_appliance = way("a", "x", Tcp(80)).at("172.16.0.9").through("x");
    let to_host = way("a", "host", Tcp(80)).seen_as("198.18.0.16");
    let (to_peer, to_premises) = (way("a", "d", Tcp(80)), way("a", "premises", Tcp(80)));
    vec![Row {
        name: "targets that are deleted",
        plan,
        steps: vec![
            opens("appliance", by_appliance, APPLIANCE),
            Step::Open("host", to_host, igw("vpc", "10.0.0.10", "198.18.0.16"), igw("vpc", "198.18.0.16", "10.0.0.10")),
            opens("peer", to_peer, PEER),
            opens("premises", to_premises, PREMISES),
            passes_both(way("d", "a", Tcp(80)), from_peer, PEER),
            Step::Change(|plan| {
                plan.enis.retain(|eni| eni.name != "x");
                plan.internet.clear();
                plan.peerings.clear();
                plan.premises = None;
            }),
            drops(by_appliance, DropReason::Blackhole, APPLIANCE),
            drops(to_host, DropReason::Blackhole, HOST),
            drops(to_peer, DropReason::Blackhole, PEER),
            drops(way("d", "a", Tcp(80)), DropReason::Blackhole, from_peer),
            drops(to_premises, DropReason::Blackhole, PREMISES),
            cut_and_blocked("host", DropReason::Blackhole, DropReason::Blackhole, HOST),
            // The flow ran in the connection, and no way leads there any more.
            cut_and_blocked("peer", DropReason::TcpNotSyn, DropReason::Blackhole, PEER),
            cut_and_blocked("premises", DropReason::Blackhole, DropReason::Blackhole, PREMISES),
            passes_both(way("a", "b", Tcp(80)), local("near"), local("far")),
            passes_both(way("b", "a", Tcp(80)), local("far"), local("near")),
        ],
    }]
}

tables![
    the_most_specific_route_holds,
    an_appliance_forwards_unless_it_is_checked,
    what_is_on_premises_is_reached_and_reaches,
    a_route_to_what_is_gone_is_a_blackhole
];
tables![
    as_ipv6:
    the_most_specific_route_holds,
    an_appliance_forwards_unless_it_is_checked,
];
