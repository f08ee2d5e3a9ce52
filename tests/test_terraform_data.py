"""What Terraform's data sources ask for, filter by filter: each finds the one that is meant, and nothing where nothing is."""

import pytest
from terraform_rules import tags_of

ACCOUNT = "123456789012"
S3 = "com.amazonaws.us-east-1.s3"


def by(**values):
    return [{"Name": name.replace("__", ".").replace("_", "-"), "Values": [value]} for name, value in values.items()]


@pytest.fixture(scope="module")
def made(apis):
    """A VPC with one of each, and a second one that no filter may find."""
    ec2 = apis.client("ec2")
    return [make(ec2, number) for number in (50, 51)][0]


def make(ec2, number):
    tags = [{"Key": "number", "Value": str(number)}]
    vpc = ec2.create_vpc(CidrBlock=f"10.{number}.0.0/16", AmazonProvidedIpv6CidrBlock=True)["Vpc"]
    made = {"vpc": vpc["VpcId"], "cidr": vpc["CidrBlock"], "number": str(number)}
    [shown] = ec2.describe_vpcs(VpcIds=[made["vpc"]])["Vpcs"]
    made["six"] = shown["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"].replace("::/56", "::/64")
    subnet = ec2.create_subnet(VpcId=made["vpc"], CidrBlock=f"10.{number}.1.0/24", Ipv6CidrBlock=made["six"],
                               AvailabilityZone="us-east-1b")["Subnet"]
    made["subnet"] = subnet["SubnetId"]
    made["table"] = ec2.create_route_table(VpcId=made["vpc"])["RouteTable"]["RouteTableId"]
    ec2.associate_route_table(RouteTableId=made["table"], SubnetId=made["subnet"])
    made["internet"] = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=made["internet"], VpcId=made["vpc"])
    ec2.create_route(RouteTableId=made["table"], DestinationCidrBlock="0.0.0.0/0", GatewayId=made["internet"])
    made["vpn"] = ec2.create_vpn_gateway(Type="ipsec.1", AmazonSideAsn=65000 + number)["VpnGateway"]["VpnGatewayId"]
    ec2.attach_vpn_gateway(VpnGatewayId=made["vpn"], VpcId=made["vpc"])
    made["eni"] = ec2.create_network_interface(SubnetId=made["subnet"], Description=f"eni {number}")["NetworkInterface"][
        "NetworkInterfaceId"]
    address = ec2.allocate_address()
    made["eip"], made["public"] = address["AllocationId"], address["PublicIp"]
    made["nat"] = ec2.create_nat_gateway(SubnetId=made["subnet"], ConnectivityType="private")["NatGateway"]["NatGatewayId"]
    ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[made["nat"]], WaiterConfig={"Delay": 1, "MaxAttempts": 20})
    made["group"] = ec2.create_security_group(VpcId=made["vpc"], GroupName="web", Description="web")["GroupId"]
    made["options"] = ec2.create_dhcp_options(DhcpConfigurations=[
        {"Key": "domain-name", "Values": [f"h{number}.example"]}])["DhcpOptions"]["DhcpOptionsId"]
    ec2.associate_dhcp_options(DhcpOptionsId=made["options"], VpcId=made["vpc"])
    made["endpoint"] = ec2.create_vpc_endpoint(VpcId=made["vpc"], ServiceName=S3)["VpcEndpoint"]["VpcEndpointId"]
    made["peer"] = ec2.create_vpc(CidrBlock=f"10.{number + 100}.0.0/16")["Vpc"]["VpcId"]
    made["peering"] = ec2.create_vpc_peering_connection(VpcId=made["vpc"], PeerVpcId=made["peer"])["VpcPeeringConnection"][
        "VpcPeeringConnectionId"]
    resources = ("vpc", "subnet", "table", "internet", "vpn", "eni", "eip", "nat", "group", "options", "endpoint", "peering")
    ec2.create_tags(Resources=[made[name] for name in resources], Tags=tags)
    return made


# Data source, what it calls, the list and the id in the answer, what it finds, and the filters that the provider sends. `{}` in
# a filter's value is one of what was made.
SOURCES = [
    ("aws_vpc", "describe_vpcs", "Vpcs", "VpcId", "vpc", {"cidr": "{cidr}", "state": "available", "isDefault": "false"}),
    ("aws_vpc", "describe_vpcs", "Vpcs", "VpcId", "vpc", {"dhcp_options_id": "{options}"}),
    ("aws_subnet", "describe_subnets", "Subnets", "SubnetId", "subnet", {
        "availabilityZone": "us-east-1b", "vpc_id": "{vpc}", "state": "available", "defaultForAz": "false"}),
    ("aws_subnet", "describe_subnets", "Subnets", "SubnetId", "subnet", {
        "availabilityZoneId": "use1-az2", "cidrBlock": "10.50.1.0/24"}),
    ("aws_subnet", "describe_subnets", "Subnets", "SubnetId", "subnet", {
        "ipv6_cidr_block_association__ipv6_cidr_block": "{six}"}),
    ("aws_route_table", "describe_route_tables", "RouteTables", "RouteTableId", "table", {
        "association__subnet_id": "{subnet}", "vpc_id": "{vpc}"}),
    ("aws_route_table", "describe_route_tables", "RouteTables", "RouteTableId", "table", {"route_table_id": "{table}"}),
    ("aws_route_table", "describe_route_tables", "RouteTables", "RouteTableId", "table", {
        "route__gateway_id": "{internet}", "association__main": "false", "vpc_id": "{vpc}"}),
    ("aws_internet_gateway", "describe_internet_gateways", "InternetGateways", "InternetGatewayId", "internet", {
        "attachment__vpc_id": "{vpc}", "internet_gateway_id": "{internet}"}),
    ("aws_vpn_gateway", "describe_vpn_gateways", "VpnGateways", "VpnGatewayId", "vpn", {
        "attachment__vpc_id": "{vpc}", "attachment__state": "attached", "amazon_side_asn": "65050", "state": "available"}),
    ("aws_network_interface", "describe_network_interfaces", "NetworkInterfaces", "NetworkInterfaceId", "eni", {
        "description": "eni {number}", "subnet_id": "{subnet}", "status": "available"}),
    ("aws_eip", "describe_addresses", "Addresses", "AllocationId", "eip", {"public_ip": "{public}"}),
    ("aws_nat_gateway", "describe_nat_gateways", "NatGateways", "NatGatewayId", "nat", {
        "vpc_id": "{vpc}", "subnet_id": "{subnet}", "state": "available"}),
    ("aws_security_group", "describe_security_groups", "SecurityGroups", "GroupId", "group", {
        "group_name": "web", "vpc_id": "{vpc}"}),
    ("aws_vpc_dhcp_options", "describe_dhcp_options", "DhcpOptions", "DhcpOptionsId", "options", {
        "key": "domain-name", "value": "h{number}.example"}),
    ("aws_vpc_endpoint", "describe_vpc_endpoints", "VpcEndpoints", "VpcEndpointId", "endpoint", {
        "vpc_id": "{vpc}", "service_name": S3, "vpc_endpoint_state": "available"}),
    ("aws_vpc_peering_connection", "describe_vpc_peering_connections", "VpcPeeringConnections", "VpcPeeringConnectionId",
     "peering", {"status_code": "pending-acceptance", "requester_vpc_info__vpc_id": "{vpc}",
                 "requester_vpc_info__owner_id": ACCOUNT, "requester_vpc_info__cidr_block": "{cidr}",
                 "accepter_vpc_info__vpc_id": "{peer}", "accepter_vpc_info__owner_id": ACCOUNT,
                 "accepter_vpc_info__cidr_block": "10.150.0.0/16"}),
]


@pytest.mark.parametrize("source, operation, listed, key, wanted, filters", SOURCES)
def test_what_a_data_source_finds(ec2, made, source, operation, listed, key, wanted, filters):
    call = getattr(ec2, operation)
    sent = by(**{name: value.format(**made) for name, value in filters.items()})

    def found(*more):
        return [each[key] for each in call(Filters=[*sent, *more])[listed]]

    assert found() == [made[wanted]], source
    assert found({"Name": "tag:number", "Values": [made["number"]]}) == [made[wanted]]
    assert found({"Name": "tag:number", "Values": ["51"]}) == []
    # Each filter decides: with another value in its place nothing is found.
    for number, each in enumerate(sent):
        changed = [*sent[:number], {**each, "Values": ["nothing-of-the-kind"]}, *sent[number + 1:]]
        assert call(Filters=changed)[listed] == [], each["Name"]


def test_all_of_one_vpc(ec2, made):
    """The data sources that give lists: aws_subnets, aws_route_tables, aws_network_interfaces, aws_nat_gateways, aws_eips, …"""
    here = by(vpc_id=made["vpc"])
    assert [each["SubnetId"] for each in ec2.describe_subnets(Filters=here)["Subnets"]] == [made["subnet"]]
    assert len(ec2.describe_route_tables(Filters=here)["RouteTables"]) == 2
    assert made["eni"] in {each["NetworkInterfaceId"] for each in
                           ec2.describe_network_interfaces(Filters=here)["NetworkInterfaces"]}
    assert [each["NatGatewayId"] for each in ec2.describe_nat_gateways(Filters=here)["NatGateways"]] == [made["nat"]]
    assert {each["GroupName"] for each in ec2.describe_security_groups(Filters=here)["SecurityGroups"]} == {"default", "web"}
    tagged = [{"Name": "tag:number", "Values": [made["number"]]}, {"Name": "domain", "Values": ["vpc"]}]
    assert [each["AllocationId"] for each in ec2.describe_addresses(Filters=tagged)["Addresses"]] == [made["eip"]]


def test_a_route_and_the_services(ec2, made):
    [table] = ec2.describe_route_tables(RouteTableIds=[made["table"]])["RouteTables"]
    assert [route["GatewayId"] for route in table["Routes"] if route.get("DestinationCidrBlock") == "0.0.0.0/0"] \
        == [made["internet"]]
    # The provider asks for a service by its name, or by its type.
    by_name = ec2.describe_vpc_endpoint_services(Filters=by(service_name=S3))
    assert (by_name["ServiceNames"], [each["ServiceName"] for each in by_name["ServiceDetails"]]) == ([S3], [S3])
    assert ec2.describe_vpc_endpoint_services(ServiceNames=[S3], Filters=by(service_type="Gateway"))["ServiceNames"] == [S3]
    assert ec2.describe_vpc_endpoint_services(Filters=by(service_type="Interface"))["ServiceNames"] == []


def test_zones_regions_and_who_asks(apis, ec2):
    zones = ec2.describe_availability_zones(
        AllAvailabilityZones=False, Filters=by(state="available", zone_type="availability-zone"))["AvailabilityZones"]
    assert len(zones) >= 2 and {zone["State"] for zone in zones} == {"available"}
    assert all({"GroupName", "NetworkBorderGroup", "OptInStatus", "ZoneId", "ZoneName", "RegionName"} <= zone.keys()
               for zone in zones)
    [one] = ec2.describe_availability_zones(Filters=by(zone_name="us-east-1c"))["AvailabilityZones"]
    assert one["ZoneId"] == "use1-az3"
    assert ec2.describe_availability_zones(Filters=by(opt_in_status="not-opted-in"))["AvailabilityZones"] == []
    [region] = ec2.describe_regions(Filters=by(region_name="us-east-1"))["Regions"]
    assert (region["RegionName"], region["OptInStatus"]) == ("us-east-1", "opt-in-not-required")
    assert region["Endpoint"] == "ec2.us-east-1.amazonaws.com"
    [by_endpoint] = ec2.describe_regions(Filters=by(endpoint="ec2.eu-west-1.amazonaws.com"))["Regions"]
    assert by_endpoint["RegionName"] == "eu-west-1"
    assert apis.client("sts").get_caller_identity()["Account"] == ACCOUNT


def test_tags_by_filter(ec2, made):
    found = ec2.describe_tags(Filters=by(resource_id=made["vpc"], resource_type="vpc", key="number", value="50"))["Tags"]
    assert found == [{"ResourceId": made["vpc"], "ResourceType": "vpc", "Key": "number", "Value": "50"}]
    [shown] = ec2.describe_vpcs(VpcIds=[made["vpc"]])["Vpcs"]
    assert tags_of(shown) == {"number": "50"}
