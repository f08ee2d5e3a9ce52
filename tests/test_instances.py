"""Instances on this machine: namespaces with real devices, whose packets are decided by the groups of each ENI."""

import json
import subprocess
from contextlib import contextmanager

import pytest
from server import PROBE, eventually
from tasks import NO_ANSWER, REACHED, Network, Task, serving
from test_survival import NOTHING, on_the_host

pytestmark = pytest.mark.kernel

SOON = {"Delay": 1, "MaxAttempts": 30}
PORT = 8080


def launch(net, subnet, group, **given):
    """RunInstances, and waits until it runs. What it is to packets is what a task is: a namespace named after an ENI."""
    answer = net.ec2.run_instances(ImageId="ami-0123456789abcdef0", InstanceType="m5.large", MinCount=1, MaxCount=1,
                                   SubnetId=subnet, SecurityGroupIds=[group], **given)
    instance = answer["Instances"][0]["InstanceId"]
    net.ec2.get_waiter("instance_running").wait(InstanceIds=[instance], WaiterConfig=SOON)
    [primary] = describe(net, instance)["NetworkInterfaces"]
    return Task(instance, primary["NetworkInterfaceId"], primary["PrivateIpAddress"], primary["MacAddress"])


def describe(net, instance):
    [reservation] = net.ec2.describe_instances(InstanceIds=[instance])["Reservations"]
    return reservation["Instances"][0]


def add(net, instance, subnet, group, index):
    """A further ENI of an instance, once it is attached."""
    made = net.ec2.create_network_interface(SubnetId=subnet, Groups=[group])["NetworkInterface"]
    given = {"NetworkInterfaceId": made["NetworkInterfaceId"], "InstanceId": instance.arn, "DeviceIndex": index}
    net.ec2.attach_network_interface(**given)
    eventually(lambda: status(net, made)["Attachment"]["Status"] == "attached")
    return made


def status(net, eni):
    [found] = net.ec2.describe_network_interfaces(NetworkInterfaceIds=[eni["NetworkInterfaceId"]])["NetworkInterfaces"]
    return found


def detach(net, eni):
    net.ec2.detach_network_interface(AttachmentId=status(net, eni)["Attachment"]["AttachmentId"], Force=True)
    net.ec2.get_waiter("network_interface_available").wait(
        NetworkInterfaceIds=[eni["NetworkInterfaceId"]], WaiterConfig={"Delay": 1, "MaxAttempts": 30})


def end(net, instance):
    net.ec2.terminate_instances(InstanceIds=[instance.arn])
    net.ec2.get_waiter("instance_terminated").wait(InstanceIds=[instance.arn], WaiterConfig=SOON)


def links(instance):
    """MAC and addresses by the name of each link of an instance but the loopback."""
    found = json.loads(instance.run("ip", "-json", "address").stdout)
    return {link["ifname"]: (link["address"], [each["local"] for each in link["addr_info"]])
            for link in found if link["ifname"] != "lo"}


def namespaces():
    return subprocess.run(["ip", "netns"], capture_output=True, text=True, check=True).stdout.split()


@contextmanager
def listening(instance):
    """A server in an instance, on all of its addresses."""
    with subprocess.Popen(instance.command(PROBE, "serve", "tcp", PORT), stdout=subprocess.DEVNULL) as server:
        try:
            instance.listens(PORT)
            yield
        finally:
            server.kill()


def test_each_interface_of_an_instance_has_rules_of_its_own(network):
    net = network
    [client] = net.run(net.define(serving(PORT)), net.public, net.a)
    instance = launch(net, net.private, net.b)
    assert links(instance) == {"eth0": (instance.mac, [instance.address])}
    with listening(instance):
        dropped = net.server.dropped("ingress-denied")
        assert (client.connect(instance, PORT), client.ping(instance)) == (NO_ANSWER, NO_ANSWER)
        assert net.server.dropped("ingress-denied") > dropped
        net.allow(net.b, net.a, PORT)
        net.allow(net.b, net.a, -1, protocol="icmp")
        assert (client.connect(instance, PORT), client.ping(instance)) == (REACHED, REACHED)
        # The other way nothing was allowed to come in.
        assert instance.connect(client, PORT) == NO_ANSWER

        other = net.group("other")
        second = add(net, instance, net.private, other, 1)
        address = second["PrivateIpAddress"]
        assert links(instance)["eth1"] == (second["MacAddress"], [address])
        assert (client.connect(address, PORT), client.ping(address)) == (NO_ANSWER, NO_ANSWER)
        net.allow(other, net.a, PORT)
        assert (client.connect(address, PORT), client.ping(address)) == (REACHED, NO_ANSWER)
        # The group of the one says nothing about the other.
        net.ec2.revoke_security_group_ingress(GroupId=net.b, IpPermissions=[
            {"IpProtocol": "tcp", "FromPort": PORT, "ToPort": PORT, "UserIdGroupPairs": [{"GroupId": net.a}]}])
        assert (client.connect(instance, PORT), client.connect(address, PORT)) == (NO_ANSWER, REACHED)
        # Addresses follow, as those of a primary ENI do.
        [more] = net.ec2.assign_private_ip_addresses(
            NetworkInterfaceId=second["NetworkInterfaceId"], SecondaryPrivateIpAddressCount=1)["AssignedPrivateIpAddresses"]
        eventually(lambda: client.connect(more["PrivateIpAddress"], PORT, timeout_ms=200) == REACHED)
        rules = instance.run("ip", "rule").stdout
        assert f"from {address} lookup" in rules and f"from {more['PrivateIpAddress']} lookup" in rules

        before = instance.run("ip", "rule").stdout
        detach(net, second)
        assert links(instance).keys() == {"eth0"} and client.connect(address, PORT) == NO_ANSWER
        left = instance.run("ip", "rule").stdout
        assert address not in left and len(left.splitlines()) == len(before.splitlines()) - 2
    # What was detached can come to another one.
    third = launch(net, net.private, net.b)
    net.ec2.attach_network_interface(
        NetworkInterfaceId=second["NetworkInterfaceId"], InstanceId=third.arn, DeviceIndex=2)
    eventually(lambda: "eth2" in links(third))
    assert links(third)["eth2"][0] == second["MacAddress"]


def test_an_instance_that_stops_is_gone_and_comes_back_as_it_was(network):
    net = network
    one, other = (launch(net, net.public, net.a) for _ in range(2))
    net.allow(net.a, net.a, PORT)
    second = add(net, one, net.public, net.a, 1)
    before = links(one)
    net.ec2.stop_instances(InstanceIds=[one.arn])
    net.ec2.get_waiter("instance_stopped").wait(InstanceIds=[one.arn], WaiterConfig=SOON)
    assert one.interface not in namespaces() and other.connect(one, PORT) == NO_ANSWER
    assert on_the_host(net.server) == ({other.interface}, {other.interface})
    net.ec2.start_instances(InstanceIds=[one.arn])
    net.ec2.get_waiter("instance_running").wait(InstanceIds=[one.arn], WaiterConfig=SOON)
    assert links(one) == before
    with listening(one):
        for address in (one.address, second["PrivateIpAddress"]):
            assert other.connect(address, PORT) == REACHED
    end(net, one)
    end(net, other)
    assert on_the_host(net.server) == NOTHING
    # The one that was made by hand is there, and the others are not.
    assert status(net, second)["Status"] == "available" and net.free(net.public) == 250


def test_reset_ends_instances(kernel):
    net = Network(kernel)
    instance = launch(net, net.public, net.a)
    add(net, instance, net.public, net.a, 1)
    kernel.reset()
    assert on_the_host(kernel) == NOTHING and net.ec2.describe_instances()["Reservations"] == []
