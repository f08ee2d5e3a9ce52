//! What compilation guarantees beyond what the twin test sees.

use std::{collections::BTreeMap, net::Ipv4Addr};

use jiff::Timestamp;

use super::*;
use crate::{
    ids::{
        DhcpOptionsId, RouteTableAssociationId, RouteTableId, SecurityGroupId, SecurityGroupRuleId,
        VpcCidrAssociationId,
    },
    resources::{
        ConnectionTracking, Peer, PortRange, PrivateDnsOptions, RouteTable, RouteTableAssociation, Scope,
        SecurityGroup, SecurityGroupRule, Traffic, VpcCidrBlock,
    },
};

fn scope() -> Scope {
    Scope { account: "123456789012".to_owned(), region: "eu-west-1".to_owned() }
}

fn net(text: &str) -> Ipv4Net {
    text.parse().unwrap()
}

pub(crate) fn group_id(number: u128) -> SecurityGroupId {
    SecurityGroupId::from_entropy(number)
}

pub(crate) fn eni(number: u128) -> NetworkInterfaceId {
    NetworkInterfaceId::from_entropy(number)
}

fn edge(number: u128) -> Edge {
    Edge::from(eni(number))
}

pub(crate) fn rule(direction: Direction, peer: Peer) -> SecurityGroupRule {
    let traffic = Traffic::Tcp(PortRange { from: 80, to: 80 });
    SecurityGroupRule { direction, traffic, peer, description: None, tags: BTreeMap::new() }
}

pub(crate) fn range(text: &str) -> Peer {
    Peer::Cidr(text.parse().unwrap())
}

/// A VPC with ENI 1 in group 1, ENI 2 in group 2. `shift` moves every id, and with them the order of everything.
pub(crate) fn network(shift: u128) -> Network {
    let mut network = Network::default();
    let (vpc, subnet, table) = (VpcId::from_entropy(1), SubnetId::from_entropy(1), RouteTableId::from_entropy(1));
    let block = VpcCidrBlock { association_id: VpcCidrAssociationId::from_entropy(1), cidr: net("10.0.0.0/16") };
    network.vpcs.insert(
        vpc.clone(),
        Vpc {
            id: vpc.clone(),
            scope: scope(),
            number: 7,
            cidr_blocks: vec![block],
            ipv6_blocks: Vec::new(),
            is_default: false,
            instance_tenancy: "default".to_owned(),
            dhcp_options: Some(DhcpOptionsId::from_entropy(1)),
            enable_dns_support: true,
            enable_dns_hostnames: false,
            enable_network_address_usage_metrics: false,
            tags: BTreeMap::new(),
        },
    );
    network.subnets.insert(
        subnet.clone(),
        Subnet {
            id: subnet.clone(),
            scope: scope(),
            vpc: vpc.clone(),
            cidr: net("10.0.1.0/24"),
            ipv6_block: None,
            zone: "eu-west-1a".to_owned(),
            zone_id: "euw1-az1".to_owned(),
            default_for_az: false,
            map_public_ip_on_launch: false,
            assign_ipv6_on_creation: false,
            private_dns: PrivateDnsOptions::default(),
            tags: BTreeMap::new(),
        },
    );
    let main = RouteTableAssociation { id: RouteTableAssociationId::from_entropy(1), subnet: None };
    network.route_tables.insert(
        table.clone(),
        RouteTable {
            id: table,
            scope: scope(),
            vpc: vpc.clone(),
            routes: BTreeMap::new(),
            propagating: BTreeSet::new(),
            associations: vec![main],
            tags: BTreeMap::new(),
        },
    );
    for number in [1, 2] {
        let peers = [Peer::Group(group_id(1)), range("10.0.0.0/8"), range("10.0.1.0/24")];
        let rules = peers.into_iter().zip(0..).map(|(peer, place)| {
            (SecurityGroupRuleId::from_entropy(shift * (number + place)), rule(Direction::Ingress, peer))
        });
        network.groups.insert(
            group_id(number),
            SecurityGroup {
                id: group_id(number),
                scope: scope(),
                vpc: vpc.clone(),
                name: format!("group {number}"),
                description: String::new(),
                rules: rules.collect(),
                tags: BTreeMap::new(),
            },
        );
        add_eni(&mut network, number, number);
    }
    network
}

fn add_eni(network: &mut Network, number: u128, group: u128) {
    let last = u8::try_from(number).unwrap();
    network.interfaces.insert(
        eni(number),
        NetworkInterface {
            id: eni(number),
            scope: scope(),
            vpc: VpcId::from_entropy(1),
            subnet: SubnetId::from_entropy(1),
            description: String::new(),
            interface_type: "interface".to_owned(),
            mac: MacAddress([2, 0, 0, 0, 0, last]),
            address: Ipv4Addr::new(10, 0, 1, 10 + last),
            secondary_addresses: Vec::new(),
            ipv4_prefixes: Vec::new(),
            ipv6_addresses: Vec::new(),
            ipv6_prefixes: Vec::new(),
            has_primary_ipv6: false,
            groups: [group_id(group)].into(),
            source_dest_check: true,
            connection_tracking: ConnectionTracking::default(),
            requester: None,
            attachment: None,
            created_at: Timestamp::UNIX_EPOCH,
            tags: BTreeMap::new(),
        },
    );
}

#[test]
fn the_result_depends_on_content_alone() {
    let local = [edge(1), edge(2)].into();
    let tables = compile(&network(1), &local);
    assert_eq!(tables, compile(&network(0x9999_9999), &local), "ids of rules do not show");
    let [one, two] = [1, 2].map(|number| &tables.edges[&edge(number)]);
    assert_eq!(one.ipv4.ingress, two.ipv4.ingress, "equal rules are one policy");
    assert_ne!(one.class, two.class, "different groups are different peers");
    assert_ne!(one.ipv4.ingress, one.ipv4.egress);
    assert_eq!(one.ipv4.egress.0 & (PolicyId::GROUPS | PolicyId::RANGES), 0, "nothing is allowed out");
    assert_eq!(one.ipv4.ingress.0 & (PolicyId::GROUPS | PolicyId::RANGES), 3);
}

#[test]
fn what_an_id_stands_for_never_changes() {
    let local = [edge(1), edge(2)].into();
    let before = compile(&network(1), &local);
    // A peer with other groups: more rules of the same policy, none of them changed.
    let mut grown = network(1);
    grown.interfaces.get_mut(&eni(2)).unwrap().groups.insert(group_id(1));
    let after = compile(&grown, &local);
    assert_eq!(before.edges[&edge(1)], after.edges[&edge(1)]);
    assert!(after.rules.is_superset(&before.rules));
    // Another rule: another policy beside the old one.
    let mut changed = network(1);
    let group = changed.groups.get_mut(&group_id(1)).unwrap();
    group.rules.insert(SecurityGroupRuleId::from_entropy(99), rule(Direction::Ingress, range("192.168.0.0/16")));
    let after = compile(&changed, &local);
    assert_ne!(before.edges[&edge(1)].ipv4.ingress, after.edges[&edge(1)].ipv4.ingress);
    assert_eq!(before.edges[&edge(2)], after.edges[&edge(2)]);
}

#[test]
fn only_what_is_on_the_host_has_an_entry_and_everyone_an_endpoint() {
    let tables = compile(&network(1), &[edge(2), edge(77)].into());
    assert_eq!(tables.edges.keys().collect::<Vec<_>>(), [&edge(2)]);
    assert_eq!(tables.endpoints.len(), 2);
    let entry = &tables.edges[&edge(2)];
    assert_eq!((entry.vpc, entry.router, entry.resolver), (7, Ipv4Addr::new(10, 0, 1, 1), Ipv4Addr::new(10, 0, 0, 2)));
    assert_eq!(compile(&network(1), &BTreeSet::new()), Tables::default());
}

#[test]
fn a_range_within_another_allows_what_both_allow() {
    let mut network = network(1);
    let group = network.groups.get_mut(&group_id(1)).unwrap();
    group.rules.clear();
    let wide =
        SecurityGroupRule { traffic: Traffic::Udp(PortRange::ALL), ..rule(Direction::Egress, range("10.0.0.0/8")) };
    group.rules.insert(SecurityGroupRuleId::from_entropy(1), wide);
    group.rules.insert(SecurityGroupRuleId::from_entropy(2), rule(Direction::Egress, range("10.0.1.0/24")));
    let tables = compile(&network, &[edge(1)].into());
    let policy = tables.edges[&edge(1)].ipv4.egress;
    let allowed = |prefix: &str| {
        let class = tables.ranges[&(policy, net(prefix).into())];
        tables.rules.iter().filter(|rule| rule.policy == policy && rule.class == class).count()
    };
    assert_eq!((allowed("10.0.0.0/8"), allowed("10.0.1.0/24")), (1, 2));
}
