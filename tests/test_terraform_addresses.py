"""What Terraform does with elastic addresses, NAT gateways, tags and the defaults: create, read, update, delete.

After each step a second read must give what the first one gave, and that what was written: a second plan is empty.
"""

import pytest
from errors import code_of
from terraform import state
from terraform_addresses import (
    DefaultDhcpOptions,
    DefaultRouteTable,
    Eip,
    EipAssociation,
    EipDomainName,
    GroupAttachment,
    NatGateway,
    NatGatewayEipAssociation,
    Tag,
)
from terraform_rules import change_tags


@pytest.fixture
def gateway(ec2, vpc):
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    return gateway


@pytest.fixture
def subnet(ec2, vpc, gateway):
    return ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]


@pytest.fixture
def enis(ec2, subnet):
    return [ec2.create_network_interface(SubnetId=subnet, PrivateIpAddress=address)["NetworkInterface"]["NetworkInterfaceId"]
            for address in ("10.0.1.10", "10.0.1.11")]


def test_eip(ec2, enis):
    address = Eip(ec2, {"Name": "a"})
    first = state(address)
    free = {"domain": "vpc", "pool": "amazon", "border": "us-east-1", "association": "", "interface": "", "private": "",
            "pointer": "", "tags": {"Name": "a"}}
    assert first == {**free, "public": first["public"]}
    address.update(enis[0], {"Name": "b", "team": "harbour"})
    second = state(address)
    assert second == {**first, "association": second["association"], "interface": enis[0], "private": "10.0.1.10",
                      "tags": {"Name": "b", "team": "harbour"}}
    address.update(enis[1], {})
    third = state(address)
    assert third["association"] not in ("", second["association"])
    assert third == {**first, "association": third["association"], "interface": enis[1], "private": "10.0.1.11", "tags": {}}
    address.update("", {"Name": "a"})
    assert state(address) == first
    address.delete()
    assert address.read() is None


def test_eip_with_an_interface_from_the_start(ec2, enis):
    address = Eip(ec2, interface=enis[0])
    assert state(address)["interface"] == enis[0]
    address.delete()
    assert address.read() is None


def test_eip_association(ec2, enis):
    address, other = Eip(ec2), Eip(ec2)
    association = EipAssociation(ec2, address.id, enis[0])
    wanted = {"allocation": address.id, "interface": enis[0], "private": "10.0.1.10", "public": state(address)["public"]}
    assert state(association) == wanted
    # Another address takes its place: reassociation is allowed.
    second = EipAssociation(ec2, address.id, enis[1])
    assert association.read() is None and state(second)["interface"] == enis[1]
    for each in (second, association):
        each.delete()
        assert each.read() is None
    for each in (address, other):
        each.delete()


def test_eip_domain_name(ec2):
    address = Eip(ec2)
    name = EipDomainName(ec2, address.id, "mail.harbour.example")
    assert state(name) == {"pointer": "mail.harbour.example."} and state(address)["pointer"] == "mail.harbour.example."
    name.update("web.harbour.example")
    assert state(name) == {"pointer": "web.harbour.example."}
    name.delete()
    assert name.read() is None and state(address)["pointer"] == ""
    address.delete()


def test_nat_gateway(ec2, subnet):
    primary, one, other = (Eip(ec2) for _ in range(3))
    nat = NatGateway(ec2, subnet, primary.id, {"Name": "a"}, SecondaryAllocationIds=[one.id])
    first = state(nat)
    assert (first["subnet"], first["connectivity"], first["allocation"]) == (subnet, "public", primary.id)
    assert first["secondary_allocations"] == {one.id} and len(first["secondary_private"]) == 1
    assert (first["public"], first["tags"]) == (state(primary)["public"], {"Name": "a"})
    assert state(primary)["interface"] == first["interface"] and state(primary)["private"] == first["private"]
    nat.update({other.id}, {"team": "harbour"})
    second = state(nat)
    assert second == {**first, "secondary_allocations": {other.id}, "tags": {"team": "harbour"},
                      "secondary_private": second["secondary_private"]}
    nat.update(set(), {})
    assert state(nat) == {**first, "secondary_allocations": set(), "secondary_private": set(), "tags": {}}
    by_itself = NatGatewayEipAssociation(nat, one.id)
    assert state(by_itself)["association"].startswith("eipassoc-")
    by_itself.delete()
    assert by_itself.read() is None
    nat.delete()
    assert nat.read() is None
    for each in (primary, one, other):
        each.delete()


def test_a_private_nat_gateway(ec2, subnet):
    nat = NatGateway(ec2, subnet, PrivateIpAddress="10.0.1.9", SecondaryPrivateIpAddresses=["10.0.1.20", "10.0.1.21"])
    assert state(nat) == {
        "subnet": subnet, "connectivity": "private", "tags": {}, "allocation": "", "association": "",
        "interface": state(nat)["interface"], "private": "10.0.1.9", "public": "", "secondary_allocations": set(),
        "secondary_private": {"10.0.1.20", "10.0.1.21"}}
    nat.delete()
    assert nat.read() is None


def test_network_interface_sg_attachment(ec2, vpc, enis):
    groups = [ec2.create_security_group(VpcId=vpc, GroupName=f"g{n}", Description="g")["GroupId"] for n in range(2)]
    one, other = (GroupAttachment(ec2, enis[0], group) for group in groups)
    assert state(one) == {"interface": enis[0], "group": groups[0]} and state(other)["group"] == groups[1]
    one.delete()
    assert one.read() is None and state(other)["group"] == groups[1]
    # The default group is there still; the last of all cannot go.
    other.delete()
    assert len(one.groups()) == 1
    assert code_of(GroupAttachment(ec2, enis[0], groups[0]).ec2.delete_security_group, GroupId=groups[0]) \
        == "DependencyViolation"
    ec2.delete_network_interface(NetworkInterfaceId=enis[0])
    assert one.read() is None


def test_tag(ec2, vpc, subnet):
    tags = [Tag(ec2, vpc, "team", "harbour"), Tag(ec2, subnet, "team", "dock"), Tag(ec2, vpc, "empty", "")]
    assert [state(tag)["value"] for tag in tags] == ["harbour", "dock", ""]
    tags[0].update("quay")
    assert state(tags[0]) == {"resource": vpc, "key": "team", "value": "quay"}
    tags[0].delete()
    assert [tag.read() is None for tag in tags] == [True, False, False]
    for tag in tags[1:]:
        tag.delete()
        assert tag.read() is None


def test_default_route_table(ec2, vpc, gateway, enis):
    # What was in it before the provider adopted it goes.
    everywhere = ("DestinationCidrBlock", "0.0.0.0/0")
    [main] = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["RouteTables"]
    ec2.create_route(RouteTableId=main["RouteTableId"], DestinationCidrBlock="9.0.0.0/8", GatewayId=gateway)
    table = DefaultRouteTable(ec2, vpc, {everywhere: {"GatewayId": gateway}}, tags={"Name": "main"})
    wanted = {"vpc": vpc, "owner": "123456789012", "tags": {"Name": "main"}, "propagating": set(),
              "routes": {everywhere: {"GatewayId": gateway}}}
    assert table.id == main["RouteTableId"] and state(table) == wanted
    table.update({everywhere: {"NetworkInterfaceId": enis[0]}}, [], {})
    assert state(table) == {**wanted, "tags": {}, "routes": {everywhere: {"NetworkInterfaceId": enis[0]}}}
    table.delete()
    assert state(table)["vpc"] == vpc


def test_default_dhcp_options(apis, ec2):
    for client, domain in ((ec2, "ec2.internal"), (apis.client("ec2", region="eu-west-1"), "eu-west-1.compute.internal")):
        options = DefaultDhcpOptions(client, domain)
        first = state(options)
        assert first == {"owner": "123456789012", "tags": {}, "options": {
            "domain-name": [domain], "domain-name-servers": ["AmazonProvidedDNS"]}}
        change_tags(client, options.id, {}, {"Name": "default"})
        assert state(options) == {**first, "tags": {"Name": "default"}}
        change_tags(client, options.id, {"Name": "default"}, {})
