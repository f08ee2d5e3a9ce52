"""The main job, by boto3 and by the AWS CLI: groups decide what passes between two tasks, and addresses come back."""

import re
import time

import pytest
from server import eventually
from tasks import NO_ANSWER, REACHED, Network, Task, serving

pytestmark = pytest.mark.kernel


class ByCli:
    """The same steps as `Network`, typed."""

    def __init__(self, server):
        self.aws = aws = server.aws
        self.vpc = aws("ec2", "create-vpc", "--cidr-block", "10.0.0.0/16")["Vpc"]["VpcId"]
        self.public = self.subnet("10.0.1.0/24")
        self.private = self.subnet("10.0.2.0/24")
        self.a, self.b = self.group("a"), self.group("b")
        aws("ecs", "create-cluster", "--cluster-name", "typed")

    def subnet(self, cidr):
        return self.aws("ec2", "create-subnet", "--vpc-id", self.vpc, "--cidr-block", cidr)["Subnet"]["SubnetId"]

    def group(self, name):
        return self.aws("ec2", "create-security-group", "--vpc-id", self.vpc, "--group-name", name,
                        "--description", name)["GroupId"]

    def define(self, container, family="typed"):
        command = ",".join(container["command"])
        self.aws("ecs", "register-task-definition", "--family", family, "--network-mode", "awsvpc",
                 "--requires-compatibilities", "FARGATE", "--cpu", "256", "--memory", "512",
                 "--container-definitions", f"name={container['name']},image={container['image']},command={command}")
        return family

    def run(self, family, subnet, group):
        network = f"awsvpcConfiguration={{subnets=[{subnet}],securityGroups=[{group}]}}"
        started = self.aws("ecs", "run-task", "--cluster", "typed", "--task-definition", family,
                           "--launch-type", "FARGATE", "--network-configuration", network)
        arn = started["tasks"][0]["taskArn"]
        self.aws("ecs", "wait", "tasks-running", "--cluster", "typed", "--tasks", arn)
        return [Task.of(self.aws("ecs", "describe-tasks", "--cluster", "typed", "--tasks", arn)["tasks"][0])]

    def allow(self, group, source, port):
        self.aws("ec2", "authorize-security-group-ingress", "--group-id", group, "--protocol", "tcp",
                 "--port", str(port), "--source-group", source)

    def stop(self, *tasks):
        for task in tasks:
            self.aws("ecs", "stop-task", "--cluster", "typed", "--task", task.arn)
        self.aws("ecs", "wait", "tasks-stopped", "--cluster", "typed", "--tasks", *(task.arn for task in tasks))

    def free(self, subnet):
        return self.aws("ec2", "describe-subnets", "--subnet-ids", subnet)["Subnets"][0]["AvailableIpAddressCount"]


@pytest.mark.parametrize("client", [Network, ByCli])
def test_a_reaches_b_as_far_as_the_groups_say(kernel, network, client):
    net = network if client is Network else client(kernel)
    family = net.define(serving(8080, 9090))
    [a] = net.run(family, net.public, net.a)
    [b] = net.run(family, net.private, net.b)
    for task in (a, b):
        task.listens(8080)
    assert (net.free(net.public), net.free(net.private)) == (250, 250)

    denied = kernel.dropped("ingress-denied")
    assert a.connect(b, 8080) == NO_ANSWER
    assert kernel.dropped("ingress-denied") > denied

    net.allow(net.b, net.a, 8080)
    authorized = time.monotonic()
    eventually(lambda: a.connect(b, 8080, timeout_ms=100) == REACHED, seconds=1, every=0)
    assert time.monotonic() - authorized < 1

    for source, target, port in [(b, a, 8080), (a, b, 9090), (b, a, 9090)]:
        denied = kernel.dropped("ingress-denied")
        assert source.connect(target, port) == NO_ANSWER
        assert kernel.dropped("ingress-denied") > denied
    assert a.connect(b, 8080) == REACHED

    net.stop(a, b)
    assert (net.free(net.public), net.free(net.private)) == (251, 251)


def test_containers_of_a_task_share_its_network_and_its_end(network):
    api = {**serving(8080), "name": "api"}
    metrics = {**serving(9090), "name": "metrics"}
    brief = {"name": "brief", "image": "minato-example", "command": ["sh", "-c", "exit 3"], "essential": False}
    [task] = network.run(network.define(api, metrics, brief), network.public, network.a)
    for port in (8080, 9090):
        task.listens(port)

    def brief_has_ended():
        [described] = network.describe([task.arn])
        container = next(c for c in described["containers"] if c["name"] == "brief")
        assert described["lastStatus"] == "RUNNING"
        return container["lastStatus"] == "STOPPED" and container["exitCode"] == 3

    eventually(brief_has_ended)
    network.stop(task)
    [described] = network.describe([task.arn])
    assert described["stopCode"] == "UserInitiated"
    assert {c["lastStatus"] for c in described["containers"]} == {"STOPPED"}


def test_a_task_ends_with_its_essential_container(network):
    lives = {**serving(8080), "name": "lives"}
    ends = {"name": "ends", "image": "minato-example", "command": ["sh", "-c", "exit 7"]}
    [arn] = network.request(network.define(lives, ends), network.public, network.a)

    def stopped():
        [task] = network.describe([arn])
        return task["lastStatus"] == "STOPPED" and task

    task = eventually(stopped, seconds=60)
    assert task["stopCode"] == "EssentialContainerExited"
    assert next(c for c in task["containers"] if c["name"] == "ends")["exitCode"] == 7
    eventually(lambda: network.free(network.public) == 251)


def test_a_task_whose_image_is_not_there_says_so(network):
    container = {"name": "web", "image": "127.0.0.1:1/no/such:image"}
    [arn] = network.request(network.define(container), network.public, network.a)

    def stopped():
        [task] = network.describe([arn])
        return task["lastStatus"] == "STOPPED" and task

    task = eventually(stopped, seconds=60)
    assert task["stopCode"] == "TaskFailedToStart"
    # The cause, and then what to do about it.
    assert re.fullmatch(
        r"CannotPullContainerError: pulling `127\.0\.0\.1:1/no/such:image`, which is not on this machine, failed: .*refused\. "
        r"`minato image ls` lists the images that are, and `minato image import FILE --name \S+` adds this one from an archive",
        task["stoppedReason"])
    [failed] = task["containers"]
    assert failed["reason"] == task["stoppedReason"]
    eventually(lambda: network.free(network.public) == 251)


def test_a_container_that_ignores_sigterm_is_killed_after_its_timeout(network):
    stubborn = {"name": "stubborn", "image": "minato-example", "stopTimeout": 2,
                "command": ["sh", "-c", "trap '' TERM; while true; do sleep 1; done"]}
    [task] = network.run(network.define(stubborn), network.public, network.a)
    begun = time.monotonic()
    network.stop(task)
    assert 2 <= time.monotonic() - begun < 30
    [described] = network.describe([task.arn])
    assert described["containers"][0]["exitCode"] == 137


def test_groups_are_enforced_in_both_directions_and_for_ping(kernel, network):
    family = network.define(serving(8080))
    [a] = network.run(family, network.public, network.a)
    [b] = network.run(family, network.private, network.b)
    b.listens(8080)
    network.allow(network.b, network.a, 8080)
    eventually(lambda: a.connect(b, 8080, timeout_ms=200) == REACHED)
    assert a.ping(b) == NO_ANSWER

    network.allow(network.b, network.a, -1, protocol="icmp")
    eventually(lambda: a.ping(b, timeout_ms=200) == REACHED)
    assert b.ping(a) == NO_ANSWER

    everything = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
    network.ec2.revoke_security_group_egress(GroupId=network.a, IpPermissions=everything)
    denied = kernel.dropped("egress-denied")
    eventually(lambda: a.connect(b, 8080, timeout_ms=200) == NO_ANSWER)
    assert kernel.dropped("egress-denied") > denied


def test_a_range_lets_in_whom_it_holds(network):
    family = network.define(serving(8080))
    [a] = network.run(family, network.public, network.a)
    [b] = network.run(family, network.private, network.b)
    b.listens(8080)
    network.ec2.authorize_security_group_ingress(
        GroupId=network.b, IpProtocol="tcp", FromPort=8000, ToPort=8100, CidrIp=f"{a.address}/32")
    eventually(lambda: a.connect(b, 8080, timeout_ms=200) == REACHED)
    network.ec2.revoke_security_group_ingress(
        GroupId=network.b, IpProtocol="tcp", FromPort=8000, ToPort=8100, CidrIp=f"{a.address}/32")
    network.ec2.authorize_security_group_ingress(
        GroupId=network.b, IpProtocol="tcp", FromPort=8000, ToPort=8100, CidrIp="10.0.2.0/24")
    eventually(lambda: a.connect(b, 8080, timeout_ms=200) == NO_ANSWER)


def test_vpcs_with_the_same_addresses_never_meet(kernel, network):
    other = Network(kernel)
    family = network.define(serving(8080))
    everyone = {"IpProtocol": "-1", "FromPort": -1, "ToPort": -1, "CidrIp": "0.0.0.0/0"}

    def last_place(net):
        """A subnet with one free address, the same one in each VPC."""
        subnet = net.subnet("10.0.3.0/28")
        for number in range(4, 14):
            net.ec2.create_network_interface(SubnetId=subnet, PrivateIpAddress=f"10.0.3.{number}")
        return subnet

    for net in (network, other):
        net.ec2.authorize_security_group_ingress(GroupId=net.b, **everyone)
    [client] = network.run(family, network.public, network.a)
    [same] = other.run(family, last_place(other), other.b)
    same.listens(8080)
    assert client.connect(same, 8080) == NO_ANSWER
    [server] = network.run(family, last_place(network), network.b)
    assert server.address == same.address == "10.0.3.14"
    server.listens(8080)
    eventually(lambda: client.connect(server, 8080, timeout_ms=200) == REACHED)


def test_a_spoofed_source_is_dropped(kernel, network):
    family = network.define(serving(8080))
    [a] = network.run(family, network.public, network.a)
    [b] = network.run(family, network.private, network.b)
    network.ec2.authorize_security_group_ingress(
        GroupId=network.b, IpProtocol="-1", FromPort=-1, ToPort=-1, CidrIp="0.0.0.0/0")
    b.listens(8080)
    eventually(lambda: a.connect(b, 8080, timeout_ms=200) == REACHED)
    spoofed = kernel.dropped("source-address-spoofed")
    assert a.run("ip", "address", "add", "10.0.1.99/32", "dev", "lo").returncode == 0
    script = ("import socket; s = socket.socket(); s.settimeout(0.5); s.bind(('10.0.1.99', 0)); "
              f"s.connect(('{b.address}', 8080))")
    assert "timed out" in a.run("python3", "-c", script).stderr
    assert kernel.dropped("source-address-spoofed") > spoofed


def test_the_way_out_of_the_vpc_is_closed_for_reasons(kernel, network):
    """A default route to an internet gateway gives nothing to an ENI without a public address."""
    family = network.define(serving(8080))
    [a] = network.run(family, network.public, network.a)
    dropped = kernel.dropped("no-route")
    assert a.connect("198.51.100.1", 443) == NO_ANSWER
    assert kernel.dropped("no-route") > dropped

    gateway = network.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    network.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=network.vpc)
    [main] = network.ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [network.vpc]}])["RouteTables"]
    network.ec2.create_route(
        RouteTableId=main["RouteTableId"], DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)

    def no_public_address():
        before = kernel.dropped("no-public-address")
        assert a.connect("198.51.100.1", 443, timeout_ms=200) == NO_ANSWER
        return kernel.dropped("no-public-address") > before

    eventually(no_public_address)
