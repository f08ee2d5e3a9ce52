"""What Terraform reads after the server was stopped or killed and started again is what it read before, call by call."""

import pytest
from insights import arn
from server import Server
from terraform import Answers, state
from terraform_addresses import DefaultDhcpOptions, DefaultRouteTable, Eip, EipAssociation, EipDomainName, NatGateway, Tag
from terraform_insights import NetworkInsightsAnalysis, NetworkInsightsPath
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
from terraform_rules import GroupRule, NetworkAcl, NetworkAclRule, PrefixList, PrefixListEntry, PrefixListRoute, SecurityGroup
from terraform_vpc import (
    BlockAssociation,
    CidrReservation,
    DhcpOptions,
    DhcpOptionsAssociation,
    NetworkInterface,
    Subnet,
    Vpc,
)

EVERYWHERE = ("DestinationCidrBlock", "0.0.0.0/0")


@pytest.fixture
def server():
    with Server(data_plane="none") as server:
        yield server


def everything(ec2):
    """One of each resource, updated where Terraform updates it."""
    vpc = Vpc(ec2, "10.4.0.0/16", ipv6=True, tags={"Name": "a"}, enable_dns_hostnames=True)
    subnet = Subnet(ec2, vpc.id, "10.4.1.0/24", zone="us-east-1c", map_public=True, hostname_type="resource-name")
    spare = Subnet(ec2, vpc.id, "10.4.2.0/24")
    internet, vpn = InternetGateway(ec2, vpc.id, {"Name": "a"}), VpnGateway(ec2, vpc.id, AmazonSideAsn=65001)
    egress = EgressOnlyInternetGateway(ec2, vpc.id)
    table = RouteTable(ec2, vpc.id, {EVERYWHERE: {"GatewayId": internet.id}}, tags={"Name": "a"})
    lists = PrefixList(ec2, "offices", 3, {("10.9.0.0/16", "first")})
    group = SecurityGroup(ec2, vpc.id, "web", {("tcp", 80, 80, "10.0.0.0/8", "")}, {("-1", 0, 0, "0.0.0.0/0", "")})
    eni = NetworkInterface(ec2, subnet.id, ["10.4.1.10", "10.4.1.11"], {"Name": "a"}, source_dest_check=False, Groups=[group.id])
    address, of_nat = Eip(ec2, {"Name": "a"}), Eip(ec2)
    acl = NetworkAcl(ec2, vpc.id, {(100, "6", 443, 443, "allow", "10.3.0.0/18")}, (), [spare.id], {"Name": "a"})
    options = DhcpOptions(ec2, {"domain-name": ["harbour.example"], "domain-name-servers": ["AmazonProvidedDNS"]})
    path = NetworkInsightsPath(ec2, eni.id, "tcp", Destination=arn("network-interface", eni.id))
    peer = Vpc(ec2, "10.5.0.0/16")
    resources = [
        vpc, subnet, spare, internet, vpn, egress, table, lists, group, eni, address, of_nat, acl, options, path, peer,
        BlockAssociation(ec2, vpc.id, CidrBlock="10.6.0.0/16"),
        CidrReservation(ec2, spare.id, "10.4.2.16/28", "prefix", "pods"),
        RouteTableAssociation(ec2, table.id, subnet.id),
        MainRouteTableAssociation(ec2, vpc.id, ec2.create_route_table(VpcId=vpc.id)["RouteTable"]["RouteTableId"]),
        DefaultRouteTable(ec2, peer.id, tags={"Name": "main"}),
        Route(ec2, table.id, ("DestinationIpv6CidrBlock", "::/0"), EgressOnlyInternetGatewayId=egress.id),
        PrefixListRoute(ec2, table.id, lists.id, NetworkInterfaceId=eni.id),
        PrefixListEntry(ec2, lists.id, "10.10.0.0/16", "second"),
        VpnGatewayRoutePropagation(ec2, table.id, vpn.id),
        VpcPeeringConnection(ec2, vpc.id, peer.id, auto_accept=True, tags={"Name": "a"}),
        VpcEndpoint(ec2, vpc.id, "com.amazonaws.us-east-1.s3", [table.id], {"Name": "a"}),
        NatGateway(ec2, subnet.id, of_nat.id, {"Name": "a"}),
        EipAssociation(ec2, address.id, eni.id), EipDomainName(ec2, address.id, "mail.harbour.example"),
        GroupRule(ec2, group.id, True, {"Name": "a"}, IpProtocol="tcp", FromPort=443, ToPort=443, CidrIpv4="10.0.0.0/8"),
        NetworkAclRule(ec2, acl.id, 200, egress=True, Protocol="-1", RuleAction="deny", CidrBlock="10.0.0.0/8"),
        DhcpOptionsAssociation(ec2, vpc.id, options.id), DefaultDhcpOptions(ec2, "ec2.internal"),
        Tag(ec2, peer.id, "team", "harbour"), NetworkInsightsAnalysis(ec2, path.id, {"Name": "a"}),
    ]
    subnet.update({"map_public": False})
    table.update({EVERYWHERE: {"NetworkInterfaceId": eni.id}, ("DestinationIpv6CidrBlock", "::/0"): {
        "EgressOnlyInternetGatewayId": egress.id}, ("DestinationPrefixListId", lists.id): {"NetworkInterfaceId": eni.id}},
        [vpn.id], {"Name": "b"})
    return resources


def answers(resource):
    assert state(resource) is not None
    with Answers(resource.ec2) as answers:
        resource.read()
    return answers.seen


def test_nothing_that_is_read_changes_by_a_restart(server):
    resources = everything(server.client("ec2"))
    assert len({type(resource) for resource in resources}) >= 30
    before = [answers(resource) for resource in resources]
    for end in (server.stop, server.kill):
        end()
        server.start()
        for resource, seen in zip(resources, before, strict=True):
            assert answers(resource) == seen, type(resource).__name__
