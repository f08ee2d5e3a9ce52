"""`minato trace`: packets through the kernel's programs. It says what `minato reach` says, and nobody sees the packets."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from server import Server, eventually
from tasks import NO_ANSWER, REACHED, Network, serving

pytestmark = pytest.mark.kernel

POOL = "198.51.100.208/28"
PORT = 8080
FAST = {"Delay": 1, "MaxAttempts": 30}


@pytest.fixture(scope="module")
def server(image):
    with Server("--public-pool", POOL, image=image) as server:
        yield server


@pytest.fixture
def net(server):
    yield Network(server)
    server.reset()


def counters(server):
    """What packets like those that are traced change: drops, and flows that were opened, closed or rejected. A task's own
    system sends others at any time."""
    reasons = ("egress-denied", "ingress-denied", "no-route", "tcp-not-syn", "router-address")
    return [server.dropped(reason) for reason in reasons], [f for f in server.flows() if f["protocol"] in ("tcp", "udp")]


def same(server, *arguments):
    """What both commands say of it, word by word, in text and as data. Returns the data."""
    trace, reach = (server.minato(command, *map(str, arguments), check=False) for command in ("trace", "reach"))
    assert trace.stdout, trace.stderr
    asked, _, rest = trace.stdout.partition("\n")
    assert asked == "Asked the kernel's programs, which took each step that the model takes:"
    assert (rest, trace.returncode) == (reach.stdout, reach.returncode)
    said = json.loads(server.minato("trace", *map(str, arguments), "--json", check=False).stdout)
    assert said["model"] is None
    assert said["request"] == json.loads(server.minato("reach", *map(str, arguments), "--json", check=False).stdout)["request"]
    return trace.returncode, said


def end(way):
    return way and (way["end"].get("reason") or way["end"]["result"])


def test_between_two_tasks_it_says_what_reach_says_and_leaves_no_trace(server, net):
    family = net.define(serving(PORT))
    [client] = net.run(family, net.public, net.a)
    [web] = net.run(family, net.private, net.b)
    web.listens(PORT)
    before = counters(server)

    code, said = same(server, client.interface, web.interface, "--port", PORT)
    assert (code, end(said["request"]), said["reply"]) == (1, "ingress-denied", None)
    net.allow(net.b, net.a, PORT)
    code, said = same(server, client.interface, web.address, "--port", PORT)
    assert (code, end(said["request"]), end(said["reply"])) == (0, "arrived", "arrived")
    assert "conntrack" in [step["layer"] for step in said["reply"]["hops"][0]["steps"]]
    code, said = same(server, client.arn, web.arn, "--port", PORT, "--protocol", "udp")
    assert (code, end(said["request"])) == (1, "ingress-denied")
    code, said = same(server, web.interface, "10.0.2.1", "--protocol", "icmp")
    assert (code, end(said["request"])) == (0, "answered")
    code, said = same(server, web.interface, "203.0.113.9", "--port", PORT)
    assert (code, end(said["request"])) == (1, "no-route")
    assert counters(server) == before, "a traced packet was seen"

    # Packets of tasks are seen, and take the way that was told.
    assert client.connect(web, PORT) == REACHED
    assert client.connect(web, PORT + 1) == NO_ANSWER
    assert counters(server) != before


def test_a_kernel_that_was_changed_is_found_out_until_it_is_repaired(server, net):
    net.allow(net.b, net.a, PORT)
    family = net.define(serving(PORT))
    [client] = net.run(family, net.public, net.a)
    [web] = net.run(family, net.private, net.b)
    instance = hashlib.sha256(str(server.data_dir).encode()).hexdigest()[:8]
    rules = ["pinned", str(Path("/run/minato", instance, "bpf/maps/rules"))]

    def delete_rules():
        dump = subprocess.run(["bpftool", "-j", "map", "dump", *rules], capture_output=True, text=True, check=True)
        for entry in json.loads(dump.stdout):
            key = [byte.removeprefix("0x") for byte in entry["key"]]
            subprocess.run(["bpftool", "map", "delete", *rules, "key", "hex", *key], capture_output=True)

    def trace():
        return server.minato("trace", client.interface, web.address, "--port", str(PORT), check=False)

    def differs():
        # The agent may have repaired it just now.
        delete_rules()
        done = trace()
        return done if done.returncode == 3 else None

    text = eventually(differs).stdout
    kernel, _, network = text.partition("By the network:")
    assert "The kernel does not do what the network says" in kernel
    assert "blocked" in kernel and "egress-denied" in kernel
    assert "blocked" not in network and "reply: arrives" in network
    eventually(lambda: trace().returncode == 0, seconds=30)


def test_through_gateways(server, net):
    net.internet()
    family = net.define(serving(PORT))
    [web] = net.run(family, net.public, net.a, public=True)
    [behind] = net.run(family, net.private, net.b)
    code, said = same(server, web.interface, "internet", "--port", 443)
    assert (code, end(said["reply"])) == (0, "arrived")
    code, said = same(server, "internet", net.public_address(web), "--port", PORT)
    assert (code, end(said["request"])) == (1, "ingress-denied")

    elastic = net.ec2.allocate_address(Domain="vpc")["AllocationId"]
    nat = net.ec2.create_nat_gateway(SubnetId=net.public, AllocationId=elastic)["NatGateway"]["NatGatewayId"]
    net.ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[nat], WaiterConfig=FAST)
    net.route(net.private, NatGatewayId=nat)
    code, said = same(server, behind.interface, "internet", "--port", 443)
    assert (code, len(said["request"]["hops"]), end(said["reply"])) == (0, 2, "arrived")


def test_what_is_not_on_this_machine_is_not_traced(server, net):
    def refused(*arguments):
        done = server.minato("trace", *arguments, check=False)
        assert done.returncode == 2 and not done.stdout
        return done.stderr

    def interface():
        made = net.ec2.create_network_interface(SubnetId=net.public, Groups=[net.a])["NetworkInterface"]
        return made["NetworkInterfaceId"]

    here, there = interface(), interface()
    assert f"{here} is not on this machine" in refused(here, there, "--port", "80")
    assert "is neither" in refused("nobody", there, "--port", "80")
    assert "--port" in refused(here, there)
    assert server.http(f"/_minato/trace?from={here}&to={there}&port=0")[0] == 400

    # Nobody can send from there; to send to there is another matter.
    [task] = net.run(net.define(serving(PORT)), net.public, net.a)
    trace = server.minato("trace", task.interface, there, "--port", "80", check=False)
    assert trace.returncode == 1 and "not-here" in trace.stdout, trace


def test_without_a_data_plane_it_points_to_reach(apis, vpc):
    done = apis.minato("trace", "internet", "10.0.1.4", "--port", "80", check=False)
    assert done.returncode == 2 and "minato reach" in done.stderr
    assert apis.http("/_minato/trace?from=internet&to=10.0.1.4&port=80")[0] == 400
