//! Random ways through and out of VPCs: routes with every target, and network ACLs.

use std::collections::{BTreeMap, BTreeSet};

use ipnet::IpNet;
use jiff::Timestamp;
use minato_vpc::{
    ids::{
        EgressOnlyInternetGatewayId, InternetGatewayId, NatGatewayId, NetworkAclAssociationId, NetworkAclId,
        PrefixListId, RouteTableAssociationId, RouteTableId, SubnetId, VpcId, VpcPeeringConnectionId,
    },
    resources::{
        AddressFamily, Direction, EgressOnlyInternetGateway, InternetGateway, ManagedPrefixList, NatConnectivity,
        NatGateway, NatGatewayState, NetworkAcl, NetworkAclEntry, NetworkInterface, PeeringSide, PeeringStatus,
        PrefixListState, RouteDestination, RouteTable, RouteTableAssociation, RouteTarget, Traffic,
        VpcPeeringConnection, VpnGateway,
    },
};
use rand::{Rng, rngs::StdRng, seq::IndexedRandom};

use crate::network::{INTERFACES, World, interface_id, net, random_range, random_traffic, scope, vpn_gateway};

/// Adds gateways, peering connections, route tables and ACLs to a network with VPCs, subnets and ENIs.
pub(crate) fn add(rng: &mut StdRng, world: &mut World, number: u32, next: &mut impl FnMut() -> u128) {
    add_prefix_lists(rng, world);
    add_peerings(rng, world, number, next);
    add_nat_gateways(rng, world, next);
    let vpcs: Vec<VpcId> = world.network.vpcs.keys().cloned().collect();
    let attached = vpcs.choose(rng).filter(|_| rng.random_bool(0.9)).cloned();
    let gateway =
        VpnGateway { id: vpn_gateway(), scope: scope(), vpc: attached, asn: 64512, zone: None, tags: BTreeMap::new() };
    world.network.vpn_gateways.insert(gateway.id.clone(), gateway);
    world.network.on_premises.networks = [IpNet::V4(net("192.168.0.0/16")), IpNet::V4(net("10.0.0.8/29"))].into();
    for vpc in &vpcs {
        let gateway = InternetGatewayId::from_entropy(next());
        if rng.random_bool(0.9) {
            let attached = rng.random_bool(0.8).then(|| vpc.clone());
            let resource =
                InternetGateway { id: gateway.clone(), scope: scope(), vpc: attached, tags: BTreeMap::new() };
            world.network.internet_gateways.insert(gateway.clone(), resource);
        }
        let egress_only = EgressOnlyInternetGatewayId::from_entropy(next());
        if rng.random_bool(0.7) {
            let resource = EgressOnlyInternetGateway {
                id: egress_only.clone(),
                scope: scope(),
                vpc: vpc.clone(),
                tags: BTreeMap::new(),
            };
            world.network.egress_only_gateways.insert(egress_only.clone(), resource);
        }
        add_tables(rng, world, vpc, (&gateway, &egress_only), next);
        add_acls(rng, world, vpc, next);
    }
}

/// The list that rules and routes name; another one does not exist.
pub(crate) fn prefix_list() -> PrefixListId {
    PrefixListId::from_entropy(1)
}

fn add_prefix_lists(rng: &mut StdRng, world: &mut World) {
    let mut ranges: Vec<IpNet> = (0..rng.random_range(0..4)).map(|_| random_range(rng, &world.network)).collect();
    ranges.push("2001:db8::/32".parse().expect("a range"));
    let list = ManagedPrefixList {
        id: prefix_list(),
        scope: scope(),
        name: "list".to_owned(),
        family: AddressFamily::IPv4,
        max_entries: 10,
        state: PrefixListState::CreateComplete,
        version: 1,
        entries: ranges.into_iter().map(|range| (range, None)).collect(),
        tags: BTreeMap::new(),
    };
    world.network.prefix_lists.insert(list.id.clone(), list);
}

fn add_peerings(rng: &mut StdRng, world: &mut World, number: u32, next: &mut impl FnMut() -> u128) {
    let vpcs: Vec<VpcId> = world.network.vpcs.keys().cloned().collect();
    let mut place = number * 8 + 4;
    for (index, one) in vpcs.iter().enumerate() {
        for other in &vpcs[index + 1..] {
            let side = |vpc: &VpcId| PeeringSide { vpc: vpc.clone(), scope: scope(), allow_remote_dns: false };
            let id = VpcPeeringConnectionId::from_entropy(next());
            let status = if rng.random_bool(0.9) { PeeringStatus::Active } else { PeeringStatus::PendingAcceptance };
            let peering = VpcPeeringConnection {
                id: id.clone(),
                scope: scope(),
                number: place,
                requester: side(one),
                accepter: side(other),
                status,
                expires_at: Timestamp::MAX,
                tags: BTreeMap::new(),
                accepter_tags: BTreeMap::new(),
            };
            place += 1;
            world.network.peerings.insert(id, peering);
        }
    }
}

/// Makes some ENIs those of NAT gateways.
fn add_nat_gateways(rng: &mut StdRng, world: &mut World, next: &mut impl FnMut() -> u128) {
    for interface in world.network.interfaces.values_mut() {
        if !rng.random_bool(0.15) {
            continue;
        }
        NetworkInterface::NAT_GATEWAY.clone_into(&mut interface.interface_type);
        interface.groups = BTreeSet::new();
        interface.source_dest_check = false;
        let id = NatGatewayId::from_entropy(next());
        let gateway = NatGateway {
            id: id.clone(),
            scope: scope(),
            vpc: interface.vpc.clone(),
            subnet: interface.subnet.clone(),
            connectivity: NatConnectivity::Private,
            interface: if rng.random_bool(0.95) { interface.id.clone() } else { interface_id(99) },
            addresses: Vec::new(),
            state: if rng.random_bool(0.9) { NatGatewayState::Available } else { NatGatewayState::Deleted },
            created_at: Timestamp::UNIX_EPOCH,
            deleted_at: None,
            tags: BTreeMap::new(),
        };
        world.network.nat_gateways.insert(id, gateway);
    }
}

fn add_tables(
    rng: &mut StdRng,
    world: &mut World,
    vpc: &VpcId,
    (gateway, egress_only): (&InternetGatewayId, &EgressOnlyInternetGatewayId),
    next: &mut impl FnMut() -> u128,
) {
    let subnets: Vec<SubnetId> =
        world.network.subnets.values().filter(|s| s.vpc == *vpc).map(|s| s.id.clone()).collect();
    let mut tables: Vec<Option<SubnetId>> = subnets.into_iter().filter(|_| rng.random_bool(0.6)).map(Some).collect();
    if rng.random_bool(0.95) {
        tables.push(None);
    }
    for subnet in tables {
        let mut routes = BTreeMap::new();
        if rng.random_bool(0.6) {
            let everything = RouteDestination::from(net("0.0.0.0/0"));
            routes.insert(everything, RouteTarget::InternetGateway(gateway.clone()));
        }
        let everything = RouteDestination::from("::/0".parse::<IpNet>().expect("a block"));
        match rng.random_range(0..10) {
            0..5 => routes.insert(everything, RouteTarget::InternetGateway(gateway.clone())),
            5..8 => routes.insert(everything, RouteTarget::EgressOnlyInternetGateway(egress_only.clone())),
            _ => None,
        };
        for _ in 0..rng.random_range(0..4) {
            let (destination, target) = random_route(rng, world, vpc);
            routes.insert(destination, target);
        }
        let id = RouteTableId::from_entropy(next());
        let propagating = rng.random_bool(0.3).then(vpn_gateway).into_iter().collect();
        let associations = vec![RouteTableAssociation { id: RouteTableAssociationId::from_entropy(next()), subnet }];
        let table = RouteTable {
            id: id.clone(),
            scope: scope(),
            vpc: vpc.clone(),
            routes,
            propagating,
            associations,
            tags: BTreeMap::new(),
        };
        world.network.route_tables.insert(id, table);
    }
}

/// A route of a table of `vpc`: sensible ones as often as others.
fn random_route(rng: &mut StdRng, world: &World, vpc: &VpcId) -> (RouteDestination, RouteTarget) {
    let network = &world.network;
    let somewhere = match rng.random_range(0..8) {
        0 => RouteDestination::PrefixList(prefix_list()),
        1 => RouteDestination::PrefixList(PrefixListId::from_entropy(2)),
        _ => RouteDestination::from(random_range(rng, network)),
    };
    let all = if rng.random_bool(0.7) { "0.0.0.0/0" } else { "::/0" };
    let everything = RouteDestination::from(all.parse::<IpNet>().expect("a block"));
    match rng.random_range(0..10) {
        0..4 => {
            let own: Vec<_> =
                network.interfaces.values().filter(|eni| eni.vpc == *vpc && !eni.source_dest_check).collect();
            let carrier = own.choose(rng).map(|eni| eni.id.clone());
            let other = interface_id(rng.random_range(0..INTERFACES + 2));
            let target = carrier.filter(|_| rng.random_bool(0.8)).unwrap_or(other);
            (somewhere, RouteTarget::NetworkInterface(target))
        }
        4..6 => {
            let own: Vec<_> = network.nat_gateways.values().filter(|gateway| gateway.vpc == *vpc).collect();
            let id = own.choose(rng).map_or(NatGatewayId::from_entropy(0xbad), |gateway| gateway.id.clone());
            (if rng.random_bool(0.8) { everything } else { somewhere }, RouteTarget::NatGateway(id))
        }
        6..9 => {
            let own: Vec<_> = network.peerings.values().filter(|it| it.sides_of(vpc).is_some()).collect();
            let Some(peering) = own.choose(rng) else { return (somewhere, RouteTarget::VpnGateway(vpn_gateway())) };
            let other = peering.across(vpc).and_then(|vpc| network.vpcs.get(vpc)).expect("it was made of two");
            let ipv6 = other.ipv6_blocks.first().filter(|_| rng.random_bool(0.5)).map(|block| IpNet::V6(block.cidr));
            let block = RouteDestination::from(ipv6.unwrap_or(IpNet::V4(other.cidr_blocks[0].cidr)));
            (if rng.random_bool(0.8) { block } else { somewhere }, RouteTarget::Peering(peering.id.clone()))
        }
        _ => {
            let block = RouteDestination::from(net("192.168.0.0/16"));
            (if rng.random_bool(0.8) { block } else { somewhere }, RouteTarget::VpnGateway(vpn_gateway()))
        }
    }
}

fn add_acls(rng: &mut StdRng, world: &mut World, vpc: &VpcId, next: &mut impl FnMut() -> u128) {
    let subnets: Vec<SubnetId> =
        world.network.subnets.values().filter(|s| s.vpc == *vpc).map(|s| s.id.clone()).collect();
    let mut acls: Vec<NetworkAcl> = (0..2)
        .map(|index| NetworkAcl {
            id: NetworkAclId::from_entropy(next()),
            scope: scope(),
            vpc: vpc.clone(),
            is_default: index == 0,
            entries: [Direction::Ingress, Direction::Egress]
                .map(|it| (it, random_entries(rng, world, index == 0)))
                .into(),
            associations: BTreeMap::new(),
            tags: BTreeMap::new(),
        })
        .collect();
    for subnet in subnets {
        let place = usize::from(rng.random_bool(0.3));
        if rng.random_bool(0.98) {
            acls[place].associations.insert(subnet, NetworkAclAssociationId::from_entropy(next()));
        }
    }
    world.network.network_acls.extend(acls.into_iter().map(|acl| (acl.id.clone(), acl)));
}

fn random_entries(rng: &mut StdRng, world: &World, is_default: bool) -> BTreeMap<u16, NetworkAclEntry> {
    let all = NetworkAclEntry { traffic: Traffic::All, cidr: IpNet::V4(net("0.0.0.0/0")), allow: true };
    let mut entries = BTreeMap::new();
    let most = if is_default { 2 } else { 6 };
    for _ in 0..rng.random_range(0..=most) {
        entries.insert(rng.random_range(1..150), random_entry(rng, world));
    }
    if is_default || rng.random_bool(0.5) {
        entries.insert(100, all.clone());
        if is_default || rng.random_bool(0.5) {
            entries.insert(101, NetworkAclEntry { cidr: "::/0".parse().expect("a range"), ..all });
        }
    }
    if rng.random_bool(0.02) {
        // More than hold: those with the highest numbers deny.
        entries.extend((0..50).map(|number| (number + 200, random_entry(rng, world))));
    }
    entries
}

fn random_entry(rng: &mut StdRng, world: &World) -> NetworkAclEntry {
    let cidr = match rng.random_range(0..12) {
        0..2 => "::/0".parse().expect("a range"),
        2..5 => IpNet::V4(net("0.0.0.0/0")),
        5 => IpNet::V4(net("192.168.0.0/17")),
        _ => random_range(rng, &world.network),
    };
    NetworkAclEntry { traffic: random_traffic(rng), cidr, allow: rng.random_bool(0.5) }
}

/// Changes an ACL: an entry more or less, or a subnet that it guards no more.
pub(crate) fn change_acl(rng: &mut StdRng, world: &mut World) {
    let entry = random_entry(rng, world);
    let acls: Vec<_> = world.network.network_acls.keys().cloned().collect();
    let acl = acls.choose(rng).expect("every VPC has two");
    let acl = world.network.network_acls.get_mut(acl).expect("it is there");
    let direction = if rng.random_bool(0.5) { Direction::Ingress } else { Direction::Egress };
    let entries = acl.entries.entry(direction).or_default();
    if rng.random_bool(0.4) {
        entries.insert(rng.random_range(1..150), entry);
    } else {
        entries.pop_first();
    }
}

/// Changes a route, what is at its end, or a peering connection.
pub(crate) fn change(rng: &mut StdRng, world: &mut World, serial: u128) {
    let tables: Vec<_> = world.network.route_tables.keys().cloned().collect();
    let Some(table) = tables.choose(rng) else { return };
    let vpc = world.network.route_tables[table].vpc.clone();
    match rng.random_range(0..7) {
        0 => {
            if let Some(peering) = world.network.peerings.values_mut().next() {
                peering.status =
                    if peering.is_active() { PeeringStatus::PendingAcceptance } else { PeeringStatus::Active };
            }
        }
        1 => {
            let gateway = world.network.vpn_gateways.get_mut(&vpn_gateway()).expect("there is one");
            gateway.vpc = if gateway.vpc.is_some() { None } else { Some(vpc) };
        }
        3 => {
            if world.network.egress_only_gateways.pop_first().is_none() {
                let id = EgressOnlyInternetGatewayId::from_entropy(0xe900 + serial);
                let gateway = EgressOnlyInternetGateway { id: id.clone(), scope: scope(), vpc, tags: BTreeMap::new() };
                world.network.egress_only_gateways.insert(id, gateway);
            }
        }
        2 => {
            if let Some(gateway) = world.network.internet_gateways.values_mut().next() {
                gateway.vpc = if gateway.vpc.is_some() { None } else { Some(vpc) };
            }
        }
        _ => {
            let (destination, target) = random_route(rng, world, &vpc);
            let bad = RouteTarget::InternetGateway(InternetGatewayId::from_entropy(0xbad + serial));
            let routes = &mut world.network.route_tables.get_mut(table).expect("it is there").routes;
            if routes.len() > 2 {
                routes.pop_last();
            } else {
                routes.insert(destination, if rng.random_bool(0.9) { target } else { bad });
            }
        }
    }
}
