//! Headers of random packets.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use minato_vpc::resources::MacAddress;
use rand::{Rng, rngs::StdRng};

use crate::packets::Talk;

/// What an IP header says besides addresses and protocol.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ip {
    pub(crate) id: u16,
    /// As IPv4 writes it: flags, and the offset in units of eight bytes.
    pub(crate) fragment: u16,
    /// IPv4: how many words of options. IPv6: which of several sets of extension headers. 0: none.
    pub(crate) options: usize,
    pub(crate) hops: u8,
}

impl Ip {
    pub(crate) fn plain(rng: &mut StdRng) -> Self {
        Self {
            id: rng.random(),
            fragment: 0x4000,
            options: if rng.random_bool(0.05) { rng.random_range(1..=10) } else { 0 },
            hops: 64,
        }
    }
}

/// A packet of the version of IP that its ends are of.
pub(crate) fn ip_packet(talk: Talk, ip: Ip, payload: &[u8]) -> Vec<u8> {
    match (talk.source, talk.destination) {
        (IpAddr::V4(source), IpAddr::V4(destination)) => ipv4(talk.protocol, [source, destination], ip, payload),
        (IpAddr::V6(source), IpAddr::V6(destination)) => ipv6(talk.protocol, [source, destination], ip, payload),
        _ => panic!("{talk:?} is of two versions of IP"),
    }
}

/// Sets of extension headers, by their numbers; the last ones are refused.
const EXTENSIONS: [&[u8]; 10] = [
    &[0],
    &[60],
    &[0, 60],
    &[60, 60],
    &[0, 60, 60, 60, 60, 60],
    &[44],
    &[43],
    &[60, 0],
    &[60, 60, 60, 60, 60, 60, 60],
    &[44, 44],
];

fn ipv6(protocol: u8, [source, destination]: [Ipv6Addr; 2], ip: Ip, payload: &[u8]) -> Vec<u8> {
    let mut kinds: Vec<u8> = ip.options.checked_sub(1).map(|set| EXTENSIONS[set].to_vec()).unwrap_or_default();
    if ip.fragment & 0x3fff != 0 {
        kinds.push(44);
    }
    let mut extensions = Vec::new();
    for (place, kind) in kinds.iter().enumerate() {
        let next = kinds.get(place + 1).copied().unwrap_or(protocol);
        // Those of every third place are longer than they must be.
        let words = u8::from(*kind != 44 && place % 3 == 2);
        extensions.extend_from_slice(&[next, words]);
        let offset = if *kind == 44 { ip.fragment << 3 | ip.fragment >> 13 & 1 } else { 0x0104 };
        extensions.extend_from_slice(&offset.to_be_bytes());
        extensions.extend_from_slice(&u32::from(ip.id).to_be_bytes());
        extensions.resize(extensions.len() + usize::from(words) * 8, 0);
    }
    let length = u16::try_from(extensions.len() + payload.len()).expect("packets are small");
    let mut packet = vec![0x60, 0, 0, 0];
    packet.extend_from_slice(&length.to_be_bytes());
    packet.extend_from_slice(&[kinds.first().copied().unwrap_or(protocol), ip.hops]);
    packet.extend_from_slice(&source.octets());
    packet.extend_from_slice(&destination.octets());
    packet.extend_from_slice(&extensions);
    packet.extend_from_slice(payload);
    packet
}

fn ipv4(protocol: u8, [source, destination]: [Ipv4Addr; 2], ip: Ip, payload: &[u8]) -> Vec<u8> {
    let header = 20 + ip.options * 4;
    let total = u16::try_from(header + payload.len()).expect("packets are small");
    let mut packet = vec![0; header];
    packet[0] = 0x40 | u8::try_from(header / 4).expect("at most 60 bytes");
    packet[2..4].copy_from_slice(&total.to_be_bytes());
    packet[4..6].copy_from_slice(&ip.id.to_be_bytes());
    packet[6..8].copy_from_slice(&ip.fragment.to_be_bytes());
    packet[8] = ip.hops;
    packet[9] = protocol;
    packet[12..16].copy_from_slice(&source.octets());
    packet[16..20].copy_from_slice(&destination.octets());
    packet[20..].fill(1);
    packet.extend_from_slice(payload);
    packet
}

pub(crate) fn tcp_segment(talk: Talk, flags: u8, length: usize) -> Vec<u8> {
    let mut segment = vec![0; 20];
    segment[..2].copy_from_slice(&talk.source_port.to_be_bytes());
    segment[2..4].copy_from_slice(&talk.destination_port.to_be_bytes());
    segment[12] = 0x50;
    segment[13] = flags;
    segment[16..18].copy_from_slice(&(talk.source_port ^ 0x5a5a).to_be_bytes());
    segment.resize(20 + length, 0xaa);
    segment
}

pub(crate) fn udp_datagram(talk: Talk, length: usize) -> Vec<u8> {
    let mut datagram = vec![0; 8];
    datagram[..2].copy_from_slice(&talk.source_port.to_be_bytes());
    datagram[2..4].copy_from_slice(&talk.destination_port.to_be_bytes());
    datagram[4..6].copy_from_slice(&u16::try_from(8 + length).expect("small").to_be_bytes());
    // Some have no checksum.
    datagram[6..8].copy_from_slice(&(talk.destination_port & 0xfff0).to_be_bytes());
    datagram.resize(8 + length, 0xbb);
    datagram
}

pub(crate) fn icmp_message(icmp_type: u8, code: u8, rest: [u8; 4], body: &[u8]) -> Vec<u8> {
    let mut message = vec![icmp_type, code, 0x12, 0x34];
    message.extend_from_slice(&rest);
    message.extend_from_slice(body);
    message
}

pub(crate) fn ethernet(destination: MacAddress, source: MacAddress, ethertype: u16, payload: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(14 + payload.len());
    frame.extend_from_slice(&destination.0);
    frame.extend_from_slice(&source.0);
    frame.extend_from_slice(&ethertype.to_be_bytes());
    frame.extend_from_slice(payload);
    frame
}
