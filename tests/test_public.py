"""Packets between this machine and a VPC: through the internet gateway by public addresses, and through a NAT gateway."""

import socket
import subprocess
import threading

import pytest
from server import PROBE, Server, eventually
from tasks import NO_ANSWER, REACHED, Network, serving

pytestmark = pytest.mark.kernel

POOL = "198.51.100.176/28"
HOST = "198.51.100.177"
PORT = 8080
FAST = {"Delay": 1, "MaxAttempts": 30}


@pytest.fixture(scope="module")
def server(image):
    with Server("--public-pool", POOL, image=image) as server:
        yield server


@pytest.fixture
def network(server):
    network = Network(server)
    network.ec2.authorize_security_group_ingress(GroupId=network.a, IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": PORT, "ToPort": PORT, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
    yield network
    server.reset()


class Listener:
    """A TCP server of this machine on its own public address. It remembers who came."""

    def __enter__(self):
        self.socket = socket.create_server((HOST, 0))
        self.port = self.socket.getsockname()[1]
        self.callers = []
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()
        return self

    def serve(self):
        while True:
            try:
                connection, (address, port) = self.socket.accept()
            except OSError:
                return
            with connection:
                connection.sendall(b"the host\n")
                self.callers.append((address, port))

    def __exit__(self, *_):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join(10)


def from_host(address, port=PORT, timeout_ms=700):
    """What `minato-probe connect` finds from this machine itself."""
    words = [PROBE, "connect", "tcp", f"{address}:{port}", "--timeout-ms", timeout_ms]
    return subprocess.run(list(map(str, words)), capture_output=True, timeout=30).returncode


def test_the_host_and_a_task_with_a_public_address_reach_each_other(server, network):
    network.internet()
    family = network.define(serving(PORT, PORT + 1))
    [task] = network.run(family, network.public, network.a, public=True)
    task.listens(PORT)
    public = network.public_address(task)
    assert from_host(public) == REACHED
    before = server.dropped("ingress-denied")
    assert from_host(public, PORT + 1) == NO_ANSWER
    assert server.dropped("ingress-denied") > before
    with Listener() as listener:
        assert task.connect(HOST, listener.port) == REACHED
        assert {address for address, _ in listener.callers} == {public}
        # One without a public address gets nothing through the gateway.
        [other] = network.run(family, network.public, network.a)
        before = server.dropped("no-public-address")
        assert other.connect(HOST, listener.port) == NO_ANSWER
        assert server.dropped("no-public-address") > before
    network.stop(task)
    assert from_host(public) == NO_ANSWER


def nat_gateway(network):
    """A public NAT gateway to which the private subnet routes: its id, its ENI, its elastic address."""
    ec2 = network.ec2
    allocation = ec2.allocate_address()
    nat = ec2.create_nat_gateway(SubnetId=network.public, AllocationId=allocation["AllocationId"])
    nat = nat["NatGateway"]["NatGatewayId"]
    ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[nat], WaiterConfig=FAST)
    network.route(network.private, NatGatewayId=nat)
    [described] = ec2.describe_nat_gateways(NatGatewayIds=[nat])["NatGateways"]
    return nat, described["NatGatewayAddresses"][0]["NetworkInterfaceId"], allocation["PublicIp"]


# Connects, waits for a line, says that it did, waits to be told, goes on, and says what became of that.
IDLE_CLIENT = """
import socket, sys
connection = socket.create_connection((sys.argv[1], int(sys.argv[2])), 5)
assert connection.recv(64) == b"the host\\n"
print("connected", flush=True)
sys.stdin.readline()
connection.settimeout(3)
try:
    connection.sendall(b"x")
    print("answered" if connection.recv(1) else "closed")
except ConnectionResetError:
    print("reset")
except TimeoutError:
    print("silence")
"""


def test_a_connection_that_was_idle_for_too_long_is_reset(server, network):
    network.internet()
    _, eni, _ = nat_gateway(network)
    [task] = network.run(network.define(serving(PORT)), network.private, network.a)

    def inside(*words):
        return subprocess.run(["ip", "netns", "exec", eni, *words], capture_output=True, text=True, check=True).stdout

    def what_becomes_of_an_idle_connection():
        """`None` when the agent put AWS's 350 seconds back before they were used."""
        with socket.create_server((HOST, 0)) as listener:
            port = listener.getsockname()[1]

            def entries():
                lines = inside("cat", "/proc/net/nf_conntrack").splitlines()
                return [line.split() for line in lines if f"dport={port}" in line]

            inside("sh", "-c", f"echo 1 > {path}")
            client = subprocess.Popen(task.command("python3", "-c", IDLE_CLIENT, HOST, port), stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, text=True)
            try:
                connection, _ = listener.accept()
                with connection:
                    connection.sendall(b"the host\n")
                    assert client.stdout.readline() == "connected\n"
                    if any(int(entry[4]) > 2 for entry in entries()):
                        return None
                    eventually(lambda: not entries())
                    return client.communicate("go on\n", timeout=10)[0]
            finally:
                client.kill()
                client.wait()

    path = "/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established"
    outcomes = (what_becomes_of_an_idle_connection() for _ in range(3))
    assert next(outcome for outcome in outcomes if outcome is not None) == "reset\n"
    [shown] = server.status()["natGateways"]
    assert shown["resets"] >= 1
    eventually(lambda: inside("cat", path) == "350\n")


def test_private_tasks_reach_the_host_through_a_nat_gateway(server, network):
    ec2 = network.ec2
    network.internet()
    nat, _, elastic = nat_gateway(network)
    tasks = network.run(network.define(serving(PORT)), network.private, network.a, count=3)
    with Listener() as listener:
        for task in tasks:
            assert task.connect(HOST, listener.port) == REACHED
        assert {address for address, _ in listener.callers} == {elastic}
        assert len({port for _, port in listener.callers}) == 3 and all(port >= 1024 for _, port in listener.callers)
        # Nobody comes in by it.
        assert from_host(elastic) == NO_ANSWER
        [shown] = server.status()["natGateways"]
        assert shown["connections"] >= 3 and shown["errorPortAllocation"] == 0
        assert tasks[0].ping(HOST) == REACHED
        assert tasks[0].connect(HOST, listener.port + 1) != REACHED

        # Without the gateway the way ends.
        ec2.delete_nat_gateway(NatGatewayId=nat)
        ec2.get_waiter("nat_gateway_deleted").wait(NatGatewayIds=[nat], WaiterConfig=FAST)
        assert tasks[0].connect(HOST, listener.port) == NO_ANSWER
    [route] = [route for table in ec2.describe_route_tables()["RouteTables"] for route in table["Routes"]
               if route.get("NatGatewayId") == nat]
    assert route["State"] == "blackhole"
