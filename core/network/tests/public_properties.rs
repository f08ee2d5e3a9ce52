//! Random use cases on public addresses and NAT gateways of two regions, and what holds after each of them.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use minato_document::Prefix;
use minato_ipam::{PublicRecord, PublicState};
use minato_network::{
    AddressReference, AssociateAddress, AssociationReference, CreateInterface, CreateNatGateway, NetworkError,
    NetworkTransaction,
};
use minato_store::Snapshot;
use minato_vpc::{
    ids::{AddressAllocationId, InternetGatewayId, NetworkInterfaceId, SubnetId, VpcId},
    resources::{
        NatConnectivity, NatGateway, NatGatewayState, NetworkInterface, PublicAddress, PublicAddressKind, Scope, Tags,
    },
};
use proptest::prelude::*;
use support::{World, scope};

const SERVICE: &str = "ecs.amazonaws.com";

/// A use case. Numbers choose among what exists.
#[derive(Debug, Clone)]
enum UseCase {
    Allocate,
    Recover(usize),
    Release(usize),
    Associate { address: usize, interface: usize, place: usize, firm: bool },
    Disassociate(usize),
    CreateInterface { of_service: bool, secondary: u32 },
    RemoveInterface(usize),
    Unassign(usize),
    CreateGateway { is_public: bool, first: usize, count: usize, private: Option<u8> },
    GatewayStarted(usize),
    DeleteGateway(usize),
    GatewayStopped(usize),
    AddAddress(usize, usize),
    Drain(usize, usize),
    EndDrained(usize),
    Attach,
    Detach,
    Pass(u64),
}

fn use_cases() -> impl Strategy<Value = (bool, UseCase)> {
    use UseCase::{
        AddAddress, Allocate, Associate, Attach, CreateGateway, CreateInterface, DeleteGateway, Detach, Disassociate,
        Drain, EndDrained, GatewayStarted, GatewayStopped, Pass, Recover, Release, RemoveInterface, Unassign,
    };
    let n = || 0..8_usize;
    let use_case = prop_oneof![
        6 => Just(Allocate),
        1 => n().prop_map(Recover),
        3 => n().prop_map(Release),
        6 => (n(), n(), 0..3_usize, any::<bool>())
            .prop_map(|(address, interface, place, firm)| Associate { address, interface, place, firm }),
        2 => n().prop_map(Disassociate),
        4 => (any::<bool>(), 0..3_u32).prop_map(|(of_service, secondary)| CreateInterface { of_service, secondary }),
        2 => n().prop_map(RemoveInterface),
        1 => n().prop_map(Unassign),
        4 => (any::<bool>(), n(), 0..3_usize, proptest::option::of(4..15_u8)).prop_map(
            |(is_public, first, count, private)| CreateGateway { is_public, first, count, private }
        ),
        3 => n().prop_map(GatewayStarted),
        2 => n().prop_map(DeleteGateway),
        3 => n().prop_map(GatewayStopped),
        2 => (n(), n()).prop_map(|(gateway, address)| AddAddress(gateway, address)),
        2 => (n(), 0..3_usize).prop_map(|(gateway, place)| Drain(gateway, place)),
        2 => n().prop_map(EndDrained),
        2 => Just(Attach),
        1 => Just(Detach),
        1 => (0..40_u64).prop_map(Pass),
    ];
    (any::<bool>(), use_case)
}

/// A region of the test: a VPC with one small subnet, and an internet gateway that comes and goes.
struct Region {
    scope: Scope,
    vpc: VpcId,
    subnet: SubnetId,
    internet: InternetGatewayId,
}

impl Region {
    fn new(world: &World, name: &str) -> Self {
        let scope = scope(name);
        let made = world.networks.transact(&scope, |network| {
            let vpc = network.create_vpc(minato_network::CreateVpc::new("10.0.0.0/16".parse().unwrap()))?.id;
            let wanted = minato_network::CreateSubnet::new(vpc.clone(), "10.0.1.0/28".parse().unwrap());
            let subnet = network.create_subnet(wanted)?.id;
            let internet = network.create_internet_gateway(Tags::new())?.id;
            network.attach_internet_gateway(&internet, &vpc)?;
            Ok::<_, NetworkError>((vpc, subnet, internet))
        });
        let (vpc, subnet, internet) = made.unwrap();
        Self { scope, vpc, subnet, internet }
    }
}

/// Everything that a use case may change.
#[derive(Debug, Clone, PartialEq, Eq)]
struct View {
    records: Vec<PublicRecord>,
    addresses: Vec<PublicAddress>,
    interfaces: BTreeMap<NetworkInterfaceId, NetworkInterface>,
    gateways: Vec<NatGateway>,
    private: Vec<minato_ipam::Address>,
}

impl View {
    fn of(world: &World) -> Self {
        let snapshot = Snapshot::new(world.networks.store()).unwrap();
        let interfaces: Vec<NetworkInterface> = snapshot.list(&Prefix::all()).unwrap();
        Self {
            records: snapshot.list(&Prefix::all()).unwrap(),
            addresses: snapshot.list(&Prefix::all()).unwrap(),
            interfaces: interfaces.into_iter().map(|interface| (interface.id.clone(), interface)).collect(),
            gateways: snapshot.list(&Prefix::all()).unwrap(),
            private: snapshot.list(&Prefix::all()).unwrap(),
        }
    }
}

fn nth<T: Clone>(all: impl IntoIterator<Item = T>, number: usize) -> Option<T> {
    let all: Vec<T> = all.into_iter().collect();
    all.get(number.checked_rem(all.len())?).cloned()
}

/// The use case in a region, if what it needs exists at all there.
fn carry_out(world: &World, region: &Region, view: &View, use_case: &UseCase) -> Option<Result<(), NetworkError>> {
    let of_region = |scope: &Scope| *scope == region.scope;
    let elastic: Vec<AddressAllocationId> =
        view.addresses.iter().filter(|a| of_region(&a.scope)).map(|a| a.id.clone()).collect();
    let interfaces: Vec<&NetworkInterface> = view.interfaces.values().filter(|i| of_region(&i.scope)).collect();
    let gateways: Vec<&NatGateway> = view.gateways.iter().filter(|g| of_region(&g.scope)).collect();
    let run = |body: &mut dyn FnMut(&mut NetworkTransaction<'_, '_>) -> Result<(), NetworkError>| {
        world.networks.transact(&region.scope, |network| body(network))
    };
    Some(match use_case.clone() {
        UseCase::Allocate => run(&mut |network| network.allocate_address(None, Tags::new()).map(drop)),
        UseCase::Recover(record) => {
            let wanted = nth(&view.records, record)?.address;
            run(&mut |network| network.allocate_address(Some(wanted), Tags::new()).map(drop))
        }
        UseCase::Release(address) => {
            let wanted = AddressReference::Allocation(nth(elastic, address)?);
            run(&mut |network| network.release_address(&wanted))
        }
        UseCase::Associate { address, interface, place, firm } => {
            let interface = nth(interfaces, interface)?;
            let wanted = AssociateAddress {
                address: AddressReference::Allocation(nth(elastic, address)?),
                interface: interface.id.clone(),
                private: interface.addresses().nth(place),
                allow_reassociation: !firm,
            };
            run(&mut |network| network.associate_address(&wanted).map(drop))
        }
        UseCase::Disassociate(address) => {
            let wanted = nth(view.addresses.iter().filter_map(|a| a.association.as_ref()), address)?;
            let wanted = AssociationReference::Id(wanted.id.clone());
            run(&mut |network| network.disassociate_address(&wanted))
        }
        UseCase::CreateInterface { of_service, secondary } => {
            let wanted = CreateInterface {
                requester: of_service.then(|| SERVICE.to_owned()),
                public_address: of_service,
                secondary_address_count: secondary,
                ..CreateInterface::new(region.subnet.clone())
            };
            run(&mut |network| network.create_interface(wanted.clone()).map(drop))
        }
        UseCase::RemoveInterface(interface) => {
            let interface = nth(interfaces, interface)?;
            match interface.requester.as_deref() {
                Some(SERVICE) => run(&mut |network| network.release_interface(&interface.id, SERVICE).map(drop)),
                _ => run(&mut |network| network.delete_interface(&interface.id)),
            }
        }
        UseCase::Unassign(interface) => {
            let interface = nth(interfaces, interface)?;
            let address = [*interface.secondary_addresses.first()?];
            run(&mut |network| network.unassign_private_addresses(&interface.id, &address, &[]))
        }
        UseCase::Attach => run(&mut |network| network.attach_internet_gateway(&region.internet, &region.vpc)),
        UseCase::Detach => run(&mut |network| network.detach_internet_gateway(&region.internet, &region.vpc)),
        UseCase::Pass(seconds) => {
            world.pass(Duration::from_secs(seconds));
            Ok(())
        }
        of_gateways => carry_out_on_gateways(world, region, &elastic, &gateways, &of_gateways)?,
    })
}

fn carry_out_on_gateways(
    world: &World,
    region: &Region,
    elastic: &[AddressAllocationId],
    gateways: &[&NatGateway],
    use_case: &UseCase,
) -> Option<Result<(), NetworkError>> {
    let run = |body: &mut dyn FnMut(&mut NetworkTransaction<'_, '_>) -> Result<(), NetworkError>| {
        world.networks.transact(&region.scope, |network| body(network))
    };
    let gateway = |number: &usize| nth(gateways.iter().copied(), *number);
    Some(match use_case {
        UseCase::CreateGateway { is_public, first, count, private } => {
            let some: Vec<_> = elastic.iter().skip(*first).take(1 + count).cloned().collect();
            let count = u32::try_from(*count).unwrap();
            let wanted = CreateNatGateway {
                subnet: region.subnet.clone(),
                connectivity: if *is_public { NatConnectivity::Public } else { NatConnectivity::Private },
                allocations: if *is_public { some } else { Vec::new() },
                private: private.map(|last| [10, 0, 1, last].into()),
                secondary_private: vec![],
                secondary_private_count: if *is_public { 0 } else { count },
                tags: Tags::new(),
                client_token: None,
            };
            run(&mut |network| network.create_nat_gateway(&wanted).map(drop))
        }
        UseCase::GatewayStarted(number) => {
            let id = &gateway(number)?.id;
            run(&mut |network| network.nat_gateway_started(id))
        }
        UseCase::DeleteGateway(number) => {
            let id = &gateway(number)?.id;
            run(&mut |network| network.delete_nat_gateway(id).map(drop))
        }
        UseCase::GatewayStopped(number) => {
            let gateway = gateway(number)?;
            run(&mut |network| network.nat_gateway_stopped(&gateway.id))
        }
        UseCase::AddAddress(number, address) => {
            let (id, address) = (&gateway(number)?.id, [nth(elastic.to_vec(), *address)?]);
            run(&mut |network| network.add_nat_gateway_addresses(id, &address, &[]).map(drop))
        }
        UseCase::Drain(number, place) => {
            let gateway = gateway(number)?;
            let association = [gateway.addresses.get(*place)?.association.clone()?];
            let patience = Duration::from_secs(20);
            run(&mut |network| network.drain_nat_gateway_addresses(&gateway.id, &association, patience).map(drop))
        }
        UseCase::EndDrained(number) => {
            let id = &gateway(number)?.id;
            run(&mut |network| network.end_drained_addresses(id, &[]).map(drop))
        }
        _ => return None,
    })
}

fn check(view: &View) {
    let publics: BTreeSet<_> = view.addresses.iter().map(|address| address.public).collect();
    assert_eq!(publics.len(), view.addresses.len(), "an address is two's");
    let owned = view.records.iter().filter(|record| matches!(record.state, PublicState::Owner(_))).count();
    assert_eq!(owned, view.addresses.len(), "an address leaked");
    let mut stands_for = BTreeSet::new();
    for address in &view.addresses {
        let record = view.records.iter().find(|record| record.address == address.public).unwrap();
        assert_eq!((&record.state, &record.scope), (&PublicState::Owner(address.id.clone()), &address.scope));
        let Some(association) = &address.association else {
            assert_eq!(address.kind, PublicAddressKind::Elastic, "one of a launch outlived its ENI");
            continue;
        };
        let interface = &view.interfaces[&association.interface];
        assert_eq!(interface.scope, address.scope);
        assert!(interface.addresses().any(|private| private == association.private), "{address:?}");
        assert!(stands_for.insert((&association.interface, association.private)), "two stand for one");
    }
    let of_gateways = view.interfaces.values().filter(|interface| interface.interface_type == "nat_gateway");
    let mut unclaimed: BTreeSet<_> = of_gateways.map(|interface| &interface.id).collect();
    for gateway in &view.gateways {
        let interface = view.interfaces.get(&gateway.interface);
        if matches!(gateway.state, NatGatewayState::Deleted | NatGatewayState::Failed { .. }) {
            assert!(interface.is_none(), "what ended keeps its ENI");
            continue;
        }
        let interface = interface.unwrap();
        assert!(unclaimed.remove(&interface.id));
        let private: BTreeSet<_> = gateway.addresses.iter().filter_map(|address| address.private).collect();
        assert_eq!(private, interface.addresses().collect());
        for address in &gateway.addresses {
            let elastic = view.addresses.iter().find(|a| Some(&a.id) == address.allocation.as_ref());
            let association = elastic.and_then(|elastic| elastic.association.as_ref());
            assert_eq!(association.map(|a| &a.id), address.association.as_ref(), "its address was taken from it");
            assert_eq!(address.public.is_some(), gateway.connectivity == NatConnectivity::Public);
        }
    }
    assert!(unclaimed.is_empty(), "an ENI of a gateway that is none: {unclaimed:?}");
    let owners = view.private.iter().filter_map(|record| Some((record.address, record.owner()?)));
    let held: usize = view.interfaces.values().map(|interface| interface.addresses().count()).sum();
    assert_eq!(owners.count(), held, "a private address leaked");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn addresses_and_gateways_stay_whole(use_cases in prop::collection::vec(use_cases(), 1..120)) {
        let mut world = World::new();
        world.networks = world.networks.clone().with_public_block("203.0.113.0/28".parse().unwrap());
        let regions = [Region::new(&world, "us-east-1"), Region::new(&world, "eu-west-1")];
        for (place, use_case) in use_cases {
            let before = View::of(&world);
            let done = carry_out(&world, &regions[usize::from(place)], &before, &use_case);
            let after = View::of(&world);
            match done {
                Some(Ok(())) => check(&after),
                Some(Err(error)) => {
                    prop_assert!(!error.is_internal(), "{use_case:?}: {error:?}");
                    prop_assert_eq!(before, after, "{:?} failed and changed something", use_case);
                }
                None => {}
            }
        }
    }
}
