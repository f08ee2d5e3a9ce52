//! Instances: their states, and what becomes of the public addresses that came with their launch.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod support;

use minato_network::{
    AddressReference, AssociateAddress, AssociationReference, AttachInterface, CreateInterface, LaunchInterface,
    LaunchedInterface, RunInstances,
};
use minato_vpc::{
    ids::{ImageId, InstanceId, SubnetId, VpcId},
    resources::{Instance, InstanceState, NetworkInterface, PublicAddress, PublicAddressKind, Tags},
};
use support::{World, vpc_and_subnet};

fn launch(subnet: &SubnetId, delete_on_termination: bool) -> RunInstances {
    let create = CreateInterface { public_address: true, ..CreateInterface::new(subnet.clone()) };
    let interface = LaunchedInterface::New(Box::new(create));
    RunInstances {
        image: ImageId::from_entropy(1),
        instance_type: "m5.large".to_owned(),
        least: 1,
        most: 1,
        interfaces: vec![LaunchInterface { interface, device_index: 0, delete_on_termination }],
        tags: Tags::new(),
        client_token: None,
    }
}

fn run(world: &World, wanted: &RunInstances) -> Instance {
    let launched = world.run(|network| network.run_instances(wanted)).unwrap();
    settle(world, &launched[0].id)
}

fn settle(world: &World, id: &InstanceId) -> Instance {
    world.run(|network| network.instance_settled(id)).unwrap()
}

fn stop(world: &World, id: &InstanceId) {
    world.run(|network| network.stop_instance(id)).unwrap();
    assert_eq!(settle(world, id).state, InstanceState::Stopped);
}

/// Starts an instance, and gives the kinds of public addresses that its primary ENI then has.
fn start(world: &World, instance: &Instance) -> Vec<PublicAddressKind> {
    world.run(|network| network.start_instance(&instance.id)).unwrap();
    assert_eq!(settle(world, &instance.id).state, InstanceState::Running);
    kinds(world)
}

fn kinds(world: &World) -> Vec<PublicAddressKind> {
    world.network().public_addresses.into_values().map(|address| address.kind).collect()
}

fn attach_gateway(world: &World, vpc: &VpcId) {
    world
        .run(|network| {
            let gateway = network.create_internet_gateway(Tags::new())?;
            network.attach_internet_gateway(&gateway.id, vpc)
        })
        .unwrap();
}

#[test]
fn a_public_address_of_a_launch_goes_with_the_instance_and_not_with_the_interface() {
    for delete_on_termination in [true, false] {
        let world = World::new();
        let (_, subnet) = vpc_and_subnet(&world);
        let instance = run(&world, &launch(&subnet, delete_on_termination));
        assert_eq!(kinds(&world), [PublicAddressKind::Launch]);
        world.run(|network| network.terminate_instance(&instance.id)).unwrap();
        assert_eq!(kinds(&world), [PublicAddressKind::Launch], "until its host has ended it");
        assert_eq!(settle(&world, &instance.id).state, InstanceState::Terminated);
        assert_eq!(world.network().interfaces.contains_key(&instance.interface), !delete_on_termination);
        assert_eq!(kinds(&world), []);
    }
}

#[test]
fn an_elastic_address_stays_with_the_interface_that_stays() {
    let world = World::new();
    let (vpc, subnet) = vpc_and_subnet(&world);
    attach_gateway(&world, &vpc);
    let instance = run(&world, &launch(&subnet, false));
    associate(&world, &instance, None);
    world.run(|network| network.terminate_instance(&instance.id)).unwrap();
    settle(&world, &instance.id);
    let [address] = world.network().public_addresses.into_values().collect::<Vec<_>>().try_into().unwrap();
    assert_eq!(address.kind, PublicAddressKind::Elastic);
    assert_eq!(address.association.unwrap().interface, instance.interface);
}

fn associate(world: &World, instance: &Instance, private: Option<std::net::Ipv4Addr>) -> PublicAddress {
    world
        .run(|network| {
            let address = network.allocate_address(None, Tags::new())?;
            network.associate_address(&AssociateAddress {
                address: AddressReference::Allocation(address.id.clone()),
                interface: instance.interface.clone(),
                private,
                allow_reassociation: true,
            })?;
            Ok(address)
        })
        .unwrap()
}

#[test]
fn a_start_gives_a_public_address_to_a_single_interface_alone() {
    let world = World::new();
    let (_, subnet) = vpc_and_subnet(&world);
    let instance = run(&world, &launch(&subnet, true));
    stop(&world, &instance.id);
    assert_eq!(kinds(&world), []);
    assert_eq!(start(&world, &instance), [PublicAddressKind::Launch]);

    let second = world.interface(&subnet).id;
    let attach = AttachInterface { interface: second.clone(), instance: instance.id.clone(), device_index: 1 };
    world.run(|network| network.attach_interface(&attach)).unwrap();
    settle(&world, &instance.id);
    assert_eq!(kinds(&world), [PublicAddressKind::Launch], "it keeps the one that it has");
    stop(&world, &instance.id);
    assert_eq!(start(&world, &instance), []);

    stop(&world, &instance.id);
    let attachment = world.find::<NetworkInterface>(&second).attachment.unwrap().id;
    world.run(|network| network.detach_interface(&attachment)).unwrap();
    settle(&world, &instance.id);
    assert_eq!(start(&world, &instance), [PublicAddressKind::Launch]);
}

#[test]
fn a_start_gives_no_public_address_beside_an_elastic_one() {
    let world = World::new();
    let (vpc, subnet) = vpc_and_subnet(&world);
    attach_gateway(&world, &vpc);
    let mut wanted = launch(&subnet, true);
    let LaunchedInterface::New(create) = &mut wanted.interfaces[0].interface else { unreachable!("it is a new one") };
    create.secondary_address_count = 1;
    let instance = run(&world, &wanted);
    let secondary = world.find::<NetworkInterface>(&instance.interface).secondary_addresses[0];
    for private in [None, Some(secondary)] {
        stop(&world, &instance.id);
        let elastic = associate(&world, &instance, private);
        assert_eq!(start(&world, &instance), [PublicAddressKind::Elastic], "of {private:?}");
        let reference = AssociationReference::Public(elastic.public);
        world.run(|network| network.disassociate_address(&reference)).unwrap();
        world.run(|network| network.release_address(&AddressReference::Allocation(elastic.id.clone()))).unwrap();
        stop(&world, &instance.id);
        assert_eq!(start(&world, &instance), [PublicAddressKind::Launch]);
    }
}

#[test]
fn what_was_never_running_is_not_stopped() {
    let world = World::new();
    let (_, subnet) = vpc_and_subnet(&world);
    let launched = world.run(|network| network.run_instances(&launch(&subnet, true))).unwrap();
    let id = &launched[0].id;
    let error = world.run(|network| network.stop_instance(id)).unwrap_err();
    assert_eq!(
        (error.code(), error.to_string()),
        (
            "IncorrectInstanceState",
            format!("Instance '{id}' cannot be stopped as it has never reached the 'running' state.")
        )
    );
    settle(&world, id);
    stop(&world, id);
    // What starts anew was.
    world.run(|network| network.start_instance(id)).unwrap();
    stop(&world, id);
}
