//! Neighbour discovery: the router's address is told, and nobody else speaks.

use std::{net::Ipv6Addr, time::Duration};

use minato_lab::{
    capture::Capture,
    packet::{ETHERTYPE_IPV6, Extension, Ipv6, PROTOCOL_ICMPV6, ethernet, extension, icmpv6},
};
use minato_vpc::{
    DropReason,
    resources::{MacAddress, Subnet, Traffic as What},
};

use crate::{
    cause::{Cause, rule},
    explain::Explanation,
    plan::{ANYONE, Plan, egress, ingress},
    probe::{Traffic::Ping, Way, way},
    row::{Row, Step, is_dropped, passes, tables},
    version::Stack,
    world::{DEADLINE, World},
};

const ROUTER: Ipv6Addr = Subnet::IPV6_ROUTER;
const UNSPECIFIED: Ipv6Addr = Ipv6Addr::UNSPECIFIED;

/// The types of messages.
const ROUTER_SOLICITATION: u8 = 133;
const ROUTER_ADVERTISEMENT: u8 = 134;
const SOLICITATION: u8 = 135;
const ADVERTISEMENT: u8 = 136;
const REDIRECT: u8 = 137;

/// Who listens to multicast: a query, a report, that somebody is done, and the report of version 2.
const MULTICAST_LISTENERS: [u8; 4] = [130, 131, 132, 143];

/// An address by which an ENI may speak with the router alone.
const LOCAL: Ipv6Addr = Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0x10);
const ALL_ROUTERS: Ipv6Addr = Ipv6Addr::new(0xff02, 0, 0, 0, 0, 0, 0, 2);

fn plan() -> Plan {
    Plan::new()
        .stack(Stack::Six)
        .vpc("vpc", "10.0.0.0/16")
        .subnet("near", "vpc", "10.0.0.0/24")
        .group("open", "vpc", &[ingress(What::All, ANYONE), egress(What::All, ANYONE)])
        .eni("a", "near", "10.0.0.10", &["open"])
        .eni("b", "near", "10.0.0.11", &["open"])
}

/// The group that everybody joins who has an address that ends so (RFC 4291, 2.7.1).
fn solicited_node(target: Ipv6Addr) -> Ipv6Addr {
    let [.., a, b, c] = target.octets();
    Ipv6Addr::new(0xff02, 0, 0, 0, 0, 1, 0xff00 | u16::from(a), u16::from_be_bytes([b, c]))
}

/// An option with a link-layer address: 1 the sender's, 2 the target's.
fn link_layer(kind: u8, mac: MacAddress) -> Vec<u8> {
    [&[kind, 1], &mac.0[..]].concat()
}

/// A message between two addresses, about one.
#[derive(Debug, Clone)]
struct Message {
    ip: Ipv6,
    kind: u8,
    code: u8,
    flags: u32,
    target: Ipv6Addr,
    options: Vec<u8>,
}

impl Message {
    fn new(kind: u8, source: Ipv6Addr, destination: Ipv6Addr, target: Ipv6Addr) -> Self {
        let ip = Ipv6 { hop_limit: 255, ..Ipv6::new(source, destination, PROTOCOL_ICMPV6) };
        Self { ip, kind, code: 0, flags: 0, target, options: Vec::new() }
    }

    fn options(self, options: Vec<u8>) -> Self {
        Self { options, ..self }
    }

    fn packet(&self) -> Vec<u8> {
        let body = [&self.target.octets()[..], &self.options].concat();
        self.ip.packet(&icmpv6(&self.ip, self.kind, self.code, self.flags, &body))
    }
}

/// Who asks, and who may hear of it.
struct Ends {
    tap: Capture,
    neighbour: Capture,
    mac: MacAddress,
    own: Ipv6Addr,
    other: Ipv6Addr,
}

impl Ends {
    fn new(world: &World, way: &Way) -> Self {
        Self {
            tap: world.tap(way.from),
            neighbour: world.tap(way.to),
            mac: world.mac(way.from),
            own: world.ipv6(way.from),
            other: world.ipv6(way.to),
        }
    }

    fn send(&self, message: &Message) {
        let [.., a, b, c, d] = message.ip.destination.octets();
        let to = if message.ip.destination.is_multicast() { [0x33, 0x33, a, b, c, d] } else { MacAddress::ROUTER.0 };
        self.tap.send(&ethernet(to, self.mac.0, ETHERTYPE_IPV6, &message.packet())).expect("it is sent");
    }

    fn nobody_hears(&self) {
        let is_discovery = |frame: &[u8]| frame.len() > 54 && frame[20] == PROTOCOL_ICMPV6 && frame[54] >= 133;
        assert_eq!(self.tap.count(is_discovery).expect("frames are read"), 0, "somebody answers");
        let heard = self.neighbour.next(Duration::ZERO, is_discovery).expect("frames are read");
        assert!(heard.is_none(), "a neighbour hears of it");
    }
}

fn the_router_tells_its_address(world: &mut World, way: &Way) {
    let ends = Ends::new(world, way);
    let drops = world.counters().drops;
    for source in [ends.own, LOCAL] {
        for destination in [ROUTER, solicited_node(ROUTER)] {
            for (asked, told) in
                [(Vec::new(), Vec::new()), (link_layer(1, ends.mac), link_layer(2, MacAddress::ROUTER))]
            {
                ends.send(&Message::new(SOLICITATION, source, destination, ROUTER).options(asked));
                let is_answer = |frame: &[u8]| frame.len() > 54 && frame[20] == 58 && frame[54] == ADVERTISEMENT;
                let answer = ends.tap.next(DEADLINE, is_answer).expect("frames are read").expect("the router answers");
                // From a router, asked for, to replace what was known. Its checksum is right.
                let said = Message { flags: 0xe000_0000, ..Message::new(ADVERTISEMENT, ROUTER, source, ROUTER) };
                let frame = ethernet(ends.mac.0, MacAddress::ROUTER.0, ETHERTYPE_IPV6, &said.options(told).packet());
                assert_eq!(answer, frame, "from {source} to {destination}");
            }
        }
    }
    assert_eq!(world.counters().drops, drops);
    ends.nobody_hears();
}

/// What is not asked of the router, or not so.
fn nothing_else_is_said(world: &mut World, way: &Way) {
    let ends = Ends::new(world, way);
    let (own, other) = (ends.own, ends.other);
    let of_router = |source| Message::new(SOLICITATION, source, solicited_node(ROUTER), ROUTER);
    let of = |source, target| Message::new(SOLICITATION, source, solicited_node(target), target);
    let told = |kind, source, destination| Message::new(kind, source, destination, other);
    let hops = |message: Message, hop_limit| Message { ip: Ipv6 { hop_limit, ..message.ip.clone() }, ..message };
    let behind = |message: Message, extensions| Message { ip: Ipv6 { extensions, ..message.ip.clone() }, ..message };
    let malformed = DropReason::NdMalformed;
    for (message, reason) in [
        // A neighbour, one that is there and one that is not; by itself, and by everybody who may be meant.
        (of(own, other), DropReason::NdNotForRouter),
        (of(own, other).options(link_layer(1, ends.mac)), DropReason::NdNotForRouter),
        (Message::new(SOLICITATION, own, other, other), DropReason::NdNotForRouter),
        (of(own, "2001:db8:a::99".parse().expect("an address")), DropReason::NdNotForRouter),
        // Whether an address is free, that of the router too.
        (of(UNSPECIFIED, own), DropReason::NdNotForRouter),
        (of(UNSPECIFIED, other), DropReason::NdNotForRouter),
        (of_router(UNSPECIFIED), DropReason::NdNotForRouter),
        // As somebody else.
        (of_router(other), DropReason::NdSpoofed),
        (of_router(own).options(link_layer(1, world.mac(way.to))), DropReason::NdSpoofed),
        (of_router(LOCAL).options(link_layer(1, MacAddress::ROUTER)), DropReason::NdSpoofed),
        // Not as it must be: forwarded, of another code, with another option or length, in a fragment, behind a header.
        (hops(of_router(own), 254), malformed),
        (Message { code: 1, ..of_router(own) }, malformed),
        (of_router(own).options(link_layer(2, ends.mac)), malformed),
        (of_router(own).options([&[1, 2], &ends.mac.0[..]].concat()), malformed),
        (of_router(own).options(vec![1; 4]), malformed),
        (of_router(own).options([link_layer(1, ends.mac), vec![14, 1, 0, 0, 0, 0, 0, 0]].concat()), malformed),
        (behind(of_router(own), vec![Extension::fragment(1, 0, true)]), malformed),
        (behind(of_router(own), vec![Extension::empty(extension::DESTINATION)]), malformed),
        // Asked for by nobody: of what is its own, to all, and of another's to the router and to itself.
        (Message::new(ADVERTISEMENT, own, "ff02::1".parse().expect("an address"), own), DropReason::NdUnasked),
        (told(ADVERTISEMENT, own, ROUTER).options(link_layer(2, ends.mac)), DropReason::NdUnasked),
        (told(ADVERTISEMENT, other, other).options(link_layer(2, ends.mac)), DropReason::NdUnasked),
        (told(ROUTER_SOLICITATION, own, ALL_ROUTERS), DropReason::NdUnasked),
        (told(ROUTER_ADVERTISEMENT, LOCAL, "ff02::1".parse().expect("an address")), DropReason::NdRouter),
        (told(ROUTER_ADVERTISEMENT, ROUTER, other), DropReason::NdRouter),
        (told(REDIRECT, ROUTER, other).options(link_layer(2, ends.mac)), DropReason::NdRouter),
    ] {
        is_dropped(world, reason, || ends.send(&message));
        ends.nobody_hears();
    }
}

/// A kernel tells of the groups that it joins, with an address or before it has one. All else for a group of hosts is not so
/// taken.
fn nobody_asks_for_multicast(world: &mut World, way: &Way) {
    let ends = Ends::new(world, way);
    let all_who_route: Ipv6Addr = "ff02::16".parse().expect("an address");
    let alert = Extension { kind: extension::HOP_BY_HOP, content: vec![0, 5, 2, 0, 0, 1, 0] };
    for source in [UNSPECIFIED, LOCAL, ends.own] {
        for kind in MULTICAST_LISTENERS {
            let message = Message::new(kind, source, all_who_route, solicited_node(ends.own));
            let ip = Ipv6 { extensions: vec![alert.clone()], hop_limit: 1, ..message.ip.clone() };
            is_dropped(world, DropReason::MulticastMembership, || ends.send(&Message { ip, ..message }));
        }
    }
    for kind in [129, 138, 142, 144] {
        let message = Message::new(kind, ends.own, all_who_route, ends.own);
        is_dropped(world, DropReason::Multicast, || ends.send(&message));
    }
    ends.nobody_hears();
}

/// The router's echo has a right checksum, too.
fn the_router_echoes(world: &mut World, way: &Way) {
    let ends = Ends::new(world, way);
    let drops = world.counters().drops;
    for source in [ends.own, LOCAL] {
        let echo = |from, to, kind| {
            let ip = Ipv6::new(from, to, PROTOCOL_ICMPV6);
            ip.packet(&icmpv6(&ip, kind, 0, 0x4334_0001, b"payload"))
        };
        let request = ethernet(MacAddress::ROUTER.0, ends.mac.0, ETHERTYPE_IPV6, &echo(source, ROUTER, 128));
        ends.tap.send(&request).expect("it is sent");
        let is_reply = |frame: &[u8]| frame.len() > 54 && frame[20] == PROTOCOL_ICMPV6 && frame[54] == 129;
        let reply = ends.tap.next(DEADLINE, is_reply).expect("frames are read").expect("the router answers");
        assert_eq!(reply, ethernet(ends.mac.0, MacAddress::ROUTER.0, ETHERTYPE_IPV6, &echo(ROUTER, source, 129)));
    }
    assert_eq!(world.counters().drops, drops);
}

fn only_the_router_is_discovered() -> Vec<Row> {
    let allowed = Explanation::Passes(rule("b", "open", 0), Cause::Flow);
    let see = |see: fn(&mut World, &Way)| Step::See(way("a", "b", Ping), allowed, see);
    vec![Row {
        name: "neighbour discovery",
        plan: plan(),
        steps: vec![
            see(the_router_tells_its_address),
            see(nothing_else_is_said),
            see(nobody_asks_for_multicast),
            see(the_router_echoes),
            passes(way("a", "b", Ping), rule("b", "open", 0)),
            passes(way("b", "a", Ping), rule("a", "open", 0)),
        ],
    }]
}

tables![of_ipv6: only_the_router_is_discovered];
