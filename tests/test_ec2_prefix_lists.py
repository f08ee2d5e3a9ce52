"""Managed prefix lists: versions, sizes, and what refers to them."""

import pytest
from errors import code_of, error_of

UNKNOWN = "pl-0123456789abcdef0"


def create(ec2, *cidrs, size=10, name="offices", family="IPv4", **more):
    entries = [{"Cidr": cidr} for cidr in cidrs]
    return ec2.create_managed_prefix_list(
        PrefixListName=name, MaxEntries=size, AddressFamily=family, Entries=entries, **more)["PrefixList"]["PrefixListId"]


def described(ec2, prefix_list):
    [found] = ec2.describe_managed_prefix_lists(PrefixListIds=[prefix_list])["PrefixLists"]
    return found


def cidrs(ec2, prefix_list, **more):
    return [entry["Cidr"] for entry in ec2.get_managed_prefix_list_entries(PrefixListId=prefix_list, **more)["Entries"]]


def references(ec2, prefix_list):
    found = ec2.get_managed_prefix_list_associations(PrefixListId=prefix_list)["PrefixListAssociations"]
    assert all(each["ResourceOwner"] == "123456789012" for each in found)
    return sorted(each["ResourceId"] for each in found)


def allow(ec2, group, prefix_list, port=443):
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "PrefixListIds": [{"PrefixListId": prefix_list}]}])


@pytest.fixture
def group(ec2, vpc):
    return ec2.create_security_group(VpcId=vpc, GroupName="web", Description="web servers")["GroupId"]


def test_a_list_is_made_read_and_deleted(ec2):
    tags = [{"Key": "Name", "Value": "mine"}]
    made = ec2.create_managed_prefix_list(
        PrefixListName="offices", MaxEntries=3, AddressFamily="IPv4",
        Entries=[{"Cidr": "10.1.2.3/16", "Description": "here"}, {"Cidr": "10.0.0.0/16"}],
        TagSpecifications=[{"ResourceType": "prefix-list", "Tags": tags}])["PrefixList"]
    assert made["State"] == "create-in-progress"
    prefix_list = made["PrefixListId"]
    assert described(ec2, prefix_list) == {**made, "State": "create-complete"}
    assert (made["PrefixListName"], made["AddressFamily"], made["MaxEntries"], made["Version"], made["OwnerId"], made["Tags"]) \
        == ("offices", "IPv4", 3, 1, "123456789012", tags)
    assert made["PrefixListArn"] == f"arn:aws:ec2:us-east-1:123456789012:prefix-list/{prefix_list}"
    assert ec2.get_managed_prefix_list_entries(PrefixListId=prefix_list)["Entries"] == [
        {"Cidr": "10.0.0.0/16"}, {"Cidr": "10.1.0.0/16", "Description": "here"}]
    [tag] = ec2.describe_tags(Filters=[{"Name": "resource-id", "Values": [prefix_list]}])["Tags"]
    assert (tag["Key"], tag["ResourceType"]) == ("Name", "prefix-list")
    assert ec2.delete_managed_prefix_list(PrefixListId=prefix_list)["PrefixList"]["State"] == "delete-in-progress"
    for call, parameters in [
        (ec2.describe_managed_prefix_lists, {"PrefixListIds": [prefix_list]}),
        (ec2.get_managed_prefix_list_entries, {"PrefixListId": prefix_list}),
        (ec2.get_managed_prefix_list_associations, {"PrefixListId": prefix_list}),
        (ec2.modify_managed_prefix_list, {"PrefixListId": prefix_list, "MaxEntries": 4}),
        (ec2.delete_managed_prefix_list, {"PrefixListId": prefix_list}),
    ]:
        code, message, _ = error_of(call, **parameters)
        assert (code, message) == ("InvalidPrefixListID.NotFound", f"The prefix list ID '{prefix_list}' does not exist")


def test_a_token_makes_one_list(ec2):
    one, again = (create(ec2, "10.0.0.0/16", ClientToken="one list") for _ in range(2))
    assert one == again
    code = code_of(create, ec2=ec2, size=4, family="IPv6", ClientToken="one list")
    assert code == "IdempotentParameterMismatch"


@pytest.mark.parametrize("change, code", [
    ({"PrefixListName": ""}, "MissingParameter"),
    ({"PrefixListName": "x" * 256}, "InvalidParameterValue"),
    ({"PrefixListName": "com.amazonaws.mine"}, "InvalidParameterValue"),
    ({"AddressFamily": "IPv5"}, "InvalidParameterValue"),
    ({"AddressFamily": None}, "MissingParameter"),
    ({"MaxEntries": 0}, "InvalidParameterValue"),
    ({"MaxEntries": -1}, "InvalidParameterValue"),
    ({"MaxEntries": 1001}, "InvalidParameterValue"),
    ({"MaxEntries": None}, "MissingParameter"),
    ({"Entries": [{"Cidr": "10.0.0.0/33"}]}, "InvalidParameterValue"),
    ({"Entries": [{"Cidr": "$(reboot)"}]}, "InvalidParameterValue"),
    ({"Entries": [{"Description": "nothing"}]}, "MissingParameter"),
    ({"Entries": [{"Cidr": "2001:db8::/32"}]}, "InvalidParameterValue"),
    ({"Entries": [{"Cidr": "10.0.0.0/8", "Description": "x" * 256}]}, "InvalidParameterValue"),
    ({"Entries": [{"Cidr": "10.0.0.0/8"}, {"Cidr": "10.1.0.0/8"}]}, "InvalidPrefixListModification"),
    ({"Entries": [{"Cidr": f"10.{n}.0.0/16"} for n in range(3)]}, "PrefixListMaxEntriesExceeded"),
    ({"MaxEntries": 1000, "Entries": [{"Cidr": f"10.{n}.0.0/16"} for n in range(101)]}, "InvalidParameterValue"),
    ({"TagSpecifications": [{"ResourceType": "vpc", "Tags": []}]}, "InvalidParameterValue"),
])
def test_lists_that_cannot_be(ec2, change, code):
    before = len(ec2.describe_managed_prefix_lists()["PrefixLists"])
    given = {"PrefixListName": "bad", "AddressFamily": "IPv4", "MaxEntries": 2, **change}
    given = {name: value for name, value in given.items() if value is not None}
    got, message, _ = error_of(ec2.create_managed_prefix_list, **given)
    assert got == code, message
    assert len(ec2.describe_managed_prefix_lists()["PrefixLists"]) == before


def test_each_change_of_the_entries_is_a_version(ec2):
    prefix_list = create(ec2, "10.0.0.0/16", "10.1.0.0/16")
    answer = ec2.modify_managed_prefix_list(
        PrefixListId=prefix_list, CurrentVersion=1, AddEntries=[{"Cidr": "10.2.0.0/16"}], RemoveEntries=[{"Cidr": "10.0.0.0/16"}])
    assert (answer["PrefixList"]["State"], answer["PrefixList"]["Version"]) == ("modify-in-progress", 1)
    assert (described(ec2, prefix_list)["State"], described(ec2, prefix_list)["Version"]) == ("modify-complete", 2)
    code, message, _ = error_of(ec2.modify_managed_prefix_list, PrefixListId=prefix_list, CurrentVersion=1,
                                AddEntries=[{"Cidr": "10.3.0.0/16"}])
    assert (code, message) == ("PrefixListVersionMismatch", "The prefix list has the incorrect version number.")
    # A name and a size are of no version.
    ec2.modify_managed_prefix_list(PrefixListId=prefix_list, PrefixListName="renamed")
    ec2.modify_managed_prefix_list(PrefixListId=prefix_list, MaxEntries=2)
    read = described(ec2, prefix_list)
    assert (read["PrefixListName"], read["MaxEntries"], read["Version"]) == ("renamed", 2, 2)
    assert cidrs(ec2, prefix_list) == cidrs(ec2, prefix_list, TargetVersion=2) == ["10.1.0.0/16", "10.2.0.0/16"]
    assert cidrs(ec2, prefix_list, TargetVersion=1) == ["10.0.0.0/16", "10.1.0.0/16"]
    for version in (0, 3):
        assert code_of(cidrs, ec2=ec2, prefix_list=prefix_list, TargetVersion=version) == "InvalidParameterValue"


@pytest.mark.parametrize("change, code", [
    ({}, "InvalidRequest"),
    ({"MaxEntries": 5, "AddEntries": [{"Cidr": "10.9.0.0/16"}]}, "InvalidParameterCombination"),
    ({"AddEntries": [{"Cidr": "10.9.0.0/16"}], "RemoveEntries": [{"Cidr": "10.9.0.0/16"}]}, "InvalidParameterValue"),
    ({"AddEntries": [{"Cidr": "10.0.0.0/16", "Description": "again"}]}, "InvalidPrefixListModification"),
    ({"AddEntries": [{"Cidr": f"10.9.{n}.0/24"} for n in range(101)]}, "InvalidParameterValue"),
    ({"RemoveEntries": [{"Cidr": f"10.9.{n}.0/24"} for n in range(101)]}, "InvalidParameterValue"),
    ({"RemoveEntries": [{"Cidr": "10.9.0.0/16"}]}, "InvalidPrefixListModification"),
    ({"AddEntries": [{"Cidr": f"10.9.{n}.0/24"} for n in range(3)]}, "PrefixListMaxEntriesExceeded"),
    ({"MaxEntries": 1}, "PrefixListMaxEntriesExceeded"),
    ({"MaxEntries": 0}, "InvalidParameterValue"),
    ({"CurrentVersion": 0, "AddEntries": [{"Cidr": "10.9.0.0/16"}]}, "InvalidParameterValue"),
    ({"PrefixListName": "com.amazonaws.mine"}, "InvalidParameterValue"),
    ({"PrefixListId": "acl-0123456789abcdef0", "MaxEntries": 5}, "InvalidPrefixListId.Malformed"),
])
def test_changes_that_cannot_be(ec2, change, code):
    prefix_list = create(ec2, "10.0.0.0/16", "10.1.0.0/16", size=4)
    before = described(ec2, prefix_list)
    got, message, _ = error_of(ec2.modify_managed_prefix_list, **{"PrefixListId": prefix_list, **change})
    assert got == code, message
    assert described(ec2, prefix_list) == before and cidrs(ec2, prefix_list) == ["10.0.0.0/16", "10.1.0.0/16"]


def test_what_is_referred_to_is_not_deleted(ec2, vpc, group):
    prefix_list = create(ec2, "10.9.0.0/16")
    assert references(ec2, prefix_list) == []
    allow(ec2, group, prefix_list)
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    ec2.create_route(RouteTableId=table, DestinationPrefixListId=prefix_list, GatewayId=gateway)
    assert references(ec2, prefix_list) == sorted([group, table])
    # As in AWS the call is taken, and the list's state says what stands in the way.
    ec2.delete_managed_prefix_list(PrefixListId=prefix_list)
    failed = described(ec2, prefix_list)
    assert failed["State"] == "delete-failed" and group in failed["StateMessage"] and table in failed["StateMessage"]
    assert cidrs(ec2, prefix_list) == ["10.9.0.0/16"]
    ec2.delete_route(RouteTableId=table, DestinationPrefixListId=prefix_list)
    ec2.delete_security_group(GroupId=group)
    assert references(ec2, prefix_list) == []
    ec2.delete_managed_prefix_list(PrefixListId=prefix_list)
    assert code_of(described, ec2=ec2, prefix_list=prefix_list) == "InvalidPrefixListID.NotFound"


def test_routes_lead_to_the_ranges_of_a_list(ec2, vpc):
    prefix_list = create(ec2, "10.9.0.0/16")
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    eni, other = (ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"] for _ in range(2))
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    route = {"RouteTableId": table, "DestinationPrefixListId": prefix_list}

    def routes():
        return {each["DestinationPrefixListId"]: (each["NetworkInterfaceId"], each["State"])
                for each in ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
                if "DestinationPrefixListId" in each}

    ec2.create_route(**route, NetworkInterfaceId=eni)
    assert routes() == {prefix_list: (eni, "active")}
    code, message, _ = error_of(ec2.create_route, **route, NetworkInterfaceId=eni)
    assert (code, message) == ("RouteAlreadyExists", f"The route identified by {prefix_list} already exists.")
    ec2.replace_route(**route, NetworkInterfaceId=other)
    assert routes() == {prefix_list: (other, "active")}
    by_list = [{"Name": "route.destination-prefix-list-id", "Values": [prefix_list]}]
    assert [each["RouteTableId"] for each in ec2.describe_route_tables(Filters=by_list)["RouteTables"]] == [table]
    ec2.delete_network_interface(NetworkInterfaceId=other)
    assert routes() == {prefix_list: (other, "blackhole")}
    ec2.delete_route(**route)
    code, message, _ = error_of(ec2.delete_route, **route)
    assert code == "InvalidRoute.NotFound" and f"destination-prefix-list-id {prefix_list}" in message
    for change, code in [
        ({"DestinationPrefixListId": UNKNOWN}, "InvalidPrefixListID.NotFound"),
        ({"DestinationPrefixListId": "nonsense"}, "InvalidPrefixListId.Malformed"),
        ({"DestinationCidrBlock": "10.9.0.0/16"}, "InvalidParameterCombination"),
    ]:
        assert code_of(ec2.create_route, **{**route, "NetworkInterfaceId": eni, **change}) == code


def test_a_list_of_ipv6_may_lead_to_an_egress_only_gateway(ec2, vpc):
    gateway = ec2.create_egress_only_internet_gateway(VpcId=vpc)["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"]
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    v4, v6 = create(ec2, "10.9.0.0/16"), create(ec2, "2001:db8::/32", family="IPv6")
    route = {"RouteTableId": table, "EgressOnlyInternetGatewayId": gateway}
    ec2.create_route(DestinationPrefixListId=v6, **route)
    assert code_of(ec2.create_route, DestinationPrefixListId=v4, **route) == "InvalidParameterValue"


@pytest.mark.parametrize("operation, parameters", [
    ("describe_managed_prefix_lists", lambda text: {"PrefixListIds": [text]}),
    ("describe_prefix_lists", lambda text: {"PrefixListIds": [text]}),
    ("get_managed_prefix_list_entries", lambda text: {"PrefixListId": text}),
    ("get_managed_prefix_list_associations", lambda text: {"PrefixListId": text}),
    ("modify_managed_prefix_list", lambda text: {"PrefixListId": text, "MaxEntries": 3}),
    ("delete_managed_prefix_list", lambda text: {"PrefixListId": text}),
])
def test_ids_of_another_kind_and_of_nothing(ec2, operation, parameters):
    call = getattr(ec2, operation)
    for bad in ("acl-0123456789abcdef0", "pl-xyz", "pl-0123456789abcdef0; reboot"):
        assert code_of(call, **parameters(bad)) == "InvalidPrefixListId.Malformed", bad
    # The older operation spells its code in its own way.
    code = "InvalidPrefixListId.NotFound" if operation == "describe_prefix_lists" else "InvalidPrefixListID.NotFound"
    assert code_of(call, **parameters(UNKNOWN)) == code


def test_a_list_grows_only_as_far_as_what_refers_to_it_allows(ec2, group):
    # This server allows a group 1,000 rules in a direction.
    small, large = create(ec2, size=1), create(ec2, size=999)
    allow(ec2, group, large)
    allow(ec2, group, small)
    code, message, _ = error_of(allow, ec2=ec2, group=group, prefix_list=small, port=80)
    assert (code, message) == ("RulesPerSecurityGroupLimitExceeded",
                               "The maximum number of rules per security group has been reached.")
    # Ranges of the other family count by themselves.
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[
        {"IpProtocol": "-1", "Ipv6Ranges": [{"CidrIpv6": "::/0"}]}])
    ec2.modify_managed_prefix_list(PrefixListId=small, MaxEntries=2)
    failed = described(ec2, small)
    assert (failed["State"], failed["MaxEntries"]) == ("modify-failed", 1) and group in failed["StateMessage"]
    ec2.modify_managed_prefix_list(PrefixListId=large, MaxEntries=998)
    ec2.modify_managed_prefix_list(PrefixListId=small, MaxEntries=2)
    grown = described(ec2, small)
    assert (grown["State"], grown["MaxEntries"]) == ("modify-complete", 2) and "StateMessage" not in grown


def test_the_lists_of_aws(ec2, apis, group):
    names = [{"Name": "prefix-list-name", "Values": ["com.amazonaws.us-east-1.*"]}]
    shown = {each["PrefixListName"]: each for each in ec2.describe_prefix_lists(Filters=names)["PrefixLists"]}
    assert set(shown) == {"com.amazonaws.us-east-1.s3", "com.amazonaws.us-east-1.dynamodb"}
    s3 = shown["com.amazonaws.us-east-1.s3"]
    managed = described(ec2, s3["PrefixListId"])
    assert (managed["OwnerId"], managed["State"], managed["AddressFamily"]) == ("AWS", "create-complete", "IPv4")
    assert managed["PrefixListArn"] == f"arn:aws:ec2:us-east-1:aws:prefix-list/{s3['PrefixListId']}"
    assert "MaxEntries" not in managed and "Version" not in managed
    assert cidrs(ec2, s3["PrefixListId"]) == s3["Cidrs"] != []
    by_owner = ec2.describe_managed_prefix_lists(Filters=[{"Name": "owner-id", "Values": ["AWS"]}])["PrefixLists"]
    assert {each["PrefixListName"] for each in by_owner} == set(shown)
    elsewhere = apis.client("ec2", region="eu-west-1").describe_prefix_lists()["PrefixLists"]
    assert {each["PrefixListId"] for each in elsewhere}.isdisjoint(each["PrefixListId"] for each in shown.values())
    allow(ec2, group, s3["PrefixListId"])
    assert group in references(ec2, s3["PrefixListId"])
    for call, parameters in [(ec2.modify_managed_prefix_list, {"MaxEntries": 9}), (ec2.delete_managed_prefix_list, {})]:
        assert code_of(call, PrefixListId=s3["PrefixListId"], **parameters) == "OperationNotPermitted"
    own = create(ec2, "10.0.0.0/8")
    assert code_of(ec2.describe_prefix_lists, PrefixListIds=[own]) == "InvalidPrefixListId.NotFound"
    assert code_of(ec2.describe_prefix_lists, PrefixListIds=["x"]) == "InvalidPrefixListId.Malformed"
    assert [each["PrefixListId"] for each in ec2.describe_prefix_lists(PrefixListIds=[s3["PrefixListId"]])["PrefixLists"]] \
        == [s3["PrefixListId"]]


def test_filters_and_pages(ec2, vpc):
    made = sorted(create(ec2, name=f"page-{n}", TagSpecifications=[
        {"ResourceType": "prefix-list", "Tags": [{"Key": "pages", "Value": str(n)}]}]) for n in range(5))

    def found(name, *values):
        return [each["PrefixListId"] for each in
                ec2.describe_managed_prefix_lists(Filters=[{"Name": name, "Values": list(values)}])["PrefixLists"]]

    assert found("tag-key", "pages") == found("prefix-list-name", "page-?") == made
    assert found("prefix-list-id", *made[:2]) == made[:2] and len(found("tag:pages", "3")) == 1
    assert set(made) <= set(found("owner-id", "123456789012"))
    for call, parameters in [(ec2.describe_managed_prefix_lists, {}), (ec2.describe_prefix_lists, {})]:
        assert code_of(call, Filters=[{"Name": "colour", "Values": ["red"]}], **parameters) == "InvalidParameterValue"
    # These pages may hold a single one.
    paginator = ec2.get_paginator("describe_managed_prefix_lists")
    pages = list(paginator.paginate(Filters=[{"Name": "tag-key", "Values": ["pages"]}], PaginationConfig={"PageSize": 1}))
    assert [[each["PrefixListId"] for each in page["PrefixLists"]] for page in pages] == [[each] for each in made]
    blocks = [f"10.{n}.0.0/16" for n in range(10, 17)]
    prefix_list = create(ec2, *blocks)
    pages = ec2.get_paginator("get_managed_prefix_list_entries").paginate(
        PrefixListId=prefix_list, PaginationConfig={"PageSize": 3})
    assert [[entry["Cidr"] for entry in page["Entries"]] for page in pages] == [blocks[:3], blocks[3:6], blocks[6:]]
    groups = sorted(ec2.create_security_group(VpcId=vpc, GroupName=f"g{n}", Description="-")["GroupId"] for n in range(6))
    for group in groups:
        allow(ec2, group, prefix_list)
    pages = ec2.get_paginator("get_managed_prefix_list_associations").paginate(
        PrefixListId=prefix_list, PaginationConfig={"PageSize": 5})
    assert [[each["ResourceId"] for each in page["PrefixListAssociations"]] for page in pages] == [groups[:5], groups[5:]]
    assert len(list(ec2.get_paginator("describe_prefix_lists").paginate(PaginationConfig={"PageSize": 5}))) == 1
    for call, parameters, most in [
        (ec2.describe_managed_prefix_lists, {}, 100), (ec2.get_managed_prefix_list_entries, {"PrefixListId": prefix_list}, 100),
        (ec2.get_managed_prefix_list_associations, {"PrefixListId": prefix_list}, 255), (ec2.describe_prefix_lists, {}, 1000),
    ]:
        for size in (0, most + 1):
            assert code_of(call, **parameters, MaxResults=size) == "InvalidParameterValue"
        assert code_of(call, **parameters, NextToken="nonsense") == "InvalidNextToken"


def test_dry_runs_change_nothing(ec2):
    prefix_list = create(ec2, "10.0.0.0/16")
    before = described(ec2, prefix_list)
    for call, parameters in [
        (ec2.create_managed_prefix_list, {"PrefixListName": "dry", "AddressFamily": "IPv4", "MaxEntries": 1}),
        (ec2.modify_managed_prefix_list, {"PrefixListId": prefix_list, "MaxEntries": 20}),
        (ec2.delete_managed_prefix_list, {"PrefixListId": prefix_list}),
        (ec2.get_managed_prefix_list_entries, {"PrefixListId": prefix_list}),
    ]:
        assert code_of(call, **parameters, DryRun=True) == "DryRunOperation"
    assert described(ec2, prefix_list) == before
    dry = [{"Name": "prefix-list-name", "Values": ["dry"]}]
    assert ec2.describe_managed_prefix_lists(Filters=dry)["PrefixLists"] == []
