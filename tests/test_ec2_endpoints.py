"""Gateway endpoints, the services that they lead to, and what does not exist here."""

import json

import pytest
from errors import code_of, error_of

S3 = "com.amazonaws.us-east-1.s3"
DYNAMODB = "com.amazonaws.us-east-1.dynamodb"
UNKNOWN = "vpce-0123456789abcdef0"
UNKNOWN_SERVICE = "vpce-svc-0123456789abcdef0"
BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/web/0123456789abcdef"


@pytest.fixture
def table(ec2, vpc):
    return ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]


def create(ec2, vpc, service=S3, **more):
    return ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=service, VpcEndpointType="Gateway", **more)["VpcEndpoint"]


def described(ec2, endpoint):
    [found] = ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint])["VpcEndpoints"]
    return found


def prefix_list(ec2, service=S3):
    [found] = ec2.describe_prefix_lists(Filters=[{"Name": "prefix-list-name", "Values": [service]}])["PrefixLists"]
    return found["PrefixListId"]


def endpoint_routes(ec2, table):
    [found] = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"]
    return [route for route in found["Routes"] if "DestinationPrefixListId" in route]


def test_an_endpoint_and_its_routes_come_and_go_together(ec2, vpc, table):
    tags = [{"Key": "Name", "Value": "mine"}]
    made = create(ec2, vpc, RouteTableIds=[table], PrivateDnsEnabled=False,
                  TagSpecifications=[{"ResourceType": "vpc-endpoint", "Tags": tags}])
    endpoint = made["VpcEndpointId"]
    assert described(ec2, endpoint) == made
    assert (made["State"], made["VpcEndpointType"], made["ServiceName"]) == ("available", "Gateway", S3)
    assert (made["RouteTableIds"], made["Tags"], made["OwnerId"]) == ([table], tags, "123456789012")
    assert json.loads(made["PolicyDocument"])["Statement"][0]["Effect"] == "Allow"
    # Nothing carries its packets yet, and the route says so.
    route = {"DestinationPrefixListId": prefix_list(ec2), "GatewayId": endpoint, "Origin": "CreateRoute", "State": "blackhole"}
    assert endpoint_routes(ec2, table) == [route]
    assert code_of(ec2.delete_vpc, VpcId=vpc) == "DependencyViolation"
    answer = ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint, UNKNOWN])
    [failed] = answer["Unsuccessful"]
    assert (failed["ResourceId"], failed["Error"]["Code"]) == (UNKNOWN, "InvalidVpcEndpoint.NotFound")
    assert endpoint_routes(ec2, table) == []
    code, message, _ = error_of(ec2.describe_vpc_endpoints, VpcEndpointIds=[endpoint])
    assert code == "InvalidVpcEndpointId.NotFound" and endpoint in message


def test_tables_are_added_and_removed(ec2, vpc, table):
    other = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    endpoint = create(ec2, vpc)["VpcEndpointId"]
    modify = lambda **changes: ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, **changes)
    assert modify(AddRouteTableIds=[table, other])["Return"] is True
    assert described(ec2, endpoint)["RouteTableIds"] == sorted([table, other])
    modify(RemoveRouteTableIds=[table])
    assert described(ec2, endpoint)["RouteTableIds"] == [other]
    assert (len(endpoint_routes(ec2, table)), len(endpoint_routes(ec2, other))) == (0, 1)
    second = create(ec2, vpc)["VpcEndpointId"]
    code, message, _ = error_of(ec2.modify_vpc_endpoint, VpcEndpointId=second, AddRouteTableIds=[other])
    expected = f"route table {other} already has a route with destination-prefix-list-id {prefix_list(ec2)}"
    assert (code, message) == ("RouteAlreadyExists", expected)
    # A table that goes is no longer the endpoint's.
    ec2.delete_route_table(RouteTableId=other)
    assert described(ec2, endpoint)["RouteTableIds"] == []


def test_an_endpoints_route_is_not_the_tables(ec2, vpc, table):
    endpoint = create(ec2, vpc, RouteTableIds=[table])["VpcEndpointId"]
    route = {"RouteTableId": table, "DestinationPrefixListId": prefix_list(ec2)}
    assert code_of(ec2.delete_route, **route) == "InvalidParameterValue"
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    assert code_of(ec2.replace_route, **route, GatewayId=gateway) == "InvalidParameterValue"
    other = {"RouteTableId": table, "DestinationPrefixListId": prefix_list(ec2, DYNAMODB)}
    code, message, _ = error_of(ec2.create_route, **other, GatewayId=endpoint)
    assert (code, message) == (
        "InvalidParameterValue", "Cannot create or replace a prefix list route targeting a VPC Endpoint.")
    code, message, _ = error_of(ec2.create_route, RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", VpcEndpointId=endpoint)
    assert code == "RouteNotSupported" and endpoint in message


@pytest.mark.parametrize("parameters, code", [
    ({"VpcId": "vpc-0123456789abcdef0"}, "InvalidVpcID.NotFound"),
    ({"VpcId": "x"}, "InvalidVpcID.Malformed"),
    ({"VpcId": ""}, "MissingParameter"),
    ({"ServiceName": ""}, "MissingParameter"),
    ({"ServiceName": "com.amazonaws.us-east-1.ecr.api"}, "InvalidServiceName"),
    ({"ServiceName": "com.amazonaws.eu-west-1.s3"}, "InvalidServiceName"),
    ({"VpcEndpointType": "Interface"}, "InvalidParameter"),
    ({"VpcEndpointType": "Interface", "ServiceName": "com.amazonaws.us-east-1.ecr.api"}, "InvalidServiceName"),
    ({"VpcEndpointType": "Tunnel"}, "InvalidParameterValue"),
    ({"RouteTableIds": ["rtb-0123456789abcdef0"]}, "InvalidRouteTableId.NotFound"),
    ({"RouteTableIds": ["x"]}, "InvalidRouteTableId.Malformed"),
    ({"PolicyDocument": "{"}, "InvalidPolicyDocument"),
    ({"PolicyDocument": '{"Statement": []}'}, "UnsupportedOperation"),
    ({"PrivateDnsEnabled": True}, "UnsupportedOperation"),
    ({"SubnetIds": ["subnet-0123456789abcdef0"]}, "UnsupportedOperation"),
    ({"SecurityGroupIds": ["sg-0123456789abcdef0"]}, "UnsupportedOperation"),
    ({"TagSpecifications": [{"ResourceType": "vpc", "Tags": []}]}, "InvalidParameterValue"),
    ({"DryRun": True}, "DryRunOperation"),
])
def test_endpoints_that_cannot_be(ec2, vpc, parameters, code):
    wanted = {"VpcId": vpc, "ServiceName": S3, "VpcEndpointType": "Gateway", **parameters}
    got, message, _ = error_of(ec2.create_vpc_endpoint, **wanted)
    assert got == code, message


def test_tables_of_another_vpc_and_unknown_ids(ec2, vpc, table):
    elsewhere = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    code, message, _ = error_of(
        ec2.create_vpc_endpoint, VpcId=elsewhere, ServiceName=S3, VpcEndpointType="Gateway", RouteTableIds=[table])
    assert code == "InvalidParameter" and "different networks" in message
    assert endpoint_routes(ec2, table) == []
    endpoint = create(ec2, vpc)["VpcEndpointId"]
    for parameters, code in [
        ({"RemoveRouteTableIds": [table]}, "InvalidParameter"),
        ({"RemoveRouteTableIds": ["rtb-0123456789abcdef0"]}, "InvalidRouteTableId.NotFound"),
        ({"AddRouteTableIds": ["rtb-0123456789abcdef0"]}, "InvalidRouteTableId.NotFound"),
        ({"VpcEndpointId": UNKNOWN}, "InvalidVpcEndpointId.NotFound"),
        ({"VpcEndpointId": "x"}, "InvalidVpcEndpointId.Malformed"),
        ({"AddSubnetIds": ["subnet-0123456789abcdef0"]}, "UnsupportedOperation"),
    ]:
        assert code_of(ec2.modify_vpc_endpoint, **{"VpcEndpointId": endpoint, **parameters}) == code, parameters
    assert code_of(ec2.describe_vpc_endpoints, VpcEndpointIds=["igw-0123456789abcdef0"]) == "InvalidVpcEndpointId.Malformed"
    assert code_of(ec2.delete_vpc_endpoints, VpcEndpointIds=["x"]) == "InvalidVpcEndpointId.Malformed"
    assert code_of(ec2.delete_vpc_endpoints) == "MissingParameter"


def test_policies_are_read_back_as_they_were_written(ec2, vpc):
    everything = {"Version": "2012-10-17", "Statement": [
        {"Sid": "all", "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}
    endpoint = create(ec2, vpc, PolicyDocument=json.dumps(everything))["VpcEndpointId"]
    assert json.loads(described(ec2, endpoint)["PolicyDocument"]) == everything
    ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, ResetPolicy=True)
    assert json.loads(described(ec2, endpoint)["PolicyDocument"])["Version"] == "2008-10-17"
    code, message, _ = error_of(ec2.modify_vpc_endpoint, VpcEndpointId=endpoint, PolicyDocument=json.dumps(
        {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}]}))
    assert code == "UnsupportedOperation" and "not enforced" in message


def test_a_token_gives_the_same_endpoint(ec2, vpc):
    first = create(ec2, vpc, ClientToken="endpoint-once")
    assert create(ec2, vpc, ClientToken="endpoint-once") == first
    code = code_of(ec2.create_vpc_endpoint, VpcId=vpc, ServiceName=DYNAMODB, ClientToken="endpoint-once")
    assert code == "IdempotentParameterMismatch"


def test_endpoints_are_filtered_and_come_in_pages(ec2, vpc):
    mine = {create(ec2, vpc)["VpcEndpointId"] for _ in range(5)} | {create(ec2, vpc, DYNAMODB)["VpcEndpointId"]}
    here = {"Name": "vpc-id", "Values": [vpc]}
    found = ec2.describe_vpc_endpoints(Filters=[
        here, {"Name": "service-name", "Values": [DYNAMODB]}, {"Name": "vpc-endpoint-state", "Values": ["available"]},
        {"Name": "vpc-endpoint-type", "Values": ["Gateway"]}])["VpcEndpoints"]
    assert len(found) == 1
    pages = ec2.get_paginator("describe_vpc_endpoints").paginate(Filters=[here], PaginationConfig={"PageSize": 5})
    pages = [[each["VpcEndpointId"] for each in page["VpcEndpoints"]] for page in pages]
    assert [len(page) for page in pages] == [5, 1] and {each for page in pages for each in page} == mine


def test_the_services_that_there_are(ec2):
    answer = ec2.describe_vpc_endpoint_services()
    assert answer["ServiceNames"] == [DYNAMODB, S3]
    by_type = [{"Name": "service-type", "Values": ["Gateway"]}, {"Name": "owner", "Values": ["amazon"]}]
    [s3] = ec2.describe_vpc_endpoint_services(ServiceNames=[S3], Filters=by_type)["ServiceDetails"]
    assert s3["ServiceType"] == [{"ServiceType": "Gateway"}] and s3["ServiceRegion"] == "us-east-1"
    assert s3["BaseEndpointDnsNames"] == ["s3.us-east-1.amazonaws.com"] and not s3["VpcEndpointPolicySupported"]
    assert "us-east-1a" in s3["AvailabilityZones"]
    assert ec2.describe_vpc_endpoint_services(Filters=[{"Name": "service-type", "Values": ["Interface"]}])["ServiceNames"] == []
    pages = ec2.get_paginator("describe_vpc_endpoint_services").paginate(PaginationConfig={"PageSize": 5})
    assert [name for page in pages for name in page["ServiceNames"]] == [DYNAMODB, S3]
    name = "com.amazonaws.us-east-1.ecr.dkr"
    code, message, _ = error_of(ec2.describe_vpc_endpoint_services, ServiceNames=[name])
    assert (code, message) == ("InvalidServiceName", f"The Vpc Endpoint Service '{name}' does not exist")


def test_there_are_no_services_of_ones_own(ec2):
    describe = ec2.describe_vpc_endpoint_service_configurations
    assert describe()["ServiceConfigurations"] == []
    pages = ec2.get_paginator("describe_vpc_endpoint_service_configurations").paginate(PaginationConfig={"PageSize": 5})
    assert [page["ServiceConfigurations"] for page in pages] == [[]]
    # What would stand behind one does not exist.
    tags = [{"ResourceType": "vpc-endpoint-service", "Tags": [{"Key": "k", "Value": "v"}]}]
    code, message, _ = error_of(ec2.create_vpc_endpoint_service_configuration, NetworkLoadBalancerArns=[BALANCER],
                                AcceptanceRequired=False, ClientToken="once", TagSpecifications=tags)
    assert code == "InvalidParameter" and BALANCER in message
    assert code_of(ec2.create_vpc_endpoint_service_configuration, AcceptanceRequired=True) == "MissingParameter"
    code = code_of(ec2.create_vpc_endpoint_service_configuration, NetworkLoadBalancerArns=[BALANCER],
                   GatewayLoadBalancerArns=[BALANCER])
    assert code == "InvalidParameterCombination"
    for call in (ec2.modify_vpc_endpoint_service_configuration, lambda ServiceId: describe(ServiceIds=[ServiceId])):
        assert code_of(call, ServiceId=UNKNOWN_SERVICE) == "InvalidVpcEndpointServiceId.NotFound"
        assert code_of(call, ServiceId=UNKNOWN) == "InvalidVpcEndpointServiceId.Malformed"
    [failed] = ec2.delete_vpc_endpoint_service_configurations(ServiceIds=[UNKNOWN_SERVICE])["Unsuccessful"]
    assert (failed["ResourceId"], failed["Error"]["Code"]) == (UNKNOWN_SERVICE, "InvalidVpcEndpointService.NotFound")


def test_the_command_line(apis, vpc, table):
    made = apis.aws("ec2", "create-vpc-endpoint", "--vpc-id", vpc, "--service-name", S3, "--route-table-ids", table)
    endpoint = made["VpcEndpoint"]["VpcEndpointId"]
    one = ["--vpc-endpoint-id", endpoint]
    assert apis.aws("ec2", "modify-vpc-endpoint", *one, "--remove-route-table-ids", table) == {"Return": True}
    [found] = apis.aws("ec2", "describe-vpc-endpoints", "--vpc-endpoint-ids", endpoint)["VpcEndpoints"]
    assert found["RouteTableIds"] == []
    assert apis.aws("ec2", "delete-vpc-endpoints", "--vpc-endpoint-ids", endpoint) == {"Unsuccessful": []}
    assert S3 in apis.aws("ec2", "describe-vpc-endpoint-services")["ServiceNames"]
    interface = apis.aws("ec2", "create-vpc-endpoint", "--vpc-id", vpc, "--vpc-endpoint-type", "Interface",
                         "--service-name", "com.amazonaws.us-east-1.logs", check=False)
    assert "The Vpc Endpoint Service 'com.amazonaws.us-east-1.logs' does not exist" in interface.stderr
    assert apis.aws("ec2", "describe-vpc-endpoint-service-configurations") == {"ServiceConfigurations": []}
    service = ["--service-id", UNKNOWN_SERVICE, "--acceptance-required"]
    refused = apis.aws("ec2", "modify-vpc-endpoint-service-configuration", *service, check=False)
    assert "InvalidVpcEndpointServiceId.NotFound" in refused.stderr
    answer = apis.aws("ec2", "delete-vpc-endpoint-service-configurations", "--service-ids", UNKNOWN_SERVICE)
    assert answer["Unsuccessful"][0]["ResourceId"] == UNKNOWN_SERVICE
    refused = apis.aws("ec2", "create-vpc-endpoint-service-configuration", "--network-load-balancer-arns", BALANCER, check=False)
    assert "does not exist" in refused.stderr
