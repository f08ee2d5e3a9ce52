"""Tags given when a resource is made: every operation that takes them keeps them, shows them, and refuses what is no such tags.

Which operations take them is read from the list of what is honoured, so that none is forgotten.
"""

import boto3
import pytest
from botocore import xform_name
from errors import code_of, error_of
from outcomes import honoured

TAKING = sorted(name for name, members in honoured().items() if "TagSpecifications" in members)
TAGS = [{"Key": "Name", "Value": "mine"}, {"Key": "empty", "Value": ""}]
PERMISSION = [{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "IpRanges": [{"CidrIp": "9.0.0.0/8"}]}]
KINDS = boto3.session.Session().client("ec2", region_name="us-east-1").meta.service_model.shape_for("ResourceType").enum


# Of each operation: the type that its resources have in tags, what it needs, and where its answer names what it made.
MADE = {
    "AllocateAddress": ("elastic-ip", {}, "AllocationId"),
    "AuthorizeSecurityGroupEgress": (
        "security-group-rule", {"GroupId": "group", "IpPermissions": PERMISSION}, "SecurityGroupRules.0.SecurityGroupRuleId"),
    "AuthorizeSecurityGroupIngress": (
        "security-group-rule", {"GroupId": "group", "IpPermissions": PERMISSION}, "SecurityGroupRules.0.SecurityGroupRuleId"),
    "CreateDhcpOptions": ("dhcp-options", {"DhcpConfigurations": [{"Key": "domain-name", "Values": ["harbour.example"]}]},
                          "DhcpOptions.DhcpOptionsId"),
    "CreateEgressOnlyInternetGateway": ("egress-only-internet-gateway", {"VpcId": "vpc"},
                                        "EgressOnlyInternetGateway.EgressOnlyInternetGatewayId"),
    "CreateInternetGateway": ("internet-gateway", {}, "InternetGateway.InternetGatewayId"),
    "CreateManagedPrefixList": ("prefix-list", {"PrefixListName": "l", "MaxEntries": 1, "AddressFamily": "IPv4"},
                                "PrefixList.PrefixListId"),
    "CreateNatGateway": ("natgateway", {"SubnetId": "subnet", "ConnectivityType": "private"}, "NatGateway.NatGatewayId"),
    "CreateNetworkAcl": ("network-acl", {"VpcId": "vpc"}, "NetworkAcl.NetworkAclId"),
    "CreateNetworkInsightsPath": ("network-insights-path", {"Source": "eni", "Destination": "eni", "Protocol": "tcp"},
                                  "NetworkInsightsPath.NetworkInsightsPathId"),
    "CreateNetworkInterface": ("network-interface", {"SubnetId": "subnet"}, "NetworkInterface.NetworkInterfaceId"),
    "CreateRouteTable": ("route-table", {"VpcId": "vpc"}, "RouteTable.RouteTableId"),
    "CreateSecurityGroup": ("security-group", {"VpcId": "vpc", "GroupName": "g", "Description": "g"}, "GroupId"),
    "CreateSubnet": ("subnet", {"VpcId": "vpc", "CidrBlock": "10.0.9.0/24"}, "Subnet.SubnetId"),
    "CreateSubnetCidrReservation": (
        "subnet-cidr-reservation", {"SubnetId": "subnet", "Cidr": "10.0.1.16/28", "ReservationType": "prefix"},
        "SubnetCidrReservation.SubnetCidrReservationId"),
    "CreateVpc": ("vpc", {"CidrBlock": "10.0.0.0/16"}, "Vpc.VpcId"),
    "CreateVpcEndpoint": ("vpc-endpoint", {"VpcId": "vpc", "ServiceName": "com.amazonaws.us-east-1.s3"},
                          "VpcEndpoint.VpcEndpointId"),
    "CreateVpcPeeringConnection": ("vpc-peering-connection", {"VpcId": "vpc", "PeerVpcId": "peer"},
                                   "VpcPeeringConnection.VpcPeeringConnectionId"),
    "CreateVpnGateway": ("vpn-gateway", {"Type": "ipsec.1"}, "VpnGateway.VpnGatewayId"),
    "RunInstances": ("instance", {"ImageId": "ami-0123456789abcdef0", "MinCount": 1, "MaxCount": 1, "SubnetId": "subnet"},
                     "Instances.0.InstanceId"),
    "StartNetworkInsightsAnalysis": ("network-insights-analysis", {"NetworkInsightsPathId": "path"},
                                     "NetworkInsightsAnalysis.NetworkInsightsAnalysisId"),
}
# There is no load balancer yet that a service could stand behind, so none is made.
REFUSING = {"CreateVpcEndpointServiceConfiguration"}


def test_every_operation_is_tried():
    assert set(TAKING) == MADE.keys() | REFUSING


@pytest.fixture
def things(ec2, vpc):
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    eni = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    path = ec2.create_network_insights_path(Source=eni, Destination=eni, Protocol="tcp")["NetworkInsightsPath"]
    return {"vpc": vpc, "subnet": subnet, "eni": eni, "path": path["NetworkInsightsPathId"],
            "peer": ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"],
            "group": ec2.create_security_group(VpcId=vpc, GroupName="web", Description="web")["GroupId"]}


def given(parameters, things):
    return {name: things.get(value, value) if isinstance(value, str) else value for name, value in parameters.items()}


def specification(kind, tags):
    return [{"ResourceType": kind, "Tags": tags}]


def at(answer, place):
    for step in place.split("."):
        answer = answer[int(step)] if step.isdecimal() else answer[step]
    return answer


@pytest.mark.parametrize("operation", MADE)
def test_tags_come_with_what_is_made(ec2, things, operation):
    kind, parameters, place = MADE[operation]
    call = getattr(ec2, xform_name(operation))
    answer = call(**given(parameters, things), TagSpecifications=specification(kind, TAGS))
    made = at(answer, place)
    parent = at(answer, place.rpartition(".")[0]) if "." in place else answer
    # Of an elastic address the answer does not show them.
    shown = parent.get("Tags", parent.get("TagSet", TAGS if operation == "AllocateAddress" else None))
    assert sorted(shown, key=str) == sorted(TAGS, key=str)
    found = ec2.describe_tags(Filters=[{"Name": "resource-id", "Values": [made]}])["Tags"]
    assert found == [{"ResourceId": made, "ResourceType": kind, **tag} for tag in TAGS]
    assert kind in KINDS
    # They change as all tags do.
    ec2.delete_tags(Resources=[made], Tags=[{"Key": "empty"}])
    ec2.create_tags(Resources=[made], Tags=[{"Key": "Name", "Value": "ours"}])
    [left] = ec2.describe_tags(Filters=[{"Name": "resource-id", "Values": [made]}])["Tags"]
    assert (left["Key"], left["Value"]) == ("Name", "ours")
    of_kind = ec2.describe_tags(Filters=[{"Name": "resource-type", "Values": [kind]}, {"Name": "value", "Values": ["ours"]}])
    assert made in {tag["ResourceId"] for tag in of_kind["Tags"]}


@pytest.mark.parametrize("operation", MADE)
def test_tags_that_cannot_be(ec2, things, operation):
    kind, parameters, _ = MADE[operation]
    other = "vpc" if kind != "vpc" else "subnet"
    before = ec2.describe_tags()["Tags"]

    def refused(specifications):
        call = getattr(ec2, xform_name(operation))
        return error_of(call, **given(parameters, things), TagSpecifications=specifications)[:2]

    invalid = "InvalidParameterValue"
    assert refused(specification(other, TAGS)) == (
        invalid, f"'{other}' is not a valid taggable resource type for this operation.")
    assert refused(specification("ship", TAGS))[0] == invalid
    assert refused([{"Tags": TAGS}]) == (invalid, "Tag specification resource type must have a value")
    assert refused(specification(kind, [*TAGS, TAGS[0]])) == (invalid, "Duplicate tag key 'Name' specified.")
    assert refused(specification(kind, [{"Key": "aws:name", "Value": ""}])) == (
        invalid, "Tag keys starting with 'aws:' are reserved for internal use")
    assert refused(specification(kind, [{"Key": "k" * 129, "Value": ""}]))[0] == invalid
    assert refused(specification(kind, [{"Key": "k", "Value": "v" * 257}]))[0] == invalid
    assert refused(specification(kind, TAGS) * 2)[0] == invalid
    assert refused(specification(kind, [{"Key": f"k{n}", "Value": ""} for n in range(51)]))[0] == "TagLimitExceeded"
    # Nothing was made by halves.
    assert ec2.describe_tags()["Tags"] == before


def test_a_dry_run_looks_at_the_tags(ec2):
    tags = specification("vpc", [{"Key": "aws:name", "Value": ""}])
    assert code_of(ec2.create_vpc, CidrBlock="10.0.0.0/16", TagSpecifications=tags, DryRun=True) == "InvalidParameterValue"
