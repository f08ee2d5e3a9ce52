//! ENIs and their addresses.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod support;

use std::{collections::BTreeSet, net::Ipv4Addr, sync::Barrier, thread, time::Duration};

use minato_network::{CreateInterface, InterfaceAttribute, Limits, NetworkError, NewAttachment, RuleError};
use minato_store::transact;
use minato_vpc::{
    ids::{NetworkInterfaceId, SecurityGroupId, SubnetId},
    resources::{MacAddress, NetworkInterface},
};
use support::{World, vpc_and_subnet};

fn address(last: u8) -> Ipv4Addr {
    Ipv4Addr::new(10, 0, 1, last)
}

#[test]
fn an_interface_has_an_address_a_mac_and_the_default_group() {
    let world = World::new();
    let (vpc, subnet) = vpc_and_subnet(&world);
    let interface = world.interface(&subnet);
    assert_eq!(interface.address, address(4));
    assert_eq!(interface.vpc, vpc);
    assert_eq!(interface.mac.0[0] & 0x03, 0x02, "locally administered and unicast");
    assert_ne!(interface.mac, MacAddress::ROUTER);
    let default = world.run(|network| network.default_group(&vpc)).unwrap().id;
    assert_eq!(interface.groups, BTreeSet::from([default]));
    assert!(interface.source_dest_check && interface.attachment.is_none() && interface.requester.is_none());
    assert_eq!(world.free(&subnet), 250);
    assert_eq!(world.find::<NetworkInterface>(&interface.id), interface);
}

#[test]
fn particular_addresses_are_given_or_refused() {
    let world = World::new();
    let (_, subnet) = vpc_and_subnet(&world);
    let at = |address: Ipv4Addr| CreateInterface { address: Some(address), ..CreateInterface::new(subnet.clone()) };
    let interface = world.run(|network| network.create_interface(at(address(77)))).unwrap();
    assert_eq!(interface.address, address(77));
    for (wanted, code) in [
        (address(77), "InvalidIPAddress.InUse"),
        (address(0), "InvalidParameterValue"),
        (address(1), "InvalidParameterValue"),
        (address(3), "InvalidParameterValue"),
        (address(255), "InvalidParameterValue"),
        (Ipv4Addr::new(10, 0, 2, 5), "InvalidParameterValue"),
    ] {
        assert_eq!(world.code(|network| network.create_interface(at(wanted))), code, "{wanted}");
    }
}

#[test]
fn secondary_addresses_come_and_go_with_their_interface() {
    let world = World::with_limits(Limits { secondary_addresses_per_interface: 3, ..Limits::default() });
    let (_, subnet) = vpc_and_subnet(&world);
    let wanted = |count| CreateInterface {
        secondary_addresses: vec![address(4), address(9)],
        secondary_address_count: count,
        ..CreateInterface::new(subnet.clone())
    };
    let interface = world.run(|network| network.create_interface(wanted(1))).unwrap();
    let all: BTreeSet<Ipv4Addr> = interface.secondary_addresses.iter().copied().chain([interface.address]).collect();
    assert_eq!(all.len(), 4);
    assert!(!interface.secondary_addresses.contains(&interface.address));
    assert!(interface.secondary_addresses.starts_with(&[address(4), address(9)]));
    assert_eq!(world.free(&subnet), 247);
    assert_eq!(world.code(|network| network.create_interface(wanted(2))), "PrivateIpAddressLimitExceeded");
    world.run(|network| network.delete_interface(&interface.id)).unwrap();
    assert_eq!(world.free(&subnet), 251);
}

#[test]
fn a_released_address_counts_as_free_and_cools_down() {
    let world = World::new();
    let vpc = world.vpc("10.0.0.0/16").id;
    let subnet = world.subnet(&vpc, "10.0.1.0/28").id;
    let interfaces: Vec<_> = (0..11).map(|_| world.interface(&subnet)).collect();
    assert_eq!(world.free(&subnet), 0);
    let one_more = || world.code(|network| network.create_interface(CreateInterface::new(subnet.clone())));
    assert_eq!(one_more(), "InsufficientFreeAddressesInSubnet");
    world.run(|network| network.delete_interface(&interfaces[5].id)).unwrap();
    assert_eq!(world.free(&subnet), 1);
    assert_eq!(one_more(), "InsufficientFreeAddressesInSubnet", "nobody gets an address that was just released");
    world.pass(Duration::from_secs(29));
    assert_eq!(one_more(), "InsufficientFreeAddressesInSubnet");
    world.pass(Duration::from_secs(1));
    assert_eq!(world.interface(&subnet).address, interfaces[5].address);
}

#[test]
fn groups_must_exist_fit_and_be_few() {
    let world = World::with_limits(Limits { security_groups_per_interface: 2, ..Limits::default() });
    let (vpc, subnet) = vpc_and_subnet(&world);
    let other_vpc = world.vpc("10.0.0.0/16").id;
    let own: Vec<SecurityGroupId> = ["a", "b", "c"].map(|name| world.group(&vpc, name).id).into();
    let foreign = world.group(&other_vpc, "a").id;
    let with = |groups: &[SecurityGroupId]| CreateInterface {
        groups: groups.iter().cloned().collect(),
        ..CreateInterface::new(subnet.clone())
    };
    let interface = world.run(|network| network.create_interface(with(&own[..2]))).unwrap();
    assert_eq!(interface.groups, own[..2].iter().cloned().collect());
    for (groups, code) in [
        (own.as_slice(), "SecurityGroupsPerInterfaceLimitExceeded"),
        (&[foreign], "InvalidParameter"),
        (&[SecurityGroupId::from_entropy(1)], "InvalidGroup.NotFound"),
    ] {
        assert_eq!(world.code(|network| network.create_interface(with(groups))), code);
    }
    assert_eq!(world.code(|network| network.delete_security_group(&own[0])), "DependencyViolation");
    world.run(|network| network.delete_interface(&interface.id)).unwrap();
    world.run(|network| network.delete_security_group(&own[0])).unwrap();
}

#[test]
fn the_interface_limit_holds() {
    let world = World::with_limits(Limits { network_interfaces: 1, ..Limits::default() });
    let (_, subnet) = vpc_and_subnet(&world);
    let interface = world.interface(&subnet);
    let code = || world.code(|network| network.create_interface(CreateInterface::new(subnet.clone())));
    assert_eq!(code(), "NetworkInterfaceLimitExceeded");
    world.run(|network| network.delete_interface(&interface.id)).unwrap();
    world.interface(&subnet);
}

#[test]
fn the_interface_limit_holds_also_for_those_who_come_at_once() {
    const THREADS: usize = 8;
    let limit = 10;
    let world = World::with_limits(Limits { network_interfaces: limit, ..Limits::default() });
    let vpc = world.vpc("10.0.0.0/16").id;
    // Each takes addresses of its own, so that nothing but the limit stands between them.
    let subnets: Vec<_> = (0..THREADS).map(|number| world.subnet(&vpc, &format!("10.0.{number}.0/24")).id).collect();
    let start = Barrier::new(THREADS);
    let creator = |subnet: &SubnetId| {
        start.wait();
        let create = || world.run(|network| network.create_interface(CreateInterface::new(subnet.clone())));
        (0..4).filter_map(|_| create().err()).map(|error| error.code()).collect::<Vec<_>>()
    };
    let refusals: Vec<&str> = thread::scope(|scope| {
        let creators: Vec<_> = subnets.iter().map(|subnet| scope.spawn(|| creator(subnet))).collect();
        creators.into_iter().flat_map(|creator| creator.join().unwrap()).collect()
    });
    assert_eq!(world.network().interfaces.len(), limit as usize);
    assert_eq!(refusals, vec!["NetworkInterfaceLimitExceeded"; THREADS * 4 - limit as usize]);
}

#[test]
fn what_does_not_exist_is_said_with_its_id() {
    let world = World::new();
    let unknown = SubnetId::from_entropy(1);
    let code = world.code(|network| network.create_interface(CreateInterface::new(unknown.clone())));
    assert_eq!(code, "InvalidSubnetID.NotFound");
    let unknown = NetworkInterfaceId::from_entropy(1);
    let error = world.run(|network| network.delete_interface(&unknown)).unwrap_err();
    assert_eq!(error.code(), "InvalidNetworkInterfaceID.NotFound");
    assert_eq!(error.to_string(), format!("The networkInterface ID '{unknown}' does not exist"));
}

#[test]
fn a_services_interface_is_the_services_own() {
    let world = World::new();
    let (_, subnet) = vpc_and_subnet(&world);
    let wanted = |attached: bool| CreateInterface {
        requester: Some("ecs.amazonaws.com".to_owned()),
        attachment: attached.then(|| NewAttachment::to("arn:aws:ecs:us-east-1:123456789012:task/a/b")),
        ..CreateInterface::new(subnet.clone())
    };
    let attached = world.run(|network| network.create_interface(wanted(true))).unwrap();
    let attachment = attached.attachment.as_ref().unwrap();
    assert_eq!((attachment.device_index, attachment.instance_owner.as_str()), (1, "123456789012"));
    let detached = world.run(|network| network.create_interface(wanted(false))).unwrap();
    assert_eq!(world.code(|network| network.delete_interface(&attached.id)), "InvalidParameterValue");
    assert_eq!(world.code(|network| network.delete_interface(&detached.id)), "OperationNotPermitted");
    let release = |id: &NetworkInterfaceId, by: &str| world.run(|network| network.release_interface(id, by));
    assert_eq!(release(&attached.id, "elb.amazonaws.com").unwrap_err().code(), "OperationNotPermitted");
    assert!(release(&attached.id, "ecs.amazonaws.com").unwrap());
    assert!(!release(&attached.id, "ecs.amazonaws.com").unwrap(), "repeated, it finds nothing to do");
    assert_eq!(world.free(&subnet), 250);
}

#[test]
fn a_token_gives_the_same_interface_again() {
    let world = World::new();
    let (_, subnet) = vpc_and_subnet(&world);
    let wanted = |token: &str, description: &str| CreateInterface {
        client_token: Some(token.to_owned()),
        description: description.to_owned(),
        ..CreateInterface::new(subnet.clone())
    };
    let create = |token, description| world.run(|network| network.create_interface(wanted(token, description)));
    let first = create("one", "").unwrap();
    assert_eq!(create("one", "").unwrap(), first);
    assert_ne!(create("two", "").unwrap().id, first.id);
    assert_eq!(create("one", "other").unwrap_err().code(), "IdempotentParameterMismatch");
    let more = CreateInterface { secondary_address_count: 1, ..wanted("one", "") };
    let particular = CreateInterface { secondary_addresses: vec![address(99)], ..wanted("one", "") };
    let tagged = CreateInterface { tags: [("stage".to_owned(), "test".to_owned())].into(), ..wanted("one", "") };
    for other in [more, particular, tagged] {
        assert_eq!(world.code(|network| network.create_interface(other.clone())), "IdempotentParameterMismatch");
    }
    assert_eq!(world.free(&subnet), 249);
    // What became of it since is not what was asked for, and once it is gone, the token makes another one.
    let attribute = InterfaceAttribute::Description("changed".to_owned());
    world.run(|network| network.modify_interface(&first.id, attribute.clone())).unwrap();
    assert_eq!(create("one", "").unwrap().id, first.id);
    assert_eq!(create("one", "changed").unwrap_err().code(), "IdempotentParameterMismatch");
    let kept = || world.networks.store().range("token-request/", None).unwrap().entries.len();
    assert_eq!(kept(), 2);
    world.run(|network| network.delete_interface(&first.id)).unwrap();
    assert_eq!(kept(), 1);
    assert_eq!(create("one", "changed").unwrap().description, "changed");
}

#[test]
fn an_interface_is_part_of_its_callers_transaction() {
    let world = World::new();
    let (_, subnet) = vpc_and_subnet(&world);
    let given_up: Result<(), NetworkError> = transact(world.networks.store(), |tx| {
        let mut network = world.networks.within(tx, &world.scope)?;
        network.create_interface(CreateInterface::new(subnet.clone()))?;
        let second = network.create_interface(CreateInterface::new(subnet.clone()))?;
        assert_eq!(second.address, address(5), "a transaction sees its own interfaces");
        Err(RuleError::NoSuchRule.into())
    });
    assert_eq!(given_up.unwrap_err().code(), "InvalidPermission.NotFound");
    assert_eq!(world.free(&subnet), 251, "what was given up left nothing");
}

#[test]
fn concurrent_creators_never_get_the_same_address() {
    const THREADS: usize = 8;
    const EACH: usize = 12;
    let world = World::new();
    let (_, subnet) = vpc_and_subnet(&world);
    let start = Barrier::new(THREADS);
    let interfaces: Vec<NetworkInterface> = thread::scope(|scope| {
        let creators: Vec<_> = (0..THREADS)
            .map(|_| {
                scope.spawn(|| {
                    start.wait();
                    (0..EACH).map(|_| world.interface(&subnet)).collect::<Vec<_>>()
                })
            })
            .collect();
        creators.into_iter().flat_map(|creator| creator.join().unwrap()).collect()
    });
    let addresses: BTreeSet<Ipv4Addr> = interfaces.iter().map(|interface| interface.address).collect();
    let macs: BTreeSet<MacAddress> = interfaces.iter().map(|interface| interface.mac).collect();
    assert_eq!((addresses.len(), macs.len()), (THREADS * EACH, THREADS * EACH));
    assert_eq!(world.free(&subnet) as usize, 251 - THREADS * EACH);
}

#[test]
fn a_subnet_and_an_interface_in_it_never_miss_each_other() {
    for _ in 0..20 {
        let world = World::new();
        let (_, subnet) = vpc_and_subnet(&world);
        let start = Barrier::new(2);
        let (created, deleted) = thread::scope(|scope| {
            let creator = scope.spawn(|| {
                start.wait();
                world.run(|network| network.create_interface(CreateInterface::new(subnet.clone())))
            });
            start.wait();
            let deleted = world.run(|network| network.delete_subnet(&subnet));
            (creator.join().unwrap(), deleted)
        });
        assert_ne!(created.is_ok(), deleted.is_ok(), "{created:?} {deleted:?}");
        let network = world.network();
        assert!(network.interfaces.values().all(|interface| network.subnets.contains_key(&interface.subnet)));
    }
}
