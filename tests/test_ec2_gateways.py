"""Egress-only internet gateways and VPN gateways."""

import pytest
from errors import code_of, error_of

TAGS = [{"Key": "Name", "Value": "mine"}]
UNKNOWN_VPC = "vpc-0123456789abcdef0"


def tagged(resource_type):
    return [{"ResourceType": resource_type, "Tags": TAGS}]


def test_an_egress_only_gateway_and_its_vpc(ec2, vpc):
    specification = tagged("egress-only-internet-gateway")
    answer = ec2.create_egress_only_internet_gateway(VpcId=vpc, ClientToken="once", TagSpecifications=specification)
    made = answer["EgressOnlyInternetGateway"]
    gateway = made["EgressOnlyInternetGatewayId"]
    assert answer["ClientToken"] == "once" and made["Attachments"] == [{"State": "attached", "VpcId": vpc}]
    described = ec2.describe_egress_only_internet_gateways(EgressOnlyInternetGatewayIds=[gateway])
    assert described["EgressOnlyInternetGateways"] == [{**made, "Tags": TAGS}]
    again = ec2.create_egress_only_internet_gateway(VpcId=vpc, ClientToken="once", TagSpecifications=specification)
    assert again["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"] == gateway
    other = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    assert code_of(ec2.create_egress_only_internet_gateway, VpcId=other, ClientToken="once") == "IdempotentParameterMismatch"
    by_tag = [{"Name": "tag:Name", "Values": ["mine"]}]
    assert gateway in [each["EgressOnlyInternetGatewayId"] for each in
                       ec2.describe_egress_only_internet_gateways(Filters=by_tag)["EgressOnlyInternetGateways"]]
    assert code_of(ec2.delete_vpc, VpcId=vpc) == "DependencyViolation"
    assert ec2.delete_egress_only_internet_gateway(EgressOnlyInternetGatewayId=gateway)["ReturnCode"] is True
    ec2.delete_vpc(VpcId=vpc)


def test_egress_only_gateways_that_cannot_be(ec2, vpc):
    create = ec2.create_egress_only_internet_gateway
    assert code_of(create, VpcId=UNKNOWN_VPC) == "InvalidVpcID.NotFound"
    assert code_of(create, VpcId="x") == "InvalidVpcID.Malformed"
    assert code_of(create, VpcId="") == "MissingParameter"
    assert code_of(create, VpcId=vpc, TagSpecifications=tagged("vpc")) == "InvalidParameterValue"
    code, _, status = error_of(create, VpcId=vpc, DryRun=True)
    assert (code, status) == ("DryRunOperation", 412)
    for bad, code in [("eigw-0123456789abcdef0", "InvalidGatewayID.NotFound"),
                      ("igw-0123456789abcdef0", "InvalidEgressOnlyInternetGatewayId.Malformed")]:
        assert code_of(ec2.delete_egress_only_internet_gateway, EgressOnlyInternetGatewayId=bad) == code
        assert code_of(ec2.describe_egress_only_internet_gateways, EgressOnlyInternetGatewayIds=[bad]) == code
    assert code_of(ec2.delete_egress_only_internet_gateway, EgressOnlyInternetGatewayId="") == "MissingParameter"


def test_egress_only_gateways_come_in_pages(ec2, vpc):
    mine = {ec2.create_egress_only_internet_gateway(VpcId=vpc, TagSpecifications=[
        {"ResourceType": "egress-only-internet-gateway", "Tags": [{"Key": "page", "Value": "yes"}]}])[
            "EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"] for _ in range(6)}
    pages = ec2.get_paginator("describe_egress_only_internet_gateways").paginate(
        Filters=[{"Name": "tag:page", "Values": ["yes"]}], PaginationConfig={"PageSize": 5})
    pages = [[each["EgressOnlyInternetGatewayId"] for each in page["EgressOnlyInternetGateways"]] for page in pages]
    assert [len(page) for page in pages] == [5, 1] and {each for page in pages for each in page} == mine


def vpn_gateway(ec2, **more):
    return ec2.create_vpn_gateway(Type="ipsec.1", **more)["VpnGateway"]


def described(ec2, gateway):
    [found] = ec2.describe_vpn_gateways(VpnGatewayIds=[gateway])["VpnGateways"]
    return found


def test_a_vpn_gateway_joins_a_vpc_and_leaves_it(ec2, vpc):
    made = vpn_gateway(ec2, AmazonSideAsn=65000, AvailabilityZone="us-east-1a", TagSpecifications=tagged("vpn-gateway"))
    gateway = made["VpnGatewayId"]
    assert (made["State"], made["AmazonSideAsn"]) == ("pending", 65000)
    found = described(ec2, gateway)
    assert found == {"VpnGatewayId": gateway, "State": "available", "Type": "ipsec.1", "AmazonSideAsn": 65000,
                     "AvailabilityZone": "us-east-1a", "Tags": TAGS, "VpcAttachments": []}
    both = {"VpnGatewayId": gateway, "VpcId": vpc}
    assert ec2.attach_vpn_gateway(**both)["VpcAttachment"] == {"State": "attaching", "VpcId": vpc}
    assert described(ec2, gateway)["VpcAttachments"] == [{"State": "attached", "VpcId": vpc}]
    ec2.attach_vpn_gateway(**both)
    for name, value in [("attachment.vpc-id", vpc), ("vpn-gateway-id", gateway)]:
        by = [{"Name": name, "Values": [value]}, {"Name": "attachment.state", "Values": ["attached"]},
              {"Name": "amazon-side-asn", "Values": ["65000"]}, {"Name": "availability-zone", "Values": ["us-east-1a"]}]
        assert [each["VpnGatewayId"] for each in ec2.describe_vpn_gateways(Filters=by)["VpnGateways"]] == [gateway]
    assert code_of(ec2.delete_vpc, VpcId=vpc) == "DependencyViolation"
    assert code_of(ec2.delete_vpn_gateway, VpnGatewayId=gateway) == "IncorrectState"
    ec2.detach_vpn_gateway(**both)
    assert described(ec2, gateway)["VpcAttachments"] == []
    assert code_of(ec2.detach_vpn_gateway, **both) == "InvalidVpnGatewayAttachment.NotFound"
    ec2.delete_vpn_gateway(VpnGatewayId=gateway)
    assert code_of(ec2.describe_vpn_gateways, VpnGatewayIds=[gateway]) == "InvalidVpnGatewayID.NotFound"
    ec2.delete_vpc(VpcId=vpc)


def test_one_vpn_gateway_and_one_vpc(ec2, vpc):
    one, two = (vpn_gateway(ec2)["VpnGatewayId"] for _ in range(2))
    assert described(ec2, one)["AmazonSideAsn"] == 64512 and "AvailabilityZone" not in described(ec2, one)
    other = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    ec2.attach_vpn_gateway(VpnGatewayId=one, VpcId=vpc)
    assert code_of(ec2.attach_vpn_gateway, VpnGatewayId=one, VpcId=other) == "InvalidVpnGatewayState"
    assert code_of(ec2.attach_vpn_gateway, VpnGatewayId=two, VpcId=vpc) == "InvalidVpcState"


@pytest.mark.parametrize("parameters, code", [
    ({"Type": "ipsec.2"}, "InvalidParameterValue"),
    ({"Type": ""}, "InvalidParameterValue"),
    ({"AmazonSideAsn": 1}, "InvalidParameterValue"),
    ({"AmazonSideAsn": 2**40}, "InvalidParameterValue"),
    ({"AvailabilityZone": "us-east-1z"}, "InvalidZone.NotFound"),
    ({"TagSpecifications": tagged("vpc")}, "InvalidParameterValue"),
    ({"DryRun": True}, "DryRunOperation"),
])
def test_vpn_gateways_that_cannot_be(ec2, parameters, code):
    assert code_of(ec2.create_vpn_gateway, **{"Type": "ipsec.1", **parameters}) == code


def test_unknown_and_malformed_ids(ec2, vpc):
    gateway = vpn_gateway(ec2)["VpnGatewayId"]
    both = {"VpnGatewayId": gateway, "VpcId": vpc}
    for operation in (ec2.attach_vpn_gateway, ec2.detach_vpn_gateway):
        for parameters, code in [
            ({"VpnGatewayId": "vgw-0123456789abcdef0"}, "InvalidVpnGatewayID.NotFound"),
            ({"VpnGatewayId": "igw-0123456789abcdef0"}, "InvalidVpnGatewayID.Malformed"),
            ({"VpcId": UNKNOWN_VPC}, "InvalidVpcID.NotFound"),
            ({"VpcId": "x"}, "InvalidVpcID.Malformed"),
            ({"VpcId": ""}, "MissingParameter"),
        ]:
            assert code_of(operation, **{**both, **parameters}) == code, parameters
    for bad, code in [("vgw-0123456789abcdef0", "InvalidVpnGatewayID.NotFound"), ("x", "InvalidVpnGatewayID.Malformed")]:
        assert code_of(ec2.delete_vpn_gateway, VpnGatewayId=bad) == code
        assert code_of(ec2.describe_vpn_gateways, VpnGatewayIds=[bad]) == code


def test_there_are_no_customer_gateways(ec2):
    assert ec2.describe_customer_gateways()["CustomerGateways"] == []
    assert ec2.describe_customer_gateways(Filters=[{"Name": "state", "Values": ["available"]}])["CustomerGateways"] == []
    unknown = "cgw-0123456789abcdef0"
    code, message, _ = error_of(ec2.describe_customer_gateways, CustomerGatewayIds=[unknown])
    assert code == "InvalidCustomerGatewayID.NotFound" and unknown in message
    assert code_of(ec2.describe_customer_gateways, Filters=[{"Name": "colour", "Values": ["red"]}]) == "InvalidParameterValue"
    # Nobody can make one.
    code = code_of(ec2.create_customer_gateway, Type="ipsec.1", BgpAsn=65000, PublicIp="192.0.2.1")
    assert code == "InvalidAction"


def test_internet_gateways_come_in_pages(ec2):
    tags = [{"Key": "page", "Value": "internet"}]
    mine = {ec2.create_internet_gateway(TagSpecifications=[{"ResourceType": "internet-gateway", "Tags": tags}])[
        "InternetGateway"]["InternetGatewayId"] for _ in range(6)}
    pages = ec2.get_paginator("describe_internet_gateways").paginate(
        Filters=[{"Name": "tag:page", "Values": ["internet"]}], PaginationConfig={"PageSize": 5})
    pages = [[each["InternetGatewayId"] for each in page["InternetGateways"]] for page in pages]
    assert [len(page) for page in pages] == [5, 1] and {each for page in pages for each in page} == mine


def test_the_command_line(apis, vpc):
    made = apis.aws("ec2", "create-vpn-gateway", "--type", "ipsec.1", "--amazon-side-asn", "65010")["VpnGateway"]
    gateway = ["--vpn-gateway-id", made["VpnGatewayId"]]
    assert apis.aws("ec2", "attach-vpn-gateway", *gateway, "--vpc-id", vpc)["VpcAttachment"]["State"] == "attaching"
    table = apis.aws("ec2", "create-route-table", "--vpc-id", vpc)["RouteTable"]["RouteTableId"]
    propagation = ["--route-table-id", table, "--gateway-id", made["VpnGatewayId"]]
    apis.aws("ec2", "enable-vgw-route-propagation", *propagation)
    [found] = apis.aws("ec2", "describe-route-tables", "--route-table-ids", table)["RouteTables"]
    assert found["PropagatingVgws"] == [{"GatewayId": made["VpnGatewayId"]}]
    apis.aws("ec2", "disable-vgw-route-propagation", *propagation)
    apis.aws("ec2", "detach-vpn-gateway", *gateway, "--vpc-id", vpc)
    apis.aws("ec2", "delete-vpn-gateway", *gateway)
    refused = apis.aws("ec2", "describe-vpn-gateways", "--vpn-gateway-ids", made["VpnGatewayId"], check=False)
    assert "InvalidVpnGatewayID.NotFound" in refused.stderr
    assert apis.aws("ec2", "describe-customer-gateways") == {"CustomerGateways": []}
    egress = apis.aws("ec2", "create-egress-only-internet-gateway", "--vpc-id", vpc)["EgressOnlyInternetGateway"]
    egress = egress["EgressOnlyInternetGatewayId"]
    apis.aws("ec2", "create-route", "--route-table-id", table, "--destination-ipv6-cidr-block", "::/0",
             "--egress-only-internet-gateway-id", egress)
    listed = apis.aws("ec2", "describe-egress-only-internet-gateways", "--egress-only-internet-gateway-ids", egress)
    assert listed["EgressOnlyInternetGateways"][0]["Attachments"] == [{"State": "attached", "VpcId": vpc}]
    assert apis.aws("ec2", "delete-egress-only-internet-gateway", "--egress-only-internet-gateway-id", egress) == {"ReturnCode": True}
