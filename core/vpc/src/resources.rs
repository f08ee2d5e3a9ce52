//! The resources of a VPC as the store holds them: one typed document each.
//!
//! These are desired state, written by the operations only. What was observed (an ENI that is up on a host, say) lives
//! in other documents, written by the agents. Field names and meanings are those of the EC2 API
//! (version 2016-11-15) unless a comment says otherwise.

mod nat_gateway;
mod public_address;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    str::FromStr,
};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

mod attachment;
mod endpoints;
mod gateways;
mod insights;
mod instance;
mod peering;
mod routing;

pub use attachment::{Attachment, AttachmentState};
pub use endpoints::{EndpointWay, VpcEndpoint};
pub use gateways::{EgressOnlyInternetGateway, InternetGateway, OnPremises, VpnGateway};
pub use insights::{
    AclRule, AnalysisStatus, Explanation, Findings, GroupRule, InsightsFindings, Named, NetworkInsightsAnalysis,
    NetworkInsightsPath, PacketHeader, PathComponent, PathEnd, PathFilter, PathProtocol, PathQuestion, PathRule, Role,
    Roles, RouteOrigin, RouteRule, RunningAnalysis,
};
pub use instance::{Instance, InstanceState};
pub use peering::{PeeringRole, PeeringSide, PeeringStatus, VpcPeeringConnection};
pub use public_address::{PublicAddress, PublicAddressKind, PublicAssociation};
pub use routing::{MalformedDestination, RouteDestination, RouteTable, RouteTableAssociation, RouteTarget};

use crate::ids::{
    DhcpOptionsId, NetworkAclAssociationId, NetworkAclId, NetworkInterfaceId, PrefixListId, SecurityGroupId,
    SecurityGroupRuleId, SubnetId, VpcCidrAssociationId, VpcId,
};

mod addressing;
mod prefix_list;

pub use addressing::{
    ConnectionTracking, HostnameType, NetworkInterfacePermission, PrivateDnsOptions, ReservationKind,
    SubnetCidrReservation, SubnetIpv6Block, VpcIpv6Block,
};
pub use prefix_list::{AddressFamily, ManagedPrefixList, PrefixListState};

pub use nat_gateway::{NatConnectivity, NatGateway, NatGatewayAddress, NatGatewayState};

/// Whose resource it is: an account in a region. Resources of two scopes never see each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Scope {
    /// The account's 12 digits.
    pub account: String,
    /// The region's name, such as `us-east-1`.
    pub region: String,
}

/// Tags by key; at most 50 on a resource.
pub type Tags = BTreeMap<String, String>;

/// A virtual private cloud.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vpc {
    /// Its id.
    pub id: VpcId,
    /// Its owner.
    pub scope: Scope,
    /// A number unique among the VPCs and peering connections of the store, at least 1: what packets and kernel tables
    /// carry for the id.
    pub number: u32,
    /// The primary block first.
    pub cidr_blocks: Vec<VpcCidrBlock>,
    /// The IPv6 blocks.
    #[serde(default)]
    pub ipv6_blocks: Vec<VpcIpv6Block>,
    /// Whether it is the region's default VPC.
    pub is_default: bool,
    /// `default` or `dedicated`.
    pub instance_tenancy: String,
    /// Its DHCP options; `None` if it has none, which AWS shows as `default`.
    pub dhcp_options: Option<DhcpOptionsId>,
    /// Whether the resolver answers; true in a new VPC.
    pub enable_dns_support: bool,
    /// Whether public addresses get names; false in a new VPC, true in the default one.
    pub enable_dns_hostnames: bool,
    /// Whether AWS would count the addresses in use as a metric; false in a new VPC.
    #[serde(default)]
    pub enable_network_address_usage_metrics: bool,
    /// Its tags.
    pub tags: Tags,
}

impl Vpc {
    /// Whether one of the VPC's blocks holds `address`.
    pub fn contains(&self, address: Ipv4Addr) -> bool {
        self.cidr_blocks.iter().any(|block| block.cidr.contains(&address))
    }

    /// Its blocks, IPv4 first: the destinations of its local routes.
    pub fn blocks(&self) -> impl Iterator<Item = IpNet> + '_ {
        let v4 = self.cidr_blocks.iter().map(|block| IpNet::V4(block.cidr));
        v4.chain(self.ipv6_blocks.iter().map(|block| IpNet::V6(block.cidr)))
    }

    /// Whether one of the VPC's IPv6 blocks holds `address`.
    pub fn contains_ipv6(&self, address: Ipv6Addr) -> bool {
        self.ipv6_blocks.iter().any(|block| block.cidr.contains(&address))
    }
}

/// A block of addresses of a VPC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VpcCidrBlock {
    /// The association's id.
    pub association_id: VpcCidrAssociationId,
    /// The block, /16 to /28, without host bits.
    pub cidr: Ipv4Net,
}

/// A subnet: a part of its VPC's addresses in one zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subnet {
    /// Its id.
    pub id: SubnetId,
    /// Its owner.
    pub scope: Scope,
    /// The VPC that it lies in.
    pub vpc: VpcId,
    /// The block, /16 to /28, without host bits.
    pub cidr: Ipv4Net,
    /// The IPv6 block.
    #[serde(default)]
    pub ipv6_block: Option<SubnetIpv6Block>,
    /// The zone's name, such as `us-east-1a`.
    pub zone: String,
    /// The zone's id, such as `use1-az1`.
    pub zone_id: String,
    /// Whether it is the default subnet of its zone.
    pub default_for_az: bool,
    /// Whether ENIs made by launches get a public address.
    pub map_public_ip_on_launch: bool,
    /// Whether every new ENI gets an IPv6 address.
    #[serde(default)]
    pub assign_ipv6_on_creation: bool,
    /// What names instances get.
    #[serde(default)]
    pub private_dns: PrivateDnsOptions,
    /// Its tags.
    pub tags: Tags,
}

impl Subnet {
    /// The VPC router's IPv6 address in every subnet.
    pub const IPV6_ROUTER: Ipv6Addr = Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 1);

    /// The VPC router's address in this subnet: the network's address plus one.
    pub fn router(&self) -> Ipv4Addr {
        Ipv4Addr::from_bits(self.cidr.network().to_bits() + 1)
    }
}

/// A MAC address.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MacAddress(pub [u8; 6]);

impl MacAddress {
    /// The VPC router's address, the same in every subnet: locally administered, unicast.
    pub const ROUTER: MacAddress = MacAddress([0x02, 0x6d, 0x6e, 0x00, 0x00, 0x01]);

    /// The address that whatever is outside of every VPC has on its link to the data plane.
    pub const OUTSIDE: MacAddress = MacAddress([0x02, 0x6d, 0x6e, 0x00, 0x00, 0x02]);
}

impl fmt::Display for MacAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, octet) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str(":")?;
            }
            write!(f, "{octet:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for MacAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not six hexadecimal octets joined by colons.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a MAC address: expected six octets such as 02:6d:6e:00:00:01")]
pub struct MalformedMacAddress(String);

impl FromStr for MacAddress {
    type Err = MalformedMacAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let malformed = || MalformedMacAddress(text.to_owned());
        let mut octets = [0; 6];
        let mut parts = text.split(':');
        for octet in &mut octets {
            let part = parts.next().filter(|p| p.len() == 2 && p.bytes().all(|b| b.is_ascii_hexdigit()));
            *octet = u8::from_str_radix(part.ok_or_else(malformed)?, 16).map_err(|_| malformed())?;
        }
        if parts.next().is_some() { Err(malformed()) } else { Ok(Self(octets)) }
    }
}

impl TryFrom<String> for MacAddress {
    type Error = MalformedMacAddress;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<MacAddress> for String {
    fn from(mac: MacAddress) -> Self {
        mac.to_string()
    }
}

/// An elastic network interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkInterface {
    /// Its id.
    pub id: NetworkInterfaceId,
    /// Its owner.
    pub scope: Scope,
    /// The VPC of its subnet.
    pub vpc: VpcId,
    /// Its subnet.
    pub subnet: SubnetId,
    /// The description, empty when none was given.
    pub description: String,
    /// `interface`, or what AWS calls the kind of a managed one.
    pub interface_type: String,
    /// Its MAC address, unique in the store.
    pub mac: MacAddress,
    /// The primary private address.
    pub address: Ipv4Addr,
    /// Secondary private addresses.
    pub secondary_addresses: Vec<Ipv4Addr>,
    /// Blocks of private addresses, each a /28.
    #[serde(default)]
    pub ipv4_prefixes: Vec<Ipv4Net>,
    /// Its IPv6 addresses. The first one is the primary one if there is a primary one.
    #[serde(default)]
    pub ipv6_addresses: Vec<Ipv6Addr>,
    /// Blocks of IPv6 addresses, each a /80.
    #[serde(default)]
    pub ipv6_prefixes: Vec<Ipv6Net>,
    /// Whether the first IPv6 address is the primary one, which stays as long as the ENI.
    #[serde(default)]
    pub has_primary_ipv6: bool,
    /// Its security groups, 1 to 5 by default quota, all of its VPC.
    pub groups: BTreeSet<SecurityGroupId>,
    /// Whether a packet's source or destination must be the ENI's own address.
    pub source_dest_check: bool,
    /// How long its tracked flows may be idle.
    #[serde(default)]
    pub connection_tracking: ConnectionTracking,
    /// Who may change it: a service's principal such as `ecs.amazonaws.com`; `None` for its owner.
    pub requester: Option<String>,
    /// Where it is attached.
    pub attachment: Option<Attachment>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Its tags.
    pub tags: Tags,
}

impl NetworkInterface {
    /// The type of the ENIs that NAT gateways have.
    pub const NAT_GATEWAY: &'static str = "nat_gateway";

    /// Whether an address is one of its own, those of its prefixes included; of IPv4 a private one.
    pub fn holds(&self, address: IpAddr) -> bool {
        match address {
            IpAddr::V4(it) => {
                self.addresses().any(|own| own == it) || self.ipv4_prefixes.iter().any(|p| p.contains(&it))
            }
            IpAddr::V6(it) => self.ipv6_addresses.contains(&it) || self.ipv6_prefixes.iter().any(|p| p.contains(&it)),
        }
    }

    /// Whether it has an address of IPv6.
    pub fn has_ipv6(&self) -> bool {
        !self.ipv6_addresses.is_empty() || !self.ipv6_prefixes.is_empty()
    }

    /// Whether no security group holds for it: the ENIs of NAT gateways have none, and let everything pass.
    pub fn is_ungrouped(&self) -> bool {
        self.interface_type == Self::NAT_GATEWAY
    }

    /// Its private addresses, the primary one first; not those of its prefixes.
    pub fn addresses(&self) -> impl Iterator<Item = Ipv4Addr> {
        std::iter::once(self.address).chain(self.secondary_addresses.iter().copied())
    }
}

/// A security group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityGroup {
    /// Its id.
    pub id: SecurityGroupId,
    /// Its owner.
    pub scope: Scope,
    /// Its VPC.
    pub vpc: VpcId,
    /// Its name, unique in its VPC.
    pub name: String,
    /// Its description.
    pub description: String,
    /// Its rules by id. Rules only allow; what none allows is denied.
    pub rules: BTreeMap<SecurityGroupRuleId, SecurityGroupRule>,
    /// Its tags.
    pub tags: Tags,
}

/// One rule of a security group: one peer each, as `DescribeSecurityGroupRules` shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityGroupRule {
    /// Which way the rule looks.
    pub direction: Direction,
    /// What traffic.
    pub traffic: Traffic,
    /// Traffic with whom.
    pub peer: Peer,
    /// The rule's description.
    pub description: Option<String>,
    /// Its tags.
    pub tags: Tags,
}

/// A direction as seen from an ENI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Into the ENI.
    Ingress,
    /// Out of the ENI.
    Egress,
}

impl Direction {
    /// The other one.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Direction::Ingress => Direction::Egress,
            Direction::Egress => Direction::Ingress,
        }
    }
}

/// The traffic that a rule speaks of: a protocol and what of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Traffic {
    /// Every protocol (`-1`).
    All,
    /// TCP to these destination ports.
    Tcp(PortRange),
    /// UDP to these destination ports.
    Udp(PortRange),
    /// ICMP of a type and code; `None` for every one.
    Icmp(IcmpFilter),
    /// ICMPv6 of a type and code.
    Icmpv6(IcmpFilter),
    /// Another IP protocol by its number, whole.
    Other(u8),
}

/// Ports from `from` to `to`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PortRange {
    /// The lowest port.
    pub from: u16,
    /// The highest port, at least `from`.
    pub to: u16,
}

impl PortRange {
    /// Every port.
    pub const ALL: PortRange = PortRange { from: 0, to: u16::MAX };
}

/// ICMP by type and code. A code without a type does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum IcmpFilter {
    /// Every type.
    Any,
    /// Every code of a type.
    Type(u8),
    /// One code of a type.
    TypeCode(u8, u8),
}

/// Whom a rule allows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Peer {
    /// A range of addresses.
    Cidr(IpNet),
    /// The ENIs of a security group, by their private addresses.
    Group(SecurityGroupId),
    /// A managed prefix list.
    PrefixList(PrefixListId),
}

/// A network ACL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkAcl {
    /// Its id.
    pub id: NetworkAclId,
    /// Its owner.
    pub scope: Scope,
    /// Its VPC.
    pub vpc: VpcId,
    /// Whether it is the VPC's default one.
    pub is_default: bool,
    /// Entries by direction and number, 1 to 32766; what none matches is denied (`*`, 32767).
    pub entries: BTreeMap<Direction, BTreeMap<u16, NetworkAclEntry>>,
    /// The subnets that it guards.
    pub associations: BTreeMap<SubnetId, NetworkAclAssociationId>,
    /// Its tags.
    pub tags: Tags,
}

/// One entry of a network ACL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkAclEntry {
    /// What traffic.
    pub traffic: Traffic,
    /// From where (ingress) or to where (egress).
    pub cidr: IpNet,
    /// Whether a match allows or denies.
    pub allow: bool,
}

/// A set of DHCP options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DhcpOptions {
    /// Its id.
    pub id: DhcpOptionsId,
    /// Its owner.
    pub scope: Scope,
    /// Values by option name, such as `domain-name-servers`.
    pub options: BTreeMap<String, Vec<String>>,
    /// Its tags.
    pub tags: Tags,
}
