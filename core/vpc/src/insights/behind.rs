//! What stands for the other VPC of a peering connection, where that is the end of a path: an ENI in it that everything
//! may reach and leave, so that only what is before the connection decides.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::Ipv4Addr,
};

use ipnet::{IpNet, Ipv4Net};
use jiff::Timestamp;

use crate::{
    Network,
    ids::{
        NetworkAclAssociationId, NetworkAclId, NetworkInterfaceId, RouteTableAssociationId, RouteTableId,
        SecurityGroupId, SecurityGroupRuleId, SubnetId, VpcPeeringConnectionId,
    },
    resources::{
        Direction, MacAddress, NetworkAcl, NetworkAclEntry, NetworkInterface, Peer, RouteTable, RouteTableAssociation,
        RouteTarget, SecurityGroup, SecurityGroupRule, Subnet, Tags, Traffic, Vpc,
    },
};

/// Puts such an ENI in the VPC. Gives its id, and adds all that was put there to `hidden`.
pub(super) fn put(
    network: &mut Network,
    vpc: &Vpc,
    peering: &VpcPeeringConnectionId,
    address: Ipv4Addr,
    hidden: &mut BTreeSet<String>,
) -> NetworkInterfaceId {
    let subnet = put_subnet(network, vpc, peering, address, hidden);
    let group = put_group(network, vpc, hidden);
    // Who has the address keeps its groups: rules may name them.
    let holder =
        network.interfaces.values().find(|interface| interface.vpc == vpc.id && interface.holds(address.into()));
    let mut interface = holder.cloned().unwrap_or_else(|| NetworkInterface {
        id: free(&network.interfaces, NetworkInterfaceId::from_entropy),
        scope: vpc.scope.clone(),
        vpc: vpc.id.clone(),
        subnet: subnet.clone(),
        description: String::new(),
        interface_type: "interface".to_owned(),
        mac: MacAddress([2, 0, 0, 0, 0, 0]),
        address,
        secondary_addresses: Vec::new(),
        ipv4_prefixes: Vec::new(),
        ipv6_addresses: Vec::new(),
        ipv6_prefixes: Vec::new(),
        has_primary_ipv6: false,
        groups: BTreeSet::new(),
        source_dest_check: true,
        connection_tracking: crate::resources::ConnectionTracking::default(),
        requester: None,
        attachment: None,
        created_at: Timestamp::UNIX_EPOCH,
        tags: Tags::new(),
    });
    interface.subnet = subnet;
    interface.groups.insert(group);
    let id = interface.id.clone();
    hidden.insert(id.to_string());
    network.interfaces.insert(id.clone(), interface);
    id
}

/// A subnet whose ACL lets everything pass, and all of whose routes lead to the connection.
fn put_subnet(
    network: &mut Network,
    vpc: &Vpc,
    peering: &VpcPeeringConnectionId,
    address: Ipv4Addr,
    hidden: &mut BTreeSet<String>,
) -> SubnetId {
    let id = free(&network.subnets, SubnetId::from_entropy);
    let everywhere = IpNet::V4(Ipv4Net::default());
    let subnet = Subnet {
        id: id.clone(),
        scope: vpc.scope.clone(),
        vpc: vpc.id.clone(),
        cidr: Ipv4Net::new(address, 28).unwrap_or_default().trunc(),
        ipv6_block: None,
        zone: String::new(),
        zone_id: String::new(),
        default_for_az: false,
        map_public_ip_on_launch: false,
        assign_ipv6_on_creation: false,
        private_dns: crate::resources::PrivateDnsOptions::default(),
        tags: Tags::new(),
    };
    let table = RouteTable {
        id: free(&network.route_tables, RouteTableId::from_entropy),
        scope: vpc.scope.clone(),
        vpc: vpc.id.clone(),
        routes: BTreeMap::from([(everywhere.into(), RouteTarget::Peering(peering.clone()))]),
        propagating: BTreeSet::new(),
        associations: vec![RouteTableAssociation {
            id: RouteTableAssociationId::from_entropy(0),
            subnet: Some(id.clone()),
        }],
        tags: Tags::new(),
    };
    let all = || BTreeMap::from([(1, NetworkAclEntry { traffic: Traffic::All, cidr: everywhere, allow: true })]);
    let acl = NetworkAcl {
        id: free(&network.network_acls, NetworkAclId::from_entropy),
        scope: vpc.scope.clone(),
        vpc: vpc.id.clone(),
        is_default: false,
        entries: BTreeMap::from([(Direction::Ingress, all()), (Direction::Egress, all())]),
        associations: BTreeMap::from([(id.clone(), NetworkAclAssociationId::from_entropy(0))]),
        tags: Tags::new(),
    };
    hidden.extend([id.to_string(), table.id.to_string(), acl.id.to_string()]);
    network.subnets.insert(id.clone(), subnet);
    network.route_tables.insert(table.id.clone(), table);
    network.network_acls.insert(acl.id.clone(), acl);
    id
}

fn put_group(network: &mut Network, vpc: &Vpc, hidden: &mut BTreeSet<String>) -> SecurityGroupId {
    let id = free(&network.groups, SecurityGroupId::from_entropy);
    let rule = |direction| SecurityGroupRule {
        direction,
        traffic: Traffic::All,
        peer: Peer::Cidr(IpNet::V4(Ipv4Net::default())),
        description: None,
        tags: Tags::new(),
    };
    let rules = [(0, Direction::Ingress), (1, Direction::Egress)];
    let group = SecurityGroup {
        id: id.clone(),
        scope: vpc.scope.clone(),
        vpc: vpc.id.clone(),
        name: String::new(),
        description: String::new(),
        rules: rules.map(|(number, way)| (SecurityGroupRuleId::from_entropy(number), rule(way))).into(),
        tags: Tags::new(),
    };
    hidden.insert(id.to_string());
    network.groups.insert(id.clone(), group);
    id
}

/// An id that nobody has.
fn free<I: Ord, T>(taken: &BTreeMap<I, T>, id: impl Fn(u128) -> I) -> I {
    let mut number = 0;
    while taken.contains_key(&id(number)) {
        number += 1;
    }
    id(number)
}
