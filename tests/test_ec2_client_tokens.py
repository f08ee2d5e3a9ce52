"""Client tokens: a request that is repeated with its token makes nothing twice, and a token is no longer than AWS allows.

Which operations take one is read from the list of what is honoured, so that none is forgotten.
"""

import pytest
from botocore import xform_name
from errors import code_of
from outcomes import honoured

TAKING = sorted(name for name, members in honoured().items() if "ClientToken" in members)

# What each needs, where its answer names what it made, and another input that does not fit the token.
MADE = {
    "CreateEgressOnlyInternetGateway": (
        {"VpcId": "vpc"}, lambda answer: answer["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"], {"VpcId": "other"}),
    "CreateManagedPrefixList": (
        {"PrefixListName": "l", "MaxEntries": 1, "AddressFamily": "IPv4"}, lambda answer: answer["PrefixList"]["PrefixListId"],
        {"AddressFamily": "IPv6"}),
    "CreateNatGateway": ({"SubnetId": "subnet", "ConnectivityType": "private"},
                         lambda answer: answer["NatGateway"]["NatGatewayId"], {"SubnetId": "second"}),
    "CreateNetworkAcl": ({"VpcId": "vpc"}, lambda answer: answer["NetworkAcl"]["NetworkAclId"], {"VpcId": "other"}),
    "CreateNetworkInsightsPath": (
        {"Source": "eni", "Destination": "eni", "Protocol": "tcp"},
        lambda answer: answer["NetworkInsightsPath"]["NetworkInsightsPathId"], {"Protocol": "udp"}),
    "CreateNetworkInterface": ({"SubnetId": "subnet"}, lambda answer: answer["NetworkInterface"]["NetworkInterfaceId"],
                               {"SubnetId": "second"}),
    "CreateRouteTable": ({"VpcId": "vpc"}, lambda answer: answer["RouteTable"]["RouteTableId"], {"VpcId": "other"}),
    "CreateVpcEndpoint": ({"VpcId": "vpc", "ServiceName": "com.amazonaws.us-east-1.s3"},
                          lambda answer: answer["VpcEndpoint"]["VpcEndpointId"], {"VpcId": "other"}),
    "RunInstances": ({"ImageId": "ami-0123456789abcdef0", "MinCount": 1, "MaxCount": 1, "SubnetId": "subnet"},
                     lambda answer: answer["Instances"][0]["InstanceId"], {"SubnetId": "second"}),
    "StartNetworkInsightsAnalysis": (
        {"NetworkInsightsPathId": "path"}, lambda answer: answer["NetworkInsightsAnalysis"]["NetworkInsightsAnalysisId"],
        {"NetworkInsightsPathId": "second_path"}),
}
# There is no load balancer yet that a service could stand behind, so none is made.
REFUSING = {"CreateVpcEndpointServiceConfiguration"}
# What tag specifications call what each makes.
TAGGED = {
    "CreateEgressOnlyInternetGateway": "egress-only-internet-gateway", "CreateManagedPrefixList": "prefix-list",
    "CreateNatGateway": "natgateway", "CreateNetworkAcl": "network-acl", "CreateNetworkInsightsPath": "network-insights-path",
    "CreateNetworkInterface": "network-interface", "CreateRouteTable": "route-table", "CreateVpcEndpoint": "vpc-endpoint",
    "RunInstances": "instance",
    "StartNetworkInsightsAnalysis": "network-insights-analysis",
}
# Botocore gives these a token where the caller gives none.
REQUIRED = {"CreateNetworkInsightsPath", "StartNetworkInsightsAnalysis"}


def test_every_operation_is_tried():
    assert set(TAKING) == MADE.keys() | REFUSING
    assert MADE.keys() == TAGGED.keys()


@pytest.fixture
def things(ec2, vpc):
    subnet, second = (ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24")["Subnet"]["SubnetId"] for n in range(2))
    eni = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    path, second_path = (
        ec2.create_network_insights_path(Source=eni, Destination=eni, Protocol=protocol)["NetworkInsightsPath"][
            "NetworkInsightsPathId"] for protocol in ("tcp", "udp"))
    return {"vpc": vpc, "subnet": subnet, "second": second, "eni": eni, "path": path, "second_path": second_path,
            "other": ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]}


def maker(ec2, things, operation):
    """Calls an operation with a token, and gives its answer."""
    call = getattr(ec2, xform_name(operation))

    def make(token, **changed):
        given = {**MADE[operation][0], **changed, "ClientToken": token}
        return call(**{name: things.get(value, value) if isinstance(value, str) else value for name, value in given.items()})

    return make


@pytest.mark.parametrize("operation", MADE)
def test_a_token_makes_one(ec2, things, operation):
    _, made, another = MADE[operation]
    make = maker(ec2, things, operation)
    token = f"{things['vpc']}-{operation}"[:64]
    first = make(token)
    assert made(make(token)) == made(first)
    assert first.get("ClientToken", token) == token
    assert code_of(make, token=token, **another) == "IdempotentParameterMismatch"
    assert made(make(token[::-1])) != made(first)
    # The longest there is, and what is longer, or no ASCII.
    make(f"{things['vpc']:-<64}")
    for bad in (f"{things['vpc']:-<65}", "tökén"):
        assert code_of(make, token=bad) == "InvalidParameterValue"
    # An empty token is none.
    if operation in REQUIRED:
        assert code_of(make, token="") == "MissingParameter"
    else:
        assert made(make("")) != made(make(""))


@pytest.mark.parametrize("operation", MADE)
def test_tags_are_a_part_of_the_request_and_what_became_of_them_is_not(ec2, things, operation):
    made, make = MADE[operation][1], maker(ec2, things, operation)

    def tagged(**tags):
        tags = [{"Key": key, "Value": value} for key, value in tags.items()]
        return {"TagSpecifications": [{"ResourceType": TAGGED[operation], "Tags": tags}]}

    token = f"tags-{things['vpc']}-{operation}"[:64]
    first = made(make(token, **tagged(stage="one", owner="a")))
    assert made(make(token, **tagged(owner="a", stage="one"))) == first, "their order means nothing"
    for other in ({}, tagged(stage="one"), tagged(stage="two", owner="a"), tagged(stage="one", owner="a", more="")):
        assert code_of(make, token=token, **other) == "IdempotentParameterMismatch"
    # The request is still the same when what it made has been changed.
    ec2.create_tags(Resources=[first], Tags=[{"Key": "stage", "Value": "two"}])
    assert made(make(token, **tagged(stage="one", owner="a"))) == first
    assert code_of(make, token=token, **tagged(stage="two", owner="a")) == "IdempotentParameterMismatch"
    assert made(make(token[::-1])) != first


def test_what_became_of_a_subnet_does_not_change_a_launch(ec2, things):
    subnet, make = things["subnet"], maker(ec2, things, "RunInstances")
    token = f"subnet-{subnet}"
    [first] = make(token)["Instances"]
    ec2.modify_subnet_attribute(SubnetId=subnet, MapPublicIpOnLaunch={"Value": True})
    # Nor does a zone, which AWS does not compare.
    [zone] = (each["AvailabilityZone"] for each in ec2.describe_subnets(SubnetIds=[subnet])["Subnets"])
    for same in ({}, {"Placement": {"AvailabilityZone": zone}}):
        [again] = make(token, **same)["Instances"]
        assert again["InstanceId"] == first["InstanceId"] and "PublicIpAddress" not in again
    assert code_of(make, token=token, InstanceType="m5.large") == "IdempotentParameterMismatch"
