"""Routes: every target, every destination, and what becomes of them when the target goes."""

import pytest
from errors import code_of, error_of
from server import Server

ANYWHERE = "0.0.0.0/0"


@pytest.fixture
def subnet(ec2, vpc):
    return ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]


@pytest.fixture
def table(ec2, vpc):
    return ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]


def routes_of(ec2, table):
    """The routes of a table by destination."""
    [described] = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"]
    names = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")
    return {next(route.pop(name) for name in names if name in route): route for route in described["Routes"]}


def attached_internet_gateway(ec2, vpc):
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    return gateway


def attached_vpn_gateway(ec2, vpc):
    gateway = ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
    ec2.attach_vpn_gateway(VpnGatewayId=gateway, VpcId=vpc)
    return gateway


def egress_only_gateway(ec2, vpc):
    answer = ec2.create_egress_only_internet_gateway(VpcId=vpc)
    return answer["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"]


def active_peering(ec2, vpc, cidr="10.99.0.0/16"):
    peer = ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"]
    peering = ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=peer)["VpcPeeringConnection"]
    peering = peering["VpcPeeringConnectionId"]
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    return peering


def test_every_target_is_shown_as_it_was_named(ec2, vpc, subnet, table):
    eni = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    targets = {
        "1.0.0.0/8": {"GatewayId": attached_internet_gateway(ec2, vpc)},
        "2.0.0.0/8": {"GatewayId": attached_vpn_gateway(ec2, vpc)},
        "3.0.0.0/8": {"NetworkInterfaceId": eni},
        "4.0.0.0/8": {"VpcPeeringConnectionId": active_peering(ec2, vpc)},
    }
    for destination, target in targets.items():
        assert ec2.create_route(RouteTableId=table, DestinationCidrBlock=destination, **target)["Return"] is True
    egress = {"EgressOnlyInternetGatewayId": egress_only_gateway(ec2, vpc)}
    ec2.create_route(RouteTableId=table, DestinationIpv6CidrBlock="::/0", **egress)
    expected = {to: {**target, "Origin": "CreateRoute", "State": "active"} for to, target in {**targets, "::/0": egress}.items()}
    local = {"10.0.0.0/16": {"GatewayId": "local", "Origin": "CreateRouteTable", "State": "active"}}
    assert routes_of(ec2, table) == {**local, **expected}
    for name, target in [
        ("route.gateway-id", targets["1.0.0.0/8"]), ("route.gateway-id", targets["2.0.0.0/8"]),
        ("route.vpc-peering-connection-id", targets["4.0.0.0/8"]), ("route.egress-only-internet-gateway-id", egress),
    ]:
        [value] = target.values()
        [found] = ec2.describe_route_tables(Filters=[{"Name": name, "Values": [value]}])["RouteTables"]
        assert found["RouteTableId"] == table, name
    ec2.delete_route(RouteTableId=table, DestinationIpv6CidrBlock="::/0")
    assert code_of(ec2.delete_route, RouteTableId=table, DestinationIpv6CidrBlock="::/0") == "InvalidRoute.NotFound"


def test_a_target_that_goes_leaves_a_blackhole(ec2, vpc, table):
    internet, vpn = attached_internet_gateway(ec2, vpc), attached_vpn_gateway(ec2, vpc)
    egress, peering = egress_only_gateway(ec2, vpc), active_peering(ec2, vpc)
    create = lambda to, **target: ec2.create_route(RouteTableId=table, DestinationCidrBlock=to, **target)
    create("1.0.0.0/8", GatewayId=internet)
    create("2.0.0.0/8", GatewayId=vpn)
    create("4.0.0.0/8", VpcPeeringConnectionId=peering)
    ec2.create_route(RouteTableId=table, DestinationIpv6CidrBlock="::/0", EgressOnlyInternetGatewayId=egress)
    states = lambda: {to: route["State"] for to, route in routes_of(ec2, table).items() if to != "10.0.0.0/16"}
    assert set(states().values()) == {"active"}
    ec2.detach_internet_gateway(InternetGatewayId=internet, VpcId=vpc)
    ec2.detach_vpn_gateway(VpnGatewayId=vpn, VpcId=vpc)
    ec2.delete_egress_only_internet_gateway(EgressOnlyInternetGatewayId=egress)
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering)
    assert states() == {"1.0.0.0/8": "blackhole", "2.0.0.0/8": "blackhole", "4.0.0.0/8": "blackhole", "::/0": "blackhole"}
    [found] = ec2.describe_route_tables(Filters=[
        {"Name": "route.state", "Values": ["blackhole"]}, {"Name": "vpc-id", "Values": [vpc]}])["RouteTables"]
    assert found["RouteTableId"] == table
    ec2.attach_internet_gateway(InternetGatewayId=internet, VpcId=vpc)
    assert states()["1.0.0.0/8"] == "active"


def test_a_route_to_a_peering_that_waits(ec2, vpc, table):
    peer = ec2.create_vpc(CidrBlock="10.98.0.0/16")["Vpc"]["VpcId"]
    answer = ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=peer)
    peering = answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="10.98.0.0/16", VpcPeeringConnectionId=peering)
    assert routes_of(ec2, table)["10.98.0.0/16"]["State"] == "blackhole"
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    assert routes_of(ec2, table)["10.98.0.0/16"]["State"] == "active"


@pytest.mark.parametrize("target, code", [
    ({"GatewayId": "igw-0123456789abcdef0"}, "InvalidGatewayID.NotFound"),
    ({"GatewayId": "vgw-0123456789abcdef0"}, "InvalidGatewayID.NotFound"),
    ({"GatewayId": "nat-0123456789abcdef0"}, "InvalidGatewayID.NotFound"),
    ({"GatewayId": "local"}, "InvalidGatewayID.NotFound"),
    ({"GatewayId": "vpce-0123456789abcdef0"}, "InvalidVpcEndpointId.NotFound"),
    ({"VpcEndpointId": "vpce-0123456789abcdef0"}, "InvalidVpcEndpointId.NotFound"),
    ({"NatGatewayId": "nat-0123456789abcdef0"}, "InvalidNatGatewayID.NotFound"),
    ({"NetworkInterfaceId": "eni-0123456789abcdef0"}, "InvalidNetworkInterfaceID.NotFound"),
    ({"VpcPeeringConnectionId": "pcx-0123456789abcdef0"}, "InvalidVpcPeeringConnectionID.NotFound"),
    ({"EgressOnlyInternetGatewayId": "eigw-0123456789abcdef0"}, "InvalidGatewayID.NotFound"),
    ({"GatewayId": "igw-xyz"}, "InvalidInternetGatewayId.Malformed"),
    ({"GatewayId": "vgw-xyz"}, "InvalidVpnGatewayID.Malformed"),
    ({"NatGatewayId": "igw-0123456789abcdef0"}, "NatGatewayMalformed"),
    ({"NetworkInterfaceId": "i-0123456789abcdef0"}, "InvalidNetworkInterfaceId.Malformed"),
    ({"VpcPeeringConnectionId": "x"}, "InvalidVpcPeeringConnectionId.Malformed"),
    ({}, "MissingParameter"),
    ({"GatewayId": "igw-0123456789abcdef0", "NatGatewayId": "nat-0123456789abcdef0"}, "InvalidParameterCombination"),
])
def test_targets_that_are_not_there(ec2, vpc, table, target, code):
    ipv6 = "EgressOnlyInternetGatewayId" in target
    to = {"DestinationIpv6CidrBlock": "2001:db8::/32"} if ipv6 else {"DestinationCidrBlock": "9.0.0.0/8"}
    got, message, status = error_of(ec2.create_route, RouteTableId=table, **to, **target)
    assert (got, status) == (code, 400), message
    there = {"EgressOnlyInternetGatewayId": egress_only_gateway(ec2, vpc)} if ipv6 else {
        "GatewayId": attached_internet_gateway(ec2, vpc)}
    ec2.create_route(RouteTableId=table, **to, **there)
    assert code_of(ec2.replace_route, RouteTableId=table, **to, **target) == code


@pytest.mark.parametrize("member, value", [
    ("InstanceId", "i-0123456789abcdef0"),
    ("TransitGatewayId", "tgw-0123456789abcdef0"),
    ("CarrierGatewayId", "cagw-0123456789abcdef0"),
    ("LocalGatewayId", "lgw-0123456789abcdef0"),
    ("CoreNetworkArn", "arn:aws:networkmanager::123456789012:core-network/core-network-1"),
])
def test_targets_that_do_not_exist_here_are_refused_by_name(ec2, table, member, value):
    code, message, _ = error_of(ec2.create_route, RouteTableId=table, DestinationCidrBlock=ANYWHERE, **{member: value})
    assert code == "UnsupportedOperation" and member.lower() in message.lower()


def test_edge_associations_are_refused_by_name(ec2, vpc, table):
    gateway = attached_internet_gateway(ec2, vpc)
    code, message, _ = error_of(ec2.associate_route_table, RouteTableId=table, GatewayId=gateway)
    assert code == "UnsupportedOperation" and "gatewayid" in message.lower()


@pytest.mark.parametrize("destination, code", [
    ({"DestinationCidrBlock": "everywhere"}, "InvalidParameterValue"),
    ({"DestinationCidrBlock": "::/0"}, "InvalidParameterValue"),
    ({"DestinationCidrBlock": "10.0.0.0/33"}, "InvalidParameterValue"),
    ({"DestinationIpv6CidrBlock": "0.0.0.0/0"}, "InvalidParameterValue"),
    ({"DestinationIpv6CidrBlock": "2001:db8::/129"}, "InvalidParameterValue"),
    ({}, "MissingParameter"),
    ({"DestinationCidrBlock": ANYWHERE, "DestinationIpv6CidrBlock": "::/0"}, "InvalidParameterCombination"),
    # The routes of the VPC itself, and addresses of AWS's own services.
    ({"DestinationCidrBlock": "10.0.0.0/16"}, "RouteAlreadyExists"),
    ({"DestinationCidrBlock": "169.254.169.254/32"}, "InvalidParameterValue"),
    ({"DestinationCidrBlock": "10.0.1.0/24"}, "InvalidParameterValue"),
])
def test_destinations_that_cannot_be(ec2, vpc, table, destination, code):
    gateway = attached_internet_gateway(ec2, vpc)
    got, message, _ = error_of(ec2.create_route, RouteTableId=table, GatewayId=gateway, **destination)
    assert got == code, message


def test_targets_must_fit_the_table_and_the_destination(ec2, vpc, table):
    other = ec2.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=other, CidrBlock="10.7.1.0/24")["Subnet"]["SubnetId"]
    eni = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    for target in [
        {"GatewayId": attached_internet_gateway(ec2, other)}, {"GatewayId": attached_vpn_gateway(ec2, other)},
        {"NetworkInterfaceId": eni}, {"VpcPeeringConnectionId": active_peering(ec2, other, "10.8.0.0/16")},
    ]:
        got, message, _ = error_of(ec2.create_route, RouteTableId=table, DestinationCidrBlock=ANYWHERE, **target)
        assert got == "InvalidParameterValue" and "belong to different networks" in message, target
    own = {"EgressOnlyInternetGatewayId": egress_only_gateway(ec2, vpc)}
    assert code_of(ec2.create_route, RouteTableId=table, DestinationCidrBlock=ANYWHERE, **own) == "InvalidParameterValue"
    foreign = {"EgressOnlyInternetGatewayId": egress_only_gateway(ec2, other)}
    code = code_of(ec2.create_route, RouteTableId=table, DestinationIpv6CidrBlock="::/0", **foreign)
    assert code == "InvalidParameterValue"


def test_a_local_route_can_lead_to_an_appliance_and_back(ec2, vpc, subnet, table):
    eni = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    local = {"RouteTableId": table, "DestinationCidrBlock": "10.0.0.0/16"}
    ec2.replace_route(**local, NetworkInterfaceId=eni)
    assert routes_of(ec2, table)["10.0.0.0/16"]["NetworkInterfaceId"] == eni
    assert code_of(ec2.replace_route, **local, GatewayId=attached_internet_gateway(ec2, vpc)) == "InvalidParameterValue"
    code = code_of(ec2.replace_route, **local, NetworkInterfaceId=eni, LocalTarget=True)
    assert code == "InvalidParameterCombination"
    ec2.replace_route(**local, LocalTarget=True)
    assert routes_of(ec2, table)["10.0.0.0/16"]["GatewayId"] == "local"
    missing = {"RouteTableId": table, "DestinationCidrBlock": "8.0.0.0/8"}
    assert code_of(ec2.replace_route, **missing, LocalTarget=True) == "InvalidParameterValue"


@pytest.fixture(scope="module")
def joined():
    """The APIs of a machine that is joined to a network on premises."""
    arguments = ["--on-premises", "192.168.0.0/16", "--on-premises", "172.16.0.0/12"]
    with Server(*arguments, data_plane="none") as server:
        yield server.client("ec2")


def test_what_is_on_premises_is_propagated(joined):
    vpc = joined.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    table = joined.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    gateway = attached_vpn_gateway(joined, vpc)
    both = {"RouteTableId": table, "GatewayId": gateway}
    joined.enable_vgw_route_propagation(**both)
    propagated = {"GatewayId": gateway, "Origin": "EnableVgwRoutePropagation", "State": "active"}
    routes = routes_of(joined, table)
    assert (routes["192.168.0.0/16"], routes["172.16.0.0/12"]) == (propagated, propagated)
    [described] = joined.describe_route_tables(RouteTableIds=[table])["RouteTables"]
    assert described["PropagatingVgws"] == [{"GatewayId": gateway}]
    # A static route to the same destination comes first, and the propagated one comes back after it.
    static = {"RouteTableId": table, "DestinationCidrBlock": "192.168.0.0/16"}
    joined.create_route(**static, GatewayId=gateway)
    assert routes_of(joined, table)["192.168.0.0/16"]["Origin"] == "CreateRoute"
    joined.delete_route(**static)
    assert routes_of(joined, table)["192.168.0.0/16"] == propagated
    assert code_of(joined.delete_route, **static) == "InvalidRoute.NotFound"
    joined.disable_vgw_route_propagation(**both)
    assert set(routes_of(joined, table)) == {"10.0.0.0/16"}
    assert code_of(joined.disable_vgw_route_propagation, **both) == "Gateway.NotAttached"
    joined.enable_vgw_route_propagation(**both)
    joined.detach_vpn_gateway(VpnGatewayId=gateway, VpcId=vpc)
    [described] = joined.describe_route_tables(RouteTableIds=[table])["RouteTables"]
    assert described["PropagatingVgws"] == []


def test_what_is_on_premises_is_said_anew_at_each_start():
    def propagated(ec2):
        return {to for to, route in routes_of(ec2, table).items() if route["Origin"] == "EnableVgwRoutePropagation"}

    with Server("--on-premises", "192.168.7.9/16", data_plane="none") as server:
        def new_table(ec2):
            vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
            made = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
            ec2.enable_vgw_route_propagation(RouteTableId=made, GatewayId=attached_vpn_gateway(ec2, vpc))
            return made

        ec2 = server.client("ec2")
        table = new_table(ec2)
        assert propagated(ec2) == {"192.168.0.0/16"}
        # All resources go, and what the machine is joined to is none.
        server.reset()
        table = new_table(ec2)
        assert propagated(ec2) == {"192.168.0.0/16"}
        server.stop()
        server.arguments = ["--on-premises", "172.16.0.0/12"]
        server.start()
        assert propagated(ec2) == {"172.16.0.0/12"}
        server.stop()
        server.arguments = []
        server.start()
        assert propagated(ec2) == set()
        refused = server.minato("serve", "--on-premises", "everywhere", check=False)
        assert refused.returncode == 2 and "--on-premises" in refused.stderr


def test_propagation_that_cannot_be(ec2, vpc, table):
    detached = ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
    for operation in (ec2.enable_vgw_route_propagation, ec2.disable_vgw_route_propagation):
        for parameters, code in [
            ({}, "Gateway.NotAttached"),
            ({"GatewayId": "vgw-0123456789abcdef0"}, "InvalidGatewayID.NotFound"),
            ({"GatewayId": "igw-0123456789abcdef0"}, "InvalidVpnGatewayID.Malformed"),
            ({"RouteTableId": "rtb-0123456789abcdef0"}, "InvalidRouteTableID.NotFound"),
            ({"RouteTableId": "x"}, "InvalidRouteTableId.Malformed"),
            ({"GatewayId": ""}, "MissingParameter"),
        ]:
            assert code_of(operation, **{"RouteTableId": table, "GatewayId": detached, **parameters}) == code, parameters
    gateway = attached_vpn_gateway(ec2, vpc)
    code, _, status = error_of(ec2.enable_vgw_route_propagation, RouteTableId=table, GatewayId=gateway, DryRun=True)
    assert (code, status) == ("DryRunOperation", 412)


def test_route_tables_come_in_pages(ec2, vpc):
    mine = {ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"] for _ in range(7)}
    pages = ec2.get_paginator("describe_route_tables").paginate(
        Filters=[{"Name": "vpc-id", "Values": [vpc]}], PaginationConfig={"PageSize": 5})
    found = [[table["RouteTableId"] for table in page["RouteTables"]] for page in pages]
    assert len(found) == 2 and mine < {each for page in found for each in page}
