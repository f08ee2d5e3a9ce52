//! What a host's data plane needs, as plain data.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::{IpAddr, Ipv4Addr},
};

use ipnet::{IpNet, Ipv6Net};

use crate::{
    edge::Edge,
    ids::NetworkInterfaceId,
    resources::{ConnectionTracking, MacAddress},
};

/// How many entries of a network ACL hold in one direction, as many as EC2 allows at most: those with the lowest numbers.
/// What lies beyond them denies.
pub const ACL_ENTRIES_MAX: usize = 40;

/// How long the prefixes of IPv6 are that ENIs have as a whole: EC2 gives out no other.
pub const IPV6_PREFIX_BITS: u8 = 80;

/// The version of IP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    Ipv4,
    Ipv6,
}

impl Family {
    /// That of an address.
    pub(crate) fn of(address: IpAddr) -> Self {
        if address.is_ipv6() { Family::Ipv6 } else { Family::Ipv4 }
    }

    /// Whether a block is of this version.
    pub(super) fn has(self, block: IpNet) -> bool {
        matches!((self, block), (Family::Ipv4, IpNet::V4(_)) | (Family::Ipv6, IpNet::V6(_)))
    }
}

/// One direction's rules of a set of security groups for one version of IP: a hash of the rules, but for the lowest bits, which say what kinds
/// of rules there are, so that a lookup that cannot succeed is not made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PolicyId(pub u64);

impl PolicyId {
    /// The bit that is set when rules speak of security groups.
    pub const GROUPS: u64 = 1;
    /// The bit that is set when rules speak of ranges of addresses.
    pub const RANGES: u64 = 2;
    /// The bit that is set when rules speak of everybody (`0.0.0.0/0` or `::/0`).
    pub const ANYONE: u64 = 4;
    /// The bit that is set when all TCP with everybody is allowed.
    pub const OPEN_TCP: u64 = 8;
    /// The bit that is set when all UDP with everybody is allowed.
    pub const OPEN_UDP: u64 = 16;
    /// The policy of what no security group holds: it allows everything.
    pub const EXEMPT: PolicyId = PolicyId(u64::MAX);

    pub(super) const KINDS: u64 = Self::GROUPS | Self::RANGES | Self::ANYONE | Self::OPEN_TCP | Self::OPEN_UDP;
}

/// What a policy knows a peer by: a hash of the peer's exact set of security groups, or of what a policy's ranges say
/// of its address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub u64);

impl ClassId {
    /// Everybody, by the rules that say so (`0.0.0.0/0` or `::/0`) and by no other: what they allow may go untracked.
    pub const ANYONE: ClassId = ClassId(1);
}

/// One direction of a network ACL for one version of IP: a hash of its entries. 0 for what no ACL guards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AclId(pub u64);

impl AclId {
    /// What lets everything pass by its first entry, as every VPC's default ACL does: it needs no table.
    pub const OPEN: AclId = AclId(u64::MAX);
}

/// A route table with the local routes of its VPC, for one version of IP: a hash of both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoutesId(pub u64);

/// All that a host's data plane needs, as plain data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tables {
    /// The edges on this host.
    pub edges: BTreeMap<Edge, Port>,
    /// The addresses of every ENI in the VPCs that an edge of this host leads to, by VPC number and address; of IPv4 the
    /// private ones.
    pub endpoints: BTreeMap<(u32, EndpointAddress), Endpoint>,
    /// The class of an address for a policy: the longest prefix holds.
    pub ranges: BTreeMap<(PolicyId, IpNet), ClassId>,
    /// What is allowed. One longest-prefix lookup answers.
    pub rules: BTreeSet<Rule>,
    /// Network ACLs: the first entry that matches decides.
    pub acls: BTreeMap<AclId, Vec<AclEntry>>,
    /// Routes: the longest prefix holds.
    pub routes: BTreeMap<(RoutesId, IpNet), Route>,
    /// The public address of a private one, by VPC number and private address.
    pub public_addresses: BTreeMap<(u32, Ipv4Addr), Ipv4Addr>,
    /// What a public address stands for, if a gateway leads there from the internet. In IPv6 every address is public.
    pub private_addresses: BTreeMap<EndpointAddress, Private>,
}

impl Tables {
    /// Who has an address in the VPC with a number, as its own or by a prefix.
    pub fn endpoint_of(&self, vpc: u32, address: IpAddr) -> Option<&Endpoint> {
        let by_prefix = || {
            let IpAddr::V6(address) = address else { return None };
            let prefix = Ipv6Net::new(address, IPV6_PREFIX_BITS).expect("it is a length").trunc();
            self.endpoints.get(&(vpc, EndpointAddress::Prefix(prefix)))
        };
        self.endpoints.get(&(vpc, EndpointAddress::One(address))).or_else(by_prefix)
    }
}

/// An address, or a prefix of IPv6 that an ENI has as a whole: it holds too many to name each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EndpointAddress {
    /// An address.
    One(IpAddr),
    /// A prefix of `IPV6_PREFIX_BITS` bits.
    Prefix(Ipv6Net),
}

/// What a public address stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Private {
    /// The VPC's number.
    pub vpc: u32,
    /// The private address; `None` in IPv6, where it is the same.
    pub address: Option<Ipv4Addr>,
    /// Whether flows from the internet may begin: not where only an egress-only internet gateway leads.
    pub opens: bool,
}

/// What holds at an edge for one version of IP.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FamilyRules {
    /// Its egress rules; of every kind of edge.
    pub egress: PolicyId,
    /// Its ingress rules; of every kind of edge.
    pub ingress: PolicyId,
    /// What guards the way out of its subnet.
    pub egress_acl: AclId,
    /// What guards the way into its subnet.
    pub ingress_acl: AclId,
    /// Its subnet's routes.
    pub routes: RoutesId,
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
    /// What holds for IPv4; of every kind.
    pub ipv4: FamilyRules,
    /// What holds for IPv6; `None` if it may send none. Of every kind.
    pub ipv6: Option<FamilyRules>,
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
    pub range: IpNet,
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
    /// The internet, for flows of IPv6 that begin inside.
    EgressOnly,
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
