"""Groups, ENIs, gateways and routes: success, bad input, what is in use."""

import pytest
from errors import code_of, error_of

EVERYONE = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]


@pytest.fixture
def subnet(ec2, vpc):
    return ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]


@pytest.fixture
def group(ec2, vpc):
    return ec2.create_security_group(VpcId=vpc, GroupName="web", Description="web servers")["GroupId"]


def tcp(port, **peers):
    return [{"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **peers}]


def test_groups(ec2, vpc, group):
    [described] = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"]
    assert (described["GroupName"], described["Description"], described["VpcId"]) == ("web", "web servers", vpc)
    assert described["IpPermissions"] == []
    assert [p["IpProtocol"] for p in described["IpPermissionsEgress"]] == ["-1"]
    again = {"VpcId": vpc, "GroupName": "web", "Description": "again"}
    assert code_of(ec2.create_security_group, **again) == "InvalidGroup.Duplicate"
    assert code_of(ec2.create_security_group, **{**again, "GroupName": "sg-web"}) == "InvalidParameterValue"
    assert code_of(ec2.create_security_group, **{**again, "GroupName": "default"}) == "InvalidParameterValue"
    assert code_of(ec2.create_security_group, **{**again, "VpcId": "vpc-0123456789abcdef0"}) == "InvalidVpcID.NotFound"
    [default] = ec2.describe_security_groups(
        Filters=[{"Name": "vpc-id", "Values": [vpc]}, {"Name": "group-name", "Values": ["default"]}])["SecurityGroups"]
    assert code_of(ec2.delete_security_group, GroupId=default["GroupId"]) == "CannotDelete"
    ec2.delete_security_group(GroupId=group)
    assert code_of(ec2.delete_security_group, GroupId=group) == "InvalidGroup.NotFound"


def test_a_group_that_is_used_stays(ec2, vpc, group, subnet):
    other = ec2.create_security_group(VpcId=vpc, GroupName="other", Description="-")["GroupId"]
    ec2.authorize_security_group_ingress(GroupId=other, IpPermissions=tcp(80, UserIdGroupPairs=[{"GroupId": group}]))
    assert code_of(ec2.delete_security_group, GroupId=group) == "DependencyViolation"
    ec2.revoke_security_group_ingress(GroupId=other, IpPermissions=tcp(80, UserIdGroupPairs=[{"GroupId": group}]))
    eni = ec2.create_network_interface(SubnetId=subnet, Groups=[group])["NetworkInterface"]["NetworkInterfaceId"]
    assert code_of(ec2.delete_security_group, GroupId=group) == "DependencyViolation"
    ec2.delete_network_interface(NetworkInterfaceId=eni)
    ec2.delete_security_group(GroupId=group)


def test_rules_have_ids_and_go_by_id_or_by_value(ec2, group):
    answer = ec2.authorize_security_group_ingress(
        GroupId=group, IpPermissions=tcp(443, IpRanges=[{"CidrIp": "10.0.0.0/8", "Description": "inside"}]),
        TagSpecifications=[{"ResourceType": "security-group-rule", "Tags": [{"Key": "k", "Value": "v"}]}])
    [rule] = answer["SecurityGroupRules"]
    assert rule["SecurityGroupRuleId"].startswith("sgr-")
    [read] = ec2.describe_security_group_rules(SecurityGroupRuleIds=[rule["SecurityGroupRuleId"]])["SecurityGroupRules"]
    assert (read["CidrIpv4"], read["FromPort"], read["Description"], read["IsEgress"]) == ("10.0.0.0/8", 443, "inside", False)
    assert read["Tags"] == [{"Key": "k", "Value": "v"}]
    assert code_of(ec2.authorize_security_group_ingress, GroupId=group,
                   IpPermissions=tcp(443, IpRanges=[{"CidrIp": "10.0.0.0/8"}])) == "InvalidPermission.Duplicate"
    ec2.revoke_security_group_ingress(GroupId=group, SecurityGroupRuleIds=[rule["SecurityGroupRuleId"]])
    gone = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])["SecurityGroupRules"]
    assert [each["IsEgress"] for each in gone] == [True]
    assert code_of(ec2.revoke_security_group_ingress, GroupId=group,
                   IpPermissions=tcp(443, IpRanges=[{"CidrIp": "10.0.0.0/8"}])) == "InvalidPermission.NotFound"
    assert code_of(ec2.revoke_security_group_ingress, GroupId=group, SecurityGroupRuleIds=["sgr-0123456789abcdef0"]) \
        == "InvalidSecurityGroupRuleId.NotFound"


def test_egress_rules(ec2, group):
    ec2.revoke_security_group_egress(GroupId=group, IpPermissions=EVERYONE)
    assert ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissionsEgress"] == []
    # What Terraform sends for the rule that AWS makes in VPCs with IPv6.
    assert code_of(ec2.revoke_security_group_egress, GroupId=group,
                   IpPermissions=[{"IpProtocol": "-1", "Ipv6Ranges": [{"CidrIpv6": "::/0"}]}]) == "InvalidPermission.NotFound"
    ec2.authorize_security_group_egress(GroupId=group, IpPermissions=tcp(5432, UserIdGroupPairs=[{"GroupId": group}]))
    [egress] = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissionsEgress"]
    assert (egress["FromPort"], egress["UserIdGroupPairs"][0]["GroupId"]) == (5432, group)


@pytest.mark.parametrize("permission, code", [
    ({"IpProtocol": "tcp", "FromPort": 80, "ToPort": 79, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}, "InvalidParameterValue"),
    ({"IpProtocol": "tcp", "FromPort": 0, "ToPort": 65536, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}, "InvalidParameterValue"),
    ({"IpProtocol": "carrier-pigeon", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}, "InvalidParameterValue"),
    ({"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "IpRanges": [{"CidrIp": "10.0.0/8"}]}, "InvalidParameterValue"),
    ({"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "IpRanges": [{"CidrIp": "$(reboot)"}]}, "InvalidParameterValue"),
    ({"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "UserIdGroupPairs": [{"GroupId": "sg-0123456789abcdef0"}]}, "InvalidGroup.NotFound"),
    ({"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "UserIdGroupPairs": [{"GroupId": "vpc-0123456789abcdef0"}]}, "InvalidGroupId.Malformed"),
])
def test_rules_that_cannot_be(ec2, group, permission, code):
    got, message, _ = error_of(ec2.authorize_security_group_ingress, GroupId=group, IpPermissions=[permission])
    assert got == code, message
    assert ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissions"] == []


def test_rules_of_groups_that_are_not_there(ec2):
    for call in (ec2.authorize_security_group_ingress, ec2.authorize_security_group_egress,
                 ec2.revoke_security_group_ingress, ec2.revoke_security_group_egress):
        assert code_of(call, GroupId="sg-0123456789abcdef0", IpPermissions=EVERYONE) == "InvalidGroup.NotFound"


def test_a_rule_names_only_groups_of_its_vpc(ec2, group):
    elsewhere = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    stranger = ec2.create_security_group(VpcId=elsewhere, GroupName="s", Description="-")["GroupId"]
    assert code_of(ec2.authorize_security_group_ingress, GroupId=group,
                   IpPermissions=tcp(80, UserIdGroupPairs=[{"GroupId": stranger}])) == "InvalidGroup.NotFound"


def test_interfaces(ec2, vpc, subnet, group):
    eni = ec2.create_network_interface(
        SubnetId=subnet, Groups=[group], Description="mine", PrivateIpAddress="10.0.1.77",
        TagSpecifications=[{"ResourceType": "network-interface", "Tags": [{"Key": "k", "Value": "v"}]}])["NetworkInterface"]
    assert (eni["PrivateIpAddress"], eni["Status"], eni["VpcId"]) == ("10.0.1.77", "pending", vpc)
    [described] = ec2.describe_network_interfaces(NetworkInterfaceIds=[eni["NetworkInterfaceId"]])["NetworkInterfaces"]
    assert described == {**eni, "Status": "available"}
    assert [each["GroupId"] for each in eni["Groups"]] == [group]
    assert eni["SourceDestCheck"] is True and eni["TagSet"] == [{"Key": "k", "Value": "v"}]
    by_address = [{"Name": "addresses.private-ip-address", "Values": ["10.0.1.77"]}, {"Name": "vpc-id", "Values": [vpc]}]
    assert len(ec2.describe_network_interfaces(Filters=by_address)["NetworkInterfaces"]) == 1
    assert ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["AvailableIpAddressCount"] == 250
    assert code_of(ec2.create_network_interface, SubnetId=subnet, PrivateIpAddress="10.0.1.77") == "InvalidIPAddress.InUse"
    assert code_of(ec2.delete_subnet, SubnetId=subnet) == "DependencyViolation"
    ec2.delete_network_interface(NetworkInterfaceId=eni["NetworkInterfaceId"])
    code, message, _ = error_of(ec2.delete_network_interface, NetworkInterfaceId=eni["NetworkInterfaceId"])
    assert code == "InvalidNetworkInterfaceID.NotFound" and eni["NetworkInterfaceId"] in message
    assert ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["AvailableIpAddressCount"] == 251


@pytest.mark.parametrize("parameters, code", [
    ({"PrivateIpAddress": "10.0.2.5"}, "InvalidParameterValue"),
    ({"PrivateIpAddress": "10.0.1.1"}, "InvalidParameterValue"),
    ({"PrivateIpAddress": "10.0.1.255"}, "InvalidParameterValue"),
    ({"PrivateIpAddress": "ten"}, "InvalidParameterValue"),
    ({"Groups": ["sg-0123456789abcdef0"]}, "InvalidGroup.NotFound"),
    ({"Groups": ["eni-0123456789abcdef0"]}, "InvalidGroupId.Malformed"),
    ({"SubnetId": "subnet-0123456789abcdef0"}, "InvalidSubnetID.NotFound"),
])
def test_interfaces_that_cannot_be(ec2, subnet, parameters, code):
    got, message, _ = error_of(ec2.create_network_interface, **{"SubnetId": subnet, **parameters})
    assert got == code, message


def test_a_subnet_without_a_free_address(ec2, vpc):
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.9.0/28")["Subnet"]["SubnetId"]
    for _ in range(11):
        ec2.create_network_interface(SubnetId=subnet)
    assert code_of(ec2.create_network_interface, SubnetId=subnet) == "InsufficientFreeAddressesInSubnet"


def test_internet_gateways(ec2, vpc):
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    attachments = ec2.describe_internet_gateways(InternetGatewayIds=[gateway])["InternetGateways"][0]["Attachments"]
    assert attachments == [{"State": "available", "VpcId": vpc}]
    assert code_of(ec2.attach_internet_gateway, InternetGatewayId=gateway, VpcId=vpc) == "Resource.AlreadyAssociated"
    other = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    # A VPC has one at most.
    assert code_of(ec2.attach_internet_gateway, InternetGatewayId=other, VpcId=vpc) == "InvalidParameterValue"
    assert code_of(ec2.delete_internet_gateway, InternetGatewayId=gateway) == "DependencyViolation"
    assert code_of(ec2.delete_vpc, VpcId=vpc) == "DependencyViolation"
    ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    assert code_of(ec2.detach_internet_gateway, InternetGatewayId=gateway, VpcId=vpc) == "Gateway.NotAttached"
    ec2.delete_internet_gateway(InternetGatewayId=gateway)
    assert code_of(ec2.delete_internet_gateway, InternetGatewayId=gateway) == "InvalidInternetGatewayID.NotFound"
    assert code_of(ec2.attach_internet_gateway, InternetGatewayId=other, VpcId="vpc-0123456789abcdef0") == "InvalidVpcID.NotFound"


def test_routes(ec2, vpc, subnet):
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    default = {"RouteTableId": table, "DestinationCidrBlock": "0.0.0.0/0"}
    ec2.create_route(**default, GatewayId=gateway)

    def routes():
        described = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
        return {route["DestinationCidrBlock"]: (route.get("GatewayId") or route.get("NetworkInterfaceId"), route["State"])
                for route in described}

    assert routes() == {"10.0.0.0/16": ("local", "active"), "0.0.0.0/0": (gateway, "active")}
    assert code_of(ec2.create_route, **default, GatewayId=gateway) == "RouteAlreadyExists"
    eni = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    ec2.replace_route(**default, NetworkInterfaceId=eni)
    assert routes()["0.0.0.0/0"][0] == eni
    ec2.delete_network_interface(NetworkInterfaceId=eni)
    assert routes()["0.0.0.0/0"] == (eni, "blackhole")
    ec2.replace_route(**default, GatewayId=gateway)
    ec2.delete_route(**default)
    assert code_of(ec2.delete_route, **default) == "InvalidRoute.NotFound"
    assert code_of(ec2.replace_route, **default, GatewayId=gateway) == "InvalidParameterValue"
    for parameters, code in [
        ({"RouteTableId": "rtb-0123456789abcdef0"}, "InvalidRouteTableID.NotFound"),
        ({"DestinationCidrBlock": "everywhere"}, "InvalidParameterValue"),
        ({"GatewayId": "igw-0123456789abcdef0"}, "InvalidGatewayID.NotFound"),
    ]:
        assert code_of(ec2.create_route, **{**default, "GatewayId": gateway, **parameters}) == code, parameters
    # The local route is not the user's to take.
    assert code_of(ec2.delete_route, RouteTableId=table, DestinationCidrBlock="10.0.0.0/16") == "InvalidParameterValue"
    ec2.delete_route_table(RouteTableId=table)
    assert code_of(ec2.delete_route_table, RouteTableId=table) == "InvalidRouteTableID.NotFound"


def test_route_table_associations(ec2, vpc, subnet):
    table, other = (ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"] for _ in range(2))
    association = ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)["AssociationId"]
    assert code_of(ec2.associate_route_table, RouteTableId=other, SubnetId=subnet) == "Resource.AlreadyAssociated"
    assert code_of(ec2.delete_route_table, RouteTableId=table) == "DependencyViolation"
    replaced = ec2.replace_route_table_association(AssociationId=association, RouteTableId=other)["NewAssociationId"]
    assert replaced != association
    ec2.disassociate_route_table(AssociationId=replaced)
    assert code_of(ec2.disassociate_route_table, AssociationId=replaced) == "InvalidAssociationID.NotFound"
    [main] = ec2.describe_route_tables(Filters=[{"Name": "association.main", "Values": ["true"]},
                                                {"Name": "vpc-id", "Values": [vpc]}])["RouteTables"]
    main_association = main["Associations"][0]["RouteTableAssociationId"]
    assert code_of(ec2.disassociate_route_table, AssociationId=main_association) == "InvalidParameterValue"
    assert code_of(ec2.delete_route_table, RouteTableId=main["RouteTableId"]) == "DependencyViolation"
    ec2.replace_route_table_association(AssociationId=main_association, RouteTableId=table)
    ec2.delete_route_table(RouteTableId=main["RouteTableId"])
    assert code_of(ec2.associate_route_table, RouteTableId="rtb-0123456789abcdef0", SubnetId=subnet) == "InvalidRouteTableID.NotFound"
    assert code_of(ec2.associate_route_table, RouteTableId=other, SubnetId="subnet-0123456789abcdef0") == "InvalidSubnetID.NotFound"
