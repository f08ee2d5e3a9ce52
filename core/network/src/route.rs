//! The routes of a table: what may lead where.

use std::collections::BTreeMap;

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use minato_vpc::{
    Network, Resource,
    ids::{RouteTableId, VpnGatewayId},
    resources::{
        AddressFamily, EgressOnlyInternetGateway, InternetGateway, NatGateway, NetworkInterface, OnPremises,
        RouteDestination, RouteTable, RouteTarget, Vpc, VpcEndpoint, VpnGateway,
    },
};

use crate::{
    error::{GatewayError, NetworkError},
    kind::Kind,
    limits::Quota,
    prefix_list::Weight,
    transaction::NetworkTransaction,
};

/// Addresses of AWS's own services on the link: no route leads elsewhere.
///
/// Source: "Route table concepts" in the Amazon VPC user guide.
fn is_reserved(destination: IpNet) -> bool {
    let v4 = Ipv4Net::new_assert([169, 254, 168, 0].into(), 22);
    let v6 = Ipv6Net::new_assert([0xfd00, 0x0ec2, 0, 0, 0, 0, 0, 0].into(), 32);
    IpNet::V4(v4).contains(&destination) || IpNet::V6(v6).contains(&destination)
}

/// How a destination lies to the blocks of the table's VPC.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It is one of them.
    Local,
    /// It is within one of them.
    Inside,
    Outside,
}

impl NetworkTransaction<'_, '_> {
    /// Adds a route.
    pub fn create_route(
        &mut self,
        table: &RouteTableId,
        destination: &RouteDestination,
        target: RouteTarget,
    ) -> Result<(), NetworkError> {
        let mut table: RouteTable = self.find(table)?;
        let place = self.place_of(&table, destination)?;
        if place == Place::Local || table.routes.contains_key(destination) {
            return Err(GatewayError::RouteExists { destination: destination.clone() }.into());
        }
        let family = self.family_of(destination)?;
        check_pair(place, destination, family, &target)?;
        self.check_target(&table, &target)?;
        table.routes.insert(destination.clone(), target);
        self.check_route_count(&table)?;
        Ok(self.tx.put(&table)?)
    }

    /// Gives a route another target, also a local one; `None` gives a local route back to the VPC.
    pub fn replace_route(
        &mut self,
        table: &RouteTableId,
        destination: &RouteDestination,
        target: Option<RouteTarget>,
    ) -> Result<(), NetworkError> {
        let mut table: RouteTable = self.find(table)?;
        let place = self.place_of(&table, destination)?;
        let existing = table.routes.get(destination);
        if place != Place::Local && existing.is_none() {
            return Err(NetworkError::invalid(format!(
                "There is no route defined for '{destination}' in the route table. Use CreateRoute instead."
            )));
        }
        check_not_of_endpoint(destination, existing)?;
        let Some(target) = target else {
            if place != Place::Local {
                return Err(NetworkError::invalid(format!(
                    "The route for '{destination}' is not a local route: it cannot have the local target."
                )));
            }
            table.routes.remove(destination);
            return Ok(self.tx.put(&table)?);
        };
        let family = self.family_of(destination)?;
        check_pair(place, destination, family, &target)?;
        self.check_target(&table, &target)?;
        table.routes.insert(destination.clone(), target);
        Ok(self.tx.put(&table)?)
    }

    /// Takes a route away; a local one stays.
    pub fn delete_route(&mut self, table: &RouteTableId, destination: &RouteDestination) -> Result<(), NetworkError> {
        let mut table: RouteTable = self.find(table)?;
        if self.place_of(&table, destination)? == Place::Local {
            return Err(NetworkError::invalid(format!(
                "cannot remove local route {destination} in route table {}",
                table.id
            )));
        }
        check_not_of_endpoint(destination, table.routes.get(destination))?;
        if table.routes.remove(destination).is_none() {
            return Err(GatewayError::NoSuchRoute { destination: destination.clone(), table: table.id }.into());
        }
        Ok(self.tx.put(&table)?)
    }

    /// Lets a VPN gateway's routes into a table of its VPC. Done already, it changes nothing.
    pub fn enable_propagation(&mut self, table: &RouteTableId, gateway: &VpnGatewayId) -> Result<(), NetworkError> {
        let mut table: RouteTable = self.find(table)?;
        let found = self.find_gateway::<VpnGateway>(gateway)?;
        if found.vpc.as_ref() != Some(&table.vpc) {
            return Err(GatewayError::GatewayNotAttached { gateway: gateway.to_string(), vpc: table.vpc }.into());
        }
        table.propagating.insert(gateway.clone());
        Ok(self.tx.put(&table)?)
    }

    /// Keeps a VPN gateway's routes out of a table.
    pub fn disable_propagation(&mut self, table: &RouteTableId, gateway: &VpnGatewayId) -> Result<(), NetworkError> {
        let mut table: RouteTable = self.find(table)?;
        if !table.propagating.remove(gateway) {
            self.find_gateway::<VpnGateway>(gateway)?;
            return Err(GatewayError::NotPropagating { table: table.id, gateway: gateway.clone() }.into());
        }
        Ok(self.tx.put(&table)?)
    }

    /// All that these tables' routes lead to, so that [`Network::is_there`] and [`Network::propagated_routes`] answer.
    pub fn route_targets(&mut self, tables: &[RouteTable]) -> Result<Network, NetworkError> {
        // There may be very many ENIs, of which routes lead to few.
        let mut interfaces = BTreeMap::new();
        for target in tables.iter().flat_map(|table| table.routes.values()) {
            let RouteTarget::NetworkInterface(id) = target else { continue };
            if let Some(interface) = self.tx.get(&NetworkInterface::key_of(self.scope, id))? {
                interfaces.insert(id.clone(), interface);
            }
        }
        Ok(Network {
            vpcs: self.by_id()?,
            interfaces,
            internet_gateways: self.by_id()?,
            egress_only_gateways: self.by_id()?,
            nat_gateways: self.by_id()?,
            vpn_gateways: self.by_id()?,
            on_premises: self.on_premises()?,
            peerings: self.peerings()?.into_iter().map(|peering| (peering.id.clone(), peering)).collect(),
            ..Network::default()
        })
    }

    /// What is behind every VPN gateway.
    pub fn on_premises(&mut self) -> Result<OnPremises, NetworkError> {
        Ok(self.tx.get(&OnPremises::the_key())?.unwrap_or_default())
    }

    fn place_of(&mut self, table: &RouteTable, destination: &RouteDestination) -> Result<Place, NetworkError> {
        let cidr = match destination {
            RouteDestination::Cidr(cidr) => *cidr,
            RouteDestination::PrefixList(list) => {
                self.find_prefix_list(list)?;
                return Ok(Place::Outside);
            }
        };
        if is_reserved(cidr) {
            return Err(NetworkError::invalid(format!(
                "The destination CIDR block {cidr} lies within a range that is reserved for AWS services."
            )));
        }
        let vpc: Vpc = self.find(&table.vpc)?;
        Ok(if vpc.blocks().any(|block| block == cidr) {
            Place::Local
        } else if vpc.blocks().any(|block| block.contains(&cidr)) {
            Place::Inside
        } else {
            Place::Outside
        })
    }

    fn family_of(&mut self, destination: &RouteDestination) -> Result<AddressFamily, NetworkError> {
        match destination {
            RouteDestination::Cidr(cidr) => Ok(AddressFamily::of(cidr)),
            RouteDestination::PrefixList(list) => Ok(self.find_prefix_list(list)?.family),
        }
    }

    /// AWS counts IPv4 and IPv6 apart, and a prefix list as much as it may have entries.
    pub(crate) fn check_route_count(&mut self, table: &RouteTable) -> Result<(), NetworkError> {
        let mut weight = Weight::default();
        for destination in table.routes.keys() {
            match destination {
                RouteDestination::Cidr(cidr) => weight.add(AddressFamily::of(cidr), 1),
                RouteDestination::PrefixList(list) => weight.add_list(&self.find_prefix_list(list)?),
            }
        }
        if weight.exceeds(self.limits().routes_per_table) {
            return Err(NetworkError::LimitExceeded { quota: Quota::Routes });
        }
        Ok(())
    }

    /// Whether a target is there and joined to the table's VPC.
    fn check_target(&mut self, table: &RouteTable, target: &RouteTarget) -> Result<(), NetworkError> {
        let of_vpc = Some(&table.vpc);
        let (same, name) = match target {
            RouteTarget::InternetGateway(id) => {
                let gateway: InternetGateway = self.find_gateway(id)?;
                (gateway.vpc.as_ref() == of_vpc, format!("network gateway {id}"))
            }
            RouteTarget::VpnGateway(id) => {
                let gateway: VpnGateway = self.find_gateway(id)?;
                (gateway.vpc.as_ref() == of_vpc, format!("network gateway {id}"))
            }
            RouteTarget::EgressOnlyInternetGateway(id) => {
                let gateway: EgressOnlyInternetGateway = self.find_gateway(id)?;
                (gateway.vpc == table.vpc, format!("egress only internet gateway {id}"))
            }
            RouteTarget::NetworkInterface(id) => {
                let interface: NetworkInterface = self.find(id)?;
                (interface.vpc == table.vpc, format!("interface {id}"))
            }
            RouteTarget::NatGateway(id) => {
                let gateway = self.tx.get(&NatGateway::key_of(self.scope, id))?;
                let gateway = gateway.filter(NatGateway::is_there);
                let gateway = gateway.ok_or_else(|| GatewayError::NoSuchNatGateway { id: id.clone() })?;
                (gateway.vpc == table.vpc, format!("nat gateway {id}"))
            }
            RouteTarget::Peering(id) => {
                let peering = self.find_peering(id)?;
                let now = self.now;
                if !(peering.is_active() || peering.is_pending(now)) {
                    return Err(NetworkError::NotFound { kind: Kind::VpcPeeringConnection, id: id.to_string() });
                }
                (peering.sides_of(&table.vpc).is_some(), format!("vpc peering connection {id}"))
            }
            RouteTarget::VpcEndpoint(id) => {
                self.find::<VpcEndpoint>(id)?;
                return Err(GatewayError::EndpointTarget { id: id.clone() }.into());
            }
        };
        if same {
            Ok(())
        } else {
            Err(NetworkError::invalid(format!("route table {} and {name} belong to different networks", table.id)))
        }
    }
}

/// Whether a target fits a destination.
fn check_pair(
    place: Place,
    destination: &RouteDestination,
    family: AddressFamily,
    target: &RouteTarget,
) -> Result<(), NetworkError> {
    let is_appliance = matches!(target, RouteTarget::NetworkInterface(_) | RouteTarget::NatGateway(_));
    if place != Place::Outside && !is_appliance {
        return Err(NetworkError::invalid(format!(
            "The destination CIDR block {destination} is equal to or more specific than one of this VPC's CIDR blocks. \
             This route can target only an interface or an instance."
        )));
    }
    if let (RouteDestination::PrefixList(_), RouteTarget::VpcEndpoint(_)) = (destination, target) {
        return Err(NetworkError::invalid("Cannot create or replace a prefix list route targeting a VPC Endpoint."));
    }
    if let (AddressFamily::IPv4, RouteTarget::EgressOnlyInternetGateway(id)) = (family, target) {
        return Err(NetworkError::invalid(format!(
            "The egress only internet gateway {id} can be the target of an IPv6 destination only"
        )));
    }
    Ok(())
}

/// A gateway endpoint's route is its own: it comes and goes with the endpoint's route tables.
fn check_not_of_endpoint(destination: &RouteDestination, target: Option<&RouteTarget>) -> Result<(), NetworkError> {
    if let Some(RouteTarget::VpcEndpoint(id)) = target {
        return Err(NetworkError::invalid(format!(
            "The route for '{destination}' belongs to the VPC endpoint {id}. Use ModifyVpcEndpoint instead."
        )));
    }
    Ok(())
}
