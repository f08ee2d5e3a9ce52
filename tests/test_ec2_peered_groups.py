"""Rules that name groups of peered VPCs: made, shown, found from the other side, and stale."""

import pytest
from errors import code_of
from server import Server


def tcp(port, **pair):
    return {"IpPermissions": [{"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "UserIdGroupPairs": [pair]}]}


class Side:
    """A VPC with a group in it."""

    def __init__(self, ec2, cidr):
        self.ec2 = ec2
        self.vpc = ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"]
        self.group = self.new_group("web")

    def new_group(self, name):
        return self.ec2.create_security_group(VpcId=self.vpc, GroupName=name, Description=f"the {name}")["GroupId"]

    def pair(self):
        [permission] = self.ec2.describe_security_groups(GroupIds=[self.group])["SecurityGroups"][0]["IpPermissions"]
        [pair] = permission["UserIdGroupPairs"]
        return pair

    def rule(self):
        rules = self.ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [self.group]}])
        [rule] = [each for each in rules["SecurityGroupRules"] if not each["IsEgress"]]
        return rule

    def stale(self):
        return self.ec2.describe_stale_security_groups(VpcId=self.vpc)["StaleSecurityGroupSet"]

    def references(self, *groups):
        return self.ec2.describe_security_group_references(GroupId=[*groups])["SecurityGroupReferenceSet"]


def peer(one, other, **more):
    peering = one.ec2.create_vpc_peering_connection(
        VpcId=one.vpc, PeerVpcId=other.vpc, **more)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    other.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    return peering


@pytest.fixture
def sides(ec2):
    return Side(ec2, "10.1.0.0/16"), Side(ec2, "10.2.0.0/16")


def test_a_rule_names_a_group_across_an_active_connection_only(ec2, sides):
    one, other = sides
    allow = {"GroupId": one.group, **tcp(80, GroupId=other.group)}
    assert code_of(ec2.authorize_security_group_ingress, **allow) == "InvalidGroup.NotFound"
    peering = ec2.create_vpc_peering_connection(VpcId=one.vpc, PeerVpcId=other.vpc)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    assert code_of(ec2.authorize_security_group_ingress, **allow) == "InvalidGroup.NotFound"
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    [rule] = ec2.authorize_security_group_ingress(**allow)["SecurityGroupRules"]
    across = {"GroupId": other.group, "UserId": "123456789012", "VpcId": other.vpc, "VpcPeeringConnectionId": peering,
              "PeeringStatus": "active"}
    assert rule["ReferencedGroupInfo"] == across and one.rule() == rule and one.pair() == across
    assert code_of(ec2.authorize_security_group_ingress, **allow) == "InvalidPermission.Duplicate"
    # Not transitive: a third VPC is not reached through the second one.
    third = Side(ec2, "10.3.0.0/16")
    peer(other, third)
    assert code_of(ec2.authorize_security_group_ingress, GroupId=one.group, **tcp(80, GroupId=third.group)) == \
        "InvalidGroup.NotFound"
    # As it was described, which is how tools take all of a group's rules away.
    described = ec2.describe_security_groups(GroupIds=[one.group])["SecurityGroups"][0]["IpPermissions"]
    ec2.revoke_security_group_ingress(GroupId=one.group, IpPermissions=described)
    assert other.references(other.group) == []


def test_what_a_pair_says_must_be_so(ec2, sides):
    one, other = sides
    peering = peer(one, other)
    authorize = ec2.authorize_security_group_egress
    for wrong in ({"UserId": "999999999999"}, {"VpcId": one.vpc}, {"VpcPeeringConnectionId": "pcx-0123456789abcdef0"}):
        assert code_of(authorize, GroupId=one.group, **tcp(80, GroupId=other.group, **wrong)) == "InvalidGroup.NotFound"
        assert code_of(authorize, GroupId=one.group, **tcp(80, GroupId=one.group, **{**wrong, "VpcId": other.vpc})) == \
            "InvalidGroup.NotFound"
    right = {"UserId": "123456789012", "VpcId": other.vpc, "VpcPeeringConnectionId": peering}
    assert authorize(GroupId=one.group, **tcp(80, GroupId=other.group, **right))["Return"] is True


def test_the_other_side_sees_who_refers_to_it(ec2, sides):
    one, other = sides
    peering = peer(one, other)
    second = one.new_group("second")
    for group, port in [(one.group, 80), (one.group, 81), (second, 80)]:
        ec2.authorize_security_group_ingress(GroupId=group, **tcp(port, GroupId=other.group))
    # A reference within the VPC is none of these.
    ec2.authorize_security_group_ingress(GroupId=other.group, **tcp(80, GroupId=other.group))
    seen = {"GroupId": other.group, "ReferencingVpcId": one.vpc, "VpcPeeringConnectionId": peering}
    assert other.references(other.group) == other.references(other.group, one.group) == [seen]
    assert other.references(one.group) == []
    for groups, code in [(["sg-0123456789abcdef0"], "InvalidGroup.NotFound"), (["x"], "InvalidGroupId.Malformed"),
                         ([], "MissingParameter")]:
        assert code_of(ec2.describe_security_group_references, GroupId=groups) == code
    assert code_of(ec2.describe_security_group_references, GroupId=[one.group], DryRun=True) == "DryRunOperation"
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering)
    assert other.references(other.group) == []


def test_a_rule_is_stale_when_its_connection_ended_or_its_group_is_gone(ec2, sides):
    one, other = sides
    peering = peer(one, other)
    app = other.new_group("app")
    ec2.authorize_security_group_ingress(GroupId=one.group, **tcp(80, GroupId=other.group, Description="web"))
    ec2.authorize_security_group_egress(GroupId=one.group, **tcp(81, GroupId=app))
    assert one.stale() == other.stale() == []
    # Only what refers within the VPC stands in the way.
    ec2.delete_security_group(GroupId=app)
    [stale] = one.stale()
    assert (stale["GroupId"], stale["GroupName"], stale["VpcId"], stale["Description"]) == (one.group, "web", one.vpc, "the web")
    assert stale["StaleIpPermissions"] == []
    [permission] = stale["StaleIpPermissionsEgress"]
    assert (permission["IpProtocol"], permission["FromPort"], permission["ToPort"]) == ("tcp", 81, 81)
    assert permission["UserIdGroupPairs"] == [{
        "GroupId": app, "UserId": "123456789012", "VpcId": other.vpc, "VpcPeeringConnectionId": peering, "PeeringStatus": "active"}]
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering)
    [stale] = one.stale()
    [permission] = stale["StaleIpPermissions"]
    assert permission["UserIdGroupPairs"][0]["Description"] == "web"
    assert permission["UserIdGroupPairs"][0]["PeeringStatus"] == "deleted" and one.pair()["PeeringStatus"] == "deleted"
    # Stale rules go by value and by id; a new one cannot be made.
    ec2.revoke_security_group_egress(GroupId=one.group, **tcp(81, GroupId=app))
    assert code_of(ec2.authorize_security_group_ingress, GroupId=one.group, **tcp(82, GroupId=other.group)) == \
        "InvalidGroup.NotFound"
    ec2.revoke_security_group_ingress(GroupId=one.group, SecurityGroupRuleIds=[one.rule()["SecurityGroupRuleId"]])
    assert one.stale() == []
    for vpc, code in [("vpc-0123456789abcdef0", "InvalidVpcID.NotFound"), ("x", "InvalidVpcID.Malformed")]:
        assert code_of(ec2.describe_stale_security_groups, VpcId=vpc) == code
    assert code_of(ec2.describe_stale_security_groups) == "MissingParameter"
    for size in (4, 256):
        assert code_of(ec2.describe_stale_security_groups, VpcId=one.vpc, MaxResults=size) == "InvalidParameterValue"


def test_a_rule_changes_to_a_group_across(ec2, sides):
    one, other = sides
    peering = peer(one, other)
    ec2.authorize_security_group_ingress(GroupId=one.group, **tcp(80, GroupId=one.group))
    rule_id = one.rule()["SecurityGroupRuleId"]

    def refer(group):
        ec2.modify_security_group_rules(GroupId=one.group, SecurityGroupRules=[{
            "SecurityGroupRuleId": rule_id, "SecurityGroupRule": {"IpProtocol": "-1", "ReferencedGroupId": group}}])

    refer(other.group)
    assert one.rule()["ReferencedGroupInfo"]["VpcPeeringConnectionId"] == peering
    assert len(other.references(other.group)) == 1
    refer(one.group)
    assert one.rule()["ReferencedGroupInfo"] == {"GroupId": one.group, "UserId": "123456789012"}
    assert other.references(other.group) == []


def test_stale_groups_come_in_pages(ec2, sides):
    one, other = sides
    peering = peer(one, other)
    groups = sorted(one.new_group(f"g{number}") for number in range(7))
    for group in groups:
        ec2.authorize_security_group_ingress(GroupId=group, **tcp(80, GroupId=other.group))
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering)
    pages = ec2.get_paginator("describe_stale_security_groups").paginate(VpcId=one.vpc, PaginationConfig={"PageSize": 5})
    assert [[each["GroupId"] for each in page["StaleSecurityGroupSet"]] for page in pages] == [groups[:5], groups[5:]]


def test_groups_of_another_region_are_named_by_nobody(apis, sides):
    one, _ = sides
    elsewhere = Side(apis.client("ec2", region="us-west-2"), "10.9.0.0/16")
    peer(one, elsewhere, PeerRegion="us-west-2")
    assert code_of(one.ec2.authorize_security_group_ingress, GroupId=one.group, **tcp(80, GroupId=elsewhere.group)) == \
        "InvalidGroup.NotFound"


def test_groups_of_another_account():
    keys = [argument for key in ("one=secret=111111111111", "other=secret=222222222222") for argument in ("--access-key", key)]
    with Server(*keys, data_plane="none") as server:
        one, other = (Side(server.client("ec2", key=key, secret="secret"), cidr)
                      for key, cidr in [("one", "10.1.0.0/16"), ("other", "10.2.0.0/16")])
        allow = {"GroupId": one.group, **tcp(80, GroupId=other.group, UserId="222222222222")}
        assert code_of(one.ec2.authorize_security_group_ingress, **allow) == "InvalidGroup.NotFound"
        peering = peer(one, other, PeerOwnerId="222222222222")
        one.ec2.authorize_security_group_ingress(**allow)
        assert one.pair() == {"GroupId": other.group, "UserId": "222222222222", "VpcId": other.vpc,
                              "VpcPeeringConnectionId": peering, "PeeringStatus": "active"}
        assert other.references(other.group) == [
            {"GroupId": other.group, "ReferencingVpcId": one.vpc, "VpcPeeringConnectionId": peering}]
        # It is not one's own for all that.
        assert code_of(one.ec2.describe_security_group_references, GroupId=[other.group]) == "InvalidGroup.NotFound"
        other.ec2.delete_security_group(GroupId=other.group)
        assert [each["GroupId"] for each in one.stale()] == [one.group]
