//! The keys under which resources are stored: `kind/account/region/id`.

use minato_document::{Document, Key, Prefix};

use crate::{
    ids::{
        AddressAllocationId, DhcpOptionsId, EgressOnlyInternetGatewayId, InstanceId, InternetGatewayId, NatGatewayId,
        NetworkAclId, NetworkInsightsAnalysisId, NetworkInsightsPathId, NetworkInterfaceId, PrefixListId, RouteTableId,
        SecurityGroupId, SubnetCidrReservationId, SubnetId, VpcEndpointId, VpcId, VpcPeeringConnectionId, VpnGatewayId,
    },
    resources::{
        DhcpOptions, EgressOnlyInternetGateway, InsightsFindings, Instance, InternetGateway, ManagedPrefixList,
        NatGateway, NetworkAcl, NetworkInsightsAnalysis, NetworkInsightsPath, NetworkInterface,
        NetworkInterfacePermission, PublicAddress, RouteTable, RunningAnalysis, Scope, SecurityGroup, Subnet,
        SubnetCidrReservation, Tags, Vpc, VpcEndpoint, VpcPeeringConnection, VpnGateway,
    },
};

/// A resource that belongs to an account in a region and has an id and tags.
pub trait Resource: Document {
    /// The type of its id.
    type Id: Clone + Ord + std::fmt::Display + std::fmt::Debug + std::str::FromStr;

    /// What AWS calls the kind, as in tag specifications: `vpc`, `security-group`, …
    const RESOURCE_TYPE: &'static str;

    /// Its id.
    fn id(&self) -> &Self::Id;

    /// Its owner.
    fn scope(&self) -> &Scope;

    /// Its tags.
    fn tags(&self) -> &Tags;

    /// Its tags, to be changed.
    fn tags_mut(&mut self) -> &mut Tags;

    /// The key of the resource of that id.
    fn key_of(scope: &Scope, id: &Self::Id) -> Key<Self> {
        Key::new([scope.account.as_str(), scope.region.as_str(), &id.to_string()])
    }

    /// The keys of a scope's resources.
    fn in_scope(scope: &Scope) -> Prefix<Self> {
        Prefix::new([scope.account.as_str(), scope.region.as_str()])
    }
}

macro_rules! resources {
    ($($type:ident($id:ident) = $kind:literal, $resource_type:literal;)*) => {$(
        impl Document for $type {
            const KIND: &'static str = $kind;

            fn key(&self) -> Key<Self> {
                Self::key_of(&self.scope, &self.id)
            }
        }

        impl Resource for $type {
            type Id = $id;

            const RESOURCE_TYPE: &'static str = $resource_type;

            fn id(&self) -> &$id {
                &self.id
            }

            fn scope(&self) -> &Scope {
                &self.scope
            }

            fn tags(&self) -> &Tags {
                &self.tags
            }

            fn tags_mut(&mut self) -> &mut Tags {
                &mut self.tags
            }
        }
    )*};
}

resources! {
    Vpc(VpcId) = "vpc", "vpc";
    Subnet(SubnetId) = "subnet", "subnet";
    SubnetCidrReservation(SubnetCidrReservationId) = "scr", "subnet-cidr-reservation";
    NetworkInterface(NetworkInterfaceId) = "eni", "network-interface";
    SecurityGroup(SecurityGroupId) = "sg", "security-group";
    Instance(InstanceId) = "instance", "instance";
    InternetGateway(InternetGatewayId) = "igw", "internet-gateway";
    EgressOnlyInternetGateway(EgressOnlyInternetGatewayId) = "eigw", "egress-only-internet-gateway";
    VpnGateway(VpnGatewayId) = "vgw", "vpn-gateway";
    NatGateway(NatGatewayId) = "nat", "natgateway";
    VpcPeeringConnection(VpcPeeringConnectionId) = "pcx", "vpc-peering-connection";
    VpcEndpoint(VpcEndpointId) = "vpce", "vpc-endpoint";
    RouteTable(RouteTableId) = "rtb", "route-table";
    NetworkAcl(NetworkAclId) = "acl", "network-acl";
    DhcpOptions(DhcpOptionsId) = "dopt", "dhcp-options";
    ManagedPrefixList(PrefixListId) = "prefix-list", "prefix-list";
    PublicAddress(AddressAllocationId) = "eipalloc", "elastic-ip";
    NetworkInsightsPath(NetworkInsightsPathId) = "insights-path", "network-insights-path";
    NetworkInsightsAnalysis(NetworkInsightsAnalysisId) = "insights-analysis", "network-insights-analysis";
}

impl Document for NetworkInterfacePermission {
    const KIND: &'static str = "eni-permission";

    fn key(&self) -> Key<Self> {
        Key::new([self.scope.account.as_str(), self.scope.region.as_str(), self.id.as_str()])
    }
}

macro_rules! of_analyses {
    ($($type:ident = $kind:literal;)*) => {$(
        impl Document for $type {
            const KIND: &'static str = $kind;

            fn key(&self) -> Key<Self> {
                Self::key_of(&self.scope, &self.id)
            }
        }

        impl $type {
            /// The key of the one of an analysis.
            pub fn key_of(scope: &Scope, id: &NetworkInsightsAnalysisId) -> Key<Self> {
                Key::new([scope.account.as_str(), scope.region.as_str(), id.as_str()])
            }

            /// The keys of a scope's.
            pub fn in_scope(scope: &Scope) -> Prefix<Self> {
                Prefix::new([scope.account.as_str(), scope.region.as_str()])
            }
        }
    )*};
}

of_analyses! {
    RunningAnalysis = "insights-running";
    InsightsFindings = "insights-findings";
}
