//! The router's first look: what is well-formed, not spoofed, and may leave an ENI at all. Answers ARP and echo.

use std::net::Ipv4Addr;

use super::{Admitted, Member, Sender, Verdict};
use crate::{
    Network,
    compile::resolver_of,
    drop_reason::DropReason,
    ids::VpcId,
    packet::{ArpRequest, ETHERNET_LENGTH, Ethernet, Headers, IcmpKind, Transport, icmp},
    resources::{MacAddress, NetworkInterface, Vpc},
};

const ETHERTYPE_IPV4: u16 = 0x0800;
const ETHERTYPE_ARP: u16 = 0x0806;
const ETHERTYPE_IPV6: u16 = 0x86dd;

const DHCP_PORTS: [u16; 2] = [67, 68];
const VXLAN_PORT: u16 = 4789;

/// The first ENI, by id, of a VPC with an address.
pub(super) fn owner_of<'a>(network: &'a Network, vpc: &VpcId, address: Ipv4Addr) -> Option<&'a NetworkInterface> {
    network.interfaces.values().find(|eni| eni.vpc == *vpc && eni.holds(address))
}

/// Checks the Ethernet header, and answers ARP. `None`: the frame carries IPv4. From outside of every VPC comes no ARP, and
/// no MAC address is known.
pub(super) fn check_frame(
    sender: &Sender<'_>,
    ethernet: &Ethernet,
    frame: &[u8],
) -> Result<Option<Verdict>, DropReason> {
    let member = match sender {
        Sender::Interface(member) => Some(member),
        Sender::Internet | Sender::OnPremises(..) => None,
    };
    if member.is_some_and(|member| ethernet.source != member.interface.mac) {
        return Err(DropReason::SourceMac);
    }
    match (ethernet.ethertype, member) {
        (ETHERTYPE_IPV4, _) => Ok(None),
        (ETHERTYPE_ARP, Some(member)) => answer_arp(member, frame).map(Some),
        (ETHERTYPE_IPV6, _) => Err(DropReason::Ipv6),
        _ => Err(DropReason::EtherType),
    }
}

fn answer_arp(sender: &Member<'_>, frame: &[u8]) -> Result<Verdict, DropReason> {
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

/// Checks an IPv4 packet of an ENI, and answers echo requests to the router. `None`: it may go on.
pub(super) fn check(
    sender: &Member<'_>,
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
    check_source(sender, headers)?;
    if headers.destination == sender.subnet.router() {
        return answer_echo(sender, headers, frame).map(Some);
    }
    check_destination(sender, headers)?;
    if udp_port == Some(VXLAN_PORT) {
        return Err(DropReason::Vxlan);
    }
    check_icmp(headers).map(|()| None)
}

fn check_icmp(headers: &Headers) -> Result<(), DropReason> {
    match headers.transport {
        Transport::Icmp { icmp_type, .. } if IcmpKind::of(icmp_type) == IcmpKind::Other => Err(DropReason::IcmpType),
        _ => Ok(()),
    }
}

/// A packet of the internet: its destination is a public address, and stands for the private one of an ENI.
pub(super) fn admit_from_internet<'a>(network: &'a Network, headers: &Headers) -> Result<Admitted<'a>, DropReason> {
    let public = headers.destination;
    let (vpc, private) = private_of(network, public).ok_or(DropReason::PublicAddressUnknown)?;
    let headers = Headers { destination: private, ..*headers };
    check_outside(network, vpc, &headers)?;
    Ok(Admitted { vpc, headers, public: Some(public) })
}

/// A packet of what is behind a VPN gateway.
pub(super) fn admit_from_premises<'a>(
    network: &'a Network,
    vpc: &'a Vpc,
    headers: &Headers,
) -> Result<Admitted<'a>, DropReason> {
    check_outside(network, vpc, headers)?;
    Ok(Admitted { vpc, headers: *headers, public: None })
}

/// The private address that a public one stands for, in a VPC that has an internet gateway.
fn private_of(network: &Network, public: Ipv4Addr) -> Option<(&Vpc, Ipv4Addr)> {
    let address = network.public_addresses.values().find(|address| address.public == public)?;
    let association = address.association.as_ref()?;
    let interface = network.interfaces.get(&association.interface)?;
    let vpc = network.vpcs.get(&interface.vpc).filter(|_| interface.holds(association.private))?;
    let has_gateway = network.internet_gateways.values().any(|gateway| gateway.vpc.as_ref() == Some(&vpc.id));
    has_gateway.then_some((vpc, association.private))
}

/// What may come from outside at all: not from an address that only an ENI of the VPC, or nobody, can have.
fn check_outside(network: &Network, vpc: &Vpc, headers: &Headers) -> Result<(), DropReason> {
    let [first, second, ..] = headers.source.octets();
    let is_martian = matches!((first, second), (127 | 0 | 224.., _) | (169, 254));
    if is_martian || owner_of(network, &vpc.id, headers.source).is_some() {
        return Err(DropReason::MartianSource);
    }
    check_icmp(headers)
}

fn check_source(sender: &Member<'_>, headers: &Headers) -> Result<(), DropReason> {
    let own = sender.interface;
    if own.holds(headers.source) || !own.source_dest_check { Ok(()) } else { Err(DropReason::SourceAddress) }
}

fn check_destination(sender: &Member<'_>, headers: &Headers) -> Result<(), DropReason> {
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
fn answer_echo(sender: &Member<'_>, headers: &Headers, frame: &[u8]) -> Result<Verdict, DropReason> {
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
