//! Fragments as a sender may cut them: late, early, over one another. Their first decides for all of a packet.

use std::net::UdpSocket;

use minato_lab::{
    capture::Capture,
    packet::{
        Checksum, ETHERTYPE_IPV4, Ipv4, PROTOCOL_TCP, PROTOCOL_UDP, Tcp as TcpHeader, Udp as UdpHeader, ethernet, flag,
    },
};
use minato_vpc::{
    DropReason,
    resources::{MacAddress, Traffic as What},
};

use crate::{
    cause::{Cause, rule},
    explain::Explanation,
    plan::{ANYONE, Plan, egress, ingress, tcp, udp},
    probe::{Traffic::Udp, Way, way, would_block},
    row::{Row, Step, is_dropped, is_received, tables},
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
        let bind = |port| {
            let socket = world.inside("b", || UdpSocket::bind(("0.0.0.0", port))).expect("the port is free");
            socket.set_nonblocking(true).expect("it does not block");
            socket
        };
        Self { world, tap: world.tap("a"), open: bind(OPEN), closed: bind(CLOSED) }
    }

    fn header(&self, protocol: u8, identification: u16) -> Ipv4 {
        Ipv4 { identification, ..Ipv4::new(self.world.address("a"), self.world.address("b"), protocol) }
    }

    /// A datagram in fragments.
    fn cut(&self, identification: u16, port: u16, content: u8) -> Vec<Vec<u8>> {
        let ip = self.header(PROTOCOL_UDP, identification);
        let udp = UdpHeader { source: 4000, destination: port, checksum: Checksum::Zero };
        ip.fragments(&udp.datagram(&ip, &[content; LENGTH]), SIZE)
    }

    fn send(&self, packet: &[u8]) {
        let frame = ethernet(MacAddress::ROUTER.0, self.world.mac("a").0, ETHERTYPE_IPV4, packet);
        self.tap.send(&frame).expect("it is sent");
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
    // Another packet's first lets none of this one's pass, and that of another protocol neither.
    ends.passes(&ends.cut(2, OPEN, 8)[0]);
    ends.is_dropped(&ends.cut(3, OPEN, 8)[1], DropReason::FragmentUnknown);
    let other = ends.header(PROTOCOL_TCP, 2);
    ends.is_dropped(&Ipv4 { fragment_offset: 100, ..other }.packet(&[8; 80]), DropReason::FragmentUnknown);
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

fn over_a_header(world: &mut World, _: &Way) {
    let ends = Ends::new(world);
    let ip = ends.header(PROTOCOL_TCP, 1);
    let syn = TcpHeader { source: 4000, destination: 80, flags: flag::SYN, window: 1000, ..TcpHeader::default() };
    let part =
        |fragment_offset, payload: &[u8]| Ipv4 { fragment_offset, more_fragments: true, ..ip.clone() }.packet(payload);
    let segment = syn.segment(&ip, &[7; 100]);
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
    let ip = ends.header(PROTOCOL_UDP, 1);
    // Beyond the longest packet.
    for (fragment_offset, length) in [(8189, 24), (8191, 8), (8191, 100)] {
        ends.is_dropped(&Ipv4 { fragment_offset, ..ip.clone() }.packet(&vec![7; length]), DropReason::FragmentOffset);
    }
    // No stack puts together what overlaps (RFC 5722): nothing arrives.
    ends.passes(&Ipv4 { fragment_offset: 1, more_fragments: true, ..ip }.packet(&[0; SIZE]));
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
        row("overlapping fragments", over_a_header),
    ]
}

tables![their_first_decides_for_all_fragments];
