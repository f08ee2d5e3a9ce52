"""Packets between a VPC and a network that is not in it: through a VPN gateway, there and back."""

import socket
import subprocess

import pytest
from server import PROBE, Server, eventually
from tasks import NO_ANSWER, REACHED, Network, serving

pytestmark = pytest.mark.kernel

OFFICE = "198.51.100.240/28"
# An address of the office that this machine has.
DESK = "198.51.100.241"
PORT = 8080


@pytest.fixture(scope="module")
def desk():
    """An address of the network that this machine is joined to, on its loopback."""
    subprocess.run(["ip", "address", "add", f"{DESK}/32", "dev", "lo"], check=True)
    yield DESK
    subprocess.run(["ip", "address", "delete", f"{DESK}/32", "dev", "lo"], check=True)


@pytest.fixture(scope="module")
def server(image, desk):
    with Server("--on-premises", OFFICE, image=image) as server:
        yield server


@pytest.fixture
def network(server):
    yield Network(server)
    server.reset()


def from_desk(task):
    """What `minato-probe connect` finds from the office. To be asked only while the machine routes the VPC to its gateway."""
    words = [PROBE, "connect", "tcp", f"{task.address}:{PORT}", "--source", DESK, "--timeout-ms", "700"]
    return subprocess.run(words, capture_output=True, timeout=30).returncode


def test_a_task_and_the_office_reach_each_other_by_a_propagated_route(server, network):
    ec2 = network.ec2
    family = network.define(serving(PORT))
    [task] = network.run(family, network.private, network.a)
    task.listens(PORT)
    with socket.create_server((DESK, 0)) as listener:
        port = listener.getsockname()[1]
        before = server.dropped("no-route")
        assert task.connect(DESK, port) == NO_ANSWER
        assert server.dropped("no-route") > before

        gateway = ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
        ec2.attach_vpn_gateway(VpnGatewayId=gateway, VpcId=network.vpc)
        main = ec2.describe_route_tables(Filters=[
            {"Name": "vpc-id", "Values": [network.vpc]}, {"Name": "association.main", "Values": ["true"]}])
        table = main["RouteTables"][0]["RouteTableId"]
        ec2.enable_vgw_route_propagation(GatewayId=gateway, RouteTableId=table)
        eventually(lambda: task.connect(DESK, port) == REACHED)

        # Into the VPC the task's group decides.
        before = server.dropped("ingress-denied")
        assert from_desk(task) == NO_ANSWER
        assert server.dropped("ingress-denied") > before
        ec2.authorize_security_group_ingress(GroupId=network.a, IpPermissions=[
            {"IpProtocol": "tcp", "FromPort": PORT, "ToPort": PORT, "IpRanges": [{"CidrIp": OFFICE}]}])
        eventually(lambda: from_desk(task) == REACHED)

        # Without the gateway the way is gone, and so is what was added to the machine.
        ec2.detach_vpn_gateway(VpnGatewayId=gateway, VpcId=network.vpc)
        eventually(lambda: task.connect(DESK, port) == NO_ANSWER)
        links = ["ip", "-brief", "link"]
        name = f"mv{gateway.removeprefix('vgw-')[:12]}"
        eventually(lambda: name not in subprocess.run(links, capture_output=True, text=True, check=True).stdout)
