//! Security groups, rule by rule.

use std::net::{IpAddr, Ipv4Addr};

use super::finding::AllowingRule;
use crate::{
    Network,
    packet::{Headers, Transport},
    resources::{Direction, IcmpFilter, NetworkInterface, Peer, PortRange, Traffic},
};

/// The first rule of an ENI's groups that allows the packet with a peer at `address`; `peer` is the ENI of the same VPC
/// that has the address, if one has.
pub(super) fn allowing(
    network: &Network,
    interface: &NetworkInterface,
    direction: Direction,
    peer: Option<&NetworkInterface>,
    address: Ipv4Addr,
    headers: &Headers,
) -> Option<AllowingRule> {
    let groups = interface.groups.iter().filter_map(|id| network.groups.get(id));
    let mut rules = groups.flat_map(|group| group.rules.iter().map(move |(id, rule)| (&group.id, id, rule)));
    let allows = rules.find(|(_, _, rule)| {
        rule.direction == direction && is_peer(&rule.peer, peer, address) && is_traffic(rule.traffic, headers)
    });
    allows.map(|(group, rule, _)| AllowingRule {
        interface: interface.id.clone(),
        group: group.clone(),
        rule: rule.clone(),
        direction,
    })
}

fn is_peer(wanted: &Peer, peer: Option<&NetworkInterface>, address: Ipv4Addr) -> bool {
    match wanted {
        Peer::Cidr(range) => range.contains(&IpAddr::V4(address)),
        Peer::Group(group) => peer.is_some_and(|peer| peer.groups.contains(group)),
        Peer::PrefixList(_) => false,
    }
}

fn is_traffic(traffic: Traffic, headers: &Headers) -> bool {
    let within = |ports: PortRange, port| (ports.from..=ports.to).contains(&port);
    match (traffic, headers.transport) {
        (Traffic::All, _) => true,
        (Traffic::Tcp(ports), Transport::Tcp { destination, .. })
        | (Traffic::Udp(ports), Transport::Udp { destination, .. }) => within(ports, destination),
        (Traffic::Icmp(filter), Transport::Icmp { icmp_type, code, .. }) => match filter {
            IcmpFilter::Any => true,
            IcmpFilter::Type(wanted) => wanted == icmp_type,
            IcmpFilter::TypeCode(wanted, wanted_code) => (wanted, wanted_code) == (icmp_type, code),
        },
        (Traffic::Other(wanted), _) => wanted == headers.protocol,
        // ICMPv6 is not of IPv4, whatever its number.
        (Traffic::Tcp(_) | Traffic::Udp(_) | Traffic::Icmp(_) | Traffic::Icmpv6(_), _) => false,
    }
}
