"""Dry runs of what is inside a VPC, and of addresses, lists and tags: each checks as the real call does and changes nothing."""

import pytest
from botocore import xform_name
from errors import code_of, error_of
from outcomes import honoured

# A region of the file's own, so that what every Describe shows is what this file made.
REGION = "eu-central-1"
NUMBER = "0123456789abcdef0"
PERMISSION = [{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "IpRanges": [{"CidrIp": "9.0.0.0/8"}]}]
ALL = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
TAGS = [{"Key": "team", "Value": "harbour"}]
IMAGE = "ami-0123456789abcdef0"


@pytest.fixture(scope="module")
def region(apis):
    return apis.client("ec2", region=REGION)


@pytest.fixture(scope="module")
def things(region):
    """One of each resource."""
    ec2 = region
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet, empty = (ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24")["Subnet"]["SubnetId"] for n in (1, 2))
    spare = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    group = ec2.create_security_group(VpcId=vpc, GroupName="web", Description="web")["GroupId"]
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=PERMISSION)
    eni, idle = (ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"] for _ in range(2))
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    free, taken, named, of_nat, for_nat = (ec2.allocate_address()["AllocationId"] for _ in range(5))
    association = ec2.associate_address(AllocationId=taken, NetworkInterfaceId=eni)["AssociationId"]
    ec2.modify_address_attribute(AllocationId=named, DomainName="harbour.example")
    nat = ec2.create_nat_gateway(SubnetId=subnet, AllocationId=of_nat)["NatGateway"]["NatGatewayId"]
    ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[nat], WaiterConfig={"Delay": 1, "MaxAttempts": 20})
    secondary = ec2.associate_nat_gateway_address(NatGatewayId=nat, AllocationIds=[for_nat])
    [secondary] = [each["AssociationId"] for each in secondary["NatGatewayAddresses"] if each["AllocationId"] == for_nat]
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    of_subnet = ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)["AssociationId"]
    acl = ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"]
    ec2.create_network_acl_entry(NetworkAclId=acl, RuleNumber=7, Egress=False, Protocol="-1", RuleAction="allow",
                                 CidrBlock="9.0.0.0/8")
    plist = ec2.create_managed_prefix_list(PrefixListName="all", MaxEntries=1, AddressFamily="IPv4")["PrefixList"]
    options = ec2.create_dhcp_options(DhcpConfigurations=[{"Key": "domain-name", "Values": ["harbour.example"]}])
    path = ec2.create_network_insights_path(Source=eni, Destination=idle, Protocol="tcp")["NetworkInsightsPath"]
    instance, stopped = (ec2.run_instances(ImageId=IMAGE, MinCount=1, MaxCount=1, SubnetId=subnet)["Instances"][0][
        "InstanceId"] for _ in range(2))
    soon = {"Delay": 1, "MaxAttempts": 20}
    ec2.get_waiter("instance_running").wait(InstanceIds=[instance, stopped], WaiterConfig=soon)
    ec2.stop_instances(InstanceIds=[stopped])
    ec2.get_waiter("instance_stopped").wait(InstanceIds=[stopped], WaiterConfig=soon)
    ec2.create_tags(Resources=[vpc], Tags=TAGS)
    return {"instance": instance, "stopped": stopped,
            "vpc": vpc, "spare": spare, "subnet": subnet, "empty": empty, "group": group, "eni": eni, "idle": idle,
            "free": free, "taken": taken, "named": named, "association": association, "nat": nat, "secondary": secondary,
            "table": table, "of_subnet": of_subnet, "acl": acl, "list": plist["PrefixListId"],
            "options": options["DhcpOptions"]["DhcpOptionsId"], "path": path["NetworkInsightsPathId"]}


def shown(ec2):
    """What every Describe that needs no input shows of the region."""
    answers = {}
    for operation in honoured():
        shape = ec2.meta.service_model.operation_model(operation).input_shape
        # Types of instances are nobody's, and many.
        if operation.startswith("Describe") and not shape.required_members and operation != "DescribeInstanceTypes":
            answers[operation] = getattr(ec2, xform_name(operation))()
            del answers[operation]["ResponseMetadata"]
    return answers


def named(value, things):
    if isinstance(value, list):
        return [named(each, things) for each in value]
    return things.get(value, value) if isinstance(value, str) else value


@pytest.mark.parametrize("operation, parameters", [
    ("create_vpc", {"CidrBlock": "10.9.0.0/16"}),
    ("delete_vpc", {"VpcId": "spare"}),
    ("modify_vpc_tenancy", {"VpcId": "vpc", "InstanceTenancy": "default"}),
    ("describe_vpcs", {}),
    ("describe_vpc_attribute", {"VpcId": "vpc", "Attribute": "enableDnsSupport"}),
    ("create_subnet", {"VpcId": "vpc", "CidrBlock": "10.0.9.0/24"}),
    ("describe_subnets", {}),
    ("delete_subnet", {"SubnetId": "empty"}),
    ("create_subnet_cidr_reservation", {"SubnetId": "empty", "Cidr": "10.0.2.16/28", "ReservationType": "prefix"}),
    ("get_subnet_cidr_reservations", {"SubnetId": "empty"}),
    ("create_security_group", {"VpcId": "vpc", "GroupName": "new", "Description": "new"}),
    ("describe_security_groups", {}),
    ("delete_security_group", {"GroupId": "group"}),
    ("authorize_security_group_ingress", {"GroupId": "group", "IpPermissions": ALL}),
    ("authorize_security_group_egress", {"GroupId": "group", "IpPermissions": PERMISSION}),
    ("revoke_security_group_ingress", {"GroupId": "group", "IpPermissions": PERMISSION}),
    ("revoke_security_group_egress", {"GroupId": "group", "IpPermissions": ALL}),
    ("update_security_group_rule_descriptions_ingress", {"GroupId": "group", "IpPermissions": PERMISSION}),
    ("update_security_group_rule_descriptions_egress", {"GroupId": "group", "IpPermissions": ALL}),
    ("describe_security_group_rules", {}),
    ("describe_security_group_references", {"GroupId": ["group"]}),
    ("describe_security_group_vpc_associations", {}),
    ("describe_stale_security_groups", {"VpcId": "vpc"}),
    ("get_security_groups_for_vpc", {"VpcId": "vpc"}),
    ("create_network_interface", {"SubnetId": "subnet"}),
    ("describe_network_interfaces", {}),
    ("describe_network_interface_attribute", {"NetworkInterfaceId": "eni", "Attribute": "description"}),
    ("modify_network_interface_attribute", {"NetworkInterfaceId": "eni", "Description": {"Value": "new"}}),
    ("reset_network_interface_attribute", {"NetworkInterfaceId": "eni", "SourceDestCheck": "true"}),
    ("create_network_interface_permission", {
        "NetworkInterfaceId": "eni", "AwsAccountId": "210987654321", "Permission": "INSTANCE-ATTACH"}),
    ("delete_network_interface", {"NetworkInterfaceId": "idle"}),
    ("attach_network_interface", {"NetworkInterfaceId": "idle", "InstanceId": "instance", "DeviceIndex": 1}),
    ("run_instances", {"ImageId": IMAGE, "MinCount": 1, "MaxCount": 2, "SubnetId": "subnet"}),
    ("describe_instances", {}),
    ("describe_instance_status", {}),
    ("describe_instance_types", {}),
    ("start_instances", {"InstanceIds": ["stopped"]}),
    ("stop_instances", {"InstanceIds": ["instance"]}),
    ("terminate_instances", {"InstanceIds": ["instance", "stopped"]}),
    ("allocate_address", {}),
    ("associate_address", {"AllocationId": "free", "NetworkInterfaceId": "idle"}),
    ("disassociate_address", {"AssociationId": "association"}),
    ("release_address", {"AllocationId": "free"}),
    ("describe_addresses", {}),
    ("describe_addresses_attribute", {"Attribute": "domain-name"}),
    ("modify_address_attribute", {"AllocationId": "free", "DomainName": "port.example"}),
    ("reset_address_attribute", {"AllocationId": "named", "Attribute": "domain-name"}),
    ("create_nat_gateway", {"SubnetId": "empty", "ConnectivityType": "private"}),
    ("associate_nat_gateway_address", {"NatGatewayId": "nat", "AllocationIds": ["free"]}),
    ("disassociate_nat_gateway_address", {"NatGatewayId": "nat", "AssociationIds": ["secondary"]}),
    ("describe_nat_gateways", {}),
    ("delete_nat_gateway", {"NatGatewayId": "nat"}),
    ("describe_internet_gateways", {}),
    ("describe_route_tables", {}),
    ("associate_route_table", {"RouteTableId": "table", "SubnetId": "empty"}),
    ("replace_route_table_association", {"AssociationId": "of_subnet", "RouteTableId": "table"}),
    ("disassociate_route_table", {"AssociationId": "of_subnet"}),
    ("create_network_acl", {"VpcId": "vpc"}),
    ("delete_network_acl", {"NetworkAclId": "acl"}),
    ("create_network_acl_entry", {"NetworkAclId": "acl", "RuleNumber": 8, "Egress": False, "Protocol": "-1",
                                  "RuleAction": "deny", "CidrBlock": "9.0.0.0/8"}),
    ("replace_network_acl_entry", {"NetworkAclId": "acl", "RuleNumber": 7, "Egress": False, "Protocol": "-1",
                                   "RuleAction": "deny", "CidrBlock": "9.0.0.0/8"}),
    ("delete_network_acl_entry", {"NetworkAclId": "acl", "RuleNumber": 7, "Egress": False}),
    ("describe_network_acls", {}),
    ("create_managed_prefix_list", {"PrefixListName": "new", "MaxEntries": 1, "AddressFamily": "IPv4"}),
    ("modify_managed_prefix_list", {"PrefixListId": "list", "PrefixListName": "new"}),
    ("get_managed_prefix_list_entries", {"PrefixListId": "list"}),
    ("get_managed_prefix_list_associations", {"PrefixListId": "list"}),
    ("describe_managed_prefix_lists", {}),
    ("describe_prefix_lists", {}),
    ("delete_managed_prefix_list", {"PrefixListId": "list"}),
    ("create_dhcp_options", {"DhcpConfigurations": [{"Key": "domain-name", "Values": ["port.example"]}]}),
    ("associate_dhcp_options", {"DhcpOptionsId": "options", "VpcId": "vpc"}),
    ("describe_dhcp_options", {}),
    ("delete_dhcp_options", {"DhcpOptionsId": "options"}),
    ("create_network_insights_path", {"Source": "idle", "Destination": "eni", "Protocol": "tcp"}),
    ("start_network_insights_analysis", {"NetworkInsightsPathId": "path"}),
    ("describe_network_insights_paths", {}),
    ("describe_network_insights_analyses", {}),
    ("delete_network_insights_path", {"NetworkInsightsPathId": "path"}),
    ("create_tags", {"Resources": ["subnet"], "Tags": TAGS}),
    ("delete_tags", {"Resources": ["vpc"], "Tags": TAGS}),
    ("describe_tags", {}),
    ("describe_availability_zones", {}),
    ("describe_regions", {}),
    ("describe_account_attributes", {}),
])
def test_a_dry_run_changes_nothing(region, things, operation, parameters):
    parameters = {name: named(value, things) for name, value in parameters.items()}
    before = shown(region)
    code, message, status = error_of(getattr(region, operation), **parameters, DryRun=True)
    assert (code, message, status) == (
        "DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412)
    assert shown(region) == before


@pytest.mark.parametrize("operation, parameters, code", [
    ("create_subnet", {"VpcId": "vpc", "CidrBlock": "10.0.1.0/25"}, "InvalidSubnet.Conflict"),
    ("delete_subnet", {"SubnetId": "subnet"}, "DependencyViolation"),
    ("delete_vpc", {"VpcId": "vpc"}, "DependencyViolation"),
    ("authorize_security_group_ingress", {"GroupId": "group", "IpPermissions": PERMISSION}, "InvalidPermission.Duplicate"),
    ("release_address", {"AllocationId": "taken"}, "InvalidIPAddress.InUse"),
    ("delete_route_table", {"RouteTableId": "table"}, "DependencyViolation"),
    ("create_default_vpc", {}, "DefaultVpcAlreadyExists"),
    ("create_default_subnet", {"AvailabilityZone": f"{REGION}a"}, "DefaultSubnetAlreadyExistsInAvailabilityZone"),
])
def test_a_dry_run_says_what_would_be_refused(region, things, operation, parameters, code):
    parameters = {name: named(value, things) for name, value in parameters.items()}
    assert code_of(getattr(region, operation), **parameters, DryRun=True) == code


def test_dry_runs_of_defaults(apis):
    ec2 = apis.client("ec2", region="ca-central-1")
    [vpc] = [each["VpcId"] for each in ec2.describe_vpcs()["Vpcs"]]
    [subnet] = [each["SubnetId"] for each in ec2.describe_subnets()["Subnets"] if each["AvailabilityZone"] == "ca-central-1a"]
    ec2.delete_subnet(SubnetId=subnet)
    assert code_of(ec2.create_default_subnet, AvailabilityZone="ca-central-1a", DryRun=True) == "DryRunOperation"
    for each in ec2.describe_subnets()["Subnets"]:
        ec2.delete_subnet(SubnetId=each["SubnetId"])
    [gateway] = [each["InternetGatewayId"] for each in ec2.describe_internet_gateways()["InternetGateways"]]
    ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    ec2.delete_vpc(VpcId=vpc)
    assert code_of(ec2.create_default_vpc, DryRun=True) == "DryRunOperation"
    assert ec2.describe_vpcs()["Vpcs"] == []
