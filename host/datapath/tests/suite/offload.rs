//! Checksums after translation, whoever computes them, and datagrams without one.

use std::net::{Ipv4Addr, UdpSocket};

use nix::sys::socket::{SockProtocol, SockType};

use crate::{
    cause::{Cause, igw, rule},
    explain::Explanation,
    outside::{self, as_client, as_nat, as_private, as_public},
    probe::{
        Attempt,
        Traffic::{self, BareUdp, Tcp, Udp},
        Way, open, way,
    },
    row::{Row, Step, passes_both, tables},
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
    let of = move |(what, place): (Traffic, usize)| -> [Step; 9] {
        let (to_p, to_nat) = (as_client("10.0.1.10"), as_nat("10.0.1.10"));
        [
            passes_both(out("host", what), as_public(), as_private()),
            passes_both(out("beyond", what), as_public(), as_private()),
            passes_both(out("c", what).at("198.18.0.17"), igw("vpc", "198.18.0.17", "10.0.0.12"), as_private()),
            passes_both(way("host", "a", what).at("198.18.0.16"), as_private(), as_public()),
            passes_both(way("beyond", "a", what).at("198.18.0.16"), as_private(), as_public()),
            passes_both(through("host", what), to_nat, to_p),
            passes_both(through("beyond", what), to_nat, to_p),
            passes_both(way("a", "p", what), rule("p", "web", place), Cause::Flow),
            passes_both(way("p", "a", what), rule("a", "web", place), Cause::Flow),
        ]
    };
    [(Tcp(80), 0), (Udp(53), 1)].into_iter().flat_map(of)
}

fn checksums_are_right_whoever_computes_them() -> Vec<Row> {
    let row = |name, set: fn(&mut World)| Row {
        name,
        plan: outside::plan(),
        steps: [Step::Do(set)].into_iter().chain(ways()).collect(),
    };
    vec![
        row("nobody computes before the last", |world| check(world, false, false)),
        row("the host computes", |world| check(world, true, false)),
        row("the ENIs compute", |world| check(world, false, true)),
        row("everybody computes", |world| check(world, true, true)),
    ]
}

/// The checksum of the datagram that a way's receiver gets.
fn received_checksum(world: &World, way: &Way) -> u16 {
    let tap: UdpSocket = open(world, way.to, SockType::Raw, Some(SockProtocol::Udp)).into();
    let attempt = Attempt::begin(world, way);
    let mut read = [0; 128];
    eventually("a datagram", || tap.recv(&mut read).ok().filter(|length| *length == 20 + 8 + 40));
    let seen_as = way.seen_in(&world.plan);
    assert_eq!(Ipv4Addr::from([read[12], read[13], read[14], read[15]]), seen_as);
    attempt.complete(seen_as);
    u16::from_be_bytes([read[26], read[27]])
}

fn none_stays_none(world: &mut World, way: &Way) {
    check(world, true, true);
    assert_eq!(received_checksum(world, way), 0);
    assert_ne!(received_checksum(world, &Way { traffic: Udp(53), ..*way }), 0);
}

fn a_datagram_without_a_checksum_stays_so() -> Vec<Row> {
    let out = way("a", "host", BareUdp(53)).seen_as("198.18.0.16");
    let back = way("host", "a", BareUdp(53)).at("198.18.0.16");
    let steps = vec![
        Step::See(out, Explanation::Passes(as_public(), as_private()), none_stays_none),
        Step::See(back, Explanation::Passes(as_private(), as_public()), none_stays_none),
    ];
    vec![Row { name: "no checksum", plan: outside::plan(), steps }]
}

tables![checksums_are_right_whoever_computes_them, a_datagram_without_a_checksum_stays_so];
