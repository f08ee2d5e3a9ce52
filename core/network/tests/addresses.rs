//! Addresses of ENIs, alone and in prefixes, of both families: what holds after any history, and when many ask at once.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]
#![allow(clippy::redundant_closure_for_method_calls, reason = "all use cases read alike")]

mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    thread,
    time::Duration,
};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use minato_document::Prefix;
use minato_ipam::{Address, AddressState, Ipv6Slot, is_reserved, is_reserved_ipv6};
use minato_network::{
    BlockError, CreateCidrReservation, CreateInterface, CreateSubnet, CreateVpc, Ipv4Request, Ipv6Choice, Ipv6Request,
    Limits, NetworkError, VPC_IPV6_LENGTH,
};
use minato_vpc::{
    Network,
    ids::{NetworkInterfaceId, SubnetId},
    resources::{NetworkInterface, ReservationKind, SubnetCidrReservation, Tags},
};
use proptest::prelude::*;
use support::World;

/// A use case. Numbers choose among what exists, in the order of ids.
#[derive(Debug, Clone)]
enum UseCase {
    Create { subnet: usize, at: Option<u8>, singles: u32, prefixes: u32, ipv6: u32, ipv6_prefixes: u32 },
    Delete(usize),
    Assign { interface: usize, at: Option<u8>, singles: u32, prefix: Option<u8>, prefixes: u32, move_it: bool },
    AssignIpv6 { interface: usize, at: Option<u8>, singles: u32, prefix: Option<u8>, prefixes: u32 },
    Unassign(usize, usize),
    Reserve { subnet: usize, part: u8, for_prefixes: bool },
    EndReservation(usize),
    DropBlock(usize),
    AddBlock(usize),
    Wait(u8),
}

fn use_cases() -> impl Strategy<Value = UseCase> {
    use UseCase::{AddBlock, Assign, AssignIpv6, Create, Delete, DropBlock, EndReservation, Reserve, Unassign, Wait};
    let n = || 0..6_usize;
    let few = || 0..3_u32;
    let at = || proptest::option::weighted(0.4, 0..64_u8);
    let prefix = || proptest::option::weighted(0.3, 0..4_u8);
    prop_oneof![
        6 => (n(), at(), few(), 0..2_u32, few(), 0..2_u32).prop_map(|(subnet, at, singles, prefixes, ipv6, ipv6_prefixes)| {
            Create { subnet, at, singles, prefixes, ipv6, ipv6_prefixes }
        }),
        4 => n().prop_map(Delete),
        6 => (n(), at(), few(), prefix(), 0..2_u32, any::<bool>())
            .prop_map(|(interface, at, singles, prefix, prefixes, move_it)| {
                Assign { interface, at, singles, prefix, prefixes, move_it }
            }),
        4 => (n(), at(), few(), prefix(), 0..2_u32).prop_map(|(interface, at, singles, prefix, prefixes)| {
            AssignIpv6 { interface, at, singles, prefix, prefixes }
        }),
        6 => (n(), n()).prop_map(|(interface, which)| Unassign(interface, which)),
        2 => (n(), 0..4_u8, any::<bool>()).prop_map(|(subnet, part, for_prefixes)| Reserve { subnet, part, for_prefixes }),
        1 => n().prop_map(EndReservation),
        1 => n().prop_map(DropBlock),
        1 => n().prop_map(AddBlock),
        3 => (0..40_u8).prop_map(Wait),
    ]
}

/// The value of that number, counted in a circle; `None` if there is none at all.
fn nth<K, V: Clone>(map: &BTreeMap<K, V>, number: usize) -> Option<V> {
    map.values().nth(number.checked_rem(map.len())?).cloned()
}

/// The address at a place of a subnet's block, and the prefix at one.
fn ipv4_at(cidr: Ipv4Net, place: u8) -> Ipv4Addr {
    Ipv4Addr::from_bits(cidr.network().to_bits() + u32::from(place))
}

fn ipv4_prefix_at(cidr: Ipv4Net, place: u8) -> Ipv4Net {
    Ipv4Net::new(ipv4_at(cidr, place * 16), 28).unwrap()
}

fn ipv6_at(cidr: Ipv6Net, place: u8) -> Ipv6Addr {
    // In slots 0 to 3, so that they meet prefixes.
    Ipv6Addr::from_bits(cidr.network().to_bits() | u128::from(place / 16) << 48 | u128::from(place % 16))
}

fn ipv6_prefix_at(cidr: Ipv6Net, place: u8) -> Ipv6Net {
    Ipv6Net::new(ipv6_at(cidr, place * 16), 80).unwrap().trunc()
}

fn carry_out(world: &World, before: &Network, use_case: &UseCase) -> Option<Result<(), NetworkError>> {
    let reservations = || world.run(|network| network.list::<SubnetCidrReservation>()).unwrap();
    Some(match use_case {
        UseCase::Create { subnet, at, singles, prefixes, ipv6, ipv6_prefixes } => {
            let subnet = nth(&before.subnets, *subnet)?;
            let wanted = CreateInterface {
                address: at.map(|place| ipv4_at(subnet.cidr, place)),
                secondary_address_count: *singles,
                ipv4_prefix_count: *prefixes,
                ipv6: Ipv6Request {
                    address_count: (*ipv6 > 0).then_some(*ipv6),
                    prefix_count: *ipv6_prefixes,
                    ..Ipv6Request::default()
                },
                ..CreateInterface::new(subnet.id)
            };
            world.run(|network| network.create_interface(wanted.clone())).map(drop)
        }
        UseCase::Delete(interface) => {
            let interface = nth(&before.interfaces, *interface)?;
            world.run(|network| network.delete_interface(&interface.id))
        }
        UseCase::Assign { interface, at, singles, prefix, prefixes, move_it } => {
            let interface = nth(&before.interfaces, *interface)?;
            let cidr = before.subnets[&interface.subnet].cidr;
            let wanted = Ipv4Request {
                addresses: at.map(|place| ipv4_at(cidr, place)).into_iter().collect(),
                address_count: *singles,
                prefixes: prefix.map(|place| ipv4_prefix_at(cidr, place)).into_iter().collect(),
                prefix_count: *prefixes,
            };
            let assign = world.run(|network| network.assign_private_addresses(&interface.id, wanted.clone(), *move_it));
            assign.map(drop)
        }
        UseCase::AssignIpv6 { interface, at, singles, prefix, prefixes } => {
            let interface = nth(&before.interfaces, *interface)?;
            let cidr = before.subnets[&interface.subnet].ipv6_block.as_ref()?.cidr;
            let wanted = Ipv6Request {
                addresses: at.map(|place| ipv6_at(cidr, place)).into_iter().collect(),
                address_count: Some(*singles),
                prefixes: prefix.map(|place| ipv6_prefix_at(cidr, place)).into_iter().collect(),
                prefix_count: *prefixes,
            };
            world.run(|network| network.assign_ipv6_addresses(&interface.id, &wanted)).map(drop)
        }
        UseCase::Unassign(interface, which) => unassign(world, &nth(&before.interfaces, *interface)?, *which)?,
        UseCase::Reserve { subnet, part, for_prefixes } => {
            let subnet = nth(&before.subnets, *subnet)?;
            let kind = if *for_prefixes { ReservationKind::Prefix } else { ReservationKind::Explicit };
            let cidr = match &subnet.ipv6_block {
                Some(block) if part % 2 == 1 => IpNet::V6(ipv6_prefix_at(block.cidr, *part)),
                _ => IpNet::V4(ipv4_prefix_at(subnet.cidr, *part)),
            };
            let wanted = CreateCidrReservation { subnet: subnet.id, cidr, kind, description: None, tags: Tags::new() };
            world.run(|network| network.create_cidr_reservation(wanted.clone())).map(drop)
        }
        UseCase::EndReservation(number) => {
            let all = reservations();
            let one = all.get(number.checked_rem(all.len())?)?;
            world.run(|network| network.delete_cidr_reservation(&one.id)).map(drop)
        }
        UseCase::DropBlock(subnet) => {
            let block = nth(&before.subnets, *subnet)?.ipv6_block?;
            world.run(|network| network.disassociate_subnet_block(&block.association_id)).map(drop)
        }
        UseCase::AddBlock(subnet) => {
            let subnet = nth(&before.subnets, *subnet)?;
            let vpc = before.vpcs[&subnet.vpc].ipv6_blocks.first()?.cidr;
            let cidr = Ipv6Net::new(vpc.network(), 64).unwrap();
            world.run(|network| network.associate_subnet_block(&subnet.id, cidr)).map(drop)
        }
        UseCase::Wait(seconds) => {
            world.pass(Duration::from_secs(u64::from(*seconds)));
            return None;
        }
    })
}

/// Takes one of what an ENI has beyond its primary address.
fn unassign(world: &World, interface: &NetworkInterface, which: usize) -> Option<Result<(), NetworkError>> {
    let ranges: Vec<IpNet> = ranges_of(interface).into_iter().skip(1).collect();
    let range = *ranges.get(which.checked_rem(ranges.len())?)?;
    let id = &interface.id;
    Some(world.run(|network| match range {
        IpNet::V4(net) if net.prefix_len() == 32 => network.unassign_private_addresses(id, &[net.addr()], &[]),
        IpNet::V4(net) => network.unassign_private_addresses(id, &[], &[net]),
        IpNet::V6(net) if net.prefix_len() == 128 => network.unassign_ipv6_addresses(id, &[net.addr()], &[]),
        IpNet::V6(net) => network.unassign_ipv6_addresses(id, &[], &[net]),
    }))
}

/// All that an ENI has, its primary address first.
fn ranges_of(interface: &NetworkInterface) -> Vec<IpNet> {
    let ipv4 = interface.addresses().map(|address| IpNet::V4(address.into()));
    let ipv4_prefixes = interface.ipv4_prefixes.iter().map(|prefix| IpNet::V4(*prefix));
    let ipv6 = interface.ipv6_addresses.iter().map(|address| IpNet::V6((*address).into()));
    let ipv6_prefixes = interface.ipv6_prefixes.iter().map(|prefix| IpNet::V6(*prefix));
    ipv4.chain(ipv4_prefixes).chain(ipv6).chain(ipv6_prefixes).collect()
}

type Held = BTreeMap<(SubnetId, IpNet), NetworkInterfaceId>;

fn held(network: &Network) -> Held {
    let mut held = Held::new();
    for interface in network.interfaces.values() {
        for range in ranges_of(interface) {
            let before = held.insert((interface.subnet.clone(), range), interface.id.clone());
            assert_eq!(before, None, "{range} has two owners");
        }
    }
    held
}

fn meets(one: &IpNet, other: &IpNet) -> bool {
    one.contains(other) || other.contains(one)
}

/// No two ENIs have the same address, and the records say what the ENIs say.
fn check_ownership(world: &World, network: &Network) {
    let held = held(network);
    for (subnet, range) in held.keys() {
        let twice = held.keys().filter(|(other_subnet, other)| other_subnet == subnet && meets(other, range)).count();
        assert_eq!(twice, 1, "{range} is in another one's range");
        let subnet = &network.subnets[subnet];
        let ends = [range.network(), range.broadcast()];
        assert!(ends.iter().all(|address| match address {
            IpAddr::V4(address) => subnet.cidr.contains(address) && !is_reserved(subnet.cidr, *address),
            IpAddr::V6(address) => {
                let block = subnet.ipv6_block.as_ref().expect("the block of an address").cidr;
                block.contains(address) && !is_reserved_ipv6(block, *address)
            }
        }));
    }
    let is_v4 = |range: &IpNet| matches!(range, IpNet::V4(_));
    let records = world.run(|network| Ok(network.transaction().list(&Prefix::<Address>::all())?)).unwrap();
    for subnet in network.subnets.values() {
        let owned = records.iter().filter(|record| record.subnet == subnet.id && record.owner().is_some());
        let of_subnet = held.iter().filter(|((id, range), _)| id == &subnet.id && is_v4(range));
        let count: usize = of_subnet.clone().map(|((_, range), _)| if range.prefix_len() == 32 { 1 } else { 16 }).sum();
        assert_eq!(owned.clone().count(), count);
        for record in owned {
            let mut of_subnet = of_subnet.clone();
            let holder = of_subnet.find(|((_, range), _)| range.contains(&IpAddr::V4(record.address)));
            assert_eq!(holder.map(|(_, owner)| owner), record.owner());
        }
        let free = world.run(|network| network.free_addresses(subnet)).unwrap();
        assert_eq!(free as usize, (1 << (32 - subnet.cidr.prefix_len())) - 5 - count);
    }
    let slots = world.run(|network| Ok(network.transaction().list(&Prefix::<Ipv6Slot>::all())?)).unwrap();
    let mut recorded = Held::new();
    for slot in slots {
        let whole = slot.whole.map(|state| (IpNet::V6(slot.prefix), state));
        let singles = slot.addresses.into_iter().map(|(address, state)| (IpNet::V6(address.into()), state));
        for (range, state) in singles.chain(whole) {
            if let AddressState::Owner(owner) = state {
                recorded.insert((slot.subnet.clone(), range), owner);
            }
        }
    }
    let ipv6 = held.into_iter().filter(|((_, range), _)| !is_v4(range)).collect();
    assert_eq!(recorded, ipv6, "records and ENIs tell the same of IPv6");
}

fn world() -> World {
    let world = World::with_limits(Limits { secondary_addresses_per_interface: 6, ..Limits::default() });
    let wanted = CreateVpc { ipv6: Some(Ipv6Choice::Any), ..CreateVpc::new("10.0.0.0/16".parse().unwrap()) };
    let vpc = world.run(|network| network.create_vpc(wanted.clone())).unwrap();
    let block = vpc.ipv6_blocks[0].cidr;
    for (cidr, ipv6) in [("10.0.0.0/26", block.subnets(64).unwrap().nth(1)), ("10.0.0.64/26", None)] {
        let subnet = CreateSubnet { ipv6_cidr: ipv6, ..CreateSubnet::new(vpc.id.clone(), cidr.parse().unwrap()) };
        world.run(|network| network.create_subnet(subnet.clone())).unwrap();
    }
    // The default VPC's subnets would take most of the choices.
    world
        .run(|network| {
            let default = network.default_vpc()?.unwrap();
            for subnet in network.list::<minato_vpc::resources::Subnet>()? {
                if subnet.vpc == default.id {
                    network.delete_subnet(&subnet.id)?;
                }
            }
            Ok(())
        })
        .unwrap();
    world
}

/// What a use case named; anything else that it took was chosen for it.
fn is_named(before: &Network, use_case: &UseCase, subnet: &SubnetId, range: &IpNet) -> bool {
    let subnet = &before.subnets[subnet];
    let ipv6 = subnet.ipv6_block.as_ref().map(|block| block.cidr);
    match use_case {
        UseCase::Create { at: Some(place), .. } => *range == IpNet::V4(ipv4_at(subnet.cidr, *place).into()),
        UseCase::Assign { at, prefix, .. } => {
            at.is_some_and(|place| *range == IpNet::V4(ipv4_at(subnet.cidr, place).into()))
                || prefix.is_some_and(|place| *range == IpNet::V4(ipv4_prefix_at(subnet.cidr, place)))
        }
        UseCase::AssignIpv6 { at, prefix, .. } => ipv6.is_some_and(|cidr| {
            at.is_some_and(|place| *range == IpNet::V6(ipv6_at(cidr, place).into()))
                || prefix.is_some_and(|place| *range == IpNet::V6(ipv6_prefix_at(cidr, place)))
        }),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_handed_out_twice_or_too_soon(use_cases in proptest::collection::vec(use_cases(), 1..60)) {
        let world = world();
        let mut released: Vec<((SubnetId, IpNet), jiff::Timestamp)> = Vec::new();
        for use_case in &use_cases {
            let before = world.network();
            let reservations = world.run(|network| network.list::<SubnetCidrReservation>()).unwrap();
            let outcome = carry_out(&world, &before, use_case);
            let after = world.network();
            match outcome {
                Some(Err(error)) => {
                    prop_assert!(!error.is_internal(), "{use_case:?}: {error:?}");
                    prop_assert_eq!(&before, &after, "{:?} failed with {} and changed something", use_case, error);
                }
                Some(Ok(())) => {}
                None => prop_assert_eq!(&before, &after),
            }
            check_ownership(&world, &after);
            let (had, has) = (held(&before), held(&after));
            let now = world.networks.now();
            for ((subnet, range), _) in has.iter().filter(|(key, _)| !had.contains_key(key)) {
                if is_named(&before, use_case, subnet, range) {
                    continue;
                }
                let cools = released.iter().any(|((of, other), at)| {
                    of == subnet && meets(other, range) && now.duration_since(*at).as_secs() < 30
                });
                prop_assert!(!cools, "{use_case:?} took {range}, which cools down");
                let is_prefix = !matches!(range.prefix_len(), 32 | 128);
                let kept = reservations.iter().filter(|kept| &kept.subnet == subnet && meets(&kept.cidr, range));
                for kept in kept {
                    let is_meant = is_prefix && kept.kind == ReservationKind::Prefix;
                    prop_assert!(is_meant, "{use_case:?} took {range} of {}, {}", kept.cidr, kept.kind);
                }
            }
            released.extend(had.into_keys().filter(|key| !has.contains_key(key)).map(|key| (key, now)));
        }
    }
}

#[test]
fn many_at_once_get_different_ones() {
    let world = world();
    let subnets = world.network().subnets;
    let subnet = subnets.values().find(|subnet| subnet.ipv6_block.is_some()).unwrap();
    thread::scope(|scope| {
        for number in 0..8 {
            let (world, subnet) = (&world, &subnet);
            scope.spawn(move || {
                for _ in 0..3 {
                    let wanted = CreateInterface {
                        ipv4_prefix_count: u32::from(number == 0),
                        ipv6: Ipv6Request { address_count: Some(1), prefix_count: 1, ..Ipv6Request::default() },
                        ..CreateInterface::new(subnet.id.clone())
                    };
                    let made =
                        world.networks.transact(&world.scope, |network| network.create_interface(wanted.clone()));
                    match made {
                        Ok(_) | Err(NetworkError::InsufficientPrefixes) => {}
                        Err(other) => panic!("{other:?}"),
                    }
                }
            });
        }
    });
    check_ownership(&world, &world.network());
    assert!(world.network().interfaces.len() >= 21);
}

#[test]
fn a_vpc_s_ipv6_block_cools_down_and_is_nobody_elses() {
    let world = World::with_limits(Limits { vpcs: 10, ..Limits::default() });
    let networks = world.networks.clone().with_ipv6_range("fd00::/54".parse().unwrap());
    let create = |choice: Ipv6Choice| {
        let wanted = CreateVpc { ipv6: Some(choice), ..CreateVpc::new("10.0.0.0/16".parse().unwrap()) };
        networks.transact(&world.scope, |network| network.create_vpc(wanted.clone()))
    };
    let [one, two, three] = [(); 3].map(|()| create(Ipv6Choice::Any).unwrap());
    let blocks = [&one, &two, &three].map(|vpc| vpc.ipv6_blocks[0].cidr);
    let all = ["fd00:0:0:100::/56", "fd00:0:0:200::/56", "fd00:0:0:300::/56"].map(|block| block.parse().unwrap());
    assert_eq!(BTreeSet::from(blocks), BTreeSet::from(all), "the first one is the host's own");
    let first = Ipv6Choice::Named { cidr: "fd00::/56".parse().unwrap(), pool: "Amazon".to_owned() };
    assert!(matches!(create(first), Err(NetworkError::InvalidParameter { .. })));
    assert_eq!(one.ipv6_blocks[0].cidr.prefix_len(), VPC_IPV6_LENGTH);
    assert!(matches!(create(Ipv6Choice::Any), Err(NetworkError::Block(BlockError::NoIpv6Blocks))));
    networks.transact(&world.scope, |network| network.delete_vpc(&one.id)).unwrap();
    assert!(matches!(create(Ipv6Choice::Any), Err(NetworkError::Block(BlockError::NoIpv6Blocks))), "it cools down");
    world.pass(Duration::from_secs(30));
    let again = create(Ipv6Choice::Any).unwrap();
    assert_eq!(again.ipv6_blocks[0].cidr, one.ipv6_blocks[0].cidr);
    // Who names it need not wait.
    let named = Ipv6Choice::Named { cidr: one.ipv6_blocks[0].cidr, pool: "Amazon".to_owned() };
    assert!(matches!(create(named.clone()), Err(NetworkError::Block(BlockError::VpcRangeConflict { .. }))));
    networks.transact(&world.scope, |network| network.delete_vpc(&again.id)).unwrap();
    let last = create(named).unwrap();
    networks.transact(&world.scope, |network| network.delete_vpc(&last.id)).unwrap();
    assert!(matches!(create(Ipv6Choice::Any), Err(NetworkError::Block(BlockError::NoIpv6Blocks))));
    // The clock was set back by more than the cool-down: nobody waits until the former time has come again.
    world.set_back(Duration::from_secs(3600));
    create(Ipv6Choice::Any).unwrap();
}
