"""What Terraform does with network ACLs, security groups and prefix lists: create, read, update, delete.

After each step a second read must give what the first one gave, and that what was written: a second plan is empty.
"""

import pytest
from errors import code_of
from terraform import state
from terraform_rules import (
    GroupRule,
    NetworkAcl,
    NetworkAclRule,
    OldGroupRule,
    PrefixList,
    PrefixListEntry,
    PrefixListRoute,
    SecurityGroup,
    associate,
    association_of,
    default_acl,
    disassociate,
)


@pytest.fixture
def subnets(ec2, vpc):
    return [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24")["Subnet"]["SubnetId"] for n in range(2)]


def test_network_acl(ec2, vpc, subnets):
    ingress = {(100, "6", 443, 443, "allow", "10.3.0.0/18"), (101, "-1", 0, 0, "deny", "0.0.0.0/0"),
               (102, "1", 8, -1, "allow", "0.0.0.0/0"), (103, "58", 128, 0, "allow", "::/0"),
               (104, "6", 22, 22, "allow", "2001:db8::/32")}
    egress = {(200, "17", 53, 53, "allow", "0.0.0.0/0")}
    acl = NetworkAcl(ec2, vpc, ingress, egress, subnets[:1], {"Name": "main"})
    wanted = {"ingress": ingress, "egress": egress, "vpc": vpc, "tags": {"Name": "main"}, "subnets": set(subnets[:1]),
              "owner": "123456789012"}
    assert state(acl) == wanted
    ingress = (ingress - {(100, "6", 443, 443, "allow", "10.3.0.0/18")}) | {(100, "6", 80, 81, "allow", "10.3.0.0/18")}
    acl.update(ingress, set(), subnets[1:], {"Name": "other", "team": "harbour"})
    assert state(acl) == {**wanted, "ingress": ingress, "egress": set(), "subnets": set(subnets[1:]),
                          "tags": {"Name": "other", "team": "harbour"}}
    acl.delete()
    assert acl.read() is None
    assert {association_of(ec2, subnet_id=subnet)["NetworkAclId"] for subnet in subnets} == {default_acl(ec2, vpc)}


def test_network_acl_rules_and_associations(ec2, vpc, subnets):
    acl = NetworkAcl(ec2, vpc)
    rule = NetworkAclRule(ec2, acl.id, 200, Protocol="6", RuleAction="allow", CidrBlock="10.0.0.0/8",
                          PortRange={"From": 22, "To": 22})
    ping = NetworkAclRule(ec2, acl.id, 200, egress=True, Protocol="58", RuleAction="deny", Ipv6CidrBlock="::/0",
                          IcmpTypeCode={"Type": 128, "Code": -1})
    assert (state(rule)["PortRange"], state(rule)["Protocol"]) == ({"From": 22, "To": 22}, "6")
    assert state(ping)["IcmpTypeCode"] == {"Type": 128, "Code": -1}
    association = associate(ec2, acl.id, subnets[0])
    read = association_of(ec2, association_id=association)
    assert (read["NetworkAclId"], read["SubnetId"]) == (acl.id, subnets[0])
    disassociate(ec2, vpc, subnets[0])
    assert association_of(ec2, association_id=association) is None
    for each in (rule, ping):
        each.delete()
        assert each.read() is None
        assert code_of(each.delete) == "InvalidNetworkAclEntry.NotFound"
    acl.delete()
    assert code_of(rule.delete) == "InvalidNetworkAclID.NotFound"


def test_default_network_acl(ec2, vpc, subnets):
    """aws_default_network_acl: adopted, emptied of its entries, and left behind."""
    acl = NetworkAcl.__new__(NetworkAcl)
    acl.ec2, acl.vpc, acl.id = ec2, vpc, default_acl(ec2, vpc)
    assert state(acl)["ingress"] == {(100, "-1", 0, 0, "allow", "0.0.0.0/0")}
    acl.update(set(), set(), subnets, {"Name": "default"})
    assert state(acl) == {"ingress": set(), "egress": set(), "vpc": vpc, "tags": {"Name": "default"},
                          "subnets": set(subnets), "owner": "123456789012"}


def test_security_group(ec2, vpc):
    offices = PrefixList(ec2, "offices", 2, {("10.9.0.0/16", "")})
    peer = SecurityGroup(ec2, vpc, "app")
    ingress = {("tcp", 443, 443, "10.0.0.0/8", "inside"), ("tcp", 443, 443, "2001:db8::/32", ""),
               ("icmp", 8, -1, "0.0.0.0/0", ""), ("tcp", 443, 443, peer.id, "from the app"), ("tcp", 22, 22, offices.id, "")}
    egress = {("-1", 0, 0, "0.0.0.0/0", ""), ("-1", 0, 0, "::/0", "")}
    group = SecurityGroup(ec2, vpc, "web", ingress, egress, {"Name": "web"})
    wanted = {"name": "web", "description": "Managed by Terraform", "vpc": vpc, "owner": "123456789012",
              "tags": {"Name": "web"}, "ingress": ingress, "egress": egress}
    assert state(group) == wanted
    # A rule that allows its own group: what the provider calls `self`.
    ingress = {("tcp", 8080, 8090, group.id, ""), ("tcp", 443, 443, "10.0.0.0/8", "inside, still")}
    egress = {("tcp", 443, 443, offices.id, "")}
    group.update(ingress, egress, {})
    assert state(group) == {**wanted, "ingress": ingress, "egress": egress, "tags": {}}
    for each in (group, peer, offices):
        each.delete()
        assert each.read() is None


def test_rules_in_a_vpc_with_ipv6(ec2):
    """There AWS makes rules and entries for IPv6 by itself, which the provider takes away or adopts."""
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16", AmazonProvidedIpv6CidrBlock=True)["Vpc"]["VpcId"]
    made = ec2.create_security_group(VpcId=vpc, GroupName="plain", Description="-")["GroupId"]
    [permission] = ec2.describe_security_groups(GroupIds=[made])["SecurityGroups"][0]["IpPermissionsEgress"]
    assert (permission["IpRanges"], permission["Ipv6Ranges"]) == ([{"CidrIp": "0.0.0.0/0"}], [{"CidrIpv6": "::/0"}])
    group = SecurityGroup(ec2, vpc, "web", egress={("-1", 0, 0, "::/0", "")})
    assert state(group)["egress"] == {("-1", 0, 0, "::/0", "")}
    acl = NetworkAcl.__new__(NetworkAcl)
    acl.ec2, acl.vpc, acl.id = ec2, vpc, default_acl(ec2, vpc)
    both = {(100, "-1", 0, 0, "allow", "0.0.0.0/0"), (101, "-1", 0, 0, "allow", "::/0")}
    assert (state(acl)["ingress"], state(acl)["egress"]) == (both, both)


def test_security_group_rules(ec2, vpc):
    group = SecurityGroup(ec2, vpc, "web")
    rules = [
        GroupRule(ec2, group.id, False, {"Name": "https"}, IpProtocol="tcp", FromPort=443, ToPort=443,
                  CidrIpv4="10.0.0.0/8", Description="inside"),
        GroupRule(ec2, group.id, False, IpProtocol="icmpv6", FromPort=-1, ToPort=-1, CidrIpv6="::/0"),
        GroupRule(ec2, group.id, True, IpProtocol="-1", ReferencedGroupId=group.id),
    ]
    first, icmp, out = (state(rule) for rule in rules)
    assert (first["CidrIpv4"], first["FromPort"], first["Description"], first["Tags"]) == (
        "10.0.0.0/8", 443, "inside", {"Name": "https"})
    assert (icmp["IpProtocol"], icmp["CidrIpv6"], icmp["FromPort"], icmp["ToPort"]) == ("icmpv6", "::/0", -1, -1)
    assert (out["ReferencedGroupInfo"]["GroupId"], out["FromPort"], out["ToPort"]) == (group.id, -1, -1)
    rules[0].update({"team": "harbour"}, IpProtocol="tcp", FromPort=80, ToPort=81, CidrIpv4="10.1.0.0/16")
    updated = state(rules[0])
    assert (updated["CidrIpv4"], updated["FromPort"], updated["ToPort"], updated["Tags"], "Description" in updated) == (
        "10.1.0.0/16", 80, 81, {"team": "harbour"}, False)
    for rule in rules:
        rule.delete()
        assert rule.read() is None
        assert code_of(rule.delete) == "InvalidSecurityGroupRuleId.NotFound"
    old = OldGroupRule(ec2, group.id, {
        "IpProtocol": "tcp", "FromPort": 0, "ToPort": 65535, "IpRanges": [{"CidrIp": "10.0.0.0/16"}, {"CidrIp": "10.1.0.0/16"}]})
    assert state(old)["description"] == {None}
    old.describe("everybody of ours")
    assert state(old)["description"] == {"everybody of ours"}
    old.delete()
    assert old.read() is None
    assert code_of(old.delete) == "InvalidPermission.NotFound"
    group.delete()
    assert code_of(rules[0].delete) == "InvalidGroup.NotFound"


def test_managed_prefix_list(ec2):
    entries = {("10.0.0.0/16", "primary"), ("10.1.0.0/16", "")}
    offices = PrefixList(ec2, "offices", 2, entries, {"Env": "live"})
    before = state(offices)
    assert (before["entries"], before["MaxEntries"], before["Version"], before["Tags"]) == (entries, 2, 1, {"Env": "live"})
    # More room, another description, one more and one less, another name, other tags.
    entries = {("10.0.0.0/16", "first"), ("10.2.0.0/16", "new"), ("10.3.0.0/16", "")}
    offices.update("sites", 5, entries, {"Env": "test"})
    after = state(offices)
    assert after == {**before, "entries": entries, "MaxEntries": 5, "Version": 3, "PrefixListName": "sites", "Tags": {"Env": "test"}}
    offices.update("sites", 1, {("10.0.0.0/16", "first")}, {})
    assert state(offices) == {**after, "entries": {("10.0.0.0/16", "first")}, "MaxEntries": 1, "Version": 4, "Tags": {}}
    offices.delete()
    assert offices.read() is None


def test_managed_prefix_list_entries(ec2):
    offices = PrefixList(ec2, "offices", 3, set())
    entries = [PrefixListEntry(ec2, offices.id, f"10.{n}.0.0/16", f"site {n}") for n in range(3)]
    assert [state(entry)["Description"] for entry in entries] == ["site 0", "site 1", "site 2"]
    entries[1].delete()
    assert entries[1].read() is None
    entries[1].delete_again()
    assert state(offices)["Version"] == 5
    offices.delete()


def test_default_security_group(ec2, vpc):
    """aws_default_security_group: adopted, emptied of its rules, given others, and left behind."""
    [found] = ec2.describe_security_groups(Filters=[
        {"Name": "group-name", "Values": ["default"]}, {"Name": "vpc-id", "Values": [vpc]}])["SecurityGroups"]
    group = SecurityGroup.__new__(SecurityGroup)
    group.ec2, group.id = ec2, found["GroupId"]
    adopted = state(group)
    assert adopted["ingress"] == {("-1", 0, 0, group.id, "")} and adopted["egress"] == {("-1", 0, 0, "0.0.0.0/0", "")}
    # The provider revokes the permissions as they were described.
    ec2.revoke_security_group_ingress(GroupId=group.id, IpPermissions=found["IpPermissions"])
    ec2.revoke_security_group_egress(GroupId=group.id, IpPermissions=found["IpPermissionsEgress"])
    assert (state(group)["ingress"], state(group)["egress"]) == (set(), set())
    group.update({("tcp", 22, 22, "10.0.0.0/8", "")}, set(), {"Name": "default"})
    assert state(group) == {**adopted, "ingress": {("tcp", 22, 22, "10.0.0.0/8", "")}, "egress": set(), "tags": {"Name": "default"}}


def test_route_to_a_prefix_list(ec2, vpc, subnets):
    offices = PrefixList(ec2, "offices", 2, {("10.9.0.0/16", "")})
    one, other = (ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"] for subnet in subnets)
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    route = PrefixListRoute(ec2, table, offices.id, NetworkInterfaceId=one)
    assert (state(route)["NetworkInterfaceId"], state(route)["Origin"], state(route)["State"]) == (one, "CreateRoute", "active")
    route.update(NetworkInterfaceId=other)
    assert state(route)["NetworkInterfaceId"] == other
    route.delete()
    assert code_of(route.delete) == "InvalidRoute.NotFound"
    offices.delete()


def test_data_sources(ec2, vpc, subnets):
    """aws_prefix_list, aws_ec2_managed_prefix_list, aws_network_acls, aws_security_groups and _rules."""
    [s3] = ec2.describe_prefix_lists(Filters=[{"Name": "prefix-list-name", "Values": ["com.amazonaws.us-east-1.s3"]}])["PrefixLists"]
    [managed] = ec2.describe_managed_prefix_lists(
        Filters=[{"Name": "prefix-list-name", "Values": ["com.amazonaws.us-east-1.s3"]}])["PrefixLists"]
    assert managed["PrefixListId"] == s3["PrefixListId"]
    entries = ec2.get_managed_prefix_list_entries(PrefixListId=managed["PrefixListId"])["Entries"]
    assert [entry["Cidr"] for entry in entries] == s3["Cidrs"]
    acl = NetworkAcl(ec2, vpc, subnets=subnets, tags={"team": "harbour"})
    group = SecurityGroup(ec2, vpc, "web", ingress={("tcp", 80, 80, "0.0.0.0/0", "")}, tags={"team": "harbour"})
    of_team = [{"Name": "tag:team", "Values": ["harbour"]}, {"Name": "vpc-id", "Values": [vpc]}]
    assert [each["NetworkAclId"] for each in ec2.describe_network_acls(Filters=of_team)["NetworkAcls"]] == [acl.id]
    assert [each["GroupId"] for each in ec2.describe_security_groups(Filters=of_team)["SecurityGroups"]] == [group.id]
    of_group = [{"Name": "group-id", "Values": [group.id]}]
    [rule] = ec2.describe_security_group_rules(Filters=of_group)["SecurityGroupRules"]
    assert (rule["CidrIpv4"], rule["GroupOwnerId"]) == ("0.0.0.0/0", "123456789012")
