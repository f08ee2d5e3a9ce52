//! Public addresses: whose they are, what they stand for, and when they go.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod support;

use std::{collections::BTreeSet, net::Ipv4Addr, sync::Barrier, thread, time::Duration};

use minato_network::{
    AddressReference, AssociateAddress, AssociationReference, CreateInterface, Limits, NetworkError,
    NetworkTransaction, Networks,
};
use minato_store::RedbStore;
use minato_vpc::{
    ids::{InternetGatewayId, SubnetId, VpcId},
    resources::{NetworkInterface, PublicAddress, PublicAddressKind, PublicAssociation, Tags},
};
use support::{World, scope, vpc_and_subnet};

fn allocate(world: &World) -> PublicAddress {
    world.run(|network| network.allocate_address(None, Tags::new())).unwrap()
}

fn attach_gateway(world: &World, vpc: &VpcId) -> InternetGatewayId {
    world
        .run(|network| {
            let gateway = network.create_internet_gateway(Tags::new())?;
            network.attach_internet_gateway(&gateway.id, vpc)?;
            Ok(gateway.id)
        })
        .unwrap()
}

fn of(address: &PublicAddress) -> AddressReference {
    AddressReference::Allocation(address.id.clone())
}

fn to(address: &PublicAddress, interface: &NetworkInterface) -> AssociateAddress {
    AssociateAddress { address: of(address), interface: interface.id.clone(), private: None, allow_reassociation: true }
}

fn associate(world: &World, wanted: &AssociateAddress) -> PublicAssociation {
    world.run(|network| network.associate_address(wanted)).unwrap()
}

fn of_task(world: &World, subnet: &SubnetId) -> NetworkInterface {
    let wanted = CreateInterface {
        requester: Some("ecs.amazonaws.com".to_owned()),
        public_address: true,
        ..CreateInterface::new(subnet.clone())
    };
    world.run(|network| network.create_interface(wanted.clone())).unwrap()
}

fn launch_addresses(world: &World) -> Vec<Ipv4Addr> {
    let addresses = world.network().public_addresses;
    addresses.into_values().filter(|a| a.kind == PublicAddressKind::Launch).map(|a| a.public).collect()
}

#[test]
fn an_address_stands_for_one_private_address_until_it_is_taken_away() {
    let world = World::new();
    let (vpc, subnet) = vpc_and_subnet(&world);
    let interface = world.interface(&subnet);
    let address = allocate(&world);
    assert_eq!(address.public, Ipv4Addr::new(198, 18, 0, 2));
    assert_eq!(world.code(|network| network.associate_address(&to(&address, &interface))), "Gateway.NotAttached");
    attach_gateway(&world, &vpc);
    let association = associate(&world, &to(&address, &interface));
    assert_eq!((association.interface.clone(), association.private), (interface.id.clone(), interface.address));
    assert_eq!(associate(&world, &to(&address, &interface)), association, "repeating it changes nothing");
    assert_eq!(world.code(|network| network.release_address(&of(&address))), "InvalidIPAddress.InUse");

    let reference = AssociationReference::Id(association.id);
    world.run(|network| network.disassociate_address(&reference)).unwrap();
    assert_eq!(world.code(|network| network.disassociate_address(&reference)), "InvalidAssociationID.NotFound");
    world.run(|network| network.release_address(&of(&address))).unwrap();
    assert_eq!(world.code(|network| network.release_address(&of(&address))), "InvalidAllocationID.NotFound");
}

#[test]
fn what_is_in_the_way_ends_or_refuses() {
    let world = World::new();
    let (vpc, subnet) = vpc_and_subnet(&world);
    attach_gateway(&world, &vpc);
    let (one, other) = (world.interface(&subnet), world.interface(&subnet));
    let (first, second) = (allocate(&world), allocate(&world));
    associate(&world, &to(&first, &one));
    let firm = |address, interface| AssociateAddress { allow_reassociation: false, ..to(address, interface) };
    assert_eq!(world.code(|n| n.associate_address(&firm(&first, &other))), "Resource.AlreadyAssociated");
    assert_eq!(world.code(|n| n.associate_address(&firm(&second, &one))), "Resource.AlreadyAssociated");
    // The first one moves; then the second one takes its place.
    associate(&world, &to(&first, &other));
    associate(&world, &to(&second, &other));
    assert_eq!(world.find::<PublicAddress>(&first.id).association, None);
    assert!(world.find::<PublicAddress>(&second.id).association.is_some());
    let elsewhere = AssociateAddress { private: Some(Ipv4Addr::new(10, 0, 1, 99)), ..to(&first, &one) };
    assert_eq!(world.code(|n| n.associate_address(&elsewhere)), "InvalidParameterValue");
}

#[test]
fn what_a_service_has_it_alone_changes() {
    let world = World::new();
    let (vpc, subnet) = vpc_and_subnet(&world);
    attach_gateway(&world, &vpc);
    let task = of_task(&world, &subnet);
    let address = allocate(&world);
    assert_eq!(world.code(|network| network.associate_address(&to(&address, &task))), "AuthFailure");
    let foreign = AddressReference::Public(Ipv4Addr::new(198, 18, 9, 9));
    assert_eq!(world.code(|network| network.release_address(&foreign)), "AuthFailure");
    // An address that came with a launch is no elastic one, by whatever it is named.
    let launch = world.network().public_addresses.into_values().find(|a| a.kind == PublicAddressKind::Launch).unwrap();
    assert_eq!(world.code(|network| network.release_address(&of(&launch))), "InvalidAllocationID.NotFound");
    let named = AddressReference::Public(launch.public);
    assert_eq!(world.code(|network| network.release_address(&named)), "AuthFailure");
    let ids = |all: Vec<PublicAddress>| all.into_iter().map(|address| address.id).collect::<Vec<_>>();
    assert_eq!(world.run(|network| network.elastic_addresses().map(ids)).unwrap(), [address.id]);
}

#[test]
fn an_address_of_a_launch_goes_with_its_interface_and_an_elastic_one_stays() {
    let world = World::new();
    let (vpc, subnet) = vpc_and_subnet(&world);
    let gateway = attach_gateway(&world, &vpc);
    let (task, own) = (of_task(&world, &subnet), world.interface(&subnet));
    let address = allocate(&world);
    associate(&world, &to(&address, &own));
    let [launch] = launch_addresses(&world)[..] else { panic!("one address") };
    assert_eq!(world.code(|network| network.detach_internet_gateway(&gateway, &vpc)), "DependencyViolation");
    world.run(|network| network.release_interface(&task.id, "ecs.amazonaws.com")).unwrap();
    world.run(|network| network.delete_interface(&own.id)).unwrap();
    assert!(launch_addresses(&world).is_empty());
    assert_eq!(world.find::<PublicAddress>(&address.id).association, None);
    world.run(|network| network.detach_internet_gateway(&gateway, &vpc)).unwrap();

    // The search goes on: nobody gets the released one while it cools down, nor soon after.
    let recover = |network: &mut NetworkTransaction<'_, '_>| network.allocate_address(Some(launch), Tags::new());
    assert_ne!(allocate(&world).public, launch);
    assert_eq!(world.run(recover).unwrap().public, launch, "who had it last may have it back");
    assert_eq!(world.code(recover), "InvalidAddress.NotFound");
}

#[test]
fn the_pool_ends_and_cools_down() {
    let world = World::new();
    let networks = world.networks.clone().with_public_block("203.0.113.0/28".parse().unwrap());
    let allocate = |region: &str| -> Result<PublicAddress, NetworkError> {
        networks.transact(&scope(region), |network| network.allocate_address(None, Tags::new()))
    };
    let addresses: Vec<PublicAddress> = (0..5).map(|_| allocate("us-east-1").unwrap()).collect();
    assert_eq!(allocate("us-east-1").unwrap_err().code(), "AddressLimitExceeded");
    for _ in 0..5 {
        allocate("eu-west-1").unwrap();
    }
    for _ in 0..3 {
        allocate("us-west-2").unwrap();
    }
    let third = || allocate("us-west-2");
    assert_eq!(third().unwrap_err().code(), "InsufficientAddressCapacity");
    world.run(|network| network.release_address(&of(&addresses[2]))).unwrap();
    assert_eq!(third().unwrap_err().code(), "InsufficientAddressCapacity");
    world.pass(minato_ipam::COOL_DOWN);
    assert_eq!(third().unwrap().public, addresses[2].public);
}

#[test]
fn many_at_once_in_every_scope_never_share_an_address() {
    const EACH: usize = 20;
    let store = std::sync::Arc::new(RedbStore::in_memory().unwrap());
    let networks = Networks::new(store, Limits::generous()).with_cool_down(Duration::ZERO);
    let barrier = Barrier::new(4);
    let regions = ["us-east-1", "eu-west-1", "us-east-1", "us-west-2"];
    let found: Vec<Vec<Ipv4Addr>> = thread::scope(|threads| {
        let run = |region: &str| {
            let scope = scope(region);
            barrier.wait();
            let one = |_| networks.transact(&scope, |network| network.allocate_address(None, Tags::new()));
            (0..EACH).map(one).map(|made: Result<_, NetworkError>| made.unwrap().public).collect::<Vec<_>>()
        };
        let handles: Vec<_> = regions.map(|region| threads.spawn(move || run(region))).into_iter().collect();
        handles.into_iter().map(|handle| handle.join().unwrap()).collect()
    });
    let all: BTreeSet<_> = found.iter().flatten().collect();
    assert_eq!(all.len(), EACH * regions.len());
}

#[test]
fn names_are_domain_names() {
    let world = World::new();
    let address = allocate(&world);
    let set = |name: &str| world.run(|network| network.set_address_name(&address.id, Some(name.to_owned())));
    assert_eq!(set("mail.example.com").unwrap().domain_name.as_deref(), Some("mail.example.com"));
    for bad in ["", "mail", "-a.example", "a..b", "a b.c", &format!("{}.com", "a".repeat(64))] {
        assert_eq!(set(bad).unwrap_err().code(), "InvalidParameterValue", "{bad}");
    }
    assert_eq!(world.run(|network| network.set_address_name(&address.id, None)).unwrap().domain_name, None);
}
