//! Instances: their states, their addresses, and what comes to them and leaves them meanwhile.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod support;

use minato_network::{
    AddressReference, AssociateAddress, AssociationReference, AttachInterface, CreateInterface, CreateSubnet,
    CreateVpc, Ipv6Choice, Ipv6Request, LaunchInterface, LaunchedInterface, NetworkError, NetworkTransaction,
    RunInstances,
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

/// Does something as one transaction, in the midst of which another one commits. Gives how many times it was tried.
fn tries<T>(
    world: &World,
    other: impl Fn(),
    body: impl Fn(&mut NetworkTransaction<'_, '_>) -> Result<T, NetworkError>,
) -> (usize, Result<T, NetworkError>) {
    let mut tries = 0;
    let result = world.run(|network| {
        tries += 1;
        let result = body(network);
        if tries == 1 {
            other();
        }
        result
    });
    (tries, result)
}

#[test]
fn interfaces_of_others_do_not_disturb_an_instance() {
    let world = World::new();
    let (vpc, subnet) = vpc_and_subnet(&world);
    let elsewhere = world.subnet(&vpc, "10.0.2.0/24").id;
    let id = run(&world, &launch(&subnet, true)).id;
    let second = world.interface(&subnet).id;
    let attach = AttachInterface { interface: second, instance: id.clone(), device_index: 1 };
    let other = || drop(world.interface(&elsewhere));
    let (attached, result) = tries(&world, other, |network| network.attach_interface(&attach));
    result.unwrap();
    let (settled, result) = tries(&world, other, |network| network.instance_settled(&id));
    result.unwrap();
    let (launched, result) = tries(&world, other, |network| network.run_instances(&launch(&subnet, true)));
    result.unwrap();
    stop(&world, &id);
    let (started, result) = tries(&world, other, |network| network.start_instance(&id));
    result.unwrap();
    assert_eq!([attached, settled, launched, started], [1; 4]);
}

#[test]
fn what_comes_to_an_instance_meanwhile_is_not_missed() {
    let world = World::new();
    let (_, subnet) = vpc_and_subnet(&world);
    let id = run(&world, &launch(&subnet, true)).id;
    let attach =
        |index| AttachInterface { interface: world.interface(&subnet).id, instance: id.clone(), device_index: index };
    let (mine, theirs) = (attach(1), attach(1));
    let other = |wanted: &AttachInterface| drop(world.run(|network| network.attach_interface(wanted)).unwrap());
    let (tried, result) = tries(&world, || other(&theirs), |network| network.attach_interface(&mine));
    assert_eq!((tried, result.unwrap_err().code()), (2, "InvalidParameterValue"), "the index is taken");
    settle(&world, &id);
    world.run(|network| network.terminate_instance(&id)).unwrap();
    let detach = world.find::<NetworkInterface>(&theirs.interface).attachment.unwrap().id;
    let leave = || drop(world.run(|network| network.detach_interface(&detach)).unwrap());
    let (tried, result) = tries(&world, leave, |network| network.instance_settled(&id));
    assert_eq!((tried, result.unwrap().state), (2, InstanceState::Terminated));
    assert!(world.find::<NetworkInterface>(&theirs.interface).attachment.is_none());
}

#[test]
fn an_interface_has_as_many_addresses_of_ipv6_as_of_ipv4() {
    let world = World::new();
    let wanted = CreateVpc { ipv6: Some(Ipv6Choice::Any), ..CreateVpc::new("10.0.0.0/16".parse().unwrap()) };
    let vpc = world.run(|network| network.create_vpc(wanted.clone())).unwrap();
    let cidr = vpc.ipv6_blocks[0].cidr.subnets(64).unwrap().next();
    let wanted = CreateSubnet { ipv6_cidr: cidr, ..CreateSubnet::new(vpc.id, "10.0.1.0/24".parse().unwrap()) };
    let subnet = world.run(|network| network.create_subnet(wanted.clone())).unwrap().id;
    let ipv6 = |address_count, prefix_count| Ipv6Request {
        address_count: Some(address_count),
        prefix_count,
        ..Ipv6Request::default()
    };
    // Ten each.
    let launch = |count| {
        let mut wanted = launch(&subnet, true);
        let LaunchedInterface::New(create) = &mut wanted.interfaces[0].interface else {
            unreachable!("it is a new one")
        };
        create.ipv6 = ipv6(count, 0);
        wanted
    };
    assert_eq!(world.code(|network| network.run_instances(&launch(11))), "PrivateIpAddressLimitExceeded");
    let instance = run(&world, &launch(9));
    let assign = |request| world.run(|network| network.assign_ipv6_addresses(&instance.interface, &request));
    assert_eq!(assign(ipv6(1, 1)).unwrap_err().code(), "PrivateIpAddressLimitExceeded");
    assign(ipv6(0, 1)).unwrap();
    assert_eq!(assign(ipv6(1, 0)).unwrap_err().code(), "PrivateIpAddressLimitExceeded");
}
