//! Routes: the longest prefix, through appliances, to what is on premises, and to what is gone.

use minato_vpc::{DropReason, resources::Traffic as What};

use crate::{
    plan::{ANYONE, By, Kind, Peer, Plan, egress, ingress, tcp},
    probe::{
        Traffic::{Ping, Tcp, Udp},
        way,
    },
    row::{Outcome, Row, Step, drops, passes, try_all},
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

#[test]
fn the_most_specific_route_holds() {
    let to = |eni: &'static str, address: &str| way("a", eni, Tcp(80)).at(address).through(eni);
    try_all([
        Row {
            name: "nested routes",
            plan: plan()
                .route("near", "0.0.0.0/0", By::Interface("y"))
                .route("near", "172.16.0.0/12", By::Interface("x"))
                .route("near", "172.16.5.0/24", By::Interface("y"))
                .route("near", "172.16.5.9/32", By::Interface("x")),
            steps: vec![
                passes(to("x", "172.16.0.9")),
                passes(to("y", "172.16.5.8")),
                passes(to("x", "172.16.5.9")),
                passes(way("a", "b", Tcp(80))),
                passes(way("b", "a", Tcp(80))),
                drops(way("b", "x", Tcp(80)).at("172.16.0.9"), DropReason::NoRoute),
                drops(way("a", "b", Tcp(80)).at("10.0.1.99"), DropReason::AddressUnknown),
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
                passes(way("a", "b", Tcp(80)).through("x")),
                passes(way("b", "a", Udp(53)).through("x")),
                passes(way("a", "x", Tcp(80)).through("x")),
            ],
        },
    ]);
}

#[test]
fn an_appliance_forwards_unless_it_is_checked() {
    let both =
        || plan().route("near", "10.0.1.0/24", By::Interface("x")).route("far", "10.0.0.0/24", By::Interface("x"));
    try_all([
        Row {
            name: "an appliance, there and back",
            plan: both(),
            steps: vec![
                passes(way("a", "b", Tcp(80)).through("x")),
                passes(way("a", "b", Ping).through("x")),
                passes(way("b", "a", Tcp(80)).through("x")),
                passes(way("b", "a", Ping).through("x")),
                Step::Open("kept", way("a", "b", Tcp(443)).through("x")),
                Step::Change(|plan| plan.eni_mut("x").check = true),
                // The flow ran to the appliance, and no way leads there any more.
                Step::Cut("kept", DropReason::TcpNotSyn),
                drops(way("a", "b", Tcp(80)), DropReason::DestinationChecked),
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
                drops(way("a", "b", Tcp(80)), DropReason::DestinationChecked),
                drops(way("b", "a", Ping), DropReason::DestinationChecked),
                drops(way("x", "a", Tcp(80)).bound_to("172.16.0.9", 0), DropReason::SourceAddress),
                passes(way("a", "x", Tcp(80)).through("x")),
            ],
        },
        Row {
            name: "an appliance there only",
            plan: plan().route("near", "10.0.1.0/24", By::Interface("x")),
            steps: vec![
                Step::Try(way("a", "b", Tcp(80)), Outcome::ReplyDrops(DropReason::TcpNotSyn)),
                Step::Try(way("a", "b", Ping), Outcome::ReplyDrops(DropReason::IcmpReplyUnmatched)),
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
                Step::Try(way("a", "b", Tcp(80)), Outcome::DropsOnTheWay(DropReason::IngressDenied)),
                passes(way("x", "b", Tcp(80))),
                drops(way("b", "a", Tcp(80)), DropReason::EgressDenied),
            ],
        },
    ]);
}

#[test]
fn what_is_on_premises_is_reached_and_reaches() {
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
    try_all([Row {
        name: "on premises",
        plan,
        steps: vec![
            passes(way("a", "premises", Tcp(80))),
            passes(way("a", "premises", Udp(53))),
            passes(way("a", "premises", Ping)),
            passes(way("premises", "a", Tcp(80))),
            passes(way("c", "premises", Tcp(80))),
            drops(way("c", "premises", Udp(53)), DropReason::EgressDenied),
            drops(way("premises", "a", Tcp(81)), DropReason::IngressDenied),
            drops(way("premises", "c", Tcp(80)), DropReason::IngressDenied),
            drops(way("premises", "a", Tcp(80)).at("10.0.0.99"), DropReason::AddressUnknown),
            drops(way("b", "premises", Tcp(80)), DropReason::NoRoute),
            Step::Try(way("premises", "b", Tcp(80)), Outcome::ReplyDrops(DropReason::NoRoute)),
        ],
    }]);
}

#[test]
fn a_route_to_what_is_gone_is_a_blackhole() {
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
    try_all([Row {
        name: "targets that are deleted",
        plan,
        steps: vec![
            Step::Open("appliance", by_appliance),
            Step::Open("host", to_host),
            Step::Open("peer", to_peer),
            Step::Open("premises", to_premises),
            passes(way("d", "a", Tcp(80))),
            Step::Change(|plan| {
                plan.enis.retain(|eni| eni.name != "x");
                plan.internet.clear();
                plan.peerings.clear();
                plan.premises = None;
            }),
            drops(by_appliance, DropReason::Blackhole),
            drops(to_host, DropReason::Blackhole),
            drops(to_peer, DropReason::Blackhole),
            drops(way("d", "a", Tcp(80)), DropReason::Blackhole),
            drops(to_premises, DropReason::Blackhole),
            Step::Cut("host", DropReason::Blackhole),
            Step::Cut("peer", DropReason::Blackhole),
            Step::Cut("premises", DropReason::Blackhole),
            passes(way("a", "b", Tcp(80))),
            passes(way("b", "a", Tcp(80))),
        ],
    }]);
}
