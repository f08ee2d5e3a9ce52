"""Blocks of VPCs and subnets, reservations, DHCP options: success, bad input, what is in use."""

import ipaddress

import pytest
from errors import code_of, error_of
from server import Server

TAGS = [{"Key": "Name", "Value": "mine"}]


def tagged(resource_type):
    return [{"ResourceType": resource_type, "Tags": TAGS}]


def vpc_of(ec2, vpc):
    return ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]


def subnet_of(ec2, subnet):
    return ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]


@pytest.fixture
def subnet(ec2, vpc):
    return ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]


@pytest.fixture
def dual(ec2):
    """A VPC with IPv6, and a subnet of it with a /64."""
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16", AmazonProvidedIpv6CidrBlock=True)["Vpc"]
    block = ipaddress.ip_network(vpc["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"])
    cidr = str(list(block.subnets(new_prefix=64))[7])
    subnet = ec2.create_subnet(VpcId=vpc["VpcId"], CidrBlock="10.0.1.0/24", Ipv6CidrBlock=cidr)["Subnet"]
    return vpc["VpcId"], subnet["SubnetId"], cidr


def test_more_ipv4_blocks(ec2, vpc):
    answer = ec2.associate_vpc_cidr_block(VpcId=vpc, CidrBlock="100.64.9.7/16")
    made = answer["CidrBlockAssociation"]
    assert (answer["VpcId"], made["CidrBlock"], made["CidrBlockState"]) == (vpc, "100.64.0.0/16", {"State": "associating"})
    sets = vpc_of(ec2, vpc)["CidrBlockAssociationSet"]
    assert [(each["CidrBlock"], each["CidrBlockState"]["State"]) for each in sets] == [
        ("10.0.0.0/16", "associated"), ("100.64.0.0/16", "associated")]
    assert vpc_of(ec2, vpc)["CidrBlock"] == "10.0.0.0/16"
    by = {"Filters": [{"Name": "cidr-block-association.cidr-block", "Values": ["100.64.0.0/16"]},
                      {"Name": "vpc-id", "Values": [vpc]}]}
    assert len(ec2.describe_vpcs(**by)["Vpcs"]) == 1
    inside = ec2.create_subnet(VpcId=vpc, CidrBlock="100.64.1.0/24")["Subnet"]["SubnetId"]
    assert code_of(ec2.disassociate_vpc_cidr_block, AssociationId=made["AssociationId"]) == "DependencyViolation"
    ec2.delete_subnet(SubnetId=inside)
    gone = ec2.disassociate_vpc_cidr_block(AssociationId=made["AssociationId"])
    assert gone["CidrBlockAssociation"]["CidrBlockState"]["State"] == "disassociating"
    assert len(vpc_of(ec2, vpc)["CidrBlockAssociationSet"]) == 1
    code, message, _ = error_of(ec2.disassociate_vpc_cidr_block, AssociationId=made["AssociationId"])
    assert code == "InvalidVpcCidrBlockAssociationID.NotFound" and made["AssociationId"] in message
    assert code_of(ec2.disassociate_vpc_cidr_block, AssociationId="vpc-1") == "InvalidVpcCidrBlockAssociationID.Malformed"
    assert code_of(ec2.disassociate_vpc_cidr_block) == "MissingParameter"
    primary = vpc_of(ec2, vpc)["CidrBlockAssociationSet"][0]["AssociationId"]
    assert code_of(ec2.disassociate_vpc_cidr_block, AssociationId=primary) == "OperationNotPermitted"


@pytest.mark.parametrize("cidr, code", [
    ("10.0.0.0/24", "InvalidVpc.Range"),
    ("10.0.0.0/16", "InvalidVpc.Range"),
    ("10.1.0.0/15", "InvalidVpc.Range"),
    ("10.1.0.0/29", "InvalidVpc.Range"),
    ("172.16.0.0/16", "InvalidVpc.Range"),
    ("192.168.0.0/24", "InvalidVpc.Range"),
    ("169.254.0.0/24", "InvalidVpc.Range"),
    ("127.0.0.0/16", "InvalidVpc.Range"),
    ("224.0.0.0/16", "InvalidVpc.Range"),
    ("ten", "InvalidParameterValue"),
    (None, "MissingParameter"),
])
def test_blocks_that_cannot_join(ec2, vpc, cidr, code):
    given = {} if cidr is None else {"CidrBlock": cidr}
    got, message, _ = error_of(ec2.associate_vpc_cidr_block, VpcId=vpc, **given)
    assert got == code, message
    assert len(vpc_of(ec2, vpc)["CidrBlockAssociationSet"]) == 1


def test_a_block_and_a_route_to_a_part_of_it(ec2, vpc, subnet):
    [table] = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["RouteTables"]
    eni = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    route = {"RouteTableId": table["RouteTableId"], "DestinationCidrBlock": "10.2.1.0/24"}
    ec2.create_route(**route, NetworkInterfaceId=eni)
    assert code_of(ec2.associate_vpc_cidr_block, VpcId=vpc, CidrBlock="10.2.0.0/16") == "InvalidVpc.Range"
    assert code_of(ec2.associate_vpc_cidr_block, VpcId=vpc, CidrBlock="10.2.1.0/24") == "InvalidVpc.Range"
    ec2.associate_vpc_cidr_block(VpcId=vpc, CidrBlock="10.2.1.0/25")
    ec2.delete_route(**route)


def test_a_block_and_what_a_peer_has(ec2, vpc):
    other = ec2.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
    made = ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=other)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=made)
    for one, block in [(vpc, "10.7.1.0/24"), (other, "10.0.9.0/24")]:
        code, message, _ = error_of(ec2.associate_vpc_cidr_block, VpcId=one, CidrBlock=block)
        assert code == "InvalidVpc.Range" and made in message
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=made)
    ec2.associate_vpc_cidr_block(VpcId=vpc, CidrBlock="10.7.1.0/24")


def test_the_quota_of_blocks(ec2, vpc):
    for number in range(2, 6):
        ec2.associate_vpc_cidr_block(VpcId=vpc, CidrBlock=f"10.{number}.0.0/16")
    code, message, _ = error_of(ec2.associate_vpc_cidr_block, VpcId=vpc, CidrBlock="10.9.0.0/16")
    assert code == "CidrLimitExceeded" and vpc in message and message.endswith("5")
    for _ in range(5):
        ec2.associate_vpc_cidr_block(VpcId=vpc, AmazonProvidedIpv6CidrBlock=True)
    assert code_of(ec2.associate_vpc_cidr_block, VpcId=vpc, AmazonProvidedIpv6CidrBlock=True) == "CidrLimitExceeded"


def test_ipv6_blocks_of_vpcs(ec2, vpc):
    answer = ec2.associate_vpc_cidr_block(VpcId=vpc, AmazonProvidedIpv6CidrBlock=True)
    made = answer["Ipv6CidrBlockAssociation"]
    assert made["Ipv6CidrBlockState"] == {"State": "associating"}
    block = ipaddress.ip_network(made["Ipv6CidrBlock"])
    assert block.prefixlen == 56 and block.subnet_of(ipaddress.ip_network("2001:db8::/32"))
    assert (made["Ipv6Pool"], made["NetworkBorderGroup"], made["IpSource"]) == ("Amazon", "us-east-1", "amazon")
    [described] = vpc_of(ec2, vpc)["Ipv6CidrBlockAssociationSet"]
    assert described == {**made, "Ipv6CidrBlockState": {"State": "associated"}}
    for name, value in [("ipv6-cidr-block", str(block)), ("ipv6-pool", "Amazon"), ("state", "associated"),
                        ("association-id", made["AssociationId"])]:
        found = ec2.describe_vpcs(Filters=[{"Name": f"ipv6-cidr-block-association.{name}", "Values": [value]}])["Vpcs"]
        assert vpc in [each["VpcId"] for each in found], name
    # What allowed IPv4 allows IPv6.
    [group] = ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["SecurityGroups"]
    egress = group["IpPermissionsEgress"]
    assert [r["CidrIpv6"] for each in egress for r in each["Ipv6Ranges"]] == ["::/0"]
    [acl] = ec2.describe_network_acls(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["NetworkAcls"]
    assert {(each["RuleNumber"], each.get("Ipv6CidrBlock")) for each in acl["Entries"]} >= {(101, "::/0")}
    new = ec2.create_security_group(VpcId=vpc, GroupName="new", Description="new")["GroupId"]
    rules = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [new]}])["SecurityGroupRules"]
    assert sorted(each.get("CidrIpv4") or each["CidrIpv6"] for each in rules) == ["0.0.0.0/0", "::/0"]
    # A block belongs to one VPC.
    named = {"Ipv6CidrBlock": str(block), "Ipv6Pool": "Amazon"}
    assert code_of(ec2.create_vpc, CidrBlock="10.0.0.0/16", **named) == "InvalidVpc.Range"
    gone = ec2.disassociate_vpc_cidr_block(AssociationId=made["AssociationId"])
    assert gone["Ipv6CidrBlockAssociation"]["Ipv6CidrBlockState"]["State"] == "disassociating"
    assert vpc_of(ec2, vpc)["Ipv6CidrBlockAssociationSet"] == []
    other = ec2.create_vpc(CidrBlock="10.0.0.0/16", **named)["Vpc"]
    assert other["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"] == str(block)
    ec2.delete_vpc(VpcId=other["VpcId"])


@pytest.mark.parametrize("given, code", [
    ({"AmazonProvidedIpv6CidrBlock": True, "CidrBlock": "10.4.0.0/16"}, "InvalidParameterCombination"),
    ({"AmazonProvidedIpv6CidrBlock": True, "Ipv6CidrBlock": "2001:db8::/56"}, "InvalidParameterCombination"),
    ({"Ipv6CidrBlock": "2001:db8::/56"}, "MissingParameter"),
    ({"Ipv6Pool": "Amazon"}, "MissingParameter"),
    ({"Ipv6CidrBlock": "2001:db8::/56", "Ipv6Pool": "ipv6pool-ec2-0123456789abcdef0"}, "InvalidIpv6PoolID.NotFound"),
    ({"Ipv6CidrBlock": "2001:db8::/48", "Ipv6Pool": "Amazon"}, "InvalidParameterValue"),
    ({"Ipv6CidrBlock": "2002::/56", "Ipv6Pool": "Amazon"}, "InvalidParameterValue"),
    ({"Ipv6CidrBlock": "ten", "Ipv6Pool": "Amazon"}, "InvalidParameterValue"),
    ({"AmazonProvidedIpv6CidrBlock": True, "Ipv6CidrBlockNetworkBorderGroup": "us-west-2"}, "InvalidParameterValue"),
    ({"Ipv6IpamPoolId": "ipam-pool-0123456789abcdef0", "Ipv6NetmaskLength": 56}, "UnsupportedOperation"),
])
def test_ipv6_blocks_that_cannot_be(ec2, vpc, given, code):
    got, message, _ = error_of(ec2.associate_vpc_cidr_block, VpcId=vpc, **given)
    assert got == code, message
    assert code_of(ec2.associate_vpc_cidr_block, VpcId="vpc-0123456789abcdef0", AmazonProvidedIpv6CidrBlock=True) \
        == "InvalidVpcID.NotFound"


def test_the_range_of_ipv6_blocks_is_configured():
    with Server("--ipv6-range", "fd00:1234::/54", data_plane="none") as server:
        ec2 = server.client("ec2")
        blocks = set()
        for _ in range(3):
            vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16", AmazonProvidedIpv6CidrBlock=True)["Vpc"]
            blocks.add(vpc["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"])
        # The first one is the host's own.
        assert blocks == {"fd00:1234:0:100::/56", "fd00:1234:0:200::/56", "fd00:1234:0:300::/56"}
        # Also another region's VPC may be on the same host.
        elsewhere = server.client("ec2", region="eu-west-1")
        assert code_of(elsewhere.create_vpc, CidrBlock="10.0.0.0/16", AmazonProvidedIpv6CidrBlock=True) \
            == "InsufficientCidrBlocks"


def test_tenancy(ec2):
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16", InstanceTenancy="dedicated")["Vpc"]
    assert vpc["InstanceTenancy"] == "dedicated"
    assert code_of(ec2.modify_vpc_tenancy, VpcId=vpc["VpcId"], InstanceTenancy="dedicated") == "InvalidParameterValue"
    assert ec2.modify_vpc_tenancy(VpcId=vpc["VpcId"], InstanceTenancy="default")["ReturnValue"] is True
    assert vpc_of(ec2, vpc["VpcId"])["InstanceTenancy"] == "default"
    assert code_of(ec2.modify_vpc_tenancy, VpcId="vpc-0123456789abcdef0", InstanceTenancy="default") == "InvalidVpcID.NotFound"
    assert code_of(ec2.modify_vpc_tenancy, VpcId="x", InstanceTenancy="default") == "InvalidVpcID.Malformed"
    assert code_of(ec2.create_vpc, CidrBlock="10.0.0.0/16", InstanceTenancy="host") == "InvalidParameterValue"


def test_the_default_vpc_made_anew(apis):
    ec2 = apis.client("ec2", region="eu-north-1")
    assert code_of(ec2.create_default_vpc) == "DefaultVpcAlreadyExists"
    [old] = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]
    in_old = [{"Name": "vpc-id", "Values": [old["VpcId"]]}]
    subnets = ec2.describe_subnets(Filters=in_old)["Subnets"]
    first = min(subnets, key=lambda each: each["AvailabilityZone"])
    code, message, _ = error_of(ec2.create_default_subnet, AvailabilityZone=first["AvailabilityZone"])
    assert code == "DefaultSubnetAlreadyExistsInAvailabilityZone" and first["SubnetId"] in message
    ec2.delete_subnet(SubnetId=first["SubnetId"])
    again = ec2.create_default_subnet(AvailabilityZone=first["AvailabilityZone"])["Subnet"]
    differing = {key for key in first if first[key] != again[key]}
    assert differing == {"SubnetId", "SubnetArn"}, differing
    assert code_of(ec2.create_default_subnet) == "MissingParameter"
    assert code_of(ec2.create_default_subnet, AvailabilityZone="eu-north-1z") == "InvalidParameterValue"
    for each in ec2.describe_subnets(Filters=in_old)["Subnets"]:
        ec2.delete_subnet(SubnetId=each["SubnetId"])
    [gateway] = ec2.describe_internet_gateways()["InternetGateways"]
    ec2.detach_internet_gateway(InternetGatewayId=gateway["InternetGatewayId"], VpcId=old["VpcId"])
    ec2.delete_internet_gateway(InternetGatewayId=gateway["InternetGatewayId"])
    ec2.delete_vpc(VpcId=old["VpcId"])
    assert code_of(ec2.create_default_subnet, AvailabilityZone=first["AvailabilityZone"]) == "DefaultVpcDoesNotExist"
    attributes = ec2.describe_account_attributes(AttributeNames=["default-vpc"])["AccountAttributes"]
    assert attributes[0]["AttributeValues"] == [{"AttributeValue": "none"}]
    new = ec2.create_default_vpc()["Vpc"]
    assert (new["CidrBlock"], new["IsDefault"], new["State"]) == ("172.31.0.0/16", True, "pending")
    in_new = [{"Name": "vpc-id", "Values": [new["VpcId"]]}]
    made = ec2.describe_subnets(Filters=in_new)["Subnets"]
    assert sorted(each["CidrBlock"] for each in made) == sorted(each["CidrBlock"] for each in subnets)
    assert all(each["DefaultForAz"] and each["MapPublicIpOnLaunch"] for each in made)
    [table] = ec2.describe_route_tables(Filters=in_new)["RouteTables"]
    assert {route["DestinationCidrBlock"] for route in table["Routes"]} == {"172.31.0.0/16", "0.0.0.0/0"}


def test_account_attributes(ec2):
    attributes = {each["AttributeName"]: [value["AttributeValue"] for value in each["AttributeValues"]]
                  for each in ec2.describe_account_attributes()["AccountAttributes"]}
    [default] = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]
    assert attributes["default-vpc"] == [default["VpcId"]] and attributes["supported-platforms"] == ["VPC"]
    assert set(attributes) == {"supported-platforms", "default-vpc", "max-instances", "max-elastic-ips",
                               "vpc-max-elastic-ips", "vpc-max-security-groups-per-interface"}
    assert code_of(ec2.describe_account_attributes, AttributeNames=["ships"]) == "InvalidParameterValue"


def test_every_vpc_attribute_changes(ec2, vpc):
    for name in ("enableDnsSupport", "enableDnsHostnames", "enableNetworkAddressUsageMetrics"):
        member = name[0].upper() + name[1:]
        for value in (True, False, True):
            ec2.modify_vpc_attribute(VpcId=vpc, **{member: {"Value": value}})
            assert ec2.describe_vpc_attribute(VpcId=vpc, Attribute=name)[member] == {"Value": value}


def test_ipv6_blocks_of_subnets(ec2, dual):
    vpc, subnet, cidr = dual
    [made] = subnet_of(ec2, subnet)["Ipv6CidrBlockAssociationSet"]
    assert (made["Ipv6CidrBlock"], made["Ipv6CidrBlockState"]) == (cidr, {"State": "associated"})
    found = ec2.describe_subnets(Filters=[
        {"Name": "ipv6-cidr-block-association.ipv6-cidr-block", "Values": [cidr]},
        {"Name": "ipv6-cidr-block-association.association-id", "Values": [made["AssociationId"]]},
        {"Name": "ipv6-cidr-block-association.state", "Values": ["associated"]}])["Subnets"]
    assert [each["SubnetId"] for each in found] == [subnet]
    block = vpc_of(ec2, vpc)["Ipv6CidrBlockAssociationSet"][0]
    assert code_of(ec2.disassociate_vpc_cidr_block, AssociationId=block["AssociationId"]) == "DependencyViolation"
    assert code_of(ec2.associate_subnet_cidr_block, SubnetId=subnet, Ipv6CidrBlock=cidr) == "CidrLimitExceeded"
    other = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.2.0/24")["Subnet"]["SubnetId"]
    for bad, code in [(cidr, "InvalidSubnet.Conflict"), (block["Ipv6CidrBlock"], "InvalidSubnet.Range"),
                      ("2002::/64", "InvalidSubnet.Range"), ("ten", "InvalidParameterValue"), ("", "MissingParameter")]:
        assert code_of(ec2.associate_subnet_cidr_block, SubnetId=other, Ipv6CidrBlock=bad) == code, bad
        if bad:
            assert code_of(ec2.create_subnet, VpcId=vpc, CidrBlock="10.0.3.0/24", Ipv6CidrBlock=bad) == code, bad
    assert code_of(ec2.associate_subnet_cidr_block, SubnetId="subnet-0123456789abcdef0", Ipv6CidrBlock=cidr) == "InvalidSubnetID.NotFound"
    eni = ec2.create_network_interface(SubnetId=subnet, Ipv6AddressCount=1)["NetworkInterface"]["NetworkInterfaceId"]
    assert code_of(ec2.disassociate_subnet_cidr_block, AssociationId=made["AssociationId"]) == "DependencyViolation"
    ec2.delete_network_interface(NetworkInterfaceId=eni)
    ec2.modify_subnet_attribute(SubnetId=subnet, AssignIpv6AddressOnCreation={"Value": True})
    assert code_of(ec2.disassociate_subnet_cidr_block, AssociationId=made["AssociationId"]) == "InvalidParameterValue"
    ec2.modify_subnet_attribute(SubnetId=subnet, AssignIpv6AddressOnCreation={"Value": False})
    gone = ec2.disassociate_subnet_cidr_block(AssociationId=made["AssociationId"])
    assert gone["SubnetId"] == subnet
    assert gone["Ipv6CidrBlockAssociation"]["Ipv6CidrBlockState"]["State"] == "disassociating"
    assert code_of(ec2.disassociate_subnet_cidr_block, AssociationId=made["AssociationId"]) \
        == "InvalidSubnetCidrBlockAssociationID.NotFound"
    assert code_of(ec2.disassociate_subnet_cidr_block, AssociationId="x") == "InvalidSubnetCidrBlockAssociationID.Malformed"
    again = ec2.associate_subnet_cidr_block(SubnetId=other, Ipv6CidrBlock=cidr)["Ipv6CidrBlockAssociation"]
    assert again["Ipv6CidrBlockState"]["State"] == "associating"


def test_subnet_attributes(ec2, dual, subnet):
    _, with_ipv6, _ = dual
    for member, value, shown in [
        ("AssignIpv6AddressOnCreation", {"Value": True}, ("AssignIpv6AddressOnCreation", True)),
        ("MapPublicIpOnLaunch", {"Value": True}, ("MapPublicIpOnLaunch", True)),
    ]:
        ec2.modify_subnet_attribute(SubnetId=with_ipv6, **{member: value})
        assert subnet_of(ec2, with_ipv6)[shown[0]] is shown[1]
    for member, value, shown in [
        ("PrivateDnsHostnameTypeOnLaunch", "resource-name", ("HostnameType", "resource-name")),
        ("EnableResourceNameDnsARecordOnLaunch", {"Value": True}, ("EnableResourceNameDnsARecord", True)),
        ("EnableResourceNameDnsAAAARecordOnLaunch", {"Value": True}, ("EnableResourceNameDnsAAAARecord", True)),
    ]:
        ec2.modify_subnet_attribute(SubnetId=with_ipv6, **{member: value})
        assert subnet_of(ec2, with_ipv6)["PrivateDnsNameOptionsOnLaunch"][shown[0]] == shown[1]
    given = {"AssignIpv6AddressOnCreation": {"Value": True}}
    assert code_of(ec2.modify_subnet_attribute, SubnetId=subnet, **given) == "InvalidParameterValue"
    given["MapPublicIpOnLaunch"] = {"Value": True}
    assert code_of(ec2.modify_subnet_attribute, SubnetId=subnet, **given) == "InvalidRequest"
    assert code_of(ec2.modify_subnet_attribute, SubnetId="subnet-0123456789abcdef0", MapPublicIpOnLaunch={"Value": True}) == "InvalidSubnetID.NotFound"
    assert code_of(ec2.modify_subnet_attribute, SubnetId=subnet, EnableDns64={"Value": True}) == "UnsupportedOperation"


def test_reservations(ec2, dual):
    _, subnet, cidr = dual
    made = ec2.create_subnet_cidr_reservation(
        SubnetId=subnet, Cidr="10.0.1.0/25", ReservationType="explicit", Description="ours",
        TagSpecifications=tagged("subnet-cidr-reservation"))["SubnetCidrReservation"]
    assert {**made, "SubnetCidrReservationId": ""} == {
        "SubnetCidrReservationId": "", "SubnetId": subnet, "Cidr": "10.0.1.0/25", "ReservationType": "explicit",
        "OwnerId": "123456789012", "Description": "ours", "Tags": TAGS}
    prefix = cidr.replace("::/64", ":4000::/80")
    six = ec2.create_subnet_cidr_reservation(SubnetId=subnet, Cidr=prefix, ReservationType="prefix")["SubnetCidrReservation"]
    listed = ec2.get_subnet_cidr_reservations(SubnetId=subnet)
    assert listed["SubnetIpv4CidrReservations"] == [made] and listed["SubnetIpv6CidrReservations"] == [six]
    only = ec2.get_subnet_cidr_reservations(SubnetId=subnet, Filters=[{"Name": "tag:Name", "Values": ["mine"]}])
    assert only["SubnetIpv4CidrReservations"] == [made] and only["SubnetIpv6CidrReservations"] == []
    ec2.create_tags(Resources=[six["SubnetCidrReservationId"]], Tags=[{"Key": "team", "Value": "harbour"}])
    [tag] = ec2.describe_tags(Filters=[{"Name": "resource-id", "Values": [six["SubnetCidrReservationId"]]}])["Tags"]
    assert (tag["Key"], tag["ResourceType"]) == ("team", "subnet-cidr-reservation")
    # Not used is free, and yet nobody gets it who did not ask.
    assert subnet_of(ec2, subnet)["AvailableIpAddressCount"] == 251
    eni = ec2.create_network_interface(SubnetId=subnet, SecondaryPrivateIpAddressCount=3)["NetworkInterface"]
    assert all(int(each["PrivateIpAddress"].split(".")[3]) >= 128 for each in eni["PrivateIpAddresses"])
    asked = ec2.create_network_interface(SubnetId=subnet, PrivateIpAddress="10.0.1.9")["NetworkInterface"]
    assert asked["PrivateIpAddress"] == "10.0.1.9"
    prefixes = ec2.create_network_interface(SubnetId=subnet, Ipv6PrefixCount=1)["NetworkInterface"]
    assert prefixes["Ipv6Prefixes"] == [{"Ipv6Prefix": prefix}]
    for given, code in [
        ({"Cidr": "10.0.1.64/26"}, "InvalidSubnetCidrReservation.Range"),
        ({"Cidr": "10.0.2.0/28"}, "InvalidSubnetCidrReservation.Range"),
        ({"Cidr": "10.0.1.129/28"}, "InvalidSubnetCidrReservation.Range"),
        ({"Cidr": "ten"}, "InvalidParameterValue"),
        ({"Cidr": "10.0.1.128/28", "ReservationType": "ship"}, "InvalidParameterValue"),
        ({"Cidr": "10.0.1.128/28", "SubnetId": "subnet-0123456789abcdef0"}, "InvalidSubnetID.NotFound"),
        ({"Cidr": "10.0.1.128/28", "SubnetId": "x"}, "InvalidSubnetID.Malformed"),
        ({}, "MissingParameter"),
    ]:
        got, message, _ = error_of(ec2.create_subnet_cidr_reservation, **{"SubnetId": subnet, "ReservationType": "explicit", **given})
        assert got == code, message
    deleted = ec2.delete_subnet_cidr_reservation(SubnetCidrReservationId=made["SubnetCidrReservationId"])
    assert deleted["DeletedSubnetCidrReservation"] == made
    unknown = {"SubnetCidrReservationId": made["SubnetCidrReservationId"]}
    assert code_of(ec2.delete_subnet_cidr_reservation, **unknown) == "InvalidSubnetCidrReservationID.NotFound"
    assert code_of(ec2.delete_subnet_cidr_reservation, SubnetCidrReservationId="x") == "InvalidSubnetCidrReservationID.Malformed"
    assert code_of(ec2.get_subnet_cidr_reservations, SubnetId="subnet-0123456789abcdef0") == "InvalidSubnetID.NotFound"


def test_pages_of_reservations(ec2, subnet):
    for number in range(7):
        ec2.create_subnet_cidr_reservation(SubnetId=subnet, Cidr=f"10.0.1.{number * 16}/28", ReservationType="prefix")
    # botocore has no paginator for it.
    first = ec2.get_subnet_cidr_reservations(SubnetId=subnet, MaxResults=5)
    pages = [first, ec2.get_subnet_cidr_reservations(SubnetId=subnet, MaxResults=5, NextToken=first["NextToken"])]
    assert [len(page["SubnetIpv4CidrReservations"]) for page in pages] == [5, 2]
    assert len({each["Cidr"] for page in pages for each in page["SubnetIpv4CidrReservations"]}) == 7


def test_a_dry_run_changes_nothing(ec2, dual):
    vpc, subnet, _ = dual
    options = ec2.create_dhcp_options(DhcpConfigurations=dhcp(domain_name=["a"]))["DhcpOptions"]["DhcpOptionsId"]
    reservation = ec2.create_subnet_cidr_reservation(
        SubnetId=subnet, Cidr="10.0.1.16/28", ReservationType="prefix")["SubnetCidrReservation"]
    eni = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    before = (vpc_of(ec2, vpc), subnet_of(ec2, subnet), ec2.get_subnet_cidr_reservations(SubnetId=subnet)["SubnetIpv4CidrReservations"])
    for call, given in [
        (ec2.create_vpc, {"CidrBlock": "10.0.0.0/16", "AmazonProvidedIpv6CidrBlock": True}),
        (ec2.modify_vpc_tenancy, {"VpcId": vpc, "InstanceTenancy": "default"}),
        (ec2.create_subnet_cidr_reservation, {"SubnetId": subnet, "Cidr": "10.0.1.32/28", "ReservationType": "prefix"}),
        (ec2.delete_subnet_cidr_reservation, {"SubnetCidrReservationId": reservation["SubnetCidrReservationId"]}),
        (ec2.get_subnet_cidr_reservations, {"SubnetId": subnet}),
        (ec2.create_dhcp_options, {"DhcpConfigurations": dhcp(domain_name=["a"])}),
        (ec2.associate_dhcp_options, {"DhcpOptionsId": options, "VpcId": vpc}),
        (ec2.delete_dhcp_options, {"DhcpOptionsId": options}),
        (ec2.create_network_interface, {"SubnetId": subnet, "Ipv6AddressCount": 1}),
        (ec2.describe_network_interface_attribute, {"NetworkInterfaceId": eni, "Attribute": "description"}),
        (ec2.reset_network_interface_attribute, {"NetworkInterfaceId": eni, "SourceDestCheck": "true"}),
        (ec2.create_network_interface_permission,
         {"NetworkInterfaceId": eni, "AwsAccountId": "210987654321", "Permission": "INSTANCE-ATTACH"}),
    ]:
        assert code_of(call, **given, DryRun=True) == "DryRunOperation", given
    after = (vpc_of(ec2, vpc), subnet_of(ec2, subnet), ec2.get_subnet_cidr_reservations(SubnetId=subnet)["SubnetIpv4CidrReservations"])
    assert after == before
    assert ec2.describe_dhcp_options(DhcpOptionsIds=[options])["DhcpOptions"]


def dhcp(**options):
    return [{"Key": key.replace("_", "-"), "Values": values} for key, values in options.items()]


def test_dhcp_options(ec2, vpc):
    wanted = dhcp(domain_name=["example.com"], domain_name_servers=["10.0.0.9", "2001:db8::9"], ntp_servers=["10.0.0.8"],
                  netbios_name_servers=["10.0.0.7"], netbios_node_type=["2"], ipv6_address_preferred_lease_time=["140"])
    made = ec2.create_dhcp_options(DhcpConfigurations=wanted, TagSpecifications=tagged("dhcp-options"))["DhcpOptions"]
    shown = {each["Key"]: [value["Value"] for value in each["Values"]] for each in made["DhcpConfigurations"]}
    assert shown == {each["Key"]: each["Values"] for each in wanted} and made["Tags"] == TAGS
    id = made["DhcpOptionsId"]
    assert ec2.describe_dhcp_options(DhcpOptionsIds=[id])["DhcpOptions"] == [made]
    by = [{"Name": "key", "Values": ["ntp-servers"]}, {"Name": "value", "Values": ["10.0.0.8"]}]
    assert id in [each["DhcpOptionsId"] for each in ec2.describe_dhcp_options(Filters=by)["DhcpOptions"]]
    ec2.associate_dhcp_options(DhcpOptionsId=id, VpcId=vpc)
    assert vpc_of(ec2, vpc)["DhcpOptionsId"] == id
    assert code_of(ec2.delete_dhcp_options, DhcpOptionsId=id) == "DependencyViolation"
    ec2.associate_dhcp_options(DhcpOptionsId="default", VpcId=vpc)
    assert vpc_of(ec2, vpc)["DhcpOptionsId"] == "default"
    ec2.delete_dhcp_options(DhcpOptionsId=id)
    for call, given in [(ec2.delete_dhcp_options, {}), (ec2.associate_dhcp_options, {"VpcId": vpc})]:
        assert code_of(call, DhcpOptionsId=id, **given) == "InvalidDhcpOptionID.NotFound"
        assert code_of(call, DhcpOptionsId="x", **given) == "InvalidDhcpOptionsId.Malformed"
        assert code_of(call, **given) == "MissingParameter"
    assert code_of(ec2.associate_dhcp_options, DhcpOptionsId="default", VpcId="vpc-0123456789abcdef0") == "InvalidVpcID.NotFound"


@pytest.mark.parametrize("configurations, code", [
    ([], "MissingParameter"),
    (dhcp(ship=["maru"]), "InvalidParameterValue"),
    (dhcp(domain_name_servers=["ten"]), "InvalidParameterValue"),
    (dhcp(domain_name_servers=["10.0.0.2\nnameserver 8.8.8.8"]), "InvalidParameterValue"),
    (dhcp(domain_name_servers=[f"10.0.0.{n}" for n in range(5)]), "InvalidParameterValue"),
    (dhcp(domain_name=["a b\nc"]), "InvalidParameterValue"),
    (dhcp(netbios_node_type=["3"]), "InvalidParameterValue"),
    (dhcp(ntp_servers=[]), "InvalidParameterValue"),
    (dhcp(domain_name=["a"]) * 2, "InvalidParameterValue"),
])
def test_dhcp_options_that_cannot_be(ec2, configurations, code):
    got, message, _ = error_of(ec2.create_dhcp_options, DhcpConfigurations=configurations)
    assert got == code, message


def test_pages_of_dhcp_options(ec2):
    made = {ec2.create_dhcp_options(DhcpConfigurations=dhcp(domain_name=["pages.example"]))["DhcpOptions"]["DhcpOptionsId"]
            for _ in range(7)}
    pages = ec2.get_paginator("describe_dhcp_options").paginate(
        Filters=[{"Name": "value", "Values": ["pages.example"]}], PaginationConfig={"PageSize": 5})
    found = [[each["DhcpOptionsId"] for each in page["DhcpOptions"]] for page in pages]
    assert [len(page) for page in found] == [5, 2] and {id for page in found for id in page} == made
    for id in made:
        ec2.delete_dhcp_options(DhcpOptionsId=id)
