"""Instances: launched, described, started, stopped, ended; what comes to them and leaves them; success, bad input, what is in use."""

import pytest
from errors import code_of, error_of
from server import eventually

IMAGE = "ami-0123456789abcdef0"
UNKNOWN = "i-0123456789abcdef0"
SOON = {"Delay": 1, "MaxAttempts": 20}


@pytest.fixture
def subnet(ec2, vpc):
    made = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24", AvailabilityZone="us-east-1a")
    return made["Subnet"]["SubnetId"]


@pytest.fixture
def run(ec2, subnet):
    """Launches instances, and waits until they run."""
    def launch(count=1, **given):
        if "NetworkInterfaces" not in given:
            given.setdefault("SubnetId", subnet)
        given = {"ImageId": IMAGE, "InstanceType": "m5.large", "MinCount": count, "MaxCount": count, **given}
        ids = [each["InstanceId"] for each in ec2.run_instances(**given)["Instances"]]
        ec2.get_waiter("instance_running").wait(InstanceIds=ids, WaiterConfig=SOON)
        return ids if count > 1 else ids[0]
    return launch


def read(ec2, instance):
    [reservation] = ec2.describe_instances(InstanceIds=[instance])["Reservations"]
    [found] = reservation["Instances"]
    return found


def eni(ec2, subnet, **given):
    return ec2.create_network_interface(SubnetId=subnet, **given)["NetworkInterface"]["NetworkInterfaceId"]


def read_eni(ec2, interface):
    [found] = ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])["NetworkInterfaces"]
    return found


def free(ec2, subnet):
    return ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["AvailableIpAddressCount"]


def wait(ec2, state, instance):
    ec2.get_waiter(f"instance_{state}").wait(InstanceIds=[instance], WaiterConfig=SOON)


def attached(ec2, interface):
    """Waits until an ENI is attached, and gives the attachment."""
    return eventually(lambda: (found := read_eni(ec2, interface)["Attachment"])["Status"] == "attached" and found)


def test_an_instance_is_an_eni_of_its_own(ec2, vpc, subnet):
    group = ec2.create_security_group(VpcId=vpc, GroupName="web", Description="web")["GroupId"]
    answer = ec2.run_instances(
        ImageId=IMAGE, InstanceType="m5.large", MinCount=1, MaxCount=1, SubnetId=subnet, SecurityGroupIds=[group],
        PrivateIpAddress="10.0.1.9", TagSpecifications=[
            {"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "one"}]},
            {"ResourceType": "network-interface", "Tags": [{"Key": "Name", "Value": "its-eni"}]}])
    assert (answer["OwnerId"], answer["Groups"]) == ("123456789012", []) and answer["ReservationId"].startswith("r-")
    [made] = answer["Instances"]
    assert made["State"] == {"Code": 0, "Name": "pending"}
    wait(ec2, "running", made["InstanceId"])
    found = read(ec2, made["InstanceId"])
    assert found["State"] == {"Code": 16, "Name": "running"} and found["LaunchTime"] == made["LaunchTime"]
    assert (found["ImageId"], found["InstanceType"], found["PrivateIpAddress"]) == (IMAGE, "m5.large", "10.0.1.9")
    assert (found["SubnetId"], found["VpcId"], found["SourceDestCheck"]) == (subnet, vpc, True)
    assert found["PrivateDnsName"] == "ip-10-0-1-9.ec2.internal" and found["Placement"]["AvailabilityZone"] == "us-east-1a"
    assert found["SecurityGroups"] == [{"GroupId": group, "GroupName": "web"}] and "PublicIpAddress" not in found
    assert found["Tags"] == [{"Key": "Name", "Value": "one"}]
    [shown] = found["NetworkInterfaces"]
    interface = read_eni(ec2, shown["NetworkInterfaceId"])
    assert interface["TagSet"] == [{"Key": "Name", "Value": "its-eni"}] and interface["Status"] == "in-use"
    attachment = interface["Attachment"]
    assert attachment["AttachmentId"].startswith("eni-attach-")
    assert {key: value for key, value in attachment.items() if key not in ("AttachTime", "AttachmentId")} == {
        "DeleteOnTermination": True, "DeviceIndex": 0, "NetworkCardIndex": 0, "InstanceId": made["InstanceId"],
        "InstanceOwnerId": "123456789012", "Status": "attached"}
    assert shown["MacAddress"] == interface["MacAddress"] and shown["Groups"] == found["SecurityGroups"]
    assert shown["Attachment"]["AttachmentId"] == attachment["AttachmentId"]


def test_many_are_one_reservation_and_as_many_as_fit(ec2, vpc):
    small = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.3.0/28")["Subnet"]["SubnetId"]
    given = {"ImageId": IMAGE, "InstanceType": "m5.large", "SubnetId": small}
    # 11 addresses.
    assert code_of(ec2.run_instances, **given, MinCount=12, MaxCount=12) == "InsufficientFreeAddressesInSubnet"
    assert free(ec2, small) == 11
    answer = ec2.run_instances(**given, MinCount=3, MaxCount=20)
    ids = [each["InstanceId"] for each in answer["Instances"]]
    assert len(ids) == 11 and free(ec2, small) == 0
    assert sorted(each["AmiLaunchIndex"] for each in answer["Instances"]) == list(range(11))
    [reservation] = ec2.describe_instances(InstanceIds=ids)["Reservations"]
    assert reservation["ReservationId"] == answer["ReservationId"] and len(reservation["Instances"]) == 11
    ec2.terminate_instances(InstanceIds=ids)


def test_without_a_subnet_it_is_in_the_default_vpc(apis):
    ec2 = apis.client("ec2", region="ap-south-1")
    [vpc] = ec2.describe_vpcs()["Vpcs"]
    [made] = ec2.run_instances(ImageId=IMAGE, MinCount=1, MaxCount=1, Placement={"AvailabilityZone": "ap-south-1b"})["Instances"]
    assert (made["VpcId"], made["InstanceType"]) == (vpc["VpcId"], "m1.small")
    assert made["Placement"]["AvailabilityZone"] == "ap-south-1b"
    # Default subnets give a public address, which goes when the instance stops: another one comes when it starts.
    public = made["PublicIpAddress"]
    wait(ec2, "running", made["InstanceId"])
    ec2.stop_instances(InstanceIds=[made["InstanceId"]])
    wait(ec2, "stopped", made["InstanceId"])
    assert "PublicIpAddress" not in read(ec2, made["InstanceId"])
    ec2.start_instances(InstanceIds=[made["InstanceId"]])
    assert read(ec2, made["InstanceId"])["PublicIpAddress"] != public
    subnet = made["SubnetId"]
    assert code_of(ec2.run_instances, ImageId=IMAGE, MinCount=1, MaxCount=1, SubnetId=subnet,
                   Placement={"AvailabilityZone": "ap-south-1a"}) == "InvalidParameterValue"
    ec2.terminate_instances(InstanceIds=[made["InstanceId"]])
    wait(ec2, "terminated", made["InstanceId"])


@pytest.mark.parametrize("given, code", [
    ({"ImageId": "image"}, "InvalidAMIID.Malformed"),
    ({"ImageId": None}, "MissingParameter"),
    ({"MinCount": 0}, "InvalidParameterValue"),
    ({"MinCount": None}, "MissingParameter"),
    ({"MinCount": 2, "MaxCount": 1}, "InvalidParameterValue"),
    ({"InstanceType": "ship.large"}, "InvalidParameterValue"),
    ({"SubnetId": "subnet-0123456789abcdef0"}, "InvalidSubnetID.NotFound"),
    ({"SubnetId": "x"}, "InvalidSubnetID.Malformed"),
    ({"SecurityGroupIds": ["sg-0123456789abcdef0"]}, "InvalidGroup.NotFound"),
    ({"PrivateIpAddress": "10.0.9.9"}, "InvalidParameterValue"),
    ({"PrivateIpAddress": "ten"}, "InvalidParameterValue"),
    ({"PrivateIpAddress": "10.0.1.9", "MaxCount": 2}, "InvalidParameterCombination"),
    ({"Ipv6Addresses": [{"Ipv6Address": "2001:db8::9"}], "MaxCount": 2}, "InvalidParameterCombination"),
    ({"UserData": "echo"}, "UnsupportedOperation"),
    ({"KeyName": "mine"}, "UnsupportedOperation"),
    ({"NetworkInterfaces": [{"DeviceIndex": 0}]}, "InvalidParameterCombination"),
])
def test_instances_that_cannot_be(ec2, subnet, given, code):
    whole = {"ImageId": IMAGE, "InstanceType": "m5.large", "MinCount": 1, "MaxCount": 1, "SubnetId": subnet, **given}
    got, message, _ = error_of(ec2.run_instances, **{key: value for key, value in whole.items() if value is not None})
    assert got == code, message
    assert free(ec2, subnet) == 251


def test_without_a_default_subnet_one_is_to_be_named(apis):
    # A region of its own, for nothing else can be launched there afterwards.
    ec2 = apis.client("ec2", region="ap-southeast-2")
    given = {"ImageId": IMAGE, "MinCount": 1, "MaxCount": 1}
    [vpc] = [each["VpcId"] for each in ec2.describe_vpcs()["Vpcs"]]
    for subnet in ec2.describe_subnets()["Subnets"]:
        ec2.delete_subnet(SubnetId=subnet["SubnetId"])
    zone = {"Placement": {"AvailabilityZone": "ap-southeast-2a"}}
    assert error_of(ec2.run_instances, **given, **zone)[:2] == (
        "InvalidInput", "No default subnet for availability zone: 'ap-southeast-2a'.")
    assert error_of(ec2.run_instances, **given)[:2] == (
        "MissingInput", f"No subnets found for the default VPC '{vpc}'. Please specify a subnet.")
    [gateway] = [each["InternetGatewayId"] for each in ec2.describe_internet_gateways()["InternetGateways"]]
    ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    ec2.delete_vpc(VpcId=vpc)
    for more in ({}, zone):
        assert error_of(ec2.run_instances, **given, **more)[:2] == ("VPCIdNotSpecified", "No default VPC for this user")


def test_an_interface_that_is_there_has_its_zone_and_tags(ec2, subnet):
    there = eni(ec2, subnet)
    given = {"ImageId": IMAGE, "MinCount": 1, "MaxCount": 1, "NetworkInterfaces": [
        {"DeviceIndex": 0, "NetworkInterfaceId": there}]}
    code, message, _ = error_of(ec2.run_instances, **given, Placement={"AvailabilityZone": "us-east-1b"})
    assert code == "InvalidParameterValue" and subnet in message and "us-east-1a" in message
    tags = [{"ResourceType": "network-interface", "Tags": [{"Key": "Name", "Value": "new"}]}]
    assert error_of(ec2.run_instances, **given, TagSpecifications=tags)[:2] == (
        "InvalidParameterValue", "You cannot specify tags for network interfaces if there are no network interfaces being "
        "created by the request.")
    assert read_eni(ec2, there)["Status"] == "available"
    # One that is made besides it gets them.
    [made] = ec2.run_instances(**{**given, "NetworkInterfaces": given["NetworkInterfaces"] + [
        {"DeviceIndex": 1, "SubnetId": subnet}]}, InstanceType="m5.large", TagSpecifications=tags,
        Placement={"AvailabilityZone": "us-east-1a"})["Instances"]
    own, new = (read_eni(ec2, each["NetworkInterfaceId"]) for each in made["NetworkInterfaces"])
    assert (own["TagSet"], new["TagSet"]) == ([], tags[0]["Tags"])


def test_interfaces_that_are_described_one_by_one(ec2, subnet, run):
    there = eni(ec2, subnet)
    instance = run(NetworkInterfaces=[
        {"DeviceIndex": 1, "NetworkInterfaceId": there},
        {"DeviceIndex": 0, "SubnetId": subnet, "PrivateIpAddress": "10.0.1.20", "Description": "first",
         "SecondaryPrivateIpAddressCount": 2, "DeleteOnTermination": False}])
    first, second = read(ec2, instance)["NetworkInterfaces"]
    assert (first["PrivateIpAddress"], first["Description"], len(first["PrivateIpAddresses"])) == ("10.0.1.20", "first", 3)
    assert (second["NetworkInterfaceId"], second["Attachment"]["DeviceIndex"]) == (there, 1)
    assert [each["Attachment"]["DeleteOnTermination"] for each in (first, second)] == [False, False]
    ec2.terminate_instances(InstanceIds=[instance])
    wait(ec2, "terminated", instance)
    # Neither goes with it.
    for each in (first, second):
        assert read_eni(ec2, each["NetworkInterfaceId"])["Status"] == "available"
        ec2.delete_network_interface(NetworkInterfaceId=each["NetworkInterfaceId"])
    found = read(ec2, instance)
    assert found["State"]["Name"] == "terminated" and found["NetworkInterfaces"] == [] and "SubnetId" not in found


@pytest.mark.parametrize("specifications, code", [
    ([{"DeviceIndex": 1, "SubnetId": "subnet"}], "InvalidParameterCombination"),
    ([{"SubnetId": "subnet"}], "InvalidParameterValue"),
    ([{"DeviceIndex": -1, "SubnetId": "subnet"}], "InvalidParameterValue"),
    ([{"DeviceIndex": 0, "SubnetId": "subnet"}] * 2, "InvalidParameterValue"),
    ([{"DeviceIndex": n, "SubnetId": "subnet"} for n in range(4)], "AttachmentLimitExceeded"),
    ([{"DeviceIndex": 0, "SubnetId": "subnet", "SecondaryPrivateIpAddressCount": 10}], "PrivateIpAddressLimitExceeded"),
    ([{"DeviceIndex": n, "SubnetId": "subnet", "AssociatePublicIpAddress": True} for n in range(2)],
     "InvalidParameterCombination"),
    ([{"DeviceIndex": 0, "NetworkInterfaceId": "eni-0123456789abcdef0"}], "InvalidNetworkInterfaceID.NotFound"),
    ([{"DeviceIndex": 0, "NetworkInterfaceId": "x"}], "InvalidNetworkInterfaceId.Malformed"),
    ([{"DeviceIndex": 0, "NetworkInterfaceId": "eni", "SubnetId": "subnet"}], "InvalidParameterCombination"),
    ([{"DeviceIndex": 0, "NetworkInterfaceId": "eni", "DeleteOnTermination": True}], "InvalidParameterCombination"),
    ([{"DeviceIndex": 0, "NetworkInterfaceId": "used"}], "InvalidNetworkInterface.InUse"),
    ([{"DeviceIndex": 0, "SubnetId": "subnet"}, {"DeviceIndex": 1, "SubnetId": "elsewhere"}], "InvalidParameterCombination"),
    ([{"DeviceIndex": 0, "SubnetId": "subnet", "NetworkCardIndex": 1}], "UnsupportedOperation"),
])
def test_interfaces_that_an_instance_cannot_have(ec2, vpc, subnet, run, specifications, code):
    other = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.2.0/24", AvailabilityZone="us-east-1b")["Subnet"]["SubnetId"]
    used = run()
    things = {"subnet": subnet, "eni": eni(ec2, subnet), "elsewhere": other,
              "used": read(ec2, used)["NetworkInterfaces"][0]["NetworkInterfaceId"]}
    given = [{key: things.get(value, value) for key, value in one.items()} for one in specifications]
    before = free(ec2, subnet)
    got, message, _ = error_of(ec2.run_instances, ImageId=IMAGE, InstanceType="m5.large", MinCount=1, MaxCount=1,
                               NetworkInterfaces=given)
    assert got == code, message
    assert free(ec2, subnet) == before
    if code == "InvalidParameterCombination" and any("NetworkInterfaceId" in one for one in given):
        assert code_of(ec2.run_instances, ImageId=IMAGE, MinCount=2, MaxCount=2, NetworkInterfaces=[
            {"DeviceIndex": 0, "NetworkInterfaceId": things["eni"]}]) == "InvalidParameterCombination"


def test_stopping_and_starting_keep_the_interface_and_its_address(ec2, subnet, run):
    instance = run()
    before = read(ec2, instance)
    change = ec2.stop_instances(InstanceIds=[instance], Force=True)["StoppingInstances"]
    assert change == [{"InstanceId": instance, "CurrentState": {"Code": 64, "Name": "stopping"},
                       "PreviousState": {"Code": 16, "Name": "running"}}]
    wait(ec2, "stopped", instance)
    stopped = read(ec2, instance)
    assert stopped["PrivateIpAddress"] == before["PrivateIpAddress"] and free(ec2, subnet) == 250
    assert stopped["NetworkInterfaces"][0]["NetworkInterfaceId"] == before["NetworkInterfaces"][0]["NetworkInterfaceId"]
    assert stopped["StateReason"]["Code"] == "Client.UserInitiatedShutdown"
    assert stopped["StateTransitionReason"].startswith("User initiated (")
    again = ec2.stop_instances(InstanceIds=[instance])["StoppingInstances"][0]
    assert again["CurrentState"] == again["PreviousState"] == {"Code": 80, "Name": "stopped"}
    change = ec2.start_instances(InstanceIds=[instance])["StartingInstances"]
    assert [change[0][key]["Name"] for key in ("PreviousState", "CurrentState")] == ["stopped", "pending"]
    wait(ec2, "running", instance)
    started = read(ec2, instance)
    assert started["LaunchTime"] >= before["LaunchTime"] and "StateReason" not in started
    assert started["NetworkInterfaces"] == before["NetworkInterfaces"]
    again = ec2.start_instances(InstanceIds=[instance])["StartingInstances"][0]
    assert again["CurrentState"] == again["PreviousState"] == {"Code": 16, "Name": "running"}


def test_the_end_of_an_instance(ec2, subnet, run):
    instance = run()
    own = read(ec2, instance)["NetworkInterfaces"][0]["NetworkInterfaceId"]
    change = ec2.terminate_instances(InstanceIds=[instance])["TerminatingInstances"]
    assert [change[0][key]["Name"] for key in ("PreviousState", "CurrentState")] == ["running", "shutting-down"]
    wait(ec2, "terminated", instance)
    assert code_of(ec2.describe_network_interfaces, NetworkInterfaceIds=[own]) == "InvalidNetworkInterfaceID.NotFound"
    assert free(ec2, subnet) == 251
    for call, verb in ((ec2.start_instances, "started"), (ec2.stop_instances, "stopped")):
        code, message, _ = error_of(call, InstanceIds=[instance])
        assert (code, message) == (
            "IncorrectInstanceState", f"The instance '{instance}' is not in a state from which it can be {verb}.")
    again = ec2.terminate_instances(InstanceIds=[instance])["TerminatingInstances"][0]
    assert again["CurrentState"] == again["PreviousState"] == {"Code": 48, "Name": "terminated"}
    code, message, _ = error_of(ec2.attach_network_interface, InstanceId=instance, DeviceIndex=1,
                                NetworkInterfaceId=eni(ec2, subnet))
    assert code == "IncorrectState" and "terminated" in message


@pytest.mark.parametrize("operation", ["start_instances", "stop_instances", "terminate_instances", "describe_instances",
                                       "describe_instance_status"])
def test_unknown_and_malformed_instances(ec2, run, operation):
    call = getattr(ec2, operation)
    code, message, status = error_of(call, InstanceIds=[UNKNOWN])
    assert (code, status) == ("InvalidInstanceID.NotFound", 400) and UNKNOWN in message
    for bad in ("eni-0123456789abcdef0", "i-xyz", "nonsense"):
        assert code_of(call, InstanceIds=[bad]) == "InvalidInstanceID.Malformed", bad
    if not operation.startswith("describe"):
        assert code_of(call) == "MissingParameter"
        # All or none.
        instance = run()
        assert code_of(call, InstanceIds=[instance, UNKNOWN]) == "InvalidInstanceID.NotFound"
        assert read(ec2, instance)["State"]["Name"] == "running"


def test_an_interface_comes_and_leaves(ec2, subnet, run):
    instance, interface = run(), eni(ec2, subnet, PrivateIpAddress="10.0.1.30")
    given = {"InstanceId": instance, "NetworkInterfaceId": interface, "DeviceIndex": 1}
    assert code_of(ec2.attach_network_interface, **given, DryRun=True) == "DryRunOperation"
    assert read_eni(ec2, interface)["Status"] == "available"
    answer = ec2.attach_network_interface(**given, NetworkCardIndex=0)
    assert answer["NetworkCardIndex"] == 0
    attachment = attached(ec2, interface)
    assert {key: value for key, value in attachment.items() if key != "AttachTime"} == {
        "AttachmentId": answer["AttachmentId"], "DeleteOnTermination": False, "DeviceIndex": 1, "NetworkCardIndex": 0,
        "InstanceId": instance, "InstanceOwnerId": "123456789012", "Status": "attached"}
    shown = read(ec2, instance)["NetworkInterfaces"]
    assert [each["Attachment"]["DeviceIndex"] for each in shown] == [0, 1]
    by = [{"Name": "network-interface.addresses.private-ip-address", "Values": ["10.0.1.30"]},
          {"Name": "vpc-id", "Values": [read(ec2, instance)["VpcId"]]}]
    [found] = ec2.describe_instances(Filters=by)["Reservations"]
    assert [each["InstanceId"] for each in found["Instances"]] == [instance]

    # What is in its way.
    again = {**given, "DeviceIndex": 2}
    code, message, _ = error_of(ec2.attach_network_interface, **again)
    assert (code, message) == ("InvalidNetworkInterface.InUse", f"Interface: [{interface}] in use.")
    other = eni(ec2, subnet)
    code, message, _ = error_of(ec2.attach_network_interface, **{**given, "NetworkInterfaceId": other})
    assert (code, message) == (
        "InvalidParameterValue", f"Instance '{instance}' already has an interface attached at device index '1'.")
    assert code_of(ec2.delete_network_interface, NetworkInterfaceId=interface) == "InvalidParameterValue"
    assert code_of(ec2.attach_network_interface, **{**given, "NetworkInterfaceId": other, "DeviceIndex": 100}) \
        == "InvalidParameterValue"
    assert code_of(ec2.attach_network_interface, **again, NetworkCardIndex=1) == "UnsupportedOperation"
    assert code_of(ec2.detach_network_interface, AttachmentId=shown[0]["Attachment"]["AttachmentId"]) \
        == "OperationNotPermitted"

    assert code_of(ec2.detach_network_interface, AttachmentId=answer["AttachmentId"], DryRun=True) == "DryRunOperation"
    ec2.detach_network_interface(AttachmentId=answer["AttachmentId"], Force=True)
    ec2.get_waiter("network_interface_available").wait(NetworkInterfaceIds=[interface], WaiterConfig=SOON)
    assert "Attachment" not in read_eni(ec2, interface) and len(read(ec2, instance)["NetworkInterfaces"]) == 1
    assert code_of(ec2.detach_network_interface, AttachmentId=answer["AttachmentId"]) == "InvalidAttachmentID.NotFound"
    ec2.attach_network_interface(**{**given, "NetworkInterfaceId": other})
    ec2.delete_network_interface(NetworkInterfaceId=interface)


def test_limits_of_a_type(ec2, subnet, run):
    # Two ENIs with two addresses each.
    instance = run(InstanceType="t3.nano")
    attach = {"InstanceId": instance, "DeviceIndex": 1}
    crowded = eni(ec2, subnet, SecondaryPrivateIpAddressCount=2)
    assert code_of(ec2.attach_network_interface, **attach, NetworkInterfaceId=crowded) == "PrivateIpAddressLimitExceeded"
    ec2.attach_network_interface(**attach, NetworkInterfaceId=eni(ec2, subnet))
    code, message, _ = error_of(ec2.attach_network_interface, InstanceId=instance, DeviceIndex=2,
                                NetworkInterfaceId=eni(ec2, subnet))
    assert (code, message) == ("AttachmentLimitExceeded", "Interface count 3 exceeds the limit for t3.nano")
    own = read(ec2, instance)["NetworkInterfaces"][0]["NetworkInterfaceId"]
    ec2.assign_private_ip_addresses(NetworkInterfaceId=own, SecondaryPrivateIpAddressCount=1)
    for more in ({"SecondaryPrivateIpAddressCount": 1}, {"Ipv4PrefixCount": 1}):
        assert code_of(ec2.assign_private_ip_addresses, NetworkInterfaceId=own, **more) == "PrivateIpAddressLimitExceeded"


def test_one_zone_and_one_vpc(ec2, vpc, run):
    instance = run()
    zone = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.2.0/24", AvailabilityZone="us-east-1b")["Subnet"]["SubnetId"]
    other = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    elsewhere = ec2.create_subnet(VpcId=other, CidrBlock="10.0.1.0/24", AvailabilityZone="us-east-1a")["Subnet"]["SubnetId"]
    for where in (zone, elsewhere):
        assert code_of(ec2.attach_network_interface, InstanceId=instance, DeviceIndex=1, NetworkInterfaceId=eni(ec2, where)) \
            == "InvalidParameterCombination"


def test_what_goes_with_an_instance_can_be_changed(ec2, subnet, run):
    instance, kept, gone = run(), eni(ec2, subnet), eni(ec2, subnet)
    for index, interface in ((1, kept), (2, gone)):
        ec2.attach_network_interface(InstanceId=instance, NetworkInterfaceId=interface, DeviceIndex=index)
    ec2.modify_network_interface_attribute(NetworkInterfaceId=gone, Attachment={
        "AttachmentId": attached(ec2, gone)["AttachmentId"], "DeleteOnTermination": True})
    assert attached(ec2, gone)["DeleteOnTermination"] is True
    # While it is stopped, too, ENIs come and leave.
    ec2.stop_instances(InstanceIds=[instance])
    wait(ec2, "stopped", instance)
    ec2.detach_network_interface(AttachmentId=attached(ec2, kept)["AttachmentId"])
    ec2.get_waiter("network_interface_available").wait(NetworkInterfaceIds=[kept], WaiterConfig=SOON)
    ec2.attach_network_interface(InstanceId=instance, NetworkInterfaceId=kept, DeviceIndex=1)
    attached(ec2, kept)
    ec2.terminate_instances(InstanceIds=[instance])
    wait(ec2, "terminated", instance)
    assert code_of(ec2.describe_network_interfaces, NetworkInterfaceIds=[gone]) == "InvalidNetworkInterfaceID.NotFound"
    assert read_eni(ec2, kept)["Status"] == "available"


def test_how_instances_are_doing(ec2, run):
    instance, stopped = run(2)
    [found] = ec2.describe_instance_status(InstanceIds=[instance])["InstanceStatuses"]
    assert found["InstanceState"]["Name"] == "running" and found["AvailabilityZone"] == "us-east-1a"
    for summary in (found["InstanceStatus"], found["SystemStatus"]):
        assert summary == {"Status": "ok", "Details": [{"Name": "reachability", "Status": "passed"}]}
    ec2.stop_instances(InstanceIds=[stopped])
    wait(ec2, "stopped", stopped)
    assert ec2.describe_instance_status(InstanceIds=[stopped])["InstanceStatuses"] == []
    [found] = ec2.describe_instance_status(InstanceIds=[stopped], IncludeAllInstances=True)["InstanceStatuses"]
    assert found["InstanceStatus"] == {"Status": "not-applicable"}
    by = [{"Name": "instance-status.status", "Values": ["ok"]}]
    assert instance in {each["InstanceId"] for each in ec2.describe_instance_status(Filters=by)["InstanceStatuses"]}


def test_types_and_their_limits(ec2):
    [found] = ec2.describe_instance_types(InstanceTypes=["c5.18xlarge"])["InstanceTypes"]
    network = found["NetworkInfo"]
    assert (network["MaximumNetworkInterfaces"], network["Ipv4AddressesPerInterface"]) == (15, 50)
    assert network["Ipv6AddressesPerInterface"] == 50
    assert (found["Hypervisor"], found["BareMetal"]) == ("nitro", False)
    by = [{"Name": "instance-type", "Values": ["t3.*"]}, {"Name": "network-info.maximum-network-interfaces", "Values": ["2"]}]
    names = {each["InstanceType"] for each in ec2.describe_instance_types(Filters=by)["InstanceTypes"]}
    assert "t3.nano" in names and "t3.large" not in names
    by = [{"Name": "network-info.ipv6-addresses-per-interface", "Values": ["2"]}]
    assert "t3.nano" in {each["InstanceType"] for each in ec2.describe_instance_types(Filters=by)["InstanceTypes"]}
    code, message, _ = error_of(ec2.describe_instance_types, InstanceTypes=["t3.nano", "ship.large"])
    assert (code, message) == (
        "InvalidInstanceType", "The following supplied instance types do not exist: [ship.large]")
    assert code_of(ec2.describe_instance_types, MaxResults=4) == "InvalidParameterValue"


def test_an_elastic_address_names_the_instance(ec2, vpc, run):
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    instance = run()
    [device] = read(ec2, instance)["NetworkInterfaces"]
    allocation = ec2.allocate_address(Domain="vpc")["AllocationId"]
    ec2.associate_address(AllocationId=allocation, NetworkInterfaceId=device["NetworkInterfaceId"])
    by_instance = [{"Name": "instance-id", "Values": [instance]}]
    [address] = ec2.describe_addresses(Filters=by_instance)["Addresses"]
    assert (address["AllocationId"], address["InstanceId"]) == (allocation, instance)
    ec2.disassociate_address(AssociationId=address["AssociationId"])
    assert ec2.describe_addresses(Filters=by_instance)["Addresses"] == []
    [address] = ec2.describe_addresses(AllocationIds=[allocation])["Addresses"]
    assert "InstanceId" not in address
    ec2.release_address(AllocationId=allocation)
