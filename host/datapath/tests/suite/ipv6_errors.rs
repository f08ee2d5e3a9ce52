//! What comes back of a flow of IPv6: ICMPv6 errors that quote it, without a rule, and none that do not.

use std::{
    io,
    net::{Ipv6Addr, SocketAddrV6, UdpSocket},
};

use minato_lab::packet::{Ipv6, PROTOCOL_UDP, icmpv6};
use minato_vpc::DropReason;
use nix::{
    libc,
    sys::socket::{SockProtocol, SockType},
};

use crate::{
    cause::Cause::{Flow as Known, Route},
    explain::Explanation,
    ipv6_internet::plan,
    plan::{BEYOND, HOST_IPV6},
    probe::{
        Attempt, Flow,
        Traffic::{LongUdp, Tcp, Udp},
        Way, get, open_by, set, way, would_block,
    },
    row::{Row, Step, tables},
    version::{Version, six},
    world::{BEYOND_MTU, UNREACHABLE, World, eventually, run},
};

const PORT: u16 = 4000;
/// More than the link beyond the host takes.
const LONG: usize = 3000;

const BEYOND_IPV6: Ipv6Addr = six(BEYOND);

/// A socket of an ENI's that hears of errors about what it sent.
fn sender(world: &World, from: &str, to: Ipv6Addr) -> UdpSocket {
    let socket = open_by(Version::Six, world, from, SockType::Datagram, None);
    set(&socket, libc::IPPROTO_IPV6, libc::IPV6_RECVERR, 1);
    set(&socket, libc::IPPROTO_IPV6, libc::IPV6_MTU_DISCOVER, libc::IPV6_PMTUDISC_DO);
    let socket = UdpSocket::from(socket);
    socket.connect((to, PORT)).expect("it has an address");
    socket
}

/// Sends to where nobody is until that is told.
fn hear(world: &World, from: &str, to: Ipv6Addr, kind: io::ErrorKind) {
    let socket = sender(world, from, to);
    let before = world.counters().drops;
    eventually("the error arrives", || {
        // The error of the packet before may be told here.
        let _ = socket.send(b"x");
        socket.recv(&mut [0; 8]).is_err_and(|error| error.kind() == kind).then_some(())
    });
    assert_eq!(world.counters().drops, before);
}

fn is_unreachable(world: &mut World, way: &Way) {
    hear(world, way.from, six(UNREACHABLE), io::ErrorKind::NetworkUnreachable);
    hear(world, way.from, HOST_IPV6, io::ErrorKind::ConnectionRefused);
    hear(world, way.from, BEYOND_IPV6, io::ErrorKind::ConnectionRefused);
}

/// What a socket knows of its path. It asks again only when it sends, if it was busy when it was told.
fn path_mtu(socket: &UdpSocket) -> i32 {
    // It may be told of an error of the datagram before.
    let _ = socket.send(b"x");
    get(socket, libc::IPPROTO_IPV6, libc::IPV6_MTU)
}

fn path_mtu_is_told(world: &mut World, way: &Way) {
    let socket = sender(world, way.from, BEYOND_IPV6);
    assert_eq!(get(&socket, libc::IPPROTO_IPV6, libc::IPV6_MTU), 9001);
    let before = world.counters().drops;
    socket.send(&[0; LONG]).expect("the link takes it");
    eventually("the path's MTU is known", || (path_mtu(&socket) == i32::from(BEYOND_MTU)).then_some(()));
    assert_eq!(world.counters().drops, before);
}

fn tcp_learns_the_path_mtu(world: &mut World, way: &Way) {
    // The machine beyond says that it takes more than the link to it.
    run("ip -6 -n beyond route change default via 2001:db8:cb:71::1 advmss 8900");
    // What is sent is more than a packet, and arrives.
    let flow = Attempt::begin(world, way).complete(way.seen_in(&world.plan));
    let Flow::Tcp { client, .. } = &flow else { panic!("it is TCP") };
    eventually("the path's MTU is known", || {
        (get(client, libc::IPPROTO_IPV6, libc::IPV6_MTU) == i32::from(BEYOND_MTU)).then_some(())
    });
    flow.end();
}

/// Takes the port on the machine beyond. A process that another test starts holds what is closed here until it is its own
/// program.
fn listen_beyond(world: &World) -> UdpSocket {
    let bind = || world.inside("beyond", || UdpSocket::bind((BEYOND_IPV6, PORT)));
    let server = eventually("the port is free", || bind().ok());
    server.set_nonblocking(true).expect("it does not block");
    server
}

/// A sender who lets its system cut what is too long for a link hears of it as others do.
fn who_cuts_learns_the_path_mtu(world: &mut World, way: &Way) {
    let server = listen_beyond(world);
    let socket = sender(world, way.from, BEYOND_IPV6);
    set(&socket, libc::IPPROTO_IPV6, libc::IPV6_MTU_DISCOVER, libc::IPV6_PMTUDISC_WANT);
    // In fragments, each as long as the first link takes.
    let sent = vec![7; 10 * LONG];
    let mut read = vec![0; sent.len() + 1];
    eventually("it arrives", || {
        // It may be told of an error of the datagram before.
        let _ = socket.send(&sent);
        would_block(server.recv(&mut read)).filter(|length| read[..*length] == sent)
    });
}

fn too_far_is_told(world: &mut World, way: &Way) {
    let socket = sender(world, way.from, BEYOND_IPV6);
    // The data plane takes nothing off, and the host has none left to forward it with.
    set(&socket, libc::IPPROTO_IPV6, libc::IPV6_UNICAST_HOPS, 1);
    let before = world.counters().drops;
    socket.send(b"x").expect("it is sent");
    let is_told = |error: io::Error| error.kind() == io::ErrorKind::HostUnreachable;
    eventually("it is told", || socket.recv(&mut [0; 8]).is_err_and(is_told).then_some(()));
    assert_eq!(world.counters().drops, before);
}

fn errors_of_a_flow_arrive_without_a_rule() -> Vec<Row> {
    // Of an ENI that nobody may reach, and of one behind an egress-only gateway.
    let row = |name, what, see: fn(&mut World, &Way)| {
        let of =
            |from, subnet| Step::See(way(from, "beyond", what), Explanation::Passes(Route(subnet, "::/0"), Known), see);
        Row { name, plan: plan(), steps: vec![of("c", "public"), of("p", "private")] }
    };
    vec![
        row("time exceeded", Udp(PORT), too_far_is_told),
        row("unreachable", Udp(PORT), is_unreachable),
        row("packet too big", Udp(PORT), path_mtu_is_told),
        row("packet too big, of TCP", Tcp(PORT), tcp_learns_the_path_mtu),
        row("packet too big, of a fragment", LongUdp(PORT), who_cuts_learns_the_path_mtu),
    ]
}

/// The next hop's MTU that a forger tells.
const FORGED_MTU: u16 = 1300;

/// "Packet too big", about a datagram. The kernel computes its checksum.
fn too_big(from: SocketAddrV6, to: SocketAddrV6) -> Vec<u8> {
    let ip = Ipv6::new(*from.ip(), *to.ip(), PROTOCOL_UDP);
    let datagram = [&from.port().to_be_bytes()[..], &to.port().to_be_bytes(), &[0x0b, 0xb8, 0, 0], &[0; 8]].concat();
    icmpv6(&ip, 2, 0, FORGED_MTU.into(), &ip.packet(&datagram))
}

fn forged_ones_are_dropped(world: &mut World, way: &Way) {
    let (own, other) = (world.ipv6(way.from), world.ipv6("a"));
    let server = listen_beyond(world);
    let socket = sender(world, way.from, BEYOND_IPV6);
    socket.send(b"x").expect("it is sent");
    eventually("it arrives", || server.recv_from(&mut [0; 8]).ok());
    let forger: UdpSocket = open_by(Version::Six, world, "beyond", SockType::Raw, Some(SockProtocol::IcmpV6)).into();
    let at = |address: Ipv6Addr, port: u16| SocketAddrV6::new(address, port, 0, 0);
    let port = socket.local_addr().expect("it has one").port();
    let before = path_mtu(&socket);
    for (from, to) in [
        // Of no flow, by either port or by the server.
        (at(own, port ^ 1), at(BEYOND_IPV6, PORT)),
        (at(own, port), at(BEYOND_IPV6, PORT + 1)),
        (at(own, port), at(HOST_IPV6, PORT)),
        // Not sent by whom the error is for.
        (at(other, port), at(BEYOND_IPV6, PORT)),
    ] {
        let dropped = world.dropped(DropReason::IcmpErrorUnmatched);
        forger.send_to(&too_big(from, to), at(own, 0)).expect("it is sent");
        eventually("it is dropped", || (world.dropped(DropReason::IcmpErrorUnmatched) > dropped).then_some(()));
        assert_eq!(path_mtu(&socket), before, "{from} {to}");
    }
    // The forger's art is good enough: about the flow itself it is heard.
    forger.send_to(&too_big(at(own, port), at(BEYOND_IPV6, PORT)), at(own, 0)).expect("it is sent");
    eventually("it is believed", || (path_mtu(&socket) == i32::from(FORGED_MTU)).then_some(()));
}

fn forged_errors_are_dropped() -> Vec<Row> {
    let passes = |subnet| Explanation::Passes(Route(subnet, "::/0"), Known);
    let steps = vec![
        Step::See(way("c", "beyond", Udp(PORT)), passes("public"), forged_ones_are_dropped),
        Step::See(way("p", "beyond", Udp(PORT)), passes("private"), forged_ones_are_dropped),
    ];
    vec![Row { name: "forged errors", plan: plan(), steps }]
}

tables![of_ipv6: errors_of_a_flow_arrive_without_a_rule, forged_errors_are_dropped];
