//! The EC2 API over the network's use cases: text to types, one use case, types to text.
//!
//! Floor 3. Each operation is one transaction, and a dry run is the same transaction given up at its end, so it checks
//! exactly what the real one would. Never touches the kernel and knows no agent.

#![allow(
    clippy::ref_option,
    clippy::unnecessary_wraps,
    clippy::needless_pass_by_value,
    reason = "members of the generated shapes are Options, and the generated trait hands requests over"
)]

mod address;
mod call;
mod cidr_reservation;
mod dhcp_options;
mod egress_only_gateway;
mod endpoint;
mod endpoint_service;
mod filter;
mod input;
mod insights;
mod insights_analysis;
mod insights_reconcile;
mod insights_shown;
mod instance;
mod instance_attachment;
mod instance_filter;
mod instance_launch;
mod instance_reconcile;
mod instance_state;
mod instance_status;
mod instance_type;
mod interface;
mod interface_address;
mod interface_attribute;
mod internet_gateway;
mod nat_gateway;
mod network_acl;
mod page;
mod passes;
mod peering;
mod permission;
mod placement;
mod prefix_list;
mod reconcile;
mod route;
mod route_table;
mod security_group;
mod security_group_change;
mod security_group_reference;
mod security_group_rule;
mod security_group_use;
mod subnet;
mod tags;
mod traffic;
mod vpc;
mod vpc_block;
mod vpn_gateway;

use minato_network::Networks;
#[allow(clippy::wildcard_imports, reason = "the trait names most of the generated shapes")]
use minato_wire::ec2::*;
use minato_wire::{ApiError, RequestContext};
use minato_workload::HostName;

use call::Call;
pub use insights_reconcile::InsightsReconciler;
pub use instance_reconcile::InstanceReconciler;
pub use reconcile::Reconciler;

/// The EC2 API.
pub struct Ec2Api {
    networks: Networks,
    host: HostName,
}

impl Ec2Api {
    /// The API of these networks, whose gateways run on `host`.
    pub fn new(networks: Networks, host: HostName) -> Self {
        Self { networks, host }
    }
}

macro_rules! operations {
    ($($module:ident::$operation:ident($input:ty) -> $output:ty;)*) => {
        impl Ec2 for Ec2Api {$(
            fn $operation(&self, context: &RequestContext, input: $input) -> Result<$output, ApiError> {
                Ok($module::$operation(&Call::new(&self.networks, &self.host, context), input)?)
            }
        )*}
    };
}

operations! {
    vpc::create_vpc(CreateVpcRequest) -> CreateVpcResult;
    vpc::describe_vpcs(DescribeVpcsRequest) -> DescribeVpcsResult;
    vpc::delete_vpc(DeleteVpcRequest) -> ();
    vpc::modify_vpc_attribute(ModifyVpcAttributeRequest) -> ();
    vpc::describe_vpc_attribute(DescribeVpcAttributeRequest) -> DescribeVpcAttributeResult;
    vpc::modify_vpc_tenancy(ModifyVpcTenancyRequest) -> ModifyVpcTenancyResult;
    vpc::create_default_vpc(CreateDefaultVpcRequest) -> CreateDefaultVpcResult;
    vpc_block::associate_vpc_cidr_block(AssociateVpcCidrBlockRequest) -> AssociateVpcCidrBlockResult;
    vpc_block::disassociate_vpc_cidr_block(DisassociateVpcCidrBlockRequest) -> DisassociateVpcCidrBlockResult;
    subnet::create_default_subnet(CreateDefaultSubnetRequest) -> CreateDefaultSubnetResult;
    subnet::associate_subnet_cidr_block(AssociateSubnetCidrBlockRequest) -> AssociateSubnetCidrBlockResult;
    subnet::disassociate_subnet_cidr_block(DisassociateSubnetCidrBlockRequest) -> DisassociateSubnetCidrBlockResult;
    cidr_reservation::create_subnet_cidr_reservation(CreateSubnetCidrReservationRequest)
        -> CreateSubnetCidrReservationResult;
    cidr_reservation::delete_subnet_cidr_reservation(DeleteSubnetCidrReservationRequest)
        -> DeleteSubnetCidrReservationResult;
    cidr_reservation::get_subnet_cidr_reservations(GetSubnetCidrReservationsRequest)
        -> GetSubnetCidrReservationsResult;
    subnet::create_subnet(CreateSubnetRequest) -> CreateSubnetResult;
    subnet::describe_subnets(DescribeSubnetsRequest) -> DescribeSubnetsResult;
    subnet::delete_subnet(DeleteSubnetRequest) -> ();
    subnet::modify_subnet_attribute(ModifySubnetAttributeRequest) -> ();
    security_group::create_security_group(CreateSecurityGroupRequest) -> CreateSecurityGroupResult;
    security_group::describe_security_groups(DescribeSecurityGroupsRequest) -> DescribeSecurityGroupsResult;
    security_group::delete_security_group(DeleteSecurityGroupRequest) -> DeleteSecurityGroupResult;
    security_group_rule::authorize_security_group_ingress(AuthorizeSecurityGroupIngressRequest)
        -> AuthorizeSecurityGroupIngressResult;
    security_group_rule::authorize_security_group_egress(AuthorizeSecurityGroupEgressRequest)
        -> AuthorizeSecurityGroupEgressResult;
    security_group_rule::revoke_security_group_ingress(RevokeSecurityGroupIngressRequest)
        -> RevokeSecurityGroupIngressResult;
    security_group_rule::revoke_security_group_egress(RevokeSecurityGroupEgressRequest)
        -> RevokeSecurityGroupEgressResult;
    security_group_rule::describe_security_group_rules(DescribeSecurityGroupRulesRequest)
        -> DescribeSecurityGroupRulesResult;
    security_group_change::modify_security_group_rules(ModifySecurityGroupRulesRequest)
        -> ModifySecurityGroupRulesResult;
    security_group_change::update_security_group_rule_descriptions_ingress(
        UpdateSecurityGroupRuleDescriptionsIngressRequest)
        -> UpdateSecurityGroupRuleDescriptionsIngressResult;
    security_group_change::update_security_group_rule_descriptions_egress(
        UpdateSecurityGroupRuleDescriptionsEgressRequest)
        -> UpdateSecurityGroupRuleDescriptionsEgressResult;
    security_group_reference::describe_security_group_references(DescribeSecurityGroupReferencesRequest)
        -> DescribeSecurityGroupReferencesResult;
    security_group_reference::describe_stale_security_groups(DescribeStaleSecurityGroupsRequest)
        -> DescribeStaleSecurityGroupsResult;
    security_group_use::get_security_groups_for_vpc(GetSecurityGroupsForVpcRequest) -> GetSecurityGroupsForVpcResult;
    security_group_use::describe_security_group_vpc_associations(DescribeSecurityGroupVpcAssociationsRequest)
        -> DescribeSecurityGroupVpcAssociationsResult;
    prefix_list::create_managed_prefix_list(CreateManagedPrefixListRequest) -> CreateManagedPrefixListResult;
    prefix_list::modify_managed_prefix_list(ModifyManagedPrefixListRequest) -> ModifyManagedPrefixListResult;
    prefix_list::delete_managed_prefix_list(DeleteManagedPrefixListRequest) -> DeleteManagedPrefixListResult;
    prefix_list::describe_managed_prefix_lists(DescribeManagedPrefixListsRequest) -> DescribeManagedPrefixListsResult;
    prefix_list::get_managed_prefix_list_entries(GetManagedPrefixListEntriesRequest)
        -> GetManagedPrefixListEntriesResult;
    prefix_list::get_managed_prefix_list_associations(GetManagedPrefixListAssociationsRequest)
        -> GetManagedPrefixListAssociationsResult;
    prefix_list::describe_prefix_lists(DescribePrefixListsRequest) -> DescribePrefixListsResult;
    address::allocate_address(AllocateAddressRequest) -> AllocateAddressResult;
    address::associate_address(AssociateAddressRequest) -> AssociateAddressResult;
    address::disassociate_address(DisassociateAddressRequest) -> ();
    address::release_address(ReleaseAddressRequest) -> ();
    address::describe_addresses(DescribeAddressesRequest) -> DescribeAddressesResult;
    address::describe_addresses_attribute(DescribeAddressesAttributeRequest) -> DescribeAddressesAttributeResult;
    address::modify_address_attribute(ModifyAddressAttributeRequest) -> ModifyAddressAttributeResult;
    address::reset_address_attribute(ResetAddressAttributeRequest) -> ResetAddressAttributeResult;
    interface::create_network_interface(CreateNetworkInterfaceRequest) -> CreateNetworkInterfaceResult;
    interface::describe_network_interfaces(DescribeNetworkInterfacesRequest) -> DescribeNetworkInterfacesResult;
    interface::delete_network_interface(DeleteNetworkInterfaceRequest) -> ();
    interface_attribute::describe_network_interface_attribute(DescribeNetworkInterfaceAttributeRequest)
        -> DescribeNetworkInterfaceAttributeResult;
    interface_attribute::modify_network_interface_attribute(ModifyNetworkInterfaceAttributeRequest) -> ();
    interface_attribute::reset_network_interface_attribute(ResetNetworkInterfaceAttributeRequest) -> ();
    interface_attribute::create_network_interface_permission(CreateNetworkInterfacePermissionRequest)
        -> CreateNetworkInterfacePermissionResult;
    instance_attachment::attach_network_interface(AttachNetworkInterfaceRequest) -> AttachNetworkInterfaceResult;
    instance_attachment::detach_network_interface(DetachNetworkInterfaceRequest) -> ();
    instance_launch::run_instances(RunInstancesRequest) -> Reservation;
    instance::describe_instances(DescribeInstancesRequest) -> DescribeInstancesResult;
    instance_status::describe_instance_status(DescribeInstanceStatusRequest) -> DescribeInstanceStatusResult;
    instance_type::describe_instance_types(DescribeInstanceTypesRequest) -> DescribeInstanceTypesResult;
    instance_state::start_instances(StartInstancesRequest) -> StartInstancesResult;
    instance_state::stop_instances(StopInstancesRequest) -> StopInstancesResult;
    instance_state::terminate_instances(TerminateInstancesRequest) -> TerminateInstancesResult;
    interface_address::assign_private_ip_addresses(AssignPrivateIpAddressesRequest) -> AssignPrivateIpAddressesResult;
    interface_address::unassign_private_ip_addresses(UnassignPrivateIpAddressesRequest) -> ();
    interface_address::assign_ipv6_addresses(AssignIpv6AddressesRequest) -> AssignIpv6AddressesResult;
    interface_address::unassign_ipv6_addresses(UnassignIpv6AddressesRequest) -> UnassignIpv6AddressesResult;
    nat_gateway::create_nat_gateway(CreateNatGatewayRequest) -> CreateNatGatewayResult;
    nat_gateway::describe_nat_gateways(DescribeNatGatewaysRequest) -> DescribeNatGatewaysResult;
    nat_gateway::delete_nat_gateway(DeleteNatGatewayRequest) -> DeleteNatGatewayResult;
    nat_gateway::associate_nat_gateway_address(AssociateNatGatewayAddressRequest) -> AssociateNatGatewayAddressResult;
    nat_gateway::disassociate_nat_gateway_address(DisassociateNatGatewayAddressRequest)
        -> DisassociateNatGatewayAddressResult;
    internet_gateway::create_internet_gateway(CreateInternetGatewayRequest) -> CreateInternetGatewayResult;
    internet_gateway::describe_internet_gateways(DescribeInternetGatewaysRequest) -> DescribeInternetGatewaysResult;
    internet_gateway::delete_internet_gateway(DeleteInternetGatewayRequest) -> ();
    internet_gateway::attach_internet_gateway(AttachInternetGatewayRequest) -> ();
    internet_gateway::detach_internet_gateway(DetachInternetGatewayRequest) -> ();
    egress_only_gateway::create_egress_only_internet_gateway(CreateEgressOnlyInternetGatewayRequest)
        -> CreateEgressOnlyInternetGatewayResult;
    egress_only_gateway::describe_egress_only_internet_gateways(DescribeEgressOnlyInternetGatewaysRequest)
        -> DescribeEgressOnlyInternetGatewaysResult;
    egress_only_gateway::delete_egress_only_internet_gateway(DeleteEgressOnlyInternetGatewayRequest)
        -> DeleteEgressOnlyInternetGatewayResult;
    vpn_gateway::create_vpn_gateway(CreateVpnGatewayRequest) -> CreateVpnGatewayResult;
    vpn_gateway::describe_vpn_gateways(DescribeVpnGatewaysRequest) -> DescribeVpnGatewaysResult;
    vpn_gateway::delete_vpn_gateway(DeleteVpnGatewayRequest) -> ();
    vpn_gateway::attach_vpn_gateway(AttachVpnGatewayRequest) -> AttachVpnGatewayResult;
    vpn_gateway::detach_vpn_gateway(DetachVpnGatewayRequest) -> ();
    vpn_gateway::describe_customer_gateways(DescribeCustomerGatewaysRequest) -> DescribeCustomerGatewaysResult;
    peering::create_vpc_peering_connection(CreateVpcPeeringConnectionRequest) -> CreateVpcPeeringConnectionResult;
    peering::accept_vpc_peering_connection(AcceptVpcPeeringConnectionRequest) -> AcceptVpcPeeringConnectionResult;
    peering::reject_vpc_peering_connection(RejectVpcPeeringConnectionRequest) -> RejectVpcPeeringConnectionResult;
    peering::delete_vpc_peering_connection(DeleteVpcPeeringConnectionRequest) -> DeleteVpcPeeringConnectionResult;
    peering::describe_vpc_peering_connections(DescribeVpcPeeringConnectionsRequest)
        -> DescribeVpcPeeringConnectionsResult;
    peering::modify_vpc_peering_connection_options(ModifyVpcPeeringConnectionOptionsRequest)
        -> ModifyVpcPeeringConnectionOptionsResult;
    endpoint::create_vpc_endpoint(CreateVpcEndpointRequest) -> CreateVpcEndpointResult;
    endpoint::modify_vpc_endpoint(ModifyVpcEndpointRequest) -> ModifyVpcEndpointResult;
    endpoint::describe_vpc_endpoints(DescribeVpcEndpointsRequest) -> DescribeVpcEndpointsResult;
    endpoint::delete_vpc_endpoints(DeleteVpcEndpointsRequest) -> DeleteVpcEndpointsResult;
    endpoint_service::describe_vpc_endpoint_services(DescribeVpcEndpointServicesRequest)
        -> DescribeVpcEndpointServicesResult;
    endpoint_service::create_vpc_endpoint_service_configuration(CreateVpcEndpointServiceConfigurationRequest)
        -> CreateVpcEndpointServiceConfigurationResult;
    endpoint_service::modify_vpc_endpoint_service_configuration(ModifyVpcEndpointServiceConfigurationRequest)
        -> ModifyVpcEndpointServiceConfigurationResult;
    endpoint_service::describe_vpc_endpoint_service_configurations(DescribeVpcEndpointServiceConfigurationsRequest)
        -> DescribeVpcEndpointServiceConfigurationsResult;
    endpoint_service::delete_vpc_endpoint_service_configurations(DeleteVpcEndpointServiceConfigurationsRequest)
        -> DeleteVpcEndpointServiceConfigurationsResult;
    route_table::create_route_table(CreateRouteTableRequest) -> CreateRouteTableResult;
    route_table::describe_route_tables(DescribeRouteTablesRequest) -> DescribeRouteTablesResult;
    route_table::delete_route_table(DeleteRouteTableRequest) -> ();
    route::create_route(CreateRouteRequest) -> CreateRouteResult;
    route::replace_route(ReplaceRouteRequest) -> ();
    route::delete_route(DeleteRouteRequest) -> ();
    route::enable_vgw_route_propagation(EnableVgwRoutePropagationRequest) -> ();
    route::disable_vgw_route_propagation(DisableVgwRoutePropagationRequest) -> ();
    route_table::associate_route_table(AssociateRouteTableRequest) -> AssociateRouteTableResult;
    route_table::disassociate_route_table(DisassociateRouteTableRequest) -> ();
    route_table::replace_route_table_association(ReplaceRouteTableAssociationRequest)
        -> ReplaceRouteTableAssociationResult;
    network_acl::create_network_acl(CreateNetworkAclRequest) -> CreateNetworkAclResult;
    network_acl::delete_network_acl(DeleteNetworkAclRequest) -> ();
    network_acl::create_network_acl_entry(CreateNetworkAclEntryRequest) -> ();
    network_acl::replace_network_acl_entry(ReplaceNetworkAclEntryRequest) -> ();
    network_acl::delete_network_acl_entry(DeleteNetworkAclEntryRequest) -> ();
    network_acl::replace_network_acl_association(ReplaceNetworkAclAssociationRequest)
        -> ReplaceNetworkAclAssociationResult;
    network_acl::describe_network_acls(DescribeNetworkAclsRequest) -> DescribeNetworkAclsResult;
    dhcp_options::create_dhcp_options(CreateDhcpOptionsRequest) -> CreateDhcpOptionsResult;
    dhcp_options::delete_dhcp_options(DeleteDhcpOptionsRequest) -> ();
    dhcp_options::associate_dhcp_options(AssociateDhcpOptionsRequest) -> ();
    dhcp_options::describe_dhcp_options(DescribeDhcpOptionsRequest) -> DescribeDhcpOptionsResult;
    insights::create_network_insights_path(CreateNetworkInsightsPathRequest) -> CreateNetworkInsightsPathResult;
    insights::describe_network_insights_paths(DescribeNetworkInsightsPathsRequest)
        -> DescribeNetworkInsightsPathsResult;
    insights::delete_network_insights_path(DeleteNetworkInsightsPathRequest) -> DeleteNetworkInsightsPathResult;
    insights_analysis::start_network_insights_analysis(StartNetworkInsightsAnalysisRequest)
        -> StartNetworkInsightsAnalysisResult;
    insights_analysis::describe_network_insights_analyses(DescribeNetworkInsightsAnalysesRequest)
        -> DescribeNetworkInsightsAnalysesResult;
    insights_analysis::delete_network_insights_analysis(DeleteNetworkInsightsAnalysisRequest)
        -> DeleteNetworkInsightsAnalysisResult;
    tags::create_tags(CreateTagsRequest) -> ();
    tags::delete_tags(DeleteTagsRequest) -> ();
    tags::describe_tags(DescribeTagsRequest) -> DescribeTagsResult;
    placement::describe_availability_zones(DescribeAvailabilityZonesRequest) -> DescribeAvailabilityZonesResult;
    placement::describe_regions(DescribeRegionsRequest) -> DescribeRegionsResult;
    placement::describe_account_attributes(DescribeAccountAttributesRequest) -> DescribeAccountAttributesResult;
}
