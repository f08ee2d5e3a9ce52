//! Peering connections over scopes and time, and the gateways that routes lead to.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]
#![allow(clippy::redundant_closure_for_method_calls, reason = "all use cases read alike")]

mod support;

use std::{collections::BTreeSet, time::Duration};

use minato_network::{
    CreateEndpoint, CreatePeering, CreateVpc, CreateVpnGateway, Limits, ModifyEndpoint, NetworkError,
    NetworkTransaction, set_on_premises,
};
use minato_vpc::{
    ids::{EgressOnlyInternetGatewayId, NatGatewayId, RouteTableId, VpcId, VpcPeeringConnectionId, VpnGatewayId},
    resources::{PeeringStatus, RouteDestination, RouteTable, RouteTarget, Scope, Tags, VpcPeeringConnection},
};
use support::{World, scope, vpc_and_subnet};

const HOUR: Duration = Duration::from_hours(1);

fn asking(vpc: &VpcId, peer: &VpcId) -> CreatePeering {
    CreatePeering { vpc: vpc.clone(), peer_vpc: peer.clone(), peer_account: None, peer_region: None, tags: Tags::new() }
}

/// Runs a use case as another scope.
fn run_as<T>(
    world: &World,
    scope: &Scope,
    body: impl FnMut(&mut NetworkTransaction<'_, '_>) -> Result<T, NetworkError>,
) -> Result<T, NetworkError> {
    world.networks.transact(scope, body)
}

fn other_account() -> Scope {
    Scope { account: "210987654321".to_owned(), region: "us-east-1".to_owned() }
}

fn vpc_of(world: &World, scope: &Scope, cidr: &str) -> VpcId {
    run_as(world, scope, |network| network.create_vpc(CreateVpc::new(cidr.parse().unwrap()))).unwrap().id
}

fn status(world: &World, id: &VpcPeeringConnectionId) -> PeeringStatus {
    world.run(|network| network.find_peering(id)).unwrap().status
}

fn sees(world: &World, scope: &Scope, id: &VpcPeeringConnectionId) -> bool {
    run_as(world, scope, |network| network.peerings()).unwrap().iter().any(|peering| &peering.id == id)
}

fn ask(world: &World, input: &CreatePeering) -> VpcPeeringConnection {
    world.run(|network| network.create_peering(input.clone())).unwrap()
}

#[test]
fn the_other_account_accepts_and_either_ends_it() {
    let world = World::new();
    let theirs = other_account();
    let vpc = world.vpc("10.0.0.0/16").id;
    let peer = vpc_of(&world, &theirs, "10.1.0.0/16");
    let input = CreatePeering { peer_account: Some(theirs.account.clone()), ..asking(&vpc, &peer) };
    let id = ask(&world, &input).id;
    assert_eq!(world.code(|network| network.accept_peering(&id)), "OperationNotPermitted");
    assert_eq!(world.code(|network| network.reject_peering(&id)), "OperationNotPermitted");
    let code = run_as(&world, &theirs, |network| network.delete_peering(&id)).unwrap_err().code();
    assert_eq!(code, "OperationNotPermitted", "who was asked rejects instead");
    assert_eq!(world.code(|network| network.create_peering(input.clone())), "VpcPeeringConnectionAlreadyExists");
    run_as(&world, &theirs, |network| network.accept_peering(&id)).unwrap();
    assert_eq!(status(&world, &id), PeeringStatus::Active);
    let again = run_as(&world, &theirs, |network| network.accept_peering(&id)).unwrap_err();
    assert_eq!(
        again.to_string(),
        format!("Invalid state transition for {id}, attempted to transition from active to provisioning")
    );
    let stranger = Scope { account: "111111111111".to_owned(), region: "us-east-1".to_owned() };
    let code = run_as(&world, &stranger, |network| network.delete_peering(&id)).unwrap_err().code();
    assert_eq!(code, "InvalidVpcPeeringConnectionID.NotFound");
    run_as(&world, &theirs, |network| network.delete_peering(&id)).unwrap();
    assert_eq!(world.code(|network| network.delete_peering(&id)), "InvalidStateTransition");
    // Who deleted it sees it for two hours, the other for two days.
    world.pass(3 * HOUR);
    assert!(sees(&world, &world.scope, &id) && !sees(&world, &theirs, &id));
    world.pass(46 * HOUR);
    assert!(!sees(&world, &world.scope, &id));
    assert_eq!(world.network().peerings.len(), 1);
    ask(&world, &input);
    assert_eq!(world.network().peerings.len(), 1, "what nobody sees any more is forgotten");
}

#[test]
fn regions_accept_in_their_own() {
    let world = World::new();
    let theirs = scope("eu-west-1");
    let vpc = world.vpc("10.0.0.0/16").id;
    let peer = vpc_of(&world, &theirs, "10.1.0.0/16");
    let input = CreatePeering { peer_region: Some("eu-west-1".to_owned()), ..asking(&vpc, &peer) };
    let id = ask(&world, &input).id;
    let wrong = world.run(|network| network.accept_peering(&id)).unwrap_err();
    assert_eq!(wrong.code(), "OperationNotPermitted");
    assert!(wrong.to_string().contains("use the region eu-west-1"), "{wrong}");
    run_as(&world, &theirs, |network| network.accept_peering(&id)).unwrap();
    assert_eq!(status(&world, &id), PeeringStatus::Active);
    let nowhere = CreatePeering { peer_region: Some("mars-1".to_owned()), ..asking(&vpc, &peer) };
    assert_eq!(world.code(|network| network.create_peering(nowhere.clone())), "InvalidParameterValue");
}

#[test]
fn what_cannot_be_fails() {
    let world = World::new();
    let vpc = world.vpc("10.0.0.0/16").id;
    let overlapping = world.vpc("10.0.128.0/20").id;
    let failed = |input: CreatePeering| matches!(ask(&world, &input).status, PeeringStatus::Failed { .. });
    assert!(failed(asking(&vpc, &overlapping)));
    assert!(failed(asking(&vpc, &vpc)), "a VPC overlaps with itself");
    let unknown = VpcId::from_entropy(1);
    assert_eq!(world.code(|network| network.create_peering(asking(&vpc, &unknown))), "InvalidVpcID.NotFound");
    assert_eq!(world.code(|network| network.create_peering(asking(&unknown, &vpc))), "InvalidVpcID.NotFound");
    // Another account's VPCs are nobody else's to see: the request fails, and only its requester sees it.
    let input = CreatePeering { peer_account: Some(other_account().account), ..asking(&vpc, &unknown) };
    assert!(failed(input));
    assert!(run_as(&world, &other_account(), |network| network.peerings()).unwrap().is_empty());
    let bad = CreatePeering { peer_account: Some("me".to_owned()), ..asking(&vpc, &unknown) };
    assert_eq!(world.code(|network| network.create_peering(bad.clone())), "InvalidParameterValue");
    world.pass(2 * HOUR);
    assert!(world.run(|network| network.peerings()).unwrap().is_empty());
}

#[test]
fn nobody_waits_longer_than_seven_days() {
    let world = World::new();
    let (vpc, peer) = (world.vpc("10.0.0.0/16").id, world.vpc("10.1.0.0/16").id);
    let id = ask(&world, &asking(&vpc, &peer)).id;
    world.pass(7 * 24 * HOUR);
    assert_eq!(world.code(|network| network.accept_peering(&id)), "InvalidStateTransition");
    assert_eq!(world.code(|network| network.delete_peering(&id)), "InvalidStateTransition");
    assert!(sees(&world, &world.scope, &id));
    // It is in nobody's way.
    let next = ask(&world, &asking(&vpc, &peer)).id;
    world.run(|network| network.reject_peering(&next)).unwrap();
    assert_eq!(world.code(|network| network.accept_peering(&next)), "InvalidStateTransition");
}

#[test]
fn peerings_have_quotas() {
    let limits = Limits { outstanding_peerings_per_vpc: 2, active_peerings_per_vpc: 1, ..Limits::default() };
    let world = World::with_limits(limits);
    let vpc = world.vpc("10.0.0.0/16").id;
    let peers: Vec<VpcId> = (1..=3).map(|number| world.vpc(&format!("10.{number}.0.0/16")).id).collect();
    let first = ask(&world, &asking(&vpc, &peers[0])).id;
    let second = ask(&world, &asking(&vpc, &peers[1])).id;
    let code = world.code(|network| network.create_peering(asking(&vpc, &peers[2])));
    assert_eq!(code, "OutstandingVpcPeeringConnectionLimitExceeded");
    world.run(|network| network.accept_peering(&first)).unwrap();
    let code = world.code(|network| network.accept_peering(&second));
    assert_eq!(code, "ActiveVpcPeeringConnectionPerVpcLimitExceeded");
    let code = world.code(|network| network.create_peering(asking(&vpc, &peers[2])));
    assert_eq!(code, "ActiveVpcPeeringConnectionPerVpcLimitExceeded");
}

#[test]
fn a_vpc_takes_its_peerings_along() {
    let world = World::new();
    let theirs = other_account();
    let (vpc, peer) = (world.vpc("10.0.0.0/16").id, world.vpc("10.1.0.0/16").id);
    let active = ask(&world, &asking(&vpc, &peer)).id;
    world.run(|network| network.accept_peering(&active)).unwrap();
    let asker = vpc_of(&world, &theirs, "10.2.0.0/16");
    let input = CreatePeering { peer_account: Some(world.scope.account.clone()), ..asking(&asker, &vpc) };
    let asked = run_as(&world, &theirs, |network| network.create_peering(input.clone())).unwrap().id;
    assert_eq!(world.code(|network| network.delete_vpc(&vpc)), "DependencyViolation");
    world.run(|network| network.reject_peering(&asked)).unwrap();
    world.run(|network| network.delete_vpc(&vpc)).unwrap();
    assert!(matches!(status(&world, &active), PeeringStatus::Deleted { .. }));
}

#[test]
fn numbers_of_vpcs_and_peerings_never_meet() {
    let world = World::new();
    let (vpc, peer) = (world.vpc("10.0.0.0/16"), world.vpc("10.1.0.0/16"));
    let peering = ask(&world, &asking(&vpc.id, &peer.id));
    let last = world.vpc("10.2.0.0/16");
    let numbers = BTreeSet::from([vpc.number, peer.number, peering.number, last.number]);
    assert_eq!(numbers.len(), 4);
}

#[test]
fn routes_to_what_is_gone_lead_nowhere() {
    let world = World::new();
    let (vpc, _) = vpc_and_subnet(&world);
    let peer = world.vpc("10.9.0.0/16").id;
    let table = world.run(|network| network.main_route_table(&vpc)).unwrap().id;
    let peering = ask(&world, &asking(&vpc, &peer)).id;
    let vpn = world.run(|network| network.create_vpn_gateway(CreateVpnGateway::default())).unwrap().id;
    world.run(|network| network.attach_vpn_gateway(&vpn, &vpc)).unwrap();
    let egress = world.run(|network| network.create_egress_only_gateway(&vpc, Tags::new(), None)).unwrap().id;
    let routes: [(&str, RouteTarget); 3] = [
        ("10.9.0.0/16", RouteTarget::Peering(peering.clone())),
        ("192.168.0.0/16", RouteTarget::VpnGateway(vpn.clone())),
        ("::/0", RouteTarget::EgressOnlyInternetGateway(egress.clone())),
    ];
    for (destination, target) in &routes {
        let destination: RouteDestination = destination.parse().unwrap();
        world.run(|network| network.create_route(&table, &destination, target.clone())).unwrap();
    }
    let there = || routes.each_ref().map(|(_, target)| world.network().is_there(&vpc, target));
    assert_eq!(there(), [false, true, true], "a peering that waits leads nowhere yet");
    world.run(|network| network.accept_peering(&peering)).unwrap();
    assert_eq!(there(), [true, true, true]);
    assert!(!world.network().is_there(&VpcId::from_entropy(1), &routes[0].1), "only its two VPCs use a peering");
    world.run(|network| network.delete_peering(&peering)).unwrap();
    world.run(|network| network.detach_vpn_gateway(&vpn, &vpc)).unwrap();
    world.run(|network| network.delete_egress_only_gateway(&egress)).unwrap();
    assert_eq!(there(), [false, false, false]);
    assert_eq!(world.find::<RouteTable>(&table).routes.len(), 3, "the routes stay");
    for (target, code) in [
        (RouteTarget::VpnGateway(VpnGatewayId::from_entropy(1)), "InvalidGatewayID.NotFound"),
        (
            RouteTarget::EgressOnlyInternetGateway(EgressOnlyInternetGatewayId::from_entropy(1)),
            "InvalidGatewayID.NotFound",
        ),
        (RouteTarget::NatGateway(NatGatewayId::from_entropy(1)), "InvalidNatGatewayID.NotFound"),
        (RouteTarget::Peering(VpcPeeringConnectionId::from_entropy(1)), "InvalidVpcPeeringConnectionID.NotFound"),
        (RouteTarget::Peering(peering.clone()), "InvalidVpcPeeringConnectionID.NotFound"),
        (RouteTarget::VpnGateway(vpn.clone()), "InvalidParameterValue"),
    ] {
        let destination: RouteDestination = "2001:db8::/32".parse().unwrap();
        assert_eq!(
            world.code(|network| network.create_route(&table, &destination, target.clone())),
            code,
            "{target:?}"
        );
    }
}

#[test]
fn what_is_on_premises_is_propagated_behind_static_and_local_routes() {
    let world = World::new();
    let (vpc, subnet) = vpc_and_subnet(&world);
    let networks = ["192.168.0.0/16", "172.16.0.0/12", "10.0.0.0/16", "192.168.7.9/24"];
    let networks = networks.iter().map(|network| network.parse().unwrap()).collect();
    set_on_premises(world.networks.store(), &networks).unwrap();
    let table = world.run(|network| network.main_route_table(&vpc)).unwrap().id;
    let vpn = world.run(|network| network.create_vpn_gateway(CreateVpnGateway::default())).unwrap().id;
    assert_eq!(world.code(|network| network.enable_propagation(&table, &vpn)), "Gateway.NotAttached");
    world.run(|network| network.attach_vpn_gateway(&vpn, &vpc)).unwrap();
    assert_eq!(world.code(|network| network.disable_propagation(&table, &vpn)), "Gateway.NotAttached");
    world.run(|network| network.enable_propagation(&table, &vpn)).unwrap();
    world.run(|network| network.enable_propagation(&table, &vpn)).unwrap();
    let propagated = || {
        let network = world.network();
        network.propagated_routes(&network.route_tables[&table]).keys().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(propagated(), ["172.16.0.0/12", "192.168.0.0/16", "192.168.7.0/24"], "the local route comes first");
    let interface = RouteTarget::NetworkInterface(world.interface(&subnet).id);
    let destination = "172.16.0.0/12".parse().unwrap();
    world.run(|network| network.create_route(&table, &destination, interface.clone())).unwrap();
    assert_eq!(propagated(), ["192.168.0.0/16", "192.168.7.0/24"], "a static route comes first");
    world.run(|network| network.detach_vpn_gateway(&vpn, &vpc)).unwrap();
    assert!(world.find::<RouteTable>(&table).propagating.is_empty());
    assert!(propagated().is_empty());
}

#[test]
fn local_routes_can_lead_elsewhere_and_back() {
    let world = World::new();
    let (vpc, subnet) = vpc_and_subnet(&world);
    let table = world.run(|network| network.main_route_table(&vpc)).unwrap().id;
    let local: RouteDestination = "10.0.0.0/16".parse().unwrap();
    let interface = RouteTarget::NetworkInterface(world.interface(&subnet).id);
    let vpn = world.run(|network| network.create_vpn_gateway(CreateVpnGateway::default())).unwrap().id;
    world.run(|network| network.attach_vpn_gateway(&vpn, &vpc)).unwrap();
    let out = RouteTarget::VpnGateway(vpn);
    let refused = world.code(|network| network.replace_route(&table, &local, Some(out.clone())));
    assert_eq!(refused, "InvalidParameterValue", "a local route leads to an appliance or to the VPC");
    world.run(|network| network.replace_route(&table, &local, Some(interface.clone()))).unwrap();
    assert_eq!(world.find::<RouteTable>(&table).routes[&local], interface);
    assert_eq!(world.code(|network| network.delete_route(&table, &local)), "InvalidParameterValue");
    world.run(|network| network.replace_route(&table, &local, None)).unwrap();
    assert!(world.find::<RouteTable>(&table).routes.is_empty());
    let other: RouteDestination = "0.0.0.0/0".parse().unwrap();
    world.run(|network| network.create_route(&table, &other, interface.clone())).unwrap();
    assert_eq!(world.code(|network| network.replace_route(&table, &other, None)), "InvalidParameterValue");
    let reserved: RouteDestination = "169.254.169.0/24".parse().unwrap();
    assert_eq!(
        world.code(|network| network.create_route(&table, &reserved, interface.clone())),
        "InvalidParameterValue"
    );
}

#[test]
fn vpn_gateways_join_one_vpc_at_a_time() {
    let world = World::with_limits(Limits { vpn_gateways: 2, ..Limits::default() });
    let (vpc, other) = (world.vpc("10.0.0.0/16").id, world.vpc("10.1.0.0/16").id);
    let create = |asn| world.run(|network| network.create_vpn_gateway(CreateVpnGateway { asn, ..Default::default() }));
    for bad in [0, -1, 65_535, 64_511, 4_294_967_295, i64::MAX] {
        assert_eq!(create(Some(bad)).unwrap_err().code(), "InvalidParameterValue", "{bad}");
    }
    let (one, two) = (create(None).unwrap(), create(Some(4_200_000_000)).unwrap().id);
    assert_eq!(one.asn, 64_512);
    let one = one.id;
    assert_eq!(create(None).unwrap_err().code(), "VpnGatewayLimitExceeded");
    world.run(|network| network.attach_vpn_gateway(&one, &vpc)).unwrap();
    world.run(|network| network.attach_vpn_gateway(&one, &vpc)).unwrap();
    assert_eq!(world.code(|network| network.attach_vpn_gateway(&one, &other)), "InvalidVpnGatewayState");
    assert_eq!(world.code(|network| network.attach_vpn_gateway(&two, &vpc)), "InvalidVpcState");
    assert_eq!(world.code(|network| network.detach_vpn_gateway(&two, &vpc)), "InvalidVpnGatewayAttachment.NotFound");
    assert_eq!(world.code(|network| network.delete_vpn_gateway(&one)), "IncorrectState");
    assert_eq!(world.code(|network| network.delete_vpc(&vpc)), "DependencyViolation");
    world.run(|network| network.detach_vpn_gateway(&one, &vpc)).unwrap();
    world.run(|network| network.delete_vpn_gateway(&one)).unwrap();
    assert_eq!(world.code(|network| network.delete_vpn_gateway(&one)), "InvalidVpnGatewayID.NotFound");
    world.run(|network| network.delete_vpc(&vpc)).unwrap();
}

#[test]
fn gateways_and_endpoints_have_quotas() {
    let limits = Limits { egress_only_gateways: 1, gateway_endpoints: 1, routes_per_table: 1, ..Limits::default() };
    let world = World::with_limits(limits);
    let vpc = world.vpc("10.0.0.0/16").id;
    let table = world.run(|network| network.main_route_table(&vpc)).unwrap().id;
    let egress = || world.run(|network| network.create_egress_only_gateway(&vpc, Tags::new(), None));
    let gateway = egress().unwrap().id;
    assert_eq!(egress().unwrap_err().code(), "EgressOnlyInternetGatewayLimitExceeded");
    let endpoint = |tables: &[RouteTableId]| {
        let input = CreateEndpoint {
            vpc: vpc.clone(),
            service_name: "com.amazonaws.us-east-1.s3".to_owned(),
            route_tables: tables.iter().cloned().collect(),
            policy: None,
            tags: Tags::new(),
        };
        world.run(|network| network.create_endpoint(input.clone(), None))
    };
    let first = endpoint(&[]).unwrap().id;
    assert_eq!(endpoint(&[]).unwrap_err().code(), "VpcEndpointLimitExceeded");
    // IPv4 and IPv6 have a quota each, and an endpoint's route counts as one of IPv4.
    let route = |to: &str, target: &RouteTarget| {
        world.run(|network| network.create_route(&table, &to.parse().unwrap(), target.clone()))
    };
    route("2001:db8::/32", &RouteTarget::EgressOnlyInternetGateway(gateway.clone())).unwrap();
    let more = route("2001:db9::/32", &RouteTarget::EgressOnlyInternetGateway(gateway));
    assert_eq!(more.unwrap_err().code(), "RouteLimitExceeded");
    let change = ModifyEndpoint { add: BTreeSet::from([table.clone()]), ..ModifyEndpoint::default() };
    world.run(|network| network.modify_endpoint(&first, &change)).unwrap();
    let vpn = world.run(|network| network.create_vpn_gateway(CreateVpnGateway::default())).unwrap().id;
    world.run(|network| network.attach_vpn_gateway(&vpn, &vpc)).unwrap();
    let more = route("192.168.0.0/16", &RouteTarget::VpnGateway(vpn));
    assert_eq!(more.unwrap_err().code(), "RouteLimitExceeded");
}

#[test]
fn many_who_ask_at_once_get_one_connection_and_no_more_than_the_quota() {
    let world = World::with_limits(Limits { vpcs: 20, outstanding_peerings_per_vpc: 3, ..Limits::default() });
    let vpc = world.vpc("10.0.0.0/16").id;
    let peers: Vec<VpcId> = (1..=8).map(|number| world.vpc(&format!("10.{number}.0.0/16")).id).collect();
    let at_once = |inputs: &[CreatePeering]| {
        std::thread::scope(|scope| {
            let ask = |input: CreatePeering| {
                let networks = world.networks.clone();
                let own = world.scope.clone();
                move || networks.transact(&own, |network| network.create_peering(input.clone()))
            };
            let threads: Vec<_> = inputs.iter().map(|input| scope.spawn(ask(input.clone()))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap().map_err(|error| error.code())).collect::<Vec<_>>()
        })
    };
    let same = at_once(&vec![asking(&vpc, &peers[0]); 8]);
    assert_eq!(same.iter().filter(|result| result.is_ok()).count(), 1);
    assert!(same.iter().all(|result| matches!(result, Ok(_) | Err("VpcPeeringConnectionAlreadyExists"))), "{same:?}");
    let all: Vec<CreatePeering> = peers[1..].iter().map(|peer| asking(&vpc, peer)).collect();
    let made = at_once(&all);
    assert_eq!(made.iter().filter(|result| result.is_ok()).count(), 2);
    let numbers: BTreeSet<u32> = world.network().peerings.values().map(|peering| peering.number).collect();
    assert_eq!(numbers.len(), 3);
}
