//! Packets as bytes: what their headers say.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::{drop_reason::DropReason, resources::MacAddress};

mod quoted;

pub use quoted::Quoted;

/// The length of an Ethernet header.
pub const ETHERNET_LENGTH: usize = 14;

/// The length of an IPv6 header without extensions.
pub const IPV6_LENGTH: usize = 40;

/// How many extension headers of IPv6 are followed.
pub const EXTENSIONS_MAX: usize = 6;

/// The `EtherType` of IPv4.
pub const ETHERTYPE_IPV4: u16 = 0x0800;

/// The `EtherType` of IPv6.
pub const ETHERTYPE_IPV6: u16 = 0x86dd;

/// IP protocol numbers.
pub mod protocol {
    /// ICMP.
    pub const ICMP: u8 = 1;
    /// The membership of multicast groups, in IPv4.
    pub const IGMP: u8 = 2;
    /// TCP.
    pub const TCP: u8 = 6;
    /// UDP.
    pub const UDP: u8 = 17;
    /// ICMPv6.
    pub const ICMPV6: u8 = 58;

    /// Whether it is the ICMP of one of the two versions of IP.
    pub fn is_icmp(protocol: u8) -> bool {
        matches!(protocol, ICMP | ICMPV6)
    }
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

/// ICMPv6 types.
pub mod icmpv6 {
    /// The errors: unreachable, packet too big, time exceeded, parameter problem.
    pub const ERRORS: std::ops::RangeInclusive<u8> = 1..=4;
    /// An echo request.
    pub const ECHO: u8 = 128;
    /// The answer to an echo request.
    pub const ECHO_REPLY: u8 = 129;
    /// Who listens to multicast (RFC 2710): a query, a report, and that somebody is done.
    pub const MULTICAST_LISTENERS: std::ops::RangeInclusive<u8> = 130..=132;
    /// The report of version 2 (RFC 3810).
    pub const MULTICAST_REPORT_V2: u8 = 143;
    /// A host looks for routers.
    pub const ROUTER_SOLICITATION: u8 = 133;
    /// A router tells of itself.
    pub const ROUTER_ADVERTISEMENT: u8 = 134;
    /// Asks for the link-layer address of a neighbour.
    pub const NEIGHBOUR_SOLICITATION: u8 = 135;
    /// A neighbour tells its link-layer address.
    pub const NEIGHBOUR_ADVERTISEMENT: u8 = 136;
    /// A router tells of a better way.
    pub const REDIRECT: u8 = 137;
}

/// Extension headers of IPv6 (RFC 8200, 4).
mod extension {
    pub(super) const HOP_BY_HOP: u8 = 0;
    pub(super) const ROUTING: u8 = 43;
    pub(super) const FRAGMENT: u8 = 44;
    const DESTINATION: u8 = 60;

    pub(super) const ALL: [u8; 4] = [HOP_BY_HOP, ROUTING, FRAGMENT, DESTINATION];

    /// How long one is that begins so.
    pub(super) fn length(kind: u8, header: &[u8]) -> usize {
        if kind == FRAGMENT { 8 } else { (usize::from(header[1]) + 1) * 8 }
    }
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
    /// The kind of a type of ICMP or (by the protocol's number) ICMPv6.
    pub fn of(protocol: u8, icmp_type: u8) -> Self {
        if protocol == protocol::ICMPV6 {
            return match icmp_type {
                icmpv6::ECHO => Self::Request,
                icmpv6::ECHO_REPLY => Self::Reply(icmpv6::ECHO),
                _ if icmpv6::ERRORS.contains(&icmp_type) => Self::Error,
                _ => Self::Other,
            };
        }
        match icmp_type {
            icmp::ECHO | icmp::TIMESTAMP => Self::Request,
            icmp::ECHO_REPLY => Self::Reply(icmp::ECHO),
            icmp::TIMESTAMP_REPLY => Self::Reply(icmp::TIMESTAMP),
            icmp::UNREACHABLE | icmp::TIME_EXCEEDED | icmp::PARAMETER_PROBLEM => Self::Error,
            _ => Self::Other,
        }
    }

    /// The type of the reply to a request.
    pub fn reply_to(protocol: u8, request: u8) -> u8 {
        match (protocol, request) {
            (protocol::ICMPV6, _) => icmpv6::ECHO_REPLY,
            (_, icmp::ECHO) => icmp::ECHO_REPLY,
            _ => icmp::TIMESTAMP_REPLY,
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
    /// ICMP or ICMPv6, by the protocol's number.
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

/// An IP packet's headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Headers {
    /// From whom.
    pub source: IpAddr,
    /// To whom.
    pub destination: IpAddr,
    /// The IP protocol's number. IPv6: what follows the extension headers; in a later fragment, the fragment header.
    pub protocol: u8,
    /// The identification, by which fragments find each other.
    pub id: u32,
    /// Whether it is a fragment, the first included.
    pub is_fragment: bool,
    /// The transport header's place in the frame.
    pub transport_at: usize,
    /// Where the packet ends in the frame, by its IP header.
    pub end: usize,
    /// The transport header.
    pub transport: Transport,
}

impl Headers {
    /// Whether it is IPv6.
    pub fn is_ipv6(&self) -> bool {
        self.destination.is_ipv6()
    }

    /// Whether nothing is between the IP header and the transport header. IPv4's options do not count.
    pub fn is_plain(&self) -> bool {
        !self.is_ipv6() || self.transport_at == ETHERNET_LENGTH + IPV6_LENGTH
    }

    /// What the ICMP message is for, if it is one.
    pub fn icmp_kind(&self) -> Option<IcmpKind> {
        match self.transport {
            Transport::Icmp { icmp_type, .. } => Some(IcmpKind::of(self.protocol, icmp_type)),
            _ => None,
        }
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|b| u16::from_be_bytes([b[0], b[1]]))
}

fn address_at(bytes: &[u8], at: usize) -> Option<Ipv4Addr> {
    bytes.get(at..at + 4).map(|b| Ipv4Addr::new(b[0], b[1], b[2], b[3]))
}

fn address6_at(bytes: &[u8], at: usize) -> Option<Ipv6Addr> {
    bytes.get(at..at + 16).map(|b| Ipv6Addr::from(<[u8; 16]>::try_from(b).expect("16 bytes were taken")))
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
    /// What follows: 0x0800 for IPv4, 0x86dd for IPv6.
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

/// A message of neighbour discovery that asks for a link-layer address (RFC 4861, 4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NeighbourSolicitation {
    /// Whose address it asks for.
    pub target: Ipv6Addr,
    /// The sender's link-layer address, if it tells it.
    pub sender_mac: Option<MacAddress>,
}

impl NeighbourSolicitation {
    /// Reads the solicitation with these headers; `None` if it is not as it must be.
    pub fn read(frame: &[u8], headers: &Headers) -> Option<Self> {
        const BARE: usize = 24;
        const SOURCE_OPTION: [u8; 2] = [1, 1];
        let message = frame.get(headers.transport_at..headers.end)?;
        let sender_mac = match message.len() {
            BARE => None,
            32 if message[BARE..BARE + 2] == SOURCE_OPTION => Some(mac_at(message, BARE + 2)?),
            _ => return None,
        };
        let hop_limit = frame[ETHERNET_LENGTH + 7];
        if hop_limit != 255 || !headers.is_plain() || headers.is_fragment || message[1] != 0 {
            return None;
        }
        Some(Self { target: address6_at(message, 8)?, sender_mac })
    }
}

/// Reads the IP and transport headers of a frame. The header checksum is left to the receiver.
pub fn read(frame: &[u8], ethertype: u16) -> Result<Headers, DropReason> {
    if ethertype == ETHERTYPE_IPV6 { read_ipv6(frame) } else { read_ipv4(frame) }
}

fn read_ipv4(frame: &[u8]) -> Result<Headers, DropReason> {
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
        source: Ipv4Addr::new(ip[12], ip[13], ip[14], ip[15]).into(),
        destination: Ipv4Addr::new(ip[16], ip[17], ip[18], ip[19]).into(),
        protocol: ip[9],
        id: u16::from_be_bytes([ip[4], ip[5]]).into(),
        is_fragment: fragment & 0x3fff != 0,
        transport_at: ETHERNET_LENGTH + header,
        end: ETHERNET_LENGTH + total,
        transport: Transport::LaterFragment,
    };
    if headers.protocol == protocol::ICMPV6 {
        return Err(DropReason::IpFamily);
    }
    if offset > 0 {
        return check_fragment(&headers, total + offset, offset).map(|()| headers);
    }
    headers.transport = transport(&headers, &ip[header..total])?;
    Ok(headers)
}

/// A later fragment must not overwrite a transport header, nor end beyond the longest packet.
fn check_fragment(headers: &Headers, end: usize, offset: usize) -> Result<(), DropReason> {
    let hides_ports = headers.protocol == protocol::TCP && offset < 20;
    if end > usize::from(u16::MAX) || hides_ports { Err(DropReason::FragmentOffset) } else { Ok(()) }
}

fn read_ipv6(frame: &[u8]) -> Result<Headers, DropReason> {
    let ip = frame.get(ETHERNET_LENGTH..).filter(|ip| ip.len() >= IPV6_LENGTH).ok_or(DropReason::IpTruncated)?;
    if ip[0] >> 4 != 6 {
        return Err(DropReason::IpHeader);
    }
    let total = IPV6_LENGTH + usize::from(u16::from_be_bytes([ip[4], ip[5]]));
    if total > ip.len() {
        return Err(DropReason::IpTruncated);
    }
    let address = |at| address6_at(ip, at).ok_or(DropReason::IpTruncated);
    let (source, destination) = (address(8)?, address(24)?);
    if source.to_ipv4_mapped().is_some() || destination.to_ipv4_mapped().is_some() {
        return Err(DropReason::IpFamily);
    }
    let mut headers = Headers {
        source: source.into(),
        destination: destination.into(),
        protocol: ip[6],
        id: 0,
        is_fragment: false,
        transport_at: ETHERNET_LENGTH + IPV6_LENGTH,
        end: ETHERNET_LENGTH + total,
        transport: Transport::LaterFragment,
    };
    let is_later = read_extensions(frame, &mut headers)?;
    if headers.protocol == protocol::ICMP {
        return Err(DropReason::IpFamily);
    }
    if !is_later {
        headers.transport = transport(&headers, &frame[headers.transport_at..headers.end])?;
    }
    Ok(headers)
}

/// Goes through the extension headers of IPv6 (RFC 8200, 4) to the transport header; whether it is a later fragment, which
/// has none.
fn read_extensions(frame: &[u8], headers: &mut Headers) -> Result<bool, DropReason> {
    use extension::{FRAGMENT, HOP_BY_HOP, ROUTING};
    let mut has_fragment = false;
    for count in 0..=EXTENSIONS_MAX {
        let kind = headers.protocol;
        if !extension::ALL.contains(&kind) {
            return Ok(false);
        }
        let is_out_of_place = (kind == HOP_BY_HOP && count > 0) || (kind == FRAGMENT && has_fragment);
        if count == EXTENSIONS_MAX || kind == ROUTING || is_out_of_place {
            return Err(DropReason::IpExtensions);
        }
        let left = &frame[headers.transport_at..headers.end];
        let header: [u8; 8] = left.get(..8).and_then(|b| b.try_into().ok()).ok_or(DropReason::IpTruncated)?;
        let length = extension::length(kind, &header);
        if length > left.len() {
            return Err(DropReason::IpTruncated);
        }
        headers.protocol = header[0];
        headers.transport_at += length;
        if kind == FRAGMENT {
            has_fragment = true;
            let place = u16::from_be_bytes([header[2], header[3]]);
            let offset = usize::from(place & 0xfff8);
            headers.is_fragment = place & 0xfff9 != 0;
            headers.id = u32::from_be_bytes([header[4], header[5], header[6], header[7]]);
            if offset > 0 {
                let end = headers.end - headers.transport_at + offset;
                return check_fragment(headers, end, offset).map(|()| true);
            }
        }
    }
    Err(DropReason::IpExtensions)
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
        protocol::ICMP | protocol::ICMPV6 if payload.len() >= 8 => {
            Ok(Transport::Icmp { icmp_type: payload[0], code: payload[1], identifier: word(4)? })
        }
        protocol::TCP | protocol::UDP | protocol::ICMP | protocol::ICMPV6 => Err(truncated),
        _ => Ok(Transport::Other),
    }
}
