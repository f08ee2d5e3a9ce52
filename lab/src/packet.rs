//! Packets as plain bytes: right ones, and wrong ones on purpose.
//!
//! Each layer is a value with the fields that tests set, and defaults for the others. Checksums are right unless
//! [`Checksum`] says otherwise.

use std::net::Ipv4Addr;

mod ipv6;

pub use ipv6::{Extension, Ipv6, extension, icmpv6};

/// `EtherType` of IPv4.
pub const ETHERTYPE_IPV4: u16 = 0x0800;
/// `EtherType` of ARP.
pub const ETHERTYPE_ARP: u16 = 0x0806;
/// `EtherType` of IPv6.
pub const ETHERTYPE_IPV6: u16 = 0x86dd;
/// Protocol number of ICMP.
pub const PROTOCOL_ICMP: u8 = 1;
/// Protocol number of ICMPv6.
pub const PROTOCOL_ICMPV6: u8 = 58;
/// Protocol number of TCP.
pub const PROTOCOL_TCP: u8 = 6;
/// Protocol number of UDP.
pub const PROTOCOL_UDP: u8 = 17;
/// ICMP type of an echo reply.
pub const ECHO_REPLY: u8 = 0;
/// ICMP type of "destination unreachable".
pub const UNREACHABLE: u8 = 3;
/// ICMPv6 type of an echo request.
pub const ECHO_REQUEST_IPV6: u8 = 128;
/// ICMPv6 type of an echo reply.
pub const ECHO_REPLY_IPV6: u8 = 129;
/// ICMP type of an echo request.
pub const ECHO_REQUEST: u8 = 8;
/// ICMP type of "time exceeded".
pub const TIME_EXCEEDED: u8 = 11;

/// How a checksum is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Checksum {
    /// As it should be.
    #[default]
    Right,
    /// Another than it should be.
    Wrong,
    /// Zero: none, in UDP.
    Zero,
}

impl Checksum {
    fn of(self, bytes: &[&[u8]]) -> [u8; 2] {
        let right = internet_checksum(bytes);
        match self {
            Self::Right => right.to_be_bytes(),
            Self::Wrong => (right ^ 0x5555).to_be_bytes(),
            Self::Zero => [0, 0],
        }
    }
}

/// The one's complement sum of RFC 1071 over all parts, each of even length but the last.
pub fn internet_checksum(parts: &[&[u8]]) -> u16 {
    let mut sum = 0u32;
    for part in parts {
        for pair in part.chunks(2) {
            sum += u32::from(u16::from_be_bytes([pair[0], pair.get(1).copied().unwrap_or(0)]));
            sum = (sum & 0xffff) + (sum >> 16);
        }
    }
    !u16::try_from(sum).unwrap_or(u16::MAX)
}

/// A frame.
pub fn ethernet(destination: [u8; 6], source: [u8; 6], ethertype: u16, payload: &[u8]) -> Vec<u8> {
    [&destination, &source, ethertype.to_be_bytes().as_slice(), payload].concat()
}

/// An ARP packet for IPv4 on Ethernet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arp {
    /// 1 a request, 2 a reply.
    pub operation: u16,
    /// Who sends it.
    pub sender: ([u8; 6], Ipv4Addr),
    /// Whom it is about or for.
    pub target: ([u8; 6], Ipv4Addr),
}

impl Arp {
    /// Its bytes.
    pub fn packet(&self) -> Vec<u8> {
        let mut bytes = vec![0, 1, 8, 0, 6, 4];
        bytes.extend_from_slice(&self.operation.to_be_bytes());
        for (mac, address) in [self.sender, self.target] {
            bytes.extend_from_slice(&mac);
            bytes.extend_from_slice(&address.octets());
        }
        bytes
    }
}

/// What carries TCP, UDP or ICMPv6, as far as their checksums cover it.
pub trait Carrier {
    /// The pseudo-header before a payload of `length` bytes.
    fn pseudo_header(&self, length: usize) -> Vec<u8>;
}

/// An IPv4 header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ipv4 {
    /// From whom.
    pub source: Ipv4Addr,
    /// To whom.
    pub destination: Ipv4Addr,
    /// What the payload is.
    pub protocol: u8,
    /// Hops that are left.
    pub ttl: u8,
    /// The same in all fragments of a packet.
    pub identification: u16,
    /// Whether it must not be cut.
    pub dont_fragment: bool,
    /// Whether more fragments follow.
    pub more_fragments: bool,
    /// Where the payload begins in the whole, in units of 8 bytes.
    pub fragment_offset: u16,
    /// Options; filled with zeros to a multiple of four.
    pub options: Vec<u8>,
    /// How the header's checksum is written.
    pub checksum: Checksum,
}

impl Ipv4 {
    /// A header without anything special.
    pub fn new(source: Ipv4Addr, destination: Ipv4Addr, protocol: u8) -> Self {
        Self {
            source,
            destination,
            protocol,
            ttl: 64,
            identification: 0x1234,
            dont_fragment: false,
            more_fragments: false,
            fragment_offset: 0,
            options: Vec::new(),
            checksum: Checksum::Right,
        }
    }

    /// The header with its payload. A payload that is too long for the length field gets a wrong one.
    pub fn packet(&self, payload: &[u8]) -> Vec<u8> {
        let mut options = self.options.clone();
        options.resize(options.len().next_multiple_of(4), 0);
        let header_length = 20 + options.len();
        let words = u8::try_from(header_length / 4).unwrap_or(0xf) & 0xf;
        let length = u16::try_from(header_length + payload.len()).unwrap_or(u16::MAX);
        let flags = u16::from(self.dont_fragment) << 14 | u16::from(self.more_fragments) << 13;
        let mut header = vec![0x40 | words, 0];
        header.extend_from_slice(&length.to_be_bytes());
        header.extend_from_slice(&self.identification.to_be_bytes());
        header.extend_from_slice(&(flags | self.fragment_offset & 0x1fff).to_be_bytes());
        header.extend_from_slice(&[self.ttl, self.protocol, 0, 0]);
        header.extend_from_slice(&self.source.octets());
        header.extend_from_slice(&self.destination.octets());
        header.extend_from_slice(&options);
        let checksum = self.checksum.of(&[&header]);
        header[10..12].copy_from_slice(&checksum);
        [header.as_slice(), payload].concat()
    }

    /// The packet in fragments of at most `size` bytes of payload, a multiple of 8.
    pub fn fragments(&self, payload: &[u8], size: usize) -> Vec<Vec<u8>> {
        let size = (size / 8).max(1) * 8;
        let count = payload.len().div_ceil(size);
        let cut = |(index, part): (usize, &[u8])| {
            let fragment_offset = u16::try_from(index * size / 8).unwrap_or(0x1fff);
            Self { fragment_offset, more_fragments: index + 1 < count, ..self.clone() }.packet(part)
        };
        payload.chunks(size).enumerate().map(cut).collect()
    }
}

impl Carrier for Ipv4 {
    fn pseudo_header(&self, length: usize) -> Vec<u8> {
        let length = u16::try_from(length).unwrap_or(u16::MAX);
        let tail = [&[0, self.protocol], length.to_be_bytes().as_slice()].concat();
        [self.source.octets().as_slice(), &self.destination.octets(), &tail].concat()
    }
}

/// TCP flags.
pub mod flag {
    /// No more data from the sender.
    pub const FIN: u8 = 0x01;
    /// Synchronise sequence numbers.
    pub const SYN: u8 = 0x02;
    /// Reset.
    pub const RST: u8 = 0x04;
    /// Push.
    pub const PSH: u8 = 0x08;
    /// The acknowledgement number is valid.
    pub const ACK: u8 = 0x10;
}

/// A TCP header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tcp {
    /// The sender's port.
    pub source: u16,
    /// The receiver's port.
    pub destination: u16,
    /// The number of the first byte.
    pub sequence: u32,
    /// The number of the byte that is expected next.
    pub acknowledgement: u32,
    /// As in [`flag`].
    pub flags: u8,
    /// How much the sender would take.
    pub window: u16,
    /// Options; filled with zeros to a multiple of four.
    pub options: Vec<u8>,
    /// How the checksum is written.
    pub checksum: Checksum,
}

impl Tcp {
    /// The segment with its payload, to be carried by `ip`.
    pub fn segment(&self, ip: &impl Carrier, payload: &[u8]) -> Vec<u8> {
        let mut options = self.options.clone();
        options.resize(options.len().next_multiple_of(4), 0);
        let words = u8::try_from(5 + options.len() / 4).unwrap_or(0xf);
        let mut bytes = Vec::new();
        bytes.extend_from_slice(&self.source.to_be_bytes());
        bytes.extend_from_slice(&self.destination.to_be_bytes());
        bytes.extend_from_slice(&self.sequence.to_be_bytes());
        bytes.extend_from_slice(&self.acknowledgement.to_be_bytes());
        bytes.extend_from_slice(&[words << 4, self.flags]);
        bytes.extend_from_slice(&self.window.to_be_bytes());
        bytes.extend_from_slice(&[0; 4]);
        bytes.extend_from_slice(&options);
        bytes.extend_from_slice(payload);
        let checksum = self.checksum.of(&[&ip.pseudo_header(bytes.len()), &bytes]);
        bytes[16..18].copy_from_slice(&checksum);
        bytes
    }
}

/// A UDP header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Udp {
    /// The sender's port.
    pub source: u16,
    /// The receiver's port.
    pub destination: u16,
    /// How the checksum is written.
    pub checksum: Checksum,
}

impl Udp {
    /// The datagram with its payload, to be carried by `ip`.
    pub fn datagram(&self, ip: &impl Carrier, payload: &[u8]) -> Vec<u8> {
        let length = u16::try_from(8 + payload.len()).unwrap_or(u16::MAX);
        let ports = [self.source.to_be_bytes(), self.destination.to_be_bytes(), length.to_be_bytes(), [0, 0]].concat();
        let mut bytes = [ports.as_slice(), payload].concat();
        let mut checksum = self.checksum.of(&[&ip.pseudo_header(bytes.len()), &bytes]);
        if checksum == [0, 0] && self.checksum == Checksum::Right {
            checksum = [0xff, 0xff];
        }
        bytes[6..8].copy_from_slice(&checksum);
        bytes
    }
}

/// An ICMP echo message: [`ECHO_REQUEST`] or [`ECHO_REPLY`].
pub fn icmp_echo(kind: u8, identifier: u16, sequence: u16, payload: &[u8]) -> Vec<u8> {
    let rest = [identifier.to_be_bytes(), sequence.to_be_bytes()].concat();
    icmp(kind, 0, [rest[0], rest[1], rest[2], rest[3]], payload)
}

/// An ICMP error about `original`, of which it carries the header and 8 bytes more. `rest` is the second word: the next
/// hop's MTU in its lower half for "fragmentation needed", else zero.
pub fn icmp_error(kind: u8, code: u8, rest: u32, original: &[u8]) -> Vec<u8> {
    let header = usize::from(original.first().map_or(5, |byte| byte & 0xf)) * 4;
    let quoted = &original[..original.len().min(header + 8)];
    icmp(kind, code, rest.to_be_bytes(), quoted)
}

fn icmp(kind: u8, code: u8, rest: [u8; 4], payload: &[u8]) -> Vec<u8> {
    let mut bytes = [&[kind, code, 0, 0], rest.as_slice(), payload].concat();
    let checksum = internet_checksum(&[&bytes]).to_be_bytes();
    bytes[2..4].copy_from_slice(&checksum);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 4);
    const B: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 5);

    /// Whether a receiver would accept the checksums of a packet.
    fn is_right(packet: &[u8]) -> (bool, bool) {
        let (header, payload) = packet.split_at(usize::from(packet[0] & 0xf) * 4);
        let ip = Ipv4::new(A, B, packet[9]);
        let pseudo = if packet[9] == PROTOCOL_ICMP { Vec::new() } else { ip.pseudo_header(payload.len()) };
        (internet_checksum(&[header]) == 0, internet_checksum(&[&pseudo, payload]) == 0)
    }

    #[test]
    fn checksums_are_right_unless_wrong_ones_are_wanted() {
        let tcp = Tcp { source: 1, destination: 80, flags: flag::SYN, options: vec![2, 4, 5, 180], ..Tcp::default() };
        let mut ip = Ipv4::new(A, B, PROTOCOL_TCP);
        assert_eq!(is_right(&ip.packet(&tcp.segment(&ip, b"odd"))), (true, true));
        let wrong = Tcp { checksum: Checksum::Wrong, ..tcp.clone() };
        assert_eq!(is_right(&ip.packet(&wrong.segment(&ip, b"odd"))), (true, false));
        ip.options = vec![0x94, 4, 0, 0, 1];
        assert_eq!(is_right(&ip.packet(&tcp.segment(&ip, b""))), (true, true));
        ip.checksum = Checksum::Wrong;
        assert_eq!(is_right(&ip.packet(&tcp.segment(&ip, b""))), (false, true));

        let ip = Ipv4::new(A, B, PROTOCOL_UDP);
        let udp = Udp { source: 53, destination: 53, ..Udp::default() };
        assert_eq!(is_right(&ip.packet(&udp.datagram(&ip, b"hello"))), (true, true));
        let ip = Ipv4::new(A, B, PROTOCOL_ICMP);
        assert_eq!(is_right(&ip.packet(&icmp_echo(ECHO_REQUEST, 7, 1, b"x"))), (true, true));
        let original = ip.packet(&icmp_echo(ECHO_REQUEST, 7, 1, &[0; 100]));
        let error = icmp_error(UNREACHABLE, 4, 1_400, &original);
        assert_eq!(error.len(), 8 + 28);
        assert_eq!(is_right(&ip.packet(&error)), (true, true));
    }

    #[test]
    fn fragments_carry_the_whole() {
        let payload: Vec<u8> = (0..100).collect();
        let fragments = Ipv4::new(A, B, PROTOCOL_UDP).fragments(&payload, 33);
        let parts: Vec<_> = fragments.iter().map(|f| (f[6] & 0x20 != 0, f[7], f.len() - 20)).collect();
        assert_eq!(parts, [(true, 0, 32), (true, 4, 32), (true, 8, 32), (false, 12, 4)]);
        assert_eq!(fragments.iter().flat_map(|f| f[20..].to_vec()).collect::<Vec<u8>>(), payload);
    }
}
