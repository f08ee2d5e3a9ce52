//! A network of two ENIs in one subnet.

use std::{collections::BTreeMap, net::Ipv4Addr};

use ipnet::Ipv4Net;
use jiff::Timestamp;
use minato_vpc::{
    Edge, Network,
    ids::{
        DhcpOptionsId, NetworkAclAssociationId, NetworkAclId, NetworkInterfaceId, RouteTableAssociationId,
        RouteTableId, SecurityGroupId, SecurityGroupRuleId, SubnetId, VpcCidrAssociationId, VpcId,
    },
    resources::{
        ConnectionTracking, Direction, MacAddress, NetworkAcl, NetworkAclEntry, NetworkInterface, Peer, PortRange,
        PrivateDnsOptions, RouteTable, RouteTableAssociation, Scope, SecurityGroup, SecurityGroupRule, Subnet, Traffic,
        Vpc, VpcCidrBlock,
    },
};

/// The port that `allow` opens.
pub(crate) const PORT: u16 = 8080;

pub(crate) fn address(number: usize) -> Ipv4Addr {
    Ipv4Addr::new(10, 0, 0, 10 + u8::try_from(number).expect("small"))
}

pub(crate) fn mac(number: usize) -> MacAddress {
    MacAddress([2, 0, 0, 0, 0, 10 + u8::try_from(number).expect("small")])
}

pub(crate) fn id(number: usize) -> NetworkInterfaceId {
    NetworkInterfaceId::from_entropy(number as u128 + 1)
}

pub(crate) fn edge(number: usize) -> Edge {
    Edge::from(id(number))
}

pub(crate) fn group(number: usize) -> SecurityGroupId {
    SecurityGroupId::from_entropy(number as u128 + 1)
}

/// One subnet with ENI 0 in group 0 and ENI 1 in group 1. Egress is open, ingress closed.
pub(crate) fn network() -> Network {
    let scope = Scope { account: "123456789012".to_owned(), region: "eu-west-1".to_owned() };
    let mut network = Network::default();
    let (vpc, subnet, table) = (VpcId::from_entropy(1), SubnetId::from_entropy(1), RouteTableId::from_entropy(1));
    let block = |cidr: &str| cidr.parse::<Ipv4Net>().expect("a block");
    let vpc_block = VpcCidrBlock { association_id: VpcCidrAssociationId::from_entropy(1), cidr: block("10.0.0.0/16") };
    network.vpcs.insert(
        vpc.clone(),
        Vpc {
            id: vpc.clone(),
            scope: scope.clone(),
            number: 1,
            cidr_blocks: vec![vpc_block],
            ipv6_blocks: Vec::new(),
            is_default: false,
            instance_tenancy: "default".to_owned(),
            dhcp_options: Some(DhcpOptionsId::from_entropy(1)),
            enable_dns_support: true,
            enable_dns_hostnames: false,
            enable_network_address_usage_metrics: false,
            tags: [].into(),
        },
    );
    network.subnets.insert(
        subnet.clone(),
        Subnet {
            id: subnet.clone(),
            scope: scope.clone(),
            vpc: vpc.clone(),
            cidr: block("10.0.0.0/24"),
            ipv6_block: None,
            zone: "eu-west-1a".to_owned(),
            zone_id: "euw1-az1".to_owned(),
            default_for_az: false,
            map_public_ip_on_launch: false,
            assign_ipv6_on_creation: false,
            private_dns: PrivateDnsOptions::default(),
            tags: [].into(),
        },
    );
    let main = RouteTableAssociation { id: RouteTableAssociationId::from_entropy(1), subnet: None };
    network.route_tables.insert(
        table.clone(),
        RouteTable {
            id: table,
            scope: scope.clone(),
            vpc: vpc.clone(),
            routes: [].into(),
            propagating: [].into(),
            associations: vec![main],
            tags: [].into(),
        },
    );
    network.network_acls.insert(NetworkAclId::from_entropy(1), open_acl(&scope, &vpc, &subnet));
    for number in [0, 1] {
        let open = SecurityGroupRule {
            direction: Direction::Egress,
            traffic: Traffic::All,
            peer: Peer::Cidr("0.0.0.0/0".parse().expect("a range")),
            description: None,
            tags: [].into(),
        };
        network.groups.insert(
            group(number),
            SecurityGroup {
                id: group(number),
                scope: scope.clone(),
                vpc: vpc.clone(),
                name: format!("group {number}"),
                description: String::new(),
                rules: [(SecurityGroupRuleId::from_entropy(number as u128), open)].into(),
                tags: [].into(),
            },
        );
        network.interfaces.insert(
            id(number),
            NetworkInterface {
                id: id(number),
                scope: scope.clone(),
                vpc: vpc.clone(),
                subnet: subnet.clone(),
                description: String::new(),
                interface_type: "interface".to_owned(),
                mac: mac(number),
                address: address(number),
                secondary_addresses: vec![],
                ipv4_prefixes: Vec::new(),
                ipv6_addresses: Vec::new(),
                ipv6_prefixes: Vec::new(),
                has_primary_ipv6: false,
                groups: [group(number)].into(),
                source_dest_check: true,
                connection_tracking: ConnectionTracking::default(),
                requester: None,
                attachment: None,
                created_at: Timestamp::UNIX_EPOCH,
                tags: [].into(),
            },
        );
    }
    network
}

/// The ACL that every VPC begins with: all may pass.
fn open_acl(scope: &Scope, vpc: &VpcId, subnet: &SubnetId) -> NetworkAcl {
    let cidr = "0.0.0.0/0".parse().expect("a range");
    let all: BTreeMap<u16, _> = [(100, NetworkAclEntry { traffic: Traffic::All, cidr, allow: true })].into();
    NetworkAcl {
        id: NetworkAclId::from_entropy(1),
        scope: scope.clone(),
        vpc: vpc.clone(),
        is_default: true,
        entries: [(Direction::Ingress, all.clone()), (Direction::Egress, all)].into(),
        associations: [(subnet.clone(), NetworkAclAssociationId::from_entropy(1))].into(),
        tags: [].into(),
    }
}

/// Allows ENI 0 to reach ENI 1 on `PORT`.
pub(crate) fn allow(network: &mut Network) {
    let rule = SecurityGroupRule {
        direction: Direction::Ingress,
        traffic: Traffic::Tcp(PortRange { from: PORT, to: PORT }),
        peer: Peer::Group(group(0)),
        description: None,
        tags: [].into(),
    };
    network.groups.get_mut(&group(1)).expect("it is there").rules.insert(SecurityGroupRuleId::from_entropy(9), rule);
}
