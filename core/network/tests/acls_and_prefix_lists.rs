//! Network ACLs, and prefix lists with what refers to them.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]
#![allow(clippy::redundant_closure_for_method_calls, reason = "all use cases read alike")]

mod support;

use ipnet::IpNet;
use minato_network::{CreatePrefixList, EntryNumber, Limits, ModifyPrefixList, NewEntry, RuleSpecification};
use minato_vpc::{
    ids::{NetworkAclId, PrefixListId, SecurityGroupId},
    resources::{
        AddressFamily, Direction, ManagedPrefixList, NetworkAcl, NetworkAclEntry, Peer, PrefixListState,
        RouteDestination, RouteTable, RouteTarget, Tags, Traffic,
    },
};
use support::{World, vpc_and_subnet};

fn net(text: &str) -> IpNet {
    text.parse().unwrap()
}

fn entry(range: &str) -> NewEntry {
    NewEntry { range: net(range), description: None }
}

fn list(world: &World, size: u32, ranges: &[&str]) -> PrefixListId {
    let wanted = CreatePrefixList {
        name: "offices".to_owned(),
        family: AddressFamily::IPv4,
        max_entries: size,
        entries: ranges.iter().map(|range| entry(range)).collect(),
        tags: Tags::new(),
    };
    world.run(|network| network.create_prefix_list(wanted.clone(), None)).unwrap().id
}

fn allow(world: &World, group: &SecurityGroupId, peer: Peer) -> Result<(), &'static str> {
    let rule = RuleSpecification { traffic: Traffic::All, peer, description: None };
    let added = world.run(|network| network.authorize(group, Direction::Ingress, vec![rule.clone()], &Tags::new()));
    added.map(drop).map_err(|error| error.code())
}

#[test]
fn a_subnet_is_under_one_acl_until_it_goes() {
    let world = World::new();
    let (vpc, subnet) = vpc_and_subnet(&world);
    let acl = world.run(|network| network.create_network_acl(&vpc, Tags::new(), None)).unwrap();
    assert!(acl.entries.is_empty() && acl.associations.is_empty());
    let under = || {
        let acls = world.network().network_acls;
        let holders: Vec<_> = acls.values().filter(|acl| acl.associations.contains_key(&subnet)).cloned().collect();
        assert_eq!(holders.len(), 1, "exactly one guards it");
        (holders[0].id.clone(), holders[0].associations[&subnet].clone())
    };
    let (default, association) = under();
    assert_ne!(default, acl.id);
    let new = world.run(|network| network.replace_network_acl_association(&association, &acl.id)).unwrap();
    assert_eq!(under(), (acl.id.clone(), new.clone()));
    let again = world.run(|network| network.replace_network_acl_association(&new, &acl.id)).unwrap();
    assert_eq!(under(), (acl.id.clone(), again));
    assert_eq!(world.code(|network| network.delete_network_acl(&acl.id)), "DependencyViolation");
    assert_eq!(world.code(|network| network.delete_network_acl(&default)), "InvalidParameterValue");
    world.run(|network| network.delete_subnet(&subnet)).unwrap();
    assert!(world.find::<NetworkAcl>(&acl.id).associations.is_empty());
    world.run(|network| network.delete_network_acl(&acl.id)).unwrap();
    world.run(|network| network.delete_vpc(&vpc)).unwrap();
    assert!(!world.network().network_acls.contains_key(&default));
}

#[test]
fn entries_are_counted_in_each_direction() {
    let world = World::with_limits(Limits { entries_per_network_acl: 2, network_acls_per_vpc: 2, ..Limits::default() });
    let vpc = world.vpc("10.0.0.0/16").id;
    let acl = world.run(|network| network.create_network_acl(&vpc, Tags::new(), None)).unwrap().id;
    assert_eq!(world.code(|network| network.create_network_acl(&vpc, Tags::new(), None)), "NetworkAclLimitExceeded");
    let add = |direction, number, cidr| {
        let entry = NetworkAclEntry { traffic: Traffic::All, cidr: net(cidr), allow: true };
        let number = EntryNumber { direction, number };
        world.run(|network| network.create_network_acl_entry(&acl, number, entry.clone())).map_err(|e| e.code())
    };
    // Both families count together.
    add(Direction::Ingress, 1, "10.0.0.7/8").unwrap();
    add(Direction::Ingress, 2, "2001:db8::7/32").unwrap();
    assert_eq!(add(Direction::Ingress, 3, "0.0.0.0/0"), Err("NetworkAclEntryLimitExceeded"));
    add(Direction::Egress, 3, "0.0.0.0/0").unwrap();
    assert_eq!(add(Direction::Ingress, 1, "10.0.0.0/8"), Ok(()), "the same again");
    assert_eq!(add(Direction::Ingress, 1, "10.0.0.0/9"), Err("NetworkAclEntryAlreadyExists"));
    for number in [0, 32_767, u16::MAX] {
        assert_eq!(add(Direction::Egress, number, "0.0.0.0/0"), Err("InvalidParameterValue"));
    }
    let entries = &world.find::<NetworkAcl>(&acl).entries[&Direction::Ingress];
    assert_eq!((entries[&1].cidr, entries[&2].cidr), (net("10.0.0.0/8"), net("2001:db8::/32")));
    let unknown = NetworkAclId::from_entropy(1);
    assert_eq!(world.code(|network| network.delete_network_acl(&unknown)), "InvalidNetworkAclID.NotFound");
}

#[test]
fn as_many_versions_are_kept_as_may_be() {
    let world = World::with_limits(Limits { versions_per_prefix_list: 2, ..Limits::default() });
    let id = list(&world, 5, &["10.1.0.0/16"]);
    for (version, range) in [(1, "10.2.0.0/16"), (2, "10.3.0.7/16")] {
        let add =
            ModifyPrefixList { current_version: Some(version), add: vec![entry(range)], ..ModifyPrefixList::default() };
        world.run(|network| network.modify_prefix_list(&id, &add)).unwrap();
    }
    let ranges = |version| {
        let entries = world.run(|network| network.prefix_list_entries(&id, version)).map_err(|error| error.code());
        entries.map(|(version, entries)| (version, entries.into_keys().collect::<Vec<_>>()))
    };
    let third = vec![net("10.1.0.0/16"), net("10.2.0.0/16"), net("10.3.0.0/16")];
    assert_eq!(ranges(None), Ok((3, third.clone())));
    assert_eq!(ranges(Some(3)), Ok((3, third.clone())));
    assert_eq!(ranges(Some(2)), Ok((2, third[..2].to_vec())));
    assert_eq!(ranges(Some(1)), Err("InvalidParameterValue"), "the oldest went");
    world.run(|network| network.delete_prefix_list(&id)).unwrap();
    assert_eq!(ranges(Some(2)), Err("InvalidPrefixListID.NotFound"));
}

#[test]
fn references_stand_in_the_way_and_count() {
    let world = World::with_limits(Limits { rules_per_security_group: 6, routes_per_table: 4, ..Limits::default() });
    let (vpc, subnet) = vpc_and_subnet(&world);
    let group = world.group(&vpc, "web").id;
    let id = list(&world, 4, &["10.9.0.0/16"]);
    let state = || world.find::<ManagedPrefixList>(&id).state;
    let resize = |size| {
        let wanted = ModifyPrefixList { max_entries: Some(size), ..ModifyPrefixList::default() };
        world.run(|network| network.modify_prefix_list(&id, &wanted)).unwrap();
        (world.find::<ManagedPrefixList>(&id).max_entries, state())
    };
    allow(&world, &group, Peer::PrefixList(id.clone())).unwrap();
    allow(&world, &group, Peer::Cidr(net("10.0.0.0/8"))).unwrap();
    allow(&world, &group, Peer::Group(group.clone())).unwrap();
    assert_eq!(allow(&world, &group, Peer::Cidr(net("11.0.0.0/8"))), Err("RulesPerSecurityGroupLimitExceeded"));
    // IPv6 counts by itself; the group counts there, too.
    for number in 1..=5 {
        allow(&world, &group, Peer::Cidr(net(&format!("2001:db8:{number}::/48")))).unwrap();
    }
    assert_eq!(allow(&world, &group, Peer::Cidr(net("::/0"))), Err("RulesPerSecurityGroupLimitExceeded"));
    let (size, failed) = resize(5);
    assert_eq!(size, 4);
    assert!(matches!(failed, PrefixListState::ModifyFailed(message) if message.contains(group.as_str())));
    assert_eq!(resize(3), (3, PrefixListState::ModifyComplete));
    let eni = RouteTarget::NetworkInterface(world.interface(&subnet).id);
    let table = world.run(|network| network.create_route_table(&vpc, Tags::new(), None)).unwrap().id;
    let destination = RouteDestination::PrefixList(id.clone());
    world.run(|network| network.create_route(&table, &destination, eni.clone())).unwrap();
    assert_eq!(world.find::<RouteTable>(&table).routes[&destination], eni, "it is read as it was written");
    world.run(|network| network.create_route(&table, &"11.0.0.0/8".parse().unwrap(), eni.clone())).unwrap();
    let code = world.code(|network| network.create_route(&table, &"12.0.0.0/8".parse().unwrap(), eni.clone()));
    assert_eq!(code, "RouteLimitExceeded");
    assert!(matches!(resize(4).1, PrefixListState::ModifyFailed(message) if message.contains(table.as_str())));
    world.run(|network| network.delete_prefix_list(&id)).unwrap();
    let refers = |message: &str| message.contains(group.as_str()) && message.contains(table.as_str());
    assert!(matches!(state(), PrefixListState::DeleteFailed(message) if refers(&message)));
}

#[test]
fn every_agent_sees_the_lists_of_aws() {
    let world = World::new();
    let own = list(&world, 1, &[]);
    let lists = world.network().prefix_lists;
    assert!(lists.contains_key(&own));
    let aws = world.run(|network| network.prefix_lists()).unwrap();
    assert_eq!(aws.iter().filter(|list| list.is_of_aws()).count(), 2);
    assert!(aws.iter().all(|list| lists[&list.id] == *list));
}
