//! The packets that are sent to see how far they come.

use std::net::{IpAddr, Ipv4Addr};

use crate::{
    packet::{ETHERTYPE_IPV4, ETHERTYPE_IPV6, Headers, Transport, icmp, icmpv6, protocol, tcp},
    resources::{MacAddress, PacketHeader},
};

/// The port that requests are sent from: one of those that every common system takes for connections that it opens.
pub const EPHEMERAL_PORT: u16 = 49152;

const IDENTIFIER: u16 = 1;
const TTL: u8 = 64;

/// What is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Probe {
    /// What opens a TCP connection to a port.
    Tcp(u16),
    /// A UDP datagram to a port.
    Udp(u16),
    /// An echo request, of ICMP or ICMPv6.
    Echo,
}

impl Probe {
    /// The request, between two addresses.
    pub(super) fn request(self, source: IpAddr, destination: IpAddr, source_port: u16) -> Packet {
        let transport = match self {
            Probe::Tcp(port) => Transport::Tcp { source: source_port, destination: port, flags: tcp::SYN },
            Probe::Udp(port) => Transport::Udp { source: source_port, destination: port },
            Probe::Echo => Transport::Icmp { icmp_type: echo_types(source).0, code: 0, identifier: IDENTIFIER },
        };
        Packet { source, destination, transport }
    }
}

/// The types of an echo request and of its reply, in the version of IP of an address.
fn echo_types(address: IpAddr) -> (u8, u8) {
    if address.is_ipv6() { (icmpv6::ECHO, icmpv6::ECHO_REPLY) } else { (icmp::ECHO, icmp::ECHO_REPLY) }
}

/// A packet without its payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Packet {
    pub(super) source: IpAddr,
    pub(super) destination: IpAddr,
    pub(super) transport: Transport,
}

impl Packet {
    pub(super) fn of(headers: &Headers) -> Self {
        Self { source: headers.source, destination: headers.destination, transport: headers.transport }
    }

    pub(super) fn header(&self) -> PacketHeader {
        let (protocol, ports) = match self.transport {
            Transport::Tcp { source, destination, .. } => (protocol::TCP, Some((source, destination))),
            Transport::Udp { source, destination } => (protocol::UDP, Some((source, destination))),
            _ if self.source.is_ipv6() => (protocol::ICMPV6, None),
            _ => (protocol::ICMP, None),
        };
        let (source_port, destination_port) = ports.unzip();
        PacketHeader { protocol, source: self.source, destination: self.destination, source_port, destination_port }
    }

    /// The `EtherType` of its version of IP.
    pub(super) fn ethertype(&self) -> u16 {
        if self.source.is_ipv6() { ETHERTYPE_IPV6 } else { ETHERTYPE_IPV4 }
    }

    /// What its receiver answers; `None` to what is no request.
    pub(super) fn reply(&self) -> Option<Self> {
        let (request, reply) = echo_types(self.source);
        let transport = match self.transport {
            Transport::Tcp { source, destination, flags: tcp::SYN } => {
                Transport::Tcp { source: destination, destination: source, flags: tcp::SYN | tcp::ACK }
            }
            Transport::Udp { source, destination } => Transport::Udp { source: destination, destination: source },
            Transport::Icmp { icmp_type, code, identifier } if icmp_type == request => {
                Transport::Icmp { icmp_type: reply, code, identifier }
            }
            _ => return None,
        };
        Some(Self { source: self.destination, destination: self.source, transport })
    }

    /// The frame that a sender with this MAC address sends: to the router, unless the destination is no one host's. Its
    /// checksums are zero: who evaluates it looks at none.
    pub(super) fn frame(&self, sender: MacAddress) -> Vec<u8> {
        let (number, transport) = self.transport();
        let length = u16::try_from(transport.len()).unwrap_or_default();
        let mut frame = [receiver(self.destination).0, sender.0].concat();
        frame.extend_from_slice(&self.ethertype().to_be_bytes());
        match (self.source, self.destination) {
            (IpAddr::V6(source), IpAddr::V6(destination)) => {
                let [high, low] = length.to_be_bytes();
                frame.extend_from_slice(&[0x60, 0, 0, 0, high, low, number, TTL]);
                frame.extend_from_slice(&source.octets());
                frame.extend_from_slice(&destination.octets());
            }
            (IpAddr::V4(source), IpAddr::V4(destination)) => {
                let [high, low] = (20 + length).to_be_bytes();
                frame.extend_from_slice(&[0x45, 0, high, low, 0, 0, 0x40, 0, TTL, number, 0, 0]);
                frame.extend_from_slice(&source.octets());
                frame.extend_from_slice(&destination.octets());
            }
            _ => unreachable!("both ends of a probe are of one version of IP"),
        }
        frame.extend_from_slice(&transport);
        frame
    }

    fn transport(&self) -> (u8, Vec<u8>) {
        let ports = |source: u16, destination: u16| [source.to_be_bytes(), destination.to_be_bytes()].concat();
        match self.transport {
            Transport::Tcp { source, destination, flags } => {
                let rest = [0, 0, 0, 1, 0, 0, 0, 1, 0x50, flags, 0xff, 0xff, 0, 0, 0, 0];
                (protocol::TCP, [&ports(source, destination)[..], &rest].concat())
            }
            Transport::Udp { source, destination } => {
                (protocol::UDP, [&ports(source, destination)[..], &[0, 8, 0, 0]].concat())
            }
            Transport::Icmp { icmp_type, code, identifier } => {
                let [high, low] = identifier.to_be_bytes();
                (
                    if self.source.is_ipv6() { protocol::ICMPV6 } else { protocol::ICMP },
                    vec![icmp_type, code, 0, 0, high, low, 0, 1],
                )
            }
            // No probe is of such a kind.
            Transport::Other | Transport::LaterFragment => (u8::MAX, Vec::new()),
        }
    }
}

/// Whom a system's frame to an address is for: multicast and broadcast are for everybody on the link (RFC 1112, 6.4;
/// RFC 2464, 7).
fn receiver(destination: IpAddr) -> MacAddress {
    match destination {
        IpAddr::V4(Ipv4Addr::BROADCAST) => MacAddress([0xff; 6]),
        IpAddr::V4(address) if address.is_multicast() => {
            let [_, high, middle, low] = address.octets();
            MacAddress([0x01, 0x00, 0x5e, high & 0x7f, middle, low])
        }
        IpAddr::V6(address) if address.is_multicast() => {
            let [.., a, b, c, d] = address.octets();
            MacAddress([0x33, 0x33, a, b, c, d])
        }
        _ => MacAddress::ROUTER,
    }
}
