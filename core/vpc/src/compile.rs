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

use self::{groups::Policy, routes::Routes};

/// How many entries of a network ACL hold in one direction, as many as EC2 allows at most: those with the lowest numbers.
/// What lies beyond them denies.
pub const ACL_ENTRIES_MAX: usize = 40;

/// One direction's rules of a set of security groups: a hash of the rules, but for the lowest bits, which say what kinds
/// of rules there are, so that a lookup that cannot succeed is not made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PolicyId(pub u64);

impl PolicyId {
    /// The bit that is set when rules speak of security groups.
    pub const GROUPS: u64 = 1;
    /// The bit that is set when rules speak of ranges of addresses.
    pub const RANGES: u64 = 2;
    /// The bit that is set when rules speak of everybody (0.0.0.0/0).
    pub const ANYONE: u64 = 4;
    /// The bit that is set when all TCP with everybody is allowed.
    pub const OPEN_TCP: u64 = 8;
    /// The bit that is set when all UDP with everybody is allowed.
    pub const OPEN_UDP: u64 = 16;
    /// The policy of what no security group holds: it allows everything.
    pub const EXEMPT: PolicyId = PolicyId(u64::MAX);

    const KINDS: u64 = Self::GROUPS | Self::RANGES | Self::ANYONE | Self::OPEN_TCP | Self::OPEN_UDP;
}

/// What a policy knows a peer by: a hash of the peer's exact set of security groups, or of what a policy's ranges say
/// of its address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub u64);

impl ClassId {
    /// Everybody, by the rules that say so (0.0.0.0/0) and by no other: what they allow may go untracked.
    pub const ANYONE: ClassId = ClassId(1);
}

/// One direction of a network ACL: a hash of its entries. 0 for what no ACL guards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AclId(pub u64);

impl AclId {
    /// What lets everything pass by its first entry, as every VPC's default ACL does: it needs no table.
    pub const OPEN: AclId = AclId(u64::MAX);
}

/// A route table with the local routes of its VPC: a hash of both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoutesId(pub u64);

/// All that a host's data plane needs, as plain data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tables {
    /// The edges on this host.
    pub edges: BTreeMap<Edge, Port>,
    /// The private addresses of every ENI in the VPCs that an edge of this host leads to, by VPC number and address.
    pub endpoints: BTreeMap<(u32, Ipv4Addr), Endpoint>,
    /// The class of an address for a policy: the longest prefix holds.
    pub ranges: BTreeMap<(PolicyId, Ipv4Net), ClassId>,
    /// What is allowed. One longest-prefix lookup answers.
    pub rules: BTreeSet<Rule>,
    /// Network ACLs: the first entry that matches decides.
    pub acls: BTreeMap<AclId, Vec<AclEntry>>,
    /// Routes: the longest prefix holds.
    pub routes: BTreeMap<(RoutesId, Ipv4Net), Route>,
    /// The public address of a private one, by VPC number and private address.
    pub public_addresses: BTreeMap<(u32, Ipv4Addr), Ipv4Addr>,
    /// What a public address stands for, if its VPC has an internet gateway: VPC number and private address.
    pub private_addresses: BTreeMap<Ipv4Addr, (u32, Ipv4Addr)>,
}

/// What kind of edge it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PortKind {
    /// An ENI.
    Interface,
    /// The host's own stack.
    Internet,
    /// What is on premises.
    OnPremises,
}

/// An edge on this host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Port {
    /// Its kind. What follows is of ENIs, unless it says otherwise.
    pub kind: PortKind,
    /// Its VPC's number; 0 for the internet.
    pub vpc: u32,
    /// Its primary address.
    pub address: Ipv4Addr,
    /// The MAC address of whatever is on it, of every kind.
    pub mac: MacAddress,
    /// Its subnet's router.
    pub router: Ipv4Addr,
    /// Its VPC's resolver: the primary block's base plus two.
    pub resolver: Ipv4Addr,
    /// Whether source and destination must be its own addresses.
    pub source_dest_check: bool,
    /// Whether one of its routes leads through an ENI, or over a peering connection: then the route says which flow a
    /// packet belongs to.
    pub is_routed: bool,
    /// The class of its set of security groups.
    pub class: ClassId,
    /// Its egress rules; of every kind.
    pub egress: PolicyId,
    /// Its ingress rules; of every kind.
    pub ingress: PolicyId,
    /// What guards the way out of its subnet.
    pub egress_acl: AclId,
    /// What guards the way into its subnet.
    pub ingress_acl: AclId,
    /// Its subnet's routes.
    pub routes: RoutesId,
    /// How long its flows may be idle.
    pub idle: ConnectionTracking,
}

/// Who has an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// The ENI.
    pub interface: NetworkInterfaceId,
    /// The class of its set of security groups.
    pub class: ClassId,
}

/// An entry of a network ACL: what matches all of it is allowed or denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AclEntry {
    /// The other end's addresses.
    pub range: Ipv4Net,
    /// The protocol; `None` for every one.
    pub protocol: Option<u8>,
    /// The lowest and the highest destination port, or ICMP type and code as 16 bits.
    pub values: (u16, u16),
    /// Whether a match allows.
    pub allow: bool,
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// Within the VPC.
    Local,
    /// The target is gone, or nothing on a host serves it.
    Blackhole,
    /// The internet, for who has a public address.
    Internet,
    /// Through an ENI: an appliance, or a NAT gateway.
    Interface(NetworkInterfaceId),
    /// Another edge.
    Edge(Edge),
    /// Another VPC.
    Peering {
        /// The peering connection's number.
        number: u32,
        /// The other VPC's number.
        vpc: u32,
    },
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
    subnets: BTreeMap<&'a SubnetId, SubnetTables>,
    /// The VPCs that edges lead to.
    vpcs: BTreeSet<&'a VpcId>,
    /// The VPCs that a VPC's peering connections lead to.
    peers: BTreeMap<&'a VpcId, BTreeSet<&'a VpcId>>,
}

/// What all ENIs of a subnet share.
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
        let shared = self.subnet(vpc, subnet);
        Some(Port {
            kind: PortKind::Interface,
            vpc: vpc.number,
            address: interface.address,
            mac: interface.mac,
            router: subnet.router(),
            resolver,
            source_dest_check: interface.source_dest_check,
            is_routed: shared.is_routed,
            class: groups::class_of(&interface.groups),
            egress: self.add_policy(interface, Direction::Egress),
            ingress: self.add_policy(interface, Direction::Ingress),
            egress_acl: shared.egress_acl,
            ingress_acl: shared.ingress_acl,
            routes: shared.routes,
            idle: interface.connection_tracking,
        })
    }

    fn add_policy(&mut self, interface: &'a NetworkInterface, direction: Direction) -> PolicyId {
        if interface.is_ungrouped() {
            return PolicyId::EXEMPT;
        }
        let policy = Policy::of(self.network, &interface.groups, direction);
        let id = policy.id();
        self.policies.entry(id).or_insert_with(|| (policy, BTreeSet::new())).1.insert(&interface.vpc);
        id
    }

    fn subnet(&mut self, vpc: &Vpc, subnet: &'a Subnet) -> SubnetTables {
        if let Some(known) = self.subnets.get(&subnet.id) {
            return *known;
        }
        let routes = Routes::of(self.network, vpc, subnet);
        let tables = SubnetTables {
            routes: routes.id(),
            is_routed: routes.are_indirect(),
            egress_acl: self.add_acl(subnet, Direction::Egress),
            ingress_acl: self.add_acl(subnet, Direction::Ingress),
        };
        self.subnets.insert(&subnet.id, tables);
        self.tables.routes.extend(routes.into_entries().map(|(prefix, route)| ((tables.routes, prefix), route)));
        tables
    }

    fn add_acl(&mut self, subnet: &Subnet, direction: Direction) -> AclId {
        let entries = acls::entries(self.network.network_acl_of(subnet), direction);
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
        for address in self.network.public_addresses.values() {
            let Some(association) = &address.association else { continue };
            let interface = self.network.interfaces.get(&association.interface);
            let Some(interface) = interface.filter(|it| it.holds(association.private)) else { continue };
            let Some(vpc) = self.network.vpcs.get(&interface.vpc) else { continue };
            let private = (vpc.number, association.private);
            if is_internet || self.vpcs.contains(&vpc.id) {
                self.tables.public_addresses.entry(private).or_insert(address.public);
            }
            if is_internet && with_gateway.contains(&vpc.id) {
                self.vpcs.insert(&vpc.id);
                self.tables.private_addresses.entry(address.public).or_insert(private);
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
            for address in interface.addresses().chain(of_prefixes) {
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
            for (prefix, class, traffic) in policy.ranges() {
                self.tables.ranges.insert((*id, prefix), class);
                let rules = traffic.iter().map(|&traffic| Rule { policy: *id, class, traffic });
                self.tables.rules.extend(rules);
            }
            let anyone = policy.traffic_with_anyone().into_iter();
            let rules = anyone.map(|traffic| Rule { policy: *id, class: ClassId::ANYONE, traffic });
            self.tables.rules.extend(rules);
        }
    }
}

/// The port of what is outside of every VPC: no group and no ACL holds for it.
fn outside(kind: PortKind, vpc: u32) -> Port {
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
        egress: PolicyId::EXEMPT,
        ingress: PolicyId::EXEMPT,
        egress_acl: AclId::default(),
        ingress_acl: AclId::default(),
        routes: RoutesId::default(),
        idle: ConnectionTracking::default(),
    }
}

/// Every address of a block, its first and last included.
fn addresses_of(block: Ipv4Net) -> impl Iterator<Item = Ipv4Addr> + use<> {
    (block.network().to_bits()..=block.broadcast().to_bits()).map(Ipv4Addr::from_bits)
}

#[cfg(test)]
pub(crate) mod tests;
