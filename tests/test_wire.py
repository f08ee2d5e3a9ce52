"""What is common to all operations: the caller, what is unknown, what is refused by name."""

import pytest
from errors import code_of, error_of


def test_the_caller(apis):
    identity = apis.client("sts").get_caller_identity()
    assert identity["Account"] == "123456789012"
    assert identity["Arn"].startswith("arn:aws:")
    assert apis.aws("sts", "get-caller-identity") == {key: identity[key] for key in ("UserId", "Account", "Arn")}


def test_unknown_operations_are_refused_in_their_protocols_words(apis):
    assert code_of(apis.client("ec2").describe_volumes) == "InvalidAction"
    assert code_of(apis.client("sts").get_session_token) == "InvalidAction"
    assert code_of(apis.client("ecs").list_attributes, targetType="container-instance") == "UnknownOperationException"


def test_what_is_not_there_yet_is_told_from_what_nobody_has(apis):
    for service, operation, parameters in [("ec2", "describe_volumes", {}), ("sts", "get_session_token", {}),
                                           ("ecs", "list_attributes", {"targetType": "container-instance"})]:
        _, message, _ = error_of(getattr(apis.client(service), operation), **parameters)
        assert f"Minato does not have this operation of {service} yet" in message
    _, message, _ = error_of(apis.client("elbv2").describe_load_balancers)
    assert "Minato does not have this service; it has ec2, ecs, sts." in message
    _, _, body = apis.signed("ec2", b"Action=MakeCoffee&Version=2016-11-15", FORM)
    assert b"The action MakeCoffee is not valid for this web service.<" in body


def test_parameters_that_are_not_honoured_are_refused_by_name(apis, ec2, ecs, vpc):
    code, message, _ = error_of(ec2.create_vpc, CidrBlock="10.0.0.0/16", Ipv4IpamPoolId="ipam-pool-1")
    assert code == "UnsupportedOperation" and "Ipv4IpamPoolId" in message
    code, message, _ = error_of(ec2.modify_vpc_endpoint, VpcEndpointId="vpce-0123456789abcdef0", PrivateDnsEnabled=True)
    assert code == "UnsupportedOperation" and "PrivateDnsEnabled" in message
    code, message, _ = error_of(ecs.run_task, taskDefinition="x", capacityProviderStrategy=[{"capacityProvider": "SPOT"}])
    assert code == "InvalidParameterException" and "capacityProviderStrategy" in message


# The server reads no more of a body.
LIMIT = 1 << 20
LISTING = b"Action=DescribeVpcs&Version=2016-11-15"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "AmazonEC2ContainerServiceV20141113.ListClusters"}


def test_a_request_without_a_signature_is_refused(apis):
    status, _, body = apis.http("/", "POST", b"Action=DescribeVpcs&Version=2016-11-15", FORM)
    assert status == 403 and b"MissingAuthenticationToken" in body


def test_forms_that_are_no_requests(apis):
    for parameters, code in [(b"Action=Nothing", b"InvalidAction"), (b"", b"MissingAction"),
                             (b"Action=CreateVpc&CidrBlock=10.0.0.0/16&Colour=red", b"UnknownParameter")]:
        status, _, body = apis.signed("ec2", parameters + b"&Version=2016-11-15", FORM)
        assert status == 400 and code in body, body


def test_json_that_is_no_request(apis):
    for bad in (b"{", b"[]", b"\xff\xfe", b'{"maxResults": "many"}', b'{"colour": "red"}', b"[" * 100_000):
        status, _, body = apis.signed("ecs", bad, JSON)
        assert status == 400 and b"__type" in body, bad[:20]
    status, _, body = apis.signed("ecs", b"{}", {**JSON, "X-Amz-Target": "Nothing.ListClusters"})
    assert status == 400 and b"UnknownOperationException" in body


def test_a_body_that_is_too_long_is_refused(apis):
    longest = LIMIT - len(LISTING) - 1
    assert apis.signed("ec2", LISTING + b"&" + b"x" * (longest + 1), FORM)[0] == 413
    # As long as it may be, it is read, and what is in it is judged.
    status, _, body = apis.signed("ec2", LISTING + b"&" + b"x" * longest, FORM)
    assert status == 400 and b"UnknownParameter" in body


@pytest.mark.parametrize("arguments", [
    ["ec2", "describe-vpcs"], ["ec2", "describe-subnets"], ["ec2", "describe-security-groups"],
    ["ec2", "describe-security-group-rules"], ["ec2", "describe-network-interfaces"], ["ec2", "describe-internet-gateways"],
    ["ec2", "describe-route-tables"], ["ec2", "describe-network-acls"], ["ec2", "describe-dhcp-options"],
    ["ec2", "describe-tags"], ["ec2", "describe-availability-zones"], ["ec2", "describe-regions"],
    ["ec2", "describe-account-attributes"], ["ecs", "list-clusters"], ["ecs", "describe-clusters"],
    ["ecs", "list-task-definitions"], ["ecs", "list-task-definition-families"],
])
def test_the_aws_cli_reads_every_listing(apis, arguments):
    assert isinstance(apis.aws(*arguments), dict)


def test_the_aws_cli_shows_errors_as_aws_writes_them(apis):
    done = apis.aws("ec2", "delete-vpc", "--vpc-id", "vpc-0123456789abcdef0", check=False)
    assert done.returncode != 0
    assert "(InvalidVpcID.NotFound) when calling the DeleteVpc operation: The vpc ID 'vpc-0123456789abcdef0' does not exist" \
        in done.stderr
