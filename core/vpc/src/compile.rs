//! From resources to tables: what the kernel needs to decide by lookups alone.
//!
//! `compile` is a pure function of the network: the order in which resources were made, or a restart, never shows in
//! its result. Ids are hashes of content: what an id stands for never changes, so a changed policy has a new id, is
//! built beside the old one, and is switched to by writing the ENI's entry. Equal policies share one id.

mod groups;
mod hash;
mod prefixes;
mod routes;

use std::{
    collections::{BTreeMap, BTreeSet},
    net::Ipv4Addr,
};

use ipnet::Ipv4Net;

use crate::{
    Network,
    ids::{NetworkInterfaceId, SubnetId, VpcId},
    resources::{Direction, MacAddress, NetworkInterface, Subnet, Vpc},
};

use self::{groups::Policy, routes::Routes};

/// One direction's rules of a set of security groups: a hash of the rules, but for the two lowest bits, which say what
/// kinds of rules there are, so that a lookup that cannot succeed is not made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PolicyId(pub u64);

impl PolicyId {
    /// The bit that is set when rules speak of security groups.
    pub const GROUPS: u64 = 1;
    /// The bit that is set when rules speak of ranges of addresses.
    pub const RANGES: u64 = 2;
}

/// What a policy knows a peer by: a hash of the peer's exact set of security groups, or of what a policy's ranges say
/// of its address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub u64);

/// A route table with the local routes of its VPC: a hash of both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoutesId(pub u64);

/// All that a host's data plane needs, as plain data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tables {
    /// The ENIs on this host.
    pub interfaces: BTreeMap<NetworkInterfaceId, Interface>,
    /// The private addresses of every ENI in the VPCs that have an ENI on this host, by VPC number and address.
    pub endpoints: BTreeMap<(u32, Ipv4Addr), Endpoint>,
    /// The class of an address for a policy: the longest prefix holds.
    pub ranges: BTreeMap<(PolicyId, Ipv4Net), ClassId>,
    /// What is allowed. One longest-prefix lookup answers.
    pub rules: BTreeSet<Rule>,
    /// Routes: the longest prefix holds.
    pub routes: BTreeMap<(RoutesId, Ipv4Net), Route>,
}

/// An ENI on this host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interface {
    /// Its VPC's number.
    pub vpc: u32,
    /// Its primary address.
    pub address: Ipv4Addr,
    /// Its MAC address.
    pub mac: MacAddress,
    /// Its subnet's router.
    pub router: Ipv4Addr,
    /// Its VPC's resolver: the primary block's base plus two.
    pub resolver: Ipv4Addr,
    /// Whether source and destination must be its own addresses.
    pub source_dest_check: bool,
    /// The class of its set of security groups.
    pub class: ClassId,
    /// Its egress rules.
    pub egress: PolicyId,
    /// Its ingress rules.
    pub ingress: PolicyId,
    /// Its subnet's routes.
    pub routes: RoutesId,
}

/// Who has an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// The ENI.
    pub interface: NetworkInterfaceId,
    /// The class of its set of security groups.
    pub class: ClassId,
}

/// Something that a policy allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rule {
    /// Whose rule.
    pub policy: PolicyId,
    /// Traffic with whom.
    pub class: ClassId,
    /// What traffic.
    pub traffic: TrafficPrefix,
}

/// The address of the resolver in a VPC: the primary block's base plus two.
pub(crate) fn resolver_of(vpc: &Vpc) -> Option<Ipv4Addr> {
    let block = vpc.cidr_blocks.first()?;
    Some(Ipv4Addr::from_bits(block.cidr.network().to_bits() + 2))
}

/// Traffic as a prefix of (protocol, 16 bits): destination port, or ICMP type and code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TrafficPrefix {
    /// Every protocol.
    All,
    /// A protocol, and the first `bits` bits of what follows it.
    Protocol {
        /// The IP protocol's number.
        protocol: u8,
        /// The port, or ICMP type and code; bits after the first `bits` are 0.
        value: u16,
        /// How many bits of `value` must match, 0 to 16.
        bits: u8,
    },
}

/// Where a route leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// Within the VPC.
    Local,
    /// The target is gone.
    Blackhole,
    /// An internet gateway.
    InternetGateway,
    /// An ENI.
    Interface,
}

/// Compiles what a host needs: `local` are the ENIs that are on it. An ENI of `local` that the network does not hold
/// is left out, and so is one whose VPC or subnet is gone: without an entry its packets are dropped.
pub fn compile(network: &Network, local: &BTreeSet<NetworkInterfaceId>) -> Tables {
    let mut compiler =
        Compiler { network, tables: Tables::default(), policies: BTreeMap::new(), subnets: BTreeMap::new() };
    for id in local {
        compiler.add_interface(id);
    }
    compiler.add_endpoints();
    compiler.add_policies();
    compiler.tables
}

struct Compiler<'a> {
    network: &'a Network,
    tables: Tables,
    /// The policies in use, and the VPCs in which they are.
    policies: BTreeMap<PolicyId, (Policy, BTreeSet<&'a VpcId>)>,
    subnets: BTreeMap<&'a SubnetId, RoutesId>,
}

impl<'a> Compiler<'a> {
    fn add_interface(&mut self, id: &NetworkInterfaceId) {
        let Some(interface) = self.network.interfaces.get(id) else { return };
        let Some(vpc) = self.network.vpcs.get(&interface.vpc) else { return };
        let Some(subnet) = self.network.subnets.get(&interface.subnet) else { return };
        let Some(resolver) = resolver_of(vpc) else { return };
        let entry = Interface {
            vpc: vpc.number,
            address: interface.address,
            mac: interface.mac,
            router: subnet.router(),
            resolver,
            source_dest_check: interface.source_dest_check,
            class: groups::class_of(&interface.groups),
            egress: self.add_policy(interface, Direction::Egress),
            ingress: self.add_policy(interface, Direction::Ingress),
            routes: self.add_routes(vpc, subnet),
        };
        self.tables.interfaces.insert(id.clone(), entry);
    }

    fn add_policy(&mut self, interface: &'a NetworkInterface, direction: Direction) -> PolicyId {
        let policy = Policy::of(self.network, &interface.groups, direction);
        let id = policy.id();
        self.policies.entry(id).or_insert_with(|| (policy, BTreeSet::new())).1.insert(&interface.vpc);
        id
    }

    fn add_routes(&mut self, vpc: &Vpc, subnet: &'a Subnet) -> RoutesId {
        if let Some(id) = self.subnets.get(&subnet.id) {
            return *id;
        }
        let routes = Routes::of(self.network, vpc, subnet);
        let id = routes.id();
        self.subnets.insert(&subnet.id, id);
        self.tables.routes.extend(routes.into_entries().map(|(prefix, route)| ((id, prefix), route)));
        id
    }

    fn add_endpoints(&mut self) {
        let numbers: BTreeSet<u32> = self.tables.interfaces.values().map(|entry| entry.vpc).collect();
        for (id, interface) in &self.network.interfaces {
            let Some(vpc) = self.network.vpcs.get(&interface.vpc).filter(|vpc| numbers.contains(&vpc.number)) else {
                continue;
            };
            let class = groups::class_of(&interface.groups);
            for address in interface.addresses() {
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
            let peers = vpcs.iter().filter_map(|vpc| sets.get(*vpc)).flatten();
            for (class, traffic) in peers.filter_map(|set| policy.traffic_with(set)) {
                self.tables.rules.extend(traffic.into_iter().map(|traffic| Rule { policy: *id, class, traffic }));
            }
            for (prefix, class, traffic) in policy.ranges() {
                self.tables.ranges.insert((*id, prefix), class);
                let rules = traffic.iter().map(|&traffic| Rule { policy: *id, class, traffic });
                self.tables.rules.extend(rules);
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
