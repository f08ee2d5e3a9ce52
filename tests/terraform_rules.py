"""Resources of Terraform's AWS provider for network ACLs, security groups and prefix lists, call by call.

Each class creates, reads, updates and deletes as the provider does, with the provider's habits (ports of 0 for every
protocol, a revocation that must fail, waiting for a state or for a code). `read` gives the state that Terraform would keep.
"""

import pytest
from botocore.exceptions import ClientError
from errors import code_of
from server import eventually


def code_and_message(error):
    return error.response["Error"]["Code"], error.response["Error"]["Message"]


def not_found(code, call, **parameters):
    """What a call gives; None when it fails with the code that says that the resource is gone."""
    try:
        return call(**parameters)
    except ClientError as error:
        if code_and_message(error)[0] == code:
            return None
        raise


def tags_of(resource):
    return {tag["Key"]: tag["Value"] for tag in resource.get("Tags", [])}


def tag_specifications(resource_type, tags):
    return [{"ResourceType": resource_type, "Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}]


def change_tags(ec2, resource, old, new):
    removed = [{"Key": key} for key in old if key not in new]
    if removed:
        ec2.delete_tags(Resources=[resource], Tags=removed)
    added = [{"Key": key, "Value": value} for key, value in new.items() if old.get(key) != value]
    if added:
        ec2.create_tags(Resources=[resource], Tags=added)


class NetworkAcl:
    """aws_network_acl."""

    def __init__(self, ec2, vpc, ingress=(), egress=(), subnets=(), tags=None):
        self.ec2, self.vpc = ec2, vpc
        created = ec2.create_network_acl(
            VpcId=vpc, ClientToken=f"terraform-{id(self)}-{vpc}", TagSpecifications=tag_specifications("network-acl", tags or {}))
        self.id = created["NetworkAcl"]["NetworkAclId"]
        for entries, is_egress in [(egress, True), (ingress, False)]:
            for entry in entries:
                self.add(entry, is_egress)
        for subnet in subnets:
            associate(ec2, self.id, subnet)

    def add(self, entry, egress):
        number, protocol, first, last, action, cidr = entry
        family = "Ipv6CidrBlock" if ":" in cidr else "CidrBlock"
        parameters = {family: cidr, "PortRange": {"From": first, "To": last}}
        if protocol in ("1", "58"):
            # An ICMP entry has its type and code in members of their own, both 0 unless they are given.
            parameters["IcmpTypeCode"] = {"Type": first, "Code": last}
        self.ec2.create_network_acl_entry(
            NetworkAclId=self.id, RuleNumber=number, Protocol=protocol, RuleAction=action, Egress=egress, **parameters)

    def remove(self, entry, egress):
        self.ec2.delete_network_acl_entry(NetworkAclId=self.id, RuleNumber=entry[0], Egress=egress)

    def read(self):
        found = not_found("InvalidNetworkAclID.NotFound", self.ec2.describe_network_acls, NetworkAclIds=[self.id])
        if found is None:
            return None
        [acl] = found["NetworkAcls"]
        entries = {False: set(), True: set()}
        for entry in acl["Entries"]:
            if entry["RuleNumber"] in (32767, 32768):
                continue
            ports = entry.get("PortRange", {"From": 0, "To": 0})
            icmp = entry.get("IcmpTypeCode")
            first, last = (icmp["Type"], icmp["Code"]) if icmp else (ports["From"], ports["To"])
            entries[entry["Egress"]].add((entry["RuleNumber"], entry["Protocol"], first, last, entry["RuleAction"],
                                          entry.get("CidrBlock") or entry["Ipv6CidrBlock"]))
        return {"ingress": entries[False], "egress": entries[True], "vpc": acl["VpcId"], "tags": tags_of(acl),
                "subnets": {each["SubnetId"] for each in acl["Associations"]}, "owner": acl["OwnerId"]}

    def update(self, ingress, egress, subnets, tags):
        before = self.read()
        for old, new, is_egress in [(before["ingress"], set(ingress), False), (before["egress"], set(egress), True)]:
            for entry in old - new:
                self.remove(entry, is_egress)
            for entry in new - old:
                self.add(entry, is_egress)
        for subnet in before["subnets"] - set(subnets):
            disassociate(self.ec2, self.vpc, subnet)
        for subnet in set(subnets) - before["subnets"]:
            associate(self.ec2, self.id, subnet)
        change_tags(self.ec2, self.id, before["tags"], tags)

    def delete(self):
        [acl] = self.ec2.describe_network_acls(NetworkAclIds=[self.id])["NetworkAcls"]
        for association in acl["Associations"]:
            disassociate(self.ec2, self.vpc, association["SubnetId"])
        self.ec2.delete_network_acl(NetworkAclId=self.id)


def association_of(ec2, **filters):
    name, value = next(iter(filters.items()))
    found = ec2.describe_network_acls(Filters=[{"Name": f"association.{name.replace('_', '-')}", "Values": [value]}])["NetworkAcls"]
    for acl in found:
        for association in acl["Associations"]:
            if value in (association["SubnetId"], association["NetworkAclAssociationId"]):
                return association
    return None


def default_acl(ec2, vpc):
    [acl] = ec2.describe_network_acls(Filters=[
        {"Name": "default", "Values": ["true"]}, {"Name": "vpc-id", "Values": [vpc]}])["NetworkAcls"]
    return acl["NetworkAclId"]


def associate(ec2, acl, subnet):
    current = association_of(ec2, subnet_id=subnet)["NetworkAclAssociationId"]
    return ec2.replace_network_acl_association(AssociationId=current, NetworkAclId=acl)["NewAssociationId"]


def disassociate(ec2, vpc, subnet):
    associate(ec2, default_acl(ec2, vpc), subnet)


class NetworkAclRule:
    """aws_network_acl_rule."""

    def __init__(self, ec2, acl, number, egress=False, **entry):
        self.ec2, self.acl, self.number, self.egress = ec2, acl, number, egress
        assert self.read() is None
        ec2.create_network_acl_entry(
            NetworkAclId=acl, RuleNumber=number, Egress=egress, **{"PortRange": {"From": 0, "To": 0}, **entry})

    def read(self):
        [acl] = self.ec2.describe_network_acls(Filters=[
            {"Name": "entry.egress", "Values": [str(self.egress).lower()]},
            {"Name": "entry.rule-number", "Values": [str(self.number)]}], NetworkAclIds=[self.acl])["NetworkAcls"] or [None]
        entries = acl["Entries"] if acl else []
        found = [each for each in entries if (each["Egress"], each["RuleNumber"]) == (self.egress, self.number)]
        return found[0] if found else None

    def delete(self):
        self.ec2.delete_network_acl_entry(NetworkAclId=self.acl, RuleNumber=self.number, Egress=self.egress)


class SecurityGroup:
    """aws_security_group with its rules in it."""

    def __init__(self, ec2, vpc, name, ingress=(), egress=(), tags=None):
        self.ec2 = ec2
        self.id = ec2.create_security_group(
            GroupName=name, Description="Managed by Terraform", VpcId=vpc,
            TagSpecifications=tag_specifications("security-group", tags or {}))["GroupId"]
        eventually(lambda: self.read())
        everyone = {"IpProtocol": "-1", "FromPort": 0, "ToPort": 0}
        ec2.revoke_security_group_egress(
            GroupId=self.id, IpPermissions=[{**everyone, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
        # There is such a rule only where the VPC has an IPv6 block; the provider does not look.
        had_ipv6_rule = ("-1", 0, 0, "::/0", "") in self.read()["egress"]
        ipv6 = {"GroupId": self.id, "IpPermissions": [{**everyone, "Ipv6Ranges": [{"CidrIpv6": "::/0"}]}]}
        if had_ipv6_rule:
            ec2.revoke_security_group_egress(**ipv6)
        else:
            assert code_of(ec2.revoke_security_group_egress, **ipv6) == "InvalidPermission.NotFound"
        assert self.read()["egress"] == set()
        self.update(ingress, egress, tags or {})

    def read(self):
        found = not_found("InvalidGroup.NotFound", self.ec2.describe_security_groups, GroupIds=[self.id])
        if found is None:
            return None
        [group] = found["SecurityGroups"]
        return {"name": group["GroupName"], "description": group["Description"], "vpc": group["VpcId"],
                "owner": group["OwnerId"], "tags": tags_of(group), "ingress": self.gathered(group["IpPermissions"]),
                "egress": self.gathered(group["IpPermissionsEgress"])}

    @staticmethod
    def gathered(permissions):
        rules = set()
        for each in permissions:
            peers = [(range_["CidrIp"], range_) for range_ in each["IpRanges"]]
            peers += [(range_["CidrIpv6"], range_) for range_ in each["Ipv6Ranges"]]
            peers += [(list_["PrefixListId"], list_) for list_ in each["PrefixListIds"]]
            peers += [(pair["GroupId"], pair) for pair in each["UserIdGroupPairs"]]
            rules |= {(each["IpProtocol"], each.get("FromPort", 0), each.get("ToPort", 0), peer, member.get("Description", ""))
                      for peer, member in peers}
        return rules

    @staticmethod
    def permission(rule):
        protocol, first, last, peer, description = rule
        member = {"Description": description} if description else {}
        kinds = {"sg-": ("UserIdGroupPairs", "GroupId"), "pl-": ("PrefixListIds", "PrefixListId")}
        by_range = ("Ipv6Ranges", "CidrIpv6") if ":" in peer else ("IpRanges", "CidrIp")
        member_list, key = kinds.get(peer[:3], by_range)
        return {"IpProtocol": protocol, "FromPort": first, "ToPort": last, member_list: [{key: peer, **member}]}

    def update(self, ingress, egress, tags):
        before = self.read()
        for old, new, revoke, authorize in [
            (before["ingress"], set(ingress), self.ec2.revoke_security_group_ingress, self.ec2.authorize_security_group_ingress),
            (before["egress"], set(egress), self.ec2.revoke_security_group_egress, self.ec2.authorize_security_group_egress),
        ]:
            if old - new:
                revoke(GroupId=self.id, IpPermissions=[self.permission(rule) for rule in sorted(old - new)])
            if new - old:
                authorize(GroupId=self.id, IpPermissions=[self.permission(rule) for rule in sorted(new - old)])
        change_tags(self.ec2, self.id, before["tags"], tags)

    def delete(self):
        lingering = self.ec2.describe_network_interfaces(Filters=[{"Name": "group-id", "Values": [self.id]}])
        assert lingering["NetworkInterfaces"] == []
        self.ec2.delete_security_group(GroupId=self.id)
        eventually(lambda: self.read() is None)


class GroupRule:
    """aws_vpc_security_group_ingress_rule and aws_vpc_security_group_egress_rule."""

    def __init__(self, ec2, group, egress, tags=None, **rule):
        self.ec2, self.group, self.egress = ec2, group, egress
        authorize = ec2.authorize_security_group_egress if egress else ec2.authorize_security_group_ingress
        self.id = authorize(
            GroupId=group, IpPermissions=[self.permission(rule)],
            TagSpecifications=tag_specifications("security-group-rule", tags or {}))["SecurityGroupRules"][0]["SecurityGroupRuleId"]

    @staticmethod
    def permission(rule):
        members = {"CidrIpv4": ("IpRanges", "CidrIp"), "CidrIpv6": ("Ipv6Ranges", "CidrIpv6"),
                   "PrefixListId": ("PrefixListIds", "PrefixListId"), "ReferencedGroupId": ("UserIdGroupPairs", "GroupId")}
        [(name, (member, key))] = [(name, place) for name, place in members.items() if name in rule]
        peer = {key: rule[name], **({"Description": rule["Description"]} if "Description" in rule else {})}
        ports = {key: rule[key] for key in ("FromPort", "ToPort") if key in rule}
        return {"IpProtocol": rule["IpProtocol"], **ports, member: [peer]}

    def read(self):
        found = not_found("InvalidSecurityGroupRuleId.NotFound", self.ec2.describe_security_group_rules,
                          SecurityGroupRuleIds=[self.id])
        if found is None:
            return None
        [rule] = found["SecurityGroupRules"]
        assert rule["IsEgress"] is self.egress
        return {**rule, "Tags": tags_of(rule)}

    def update(self, tags, **rule):
        self.ec2.modify_security_group_rules(GroupId=self.group, SecurityGroupRules=[
            {"SecurityGroupRuleId": self.id, "SecurityGroupRule": rule}])
        change_tags(self.ec2, self.id, self.read()["Tags"], tags)

    def delete(self):
        revoke = self.ec2.revoke_security_group_egress if self.egress else self.ec2.revoke_security_group_ingress
        revoke(GroupId=self.group, SecurityGroupRuleIds=[self.id])


class OldGroupRule:
    """aws_security_group_rule: found by what it allows."""

    def __init__(self, ec2, group, permission):
        self.ec2, self.group, self.permission = ec2, group, permission
        ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission])
        eventually(lambda: self.read())

    def read(self):
        [group] = self.ec2.describe_security_groups(GroupIds=[self.group])["SecurityGroups"]
        wanted = self.permission
        for each in group["IpPermissions"]:
            same = [each[key] == wanted[key] for key in ("IpProtocol", "FromPort", "ToPort")]
            ranges = {range_["CidrIp"]: range_.get("Description") for range_ in each["IpRanges"]}
            if all(same) and {range_["CidrIp"] for range_ in wanted["IpRanges"]} <= set(ranges):
                return {"permission": same, "description": {ranges[range_["CidrIp"]] for range_ in wanted["IpRanges"]}}
        return None

    def describe(self, description):
        self.permission["IpRanges"] = [{**each, "Description": description} for each in self.permission["IpRanges"]]
        self.ec2.update_security_group_rule_descriptions_ingress(GroupId=self.group, IpPermissions=[self.permission])

    def delete(self):
        self.ec2.revoke_security_group_ingress(GroupId=self.group, IpPermissions=[self.permission])


class PrefixList:
    """aws_ec2_managed_prefix_list."""

    def __init__(self, ec2, name, size, entries, tags=None):
        self.ec2 = ec2
        self.id = ec2.create_managed_prefix_list(
            PrefixListName=name, MaxEntries=size, AddressFamily="IPv4", Entries=self.added(entries),
            TagSpecifications=tag_specifications("prefix-list", tags or {}))["PrefixList"]["PrefixListId"]
        self.wait("create-complete")

    @staticmethod
    def added(entries):
        return [{"Cidr": cidr, **({"Description": text} if text else {})} for cidr, text in sorted(entries)]

    def described(self):
        found = not_found("InvalidPrefixListID.NotFound", self.ec2.describe_managed_prefix_lists, PrefixListIds=[self.id])
        return found["PrefixLists"][0] if found else None

    def wait(self, state):
        eventually(lambda: self.described()["State"] == state)

    def read(self):
        described = self.described()
        if described is None:
            return None
        pages = self.ec2.get_paginator("get_managed_prefix_list_entries").paginate(PrefixListId=self.id)
        entries = {(entry["Cidr"], entry.get("Description", "")) for page in pages for entry in page["Entries"]}
        return {**described, "State": None, "Tags": tags_of(described), "entries": entries}

    def modify(self, **change):
        self.ec2.modify_managed_prefix_list(PrefixListId=self.id, **change)
        self.wait("modify-complete")

    def update(self, name, size, entries, tags):
        before = self.read()
        if size > before["MaxEntries"]:
            self.modify(MaxEntries=size)
        old, new = before["entries"], set(entries)
        add, remove = new - old, {cidr for cidr, _ in old - new}
        version = before["Version"]
        # Entries that only get another description go first: one request may not name a range twice.
        described_anew = remove & {cidr for cidr, _ in add}
        if described_anew:
            self.modify(CurrentVersion=version, RemoveEntries=[{"Cidr": cidr} for cidr in sorted(described_anew)])
            version = self.described()["Version"]
        change = {"PrefixListName": name}
        if add:
            change["AddEntries"] = self.added(add)
        if remove - described_anew:
            change["RemoveEntries"] = [{"Cidr": cidr} for cidr in sorted(remove - described_anew)]
        if len(change) > 1:
            change["CurrentVersion"] = version
        self.modify(**change)
        if size < before["MaxEntries"]:
            self.modify(MaxEntries=size)
        change_tags(self.ec2, self.id, before["Tags"], tags)

    def delete(self):
        self.ec2.delete_managed_prefix_list(PrefixListId=self.id)
        eventually(lambda: self.described() is None)


class PrefixListEntry:
    """aws_ec2_managed_prefix_list_entry."""

    def __init__(self, ec2, prefix_list, cidr, description):
        self.ec2, self.list, self.cidr = ec2, prefix_list, cidr
        self.modify(AddEntries=[{"Cidr": cidr, "Description": description}])

    def modify(self, **change):
        [current] = self.ec2.describe_managed_prefix_lists(PrefixListIds=[self.list])["PrefixLists"]
        self.ec2.modify_managed_prefix_list(PrefixListId=self.list, CurrentVersion=current["Version"], **change)

    def read(self):
        entries = self.ec2.get_managed_prefix_list_entries(PrefixListId=self.list)["Entries"]
        return next((entry for entry in entries if entry["Cidr"] == self.cidr), None)

    def delete(self):
        self.modify(RemoveEntries=[{"Cidr": self.cidr}])

    def delete_again(self):
        with pytest.raises(ClientError) as caught:
            self.delete()
        code, message = code_and_message(caught.value)
        assert code == "InvalidPrefixListModification" and "does not exist." in message


class PrefixListRoute:
    """aws_route to a prefix list."""

    def __init__(self, ec2, table, prefix_list, **target):
        self.ec2, self.table, self.list = ec2, table, prefix_list
        ec2.create_route(RouteTableId=table, DestinationPrefixListId=prefix_list, **target)
        eventually(lambda: self.read())

    def read(self):
        [table] = self.ec2.describe_route_tables(RouteTableIds=[self.table])["RouteTables"]
        return next((route for route in table["Routes"] if route.get("DestinationPrefixListId") == self.list), None)

    def update(self, **target):
        self.ec2.replace_route(RouteTableId=self.table, DestinationPrefixListId=self.list, **target)

    def delete(self):
        self.ec2.delete_route(RouteTableId=self.table, DestinationPrefixListId=self.list)
        eventually(lambda: self.read() is None)
