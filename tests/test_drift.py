"""What others take away from a running instance comes back within seconds, and meanwhile nothing passes that should not.

The kernel's tables, the programs and their pins, links, routes and namespaces: one server, with every kind of way that it keeps.
"""

import hashlib
import json
import socket
import subprocess
import threading
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from server import PROBE, Server, eventually
from tasks import NO_ANSWER, REACHED, Network, serving

pytestmark = pytest.mark.kernel

POOL = "198.51.100.192/28"
HOST = "198.51.100.193"
OFFICE = "198.51.100.224/28"
# An address of the office that this machine has.
DESK = "198.51.100.225"
PORT = 8080
CLOSED = 8081
TABLES = ("interfaces", "endpoints", "ranges", "rules", "routes", "acls", "publics", "privates")
FAST = {"Delay": 1, "MaxAttempts": 30}
SECONDS = 20
# The VPC, its subnets, and an address of the first that nobody has. The ways on premises lead from this machine, so these are
# of a network that is nobody's (RFC 5737).
VPC = "203.0.113.0/25"
PUBLIC, PRIVATE, THIRD = "203.0.113.0/27", "203.0.113.32/27", "203.0.113.64/27"
ROUTER, FREE = "203.0.113.1", "203.0.113.29"
# While a route is gone, nothing that was for it leaves the machine: these are wider, so they are nobody's pool.
NOWHERE = ("198.51.100.0/24", "203.0.113.0/24")


def run(*words):
    return subprocess.run(list(map(str, words)), capture_output=True, text=True, check=True).stdout


def from_host(address, port):
    """What `minato-probe connect` finds from this machine itself."""
    words = [PROBE, "connect", "tcp", f"{address}:{port}", "--timeout-ms", "300"]
    return subprocess.run(words, capture_output=True, timeout=30).returncode


@pytest.fixture(scope="module")
def server(image):
    with ExitStack() as made:
        for what, *which in (["address", f"{DESK}/32", "dev", "lo"], *(["route", "unreachable", block] for block in NOWHERE)):
            run("ip", what, "add", *which)
            made.callback(run, "ip", what, "delete", *which)
        yield made.enter_context(Server("--public-pool", POOL, "--on-premises", OFFICE, image=image))


class Ways:
    """A task `a` with a public address, `b` behind a NAT gateway, `c` without any route, and listeners of the machine's own.

    `b` lets in group `a` alone, and `a` the machine and the office, each on one port.
    """

    def __init__(self, server):
        self.server = server
        self.net = net = Network(server, blocks=(VPC, PUBLIC, PRIVATE))
        ec2 = net.ec2
        net.internet()
        self.nat, self.nat_eni = self.nat_gateway()
        self.vpn = self.vpn_gateway()
        self.guard(net.private)
        net.allow(net.b, net.a, PORT)
        ec2.authorize_security_group_ingress(GroupId=net.a, IpPermissions=[
            {"IpProtocol": "tcp", "FromPort": PORT, "ToPort": PORT,
             "IpRanges": [{"CidrIp": POOL}, {"CidrIp": OFFICE}]}])
        family = net.define(serving(PORT, CLOSED))
        [self.a] = net.run(family, net.public, net.a, public=True)
        [self.b] = net.run(family, net.private, net.b)
        [self.c] = net.run(family, net.subnet(THIRD), net.group("c"))
        for task in (self.a, self.b):
            task.listens(PORT)
        self.public = net.public_address(self.a)
        self.host = socket.create_server((HOST, 0))
        self.desk = socket.create_server((DESK, 0))
        self.datagrams = socket.socket(type=socket.SOCK_DGRAM)
        self.datagrams.bind((HOST, 0))
        self.datagrams.setblocking(False)
        eventually(self.all_pass, SECONDS)

    def nat_gateway(self):
        ec2, net = self.net.ec2, self.net
        allocation = ec2.allocate_address()["AllocationId"]
        nat = ec2.create_nat_gateway(SubnetId=net.public, AllocationId=allocation)["NatGateway"]["NatGatewayId"]
        ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[nat], WaiterConfig=FAST)
        net.route(net.private, NatGatewayId=nat)
        [described] = ec2.describe_nat_gateways(NatGatewayIds=[nat])["NatGateways"]
        return nat, described["NatGatewayAddresses"][0]["NetworkInterfaceId"]

    def vpn_gateway(self):
        ec2, net = self.net.ec2, self.net
        gateway = ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
        ec2.attach_vpn_gateway(VpnGatewayId=gateway, VpcId=net.vpc)
        tables = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [net.vpc]}])["RouteTables"]
        for table in (table for table in tables if not any(each["Main"] for each in table["Associations"])):
            ec2.enable_vgw_route_propagation(GatewayId=gateway, RouteTableId=table["RouteTableId"])
        return gateway

    def guard(self, subnet):
        """A network ACL of the subnet's own, which lets everything pass but one port."""
        ec2 = self.net.ec2
        acl = ec2.create_network_acl(VpcId=self.net.vpc)["NetworkAcl"]["NetworkAclId"]
        for egress in (False, True):
            for number, action, what in ((90, "deny", {"Protocol": "6", "PortRange": {"From": 22, "To": 22}}),
                                         (100, "allow", {"Protocol": "-1"})):
                ec2.create_network_acl_entry(NetworkAclId=acl, RuleNumber=number, RuleAction=action, Egress=egress,
                                             CidrBlock="0.0.0.0/0", **what)
        [old] = ec2.describe_network_acls(Filters=[{"Name": "association.subnet-id", "Values": [subnet]}])["NetworkAcls"]
        [association] = [each for each in old["Associations"] if each["SubnetId"] == subnet]
        ec2.replace_network_acl_association(AssociationId=association["NetworkAclAssociationId"], NetworkAclId=acl)

    def close(self):
        self.host.close()
        self.desk.close()
        self.datagrams.close()

    def port_of(self, listener):
        return listener.getsockname()[1]

    def allowed(self):
        """Each way that is to be there, by name."""
        yield "a to b", lambda: self.a.connect(self.b, PORT, timeout_ms=300)
        yield "the machine to a", lambda: from_host(self.public, PORT)
        yield "a to the machine", lambda: self.a.connect(HOST, self.port_of(self.host), timeout_ms=300)
        yield "b through the NAT gateway", lambda: self.b.connect(HOST, self.port_of(self.host), timeout_ms=300)
        yield "a to the office", lambda: self.a.connect(DESK, self.port_of(self.desk), timeout_ms=300)

    def all_pass(self):
        failing = [name for name, attempt in self.allowed() if attempt() != REACHED]
        assert not failing, f"these do not pass: {failing}"
        return True

    def forbidden(self):
        """Each way that must never be there, by name."""
        yield "c to b", lambda: self.c.connect(self.b, PORT, timeout_ms=150)
        yield "b to a", lambda: self.b.connect(self.a, PORT, timeout_ms=150)
        yield "a to b's other port", lambda: self.a.connect(self.b, CLOSED, timeout_ms=150)
        yield "the machine to a's other port", lambda: from_host(self.public, CLOSED)
        yield "c to the machine", self.datagram

    def datagram(self):
        """Whether a datagram arrives, though nobody answers it."""
        self.c.connect(HOST, self.port_of(self.datagrams), "udp", timeout_ms=50)
        try:
            self.datagrams.recv(64)
        except BlockingIOError:
            return NO_ANSWER
        return REACHED

    @contextmanager
    def watched(self):
        """Tries what must not pass, again and again, while the block runs; and once more afterwards."""
        passed, rounds, end = [], [], threading.Event()

        def work():
            while not end.is_set():
                passed.extend(name for name, attempt in self.forbidden() if attempt() == REACHED)
                rounds.append(1)

        thread = threading.Thread(target=work)
        thread.start()
        try:
            yield
            seen = len(rounds)
            eventually(lambda: len(rounds) > seen + 1)
        finally:
            end.set()
            thread.join()
        assert passed == [] and rounds

    def comes_back(self, damage, is_whole):
        """Damages something, and waits until it is whole and every way is there again."""
        assert is_whole()
        with self.watched():
            damage()
            eventually(is_whole, SECONDS)
            eventually(self.all_pass, SECONDS)


@pytest.fixture(scope="module")
def ways(server):
    ways = Ways(server)
    yield ways
    ways.close()
    server.reset()


def pins(server):
    return Path("/run/minato", hashlib.sha256(str(server.data_dir).encode()).hexdigest()[:8], "bpf")


def entries(pin):
    """The bytes of a pinned map."""
    dump = json.loads(run("bpftool", "-j", "map", "dump", "pinned", pin))
    return {tuple(entry["key"]): entry["value"] for entry in dump if any(int(byte, 16) for byte in entry["value"])}


def write(pin, key, value):
    run("bpftool", "map", "update", "pinned", pin, "key", *key, "value", *value)


def delete_entries(pin):
    for key, value in entries(pin).items():
        deleted = subprocess.run(["bpftool", "map", "delete", "pinned", pin, "key", *key], capture_output=True)
        if deleted.returncode:
            # Of an array: zero is nothing there.
            write(pin, key, ["0"] * len(value))


def change_entries(pin):
    for key, value in entries(pin).items():
        write(pin, key, [f"0x{int(byte, 16) ^ 0xff:02x}" for byte in value])


@pytest.mark.parametrize("damage", [delete_entries, change_entries])
def test_entries_of_every_table_come_back(ways, damage):
    maps = {name: pins(ways.server) / "maps" / name for name in TABLES}
    before = {name: entries(pin) for name, pin in maps.items()}
    assert all(before.values()), {name: len(found) for name, found in before.items()}

    def is_whole():
        return all(entries(pin) == before[name] for name, pin in maps.items())

    def damage_all():
        for pin in maps.values():
            damage(pin)

    ways.comes_back(damage_all, is_whole)


def test_pins_come_back_and_are_of_the_same(ways):
    found = sorted(pin for part in ("maps", "links") for pin in (pins(ways.server) / part).iterdir())

    def ids():
        """The maps' own numbers; a link without its pin is another one afterwards."""
        return {pin.name: json.loads(run("bpftool", "-j", "map", "show", "pinned", pin))["id"]
                for pin in found if pin.parent.name == "maps"}

    before = ids()

    def damage():
        for pin in found:
            pin.unlink()

    ways.comes_back(damage, lambda: all(pin.exists() for pin in found))
    assert ids() == before


def links(server):
    """The links of an instance, by what stands behind its name in their alias."""
    owned = f"minato:{hashlib.sha256(str(server.data_dir).encode()).hexdigest()[:8]}:"
    shown = json.loads(run("ip", "-json", "link"))
    return {link["ifalias"].removeprefix(owned): link["ifname"] for link in shown
            if link.get("ifalias", "").startswith(owned)}


def test_a_detached_program_comes_back(ways):
    names = (ways.a.interface, ways.b.interface, ways.c.interface, "internet", ways.vpn)
    found = [pins(ways.server) / "links" / name for name in names]
    detached = {}

    def number(pin):
        shown = subprocess.run(["bpftool", "-j", "link", "show", "pinned", pin], capture_output=True)
        # Between two attachments there is no pin.
        return json.loads(shown.stdout)["id"] if shown.returncode == 0 else None

    def damage():
        detached.update({pin: number(pin) for pin in found})
        for pin in found:
            run("bpftool", "link", "detach", "pinned", pin)

    # What is detached never comes back: it is attached anew.
    ways.comes_back(damage, lambda: all(number(pin) not in (None, detached.get(pin)) for pin in found))


def test_links_of_enis_come_back(ways):
    names = [ways.a.interface, ways.c.interface]

    def damage():
        for name in names:
            run("ip", "link", "delete", links(ways.server)[name])

    ways.comes_back(damage, lambda: all(name in links(ways.server) for name in names))


def routes():
    return {route["dst"]: route["dev"] for route in json.loads(run("ip", "-json", "route")) if "dev" in route}


def test_the_route_to_the_public_side_comes_back(ways):
    before = routes()[POOL]
    ways.comes_back(lambda: run("ip", "route", "delete", POOL), lambda: routes().get(POOL) == before)


def test_the_route_to_nowhere_of_the_public_side_comes_back(ways):
    def nowhere():
        return POOL in run("ip", "route", "show", "type", "unreachable")

    assert nowhere()
    ways.comes_back(lambda: run("ip", "route", "delete", "unreachable", POOL), nowhere)


def test_the_public_side_comes_back(ways):
    name = links(ways.server)["gateway"]
    ways.comes_back(lambda: run("ip", "link", "delete", name), lambda: links(ways.server).get("gateway") == name
                    and POOL in routes())


def test_the_way_on_premises_comes_back(ways):
    [name] = [name for alias, name in links(ways.server).items() if alias == f"premises:{ways.vpn}"]
    ways.comes_back(lambda: run("ip", "link", "delete", name), lambda: name in links(ways.server).values()
                    and VPC in routes())


def test_the_route_on_premises_comes_back(ways):
    before = routes()[VPC]
    ways.comes_back(lambda: run("ip", "route", "delete", VPC), lambda: routes().get(VPC) == before)


def test_the_namespace_of_a_nat_gateway_comes_back(ways):
    def is_whole():
        rules = subprocess.run(["ip", "netns", "exec", ways.nat_eni, "nft", "list", "ruleset"], capture_output=True)
        return b"snat to" in rules.stdout

    ways.comes_back(lambda: run("ip", "netns", "delete", ways.nat_eni), is_whole)


# What somebody does inside a task's namespace, and what of it `ip` shows again afterwards.
INSIDE = (
    "link set eth0 address 02:aa:aa:aa:aa:aa",
    "link set eth0 mtu 1400",
    "link set eth0 down",
    "link set eth0 name eth9",
    f"address add {FREE}/32 dev eth0",
    "address flush dev eth0",
    "route delete default",
    "route replace default dev eth0 scope link",
    f"route add 192.0.2.0/24 via {ROUTER}",
    f"route add blackhole {PRIVATE}",
    f"neighbour replace {ROUTER} lladdr 02:bb:bb:bb:bb:bb dev eth0",
)


def inside(interface):
    """What a namespace has: its links, addresses, routes and fixed neighbours."""
    def shown(*words):
        return run("ip", "-netns", interface, *words).splitlines()

    lines = [*shown("-oneline", "address"), *shown("route", "show", "table", "all"),
             *shown("neighbour", "show", "nud", "permanent")]
    links = [(link["ifname"], link["address"], link["mtu"], "UP" in link["flags"])
             for link in json.loads(run("ip", "-netns", interface, "-json", "link"))]
    return sorted(links), sorted(lines)


def without_numbers(state):
    """A link that was made anew has another number."""
    links, lines = state
    return links, sorted(line.split(": ", 1)[-1] for line in lines)


@pytest.mark.parametrize("damage", INSIDE)
def test_what_is_changed_inside_a_namespace_comes_back(ways, damage):
    before = without_numbers(inside(ways.a.interface))
    ways.comes_back(lambda: run("ip", "-netns", ways.a.interface, *damage.split()),
                    lambda: without_numbers(inside(ways.a.interface)) == before)


def test_what_is_changed_inside_a_nat_gateways_namespace_comes_back(ways):
    before = inside(ways.nat_eni)
    ways.comes_back(lambda: run("ip", "-netns", ways.nat_eni, "route", "delete", "default"),
                    lambda: inside(ways.nat_eni) == before)


@pytest.mark.parametrize("damage, reason, source", [
    ("link set eth0 address 02:aa:aa:aa:aa:aa", "source-mac-spoofed", []),
    (f"address replace {FREE}/32 dev eth0", "source-address-spoofed", ["--source", FREE]),
])
def test_until_it_is_put_back_what_is_spoofed_is_dropped_and_counted(ways, damage, reason, source):
    before = inside(ways.a.interface)
    # In one go, for it is put back soon; on a busy machine now and then too soon.
    attempt = f"ip {damage} && exec {PROBE} connect tcp {ways.b.address}:{PORT} --timeout-ms 150 {' '.join(source)}"

    def is_counted():
        counted = ways.server.dropped(reason)
        found = ways.a.run("sh", "-c", attempt).returncode
        assert not source or found == NO_ANSWER
        return ways.server.dropped(reason) > counted

    eventually(is_counted, SECONDS)
    eventually(lambda: inside(ways.a.interface) == before, SECONDS)
    eventually(ways.all_pass, SECONDS)


def settled(server):
    """Whether all is said to be settled, and else why not."""
    status, _, body = server.http("/_minato/status?settled=true")
    return status == 200, body.decode()


def test_nothing_is_settled_while_the_public_side_fails(ways):
    run("ip", "route", "replace", POOL, "dev", "lo")
    try:
        said, why = settled(ways.server)
        assert not said and "PublicSide" in why and POOL in why, why
        command = ways.server.minato("status", "--settled", check=False)
        assert command.returncode != 0 and POOL in command.stderr
    finally:
        run("ip", "route", "delete", POOL, "dev", "lo")
    said, why = settled(ways.server)
    assert said, why
    assert POOL in routes()
    eventually(ways.all_pass, SECONDS)


def test_nothing_is_settled_while_a_program_is_missing(ways):
    pin = pins(ways.server) / "links" / ways.c.interface
    with ways.watched():
        pin.unlink()
        # So it cannot be attached again: there is no place for its pin.
        pin.mkdir()
        try:
            eventually(lambda: not settled(ways.server)[0], 2 * SECONDS)
            _, why = settled(ways.server)
            assert "Network" in why and ways.c.interface in why, why
        finally:
            pin.rmdir()
        eventually(lambda: settled(ways.server)[0], SECONDS)
        assert pin.is_file()


def test_nothing_is_settled_before_a_link_is_put_back(ways):
    for _ in range(5):
        run("ip", "link", "delete", links(ways.server)[ways.c.interface])
        said, why = settled(ways.server)
        assert said, why
        assert ways.c.interface in links(ways.server)
