//! The router's first look: what is well-formed, not spoofed, and may leave an ENI at all. Answers ARP, neighbour discovery
//! and echo.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{Admitted, Member, Sender, Verdict, neighbour};
use crate::{
    Network,
    compile::resolver_of,
    drop_reason::DropReason,
    ids::VpcId,
    packet::{
        ArpRequest, ETHERNET_LENGTH, ETHERTYPE_IPV4, ETHERTYPE_IPV6, Ethernet, Headers, IcmpKind, Transport, icmp,
        icmpv6, protocol,
    },
    resources::{MacAddress, NetworkInterface, Subnet, Vpc},
};

const ETHERTYPE_ARP: u16 = 0x0806;

const DHCP_PORTS: [u16; 2] = [67, 68];
const DHCPV6_PORTS: [u16; 2] = [546, 547];
const VXLAN_PORT: u16 = 4789;

/// The first ENI, by id, of a VPC with an address.
pub(super) fn owner_of<'a>(network: &'a Network, vpc: &VpcId, address: IpAddr) -> Option<&'a NetworkInterface> {
    network.interfaces.values().find(|eni| eni.vpc == *vpc && eni.holds(address))
}

/// Checks the Ethernet header, and answers ARP. `None`: the frame carries IP. From outside of every VPC comes no ARP, and
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
        (ETHERTYPE_IPV6, _) if sender.has_ipv6() => Ok(None),
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

/// Checks an IP packet of an ENI, and answers what asks the router. `None`: it may go on.
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
    let dhcp_ports = if headers.is_ipv6() { DHCPV6_PORTS } else { DHCP_PORTS };
    if udp_port.is_some_and(|port| dhcp_ports.contains(&port)) {
        return Err(DropReason::Dhcp);
    }
    if let Some(icmp_type) = neighbour::message_type(headers) {
        return neighbour::answer(sender, icmp_type, headers, frame).map(Some);
    }
    check_ethernet(ethernet, headers)?;
    // A link-local source is for who speaks with the router.
    let is_local = matches!(headers.source, IpAddr::V6(source) if source.is_unicast_link_local());
    if !is_local {
        check_source(sender, headers)?;
    }
    if is_router(sender.subnet, headers.destination) {
        return answer_echo(sender, headers, frame).map(Some);
    }
    if is_local {
        return Err(DropReason::LinkLocal);
    }
    check_destination(sender, headers)?;
    if udp_port == Some(VXLAN_PORT) {
        return Err(DropReason::Vxlan);
    }
    check_icmp(headers).map(|()| None)
}

/// Whether a frame is for the router.
fn check_ethernet(ethernet: &Ethernet, headers: &Headers) -> Result<(), DropReason> {
    match ethernet.destination {
        MacAddress::ROUTER => Ok(()),
        MacAddress(mac) if mac[0] & 1 == 0 => Err(DropReason::DestinationMac),
        _ if is_membership(headers) => Err(DropReason::MulticastMembership),
        MacAddress([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]) => Err(DropReason::Broadcast),
        _ => Err(DropReason::Multicast),
    }
}

/// IGMP, or multicast listener discovery (RFC 3810): a kernel tells of the groups that it joins by itself.
fn is_membership(headers: &Headers) -> bool {
    match headers.transport {
        Transport::Icmp { icmp_type, .. } if headers.protocol == protocol::ICMPV6 => {
            icmpv6::MULTICAST_LISTENERS.contains(&icmp_type) || icmp_type == icmpv6::MULTICAST_REPORT_V2
        }
        _ => !headers.is_ipv6() && headers.protocol == protocol::IGMP,
    }
}

fn is_router(subnet: &Subnet, address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address == subnet.router(),
        IpAddr::V6(address) => address == Subnet::IPV6_ROUTER,
    }
}

fn check_icmp(headers: &Headers) -> Result<(), DropReason> {
    if headers.icmp_kind() == Some(IcmpKind::Other) { Err(DropReason::IcmpType) } else { Ok(()) }
}

/// A packet of the internet: its destination is a public address, and stands for the private one of an ENI.
pub(super) fn admit_from_internet<'a>(network: &'a Network, headers: &Headers) -> Result<Admitted<'a>, DropReason> {
    let public = headers.destination;
    let unknown = DropReason::PublicAddressUnknown;
    let (vpc, private, is_closed) = match public {
        IpAddr::V4(public) => private_of(network, public).map(|(vpc, private)| (vpc, private.into(), false)),
        IpAddr::V6(_) => ipv6_of(network, public).map(|(vpc, opens)| (vpc, public, !opens)),
    }
    .ok_or(unknown)?;
    let headers = Headers { destination: private, ..*headers };
    check_outside(network, vpc, &headers)?;
    Ok(Admitted { vpc, headers, public: Some(public), is_closed })
}

/// A packet of what is behind a VPN gateway.
pub(super) fn admit_from_premises<'a>(
    network: &'a Network,
    vpc: &'a Vpc,
    headers: &Headers,
) -> Result<Admitted<'a>, DropReason> {
    check_outside(network, vpc, headers)?;
    Ok(Admitted { vpc, headers: *headers, public: None, is_closed: false })
}

/// The private address that a public one stands for, in a VPC that has an internet gateway.
fn private_of(network: &Network, public: Ipv4Addr) -> Option<(&Vpc, Ipv4Addr)> {
    let address = network.public_addresses.values().find(|address| address.public == public)?;
    let association = address.association.as_ref()?;
    let interface = network.interfaces.get(&association.interface)?;
    let vpc = network.vpcs.get(&interface.vpc).filter(|_| interface.holds(association.private.into()))?;
    network.has_internet_gateway(&vpc.id).then_some((vpc, association.private))
}

/// The VPC that an IPv6 address of an ENI is in, if a gateway leads there from the internet; and whether flows from there may
/// begin.
fn ipv6_of(network: &Network, address: IpAddr) -> Option<(&Vpc, bool)> {
    let interface = network.interfaces.values().find(|interface| interface.holds(address))?;
    let vpc = network.vpcs.get(&interface.vpc)?;
    let opens = network.has_internet_gateway(&vpc.id);
    (opens || network.has_egress_only_gateway(&vpc.id)).then_some((vpc, opens))
}

/// What may come from outside at all: not from an address that only an ENI of the VPC, or nobody, can have.
fn check_outside(network: &Network, vpc: &Vpc, headers: &Headers) -> Result<(), DropReason> {
    if is_martian(headers.source) || owner_of(network, &vpc.id, headers.source).is_some() {
        return Err(DropReason::MartianSource);
    }
    check_icmp(headers)
}

fn is_martian(source: IpAddr) -> bool {
    match source {
        IpAddr::V4(source) => {
            let [first, second, ..] = source.octets();
            matches!((first, second), (127 | 0 | 224.., _) | (169, 254))
        }
        IpAddr::V6(source) => {
            let is_nobody = source.is_unspecified() || source.is_loopback() || source.is_multicast();
            is_nobody || source.is_unicast_link_local() || is_service(source)
        }
    }
}

/// `fd00:ec2::/32`, where IPv6 has the services that IPv4 has at link-local addresses.
fn is_service(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    (first, second) == (0xfd00, 0x0ec2)
}

fn check_source(sender: &Member<'_>, headers: &Headers) -> Result<(), DropReason> {
    let own = sender.interface;
    if own.holds(headers.source) {
        Ok(())
    } else if own.source_dest_check {
        Err(DropReason::SourceAddress)
    } else if is_martian(headers.source) {
        Err(DropReason::MartianSource)
    } else {
        Ok(())
    }
}

fn check_destination(sender: &Member<'_>, headers: &Headers) -> Result<(), DropReason> {
    match headers.destination {
        IpAddr::V4(destination) => check_ipv4_destination(sender, destination)?,
        IpAddr::V6(destination) => check_ipv6_destination(destination)?,
    }
    if headers.destination == headers.source { Err(DropReason::ToItself) } else { Ok(()) }
}

fn check_ipv4_destination(sender: &Member<'_>, destination: Ipv4Addr) -> Result<(), DropReason> {
    let [first, second, ..] = destination.octets();
    match (first, second) {
        (127, _) => Err(DropReason::Loopback),
        (0, _) => Err(DropReason::Unspecified),
        (240.., _) => Err(DropReason::Broadcast),
        (224.., _) => Err(DropReason::Multicast),
        (169, 254) => Err(DropReason::LinkLocal),
        _ if Some(destination) == resolver_of(sender.vpc) => Err(DropReason::Resolver),
        _ => Ok(()),
    }
}

fn check_ipv6_destination(destination: Ipv6Addr) -> Result<(), DropReason> {
    match destination {
        Ipv6Addr::LOCALHOST => Err(DropReason::Loopback),
        Ipv6Addr::UNSPECIFIED => Err(DropReason::Unspecified),
        it if it.is_multicast() => Err(DropReason::Multicast),
        it if it.is_unicast_link_local() || is_service(it) => Err(DropReason::LinkLocal),
        _ => Ok(()),
    }
}

fn answer_echo(sender: &Member<'_>, headers: &Headers, frame: &[u8]) -> Result<Verdict, DropReason> {
    // What the type's change does to the checksum: 8 becomes 0, or in IPv6 128 becomes 129.
    let (request, reply, change) = match headers.destination {
        IpAddr::V4(_) => (icmp::ECHO, icmp::ECHO_REPLY, 0x0800),
        IpAddr::V6(_) => (icmpv6::ECHO, icmpv6::ECHO_REPLY, 0xfeff),
    };
    let is_echo = matches!(headers.transport, Transport::Icmp { icmp_type, code: 0, .. } if icmp_type == request);
    if !is_echo || headers.is_fragment || !headers.is_plain() {
        return Err(DropReason::RouterAddress);
    }
    let mut frame = frame.to_vec();
    frame[..6].copy_from_slice(&sender.interface.mac.0);
    frame[6..12].copy_from_slice(&MacAddress::ROUTER.0);
    put_addresses(&mut frame, headers.destination, headers.source);
    let message = &mut frame[headers.transport_at..];
    message[0] = reply;
    let (sum, carried) = u16::from_be_bytes([message[2], message[3]]).overflowing_add(change);
    let [high, low] = (sum.wrapping_add(u16::from(carried))).to_be_bytes();
    message[2] = high;
    message[3] = low;
    Ok(Verdict::Answer { frame })
}

/// Puts source and destination into the IP header.
pub(super) fn put_addresses(frame: &mut [u8], source: IpAddr, destination: IpAddr) {
    let mut put = |at: usize, octets: &[u8]| {
        frame[ETHERNET_LENGTH + at..ETHERNET_LENGTH + at + octets.len()].copy_from_slice(octets);
    };
    match (source, destination) {
        (IpAddr::V4(source), IpAddr::V4(destination)) => {
            put(12, &source.octets());
            put(16, &destination.octets());
        }
        (IpAddr::V6(source), IpAddr::V6(destination)) => {
            put(8, &source.octets());
            put(24, &destination.octets());
        }
        _ => unreachable!("both ends of a packet are of one version of IP"),
    }
}
