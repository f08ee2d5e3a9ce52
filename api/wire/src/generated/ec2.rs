//! Shapes and operations of Amazon Elastic Compute Cloud, generated from botocore 1.43.11 by `cargo xtask wire`: change operations.toml instead.

use jiff::Timestamp;

use crate::error::ApiError;
use crate::record::record;
use crate::request::RequestContext;

/// The shape `AcceptVpcPeeringConnectionRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AcceptVpcPeeringConnectionRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `VpcPeeringConnectionId`.
    pub vpc_peering_connection_id: Option<String>,
}

record!(AcceptVpcPeeringConnectionRequest, dry_run, vpc_peering_connection_id);

/// The shape `AcceptVpcPeeringConnectionResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AcceptVpcPeeringConnectionResult {
    /// `VpcPeeringConnection`.
    pub vpc_peering_connection: Option<VpcPeeringConnection>,
}

record!(AcceptVpcPeeringConnectionResult, vpc_peering_connection);

/// The shape `AccountAttribute`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AccountAttribute {
    /// `AttributeName`.
    pub attribute_name: Option<String>,
    /// `AttributeValues`.
    pub attribute_values: Option<Vec<AccountAttributeValue>>,
}

record!(AccountAttribute, attribute_name, attribute_values);

/// The shape `AccountAttributeValue`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AccountAttributeValue {
    /// `AttributeValue`.
    pub attribute_value: Option<String>,
}

record!(AccountAttributeValue, attribute_value);

/// The shape `AddPrefixListEntry`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AddPrefixListEntry {
    /// `Cidr`.
    pub cidr: Option<String>,
    /// `Description`.
    pub description: Option<String>,
}

record!(AddPrefixListEntry, cidr, description);

/// The shape `AdditionalDetail`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AdditionalDetail {
    /// `AdditionalDetailType`.
    pub additional_detail_type: Option<String>,
    /// `Component`.
    pub component: Option<AnalysisComponent>,
    /// `VpcEndpointService`.
    pub vpc_endpoint_service: Option<AnalysisComponent>,
    /// `RuleOptions`.
    pub rule_options: Option<Vec<RuleOption>>,
    /// `RuleGroupTypePairs`.
    pub rule_group_type_pairs: Option<Vec<RuleGroupTypePair>>,
    /// `RuleGroupRuleOptionsPairs`.
    pub rule_group_rule_options_pairs: Option<Vec<RuleGroupRuleOptionsPair>>,
    /// `ServiceName`.
    pub service_name: Option<String>,
    /// `LoadBalancers`.
    pub load_balancers: Option<Vec<AnalysisComponent>>,
}

record!(
    AdditionalDetail,
    additional_detail_type,
    component,
    vpc_endpoint_service,
    rule_options,
    rule_group_type_pairs,
    rule_group_rule_options_pairs,
    service_name,
    load_balancers
);

/// The shape `Address`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Address {
    /// `AllocationId`.
    pub allocation_id: Option<String>,
    /// `AssociationId`.
    pub association_id: Option<String>,
    /// `Domain`.
    pub domain: Option<String>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `NetworkInterfaceOwnerId`.
    pub network_interface_owner_id: Option<String>,
    /// `PrivateIpAddress`.
    pub private_ip_address: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `PublicIpv4Pool`.
    pub public_ipv4_pool: Option<String>,
    /// `NetworkBorderGroup`.
    pub network_border_group: Option<String>,
    /// `CustomerOwnedIp`.
    pub customer_owned_ip: Option<String>,
    /// `CustomerOwnedIpv4Pool`.
    pub customer_owned_ipv4_pool: Option<String>,
    /// `CarrierIp`.
    pub carrier_ip: Option<String>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `ServiceManaged`.
    pub service_managed: Option<String>,
    /// `InstanceId`.
    pub instance_id: Option<String>,
    /// `PublicIp`.
    pub public_ip: Option<String>,
}

record!(
    Address,
    allocation_id,
    association_id,
    domain,
    network_interface_id,
    network_interface_owner_id,
    private_ip_address,
    tags,
    public_ipv4_pool,
    network_border_group,
    customer_owned_ip,
    customer_owned_ipv4_pool,
    carrier_ip,
    subnet_id,
    service_managed,
    instance_id,
    public_ip
);

/// The shape `AddressAttribute`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AddressAttribute {
    /// `PublicIp`.
    pub public_ip: Option<String>,
    /// `AllocationId`.
    pub allocation_id: Option<String>,
    /// `PtrRecord`.
    pub ptr_record: Option<String>,
    /// `PtrRecordUpdate`.
    pub ptr_record_update: Option<PtrUpdateStatus>,
}

record!(AddressAttribute, public_ip, allocation_id, ptr_record, ptr_record_update);

/// The shape `AllocateAddressRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AllocateAddressRequest {
    /// `Address`.
    pub address: Option<String>,
    /// `NetworkBorderGroup`.
    pub network_border_group: Option<String>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(AllocateAddressRequest, address, network_border_group, tag_specifications, dry_run);

/// The shape `AllocateAddressResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AllocateAddressResult {
    /// `AllocationId`.
    pub allocation_id: Option<String>,
    /// `PublicIpv4Pool`.
    pub public_ipv4_pool: Option<String>,
    /// `NetworkBorderGroup`.
    pub network_border_group: Option<String>,
    /// `Domain`.
    pub domain: Option<String>,
    /// `CustomerOwnedIp`.
    pub customer_owned_ip: Option<String>,
    /// `CustomerOwnedIpv4Pool`.
    pub customer_owned_ipv4_pool: Option<String>,
    /// `CarrierIp`.
    pub carrier_ip: Option<String>,
    /// `PublicIp`.
    pub public_ip: Option<String>,
}

record!(
    AllocateAddressResult,
    allocation_id,
    public_ipv4_pool,
    network_border_group,
    domain,
    customer_owned_ip,
    customer_owned_ipv4_pool,
    carrier_ip,
    public_ip
);

/// The shape `AlternatePathHint`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AlternatePathHint {
    /// `ComponentId`.
    pub component_id: Option<String>,
    /// `ComponentArn`.
    pub component_arn: Option<String>,
}

record!(AlternatePathHint, component_id, component_arn);

/// The shape `AnalysisAclRule`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnalysisAclRule {
    /// `Cidr`.
    pub cidr: Option<String>,
    /// `Egress`.
    pub egress: Option<bool>,
    /// `PortRange`.
    pub port_range: Option<PortRange>,
    /// `Protocol`.
    pub protocol: Option<String>,
    /// `RuleAction`.
    pub rule_action: Option<String>,
    /// `RuleNumber`.
    pub rule_number: Option<i32>,
}

record!(AnalysisAclRule, cidr, egress, port_range, protocol, rule_action, rule_number);

/// The shape `AnalysisComponent`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnalysisComponent {
    /// `Id`.
    pub id: Option<String>,
    /// `Arn`.
    pub arn: Option<String>,
    /// `Name`.
    pub name: Option<String>,
}

record!(AnalysisComponent, id, arn, name);

/// The shape `AnalysisLoadBalancerListener`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnalysisLoadBalancerListener {
    /// `LoadBalancerPort`.
    pub load_balancer_port: Option<i32>,
    /// `InstancePort`.
    pub instance_port: Option<i32>,
}

record!(AnalysisLoadBalancerListener, load_balancer_port, instance_port);

/// The shape `AnalysisLoadBalancerTarget`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnalysisLoadBalancerTarget {
    /// `Address`.
    pub address: Option<String>,
    /// `AvailabilityZone`.
    pub availability_zone: Option<String>,
    /// `AvailabilityZoneId`.
    pub availability_zone_id: Option<String>,
    /// `Instance`.
    pub instance: Option<AnalysisComponent>,
    /// `Port`.
    pub port: Option<i32>,
}

record!(AnalysisLoadBalancerTarget, address, availability_zone, availability_zone_id, instance, port);

/// The shape `AnalysisPacketHeader`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnalysisPacketHeader {
    /// `DestinationAddresses`.
    pub destination_addresses: Option<Vec<String>>,
    /// `DestinationPortRanges`.
    pub destination_port_ranges: Option<Vec<PortRange>>,
    /// `Protocol`.
    pub protocol: Option<String>,
    /// `SourceAddresses`.
    pub source_addresses: Option<Vec<String>>,
    /// `SourcePortRanges`.
    pub source_port_ranges: Option<Vec<PortRange>>,
}

record!(
    AnalysisPacketHeader,
    destination_addresses,
    destination_port_ranges,
    protocol,
    source_addresses,
    source_port_ranges
);

/// The shape `AnalysisRouteTableRoute`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnalysisRouteTableRoute {
    /// `DestinationCidr`.
    pub destination_cidr: Option<String>,
    /// `DestinationPrefixListId`.
    pub destination_prefix_list_id: Option<String>,
    /// `EgressOnlyInternetGatewayId`.
    pub egress_only_internet_gateway_id: Option<String>,
    /// `GatewayId`.
    pub gateway_id: Option<String>,
    /// `InstanceId`.
    pub instance_id: Option<String>,
    /// `NatGatewayId`.
    pub nat_gateway_id: Option<String>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `Origin`.
    pub origin: Option<String>,
    /// `TransitGatewayId`.
    pub transit_gateway_id: Option<String>,
    /// `VpcPeeringConnectionId`.
    pub vpc_peering_connection_id: Option<String>,
    /// `State`.
    pub state: Option<String>,
    /// `CarrierGatewayId`.
    pub carrier_gateway_id: Option<String>,
    /// `CoreNetworkArn`.
    pub core_network_arn: Option<String>,
    /// `LocalGatewayId`.
    pub local_gateway_id: Option<String>,
}

record!(
    AnalysisRouteTableRoute,
    destination_cidr,
    destination_prefix_list_id,
    egress_only_internet_gateway_id,
    gateway_id,
    instance_id,
    nat_gateway_id,
    network_interface_id,
    origin,
    transit_gateway_id,
    vpc_peering_connection_id,
    state,
    carrier_gateway_id,
    core_network_arn,
    local_gateway_id
);

/// The shape `AnalysisSecurityGroupRule`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnalysisSecurityGroupRule {
    /// `Cidr`.
    pub cidr: Option<String>,
    /// `Direction`.
    pub direction: Option<String>,
    /// `SecurityGroupId`.
    pub security_group_id: Option<String>,
    /// `PortRange`.
    pub port_range: Option<PortRange>,
    /// `PrefixListId`.
    pub prefix_list_id: Option<String>,
    /// `Protocol`.
    pub protocol: Option<String>,
}

record!(AnalysisSecurityGroupRule, cidr, direction, security_group_id, port_range, prefix_list_id, protocol);

/// The shape `AssignIpv6AddressesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssignIpv6AddressesRequest {
    /// `Ipv6PrefixCount`.
    pub ipv6_prefix_count: Option<i32>,
    /// `Ipv6Prefixes`.
    pub ipv6_prefixes: Option<Vec<String>>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `Ipv6Addresses`.
    pub ipv6_addresses: Option<Vec<String>>,
    /// `Ipv6AddressCount`.
    pub ipv6_address_count: Option<i32>,
}

record!(
    AssignIpv6AddressesRequest,
    ipv6_prefix_count,
    ipv6_prefixes,
    network_interface_id,
    ipv6_addresses,
    ipv6_address_count
);

/// The shape `AssignIpv6AddressesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssignIpv6AddressesResult {
    /// `AssignedIpv6Addresses`.
    pub assigned_ipv6_addresses: Option<Vec<String>>,
    /// `AssignedIpv6Prefixes`.
    pub assigned_ipv6_prefixes: Option<Vec<String>>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
}

record!(AssignIpv6AddressesResult, assigned_ipv6_addresses, assigned_ipv6_prefixes, network_interface_id);

/// The shape `AssignPrivateIpAddressesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssignPrivateIpAddressesRequest {
    /// `Ipv4Prefixes`.
    pub ipv4_prefixes: Option<Vec<String>>,
    /// `Ipv4PrefixCount`.
    pub ipv4_prefix_count: Option<i32>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `PrivateIpAddresses`.
    pub private_ip_addresses: Option<Vec<String>>,
    /// `SecondaryPrivateIpAddressCount`.
    pub secondary_private_ip_address_count: Option<i32>,
    /// `AllowReassignment`.
    pub allow_reassignment: Option<bool>,
}

record!(
    AssignPrivateIpAddressesRequest,
    ipv4_prefixes,
    ipv4_prefix_count,
    network_interface_id,
    private_ip_addresses,
    secondary_private_ip_address_count,
    allow_reassignment
);

/// The shape `AssignPrivateIpAddressesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssignPrivateIpAddressesResult {
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `AssignedPrivateIpAddresses`.
    pub assigned_private_ip_addresses: Option<Vec<AssignedPrivateIpAddress>>,
    /// `AssignedIpv4Prefixes`.
    pub assigned_ipv4_prefixes: Option<Vec<Ipv4PrefixSpecification>>,
}

record!(AssignPrivateIpAddressesResult, network_interface_id, assigned_private_ip_addresses, assigned_ipv4_prefixes);

/// The shape `AssignedPrivateIpAddress`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssignedPrivateIpAddress {
    /// `PrivateIpAddress`.
    pub private_ip_address: Option<String>,
}

record!(AssignedPrivateIpAddress, private_ip_address);

/// The shape `AssociateAddressRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssociateAddressRequest {
    /// `AllocationId`.
    pub allocation_id: Option<String>,
    /// `PublicIp`.
    pub public_ip: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `PrivateIpAddress`.
    pub private_ip_address: Option<String>,
    /// `AllowReassociation`.
    pub allow_reassociation: Option<bool>,
}

record!(
    AssociateAddressRequest,
    allocation_id,
    public_ip,
    dry_run,
    network_interface_id,
    private_ip_address,
    allow_reassociation
);

/// The shape `AssociateAddressResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssociateAddressResult {
    /// `AssociationId`.
    pub association_id: Option<String>,
}

record!(AssociateAddressResult, association_id);

/// The shape `AssociateDhcpOptionsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssociateDhcpOptionsRequest {
    /// `DhcpOptionsId`.
    pub dhcp_options_id: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(AssociateDhcpOptionsRequest, dhcp_options_id, vpc_id, dry_run);

/// The shape `AssociateNatGatewayAddressRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssociateNatGatewayAddressRequest {
    /// `NatGatewayId`.
    pub nat_gateway_id: Option<String>,
    /// `AllocationIds`.
    pub allocation_ids: Option<Vec<String>>,
    /// `PrivateIpAddresses`.
    pub private_ip_addresses: Option<Vec<String>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(AssociateNatGatewayAddressRequest, nat_gateway_id, allocation_ids, private_ip_addresses, dry_run);

/// The shape `AssociateNatGatewayAddressResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssociateNatGatewayAddressResult {
    /// `NatGatewayId`.
    pub nat_gateway_id: Option<String>,
    /// `NatGatewayAddresses`.
    pub nat_gateway_addresses: Option<Vec<NatGatewayAddress>>,
}

record!(AssociateNatGatewayAddressResult, nat_gateway_id, nat_gateway_addresses);

/// The shape `AssociateRouteTableRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssociateRouteTableRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `RouteTableId`.
    pub route_table_id: Option<String>,
}

record!(AssociateRouteTableRequest, dry_run, subnet_id, route_table_id);

/// The shape `AssociateRouteTableResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssociateRouteTableResult {
    /// `AssociationId`.
    pub association_id: Option<String>,
    /// `AssociationState`.
    pub association_state: Option<RouteTableAssociationState>,
}

record!(AssociateRouteTableResult, association_id, association_state);

/// The shape `AssociateSubnetCidrBlockRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssociateSubnetCidrBlockRequest {
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `Ipv6CidrBlock`.
    pub ipv6_cidr_block: Option<String>,
}

record!(AssociateSubnetCidrBlockRequest, subnet_id, ipv6_cidr_block);

/// The shape `AssociateSubnetCidrBlockResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssociateSubnetCidrBlockResult {
    /// `Ipv6CidrBlockAssociation`.
    pub ipv6_cidr_block_association: Option<SubnetIpv6CidrBlockAssociation>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
}

record!(AssociateSubnetCidrBlockResult, ipv6_cidr_block_association, subnet_id);

/// The shape `AssociateVpcCidrBlockRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssociateVpcCidrBlockRequest {
    /// `CidrBlock`.
    pub cidr_block: Option<String>,
    /// `Ipv6CidrBlockNetworkBorderGroup`.
    pub ipv6_cidr_block_network_border_group: Option<String>,
    /// `Ipv6Pool`.
    pub ipv6_pool: Option<String>,
    /// `Ipv6CidrBlock`.
    pub ipv6_cidr_block: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `AmazonProvidedIpv6CidrBlock`.
    pub amazon_provided_ipv6_cidr_block: Option<bool>,
}

record!(
    AssociateVpcCidrBlockRequest,
    cidr_block,
    ipv6_cidr_block_network_border_group,
    ipv6_pool,
    ipv6_cidr_block,
    vpc_id,
    amazon_provided_ipv6_cidr_block
);

/// The shape `AssociateVpcCidrBlockResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssociateVpcCidrBlockResult {
    /// `Ipv6CidrBlockAssociation`.
    pub ipv6_cidr_block_association: Option<VpcIpv6CidrBlockAssociation>,
    /// `CidrBlockAssociation`.
    pub cidr_block_association: Option<VpcCidrBlockAssociation>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
}

record!(AssociateVpcCidrBlockResult, ipv6_cidr_block_association, cidr_block_association, vpc_id);

/// The shape `AttachInternetGatewayRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachInternetGatewayRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `InternetGatewayId`.
    pub internet_gateway_id: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
}

record!(AttachInternetGatewayRequest, dry_run, internet_gateway_id, vpc_id);

/// The shape `AttachNetworkInterfaceRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachNetworkInterfaceRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `InstanceId`.
    pub instance_id: Option<String>,
    /// `DeviceIndex`.
    pub device_index: Option<i32>,
}

record!(AttachNetworkInterfaceRequest, dry_run, network_interface_id, instance_id, device_index);

/// The shape `AttachNetworkInterfaceResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachNetworkInterfaceResult {
    /// `AttachmentId`.
    pub attachment_id: Option<String>,
    /// `NetworkCardIndex`.
    pub network_card_index: Option<i32>,
}

record!(AttachNetworkInterfaceResult, attachment_id, network_card_index);

/// The shape `AttachVpnGatewayRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachVpnGatewayRequest {
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `VpnGatewayId`.
    pub vpn_gateway_id: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(AttachVpnGatewayRequest, vpc_id, vpn_gateway_id, dry_run);

/// The shape `AttachVpnGatewayResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachVpnGatewayResult {
    /// `VpcAttachment`.
    pub vpc_attachment: Option<VpcAttachment>,
}

record!(AttachVpnGatewayResult, vpc_attachment);

/// The shape `AttachmentEnaSrdSpecification`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachmentEnaSrdSpecification {
    /// `EnaSrdEnabled`.
    pub ena_srd_enabled: Option<bool>,
    /// `EnaSrdUdpSpecification`.
    pub ena_srd_udp_specification: Option<AttachmentEnaSrdUdpSpecification>,
}

record!(AttachmentEnaSrdSpecification, ena_srd_enabled, ena_srd_udp_specification);

/// The shape `AttachmentEnaSrdUdpSpecification`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachmentEnaSrdUdpSpecification {
    /// `EnaSrdUdpEnabled`.
    pub ena_srd_udp_enabled: Option<bool>,
}

record!(AttachmentEnaSrdUdpSpecification, ena_srd_udp_enabled);

/// The shape `AttributeBooleanValue`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttributeBooleanValue {
    /// `Value`.
    pub value: Option<bool>,
}

record!(AttributeBooleanValue, value);

/// The shape `AttributeValue`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttributeValue {
    /// `Value`.
    pub value: Option<String>,
}

record!(AttributeValue, value);

/// The shape `AuthorizeSecurityGroupEgressRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AuthorizeSecurityGroupEgressRequest {
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `IpProtocol`.
    pub ip_protocol: Option<String>,
    /// `FromPort`.
    pub from_port: Option<i32>,
    /// `ToPort`.
    pub to_port: Option<i32>,
    /// `CidrIp`.
    pub cidr_ip: Option<String>,
    /// `IpPermissions`.
    pub ip_permissions: Option<Vec<IpPermission>>,
}

record!(
    AuthorizeSecurityGroupEgressRequest,
    tag_specifications,
    dry_run,
    group_id,
    ip_protocol,
    from_port,
    to_port,
    cidr_ip,
    ip_permissions
);

/// The shape `AuthorizeSecurityGroupEgressResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AuthorizeSecurityGroupEgressResult {
    /// `Return`.
    pub r#return: Option<bool>,
    /// `SecurityGroupRules`.
    pub security_group_rules: Option<Vec<SecurityGroupRule>>,
}

record!(AuthorizeSecurityGroupEgressResult, r#return, security_group_rules);

/// The shape `AuthorizeSecurityGroupIngressRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AuthorizeSecurityGroupIngressRequest {
    /// `CidrIp`.
    pub cidr_ip: Option<String>,
    /// `FromPort`.
    pub from_port: Option<i32>,
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `GroupName`.
    pub group_name: Option<String>,
    /// `IpPermissions`.
    pub ip_permissions: Option<Vec<IpPermission>>,
    /// `IpProtocol`.
    pub ip_protocol: Option<String>,
    /// `SourceSecurityGroupName`.
    pub source_security_group_name: Option<String>,
    /// `SourceSecurityGroupOwnerId`.
    pub source_security_group_owner_id: Option<String>,
    /// `ToPort`.
    pub to_port: Option<i32>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(
    AuthorizeSecurityGroupIngressRequest,
    cidr_ip,
    from_port,
    group_id,
    group_name,
    ip_permissions,
    ip_protocol,
    source_security_group_name,
    source_security_group_owner_id,
    to_port,
    tag_specifications,
    dry_run
);

/// The shape `AuthorizeSecurityGroupIngressResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AuthorizeSecurityGroupIngressResult {
    /// `Return`.
    pub r#return: Option<bool>,
    /// `SecurityGroupRules`.
    pub security_group_rules: Option<Vec<SecurityGroupRule>>,
}

record!(AuthorizeSecurityGroupIngressResult, r#return, security_group_rules);

/// The shape `AvailabilityZone`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AvailabilityZone {
    /// `OptInStatus`.
    pub opt_in_status: Option<String>,
    /// `Messages`.
    pub messages: Option<Vec<AvailabilityZoneMessage>>,
    /// `RegionName`.
    pub region_name: Option<String>,
    /// `ZoneName`.
    pub zone_name: Option<String>,
    /// `ZoneId`.
    pub zone_id: Option<String>,
    /// `GroupName`.
    pub group_name: Option<String>,
    /// `NetworkBorderGroup`.
    pub network_border_group: Option<String>,
    /// `ZoneType`.
    pub zone_type: Option<String>,
    /// `ParentZoneName`.
    pub parent_zone_name: Option<String>,
    /// `ParentZoneId`.
    pub parent_zone_id: Option<String>,
    /// `GroupLongName`.
    pub group_long_name: Option<String>,
    /// `Geography`.
    pub geography: Option<Vec<AvailabilityZoneGeography>>,
    /// `SubGeography`.
    pub sub_geography: Option<Vec<AvailabilityZoneSubGeography>>,
    /// `State`.
    pub state: Option<String>,
}

record!(
    AvailabilityZone,
    opt_in_status,
    messages,
    region_name,
    zone_name,
    zone_id,
    group_name,
    network_border_group,
    zone_type,
    parent_zone_name,
    parent_zone_id,
    group_long_name,
    geography,
    sub_geography,
    state
);

/// The shape `AvailabilityZoneGeography`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AvailabilityZoneGeography {
    /// `Name`.
    pub name: Option<String>,
}

record!(AvailabilityZoneGeography, name);

/// The shape `AvailabilityZoneMessage`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AvailabilityZoneMessage {
    /// `Message`.
    pub message: Option<String>,
}

record!(AvailabilityZoneMessage, message);

/// The shape `AvailabilityZoneSubGeography`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AvailabilityZoneSubGeography {
    /// `Name`.
    pub name: Option<String>,
}

record!(AvailabilityZoneSubGeography, name);

/// The shape `BlockPublicAccessStates`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BlockPublicAccessStates {
    /// `InternetGatewayBlockMode`.
    pub internet_gateway_block_mode: Option<String>,
}

record!(BlockPublicAccessStates, internet_gateway_block_mode);

/// The shape `CapacityReservationSpecificationResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CapacityReservationSpecificationResponse {
    /// `CapacityReservationPreference`.
    pub capacity_reservation_preference: Option<String>,
    /// `CapacityReservationTarget`.
    pub capacity_reservation_target: Option<CapacityReservationTargetResponse>,
}

record!(CapacityReservationSpecificationResponse, capacity_reservation_preference, capacity_reservation_target);

/// The shape `CapacityReservationTargetResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CapacityReservationTargetResponse {
    /// `CapacityReservationId`.
    pub capacity_reservation_id: Option<String>,
    /// `CapacityReservationResourceGroupArn`.
    pub capacity_reservation_resource_group_arn: Option<String>,
}

record!(CapacityReservationTargetResponse, capacity_reservation_id, capacity_reservation_resource_group_arn);

/// The shape `CidrBlock`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CidrBlock {
    /// `CidrBlock`.
    pub cidr_block: Option<String>,
}

record!(CidrBlock, cidr_block);

/// The shape `ConnectionTrackingConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConnectionTrackingConfiguration {
    /// `TcpEstablishedTimeout`.
    pub tcp_established_timeout: Option<i32>,
    /// `UdpStreamTimeout`.
    pub udp_stream_timeout: Option<i32>,
    /// `UdpTimeout`.
    pub udp_timeout: Option<i32>,
}

record!(ConnectionTrackingConfiguration, tcp_established_timeout, udp_stream_timeout, udp_timeout);

/// The shape `ConnectionTrackingSpecificationRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConnectionTrackingSpecificationRequest {
    /// `TcpEstablishedTimeout`.
    pub tcp_established_timeout: Option<i32>,
    /// `UdpStreamTimeout`.
    pub udp_stream_timeout: Option<i32>,
    /// `UdpTimeout`.
    pub udp_timeout: Option<i32>,
}

record!(ConnectionTrackingSpecificationRequest, tcp_established_timeout, udp_stream_timeout, udp_timeout);

/// The shape `ConnectionTrackingSpecificationResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConnectionTrackingSpecificationResponse {
    /// `TcpEstablishedTimeout`.
    pub tcp_established_timeout: Option<i32>,
    /// `UdpStreamTimeout`.
    pub udp_stream_timeout: Option<i32>,
    /// `UdpTimeout`.
    pub udp_timeout: Option<i32>,
}

record!(ConnectionTrackingSpecificationResponse, tcp_established_timeout, udp_stream_timeout, udp_timeout);

/// The shape `CpuOptions`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CpuOptions {
    /// `CoreCount`.
    pub core_count: Option<i32>,
    /// `ThreadsPerCore`.
    pub threads_per_core: Option<i32>,
    /// `AmdSevSnp`.
    pub amd_sev_snp: Option<String>,
    /// `NestedVirtualization`.
    pub nested_virtualization: Option<String>,
}

record!(CpuOptions, core_count, threads_per_core, amd_sev_snp, nested_virtualization);

/// The shape `CreateDefaultSubnetRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateDefaultSubnetRequest {
    /// `AvailabilityZone`.
    pub availability_zone: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `AvailabilityZoneId`.
    pub availability_zone_id: Option<String>,
}

record!(CreateDefaultSubnetRequest, availability_zone, dry_run, availability_zone_id);

/// The shape `CreateDefaultSubnetResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateDefaultSubnetResult {
    /// `Subnet`.
    pub subnet: Option<Subnet>,
}

record!(CreateDefaultSubnetResult, subnet);

/// The shape `CreateDefaultVpcRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateDefaultVpcRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(CreateDefaultVpcRequest, dry_run);

/// The shape `CreateDefaultVpcResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateDefaultVpcResult {
    /// `Vpc`.
    pub vpc: Option<Vpc>,
}

record!(CreateDefaultVpcResult, vpc);

/// The shape `CreateDhcpOptionsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateDhcpOptionsRequest {
    /// `DhcpConfigurations`.
    pub dhcp_configurations: Option<Vec<NewDhcpConfiguration>>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(CreateDhcpOptionsRequest, dhcp_configurations, tag_specifications, dry_run);

/// The shape `CreateDhcpOptionsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateDhcpOptionsResult {
    /// `DhcpOptions`.
    pub dhcp_options: Option<DhcpOptions>,
}

record!(CreateDhcpOptionsResult, dhcp_options);

/// The shape `CreateEgressOnlyInternetGatewayRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateEgressOnlyInternetGatewayRequest {
    /// `ClientToken`.
    pub client_token: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
}

record!(CreateEgressOnlyInternetGatewayRequest, client_token, dry_run, vpc_id, tag_specifications);

/// The shape `CreateEgressOnlyInternetGatewayResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateEgressOnlyInternetGatewayResult {
    /// `ClientToken`.
    pub client_token: Option<String>,
    /// `EgressOnlyInternetGateway`.
    pub egress_only_internet_gateway: Option<EgressOnlyInternetGateway>,
}

record!(CreateEgressOnlyInternetGatewayResult, client_token, egress_only_internet_gateway);

/// The shape `CreateInternetGatewayRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateInternetGatewayRequest {
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(CreateInternetGatewayRequest, tag_specifications, dry_run);

/// The shape `CreateInternetGatewayResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateInternetGatewayResult {
    /// `InternetGateway`.
    pub internet_gateway: Option<InternetGateway>,
}

record!(CreateInternetGatewayResult, internet_gateway);

/// The shape `CreateManagedPrefixListRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateManagedPrefixListRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `PrefixListName`.
    pub prefix_list_name: Option<String>,
    /// `Entries`.
    pub entries: Option<Vec<AddPrefixListEntry>>,
    /// `MaxEntries`.
    pub max_entries: Option<i32>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `AddressFamily`.
    pub address_family: Option<String>,
    /// `ClientToken`.
    pub client_token: Option<String>,
}

record!(
    CreateManagedPrefixListRequest,
    dry_run,
    prefix_list_name,
    entries,
    max_entries,
    tag_specifications,
    address_family,
    client_token
);

/// The shape `CreateManagedPrefixListResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateManagedPrefixListResult {
    /// `PrefixList`.
    pub prefix_list: Option<ManagedPrefixList>,
}

record!(CreateManagedPrefixListResult, prefix_list);

/// The shape `CreateNatGatewayRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateNatGatewayRequest {
    /// `AllocationId`.
    pub allocation_id: Option<String>,
    /// `ClientToken`.
    pub client_token: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `ConnectivityType`.
    pub connectivity_type: Option<String>,
    /// `PrivateIpAddress`.
    pub private_ip_address: Option<String>,
    /// `SecondaryAllocationIds`.
    pub secondary_allocation_ids: Option<Vec<String>>,
    /// `SecondaryPrivateIpAddresses`.
    pub secondary_private_ip_addresses: Option<Vec<String>>,
    /// `SecondaryPrivateIpAddressCount`.
    pub secondary_private_ip_address_count: Option<i32>,
}

record!(
    CreateNatGatewayRequest,
    allocation_id,
    client_token,
    dry_run,
    subnet_id,
    tag_specifications,
    connectivity_type,
    private_ip_address,
    secondary_allocation_ids,
    secondary_private_ip_addresses,
    secondary_private_ip_address_count
);

/// The shape `CreateNatGatewayResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateNatGatewayResult {
    /// `ClientToken`.
    pub client_token: Option<String>,
    /// `NatGateway`.
    pub nat_gateway: Option<NatGateway>,
}

record!(CreateNatGatewayResult, client_token, nat_gateway);

/// The shape `CreateNetworkAclEntryRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateNetworkAclEntryRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NetworkAclId`.
    pub network_acl_id: Option<String>,
    /// `RuleNumber`.
    pub rule_number: Option<i32>,
    /// `Protocol`.
    pub protocol: Option<String>,
    /// `RuleAction`.
    pub rule_action: Option<String>,
    /// `Egress`.
    pub egress: Option<bool>,
    /// `CidrBlock`.
    pub cidr_block: Option<String>,
    /// `Ipv6CidrBlock`.
    pub ipv6_cidr_block: Option<String>,
    /// `IcmpTypeCode`.
    pub icmp_type_code: Option<IcmpTypeCode>,
    /// `PortRange`.
    pub port_range: Option<PortRange>,
}

record!(
    CreateNetworkAclEntryRequest,
    dry_run,
    network_acl_id,
    rule_number,
    protocol,
    rule_action,
    egress,
    cidr_block,
    ipv6_cidr_block,
    icmp_type_code,
    port_range
);

/// The shape `CreateNetworkAclRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateNetworkAclRequest {
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `ClientToken`.
    pub client_token: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
}

record!(CreateNetworkAclRequest, tag_specifications, client_token, dry_run, vpc_id);

/// The shape `CreateNetworkAclResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateNetworkAclResult {
    /// `NetworkAcl`.
    pub network_acl: Option<NetworkAcl>,
    /// `ClientToken`.
    pub client_token: Option<String>,
}

record!(CreateNetworkAclResult, network_acl, client_token);

/// The shape `CreateNetworkInsightsPathRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateNetworkInsightsPathRequest {
    /// `SourceIp`.
    pub source_ip: Option<String>,
    /// `DestinationIp`.
    pub destination_ip: Option<String>,
    /// `Source`.
    pub source: Option<String>,
    /// `Destination`.
    pub destination: Option<String>,
    /// `Protocol`.
    pub protocol: Option<String>,
    /// `DestinationPort`.
    pub destination_port: Option<i32>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `ClientToken`.
    pub client_token: Option<String>,
    /// `FilterAtSource`.
    pub filter_at_source: Option<PathRequestFilter>,
    /// `FilterAtDestination`.
    pub filter_at_destination: Option<PathRequestFilter>,
}

record!(
    CreateNetworkInsightsPathRequest,
    source_ip,
    destination_ip,
    source,
    destination,
    protocol,
    destination_port,
    tag_specifications,
    dry_run,
    client_token,
    filter_at_source,
    filter_at_destination
);

/// The shape `CreateNetworkInsightsPathResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateNetworkInsightsPathResult {
    /// `NetworkInsightsPath`.
    pub network_insights_path: Option<NetworkInsightsPath>,
}

record!(CreateNetworkInsightsPathResult, network_insights_path);

/// The shape `CreateNetworkInterfacePermissionRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateNetworkInterfacePermissionRequest {
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `AwsAccountId`.
    pub aws_account_id: Option<String>,
    /// `Permission`.
    pub permission: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(CreateNetworkInterfacePermissionRequest, network_interface_id, aws_account_id, permission, dry_run);

/// The shape `CreateNetworkInterfacePermissionResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateNetworkInterfacePermissionResult {
    /// `InterfacePermission`.
    pub interface_permission: Option<NetworkInterfacePermission>,
}

record!(CreateNetworkInterfacePermissionResult, interface_permission);

/// The shape `CreateNetworkInterfaceRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateNetworkInterfaceRequest {
    /// `Ipv4Prefixes`.
    pub ipv4_prefixes: Option<Vec<Ipv4PrefixSpecificationRequest>>,
    /// `Ipv4PrefixCount`.
    pub ipv4_prefix_count: Option<i32>,
    /// `Ipv6Prefixes`.
    pub ipv6_prefixes: Option<Vec<Ipv6PrefixSpecificationRequest>>,
    /// `Ipv6PrefixCount`.
    pub ipv6_prefix_count: Option<i32>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `ClientToken`.
    pub client_token: Option<String>,
    /// `EnablePrimaryIpv6`.
    pub enable_primary_ipv6: Option<bool>,
    /// `ConnectionTrackingSpecification`.
    pub connection_tracking_specification: Option<ConnectionTrackingSpecificationRequest>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `Description`.
    pub description: Option<String>,
    /// `PrivateIpAddress`.
    pub private_ip_address: Option<String>,
    /// `Groups`.
    pub groups: Option<Vec<String>>,
    /// `PrivateIpAddresses`.
    pub private_ip_addresses: Option<Vec<PrivateIpAddressSpecification>>,
    /// `SecondaryPrivateIpAddressCount`.
    pub secondary_private_ip_address_count: Option<i32>,
    /// `Ipv6Addresses`.
    pub ipv6_addresses: Option<Vec<InstanceIpv6Address>>,
    /// `Ipv6AddressCount`.
    pub ipv6_address_count: Option<i32>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(
    CreateNetworkInterfaceRequest,
    ipv4_prefixes,
    ipv4_prefix_count,
    ipv6_prefixes,
    ipv6_prefix_count,
    tag_specifications,
    client_token,
    enable_primary_ipv6,
    connection_tracking_specification,
    subnet_id,
    description,
    private_ip_address,
    groups,
    private_ip_addresses,
    secondary_private_ip_address_count,
    ipv6_addresses,
    ipv6_address_count,
    dry_run
);

/// The shape `CreateNetworkInterfaceResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateNetworkInterfaceResult {
    /// `NetworkInterface`.
    pub network_interface: Option<NetworkInterface>,
    /// `ClientToken`.
    pub client_token: Option<String>,
}

record!(CreateNetworkInterfaceResult, network_interface, client_token);

/// The shape `CreateRouteRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateRouteRequest {
    /// `DestinationPrefixListId`.
    pub destination_prefix_list_id: Option<String>,
    /// `VpcEndpointId`.
    pub vpc_endpoint_id: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `RouteTableId`.
    pub route_table_id: Option<String>,
    /// `DestinationCidrBlock`.
    pub destination_cidr_block: Option<String>,
    /// `GatewayId`.
    pub gateway_id: Option<String>,
    /// `DestinationIpv6CidrBlock`.
    pub destination_ipv6_cidr_block: Option<String>,
    /// `EgressOnlyInternetGatewayId`.
    pub egress_only_internet_gateway_id: Option<String>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `VpcPeeringConnectionId`.
    pub vpc_peering_connection_id: Option<String>,
    /// `NatGatewayId`.
    pub nat_gateway_id: Option<String>,
}

record!(
    CreateRouteRequest,
    destination_prefix_list_id,
    vpc_endpoint_id,
    dry_run,
    route_table_id,
    destination_cidr_block,
    gateway_id,
    destination_ipv6_cidr_block,
    egress_only_internet_gateway_id,
    network_interface_id,
    vpc_peering_connection_id,
    nat_gateway_id
);

/// The shape `CreateRouteResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateRouteResult {
    /// `Return`.
    pub r#return: Option<bool>,
}

record!(CreateRouteResult, r#return);

/// The shape `CreateRouteTableRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateRouteTableRequest {
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `ClientToken`.
    pub client_token: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
}

record!(CreateRouteTableRequest, tag_specifications, client_token, dry_run, vpc_id);

/// The shape `CreateRouteTableResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateRouteTableResult {
    /// `RouteTable`.
    pub route_table: Option<RouteTable>,
    /// `ClientToken`.
    pub client_token: Option<String>,
}

record!(CreateRouteTableResult, route_table, client_token);

/// The shape `CreateSecurityGroupRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateSecurityGroupRequest {
    /// `Description`.
    pub description: Option<String>,
    /// `GroupName`.
    pub group_name: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(CreateSecurityGroupRequest, description, group_name, vpc_id, tag_specifications, dry_run);

/// The shape `CreateSecurityGroupResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateSecurityGroupResult {
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `SecurityGroupArn`.
    pub security_group_arn: Option<String>,
}

record!(CreateSecurityGroupResult, group_id, tags, security_group_arn);

/// The shape `CreateSubnetCidrReservationRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateSubnetCidrReservationRequest {
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `Cidr`.
    pub cidr: Option<String>,
    /// `ReservationType`.
    pub reservation_type: Option<String>,
    /// `Description`.
    pub description: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
}

record!(
    CreateSubnetCidrReservationRequest,
    subnet_id,
    cidr,
    reservation_type,
    description,
    dry_run,
    tag_specifications
);

/// The shape `CreateSubnetCidrReservationResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateSubnetCidrReservationResult {
    /// `SubnetCidrReservation`.
    pub subnet_cidr_reservation: Option<SubnetCidrReservation>,
}

record!(CreateSubnetCidrReservationResult, subnet_cidr_reservation);

/// The shape `CreateSubnetRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateSubnetRequest {
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `AvailabilityZone`.
    pub availability_zone: Option<String>,
    /// `AvailabilityZoneId`.
    pub availability_zone_id: Option<String>,
    /// `CidrBlock`.
    pub cidr_block: Option<String>,
    /// `Ipv6CidrBlock`.
    pub ipv6_cidr_block: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(
    CreateSubnetRequest,
    tag_specifications,
    availability_zone,
    availability_zone_id,
    cidr_block,
    ipv6_cidr_block,
    vpc_id,
    dry_run
);

/// The shape `CreateSubnetResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateSubnetResult {
    /// `Subnet`.
    pub subnet: Option<Subnet>,
}

record!(CreateSubnetResult, subnet);

/// The shape `CreateTagsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateTagsRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `Resources`.
    pub resources: Option<Vec<String>>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
}

record!(CreateTagsRequest, dry_run, resources, tags);

/// The shape `CreateVpcEndpointRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateVpcEndpointRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `VpcEndpointType`.
    pub vpc_endpoint_type: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `ServiceName`.
    pub service_name: Option<String>,
    /// `PolicyDocument`.
    pub policy_document: Option<String>,
    /// `RouteTableIds`.
    pub route_table_ids: Option<Vec<String>>,
    /// `ClientToken`.
    pub client_token: Option<String>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
}

record!(
    CreateVpcEndpointRequest,
    dry_run,
    vpc_endpoint_type,
    vpc_id,
    service_name,
    policy_document,
    route_table_ids,
    client_token,
    tag_specifications
);

/// The shape `CreateVpcEndpointResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateVpcEndpointResult {
    /// `VpcEndpoint`.
    pub vpc_endpoint: Option<VpcEndpoint>,
    /// `ClientToken`.
    pub client_token: Option<String>,
}

record!(CreateVpcEndpointResult, vpc_endpoint, client_token);

/// The shape `CreateVpcEndpointServiceConfigurationRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateVpcEndpointServiceConfigurationRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `AcceptanceRequired`.
    pub acceptance_required: Option<bool>,
    /// `NetworkLoadBalancerArns`.
    pub network_load_balancer_arns: Option<Vec<String>>,
    /// `GatewayLoadBalancerArns`.
    pub gateway_load_balancer_arns: Option<Vec<String>>,
    /// `ClientToken`.
    pub client_token: Option<String>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
}

record!(
    CreateVpcEndpointServiceConfigurationRequest,
    dry_run,
    acceptance_required,
    network_load_balancer_arns,
    gateway_load_balancer_arns,
    client_token,
    tag_specifications
);

/// The shape `CreateVpcEndpointServiceConfigurationResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateVpcEndpointServiceConfigurationResult {
    /// `ServiceConfiguration`.
    pub service_configuration: Option<ServiceConfiguration>,
    /// `ClientToken`.
    pub client_token: Option<String>,
}

record!(CreateVpcEndpointServiceConfigurationResult, service_configuration, client_token);

/// The shape `CreateVpcPeeringConnectionRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateVpcPeeringConnectionRequest {
    /// `PeerRegion`.
    pub peer_region: Option<String>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `PeerVpcId`.
    pub peer_vpc_id: Option<String>,
    /// `PeerOwnerId`.
    pub peer_owner_id: Option<String>,
}

record!(
    CreateVpcPeeringConnectionRequest,
    peer_region,
    tag_specifications,
    dry_run,
    vpc_id,
    peer_vpc_id,
    peer_owner_id
);

/// The shape `CreateVpcPeeringConnectionResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateVpcPeeringConnectionResult {
    /// `VpcPeeringConnection`.
    pub vpc_peering_connection: Option<VpcPeeringConnection>,
}

record!(CreateVpcPeeringConnectionResult, vpc_peering_connection);

/// The shape `CreateVpcRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateVpcRequest {
    /// `CidrBlock`.
    pub cidr_block: Option<String>,
    /// `Ipv6Pool`.
    pub ipv6_pool: Option<String>,
    /// `Ipv6CidrBlock`.
    pub ipv6_cidr_block: Option<String>,
    /// `Ipv6CidrBlockNetworkBorderGroup`.
    pub ipv6_cidr_block_network_border_group: Option<String>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `InstanceTenancy`.
    pub instance_tenancy: Option<String>,
    /// `AmazonProvidedIpv6CidrBlock`.
    pub amazon_provided_ipv6_cidr_block: Option<bool>,
}

record!(
    CreateVpcRequest,
    cidr_block,
    ipv6_pool,
    ipv6_cidr_block,
    ipv6_cidr_block_network_border_group,
    tag_specifications,
    dry_run,
    instance_tenancy,
    amazon_provided_ipv6_cidr_block
);

/// The shape `CreateVpcResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateVpcResult {
    /// `Vpc`.
    pub vpc: Option<Vpc>,
}

record!(CreateVpcResult, vpc);

/// The shape `CreateVpnGatewayRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateVpnGatewayRequest {
    /// `AvailabilityZone`.
    pub availability_zone: Option<String>,
    /// `Type`.
    pub r#type: Option<String>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `AmazonSideAsn`.
    pub amazon_side_asn: Option<i64>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(CreateVpnGatewayRequest, availability_zone, r#type, tag_specifications, amazon_side_asn, dry_run);

/// The shape `CreateVpnGatewayResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateVpnGatewayResult {
    /// `VpnGateway`.
    pub vpn_gateway: Option<VpnGateway>,
}

record!(CreateVpnGatewayResult, vpn_gateway);

/// The shape `CustomerGateway`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CustomerGateway {
    /// `CertificateArn`.
    pub certificate_arn: Option<String>,
    /// `DeviceName`.
    pub device_name: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `BgpAsnExtended`.
    pub bgp_asn_extended: Option<String>,
    /// `CustomerGatewayId`.
    pub customer_gateway_id: Option<String>,
    /// `State`.
    pub state: Option<String>,
    /// `Type`.
    pub r#type: Option<String>,
    /// `IpAddress`.
    pub ip_address: Option<String>,
    /// `BgpAsn`.
    pub bgp_asn: Option<String>,
}

record!(
    CustomerGateway,
    certificate_arn,
    device_name,
    tags,
    bgp_asn_extended,
    customer_gateway_id,
    state,
    r#type,
    ip_address,
    bgp_asn
);

/// The shape `DefaultConnectionTrackingConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DefaultConnectionTrackingConfiguration {
    /// `DefaultTcpEstablishedTimeout`.
    pub default_tcp_established_timeout: Option<i32>,
    /// `DefaultUdpTimeout`.
    pub default_udp_timeout: Option<i32>,
    /// `DefaultUdpStreamTimeout`.
    pub default_udp_stream_timeout: Option<i32>,
}

record!(
    DefaultConnectionTrackingConfiguration,
    default_tcp_established_timeout,
    default_udp_timeout,
    default_udp_stream_timeout
);

/// The shape `DeleteDhcpOptionsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteDhcpOptionsRequest {
    /// `DhcpOptionsId`.
    pub dhcp_options_id: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DeleteDhcpOptionsRequest, dhcp_options_id, dry_run);

/// The shape `DeleteEgressOnlyInternetGatewayRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteEgressOnlyInternetGatewayRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `EgressOnlyInternetGatewayId`.
    pub egress_only_internet_gateway_id: Option<String>,
}

record!(DeleteEgressOnlyInternetGatewayRequest, dry_run, egress_only_internet_gateway_id);

/// The shape `DeleteEgressOnlyInternetGatewayResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteEgressOnlyInternetGatewayResult {
    /// `ReturnCode`.
    pub return_code: Option<bool>,
}

record!(DeleteEgressOnlyInternetGatewayResult, return_code);

/// The shape `DeleteInternetGatewayRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteInternetGatewayRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `InternetGatewayId`.
    pub internet_gateway_id: Option<String>,
}

record!(DeleteInternetGatewayRequest, dry_run, internet_gateway_id);

/// The shape `DeleteManagedPrefixListRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteManagedPrefixListRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `PrefixListId`.
    pub prefix_list_id: Option<String>,
}

record!(DeleteManagedPrefixListRequest, dry_run, prefix_list_id);

/// The shape `DeleteManagedPrefixListResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteManagedPrefixListResult {
    /// `PrefixList`.
    pub prefix_list: Option<ManagedPrefixList>,
}

record!(DeleteManagedPrefixListResult, prefix_list);

/// The shape `DeleteNatGatewayRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteNatGatewayRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NatGatewayId`.
    pub nat_gateway_id: Option<String>,
}

record!(DeleteNatGatewayRequest, dry_run, nat_gateway_id);

/// The shape `DeleteNatGatewayResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteNatGatewayResult {
    /// `NatGatewayId`.
    pub nat_gateway_id: Option<String>,
}

record!(DeleteNatGatewayResult, nat_gateway_id);

/// The shape `DeleteNetworkAclEntryRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteNetworkAclEntryRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NetworkAclId`.
    pub network_acl_id: Option<String>,
    /// `RuleNumber`.
    pub rule_number: Option<i32>,
    /// `Egress`.
    pub egress: Option<bool>,
}

record!(DeleteNetworkAclEntryRequest, dry_run, network_acl_id, rule_number, egress);

/// The shape `DeleteNetworkAclRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteNetworkAclRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NetworkAclId`.
    pub network_acl_id: Option<String>,
}

record!(DeleteNetworkAclRequest, dry_run, network_acl_id);

/// The shape `DeleteNetworkInsightsAnalysisRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteNetworkInsightsAnalysisRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NetworkInsightsAnalysisId`.
    pub network_insights_analysis_id: Option<String>,
}

record!(DeleteNetworkInsightsAnalysisRequest, dry_run, network_insights_analysis_id);

/// The shape `DeleteNetworkInsightsAnalysisResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteNetworkInsightsAnalysisResult {
    /// `NetworkInsightsAnalysisId`.
    pub network_insights_analysis_id: Option<String>,
}

record!(DeleteNetworkInsightsAnalysisResult, network_insights_analysis_id);

/// The shape `DeleteNetworkInsightsPathRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteNetworkInsightsPathRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NetworkInsightsPathId`.
    pub network_insights_path_id: Option<String>,
}

record!(DeleteNetworkInsightsPathRequest, dry_run, network_insights_path_id);

/// The shape `DeleteNetworkInsightsPathResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteNetworkInsightsPathResult {
    /// `NetworkInsightsPathId`.
    pub network_insights_path_id: Option<String>,
}

record!(DeleteNetworkInsightsPathResult, network_insights_path_id);

/// The shape `DeleteNetworkInterfaceRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteNetworkInterfaceRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
}

record!(DeleteNetworkInterfaceRequest, dry_run, network_interface_id);

/// The shape `DeleteRouteRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteRouteRequest {
    /// `DestinationPrefixListId`.
    pub destination_prefix_list_id: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `RouteTableId`.
    pub route_table_id: Option<String>,
    /// `DestinationCidrBlock`.
    pub destination_cidr_block: Option<String>,
    /// `DestinationIpv6CidrBlock`.
    pub destination_ipv6_cidr_block: Option<String>,
}

record!(
    DeleteRouteRequest,
    destination_prefix_list_id,
    dry_run,
    route_table_id,
    destination_cidr_block,
    destination_ipv6_cidr_block
);

/// The shape `DeleteRouteTableRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteRouteTableRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `RouteTableId`.
    pub route_table_id: Option<String>,
}

record!(DeleteRouteTableRequest, dry_run, route_table_id);

/// The shape `DeleteSecurityGroupRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteSecurityGroupRequest {
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `GroupName`.
    pub group_name: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DeleteSecurityGroupRequest, group_id, group_name, dry_run);

/// The shape `DeleteSecurityGroupResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteSecurityGroupResult {
    /// `Return`.
    pub r#return: Option<bool>,
    /// `GroupId`.
    pub group_id: Option<String>,
}

record!(DeleteSecurityGroupResult, r#return, group_id);

/// The shape `DeleteSubnetCidrReservationRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteSubnetCidrReservationRequest {
    /// `SubnetCidrReservationId`.
    pub subnet_cidr_reservation_id: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DeleteSubnetCidrReservationRequest, subnet_cidr_reservation_id, dry_run);

/// The shape `DeleteSubnetCidrReservationResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteSubnetCidrReservationResult {
    /// `DeletedSubnetCidrReservation`.
    pub deleted_subnet_cidr_reservation: Option<SubnetCidrReservation>,
}

record!(DeleteSubnetCidrReservationResult, deleted_subnet_cidr_reservation);

/// The shape `DeleteSubnetRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteSubnetRequest {
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DeleteSubnetRequest, subnet_id, dry_run);

/// The shape `DeleteTagsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteTagsRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `Resources`.
    pub resources: Option<Vec<String>>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
}

record!(DeleteTagsRequest, dry_run, resources, tags);

/// The shape `DeleteVpcEndpointServiceConfigurationsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteVpcEndpointServiceConfigurationsRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `ServiceIds`.
    pub service_ids: Option<Vec<String>>,
}

record!(DeleteVpcEndpointServiceConfigurationsRequest, dry_run, service_ids);

/// The shape `DeleteVpcEndpointServiceConfigurationsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteVpcEndpointServiceConfigurationsResult {
    /// `Unsuccessful`.
    pub unsuccessful: Option<Vec<UnsuccessfulItem>>,
}

record!(DeleteVpcEndpointServiceConfigurationsResult, unsuccessful);

/// The shape `DeleteVpcEndpointsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteVpcEndpointsRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `VpcEndpointIds`.
    pub vpc_endpoint_ids: Option<Vec<String>>,
}

record!(DeleteVpcEndpointsRequest, dry_run, vpc_endpoint_ids);

/// The shape `DeleteVpcEndpointsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteVpcEndpointsResult {
    /// `Unsuccessful`.
    pub unsuccessful: Option<Vec<UnsuccessfulItem>>,
}

record!(DeleteVpcEndpointsResult, unsuccessful);

/// The shape `DeleteVpcPeeringConnectionRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteVpcPeeringConnectionRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `VpcPeeringConnectionId`.
    pub vpc_peering_connection_id: Option<String>,
}

record!(DeleteVpcPeeringConnectionRequest, dry_run, vpc_peering_connection_id);

/// The shape `DeleteVpcPeeringConnectionResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteVpcPeeringConnectionResult {
    /// `Return`.
    pub r#return: Option<bool>,
}

record!(DeleteVpcPeeringConnectionResult, r#return);

/// The shape `DeleteVpcRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteVpcRequest {
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DeleteVpcRequest, vpc_id, dry_run);

/// The shape `DeleteVpnGatewayRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteVpnGatewayRequest {
    /// `VpnGatewayId`.
    pub vpn_gateway_id: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DeleteVpnGatewayRequest, vpn_gateway_id, dry_run);

/// The shape `DescribeAccountAttributesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeAccountAttributesRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `AttributeNames`.
    pub attribute_names: Option<Vec<String>>,
}

record!(DescribeAccountAttributesRequest, dry_run, attribute_names);

/// The shape `DescribeAccountAttributesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeAccountAttributesResult {
    /// `AccountAttributes`.
    pub account_attributes: Option<Vec<AccountAttribute>>,
}

record!(DescribeAccountAttributesResult, account_attributes);

/// The shape `DescribeAddressesAttributeRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeAddressesAttributeRequest {
    /// `AllocationIds`.
    pub allocation_ids: Option<Vec<String>>,
    /// `Attribute`.
    pub attribute: Option<String>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DescribeAddressesAttributeRequest, allocation_ids, attribute, next_token, max_results, dry_run);

/// The shape `DescribeAddressesAttributeResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeAddressesAttributeResult {
    /// `Addresses`.
    pub addresses: Option<Vec<AddressAttribute>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeAddressesAttributeResult, addresses, next_token);

/// The shape `DescribeAddressesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeAddressesRequest {
    /// `PublicIps`.
    pub public_ips: Option<Vec<String>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `AllocationIds`.
    pub allocation_ids: Option<Vec<String>>,
}

record!(DescribeAddressesRequest, public_ips, dry_run, filters, allocation_ids);

/// The shape `DescribeAddressesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeAddressesResult {
    /// `Addresses`.
    pub addresses: Option<Vec<Address>>,
}

record!(DescribeAddressesResult, addresses);

/// The shape `DescribeAvailabilityZonesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeAvailabilityZonesRequest {
    /// `ZoneNames`.
    pub zone_names: Option<Vec<String>>,
    /// `ZoneIds`.
    pub zone_ids: Option<Vec<String>>,
    /// `AllAvailabilityZones`.
    pub all_availability_zones: Option<bool>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
}

record!(DescribeAvailabilityZonesRequest, zone_names, zone_ids, all_availability_zones, dry_run, filters);

/// The shape `DescribeAvailabilityZonesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeAvailabilityZonesResult {
    /// `AvailabilityZones`.
    pub availability_zones: Option<Vec<AvailabilityZone>>,
}

record!(DescribeAvailabilityZonesResult, availability_zones);

/// The shape `DescribeCustomerGatewaysRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeCustomerGatewaysRequest {
    /// `CustomerGatewayIds`.
    pub customer_gateway_ids: Option<Vec<String>>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DescribeCustomerGatewaysRequest, customer_gateway_ids, filters, dry_run);

/// The shape `DescribeCustomerGatewaysResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeCustomerGatewaysResult {
    /// `CustomerGateways`.
    pub customer_gateways: Option<Vec<CustomerGateway>>,
}

record!(DescribeCustomerGatewaysResult, customer_gateways);

/// The shape `DescribeDhcpOptionsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeDhcpOptionsRequest {
    /// `DhcpOptionsIds`.
    pub dhcp_options_ids: Option<Vec<String>>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
}

record!(DescribeDhcpOptionsRequest, dhcp_options_ids, next_token, max_results, dry_run, filters);

/// The shape `DescribeDhcpOptionsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeDhcpOptionsResult {
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `DhcpOptions`.
    pub dhcp_options: Option<Vec<DhcpOptions>>,
}

record!(DescribeDhcpOptionsResult, next_token, dhcp_options);

/// The shape `DescribeEgressOnlyInternetGatewaysRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeEgressOnlyInternetGatewaysRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `EgressOnlyInternetGatewayIds`.
    pub egress_only_internet_gateway_ids: Option<Vec<String>>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
}

record!(
    DescribeEgressOnlyInternetGatewaysRequest,
    dry_run,
    egress_only_internet_gateway_ids,
    max_results,
    next_token,
    filters
);

/// The shape `DescribeEgressOnlyInternetGatewaysResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeEgressOnlyInternetGatewaysResult {
    /// `EgressOnlyInternetGateways`.
    pub egress_only_internet_gateways: Option<Vec<EgressOnlyInternetGateway>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeEgressOnlyInternetGatewaysResult, egress_only_internet_gateways, next_token);

/// The shape `DescribeInstanceStatusRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeInstanceStatusRequest {
    /// `InstanceIds`.
    pub instance_ids: Option<Vec<String>>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `IncludeManagedResources`.
    pub include_managed_resources: Option<bool>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `IncludeAllInstances`.
    pub include_all_instances: Option<bool>,
}

record!(
    DescribeInstanceStatusRequest,
    instance_ids,
    max_results,
    next_token,
    include_managed_resources,
    dry_run,
    filters,
    include_all_instances
);

/// The shape `DescribeInstanceStatusResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeInstanceStatusResult {
    /// `InstanceStatuses`.
    pub instance_statuses: Option<Vec<InstanceStatus>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeInstanceStatusResult, instance_statuses, next_token);

/// The shape `DescribeInstanceTypesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeInstanceTypesRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `InstanceTypes`.
    pub instance_types: Option<Vec<String>>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeInstanceTypesRequest, dry_run, instance_types, filters, max_results, next_token);

/// The shape `DescribeInstanceTypesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeInstanceTypesResult {
    /// `InstanceTypes`.
    pub instance_types: Option<Vec<InstanceTypeInfo>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeInstanceTypesResult, instance_types, next_token);

/// The shape `DescribeInstancesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeInstancesRequest {
    /// `InstanceIds`.
    pub instance_ids: Option<Vec<String>>,
    /// `IncludeManagedResources`.
    pub include_managed_resources: Option<bool>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
}

record!(DescribeInstancesRequest, instance_ids, include_managed_resources, dry_run, filters, next_token, max_results);

/// The shape `DescribeInstancesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeInstancesResult {
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `Reservations`.
    pub reservations: Option<Vec<Reservation>>,
}

record!(DescribeInstancesResult, next_token, reservations);

/// The shape `DescribeInternetGatewaysRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeInternetGatewaysRequest {
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `InternetGatewayIds`.
    pub internet_gateway_ids: Option<Vec<String>>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
}

record!(DescribeInternetGatewaysRequest, next_token, max_results, dry_run, internet_gateway_ids, filters);

/// The shape `DescribeInternetGatewaysResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeInternetGatewaysResult {
    /// `InternetGateways`.
    pub internet_gateways: Option<Vec<InternetGateway>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeInternetGatewaysResult, internet_gateways, next_token);

/// The shape `DescribeManagedPrefixListsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeManagedPrefixListsRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `PrefixListIds`.
    pub prefix_list_ids: Option<Vec<String>>,
}

record!(DescribeManagedPrefixListsRequest, dry_run, filters, max_results, next_token, prefix_list_ids);

/// The shape `DescribeManagedPrefixListsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeManagedPrefixListsResult {
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `PrefixLists`.
    pub prefix_lists: Option<Vec<ManagedPrefixList>>,
}

record!(DescribeManagedPrefixListsResult, next_token, prefix_lists);

/// The shape `DescribeNatGatewaysRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeNatGatewaysRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `Filter`.
    pub filter: Option<Vec<Filter>>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `NatGatewayIds`.
    pub nat_gateway_ids: Option<Vec<String>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeNatGatewaysRequest, dry_run, filter, max_results, nat_gateway_ids, next_token);

/// The shape `DescribeNatGatewaysResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeNatGatewaysResult {
    /// `NatGateways`.
    pub nat_gateways: Option<Vec<NatGateway>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeNatGatewaysResult, nat_gateways, next_token);

/// The shape `DescribeNetworkAclsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeNetworkAclsRequest {
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NetworkAclIds`.
    pub network_acl_ids: Option<Vec<String>>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
}

record!(DescribeNetworkAclsRequest, next_token, max_results, dry_run, network_acl_ids, filters);

/// The shape `DescribeNetworkAclsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeNetworkAclsResult {
    /// `NetworkAcls`.
    pub network_acls: Option<Vec<NetworkAcl>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeNetworkAclsResult, network_acls, next_token);

/// The shape `DescribeNetworkInsightsAnalysesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeNetworkInsightsAnalysesRequest {
    /// `NetworkInsightsAnalysisIds`.
    pub network_insights_analysis_ids: Option<Vec<String>>,
    /// `NetworkInsightsPathId`.
    pub network_insights_path_id: Option<String>,
    /// `AnalysisStartTime`.
    pub analysis_start_time: Option<Timestamp>,
    /// `AnalysisEndTime`.
    pub analysis_end_time: Option<Timestamp>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(
    DescribeNetworkInsightsAnalysesRequest,
    network_insights_analysis_ids,
    network_insights_path_id,
    analysis_start_time,
    analysis_end_time,
    filters,
    max_results,
    dry_run,
    next_token
);

/// The shape `DescribeNetworkInsightsAnalysesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeNetworkInsightsAnalysesResult {
    /// `NetworkInsightsAnalyses`.
    pub network_insights_analyses: Option<Vec<NetworkInsightsAnalysis>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeNetworkInsightsAnalysesResult, network_insights_analyses, next_token);

/// The shape `DescribeNetworkInsightsPathsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeNetworkInsightsPathsRequest {
    /// `NetworkInsightsPathIds`.
    pub network_insights_path_ids: Option<Vec<String>>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeNetworkInsightsPathsRequest, network_insights_path_ids, filters, max_results, dry_run, next_token);

/// The shape `DescribeNetworkInsightsPathsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeNetworkInsightsPathsResult {
    /// `NetworkInsightsPaths`.
    pub network_insights_paths: Option<Vec<NetworkInsightsPath>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeNetworkInsightsPathsResult, network_insights_paths, next_token);

/// The shape `DescribeNetworkInterfaceAttributeRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeNetworkInterfaceAttributeRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `Attribute`.
    pub attribute: Option<String>,
}

record!(DescribeNetworkInterfaceAttributeRequest, dry_run, network_interface_id, attribute);

/// The shape `DescribeNetworkInterfaceAttributeResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeNetworkInterfaceAttributeResult {
    /// `Attachment`.
    pub attachment: Option<NetworkInterfaceAttachment>,
    /// `Description`.
    pub description: Option<AttributeValue>,
    /// `Groups`.
    pub groups: Option<Vec<GroupIdentifier>>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `SourceDestCheck`.
    pub source_dest_check: Option<AttributeBooleanValue>,
    /// `AssociatePublicIpAddress`.
    pub associate_public_ip_address: Option<bool>,
}

record!(
    DescribeNetworkInterfaceAttributeResult,
    attachment,
    description,
    groups,
    network_interface_id,
    source_dest_check,
    associate_public_ip_address
);

/// The shape `DescribeNetworkInterfacesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeNetworkInterfacesRequest {
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `IncludeManagedResources`.
    pub include_managed_resources: Option<bool>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NetworkInterfaceIds`.
    pub network_interface_ids: Option<Vec<String>>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
}

record!(
    DescribeNetworkInterfacesRequest,
    next_token,
    max_results,
    include_managed_resources,
    dry_run,
    network_interface_ids,
    filters
);

/// The shape `DescribeNetworkInterfacesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeNetworkInterfacesResult {
    /// `NetworkInterfaces`.
    pub network_interfaces: Option<Vec<NetworkInterface>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeNetworkInterfacesResult, network_interfaces, next_token);

/// The shape `DescribePrefixListsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribePrefixListsRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `PrefixListIds`.
    pub prefix_list_ids: Option<Vec<String>>,
}

record!(DescribePrefixListsRequest, dry_run, filters, max_results, next_token, prefix_list_ids);

/// The shape `DescribePrefixListsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribePrefixListsResult {
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `PrefixLists`.
    pub prefix_lists: Option<Vec<PrefixList>>,
}

record!(DescribePrefixListsResult, next_token, prefix_lists);

/// The shape `DescribeRegionsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeRegionsRequest {
    /// `RegionNames`.
    pub region_names: Option<Vec<String>>,
    /// `AllRegions`.
    pub all_regions: Option<bool>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
}

record!(DescribeRegionsRequest, region_names, all_regions, dry_run, filters);

/// The shape `DescribeRegionsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeRegionsResult {
    /// `Regions`.
    pub regions: Option<Vec<Region>>,
}

record!(DescribeRegionsResult, regions);

/// The shape `DescribeRouteTablesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeRouteTablesRequest {
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `RouteTableIds`.
    pub route_table_ids: Option<Vec<String>>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
}

record!(DescribeRouteTablesRequest, next_token, max_results, dry_run, route_table_ids, filters);

/// The shape `DescribeRouteTablesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeRouteTablesResult {
    /// `RouteTables`.
    pub route_tables: Option<Vec<RouteTable>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeRouteTablesResult, route_tables, next_token);

/// The shape `DescribeSecurityGroupReferencesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeSecurityGroupReferencesRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `GroupId`.
    pub group_id: Option<Vec<String>>,
}

record!(DescribeSecurityGroupReferencesRequest, dry_run, group_id);

/// The shape `DescribeSecurityGroupReferencesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeSecurityGroupReferencesResult {
    /// `SecurityGroupReferenceSet`.
    pub security_group_reference_set: Option<Vec<SecurityGroupReference>>,
}

record!(DescribeSecurityGroupReferencesResult, security_group_reference_set);

/// The shape `DescribeSecurityGroupRulesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeSecurityGroupRulesRequest {
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `SecurityGroupRuleIds`.
    pub security_group_rule_ids: Option<Vec<String>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
}

record!(DescribeSecurityGroupRulesRequest, filters, security_group_rule_ids, dry_run, next_token, max_results);

/// The shape `DescribeSecurityGroupRulesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeSecurityGroupRulesResult {
    /// `SecurityGroupRules`.
    pub security_group_rules: Option<Vec<SecurityGroupRule>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeSecurityGroupRulesResult, security_group_rules, next_token);

/// The shape `DescribeSecurityGroupVpcAssociationsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeSecurityGroupVpcAssociationsRequest {
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DescribeSecurityGroupVpcAssociationsRequest, filters, next_token, max_results, dry_run);

/// The shape `DescribeSecurityGroupVpcAssociationsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeSecurityGroupVpcAssociationsResult {
    /// `SecurityGroupVpcAssociations`.
    pub security_group_vpc_associations: Option<Vec<SecurityGroupVpcAssociation>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeSecurityGroupVpcAssociationsResult, security_group_vpc_associations, next_token);

/// The shape `DescribeSecurityGroupsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeSecurityGroupsRequest {
    /// `GroupIds`.
    pub group_ids: Option<Vec<String>>,
    /// `GroupNames`.
    pub group_names: Option<Vec<String>>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
}

record!(DescribeSecurityGroupsRequest, group_ids, group_names, next_token, max_results, dry_run, filters);

/// The shape `DescribeSecurityGroupsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeSecurityGroupsResult {
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `SecurityGroups`.
    pub security_groups: Option<Vec<SecurityGroup>>,
}

record!(DescribeSecurityGroupsResult, next_token, security_groups);

/// The shape `DescribeStaleSecurityGroupsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeStaleSecurityGroupsRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
}

record!(DescribeStaleSecurityGroupsRequest, dry_run, max_results, next_token, vpc_id);

/// The shape `DescribeStaleSecurityGroupsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeStaleSecurityGroupsResult {
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `StaleSecurityGroupSet`.
    pub stale_security_group_set: Option<Vec<StaleSecurityGroup>>,
}

record!(DescribeStaleSecurityGroupsResult, next_token, stale_security_group_set);

/// The shape `DescribeSubnetsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeSubnetsRequest {
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `SubnetIds`.
    pub subnet_ids: Option<Vec<String>>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DescribeSubnetsRequest, filters, subnet_ids, next_token, max_results, dry_run);

/// The shape `DescribeSubnetsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeSubnetsResult {
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `Subnets`.
    pub subnets: Option<Vec<Subnet>>,
}

record!(DescribeSubnetsResult, next_token, subnets);

/// The shape `DescribeTagsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeTagsRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeTagsRequest, dry_run, filters, max_results, next_token);

/// The shape `DescribeTagsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeTagsResult {
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<TagDescription>>,
}

record!(DescribeTagsResult, next_token, tags);

/// The shape `DescribeVpcAttributeRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeVpcAttributeRequest {
    /// `Attribute`.
    pub attribute: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DescribeVpcAttributeRequest, attribute, vpc_id, dry_run);

/// The shape `DescribeVpcAttributeResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeVpcAttributeResult {
    /// `EnableDnsHostnames`.
    pub enable_dns_hostnames: Option<AttributeBooleanValue>,
    /// `EnableDnsSupport`.
    pub enable_dns_support: Option<AttributeBooleanValue>,
    /// `EnableNetworkAddressUsageMetrics`.
    pub enable_network_address_usage_metrics: Option<AttributeBooleanValue>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
}

record!(
    DescribeVpcAttributeResult,
    enable_dns_hostnames,
    enable_dns_support,
    enable_network_address_usage_metrics,
    vpc_id
);

/// The shape `DescribeVpcEndpointServiceConfigurationsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeVpcEndpointServiceConfigurationsRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `ServiceIds`.
    pub service_ids: Option<Vec<String>>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeVpcEndpointServiceConfigurationsRequest, dry_run, service_ids, filters, max_results, next_token);

/// The shape `DescribeVpcEndpointServiceConfigurationsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeVpcEndpointServiceConfigurationsResult {
    /// `ServiceConfigurations`.
    pub service_configurations: Option<Vec<ServiceConfiguration>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeVpcEndpointServiceConfigurationsResult, service_configurations, next_token);

/// The shape `DescribeVpcEndpointServicesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeVpcEndpointServicesRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `ServiceNames`.
    pub service_names: Option<Vec<String>>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeVpcEndpointServicesRequest, dry_run, service_names, filters, max_results, next_token);

/// The shape `DescribeVpcEndpointServicesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeVpcEndpointServicesResult {
    /// `ServiceNames`.
    pub service_names: Option<Vec<String>>,
    /// `ServiceDetails`.
    pub service_details: Option<Vec<ServiceDetail>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeVpcEndpointServicesResult, service_names, service_details, next_token);

/// The shape `DescribeVpcEndpointsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeVpcEndpointsRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `VpcEndpointIds`.
    pub vpc_endpoint_ids: Option<Vec<String>>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeVpcEndpointsRequest, dry_run, vpc_endpoint_ids, filters, max_results, next_token);

/// The shape `DescribeVpcEndpointsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeVpcEndpointsResult {
    /// `VpcEndpoints`.
    pub vpc_endpoints: Option<Vec<VpcEndpoint>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeVpcEndpointsResult, vpc_endpoints, next_token);

/// The shape `DescribeVpcPeeringConnectionsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeVpcPeeringConnectionsRequest {
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `VpcPeeringConnectionIds`.
    pub vpc_peering_connection_ids: Option<Vec<String>>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
}

record!(DescribeVpcPeeringConnectionsRequest, next_token, max_results, dry_run, vpc_peering_connection_ids, filters);

/// The shape `DescribeVpcPeeringConnectionsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeVpcPeeringConnectionsResult {
    /// `VpcPeeringConnections`.
    pub vpc_peering_connections: Option<Vec<VpcPeeringConnection>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(DescribeVpcPeeringConnectionsResult, vpc_peering_connections, next_token);

/// The shape `DescribeVpcsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeVpcsRequest {
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `VpcIds`.
    pub vpc_ids: Option<Vec<String>>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DescribeVpcsRequest, filters, vpc_ids, next_token, max_results, dry_run);

/// The shape `DescribeVpcsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeVpcsResult {
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `Vpcs`.
    pub vpcs: Option<Vec<Vpc>>,
}

record!(DescribeVpcsResult, next_token, vpcs);

/// The shape `DescribeVpnGatewaysRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeVpnGatewaysRequest {
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `VpnGatewayIds`.
    pub vpn_gateway_ids: Option<Vec<String>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DescribeVpnGatewaysRequest, filters, vpn_gateway_ids, dry_run);

/// The shape `DescribeVpnGatewaysResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeVpnGatewaysResult {
    /// `VpnGateways`.
    pub vpn_gateways: Option<Vec<VpnGateway>>,
}

record!(DescribeVpnGatewaysResult, vpn_gateways);

/// The shape `DetachInternetGatewayRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DetachInternetGatewayRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `InternetGatewayId`.
    pub internet_gateway_id: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
}

record!(DetachInternetGatewayRequest, dry_run, internet_gateway_id, vpc_id);

/// The shape `DetachNetworkInterfaceRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DetachNetworkInterfaceRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `AttachmentId`.
    pub attachment_id: Option<String>,
    /// `Force`.
    pub force: Option<bool>,
}

record!(DetachNetworkInterfaceRequest, dry_run, attachment_id, force);

/// The shape `DetachVpnGatewayRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DetachVpnGatewayRequest {
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `VpnGatewayId`.
    pub vpn_gateway_id: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DetachVpnGatewayRequest, vpc_id, vpn_gateway_id, dry_run);

/// The shape `DhcpConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DhcpConfiguration {
    /// `Key`.
    pub key: Option<String>,
    /// `Values`.
    pub values: Option<Vec<AttributeValue>>,
}

record!(DhcpConfiguration, key, values);

/// The shape `DhcpOptions`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DhcpOptions {
    /// `OwnerId`.
    pub owner_id: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `DhcpOptionsId`.
    pub dhcp_options_id: Option<String>,
    /// `DhcpConfigurations`.
    pub dhcp_configurations: Option<Vec<DhcpConfiguration>>,
}

record!(DhcpOptions, owner_id, tags, dhcp_options_id, dhcp_configurations);

/// The shape `DisableVgwRoutePropagationRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DisableVgwRoutePropagationRequest {
    /// `GatewayId`.
    pub gateway_id: Option<String>,
    /// `RouteTableId`.
    pub route_table_id: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DisableVgwRoutePropagationRequest, gateway_id, route_table_id, dry_run);

/// The shape `DisassociateAddressRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DisassociateAddressRequest {
    /// `AssociationId`.
    pub association_id: Option<String>,
    /// `PublicIp`.
    pub public_ip: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DisassociateAddressRequest, association_id, public_ip, dry_run);

/// The shape `DisassociateNatGatewayAddressRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DisassociateNatGatewayAddressRequest {
    /// `NatGatewayId`.
    pub nat_gateway_id: Option<String>,
    /// `AssociationIds`.
    pub association_ids: Option<Vec<String>>,
    /// `MaxDrainDurationSeconds`.
    pub max_drain_duration_seconds: Option<i32>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(DisassociateNatGatewayAddressRequest, nat_gateway_id, association_ids, max_drain_duration_seconds, dry_run);

/// The shape `DisassociateNatGatewayAddressResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DisassociateNatGatewayAddressResult {
    /// `NatGatewayId`.
    pub nat_gateway_id: Option<String>,
    /// `NatGatewayAddresses`.
    pub nat_gateway_addresses: Option<Vec<NatGatewayAddress>>,
}

record!(DisassociateNatGatewayAddressResult, nat_gateway_id, nat_gateway_addresses);

/// The shape `DisassociateRouteTableRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DisassociateRouteTableRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `AssociationId`.
    pub association_id: Option<String>,
}

record!(DisassociateRouteTableRequest, dry_run, association_id);

/// The shape `DisassociateSubnetCidrBlockRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DisassociateSubnetCidrBlockRequest {
    /// `AssociationId`.
    pub association_id: Option<String>,
}

record!(DisassociateSubnetCidrBlockRequest, association_id);

/// The shape `DisassociateSubnetCidrBlockResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DisassociateSubnetCidrBlockResult {
    /// `Ipv6CidrBlockAssociation`.
    pub ipv6_cidr_block_association: Option<SubnetIpv6CidrBlockAssociation>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
}

record!(DisassociateSubnetCidrBlockResult, ipv6_cidr_block_association, subnet_id);

/// The shape `DisassociateVpcCidrBlockRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DisassociateVpcCidrBlockRequest {
    /// `AssociationId`.
    pub association_id: Option<String>,
}

record!(DisassociateVpcCidrBlockRequest, association_id);

/// The shape `DisassociateVpcCidrBlockResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DisassociateVpcCidrBlockResult {
    /// `Ipv6CidrBlockAssociation`.
    pub ipv6_cidr_block_association: Option<VpcIpv6CidrBlockAssociation>,
    /// `CidrBlockAssociation`.
    pub cidr_block_association: Option<VpcCidrBlockAssociation>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
}

record!(DisassociateVpcCidrBlockResult, ipv6_cidr_block_association, cidr_block_association, vpc_id);

/// The shape `DiskInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DiskInfo {
    /// `SizeInGB`.
    pub size_in_gb: Option<i64>,
    /// `Count`.
    pub count: Option<i32>,
    /// `Type`.
    pub r#type: Option<String>,
}

record!(DiskInfo, size_in_gb, count, r#type);

/// The shape `DnsEntry`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DnsEntry {
    /// `DnsName`.
    pub dns_name: Option<String>,
    /// `HostedZoneId`.
    pub hosted_zone_id: Option<String>,
}

record!(DnsEntry, dns_name, hosted_zone_id);

/// The shape `DnsOptions`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DnsOptions {
    /// `DnsRecordIpType`.
    pub dns_record_ip_type: Option<String>,
    /// `PrivateDnsOnlyForInboundResolverEndpoint`.
    pub private_dns_only_for_inbound_resolver_endpoint: Option<bool>,
    /// `PrivateDnsPreference`.
    pub private_dns_preference: Option<String>,
    /// `PrivateDnsSpecifiedDomains`.
    pub private_dns_specified_domains: Option<Vec<String>>,
}

record!(
    DnsOptions,
    dns_record_ip_type,
    private_dns_only_for_inbound_resolver_endpoint,
    private_dns_preference,
    private_dns_specified_domains
);

/// The shape `EbsCardInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EbsCardInfo {
    /// `EbsCardIndex`.
    pub ebs_card_index: Option<i32>,
    /// `BaselineBandwidthInMbps`.
    pub baseline_bandwidth_in_mbps: Option<i32>,
    /// `BaselineThroughputInMBps`.
    pub baseline_throughput_in_m_bps: Option<f64>,
    /// `BaselineIops`.
    pub baseline_iops: Option<i32>,
    /// `MaximumBandwidthInMbps`.
    pub maximum_bandwidth_in_mbps: Option<i32>,
    /// `MaximumThroughputInMBps`.
    pub maximum_throughput_in_m_bps: Option<f64>,
    /// `MaximumIops`.
    pub maximum_iops: Option<i32>,
}

record!(
    EbsCardInfo,
    ebs_card_index,
    baseline_bandwidth_in_mbps,
    baseline_throughput_in_m_bps,
    baseline_iops,
    maximum_bandwidth_in_mbps,
    maximum_throughput_in_m_bps,
    maximum_iops
);

/// The shape `EbsInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EbsInfo {
    /// `EbsOptimizedSupport`.
    pub ebs_optimized_support: Option<String>,
    /// `EncryptionSupport`.
    pub encryption_support: Option<String>,
    /// `EbsOptimizedInfo`.
    pub ebs_optimized_info: Option<EbsOptimizedInfo>,
    /// `NvmeSupport`.
    pub nvme_support: Option<String>,
    /// `MaximumEbsAttachments`.
    pub maximum_ebs_attachments: Option<i32>,
    /// `AttachmentLimitType`.
    pub attachment_limit_type: Option<String>,
    /// `MaximumEbsCards`.
    pub maximum_ebs_cards: Option<i32>,
    /// `EbsCards`.
    pub ebs_cards: Option<Vec<EbsCardInfo>>,
}

record!(
    EbsInfo,
    ebs_optimized_support,
    encryption_support,
    ebs_optimized_info,
    nvme_support,
    maximum_ebs_attachments,
    attachment_limit_type,
    maximum_ebs_cards,
    ebs_cards
);

/// The shape `EbsInstanceBlockDevice`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EbsInstanceBlockDevice {
    /// `AttachTime`.
    pub attach_time: Option<Timestamp>,
    /// `DeleteOnTermination`.
    pub delete_on_termination: Option<bool>,
    /// `Status`.
    pub status: Option<String>,
    /// `VolumeId`.
    pub volume_id: Option<String>,
    /// `AssociatedResource`.
    pub associated_resource: Option<String>,
    /// `VolumeOwnerId`.
    pub volume_owner_id: Option<String>,
    /// `Operator`.
    pub operator: Option<OperatorResponse>,
    /// `EbsCardIndex`.
    pub ebs_card_index: Option<i32>,
}

record!(
    EbsInstanceBlockDevice,
    attach_time,
    delete_on_termination,
    status,
    volume_id,
    associated_resource,
    volume_owner_id,
    operator,
    ebs_card_index
);

/// The shape `EbsOptimizedInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EbsOptimizedInfo {
    /// `BaselineBandwidthInMbps`.
    pub baseline_bandwidth_in_mbps: Option<i32>,
    /// `BaselineThroughputInMBps`.
    pub baseline_throughput_in_m_bps: Option<f64>,
    /// `BaselineIops`.
    pub baseline_iops: Option<i32>,
    /// `MaximumBandwidthInMbps`.
    pub maximum_bandwidth_in_mbps: Option<i32>,
    /// `MaximumThroughputInMBps`.
    pub maximum_throughput_in_m_bps: Option<f64>,
    /// `MaximumIops`.
    pub maximum_iops: Option<i32>,
}

record!(
    EbsOptimizedInfo,
    baseline_bandwidth_in_mbps,
    baseline_throughput_in_m_bps,
    baseline_iops,
    maximum_bandwidth_in_mbps,
    maximum_throughput_in_m_bps,
    maximum_iops
);

/// The shape `EbsStatusDetails`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EbsStatusDetails {
    /// `ImpairedSince`.
    pub impaired_since: Option<Timestamp>,
    /// `Name`.
    pub name: Option<String>,
    /// `Status`.
    pub status: Option<String>,
}

record!(EbsStatusDetails, impaired_since, name, status);

/// The shape `EbsStatusSummary`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EbsStatusSummary {
    /// `Details`.
    pub details: Option<Vec<EbsStatusDetails>>,
    /// `Status`.
    pub status: Option<String>,
}

record!(EbsStatusSummary, details, status);

/// The shape `EfaInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EfaInfo {
    /// `MaximumEfaInterfaces`.
    pub maximum_efa_interfaces: Option<i32>,
}

record!(EfaInfo, maximum_efa_interfaces);

/// The shape `EgressOnlyInternetGateway`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EgressOnlyInternetGateway {
    /// `Attachments`.
    pub attachments: Option<Vec<InternetGatewayAttachment>>,
    /// `EgressOnlyInternetGatewayId`.
    pub egress_only_internet_gateway_id: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
}

record!(EgressOnlyInternetGateway, attachments, egress_only_internet_gateway_id, tags);

/// The shape `ElasticGpuAssociation`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ElasticGpuAssociation {
    /// `ElasticGpuId`.
    pub elastic_gpu_id: Option<String>,
    /// `ElasticGpuAssociationId`.
    pub elastic_gpu_association_id: Option<String>,
    /// `ElasticGpuAssociationState`.
    pub elastic_gpu_association_state: Option<String>,
    /// `ElasticGpuAssociationTime`.
    pub elastic_gpu_association_time: Option<String>,
}

record!(
    ElasticGpuAssociation,
    elastic_gpu_id,
    elastic_gpu_association_id,
    elastic_gpu_association_state,
    elastic_gpu_association_time
);

/// The shape `ElasticInferenceAcceleratorAssociation`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ElasticInferenceAcceleratorAssociation {
    /// `ElasticInferenceAcceleratorArn`.
    pub elastic_inference_accelerator_arn: Option<String>,
    /// `ElasticInferenceAcceleratorAssociationId`.
    pub elastic_inference_accelerator_association_id: Option<String>,
    /// `ElasticInferenceAcceleratorAssociationState`.
    pub elastic_inference_accelerator_association_state: Option<String>,
    /// `ElasticInferenceAcceleratorAssociationTime`.
    pub elastic_inference_accelerator_association_time: Option<Timestamp>,
}

record!(
    ElasticInferenceAcceleratorAssociation,
    elastic_inference_accelerator_arn,
    elastic_inference_accelerator_association_id,
    elastic_inference_accelerator_association_state,
    elastic_inference_accelerator_association_time
);

/// The shape `EnableVgwRoutePropagationRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EnableVgwRoutePropagationRequest {
    /// `GatewayId`.
    pub gateway_id: Option<String>,
    /// `RouteTableId`.
    pub route_table_id: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(EnableVgwRoutePropagationRequest, gateway_id, route_table_id, dry_run);

/// The shape `EnclaveOptions`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EnclaveOptions {
    /// `Enabled`.
    pub enabled: Option<bool>,
}

record!(EnclaveOptions, enabled);

/// The shape `Explanation`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Explanation {
    /// `Acl`.
    pub acl: Option<AnalysisComponent>,
    /// `AclRule`.
    pub acl_rule: Option<AnalysisAclRule>,
    /// `Address`.
    pub address: Option<String>,
    /// `Addresses`.
    pub addresses: Option<Vec<String>>,
    /// `AttachedTo`.
    pub attached_to: Option<AnalysisComponent>,
    /// `AvailabilityZones`.
    pub availability_zones: Option<Vec<String>>,
    /// `AvailabilityZoneIds`.
    pub availability_zone_ids: Option<Vec<String>>,
    /// `Cidrs`.
    pub cidrs: Option<Vec<String>>,
    /// `Component`.
    pub component: Option<AnalysisComponent>,
    /// `CustomerGateway`.
    pub customer_gateway: Option<AnalysisComponent>,
    /// `Destination`.
    pub destination: Option<AnalysisComponent>,
    /// `DestinationVpc`.
    pub destination_vpc: Option<AnalysisComponent>,
    /// `Direction`.
    pub direction: Option<String>,
    /// `ExplanationCode`.
    pub explanation_code: Option<String>,
    /// `IngressRouteTable`.
    pub ingress_route_table: Option<AnalysisComponent>,
    /// `InternetGateway`.
    pub internet_gateway: Option<AnalysisComponent>,
    /// `LoadBalancerArn`.
    pub load_balancer_arn: Option<String>,
    /// `ClassicLoadBalancerListener`.
    pub classic_load_balancer_listener: Option<AnalysisLoadBalancerListener>,
    /// `LoadBalancerListenerPort`.
    pub load_balancer_listener_port: Option<i32>,
    /// `LoadBalancerTarget`.
    pub load_balancer_target: Option<AnalysisLoadBalancerTarget>,
    /// `LoadBalancerTargetGroup`.
    pub load_balancer_target_group: Option<AnalysisComponent>,
    /// `LoadBalancerTargetGroups`.
    pub load_balancer_target_groups: Option<Vec<AnalysisComponent>>,
    /// `LoadBalancerTargetPort`.
    pub load_balancer_target_port: Option<i32>,
    /// `ElasticLoadBalancerListener`.
    pub elastic_load_balancer_listener: Option<AnalysisComponent>,
    /// `MissingComponent`.
    pub missing_component: Option<String>,
    /// `NatGateway`.
    pub nat_gateway: Option<AnalysisComponent>,
    /// `NetworkInterface`.
    pub network_interface: Option<AnalysisComponent>,
    /// `PacketField`.
    pub packet_field: Option<String>,
    /// `VpcPeeringConnection`.
    pub vpc_peering_connection: Option<AnalysisComponent>,
    /// `Port`.
    pub port: Option<i32>,
    /// `PortRanges`.
    pub port_ranges: Option<Vec<PortRange>>,
    /// `PrefixList`.
    pub prefix_list: Option<AnalysisComponent>,
    /// `Protocols`.
    pub protocols: Option<Vec<String>>,
    /// `RouteTableRoute`.
    pub route_table_route: Option<AnalysisRouteTableRoute>,
    /// `RouteTable`.
    pub route_table: Option<AnalysisComponent>,
    /// `SecurityGroup`.
    pub security_group: Option<AnalysisComponent>,
    /// `SecurityGroupRule`.
    pub security_group_rule: Option<AnalysisSecurityGroupRule>,
    /// `SecurityGroups`.
    pub security_groups: Option<Vec<AnalysisComponent>>,
    /// `SourceVpc`.
    pub source_vpc: Option<AnalysisComponent>,
    /// `State`.
    pub state: Option<String>,
    /// `Subnet`.
    pub subnet: Option<AnalysisComponent>,
    /// `SubnetRouteTable`.
    pub subnet_route_table: Option<AnalysisComponent>,
    /// `Vpc`.
    pub vpc: Option<AnalysisComponent>,
    /// `VpcEndpoint`.
    pub vpc_endpoint: Option<AnalysisComponent>,
    /// `VpnConnection`.
    pub vpn_connection: Option<AnalysisComponent>,
    /// `VpnGateway`.
    pub vpn_gateway: Option<AnalysisComponent>,
    /// `TransitGateway`.
    pub transit_gateway: Option<AnalysisComponent>,
    /// `TransitGatewayRouteTable`.
    pub transit_gateway_route_table: Option<AnalysisComponent>,
    /// `TransitGatewayRouteTableRoute`.
    pub transit_gateway_route_table_route: Option<TransitGatewayRouteTableRoute>,
    /// `TransitGatewayAttachment`.
    pub transit_gateway_attachment: Option<AnalysisComponent>,
    /// `ComponentAccount`.
    pub component_account: Option<String>,
    /// `ComponentRegion`.
    pub component_region: Option<String>,
    /// `FirewallStatelessRule`.
    pub firewall_stateless_rule: Option<FirewallStatelessRule>,
    /// `FirewallStatefulRule`.
    pub firewall_stateful_rule: Option<FirewallStatefulRule>,
}

record!(
    Explanation,
    acl,
    acl_rule,
    address,
    addresses,
    attached_to,
    availability_zones,
    availability_zone_ids,
    cidrs,
    component,
    customer_gateway,
    destination,
    destination_vpc,
    direction,
    explanation_code,
    ingress_route_table,
    internet_gateway,
    load_balancer_arn,
    classic_load_balancer_listener,
    load_balancer_listener_port,
    load_balancer_target,
    load_balancer_target_group,
    load_balancer_target_groups,
    load_balancer_target_port,
    elastic_load_balancer_listener,
    missing_component,
    nat_gateway,
    network_interface,
    packet_field,
    vpc_peering_connection,
    port,
    port_ranges,
    prefix_list,
    protocols,
    route_table_route,
    route_table,
    security_group,
    security_group_rule,
    security_groups,
    source_vpc,
    state,
    subnet,
    subnet_route_table,
    vpc,
    vpc_endpoint,
    vpn_connection,
    vpn_gateway,
    transit_gateway,
    transit_gateway_route_table,
    transit_gateway_route_table_route,
    transit_gateway_attachment,
    component_account,
    component_region,
    firewall_stateless_rule,
    firewall_stateful_rule
);

/// The shape `Filter`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// `Name`.
    pub name: Option<String>,
    /// `Values`.
    pub values: Option<Vec<String>>,
}

record!(Filter, name, values);

/// The shape `FilterPortRange`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FilterPortRange {
    /// `FromPort`.
    pub from_port: Option<i32>,
    /// `ToPort`.
    pub to_port: Option<i32>,
}

record!(FilterPortRange, from_port, to_port);

/// The shape `FirewallStatefulRule`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FirewallStatefulRule {
    /// `RuleGroupArn`.
    pub rule_group_arn: Option<String>,
    /// `Sources`.
    pub sources: Option<Vec<String>>,
    /// `Destinations`.
    pub destinations: Option<Vec<String>>,
    /// `SourcePorts`.
    pub source_ports: Option<Vec<PortRange>>,
    /// `DestinationPorts`.
    pub destination_ports: Option<Vec<PortRange>>,
    /// `Protocol`.
    pub protocol: Option<String>,
    /// `RuleAction`.
    pub rule_action: Option<String>,
    /// `Direction`.
    pub direction: Option<String>,
}

record!(
    FirewallStatefulRule,
    rule_group_arn,
    sources,
    destinations,
    source_ports,
    destination_ports,
    protocol,
    rule_action,
    direction
);

/// The shape `FirewallStatelessRule`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FirewallStatelessRule {
    /// `RuleGroupArn`.
    pub rule_group_arn: Option<String>,
    /// `Sources`.
    pub sources: Option<Vec<String>>,
    /// `Destinations`.
    pub destinations: Option<Vec<String>>,
    /// `SourcePorts`.
    pub source_ports: Option<Vec<PortRange>>,
    /// `DestinationPorts`.
    pub destination_ports: Option<Vec<PortRange>>,
    /// `Protocols`.
    pub protocols: Option<Vec<i32>>,
    /// `RuleAction`.
    pub rule_action: Option<String>,
    /// `Priority`.
    pub priority: Option<i32>,
}

record!(
    FirewallStatelessRule,
    rule_group_arn,
    sources,
    destinations,
    source_ports,
    destination_ports,
    protocols,
    rule_action,
    priority
);

/// The shape `FpgaDeviceInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FpgaDeviceInfo {
    /// `Name`.
    pub name: Option<String>,
    /// `Manufacturer`.
    pub manufacturer: Option<String>,
    /// `Count`.
    pub count: Option<i32>,
    /// `MemoryInfo`.
    pub memory_info: Option<FpgaDeviceMemoryInfo>,
}

record!(FpgaDeviceInfo, name, manufacturer, count, memory_info);

/// The shape `FpgaDeviceMemoryInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FpgaDeviceMemoryInfo {
    /// `SizeInMiB`.
    pub size_in_mib: Option<i32>,
}

record!(FpgaDeviceMemoryInfo, size_in_mib);

/// The shape `FpgaInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FpgaInfo {
    /// `Fpgas`.
    pub fpgas: Option<Vec<FpgaDeviceInfo>>,
    /// `TotalFpgaMemoryInMiB`.
    pub total_fpga_memory_in_mib: Option<i32>,
}

record!(FpgaInfo, fpgas, total_fpga_memory_in_mib);

/// The shape `GetManagedPrefixListAssociationsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetManagedPrefixListAssociationsRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `PrefixListId`.
    pub prefix_list_id: Option<String>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(GetManagedPrefixListAssociationsRequest, dry_run, prefix_list_id, max_results, next_token);

/// The shape `GetManagedPrefixListAssociationsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetManagedPrefixListAssociationsResult {
    /// `PrefixListAssociations`.
    pub prefix_list_associations: Option<Vec<PrefixListAssociation>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(GetManagedPrefixListAssociationsResult, prefix_list_associations, next_token);

/// The shape `GetManagedPrefixListEntriesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetManagedPrefixListEntriesRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `PrefixListId`.
    pub prefix_list_id: Option<String>,
    /// `TargetVersion`.
    pub target_version: Option<i64>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(GetManagedPrefixListEntriesRequest, dry_run, prefix_list_id, target_version, max_results, next_token);

/// The shape `GetManagedPrefixListEntriesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetManagedPrefixListEntriesResult {
    /// `Entries`.
    pub entries: Option<Vec<PrefixListEntry>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(GetManagedPrefixListEntriesResult, entries, next_token);

/// The shape `GetSecurityGroupsForVpcRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetSecurityGroupsForVpcRequest {
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(GetSecurityGroupsForVpcRequest, vpc_id, next_token, max_results, filters, dry_run);

/// The shape `GetSecurityGroupsForVpcResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetSecurityGroupsForVpcResult {
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `SecurityGroupForVpcs`.
    pub security_group_for_vpcs: Option<Vec<SecurityGroupForVpc>>,
}

record!(GetSecurityGroupsForVpcResult, next_token, security_group_for_vpcs);

/// The shape `GetSubnetCidrReservationsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetSubnetCidrReservationsRequest {
    /// `Filters`.
    pub filters: Option<Vec<Filter>>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `MaxResults`.
    pub max_results: Option<i32>,
}

record!(GetSubnetCidrReservationsRequest, filters, subnet_id, dry_run, next_token, max_results);

/// The shape `GetSubnetCidrReservationsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetSubnetCidrReservationsResult {
    /// `SubnetIpv4CidrReservations`.
    pub subnet_ipv4_cidr_reservations: Option<Vec<SubnetCidrReservation>>,
    /// `SubnetIpv6CidrReservations`.
    pub subnet_ipv6_cidr_reservations: Option<Vec<SubnetCidrReservation>>,
    /// `NextToken`.
    pub next_token: Option<String>,
}

record!(GetSubnetCidrReservationsResult, subnet_ipv4_cidr_reservations, subnet_ipv6_cidr_reservations, next_token);

/// The shape `GpuDeviceInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GpuDeviceInfo {
    /// `Name`.
    pub name: Option<String>,
    /// `Manufacturer`.
    pub manufacturer: Option<String>,
    /// `Count`.
    pub count: Option<i32>,
    /// `LogicalGpuCount`.
    pub logical_gpu_count: Option<i32>,
    /// `GpuPartitionSize`.
    pub gpu_partition_size: Option<f64>,
    /// `Workloads`.
    pub workloads: Option<Vec<String>>,
    /// `MemoryInfo`.
    pub memory_info: Option<GpuDeviceMemoryInfo>,
}

record!(GpuDeviceInfo, name, manufacturer, count, logical_gpu_count, gpu_partition_size, workloads, memory_info);

/// The shape `GpuDeviceMemoryInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GpuDeviceMemoryInfo {
    /// `SizeInMiB`.
    pub size_in_mib: Option<i32>,
}

record!(GpuDeviceMemoryInfo, size_in_mib);

/// The shape `GpuInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GpuInfo {
    /// `Gpus`.
    pub gpus: Option<Vec<GpuDeviceInfo>>,
    /// `TotalGpuMemoryInMiB`.
    pub total_gpu_memory_in_mib: Option<i32>,
}

record!(GpuInfo, gpus, total_gpu_memory_in_mib);

/// The shape `GroupIdentifier`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GroupIdentifier {
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `GroupName`.
    pub group_name: Option<String>,
}

record!(GroupIdentifier, group_id, group_name);

/// The shape `HibernationOptions`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HibernationOptions {
    /// `Configured`.
    pub configured: Option<bool>,
}

record!(HibernationOptions, configured);

/// The shape `IamInstanceProfile`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IamInstanceProfile {
    /// `Arn`.
    pub arn: Option<String>,
    /// `Id`.
    pub id: Option<String>,
}

record!(IamInstanceProfile, arn, id);

/// The shape `IcmpTypeCode`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IcmpTypeCode {
    /// `Code`.
    pub code: Option<i32>,
    /// `Type`.
    pub r#type: Option<i32>,
}

record!(IcmpTypeCode, code, r#type);

/// The shape `InferenceAcceleratorInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InferenceAcceleratorInfo {
    /// `Accelerators`.
    pub accelerators: Option<Vec<InferenceDeviceInfo>>,
    /// `TotalInferenceMemoryInMiB`.
    pub total_inference_memory_in_mib: Option<i32>,
}

record!(InferenceAcceleratorInfo, accelerators, total_inference_memory_in_mib);

/// The shape `InferenceDeviceInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InferenceDeviceInfo {
    /// `Count`.
    pub count: Option<i32>,
    /// `Name`.
    pub name: Option<String>,
    /// `Manufacturer`.
    pub manufacturer: Option<String>,
    /// `MemoryInfo`.
    pub memory_info: Option<InferenceDeviceMemoryInfo>,
}

record!(InferenceDeviceInfo, count, name, manufacturer, memory_info);

/// The shape `InferenceDeviceMemoryInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InferenceDeviceMemoryInfo {
    /// `SizeInMiB`.
    pub size_in_mib: Option<i32>,
}

record!(InferenceDeviceMemoryInfo, size_in_mib);

/// The shape `Instance`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Instance {
    /// `Architecture`.
    pub architecture: Option<String>,
    /// `BlockDeviceMappings`.
    pub block_device_mappings: Option<Vec<InstanceBlockDeviceMapping>>,
    /// `ClientToken`.
    pub client_token: Option<String>,
    /// `EbsOptimized`.
    pub ebs_optimized: Option<bool>,
    /// `EnaSupport`.
    pub ena_support: Option<bool>,
    /// `Hypervisor`.
    pub hypervisor: Option<String>,
    /// `IamInstanceProfile`.
    pub iam_instance_profile: Option<IamInstanceProfile>,
    /// `InstanceLifecycle`.
    pub instance_lifecycle: Option<String>,
    /// `ElasticGpuAssociations`.
    pub elastic_gpu_associations: Option<Vec<ElasticGpuAssociation>>,
    /// `ElasticInferenceAcceleratorAssociations`.
    pub elastic_inference_accelerator_associations: Option<Vec<ElasticInferenceAcceleratorAssociation>>,
    /// `NetworkInterfaces`.
    pub network_interfaces: Option<Vec<InstanceNetworkInterface>>,
    /// `OutpostArn`.
    pub outpost_arn: Option<String>,
    /// `RootDeviceName`.
    pub root_device_name: Option<String>,
    /// `RootDeviceType`.
    pub root_device_type: Option<String>,
    /// `SecurityGroups`.
    pub security_groups: Option<Vec<GroupIdentifier>>,
    /// `SourceDestCheck`.
    pub source_dest_check: Option<bool>,
    /// `SpotInstanceRequestId`.
    pub spot_instance_request_id: Option<String>,
    /// `SriovNetSupport`.
    pub sriov_net_support: Option<String>,
    /// `StateReason`.
    pub state_reason: Option<StateReason>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `VirtualizationType`.
    pub virtualization_type: Option<String>,
    /// `CpuOptions`.
    pub cpu_options: Option<CpuOptions>,
    /// `CapacityBlockId`.
    pub capacity_block_id: Option<String>,
    /// `CapacityReservationId`.
    pub capacity_reservation_id: Option<String>,
    /// `CapacityReservationSpecification`.
    pub capacity_reservation_specification: Option<CapacityReservationSpecificationResponse>,
    /// `HibernationOptions`.
    pub hibernation_options: Option<HibernationOptions>,
    /// `Licenses`.
    pub licenses: Option<Vec<LicenseConfiguration>>,
    /// `MetadataOptions`.
    pub metadata_options: Option<InstanceMetadataOptionsResponse>,
    /// `EnclaveOptions`.
    pub enclave_options: Option<EnclaveOptions>,
    /// `BootMode`.
    pub boot_mode: Option<String>,
    /// `PlatformDetails`.
    pub platform_details: Option<String>,
    /// `UsageOperation`.
    pub usage_operation: Option<String>,
    /// `UsageOperationUpdateTime`.
    pub usage_operation_update_time: Option<Timestamp>,
    /// `PrivateDnsNameOptions`.
    pub private_dns_name_options: Option<PrivateDnsNameOptionsResponse>,
    /// `Ipv6Address`.
    pub ipv6_address: Option<String>,
    /// `TpmSupport`.
    pub tpm_support: Option<String>,
    /// `MaintenanceOptions`.
    pub maintenance_options: Option<InstanceMaintenanceOptions>,
    /// `CurrentInstanceBootMode`.
    pub current_instance_boot_mode: Option<String>,
    /// `NetworkPerformanceOptions`.
    pub network_performance_options: Option<InstanceNetworkPerformanceOptions>,
    /// `Operator`.
    pub operator: Option<OperatorResponse>,
    /// `SecondaryInterfaces`.
    pub secondary_interfaces: Option<Vec<InstanceSecondaryInterface>>,
    /// `InstanceId`.
    pub instance_id: Option<String>,
    /// `ImageId`.
    pub image_id: Option<String>,
    /// `State`.
    pub state: Option<InstanceState>,
    /// `PrivateDnsName`.
    pub private_dns_name: Option<String>,
    /// `PublicDnsName`.
    pub public_dns_name: Option<String>,
    /// `StateTransitionReason`.
    pub state_transition_reason: Option<String>,
    /// `KeyName`.
    pub key_name: Option<String>,
    /// `AmiLaunchIndex`.
    pub ami_launch_index: Option<i32>,
    /// `ProductCodes`.
    pub product_codes: Option<Vec<ProductCode>>,
    /// `InstanceType`.
    pub instance_type: Option<String>,
    /// `LaunchTime`.
    pub launch_time: Option<Timestamp>,
    /// `Placement`.
    pub placement: Option<Placement>,
    /// `KernelId`.
    pub kernel_id: Option<String>,
    /// `RamdiskId`.
    pub ramdisk_id: Option<String>,
    /// `Platform`.
    pub platform: Option<String>,
    /// `Monitoring`.
    pub monitoring: Option<Monitoring>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `PrivateIpAddress`.
    pub private_ip_address: Option<String>,
    /// `PublicIpAddress`.
    pub public_ip_address: Option<String>,
}

record!(
    Instance,
    architecture,
    block_device_mappings,
    client_token,
    ebs_optimized,
    ena_support,
    hypervisor,
    iam_instance_profile,
    instance_lifecycle,
    elastic_gpu_associations,
    elastic_inference_accelerator_associations,
    network_interfaces,
    outpost_arn,
    root_device_name,
    root_device_type,
    security_groups,
    source_dest_check,
    spot_instance_request_id,
    sriov_net_support,
    state_reason,
    tags,
    virtualization_type,
    cpu_options,
    capacity_block_id,
    capacity_reservation_id,
    capacity_reservation_specification,
    hibernation_options,
    licenses,
    metadata_options,
    enclave_options,
    boot_mode,
    platform_details,
    usage_operation,
    usage_operation_update_time,
    private_dns_name_options,
    ipv6_address,
    tpm_support,
    maintenance_options,
    current_instance_boot_mode,
    network_performance_options,
    operator,
    secondary_interfaces,
    instance_id,
    image_id,
    state,
    private_dns_name,
    public_dns_name,
    state_transition_reason,
    key_name,
    ami_launch_index,
    product_codes,
    instance_type,
    launch_time,
    placement,
    kernel_id,
    ramdisk_id,
    platform,
    monitoring,
    subnet_id,
    vpc_id,
    private_ip_address,
    public_ip_address
);

/// The shape `InstanceAttachmentEnaSrdSpecification`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceAttachmentEnaSrdSpecification {
    /// `EnaSrdEnabled`.
    pub ena_srd_enabled: Option<bool>,
    /// `EnaSrdUdpSpecification`.
    pub ena_srd_udp_specification: Option<InstanceAttachmentEnaSrdUdpSpecification>,
}

record!(InstanceAttachmentEnaSrdSpecification, ena_srd_enabled, ena_srd_udp_specification);

/// The shape `InstanceAttachmentEnaSrdUdpSpecification`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceAttachmentEnaSrdUdpSpecification {
    /// `EnaSrdUdpEnabled`.
    pub ena_srd_udp_enabled: Option<bool>,
}

record!(InstanceAttachmentEnaSrdUdpSpecification, ena_srd_udp_enabled);

/// The shape `InstanceBlockDeviceMapping`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceBlockDeviceMapping {
    /// `DeviceName`.
    pub device_name: Option<String>,
    /// `Ebs`.
    pub ebs: Option<EbsInstanceBlockDevice>,
}

record!(InstanceBlockDeviceMapping, device_name, ebs);

/// The shape `InstanceIpv4Prefix`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceIpv4Prefix {
    /// `Ipv4Prefix`.
    pub ipv4_prefix: Option<String>,
}

record!(InstanceIpv4Prefix, ipv4_prefix);

/// The shape `InstanceIpv6Address`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceIpv6Address {
    /// `Ipv6Address`.
    pub ipv6_address: Option<String>,
    /// `IsPrimaryIpv6`.
    pub is_primary_ipv6: Option<bool>,
}

record!(InstanceIpv6Address, ipv6_address, is_primary_ipv6);

/// The shape `InstanceIpv6Prefix`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceIpv6Prefix {
    /// `Ipv6Prefix`.
    pub ipv6_prefix: Option<String>,
}

record!(InstanceIpv6Prefix, ipv6_prefix);

/// The shape `InstanceMaintenanceOptions`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceMaintenanceOptions {
    /// `AutoRecovery`.
    pub auto_recovery: Option<String>,
    /// `RebootMigration`.
    pub reboot_migration: Option<String>,
}

record!(InstanceMaintenanceOptions, auto_recovery, reboot_migration);

/// The shape `InstanceMetadataOptionsResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceMetadataOptionsResponse {
    /// `State`.
    pub state: Option<String>,
    /// `HttpTokens`.
    pub http_tokens: Option<String>,
    /// `HttpPutResponseHopLimit`.
    pub http_put_response_hop_limit: Option<i32>,
    /// `HttpEndpoint`.
    pub http_endpoint: Option<String>,
    /// `HttpProtocolIpv6`.
    pub http_protocol_ipv6: Option<String>,
    /// `InstanceMetadataTags`.
    pub instance_metadata_tags: Option<String>,
}

record!(
    InstanceMetadataOptionsResponse,
    state,
    http_tokens,
    http_put_response_hop_limit,
    http_endpoint,
    http_protocol_ipv6,
    instance_metadata_tags
);

/// The shape `InstanceNetworkInterface`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceNetworkInterface {
    /// `Association`.
    pub association: Option<InstanceNetworkInterfaceAssociation>,
    /// `Attachment`.
    pub attachment: Option<InstanceNetworkInterfaceAttachment>,
    /// `Description`.
    pub description: Option<String>,
    /// `Groups`.
    pub groups: Option<Vec<GroupIdentifier>>,
    /// `Ipv6Addresses`.
    pub ipv6_addresses: Option<Vec<InstanceIpv6Address>>,
    /// `MacAddress`.
    pub mac_address: Option<String>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `OwnerId`.
    pub owner_id: Option<String>,
    /// `PrivateDnsName`.
    pub private_dns_name: Option<String>,
    /// `PrivateIpAddress`.
    pub private_ip_address: Option<String>,
    /// `PrivateIpAddresses`.
    pub private_ip_addresses: Option<Vec<InstancePrivateIpAddress>>,
    /// `SourceDestCheck`.
    pub source_dest_check: Option<bool>,
    /// `Status`.
    pub status: Option<String>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `InterfaceType`.
    pub interface_type: Option<String>,
    /// `Ipv4Prefixes`.
    pub ipv4_prefixes: Option<Vec<InstanceIpv4Prefix>>,
    /// `Ipv6Prefixes`.
    pub ipv6_prefixes: Option<Vec<InstanceIpv6Prefix>>,
    /// `ConnectionTrackingConfiguration`.
    pub connection_tracking_configuration: Option<ConnectionTrackingSpecificationResponse>,
    /// `Operator`.
    pub operator: Option<OperatorResponse>,
}

record!(
    InstanceNetworkInterface,
    association,
    attachment,
    description,
    groups,
    ipv6_addresses,
    mac_address,
    network_interface_id,
    owner_id,
    private_dns_name,
    private_ip_address,
    private_ip_addresses,
    source_dest_check,
    status,
    subnet_id,
    vpc_id,
    interface_type,
    ipv4_prefixes,
    ipv6_prefixes,
    connection_tracking_configuration,
    operator
);

/// The shape `InstanceNetworkInterfaceAssociation`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceNetworkInterfaceAssociation {
    /// `CarrierIp`.
    pub carrier_ip: Option<String>,
    /// `CustomerOwnedIp`.
    pub customer_owned_ip: Option<String>,
    /// `IpOwnerId`.
    pub ip_owner_id: Option<String>,
    /// `PublicDnsName`.
    pub public_dns_name: Option<String>,
    /// `PublicIp`.
    pub public_ip: Option<String>,
}

record!(InstanceNetworkInterfaceAssociation, carrier_ip, customer_owned_ip, ip_owner_id, public_dns_name, public_ip);

/// The shape `InstanceNetworkInterfaceAttachment`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceNetworkInterfaceAttachment {
    /// `AttachTime`.
    pub attach_time: Option<Timestamp>,
    /// `AttachmentId`.
    pub attachment_id: Option<String>,
    /// `DeleteOnTermination`.
    pub delete_on_termination: Option<bool>,
    /// `DeviceIndex`.
    pub device_index: Option<i32>,
    /// `Status`.
    pub status: Option<String>,
    /// `NetworkCardIndex`.
    pub network_card_index: Option<i32>,
    /// `EnaSrdSpecification`.
    pub ena_srd_specification: Option<InstanceAttachmentEnaSrdSpecification>,
    /// `EnaQueueCount`.
    pub ena_queue_count: Option<i32>,
}

record!(
    InstanceNetworkInterfaceAttachment,
    attach_time,
    attachment_id,
    delete_on_termination,
    device_index,
    status,
    network_card_index,
    ena_srd_specification,
    ena_queue_count
);

/// The shape `InstanceNetworkInterfaceSpecification`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceNetworkInterfaceSpecification {
    /// `AssociatePublicIpAddress`.
    pub associate_public_ip_address: Option<bool>,
    /// `DeleteOnTermination`.
    pub delete_on_termination: Option<bool>,
    /// `Description`.
    pub description: Option<String>,
    /// `DeviceIndex`.
    pub device_index: Option<i32>,
    /// `Groups`.
    pub groups: Option<Vec<String>>,
    /// `Ipv6AddressCount`.
    pub ipv6_address_count: Option<i32>,
    /// `Ipv6Addresses`.
    pub ipv6_addresses: Option<Vec<InstanceIpv6Address>>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `PrivateIpAddress`.
    pub private_ip_address: Option<String>,
    /// `PrivateIpAddresses`.
    pub private_ip_addresses: Option<Vec<PrivateIpAddressSpecification>>,
    /// `SecondaryPrivateIpAddressCount`.
    pub secondary_private_ip_address_count: Option<i32>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
}

record!(
    InstanceNetworkInterfaceSpecification,
    associate_public_ip_address,
    delete_on_termination,
    description,
    device_index,
    groups,
    ipv6_address_count,
    ipv6_addresses,
    network_interface_id,
    private_ip_address,
    private_ip_addresses,
    secondary_private_ip_address_count,
    subnet_id
);

/// The shape `InstanceNetworkPerformanceOptions`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceNetworkPerformanceOptions {
    /// `BandwidthWeighting`.
    pub bandwidth_weighting: Option<String>,
}

record!(InstanceNetworkPerformanceOptions, bandwidth_weighting);

/// The shape `InstancePrivateIpAddress`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstancePrivateIpAddress {
    /// `Association`.
    pub association: Option<InstanceNetworkInterfaceAssociation>,
    /// `Primary`.
    pub primary: Option<bool>,
    /// `PrivateDnsName`.
    pub private_dns_name: Option<String>,
    /// `PrivateIpAddress`.
    pub private_ip_address: Option<String>,
}

record!(InstancePrivateIpAddress, association, primary, private_dns_name, private_ip_address);

/// The shape `InstanceSecondaryInterface`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceSecondaryInterface {
    /// `Attachment`.
    pub attachment: Option<InstanceSecondaryInterfaceAttachment>,
    /// `MacAddress`.
    pub mac_address: Option<String>,
    /// `SecondaryInterfaceId`.
    pub secondary_interface_id: Option<String>,
    /// `OwnerId`.
    pub owner_id: Option<String>,
    /// `PrivateIpAddresses`.
    pub private_ip_addresses: Option<Vec<InstanceSecondaryInterfacePrivateIpAddress>>,
    /// `SourceDestCheck`.
    pub source_dest_check: Option<bool>,
    /// `Status`.
    pub status: Option<String>,
    /// `SecondarySubnetId`.
    pub secondary_subnet_id: Option<String>,
    /// `SecondaryNetworkId`.
    pub secondary_network_id: Option<String>,
    /// `InterfaceType`.
    pub interface_type: Option<String>,
}

record!(
    InstanceSecondaryInterface,
    attachment,
    mac_address,
    secondary_interface_id,
    owner_id,
    private_ip_addresses,
    source_dest_check,
    status,
    secondary_subnet_id,
    secondary_network_id,
    interface_type
);

/// The shape `InstanceSecondaryInterfaceAttachment`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceSecondaryInterfaceAttachment {
    /// `AttachTime`.
    pub attach_time: Option<Timestamp>,
    /// `AttachmentId`.
    pub attachment_id: Option<String>,
    /// `DeleteOnTermination`.
    pub delete_on_termination: Option<bool>,
    /// `DeviceIndex`.
    pub device_index: Option<i32>,
    /// `Status`.
    pub status: Option<String>,
    /// `NetworkCardIndex`.
    pub network_card_index: Option<i32>,
}

record!(
    InstanceSecondaryInterfaceAttachment,
    attach_time,
    attachment_id,
    delete_on_termination,
    device_index,
    status,
    network_card_index
);

/// The shape `InstanceSecondaryInterfacePrivateIpAddress`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceSecondaryInterfacePrivateIpAddress {
    /// `PrivateIpAddress`.
    pub private_ip_address: Option<String>,
}

record!(InstanceSecondaryInterfacePrivateIpAddress, private_ip_address);

/// The shape `InstanceState`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceState {
    /// `Code`.
    pub code: Option<i32>,
    /// `Name`.
    pub name: Option<String>,
}

record!(InstanceState, code, name);

/// The shape `InstanceStateChange`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceStateChange {
    /// `InstanceId`.
    pub instance_id: Option<String>,
    /// `CurrentState`.
    pub current_state: Option<InstanceState>,
    /// `PreviousState`.
    pub previous_state: Option<InstanceState>,
}

record!(InstanceStateChange, instance_id, current_state, previous_state);

/// The shape `InstanceStatus`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceStatus {
    /// `AvailabilityZone`.
    pub availability_zone: Option<String>,
    /// `AvailabilityZoneId`.
    pub availability_zone_id: Option<String>,
    /// `OutpostArn`.
    pub outpost_arn: Option<String>,
    /// `Operator`.
    pub operator: Option<OperatorResponse>,
    /// `Events`.
    pub events: Option<Vec<InstanceStatusEvent>>,
    /// `InstanceId`.
    pub instance_id: Option<String>,
    /// `InstanceState`.
    pub instance_state: Option<InstanceState>,
    /// `InstanceStatus`.
    pub instance_status: Option<InstanceStatusSummary>,
    /// `SystemStatus`.
    pub system_status: Option<InstanceStatusSummary>,
    /// `AttachedEbsStatus`.
    pub attached_ebs_status: Option<EbsStatusSummary>,
}

record!(
    InstanceStatus,
    availability_zone,
    availability_zone_id,
    outpost_arn,
    operator,
    events,
    instance_id,
    instance_state,
    instance_status,
    system_status,
    attached_ebs_status
);

/// The shape `InstanceStatusDetails`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceStatusDetails {
    /// `ImpairedSince`.
    pub impaired_since: Option<Timestamp>,
    /// `Name`.
    pub name: Option<String>,
    /// `Status`.
    pub status: Option<String>,
}

record!(InstanceStatusDetails, impaired_since, name, status);

/// The shape `InstanceStatusEvent`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceStatusEvent {
    /// `InstanceEventId`.
    pub instance_event_id: Option<String>,
    /// `Code`.
    pub code: Option<String>,
    /// `Description`.
    pub description: Option<String>,
    /// `NotAfter`.
    pub not_after: Option<Timestamp>,
    /// `NotBefore`.
    pub not_before: Option<Timestamp>,
    /// `NotBeforeDeadline`.
    pub not_before_deadline: Option<Timestamp>,
}

record!(InstanceStatusEvent, instance_event_id, code, description, not_after, not_before, not_before_deadline);

/// The shape `InstanceStatusSummary`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceStatusSummary {
    /// `Details`.
    pub details: Option<Vec<InstanceStatusDetails>>,
    /// `Status`.
    pub status: Option<String>,
}

record!(InstanceStatusSummary, details, status);

/// The shape `InstanceStorageInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceStorageInfo {
    /// `TotalSizeInGB`.
    pub total_size_in_gb: Option<i64>,
    /// `Disks`.
    pub disks: Option<Vec<DiskInfo>>,
    /// `NvmeSupport`.
    pub nvme_support: Option<String>,
    /// `EncryptionSupport`.
    pub encryption_support: Option<String>,
}

record!(InstanceStorageInfo, total_size_in_gb, disks, nvme_support, encryption_support);

/// The shape `InstanceTypeInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceTypeInfo {
    /// `InstanceType`.
    pub instance_type: Option<String>,
    /// `CurrentGeneration`.
    pub current_generation: Option<bool>,
    /// `FreeTierEligible`.
    pub free_tier_eligible: Option<bool>,
    /// `SupportedUsageClasses`.
    pub supported_usage_classes: Option<Vec<String>>,
    /// `SupportedRootDeviceTypes`.
    pub supported_root_device_types: Option<Vec<String>>,
    /// `SupportedVirtualizationTypes`.
    pub supported_virtualization_types: Option<Vec<String>>,
    /// `BareMetal`.
    pub bare_metal: Option<bool>,
    /// `Hypervisor`.
    pub hypervisor: Option<String>,
    /// `ProcessorInfo`.
    pub processor_info: Option<ProcessorInfo>,
    /// `VCpuInfo`.
    pub v_cpu_info: Option<VCpuInfo>,
    /// `MemoryInfo`.
    pub memory_info: Option<MemoryInfo>,
    /// `InstanceStorageSupported`.
    pub instance_storage_supported: Option<bool>,
    /// `InstanceStorageInfo`.
    pub instance_storage_info: Option<InstanceStorageInfo>,
    /// `EbsInfo`.
    pub ebs_info: Option<EbsInfo>,
    /// `NetworkInfo`.
    pub network_info: Option<NetworkInfo>,
    /// `GpuInfo`.
    pub gpu_info: Option<GpuInfo>,
    /// `FpgaInfo`.
    pub fpga_info: Option<FpgaInfo>,
    /// `PlacementGroupInfo`.
    pub placement_group_info: Option<PlacementGroupInfo>,
    /// `InferenceAcceleratorInfo`.
    pub inference_accelerator_info: Option<InferenceAcceleratorInfo>,
    /// `HibernationSupported`.
    pub hibernation_supported: Option<bool>,
    /// `BurstablePerformanceSupported`.
    pub burstable_performance_supported: Option<bool>,
    /// `DedicatedHostsSupported`.
    pub dedicated_hosts_supported: Option<bool>,
    /// `AutoRecoverySupported`.
    pub auto_recovery_supported: Option<bool>,
    /// `SupportedBootModes`.
    pub supported_boot_modes: Option<Vec<String>>,
    /// `NitroEnclavesSupport`.
    pub nitro_enclaves_support: Option<String>,
    /// `NitroTpmSupport`.
    pub nitro_tpm_support: Option<String>,
    /// `NitroTpmInfo`.
    pub nitro_tpm_info: Option<NitroTpmInfo>,
    /// `MediaAcceleratorInfo`.
    pub media_accelerator_info: Option<MediaAcceleratorInfo>,
    /// `NeuronInfo`.
    pub neuron_info: Option<NeuronInfo>,
    /// `PhcSupport`.
    pub phc_support: Option<String>,
    /// `RebootMigrationSupport`.
    pub reboot_migration_support: Option<String>,
    /// `SupportedInRegion`.
    pub supported_in_region: Option<bool>,
}

record!(
    InstanceTypeInfo,
    instance_type,
    current_generation,
    free_tier_eligible,
    supported_usage_classes,
    supported_root_device_types,
    supported_virtualization_types,
    bare_metal,
    hypervisor,
    processor_info,
    v_cpu_info,
    memory_info,
    instance_storage_supported,
    instance_storage_info,
    ebs_info,
    network_info,
    gpu_info,
    fpga_info,
    placement_group_info,
    inference_accelerator_info,
    hibernation_supported,
    burstable_performance_supported,
    dedicated_hosts_supported,
    auto_recovery_supported,
    supported_boot_modes,
    nitro_enclaves_support,
    nitro_tpm_support,
    nitro_tpm_info,
    media_accelerator_info,
    neuron_info,
    phc_support,
    reboot_migration_support,
    supported_in_region
);

/// The shape `InternetGateway`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InternetGateway {
    /// `Attachments`.
    pub attachments: Option<Vec<InternetGatewayAttachment>>,
    /// `InternetGatewayId`.
    pub internet_gateway_id: Option<String>,
    /// `OwnerId`.
    pub owner_id: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
}

record!(InternetGateway, attachments, internet_gateway_id, owner_id, tags);

/// The shape `InternetGatewayAttachment`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InternetGatewayAttachment {
    /// `State`.
    pub state: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
}

record!(InternetGatewayAttachment, state, vpc_id);

/// The shape `IpPermission`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IpPermission {
    /// `IpProtocol`.
    pub ip_protocol: Option<String>,
    /// `FromPort`.
    pub from_port: Option<i32>,
    /// `ToPort`.
    pub to_port: Option<i32>,
    /// `UserIdGroupPairs`.
    pub user_id_group_pairs: Option<Vec<UserIdGroupPair>>,
    /// `IpRanges`.
    pub ip_ranges: Option<Vec<IpRange>>,
    /// `Ipv6Ranges`.
    pub ipv6_ranges: Option<Vec<Ipv6Range>>,
    /// `PrefixListIds`.
    pub prefix_list_ids: Option<Vec<PrefixListId>>,
}

record!(IpPermission, ip_protocol, from_port, to_port, user_id_group_pairs, ip_ranges, ipv6_ranges, prefix_list_ids);

/// The shape `IpRange`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IpRange {
    /// `Description`.
    pub description: Option<String>,
    /// `CidrIp`.
    pub cidr_ip: Option<String>,
}

record!(IpRange, description, cidr_ip);

/// The shape `Ipv4PrefixSpecification`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ipv4PrefixSpecification {
    /// `Ipv4Prefix`.
    pub ipv4_prefix: Option<String>,
}

record!(Ipv4PrefixSpecification, ipv4_prefix);

/// The shape `Ipv4PrefixSpecificationRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ipv4PrefixSpecificationRequest {
    /// `Ipv4Prefix`.
    pub ipv4_prefix: Option<String>,
}

record!(Ipv4PrefixSpecificationRequest, ipv4_prefix);

/// The shape `Ipv6CidrBlock`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ipv6CidrBlock {
    /// `Ipv6CidrBlock`.
    pub ipv6_cidr_block: Option<String>,
}

record!(Ipv6CidrBlock, ipv6_cidr_block);

/// The shape `Ipv6PrefixSpecification`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ipv6PrefixSpecification {
    /// `Ipv6Prefix`.
    pub ipv6_prefix: Option<String>,
}

record!(Ipv6PrefixSpecification, ipv6_prefix);

/// The shape `Ipv6PrefixSpecificationRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ipv6PrefixSpecificationRequest {
    /// `Ipv6Prefix`.
    pub ipv6_prefix: Option<String>,
}

record!(Ipv6PrefixSpecificationRequest, ipv6_prefix);

/// The shape `Ipv6Range`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ipv6Range {
    /// `Description`.
    pub description: Option<String>,
    /// `CidrIpv6`.
    pub cidr_ipv6: Option<String>,
}

record!(Ipv6Range, description, cidr_ipv6);

/// The shape `LastError`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LastError {
    /// `Message`.
    pub message: Option<String>,
    /// `Code`.
    pub code: Option<String>,
}

record!(LastError, message, code);

/// The shape `LicenseConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LicenseConfiguration {
    /// `LicenseConfigurationArn`.
    pub license_configuration_arn: Option<String>,
}

record!(LicenseConfiguration, license_configuration_arn);

/// The shape `ManagedPrefixList`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ManagedPrefixList {
    /// `PrefixListId`.
    pub prefix_list_id: Option<String>,
    /// `AddressFamily`.
    pub address_family: Option<String>,
    /// `State`.
    pub state: Option<String>,
    /// `StateMessage`.
    pub state_message: Option<String>,
    /// `PrefixListArn`.
    pub prefix_list_arn: Option<String>,
    /// `PrefixListName`.
    pub prefix_list_name: Option<String>,
    /// `MaxEntries`.
    pub max_entries: Option<i32>,
    /// `Version`.
    pub version: Option<i64>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `OwnerId`.
    pub owner_id: Option<String>,
    /// `IpamPrefixListResolverTargetId`.
    pub ipam_prefix_list_resolver_target_id: Option<String>,
    /// `IpamPrefixListResolverSyncEnabled`.
    pub ipam_prefix_list_resolver_sync_enabled: Option<bool>,
}

record!(
    ManagedPrefixList,
    prefix_list_id,
    address_family,
    state,
    state_message,
    prefix_list_arn,
    prefix_list_name,
    max_entries,
    version,
    tags,
    owner_id,
    ipam_prefix_list_resolver_target_id,
    ipam_prefix_list_resolver_sync_enabled
);

/// The shape `MediaAcceleratorInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MediaAcceleratorInfo {
    /// `Accelerators`.
    pub accelerators: Option<Vec<MediaDeviceInfo>>,
    /// `TotalMediaMemoryInMiB`.
    pub total_media_memory_in_mib: Option<i32>,
}

record!(MediaAcceleratorInfo, accelerators, total_media_memory_in_mib);

/// The shape `MediaDeviceInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MediaDeviceInfo {
    /// `Count`.
    pub count: Option<i32>,
    /// `Name`.
    pub name: Option<String>,
    /// `Manufacturer`.
    pub manufacturer: Option<String>,
    /// `MemoryInfo`.
    pub memory_info: Option<MediaDeviceMemoryInfo>,
}

record!(MediaDeviceInfo, count, name, manufacturer, memory_info);

/// The shape `MediaDeviceMemoryInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MediaDeviceMemoryInfo {
    /// `SizeInMiB`.
    pub size_in_mib: Option<i32>,
}

record!(MediaDeviceMemoryInfo, size_in_mib);

/// The shape `MemoryInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MemoryInfo {
    /// `SizeInMiB`.
    pub size_in_mib: Option<i64>,
}

record!(MemoryInfo, size_in_mib);

/// The shape `ModifyAddressAttributeRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifyAddressAttributeRequest {
    /// `AllocationId`.
    pub allocation_id: Option<String>,
    /// `DomainName`.
    pub domain_name: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(ModifyAddressAttributeRequest, allocation_id, domain_name, dry_run);

/// The shape `ModifyAddressAttributeResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifyAddressAttributeResult {
    /// `Address`.
    pub address: Option<AddressAttribute>,
}

record!(ModifyAddressAttributeResult, address);

/// The shape `ModifyManagedPrefixListRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifyManagedPrefixListRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `PrefixListId`.
    pub prefix_list_id: Option<String>,
    /// `CurrentVersion`.
    pub current_version: Option<i64>,
    /// `PrefixListName`.
    pub prefix_list_name: Option<String>,
    /// `AddEntries`.
    pub add_entries: Option<Vec<AddPrefixListEntry>>,
    /// `RemoveEntries`.
    pub remove_entries: Option<Vec<RemovePrefixListEntry>>,
    /// `MaxEntries`.
    pub max_entries: Option<i32>,
}

record!(
    ModifyManagedPrefixListRequest,
    dry_run,
    prefix_list_id,
    current_version,
    prefix_list_name,
    add_entries,
    remove_entries,
    max_entries
);

/// The shape `ModifyManagedPrefixListResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifyManagedPrefixListResult {
    /// `PrefixList`.
    pub prefix_list: Option<ManagedPrefixList>,
}

record!(ModifyManagedPrefixListResult, prefix_list);

/// The shape `ModifyNetworkInterfaceAttributeRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifyNetworkInterfaceAttributeRequest {
    /// `EnablePrimaryIpv6`.
    pub enable_primary_ipv6: Option<bool>,
    /// `ConnectionTrackingSpecification`.
    pub connection_tracking_specification: Option<ConnectionTrackingSpecificationRequest>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `Description`.
    pub description: Option<AttributeValue>,
    /// `SourceDestCheck`.
    pub source_dest_check: Option<AttributeBooleanValue>,
    /// `Groups`.
    pub groups: Option<Vec<String>>,
    /// `Attachment`.
    pub attachment: Option<NetworkInterfaceAttachmentChanges>,
}

record!(
    ModifyNetworkInterfaceAttributeRequest,
    enable_primary_ipv6,
    connection_tracking_specification,
    dry_run,
    network_interface_id,
    description,
    source_dest_check,
    groups,
    attachment
);

/// The shape `ModifySecurityGroupRulesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifySecurityGroupRulesRequest {
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `SecurityGroupRules`.
    pub security_group_rules: Option<Vec<SecurityGroupRuleUpdate>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(ModifySecurityGroupRulesRequest, group_id, security_group_rules, dry_run);

/// The shape `ModifySecurityGroupRulesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifySecurityGroupRulesResult {
    /// `Return`.
    pub r#return: Option<bool>,
}

record!(ModifySecurityGroupRulesResult, r#return);

/// The shape `ModifySubnetAttributeRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifySubnetAttributeRequest {
    /// `AssignIpv6AddressOnCreation`.
    pub assign_ipv6_address_on_creation: Option<AttributeBooleanValue>,
    /// `MapPublicIpOnLaunch`.
    pub map_public_ip_on_launch: Option<AttributeBooleanValue>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `MapCustomerOwnedIpOnLaunch`.
    pub map_customer_owned_ip_on_launch: Option<AttributeBooleanValue>,
    /// `EnableDns64`.
    pub enable_dns64: Option<AttributeBooleanValue>,
    /// `PrivateDnsHostnameTypeOnLaunch`.
    pub private_dns_hostname_type_on_launch: Option<String>,
    /// `EnableResourceNameDnsARecordOnLaunch`.
    pub enable_resource_name_dns_a_record_on_launch: Option<AttributeBooleanValue>,
    /// `EnableResourceNameDnsAAAARecordOnLaunch`.
    pub enable_resource_name_dns_aaaa_record_on_launch: Option<AttributeBooleanValue>,
}

record!(
    ModifySubnetAttributeRequest,
    assign_ipv6_address_on_creation,
    map_public_ip_on_launch,
    subnet_id,
    map_customer_owned_ip_on_launch,
    enable_dns64,
    private_dns_hostname_type_on_launch,
    enable_resource_name_dns_a_record_on_launch,
    enable_resource_name_dns_aaaa_record_on_launch
);

/// The shape `ModifyVpcAttributeRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifyVpcAttributeRequest {
    /// `EnableDnsHostnames`.
    pub enable_dns_hostnames: Option<AttributeBooleanValue>,
    /// `EnableDnsSupport`.
    pub enable_dns_support: Option<AttributeBooleanValue>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `EnableNetworkAddressUsageMetrics`.
    pub enable_network_address_usage_metrics: Option<AttributeBooleanValue>,
}

record!(
    ModifyVpcAttributeRequest,
    enable_dns_hostnames,
    enable_dns_support,
    vpc_id,
    enable_network_address_usage_metrics
);

/// The shape `ModifyVpcEndpointRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifyVpcEndpointRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `VpcEndpointId`.
    pub vpc_endpoint_id: Option<String>,
    /// `ResetPolicy`.
    pub reset_policy: Option<bool>,
    /// `PolicyDocument`.
    pub policy_document: Option<String>,
    /// `AddRouteTableIds`.
    pub add_route_table_ids: Option<Vec<String>>,
    /// `RemoveRouteTableIds`.
    pub remove_route_table_ids: Option<Vec<String>>,
}

record!(
    ModifyVpcEndpointRequest,
    dry_run,
    vpc_endpoint_id,
    reset_policy,
    policy_document,
    add_route_table_ids,
    remove_route_table_ids
);

/// The shape `ModifyVpcEndpointResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifyVpcEndpointResult {
    /// `Return`.
    pub r#return: Option<bool>,
}

record!(ModifyVpcEndpointResult, r#return);

/// The shape `ModifyVpcEndpointServiceConfigurationRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifyVpcEndpointServiceConfigurationRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `ServiceId`.
    pub service_id: Option<String>,
    /// `AcceptanceRequired`.
    pub acceptance_required: Option<bool>,
}

record!(ModifyVpcEndpointServiceConfigurationRequest, dry_run, service_id, acceptance_required);

/// The shape `ModifyVpcEndpointServiceConfigurationResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifyVpcEndpointServiceConfigurationResult {
    /// `Return`.
    pub r#return: Option<bool>,
}

record!(ModifyVpcEndpointServiceConfigurationResult, r#return);

/// The shape `ModifyVpcPeeringConnectionOptionsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifyVpcPeeringConnectionOptionsRequest {
    /// `AccepterPeeringConnectionOptions`.
    pub accepter_peering_connection_options: Option<PeeringConnectionOptionsRequest>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `RequesterPeeringConnectionOptions`.
    pub requester_peering_connection_options: Option<PeeringConnectionOptionsRequest>,
    /// `VpcPeeringConnectionId`.
    pub vpc_peering_connection_id: Option<String>,
}

record!(
    ModifyVpcPeeringConnectionOptionsRequest,
    accepter_peering_connection_options,
    dry_run,
    requester_peering_connection_options,
    vpc_peering_connection_id
);

/// The shape `ModifyVpcPeeringConnectionOptionsResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifyVpcPeeringConnectionOptionsResult {
    /// `AccepterPeeringConnectionOptions`.
    pub accepter_peering_connection_options: Option<PeeringConnectionOptions>,
    /// `RequesterPeeringConnectionOptions`.
    pub requester_peering_connection_options: Option<PeeringConnectionOptions>,
}

record!(
    ModifyVpcPeeringConnectionOptionsResult,
    accepter_peering_connection_options,
    requester_peering_connection_options
);

/// The shape `ModifyVpcTenancyRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifyVpcTenancyRequest {
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `InstanceTenancy`.
    pub instance_tenancy: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(ModifyVpcTenancyRequest, vpc_id, instance_tenancy, dry_run);

/// The shape `ModifyVpcTenancyResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModifyVpcTenancyResult {
    /// `ReturnValue`.
    pub return_value: Option<bool>,
}

record!(ModifyVpcTenancyResult, return_value);

/// The shape `Monitoring`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Monitoring {
    /// `State`.
    pub state: Option<String>,
}

record!(Monitoring, state);

/// The shape `NatGateway`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NatGateway {
    /// `CreateTime`.
    pub create_time: Option<Timestamp>,
    /// `DeleteTime`.
    pub delete_time: Option<Timestamp>,
    /// `FailureCode`.
    pub failure_code: Option<String>,
    /// `FailureMessage`.
    pub failure_message: Option<String>,
    /// `NatGatewayAddresses`.
    pub nat_gateway_addresses: Option<Vec<NatGatewayAddress>>,
    /// `NatGatewayId`.
    pub nat_gateway_id: Option<String>,
    /// `ProvisionedBandwidth`.
    pub provisioned_bandwidth: Option<ProvisionedBandwidth>,
    /// `State`.
    pub state: Option<String>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `ConnectivityType`.
    pub connectivity_type: Option<String>,
    /// `AvailabilityMode`.
    pub availability_mode: Option<String>,
    /// `AutoScalingIps`.
    pub auto_scaling_ips: Option<String>,
    /// `AutoProvisionZones`.
    pub auto_provision_zones: Option<String>,
    /// `AttachedAppliances`.
    pub attached_appliances: Option<Vec<NatGatewayAttachedAppliance>>,
    /// `RouteTableId`.
    pub route_table_id: Option<String>,
}

record!(
    NatGateway,
    create_time,
    delete_time,
    failure_code,
    failure_message,
    nat_gateway_addresses,
    nat_gateway_id,
    provisioned_bandwidth,
    state,
    subnet_id,
    vpc_id,
    tags,
    connectivity_type,
    availability_mode,
    auto_scaling_ips,
    auto_provision_zones,
    attached_appliances,
    route_table_id
);

/// The shape `NatGatewayAddress`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NatGatewayAddress {
    /// `AllocationId`.
    pub allocation_id: Option<String>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `PrivateIp`.
    pub private_ip: Option<String>,
    /// `PublicIp`.
    pub public_ip: Option<String>,
    /// `AssociationId`.
    pub association_id: Option<String>,
    /// `IsPrimary`.
    pub is_primary: Option<bool>,
    /// `FailureMessage`.
    pub failure_message: Option<String>,
    /// `Status`.
    pub status: Option<String>,
    /// `AvailabilityZone`.
    pub availability_zone: Option<String>,
    /// `AvailabilityZoneId`.
    pub availability_zone_id: Option<String>,
}

record!(
    NatGatewayAddress,
    allocation_id,
    network_interface_id,
    private_ip,
    public_ip,
    association_id,
    is_primary,
    failure_message,
    status,
    availability_zone,
    availability_zone_id
);

/// The shape `NatGatewayAttachedAppliance`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NatGatewayAttachedAppliance {
    /// `Type`.
    pub r#type: Option<String>,
    /// `ApplianceArn`.
    pub appliance_arn: Option<String>,
    /// `VpcEndpointId`.
    pub vpc_endpoint_id: Option<String>,
    /// `AttachmentState`.
    pub attachment_state: Option<String>,
    /// `ModificationState`.
    pub modification_state: Option<String>,
    /// `FailureCode`.
    pub failure_code: Option<String>,
    /// `FailureMessage`.
    pub failure_message: Option<String>,
}

record!(
    NatGatewayAttachedAppliance,
    r#type,
    appliance_arn,
    vpc_endpoint_id,
    attachment_state,
    modification_state,
    failure_code,
    failure_message
);

/// The shape `NetworkAcl`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkAcl {
    /// `Associations`.
    pub associations: Option<Vec<NetworkAclAssociation>>,
    /// `Entries`.
    pub entries: Option<Vec<NetworkAclEntry>>,
    /// `IsDefault`.
    pub is_default: Option<bool>,
    /// `NetworkAclId`.
    pub network_acl_id: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `OwnerId`.
    pub owner_id: Option<String>,
}

record!(NetworkAcl, associations, entries, is_default, network_acl_id, tags, vpc_id, owner_id);

/// The shape `NetworkAclAssociation`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkAclAssociation {
    /// `NetworkAclAssociationId`.
    pub network_acl_association_id: Option<String>,
    /// `NetworkAclId`.
    pub network_acl_id: Option<String>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
}

record!(NetworkAclAssociation, network_acl_association_id, network_acl_id, subnet_id);

/// The shape `NetworkAclEntry`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkAclEntry {
    /// `CidrBlock`.
    pub cidr_block: Option<String>,
    /// `Egress`.
    pub egress: Option<bool>,
    /// `IcmpTypeCode`.
    pub icmp_type_code: Option<IcmpTypeCode>,
    /// `Ipv6CidrBlock`.
    pub ipv6_cidr_block: Option<String>,
    /// `PortRange`.
    pub port_range: Option<PortRange>,
    /// `Protocol`.
    pub protocol: Option<String>,
    /// `RuleAction`.
    pub rule_action: Option<String>,
    /// `RuleNumber`.
    pub rule_number: Option<i32>,
}

record!(
    NetworkAclEntry,
    cidr_block,
    egress,
    icmp_type_code,
    ipv6_cidr_block,
    port_range,
    protocol,
    rule_action,
    rule_number
);

/// The shape `NetworkCardInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkCardInfo {
    /// `NetworkCardIndex`.
    pub network_card_index: Option<i32>,
    /// `NetworkPerformance`.
    pub network_performance: Option<String>,
    /// `MaximumNetworkInterfaces`.
    pub maximum_network_interfaces: Option<i32>,
    /// `AdditionalFlexibleNetworkInterfaces`.
    pub additional_flexible_network_interfaces: Option<i32>,
    /// `BaselineBandwidthInGbps`.
    pub baseline_bandwidth_in_gbps: Option<f64>,
    /// `PeakBandwidthInGbps`.
    pub peak_bandwidth_in_gbps: Option<f64>,
    /// `DefaultEnaQueueCountPerInterface`.
    pub default_ena_queue_count_per_interface: Option<i32>,
    /// `MaximumEnaQueueCount`.
    pub maximum_ena_queue_count: Option<i32>,
    /// `MaximumEnaQueueCountPerInterface`.
    pub maximum_ena_queue_count_per_interface: Option<i32>,
}

record!(
    NetworkCardInfo,
    network_card_index,
    network_performance,
    maximum_network_interfaces,
    additional_flexible_network_interfaces,
    baseline_bandwidth_in_gbps,
    peak_bandwidth_in_gbps,
    default_ena_queue_count_per_interface,
    maximum_ena_queue_count,
    maximum_ena_queue_count_per_interface
);

/// The shape `NetworkInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkInfo {
    /// `NetworkPerformance`.
    pub network_performance: Option<String>,
    /// `MaximumNetworkInterfaces`.
    pub maximum_network_interfaces: Option<i32>,
    /// `MaximumNetworkCards`.
    pub maximum_network_cards: Option<i32>,
    /// `DefaultNetworkCardIndex`.
    pub default_network_card_index: Option<i32>,
    /// `NetworkCards`.
    pub network_cards: Option<Vec<NetworkCardInfo>>,
    /// `Ipv4AddressesPerInterface`.
    pub ipv4_addresses_per_interface: Option<i32>,
    /// `Ipv6AddressesPerInterface`.
    pub ipv6_addresses_per_interface: Option<i32>,
    /// `Ipv6Supported`.
    pub ipv6_supported: Option<bool>,
    /// `EnaSupport`.
    pub ena_support: Option<String>,
    /// `EfaSupported`.
    pub efa_supported: Option<bool>,
    /// `EfaInfo`.
    pub efa_info: Option<EfaInfo>,
    /// `EncryptionInTransitSupported`.
    pub encryption_in_transit_supported: Option<bool>,
    /// `EnaSrdSupported`.
    pub ena_srd_supported: Option<bool>,
    /// `BandwidthWeightings`.
    pub bandwidth_weightings: Option<Vec<String>>,
    /// `FlexibleEnaQueuesSupport`.
    pub flexible_ena_queues_support: Option<String>,
    /// `ConnectionTrackingConfiguration`.
    pub connection_tracking_configuration: Option<DefaultConnectionTrackingConfiguration>,
    /// `SecondaryNetworkSupported`.
    pub secondary_network_supported: Option<bool>,
    /// `MaximumSecondaryNetworkInterfaces`.
    pub maximum_secondary_network_interfaces: Option<i32>,
    /// `Ipv4AddressesPerSecondaryInterface`.
    pub ipv4_addresses_per_secondary_interface: Option<i32>,
}

record!(
    NetworkInfo,
    network_performance,
    maximum_network_interfaces,
    maximum_network_cards,
    default_network_card_index,
    network_cards,
    ipv4_addresses_per_interface,
    ipv6_addresses_per_interface,
    ipv6_supported,
    ena_support,
    efa_supported,
    efa_info,
    encryption_in_transit_supported,
    ena_srd_supported,
    bandwidth_weightings,
    flexible_ena_queues_support,
    connection_tracking_configuration,
    secondary_network_supported,
    maximum_secondary_network_interfaces,
    ipv4_addresses_per_secondary_interface
);

/// The shape `NetworkInsightsAnalysis`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkInsightsAnalysis {
    /// `NetworkInsightsAnalysisId`.
    pub network_insights_analysis_id: Option<String>,
    /// `NetworkInsightsAnalysisArn`.
    pub network_insights_analysis_arn: Option<String>,
    /// `NetworkInsightsPathId`.
    pub network_insights_path_id: Option<String>,
    /// `AdditionalAccounts`.
    pub additional_accounts: Option<Vec<String>>,
    /// `FilterInArns`.
    pub filter_in_arns: Option<Vec<String>>,
    /// `FilterOutArns`.
    pub filter_out_arns: Option<Vec<String>>,
    /// `StartDate`.
    pub start_date: Option<Timestamp>,
    /// `Status`.
    pub status: Option<String>,
    /// `StatusMessage`.
    pub status_message: Option<String>,
    /// `WarningMessage`.
    pub warning_message: Option<String>,
    /// `NetworkPathFound`.
    pub network_path_found: Option<bool>,
    /// `ForwardPathComponents`.
    pub forward_path_components: Option<Vec<PathComponent>>,
    /// `ReturnPathComponents`.
    pub return_path_components: Option<Vec<PathComponent>>,
    /// `Explanations`.
    pub explanations: Option<Vec<Explanation>>,
    /// `AlternatePathHints`.
    pub alternate_path_hints: Option<Vec<AlternatePathHint>>,
    /// `SuggestedAccounts`.
    pub suggested_accounts: Option<Vec<String>>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
}

record!(
    NetworkInsightsAnalysis,
    network_insights_analysis_id,
    network_insights_analysis_arn,
    network_insights_path_id,
    additional_accounts,
    filter_in_arns,
    filter_out_arns,
    start_date,
    status,
    status_message,
    warning_message,
    network_path_found,
    forward_path_components,
    return_path_components,
    explanations,
    alternate_path_hints,
    suggested_accounts,
    tags
);

/// The shape `NetworkInsightsPath`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkInsightsPath {
    /// `NetworkInsightsPathId`.
    pub network_insights_path_id: Option<String>,
    /// `NetworkInsightsPathArn`.
    pub network_insights_path_arn: Option<String>,
    /// `CreatedDate`.
    pub created_date: Option<Timestamp>,
    /// `Source`.
    pub source: Option<String>,
    /// `Destination`.
    pub destination: Option<String>,
    /// `SourceArn`.
    pub source_arn: Option<String>,
    /// `DestinationArn`.
    pub destination_arn: Option<String>,
    /// `SourceIp`.
    pub source_ip: Option<String>,
    /// `DestinationIp`.
    pub destination_ip: Option<String>,
    /// `Protocol`.
    pub protocol: Option<String>,
    /// `DestinationPort`.
    pub destination_port: Option<i32>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `FilterAtSource`.
    pub filter_at_source: Option<PathFilter>,
    /// `FilterAtDestination`.
    pub filter_at_destination: Option<PathFilter>,
}

record!(
    NetworkInsightsPath,
    network_insights_path_id,
    network_insights_path_arn,
    created_date,
    source,
    destination,
    source_arn,
    destination_arn,
    source_ip,
    destination_ip,
    protocol,
    destination_port,
    tags,
    filter_at_source,
    filter_at_destination
);

/// The shape `NetworkInterface`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkInterface {
    /// `Association`.
    pub association: Option<NetworkInterfaceAssociation>,
    /// `Attachment`.
    pub attachment: Option<NetworkInterfaceAttachment>,
    /// `AvailabilityZone`.
    pub availability_zone: Option<String>,
    /// `ConnectionTrackingConfiguration`.
    pub connection_tracking_configuration: Option<ConnectionTrackingConfiguration>,
    /// `Description`.
    pub description: Option<String>,
    /// `Groups`.
    pub groups: Option<Vec<GroupIdentifier>>,
    /// `InterfaceType`.
    pub interface_type: Option<String>,
    /// `Ipv6Addresses`.
    pub ipv6_addresses: Option<Vec<NetworkInterfaceIpv6Address>>,
    /// `MacAddress`.
    pub mac_address: Option<String>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `OutpostArn`.
    pub outpost_arn: Option<String>,
    /// `OwnerId`.
    pub owner_id: Option<String>,
    /// `PrivateDnsName`.
    pub private_dns_name: Option<String>,
    /// `PublicDnsName`.
    pub public_dns_name: Option<String>,
    /// `PublicIpDnsNameOptions`.
    pub public_ip_dns_name_options: Option<PublicIpDnsNameOptions>,
    /// `PrivateIpAddress`.
    pub private_ip_address: Option<String>,
    /// `PrivateIpAddresses`.
    pub private_ip_addresses: Option<Vec<NetworkInterfacePrivateIpAddress>>,
    /// `Ipv4Prefixes`.
    pub ipv4_prefixes: Option<Vec<Ipv4PrefixSpecification>>,
    /// `Ipv6Prefixes`.
    pub ipv6_prefixes: Option<Vec<Ipv6PrefixSpecification>>,
    /// `RequesterId`.
    pub requester_id: Option<String>,
    /// `RequesterManaged`.
    pub requester_managed: Option<bool>,
    /// `SourceDestCheck`.
    pub source_dest_check: Option<bool>,
    /// `Status`.
    pub status: Option<String>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `TagSet`.
    pub tag_set: Option<Vec<Tag>>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `DenyAllIgwTraffic`.
    pub deny_all_igw_traffic: Option<bool>,
    /// `Ipv6Native`.
    pub ipv6_native: Option<bool>,
    /// `Ipv6Address`.
    pub ipv6_address: Option<String>,
    /// `Operator`.
    pub operator: Option<OperatorResponse>,
    /// `AssociatedSubnets`.
    pub associated_subnets: Option<Vec<String>>,
    /// `AvailabilityZoneId`.
    pub availability_zone_id: Option<String>,
}

record!(
    NetworkInterface,
    association,
    attachment,
    availability_zone,
    connection_tracking_configuration,
    description,
    groups,
    interface_type,
    ipv6_addresses,
    mac_address,
    network_interface_id,
    outpost_arn,
    owner_id,
    private_dns_name,
    public_dns_name,
    public_ip_dns_name_options,
    private_ip_address,
    private_ip_addresses,
    ipv4_prefixes,
    ipv6_prefixes,
    requester_id,
    requester_managed,
    source_dest_check,
    status,
    subnet_id,
    tag_set,
    vpc_id,
    deny_all_igw_traffic,
    ipv6_native,
    ipv6_address,
    operator,
    associated_subnets,
    availability_zone_id
);

/// The shape `NetworkInterfaceAssociation`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkInterfaceAssociation {
    /// `AllocationId`.
    pub allocation_id: Option<String>,
    /// `AssociationId`.
    pub association_id: Option<String>,
    /// `IpOwnerId`.
    pub ip_owner_id: Option<String>,
    /// `PublicDnsName`.
    pub public_dns_name: Option<String>,
    /// `PublicIp`.
    pub public_ip: Option<String>,
    /// `CustomerOwnedIp`.
    pub customer_owned_ip: Option<String>,
    /// `CarrierIp`.
    pub carrier_ip: Option<String>,
}

record!(
    NetworkInterfaceAssociation,
    allocation_id,
    association_id,
    ip_owner_id,
    public_dns_name,
    public_ip,
    customer_owned_ip,
    carrier_ip
);

/// The shape `NetworkInterfaceAttachment`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkInterfaceAttachment {
    /// `AttachTime`.
    pub attach_time: Option<Timestamp>,
    /// `AttachmentId`.
    pub attachment_id: Option<String>,
    /// `DeleteOnTermination`.
    pub delete_on_termination: Option<bool>,
    /// `DeviceIndex`.
    pub device_index: Option<i32>,
    /// `NetworkCardIndex`.
    pub network_card_index: Option<i32>,
    /// `InstanceId`.
    pub instance_id: Option<String>,
    /// `InstanceOwnerId`.
    pub instance_owner_id: Option<String>,
    /// `Status`.
    pub status: Option<String>,
    /// `EnaSrdSpecification`.
    pub ena_srd_specification: Option<AttachmentEnaSrdSpecification>,
    /// `EnaQueueCount`.
    pub ena_queue_count: Option<i32>,
}

record!(
    NetworkInterfaceAttachment,
    attach_time,
    attachment_id,
    delete_on_termination,
    device_index,
    network_card_index,
    instance_id,
    instance_owner_id,
    status,
    ena_srd_specification,
    ena_queue_count
);

/// The shape `NetworkInterfaceAttachmentChanges`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkInterfaceAttachmentChanges {
    /// `AttachmentId`.
    pub attachment_id: Option<String>,
    /// `DeleteOnTermination`.
    pub delete_on_termination: Option<bool>,
}

record!(NetworkInterfaceAttachmentChanges, attachment_id, delete_on_termination);

/// The shape `NetworkInterfaceIpv6Address`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkInterfaceIpv6Address {
    /// `Ipv6Address`.
    pub ipv6_address: Option<String>,
    /// `PublicIpv6DnsName`.
    pub public_ipv6_dns_name: Option<String>,
    /// `IsPrimaryIpv6`.
    pub is_primary_ipv6: Option<bool>,
}

record!(NetworkInterfaceIpv6Address, ipv6_address, public_ipv6_dns_name, is_primary_ipv6);

/// The shape `NetworkInterfacePermission`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkInterfacePermission {
    /// `NetworkInterfacePermissionId`.
    pub network_interface_permission_id: Option<String>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `AwsAccountId`.
    pub aws_account_id: Option<String>,
    /// `AwsService`.
    pub aws_service: Option<String>,
    /// `Permission`.
    pub permission: Option<String>,
    /// `PermissionState`.
    pub permission_state: Option<NetworkInterfacePermissionState>,
}

record!(
    NetworkInterfacePermission,
    network_interface_permission_id,
    network_interface_id,
    aws_account_id,
    aws_service,
    permission,
    permission_state
);

/// The shape `NetworkInterfacePermissionState`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkInterfacePermissionState {
    /// `State`.
    pub state: Option<String>,
    /// `StatusMessage`.
    pub status_message: Option<String>,
}

record!(NetworkInterfacePermissionState, state, status_message);

/// The shape `NetworkInterfacePrivateIpAddress`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkInterfacePrivateIpAddress {
    /// `Association`.
    pub association: Option<NetworkInterfaceAssociation>,
    /// `Primary`.
    pub primary: Option<bool>,
    /// `PrivateDnsName`.
    pub private_dns_name: Option<String>,
    /// `PrivateIpAddress`.
    pub private_ip_address: Option<String>,
}

record!(NetworkInterfacePrivateIpAddress, association, primary, private_dns_name, private_ip_address);

/// The shape `NeuronDeviceCoreInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NeuronDeviceCoreInfo {
    /// `Count`.
    pub count: Option<i32>,
    /// `Version`.
    pub version: Option<i32>,
}

record!(NeuronDeviceCoreInfo, count, version);

/// The shape `NeuronDeviceInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NeuronDeviceInfo {
    /// `Count`.
    pub count: Option<i32>,
    /// `Name`.
    pub name: Option<String>,
    /// `CoreInfo`.
    pub core_info: Option<NeuronDeviceCoreInfo>,
    /// `MemoryInfo`.
    pub memory_info: Option<NeuronDeviceMemoryInfo>,
}

record!(NeuronDeviceInfo, count, name, core_info, memory_info);

/// The shape `NeuronDeviceMemoryInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NeuronDeviceMemoryInfo {
    /// `SizeInMiB`.
    pub size_in_mib: Option<i32>,
}

record!(NeuronDeviceMemoryInfo, size_in_mib);

/// The shape `NeuronInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NeuronInfo {
    /// `NeuronDevices`.
    pub neuron_devices: Option<Vec<NeuronDeviceInfo>>,
    /// `TotalNeuronDeviceMemoryInMiB`.
    pub total_neuron_device_memory_in_mib: Option<i32>,
}

record!(NeuronInfo, neuron_devices, total_neuron_device_memory_in_mib);

/// The shape `NewDhcpConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewDhcpConfiguration {
    /// `Key`.
    pub key: Option<String>,
    /// `Values`.
    pub values: Option<Vec<String>>,
}

record!(NewDhcpConfiguration, key, values);

/// The shape `NitroTpmInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NitroTpmInfo {
    /// `SupportedVersions`.
    pub supported_versions: Option<Vec<String>>,
}

record!(NitroTpmInfo, supported_versions);

/// The shape `OperatorResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OperatorResponse {
    /// `Managed`.
    pub managed: Option<bool>,
    /// `Principal`.
    pub principal: Option<String>,
    /// `HiddenByDefault`.
    pub hidden_by_default: Option<bool>,
}

record!(OperatorResponse, managed, principal, hidden_by_default);

/// The shape `PathComponent`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PathComponent {
    /// `SequenceNumber`.
    pub sequence_number: Option<i32>,
    /// `AclRule`.
    pub acl_rule: Option<AnalysisAclRule>,
    /// `AttachedTo`.
    pub attached_to: Option<AnalysisComponent>,
    /// `Component`.
    pub component: Option<AnalysisComponent>,
    /// `DestinationVpc`.
    pub destination_vpc: Option<AnalysisComponent>,
    /// `OutboundHeader`.
    pub outbound_header: Option<AnalysisPacketHeader>,
    /// `InboundHeader`.
    pub inbound_header: Option<AnalysisPacketHeader>,
    /// `RouteTableRoute`.
    pub route_table_route: Option<AnalysisRouteTableRoute>,
    /// `SecurityGroupRule`.
    pub security_group_rule: Option<AnalysisSecurityGroupRule>,
    /// `SourceVpc`.
    pub source_vpc: Option<AnalysisComponent>,
    /// `Subnet`.
    pub subnet: Option<AnalysisComponent>,
    /// `Vpc`.
    pub vpc: Option<AnalysisComponent>,
    /// `AdditionalDetails`.
    pub additional_details: Option<Vec<AdditionalDetail>>,
    /// `TransitGateway`.
    pub transit_gateway: Option<AnalysisComponent>,
    /// `TransitGatewayRouteTableRoute`.
    pub transit_gateway_route_table_route: Option<TransitGatewayRouteTableRoute>,
    /// `Explanations`.
    pub explanations: Option<Vec<Explanation>>,
    /// `ElasticLoadBalancerListener`.
    pub elastic_load_balancer_listener: Option<AnalysisComponent>,
    /// `FirewallStatelessRule`.
    pub firewall_stateless_rule: Option<FirewallStatelessRule>,
    /// `FirewallStatefulRule`.
    pub firewall_stateful_rule: Option<FirewallStatefulRule>,
    /// `ServiceName`.
    pub service_name: Option<String>,
}

record!(
    PathComponent,
    sequence_number,
    acl_rule,
    attached_to,
    component,
    destination_vpc,
    outbound_header,
    inbound_header,
    route_table_route,
    security_group_rule,
    source_vpc,
    subnet,
    vpc,
    additional_details,
    transit_gateway,
    transit_gateway_route_table_route,
    explanations,
    elastic_load_balancer_listener,
    firewall_stateless_rule,
    firewall_stateful_rule,
    service_name
);

/// The shape `PathFilter`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PathFilter {
    /// `SourceAddress`.
    pub source_address: Option<String>,
    /// `SourcePortRange`.
    pub source_port_range: Option<FilterPortRange>,
    /// `DestinationAddress`.
    pub destination_address: Option<String>,
    /// `DestinationPortRange`.
    pub destination_port_range: Option<FilterPortRange>,
}

record!(PathFilter, source_address, source_port_range, destination_address, destination_port_range);

/// The shape `PathRequestFilter`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PathRequestFilter {
    /// `SourceAddress`.
    pub source_address: Option<String>,
    /// `SourcePortRange`.
    pub source_port_range: Option<RequestFilterPortRange>,
    /// `DestinationAddress`.
    pub destination_address: Option<String>,
    /// `DestinationPortRange`.
    pub destination_port_range: Option<RequestFilterPortRange>,
}

record!(PathRequestFilter, source_address, source_port_range, destination_address, destination_port_range);

/// The shape `PeeringConnectionOptions`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PeeringConnectionOptions {
    /// `AllowDnsResolutionFromRemoteVpc`.
    pub allow_dns_resolution_from_remote_vpc: Option<bool>,
    /// `AllowEgressFromLocalClassicLinkToRemoteVpc`.
    pub allow_egress_from_local_classic_link_to_remote_vpc: Option<bool>,
    /// `AllowEgressFromLocalVpcToRemoteClassicLink`.
    pub allow_egress_from_local_vpc_to_remote_classic_link: Option<bool>,
}

record!(
    PeeringConnectionOptions,
    allow_dns_resolution_from_remote_vpc,
    allow_egress_from_local_classic_link_to_remote_vpc,
    allow_egress_from_local_vpc_to_remote_classic_link
);

/// The shape `PeeringConnectionOptionsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PeeringConnectionOptionsRequest {
    /// `AllowDnsResolutionFromRemoteVpc`.
    pub allow_dns_resolution_from_remote_vpc: Option<bool>,
}

record!(PeeringConnectionOptionsRequest, allow_dns_resolution_from_remote_vpc);

/// The shape `Placement`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Placement {
    /// `AvailabilityZoneId`.
    pub availability_zone_id: Option<String>,
    /// `Affinity`.
    pub affinity: Option<String>,
    /// `GroupName`.
    pub group_name: Option<String>,
    /// `PartitionNumber`.
    pub partition_number: Option<i32>,
    /// `HostId`.
    pub host_id: Option<String>,
    /// `Tenancy`.
    pub tenancy: Option<String>,
    /// `SpreadDomain`.
    pub spread_domain: Option<String>,
    /// `HostResourceGroupArn`.
    pub host_resource_group_arn: Option<String>,
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `AvailabilityZone`.
    pub availability_zone: Option<String>,
}

record!(
    Placement,
    availability_zone_id,
    affinity,
    group_name,
    partition_number,
    host_id,
    tenancy,
    spread_domain,
    host_resource_group_arn,
    group_id,
    availability_zone
);

/// The shape `PlacementGroupInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlacementGroupInfo {
    /// `SupportedStrategies`.
    pub supported_strategies: Option<Vec<String>>,
}

record!(PlacementGroupInfo, supported_strategies);

/// The shape `PortRange`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PortRange {
    /// `From`.
    pub from: Option<i32>,
    /// `To`.
    pub to: Option<i32>,
}

record!(PortRange, from, to);

/// The shape `PrefixList`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PrefixList {
    /// `Cidrs`.
    pub cidrs: Option<Vec<String>>,
    /// `PrefixListId`.
    pub prefix_list_id: Option<String>,
    /// `PrefixListName`.
    pub prefix_list_name: Option<String>,
}

record!(PrefixList, cidrs, prefix_list_id, prefix_list_name);

/// The shape `PrefixListAssociation`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PrefixListAssociation {
    /// `ResourceId`.
    pub resource_id: Option<String>,
    /// `ResourceOwner`.
    pub resource_owner: Option<String>,
}

record!(PrefixListAssociation, resource_id, resource_owner);

/// The shape `PrefixListEntry`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PrefixListEntry {
    /// `Cidr`.
    pub cidr: Option<String>,
    /// `Description`.
    pub description: Option<String>,
}

record!(PrefixListEntry, cidr, description);

/// The shape `PrefixListId`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PrefixListId {
    /// `Description`.
    pub description: Option<String>,
    /// `PrefixListId`.
    pub prefix_list_id: Option<String>,
}

record!(PrefixListId, description, prefix_list_id);

/// The shape `PrivateDnsDetails`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PrivateDnsDetails {
    /// `PrivateDnsName`.
    pub private_dns_name: Option<String>,
}

record!(PrivateDnsDetails, private_dns_name);

/// The shape `PrivateDnsNameConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PrivateDnsNameConfiguration {
    /// `State`.
    pub state: Option<String>,
    /// `Type`.
    pub r#type: Option<String>,
    /// `Value`.
    pub value: Option<String>,
    /// `Name`.
    pub name: Option<String>,
}

record!(PrivateDnsNameConfiguration, state, r#type, value, name);

/// The shape `PrivateDnsNameOptionsOnLaunch`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PrivateDnsNameOptionsOnLaunch {
    /// `HostnameType`.
    pub hostname_type: Option<String>,
    /// `EnableResourceNameDnsARecord`.
    pub enable_resource_name_dns_a_record: Option<bool>,
    /// `EnableResourceNameDnsAAAARecord`.
    pub enable_resource_name_dns_aaaa_record: Option<bool>,
}

record!(
    PrivateDnsNameOptionsOnLaunch,
    hostname_type,
    enable_resource_name_dns_a_record,
    enable_resource_name_dns_aaaa_record
);

/// The shape `PrivateDnsNameOptionsResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PrivateDnsNameOptionsResponse {
    /// `HostnameType`.
    pub hostname_type: Option<String>,
    /// `EnableResourceNameDnsARecord`.
    pub enable_resource_name_dns_a_record: Option<bool>,
    /// `EnableResourceNameDnsAAAARecord`.
    pub enable_resource_name_dns_aaaa_record: Option<bool>,
}

record!(
    PrivateDnsNameOptionsResponse,
    hostname_type,
    enable_resource_name_dns_a_record,
    enable_resource_name_dns_aaaa_record
);

/// The shape `PrivateIpAddressSpecification`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PrivateIpAddressSpecification {
    /// `Primary`.
    pub primary: Option<bool>,
    /// `PrivateIpAddress`.
    pub private_ip_address: Option<String>,
}

record!(PrivateIpAddressSpecification, primary, private_ip_address);

/// The shape `ProcessorInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProcessorInfo {
    /// `SupportedArchitectures`.
    pub supported_architectures: Option<Vec<String>>,
    /// `SustainedClockSpeedInGhz`.
    pub sustained_clock_speed_in_ghz: Option<f64>,
    /// `SupportedFeatures`.
    pub supported_features: Option<Vec<String>>,
    /// `Manufacturer`.
    pub manufacturer: Option<String>,
}

record!(ProcessorInfo, supported_architectures, sustained_clock_speed_in_ghz, supported_features, manufacturer);

/// The shape `ProductCode`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProductCode {
    /// `ProductCodeId`.
    pub product_code_id: Option<String>,
    /// `ProductCodeType`.
    pub product_code_type: Option<String>,
}

record!(ProductCode, product_code_id, product_code_type);

/// The shape `PropagatingVgw`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PropagatingVgw {
    /// `GatewayId`.
    pub gateway_id: Option<String>,
}

record!(PropagatingVgw, gateway_id);

/// The shape `ProvisionedBandwidth`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProvisionedBandwidth {
    /// `ProvisionTime`.
    pub provision_time: Option<Timestamp>,
    /// `Provisioned`.
    pub provisioned: Option<String>,
    /// `RequestTime`.
    pub request_time: Option<Timestamp>,
    /// `Requested`.
    pub requested: Option<String>,
    /// `Status`.
    pub status: Option<String>,
}

record!(ProvisionedBandwidth, provision_time, provisioned, request_time, requested, status);

/// The shape `PtrUpdateStatus`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PtrUpdateStatus {
    /// `Value`.
    pub value: Option<String>,
    /// `Status`.
    pub status: Option<String>,
    /// `Reason`.
    pub reason: Option<String>,
}

record!(PtrUpdateStatus, value, status, reason);

/// The shape `PublicIpDnsNameOptions`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PublicIpDnsNameOptions {
    /// `DnsHostnameType`.
    pub dns_hostname_type: Option<String>,
    /// `PublicIpv4DnsName`.
    pub public_ipv4_dns_name: Option<String>,
    /// `PublicIpv6DnsName`.
    pub public_ipv6_dns_name: Option<String>,
    /// `PublicDualStackDnsName`.
    pub public_dual_stack_dns_name: Option<String>,
}

record!(
    PublicIpDnsNameOptions,
    dns_hostname_type,
    public_ipv4_dns_name,
    public_ipv6_dns_name,
    public_dual_stack_dns_name
);

/// The shape `ReferencedSecurityGroup`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReferencedSecurityGroup {
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `PeeringStatus`.
    pub peering_status: Option<String>,
    /// `UserId`.
    pub user_id: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `VpcPeeringConnectionId`.
    pub vpc_peering_connection_id: Option<String>,
}

record!(ReferencedSecurityGroup, group_id, peering_status, user_id, vpc_id, vpc_peering_connection_id);

/// The shape `Region`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Region {
    /// `OptInStatus`.
    pub opt_in_status: Option<String>,
    /// `Geography`.
    pub geography: Option<Vec<RegionGeography>>,
    /// `RegionName`.
    pub region_name: Option<String>,
    /// `Endpoint`.
    pub endpoint: Option<String>,
}

record!(Region, opt_in_status, geography, region_name, endpoint);

/// The shape `RegionGeography`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RegionGeography {
    /// `Name`.
    pub name: Option<String>,
}

record!(RegionGeography, name);

/// The shape `RejectVpcPeeringConnectionRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RejectVpcPeeringConnectionRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `VpcPeeringConnectionId`.
    pub vpc_peering_connection_id: Option<String>,
}

record!(RejectVpcPeeringConnectionRequest, dry_run, vpc_peering_connection_id);

/// The shape `RejectVpcPeeringConnectionResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RejectVpcPeeringConnectionResult {
    /// `Return`.
    pub r#return: Option<bool>,
}

record!(RejectVpcPeeringConnectionResult, r#return);

/// The shape `ReleaseAddressRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReleaseAddressRequest {
    /// `AllocationId`.
    pub allocation_id: Option<String>,
    /// `PublicIp`.
    pub public_ip: Option<String>,
    /// `NetworkBorderGroup`.
    pub network_border_group: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(ReleaseAddressRequest, allocation_id, public_ip, network_border_group, dry_run);

/// The shape `RemovePrefixListEntry`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RemovePrefixListEntry {
    /// `Cidr`.
    pub cidr: Option<String>,
}

record!(RemovePrefixListEntry, cidr);

/// The shape `ReplaceNetworkAclAssociationRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReplaceNetworkAclAssociationRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `AssociationId`.
    pub association_id: Option<String>,
    /// `NetworkAclId`.
    pub network_acl_id: Option<String>,
}

record!(ReplaceNetworkAclAssociationRequest, dry_run, association_id, network_acl_id);

/// The shape `ReplaceNetworkAclAssociationResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReplaceNetworkAclAssociationResult {
    /// `NewAssociationId`.
    pub new_association_id: Option<String>,
}

record!(ReplaceNetworkAclAssociationResult, new_association_id);

/// The shape `ReplaceNetworkAclEntryRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReplaceNetworkAclEntryRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NetworkAclId`.
    pub network_acl_id: Option<String>,
    /// `RuleNumber`.
    pub rule_number: Option<i32>,
    /// `Protocol`.
    pub protocol: Option<String>,
    /// `RuleAction`.
    pub rule_action: Option<String>,
    /// `Egress`.
    pub egress: Option<bool>,
    /// `CidrBlock`.
    pub cidr_block: Option<String>,
    /// `Ipv6CidrBlock`.
    pub ipv6_cidr_block: Option<String>,
    /// `IcmpTypeCode`.
    pub icmp_type_code: Option<IcmpTypeCode>,
    /// `PortRange`.
    pub port_range: Option<PortRange>,
}

record!(
    ReplaceNetworkAclEntryRequest,
    dry_run,
    network_acl_id,
    rule_number,
    protocol,
    rule_action,
    egress,
    cidr_block,
    ipv6_cidr_block,
    icmp_type_code,
    port_range
);

/// The shape `ReplaceRouteRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReplaceRouteRequest {
    /// `DestinationPrefixListId`.
    pub destination_prefix_list_id: Option<String>,
    /// `VpcEndpointId`.
    pub vpc_endpoint_id: Option<String>,
    /// `LocalTarget`.
    pub local_target: Option<bool>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `RouteTableId`.
    pub route_table_id: Option<String>,
    /// `DestinationCidrBlock`.
    pub destination_cidr_block: Option<String>,
    /// `GatewayId`.
    pub gateway_id: Option<String>,
    /// `DestinationIpv6CidrBlock`.
    pub destination_ipv6_cidr_block: Option<String>,
    /// `EgressOnlyInternetGatewayId`.
    pub egress_only_internet_gateway_id: Option<String>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `VpcPeeringConnectionId`.
    pub vpc_peering_connection_id: Option<String>,
    /// `NatGatewayId`.
    pub nat_gateway_id: Option<String>,
}

record!(
    ReplaceRouteRequest,
    destination_prefix_list_id,
    vpc_endpoint_id,
    local_target,
    dry_run,
    route_table_id,
    destination_cidr_block,
    gateway_id,
    destination_ipv6_cidr_block,
    egress_only_internet_gateway_id,
    network_interface_id,
    vpc_peering_connection_id,
    nat_gateway_id
);

/// The shape `ReplaceRouteTableAssociationRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReplaceRouteTableAssociationRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `AssociationId`.
    pub association_id: Option<String>,
    /// `RouteTableId`.
    pub route_table_id: Option<String>,
}

record!(ReplaceRouteTableAssociationRequest, dry_run, association_id, route_table_id);

/// The shape `ReplaceRouteTableAssociationResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReplaceRouteTableAssociationResult {
    /// `NewAssociationId`.
    pub new_association_id: Option<String>,
    /// `AssociationState`.
    pub association_state: Option<RouteTableAssociationState>,
}

record!(ReplaceRouteTableAssociationResult, new_association_id, association_state);

/// The shape `RequestFilterPortRange`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RequestFilterPortRange {
    /// `FromPort`.
    pub from_port: Option<i32>,
    /// `ToPort`.
    pub to_port: Option<i32>,
}

record!(RequestFilterPortRange, from_port, to_port);

/// The shape `Reservation`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reservation {
    /// `ReservationId`.
    pub reservation_id: Option<String>,
    /// `OwnerId`.
    pub owner_id: Option<String>,
    /// `RequesterId`.
    pub requester_id: Option<String>,
    /// `Groups`.
    pub groups: Option<Vec<GroupIdentifier>>,
    /// `Instances`.
    pub instances: Option<Vec<Instance>>,
}

record!(Reservation, reservation_id, owner_id, requester_id, groups, instances);

/// The shape `ResetAddressAttributeRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResetAddressAttributeRequest {
    /// `AllocationId`.
    pub allocation_id: Option<String>,
    /// `Attribute`.
    pub attribute: Option<String>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(ResetAddressAttributeRequest, allocation_id, attribute, dry_run);

/// The shape `ResetAddressAttributeResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResetAddressAttributeResult {
    /// `Address`.
    pub address: Option<AddressAttribute>,
}

record!(ResetAddressAttributeResult, address);

/// The shape `ResetNetworkInterfaceAttributeRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResetNetworkInterfaceAttributeRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `SourceDestCheck`.
    pub source_dest_check: Option<String>,
}

record!(ResetNetworkInterfaceAttributeRequest, dry_run, network_interface_id, source_dest_check);

/// The shape `RevokeSecurityGroupEgressRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RevokeSecurityGroupEgressRequest {
    /// `SecurityGroupRuleIds`.
    pub security_group_rule_ids: Option<Vec<String>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `IpProtocol`.
    pub ip_protocol: Option<String>,
    /// `FromPort`.
    pub from_port: Option<i32>,
    /// `ToPort`.
    pub to_port: Option<i32>,
    /// `CidrIp`.
    pub cidr_ip: Option<String>,
    /// `IpPermissions`.
    pub ip_permissions: Option<Vec<IpPermission>>,
}

record!(
    RevokeSecurityGroupEgressRequest,
    security_group_rule_ids,
    dry_run,
    group_id,
    ip_protocol,
    from_port,
    to_port,
    cidr_ip,
    ip_permissions
);

/// The shape `RevokeSecurityGroupEgressResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RevokeSecurityGroupEgressResult {
    /// `Return`.
    pub r#return: Option<bool>,
    /// `UnknownIpPermissions`.
    pub unknown_ip_permissions: Option<Vec<IpPermission>>,
    /// `RevokedSecurityGroupRules`.
    pub revoked_security_group_rules: Option<Vec<RevokedSecurityGroupRule>>,
}

record!(RevokeSecurityGroupEgressResult, r#return, unknown_ip_permissions, revoked_security_group_rules);

/// The shape `RevokeSecurityGroupIngressRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RevokeSecurityGroupIngressRequest {
    /// `CidrIp`.
    pub cidr_ip: Option<String>,
    /// `FromPort`.
    pub from_port: Option<i32>,
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `GroupName`.
    pub group_name: Option<String>,
    /// `IpPermissions`.
    pub ip_permissions: Option<Vec<IpPermission>>,
    /// `IpProtocol`.
    pub ip_protocol: Option<String>,
    /// `SourceSecurityGroupName`.
    pub source_security_group_name: Option<String>,
    /// `SourceSecurityGroupOwnerId`.
    pub source_security_group_owner_id: Option<String>,
    /// `ToPort`.
    pub to_port: Option<i32>,
    /// `SecurityGroupRuleIds`.
    pub security_group_rule_ids: Option<Vec<String>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(
    RevokeSecurityGroupIngressRequest,
    cidr_ip,
    from_port,
    group_id,
    group_name,
    ip_permissions,
    ip_protocol,
    source_security_group_name,
    source_security_group_owner_id,
    to_port,
    security_group_rule_ids,
    dry_run
);

/// The shape `RevokeSecurityGroupIngressResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RevokeSecurityGroupIngressResult {
    /// `Return`.
    pub r#return: Option<bool>,
    /// `UnknownIpPermissions`.
    pub unknown_ip_permissions: Option<Vec<IpPermission>>,
    /// `RevokedSecurityGroupRules`.
    pub revoked_security_group_rules: Option<Vec<RevokedSecurityGroupRule>>,
}

record!(RevokeSecurityGroupIngressResult, r#return, unknown_ip_permissions, revoked_security_group_rules);

/// The shape `RevokedSecurityGroupRule`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RevokedSecurityGroupRule {
    /// `SecurityGroupRuleId`.
    pub security_group_rule_id: Option<String>,
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `IsEgress`.
    pub is_egress: Option<bool>,
    /// `IpProtocol`.
    pub ip_protocol: Option<String>,
    /// `FromPort`.
    pub from_port: Option<i32>,
    /// `ToPort`.
    pub to_port: Option<i32>,
    /// `CidrIpv4`.
    pub cidr_ipv4: Option<String>,
    /// `CidrIpv6`.
    pub cidr_ipv6: Option<String>,
    /// `PrefixListId`.
    pub prefix_list_id: Option<String>,
    /// `ReferencedGroupId`.
    pub referenced_group_id: Option<String>,
    /// `Description`.
    pub description: Option<String>,
}

record!(
    RevokedSecurityGroupRule,
    security_group_rule_id,
    group_id,
    is_egress,
    ip_protocol,
    from_port,
    to_port,
    cidr_ipv4,
    cidr_ipv6,
    prefix_list_id,
    referenced_group_id,
    description
);

/// The shape `Route`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Route {
    /// `DestinationCidrBlock`.
    pub destination_cidr_block: Option<String>,
    /// `DestinationIpv6CidrBlock`.
    pub destination_ipv6_cidr_block: Option<String>,
    /// `DestinationPrefixListId`.
    pub destination_prefix_list_id: Option<String>,
    /// `EgressOnlyInternetGatewayId`.
    pub egress_only_internet_gateway_id: Option<String>,
    /// `GatewayId`.
    pub gateway_id: Option<String>,
    /// `InstanceId`.
    pub instance_id: Option<String>,
    /// `InstanceOwnerId`.
    pub instance_owner_id: Option<String>,
    /// `NatGatewayId`.
    pub nat_gateway_id: Option<String>,
    /// `TransitGatewayId`.
    pub transit_gateway_id: Option<String>,
    /// `LocalGatewayId`.
    pub local_gateway_id: Option<String>,
    /// `CarrierGatewayId`.
    pub carrier_gateway_id: Option<String>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `Origin`.
    pub origin: Option<String>,
    /// `State`.
    pub state: Option<String>,
    /// `VpcPeeringConnectionId`.
    pub vpc_peering_connection_id: Option<String>,
    /// `CoreNetworkArn`.
    pub core_network_arn: Option<String>,
    /// `OdbNetworkArn`.
    pub odb_network_arn: Option<String>,
    /// `IpAddress`.
    pub ip_address: Option<String>,
}

record!(
    Route,
    destination_cidr_block,
    destination_ipv6_cidr_block,
    destination_prefix_list_id,
    egress_only_internet_gateway_id,
    gateway_id,
    instance_id,
    instance_owner_id,
    nat_gateway_id,
    transit_gateway_id,
    local_gateway_id,
    carrier_gateway_id,
    network_interface_id,
    origin,
    state,
    vpc_peering_connection_id,
    core_network_arn,
    odb_network_arn,
    ip_address
);

/// The shape `RouteTable`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RouteTable {
    /// `Associations`.
    pub associations: Option<Vec<RouteTableAssociation>>,
    /// `PropagatingVgws`.
    pub propagating_vgws: Option<Vec<PropagatingVgw>>,
    /// `RouteTableId`.
    pub route_table_id: Option<String>,
    /// `Routes`.
    pub routes: Option<Vec<Route>>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `OwnerId`.
    pub owner_id: Option<String>,
}

record!(RouteTable, associations, propagating_vgws, route_table_id, routes, tags, vpc_id, owner_id);

/// The shape `RouteTableAssociation`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RouteTableAssociation {
    /// `Main`.
    pub main: Option<bool>,
    /// `RouteTableAssociationId`.
    pub route_table_association_id: Option<String>,
    /// `RouteTableId`.
    pub route_table_id: Option<String>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `GatewayId`.
    pub gateway_id: Option<String>,
    /// `PublicIpv4Pool`.
    pub public_ipv4_pool: Option<String>,
    /// `AssociationState`.
    pub association_state: Option<RouteTableAssociationState>,
}

record!(
    RouteTableAssociation,
    main,
    route_table_association_id,
    route_table_id,
    subnet_id,
    gateway_id,
    public_ipv4_pool,
    association_state
);

/// The shape `RouteTableAssociationState`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RouteTableAssociationState {
    /// `State`.
    pub state: Option<String>,
    /// `StatusMessage`.
    pub status_message: Option<String>,
}

record!(RouteTableAssociationState, state, status_message);

/// The shape `RuleGroupRuleOptionsPair`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RuleGroupRuleOptionsPair {
    /// `RuleGroupArn`.
    pub rule_group_arn: Option<String>,
    /// `RuleOptions`.
    pub rule_options: Option<Vec<RuleOption>>,
}

record!(RuleGroupRuleOptionsPair, rule_group_arn, rule_options);

/// The shape `RuleGroupTypePair`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RuleGroupTypePair {
    /// `RuleGroupArn`.
    pub rule_group_arn: Option<String>,
    /// `RuleGroupType`.
    pub rule_group_type: Option<String>,
}

record!(RuleGroupTypePair, rule_group_arn, rule_group_type);

/// The shape `RuleOption`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RuleOption {
    /// `Keyword`.
    pub keyword: Option<String>,
    /// `Settings`.
    pub settings: Option<Vec<String>>,
}

record!(RuleOption, keyword, settings);

/// The shape `RunInstancesMonitoringEnabled`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunInstancesMonitoringEnabled {}

record!(RunInstancesMonitoringEnabled);

/// The shape `RunInstancesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunInstancesRequest {
    /// `ImageId`.
    pub image_id: Option<String>,
    /// `InstanceType`.
    pub instance_type: Option<String>,
    /// `Ipv6AddressCount`.
    pub ipv6_address_count: Option<i32>,
    /// `Ipv6Addresses`.
    pub ipv6_addresses: Option<Vec<InstanceIpv6Address>>,
    /// `MaxCount`.
    pub max_count: Option<i32>,
    /// `MinCount`.
    pub min_count: Option<i32>,
    /// `Monitoring`.
    pub monitoring: Option<RunInstancesMonitoringEnabled>,
    /// `Placement`.
    pub placement: Option<Placement>,
    /// `SecurityGroupIds`.
    pub security_group_ids: Option<Vec<String>>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `PrivateIpAddress`.
    pub private_ip_address: Option<String>,
    /// `ClientToken`.
    pub client_token: Option<String>,
    /// `NetworkInterfaces`.
    pub network_interfaces: Option<Vec<InstanceNetworkInterfaceSpecification>>,
}

record!(
    RunInstancesRequest,
    image_id,
    instance_type,
    ipv6_address_count,
    ipv6_addresses,
    max_count,
    min_count,
    monitoring,
    placement,
    security_group_ids,
    subnet_id,
    tag_specifications,
    dry_run,
    private_ip_address,
    client_token,
    network_interfaces
);

/// The shape `SecurityGroup`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SecurityGroup {
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `IpPermissionsEgress`.
    pub ip_permissions_egress: Option<Vec<IpPermission>>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `SecurityGroupArn`.
    pub security_group_arn: Option<String>,
    /// `OwnerId`.
    pub owner_id: Option<String>,
    /// `GroupName`.
    pub group_name: Option<String>,
    /// `Description`.
    pub description: Option<String>,
    /// `IpPermissions`.
    pub ip_permissions: Option<Vec<IpPermission>>,
}

record!(
    SecurityGroup,
    group_id,
    ip_permissions_egress,
    tags,
    vpc_id,
    security_group_arn,
    owner_id,
    group_name,
    description,
    ip_permissions
);

/// The shape `SecurityGroupForVpc`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SecurityGroupForVpc {
    /// `Description`.
    pub description: Option<String>,
    /// `GroupName`.
    pub group_name: Option<String>,
    /// `OwnerId`.
    pub owner_id: Option<String>,
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `PrimaryVpcId`.
    pub primary_vpc_id: Option<String>,
}

record!(SecurityGroupForVpc, description, group_name, owner_id, group_id, tags, primary_vpc_id);

/// The shape `SecurityGroupIdentifier`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SecurityGroupIdentifier {
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `GroupName`.
    pub group_name: Option<String>,
}

record!(SecurityGroupIdentifier, group_id, group_name);

/// The shape `SecurityGroupReference`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SecurityGroupReference {
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `ReferencingVpcId`.
    pub referencing_vpc_id: Option<String>,
    /// `VpcPeeringConnectionId`.
    pub vpc_peering_connection_id: Option<String>,
    /// `TransitGatewayId`.
    pub transit_gateway_id: Option<String>,
}

record!(SecurityGroupReference, group_id, referencing_vpc_id, vpc_peering_connection_id, transit_gateway_id);

/// The shape `SecurityGroupRule`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SecurityGroupRule {
    /// `SecurityGroupRuleId`.
    pub security_group_rule_id: Option<String>,
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `GroupOwnerId`.
    pub group_owner_id: Option<String>,
    /// `IsEgress`.
    pub is_egress: Option<bool>,
    /// `IpProtocol`.
    pub ip_protocol: Option<String>,
    /// `FromPort`.
    pub from_port: Option<i32>,
    /// `ToPort`.
    pub to_port: Option<i32>,
    /// `CidrIpv4`.
    pub cidr_ipv4: Option<String>,
    /// `CidrIpv6`.
    pub cidr_ipv6: Option<String>,
    /// `PrefixListId`.
    pub prefix_list_id: Option<String>,
    /// `ReferencedGroupInfo`.
    pub referenced_group_info: Option<ReferencedSecurityGroup>,
    /// `Description`.
    pub description: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `SecurityGroupRuleArn`.
    pub security_group_rule_arn: Option<String>,
}

record!(
    SecurityGroupRule,
    security_group_rule_id,
    group_id,
    group_owner_id,
    is_egress,
    ip_protocol,
    from_port,
    to_port,
    cidr_ipv4,
    cidr_ipv6,
    prefix_list_id,
    referenced_group_info,
    description,
    tags,
    security_group_rule_arn
);

/// The shape `SecurityGroupRuleDescription`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SecurityGroupRuleDescription {
    /// `SecurityGroupRuleId`.
    pub security_group_rule_id: Option<String>,
    /// `Description`.
    pub description: Option<String>,
}

record!(SecurityGroupRuleDescription, security_group_rule_id, description);

/// The shape `SecurityGroupRuleRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SecurityGroupRuleRequest {
    /// `IpProtocol`.
    pub ip_protocol: Option<String>,
    /// `FromPort`.
    pub from_port: Option<i32>,
    /// `ToPort`.
    pub to_port: Option<i32>,
    /// `CidrIpv4`.
    pub cidr_ipv4: Option<String>,
    /// `CidrIpv6`.
    pub cidr_ipv6: Option<String>,
    /// `PrefixListId`.
    pub prefix_list_id: Option<String>,
    /// `ReferencedGroupId`.
    pub referenced_group_id: Option<String>,
    /// `Description`.
    pub description: Option<String>,
}

record!(
    SecurityGroupRuleRequest,
    ip_protocol,
    from_port,
    to_port,
    cidr_ipv4,
    cidr_ipv6,
    prefix_list_id,
    referenced_group_id,
    description
);

/// The shape `SecurityGroupRuleUpdate`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SecurityGroupRuleUpdate {
    /// `SecurityGroupRuleId`.
    pub security_group_rule_id: Option<String>,
    /// `SecurityGroupRule`.
    pub security_group_rule: Option<SecurityGroupRuleRequest>,
}

record!(SecurityGroupRuleUpdate, security_group_rule_id, security_group_rule);

/// The shape `SecurityGroupVpcAssociation`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SecurityGroupVpcAssociation {
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `VpcOwnerId`.
    pub vpc_owner_id: Option<String>,
    /// `State`.
    pub state: Option<String>,
    /// `StateReason`.
    pub state_reason: Option<String>,
    /// `GroupOwnerId`.
    pub group_owner_id: Option<String>,
}

record!(SecurityGroupVpcAssociation, group_id, vpc_id, vpc_owner_id, state, state_reason, group_owner_id);

/// The shape `ServiceConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ServiceConfiguration {
    /// `ServiceType`.
    pub service_type: Option<Vec<ServiceTypeDetail>>,
    /// `ServiceId`.
    pub service_id: Option<String>,
    /// `ServiceName`.
    pub service_name: Option<String>,
    /// `ServiceState`.
    pub service_state: Option<String>,
    /// `AvailabilityZoneIds`.
    pub availability_zone_ids: Option<Vec<String>>,
    /// `AvailabilityZones`.
    pub availability_zones: Option<Vec<String>>,
    /// `AcceptanceRequired`.
    pub acceptance_required: Option<bool>,
    /// `ManagesVpcEndpoints`.
    pub manages_vpc_endpoints: Option<bool>,
    /// `NetworkLoadBalancerArns`.
    pub network_load_balancer_arns: Option<Vec<String>>,
    /// `GatewayLoadBalancerArns`.
    pub gateway_load_balancer_arns: Option<Vec<String>>,
    /// `SupportedIpAddressTypes`.
    pub supported_ip_address_types: Option<Vec<String>>,
    /// `BaseEndpointDnsNames`.
    pub base_endpoint_dns_names: Option<Vec<String>>,
    /// `PrivateDnsName`.
    pub private_dns_name: Option<String>,
    /// `PrivateDnsNameConfiguration`.
    pub private_dns_name_configuration: Option<PrivateDnsNameConfiguration>,
    /// `PayerResponsibility`.
    pub payer_responsibility: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `SupportedRegions`.
    pub supported_regions: Option<Vec<SupportedRegionDetail>>,
    /// `RemoteAccessEnabled`.
    pub remote_access_enabled: Option<bool>,
}

record!(
    ServiceConfiguration,
    service_type,
    service_id,
    service_name,
    service_state,
    availability_zone_ids,
    availability_zones,
    acceptance_required,
    manages_vpc_endpoints,
    network_load_balancer_arns,
    gateway_load_balancer_arns,
    supported_ip_address_types,
    base_endpoint_dns_names,
    private_dns_name,
    private_dns_name_configuration,
    payer_responsibility,
    tags,
    supported_regions,
    remote_access_enabled
);

/// The shape `ServiceDetail`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ServiceDetail {
    /// `ServiceName`.
    pub service_name: Option<String>,
    /// `ServiceId`.
    pub service_id: Option<String>,
    /// `ServiceType`.
    pub service_type: Option<Vec<ServiceTypeDetail>>,
    /// `ServiceRegion`.
    pub service_region: Option<String>,
    /// `AvailabilityZoneIds`.
    pub availability_zone_ids: Option<Vec<String>>,
    /// `AvailabilityZones`.
    pub availability_zones: Option<Vec<String>>,
    /// `Owner`.
    pub owner: Option<String>,
    /// `BaseEndpointDnsNames`.
    pub base_endpoint_dns_names: Option<Vec<String>>,
    /// `PrivateDnsName`.
    pub private_dns_name: Option<String>,
    /// `PrivateDnsNames`.
    pub private_dns_names: Option<Vec<PrivateDnsDetails>>,
    /// `VpcEndpointPolicySupported`.
    pub vpc_endpoint_policy_supported: Option<bool>,
    /// `AcceptanceRequired`.
    pub acceptance_required: Option<bool>,
    /// `ManagesVpcEndpoints`.
    pub manages_vpc_endpoints: Option<bool>,
    /// `PayerResponsibility`.
    pub payer_responsibility: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `PrivateDnsNameVerificationState`.
    pub private_dns_name_verification_state: Option<String>,
    /// `SupportedIpAddressTypes`.
    pub supported_ip_address_types: Option<Vec<String>>,
}

record!(
    ServiceDetail,
    service_name,
    service_id,
    service_type,
    service_region,
    availability_zone_ids,
    availability_zones,
    owner,
    base_endpoint_dns_names,
    private_dns_name,
    private_dns_names,
    vpc_endpoint_policy_supported,
    acceptance_required,
    manages_vpc_endpoints,
    payer_responsibility,
    tags,
    private_dns_name_verification_state,
    supported_ip_address_types
);

/// The shape `ServiceTypeDetail`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ServiceTypeDetail {
    /// `ServiceType`.
    pub service_type: Option<String>,
}

record!(ServiceTypeDetail, service_type);

/// The shape `StaleIpPermission`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StaleIpPermission {
    /// `FromPort`.
    pub from_port: Option<i32>,
    /// `IpProtocol`.
    pub ip_protocol: Option<String>,
    /// `IpRanges`.
    pub ip_ranges: Option<Vec<String>>,
    /// `PrefixListIds`.
    pub prefix_list_ids: Option<Vec<String>>,
    /// `ToPort`.
    pub to_port: Option<i32>,
    /// `UserIdGroupPairs`.
    pub user_id_group_pairs: Option<Vec<UserIdGroupPair>>,
}

record!(StaleIpPermission, from_port, ip_protocol, ip_ranges, prefix_list_ids, to_port, user_id_group_pairs);

/// The shape `StaleSecurityGroup`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StaleSecurityGroup {
    /// `Description`.
    pub description: Option<String>,
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `GroupName`.
    pub group_name: Option<String>,
    /// `StaleIpPermissions`.
    pub stale_ip_permissions: Option<Vec<StaleIpPermission>>,
    /// `StaleIpPermissionsEgress`.
    pub stale_ip_permissions_egress: Option<Vec<StaleIpPermission>>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
}

record!(
    StaleSecurityGroup,
    description,
    group_id,
    group_name,
    stale_ip_permissions,
    stale_ip_permissions_egress,
    vpc_id
);

/// The shape `StartInstancesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StartInstancesRequest {
    /// `InstanceIds`.
    pub instance_ids: Option<Vec<String>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(StartInstancesRequest, instance_ids, dry_run);

/// The shape `StartInstancesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StartInstancesResult {
    /// `StartingInstances`.
    pub starting_instances: Option<Vec<InstanceStateChange>>,
}

record!(StartInstancesResult, starting_instances);

/// The shape `StartNetworkInsightsAnalysisRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StartNetworkInsightsAnalysisRequest {
    /// `NetworkInsightsPathId`.
    pub network_insights_path_id: Option<String>,
    /// `FilterInArns`.
    pub filter_in_arns: Option<Vec<String>>,
    /// `FilterOutArns`.
    pub filter_out_arns: Option<Vec<String>>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `TagSpecifications`.
    pub tag_specifications: Option<Vec<TagSpecification>>,
    /// `ClientToken`.
    pub client_token: Option<String>,
}

record!(
    StartNetworkInsightsAnalysisRequest,
    network_insights_path_id,
    filter_in_arns,
    filter_out_arns,
    dry_run,
    tag_specifications,
    client_token
);

/// The shape `StartNetworkInsightsAnalysisResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StartNetworkInsightsAnalysisResult {
    /// `NetworkInsightsAnalysis`.
    pub network_insights_analysis: Option<NetworkInsightsAnalysis>,
}

record!(StartNetworkInsightsAnalysisResult, network_insights_analysis);

/// The shape `StateReason`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StateReason {
    /// `Code`.
    pub code: Option<String>,
    /// `Message`.
    pub message: Option<String>,
}

record!(StateReason, code, message);

/// The shape `StopInstancesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StopInstancesRequest {
    /// `InstanceIds`.
    pub instance_ids: Option<Vec<String>>,
    /// `SkipOsShutdown`.
    pub skip_os_shutdown: Option<bool>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `Force`.
    pub force: Option<bool>,
}

record!(StopInstancesRequest, instance_ids, skip_os_shutdown, dry_run, force);

/// The shape `StopInstancesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StopInstancesResult {
    /// `StoppingInstances`.
    pub stopping_instances: Option<Vec<InstanceStateChange>>,
}

record!(StopInstancesResult, stopping_instances);

/// The shape `Subnet`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Subnet {
    /// `AvailabilityZoneId`.
    pub availability_zone_id: Option<String>,
    /// `EnableLniAtDeviceIndex`.
    pub enable_lni_at_device_index: Option<i32>,
    /// `MapCustomerOwnedIpOnLaunch`.
    pub map_customer_owned_ip_on_launch: Option<bool>,
    /// `CustomerOwnedIpv4Pool`.
    pub customer_owned_ipv4_pool: Option<String>,
    /// `OwnerId`.
    pub owner_id: Option<String>,
    /// `AssignIpv6AddressOnCreation`.
    pub assign_ipv6_address_on_creation: Option<bool>,
    /// `Ipv6CidrBlockAssociationSet`.
    pub ipv6_cidr_block_association_set: Option<Vec<SubnetIpv6CidrBlockAssociation>>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `SubnetArn`.
    pub subnet_arn: Option<String>,
    /// `OutpostArn`.
    pub outpost_arn: Option<String>,
    /// `EnableDns64`.
    pub enable_dns64: Option<bool>,
    /// `Ipv6Native`.
    pub ipv6_native: Option<bool>,
    /// `PrivateDnsNameOptionsOnLaunch`.
    pub private_dns_name_options_on_launch: Option<PrivateDnsNameOptionsOnLaunch>,
    /// `BlockPublicAccessStates`.
    pub block_public_access_states: Option<BlockPublicAccessStates>,
    /// `Type`.
    pub r#type: Option<String>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `State`.
    pub state: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `CidrBlock`.
    pub cidr_block: Option<String>,
    /// `AvailableIpAddressCount`.
    pub available_ip_address_count: Option<i32>,
    /// `AvailabilityZone`.
    pub availability_zone: Option<String>,
    /// `DefaultForAz`.
    pub default_for_az: Option<bool>,
    /// `MapPublicIpOnLaunch`.
    pub map_public_ip_on_launch: Option<bool>,
}

record!(
    Subnet,
    availability_zone_id,
    enable_lni_at_device_index,
    map_customer_owned_ip_on_launch,
    customer_owned_ipv4_pool,
    owner_id,
    assign_ipv6_address_on_creation,
    ipv6_cidr_block_association_set,
    tags,
    subnet_arn,
    outpost_arn,
    enable_dns64,
    ipv6_native,
    private_dns_name_options_on_launch,
    block_public_access_states,
    r#type,
    subnet_id,
    state,
    vpc_id,
    cidr_block,
    available_ip_address_count,
    availability_zone,
    default_for_az,
    map_public_ip_on_launch
);

/// The shape `SubnetCidrBlockState`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SubnetCidrBlockState {
    /// `State`.
    pub state: Option<String>,
    /// `StatusMessage`.
    pub status_message: Option<String>,
}

record!(SubnetCidrBlockState, state, status_message);

/// The shape `SubnetCidrReservation`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SubnetCidrReservation {
    /// `SubnetCidrReservationId`.
    pub subnet_cidr_reservation_id: Option<String>,
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `Cidr`.
    pub cidr: Option<String>,
    /// `ReservationType`.
    pub reservation_type: Option<String>,
    /// `OwnerId`.
    pub owner_id: Option<String>,
    /// `Description`.
    pub description: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
}

record!(
    SubnetCidrReservation,
    subnet_cidr_reservation_id,
    subnet_id,
    cidr,
    reservation_type,
    owner_id,
    description,
    tags
);

/// The shape `SubnetIpPrefixes`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SubnetIpPrefixes {
    /// `SubnetId`.
    pub subnet_id: Option<String>,
    /// `IpPrefixes`.
    pub ip_prefixes: Option<Vec<String>>,
}

record!(SubnetIpPrefixes, subnet_id, ip_prefixes);

/// The shape `SubnetIpv6CidrBlockAssociation`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SubnetIpv6CidrBlockAssociation {
    /// `AssociationId`.
    pub association_id: Option<String>,
    /// `Ipv6CidrBlock`.
    pub ipv6_cidr_block: Option<String>,
    /// `Ipv6CidrBlockState`.
    pub ipv6_cidr_block_state: Option<SubnetCidrBlockState>,
    /// `Ipv6AddressAttribute`.
    pub ipv6_address_attribute: Option<String>,
    /// `IpSource`.
    pub ip_source: Option<String>,
}

record!(
    SubnetIpv6CidrBlockAssociation,
    association_id,
    ipv6_cidr_block,
    ipv6_cidr_block_state,
    ipv6_address_attribute,
    ip_source
);

/// The shape `SupportedRegionDetail`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SupportedRegionDetail {
    /// `Region`.
    pub region: Option<String>,
    /// `ServiceState`.
    pub service_state: Option<String>,
}

record!(SupportedRegionDetail, region, service_state);

/// The shape `Tag`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tag {
    /// `Key`.
    pub key: Option<String>,
    /// `Value`.
    pub value: Option<String>,
}

record!(Tag, key, value);

/// The shape `TagDescription`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TagDescription {
    /// `Key`.
    pub key: Option<String>,
    /// `ResourceId`.
    pub resource_id: Option<String>,
    /// `ResourceType`.
    pub resource_type: Option<String>,
    /// `Value`.
    pub value: Option<String>,
}

record!(TagDescription, key, resource_id, resource_type, value);

/// The shape `TagSpecification`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TagSpecification {
    /// `ResourceType`.
    pub resource_type: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
}

record!(TagSpecification, resource_type, tags);

/// The shape `TerminateInstancesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TerminateInstancesRequest {
    /// `InstanceIds`.
    pub instance_ids: Option<Vec<String>>,
    /// `Force`.
    pub force: Option<bool>,
    /// `SkipOsShutdown`.
    pub skip_os_shutdown: Option<bool>,
    /// `DryRun`.
    pub dry_run: Option<bool>,
}

record!(TerminateInstancesRequest, instance_ids, force, skip_os_shutdown, dry_run);

/// The shape `TerminateInstancesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TerminateInstancesResult {
    /// `TerminatingInstances`.
    pub terminating_instances: Option<Vec<InstanceStateChange>>,
}

record!(TerminateInstancesResult, terminating_instances);

/// The shape `TransitGatewayRouteTableRoute`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TransitGatewayRouteTableRoute {
    /// `DestinationCidr`.
    pub destination_cidr: Option<String>,
    /// `State`.
    pub state: Option<String>,
    /// `RouteOrigin`.
    pub route_origin: Option<String>,
    /// `PrefixListId`.
    pub prefix_list_id: Option<String>,
    /// `AttachmentId`.
    pub attachment_id: Option<String>,
    /// `ResourceId`.
    pub resource_id: Option<String>,
    /// `ResourceType`.
    pub resource_type: Option<String>,
}

record!(
    TransitGatewayRouteTableRoute,
    destination_cidr,
    state,
    route_origin,
    prefix_list_id,
    attachment_id,
    resource_id,
    resource_type
);

/// The shape `UnassignIpv6AddressesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnassignIpv6AddressesRequest {
    /// `Ipv6Prefixes`.
    pub ipv6_prefixes: Option<Vec<String>>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `Ipv6Addresses`.
    pub ipv6_addresses: Option<Vec<String>>,
}

record!(UnassignIpv6AddressesRequest, ipv6_prefixes, network_interface_id, ipv6_addresses);

/// The shape `UnassignIpv6AddressesResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnassignIpv6AddressesResult {
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `UnassignedIpv6Addresses`.
    pub unassigned_ipv6_addresses: Option<Vec<String>>,
    /// `UnassignedIpv6Prefixes`.
    pub unassigned_ipv6_prefixes: Option<Vec<String>>,
}

record!(UnassignIpv6AddressesResult, network_interface_id, unassigned_ipv6_addresses, unassigned_ipv6_prefixes);

/// The shape `UnassignPrivateIpAddressesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnassignPrivateIpAddressesRequest {
    /// `Ipv4Prefixes`.
    pub ipv4_prefixes: Option<Vec<String>>,
    /// `NetworkInterfaceId`.
    pub network_interface_id: Option<String>,
    /// `PrivateIpAddresses`.
    pub private_ip_addresses: Option<Vec<String>>,
}

record!(UnassignPrivateIpAddressesRequest, ipv4_prefixes, network_interface_id, private_ip_addresses);

/// The shape `UnsuccessfulItem`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnsuccessfulItem {
    /// `Error`.
    pub error: Option<UnsuccessfulItemError>,
    /// `ResourceId`.
    pub resource_id: Option<String>,
}

record!(UnsuccessfulItem, error, resource_id);

/// The shape `UnsuccessfulItemError`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnsuccessfulItemError {
    /// `Code`.
    pub code: Option<String>,
    /// `Message`.
    pub message: Option<String>,
}

record!(UnsuccessfulItemError, code, message);

/// The shape `UpdateSecurityGroupRuleDescriptionsEgressRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateSecurityGroupRuleDescriptionsEgressRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `GroupName`.
    pub group_name: Option<String>,
    /// `IpPermissions`.
    pub ip_permissions: Option<Vec<IpPermission>>,
    /// `SecurityGroupRuleDescriptions`.
    pub security_group_rule_descriptions: Option<Vec<SecurityGroupRuleDescription>>,
}

record!(
    UpdateSecurityGroupRuleDescriptionsEgressRequest,
    dry_run,
    group_id,
    group_name,
    ip_permissions,
    security_group_rule_descriptions
);

/// The shape `UpdateSecurityGroupRuleDescriptionsEgressResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateSecurityGroupRuleDescriptionsEgressResult {
    /// `Return`.
    pub r#return: Option<bool>,
}

record!(UpdateSecurityGroupRuleDescriptionsEgressResult, r#return);

/// The shape `UpdateSecurityGroupRuleDescriptionsIngressRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateSecurityGroupRuleDescriptionsIngressRequest {
    /// `DryRun`.
    pub dry_run: Option<bool>,
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `GroupName`.
    pub group_name: Option<String>,
    /// `IpPermissions`.
    pub ip_permissions: Option<Vec<IpPermission>>,
    /// `SecurityGroupRuleDescriptions`.
    pub security_group_rule_descriptions: Option<Vec<SecurityGroupRuleDescription>>,
}

record!(
    UpdateSecurityGroupRuleDescriptionsIngressRequest,
    dry_run,
    group_id,
    group_name,
    ip_permissions,
    security_group_rule_descriptions
);

/// The shape `UpdateSecurityGroupRuleDescriptionsIngressResult`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateSecurityGroupRuleDescriptionsIngressResult {
    /// `Return`.
    pub r#return: Option<bool>,
}

record!(UpdateSecurityGroupRuleDescriptionsIngressResult, r#return);

/// The shape `UserIdGroupPair`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UserIdGroupPair {
    /// `Description`.
    pub description: Option<String>,
    /// `UserId`.
    pub user_id: Option<String>,
    /// `GroupName`.
    pub group_name: Option<String>,
    /// `GroupId`.
    pub group_id: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `VpcPeeringConnectionId`.
    pub vpc_peering_connection_id: Option<String>,
    /// `PeeringStatus`.
    pub peering_status: Option<String>,
}

record!(UserIdGroupPair, description, user_id, group_name, group_id, vpc_id, vpc_peering_connection_id, peering_status);

/// The shape `VCpuInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VCpuInfo {
    /// `DefaultVCpus`.
    pub default_v_cpus: Option<i32>,
    /// `DefaultCores`.
    pub default_cores: Option<i32>,
    /// `DefaultThreadsPerCore`.
    pub default_threads_per_core: Option<i32>,
    /// `ValidCores`.
    pub valid_cores: Option<Vec<i32>>,
    /// `ValidThreadsPerCore`.
    pub valid_threads_per_core: Option<Vec<i32>>,
}

record!(VCpuInfo, default_v_cpus, default_cores, default_threads_per_core, valid_cores, valid_threads_per_core);

/// The shape `Vpc`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vpc {
    /// `OwnerId`.
    pub owner_id: Option<String>,
    /// `InstanceTenancy`.
    pub instance_tenancy: Option<String>,
    /// `Ipv6CidrBlockAssociationSet`.
    pub ipv6_cidr_block_association_set: Option<Vec<VpcIpv6CidrBlockAssociation>>,
    /// `CidrBlockAssociationSet`.
    pub cidr_block_association_set: Option<Vec<VpcCidrBlockAssociation>>,
    /// `IsDefault`.
    pub is_default: Option<bool>,
    /// `EncryptionControl`.
    pub encryption_control: Option<VpcEncryptionControl>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `BlockPublicAccessStates`.
    pub block_public_access_states: Option<BlockPublicAccessStates>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `State`.
    pub state: Option<String>,
    /// `CidrBlock`.
    pub cidr_block: Option<String>,
    /// `DhcpOptionsId`.
    pub dhcp_options_id: Option<String>,
}

record!(
    Vpc,
    owner_id,
    instance_tenancy,
    ipv6_cidr_block_association_set,
    cidr_block_association_set,
    is_default,
    encryption_control,
    tags,
    block_public_access_states,
    vpc_id,
    state,
    cidr_block,
    dhcp_options_id
);

/// The shape `VpcAttachment`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VpcAttachment {
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `State`.
    pub state: Option<String>,
}

record!(VpcAttachment, vpc_id, state);

/// The shape `VpcCidrBlockAssociation`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VpcCidrBlockAssociation {
    /// `AssociationId`.
    pub association_id: Option<String>,
    /// `CidrBlock`.
    pub cidr_block: Option<String>,
    /// `CidrBlockState`.
    pub cidr_block_state: Option<VpcCidrBlockState>,
}

record!(VpcCidrBlockAssociation, association_id, cidr_block, cidr_block_state);

/// The shape `VpcCidrBlockState`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VpcCidrBlockState {
    /// `State`.
    pub state: Option<String>,
    /// `StatusMessage`.
    pub status_message: Option<String>,
}

record!(VpcCidrBlockState, state, status_message);

/// The shape `VpcEncryptionControl`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VpcEncryptionControl {
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `VpcEncryptionControlId`.
    pub vpc_encryption_control_id: Option<String>,
    /// `Mode`.
    pub mode: Option<String>,
    /// `State`.
    pub state: Option<String>,
    /// `StateMessage`.
    pub state_message: Option<String>,
    /// `ResourceExclusions`.
    pub resource_exclusions: Option<VpcEncryptionControlExclusions>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
}

record!(VpcEncryptionControl, vpc_id, vpc_encryption_control_id, mode, state, state_message, resource_exclusions, tags);

/// The shape `VpcEncryptionControlExclusion`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VpcEncryptionControlExclusion {
    /// `State`.
    pub state: Option<String>,
    /// `StateMessage`.
    pub state_message: Option<String>,
}

record!(VpcEncryptionControlExclusion, state, state_message);

/// The shape `VpcEncryptionControlExclusions`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VpcEncryptionControlExclusions {
    /// `InternetGateway`.
    pub internet_gateway: Option<VpcEncryptionControlExclusion>,
    /// `EgressOnlyInternetGateway`.
    pub egress_only_internet_gateway: Option<VpcEncryptionControlExclusion>,
    /// `NatGateway`.
    pub nat_gateway: Option<VpcEncryptionControlExclusion>,
    /// `VirtualPrivateGateway`.
    pub virtual_private_gateway: Option<VpcEncryptionControlExclusion>,
    /// `VpcPeering`.
    pub vpc_peering: Option<VpcEncryptionControlExclusion>,
    /// `Lambda`.
    pub lambda: Option<VpcEncryptionControlExclusion>,
    /// `VpcLattice`.
    pub vpc_lattice: Option<VpcEncryptionControlExclusion>,
    /// `ElasticFileSystem`.
    pub elastic_file_system: Option<VpcEncryptionControlExclusion>,
}

record!(
    VpcEncryptionControlExclusions,
    internet_gateway,
    egress_only_internet_gateway,
    nat_gateway,
    virtual_private_gateway,
    vpc_peering,
    lambda,
    vpc_lattice,
    elastic_file_system
);

/// The shape `VpcEndpoint`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VpcEndpoint {
    /// `VpcEndpointId`.
    pub vpc_endpoint_id: Option<String>,
    /// `VpcEndpointType`.
    pub vpc_endpoint_type: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `ServiceName`.
    pub service_name: Option<String>,
    /// `State`.
    pub state: Option<String>,
    /// `PolicyDocument`.
    pub policy_document: Option<String>,
    /// `RouteTableIds`.
    pub route_table_ids: Option<Vec<String>>,
    /// `SubnetIds`.
    pub subnet_ids: Option<Vec<String>>,
    /// `Groups`.
    pub groups: Option<Vec<SecurityGroupIdentifier>>,
    /// `IpAddressType`.
    pub ip_address_type: Option<String>,
    /// `DnsOptions`.
    pub dns_options: Option<DnsOptions>,
    /// `PrivateDnsEnabled`.
    pub private_dns_enabled: Option<bool>,
    /// `RequesterManaged`.
    pub requester_managed: Option<bool>,
    /// `NetworkInterfaceIds`.
    pub network_interface_ids: Option<Vec<String>>,
    /// `DnsEntries`.
    pub dns_entries: Option<Vec<DnsEntry>>,
    /// `CreationTimestamp`.
    pub creation_timestamp: Option<Timestamp>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `OwnerId`.
    pub owner_id: Option<String>,
    /// `LastError`.
    pub last_error: Option<LastError>,
    /// `Ipv4Prefixes`.
    pub ipv4_prefixes: Option<Vec<SubnetIpPrefixes>>,
    /// `Ipv6Prefixes`.
    pub ipv6_prefixes: Option<Vec<SubnetIpPrefixes>>,
    /// `FailureReason`.
    pub failure_reason: Option<String>,
    /// `ServiceNetworkArn`.
    pub service_network_arn: Option<String>,
    /// `ResourceConfigurationArn`.
    pub resource_configuration_arn: Option<String>,
    /// `ServiceRegion`.
    pub service_region: Option<String>,
}

record!(
    VpcEndpoint,
    vpc_endpoint_id,
    vpc_endpoint_type,
    vpc_id,
    service_name,
    state,
    policy_document,
    route_table_ids,
    subnet_ids,
    groups,
    ip_address_type,
    dns_options,
    private_dns_enabled,
    requester_managed,
    network_interface_ids,
    dns_entries,
    creation_timestamp,
    tags,
    owner_id,
    last_error,
    ipv4_prefixes,
    ipv6_prefixes,
    failure_reason,
    service_network_arn,
    resource_configuration_arn,
    service_region
);

/// The shape `VpcIpv6CidrBlockAssociation`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VpcIpv6CidrBlockAssociation {
    /// `AssociationId`.
    pub association_id: Option<String>,
    /// `Ipv6CidrBlock`.
    pub ipv6_cidr_block: Option<String>,
    /// `Ipv6CidrBlockState`.
    pub ipv6_cidr_block_state: Option<VpcCidrBlockState>,
    /// `NetworkBorderGroup`.
    pub network_border_group: Option<String>,
    /// `Ipv6Pool`.
    pub ipv6_pool: Option<String>,
    /// `Ipv6AddressAttribute`.
    pub ipv6_address_attribute: Option<String>,
    /// `IpSource`.
    pub ip_source: Option<String>,
}

record!(
    VpcIpv6CidrBlockAssociation,
    association_id,
    ipv6_cidr_block,
    ipv6_cidr_block_state,
    network_border_group,
    ipv6_pool,
    ipv6_address_attribute,
    ip_source
);

/// The shape `VpcPeeringConnection`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VpcPeeringConnection {
    /// `AccepterVpcInfo`.
    pub accepter_vpc_info: Option<VpcPeeringConnectionVpcInfo>,
    /// `ExpirationTime`.
    pub expiration_time: Option<Timestamp>,
    /// `RequesterVpcInfo`.
    pub requester_vpc_info: Option<VpcPeeringConnectionVpcInfo>,
    /// `Status`.
    pub status: Option<VpcPeeringConnectionStateReason>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `VpcPeeringConnectionId`.
    pub vpc_peering_connection_id: Option<String>,
}

record!(
    VpcPeeringConnection,
    accepter_vpc_info,
    expiration_time,
    requester_vpc_info,
    status,
    tags,
    vpc_peering_connection_id
);

/// The shape `VpcPeeringConnectionOptionsDescription`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VpcPeeringConnectionOptionsDescription {
    /// `AllowDnsResolutionFromRemoteVpc`.
    pub allow_dns_resolution_from_remote_vpc: Option<bool>,
    /// `AllowEgressFromLocalClassicLinkToRemoteVpc`.
    pub allow_egress_from_local_classic_link_to_remote_vpc: Option<bool>,
    /// `AllowEgressFromLocalVpcToRemoteClassicLink`.
    pub allow_egress_from_local_vpc_to_remote_classic_link: Option<bool>,
}

record!(
    VpcPeeringConnectionOptionsDescription,
    allow_dns_resolution_from_remote_vpc,
    allow_egress_from_local_classic_link_to_remote_vpc,
    allow_egress_from_local_vpc_to_remote_classic_link
);

/// The shape `VpcPeeringConnectionStateReason`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VpcPeeringConnectionStateReason {
    /// `Code`.
    pub code: Option<String>,
    /// `Message`.
    pub message: Option<String>,
}

record!(VpcPeeringConnectionStateReason, code, message);

/// The shape `VpcPeeringConnectionVpcInfo`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VpcPeeringConnectionVpcInfo {
    /// `CidrBlock`.
    pub cidr_block: Option<String>,
    /// `Ipv6CidrBlockSet`.
    pub ipv6_cidr_block_set: Option<Vec<Ipv6CidrBlock>>,
    /// `CidrBlockSet`.
    pub cidr_block_set: Option<Vec<CidrBlock>>,
    /// `OwnerId`.
    pub owner_id: Option<String>,
    /// `PeeringOptions`.
    pub peering_options: Option<VpcPeeringConnectionOptionsDescription>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `Region`.
    pub region: Option<String>,
}

record!(
    VpcPeeringConnectionVpcInfo,
    cidr_block,
    ipv6_cidr_block_set,
    cidr_block_set,
    owner_id,
    peering_options,
    vpc_id,
    region
);

/// The shape `VpnGateway`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VpnGateway {
    /// `AmazonSideAsn`.
    pub amazon_side_asn: Option<i64>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `VpnGatewayId`.
    pub vpn_gateway_id: Option<String>,
    /// `State`.
    pub state: Option<String>,
    /// `Type`.
    pub r#type: Option<String>,
    /// `AvailabilityZone`.
    pub availability_zone: Option<String>,
    /// `VpcAttachments`.
    pub vpc_attachments: Option<Vec<VpcAttachment>>,
}

record!(VpnGateway, amazon_side_asn, tags, vpn_gateway_id, state, r#type, availability_zone, vpc_attachments);

/// The operations of Amazon Elastic Compute Cloud.
pub trait Ec2: Send + Sync + 'static {
    /// `AcceptVpcPeeringConnection`.
    fn accept_vpc_peering_connection(
        &self,
        context: &RequestContext,
        input: AcceptVpcPeeringConnectionRequest,
    ) -> Result<AcceptVpcPeeringConnectionResult, ApiError>;

    /// `AllocateAddress`.
    fn allocate_address(
        &self,
        context: &RequestContext,
        input: AllocateAddressRequest,
    ) -> Result<AllocateAddressResult, ApiError>;

    /// `AssignIpv6Addresses`.
    fn assign_ipv6_addresses(
        &self,
        context: &RequestContext,
        input: AssignIpv6AddressesRequest,
    ) -> Result<AssignIpv6AddressesResult, ApiError>;

    /// `AssignPrivateIpAddresses`.
    fn assign_private_ip_addresses(
        &self,
        context: &RequestContext,
        input: AssignPrivateIpAddressesRequest,
    ) -> Result<AssignPrivateIpAddressesResult, ApiError>;

    /// `AssociateAddress`.
    fn associate_address(
        &self,
        context: &RequestContext,
        input: AssociateAddressRequest,
    ) -> Result<AssociateAddressResult, ApiError>;

    /// `AssociateDhcpOptions`.
    fn associate_dhcp_options(
        &self,
        context: &RequestContext,
        input: AssociateDhcpOptionsRequest,
    ) -> Result<(), ApiError>;

    /// `AssociateNatGatewayAddress`.
    fn associate_nat_gateway_address(
        &self,
        context: &RequestContext,
        input: AssociateNatGatewayAddressRequest,
    ) -> Result<AssociateNatGatewayAddressResult, ApiError>;

    /// `AssociateRouteTable`.
    fn associate_route_table(
        &self,
        context: &RequestContext,
        input: AssociateRouteTableRequest,
    ) -> Result<AssociateRouteTableResult, ApiError>;

    /// `AssociateSubnetCidrBlock`.
    fn associate_subnet_cidr_block(
        &self,
        context: &RequestContext,
        input: AssociateSubnetCidrBlockRequest,
    ) -> Result<AssociateSubnetCidrBlockResult, ApiError>;

    /// `AssociateVpcCidrBlock`.
    fn associate_vpc_cidr_block(
        &self,
        context: &RequestContext,
        input: AssociateVpcCidrBlockRequest,
    ) -> Result<AssociateVpcCidrBlockResult, ApiError>;

    /// `AttachInternetGateway`.
    fn attach_internet_gateway(
        &self,
        context: &RequestContext,
        input: AttachInternetGatewayRequest,
    ) -> Result<(), ApiError>;

    /// `AttachNetworkInterface`.
    fn attach_network_interface(
        &self,
        context: &RequestContext,
        input: AttachNetworkInterfaceRequest,
    ) -> Result<AttachNetworkInterfaceResult, ApiError>;

    /// `AttachVpnGateway`.
    fn attach_vpn_gateway(
        &self,
        context: &RequestContext,
        input: AttachVpnGatewayRequest,
    ) -> Result<AttachVpnGatewayResult, ApiError>;

    /// `AuthorizeSecurityGroupEgress`.
    fn authorize_security_group_egress(
        &self,
        context: &RequestContext,
        input: AuthorizeSecurityGroupEgressRequest,
    ) -> Result<AuthorizeSecurityGroupEgressResult, ApiError>;

    /// `AuthorizeSecurityGroupIngress`.
    fn authorize_security_group_ingress(
        &self,
        context: &RequestContext,
        input: AuthorizeSecurityGroupIngressRequest,
    ) -> Result<AuthorizeSecurityGroupIngressResult, ApiError>;

    /// `CreateDefaultSubnet`.
    fn create_default_subnet(
        &self,
        context: &RequestContext,
        input: CreateDefaultSubnetRequest,
    ) -> Result<CreateDefaultSubnetResult, ApiError>;

    /// `CreateDefaultVpc`.
    fn create_default_vpc(
        &self,
        context: &RequestContext,
        input: CreateDefaultVpcRequest,
    ) -> Result<CreateDefaultVpcResult, ApiError>;

    /// `CreateDhcpOptions`.
    fn create_dhcp_options(
        &self,
        context: &RequestContext,
        input: CreateDhcpOptionsRequest,
    ) -> Result<CreateDhcpOptionsResult, ApiError>;

    /// `CreateEgressOnlyInternetGateway`.
    fn create_egress_only_internet_gateway(
        &self,
        context: &RequestContext,
        input: CreateEgressOnlyInternetGatewayRequest,
    ) -> Result<CreateEgressOnlyInternetGatewayResult, ApiError>;

    /// `CreateInternetGateway`.
    fn create_internet_gateway(
        &self,
        context: &RequestContext,
        input: CreateInternetGatewayRequest,
    ) -> Result<CreateInternetGatewayResult, ApiError>;

    /// `CreateManagedPrefixList`.
    fn create_managed_prefix_list(
        &self,
        context: &RequestContext,
        input: CreateManagedPrefixListRequest,
    ) -> Result<CreateManagedPrefixListResult, ApiError>;

    /// `CreateNatGateway`.
    fn create_nat_gateway(
        &self,
        context: &RequestContext,
        input: CreateNatGatewayRequest,
    ) -> Result<CreateNatGatewayResult, ApiError>;

    /// `CreateNetworkAcl`.
    fn create_network_acl(
        &self,
        context: &RequestContext,
        input: CreateNetworkAclRequest,
    ) -> Result<CreateNetworkAclResult, ApiError>;

    /// `CreateNetworkAclEntry`.
    fn create_network_acl_entry(
        &self,
        context: &RequestContext,
        input: CreateNetworkAclEntryRequest,
    ) -> Result<(), ApiError>;

    /// `CreateNetworkInsightsPath`.
    fn create_network_insights_path(
        &self,
        context: &RequestContext,
        input: CreateNetworkInsightsPathRequest,
    ) -> Result<CreateNetworkInsightsPathResult, ApiError>;

    /// `CreateNetworkInterface`.
    fn create_network_interface(
        &self,
        context: &RequestContext,
        input: CreateNetworkInterfaceRequest,
    ) -> Result<CreateNetworkInterfaceResult, ApiError>;

    /// `CreateNetworkInterfacePermission`.
    fn create_network_interface_permission(
        &self,
        context: &RequestContext,
        input: CreateNetworkInterfacePermissionRequest,
    ) -> Result<CreateNetworkInterfacePermissionResult, ApiError>;

    /// `CreateRoute`.
    fn create_route(&self, context: &RequestContext, input: CreateRouteRequest) -> Result<CreateRouteResult, ApiError>;

    /// `CreateRouteTable`.
    fn create_route_table(
        &self,
        context: &RequestContext,
        input: CreateRouteTableRequest,
    ) -> Result<CreateRouteTableResult, ApiError>;

    /// `CreateSecurityGroup`.
    fn create_security_group(
        &self,
        context: &RequestContext,
        input: CreateSecurityGroupRequest,
    ) -> Result<CreateSecurityGroupResult, ApiError>;

    /// `CreateSubnet`.
    fn create_subnet(
        &self,
        context: &RequestContext,
        input: CreateSubnetRequest,
    ) -> Result<CreateSubnetResult, ApiError>;

    /// `CreateSubnetCidrReservation`.
    fn create_subnet_cidr_reservation(
        &self,
        context: &RequestContext,
        input: CreateSubnetCidrReservationRequest,
    ) -> Result<CreateSubnetCidrReservationResult, ApiError>;

    /// `CreateTags`.
    fn create_tags(&self, context: &RequestContext, input: CreateTagsRequest) -> Result<(), ApiError>;

    /// `CreateVpc`.
    fn create_vpc(&self, context: &RequestContext, input: CreateVpcRequest) -> Result<CreateVpcResult, ApiError>;

    /// `CreateVpcEndpoint`.
    fn create_vpc_endpoint(
        &self,
        context: &RequestContext,
        input: CreateVpcEndpointRequest,
    ) -> Result<CreateVpcEndpointResult, ApiError>;

    /// `CreateVpcEndpointServiceConfiguration`.
    fn create_vpc_endpoint_service_configuration(
        &self,
        context: &RequestContext,
        input: CreateVpcEndpointServiceConfigurationRequest,
    ) -> Result<CreateVpcEndpointServiceConfigurationResult, ApiError>;

    /// `CreateVpcPeeringConnection`.
    fn create_vpc_peering_connection(
        &self,
        context: &RequestContext,
        input: CreateVpcPeeringConnectionRequest,
    ) -> Result<CreateVpcPeeringConnectionResult, ApiError>;

    /// `CreateVpnGateway`.
    fn create_vpn_gateway(
        &self,
        context: &RequestContext,
        input: CreateVpnGatewayRequest,
    ) -> Result<CreateVpnGatewayResult, ApiError>;

    /// `DeleteDhcpOptions`.
    fn delete_dhcp_options(&self, context: &RequestContext, input: DeleteDhcpOptionsRequest) -> Result<(), ApiError>;

    /// `DeleteEgressOnlyInternetGateway`.
    fn delete_egress_only_internet_gateway(
        &self,
        context: &RequestContext,
        input: DeleteEgressOnlyInternetGatewayRequest,
    ) -> Result<DeleteEgressOnlyInternetGatewayResult, ApiError>;

    /// `DeleteInternetGateway`.
    fn delete_internet_gateway(
        &self,
        context: &RequestContext,
        input: DeleteInternetGatewayRequest,
    ) -> Result<(), ApiError>;

    /// `DeleteManagedPrefixList`.
    fn delete_managed_prefix_list(
        &self,
        context: &RequestContext,
        input: DeleteManagedPrefixListRequest,
    ) -> Result<DeleteManagedPrefixListResult, ApiError>;

    /// `DeleteNatGateway`.
    fn delete_nat_gateway(
        &self,
        context: &RequestContext,
        input: DeleteNatGatewayRequest,
    ) -> Result<DeleteNatGatewayResult, ApiError>;

    /// `DeleteNetworkAcl`.
    fn delete_network_acl(&self, context: &RequestContext, input: DeleteNetworkAclRequest) -> Result<(), ApiError>;

    /// `DeleteNetworkAclEntry`.
    fn delete_network_acl_entry(
        &self,
        context: &RequestContext,
        input: DeleteNetworkAclEntryRequest,
    ) -> Result<(), ApiError>;

    /// `DeleteNetworkInsightsAnalysis`.
    fn delete_network_insights_analysis(
        &self,
        context: &RequestContext,
        input: DeleteNetworkInsightsAnalysisRequest,
    ) -> Result<DeleteNetworkInsightsAnalysisResult, ApiError>;

    /// `DeleteNetworkInsightsPath`.
    fn delete_network_insights_path(
        &self,
        context: &RequestContext,
        input: DeleteNetworkInsightsPathRequest,
    ) -> Result<DeleteNetworkInsightsPathResult, ApiError>;

    /// `DeleteNetworkInterface`.
    fn delete_network_interface(
        &self,
        context: &RequestContext,
        input: DeleteNetworkInterfaceRequest,
    ) -> Result<(), ApiError>;

    /// `DeleteRoute`.
    fn delete_route(&self, context: &RequestContext, input: DeleteRouteRequest) -> Result<(), ApiError>;

    /// `DeleteRouteTable`.
    fn delete_route_table(&self, context: &RequestContext, input: DeleteRouteTableRequest) -> Result<(), ApiError>;

    /// `DeleteSecurityGroup`.
    fn delete_security_group(
        &self,
        context: &RequestContext,
        input: DeleteSecurityGroupRequest,
    ) -> Result<DeleteSecurityGroupResult, ApiError>;

    /// `DeleteSubnet`.
    fn delete_subnet(&self, context: &RequestContext, input: DeleteSubnetRequest) -> Result<(), ApiError>;

    /// `DeleteSubnetCidrReservation`.
    fn delete_subnet_cidr_reservation(
        &self,
        context: &RequestContext,
        input: DeleteSubnetCidrReservationRequest,
    ) -> Result<DeleteSubnetCidrReservationResult, ApiError>;

    /// `DeleteTags`.
    fn delete_tags(&self, context: &RequestContext, input: DeleteTagsRequest) -> Result<(), ApiError>;

    /// `DeleteVpc`.
    fn delete_vpc(&self, context: &RequestContext, input: DeleteVpcRequest) -> Result<(), ApiError>;

    /// `DeleteVpcEndpointServiceConfigurations`.
    fn delete_vpc_endpoint_service_configurations(
        &self,
        context: &RequestContext,
        input: DeleteVpcEndpointServiceConfigurationsRequest,
    ) -> Result<DeleteVpcEndpointServiceConfigurationsResult, ApiError>;

    /// `DeleteVpcEndpoints`.
    fn delete_vpc_endpoints(
        &self,
        context: &RequestContext,
        input: DeleteVpcEndpointsRequest,
    ) -> Result<DeleteVpcEndpointsResult, ApiError>;

    /// `DeleteVpcPeeringConnection`.
    fn delete_vpc_peering_connection(
        &self,
        context: &RequestContext,
        input: DeleteVpcPeeringConnectionRequest,
    ) -> Result<DeleteVpcPeeringConnectionResult, ApiError>;

    /// `DeleteVpnGateway`.
    fn delete_vpn_gateway(&self, context: &RequestContext, input: DeleteVpnGatewayRequest) -> Result<(), ApiError>;

    /// `DescribeAccountAttributes`.
    fn describe_account_attributes(
        &self,
        context: &RequestContext,
        input: DescribeAccountAttributesRequest,
    ) -> Result<DescribeAccountAttributesResult, ApiError>;

    /// `DescribeAddresses`.
    fn describe_addresses(
        &self,
        context: &RequestContext,
        input: DescribeAddressesRequest,
    ) -> Result<DescribeAddressesResult, ApiError>;

    /// `DescribeAddressesAttribute`.
    fn describe_addresses_attribute(
        &self,
        context: &RequestContext,
        input: DescribeAddressesAttributeRequest,
    ) -> Result<DescribeAddressesAttributeResult, ApiError>;

    /// `DescribeAvailabilityZones`.
    fn describe_availability_zones(
        &self,
        context: &RequestContext,
        input: DescribeAvailabilityZonesRequest,
    ) -> Result<DescribeAvailabilityZonesResult, ApiError>;

    /// `DescribeCustomerGateways`.
    fn describe_customer_gateways(
        &self,
        context: &RequestContext,
        input: DescribeCustomerGatewaysRequest,
    ) -> Result<DescribeCustomerGatewaysResult, ApiError>;

    /// `DescribeDhcpOptions`.
    fn describe_dhcp_options(
        &self,
        context: &RequestContext,
        input: DescribeDhcpOptionsRequest,
    ) -> Result<DescribeDhcpOptionsResult, ApiError>;

    /// `DescribeEgressOnlyInternetGateways`.
    fn describe_egress_only_internet_gateways(
        &self,
        context: &RequestContext,
        input: DescribeEgressOnlyInternetGatewaysRequest,
    ) -> Result<DescribeEgressOnlyInternetGatewaysResult, ApiError>;

    /// `DescribeInstanceStatus`.
    fn describe_instance_status(
        &self,
        context: &RequestContext,
        input: DescribeInstanceStatusRequest,
    ) -> Result<DescribeInstanceStatusResult, ApiError>;

    /// `DescribeInstanceTypes`.
    fn describe_instance_types(
        &self,
        context: &RequestContext,
        input: DescribeInstanceTypesRequest,
    ) -> Result<DescribeInstanceTypesResult, ApiError>;

    /// `DescribeInstances`.
    fn describe_instances(
        &self,
        context: &RequestContext,
        input: DescribeInstancesRequest,
    ) -> Result<DescribeInstancesResult, ApiError>;

    /// `DescribeInternetGateways`.
    fn describe_internet_gateways(
        &self,
        context: &RequestContext,
        input: DescribeInternetGatewaysRequest,
    ) -> Result<DescribeInternetGatewaysResult, ApiError>;

    /// `DescribeManagedPrefixLists`.
    fn describe_managed_prefix_lists(
        &self,
        context: &RequestContext,
        input: DescribeManagedPrefixListsRequest,
    ) -> Result<DescribeManagedPrefixListsResult, ApiError>;

    /// `DescribeNatGateways`.
    fn describe_nat_gateways(
        &self,
        context: &RequestContext,
        input: DescribeNatGatewaysRequest,
    ) -> Result<DescribeNatGatewaysResult, ApiError>;

    /// `DescribeNetworkAcls`.
    fn describe_network_acls(
        &self,
        context: &RequestContext,
        input: DescribeNetworkAclsRequest,
    ) -> Result<DescribeNetworkAclsResult, ApiError>;

    /// `DescribeNetworkInsightsAnalyses`.
    fn describe_network_insights_analyses(
        &self,
        context: &RequestContext,
        input: DescribeNetworkInsightsAnalysesRequest,
    ) -> Result<DescribeNetworkInsightsAnalysesResult, ApiError>;

    /// `DescribeNetworkInsightsPaths`.
    fn describe_network_insights_paths(
        &self,
        context: &RequestContext,
        input: DescribeNetworkInsightsPathsRequest,
    ) -> Result<DescribeNetworkInsightsPathsResult, ApiError>;

    /// `DescribeNetworkInterfaceAttribute`.
    fn describe_network_interface_attribute(
        &self,
        context: &RequestContext,
        input: DescribeNetworkInterfaceAttributeRequest,
    ) -> Result<DescribeNetworkInterfaceAttributeResult, ApiError>;

    /// `DescribeNetworkInterfaces`.
    fn describe_network_interfaces(
        &self,
        context: &RequestContext,
        input: DescribeNetworkInterfacesRequest,
    ) -> Result<DescribeNetworkInterfacesResult, ApiError>;

    /// `DescribePrefixLists`.
    fn describe_prefix_lists(
        &self,
        context: &RequestContext,
        input: DescribePrefixListsRequest,
    ) -> Result<DescribePrefixListsResult, ApiError>;

    /// `DescribeRegions`.
    fn describe_regions(
        &self,
        context: &RequestContext,
        input: DescribeRegionsRequest,
    ) -> Result<DescribeRegionsResult, ApiError>;

    /// `DescribeRouteTables`.
    fn describe_route_tables(
        &self,
        context: &RequestContext,
        input: DescribeRouteTablesRequest,
    ) -> Result<DescribeRouteTablesResult, ApiError>;

    /// `DescribeSecurityGroupReferences`.
    fn describe_security_group_references(
        &self,
        context: &RequestContext,
        input: DescribeSecurityGroupReferencesRequest,
    ) -> Result<DescribeSecurityGroupReferencesResult, ApiError>;

    /// `DescribeSecurityGroupRules`.
    fn describe_security_group_rules(
        &self,
        context: &RequestContext,
        input: DescribeSecurityGroupRulesRequest,
    ) -> Result<DescribeSecurityGroupRulesResult, ApiError>;

    /// `DescribeSecurityGroupVpcAssociations`.
    fn describe_security_group_vpc_associations(
        &self,
        context: &RequestContext,
        input: DescribeSecurityGroupVpcAssociationsRequest,
    ) -> Result<DescribeSecurityGroupVpcAssociationsResult, ApiError>;

    /// `DescribeSecurityGroups`.
    fn describe_security_groups(
        &self,
        context: &RequestContext,
        input: DescribeSecurityGroupsRequest,
    ) -> Result<DescribeSecurityGroupsResult, ApiError>;

    /// `DescribeStaleSecurityGroups`.
    fn describe_stale_security_groups(
        &self,
        context: &RequestContext,
        input: DescribeStaleSecurityGroupsRequest,
    ) -> Result<DescribeStaleSecurityGroupsResult, ApiError>;

    /// `DescribeSubnets`.
    fn describe_subnets(
        &self,
        context: &RequestContext,
        input: DescribeSubnetsRequest,
    ) -> Result<DescribeSubnetsResult, ApiError>;

    /// `DescribeTags`.
    fn describe_tags(
        &self,
        context: &RequestContext,
        input: DescribeTagsRequest,
    ) -> Result<DescribeTagsResult, ApiError>;

    /// `DescribeVpcAttribute`.
    fn describe_vpc_attribute(
        &self,
        context: &RequestContext,
        input: DescribeVpcAttributeRequest,
    ) -> Result<DescribeVpcAttributeResult, ApiError>;

    /// `DescribeVpcEndpointServiceConfigurations`.
    fn describe_vpc_endpoint_service_configurations(
        &self,
        context: &RequestContext,
        input: DescribeVpcEndpointServiceConfigurationsRequest,
    ) -> Result<DescribeVpcEndpointServiceConfigurationsResult, ApiError>;

    /// `DescribeVpcEndpointServices`.
    fn describe_vpc_endpoint_services(
        &self,
        context: &RequestContext,
        input: DescribeVpcEndpointServicesRequest,
    ) -> Result<DescribeVpcEndpointServicesResult, ApiError>;

    /// `DescribeVpcEndpoints`.
    fn describe_vpc_endpoints(
        &self,
        context: &RequestContext,
        input: DescribeVpcEndpointsRequest,
    ) -> Result<DescribeVpcEndpointsResult, ApiError>;

    /// `DescribeVpcPeeringConnections`.
    fn describe_vpc_peering_connections(
        &self,
        context: &RequestContext,
        input: DescribeVpcPeeringConnectionsRequest,
    ) -> Result<DescribeVpcPeeringConnectionsResult, ApiError>;

    /// `DescribeVpcs`.
    fn describe_vpcs(
        &self,
        context: &RequestContext,
        input: DescribeVpcsRequest,
    ) -> Result<DescribeVpcsResult, ApiError>;

    /// `DescribeVpnGateways`.
    fn describe_vpn_gateways(
        &self,
        context: &RequestContext,
        input: DescribeVpnGatewaysRequest,
    ) -> Result<DescribeVpnGatewaysResult, ApiError>;

    /// `DetachInternetGateway`.
    fn detach_internet_gateway(
        &self,
        context: &RequestContext,
        input: DetachInternetGatewayRequest,
    ) -> Result<(), ApiError>;

    /// `DetachNetworkInterface`.
    fn detach_network_interface(
        &self,
        context: &RequestContext,
        input: DetachNetworkInterfaceRequest,
    ) -> Result<(), ApiError>;

    /// `DetachVpnGateway`.
    fn detach_vpn_gateway(&self, context: &RequestContext, input: DetachVpnGatewayRequest) -> Result<(), ApiError>;

    /// `DisableVgwRoutePropagation`.
    fn disable_vgw_route_propagation(
        &self,
        context: &RequestContext,
        input: DisableVgwRoutePropagationRequest,
    ) -> Result<(), ApiError>;

    /// `DisassociateAddress`.
    fn disassociate_address(&self, context: &RequestContext, input: DisassociateAddressRequest)
    -> Result<(), ApiError>;

    /// `DisassociateNatGatewayAddress`.
    fn disassociate_nat_gateway_address(
        &self,
        context: &RequestContext,
        input: DisassociateNatGatewayAddressRequest,
    ) -> Result<DisassociateNatGatewayAddressResult, ApiError>;

    /// `DisassociateRouteTable`.
    fn disassociate_route_table(
        &self,
        context: &RequestContext,
        input: DisassociateRouteTableRequest,
    ) -> Result<(), ApiError>;

    /// `DisassociateSubnetCidrBlock`.
    fn disassociate_subnet_cidr_block(
        &self,
        context: &RequestContext,
        input: DisassociateSubnetCidrBlockRequest,
    ) -> Result<DisassociateSubnetCidrBlockResult, ApiError>;

    /// `DisassociateVpcCidrBlock`.
    fn disassociate_vpc_cidr_block(
        &self,
        context: &RequestContext,
        input: DisassociateVpcCidrBlockRequest,
    ) -> Result<DisassociateVpcCidrBlockResult, ApiError>;

    /// `EnableVgwRoutePropagation`.
    fn enable_vgw_route_propagation(
        &self,
        context: &RequestContext,
        input: EnableVgwRoutePropagationRequest,
    ) -> Result<(), ApiError>;

    /// `GetManagedPrefixListAssociations`.
    fn get_managed_prefix_list_associations(
        &self,
        context: &RequestContext,
        input: GetManagedPrefixListAssociationsRequest,
    ) -> Result<GetManagedPrefixListAssociationsResult, ApiError>;

    /// `GetManagedPrefixListEntries`.
    fn get_managed_prefix_list_entries(
        &self,
        context: &RequestContext,
        input: GetManagedPrefixListEntriesRequest,
    ) -> Result<GetManagedPrefixListEntriesResult, ApiError>;

    /// `GetSecurityGroupsForVpc`.
    fn get_security_groups_for_vpc(
        &self,
        context: &RequestContext,
        input: GetSecurityGroupsForVpcRequest,
    ) -> Result<GetSecurityGroupsForVpcResult, ApiError>;

    /// `GetSubnetCidrReservations`.
    fn get_subnet_cidr_reservations(
        &self,
        context: &RequestContext,
        input: GetSubnetCidrReservationsRequest,
    ) -> Result<GetSubnetCidrReservationsResult, ApiError>;

    /// `ModifyAddressAttribute`.
    fn modify_address_attribute(
        &self,
        context: &RequestContext,
        input: ModifyAddressAttributeRequest,
    ) -> Result<ModifyAddressAttributeResult, ApiError>;

    /// `ModifyManagedPrefixList`.
    fn modify_managed_prefix_list(
        &self,
        context: &RequestContext,
        input: ModifyManagedPrefixListRequest,
    ) -> Result<ModifyManagedPrefixListResult, ApiError>;

    /// `ModifyNetworkInterfaceAttribute`.
    fn modify_network_interface_attribute(
        &self,
        context: &RequestContext,
        input: ModifyNetworkInterfaceAttributeRequest,
    ) -> Result<(), ApiError>;

    /// `ModifySecurityGroupRules`.
    fn modify_security_group_rules(
        &self,
        context: &RequestContext,
        input: ModifySecurityGroupRulesRequest,
    ) -> Result<ModifySecurityGroupRulesResult, ApiError>;

    /// `ModifySubnetAttribute`.
    fn modify_subnet_attribute(
        &self,
        context: &RequestContext,
        input: ModifySubnetAttributeRequest,
    ) -> Result<(), ApiError>;

    /// `ModifyVpcAttribute`.
    fn modify_vpc_attribute(&self, context: &RequestContext, input: ModifyVpcAttributeRequest) -> Result<(), ApiError>;

    /// `ModifyVpcEndpoint`.
    fn modify_vpc_endpoint(
        &self,
        context: &RequestContext,
        input: ModifyVpcEndpointRequest,
    ) -> Result<ModifyVpcEndpointResult, ApiError>;

    /// `ModifyVpcEndpointServiceConfiguration`.
    fn modify_vpc_endpoint_service_configuration(
        &self,
        context: &RequestContext,
        input: ModifyVpcEndpointServiceConfigurationRequest,
    ) -> Result<ModifyVpcEndpointServiceConfigurationResult, ApiError>;

    /// `ModifyVpcPeeringConnectionOptions`.
    fn modify_vpc_peering_connection_options(
        &self,
        context: &RequestContext,
        input: ModifyVpcPeeringConnectionOptionsRequest,
    ) -> Result<ModifyVpcPeeringConnectionOptionsResult, ApiError>;

    /// `ModifyVpcTenancy`.
    fn modify_vpc_tenancy(
        &self,
        context: &RequestContext,
        input: ModifyVpcTenancyRequest,
    ) -> Result<ModifyVpcTenancyResult, ApiError>;

    /// `RejectVpcPeeringConnection`.
    fn reject_vpc_peering_connection(
        &self,
        context: &RequestContext,
        input: RejectVpcPeeringConnectionRequest,
    ) -> Result<RejectVpcPeeringConnectionResult, ApiError>;

    /// `ReleaseAddress`.
    fn release_address(&self, context: &RequestContext, input: ReleaseAddressRequest) -> Result<(), ApiError>;

    /// `ReplaceNetworkAclAssociation`.
    fn replace_network_acl_association(
        &self,
        context: &RequestContext,
        input: ReplaceNetworkAclAssociationRequest,
    ) -> Result<ReplaceNetworkAclAssociationResult, ApiError>;

    /// `ReplaceNetworkAclEntry`.
    fn replace_network_acl_entry(
        &self,
        context: &RequestContext,
        input: ReplaceNetworkAclEntryRequest,
    ) -> Result<(), ApiError>;

    /// `ReplaceRoute`.
    fn replace_route(&self, context: &RequestContext, input: ReplaceRouteRequest) -> Result<(), ApiError>;

    /// `ReplaceRouteTableAssociation`.
    fn replace_route_table_association(
        &self,
        context: &RequestContext,
        input: ReplaceRouteTableAssociationRequest,
    ) -> Result<ReplaceRouteTableAssociationResult, ApiError>;

    /// `ResetAddressAttribute`.
    fn reset_address_attribute(
        &self,
        context: &RequestContext,
        input: ResetAddressAttributeRequest,
    ) -> Result<ResetAddressAttributeResult, ApiError>;

    /// `ResetNetworkInterfaceAttribute`.
    fn reset_network_interface_attribute(
        &self,
        context: &RequestContext,
        input: ResetNetworkInterfaceAttributeRequest,
    ) -> Result<(), ApiError>;

    /// `RevokeSecurityGroupEgress`.
    fn revoke_security_group_egress(
        &self,
        context: &RequestContext,
        input: RevokeSecurityGroupEgressRequest,
    ) -> Result<RevokeSecurityGroupEgressResult, ApiError>;

    /// `RevokeSecurityGroupIngress`.
    fn revoke_security_group_ingress(
        &self,
        context: &RequestContext,
        input: RevokeSecurityGroupIngressRequest,
    ) -> Result<RevokeSecurityGroupIngressResult, ApiError>;

    /// `RunInstances`.
    fn run_instances(&self, context: &RequestContext, input: RunInstancesRequest) -> Result<Reservation, ApiError>;

    /// `StartInstances`.
    fn start_instances(
        &self,
        context: &RequestContext,
        input: StartInstancesRequest,
    ) -> Result<StartInstancesResult, ApiError>;

    /// `StartNetworkInsightsAnalysis`.
    fn start_network_insights_analysis(
        &self,
        context: &RequestContext,
        input: StartNetworkInsightsAnalysisRequest,
    ) -> Result<StartNetworkInsightsAnalysisResult, ApiError>;

    /// `StopInstances`.
    fn stop_instances(
        &self,
        context: &RequestContext,
        input: StopInstancesRequest,
    ) -> Result<StopInstancesResult, ApiError>;

    /// `TerminateInstances`.
    fn terminate_instances(
        &self,
        context: &RequestContext,
        input: TerminateInstancesRequest,
    ) -> Result<TerminateInstancesResult, ApiError>;

    /// `UnassignIpv6Addresses`.
    fn unassign_ipv6_addresses(
        &self,
        context: &RequestContext,
        input: UnassignIpv6AddressesRequest,
    ) -> Result<UnassignIpv6AddressesResult, ApiError>;

    /// `UnassignPrivateIpAddresses`.
    fn unassign_private_ip_addresses(
        &self,
        context: &RequestContext,
        input: UnassignPrivateIpAddressesRequest,
    ) -> Result<(), ApiError>;

    /// `UpdateSecurityGroupRuleDescriptionsEgress`.
    fn update_security_group_rule_descriptions_egress(
        &self,
        context: &RequestContext,
        input: UpdateSecurityGroupRuleDescriptionsEgressRequest,
    ) -> Result<UpdateSecurityGroupRuleDescriptionsEgressResult, ApiError>;

    /// `UpdateSecurityGroupRuleDescriptionsIngress`.
    fn update_security_group_rule_descriptions_ingress(
        &self,
        context: &RequestContext,
        input: UpdateSecurityGroupRuleDescriptionsIngressRequest,
    ) -> Result<UpdateSecurityGroupRuleDescriptionsIngressResult, ApiError>;
}
