"""Quotas where AWS has them: as many as it allows can be made, one more is refused, and one less makes room for another.

`core/network` tests those that are too large to be reached call by call.
"""

import pytest
from errors import error_of
from server import Server, eventually


@pytest.fixture(scope="module")
def limited():
    with Server("--limits", "aws", data_plane="none") as server:
        yield server


class Region:
    """A region of a test's own, as fresh as AWS's: with a default VPC."""

    def __init__(self, server, name):
        self.ec2 = server.client("ec2", region=name)
        [self.vpc] = [each["VpcId"] for each in self.ec2.describe_vpcs()["Vpcs"]]
        self.region = name

    def endpoint(self):
        return self.ec2.create_vpc_endpoint(VpcId=self.vpc, ServiceName=f"com.amazonaws.{self.region}.s3")["VpcEndpoint"]

    def end(self, instance):
        ids = [instance["InstanceId"]]
        self.ec2.terminate_instances(InstanceIds=ids)

        def has_ended():
            [reservation] = self.ec2.describe_instances(InstanceIds=ids)["Reservations"]
            return reservation["Instances"][0]["State"]["Name"] == "terminated"
        eventually(has_ended)

    def dhcp_options(self):
        return self.ec2.create_dhcp_options(DhcpConfigurations=[{"Key": "domain-name", "Values": ["harbour.example"]}])[
            "DhcpOptions"]


# What is made, how often in a fresh region, the code beyond, and how one of it goes.
@pytest.mark.parametrize("make, room, code, remove", [
    (lambda r: r.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"], 4, "VpcLimitExceeded",
     lambda r, made: r.ec2.delete_vpc(VpcId=made["VpcId"])),
    (lambda r: r.ec2.create_internet_gateway()["InternetGateway"], 4, "InternetGatewayLimitExceeded",
     lambda r, made: r.ec2.delete_internet_gateway(InternetGatewayId=made["InternetGatewayId"])),
    (lambda r: r.ec2.create_egress_only_internet_gateway(VpcId=r.vpc)["EgressOnlyInternetGateway"], 5,
     "EgressOnlyInternetGatewayLimitExceeded", lambda r, made: r.ec2.delete_egress_only_internet_gateway(
         EgressOnlyInternetGatewayId=made["EgressOnlyInternetGatewayId"])),
    (lambda r: r.ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"], 5, "VpnGatewayLimitExceeded",
     lambda r, made: r.ec2.delete_vpn_gateway(VpnGatewayId=made["VpnGatewayId"])),
    (lambda r: r.ec2.create_route_table(VpcId=r.vpc)["RouteTable"], 199, "RouteTableLimitExceeded",
     lambda r, made: r.ec2.delete_route_table(RouteTableId=made["RouteTableId"])),
    (Region.endpoint, 20, "VpcEndpointLimitExceeded",
     lambda r, made: r.ec2.delete_vpc_endpoints(VpcEndpointIds=[made["VpcEndpointId"]])),
    (lambda r: r.ec2.allocate_address(), 5, "AddressLimitExceeded",
     lambda r, made: r.ec2.release_address(AllocationId=made["AllocationId"])),
    (lambda r: r.ec2.run_instances(ImageId="ami-0123456789abcdef0", MinCount=1, MaxCount=1)["Instances"][0], 20,
     "InstanceLimitExceeded", Region.end),
    # The default set counts as well.
    (Region.dhcp_options, 99, "DhcpOptionsLimitExceeded",
     lambda r, made: r.ec2.delete_dhcp_options(DhcpOptionsId=made["DhcpOptionsId"])),
], ids=["vpcs", "internet gateways", "egress-only gateways", "vpn gateways", "route tables", "endpoints", "addresses",
        "instances", "dhcp options"])
def test_a_quota(limited, make, room, code, remove):
    region = Region(limited, "eu-west-1")
    made = [make(region) for _ in range(room)]
    try:
        got, message, status = error_of(lambda: make(region))
        assert (got, status) == (code, 400), message
        remove(region, made.pop())
        made.append(make(region))
    finally:
        for each in made:
            remove(region, each)


def test_subnets_of_a_vpc(limited):
    ec2 = limited.client("ec2", region="eu-west-2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    for number in range(200):
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24")
    code, message, _ = error_of(ec2.create_subnet, VpcId=vpc, CidrBlock="10.0.200.0/24")
    assert code == "SubnetLimitExceeded", message


def test_addresses_of_a_nat_gateway(limited):
    ec2 = limited.client("ec2", region="eu-west-2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    private = {"SubnetId": subnet, "ConnectivityType": "private"}
    code, message, _ = error_of(ec2.create_nat_gateway, **private, SecondaryPrivateIpAddressCount=8)
    assert code == "PrivateIpAddressLimitExceeded", message
    made = ec2.create_nat_gateway(**private, SecondaryPrivateIpAddressCount=7)["NatGateway"]
    assert len(made["NatGatewayAddresses"]) == 8
