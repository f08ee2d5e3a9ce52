//! A subnet's routes, one by one.

use std::net::Ipv4Addr;

use ipnet::{IpNet, Ipv4Net};

use crate::{
    Network,
    drop_reason::DropReason,
    resources::{RouteTarget, Subnet, Vpc},
};

/// The route that holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Route {
    pub(super) destination: Ipv4Net,
    /// Why nothing can go that way; `None` for the local route.
    pub(super) target: Option<DropReason>,
}

/// The route with the longest prefix; of two equal ones the local one.
pub(super) fn find(network: &Network, vpc: &Vpc, subnet: &Subnet, address: Ipv4Addr) -> Option<Route> {
    let table = network.route_table_of(subnet)?;
    let local = vpc.cidr_blocks.iter().map(|block| Route { destination: block.cidr, target: None });
    let fixed = table.routes.iter().filter_map(|(destination, target)| match destination.cidr() {
        Some(IpNet::V4(destination)) => Some(Route { destination, target: Some(obstacle(network, vpc, target)) }),
        Some(IpNet::V6(_)) | None => None,
    });
    let holding = fixed.chain(local).filter(|route| route.destination.contains(&address));
    // The last of equals wins: the local routes come last.
    holding.max_by_key(|route| route.destination.prefix_len())
}

fn obstacle(network: &Network, vpc: &Vpc, target: &RouteTarget) -> DropReason {
    match target {
        RouteTarget::InternetGateway(id) => match network.internet_gateways.get(id) {
            Some(gateway) if gateway.vpc.as_ref() == Some(&vpc.id) => DropReason::NoPublicAddress,
            _ => DropReason::Blackhole,
        },
        RouteTarget::NetworkInterface(id) if network.interfaces.contains_key(id) => DropReason::RouteToInterface,
        // The kernel leads nothing to the others yet.
        _ => DropReason::Blackhole,
    }
}
