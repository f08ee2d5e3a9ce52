//! All that decides what a packet may do, in one value.

use std::collections::BTreeMap;

use crate::{
    ids::{InternetGatewayId, NetworkAclId, NetworkInterfaceId, RouteTableId, SecurityGroupId, SubnetId, VpcId},
    resources::{InternetGateway, NetworkAcl, NetworkInterface, RouteTable, SecurityGroup, Subnet, Vpc},
};

/// The resources of every scope that bear on packets, by id. Ids are unique over all scopes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Network {
    /// VPCs.
    pub vpcs: BTreeMap<VpcId, Vpc>,
    /// Subnets.
    pub subnets: BTreeMap<SubnetId, Subnet>,
    /// ENIs.
    pub interfaces: BTreeMap<NetworkInterfaceId, NetworkInterface>,
    /// Security groups.
    pub groups: BTreeMap<SecurityGroupId, SecurityGroup>,
    /// Route tables.
    pub route_tables: BTreeMap<RouteTableId, RouteTable>,
    /// Network ACLs.
    pub network_acls: BTreeMap<NetworkAclId, NetworkAcl>,
    /// Internet gateways.
    pub internet_gateways: BTreeMap<InternetGatewayId, InternetGateway>,
}

impl Network {
    /// The route table that holds for a subnet: its own, or else the VPC's main one.
    pub fn route_table_of(&self, subnet: &Subnet) -> Option<&RouteTable> {
        let in_vpc = || self.route_tables.values().filter(|table| table.vpc == subnet.vpc);
        let with = |wanted: Option<&SubnetId>| {
            in_vpc().find(|table| table.associations.iter().any(|a| a.subnet.as_ref() == wanted))
        };
        with(Some(&subnet.id)).or_else(|| with(None))
    }
}
