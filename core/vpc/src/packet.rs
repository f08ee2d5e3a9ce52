//! Packets as bytes: what their headers say.

use std::net::Ipv4Addr;

use crate::{drop_reason::DropReason, resources::MacAddress};

/// The length of an Ethernet header.
pub const ETHERNET_LENGTH: usize = 14;

/// IP protocol numbers.
pub mod protocol {
    /// ICMP.
    pub const ICMP: u8 = 1;
    /// TCP.
    pub const TCP: u8 = 6;
    /// UDP.
    pub const UDP: u8 = 17;
}

/// TCP flags.
pub mod tcp {
    /// The sender has no more to send.
    pub const FIN: u8 = 1;
    /// Opens a connection.
    pub const SYN: u8 = 2;
    /// Ends a connection at once.
    pub const RST: u8 = 4;
    /// The acknowledgement number counts.
    pub const ACK: u8 = 16;
}

/// ICMP types.
pub mod icmp {
    /// The answer to an echo request.
    pub const ECHO_REPLY: u8 = 0;
    /// An error: the destination cannot be reached.
    pub const UNREACHABLE: u8 = 3;
    /// An echo request.
    pub const ECHO: u8 = 8;
    /// An error: the packet lived too long.
    pub const TIME_EXCEEDED: u8 = 11;
    /// An error: the header is wrong.
    pub const PARAMETER_PROBLEM: u8 = 12;
    /// A request for the time.
    pub const TIMESTAMP: u8 = 13;
    /// The answer to it.
    pub const TIMESTAMP_REPLY: u8 = 14;
}

/// What an ICMP message is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IcmpKind {
    /// Asks for an answer.
    Request,
    /// Answers a request of this type.
    Reply(u8),
    /// Quotes a packet that failed.
    Error,
    /// Anything else, such as a redirect.
    Other,
}

impl IcmpKind {
    /// The kind of a type.
    pub fn of(icmp_type: u8) -> Self {
        match icmp_type {
            icmp::ECHO | icmp::TIMESTAMP => Self::Request,
            icmp::ECHO_REPLY => Self::Reply(icmp::ECHO),
            icmp::TIMESTAMP_REPLY => Self::Reply(icmp::TIMESTAMP),
            icmp::UNREACHABLE | icmp::TIME_EXCEEDED | icmp::PARAMETER_PROBLEM => Self::Error,
            _ => Self::Other,
        }
    }
}

/// What follows the IP header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// TCP.
    Tcp {
        /// The source port.
        source: u16,
        /// The destination port.
        destination: u16,
        /// FIN, SYN, RST and ACK; others are left out.
        flags: u8,
    },
    /// UDP.
    Udp {
        /// The source port.
        source: u16,
        /// The destination port.
        destination: u16,
    },
    /// ICMP.
    Icmp {
        /// The type.
        icmp_type: u8,
        /// The code.
        code: u8,
        /// The identifier of a query.
        identifier: u16,
    },
    /// A protocol that is not looked into.
    Other,
    /// A fragment after the first, which has no transport header.
    LaterFragment,
}

/// An IPv4 packet's headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Headers {
    /// From whom.
    pub source: Ipv4Addr,
    /// To whom.
    pub destination: Ipv4Addr,
    /// The IP protocol's number.
    pub protocol: u8,
    /// The identification, by which fragments find each other.
    pub id: u16,
    /// Whether it is a fragment, the first included.
    pub is_fragment: bool,
    /// The transport header's place in the frame.
    pub transport_at: usize,
    /// Where the packet ends in the frame, by its IP header.
    pub end: usize,
    /// The transport header.
    pub transport: Transport,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|b| u16::from_be_bytes([b[0], b[1]]))
}

fn address_at(bytes: &[u8], at: usize) -> Option<Ipv4Addr> {
    bytes.get(at..at + 4).map(|b| Ipv4Addr::new(b[0], b[1], b[2], b[3]))
}

fn mac_at(bytes: &[u8], at: usize) -> Option<MacAddress> {
    bytes.get(at..at + 6).map(|b| MacAddress([b[0], b[1], b[2], b[3], b[4], b[5]]))
}

/// An Ethernet header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ethernet {
    /// To whom.
    pub destination: MacAddress,
    /// From whom.
    pub source: MacAddress,
    /// What follows: 0x0800 for IPv4.
    pub ethertype: u16,
}

impl Ethernet {
    /// Reads a frame's header.
    pub fn read(frame: &[u8]) -> Option<Self> {
        Some(Self { destination: mac_at(frame, 0)?, source: mac_at(frame, 6)?, ethertype: u16_at(frame, 12)? })
    }
}

/// An ARP request for an IPv4 address over Ethernet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArpRequest {
    /// The sender's MAC address.
    pub sender_mac: MacAddress,
    /// The sender's address.
    pub sender: Ipv4Addr,
    /// Whose MAC address it asks for.
    pub target: Ipv4Addr,
}

impl ArpRequest {
    /// Reads the request in a frame; `None` for any other ARP.
    pub fn read(frame: &[u8]) -> Option<Self> {
        const ETHERNET_IPV4_REQUEST: [u8; 8] = [0, 1, 8, 0, 6, 4, 0, 1];
        let arp = frame.get(ETHERNET_LENGTH..ETHERNET_LENGTH + 28)?;
        if arp[..8] != ETHERNET_IPV4_REQUEST {
            return None;
        }
        Some(Self { sender_mac: mac_at(arp, 8)?, sender: address_at(arp, 14)?, target: address_at(arp, 24)? })
    }
}

/// Reads the IPv4 and transport headers of a frame. The header checksum is left to the receiver.
pub fn read(frame: &[u8]) -> Result<Headers, DropReason> {
    let ip = frame.get(ETHERNET_LENGTH..).filter(|ip| ip.len() >= 20).ok_or(DropReason::IpTruncated)?;
    let header = usize::from(ip[0] & 0xf) * 4;
    let total = usize::from(u16::from_be_bytes([ip[2], ip[3]]));
    if ip[0] >> 4 != 4 || header < 20 || total < header {
        return Err(DropReason::IpHeader);
    }
    if total > ip.len() {
        return Err(DropReason::IpTruncated);
    }
    let fragment = u16::from_be_bytes([ip[6], ip[7]]);
    let offset = usize::from(fragment & 0x1fff) * 8;
    let mut headers = Headers {
        source: Ipv4Addr::new(ip[12], ip[13], ip[14], ip[15]),
        destination: Ipv4Addr::new(ip[16], ip[17], ip[18], ip[19]),
        protocol: ip[9],
        id: u16::from_be_bytes([ip[4], ip[5]]),
        is_fragment: fragment & 0x3fff != 0,
        transport_at: ETHERNET_LENGTH + header,
        end: ETHERNET_LENGTH + total,
        transport: Transport::LaterFragment,
    };
    if offset > 0 {
        let hides_ports = headers.protocol == protocol::TCP && offset < 20;
        return if total + offset > usize::from(u16::MAX) || hides_ports {
            Err(DropReason::FragmentOffset)
        } else {
            Ok(headers)
        };
    }
    headers.transport = transport(&headers, &ip[header..total])?;
    Ok(headers)
}

fn transport(headers: &Headers, payload: &[u8]) -> Result<Transport, DropReason> {
    let truncated = DropReason::TransportTruncated;
    let word = |at| u16_at(payload, at).ok_or(truncated);
    match headers.protocol {
        protocol::TCP if payload.len() >= 20 => {
            let length = usize::from(payload[12] >> 4) * 4;
            if length < 20 || length > payload.len() {
                return Err(truncated);
            }
            let flags = payload[13] & (tcp::FIN | tcp::SYN | tcp::RST | tcp::ACK);
            match flags {
                tcp::SYN | tcp::ACK | tcp::RST => {}
                _ if [tcp::SYN | tcp::ACK, tcp::FIN | tcp::ACK, tcp::RST | tcp::ACK].contains(&flags) => {}
                _ => return Err(DropReason::TcpFlags),
            }
            Ok(Transport::Tcp { source: word(0)?, destination: word(2)?, flags })
        }
        protocol::UDP if payload.len() >= 8 => {
            let length = usize::from(word(4)?);
            if length < 8 || (length > payload.len() && !headers.is_fragment) {
                return Err(truncated);
            }
            Ok(Transport::Udp { source: word(0)?, destination: word(2)? })
        }
        protocol::ICMP if payload.len() >= 8 => {
            Ok(Transport::Icmp { icmp_type: payload[0], code: payload[1], identifier: word(4)? })
        }
        protocol::TCP | protocol::UDP | protocol::ICMP => Err(truncated),
        _ => Ok(Transport::Other),
    }
}

/// The packet that an ICMP error quotes, as far as a flow is found by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoted {
    /// Who had sent it.
    pub source: Ipv4Addr,
    /// To whom.
    pub destination: Ipv4Addr,
    /// The IP protocol's number.
    pub protocol: u8,
    /// The first eight bytes after the IP header.
    pub transport: [u8; 8],
}

impl Quoted {
    /// Reads what the error with these headers quotes; `None` when it is not a packet's beginning.
    pub fn read(frame: &[u8], headers: &Headers) -> Option<Self> {
        let quoted = frame.get(headers.transport_at + 8..headers.end)?;
        let header = usize::from(quoted.first()? & 0xf) * 4;
        let is_later = u16_at(quoted, 6)? & 0x1fff != 0;
        if quoted.len() < 20 || quoted[0] >> 4 != 4 || header < 20 || is_later {
            return None;
        }
        Some(Self {
            source: address_at(quoted, 12)?,
            destination: address_at(quoted, 16)?,
            protocol: quoted[9],
            transport: quoted.get(header..header + 8)?.try_into().ok()?,
        })
    }
}
