//! ENIs with addresses of both versions of IP: what is said of one holds for that one.

use minato_lab::packet::{ETHERTYPE_IPV6, Ipv6, PROTOCOL_UDP, Udp as Header, ethernet};
use minato_vpc::{
    DropReason,
    resources::{
        Direction::{Egress, Ingress},
        IcmpFilter, MacAddress, Traffic as What,
    },
};

use crate::{
    cause::{
        Cause::{self, Acl, End, Groups, Route},
        rule,
    },
    explain::Explanation,
    plan::{ANYONE, By, Entry, Kind, Peer, Plan, egress, entry, ephemeral, ingress, ping, tcp},
    probe::{
        Traffic::{Ping, Tcp, Udp},
        Way, way,
    },
    row::{Row, Step, cut_and_blocked, drops, is_dropped, opens, passes, passes_both, tables},
    version::{Stack, Version::Six},
    world::World,
};

/// Everybody who has such an address.
const ANYONE_IPV6: Peer = Peer::Range("::/0");

fn plan() -> Plan {
    Plan::new()
        .stack(Stack::Dual)
        .vpc("vpc", "10.0.0.0/16")
        .subnet("near", "vpc", "10.0.0.0/24")
        .subnet("far", "vpc", "10.0.1.0/24")
        .group("open", "vpc", &[egress(What::All, ANYONE), egress(What::All, ANYONE_IPV6)])
        .eni("a", "near", "10.0.0.10", &["open"])
}

fn ping_ipv6() -> What {
    What::Icmpv6(IcmpFilter::Type(128))
}

fn a_rule_about_one_version_allows_nothing_of_the_other() -> Vec<Row> {
    let plan = plan()
        .group("of ipv4", "vpc", &[ingress(tcp(80), ANYONE), ingress(ping(), ANYONE), egress(What::All, ANYONE)])
        .group(
            "of ipv6",
            "vpc",
            &[ingress(tcp(80), ANYONE_IPV6), ingress(ping_ipv6(), ANYONE_IPV6), egress(What::All, ANYONE_IPV6)],
        )
        .group("of members", "vpc", &[ingress(tcp(80), Peer::Group("open"))])
        // ICMP is not the ICMP of the other version.
        .group("of the other", "vpc", &[ingress(ping(), ANYONE_IPV6), ingress(ping_ipv6(), ANYONE)])
        .eni("b", "near", "10.0.0.11", &["of ipv4"])
        .eni("c", "far", "10.0.1.12", &["of ipv6"])
        .eni("d", "far", "10.0.1.13", &["of members"])
        .eni("e", "near", "10.0.0.14", &["of the other"]);
    let six = |from, to, what| way(from, to, what).by(Six);
    let denied = DropReason::IngressDenied;
    vec![Row {
        name: "rules of two versions",
        plan,
        steps: vec![
            passes(way("a", "b", Tcp(80)), rule("b", "of ipv4", 0)),
            passes(way("a", "b", Ping), rule("b", "of ipv4", 1)),
            drops(six("a", "b", Tcp(80)), denied, Groups("b", Ingress)),
            drops(six("a", "b", Ping), denied, Groups("b", Ingress)),
            passes(six("a", "c", Tcp(80)), rule("c", "of ipv6", 0)),
            passes(six("a", "c", Ping), rule("c", "of ipv6", 1)),
            drops(way("a", "c", Tcp(80)), denied, Groups("c", Ingress)),
            drops(way("a", "c", Ping), denied, Groups("c", Ingress)),
            drops(six("b", "c", Tcp(80)), DropReason::EgressDenied, Groups("b", Egress)),
            drops(way("c", "b", Tcp(80)), DropReason::EgressDenied, Groups("c", Egress)),
            // A group is known by the addresses of both.
            passes(way("a", "d", Tcp(80)), rule("d", "of members", 0)),
            passes(six("a", "d", Tcp(80)), rule("d", "of members", 0)),
            drops(six("c", "d", Tcp(80)), denied, Groups("d", Ingress)),
            drops(way("a", "e", Ping), denied, Groups("e", Ingress)),
            drops(six("a", "e", Ping), denied, Groups("e", Ingress)),
        ],
    }]
}

fn each_version_is_tracked_by_its_own_rules() -> Vec<Row> {
    // Everything may go back by IPv4, so only its flows are not tracked.
    let server = [ingress(tcp(80), ANYONE), ingress(tcp(80), ANYONE_IPV6), egress(What::All, ANYONE)];
    vec![Row {
        name: "untracked by one version",
        plan: plan().group("server", "vpc", &server).eni("b", "far", "10.0.1.11", &["server"]),
        steps: vec![
            opens("ipv4", way("a", "b", Tcp(80)), rule("b", "server", 0)),
            opens("ipv6", way("a", "b", Tcp(80)).by(Six), rule("b", "server", 1)),
            Step::GoesOn("ipv4"),
            Step::GoesOn("ipv6"),
            Step::Change(|plan| plan.group_mut("server").rules.clear()),
            cut_and_blocked("ipv4", DropReason::IngressDenied, DropReason::IngressDenied, Groups("b", Ingress)),
            Step::GoesOn("ipv6"),
            drops(way("a", "b", Tcp(80)).by(Six), DropReason::IngressDenied, Groups("b", Ingress)),
        ],
    }]
}

fn entries_are_of_one_version() -> Vec<Row> {
    let of_ipv6 = |entry: Entry| Entry { range: "::/0", ..entry };
    let acl = [
        entry(Ingress, 100, tcp(80), true),
        of_ipv6(entry(Ingress, 101, tcp(443), true)),
        of_ipv6(entry(Ingress, 102, ping_ipv6(), true)),
        entry(Egress, 100, ephemeral(), true),
        of_ipv6(entry(Egress, 101, What::All, true)),
    ];
    let all = [ingress(What::All, ANYONE), ingress(What::All, ANYONE_IPV6)];
    let last = Acl("far", Ingress, None);
    let denied = DropReason::IngressAclDenied;
    vec![Row {
        name: "entries of two versions",
        plan: plan().acl("far", &acl).group("all", "vpc", &all).eni("b", "far", "10.0.1.11", &["all"]),
        steps: vec![
            passes_both(way("a", "b", Tcp(80)), Acl("far", Ingress, Some(100)), Acl("far", Egress, Some(100))),
            drops(way("a", "b", Tcp(80)).by(Six), denied, last),
            drops(way("a", "b", Tcp(443)), denied, last),
            passes_both(way("a", "b", Tcp(443)).by(Six), Acl("far", Ingress, Some(101)), Acl("far", Egress, Some(101))),
            passes_both(way("a", "b", Ping).by(Six), Acl("far", Ingress, Some(102)), Acl("far", Egress, Some(101))),
            drops(way("a", "b", Ping), denied, last),
        ],
    }]
}

/// Sends from an ENI what its system would not.
fn send_ipv6(world: &mut World, way: &Way) {
    let ip = Ipv6::new(world.ipv6(way.from), world.ipv6(way.to), PROTOCOL_UDP);
    let packet = ip.packet(&Header { source: 4000, destination: 53, ..Header::default() }.datagram(&ip, b"forged"));
    let frame = ethernet(MacAddress::ROUTER.0, world.mac(way.from).0, ETHERTYPE_IPV6, &packet);
    let tap = world.tap(way.from);
    is_dropped(world, DropReason::Ipv6, || tap.send(&frame).expect("it is sent"));
}

fn an_eni_without_ipv6_has_no_part_in_it() -> Vec<Row> {
    let all = [ingress(What::All, ANYONE), ingress(What::All, ANYONE_IPV6), egress(What::All, ANYONE)];
    let plan = plan()
        .route("near", "2001:db8:ac::/48", By::Interface("x"))
        .route("near", "172.16.0.0/12", By::Interface("x"))
        .group("all", "vpc", &all)
        .eni("b", "near", "10.0.0.11", &["all"])
        .without_ipv6()
        .eni("x", "far", "10.0.1.20", &["all"])
        .kind(Kind::Appliance)
        .without_ipv6();
    vec![Row {
        name: "an ENI without IPv6",
        plan,
        steps: vec![
            passes(way("a", "b", Tcp(80)), rule("b", "all", 0)),
            drops(way("a", "b", Tcp(80)).by(Six), DropReason::AddressUnknown, Route("near", "2001:db8:a::/56")),
            passes(way("a", "x", Tcp(80)).at("172.16.0.9").through("x"), Route("near", "172.16.0.0/12")),
            drops(
                way("a", "x", Tcp(80)).by(Six).at("2001:db8:ac::9"),
                DropReason::Ipv6,
                Route("near", "2001:db8:ac::/48"),
            ),
            Step::See(way("b", "a", Udp(53)).by(Six), Explanation::Blocked(DropReason::Ipv6, End("b")), send_ipv6),
        ],
    }]
}

fn a_prefix_is_its_enis_as_a_whole() -> Vec<Row> {
    const LOCAL: Cause = Route("near", "2001:db8:a::/56");
    let [own, another] = ["2001:db8:a:0:5::77", "2001:db8:a:0:5:ffff:ffff:ffff"];
    let plan = plan()
        .group("named", "vpc", &[ingress(tcp(80), Peer::Group("open")), egress(What::All, ANYONE_IPV6)])
        .group("pods", "vpc", &[ingress(tcp(80), Peer::Group("named"))])
        .eni("b", "near", "10.0.0.11", &["named"])
        .prefix("2001:db8:a:0:5::/80")
        .eni("c", "far", "10.0.1.12", &["pods"]);
    let to = |address| way("a", "b", Tcp(80)).by(Six).at(address);
    let from = |address| way("b", "c", Tcp(80)).by(Six).bound_to(address, 0);
    vec![Row {
        name: "a prefix of an ENI",
        plan,
        steps: vec![
            passes(to(own), rule("b", "named", 0)),
            passes(to(another), rule("b", "named", 0)),
            passes(way("a", "b", Tcp(80)).by(Six), rule("b", "named", 0)),
            drops(to("2001:db8:a:0:6::77"), DropReason::AddressUnknown, LOCAL),
            drops(to("2001:db8:a:0:4:ffff:ffff:ffff"), DropReason::AddressUnknown, LOCAL),
            // Its members are known by it, as by their own address.
            passes(from(own), rule("c", "pods", 0)),
            passes(from(another), rule("c", "pods", 0)),
            drops(way("a", "c", Tcp(80)).by(Six), DropReason::IngressDenied, Groups("c", Ingress)),
            // It is nobody else's.
            drops(way("a", "c", Tcp(80)).by(Six).bound_to(own, 0), DropReason::SourceAddress, End("a")),
            drops(from("2001:db8:a:0:6::77"), DropReason::SourceAddress, End("b")),
        ],
    }]
}

tables![
    of_ipv6:
    a_rule_about_one_version_allows_nothing_of_the_other,
    each_version_is_tracked_by_its_own_rules,
    entries_are_of_one_version,
    an_eni_without_ipv6_has_no_part_in_it,
    a_prefix_is_its_enis_as_a_whole,
];
