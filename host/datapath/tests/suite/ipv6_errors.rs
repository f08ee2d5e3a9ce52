//! What comes back of a flow of IPv6: ICMPv6 errors that quote it, without a rule, and none that do not.

use std::net::{Ipv6Addr, SocketAddrV6, UdpSocket};

use minato_lab::packet::{Extension, Ipv6, PROTOCOL_UDP, icmpv6};
use nix::{
    libc,
    sys::socket::{SockProtocol, SockType},
};

use crate::{
    cause::Cause::{Flow as Known, Route},
    errors::{
        LONG, PORT, is_not_believed, is_unreachable, listen_beyond, path_mtu, path_mtu_is_told, sender,
        tcp_learns_the_path_mtu, too_far_is_told,
    },
    explain::Explanation,
    ipv6_internet::plan,
    plan::{BEYOND, HOST_IPV6},
    probe::{
        Traffic::{LongUdp, Tcp, Udp},
        Way, open_by, set, way, would_block,
    },
    row::{Row, Step, tables},
    version::{Version, six},
    world::{World, eventually},
};

const BEYOND_IPV6: Ipv6Addr = six(BEYOND);

/// A sender who lets its system cut what is too long for a link hears of it as others do.
fn who_cuts_learns_the_path_mtu(world: &mut World, way: &Way) {
    let server = listen_beyond(world);
    let socket = sender(world, way.from, BEYOND_IPV6.into());
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
    too_big_behind(vec![], from, to)
}

/// The same about what is behind extension headers.
fn too_big_behind(extensions: Vec<Extension>, from: SocketAddrV6, to: SocketAddrV6) -> Vec<u8> {
    let ip = Ipv6 { extensions, ..Ipv6::new(*from.ip(), *to.ip(), PROTOCOL_UDP) };
    let datagram = [&from.port().to_be_bytes()[..], &to.port().to_be_bytes(), &[0x0b, 0xb8, 0, 0], &[0; 8]].concat();
    icmpv6(&ip, 2, 0, FORGED_MTU.into(), &ip.packet(&datagram))
}

fn forged_ones_are_dropped(world: &mut World, way: &Way) {
    let (own, other) = (world.ipv6(way.from), world.ipv6("a"));
    let server = listen_beyond(world);
    let socket = sender(world, way.from, BEYOND_IPV6.into());
    socket.send(b"x").expect("it is sent");
    eventually("it arrives", || server.recv_from(&mut [0; 8]).ok());
    let forger: UdpSocket = open_by(Version::Six, world, "beyond", SockType::Raw, Some(SockProtocol::IcmpV6)).into();
    let at = |address: Ipv6Addr, port: u16| SocketAddrV6::new(address, port, 0, 0);
    let port = socket.local_addr().expect("it has one").port();
    for (from, to) in [
        // Of no flow, by either port or by the server.
        (at(own, port ^ 1), at(BEYOND_IPV6, PORT)),
        (at(own, port), at(BEYOND_IPV6, PORT + 1)),
        (at(own, port), at(HOST_IPV6, PORT)),
        // Not sent by whom the error is for.
        (at(other, port), at(BEYOND_IPV6, PORT)),
    ] {
        is_not_believed(world, &socket, || assert!(forger.send_to(&too_big(from, to), at(own, 0)).is_ok()));
    }
    // What looks like ports in a later fragment is data.
    let later = too_big_behind(vec![Extension::fragment(1, 3, false)], at(own, port), at(BEYOND_IPV6, PORT));
    is_not_believed(world, &socket, || assert!(forger.send_to(&later, at(own, 0)).is_ok()));
    // The forger's art is good enough: about the flow itself it is heard.
    forger.send_to(&too_big(at(own, port), at(BEYOND_IPV6, PORT)), at(own, 0)).expect("it is sent");
    eventually("it is believed", || (path_mtu(world, &socket) == i32::from(FORGED_MTU)).then_some(()));
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
