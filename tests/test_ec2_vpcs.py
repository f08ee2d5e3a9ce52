"""VPCs, subnets and what comes with them: success, bad input, what is in use."""

import pytest
from errors import code_of, error_of

TAGS = [{"Key": "Name", "Value": "mine"}]


def tagged(resource_type):
    return [{"ResourceType": resource_type, "Tags": TAGS}]


def in_vpc(vpc):
    return [{"Name": "vpc-id", "Values": [vpc]}]


def test_a_vpc_comes_with_what_aws_gives_it(ec2, vpc):
    [described] = ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"]
    assert (described["CidrBlock"], described["State"], described["IsDefault"]) == ("10.0.0.0/16", "available", False)
    assert described["OwnerId"] == "123456789012"
    [group] = ec2.describe_security_groups(Filters=in_vpc(vpc))["SecurityGroups"]
    assert group["GroupName"] == "default"
    assert [pair["GroupId"] for pair in group["IpPermissions"][0]["UserIdGroupPairs"]] == [group["GroupId"]]
    assert group["IpPermissionsEgress"][0]["IpRanges"] == [{"CidrIp": "0.0.0.0/0"}]
    [acl] = ec2.describe_network_acls(Filters=in_vpc(vpc))["NetworkAcls"]
    assert acl["IsDefault"]
    assert sorted((entry["RuleNumber"], entry["Egress"], entry["RuleAction"]) for entry in acl["Entries"]) == [
        (100, False, "allow"), (100, True, "allow"), (32767, False, "deny"), (32767, True, "deny")]
    [routes] = ec2.describe_route_tables(Filters=in_vpc(vpc))["RouteTables"]
    assert routes["Associations"][0]["Main"]
    assert [(route["DestinationCidrBlock"], route["GatewayId"], route["State"]) for route in routes["Routes"]] == [
        ("10.0.0.0/16", "local", "active")]
    [options] = ec2.describe_dhcp_options(DhcpOptionsIds=[described["DhcpOptionsId"]])["DhcpOptions"]
    assert {each["Key"] for each in options["DhcpConfigurations"]} >= {"domain-name-servers"}


@pytest.mark.parametrize("cidr, code", [
    ("10.0.0.0/15", "InvalidVpc.Range"),
    ("10.0.0.0/29", "InvalidVpc.Range"),
    ("10.0.0.0", "InvalidParameterValue"),
    ("10.0.0.0/33", "InvalidParameterValue"),
    ("10.0.0.256/24", "InvalidParameterValue"),
    ("ten", "InvalidParameterValue"),
    ("", "MissingParameter"),
    ("2001:db8::/56", "InvalidParameterValue"),
    ("10.0.0.0/16; reboot", "InvalidParameterValue"),
])
def test_malformed_vpc_ranges(ec2, cidr, code):
    got, message, status = error_of(ec2.create_vpc, CidrBlock=cidr)
    assert (got, status) == (code, 400), message


def test_a_missing_parameter_is_named(ec2):
    for call, name in [(ec2.create_vpc, "cidrBlock"), (ec2.delete_vpc, "vpcId"), (ec2.create_subnet, "vpcId")]:
        code, message, _ = error_of(call)
        assert code == "MissingParameter" and name.lower() in message.lower()


@pytest.mark.parametrize("operation, parameter, prefix, not_found, malformed", [
    ("describe_vpcs", "VpcIds", "vpc", "InvalidVpcID", "InvalidVpcID"),
    ("describe_subnets", "SubnetIds", "subnet", "InvalidSubnetID", "InvalidSubnetID"),
    ("describe_security_groups", "GroupIds", "sg", "InvalidGroup", "InvalidGroupId"),
    ("describe_network_interfaces", "NetworkInterfaceIds", "eni", "InvalidNetworkInterfaceID", "InvalidNetworkInterfaceId"),
    ("describe_internet_gateways", "InternetGatewayIds", "igw", "InvalidInternetGatewayID", "InvalidInternetGatewayId"),
    ("describe_route_tables", "RouteTableIds", "rtb", "InvalidRouteTableID", "InvalidRouteTableId"),
    ("describe_network_acls", "NetworkAclIds", "acl", "InvalidNetworkAclID", "InvalidNetworkAclId"),
    ("describe_managed_prefix_lists", "PrefixListIds", "pl", "InvalidPrefixListID", "InvalidPrefixListId"),
    ("describe_dhcp_options", "DhcpOptionsIds", "dopt", "InvalidDhcpOptionID", "InvalidDhcpOptionsId"),
    ("describe_security_group_rules", "SecurityGroupRuleIds", "sgr", "InvalidSecurityGroupRuleId", "InvalidSecurityGroupRuleId"),
])
def test_unknown_ids_and_ids_of_another_kind(ec2, operation, parameter, prefix, not_found, malformed):
    call = getattr(ec2, operation)
    unknown = f"{prefix}-0123456789abcdef0"
    code, message, _ = error_of(call, **{parameter: [unknown]})
    assert code == f"{not_found}.NotFound" and unknown in message
    for bad in ("i-0123456789abcdef0", f"{prefix}-xyz", ""):
        assert code_of(call, **{parameter: [bad]}) == f"{malformed}.Malformed", bad


def test_delete_of_what_is_unknown_malformed_or_in_use(ec2, vpc):
    assert code_of(ec2.delete_vpc, VpcId="vpc-0123456789abcdef0") == "InvalidVpcID.NotFound"
    assert code_of(ec2.delete_vpc, VpcId="subnet-0123456789abcdef0") == "InvalidVpcID.Malformed"
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    assert code_of(ec2.delete_vpc, VpcId=vpc) == "DependencyViolation"
    ec2.delete_subnet(SubnetId=subnet)
    group = ec2.create_security_group(VpcId=vpc, GroupName="g", Description="g")["GroupId"]
    assert code_of(ec2.delete_vpc, VpcId=vpc) == "DependencyViolation"
    ec2.delete_security_group(GroupId=group)
    ec2.delete_vpc(VpcId=vpc)
    for describe in ("describe_security_groups", "describe_network_acls", "describe_route_tables"):
        [left] = [value for key, value in getattr(ec2, describe)(Filters=in_vpc(vpc)).items() if key != "ResponseMetadata"]
        assert left == []


def test_vpc_attributes(ec2, vpc):
    def attribute(name):
        answer = ec2.describe_vpc_attribute(VpcId=vpc, Attribute=name)
        return answer[name[0].upper() + name[1:]]["Value"]

    assert (attribute("enableDnsSupport"), attribute("enableDnsHostnames")) == (True, False)
    assert attribute("enableNetworkAddressUsageMetrics") is False
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    assert attribute("enableDnsHostnames") is True
    assert code_of(ec2.modify_vpc_attribute, VpcId="vpc-0123456789abcdef0", EnableDnsSupport={"Value": True}) == \
        "InvalidVpcID.NotFound"
    code, message, _ = error_of(ec2.modify_vpc_attribute, VpcId=vpc)
    assert (code, message) == ("InvalidParameterCombination", "No attributes specified.")
    assert code_of(ec2.describe_vpc_attribute, VpcId=vpc, Attribute="colour") == "InvalidParameterValue"


def test_a_subnet_and_its_addresses(ec2, vpc):
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24", TagSpecifications=tagged("subnet"))["Subnet"]
    assert subnet["AvailableIpAddressCount"] == 251
    assert subnet["Tags"] == TAGS
    assert subnet["AvailabilityZone"].startswith("us-east-1")
    assert subnet["SubnetArn"].endswith(f":subnet/{subnet['SubnetId']}")
    small = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.2.0/28")["Subnet"]
    assert small["AvailableIpAddressCount"] == 11
    assert ec2.describe_subnets(SubnetIds=[subnet["SubnetId"]])["Subnets"][0] == subnet
    ec2.delete_subnet(SubnetId=small["SubnetId"])
    assert code_of(ec2.describe_subnets, SubnetIds=[small["SubnetId"]]) == "InvalidSubnetID.NotFound"


@pytest.mark.parametrize("cidr, code", [
    ("10.0.0.0/29", "InvalidSubnet.Range"),
    ("10.1.0.0/24", "InvalidSubnet.Range"),
    ("10.0.0.0/15", "InvalidSubnet.Range"),
    ("10.0.1.128/25", "InvalidSubnet.Conflict"),
    ("10.0.0.0/16", "InvalidSubnet.Conflict"),
    ("10.0.3.0", "InvalidParameterValue"),
    ("10.0.3.0/x", "InvalidParameterValue"),
])
def test_subnets_that_cannot_be(ec2, vpc, cidr, code):
    ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")
    assert code_of(ec2.create_subnet, VpcId=vpc, CidrBlock=cidr) == code


def test_a_subnet_needs_a_vpc_and_a_zone_that_are_there(ec2, vpc):
    assert code_of(ec2.create_subnet, VpcId="vpc-0123456789abcdef0", CidrBlock="10.0.1.0/24") == "InvalidVpcID.NotFound"
    assert code_of(ec2.create_subnet, VpcId=vpc, CidrBlock="10.0.1.0/24", AvailabilityZone="us-east-9z") == \
        "InvalidParameterValue"


def test_subnet_attributes(ec2, vpc):
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]
    assert subnet["MapPublicIpOnLaunch"] is False
    ec2.modify_subnet_attribute(SubnetId=subnet["SubnetId"], MapPublicIpOnLaunch={"Value": True})
    assert ec2.describe_subnets(SubnetIds=[subnet["SubnetId"]])["Subnets"][0]["MapPublicIpOnLaunch"] is True
    code, message, _ = error_of(ec2.modify_subnet_attribute, SubnetId=subnet["SubnetId"])
    assert (code, message) == ("InvalidParameterCombination", "No attributes specified.")
    assert code_of(ec2.modify_subnet_attribute, SubnetId="subnet-0123456789abcdef0",
                   MapPublicIpOnLaunch={"Value": True}) == "InvalidSubnetID.NotFound"


def test_a_fresh_region_has_a_default_vpc(apis):
    ec2 = apis.client("ec2", region="eu-west-1")
    [default] = ec2.describe_vpcs()["Vpcs"]
    assert (default["IsDefault"], default["CidrBlock"]) == (True, "172.31.0.0/16")
    zones = [zone["ZoneName"] for zone in ec2.describe_availability_zones()["AvailabilityZones"]]
    subnets = ec2.describe_subnets(Filters=in_vpc(default["VpcId"]))["Subnets"]
    assert sorted(subnet["AvailabilityZone"] for subnet in subnets) == sorted(zones)
    assert all(subnet["DefaultForAz"] and subnet["MapPublicIpOnLaunch"] for subnet in subnets)
    [gateway] = ec2.describe_internet_gateways()["InternetGateways"]
    assert gateway["Attachments"][0]["VpcId"] == default["VpcId"]
    [routes] = ec2.describe_route_tables()["RouteTables"]
    assert {route["DestinationCidrBlock"]: route["GatewayId"] for route in routes["Routes"]} == {
        "172.31.0.0/16": "local", "0.0.0.0/0": gateway["InternetGatewayId"]}


def test_zones_regions_and_accounts(ec2):
    zones = ec2.describe_availability_zones()["AvailabilityZones"]
    assert {zone["RegionName"] for zone in zones} == {"us-east-1"} and len(zones) >= 2
    assert ec2.describe_availability_zones(ZoneNames=["us-east-1a"])["AvailabilityZones"][0]["State"] == "available"
    assert code_of(ec2.describe_availability_zones, ZoneNames=["us-east-9z"]) == "InvalidParameterValue"
    regions = {region["RegionName"] for region in ec2.describe_regions()["Regions"]}
    assert {"us-east-1", "eu-west-1"} <= regions
    assert code_of(ec2.describe_regions, RegionNames=["moon-1"]) == "InvalidParameterValue"
    attributes = ec2.describe_account_attributes(AttributeNames=["supported-platforms"])["AccountAttributes"]
    assert attributes[0]["AttributeValues"][0]["AttributeValue"] == "VPC"
    every = {each["AttributeName"] for each in ec2.describe_account_attributes()["AccountAttributes"]}
    assert every == {"supported-platforms", "default-vpc", "max-instances", "max-elastic-ips", "vpc-max-elastic-ips",
                     "vpc-max-security-groups-per-interface"}
    for name in every:
        [one] = ec2.describe_account_attributes(AttributeNames=[name])["AccountAttributes"]
        assert one["AttributeName"] == name and len(one["AttributeValues"]) == 1
    assert code_of(ec2.describe_account_attributes, AttributeNames=["colour"]) == "InvalidParameterValue"


def test_regions_and_accounts_do_not_see_each_other(apis, vpc):
    elsewhere = apis.client("ec2", region="us-west-2")
    assert code_of(elsewhere.describe_vpcs, VpcIds=[vpc]) == "InvalidVpcID.NotFound"


def test_a_region_that_is_not_served_is_refused(apis):
    for service, operation in [("ec2", "describe_vpcs"), ("ecs", "list_clusters")]:
        code, message, _ = error_of(getattr(apis.client(service, region="moon-1"), operation))
        assert code == "OptInRequired" and "moon-1" in message, service


def test_filters(ec2, vpc):
    ec2.create_tags(Resources=[vpc], Tags=[{"Key": "team", "Value": "harbour-1"}])

    def found(name, *values):
        filters = [{"Name": name, "Values": list(values)}, {"Name": "vpc-id", "Values": [vpc]}]
        return [each["VpcId"] for each in ec2.describe_vpcs(Filters=filters)["Vpcs"]] == [vpc]

    assert found("cidr", "10.0.0.0/16") and found("tag:team", "harbour-1") and found("tag-key", "team")
    assert found("tag:team", "harbour-*") and found("tag:team", "other", "harbour-?")
    assert not found("tag:team", "harbour-2") and not found("isDefault", "true")
    assert code_of(ec2.describe_vpcs, Filters=[{"Name": "colour", "Values": ["red"]}]) == "InvalidParameterValue"


def test_tags(ec2, vpc):
    ec2.create_tags(Resources=[vpc], Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": ""}])
    ec2.create_tags(Resources=[vpc], Tags=[{"Key": "a", "Value": "2"}])
    of_vpc = [{"Name": "resource-id", "Values": [vpc]}]
    tags = ec2.describe_tags(Filters=of_vpc)["Tags"]
    assert [(tag["Key"], tag["Value"], tag["ResourceType"]) for tag in tags] == [("a", "2", "vpc"), ("b", "", "vpc")]
    ec2.delete_tags(Resources=[vpc], Tags=[{"Key": "a", "Value": "other"}])
    assert len(ec2.describe_tags(Filters=of_vpc)["Tags"]) == 2
    ec2.delete_tags(Resources=[vpc], Tags=[{"Key": "a"}])
    assert [tag["Key"] for tag in ec2.describe_tags(Filters=of_vpc)["Tags"]] == ["b"]
    assert code_of(ec2.create_tags, Resources=["vpc-0123456789abcdef0"], Tags=TAGS) == "InvalidVpcID.NotFound"
    assert code_of(ec2.create_tags, Resources=["nonsense"], Tags=TAGS) == "InvalidID"
    many = [{"Key": f"k{number}", "Value": ""} for number in range(51)]
    assert code_of(ec2.create_tags, Resources=[vpc], Tags=many) == "TagLimitExceeded"


def test_dry_run_changes_nothing(ec2, vpc):
    for call, parameters in [
        (ec2.create_vpc, {"CidrBlock": "10.9.0.0/16"}), (ec2.delete_vpc, {"VpcId": vpc}),
        (ec2.create_subnet, {"VpcId": vpc, "CidrBlock": "10.0.1.0/24"}), (ec2.describe_vpcs, {}),
    ]:
        code, _, status = error_of(call, DryRun=True, **parameters)
        assert (code, status) == ("DryRunOperation", 412)
    assert ec2.describe_subnets(Filters=in_vpc(vpc))["Subnets"] == []
    # What would fail says why, not that it would succeed.
    assert code_of(ec2.delete_vpc, DryRun=True, VpcId="vpc-0123456789abcdef0") == "InvalidVpcID.NotFound"


def test_quotas_of_aws():
    from server import Server
    with Server("--limits", "aws", data_plane="none") as server:
        ec2 = server.client("ec2")
        for _ in range(4):  # The default VPC is the fifth.
            ec2.create_vpc(CidrBlock="10.0.0.0/16")
        assert code_of(ec2.create_vpc, CidrBlock="10.0.0.0/16") == "VpcLimitExceeded"
