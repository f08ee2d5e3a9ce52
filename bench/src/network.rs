//! The VPC that is measured: two subnets, two groups with 60 rules in each direction, NACLs and route tables, as the API
//! would have made them.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::Ipv4Addr,
};

use ipnet::Ipv4Net;
use jiff::Timestamp;
use minato_vpc::{
    Network,
    ids::{
        DhcpOptionsId, NetworkAclAssociationId, NetworkAclId, NetworkInterfaceId, RouteTableAssociationId,
        RouteTableId, SecurityGroupId, SecurityGroupRuleId, SubnetId, VpcCidrAssociationId, VpcId,
    },
    resources::{
        ConnectionTracking, Direction, MacAddress, NetworkAcl, NetworkAclEntry, NetworkInterface, Peer, PortRange,
        PrivateDnsOptions, RouteTable, RouteTableAssociation, Scope, SecurityGroup, SecurityGroupRule, Subnet, Tags,
        Traffic, Vpc, VpcCidrBlock,
    },
};

/// Rules of each group in each direction.
pub(crate) const RULES: u16 = 60;
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
pub(crate) fn network() -> Network {
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
    for group in [group(&CLIENTS, Direction::Egress), group(&SERVERS, Direction::Ingress)] {
        network.groups.insert(group.id.clone(), group);
    }
    let (acl, table) = (network_acl(), route_table());
    network.network_acls.insert(acl.id.clone(), acl);
    network.route_tables.insert(table.id.clone(), table);
    network
}

/// Adds an ENI and gives its id. Numbers begin with 0 on each side; up to 4,000 fit.
pub(crate) fn add_interface(network: &mut Network, role: Role, number: u16, entropy: u32) -> NetworkInterfaceId {
    let side = role.side();
    // What names the host's end are the first 13 digits of 17.
    let id =
        NetworkInterfaceId::from_entropy((u128::from(entropy) << 32 | side.number << 16 | u128::from(number)) << 16);
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

/// 60 rules in each direction. In `open`, the last of them allows what is measured, with the other side's group as peer.
fn group(side: &Side, open: Direction) -> SecurityGroup {
    let other = SecurityGroupId::from_entropy(3 - side.number);
    let mut rules = BTreeMap::new();
    for direction in [Direction::Ingress, Direction::Egress] {
        let wanted = if direction == open { opening_rules(open, &other) } else { Vec::new() };
        let fillers = (0..RULES).map(|i| filler(i, &other)).take(usize::from(RULES) - wanted.len());
        for (traffic, peer) in fillers.chain(wanted).collect::<Vec<_>>() {
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
        Direction::Egress => vec![(Traffic::Tcp(egress_only), Peer::Group(other.clone())), allowed],
    }
}

/// A rule that allows something that is not measured: ranges and groups, TCP and UDP, single ports and port ranges.
fn filler(index: u16, other: &SecurityGroupId) -> (Traffic, Peer) {
    let from = 10_000 + index * 16;
    let ports = PortRange { from, to: from + index % 12 };
    let traffic = if index.is_multiple_of(3) { Traffic::Udp(ports) } else { Traffic::Tcp(ports) };
    let [_, low] = index.to_be_bytes();
    let range = Ipv4Net::new_assert(Ipv4Addr::new(10, 200, low, 0), 24);
    let peer = if index.is_multiple_of(5) { Peer::Group(other.clone()) } else { Peer::Cidr(range.into()) };
    (traffic, peer)
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
    fn every_group_has_sixty_rules_each_way_and_only_one_pair_opens() {
        let network = network();
        for group in network.groups.values() {
            for direction in [Direction::Ingress, Direction::Egress] {
                let count = group.rules.values().filter(|rule| rule.direction == direction).count();
                assert_eq!(count, usize::from(RULES));
            }
        }
        let opens = |rule: &&SecurityGroupRule| matches!(rule.traffic, Traffic::Tcp(ports) if ports.from <= 9_000 && 9_000 <= ports.to);
        let opening: Vec<_> = network.groups.values().flat_map(|group| group.rules.values()).filter(opens).collect();
        assert_eq!(opening.len(), 2);
    }

    #[test]
    fn interfaces_differ_in_id_mac_and_address() {
        let mut network = network();
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
