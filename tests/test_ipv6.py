"""IPv6 with real packets: within a VPC, over peering, from and to the internet, and out only."""

import subprocess

import pytest
from server import PROBE, eventually
from tasks import NO_ANSWER, REACHED, Network, serving

pytestmark = pytest.mark.kernel


class DualStack(Network):
    """A network whose VPC and subnets have IPv6 as well; tasks get an address of it."""

    def __init__(self, server, cidr="10.0"):
        super().__init__(server, cidr)
        self.ec2.associate_vpc_cidr_block(VpcId=self.vpc, AmazonProvidedIpv6CidrBlock=True)
        [vpc] = self.ec2.describe_vpcs(VpcIds=[self.vpc])["Vpcs"]
        self.block = vpc["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"]
        base = self.block.removesuffix("00::/56")
        for number, subnet in enumerate([self.public, self.private], 1):
            self.ec2.associate_subnet_cidr_block(SubnetId=subnet, Ipv6CidrBlock=f"{base}{number:02x}::/64")
            self.ec2.modify_subnet_attribute(SubnetId=subnet, AssignIpv6AddressOnCreation={"Value": True})

    def ipv6(self, task):
        [eni] = self.ec2.describe_network_interfaces(NetworkInterfaceIds=[task.interface])["NetworkInterfaces"]
        return f"[{eni['Ipv6Addresses'][0]['Ipv6Address']}]"

    def let_in(self, group, block, port, protocol="tcp"):
        self.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[
            {"IpProtocol": protocol, "FromPort": port, "ToPort": port, "Ipv6Ranges": [{"CidrIpv6": block}]}])

    def main_table(self):
        main = [{"Name": "vpc-id", "Values": [self.vpc]}, {"Name": "association.main", "Values": ["true"]}]
        [table] = self.ec2.describe_route_tables(Filters=main)["RouteTables"]
        return table["RouteTableId"]


@pytest.fixture
def dual(kernel):
    yield DualStack(kernel)
    kernel.reset()


def from_host(address, port):
    """What a connect of the host's own comes to."""
    return subprocess.run([PROBE, "connect", "tcp", f"{address}:{port}", "--timeout-ms", "700"]).returncode


def test_groups_and_acls_hold_for_ipv6_by_themselves(kernel, dual):
    [a] = dual.run(dual.define(serving(8080)), dual.public, dual.a)
    [b] = dual.run(dual.define(serving(8080)), dual.private, dual.b)
    b.listens(8080)
    there = dual.ipv6(b)
    dual.allow(dual.b, dual.a, 8080)
    assert a.connect(there, 8080) == REACHED, "a reference to a group is for both versions of IP"
    denied = kernel.dropped("ingress-denied")
    assert a.connect(there, 8081) == NO_ANSWER
    assert kernel.dropped("ingress-denied") > denied
    # A rule for all of IPv4 lets no IPv6 in.
    dual.ec2.authorize_security_group_ingress(GroupId=dual.b, IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": 8081, "ToPort": 8081, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
    assert a.connect(there, 8081) == NO_ANSWER
    assert a.connect(b, 8081) != NO_ANSWER
    assert a.ping(there.strip("[]")) == NO_ANSWER
    dual.let_in(dual.b, dual.block, -1, "icmpv6")
    assert a.ping(there.strip("[]")) == REACHED
    # Network ACLs have entries for each version.
    [acl] = dual.ec2.describe_network_acls(Filters=[{"Name": "vpc-id", "Values": [dual.vpc]}])["NetworkAcls"]
    dual.ec2.create_network_acl_entry(
        NetworkAclId=acl["NetworkAclId"], RuleNumber=50, Protocol="6", RuleAction="deny", Egress=False,
        Ipv6CidrBlock="::/0", PortRange={"From": 8080, "To": 8080})
    denied = kernel.dropped("ingress-acl-denied")
    assert a.connect(there, 8080) == NO_ANSWER
    assert kernel.dropped("ingress-acl-denied") > denied
    assert a.connect(b, 8080) == REACHED


def test_what_a_kernel_says_of_multicast_is_counted_and_is_no_flow(kernel, dual):
    before = kernel.dropped("multicast-membership")
    [a] = dual.run(dual.define(serving(8080)), dual.public, dual.a)
    eventually(lambda: kernel.dropped("multicast-membership") > before)
    assert a.connect(f"[{dual.block.removesuffix('/56')}99]", 8080) == NO_ANSWER
    # All before it was told, too.
    told = eventually(lambda: kernel.flows("--eni", a.interface))
    assert {flow["destination"].get("port") for flow in told} == {8080}


def test_an_internet_gateway_leads_both_ways_and_an_egress_only_one_out(kernel, dual):
    [task] = dual.run(dual.define(serving(8080)), dual.public, dual.a)
    task.listens(8080)
    address = dual.ipv6(task)
    dual.let_in(dual.a, "::/0", 8080)
    unknown = kernel.dropped("public-address-unknown")
    assert from_host(address, 8080) == NO_ANSWER, "no gateway leads there"
    assert kernel.dropped("public-address-unknown") > unknown

    only = dual.ec2.create_egress_only_internet_gateway(VpcId=dual.vpc)
    only = only["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"]
    table = dual.main_table()
    dual.ec2.create_route(
        RouteTableId=table, DestinationIpv6CidrBlock="::/0", EgressOnlyInternetGatewayId=only)
    with serving_on_host(18080) as host:
        assert task.connect(host, 18080) == REACHED
        refused = kernel.dropped("egress-only")
        assert from_host(address, 8080) == NO_ANSWER
        assert kernel.dropped("egress-only") > refused

        gateway = dual.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        dual.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=dual.vpc)
        dual.ec2.replace_route(RouteTableId=table, DestinationIpv6CidrBlock="::/0", GatewayId=gateway)
        assert from_host(address, 8080) == REACHED
        assert from_host(address, 8081) == NO_ANSWER, "groups hold for who comes from outside"
        assert task.connect(host, 18080) == REACHED


def test_peering_carries_ipv6(kernel, dual):
    other = DualStack(kernel, "10.1")
    asked = dual.ec2.create_vpc_peering_connection(VpcId=dual.vpc, PeerVpcId=other.vpc)["VpcPeeringConnection"]
    peering = asked["VpcPeeringConnectionId"]
    dual.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    [here] = dual.run(dual.define(serving(8080)), dual.private, dual.a)
    [there] = other.run(other.define(serving(8080)), other.private, other.a)
    there.listens(8080)
    other.let_in(other.a, dual.block, 8080)
    assert here.connect(other.ipv6(there), 8080) == NO_ANSWER
    for net, block in ((dual, other.block), (other, dual.block)):
        net.ec2.create_route(
            RouteTableId=net.main_table(), DestinationIpv6CidrBlock=block, VpcPeeringConnectionId=peering)
    assert here.connect(other.ipv6(there), 8080) == REACHED
    assert there.connect(dual.ipv6(here), 8080) == NO_ANSWER, "the receiver's groups hold"


class serving_on_host:
    """A listener on the host's own address of the range that VPCs get theirs from."""

    def __init__(self, port):
        self.port = port

    def __enter__(self):
        self.process = subprocess.Popen(
            [PROBE, "serve", "tcp", str(self.port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return "[2001:db8::1]"

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
