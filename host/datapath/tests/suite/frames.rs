//! Frames that no system sends by itself: forged sources, addresses that mean no host, and ARP.

use std::{
    net::{IpAddr, Ipv4Addr, UdpSocket},
    time::Duration,
};

use minato_lab::packet::{Arp, ETHERTYPE_ARP, ETHERTYPE_IPV4, Ipv4, PROTOCOL_UDP, Udp as Header, ethernet};
use minato_vpc::{
    DropReason,
    resources::{MacAddress, Traffic as What},
};
use nix::sys::socket::{SockProtocol, SockType};

use crate::{
    cause::{Cause, rule},
    explain::Explanation,
    plan::{ANYONE, By, Kind, Plan, egress, ingress},
    probe::{
        Traffic::{Ping, Udp},
        Way, open, way,
    },
    row::{Row, Step, is_dropped, is_received, passes, tables},
    world::{DEADLINE, World},
};

/// A VPC with every kind of edge: ENIs, one of them without its check, the internet, and what is on premises.
fn plan() -> Plan {
    Plan::new()
        .vpc("vpc", "10.0.0.0/16")
        .internet("vpc")
        .premises("vpc")
        .subnet("near", "vpc", "10.0.0.0/24")
        .route("near", "0.0.0.0/0", By::InternetGateway)
        .route("near", "192.168.0.0/16", By::VpnGateway)
        .group("open", "vpc", &[ingress(What::All, ANYONE), egress(What::All, ANYONE)])
        .eni("a", "near", "10.0.0.10", &["open"])
        .public("198.18.0.16")
        .eni("b", "near", "10.0.0.11", &["open"])
        .eni("x", "near", "10.0.0.20", &["open"])
        .kind(Kind::Appliance)
}

fn address(text: &str) -> Ipv4Addr {
    text.parse().expect("an address")
}

/// A datagram without its end: whoever gets it says nothing.
fn datagram(source: Ipv4Addr, destination: Ipv4Addr) -> Vec<u8> {
    let ip = Ipv4 { more_fragments: true, ..Ipv4::new(source, destination, PROTOCOL_UDP) };
    ip.packet(&Header { source: 4000, destination: 4001, ..Header::default() }.datagram(&ip, b"forged!!"))
}

/// Sends to what no packet of an ENI's may be for.
fn to_no_host(world: &mut World, way: &Way) {
    let tap = world.tap(way.from);
    for (to, reason) in [
        ("127.0.0.1", DropReason::Loopback),
        ("127.255.255.254", DropReason::Loopback),
        ("0.0.0.0", DropReason::Unspecified),
        ("0.1.2.3", DropReason::Unspecified),
        ("224.0.0.9", DropReason::Multicast),
        ("240.0.0.1", DropReason::Broadcast),
        ("255.255.255.255", DropReason::Broadcast),
        ("169.254.169.254", DropReason::LinkLocal),
    ] {
        let packet = datagram(world.ipv4(way.from), address(to));
        let frame = ethernet(MacAddress::ROUTER.0, world.mac(way.from).0, ETHERTYPE_IPV4, &packet);
        is_dropped(world, reason, || tap.send(&frame).expect("it is sent"));
    }
}

/// Sends with what nobody has, from an ENI that may send for others.
fn martians_of_an_appliance(world: &mut World, way: &Way) {
    let (tap, mac) = (world.tap(way.from), world.mac(way.from));
    let frame =
        |source: Ipv4Addr| ethernet(MacAddress::ROUTER.0, mac.0, ETHERTYPE_IPV4, &datagram(source, world.ipv4(way.to)));
    for source in MARTIANS {
        is_dropped(world, DropReason::MartianSource, || tap.send(&frame(address(source))).expect("it is sent"));
    }
    is_received(world, way.to, || tap.send(&frame(address("172.16.0.9"))).expect("it is sent"));
}

/// Sends with what is not an ENI's own.
fn from_others(world: &mut World, way: &Way) {
    let tap = world.tap(way.from);
    let send = |mac: MacAddress, source: Ipv4Addr| {
        let frame = ethernet(MacAddress::ROUTER.0, mac.0, ETHERTYPE_IPV4, &datagram(source, world.ipv4(way.to)));
        tap.send(&frame).expect("it is sent");
    };
    let (own, others) = (world.mac(way.from), world.mac("x"));
    for source in ["127.0.0.1", "0.0.0.0", "10.0.0.20", "10.0.0.1", "198.18.0.16", "224.0.0.9", "192.0.2.1"] {
        is_dropped(world, DropReason::SourceAddress, || send(own, address(source)));
    }
    is_dropped(world, DropReason::SourceMac, || send(others, world.ipv4(way.from)));
}

/// Sends frames that are not for the router.
fn to_others(world: &mut World, way: &Way) {
    const IGMP: u8 = 2;
    let tap = world.tap(way.from);
    let groups = [0x01, 0x00, 0x5e, 0, 0, 0x16];
    let igmp = |destination| Ipv4::new(world.ipv4(way.from), destination, IGMP).packet(&[0x22; 16]);
    let to = |destination| datagram(world.ipv4(way.from), destination);
    let (group, neighbour) = (address("224.0.0.22"), world.ipv4(way.to));
    for (mac, packet, reason) in [
        (groups, igmp(group), DropReason::MulticastMembership),
        (groups, to(group), DropReason::Multicast),
        (groups, to(neighbour), DropReason::Multicast),
        (BROADCAST, to(neighbour), DropReason::Broadcast),
        (BROADCAST, to(address("10.0.0.255")), DropReason::Broadcast),
        (world.mac(way.to).0, to(neighbour), DropReason::DestinationMac),
        (world.mac(way.to).0, igmp(group), DropReason::DestinationMac),
        (MacAddress::ROUTER.0, igmp(group), DropReason::Multicast),
    ] {
        let frame = ethernet(mac, world.mac(way.from).0, ETHERTYPE_IPV4, &packet);
        is_dropped(world, reason, || tap.send(&frame).expect("it is sent"));
    }
}

/// Whom nobody outside of a VPC can be.
const MARTIANS: [&str; 6] = ["127.0.0.1", "0.0.0.0", "0.1.2.3", "169.254.169.254", "224.0.0.9", "255.255.255.255"];

fn martians_of_the_internet(world: &mut World, way: &Way) {
    let forger: UdpSocket = open(world, way.from, SockType::Raw, Some(SockProtocol::Raw)).into();
    let to = way.destination_in(&world.plan);
    let IpAddr::V4(public) = to else { panic!("it is IPv4") };
    // Those of ENIs too. Of an address that is zero the kernel makes its own.
    for source in MARTIANS.into_iter().filter(|source| *source != "0.0.0.0").chain(["10.0.0.10", "10.0.0.11"]) {
        let packet = datagram(address(source), public);
        is_dropped(world, DropReason::MartianSource, || assert!(forger.send_to(&packet, (to, 0)).is_ok()));
    }
}

fn martians_on_premises(world: &mut World, way: &Way) {
    let tap = world.tap("premises");
    for source in MARTIANS.into_iter().chain(["10.0.0.10", "10.0.0.11"]) {
        let packet = datagram(address(source), world.ipv4(way.to));
        let frame = ethernet(MacAddress::ROUTER.0, MacAddress::OUTSIDE.0, ETHERTYPE_IPV4, &packet);
        is_dropped(world, DropReason::MartianSource, || tap.send(&frame).expect("it is sent"));
    }
}

fn what_means_no_host_is_dropped_on_every_link() -> Vec<Row> {
    let allowed = |to| Explanation::Passes(rule(to, "open", 0), Cause::Flow);
    let from = |from, to, see: fn(&mut World, &Way)| Step::See(way(from, to, Udp(4001)), allowed(to), see);
    let from_host = way("host", "a", Udp(4001)).at("198.18.0.16");
    vec![Row {
        name: "martians",
        plan: plan(),
        steps: vec![
            from("a", "b", to_no_host),
            from("b", "a", to_no_host),
            from("x", "a", to_no_host),
            from("a", "b", from_others),
            from("b", "a", from_others),
            from("a", "b", to_others),
            from("x", "a", to_others),
            from("x", "a", martians_of_an_appliance),
            Step::See(from_host, allowed("a"), martians_of_the_internet),
            from("premises", "a", martians_on_premises),
            // What is honest passes.
            passes(way("a", "b", Udp(4001)), rule("b", "open", 0)),
            passes(way("x", "a", Udp(4001)), rule("a", "open", 0)),
            passes(from_host, rule("a", "open", 0)),
            passes(way("premises", "a", Udp(4001)), rule("a", "open", 0)),
        ],
    }]
}

const BROADCAST: [u8; 6] = [0xff; 6];

fn arp(operation: u16, sender: (MacAddress, Ipv4Addr), target: Ipv4Addr) -> Vec<u8> {
    let frame = Arp { operation, sender: (sender.0.0, sender.1), target: ([0; 6], target) }.packet();
    ethernet(BROADCAST, sender.0.0, ETHERTYPE_ARP, &frame)
}

fn only_the_router_is_asked(world: &mut World, way: &Way) {
    let is_arp = |frame: &[u8]| frame[12..14] == ETHERTYPE_ARP.to_be_bytes();
    let (tap, neighbour) = (world.tap(way.from), world.tap(way.to));
    let (own, other) = (world.ipv4(way.from), world.ipv4(way.to));
    let (mac, router) = (world.mac(way.from), address("10.0.0.1"));
    for (operation, sender, target, reason) in [
        // Gratuitous, as a request and as a reply.
        (1, own, own, DropReason::ArpNotForRouter),
        (2, own, own, DropReason::ArpMalformed),
        // Of what is another's, to everybody and to the router.
        (1, other, other, DropReason::ArpSpoofed),
        (2, other, other, DropReason::ArpMalformed),
        (1, other, router, DropReason::ArpSpoofed),
        (1, router, router, DropReason::ArpSpoofed),
        // For a neighbour, one that is there and one that is not.
        (1, own, other, DropReason::ArpNotForRouter),
        (1, own, address("10.0.0.99"), DropReason::ArpNotForRouter),
        // A probe whether an address is free (RFC 5227).
        (1, Ipv4Addr::UNSPECIFIED, own, DropReason::ArpSpoofed),
    ] {
        is_dropped(world, reason, || tap.send(&arp(operation, (mac, sender), target)).expect("it is sent"));
    }
    assert_eq!(tap.count(is_arp).expect("frames are read"), 0, "somebody answers");
    let drops = world.counters().drops;
    tap.send(&arp(1, (mac, own), router)).expect("it is sent");
    let answer = tap.next(DEADLINE, is_arp).expect("frames are read").expect("the router answers");
    let said = Arp { operation: 2, sender: (MacAddress::ROUTER.0, router), target: (mac.0, own) };
    assert_eq!(answer[14..], said.packet());
    assert_eq!(world.counters().drops, drops);
    assert!(neighbour.next(Duration::ZERO, is_arp).expect("frames are read").is_none(), "a neighbour hears of it");
}

fn arp_is_for_the_router_alone() -> Vec<Row> {
    let allowed = Explanation::Passes(rule("b", "open", 0), Cause::Flow);
    vec![Row {
        name: "ARP",
        plan: plan(),
        steps: vec![
            Step::See(way("a", "b", Ping), allowed, only_the_router_is_asked),
            passes(way("a", "b", Ping), rule("b", "open", 0)),
            passes(way("b", "a", Ping), rule("a", "open", 0)),
        ],
    }]
}

tables![what_means_no_host_is_dropped_on_every_link, arp_is_for_the_router_alone];
