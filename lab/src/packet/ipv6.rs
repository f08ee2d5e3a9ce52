//! IPv6, its extension headers (RFC 8200) and ICMPv6 (RFC 4443).

use std::net::Ipv6Addr;

use super::{Carrier, PROTOCOL_ICMPV6, internet_checksum};

/// The numbers of extension headers.
pub mod extension {
    /// Options for every hop; only the first may be one.
    pub const HOP_BY_HOP: u8 = 0;
    /// A way to take.
    pub const ROUTING: u8 = 43;
    /// A fragment.
    pub const FRAGMENT: u8 = 44;
    /// Options for the receiver.
    pub const DESTINATION: u8 = 60;
}

/// An extension header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// Its number, as in [`extension`].
    pub kind: u8,
    /// What follows its first byte, which names the next header: with that, a multiple of 8 bytes.
    pub content: Vec<u8>,
}

impl Extension {
    /// 8 bytes that say nothing: for options, padding; for a routing header, no way that is left to take.
    pub fn empty(kind: u8) -> Self {
        Self { kind, content: vec![0, 1, 4, 0, 0, 0, 0] }
    }

    /// A fragment that begins at `offset`, in units of 8 bytes.
    pub fn fragment(identification: u32, offset: u16, more: bool) -> Self {
        let place = (offset << 3 | u16::from(more)).to_be_bytes();
        Self { kind: extension::FRAGMENT, content: [&[0], &place[..], &identification.to_be_bytes()].concat() }
    }
}

/// An IPv6 header with its extension headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ipv6 {
    /// From whom.
    pub source: Ipv6Addr,
    /// To whom.
    pub destination: Ipv6Addr,
    /// What the payload is.
    pub protocol: u8,
    /// Hops that are left.
    pub hop_limit: u8,
    /// The extension headers, in order.
    pub extensions: Vec<Extension>,
}

impl Ipv6 {
    /// A header without anything special.
    pub fn new(source: Ipv6Addr, destination: Ipv6Addr, protocol: u8) -> Self {
        Self { source, destination, protocol, hop_limit: 64, extensions: Vec::new() }
    }

    /// The headers with the payload. A payload that is too long for the length field gets a wrong one.
    pub fn packet(&self, payload: &[u8]) -> Vec<u8> {
        let mut body = Vec::new();
        let next = |place: usize| self.extensions.get(place).map_or(self.protocol, |extension| extension.kind);
        for (place, extension) in self.extensions.iter().enumerate() {
            body.push(next(place + 1));
            body.extend_from_slice(&extension.content);
        }
        body.extend_from_slice(payload);
        let [high, low] = u16::try_from(body.len()).unwrap_or(u16::MAX).to_be_bytes();
        let mut packet = vec![0x60, 0, 0, 0, high, low, next(0), self.hop_limit];
        packet.extend_from_slice(&self.source.octets());
        packet.extend_from_slice(&self.destination.octets());
        packet.extend_from_slice(&body);
        packet
    }
}

impl Carrier for Ipv6 {
    fn pseudo_header(&self, length: usize) -> Vec<u8> {
        let length = u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
        [&self.source.octets()[..], &self.destination.octets(), &length, &[0, 0, 0, self.protocol]].concat()
    }
}

/// An ICMPv6 message between two addresses. `rest` is its second word: identifier and sequence number, the next hop's MTU,
/// or zero.
pub fn icmpv6(ip: &Ipv6, kind: u8, code: u8, rest: u32, payload: &[u8]) -> Vec<u8> {
    let mut bytes = [&[kind, code, 0, 0], &rest.to_be_bytes()[..], payload].concat();
    let ip = Ipv6 { protocol: PROTOCOL_ICMPV6, ..ip.clone() };
    let checksum = internet_checksum(&[&ip.pseudo_header(bytes.len()), &bytes]);
    bytes[2..4].copy_from_slice(&checksum.to_be_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packet::{PROTOCOL_UDP, Udp};

    const A: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 4);
    const B: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 5);

    #[test]
    fn headers_follow_each_other_and_checksums_are_right() {
        let mut ip = Ipv6::new(A, B, PROTOCOL_UDP);
        ip.extensions = vec![Extension::empty(extension::HOP_BY_HOP), Extension::fragment(7, 3, true)];
        let datagram = Udp { source: 53, destination: 53, ..Udp::default() }.datagram(&ip, b"hello");
        let packet = ip.packet(&datagram);
        assert_eq!(
            (packet[6], &packet[40..44], &packet[48..56]),
            (0, &[44, 0, 1, 4][..], &[17, 0, 0, 25, 0, 0, 0, 7][..])
        );
        assert_eq!(usize::from(u16::from_be_bytes([packet[4], packet[5]])), packet.len() - 40);
        assert_eq!(internet_checksum(&[&ip.pseudo_header(datagram.len()), &datagram]), 0);
        let message = icmpv6(&Ipv6::new(A, B, 0), 128, 0, 0x0007_0001, b"odd");
        assert_eq!(internet_checksum(&[&Ipv6::new(A, B, 58).pseudo_header(message.len()), &message]), 0);
    }
}
