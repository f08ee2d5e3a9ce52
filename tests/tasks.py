"""Tasks in a VPC, and traffic from inside them."""

import itertools
import json
import signal
import subprocess
from dataclasses import dataclass

from server import PROBE, eventually

# Exit codes of `minato-probe connect` and `ping`.
REACHED, REFUSED, NO_ANSWER = 0, 10, 11

IMAGE = "minato-example"
_families = itertools.count()


@dataclass(frozen=True)
class Task:
    arn: str
    interface: str
    address: str
    mac: str

    @staticmethod
    def of(described):
        details = {detail["name"]: detail["value"] for detail in described["attachments"][0]["details"]}
        return Task(described["taskArn"], details["networkInterfaceId"], details["privateIPv4Address"],
                    details["macAddress"])

    def command(self, *arguments):
        return ["ip", "netns", "exec", self.interface, *map(str, arguments)]

    def run(self, *arguments, timeout=30):
        """Runs a program of the host in the task's network namespace."""
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, timeout=timeout)

    def connect(self, target, port, protocol="tcp", timeout_ms=700):
        address = target.address if isinstance(target, Task) else target
        return self.run(PROBE, "connect", protocol, f"{address}:{port}", "--timeout-ms", timeout_ms).returncode

    def ping(self, target, timeout_ms=700):
        address = target.address if isinstance(target, Task) else target
        return self.run(PROBE, "ping", address, "--timeout-ms", timeout_ms).returncode

    def listens(self, port):
        """Waits until something in the task listens on the port."""
        eventually(lambda: self.connect("127.0.0.1", port) == REACHED)


def streaming(port):
    """A container definition that serves streams on a port."""
    return {"name": "stream", "image": IMAGE, "command": ["minato-probe", "stream", "--serve", str(port)]}


def serving(*ports, protocol="tcp"):
    """A container definition that serves on ports."""
    return {"name": "server", "image": IMAGE, "command": ["minato-probe", "serve", protocol, *map(str, ports)]}


class Network:
    """A VPC with a public and a private subnet and groups `a` and `b`, by boto3: a /16 and two /24 below `cidr`, or the three
    `blocks`."""

    def __init__(self, server, cidr="10.0", blocks=None):
        block, public, private = blocks or (f"{cidr}.0.0/16", f"{cidr}.1.0/24", f"{cidr}.2.0/24")
        self.server = server
        self.ec2 = server.settled_client("ec2")
        self.ecs = server.client("ecs")
        self.vpc = self.ec2.create_vpc(CidrBlock=block)["Vpc"]["VpcId"]
        self.public = self.subnet(public)
        self.private = self.subnet(private)
        self.a = self.group("a")
        self.b = self.group("b")
        self.cluster = f"tests-{next(_families)}"
        self.ecs.create_cluster(clusterName=self.cluster)

    def subnet(self, cidr):
        return self.ec2.create_subnet(VpcId=self.vpc, CidrBlock=cidr)["Subnet"]["SubnetId"]

    def group(self, name):
        return self.ec2.create_security_group(VpcId=self.vpc, GroupName=name, Description=name)["GroupId"]

    def internet(self):
        """An internet gateway, to which the public subnet routes."""
        gateway = self.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        self.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=self.vpc)
        self.route(self.public, GatewayId=gateway)
        return gateway

    def route(self, subnet, **target):
        """A route table of the subnet's own, whose default route leads there."""
        table = self.ec2.create_route_table(VpcId=self.vpc)["RouteTable"]["RouteTableId"]
        self.ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
        self.ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", **target)

    def public_address(self, task):
        """The public address of a task."""
        [eni] = self.ec2.describe_network_interfaces(NetworkInterfaceIds=[task.interface])["NetworkInterfaces"]
        return eni["Association"]["PublicIp"]

    def allow(self, group, source, port, protocol="tcp"):
        self.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[
            {"IpProtocol": protocol, "FromPort": port, "ToPort": port, "UserIdGroupPairs": [{"GroupId": source}]}])

    def define(self, *containers, family=None, **settings):
        family = family or f"family-{next(_families)}"
        self.ecs.register_task_definition(
            family=family, networkMode="awsvpc", requiresCompatibilities=["FARGATE"], cpu="256", memory="512",
            containerDefinitions=list(containers), **settings)
        return family

    def request(self, family, subnet, group, count=1, ecs=None, public=False):
        """RunTask; the ARNs."""
        answer = (ecs or self.ecs).run_task(
            cluster=self.cluster, taskDefinition=family, launchType="FARGATE", count=count,
            networkConfiguration={"awsvpcConfiguration": {
                "subnets": [subnet], "securityGroups": [group], "assignPublicIp": "ENABLED" if public else "DISABLED"}})
        assert not answer["failures"], answer["failures"]
        return [task["taskArn"] for task in answer["tasks"]]

    def run(self, family, subnet, group, count=1, public=False):
        """RunTask, and waits until the tasks run."""
        arns = self.request(family, subnet, group, count, public=public)
        self.ecs.get_waiter("tasks_running").wait(
            cluster=self.cluster, tasks=arns, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
        return [Task.of(task) for task in self.describe(arns)]

    def describe(self, arns):
        return self.ecs.describe_tasks(cluster=self.cluster, tasks=arns)["tasks"]

    def stop(self, *tasks):
        """StopTask, and waits until nothing of them is left."""
        arns = [task.arn if isinstance(task, Task) else task for task in tasks]
        for arn in arns:
            self.ecs.stop_task(cluster=self.cluster, task=arn)
        self.ecs.get_waiter("tasks_stopped").wait(
            cluster=self.cluster, tasks=arns, WaiterConfig={"Delay": 1, "MaxAttempts": 60})

    def free(self, subnet):
        return self.ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["AvailableIpAddressCount"]


class Stream:
    """A TCP stream from one task to another that checks every byte and reports once a second."""

    def __init__(self, source, target, port):
        self.process = subprocess.Popen(
            source.command(PROBE, "stream", f"{target.address}:{port}", "--seconds", 600),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def next_report(self):
        line = self.process.stdout.readline()
        assert line, f"the stream ended with {self.process.poll()}"
        return json.loads(line)

    def progresses(self, reports=2):
        """Reads reports: each must know more bytes than the one before, and none a break."""
        received = self.next_report()["received"]
        for _ in range(reports):
            report = self.next_report()
            assert report["broken"] is None, report
            assert report["received"] > received, report
            received = report["received"]
