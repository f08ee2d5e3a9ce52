//! A subnet's routes: those of its table, the local ones, which follow from the VPC's blocks, and those that a VPN gateway
//! propagates.

use std::collections::BTreeMap;

use ipnet::IpNet;

use super::{
    Route, RoutesId,
    hash::{Kind, id_of},
    tables::Family,
};
use crate::{
    Network,
    edge::Edge,
    resources::{RouteTarget, Subnet, Vpc},
};

/// The routes of one version of IP that hold for a subnet. Without a route table there are none, not even local ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Routes(BTreeMap<IpNet, Route>);

impl Routes {
    pub(super) fn of(network: &Network, vpc: &Vpc, subnet: &Subnet, family: Family) -> Self {
        let Some(table) = network.route_table_of(subnet) else { return Self(BTreeMap::new()) };
        let mut routes = BTreeMap::new();
        let mut add = |destination: IpNet, route: Route| {
            if family.has(destination) {
                routes.insert(destination.trunc(), route);
            }
        };
        // Of equal destinations a static route comes before a local one, and that before a propagated one.
        for (destination, gateway) in network.propagated_routes(table) {
            add(destination, route_to(network, vpc, family, &RouteTarget::VpnGateway(gateway)));
        }
        for block in vpc.blocks() {
            add(block, Route::Local);
        }
        // Of a list and a block that stands in it, the first in the order of destinations: the block.
        for (destination, target) in table.routes.iter().rev() {
            for block in network.blocks_of(destination) {
                add(block, route_to(network, vpc, family, target));
            }
        }
        Self(routes)
    }

    pub(super) fn id(&self) -> RoutesId {
        RoutesId(id_of(Kind::Routes, &self.0))
    }

    /// Whether one of them leads through an ENI or into another VPC.
    pub(super) fn are_indirect(&self) -> bool {
        self.0.values().any(|route| matches!(route, Route::Interface(_) | Route::Peering { .. }))
    }

    pub(super) fn into_entries(self) -> impl Iterator<Item = (IpNet, Route)> {
        self.0.into_iter()
    }
}

fn route_to(network: &Network, vpc: &Vpc, family: Family, target: &RouteTarget) -> Route {
    if !network.is_there(&vpc.id, target) {
        return Route::Blackhole;
    }
    match target {
        RouteTarget::InternetGateway(_) => Route::Internet,
        RouteTarget::NetworkInterface(id) => Route::Interface(id.clone()),
        RouteTarget::NatGateway(id) => match network.nat_gateways.get(id) {
            Some(gateway) if network.interfaces.contains_key(&gateway.interface) => {
                Route::Interface(gateway.interface.clone())
            }
            _ => Route::Blackhole,
        },
        RouteTarget::VpnGateway(id) => Route::Edge(Edge::OnPremises(id.clone())),
        RouteTarget::Peering(id) => {
            let peering = network.peerings.get(id);
            let other = peering.and_then(|peering| Some((peering.number, peering.across(&vpc.id)?)));
            let other = other.and_then(|(number, vpc)| Some((number, network.vpcs.get(vpc)?)));
            other.map_or(Route::Blackhole, |(number, vpc)| Route::Peering { number, vpc: vpc.number })
        }
        RouteTarget::EgressOnlyInternetGateway(_) if family == Family::Ipv6 => Route::EgressOnly,
        RouteTarget::EgressOnlyInternetGateway(_) | RouteTarget::VpcEndpoint(_) => Route::Blackhole,
    }
}
