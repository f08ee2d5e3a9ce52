//! Amid changes: no packet sees a part of a rule set, and what others attach to our links stays beside our program.

use std::{net::UdpSocket, time::Duration};

use minato_lab::packet::{ETHERTYPE_IPV4, Ipv4, PROTOCOL_UDP, Udp as Header, ethernet};
use minato_vpc::{
    DropReason,
    resources::{Direction::Ingress, MacAddress, PortRange, Traffic as What},
};

use crate::{
    cause::{
        Cause::{self, Groups},
        rule,
    },
    explain::Explanation,
    plan::{ANYONE, Peer, Plan, Rule, egress, ingress, tcp, udp},
    probe::{
        Attempt,
        Traffic::{Ping, Tcp, Udp},
        Way, way,
    },
    row::{Row, Step, drops, is_dropped, passes, tables},
    world::{World, eventually, run},
};

const OPEN: u16 = 53;
const CLOSED: u16 = 54;

fn plan() -> Plan {
    Plan::new()
        .vpc("vpc", "10.0.0.0/16")
        .subnet("near", "vpc", "10.0.0.0/24")
        .group("client", "vpc", &[egress(What::All, ANYONE)])
        .group("server", "vpc", &[ingress(udp(OPEN), Peer::Group("client"))])
        .eni("a", "near", "10.0.0.10", &["client"])
        .eni("b", "near", "10.0.0.11", &["server"])
}

/// Rules of the server's group that all say the same of the client's datagrams: one port is open, the other is not.
fn servers() -> [Vec<Rule>; 4] {
    let ports = |from, to| What::Udp(PortRange { from, to });
    let range = Peer::Range("10.0.0.0/24");
    [
        vec![ingress(udp(OPEN), Peer::Group("client"))],
        vec![ingress(udp(OPEN), range), ingress(tcp(1), ANYONE)],
        // More ports than any list would hold.
        vec![ingress(ports(1, OPEN), ANYONE), ingress(ports(CLOSED + 1, 65535), ANYONE)],
        vec![ingress(udp(CLOSED), Peer::Range("10.9.0.0/16")), ingress(ports(40, OPEN), range)],
    ]
}

/// Rules of the client's group, all of which let both out.
fn clients() -> [Vec<Rule>; 3] {
    [
        vec![egress(What::All, ANYONE)],
        vec![egress(udp(OPEN), Peer::Group("server")), egress(udp(CLOSED), Peer::Group("server"))],
        vec![egress(What::All, Peer::Range("10.0.0.0/16"))],
    ]
}

fn datagram(world: &World, source: u16, destination: u16) -> Vec<u8> {
    let ip = Ipv4::new(world.ipv4("a"), world.ipv4("b"), PROTOCOL_UDP);
    let packet = ip.packet(&Header { source, destination, ..Header::default() }.datagram(&ip, b"x"));
    ethernet(MacAddress::ROUTER.0, world.mac("a").0, ETHERTYPE_IPV4, &packet)
}

/// Datagrams of as many flows, to one port and to the other.
fn datagrams(world: &World) -> Vec<Vec<u8>> {
    (1024..31_024).flat_map(|source| [OPEN, CLOSED].map(|port| datagram(world, source, port))).collect()
}

fn is_never_seen_in_part(world: &mut World, _: &Way) {
    // Somebody listens, so that nobody is told of a closed port.
    let _server = world.inside("b", || UdpSocket::bind(("0.0.0.0", OPEN))).expect("the port is free");
    let (tap, datagrams) = (world.tap("a"), datagrams(world));
    let edge = world.edge("b");
    let before = world.counters();
    let changes = std::thread::scope(|scope| {
        let sending = scope.spawn(|| {
            for frame in &datagrams {
                tap.send(frame).expect("it is sent");
            }
        });
        let mut changes = 0;
        while !sending.is_finished() {
            changes += 1;
            world.plan.group_mut("server").rules.clone_from(&servers()[changes % 4]);
            world.plan.group_mut("client").rules.clone_from(&clients()[changes % 3]);
            world.apply();
        }
        changes
    });
    assert!(changes >= 12, "there were {changes} changes only");
    let (after, each) = (world.counters(), datagrams.len() as u64 / 2);
    let dropped: Vec<_> = after.drops.iter().map(|(reason, traffic)| (*reason, traffic.packets)).collect();
    assert_eq!(dropped, [(DropReason::IngressDenied, each)]);
    let received = |counters: &minato_datapath::Counters| counters.edges[&edge].ingress_accepted.packets;
    assert_eq!(received(&after) - received(&before), each);
}

fn a_rule_set_is_never_seen_in_part() -> Vec<Row> {
    let passes = Explanation::Passes(rule("b", "server", 0), Cause::Flow);
    let steps = vec![Step::See(way("a", "b", Udp(OPEN)), passes, is_never_seen_in_part)];
    vec![Row { name: "rule sets that change", plan: plan(), steps }]
}

/// What others have on the links of both ENIs, in both directions.
fn filters_of_others(world: &World) -> Vec<String> {
    let list = |link: &str, direction: &str| {
        let listed = std::process::Command::new("tc").args(["filter", "show", "dev", link, direction]).output();
        String::from_utf8(listed.expect("iproute2 is there").stdout).expect("text")
    };
    let links = ["a", "b"].map(|name| world.link(name));
    links.iter().flat_map(|link| ["ingress", "egress"].map(|direction| list(link, direction))).collect()
}

fn stays_beside_ours(world: &mut World, way: &Way) {
    for link in ["a", "b"].map(|name| world.link(name)) {
        run(&format!("tc qdisc add dev {link} clsact"));
        run(&format!("tc filter add dev {link} ingress u32 match u32 0 0 flowid 1:1"));
        run(&format!("tc filter add dev {link} egress u32 match u32 0 0 flowid 1:1"));
    }
    let before = filters_of_others(world);
    assert!(before.iter().all(|filters| filters.contains("u32")), "{before:?}");
    let drops = world.counters().drops;
    Attempt::begin(world, way).complete(world.address("a")).end();
    assert_eq!(world.counters().drops, drops);
    // A program that is attached anew leaves them alone too.
    std::fs::remove_file(world.pin("a")).expect("it is pinned");
    assert!(world.datapath.repair().expect("it is repaired").written > 0);
    assert_eq!(filters_of_others(world), before);
}

/// What comes in on `a`'s link is sent on to `b` by somebody else's filter, if it gets that far.
fn opens_nothing(world: &mut World, way: &Way) {
    let [a, b] = ["a", "b"].map(|name| world.link(name));
    run(&format!("tc filter add dev {a} ingress prio 1 u32 match u32 0 0 action mirred egress redirect dev {b}"));
    let (tap, neighbour) = (world.tap(way.from), world.tap(way.to));
    let frame = datagram(world, 4000, CLOSED);
    let is_it = |seen: &[u8]| seen == frame;
    is_dropped(world, DropReason::IngressDenied, || tap.send(&frame).expect("it is sent"));
    assert_eq!(neighbour.next(Duration::ZERO, is_it).expect("frames are read"), None);
    // It does what it says: without our program it has the packet.
    std::fs::remove_file(world.pin("a")).expect("it is pinned");
    eventually("it is sent on", || {
        tap.send(&frame).expect("it is sent");
        neighbour.next(Duration::ZERO, is_it).expect("frames are read")
    });
    assert!(world.datapath.repair().expect("it is repaired").written > 0);
    while neighbour.next(Duration::ZERO, is_it).expect("frames are read").is_some() {}
    is_dropped(world, DropReason::IngressDenied, || tap.send(&frame).expect("it is sent"));
    assert_eq!(neighbour.next(Duration::ZERO, is_it).expect("frames are read"), None);
}

fn filters_of_others_neither_open_nor_break_anything() -> Vec<Row> {
    let way_in = way("a", "b", Udp(OPEN));
    let allowed = Explanation::Passes(rule("b", "server", 0), Cause::Flow);
    let steps = vec![
        Step::See(way_in, allowed, stays_beside_ours),
        passes(way_in, rule("b", "server", 0)),
        Step::See(
            way("a", "b", Udp(CLOSED)),
            Explanation::Blocked(DropReason::IngressDenied, Groups("b", Ingress)),
            opens_nothing,
        ),
        passes(way_in, rule("b", "server", 0)),
        drops(way("a", "b", Tcp(80)), DropReason::IngressDenied, Groups("b", Ingress)),
        drops(way("a", "b", Ping), DropReason::IngressDenied, Groups("b", Ingress)),
    ];
    vec![Row { name: "filters of others", plan: plan(), steps }]
}

tables![a_rule_set_is_never_seen_in_part, filters_of_others_neither_open_nor_break_anything];
