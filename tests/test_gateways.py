"""What a server with the kernel as its data plane makes of NAT gateways and public addresses on this machine."""

import subprocess

import pytest
from metrics import value
from server import Server, eventually

pytestmark = pytest.mark.kernel

POOL = "198.51.100.160/28"
FAST = {"Delay": 1, "MaxAttempts": 30}


@pytest.fixture(scope="module")
def server():
    with Server("--public-pool", POOL) as server:
        yield server
        links = [each["name"] for each in server.status()["additions"] if each["what"] == "link"]
    present = subprocess.run(["ip", "-o", "link"], capture_output=True, text=True, check=True).stdout
    assert links and not any(link in present for link in links), "`minato down` left links behind"
    assert POOL not in subprocess.run(["ip", "route"], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def ec2(server):
    yield server.client("ec2")
    server.reset()


def make(ec2):
    """A public gateway, its ENI and its elastic address."""
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    internet = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=internet, VpcId=vpc)
    allocation = ec2.allocate_address()["AllocationId"]
    nat = ec2.create_nat_gateway(SubnetId=subnet, AllocationId=allocation)["NatGateway"]["NatGatewayId"]
    ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[nat], WaiterConfig=FAST)
    [described] = ec2.describe_nat_gateways(NatGatewayIds=[nat])["NatGateways"]
    [address] = described["NatGatewayAddresses"]
    return nat, address["NetworkInterfaceId"], address


def namespaces():
    return subprocess.run(["ip", "netns"], capture_output=True, text=True, check=True).stdout


def inside(eni, *words):
    return subprocess.run(["ip", "netns", "exec", eni, *words], capture_output=True, text=True, check=True).stdout


def test_a_gateway_translates_is_shown_and_goes(server, ec2):
    nat, eni, address = make(ec2)
    rules = inside(eni, "nft", "list", "ruleset")
    assert f"snat to {address['PrivateIp']}:1024-65535 fully-random" in rules
    assert address["PrivateIp"] in inside(eni, "ip", "address", "show", "eth0")
    [shown] = server.status()["natGateways"]
    assert (shown["id"], shown["interface"], shown["phase"], shown["errorPortAllocation"]) == (nat, eni, "running", 0)
    text = server.minato("status").stdout
    assert nat in text and "ErrorPortAllocation" in text and POOL in text
    assert value(server, "minato_nat_error_port_allocation_total", nat_gateway=nat) == 0

    # It outlives its server, and is taken over.
    before = inside(eni, "readlink", "/proc/self/ns/net")
    server.kill()
    assert f"snat to {address['PrivateIp']}" in inside(eni, "nft", "list", "ruleset")
    server.start()
    inside(eni, "nft", "delete", "table", "ip", "minato-nat")
    eventually(lambda: "minato-nat" in inside(eni, "nft", "list", "tables"))
    assert inside(eni, "readlink", "/proc/self/ns/net") == before

    ec2.delete_nat_gateway(NatGatewayId=nat)
    ec2.get_waiter("nat_gateway_deleted").wait(NatGatewayIds=[nat], WaiterConfig=FAST)
    assert eni not in namespaces() and server.status()["natGateways"] == []


def test_the_public_side_is_shown_and_comes_back(server, ec2):
    status = server.status()
    assert status["publicSide"]["pool"] == POOL and status["publicSide"]["routed"] is True
    # Of public addresses, and of the IPv6 addresses that VPCs may have; and of both, should that be gone.
    routes = [each["name"] for each in status["additions"] if each["what"] == "route"]
    [name, same] = [route.rsplit(" ", 1)[1] for route in routes if not route.startswith("unreachable ")]
    assert name == same
    assert sorted(route for route in routes if route.startswith("unreachable ")) == sorted(
        f"unreachable {route.removesuffix(f' dev {name}')}" for route in routes if route.endswith(name))
    route = subprocess.run(["ip", "route", "get", "198.51.100.165"], capture_output=True, text=True, check=True).stdout
    assert f"dev {name} src 198.51.100.161" in route
    subprocess.run(["ip", "link", "delete", name], check=True)
    eventually(lambda: server.status()["publicSide"]["routed"])
    assert not any("PublicSide" in problem for problem in server.status()["problems"])


def test_a_pool_that_another_instance_routes_is_a_problem_with_a_remedy(server, ec2):
    with Server("--public-pool", POOL) as other:
        eventually(lambda: any("--public-pool" in problem for problem in other.status()["problems"]))
        assert other.status()["publicSide"]["routed"] is False
    assert server.status()["publicSide"]["routed"] is True


def test_reset_ends_gateways(server, ec2):
    _, eni, _ = make(ec2)
    server.reset()
    assert eni not in namespaces() and ec2.describe_nat_gateways()["NatGateways"] == []
