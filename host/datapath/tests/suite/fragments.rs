//! Fragments as a sender may cut them: late, early, over one another. Their first decides for all of a packet.

use std::net::UdpSocket;

use minato_lab::{
    capture::Capture,
    packet::{
        Carrier, Checksum, ETHERTYPE_IPV4, ETHERTYPE_IPV6, Extension, Ipv4, Ipv6, PROTOCOL_TCP, PROTOCOL_UDP,
        Tcp as TcpHeader, Udp as UdpHeader, ethernet, flag,
    },
};
use minato_vpc::{
    DropReason,
    resources::{MacAddress, Traffic as What},
};
use nix::libc;

use crate::{
    cause::{Cause, rule},
    explain::Explanation,
    plan::{ANYONE, Kind, Plan, egress, ingress, tcp, udp},
    probe::{Traffic::Udp, Way, set, way, would_block},
    row::{Row, Step, is_dropped, is_received, tables},
    version::Version,
    world::{World, eventually},
};

/// A port that is open, and one that is not.
const OPEN: u16 = 53;
const CLOSED: u16 = 54;
/// Bytes of a datagram's payload, and of a fragment's.
const LENGTH: usize = 3000;
const SIZE: usize = 1000;

fn plan() -> Plan {
    Plan::new()
        .vpc("vpc", "10.0.0.0/16")
        .subnet("near", "vpc", "10.0.0.0/24")
        .group("client", "vpc", &[egress(What::All, ANYONE)])
        .group("server", "vpc", &[ingress(udp(OPEN), ANYONE), ingress(tcp(80), ANYONE)])
        .eni("a", "near", "10.0.0.10", &["client"])
        .eni("b", "near", "10.0.0.11", &["server"])
        .eni("x", "near", "10.0.0.20", &["client"])
        .kind(Kind::Appliance)
}

/// A packet of a protocol that is cut, of either version of IP.
enum Whole {
    Four(Ipv4),
    Six(Ipv6, u32),
}

impl Whole {
    /// A fragment that begins at `offset`, in units of 8 bytes.
    fn part(&self, offset: u16, more_fragments: bool, payload: &[u8]) -> Vec<u8> {
        match self {
            Self::Four(ip) => Ipv4 { fragment_offset: offset, more_fragments, ..ip.clone() }.packet(payload),
            Self::Six(ip, identification) => {
                let extensions = vec![Extension::fragment(*identification, offset, more_fragments)];
                Ipv6 { extensions, ..ip.clone() }.packet(payload)
            }
        }
    }

    fn cut(&self, payload: &[u8]) -> Vec<Vec<u8>> {
        let parts: Vec<&[u8]> = payload.chunks(SIZE).collect();
        let offset = |place| u16::try_from(place * SIZE / 8).expect("it is short");
        parts.iter().enumerate().map(|(place, part)| self.part(offset(place), place + 1 < parts.len(), part)).collect()
    }
}

impl Carrier for Whole {
    fn pseudo_header(&self, length: usize) -> Vec<u8> {
        match self {
            Self::Four(ip) => ip.pseudo_header(length),
            Self::Six(ip, _) => ip.pseudo_header(length),
        }
    }
}

/// The sender's link, and sockets of the receiver's at both ports.
struct Ends<'a> {
    world: &'a World,
    tap: Capture,
    open: UdpSocket,
    closed: UdpSocket,
}

impl<'a> Ends<'a> {
    fn new(world: &'a World) -> Self {
        let version = world.plan.version();
        let bind = |port| {
            let socket =
                world.inside("b", || UdpSocket::bind((version.unspecified(), port))).expect("the port is free");
            socket.set_nonblocking(true).expect("it does not block");
            if version == Version::Six {
                // Datagrams have no checksum here: they are put together of several.
                set(&socket, libc::IPPROTO_UDP, libc::UDP_NO_CHECK6_RX, 1);
            }
            socket
        };
        Self { world, tap: world.tap("a"), open: bind(OPEN), closed: bind(CLOSED) }
    }

    fn whole(&self, protocol: u8, identification: u16) -> Whole {
        match self.world.plan.version() {
            Version::Four => {
                let ip = Ipv4::new(self.world.ipv4("a"), self.world.ipv4("b"), protocol);
                Whole::Four(Ipv4 { identification, ..ip })
            }
            Version::Six => {
                let ip = Ipv6::new(self.world.ipv6("a"), self.world.ipv6("b"), protocol);
                Whole::Six(ip, identification.into())
            }
        }
    }

    /// A datagram in fragments.
    fn cut(&self, identification: u16, port: u16, content: u8) -> Vec<Vec<u8>> {
        let whole = self.whole(PROTOCOL_UDP, identification);
        let udp = UdpHeader { source: 4000, destination: port, checksum: Checksum::Zero };
        whole.cut(&udp.datagram(&whole, &[content; LENGTH]))
    }

    fn frame(&self, from: &str, packet: &[u8]) -> Vec<u8> {
        let ethertype = match self.world.plan.version() {
            Version::Four => ETHERTYPE_IPV4,
            Version::Six => ETHERTYPE_IPV6,
        };
        ethernet(MacAddress::ROUTER.0, self.world.mac(from).0, ethertype, packet)
    }

    fn send(&self, packet: &[u8]) {
        self.tap.send(&self.frame("a", packet)).expect("it is sent");
    }

    fn passes(&self, packet: &[u8]) {
        is_received(self.world, "b", || self.send(packet));
    }

    fn is_dropped(&self, packet: &[u8], reason: DropReason) {
        is_dropped(self.world, reason, || self.send(packet));
    }

    /// What has arrived at a port.
    fn arrived(socket: &UdpSocket) -> Option<Vec<u8>> {
        let mut read = vec![0; 2 * LENGTH];
        let length = would_block(socket.recv(&mut read))?;
        read.truncate(length);
        Some(read)
    }

    /// Waits for a datagram at the open port.
    fn next(&self) -> Vec<u8> {
        eventually("a datagram", || Self::arrived(&self.open))
    }

    fn nothing_more_arrives(&self) {
        assert_eq!((Self::arrived(&self.open), Self::arrived(&self.closed)), (None, None));
    }
}

fn before_and_after_their_first(world: &mut World, _: &Way) {
    let ends = Ends::new(world);
    let parts = ends.cut(1, OPEN, 7);
    assert_eq!(parts.len(), 4);
    for part in parts[1..].iter().rev() {
        ends.is_dropped(part, DropReason::FragmentUnknown);
    }
    ends.passes(&parts[0]);
    ends.nothing_more_arrives();
    // After it they come in whatever order, and more than once.
    for place in [3, 1, 1, 2] {
        ends.nothing_more_arrives();
        ends.passes(&parts[place]);
    }
    assert_eq!(ends.next(), [7; LENGTH]);
    // Another packet's first lets none of this one's pass.
    ends.passes(&ends.cut(2, OPEN, 8)[0]);
    ends.is_dropped(&ends.cut(3, OPEN, 8)[1], DropReason::FragmentUnknown);
    let other = ends.whole(PROTOCOL_TCP, 2).part(100, false, &[8; 80]);
    match world.plan.version() {
        // That of another protocol neither.
        Version::Four => ends.is_dropped(&other, DropReason::FragmentUnknown),
        // Here the identification alone says what belongs together (RFC 8200, 4.5).
        Version::Six => ends.passes(&other),
    }
    ends.nothing_more_arrives();
}

fn a_second_first_is_decided_by_itself(world: &mut World, _: &Way) {
    let ends = Ends::new(world);
    let (open, closed) = (ends.cut(1, OPEN, 7), ends.cut(1, CLOSED, 8));
    ends.passes(&open[0]);
    ends.is_dropped(&closed[0], DropReason::IngressDenied);
    // What follows belongs to the packet whose first has passed, whoever cut it.
    for part in &closed[1..] {
        ends.passes(part);
    }
    let received = ends.next();
    assert_eq!((received[0], received.len(), received[LENGTH - 1]), (7, LENGTH, 8));
    // One that was refused opens nothing.
    let closed = ends.cut(2, CLOSED, 8);
    ends.is_dropped(&closed[0], DropReason::IngressDenied);
    for part in &closed[1..] {
        ends.is_dropped(part, DropReason::FragmentUnknown);
    }
    ends.nothing_more_arrives();
}

/// Who may send for others begins a packet that bears the same marks.
fn from_another_link(world: &mut World, _: &Way) {
    let ends = Ends::new(world);
    let parts = ends.cut(1, OPEN, 7);
    ends.passes(&parts[0]);
    let forged = ends.frame("x", &ends.cut(1, OPEN, 8)[0]);
    let appliance = world.tap("x");
    is_received(world, "b", || appliance.send(&forged).expect("it is sent"));
    for part in &parts[1..] {
        ends.passes(part);
    }
}

fn over_a_header(world: &mut World, _: &Way) {
    let ends = Ends::new(world);
    let whole = ends.whole(PROTOCOL_TCP, 1);
    let syn = TcpHeader { source: 4000, destination: 80, flags: flag::SYN, window: 1000, ..TcpHeader::default() };
    let part = |offset, payload: &[u8]| whole.part(offset, true, payload);
    let segment = syn.segment(&whole, &[7; 100]);
    // Too short a first: the flags, or half of the ports, would come later (RFC 1858).
    for length in [0, 8, 16] {
        ends.is_dropped(&part(0, &segment[..length]), DropReason::TransportTruncated);
    }
    ends.passes(&part(0, &segment[..24]));
    // Over the header that was looked at (RFC 3128).
    for offset in [1, 2] {
        ends.is_dropped(&part(offset, &segment[..24]), DropReason::FragmentOffset);
    }
    ends.passes(&part(3, &segment[24..48]));

    // A datagram's header is as long as the shortest fragment: what overlaps is its data alone.
    let parts = ends.cut(1, OPEN, 7);
    ends.passes(&parts[0]);
    let whole = ends.whole(PROTOCOL_UDP, 1);
    // Beyond the longest packet.
    for (offset, length) in [(8189, 24), (8191, 8), (8191, 100)] {
        ends.is_dropped(&whole.part(offset, false, &vec![7; length]), DropReason::FragmentOffset);
    }
    // No stack puts together what overlaps (RFC 5722): nothing arrives.
    ends.passes(&whole.part(1, true, &[0; SIZE]));
    for part in &parts[1..] {
        ends.passes(part);
    }
    ends.nothing_more_arrives();
}

fn their_first_decides_for_all_fragments() -> Vec<Row> {
    let whole = Explanation::Passes(rule("b", "server", 0), Cause::Flow);
    let row = |name, see: fn(&mut World, &Way)| {
        let steps = vec![Step::See(way("a", "b", Udp(OPEN)), whole, see)];
        Row { name, plan: plan(), steps }
    };
    vec![
        row("fragments out of order", before_and_after_their_first),
        row("two first fragments", a_second_first_is_decided_by_itself),
        row("a first from another link", from_another_link),
        row("overlapping fragments", over_a_header),
    ]
}

tables![their_first_decides_for_all_fragments];
tables![as_ipv6: their_first_decides_for_all_fragments];
