"""Unknown and malformed ids where no other test names them: each operation refuses them in EC2's words."""

import pytest
from errors import code_of, error_of

NUMBER = "0123456789abcdef0"
V4 = {"DestinationCidrBlock": "9.0.0.0/8"}
ENTRY = {"RuleNumber": 7, "Egress": False}
PERMISSION = [{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "IpRanges": [{"CidrIp": "9.0.0.0/8"}]}]

# Operation, its parameter, what else it needs, the prefix of the id, the code where it is unknown and where it is malformed.
IDS = [
    ("describe_vpc_attribute", "VpcId", {"Attribute": "enableDnsSupport"}, "vpc", "InvalidVpcID.NotFound", "InvalidVpcID"),
    ("create_route_table", "VpcId", {}, "vpc", "InvalidVpcID.NotFound", "InvalidVpcID"),
    ("create_security_group", "VpcId", {"GroupName": "g", "Description": "g"}, "vpc", "InvalidVpcID.NotFound", "InvalidVpcID"),
    ("modify_vpc_attribute", "VpcId", {"EnableDnsSupport": {"Value": True}}, "vpc", "InvalidVpcID.NotFound", "InvalidVpcID"),
    ("associate_vpc_cidr_block", "VpcId", {"CidrBlock": "10.9.0.0/16"}, "vpc", "InvalidVpcID.NotFound", "InvalidVpcID"),
    ("create_subnet", "VpcId", {"CidrBlock": "10.0.1.0/24"}, "vpc", "InvalidVpcID.NotFound", "InvalidVpcID"),
    ("delete_subnet", "SubnetId", {}, "subnet", "InvalidSubnetID.NotFound", "InvalidSubnetID"),
    ("modify_subnet_attribute", "SubnetId", {"MapPublicIpOnLaunch": {"Value": True}}, "subnet", "InvalidSubnetID.NotFound",
     "InvalidSubnetID"),
    ("associate_subnet_cidr_block", "SubnetId", {"Ipv6CidrBlock": "2001:db8::/64"}, "subnet", "InvalidSubnetID.NotFound",
     "InvalidSubnetID"),
    ("get_subnet_cidr_reservations", "SubnetId", {}, "subnet", "InvalidSubnetID.NotFound", "InvalidSubnetID"),
    ("create_network_interface", "SubnetId", {}, "subnet", "InvalidSubnetID.NotFound", "InvalidSubnetID"),
    ("delete_network_interface", "NetworkInterfaceId", {}, "eni", "InvalidNetworkInterfaceID.NotFound",
     "InvalidNetworkInterfaceId"),
    ("delete_security_group", "GroupId", {}, "sg", "InvalidGroup.NotFound", "InvalidGroupId"),
    ("authorize_security_group_ingress", "GroupId", {"IpPermissions": PERMISSION}, "sg", "InvalidGroup.NotFound",
     "InvalidGroupId"),
    ("authorize_security_group_egress", "GroupId", {"IpPermissions": PERMISSION}, "sg", "InvalidGroup.NotFound",
     "InvalidGroupId"),
    ("revoke_security_group_ingress", "GroupId", {"IpPermissions": PERMISSION}, "sg", "InvalidGroup.NotFound",
     "InvalidGroupId"),
    ("revoke_security_group_egress", "GroupId", {"IpPermissions": PERMISSION}, "sg", "InvalidGroup.NotFound",
     "InvalidGroupId"),
    ("delete_internet_gateway", "InternetGatewayId", {}, "igw", "InvalidInternetGatewayID.NotFound",
     "InvalidInternetGatewayId"),
    ("delete_route_table", "RouteTableId", {}, "rtb", "InvalidRouteTableID.NotFound", "InvalidRouteTableId"),
    ("create_route", "RouteTableId", {**V4, "GatewayId": f"igw-{NUMBER}"}, "rtb", "InvalidRouteTableID.NotFound",
     "InvalidRouteTableId"),
    ("replace_route", "RouteTableId", {**V4, "GatewayId": f"igw-{NUMBER}"}, "rtb", "InvalidRouteTableID.NotFound",
     "InvalidRouteTableId"),
    ("delete_route", "RouteTableId", V4, "rtb", "InvalidRouteTableID.NotFound", "InvalidRouteTableId"),
    ("disassociate_route_table", "AssociationId", {}, "rtbassoc", "InvalidAssociationID.NotFound", "InvalidAssociationID"),
    ("delete_network_acl", "NetworkAclId", {}, "acl", "InvalidNetworkAclID.NotFound", "InvalidNetworkAclId"),
    ("delete_network_acl_entry", "NetworkAclId", ENTRY, "acl", "InvalidNetworkAclID.NotFound", "InvalidNetworkAclId"),
    ("modify_address_attribute", "AllocationId", {"DomainName": "harbour.example"}, "eipalloc",
     "InvalidAllocationID.NotFound", "InvalidAllocationID"),
    ("reset_address_attribute", "AllocationId", {"Attribute": "domain-name"}, "eipalloc", "InvalidAllocationID.NotFound",
     "InvalidAllocationID"),
    ("release_address", "AllocationId", {}, "eipalloc", "InvalidAllocationID.NotFound", "InvalidAllocationID"),
    ("disassociate_address", "AssociationId", {}, "eipassoc", "InvalidAssociationID.NotFound", "InvalidAssociationID"),
    ("delete_nat_gateway", "NatGatewayId", {}, "nat", "NatGatewayNotFound", "NatGateway"),
    ("disassociate_nat_gateway_address", "NatGatewayId", {"AssociationIds": [f"eipassoc-{NUMBER}"]}, "nat",
     "NatGatewayNotFound", "NatGateway"),
    ("associate_nat_gateway_address", "NatGatewayId", {"AllocationIds": [f"eipalloc-{NUMBER}"]}, "nat",
     "NatGatewayNotFound", "NatGateway"),
    ("delete_vpn_gateway", "VpnGatewayId", {}, "vgw", "InvalidVpnGatewayID.NotFound", "InvalidVpnGatewayID"),
]


def malformed(stem):
    return "NatGatewayMalformed" if stem == "NatGateway" else f"{stem}.Malformed"


@pytest.mark.parametrize("operation, parameter, more, prefix, unknown, stem", IDS, ids=[row[0] for row in IDS])
def test_unknown_and_malformed_ids(ec2, operation, parameter, more, prefix, unknown, stem):
    call, named = getattr(ec2, operation), f"{prefix}-{NUMBER}"
    code, message, status = error_of(call, **{parameter: named}, **more)
    assert (code, status) == (unknown, 400) and named in message
    for bad in (f"i-{NUMBER}", f"{prefix}-xyz", "nonsense"):
        assert code_of(call, **{parameter: bad}, **more) == malformed(stem), bad


@pytest.mark.parametrize("operation, parameter, prefix, unknown, stem", [
    ("describe_addresses", "AllocationIds", "eipalloc", "InvalidAllocationID.NotFound", "InvalidAllocationID"),
    ("describe_addresses_attribute", "AllocationIds", "eipalloc", "InvalidAllocationID.NotFound", "InvalidAllocationID"),
    ("describe_nat_gateways", "NatGatewayIds", "nat", "NatGatewayNotFound", "NatGateway"),
    ("describe_vpn_gateways", "VpnGatewayIds", "vgw", "InvalidVpnGatewayID.NotFound", "InvalidVpnGatewayID"),
])
def test_lists_of_ids(ec2, operation, parameter, prefix, unknown, stem):
    call, named = getattr(ec2, operation), f"{prefix}-{NUMBER}"
    code, message, _ = error_of(call, **{parameter: [named]})
    assert code == unknown and named in message
    assert code_of(call, **{parameter: [f"i-{NUMBER}"]}) == malformed(stem)


def test_the_second_id_is_judged_as_the_first(ec2, vpc):
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    for operation in (ec2.attach_internet_gateway, ec2.detach_internet_gateway):
        assert code_of(operation, InternetGatewayId=f"igw-{NUMBER}", VpcId=vpc) == "InvalidInternetGatewayID.NotFound"
        assert code_of(operation, InternetGatewayId="nonsense", VpcId=vpc) == "InvalidInternetGatewayId.Malformed"
        assert code_of(operation, InternetGatewayId=gateway, VpcId="nonsense") == "InvalidVpcID.Malformed"
    assert code_of(ec2.associate_route_table, RouteTableId="nonsense", SubnetId=subnet) == "InvalidRouteTableId.Malformed"
    assert code_of(ec2.associate_route_table, RouteTableId=table, SubnetId="nonsense") == "InvalidSubnetID.Malformed"
    replace = ec2.replace_route_table_association
    association = ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)["AssociationId"]
    assert code_of(replace, AssociationId=f"rtbassoc-{NUMBER}", RouteTableId=table) == "InvalidAssociationID.NotFound"
    assert code_of(replace, AssociationId="nonsense", RouteTableId=table) == "InvalidAssociationID.Malformed"
    assert code_of(replace, AssociationId=association, RouteTableId=f"rtb-{NUMBER}") == "InvalidRouteTableID.NotFound"
    elsewhere = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    stranger = ec2.create_route_table(VpcId=elsewhere)["RouteTable"]["RouteTableId"]
    assert code_of(replace, AssociationId=association, RouteTableId=stranger) == "InvalidParameterValue"
    eni = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    associate = ec2.associate_address
    assert code_of(associate, AllocationId="nonsense", NetworkInterfaceId=eni) == "InvalidAllocationID.Malformed"
    assert code_of(associate, AllocationId=f"eipalloc-{NUMBER}", NetworkInterfaceId=eni) == "InvalidAllocationID.NotFound"
    assert code_of(ec2.create_vpc, CidrBlock="10.9.0.0/16", Ipv6Pool="ipv6pool-ec2-0123456789abcdef0",
                   Ipv6CidrBlock="2001:db8::/56") == "InvalidIpv6PoolID.NotFound"


def test_rules_are_revoked_by_their_ids(ec2, vpc):
    group = ec2.create_security_group(VpcId=vpc, GroupName="g", Description="g")["GroupId"]
    for revoke in (ec2.revoke_security_group_ingress, ec2.revoke_security_group_egress):
        assert code_of(revoke, GroupId=group, SecurityGroupRuleIds=["nonsense"]) == "InvalidSecurityGroupRuleId.Malformed"
        assert code_of(revoke, GroupId=group, SecurityGroupRuleIds=[f"sgr-{NUMBER}"]) \
            == "InvalidSecurityGroupRuleId.NotFound"
        assert code_of(revoke, GroupId=group, IpPermissions=PERMISSION) == "InvalidPermission.NotFound"


def test_what_is_deleted_by_the_list(ec2):
    answer = ec2.delete_vpc_endpoints(VpcEndpointIds=[f"vpce-{NUMBER}"])
    [failure] = answer["Unsuccessful"]
    assert (failure["ResourceId"], failure["Error"]["Code"]) == (f"vpce-{NUMBER}", "InvalidVpcEndpoint.NotFound")
    delete = ec2.delete_vpc_endpoint_service_configurations
    [failure] = delete(ServiceIds=[f"vpce-svc-{NUMBER}"])["Unsuccessful"]
    assert (failure["ResourceId"], failure["Error"]["Code"]) == (f"vpce-svc-{NUMBER}", "InvalidVpcEndpointService.NotFound")
    assert code_of(delete, ServiceIds=["nonsense"]) == "InvalidVpcEndpointServiceId.Malformed"


def test_tags_of_what_is_unknown(ec2):
    tags = [{"Key": "k"}]
    for call in (ec2.create_tags, ec2.delete_tags):
        assert code_of(call, Resources=[f"vpc-{NUMBER}"], Tags=tags) == "InvalidVpcID.NotFound"
        assert code_of(call, Resources=["nonsense"], Tags=tags) == "InvalidID"
    assert code_of(ec2.describe_tags, Filters=[{"Name": "colour", "Values": ["red"]}]) == "InvalidParameterValue"


def test_two_associations_of_one_address(ec2, vpc):
    delete = ec2.disassociate_nat_gateway_address
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    nat = ec2.create_nat_gateway(SubnetId=subnet, ConnectivityType="private")["NatGateway"]["NatGatewayId"]
    ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[nat], WaiterConfig={"Delay": 1, "MaxAttempts": 20})
    assert code_of(delete, NatGatewayId=nat, AssociationIds=["nonsense"]) == "InvalidAssociationID.Malformed"


def test_a_gateways_tags_must_be_a_gateways(ec2):
    tags = [{"ResourceType": "vpc", "Tags": [{"Key": "k", "Value": "v"}]}]
    assert code_of(ec2.create_internet_gateway, TagSpecifications=tags) == "InvalidParameterValue"


def test_filters_of_services(ec2):
    assert code_of(ec2.describe_vpc_endpoint_services, Filters=[{"Name": "colour", "Values": ["red"]}]) \
        == "InvalidParameterValue"


def test_an_endpoint_meets_a_route_that_is_there(ec2, vpc):
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    given = {"VpcId": vpc, "ServiceName": "com.amazonaws.us-east-1.s3", "RouteTableIds": [table]}
    ec2.create_vpc_endpoint(**given)
    assert code_of(ec2.create_vpc_endpoint, **given) == "RouteAlreadyExists"


SINGLE = {"ipProtocol": {"IpProtocol": "tcp", "FromPort": 80}, "fromPort": {"FromPort": 80, "ToPort": 80}, "toPort": {"ToPort": 80},
          "cidrIp": {"CidrIp": "9.0.0.0/8"}}
SOURCES = {"sourceSecurityGroupName": {"SourceSecurityGroupName": "web"},
           "sourceSecurityGroupOwnerId": {"SourceSecurityGroupOwnerId": "123456789012"}}


@pytest.mark.parametrize("operation, single", [
    ("authorize_security_group_ingress", SINGLE | SOURCES), ("revoke_security_group_ingress", SINGLE | SOURCES),
    ("authorize_security_group_egress", SINGLE), ("revoke_security_group_egress", SINGLE)])
def test_a_rule_is_given_in_one_way(ec2, vpc, operation, single):
    group = ec2.create_security_group(VpcId=vpc, GroupName="g", Description="g")["GroupId"]
    for name, members in single.items():
        code, message, _ = error_of(getattr(ec2, operation), GroupId=group, IpPermissions=PERMISSION, **members)
        assert (code, message) == (
            "InvalidParameterCombination", f"The parameter 'ipPermissions' may not be used in combination with '{name}'")
