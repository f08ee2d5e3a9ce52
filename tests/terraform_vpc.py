"""Resources of Terraform's AWS provider for VPCs, subnets, their blocks, ENIs and DHCP options, call by call.

Each class creates, reads, updates and deletes as the provider does: what the provider waits for is waited for, and an
attribute changes alone and is then polled. `read` gives the state that Terraform would keep.
"""

from server import eventually
from terraform_rules import change_tags, not_found, tag_specifications, tags_of


class Vpc:
    """aws_vpc."""

    ATTRIBUTES = {"enable_dns_hostnames": "enableDnsHostnames", "enable_dns_support": "enableDnsSupport",
                  "enable_network_address_usage_metrics": "enableNetworkAddressUsageMetrics"}
    FRESH = {"enable_dns_hostnames": False, "enable_dns_support": True, "enable_network_address_usage_metrics": False}

    def __init__(self, ec2, cidr, ipv6=False, tags=None, **attributes):
        self.ec2, self.association = ec2, None
        created = ec2.create_vpc(
            CidrBlock=cidr, InstanceTenancy=attributes.pop("instance_tenancy", "default"), AmazonProvidedIpv6CidrBlock=ipv6,
            TagSpecifications=tag_specifications("vpc", tags or {}))["Vpc"]
        self.id = created["VpcId"]
        eventually(lambda: self.describe()["State"] == "available")
        for each in self.describe()["Ipv6CidrBlockAssociationSet"]:
            self.association = each["AssociationId"]
            eventually(lambda: self.ipv6_state() == "associated")
        for name, value in {**self.FRESH, **attributes}.items():
            if value != self.FRESH[name]:
                self.modify(name, value)

    def describe(self):
        found = not_found("InvalidVpcID.NotFound", self.ec2.describe_vpcs, VpcIds=[self.id])
        return found and found["Vpcs"][0]

    def ipv6_state(self):
        found = self.ec2.describe_vpcs(
            Filters=[{"Name": "ipv6-cidr-block-association.association-id", "Values": [self.association]}])["Vpcs"]
        return found and found[0]["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlockState"]["State"]

    def attribute(self, name):
        wire = self.ATTRIBUTES[name]
        return self.ec2.describe_vpc_attribute(VpcId=self.id, Attribute=wire)[wire[0].upper() + wire[1:]]["Value"]

    def modify(self, name, value):
        wire = self.ATTRIBUTES[name]
        self.ec2.modify_vpc_attribute(VpcId=self.id, **{wire[0].upper() + wire[1:]: {"Value": value}})
        eventually(lambda: self.attribute(name) == value)

    def set_ipv6(self, wanted):
        if self.association:
            self.ec2.disassociate_vpc_cidr_block(AssociationId=self.association)
            eventually(lambda: not self.ipv6_state())
            self.association = None
        if wanted:
            answer = self.ec2.associate_vpc_cidr_block(VpcId=self.id, AmazonProvidedIpv6CidrBlock=True)
            self.association = answer["Ipv6CidrBlockAssociation"]["AssociationId"]
            eventually(lambda: self.ipv6_state() == "associated")

    def read(self):
        vpc = self.describe()
        if vpc is None:
            return None
        in_vpc = [{"Name": "vpc-id", "Values": [self.id]}]
        [acl] = self.ec2.describe_network_acls(Filters=[{"Name": "default", "Values": ["true"]}, *in_vpc])["NetworkAcls"]
        [table] = self.ec2.describe_route_tables(
            Filters=[{"Name": "association.main", "Values": ["true"]}, *in_vpc])["RouteTables"]
        [group] = self.ec2.describe_security_groups(
            Filters=[{"Name": "group-name", "Values": ["default"]}, *in_vpc])["SecurityGroups"]
        return {
            "cidr": vpc["CidrBlock"], "tenancy": vpc["InstanceTenancy"], "dhcp_options": vpc["DhcpOptionsId"],
            "owner": vpc["OwnerId"], "tags": tags_of(vpc), **{name: self.attribute(name) for name in self.ATTRIBUTES},
            "acl": acl["NetworkAclId"], "table": table["RouteTableId"], "group": group["GroupId"],
            "ipv6": [(each["Ipv6CidrBlock"], each["Ipv6Pool"], each["NetworkBorderGroup"], each["AssociationId"])
                     for each in vpc["Ipv6CidrBlockAssociationSet"] if each["Ipv6CidrBlockState"]["State"] == "associated"],
        }

    def delete(self):
        self.ec2.delete_vpc(VpcId=self.id)
        eventually(lambda: self.describe() is None)


class DefaultVpc(Vpc):
    """aws_default_vpc: the one that is there, or a new one."""

    def __init__(self, ec2):
        self.ec2, self.association = ec2, None
        [self.id] = [each["VpcId"] for each in ec2.describe_vpcs(Filters=[{"Name": "isDefault", "Values": ["true"]}])["Vpcs"]] \
            or [ec2.create_default_vpc()["Vpc"]["VpcId"]]
        eventually(lambda: self.describe()["State"] == "available")


class BlockAssociation:
    """aws_vpc_ipv4_cidr_block_association and aws_vpc_ipv6_cidr_block_association."""

    def __init__(self, ec2, vpc, **block):
        self.ec2 = ec2
        answer = ec2.associate_vpc_cidr_block(VpcId=vpc, **block)
        self.is_ipv6 = "Ipv6CidrBlockAssociation" in answer
        self.id = answer["Ipv6CidrBlockAssociation" if self.is_ipv6 else "CidrBlockAssociation"]["AssociationId"]
        eventually(lambda: self.find()["State"] == "associated")

    def find(self):
        prefix, member = ("ipv6-cidr", "Ipv6CidrBlock") if self.is_ipv6 else ("cidr", "CidrBlock")
        filters = [{"Name": f"{prefix}-block-association.association-id", "Values": [self.id]}]
        for vpc in self.ec2.describe_vpcs(Filters=filters)["Vpcs"]:
            for each in vpc[f"{member}AssociationSet"]:
                if each["AssociationId"] == self.id:
                    return {"VpcId": vpc["VpcId"], "Block": each[member], **each[f"{member}State"]}
        return None

    read = find

    def delete(self):
        self.ec2.disassociate_vpc_cidr_block(AssociationId=self.id)
        eventually(lambda: self.find() is None)


class Subnet:
    """aws_subnet."""

    SWITCHES = {"assign_ipv6": "AssignIpv6AddressOnCreation", "map_public": "MapPublicIpOnLaunch",
                "a_record": "EnableResourceNameDnsARecordOnLaunch", "aaaa_record": "EnableResourceNameDnsAAAARecordOnLaunch",
                "hostname_type": "PrivateDnsHostnameTypeOnLaunch"}

    def __init__(self, ec2, vpc, cidr, ipv6=None, zone=None, tags=None, **attributes):
        self.ec2 = ec2
        given = {"Ipv6CidrBlock": ipv6, "AvailabilityZone": zone}
        created = ec2.create_subnet(
            VpcId=vpc, CidrBlock=cidr, TagSpecifications=tag_specifications("subnet", tags or {}),
            **{name: value for name, value in given.items() if value})["Subnet"]
        self.id = created["SubnetId"]
        eventually(lambda: self.describe()["State"] == "available")
        self.update(attributes)

    def describe(self):
        found = not_found("InvalidSubnetID.NotFound", self.ec2.describe_subnets, SubnetIds=[self.id])
        return found and found["Subnets"][0]

    def update(self, attributes):
        now = self.read()
        # What is turned off, before the block changes; what is turned on, after it.
        if attributes.get("assign_ipv6") is False and now["assign_ipv6"]:
            self.modify("assign_ipv6", False)
        if "ipv6" in attributes and attributes["ipv6"] != now["ipv6"]:
            self.set_ipv6(attributes["ipv6"])
        for name in self.SWITCHES:
            if name in attributes and attributes[name] != self.read()[name]:
                self.modify(name, attributes[name])

    def modify(self, name, value):
        wire = {"Value": value} if isinstance(value, bool) else value
        self.ec2.modify_subnet_attribute(SubnetId=self.id, **{self.SWITCHES[name]: wire})
        eventually(lambda: self.read()[name] == value)

    def set_ipv6(self, cidr):
        for each in self.describe()["Ipv6CidrBlockAssociationSet"]:
            self.ec2.disassociate_subnet_cidr_block(AssociationId=each["AssociationId"])
            eventually(lambda: not self.association(each["AssociationId"]))
        if cidr:
            answer = self.ec2.associate_subnet_cidr_block(SubnetId=self.id, Ipv6CidrBlock=cidr)
            made = answer["Ipv6CidrBlockAssociation"]["AssociationId"]
            eventually(lambda: self.association(made) == "associated")

    def association(self, association):
        filters = [{"Name": "ipv6-cidr-block-association.association-id", "Values": [association]}]
        found = self.ec2.describe_subnets(Filters=filters)["Subnets"]
        return found and found[0]["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlockState"]["State"]

    def read(self):
        subnet = self.describe()
        if subnet is None:
            return None
        names = subnet["PrivateDnsNameOptionsOnLaunch"]
        blocks = [each["Ipv6CidrBlock"] for each in subnet["Ipv6CidrBlockAssociationSet"]
                  if each["Ipv6CidrBlockState"]["State"] == "associated"]
        return {
            "arn": subnet["SubnetArn"], "vpc": subnet["VpcId"], "cidr": subnet["CidrBlock"], "zone": subnet["AvailabilityZone"],
            "zone_id": subnet["AvailabilityZoneId"], "ipv6": blocks[0] if blocks else None, "tags": tags_of(subnet),
            "assign_ipv6": subnet["AssignIpv6AddressOnCreation"], "map_public": subnet["MapPublicIpOnLaunch"],
            "dns64": subnet["EnableDns64"], "native": subnet["Ipv6Native"], "hostname_type": names["HostnameType"],
            "a_record": names["EnableResourceNameDnsARecord"], "aaaa_record": names["EnableResourceNameDnsAAAARecord"],
        }

    def delete(self):
        filters = [{"Name": "subnet-id", "Values": [self.id]}]
        for lingering in self.ec2.describe_network_interfaces(Filters=filters)["NetworkInterfaces"]:
            self.ec2.delete_network_interface(NetworkInterfaceId=lingering["NetworkInterfaceId"])
        self.ec2.delete_subnet(SubnetId=self.id)
        eventually(lambda: self.describe() is None)


class DefaultSubnet(Subnet):
    """aws_default_subnet: the one that is there, or a new one."""

    def __init__(self, ec2, zone, **attributes):
        self.ec2 = ec2
        filters = [{"Name": "availabilityZone", "Values": [zone]}, {"Name": "defaultForAz", "Values": ["true"]}]
        [self.id] = [each["SubnetId"] for each in ec2.describe_subnets(Filters=filters)["Subnets"]] \
            or [ec2.create_default_subnet(AvailabilityZone=zone)["Subnet"]["SubnetId"]]
        eventually(lambda: self.describe()["State"] == "available")
        self.update(attributes)


class CidrReservation:
    """aws_ec2_subnet_cidr_reservation."""

    def __init__(self, ec2, subnet, cidr, kind, description=None):
        self.ec2, self.subnet = ec2, subnet
        given = {"Description": description} if description else {}
        made = ec2.create_subnet_cidr_reservation(SubnetId=subnet, Cidr=cidr, ReservationType=kind, **given)
        self.id = made["SubnetCidrReservation"]["SubnetCidrReservationId"]

    def read(self):
        found = not_found("InvalidSubnetID.NotFound", self.ec2.get_subnet_cidr_reservations, SubnetId=self.subnet)
        for each in found["SubnetIpv4CidrReservations"] + found["SubnetIpv6CidrReservations"] if found else []:
            if each["SubnetCidrReservationId"] == self.id:
                return {"cidr": each["Cidr"], "description": each.get("Description"), "owner": each["OwnerId"],
                        "kind": each["ReservationType"], "subnet": each["SubnetId"]}
        return None

    def delete(self):
        not_found("InvalidSubnetCidrReservationID.NotFound", self.ec2.delete_subnet_cidr_reservation,
                  SubnetCidrReservationId=self.id)


class NetworkInterface:
    """aws_network_interface."""

    def __init__(self, ec2, subnet, addresses=(), tags=None, source_dest_check=True, **given):
        self.ec2, self.tags = ec2, tags or {}
        has_prefixes = "Ipv4Prefixes" in given or "Ipv6Prefixes" in given
        if addresses:
            given["PrivateIpAddresses"] = [
                {"PrivateIpAddress": address, "Primary": place == 0} for place, address in enumerate(addresses)]
        if self.tags and not has_prefixes:
            given["TagSpecifications"] = tag_specifications("network-interface", self.tags)
        created = ec2.create_network_interface(SubnetId=subnet, ClientToken=f"terraform-{id(self)}-{subnet}", **given)
        self.id = created["NetworkInterface"]["NetworkInterfaceId"]
        eventually(lambda: self.describe()["Status"] == "available")
        if self.tags and has_prefixes:
            change_tags(ec2, self.id, {}, self.tags)
        if not source_dest_check:
            ec2.modify_network_interface_attribute(NetworkInterfaceId=self.id, SourceDestCheck={"Value": False})

    def describe(self):
        found = not_found("InvalidNetworkInterfaceID.NotFound", self.ec2.describe_network_interfaces,
                          NetworkInterfaceIds=[self.id])
        return found and found["NetworkInterfaces"][0]

    def read(self):
        eni = self.describe()
        return eni and {
            "description": eni["Description"], "kind": eni["InterfaceType"], "mac": eni["MacAddress"], "owner": eni["OwnerId"],
            "subnet": eni["SubnetId"], "name": eni["PrivateDnsName"], "address": eni["PrivateIpAddress"],
            "addresses": [each["PrivateIpAddress"] for each in eni["PrivateIpAddresses"]],
            "ipv6": [each["Ipv6Address"] for each in eni["Ipv6Addresses"]],
            "prefixes": [each["Ipv4Prefix"] for each in eni.get("Ipv4Prefixes", [])],
            "ipv6_prefixes": [each["Ipv6Prefix"] for each in eni.get("Ipv6Prefixes", [])],
            "groups": [each["GroupId"] for each in eni["Groups"]], "check": eni["SourceDestCheck"],
            "tags": {tag["Key"]: tag["Value"] for tag in eni["TagSet"]},
        }

    def set_address_list(self, new):
        """`private_ip_list`: all secondary ones go, then each comes by itself, so that the order holds."""
        old = self.read()["addresses"]
        if old[1:]:
            self.ec2.unassign_private_ip_addresses(NetworkInterfaceId=self.id, PrivateIpAddresses=old[1:])
        for address in new[1:]:
            self.ec2.assign_private_ip_addresses(NetworkInterfaceId=self.id, PrivateIpAddresses=[address])

    def set_address_count(self, secondary):
        """`private_ips_count`."""
        old = self.read()["addresses"][1:]
        if secondary > len(old):
            self.ec2.assign_private_ip_addresses(
                NetworkInterfaceId=self.id, SecondaryPrivateIpAddressCount=secondary - len(old))
        elif secondary < len(old):
            self.ec2.unassign_private_ip_addresses(NetworkInterfaceId=self.id, PrivateIpAddresses=old[secondary:])

    def set_ipv6(self, new):
        """`ipv6_addresses`."""
        old = self.read()["ipv6"]
        if gone := [address for address in old if address not in new]:
            self.ec2.unassign_ipv6_addresses(NetworkInterfaceId=self.id, Ipv6Addresses=gone)
        if added := [address for address in new if address not in old]:
            self.ec2.assign_ipv6_addresses(NetworkInterfaceId=self.id, Ipv6Addresses=added)

    def set_prefix_count(self, wanted):
        """`ipv4_prefix_count`."""
        old = self.read()["prefixes"]
        if wanted > len(old):
            self.ec2.assign_private_ip_addresses(NetworkInterfaceId=self.id, Ipv4PrefixCount=wanted - len(old))
        elif wanted < len(old):
            self.ec2.unassign_private_ip_addresses(NetworkInterfaceId=self.id, Ipv4Prefixes=old[wanted:])

    def modify(self, **attribute):
        self.ec2.modify_network_interface_attribute(NetworkInterfaceId=self.id, **attribute)

    def delete(self):
        self.ec2.delete_network_interface(NetworkInterfaceId=self.id)
        eventually(lambda: self.describe() is None)


class DhcpOptions:
    """aws_vpc_dhcp_options."""

    def __init__(self, ec2, options, tags=None):
        self.ec2 = ec2
        configurations = [{"Key": key, "Values": values} for key, values in options.items()]
        made = ec2.create_dhcp_options(
            DhcpConfigurations=configurations, TagSpecifications=tag_specifications("dhcp-options", tags or {}))
        self.id = made["DhcpOptions"]["DhcpOptionsId"]

    def read(self):
        found = not_found("InvalidDhcpOptionID.NotFound", self.ec2.describe_dhcp_options, DhcpOptionsIds=[self.id])
        if found is None:
            return None
        [options] = found["DhcpOptions"]
        values = {each["Key"]: [value["Value"] for value in each["Values"]] for each in options["DhcpConfigurations"]}
        return {"options": values, "owner": options["OwnerId"], "tags": tags_of(options)}

    def delete(self):
        filters = [{"Name": "dhcp-options-id", "Values": [self.id]}]
        for vpc in self.ec2.describe_vpcs(Filters=filters)["Vpcs"]:
            self.ec2.associate_dhcp_options(DhcpOptionsId="default", VpcId=vpc["VpcId"])
        self.ec2.delete_dhcp_options(DhcpOptionsId=self.id)


class DhcpOptionsAssociation:
    """aws_vpc_dhcp_options_association."""

    def __init__(self, ec2, vpc, options):
        self.ec2, self.vpc = ec2, vpc
        ec2.associate_dhcp_options(DhcpOptionsId=options, VpcId=vpc)

    def read(self):
        return self.ec2.describe_vpcs(VpcIds=[self.vpc])["Vpcs"][0]["DhcpOptionsId"]

    def delete(self):
        self.ec2.associate_dhcp_options(DhcpOptionsId="default", VpcId=self.vpc)
