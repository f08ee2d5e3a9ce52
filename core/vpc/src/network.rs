//! All that decides what a packet may do, in one value.

use std::collections::BTreeMap;

use ipnet::IpNet;

use crate::{
    ids::{
        AddressAllocationId, EgressOnlyInternetGatewayId, InternetGatewayId, NatGatewayId, NetworkAclId,
        NetworkInterfaceId, PrefixListId, RouteTableId, SecurityGroupId, SubnetId, VpcEndpointId, VpcId,
        VpcPeeringConnectionId, VpnGatewayId,
    },
    resources::{
        EgressOnlyInternetGateway, InternetGateway, ManagedPrefixList, NatGateway, NetworkAcl, NetworkInterface,
        OnPremises, Peer, PublicAddress, RouteDestination, RouteTable, RouteTarget, SecurityGroup, Subnet, Vpc,
        VpcEndpoint, VpcPeeringConnection, VpnGateway,
    },
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
    /// Egress-only internet gateways.
    pub egress_only_gateways: BTreeMap<EgressOnlyInternetGatewayId, EgressOnlyInternetGateway>,
    /// NAT gateways.
    pub nat_gateways: BTreeMap<NatGatewayId, NatGateway>,
    /// VPN gateways.
    pub vpn_gateways: BTreeMap<VpnGatewayId, VpnGateway>,
    /// What is behind every VPN gateway.
    pub on_premises: OnPremises,
    /// Peering connections.
    pub peerings: BTreeMap<VpcPeeringConnectionId, VpcPeeringConnection>,
    /// VPC endpoints.
    pub vpc_endpoints: BTreeMap<VpcEndpointId, VpcEndpoint>,
    /// Managed prefix lists, those of AWS included.
    pub prefix_lists: BTreeMap<PrefixListId, ManagedPrefixList>,
    /// Public addresses.
    pub public_addresses: BTreeMap<AddressAllocationId, PublicAddress>,
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

    /// The ranges that a peer of a rule is; none for a group.
    pub(crate) fn ranges_of(&self, peer: &Peer) -> Vec<IpNet> {
        match peer {
            Peer::Cidr(range) => vec![range.trunc()],
            Peer::PrefixList(list) => self.ranges_of_list(list),
            Peer::Group(_) => Vec::new(),
        }
    }

    /// The blocks that a route is for.
    pub(crate) fn blocks_of(&self, destination: &RouteDestination) -> Vec<IpNet> {
        match destination {
            RouteDestination::Cidr(block) => vec![block.trunc()],
            RouteDestination::PrefixList(list) => self.ranges_of_list(list),
        }
    }

    fn ranges_of_list(&self, list: &PrefixListId) -> Vec<IpNet> {
        self.prefix_lists.get(list).map(|list| list.ranges().map(|range| range.trunc()).collect()).unwrap_or_default()
    }

    /// The network ACL that guards a subnet.
    pub fn network_acl_of(&self, subnet: &Subnet) -> Option<&NetworkAcl> {
        self.network_acls.values().find(|acl| acl.associations.contains_key(&subnet.id))
    }

    /// Whether an internet gateway is attached to a VPC.
    pub fn has_internet_gateway(&self, vpc: &VpcId) -> bool {
        self.internet_gateways.values().any(|gateway| gateway.vpc.as_ref() == Some(vpc))
    }

    /// Whether a VPC has an egress-only internet gateway.
    pub fn has_egress_only_gateway(&self, vpc: &VpcId) -> bool {
        self.egress_only_gateways.values().any(|gateway| gateway.vpc == *vpc)
    }

    /// Whether a route of a table of `vpc` to `target` leads anywhere. One that does not is a blackhole: its target is
    /// gone, or is not (or not yet) joined to the VPC.
    pub fn is_there(&self, vpc: &VpcId, target: &RouteTarget) -> bool {
        let is = |other: &VpcId| other == vpc;
        match target {
            RouteTarget::InternetGateway(id) => {
                self.internet_gateways.get(id).is_some_and(|gateway| gateway.vpc.as_ref().is_some_and(is))
            }
            RouteTarget::NetworkInterface(id) => self.interfaces.get(id).is_some_and(|interface| is(&interface.vpc)),
            RouteTarget::NatGateway(id) => {
                self.nat_gateways.get(id).is_some_and(|gateway| is(&gateway.vpc) && gateway.is_there())
            }
            RouteTarget::EgressOnlyInternetGateway(id) => {
                self.egress_only_gateways.get(id).is_some_and(|gateway| is(&gateway.vpc))
            }
            RouteTarget::VpnGateway(id) => {
                self.vpn_gateways.get(id).is_some_and(|gateway| gateway.vpc.as_ref().is_some_and(is))
            }
            RouteTarget::Peering(id) => {
                self.peerings.get(id).is_some_and(|peering| peering.is_active() && peering.sides_of(vpc).is_some())
            }
            // Nothing carries packets to an endpoint's service yet, and so its routes say.
            RouteTarget::VpcEndpoint(_) => false,
        }
    }

    /// The routes that VPN gateways propagate into a table, where neither a static route nor the VPC itself has that
    /// destination: both come before a propagated one.
    pub fn propagated_routes(&self, table: &RouteTable) -> BTreeMap<IpNet, VpnGatewayId> {
        let attached = |id: &&VpnGatewayId| self.is_there(&table.vpc, &RouteTarget::VpnGateway((*id).clone()));
        let Some(gateway) = table.propagating.iter().find(attached) else { return BTreeMap::new() };
        let is_local = |network: &IpNet| {
            let vpc = self.vpcs.get(&table.vpc);
            vpc.is_some_and(|vpc| vpc.blocks().any(|block| block == *network))
        };
        let free = |network: &&IpNet| !table.routes.contains_key(&(**network).into()) && !is_local(network);
        self.on_premises.networks.iter().filter(free).map(|network| (*network, gateway.clone())).collect()
    }
}
