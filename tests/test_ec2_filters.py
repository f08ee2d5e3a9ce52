"""Filters: each that AWS documents is known to its operation, any other is refused, and there may be so many values.

Which are documented is read from botocore's model, so that none is forgotten.
"""

import re

import boto3
import pytest
from botocore import xform_name
from errors import code_of, error_of
from outcomes import honoured

MODEL = boto3.session.Session().client("ec2", region_name="us-east-1").meta.service_model


def member(operation):
    """The member that has an operation's filters: of one operation it is called otherwise."""
    return "Filter" if operation == "DescribeNatGateways" else "Filters"


def documented(operation):
    """The names of the filters in an operation's documentation, a list of ``<code>name</code> - what it looks at``."""
    text = MODEL.operation_model(operation).input_shape.members[member(operation)].documentation
    names = []
    for head in (item.split(" - ")[0] for item in re.findall(r"<li>\s*<p>(.*?)</p>", text, re.DOTALL)):
        # Tags are written in several ways, as `tag:<key>`.
        names += ["tag:team" if name.startswith("tag:") or name == "tag" else name
                  for name in re.findall(r"<code>([^<&]+)", head) if name != "tag-value"]
    return names


FILTERED = sorted(name for name in honoured() if member(name) in MODEL.operation_model(name).input_shape.members)
# Their filters are documented in prose.
IN_PROSE = {"DescribeNetworkInsightsPaths", "DescribeNetworkInsightsAnalyses"}
# What is known of instance types.
OF_TYPES = re.compile(
    r"bare-metal|hypervisor|instance-type|network-info\.(ipv[46]-addresses-per-interface|maximum-network-(cards|interfaces))")


@pytest.fixture(scope="module")
def required(apis):
    """What some operations need besides."""
    ec2 = apis.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    return {"GetSubnetCidrReservations": {"SubnetId": subnet}, "GetSecurityGroupsForVpc": {"VpcId": vpc}}


@pytest.mark.parametrize("operation", FILTERED)
def test_each_documented_filter_is_known(ec2, required, operation):
    call, more = getattr(ec2, xform_name(operation)), required.get(operation, {})
    names = documented(operation)
    assert len(names) >= 2 or operation in IN_PROSE
    for name in names:
        if operation == "DescribeInstanceTypes" and not OF_TYPES.fullmatch(name):
            # No answer would be true.
            code, message, _ = error_of(call, Filters=[{"Name": name, "Values": ["true"]}])
            assert code == "UnsupportedOperation" and f"'{name}'" in message
            continue
        call(**{member(operation): [{"Name": name, "Values": ["nothing-of-the-kind"]}]}, **more)


@pytest.mark.parametrize("operation", FILTERED)
def test_a_filter_that_is_not_documented_is_refused(ec2, required, operation):
    def refused(**condition):
        code, message, status = error_of(
            getattr(ec2, xform_name(operation)), **{member(operation): [condition]}, **required.get(operation, {}))
        return code, status, message

    assert refused(Name="colour", Values=["red"]) == ("InvalidParameterValue", 400, "The filter 'colour' is invalid")
    # Names are looked at as they are written.
    assert refused(Name="Tag-Key", Values=["red"])[0] == "InvalidParameterValue"
    assert refused(Values=["red"])[0] == "InvalidParameterValue"


@pytest.mark.parametrize("operation", FILTERED)
def test_a_call_has_so_many_values(ec2, required, operation):
    call, more = getattr(ec2, xform_name(operation)), required.get(operation, {})
    name = "instance-type" if operation == "DescribeInstanceTypes" else (documented(operation) or ["tag:team"])[0]

    def ask(*counts):
        return call(**{member(operation): [{"Name": name, "Values": [f"v{n}" for n in range(count)]} for count in counts]},
                    **more)

    ask(200)
    ask(100, 100)
    code, message, status = error_of(lambda: ask(201))
    assert (code, status) == ("FilterLimitExceeded", 400)
    assert message == "The maximum number of filter values specified on a single call is 200"
    assert code_of(lambda: ask(101, 100)) == "FilterLimitExceeded"
