"""Resources of Terraform's AWS provider for what leads out of a VPC, call by call.

Each class creates, reads, updates and deletes as the provider does, waits included. `read` gives the state that Terraform
would keep, and None once the resource is gone.
"""

from botocore.exceptions import ClientError
from server import eventually
from terraform_rules import change_tags, not_found, tag_specifications, tags_of


def code_of_failure(call, **parameters):
    """The code that a call fails with; None when it succeeds."""
    try:
        call(**parameters)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


def filters(**values):
    return [{"Name": name.replace("__", ".").replace("_", "-"), "Values": [value]} for name, value in values.items()]


class InternetGateway:
    """aws_internet_gateway, with aws_internet_gateway_attachment in it."""

    def __init__(self, ec2, vpc=None, tags=None):
        self.ec2 = ec2
        made = ec2.create_internet_gateway(TagSpecifications=tag_specifications("internet-gateway", tags or {}))
        self.id = made["InternetGateway"]["InternetGatewayId"]
        if vpc:
            self.attach(vpc)

    def attach(self, vpc):
        self.ec2.attach_internet_gateway(InternetGatewayId=self.id, VpcId=vpc)
        eventually(lambda: self.attachments() == [{"State": "available", "VpcId": vpc}])

    def attachments(self):
        [found] = self.ec2.describe_internet_gateways(InternetGatewayIds=[self.id])["InternetGateways"]
        return found["Attachments"]

    def read(self):
        found = not_found("InvalidInternetGatewayID.NotFound", self.ec2.describe_internet_gateways, InternetGatewayIds=[self.id])
        if found is None:
            return None
        [gateway] = found["InternetGateways"]
        attachments = gateway["Attachments"]
        return {"owner": gateway["OwnerId"], "tags": tags_of(gateway), "vpc": attachments[0]["VpcId"] if attachments else ""}

    def update(self, vpc, tags):
        before = self.read()
        if before["vpc"] != vpc:
            self.detach(before["vpc"])
            self.attach(vpc)
        change_tags(self.ec2, self.id, before["tags"], tags)

    def detach(self, vpc):
        code = code_of_failure(self.ec2.detach_internet_gateway, InternetGatewayId=self.id, VpcId=vpc)
        assert code in (None, "Gateway.NotAttached")
        eventually(lambda: self.attachments() == [])

    def delete(self):
        vpc = self.read()["vpc"]
        if vpc:
            self.detach(vpc)
        self.ec2.delete_internet_gateway(InternetGatewayId=self.id)


class EgressOnlyInternetGateway:
    """aws_egress_only_internet_gateway."""

    def __init__(self, ec2, vpc, tags=None):
        self.ec2 = ec2
        specification = tag_specifications("egress-only-internet-gateway", tags or {})
        made = ec2.create_egress_only_internet_gateway(
            VpcId=vpc, ClientToken=f"terraform-{vpc}", TagSpecifications=specification)
        self.id = made["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"]

    def read(self):
        describe = self.ec2.describe_egress_only_internet_gateways
        found = not_found("InvalidGatewayID.NotFound", describe, EgressOnlyInternetGatewayIds=[self.id])
        if found is None:
            return None
        [gateway] = found["EgressOnlyInternetGateways"]
        attached = [each["VpcId"] for each in gateway["Attachments"]]
        return {"vpc": attached[0] if len(attached) == 1 else None, "tags": tags_of(gateway)}

    def update(self, tags):
        change_tags(self.ec2, self.id, self.read()["tags"], tags)

    def delete(self):
        code = code_of_failure(self.ec2.delete_egress_only_internet_gateway, EgressOnlyInternetGatewayId=self.id)
        assert code in (None, "InvalidGatewayID.NotFound")


class VpnGateway:
    """aws_vpn_gateway; with `vpc` changed, aws_vpn_gateway_attachment."""

    def __init__(self, ec2, vpc=None, tags=None, **more):
        self.ec2 = ec2
        specification = tag_specifications("vpn-gateway", tags or {})
        made = ec2.create_vpn_gateway(Type="ipsec.1", TagSpecifications=specification, **more)
        self.id = made["VpnGateway"]["VpnGatewayId"]
        if vpc:
            self.attach(vpc)

    def attachment(self, vpc):
        """The state of the attachment to a VPC; one that is detached does not count."""
        found = not_found("InvalidVpnGatewayID.NotFound", self.ec2.describe_vpn_gateways, VpnGatewayIds=[self.id])
        states = [each["State"] for gateway in (found or {}).get("VpnGateways", [])
                  for each in gateway["VpcAttachments"] if each["VpcId"] == vpc]
        return next((state for state in states if state != "detached"), None)

    def attach(self, vpc):
        self.ec2.attach_vpn_gateway(VpnGatewayId=self.id, VpcId=vpc)
        eventually(lambda: self.attachment(vpc) == "attached")

    def detach(self, vpc):
        code = code_of_failure(self.ec2.detach_vpn_gateway, VpnGatewayId=self.id, VpcId=vpc)
        assert code in (None, "InvalidVpnGatewayAttachment.NotFound", "InvalidVpnGatewayID.NotFound")
        eventually(lambda: self.attachment(vpc) is None)

    def read(self):
        found = not_found("InvalidVpnGatewayID.NotFound", self.ec2.describe_vpn_gateways, VpnGatewayIds=[self.id])
        gateways = [each for each in (found or {}).get("VpnGateways", []) if each["State"] != "deleted"]
        if not gateways:
            return None
        [gateway] = gateways
        attached = [each["VpcId"] for each in gateway["VpcAttachments"] if each["State"] == "attached"]
        return {"asn": gateway["AmazonSideAsn"], "zone": gateway.get("AvailabilityZone", ""), "tags": tags_of(gateway),
                "vpc": attached[0] if attached else ""}

    def update(self, vpc, tags):
        before = self.read()
        if before["vpc"] and before["vpc"] != vpc:
            self.detach(before["vpc"])
        if vpc and before["vpc"] != vpc:
            self.attach(vpc)
        change_tags(self.ec2, self.id, before["tags"], tags)

    def delete(self):
        vpc = self.read()["vpc"]
        if vpc:
            self.detach(vpc)
        eventually(lambda: code_of_failure(self.ec2.delete_vpn_gateway, VpnGatewayId=self.id) != "IncorrectState")
        eventually(lambda: self.read() is None)


class VpnGatewayRoutePropagation:
    """aws_vpn_gateway_route_propagation."""

    def __init__(self, ec2, table, gateway):
        self.ec2, self.table, self.gateway = ec2, table, gateway
        ec2.enable_vgw_route_propagation(RouteTableId=table, GatewayId=gateway)

    def read(self):
        found = not_found("InvalidRouteTableID.NotFound", self.ec2.describe_route_tables, RouteTableIds=[self.table])
        tables = (found or {}).get("RouteTables", [])
        propagating = any(each["GatewayId"] == self.gateway for table in tables for each in table["PropagatingVgws"])
        return {"table": self.table, "gateway": self.gateway} if propagating else None

    def delete(self):
        parameters = {"RouteTableId": self.table, "GatewayId": self.gateway}
        code = code_of_failure(self.ec2.disable_vgw_route_propagation, **parameters)
        assert code in (None, "InvalidRouteTableID.NotFound")


DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")
TARGETS = ("GatewayId", "NatGatewayId", "NetworkInterfaceId", "EgressOnlyInternetGatewayId", "VpcPeeringConnectionId")


def shown_routes(table):
    """A table's routes as the provider keeps them: without the local, the propagated and the endpoints' own."""
    routes = {}
    for route in table["Routes"]:
        gateway = route.get("GatewayId", "")
        of_endpoint = "DestinationPrefixListId" in route and gateway.startswith("vpce-")
        if gateway == "local" or route["Origin"] == "EnableVgwRoutePropagation" or of_endpoint:
            continue
        destination = next((name, route[name]) for name in DESTINATIONS if name in route)
        routes[destination] = {name: route[name] for name in TARGETS if name in route}
    return routes


class RouteTable:
    """aws_route_table with its routes inside: {(kind of destination, destination): target}."""

    def __init__(self, ec2, vpc, routes=None, propagating=(), tags=None):
        self.ec2 = ec2
        made = ec2.create_route_table(
            VpcId=vpc, ClientToken=f"terraform-{vpc}-{id(self)}", TagSpecifications=tag_specifications("route-table", tags or {}))
        self.id = made["RouteTable"]["RouteTableId"]
        eventually(lambda: self.read() is not None)
        for gateway in propagating:
            ec2.enable_vgw_route_propagation(RouteTableId=self.id, GatewayId=gateway)
        for destination, target in (routes or {}).items():
            self.add(destination, target)

    def add(self, destination, target):
        self.ec2.create_route(RouteTableId=self.id, **dict([destination]), **target)
        eventually(lambda: destination in self.read()["routes"])

    def read(self):
        found = not_found("InvalidRouteTableID.NotFound", self.ec2.describe_route_tables, RouteTableIds=[self.id])
        if found is None:
            return None
        [table] = found["RouteTables"]
        return {"vpc": table["VpcId"], "owner": table["OwnerId"], "tags": tags_of(table), "routes": shown_routes(table),
                "propagating": {each["GatewayId"] for each in table["PropagatingVgws"]}}

    def update(self, routes, propagating, tags):
        before = self.read()
        for gateway in before["propagating"] - set(propagating):
            self.ec2.disable_vgw_route_propagation(RouteTableId=self.id, GatewayId=gateway)
        for gateway in set(propagating) - before["propagating"]:
            self.ec2.enable_vgw_route_propagation(RouteTableId=self.id, GatewayId=gateway)
        for destination, target in routes.items():
            if destination not in before["routes"]:
                self.add(destination, target)
            elif before["routes"][destination] != target:
                self.ec2.replace_route(RouteTableId=self.id, **dict([destination]), **target)
                eventually(lambda: self.read()["routes"][destination] == target)
        for destination in before["routes"].keys() - routes.keys():
            code = code_of_failure(self.ec2.delete_route, RouteTableId=self.id, **dict([destination]))
            assert code in (None, "InvalidRoute.NotFound")
        change_tags(self.ec2, self.id, before["tags"], tags)

    def delete(self):
        [table] = self.ec2.describe_route_tables(RouteTableIds=[self.id])["RouteTables"]
        for association in table["Associations"]:
            self.ec2.disassociate_route_table(AssociationId=association["RouteTableAssociationId"])
        self.ec2.delete_route_table(RouteTableId=self.id)
        eventually(lambda: self.read() is None)


class Route:
    """aws_route."""

    def __init__(self, ec2, table, destination, **target):
        self.ec2, self.table, self.destination = ec2, table, destination
        ec2.create_route(RouteTableId=table, **dict([destination]), **target)
        eventually(lambda: self.read() is not None)

    def read(self):
        found = not_found("InvalidRouteTableID.NotFound", self.ec2.describe_route_tables, RouteTableIds=[self.table])
        name, value = self.destination
        for route in (found or {"RouteTables": [{"Routes": []}]})["RouteTables"][0]["Routes"]:
            if route.get(name) == value:
                return route
        return None

    def update(self, **target):
        self.ec2.replace_route(RouteTableId=self.table, **dict([self.destination]), **target)
        eventually(lambda: target.items() <= self.read().items())

    def delete(self):
        code = code_of_failure(self.ec2.delete_route, RouteTableId=self.table, **dict([self.destination]))
        assert code in (None, "InvalidRoute.NotFound", "InvalidRouteTableID.NotFound")
        eventually(lambda: self.read() is None)


def association(ec2, **by):
    """The association that a filter finds, with the id of its table."""
    for table in ec2.describe_route_tables(Filters=filters(**by))["RouteTables"]:
        for found in table["Associations"]:
            if found["Main"] == ("association__main" in by) and found["AssociationState"]["State"] == "associated":
                if by.get("association__route_table_association_id") in (None, found["RouteTableAssociationId"]):
                    return found
    return None


class RouteTableAssociation:
    """aws_route_table_association."""

    def __init__(self, ec2, table, subnet):
        self.ec2 = ec2
        self.id = ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)["AssociationId"]
        eventually(lambda: self.read() is not None)

    def read(self):
        found = association(self.ec2, association__route_table_association_id=self.id)
        return found and {"table": found["RouteTableId"], "subnet": found["SubnetId"]}

    def update(self, table):
        self.id = self.ec2.replace_route_table_association(AssociationId=self.id, RouteTableId=table)["NewAssociationId"]
        eventually(lambda: self.read() is not None)

    def delete(self):
        code = code_of_failure(self.ec2.disassociate_route_table, AssociationId=self.id)
        assert code in (None, "InvalidAssociationID.NotFound")
        eventually(lambda: self.read() is None)


class MainRouteTableAssociation:
    """aws_main_route_table_association: puts another table in the place of a VPC's main one, and back in the end."""

    def __init__(self, ec2, vpc, table):
        self.ec2, self.vpc = ec2, vpc
        before = association(ec2, association__main="true", vpc_id=vpc)
        self.original = before["RouteTableId"]
        self.replace(before["RouteTableAssociationId"], table)

    def replace(self, old, table):
        self.id = self.ec2.replace_route_table_association(AssociationId=old, RouteTableId=table)["NewAssociationId"]
        eventually(lambda: self.read()["id"] == self.id)

    def read(self):
        found = association(self.ec2, association__main="true", vpc_id=self.vpc)
        return {"id": found["RouteTableAssociationId"], "table": found["RouteTableId"], "original": self.original}

    def update(self, table):
        self.replace(self.id, table)

    def delete(self):
        self.replace(self.id, self.original)


class VpcPeeringConnection:
    """aws_vpc_peering_connection, and with `existing` aws_vpc_peering_connection_accepter or …_options."""

    def __init__(self, ec2, vpc=None, peer=None, existing=None, auto_accept=False, tags=None, **more):
        self.ec2, self.id = ec2, existing
        if existing:
            change_tags(ec2, existing, {}, tags or {})
        else:
            specification = tag_specifications("vpc-peering-connection", tags or {})
            made = ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=peer, TagSpecifications=specification, **more)
            self.id = made["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        self.wait("active", "pending-acceptance")
        if auto_accept and self.found()["Status"]["Code"] == "pending-acceptance":
            ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=self.id)
            self.wait("active")

    def found(self):
        describe = self.ec2.describe_vpc_peering_connections
        found = not_found("InvalidVpcPeeringConnectionID.NotFound", describe, VpcPeeringConnectionIds=[self.id])
        return found and found["VpcPeeringConnections"][0]

    def wait(self, *codes):
        eventually(lambda: self.found()["Status"]["Code"] in codes)

    def read(self):
        peering = self.found()
        # What has ended is no longer the provider's.
        if peering is None or peering["Status"]["Code"] in ("deleted", "expired", "failed", "rejected"):
            return None
        requester, accepter = peering["RequesterVpcInfo"], peering["AccepterVpcInfo"]
        options = [side.get("PeeringOptions", {}).get("AllowDnsResolutionFromRemoteVpc") for side in (requester, accepter)]
        return {"status": peering["Status"]["Code"], "vpc": requester["VpcId"], "peer": accepter["VpcId"],
                "owner": accepter["OwnerId"], "region": accepter["Region"], "requester": options[0], "accepter": options[1],
                "tags": tags_of(peering)}

    def modify_options(self, **sides):
        members = {f"{side.capitalize()}PeeringConnectionOptions": {"AllowDnsResolutionFromRemoteVpc": allow}
                   for side, allow in sides.items()}
        self.ec2.modify_vpc_peering_connection_options(VpcPeeringConnectionId=self.id, **members)
        eventually(lambda: sides.items() <= self.read().items())

    def delete(self):
        code = code_of_failure(self.ec2.delete_vpc_peering_connection, VpcPeeringConnectionId=self.id)
        assert code in (None, "InvalidVpcPeeringConnectionID.NotFound", "InvalidStateTransition")
        eventually(lambda: self.read() is None)


class VpcEndpoint:
    """aws_vpc_endpoint of type Gateway, and the calls of aws_vpc_endpoint_route_table_association and …_policy."""

    def __init__(self, ec2, vpc, service, tables=(), tags=None, **more):
        self.ec2 = ec2
        given = {"RouteTableIds": list(tables)} if tables else {}
        made = ec2.create_vpc_endpoint(
            VpcId=vpc, ServiceName=service, VpcEndpointType="Gateway", PrivateDnsEnabled=False,
            ClientToken=f"terraform-{vpc}-{service}", TagSpecifications=tag_specifications("vpc-endpoint", tags or {}),
            **given, **more)
        self.id = made["VpcEndpoint"]["VpcEndpointId"]
        eventually(lambda: self.read()["state"] in ("available", "pendingAcceptance"))

    def read(self):
        found = not_found("InvalidVpcEndpointId.NotFound", self.ec2.describe_vpc_endpoints, VpcEndpointIds=[self.id])
        if found is None or found["VpcEndpoints"][0]["State"] == "deleted":
            return None
        [endpoint] = found["VpcEndpoints"]
        by_name = filters(prefix_list_name=endpoint["ServiceName"])
        [prefixes] = self.ec2.describe_prefix_lists(Filters=by_name)["PrefixLists"]
        members = ("VpcId", "ServiceName", "VpcEndpointType", "PolicyDocument", "OwnerId", "PrivateDnsEnabled", "IpAddressType",
                   "RequesterManaged", "NetworkInterfaceIds", "SubnetIds", "Groups", "DnsEntries")
        return {**{member: endpoint[member] for member in members}, "state": endpoint["State"], "tags": tags_of(endpoint),
                "tables": set(endpoint["RouteTableIds"]), "prefixes": prefixes["Cidrs"], "list": prefixes["PrefixListId"]}

    def update(self, tables, tags):
        before = self.read()
        changes = {"AddRouteTableIds": sorted(set(tables) - before["tables"]),
                   "RemoveRouteTableIds": sorted(before["tables"] - set(tables))}
        changes = {name: value for name, value in changes.items() if value}
        if changes:
            self.ec2.modify_vpc_endpoint(VpcEndpointId=self.id, **changes)
        change_tags(self.ec2, self.id, before["tags"], tags)

    def set_policy(self, policy):
        change = {"PolicyDocument": policy} if policy else {"ResetPolicy": True}
        self.ec2.modify_vpc_endpoint(VpcEndpointId=self.id, **change)

    def delete(self):
        answer = self.ec2.delete_vpc_endpoints(VpcEndpointIds=[self.id])
        assert {each["Error"]["Code"] for each in answer.get("Unsuccessful", [])} <= {"InvalidVpcEndpoint.NotFound"}
        eventually(lambda: self.read() is None)
