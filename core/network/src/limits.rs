//! AWS's quotas as values.

use std::fmt;

/// How much of each there may be. The default is AWS's.
///
/// Source: "Amazon VPC quotas" in the Amazon VPC user guide; "Quotas for Reachability Analyzer" in its guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// VPCs in an account's region.
    pub vpcs: u32,
    /// Subnets in a VPC.
    pub subnets_per_vpc: u32,
    /// Security groups in an account's region.
    pub security_groups: u32,
    /// Rules of a group in each direction and for each family of addresses.
    pub rules_per_security_group: u32,
    /// Groups on an ENI.
    pub security_groups_per_interface: u32,
    /// ENIs in an account's region.
    pub network_interfaces: u32,
    /// Secondary private addresses of an ENI.
    pub secondary_addresses_per_interface: u32,
    /// Elastic addresses in an account's region.
    pub elastic_addresses: u32,
    /// IPv6 addresses and prefixes of an ENI.
    pub ipv6_addresses_per_interface: u32,
    /// IPv4 blocks of a VPC, and as many IPv6 ones.
    pub cidr_blocks_per_vpc: u32,
    /// Sets of DHCP options in an account's region.
    pub dhcp_options: u32,
    /// NAT gateways in a zone.
    pub nat_gateways_per_zone: u32,
    /// Addresses of a NAT gateway, the primary one included.
    pub addresses_per_nat_gateway: u32,
    /// Internet gateways in an account's region.
    pub internet_gateways: u32,
    /// Route tables in a VPC, the main one included.
    pub route_tables_per_vpc: u32,
    /// Static routes of each family of addresses in a table.
    pub routes_per_table: u32,
    /// VPN gateways in an account's region.
    pub vpn_gateways: u32,
    /// Egress-only internet gateways in an account's region.
    pub egress_only_gateways: u32,
    /// Active peering connections of a VPC.
    pub active_peerings_per_vpc: u32,
    /// Peering connections that a VPC asked for and that wait for their accepters.
    pub outstanding_peerings_per_vpc: u32,
    /// Gateway endpoints in an account's region.
    pub gateway_endpoints: u32,
    /// Network ACLs in a VPC, the default one included.
    pub network_acls_per_vpc: u32,
    /// Entries of a network ACL in each direction, without the last one (`*`).
    pub entries_per_network_acl: u32,
    /// Prefix lists in an account's region, without those of AWS.
    pub prefix_lists: u32,
    /// The most entries that a prefix list may be made for.
    pub entries_per_prefix_list: u32,
    /// Versions of a prefix list that can be read back. One more lets the oldest go.
    pub versions_per_prefix_list: u32,
    /// Paths of network insights in an account's region.
    pub insights_paths: u32,
    /// Analyses of them in an account's region.
    pub insights_analyses: u32,
    /// Analyses in an account's region that run at the same time.
    pub running_insights_analyses: u32,
    /// Instances in an account's region. AWS counts their virtual CPUs; this is how many there may be where it counts instances.
    pub instances: u32,
    /// Tags on a resource.
    pub tags_per_resource: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            vpcs: 5,
            subnets_per_vpc: 200,
            security_groups: 2_500,
            rules_per_security_group: 60,
            security_groups_per_interface: 5,
            network_interfaces: 5_000,
            secondary_addresses_per_interface: 49,
            elastic_addresses: 5,
            ipv6_addresses_per_interface: 50,
            cidr_blocks_per_vpc: 5,
            dhcp_options: 100,
            nat_gateways_per_zone: 5,
            addresses_per_nat_gateway: 8,
            internet_gateways: 5,
            route_tables_per_vpc: 200,
            routes_per_table: 500,
            vpn_gateways: 5,
            egress_only_gateways: 5,
            active_peerings_per_vpc: 50,
            outstanding_peerings_per_vpc: 25,
            gateway_endpoints: 20,
            network_acls_per_vpc: 200,
            entries_per_network_acl: 20,
            prefix_lists: 100,
            entries_per_prefix_list: 1_000,
            versions_per_prefix_list: 1_000,
            insights_paths: 1_000,
            insights_analyses: 10_000,
            running_insights_analyses: 100,
            instances: 20,
            tags_per_resource: 50,
        }
    }
}

impl Limits {
    /// Limits for a machine of one's own: what AWS raises on request is raised; what AWS never raises stays.
    pub fn generous() -> Self {
        Self {
            vpcs: 1_000,
            subnets_per_vpc: 1_000,
            rules_per_security_group: 1_000,
            security_groups: 10_000,
            security_groups_per_interface: 16,
            network_interfaces: 50_000,
            dhcp_options: 1_000,
            elastic_addresses: 1_000,
            nat_gateways_per_zone: 100,
            internet_gateways: 1_000,
            route_tables_per_vpc: 1_000,
            routes_per_table: 1_000,
            vpn_gateways: 1_000,
            egress_only_gateways: 1_000,
            active_peerings_per_vpc: 125,
            outstanding_peerings_per_vpc: 125,
            gateway_endpoints: 1_000,
            network_acls_per_vpc: 1_000,
            entries_per_network_acl: 40,
            prefix_lists: 1_000,
            insights_paths: 10_000,
            insights_analyses: 100_000,
            running_insights_analyses: 1_000,
            instances: 1_000,
            ..Self::default()
        }
    }
}

/// A quota, as an error names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quota {
    /// [`Limits::vpcs`].
    Vpcs,
    /// [`Limits::subnets_per_vpc`].
    Subnets,
    /// [`Limits::security_groups`].
    SecurityGroups,
    /// [`Limits::rules_per_security_group`].
    RulesPerSecurityGroup,
    /// [`Limits::security_groups_per_interface`].
    SecurityGroupsPerInterface,
    /// [`Limits::network_interfaces`].
    NetworkInterfaces,
    /// [`Limits::secondary_addresses_per_interface`].
    PrivateAddresses,
    /// [`Limits::ipv6_addresses_per_interface`].
    Ipv6Addresses,
    /// [`Limits::dhcp_options`].
    DhcpOptions,
    /// [`Limits::elastic_addresses`].
    ElasticAddresses,
    /// [`Limits::nat_gateways_per_zone`].
    NatGateways,
    /// [`Limits::addresses_per_nat_gateway`].
    NatGatewayAddresses,
    /// [`Limits::internet_gateways`].
    InternetGateways,
    /// [`Limits::route_tables_per_vpc`].
    RouteTables,
    /// [`Limits::routes_per_table`].
    Routes,
    /// [`Limits::vpn_gateways`].
    VpnGateways,
    /// [`Limits::egress_only_gateways`].
    EgressOnlyGateways,
    /// [`Limits::active_peerings_per_vpc`].
    ActivePeerings,
    /// [`Limits::outstanding_peerings_per_vpc`].
    OutstandingPeerings,
    /// [`Limits::gateway_endpoints`].
    GatewayEndpoints,
    /// [`Limits::network_acls_per_vpc`].
    NetworkAcls,
    /// [`Limits::entries_per_network_acl`].
    NetworkAclEntries,
    /// [`Limits::prefix_lists`].
    PrefixLists,
    /// [`Limits::insights_paths`].
    InsightsPaths,
    /// [`Limits::insights_analyses`] and [`Limits::running_insights_analyses`].
    InsightsAnalyses,
    /// [`Limits::tags_per_resource`].
    Tags,
}

impl Quota {
    /// AWS's code for going beyond it.
    pub fn code(self) -> &'static str {
        match self {
            Quota::Vpcs => "VpcLimitExceeded",
            Quota::Subnets => "SubnetLimitExceeded",
            Quota::SecurityGroups => "SecurityGroupLimitExceeded",
            Quota::RulesPerSecurityGroup => "RulesPerSecurityGroupLimitExceeded",
            Quota::SecurityGroupsPerInterface => "SecurityGroupsPerInterfaceLimitExceeded",
            Quota::NetworkInterfaces => "NetworkInterfaceLimitExceeded",
            Quota::PrivateAddresses | Quota::Ipv6Addresses | Quota::NatGatewayAddresses => {
                "PrivateIpAddressLimitExceeded"
            }
            Quota::DhcpOptions => "DhcpOptionsLimitExceeded",
            Quota::ElasticAddresses => "AddressLimitExceeded",
            Quota::NatGateways => "NatGatewayLimitExceeded",
            Quota::InternetGateways => "InternetGatewayLimitExceeded",
            Quota::RouteTables => "RouteTableLimitExceeded",
            Quota::Routes => "RouteLimitExceeded",
            Quota::VpnGateways => "VpnGatewayLimitExceeded",
            Quota::EgressOnlyGateways => "EgressOnlyInternetGatewayLimitExceeded",
            Quota::ActivePeerings => "ActiveVpcPeeringConnectionPerVpcLimitExceeded",
            Quota::OutstandingPeerings => "OutstandingVpcPeeringConnectionLimitExceeded",
            Quota::GatewayEndpoints => "VpcEndpointLimitExceeded",
            Quota::NetworkAcls => "NetworkAclLimitExceeded",
            Quota::NetworkAclEntries => "NetworkAclEntryLimitExceeded",
            Quota::PrefixLists => "PrefixListLimitExceeded",
            Quota::InsightsPaths => "NetworkInsightsPath.LimitExceeded",
            Quota::InsightsAnalyses => "NetworkInsightsAnalysis.LimitExceeded",
            Quota::Tags => "TagLimitExceeded",
        }
    }
}

impl fmt::Display for Quota {
    /// What it counts, as AWS's messages say it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Quota::Vpcs => "VPCs",
            Quota::Subnets => "subnets",
            Quota::SecurityGroups => "security groups",
            Quota::RulesPerSecurityGroup => "rules per security group",
            Quota::SecurityGroupsPerInterface => "security groups per interface",
            Quota::NetworkInterfaces => "network interfaces",
            Quota::PrivateAddresses => "private IP addresses per interface",
            Quota::Ipv6Addresses => "IPv6 addresses per interface",
            Quota::DhcpOptions => "DHCP options sets",
            Quota::ElasticAddresses => "addresses",
            Quota::NatGateways => "NAT gateways per Availability Zone",
            Quota::NatGatewayAddresses => "IP addresses per NAT gateway",
            Quota::InternetGateways => "internet gateways",
            Quota::RouteTables => "route tables",
            Quota::Routes => "routes",
            Quota::VpnGateways => "virtual private gateways",
            Quota::EgressOnlyGateways => "egress-only internet gateways",
            Quota::ActivePeerings => "active VPC peering connections per VPC",
            Quota::OutstandingPeerings => "outstanding VPC peering connection requests per VPC",
            Quota::GatewayEndpoints => "gateway VPC endpoints",
            Quota::NetworkAcls => "network ACLs",
            Quota::NetworkAclEntries => "network ACL entries",
            Quota::PrefixLists => "prefix lists",
            Quota::InsightsPaths => "network insights paths",
            Quota::InsightsAnalyses => "network insights analyses",
            Quota::Tags => "Tags for a resource",
        })
    }
}
