"""What Terraform does with route tables, gateways, peering connections and endpoints: create, read, update, delete.

After each step a second read must give what the first one gave, and that what was written: a second plan is empty.
"""

import json

import pytest
from terraform import state
from terraform_routing import (
    EgressOnlyInternetGateway,
    InternetGateway,
    MainRouteTableAssociation,
    Route,
    RouteTable,
    RouteTableAssociation,
    VpcEndpoint,
    VpcPeeringConnection,
    VpnGateway,
    VpnGatewayRoutePropagation,
)

ACCOUNT = "123456789012"
S3 = "com.amazonaws.us-east-1.s3"


def to(block):
    return ("DestinationIpv6CidrBlock" if ":" in block else "DestinationCidrBlock", block)


def new_vpc(ec2, cidr):
    return ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"]


@pytest.fixture
def subnet(ec2, vpc):
    return ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]


@pytest.fixture
def table(ec2, vpc):
    return ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]


def test_internet_gateway(ec2, vpc):
    gateway = InternetGateway(ec2, vpc, {"Name": "a"})
    assert state(gateway) == {"owner": ACCOUNT, "vpc": vpc, "tags": {"Name": "a"}}
    other = new_vpc(ec2, "10.1.0.0/16")
    gateway.update(other, {"Name": "b", "team": "harbour"})
    assert state(gateway) == {"owner": ACCOUNT, "vpc": other, "tags": {"Name": "b", "team": "harbour"}}
    gateway.delete()
    assert gateway.read() is None


def test_egress_only_internet_gateway(ec2, vpc):
    gateway = EgressOnlyInternetGateway(ec2, vpc, {"Name": "a"})
    assert state(gateway) == {"vpc": vpc, "tags": {"Name": "a"}}
    gateway.update({"team": "harbour"})
    assert state(gateway) == {"vpc": vpc, "tags": {"team": "harbour"}}
    gateway.delete()
    assert gateway.read() is None
    gateway.delete()


def test_vpn_gateway(ec2, vpc):
    gateway = VpnGateway(ec2, vpc, {"Name": "a"}, AmazonSideAsn=65001, AvailabilityZone="us-east-1b")
    wanted = {"asn": 65001, "zone": "us-east-1b", "tags": {"Name": "a"}, "vpc": vpc}
    assert state(gateway) == wanted
    other = new_vpc(ec2, "10.1.0.0/16")
    gateway.update(other, {"Name": "b"})
    assert state(gateway) == {**wanted, "vpc": other, "tags": {"Name": "b"}}
    gateway.delete()
    assert gateway.read() is None


def test_vpn_gateway_attachment_and_route_propagation(ec2, vpc, table):
    gateway = VpnGateway(ec2)
    assert state(gateway) == {"asn": 64512, "zone": "", "tags": {}, "vpc": ""}
    gateway.update(vpc, {})
    propagation = VpnGatewayRoutePropagation(ec2, table, gateway.id)
    assert state(propagation) == {"table": table, "gateway": gateway.id}
    propagation.delete()
    assert propagation.read() is None
    gateway.update("", {})
    assert state(gateway)["vpc"] == ""
    gateway.delete()


def test_route_table(ec2, vpc, subnet):
    internet, egress = InternetGateway(ec2, vpc), EgressOnlyInternetGateway(ec2, vpc)
    vpn = VpnGateway(ec2, vpc)
    peer = VpcPeeringConnection(ec2, vpc, new_vpc(ec2, "10.9.0.0/16"), auto_accept=True)
    eni = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    routes = {to("0.0.0.0/0"): {"GatewayId": internet.id}, to("::/0"): {"EgressOnlyInternetGatewayId": egress.id},
              to("10.9.0.0/16"): {"VpcPeeringConnectionId": peer.id}, to("172.16.0.0/12"): {"GatewayId": vpn.id}}
    table = RouteTable(ec2, vpc, routes, [vpn.id], {"Name": "a"})
    wanted = {"vpc": vpc, "owner": ACCOUNT, "routes": routes, "propagating": {vpn.id}, "tags": {"Name": "a"}}
    assert state(table) == wanted
    # An endpoint's route is in the table, and not the table's.
    endpoint = VpcEndpoint(ec2, vpc, S3, [table.id])
    assert state(table) == wanted
    routes = {to("0.0.0.0/0"): {"NetworkInterfaceId": eni}, to("10.9.0.0/16"): {"VpcPeeringConnectionId": peer.id},
              to("192.168.0.0/16"): {"GatewayId": vpn.id}}
    table.update(routes, [], {"team": "harbour"})
    assert state(table) == {**wanted, "routes": routes, "propagating": set(), "tags": {"team": "harbour"}}
    RouteTableAssociation(ec2, table.id, subnet)
    table.delete()
    assert table.read() is None
    assert state(endpoint)["tables"] == set()


def test_route(ec2, vpc, subnet, table):
    internet, vpn = InternetGateway(ec2, vpc), VpnGateway(ec2, vpc)
    route = Route(ec2, table, to("0.0.0.0/0"), GatewayId=internet.id)
    shown = {"DestinationCidrBlock": "0.0.0.0/0", "Origin": "CreateRoute", "State": "active"}
    assert state(route) == {**shown, "GatewayId": internet.id}
    route.update(GatewayId=vpn.id)
    assert state(route) == {**shown, "GatewayId": vpn.id}
    vpn.delete()
    assert state(route) == {**shown, "GatewayId": vpn.id, "State": "blackhole"}
    eni = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    route.update(NetworkInterfaceId=eni)
    assert state(route)["NetworkInterfaceId"] == eni
    route.delete()
    route.delete()
    six = Route(ec2, table, to("2001:db8::/32"), EgressOnlyInternetGatewayId=EgressOnlyInternetGateway(ec2, vpc).id)
    assert state(six)["DestinationIpv6CidrBlock"] == "2001:db8::/32"
    six.delete()


def test_route_table_association(ec2, vpc, subnet, table):
    other = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    association = RouteTableAssociation(ec2, table, subnet)
    assert state(association) == {"table": table, "subnet": subnet}
    association.update(other)
    assert state(association) == {"table": other, "subnet": subnet}
    association.delete()
    association.delete()
    assert association.read() is None


def test_main_route_table_association(ec2, vpc, table):
    other = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    main = MainRouteTableAssociation(ec2, vpc, table)
    assert state(main)["table"] == table
    main.update(other)
    assert state(main)["table"] == other
    main.delete()
    assert state(main)["table"] == main.original


def test_vpc_peering_connection(ec2, vpc):
    peer = new_vpc(ec2, "10.1.0.0/16")
    peering = VpcPeeringConnection(ec2, vpc, peer, PeerOwnerId=ACCOUNT, tags={"Side": "requester"})
    waiting = {"status": "pending-acceptance", "vpc": vpc, "peer": peer, "owner": ACCOUNT, "region": "us-east-1",
               "requester": None, "accepter": None, "tags": {"Side": "requester"}}
    assert state(peering) == waiting
    # aws_vpc_peering_connection_accepter adopts it, and aws_vpc_peering_connection_options changes it.
    accepter = VpcPeeringConnection(ec2, existing=peering.id, auto_accept=True, tags={"Side": "both"})
    active = {**waiting, "status": "active", "requester": False, "accepter": False, "tags": {"Side": "both"}}
    assert state(accepter) == active
    for each in (vpc, peer):
        ec2.modify_vpc_attribute(VpcId=each, EnableDnsHostnames={"Value": True})
    accepter.modify_options(requester=True, accepter=True)
    assert state(peering) == {**active, "requester": True, "accepter": True}
    accepter.modify_options(requester=False)
    assert state(peering) == {**active, "accepter": True}
    peering.delete()
    assert accepter.read() is None
    peering.delete()


def test_vpc_peering_connection_of_two_regions(apis, ec2, vpc):
    there = apis.client("ec2", region="eu-west-1")
    peer = new_vpc(there, "10.1.0.0/16")
    peering = VpcPeeringConnection(ec2, vpc, peer, PeerOwnerId=ACCOUNT, PeerRegion="eu-west-1", tags={"Side": "requester"})
    accepter = VpcPeeringConnection(there, existing=peering.id, auto_accept=True, tags={"Side": "accepter"})
    assert (state(peering)["status"], state(peering)["region"]) == ("active", "eu-west-1")
    assert (state(peering)["tags"], state(accepter)["tags"]) == ({"Side": "requester"}, {"Side": "accepter"})
    accepter.delete()
    assert peering.read() is None


def test_vpc_endpoint(ec2, vpc, table):
    endpoint = VpcEndpoint(ec2, vpc, S3, tags={"Name": "a"})
    first = state(endpoint)
    assert (first["tables"], first["tags"], first["state"]) == (set(), {"Name": "a"}, "available")
    assert first["prefixes"] and first["list"].startswith("pl-")
    endpoint.update([table], {"team": "harbour"})
    assert state(endpoint) == {**first, "tables": {table}, "tags": {"team": "harbour"}}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]})
    endpoint.set_policy(policy)
    assert state(endpoint)["PolicyDocument"] == policy
    endpoint.set_policy(None)
    assert state(endpoint)["PolicyDocument"] == first["PolicyDocument"]
    endpoint.update([], {})
    assert state(endpoint) == {**first, "tags": {}}
    endpoint.delete()
    assert endpoint.read() is None
