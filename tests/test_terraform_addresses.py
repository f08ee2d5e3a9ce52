"""What Terraform's AWS provider does for aws_eip, aws_eip_association and aws_nat_gateway, call by call: create, read, update,
delete. The second read equals the first, or a second plan would not be empty."""

import uuid

import pytest
from errors import code_of
from server import eventually

TAGS = [{"Key": "Name", "Value": "egress"}]


@pytest.fixture
def subnet(ec2, vpc):
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    return ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]


def specification(kind):
    return [{"ResourceType": kind, "Tags": TAGS}]


def read_eip(ec2, allocation):
    [address] = ec2.describe_addresses(AllocationIds=[allocation])["Addresses"]
    attributes = ec2.describe_addresses_attribute(AllocationIds=[allocation], Attribute="domain-name")["Addresses"]
    return address, attributes


def create_eip(ec2):
    allocation = ec2.allocate_address(Domain="vpc", TagSpecifications=specification("elastic-ip"))["AllocationId"]
    eventually(lambda: ec2.describe_addresses(AllocationIds=[allocation])["Addresses"])
    return allocation


def delete_eip(ec2, allocation):
    ec2.release_address(AllocationId=allocation, NetworkBorderGroup="us-east-1")
    assert code_of(ec2.describe_addresses, AllocationIds=[allocation]) == "InvalidAllocationID.NotFound"


def test_aws_eip(ec2):
    allocation = create_eip(ec2)
    first = read_eip(ec2, allocation)
    assert read_eip(ec2, allocation) == first
    assert first[0]["Tags"] == TAGS and first[0]["Domain"] == "vpc"
    ec2.create_tags(Resources=[allocation], Tags=[{"Key": "Name", "Value": "other"}])
    assert read_eip(ec2, allocation)[0]["Tags"] == [{"Key": "Name", "Value": "other"}]
    ec2.delete_tags(Resources=[allocation], Tags=[{"Key": "Name"}])
    assert read_eip(ec2, allocation)[0]["Tags"] == []
    delete_eip(ec2, allocation)


def test_aws_eip_association(ec2, subnet):
    allocation = create_eip(ec2)
    eni = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    association = ec2.associate_address(
        AllocationId=allocation, NetworkInterfaceId=eni, AllowReassociation=True)["AssociationId"]

    def read():
        return ec2.describe_addresses(Filters=[{"Name": "association-id", "Values": [association]}])["Addresses"]

    first = read()
    assert read() == first and first[0]["NetworkInterfaceId"] == eni and first[0]["PrivateIpAddress"]
    ec2.disassociate_address(AssociationId=association)
    assert read() == []
    ec2.delete_network_interface(NetworkInterfaceId=eni)
    delete_eip(ec2, allocation)


def test_aws_nat_gateway(ec2, subnet):
    allocation = create_eip(ec2)
    made = ec2.create_nat_gateway(
        ClientToken=str(uuid.uuid4()), AllocationId=allocation, SubnetId=subnet, ConnectivityType="public",
        TagSpecifications=specification("natgateway"))["NatGateway"]["NatGatewayId"]

    def read():
        [nat] = ec2.describe_nat_gateways(NatGatewayIds=[made])["NatGateways"]
        return nat

    eventually(lambda: read()["State"] == "available")
    first = read()
    assert read() == first and first["Tags"] == TAGS
    # A plan compares these with the configuration.
    [own] = first["NatGatewayAddresses"]
    assert (first["SubnetId"], first["ConnectivityType"], own["AllocationId"]) == (subnet, "public", allocation)
    assert {"AssociationId", "NetworkInterfaceId", "PrivateIp", "PublicIp"} <= own.keys()
    ec2.create_tags(Resources=[made], Tags=[{"Key": "Name", "Value": "other"}])
    assert read()["Tags"] == [{"Key": "Name", "Value": "other"}]

    second = create_eip(ec2)
    ec2.associate_nat_gateway_address(NatGatewayId=made, AllocationIds=[second])
    added = next(each for each in read()["NatGatewayAddresses"] if each["AllocationId"] == second)
    eventually(lambda: all(each["Status"] == "succeeded" for each in read()["NatGatewayAddresses"]))
    ec2.disassociate_nat_gateway_address(NatGatewayId=made, AssociationIds=[added["AssociationId"]])
    eventually(lambda: read()["NatGatewayAddresses"] == first["NatGatewayAddresses"])

    ec2.delete_nat_gateway(NatGatewayId=made)
    eventually(lambda: read()["State"] == "deleted")
    delete_eip(ec2, allocation)
    delete_eip(ec2, second)


def test_a_private_aws_nat_gateway(ec2, subnet):
    made = ec2.create_nat_gateway(
        ClientToken=str(uuid.uuid4()), SubnetId=subnet, ConnectivityType="private", PrivateIpAddress="10.0.1.9",
        TagSpecifications=specification("natgateway"))["NatGateway"]["NatGatewayId"]
    eventually(lambda: ec2.describe_nat_gateways(NatGatewayIds=[made])["NatGateways"][0]["State"] == "available")
    [nat] = ec2.describe_nat_gateways(NatGatewayIds=[made])["NatGateways"]
    assert nat["NatGatewayAddresses"][0]["PrivateIp"] == "10.0.1.9"
    ec2.delete_nat_gateway(NatGatewayId=made)
    eventually(lambda: ec2.describe_nat_gateways(NatGatewayIds=[made])["NatGateways"][0]["State"] == "deleted")
