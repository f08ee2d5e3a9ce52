//! From resources to tables: what the kernel needs to decide by lookups alone.
//!
//! `compile` is a pure function of the network: the order in which resources were made, or a restart, never shows in
//! its result. Ids are hashes of content: what an id stands for never changes, so a changed policy has a new id, is
//! built beside the old one, and is switched to by writing the ENI's entry. Equal policies share one id.

mod acls;
mod groups;
mod hash;
mod prefixes;
mod routes;
mod tables;

use std::{
    collections::{BTreeMap, BTreeSet},
    net::Ipv4Addr,
};

use ipnet::Ipv4Net;

use crate::{
    Network,
    edge::Edge,
    ids::{NetworkInterfaceId, SubnetId, VpcId},
    resources::{ConnectionTracking, Direction, MacAddress, NetworkInterface, Subnet, Vpc},
};

pub(crate) use self::{acls::numbered as numbered_entries, groups::class_of, tables::Family};
use self::{
    groups::{Policy, Ranges},
    routes::Routes,
};
pub use tables::{
    ACL_ENTRIES_MAX, AclEntry, AclId, ClassId, Endpoint, EndpointAddress, FamilyRules, IPV6_PREFIX_BITS, PolicyId,
    Port, PortKind, Private, Route, RoutesId, Rule, Tables, TrafficPrefix,
};

/// The address of the resolver in a VPC: the primary block's base plus two.
pub(crate) fn resolver_of(vpc: &Vpc) -> Option<Ipv4Addr> {
    let block = vpc.cidr_blocks.first()?;
    Some(Ipv4Addr::from_bits(block.cidr.network().to_bits() + 2))
}

/// Compiles what a host needs: `local` are the edges that are on it. One of `local` that the network does not hold is
/// left out, and so is one whose VPC or subnet is gone: without an entry its packets are dropped.
pub fn compile(network: &Network, local: &BTreeSet<Edge>) -> Tables {
    let mut compiler = Compiler::new(network);
    for edge in local {
        compiler.add_edge(edge);
    }
    compiler.add_public_addresses();
    compiler.add_endpoints();
    compiler.add_policies();
    compiler.tables
}

struct Compiler<'a> {
    network: &'a Network,
    tables: Tables,
    /// The policies in use, and the VPCs in which they are.
    policies: BTreeMap<PolicyId, (Policy, BTreeSet<&'a VpcId>)>,
    subnets: BTreeMap<(&'a SubnetId, Family), SubnetTables>,
    /// The VPCs that edges lead to.
    vpcs: BTreeSet<&'a VpcId>,
    /// The VPCs that a VPC's peering connections lead to.
    peers: BTreeMap<&'a VpcId, BTreeSet<&'a VpcId>>,
}

/// What all ENIs of a subnet share, for one version of IP.
#[derive(Debug, Clone, Copy)]
struct SubnetTables {
    routes: RoutesId,
    is_routed: bool,
    egress_acl: AclId,
    ingress_acl: AclId,
}

impl<'a> Compiler<'a> {
    fn new(network: &'a Network) -> Self {
        let mut peers: BTreeMap<&VpcId, BTreeSet<&VpcId>> = BTreeMap::new();
        for peering in network.peerings.values().filter(|peering| peering.is_active()) {
            let (one, other) = (&peering.requester.vpc, &peering.accepter.vpc);
            peers.entry(one).or_default().insert(other);
            peers.entry(other).or_default().insert(one);
        }
        Self {
            network,
            tables: Tables::default(),
            policies: BTreeMap::new(),
            subnets: BTreeMap::new(),
            vpcs: BTreeSet::new(),
            peers,
        }
    }

    fn add_edge(&mut self, edge: &Edge) {
        let port = match edge {
            Edge::Interface(id) => self.interface(id),
            Edge::Internet => Some(outside(PortKind::Internet, 0)),
            Edge::OnPremises(id) => {
                let vpc = self.network.vpn_gateways.get(id).and_then(|gateway| gateway.vpc.as_ref());
                vpc.and_then(|vpc| self.network.vpcs.get(vpc)).map(|vpc| {
                    self.vpcs.insert(&vpc.id);
                    outside(PortKind::OnPremises, vpc.number)
                })
            }
        };
        if let Some(port) = port {
            self.tables.edges.insert(edge.clone(), port);
        }
    }

    fn interface(&mut self, id: &NetworkInterfaceId) -> Option<Port> {
        let interface = self.network.interfaces.get(id)?;
        let vpc = self.network.vpcs.get(&interface.vpc)?;
        let subnet = self.network.subnets.get(&interface.subnet)?;
        let resolver = resolver_of(vpc)?;
        self.vpcs.insert(&vpc.id);
        let (ipv4, is_routed) = self.rules(interface, vpc, subnet, Family::Ipv4);
        let ipv6 = interface.has_ipv6().then(|| self.rules(interface, vpc, subnet, Family::Ipv6));
        Some(Port {
            kind: PortKind::Interface,
            vpc: vpc.number,
            address: interface.address,
            mac: interface.mac,
            router: subnet.router(),
            resolver,
            source_dest_check: interface.source_dest_check,
            is_routed: is_routed || ipv6.is_some_and(|(_, is_routed)| is_routed),
            class: groups::class_of(&interface.groups),
            ipv4,
            ipv6: ipv6.map(|(rules, _)| rules),
            idle: interface.connection_tracking,
        })
    }

    /// What holds for one version of IP, and whether its routes say which flow a packet belongs to.
    fn rules(
        &mut self,
        interface: &'a NetworkInterface,
        vpc: &Vpc,
        subnet: &'a Subnet,
        family: Family,
    ) -> (FamilyRules, bool) {
        let shared = self.subnet(vpc, subnet, family);
        let rules = FamilyRules {
            egress: self.add_policy(interface, Direction::Egress, family),
            ingress: self.add_policy(interface, Direction::Ingress, family),
            egress_acl: shared.egress_acl,
            ingress_acl: shared.ingress_acl,
            routes: shared.routes,
        };
        (rules, shared.is_routed)
    }

    fn add_policy(&mut self, interface: &'a NetworkInterface, direction: Direction, family: Family) -> PolicyId {
        if interface.is_ungrouped() {
            return PolicyId::EXEMPT;
        }
        let policy = Policy::of(self.network, &interface.groups, direction, family);
        let id = policy.id();
        self.policies.entry(id).or_insert_with(|| (policy, BTreeSet::new())).1.insert(&interface.vpc);
        id
    }

    fn subnet(&mut self, vpc: &Vpc, subnet: &'a Subnet, family: Family) -> SubnetTables {
        if let Some(known) = self.subnets.get(&(&subnet.id, family)) {
            return *known;
        }
        let routes = Routes::of(self.network, vpc, subnet, family);
        let tables = SubnetTables {
            routes: routes.id(),
            is_routed: routes.are_indirect(),
            egress_acl: self.add_acl(subnet, Direction::Egress, family),
            ingress_acl: self.add_acl(subnet, Direction::Ingress, family),
        };
        self.subnets.insert((&subnet.id, family), tables);
        self.tables.routes.extend(routes.into_entries().map(|(prefix, route)| ((tables.routes, prefix), route)));
        tables
    }

    fn add_acl(&mut self, subnet: &Subnet, direction: Direction, family: Family) -> AclId {
        let entries = acls::entries(self.network.network_acl_of(subnet), direction, family);
        let id = acls::id(&entries);
        if id != AclId::OPEN {
            self.tables.acls.insert(id, entries);
        }
        id
    }

    /// Public addresses. What they stand for matters where packets come from the internet.
    fn add_public_addresses(&mut self) {
        let is_internet = self.tables.edges.contains_key(&Edge::Internet);
        let gateways = self.network.internet_gateways.values();
        let with_gateway: BTreeSet<&VpcId> = gateways.filter_map(|gateway| gateway.vpc.as_ref()).collect();
        if is_internet {
            self.add_ipv6_of_gateways(&with_gateway);
        }
        for address in self.network.public_addresses.values() {
            let Some(association) = &address.association else { continue };
            let interface = self.network.interfaces.get(&association.interface);
            let Some(interface) = interface.filter(|it| it.holds(association.private.into())) else { continue };
            let Some(vpc) = self.network.vpcs.get(&interface.vpc) else { continue };
            let private = (vpc.number, association.private);
            if is_internet || self.vpcs.contains(&vpc.id) {
                self.tables.public_addresses.entry(private).or_insert(address.public);
            }
            if is_internet && with_gateway.contains(&vpc.id) {
                self.vpcs.insert(&vpc.id);
                let private = Private { vpc: vpc.number, address: Some(association.private), opens: true };
                let public = EndpointAddress::One(address.public.into());
                self.tables.private_addresses.entry(public).or_insert(private);
            }
        }
    }

    /// The IPv6 addresses that a gateway of their VPC leads to from the internet.
    fn add_ipv6_of_gateways(&mut self, with_gateway: &BTreeSet<&'a VpcId>) {
        let egress_only = self.network.egress_only_gateways.values().map(|gateway| &gateway.vpc);
        let reached: BTreeSet<&VpcId> = egress_only.chain(with_gateway.iter().copied()).collect();
        for interface in self.network.interfaces.values().filter(|it| it.has_ipv6() && reached.contains(&it.vpc)) {
            let Some(vpc) = self.network.vpcs.get(&interface.vpc) else { continue };
            self.vpcs.insert(&vpc.id);
            let private = Private { vpc: vpc.number, address: None, opens: with_gateway.contains(&vpc.id) };
            for address in ipv6_addresses_of(interface) {
                self.tables.private_addresses.entry(address).or_insert(private);
            }
        }
    }

    fn add_endpoints(&mut self) {
        let peers = self.vpcs.iter().filter_map(|vpc| self.peers.get(vpc)).flatten();
        let reached: BTreeSet<&VpcId> = self.vpcs.iter().chain(peers).copied().collect();
        for (id, interface) in &self.network.interfaces {
            let Some(vpc) = self.network.vpcs.get(&interface.vpc).filter(|vpc| reached.contains(&vpc.id)) else {
                continue;
            };
            let class = groups::class_of(&interface.groups);
            let of_prefixes = interface.ipv4_prefixes.iter().flat_map(|prefix| addresses_of(*prefix));
            let ipv4 = interface.addresses().chain(of_prefixes).map(|address| EndpointAddress::One(address.into()));
            for address in ipv4.chain(ipv6_addresses_of(interface)) {
                let endpoint = || Endpoint { interface: id.clone(), class };
                self.tables.endpoints.entry((vpc.number, address)).or_insert_with(endpoint);
            }
        }
    }

    fn add_policies(&mut self) {
        let mut sets: BTreeMap<&VpcId, BTreeSet<_>> = BTreeMap::new();
        for interface in self.network.interfaces.values() {
            sets.entry(&interface.vpc).or_default().insert(&interface.groups);
        }
        for (id, (policy, vpcs)) in &self.policies {
            let across = vpcs.iter().filter_map(|vpc| self.peers.get(vpc)).flatten();
            let reached: BTreeSet<&VpcId> = vpcs.iter().chain(across).copied().collect();
            let peers = reached.into_iter().filter_map(|vpc| sets.get(vpc)).flatten();
            for (class, traffic) in peers.filter_map(|set| policy.traffic_with(set)) {
                self.tables.rules.extend(traffic.into_iter().map(|traffic| Rule { policy: *id, class, traffic }));
            }
            let Ranges { ranges, allowed } = policy.ranges();
            self.tables.ranges.extend(ranges.into_iter().map(|(range, class)| ((*id, range), class)));
            for (class, traffic) in allowed {
                self.tables.rules.extend(traffic.into_iter().map(|traffic| Rule { policy: *id, class, traffic }));
            }
            let anyone = policy.traffic_with_anyone().into_iter();
            let rules = anyone.map(|traffic| Rule { policy: *id, class: ClassId::ANYONE, traffic });
            self.tables.rules.extend(rules);
        }
    }
}

/// The port of what is outside of every VPC: no group and no ACL holds for it. VPN gateways carry no IPv6.
fn outside(kind: PortKind, vpc: u32) -> Port {
    let exempt = FamilyRules { egress: PolicyId::EXEMPT, ingress: PolicyId::EXEMPT, ..FamilyRules::default() };
    Port {
        kind,
        vpc,
        address: Ipv4Addr::UNSPECIFIED,
        mac: MacAddress::OUTSIDE,
        router: Ipv4Addr::UNSPECIFIED,
        resolver: Ipv4Addr::UNSPECIFIED,
        source_dest_check: false,
        is_routed: false,
        class: ClassId::default(),
        ipv4: exempt,
        ipv6: (kind == PortKind::Internet).then_some(exempt),
        idle: ConnectionTracking::default(),
    }
}

/// The IPv6 addresses of an ENI, and its prefixes as a whole.
fn ipv6_addresses_of(interface: &NetworkInterface) -> impl Iterator<Item = EndpointAddress> {
    let addresses = interface.ipv6_addresses.iter().map(|address| EndpointAddress::One((*address).into()));
    addresses.chain(interface.ipv6_prefixes.iter().map(|prefix| EndpointAddress::Prefix(prefix.trunc())))
}

/// Every address of a block, its first and last included.
fn addresses_of(block: Ipv4Net) -> impl Iterator<Item = Ipv4Addr> + use<> {
    (block.network().to_bits()..=block.broadcast().to_bits()).map(Ipv4Addr::from_bits)
}

#[cfg(test)]
pub(crate) mod tests;
