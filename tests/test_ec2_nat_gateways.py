"""NAT gateways: success, failure codes, bad input, what is in use."""

import pytest
from botocore.exceptions import WaiterError
from errors import code_of, error_of
from server import eventually

FAST = {"Delay": 1, "MaxAttempts": 20}
MISSING = "nat-0123456789abcdef0"


@pytest.fixture
def subnet(ec2, vpc):
    return ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]


@pytest.fixture
def gateway(ec2, vpc):
    """An internet gateway that is attached to the VPC."""
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    return gateway


@pytest.fixture
def allocation(ec2):
    return ec2.allocate_address()["AllocationId"]


def create(ec2, **parameters):
    return ec2.create_nat_gateway(**parameters)["NatGateway"]


def read(ec2, nat):
    return ec2.describe_nat_gateways(NatGatewayIds=[nat])["NatGateways"][0]


def wait(ec2, nat, state="available"):
    ec2.get_waiter(f"nat_gateway_{state}").wait(NatGatewayIds=[nat], WaiterConfig=FAST)
    return read(ec2, nat)


def failed(ec2, **parameters):
    """The failure of a gateway that is made and fails, as AWS does it."""
    made = create(ec2, **parameters)
    assert made["State"] == "pending"
    nat = eventually(lambda: (each := read(ec2, made["NatGatewayId"])) and each["State"] == "failed" and each)
    with pytest.raises(WaiterError):
        wait(ec2, made["NatGatewayId"])
    return nat["FailureCode"], nat["FailureMessage"]


def test_the_life_of_a_public_gateway(ec2, vpc, subnet, gateway, allocation):
    tags = [{"Key": "Name", "Value": "out"}]
    made = create(ec2, SubnetId=subnet, AllocationId=allocation,
                  TagSpecifications=[{"ResourceType": "natgateway", "Tags": tags}])
    assert (made["State"], made["ConnectivityType"], made["Tags"]) == ("pending", "public", tags)
    assert (made["VpcId"], made["SubnetId"]) == (vpc, subnet)
    nat = wait(ec2, made["NatGatewayId"])
    [own] = nat["NatGatewayAddresses"]
    [elastic] = ec2.describe_addresses(AllocationIds=[allocation])["Addresses"]
    assert (own["AllocationId"], own["PublicIp"], own["AssociationId"]) == (
        allocation, elastic["PublicIp"], elastic["AssociationId"])
    assert (own["Status"], own["IsPrimary"], own["PrivateIp"]) == ("succeeded", True, elastic["PrivateIpAddress"])

    [eni] = ec2.describe_network_interfaces(NetworkInterfaceIds=[own["NetworkInterfaceId"]])["NetworkInterfaces"]
    assert (eni["InterfaceType"], eni["Status"], eni["RequesterManaged"]) == ("nat_gateway", "in-use", True)
    assert (eni["Groups"], eni["SourceDestCheck"]) == ([], False)
    assert eni["Description"] == f"Interface for NAT Gateway {nat['NatGatewayId']}"
    assert eni["Association"]["PublicIp"] == elastic["PublicIp"]

    # What belongs to it is not for others to take away.
    assert code_of(ec2.disassociate_address, AssociationId=elastic["AssociationId"]) == "AuthFailure"
    assert code_of(ec2.release_address, AllocationId=allocation) == "InvalidIPAddress.InUse"
    assert code_of(ec2.delete_network_interface, NetworkInterfaceId=eni["NetworkInterfaceId"])
    assert code_of(ec2.delete_subnet, SubnetId=subnet) == "DependencyViolation"
    assert code_of(ec2.detach_internet_gateway, InternetGatewayId=gateway, VpcId=vpc) == "DependencyViolation"

    assert ec2.delete_nat_gateway(NatGatewayId=nat["NatGatewayId"])["NatGatewayId"] == nat["NatGatewayId"]
    gone = wait(ec2, nat["NatGatewayId"], "deleted")
    assert gone["State"] == "deleted" and gone["DeleteTime"] >= gone["CreateTime"]
    assert code_of(ec2.delete_nat_gateway, NatGatewayId=nat["NatGatewayId"]) == "NatGatewayNotFound"
    assert code_of(ec2.describe_network_interfaces, NetworkInterfaceIds=[eni["NetworkInterfaceId"]]) == \
        "InvalidNetworkInterfaceID.NotFound"
    ec2.release_address(AllocationId=allocation)
    ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    ec2.delete_subnet(SubnetId=subnet)


def test_a_private_gateway_has_no_elastic_address(ec2, subnet):
    made = create(ec2, SubnetId=subnet, ConnectivityType="private", PrivateIpAddress="10.0.1.77",
                  SecondaryPrivateIpAddressCount=2)
    nat = wait(ec2, made["NatGatewayId"])
    assert nat["ConnectivityType"] == "private"
    primary, *others = nat["NatGatewayAddresses"]
    assert primary["PrivateIp"] == "10.0.1.77" and len(others) == 2
    assert not any("PublicIp" in each or "AllocationId" in each for each in nat["NatGatewayAddresses"])
    named = create(ec2, SubnetId=subnet, ConnectivityType="private", SecondaryPrivateIpAddresses=["10.0.1.90"])
    assert [each["PrivateIp"] for each in named["NatGatewayAddresses"]][1:] == ["10.0.1.90"]


def test_failures_have_awss_codes(ec2, vpc, subnet, allocation):
    assert failed(ec2, SubnetId=subnet, AllocationId=allocation) == (
        "Gateway.NotAttached", f"Network {vpc} has no Internet gateway attached")
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    missing = "eipalloc-0123456789abcdef0"
    assert failed(ec2, SubnetId=subnet, AllocationId=missing) == (
        "InvalidAllocationID.NotFound", f"Elastic IP address {missing} could not be associated with this NAT gateway")
    wait(ec2, create(ec2, SubnetId=subnet, AllocationId=allocation)["NatGatewayId"])
    assert failed(ec2, SubnetId=subnet, AllocationId=allocation) == (
        "Resource.AlreadyAssociated", f"Elastic IP address {allocation} is already associated")

    small = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.9.0/28")["Subnet"]["SubnetId"]
    for _ in range(11):
        ec2.create_network_interface(SubnetId=small)
    assert failed(ec2, SubnetId=small, AllocationId=ec2.allocate_address()["AllocationId"]) == (
        "InsufficientFreeAddressesInSubnet", "Subnet has insufficient free addresses to create this NAT gateway")
    # One that has failed is deleted at once.
    [nat] = ec2.describe_nat_gateways(Filter=[
        {"Name": "subnet-id", "Values": [small]}, {"Name": "state", "Values": ["failed"]}])["NatGateways"]
    ec2.delete_nat_gateway(NatGatewayId=nat["NatGatewayId"])
    assert read(ec2, nat["NatGatewayId"])["State"] == "deleted"


def test_bad_input_for_gateways(ec2, subnet, gateway, allocation):
    assert code_of(create, ec2=ec2, SubnetId="subnet-0123456789abcdef0", AllocationId=allocation) == \
        "InvalidSubnetID.NotFound"
    assert code_of(create, ec2=ec2, SubnetId="nonsense", AllocationId=allocation) == "InvalidSubnetID.Malformed"
    assert code_of(create, ec2=ec2, AllocationId=allocation) == "MissingParameter"
    assert code_of(create, ec2=ec2, SubnetId=subnet) == "MissingParameter"
    assert code_of(create, ec2=ec2, SubnetId=subnet, AllocationId="nonsense") == "InvalidAllocationID.Malformed"
    assert code_of(create, ec2=ec2, SubnetId=subnet, AllocationId=allocation, ConnectivityType="x") == \
        "InvalidParameterValue"
    assert code_of(create, ec2=ec2, SubnetId=subnet, AllocationId=allocation, ConnectivityType="private") == \
        "InvalidParameterCombination"
    assert code_of(create, ec2=ec2, SubnetId=subnet, AllocationId=allocation, SecondaryPrivateIpAddressCount=1) == \
        "InvalidParameterCombination"
    assert code_of(create, ec2=ec2, SubnetId=subnet, AllocationId=allocation, PrivateIpAddress="10.0.2.5") == \
        "InvalidParameterValue"
    ec2.create_network_interface(SubnetId=subnet, PrivateIpAddress="10.0.1.50")
    assert code_of(create, ec2=ec2, SubnetId=subnet, AllocationId=allocation, PrivateIpAddress="10.0.1.50") == \
        "InvalidIPAddress.InUse"
    assert error_of(ec2.describe_nat_gateways, NatGatewayIds=[MISSING])[:2] == (
        "NatGatewayNotFound", f"The Nat Gateway {MISSING} was not found")
    assert code_of(ec2.describe_nat_gateways, NatGatewayIds=["nonsense"]) == "NatGatewayMalformed"
    assert code_of(ec2.describe_nat_gateways, Filter=[{"Name": "colour", "Values": ["red"]}]) == "InvalidParameterValue"
    assert code_of(ec2.delete_nat_gateway, NatGatewayId=MISSING) == "NatGatewayNotFound"
    assert code_of(ec2.delete_nat_gateway, NatGatewayId="nonsense") == "NatGatewayMalformed"
    assert code_of(create, ec2=ec2, SubnetId=subnet, AllocationId=allocation, DryRun=True) == "DryRunOperation"
    assert ec2.describe_nat_gateways(Filter=[{"Name": "subnet-id", "Values": [subnet]}])["NatGateways"] == []


def test_a_client_token_makes_a_gateway_once(ec2, subnet, gateway, allocation):
    wanted = {"SubnetId": subnet, "AllocationId": allocation, "ClientToken": f"once-{allocation}"}
    answer = ec2.create_nat_gateway(**wanted)
    assert answer["ClientToken"] == wanted["ClientToken"]
    assert create(ec2, **wanted)["NatGatewayId"] == answer["NatGateway"]["NatGatewayId"]
    other = ec2.allocate_address()["AllocationId"]
    assert code_of(create, ec2=ec2, **{**wanted, "AllocationId": other}) == "IdempotentParameterMismatch"
    assert code_of(create, ec2=ec2, **{**wanted, "ClientToken": "x" * 65}) == "InvalidParameterValue"


def test_further_addresses_come_and_go(ec2, subnet, gateway, allocation):
    second, third = (ec2.allocate_address()["AllocationId"] for _ in range(2))
    nat = create(ec2, SubnetId=subnet, AllocationId=allocation, SecondaryAllocationIds=[second],
                 SecondaryPrivateIpAddresses=["10.0.1.90"])["NatGatewayId"]
    wait(ec2, nat)
    added = ec2.associate_nat_gateway_address(NatGatewayId=nat, AllocationIds=[third], PrivateIpAddresses=["10.0.1.200"])
    [new] = added["NatGatewayAddresses"]
    assert (new["AllocationId"], new["PrivateIp"], new["Status"]) == (third, "10.0.1.200", "associating")
    primary, *others = read(ec2, nat)["NatGatewayAddresses"]
    assert [(each["PrivateIp"], each["Status"], each["IsPrimary"]) for each in others] == [
        ("10.0.1.90", "succeeded", False), ("10.0.1.200", "succeeded", False)]
    assert code_of(ec2.associate_nat_gateway_address, NatGatewayId=nat, AllocationIds=[third]) == \
        "Resource.AlreadyAssociated"
    assert code_of(ec2.associate_nat_gateway_address, NatGatewayId=MISSING, AllocationIds=[third]) == "NatGatewayNotFound"
    assert code_of(ec2.associate_nat_gateway_address, NatGatewayId=nat) == "MissingParameter"

    going = [each["AssociationId"] for each in others]
    assert code_of(ec2.disassociate_nat_gateway_address, NatGatewayId=nat, AssociationIds=[primary["AssociationId"]]) == \
        "InvalidParameterValue"
    assert code_of(ec2.disassociate_nat_gateway_address, NatGatewayId=nat,
                   AssociationIds=["eipassoc-0123456789abcdef0"]) == "InvalidAssociationID.NotFound"
    assert code_of(ec2.disassociate_nat_gateway_address, NatGatewayId=nat, AssociationIds=going,
                   MaxDrainDurationSeconds=0) == "InvalidParameterValue"
    answer = ec2.disassociate_nat_gateway_address(NatGatewayId=nat, AssociationIds=going, MaxDrainDurationSeconds=1)
    assert {each["Status"] for each in answer["NatGatewayAddresses"]} == {"disassociating"}
    eventually(lambda: read(ec2, nat)["NatGatewayAddresses"] == [primary])
    for each in (second, third):
        ec2.release_address(AllocationId=each)
    [eni] = ec2.describe_network_interfaces(NetworkInterfaceIds=[primary["NetworkInterfaceId"]])["NetworkInterfaces"]
    assert len(eni["PrivateIpAddresses"]) == 1


def test_pages_of_gateways(ec2, subnet):
    for _ in range(7):
        create(ec2, SubnetId=subnet, ConnectivityType="private")
    everything = ec2.describe_nat_gateways()["NatGateways"]
    pages = list(ec2.get_paginator("describe_nat_gateways").paginate(PaginationConfig={"PageSize": 5}))
    assert [each["NatGatewayId"] for page in pages for each in page["NatGateways"]] == \
        [each["NatGatewayId"] for each in everything]
    assert len(pages) >= 2


def test_quota_of_aws():
    from server import Server
    with Server("--limits", "aws", data_plane="none") as server:
        ec2 = server.client("ec2")
        [zone, other, *_] = [each["SubnetId"] for each in ec2.describe_subnets()["Subnets"]]
        made = [create(ec2, SubnetId=zone, ConnectivityType="private")["NatGatewayId"] for _ in range(5)]
        assert code_of(create, ec2=ec2, SubnetId=zone, ConnectivityType="private") == "NatGatewayLimitExceeded"
        create(ec2, SubnetId=other, ConnectivityType="private")
        ec2.delete_nat_gateway(NatGatewayId=made[0])
        create(ec2, SubnetId=zone, ConnectivityType="private")
