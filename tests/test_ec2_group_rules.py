"""Rules of security groups with every kind of peer: added, changed, described, counted."""

import pytest
from errors import code_of, error_of
from server import Server

UNKNOWN_RULE = "sgr-0123456789abcdef0"
UNKNOWN_GROUP = "sg-0123456789abcdef0"


@pytest.fixture
def group(ec2, vpc):
    return ec2.create_security_group(VpcId=vpc, GroupName="web", Description="web servers")["GroupId"]


@pytest.fixture
def peer(ec2, vpc):
    return ec2.create_security_group(VpcId=vpc, GroupName="app", Description="applications")["GroupId"]


@pytest.fixture
def prefix_list(ec2):
    return ec2.create_managed_prefix_list(
        PrefixListName="offices", MaxEntries=5, AddressFamily="IPv4",
        Entries=[{"Cidr": "10.9.0.0/16"}])["PrefixList"]["PrefixListId"]


def tcp(port, **peers):
    return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **peers}


def rules(ec2, group, egress=False):
    found = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])["SecurityGroupRules"]
    return {rule["SecurityGroupRuleId"]: rule for rule in found if rule["IsEgress"] == egress}


def only_rule(ec2, group):
    [rule] = rules(ec2, group).values()
    return rule


def test_every_kind_of_peer_is_honoured_both_ways(ec2, group, peer, prefix_list):
    permission = tcp(
        443, IpRanges=[{"CidrIp": "10.1.2.3/8", "Description": "v4"}],
        Ipv6Ranges=[{"CidrIpv6": "2001:db8::1/32", "Description": "v6"}],
        PrefixListIds=[{"PrefixListId": prefix_list, "Description": "list"}],
        UserIdGroupPairs=[{"GroupId": peer, "Description": "group"}])
    shown = {"v4": ("CidrIpv4", "10.0.0.0/8"), "v6": ("CidrIpv6", "2001:db8::/32"), "list": ("PrefixListId", prefix_list),
             "group": ("ReferencedGroupInfo", {"GroupId": peer, "UserId": "123456789012"})}
    for authorize, revoke, egress, member in [
        (ec2.authorize_security_group_ingress, ec2.revoke_security_group_ingress, False, "IpPermissions"),
        (ec2.authorize_security_group_egress, ec2.revoke_security_group_egress, True, "IpPermissionsEgress"),
    ]:
        answer = authorize(GroupId=group, IpPermissions=[permission])["SecurityGroupRules"]
        assert {rule["Description"]: rule[shown[rule["Description"]][0]] for rule in answer} == \
            {description: value for description, (_, value) in shown.items()}
        by_id = rules(ec2, group, egress)
        assert all(by_id[rule["SecurityGroupRuleId"]] == rule for rule in answer)
        [read] = [each for each in ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0][member]
                  if each["IpProtocol"] == "tcp"]
        assert (read["IpRanges"][0]["CidrIp"], read["Ipv6Ranges"][0]["CidrIpv6"], read["PrefixListIds"][0]["PrefixListId"],
                read["UserIdGroupPairs"][0]["GroupId"]) == ("10.0.0.0/8", "2001:db8::/32", prefix_list, peer)
        for one in ("IpRanges", "Ipv6Ranges", "PrefixListIds", "UserIdGroupPairs"):
            again = {key: value for key, value in permission.items() if key == one or not isinstance(value, list)}
            assert code_of(authorize, GroupId=group, IpPermissions=[again]) == "InvalidPermission.Duplicate", one
            revoked = revoke(GroupId=group, IpPermissions=[again])["RevokedSecurityGroupRules"]
            assert len(revoked) == 1 and revoked[0]["IsEgress"] is egress
            assert code_of(revoke, GroupId=group, IpPermissions=[again]) == "InvalidPermission.NotFound", one


@pytest.mark.parametrize("peers, code", [
    ({"Ipv6Ranges": [{"CidrIpv6": "10.0.0.0/8"}]}, "InvalidParameterValue"),
    ({"Ipv6Ranges": [{"CidrIpv6": "2001:db8::/129"}]}, "InvalidParameterValue"),
    ({"PrefixListIds": [{"PrefixListId": "pl-0123456789abcdef0"}]}, "InvalidPrefixListID.NotFound"),
    ({"PrefixListIds": [{"PrefixListId": "nonsense"}]}, "InvalidPrefixListId.Malformed"),
    ({"PrefixListIds": [{"Description": "nothing"}]}, "MissingParameter"),
    ({}, "MissingParameter"),
])
def test_peers_that_cannot_be(ec2, group, peers, code):
    for call in (ec2.authorize_security_group_ingress, ec2.authorize_security_group_egress):
        got, message, _ = error_of(call, GroupId=group, IpPermissions=[tcp(80, **peers)])
        assert got == code, message
    assert rules(ec2, group) == {}


def test_a_rule_is_changed_as_a_whole(ec2, group, peer, prefix_list):
    tags = [{"ResourceType": "security-group-rule", "Tags": [{"Key": "k", "Value": "v"}]}]
    ec2.authorize_security_group_ingress(
        GroupId=group, IpPermissions=[tcp(80, IpRanges=[{"CidrIp": "10.0.0.0/8", "Description": "old"}])],
        TagSpecifications=tags)
    before = only_rule(ec2, group)
    rule_id = before["SecurityGroupRuleId"]

    def modify(**rule):
        return ec2.modify_security_group_rules(GroupId=group, SecurityGroupRules=[
            {"SecurityGroupRuleId": rule_id, "SecurityGroupRule": rule}])

    assert modify(IpProtocol="udp", FromPort=53, ToPort=54, CidrIpv4="10.1.2.3/16", Description="new")["Return"] is True
    assert only_rule(ec2, group) == {
        **before, "IpProtocol": "udp", "FromPort": 53, "ToPort": 54, "CidrIpv4": "10.1.0.0/16", "Description": "new"}
    # A description that is left out goes.
    modify(IpProtocol="-1", CidrIpv4="10.1.0.0/16")
    after = only_rule(ec2, group)
    assert (after["IpProtocol"], after["FromPort"], after["ToPort"], "Description" in after) == ("-1", -1, -1, False)
    # To what it is already is no duplicate.
    modify(IpProtocol="-1", CidrIpv4="10.1.0.0/16")
    for peers in ({"CidrIpv6": "::/0"}, {"PrefixListId": prefix_list}, {"ReferencedGroupId": peer}):
        assert code_of(modify, IpProtocol="-1", **peers) == "InvalidParameterValue", peers
    for rule, code in [
        ({"CidrIpv4": "10.0.0.0/8"}, "MissingParameter"),
        ({"IpProtocol": "-1"}, "MissingParameter"),
        ({"IpProtocol": "-1", "CidrIpv4": "10.0.0.0/8", "CidrIpv6": "::/0"}, "InvalidParameterCombination"),
        ({"IpProtocol": "-1", "CidrIpv4": "10.0.0.0/33"}, "InvalidParameterValue"),
        ({"IpProtocol": "tcp", "CidrIpv4": "10.0.0.0/8"}, "InvalidParameterValue"),
        ({"IpProtocol": "tcp", "FromPort": 2, "ToPort": 1, "CidrIpv4": "10.0.0.0/8"}, "InvalidParameterValue"),
        ({"IpProtocol": "-1", "CidrIpv4": "10.0.0.0/8", "Description": "ü"}, "InvalidParameterValue"),
    ]:
        assert code_of(modify, **rule) == code, rule
    assert only_rule(ec2, group) == after


def test_rules_change_all_or_none(ec2, group, peer, prefix_list):
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[
        tcp(80, UserIdGroupPairs=[{"GroupId": peer}], PrefixListIds=[{"PrefixListId": prefix_list}],
            Ipv6Ranges=[{"CidrIpv6": "2001:db8::/32"}])])
    before = rules(ec2, group)
    by_peer = {"list" if "PrefixListId" in rule else "v6" if "CidrIpv6" in rule else "group": rule_id
               for rule_id, rule in before.items()}

    def change(rule_id, **rule):
        return {"SecurityGroupRuleId": rule_id, "SecurityGroupRule": {"IpProtocol": "-1", **rule}}

    to_self = change(by_peer["group"], ReferencedGroupId=group)
    s3 = ec2.describe_prefix_lists()["PrefixLists"][0]["PrefixListId"]
    for bad, code in [
        (change(UNKNOWN_RULE, CidrIpv4="10.0.0.0/8"), "InvalidSecurityGroupRuleId.NotFound"),
        (change("nonsense", CidrIpv4="10.0.0.0/8"), "InvalidSecurityGroupRuleId.Malformed"),
        (change(by_peer["list"], PrefixListId="pl-0123456789abcdef0"), "InvalidPrefixListID.NotFound"),
        (change(by_peer["list"], PrefixListId=prefix_list, ReferencedGroupId=peer), "InvalidParameterCombination"),
    ]:
        assert code_of(ec2.modify_security_group_rules, GroupId=group, SecurityGroupRules=[to_self, bad]) == code
    assert rules(ec2, group) == before
    # Two may change places, for what is changed stands in nobody's way.
    other = ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[
        tcp(81, Ipv6Ranges=[{"CidrIpv6": "2001:db8::/32"}])])["SecurityGroupRules"][0]["SecurityGroupRuleId"]
    port = {"CidrIpv6": "2001:db8::/32", "IpProtocol": "tcp"}
    ec2.modify_security_group_rules(GroupId=group, SecurityGroupRules=[
        to_self, change(by_peer["list"], PrefixListId=s3),
        change(by_peer["v6"], **port, FromPort=81, ToPort=81), change(other, **port, FromPort=80, ToPort=80)])
    after = rules(ec2, group)
    assert after[by_peer["group"]]["ReferencedGroupInfo"]["GroupId"] == group
    assert after[by_peer["list"]]["PrefixListId"] == s3
    assert (after[by_peer["v6"]]["FromPort"], after[other]["FromPort"]) == (81, 80)
    same = [change(other, **port, FromPort=81, ToPort=81)]
    assert code_of(ec2.modify_security_group_rules, GroupId=group, SecurityGroupRules=same) == "InvalidPermission.Duplicate"
    assert code_of(ec2.modify_security_group_rules, GroupId=peer, SecurityGroupRules=same) == \
        "InvalidSecurityGroupRuleId.NotFound"
    assert code_of(ec2.modify_security_group_rules, GroupId=UNKNOWN_GROUP, SecurityGroupRules=same) == "InvalidGroup.NotFound"
    assert code_of(ec2.modify_security_group_rules, GroupId="x", SecurityGroupRules=same) == "InvalidGroupId.Malformed"
    assert code_of(ec2.modify_security_group_rules, GroupId=group, SecurityGroupRules=[]) == "MissingParameter"
    code = code_of(ec2.modify_security_group_rules, GroupId=group, DryRun=True, SecurityGroupRules=[
        change(other, **port, FromPort=9, ToPort=9)])
    assert code == "DryRunOperation" and rules(ec2, group) == after


@pytest.mark.parametrize("egress", [False, True])
def test_descriptions_change_by_value_and_by_id(ec2, group, peer, prefix_list, egress):
    way = "egress" if egress else "ingress"
    authorize, update = (getattr(ec2, name + way) for name in
                         ("authorize_security_group_", "update_security_group_rule_descriptions_"))
    peers = {"IpRanges": [{"CidrIp": "10.0.0.0/8"}], "Ipv6Ranges": [{"CidrIpv6": "2001:db8::/32"}],
             "PrefixListIds": [{"PrefixListId": prefix_list}], "UserIdGroupPairs": [{"GroupId": peer}]}
    ids = [rule["SecurityGroupRuleId"] for rule in
           authorize(GroupId=group, IpPermissions=[tcp(80, **peers)])["SecurityGroupRules"]]

    def descriptions():
        return {rules(ec2, group, egress)[each].get("Description") for each in ids}

    described = {member: [{**each, "Description": "ours"} for each in value] for member, value in peers.items()}
    assert update(GroupId=group, IpPermissions=[tcp(80, **described)])["Return"] is True
    assert descriptions() == {"ours"}
    update(GroupId=group, SecurityGroupRuleDescriptions=[{"SecurityGroupRuleId": each, "Description": "by id"} for each in ids])
    assert descriptions() == {"by id"}
    # What is left out goes.
    update(GroupId=group, IpPermissions=[tcp(80, **peers)])
    assert descriptions() == {None}
    by_id = [{"SecurityGroupRuleId": ids[0], "Description": "d"}]
    for parameters, code in [
        ({"IpPermissions": [tcp(81, IpRanges=[{"CidrIp": "10.0.0.0/8"}])]}, "InvalidPermission.NotFound"),
        ({"IpPermissions": [tcp(80, **described), tcp(81, **described)]}, "InvalidPermission.NotFound"),
        ({"SecurityGroupRuleDescriptions": [*by_id, {"SecurityGroupRuleId": UNKNOWN_RULE}]},
         "InvalidSecurityGroupRuleId.NotFound"),
        ({"SecurityGroupRuleDescriptions": [{"SecurityGroupRuleId": "x"}]}, "InvalidSecurityGroupRuleId.Malformed"),
        ({"SecurityGroupRuleDescriptions": [{**by_id[0], "Description": "ü"}]}, "InvalidParameterValue"),
        ({"SecurityGroupRuleDescriptions": by_id, "IpPermissions": [tcp(80, **described)]}, "InvalidParameterCombination"),
        ({}, "MissingParameter"),
        ({"GroupId": UNKNOWN_GROUP, "SecurityGroupRuleDescriptions": by_id}, "InvalidGroup.NotFound"),
        ({"GroupId": "vpc-0123456789abcdef0", "SecurityGroupRuleDescriptions": by_id}, "InvalidGroupId.Malformed"),
        ({"DryRun": True, "SecurityGroupRuleDescriptions": by_id}, "DryRunOperation"),
    ]:
        assert code_of(update, **{"GroupId": group, **parameters}) == code, parameters
        assert descriptions() == {None}
    # A rule of the other direction is none of this one.
    other = getattr(ec2, "update_security_group_rule_descriptions_" + ("ingress" if egress else "egress"))
    assert code_of(other, GroupId=group, SecurityGroupRuleDescriptions=by_id) == "InvalidSecurityGroupRuleId.NotFound"


@pytest.mark.parametrize("egress", [False, True])
def test_groups_are_found_by_every_part_of_their_rules(ec2, vpc, group, peer, prefix_list, egress):
    authorize = ec2.authorize_security_group_egress if egress else ec2.authorize_security_group_ingress
    authorize(GroupId=group, IpPermissions=[
        {"IpProtocol": "udp", "FromPort": 5353, "ToPort": 5454, "IpRanges": [{"CidrIp": "10.77.0.0/16"}],
         "Ipv6Ranges": [{"CidrIpv6": "2001:db8:77::/48"}], "PrefixListIds": [{"PrefixListId": prefix_list}],
         "UserIdGroupPairs": [{"GroupId": peer}]}])
    way = "egress.ip-permission." if egress else "ip-permission."
    other = "ip-permission." if egress else "egress.ip-permission."

    def found(name, value):
        filters = [{"Name": "vpc-id", "Values": [vpc]}, {"Name": name, "Values": [value]}]
        return {each["GroupId"] for each in ec2.describe_security_groups(Filters=filters)["SecurityGroups"]}

    for name, value in [
        ("cidr", "10.77.0.0/16"), ("from-port", "5353"), ("group-id", peer), ("group-name", "app"),
        ("ipv6-cidr", "2001:db8:77::/48"), ("prefix-list-id", prefix_list), ("protocol", "udp"), ("to-port", "5454"),
    ]:
        assert found(way + name, value) == {group}, name
        assert found(other + name, value) == set(), name
    # The default group names itself.
    assert group in found(way + "user-id", "123456789012") and found(way + "user-id", "999999999999") == set()
    assert found("description", "web serv*") == found("group-name", "web") == found("group-id", group) == {group}
    assert len(found("owner-id", "123456789012")) == 3


def test_rules_are_found_by_id_group_and_tag(ec2, group, peer):
    tags = [{"ResourceType": "security-group-rule", "Tags": [{"Key": "team", "Value": "harbour"}]}]
    first, second = (ec2.authorize_security_group_ingress(
        GroupId=each, IpPermissions=[tcp(80, IpRanges=[{"CidrIp": "10.0.0.0/8"}])],
        TagSpecifications=tags if each == group else [])["SecurityGroupRules"][0]["SecurityGroupRuleId"]
        for each in (group, peer))

    def found(**filters):
        filters = [{"Name": name.replace("_", "-").replace("tag-", "tag:"), "Values": [value]} for name, value in filters.items()]
        answer = ec2.describe_security_group_rules(Filters=filters)["SecurityGroupRules"]
        return {rule["SecurityGroupRuleId"] for rule in answer if not rule["IsEgress"]}

    assert found(group_id=group) == found(security_group_rule_id=first) == {first}
    assert found(group_id=peer) == {second}
    assert found(group_id=group, tag_team="harb*") == {first} and found(group_id=peer, tag_team="*") == set()
    code = code_of(ec2.describe_security_group_rules, Filters=[{"Name": "cidr", "Values": ["10.0.0.0/8"]}])
    assert code == "InvalidParameterValue"


def test_groups_that_interfaces_of_a_vpc_may_have(ec2, vpc, group, peer):
    ec2.create_tags(Resources=[group], Tags=[{"Key": "k", "Value": "v"}])
    usable = {each["GroupId"]: each for each in ec2.get_security_groups_for_vpc(VpcId=vpc)["SecurityGroupForVpcs"]}
    assert sorted(each["GroupName"] for each in usable.values()) == ["app", "default", "web"]
    assert usable[group] == {
        "GroupId": group, "GroupName": "web", "Description": "web servers", "OwnerId": "123456789012",
        "PrimaryVpcId": vpc, "Tags": [{"Key": "k", "Value": "v"}]}
    for name, value, found in [
        ("group-id", group, {group}), ("description", "applic*", {peer}), ("group-name", "web", {group}),
        ("owner-id", "123456789012", set(usable)), ("primary-vpc-id", vpc, set(usable)), ("group-name", "db", set()),
    ]:
        answer = ec2.get_security_groups_for_vpc(VpcId=vpc, Filters=[{"Name": name, "Values": [value]}])
        assert {each["GroupId"] for each in answer["SecurityGroupForVpcs"]} == found, name
    for number in range(4):
        ec2.create_security_group(VpcId=vpc, GroupName=f"g{number}", Description="-")
    pages = ec2.get_paginator("get_security_groups_for_vpc").paginate(VpcId=vpc, PaginationConfig={"PageSize": 5})
    assert [len(page["SecurityGroupForVpcs"]) for page in pages] == [5, 2]
    for parameters, code in [
        ({"VpcId": "vpc-0123456789abcdef0"}, "InvalidVpcID.NotFound"), ({"VpcId": "x"}, "InvalidVpcID.Malformed"),
        ({}, "MissingParameter"), ({"VpcId": vpc, "MaxResults": 4}, "InvalidParameterValue"),
        ({"VpcId": vpc, "Filters": [{"Name": "colour", "Values": ["red"]}]}, "InvalidParameterValue"),
    ]:
        assert code_of(ec2.get_security_groups_for_vpc, **parameters) == code


def test_groups_are_of_no_further_vpc(ec2, group):
    names = ("group-id", "group-owner-id", "state", "vpc-id", "vpc-owner-id")
    for name in names:
        answer = ec2.describe_security_group_vpc_associations(Filters=[{"Name": name, "Values": ["*"]}])
        assert answer["SecurityGroupVpcAssociations"] == []
    call = ec2.describe_security_group_vpc_associations
    assert code_of(call, Filters=[{"Name": "colour", "Values": ["red"]}]) == "InvalidParameterValue"
    assert code_of(call, MaxResults=4) == "InvalidParameterValue"
    assert code_of(call, NextToken="nonsense") == "InvalidNextToken"
    # What would make one is not answered.
    assert code_of(ec2.associate_security_group_vpc, GroupId=group, VpcId="vpc-0123456789abcdef0") == "InvalidAction"
    paginator = ec2.get_paginator("describe_security_group_vpc_associations")
    assert len(list(paginator.paginate(PaginationConfig={"PageSize": 5}))) == 1


@pytest.fixture(scope="module")
def aws_limits():
    with Server("--limits", "aws", data_plane="none") as server:
        yield server.client("ec2")


def test_quotas_of_rules_are_counted_as_aws_counts_them(aws_limits):
    ec2 = aws_limits
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    group = ec2.create_security_group(VpcId=vpc, GroupName="web", Description="-")["GroupId"]
    v4 = [{"CidrIp": f"10.0.{n}.0/24"} for n in range(61)]
    v6 = [{"CidrIpv6": f"2001:db8:{n:x}::/48"} for n in range(61)]

    def ingress(**peers):
        return {"GroupId": group, "IpPermissions": [tcp(80, **peers)]}

    authorize, revoke = ec2.authorize_security_group_ingress, ec2.revoke_security_group_ingress
    too_many = "RulesPerSecurityGroupLimitExceeded"
    assert code_of(authorize, **ingress(IpRanges=v4)) == too_many
    # 60 of each family, in each direction.
    authorize(**ingress(IpRanges=v4[:60], Ipv6Ranges=v6[:60]))
    ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[tcp(80, IpRanges=v4[:59])])
    assert code_of(authorize, **ingress(IpRanges=v4[60:])) == too_many
    assert code_of(authorize, **ingress(Ipv6Ranges=v6[60:])) == too_many
    # A group counts for both.
    pair = {"UserIdGroupPairs": [{"GroupId": group}]}
    revoke(**ingress(IpRanges=v4[:1]))
    assert code_of(authorize, **ingress(**pair)) == too_many
    revoke(**ingress(Ipv6Ranges=v6[:1]))
    authorize(**ingress(**pair))
    revoke(**ingress(**pair))
    # A list of AWS counts one, and one's own as much as it may have entries.
    aws_list = ec2.describe_prefix_lists()["PrefixLists"][0]["PrefixListId"]
    own = ec2.create_managed_prefix_list(PrefixListName="two", MaxEntries=2, AddressFamily="IPv4")["PrefixList"]["PrefixListId"]
    authorize(**ingress(PrefixListIds=[{"PrefixListId": aws_list}]))
    revoke(**ingress(PrefixListIds=[{"PrefixListId": aws_list}]))
    assert code_of(authorize, **ingress(PrefixListIds=[{"PrefixListId": own}])) == too_many
    revoke(**ingress(IpRanges=v4[1:2]))
    authorize(**ingress(PrefixListIds=[{"PrefixListId": own}]))
    # A change may not go beyond them either: the list counts two now, where another one counts three.
    three = ec2.create_managed_prefix_list(PrefixListName="three", MaxEntries=3, AddressFamily="IPv4")["PrefixList"]
    [rule] = [each for each in rules(ec2, group).values() if "PrefixListId" in each]
    change = {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "PrefixListId": three["PrefixListId"]}
    assert code_of(ec2.modify_security_group_rules, GroupId=group, SecurityGroupRules=[
        {"SecurityGroupRuleId": rule["SecurityGroupRuleId"], "SecurityGroupRule": change}]) == too_many


def test_quotas_of_acls_and_lists(aws_limits):
    ec2 = aws_limits
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    acl = ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"]

    def entry(number, egress):
        ec2.create_network_acl_entry(NetworkAclId=acl, RuleNumber=number, Egress=egress, Protocol="-1",
                                     RuleAction="allow", CidrBlock="0.0.0.0/0")

    for number in range(1, 21):
        entry(number, True)
    assert code_of(entry, number=21, egress=True) == "NetworkAclEntryLimitExceeded"
    entry(21, False)
    for _ in range(198):
        ec2.create_network_acl(VpcId=vpc)
    assert code_of(ec2.create_network_acl, VpcId=vpc) == "NetworkAclLimitExceeded"
    lists = {"MaxEntries": 1, "AddressFamily": "IPv6"}
    while len(ec2.describe_managed_prefix_lists(
            Filters=[{"Name": "owner-id", "Values": ["123456789012"]}])["PrefixLists"]) < 100:
        ec2.create_managed_prefix_list(PrefixListName="many", **lists)
    assert code_of(ec2.create_managed_prefix_list, PrefixListName="many", **lists) == "PrefixListLimitExceeded"
    # Routes to a list count as much as it may have entries.
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    eni = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    [large] = ec2.describe_managed_prefix_lists(Filters=[{"Name": "prefix-list-name", "Values": ["many"]}])["PrefixLists"][:1]
    ec2.modify_managed_prefix_list(PrefixListId=large["PrefixListId"], MaxEntries=501)
    route = {"RouteTableId": table, "NetworkInterfaceId": eni}
    assert code_of(ec2.create_route, DestinationPrefixListId=large["PrefixListId"], **route) == "RouteLimitExceeded"
    ec2.modify_managed_prefix_list(PrefixListId=large["PrefixListId"], MaxEntries=500)
    ec2.create_route(DestinationPrefixListId=large["PrefixListId"], **route)
    assert code_of(ec2.create_route, DestinationIpv6CidrBlock="::/0", **route) == "RouteLimitExceeded"
    ec2.create_route(DestinationCidrBlock="0.0.0.0/0", **route)
