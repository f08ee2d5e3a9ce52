//! IPv6 that no system sends by itself: extension headers, forged sources, addresses that mean no host, IPv4 in it.

use std::net::{Ipv6Addr, SocketAddrV6, UdpSocket};

use minato_lab::{
    capture::Capture,
    packet::{
        ETHERTYPE_IPV4, ETHERTYPE_IPV6, Extension, Ipv4, Ipv6, PROTOCOL_ICMP, PROTOCOL_ICMPV6, PROTOCOL_UDP,
        Udp as Header, ethernet, extension, icmpv6,
    },
};
use minato_vpc::{
    DropReason,
    resources::{MacAddress, Traffic as What},
};
use nix::sys::socket::{SockProtocol, SockType};

use crate::{
    cause::{
        Cause::{self, End},
        rule,
    },
    explain::Explanation,
    plan::{ANYONE, By, Kind, Plan, egress, ingress},
    probe::{Traffic::Udp, Way, open_by, way, would_block},
    row::{Row, Step, drops, is_dropped, is_received, passes, tables},
    version::{Stack, Version},
    world::{World, eventually},
};

const PORT: u16 = 4001;

/// Every kind of edge that has IPv6.
fn plan() -> Plan {
    Plan::new()
        .stack(Stack::Six)
        .vpc("vpc", "10.0.0.0/16")
        .internet("vpc")
        .subnet("near", "vpc", "10.0.0.0/24")
        .route("near", "::/0", By::InternetGateway)
        .group("open", "vpc", &[ingress(What::All, ANYONE), egress(What::All, ANYONE)])
        .eni("a", "near", "10.0.0.10", &["open"])
        .eni("b", "near", "10.0.0.11", &["open"])
        .eni("x", "near", "10.0.0.20", &["open"])
        .kind(Kind::Appliance)
}

fn address(text: &str) -> Ipv6Addr {
    text.parse().expect("an address")
}

fn udp(ip: &Ipv6) -> Vec<u8> {
    ip.packet(&Header { source: 4000, destination: PORT, ..Header::default() }.datagram(ip, b"forged"))
}

fn datagram(source: Ipv6Addr, destination: Ipv6Addr) -> Vec<u8> {
    udp(&Ipv6::new(source, destination, PROTOCOL_UDP))
}

fn send(world: &World, tap: &Capture, from: &str, ethertype: u16, packet: &[u8]) {
    tap.send(&ethernet(MacAddress::ROUTER.0, world.mac(from).0, ethertype, packet)).expect("it is sent");
}

/// Sends to what no packet of an ENI's may be for.
fn to_no_host(world: &mut World, way: &Way) {
    let tap = world.tap(way.from);
    for (to, reason) in [
        ("::1", DropReason::Loopback),
        ("::", DropReason::Unspecified),
        ("ff02::1", DropReason::Multicast),
        ("ff0e::101", DropReason::Multicast),
        ("fe80::2", DropReason::LinkLocal),
        ("fd00:ec2::253", DropReason::LinkLocal),
        ("fd00:ec2::254", DropReason::LinkLocal),
        ("fe80::1", DropReason::RouterAddress),
        // IPv4 in the form that it has in every table.
        ("::ffff:10.0.0.11", DropReason::IpFamily),
    ] {
        let packet = datagram(world.ipv6(way.from), address(to));
        is_dropped(world, reason, || send(world, &tap, way.from, ETHERTYPE_IPV6, &packet));
    }
    let own = world.ipv6(way.from);
    is_dropped(world, DropReason::ToItself, || send(world, &tap, way.from, ETHERTYPE_IPV6, &datagram(own, own)));
}

/// Sends with what is not an ENI's own.
fn from_others(world: &mut World, way: &Way) {
    let tap = world.tap(way.from);
    let to = world.ipv6(way.to);
    for (source, reason) in [
        ("::1", DropReason::SourceAddress),
        ("::", DropReason::SourceAddress),
        ("ff02::1", DropReason::SourceAddress),
        ("2001:db8:a::14", DropReason::SourceAddress),
        ("2001:db8:a:ffff::1", DropReason::SourceAddress),
        // Such a one speaks with the router alone.
        ("fe80::1", DropReason::LinkLocal),
        ("fe80::10", DropReason::LinkLocal),
        ("::ffff:10.0.0.10", DropReason::IpFamily),
    ] {
        let packet = datagram(address(source), to);
        is_dropped(world, reason, || send(world, &tap, way.from, ETHERTYPE_IPV6, &packet));
    }
    // Nobody has such a one, for whom an appliance might send.
    let appliance = world.tap("x");
    for source in ["::1", "::", "ff02::1", "fd00:ec2::254"] {
        let packet = datagram(address(source), to);
        is_dropped(world, DropReason::MartianSource, || send(world, &appliance, "x", ETHERTYPE_IPV6, &packet));
    }
    // Each version has an ICMP of its own.
    let ip = Ipv6::new(world.ipv6(way.from), to, PROTOCOL_ICMP);
    let packet = ip.packet(&icmpv6(&ip, 8, 0, 1, b"echo"));
    is_dropped(world, DropReason::IpFamily, || send(world, &tap, way.from, ETHERTYPE_IPV6, &packet));
    let packet =
        Ipv4::new(world.ipv4(way.from), world.ipv4(way.to), PROTOCOL_ICMPV6).packet(&[128, 0, 0, 0, 0, 1, 0, 1]);
    is_dropped(world, DropReason::IpFamily, || send(world, &tap, way.from, ETHERTYPE_IPV4, &packet));
}

/// Whom nobody outside of a VPC can be.
fn martians_of_the_internet(world: &mut World, way: &Way) {
    let forger: UdpSocket = open_by(Version::Six, world, way.from, SockType::Raw, Some(SockProtocol::Raw)).into();
    let to = world.ipv6(way.to);
    for (source, reason) in [
        ("::1", DropReason::MartianSource),
        ("::", DropReason::MartianSource),
        ("fe80::10", DropReason::MartianSource),
        ("ff02::1", DropReason::MartianSource),
        ("fd00:ec2::254", DropReason::MartianSource),
        ("2001:db8:a::a", DropReason::MartianSource),
        ("2001:db8:a::b", DropReason::MartianSource),
        ("::ffff:192.0.2.1", DropReason::IpFamily),
    ] {
        let packet = datagram(address(source), to);
        let to = SocketAddrV6::new(to, 0, 0, 0);
        is_dropped(world, reason, || assert!(forger.send_to(&packet, to).is_ok(), "{source}"));
    }
}

fn what_means_no_host_is_dropped_on_every_link() -> Vec<Row> {
    let allowed = |to| Explanation::Passes(rule(to, "open", 0), Cause::Flow);
    let from = |from, to, see: fn(&mut World, &Way)| Step::See(way(from, to, Udp(PORT)), allowed(to), see);
    let refused = |to: u16, reason| drops(way("a", "b", Udp(to)), reason, End("a"));
    vec![Row {
        name: "martians",
        plan: plan(),
        steps: vec![
            from("a", "b", to_no_host),
            from("x", "a", to_no_host),
            from("a", "b", from_others),
            from("host", "a", martians_of_the_internet),
            refused(546, DropReason::Dhcp),
            refused(547, DropReason::Dhcp),
            refused(4789, DropReason::Vxlan),
            // What is honest passes, and the ports of the other version's DHCP are anybody's.
            passes(way("a", "b", Udp(67)), rule("b", "open", 0)),
            passes(way("a", "b", Udp(PORT)), rule("b", "open", 0)),
            passes(way("x", "a", Udp(PORT)), rule("a", "open", 0)),
            passes(way("host", "a", Udp(PORT)), rule("a", "open", 0)),
        ],
    }]
}

fn extensions_are_followed(world: &mut World, way: &Way) {
    use extension::{DESTINATION, HOP_BY_HOP, ROUTING};
    let tap = world.tap(way.from);
    let socket = world.inside(way.to, || UdpSocket::bind((Ipv6Addr::UNSPECIFIED, PORT))).expect("the port is free");
    socket.set_nonblocking(true).expect("it does not block");
    let with = |extensions: Vec<Extension>| {
        udp(&Ipv6 { extensions, ..Ipv6::new(world.ipv6(way.from), world.ipv6(way.to), PROTOCOL_UDP) })
    };
    let of = |kinds: &[u8]| with(kinds.iter().map(|kind| Extension::empty(*kind)).collect());
    let arrives = || {
        let length = eventually("a datagram", || would_block(socket.recv(&mut [0; 64])));
        assert_eq!(length, b"forged".len());
    };
    // An option that nobody has to know; padding is never so long (RFC 4942, 2.1.9.5).
    let long = Extension { kind: DESTINATION, content: [&[1, 0x1e, 12][..], &[0; 12]].concat() };
    for packet in [
        of(&[HOP_BY_HOP]),
        of(&[DESTINATION]),
        of(&[HOP_BY_HOP, DESTINATION, DESTINATION]),
        // As many as are followed.
        of(&[HOP_BY_HOP, DESTINATION, DESTINATION, DESTINATION, DESTINATION, DESTINATION]),
        with(vec![long.clone(), Extension::empty(DESTINATION)]),
        // A fragment that is all of its packet (RFC 6946).
        with(vec![Extension::fragment(1, 0, false)]),
    ] {
        is_received(world, way.to, || send(world, &tap, way.from, ETHERTYPE_IPV6, &packet));
        arrives();
    }
    // What is all of its packet is nobody's first.
    let later = Ipv6 {
        extensions: vec![Extension::fragment(1, 3, false)],
        ..Ipv6::new(world.ipv6(way.from), world.ipv6(way.to), PROTOCOL_UDP)
    };
    let later = later.packet(&[7; 8]);
    is_dropped(world, DropReason::FragmentUnknown, || send(world, &tap, way.from, ETHERTYPE_IPV6, &later));
    // A port is looked at behind headers too.
    let vxlan = Ipv6 {
        extensions: vec![Extension::empty(DESTINATION)],
        ..Ipv6::new(world.ipv6(way.from), world.ipv6(way.to), PROTOCOL_UDP)
    };
    let vxlan = vxlan.packet(&Header { source: 4000, destination: 4789, ..Header::default() }.datagram(&vxlan, b"x"));
    is_dropped(world, DropReason::Vxlan, || send(world, &tap, way.from, ETHERTYPE_IPV6, &vxlan));
    for packet in [
        of(&[ROUTING]),
        of(&[HOP_BY_HOP, ROUTING]),
        of(&[DESTINATION, ROUTING]),
        of(&[DESTINATION, HOP_BY_HOP]),
        of(&[HOP_BY_HOP, HOP_BY_HOP]),
        of(&[DESTINATION; 7]),
        with(vec![Extension::fragment(1, 0, false), Extension::fragment(1, 0, false)]),
        with(vec![Extension::fragment(1, 0, false), Extension::empty(ROUTING)]),
    ] {
        is_dropped(world, DropReason::IpExtensions, || send(world, &tap, way.from, ETHERTYPE_IPV6, &packet));
    }
    // One that ends beyond its packet.
    let endless = Extension { content: [&[255][..], &long.content[1..]].concat(), ..long };
    let packet = with(vec![endless]);
    is_dropped(world, DropReason::IpTruncated, || send(world, &tap, way.from, ETHERTYPE_IPV6, &packet));
    assert_eq!(would_block(socket.recv(&mut [0; 64])), None);
}

fn extension_headers_are_followed_but_for_those_that_route() -> Vec<Row> {
    let allowed = Explanation::Passes(rule("b", "open", 0), Cause::Flow);
    let steps = vec![Step::See(way("a", "b", Udp(PORT)), allowed, extensions_are_followed)];
    vec![Row { name: "extension headers", plan: plan(), steps }]
}

tables![of_ipv6: what_means_no_host_is_dropped_on_every_link, extension_headers_are_followed_but_for_those_that_route];
