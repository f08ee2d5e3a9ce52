"""What analyses of network insights say: always what `minato reach` says, in AWS's codes and shapes."""

import pytest
from insights import analysed, arn, asked, code, ids, path_between
from server import REGION, Server, eventually
from test_reach import ALL, FAST, Place, ask, blocked

EPHEMERAL = {"From": 49152, "To": 49152}


@pytest.fixture
def place(ec2, vpc):
    return Place(ec2, vpc)


@pytest.fixture
def gateway(ec2, vpc):
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    return gateway


def named(kind, resource):
    return {"Id": resource, "Arn": arn(kind, resource)}


def both(apis, ec2, *ends, names=None, port=8080, **more):
    """An analysis and what `minato reach` says of the same ends, which agree."""
    analysis = asked(ec2, *ends, port=port, **more)
    said = ask(apis, *(names or ends), "--port", str(port), "--protocol", more.get("Protocol", "tcp"))
    ways = [way for way in (said["request"], said["reply"]) if way]
    assert analysis["NetworkPathFound"] is all(way["end"]["result"] != "blocked" for way in ways)
    assert ("Explanations" in analysis) is not analysis["NetworkPathFound"]
    return analysis, said


def stopped(apis, ec2, *ends, **more):
    """Why `minato reach` says that a way is not open, and the one explanation of the analysis, which must have a code."""
    analysis, said = both(apis, ec2, *ends, **more)
    way = said["reply"] or said["request"]
    return (blocked(way)[0], *code(analysis), analysis)


def acl_of(ec2, place, number):
    """The id of the ACL of a subnet, and of their association."""
    here = [{"Name": "association.subnet-id", "Values": [place.subnets[number]]}]
    [acl] = ec2.describe_network_acls(Filters=here)["NetworkAcls"]
    [association] = [each for each in acl["Associations"] if each["SubnetId"] == place.subnets[number]]
    return acl["NetworkAclId"], association["NetworkAclAssociationId"]


def header(source, destination, ports, protocol="6"):
    return {"Protocol": protocol, "SourceAddresses": [f"{source}/32"], "DestinationAddresses": [f"{destination}/32"],
            "SourcePortRanges": [ports[0]], "DestinationPortRanges": [ports[1]]}


def test_a_way_within_a_vpc_with_all_that_it_passes(apis, ec2, place):
    place.let_in()
    ec2.create_tags(Resources=[place.web], Tags=[{"Key": "Name", "Value": "web"}])
    analysis, _ = both(apis, ec2, place.client, place.web)
    acl, _ = acl_of(ec2, place, 0)
    assert ids(analysis["ForwardPathComponents"]) == [
        place.client, place.groups[0], acl, place.tables[0], acl, place.groups[1], place.web]
    assert ids(analysis["ReturnPathComponents"]) == [
        place.web, place.groups[1], acl, place.tables[1], acl, place.groups[0], place.client]
    first, egress, out, table, into, ingress, last = analysis["ForwardPathComponents"]
    client, web = (eni["PrivateIpAddress"] for eni in place.enis)
    sent = header(client, web, (EPHEMERAL, {"From": 8080, "To": 8080}))
    vpc = named("vpc", place.vpc)
    assert first == {"SequenceNumber": 1, "Component": named("network-interface", place.client), "OutboundHeader": sent,
                     "Subnet": named("subnet", place.subnets[0]), "Vpc": vpc}
    assert last == {"SequenceNumber": 7, "Component": {**named("network-interface", place.web), "Name": "web"},
                    "InboundHeader": sent, "Subnet": named("subnet", place.subnets[1]), "Vpc": vpc}
    assert egress["SecurityGroupRule"] == {"Cidr": "0.0.0.0/0", "Direction": "egress", "Protocol": "all"}
    assert ingress["SecurityGroupRule"] == {
        "SecurityGroupId": place.groups[0], "Direction": "ingress", "Protocol": "tcp",
        "PortRange": {"From": 8080, "To": 8080}}
    entry = {"Cidr": "0.0.0.0/0", "Protocol": "all", "RuleAction": "allow", "RuleNumber": 100}
    assert (out["AclRule"], into["AclRule"]) == ({**entry, "Egress": True}, {**entry, "Egress": False})
    assert table["RouteTableRoute"] == {
        "DestinationCidr": "10.0.0.0/16", "GatewayId": "local", "Origin": "createroutetable", "State": "active"}
    # The group that let the request in lets its reply out, by no rule of its own.
    assert "SecurityGroupRule" not in analysis["ReturnPathComponents"][1]
    assert analysis["ReturnPathComponents"][0]["OutboundHeader"] == header(web, client, ({"From": 8080, "To": 8080}, EPHEMERAL))


def test_groups_that_deny(apis, ec2, place):
    reason, found, explanation, analysis = stopped(apis, ec2, place.client, place.web)
    assert (reason, found) == ("ingress-denied", "ENI_SG_RULES_MISMATCH")
    assert explanation == {
        "ExplanationCode": found, "Direction": "ingress", "NetworkInterface": named("network-interface", place.web),
        "SecurityGroups": [named("security-group", place.groups[1])], "Subnet": named("subnet", place.subnets[1]),
        "Vpc": named("vpc", place.vpc),
    }
    acl, _ = acl_of(ec2, place, 0)
    assert ids(analysis["ForwardPathComponents"]) == [place.client, place.groups[0], acl, place.tables[0], acl]
    assert "ReturnPathComponents" not in analysis
    ec2.revoke_security_group_egress(GroupId=place.groups[0], IpPermissions=ALL)
    reason, found, explanation, analysis = stopped(apis, ec2, place.client, place.web, Protocol="udp")
    assert (reason, found, explanation["Direction"]) == ("egress-denied", "ENI_SG_RULES_MISMATCH", "egress")
    assert ids(analysis["ForwardPathComponents"]) == [place.client]
    [first] = analysis["ForwardPathComponents"]
    assert first["OutboundHeader"]["Protocol"] == "17"


def test_an_acl_that_denies_on_the_way_back(apis, ec2, place):
    place.let_in()
    acl = ec2.create_network_acl(VpcId=place.vpc)["NetworkAcl"]["NetworkAclId"]
    ec2.replace_network_acl_association(AssociationId=acl_of(ec2, place, 0)[1], NetworkAclId=acl)
    reason, found, explanation, _ = stopped(apis, ec2, place.client, place.web)
    last = {"Cidr": "0.0.0.0/0", "Protocol": "all", "RuleAction": "deny", "RuleNumber": 32767}
    assert (reason, found) == ("egress-acl-denied", "SUBNET_ACL_RESTRICTION")
    assert explanation == {
        "ExplanationCode": found, "Direction": "egress", "Acl": named("network-acl", acl),
        "AclRule": {**last, "Egress": True}, "Subnet": named("subnet", place.subnets[0]), "Vpc": named("vpc", place.vpc),
    }
    everywhere = {"CidrBlock": "0.0.0.0/0", "Protocol": "6"}
    ec2.create_network_acl_entry(NetworkAclId=acl, RuleNumber=1, Egress=True, RuleAction="allow",
                                 PortRange={"From": 8080, "To": 8080}, **everywhere)
    ec2.create_network_acl_entry(NetworkAclId=acl, RuleNumber=7, Egress=False, RuleAction="deny",
                                 PortRange={"From": 32768, "To": 65535}, **everywhere)
    reason, found, explanation, analysis = stopped(apis, ec2, place.client, place.web)
    assert (reason, found, explanation["Direction"]) == ("ingress-acl-denied", "SUBNET_ACL_RESTRICTION", "ingress")
    assert explanation["AclRule"] == {
        "Cidr": "0.0.0.0/0", "Egress": False, "PortRange": {"From": 32768, "To": 65535}, "Protocol": "tcp",
        "RuleAction": "deny", "RuleNumber": 7}
    assert explanation["Subnet"]["Id"] == place.subnets[0]
    # The request had come to its end.
    assert ids(analysis["ForwardPathComponents"])[-1] == place.web
    assert ids(analysis["ReturnPathComponents"])[:2] == [place.web, place.groups[1]]
    assert place.client not in ids(analysis["ReturnPathComponents"])

    # Replies to another port would pass, and that is what may be asked.
    ec2.create_network_acl_entry(NetworkAclId=acl, RuleNumber=8, Egress=False, RuleAction="allow",
                                 PortRange={"From": 2000, "To": 2100}, **everywhere)
    ports = {"DestinationPortRange": {"FromPort": 8080, "ToPort": 8080}, "SourcePortRange": {"FromPort": 1024, "ToPort": 65535}}
    open_ = asked(ec2, place.client, place.web, port=None, FilterAtSource=ports)
    assert open_["NetworkPathFound"] is True
    assert open_["ForwardPathComponents"][0]["OutboundHeader"]["SourcePortRanges"] == [{"From": 2000, "To": 2000}]
    ports["SourcePortRange"] = {"FromPort": 2101, "ToPort": 65535}
    assert code(asked(ec2, place.client, place.web, port=None, FilterAtSource=ports))[0] == "SUBNET_ACL_RESTRICTION"


def test_routes_that_are_not_there_or_lead_nowhere(apis, ec2, place, gateway):
    ends = (place.client, gateway)
    reason, found, explanation, _ = stopped(apis, ec2, *ends, names=(place.client, "internet"))
    assert (reason, found) == ("no-route", "NO_ROUTE_TO_DESTINATION")
    assert explanation == {
        "ExplanationCode": found, "RouteTable": named("route-table", place.tables[0]), "Vpc": named("vpc", place.vpc),
        "Destination": named("internet-gateway", gateway),
    }
    nat = ec2.create_nat_gateway(SubnetId=place.subnets[1], ConnectivityType="private")["NatGateway"]["NatGatewayId"]
    ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[nat], WaiterConfig=FAST)
    ec2.create_route(RouteTableId=place.tables[0], DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat)
    ec2.delete_nat_gateway(NatGatewayId=nat)
    ec2.get_waiter("nat_gateway_deleted").wait(NatGatewayIds=[nat], WaiterConfig=FAST)
    reason, found, explanation, analysis = stopped(apis, ec2, *ends, names=(place.client, "internet"))
    assert (reason, found) == ("blackhole", "BAD_STATE_ROUTE")
    assert explanation["RouteTableRoute"] == {
        "DestinationCidr": "0.0.0.0/0", "NatGatewayId": nat, "Origin": "createroute", "State": "blackhole"}
    assert explanation["RouteTable"]["Id"] == place.tables[0]
    assert place.tables[0] not in ids(analysis["ForwardPathComponents"])


def test_the_internet_needs_a_public_address_on_each_way(apis, ec2, place, gateway):
    ec2.create_route(RouteTableId=place.tables[0], DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    out, into = (place.client, gateway), (gateway, place.client)
    names_out, names_in = (place.client, "internet"), ("internet", place.client)
    reason, found, explanation, _ = stopped(apis, ec2, *out, names=names_out)
    assert (reason, found) == ("no-public-address", "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS")
    assert explanation["InternetGateway"] == named("internet-gateway", gateway)
    assert explanation["Address"] == place.enis[0]["PrivateIpAddress"] and explanation["Vpc"]["Id"] == place.vpc
    reason, found, explanation, analysis = stopped(apis, ec2, *into, names=names_in)
    assert (reason, found) == ("public-address-unknown", "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS")
    assert explanation["InternetGateway"] == named("internet-gateway", gateway)
    [first] = analysis["ForwardPathComponents"]
    assert first["Component"]["Id"] == gateway and "InboundHeader" in first and "OutboundHeader" not in first

    elastic = ec2.allocate_address()
    ec2.associate_address(AllocationId=elastic["AllocationId"], NetworkInterfaceId=place.client)
    public, private = elastic["PublicIp"], place.enis[0]["PrivateIpAddress"]
    analysis, _ = both(apis, ec2, *out, names=names_out)
    acl, _ = acl_of(ec2, place, 0)
    assert ids(analysis["ForwardPathComponents"]) == [place.client, place.groups[0], acl, place.tables[0], gateway]
    assert ids(analysis["ReturnPathComponents"]) == [gateway, acl, place.groups[0], place.client]
    last = analysis["ForwardPathComponents"][-1]
    assert last["InboundHeader"]["SourceAddresses"] == [f"{private}/32"]
    assert last["OutboundHeader"]["SourceAddresses"] == [f"{public}/32"]
    assert stopped(apis, ec2, *into, names=names_in)[:2] == ("ingress-denied", "ENI_SG_RULES_MISMATCH")
    ec2.authorize_security_group_ingress(GroupId=place.groups[0], IpPermissions=ALL)
    analysis, _ = both(apis, ec2, *into, names=names_in)
    first = analysis["ForwardPathComponents"][0]
    assert first["Component"]["Id"] == gateway and first["Vpc"]["Id"] == place.vpc
    assert first["InboundHeader"]["DestinationAddresses"] == [f"{public}/32"]
    assert first["OutboundHeader"]["DestinationAddresses"] == [f"{private}/32"]
    assert ids(analysis["ReturnPathComponents"])[-1] == gateway

    # By address alone, and with addresses that the internet does not have.
    analysis, _ = both(apis, ec2, place.client, DestinationIp="203.0.113.9", names=(place.client, "203.0.113.9"))
    assert ids(analysis["ForwardPathComponents"])[-1] == gateway
    for ends, more in [(into, {"SourceIp": "10.9.9.9"}), (out, {"DestinationIp": "192.168.1.1"}), (out, {"DestinationIp": "100.64.0.1"})]:
        assert code(asked(ec2, *ends, **more))[0] == "IGW_EXPECTS_PUBLIC_ADDRESS"


def test_a_nat_gateway_on_the_way(apis, ec2, place, gateway):
    elastic = ec2.allocate_address()
    nat = ec2.create_nat_gateway(SubnetId=place.subnets[0], AllocationId=elastic["AllocationId"])["NatGateway"]["NatGatewayId"]
    ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[nat], WaiterConfig=FAST)
    [address] = ec2.describe_nat_gateways(NatGatewayIds=[nat])["NatGateways"][0]["NatGatewayAddresses"]
    ec2.create_route(RouteTableId=place.tables[0], DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    ec2.create_route(RouteTableId=place.tables[1], DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat)
    analysis, _ = both(apis, ec2, place.web, gateway, names=(place.web, "internet"))
    acl, _ = acl_of(ec2, place, 0)
    assert ids(analysis["ForwardPathComponents"]) == [
        place.web, place.groups[1], acl, place.tables[1], acl, address["NetworkInterfaceId"], nat, acl, place.tables[0], gateway]
    component = analysis["ForwardPathComponents"][6]
    assert component["InboundHeader"]["SourceAddresses"] == [f"{place.enis[1]['PrivateIpAddress']}/32"]
    assert component["OutboundHeader"]["SourceAddresses"] == [f"{address['PrivateIp']}/32"]
    assert analysis["ForwardPathComponents"][5]["AttachedTo"]["Id"] == nat
    assert nat in ids(analysis["ReturnPathComponents"]) and ids(analysis["ReturnPathComponents"])[-1] == place.web

    path = path_between(ec2, place.web, gateway)
    through, other = (arn("natgateway", each) for each in (nat, "nat-0123456789abcdef0"))
    met = analysed(ec2, path, FilterInArns=[through])
    assert (met["NetworkPathFound"], met["FilterInArns"]) == (True, [through])
    avoided = analysed(ec2, path, FilterOutArns=[through])
    found, explanation = code(avoided)
    assert (found, explanation["Component"]) == ("COMPONENT_FILTER_RESTRICTION_REMOVED_COMPONENT", named("natgateway", nat))
    assert avoided["FilterOutArns"] == [through] and "ForwardPathComponents" not in avoided
    found, explanation = code(analysed(ec2, path, FilterInArns=[named("network-interface", place.client)["Arn"]]))
    assert (found, explanation["Component"]) == ("COMPONENT_FILTER_RESTRICTION", named("network-interface", place.client))
    failed = analysed(ec2, path, FilterInArns=[other])
    assert (failed["Status"], failed["StatusMessage"]) == (
        "failed", f"The request failed due to missing component {other}")
    assert "NetworkPathFound" not in failed and "Explanations" not in failed


def peered(ec2, place, cidr="10.2.0.0/16"):
    """A second VPC that is peered, with routes on both sides, and its place."""
    other = ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"]
    peering = ec2.create_vpc_peering_connection(VpcId=place.vpc, PeerVpcId=other)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    subnet = ec2.create_subnet(VpcId=other, CidrBlock=cidr.replace("0.0/16", "1.0/24"))["Subnet"]["SubnetId"]
    group = ec2.create_security_group(VpcId=other, GroupName="far", Description="far")["GroupId"]
    eni = ec2.create_network_interface(SubnetId=subnet, Groups=[group])["NetworkInterface"]
    [table] = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [other]}])["RouteTables"]
    return {"vpc": other, "peering": peering, "group": group, "eni": eni["NetworkInterfaceId"], "cidr": cidr,
            "address": eni["PrivateIpAddress"], "table": table["RouteTableId"]}


def test_over_a_peering_connection(apis, ec2, place):
    far = peered(ec2, place)
    peering = far["peering"]
    assert stopped(apis, ec2, place.client, far["eni"])[:2] == ("no-route", "NO_ROUTE_TO_DESTINATION")
    ec2.create_route(RouteTableId=place.tables[0], DestinationCidrBlock=far["cidr"], VpcPeeringConnectionId=peering)
    assert stopped(apis, ec2, place.client, far["eni"])[:2] == ("ingress-denied", "ENI_SG_RULES_MISMATCH")
    ec2.authorize_security_group_ingress(GroupId=far["group"], IpPermissions=ALL)
    # The far side has no route back.
    reason, found, explanation, analysis = stopped(apis, ec2, place.client, far["eni"])
    assert (reason, found, explanation["RouteTable"]["Id"]) == ("tcp-not-syn", "NO_ROUTE_TO_DESTINATION", far["table"])
    assert ids(analysis["ForwardPathComponents"])[-1] == far["eni"]
    ec2.create_route(RouteTableId=far["table"], DestinationCidrBlock="10.0.0.0/16", VpcPeeringConnectionId=peering)
    analysis, _ = both(apis, ec2, place.client, far["eni"])
    way = ids(analysis["ForwardPathComponents"])
    assert way[3:5] == [place.tables[0], peering] and way[-2:] == [far["group"], far["eni"]]
    component = analysis["ForwardPathComponents"][4]
    assert (component["SourceVpc"]["Id"], component["DestinationVpc"]["Id"]) == (place.vpc, far["vpc"])
    route = analysis["ForwardPathComponents"][3]["RouteTableRoute"]
    assert route == {"DestinationCidr": far["cidr"], "VpcPeeringConnectionId": peering, "Origin": "createroute", "State": "active"}

    # What no VPC of the connection has, and what nobody has.
    ec2.create_route(RouteTableId=place.tables[0], DestinationCidrBlock="10.3.0.0/16", VpcPeeringConnectionId=peering)
    reason, found, explanation, _ = stopped(apis, ec2, place.client, DestinationIp="10.3.1.1", names=(place.client, "10.3.1.1"))
    assert (reason, found) == ("peer-address-unknown", "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR")
    assert (explanation["VpcPeeringConnection"]["Id"], explanation["Address"]) == (peering, "10.3.1.1")
    reason, found, explanation, _ = stopped(apis, ec2, place.client, DestinationIp="10.2.9.9", names=(place.client, "10.2.9.9"))
    assert (reason, found) == ("peer-address-unknown", "NO_POSSIBLE_DESTINATION")


def test_a_peering_connection_as_an_end(apis, ec2, place):
    far = peered(ec2, place)
    peering = far["peering"]
    found, explanation = code(asked(ec2, place.client, peering))
    assert (found, explanation["RouteTable"]["Id"]) == ("NO_ROUTE_TO_DESTINATION", place.tables[0])
    # Nobody behind it need be there, nor let anything in.
    ec2.create_route(RouteTableId=place.tables[0], DestinationCidrBlock="10.2.8.0/24", VpcPeeringConnectionId=peering)
    analysis = asked(ec2, place.client, peering)
    assert analysis["NetworkPathFound"] is True
    acl, _ = acl_of(ec2, place, 0)
    assert ids(analysis["ForwardPathComponents"]) == [place.client, place.groups[0], acl, place.tables[0], peering]
    assert ids(analysis["ReturnPathComponents"]) == [peering, acl, place.groups[0], place.client]
    assert analysis["ForwardPathComponents"][-1]["InboundHeader"]["DestinationAddresses"][0].startswith("10.2.8.")
    found, explanation = code(asked(ec2, place.client, peering, DestinationIp=far["address"]))
    assert found == "NO_ROUTE_TO_DESTINATION"
    ec2.revoke_security_group_egress(GroupId=place.groups[0], IpPermissions=ALL)
    assert code(asked(ec2, place.client, peering))[0] == "ENI_SG_RULES_MISMATCH"

    # From it, the receiver decides, and the routes of its subnet.
    assert code(asked(ec2, peering, place.web))[0] == "ENI_SG_RULES_MISMATCH"
    ec2.authorize_security_group_ingress(GroupId=place.groups[1], IpPermissions=ALL)
    found, explanation = code(asked(ec2, peering, place.web))
    assert (found, explanation["RouteTable"]["Id"]) == ("NO_ROUTE_TO_DESTINATION", place.tables[1])
    ec2.create_route(RouteTableId=place.tables[1], DestinationCidrBlock=far["cidr"], VpcPeeringConnectionId=peering)
    analysis = asked(ec2, peering, place.web, SourceIp=far["address"])
    assert analysis["NetworkPathFound"] is True
    assert ids(analysis["ForwardPathComponents"])[0] == peering and ids(analysis["ForwardPathComponents"])[-1] == place.web
    assert ids(analysis["ReturnPathComponents"])[-1] == peering
    assert analysis["ForwardPathComponents"][0]["OutboundHeader"]["SourceAddresses"] == [f"{far['address']}/32"]
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering)
    found, explanation = code(asked(ec2, place.client, peering))
    assert (found, explanation["VpcPeeringConnection"]["Id"]) == ("BAD_STATE", peering)


def test_vpcs_that_nothing_connects_and_what_is_gone(apis, ec2, place):
    other = Place(ec2, ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"])
    found, explanation = code(asked(ec2, place.client, other.web))
    assert found == "DISCONNECTED_VPCS"
    assert (explanation["SourceVpc"]["Id"], explanation["DestinationVpc"]["Id"]) == (place.vpc, other.vpc)
    spare = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    found, explanation = code(asked(ec2, place.client, spare))
    assert (found, explanation["Component"]) == ("UNASSOCIATED_COMPONENT", named("internet-gateway", spare))
    path = path_between(ec2, place.client, place.web)
    ec2.delete_network_interface(NetworkInterfaceId=place.web)
    found, explanation = code(analysed(ec2, path))
    assert (found, explanation["Component"]) == ("NO_SOURCE_OR_DESTINATION", {"Id": place.web})


def test_an_appliance_that_checks_what_it_gets(apis, ec2, place):
    place.let_in()
    appliance = ec2.create_network_interface(SubnetId=place.subnets[0], Groups=[place.groups[0]])["NetworkInterface"]["NetworkInterfaceId"]
    ec2.create_route(RouteTableId=place.tables[0], DestinationCidrBlock="10.0.2.0/24", NetworkInterfaceId=appliance)
    reason, found, explanation, _ = stopped(apis, ec2, place.client, place.web)
    assert (reason, found) == ("destination-checked", "ENI_SOURCE_DEST_CHECK_RESTRICTION")
    assert (explanation["NetworkInterface"]["Id"], explanation["Direction"]) == (appliance, "ingress")
    # Who sends from another's address is checked as well.
    found, explanation = code(asked(ec2, place.web, place.client, SourceIp="10.0.2.99"))
    assert (found, explanation["NetworkInterface"]["Id"]) == ("ENI_SOURCE_DEST_CHECK_RESTRICTION", place.web)


def test_an_endpoint_is_led_to_and_answers_only(apis, ec2, place):
    endpoint = ec2.create_vpc_endpoint(
        VpcId=place.vpc, ServiceName=f"com.amazonaws.{REGION}.s3", RouteTableIds=[place.tables[0]])["VpcEndpoint"]["VpcEndpointId"]
    found, explanation = code(asked(ec2, place.client, endpoint))
    route = explanation["RouteTableRoute"]
    assert (found, route["GatewayId"], route["State"]) == ("BAD_STATE_ROUTE", endpoint, "blackhole")
    assert route["DestinationPrefixListId"].startswith("pl-")
    assert code(asked(ec2, place.web, endpoint))[0] == "NO_ROUTE_TO_DESTINATION"
    found, explanation = code(asked(ec2, endpoint, place.client))
    assert (found, explanation["VpcEndpoint"]["Id"]) == ("VPCE_INTRA_VPC_TRAFFIC", endpoint)


def test_any_port_or_one_of_a_range(apis, ec2, place):
    place.let_in()
    analysis = asked(ec2, place.client, place.web, port=None)
    assert analysis["ForwardPathComponents"][0]["OutboundHeader"]["DestinationPortRanges"] == [{"From": 8080, "To": 8080}]

    def at(first, last, **more):
        ports = {"DestinationPortRange": {"FromPort": first, "ToPort": last}}
        return asked(ec2, place.client, place.web, port=None, FilterAtSource=ports, **more)

    assert at(8000, 9000)["NetworkPathFound"] is True
    for first, last in [(1, 8079), (8081, 65535)]:
        assert code(at(first, last))[0] == "ENI_SG_RULES_MISMATCH"
    there = {"DestinationPortRange": {"FromPort": 8080, "ToPort": 8090}}
    assert at(8000, 9000, FilterAtDestination=there)["NetworkPathFound"] is True
    there = {"DestinationPortRange": {"FromPort": 9001, "ToPort": 9002}}
    assert code(at(8080, 8080, FilterAtDestination=there))[0] == "FILTER_AT_DESTINATION_DESTINATION_PORT_RANGE"


def test_addresses_at_both_ends(apis, ec2, place):
    place.let_in()
    ec2.assign_private_ip_addresses(NetworkInterfaceId=place.web, PrivateIpAddresses=["10.0.2.77"])
    ec2.assign_private_ip_addresses(NetworkInterfaceId=place.client, PrivateIpAddresses=["10.0.1.77"])
    analysis = asked(ec2, place.client, place.web, SourceIp="10.0.1.77", DestinationIp="10.0.2.77")
    assert analysis["NetworkPathFound"] is True
    sent = analysis["ForwardPathComponents"][0]["OutboundHeader"]
    assert (sent["SourceAddresses"], sent["DestinationAddresses"]) == (["10.0.1.77/32"], ["10.0.2.77/32"])
    ports = {"DestinationPortRange": {"FromPort": 8080, "ToPort": 8080}}

    def at_destination(**filters):
        return asked(ec2, place.client, place.web, port=None, FilterAtSource=ports, FilterAtDestination=filters)

    client, web = (eni["PrivateIpAddress"] for eni in place.enis)
    assert at_destination(SourceAddress=client, DestinationAddress=web)["NetworkPathFound"] is True
    assert code(at_destination(SourceAddress="10.0.1.77"))[0] == "FILTER_AT_DESTINATION_SOURCE_ADDRESS"
    assert code(at_destination(DestinationAddress="10.0.2.99"))[0] == "FILTER_AT_DESTINATION_DESTINATION_ADDRESS"
    assert code(at_destination(SourcePortRange={"FromPort": 1, "ToPort": 2}))[0] == "FILTER_AT_DESTINATION_SOURCE_PORT_RANGE"
    reason, found, explanation, _ = stopped(apis, ec2, place.client, DestinationIp="10.0.2.99", names=(place.client, "10.0.2.99"))
    assert (reason, found, explanation["Address"]) == ("address-unknown", "NO_POSSIBLE_DESTINATION", "10.0.2.99")


def test_an_analysis_is_of_the_network_as_it_is_then(apis, ec2, place):
    path = path_between(ec2, place.client, place.web)
    assert code(analysed(ec2, path))[0] == "ENI_SG_RULES_MISMATCH"
    place.let_in()
    assert analysed(ec2, path)["NetworkPathFound"] is True
    analyses = ec2.describe_network_insights_analyses(NetworkInsightsPathId=path)["NetworkInsightsAnalyses"]
    assert sorted(each["NetworkPathFound"] for each in analyses) == [False, True]


def test_what_was_asked_for_before_the_end_is_answered_after_it():
    with Server(data_plane="none") as server:
        ec2 = server.client("ec2")
        place = Place(ec2, ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"])
        path = path_between(ec2, place.client, place.web)
        started = [ec2.start_network_insights_analysis(NetworkInsightsPathId=path) for _ in range(20)]
        server.kill()
        server.start()
        ids_ = [each["NetworkInsightsAnalysis"]["NetworkInsightsAnalysisId"] for each in started]

        def statuses():
            found = ec2.describe_network_insights_analyses(NetworkInsightsAnalysisIds=ids_)["NetworkInsightsAnalyses"]
            return {each["Status"] for each in found} == {"succeeded"}

        eventually(statuses)


def test_on_premises(vpn):
    server, ec2, place, gateway = vpn
    propagating = {"RouteTableId": place.tables[0], "GatewayId": gateway}
    assert stopped(server, ec2, place.client, gateway, names=(place.client, "192.168.0.4"))[:2] == (
        "no-route", "NO_ROUTE_TO_DESTINATION")
    ec2.enable_vgw_route_propagation(**propagating)
    analysis, _ = both(server, ec2, place.client, gateway, names=(place.client, "192.168.0.4"))
    assert ids(analysis["ForwardPathComponents"])[-2:] == [place.tables[0], gateway]
    assert analysis["ForwardPathComponents"][-2]["RouteTableRoute"] == {
        "DestinationCidr": "192.168.0.0/16", "GatewayId": gateway, "Origin": "enablevgwroutepropagation", "State": "active"}
    assert ids(analysis["ReturnPathComponents"])[0] == gateway
    assert stopped(server, ec2, gateway, place.client, names=("192.168.0.4", place.client))[:2] == (
        "ingress-denied", "ENI_SG_RULES_MISMATCH")
    ec2.authorize_security_group_ingress(GroupId=place.groups[0], IpPermissions=ALL)
    analysis, _ = both(server, ec2, gateway, place.client, names=("192.168.0.4", place.client))
    first = analysis["ForwardPathComponents"][0]
    assert (first["Component"]["Id"], first["Vpc"]["Id"]) == (gateway, place.vpc)
    assert first["OutboundHeader"]["SourceAddresses"] == ["192.168.0.4/32"]
    # Nobody outside has an address of the VPC.
    found, explanation = code(asked(ec2, gateway, place.client, SourceIp=place.enis[1]["PrivateIpAddress"]))
    assert (found, explanation["VpnGateway"]["Id"]) == ("GATEWAY_REJECTS_SPOOFED_TRAFFIC", gateway)
    path = path_between(ec2, place.client, gateway)
    ec2.detach_vpn_gateway(VpnGatewayId=gateway, VpcId=place.vpc)
    found, explanation = code(analysed(ec2, path))
    assert (found, explanation["Component"]) == ("UNASSOCIATED_COMPONENT", named("vpn-gateway", gateway))


@pytest.fixture
def vpn():
    """A server that joins 192.168.0.0/16, with a place, and a VPN gateway that is attached to its VPC."""
    with Server("--on-premises", "192.168.0.0/16", data_plane="none") as server:
        ec2 = server.client("ec2")
        place = Place(ec2, ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"])
        gateway = ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
        ec2.attach_vpn_gateway(VpnGatewayId=gateway, VpcId=place.vpc)
        yield server, ec2, place, gateway


def test_the_task_that_has_an_eni_is_named(apis, ec2, ecs, place):
    ecs.create_cluster(clusterName="insights")
    ecs.register_task_definition(
        family="insights", networkMode="awsvpc", requiresCompatibilities=["FARGATE"], cpu="256", memory="512",
        containerDefinitions=[{"name": "web", "image": "web:1"}],
    )
    configuration = {"subnets": [place.subnets[1]], "securityGroups": [place.groups[1]]}
    task = ecs.run_task(cluster="insights", taskDefinition="insights", launchType="FARGATE",
                        networkConfiguration={"awsvpcConfiguration": configuration})["tasks"][0]["taskArn"]
    place.let_in()
    mine = [{"Name": "group-id", "Values": [place.groups[1]]}, {"Name": "interface-type", "Values": ["interface"]}]
    enis = ec2.describe_network_interfaces(Filters=mine)["NetworkInterfaces"]
    [eni] = [each["NetworkInterfaceId"] for each in enis if each["NetworkInterfaceId"] != place.web]
    analysis, _ = both(apis, ec2, place.client, eni, names=(place.client, task))
    assert analysis["ForwardPathComponents"][-1]["AttachedTo"] == {"Id": task.rsplit("/", 1)[1], "Arn": task}
