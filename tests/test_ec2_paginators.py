"""Every paginator that botocore has for these operations: pages over all of it, each thing once.

Which there are is read from botocore, so that none is forgotten.
"""

import json

import botocore.session
import pytest
from botocore import xform_name
from errors import code_of
from outcomes import honoured
from server import Server

PAGINATORS = botocore.session.get_session().get_paginator_model("ec2")._paginator_config
PAGINATED = sorted(PAGINATORS.keys() & honoured().keys())
REGION = "us-east-1"
# There are seven of everything, and five on a page.
MANY, PAGE = 7, 5

# What there is nothing of yet, so that its one page is empty.
EMPTY = {
    "DescribeVpcEndpointServiceConfigurations": "no load balancer that a service could stand behind",
    "DescribeSecurityGroupVpcAssociations": "no operation that associates a group with another VPC",
}
# AWS offers two services, each with a list of its own: one on a page.
PAIRS = ("DescribeVpcEndpointServices", "DescribePrefixLists")
# There are more than a thousand types of instances.
SIZES = {"DescribeInstanceTypes": 100}


@pytest.fixture(scope="module")
def world():
    """A server with seven of everything, and the parameters that some operations need to find them."""
    with Server(data_plane="none") as server:
        ec2 = server.client("ec2")
        vpc, peer = (ec2.create_vpc(CidrBlock=f"10.{n}.0.0/16")["Vpc"]["VpcId"] for n in (100, 101))
        peering = ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=peer)["VpcPeeringConnection"]
        ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering["VpcPeeringConnectionId"])
        gone = ec2.create_security_group(VpcId=peer, GroupName="gone", Description="gone")["GroupId"]
        prefixes = ec2.create_managed_prefix_list(
            PrefixListName="seven", AddressFamily="IPv4", MaxEntries=MANY,
            Entries=[{"Cidr": f"9.{n}.0.0/16"} for n in range(MANY)])["PrefixList"]["PrefixListId"]
        for number in range(MANY):
            make_one_more(ec2, vpc, number, gone, prefixes)
        ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering["VpcPeeringConnectionId"])
        yield ec2, {
            "DescribeStaleSecurityGroups": {"VpcId": vpc}, "GetSecurityGroupsForVpc": {"VpcId": vpc},
            "GetManagedPrefixListEntries": {"PrefixListId": prefixes},
            "GetManagedPrefixListAssociations": {"PrefixListId": prefixes},
            "DescribeAddressesAttribute": {"Attribute": "domain-name"},
        }


def make_one_more(ec2, vpc, number, gone, prefixes):
    made = ec2.create_vpc(CidrBlock=f"10.{number}.0.0/16")["Vpc"]["VpcId"]
    ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=made)
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.100.{number}.0/24")["Subnet"]["SubnetId"]
    group = ec2.create_security_group(VpcId=vpc, GroupName=f"g{number}", Description="g")["GroupId"]
    rule = {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80}
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[
        {**rule, "UserIdGroupPairs": [{"GroupId": gone}], "PrefixListIds": [{"PrefixListId": prefixes}]}])
    eni = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    ec2.create_tags(Resources=[eni], Tags=[{"Key": "number", "Value": str(number)}])
    ec2.create_nat_gateway(SubnetId=subnet, ConnectivityType="private")
    made = ec2.run_instances(ImageId="ami-0123456789abcdef0", MinCount=1, MaxCount=1, SubnetId=subnet)["Instances"]
    ec2.get_waiter("instance_running").wait(
        InstanceIds=[made[0]["InstanceId"]], WaiterConfig={"Delay": 1, "MaxAttempts": 20})
    ec2.create_route_table(VpcId=vpc)
    ec2.create_network_acl(VpcId=vpc)
    ec2.create_internet_gateway()
    ec2.create_egress_only_internet_gateway(VpcId=vpc)
    ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=f"com.amazonaws.{REGION}.s3")
    ec2.create_dhcp_options(DhcpConfigurations=[{"Key": "domain-name", "Values": [f"h{number}.example"]}])
    ec2.create_managed_prefix_list(PrefixListName=f"l{number}", AddressFamily="IPv4", MaxEntries=1)
    ec2.allocate_address()
    path = ec2.create_network_insights_path(Source=eni, Destination=eni, Protocol="tcp")["NetworkInsightsPath"]
    ec2.start_network_insights_analysis(NetworkInsightsPathId=path["NetworkInsightsPathId"])


def keys(operation):
    """The members of an answer that a paginator puts together."""
    names = PAGINATORS[operation]["result_key"]
    return names if isinstance(names, list) else [names]


def sort(things):
    """Things in one order, without what comes about while they are listed: a gateway becomes available, an analysis ends."""
    passing = ("State", "Status", "NetworkPathFound", "ForwardPathComponents", "ReturnPathComponents", "Explanations",
               "NatGatewayAddresses")
    shown = [{name: value for name, value in each.items() if name not in passing} if isinstance(each, dict) else each
             for each in things]
    return sorted(json.dumps(each, default=str, sort_keys=True) for each in shown)


@pytest.mark.parametrize("operation", PAGINATED)
def test_pages_hold_everything_once(world, operation):
    ec2, parameters = world
    parameters = parameters.get(operation, {})
    whole = getattr(ec2, xform_name(operation))(**parameters)
    assert "NextToken" not in whole
    size = SIZES.get(operation, 1 if operation in PAIRS else PAGE)
    pages = list(ec2.get_paginator(xform_name(operation)).paginate(**parameters, PaginationConfig={"PageSize": size}))
    for key in keys(operation):
        if operation in EMPTY:
            assert [page[key] for page in pages] == [[]] and whole[key] == []
            continue
        assert len(whole[key]) >= (2 if operation in PAIRS else MANY)
        assert len(pages) == -(-len(whole[key]) // size) > 1
        assert all(len(page[key]) == size for page in pages[:-1])
        found = [item for page in pages for item in page[key]]
        assert sort(found) == sort(whole[key])
        assert len(set(sort(found))) == len(found)


@pytest.mark.parametrize("operation", PAGINATED)
def test_a_token_is_its_operations_own(world, operation):
    ec2, parameters = world
    call = getattr(ec2, xform_name(operation))
    assert code_of(call, **parameters.get(operation, {}), NextToken="nonsense") == "InvalidNextToken"
    other, given = ("describe_vpcs", {}) if operation != "DescribeVpcs" else ("describe_subnets", {})
    token = getattr(ec2, other)(**given, MaxResults=PAGE)["NextToken"]
    assert code_of(call, **parameters.get(operation, {}), NextToken=token) == "InvalidNextToken"


@pytest.mark.parametrize("operation", PAGINATED)
def test_a_page_has_bounds(world, operation):
    ec2, parameters = world
    call, parameters = getattr(ec2, xform_name(operation)), parameters.get(operation, {})
    assert code_of(call, **parameters, MaxResults=0) == "InvalidParameterValue"
    # The bounds that the model states; where it states none, AWS takes more for as much as it gives.
    shape = ec2.meta.service_model.operation_model(operation).input_shape.members["MaxResults"]
    if shape.metadata:
        for size in (shape.metadata["min"] - 1, shape.metadata["max"] + 1):
            assert code_of(call, **parameters, MaxResults=size) == "InvalidParameterValue"
        call(**parameters, MaxResults=shape.metadata["max"])


@pytest.mark.parametrize("operation", [
    "DescribeVpcEndpoints", "DescribeVpcEndpointServices", "DescribeVpcEndpointServiceConfigurations"])
def test_more_than_a_thousand_is_a_thousand(world, operation):
    ec2, _ = world
    assert getattr(ec2, xform_name(operation))(MaxResults=5000).keys() >= {*keys(operation)}


def test_a_page_goes_on_where_it_ended_whatever_comes_and_goes(world):
    ec2, _ = world
    first = ec2.describe_dhcp_options(MaxResults=PAGE)
    for each in first["DhcpOptions"][1:]:
        if each["DhcpConfigurations"][0]["Values"] != [{"Value": "ec2.internal"}]:
            ec2.delete_dhcp_options(DhcpOptionsId=each["DhcpOptionsId"])
    second = ec2.describe_dhcp_options(MaxResults=PAGE, NextToken=first["NextToken"])
    assert not {each["DhcpOptionsId"] for each in first["DhcpOptions"]} \
        & {each["DhcpOptionsId"] for each in second["DhcpOptions"]}
    assert len(second["DhcpOptions"]) >= MANY - PAGE
