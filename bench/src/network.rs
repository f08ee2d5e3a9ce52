//! The VPC that is measured: two subnets, two groups with rules in each direction, NACLs and route tables, as the API would have
//! made them.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::Ipv4Addr,
};

use ipnet::Ipv4Net;
use jiff::Timestamp;
use minato_vpc::{
    Network,
    ids::{
        DhcpOptionsId, NetworkAclAssociationId, NetworkAclId, NetworkInterfaceId, PrefixListId,
        RouteTableAssociationId, RouteTableId, SecurityGroupId, SecurityGroupRuleId, SubnetId, VpcCidrAssociationId,
        VpcId,
    },
    resources::{
        AddressFamily, ConnectionTracking, Direction, MacAddress, ManagedPrefixList, NetworkAcl, NetworkAclEntry,
        NetworkInterface, Peer, PortRange, PrefixListState, PrivateDnsOptions, RouteTable, RouteTableAssociation,
        Scope, SecurityGroup, SecurityGroupRule, Subnet, Tags, Traffic, Vpc, VpcCidrBlock,
    },
};

/// How much there is in each group in each direction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// Rules, at least one.
    pub(crate) rules: u16,
    /// Ranges of addresses in the prefix lists that some of the rules name, in thousands.
    pub(crate) thousand_ranges: u16,
}

impl Size {
    /// That of the goals.
    pub(crate) const USUAL: Self = Self { rules: 60, thousand_ranges: 0 };
    /// The least: only what is measured is allowed.
    pub(crate) const SMALL: Self = Self { rules: 1, thousand_ranges: 0 };
    /// As many rules as EC2 allows an ENI, with a hundred prefix lists of a thousand ranges each.
    pub(crate) const LARGE: Self = Self { rules: 1_000, thousand_ranges: 100 };
}

/// The ports that the client may use, at both ends.
const ALLOWED: PortRange = PortRange { from: 9_000, to: 9_010 };
/// A port that the client may send to and the server does not take.
pub(crate) const EGRESS_ONLY_PORT: u16 = 9_100;
/// A port that nobody allows.
pub(crate) const DENIED_PORT: u16 = 9_999;

const CLIENTS: Side = Side { number: 1, cidr: Ipv4Net::new_assert(Ipv4Addr::new(10, 77, 0, 0), 20) };
const SERVERS: Side = Side { number: 2, cidr: Ipv4Net::new_assert(Ipv4Addr::new(10, 77, 16, 0), 20) };

/// The subnet and the group of the clients, or of the servers.
struct Side {
    number: u128,
    cidr: Ipv4Net,
}

/// On which side an ENI is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It opens connections.
    Client,
    /// It takes them.
    Server,
}

impl Role {
    fn side(self) -> Side {
        match self {
            Self::Client => CLIENTS,
            Self::Server => SERVERS,
        }
    }
}

fn scope() -> Scope {
    Scope { account: "000000000000".to_owned(), region: "us-east-1".to_owned() }
}

fn vpc_id() -> VpcId {
    VpcId::from_entropy(0xbe)
}

/// The VPC without an ENI.
pub(crate) fn network(size: Size) -> Network {
    let vpc = Vpc {
        id: vpc_id(),
        scope: scope(),
        number: 1,
        cidr_blocks: vec![VpcCidrBlock {
            association_id: VpcCidrAssociationId::from_entropy(0xbe),
            cidr: Ipv4Net::new_assert(Ipv4Addr::new(10, 77, 0, 0), 16),
        }],
        ipv6_blocks: Vec::new(),
        is_default: false,
        instance_tenancy: "default".to_owned(),
        dhcp_options: Some(DhcpOptionsId::from_entropy(0xbe)),
        enable_dns_support: true,
        enable_dns_hostnames: false,
        enable_network_address_usage_metrics: false,
        tags: Tags::new(),
    };
    let mut network = Network::default();
    network.vpcs.insert(vpc.id.clone(), vpc);
    for side in [CLIENTS, SERVERS] {
        let subnet = subnet(&side);
        network.subnets.insert(subnet.id.clone(), subnet);
    }
    for list in (0..size.thousand_ranges).map(prefix_list) {
        network.prefix_lists.insert(list.id.clone(), list);
    }
    for group in [group(&CLIENTS, Direction::Egress, size), group(&SERVERS, Direction::Ingress, size)] {
        network.groups.insert(group.id.clone(), group);
    }
    let (acl, table) = (network_acl(), route_table());
    network.network_acls.insert(acl.id.clone(), acl);
    network.route_tables.insert(table.id.clone(), table);
    network
}

/// Puts a rule that allows something that is not measured into the group of a side, or takes it out.
pub(crate) fn set_rule(network: &mut Network, role: Role, is_there: bool) {
    let Some(group) = network.groups.get_mut(&SecurityGroupId::from_entropy(role.side().number)) else { return };
    let id = SecurityGroupRuleId::from_entropy(u128::MAX);
    if !is_there {
        group.rules.remove(&id);
        return;
    }
    let traffic = Traffic::Udp(PortRange { from: 53, to: 53 });
    let peer = Peer::Cidr(Ipv4Net::new_assert(Ipv4Addr::new(192, 0, 2, 0), 24).into());
    let direction = Direction::Ingress;
    group.rules.insert(id, SecurityGroupRule { direction, traffic, peer, description: None, tags: Tags::new() });
}

/// Adds an ENI and gives its id. Numbers begin with 0 on each side; up to 4,000 fit.
pub(crate) fn add_interface(network: &mut Network, role: Role, number: u16, entropy: u32) -> NetworkInterfaceId {
    let side = role.side();
    // Of the 17 digits the first 13 name the host's end: 32 bits that tell apart, the side, the number.
    let id =
        NetworkInterfaceId::from_entropy((u128::from(entropy) << 20 | side.number << 16 | u128::from(number)) << 16);
    let [high, low] = number.to_be_bytes();
    let interface = NetworkInterface {
        id: id.clone(),
        scope: scope(),
        vpc: vpc_id(),
        subnet: SubnetId::from_entropy(side.number),
        description: String::new(),
        interface_type: "interface".to_owned(),
        mac: MacAddress([0x02, 0xbe, 0, u8::try_from(side.number).unwrap_or_default(), high, low]),
        address: Ipv4Addr::from_bits(side.cidr.network().to_bits() + 10 + u32::from(number)),
        secondary_addresses: Vec::new(),
        ipv4_prefixes: Vec::new(),
        ipv6_addresses: Vec::new(),
        ipv6_prefixes: Vec::new(),
        has_primary_ipv6: false,
        groups: BTreeSet::from([SecurityGroupId::from_entropy(side.number)]),
        source_dest_check: true,
        connection_tracking: ConnectionTracking::default(),
        requester: None,
        attachment: None,
        created_at: Timestamp::UNIX_EPOCH,
        tags: Tags::new(),
    };
    network.interfaces.insert(id.clone(), interface);
    id
}

fn subnet(side: &Side) -> Subnet {
    Subnet {
        id: SubnetId::from_entropy(side.number),
        scope: scope(),
        vpc: vpc_id(),
        cidr: side.cidr,
        ipv6_block: None,
        zone: "us-east-1a".to_owned(),
        zone_id: "use1-az1".to_owned(),
        default_for_az: false,
        map_public_ip_on_launch: false,
        assign_ipv6_on_creation: false,
        private_dns: PrivateDnsOptions::default(),
        tags: Tags::new(),
    }
}

/// A group. In `open`, the first of its rules allows what is measured, with the other side's group as peer.
fn group(side: &Side, open: Direction, size: Size) -> SecurityGroup {
    let other = SecurityGroupId::from_entropy(3 - side.number);
    let mut rules = BTreeMap::new();
    for direction in [Direction::Ingress, Direction::Egress] {
        let mut traffic_and_peers = if direction == open { opening_rules(open, &other) } else { Vec::new() };
        traffic_and_peers.truncate(usize::from(size.rules));
        let missing = usize::from(size.rules) - traffic_and_peers.len();
        traffic_and_peers.extend((0..size.rules).map(|index| filler(index, &other, size)).take(missing));
        for (traffic, peer) in traffic_and_peers {
            let id = SecurityGroupRuleId::from_entropy(side.number << 32 | rules.len() as u128);
            let rule = SecurityGroupRule { direction, traffic, peer, description: None, tags: Tags::new() };
            rules.insert(id, rule);
        }
    }
    SecurityGroup {
        id: SecurityGroupId::from_entropy(side.number),
        scope: scope(),
        vpc: vpc_id(),
        name: format!("bench-{}", side.number),
        description: "Of a benchmark".to_owned(),
        rules,
        tags: Tags::new(),
    }
}

fn opening_rules(open: Direction, other: &SecurityGroupId) -> Vec<(Traffic, Peer)> {
    let allowed = (Traffic::Tcp(ALLOWED), Peer::Group(other.clone()));
    let egress_only = PortRange { from: EGRESS_ONLY_PORT, to: EGRESS_ONLY_PORT };
    match open {
        Direction::Ingress => vec![allowed],
        Direction::Egress => vec![allowed, (Traffic::Tcp(egress_only), Peer::Group(other.clone()))],
    }
}

/// A rule that allows something that is not measured: ranges, prefix lists and groups, TCP and UDP, single ports and port ranges.
fn filler(index: u16, other: &SecurityGroupId, size: Size) -> (Traffic, Peer) {
    let from = 10_000 + index * 16;
    let ports = PortRange { from, to: from + index % 12 };
    let traffic = if index.is_multiple_of(3) { Traffic::Udp(ports) } else { Traffic::Tcp(ports) };
    let [high, low] = index.to_be_bytes();
    let range = Ipv4Net::new_assert(Ipv4Addr::new(10, 200 + high, low, 0), 24);
    let peer = match index {
        index if index < size.thousand_ranges => Peer::PrefixList(list_id(index)),
        index if index.is_multiple_of(5) => Peer::Group(other.clone()),
        _ => Peer::Cidr(range.into()),
    };
    (traffic, peer)
}

fn list_id(number: u16) -> PrefixListId {
    PrefixListId::from_entropy(0xbe << 16 | u128::from(number))
}

/// A thousand ranges of which none is in another list and none is next to another.
fn prefix_list(number: u16) -> ManagedPrefixList {
    let first = u32::from(number) * 1_000;
    let range = |index: u32| Ipv4Net::new_assert(Ipv4Addr::from_bits((100 << 24) + index * 512), 24);
    ManagedPrefixList {
        id: list_id(number),
        scope: scope(),
        name: format!("bench-{number}"),
        family: AddressFamily::IPv4,
        max_entries: 1_000,
        state: PrefixListState::CreateComplete,
        version: 1,
        entries: (first..first + 1_000).map(|index| (range(index).into(), None)).collect(),
        tags: Tags::new(),
    }
}

/// The default NACL of a VPC: everything is allowed by entry 100.
fn network_acl() -> NetworkAcl {
    let any = Ipv4Net::new_assert(Ipv4Addr::UNSPECIFIED, 0).into();
    let entry = NetworkAclEntry { traffic: Traffic::All, cidr: any, allow: true };
    let entries = [Direction::Ingress, Direction::Egress].map(|d| (d, BTreeMap::from([(100, entry.clone())])));
    let associations = [CLIENTS, SERVERS]
        .map(|side| (SubnetId::from_entropy(side.number), NetworkAclAssociationId::from_entropy(side.number)));
    NetworkAcl {
        id: NetworkAclId::from_entropy(0xbe),
        scope: scope(),
        vpc: vpc_id(),
        is_default: true,
        entries: BTreeMap::from(entries),
        associations: BTreeMap::from(associations),
        tags: Tags::new(),
    }
}

fn route_table() -> RouteTable {
    RouteTable {
        id: RouteTableId::from_entropy(0xbe),
        scope: scope(),
        vpc: vpc_id(),
        routes: BTreeMap::new(),
        propagating: BTreeSet::new(),
        associations: vec![RouteTableAssociation { id: RouteTableAssociationId::from_entropy(0xbe), subnet: None }],
        tags: Tags::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_its_rules_each_way_and_only_one_pair_opens() {
        for size in [Size::SMALL, Size::USUAL, Size::LARGE] {
            let network = network(size);
            for group in network.groups.values() {
                for direction in [Direction::Ingress, Direction::Egress] {
                    let count = group.rules.values().filter(|rule| rule.direction == direction).count();
                    assert_eq!(count, usize::from(size.rules));
                }
            }
            let opens = |rule: &&SecurityGroupRule| matches!(rule.traffic, Traffic::Tcp(ports) if ports.from <= 9_000 && 9_000 <= ports.to);
            let rules = || network.groups.values().flat_map(|group| group.rules.values());
            assert_eq!(rules().filter(opens).count(), 2);
            let ranges: BTreeSet<_> = network.prefix_lists.values().flat_map(ManagedPrefixList::ranges).collect();
            assert_eq!(ranges.len(), usize::from(size.thousand_ranges) * 1_000);
            let named: BTreeSet<_> = rules()
                .filter_map(|rule| if let Peer::PrefixList(list) = &rule.peer { Some(list) } else { None })
                .collect();
            assert_eq!(named.len(), usize::from(size.thousand_ranges));
        }
    }

    #[test]
    fn interfaces_differ_in_id_mac_and_address() {
        let mut network = network(Size::USUAL);
        for number in 0..300 {
            add_interface(&mut network, Role::Client, number, 7);
            add_interface(&mut network, Role::Server, number, 7);
        }
        assert_eq!(network.interfaces.len(), 600);
        let distinct =
            |key: fn(&NetworkInterface) -> String| network.interfaces.values().map(key).collect::<BTreeSet<_>>().len();
        assert_eq!(distinct(|interface| interface.mac.to_string()), 600);
        assert_eq!(distinct(|interface| interface.address.to_string()), 600);
        assert_eq!(distinct(|interface| minato_datapath::links::host_link_name(&interface.id)), 600);
    }
}
