//! What the owner of a path sees of a network: names of resources, and the rules that decide.
//!
//! Nobody sees what is another's, as the other VPC of a peering connection may be.

use std::collections::BTreeSet;

use crate::{
    Network, Resource,
    ids::{
        InternetGatewayId, NatGatewayId, NetworkAclId, NetworkInterfaceId, PrefixListId, RouteTableId, SecurityGroupId,
        SecurityGroupRuleId, SubnetId, VpcEndpointId, VpcId, VpcPeeringConnectionId, VpnGatewayId,
    },
    resources::{
        AclRule, Direction, GroupRule, Named, NetworkInterface, PathEnd, PortRange, RouteDestination, RouteOrigin,
        RouteRule, RouteTable, Scope, Traffic,
    },
};

/// The number of the last entry of a network ACL, `*`.
const LAST_ENTRY: u16 = 32_767;

/// A network as one account sees it in a region.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) network: &'a Network,
    pub(super) scope: &'a Scope,
    /// The ids of what is not to be shown.
    pub(super) hidden: &'a BTreeSet<String>,
}

impl<'a> View<'a> {
    fn named<T: Resource>(&self, resource: Option<&T>) -> Option<Named> {
        let is_seen = |it: &&T| it.scope() == self.scope && !self.hidden.contains(&it.id().to_string());
        resource.filter(is_seen).map(Named::of)
    }

    pub(super) fn interface(&self, id: &NetworkInterfaceId) -> Option<(Named, &'a NetworkInterface)> {
        let interface = self.network.interfaces.get(id)?;
        Some((self.named(Some(interface))?, interface))
    }

    pub(super) fn vpc(&self, id: &VpcId) -> Option<Named> {
        self.named(self.network.vpcs.get(id))
    }

    pub(super) fn subnet(&self, id: &SubnetId) -> Option<Named> {
        self.named(self.network.subnets.get(id))
    }

    pub(super) fn group(&self, id: &SecurityGroupId) -> Option<Named> {
        self.named(self.network.groups.get(id))
    }

    pub(super) fn acl(&self, id: &NetworkAclId) -> Option<Named> {
        self.named(self.network.network_acls.get(id))
    }

    pub(super) fn table(&self, id: &RouteTableId) -> Option<Named> {
        self.named(self.network.route_tables.get(id))
    }

    pub(super) fn internet_gateway(&self, id: &InternetGatewayId) -> Option<Named> {
        self.named(self.network.internet_gateways.get(id))
    }

    pub(super) fn vpn_gateway(&self, id: &VpnGatewayId) -> Option<Named> {
        self.named(self.network.vpn_gateways.get(id))
    }

    pub(super) fn nat_gateway(&self, id: &NatGatewayId) -> Option<Named> {
        self.named(self.network.nat_gateways.get(id))
    }

    pub(super) fn endpoint(&self, id: &VpcEndpointId) -> Option<Named> {
        self.named(self.network.vpc_endpoints.get(id))
    }

    /// A peering connection, which both sides see.
    pub(super) fn peering(&self, id: &VpcPeeringConnectionId) -> Option<Named> {
        let peering = self.network.peerings.get(id)?;
        let is_seen = [&peering.requester, &peering.accepter].iter().any(|side| side.scope == *self.scope);
        is_seen.then(|| Named::of(peering))
    }

    pub(super) fn end(&self, end: &PathEnd) -> Option<Named> {
        match end {
            PathEnd::NetworkInterface(id) => self.interface(id).map(|(named, _)| named),
            PathEnd::InternetGateway(id) => self.internet_gateway(id),
            PathEnd::VpnGateway(id) => self.vpn_gateway(id),
            PathEnd::Peering(id) => self.peering(id),
            PathEnd::VpcEndpoint(id) => self.endpoint(id),
        }
    }

    /// The VPC of a route table.
    pub(super) fn vpc_of_table(&self, id: &RouteTableId) -> Option<&'a VpcId> {
        self.network.route_tables.get(id).map(|table| &table.vpc)
    }

    /// An entry of an ACL; `None` is the last one.
    pub(super) fn acl_rule(&self, acl: &NetworkAclId, direction: Direction, number: Option<u16>) -> AclRule {
        let entries = self.network.network_acls.get(acl).and_then(|acl| acl.entries.get(&direction));
        let entry = number.and_then(|number| Some((number, entries?.get(&number)?)));
        let (protocol, ports) = traffic_name(entry.map_or(Traffic::All, |(_, entry)| entry.traffic));
        AclRule {
            number: entry.map_or(LAST_ENTRY, |(number, _)| number),
            direction,
            cidr: entry.map_or_else(|| "0.0.0.0/0".to_owned(), |(_, entry)| entry.cidr.to_string()),
            protocol,
            ports,
            allow: entry.is_some_and(|(_, entry)| entry.allow),
        }
    }

    pub(super) fn group_rule(&self, group: &SecurityGroupId, rule: &SecurityGroupRuleId) -> Option<GroupRule> {
        let rule = self.network.groups.get(group)?.rules.get(rule)?;
        let (protocol, ports) = traffic_name(rule.traffic);
        Some(GroupRule { direction: rule.direction, protocol, ports, peer: rule.peer.clone() })
    }

    /// A route as `reach` names it: its destination, the list that this is of, and the id of its target or `local`.
    pub(super) fn route_rule(
        &self,
        table: &RouteTableId,
        destination: &str,
        list: Option<&PrefixListId>,
        target: &str,
    ) -> RouteRule {
        let table = self.network.route_tables.get(table);
        let (origin, is_active) = match table {
            _ if target == "local" => (RouteOrigin::Local, true),
            Some(table) => self.origin_of(table, destination, list),
            None => (RouteOrigin::Static, false),
        };
        RouteRule {
            destination: destination.to_owned(),
            list: list.map(ToString::to_string),
            target: target.to_owned(),
            origin,
            is_active,
        }
    }

    fn origin_of(&self, table: &RouteTable, destination: &str, list: Option<&PrefixListId>) -> (RouteOrigin, bool) {
        let key = match list {
            Some(list) => Some(RouteDestination::PrefixList(list.clone())),
            None => destination.parse::<RouteDestination>().ok(),
        };
        match key.and_then(|key| table.routes.get(&key)) {
            Some(target) => (RouteOrigin::Static, self.network.is_there(&table.vpc, target)),
            None => (RouteOrigin::Propagated, true),
        }
    }

    /// The peering connection that a route's target is.
    pub(super) fn as_peering(target: &str) -> Option<VpcPeeringConnectionId> {
        target.parse().ok()
    }

    /// The VPC on the other side of a peering connection.
    pub(super) fn across(&self, peering: &VpcPeeringConnectionId, near: &VpcId) -> Option<&'a VpcId> {
        self.network.peerings.get(peering)?.across(near)
    }
}

/// How a rule's traffic is called: the protocol's name or number, and its ports.
fn traffic_name(traffic: Traffic) -> (String, Option<PortRange>) {
    let (name, ports) = match traffic {
        Traffic::All => ("all", None),
        Traffic::Tcp(ports) => ("tcp", Some(ports)),
        Traffic::Udp(ports) => ("udp", Some(ports)),
        Traffic::Icmp(_) => ("icmp", None),
        Traffic::Icmpv6(_) => ("icmpv6", None),
        Traffic::Other(number) => return (number.to_string(), None),
    };
    (name.to_owned(), ports)
}

/// Whether an ARN names a resource of the scope that a path can lead through.
pub(super) fn is_there(network: &Network, scope: &Scope, arn: &str) -> bool {
    let hidden = BTreeSet::new();
    let view = View { network, scope, hidden: &hidden };
    let Some((_, id)) = arn.rsplit_once('/') else { return false };
    let found = None
        .or_else(|| view.interface(&id.parse().ok()?).map(|(named, _)| named))
        .or_else(|| view.internet_gateway(&id.parse().ok()?))
        .or_else(|| view.vpn_gateway(&id.parse().ok()?))
        .or_else(|| view.nat_gateway(&id.parse().ok()?))
        .or_else(|| view.endpoint(&id.parse().ok()?))
        .or_else(|| view.peering(&id.parse().ok()?))
        .or_else(|| view.vpc(&id.parse().ok()?))
        .or_else(|| view.subnet(&id.parse().ok()?))
        .or_else(|| view.group(&id.parse().ok()?))
        .or_else(|| view.acl(&id.parse().ok()?))
        .or_else(|| view.table(&id.parse().ok()?));
    found.is_some_and(|named: Named| named.arn.as_deref() == Some(arn))
}
