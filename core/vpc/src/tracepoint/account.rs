//! From ids back to resources.

use std::{collections::BTreeSet, net::IpAddr};

use ipnet::IpNet;

use super::{AskedAcl, AskedPolicy, AskedRoutes, FoundRoute, PeerClass, TracePoint};
use crate::{
    Edge, Network, Tables,
    compile::{ClassId, Family, FamilyRules, PolicyId, Route, class_of, numbered_entries},
    drop_reason::Layer,
    evaluate::{AclDecision, AllowingRule, Finding, RefusingGroups, Seen},
    ids::SecurityGroupId,
    resources::{Direction, NetworkInterface, Peer, RouteDestination, RouteTarget, SecurityGroupRule, Subnet},
};

/// Knows what the tables were compiled from.
pub(super) struct Accountant<'a> {
    pub(super) network: &'a Network,
    pub(super) tables: &'a Tables,
    pub(super) from: &'a Edge,
}

impl<'a> Accountant<'a> {
    pub(super) fn finding(&self, point: &TracePoint) -> Finding {
        match point {
            TracePoint::Packet(headers) => Finding::Packet(*headers),
            TracePoint::Answered => Finding::Answered,
            TracePoint::Flow { established } => Finding::Flow { established: *established },
            TracePoint::FlowOver => Finding::FlowOver,
            TracePoint::FlowOpened => Finding::FlowOpened,
            TracePoint::Groups(asked) => self.groups(asked).unwrap_or_else(|| unaccounted_groups(asked)),
            TracePoint::Route(asked) => self.route(asked).unwrap_or_else(|| unaccounted_route(asked)),
            TracePoint::Acl(asked) => self.acl(asked).unwrap_or_else(|| unaccounted_acl(asked)),
            TracePoint::Translated { vpc, from, to } => self.translated(*vpc, *from, *to),
            TracePoint::Delivered(edge) => Finding::Delivered(edge.clone()),
            TracePoint::Dropped(reason) => Finding::Dropped(*reason),
        }
    }

    /// An ENI, its subnet, and what holds there for packets with an address of this version of IP.
    fn interface(&self, edge: &Edge, address: IpAddr) -> Option<(&'a NetworkInterface, &'a Subnet, &'a FamilyRules)> {
        let interface = self.network.interfaces.get(edge.interface()?)?;
        let port = self.tables.edges.get(edge)?;
        let rules = match Family::of(address) {
            Family::Ipv4 => &port.ipv4,
            Family::Ipv6 => port.ipv6.as_ref()?,
        };
        Some((interface, self.network.subnets.get(&interface.subnet)?, rules))
    }

    fn groups(&self, asked: &AskedPolicy) -> Option<Finding> {
        let (interface, _, rules) = self.interface(&asked.edge, asked.peer)?;
        let direction = asked.direction;
        if asked.policy != if direction == Direction::Egress { rules.egress } else { rules.ingress } {
            return None;
        }
        let Some(class) = asked.allowed_by else {
            let (interface, groups) = (interface.id.clone(), interface.groups.clone());
            return Some(Finding::Refused(RefusingGroups { interface, groups, direction }));
        };
        let peers = match class {
            PeerClass::Groups(class) => Some(self.groups_of(class)?),
            PeerClass::Range(class) if self.class_of(asked.policy, asked.peer) == Some(class) => None,
            PeerClass::Range(_) => return None,
        };
        let seen = Seen { protocol: asked.protocol, value: asked.value };
        let is_behind = |rule: &SecurityGroupRule| {
            let is_about = match (&rule.peer, peers) {
                (Peer::Group(group), Some(peers)) => peers.contains(group),
                (peer @ (Peer::Cidr(_) | Peer::PrefixList(_)), None) => {
                    self.network.ranges_of(peer).iter().any(|range| range.contains(&asked.peer))
                }
                _ => false,
            };
            rule.direction == direction && is_about && seen.matches(rule.traffic)
        };
        let groups = interface.groups.iter().filter_map(|id| self.network.groups.get(id));
        let mut all = groups.flat_map(|group| group.rules.iter().map(move |(id, rule)| (&group.id, id, rule)));
        let (group, rule, _) = all.find(|(_, _, rule)| is_behind(rule))?;
        let (interface, group, rule) = (interface.id.clone(), group.clone(), rule.clone());
        Some(Finding::Allowed(AllowingRule { interface, group, rule, direction }))
    }

    /// The security groups that a class stands for.
    fn groups_of(&self, class: ClassId) -> Option<&'a BTreeSet<SecurityGroupId>> {
        self.network.interfaces.values().map(|interface| &interface.groups).find(|groups| class_of(groups) == class)
    }

    /// What a policy knows an address by.
    fn class_of(&self, policy: PolicyId, address: IpAddr) -> Option<ClassId> {
        let of_policy = self.tables.ranges.range((policy, IpNet::default())..).take_while(|((id, _), _)| *id == policy);
        let around = of_policy.filter(|((_, block), _)| block.contains(&address));
        around.max_by_key(|((_, block), _)| block.prefix_len()).map(|(_, class)| *class)
    }

    fn route(&self, asked: &AskedRoutes) -> Option<Finding> {
        let (_, subnet, rules) = self.interface(self.from, asked.destination)?;
        if asked.routes != rules.routes {
            return None;
        }
        let routes = self.tables.routes.range((asked.routes, IpNet::default())..);
        let of_subnet = routes.take_while(|((id, _), _)| *id == asked.routes);
        let around = of_subnet.filter(|((_, block), _)| block.contains(&asked.destination));
        match (&asked.found, around.max_by_key(|((_, block), _)| block.prefix_len())) {
            (Some(found), Some(((_, block), route))) if is_of(found, route) => self.route_to(subnet, *block),
            (None, None) => {
                let table = self.network.route_table_of(subnet).map(|table| table.id.clone());
                Some(Finding::Unrouted { table })
            }
            _ => None,
        }
    }

    /// The route of a subnet that has a destination.
    fn route_to(&self, subnet: &Subnet, destination: IpNet) -> Option<Finding> {
        let table = self.network.route_table_of(subnet)?;
        let finding = |list, target| Finding::Route { table: table.id.clone(), destination, list, target };
        let mut fixed = table.routes.iter();
        if let Some((to, target)) = fixed.find(|(to, _)| self.network.blocks_of(to).contains(&destination)) {
            let list = match to {
                RouteDestination::PrefixList(list) => Some(list.clone()),
                RouteDestination::Cidr(_) => None,
            };
            return Some(finding(list, Some(target.clone())));
        }
        if self.network.vpcs.get(&subnet.vpc)?.blocks().any(|local| local == destination) {
            return Some(finding(None, None));
        }
        let gateway = self.network.propagated_routes(table).remove(&destination)?;
        Some(finding(None, Some(RouteTarget::VpnGateway(gateway))))
    }

    fn acl(&self, asked: &AskedAcl) -> Option<Finding> {
        let (_, subnet, rules) = self.interface(&asked.edge, asked.peer)?;
        let direction = asked.direction;
        if asked.acl != if direction == Direction::Egress { rules.egress_acl } else { rules.ingress_acl } {
            return None;
        }
        let acl = self.network.network_acl_of(subnet);
        let entry = match asked.entry {
            Some(place) => {
                let (number, entry) = numbered_entries(acl, direction, Family::of(asked.peer)).nth(place)?;
                Some(number).filter(|_| entry.allow == asked.allow)
            }
            None => None,
        };
        if entry.is_none() && (asked.entry.is_some() || asked.allow) {
            return None;
        }
        Some(Finding::Acl(AclDecision { acl: acl.map(|acl| acl.id.clone()), direction, entry, allow: asked.allow }))
    }

    fn translated(&self, vpc: u32, from: IpAddr, to: IpAddr) -> Finding {
        let vpc = self.network.vpcs.values().find(|it| it.number == vpc);
        let mut gateways = self.network.internet_gateways.values();
        let gateway = vpc.and_then(|vpc| gateways.find(|gateway| gateway.vpc.as_ref() == Some(&vpc.id)));
        match gateway {
            Some(gateway) => Finding::Translated { gateway: gateway.id.clone(), from, to },
            None => unaccounted(Layer::Gateway, format!("{from} translated to {to}, and no internet gateway does so")),
        }
    }
}

/// Whether the kernel holds this route, of which it knows what is on the host.
fn is_of(found: &FoundRoute, compiled: &Route) -> bool {
    let is_there = |edge: &Option<Edge>, wanted: &Edge| edge.as_ref().is_none_or(|edge| edge == wanted);
    match (found, compiled) {
        (FoundRoute::Local, Route::Local) | (FoundRoute::Blackhole, Route::Blackhole) => true,
        (FoundRoute::Internet(edge), Route::Internet) | (FoundRoute::EgressOnly(edge), Route::EgressOnly) => {
            is_there(edge, &Edge::Internet)
        }
        (FoundRoute::Interface(edge), Route::Interface(id)) => is_there(edge, &Edge::from(id)),
        (FoundRoute::Edge(edge), Route::Edge(wanted)) => is_there(edge, wanted),
        (FoundRoute::Peering { number, vpc }, Route::Peering { number: wanted, vpc: other }) => {
            (number, vpc) == (wanted, other)
        }
        _ => false,
    }
}

fn unaccounted(layer: Layer, what: String) -> Finding {
    Finding::Unaccounted { layer, what }
}

fn unaccounted_groups(asked: &AskedPolicy) -> Finding {
    let layer = if asked.direction == Direction::Egress { Layer::EgressGroups } else { Layer::IngressGroups };
    let verb = if asked.allowed_by.is_some() { "allows" } else { "refuses" };
    let id = asked.policy.0;
    unaccounted(layer, format!("policy {id:016x} of {} {verb} it, and no security group says so", asked.edge))
}

fn unaccounted_route(asked: &AskedRoutes) -> Finding {
    let AskedRoutes { routes, destination, found } = asked;
    let found = found.as_ref().map_or_else(|| "nothing".to_owned(), |found| format!("{found:?}"));
    unaccounted(
        Layer::Route,
        format!("routes {:016x} have {found} for {destination}, and no route table does", routes.0),
    )
}

fn unaccounted_acl(asked: &AskedAcl) -> Finding {
    let layer = if asked.direction == Direction::Egress { Layer::EgressAcl } else { Layer::IngressAcl };
    let verb = if asked.allow { "allows" } else { "denies" };
    unaccounted(layer, format!("ACL {:016x} of {} {verb} it, and no network ACL says so", asked.acl.0, asked.edge))
}
