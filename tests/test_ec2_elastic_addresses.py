"""Elastic addresses and public addresses of tasks: success, bad input, what is in use."""

import itertools

import pytest
from errors import code_of, error_of

_names = itertools.count()


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
def address(ec2):
    """An elastic address."""
    return ec2.allocate_address(Domain="vpc")


def interface(ec2, subnet, **parameters):
    return ec2.create_network_interface(SubnetId=subnet, **parameters)["NetworkInterface"]["NetworkInterfaceId"]


def shown(ec2, eni):
    return ec2.describe_network_interfaces(NetworkInterfaceIds=[eni])["NetworkInterfaces"][0]


MISSING = "eipalloc-0123456789abcdef0"


def test_an_address_is_allocated_and_released(ec2):
    tags = [{"Key": "Name", "Value": "nat"}]
    made = ec2.allocate_address(Domain="vpc", TagSpecifications=[{"ResourceType": "elastic-ip", "Tags": tags}])
    assert made["AllocationId"].startswith("eipalloc-") and made["PublicIp"].startswith("198.1")
    assert (made["Domain"], made["NetworkBorderGroup"], made["PublicIpv4Pool"]) == ("vpc", "us-east-1", "amazon")
    [read] = ec2.describe_addresses(AllocationIds=[made["AllocationId"]])["Addresses"]
    assert (read["PublicIp"], read["Tags"], read["Domain"]) == (made["PublicIp"], tags, "vpc")
    assert "AssociationId" not in read
    [by_text] = ec2.describe_addresses(PublicIps=[made["PublicIp"]])["Addresses"]
    assert by_text == read
    ec2.release_address(AllocationId=made["AllocationId"])
    assert error_of(ec2.describe_addresses, AllocationIds=[made["AllocationId"]])[:2] == (
        "InvalidAllocationID.NotFound", f"The allocation ID '{made['AllocationId']}' does not exist")
    # As in AWS, who had an address last may have it back.
    again = ec2.allocate_address(Address=made["PublicIp"])
    assert again["PublicIp"] == made["PublicIp"] and again["AllocationId"] != made["AllocationId"]
    ec2.release_address(AllocationId=again["AllocationId"])


def test_bad_input_for_addresses(ec2, address):
    assert code_of(ec2.allocate_address, Address="198.18.250.250") == "InvalidAddress.NotFound"
    assert code_of(ec2.allocate_address, Address="nonsense") == "InvalidParameterValue"
    assert code_of(ec2.allocate_address, NetworkBorderGroup="eu-west-1") == "InvalidParameterValue"
    assert code_of(ec2.release_address, AllocationId=MISSING) == "InvalidAllocationID.NotFound"
    assert code_of(ec2.release_address, AllocationId="vpc-01234567") == "InvalidAllocationID.Malformed"
    assert code_of(ec2.release_address) == "MissingParameter"
    assert code_of(ec2.release_address, PublicIp="198.18.250.250") == "AuthFailure"
    assert error_of(ec2.release_address, PublicIp=address["PublicIp"])[:2] == (
        "InvalidParameterValue", "You must specify an allocation id when releasing a VPC elastic IP address")
    assert code_of(ec2.release_address, AllocationId=address["AllocationId"], NetworkBorderGroup="eu-west-1") == \
        "InvalidAddress.NotFound"
    assert code_of(ec2.release_address, AllocationId=address["AllocationId"], PublicIp=address["PublicIp"]) == \
        "InvalidParameterCombination"
    assert code_of(ec2.describe_addresses, PublicIps=["198.18.250.250"]) == "InvalidAddress.NotFound"
    assert code_of(ec2.describe_addresses, AllocationIds=["nonsense"]) == "InvalidAllocationID.Malformed"
    assert code_of(ec2.describe_addresses, Filters=[{"Name": "colour", "Values": ["red"]}]) == "InvalidParameterValue"
    assert code_of(ec2.allocate_address, DryRun=True) == "DryRunOperation"


def test_an_address_is_associated(ec2, vpc, subnet, address):
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    eni = interface(ec2, subnet)
    wanted = {"AllocationId": address["AllocationId"], "NetworkInterfaceId": eni}
    assert code_of(ec2.associate_address, **wanted) == "Gateway.NotAttached"
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    association = ec2.associate_address(**wanted)["AssociationId"]
    assert association.startswith("eipassoc-")
    assert ec2.associate_address(**wanted)["AssociationId"] == association

    [read] = ec2.describe_addresses(Filters=[{"Name": "association-id", "Values": [association]}])["Addresses"]
    described = shown(ec2, eni)
    assert (read["NetworkInterfaceId"], read["PrivateIpAddress"]) == (eni, described["PrivateIpAddress"])
    assert read["NetworkInterfaceOwnerId"] == "123456789012"
    name = f"ec2-{address['PublicIp'].replace('.', '-')}.compute-1.amazonaws.com"
    expected = {"AllocationId": address["AllocationId"], "AssociationId": association, "IpOwnerId": "123456789012",
                "PublicDnsName": name, "PublicIp": address["PublicIp"]}
    assert described["Association"] == expected
    assert described["PrivateIpAddresses"][0]["Association"] == expected
    found = ec2.describe_network_interfaces(
        Filters=[{"Name": "association.public-ip", "Values": [address["PublicIp"]]}])["NetworkInterfaces"]
    assert [each["NetworkInterfaceId"] for each in found] == [eni]

    assert code_of(ec2.release_address, AllocationId=address["AllocationId"]) == "InvalidIPAddress.InUse"
    assert code_of(ec2.detach_internet_gateway, InternetGatewayId=gateway, VpcId=vpc) == "DependencyViolation"
    ec2.disassociate_address(AssociationId=association)
    assert "Association" not in shown(ec2, eni)
    assert code_of(ec2.disassociate_address, AssociationId=association) == "InvalidAssociationID.NotFound"
    ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)


def test_a_secondary_address_has_its_own(ec2, gateway, subnet, address):
    eni = interface(ec2, subnet, SecondaryPrivateIpAddressCount=1)
    secondary = shown(ec2, eni)["PrivateIpAddresses"][1]["PrivateIpAddress"]
    ec2.associate_address(PublicIp=address["PublicIp"], NetworkInterfaceId=eni, PrivateIpAddress=secondary)
    described = shown(ec2, eni)
    assert "Association" not in described
    assert described["PrivateIpAddresses"][1]["Association"]["PublicIp"] == address["PublicIp"]
    # It ends with its ENI, and the address stays its account's.
    ec2.delete_network_interface(NetworkInterfaceId=eni)
    [read] = ec2.describe_addresses(AllocationIds=[address["AllocationId"]])["Addresses"]
    assert "AssociationId" not in read


def test_associations_that_cannot_be(ec2, gateway, subnet, address):
    eni, other = interface(ec2, subnet), interface(ec2, subnet)
    allocation = address["AllocationId"]
    assert code_of(ec2.associate_address, AllocationId=MISSING, NetworkInterfaceId=eni) == "InvalidAllocationID.NotFound"
    assert code_of(ec2.associate_address, AllocationId=allocation, NetworkInterfaceId="eni-0123456789abcdef0") == \
        "InvalidNetworkInterfaceID.NotFound"
    assert code_of(ec2.associate_address, AllocationId=allocation, NetworkInterfaceId=eni,
                   PrivateIpAddress="10.0.1.200") == "InvalidParameterValue"
    assert code_of(ec2.associate_address, NetworkInterfaceId=eni) == "MissingParameter"
    assert code_of(ec2.associate_address, AllocationId=allocation) == "MissingParameter"
    assert code_of(ec2.associate_address, PublicIp="198.18.250.250", NetworkInterfaceId=eni) == "AuthFailure"
    ec2.associate_address(AllocationId=allocation, NetworkInterfaceId=eni)
    code, message, _ = error_of(ec2.associate_address, AllocationId=allocation, NetworkInterfaceId=other,
                                AllowReassociation=False)
    assert code == "Resource.AlreadyAssociated" and allocation in message and "eipassoc-" in message
    ec2.associate_address(AllocationId=allocation, NetworkInterfaceId=other)
    assert "Association" not in shown(ec2, eni)
    assert code_of(ec2.disassociate_address, AssociationId="eipassoc-0123456789abcdef0") == "InvalidAssociationID.NotFound"
    assert code_of(ec2.disassociate_address, AssociationId="nonsense") == "InvalidAssociationID.Malformed"
    assert code_of(ec2.disassociate_address) == "MissingParameter"
    ec2.disassociate_address(PublicIp=address["PublicIp"])


def test_the_name_of_an_address(ec2, address):
    allocation = address["AllocationId"]
    of_all = {"AllocationIds": [allocation], "Attribute": "domain-name"}
    [read] = ec2.describe_addresses_attribute(**of_all)["Addresses"]
    assert read == {"PublicIp": address["PublicIp"], "AllocationId": allocation}
    changed = ec2.modify_address_attribute(AllocationId=allocation, DomainName="mail.example.com")["Address"]
    assert changed["PtrRecord"] == "mail.example.com."
    assert ec2.describe_addresses_attribute(**of_all)["Addresses"] == [changed]
    assert "PtrRecord" not in ec2.reset_address_attribute(AllocationId=allocation, Attribute="domain-name")["Address"]
    assert code_of(ec2.modify_address_attribute, AllocationId=MISSING, DomainName="a.b") == "InvalidAllocationID.NotFound"
    assert code_of(ec2.modify_address_attribute, AllocationId=allocation, DomainName="a b") == "InvalidParameterValue"
    assert code_of(ec2.modify_address_attribute, AllocationId=allocation) == "MissingParameter"
    assert code_of(ec2.reset_address_attribute, AllocationId=allocation, Attribute="x") == "InvalidParameterValue"
    assert code_of(ec2.describe_addresses_attribute, AllocationIds=["x"]) == "InvalidAllocationID.Malformed"


def test_pages_of_attributes(ec2):
    for _ in range(3):
        ec2.allocate_address()
    everything = ec2.describe_addresses_attribute()["Addresses"]
    paginator = ec2.get_paginator("describe_addresses_attribute")
    pages = list(paginator.paginate(PaginationConfig={"PageSize": 2}))
    assert [each for page in pages for each in page["Addresses"]] == everything and len(pages) >= 2


def test_quota_of_aws():
    from server import Server
    with Server("--limits", "aws", "--public-pool", "203.0.113.0/28", data_plane="none") as server:
        ec2, elsewhere = server.client("ec2"), server.client("ec2", region="eu-west-1")
        made = [ec2.allocate_address()["PublicIp"] for _ in range(5)]
        assert made == [f"203.0.113.{number}" for number in range(2, 7)]
        assert code_of(ec2.allocate_address) == "AddressLimitExceeded"
        assert elsewhere.allocate_address()["PublicIp"] == "203.0.113.7"
        assert code_of(elsewhere.describe_addresses, PublicIps=[made[0]]) == "InvalidAddress.NotFound"
        assert code_of(elsewhere.release_address, PublicIp=made[0]) == "AuthFailure"


def test_addresses_of_a_former_pool_are_a_problem_with_a_remedy():
    from server import Server
    with Server(data_plane="none") as server:
        former = server.client("ec2").allocate_address()
        assert server.status()["problems"] == []
        server.stop()
        server.arguments = ["--public-pool", "203.0.113.0/28"]
        server.start()
        [problem] = server.status()["problems"]
        assert former["PublicIp"] in problem and "--public-pool" in problem
        ec2 = server.client("ec2")
        assert ec2.allocate_address()["PublicIp"] == "203.0.113.2"
        ec2.release_address(AllocationId=former["AllocationId"])
        assert server.status()["problems"] == []


def test_a_task_for_which_no_public_address_is_left_takes_nothing():
    from server import Server
    with Server("--public-pool", "203.0.113.0/28", data_plane="none") as server:
        ec2, ecs = server.client("ec2"), server.client("ecs")
        for _ in range(12):
            ec2.allocate_address()
        ecs.create_cluster(clusterName="default")
        ecs.register_task_definition(
            family="web", networkMode="awsvpc", requiresCompatibilities=["FARGATE"], cpu="256", memory="512",
            containerDefinitions=[{"name": "web", "image": "web"}])
        subnets = ec2.describe_subnets()["Subnets"]
        before = sum(subnet["AvailableIpAddressCount"] for subnet in subnets)
        network = {"awsvpcConfiguration": {"subnets": [s["SubnetId"] for s in subnets], "assignPublicIp": "ENABLED"}}
        tasks = ecs.run_task(taskDefinition="web", launchType="FARGATE", count=3, networkConfiguration=network)["tasks"]
        started, *others = ecs.describe_tasks(tasks=[task["taskArn"] for task in tasks])["tasks"]
        assert "stopCode" not in started
        for task in others:
            assert (task["lastStatus"], task["stopCode"]) == ("STOPPED", "TaskFailedToStart")
            assert "InsufficientAddressCapacity" in task["stoppedReason"]
        assert len(ec2.describe_network_interfaces()["NetworkInterfaces"]) == 1
        assert sum(s["AvailableIpAddressCount"] for s in ec2.describe_subnets()["Subnets"]) == before - 1


def test_a_task_gets_a_public_address_that_goes_with_it(ec2, ecs, vpc, subnet):
    cluster = ecs.create_cluster(clusterName=f"public-{next(_names)}")["cluster"]["clusterName"]
    family = f"public-{next(_names)}"
    ecs.register_task_definition(
        family=family, networkMode="awsvpc", requiresCompatibilities=["FARGATE"], cpu="256", memory="512",
        containerDefinitions=[{"name": "web", "image": "web"}])

    def run(**network):
        [task] = ecs.run_task(
            cluster=cluster, taskDefinition=family, launchType="FARGATE",
            networkConfiguration={"awsvpcConfiguration": {"subnets": [subnet], **network}})["tasks"]
        details = {detail["name"]: detail["value"] for detail in task["attachments"][0]["details"]}
        return task["taskArn"], details["networkInterfaceId"]

    arn, eni = run(assignPublicIp="ENABLED")
    association = shown(ec2, eni)["Association"]
    assert association["IpOwnerId"] == "amazon" and association["PublicIp"].startswith("198.1")
    assert "AllocationId" not in association and "AssociationId" not in association
    assert association["PublicDnsName"] == ""
    of_it = [{"Name": "public-ip", "Values": [association["PublicIp"]]}]
    assert ec2.describe_addresses(Filters=of_it)["Addresses"] == []
    assert code_of(ec2.release_address, PublicIp=association["PublicIp"]) == "AuthFailure"
    # As in AWS, a task has none unless the call says so, whatever its subnet says to launches.
    ec2.modify_subnet_attribute(SubnetId=subnet, MapPublicIpOnLaunch={"Value": True})
    for other in (run(), run(assignPublicIp="DISABLED")):
        assert "Association" not in shown(ec2, other[1])
    ecs.stop_task(cluster=cluster, task=arn)
    ecs.get_waiter("tasks_stopped").wait(cluster=cluster, tasks=[arn], WaiterConfig={"Delay": 1, "MaxAttempts": 20})
    assert code_of(ec2.describe_network_interfaces, NetworkInterfaceIds=[eni]) == "InvalidNetworkInterfaceID.NotFound"
