"""Network ACLs: their entries, which subnets they guard, what AWS refuses."""

import pytest
from errors import code_of, error_of

UNKNOWN = "acl-0123456789abcdef0"
ANY = {"Protocol": "-1", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0"}


def in_vpc(vpc):
    return [{"Name": "vpc-id", "Values": [vpc]}]


@pytest.fixture
def acl(ec2, vpc):
    return ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"]


@pytest.fixture
def subnet(ec2, vpc):
    return ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]


def described(ec2, acl):
    [found] = ec2.describe_network_acls(NetworkAclIds=[acl])["NetworkAcls"]
    return found


def entries(ec2, acl):
    """The entries that a user made, by direction and number."""
    return {("out" if entry.pop("Egress") else "in", number): entry for entry in described(ec2, acl)["Entries"]
            if (number := entry.pop("RuleNumber")) < 32767}


def association_of(ec2, subnet):
    [acl] = ec2.describe_network_acls(Filters=[{"Name": "association.subnet-id", "Values": [subnet]}])["NetworkAcls"]
    [association] = [each for each in acl["Associations"] if each["SubnetId"] == subnet]
    return acl["NetworkAclId"], association["NetworkAclAssociationId"]


def default_of(ec2, vpc):
    [acl] = ec2.describe_network_acls(Filters=[*in_vpc(vpc), {"Name": "default", "Values": ["true"]}])["NetworkAcls"]
    return acl["NetworkAclId"]


def test_a_custom_acl_denies_everything_and_guards_nothing(ec2, vpc):
    tags = [{"Key": "Name", "Value": "mine"}]
    specification = [{"ResourceType": "network-acl", "Tags": tags}]
    acl = ec2.create_network_acl(VpcId=vpc, TagSpecifications=specification)["NetworkAcl"]
    assert (acl["VpcId"], acl["IsDefault"], acl["Associations"], acl["Tags"]) == (vpc, False, [], tags)
    assert acl["OwnerId"] == "123456789012"
    assert [(e["RuleNumber"], e["Egress"], e["RuleAction"], e["CidrBlock"], e["Protocol"]) for e in acl["Entries"]] == [
        (32767, True, "deny", "0.0.0.0/0", "-1"), (32767, False, "deny", "0.0.0.0/0", "-1")]
    assert described(ec2, acl["NetworkAclId"]) == acl
    ec2.delete_network_acl(NetworkAclId=acl["NetworkAclId"])
    assert code_of(ec2.delete_network_acl, NetworkAclId=acl["NetworkAclId"]) == "InvalidNetworkAclID.NotFound"


def test_a_vpc_with_ipv6_denies_the_rest_of_it_by_an_entry_of_its_own(ec2):
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16", AmazonProvidedIpv6CidrBlock=True)["Vpc"]["VpcId"]
    acl = ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]
    assert [(e["RuleNumber"], e["Egress"], e.get("Ipv6CidrBlock")) for e in acl["Entries"]] == [
        (32767, True, None), (32768, True, "::/0"), (32767, False, None), (32768, False, "::/0")]
    assert described(ec2, acl["NetworkAclId"]) == acl
    # The default one lets IPv6 pass as it lets IPv4 pass.
    default = entries(ec2, default_of(ec2, vpc))
    assert {key: entry.get("Ipv6CidrBlock", entry.get("CidrBlock")) for key, entry in default.items()} == {
        ("in", 100): "0.0.0.0/0", ("in", 101): "::/0", ("out", 100): "0.0.0.0/0", ("out", 101): "::/0"}


def test_a_token_makes_one_acl(ec2, vpc):
    first, again = (ec2.create_network_acl(VpcId=vpc, ClientToken=f"acl-{vpc}") for _ in range(2))
    assert first["NetworkAcl"] == again["NetworkAcl"] and first["ClientToken"] == f"acl-{vpc}"
    other = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    assert code_of(ec2.create_network_acl, VpcId=other, ClientToken=f"acl-{vpc}") == "IdempotentParameterMismatch"


@pytest.mark.parametrize("given, shown", [
    ({"Protocol": "6", "CidrBlock": "10.1.2.3/8", "PortRange": {"From": 80, "To": 81}},
     {"Protocol": "6", "CidrBlock": "10.0.0.0/8", "PortRange": {"From": 80, "To": 81}}),
    ({"Protocol": "udp", "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 53, "To": 53}},
     {"Protocol": "17", "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 53, "To": 53}}),
    ({"Protocol": "1", "CidrBlock": "0.0.0.0/0", "IcmpTypeCode": {"Type": 3, "Code": 4}},
     {"Protocol": "1", "CidrBlock": "0.0.0.0/0", "IcmpTypeCode": {"Type": 3, "Code": 4}}),
    ({"Protocol": "icmp", "CidrBlock": "0.0.0.0/0", "IcmpTypeCode": {"Type": 8, "Code": -1}},
     {"Protocol": "1", "CidrBlock": "0.0.0.0/0", "IcmpTypeCode": {"Type": 8, "Code": -1}}),
    ({"Protocol": "1", "CidrBlock": "0.0.0.0/0", "IcmpTypeCode": {"Type": -1, "Code": -1}},
     {"Protocol": "1", "CidrBlock": "0.0.0.0/0", "IcmpTypeCode": {"Type": -1, "Code": -1}}),
    ({"Protocol": "58", "Ipv6CidrBlock": "2001:db8::1/32", "IcmpTypeCode": {"Type": 128, "Code": 0}},
     {"Protocol": "58", "Ipv6CidrBlock": "2001:db8::/32", "IcmpTypeCode": {"Type": 128, "Code": 0}}),
    ({"Protocol": "6", "Ipv6CidrBlock": "::/0", "PortRange": {"From": 0, "To": 65535}},
     {"Protocol": "6", "Ipv6CidrBlock": "::/0", "PortRange": {"From": 0, "To": 65535}}),
    # Ports mean nothing for every protocol at once and for others, as Terraform sends them.
    ({"Protocol": "-1", "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 0, "To": 0}},
     {"Protocol": "-1", "CidrBlock": "0.0.0.0/0"}),
    ({"Protocol": "47", "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 0, "To": 0}},
     {"Protocol": "47", "CidrBlock": "0.0.0.0/0"}),
])
def test_entries_are_read_as_they_were_written(ec2, acl, given, shown):
    for egress, direction in [(False, "in"), (True, "out")]:
        ec2.create_network_acl_entry(NetworkAclId=acl, RuleNumber=100, RuleAction="deny", Egress=egress, **given)
        assert entries(ec2, acl)[direction, 100] == {**shown, "RuleAction": "deny"}
    ec2.replace_network_acl_entry(NetworkAclId=acl, RuleNumber=100, RuleAction="allow", Egress=True, **given)
    assert entries(ec2, acl) == {
        ("in", 100): {**shown, "RuleAction": "deny"}, ("out", 100): {**shown, "RuleAction": "allow"}}


def test_entries_have_numbers_in_each_direction(ec2, acl):
    wanted = {"NetworkAclId": acl, "RuleNumber": 100, "Egress": False}
    ec2.create_network_acl_entry(**wanted, **ANY)
    # The same once more is no error, another one under its number is.
    ec2.create_network_acl_entry(**wanted, **ANY)
    code, message, _ = error_of(ec2.create_network_acl_entry, **wanted, **{**ANY, "RuleAction": "deny"})
    assert (code, message) == ("NetworkAclEntryAlreadyExists", "The network acl entry identified by 100 already exists.")
    for call, more in [(ec2.replace_network_acl_entry, ANY), (ec2.delete_network_acl_entry, {})]:
        assert code_of(call, **{**wanted, "Egress": True}, **more) == "InvalidNetworkAclEntry.NotFound"
        assert code_of(call, **{**wanted, "RuleNumber": 101}, **more) == "InvalidNetworkAclEntry.NotFound"
    ec2.create_network_acl_entry(**{**wanted, "RuleNumber": 32766}, **ANY)
    ec2.create_network_acl_entry(**{**wanted, "RuleNumber": 1}, **ANY)
    # In the order in which they are asked.
    assert [number for _, number in entries(ec2, acl)] == [1, 100, 32766]
    ec2.delete_network_acl_entry(**wanted)
    assert code_of(ec2.delete_network_acl_entry, **wanted) == "InvalidNetworkAclEntry.NotFound"
    assert [number for _, number in entries(ec2, acl)] == [1, 32766]


@pytest.mark.parametrize("change, code", [
    ({"RuleNumber": 0}, "InvalidParameterValue"),
    ({"RuleNumber": 32767}, "InvalidParameterValue"),
    ({"RuleNumber": -1}, "InvalidParameterValue"),
    ({"RuleNumber": 65636}, "InvalidParameterValue"),
    ({"RuleNumber": None}, "MissingParameter"),
    ({"Egress": None}, "MissingParameter"),
    ({"Protocol": None}, "MissingParameter"),
    ({"Protocol": "carrier-pigeon"}, "InvalidParameterValue"),
    ({"Protocol": "256"}, "InvalidParameterValue"),
    ({"RuleAction": "reject"}, "InvalidParameterValue"),
    ({"RuleAction": None}, "MissingParameter"),
    ({"CidrBlock": None}, "MissingParameter"),
    ({"CidrBlock": "10.0.0.0/33"}, "InvalidParameterValue"),
    ({"CidrBlock": "::/0"}, "InvalidParameterValue"),
    ({"CidrBlock": "0.0.0.0/0; reboot"}, "InvalidParameterValue"),
    ({"CidrBlock": None, "Ipv6CidrBlock": "10.0.0.0/8"}, "InvalidParameterValue"),
    ({"Ipv6CidrBlock": "::/0"}, "InvalidParameterCombination"),
    ({"PortRange": None}, "MissingParameter"),
    ({"PortRange": {"From": 80}}, "InvalidParameterValue"),
    ({"PortRange": {"From": 81, "To": 80}}, "InvalidParameterValue"),
    ({"PortRange": {"From": 0, "To": 65536}}, "InvalidParameterValue"),
    ({"Protocol": "1"}, "MissingParameter"),
    ({"Protocol": "1", "IcmpTypeCode": {"Type": -1, "Code": 0}}, "InvalidParameterValue"),
    ({"Protocol": "1", "IcmpTypeCode": {"Type": 256, "Code": 0}}, "InvalidParameterValue"),
    ({"NetworkAclId": UNKNOWN}, "InvalidNetworkAclID.NotFound"),
    ({"NetworkAclId": "sg-0123456789abcdef0"}, "InvalidNetworkAclId.Malformed"),
])
def test_entries_that_cannot_be(ec2, acl, change, code):
    given = {"NetworkAclId": acl, "RuleNumber": 7, "Egress": False, "Protocol": "tcp", "RuleAction": "allow",
             "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 80, "To": 80}, **change}
    given = {name: value for name, value in given.items() if value is not None}
    for call in (ec2.create_network_acl_entry, ec2.replace_network_acl_entry):
        got, message, _ = error_of(call, **given)
        assert got == code, message
    assert entries(ec2, acl) == {}


def test_a_subnet_is_always_under_one_acl(ec2, vpc, subnet, acl):
    default = default_of(ec2, vpc)
    under, association = association_of(ec2, subnet)
    assert under == default
    replaced = ec2.replace_network_acl_association(AssociationId=association, NetworkAclId=acl)["NewAssociationId"]
    assert association_of(ec2, subnet) == (acl, replaced) and replaced != association
    assert described(ec2, default)["Associations"] == []
    code, message, _ = error_of(ec2.replace_network_acl_association, AssociationId=association, NetworkAclId=acl)
    assert (code, message) == ("InvalidAssociationID.NotFound", f"The association ID '{association}' does not exist")
    assert code_of(ec2.delete_network_acl, NetworkAclId=acl) == "DependencyViolation"
    # The same one again is no error, and a new association.
    again = ec2.replace_network_acl_association(AssociationId=replaced, NetworkAclId=acl)["NewAssociationId"]
    assert association_of(ec2, subnet) == (acl, again)
    elsewhere = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    for target, code in [(default_of(ec2, elsewhere), "InvalidParameterValue"), (UNKNOWN, "InvalidNetworkAclID.NotFound"),
                         ("nonsense", "InvalidNetworkAclId.Malformed")]:
        assert code_of(ec2.replace_network_acl_association, AssociationId=again, NetworkAclId=target) == code
    assert code_of(ec2.replace_network_acl_association, AssociationId="rtbassoc-0123456789abcdef0", NetworkAclId=acl) == \
        "InvalidAssociationID.Malformed"
    ec2.delete_subnet(SubnetId=subnet)
    assert described(ec2, acl)["Associations"] == []
    ec2.delete_network_acl(NetworkAclId=acl)


def test_the_default_acl_goes_with_its_vpc(ec2, vpc, acl):
    default = default_of(ec2, vpc)
    code, message, _ = error_of(ec2.delete_network_acl, NetworkAclId=default)
    assert code == "InvalidParameterValue" and default in message
    # Its entries are its owner's.
    ec2.delete_network_acl_entry(NetworkAclId=default, RuleNumber=100, Egress=False)
    ec2.replace_network_acl_entry(NetworkAclId=default, RuleNumber=100, Egress=True, **{**ANY, "RuleAction": "deny"})
    assert entries(ec2, default) == {("out", 100): {"Protocol": "-1", "CidrBlock": "0.0.0.0/0", "RuleAction": "deny"}}
    assert code_of(ec2.delete_vpc, VpcId=vpc) == "DependencyViolation"
    ec2.delete_network_acl(NetworkAclId=acl)
    ec2.delete_vpc(VpcId=vpc)
    assert code_of(ec2.describe_network_acls, NetworkAclIds=[default]) == "InvalidNetworkAclID.NotFound"


def test_vpcs_that_are_not_there(ec2):
    assert code_of(ec2.create_network_acl, VpcId="vpc-0123456789abcdef0") == "InvalidVpcID.NotFound"
    assert code_of(ec2.create_network_acl, VpcId=UNKNOWN) == "InvalidVpcID.Malformed"
    assert code_of(ec2.create_network_acl) == "MissingParameter"
    for call in (ec2.delete_network_acl, ec2.replace_network_acl_association, ec2.delete_network_acl_entry):
        assert code_of(call) == "MissingParameter"


def test_filters_look_at_every_part(ec2, vpc, subnet, acl):
    ec2.create_tags(Resources=[acl], Tags=[{"Key": "team", "Value": "harbour"}])
    for number, entry in [
        (10, {"Protocol": "6", "CidrBlock": "192.0.2.0/24", "PortRange": {"From": 8080, "To": 8090}}),
        (11, {"Protocol": "1", "CidrBlock": "198.51.100.0/24", "IcmpTypeCode": {"Type": 3, "Code": 4}}),
        (12, {"Protocol": "58", "Ipv6CidrBlock": "2001:db8::/32", "IcmpTypeCode": {"Type": 128, "Code": 0}}),
    ]:
        ec2.create_network_acl_entry(NetworkAclId=acl, RuleNumber=number, Egress=True, RuleAction="allow", **entry)
    _, association = association_of(ec2, subnet)
    association = ec2.replace_network_acl_association(AssociationId=association, NetworkAclId=acl)["NewAssociationId"]

    def found(name, *values):
        filters = [*in_vpc(vpc), {"Name": name, "Values": list(values)}]
        return {each["NetworkAclId"] for each in ec2.describe_network_acls(Filters=filters)["NetworkAcls"]}

    default = default_of(ec2, vpc)
    for name, value in [
        ("association.association-id", association), ("association.network-acl-id", acl),
        ("association.subnet-id", subnet), ("default", "false"), ("entry.cidr", "192.0.2.0/24"), ("entry.icmp.code", "4"),
        ("entry.icmp.type", "128"), ("entry.ipv6-cidr", "2001:db8::/32"), ("entry.port-range.from", "8080"),
        ("entry.port-range.to", "8090"), ("entry.protocol", "tcp"), ("entry.protocol", "6"), ("entry.protocol", "icmp"),
        ("entry.protocol", "58"), ("entry.rule-number", "12"), ("network-acl-id", acl), ("tag:team", "harb*"),
        ("tag-key", "team"),
    ]:
        assert found(name, value) == {acl}, name
    for name, value in [("entry.rule-action", "deny"), ("entry.egress", "true"), ("owner-id", "123456789012"),
                        ("vpc-id", vpc), ("entry.protocol", "-1")]:
        assert found(name, value) == {acl, default}, name
    for name, value in [("entry.protocol", "udp"), ("entry.rule-number", "13"), ("tag-key", "crew")]:
        assert found(name, value) == set(), name
    assert code_of(ec2.describe_network_acls, Filters=[{"Name": "colour", "Values": ["red"]}]) == "InvalidParameterValue"


def test_pages_and_waiting_lists_of_acls(ec2, vpc):
    made = {ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"] for _ in range(7)}
    pages = list(ec2.get_paginator("describe_network_acls").paginate(Filters=in_vpc(vpc), PaginationConfig={"PageSize": 5}))
    assert [len(page["NetworkAcls"]) for page in pages] == [5, 3]
    assert {acl["NetworkAclId"] for page in pages for acl in page["NetworkAcls"]} == made | {default_of(ec2, vpc)}


def test_dry_runs_change_nothing(ec2, vpc, subnet, acl):
    _, association = association_of(ec2, subnet)
    entry = {"NetworkAclId": acl, "RuleNumber": 5, "Egress": False}
    for call, parameters in [
        (ec2.create_network_acl, {"VpcId": vpc}), (ec2.delete_network_acl, {"NetworkAclId": acl}),
        (ec2.create_network_acl_entry, {**entry, **ANY}),
        (ec2.replace_network_acl_association, {"AssociationId": association, "NetworkAclId": acl}),
    ]:
        code, _, status = error_of(call, **parameters, DryRun=True)
        assert (code, status) == ("DryRunOperation", 412)
    assert len(ec2.describe_network_acls(Filters=in_vpc(vpc))["NetworkAcls"]) == 2
    assert entries(ec2, acl) == {} and association_of(ec2, subnet)[1] == association
