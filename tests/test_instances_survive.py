"""Instances outlive `serve`, and what others do to their devices is undone."""

import subprocess

import pytest
from server import Server, eventually
from tasks import NO_ANSWER, REACHED, Network
from test_instances import PORT, add, describe, launch, listening
from test_survival import NOTHING, on_the_host

pytestmark = pytest.mark.kernel


def test_instances_outlive_the_server_and_what_others_do():
    with Server() as server:
        net = Network(server)
        client, instance = launch(net, net.public, net.a), launch(net, net.private, net.b)
        second = add(net, instance, net.private, net.b, 1)
        net.allow(net.b, net.a, PORT)
        reached = [instance.address, second["PrivateIpAddress"]]

        def all_reached():
            return [client.connect(address, PORT, timeout_ms=200) for address in reached] == [REACHED, REACHED]

        with listening(instance):
            assert all_reached()
            server.kill()
            assert all_reached() and instance.connect(client, PORT) == NO_ANSWER
            # While nobody looks, a device is taken away.
            assert instance.run("ip", "link", "delete", "eth1").returncode == 0
            server.start()
            eventually(all_reached)
            # While somebody does: a device, a rule, the primary device.
            for words in (["link", "delete", "eth1"], ["rule", "delete", "from", second["PrivateIpAddress"]],
                          ["link", "delete", "eth0"]):
                assert instance.run("ip", *words).returncode == 0
                eventually(all_reached, seconds=70)
            assert instance.connect(client, PORT) == NO_ANSWER
        assert describe(net, instance.arn)["State"]["Name"] == "running"
        enis = {client.interface, instance.interface, second["NetworkInterfaceId"]}
        assert on_the_host(server) == ({client.interface, instance.interface}, enis)
        # `minato down` takes them off the machine, and the next `serve` goes on from there.
        server.stop()
        server.minato("down", "--data-dir", str(server.data_dir))
        assert on_the_host(server) == NOTHING
        server.start()
        eventually(lambda: on_the_host(server) == ({client.interface, instance.interface}, enis))
        with listening(instance):
            eventually(all_reached)


def test_a_program_whose_pins_are_out_of_sight_decides_no_more():
    """`ip netns exec` copies the mounts: a shell in an instance holds the BPF file system that somebody takes from the host."""
    with Server() as server:
        net = Network(server)
        client, instance = launch(net, net.public, net.a), launch(net, net.private, net.b)
        net.allow(net.b, net.a, PORT)
        with listening(instance):
            eventually(lambda: client.connect(instance, PORT, timeout_ms=200) == REACHED)
            traces = server.status()["additions"]
            [mount] = [each["name"] for each in traces if each["name"].endswith("/bpf")]
            shell = subprocess.Popen(["ip", "netns", "exec", client.interface, "sleep", "300"])
            try:
                server.kill()
                subprocess.run(["umount", mount], check=True)
                server.start()
                server.minato("status", "--settled")
                net.ec2.revoke_security_group_ingress(GroupId=net.b, IpPermissions=net.ec2.describe_security_groups(
                    GroupIds=[net.b])["SecurityGroups"][0]["IpPermissions"])
                server.minato("status", "--settled")
                assert client.connect(instance, PORT) == NO_ANSWER
                net.allow(net.b, net.a, PORT)
                server.minato("status", "--settled")
                assert client.connect(instance, PORT) == REACHED
            finally:
                shell.kill()
                shell.wait()
