//! NAT gateways: what they take, what they give back, and when they are forgotten.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod support;

use std::time::Duration;

use jiff::SignedDuration;
use minato_network::CreateNatGateway;
use minato_vpc::{
    ids::{AddressAllocationId, AddressAssociationId, NatGatewayId, SubnetId, VpcId},
    resources::{NatConnectivity, NatGateway, NatGatewayState, NetworkInterface, PublicAddress, Tags},
};
use support::{World, vpc_and_subnet};

/// A VPC with an internet gateway, and one subnet of it.
fn world() -> (World, VpcId, SubnetId) {
    let world = World::new();
    let (vpc, subnet) = vpc_and_subnet(&world);
    world
        .run(|network| {
            let gateway = network.create_internet_gateway(Tags::new())?;
            network.attach_internet_gateway(&gateway.id, &vpc)
        })
        .unwrap();
    (world, vpc, subnet)
}

fn allocate(world: &World) -> AddressAllocationId {
    world.run(|network| network.allocate_address(None, Tags::new())).unwrap().id
}

fn public(subnet: &SubnetId, allocations: &[AddressAllocationId]) -> CreateNatGateway {
    CreateNatGateway {
        subnet: subnet.clone(),
        connectivity: NatConnectivity::Public,
        allocations: allocations.to_vec(),
        private: None,
        secondary_private: vec![],
        secondary_private_count: 0,
        tags: Tags::new(),
        client_token: None,
    }
}

fn create(world: &World, wanted: &CreateNatGateway) -> NatGateway {
    world.run(|network| network.create_nat_gateway(wanted)).unwrap()
}

fn started(world: &World, id: &NatGatewayId) -> NatGateway {
    world.run(|network| network.nat_gateway_started(id)).unwrap();
    world.find(id)
}

#[test]
fn what_a_gateway_took_it_gives_back_when_no_host_has_it() {
    let (world, _, subnet) = world();
    let free = world.free(&subnet);
    let allocation = allocate(&world);
    let gateway = create(&world, &public(&subnet, std::slice::from_ref(&allocation)));
    assert_eq!(gateway.state, NatGatewayState::Pending);
    let interface: NetworkInterface = world.find(&gateway.interface);
    assert!(interface.groups.is_empty() && !interface.source_dest_check && interface.requester.is_some());
    assert_eq!(gateway.addresses[0].private, Some(interface.address));
    assert_eq!(started(&world, &gateway.id).state, NatGatewayState::Available);

    world.run(|network| network.delete_nat_gateway(&gateway.id)).unwrap();
    // A host may still run it: nobody else gets its addresses.
    assert!(world.find::<PublicAddress>(&allocation).association.is_some());
    assert_eq!(world.free(&subnet), free - 1);
    world.run(|network| network.nat_gateway_started(&gateway.id)).unwrap();
    assert_eq!(world.find::<NatGateway>(&gateway.id).state, NatGatewayState::Deleting, "a late word changes nothing");
    world.run(|network| network.nat_gateway_stopped(&gateway.id)).unwrap();
    world.run(|network| network.nat_gateway_stopped(&gateway.id)).unwrap();
    assert_eq!(world.find::<PublicAddress>(&allocation).association, None);
    assert_eq!(world.free(&subnet), free);

    let forget = || {
        world.run(|network| {
            let before = world.networks.now().checked_sub(SignedDuration::from_hours(1)).unwrap();
            network.forget_nat_gateway(&gateway.id, before)
        })
    };
    assert!(!forget().unwrap());
    world.pass(Duration::from_secs(3_600));
    assert!(forget().unwrap() && !forget().unwrap());
    assert_eq!(world.code(|network| network.delete_nat_gateway(&gateway.id)), "NatGatewayNotFound");
}

#[test]
fn a_gateway_that_fails_takes_nothing() {
    let (world, _, subnet) = world();
    let taken = allocate(&world);
    create(&world, &public(&subnet, std::slice::from_ref(&taken)));
    let (free, own) = (world.free(&subnet), allocate(&world));
    let gateway = create(&world, &public(&subnet, &[own.clone(), taken]));
    let NatGatewayState::Failed { code, .. } = &gateway.state else { panic!("{:?}", gateway.state) };
    assert_eq!(code, "Resource.AlreadyAssociated");
    assert_eq!((world.free(&subnet), world.find::<PublicAddress>(&own).association), (free, None));
    world.run(|network| network.delete_nat_gateway(&gateway.id)).unwrap();
    assert_eq!(world.find::<NatGateway>(&gateway.id).state, NatGatewayState::Deleted);
}

#[test]
fn an_address_leaves_when_it_is_drained_or_its_time_is_over() {
    let (world, _, subnet) = world();
    let allocations: Vec<_> = (0..3).map(|_| allocate(&world)).collect();
    let gateway = create(&world, &public(&subnet, &allocations[..1]));
    let add = || world.run(|network| network.add_nat_gateway_addresses(&gateway.id, &allocations[1..], &[]));
    assert_eq!(add().unwrap_err().code(), "InvalidParameterValue", "it is not available yet");
    started(&world, &gateway.id);
    let gateway = add().unwrap();
    assert_eq!(world.find::<NetworkInterface>(&gateway.interface).secondary_addresses.len(), 2);
    let of = |place: usize| gateway.addresses[place].association.clone().unwrap();
    let drain = |association: AddressAssociationId| {
        let associations = [association];
        world.run(|n| n.drain_nat_gateway_addresses(&gateway.id, &associations, Duration::from_secs(60)))
    };
    assert_eq!(drain(of(0)).unwrap_err().code(), "InvalidParameterValue", "the primary one stays");
    drain(of(1)).unwrap();
    drain(of(2)).unwrap();
    let end = |drained: &[std::net::Ipv4Addr]| {
        world.run(|network| network.end_drained_addresses(&gateway.id, drained)).unwrap().map(|g| g.addresses.len())
    };
    assert_eq!(end(&[]), None);
    assert_eq!(end(&[gateway.addresses[0].private.unwrap()]), None, "one that does not drain stays");
    assert_eq!(end(&[gateway.addresses[1].private.unwrap()]), Some(2));
    assert_eq!(world.find::<PublicAddress>(&allocations[1]).association, None);
    assert!(world.find::<PublicAddress>(&allocations[2]).association.is_some());
    world.pass(Duration::from_secs(60));
    assert_eq!(end(&[]), Some(1));
    assert!(world.find::<NetworkInterface>(&gateway.interface).secondary_addresses.is_empty());
}
