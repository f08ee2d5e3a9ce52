//! The router's first look: what is well-formed, not spoofed, and may leave an ENI at all. Answers ARP and echo.

use std::net::Ipv4Addr;

use super::{Sender, Verdict};
use crate::{
    Network,
    compile::resolver_of,
    drop_reason::DropReason,
    ids::VpcId,
    packet::{ArpRequest, ETHERNET_LENGTH, Ethernet, Headers, IcmpKind, Transport, icmp},
    resources::{MacAddress, NetworkInterface},
};

const ETHERTYPE_IPV4: u16 = 0x0800;
const ETHERTYPE_ARP: u16 = 0x0806;
const ETHERTYPE_IPV6: u16 = 0x86dd;

const DHCP_PORTS: [u16; 2] = [67, 68];
const VXLAN_PORT: u16 = 4789;

/// The first ENI, by id, of a VPC with an address.
pub(super) fn owner_of<'a>(network: &'a Network, vpc: &VpcId, address: Ipv4Addr) -> Option<&'a NetworkInterface> {
    network.interfaces.values().find(|eni| eni.vpc == *vpc && eni.addresses().any(|own| own == address))
}

/// Checks the Ethernet header, and answers ARP. `None`: the frame carries IPv4.
pub(super) fn check_frame(
    sender: &Sender<'_>,
    ethernet: &Ethernet,
    frame: &[u8],
) -> Result<Option<Verdict>, DropReason> {
    if ethernet.source != sender.interface.mac {
        return Err(DropReason::SourceMac);
    }
    match ethernet.ethertype {
        ETHERTYPE_IPV4 => Ok(None),
        ETHERTYPE_ARP => answer_arp(sender, frame).map(Some),
        ETHERTYPE_IPV6 => Err(DropReason::Ipv6),
        _ => Err(DropReason::EtherType),
    }
}

fn answer_arp(sender: &Sender<'_>, frame: &[u8]) -> Result<Verdict, DropReason> {
    let request = ArpRequest::read(frame).ok_or(DropReason::ArpMalformed)?;
    if request.sender_mac != sender.interface.mac || request.sender != sender.interface.address {
        return Err(DropReason::ArpSpoofed);
    }
    if request.target != sender.subnet.router() {
        return Err(DropReason::ArpNotForRouter);
    }
    let mut frame = frame.to_vec();
    frame[..6].copy_from_slice(&sender.interface.mac.0);
    frame[6..12].copy_from_slice(&MacAddress::ROUTER.0);
    let arp = &mut frame[ETHERNET_LENGTH..];
    arp[7] = 2;
    arp[8..14].copy_from_slice(&MacAddress::ROUTER.0);
    arp[14..18].copy_from_slice(&sender.subnet.router().octets());
    arp[18..24].copy_from_slice(&sender.interface.mac.0);
    arp[24..28].copy_from_slice(&sender.interface.address.octets());
    Ok(Verdict::Answer { frame })
}

/// Checks an IPv4 packet, and answers echo requests to the router. `None`: it may go on.
pub(super) fn check(
    network: &Network,
    sender: &Sender<'_>,
    ethernet: &Ethernet,
    headers: &Headers,
    frame: &[u8],
) -> Result<Option<Verdict>, DropReason> {
    let udp_port = match headers.transport {
        Transport::Udp { destination, .. } => Some(destination),
        _ => None,
    };
    if udp_port.is_some_and(|port| DHCP_PORTS.contains(&port)) {
        return Err(DropReason::Dhcp);
    }
    if ethernet.destination != MacAddress::ROUTER {
        return Err(DropReason::DestinationMac);
    }
    check_source(network, sender, headers)?;
    if headers.destination == sender.subnet.router() {
        return answer_echo(sender, headers, frame).map(Some);
    }
    check_destination(sender, headers)?;
    if udp_port == Some(VXLAN_PORT) {
        return Err(DropReason::Vxlan);
    }
    match headers.transport {
        Transport::Icmp { icmp_type, .. } if IcmpKind::of(icmp_type) == IcmpKind::Other => Err(DropReason::IcmpType),
        _ => Ok(None),
    }
}

fn check_source(network: &Network, sender: &Sender<'_>, headers: &Headers) -> Result<(), DropReason> {
    let own = sender.interface;
    let is_own = headers.source == own.address
        || owner_of(network, &own.vpc, headers.source).is_some_and(|owner| owner.id == own.id);
    match (is_own, own.source_dest_check) {
        (true, _) => Ok(()),
        (false, true) => Err(DropReason::SourceAddress),
        (false, false) => Err(DropReason::ForeignSource),
    }
}

fn check_destination(sender: &Sender<'_>, headers: &Headers) -> Result<(), DropReason> {
    let destination = headers.destination;
    let [first, second, ..] = destination.octets();
    match (first, second) {
        (127, _) => Err(DropReason::Loopback),
        (0, _) => Err(DropReason::Unspecified),
        (240.., _) => Err(DropReason::Broadcast),
        (224.., _) => Err(DropReason::Multicast),
        (169, 254) => Err(DropReason::LinkLocal),
        _ if Some(destination) == resolver_of(sender.vpc) => Err(DropReason::Resolver),
        _ if destination == headers.source => Err(DropReason::ToItself),
        _ => Ok(()),
    }
}

/// Only the type changes, from 8 to 0, so the checksum grows by 0x0800 in one's complement; swapped addresses change no
/// sum.
fn answer_echo(sender: &Sender<'_>, headers: &Headers, frame: &[u8]) -> Result<Verdict, DropReason> {
    let is_echo = matches!(headers.transport, Transport::Icmp { icmp_type: icmp::ECHO, code: 0, .. });
    if !is_echo || headers.is_fragment {
        return Err(DropReason::RouterAddress);
    }
    let mut frame = frame.to_vec();
    frame[..6].copy_from_slice(&sender.interface.mac.0);
    frame[6..12].copy_from_slice(&MacAddress::ROUTER.0);
    frame[ETHERNET_LENGTH + 12..ETHERNET_LENGTH + 16].copy_from_slice(&headers.destination.octets());
    frame[ETHERNET_LENGTH + 16..ETHERNET_LENGTH + 20].copy_from_slice(&headers.source.octets());
    let message = &mut frame[headers.transport_at..];
    message[0] = icmp::ECHO_REPLY;
    let (sum, carried) = u16::from_be_bytes([message[2], message[3]]).overflowing_add(0x0800);
    let [high, low] = (sum.wrapping_add(u16::from(carried))).to_be_bytes();
    message[2] = high;
    message[3] = low;
    Ok(Verdict::Answer { frame })
}
