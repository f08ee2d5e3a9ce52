//! A subnet's routes, one by one.

use std::net::IpAddr;

use ipnet::IpNet;

use crate::{
    Network,
    ids::PrefixListId,
    resources::{RouteDestination, RouteTarget, Subnet, Vpc},
};

/// The route that holds.
#[derive(Debug, Clone)]
pub(super) struct Route {
    pub(super) destination: IpNet,
    /// The prefix list that the destination is of.
    pub(super) list: Option<PrefixListId>,
    /// Where it leads; `None`: within the VPC.
    pub(super) target: Option<RouteTarget>,
}

/// The route with the longest prefix: of equal ones a static one comes before a local one, and that before a propagated
/// one.
pub(super) fn find(network: &Network, vpc: &Vpc, subnet: &Subnet, address: IpAddr) -> Option<Route> {
    let table = network.route_table_of(subnet)?;
    let fixed = table.routes.iter().flat_map(|(destination, target)| {
        network.blocks_of(destination).into_iter().map(move |block| (block, list_of(destination), Some(target.clone())))
    });
    let local = vpc.blocks().map(|block| (block, None, None));
    let propagated = network.propagated_routes(table).into_iter();
    let propagated = propagated.map(|(block, gateway)| (block, None, Some(RouteTarget::VpnGateway(gateway))));
    let mut found: Option<Route> = None;
    for (destination, list, target) in fixed.chain(local).chain(propagated) {
        let is_longer = found.as_ref().is_none_or(|best| destination.prefix_len() > best.destination.prefix_len());
        if destination.contains(&address) && is_longer {
            found = Some(Route { destination, list: list.cloned(), target });
        }
    }
    found
}

fn list_of(destination: &RouteDestination) -> Option<&PrefixListId> {
    match destination {
        RouteDestination::PrefixList(list) => Some(list),
        RouteDestination::Cidr(_) => None,
    }
}
