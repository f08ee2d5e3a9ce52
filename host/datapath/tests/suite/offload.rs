//! Checksums after translation, whoever computes them, and datagrams without one.

use std::net::{Ipv4Addr, UdpSocket};

use nix::sys::socket::{SockProtocol, SockType};

use crate::{
    outside,
    probe::{
        Attempt,
        Traffic::{BareUdp, Tcp, Udp},
        Way, open, way,
    },
    row::{Row, Step, passes, try_all},
    world::{World, eventually},
};

/// Every receiver looks at checksums: a virtual link would otherwise vouch for them.
fn check(world: &mut World, host_computes: bool, enis_compute: bool) {
    let setting = |computes: bool| if computes { "tx off rx off" } else { "tx on rx off" };
    world.offload(setting(host_computes), true);
    world.offload(setting(enis_compute), false);
}

fn ways() -> impl Iterator<Item = Step> {
    let out = |to, what| way("a", to, what).seen_as("198.18.0.16");
    let through = |to, what| way("p", to, what).seen_as("198.18.0.20").through("nat");
    let of = move |what| -> [Way; 9] {
        [
            out("host", what),
            out("beyond", what),
            out("c", what).at("198.18.0.17"),
            way("host", "a", what).at("198.18.0.16"),
            way("beyond", "a", what).at("198.18.0.16"),
            through("host", what),
            through("beyond", what),
            way("a", "p", what),
            way("p", "a", what),
        ]
    };
    [Tcp(80), Udp(53)].into_iter().flat_map(of).map(passes)
}

#[test]
fn checksums_are_right_whoever_computes_them() {
    let row = |name, set: fn(&mut World)| Row {
        name,
        plan: outside::plan(),
        steps: [Step::Do(set)].into_iter().chain(ways()).collect(),
    };
    try_all([
        row("nobody computes before the last", |world| check(world, false, false)),
        row("the host computes", |world| check(world, true, false)),
        row("the ENIs compute", |world| check(world, false, true)),
        row("everybody computes", |world| check(world, true, true)),
    ]);
}

/// The checksum of the datagram that a way's receiver gets.
fn received_checksum(world: &World, way: &Way) -> u16 {
    let tap: UdpSocket = open(world, way.to, SockType::Raw, Some(SockProtocol::Udp)).into();
    let attempt = Attempt::begin(world, way);
    let mut read = [0; 128];
    eventually("a datagram", || tap.recv(&mut read).ok().filter(|length| *length == 20 + 8 + 40));
    let seen_as = way.seen_as.unwrap_or_else(|| world.address(way.from));
    assert_eq!(Ipv4Addr::from([read[12], read[13], read[14], read[15]]), seen_as);
    attempt.complete(seen_as);
    u16::from_be_bytes([read[26], read[27]])
}

fn none_stays_none(world: &mut World) {
    check(world, true, true);
    for (from, to, at, seen_as) in
        [("a", "host", "198.18.0.1", "198.18.0.16"), ("host", "a", "198.18.0.16", "198.18.0.1")]
    {
        let with = |what| way(from, to, what).at(at).seen_as(seen_as);
        assert_eq!(received_checksum(world, &with(BareUdp(53))), 0);
        assert_ne!(received_checksum(world, &with(Udp(53))), 0);
    }
}

#[test]
fn a_datagram_without_a_checksum_stays_so() {
    try_all([Row { name: "no checksum", plan: outside::plan(), steps: vec![Step::Do(none_stays_none)] }]);
}
