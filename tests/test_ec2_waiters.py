"""Every waiter that botocore has for these operations: to success, and to each failure that can be reached.

Which there are is read from botocore, so that none is forgotten.
"""

import botocore.session
import pytest
from botocore import xform_name
from botocore.exceptions import WaiterError
from outcomes import honoured

NUMBER = "0123456789abcdef0"
SOON = {"Delay": 1, "MaxAttempts": 20}
ONCE = {"Delay": 1, "MaxAttempts": 1}
MODEL = botocore.session.get_session().get_waiter_model("ec2")
WAITERS = sorted(xform_name(name) for name in MODEL.waiter_names if MODEL.get_waiter(name).operation in honoured())


def subnet(ec2, vpc):
    return ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]


def group(ec2, vpc):
    return ec2.create_security_group(VpcId=vpc, GroupName="g", Description="g")["GroupId"]


def eni(ec2, vpc):
    return ec2.create_network_interface(SubnetId=subnet(ec2, vpc))["NetworkInterface"]["NetworkInterfaceId"]


def instance(ec2, vpc):
    given = {"ImageId": "ami-0123456789abcdef0", "MinCount": 1, "MaxCount": 1, "SubnetId": subnet(ec2, vpc)}
    return ec2.run_instances(**given)["Instances"][0]["InstanceId"]


def running_instance(ec2, vpc):
    made = instance(ec2, vpc)
    ec2.get_waiter("instance_running").wait(InstanceIds=[made], WaiterConfig=SOON)
    return made


def stopped_instance(ec2, vpc):
    made = running_instance(ec2, vpc)
    ec2.stop_instances(InstanceIds=[made])
    return made


def terminated_instance(ec2, vpc):
    made = running_instance(ec2, vpc)
    ec2.terminate_instances(InstanceIds=[made])
    return made


def internet_gateway(ec2, _):
    return ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]


def peering(ec2, vpc):
    peer = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    return ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=peer)["VpcPeeringConnection"]["VpcPeeringConnectionId"]


def deleted_peering(ec2, vpc):
    made = peering(ec2, vpc)
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=made)
    return made


def nat_gateway(ec2, vpc):
    return ec2.create_nat_gateway(SubnetId=subnet(ec2, vpc), ConnectivityType="private")["NatGateway"]["NatGatewayId"]


def deleted_nat_gateway(ec2, vpc):
    made = nat_gateway(ec2, vpc)
    ec2.delete_nat_gateway(NatGatewayId=made)
    return made


def failed_nat_gateway(ec2, vpc):
    """A public gateway in a VPC without a way to the internet."""
    allocation = ec2.allocate_address()["AllocationId"]
    return ec2.create_nat_gateway(SubnetId=subnet(ec2, vpc), AllocationId=allocation)["NatGateway"]["NatGatewayId"]


def unknown(prefix):
    return lambda ec2, vpc: f"{prefix}-{NUMBER}"


# A waiter, the member by which it finds what is made, and what ends it well.
SUCCESS = [
    ("instance_exists", "InstanceIds", instance),
    ("instance_running", "InstanceIds", instance),
    ("instance_status_ok", "InstanceIds", instance),
    ("instance_stopped", "InstanceIds", stopped_instance),
    ("instance_terminated", "InstanceIds", terminated_instance),
    ("system_status_ok", "InstanceIds", instance),
    ("internet_gateway_exists", "InternetGatewayIds", internet_gateway),
    ("nat_gateway_available", "NatGatewayIds", nat_gateway),
    ("nat_gateway_deleted", "NatGatewayIds", deleted_nat_gateway),
    ("nat_gateway_deleted", "NatGatewayIds", unknown("nat")),
    ("network_interface_available", "NetworkInterfaceIds", eni),
    ("security_group_exists", "GroupIds", group),
    ("subnet_available", "SubnetIds", subnet),
    ("vpc_available", "VpcIds", lambda ec2, vpc: vpc),
    ("vpc_exists", "VpcIds", lambda ec2, vpc: vpc),
    ("vpc_peering_connection_exists", "VpcPeeringConnectionIds", peering),
    ("vpc_peering_connection_deleted", "VpcPeeringConnectionIds", deleted_peering),
    ("vpc_peering_connection_deleted", "VpcPeeringConnectionIds", unknown("pcx")),
]

# What ends it otherwise: the waiter's own failure, an error that it does not know, or that it waited in vain.
FAILURE, IN_VAIN = "Waiter encountered a terminal failure state", "Max attempts exceeded"
OTHERWISE = [
    ("instance_exists", "InstanceIds", unknown("i"), IN_VAIN),
    ("instance_running", "InstanceIds", terminated_instance, FAILURE),
    ("instance_status_ok", "InstanceIds", unknown("i"), IN_VAIN),
    ("instance_stopped", "InstanceIds", terminated_instance, FAILURE),
    ("instance_terminated", "InstanceIds", running_instance, IN_VAIN),
    ("system_status_ok", "InstanceIds", unknown("i"), "InvalidInstanceID.NotFound"),
    ("internet_gateway_exists", "InternetGatewayIds", unknown("igw"), "InvalidInternetGatewayID.NotFound"),
    ("nat_gateway_available", "NatGatewayIds", failed_nat_gateway, FAILURE),
    ("nat_gateway_available", "NatGatewayIds", deleted_nat_gateway, FAILURE),
    ("nat_gateway_available", "NatGatewayIds", unknown("nat"), IN_VAIN),
    ("nat_gateway_deleted", "NatGatewayIds", nat_gateway, IN_VAIN),
    ("network_interface_available", "NetworkInterfaceIds", unknown("eni"), FAILURE),
    ("security_group_exists", "GroupIds", unknown("sg"), IN_VAIN),
    ("subnet_available", "SubnetIds", unknown("subnet"), "InvalidSubnetID.NotFound"),
    ("vpc_available", "VpcIds", unknown("vpc"), "InvalidVpcID.NotFound"),
    ("vpc_exists", "VpcIds", unknown("vpc"), IN_VAIN),
    ("vpc_peering_connection_exists", "VpcPeeringConnectionIds", unknown("pcx"), IN_VAIN),
    ("vpc_peering_connection_deleted", "VpcPeeringConnectionIds", peering, IN_VAIN),
    # There are no customer gateways, and no group is associated with another VPC: what they wait for does not come.
    ("customer_gateway_available", "CustomerGatewayIds", unknown("cgw"), "InvalidCustomerGatewayID.NotFound"),
]

# There is nothing yet that could end these well.
NEVER = {"customer_gateway_available", "security_group_vpc_association_associated"}


def test_every_waiter_is_tried():
    assert {row[0] for row in SUCCESS} | {"security_group_vpc_association_disassociated"} == set(WAITERS) - NEVER
    assert {row[0] for row in OTHERWISE} | {"security_group_vpc_association_associated"} \
        == set(WAITERS) - {"security_group_vpc_association_disassociated"}


@pytest.mark.parametrize("waiter, member, make", SUCCESS)
def test_what_a_waiter_waits_for(ec2, vpc, waiter, member, make):
    ec2.get_waiter(waiter).wait(**{member: [make(ec2, vpc)]}, WaiterConfig=SOON)


@pytest.mark.parametrize("waiter, member, make, why", OTHERWISE)
def test_what_a_waiter_does_not_wait_for(ec2, vpc, waiter, member, make, why):
    with pytest.raises(WaiterError) as caught:
        ec2.get_waiter(waiter).wait(**{member: [make(ec2, vpc)]}, WaiterConfig=ONCE if why is IN_VAIN else SOON)
    assert why in str(caught.value)


def test_associations_of_groups_with_other_vpcs(ec2, vpc):
    filters = [{"Name": "group-id", "Values": [group(ec2, vpc)]}, {"Name": "vpc-id", "Values": [vpc]}]
    ec2.get_waiter("security_group_vpc_association_disassociated").wait(Filters=filters, WaiterConfig=ONCE)
    with pytest.raises(WaiterError) as caught:
        ec2.get_waiter("security_group_vpc_association_associated").wait(Filters=filters, WaiterConfig=ONCE)
    assert IN_VAIN in str(caught.value)
