"""Resources of Terraform's AWS provider for elastic addresses, NAT gateways, tags by themselves, and the defaults, call by call.

Each class creates, reads, updates and deletes as the provider does, waits included. `read` gives the state that Terraform
would keep, and None once the resource is gone.
"""

import uuid

from server import REGION, eventually
from terraform_routing import RouteTable, code_of_failure, filters
from terraform_rules import change_tags, not_found, tag_specifications, tags_of


class Eip:
    """aws_eip, associated with an interface where it is given one."""

    def __init__(self, ec2, tags=None, interface=None):
        self.ec2 = ec2
        made = ec2.allocate_address(Domain="vpc", TagSpecifications=tag_specifications("elastic-ip", tags or {}))
        self.id = made["AllocationId"]
        eventually(lambda: self.read() is not None)
        if interface:
            self.associate(interface)

    def associate(self, interface):
        self.ec2.associate_address(AllocationId=self.id, NetworkInterfaceId=interface, AllowReassociation=True)
        eventually(lambda: self.read()["interface"] == interface)

    def disassociate(self):
        self.ec2.disassociate_address(AssociationId=self.read()["association"])

    def read(self):
        found = not_found("InvalidAllocationID.NotFound", self.ec2.describe_addresses, AllocationIds=[self.id])
        if found is None:
            return None
        [address] = found["Addresses"]
        [names] = self.ec2.describe_addresses_attribute(AllocationIds=[self.id], Attribute="domain-name")["Addresses"]
        return {"public": address["PublicIp"], "domain": address["Domain"], "pool": address["PublicIpv4Pool"],
                "border": address["NetworkBorderGroup"], "association": address.get("AssociationId", ""),
                "interface": address.get("NetworkInterfaceId", ""), "private": address.get("PrivateIpAddress", ""),
                "pointer": names.get("PtrRecord", ""), "tags": tags_of(address)}

    def update(self, interface, tags):
        before = self.read()
        if before["interface"] != interface:
            if before["association"]:
                self.disassociate()
            if interface:
                self.associate(interface)
        change_tags(self.ec2, self.id, before["tags"], tags)

    def delete(self):
        if self.read()["association"]:
            self.disassociate()
        self.ec2.release_address(AllocationId=self.id, NetworkBorderGroup=REGION)
        eventually(lambda: self.read() is None)


class EipAssociation:
    """aws_eip_association."""

    def __init__(self, ec2, allocation, interface):
        self.ec2 = ec2
        answer = ec2.associate_address(AllocationId=allocation, NetworkInterfaceId=interface, AllowReassociation=True)
        self.id = answer["AssociationId"]
        eventually(lambda: self.read() is not None)

    def read(self):
        found = self.ec2.describe_addresses(Filters=filters(association_id=self.id))["Addresses"]
        return {"allocation": found[0]["AllocationId"], "interface": found[0]["NetworkInterfaceId"],
                "private": found[0]["PrivateIpAddress"], "public": found[0]["PublicIp"]} if found else None

    def delete(self):
        code = code_of_failure(self.ec2.disassociate_address, AssociationId=self.id)
        assert code in (None, "InvalidAssociationID.NotFound")


class EipDomainName:
    """aws_eip_domain_name."""

    def __init__(self, ec2, allocation, name):
        self.ec2, self.id = ec2, allocation
        self.update(name)

    def shown(self):
        [shown] = self.ec2.describe_addresses_attribute(AllocationIds=[self.id], Attribute="domain-name")["Addresses"]
        return shown

    def update(self, name):
        self.ec2.modify_address_attribute(AllocationId=self.id, DomainName=name)
        eventually(lambda: "PtrRecordUpdate" not in self.shown())

    def read(self):
        pointer = self.shown().get("PtrRecord")
        return {"pointer": pointer} if pointer else None

    def delete(self):
        self.ec2.reset_address_attribute(AllocationId=self.id, Attribute="domain-name")
        eventually(lambda: self.read() is None)


class NatGateway:
    """aws_nat_gateway."""

    def __init__(self, ec2, subnet, allocation=None, tags=None, **more):
        self.ec2 = ec2
        given = {"AllocationId": allocation, "ConnectivityType": "public"} if allocation else {"ConnectivityType": "private"}
        made = ec2.create_nat_gateway(ClientToken=str(uuid.uuid4()), SubnetId=subnet, **given, **more,
                                      TagSpecifications=tag_specifications("natgateway", tags or {}))
        self.id = made["NatGateway"]["NatGatewayId"]
        eventually(lambda: self.found()["State"] == "available")

    def found(self):
        found = not_found("NatGatewayNotFound", self.ec2.describe_nat_gateways, NatGatewayIds=[self.id])
        return found and found["NatGateways"][0]

    def addresses(self):
        return self.found()["NatGatewayAddresses"]

    def read(self):
        nat = self.found()
        if nat is None or nat["State"] == "deleted":
            return None
        [primary] = [each for each in nat["NatGatewayAddresses"] if each["IsPrimary"]]
        secondary = [each for each in nat["NatGatewayAddresses"] if not each["IsPrimary"]]
        return {"subnet": nat["SubnetId"], "connectivity": nat["ConnectivityType"], "tags": tags_of(nat),
                "allocation": primary.get("AllocationId", ""), "association": primary.get("AssociationId", ""),
                "interface": primary["NetworkInterfaceId"], "private": primary["PrivateIp"],
                "public": primary.get("PublicIp", ""),
                "secondary_allocations": {each["AllocationId"] for each in secondary if "AllocationId" in each},
                "secondary_private": {each["PrivateIp"] for each in secondary}}

    def add(self, allocations):
        self.ec2.associate_nat_gateway_address(NatGatewayId=self.id, AllocationIds=list(allocations))
        eventually(lambda: allocations <= {
            each["AllocationId"] for each in self.addresses() if each["Status"] == "succeeded"})

    def remove(self, allocations):
        associations = [each["AssociationId"] for each in self.addresses() if each["AllocationId"] in allocations]
        self.ec2.disassociate_nat_gateway_address(NatGatewayId=self.id, AssociationIds=associations)
        eventually(lambda: not allocations & {each["AllocationId"] for each in self.addresses()})

    def update(self, secondary, tags):
        before = self.read()
        if gone := before["secondary_allocations"] - secondary:
            self.remove(gone)
        if new := secondary - before["secondary_allocations"]:
            self.add(new)
        change_tags(self.ec2, self.id, before["tags"], tags)

    def delete(self):
        self.ec2.delete_nat_gateway(NatGatewayId=self.id)
        eventually(lambda: self.read() is None)


class NatGatewayEipAssociation:
    """aws_nat_gateway_eip_association."""

    def __init__(self, nat, allocation):
        self.ec2, self.nat, self.allocation = nat.ec2, nat, allocation
        nat.add({allocation})

    def read(self):
        found = [each for each in self.nat.addresses() if each.get("AllocationId") == self.allocation]
        return {"association": found[0]["AssociationId"], "allocation": self.allocation} if found else None

    def delete(self):
        self.nat.remove({self.allocation})


class GroupAttachment:
    """aws_network_interface_sg_attachment."""

    def __init__(self, ec2, interface, group):
        self.ec2, self.interface, self.group = ec2, interface, group
        ec2.modify_network_interface_attribute(NetworkInterfaceId=interface, Groups=[*self.groups(), group])

    def groups(self):
        found = not_found("InvalidNetworkInterfaceID.NotFound", self.ec2.describe_network_interfaces,
                          NetworkInterfaceIds=[self.interface])
        return [each["GroupId"] for each in found["NetworkInterfaces"][0]["Groups"]] if found else []

    def read(self):
        return {"interface": self.interface, "group": self.group} if self.group in self.groups() else None

    def delete(self):
        left = [group for group in self.groups() if group != self.group]
        self.ec2.modify_network_interface_attribute(NetworkInterfaceId=self.interface, Groups=left)


class Tag:
    """aws_ec2_tag."""

    def __init__(self, ec2, resource, key, value):
        self.ec2, self.resource, self.key = ec2, resource, key
        self.update(value)

    def read(self):
        found = self.ec2.describe_tags(Filters=filters(resource_id=self.resource, key=self.key))["Tags"]
        return {"resource": self.resource, "key": self.key, "value": found[0]["Value"]} if found else None

    def update(self, value):
        self.ec2.create_tags(Resources=[self.resource], Tags=[{"Key": self.key, "Value": value}])
        eventually(lambda: (self.read() or {}).get("value") == value)

    def delete(self):
        tag = {"Key": self.key, "Value": self.read()["value"]}
        self.ec2.delete_tags(Resources=[self.resource], Tags=[tag])
        eventually(lambda: self.read() is None)


class DefaultRouteTable(RouteTable):
    """aws_default_route_table: adopted, emptied of its routes, given others, and left behind."""

    def __init__(self, ec2, vpc, routes=None, propagating=(), tags=None):
        self.ec2 = ec2
        [table] = ec2.describe_route_tables(Filters=filters(association__main="true", vpc_id=vpc))["RouteTables"]
        self.id = table["RouteTableId"]
        self.update({}, [], {})
        self.update(routes or {}, propagating, tags or {})

    def delete(self):
        """The provider forgets it."""


class DefaultDhcpOptions:
    """aws_default_vpc_dhcp_options: found by what is in it."""

    def __init__(self, ec2, domain):
        self.ec2 = ec2
        [found] = ec2.describe_dhcp_options(Filters=[
            {"Name": "key", "Values": ["domain-name"]}, {"Name": "value", "Values": [domain]},
            {"Name": "key", "Values": ["domain-name-servers"]},
            {"Name": "value", "Values": ["AmazonProvidedDNS"]}])["DhcpOptions"]
        self.id = found["DhcpOptionsId"]

    def read(self):
        [found] = self.ec2.describe_dhcp_options(DhcpOptionsIds=[self.id])["DhcpOptions"]
        return {"owner": found["OwnerId"], "tags": tags_of(found), "options": {
            each["Key"]: [value["Value"] for value in each["Values"]] for each in found["DhcpConfigurations"]}}
