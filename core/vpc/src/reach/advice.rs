//! What to do so that a packet passes which does not: commands that can be run as they stand, for just that packet.

use std::{collections::BTreeSet, net::IpAddr};

use super::{
    explanation::{Component, direction_name},
    place::is_anybody,
    probe::Packet,
};
use crate::{
    Network,
    drop_reason::DropReason,
    edge::Edge,
    ids::{NetworkAclId, NetworkInterfaceId, SecurityGroupId},
    packet::Transport,
    resources::Direction,
};

/// The highest number of an entry that a person may add.
const LAST_ENTRY: u16 = 32_766;

/// A packet that was dropped, and where it was sent.
pub(super) struct Dropped<'a> {
    pub(super) network: &'a Network,
    pub(super) from: &'a Edge,
    pub(super) packet: &'a Packet,
}

impl Dropped<'_> {
    /// What to do, if that can be said.
    pub(super) fn advice(&self, reason: DropReason, component: &Component) -> Option<String> {
        let text = match (reason, component) {
            (_, Component::SecurityGroups { interface, groups, direction }) => {
                self.allow(interface, groups.first()?, *direction)
            }
            (_, Component::NetworkAcl { acl: Some(acl), direction, entry, .. }) => {
                self.allow_by_entry(acl, *direction, *entry)
            }
            (_, Component::RouteTable { table: Some(table) }) => format!(
                "add a route, with a target such as --gateway-id or --nat-gateway-id: aws ec2 create-route \
                 --route-table-id {table} {}",
                destination_option(self.packet.destination, &host_block(self.packet.destination))
            ),
            (DropReason::Blackhole, Component::Route { table, destination, list, .. }) => {
                let destination = match list {
                    Some(list) => format!("--destination-prefix-list-id {list}"),
                    None => destination_option(self.packet.destination, destination),
                };
                format!(
                    "lead it to a target that is there, by --gateway-id or --nat-gateway-id for example: aws ec2 \
                     replace-route --route-table-id {table} {destination}"
                )
            }
            (DropReason::NoPublicAddress, _) => "give the ENI a public address (aws ec2 associate-address), or route \
                                                 through a NAT gateway"
                .to_owned(),
            (DropReason::DestinationChecked, Component::Route { target, .. }) => format!(
                "turn the check off: aws ec2 modify-network-interface-attribute --network-interface-id {target} \
                 --no-source-dest-check"
            ),
            (DropReason::PublicAddressUnknown, _) => {
                "give the ENI a public address (aws ec2 associate-address), and its VPC an internet gateway".to_owned()
            }
            (DropReason::PeeringTransit, _) => {
                "peer the two VPCs with each other: peering is not transitive".to_owned()
            }
            (DropReason::AddressUnknown | DropReason::PeerAddressUnknown, _) => {
                "see who is there: aws ec2 describe-network-interfaces".to_owned()
            }
            (DropReason::TcpNotSyn | DropReason::IcmpReplyUnmatched, _) => {
                "lead the reply back the way that the request came".to_owned()
            }
            _ => return None,
        };
        Some(text)
    }

    /// A rule for the packet: for who sends it where its group can be named, and else for its address.
    fn allow(&self, at: &NetworkInterfaceId, group: &SecurityGroupId, direction: Direction) -> String {
        let (protocol, ports) = match self.packet.transport {
            Transport::Tcp { destination, .. } => ("tcp", Some(destination)),
            Transport::Udp { destination, .. } => ("udp", Some(destination)),
            _ => (self.icmp(), None),
        };
        let port = ports.map_or_else(|| "-1".to_owned(), |port| port.to_string());
        let peer = self.peer(direction);
        let name = direction_name(direction);
        let command = format!("allow it: aws ec2 authorize-security-group-{name} --group-id {group}");
        match (self.group_of_sender(at, direction), peer) {
            (Some(sender), _) => format!("{command} --protocol {protocol} --port {port} --source-group {sender}"),
            (None, IpAddr::V4(_)) => {
                format!("{command} --protocol {protocol} --port {port} --cidr {}", host_block(peer))
            }
            // The short form has no option for IPv6.
            (None, IpAddr::V6(_)) => format!(
                "{command} --ip-permissions 'IpProtocol={protocol},FromPort={port},ToPort={port},\
                 Ipv6Ranges=[{{CidrIpv6={}}}]'",
                host_block(peer)
            ),
        }
    }

    /// A group of the ENI that sends in its own name, of the VPC of the one that refuses.
    fn group_of_sender(&self, at: &NetworkInterfaceId, direction: Direction) -> Option<&SecurityGroupId> {
        let sender = self.network.interfaces.get(self.from.interface()?)?;
        let receiver = self.network.interfaces.get(at)?;
        let is_its_own = direction == Direction::Ingress && sender.holds(self.packet.source);
        if is_its_own && sender.vpc == receiver.vpc { sender.groups.first() } else { None }
    }

    /// An entry for the packet before the one that denies it.
    fn allow_by_entry(&self, acl: &NetworkAclId, direction: Direction, denying: Option<u16>) -> String {
        let name = direction_name(direction);
        let entries = self.network.network_acls.get(acl).and_then(|acl| acl.entries.get(&direction));
        let taken = entries.into_iter().flat_map(|entries| entries.keys()).copied().collect();
        let Some(number) = free_number(&taken, denying) else {
            let number = denying.unwrap_or(LAST_ENTRY);
            return format!(
                "make room before entry {number}, where no number is free: aws ec2 delete-network-acl-entry \
                 --network-acl-id {acl} --{name} --rule-number {number}"
            );
        };
        let what = match self.packet.transport {
            Transport::Tcp { destination, .. } => format!("tcp --port-range From={destination},To={destination}"),
            Transport::Udp { destination, .. } => format!("udp --port-range From={destination},To={destination}"),
            _ => format!("{} --icmp-type-code Type=-1,Code=-1", self.icmp()),
        };
        let peer = self.peer(direction);
        let option = if peer.is_ipv6() { "ipv6-cidr-block" } else { "cidr-block" };
        format!(
            "add an {name} entry before: aws ec2 create-network-acl-entry --network-acl-id {acl} --{name} --rule-number \
             {number} --rule-action allow --protocol {what} --{option} {}",
            host_block(peer)
        )
    }

    /// The CLI does not know the name of ICMPv6.
    fn icmp(&self) -> &'static str {
        if self.packet.source.is_ipv6() { "58" } else { "icmp" }
    }

    /// The end that a rule of this direction names.
    fn peer(&self, direction: Direction) -> IpAddr {
        match direction {
            Direction::Ingress => self.packet.source,
            Direction::Egress => self.packet.destination,
        }
    }
}

/// The number for an entry that is tried before another one: as near to it as can be. Before `*`, room is left for more.
fn free_number(taken: &BTreeSet<u16>, denying: Option<u16>) -> Option<u16> {
    let Some(denying) = denying else {
        let last = taken.last().copied().unwrap_or(0);
        let next = last.saturating_add(10);
        return if next <= LAST_ENTRY { Some(next) } else { free_number(taken, Some(LAST_ENTRY + 1)) };
    };
    (1..denying).rev().find(|number| !taken.contains(number))
}

/// The block of one address; of the one that stands for anybody, everybody's.
fn host_block(address: IpAddr) -> String {
    if is_anybody(address) {
        return if address.is_ipv6() { "::/0".to_owned() } else { "0.0.0.0/0".to_owned() };
    }
    format!("{address}/{}", if address.is_ipv6() { 128 } else { 32 })
}

/// A route's destination, as the CLI takes it.
fn destination_option(address: IpAddr, block: &str) -> String {
    let option = if address.is_ipv6() { "destination-ipv6-cidr-block" } else { "destination-cidr-block" };
    format!("--{option} {block}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_goes_where_a_number_is_free() {
        let free = |taken: &[u16], denying| free_number(&taken.iter().copied().collect(), denying);
        assert_eq!(free(&[], None), Some(10));
        assert_eq!(free(&[100], None), Some(110));
        assert_eq!(free(&[100, LAST_ENTRY], None), Some(LAST_ENTRY - 1));
        assert_eq!(free(&[99, 100], Some(100)), Some(98));
        assert_eq!(free(&[1, 2], Some(2)), None);
    }
}
