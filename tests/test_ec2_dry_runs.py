"""Dry runs of what leads out of a VPC: each checks as the real call does, answers so, and changes nothing."""

import pytest
from errors import code_of, error_of

UNKNOWN_SERVICE = "vpce-svc-0123456789abcdef0"


@pytest.fixture(scope="module")
def things(apis):
    """One of each resource, and what is shown of all of them."""
    ec2 = apis.client("ec2")
    vpc, peer, other = (ec2.create_vpc(CidrBlock=f"10.{n}.0.0/16")["Vpc"]["VpcId"] for n in range(3))
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    internet, spare = (ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"] for _ in range(2))
    ec2.attach_internet_gateway(InternetGatewayId=internet, VpcId=vpc)
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=internet)
    vpn, free_vpn, idle_vpn = (ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"] for _ in range(3))
    ec2.attach_vpn_gateway(VpnGatewayId=vpn, VpcId=vpc)
    propagating = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.enable_vgw_route_propagation(RouteTableId=propagating, GatewayId=vpn)
    egress = ec2.create_egress_only_internet_gateway(VpcId=vpc)["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"]
    waiting = ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=peer)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    active = ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=other)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=active)
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    endpoint = ec2.create_vpc_endpoint(VpcId=vpc, ServiceName="com.amazonaws.us-east-1.s3")["VpcEndpoint"]["VpcEndpointId"]
    return {"vpc": vpc, "peer": peer, "other": other, "table": table, "internet": internet, "spare": spare, "vpn": vpn,
            "free_vpn": free_vpn, "idle_vpn": idle_vpn, "propagating": propagating, "egress": egress, "waiting": waiting,
            "active": active, "endpoint": endpoint}


def shown(ec2, things):
    """What Describe shows of the resources, as one value."""
    here = [{"Name": "vpc-id", "Values": [things["vpc"]]}]
    answers = [
        ec2.describe_route_tables(Filters=here)["RouteTables"],
        ec2.describe_internet_gateways(InternetGatewayIds=[things["internet"], things["spare"]])["InternetGateways"],
        ec2.describe_vpn_gateways()["VpnGateways"],
        ec2.describe_egress_only_internet_gateways()["EgressOnlyInternetGateways"],
        ec2.describe_vpc_peering_connections()["VpcPeeringConnections"],
        ec2.describe_vpc_endpoints()["VpcEndpoints"],
    ]
    return answers


@pytest.mark.parametrize("operation, parameters", [
    ("create_route", {"RouteTableId": "table", "DestinationCidrBlock": "9.0.0.0/8", "GatewayId": "vpn"}),
    ("replace_route", {"RouteTableId": "table", "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "vpn"}),
    ("delete_route", {"RouteTableId": "table", "DestinationCidrBlock": "0.0.0.0/0"}),
    ("enable_vgw_route_propagation", {"RouteTableId": "table", "GatewayId": "vpn"}),
    ("disable_vgw_route_propagation", {"RouteTableId": "propagating", "GatewayId": "vpn"}),
    ("create_route_table", {"VpcId": "vpc"}),
    ("delete_route_table", {"RouteTableId": "table"}),
    ("create_internet_gateway", {}),
    ("attach_internet_gateway", {"InternetGatewayId": "spare", "VpcId": "peer"}),
    ("detach_internet_gateway", {"InternetGatewayId": "internet", "VpcId": "vpc"}),
    ("delete_internet_gateway", {"InternetGatewayId": "spare"}),
    ("create_vpn_gateway", {"Type": "ipsec.1"}),
    ("attach_vpn_gateway", {"VpnGatewayId": "free_vpn", "VpcId": "peer"}),
    ("detach_vpn_gateway", {"VpnGatewayId": "vpn", "VpcId": "vpc"}),
    ("delete_vpn_gateway", {"VpnGatewayId": "idle_vpn"}),
    ("describe_vpn_gateways", {}),
    ("describe_customer_gateways", {}),
    ("create_egress_only_internet_gateway", {"VpcId": "peer"}),
    ("delete_egress_only_internet_gateway", {"EgressOnlyInternetGatewayId": "egress"}),
    ("describe_egress_only_internet_gateways", {}),
    ("create_vpc_peering_connection", {"VpcId": "peer", "PeerVpcId": "other"}),
    ("accept_vpc_peering_connection", {"VpcPeeringConnectionId": "waiting"}),
    ("reject_vpc_peering_connection", {"VpcPeeringConnectionId": "waiting"}),
    ("delete_vpc_peering_connection", {"VpcPeeringConnectionId": "active"}),
    ("modify_vpc_peering_connection_options", {
        "VpcPeeringConnectionId": "active", "RequesterPeeringConnectionOptions": {"AllowDnsResolutionFromRemoteVpc": True}}),
    ("describe_vpc_peering_connections", {}),
    ("create_vpc_endpoint", {"VpcId": "vpc", "ServiceName": "com.amazonaws.us-east-1.s3", "RouteTableIds": ["table"]}),
    ("modify_vpc_endpoint", {"VpcEndpointId": "endpoint", "AddRouteTableIds": ["table"]}),
    ("delete_vpc_endpoints", {"VpcEndpointIds": ["endpoint"]}),
    ("describe_vpc_endpoints", {}),
    ("describe_vpc_endpoint_services", {}),
    ("describe_vpc_endpoint_service_configurations", {}),
    ("delete_vpc_endpoint_service_configurations", {"ServiceIds": [UNKNOWN_SERVICE]}),
])
def test_a_dry_run_changes_nothing(ec2, things, operation, parameters):
    def named(value):
        if isinstance(value, list):
            return [named(each) for each in value]
        return things.get(value, value) if isinstance(value, str) else value

    call = getattr(ec2, operation)
    parameters = {name: named(value) for name, value in parameters.items()}
    before = shown(ec2, things)
    code, message, status = error_of(call, **parameters, DryRun=True)
    assert (code, message, status) == (
        "DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412)
    assert shown(ec2, things) == before


@pytest.mark.parametrize("operation, parameters, code", [
    ("delete_internet_gateway", {"InternetGatewayId": "internet"}, "DependencyViolation"),
    ("delete_vpn_gateway", {"VpnGatewayId": "vpn"}, "IncorrectState"),
    ("create_vpc_peering_connection", {"VpcId": "vpc", "PeerVpcId": "peer"}, "VpcPeeringConnectionAlreadyExists"),
    ("accept_vpc_peering_connection", {"VpcPeeringConnectionId": "active"}, "InvalidStateTransition"),
])
def test_a_dry_run_says_what_would_be_refused(ec2, things, operation, parameters, code):
    parameters = {name: things[value] for name, value in parameters.items()}
    assert code_of(getattr(ec2, operation), **parameters, DryRun=True) == code
