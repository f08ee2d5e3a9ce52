"""Peering connections: their life, their two sides, and who may do what."""

import datetime

import pytest
from botocore.exceptions import WaiterError
from errors import code_of, error_of
from server import Server

UNKNOWN = "pcx-0123456789abcdef0"
ACCOUNTS = ("111111111111", "222222222222")


@pytest.fixture
def peer(ec2):
    return ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]


def ask(ec2, vpc, peer, **more):
    return ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=peer, **more)["VpcPeeringConnection"]


def described(ec2, peering):
    [found] = ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering])["VpcPeeringConnections"]
    return found


@pytest.fixture
def peering(ec2, vpc, peer):
    return ask(ec2, vpc, peer)["VpcPeeringConnectionId"]


def waiter(ec2, name, peering):
    config = {"Delay": 0.1, "MaxAttempts": 3}
    ec2.get_waiter(name).wait(VpcPeeringConnectionIds=[peering], WaiterConfig=config)


def test_a_peering_is_asked_for_accepted_and_deleted(ec2, vpc, peer):
    tags = [{"Key": "Name", "Value": "mine"}]
    specification = [{"ResourceType": "vpc-peering-connection", "Tags": tags}]
    asked = ask(ec2, vpc, peer, TagSpecifications=specification)
    peering = asked["VpcPeeringConnectionId"]
    assert asked["Status"] == {"Code": "initiating-request", "Message": "Initiating Request to 123456789012"}
    found = described(ec2, peering)
    assert found["Status"] == {"Code": "pending-acceptance", "Message": "Pending Acceptance by 123456789012"}
    assert found["Tags"] == tags
    in_a_week = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=7)
    assert abs(found["ExpirationTime"] - in_a_week) < datetime.timedelta(minutes=1)
    waiter(ec2, "vpc_peering_connection_exists", peering)
    accepted = ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)["VpcPeeringConnection"]
    assert accepted["Status"]["Code"] == "provisioning"
    found = described(ec2, peering)
    assert found["Status"] == {"Code": "active", "Message": "Active"} and "ExpirationTime" not in found
    options = {"AllowDnsResolutionFromRemoteVpc": False, "AllowEgressFromLocalClassicLinkToRemoteVpc": False,
               "AllowEgressFromLocalVpcToRemoteClassicLink": False}
    assert found["RequesterVpcInfo"] == {
        "VpcId": vpc, "OwnerId": "123456789012", "Region": "us-east-1", "CidrBlock": "10.0.0.0/16",
        "CidrBlockSet": [{"CidrBlock": "10.0.0.0/16"}], "PeeringOptions": options}
    assert found["AccepterVpcInfo"]["CidrBlockSet"] == [{"CidrBlock": "10.1.0.0/16"}]
    with pytest.raises(WaiterError):
        waiter(ec2, "vpc_peering_connection_deleted", peering)
    assert ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering)["Return"] is True
    waiter(ec2, "vpc_peering_connection_deleted", peering)
    assert described(ec2, peering)["Status"] == {"Code": "deleted", "Message": "Deleted by 123456789012"}


def test_the_deleted_waiter_takes_an_unknown_one_for_deleted(ec2):
    waiter(ec2, "vpc_peering_connection_deleted", UNKNOWN)
    with pytest.raises(WaiterError):
        waiter(ec2, "vpc_peering_connection_exists", UNKNOWN)


def test_a_peering_is_rejected(ec2, vpc, peer, peering):
    assert ec2.reject_vpc_peering_connection(VpcPeeringConnectionId=peering)["Return"] is True
    assert described(ec2, peering)["Status"] == {"Code": "rejected", "Message": "Rejected by 123456789012"}
    for operation, to in [
        (ec2.accept_vpc_peering_connection, "provisioning"), (ec2.reject_vpc_peering_connection, "rejected"),
        (ec2.delete_vpc_peering_connection, "deleting"),
    ]:
        code, message, _ = error_of(operation, VpcPeeringConnectionId=peering)
        assert (code, message) == (
            "InvalidStateTransition",
            f"Invalid state transition for {peering}, attempted to transition from rejected to {to}")
    assert ask(ec2, vpc, peer)["VpcPeeringConnectionId"] != peering


def test_overlapping_blocks_fail(ec2, vpc):
    peer = ec2.create_vpc(CidrBlock="10.0.128.0/20")["Vpc"]["VpcId"]
    peering = ask(ec2, vpc, peer)["VpcPeeringConnectionId"]
    assert described(ec2, peering)["Status"] == {
        "Code": "failed", "Message": "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range"}
    code, message, _ = error_of(ec2.delete_vpc_peering_connection, VpcPeeringConnectionId=peering)
    assert code == "InvalidStateTransition" and "attempted to transition from failed to deleting" in message


@pytest.mark.parametrize("parameters, code", [
    ({"VpcId": "vpc-0123456789abcdef0"}, "InvalidVpcID.NotFound"),
    ({"PeerVpcId": "vpc-0123456789abcdef0"}, "InvalidVpcID.NotFound"),
    ({"VpcId": "x"}, "InvalidVpcID.Malformed"),
    ({"PeerVpcId": "subnet-0123456789abcdef0"}, "InvalidVpcID.Malformed"),
    ({"VpcId": ""}, "MissingParameter"),
    ({"PeerVpcId": ""}, "MissingParameter"),
    ({"PeerOwnerId": "me"}, "InvalidParameterValue"),
    ({"PeerRegion": "mars-1"}, "InvalidParameterValue"),
    ({"TagSpecifications": [{"ResourceType": "vpc", "Tags": []}]}, "InvalidParameterValue"),
])
def test_requests_that_cannot_be(ec2, vpc, peer, parameters, code):
    got, message, _ = error_of(ec2.create_vpc_peering_connection, **{"VpcId": vpc, "PeerVpcId": peer, **parameters})
    assert got == code, message


def test_two_vpcs_have_one_peering_either_way(ec2, vpc, peer, peering):
    for one, other in [(vpc, peer), (peer, vpc)]:
        code = code_of(ec2.create_vpc_peering_connection, VpcId=one, PeerVpcId=other)
        assert code == "VpcPeeringConnectionAlreadyExists"


def test_unknown_and_malformed_ids(ec2):
    for operation in ("accept", "reject", "delete"):
        call = getattr(ec2, f"{operation}_vpc_peering_connection")
        code, message, _ = error_of(call, VpcPeeringConnectionId=UNKNOWN)
        assert code == "InvalidVpcPeeringConnectionID.NotFound" and UNKNOWN in message
        assert code_of(call, VpcPeeringConnectionId="vpc-0123456789abcdef0") == "InvalidVpcPeeringConnectionId.Malformed"
        assert code_of(call, VpcPeeringConnectionId="") == "MissingParameter"
    options = {"RequesterPeeringConnectionOptions": {"AllowDnsResolutionFromRemoteVpc": True}}
    for bad, code in [(UNKNOWN, "InvalidVpcPeeringConnectionID.NotFound"), ("x", "InvalidVpcPeeringConnectionId.Malformed")]:
        assert code_of(ec2.modify_vpc_peering_connection_options, VpcPeeringConnectionId=bad, **options) == code
        assert code_of(ec2.describe_vpc_peering_connections, VpcPeeringConnectionIds=[bad]) == code


def test_options_of_an_active_peering(ec2, vpc, peer, peering):
    modify = ec2.modify_vpc_peering_connection_options
    wanted = {"VpcPeeringConnectionId": peering,
              "RequesterPeeringConnectionOptions": {"AllowDnsResolutionFromRemoteVpc": True}}
    code, message, _ = error_of(modify, **wanted)
    assert code == "OperationNotPermitted" and "is not active" in message
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    assert code_of(modify, **wanted) == "InvalidVpcPeeringConnectionState.DnsHostnamesDisabled"
    for each in (vpc, peer):
        ec2.modify_vpc_attribute(VpcId=each, EnableDnsHostnames={"Value": True})
    answer = modify(**wanted)
    assert answer["RequesterPeeringConnectionOptions"]["AllowDnsResolutionFromRemoteVpc"] is True
    assert "AccepterPeeringConnectionOptions" not in answer
    modify(VpcPeeringConnectionId=peering, AccepterPeeringConnectionOptions={"AllowDnsResolutionFromRemoteVpc": True})
    found = described(ec2, peering)
    for side in ("RequesterVpcInfo", "AccepterVpcInfo"):
        assert found[side]["PeeringOptions"]["AllowDnsResolutionFromRemoteVpc"] is True
    assert code_of(modify, VpcPeeringConnectionId=peering) == "InvalidParameterCombination"
    classic = {"AllowEgressFromLocalClassicLinkToRemoteVpc": True}
    code, message, _ = error_of(modify, VpcPeeringConnectionId=peering, RequesterPeeringConnectionOptions=classic)
    assert code == "UnsupportedOperation" and "AllowEgressFromLocalClassicLinkToRemoteVpc" in message


def test_peerings_are_filtered_and_come_in_pages(ec2, vpc):
    peers = [ec2.create_vpc(CidrBlock=f"10.{number}.0.0/16")["Vpc"]["VpcId"] for number in range(20, 26)]
    mine = [ask(ec2, vpc, peer)["VpcPeeringConnectionId"] for peer in peers]
    by_requester = {"Name": "requester-vpc-info.vpc-id", "Values": [vpc]}
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=mine[0])

    def found(*filters):
        answer = ec2.describe_vpc_peering_connections(Filters=[by_requester, *filters])
        return [each["VpcPeeringConnectionId"] for each in answer["VpcPeeringConnections"]]

    assert sorted(found()) == sorted(mine)
    assert found({"Name": "status-code", "Values": ["active"]}) == [mine[0]]
    assert found({"Name": "accepter-vpc-info.vpc-id", "Values": [peers[3]]}) == [mine[3]]
    assert found({"Name": "accepter-vpc-info.cidr-block", "Values": ["10.25.0.0/16"]}) == [mine[5]]
    assert len(found({"Name": "requester-vpc-info.owner-id", "Values": ["123456789012"]})) == 6
    pages = ec2.get_paginator("describe_vpc_peering_connections").paginate(
        Filters=[by_requester], PaginationConfig={"PageSize": 5})
    assert [len(page["VpcPeeringConnections"]) for page in pages] == [5, 1]
    assert code_of(ec2.describe_vpc_peering_connections, Filters=[{"Name": "colour", "Values": ["red"]}]) == \
        "InvalidParameterValue"


def test_tags_and_dry_runs(ec2, vpc, peer):
    code, _, status = error_of(ec2.create_vpc_peering_connection, VpcId=vpc, PeerVpcId=peer, DryRun=True)
    assert (code, status) == ("DryRunOperation", 412)
    peering = ask(ec2, vpc, peer)["VpcPeeringConnectionId"]
    ec2.create_tags(Resources=[peering], Tags=[{"Key": "k", "Value": "v"}])
    by_id = [{"Name": "resource-id", "Values": [peering]}]
    assert ec2.describe_tags(Filters=by_id)["Tags"] == [
        {"Key": "k", "Value": "v", "ResourceId": peering, "ResourceType": "vpc-peering-connection"}]
    ec2.delete_tags(Resources=[peering])
    assert described(ec2, peering)["Tags"] == []
    assert code_of(ec2.create_tags, Resources=[UNKNOWN], Tags=[{"Key": "k", "Value": "v"}]) == \
        "InvalidVpcPeeringConnectionID.NotFound"


@pytest.fixture(scope="module")
def accounts():
    """The EC2 of two accounts, in two regions each."""
    keys = [argument for name, account in zip(("ONE", "TWO"), ACCOUNTS)
            for argument in ("--access-key", f"AKIA{name}={name}={account}")]
    with Server(*keys, data_plane="none") as server:
        def ec2(account, region="us-east-1"):
            name = ("ONE", "TWO")[ACCOUNTS.index(account)]
            return server.client("ec2", region=region, key=f"AKIA{name}", secret=name)
        yield ec2


def test_another_account_accepts(accounts):
    ours, theirs = (accounts(account) for account in ACCOUNTS)
    vpc = ours.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    peer = theirs.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    # Without its account the VPC is looked for among one's own.
    assert code_of(ours.create_vpc_peering_connection, VpcId=vpc, PeerVpcId=peer) == "InvalidVpcID.NotFound"
    peering = ask(ours, vpc, peer, PeerOwnerId=ACCOUNTS[1])["VpcPeeringConnectionId"]
    found = described(ours, peering)
    assert found["AccepterVpcInfo"] == {"OwnerId": ACCOUNTS[1], "VpcId": peer, "Region": "us-east-1"}
    assert code_of(ours.accept_vpc_peering_connection, VpcPeeringConnectionId=peering) == "OperationNotPermitted"
    assert code_of(theirs.delete_vpc_peering_connection, VpcPeeringConnectionId=peering) == "OperationNotPermitted"
    # Whose VPC was asked for must say no before the VPC goes.
    assert code_of(theirs.delete_vpc, VpcId=peer) == "DependencyViolation"
    theirs.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    assert described(ours, peering)["AccepterVpcInfo"]["CidrBlock"] == "10.1.0.0/16"
    theirs.create_tags(Resources=[peering], Tags=[{"Key": "side", "Value": "theirs"}])
    assert described(ours, peering)["Tags"] == []
    assert described(theirs, peering)["Tags"] == [{"Key": "side", "Value": "theirs"}]
    options = {"AccepterPeeringConnectionOptions": {"AllowDnsResolutionFromRemoteVpc": True}}
    code = code_of(ours.modify_vpc_peering_connection_options, VpcPeeringConnectionId=peering, **options)
    assert code == "OperationNotPermitted"
    theirs.delete_vpc_peering_connection(VpcPeeringConnectionId=peering)
    assert described(ours, peering)["Status"]["Message"] == f"Deleted by {ACCOUNTS[1]}"


def test_another_region_accepts_in_its_own(accounts):
    here, there = accounts(ACCOUNTS[0]), accounts(ACCOUNTS[0], "eu-west-1")
    vpc = here.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    peer = there.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    peering = ask(here, vpc, peer, PeerRegion="eu-west-1")["VpcPeeringConnectionId"]
    code, message, _ = error_of(here.accept_vpc_peering_connection, VpcPeeringConnectionId=peering)
    assert code == "OperationNotPermitted" and "eu-west-1" in message
    there.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    assert described(here, peering)["Status"]["Code"] == "active"
    assert described(here, peering)["AccepterVpcInfo"]["Region"] == "eu-west-1"
    there.delete_vpc(VpcId=peer)
    assert described(here, peering)["Status"]["Code"] == "deleted"


def test_what_is_not_there_in_another_account_fails(accounts):
    ours, theirs = (accounts(account) for account in ACCOUNTS)
    vpc = ours.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    peering = ask(ours, vpc, "vpc-0123456789abcdef0", PeerOwnerId=ACCOUNTS[1])["VpcPeeringConnectionId"]
    assert described(ours, peering)["Status"]["Code"] == "failed"
    assert code_of(theirs.describe_vpc_peering_connections, VpcPeeringConnectionIds=[peering]) == \
        "InvalidVpcPeeringConnectionID.NotFound"


def test_the_command_line(apis, ec2, vpc, peer):
    asked = apis.aws("ec2", "create-vpc-peering-connection", "--vpc-id", vpc, "--peer-vpc-id", peer)
    peering = asked["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    one = ["--vpc-peering-connection-id", peering]
    accepted = apis.aws("ec2", "accept-vpc-peering-connection", *one)
    assert accepted["VpcPeeringConnection"]["Status"]["Code"] == "provisioning"
    for each in (vpc, peer):
        ec2.modify_vpc_attribute(VpcId=each, EnableDnsHostnames={"Value": True})
    changed = apis.aws("ec2", "modify-vpc-peering-connection-options", *one, "--requester-peering-connection-options",
                       "AllowDnsResolutionFromRemoteVpc=true")
    assert changed["RequesterPeeringConnectionOptions"]["AllowDnsResolutionFromRemoteVpc"] is True
    [found] = apis.aws("ec2", "describe-vpc-peering-connections", "--vpc-peering-connection-ids", peering)["VpcPeeringConnections"]
    assert found["Status"]["Code"] == "active"
    assert apis.aws("ec2", "delete-vpc-peering-connection", *one) == {"Return": True}
    apis.aws("ec2", "wait", "vpc-peering-connection-deleted", "--vpc-peering-connection-ids", peering)
    refused = apis.aws("ec2", "reject-vpc-peering-connection", *one, check=False)
    assert refused.returncode != 0 and "InvalidStateTransition" in refused.stderr
