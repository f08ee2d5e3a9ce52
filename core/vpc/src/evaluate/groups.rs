//! Security groups, rule by rule.

use std::net::IpAddr;

use ipnet::IpNet;

use super::finding::AllowingRule;
use crate::{
    Network,
    flow::FlowKey,
    packet::{Headers, IcmpKind, Transport, protocol},
    resources::{Direction, IcmpFilter, NetworkInterface, Peer, PortRange, SecurityGroupRule, Traffic},
};

/// What rules see of a packet: its protocol, and its destination port, or type and code of ICMP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) protocol: u8,
    pub(crate) value: u16,
}

impl Seen {
    /// A later fragment is seen as its flow is.
    pub(super) fn of(headers: &Headers, key: &FlowKey) -> Self {
        let value = match headers.transport {
            Transport::Tcp { destination, .. } | Transport::Udp { destination, .. } => destination,
            Transport::Icmp { icmp_type, code, .. } => u16::from_be_bytes([icmp_type, code]),
            Transport::Other => 0,
            Transport::LaterFragment => match key.request() {
                Some((requester, request)) if requester == headers.source => u16::from_be_bytes([request, 0]),
                Some((_, request)) => u16::from_be_bytes([IcmpKind::reply_to(key.protocol, request), 0]),
                None => key.port_of(headers.destination),
            },
        };
        let is_later = headers.transport == Transport::LaterFragment;
        Self { protocol: if is_later { key.protocol } else { headers.protocol }, value }
    }

    /// Whether it is of the kind that a rule speaks of.
    pub(crate) fn matches(self, traffic: Traffic) -> bool {
        let ports = |wanted, ports: PortRange| self.protocol == wanted && (ports.from..=ports.to).contains(&self.value);
        match traffic {
            Traffic::All => true,
            Traffic::Tcp(range) => ports(protocol::TCP, range),
            Traffic::Udp(range) => ports(protocol::UDP, range),
            Traffic::Icmp(filter) => self.protocol == protocol::ICMP && self.passes(filter),
            Traffic::Icmpv6(filter) => self.protocol == protocol::ICMPV6 && self.passes(filter),
            Traffic::Other(wanted) => wanted == self.protocol,
        }
    }

    fn passes(self, filter: IcmpFilter) -> bool {
        let [icmp_type, code] = self.value.to_be_bytes();
        match filter {
            IcmpFilter::Any => true,
            IcmpFilter::Type(wanted) => wanted == icmp_type,
            IcmpFilter::TypeCode(wanted, wanted_code) => (wanted, wanted_code) == (icmp_type, code),
        }
    }

    fn has_ports(self) -> bool {
        matches!(self.protocol, protocol::TCP | protocol::UDP)
    }
}

/// Whom and what rules are asked about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The ENI that has the address, if groups may know it.
    pub(super) peer: Option<&'a NetworkInterface>,
    /// The other end's address.
    pub(super) address: IpAddr,
    pub(super) traffic: Seen,
}

/// What an ENI's groups say.
#[derive(Debug, Clone)]
pub(super) struct Allowed {
    /// A rule that allows it.
    pub(super) rule: AllowingRule,
    /// Whether the flow is tracked: it is not where it is open to everybody, and everything may go back.
    pub(super) is_tracked: bool,
}

/// Whether an ENI's groups allow a packet; `None`: no rule does.
pub(super) fn allow(
    network: &Network,
    interface: &NetworkInterface,
    direction: Direction,
    asked: &Asked<'_>,
) -> Option<Allowed> {
    let groups = || interface.groups.iter().filter_map(|id| network.groups.get(id));
    let rules = || groups().flat_map(|group| group.rules.iter().map(move |(id, rule)| (&group.id, id, rule)));
    let find = |by_group: bool| {
        rules().find(|(_, _, rule)| {
            rule.direction == direction
                && matches!(rule.peer, Peer::Group(_)) == by_group
                && is_about(network, rule, asked)
                && asked.traffic.matches(rule.traffic)
        })
    };
    // Of several, one about groups comes first, as it does in the data plane.
    let (group, rule, _) = find(true).or_else(|| find(false))?;
    let all = || groups().flat_map(|group| group.rules.values());
    let open = all().any(|rule| {
        rule.direction == direction && is_anyone(network, rule, asked.address) && asked.traffic.matches(rule.traffic)
    });
    let back = all().any(|rule| {
        rule.direction == direction.opposite()
            && is_anyone(network, rule, asked.address)
            && is_whole(rule, asked.traffic)
    });
    Some(Allowed {
        rule: AllowingRule { interface: interface.id.clone(), group: group.clone(), rule: rule.clone(), direction },
        is_tracked: !(asked.traffic.has_ports() && open && back),
    })
}

fn is_about(network: &Network, rule: &SecurityGroupRule, asked: &Asked<'_>) -> bool {
    match &rule.peer {
        Peer::Group(group) => asked.peer.is_some_and(|peer| peer.groups.contains(group)),
        peer @ (Peer::Cidr(_) | Peer::PrefixList(_)) => {
            network.ranges_of(peer).iter().any(|range| range.contains(&asked.address))
        }
    }
}

/// Whether a rule is about everybody of an address's version of IP.
fn is_anyone(network: &Network, rule: &SecurityGroupRule, address: IpAddr) -> bool {
    let everybody = |range: &IpNet| range.prefix_len() == 0 && range.addr().is_ipv6() == address.is_ipv6();
    network.ranges_of(&rule.peer).iter().any(everybody)
}

/// Whether a rule is about every port of a protocol.
fn is_whole(rule: &SecurityGroupRule, traffic: Seen) -> bool {
    match rule.traffic {
        Traffic::All => true,
        Traffic::Tcp(ports) => traffic.protocol == protocol::TCP && ports == PortRange::ALL,
        Traffic::Udp(ports) => traffic.protocol == protocol::UDP && ports == PortRange::ALL,
        Traffic::Other(protocol) => protocol == traffic.protocol,
        Traffic::Icmp(_) | Traffic::Icmpv6(_) => false,
    }
}
