"""`minato reach` by the APIs alone: what it names, in text and as data, what it ends with, and what it asks back."""

import json
import shlex

import pytest

FAST = {"Delay": 1, "MaxAttempts": 30}
ALL = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]


class Place:
    """A VPC of two subnets, each with a route table of its own, and an ENI with a group of its own in each."""

    def __init__(self, ec2, vpc):
        self.ec2, self.vpc = ec2, vpc
        self.subnets, self.tables, self.groups, self.enis = [], [], [], []
        for number in (1, 2):
            subnet = ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24")["Subnet"]["SubnetId"]
            table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
            ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
            group = ec2.create_security_group(VpcId=vpc, GroupName=f"g{number}", Description="group")["GroupId"]
            eni = ec2.create_network_interface(SubnetId=subnet, Groups=[group])["NetworkInterface"]
            self.subnets.append(subnet)
            self.tables.append(table)
            self.groups.append(group)
            self.enis.append(eni)
        self.client, self.web = (eni["NetworkInterfaceId"] for eni in self.enis)

    def let_in(self):
        """The client's group to port 8080 of the other. Returns the rule's id."""
        pair = {"GroupId": self.groups[0]}
        permission = {"IpProtocol": "tcp", "FromPort": 8080, "ToPort": 8080, "UserIdGroupPairs": [pair]}
        made = self.ec2.authorize_security_group_ingress(GroupId=self.groups[1], IpPermissions=[permission])
        return made["SecurityGroupRules"][0]["SecurityGroupRuleId"]


@pytest.fixture
def place(ec2, vpc):
    return Place(ec2, vpc)


def ask(server, *arguments):
    """What it says as data; its exit code agrees with that."""
    done = server.minato("reach", *arguments, "--json", check=False)
    assert done.stdout, done.stderr
    said = json.loads(done.stdout)
    ways = [way for way in (said["request"], said["reply"]) if way]
    passes = all(way["end"]["result"] != "blocked" for way in ways)
    assert done.returncode == (0 if passes else 1)
    return said


def blocked(way):
    end = way["end"]
    assert end["result"] == "blocked", way
    return end["reason"], end["component"]


def components(way, kind):
    return [step["component"] for hop in way["hops"] for step in hop["steps"] if step["component"]["kind"] == kind]


def test_groups_are_named_and_what_to_do_about_them(apis, place):
    said = ask(apis, place.client, place.web, "--port", "8080")
    reason, component = blocked(said["request"])
    assert reason == "ingress-denied" and said["reply"] is None
    assert component == {
        "kind": "security-groups", "interface": place.web, "groups": [place.groups[1]], "direction": "ingress",
    }
    text = apis.minato("reach", place.client, place.web, "--port", "8080", check=False)
    assert text.returncode == 1
    advice = f"aws ec2 authorize-security-group-ingress --group-id {place.groups[1]} --protocol tcp --port 8080 " \
             f"--source-group {place.groups[0]}"
    assert f"next: allow it: {advice}\n" in text.stdout
    # It can be done as it is said.
    [made] = apis.aws(*advice.split()[1:])["SecurityGroupRules"]
    rule = made["SecurityGroupRuleId"]
    said = ask(apis, place.client, place.web, "--port", "8080")
    assert said["request"]["end"] == {"result": "arrived", "at": place.web}
    assert said["reply"]["end"] == {"result": "arrived", "at": place.client}
    assert rule in [component["rule"] for component in components(said["request"], "security-group-rule")]
    [route] = components(said["request"], "route")
    assert route == {"kind": "route", "table": place.tables[0], "destination": "10.0.0.0/16", "target": "local"}
    [route] = components(said["reply"], "route")
    assert route["table"] == place.tables[1]
    text = apis.minato("reach", place.client, place.enis[1]["PrivateIpAddress"], "--port", "8080")
    assert rule in text.stdout and "reply: arrives" in text.stdout
    assert blocked(ask(apis, place.client, place.web, "--port", "8081")["request"])[0] == "ingress-denied"
    udp = ask(apis, place.client, place.web, "--port", "8080", "--protocol", "udp")
    assert blocked(udp["request"])[0] == "ingress-denied"
    assert blocked(ask(apis, place.client, place.web, "--protocol", "icmp")["request"])[0] == "ingress-denied"


def test_the_acl_entry_that_stops_a_reply_is_named(apis, ec2, place):
    place.let_in()
    acl = ec2.create_network_acl(VpcId=place.vpc)["NetworkAcl"]["NetworkAclId"]
    [association] = [
        each["NetworkAclAssociationId"]
        for each in ec2.describe_network_acls(Filters=[{"Name": "association.subnet-id", "Values": [place.subnets[0]]}])
        ["NetworkAcls"][0]["Associations"] if each["SubnetId"] == place.subnets[0]
    ]
    ec2.replace_network_acl_association(AssociationId=association, NetworkAclId=acl)

    def add(number, egress, action, first, last):
        ec2.create_network_acl_entry(
            NetworkAclId=acl, RuleNumber=number, Egress=egress, RuleAction=action, Protocol="6",
            CidrBlock="0.0.0.0/0", PortRange={"From": first, "To": last},
        )

    def said():
        return ask(apis, place.client, place.web, "--port", "8080")

    def decision(direction, entry):
        return {"kind": "network-acl", "acl": acl, "direction": direction, "entry": entry, "allow": False}

    assert blocked(said()["request"]) == ("egress-acl-denied", decision("egress", None))
    add(100, True, "allow", 8080, 8080)
    assert blocked(said()["reply"]) == ("ingress-acl-denied", decision("ingress", None))
    add(110, False, "allow", 1024, 65535)
    assert said()["reply"]["end"]["result"] == "arrived"
    add(90, False, "deny", 32768, 65535)
    assert blocked(said()["reply"]) == ("ingress-acl-denied", decision("ingress", 90))


def test_what_is_advised_can_be_done_as_it_is_said(apis, ec2, place):
    """Until both directions pass, each command that is advised takes away what blocks, and nothing else is done."""
    acl = ec2.create_network_acl(VpcId=place.vpc)["NetworkAcl"]["NetworkAclId"]
    for found in ec2.describe_network_acls(Filters=[{"Name": "vpc-id", "Values": [place.vpc]}])["NetworkAcls"]:
        for each in found["Associations"]:
            ec2.replace_network_acl_association(AssociationId=each["NetworkAclAssociationId"], NetworkAclId=acl)
    ec2.create_network_acl_entry(NetworkAclId=acl, RuleNumber=7, Egress=True, RuleAction="deny", Protocol="-1",
                                 CidrBlock="0.0.0.0/0")
    block = ec2.associate_vpc_cidr_block(VpcId=place.vpc, AmazonProvidedIpv6CidrBlock=True)
    prefix = block["Ipv6CidrBlockAssociation"]["Ipv6CidrBlock"].removesuffix("00::/56")
    [group] = ec2.describe_security_groups(GroupIds=place.groups[:1])["SecurityGroups"]
    ec2.revoke_security_group_egress(GroupId=place.groups[0], IpPermissions=group["IpPermissionsEgress"])
    ends = []
    for number, (subnet, eni) in enumerate(zip(place.subnets, (place.client, place.web)), 1):
        ec2.associate_subnet_cidr_block(SubnetId=subnet, Ipv6CidrBlock=f"{prefix}{number:02x}::/64")
        ec2.assign_ipv6_addresses(NetworkInterfaceId=eni, Ipv6Addresses=[f"{prefix}{number:02x}::5"])
        ends.append(f"{prefix}{number:02x}::5")
    for way in ([place.client, place.web, "--port", "8080"], [*ends, "--protocol", "icmp"]):
        followed = []
        while True:
            said = ask(apis, *way)
            ends_of = [each["end"] for each in (said["request"], said["reply"]) if each]
            if ends_of[-1]["result"] != "blocked":
                break
            advice = ends_of[-1]["advice"]
            assert advice not in followed and "…" not in advice, advice
            followed.append(advice)
            apis.aws(*shlex.split(advice[advice.index("aws ec2 "):])[1:])
        assert said["reply"]["end"]["result"] == "arrived"
        # Both groups, and both directions of the ACL for the request and for its reply.
        assert len(followed) == 6, followed


def test_the_way_to_the_internet(apis, ec2, place):
    def said(*way):
        return ask(apis, *(way or (place.client, "internet")), "--port", "443")

    assert blocked(said()["request"]) == ("no-route", {"kind": "route-table", "table": place.tables[0]})
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=place.vpc)
    out = {"RouteTableId": place.tables[0], "DestinationCidrBlock": "0.0.0.0/0"}
    ec2.create_route(**out, GatewayId=gateway)
    reason, component = blocked(said()["request"])
    assert (reason, component["kind"], component["target"]) == ("no-public-address", "route", gateway)
    address = ec2.allocate_address()
    ec2.associate_address(AllocationId=address["AllocationId"], NetworkInterfaceId=place.client)
    passed = said()
    assert passed["request"]["end"]["at"] == "internet" and passed["reply"]["end"]["at"] == place.client
    [translation] = components(passed["request"], "internet-gateway")
    assert (translation["gateway"], translation["to"]) == (gateway, address["PublicIp"])
    reason, component = blocked(said("internet", address["PublicIp"])["request"])
    assert (reason, component["groups"]) == ("ingress-denied", [place.groups[0]])
    ec2.authorize_security_group_ingress(GroupId=place.groups[0], IpPermissions=ALL)
    assert said("internet", address["PublicIp"])["request"]["end"]["at"] == place.client
    assert said("internet", place.client)["reply"]["end"]["at"] == "internet"

    # The other subnet has no gateway of its own, but one that translates.
    elastic = ec2.allocate_address()["AllocationId"]
    nat = ec2.create_nat_gateway(SubnetId=place.subnets[0], AllocationId=elastic)["NatGateway"]["NatGatewayId"]
    ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[nat], WaiterConfig=FAST)
    ec2.create_route(RouteTableId=place.tables[1], DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat)
    through = said(place.web, "internet")
    assert len(through["request"]["hops"]) == 2 and through["reply"]["end"]["at"] == place.web
    [translation] = components(through["request"], "nat-gateway")
    assert (translation["gateway"], translation["from"]) == (nat, place.enis[1]["PrivateIpAddress"])
    ec2.delete_nat_gateway(NatGatewayId=nat)
    ec2.get_waiter("nat_gateway_deleted").wait(NatGatewayIds=[nat], WaiterConfig=FAST)
    reason, component = blocked(said(place.web, "internet")["request"])
    assert (reason, component["target"]) == ("blackhole", nat)


def test_tasks_are_named_by_id_and_arn(apis, ec2, ecs, place):
    ecs.create_cluster(clusterName="reach")
    ecs.register_task_definition(
        family="reach", networkMode="awsvpc", requiresCompatibilities=["FARGATE"], cpu="256", memory="512",
        containerDefinitions=[{"name": "web", "image": "web:1"}],
    )
    configuration = {"subnets": [place.subnets[1]], "securityGroups": [place.groups[1]]}
    arn = ecs.run_task(
        cluster="reach", taskDefinition="reach", launchType="FARGATE",
        networkConfiguration={"awsvpcConfiguration": configuration},
    )["tasks"][0]["taskArn"]
    place.let_in()
    for name in (arn, arn.rsplit("/", 1)[1]):
        assert ask(apis, place.client, name, "--port", "8080")["reply"]["end"]["at"] == place.client


def test_what_is_not_understood_is_asked_back(apis, ec2, place):
    def refused(*arguments):
        done = apis.minato("reach", *arguments, check=False)
        assert done.returncode == 2 and not done.stdout
        return done.stderr

    assert "--port" in refused(place.client, place.web)
    assert "--port" in refused(place.client, place.web, "--port", "80", "--protocol", "icmp")
    assert "65535" in refused(place.client, place.web, "--port", "65536")
    assert "describe-network-interfaces" in refused("eni-0123456789abcdef0", place.web, "--port", "80")
    assert "`nobody` is neither" in refused("nobody", place.web, "--port", "80")
    assert "is neither" in refused("a&b", place.web, "--port", "80")
    assert "outside of every VPC" in refused("internet", "203.0.113.9", "--port", "80")
    assert "`internet`" in refused("10.0.1.250", place.web, "--port", "80")
    assert "IPv6" in refused(place.client, "2001:db8::1", "--port", "80")

    # Two VPCs have the address.
    other = Place(ec2, ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"])
    address = place.enis[0]["PrivateIpAddress"]
    assert address == other.enis[0]["PrivateIpAddress"]
    error = refused(address, place.web, "--port", "80")
    assert place.client in error and other.client in error

    nowhere = apis.minato("reach", "internet", "10.0.1.4", "--port", "80", "--endpoint", "http://127.0.0.1:1", check=False)
    assert nowhere.returncode == 2 and "minato serve" in nowhere.stderr
    for query in ("", "from=internet", f"from={place.client}&to={place.web}&protocol=sctp&port=1",
                  f"from={place.client}&to={place.web}", f"from={place.client}&to={place.web}&port=0"):
        assert apis.http(f"/_minato/reach?{query}")[0] == 400
