"""What Terraform does with VPCs, subnets, their blocks, ENIs and DHCP options: create, read, update, delete.

After each step a second read must give what the first one gave, and that what was written: a second plan is empty.
"""

import ipaddress

from terraform import state
from terraform_vpc import (
    BlockAssociation,
    CidrReservation,
    DefaultSubnet,
    DefaultVpc,
    DhcpOptions,
    DhcpOptionsAssociation,
    NetworkInterface,
    Subnet,
    Vpc,
)
from terraform_rules import change_tags


def part(state, *names):
    return {name: state[name] for name in names}


def subnets_of(vpc):
    return [str(block) for block in ipaddress.ip_network(state(vpc)["ipv6"][0][0]).subnets(new_prefix=64)]


def test_vpc(ec2):
    vpc = Vpc(ec2, "10.4.0.0/16", tags={"Name": "main"}, enable_dns_hostnames=True, instance_tenancy="dedicated")
    wanted = {"cidr": "10.4.0.0/16", "tenancy": "dedicated", "tags": {"Name": "main"}, "owner": "123456789012",
              "enable_dns_hostnames": True, "enable_dns_support": True, "enable_network_address_usage_metrics": False,
              "ipv6": []}
    first = state(vpc)
    assert part(first, *wanted) == wanted
    vpc.modify("enable_dns_hostnames", False)
    vpc.modify("enable_dns_support", False)
    vpc.modify("enable_network_address_usage_metrics", True)
    ec2.modify_vpc_tenancy(VpcId=vpc.id, InstanceTenancy="default")
    change_tags(ec2, vpc.id, first["tags"], {"team": "harbour"})
    vpc.set_ipv6(True)
    second = state(vpc)
    [(cidr, pool, border, association)] = second["ipv6"]
    assert (ipaddress.ip_network(cidr).prefixlen, pool, border) == (56, "Amazon", "us-east-1")
    assert association == vpc.association
    assert second == {**first, "tenancy": "default", "tags": {"team": "harbour"}, "enable_dns_hostnames": False,
                      "enable_dns_support": False, "enable_network_address_usage_metrics": True, "ipv6": second["ipv6"]}
    vpc.set_ipv6(False)
    assert state(vpc) == {**second, "ipv6": []}
    vpc.delete()
    assert vpc.read() is None


def test_vpc_with_ipv6_from_the_start(ec2):
    vpc = Vpc(ec2, "10.4.0.0/16", ipv6=True)
    assert len(state(vpc)["ipv6"]) == 1
    vpc.delete()
    assert vpc.read() is None


def test_vpc_cidr_block_associations(ec2):
    vpc = Vpc(ec2, "10.4.0.0/16")
    before = state(vpc)
    four = BlockAssociation(ec2, vpc.id, CidrBlock="100.64.0.0/16")
    six = BlockAssociation(ec2, vpc.id, AmazonProvidedIpv6CidrBlock=True)
    assert state(four) == {"VpcId": vpc.id, "Block": "100.64.0.0/16", "State": "associated"}
    assert part(state(six), "VpcId", "State") == {"VpcId": vpc.id, "State": "associated"}
    assert state(vpc)["cidr"] == before["cidr"]
    subnet = Subnet(ec2, vpc.id, "100.64.1.0/24")
    subnet.delete()
    four.delete()
    six.delete()
    assert four.read() is None and six.read() is None and state(vpc) == before
    vpc.delete()


def test_subnet(ec2):
    vpc = Vpc(ec2, "10.4.0.0/16", ipv6=True)
    blocks = subnets_of(vpc)
    subnet = Subnet(ec2, vpc.id, "10.4.1.0/24", ipv6=blocks[3], zone="us-east-1c", tags={"Name": "a"},
                    assign_ipv6=True, map_public=True, a_record=True, aaaa_record=True, hostname_type="resource-name")
    wanted = {"vpc": vpc.id, "cidr": "10.4.1.0/24", "zone": "us-east-1c", "zone_id": "use1-az3", "ipv6": blocks[3],
              "tags": {"Name": "a"}, "assign_ipv6": True, "map_public": True, "a_record": True, "aaaa_record": True,
              "hostname_type": "resource-name", "dns64": False, "native": False}
    first = state(subnet)
    assert part(first, *wanted) == wanted
    subnet.update({"assign_ipv6": False, "ipv6": blocks[4], "map_public": False, "a_record": False,
                   "aaaa_record": False, "hostname_type": "ip-name"})
    second = state(subnet)
    assert second == {**first, "assign_ipv6": False, "ipv6": blocks[4], "map_public": False, "a_record": False,
                      "aaaa_record": False, "hostname_type": "ip-name"}
    subnet.update({"ipv6": None})
    assert state(subnet) == {**second, "ipv6": None}
    subnet.update({"ipv6": blocks[3], "assign_ipv6": True})
    assert state(subnet) == {**second, "ipv6": blocks[3], "assign_ipv6": True}
    # What a task left behind goes with the subnet.
    ec2.create_network_interface(SubnetId=subnet.id)
    subnet.delete()
    assert subnet.read() is None
    vpc.delete()


def test_default_vpc_and_subnet(apis):
    ec2 = apis.client("ec2", region="sa-east-1")
    vpc = DefaultVpc(ec2)
    assert state(vpc)["cidr"] == "172.31.0.0/16" and DefaultVpc(ec2).id == vpc.id
    subnet = DefaultSubnet(ec2, "sa-east-1b", map_public=False)
    first = state(subnet)
    assert (first["vpc"], first["map_public"], first["cidr"]) == (vpc.id, False, "172.31.16.0/20")
    assert DefaultSubnet(ec2, "sa-east-1b").id == subnet.id
    subnet.delete()
    again = DefaultSubnet(ec2, "sa-east-1b")
    assert again.id != subnet.id
    assert part(state(again), "vpc", "map_public", "cidr") == {"vpc": vpc.id, "map_public": True, "cidr": "172.31.16.0/20"}


def test_subnet_cidr_reservation(ec2):
    vpc = Vpc(ec2, "10.4.0.0/16", ipv6=True)
    blocks = subnets_of(vpc)
    subnet = Subnet(ec2, vpc.id, "10.4.1.0/24", ipv6=blocks[0])
    four = CidrReservation(ec2, subnet.id, "10.4.1.16/28", "prefix", "pods")
    slot = str(next(ipaddress.ip_network(blocks[0]).subnets(new_prefix=80)))
    six = CidrReservation(ec2, subnet.id, slot, "explicit")
    assert state(four) == {"cidr": "10.4.1.16/28", "description": "pods", "owner": "123456789012", "kind": "prefix",
                           "subnet": subnet.id}
    assert state(six)["description"] is None
    for each in (four, six):
        each.delete()
        assert each.read() is None
        each.delete()
    subnet.delete()
    vpc.delete()


def test_network_interface(ec2):
    vpc = Vpc(ec2, "10.4.0.0/16", ipv6=True)
    block = subnets_of(vpc)[9]
    net6 = block.removesuffix("::/64")
    subnet = Subnet(ec2, vpc.id, "10.4.1.0/24", ipv6=block)
    group = ec2.create_security_group(VpcId=vpc.id, GroupName="web", Description="web")["GroupId"]
    eni = NetworkInterface(
        ec2, subnet.id, ["10.4.1.10", "10.4.1.11", "10.4.1.12"], tags={"Name": "a"}, source_dest_check=False,
        Groups=[group], Description="mine", Ipv6Addresses=[{"Ipv6Address": f"{net6}::a"}])
    wanted = {"description": "mine", "kind": "interface", "address": "10.4.1.10", "subnet": subnet.id, "groups": [group],
              "addresses": ["10.4.1.10", "10.4.1.11", "10.4.1.12"], "ipv6": [f"{net6}::a"], "prefixes": [],
              "ipv6_prefixes": [], "check": False, "tags": {"Name": "a"}, "name": "ip-10-4-1-10.ec2.internal"}
    first = state(eni)
    assert part(first, *wanted) == wanted
    # Addresses that were just given up are taken again, in the new order.
    eni.set_address_list(["10.4.1.10", "10.4.1.12", "10.4.1.11", "10.4.1.13"])
    assert state(eni)["addresses"] == ["10.4.1.10", "10.4.1.12", "10.4.1.11", "10.4.1.13"]
    eni.set_address_count(1)
    assert state(eni)["addresses"] == ["10.4.1.10", "10.4.1.12"]
    eni.set_address_count(4)
    assert len(state(eni)["addresses"]) == 5
    eni.set_address_count(0)
    eni.set_ipv6([f"{net6}::b", f"{net6}::c"])
    eni.set_prefix_count(2)
    eni.modify(SourceDestCheck={"Value": True})
    eni.modify(Description={"Value": "ours"})
    change_tags(ec2, eni.id, {"Name": "a"}, {"Name": "b"})
    second = state(eni)
    assert second == {**first, "addresses": ["10.4.1.10"], "ipv6": [f"{net6}::b", f"{net6}::c"], "check": True,
                      "description": "ours", "tags": {"Name": "b"}, "prefixes": second["prefixes"]}
    assert len(second["prefixes"]) == 2
    eni.set_prefix_count(0)
    assert state(eni)["prefixes"] == []
    eni.delete()
    assert eni.read() is None
    with_prefixes = NetworkInterface(
        ec2, subnet.id, tags={"Name": "p"}, Ipv4Prefixes=[{"Ipv4Prefix": "10.4.1.64/28"}],
        Ipv6Prefixes=[{"Ipv6Prefix": f"{net6}:1::/80"}])
    assert part(state(with_prefixes), "prefixes", "ipv6_prefixes", "tags") == {
        "prefixes": ["10.4.1.64/28"], "ipv6_prefixes": [f"{net6}:1::/80"], "tags": {"Name": "p"}}
    with_prefixes.delete()
    ec2.delete_security_group(GroupId=group)
    subnet.delete()
    vpc.delete()


def test_dhcp_options_and_their_association(ec2):
    vpc = Vpc(ec2, "10.4.0.0/16")
    values = {"domain-name": ["harbour.example"], "domain-name-servers": ["AmazonProvidedDNS"],
              "ntp-servers": ["127.0.0.1"], "netbios-name-servers": ["127.0.0.1"], "netbios-node-type": ["2"]}
    options = DhcpOptions(ec2, values, {"Name": "a"})
    assert state(options) == {"options": values, "owner": "123456789012", "tags": {"Name": "a"}}
    association = DhcpOptionsAssociation(ec2, vpc.id, options.id)
    assert state(association) == options.id == state(vpc)["dhcp_options"]
    change_tags(ec2, options.id, {"Name": "a"}, {})
    assert state(options)["tags"] == {}
    association.delete()
    assert state(association) == "default"
    DhcpOptionsAssociation(ec2, vpc.id, options.id)
    # Terraform takes it from VPCs that still have it.
    options.delete()
    assert options.read() is None and state(association) == "default"
    vpc.delete()
