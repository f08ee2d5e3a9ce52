"""Peering with real packets: what passes between two VPCs, and what a third one does not get."""

import pytest
from tasks import NO_ANSWER, REACHED, Network, serving

pytestmark = pytest.mark.kernel


def peer(net, other):
    """An active connection between two VPCs."""
    asked = net.ec2.create_vpc_peering_connection(VpcId=net.vpc, PeerVpcId=other.vpc)["VpcPeeringConnection"]
    peering = asked["VpcPeeringConnectionId"]
    net.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    return peering


def lead(net, block, peering):
    """A route of the VPC's main table."""
    main = [{"Name": "vpc-id", "Values": [net.vpc]}, {"Name": "association.main", "Values": ["true"]}]
    [table] = net.ec2.describe_route_tables(Filters=main)["RouteTables"]
    net.ec2.create_route(
        RouteTableId=table["RouteTableId"], DestinationCidrBlock=block, VpcPeeringConnectionId=peering)


def allow(net, source):
    net.ec2.authorize_security_group_ingress(GroupId=net.a, IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": 8080, "ToPort": 8080, "IpRanges": [{"CidrIp": source}]}])


def test_two_vpcs_reach_each_other_and_a_third_does_not_pass_through(kernel, network):
    one, two, three = network, Network(kernel, "10.1"), Network(kernel, "10.2")
    for net in (one, two, three):
        allow(net, "10.0.0.0/8")
    [here], [there], [beyond] = (
        net.run(net.define(serving(8080)), net.private, net.a) for net in (one, two, three))
    for task in (here, there, beyond):
        task.listens(8080)
    # Without a connection there is no way.
    assert here.connect(there, 8080) == NO_ANSWER
    peering = peer(one, two)
    lead(one, "10.1.0.0/16", peering)
    # The answer needs a way as well: a route on the other side.
    assert here.connect(there, 8080) == NO_ANSWER
    lead(two, "10.0.0.0/16", peering)
    assert here.connect(there, 8080) == REACHED
    assert there.connect(here, 8080) == REACHED
    assert here.connect(there, 8081) == NO_ANSWER, "the receiver's groups hold"
    # Peering is not transitive, whatever the routes say.
    onward = peer(two, three)
    lead(two, "10.2.0.0/16", onward)
    lead(three, "10.1.0.0/16", onward)
    assert there.connect(beyond, 8080) == REACHED
    lead(three, "10.0.0.0/16", onward)
    lead(one, "10.2.0.0/16", peering)
    before = kernel.dropped("peer-address-unknown")
    assert here.connect(beyond, 8080) == NO_ANSWER
    assert kernel.dropped("peer-address-unknown") > before
    # What has ended leads nowhere, and says so.
    one.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering)
    before = kernel.dropped("blackhole")
    assert here.connect(there, 8080) == NO_ANSWER
    assert kernel.dropped("blackhole") > before
    assert there.connect(beyond, 8080) == REACHED


def test_a_rule_names_a_group_of_the_other_vpc(kernel, network):
    one, two = network, Network(kernel, "10.1")
    peering = peer(one, two)
    lead(one, "10.1.0.0/16", peering)
    lead(two, "10.0.0.0/16", peering)
    two.allow(two.a, one.a, 8080)
    [server] = two.run(two.define(serving(8080)), two.private, two.a)
    server.listens(8080)
    family = one.define(serving(9090))
    [member], [stranger] = (one.run(family, one.private, group) for group in (one.a, one.b))
    assert member.connect(server, 8080) == REACHED
    before = kernel.dropped("ingress-denied")
    assert stranger.connect(server, 8080) == NO_ANSWER
    assert kernel.dropped("ingress-denied") > before
    # What has ended carries nothing, whatever rules still name.
    one.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering)
    assert member.connect(server, 8080) == NO_ANSWER
