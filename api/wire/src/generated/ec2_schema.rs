//! Schemas of Amazon Elastic Compute Cloud, generated from botocore 1.43.11 by `cargo xtask wire`: change operations.toml instead.

use super::ec2::Ec2;
use crate::schema::{ANY, Bounds, List, Member, Shape, Structure, TimestampFormat};
use crate::service::{Description, Operation, Protocol, Service, Signature, run};

/// Amazon Elastic Compute Cloud.
pub(crate) static SERVICE: Service<dyn Ec2> = Service {
    description: Description {
        name: "ec2",
        scope: "ec2",
        protocol: Protocol::Ec2Query,
        version: "2016-11-15",
        target_prefix: "",
        namespace: "http://ec2.amazonaws.com/doc/2016-11-15/",
    },
    operations: &[
        Operation {
            signature: Signature {
                name: "AcceptVpcPeeringConnection",
                input: &IN_ACCEPT_VPC_PEERING_CONNECTION_REQUEST,
                output: Some(&OUT_ACCEPT_VPC_PEERING_CONNECTION_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.accept_vpc_peering_connection(context, input)),
        },
        Operation {
            signature: Signature {
                name: "AllocateAddress",
                input: &IN_ALLOCATE_ADDRESS_REQUEST,
                output: Some(&OUT_ALLOCATE_ADDRESS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.allocate_address(context, input)),
        },
        Operation {
            signature: Signature {
                name: "AssignIpv6Addresses",
                input: &IN_ASSIGN_IPV6_ADDRESSES_REQUEST,
                output: Some(&OUT_ASSIGN_IPV6_ADDRESSES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.assign_ipv6_addresses(context, input)),
        },
        Operation {
            signature: Signature {
                name: "AssignPrivateIpAddresses",
                input: &IN_ASSIGN_PRIVATE_IP_ADDRESSES_REQUEST,
                output: Some(&OUT_ASSIGN_PRIVATE_IP_ADDRESSES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.assign_private_ip_addresses(context, input)),
        },
        Operation {
            signature: Signature {
                name: "AssociateAddress",
                input: &IN_ASSOCIATE_ADDRESS_REQUEST,
                output: Some(&OUT_ASSOCIATE_ADDRESS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.associate_address(context, input)),
        },
        Operation {
            signature: Signature {
                name: "AssociateDhcpOptions",
                input: &IN_ASSOCIATE_DHCP_OPTIONS_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.associate_dhcp_options(context, input)),
        },
        Operation {
            signature: Signature {
                name: "AssociateNatGatewayAddress",
                input: &IN_ASSOCIATE_NAT_GATEWAY_ADDRESS_REQUEST,
                output: Some(&OUT_ASSOCIATE_NAT_GATEWAY_ADDRESS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.associate_nat_gateway_address(context, input)),
        },
        Operation {
            signature: Signature {
                name: "AssociateRouteTable",
                input: &IN_ASSOCIATE_ROUTE_TABLE_REQUEST,
                output: Some(&OUT_ASSOCIATE_ROUTE_TABLE_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.associate_route_table(context, input)),
        },
        Operation {
            signature: Signature {
                name: "AssociateSubnetCidrBlock",
                input: &IN_ASSOCIATE_SUBNET_CIDR_BLOCK_REQUEST,
                output: Some(&OUT_ASSOCIATE_SUBNET_CIDR_BLOCK_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.associate_subnet_cidr_block(context, input)),
        },
        Operation {
            signature: Signature {
                name: "AssociateVpcCidrBlock",
                input: &IN_ASSOCIATE_VPC_CIDR_BLOCK_REQUEST,
                output: Some(&OUT_ASSOCIATE_VPC_CIDR_BLOCK_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.associate_vpc_cidr_block(context, input)),
        },
        Operation {
            signature: Signature {
                name: "AttachInternetGateway",
                input: &IN_ATTACH_INTERNET_GATEWAY_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.attach_internet_gateway(context, input)),
        },
        Operation {
            signature: Signature {
                name: "AttachNetworkInterface",
                input: &IN_ATTACH_NETWORK_INTERFACE_REQUEST,
                output: Some(&OUT_ATTACH_NETWORK_INTERFACE_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.attach_network_interface(context, input)),
        },
        Operation {
            signature: Signature {
                name: "AttachVpnGateway",
                input: &IN_ATTACH_VPN_GATEWAY_REQUEST,
                output: Some(&OUT_ATTACH_VPN_GATEWAY_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.attach_vpn_gateway(context, input)),
        },
        Operation {
            signature: Signature {
                name: "AuthorizeSecurityGroupEgress",
                input: &IN_AUTHORIZE_SECURITY_GROUP_EGRESS_REQUEST,
                output: Some(&OUT_AUTHORIZE_SECURITY_GROUP_EGRESS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.authorize_security_group_egress(context, input)),
        },
        Operation {
            signature: Signature {
                name: "AuthorizeSecurityGroupIngress",
                input: &IN_AUTHORIZE_SECURITY_GROUP_INGRESS_REQUEST,
                output: Some(&OUT_AUTHORIZE_SECURITY_GROUP_INGRESS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.authorize_security_group_ingress(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "CreateDefaultSubnet",
                input: &IN_CREATE_DEFAULT_SUBNET_REQUEST,
                output: Some(&OUT_CREATE_DEFAULT_SUBNET_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_default_subnet(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateDefaultVpc",
                input: &IN_CREATE_DEFAULT_VPC_REQUEST,
                output: Some(&OUT_CREATE_DEFAULT_VPC_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_default_vpc(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateDhcpOptions",
                input: &IN_CREATE_DHCP_OPTIONS_REQUEST,
                output: Some(&OUT_CREATE_DHCP_OPTIONS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_dhcp_options(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateEgressOnlyInternetGateway",
                input: &IN_CREATE_EGRESS_ONLY_INTERNET_GATEWAY_REQUEST,
                output: Some(&OUT_CREATE_EGRESS_ONLY_INTERNET_GATEWAY_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.create_egress_only_internet_gateway(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "CreateInternetGateway",
                input: &IN_CREATE_INTERNET_GATEWAY_REQUEST,
                output: Some(&OUT_CREATE_INTERNET_GATEWAY_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_internet_gateway(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateManagedPrefixList",
                input: &IN_CREATE_MANAGED_PREFIX_LIST_REQUEST,
                output: Some(&OUT_CREATE_MANAGED_PREFIX_LIST_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_managed_prefix_list(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateNatGateway",
                input: &IN_CREATE_NAT_GATEWAY_REQUEST,
                output: Some(&OUT_CREATE_NAT_GATEWAY_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_nat_gateway(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateNetworkAcl",
                input: &IN_CREATE_NETWORK_ACL_REQUEST,
                output: Some(&OUT_CREATE_NETWORK_ACL_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_network_acl(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateNetworkAclEntry",
                input: &IN_CREATE_NETWORK_ACL_ENTRY_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_network_acl_entry(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateNetworkInsightsPath",
                input: &IN_CREATE_NETWORK_INSIGHTS_PATH_REQUEST,
                output: Some(&OUT_CREATE_NETWORK_INSIGHTS_PATH_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_network_insights_path(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateNetworkInterface",
                input: &IN_CREATE_NETWORK_INTERFACE_REQUEST,
                output: Some(&OUT_CREATE_NETWORK_INTERFACE_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_network_interface(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateNetworkInterfacePermission",
                input: &IN_CREATE_NETWORK_INTERFACE_PERMISSION_REQUEST,
                output: Some(&OUT_CREATE_NETWORK_INTERFACE_PERMISSION_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.create_network_interface_permission(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "CreateRoute",
                input: &IN_CREATE_ROUTE_REQUEST,
                output: Some(&OUT_CREATE_ROUTE_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_route(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateRouteTable",
                input: &IN_CREATE_ROUTE_TABLE_REQUEST,
                output: Some(&OUT_CREATE_ROUTE_TABLE_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_route_table(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateSecurityGroup",
                input: &IN_CREATE_SECURITY_GROUP_REQUEST,
                output: Some(&OUT_CREATE_SECURITY_GROUP_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_security_group(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateSubnet",
                input: &IN_CREATE_SUBNET_REQUEST,
                output: Some(&OUT_CREATE_SUBNET_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_subnet(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateSubnetCidrReservation",
                input: &IN_CREATE_SUBNET_CIDR_RESERVATION_REQUEST,
                output: Some(&OUT_CREATE_SUBNET_CIDR_RESERVATION_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_subnet_cidr_reservation(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateTags",
                input: &IN_CREATE_TAGS_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_tags(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateVpc",
                input: &IN_CREATE_VPC_REQUEST,
                output: Some(&OUT_CREATE_VPC_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_vpc(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateVpcEndpoint",
                input: &IN_CREATE_VPC_ENDPOINT_REQUEST,
                output: Some(&OUT_CREATE_VPC_ENDPOINT_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_vpc_endpoint(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateVpcEndpointServiceConfiguration",
                input: &IN_CREATE_VPC_ENDPOINT_SERVICE_CONFIGURATION_REQUEST,
                output: Some(&OUT_CREATE_VPC_ENDPOINT_SERVICE_CONFIGURATION_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.create_vpc_endpoint_service_configuration(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "CreateVpcPeeringConnection",
                input: &IN_CREATE_VPC_PEERING_CONNECTION_REQUEST,
                output: Some(&OUT_CREATE_VPC_PEERING_CONNECTION_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_vpc_peering_connection(context, input)),
        },
        Operation {
            signature: Signature {
                name: "CreateVpnGateway",
                input: &IN_CREATE_VPN_GATEWAY_REQUEST,
                output: Some(&OUT_CREATE_VPN_GATEWAY_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_vpn_gateway(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteDhcpOptions",
                input: &IN_DELETE_DHCP_OPTIONS_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_dhcp_options(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteEgressOnlyInternetGateway",
                input: &IN_DELETE_EGRESS_ONLY_INTERNET_GATEWAY_REQUEST,
                output: Some(&OUT_DELETE_EGRESS_ONLY_INTERNET_GATEWAY_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.delete_egress_only_internet_gateway(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "DeleteInternetGateway",
                input: &IN_DELETE_INTERNET_GATEWAY_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_internet_gateway(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteManagedPrefixList",
                input: &IN_DELETE_MANAGED_PREFIX_LIST_REQUEST,
                output: Some(&OUT_DELETE_MANAGED_PREFIX_LIST_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_managed_prefix_list(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteNatGateway",
                input: &IN_DELETE_NAT_GATEWAY_REQUEST,
                output: Some(&OUT_DELETE_NAT_GATEWAY_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_nat_gateway(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteNetworkAcl",
                input: &IN_DELETE_NETWORK_ACL_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_network_acl(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteNetworkAclEntry",
                input: &IN_DELETE_NETWORK_ACL_ENTRY_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_network_acl_entry(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteNetworkInsightsAnalysis",
                input: &IN_DELETE_NETWORK_INSIGHTS_ANALYSIS_REQUEST,
                output: Some(&OUT_DELETE_NETWORK_INSIGHTS_ANALYSIS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.delete_network_insights_analysis(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "DeleteNetworkInsightsPath",
                input: &IN_DELETE_NETWORK_INSIGHTS_PATH_REQUEST,
                output: Some(&OUT_DELETE_NETWORK_INSIGHTS_PATH_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_network_insights_path(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteNetworkInterface",
                input: &IN_DELETE_NETWORK_INTERFACE_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_network_interface(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteRoute",
                input: &IN_DELETE_ROUTE_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_route(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteRouteTable",
                input: &IN_DELETE_ROUTE_TABLE_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_route_table(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteSecurityGroup",
                input: &IN_DELETE_SECURITY_GROUP_REQUEST,
                output: Some(&OUT_DELETE_SECURITY_GROUP_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_security_group(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteSubnet",
                input: &IN_DELETE_SUBNET_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_subnet(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteSubnetCidrReservation",
                input: &IN_DELETE_SUBNET_CIDR_RESERVATION_REQUEST,
                output: Some(&OUT_DELETE_SUBNET_CIDR_RESERVATION_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_subnet_cidr_reservation(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteTags",
                input: &IN_DELETE_TAGS_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_tags(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteVpc",
                input: &IN_DELETE_VPC_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_vpc(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteVpcEndpointServiceConfigurations",
                input: &IN_DELETE_VPC_ENDPOINT_SERVICE_CONFIGURATIONS_REQUEST,
                output: Some(&OUT_DELETE_VPC_ENDPOINT_SERVICE_CONFIGURATIONS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.delete_vpc_endpoint_service_configurations(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "DeleteVpcEndpoints",
                input: &IN_DELETE_VPC_ENDPOINTS_REQUEST,
                output: Some(&OUT_DELETE_VPC_ENDPOINTS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_vpc_endpoints(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteVpcPeeringConnection",
                input: &IN_DELETE_VPC_PEERING_CONNECTION_REQUEST,
                output: Some(&OUT_DELETE_VPC_PEERING_CONNECTION_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_vpc_peering_connection(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteVpnGateway",
                input: &IN_DELETE_VPN_GATEWAY_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_vpn_gateway(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeAccountAttributes",
                input: &IN_DESCRIBE_ACCOUNT_ATTRIBUTES_REQUEST,
                output: Some(&OUT_DESCRIBE_ACCOUNT_ATTRIBUTES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_account_attributes(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeAddresses",
                input: &IN_DESCRIBE_ADDRESSES_REQUEST,
                output: Some(&OUT_DESCRIBE_ADDRESSES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_addresses(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeAddressesAttribute",
                input: &IN_DESCRIBE_ADDRESSES_ATTRIBUTE_REQUEST,
                output: Some(&OUT_DESCRIBE_ADDRESSES_ATTRIBUTE_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_addresses_attribute(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeAvailabilityZones",
                input: &IN_DESCRIBE_AVAILABILITY_ZONES_REQUEST,
                output: Some(&OUT_DESCRIBE_AVAILABILITY_ZONES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_availability_zones(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeCustomerGateways",
                input: &IN_DESCRIBE_CUSTOMER_GATEWAYS_REQUEST,
                output: Some(&OUT_DESCRIBE_CUSTOMER_GATEWAYS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_customer_gateways(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeDhcpOptions",
                input: &IN_DESCRIBE_DHCP_OPTIONS_REQUEST,
                output: Some(&OUT_DESCRIBE_DHCP_OPTIONS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_dhcp_options(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeEgressOnlyInternetGateways",
                input: &IN_DESCRIBE_EGRESS_ONLY_INTERNET_GATEWAYS_REQUEST,
                output: Some(&OUT_DESCRIBE_EGRESS_ONLY_INTERNET_GATEWAYS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.describe_egress_only_internet_gateways(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "DescribeInstanceStatus",
                input: &IN_DESCRIBE_INSTANCE_STATUS_REQUEST,
                output: Some(&OUT_DESCRIBE_INSTANCE_STATUS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_instance_status(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeInstanceTypes",
                input: &IN_DESCRIBE_INSTANCE_TYPES_REQUEST,
                output: Some(&OUT_DESCRIBE_INSTANCE_TYPES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_instance_types(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeInstances",
                input: &IN_DESCRIBE_INSTANCES_REQUEST,
                output: Some(&OUT_DESCRIBE_INSTANCES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_instances(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeInternetGateways",
                input: &IN_DESCRIBE_INTERNET_GATEWAYS_REQUEST,
                output: Some(&OUT_DESCRIBE_INTERNET_GATEWAYS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_internet_gateways(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeManagedPrefixLists",
                input: &IN_DESCRIBE_MANAGED_PREFIX_LISTS_REQUEST,
                output: Some(&OUT_DESCRIBE_MANAGED_PREFIX_LISTS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_managed_prefix_lists(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeNatGateways",
                input: &IN_DESCRIBE_NAT_GATEWAYS_REQUEST,
                output: Some(&OUT_DESCRIBE_NAT_GATEWAYS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_nat_gateways(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeNetworkAcls",
                input: &IN_DESCRIBE_NETWORK_ACLS_REQUEST,
                output: Some(&OUT_DESCRIBE_NETWORK_ACLS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_network_acls(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeNetworkInsightsAnalyses",
                input: &IN_DESCRIBE_NETWORK_INSIGHTS_ANALYSES_REQUEST,
                output: Some(&OUT_DESCRIBE_NETWORK_INSIGHTS_ANALYSES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.describe_network_insights_analyses(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "DescribeNetworkInsightsPaths",
                input: &IN_DESCRIBE_NETWORK_INSIGHTS_PATHS_REQUEST,
                output: Some(&OUT_DESCRIBE_NETWORK_INSIGHTS_PATHS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_network_insights_paths(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeNetworkInterfaceAttribute",
                input: &IN_DESCRIBE_NETWORK_INTERFACE_ATTRIBUTE_REQUEST,
                output: Some(&OUT_DESCRIBE_NETWORK_INTERFACE_ATTRIBUTE_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.describe_network_interface_attribute(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "DescribeNetworkInterfaces",
                input: &IN_DESCRIBE_NETWORK_INTERFACES_REQUEST,
                output: Some(&OUT_DESCRIBE_NETWORK_INTERFACES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_network_interfaces(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribePrefixLists",
                input: &IN_DESCRIBE_PREFIX_LISTS_REQUEST,
                output: Some(&OUT_DESCRIBE_PREFIX_LISTS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_prefix_lists(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeRegions",
                input: &IN_DESCRIBE_REGIONS_REQUEST,
                output: Some(&OUT_DESCRIBE_REGIONS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_regions(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeRouteTables",
                input: &IN_DESCRIBE_ROUTE_TABLES_REQUEST,
                output: Some(&OUT_DESCRIBE_ROUTE_TABLES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_route_tables(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeSecurityGroupReferences",
                input: &IN_DESCRIBE_SECURITY_GROUP_REFERENCES_REQUEST,
                output: Some(&OUT_DESCRIBE_SECURITY_GROUP_REFERENCES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.describe_security_group_references(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "DescribeSecurityGroupRules",
                input: &IN_DESCRIBE_SECURITY_GROUP_RULES_REQUEST,
                output: Some(&OUT_DESCRIBE_SECURITY_GROUP_RULES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_security_group_rules(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeSecurityGroupVpcAssociations",
                input: &IN_DESCRIBE_SECURITY_GROUP_VPC_ASSOCIATIONS_REQUEST,
                output: Some(&OUT_DESCRIBE_SECURITY_GROUP_VPC_ASSOCIATIONS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.describe_security_group_vpc_associations(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "DescribeSecurityGroups",
                input: &IN_DESCRIBE_SECURITY_GROUPS_REQUEST,
                output: Some(&OUT_DESCRIBE_SECURITY_GROUPS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_security_groups(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeStaleSecurityGroups",
                input: &IN_DESCRIBE_STALE_SECURITY_GROUPS_REQUEST,
                output: Some(&OUT_DESCRIBE_STALE_SECURITY_GROUPS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_stale_security_groups(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeSubnets",
                input: &IN_DESCRIBE_SUBNETS_REQUEST,
                output: Some(&OUT_DESCRIBE_SUBNETS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_subnets(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeTags",
                input: &IN_DESCRIBE_TAGS_REQUEST,
                output: Some(&OUT_DESCRIBE_TAGS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_tags(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeVpcAttribute",
                input: &IN_DESCRIBE_VPC_ATTRIBUTE_REQUEST,
                output: Some(&OUT_DESCRIBE_VPC_ATTRIBUTE_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_vpc_attribute(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeVpcEndpointServiceConfigurations",
                input: &IN_DESCRIBE_VPC_ENDPOINT_SERVICE_CONFIGURATIONS_REQUEST,
                output: Some(&OUT_DESCRIBE_VPC_ENDPOINT_SERVICE_CONFIGURATIONS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.describe_vpc_endpoint_service_configurations(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "DescribeVpcEndpointServices",
                input: &IN_DESCRIBE_VPC_ENDPOINT_SERVICES_REQUEST,
                output: Some(&OUT_DESCRIBE_VPC_ENDPOINT_SERVICES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_vpc_endpoint_services(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeVpcEndpoints",
                input: &IN_DESCRIBE_VPC_ENDPOINTS_REQUEST,
                output: Some(&OUT_DESCRIBE_VPC_ENDPOINTS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_vpc_endpoints(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeVpcPeeringConnections",
                input: &IN_DESCRIBE_VPC_PEERING_CONNECTIONS_REQUEST,
                output: Some(&OUT_DESCRIBE_VPC_PEERING_CONNECTIONS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.describe_vpc_peering_connections(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "DescribeVpcs",
                input: &IN_DESCRIBE_VPCS_REQUEST,
                output: Some(&OUT_DESCRIBE_VPCS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_vpcs(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeVpnGateways",
                input: &IN_DESCRIBE_VPN_GATEWAYS_REQUEST,
                output: Some(&OUT_DESCRIBE_VPN_GATEWAYS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_vpn_gateways(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DetachInternetGateway",
                input: &IN_DETACH_INTERNET_GATEWAY_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.detach_internet_gateway(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DetachNetworkInterface",
                input: &IN_DETACH_NETWORK_INTERFACE_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.detach_network_interface(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DetachVpnGateway",
                input: &IN_DETACH_VPN_GATEWAY_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.detach_vpn_gateway(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DisableVgwRoutePropagation",
                input: &IN_DISABLE_VGW_ROUTE_PROPAGATION_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.disable_vgw_route_propagation(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DisassociateAddress",
                input: &IN_DISASSOCIATE_ADDRESS_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.disassociate_address(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DisassociateNatGatewayAddress",
                input: &IN_DISASSOCIATE_NAT_GATEWAY_ADDRESS_REQUEST,
                output: Some(&OUT_DISASSOCIATE_NAT_GATEWAY_ADDRESS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.disassociate_nat_gateway_address(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "DisassociateRouteTable",
                input: &IN_DISASSOCIATE_ROUTE_TABLE_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.disassociate_route_table(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DisassociateSubnetCidrBlock",
                input: &IN_DISASSOCIATE_SUBNET_CIDR_BLOCK_REQUEST,
                output: Some(&OUT_DISASSOCIATE_SUBNET_CIDR_BLOCK_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.disassociate_subnet_cidr_block(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DisassociateVpcCidrBlock",
                input: &IN_DISASSOCIATE_VPC_CIDR_BLOCK_REQUEST,
                output: Some(&OUT_DISASSOCIATE_VPC_CIDR_BLOCK_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.disassociate_vpc_cidr_block(context, input)),
        },
        Operation {
            signature: Signature {
                name: "EnableVgwRoutePropagation",
                input: &IN_ENABLE_VGW_ROUTE_PROPAGATION_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.enable_vgw_route_propagation(context, input)),
        },
        Operation {
            signature: Signature {
                name: "GetManagedPrefixListAssociations",
                input: &IN_GET_MANAGED_PREFIX_LIST_ASSOCIATIONS_REQUEST,
                output: Some(&OUT_GET_MANAGED_PREFIX_LIST_ASSOCIATIONS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.get_managed_prefix_list_associations(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "GetManagedPrefixListEntries",
                input: &IN_GET_MANAGED_PREFIX_LIST_ENTRIES_REQUEST,
                output: Some(&OUT_GET_MANAGED_PREFIX_LIST_ENTRIES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.get_managed_prefix_list_entries(context, input)),
        },
        Operation {
            signature: Signature {
                name: "GetSecurityGroupsForVpc",
                input: &IN_GET_SECURITY_GROUPS_FOR_VPC_REQUEST,
                output: Some(&OUT_GET_SECURITY_GROUPS_FOR_VPC_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.get_security_groups_for_vpc(context, input)),
        },
        Operation {
            signature: Signature {
                name: "GetSubnetCidrReservations",
                input: &IN_GET_SUBNET_CIDR_RESERVATIONS_REQUEST,
                output: Some(&OUT_GET_SUBNET_CIDR_RESERVATIONS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.get_subnet_cidr_reservations(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ModifyAddressAttribute",
                input: &IN_MODIFY_ADDRESS_ATTRIBUTE_REQUEST,
                output: Some(&OUT_MODIFY_ADDRESS_ATTRIBUTE_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.modify_address_attribute(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ModifyManagedPrefixList",
                input: &IN_MODIFY_MANAGED_PREFIX_LIST_REQUEST,
                output: Some(&OUT_MODIFY_MANAGED_PREFIX_LIST_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.modify_managed_prefix_list(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ModifyNetworkInterfaceAttribute",
                input: &IN_MODIFY_NETWORK_INTERFACE_ATTRIBUTE_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.modify_network_interface_attribute(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "ModifySecurityGroupRules",
                input: &IN_MODIFY_SECURITY_GROUP_RULES_REQUEST,
                output: Some(&OUT_MODIFY_SECURITY_GROUP_RULES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.modify_security_group_rules(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ModifySubnetAttribute",
                input: &IN_MODIFY_SUBNET_ATTRIBUTE_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.modify_subnet_attribute(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ModifyVpcAttribute",
                input: &IN_MODIFY_VPC_ATTRIBUTE_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.modify_vpc_attribute(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ModifyVpcEndpoint",
                input: &IN_MODIFY_VPC_ENDPOINT_REQUEST,
                output: Some(&OUT_MODIFY_VPC_ENDPOINT_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.modify_vpc_endpoint(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ModifyVpcEndpointServiceConfiguration",
                input: &IN_MODIFY_VPC_ENDPOINT_SERVICE_CONFIGURATION_REQUEST,
                output: Some(&OUT_MODIFY_VPC_ENDPOINT_SERVICE_CONFIGURATION_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.modify_vpc_endpoint_service_configuration(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "ModifyVpcPeeringConnectionOptions",
                input: &IN_MODIFY_VPC_PEERING_CONNECTION_OPTIONS_REQUEST,
                output: Some(&OUT_MODIFY_VPC_PEERING_CONNECTION_OPTIONS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.modify_vpc_peering_connection_options(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "ModifyVpcTenancy",
                input: &IN_MODIFY_VPC_TENANCY_REQUEST,
                output: Some(&OUT_MODIFY_VPC_TENANCY_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.modify_vpc_tenancy(context, input)),
        },
        Operation {
            signature: Signature {
                name: "RejectVpcPeeringConnection",
                input: &IN_REJECT_VPC_PEERING_CONNECTION_REQUEST,
                output: Some(&OUT_REJECT_VPC_PEERING_CONNECTION_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.reject_vpc_peering_connection(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ReleaseAddress",
                input: &IN_RELEASE_ADDRESS_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.release_address(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ReplaceNetworkAclAssociation",
                input: &IN_REPLACE_NETWORK_ACL_ASSOCIATION_REQUEST,
                output: Some(&OUT_REPLACE_NETWORK_ACL_ASSOCIATION_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.replace_network_acl_association(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ReplaceNetworkAclEntry",
                input: &IN_REPLACE_NETWORK_ACL_ENTRY_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.replace_network_acl_entry(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ReplaceRoute",
                input: &IN_REPLACE_ROUTE_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.replace_route(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ReplaceRouteTableAssociation",
                input: &IN_REPLACE_ROUTE_TABLE_ASSOCIATION_REQUEST,
                output: Some(&OUT_REPLACE_ROUTE_TABLE_ASSOCIATION_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.replace_route_table_association(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ResetAddressAttribute",
                input: &IN_RESET_ADDRESS_ATTRIBUTE_REQUEST,
                output: Some(&OUT_RESET_ADDRESS_ATTRIBUTE_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.reset_address_attribute(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ResetNetworkInterfaceAttribute",
                input: &IN_RESET_NETWORK_INTERFACE_ATTRIBUTE_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.reset_network_interface_attribute(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "RevokeSecurityGroupEgress",
                input: &IN_REVOKE_SECURITY_GROUP_EGRESS_REQUEST,
                output: Some(&OUT_REVOKE_SECURITY_GROUP_EGRESS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.revoke_security_group_egress(context, input)),
        },
        Operation {
            signature: Signature {
                name: "RevokeSecurityGroupIngress",
                input: &IN_REVOKE_SECURITY_GROUP_INGRESS_REQUEST,
                output: Some(&OUT_REVOKE_SECURITY_GROUP_INGRESS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.revoke_security_group_ingress(context, input)),
        },
        Operation {
            signature: Signature {
                name: "RunInstances",
                input: &IN_RUN_INSTANCES_REQUEST,
                output: Some(&OUT_RESERVATION),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.run_instances(context, input)),
        },
        Operation {
            signature: Signature {
                name: "StartInstances",
                input: &IN_START_INSTANCES_REQUEST,
                output: Some(&OUT_START_INSTANCES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.start_instances(context, input)),
        },
        Operation {
            signature: Signature {
                name: "StartNetworkInsightsAnalysis",
                input: &IN_START_NETWORK_INSIGHTS_ANALYSIS_REQUEST,
                output: Some(&OUT_START_NETWORK_INSIGHTS_ANALYSIS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.start_network_insights_analysis(context, input)),
        },
        Operation {
            signature: Signature {
                name: "StopInstances",
                input: &IN_STOP_INSTANCES_REQUEST,
                output: Some(&OUT_STOP_INSTANCES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.stop_instances(context, input)),
        },
        Operation {
            signature: Signature {
                name: "TerminateInstances",
                input: &IN_TERMINATE_INSTANCES_REQUEST,
                output: Some(&OUT_TERMINATE_INSTANCES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.terminate_instances(context, input)),
        },
        Operation {
            signature: Signature {
                name: "UnassignIpv6Addresses",
                input: &IN_UNASSIGN_IPV6_ADDRESSES_REQUEST,
                output: Some(&OUT_UNASSIGN_IPV6_ADDRESSES_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.unassign_ipv6_addresses(context, input)),
        },
        Operation {
            signature: Signature {
                name: "UnassignPrivateIpAddresses",
                input: &IN_UNASSIGN_PRIVATE_IP_ADDRESSES_REQUEST,
                output: None,
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.unassign_private_ip_addresses(context, input)),
        },
        Operation {
            signature: Signature {
                name: "UpdateSecurityGroupRuleDescriptionsEgress",
                input: &IN_UPDATE_SECURITY_GROUP_RULE_DESCRIPTIONS_EGRESS_REQUEST,
                output: Some(&OUT_UPDATE_SECURITY_GROUP_RULE_DESCRIPTIONS_EGRESS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.update_security_group_rule_descriptions_egress(context, input))
            },
        },
        Operation {
            signature: Signature {
                name: "UpdateSecurityGroupRuleDescriptionsIngress",
                input: &IN_UPDATE_SECURITY_GROUP_RULE_DESCRIPTIONS_INGRESS_REQUEST,
                output: Some(&OUT_UPDATE_SECURITY_GROUP_RULE_DESCRIPTIONS_INGRESS_RESULT),
                result_wrapper: None,
            },
            call: |service, context, input| {
                run(input, |input| service.update_security_group_rule_descriptions_ingress(context, input))
            },
        },
    ],
    others: &[
        "AcceptAddressTransfer",
        "AcceptCapacityReservationBillingOwnership",
        "AcceptReservedInstancesExchangeQuote",
        "AcceptTransitGatewayClientVpnAttachment",
        "AcceptTransitGatewayMulticastDomainAssociations",
        "AcceptTransitGatewayPeeringAttachment",
        "AcceptTransitGatewayVpcAttachment",
        "AcceptVpcEndpointConnections",
        "AdvertiseByoipCidr",
        "AllocateHosts",
        "AllocateIpamPoolCidr",
        "ApplySecurityGroupsToClientVpnTargetNetwork",
        "AssignPrivateNatGatewayAddress",
        "AssociateCapacityReservationBillingOwner",
        "AssociateClientVpnTargetNetwork",
        "AssociateEnclaveCertificateIamRole",
        "AssociateIamInstanceProfile",
        "AssociateInstanceEventWindow",
        "AssociateIpamByoasn",
        "AssociateIpamResourceDiscovery",
        "AssociateRouteServer",
        "AssociateSecurityGroupVpc",
        "AssociateTransitGatewayMulticastDomain",
        "AssociateTransitGatewayPolicyTable",
        "AssociateTransitGatewayRouteTable",
        "AssociateTrunkInterface",
        "AttachClassicLinkVpc",
        "AttachVerifiedAccessTrustProvider",
        "AttachVolume",
        "AuthorizeClientVpnIngress",
        "BundleInstance",
        "CancelBundleTask",
        "CancelCapacityReservation",
        "CancelCapacityReservationFleets",
        "CancelConversionTask",
        "CancelDeclarativePoliciesReport",
        "CancelExportTask",
        "CancelImageLaunchPermission",
        "CancelImportTask",
        "CancelReservedInstancesListing",
        "CancelSpotFleetRequests",
        "CancelSpotInstanceRequests",
        "ConfirmProductInstance",
        "CopyFpgaImage",
        "CopyImage",
        "CopySnapshot",
        "CopyVolumes",
        "CreateCapacityManagerDataExport",
        "CreateCapacityReservation",
        "CreateCapacityReservationBySplitting",
        "CreateCapacityReservationFleet",
        "CreateCarrierGateway",
        "CreateClientVpnEndpoint",
        "CreateClientVpnRoute",
        "CreateCoipCidr",
        "CreateCoipPool",
        "CreateCustomerGateway",
        "CreateDelegateMacVolumeOwnershipTask",
        "CreateFleet",
        "CreateFlowLogs",
        "CreateFpgaImage",
        "CreateImage",
        "CreateImageUsageReport",
        "CreateInstanceConnectEndpoint",
        "CreateInstanceEventWindow",
        "CreateInstanceExportTask",
        "CreateInterruptibleCapacityReservationAllocation",
        "CreateIpam",
        "CreateIpamExternalResourceVerificationToken",
        "CreateIpamPolicy",
        "CreateIpamPool",
        "CreateIpamPrefixListResolver",
        "CreateIpamPrefixListResolverTarget",
        "CreateIpamResourceDiscovery",
        "CreateIpamScope",
        "CreateKeyPair",
        "CreateLaunchTemplate",
        "CreateLaunchTemplateVersion",
        "CreateLocalGatewayRoute",
        "CreateLocalGatewayRouteTable",
        "CreateLocalGatewayRouteTableVirtualInterfaceGroupAssociation",
        "CreateLocalGatewayRouteTableVpcAssociation",
        "CreateLocalGatewayVirtualInterface",
        "CreateLocalGatewayVirtualInterfaceGroup",
        "CreateMacSystemIntegrityProtectionModificationTask",
        "CreateNetworkInsightsAccessScope",
        "CreatePlacementGroup",
        "CreatePublicIpv4Pool",
        "CreateReplaceRootVolumeTask",
        "CreateReservedInstancesListing",
        "CreateRestoreImageTask",
        "CreateRouteServer",
        "CreateRouteServerEndpoint",
        "CreateRouteServerPeer",
        "CreateSecondaryNetwork",
        "CreateSecondarySubnet",
        "CreateSnapshot",
        "CreateSnapshots",
        "CreateSpotDatafeedSubscription",
        "CreateStoreImageTask",
        "CreateTrafficMirrorFilter",
        "CreateTrafficMirrorFilterRule",
        "CreateTrafficMirrorSession",
        "CreateTrafficMirrorTarget",
        "CreateTransitGateway",
        "CreateTransitGatewayConnect",
        "CreateTransitGatewayConnectPeer",
        "CreateTransitGatewayMeteringPolicy",
        "CreateTransitGatewayMeteringPolicyEntry",
        "CreateTransitGatewayMulticastDomain",
        "CreateTransitGatewayPeeringAttachment",
        "CreateTransitGatewayPolicyTable",
        "CreateTransitGatewayPrefixListReference",
        "CreateTransitGatewayRoute",
        "CreateTransitGatewayRouteTable",
        "CreateTransitGatewayRouteTableAnnouncement",
        "CreateTransitGatewayVpcAttachment",
        "CreateVerifiedAccessEndpoint",
        "CreateVerifiedAccessGroup",
        "CreateVerifiedAccessInstance",
        "CreateVerifiedAccessTrustProvider",
        "CreateVolume",
        "CreateVpcBlockPublicAccessExclusion",
        "CreateVpcEncryptionControl",
        "CreateVpcEndpointConnectionNotification",
        "CreateVpnConcentrator",
        "CreateVpnConnection",
        "CreateVpnConnectionRoute",
        "DeleteCapacityManagerDataExport",
        "DeleteCarrierGateway",
        "DeleteClientVpnEndpoint",
        "DeleteClientVpnRoute",
        "DeleteCoipCidr",
        "DeleteCoipPool",
        "DeleteCustomerGateway",
        "DeleteFleets",
        "DeleteFlowLogs",
        "DeleteFpgaImage",
        "DeleteImageUsageReport",
        "DeleteInstanceConnectEndpoint",
        "DeleteInstanceEventWindow",
        "DeleteIpam",
        "DeleteIpamExternalResourceVerificationToken",
        "DeleteIpamPolicy",
        "DeleteIpamPool",
        "DeleteIpamPrefixListResolver",
        "DeleteIpamPrefixListResolverTarget",
        "DeleteIpamResourceDiscovery",
        "DeleteIpamScope",
        "DeleteKeyPair",
        "DeleteLaunchTemplate",
        "DeleteLaunchTemplateVersions",
        "DeleteLocalGatewayRoute",
        "DeleteLocalGatewayRouteTable",
        "DeleteLocalGatewayRouteTableVirtualInterfaceGroupAssociation",
        "DeleteLocalGatewayRouteTableVpcAssociation",
        "DeleteLocalGatewayVirtualInterface",
        "DeleteLocalGatewayVirtualInterfaceGroup",
        "DeleteNetworkInsightsAccessScope",
        "DeleteNetworkInsightsAccessScopeAnalysis",
        "DeleteNetworkInterfacePermission",
        "DeletePlacementGroup",
        "DeletePublicIpv4Pool",
        "DeleteQueuedReservedInstances",
        "DeleteRouteServer",
        "DeleteRouteServerEndpoint",
        "DeleteRouteServerPeer",
        "DeleteSecondaryNetwork",
        "DeleteSecondarySubnet",
        "DeleteSnapshot",
        "DeleteSpotDatafeedSubscription",
        "DeleteTrafficMirrorFilter",
        "DeleteTrafficMirrorFilterRule",
        "DeleteTrafficMirrorSession",
        "DeleteTrafficMirrorTarget",
        "DeleteTransitGateway",
        "DeleteTransitGatewayClientVpnAttachment",
        "DeleteTransitGatewayConnect",
        "DeleteTransitGatewayConnectPeer",
        "DeleteTransitGatewayMeteringPolicy",
        "DeleteTransitGatewayMeteringPolicyEntry",
        "DeleteTransitGatewayMulticastDomain",
        "DeleteTransitGatewayPeeringAttachment",
        "DeleteTransitGatewayPolicyTable",
        "DeleteTransitGatewayPrefixListReference",
        "DeleteTransitGatewayRoute",
        "DeleteTransitGatewayRouteTable",
        "DeleteTransitGatewayRouteTableAnnouncement",
        "DeleteTransitGatewayVpcAttachment",
        "DeleteVerifiedAccessEndpoint",
        "DeleteVerifiedAccessGroup",
        "DeleteVerifiedAccessInstance",
        "DeleteVerifiedAccessTrustProvider",
        "DeleteVolume",
        "DeleteVpcBlockPublicAccessExclusion",
        "DeleteVpcEncryptionControl",
        "DeleteVpcEndpointConnectionNotifications",
        "DeleteVpnConcentrator",
        "DeleteVpnConnection",
        "DeleteVpnConnectionRoute",
        "DeprovisionByoipCidr",
        "DeprovisionIpamByoasn",
        "DeprovisionIpamPoolCidr",
        "DeprovisionPublicIpv4PoolCidr",
        "DeregisterImage",
        "DeregisterInstanceEventNotificationAttributes",
        "DeregisterTransitGatewayMulticastGroupMembers",
        "DeregisterTransitGatewayMulticastGroupSources",
        "DescribeAddressTransfers",
        "DescribeAggregateIdFormat",
        "DescribeAwsNetworkPerformanceMetricSubscriptions",
        "DescribeBundleTasks",
        "DescribeByoipCidrs",
        "DescribeCapacityBlockExtensionHistory",
        "DescribeCapacityBlockExtensionOfferings",
        "DescribeCapacityBlockOfferings",
        "DescribeCapacityBlockStatus",
        "DescribeCapacityBlocks",
        "DescribeCapacityManagerDataExports",
        "DescribeCapacityReservationBillingRequests",
        "DescribeCapacityReservationFleets",
        "DescribeCapacityReservationTopology",
        "DescribeCapacityReservations",
        "DescribeCarrierGateways",
        "DescribeClassicLinkInstances",
        "DescribeClientVpnAuthorizationRules",
        "DescribeClientVpnConnections",
        "DescribeClientVpnEndpoints",
        "DescribeClientVpnRoutes",
        "DescribeClientVpnTargetNetworks",
        "DescribeCoipPools",
        "DescribeConversionTasks",
        "DescribeDeclarativePoliciesReports",
        "DescribeElasticGpus",
        "DescribeExportImageTasks",
        "DescribeExportTasks",
        "DescribeFastLaunchImages",
        "DescribeFastSnapshotRestores",
        "DescribeFleetHistory",
        "DescribeFleetInstances",
        "DescribeFleets",
        "DescribeFlowLogs",
        "DescribeFpgaImageAttribute",
        "DescribeFpgaImages",
        "DescribeHostReservationOfferings",
        "DescribeHostReservations",
        "DescribeHosts",
        "DescribeIamInstanceProfileAssociations",
        "DescribeIdFormat",
        "DescribeIdentityIdFormat",
        "DescribeImageAttribute",
        "DescribeImageReferences",
        "DescribeImageUsageReportEntries",
        "DescribeImageUsageReports",
        "DescribeImages",
        "DescribeImportImageTasks",
        "DescribeImportSnapshotTasks",
        "DescribeInstanceAttribute",
        "DescribeInstanceConnectEndpoints",
        "DescribeInstanceCreditSpecifications",
        "DescribeInstanceEventNotificationAttributes",
        "DescribeInstanceEventWindows",
        "DescribeInstanceImageMetadata",
        "DescribeInstanceSqlHaHistoryStates",
        "DescribeInstanceSqlHaStates",
        "DescribeInstanceTopology",
        "DescribeInstanceTypeOfferings",
        "DescribeIpamByoasn",
        "DescribeIpamExternalResourceVerificationTokens",
        "DescribeIpamPolicies",
        "DescribeIpamPoolAllocations",
        "DescribeIpamPools",
        "DescribeIpamPrefixListResolverTargets",
        "DescribeIpamPrefixListResolvers",
        "DescribeIpamResourceDiscoveries",
        "DescribeIpamResourceDiscoveryAssociations",
        "DescribeIpamScopes",
        "DescribeIpams",
        "DescribeIpv6Pools",
        "DescribeKeyPairs",
        "DescribeLaunchTemplateVersions",
        "DescribeLaunchTemplates",
        "DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations",
        "DescribeLocalGatewayRouteTableVpcAssociations",
        "DescribeLocalGatewayRouteTables",
        "DescribeLocalGatewayVirtualInterfaceGroups",
        "DescribeLocalGatewayVirtualInterfaces",
        "DescribeLocalGateways",
        "DescribeLockedSnapshots",
        "DescribeMacHosts",
        "DescribeMacModificationTasks",
        "DescribeMovingAddresses",
        "DescribeNetworkInsightsAccessScopeAnalyses",
        "DescribeNetworkInsightsAccessScopes",
        "DescribeNetworkInterfacePermissions",
        "DescribeOutpostLags",
        "DescribePlacementGroups",
        "DescribePrincipalIdFormat",
        "DescribePublicIpv4Pools",
        "DescribeReplaceRootVolumeTasks",
        "DescribeReservedInstances",
        "DescribeReservedInstancesListings",
        "DescribeReservedInstancesModifications",
        "DescribeReservedInstancesOfferings",
        "DescribeRouteServerEndpoints",
        "DescribeRouteServerPeers",
        "DescribeRouteServers",
        "DescribeScheduledInstanceAvailability",
        "DescribeScheduledInstances",
        "DescribeSecondaryInterfaces",
        "DescribeSecondaryNetworks",
        "DescribeSecondarySubnets",
        "DescribeServiceLinkVirtualInterfaces",
        "DescribeSnapshotAttribute",
        "DescribeSnapshotTierStatus",
        "DescribeSnapshots",
        "DescribeSpotDatafeedSubscription",
        "DescribeSpotFleetInstances",
        "DescribeSpotFleetRequestHistory",
        "DescribeSpotFleetRequests",
        "DescribeSpotInstanceRequests",
        "DescribeSpotPriceHistory",
        "DescribeStoreImageTasks",
        "DescribeTrafficMirrorFilterRules",
        "DescribeTrafficMirrorFilters",
        "DescribeTrafficMirrorSessions",
        "DescribeTrafficMirrorTargets",
        "DescribeTransitGatewayAttachments",
        "DescribeTransitGatewayConnectPeers",
        "DescribeTransitGatewayConnects",
        "DescribeTransitGatewayMeteringPolicies",
        "DescribeTransitGatewayMulticastDomains",
        "DescribeTransitGatewayPeeringAttachments",
        "DescribeTransitGatewayPolicyTables",
        "DescribeTransitGatewayRouteTableAnnouncements",
        "DescribeTransitGatewayRouteTables",
        "DescribeTransitGatewayVpcAttachments",
        "DescribeTransitGateways",
        "DescribeTrunkInterfaceAssociations",
        "DescribeVerifiedAccessEndpoints",
        "DescribeVerifiedAccessGroups",
        "DescribeVerifiedAccessInstanceLoggingConfigurations",
        "DescribeVerifiedAccessInstances",
        "DescribeVerifiedAccessTrustProviders",
        "DescribeVolumeAttribute",
        "DescribeVolumeStatus",
        "DescribeVolumes",
        "DescribeVolumesModifications",
        "DescribeVpcBlockPublicAccessExclusions",
        "DescribeVpcBlockPublicAccessOptions",
        "DescribeVpcClassicLink",
        "DescribeVpcClassicLinkDnsSupport",
        "DescribeVpcEncryptionControls",
        "DescribeVpcEndpointAssociations",
        "DescribeVpcEndpointConnectionNotifications",
        "DescribeVpcEndpointConnections",
        "DescribeVpcEndpointServicePermissions",
        "DescribeVpnConcentrators",
        "DescribeVpnConnections",
        "DetachClassicLinkVpc",
        "DetachVerifiedAccessTrustProvider",
        "DetachVolume",
        "DisableAddressTransfer",
        "DisableAllowedImagesSettings",
        "DisableAwsNetworkPerformanceMetricSubscription",
        "DisableCapacityManager",
        "DisableEbsEncryptionByDefault",
        "DisableFastLaunch",
        "DisableFastSnapshotRestores",
        "DisableImage",
        "DisableImageBlockPublicAccess",
        "DisableImageDeprecation",
        "DisableImageDeregistrationProtection",
        "DisableInstanceSqlHaStandbyDetections",
        "DisableIpamOrganizationAdminAccount",
        "DisableIpamPolicy",
        "DisableRouteServerPropagation",
        "DisableSerialConsoleAccess",
        "DisableSnapshotBlockPublicAccess",
        "DisableTransitGatewayRouteTablePropagation",
        "DisableVpcClassicLink",
        "DisableVpcClassicLinkDnsSupport",
        "DisassociateCapacityReservationBillingOwner",
        "DisassociateClientVpnTargetNetwork",
        "DisassociateEnclaveCertificateIamRole",
        "DisassociateIamInstanceProfile",
        "DisassociateInstanceEventWindow",
        "DisassociateIpamByoasn",
        "DisassociateIpamResourceDiscovery",
        "DisassociateRouteServer",
        "DisassociateSecurityGroupVpc",
        "DisassociateTransitGatewayMulticastDomain",
        "DisassociateTransitGatewayPolicyTable",
        "DisassociateTransitGatewayRouteTable",
        "DisassociateTrunkInterface",
        "EnableAddressTransfer",
        "EnableAllowedImagesSettings",
        "EnableAwsNetworkPerformanceMetricSubscription",
        "EnableCapacityManager",
        "EnableEbsEncryptionByDefault",
        "EnableFastLaunch",
        "EnableFastSnapshotRestores",
        "EnableImage",
        "EnableImageBlockPublicAccess",
        "EnableImageDeprecation",
        "EnableImageDeregistrationProtection",
        "EnableInstanceSqlHaStandbyDetections",
        "EnableIpamOrganizationAdminAccount",
        "EnableIpamPolicy",
        "EnableReachabilityAnalyzerOrganizationSharing",
        "EnableRouteServerPropagation",
        "EnableSerialConsoleAccess",
        "EnableSnapshotBlockPublicAccess",
        "EnableTransitGatewayRouteTablePropagation",
        "EnableVolumeIO",
        "EnableVpcClassicLink",
        "EnableVpcClassicLinkDnsSupport",
        "ExportClientVpnClientCertificateRevocationList",
        "ExportClientVpnClientConfiguration",
        "ExportImage",
        "ExportTransitGatewayRoutes",
        "ExportVerifiedAccessInstanceClientConfiguration",
        "GetActiveVpnTunnelStatus",
        "GetAllowedImagesSettings",
        "GetAssociatedEnclaveCertificateIamRoles",
        "GetAssociatedIpv6PoolCidrs",
        "GetAwsNetworkPerformanceData",
        "GetCapacityManagerAttributes",
        "GetCapacityManagerMetricData",
        "GetCapacityManagerMetricDimensions",
        "GetCapacityManagerMonitoredTagKeys",
        "GetCapacityReservationUsage",
        "GetCoipPoolUsage",
        "GetConsoleOutput",
        "GetConsoleScreenshot",
        "GetDeclarativePoliciesReportSummary",
        "GetDefaultCreditSpecification",
        "GetEbsDefaultKmsKeyId",
        "GetEbsEncryptionByDefault",
        "GetEnabledIpamPolicy",
        "GetFlowLogsIntegrationTemplate",
        "GetGroupsForCapacityReservation",
        "GetHostReservationPurchasePreview",
        "GetImageAncestry",
        "GetImageBlockPublicAccessState",
        "GetInstanceMetadataDefaults",
        "GetInstanceTpmEkPub",
        "GetInstanceTypesFromInstanceRequirements",
        "GetInstanceUefiData",
        "GetIpamAddressHistory",
        "GetIpamDiscoveredAccounts",
        "GetIpamDiscoveredPublicAddresses",
        "GetIpamDiscoveredResourceCidrs",
        "GetIpamPolicyAllocationRules",
        "GetIpamPolicyOrganizationTargets",
        "GetIpamPoolAllocations",
        "GetIpamPoolCidrs",
        "GetIpamPrefixListResolverRules",
        "GetIpamPrefixListResolverVersionEntries",
        "GetIpamPrefixListResolverVersions",
        "GetIpamResourceCidrs",
        "GetLaunchTemplateData",
        "GetManagedResourceVisibility",
        "GetNetworkInsightsAccessScopeAnalysisFindings",
        "GetNetworkInsightsAccessScopeContent",
        "GetPasswordData",
        "GetReservedInstancesExchangeQuote",
        "GetRouteServerAssociations",
        "GetRouteServerPropagations",
        "GetRouteServerRoutingDatabase",
        "GetSerialConsoleAccessStatus",
        "GetSnapshotBlockPublicAccessState",
        "GetSpotPlacementScores",
        "GetTransitGatewayAttachmentPropagations",
        "GetTransitGatewayMeteringPolicyEntries",
        "GetTransitGatewayMulticastDomainAssociations",
        "GetTransitGatewayPolicyTableAssociations",
        "GetTransitGatewayPolicyTableEntries",
        "GetTransitGatewayPrefixListReferences",
        "GetTransitGatewayRouteTableAssociations",
        "GetTransitGatewayRouteTablePropagations",
        "GetVerifiedAccessEndpointPolicy",
        "GetVerifiedAccessEndpointTargets",
        "GetVerifiedAccessGroupPolicy",
        "GetVpcResourcesBlockingEncryptionEnforcement",
        "GetVpnConnectionDeviceSampleConfiguration",
        "GetVpnConnectionDeviceTypes",
        "GetVpnTunnelReplacementStatus",
        "ImportClientVpnClientCertificateRevocationList",
        "ImportImage",
        "ImportInstance",
        "ImportKeyPair",
        "ImportSnapshot",
        "ImportVolume",
        "ListImagesInRecycleBin",
        "ListSnapshotsInRecycleBin",
        "ListVolumesInRecycleBin",
        "LockSnapshot",
        "ModifyAvailabilityZoneGroup",
        "ModifyCapacityReservation",
        "ModifyCapacityReservationFleet",
        "ModifyClientVpnEndpoint",
        "ModifyDefaultCreditSpecification",
        "ModifyEbsDefaultKmsKeyId",
        "ModifyFleet",
        "ModifyFpgaImageAttribute",
        "ModifyHosts",
        "ModifyIdFormat",
        "ModifyIdentityIdFormat",
        "ModifyImageAttribute",
        "ModifyInstanceAttribute",
        "ModifyInstanceCapacityReservationAttributes",
        "ModifyInstanceConnectEndpoint",
        "ModifyInstanceCpuOptions",
        "ModifyInstanceCreditSpecification",
        "ModifyInstanceEventStartTime",
        "ModifyInstanceEventWindow",
        "ModifyInstanceMaintenanceOptions",
        "ModifyInstanceMetadataDefaults",
        "ModifyInstanceMetadataOptions",
        "ModifyInstanceNetworkPerformanceOptions",
        "ModifyInstancePlacement",
        "ModifyIpam",
        "ModifyIpamPolicyAllocationRules",
        "ModifyIpamPool",
        "ModifyIpamPoolAllocation",
        "ModifyIpamPrefixListResolver",
        "ModifyIpamPrefixListResolverTarget",
        "ModifyIpamResourceCidr",
        "ModifyIpamResourceDiscovery",
        "ModifyIpamScope",
        "ModifyLaunchTemplate",
        "ModifyLocalGatewayRoute",
        "ModifyManagedResourceVisibility",
        "ModifyPrivateDnsNameOptions",
        "ModifyPublicIpDnsNameOptions",
        "ModifyReservedInstances",
        "ModifyRouteServer",
        "ModifySnapshotAttribute",
        "ModifySnapshotTier",
        "ModifySpotFleetRequest",
        "ModifyTrafficMirrorFilterNetworkServices",
        "ModifyTrafficMirrorFilterRule",
        "ModifyTrafficMirrorSession",
        "ModifyTransitGateway",
        "ModifyTransitGatewayMeteringPolicy",
        "ModifyTransitGatewayPrefixListReference",
        "ModifyTransitGatewayVpcAttachment",
        "ModifyVerifiedAccessEndpoint",
        "ModifyVerifiedAccessEndpointPolicy",
        "ModifyVerifiedAccessGroup",
        "ModifyVerifiedAccessGroupPolicy",
        "ModifyVerifiedAccessInstance",
        "ModifyVerifiedAccessInstanceLoggingConfiguration",
        "ModifyVerifiedAccessTrustProvider",
        "ModifyVolume",
        "ModifyVolumeAttribute",
        "ModifyVpcBlockPublicAccessExclusion",
        "ModifyVpcBlockPublicAccessOptions",
        "ModifyVpcEncryptionControl",
        "ModifyVpcEndpointConnectionNotification",
        "ModifyVpcEndpointServicePayerResponsibility",
        "ModifyVpcEndpointServicePermissions",
        "ModifyVpnConnection",
        "ModifyVpnConnectionOptions",
        "ModifyVpnTunnelCertificate",
        "ModifyVpnTunnelOptions",
        "MonitorInstances",
        "MoveAddressToVpc",
        "MoveByoipCidrToIpam",
        "MoveCapacityReservationInstances",
        "ProvisionByoipCidr",
        "ProvisionIpamByoasn",
        "ProvisionIpamPoolCidr",
        "ProvisionPublicIpv4PoolCidr",
        "PurchaseCapacityBlock",
        "PurchaseCapacityBlockExtension",
        "PurchaseHostReservation",
        "PurchaseReservedInstancesOffering",
        "PurchaseScheduledInstances",
        "RebootInstances",
        "RegisterImage",
        "RegisterInstanceEventNotificationAttributes",
        "RegisterTransitGatewayMulticastGroupMembers",
        "RegisterTransitGatewayMulticastGroupSources",
        "RejectCapacityReservationBillingOwnership",
        "RejectTransitGatewayClientVpnAttachment",
        "RejectTransitGatewayMulticastDomainAssociations",
        "RejectTransitGatewayPeeringAttachment",
        "RejectTransitGatewayVpcAttachment",
        "RejectVpcEndpointConnections",
        "ReleaseHosts",
        "ReleaseIpamPoolAllocation",
        "ReplaceIamInstanceProfileAssociation",
        "ReplaceImageCriteriaInAllowedImagesSettings",
        "ReplaceTransitGatewayRoute",
        "ReplaceVpnTunnel",
        "ReportInstanceStatus",
        "RequestSpotFleet",
        "RequestSpotInstances",
        "ResetEbsDefaultKmsKeyId",
        "ResetFpgaImageAttribute",
        "ResetImageAttribute",
        "ResetInstanceAttribute",
        "ResetSnapshotAttribute",
        "RestoreAddressToClassic",
        "RestoreImageFromRecycleBin",
        "RestoreManagedPrefixListVersion",
        "RestoreSnapshotFromRecycleBin",
        "RestoreSnapshotTier",
        "RestoreVolumeFromRecycleBin",
        "RevokeClientVpnIngress",
        "RunScheduledInstances",
        "SearchLocalGatewayRoutes",
        "SearchTransitGatewayMulticastGroups",
        "SearchTransitGatewayRoutes",
        "SendDiagnosticInterrupt",
        "StartDeclarativePoliciesReport",
        "StartNetworkInsightsAccessScopeAnalysis",
        "StartVpcEndpointServicePrivateDnsVerification",
        "TerminateClientVpnConnections",
        "UnassignPrivateNatGatewayAddress",
        "UnlockSnapshot",
        "UnmonitorInstances",
        "UpdateCapacityManagerMonitoredTagKeys",
        "UpdateCapacityManagerOrganizationsAccess",
        "UpdateInterruptibleCapacityReservationAllocation",
        "WithdrawByoipCidr",
    ],
};

static IN_ACCEPT_VPC_PEERING_CONNECTION_REQUEST: Structure = Structure {
    name: "AcceptVpcPeeringConnectionRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("VpcPeeringConnectionId", "VpcPeeringConnectionId", 1, Shape::String).required(),
    ],
};

static IN_ADD_PREFIX_LIST_ENTRY: Structure = Structure {
    name: "AddPrefixListEntry",
    members: &[
        Member::new("Cidr", "Cidr", 0, Shape::String).required(),
        Member::new("Description", "Description", 1, Shape::String),
    ],
};

static IN_ALLOCATE_ADDRESS_REQUEST: Structure = Structure {
    name: "AllocateAddressRequest",
    members: &[
        Member::only("Domain", "Domain", "vpc"),
        Member::new("Address", "Address", 0, Shape::String),
        Member::only("PublicIpv4Pool", "PublicIpv4Pool", "amazon"),
        Member::new("NetworkBorderGroup", "NetworkBorderGroup", 1, Shape::String),
        Member::refused("CustomerOwnedIpv4Pool", "CustomerOwnedIpv4Pool"),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            2,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::refused("IpamPoolId", "IpamPoolId"),
        Member::new("DryRun", "DryRun", 3, Shape::Boolean),
    ],
};

static IN_ASSIGN_IPV6_ADDRESSES_REQUEST: Structure = Structure {
    name: "AssignIpv6AddressesRequest",
    members: &[
        Member::new("Ipv6PrefixCount", "Ipv6PrefixCount", 0, Shape::Integer(ANY)),
        Member::new(
            "Ipv6Prefixes",
            "Ipv6Prefix",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("NetworkInterfaceId", "NetworkInterfaceId", 2, Shape::String).required(),
        Member::new(
            "Ipv6Addresses",
            "Ipv6Addresses",
            3,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("Ipv6AddressCount", "Ipv6AddressCount", 4, Shape::Integer(ANY)),
    ],
};

static IN_ASSIGN_PRIVATE_IP_ADDRESSES_REQUEST: Structure = Structure {
    name: "AssignPrivateIpAddressesRequest",
    members: &[
        Member::new(
            "Ipv4Prefixes",
            "Ipv4Prefix",
            0,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("Ipv4PrefixCount", "Ipv4PrefixCount", 1, Shape::Integer(ANY)),
        Member::new("NetworkInterfaceId", "NetworkInterfaceId", 2, Shape::String).required(),
        Member::new(
            "PrivateIpAddresses",
            "PrivateIpAddress",
            3,
            Shape::List(&List { item: Shape::String, wire: "PrivateIpAddress", flattened: false }),
        ),
        Member::new("SecondaryPrivateIpAddressCount", "SecondaryPrivateIpAddressCount", 4, Shape::Integer(ANY)),
        Member::new("AllowReassignment", "AllowReassignment", 5, Shape::Boolean),
    ],
};

static IN_ASSOCIATE_ADDRESS_REQUEST: Structure = Structure {
    name: "AssociateAddressRequest",
    members: &[
        Member::new("AllocationId", "AllocationId", 0, Shape::String),
        Member::refused("InstanceId", "InstanceId"),
        Member::new("PublicIp", "PublicIp", 1, Shape::String),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
        Member::new("NetworkInterfaceId", "NetworkInterfaceId", 3, Shape::String),
        Member::new("PrivateIpAddress", "PrivateIpAddress", 4, Shape::String),
        Member::new("AllowReassociation", "AllowReassociation", 5, Shape::Boolean),
    ],
};

static IN_ASSOCIATE_DHCP_OPTIONS_REQUEST: Structure = Structure {
    name: "AssociateDhcpOptionsRequest",
    members: &[
        Member::new("DhcpOptionsId", "DhcpOptionsId", 0, Shape::String).required(),
        Member::new("VpcId", "VpcId", 1, Shape::String).required(),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
    ],
};

static IN_ASSOCIATE_NAT_GATEWAY_ADDRESS_REQUEST: Structure = Structure {
    name: "AssociateNatGatewayAddressRequest",
    members: &[
        Member::new("NatGatewayId", "NatGatewayId", 0, Shape::String).required(),
        Member::new(
            "AllocationIds",
            "AllocationId",
            1,
            Shape::List(&List { item: Shape::String, wire: "AllocationId", flattened: false }),
        )
        .required(),
        Member::new(
            "PrivateIpAddresses",
            "PrivateIpAddress",
            2,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 3, Shape::Boolean),
        Member::refused("AvailabilityZone", "AvailabilityZone"),
        Member::refused("AvailabilityZoneId", "AvailabilityZoneId"),
    ],
};

static IN_ASSOCIATE_ROUTE_TABLE_REQUEST: Structure = Structure {
    name: "AssociateRouteTableRequest",
    members: &[
        Member::refused("GatewayId", "GatewayId"),
        Member::refused("PublicIpv4Pool", "PublicIpv4Pool"),
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("SubnetId", "SubnetId", 1, Shape::String),
        Member::new("RouteTableId", "RouteTableId", 2, Shape::String).required(),
    ],
};

static IN_ASSOCIATE_SUBNET_CIDR_BLOCK_REQUEST: Structure = Structure {
    name: "AssociateSubnetCidrBlockRequest",
    members: &[
        Member::refused("Ipv6IpamPoolId", "Ipv6IpamPoolId"),
        Member::refused("Ipv6NetmaskLength", "Ipv6NetmaskLength"),
        Member::new("SubnetId", "SubnetId", 0, Shape::String).required(),
        Member::new("Ipv6CidrBlock", "Ipv6CidrBlock", 1, Shape::String),
    ],
};

static IN_ASSOCIATE_VPC_CIDR_BLOCK_REQUEST: Structure = Structure {
    name: "AssociateVpcCidrBlockRequest",
    members: &[
        Member::new("CidrBlock", "CidrBlock", 0, Shape::String),
        Member::new("Ipv6CidrBlockNetworkBorderGroup", "Ipv6CidrBlockNetworkBorderGroup", 1, Shape::String),
        Member::new("Ipv6Pool", "Ipv6Pool", 2, Shape::String),
        Member::new("Ipv6CidrBlock", "Ipv6CidrBlock", 3, Shape::String),
        Member::refused("Ipv4IpamPoolId", "Ipv4IpamPoolId"),
        Member::refused("Ipv4NetmaskLength", "Ipv4NetmaskLength"),
        Member::refused("Ipv6IpamPoolId", "Ipv6IpamPoolId"),
        Member::refused("Ipv6NetmaskLength", "Ipv6NetmaskLength"),
        Member::new("VpcId", "VpcId", 4, Shape::String).required(),
        Member::new("AmazonProvidedIpv6CidrBlock", "AmazonProvidedIpv6CidrBlock", 5, Shape::Boolean),
    ],
};

static IN_ATTACH_INTERNET_GATEWAY_REQUEST: Structure = Structure {
    name: "AttachInternetGatewayRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("InternetGatewayId", "InternetGatewayId", 1, Shape::String).required(),
        Member::new("VpcId", "VpcId", 2, Shape::String).required(),
    ],
};

static IN_ATTACH_NETWORK_INTERFACE_REQUEST: Structure = Structure {
    name: "AttachNetworkInterfaceRequest",
    members: &[
        Member::only("NetworkCardIndex", "NetworkCardIndex", "0"),
        Member::refused("EnaSrdSpecification", "EnaSrdSpecification"),
        Member::refused("EnaQueueCount", "EnaQueueCount"),
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("NetworkInterfaceId", "NetworkInterfaceId", 1, Shape::String).required(),
        Member::new("InstanceId", "InstanceId", 2, Shape::String).required(),
        Member::new("DeviceIndex", "DeviceIndex", 3, Shape::Integer(ANY)).required(),
    ],
};

static IN_ATTACH_VPN_GATEWAY_REQUEST: Structure = Structure {
    name: "AttachVpnGatewayRequest",
    members: &[
        Member::new("VpcId", "VpcId", 0, Shape::String).required(),
        Member::new("VpnGatewayId", "VpnGatewayId", 1, Shape::String).required(),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
    ],
};

static IN_ATTRIBUTE_BOOLEAN_VALUE: Structure =
    Structure { name: "AttributeBooleanValue", members: &[Member::new("Value", "Value", 0, Shape::Boolean)] };

static IN_ATTRIBUTE_BOOLEAN_VALUE_2: Structure =
    Structure { name: "AttributeBooleanValue", members: &[Member::only("Value", "Value", "false")] };

static IN_ATTRIBUTE_VALUE: Structure =
    Structure { name: "AttributeValue", members: &[Member::new("Value", "Value", 0, Shape::String)] };

static IN_AUTHORIZE_SECURITY_GROUP_EGRESS_REQUEST: Structure = Structure {
    name: "AuthorizeSecurityGroupEgressRequest",
    members: &[
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            0,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 1, Shape::Boolean),
        Member::new("GroupId", "GroupId", 2, Shape::String).required(),
        Member::refused("SourceSecurityGroupName", "SourceSecurityGroupName"),
        Member::refused("SourceSecurityGroupOwnerId", "SourceSecurityGroupOwnerId"),
        Member::new("IpProtocol", "IpProtocol", 3, Shape::String),
        Member::new("FromPort", "FromPort", 4, Shape::Integer(ANY)),
        Member::new("ToPort", "ToPort", 5, Shape::Integer(ANY)),
        Member::new("CidrIp", "CidrIp", 6, Shape::String),
        Member::new(
            "IpPermissions",
            "IpPermissions",
            7,
            Shape::List(&List { item: Shape::Structure(&IN_IP_PERMISSION_2), wire: "item", flattened: false }),
        ),
    ],
};

static IN_AUTHORIZE_SECURITY_GROUP_INGRESS_REQUEST: Structure = Structure {
    name: "AuthorizeSecurityGroupIngressRequest",
    members: &[
        Member::new("CidrIp", "CidrIp", 0, Shape::String),
        Member::new("FromPort", "FromPort", 1, Shape::Integer(ANY)),
        Member::new("GroupId", "GroupId", 2, Shape::String),
        Member::new("GroupName", "GroupName", 3, Shape::String),
        Member::new(
            "IpPermissions",
            "IpPermissions",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_IP_PERMISSION_2), wire: "item", flattened: false }),
        ),
        Member::new("IpProtocol", "IpProtocol", 5, Shape::String),
        Member::new("SourceSecurityGroupName", "SourceSecurityGroupName", 6, Shape::String),
        Member::new("SourceSecurityGroupOwnerId", "SourceSecurityGroupOwnerId", 7, Shape::String),
        Member::new("ToPort", "ToPort", 8, Shape::Integer(ANY)),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            9,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 10, Shape::Boolean),
    ],
};

static IN_CONNECTION_TRACKING_SPECIFICATION_REQUEST: Structure = Structure {
    name: "ConnectionTrackingSpecificationRequest",
    members: &[
        Member::new("TcpEstablishedTimeout", "TcpEstablishedTimeout", 0, Shape::Integer(ANY)),
        Member::new("UdpStreamTimeout", "UdpStreamTimeout", 1, Shape::Integer(ANY)),
        Member::new("UdpTimeout", "UdpTimeout", 2, Shape::Integer(ANY)),
    ],
};

static IN_CREATE_DEFAULT_SUBNET_REQUEST: Structure = Structure {
    name: "CreateDefaultSubnetRequest",
    members: &[
        Member::new("AvailabilityZone", "AvailabilityZone", 0, Shape::String),
        Member::new("DryRun", "DryRun", 1, Shape::Boolean),
        Member::only("Ipv6Native", "Ipv6Native", "false"),
        Member::new("AvailabilityZoneId", "AvailabilityZoneId", 2, Shape::String),
    ],
};

static IN_CREATE_DEFAULT_VPC_REQUEST: Structure =
    Structure { name: "CreateDefaultVpcRequest", members: &[Member::new("DryRun", "DryRun", 0, Shape::Boolean)] };

static IN_CREATE_DHCP_OPTIONS_REQUEST: Structure = Structure {
    name: "CreateDhcpOptionsRequest",
    members: &[
        Member::new(
            "DhcpConfigurations",
            "DhcpConfiguration",
            0,
            Shape::List(&List { item: Shape::Structure(&IN_NEW_DHCP_CONFIGURATION), wire: "item", flattened: false }),
        )
        .required(),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            1,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
    ],
};

static IN_CREATE_EGRESS_ONLY_INTERNET_GATEWAY_REQUEST: Structure = Structure {
    name: "CreateEgressOnlyInternetGatewayRequest",
    members: &[
        Member::new("ClientToken", "ClientToken", 0, Shape::String),
        Member::new("DryRun", "DryRun", 1, Shape::Boolean),
        Member::new("VpcId", "VpcId", 2, Shape::String).required(),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            3,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
    ],
};

static IN_CREATE_INTERNET_GATEWAY_REQUEST: Structure = Structure {
    name: "CreateInternetGatewayRequest",
    members: &[
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            0,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 1, Shape::Boolean),
    ],
};

static IN_CREATE_MANAGED_PREFIX_LIST_REQUEST: Structure = Structure {
    name: "CreateManagedPrefixListRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("PrefixListName", "PrefixListName", 1, Shape::String).required(),
        Member::new(
            "Entries",
            "Entry",
            2,
            Shape::List(&List { item: Shape::Structure(&IN_ADD_PREFIX_LIST_ENTRY), wire: "item", flattened: false }),
        ),
        Member::new("MaxEntries", "MaxEntries", 3, Shape::Integer(ANY)).required(),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::new("AddressFamily", "AddressFamily", 5, Shape::String).required(),
        Member::new("ClientToken", "ClientToken", 6, Shape::String),
    ],
};

static IN_CREATE_NAT_GATEWAY_REQUEST: Structure = Structure {
    name: "CreateNatGatewayRequest",
    members: &[
        Member::only("AvailabilityMode", "AvailabilityMode", "zonal"),
        Member::new("AllocationId", "AllocationId", 0, Shape::String),
        Member::new("ClientToken", "ClientToken", 1, Shape::String),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
        Member::new("SubnetId", "SubnetId", 3, Shape::String),
        Member::refused("VpcId", "VpcId"),
        Member::refused("AvailabilityZoneAddresses", "AvailabilityZoneAddress"),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::new("ConnectivityType", "ConnectivityType", 5, Shape::Enum(ENUM_CONNECTIVITY_TYPE)),
        Member::new("PrivateIpAddress", "PrivateIpAddress", 6, Shape::String),
        Member::new(
            "SecondaryAllocationIds",
            "SecondaryAllocationId",
            7,
            Shape::List(&List { item: Shape::String, wire: "AllocationId", flattened: false }),
        ),
        Member::new(
            "SecondaryPrivateIpAddresses",
            "SecondaryPrivateIpAddress",
            8,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "SecondaryPrivateIpAddressCount",
            "SecondaryPrivateIpAddressCount",
            9,
            Shape::Integer(Bounds { min: Some(1), max: Some(31) }),
        ),
    ],
};

static IN_CREATE_NETWORK_ACL_ENTRY_REQUEST: Structure = Structure {
    name: "CreateNetworkAclEntryRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("NetworkAclId", "NetworkAclId", 1, Shape::String).required(),
        Member::new("RuleNumber", "RuleNumber", 2, Shape::Integer(ANY)).required(),
        Member::new("Protocol", "Protocol", 3, Shape::String).required(),
        Member::new("RuleAction", "RuleAction", 4, Shape::Enum(ENUM_RULE_ACTION)).required(),
        Member::new("Egress", "Egress", 5, Shape::Boolean).required(),
        Member::new("CidrBlock", "CidrBlock", 6, Shape::String),
        Member::new("Ipv6CidrBlock", "Ipv6CidrBlock", 7, Shape::String),
        Member::new("IcmpTypeCode", "Icmp", 8, Shape::Structure(&IN_ICMP_TYPE_CODE)),
        Member::new("PortRange", "PortRange", 9, Shape::Structure(&IN_PORT_RANGE)),
    ],
};

static IN_CREATE_NETWORK_ACL_REQUEST: Structure = Structure {
    name: "CreateNetworkAclRequest",
    members: &[
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            0,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::new("ClientToken", "ClientToken", 1, Shape::String),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
        Member::new("VpcId", "VpcId", 3, Shape::String).required(),
    ],
};

static IN_CREATE_NETWORK_INSIGHTS_PATH_REQUEST: Structure = Structure {
    name: "CreateNetworkInsightsPathRequest",
    members: &[
        Member::new("SourceIp", "SourceIp", 0, Shape::String),
        Member::new("DestinationIp", "DestinationIp", 1, Shape::String),
        Member::new("Source", "Source", 2, Shape::String).required(),
        Member::new("Destination", "Destination", 3, Shape::String),
        Member::new("Protocol", "Protocol", 4, Shape::AnyCase(ENUM_PROTOCOL)).required(),
        Member::new("DestinationPort", "DestinationPort", 5, Shape::Integer(Bounds { min: Some(0), max: Some(65535) })),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            6,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 7, Shape::Boolean),
        Member::new("ClientToken", "ClientToken", 8, Shape::String).required(),
        Member::new("FilterAtSource", "FilterAtSource", 9, Shape::Structure(&IN_PATH_REQUEST_FILTER)),
        Member::new("FilterAtDestination", "FilterAtDestination", 10, Shape::Structure(&IN_PATH_REQUEST_FILTER)),
    ],
};

static IN_CREATE_NETWORK_INTERFACE_PERMISSION_REQUEST: Structure = Structure {
    name: "CreateNetworkInterfacePermissionRequest",
    members: &[
        Member::new("NetworkInterfaceId", "NetworkInterfaceId", 0, Shape::String).required(),
        Member::new("AwsAccountId", "AwsAccountId", 1, Shape::String),
        Member::refused("AwsService", "AwsService"),
        Member::new("Permission", "Permission", 2, Shape::Enum(ENUM_INTERFACE_PERMISSION_TYPE)).required(),
        Member::new("DryRun", "DryRun", 3, Shape::Boolean),
    ],
};

static IN_CREATE_NETWORK_INTERFACE_REQUEST: Structure = Structure {
    name: "CreateNetworkInterfaceRequest",
    members: &[
        Member::new(
            "Ipv4Prefixes",
            "Ipv4Prefix",
            0,
            Shape::List(&List {
                item: Shape::Structure(&IN_IPV4_PREFIX_SPECIFICATION_REQUEST),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("Ipv4PrefixCount", "Ipv4PrefixCount", 1, Shape::Integer(ANY)),
        Member::new(
            "Ipv6Prefixes",
            "Ipv6Prefix",
            2,
            Shape::List(&List {
                item: Shape::Structure(&IN_IPV6_PREFIX_SPECIFICATION_REQUEST),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("Ipv6PrefixCount", "Ipv6PrefixCount", 3, Shape::Integer(ANY)),
        Member::only("InterfaceType", "InterfaceType", "interface"),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::new("ClientToken", "ClientToken", 5, Shape::String),
        Member::new("EnablePrimaryIpv6", "EnablePrimaryIpv6", 6, Shape::Boolean),
        Member::new(
            "ConnectionTrackingSpecification",
            "ConnectionTrackingSpecification",
            7,
            Shape::Structure(&IN_CONNECTION_TRACKING_SPECIFICATION_REQUEST),
        ),
        Member::refused("Operator", "Operator"),
        Member::new("SubnetId", "SubnetId", 8, Shape::String).required(),
        Member::new("Description", "Description", 9, Shape::String),
        Member::new("PrivateIpAddress", "PrivateIpAddress", 10, Shape::String),
        Member::new(
            "Groups",
            "SecurityGroupId",
            11,
            Shape::List(&List { item: Shape::String, wire: "SecurityGroupId", flattened: false }),
        ),
        Member::new(
            "PrivateIpAddresses",
            "PrivateIpAddresses",
            12,
            Shape::List(&List {
                item: Shape::Structure(&IN_PRIVATE_IP_ADDRESS_SPECIFICATION),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("SecondaryPrivateIpAddressCount", "SecondaryPrivateIpAddressCount", 13, Shape::Integer(ANY)),
        Member::new(
            "Ipv6Addresses",
            "Ipv6Addresses",
            14,
            Shape::List(&List { item: Shape::Structure(&IN_INSTANCE_IPV6_ADDRESS), wire: "item", flattened: false }),
        ),
        Member::new("Ipv6AddressCount", "Ipv6AddressCount", 15, Shape::Integer(ANY)),
        Member::new("DryRun", "DryRun", 16, Shape::Boolean),
    ],
};

static IN_CREATE_ROUTE_REQUEST: Structure = Structure {
    name: "CreateRouteRequest",
    members: &[
        Member::new("DestinationPrefixListId", "DestinationPrefixListId", 0, Shape::String),
        Member::new("VpcEndpointId", "VpcEndpointId", 1, Shape::String),
        Member::refused("TransitGatewayId", "TransitGatewayId"),
        Member::refused("LocalGatewayId", "LocalGatewayId"),
        Member::refused("CarrierGatewayId", "CarrierGatewayId"),
        Member::refused("CoreNetworkArn", "CoreNetworkArn"),
        Member::refused("OdbNetworkArn", "OdbNetworkArn"),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
        Member::new("RouteTableId", "RouteTableId", 3, Shape::String).required(),
        Member::new("DestinationCidrBlock", "DestinationCidrBlock", 4, Shape::String),
        Member::new("GatewayId", "GatewayId", 5, Shape::String),
        Member::new("DestinationIpv6CidrBlock", "DestinationIpv6CidrBlock", 6, Shape::String),
        Member::new("EgressOnlyInternetGatewayId", "EgressOnlyInternetGatewayId", 7, Shape::String),
        Member::refused("InstanceId", "InstanceId"),
        Member::new("NetworkInterfaceId", "NetworkInterfaceId", 8, Shape::String),
        Member::new("VpcPeeringConnectionId", "VpcPeeringConnectionId", 9, Shape::String),
        Member::new("NatGatewayId", "NatGatewayId", 10, Shape::String),
    ],
};

static IN_CREATE_ROUTE_TABLE_REQUEST: Structure = Structure {
    name: "CreateRouteTableRequest",
    members: &[
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            0,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::new("ClientToken", "ClientToken", 1, Shape::String),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
        Member::new("VpcId", "VpcId", 3, Shape::String).required(),
    ],
};

static IN_CREATE_SECURITY_GROUP_REQUEST: Structure = Structure {
    name: "CreateSecurityGroupRequest",
    members: &[
        Member::new("Description", "GroupDescription", 0, Shape::String).required(),
        Member::new("GroupName", "GroupName", 1, Shape::String).required(),
        Member::new("VpcId", "VpcId", 2, Shape::String),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            3,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 4, Shape::Boolean),
    ],
};

static IN_CREATE_SUBNET_CIDR_RESERVATION_REQUEST: Structure = Structure {
    name: "CreateSubnetCidrReservationRequest",
    members: &[
        Member::new("SubnetId", "SubnetId", 0, Shape::String).required(),
        Member::new("Cidr", "Cidr", 1, Shape::String).required(),
        Member::new("ReservationType", "ReservationType", 2, Shape::Enum(ENUM_SUBNET_CIDR_RESERVATION_TYPE)).required(),
        Member::new("Description", "Description", 3, Shape::String),
        Member::new("DryRun", "DryRun", 4, Shape::Boolean),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            5,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
    ],
};

static IN_CREATE_SUBNET_REQUEST: Structure = Structure {
    name: "CreateSubnetRequest",
    members: &[
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            0,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::new("AvailabilityZone", "AvailabilityZone", 1, Shape::String),
        Member::new("AvailabilityZoneId", "AvailabilityZoneId", 2, Shape::String),
        Member::new("CidrBlock", "CidrBlock", 3, Shape::String),
        Member::new("Ipv6CidrBlock", "Ipv6CidrBlock", 4, Shape::String),
        Member::refused("OutpostArn", "OutpostArn"),
        Member::new("VpcId", "VpcId", 5, Shape::String).required(),
        Member::only("Ipv6Native", "Ipv6Native", "false"),
        Member::refused("Ipv4IpamPoolId", "Ipv4IpamPoolId"),
        Member::refused("Ipv4NetmaskLength", "Ipv4NetmaskLength"),
        Member::refused("Ipv6IpamPoolId", "Ipv6IpamPoolId"),
        Member::refused("Ipv6NetmaskLength", "Ipv6NetmaskLength"),
        Member::new("DryRun", "DryRun", 6, Shape::Boolean),
    ],
};

static IN_CREATE_TAGS_REQUEST: Structure = Structure {
    name: "CreateTagsRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new(
            "Resources",
            "ResourceId",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        )
        .required(),
        Member::new(
            "Tags",
            "Tag",
            2,
            Shape::List(&List { item: Shape::Structure(&IN_TAG), wire: "item", flattened: false }),
        )
        .required(),
    ],
};

static IN_CREATE_VPC_ENDPOINT_REQUEST: Structure = Structure {
    name: "CreateVpcEndpointRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("VpcEndpointType", "VpcEndpointType", 1, Shape::Enum(ENUM_VPC_ENDPOINT_TYPE)),
        Member::new("VpcId", "VpcId", 2, Shape::String).required(),
        Member::new("ServiceName", "ServiceName", 3, Shape::String),
        Member::new("PolicyDocument", "PolicyDocument", 4, Shape::String),
        Member::new(
            "RouteTableIds",
            "RouteTableId",
            5,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::refused("SubnetIds", "SubnetId"),
        Member::refused("SecurityGroupIds", "SecurityGroupId"),
        Member::only("IpAddressType", "IpAddressType", "ipv4"),
        Member::refused("DnsOptions", "DnsOptions"),
        Member::new("ClientToken", "ClientToken", 6, Shape::String),
        Member::only("PrivateDnsEnabled", "PrivateDnsEnabled", "false"),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            7,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::refused("SubnetConfigurations", "SubnetConfiguration"),
        Member::refused("ServiceNetworkArn", "ServiceNetworkArn"),
        Member::refused("ResourceConfigurationArn", "ResourceConfigurationArn"),
        Member::refused("ServiceRegion", "ServiceRegion"),
    ],
};

static IN_CREATE_VPC_ENDPOINT_SERVICE_CONFIGURATION_REQUEST: Structure = Structure {
    name: "CreateVpcEndpointServiceConfigurationRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("AcceptanceRequired", "AcceptanceRequired", 1, Shape::Boolean),
        Member::refused("PrivateDnsName", "PrivateDnsName"),
        Member::new(
            "NetworkLoadBalancerArns",
            "NetworkLoadBalancerArn",
            2,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "GatewayLoadBalancerArns",
            "GatewayLoadBalancerArn",
            3,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::refused("SupportedIpAddressTypes", "SupportedIpAddressType"),
        Member::refused("SupportedRegions", "SupportedRegion"),
        Member::new("ClientToken", "ClientToken", 4, Shape::String),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            5,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
    ],
};

static IN_CREATE_VPC_PEERING_CONNECTION_REQUEST: Structure = Structure {
    name: "CreateVpcPeeringConnectionRequest",
    members: &[
        Member::new("PeerRegion", "PeerRegion", 0, Shape::String),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            1,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
        Member::new("VpcId", "VpcId", 3, Shape::String).required(),
        Member::new("PeerVpcId", "PeerVpcId", 4, Shape::String),
        Member::new("PeerOwnerId", "PeerOwnerId", 5, Shape::String),
    ],
};

static IN_CREATE_VPC_REQUEST: Structure = Structure {
    name: "CreateVpcRequest",
    members: &[
        Member::new("CidrBlock", "CidrBlock", 0, Shape::String),
        Member::new("Ipv6Pool", "Ipv6Pool", 1, Shape::String),
        Member::new("Ipv6CidrBlock", "Ipv6CidrBlock", 2, Shape::String),
        Member::refused("Ipv4IpamPoolId", "Ipv4IpamPoolId"),
        Member::refused("Ipv4NetmaskLength", "Ipv4NetmaskLength"),
        Member::refused("Ipv6IpamPoolId", "Ipv6IpamPoolId"),
        Member::refused("Ipv6NetmaskLength", "Ipv6NetmaskLength"),
        Member::new("Ipv6CidrBlockNetworkBorderGroup", "Ipv6CidrBlockNetworkBorderGroup", 3, Shape::String),
        Member::refused("VpcEncryptionControl", "VpcEncryptionControl"),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 5, Shape::Boolean),
        Member::new("InstanceTenancy", "InstanceTenancy", 6, Shape::Enum(ENUM_TENANCY)),
        Member::new("AmazonProvidedIpv6CidrBlock", "AmazonProvidedIpv6CidrBlock", 7, Shape::Boolean),
    ],
};

static IN_CREATE_VPN_GATEWAY_REQUEST: Structure = Structure {
    name: "CreateVpnGatewayRequest",
    members: &[
        Member::new("AvailabilityZone", "AvailabilityZone", 0, Shape::String),
        Member::new("Type", "Type", 1, Shape::Enum(ENUM_GATEWAY_TYPE)).required(),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            2,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::new("AmazonSideAsn", "AmazonSideAsn", 3, Shape::Long(ANY)),
        Member::new("DryRun", "DryRun", 4, Shape::Boolean),
    ],
};

static IN_DELETE_DHCP_OPTIONS_REQUEST: Structure = Structure {
    name: "DeleteDhcpOptionsRequest",
    members: &[
        Member::new("DhcpOptionsId", "DhcpOptionsId", 0, Shape::String).required(),
        Member::new("DryRun", "DryRun", 1, Shape::Boolean),
    ],
};

static IN_DELETE_EGRESS_ONLY_INTERNET_GATEWAY_REQUEST: Structure = Structure {
    name: "DeleteEgressOnlyInternetGatewayRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("EgressOnlyInternetGatewayId", "EgressOnlyInternetGatewayId", 1, Shape::String).required(),
    ],
};

static IN_DELETE_INTERNET_GATEWAY_REQUEST: Structure = Structure {
    name: "DeleteInternetGatewayRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("InternetGatewayId", "InternetGatewayId", 1, Shape::String).required(),
    ],
};

static IN_DELETE_MANAGED_PREFIX_LIST_REQUEST: Structure = Structure {
    name: "DeleteManagedPrefixListRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("PrefixListId", "PrefixListId", 1, Shape::String).required(),
    ],
};

static IN_DELETE_NAT_GATEWAY_REQUEST: Structure = Structure {
    name: "DeleteNatGatewayRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("NatGatewayId", "NatGatewayId", 1, Shape::String).required(),
    ],
};

static IN_DELETE_NETWORK_ACL_ENTRY_REQUEST: Structure = Structure {
    name: "DeleteNetworkAclEntryRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("NetworkAclId", "NetworkAclId", 1, Shape::String).required(),
        Member::new("RuleNumber", "RuleNumber", 2, Shape::Integer(ANY)).required(),
        Member::new("Egress", "Egress", 3, Shape::Boolean).required(),
    ],
};

static IN_DELETE_NETWORK_ACL_REQUEST: Structure = Structure {
    name: "DeleteNetworkAclRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("NetworkAclId", "NetworkAclId", 1, Shape::String).required(),
    ],
};

static IN_DELETE_NETWORK_INSIGHTS_ANALYSIS_REQUEST: Structure = Structure {
    name: "DeleteNetworkInsightsAnalysisRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("NetworkInsightsAnalysisId", "NetworkInsightsAnalysisId", 1, Shape::String).required(),
    ],
};

static IN_DELETE_NETWORK_INSIGHTS_PATH_REQUEST: Structure = Structure {
    name: "DeleteNetworkInsightsPathRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("NetworkInsightsPathId", "NetworkInsightsPathId", 1, Shape::String).required(),
    ],
};

static IN_DELETE_NETWORK_INTERFACE_REQUEST: Structure = Structure {
    name: "DeleteNetworkInterfaceRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("NetworkInterfaceId", "NetworkInterfaceId", 1, Shape::String).required(),
    ],
};

static IN_DELETE_ROUTE_REQUEST: Structure = Structure {
    name: "DeleteRouteRequest",
    members: &[
        Member::new("DestinationPrefixListId", "DestinationPrefixListId", 0, Shape::String),
        Member::new("DryRun", "DryRun", 1, Shape::Boolean),
        Member::new("RouteTableId", "RouteTableId", 2, Shape::String).required(),
        Member::new("DestinationCidrBlock", "DestinationCidrBlock", 3, Shape::String),
        Member::new("DestinationIpv6CidrBlock", "DestinationIpv6CidrBlock", 4, Shape::String),
    ],
};

static IN_DELETE_ROUTE_TABLE_REQUEST: Structure = Structure {
    name: "DeleteRouteTableRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("RouteTableId", "RouteTableId", 1, Shape::String).required(),
    ],
};

static IN_DELETE_SECURITY_GROUP_REQUEST: Structure = Structure {
    name: "DeleteSecurityGroupRequest",
    members: &[
        Member::new("GroupId", "GroupId", 0, Shape::String),
        Member::new("GroupName", "GroupName", 1, Shape::String),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
    ],
};

static IN_DELETE_SUBNET_CIDR_RESERVATION_REQUEST: Structure = Structure {
    name: "DeleteSubnetCidrReservationRequest",
    members: &[
        Member::new("SubnetCidrReservationId", "SubnetCidrReservationId", 0, Shape::String).required(),
        Member::new("DryRun", "DryRun", 1, Shape::Boolean),
    ],
};

static IN_DELETE_SUBNET_REQUEST: Structure = Structure {
    name: "DeleteSubnetRequest",
    members: &[
        Member::new("SubnetId", "SubnetId", 0, Shape::String).required(),
        Member::new("DryRun", "DryRun", 1, Shape::Boolean),
    ],
};

static IN_DELETE_TAGS_REQUEST: Structure = Structure {
    name: "DeleteTagsRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new(
            "Resources",
            "ResourceId",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        )
        .required(),
        Member::new(
            "Tags",
            "Tag",
            2,
            Shape::List(&List { item: Shape::Structure(&IN_TAG), wire: "item", flattened: false }),
        ),
    ],
};

static IN_DELETE_VPC_ENDPOINT_SERVICE_CONFIGURATIONS_REQUEST: Structure = Structure {
    name: "DeleteVpcEndpointServiceConfigurationsRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new(
            "ServiceIds",
            "ServiceId",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        )
        .required(),
    ],
};

static IN_DELETE_VPC_ENDPOINTS_REQUEST: Structure = Structure {
    name: "DeleteVpcEndpointsRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new(
            "VpcEndpointIds",
            "VpcEndpointId",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        )
        .required(),
    ],
};

static IN_DELETE_VPC_PEERING_CONNECTION_REQUEST: Structure = Structure {
    name: "DeleteVpcPeeringConnectionRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("VpcPeeringConnectionId", "VpcPeeringConnectionId", 1, Shape::String).required(),
    ],
};

static IN_DELETE_VPC_REQUEST: Structure = Structure {
    name: "DeleteVpcRequest",
    members: &[
        Member::new("VpcId", "VpcId", 0, Shape::String).required(),
        Member::new("DryRun", "DryRun", 1, Shape::Boolean),
    ],
};

static IN_DELETE_VPN_GATEWAY_REQUEST: Structure = Structure {
    name: "DeleteVpnGatewayRequest",
    members: &[
        Member::new("VpnGatewayId", "VpnGatewayId", 0, Shape::String).required(),
        Member::new("DryRun", "DryRun", 1, Shape::Boolean),
    ],
};

static IN_DESCRIBE_ACCOUNT_ATTRIBUTES_REQUEST: Structure = Structure {
    name: "DescribeAccountAttributesRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new(
            "AttributeNames",
            "AttributeName",
            1,
            Shape::List(&List { item: Shape::String, wire: "attributeName", flattened: false }),
        ),
    ],
};

static IN_DESCRIBE_ADDRESSES_ATTRIBUTE_REQUEST: Structure = Structure {
    name: "DescribeAddressesAttributeRequest",
    members: &[
        Member::new(
            "AllocationIds",
            "AllocationId",
            0,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("Attribute", "Attribute", 1, Shape::Enum(ENUM_ADDRESS_ATTRIBUTE_NAME)),
        Member::new("NextToken", "NextToken", 2, Shape::String),
        Member::new("MaxResults", "MaxResults", 3, Shape::Integer(Bounds { min: Some(1), max: Some(1000) })),
        Member::new("DryRun", "DryRun", 4, Shape::Boolean),
    ],
};

static IN_DESCRIBE_ADDRESSES_REQUEST: Structure = Structure {
    name: "DescribeAddressesRequest",
    members: &[
        Member::new(
            "PublicIps",
            "PublicIp",
            0,
            Shape::List(&List { item: Shape::String, wire: "PublicIp", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 1, Shape::Boolean),
        Member::new(
            "Filters",
            "Filter",
            2,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new(
            "AllocationIds",
            "AllocationId",
            3,
            Shape::List(&List { item: Shape::String, wire: "AllocationId", flattened: false }),
        ),
    ],
};

static IN_DESCRIBE_AVAILABILITY_ZONES_REQUEST: Structure = Structure {
    name: "DescribeAvailabilityZonesRequest",
    members: &[
        Member::new(
            "ZoneNames",
            "ZoneName",
            0,
            Shape::List(&List { item: Shape::String, wire: "ZoneName", flattened: false }),
        ),
        Member::new(
            "ZoneIds",
            "ZoneId",
            1,
            Shape::List(&List { item: Shape::String, wire: "ZoneId", flattened: false }),
        ),
        Member::new("AllAvailabilityZones", "AllAvailabilityZones", 2, Shape::Boolean),
        Member::new("DryRun", "DryRun", 3, Shape::Boolean),
        Member::new(
            "Filters",
            "Filter",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
    ],
};

static IN_DESCRIBE_CUSTOMER_GATEWAYS_REQUEST: Structure = Structure {
    name: "DescribeCustomerGatewaysRequest",
    members: &[
        Member::new(
            "CustomerGatewayIds",
            "CustomerGatewayId",
            0,
            Shape::List(&List { item: Shape::String, wire: "CustomerGatewayId", flattened: false }),
        ),
        Member::new(
            "Filters",
            "Filter",
            1,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
    ],
};

static IN_DESCRIBE_DHCP_OPTIONS_REQUEST: Structure = Structure {
    name: "DescribeDhcpOptionsRequest",
    members: &[
        Member::new(
            "DhcpOptionsIds",
            "DhcpOptionsId",
            0,
            Shape::List(&List { item: Shape::String, wire: "DhcpOptionsId", flattened: false }),
        ),
        Member::new("NextToken", "NextToken", 1, Shape::String),
        Member::new("MaxResults", "MaxResults", 2, Shape::Integer(Bounds { min: Some(5), max: Some(1000) })),
        Member::new("DryRun", "DryRun", 3, Shape::Boolean),
        Member::new(
            "Filters",
            "Filter",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
    ],
};

static IN_DESCRIBE_EGRESS_ONLY_INTERNET_GATEWAYS_REQUEST: Structure = Structure {
    name: "DescribeEgressOnlyInternetGatewaysRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new(
            "EgressOnlyInternetGatewayIds",
            "EgressOnlyInternetGatewayId",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("MaxResults", "MaxResults", 2, Shape::Integer(Bounds { min: Some(5), max: Some(255) })),
        Member::new("NextToken", "NextToken", 3, Shape::String),
        Member::new(
            "Filters",
            "Filter",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
    ],
};

static IN_DESCRIBE_INSTANCE_STATUS_REQUEST: Structure = Structure {
    name: "DescribeInstanceStatusRequest",
    members: &[
        Member::new(
            "InstanceIds",
            "InstanceId",
            0,
            Shape::List(&List { item: Shape::String, wire: "InstanceId", flattened: false }),
        ),
        Member::new("MaxResults", "MaxResults", 1, Shape::Integer(ANY)),
        Member::new("NextToken", "NextToken", 2, Shape::String),
        Member::new("IncludeManagedResources", "IncludeManagedResources", 3, Shape::Boolean),
        Member::new("DryRun", "DryRun", 4, Shape::Boolean),
        Member::new(
            "Filters",
            "Filter",
            5,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("IncludeAllInstances", "IncludeAllInstances", 6, Shape::Boolean),
    ],
};

static IN_DESCRIBE_INSTANCE_TYPES_REQUEST: Structure = Structure {
    name: "DescribeInstanceTypesRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new(
            "InstanceTypes",
            "InstanceType",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "Filters",
            "Filter",
            2,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("MaxResults", "MaxResults", 3, Shape::Integer(Bounds { min: Some(5), max: Some(100) })),
        Member::new("NextToken", "NextToken", 4, Shape::String),
        Member::only("IncludeUnsupportedInRegion", "IncludeUnsupportedInRegion", "false"),
    ],
};

static IN_DESCRIBE_INSTANCES_REQUEST: Structure = Structure {
    name: "DescribeInstancesRequest",
    members: &[
        Member::new(
            "InstanceIds",
            "InstanceId",
            0,
            Shape::List(&List { item: Shape::String, wire: "InstanceId", flattened: false }),
        ),
        Member::new("IncludeManagedResources", "IncludeManagedResources", 1, Shape::Boolean),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
        Member::new(
            "Filters",
            "Filter",
            3,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("NextToken", "NextToken", 4, Shape::String),
        Member::new("MaxResults", "MaxResults", 5, Shape::Integer(ANY)),
    ],
};

static IN_DESCRIBE_INTERNET_GATEWAYS_REQUEST: Structure = Structure {
    name: "DescribeInternetGatewaysRequest",
    members: &[
        Member::new("NextToken", "NextToken", 0, Shape::String),
        Member::new("MaxResults", "MaxResults", 1, Shape::Integer(Bounds { min: Some(5), max: Some(1000) })),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
        Member::new(
            "InternetGatewayIds",
            "InternetGatewayId",
            3,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "Filters",
            "Filter",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
    ],
};

static IN_DESCRIBE_MANAGED_PREFIX_LISTS_REQUEST: Structure = Structure {
    name: "DescribeManagedPrefixListsRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new(
            "Filters",
            "Filter",
            1,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("MaxResults", "MaxResults", 2, Shape::Integer(Bounds { min: Some(1), max: Some(100) })),
        Member::new("NextToken", "NextToken", 3, Shape::String),
        Member::new(
            "PrefixListIds",
            "PrefixListId",
            4,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
    ],
};

static IN_DESCRIBE_NAT_GATEWAYS_REQUEST: Structure = Structure {
    name: "DescribeNatGatewaysRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new(
            "Filter",
            "Filter",
            1,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("MaxResults", "MaxResults", 2, Shape::Integer(Bounds { min: Some(5), max: Some(1000) })),
        Member::new(
            "NatGatewayIds",
            "NatGatewayId",
            3,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "NextToken", 4, Shape::String),
    ],
};

static IN_DESCRIBE_NETWORK_ACLS_REQUEST: Structure = Structure {
    name: "DescribeNetworkAclsRequest",
    members: &[
        Member::new("NextToken", "NextToken", 0, Shape::String),
        Member::new("MaxResults", "MaxResults", 1, Shape::Integer(Bounds { min: Some(5), max: Some(1000) })),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
        Member::new(
            "NetworkAclIds",
            "NetworkAclId",
            3,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "Filters",
            "Filter",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
    ],
};

static IN_DESCRIBE_NETWORK_INSIGHTS_ANALYSES_REQUEST: Structure = Structure {
    name: "DescribeNetworkInsightsAnalysesRequest",
    members: &[
        Member::new(
            "NetworkInsightsAnalysisIds",
            "NetworkInsightsAnalysisId",
            0,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("NetworkInsightsPathId", "NetworkInsightsPathId", 1, Shape::String),
        Member::new("AnalysisStartTime", "AnalysisStartTime", 2, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("AnalysisEndTime", "AnalysisEndTime", 3, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new(
            "Filters",
            "Filter",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("MaxResults", "MaxResults", 5, Shape::Integer(Bounds { min: Some(1), max: Some(100) })),
        Member::new("DryRun", "DryRun", 6, Shape::Boolean),
        Member::new("NextToken", "NextToken", 7, Shape::String),
    ],
};

static IN_DESCRIBE_NETWORK_INSIGHTS_PATHS_REQUEST: Structure = Structure {
    name: "DescribeNetworkInsightsPathsRequest",
    members: &[
        Member::new(
            "NetworkInsightsPathIds",
            "NetworkInsightsPathId",
            0,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "Filters",
            "Filter",
            1,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("MaxResults", "MaxResults", 2, Shape::Integer(Bounds { min: Some(1), max: Some(100) })),
        Member::new("DryRun", "DryRun", 3, Shape::Boolean),
        Member::new("NextToken", "NextToken", 4, Shape::String),
    ],
};

static IN_DESCRIBE_NETWORK_INTERFACE_ATTRIBUTE_REQUEST: Structure = Structure {
    name: "DescribeNetworkInterfaceAttributeRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("NetworkInterfaceId", "NetworkInterfaceId", 1, Shape::String).required(),
        Member::new("Attribute", "Attribute", 2, Shape::Enum(ENUM_NETWORK_INTERFACE_ATTRIBUTE)),
    ],
};

static IN_DESCRIBE_NETWORK_INTERFACES_REQUEST: Structure = Structure {
    name: "DescribeNetworkInterfacesRequest",
    members: &[
        Member::new("NextToken", "NextToken", 0, Shape::String),
        Member::new("MaxResults", "MaxResults", 1, Shape::Integer(Bounds { min: Some(5), max: Some(1000) })),
        Member::new("IncludeManagedResources", "IncludeManagedResources", 2, Shape::Boolean),
        Member::new("DryRun", "DryRun", 3, Shape::Boolean),
        Member::new(
            "NetworkInterfaceIds",
            "NetworkInterfaceId",
            4,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "Filters",
            "Filter",
            5,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
    ],
};

static IN_DESCRIBE_PREFIX_LISTS_REQUEST: Structure = Structure {
    name: "DescribePrefixListsRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new(
            "Filters",
            "Filter",
            1,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("MaxResults", "MaxResults", 2, Shape::Integer(ANY)),
        Member::new("NextToken", "NextToken", 3, Shape::String),
        Member::new(
            "PrefixListIds",
            "PrefixListId",
            4,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
    ],
};

static IN_DESCRIBE_REGIONS_REQUEST: Structure = Structure {
    name: "DescribeRegionsRequest",
    members: &[
        Member::new(
            "RegionNames",
            "RegionName",
            0,
            Shape::List(&List { item: Shape::String, wire: "RegionName", flattened: false }),
        ),
        Member::new("AllRegions", "AllRegions", 1, Shape::Boolean),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
        Member::new(
            "Filters",
            "Filter",
            3,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
    ],
};

static IN_DESCRIBE_ROUTE_TABLES_REQUEST: Structure = Structure {
    name: "DescribeRouteTablesRequest",
    members: &[
        Member::new("NextToken", "NextToken", 0, Shape::String),
        Member::new("MaxResults", "MaxResults", 1, Shape::Integer(Bounds { min: Some(5), max: Some(100) })),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
        Member::new(
            "RouteTableIds",
            "RouteTableId",
            3,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "Filters",
            "Filter",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
    ],
};

static IN_DESCRIBE_SECURITY_GROUP_REFERENCES_REQUEST: Structure = Structure {
    name: "DescribeSecurityGroupReferencesRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new(
            "GroupId",
            "GroupId",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        )
        .required(),
    ],
};

static IN_DESCRIBE_SECURITY_GROUP_RULES_REQUEST: Structure = Structure {
    name: "DescribeSecurityGroupRulesRequest",
    members: &[
        Member::new(
            "Filters",
            "Filter",
            0,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new(
            "SecurityGroupRuleIds",
            "SecurityGroupRuleId",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
        Member::new("NextToken", "NextToken", 3, Shape::String),
        Member::new("MaxResults", "MaxResults", 4, Shape::Integer(Bounds { min: Some(5), max: Some(1000) })),
    ],
};

static IN_DESCRIBE_SECURITY_GROUP_VPC_ASSOCIATIONS_REQUEST: Structure = Structure {
    name: "DescribeSecurityGroupVpcAssociationsRequest",
    members: &[
        Member::new(
            "Filters",
            "Filter",
            0,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("NextToken", "NextToken", 1, Shape::String),
        Member::new("MaxResults", "MaxResults", 2, Shape::Integer(Bounds { min: Some(5), max: Some(1000) })),
        Member::new("DryRun", "DryRun", 3, Shape::Boolean),
    ],
};

static IN_DESCRIBE_SECURITY_GROUPS_REQUEST: Structure = Structure {
    name: "DescribeSecurityGroupsRequest",
    members: &[
        Member::new(
            "GroupIds",
            "GroupId",
            0,
            Shape::List(&List { item: Shape::String, wire: "groupId", flattened: false }),
        ),
        Member::new(
            "GroupNames",
            "GroupName",
            1,
            Shape::List(&List { item: Shape::String, wire: "GroupName", flattened: false }),
        ),
        Member::new("NextToken", "NextToken", 2, Shape::String),
        Member::new("MaxResults", "MaxResults", 3, Shape::Integer(Bounds { min: Some(5), max: Some(1000) })),
        Member::new("DryRun", "DryRun", 4, Shape::Boolean),
        Member::new(
            "Filters",
            "Filter",
            5,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
    ],
};

static IN_DESCRIBE_STALE_SECURITY_GROUPS_REQUEST: Structure = Structure {
    name: "DescribeStaleSecurityGroupsRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("MaxResults", "MaxResults", 1, Shape::Integer(Bounds { min: Some(5), max: Some(255) })),
        Member::new("NextToken", "NextToken", 2, Shape::String),
        Member::new("VpcId", "VpcId", 3, Shape::String).required(),
    ],
};

static IN_DESCRIBE_SUBNETS_REQUEST: Structure = Structure {
    name: "DescribeSubnetsRequest",
    members: &[
        Member::new(
            "Filters",
            "Filter",
            0,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new(
            "SubnetIds",
            "SubnetId",
            1,
            Shape::List(&List { item: Shape::String, wire: "SubnetId", flattened: false }),
        ),
        Member::new("NextToken", "NextToken", 2, Shape::String),
        Member::new("MaxResults", "MaxResults", 3, Shape::Integer(Bounds { min: Some(5), max: Some(1000) })),
        Member::new("DryRun", "DryRun", 4, Shape::Boolean),
    ],
};

static IN_DESCRIBE_TAGS_REQUEST: Structure = Structure {
    name: "DescribeTagsRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new(
            "Filters",
            "Filter",
            1,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("MaxResults", "MaxResults", 2, Shape::Integer(ANY)),
        Member::new("NextToken", "NextToken", 3, Shape::String),
    ],
};

static IN_DESCRIBE_VPC_ATTRIBUTE_REQUEST: Structure = Structure {
    name: "DescribeVpcAttributeRequest",
    members: &[
        Member::new("Attribute", "Attribute", 0, Shape::Enum(ENUM_VPC_ATTRIBUTE_NAME)).required(),
        Member::new("VpcId", "VpcId", 1, Shape::String).required(),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
    ],
};

static IN_DESCRIBE_VPC_ENDPOINT_SERVICE_CONFIGURATIONS_REQUEST: Structure = Structure {
    name: "DescribeVpcEndpointServiceConfigurationsRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new(
            "ServiceIds",
            "ServiceId",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "Filters",
            "Filter",
            2,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("MaxResults", "MaxResults", 3, Shape::Integer(ANY)),
        Member::new("NextToken", "NextToken", 4, Shape::String),
    ],
};

static IN_DESCRIBE_VPC_ENDPOINT_SERVICES_REQUEST: Structure = Structure {
    name: "DescribeVpcEndpointServicesRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new(
            "ServiceNames",
            "ServiceName",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "Filters",
            "Filter",
            2,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("MaxResults", "MaxResults", 3, Shape::Integer(ANY)),
        Member::new("NextToken", "NextToken", 4, Shape::String),
        Member::refused("ServiceRegions", "ServiceRegion"),
    ],
};

static IN_DESCRIBE_VPC_ENDPOINTS_REQUEST: Structure = Structure {
    name: "DescribeVpcEndpointsRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new(
            "VpcEndpointIds",
            "VpcEndpointId",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "Filters",
            "Filter",
            2,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("MaxResults", "MaxResults", 3, Shape::Integer(ANY)),
        Member::new("NextToken", "NextToken", 4, Shape::String),
    ],
};

static IN_DESCRIBE_VPC_PEERING_CONNECTIONS_REQUEST: Structure = Structure {
    name: "DescribeVpcPeeringConnectionsRequest",
    members: &[
        Member::new("NextToken", "NextToken", 0, Shape::String),
        Member::new("MaxResults", "MaxResults", 1, Shape::Integer(Bounds { min: Some(5), max: Some(1000) })),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
        Member::new(
            "VpcPeeringConnectionIds",
            "VpcPeeringConnectionId",
            3,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "Filters",
            "Filter",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
    ],
};

static IN_DESCRIBE_VPCS_REQUEST: Structure = Structure {
    name: "DescribeVpcsRequest",
    members: &[
        Member::new(
            "Filters",
            "Filter",
            0,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("VpcIds", "VpcId", 1, Shape::List(&List { item: Shape::String, wire: "VpcId", flattened: false })),
        Member::new("NextToken", "NextToken", 2, Shape::String),
        Member::new("MaxResults", "MaxResults", 3, Shape::Integer(Bounds { min: Some(5), max: Some(1000) })),
        Member::new("DryRun", "DryRun", 4, Shape::Boolean),
    ],
};

static IN_DESCRIBE_VPN_GATEWAYS_REQUEST: Structure = Structure {
    name: "DescribeVpnGatewaysRequest",
    members: &[
        Member::new(
            "Filters",
            "Filter",
            0,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new(
            "VpnGatewayIds",
            "VpnGatewayId",
            1,
            Shape::List(&List { item: Shape::String, wire: "VpnGatewayId", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
    ],
};

static IN_DETACH_INTERNET_GATEWAY_REQUEST: Structure = Structure {
    name: "DetachInternetGatewayRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("InternetGatewayId", "InternetGatewayId", 1, Shape::String).required(),
        Member::new("VpcId", "VpcId", 2, Shape::String).required(),
    ],
};

static IN_DETACH_NETWORK_INTERFACE_REQUEST: Structure = Structure {
    name: "DetachNetworkInterfaceRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("AttachmentId", "AttachmentId", 1, Shape::String).required(),
        Member::new("Force", "Force", 2, Shape::Boolean),
    ],
};

static IN_DETACH_VPN_GATEWAY_REQUEST: Structure = Structure {
    name: "DetachVpnGatewayRequest",
    members: &[
        Member::new("VpcId", "VpcId", 0, Shape::String).required(),
        Member::new("VpnGatewayId", "VpnGatewayId", 1, Shape::String).required(),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
    ],
};

static IN_DISABLE_VGW_ROUTE_PROPAGATION_REQUEST: Structure = Structure {
    name: "DisableVgwRoutePropagationRequest",
    members: &[
        Member::new("GatewayId", "GatewayId", 0, Shape::String).required(),
        Member::new("RouteTableId", "RouteTableId", 1, Shape::String).required(),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
    ],
};

static IN_DISASSOCIATE_ADDRESS_REQUEST: Structure = Structure {
    name: "DisassociateAddressRequest",
    members: &[
        Member::new("AssociationId", "AssociationId", 0, Shape::String),
        Member::new("PublicIp", "PublicIp", 1, Shape::String),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
    ],
};

static IN_DISASSOCIATE_NAT_GATEWAY_ADDRESS_REQUEST: Structure = Structure {
    name: "DisassociateNatGatewayAddressRequest",
    members: &[
        Member::new("NatGatewayId", "NatGatewayId", 0, Shape::String).required(),
        Member::new(
            "AssociationIds",
            "AssociationId",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        )
        .required(),
        Member::new(
            "MaxDrainDurationSeconds",
            "MaxDrainDurationSeconds",
            2,
            Shape::Integer(Bounds { min: Some(1), max: Some(4000) }),
        ),
        Member::new("DryRun", "DryRun", 3, Shape::Boolean),
    ],
};

static IN_DISASSOCIATE_ROUTE_TABLE_REQUEST: Structure = Structure {
    name: "DisassociateRouteTableRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("AssociationId", "AssociationId", 1, Shape::String).required(),
    ],
};

static IN_DISASSOCIATE_SUBNET_CIDR_BLOCK_REQUEST: Structure = Structure {
    name: "DisassociateSubnetCidrBlockRequest",
    members: &[Member::new("AssociationId", "AssociationId", 0, Shape::String).required()],
};

static IN_DISASSOCIATE_VPC_CIDR_BLOCK_REQUEST: Structure = Structure {
    name: "DisassociateVpcCidrBlockRequest",
    members: &[Member::new("AssociationId", "AssociationId", 0, Shape::String).required()],
};

static IN_ENABLE_VGW_ROUTE_PROPAGATION_REQUEST: Structure = Structure {
    name: "EnableVgwRoutePropagationRequest",
    members: &[
        Member::new("GatewayId", "GatewayId", 0, Shape::String).required(),
        Member::new("RouteTableId", "RouteTableId", 1, Shape::String).required(),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
    ],
};

static IN_FILTER: Structure = Structure {
    name: "Filter",
    members: &[
        Member::new("Name", "Name", 0, Shape::String),
        Member::new("Values", "Value", 1, Shape::List(&List { item: Shape::String, wire: "item", flattened: false })),
    ],
};

static IN_GET_MANAGED_PREFIX_LIST_ASSOCIATIONS_REQUEST: Structure = Structure {
    name: "GetManagedPrefixListAssociationsRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("PrefixListId", "PrefixListId", 1, Shape::String).required(),
        Member::new("MaxResults", "MaxResults", 2, Shape::Integer(Bounds { min: Some(5), max: Some(255) })),
        Member::new("NextToken", "NextToken", 3, Shape::String),
    ],
};

static IN_GET_MANAGED_PREFIX_LIST_ENTRIES_REQUEST: Structure = Structure {
    name: "GetManagedPrefixListEntriesRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("PrefixListId", "PrefixListId", 1, Shape::String).required(),
        Member::new("TargetVersion", "TargetVersion", 2, Shape::Long(ANY)),
        Member::new("MaxResults", "MaxResults", 3, Shape::Integer(Bounds { min: Some(1), max: Some(100) })),
        Member::new("NextToken", "NextToken", 4, Shape::String),
    ],
};

static IN_GET_SECURITY_GROUPS_FOR_VPC_REQUEST: Structure = Structure {
    name: "GetSecurityGroupsForVpcRequest",
    members: &[
        Member::new("VpcId", "VpcId", 0, Shape::String).required(),
        Member::new("NextToken", "NextToken", 1, Shape::String),
        Member::new("MaxResults", "MaxResults", 2, Shape::Integer(Bounds { min: Some(5), max: Some(1000) })),
        Member::new(
            "Filters",
            "Filter",
            3,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 4, Shape::Boolean),
    ],
};

static IN_GET_SUBNET_CIDR_RESERVATIONS_REQUEST: Structure = Structure {
    name: "GetSubnetCidrReservationsRequest",
    members: &[
        Member::new(
            "Filters",
            "Filter",
            0,
            Shape::List(&List { item: Shape::Structure(&IN_FILTER), wire: "Filter", flattened: false }),
        ),
        Member::new("SubnetId", "SubnetId", 1, Shape::String).required(),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
        Member::new("NextToken", "NextToken", 3, Shape::String),
        Member::new("MaxResults", "MaxResults", 4, Shape::Integer(Bounds { min: Some(5), max: Some(1000) })),
    ],
};

static IN_ICMP_TYPE_CODE: Structure = Structure {
    name: "IcmpTypeCode",
    members: &[
        Member::new("Code", "Code", 0, Shape::Integer(ANY)),
        Member::new("Type", "Type", 1, Shape::Integer(ANY)),
    ],
};

static IN_INSTANCE_IPV6_ADDRESS: Structure = Structure {
    name: "InstanceIpv6Address",
    members: &[
        Member::new("Ipv6Address", "Ipv6Address", 0, Shape::String),
        Member::new("IsPrimaryIpv6", "IsPrimaryIpv6", 1, Shape::Boolean),
    ],
};

static IN_INSTANCE_NETWORK_INTERFACE_SPECIFICATION: Structure = Structure {
    name: "InstanceNetworkInterfaceSpecification",
    members: &[
        Member::new("AssociatePublicIpAddress", "AssociatePublicIpAddress", 0, Shape::Boolean),
        Member::new("DeleteOnTermination", "DeleteOnTermination", 1, Shape::Boolean),
        Member::new("Description", "Description", 2, Shape::String),
        Member::new("DeviceIndex", "DeviceIndex", 3, Shape::Integer(ANY)),
        Member::new(
            "Groups",
            "SecurityGroupId",
            4,
            Shape::List(&List { item: Shape::String, wire: "SecurityGroupId", flattened: false }),
        ),
        Member::new("Ipv6AddressCount", "Ipv6AddressCount", 5, Shape::Integer(ANY)),
        Member::new(
            "Ipv6Addresses",
            "Ipv6Addresses",
            6,
            Shape::List(&List { item: Shape::Structure(&IN_INSTANCE_IPV6_ADDRESS), wire: "item", flattened: false }),
        ),
        Member::new("NetworkInterfaceId", "NetworkInterfaceId", 7, Shape::String),
        Member::new("PrivateIpAddress", "PrivateIpAddress", 8, Shape::String),
        Member::new(
            "PrivateIpAddresses",
            "PrivateIpAddresses",
            9,
            Shape::List(&List {
                item: Shape::Structure(&IN_PRIVATE_IP_ADDRESS_SPECIFICATION),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("SecondaryPrivateIpAddressCount", "SecondaryPrivateIpAddressCount", 10, Shape::Integer(ANY)),
        Member::new("SubnetId", "SubnetId", 11, Shape::String),
        Member::refused("AssociateCarrierIpAddress", "AssociateCarrierIpAddress"),
        Member::only("InterfaceType", "InterfaceType", "interface"),
        Member::only("NetworkCardIndex", "NetworkCardIndex", "0"),
        Member::refused("Ipv4Prefixes", "Ipv4Prefix"),
        Member::refused("Ipv4PrefixCount", "Ipv4PrefixCount"),
        Member::refused("Ipv6Prefixes", "Ipv6Prefix"),
        Member::refused("Ipv6PrefixCount", "Ipv6PrefixCount"),
        Member::refused("PrimaryIpv6", "PrimaryIpv6"),
        Member::refused("EnaSrdSpecification", "EnaSrdSpecification"),
        Member::refused("ConnectionTrackingSpecification", "ConnectionTrackingSpecification"),
        Member::refused("EnaQueueCount", "EnaQueueCount"),
    ],
};

static IN_IP_PERMISSION: Structure = Structure {
    name: "IpPermission",
    members: &[
        Member::new("IpProtocol", "IpProtocol", 0, Shape::String),
        Member::new("FromPort", "FromPort", 1, Shape::Integer(ANY)),
        Member::new("ToPort", "ToPort", 2, Shape::Integer(ANY)),
        Member::new(
            "UserIdGroupPairs",
            "Groups",
            3,
            Shape::List(&List { item: Shape::Structure(&IN_USER_ID_GROUP_PAIR), wire: "item", flattened: false }),
        ),
        Member::new(
            "IpRanges",
            "IpRanges",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_IP_RANGE), wire: "item", flattened: false }),
        ),
        Member::new(
            "Ipv6Ranges",
            "Ipv6Ranges",
            5,
            Shape::List(&List { item: Shape::Structure(&IN_IPV6_RANGE), wire: "item", flattened: false }),
        ),
        Member::new(
            "PrefixListIds",
            "PrefixListIds",
            6,
            Shape::List(&List { item: Shape::Structure(&IN_PREFIX_LIST_ID), wire: "item", flattened: false }),
        ),
    ],
};

static IN_IP_PERMISSION_2: Structure = Structure {
    name: "IpPermission",
    members: &[
        Member::new("IpProtocol", "IpProtocol", 0, Shape::String),
        Member::new("FromPort", "FromPort", 1, Shape::Integer(ANY)),
        Member::new("ToPort", "ToPort", 2, Shape::Integer(ANY)),
        Member::new(
            "UserIdGroupPairs",
            "Groups",
            3,
            Shape::List(&List { item: Shape::Structure(&IN_USER_ID_GROUP_PAIR_2), wire: "item", flattened: false }),
        ),
        Member::new(
            "IpRanges",
            "IpRanges",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_IP_RANGE), wire: "item", flattened: false }),
        ),
        Member::new(
            "Ipv6Ranges",
            "Ipv6Ranges",
            5,
            Shape::List(&List { item: Shape::Structure(&IN_IPV6_RANGE), wire: "item", flattened: false }),
        ),
        Member::new(
            "PrefixListIds",
            "PrefixListIds",
            6,
            Shape::List(&List { item: Shape::Structure(&IN_PREFIX_LIST_ID), wire: "item", flattened: false }),
        ),
    ],
};

static IN_IP_RANGE: Structure = Structure {
    name: "IpRange",
    members: &[
        Member::new("Description", "Description", 0, Shape::String),
        Member::new("CidrIp", "CidrIp", 1, Shape::String),
    ],
};

static IN_IPV4_PREFIX_SPECIFICATION_REQUEST: Structure = Structure {
    name: "Ipv4PrefixSpecificationRequest",
    members: &[Member::new("Ipv4Prefix", "Ipv4Prefix", 0, Shape::String)],
};

static IN_IPV6_PREFIX_SPECIFICATION_REQUEST: Structure = Structure {
    name: "Ipv6PrefixSpecificationRequest",
    members: &[Member::new("Ipv6Prefix", "Ipv6Prefix", 0, Shape::String)],
};

static IN_IPV6_RANGE: Structure = Structure {
    name: "Ipv6Range",
    members: &[
        Member::new("Description", "Description", 0, Shape::String),
        Member::new("CidrIpv6", "CidrIpv6", 1, Shape::String),
    ],
};

static IN_MODIFY_ADDRESS_ATTRIBUTE_REQUEST: Structure = Structure {
    name: "ModifyAddressAttributeRequest",
    members: &[
        Member::new("AllocationId", "AllocationId", 0, Shape::String).required(),
        Member::new("DomainName", "DomainName", 1, Shape::String),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
    ],
};

static IN_MODIFY_MANAGED_PREFIX_LIST_REQUEST: Structure = Structure {
    name: "ModifyManagedPrefixListRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("PrefixListId", "PrefixListId", 1, Shape::String).required(),
        Member::new("CurrentVersion", "CurrentVersion", 2, Shape::Long(ANY)),
        Member::new("PrefixListName", "PrefixListName", 3, Shape::String),
        Member::new(
            "AddEntries",
            "AddEntry",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_ADD_PREFIX_LIST_ENTRY), wire: "item", flattened: false }),
        ),
        Member::new(
            "RemoveEntries",
            "RemoveEntry",
            5,
            Shape::List(&List { item: Shape::Structure(&IN_REMOVE_PREFIX_LIST_ENTRY), wire: "item", flattened: false }),
        ),
        Member::new("MaxEntries", "MaxEntries", 6, Shape::Integer(ANY)),
        Member::refused("IpamPrefixListResolverSyncEnabled", "IpamPrefixListResolverSyncEnabled"),
    ],
};

static IN_MODIFY_NETWORK_INTERFACE_ATTRIBUTE_REQUEST: Structure = Structure {
    name: "ModifyNetworkInterfaceAttributeRequest",
    members: &[
        Member::refused("EnaSrdSpecification", "EnaSrdSpecification"),
        Member::new("EnablePrimaryIpv6", "EnablePrimaryIpv6", 0, Shape::Boolean),
        Member::new(
            "ConnectionTrackingSpecification",
            "ConnectionTrackingSpecification",
            1,
            Shape::Structure(&IN_CONNECTION_TRACKING_SPECIFICATION_REQUEST),
        ),
        Member::refused("AssociatePublicIpAddress", "AssociatePublicIpAddress"),
        Member::refused("AssociatedSubnetIds", "AssociatedSubnetId"),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
        Member::new("NetworkInterfaceId", "NetworkInterfaceId", 3, Shape::String).required(),
        Member::new("Description", "Description", 4, Shape::Structure(&IN_ATTRIBUTE_VALUE)),
        Member::new("SourceDestCheck", "SourceDestCheck", 5, Shape::Structure(&IN_ATTRIBUTE_BOOLEAN_VALUE)),
        Member::new(
            "Groups",
            "SecurityGroupId",
            6,
            Shape::List(&List { item: Shape::String, wire: "SecurityGroupId", flattened: false }),
        ),
        Member::new("Attachment", "Attachment", 7, Shape::Structure(&IN_NETWORK_INTERFACE_ATTACHMENT_CHANGES)),
    ],
};

static IN_MODIFY_SECURITY_GROUP_RULES_REQUEST: Structure = Structure {
    name: "ModifySecurityGroupRulesRequest",
    members: &[
        Member::new("GroupId", "GroupId", 0, Shape::String).required(),
        Member::new(
            "SecurityGroupRules",
            "SecurityGroupRule",
            1,
            Shape::List(&List {
                item: Shape::Structure(&IN_SECURITY_GROUP_RULE_UPDATE),
                wire: "item",
                flattened: false,
            }),
        )
        .required(),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
    ],
};

static IN_MODIFY_SUBNET_ATTRIBUTE_REQUEST: Structure = Structure {
    name: "ModifySubnetAttributeRequest",
    members: &[
        Member::new(
            "AssignIpv6AddressOnCreation",
            "AssignIpv6AddressOnCreation",
            0,
            Shape::Structure(&IN_ATTRIBUTE_BOOLEAN_VALUE),
        ),
        Member::new("MapPublicIpOnLaunch", "MapPublicIpOnLaunch", 1, Shape::Structure(&IN_ATTRIBUTE_BOOLEAN_VALUE)),
        Member::new("SubnetId", "SubnetId", 2, Shape::String).required(),
        Member::new(
            "MapCustomerOwnedIpOnLaunch",
            "MapCustomerOwnedIpOnLaunch",
            3,
            Shape::Structure(&IN_ATTRIBUTE_BOOLEAN_VALUE_2),
        ),
        Member::refused("CustomerOwnedIpv4Pool", "CustomerOwnedIpv4Pool"),
        Member::new("EnableDns64", "EnableDns64", 4, Shape::Structure(&IN_ATTRIBUTE_BOOLEAN_VALUE_2)),
        Member::new(
            "PrivateDnsHostnameTypeOnLaunch",
            "PrivateDnsHostnameTypeOnLaunch",
            5,
            Shape::Enum(ENUM_HOSTNAME_TYPE),
        ),
        Member::new(
            "EnableResourceNameDnsARecordOnLaunch",
            "EnableResourceNameDnsARecordOnLaunch",
            6,
            Shape::Structure(&IN_ATTRIBUTE_BOOLEAN_VALUE),
        ),
        Member::new(
            "EnableResourceNameDnsAAAARecordOnLaunch",
            "EnableResourceNameDnsAAAARecordOnLaunch",
            7,
            Shape::Structure(&IN_ATTRIBUTE_BOOLEAN_VALUE),
        ),
        Member::refused("EnableLniAtDeviceIndex", "EnableLniAtDeviceIndex"),
        Member::refused("DisableLniAtDeviceIndex", "DisableLniAtDeviceIndex"),
    ],
};

static IN_MODIFY_VPC_ATTRIBUTE_REQUEST: Structure = Structure {
    name: "ModifyVpcAttributeRequest",
    members: &[
        Member::new("EnableDnsHostnames", "EnableDnsHostnames", 0, Shape::Structure(&IN_ATTRIBUTE_BOOLEAN_VALUE)),
        Member::new("EnableDnsSupport", "EnableDnsSupport", 1, Shape::Structure(&IN_ATTRIBUTE_BOOLEAN_VALUE)),
        Member::new("VpcId", "VpcId", 2, Shape::String).required(),
        Member::new(
            "EnableNetworkAddressUsageMetrics",
            "EnableNetworkAddressUsageMetrics",
            3,
            Shape::Structure(&IN_ATTRIBUTE_BOOLEAN_VALUE),
        ),
    ],
};

static IN_MODIFY_VPC_ENDPOINT_REQUEST: Structure = Structure {
    name: "ModifyVpcEndpointRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("VpcEndpointId", "VpcEndpointId", 1, Shape::String).required(),
        Member::new("ResetPolicy", "ResetPolicy", 2, Shape::Boolean),
        Member::new("PolicyDocument", "PolicyDocument", 3, Shape::String),
        Member::new(
            "AddRouteTableIds",
            "AddRouteTableId",
            4,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "RemoveRouteTableIds",
            "RemoveRouteTableId",
            5,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::refused("AddSubnetIds", "AddSubnetId"),
        Member::refused("RemoveSubnetIds", "RemoveSubnetId"),
        Member::refused("AddSecurityGroupIds", "AddSecurityGroupId"),
        Member::refused("RemoveSecurityGroupIds", "RemoveSecurityGroupId"),
        Member::only("IpAddressType", "IpAddressType", "ipv4"),
        Member::refused("DnsOptions", "DnsOptions"),
        Member::only("PrivateDnsEnabled", "PrivateDnsEnabled", "false"),
        Member::refused("SubnetConfigurations", "SubnetConfiguration"),
    ],
};

static IN_MODIFY_VPC_ENDPOINT_SERVICE_CONFIGURATION_REQUEST: Structure = Structure {
    name: "ModifyVpcEndpointServiceConfigurationRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("ServiceId", "ServiceId", 1, Shape::String).required(),
        Member::refused("PrivateDnsName", "PrivateDnsName"),
        Member::refused("RemovePrivateDnsName", "RemovePrivateDnsName"),
        Member::new("AcceptanceRequired", "AcceptanceRequired", 2, Shape::Boolean),
        Member::refused("AddNetworkLoadBalancerArns", "AddNetworkLoadBalancerArn"),
        Member::refused("RemoveNetworkLoadBalancerArns", "RemoveNetworkLoadBalancerArn"),
        Member::refused("AddGatewayLoadBalancerArns", "AddGatewayLoadBalancerArn"),
        Member::refused("RemoveGatewayLoadBalancerArns", "RemoveGatewayLoadBalancerArn"),
        Member::refused("AddSupportedIpAddressTypes", "AddSupportedIpAddressType"),
        Member::refused("RemoveSupportedIpAddressTypes", "RemoveSupportedIpAddressType"),
        Member::refused("AddSupportedRegions", "AddSupportedRegion"),
        Member::refused("RemoveSupportedRegions", "RemoveSupportedRegion"),
    ],
};

static IN_MODIFY_VPC_PEERING_CONNECTION_OPTIONS_REQUEST: Structure = Structure {
    name: "ModifyVpcPeeringConnectionOptionsRequest",
    members: &[
        Member::new(
            "AccepterPeeringConnectionOptions",
            "AccepterPeeringConnectionOptions",
            0,
            Shape::Structure(&IN_PEERING_CONNECTION_OPTIONS_REQUEST),
        ),
        Member::new("DryRun", "DryRun", 1, Shape::Boolean),
        Member::new(
            "RequesterPeeringConnectionOptions",
            "RequesterPeeringConnectionOptions",
            2,
            Shape::Structure(&IN_PEERING_CONNECTION_OPTIONS_REQUEST),
        ),
        Member::new("VpcPeeringConnectionId", "VpcPeeringConnectionId", 3, Shape::String).required(),
    ],
};

static IN_MODIFY_VPC_TENANCY_REQUEST: Structure = Structure {
    name: "ModifyVpcTenancyRequest",
    members: &[
        Member::new("VpcId", "VpcId", 0, Shape::String).required(),
        Member::new("InstanceTenancy", "InstanceTenancy", 1, Shape::Enum(ENUM_VPC_TENANCY)).required(),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
    ],
};

static IN_NETWORK_INTERFACE_ATTACHMENT_CHANGES: Structure = Structure {
    name: "NetworkInterfaceAttachmentChanges",
    members: &[
        Member::refused("DefaultEnaQueueCount", "DefaultEnaQueueCount"),
        Member::refused("EnaQueueCount", "EnaQueueCount"),
        Member::new("AttachmentId", "AttachmentId", 0, Shape::String),
        Member::new("DeleteOnTermination", "DeleteOnTermination", 1, Shape::Boolean),
    ],
};

static IN_NEW_DHCP_CONFIGURATION: Structure = Structure {
    name: "NewDhcpConfiguration",
    members: &[
        Member::new("Key", "Key", 0, Shape::String),
        Member::new("Values", "Value", 1, Shape::List(&List { item: Shape::String, wire: "item", flattened: false })),
    ],
};

static IN_PATH_REQUEST_FILTER: Structure = Structure {
    name: "PathRequestFilter",
    members: &[
        Member::new("SourceAddress", "SourceAddress", 0, Shape::String),
        Member::new("SourcePortRange", "SourcePortRange", 1, Shape::Structure(&IN_REQUEST_FILTER_PORT_RANGE)),
        Member::new("DestinationAddress", "DestinationAddress", 2, Shape::String),
        Member::new("DestinationPortRange", "DestinationPortRange", 3, Shape::Structure(&IN_REQUEST_FILTER_PORT_RANGE)),
    ],
};

static IN_PEERING_CONNECTION_OPTIONS_REQUEST: Structure = Structure {
    name: "PeeringConnectionOptionsRequest",
    members: &[
        Member::new("AllowDnsResolutionFromRemoteVpc", "AllowDnsResolutionFromRemoteVpc", 0, Shape::Boolean),
        Member::only(
            "AllowEgressFromLocalClassicLinkToRemoteVpc",
            "AllowEgressFromLocalClassicLinkToRemoteVpc",
            "false",
        ),
        Member::only(
            "AllowEgressFromLocalVpcToRemoteClassicLink",
            "AllowEgressFromLocalVpcToRemoteClassicLink",
            "false",
        ),
    ],
};

static IN_PLACEMENT: Structure = Structure {
    name: "Placement",
    members: &[
        Member::refused("AvailabilityZoneId", "AvailabilityZoneId"),
        Member::refused("Affinity", "Affinity"),
        Member::refused("GroupName", "GroupName"),
        Member::refused("PartitionNumber", "PartitionNumber"),
        Member::refused("HostId", "HostId"),
        Member::only("Tenancy", "Tenancy", "default"),
        Member::refused("SpreadDomain", "SpreadDomain"),
        Member::refused("HostResourceGroupArn", "HostResourceGroupArn"),
        Member::refused("GroupId", "GroupId"),
        Member::new("AvailabilityZone", "AvailabilityZone", 9, Shape::String),
    ],
};

static IN_PORT_RANGE: Structure = Structure {
    name: "PortRange",
    members: &[Member::new("From", "From", 0, Shape::Integer(ANY)), Member::new("To", "To", 1, Shape::Integer(ANY))],
};

static IN_PREFIX_LIST_ID: Structure = Structure {
    name: "PrefixListId",
    members: &[
        Member::new("Description", "Description", 0, Shape::String),
        Member::new("PrefixListId", "PrefixListId", 1, Shape::String),
    ],
};

static IN_PRIVATE_IP_ADDRESS_SPECIFICATION: Structure = Structure {
    name: "PrivateIpAddressSpecification",
    members: &[
        Member::new("Primary", "Primary", 0, Shape::Boolean),
        Member::new("PrivateIpAddress", "PrivateIpAddress", 1, Shape::String),
    ],
};

static IN_REJECT_VPC_PEERING_CONNECTION_REQUEST: Structure = Structure {
    name: "RejectVpcPeeringConnectionRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("VpcPeeringConnectionId", "VpcPeeringConnectionId", 1, Shape::String).required(),
    ],
};

static IN_RELEASE_ADDRESS_REQUEST: Structure = Structure {
    name: "ReleaseAddressRequest",
    members: &[
        Member::new("AllocationId", "AllocationId", 0, Shape::String),
        Member::new("PublicIp", "PublicIp", 1, Shape::String),
        Member::new("NetworkBorderGroup", "NetworkBorderGroup", 2, Shape::String),
        Member::new("DryRun", "DryRun", 3, Shape::Boolean),
    ],
};

static IN_REMOVE_PREFIX_LIST_ENTRY: Structure =
    Structure { name: "RemovePrefixListEntry", members: &[Member::new("Cidr", "Cidr", 0, Shape::String).required()] };

static IN_REPLACE_NETWORK_ACL_ASSOCIATION_REQUEST: Structure = Structure {
    name: "ReplaceNetworkAclAssociationRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("AssociationId", "AssociationId", 1, Shape::String).required(),
        Member::new("NetworkAclId", "NetworkAclId", 2, Shape::String).required(),
    ],
};

static IN_REPLACE_NETWORK_ACL_ENTRY_REQUEST: Structure = Structure {
    name: "ReplaceNetworkAclEntryRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("NetworkAclId", "NetworkAclId", 1, Shape::String).required(),
        Member::new("RuleNumber", "RuleNumber", 2, Shape::Integer(ANY)).required(),
        Member::new("Protocol", "Protocol", 3, Shape::String).required(),
        Member::new("RuleAction", "RuleAction", 4, Shape::Enum(ENUM_RULE_ACTION)).required(),
        Member::new("Egress", "Egress", 5, Shape::Boolean).required(),
        Member::new("CidrBlock", "CidrBlock", 6, Shape::String),
        Member::new("Ipv6CidrBlock", "Ipv6CidrBlock", 7, Shape::String),
        Member::new("IcmpTypeCode", "Icmp", 8, Shape::Structure(&IN_ICMP_TYPE_CODE)),
        Member::new("PortRange", "PortRange", 9, Shape::Structure(&IN_PORT_RANGE)),
    ],
};

static IN_REPLACE_ROUTE_REQUEST: Structure = Structure {
    name: "ReplaceRouteRequest",
    members: &[
        Member::new("DestinationPrefixListId", "DestinationPrefixListId", 0, Shape::String),
        Member::new("VpcEndpointId", "VpcEndpointId", 1, Shape::String),
        Member::new("LocalTarget", "LocalTarget", 2, Shape::Boolean),
        Member::refused("TransitGatewayId", "TransitGatewayId"),
        Member::refused("LocalGatewayId", "LocalGatewayId"),
        Member::refused("CarrierGatewayId", "CarrierGatewayId"),
        Member::refused("CoreNetworkArn", "CoreNetworkArn"),
        Member::refused("OdbNetworkArn", "OdbNetworkArn"),
        Member::new("DryRun", "DryRun", 3, Shape::Boolean),
        Member::new("RouteTableId", "RouteTableId", 4, Shape::String).required(),
        Member::new("DestinationCidrBlock", "DestinationCidrBlock", 5, Shape::String),
        Member::new("GatewayId", "GatewayId", 6, Shape::String),
        Member::new("DestinationIpv6CidrBlock", "DestinationIpv6CidrBlock", 7, Shape::String),
        Member::new("EgressOnlyInternetGatewayId", "EgressOnlyInternetGatewayId", 8, Shape::String),
        Member::refused("InstanceId", "InstanceId"),
        Member::new("NetworkInterfaceId", "NetworkInterfaceId", 9, Shape::String),
        Member::new("VpcPeeringConnectionId", "VpcPeeringConnectionId", 10, Shape::String),
        Member::new("NatGatewayId", "NatGatewayId", 11, Shape::String),
    ],
};

static IN_REPLACE_ROUTE_TABLE_ASSOCIATION_REQUEST: Structure = Structure {
    name: "ReplaceRouteTableAssociationRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("AssociationId", "AssociationId", 1, Shape::String).required(),
        Member::new("RouteTableId", "RouteTableId", 2, Shape::String).required(),
    ],
};

static IN_REQUEST_FILTER_PORT_RANGE: Structure = Structure {
    name: "RequestFilterPortRange",
    members: &[
        Member::new("FromPort", "FromPort", 0, Shape::Integer(Bounds { min: Some(0), max: Some(65535) })),
        Member::new("ToPort", "ToPort", 1, Shape::Integer(Bounds { min: Some(0), max: Some(65535) })),
    ],
};

static IN_RESET_ADDRESS_ATTRIBUTE_REQUEST: Structure = Structure {
    name: "ResetAddressAttributeRequest",
    members: &[
        Member::new("AllocationId", "AllocationId", 0, Shape::String).required(),
        Member::new("Attribute", "Attribute", 1, Shape::Enum(ENUM_ADDRESS_ATTRIBUTE_NAME)).required(),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
    ],
};

static IN_RESET_NETWORK_INTERFACE_ATTRIBUTE_REQUEST: Structure = Structure {
    name: "ResetNetworkInterfaceAttributeRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("NetworkInterfaceId", "NetworkInterfaceId", 1, Shape::String).required(),
        Member::new("SourceDestCheck", "SourceDestCheck", 2, Shape::String),
    ],
};

static IN_REVOKE_SECURITY_GROUP_EGRESS_REQUEST: Structure = Structure {
    name: "RevokeSecurityGroupEgressRequest",
    members: &[
        Member::new(
            "SecurityGroupRuleIds",
            "SecurityGroupRuleId",
            0,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 1, Shape::Boolean),
        Member::new("GroupId", "GroupId", 2, Shape::String).required(),
        Member::refused("SourceSecurityGroupName", "SourceSecurityGroupName"),
        Member::refused("SourceSecurityGroupOwnerId", "SourceSecurityGroupOwnerId"),
        Member::new("IpProtocol", "IpProtocol", 3, Shape::String),
        Member::new("FromPort", "FromPort", 4, Shape::Integer(ANY)),
        Member::new("ToPort", "ToPort", 5, Shape::Integer(ANY)),
        Member::new("CidrIp", "CidrIp", 6, Shape::String),
        Member::new(
            "IpPermissions",
            "IpPermissions",
            7,
            Shape::List(&List { item: Shape::Structure(&IN_IP_PERMISSION), wire: "item", flattened: false }),
        ),
    ],
};

static IN_REVOKE_SECURITY_GROUP_INGRESS_REQUEST: Structure = Structure {
    name: "RevokeSecurityGroupIngressRequest",
    members: &[
        Member::new("CidrIp", "CidrIp", 0, Shape::String),
        Member::new("FromPort", "FromPort", 1, Shape::Integer(ANY)),
        Member::new("GroupId", "GroupId", 2, Shape::String),
        Member::new("GroupName", "GroupName", 3, Shape::String),
        Member::new(
            "IpPermissions",
            "IpPermissions",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_IP_PERMISSION), wire: "item", flattened: false }),
        ),
        Member::new("IpProtocol", "IpProtocol", 5, Shape::String),
        Member::new("SourceSecurityGroupName", "SourceSecurityGroupName", 6, Shape::String),
        Member::new("SourceSecurityGroupOwnerId", "SourceSecurityGroupOwnerId", 7, Shape::String),
        Member::new("ToPort", "ToPort", 8, Shape::Integer(ANY)),
        Member::new(
            "SecurityGroupRuleIds",
            "SecurityGroupRuleId",
            9,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 10, Shape::Boolean),
    ],
};

static IN_RUN_INSTANCES_MONITORING_ENABLED: Structure = Structure {
    name: "RunInstancesMonitoringEnabled",
    members: &[Member::only("Enabled", "Enabled", "false").required()],
};

static IN_RUN_INSTANCES_REQUEST: Structure = Structure {
    name: "RunInstancesRequest",
    members: &[
        Member::refused("BlockDeviceMappings", "BlockDeviceMapping"),
        Member::new("ImageId", "ImageId", 0, Shape::String),
        Member::new("InstanceType", "InstanceType", 1, Shape::String),
        Member::new("Ipv6AddressCount", "Ipv6AddressCount", 2, Shape::Integer(ANY)),
        Member::new(
            "Ipv6Addresses",
            "Ipv6Address",
            3,
            Shape::List(&List { item: Shape::Structure(&IN_INSTANCE_IPV6_ADDRESS), wire: "item", flattened: false }),
        ),
        Member::refused("KernelId", "KernelId"),
        Member::refused("KeyName", "KeyName"),
        Member::new("MaxCount", "MaxCount", 4, Shape::Integer(ANY)).required(),
        Member::new("MinCount", "MinCount", 5, Shape::Integer(ANY)).required(),
        Member::new("Monitoring", "Monitoring", 6, Shape::Structure(&IN_RUN_INSTANCES_MONITORING_ENABLED)),
        Member::new("Placement", "Placement", 7, Shape::Structure(&IN_PLACEMENT)),
        Member::refused("RamdiskId", "RamdiskId"),
        Member::new(
            "SecurityGroupIds",
            "SecurityGroupId",
            8,
            Shape::List(&List { item: Shape::String, wire: "SecurityGroupId", flattened: false }),
        ),
        Member::refused("SecurityGroups", "SecurityGroup"),
        Member::new("SubnetId", "SubnetId", 9, Shape::String),
        Member::refused("UserData", "UserData"),
        Member::refused("ElasticGpuSpecification", "ElasticGpuSpecification"),
        Member::refused("ElasticInferenceAccelerators", "ElasticInferenceAccelerator"),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            10,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::refused("LaunchTemplate", "LaunchTemplate"),
        Member::refused("InstanceMarketOptions", "InstanceMarketOptions"),
        Member::refused("CreditSpecification", "CreditSpecification"),
        Member::refused("CpuOptions", "CpuOptions"),
        Member::refused("CapacityReservationSpecification", "CapacityReservationSpecification"),
        Member::refused("HibernationOptions", "HibernationOptions"),
        Member::refused("LicenseSpecifications", "LicenseSpecification"),
        Member::refused("MetadataOptions", "MetadataOptions"),
        Member::refused("EnclaveOptions", "EnclaveOptions"),
        Member::refused("PrivateDnsNameOptions", "PrivateDnsNameOptions"),
        Member::refused("MaintenanceOptions", "MaintenanceOptions"),
        Member::only("DisableApiStop", "DisableApiStop", "false"),
        Member::refused("EnablePrimaryIpv6", "EnablePrimaryIpv6"),
        Member::refused("NetworkPerformanceOptions", "NetworkPerformanceOptions"),
        Member::refused("Operator", "Operator"),
        Member::refused("SecondaryInterfaces", "SecondaryInterface"),
        Member::new("DryRun", "DryRun", 11, Shape::Boolean),
        Member::only("DisableApiTermination", "DisableApiTermination", "false"),
        Member::refused("InstanceInitiatedShutdownBehavior", "InstanceInitiatedShutdownBehavior"),
        Member::new("PrivateIpAddress", "PrivateIpAddress", 12, Shape::String),
        Member::new("ClientToken", "ClientToken", 13, Shape::String),
        Member::refused("AdditionalInfo", "AdditionalInfo"),
        Member::new(
            "NetworkInterfaces",
            "NetworkInterface",
            14,
            Shape::List(&List {
                item: Shape::Structure(&IN_INSTANCE_NETWORK_INTERFACE_SPECIFICATION),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::refused("IamInstanceProfile", "IamInstanceProfile"),
        Member::only("EbsOptimized", "EbsOptimized", "false"),
    ],
};

static IN_SECURITY_GROUP_RULE_DESCRIPTION: Structure = Structure {
    name: "SecurityGroupRuleDescription",
    members: &[
        Member::new("SecurityGroupRuleId", "SecurityGroupRuleId", 0, Shape::String),
        Member::new("Description", "Description", 1, Shape::String),
    ],
};

static IN_SECURITY_GROUP_RULE_REQUEST: Structure = Structure {
    name: "SecurityGroupRuleRequest",
    members: &[
        Member::new("IpProtocol", "IpProtocol", 0, Shape::String),
        Member::new("FromPort", "FromPort", 1, Shape::Integer(ANY)),
        Member::new("ToPort", "ToPort", 2, Shape::Integer(ANY)),
        Member::new("CidrIpv4", "CidrIpv4", 3, Shape::String),
        Member::new("CidrIpv6", "CidrIpv6", 4, Shape::String),
        Member::new("PrefixListId", "PrefixListId", 5, Shape::String),
        Member::new("ReferencedGroupId", "ReferencedGroupId", 6, Shape::String),
        Member::new("Description", "Description", 7, Shape::String),
    ],
};

static IN_SECURITY_GROUP_RULE_UPDATE: Structure = Structure {
    name: "SecurityGroupRuleUpdate",
    members: &[
        Member::new("SecurityGroupRuleId", "SecurityGroupRuleId", 0, Shape::String).required(),
        Member::new("SecurityGroupRule", "SecurityGroupRule", 1, Shape::Structure(&IN_SECURITY_GROUP_RULE_REQUEST)),
    ],
};

static IN_START_INSTANCES_REQUEST: Structure = Structure {
    name: "StartInstancesRequest",
    members: &[
        Member::new(
            "InstanceIds",
            "InstanceId",
            0,
            Shape::List(&List { item: Shape::String, wire: "InstanceId", flattened: false }),
        )
        .required(),
        Member::refused("AdditionalInfo", "AdditionalInfo"),
        Member::new("DryRun", "DryRun", 1, Shape::Boolean),
    ],
};

static IN_START_NETWORK_INSIGHTS_ANALYSIS_REQUEST: Structure = Structure {
    name: "StartNetworkInsightsAnalysisRequest",
    members: &[
        Member::new("NetworkInsightsPathId", "NetworkInsightsPathId", 0, Shape::String).required(),
        Member::refused("AdditionalAccounts", "AdditionalAccount"),
        Member::new(
            "FilterInArns",
            "FilterInArn",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "FilterOutArns",
            "FilterOutArn",
            2,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("DryRun", "DryRun", 3, Shape::Boolean),
        Member::new(
            "TagSpecifications",
            "TagSpecification",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_TAG_SPECIFICATION), wire: "item", flattened: false }),
        ),
        Member::new("ClientToken", "ClientToken", 5, Shape::String).required(),
    ],
};

static IN_STOP_INSTANCES_REQUEST: Structure = Structure {
    name: "StopInstancesRequest",
    members: &[
        Member::new(
            "InstanceIds",
            "InstanceId",
            0,
            Shape::List(&List { item: Shape::String, wire: "InstanceId", flattened: false }),
        )
        .required(),
        Member::only("Hibernate", "Hibernate", "false"),
        Member::new("SkipOsShutdown", "SkipOsShutdown", 1, Shape::Boolean),
        Member::new("DryRun", "DryRun", 2, Shape::Boolean),
        Member::new("Force", "Force", 3, Shape::Boolean),
    ],
};

static IN_TAG: Structure = Structure {
    name: "Tag",
    members: &[Member::new("Key", "Key", 0, Shape::String), Member::new("Value", "Value", 1, Shape::String)],
};

static IN_TAG_SPECIFICATION: Structure = Structure {
    name: "TagSpecification",
    members: &[
        Member::new("ResourceType", "ResourceType", 0, Shape::Enum(ENUM_RESOURCE_TYPE)),
        Member::new(
            "Tags",
            "Tag",
            1,
            Shape::List(&List { item: Shape::Structure(&IN_TAG), wire: "item", flattened: false }),
        ),
    ],
};

static IN_TERMINATE_INSTANCES_REQUEST: Structure = Structure {
    name: "TerminateInstancesRequest",
    members: &[
        Member::new(
            "InstanceIds",
            "InstanceId",
            0,
            Shape::List(&List { item: Shape::String, wire: "InstanceId", flattened: false }),
        )
        .required(),
        Member::new("Force", "Force", 1, Shape::Boolean),
        Member::new("SkipOsShutdown", "SkipOsShutdown", 2, Shape::Boolean),
        Member::new("DryRun", "DryRun", 3, Shape::Boolean),
    ],
};

static IN_UNASSIGN_IPV6_ADDRESSES_REQUEST: Structure = Structure {
    name: "UnassignIpv6AddressesRequest",
    members: &[
        Member::new(
            "Ipv6Prefixes",
            "Ipv6Prefix",
            0,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("NetworkInterfaceId", "NetworkInterfaceId", 1, Shape::String).required(),
        Member::new(
            "Ipv6Addresses",
            "Ipv6Addresses",
            2,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
    ],
};

static IN_UNASSIGN_PRIVATE_IP_ADDRESSES_REQUEST: Structure = Structure {
    name: "UnassignPrivateIpAddressesRequest",
    members: &[
        Member::new(
            "Ipv4Prefixes",
            "Ipv4Prefix",
            0,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("NetworkInterfaceId", "NetworkInterfaceId", 1, Shape::String).required(),
        Member::new(
            "PrivateIpAddresses",
            "PrivateIpAddress",
            2,
            Shape::List(&List { item: Shape::String, wire: "PrivateIpAddress", flattened: false }),
        ),
    ],
};

static IN_UPDATE_SECURITY_GROUP_RULE_DESCRIPTIONS_EGRESS_REQUEST: Structure = Structure {
    name: "UpdateSecurityGroupRuleDescriptionsEgressRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("GroupId", "GroupId", 1, Shape::String),
        Member::new("GroupName", "GroupName", 2, Shape::String),
        Member::new(
            "IpPermissions",
            "IpPermissions",
            3,
            Shape::List(&List { item: Shape::Structure(&IN_IP_PERMISSION_2), wire: "item", flattened: false }),
        ),
        Member::new(
            "SecurityGroupRuleDescriptions",
            "SecurityGroupRuleDescription",
            4,
            Shape::List(&List {
                item: Shape::Structure(&IN_SECURITY_GROUP_RULE_DESCRIPTION),
                wire: "item",
                flattened: false,
            }),
        ),
    ],
};

static IN_UPDATE_SECURITY_GROUP_RULE_DESCRIPTIONS_INGRESS_REQUEST: Structure = Structure {
    name: "UpdateSecurityGroupRuleDescriptionsIngressRequest",
    members: &[
        Member::new("DryRun", "DryRun", 0, Shape::Boolean),
        Member::new("GroupId", "GroupId", 1, Shape::String),
        Member::new("GroupName", "GroupName", 2, Shape::String),
        Member::new(
            "IpPermissions",
            "IpPermissions",
            3,
            Shape::List(&List { item: Shape::Structure(&IN_IP_PERMISSION_2), wire: "item", flattened: false }),
        ),
        Member::new(
            "SecurityGroupRuleDescriptions",
            "SecurityGroupRuleDescription",
            4,
            Shape::List(&List {
                item: Shape::Structure(&IN_SECURITY_GROUP_RULE_DESCRIPTION),
                wire: "item",
                flattened: false,
            }),
        ),
    ],
};

static IN_USER_ID_GROUP_PAIR: Structure = Structure {
    name: "UserIdGroupPair",
    members: &[
        Member::new("Description", "Description", 0, Shape::String),
        Member::new("UserId", "UserId", 1, Shape::String),
        Member::new("GroupName", "GroupName", 2, Shape::String),
        Member::new("GroupId", "GroupId", 3, Shape::String),
        Member::new("VpcId", "VpcId", 4, Shape::String),
        Member::new("VpcPeeringConnectionId", "VpcPeeringConnectionId", 5, Shape::String),
        Member::new("PeeringStatus", "PeeringStatus", 6, Shape::String),
    ],
};

static IN_USER_ID_GROUP_PAIR_2: Structure = Structure {
    name: "UserIdGroupPair",
    members: &[
        Member::new("Description", "Description", 0, Shape::String),
        Member::new("UserId", "UserId", 1, Shape::String),
        Member::new("GroupName", "GroupName", 2, Shape::String),
        Member::new("GroupId", "GroupId", 3, Shape::String),
        Member::new("VpcId", "VpcId", 4, Shape::String),
        Member::new("VpcPeeringConnectionId", "VpcPeeringConnectionId", 5, Shape::String),
        Member::refused("PeeringStatus", "PeeringStatus"),
    ],
};

static OUT_ACCEPT_VPC_PEERING_CONNECTION_RESULT: Structure = Structure {
    name: "AcceptVpcPeeringConnectionResult",
    members: &[Member::new(
        "VpcPeeringConnection",
        "vpcPeeringConnection",
        0,
        Shape::Structure(&OUT_VPC_PEERING_CONNECTION),
    )],
};

static OUT_ACCOUNT_ATTRIBUTE: Structure = Structure {
    name: "AccountAttribute",
    members: &[
        Member::new("AttributeName", "attributeName", 0, Shape::String),
        Member::new(
            "AttributeValues",
            "attributeValueSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_ACCOUNT_ATTRIBUTE_VALUE), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_ACCOUNT_ATTRIBUTE_VALUE: Structure = Structure {
    name: "AccountAttributeValue",
    members: &[Member::new("AttributeValue", "attributeValue", 0, Shape::String)],
};

static OUT_ADDITIONAL_DETAIL: Structure = Structure {
    name: "AdditionalDetail",
    members: &[
        Member::new("AdditionalDetailType", "additionalDetailType", 0, Shape::String),
        Member::new("Component", "component", 1, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("VpcEndpointService", "vpcEndpointService", 2, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new(
            "RuleOptions",
            "ruleOptionSet",
            3,
            Shape::List(&List { item: Shape::Structure(&OUT_RULE_OPTION), wire: "item", flattened: false }),
        ),
        Member::new(
            "RuleGroupTypePairs",
            "ruleGroupTypePairSet",
            4,
            Shape::List(&List { item: Shape::Structure(&OUT_RULE_GROUP_TYPE_PAIR), wire: "item", flattened: false }),
        ),
        Member::new(
            "RuleGroupRuleOptionsPairs",
            "ruleGroupRuleOptionsPairSet",
            5,
            Shape::List(&List {
                item: Shape::Structure(&OUT_RULE_GROUP_RULE_OPTIONS_PAIR),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("ServiceName", "serviceName", 6, Shape::String),
        Member::new(
            "LoadBalancers",
            "loadBalancerSet",
            7,
            Shape::List(&List { item: Shape::Structure(&OUT_ANALYSIS_COMPONENT), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_ADDRESS: Structure = Structure {
    name: "Address",
    members: &[
        Member::new("AllocationId", "allocationId", 0, Shape::String),
        Member::new("AssociationId", "associationId", 1, Shape::String),
        Member::new("Domain", "domain", 2, Shape::String),
        Member::new("NetworkInterfaceId", "networkInterfaceId", 3, Shape::String),
        Member::new("NetworkInterfaceOwnerId", "networkInterfaceOwnerId", 4, Shape::String),
        Member::new("PrivateIpAddress", "privateIpAddress", 5, Shape::String),
        Member::new(
            "Tags",
            "tagSet",
            6,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("PublicIpv4Pool", "publicIpv4Pool", 7, Shape::String),
        Member::new("NetworkBorderGroup", "networkBorderGroup", 8, Shape::String),
        Member::new("CustomerOwnedIp", "customerOwnedIp", 9, Shape::String),
        Member::new("CustomerOwnedIpv4Pool", "customerOwnedIpv4Pool", 10, Shape::String),
        Member::new("CarrierIp", "carrierIp", 11, Shape::String),
        Member::new("SubnetId", "subnetId", 12, Shape::String),
        Member::new("ServiceManaged", "serviceManaged", 13, Shape::String),
        Member::new("InstanceId", "instanceId", 14, Shape::String),
        Member::new("PublicIp", "publicIp", 15, Shape::String),
    ],
};

static OUT_ADDRESS_ATTRIBUTE: Structure = Structure {
    name: "AddressAttribute",
    members: &[
        Member::new("PublicIp", "publicIp", 0, Shape::String),
        Member::new("AllocationId", "allocationId", 1, Shape::String),
        Member::new("PtrRecord", "ptrRecord", 2, Shape::String),
        Member::new("PtrRecordUpdate", "ptrRecordUpdate", 3, Shape::Structure(&OUT_PTR_UPDATE_STATUS)),
    ],
};

static OUT_ALLOCATE_ADDRESS_RESULT: Structure = Structure {
    name: "AllocateAddressResult",
    members: &[
        Member::new("AllocationId", "allocationId", 0, Shape::String),
        Member::new("PublicIpv4Pool", "publicIpv4Pool", 1, Shape::String),
        Member::new("NetworkBorderGroup", "networkBorderGroup", 2, Shape::String),
        Member::new("Domain", "domain", 3, Shape::String),
        Member::new("CustomerOwnedIp", "customerOwnedIp", 4, Shape::String),
        Member::new("CustomerOwnedIpv4Pool", "customerOwnedIpv4Pool", 5, Shape::String),
        Member::new("CarrierIp", "carrierIp", 6, Shape::String),
        Member::new("PublicIp", "publicIp", 7, Shape::String),
    ],
};

static OUT_ALTERNATE_PATH_HINT: Structure = Structure {
    name: "AlternatePathHint",
    members: &[
        Member::new("ComponentId", "componentId", 0, Shape::String),
        Member::new("ComponentArn", "componentArn", 1, Shape::String),
    ],
};

static OUT_ANALYSIS_ACL_RULE: Structure = Structure {
    name: "AnalysisAclRule",
    members: &[
        Member::new("Cidr", "cidr", 0, Shape::String),
        Member::new("Egress", "egress", 1, Shape::Boolean),
        Member::new("PortRange", "portRange", 2, Shape::Structure(&OUT_PORT_RANGE)),
        Member::new("Protocol", "protocol", 3, Shape::String),
        Member::new("RuleAction", "ruleAction", 4, Shape::String),
        Member::new("RuleNumber", "ruleNumber", 5, Shape::Integer(ANY)),
    ],
};

static OUT_ANALYSIS_COMPONENT: Structure = Structure {
    name: "AnalysisComponent",
    members: &[
        Member::new("Id", "id", 0, Shape::String),
        Member::new("Arn", "arn", 1, Shape::String),
        Member::new("Name", "name", 2, Shape::String),
    ],
};

static OUT_ANALYSIS_LOAD_BALANCER_LISTENER: Structure = Structure {
    name: "AnalysisLoadBalancerListener",
    members: &[
        Member::new("LoadBalancerPort", "loadBalancerPort", 0, Shape::Integer(ANY)),
        Member::new("InstancePort", "instancePort", 1, Shape::Integer(ANY)),
    ],
};

static OUT_ANALYSIS_LOAD_BALANCER_TARGET: Structure = Structure {
    name: "AnalysisLoadBalancerTarget",
    members: &[
        Member::new("Address", "address", 0, Shape::String),
        Member::new("AvailabilityZone", "availabilityZone", 1, Shape::String),
        Member::new("AvailabilityZoneId", "availabilityZoneId", 2, Shape::String),
        Member::new("Instance", "instance", 3, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("Port", "port", 4, Shape::Integer(ANY)),
    ],
};

static OUT_ANALYSIS_PACKET_HEADER: Structure = Structure {
    name: "AnalysisPacketHeader",
    members: &[
        Member::new(
            "DestinationAddresses",
            "destinationAddressSet",
            0,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "DestinationPortRanges",
            "destinationPortRangeSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_PORT_RANGE), wire: "item", flattened: false }),
        ),
        Member::new("Protocol", "protocol", 2, Shape::String),
        Member::new(
            "SourceAddresses",
            "sourceAddressSet",
            3,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "SourcePortRanges",
            "sourcePortRangeSet",
            4,
            Shape::List(&List { item: Shape::Structure(&OUT_PORT_RANGE), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_ANALYSIS_ROUTE_TABLE_ROUTE: Structure = Structure {
    name: "AnalysisRouteTableRoute",
    members: &[
        Member::new("DestinationCidr", "destinationCidr", 0, Shape::String),
        Member::new("DestinationPrefixListId", "destinationPrefixListId", 1, Shape::String),
        Member::new("EgressOnlyInternetGatewayId", "egressOnlyInternetGatewayId", 2, Shape::String),
        Member::new("GatewayId", "gatewayId", 3, Shape::String),
        Member::new("InstanceId", "instanceId", 4, Shape::String),
        Member::new("NatGatewayId", "natGatewayId", 5, Shape::String),
        Member::new("NetworkInterfaceId", "networkInterfaceId", 6, Shape::String),
        Member::new("Origin", "origin", 7, Shape::String),
        Member::new("TransitGatewayId", "transitGatewayId", 8, Shape::String),
        Member::new("VpcPeeringConnectionId", "vpcPeeringConnectionId", 9, Shape::String),
        Member::new("State", "state", 10, Shape::String),
        Member::new("CarrierGatewayId", "carrierGatewayId", 11, Shape::String),
        Member::new("CoreNetworkArn", "coreNetworkArn", 12, Shape::String),
        Member::new("LocalGatewayId", "localGatewayId", 13, Shape::String),
    ],
};

static OUT_ANALYSIS_SECURITY_GROUP_RULE: Structure = Structure {
    name: "AnalysisSecurityGroupRule",
    members: &[
        Member::new("Cidr", "cidr", 0, Shape::String),
        Member::new("Direction", "direction", 1, Shape::String),
        Member::new("SecurityGroupId", "securityGroupId", 2, Shape::String),
        Member::new("PortRange", "portRange", 3, Shape::Structure(&OUT_PORT_RANGE)),
        Member::new("PrefixListId", "prefixListId", 4, Shape::String),
        Member::new("Protocol", "protocol", 5, Shape::String),
    ],
};

static OUT_ASSIGN_IPV6_ADDRESSES_RESULT: Structure = Structure {
    name: "AssignIpv6AddressesResult",
    members: &[
        Member::new(
            "AssignedIpv6Addresses",
            "assignedIpv6Addresses",
            0,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "AssignedIpv6Prefixes",
            "assignedIpv6PrefixSet",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("NetworkInterfaceId", "networkInterfaceId", 2, Shape::String),
    ],
};

static OUT_ASSIGN_PRIVATE_IP_ADDRESSES_RESULT: Structure = Structure {
    name: "AssignPrivateIpAddressesResult",
    members: &[
        Member::new("NetworkInterfaceId", "networkInterfaceId", 0, Shape::String),
        Member::new(
            "AssignedPrivateIpAddresses",
            "assignedPrivateIpAddressesSet",
            1,
            Shape::List(&List {
                item: Shape::Structure(&OUT_ASSIGNED_PRIVATE_IP_ADDRESS),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new(
            "AssignedIpv4Prefixes",
            "assignedIpv4PrefixSet",
            2,
            Shape::List(&List {
                item: Shape::Structure(&OUT_IPV4_PREFIX_SPECIFICATION),
                wire: "item",
                flattened: false,
            }),
        ),
    ],
};

static OUT_ASSIGNED_PRIVATE_IP_ADDRESS: Structure = Structure {
    name: "AssignedPrivateIpAddress",
    members: &[Member::new("PrivateIpAddress", "privateIpAddress", 0, Shape::String)],
};

static OUT_ASSOCIATE_ADDRESS_RESULT: Structure = Structure {
    name: "AssociateAddressResult",
    members: &[Member::new("AssociationId", "associationId", 0, Shape::String)],
};

static OUT_ASSOCIATE_NAT_GATEWAY_ADDRESS_RESULT: Structure = Structure {
    name: "AssociateNatGatewayAddressResult",
    members: &[
        Member::new("NatGatewayId", "natGatewayId", 0, Shape::String),
        Member::new(
            "NatGatewayAddresses",
            "natGatewayAddressSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_NAT_GATEWAY_ADDRESS), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_ASSOCIATE_ROUTE_TABLE_RESULT: Structure = Structure {
    name: "AssociateRouteTableResult",
    members: &[
        Member::new("AssociationId", "associationId", 0, Shape::String),
        Member::new("AssociationState", "associationState", 1, Shape::Structure(&OUT_ROUTE_TABLE_ASSOCIATION_STATE)),
    ],
};

static OUT_ASSOCIATE_SUBNET_CIDR_BLOCK_RESULT: Structure = Structure {
    name: "AssociateSubnetCidrBlockResult",
    members: &[
        Member::new(
            "Ipv6CidrBlockAssociation",
            "ipv6CidrBlockAssociation",
            0,
            Shape::Structure(&OUT_SUBNET_IPV6_CIDR_BLOCK_ASSOCIATION),
        ),
        Member::new("SubnetId", "subnetId", 1, Shape::String),
    ],
};

static OUT_ASSOCIATE_VPC_CIDR_BLOCK_RESULT: Structure = Structure {
    name: "AssociateVpcCidrBlockResult",
    members: &[
        Member::new(
            "Ipv6CidrBlockAssociation",
            "ipv6CidrBlockAssociation",
            0,
            Shape::Structure(&OUT_VPC_IPV6_CIDR_BLOCK_ASSOCIATION),
        ),
        Member::new(
            "CidrBlockAssociation",
            "cidrBlockAssociation",
            1,
            Shape::Structure(&OUT_VPC_CIDR_BLOCK_ASSOCIATION),
        ),
        Member::new("VpcId", "vpcId", 2, Shape::String),
    ],
};

static OUT_ATTACH_NETWORK_INTERFACE_RESULT: Structure = Structure {
    name: "AttachNetworkInterfaceResult",
    members: &[
        Member::new("AttachmentId", "attachmentId", 0, Shape::String),
        Member::new("NetworkCardIndex", "networkCardIndex", 1, Shape::Integer(ANY)),
    ],
};

static OUT_ATTACH_VPN_GATEWAY_RESULT: Structure = Structure {
    name: "AttachVpnGatewayResult",
    members: &[Member::new("VpcAttachment", "attachment", 0, Shape::Structure(&OUT_VPC_ATTACHMENT))],
};

static OUT_ATTACHMENT_ENA_SRD_SPECIFICATION: Structure = Structure {
    name: "AttachmentEnaSrdSpecification",
    members: &[
        Member::new("EnaSrdEnabled", "enaSrdEnabled", 0, Shape::Boolean),
        Member::new(
            "EnaSrdUdpSpecification",
            "enaSrdUdpSpecification",
            1,
            Shape::Structure(&OUT_ATTACHMENT_ENA_SRD_UDP_SPECIFICATION),
        ),
    ],
};

static OUT_ATTACHMENT_ENA_SRD_UDP_SPECIFICATION: Structure = Structure {
    name: "AttachmentEnaSrdUdpSpecification",
    members: &[Member::new("EnaSrdUdpEnabled", "enaSrdUdpEnabled", 0, Shape::Boolean)],
};

static OUT_ATTRIBUTE_BOOLEAN_VALUE: Structure =
    Structure { name: "AttributeBooleanValue", members: &[Member::new("Value", "value", 0, Shape::Boolean)] };

static OUT_ATTRIBUTE_VALUE: Structure =
    Structure { name: "AttributeValue", members: &[Member::new("Value", "value", 0, Shape::String)] };

static OUT_AUTHORIZE_SECURITY_GROUP_EGRESS_RESULT: Structure = Structure {
    name: "AuthorizeSecurityGroupEgressResult",
    members: &[
        Member::new("Return", "return", 0, Shape::Boolean),
        Member::new(
            "SecurityGroupRules",
            "securityGroupRuleSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_SECURITY_GROUP_RULE), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_AUTHORIZE_SECURITY_GROUP_INGRESS_RESULT: Structure = Structure {
    name: "AuthorizeSecurityGroupIngressResult",
    members: &[
        Member::new("Return", "return", 0, Shape::Boolean),
        Member::new(
            "SecurityGroupRules",
            "securityGroupRuleSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_SECURITY_GROUP_RULE), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_AVAILABILITY_ZONE: Structure = Structure {
    name: "AvailabilityZone",
    members: &[
        Member::new("OptInStatus", "optInStatus", 0, Shape::String),
        Member::new(
            "Messages",
            "messageSet",
            1,
            Shape::List(&List {
                item: Shape::Structure(&OUT_AVAILABILITY_ZONE_MESSAGE),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("RegionName", "regionName", 2, Shape::String),
        Member::new("ZoneName", "zoneName", 3, Shape::String),
        Member::new("ZoneId", "zoneId", 4, Shape::String),
        Member::new("GroupName", "groupName", 5, Shape::String),
        Member::new("NetworkBorderGroup", "networkBorderGroup", 6, Shape::String),
        Member::new("ZoneType", "zoneType", 7, Shape::String),
        Member::new("ParentZoneName", "parentZoneName", 8, Shape::String),
        Member::new("ParentZoneId", "parentZoneId", 9, Shape::String),
        Member::new("GroupLongName", "groupLongName", 10, Shape::String),
        Member::new(
            "Geography",
            "geographySet",
            11,
            Shape::List(&List {
                item: Shape::Structure(&OUT_AVAILABILITY_ZONE_GEOGRAPHY),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new(
            "SubGeography",
            "subGeographySet",
            12,
            Shape::List(&List {
                item: Shape::Structure(&OUT_AVAILABILITY_ZONE_SUB_GEOGRAPHY),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("State", "zoneState", 13, Shape::String),
    ],
};

static OUT_AVAILABILITY_ZONE_GEOGRAPHY: Structure =
    Structure { name: "AvailabilityZoneGeography", members: &[Member::new("Name", "name", 0, Shape::String)] };

static OUT_AVAILABILITY_ZONE_MESSAGE: Structure =
    Structure { name: "AvailabilityZoneMessage", members: &[Member::new("Message", "message", 0, Shape::String)] };

static OUT_AVAILABILITY_ZONE_SUB_GEOGRAPHY: Structure =
    Structure { name: "AvailabilityZoneSubGeography", members: &[Member::new("Name", "name", 0, Shape::String)] };

static OUT_BLOCK_PUBLIC_ACCESS_STATES: Structure = Structure {
    name: "BlockPublicAccessStates",
    members: &[Member::new("InternetGatewayBlockMode", "internetGatewayBlockMode", 0, Shape::String)],
};

static OUT_CAPACITY_RESERVATION_SPECIFICATION_RESPONSE: Structure = Structure {
    name: "CapacityReservationSpecificationResponse",
    members: &[
        Member::new("CapacityReservationPreference", "capacityReservationPreference", 0, Shape::String),
        Member::new(
            "CapacityReservationTarget",
            "capacityReservationTarget",
            1,
            Shape::Structure(&OUT_CAPACITY_RESERVATION_TARGET_RESPONSE),
        ),
    ],
};

static OUT_CAPACITY_RESERVATION_TARGET_RESPONSE: Structure = Structure {
    name: "CapacityReservationTargetResponse",
    members: &[
        Member::new("CapacityReservationId", "capacityReservationId", 0, Shape::String),
        Member::new("CapacityReservationResourceGroupArn", "capacityReservationResourceGroupArn", 1, Shape::String),
    ],
};

static OUT_CIDR_BLOCK: Structure =
    Structure { name: "CidrBlock", members: &[Member::new("CidrBlock", "cidrBlock", 0, Shape::String)] };

static OUT_CONNECTION_TRACKING_CONFIGURATION: Structure = Structure {
    name: "ConnectionTrackingConfiguration",
    members: &[
        Member::new("TcpEstablishedTimeout", "tcpEstablishedTimeout", 0, Shape::Integer(ANY)),
        Member::new("UdpStreamTimeout", "udpStreamTimeout", 1, Shape::Integer(ANY)),
        Member::new("UdpTimeout", "udpTimeout", 2, Shape::Integer(ANY)),
    ],
};

static OUT_CONNECTION_TRACKING_SPECIFICATION_RESPONSE: Structure = Structure {
    name: "ConnectionTrackingSpecificationResponse",
    members: &[
        Member::new("TcpEstablishedTimeout", "tcpEstablishedTimeout", 0, Shape::Integer(ANY)),
        Member::new("UdpStreamTimeout", "udpStreamTimeout", 1, Shape::Integer(ANY)),
        Member::new("UdpTimeout", "udpTimeout", 2, Shape::Integer(ANY)),
    ],
};

static OUT_CPU_OPTIONS: Structure = Structure {
    name: "CpuOptions",
    members: &[
        Member::new("CoreCount", "coreCount", 0, Shape::Integer(ANY)),
        Member::new("ThreadsPerCore", "threadsPerCore", 1, Shape::Integer(ANY)),
        Member::new("AmdSevSnp", "amdSevSnp", 2, Shape::String),
        Member::new("NestedVirtualization", "nestedVirtualization", 3, Shape::String),
    ],
};

static OUT_CREATE_DEFAULT_SUBNET_RESULT: Structure = Structure {
    name: "CreateDefaultSubnetResult",
    members: &[Member::new("Subnet", "subnet", 0, Shape::Structure(&OUT_SUBNET))],
};

static OUT_CREATE_DEFAULT_VPC_RESULT: Structure =
    Structure { name: "CreateDefaultVpcResult", members: &[Member::new("Vpc", "vpc", 0, Shape::Structure(&OUT_VPC))] };

static OUT_CREATE_DHCP_OPTIONS_RESULT: Structure = Structure {
    name: "CreateDhcpOptionsResult",
    members: &[Member::new("DhcpOptions", "dhcpOptions", 0, Shape::Structure(&OUT_DHCP_OPTIONS))],
};

static OUT_CREATE_EGRESS_ONLY_INTERNET_GATEWAY_RESULT: Structure = Structure {
    name: "CreateEgressOnlyInternetGatewayResult",
    members: &[
        Member::new("ClientToken", "clientToken", 0, Shape::String),
        Member::new(
            "EgressOnlyInternetGateway",
            "egressOnlyInternetGateway",
            1,
            Shape::Structure(&OUT_EGRESS_ONLY_INTERNET_GATEWAY),
        ),
    ],
};

static OUT_CREATE_INTERNET_GATEWAY_RESULT: Structure = Structure {
    name: "CreateInternetGatewayResult",
    members: &[Member::new("InternetGateway", "internetGateway", 0, Shape::Structure(&OUT_INTERNET_GATEWAY))],
};

static OUT_CREATE_MANAGED_PREFIX_LIST_RESULT: Structure = Structure {
    name: "CreateManagedPrefixListResult",
    members: &[Member::new("PrefixList", "prefixList", 0, Shape::Structure(&OUT_MANAGED_PREFIX_LIST))],
};

static OUT_CREATE_NAT_GATEWAY_RESULT: Structure = Structure {
    name: "CreateNatGatewayResult",
    members: &[
        Member::new("ClientToken", "clientToken", 0, Shape::String),
        Member::new("NatGateway", "natGateway", 1, Shape::Structure(&OUT_NAT_GATEWAY)),
    ],
};

static OUT_CREATE_NETWORK_ACL_RESULT: Structure = Structure {
    name: "CreateNetworkAclResult",
    members: &[
        Member::new("NetworkAcl", "networkAcl", 0, Shape::Structure(&OUT_NETWORK_ACL)),
        Member::new("ClientToken", "clientToken", 1, Shape::String),
    ],
};

static OUT_CREATE_NETWORK_INSIGHTS_PATH_RESULT: Structure = Structure {
    name: "CreateNetworkInsightsPathResult",
    members: &[Member::new(
        "NetworkInsightsPath",
        "networkInsightsPath",
        0,
        Shape::Structure(&OUT_NETWORK_INSIGHTS_PATH),
    )],
};

static OUT_CREATE_NETWORK_INTERFACE_PERMISSION_RESULT: Structure = Structure {
    name: "CreateNetworkInterfacePermissionResult",
    members: &[Member::new(
        "InterfacePermission",
        "interfacePermission",
        0,
        Shape::Structure(&OUT_NETWORK_INTERFACE_PERMISSION),
    )],
};

static OUT_CREATE_NETWORK_INTERFACE_RESULT: Structure = Structure {
    name: "CreateNetworkInterfaceResult",
    members: &[
        Member::new("NetworkInterface", "networkInterface", 0, Shape::Structure(&OUT_NETWORK_INTERFACE)),
        Member::new("ClientToken", "clientToken", 1, Shape::String),
    ],
};

static OUT_CREATE_ROUTE_RESULT: Structure =
    Structure { name: "CreateRouteResult", members: &[Member::new("Return", "return", 0, Shape::Boolean)] };

static OUT_CREATE_ROUTE_TABLE_RESULT: Structure = Structure {
    name: "CreateRouteTableResult",
    members: &[
        Member::new("RouteTable", "routeTable", 0, Shape::Structure(&OUT_ROUTE_TABLE)),
        Member::new("ClientToken", "clientToken", 1, Shape::String),
    ],
};

static OUT_CREATE_SECURITY_GROUP_RESULT: Structure = Structure {
    name: "CreateSecurityGroupResult",
    members: &[
        Member::new("GroupId", "groupId", 0, Shape::String),
        Member::new(
            "Tags",
            "tagSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("SecurityGroupArn", "securityGroupArn", 2, Shape::String),
    ],
};

static OUT_CREATE_SUBNET_CIDR_RESERVATION_RESULT: Structure = Structure {
    name: "CreateSubnetCidrReservationResult",
    members: &[Member::new(
        "SubnetCidrReservation",
        "subnetCidrReservation",
        0,
        Shape::Structure(&OUT_SUBNET_CIDR_RESERVATION),
    )],
};

static OUT_CREATE_SUBNET_RESULT: Structure = Structure {
    name: "CreateSubnetResult",
    members: &[Member::new("Subnet", "subnet", 0, Shape::Structure(&OUT_SUBNET))],
};

static OUT_CREATE_VPC_ENDPOINT_RESULT: Structure = Structure {
    name: "CreateVpcEndpointResult",
    members: &[
        Member::new("VpcEndpoint", "vpcEndpoint", 0, Shape::Structure(&OUT_VPC_ENDPOINT)),
        Member::new("ClientToken", "clientToken", 1, Shape::String),
    ],
};

static OUT_CREATE_VPC_ENDPOINT_SERVICE_CONFIGURATION_RESULT: Structure = Structure {
    name: "CreateVpcEndpointServiceConfigurationResult",
    members: &[
        Member::new("ServiceConfiguration", "serviceConfiguration", 0, Shape::Structure(&OUT_SERVICE_CONFIGURATION)),
        Member::new("ClientToken", "clientToken", 1, Shape::String),
    ],
};

static OUT_CREATE_VPC_PEERING_CONNECTION_RESULT: Structure = Structure {
    name: "CreateVpcPeeringConnectionResult",
    members: &[Member::new(
        "VpcPeeringConnection",
        "vpcPeeringConnection",
        0,
        Shape::Structure(&OUT_VPC_PEERING_CONNECTION),
    )],
};

static OUT_CREATE_VPC_RESULT: Structure =
    Structure { name: "CreateVpcResult", members: &[Member::new("Vpc", "vpc", 0, Shape::Structure(&OUT_VPC))] };

static OUT_CREATE_VPN_GATEWAY_RESULT: Structure = Structure {
    name: "CreateVpnGatewayResult",
    members: &[Member::new("VpnGateway", "vpnGateway", 0, Shape::Structure(&OUT_VPN_GATEWAY))],
};

static OUT_CUSTOMER_GATEWAY: Structure = Structure {
    name: "CustomerGateway",
    members: &[
        Member::new("CertificateArn", "certificateArn", 0, Shape::String),
        Member::new("DeviceName", "deviceName", 1, Shape::String),
        Member::new(
            "Tags",
            "tagSet",
            2,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("BgpAsnExtended", "bgpAsnExtended", 3, Shape::String),
        Member::new("CustomerGatewayId", "customerGatewayId", 4, Shape::String),
        Member::new("State", "state", 5, Shape::String),
        Member::new("Type", "type", 6, Shape::String),
        Member::new("IpAddress", "ipAddress", 7, Shape::String),
        Member::new("BgpAsn", "bgpAsn", 8, Shape::String),
    ],
};

static OUT_DEFAULT_CONNECTION_TRACKING_CONFIGURATION: Structure = Structure {
    name: "DefaultConnectionTrackingConfiguration",
    members: &[
        Member::new("DefaultTcpEstablishedTimeout", "defaultTcpEstablishedTimeout", 0, Shape::Integer(ANY)),
        Member::new("DefaultUdpTimeout", "defaultUdpTimeout", 1, Shape::Integer(ANY)),
        Member::new("DefaultUdpStreamTimeout", "defaultUdpStreamTimeout", 2, Shape::Integer(ANY)),
    ],
};

static OUT_DELETE_EGRESS_ONLY_INTERNET_GATEWAY_RESULT: Structure = Structure {
    name: "DeleteEgressOnlyInternetGatewayResult",
    members: &[Member::new("ReturnCode", "returnCode", 0, Shape::Boolean)],
};

static OUT_DELETE_MANAGED_PREFIX_LIST_RESULT: Structure = Structure {
    name: "DeleteManagedPrefixListResult",
    members: &[Member::new("PrefixList", "prefixList", 0, Shape::Structure(&OUT_MANAGED_PREFIX_LIST))],
};

static OUT_DELETE_NAT_GATEWAY_RESULT: Structure = Structure {
    name: "DeleteNatGatewayResult",
    members: &[Member::new("NatGatewayId", "natGatewayId", 0, Shape::String)],
};

static OUT_DELETE_NETWORK_INSIGHTS_ANALYSIS_RESULT: Structure = Structure {
    name: "DeleteNetworkInsightsAnalysisResult",
    members: &[Member::new("NetworkInsightsAnalysisId", "networkInsightsAnalysisId", 0, Shape::String)],
};

static OUT_DELETE_NETWORK_INSIGHTS_PATH_RESULT: Structure = Structure {
    name: "DeleteNetworkInsightsPathResult",
    members: &[Member::new("NetworkInsightsPathId", "networkInsightsPathId", 0, Shape::String)],
};

static OUT_DELETE_SECURITY_GROUP_RESULT: Structure = Structure {
    name: "DeleteSecurityGroupResult",
    members: &[Member::new("Return", "return", 0, Shape::Boolean), Member::new("GroupId", "groupId", 1, Shape::String)],
};

static OUT_DELETE_SUBNET_CIDR_RESERVATION_RESULT: Structure = Structure {
    name: "DeleteSubnetCidrReservationResult",
    members: &[Member::new(
        "DeletedSubnetCidrReservation",
        "deletedSubnetCidrReservation",
        0,
        Shape::Structure(&OUT_SUBNET_CIDR_RESERVATION),
    )],
};

static OUT_DELETE_VPC_ENDPOINT_SERVICE_CONFIGURATIONS_RESULT: Structure = Structure {
    name: "DeleteVpcEndpointServiceConfigurationsResult",
    members: &[Member::new(
        "Unsuccessful",
        "unsuccessful",
        0,
        Shape::List(&List { item: Shape::Structure(&OUT_UNSUCCESSFUL_ITEM), wire: "item", flattened: false }),
    )],
};

static OUT_DELETE_VPC_ENDPOINTS_RESULT: Structure = Structure {
    name: "DeleteVpcEndpointsResult",
    members: &[Member::new(
        "Unsuccessful",
        "unsuccessful",
        0,
        Shape::List(&List { item: Shape::Structure(&OUT_UNSUCCESSFUL_ITEM), wire: "item", flattened: false }),
    )],
};

static OUT_DELETE_VPC_PEERING_CONNECTION_RESULT: Structure = Structure {
    name: "DeleteVpcPeeringConnectionResult",
    members: &[Member::new("Return", "return", 0, Shape::Boolean)],
};

static OUT_DESCRIBE_ACCOUNT_ATTRIBUTES_RESULT: Structure = Structure {
    name: "DescribeAccountAttributesResult",
    members: &[Member::new(
        "AccountAttributes",
        "accountAttributeSet",
        0,
        Shape::List(&List { item: Shape::Structure(&OUT_ACCOUNT_ATTRIBUTE), wire: "item", flattened: false }),
    )],
};

static OUT_DESCRIBE_ADDRESSES_ATTRIBUTE_RESULT: Structure = Structure {
    name: "DescribeAddressesAttributeResult",
    members: &[
        Member::new(
            "Addresses",
            "addressSet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_ADDRESS_ATTRIBUTE), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_DESCRIBE_ADDRESSES_RESULT: Structure = Structure {
    name: "DescribeAddressesResult",
    members: &[Member::new(
        "Addresses",
        "addressesSet",
        0,
        Shape::List(&List { item: Shape::Structure(&OUT_ADDRESS), wire: "item", flattened: false }),
    )],
};

static OUT_DESCRIBE_AVAILABILITY_ZONES_RESULT: Structure = Structure {
    name: "DescribeAvailabilityZonesResult",
    members: &[Member::new(
        "AvailabilityZones",
        "availabilityZoneInfo",
        0,
        Shape::List(&List { item: Shape::Structure(&OUT_AVAILABILITY_ZONE), wire: "item", flattened: false }),
    )],
};

static OUT_DESCRIBE_CUSTOMER_GATEWAYS_RESULT: Structure = Structure {
    name: "DescribeCustomerGatewaysResult",
    members: &[Member::new(
        "CustomerGateways",
        "customerGatewaySet",
        0,
        Shape::List(&List { item: Shape::Structure(&OUT_CUSTOMER_GATEWAY), wire: "item", flattened: false }),
    )],
};

static OUT_DESCRIBE_DHCP_OPTIONS_RESULT: Structure = Structure {
    name: "DescribeDhcpOptionsResult",
    members: &[
        Member::new("NextToken", "nextToken", 0, Shape::String),
        Member::new(
            "DhcpOptions",
            "dhcpOptionsSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_DHCP_OPTIONS), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_DESCRIBE_EGRESS_ONLY_INTERNET_GATEWAYS_RESULT: Structure = Structure {
    name: "DescribeEgressOnlyInternetGatewaysResult",
    members: &[
        Member::new(
            "EgressOnlyInternetGateways",
            "egressOnlyInternetGatewaySet",
            0,
            Shape::List(&List {
                item: Shape::Structure(&OUT_EGRESS_ONLY_INTERNET_GATEWAY),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_DESCRIBE_INSTANCE_STATUS_RESULT: Structure = Structure {
    name: "DescribeInstanceStatusResult",
    members: &[
        Member::new(
            "InstanceStatuses",
            "instanceStatusSet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_INSTANCE_STATUS), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_DESCRIBE_INSTANCE_TYPES_RESULT: Structure = Structure {
    name: "DescribeInstanceTypesResult",
    members: &[
        Member::new(
            "InstanceTypes",
            "instanceTypeSet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_INSTANCE_TYPE_INFO), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_DESCRIBE_INSTANCES_RESULT: Structure = Structure {
    name: "DescribeInstancesResult",
    members: &[
        Member::new("NextToken", "nextToken", 0, Shape::String),
        Member::new(
            "Reservations",
            "reservationSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_RESERVATION), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_DESCRIBE_INTERNET_GATEWAYS_RESULT: Structure = Structure {
    name: "DescribeInternetGatewaysResult",
    members: &[
        Member::new(
            "InternetGateways",
            "internetGatewaySet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_INTERNET_GATEWAY), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_DESCRIBE_MANAGED_PREFIX_LISTS_RESULT: Structure = Structure {
    name: "DescribeManagedPrefixListsResult",
    members: &[
        Member::new("NextToken", "nextToken", 0, Shape::String),
        Member::new(
            "PrefixLists",
            "prefixListSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_MANAGED_PREFIX_LIST), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_DESCRIBE_NAT_GATEWAYS_RESULT: Structure = Structure {
    name: "DescribeNatGatewaysResult",
    members: &[
        Member::new(
            "NatGateways",
            "natGatewaySet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_NAT_GATEWAY), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_DESCRIBE_NETWORK_ACLS_RESULT: Structure = Structure {
    name: "DescribeNetworkAclsResult",
    members: &[
        Member::new(
            "NetworkAcls",
            "networkAclSet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_NETWORK_ACL), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_DESCRIBE_NETWORK_INSIGHTS_ANALYSES_RESULT: Structure = Structure {
    name: "DescribeNetworkInsightsAnalysesResult",
    members: &[
        Member::new(
            "NetworkInsightsAnalyses",
            "networkInsightsAnalysisSet",
            0,
            Shape::List(&List {
                item: Shape::Structure(&OUT_NETWORK_INSIGHTS_ANALYSIS),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_DESCRIBE_NETWORK_INSIGHTS_PATHS_RESULT: Structure = Structure {
    name: "DescribeNetworkInsightsPathsResult",
    members: &[
        Member::new(
            "NetworkInsightsPaths",
            "networkInsightsPathSet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_NETWORK_INSIGHTS_PATH), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_DESCRIBE_NETWORK_INTERFACE_ATTRIBUTE_RESULT: Structure = Structure {
    name: "DescribeNetworkInterfaceAttributeResult",
    members: &[
        Member::new("Attachment", "attachment", 0, Shape::Structure(&OUT_NETWORK_INTERFACE_ATTACHMENT)),
        Member::new("Description", "description", 1, Shape::Structure(&OUT_ATTRIBUTE_VALUE)),
        Member::new(
            "Groups",
            "groupSet",
            2,
            Shape::List(&List { item: Shape::Structure(&OUT_GROUP_IDENTIFIER), wire: "item", flattened: false }),
        ),
        Member::new("NetworkInterfaceId", "networkInterfaceId", 3, Shape::String),
        Member::new("SourceDestCheck", "sourceDestCheck", 4, Shape::Structure(&OUT_ATTRIBUTE_BOOLEAN_VALUE)),
        Member::new("AssociatePublicIpAddress", "associatePublicIpAddress", 5, Shape::Boolean),
    ],
};

static OUT_DESCRIBE_NETWORK_INTERFACES_RESULT: Structure = Structure {
    name: "DescribeNetworkInterfacesResult",
    members: &[
        Member::new(
            "NetworkInterfaces",
            "networkInterfaceSet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_NETWORK_INTERFACE), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_DESCRIBE_PREFIX_LISTS_RESULT: Structure = Structure {
    name: "DescribePrefixListsResult",
    members: &[
        Member::new("NextToken", "nextToken", 0, Shape::String),
        Member::new(
            "PrefixLists",
            "prefixListSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_PREFIX_LIST), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_DESCRIBE_REGIONS_RESULT: Structure = Structure {
    name: "DescribeRegionsResult",
    members: &[Member::new(
        "Regions",
        "regionInfo",
        0,
        Shape::List(&List { item: Shape::Structure(&OUT_REGION), wire: "item", flattened: false }),
    )],
};

static OUT_DESCRIBE_ROUTE_TABLES_RESULT: Structure = Structure {
    name: "DescribeRouteTablesResult",
    members: &[
        Member::new(
            "RouteTables",
            "routeTableSet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_ROUTE_TABLE), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_DESCRIBE_SECURITY_GROUP_REFERENCES_RESULT: Structure = Structure {
    name: "DescribeSecurityGroupReferencesResult",
    members: &[Member::new(
        "SecurityGroupReferenceSet",
        "securityGroupReferenceSet",
        0,
        Shape::List(&List { item: Shape::Structure(&OUT_SECURITY_GROUP_REFERENCE), wire: "item", flattened: false }),
    )],
};

static OUT_DESCRIBE_SECURITY_GROUP_RULES_RESULT: Structure = Structure {
    name: "DescribeSecurityGroupRulesResult",
    members: &[
        Member::new(
            "SecurityGroupRules",
            "securityGroupRuleSet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_SECURITY_GROUP_RULE), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_DESCRIBE_SECURITY_GROUP_VPC_ASSOCIATIONS_RESULT: Structure = Structure {
    name: "DescribeSecurityGroupVpcAssociationsResult",
    members: &[
        Member::new(
            "SecurityGroupVpcAssociations",
            "securityGroupVpcAssociationSet",
            0,
            Shape::List(&List {
                item: Shape::Structure(&OUT_SECURITY_GROUP_VPC_ASSOCIATION),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_DESCRIBE_SECURITY_GROUPS_RESULT: Structure = Structure {
    name: "DescribeSecurityGroupsResult",
    members: &[
        Member::new("NextToken", "nextToken", 0, Shape::String),
        Member::new(
            "SecurityGroups",
            "securityGroupInfo",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_SECURITY_GROUP), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_DESCRIBE_STALE_SECURITY_GROUPS_RESULT: Structure = Structure {
    name: "DescribeStaleSecurityGroupsResult",
    members: &[
        Member::new("NextToken", "nextToken", 0, Shape::String),
        Member::new(
            "StaleSecurityGroupSet",
            "staleSecurityGroupSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_STALE_SECURITY_GROUP), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_DESCRIBE_SUBNETS_RESULT: Structure = Structure {
    name: "DescribeSubnetsResult",
    members: &[
        Member::new("NextToken", "nextToken", 0, Shape::String),
        Member::new(
            "Subnets",
            "subnetSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_SUBNET), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_DESCRIBE_TAGS_RESULT: Structure = Structure {
    name: "DescribeTagsResult",
    members: &[
        Member::new("NextToken", "nextToken", 0, Shape::String),
        Member::new(
            "Tags",
            "tagSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG_DESCRIPTION), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_DESCRIBE_VPC_ATTRIBUTE_RESULT: Structure = Structure {
    name: "DescribeVpcAttributeResult",
    members: &[
        Member::new("EnableDnsHostnames", "enableDnsHostnames", 0, Shape::Structure(&OUT_ATTRIBUTE_BOOLEAN_VALUE)),
        Member::new("EnableDnsSupport", "enableDnsSupport", 1, Shape::Structure(&OUT_ATTRIBUTE_BOOLEAN_VALUE)),
        Member::new(
            "EnableNetworkAddressUsageMetrics",
            "enableNetworkAddressUsageMetrics",
            2,
            Shape::Structure(&OUT_ATTRIBUTE_BOOLEAN_VALUE),
        ),
        Member::new("VpcId", "vpcId", 3, Shape::String),
    ],
};

static OUT_DESCRIBE_VPC_ENDPOINT_SERVICE_CONFIGURATIONS_RESULT: Structure = Structure {
    name: "DescribeVpcEndpointServiceConfigurationsResult",
    members: &[
        Member::new(
            "ServiceConfigurations",
            "serviceConfigurationSet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_SERVICE_CONFIGURATION), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_DESCRIBE_VPC_ENDPOINT_SERVICES_RESULT: Structure = Structure {
    name: "DescribeVpcEndpointServicesResult",
    members: &[
        Member::new(
            "ServiceNames",
            "serviceNameSet",
            0,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "ServiceDetails",
            "serviceDetailSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_SERVICE_DETAIL), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 2, Shape::String),
    ],
};

static OUT_DESCRIBE_VPC_ENDPOINTS_RESULT: Structure = Structure {
    name: "DescribeVpcEndpointsResult",
    members: &[
        Member::new(
            "VpcEndpoints",
            "vpcEndpointSet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_VPC_ENDPOINT), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_DESCRIBE_VPC_PEERING_CONNECTIONS_RESULT: Structure = Structure {
    name: "DescribeVpcPeeringConnectionsResult",
    members: &[
        Member::new(
            "VpcPeeringConnections",
            "vpcPeeringConnectionSet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_VPC_PEERING_CONNECTION), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_DESCRIBE_VPCS_RESULT: Structure = Structure {
    name: "DescribeVpcsResult",
    members: &[
        Member::new("NextToken", "nextToken", 0, Shape::String),
        Member::new(
            "Vpcs",
            "vpcSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_VPC), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_DESCRIBE_VPN_GATEWAYS_RESULT: Structure = Structure {
    name: "DescribeVpnGatewaysResult",
    members: &[Member::new(
        "VpnGateways",
        "vpnGatewaySet",
        0,
        Shape::List(&List { item: Shape::Structure(&OUT_VPN_GATEWAY), wire: "item", flattened: false }),
    )],
};

static OUT_DHCP_CONFIGURATION: Structure = Structure {
    name: "DhcpConfiguration",
    members: &[
        Member::new("Key", "key", 0, Shape::String),
        Member::new(
            "Values",
            "valueSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_ATTRIBUTE_VALUE), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_DHCP_OPTIONS: Structure = Structure {
    name: "DhcpOptions",
    members: &[
        Member::new("OwnerId", "ownerId", 0, Shape::String),
        Member::new(
            "Tags",
            "tagSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("DhcpOptionsId", "dhcpOptionsId", 2, Shape::String),
        Member::new(
            "DhcpConfigurations",
            "dhcpConfigurationSet",
            3,
            Shape::List(&List { item: Shape::Structure(&OUT_DHCP_CONFIGURATION), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_DISASSOCIATE_NAT_GATEWAY_ADDRESS_RESULT: Structure = Structure {
    name: "DisassociateNatGatewayAddressResult",
    members: &[
        Member::new("NatGatewayId", "natGatewayId", 0, Shape::String),
        Member::new(
            "NatGatewayAddresses",
            "natGatewayAddressSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_NAT_GATEWAY_ADDRESS), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_DISASSOCIATE_SUBNET_CIDR_BLOCK_RESULT: Structure = Structure {
    name: "DisassociateSubnetCidrBlockResult",
    members: &[
        Member::new(
            "Ipv6CidrBlockAssociation",
            "ipv6CidrBlockAssociation",
            0,
            Shape::Structure(&OUT_SUBNET_IPV6_CIDR_BLOCK_ASSOCIATION),
        ),
        Member::new("SubnetId", "subnetId", 1, Shape::String),
    ],
};

static OUT_DISASSOCIATE_VPC_CIDR_BLOCK_RESULT: Structure = Structure {
    name: "DisassociateVpcCidrBlockResult",
    members: &[
        Member::new(
            "Ipv6CidrBlockAssociation",
            "ipv6CidrBlockAssociation",
            0,
            Shape::Structure(&OUT_VPC_IPV6_CIDR_BLOCK_ASSOCIATION),
        ),
        Member::new(
            "CidrBlockAssociation",
            "cidrBlockAssociation",
            1,
            Shape::Structure(&OUT_VPC_CIDR_BLOCK_ASSOCIATION),
        ),
        Member::new("VpcId", "vpcId", 2, Shape::String),
    ],
};

static OUT_DISK_INFO: Structure = Structure {
    name: "DiskInfo",
    members: &[
        Member::new("SizeInGB", "sizeInGB", 0, Shape::Long(ANY)),
        Member::new("Count", "count", 1, Shape::Integer(ANY)),
        Member::new("Type", "type", 2, Shape::String),
    ],
};

static OUT_DNS_ENTRY: Structure = Structure {
    name: "DnsEntry",
    members: &[
        Member::new("DnsName", "dnsName", 0, Shape::String),
        Member::new("HostedZoneId", "hostedZoneId", 1, Shape::String),
    ],
};

static OUT_DNS_OPTIONS: Structure = Structure {
    name: "DnsOptions",
    members: &[
        Member::new("DnsRecordIpType", "dnsRecordIpType", 0, Shape::String),
        Member::new(
            "PrivateDnsOnlyForInboundResolverEndpoint",
            "privateDnsOnlyForInboundResolverEndpoint",
            1,
            Shape::Boolean,
        ),
        Member::new("PrivateDnsPreference", "privateDnsPreference", 2, Shape::String),
        Member::new(
            "PrivateDnsSpecifiedDomains",
            "privateDnsSpecifiedDomainSet",
            3,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
    ],
};

static OUT_EBS_CARD_INFO: Structure = Structure {
    name: "EbsCardInfo",
    members: &[
        Member::new("EbsCardIndex", "ebsCardIndex", 0, Shape::Integer(ANY)),
        Member::new("BaselineBandwidthInMbps", "baselineBandwidthInMbps", 1, Shape::Integer(ANY)),
        Member::new("BaselineThroughputInMBps", "baselineThroughputInMBps", 2, Shape::Double),
        Member::new("BaselineIops", "baselineIops", 3, Shape::Integer(ANY)),
        Member::new("MaximumBandwidthInMbps", "maximumBandwidthInMbps", 4, Shape::Integer(ANY)),
        Member::new("MaximumThroughputInMBps", "maximumThroughputInMBps", 5, Shape::Double),
        Member::new("MaximumIops", "maximumIops", 6, Shape::Integer(ANY)),
    ],
};

static OUT_EBS_INFO: Structure = Structure {
    name: "EbsInfo",
    members: &[
        Member::new("EbsOptimizedSupport", "ebsOptimizedSupport", 0, Shape::String),
        Member::new("EncryptionSupport", "encryptionSupport", 1, Shape::String),
        Member::new("EbsOptimizedInfo", "ebsOptimizedInfo", 2, Shape::Structure(&OUT_EBS_OPTIMIZED_INFO)),
        Member::new("NvmeSupport", "nvmeSupport", 3, Shape::String),
        Member::new("MaximumEbsAttachments", "maximumEbsAttachments", 4, Shape::Integer(ANY)),
        Member::new("AttachmentLimitType", "attachmentLimitType", 5, Shape::String),
        Member::new("MaximumEbsCards", "maximumEbsCards", 6, Shape::Integer(ANY)),
        Member::new(
            "EbsCards",
            "ebsCardSet",
            7,
            Shape::List(&List { item: Shape::Structure(&OUT_EBS_CARD_INFO), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_EBS_INSTANCE_BLOCK_DEVICE: Structure = Structure {
    name: "EbsInstanceBlockDevice",
    members: &[
        Member::new("AttachTime", "attachTime", 0, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("DeleteOnTermination", "deleteOnTermination", 1, Shape::Boolean),
        Member::new("Status", "status", 2, Shape::String),
        Member::new("VolumeId", "volumeId", 3, Shape::String),
        Member::new("AssociatedResource", "associatedResource", 4, Shape::String),
        Member::new("VolumeOwnerId", "volumeOwnerId", 5, Shape::String),
        Member::new("Operator", "operator", 6, Shape::Structure(&OUT_OPERATOR_RESPONSE)),
        Member::new("EbsCardIndex", "ebsCardIndex", 7, Shape::Integer(ANY)),
    ],
};

static OUT_EBS_OPTIMIZED_INFO: Structure = Structure {
    name: "EbsOptimizedInfo",
    members: &[
        Member::new("BaselineBandwidthInMbps", "baselineBandwidthInMbps", 0, Shape::Integer(ANY)),
        Member::new("BaselineThroughputInMBps", "baselineThroughputInMBps", 1, Shape::Double),
        Member::new("BaselineIops", "baselineIops", 2, Shape::Integer(ANY)),
        Member::new("MaximumBandwidthInMbps", "maximumBandwidthInMbps", 3, Shape::Integer(ANY)),
        Member::new("MaximumThroughputInMBps", "maximumThroughputInMBps", 4, Shape::Double),
        Member::new("MaximumIops", "maximumIops", 5, Shape::Integer(ANY)),
    ],
};

static OUT_EBS_STATUS_DETAILS: Structure = Structure {
    name: "EbsStatusDetails",
    members: &[
        Member::new("ImpairedSince", "impairedSince", 0, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("Name", "name", 1, Shape::String),
        Member::new("Status", "status", 2, Shape::String),
    ],
};

static OUT_EBS_STATUS_SUMMARY: Structure = Structure {
    name: "EbsStatusSummary",
    members: &[
        Member::new(
            "Details",
            "details",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_EBS_STATUS_DETAILS), wire: "item", flattened: false }),
        ),
        Member::new("Status", "status", 1, Shape::String),
    ],
};

static OUT_EFA_INFO: Structure = Structure {
    name: "EfaInfo",
    members: &[Member::new("MaximumEfaInterfaces", "maximumEfaInterfaces", 0, Shape::Integer(ANY))],
};

static OUT_EGRESS_ONLY_INTERNET_GATEWAY: Structure = Structure {
    name: "EgressOnlyInternetGateway",
    members: &[
        Member::new(
            "Attachments",
            "attachmentSet",
            0,
            Shape::List(&List {
                item: Shape::Structure(&OUT_INTERNET_GATEWAY_ATTACHMENT),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("EgressOnlyInternetGatewayId", "egressOnlyInternetGatewayId", 1, Shape::String),
        Member::new(
            "Tags",
            "tagSet",
            2,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_ELASTIC_GPU_ASSOCIATION: Structure = Structure {
    name: "ElasticGpuAssociation",
    members: &[
        Member::new("ElasticGpuId", "elasticGpuId", 0, Shape::String),
        Member::new("ElasticGpuAssociationId", "elasticGpuAssociationId", 1, Shape::String),
        Member::new("ElasticGpuAssociationState", "elasticGpuAssociationState", 2, Shape::String),
        Member::new("ElasticGpuAssociationTime", "elasticGpuAssociationTime", 3, Shape::String),
    ],
};

static OUT_ELASTIC_INFERENCE_ACCELERATOR_ASSOCIATION: Structure = Structure {
    name: "ElasticInferenceAcceleratorAssociation",
    members: &[
        Member::new("ElasticInferenceAcceleratorArn", "elasticInferenceAcceleratorArn", 0, Shape::String),
        Member::new(
            "ElasticInferenceAcceleratorAssociationId",
            "elasticInferenceAcceleratorAssociationId",
            1,
            Shape::String,
        ),
        Member::new(
            "ElasticInferenceAcceleratorAssociationState",
            "elasticInferenceAcceleratorAssociationState",
            2,
            Shape::String,
        ),
        Member::new(
            "ElasticInferenceAcceleratorAssociationTime",
            "elasticInferenceAcceleratorAssociationTime",
            3,
            Shape::Timestamp(TimestampFormat::Iso8601),
        ),
    ],
};

static OUT_ENCLAVE_OPTIONS: Structure =
    Structure { name: "EnclaveOptions", members: &[Member::new("Enabled", "enabled", 0, Shape::Boolean)] };

static OUT_EXPLANATION: Structure = Structure {
    name: "Explanation",
    members: &[
        Member::new("Acl", "acl", 0, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("AclRule", "aclRule", 1, Shape::Structure(&OUT_ANALYSIS_ACL_RULE)),
        Member::new("Address", "address", 2, Shape::String),
        Member::new(
            "Addresses",
            "addressSet",
            3,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("AttachedTo", "attachedTo", 4, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new(
            "AvailabilityZones",
            "availabilityZoneSet",
            5,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "AvailabilityZoneIds",
            "availabilityZoneIdSet",
            6,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("Cidrs", "cidrSet", 7, Shape::List(&List { item: Shape::String, wire: "item", flattened: false })),
        Member::new("Component", "component", 8, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("CustomerGateway", "customerGateway", 9, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("Destination", "destination", 10, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("DestinationVpc", "destinationVpc", 11, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("Direction", "direction", 12, Shape::String),
        Member::new("ExplanationCode", "explanationCode", 13, Shape::String),
        Member::new("IngressRouteTable", "ingressRouteTable", 14, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("InternetGateway", "internetGateway", 15, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("LoadBalancerArn", "loadBalancerArn", 16, Shape::String),
        Member::new(
            "ClassicLoadBalancerListener",
            "classicLoadBalancerListener",
            17,
            Shape::Structure(&OUT_ANALYSIS_LOAD_BALANCER_LISTENER),
        ),
        Member::new("LoadBalancerListenerPort", "loadBalancerListenerPort", 18, Shape::Integer(ANY)),
        Member::new(
            "LoadBalancerTarget",
            "loadBalancerTarget",
            19,
            Shape::Structure(&OUT_ANALYSIS_LOAD_BALANCER_TARGET),
        ),
        Member::new(
            "LoadBalancerTargetGroup",
            "loadBalancerTargetGroup",
            20,
            Shape::Structure(&OUT_ANALYSIS_COMPONENT),
        ),
        Member::new(
            "LoadBalancerTargetGroups",
            "loadBalancerTargetGroupSet",
            21,
            Shape::List(&List { item: Shape::Structure(&OUT_ANALYSIS_COMPONENT), wire: "item", flattened: false }),
        ),
        Member::new("LoadBalancerTargetPort", "loadBalancerTargetPort", 22, Shape::Integer(ANY)),
        Member::new(
            "ElasticLoadBalancerListener",
            "elasticLoadBalancerListener",
            23,
            Shape::Structure(&OUT_ANALYSIS_COMPONENT),
        ),
        Member::new("MissingComponent", "missingComponent", 24, Shape::String),
        Member::new("NatGateway", "natGateway", 25, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("NetworkInterface", "networkInterface", 26, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("PacketField", "packetField", 27, Shape::String),
        Member::new("VpcPeeringConnection", "vpcPeeringConnection", 28, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("Port", "port", 29, Shape::Integer(ANY)),
        Member::new(
            "PortRanges",
            "portRangeSet",
            30,
            Shape::List(&List { item: Shape::Structure(&OUT_PORT_RANGE), wire: "item", flattened: false }),
        ),
        Member::new("PrefixList", "prefixList", 31, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new(
            "Protocols",
            "protocolSet",
            32,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("RouteTableRoute", "routeTableRoute", 33, Shape::Structure(&OUT_ANALYSIS_ROUTE_TABLE_ROUTE)),
        Member::new("RouteTable", "routeTable", 34, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("SecurityGroup", "securityGroup", 35, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("SecurityGroupRule", "securityGroupRule", 36, Shape::Structure(&OUT_ANALYSIS_SECURITY_GROUP_RULE)),
        Member::new(
            "SecurityGroups",
            "securityGroupSet",
            37,
            Shape::List(&List { item: Shape::Structure(&OUT_ANALYSIS_COMPONENT), wire: "item", flattened: false }),
        ),
        Member::new("SourceVpc", "sourceVpc", 38, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("State", "state", 39, Shape::String),
        Member::new("Subnet", "subnet", 40, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("SubnetRouteTable", "subnetRouteTable", 41, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("Vpc", "vpc", 42, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("VpcEndpoint", "vpcEndpoint", 43, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("VpnConnection", "vpnConnection", 44, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("VpnGateway", "vpnGateway", 45, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("TransitGateway", "transitGateway", 46, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new(
            "TransitGatewayRouteTable",
            "transitGatewayRouteTable",
            47,
            Shape::Structure(&OUT_ANALYSIS_COMPONENT),
        ),
        Member::new(
            "TransitGatewayRouteTableRoute",
            "transitGatewayRouteTableRoute",
            48,
            Shape::Structure(&OUT_TRANSIT_GATEWAY_ROUTE_TABLE_ROUTE),
        ),
        Member::new(
            "TransitGatewayAttachment",
            "transitGatewayAttachment",
            49,
            Shape::Structure(&OUT_ANALYSIS_COMPONENT),
        ),
        Member::new("ComponentAccount", "componentAccount", 50, Shape::String),
        Member::new("ComponentRegion", "componentRegion", 51, Shape::String),
        Member::new(
            "FirewallStatelessRule",
            "firewallStatelessRule",
            52,
            Shape::Structure(&OUT_FIREWALL_STATELESS_RULE),
        ),
        Member::new("FirewallStatefulRule", "firewallStatefulRule", 53, Shape::Structure(&OUT_FIREWALL_STATEFUL_RULE)),
    ],
};

static OUT_FILTER_PORT_RANGE: Structure = Structure {
    name: "FilterPortRange",
    members: &[
        Member::new("FromPort", "fromPort", 0, Shape::Integer(ANY)),
        Member::new("ToPort", "toPort", 1, Shape::Integer(ANY)),
    ],
};

static OUT_FIREWALL_STATEFUL_RULE: Structure = Structure {
    name: "FirewallStatefulRule",
    members: &[
        Member::new("RuleGroupArn", "ruleGroupArn", 0, Shape::String),
        Member::new(
            "Sources",
            "sourceSet",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "Destinations",
            "destinationSet",
            2,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "SourcePorts",
            "sourcePortSet",
            3,
            Shape::List(&List { item: Shape::Structure(&OUT_PORT_RANGE), wire: "item", flattened: false }),
        ),
        Member::new(
            "DestinationPorts",
            "destinationPortSet",
            4,
            Shape::List(&List { item: Shape::Structure(&OUT_PORT_RANGE), wire: "item", flattened: false }),
        ),
        Member::new("Protocol", "protocol", 5, Shape::String),
        Member::new("RuleAction", "ruleAction", 6, Shape::String),
        Member::new("Direction", "direction", 7, Shape::String),
    ],
};

static OUT_FIREWALL_STATELESS_RULE: Structure = Structure {
    name: "FirewallStatelessRule",
    members: &[
        Member::new("RuleGroupArn", "ruleGroupArn", 0, Shape::String),
        Member::new(
            "Sources",
            "sourceSet",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "Destinations",
            "destinationSet",
            2,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "SourcePorts",
            "sourcePortSet",
            3,
            Shape::List(&List { item: Shape::Structure(&OUT_PORT_RANGE), wire: "item", flattened: false }),
        ),
        Member::new(
            "DestinationPorts",
            "destinationPortSet",
            4,
            Shape::List(&List { item: Shape::Structure(&OUT_PORT_RANGE), wire: "item", flattened: false }),
        ),
        Member::new(
            "Protocols",
            "protocolSet",
            5,
            Shape::List(&List { item: Shape::Integer(ANY), wire: "item", flattened: false }),
        ),
        Member::new("RuleAction", "ruleAction", 6, Shape::String),
        Member::new("Priority", "priority", 7, Shape::Integer(ANY)),
    ],
};

static OUT_FPGA_DEVICE_INFO: Structure = Structure {
    name: "FpgaDeviceInfo",
    members: &[
        Member::new("Name", "name", 0, Shape::String),
        Member::new("Manufacturer", "manufacturer", 1, Shape::String),
        Member::new("Count", "count", 2, Shape::Integer(ANY)),
        Member::new("MemoryInfo", "memoryInfo", 3, Shape::Structure(&OUT_FPGA_DEVICE_MEMORY_INFO)),
    ],
};

static OUT_FPGA_DEVICE_MEMORY_INFO: Structure = Structure {
    name: "FpgaDeviceMemoryInfo",
    members: &[Member::new("SizeInMiB", "sizeInMiB", 0, Shape::Integer(ANY))],
};

static OUT_FPGA_INFO: Structure = Structure {
    name: "FpgaInfo",
    members: &[
        Member::new(
            "Fpgas",
            "fpgas",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_FPGA_DEVICE_INFO), wire: "item", flattened: false }),
        ),
        Member::new("TotalFpgaMemoryInMiB", "totalFpgaMemoryInMiB", 1, Shape::Integer(ANY)),
    ],
};

static OUT_GET_MANAGED_PREFIX_LIST_ASSOCIATIONS_RESULT: Structure = Structure {
    name: "GetManagedPrefixListAssociationsResult",
    members: &[
        Member::new(
            "PrefixListAssociations",
            "prefixListAssociationSet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_PREFIX_LIST_ASSOCIATION), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_GET_MANAGED_PREFIX_LIST_ENTRIES_RESULT: Structure = Structure {
    name: "GetManagedPrefixListEntriesResult",
    members: &[
        Member::new(
            "Entries",
            "entrySet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_PREFIX_LIST_ENTRY), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_GET_SECURITY_GROUPS_FOR_VPC_RESULT: Structure = Structure {
    name: "GetSecurityGroupsForVpcResult",
    members: &[
        Member::new("NextToken", "nextToken", 0, Shape::String),
        Member::new(
            "SecurityGroupForVpcs",
            "securityGroupForVpcSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_SECURITY_GROUP_FOR_VPC), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_GET_SUBNET_CIDR_RESERVATIONS_RESULT: Structure = Structure {
    name: "GetSubnetCidrReservationsResult",
    members: &[
        Member::new(
            "SubnetIpv4CidrReservations",
            "subnetIpv4CidrReservationSet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_SUBNET_CIDR_RESERVATION), wire: "item", flattened: false }),
        ),
        Member::new(
            "SubnetIpv6CidrReservations",
            "subnetIpv6CidrReservationSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_SUBNET_CIDR_RESERVATION), wire: "item", flattened: false }),
        ),
        Member::new("NextToken", "nextToken", 2, Shape::String),
    ],
};

static OUT_GPU_DEVICE_INFO: Structure = Structure {
    name: "GpuDeviceInfo",
    members: &[
        Member::new("Name", "name", 0, Shape::String),
        Member::new("Manufacturer", "manufacturer", 1, Shape::String),
        Member::new("Count", "count", 2, Shape::Integer(ANY)),
        Member::new("LogicalGpuCount", "logicalGpuCount", 3, Shape::Integer(ANY)),
        Member::new("GpuPartitionSize", "gpuPartitionSize", 4, Shape::Double),
        Member::new(
            "Workloads",
            "workloadSet",
            5,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("MemoryInfo", "memoryInfo", 6, Shape::Structure(&OUT_GPU_DEVICE_MEMORY_INFO)),
    ],
};

static OUT_GPU_DEVICE_MEMORY_INFO: Structure = Structure {
    name: "GpuDeviceMemoryInfo",
    members: &[Member::new("SizeInMiB", "sizeInMiB", 0, Shape::Integer(ANY))],
};

static OUT_GPU_INFO: Structure = Structure {
    name: "GpuInfo",
    members: &[
        Member::new(
            "Gpus",
            "gpus",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_GPU_DEVICE_INFO), wire: "item", flattened: false }),
        ),
        Member::new("TotalGpuMemoryInMiB", "totalGpuMemoryInMiB", 1, Shape::Integer(ANY)),
    ],
};

static OUT_GROUP_IDENTIFIER: Structure = Structure {
    name: "GroupIdentifier",
    members: &[
        Member::new("GroupId", "groupId", 0, Shape::String),
        Member::new("GroupName", "groupName", 1, Shape::String),
    ],
};

static OUT_HIBERNATION_OPTIONS: Structure =
    Structure { name: "HibernationOptions", members: &[Member::new("Configured", "configured", 0, Shape::Boolean)] };

static OUT_IAM_INSTANCE_PROFILE: Structure = Structure {
    name: "IamInstanceProfile",
    members: &[Member::new("Arn", "arn", 0, Shape::String), Member::new("Id", "id", 1, Shape::String)],
};

static OUT_ICMP_TYPE_CODE: Structure = Structure {
    name: "IcmpTypeCode",
    members: &[
        Member::new("Code", "code", 0, Shape::Integer(ANY)),
        Member::new("Type", "type", 1, Shape::Integer(ANY)),
    ],
};

static OUT_INFERENCE_ACCELERATOR_INFO: Structure = Structure {
    name: "InferenceAcceleratorInfo",
    members: &[
        Member::new(
            "Accelerators",
            "accelerators",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_INFERENCE_DEVICE_INFO), wire: "item", flattened: false }),
        ),
        Member::new("TotalInferenceMemoryInMiB", "totalInferenceMemoryInMiB", 1, Shape::Integer(ANY)),
    ],
};

static OUT_INFERENCE_DEVICE_INFO: Structure = Structure {
    name: "InferenceDeviceInfo",
    members: &[
        Member::new("Count", "count", 0, Shape::Integer(ANY)),
        Member::new("Name", "name", 1, Shape::String),
        Member::new("Manufacturer", "manufacturer", 2, Shape::String),
        Member::new("MemoryInfo", "memoryInfo", 3, Shape::Structure(&OUT_INFERENCE_DEVICE_MEMORY_INFO)),
    ],
};

static OUT_INFERENCE_DEVICE_MEMORY_INFO: Structure = Structure {
    name: "InferenceDeviceMemoryInfo",
    members: &[Member::new("SizeInMiB", "sizeInMiB", 0, Shape::Integer(ANY))],
};

static OUT_INSTANCE: Structure = Structure {
    name: "Instance",
    members: &[
        Member::new("Architecture", "architecture", 0, Shape::String),
        Member::new(
            "BlockDeviceMappings",
            "blockDeviceMapping",
            1,
            Shape::List(&List {
                item: Shape::Structure(&OUT_INSTANCE_BLOCK_DEVICE_MAPPING),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("ClientToken", "clientToken", 2, Shape::String),
        Member::new("EbsOptimized", "ebsOptimized", 3, Shape::Boolean),
        Member::new("EnaSupport", "enaSupport", 4, Shape::Boolean),
        Member::new("Hypervisor", "hypervisor", 5, Shape::String),
        Member::new("IamInstanceProfile", "iamInstanceProfile", 6, Shape::Structure(&OUT_IAM_INSTANCE_PROFILE)),
        Member::new("InstanceLifecycle", "instanceLifecycle", 7, Shape::String),
        Member::new(
            "ElasticGpuAssociations",
            "elasticGpuAssociationSet",
            8,
            Shape::List(&List { item: Shape::Structure(&OUT_ELASTIC_GPU_ASSOCIATION), wire: "item", flattened: false }),
        ),
        Member::new(
            "ElasticInferenceAcceleratorAssociations",
            "elasticInferenceAcceleratorAssociationSet",
            9,
            Shape::List(&List {
                item: Shape::Structure(&OUT_ELASTIC_INFERENCE_ACCELERATOR_ASSOCIATION),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new(
            "NetworkInterfaces",
            "networkInterfaceSet",
            10,
            Shape::List(&List {
                item: Shape::Structure(&OUT_INSTANCE_NETWORK_INTERFACE),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("OutpostArn", "outpostArn", 11, Shape::String),
        Member::new("RootDeviceName", "rootDeviceName", 12, Shape::String),
        Member::new("RootDeviceType", "rootDeviceType", 13, Shape::String),
        Member::new(
            "SecurityGroups",
            "groupSet",
            14,
            Shape::List(&List { item: Shape::Structure(&OUT_GROUP_IDENTIFIER), wire: "item", flattened: false }),
        ),
        Member::new("SourceDestCheck", "sourceDestCheck", 15, Shape::Boolean),
        Member::new("SpotInstanceRequestId", "spotInstanceRequestId", 16, Shape::String),
        Member::new("SriovNetSupport", "sriovNetSupport", 17, Shape::String),
        Member::new("StateReason", "stateReason", 18, Shape::Structure(&OUT_STATE_REASON)),
        Member::new(
            "Tags",
            "tagSet",
            19,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("VirtualizationType", "virtualizationType", 20, Shape::String),
        Member::new("CpuOptions", "cpuOptions", 21, Shape::Structure(&OUT_CPU_OPTIONS)),
        Member::new("CapacityBlockId", "capacityBlockId", 22, Shape::String),
        Member::new("CapacityReservationId", "capacityReservationId", 23, Shape::String),
        Member::new(
            "CapacityReservationSpecification",
            "capacityReservationSpecification",
            24,
            Shape::Structure(&OUT_CAPACITY_RESERVATION_SPECIFICATION_RESPONSE),
        ),
        Member::new("HibernationOptions", "hibernationOptions", 25, Shape::Structure(&OUT_HIBERNATION_OPTIONS)),
        Member::new(
            "Licenses",
            "licenseSet",
            26,
            Shape::List(&List { item: Shape::Structure(&OUT_LICENSE_CONFIGURATION), wire: "item", flattened: false }),
        ),
        Member::new(
            "MetadataOptions",
            "metadataOptions",
            27,
            Shape::Structure(&OUT_INSTANCE_METADATA_OPTIONS_RESPONSE),
        ),
        Member::new("EnclaveOptions", "enclaveOptions", 28, Shape::Structure(&OUT_ENCLAVE_OPTIONS)),
        Member::new("BootMode", "bootMode", 29, Shape::String),
        Member::new("PlatformDetails", "platformDetails", 30, Shape::String),
        Member::new("UsageOperation", "usageOperation", 31, Shape::String),
        Member::new(
            "UsageOperationUpdateTime",
            "usageOperationUpdateTime",
            32,
            Shape::Timestamp(TimestampFormat::Iso8601),
        ),
        Member::new(
            "PrivateDnsNameOptions",
            "privateDnsNameOptions",
            33,
            Shape::Structure(&OUT_PRIVATE_DNS_NAME_OPTIONS_RESPONSE),
        ),
        Member::new("Ipv6Address", "ipv6Address", 34, Shape::String),
        Member::new("TpmSupport", "tpmSupport", 35, Shape::String),
        Member::new(
            "MaintenanceOptions",
            "maintenanceOptions",
            36,
            Shape::Structure(&OUT_INSTANCE_MAINTENANCE_OPTIONS),
        ),
        Member::new("CurrentInstanceBootMode", "currentInstanceBootMode", 37, Shape::String),
        Member::new(
            "NetworkPerformanceOptions",
            "networkPerformanceOptions",
            38,
            Shape::Structure(&OUT_INSTANCE_NETWORK_PERFORMANCE_OPTIONS),
        ),
        Member::new("Operator", "operator", 39, Shape::Structure(&OUT_OPERATOR_RESPONSE)),
        Member::new(
            "SecondaryInterfaces",
            "secondaryInterfaceSet",
            40,
            Shape::List(&List {
                item: Shape::Structure(&OUT_INSTANCE_SECONDARY_INTERFACE),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("InstanceId", "instanceId", 41, Shape::String),
        Member::new("ImageId", "imageId", 42, Shape::String),
        Member::new("State", "instanceState", 43, Shape::Structure(&OUT_INSTANCE_STATE)),
        Member::new("PrivateDnsName", "privateDnsName", 44, Shape::String),
        Member::new("PublicDnsName", "dnsName", 45, Shape::String),
        Member::new("StateTransitionReason", "reason", 46, Shape::String),
        Member::new("KeyName", "keyName", 47, Shape::String),
        Member::new("AmiLaunchIndex", "amiLaunchIndex", 48, Shape::Integer(ANY)),
        Member::new(
            "ProductCodes",
            "productCodes",
            49,
            Shape::List(&List { item: Shape::Structure(&OUT_PRODUCT_CODE), wire: "item", flattened: false }),
        ),
        Member::new("InstanceType", "instanceType", 50, Shape::String),
        Member::new("LaunchTime", "launchTime", 51, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("Placement", "placement", 52, Shape::Structure(&OUT_PLACEMENT)),
        Member::new("KernelId", "kernelId", 53, Shape::String),
        Member::new("RamdiskId", "ramdiskId", 54, Shape::String),
        Member::new("Platform", "platform", 55, Shape::String),
        Member::new("Monitoring", "monitoring", 56, Shape::Structure(&OUT_MONITORING)),
        Member::new("SubnetId", "subnetId", 57, Shape::String),
        Member::new("VpcId", "vpcId", 58, Shape::String),
        Member::new("PrivateIpAddress", "privateIpAddress", 59, Shape::String),
        Member::new("PublicIpAddress", "ipAddress", 60, Shape::String),
    ],
};

static OUT_INSTANCE_ATTACHMENT_ENA_SRD_SPECIFICATION: Structure = Structure {
    name: "InstanceAttachmentEnaSrdSpecification",
    members: &[
        Member::new("EnaSrdEnabled", "enaSrdEnabled", 0, Shape::Boolean),
        Member::new(
            "EnaSrdUdpSpecification",
            "enaSrdUdpSpecification",
            1,
            Shape::Structure(&OUT_INSTANCE_ATTACHMENT_ENA_SRD_UDP_SPECIFICATION),
        ),
    ],
};

static OUT_INSTANCE_ATTACHMENT_ENA_SRD_UDP_SPECIFICATION: Structure = Structure {
    name: "InstanceAttachmentEnaSrdUdpSpecification",
    members: &[Member::new("EnaSrdUdpEnabled", "enaSrdUdpEnabled", 0, Shape::Boolean)],
};

static OUT_INSTANCE_BLOCK_DEVICE_MAPPING: Structure = Structure {
    name: "InstanceBlockDeviceMapping",
    members: &[
        Member::new("DeviceName", "deviceName", 0, Shape::String),
        Member::new("Ebs", "ebs", 1, Shape::Structure(&OUT_EBS_INSTANCE_BLOCK_DEVICE)),
    ],
};

static OUT_INSTANCE_IPV4_PREFIX: Structure =
    Structure { name: "InstanceIpv4Prefix", members: &[Member::new("Ipv4Prefix", "ipv4Prefix", 0, Shape::String)] };

static OUT_INSTANCE_IPV6_ADDRESS: Structure = Structure {
    name: "InstanceIpv6Address",
    members: &[
        Member::new("Ipv6Address", "ipv6Address", 0, Shape::String),
        Member::new("IsPrimaryIpv6", "isPrimaryIpv6", 1, Shape::Boolean),
    ],
};

static OUT_INSTANCE_IPV6_PREFIX: Structure =
    Structure { name: "InstanceIpv6Prefix", members: &[Member::new("Ipv6Prefix", "ipv6Prefix", 0, Shape::String)] };

static OUT_INSTANCE_MAINTENANCE_OPTIONS: Structure = Structure {
    name: "InstanceMaintenanceOptions",
    members: &[
        Member::new("AutoRecovery", "autoRecovery", 0, Shape::String),
        Member::new("RebootMigration", "rebootMigration", 1, Shape::String),
    ],
};

static OUT_INSTANCE_METADATA_OPTIONS_RESPONSE: Structure = Structure {
    name: "InstanceMetadataOptionsResponse",
    members: &[
        Member::new("State", "state", 0, Shape::String),
        Member::new("HttpTokens", "httpTokens", 1, Shape::String),
        Member::new("HttpPutResponseHopLimit", "httpPutResponseHopLimit", 2, Shape::Integer(ANY)),
        Member::new("HttpEndpoint", "httpEndpoint", 3, Shape::String),
        Member::new("HttpProtocolIpv6", "httpProtocolIpv6", 4, Shape::String),
        Member::new("InstanceMetadataTags", "instanceMetadataTags", 5, Shape::String),
    ],
};

static OUT_INSTANCE_NETWORK_INTERFACE: Structure = Structure {
    name: "InstanceNetworkInterface",
    members: &[
        Member::new("Association", "association", 0, Shape::Structure(&OUT_INSTANCE_NETWORK_INTERFACE_ASSOCIATION)),
        Member::new("Attachment", "attachment", 1, Shape::Structure(&OUT_INSTANCE_NETWORK_INTERFACE_ATTACHMENT)),
        Member::new("Description", "description", 2, Shape::String),
        Member::new(
            "Groups",
            "groupSet",
            3,
            Shape::List(&List { item: Shape::Structure(&OUT_GROUP_IDENTIFIER), wire: "item", flattened: false }),
        ),
        Member::new(
            "Ipv6Addresses",
            "ipv6AddressesSet",
            4,
            Shape::List(&List { item: Shape::Structure(&OUT_INSTANCE_IPV6_ADDRESS), wire: "item", flattened: false }),
        ),
        Member::new("MacAddress", "macAddress", 5, Shape::String),
        Member::new("NetworkInterfaceId", "networkInterfaceId", 6, Shape::String),
        Member::new("OwnerId", "ownerId", 7, Shape::String),
        Member::new("PrivateDnsName", "privateDnsName", 8, Shape::String),
        Member::new("PrivateIpAddress", "privateIpAddress", 9, Shape::String),
        Member::new(
            "PrivateIpAddresses",
            "privateIpAddressesSet",
            10,
            Shape::List(&List {
                item: Shape::Structure(&OUT_INSTANCE_PRIVATE_IP_ADDRESS),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("SourceDestCheck", "sourceDestCheck", 11, Shape::Boolean),
        Member::new("Status", "status", 12, Shape::String),
        Member::new("SubnetId", "subnetId", 13, Shape::String),
        Member::new("VpcId", "vpcId", 14, Shape::String),
        Member::new("InterfaceType", "interfaceType", 15, Shape::String),
        Member::new(
            "Ipv4Prefixes",
            "ipv4PrefixSet",
            16,
            Shape::List(&List { item: Shape::Structure(&OUT_INSTANCE_IPV4_PREFIX), wire: "item", flattened: false }),
        ),
        Member::new(
            "Ipv6Prefixes",
            "ipv6PrefixSet",
            17,
            Shape::List(&List { item: Shape::Structure(&OUT_INSTANCE_IPV6_PREFIX), wire: "item", flattened: false }),
        ),
        Member::new(
            "ConnectionTrackingConfiguration",
            "connectionTrackingConfiguration",
            18,
            Shape::Structure(&OUT_CONNECTION_TRACKING_SPECIFICATION_RESPONSE),
        ),
        Member::new("Operator", "operator", 19, Shape::Structure(&OUT_OPERATOR_RESPONSE)),
    ],
};

static OUT_INSTANCE_NETWORK_INTERFACE_ASSOCIATION: Structure = Structure {
    name: "InstanceNetworkInterfaceAssociation",
    members: &[
        Member::new("CarrierIp", "carrierIp", 0, Shape::String),
        Member::new("CustomerOwnedIp", "customerOwnedIp", 1, Shape::String),
        Member::new("IpOwnerId", "ipOwnerId", 2, Shape::String),
        Member::new("PublicDnsName", "publicDnsName", 3, Shape::String),
        Member::new("PublicIp", "publicIp", 4, Shape::String),
    ],
};

static OUT_INSTANCE_NETWORK_INTERFACE_ATTACHMENT: Structure = Structure {
    name: "InstanceNetworkInterfaceAttachment",
    members: &[
        Member::new("AttachTime", "attachTime", 0, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("AttachmentId", "attachmentId", 1, Shape::String),
        Member::new("DeleteOnTermination", "deleteOnTermination", 2, Shape::Boolean),
        Member::new("DeviceIndex", "deviceIndex", 3, Shape::Integer(ANY)),
        Member::new("Status", "status", 4, Shape::String),
        Member::new("NetworkCardIndex", "networkCardIndex", 5, Shape::Integer(ANY)),
        Member::new(
            "EnaSrdSpecification",
            "enaSrdSpecification",
            6,
            Shape::Structure(&OUT_INSTANCE_ATTACHMENT_ENA_SRD_SPECIFICATION),
        ),
        Member::new("EnaQueueCount", "enaQueueCount", 7, Shape::Integer(ANY)),
    ],
};

static OUT_INSTANCE_NETWORK_PERFORMANCE_OPTIONS: Structure = Structure {
    name: "InstanceNetworkPerformanceOptions",
    members: &[Member::new("BandwidthWeighting", "bandwidthWeighting", 0, Shape::String)],
};

static OUT_INSTANCE_PRIVATE_IP_ADDRESS: Structure = Structure {
    name: "InstancePrivateIpAddress",
    members: &[
        Member::new("Association", "association", 0, Shape::Structure(&OUT_INSTANCE_NETWORK_INTERFACE_ASSOCIATION)),
        Member::new("Primary", "primary", 1, Shape::Boolean),
        Member::new("PrivateDnsName", "privateDnsName", 2, Shape::String),
        Member::new("PrivateIpAddress", "privateIpAddress", 3, Shape::String),
    ],
};

static OUT_INSTANCE_SECONDARY_INTERFACE: Structure = Structure {
    name: "InstanceSecondaryInterface",
    members: &[
        Member::new("Attachment", "attachment", 0, Shape::Structure(&OUT_INSTANCE_SECONDARY_INTERFACE_ATTACHMENT)),
        Member::new("MacAddress", "macAddress", 1, Shape::String),
        Member::new("SecondaryInterfaceId", "secondaryInterfaceId", 2, Shape::String),
        Member::new("OwnerId", "ownerId", 3, Shape::String),
        Member::new(
            "PrivateIpAddresses",
            "privateIpAddressSet",
            4,
            Shape::List(&List {
                item: Shape::Structure(&OUT_INSTANCE_SECONDARY_INTERFACE_PRIVATE_IP_ADDRESS),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("SourceDestCheck", "sourceDestCheck", 5, Shape::Boolean),
        Member::new("Status", "status", 6, Shape::String),
        Member::new("SecondarySubnetId", "secondarySubnetId", 7, Shape::String),
        Member::new("SecondaryNetworkId", "secondaryNetworkId", 8, Shape::String),
        Member::new("InterfaceType", "interfaceType", 9, Shape::String),
    ],
};

static OUT_INSTANCE_SECONDARY_INTERFACE_ATTACHMENT: Structure = Structure {
    name: "InstanceSecondaryInterfaceAttachment",
    members: &[
        Member::new("AttachTime", "attachTime", 0, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("AttachmentId", "attachmentId", 1, Shape::String),
        Member::new("DeleteOnTermination", "deleteOnTermination", 2, Shape::Boolean),
        Member::new("DeviceIndex", "deviceIndex", 3, Shape::Integer(ANY)),
        Member::new("Status", "status", 4, Shape::String),
        Member::new("NetworkCardIndex", "networkCardIndex", 5, Shape::Integer(ANY)),
    ],
};

static OUT_INSTANCE_SECONDARY_INTERFACE_PRIVATE_IP_ADDRESS: Structure = Structure {
    name: "InstanceSecondaryInterfacePrivateIpAddress",
    members: &[Member::new("PrivateIpAddress", "privateIpAddress", 0, Shape::String)],
};

static OUT_INSTANCE_STATE: Structure = Structure {
    name: "InstanceState",
    members: &[Member::new("Code", "code", 0, Shape::Integer(ANY)), Member::new("Name", "name", 1, Shape::String)],
};

static OUT_INSTANCE_STATE_CHANGE: Structure = Structure {
    name: "InstanceStateChange",
    members: &[
        Member::new("InstanceId", "instanceId", 0, Shape::String),
        Member::new("CurrentState", "currentState", 1, Shape::Structure(&OUT_INSTANCE_STATE)),
        Member::new("PreviousState", "previousState", 2, Shape::Structure(&OUT_INSTANCE_STATE)),
    ],
};

static OUT_INSTANCE_STATUS: Structure = Structure {
    name: "InstanceStatus",
    members: &[
        Member::new("AvailabilityZone", "availabilityZone", 0, Shape::String),
        Member::new("AvailabilityZoneId", "availabilityZoneId", 1, Shape::String),
        Member::new("OutpostArn", "outpostArn", 2, Shape::String),
        Member::new("Operator", "operator", 3, Shape::Structure(&OUT_OPERATOR_RESPONSE)),
        Member::new(
            "Events",
            "eventsSet",
            4,
            Shape::List(&List { item: Shape::Structure(&OUT_INSTANCE_STATUS_EVENT), wire: "item", flattened: false }),
        ),
        Member::new("InstanceId", "instanceId", 5, Shape::String),
        Member::new("InstanceState", "instanceState", 6, Shape::Structure(&OUT_INSTANCE_STATE)),
        Member::new("InstanceStatus", "instanceStatus", 7, Shape::Structure(&OUT_INSTANCE_STATUS_SUMMARY)),
        Member::new("SystemStatus", "systemStatus", 8, Shape::Structure(&OUT_INSTANCE_STATUS_SUMMARY)),
        Member::new("AttachedEbsStatus", "attachedEbsStatus", 9, Shape::Structure(&OUT_EBS_STATUS_SUMMARY)),
    ],
};

static OUT_INSTANCE_STATUS_DETAILS: Structure = Structure {
    name: "InstanceStatusDetails",
    members: &[
        Member::new("ImpairedSince", "impairedSince", 0, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("Name", "name", 1, Shape::String),
        Member::new("Status", "status", 2, Shape::String),
    ],
};

static OUT_INSTANCE_STATUS_EVENT: Structure = Structure {
    name: "InstanceStatusEvent",
    members: &[
        Member::new("InstanceEventId", "instanceEventId", 0, Shape::String),
        Member::new("Code", "code", 1, Shape::String),
        Member::new("Description", "description", 2, Shape::String),
        Member::new("NotAfter", "notAfter", 3, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("NotBefore", "notBefore", 4, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("NotBeforeDeadline", "notBeforeDeadline", 5, Shape::Timestamp(TimestampFormat::Iso8601)),
    ],
};

static OUT_INSTANCE_STATUS_SUMMARY: Structure = Structure {
    name: "InstanceStatusSummary",
    members: &[
        Member::new(
            "Details",
            "details",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_INSTANCE_STATUS_DETAILS), wire: "item", flattened: false }),
        ),
        Member::new("Status", "status", 1, Shape::String),
    ],
};

static OUT_INSTANCE_STORAGE_INFO: Structure = Structure {
    name: "InstanceStorageInfo",
    members: &[
        Member::new("TotalSizeInGB", "totalSizeInGB", 0, Shape::Long(ANY)),
        Member::new(
            "Disks",
            "disks",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_DISK_INFO), wire: "item", flattened: false }),
        ),
        Member::new("NvmeSupport", "nvmeSupport", 2, Shape::String),
        Member::new("EncryptionSupport", "encryptionSupport", 3, Shape::String),
    ],
};

static OUT_INSTANCE_TYPE_INFO: Structure = Structure {
    name: "InstanceTypeInfo",
    members: &[
        Member::new("InstanceType", "instanceType", 0, Shape::String),
        Member::new("CurrentGeneration", "currentGeneration", 1, Shape::Boolean),
        Member::new("FreeTierEligible", "freeTierEligible", 2, Shape::Boolean),
        Member::new(
            "SupportedUsageClasses",
            "supportedUsageClasses",
            3,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "SupportedRootDeviceTypes",
            "supportedRootDeviceTypes",
            4,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "SupportedVirtualizationTypes",
            "supportedVirtualizationTypes",
            5,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("BareMetal", "bareMetal", 6, Shape::Boolean),
        Member::new("Hypervisor", "hypervisor", 7, Shape::String),
        Member::new("ProcessorInfo", "processorInfo", 8, Shape::Structure(&OUT_PROCESSOR_INFO)),
        Member::new("VCpuInfo", "vCpuInfo", 9, Shape::Structure(&OUT_V_CPU_INFO)),
        Member::new("MemoryInfo", "memoryInfo", 10, Shape::Structure(&OUT_MEMORY_INFO)),
        Member::new("InstanceStorageSupported", "instanceStorageSupported", 11, Shape::Boolean),
        Member::new("InstanceStorageInfo", "instanceStorageInfo", 12, Shape::Structure(&OUT_INSTANCE_STORAGE_INFO)),
        Member::new("EbsInfo", "ebsInfo", 13, Shape::Structure(&OUT_EBS_INFO)),
        Member::new("NetworkInfo", "networkInfo", 14, Shape::Structure(&OUT_NETWORK_INFO)),
        Member::new("GpuInfo", "gpuInfo", 15, Shape::Structure(&OUT_GPU_INFO)),
        Member::new("FpgaInfo", "fpgaInfo", 16, Shape::Structure(&OUT_FPGA_INFO)),
        Member::new("PlacementGroupInfo", "placementGroupInfo", 17, Shape::Structure(&OUT_PLACEMENT_GROUP_INFO)),
        Member::new(
            "InferenceAcceleratorInfo",
            "inferenceAcceleratorInfo",
            18,
            Shape::Structure(&OUT_INFERENCE_ACCELERATOR_INFO),
        ),
        Member::new("HibernationSupported", "hibernationSupported", 19, Shape::Boolean),
        Member::new("BurstablePerformanceSupported", "burstablePerformanceSupported", 20, Shape::Boolean),
        Member::new("DedicatedHostsSupported", "dedicatedHostsSupported", 21, Shape::Boolean),
        Member::new("AutoRecoverySupported", "autoRecoverySupported", 22, Shape::Boolean),
        Member::new(
            "SupportedBootModes",
            "supportedBootModes",
            23,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("NitroEnclavesSupport", "nitroEnclavesSupport", 24, Shape::String),
        Member::new("NitroTpmSupport", "nitroTpmSupport", 25, Shape::String),
        Member::new("NitroTpmInfo", "nitroTpmInfo", 26, Shape::Structure(&OUT_NITRO_TPM_INFO)),
        Member::new("MediaAcceleratorInfo", "mediaAcceleratorInfo", 27, Shape::Structure(&OUT_MEDIA_ACCELERATOR_INFO)),
        Member::new("NeuronInfo", "neuronInfo", 28, Shape::Structure(&OUT_NEURON_INFO)),
        Member::new("PhcSupport", "phcSupport", 29, Shape::String),
        Member::new("RebootMigrationSupport", "rebootMigrationSupport", 30, Shape::String),
        Member::new("SupportedInRegion", "supportedInRegion", 31, Shape::Boolean),
    ],
};

static OUT_INTERNET_GATEWAY: Structure = Structure {
    name: "InternetGateway",
    members: &[
        Member::new(
            "Attachments",
            "attachmentSet",
            0,
            Shape::List(&List {
                item: Shape::Structure(&OUT_INTERNET_GATEWAY_ATTACHMENT),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("InternetGatewayId", "internetGatewayId", 1, Shape::String),
        Member::new("OwnerId", "ownerId", 2, Shape::String),
        Member::new(
            "Tags",
            "tagSet",
            3,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_INTERNET_GATEWAY_ATTACHMENT: Structure = Structure {
    name: "InternetGatewayAttachment",
    members: &[Member::new("State", "state", 0, Shape::String), Member::new("VpcId", "vpcId", 1, Shape::String)],
};

static OUT_IP_PERMISSION: Structure = Structure {
    name: "IpPermission",
    members: &[
        Member::new("IpProtocol", "ipProtocol", 0, Shape::String),
        Member::new("FromPort", "fromPort", 1, Shape::Integer(ANY)),
        Member::new("ToPort", "toPort", 2, Shape::Integer(ANY)),
        Member::new(
            "UserIdGroupPairs",
            "groups",
            3,
            Shape::List(&List { item: Shape::Structure(&OUT_USER_ID_GROUP_PAIR), wire: "item", flattened: false }),
        ),
        Member::new(
            "IpRanges",
            "ipRanges",
            4,
            Shape::List(&List { item: Shape::Structure(&OUT_IP_RANGE), wire: "item", flattened: false }),
        ),
        Member::new(
            "Ipv6Ranges",
            "ipv6Ranges",
            5,
            Shape::List(&List { item: Shape::Structure(&OUT_IPV6_RANGE), wire: "item", flattened: false }),
        ),
        Member::new(
            "PrefixListIds",
            "prefixListIds",
            6,
            Shape::List(&List { item: Shape::Structure(&OUT_PREFIX_LIST_ID), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_IP_RANGE: Structure = Structure {
    name: "IpRange",
    members: &[
        Member::new("Description", "description", 0, Shape::String),
        Member::new("CidrIp", "cidrIp", 1, Shape::String),
    ],
};

static OUT_IPV4_PREFIX_SPECIFICATION: Structure = Structure {
    name: "Ipv4PrefixSpecification",
    members: &[Member::new("Ipv4Prefix", "ipv4Prefix", 0, Shape::String)],
};

static OUT_IPV6_CIDR_BLOCK: Structure =
    Structure { name: "Ipv6CidrBlock", members: &[Member::new("Ipv6CidrBlock", "ipv6CidrBlock", 0, Shape::String)] };

static OUT_IPV6_PREFIX_SPECIFICATION: Structure = Structure {
    name: "Ipv6PrefixSpecification",
    members: &[Member::new("Ipv6Prefix", "ipv6Prefix", 0, Shape::String)],
};

static OUT_IPV6_RANGE: Structure = Structure {
    name: "Ipv6Range",
    members: &[
        Member::new("Description", "description", 0, Shape::String),
        Member::new("CidrIpv6", "cidrIpv6", 1, Shape::String),
    ],
};

static OUT_LAST_ERROR: Structure = Structure {
    name: "LastError",
    members: &[Member::new("Message", "message", 0, Shape::String), Member::new("Code", "code", 1, Shape::String)],
};

static OUT_LICENSE_CONFIGURATION: Structure = Structure {
    name: "LicenseConfiguration",
    members: &[Member::new("LicenseConfigurationArn", "licenseConfigurationArn", 0, Shape::String)],
};

static OUT_MANAGED_PREFIX_LIST: Structure = Structure {
    name: "ManagedPrefixList",
    members: &[
        Member::new("PrefixListId", "prefixListId", 0, Shape::String),
        Member::new("AddressFamily", "addressFamily", 1, Shape::String),
        Member::new("State", "state", 2, Shape::String),
        Member::new("StateMessage", "stateMessage", 3, Shape::String),
        Member::new("PrefixListArn", "prefixListArn", 4, Shape::String),
        Member::new("PrefixListName", "prefixListName", 5, Shape::String),
        Member::new("MaxEntries", "maxEntries", 6, Shape::Integer(ANY)),
        Member::new("Version", "version", 7, Shape::Long(ANY)),
        Member::new(
            "Tags",
            "tagSet",
            8,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("OwnerId", "ownerId", 9, Shape::String),
        Member::new("IpamPrefixListResolverTargetId", "ipamPrefixListResolverTargetId", 10, Shape::String),
        Member::new("IpamPrefixListResolverSyncEnabled", "ipamPrefixListResolverSyncEnabled", 11, Shape::Boolean),
    ],
};

static OUT_MEDIA_ACCELERATOR_INFO: Structure = Structure {
    name: "MediaAcceleratorInfo",
    members: &[
        Member::new(
            "Accelerators",
            "accelerators",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_MEDIA_DEVICE_INFO), wire: "item", flattened: false }),
        ),
        Member::new("TotalMediaMemoryInMiB", "totalMediaMemoryInMiB", 1, Shape::Integer(ANY)),
    ],
};

static OUT_MEDIA_DEVICE_INFO: Structure = Structure {
    name: "MediaDeviceInfo",
    members: &[
        Member::new("Count", "count", 0, Shape::Integer(ANY)),
        Member::new("Name", "name", 1, Shape::String),
        Member::new("Manufacturer", "manufacturer", 2, Shape::String),
        Member::new("MemoryInfo", "memoryInfo", 3, Shape::Structure(&OUT_MEDIA_DEVICE_MEMORY_INFO)),
    ],
};

static OUT_MEDIA_DEVICE_MEMORY_INFO: Structure = Structure {
    name: "MediaDeviceMemoryInfo",
    members: &[Member::new("SizeInMiB", "sizeInMiB", 0, Shape::Integer(ANY))],
};

static OUT_MEMORY_INFO: Structure =
    Structure { name: "MemoryInfo", members: &[Member::new("SizeInMiB", "sizeInMiB", 0, Shape::Long(ANY))] };

static OUT_MODIFY_ADDRESS_ATTRIBUTE_RESULT: Structure = Structure {
    name: "ModifyAddressAttributeResult",
    members: &[Member::new("Address", "address", 0, Shape::Structure(&OUT_ADDRESS_ATTRIBUTE))],
};

static OUT_MODIFY_MANAGED_PREFIX_LIST_RESULT: Structure = Structure {
    name: "ModifyManagedPrefixListResult",
    members: &[Member::new("PrefixList", "prefixList", 0, Shape::Structure(&OUT_MANAGED_PREFIX_LIST))],
};

static OUT_MODIFY_SECURITY_GROUP_RULES_RESULT: Structure = Structure {
    name: "ModifySecurityGroupRulesResult",
    members: &[Member::new("Return", "return", 0, Shape::Boolean)],
};

static OUT_MODIFY_VPC_ENDPOINT_RESULT: Structure =
    Structure { name: "ModifyVpcEndpointResult", members: &[Member::new("Return", "return", 0, Shape::Boolean)] };

static OUT_MODIFY_VPC_ENDPOINT_SERVICE_CONFIGURATION_RESULT: Structure = Structure {
    name: "ModifyVpcEndpointServiceConfigurationResult",
    members: &[Member::new("Return", "return", 0, Shape::Boolean)],
};

static OUT_MODIFY_VPC_PEERING_CONNECTION_OPTIONS_RESULT: Structure = Structure {
    name: "ModifyVpcPeeringConnectionOptionsResult",
    members: &[
        Member::new(
            "AccepterPeeringConnectionOptions",
            "accepterPeeringConnectionOptions",
            0,
            Shape::Structure(&OUT_PEERING_CONNECTION_OPTIONS),
        ),
        Member::new(
            "RequesterPeeringConnectionOptions",
            "requesterPeeringConnectionOptions",
            1,
            Shape::Structure(&OUT_PEERING_CONNECTION_OPTIONS),
        ),
    ],
};

static OUT_MODIFY_VPC_TENANCY_RESULT: Structure =
    Structure { name: "ModifyVpcTenancyResult", members: &[Member::new("ReturnValue", "return", 0, Shape::Boolean)] };

static OUT_MONITORING: Structure =
    Structure { name: "Monitoring", members: &[Member::new("State", "state", 0, Shape::String)] };

static OUT_NAT_GATEWAY: Structure = Structure {
    name: "NatGateway",
    members: &[
        Member::new("CreateTime", "createTime", 0, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("DeleteTime", "deleteTime", 1, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("FailureCode", "failureCode", 2, Shape::String),
        Member::new("FailureMessage", "failureMessage", 3, Shape::String),
        Member::new(
            "NatGatewayAddresses",
            "natGatewayAddressSet",
            4,
            Shape::List(&List { item: Shape::Structure(&OUT_NAT_GATEWAY_ADDRESS), wire: "item", flattened: false }),
        ),
        Member::new("NatGatewayId", "natGatewayId", 5, Shape::String),
        Member::new("ProvisionedBandwidth", "provisionedBandwidth", 6, Shape::Structure(&OUT_PROVISIONED_BANDWIDTH)),
        Member::new("State", "state", 7, Shape::String),
        Member::new("SubnetId", "subnetId", 8, Shape::String),
        Member::new("VpcId", "vpcId", 9, Shape::String),
        Member::new(
            "Tags",
            "tagSet",
            10,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("ConnectivityType", "connectivityType", 11, Shape::String),
        Member::new("AvailabilityMode", "availabilityMode", 12, Shape::String),
        Member::new("AutoScalingIps", "autoScalingIps", 13, Shape::String),
        Member::new("AutoProvisionZones", "autoProvisionZones", 14, Shape::String),
        Member::new(
            "AttachedAppliances",
            "attachedApplianceSet",
            15,
            Shape::List(&List {
                item: Shape::Structure(&OUT_NAT_GATEWAY_ATTACHED_APPLIANCE),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("RouteTableId", "routeTableId", 16, Shape::String),
    ],
};

static OUT_NAT_GATEWAY_ADDRESS: Structure = Structure {
    name: "NatGatewayAddress",
    members: &[
        Member::new("AllocationId", "allocationId", 0, Shape::String),
        Member::new("NetworkInterfaceId", "networkInterfaceId", 1, Shape::String),
        Member::new("PrivateIp", "privateIp", 2, Shape::String),
        Member::new("PublicIp", "publicIp", 3, Shape::String),
        Member::new("AssociationId", "associationId", 4, Shape::String),
        Member::new("IsPrimary", "isPrimary", 5, Shape::Boolean),
        Member::new("FailureMessage", "failureMessage", 6, Shape::String),
        Member::new("Status", "status", 7, Shape::String),
        Member::new("AvailabilityZone", "availabilityZone", 8, Shape::String),
        Member::new("AvailabilityZoneId", "availabilityZoneId", 9, Shape::String),
    ],
};

static OUT_NAT_GATEWAY_ATTACHED_APPLIANCE: Structure = Structure {
    name: "NatGatewayAttachedAppliance",
    members: &[
        Member::new("Type", "type", 0, Shape::String),
        Member::new("ApplianceArn", "applianceArn", 1, Shape::String),
        Member::new("VpcEndpointId", "vpcEndpointId", 2, Shape::String),
        Member::new("AttachmentState", "attachmentState", 3, Shape::String),
        Member::new("ModificationState", "modificationState", 4, Shape::String),
        Member::new("FailureCode", "failureCode", 5, Shape::String),
        Member::new("FailureMessage", "failureMessage", 6, Shape::String),
    ],
};

static OUT_NETWORK_ACL: Structure = Structure {
    name: "NetworkAcl",
    members: &[
        Member::new(
            "Associations",
            "associationSet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_NETWORK_ACL_ASSOCIATION), wire: "item", flattened: false }),
        ),
        Member::new(
            "Entries",
            "entrySet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_NETWORK_ACL_ENTRY), wire: "item", flattened: false }),
        ),
        Member::new("IsDefault", "default", 2, Shape::Boolean),
        Member::new("NetworkAclId", "networkAclId", 3, Shape::String),
        Member::new(
            "Tags",
            "tagSet",
            4,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("VpcId", "vpcId", 5, Shape::String),
        Member::new("OwnerId", "ownerId", 6, Shape::String),
    ],
};

static OUT_NETWORK_ACL_ASSOCIATION: Structure = Structure {
    name: "NetworkAclAssociation",
    members: &[
        Member::new("NetworkAclAssociationId", "networkAclAssociationId", 0, Shape::String),
        Member::new("NetworkAclId", "networkAclId", 1, Shape::String),
        Member::new("SubnetId", "subnetId", 2, Shape::String),
    ],
};

static OUT_NETWORK_ACL_ENTRY: Structure = Structure {
    name: "NetworkAclEntry",
    members: &[
        Member::new("CidrBlock", "cidrBlock", 0, Shape::String),
        Member::new("Egress", "egress", 1, Shape::Boolean),
        Member::new("IcmpTypeCode", "icmpTypeCode", 2, Shape::Structure(&OUT_ICMP_TYPE_CODE)),
        Member::new("Ipv6CidrBlock", "ipv6CidrBlock", 3, Shape::String),
        Member::new("PortRange", "portRange", 4, Shape::Structure(&OUT_PORT_RANGE)),
        Member::new("Protocol", "protocol", 5, Shape::String),
        Member::new("RuleAction", "ruleAction", 6, Shape::String),
        Member::new("RuleNumber", "ruleNumber", 7, Shape::Integer(ANY)),
    ],
};

static OUT_NETWORK_CARD_INFO: Structure = Structure {
    name: "NetworkCardInfo",
    members: &[
        Member::new("NetworkCardIndex", "networkCardIndex", 0, Shape::Integer(ANY)),
        Member::new("NetworkPerformance", "networkPerformance", 1, Shape::String),
        Member::new("MaximumNetworkInterfaces", "maximumNetworkInterfaces", 2, Shape::Integer(ANY)),
        Member::new(
            "AdditionalFlexibleNetworkInterfaces",
            "additionalFlexibleNetworkInterfaces",
            3,
            Shape::Integer(ANY),
        ),
        Member::new("BaselineBandwidthInGbps", "baselineBandwidthInGbps", 4, Shape::Double),
        Member::new("PeakBandwidthInGbps", "peakBandwidthInGbps", 5, Shape::Double),
        Member::new("DefaultEnaQueueCountPerInterface", "defaultEnaQueueCountPerInterface", 6, Shape::Integer(ANY)),
        Member::new("MaximumEnaQueueCount", "maximumEnaQueueCount", 7, Shape::Integer(ANY)),
        Member::new("MaximumEnaQueueCountPerInterface", "maximumEnaQueueCountPerInterface", 8, Shape::Integer(ANY)),
    ],
};

static OUT_NETWORK_INFO: Structure = Structure {
    name: "NetworkInfo",
    members: &[
        Member::new("NetworkPerformance", "networkPerformance", 0, Shape::String),
        Member::new("MaximumNetworkInterfaces", "maximumNetworkInterfaces", 1, Shape::Integer(ANY)),
        Member::new("MaximumNetworkCards", "maximumNetworkCards", 2, Shape::Integer(ANY)),
        Member::new("DefaultNetworkCardIndex", "defaultNetworkCardIndex", 3, Shape::Integer(ANY)),
        Member::new(
            "NetworkCards",
            "networkCards",
            4,
            Shape::List(&List { item: Shape::Structure(&OUT_NETWORK_CARD_INFO), wire: "item", flattened: false }),
        ),
        Member::new("Ipv4AddressesPerInterface", "ipv4AddressesPerInterface", 5, Shape::Integer(ANY)),
        Member::new("Ipv6AddressesPerInterface", "ipv6AddressesPerInterface", 6, Shape::Integer(ANY)),
        Member::new("Ipv6Supported", "ipv6Supported", 7, Shape::Boolean),
        Member::new("EnaSupport", "enaSupport", 8, Shape::String),
        Member::new("EfaSupported", "efaSupported", 9, Shape::Boolean),
        Member::new("EfaInfo", "efaInfo", 10, Shape::Structure(&OUT_EFA_INFO)),
        Member::new("EncryptionInTransitSupported", "encryptionInTransitSupported", 11, Shape::Boolean),
        Member::new("EnaSrdSupported", "enaSrdSupported", 12, Shape::Boolean),
        Member::new(
            "BandwidthWeightings",
            "bandwidthWeightings",
            13,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("FlexibleEnaQueuesSupport", "flexibleEnaQueuesSupport", 14, Shape::String),
        Member::new(
            "ConnectionTrackingConfiguration",
            "connectionTrackingConfiguration",
            15,
            Shape::Structure(&OUT_DEFAULT_CONNECTION_TRACKING_CONFIGURATION),
        ),
        Member::new("SecondaryNetworkSupported", "secondaryNetworkSupported", 16, Shape::Boolean),
        Member::new("MaximumSecondaryNetworkInterfaces", "maximumSecondaryNetworkInterfaces", 17, Shape::Integer(ANY)),
        Member::new(
            "Ipv4AddressesPerSecondaryInterface",
            "ipv4AddressesPerSecondaryInterface",
            18,
            Shape::Integer(ANY),
        ),
    ],
};

static OUT_NETWORK_INSIGHTS_ANALYSIS: Structure = Structure {
    name: "NetworkInsightsAnalysis",
    members: &[
        Member::new("NetworkInsightsAnalysisId", "networkInsightsAnalysisId", 0, Shape::String),
        Member::new("NetworkInsightsAnalysisArn", "networkInsightsAnalysisArn", 1, Shape::String),
        Member::new("NetworkInsightsPathId", "networkInsightsPathId", 2, Shape::String),
        Member::new(
            "AdditionalAccounts",
            "additionalAccountSet",
            3,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "FilterInArns",
            "filterInArnSet",
            4,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "FilterOutArns",
            "filterOutArnSet",
            5,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("StartDate", "startDate", 6, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("Status", "status", 7, Shape::String),
        Member::new("StatusMessage", "statusMessage", 8, Shape::String),
        Member::new("WarningMessage", "warningMessage", 9, Shape::String),
        Member::new("NetworkPathFound", "networkPathFound", 10, Shape::Boolean),
        Member::new(
            "ForwardPathComponents",
            "forwardPathComponentSet",
            11,
            Shape::List(&List { item: Shape::Structure(&OUT_PATH_COMPONENT), wire: "item", flattened: false }),
        ),
        Member::new(
            "ReturnPathComponents",
            "returnPathComponentSet",
            12,
            Shape::List(&List { item: Shape::Structure(&OUT_PATH_COMPONENT), wire: "item", flattened: false }),
        ),
        Member::new(
            "Explanations",
            "explanationSet",
            13,
            Shape::List(&List { item: Shape::Structure(&OUT_EXPLANATION), wire: "item", flattened: false }),
        ),
        Member::new(
            "AlternatePathHints",
            "alternatePathHintSet",
            14,
            Shape::List(&List { item: Shape::Structure(&OUT_ALTERNATE_PATH_HINT), wire: "item", flattened: false }),
        ),
        Member::new(
            "SuggestedAccounts",
            "suggestedAccountSet",
            15,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "Tags",
            "tagSet",
            16,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_NETWORK_INSIGHTS_PATH: Structure = Structure {
    name: "NetworkInsightsPath",
    members: &[
        Member::new("NetworkInsightsPathId", "networkInsightsPathId", 0, Shape::String),
        Member::new("NetworkInsightsPathArn", "networkInsightsPathArn", 1, Shape::String),
        Member::new("CreatedDate", "createdDate", 2, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("Source", "source", 3, Shape::String),
        Member::new("Destination", "destination", 4, Shape::String),
        Member::new("SourceArn", "sourceArn", 5, Shape::String),
        Member::new("DestinationArn", "destinationArn", 6, Shape::String),
        Member::new("SourceIp", "sourceIp", 7, Shape::String),
        Member::new("DestinationIp", "destinationIp", 8, Shape::String),
        Member::new("Protocol", "protocol", 9, Shape::String),
        Member::new("DestinationPort", "destinationPort", 10, Shape::Integer(ANY)),
        Member::new(
            "Tags",
            "tagSet",
            11,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("FilterAtSource", "filterAtSource", 12, Shape::Structure(&OUT_PATH_FILTER)),
        Member::new("FilterAtDestination", "filterAtDestination", 13, Shape::Structure(&OUT_PATH_FILTER)),
    ],
};

static OUT_NETWORK_INTERFACE: Structure = Structure {
    name: "NetworkInterface",
    members: &[
        Member::new("Association", "association", 0, Shape::Structure(&OUT_NETWORK_INTERFACE_ASSOCIATION)),
        Member::new("Attachment", "attachment", 1, Shape::Structure(&OUT_NETWORK_INTERFACE_ATTACHMENT)),
        Member::new("AvailabilityZone", "availabilityZone", 2, Shape::String),
        Member::new(
            "ConnectionTrackingConfiguration",
            "connectionTrackingConfiguration",
            3,
            Shape::Structure(&OUT_CONNECTION_TRACKING_CONFIGURATION),
        ),
        Member::new("Description", "description", 4, Shape::String),
        Member::new(
            "Groups",
            "groupSet",
            5,
            Shape::List(&List { item: Shape::Structure(&OUT_GROUP_IDENTIFIER), wire: "item", flattened: false }),
        ),
        Member::new("InterfaceType", "interfaceType", 6, Shape::String),
        Member::new(
            "Ipv6Addresses",
            "ipv6AddressesSet",
            7,
            Shape::List(&List {
                item: Shape::Structure(&OUT_NETWORK_INTERFACE_IPV6_ADDRESS),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("MacAddress", "macAddress", 8, Shape::String),
        Member::new("NetworkInterfaceId", "networkInterfaceId", 9, Shape::String),
        Member::new("OutpostArn", "outpostArn", 10, Shape::String),
        Member::new("OwnerId", "ownerId", 11, Shape::String),
        Member::new("PrivateDnsName", "privateDnsName", 12, Shape::String),
        Member::new("PublicDnsName", "publicDnsName", 13, Shape::String),
        Member::new(
            "PublicIpDnsNameOptions",
            "publicIpDnsNameOptions",
            14,
            Shape::Structure(&OUT_PUBLIC_IP_DNS_NAME_OPTIONS),
        ),
        Member::new("PrivateIpAddress", "privateIpAddress", 15, Shape::String),
        Member::new(
            "PrivateIpAddresses",
            "privateIpAddressesSet",
            16,
            Shape::List(&List {
                item: Shape::Structure(&OUT_NETWORK_INTERFACE_PRIVATE_IP_ADDRESS),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new(
            "Ipv4Prefixes",
            "ipv4PrefixSet",
            17,
            Shape::List(&List {
                item: Shape::Structure(&OUT_IPV4_PREFIX_SPECIFICATION),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new(
            "Ipv6Prefixes",
            "ipv6PrefixSet",
            18,
            Shape::List(&List {
                item: Shape::Structure(&OUT_IPV6_PREFIX_SPECIFICATION),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("RequesterId", "requesterId", 19, Shape::String),
        Member::new("RequesterManaged", "requesterManaged", 20, Shape::Boolean),
        Member::new("SourceDestCheck", "sourceDestCheck", 21, Shape::Boolean),
        Member::new("Status", "status", 22, Shape::String),
        Member::new("SubnetId", "subnetId", 23, Shape::String),
        Member::new(
            "TagSet",
            "tagSet",
            24,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("VpcId", "vpcId", 25, Shape::String),
        Member::new("DenyAllIgwTraffic", "denyAllIgwTraffic", 26, Shape::Boolean),
        Member::new("Ipv6Native", "ipv6Native", 27, Shape::Boolean),
        Member::new("Ipv6Address", "ipv6Address", 28, Shape::String),
        Member::new("Operator", "operator", 29, Shape::Structure(&OUT_OPERATOR_RESPONSE)),
        Member::new(
            "AssociatedSubnets",
            "associatedSubnetSet",
            30,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("AvailabilityZoneId", "availabilityZoneId", 31, Shape::String),
    ],
};

static OUT_NETWORK_INTERFACE_ASSOCIATION: Structure = Structure {
    name: "NetworkInterfaceAssociation",
    members: &[
        Member::new("AllocationId", "allocationId", 0, Shape::String),
        Member::new("AssociationId", "associationId", 1, Shape::String),
        Member::new("IpOwnerId", "ipOwnerId", 2, Shape::String),
        Member::new("PublicDnsName", "publicDnsName", 3, Shape::String),
        Member::new("PublicIp", "publicIp", 4, Shape::String),
        Member::new("CustomerOwnedIp", "customerOwnedIp", 5, Shape::String),
        Member::new("CarrierIp", "carrierIp", 6, Shape::String),
    ],
};

static OUT_NETWORK_INTERFACE_ATTACHMENT: Structure = Structure {
    name: "NetworkInterfaceAttachment",
    members: &[
        Member::new("AttachTime", "attachTime", 0, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("AttachmentId", "attachmentId", 1, Shape::String),
        Member::new("DeleteOnTermination", "deleteOnTermination", 2, Shape::Boolean),
        Member::new("DeviceIndex", "deviceIndex", 3, Shape::Integer(ANY)),
        Member::new("NetworkCardIndex", "networkCardIndex", 4, Shape::Integer(ANY)),
        Member::new("InstanceId", "instanceId", 5, Shape::String),
        Member::new("InstanceOwnerId", "instanceOwnerId", 6, Shape::String),
        Member::new("Status", "status", 7, Shape::String),
        Member::new(
            "EnaSrdSpecification",
            "enaSrdSpecification",
            8,
            Shape::Structure(&OUT_ATTACHMENT_ENA_SRD_SPECIFICATION),
        ),
        Member::new("EnaQueueCount", "enaQueueCount", 9, Shape::Integer(ANY)),
    ],
};

static OUT_NETWORK_INTERFACE_IPV6_ADDRESS: Structure = Structure {
    name: "NetworkInterfaceIpv6Address",
    members: &[
        Member::new("Ipv6Address", "ipv6Address", 0, Shape::String),
        Member::new("PublicIpv6DnsName", "publicIpv6DnsName", 1, Shape::String),
        Member::new("IsPrimaryIpv6", "isPrimaryIpv6", 2, Shape::Boolean),
    ],
};

static OUT_NETWORK_INTERFACE_PERMISSION: Structure = Structure {
    name: "NetworkInterfacePermission",
    members: &[
        Member::new("NetworkInterfacePermissionId", "networkInterfacePermissionId", 0, Shape::String),
        Member::new("NetworkInterfaceId", "networkInterfaceId", 1, Shape::String),
        Member::new("AwsAccountId", "awsAccountId", 2, Shape::String),
        Member::new("AwsService", "awsService", 3, Shape::String),
        Member::new("Permission", "permission", 4, Shape::String),
        Member::new("PermissionState", "permissionState", 5, Shape::Structure(&OUT_NETWORK_INTERFACE_PERMISSION_STATE)),
    ],
};

static OUT_NETWORK_INTERFACE_PERMISSION_STATE: Structure = Structure {
    name: "NetworkInterfacePermissionState",
    members: &[
        Member::new("State", "state", 0, Shape::String),
        Member::new("StatusMessage", "statusMessage", 1, Shape::String),
    ],
};

static OUT_NETWORK_INTERFACE_PRIVATE_IP_ADDRESS: Structure = Structure {
    name: "NetworkInterfacePrivateIpAddress",
    members: &[
        Member::new("Association", "association", 0, Shape::Structure(&OUT_NETWORK_INTERFACE_ASSOCIATION)),
        Member::new("Primary", "primary", 1, Shape::Boolean),
        Member::new("PrivateDnsName", "privateDnsName", 2, Shape::String),
        Member::new("PrivateIpAddress", "privateIpAddress", 3, Shape::String),
    ],
};

static OUT_NEURON_DEVICE_CORE_INFO: Structure = Structure {
    name: "NeuronDeviceCoreInfo",
    members: &[
        Member::new("Count", "count", 0, Shape::Integer(ANY)),
        Member::new("Version", "version", 1, Shape::Integer(ANY)),
    ],
};

static OUT_NEURON_DEVICE_INFO: Structure = Structure {
    name: "NeuronDeviceInfo",
    members: &[
        Member::new("Count", "count", 0, Shape::Integer(ANY)),
        Member::new("Name", "name", 1, Shape::String),
        Member::new("CoreInfo", "coreInfo", 2, Shape::Structure(&OUT_NEURON_DEVICE_CORE_INFO)),
        Member::new("MemoryInfo", "memoryInfo", 3, Shape::Structure(&OUT_NEURON_DEVICE_MEMORY_INFO)),
    ],
};

static OUT_NEURON_DEVICE_MEMORY_INFO: Structure = Structure {
    name: "NeuronDeviceMemoryInfo",
    members: &[Member::new("SizeInMiB", "sizeInMiB", 0, Shape::Integer(ANY))],
};

static OUT_NEURON_INFO: Structure = Structure {
    name: "NeuronInfo",
    members: &[
        Member::new(
            "NeuronDevices",
            "neuronDevices",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_NEURON_DEVICE_INFO), wire: "item", flattened: false }),
        ),
        Member::new("TotalNeuronDeviceMemoryInMiB", "totalNeuronDeviceMemoryInMiB", 1, Shape::Integer(ANY)),
    ],
};

static OUT_NITRO_TPM_INFO: Structure = Structure {
    name: "NitroTpmInfo",
    members: &[Member::new(
        "SupportedVersions",
        "supportedVersions",
        0,
        Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
    )],
};

static OUT_OPERATOR_RESPONSE: Structure = Structure {
    name: "OperatorResponse",
    members: &[
        Member::new("Managed", "managed", 0, Shape::Boolean),
        Member::new("Principal", "principal", 1, Shape::String),
        Member::new("HiddenByDefault", "hiddenByDefault", 2, Shape::Boolean),
    ],
};

static OUT_PATH_COMPONENT: Structure = Structure {
    name: "PathComponent",
    members: &[
        Member::new("SequenceNumber", "sequenceNumber", 0, Shape::Integer(ANY)),
        Member::new("AclRule", "aclRule", 1, Shape::Structure(&OUT_ANALYSIS_ACL_RULE)),
        Member::new("AttachedTo", "attachedTo", 2, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("Component", "component", 3, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("DestinationVpc", "destinationVpc", 4, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("OutboundHeader", "outboundHeader", 5, Shape::Structure(&OUT_ANALYSIS_PACKET_HEADER)),
        Member::new("InboundHeader", "inboundHeader", 6, Shape::Structure(&OUT_ANALYSIS_PACKET_HEADER)),
        Member::new("RouteTableRoute", "routeTableRoute", 7, Shape::Structure(&OUT_ANALYSIS_ROUTE_TABLE_ROUTE)),
        Member::new("SecurityGroupRule", "securityGroupRule", 8, Shape::Structure(&OUT_ANALYSIS_SECURITY_GROUP_RULE)),
        Member::new("SourceVpc", "sourceVpc", 9, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("Subnet", "subnet", 10, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new("Vpc", "vpc", 11, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new(
            "AdditionalDetails",
            "additionalDetailSet",
            12,
            Shape::List(&List { item: Shape::Structure(&OUT_ADDITIONAL_DETAIL), wire: "item", flattened: false }),
        ),
        Member::new("TransitGateway", "transitGateway", 13, Shape::Structure(&OUT_ANALYSIS_COMPONENT)),
        Member::new(
            "TransitGatewayRouteTableRoute",
            "transitGatewayRouteTableRoute",
            14,
            Shape::Structure(&OUT_TRANSIT_GATEWAY_ROUTE_TABLE_ROUTE),
        ),
        Member::new(
            "Explanations",
            "explanationSet",
            15,
            Shape::List(&List { item: Shape::Structure(&OUT_EXPLANATION), wire: "item", flattened: false }),
        ),
        Member::new(
            "ElasticLoadBalancerListener",
            "elasticLoadBalancerListener",
            16,
            Shape::Structure(&OUT_ANALYSIS_COMPONENT),
        ),
        Member::new(
            "FirewallStatelessRule",
            "firewallStatelessRule",
            17,
            Shape::Structure(&OUT_FIREWALL_STATELESS_RULE),
        ),
        Member::new("FirewallStatefulRule", "firewallStatefulRule", 18, Shape::Structure(&OUT_FIREWALL_STATEFUL_RULE)),
        Member::new("ServiceName", "serviceName", 19, Shape::String),
    ],
};

static OUT_PATH_FILTER: Structure = Structure {
    name: "PathFilter",
    members: &[
        Member::new("SourceAddress", "sourceAddress", 0, Shape::String),
        Member::new("SourcePortRange", "sourcePortRange", 1, Shape::Structure(&OUT_FILTER_PORT_RANGE)),
        Member::new("DestinationAddress", "destinationAddress", 2, Shape::String),
        Member::new("DestinationPortRange", "destinationPortRange", 3, Shape::Structure(&OUT_FILTER_PORT_RANGE)),
    ],
};

static OUT_PEERING_CONNECTION_OPTIONS: Structure = Structure {
    name: "PeeringConnectionOptions",
    members: &[
        Member::new("AllowDnsResolutionFromRemoteVpc", "allowDnsResolutionFromRemoteVpc", 0, Shape::Boolean),
        Member::new(
            "AllowEgressFromLocalClassicLinkToRemoteVpc",
            "allowEgressFromLocalClassicLinkToRemoteVpc",
            1,
            Shape::Boolean,
        ),
        Member::new(
            "AllowEgressFromLocalVpcToRemoteClassicLink",
            "allowEgressFromLocalVpcToRemoteClassicLink",
            2,
            Shape::Boolean,
        ),
    ],
};

static OUT_PLACEMENT: Structure = Structure {
    name: "Placement",
    members: &[
        Member::new("AvailabilityZoneId", "availabilityZoneId", 0, Shape::String),
        Member::new("Affinity", "affinity", 1, Shape::String),
        Member::new("GroupName", "groupName", 2, Shape::String),
        Member::new("PartitionNumber", "partitionNumber", 3, Shape::Integer(ANY)),
        Member::new("HostId", "hostId", 4, Shape::String),
        Member::new("Tenancy", "tenancy", 5, Shape::String),
        Member::new("SpreadDomain", "spreadDomain", 6, Shape::String),
        Member::new("HostResourceGroupArn", "hostResourceGroupArn", 7, Shape::String),
        Member::new("GroupId", "groupId", 8, Shape::String),
        Member::new("AvailabilityZone", "availabilityZone", 9, Shape::String),
    ],
};

static OUT_PLACEMENT_GROUP_INFO: Structure = Structure {
    name: "PlacementGroupInfo",
    members: &[Member::new(
        "SupportedStrategies",
        "supportedStrategies",
        0,
        Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
    )],
};

static OUT_PORT_RANGE: Structure = Structure {
    name: "PortRange",
    members: &[Member::new("From", "from", 0, Shape::Integer(ANY)), Member::new("To", "to", 1, Shape::Integer(ANY))],
};

static OUT_PREFIX_LIST: Structure = Structure {
    name: "PrefixList",
    members: &[
        Member::new("Cidrs", "cidrSet", 0, Shape::List(&List { item: Shape::String, wire: "item", flattened: false })),
        Member::new("PrefixListId", "prefixListId", 1, Shape::String),
        Member::new("PrefixListName", "prefixListName", 2, Shape::String),
    ],
};

static OUT_PREFIX_LIST_ASSOCIATION: Structure = Structure {
    name: "PrefixListAssociation",
    members: &[
        Member::new("ResourceId", "resourceId", 0, Shape::String),
        Member::new("ResourceOwner", "resourceOwner", 1, Shape::String),
    ],
};

static OUT_PREFIX_LIST_ENTRY: Structure = Structure {
    name: "PrefixListEntry",
    members: &[
        Member::new("Cidr", "cidr", 0, Shape::String),
        Member::new("Description", "description", 1, Shape::String),
    ],
};

static OUT_PREFIX_LIST_ID: Structure = Structure {
    name: "PrefixListId",
    members: &[
        Member::new("Description", "description", 0, Shape::String),
        Member::new("PrefixListId", "prefixListId", 1, Shape::String),
    ],
};

static OUT_PRIVATE_DNS_DETAILS: Structure = Structure {
    name: "PrivateDnsDetails",
    members: &[Member::new("PrivateDnsName", "privateDnsName", 0, Shape::String)],
};

static OUT_PRIVATE_DNS_NAME_CONFIGURATION: Structure = Structure {
    name: "PrivateDnsNameConfiguration",
    members: &[
        Member::new("State", "state", 0, Shape::String),
        Member::new("Type", "type", 1, Shape::String),
        Member::new("Value", "value", 2, Shape::String),
        Member::new("Name", "name", 3, Shape::String),
    ],
};

static OUT_PRIVATE_DNS_NAME_OPTIONS_ON_LAUNCH: Structure = Structure {
    name: "PrivateDnsNameOptionsOnLaunch",
    members: &[
        Member::new("HostnameType", "hostnameType", 0, Shape::String),
        Member::new("EnableResourceNameDnsARecord", "enableResourceNameDnsARecord", 1, Shape::Boolean),
        Member::new("EnableResourceNameDnsAAAARecord", "enableResourceNameDnsAAAARecord", 2, Shape::Boolean),
    ],
};

static OUT_PRIVATE_DNS_NAME_OPTIONS_RESPONSE: Structure = Structure {
    name: "PrivateDnsNameOptionsResponse",
    members: &[
        Member::new("HostnameType", "hostnameType", 0, Shape::String),
        Member::new("EnableResourceNameDnsARecord", "enableResourceNameDnsARecord", 1, Shape::Boolean),
        Member::new("EnableResourceNameDnsAAAARecord", "enableResourceNameDnsAAAARecord", 2, Shape::Boolean),
    ],
};

static OUT_PROCESSOR_INFO: Structure = Structure {
    name: "ProcessorInfo",
    members: &[
        Member::new(
            "SupportedArchitectures",
            "supportedArchitectures",
            0,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("SustainedClockSpeedInGhz", "sustainedClockSpeedInGhz", 1, Shape::Double),
        Member::new(
            "SupportedFeatures",
            "supportedFeatures",
            2,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("Manufacturer", "manufacturer", 3, Shape::String),
    ],
};

static OUT_PRODUCT_CODE: Structure = Structure {
    name: "ProductCode",
    members: &[
        Member::new("ProductCodeId", "productCode", 0, Shape::String),
        Member::new("ProductCodeType", "type", 1, Shape::String),
    ],
};

static OUT_PROPAGATING_VGW: Structure =
    Structure { name: "PropagatingVgw", members: &[Member::new("GatewayId", "gatewayId", 0, Shape::String)] };

static OUT_PROVISIONED_BANDWIDTH: Structure = Structure {
    name: "ProvisionedBandwidth",
    members: &[
        Member::new("ProvisionTime", "provisionTime", 0, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("Provisioned", "provisioned", 1, Shape::String),
        Member::new("RequestTime", "requestTime", 2, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("Requested", "requested", 3, Shape::String),
        Member::new("Status", "status", 4, Shape::String),
    ],
};

static OUT_PTR_UPDATE_STATUS: Structure = Structure {
    name: "PtrUpdateStatus",
    members: &[
        Member::new("Value", "value", 0, Shape::String),
        Member::new("Status", "status", 1, Shape::String),
        Member::new("Reason", "reason", 2, Shape::String),
    ],
};

static OUT_PUBLIC_IP_DNS_NAME_OPTIONS: Structure = Structure {
    name: "PublicIpDnsNameOptions",
    members: &[
        Member::new("DnsHostnameType", "dnsHostnameType", 0, Shape::String),
        Member::new("PublicIpv4DnsName", "publicIpv4DnsName", 1, Shape::String),
        Member::new("PublicIpv6DnsName", "publicIpv6DnsName", 2, Shape::String),
        Member::new("PublicDualStackDnsName", "publicDualStackDnsName", 3, Shape::String),
    ],
};

static OUT_REFERENCED_SECURITY_GROUP: Structure = Structure {
    name: "ReferencedSecurityGroup",
    members: &[
        Member::new("GroupId", "groupId", 0, Shape::String),
        Member::new("PeeringStatus", "peeringStatus", 1, Shape::String),
        Member::new("UserId", "userId", 2, Shape::String),
        Member::new("VpcId", "vpcId", 3, Shape::String),
        Member::new("VpcPeeringConnectionId", "vpcPeeringConnectionId", 4, Shape::String),
    ],
};

static OUT_REGION: Structure = Structure {
    name: "Region",
    members: &[
        Member::new("OptInStatus", "optInStatus", 0, Shape::String),
        Member::new(
            "Geography",
            "geographySet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_REGION_GEOGRAPHY), wire: "item", flattened: false }),
        ),
        Member::new("RegionName", "regionName", 2, Shape::String),
        Member::new("Endpoint", "regionEndpoint", 3, Shape::String),
    ],
};

static OUT_REGION_GEOGRAPHY: Structure =
    Structure { name: "RegionGeography", members: &[Member::new("Name", "name", 0, Shape::String)] };

static OUT_REJECT_VPC_PEERING_CONNECTION_RESULT: Structure = Structure {
    name: "RejectVpcPeeringConnectionResult",
    members: &[Member::new("Return", "return", 0, Shape::Boolean)],
};

static OUT_REPLACE_NETWORK_ACL_ASSOCIATION_RESULT: Structure = Structure {
    name: "ReplaceNetworkAclAssociationResult",
    members: &[Member::new("NewAssociationId", "newAssociationId", 0, Shape::String)],
};

static OUT_REPLACE_ROUTE_TABLE_ASSOCIATION_RESULT: Structure = Structure {
    name: "ReplaceRouteTableAssociationResult",
    members: &[
        Member::new("NewAssociationId", "newAssociationId", 0, Shape::String),
        Member::new("AssociationState", "associationState", 1, Shape::Structure(&OUT_ROUTE_TABLE_ASSOCIATION_STATE)),
    ],
};

static OUT_RESERVATION: Structure = Structure {
    name: "Reservation",
    members: &[
        Member::new("ReservationId", "reservationId", 0, Shape::String),
        Member::new("OwnerId", "ownerId", 1, Shape::String),
        Member::new("RequesterId", "requesterId", 2, Shape::String),
        Member::new(
            "Groups",
            "groupSet",
            3,
            Shape::List(&List { item: Shape::Structure(&OUT_GROUP_IDENTIFIER), wire: "item", flattened: false }),
        ),
        Member::new(
            "Instances",
            "instancesSet",
            4,
            Shape::List(&List { item: Shape::Structure(&OUT_INSTANCE), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_RESET_ADDRESS_ATTRIBUTE_RESULT: Structure = Structure {
    name: "ResetAddressAttributeResult",
    members: &[Member::new("Address", "address", 0, Shape::Structure(&OUT_ADDRESS_ATTRIBUTE))],
};

static OUT_REVOKE_SECURITY_GROUP_EGRESS_RESULT: Structure = Structure {
    name: "RevokeSecurityGroupEgressResult",
    members: &[
        Member::new("Return", "return", 0, Shape::Boolean),
        Member::new(
            "UnknownIpPermissions",
            "unknownIpPermissionSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_IP_PERMISSION), wire: "item", flattened: false }),
        ),
        Member::new(
            "RevokedSecurityGroupRules",
            "revokedSecurityGroupRuleSet",
            2,
            Shape::List(&List {
                item: Shape::Structure(&OUT_REVOKED_SECURITY_GROUP_RULE),
                wire: "item",
                flattened: false,
            }),
        ),
    ],
};

static OUT_REVOKE_SECURITY_GROUP_INGRESS_RESULT: Structure = Structure {
    name: "RevokeSecurityGroupIngressResult",
    members: &[
        Member::new("Return", "return", 0, Shape::Boolean),
        Member::new(
            "UnknownIpPermissions",
            "unknownIpPermissionSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_IP_PERMISSION), wire: "item", flattened: false }),
        ),
        Member::new(
            "RevokedSecurityGroupRules",
            "revokedSecurityGroupRuleSet",
            2,
            Shape::List(&List {
                item: Shape::Structure(&OUT_REVOKED_SECURITY_GROUP_RULE),
                wire: "item",
                flattened: false,
            }),
        ),
    ],
};

static OUT_REVOKED_SECURITY_GROUP_RULE: Structure = Structure {
    name: "RevokedSecurityGroupRule",
    members: &[
        Member::new("SecurityGroupRuleId", "securityGroupRuleId", 0, Shape::String),
        Member::new("GroupId", "groupId", 1, Shape::String),
        Member::new("IsEgress", "isEgress", 2, Shape::Boolean),
        Member::new("IpProtocol", "ipProtocol", 3, Shape::String),
        Member::new("FromPort", "fromPort", 4, Shape::Integer(ANY)),
        Member::new("ToPort", "toPort", 5, Shape::Integer(ANY)),
        Member::new("CidrIpv4", "cidrIpv4", 6, Shape::String),
        Member::new("CidrIpv6", "cidrIpv6", 7, Shape::String),
        Member::new("PrefixListId", "prefixListId", 8, Shape::String),
        Member::new("ReferencedGroupId", "referencedGroupId", 9, Shape::String),
        Member::new("Description", "description", 10, Shape::String),
    ],
};

static OUT_ROUTE: Structure = Structure {
    name: "Route",
    members: &[
        Member::new("DestinationCidrBlock", "destinationCidrBlock", 0, Shape::String),
        Member::new("DestinationIpv6CidrBlock", "destinationIpv6CidrBlock", 1, Shape::String),
        Member::new("DestinationPrefixListId", "destinationPrefixListId", 2, Shape::String),
        Member::new("EgressOnlyInternetGatewayId", "egressOnlyInternetGatewayId", 3, Shape::String),
        Member::new("GatewayId", "gatewayId", 4, Shape::String),
        Member::new("InstanceId", "instanceId", 5, Shape::String),
        Member::new("InstanceOwnerId", "instanceOwnerId", 6, Shape::String),
        Member::new("NatGatewayId", "natGatewayId", 7, Shape::String),
        Member::new("TransitGatewayId", "transitGatewayId", 8, Shape::String),
        Member::new("LocalGatewayId", "localGatewayId", 9, Shape::String),
        Member::new("CarrierGatewayId", "carrierGatewayId", 10, Shape::String),
        Member::new("NetworkInterfaceId", "networkInterfaceId", 11, Shape::String),
        Member::new("Origin", "origin", 12, Shape::String),
        Member::new("State", "state", 13, Shape::String),
        Member::new("VpcPeeringConnectionId", "vpcPeeringConnectionId", 14, Shape::String),
        Member::new("CoreNetworkArn", "coreNetworkArn", 15, Shape::String),
        Member::new("OdbNetworkArn", "odbNetworkArn", 16, Shape::String),
        Member::new("IpAddress", "ipAddress", 17, Shape::String),
    ],
};

static OUT_ROUTE_TABLE: Structure = Structure {
    name: "RouteTable",
    members: &[
        Member::new(
            "Associations",
            "associationSet",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_ROUTE_TABLE_ASSOCIATION), wire: "item", flattened: false }),
        ),
        Member::new(
            "PropagatingVgws",
            "propagatingVgwSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_PROPAGATING_VGW), wire: "item", flattened: false }),
        ),
        Member::new("RouteTableId", "routeTableId", 2, Shape::String),
        Member::new(
            "Routes",
            "routeSet",
            3,
            Shape::List(&List { item: Shape::Structure(&OUT_ROUTE), wire: "item", flattened: false }),
        ),
        Member::new(
            "Tags",
            "tagSet",
            4,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("VpcId", "vpcId", 5, Shape::String),
        Member::new("OwnerId", "ownerId", 6, Shape::String),
    ],
};

static OUT_ROUTE_TABLE_ASSOCIATION: Structure = Structure {
    name: "RouteTableAssociation",
    members: &[
        Member::new("Main", "main", 0, Shape::Boolean),
        Member::new("RouteTableAssociationId", "routeTableAssociationId", 1, Shape::String),
        Member::new("RouteTableId", "routeTableId", 2, Shape::String),
        Member::new("SubnetId", "subnetId", 3, Shape::String),
        Member::new("GatewayId", "gatewayId", 4, Shape::String),
        Member::new("PublicIpv4Pool", "publicIpv4Pool", 5, Shape::String),
        Member::new("AssociationState", "associationState", 6, Shape::Structure(&OUT_ROUTE_TABLE_ASSOCIATION_STATE)),
    ],
};

static OUT_ROUTE_TABLE_ASSOCIATION_STATE: Structure = Structure {
    name: "RouteTableAssociationState",
    members: &[
        Member::new("State", "state", 0, Shape::String),
        Member::new("StatusMessage", "statusMessage", 1, Shape::String),
    ],
};

static OUT_RULE_GROUP_RULE_OPTIONS_PAIR: Structure = Structure {
    name: "RuleGroupRuleOptionsPair",
    members: &[
        Member::new("RuleGroupArn", "ruleGroupArn", 0, Shape::String),
        Member::new(
            "RuleOptions",
            "ruleOptionSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_RULE_OPTION), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_RULE_GROUP_TYPE_PAIR: Structure = Structure {
    name: "RuleGroupTypePair",
    members: &[
        Member::new("RuleGroupArn", "ruleGroupArn", 0, Shape::String),
        Member::new("RuleGroupType", "ruleGroupType", 1, Shape::String),
    ],
};

static OUT_RULE_OPTION: Structure = Structure {
    name: "RuleOption",
    members: &[
        Member::new("Keyword", "keyword", 0, Shape::String),
        Member::new(
            "Settings",
            "settingSet",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
    ],
};

static OUT_SECURITY_GROUP: Structure = Structure {
    name: "SecurityGroup",
    members: &[
        Member::new("GroupId", "groupId", 0, Shape::String),
        Member::new(
            "IpPermissionsEgress",
            "ipPermissionsEgress",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_IP_PERMISSION), wire: "item", flattened: false }),
        ),
        Member::new(
            "Tags",
            "tagSet",
            2,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("VpcId", "vpcId", 3, Shape::String),
        Member::new("SecurityGroupArn", "securityGroupArn", 4, Shape::String),
        Member::new("OwnerId", "ownerId", 5, Shape::String),
        Member::new("GroupName", "groupName", 6, Shape::String),
        Member::new("Description", "groupDescription", 7, Shape::String),
        Member::new(
            "IpPermissions",
            "ipPermissions",
            8,
            Shape::List(&List { item: Shape::Structure(&OUT_IP_PERMISSION), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_SECURITY_GROUP_FOR_VPC: Structure = Structure {
    name: "SecurityGroupForVpc",
    members: &[
        Member::new("Description", "description", 0, Shape::String),
        Member::new("GroupName", "groupName", 1, Shape::String),
        Member::new("OwnerId", "ownerId", 2, Shape::String),
        Member::new("GroupId", "groupId", 3, Shape::String),
        Member::new(
            "Tags",
            "tagSet",
            4,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("PrimaryVpcId", "primaryVpcId", 5, Shape::String),
    ],
};

static OUT_SECURITY_GROUP_IDENTIFIER: Structure = Structure {
    name: "SecurityGroupIdentifier",
    members: &[
        Member::new("GroupId", "groupId", 0, Shape::String),
        Member::new("GroupName", "groupName", 1, Shape::String),
    ],
};

static OUT_SECURITY_GROUP_REFERENCE: Structure = Structure {
    name: "SecurityGroupReference",
    members: &[
        Member::new("GroupId", "groupId", 0, Shape::String),
        Member::new("ReferencingVpcId", "referencingVpcId", 1, Shape::String),
        Member::new("VpcPeeringConnectionId", "vpcPeeringConnectionId", 2, Shape::String),
        Member::new("TransitGatewayId", "transitGatewayId", 3, Shape::String),
    ],
};

static OUT_SECURITY_GROUP_RULE: Structure = Structure {
    name: "SecurityGroupRule",
    members: &[
        Member::new("SecurityGroupRuleId", "securityGroupRuleId", 0, Shape::String),
        Member::new("GroupId", "groupId", 1, Shape::String),
        Member::new("GroupOwnerId", "groupOwnerId", 2, Shape::String),
        Member::new("IsEgress", "isEgress", 3, Shape::Boolean),
        Member::new("IpProtocol", "ipProtocol", 4, Shape::String),
        Member::new("FromPort", "fromPort", 5, Shape::Integer(ANY)),
        Member::new("ToPort", "toPort", 6, Shape::Integer(ANY)),
        Member::new("CidrIpv4", "cidrIpv4", 7, Shape::String),
        Member::new("CidrIpv6", "cidrIpv6", 8, Shape::String),
        Member::new("PrefixListId", "prefixListId", 9, Shape::String),
        Member::new("ReferencedGroupInfo", "referencedGroupInfo", 10, Shape::Structure(&OUT_REFERENCED_SECURITY_GROUP)),
        Member::new("Description", "description", 11, Shape::String),
        Member::new(
            "Tags",
            "tagSet",
            12,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("SecurityGroupRuleArn", "securityGroupRuleArn", 13, Shape::String),
    ],
};

static OUT_SECURITY_GROUP_VPC_ASSOCIATION: Structure = Structure {
    name: "SecurityGroupVpcAssociation",
    members: &[
        Member::new("GroupId", "groupId", 0, Shape::String),
        Member::new("VpcId", "vpcId", 1, Shape::String),
        Member::new("VpcOwnerId", "vpcOwnerId", 2, Shape::String),
        Member::new("State", "state", 3, Shape::String),
        Member::new("StateReason", "stateReason", 4, Shape::String),
        Member::new("GroupOwnerId", "groupOwnerId", 5, Shape::String),
    ],
};

static OUT_SERVICE_CONFIGURATION: Structure = Structure {
    name: "ServiceConfiguration",
    members: &[
        Member::new(
            "ServiceType",
            "serviceType",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_SERVICE_TYPE_DETAIL), wire: "item", flattened: false }),
        ),
        Member::new("ServiceId", "serviceId", 1, Shape::String),
        Member::new("ServiceName", "serviceName", 2, Shape::String),
        Member::new("ServiceState", "serviceState", 3, Shape::String),
        Member::new(
            "AvailabilityZoneIds",
            "availabilityZoneIdSet",
            4,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "AvailabilityZones",
            "availabilityZoneSet",
            5,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("AcceptanceRequired", "acceptanceRequired", 6, Shape::Boolean),
        Member::new("ManagesVpcEndpoints", "managesVpcEndpoints", 7, Shape::Boolean),
        Member::new(
            "NetworkLoadBalancerArns",
            "networkLoadBalancerArnSet",
            8,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "GatewayLoadBalancerArns",
            "gatewayLoadBalancerArnSet",
            9,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "SupportedIpAddressTypes",
            "supportedIpAddressTypeSet",
            10,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "BaseEndpointDnsNames",
            "baseEndpointDnsNameSet",
            11,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("PrivateDnsName", "privateDnsName", 12, Shape::String),
        Member::new(
            "PrivateDnsNameConfiguration",
            "privateDnsNameConfiguration",
            13,
            Shape::Structure(&OUT_PRIVATE_DNS_NAME_CONFIGURATION),
        ),
        Member::new("PayerResponsibility", "payerResponsibility", 14, Shape::String),
        Member::new(
            "Tags",
            "tagSet",
            15,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new(
            "SupportedRegions",
            "supportedRegionSet",
            16,
            Shape::List(&List { item: Shape::Structure(&OUT_SUPPORTED_REGION_DETAIL), wire: "item", flattened: false }),
        ),
        Member::new("RemoteAccessEnabled", "remoteAccessEnabled", 17, Shape::Boolean),
    ],
};

static OUT_SERVICE_DETAIL: Structure = Structure {
    name: "ServiceDetail",
    members: &[
        Member::new("ServiceName", "serviceName", 0, Shape::String),
        Member::new("ServiceId", "serviceId", 1, Shape::String),
        Member::new(
            "ServiceType",
            "serviceType",
            2,
            Shape::List(&List { item: Shape::Structure(&OUT_SERVICE_TYPE_DETAIL), wire: "item", flattened: false }),
        ),
        Member::new("ServiceRegion", "serviceRegion", 3, Shape::String),
        Member::new(
            "AvailabilityZoneIds",
            "availabilityZoneIdSet",
            4,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "AvailabilityZones",
            "availabilityZoneSet",
            5,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("Owner", "owner", 6, Shape::String),
        Member::new(
            "BaseEndpointDnsNames",
            "baseEndpointDnsNameSet",
            7,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("PrivateDnsName", "privateDnsName", 8, Shape::String),
        Member::new(
            "PrivateDnsNames",
            "privateDnsNameSet",
            9,
            Shape::List(&List { item: Shape::Structure(&OUT_PRIVATE_DNS_DETAILS), wire: "item", flattened: false }),
        ),
        Member::new("VpcEndpointPolicySupported", "vpcEndpointPolicySupported", 10, Shape::Boolean),
        Member::new("AcceptanceRequired", "acceptanceRequired", 11, Shape::Boolean),
        Member::new("ManagesVpcEndpoints", "managesVpcEndpoints", 12, Shape::Boolean),
        Member::new("PayerResponsibility", "payerResponsibility", 13, Shape::String),
        Member::new(
            "Tags",
            "tagSet",
            14,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("PrivateDnsNameVerificationState", "privateDnsNameVerificationState", 15, Shape::String),
        Member::new(
            "SupportedIpAddressTypes",
            "supportedIpAddressTypeSet",
            16,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
    ],
};

static OUT_SERVICE_TYPE_DETAIL: Structure =
    Structure { name: "ServiceTypeDetail", members: &[Member::new("ServiceType", "serviceType", 0, Shape::String)] };

static OUT_STALE_IP_PERMISSION: Structure = Structure {
    name: "StaleIpPermission",
    members: &[
        Member::new("FromPort", "fromPort", 0, Shape::Integer(ANY)),
        Member::new("IpProtocol", "ipProtocol", 1, Shape::String),
        Member::new(
            "IpRanges",
            "ipRanges",
            2,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "PrefixListIds",
            "prefixListIds",
            3,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new("ToPort", "toPort", 4, Shape::Integer(ANY)),
        Member::new(
            "UserIdGroupPairs",
            "groups",
            5,
            Shape::List(&List { item: Shape::Structure(&OUT_USER_ID_GROUP_PAIR), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_STALE_SECURITY_GROUP: Structure = Structure {
    name: "StaleSecurityGroup",
    members: &[
        Member::new("Description", "description", 0, Shape::String),
        Member::new("GroupId", "groupId", 1, Shape::String),
        Member::new("GroupName", "groupName", 2, Shape::String),
        Member::new(
            "StaleIpPermissions",
            "staleIpPermissions",
            3,
            Shape::List(&List { item: Shape::Structure(&OUT_STALE_IP_PERMISSION), wire: "item", flattened: false }),
        ),
        Member::new(
            "StaleIpPermissionsEgress",
            "staleIpPermissionsEgress",
            4,
            Shape::List(&List { item: Shape::Structure(&OUT_STALE_IP_PERMISSION), wire: "item", flattened: false }),
        ),
        Member::new("VpcId", "vpcId", 5, Shape::String),
    ],
};

static OUT_START_INSTANCES_RESULT: Structure = Structure {
    name: "StartInstancesResult",
    members: &[Member::new(
        "StartingInstances",
        "instancesSet",
        0,
        Shape::List(&List { item: Shape::Structure(&OUT_INSTANCE_STATE_CHANGE), wire: "item", flattened: false }),
    )],
};

static OUT_START_NETWORK_INSIGHTS_ANALYSIS_RESULT: Structure = Structure {
    name: "StartNetworkInsightsAnalysisResult",
    members: &[Member::new(
        "NetworkInsightsAnalysis",
        "networkInsightsAnalysis",
        0,
        Shape::Structure(&OUT_NETWORK_INSIGHTS_ANALYSIS),
    )],
};

static OUT_STATE_REASON: Structure = Structure {
    name: "StateReason",
    members: &[Member::new("Code", "code", 0, Shape::String), Member::new("Message", "message", 1, Shape::String)],
};

static OUT_STOP_INSTANCES_RESULT: Structure = Structure {
    name: "StopInstancesResult",
    members: &[Member::new(
        "StoppingInstances",
        "instancesSet",
        0,
        Shape::List(&List { item: Shape::Structure(&OUT_INSTANCE_STATE_CHANGE), wire: "item", flattened: false }),
    )],
};

static OUT_SUBNET: Structure = Structure {
    name: "Subnet",
    members: &[
        Member::new("AvailabilityZoneId", "availabilityZoneId", 0, Shape::String),
        Member::new("EnableLniAtDeviceIndex", "enableLniAtDeviceIndex", 1, Shape::Integer(ANY)),
        Member::new("MapCustomerOwnedIpOnLaunch", "mapCustomerOwnedIpOnLaunch", 2, Shape::Boolean),
        Member::new("CustomerOwnedIpv4Pool", "customerOwnedIpv4Pool", 3, Shape::String),
        Member::new("OwnerId", "ownerId", 4, Shape::String),
        Member::new("AssignIpv6AddressOnCreation", "assignIpv6AddressOnCreation", 5, Shape::Boolean),
        Member::new(
            "Ipv6CidrBlockAssociationSet",
            "ipv6CidrBlockAssociationSet",
            6,
            Shape::List(&List {
                item: Shape::Structure(&OUT_SUBNET_IPV6_CIDR_BLOCK_ASSOCIATION),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new(
            "Tags",
            "tagSet",
            7,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("SubnetArn", "subnetArn", 8, Shape::String),
        Member::new("OutpostArn", "outpostArn", 9, Shape::String),
        Member::new("EnableDns64", "enableDns64", 10, Shape::Boolean),
        Member::new("Ipv6Native", "ipv6Native", 11, Shape::Boolean),
        Member::new(
            "PrivateDnsNameOptionsOnLaunch",
            "privateDnsNameOptionsOnLaunch",
            12,
            Shape::Structure(&OUT_PRIVATE_DNS_NAME_OPTIONS_ON_LAUNCH),
        ),
        Member::new(
            "BlockPublicAccessStates",
            "blockPublicAccessStates",
            13,
            Shape::Structure(&OUT_BLOCK_PUBLIC_ACCESS_STATES),
        ),
        Member::new("Type", "type", 14, Shape::String),
        Member::new("SubnetId", "subnetId", 15, Shape::String),
        Member::new("State", "state", 16, Shape::String),
        Member::new("VpcId", "vpcId", 17, Shape::String),
        Member::new("CidrBlock", "cidrBlock", 18, Shape::String),
        Member::new("AvailableIpAddressCount", "availableIpAddressCount", 19, Shape::Integer(ANY)),
        Member::new("AvailabilityZone", "availabilityZone", 20, Shape::String),
        Member::new("DefaultForAz", "defaultForAz", 21, Shape::Boolean),
        Member::new("MapPublicIpOnLaunch", "mapPublicIpOnLaunch", 22, Shape::Boolean),
    ],
};

static OUT_SUBNET_CIDR_BLOCK_STATE: Structure = Structure {
    name: "SubnetCidrBlockState",
    members: &[
        Member::new("State", "state", 0, Shape::String),
        Member::new("StatusMessage", "statusMessage", 1, Shape::String),
    ],
};

static OUT_SUBNET_CIDR_RESERVATION: Structure = Structure {
    name: "SubnetCidrReservation",
    members: &[
        Member::new("SubnetCidrReservationId", "subnetCidrReservationId", 0, Shape::String),
        Member::new("SubnetId", "subnetId", 1, Shape::String),
        Member::new("Cidr", "cidr", 2, Shape::String),
        Member::new("ReservationType", "reservationType", 3, Shape::String),
        Member::new("OwnerId", "ownerId", 4, Shape::String),
        Member::new("Description", "description", 5, Shape::String),
        Member::new(
            "Tags",
            "tagSet",
            6,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_SUBNET_IP_PREFIXES: Structure = Structure {
    name: "SubnetIpPrefixes",
    members: &[
        Member::new("SubnetId", "subnetId", 0, Shape::String),
        Member::new(
            "IpPrefixes",
            "ipPrefixSet",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
    ],
};

static OUT_SUBNET_IPV6_CIDR_BLOCK_ASSOCIATION: Structure = Structure {
    name: "SubnetIpv6CidrBlockAssociation",
    members: &[
        Member::new("AssociationId", "associationId", 0, Shape::String),
        Member::new("Ipv6CidrBlock", "ipv6CidrBlock", 1, Shape::String),
        Member::new("Ipv6CidrBlockState", "ipv6CidrBlockState", 2, Shape::Structure(&OUT_SUBNET_CIDR_BLOCK_STATE)),
        Member::new("Ipv6AddressAttribute", "ipv6AddressAttribute", 3, Shape::String),
        Member::new("IpSource", "ipSource", 4, Shape::String),
    ],
};

static OUT_SUPPORTED_REGION_DETAIL: Structure = Structure {
    name: "SupportedRegionDetail",
    members: &[
        Member::new("Region", "region", 0, Shape::String),
        Member::new("ServiceState", "serviceState", 1, Shape::String),
    ],
};

static OUT_TAG: Structure = Structure {
    name: "Tag",
    members: &[Member::new("Key", "key", 0, Shape::String), Member::new("Value", "value", 1, Shape::String)],
};

static OUT_TAG_DESCRIPTION: Structure = Structure {
    name: "TagDescription",
    members: &[
        Member::new("Key", "key", 0, Shape::String),
        Member::new("ResourceId", "resourceId", 1, Shape::String),
        Member::new("ResourceType", "resourceType", 2, Shape::String),
        Member::new("Value", "value", 3, Shape::String),
    ],
};

static OUT_TERMINATE_INSTANCES_RESULT: Structure = Structure {
    name: "TerminateInstancesResult",
    members: &[Member::new(
        "TerminatingInstances",
        "instancesSet",
        0,
        Shape::List(&List { item: Shape::Structure(&OUT_INSTANCE_STATE_CHANGE), wire: "item", flattened: false }),
    )],
};

static OUT_TRANSIT_GATEWAY_ROUTE_TABLE_ROUTE: Structure = Structure {
    name: "TransitGatewayRouteTableRoute",
    members: &[
        Member::new("DestinationCidr", "destinationCidr", 0, Shape::String),
        Member::new("State", "state", 1, Shape::String),
        Member::new("RouteOrigin", "routeOrigin", 2, Shape::String),
        Member::new("PrefixListId", "prefixListId", 3, Shape::String),
        Member::new("AttachmentId", "attachmentId", 4, Shape::String),
        Member::new("ResourceId", "resourceId", 5, Shape::String),
        Member::new("ResourceType", "resourceType", 6, Shape::String),
    ],
};

static OUT_UNASSIGN_IPV6_ADDRESSES_RESULT: Structure = Structure {
    name: "UnassignIpv6AddressesResult",
    members: &[
        Member::new("NetworkInterfaceId", "networkInterfaceId", 0, Shape::String),
        Member::new(
            "UnassignedIpv6Addresses",
            "unassignedIpv6Addresses",
            1,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "UnassignedIpv6Prefixes",
            "unassignedIpv6PrefixSet",
            2,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
    ],
};

static OUT_UNSUCCESSFUL_ITEM: Structure = Structure {
    name: "UnsuccessfulItem",
    members: &[
        Member::new("Error", "error", 0, Shape::Structure(&OUT_UNSUCCESSFUL_ITEM_ERROR)),
        Member::new("ResourceId", "resourceId", 1, Shape::String),
    ],
};

static OUT_UNSUCCESSFUL_ITEM_ERROR: Structure = Structure {
    name: "UnsuccessfulItemError",
    members: &[Member::new("Code", "code", 0, Shape::String), Member::new("Message", "message", 1, Shape::String)],
};

static OUT_UPDATE_SECURITY_GROUP_RULE_DESCRIPTIONS_EGRESS_RESULT: Structure = Structure {
    name: "UpdateSecurityGroupRuleDescriptionsEgressResult",
    members: &[Member::new("Return", "return", 0, Shape::Boolean)],
};

static OUT_UPDATE_SECURITY_GROUP_RULE_DESCRIPTIONS_INGRESS_RESULT: Structure = Structure {
    name: "UpdateSecurityGroupRuleDescriptionsIngressResult",
    members: &[Member::new("Return", "return", 0, Shape::Boolean)],
};

static OUT_USER_ID_GROUP_PAIR: Structure = Structure {
    name: "UserIdGroupPair",
    members: &[
        Member::new("Description", "description", 0, Shape::String),
        Member::new("UserId", "userId", 1, Shape::String),
        Member::new("GroupName", "groupName", 2, Shape::String),
        Member::new("GroupId", "groupId", 3, Shape::String),
        Member::new("VpcId", "vpcId", 4, Shape::String),
        Member::new("VpcPeeringConnectionId", "vpcPeeringConnectionId", 5, Shape::String),
        Member::new("PeeringStatus", "peeringStatus", 6, Shape::String),
    ],
};

static OUT_V_CPU_INFO: Structure = Structure {
    name: "VCpuInfo",
    members: &[
        Member::new("DefaultVCpus", "defaultVCpus", 0, Shape::Integer(ANY)),
        Member::new("DefaultCores", "defaultCores", 1, Shape::Integer(ANY)),
        Member::new("DefaultThreadsPerCore", "defaultThreadsPerCore", 2, Shape::Integer(ANY)),
        Member::new(
            "ValidCores",
            "validCores",
            3,
            Shape::List(&List { item: Shape::Integer(ANY), wire: "item", flattened: false }),
        ),
        Member::new(
            "ValidThreadsPerCore",
            "validThreadsPerCore",
            4,
            Shape::List(&List { item: Shape::Integer(ANY), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_VPC: Structure = Structure {
    name: "Vpc",
    members: &[
        Member::new("OwnerId", "ownerId", 0, Shape::String),
        Member::new("InstanceTenancy", "instanceTenancy", 1, Shape::String),
        Member::new(
            "Ipv6CidrBlockAssociationSet",
            "ipv6CidrBlockAssociationSet",
            2,
            Shape::List(&List {
                item: Shape::Structure(&OUT_VPC_IPV6_CIDR_BLOCK_ASSOCIATION),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new(
            "CidrBlockAssociationSet",
            "cidrBlockAssociationSet",
            3,
            Shape::List(&List {
                item: Shape::Structure(&OUT_VPC_CIDR_BLOCK_ASSOCIATION),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("IsDefault", "isDefault", 4, Shape::Boolean),
        Member::new("EncryptionControl", "encryptionControl", 5, Shape::Structure(&OUT_VPC_ENCRYPTION_CONTROL)),
        Member::new(
            "Tags",
            "tagSet",
            6,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new(
            "BlockPublicAccessStates",
            "blockPublicAccessStates",
            7,
            Shape::Structure(&OUT_BLOCK_PUBLIC_ACCESS_STATES),
        ),
        Member::new("VpcId", "vpcId", 8, Shape::String),
        Member::new("State", "state", 9, Shape::String),
        Member::new("CidrBlock", "cidrBlock", 10, Shape::String),
        Member::new("DhcpOptionsId", "dhcpOptionsId", 11, Shape::String),
    ],
};

static OUT_VPC_ATTACHMENT: Structure = Structure {
    name: "VpcAttachment",
    members: &[Member::new("VpcId", "vpcId", 0, Shape::String), Member::new("State", "state", 1, Shape::String)],
};

static OUT_VPC_CIDR_BLOCK_ASSOCIATION: Structure = Structure {
    name: "VpcCidrBlockAssociation",
    members: &[
        Member::new("AssociationId", "associationId", 0, Shape::String),
        Member::new("CidrBlock", "cidrBlock", 1, Shape::String),
        Member::new("CidrBlockState", "cidrBlockState", 2, Shape::Structure(&OUT_VPC_CIDR_BLOCK_STATE)),
    ],
};

static OUT_VPC_CIDR_BLOCK_STATE: Structure = Structure {
    name: "VpcCidrBlockState",
    members: &[
        Member::new("State", "state", 0, Shape::String),
        Member::new("StatusMessage", "statusMessage", 1, Shape::String),
    ],
};

static OUT_VPC_ENCRYPTION_CONTROL: Structure = Structure {
    name: "VpcEncryptionControl",
    members: &[
        Member::new("VpcId", "vpcId", 0, Shape::String),
        Member::new("VpcEncryptionControlId", "vpcEncryptionControlId", 1, Shape::String),
        Member::new("Mode", "mode", 2, Shape::String),
        Member::new("State", "state", 3, Shape::String),
        Member::new("StateMessage", "stateMessage", 4, Shape::String),
        Member::new(
            "ResourceExclusions",
            "resourceExclusions",
            5,
            Shape::Structure(&OUT_VPC_ENCRYPTION_CONTROL_EXCLUSIONS),
        ),
        Member::new(
            "Tags",
            "tagSet",
            6,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
    ],
};

static OUT_VPC_ENCRYPTION_CONTROL_EXCLUSION: Structure = Structure {
    name: "VpcEncryptionControlExclusion",
    members: &[
        Member::new("State", "state", 0, Shape::String),
        Member::new("StateMessage", "stateMessage", 1, Shape::String),
    ],
};

static OUT_VPC_ENCRYPTION_CONTROL_EXCLUSIONS: Structure = Structure {
    name: "VpcEncryptionControlExclusions",
    members: &[
        Member::new("InternetGateway", "internetGateway", 0, Shape::Structure(&OUT_VPC_ENCRYPTION_CONTROL_EXCLUSION)),
        Member::new(
            "EgressOnlyInternetGateway",
            "egressOnlyInternetGateway",
            1,
            Shape::Structure(&OUT_VPC_ENCRYPTION_CONTROL_EXCLUSION),
        ),
        Member::new("NatGateway", "natGateway", 2, Shape::Structure(&OUT_VPC_ENCRYPTION_CONTROL_EXCLUSION)),
        Member::new(
            "VirtualPrivateGateway",
            "virtualPrivateGateway",
            3,
            Shape::Structure(&OUT_VPC_ENCRYPTION_CONTROL_EXCLUSION),
        ),
        Member::new("VpcPeering", "vpcPeering", 4, Shape::Structure(&OUT_VPC_ENCRYPTION_CONTROL_EXCLUSION)),
        Member::new("Lambda", "lambda", 5, Shape::Structure(&OUT_VPC_ENCRYPTION_CONTROL_EXCLUSION)),
        Member::new("VpcLattice", "vpcLattice", 6, Shape::Structure(&OUT_VPC_ENCRYPTION_CONTROL_EXCLUSION)),
        Member::new(
            "ElasticFileSystem",
            "elasticFileSystem",
            7,
            Shape::Structure(&OUT_VPC_ENCRYPTION_CONTROL_EXCLUSION),
        ),
    ],
};

static OUT_VPC_ENDPOINT: Structure = Structure {
    name: "VpcEndpoint",
    members: &[
        Member::new("VpcEndpointId", "vpcEndpointId", 0, Shape::String),
        Member::new("VpcEndpointType", "vpcEndpointType", 1, Shape::String),
        Member::new("VpcId", "vpcId", 2, Shape::String),
        Member::new("ServiceName", "serviceName", 3, Shape::String),
        Member::new("State", "state", 4, Shape::String),
        Member::new("PolicyDocument", "policyDocument", 5, Shape::String),
        Member::new(
            "RouteTableIds",
            "routeTableIdSet",
            6,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "SubnetIds",
            "subnetIdSet",
            7,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "Groups",
            "groupSet",
            8,
            Shape::List(&List {
                item: Shape::Structure(&OUT_SECURITY_GROUP_IDENTIFIER),
                wire: "item",
                flattened: false,
            }),
        ),
        Member::new("IpAddressType", "ipAddressType", 9, Shape::String),
        Member::new("DnsOptions", "dnsOptions", 10, Shape::Structure(&OUT_DNS_OPTIONS)),
        Member::new("PrivateDnsEnabled", "privateDnsEnabled", 11, Shape::Boolean),
        Member::new("RequesterManaged", "requesterManaged", 12, Shape::Boolean),
        Member::new(
            "NetworkInterfaceIds",
            "networkInterfaceIdSet",
            13,
            Shape::List(&List { item: Shape::String, wire: "item", flattened: false }),
        ),
        Member::new(
            "DnsEntries",
            "dnsEntrySet",
            14,
            Shape::List(&List { item: Shape::Structure(&OUT_DNS_ENTRY), wire: "item", flattened: false }),
        ),
        Member::new("CreationTimestamp", "creationTimestamp", 15, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new(
            "Tags",
            "tagSet",
            16,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("OwnerId", "ownerId", 17, Shape::String),
        Member::new("LastError", "lastError", 18, Shape::Structure(&OUT_LAST_ERROR)),
        Member::new(
            "Ipv4Prefixes",
            "ipv4PrefixSet",
            19,
            Shape::List(&List { item: Shape::Structure(&OUT_SUBNET_IP_PREFIXES), wire: "item", flattened: false }),
        ),
        Member::new(
            "Ipv6Prefixes",
            "ipv6PrefixSet",
            20,
            Shape::List(&List { item: Shape::Structure(&OUT_SUBNET_IP_PREFIXES), wire: "item", flattened: false }),
        ),
        Member::new("FailureReason", "failureReason", 21, Shape::String),
        Member::new("ServiceNetworkArn", "serviceNetworkArn", 22, Shape::String),
        Member::new("ResourceConfigurationArn", "resourceConfigurationArn", 23, Shape::String),
        Member::new("ServiceRegion", "serviceRegion", 24, Shape::String),
    ],
};

static OUT_VPC_IPV6_CIDR_BLOCK_ASSOCIATION: Structure = Structure {
    name: "VpcIpv6CidrBlockAssociation",
    members: &[
        Member::new("AssociationId", "associationId", 0, Shape::String),
        Member::new("Ipv6CidrBlock", "ipv6CidrBlock", 1, Shape::String),
        Member::new("Ipv6CidrBlockState", "ipv6CidrBlockState", 2, Shape::Structure(&OUT_VPC_CIDR_BLOCK_STATE)),
        Member::new("NetworkBorderGroup", "networkBorderGroup", 3, Shape::String),
        Member::new("Ipv6Pool", "ipv6Pool", 4, Shape::String),
        Member::new("Ipv6AddressAttribute", "ipv6AddressAttribute", 5, Shape::String),
        Member::new("IpSource", "ipSource", 6, Shape::String),
    ],
};

static OUT_VPC_PEERING_CONNECTION: Structure = Structure {
    name: "VpcPeeringConnection",
    members: &[
        Member::new("AccepterVpcInfo", "accepterVpcInfo", 0, Shape::Structure(&OUT_VPC_PEERING_CONNECTION_VPC_INFO)),
        Member::new("ExpirationTime", "expirationTime", 1, Shape::Timestamp(TimestampFormat::Iso8601)),
        Member::new("RequesterVpcInfo", "requesterVpcInfo", 2, Shape::Structure(&OUT_VPC_PEERING_CONNECTION_VPC_INFO)),
        Member::new("Status", "status", 3, Shape::Structure(&OUT_VPC_PEERING_CONNECTION_STATE_REASON)),
        Member::new(
            "Tags",
            "tagSet",
            4,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("VpcPeeringConnectionId", "vpcPeeringConnectionId", 5, Shape::String),
    ],
};

static OUT_VPC_PEERING_CONNECTION_OPTIONS_DESCRIPTION: Structure = Structure {
    name: "VpcPeeringConnectionOptionsDescription",
    members: &[
        Member::new("AllowDnsResolutionFromRemoteVpc", "allowDnsResolutionFromRemoteVpc", 0, Shape::Boolean),
        Member::new(
            "AllowEgressFromLocalClassicLinkToRemoteVpc",
            "allowEgressFromLocalClassicLinkToRemoteVpc",
            1,
            Shape::Boolean,
        ),
        Member::new(
            "AllowEgressFromLocalVpcToRemoteClassicLink",
            "allowEgressFromLocalVpcToRemoteClassicLink",
            2,
            Shape::Boolean,
        ),
    ],
};

static OUT_VPC_PEERING_CONNECTION_STATE_REASON: Structure = Structure {
    name: "VpcPeeringConnectionStateReason",
    members: &[Member::new("Code", "code", 0, Shape::String), Member::new("Message", "message", 1, Shape::String)],
};

static OUT_VPC_PEERING_CONNECTION_VPC_INFO: Structure = Structure {
    name: "VpcPeeringConnectionVpcInfo",
    members: &[
        Member::new("CidrBlock", "cidrBlock", 0, Shape::String),
        Member::new(
            "Ipv6CidrBlockSet",
            "ipv6CidrBlockSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_IPV6_CIDR_BLOCK), wire: "item", flattened: false }),
        ),
        Member::new(
            "CidrBlockSet",
            "cidrBlockSet",
            2,
            Shape::List(&List { item: Shape::Structure(&OUT_CIDR_BLOCK), wire: "item", flattened: false }),
        ),
        Member::new("OwnerId", "ownerId", 3, Shape::String),
        Member::new(
            "PeeringOptions",
            "peeringOptions",
            4,
            Shape::Structure(&OUT_VPC_PEERING_CONNECTION_OPTIONS_DESCRIPTION),
        ),
        Member::new("VpcId", "vpcId", 5, Shape::String),
        Member::new("Region", "region", 6, Shape::String),
    ],
};

static OUT_VPN_GATEWAY: Structure = Structure {
    name: "VpnGateway",
    members: &[
        Member::new("AmazonSideAsn", "amazonSideAsn", 0, Shape::Long(ANY)),
        Member::new(
            "Tags",
            "tagSet",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "item", flattened: false }),
        ),
        Member::new("VpnGatewayId", "vpnGatewayId", 2, Shape::String),
        Member::new("State", "state", 3, Shape::String),
        Member::new("Type", "type", 4, Shape::String),
        Member::new("AvailabilityZone", "availabilityZone", 5, Shape::String),
        Member::new(
            "VpcAttachments",
            "attachments",
            6,
            Shape::List(&List { item: Shape::Structure(&OUT_VPC_ATTACHMENT), wire: "item", flattened: false }),
        ),
    ],
};

/// The values of `AddressAttributeName`.
static ENUM_ADDRESS_ATTRIBUTE_NAME: &[&str] = &["domain-name"];

/// The values of `ConnectivityType`.
static ENUM_CONNECTIVITY_TYPE: &[&str] = &["private", "public"];

/// The values of `GatewayType`.
static ENUM_GATEWAY_TYPE: &[&str] = &["ipsec.1"];

/// The values of `HostnameType`.
static ENUM_HOSTNAME_TYPE: &[&str] = &["ip-name", "resource-name"];

/// The values of `InterfacePermissionType`.
static ENUM_INTERFACE_PERMISSION_TYPE: &[&str] = &["INSTANCE-ATTACH", "EIP-ASSOCIATE"];

/// The values of `NetworkInterfaceAttribute`.
static ENUM_NETWORK_INTERFACE_ATTRIBUTE: &[&str] =
    &["description", "groupSet", "sourceDestCheck", "attachment", "associatePublicIpAddress"];

/// The values of `Protocol`.
static ENUM_PROTOCOL: &[&str] = &["tcp", "udp"];

/// The values of `ResourceType`.
static ENUM_RESOURCE_TYPE: &[&str] = &[
    "capacity-reservation",
    "client-vpn-endpoint",
    "customer-gateway",
    "carrier-gateway",
    "coip-pool",
    "declarative-policies-report",
    "dedicated-host",
    "dhcp-options",
    "egress-only-internet-gateway",
    "elastic-ip",
    "elastic-gpu",
    "export-image-task",
    "export-instance-task",
    "fleet",
    "fpga-image",
    "host-reservation",
    "image",
    "image-usage-report",
    "import-image-task",
    "import-snapshot-task",
    "instance",
    "instance-event-window",
    "internet-gateway",
    "ipam",
    "ipam-pool",
    "ipam-scope",
    "ipv4pool-ec2",
    "ipv6pool-ec2",
    "key-pair",
    "launch-template",
    "local-gateway",
    "local-gateway-route-table",
    "local-gateway-virtual-interface",
    "local-gateway-virtual-interface-group",
    "local-gateway-route-table-vpc-association",
    "local-gateway-route-table-virtual-interface-group-association",
    "natgateway",
    "network-acl",
    "network-interface",
    "network-insights-analysis",
    "network-insights-path",
    "network-insights-access-scope",
    "network-insights-access-scope-analysis",
    "outpost-lag",
    "placement-group",
    "prefix-list",
    "replace-root-volume-task",
    "reserved-instances",
    "route-table",
    "security-group",
    "security-group-rule",
    "service-link-virtual-interface",
    "snapshot",
    "spot-fleet-request",
    "spot-instances-request",
    "subnet",
    "subnet-cidr-reservation",
    "traffic-mirror-filter",
    "traffic-mirror-session",
    "traffic-mirror-target",
    "transit-gateway",
    "transit-gateway-attachment",
    "transit-gateway-connect-peer",
    "transit-gateway-multicast-domain",
    "transit-gateway-policy-table",
    "transit-gateway-metering-policy",
    "transit-gateway-route-table",
    "transit-gateway-route-table-announcement",
    "volume",
    "vpc",
    "vpc-endpoint",
    "vpc-endpoint-connection",
    "vpc-endpoint-service",
    "vpc-endpoint-service-permission",
    "vpc-peering-connection",
    "vpn-connection",
    "vpn-gateway",
    "vpc-flow-log",
    "capacity-reservation-fleet",
    "traffic-mirror-filter-rule",
    "vpc-endpoint-connection-device-type",
    "verified-access-instance",
    "verified-access-group",
    "verified-access-endpoint",
    "verified-access-policy",
    "verified-access-trust-provider",
    "vpn-connection-device-type",
    "vpc-block-public-access-exclusion",
    "vpc-encryption-control",
    "route-server",
    "route-server-endpoint",
    "route-server-peer",
    "ipam-resource-discovery",
    "ipam-resource-discovery-association",
    "instance-connect-endpoint",
    "verified-access-endpoint-target",
    "ipam-external-resource-verification-token",
    "capacity-block",
    "mac-modification-task",
    "ipam-prefix-list-resolver",
    "ipam-policy",
    "ipam-prefix-list-resolver-target",
    "secondary-interface",
    "secondary-network",
    "secondary-subnet",
    "capacity-manager-data-export",
    "vpn-concentrator",
    "ipam-pool-allocation",
];

/// The values of `RuleAction`.
static ENUM_RULE_ACTION: &[&str] = &["allow", "deny"];

/// The values of `SubnetCidrReservationType`.
static ENUM_SUBNET_CIDR_RESERVATION_TYPE: &[&str] = &["prefix", "explicit"];

/// The values of `Tenancy`.
static ENUM_TENANCY: &[&str] = &["default", "dedicated", "host"];

/// The values of `VpcAttributeName`.
static ENUM_VPC_ATTRIBUTE_NAME: &[&str] =
    &["enableDnsSupport", "enableDnsHostnames", "enableNetworkAddressUsageMetrics"];

/// The values of `VpcEndpointType`.
static ENUM_VPC_ENDPOINT_TYPE: &[&str] = &["Interface", "Gateway", "GatewayLoadBalancer", "Resource", "ServiceNetwork"];

/// The values of `VpcTenancy`.
static ENUM_VPC_TENANCY: &[&str] = &["default"];
