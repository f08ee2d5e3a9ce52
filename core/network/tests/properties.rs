//! Random use cases, and what holds after each of them whatever they did.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]
#![allow(clippy::redundant_closure_for_method_calls, reason = "all use cases read alike")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use minato_document::Prefix;
use minato_ipam::Address;
use minato_network::{
    CreateInterface, CreatePrefixList, CreateSubnet, CreateVpc, Limits, ModifyPrefixList, NetworkError, NewAttachment,
    RuleSelection, RuleSpecification,
};
use minato_vpc::{
    Network,
    ids::SecurityGroupId,
    resources::{AddressFamily, Direction, Peer, PortRange, RouteDestination, RouteTarget, Tags, Traffic},
};
use proptest::prelude::*;
use support::{World, new_group};

/// A use case. Numbers choose among what exists, in the order of ids.
#[derive(Debug, Clone)]
enum UseCase {
    CreateVpc(u8),
    DeleteVpc(usize),
    CreateSubnet(usize, u8, u8, u8),
    DeleteSubnet(usize),
    CreateGroup(usize, u8),
    DeleteGroup(usize),
    Authorize(usize, usize, u8, bool),
    RevokeAll(usize),
    CreateInterface { subnet: usize, group: usize, foreign: bool, at: Option<u8>, more: u32, managed: bool },
    DeleteInterface(usize),
    ReleaseInterface(usize),
    CreateGateway,
    Attach(usize, usize),
    Detach(usize, usize),
    DeleteGateway(usize),
    CreateTable(usize),
    DeleteTable(usize),
    Associate(usize, usize),
    Disassociate(usize),
    ReplaceAssociation(usize, usize),
    RouteToGateway(usize, usize, u8),
    RouteToInterface(usize, usize, u8),
    DeleteRoute(usize, u8),
    CreateAcl(usize),
    DeleteAcl(usize),
    ReplaceAcl(usize, usize),
    CreateList(u8),
    ResizeList(usize, u8),
    DeleteList(usize),
    AllowList(usize, usize),
    RouteToList(usize, usize, usize),
}

fn use_cases() -> impl Strategy<Value = UseCase> {
    use UseCase::{
        AllowList, Associate, Attach, Authorize, CreateAcl, CreateGateway, CreateGroup, CreateInterface, CreateList,
        CreateSubnet, CreateTable, CreateVpc, DeleteAcl, DeleteGateway, DeleteGroup, DeleteInterface, DeleteList,
        DeleteRoute, DeleteSubnet, DeleteTable, DeleteVpc, Detach, Disassociate, ReleaseInterface, ReplaceAcl,
        ReplaceAssociation, ResizeList, RevokeAll, RouteToGateway, RouteToInterface, RouteToList,
    };
    let n = || 0..8_usize;
    prop_oneof![
        2 => (0..2_u8).prop_map(CreateVpc),
        1 => n().prop_map(DeleteVpc),
        6 => (n(), 0..2_u8, 0..4_u8, 26..=28_u8)
            .prop_map(|(vpc, block, part, length)| CreateSubnet(vpc, block, part, length)),
        1 => n().prop_map(DeleteSubnet),
        4 => (n(), 0..3_u8).prop_map(|(vpc, name)| CreateGroup(vpc, name)),
        2 => n().prop_map(DeleteGroup),
        4 => (n(), n(), 0..4_u8, proptest::bool::weighted(0.2))
            .prop_map(|(group, peer, port, foreign)| Authorize(group, peer, port, foreign)),
        1 => n().prop_map(RevokeAll),
        8 => (n(), n(), proptest::bool::weighted(0.2), proptest::option::of(0..16_u8), 0..3_u32, any::<bool>())
            .prop_map(|(subnet, group, foreign, at, more, managed)| {
                CreateInterface { subnet, group, foreign, at, more, managed }
            }),
        2 => n().prop_map(DeleteInterface),
        2 => n().prop_map(ReleaseInterface),
        1 => Just(CreateGateway),
        2 => (n(), n()).prop_map(|(gateway, vpc)| Attach(gateway, vpc)),
        1 => (n(), n()).prop_map(|(gateway, vpc)| Detach(gateway, vpc)),
        1 => n().prop_map(DeleteGateway),
        2 => n().prop_map(CreateTable),
        1 => n().prop_map(DeleteTable),
        3 => (n(), n()).prop_map(|(table, subnet)| Associate(table, subnet)),
        1 => n().prop_map(Disassociate),
        2 => (n(), n()).prop_map(|(association, table)| ReplaceAssociation(association, table)),
        1 => (n(), n(), 0..3_u8).prop_map(|(table, gateway, to)| RouteToGateway(table, gateway, to)),
        1 => (n(), n(), 0..3_u8).prop_map(|(table, interface, to)| RouteToInterface(table, interface, to)),
        1 => (n(), 0..3_u8).prop_map(|(table, to)| DeleteRoute(table, to)),
        2 => n().prop_map(CreateAcl),
        1 => n().prop_map(DeleteAcl),
        3 => (n(), n()).prop_map(|(association, acl)| ReplaceAcl(association, acl)),
        2 => (0..7_u8).prop_map(CreateList),
        2 => (n(), 0..7_u8).prop_map(|(list, size)| ResizeList(list, size)),
        1 => n().prop_map(DeleteList),
        3 => (n(), n()).prop_map(|(group, list)| AllowList(group, list)),
        2 => (n(), n(), n()).prop_map(|(table, list, interface)| RouteToList(table, list, interface)),
    ]
}

/// The key of that number, counted in a circle; `None` if there is none at all.
fn nth<K: Clone, V>(map: &BTreeMap<K, V>, number: usize) -> Option<K> {
    map.keys().nth(number.checked_rem(map.len())?).cloned()
}

fn carry_out(world: &World, before: &Network, use_case: &UseCase) -> Option<Result<(), NetworkError>> {
    Some(match use_case {
        UseCase::CreateVpc(_) | UseCase::DeleteVpc(_) | UseCase::CreateSubnet(..) | UseCase::DeleteSubnet(_) => {
            carry_out_on_blocks(world, before, use_case)?
        }
        UseCase::CreateGroup(..) | UseCase::DeleteGroup(_) | UseCase::Authorize(..) | UseCase::RevokeAll(_) => {
            carry_out_on_groups(world, before, use_case)?
        }
        UseCase::CreateInterface { .. } | UseCase::DeleteInterface(_) | UseCase::ReleaseInterface(_) => {
            carry_out_on_interfaces(world, before, use_case)?
        }
        UseCase::CreateAcl(_) | UseCase::DeleteAcl(_) | UseCase::ReplaceAcl(..) => {
            carry_out_on_acls(world, before, use_case)?
        }
        UseCase::CreateList(_)
        | UseCase::ResizeList(..)
        | UseCase::DeleteList(_)
        | UseCase::AllowList(..)
        | UseCase::RouteToList(..) => carry_out_on_lists(world, before, use_case)?,
        _ => carry_out_on_routes(world, before, use_case)?,
    })
}

fn carry_out_on_acls(world: &World, before: &Network, use_case: &UseCase) -> Option<Result<(), NetworkError>> {
    let acls = &before.network_acls;
    Some(match use_case {
        UseCase::CreateAcl(vpc) => {
            let vpc = nth(&before.vpcs, *vpc)?;
            world.run(|network| network.create_network_acl(&vpc, Tags::new(), None)).map(drop)
        }
        UseCase::DeleteAcl(acl) => {
            let acl = nth(acls, *acl)?;
            world.run(|network| network.delete_network_acl(&acl))
        }
        UseCase::ReplaceAcl(association, acl) => {
            let associations = acls.values().flat_map(|acl| acl.associations.values().map(|id| (id.clone(), ())));
            let association = nth(&associations.collect(), *association)?;
            let acl = nth(acls, *acl)?;
            world.run(|network| network.replace_network_acl_association(&association, &acl)).map(drop)
        }
        _ => return None,
    })
}

fn carry_out_on_lists(world: &World, before: &Network, use_case: &UseCase) -> Option<Result<(), NetworkError>> {
    let own: BTreeMap<_, _> = before.prefix_lists.iter().filter(|(_, list)| !list.is_of_aws()).collect();
    let list = |number: usize| nth(&own, number).cloned();
    Some(match use_case {
        UseCase::CreateList(size) => {
            let wanted = CreatePrefixList {
                name: "offices".to_owned(),
                family: AddressFamily::IPv4,
                max_entries: u32::from(*size),
                entries: Vec::new(),
                tags: Tags::new(),
            };
            world.run(|network| network.create_prefix_list(wanted.clone(), None)).map(drop)
        }
        UseCase::ResizeList(number, size) => {
            let size = ModifyPrefixList { max_entries: Some(u32::from(*size)), ..ModifyPrefixList::default() };
            let list = list(*number)?;
            world.run(|network| network.modify_prefix_list(&list, &size)).map(drop)
        }
        UseCase::DeleteList(number) => {
            let list = list(*number)?;
            world.run(|network| network.delete_prefix_list(&list)).map(drop)
        }
        UseCase::AllowList(group, number) => {
            let group = nth(&before.groups, *group)?;
            let peer = Peer::PrefixList(list(*number)?);
            let rule = RuleSpecification { traffic: Traffic::All, peer, description: None };
            let add = vec![rule];
            world.run(|network| network.authorize(&group, Direction::Ingress, add.clone(), &Tags::new())).map(drop)
        }
        UseCase::RouteToList(table, number, interface) => {
            let table = nth(&before.route_tables, *table)?;
            let destination = RouteDestination::PrefixList(list(*number)?);
            let target = RouteTarget::NetworkInterface(nth(&before.interfaces, *interface)?);
            world.run(|network| network.create_route(&table, &destination, target.clone()))
        }
        _ => return None,
    })
}

fn carry_out_on_blocks(world: &World, before: &Network, use_case: &UseCase) -> Option<Result<(), NetworkError>> {
    Some(match use_case {
        UseCase::CreateVpc(block) => {
            let wanted = CreateVpc::new(format!("10.{block}.0.0/16").parse().expect("a block"));
            world.run(|network| network.create_vpc(wanted.clone())).map(drop)
        }
        UseCase::DeleteVpc(vpc) => {
            let vpc = nth(&before.vpcs, *vpc)?;
            world.run(|network| network.delete_vpc(&vpc))
        }
        UseCase::CreateSubnet(vpc, block, part, length) => {
            let cidr = format!("10.{block}.0.{}/{length}", part * 16).parse().expect("a block");
            let wanted = CreateSubnet::new(nth(&before.vpcs, *vpc)?, cidr);
            world.run(|network| network.create_subnet(wanted.clone())).map(drop)
        }
        UseCase::DeleteSubnet(subnet) => {
            let subnet = nth(&before.subnets, *subnet)?;
            world.run(|network| network.delete_subnet(&subnet))
        }
        _ => return None,
    })
}

fn carry_out_on_groups(world: &World, before: &Network, use_case: &UseCase) -> Option<Result<(), NetworkError>> {
    Some(match use_case {
        UseCase::CreateGroup(vpc, name) => {
            let wanted = new_group(&nth(&before.vpcs, *vpc)?, &format!("group {name}"));
            world.run(|network| network.create_security_group(wanted.clone())).map(drop)
        }
        UseCase::DeleteGroup(group) => {
            let group = nth(&before.groups, *group)?;
            world.run(|network| network.delete_security_group(&group))
        }
        UseCase::Authorize(group, peer, port, foreign) => {
            let port = u16::from(*port);
            let group = nth(&before.groups, *group)?;
            let vpc = &before.groups[&group].vpc;
            let peers = before.groups.iter().filter(|(_, peer)| *foreign || &peer.vpc == vpc);
            let peers: BTreeMap<_, _> = peers.collect();
            let rule = RuleSpecification {
                traffic: Traffic::Tcp(PortRange { from: port, to: port }),
                peer: Peer::Group(nth(&peers, *peer)?.clone()),
                description: None,
            };
            let add = vec![rule];
            world.run(|network| network.authorize(&group, Direction::Ingress, add.clone(), &Tags::new())).map(drop)
        }
        UseCase::RevokeAll(group) => {
            let group = nth(&before.groups, *group)?;
            let rules = before.groups[&group].rules.iter();
            let ingress = rules.filter(|(_, rule)| rule.direction == Direction::Ingress).map(|(id, _)| id.clone());
            let all = RuleSelection::Ids(ingress.collect());
            world.run(|network| network.revoke(&group, Direction::Ingress, all.clone())).map(drop)
        }
        _ => return None,
    })
}

fn carry_out_on_interfaces(world: &World, before: &Network, use_case: &UseCase) -> Option<Result<(), NetworkError>> {
    Some(match use_case {
        UseCase::CreateInterface { subnet, group, foreign, at, more, managed } => {
            let subnet = nth(&before.subnets, *subnet)?;
            let first = before.subnets[&subnet].cidr.network().to_bits();
            let vpc = &before.subnets[&subnet].vpc;
            let groups = before.groups.iter().filter(|(_, group)| *foreign || &group.vpc == vpc);
            let groups: BTreeMap<&SecurityGroupId, _> = groups.collect();
            let wanted = CreateInterface {
                address: at.map(|at| (first + u32::from(at)).into()),
                secondary_address_count: *more,
                groups: nth(&groups, *group).into_iter().cloned().collect(),
                requester: managed.then(|| "ecs.amazonaws.com".to_owned()),
                attachment: managed.then(|| NewAttachment::to("task")),
                ..CreateInterface::new(subnet)
            };
            world.run(|network| network.create_interface(wanted.clone())).map(drop)
        }
        UseCase::DeleteInterface(interface) => {
            let interface = nth(&before.interfaces, *interface)?;
            world.run(|network| network.delete_interface(&interface))
        }
        UseCase::ReleaseInterface(interface) => {
            let interface = nth(&before.interfaces, *interface)?;
            world.run(|network| network.release_interface(&interface, "ecs.amazonaws.com")).map(drop)
        }
        _ => return None,
    })
}

fn destination(number: u8) -> RouteDestination {
    ["0.0.0.0/0", "192.168.0.0/16", "10.0.0.0/28"][usize::from(number)].parse().expect("a range")
}

fn carry_out_on_routes(world: &World, before: &Network, use_case: &UseCase) -> Option<Result<(), NetworkError>> {
    let tables = &before.route_tables;
    let associations: BTreeMap<_, _> = tables
        .values()
        .flat_map(|table| table.associations.iter().map(|association| (association.id.clone(), association)))
        .collect();
    Some(match use_case {
        UseCase::CreateGateway => world.run(|network| network.create_internet_gateway(Tags::new())).map(drop),
        UseCase::Attach(gateway, vpc) => {
            let (gateway, vpc) = (nth(&before.internet_gateways, *gateway)?, nth(&before.vpcs, *vpc)?);
            world.run(|network| network.attach_internet_gateway(&gateway, &vpc))
        }
        UseCase::Detach(gateway, vpc) => {
            let (gateway, vpc) = (nth(&before.internet_gateways, *gateway)?, nth(&before.vpcs, *vpc)?);
            world.run(|network| network.detach_internet_gateway(&gateway, &vpc))
        }
        UseCase::DeleteGateway(gateway) => {
            let gateway = nth(&before.internet_gateways, *gateway)?;
            world.run(|network| network.delete_internet_gateway(&gateway))
        }
        UseCase::CreateTable(vpc) => {
            let vpc = nth(&before.vpcs, *vpc)?;
            world.run(|network| network.create_route_table(&vpc, Tags::new(), None)).map(drop)
        }
        UseCase::DeleteTable(table) => {
            let table = nth(tables, *table)?;
            world.run(|network| network.delete_route_table(&table))
        }
        UseCase::Associate(table, subnet) => {
            let (table, subnet) = (nth(tables, *table)?, nth(&before.subnets, *subnet)?);
            world.run(|network| network.associate_route_table(&table, &subnet)).map(drop)
        }
        UseCase::Disassociate(association) => {
            let association = nth(&associations, *association)?;
            world.run(|network| network.disassociate_route_table(&association))
        }
        UseCase::ReplaceAssociation(association, table) => {
            let (association, table) = (nth(&associations, *association)?, nth(tables, *table)?);
            world.run(|network| network.replace_route_table_association(&association, &table)).map(drop)
        }
        UseCase::RouteToGateway(table, gateway, to) => {
            let target = RouteTarget::InternetGateway(nth(&before.internet_gateways, *gateway)?);
            let table = nth(tables, *table)?;
            world.run(|network| network.create_route(&table, &destination(*to), target.clone()))
        }
        UseCase::RouteToInterface(table, interface, to) => {
            let target = RouteTarget::NetworkInterface(nth(&before.interfaces, *interface)?);
            let table = nth(tables, *table)?;
            world.run(|network| network.create_route(&table, &destination(*to), target.clone()))
        }
        UseCase::DeleteRoute(table, to) => {
            let table = nth(tables, *table)?;
            world.run(|network| network.delete_route(&table, &destination(*to)))
        }
        _ => return None,
    })
}

/// What every VPC has exactly one of.
fn check_vpcs(network: &Network) {
    let numbers: BTreeSet<u32> = network.vpcs.values().map(|vpc| vpc.number).collect();
    assert_eq!(numbers.len(), network.vpcs.len(), "two VPCs have one number");
    for id in network.vpcs.keys() {
        let defaults = network.groups.values().filter(|group| &group.vpc == id && group.name == "default").count();
        let acls = network.network_acls.values().filter(|acl| &acl.vpc == id && acl.is_default).count();
        let own_tables = network.route_tables.values().filter(|table| &table.vpc == id);
        let mains = own_tables.flat_map(|table| &table.associations).filter(|a| a.subnet.is_none()).count();
        let gateways = network.internet_gateways.values().filter(|gateway| gateway.vpc.as_ref() == Some(id)).count();
        assert_eq!((defaults, acls, mains), (1, 1, 1), "default groups, default ACLs and main tables of {id}");
        assert!(gateways <= 1, "{gateways} gateways are attached to {id}");
    }
    let vpcs = |vpc| assert!(network.vpcs.contains_key(vpc), "{vpc} is gone but used");
    network.subnets.values().for_each(|subnet| vpcs(&subnet.vpc));
    network.groups.values().for_each(|group| vpcs(&group.vpc));
    network.route_tables.values().for_each(|table| vpcs(&table.vpc));
    network.network_acls.values().for_each(|acl| vpcs(&acl.vpc));
    network.internet_gateways.values().filter_map(|gateway| gateway.vpc.as_ref()).for_each(vpcs);
}

fn check_subnets(network: &Network) {
    for subnet in network.subnets.values() {
        let vpc = &network.vpcs[&subnet.vpc];
        assert!(vpc.cidr_blocks.iter().any(|block| block.cidr.contains(&subnet.cidr)));
        let siblings = network.subnets.values().filter(|other| other.vpc == subnet.vpc && other.id != subnet.id);
        for other in siblings {
            assert!(!other.cidr.contains(&subnet.cidr), "{} overlaps {}", other.cidr, subnet.cidr);
        }
        let tables = network.route_tables.values().flat_map(|table| &table.associations);
        assert!(tables.filter(|a| a.subnet.as_ref() == Some(&subnet.id)).count() <= 1, "two tables for a subnet");
        assert!(network.route_table_of(subnet).is_some_and(|table| table.vpc == subnet.vpc));
        let acls: Vec<_> =
            network.network_acls.values().filter(|acl| acl.associations.contains_key(&subnet.id)).collect();
        assert!(acls.len() == 1 && acls[0].vpc == subnet.vpc, "{} has {} ACLs", subnet.id, acls.len());
    }
    let associated = network.route_tables.values().flat_map(|table| &table.associations);
    for subnet in associated.filter_map(|association| association.subnet.as_ref()) {
        assert!(network.subnets.contains_key(subnet), "a table holds for {subnet}, which is gone");
    }
    for subnet in network.network_acls.values().flat_map(|acl| acl.associations.keys()) {
        assert!(network.subnets.contains_key(subnet), "an ACL guards {subnet}, which is gone");
    }
}

fn check_interfaces(network: &Network, records: &[Address]) {
    let mut taken = BTreeMap::new();
    for interface in network.interfaces.values() {
        let subnet = &network.subnets[&interface.subnet];
        assert_eq!(subnet.vpc, interface.vpc);
        for address in interface.secondary_addresses.iter().chain([&interface.address]) {
            assert!(subnet.cidr.contains(address) && !minato_ipam::is_reserved(subnet.cidr, *address));
            let previous = taken.insert((subnet.id.clone(), *address), interface.id.clone());
            assert_eq!(previous, None, "{address} has two owners");
        }
        assert!(!interface.groups.is_empty());
        for group in &interface.groups {
            assert_eq!(network.groups.get(group).map(|group| &group.vpc), Some(&interface.vpc), "{group}");
        }
    }
    let macs: BTreeSet<_> = network.interfaces.values().map(|interface| interface.mac).collect();
    assert_eq!(macs.len(), network.interfaces.len());
    let owned =
        records.iter().filter_map(|record| Some(((record.subnet.clone(), record.address), record.owner()?.clone())));
    assert_eq!(owned.collect::<BTreeMap<_, _>>(), taken, "records and ENIs tell the same");
    assert!(records.iter().all(|record| network.subnets.contains_key(&record.subnet)));
}

fn check_rules(network: &Network) {
    for group in network.groups.values() {
        for rule in group.rules.values() {
            if let Peer::Group(peer) = &rule.peer {
                assert_eq!(network.groups.get(peer).map(|peer| &peer.vpc), Some(&group.vpc), "{peer}");
            }
        }
        let rules: BTreeSet<_> = group.rules.values().map(|rule| (rule.direction, rule.traffic, &rule.peer)).collect();
        assert_eq!(rules.len(), group.rules.len(), "a group has a rule twice");
        let twins = network.groups.values().filter(|other| other.vpc == group.vpc && other.name == group.name);
        assert_eq!(twins.count(), 1, "two groups of one name");
    }
}

/// What refers to a prefix list finds it, and counts no more than it may.
fn check_lists(network: &Network, limits: &Limits) {
    for group in network.groups.values() {
        let peers = group.rules.values().filter(|rule| rule.direction == Direction::Ingress).map(|rule| &rule.peer);
        let weights = peers.map(|peer| match peer {
            Peer::PrefixList(list) => network.prefix_lists[list].max_entries,
            Peer::Group(_) | Peer::Cidr(_) => 1,
        });
        assert!(weights.sum::<u32>() <= limits.rules_per_security_group, "{} has too many rules", group.id);
    }
    for table in network.route_tables.values() {
        let weights = table.routes.keys().map(|destination| match destination {
            RouteDestination::PrefixList(list) => network.prefix_lists[list].max_entries,
            RouteDestination::Cidr(_) => 1,
        });
        assert!(weights.sum::<u32>() <= limits.routes_per_table, "{} has too many routes", table.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_network_stays_whole(use_cases in proptest::collection::vec(use_cases(), 1..60)) {
        let limits = Limits {
            vpcs: 4,
            internet_gateways: 4,
            network_acls_per_vpc: 3,
            rules_per_security_group: 8,
            routes_per_table: 8,
            ..Limits::default()
        };
        let world = World::with_limits(limits.clone());
        world.run(|network| network.default_vpc()).unwrap();
        for use_case in &use_cases {
            let before = world.network();
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
            let records = world.run(|network| Ok(network.transaction().list(&Prefix::<Address>::all())?)).unwrap();
            check_vpcs(&after);
            check_subnets(&after);
            check_interfaces(&after, &records);
            check_rules(&after);
            check_lists(&after, &limits);
        }
    }
}
