//! The packets that are sent to see how far they come.

use std::net::Ipv4Addr;

use crate::{
    packet::{Headers, Transport, icmp, protocol, tcp},
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
    /// An ICMP echo request.
    Echo,
}

impl Probe {
    /// The request, between two addresses.
    pub(super) fn request(self, source: Ipv4Addr, destination: Ipv4Addr, source_port: u16) -> Packet {
        let transport = match self {
            Probe::Tcp(port) => Transport::Tcp { source: source_port, destination: port, flags: tcp::SYN },
            Probe::Udp(port) => Transport::Udp { source: source_port, destination: port },
            Probe::Echo => Transport::Icmp { icmp_type: icmp::ECHO, code: 0, identifier: IDENTIFIER },
        };
        Packet { source, destination, transport }
    }
}

/// A packet without its payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Packet {
    pub(super) source: Ipv4Addr,
    pub(super) destination: Ipv4Addr,
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
            _ => (protocol::ICMP, None),
        };
        let (source_port, destination_port) = ports.unzip();
        PacketHeader { protocol, source: self.source, destination: self.destination, source_port, destination_port }
    }

    /// What its receiver answers; `None` to what is no request.
    pub(super) fn reply(&self) -> Option<Self> {
        let transport = match self.transport {
            Transport::Tcp { source, destination, flags: tcp::SYN } => {
                Transport::Tcp { source: destination, destination: source, flags: tcp::SYN | tcp::ACK }
            }
            Transport::Udp { source, destination } => Transport::Udp { source: destination, destination: source },
            Transport::Icmp { icmp_type: icmp::ECHO, code, identifier } => {
                Transport::Icmp { icmp_type: icmp::ECHO_REPLY, code, identifier }
            }
            _ => return None,
        };
        Some(Self { source: self.destination, destination: self.source, transport })
    }

    /// The frame that a sender with this MAC address sends: to the router, unless the destination is no one host's. Its
    /// checksums are zero: who evaluates it looks at none.
    pub(super) fn frame(&self, sender: MacAddress) -> Vec<u8> {
        let (number, transport) = self.transport();
        let [high, low] = (20 + u16::try_from(transport.len()).unwrap_or_default()).to_be_bytes();
        let mut frame = [receiver(self.destination).0, sender.0].concat();
        frame.extend_from_slice(&[8, 0, 0x45, 0, high, low, 0, 0, 0x40, 0, TTL, number, 0, 0]);
        frame.extend_from_slice(&self.source.octets());
        frame.extend_from_slice(&self.destination.octets());
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
                (protocol::ICMP, vec![icmp_type, code, 0, 0, high, low, 0, 1])
            }
            // No probe is of such a kind.
            Transport::Other | Transport::LaterFragment => (u8::MAX, Vec::new()),
        }
    }
}

/// Whom a system's frame to an address is for: multicast and broadcast are for everybody on the link (RFC 1112, 6.4).
fn receiver(destination: Ipv4Addr) -> MacAddress {
    let [_, high, middle, low] = destination.octets();
    match destination {
        Ipv4Addr::BROADCAST => MacAddress([0xff; 6]),
        _ if destination.is_multicast() => MacAddress([0x01, 0x00, 0x5e, high & 0x7f, middle, low]),
        _ => MacAddress::ROUTER,
    }
}
