//! A subnet's routes: those of its table, and the local ones, which follow from the VPC's blocks and always stand.

use std::collections::BTreeMap;

use ipnet::{IpNet, Ipv4Net};

use super::{
    Route, RoutesId,
    hash::{Kind, id_of},
};
use crate::{
    Network,
    resources::{RouteTarget, Subnet, Vpc},
};

/// The IPv4 routes that hold for a subnet. Without a route table there are none, not even local ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Routes(BTreeMap<Ipv4Net, Route>);

impl Routes {
    pub(super) fn of(network: &Network, vpc: &Vpc, subnet: &Subnet) -> Self {
        let Some(table) = network.route_table_of(subnet) else { return Self(BTreeMap::new()) };
        let mut routes = BTreeMap::new();
        for (destination, target) in &table.routes {
            if let Some(IpNet::V4(destination)) = destination.cidr() {
                routes.insert(destination.trunc(), route_to(network, vpc, target));
            }
        }
        routes.extend(vpc.cidr_blocks.iter().map(|block| (block.cidr.trunc(), Route::Local)));
        Self(routes)
    }

    pub(super) fn id(&self) -> RoutesId {
        RoutesId(id_of(Kind::Routes, &self.0))
    }

    pub(super) fn into_entries(self) -> impl Iterator<Item = (Ipv4Net, Route)> {
        self.0.into_iter()
    }
}

fn route_to(network: &Network, vpc: &Vpc, target: &RouteTarget) -> Route {
    match target {
        RouteTarget::InternetGateway(id) => {
            let attached = network.internet_gateways.get(id).and_then(|gateway| gateway.vpc.as_ref());
            if attached == Some(&vpc.id) { Route::InternetGateway } else { Route::Blackhole }
        }
        RouteTarget::NetworkInterface(id) => {
            if network.interfaces.contains_key(id) {
                Route::Interface
            } else {
                Route::Blackhole
            }
        }
        // The kernel leads nothing to the others yet.
        _ => Route::Blackhole,
    }
}
