//! What kinds of resources there are, and what AWS calls them in codes, messages and tag specifications.

use minato_vpc::{
    Resource,
    resources::{
        DhcpOptions, EgressOnlyInternetGateway, Instance, InternetGateway, ManagedPrefixList, NatGateway, NetworkAcl,
        NetworkInsightsAnalysis, NetworkInsightsPath, NetworkInterface, PublicAddress, RouteTable, SecurityGroup,
        Subnet, SubnetCidrReservation, Vpc, VpcEndpoint, VpcPeeringConnection, VpnGateway,
    },
};

/// A kind of resource that an id can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A VPC.
    Vpc,
    /// A subnet.
    Subnet,
    /// A security group.
    SecurityGroup,
    /// A rule of a security group.
    SecurityGroupRule,
    /// An ENI.
    NetworkInterface,
    /// An internet gateway.
    InternetGateway,
    /// An egress-only internet gateway.
    EgressOnlyInternetGateway,
    /// A VPN gateway.
    VpnGateway,
    /// A NAT gateway.
    NatGateway,
    /// A peering connection of two VPCs.
    VpcPeeringConnection,
    /// A VPC endpoint.
    VpcEndpoint,
    /// A service that VPC endpoints lead to.
    VpcEndpointService,
    /// A route table.
    RouteTable,
    /// A route table's association.
    RouteTableAssociation,
    /// A network ACL.
    NetworkAcl,
    /// A network ACL's association with a subnet.
    NetworkAclAssociation,
    /// A set of DHCP options.
    DhcpOptions,
    /// A managed prefix list.
    ManagedPrefixList,
    /// A block's association with a VPC.
    VpcCidrAssociation,
    /// A block's association with a subnet.
    SubnetCidrAssociation,
    /// A reservation of addresses of a subnet.
    SubnetCidrReservation,
    /// An ENI's attachment.
    Attachment,
    /// An instance.
    Instance,
    /// An elastic address.
    ElasticAddress,
    /// An elastic address's association.
    AddressAssociation,
    /// A path of network insights.
    NetworkInsightsPath,
    /// An analysis of such a path.
    NetworkInsightsAnalysis,
}

/// What AWS calls a kind.
struct Words {
    noun: &'static str,
    resource_type: &'static str,
    prefix: &'static str,
    not_found: &'static str,
    malformed: &'static str,
}

impl Kind {
    /// Every kind.
    pub const ALL: &[Kind] = &[
        Kind::Vpc,
        Kind::Subnet,
        Kind::SecurityGroup,
        Kind::SecurityGroupRule,
        Kind::NetworkInterface,
        Kind::InternetGateway,
        Kind::EgressOnlyInternetGateway,
        Kind::VpnGateway,
        Kind::NatGateway,
        Kind::VpcPeeringConnection,
        Kind::VpcEndpointService,
        Kind::VpcEndpoint,
        Kind::RouteTable,
        Kind::RouteTableAssociation,
        Kind::NetworkAcl,
        Kind::NetworkAclAssociation,
        Kind::DhcpOptions,
        Kind::ManagedPrefixList,
        Kind::VpcCidrAssociation,
        Kind::SubnetCidrAssociation,
        Kind::SubnetCidrReservation,
        Kind::Attachment,
        Kind::Instance,
        Kind::ElasticAddress,
        Kind::AddressAssociation,
        Kind::NetworkInsightsPath,
        Kind::NetworkInsightsAnalysis,
    ];

    #[allow(clippy::too_many_lines, reason = "a table: a line or more for each kind")]
    const fn words(self) -> Words {
        let (noun, resource_type, prefix, not_found, malformed) = match self {
            Kind::Vpc => ("vpc", "vpc", "vpc-", "InvalidVpcID.NotFound", "InvalidVpcID.Malformed"),
            Kind::Subnet => ("subnet", "subnet", "subnet-", "InvalidSubnetID.NotFound", "InvalidSubnetID.Malformed"),
            Kind::SecurityGroup => {
                ("security group", "security-group", "sg-", "InvalidGroup.NotFound", "InvalidGroupId.Malformed")
            }
            Kind::SecurityGroupRule => (
                "security group rule",
                "security-group-rule",
                "sgr-",
                "InvalidSecurityGroupRuleId.NotFound",
                "InvalidSecurityGroupRuleId.Malformed",
            ),
            Kind::NetworkInterface => (
                "networkInterface",
                "network-interface",
                "eni-",
                "InvalidNetworkInterfaceID.NotFound",
                "InvalidNetworkInterfaceId.Malformed",
            ),
            Kind::InternetGateway => (
                "internetGateway",
                "internet-gateway",
                "igw-",
                "InvalidInternetGatewayID.NotFound",
                "InvalidInternetGatewayId.Malformed",
            ),
            Kind::EgressOnlyInternetGateway => (
                "egressOnlyInternetGateway",
                "egress-only-internet-gateway",
                "eigw-",
                "InvalidGatewayID.NotFound",
                "InvalidEgressOnlyInternetGatewayId.Malformed",
            ),
            Kind::VpnGateway => {
                ("vpnGateway", "vpn-gateway", "vgw-", "InvalidVpnGatewayID.NotFound", "InvalidVpnGatewayID.Malformed")
            }
            Kind::NatGateway => ("natGateway", "natgateway", "nat-", "NatGatewayNotFound", "NatGatewayMalformed"),
            Kind::VpcPeeringConnection => (
                "vpcPeeringConnection",
                "vpc-peering-connection",
                "pcx-",
                "InvalidVpcPeeringConnectionID.NotFound",
                "InvalidVpcPeeringConnectionId.Malformed",
            ),
            Kind::VpcEndpointService => (
                "vpcEndpointService",
                "vpc-endpoint-service",
                "vpce-svc-",
                "InvalidVpcEndpointServiceId.NotFound",
                "InvalidVpcEndpointServiceId.Malformed",
            ),
            Kind::VpcEndpoint => (
                "vpcEndpoint",
                "vpc-endpoint",
                "vpce-",
                "InvalidVpcEndpointId.NotFound",
                "InvalidVpcEndpointId.Malformed",
            ),
            Kind::RouteTable => {
                ("routeTable", "route-table", "rtb-", "InvalidRouteTableID.NotFound", "InvalidRouteTableId.Malformed")
            }
            Kind::RouteTableAssociation => (
                "association",
                "route-table-association",
                "rtbassoc-",
                "InvalidAssociationID.NotFound",
                "InvalidAssociationID.Malformed",
            ),
            Kind::NetworkAcl => {
                ("networkAcl", "network-acl", "acl-", "InvalidNetworkAclID.NotFound", "InvalidNetworkAclId.Malformed")
            }
            Kind::NetworkAclAssociation => (
                "association",
                "network-acl-association",
                "aclassoc-",
                "InvalidAssociationID.NotFound",
                "InvalidAssociationID.Malformed",
            ),
            Kind::ManagedPrefixList => {
                ("prefix list", "prefix-list", "pl-", "InvalidPrefixListID.NotFound", "InvalidPrefixListId.Malformed")
            }
            Kind::DhcpOptions => (
                "dhcpOption",
                "dhcp-options",
                "dopt-",
                "InvalidDhcpOptionID.NotFound",
                "InvalidDhcpOptionsId.Malformed",
            ),
            Kind::VpcCidrAssociation => (
                "vpc CIDR block association",
                "vpc-cidr-block-association",
                "vpc-cidr-assoc-",
                "InvalidVpcCidrBlockAssociationID.NotFound",
                "InvalidVpcCidrBlockAssociationID.Malformed",
            ),
            Kind::SubnetCidrAssociation => (
                "subnet CIDR block association",
                "subnet-cidr-block-association",
                "subnet-cidr-assoc-",
                "InvalidSubnetCidrBlockAssociationID.NotFound",
                "InvalidSubnetCidrBlockAssociationID.Malformed",
            ),
            Kind::SubnetCidrReservation => (
                "subnet CIDR reservation",
                "subnet-cidr-reservation",
                "scr-",
                "InvalidSubnetCidrReservationID.NotFound",
                "InvalidSubnetCidrReservationID.Malformed",
            ),
            Kind::Attachment => (
                "attachment",
                "network-interface-attachment",
                "eni-attach-",
                "InvalidAttachmentID.NotFound",
                "InvalidNetworkInterfaceAttachmentId.Malformed",
            ),
            Kind::Instance => {
                ("instance", "instance", "i-", "InvalidInstanceID.NotFound", "InvalidInstanceID.Malformed")
            }
            Kind::ElasticAddress => (
                "allocation",
                "elastic-ip",
                "eipalloc-",
                "InvalidAllocationID.NotFound",
                "InvalidAllocationID.Malformed",
            ),
            Kind::AddressAssociation => (
                "association",
                "elastic-ip-association",
                "eipassoc-",
                "InvalidAssociationID.NotFound",
                "InvalidAssociationID.Malformed",
            ),
            Kind::NetworkInsightsPath => (
                "networkInsightsPath",
                "network-insights-path",
                "nip-",
                "InvalidNetworkInsightsPathId.NotFound",
                // As that of analyses, which AWS's handlers know; this one is documented nowhere.
                "InvalidNetworkInsightsPathId.Malformed",
            ),
            Kind::NetworkInsightsAnalysis => (
                "networkInsightsAnalysis",
                "network-insights-analysis",
                "nia-",
                "InvalidNetworkInsightsAnalysisId.NotFound",
                "InvalidNetworkInsightsAnalysisId.Malformed",
            ),
        };
        Words { noun, resource_type, prefix, not_found, malformed }
    }

    /// What AWS's messages call it, such as `internetGateway`.
    pub fn noun(self) -> &'static str {
        self.words().noun
    }

    /// What tag specifications call it, such as `internet-gateway`.
    pub fn resource_type(self) -> &'static str {
        self.words().resource_type
    }

    /// How its ids begin, such as `igw-`.
    pub fn prefix(self) -> &'static str {
        self.words().prefix
    }

    /// AWS's code for an id that names nothing.
    pub fn not_found_code(self) -> &'static str {
        self.words().not_found
    }

    /// AWS's code for a text that is no id of this kind.
    pub fn malformed_code(self) -> &'static str {
        self.words().malformed
    }

    /// The kind whose ids begin as this text does; of several, the one that says the most of it.
    pub fn of_id(text: &str) -> Option<Self> {
        let kinds = Self::ALL.iter().copied().filter(|kind| text.starts_with(kind.prefix()));
        kinds.max_by_key(|kind| kind.prefix().len())
    }
}

/// A resource whose kind is known by its type.
pub trait KnownKind: Resource {
    /// The kind.
    const KIND_OF_RESOURCE: Kind;
}

macro_rules! known_kinds {
    ($($type:ident)*) => {$(
        impl KnownKind for $type {
            const KIND_OF_RESOURCE: Kind = Kind::$type;
        }
    )*};
}

known_kinds! {
    Vpc Subnet SecurityGroup NetworkInterface Instance InternetGateway EgressOnlyInternetGateway VpnGateway NatGateway
    VpcPeeringConnection VpcEndpoint RouteTable NetworkAcl DhcpOptions ManagedPrefixList SubnetCidrReservation
    NetworkInsightsPath NetworkInsightsAnalysis
}

impl KnownKind for PublicAddress {
    const KIND_OF_RESOURCE: Kind = Kind::ElasticAddress;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_its_kind() {
        for (id, kind) in [
            ("vpc-0123456789abcdef0", Some(Kind::Vpc)),
            ("sgr-0123456789abcdef0", Some(Kind::SecurityGroupRule)),
            ("sg-0123456789abcdef0", Some(Kind::SecurityGroup)),
            ("rtbassoc-0123456789abcdef0", Some(Kind::RouteTableAssociation)),
            ("rtb-0123456789abcdef0", Some(Kind::RouteTable)),
            ("acl-0123456789abcdef0", Some(Kind::NetworkAcl)),
            ("aclassoc-0123456789abcdef0", Some(Kind::NetworkAclAssociation)),
            ("pl-0123456789abcdef0", Some(Kind::ManagedPrefixList)),
            ("vpc-cidr-assoc-0123456789abcdef0", Some(Kind::VpcCidrAssociation)),
            ("subnet-cidr-assoc-0123456789abcdef0", Some(Kind::SubnetCidrAssociation)),
            ("eni-attach-0123456789abcdef0", Some(Kind::Attachment)),
            ("eni-0123456789abcdef0", Some(Kind::NetworkInterface)),
            ("i-0123456789abcdef0", Some(Kind::Instance)),
            ("igw-0123456789abcdef0", Some(Kind::InternetGateway)),
            ("eipalloc-0123456789abcdef0", Some(Kind::ElasticAddress)),
            ("eipassoc-0123456789abcdef0", Some(Kind::AddressAssociation)),
            ("ship-0123456789abcdef0", None),
        ] {
            assert_eq!(Kind::of_id(id), kind, "{id}");
        }
    }

    #[test]
    fn the_resource_types_are_those_of_the_documents() {
        assert_eq!(Kind::NetworkInterface.resource_type(), NetworkInterface::RESOURCE_TYPE);
        assert_eq!(Kind::DhcpOptions.resource_type(), DhcpOptions::RESOURCE_TYPE);
        assert_eq!(Kind::NetworkAcl.resource_type(), NetworkAcl::RESOURCE_TYPE);
        assert_eq!(Kind::SubnetCidrReservation.resource_type(), SubnetCidrReservation::RESOURCE_TYPE);
    }
}
