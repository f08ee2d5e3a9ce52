//! Random use cases on what leads out of VPCs, and what holds after each of them whatever they did.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]
#![allow(clippy::redundant_closure_for_method_calls, reason = "all use cases read alike")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use minato_network::{CreateEndpoint, CreatePeering, CreateVpc, CreateVpnGateway, ModifyEndpoint, NetworkError};
use minato_vpc::{
    Network,
    ids::{VpcEndpointId, VpcId},
    resources::{EndpointWay, RouteDestination, RouteTarget, Tags, VpcPeeringConnection},
};
use proptest::prelude::*;
use support::World;

/// A use case. Numbers choose among what exists, in the order of ids.
#[derive(Debug, Clone, Copy)]
enum UseCase {
    CreateVpc(u8),
    DeleteVpc(usize),
    CreateTable(usize),
    DeleteTable(usize),
    CreateVpn,
    AttachVpn(usize, usize),
    DetachVpn(usize, usize),
    DeleteVpn(usize),
    Propagate(usize, usize),
    StopPropagating(usize, usize),
    CreateEgressOnly(usize),
    DeleteEgressOnly(usize),
    Ask(usize, usize),
    Accept(usize),
    Reject(usize),
    EndPeering(usize),
    CreateEndpoint(usize, usize, bool),
    AddTable(usize, usize),
    RemoveTable(usize, usize),
    DeleteEndpoint(usize),
    RouteToVpn(usize, usize),
    RouteToPeering(usize, usize),
    RouteToEgressOnly(usize, usize),
    DeleteRoute(usize, usize),
}

fn use_cases() -> impl Strategy<Value = UseCase> {
    use UseCase as U;
    let n = || 0..6_usize;
    let two = || (n(), n());
    prop_oneof![
        4 => (0..4_u8).prop_map(U::CreateVpc),
        1 => n().prop_map(U::DeleteVpc),
        4 => n().prop_map(U::CreateTable),
        1 => n().prop_map(U::DeleteTable),
        2 => Just(U::CreateVpn),
        3 => two().prop_map(|(gateway, vpc)| U::AttachVpn(gateway, vpc)),
        2 => two().prop_map(|(gateway, vpc)| U::DetachVpn(gateway, vpc)),
        1 => n().prop_map(U::DeleteVpn),
        3 => two().prop_map(|(table, gateway)| U::Propagate(table, gateway)),
        1 => two().prop_map(|(table, gateway)| U::StopPropagating(table, gateway)),
        2 => n().prop_map(U::CreateEgressOnly),
        1 => n().prop_map(U::DeleteEgressOnly),
        4 => two().prop_map(|(vpc, peer)| U::Ask(vpc, peer)),
        4 => n().prop_map(U::Accept),
        1 => n().prop_map(U::Reject),
        1 => n().prop_map(U::EndPeering),
        3 => (n(), n(), any::<bool>()).prop_map(|(vpc, table, s3)| U::CreateEndpoint(vpc, table, s3)),
        3 => two().prop_map(|(endpoint, table)| U::AddTable(endpoint, table)),
        2 => two().prop_map(|(endpoint, table)| U::RemoveTable(endpoint, table)),
        1 => n().prop_map(U::DeleteEndpoint),
        2 => two().prop_map(|(table, gateway)| U::RouteToVpn(table, gateway)),
        3 => two().prop_map(|(table, peering)| U::RouteToPeering(table, peering)),
        2 => two().prop_map(|(table, gateway)| U::RouteToEgressOnly(table, gateway)),
        2 => two().prop_map(|(table, route)| U::DeleteRoute(table, route)),
    ]
}

/// The key of that number, counted in a circle; `None` if there is none at all.
fn nth<K: Clone, V>(map: &BTreeMap<K, V>, number: usize) -> Option<K> {
    map.keys().nth(number.checked_rem(map.len())?).cloned()
}

fn carry_out(world: &World, before: &Network, use_case: UseCase) -> Option<Result<(), NetworkError>> {
    let (vpcs, tables, vpns) = (&before.vpcs, &before.route_tables, &before.vpn_gateways);
    Some(match use_case {
        UseCase::CreateVpc(number) => {
            // Some of these overlap.
            let block = ["10.0.0.0/16", "10.1.0.0/16", "10.0.64.0/18", "10.2.0.0/16"][usize::from(number)];
            world.run(|network| network.create_vpc(CreateVpc::new(block.parse().unwrap()))).map(drop)
        }
        UseCase::DeleteVpc(vpc) => {
            let vpc = nth(vpcs, vpc)?;
            world.run(|network| network.delete_vpc(&vpc))
        }
        UseCase::CreateTable(vpc) => {
            let vpc = nth(vpcs, vpc)?;
            world.run(|network| network.create_route_table(&vpc, Tags::new(), None)).map(drop)
        }
        UseCase::DeleteTable(table) => {
            let table = nth(tables, table)?;
            world.run(|network| network.delete_route_table(&table))
        }
        UseCase::CreateVpn => world.run(|network| network.create_vpn_gateway(CreateVpnGateway::default())).map(drop),
        UseCase::AttachVpn(gateway, vpc) => {
            let (gateway, vpc) = (nth(vpns, gateway)?, nth(vpcs, vpc)?);
            world.run(|network| network.attach_vpn_gateway(&gateway, &vpc))
        }
        UseCase::DetachVpn(gateway, vpc) => {
            let (gateway, vpc) = (nth(vpns, gateway)?, nth(vpcs, vpc)?);
            world.run(|network| network.detach_vpn_gateway(&gateway, &vpc))
        }
        UseCase::DeleteVpn(gateway) => {
            let gateway = nth(vpns, gateway)?;
            world.run(|network| network.delete_vpn_gateway(&gateway))
        }
        UseCase::Propagate(table, gateway) => {
            let (table, gateway) = (nth(tables, table)?, nth(vpns, gateway)?);
            world.run(|network| network.enable_propagation(&table, &gateway))
        }
        UseCase::StopPropagating(table, gateway) => {
            let (table, gateway) = (nth(tables, table)?, nth(vpns, gateway)?);
            world.run(|network| network.disable_propagation(&table, &gateway))
        }
        UseCase::CreateEgressOnly(vpc) => {
            let vpc = nth(vpcs, vpc)?;
            world.run(|network| network.create_egress_only_gateway(&vpc, Tags::new(), None)).map(drop)
        }
        UseCase::DeleteEgressOnly(gateway) => {
            let gateway = nth(&before.egress_only_gateways, gateway)?;
            world.run(|network| network.delete_egress_only_gateway(&gateway))
        }
        UseCase::RouteToVpn(table, gateway) => {
            route(world, before, table, "192.168.0.0/16", &RouteTarget::VpnGateway(nth(vpns, gateway)?))?
        }
        UseCase::RouteToPeering(table, peering) => {
            route(world, before, table, "172.16.0.0/12", &RouteTarget::Peering(nth(&before.peerings, peering)?))?
        }
        UseCase::RouteToEgressOnly(table, gateway) => {
            let gateway = nth(&before.egress_only_gateways, gateway)?;
            route(world, before, table, "::/0", &RouteTarget::EgressOnlyInternetGateway(gateway))?
        }
        UseCase::DeleteRoute(table, route) => {
            let table = nth(tables, table)?;
            let destination = nth(&before.route_tables[&table].routes, route)?;
            world.run(|network| network.delete_route(&table, &destination))
        }
        _ => carry_out_between(world, before, use_case)?,
    })
}

fn route(
    world: &World,
    before: &Network,
    table: usize,
    destination: &str,
    target: &RouteTarget,
) -> Option<Result<(), NetworkError>> {
    let table = nth(&before.route_tables, table)?;
    let destination: RouteDestination = destination.parse().unwrap();
    Some(world.run(|network| network.create_route(&table, &destination, target.clone())))
}

/// What joins two VPCs, or a VPC and a service.
fn carry_out_between(world: &World, before: &Network, use_case: UseCase) -> Option<Result<(), NetworkError>> {
    let (peerings, endpoints) = (&before.peerings, &before.vpc_endpoints);
    Some(match use_case {
        UseCase::Ask(vpc, peer) => {
            let input = CreatePeering {
                vpc: nth(&before.vpcs, vpc)?,
                peer_vpc: nth(&before.vpcs, peer)?,
                peer_account: None,
                peer_region: None,
                tags: Tags::new(),
            };
            world.run(|network| network.create_peering(input.clone())).map(drop)
        }
        UseCase::Accept(peering) => {
            let peering = nth(peerings, peering)?;
            world.run(|network| network.accept_peering(&peering)).map(drop)
        }
        UseCase::Reject(peering) => {
            let peering = nth(peerings, peering)?;
            world.run(|network| network.reject_peering(&peering))
        }
        UseCase::EndPeering(peering) => {
            let peering = nth(peerings, peering)?;
            world.run(|network| network.delete_peering(&peering))
        }
        UseCase::CreateEndpoint(vpc, table, s3) => {
            let input = CreateEndpoint {
                vpc: nth(&before.vpcs, vpc)?,
                service_name: format!("com.amazonaws.us-east-1.{}", if s3 { "s3" } else { "dynamodb" }),
                route_tables: BTreeSet::from([nth(&before.route_tables, table)?]),
                policy: None,
                tags: Tags::new(),
            };
            world.run(|network| network.create_endpoint(input.clone(), None)).map(drop)
        }
        UseCase::AddTable(endpoint, table) => {
            let endpoint = nth(endpoints, endpoint)?;
            let add = BTreeSet::from([nth(&before.route_tables, table)?]);
            world.run(|network| {
                network.modify_endpoint(&endpoint, &ModifyEndpoint { add: add.clone(), ..ModifyEndpoint::default() })
            })
        }
        UseCase::RemoveTable(endpoint, table) => {
            let endpoint = nth(endpoints, endpoint)?;
            let remove = BTreeSet::from([nth(&before.route_tables, table)?]);
            let change = ModifyEndpoint { remove, ..ModifyEndpoint::default() };
            world.run(|network| network.modify_endpoint(&endpoint, &change))
        }
        UseCase::DeleteEndpoint(endpoint) => {
            let endpoint = nth(endpoints, endpoint)?;
            world.run(|network| network.delete_endpoint(&endpoint))
        }
        _ => return None,
    })
}

fn check_gateways(network: &Network) {
    let mut with_vpn = BTreeSet::new();
    for gateway in network.vpn_gateways.values() {
        let Some(vpc) = &gateway.vpc else { continue };
        assert!(network.vpcs.contains_key(vpc), "{} is attached to {vpc}, which is gone", gateway.id);
        assert!(with_vpn.insert(vpc), "{vpc} has two VPN gateways");
    }
    for gateway in network.egress_only_gateways.values() {
        assert!(network.vpcs.contains_key(&gateway.vpc), "{} outlived {}", gateway.id, gateway.vpc);
    }
    for table in network.route_tables.values() {
        for gateway in &table.propagating {
            let attached = network.vpn_gateways.get(gateway).and_then(|gateway| gateway.vpc.as_ref());
            assert_eq!(attached, Some(&table.vpc), "{gateway} propagates into {}", table.id);
        }
    }
}

fn check_peerings(network: &Network) {
    let numbers = network.vpcs.values().map(|vpc| vpc.number).chain(network.peerings.values().map(|one| one.number));
    let unique: BTreeSet<u32> = numbers.clone().collect();
    assert_eq!(unique.len(), numbers.count(), "two have one number");
    let mut joined = BTreeSet::new();
    let active = network.peerings.values().filter(|peering| peering.is_active());
    for VpcPeeringConnection { id, requester, accepter, .. } in active {
        let [one, other] = [&requester.vpc, &accepter.vpc].map(|vpc| &network.vpcs[vpc]);
        assert!(joined.insert(BTreeSet::<&VpcId>::from([&one.id, &other.id])), "{id} joins what is joined");
        let meets =
            one.blocks().any(|ours| other.blocks().any(|theirs| ours.contains(&theirs) || theirs.contains(&ours)));
        assert!(!meets, "{id} joins blocks that overlap");
    }
}

/// An endpoint's tables have its route, and no other table has it.
fn check_endpoints(network: &Network) {
    let mut routes: BTreeMap<&VpcEndpointId, BTreeSet<_>> = BTreeMap::new();
    for table in network.route_tables.values() {
        for (destination, target) in &table.routes {
            let RouteTarget::VpcEndpoint(id) = target else { continue };
            let endpoint = &network.vpc_endpoints[id];
            let EndpointWay::Gateway { prefix_list, .. } = &endpoint.way;
            assert_eq!(destination, &RouteDestination::PrefixList(prefix_list.clone()));
            assert_eq!(table.vpc, endpoint.vpc);
            routes.entry(id).or_default().insert(table.id.clone());
        }
    }
    for endpoint in network.vpc_endpoints.values() {
        let EndpointWay::Gateway { route_tables, .. } = &endpoint.way;
        assert_eq!(routes.remove(&endpoint.id).unwrap_or_default(), *route_tables);
        assert!(network.vpcs.contains_key(&endpoint.vpc));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_leads_out_of_a_vpc_belongs_to_it(use_cases in proptest::collection::vec(use_cases(), 1..60)) {
        let world = World::with_limits(minato_network::Limits::generous());
        // The first touch makes the default VPC.
        world.run(|network| network.default_vpc()).unwrap();
        for use_case in use_cases {
            let before = world.network();
            match carry_out(&world, &before, use_case) {
                Some(Ok(())) | None => {}
                Some(Err(error)) => {
                    prop_assert!(!error.is_internal(), "{error:?}");
                    prop_assert_eq!(&world.network(), &before, "what fails changes nothing: {:?}", use_case);
                }
            }
            let network = world.network();
            check_gateways(&network);
            check_peerings(&network);
            check_endpoints(&network);
        }
    }
}
