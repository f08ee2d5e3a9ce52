"""ENIs: their addresses, prefixes, attributes, attachments and permissions; success, bad input, what is in use."""

import ipaddress

import pytest
from errors import code_of, error_of
from server import Server

UNKNOWN = "eni-0123456789abcdef0"


@pytest.fixture
def dual(ec2):
    """A VPC with IPv6, a subnet of it, and the subnet's /64 without its `::/64`."""
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16", AmazonProvidedIpv6CidrBlock=True)["Vpc"]
    block = ipaddress.ip_network(vpc["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"])
    cidr = str(list(block.subnets(new_prefix=64))[1])
    subnet = ec2.create_subnet(VpcId=vpc["VpcId"], CidrBlock="10.0.1.0/24", Ipv6CidrBlock=cidr)["Subnet"]
    return vpc["VpcId"], subnet["SubnetId"], cidr.removesuffix("::/64")


def create(ec2, subnet, **given):
    return ec2.create_network_interface(SubnetId=subnet, **given)["NetworkInterface"]


def read(ec2, eni):
    [described] = ec2.describe_network_interfaces(NetworkInterfaceIds=[eni])["NetworkInterfaces"]
    return described


def secondary(interface):
    return [each["PrivateIpAddress"] for each in interface["PrivateIpAddresses"] if not each["Primary"]]


def free(ec2, subnet):
    return ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["AvailableIpAddressCount"]


def test_an_interface_with_everything(ec2, dual):
    vpc, subnet, net6 = dual
    made = create(
        ec2, subnet, PrivateIpAddress="10.0.1.10", SecondaryPrivateIpAddressCount=2, Ipv4PrefixCount=1,
        Ipv6Addresses=[{"Ipv6Address": f"{net6}::5"}, {"Ipv6Address": f"{net6}::6", "IsPrimaryIpv6": True}],
        Ipv6Prefixes=[{"Ipv6Prefix": f"{net6}:abcd::/80"}],
        ConnectionTrackingSpecification={"TcpEstablishedTimeout": 60, "UdpStreamTimeout": 61, "UdpTimeout": 31})
    eni = made["NetworkInterfaceId"]
    assert (made["PrivateIpAddress"], len(secondary(made)), made["Status"]) == ("10.0.1.10", 2, "pending")
    assert made["Ipv6Addresses"] == [{"Ipv6Address": f"{net6}::6", "IsPrimaryIpv6": True},
                                     {"Ipv6Address": f"{net6}::5", "IsPrimaryIpv6": False}]
    assert made["Ipv6Prefixes"] == [{"Ipv6Prefix": f"{net6}:abcd::/80"}] and len(made["Ipv4Prefixes"]) == 1
    assert made["ConnectionTrackingConfiguration"] == {
        "TcpEstablishedTimeout": 60, "UdpStreamTimeout": 61, "UdpTimeout": 31}
    assert read(ec2, eni) == {**made, "Status": "available"} == read(ec2, eni)
    assert free(ec2, subnet) == 251 - 3 - 16
    by = [{"Name": "ipv6-addresses.ipv6-address", "Values": [f"{net6}::5"]}, {"Name": "vpc-id", "Values": [vpc]}]
    assert [each["NetworkInterfaceId"] for each in ec2.describe_network_interfaces(Filters=by)["NetworkInterfaces"]] == [eni]
    ec2.delete_network_interface(NetworkInterfaceId=eni)
    assert free(ec2, subnet) == 251
    # By name at once, although it cools down.
    again = create(ec2, subnet, PrivateIpAddress="10.0.1.10", Ipv6Addresses=[{"Ipv6Address": f"{net6}::5"}])
    assert again["Ipv6Address"] == f"{net6}::5"


@pytest.mark.parametrize("given, code", [
    ({"Ipv6Addresses": [{"Ipv6Address": "NET::1"}]}, "InvalidParameterValue"),
    ({"Ipv6Addresses": [{"Ipv6Address": "2002::9"}]}, "InvalidParameterValue"),
    ({"Ipv6Addresses": [{"Ipv6Address": "ten"}]}, "InvalidParameterValue"),
    ({"Ipv6Addresses": [{"Ipv6Address": "NET::9"}], "Ipv6AddressCount": 1}, "InvalidParameterCombination"),
    ({"Ipv6Addresses": [{"Ipv6Address": "NET::9", "IsPrimaryIpv6": True}, {"Ipv6Address": "NET::8", "IsPrimaryIpv6": True}]},
     "InvalidParameterCombination"),
    ({"Ipv6Addresses": [{"IsPrimaryIpv6": True}]}, "MissingParameter"),
    ({"Ipv6AddressCount": 51}, "PrivateIpAddressLimitExceeded"),
    ({"Ipv6AddressCount": -1}, "InvalidParameterValue"),
    ({"Ipv6Prefixes": [{"Ipv6Prefix": "NET::/80"}]}, "InvalidParameterValue"),
    ({"Ipv6Prefixes": [{"Ipv6Prefix": "NET:1::/96"}]}, "InvalidParameterValue"),
    ({"Ipv4Prefixes": [{"Ipv4Prefix": "10.0.1.0/28"}]}, "InvalidParameterValue"),
    ({"Ipv4Prefixes": [{"Ipv4Prefix": "10.0.1.16/27"}]}, "InvalidParameterValue"),
    ({"Ipv4Prefixes": [{"Ipv4Prefix": "10.0.1.16/28"}], "Ipv4PrefixCount": 1}, "InvalidParameterCombination"),
    ({"Ipv4PrefixCount": 15}, "InsufficientCidrBlocks"),
    ({"SecondaryPrivateIpAddressCount": 50}, "PrivateIpAddressLimitExceeded"),
    ({"EnablePrimaryIpv6": True}, "InvalidParameterCombination"),
    ({"ConnectionTrackingSpecification": {"TcpEstablishedTimeout": 59}}, "InvalidParameterValue"),
    ({"ConnectionTrackingSpecification": {"TcpEstablishedTimeout": 432001}}, "InvalidParameterValue"),
    ({"ConnectionTrackingSpecification": {"UdpStreamTimeout": 181}}, "InvalidParameterValue"),
    ({"ConnectionTrackingSpecification": {"UdpTimeout": 61}}, "InvalidParameterValue"),
    ({"ConnectionTrackingSpecification": {"UdpTimeout": 29}}, "InvalidParameterValue"),
])
def test_interfaces_that_cannot_be(ec2, dual, given, code):
    _, subnet, net6 = dual

    def place(value):
        if isinstance(value, dict):
            return {key: place(each) for key, each in value.items()}
        return [place(each) for each in value] if isinstance(value, list) else \
            value.replace("NET", net6) if isinstance(value, str) else value

    got, message, _ = error_of(ec2.create_network_interface, SubnetId=subnet, **place(given))
    assert got == code, message
    assert free(ec2, subnet) == 251


def test_what_a_subnet_gives_every_new_interface(ec2, dual):
    _, subnet, net6 = dual
    assert create(ec2, subnet)["Ipv6Addresses"] == []
    ec2.modify_subnet_attribute(SubnetId=subnet, AssignIpv6AddressOnCreation={"Value": True})
    [address] = create(ec2, subnet)["Ipv6Addresses"]
    assert ipaddress.ip_address(address["Ipv6Address"]) in ipaddress.ip_network(f"{net6}::/64")
    assert create(ec2, subnet, Ipv6AddressCount=0)["Ipv6Addresses"] == []


def test_a_token_gives_the_same_interface(ec2, dual):
    _, subnet, _ = dual
    given = {"ClientToken": f"token-{subnet}", "Ipv6AddressCount": 2, "Ipv4PrefixCount": 1}
    first, second = create(ec2, subnet, **given), create(ec2, subnet, **given)
    assert first == second
    assert code_of(ec2.create_network_interface, SubnetId=subnet, **{**given, "Ipv6AddressCount": 1}) \
        == "IdempotentParameterMismatch"


def test_secondary_addresses(ec2, dual):
    _, subnet, _ = dual
    eni = create(ec2, subnet)["NetworkInterfaceId"]
    answer = ec2.assign_private_ip_addresses(NetworkInterfaceId=eni, PrivateIpAddresses=["10.0.1.50", "10.0.1.51"])
    assert [each["PrivateIpAddress"] for each in answer["AssignedPrivateIpAddresses"]] == ["10.0.1.50", "10.0.1.51"]
    more = ec2.assign_private_ip_addresses(NetworkInterfaceId=eni, SecondaryPrivateIpAddressCount=2)
    assert len(more["AssignedPrivateIpAddresses"]) == 2 and more["NetworkInterfaceId"] == eni
    assert len(secondary(read(ec2, eni))) == 4 and free(ec2, subnet) == 246
    ec2.unassign_private_ip_addresses(NetworkInterfaceId=eni, PrivateIpAddresses=["10.0.1.50"])
    assert "10.0.1.50" not in secondary(read(ec2, eni)) and free(ec2, subnet) == 247
    primary = read(ec2, eni)["PrivateIpAddress"]
    for bad in (primary, "10.0.1.50", "10.0.9.9", "ten"):
        assert code_of(ec2.unassign_private_ip_addresses, NetworkInterfaceId=eni, PrivateIpAddresses=[bad]) \
            == "InvalidParameterValue", bad
    assert code_of(ec2.unassign_private_ip_addresses, NetworkInterfaceId=eni) == "MissingParameter"


def test_an_address_moves_only_when_it_may(ec2, dual):
    _, subnet, _ = dual
    one = create(ec2, subnet, PrivateIpAddress="10.0.1.20")["NetworkInterfaceId"]
    other = create(ec2, subnet)["NetworkInterfaceId"]
    ec2.assign_private_ip_addresses(NetworkInterfaceId=one, PrivateIpAddresses=["10.0.1.60"])
    move = {"NetworkInterfaceId": other, "PrivateIpAddresses": ["10.0.1.60"]}
    code, message, _ = error_of(ec2.assign_private_ip_addresses, **move)
    assert (code, message) == ("InvalidParameterValue", "[10.0.1.60] assigned, but move is not allowed.")
    before = free(ec2, subnet)
    answer = ec2.assign_private_ip_addresses(**move, AllowReassignment=True)
    assert answer["AssignedPrivateIpAddresses"] == [{"PrivateIpAddress": "10.0.1.60"}]
    assert secondary(read(ec2, one)) == [] and secondary(read(ec2, other)) == ["10.0.1.60"]
    assert free(ec2, subnet) == before
    # Its own again is no error, another's primary one stays.
    ec2.assign_private_ip_addresses(**move, AllowReassignment=True)
    assert code_of(ec2.assign_private_ip_addresses, NetworkInterfaceId=other, PrivateIpAddresses=["10.0.1.20"],
                   AllowReassignment=True) == "InvalidIPAddress.InUse"
    ec2.delete_network_interface(NetworkInterfaceId=one)
    assert secondary(read(ec2, other)) == ["10.0.1.60"]
    ec2.delete_network_interface(NetworkInterfaceId=other)
    assert free(ec2, subnet) == 251


def test_prefixes(ec2, dual):
    _, subnet, _ = dual
    eni = create(ec2, subnet)["NetworkInterfaceId"]
    answer = ec2.assign_private_ip_addresses(NetworkInterfaceId=eni, Ipv4Prefixes=["10.0.1.64/28"])
    assert answer["AssignedIpv4Prefixes"] == [{"Ipv4Prefix": "10.0.1.64/28"}]
    ec2.assign_private_ip_addresses(NetworkInterfaceId=eni, Ipv4PrefixCount=2)
    assert len(read(ec2, eni)["Ipv4Prefixes"]) == 3 and free(ec2, subnet) == 250 - 48
    other = create(ec2, subnet)["NetworkInterfaceId"]
    for call in (
        lambda **given: ec2.create_network_interface(SubnetId=subnet, PrivateIpAddress="10.0.1.70", **given),
        lambda **given: ec2.create_network_interface(SubnetId=subnet, Ipv4Prefixes=[{"Ipv4Prefix": "10.0.1.64/28"}], **given),
        lambda **given: ec2.assign_private_ip_addresses(
            NetworkInterfaceId=other, PrivateIpAddresses=["10.0.1.70"], AllowReassignment=True, **given),
    ):
        assert code_of(call) in ("InvalidIPAddress.InUse", "InvalidParameterValue")
    ec2.unassign_private_ip_addresses(NetworkInterfaceId=eni, Ipv4Prefixes=["10.0.1.64/28"])
    assert code_of(ec2.unassign_private_ip_addresses, NetworkInterfaceId=eni, Ipv4Prefixes=["10.0.1.64/28"]) \
        == "InvalidParameterValue"
    assert create(ec2, subnet, PrivateIpAddress="10.0.1.70")["PrivateIpAddress"] == "10.0.1.70"
    assert free(ec2, subnet) == 250 - 32 - 2


def test_ipv6_addresses(ec2, dual):
    _, subnet, net6 = dual
    eni = create(ec2, subnet)["NetworkInterfaceId"]
    answer = ec2.assign_ipv6_addresses(NetworkInterfaceId=eni, Ipv6Addresses=[f"{net6}::a"])
    assert answer["AssignedIpv6Addresses"] == [f"{net6}::a"] and answer["NetworkInterfaceId"] == eni
    [any_] = ec2.assign_ipv6_addresses(NetworkInterfaceId=eni, Ipv6AddressCount=1)["AssignedIpv6Addresses"]
    [prefix] = ec2.assign_ipv6_addresses(NetworkInterfaceId=eni, Ipv6PrefixCount=1)["AssignedIpv6Prefixes"]
    ec2.assign_ipv6_addresses(NetworkInterfaceId=eni, Ipv6Prefixes=[f"{net6}:77::/80"])
    described = read(ec2, eni)
    assert [each["Ipv6Address"] for each in described["Ipv6Addresses"]] == [f"{net6}::a", any_]
    assert [each["Ipv6Prefix"] for each in described["Ipv6Prefixes"]] == [prefix, f"{net6}:77::/80"]
    other = create(ec2, subnet)["NetworkInterfaceId"]
    assert code_of(ec2.assign_ipv6_addresses, NetworkInterfaceId=other, Ipv6Addresses=[f"{net6}::a"]) == "InvalidIPAddress.InUse"
    assert code_of(ec2.assign_ipv6_addresses, NetworkInterfaceId=other, Ipv6Addresses=[f"{net6}:77::1"]) == "InvalidIPAddress.InUse"
    gone = ec2.unassign_ipv6_addresses(NetworkInterfaceId=eni, Ipv6Addresses=[f"{net6}::a"], Ipv6Prefixes=[f"{net6}:77::/80"])
    assert (gone["UnassignedIpv6Addresses"], gone["UnassignedIpv6Prefixes"]) == ([f"{net6}::a"], [f"{net6}:77::/80"])
    assert code_of(ec2.unassign_ipv6_addresses, NetworkInterfaceId=eni, Ipv6Addresses=[f"{net6}::a"]) == "InvalidParameterValue"
    ec2.assign_ipv6_addresses(NetworkInterfaceId=other, Ipv6Addresses=[f"{net6}:77::1"])
    # The primary one stays.
    ec2.modify_network_interface_attribute(NetworkInterfaceId=eni, EnablePrimaryIpv6=True)
    assert read(ec2, eni)["Ipv6Addresses"] == [{"Ipv6Address": any_, "IsPrimaryIpv6": True}]
    assert code_of(ec2.unassign_ipv6_addresses, NetworkInterfaceId=eni, Ipv6Addresses=[any_]) == "InvalidParameterValue"
    assert code_of(ec2.modify_network_interface_attribute, NetworkInterfaceId=eni, EnablePrimaryIpv6=False) == "InvalidParameterValue"


def test_a_subnet_without_ipv6_has_none_to_give(ec2, vpc):
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    assert code_of(ec2.create_network_interface, SubnetId=subnet, Ipv6AddressCount=1) == "InvalidParameterValue"
    eni = create(ec2, subnet)["NetworkInterfaceId"]
    assert code_of(ec2.assign_ipv6_addresses, NetworkInterfaceId=eni, Ipv6AddressCount=1) == "InvalidParameterValue"


@pytest.mark.parametrize("operation, given", [
    ("assign_private_ip_addresses", {"SecondaryPrivateIpAddressCount": 1}),
    ("unassign_private_ip_addresses", {"PrivateIpAddresses": ["10.0.1.9"]}),
    ("assign_ipv6_addresses", {"Ipv6AddressCount": 1}),
    ("unassign_ipv6_addresses", {"Ipv6Addresses": ["2001:db8::9"]}),
    ("describe_network_interface_attribute", {"Attribute": "description"}),
    ("modify_network_interface_attribute", {"Description": {"Value": "x"}}),
    ("reset_network_interface_attribute", {"SourceDestCheck": "true"}),
    ("create_network_interface_permission", {"AwsAccountId": "123456789012", "Permission": "INSTANCE-ATTACH"}),
    ("attach_network_interface", {"InstanceId": "i-0123456789abcdef0", "DeviceIndex": 1}),
])
def test_unknown_and_malformed_interfaces(ec2, operation, given):
    call = getattr(ec2, operation)
    code, message, _ = error_of(call, NetworkInterfaceId=UNKNOWN, **given)
    assert code == "InvalidNetworkInterfaceID.NotFound" and UNKNOWN in message
    assert code_of(call, NetworkInterfaceId="sg-0123456789abcdef0", **given) == "InvalidNetworkInterfaceId.Malformed"
    assert code_of(call, **given) == "MissingParameter"


@pytest.mark.parametrize("operation, given, code", [
    ("assign_private_ip_addresses", {}, "MissingParameter"),
    ("assign_private_ip_addresses", {"SecondaryPrivateIpAddressCount": 1, "Ipv4PrefixCount": 1}, "InvalidParameterCombination"),
    ("assign_private_ip_addresses", {"PrivateIpAddresses": ["10.0.1.3"]}, "InvalidParameterValue"),
    ("assign_private_ip_addresses", {"PrivateIpAddresses": ["10.0.1.9", "10.0.1.9"]}, "InvalidParameterValue"),
    ("assign_private_ip_addresses", {"SecondaryPrivateIpAddressCount": 50}, "PrivateIpAddressLimitExceeded"),
    ("assign_private_ip_addresses", {"Ipv4PrefixCount": 15}, "InsufficientCidrBlocks"),
    ("assign_ipv6_addresses", {}, "MissingParameter"),
    ("assign_ipv6_addresses", {"Ipv6AddressCount": 1, "Ipv6PrefixCount": 1}, "InvalidParameterCombination"),
    ("assign_ipv6_addresses", {"Ipv6AddressCount": 51}, "PrivateIpAddressLimitExceeded"),
    ("modify_network_interface_attribute", {}, "InvalidParameterCombination"),
    ("modify_network_interface_attribute", {"Description": {"Value": "x"}, "SourceDestCheck": {"Value": True}}, "InvalidParameterCombination"),
    ("modify_network_interface_attribute", {"Groups": ["sg-0123456789abcdef0"]}, "InvalidGroup.NotFound"),
    ("modify_network_interface_attribute", {"Groups": ["x"]}, "InvalidGroupId.Malformed"),
    ("modify_network_interface_attribute", {"Attachment": {"AttachmentId": "eni-attach-0123456789abcdef0", "DeleteOnTermination": True}}, "InvalidAttachmentID.NotFound"),
    ("modify_network_interface_attribute", {"Attachment": {"AttachmentId": "x", "DeleteOnTermination": True}}, "InvalidNetworkInterfaceAttachmentId.Malformed"),
    ("modify_network_interface_attribute", {"ConnectionTrackingSpecification": {"UdpTimeout": 5}}, "InvalidParameterValue"),
    ("modify_network_interface_attribute", {"EnablePrimaryIpv6": True}, "InvalidParameterCombination"),
    ("modify_network_interface_attribute", {"AssociatePublicIpAddress": True}, "UnsupportedOperation"),
    ("describe_network_interface_attribute", {"Attribute": "colour"}, "InvalidParameterValue"),
    ("describe_network_interface_attribute", {}, "MissingParameter"),
    ("reset_network_interface_attribute", {}, "InvalidParameterCombination"),
    ("create_network_interface_permission", {"AwsAccountId": "12", "Permission": "INSTANCE-ATTACH"}, "InvalidParameterValue"),
    ("create_network_interface_permission", {"AwsAccountId": "210987654321", "Permission": "SHIP"}, "InvalidParameterValue"),
    ("create_network_interface_permission", {"AwsService": "ships.amazonaws.com", "Permission": "INSTANCE-ATTACH"}, "UnsupportedOperation"),
    ("attach_network_interface", {"InstanceId": "i-0123456789abcdef0", "DeviceIndex": 1}, "InvalidInstanceID.NotFound"),
    ("attach_network_interface", {"InstanceId": "x", "DeviceIndex": 1}, "InvalidInstanceID.Malformed"),
    ("attach_network_interface", {"InstanceId": "i-0123456789abcdef0"}, "MissingParameter"),
])
def test_what_an_interface_refuses(ec2, dual, operation, given, code):
    eni = create(ec2, dual[1])["NetworkInterfaceId"]
    before = read(ec2, eni)
    got, message, _ = error_of(getattr(ec2, operation), NetworkInterfaceId=eni, **given)
    assert got == code, message
    assert read(ec2, eni) == before


def test_attributes(ec2, dual):
    vpc, subnet, _ = dual
    eni = create(ec2, subnet, Description="first")["NetworkInterfaceId"]
    group = ec2.create_security_group(VpcId=vpc, GroupName="other", Description="other")["GroupId"]

    def attribute(name):
        answer = ec2.describe_network_interface_attribute(NetworkInterfaceId=eni, Attribute=name)
        assert answer["NetworkInterfaceId"] == eni
        return {key: value for key, value in answer.items() if key not in ("ResponseMetadata", "NetworkInterfaceId")}

    assert attribute("description") == {"Description": {"Value": "first"}}
    assert attribute("sourceDestCheck") == {"SourceDestCheck": {"Value": True}}
    assert attribute("attachment") == {} and attribute("associatePublicIpAddress") == {"AssociatePublicIpAddress": False}
    assert [each["GroupName"] for each in attribute("groupSet")["Groups"]] == ["default"]
    modify = ec2.modify_network_interface_attribute
    modify(NetworkInterfaceId=eni, Description={"Value": ""})
    modify(NetworkInterfaceId=eni, SourceDestCheck={"Value": False})
    modify(NetworkInterfaceId=eni, Groups=[group])
    modify(NetworkInterfaceId=eni, ConnectionTrackingSpecification={"TcpEstablishedTimeout": 432000})
    modify(NetworkInterfaceId=eni, ConnectionTrackingSpecification={"UdpTimeout": 30})
    described = read(ec2, eni)
    assert (described["Description"], described["SourceDestCheck"]) == ("", False)
    assert described["Groups"] == [{"GroupId": group, "GroupName": "other"}] == attribute("groupSet")["Groups"]
    assert described["ConnectionTrackingConfiguration"] == {"TcpEstablishedTimeout": 432000, "UdpTimeout": 30}
    ec2.reset_network_interface_attribute(NetworkInterfaceId=eni, SourceDestCheck="true")
    assert read(ec2, eni)["SourceDestCheck"] is True
    elsewhere = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    stranger = ec2.create_security_group(VpcId=elsewhere, GroupName="s", Description="-")["GroupId"]
    assert code_of(modify, NetworkInterfaceId=eni, Groups=[stranger]) == "InvalidParameter"
    assert code_of(modify, NetworkInterfaceId=eni, Description={"Value": "x"}, DryRun=True) == "DryRunOperation"
    assert read(ec2, eni)["Description"] == ""


def test_permissions(ec2, dual):
    eni = create(ec2, dual[1])["NetworkInterfaceId"]
    given = {"NetworkInterfaceId": eni, "AwsAccountId": "210987654321", "Permission": "INSTANCE-ATTACH"}
    made = ec2.create_network_interface_permission(**given)["InterfacePermission"]
    assert made.pop("NetworkInterfacePermissionId").startswith("eni-perm-")
    assert made == {**given, "PermissionState": {"State": "granted"}}
    assert code_of(ec2.create_network_interface_permission, **given) == "InvalidParameterValue"
    ec2.create_network_interface_permission(**{**given, "Permission": "EIP-ASSOCIATE"})
    ec2.delete_network_interface(NetworkInterfaceId=eni)


def test_detaching_what_is_not_attached(ec2):
    assert code_of(ec2.detach_network_interface, AttachmentId="eni-attach-0123456789abcdef0") == "InvalidAttachmentID.NotFound"
    assert code_of(ec2.detach_network_interface, AttachmentId="x") == "InvalidNetworkInterfaceAttachmentId.Malformed"
    assert code_of(ec2.detach_network_interface) == "MissingParameter"


def test_the_interface_of_a_task_is_its_services(ec2, ecs, dual):
    _, subnet, net6 = dual
    ec2.modify_subnet_attribute(SubnetId=subnet, AssignIpv6AddressOnCreation={"Value": True})
    ecs.create_cluster(clusterName="addresses")
    ecs.register_task_definition(
        family="addresses", networkMode="awsvpc", requiresCompatibilities=["FARGATE"], cpu="256", memory="512",
        containerDefinitions=[{"name": "main", "image": "minato-example"}])
    [task] = ecs.run_task(
        cluster="addresses", taskDefinition="addresses", launchType="FARGATE",
        networkConfiguration={"awsvpcConfiguration": {"subnets": [subnet]}})["tasks"]
    [found] = ec2.describe_network_interfaces(Filters=[{"Name": "subnet-id", "Values": [subnet]}])["NetworkInterfaces"]
    assert found["RequesterManaged"] and found["Ipv6Addresses"][0]["Ipv6Address"].startswith(net6)
    [described] = ecs.describe_tasks(cluster="addresses", tasks=[task["taskArn"]])["tasks"]
    [shown] = described["containers"][0]["networkInterfaces"]
    assert (shown["privateIpv4Address"], shown["ipv6Address"]) \
        == (found["PrivateIpAddress"], found["Ipv6Addresses"][0]["Ipv6Address"])
    eni, attachment = found["NetworkInterfaceId"], found["Attachment"]["AttachmentId"]
    code, message, _ = error_of(ec2.detach_network_interface, AttachmentId=attachment)
    assert code == "OperationNotPermitted" and attachment in message
    for call, given in [
        (ec2.modify_network_interface_attribute, {"Description": {"Value": "mine"}}),
        (ec2.assign_private_ip_addresses, {"SecondaryPrivateIpAddressCount": 1}),
        (ec2.assign_ipv6_addresses, {"Ipv6AddressCount": 1}),
        (ec2.unassign_ipv6_addresses, {"Ipv6Addresses": [found["Ipv6Addresses"][0]["Ipv6Address"]]}),
        (ec2.unassign_private_ip_addresses, {"PrivateIpAddresses": ["10.0.1.9"]}),
        (ec2.reset_network_interface_attribute, {"SourceDestCheck": "true"}),
        (ec2.create_network_interface_permission, {"AwsAccountId": "210987654321", "Permission": "INSTANCE-ATTACH"}),
        (ec2.delete_network_interface, {}),
    ]:
        assert code_of(call, NetworkInterfaceId=eni, **given) in ("OperationNotPermitted", "InvalidParameterValue"), given
    assert read(ec2, eni) == found
    ecs.stop_task(cluster="addresses", task=task["taskArn"])


def test_quotas():
    with Server("--limits", "aws", data_plane="none") as server:
        ec2 = server.client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/20")["Subnet"]["SubnetId"]
        groups = [ec2.create_security_group(VpcId=vpc, GroupName=f"g{n}", Description="g")["GroupId"] for n in range(6)]
        assert code_of(ec2.create_network_interface, SubnetId=subnet, Groups=groups) == "SecurityGroupsPerInterfaceLimitExceeded"
        eni = create(ec2, subnet, Groups=groups[:5], SecondaryPrivateIpAddressCount=49)["NetworkInterfaceId"]
        assert code_of(ec2.modify_network_interface_attribute, NetworkInterfaceId=eni, Groups=groups) \
            == "SecurityGroupsPerInterfaceLimitExceeded"
        assert code_of(ec2.assign_private_ip_addresses, NetworkInterfaceId=eni, SecondaryPrivateIpAddressCount=1) \
            == "PrivateIpAddressLimitExceeded"
        # A prefix takes the place of one address.
        assert code_of(ec2.assign_private_ip_addresses, NetworkInterfaceId=eni, Ipv4PrefixCount=1) == "PrivateIpAddressLimitExceeded"
        last = read(ec2, eni)["PrivateIpAddresses"][-1]["PrivateIpAddress"]
        ec2.unassign_private_ip_addresses(NetworkInterfaceId=eni, PrivateIpAddresses=[last])
        ec2.assign_private_ip_addresses(NetworkInterfaceId=eni, Ipv4PrefixCount=1)


def test_pages_and_waiters(ec2, dual):
    _, subnet, _ = dual
    made = {create(ec2, subnet)["NetworkInterfaceId"] for _ in range(7)}
    waiter = ec2.get_waiter("network_interface_available")
    waiter.wait(NetworkInterfaceIds=sorted(made), WaiterConfig={"Delay": 1, "MaxAttempts": 2})
    pages = list(ec2.get_paginator("describe_network_interfaces").paginate(
        Filters=[{"Name": "subnet-id", "Values": [subnet]}], PaginationConfig={"PageSize": 5}))
    found = [[each["NetworkInterfaceId"] for each in page["NetworkInterfaces"]] for page in pages]
    assert [len(page) for page in found] == [5, 2] and {eni for page in found for eni in page} == made
