//! What comes back of a translated flow: ICMP errors that quote it, and none that do not.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddrV4, UdpSocket},
    os::fd::AsRawFd,
};

use minato_vpc::DropReason;
use nix::{
    libc,
    sys::socket::{SockProtocol, SockType},
};

use crate::{
    cause::rule,
    explain::Explanation,
    outside::{self, as_client, as_nat, as_private, as_public},
    plan::{BEYOND, HOST},
    probe::{
        Attempt, Flow,
        Traffic::{Tcp, Udp},
        Way, get, open, open_by, set, way,
    },
    row::{Row, Step, is_dropped, tables},
    version::Version,
    world::{BEYOND_MTU, UNREACHABLE, World, eventually, run},
};

pub(crate) const PORT: u16 = 4000;
/// More than the link beyond the host takes.
pub(crate) const LONG: usize = 3000;

fn to_beyond() -> Way {
    way("a", "beyond", Udp(PORT)).seen_as("198.18.0.16")
}

/// A socket of an ENI's that hears of ICMP errors about what it sent, and that nothing is cut for.
pub(crate) fn sender(world: &World, from: &str, to: IpAddr) -> UdpSocket {
    let socket = open_by(world.plan.version(), world, from, SockType::Datagram, None);
    match world.plan.version() {
        Version::Four => {
            set(&socket, libc::IPPROTO_IP, libc::IP_RECVERR, 1);
            set(&socket, libc::IPPROTO_IP, libc::IP_MTU_DISCOVER, libc::IP_PMTUDISC_DO);
        }
        Version::Six => {
            set(&socket, libc::IPPROTO_IPV6, libc::IPV6_RECVERR, 1);
            set(&socket, libc::IPPROTO_IPV6, libc::IPV6_MTU_DISCOVER, libc::IPV6_PMTUDISC_DO);
        }
    }
    let socket = UdpSocket::from(socket);
    socket.connect((to, PORT)).expect("it has an address");
    socket
}

/// Takes the port on the machine beyond. A process that another test starts holds what is closed here until it is its own
/// program.
pub(crate) fn listen_beyond(world: &World) -> UdpSocket {
    let address = world.address("beyond");
    let bind = || world.inside("beyond", || UdpSocket::bind((address, PORT)));
    let server = eventually("the port is free", || bind().ok());
    server.set_nonblocking(true).expect("it does not block");
    server
}

/// Sends to where nobody is until that is told.
fn hear(world: &World, from: &str, to: IpAddr, kind: io::ErrorKind) {
    let socket = sender(world, from, to);
    let before = world.counters().drops;
    eventually("the error arrives", || {
        // The error of the packet before may be told here.
        let _ = socket.send(b"x");
        socket.recv(&mut [0; 8]).is_err_and(|error| error.kind() == kind).then_some(())
    });
    assert_eq!(world.counters().drops, before);
}

pub(crate) fn is_unreachable(world: &mut World, way: &Way) {
    let version = world.plan.version();
    let no_way = match version {
        Version::Four => io::ErrorKind::HostUnreachable,
        Version::Six => io::ErrorKind::NetworkUnreachable,
    };
    hear(world, way.from, version.meant(UNREACHABLE.into()), no_way);
    hear(world, way.from, world.address("host"), io::ErrorKind::ConnectionRefused);
    hear(world, way.from, world.address("beyond"), io::ErrorKind::ConnectionRefused);
}

/// What a socket was told of its path.
fn known_mtu(world: &World, socket: &impl AsRawFd) -> i32 {
    match world.plan.version() {
        Version::Four => get(socket, libc::IPPROTO_IP, libc::IP_MTU),
        Version::Six => get(socket, libc::IPPROTO_IPV6, libc::IPV6_MTU),
    }
}

/// What it knows of its path. It asks again only when it sends, if it was busy when it was told.
pub(crate) fn path_mtu(world: &World, socket: &UdpSocket) -> i32 {
    // It may be told of an error of the datagram before.
    let _ = socket.send(b"x");
    known_mtu(world, socket)
}

pub(crate) fn path_mtu_is_told(world: &mut World, way: &Way) {
    let socket = sender(world, way.from, world.address("beyond"));
    assert_eq!(known_mtu(world, &socket), 9001);
    let before = world.counters().drops;
    socket.send(&[0; LONG]).expect("the link takes it");
    eventually("the path's MTU is known", || (path_mtu(world, &socket) == i32::from(BEYOND_MTU)).then_some(()));
    assert_eq!(world.counters().drops, before);
}

pub(crate) fn tcp_learns_the_path_mtu(world: &mut World, way: &Way) {
    // The machine beyond says that it takes more than the link to it.
    run(match world.plan.version() {
        Version::Four => "ip -n beyond route change default via 203.0.113.1 advmss 8900",
        Version::Six => "ip -6 -n beyond route change default via 2001:db8:cb:71::1 advmss 8900",
    });
    // What is sent is more than a packet, and arrives.
    let flow = Attempt::begin(world, way).complete(way.seen_in(&world.plan));
    let Flow::Tcp { client, .. } = &flow else { panic!("it is TCP") };
    eventually("the path's MTU is known", || (known_mtu(world, client) == i32::from(BEYOND_MTU)).then_some(()));
    flow.end();
}

pub(crate) fn too_far_is_told(world: &mut World, way: &Way) {
    let socket = sender(world, way.from, world.address("beyond"));
    // The data plane takes nothing off, a NAT gateway one, and the host has none left to forward it with.
    let hops = 1 + i32::from(way.through.is_some());
    match world.plan.version() {
        Version::Four => set(&socket, libc::IPPROTO_IP, libc::IP_TTL, hops),
        Version::Six => set(&socket, libc::IPPROTO_IPV6, libc::IPV6_UNICAST_HOPS, hops),
    }
    let before = world.counters().drops;
    socket.send(b"x").expect("it is sent");
    let is_told = |error: io::Error| error.kind() == io::ErrorKind::HostUnreachable;
    eventually("it is told", || socket.recv(&mut [0; 8]).is_err_and(is_told).then_some(()));
    assert_eq!(world.counters().drops, before);
}

/// Sends a forged error about what a socket sent: it is dropped, and the socket hears nothing.
pub(crate) fn is_not_believed(world: &World, socket: &UdpSocket, forge: impl FnOnce()) {
    let (before, dropped) = (path_mtu(world, socket), world.dropped(DropReason::IcmpErrorUnmatched));
    forge();
    eventually("it is dropped", || (world.dropped(DropReason::IcmpErrorUnmatched) > dropped).then_some(()));
    assert_eq!(path_mtu(world, socket), before);
}

/// A fragment in the middle of a datagram to a public address, as its kernel would send it.
fn fragment_of(to: Ipv4Addr, id: u8) -> Vec<u8> {
    let mut fragment = vec![0x45, 0, 0, 0, 0, id, 0x20, 100, 64, 17, 0, 0];
    fragment.extend(BEYOND.octets().iter().chain(&to.octets()));
    fragment.extend([7; 80]);
    fragment
}

fn no_fragment_comes_before_its_first(world: &mut World, _: &Way) {
    let forger: UdpSocket = open(world, "beyond", SockType::Raw, Some(SockProtocol::Raw)).into();
    let public: Ipv4Addr = "198.18.0.16".parse().expect("an address");
    for id in 1..4 {
        let before = world.counters();
        forger.send_to(&fragment_of(public, id), (public, 0)).expect("it is sent");
        eventually("it is dropped", || (world.dropped(DropReason::FragmentUnknown) == u64::from(id)).then_some(()));
        let edge = world.edge("a");
        assert_eq!(world.counters().edges[&edge].ingress_accepted, before.edges[&edge].ingress_accepted);
    }
}

fn a_fragment_without_its_first_is_dropped() -> Vec<Row> {
    // What is whole passes.
    let whole = Explanation::Passes(rule("a", "web", 1), as_public());
    let back = way("beyond", "a", Udp(53)).at("198.18.0.16");
    let steps = vec![Step::See(back, whole, no_fragment_comes_before_its_first)];
    vec![Row { name: "a fragment without its first", plan: outside::plan(), steps }]
}

fn errors_of_a_translated_flow_arrive() -> Vec<Row> {
    // Of an ENI with a public address, and of one behind a NAT gateway.
    let row = |name, what, see: fn(&mut World, &Way)| {
        let translated = Explanation::Passes(as_public(), as_private());
        let twice = Explanation::Passes(as_nat("10.0.1.10"), as_client("10.0.1.10"));
        let steps = vec![
            Step::See(Way { traffic: what, ..to_beyond() }, translated, see),
            Step::See(way("p", "beyond", what).seen_as("198.18.0.20").through("nat"), twice, see),
        ];
        Row { name, plan: outside::plan(), steps }
    };
    vec![
        row("time exceeded", Udp(PORT), too_far_is_told),
        row("unreachable", Udp(PORT), is_unreachable),
        row("path MTU", Udp(PORT), path_mtu_is_told),
        row("path MTU of TCP", Tcp(PORT), tcp_learns_the_path_mtu),
    ]
}

/// The one's complement sum of a header.
fn checksum(bytes: &[u8]) -> [u8; 2] {
    let sum: u32 = bytes.chunks(2).map(|pair| u32::from(pair[0]) << 8 | u32::from(*pair.get(1).unwrap_or(&0))).sum();
    let sum = (sum & 0xffff) + (sum >> 16);
    let [.., high, low] = (!((sum & 0xffff) + (sum >> 16))).to_be_bytes();
    [high, low]
}

/// "Fragmentation needed, at most 600 bytes", about a datagram.
fn too_long(from: SocketAddrV4, to: SocketAddrV4) -> Vec<u8> {
    too_long_at(0, from, to)
}

/// The same about what is at a place of it, in units of 8 bytes: what looks like ports there is data.
fn too_long_at(place: u8, from: SocketAddrV4, to: SocketAddrV4) -> Vec<u8> {
    let mut quoted = vec![0x45, 0, 0x0b, 0xb8, 0, 1, 0x40, place, 63, 17, 0, 0];
    quoted.extend(from.ip().octets().iter().chain(&to.ip().octets()));
    let sum = checksum(&quoted);
    quoted[10..12].copy_from_slice(&sum);
    quoted.extend([from.port().to_be_bytes(), to.port().to_be_bytes(), [0x0b, 0xa4], [0, 0]].concat());
    let mut error = vec![3, 4, 0, 0, 0, 0, 0x02, 0x58];
    error.extend(quoted);
    let sum = checksum(&error);
    error[2..4].copy_from_slice(&sum);
    error
}

fn forged_ones_are_dropped(world: &mut World, _: &Way) {
    let address = |text: &str| text.parse::<Ipv4Addr>().expect("an address");
    let public = address("198.18.0.16");
    let server = listen_beyond(world);
    let socket = sender(world, "a", BEYOND.into());
    socket.send(b"x").expect("it is sent");
    let (_, from) = eventually("it arrives", || server.recv_from(&mut [0; 8]).ok());
    assert_eq!(from.ip(), public);
    let forger: UdpSocket = open(world, "beyond", SockType::Raw, Some(SockProtocol::Icmp)).into();
    let from = |address: Ipv4Addr, port: u16| SocketAddrV4::new(address, port);
    let port = socket.local_addr().expect("it has one").port();
    let (own, server) = (from(public, port), from(BEYOND, PORT));
    for (from, to) in [
        // Of no flow, by either port or by the server.
        (from(public, port ^ 1), server),
        (own, from(BEYOND, PORT + 1)),
        (own, from(HOST, PORT)),
        // Not sent by whom the error is for.
        (from(address("198.18.0.17"), port), server),
        (from(address("10.0.0.10"), port), server),
    ] {
        is_not_believed(world, &socket, || assert!(forger.send_to(&too_long(from, to), (public, 0)).is_ok()));
    }
    is_not_believed(world, &socket, || assert!(forger.send_to(&too_long_at(3, own, server), (public, 0)).is_ok()));
    // By a neighbour, who is not on its way: no flow ends by it.
    let neighbour: UdpSocket = open(world, "c", SockType::Raw, Some(SockProtocol::Icmp)).into();
    let (private, flows) = (world.ipv4("a"), || world.datapath.flows().expect("flows are read").len());
    let before = flows();
    is_dropped(world, DropReason::IcmpErrorUnmatched, || {
        assert!(neighbour.send_to(&too_long(from(private, port), server), (private, 0)).is_ok());
    });
    assert_eq!(flows(), before, "it ends a flow");
    // The forger's art is good enough: about the flow itself it is heard.
    forger.send_to(&too_long(own, server), (public, 0)).expect("it is sent");
    eventually("it is believed", || (path_mtu(world, &socket) == 600).then_some(()));
}

fn forged_errors_are_dropped() -> Vec<Row> {
    let passes = Explanation::Passes(as_public(), as_private());
    let steps = vec![Step::See(to_beyond(), passes, forged_ones_are_dropped)];
    vec![Row { name: "forged errors", plan: outside::plan(), steps }]
}

tables![a_fragment_without_its_first_is_dropped, errors_of_a_translated_flow_arrive, forged_errors_are_dropped];
