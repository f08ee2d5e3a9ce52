//! VPCs, subnets, gateways and the default VPC.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]
#![allow(clippy::redundant_closure_for_method_calls, reason = "all use cases read alike")]

mod support;

use minato_network::{CreateSubnet, CreateVpc, Limits, SubnetAttribute, VpcAttribute};
use minato_vpc::{
    Resource,
    ids::{InternetGatewayId, SubnetId, VpcId},
    resources::{Direction, RouteTarget, SecurityGroup, Subnet, Tags, Vpc},
};
use support::{World, new_group, scope, vpc_and_subnet};

fn vpc_id() -> VpcId {
    VpcId::from_entropy(1)
}

#[test]
fn a_fresh_scope_has_the_default_vpc_once() {
    let world = World::new();
    let first = world.run(|network| network.default_vpc()).unwrap().expect("a default VPC");
    assert_eq!(world.run(|network| network.default_vpc()).unwrap().expect("the same").id, first.id);
    let network = world.network();
    assert_eq!((network.vpcs.len(), network.subnets.len(), network.internet_gateways.len()), (1, 6, 1));
    assert_eq!(first.cidr_blocks[0].cidr.to_string(), "172.31.0.0/16");
    assert!(first.is_default && first.enable_dns_hostnames && first.enable_dns_support);
    let subnet = network.subnets.values().find(|subnet| subnet.zone == "us-east-1b").unwrap();
    assert_eq!((subnet.cidr.to_string().as_str(), subnet.zone_id.as_str()), ("172.31.16.0/20", "use1-az2"));
    assert!(subnet.default_for_az && subnet.map_public_ip_on_launch);
    let gateway = network.internet_gateways.values().next().unwrap();
    assert_eq!(gateway.vpc.as_ref(), Some(&first.id));
    let main = network.route_table_of(subnet).unwrap();
    assert_eq!(main.routes[&"0.0.0.0/0".parse().unwrap()], RouteTarget::InternetGateway(gateway.id.clone()));
    let acl = network.network_acls.values().next().unwrap();
    assert!(acl.is_default && acl.associations.len() == 6);
    assert!(acl.entries.values().all(|entries| entries.len() == 1 && entries[&100].allow));
    let group = network.groups.values().next().unwrap();
    assert_eq!((group.name.as_str(), group.rules.len()), ("default", 2));
}

#[test]
fn scopes_do_not_see_each_other() {
    let world = World::new();
    let vpc = world.vpc("10.0.0.0/16");
    let other = scope("eu-west-1");
    let seen: Vec<Vpc> = world.networks.transact(&other, |network| network.list()).unwrap();
    assert!(seen.len() == 1 && seen[0].is_default);
    let missing = world.networks.transact(&other, |network| network.find::<Vpc>(&vpc.id)).unwrap_err();
    assert_eq!(missing.code(), "InvalidVpcID.NotFound");
    let numbers: std::collections::BTreeSet<u32> = world.network().vpcs.values().map(|vpc| vpc.number).collect();
    assert_eq!(numbers.into_iter().collect::<Vec<_>>(), [1, 2, 3], "numbers are unique over all scopes");
    let unknown = world.networks.transact(&scope("mars-1"), |network| network.default_vpc()).unwrap_err();
    assert_eq!(unknown.code(), "OptInRequired");
}

#[test]
fn a_deleted_default_vpc_does_not_come_back() {
    let world = World::new();
    let vpc = world.run(|network| network.default_vpc()).unwrap().unwrap();
    assert_eq!(world.code(|network| network.delete_vpc(&vpc.id)), "DependencyViolation");
    let gateway = world.network().internet_gateways.into_keys().next().unwrap();
    world
        .run(|network| {
            for subnet in network.list::<Subnet>()? {
                network.delete_subnet(&subnet.id)?;
            }
            network.detach_internet_gateway(&gateway, &vpc.id)?;
            network.delete_internet_gateway(&gateway)?;
            network.delete_vpc(&vpc.id)
        })
        .unwrap();
    assert_eq!(world.run(|network| network.default_vpc()).unwrap(), None);
    let left = world.network();
    assert!(left.prefix_lists.values().all(|list| list.is_of_aws()), "AWS's lists are everywhere");
    assert_eq!(minato_vpc::Network { prefix_lists: [].into(), ..left }, minato_vpc::Network::default());
}

#[test]
fn a_vpc_comes_with_table_group_and_acl() {
    let world = World::new();
    let vpc = world.vpc("10.1.2.3/16");
    assert_eq!(vpc.cidr_blocks[0].cidr.to_string(), "10.1.0.0/16", "host bits are cleared");
    let network = world.network();
    let group = network.groups.values().find(|group| group.vpc == vpc.id).unwrap();
    let directions: Vec<Direction> = group.rules.values().map(|rule| rule.direction).collect();
    assert!(directions.contains(&Direction::Ingress) && directions.contains(&Direction::Egress));
    assert!(
        network
            .route_tables
            .values()
            .any(|table| table.vpc == vpc.id && table.associations.iter().any(|a| a.subnet.is_none()))
    );
    assert!(network.network_acls.values().any(|acl| acl.vpc == vpc.id && acl.is_default));
}

#[test]
fn blocks_that_cannot_be_a_vpc() {
    let world = World::new();
    for bad in ["10.0.0.0/15", "10.0.0.0/29", "127.0.0.0/16", "169.254.0.0/16", "224.0.0.0/16", "0.1.0.0/16"] {
        let wanted = CreateVpc::new(bad.parse().unwrap());
        assert_eq!(world.code(|network| network.create_vpc(wanted.clone())), "InvalidVpc.Range", "{bad}");
    }
    for good in ["10.0.0.0/28", "100.64.0.0/16", "198.19.0.0/16"] {
        world.vpc(good);
    }
}

#[test]
fn the_vpc_limit_holds_and_counts_the_default_one() {
    let world = World::with_limits(Limits { vpcs: 3, ..Limits::default() });
    let first = world.vpc("10.0.0.0/16");
    world.vpc("10.0.0.0/16");
    let one_more = || CreateVpc::new("10.2.0.0/16".parse().unwrap());
    assert_eq!(world.code(|network| network.create_vpc(one_more())), "VpcLimitExceeded");
    world.run(|network| network.delete_vpc(&first.id)).unwrap();
    world.vpc("10.2.0.0/16");
}

#[test]
fn a_vpc_that_is_used_stays() {
    let world = World::new();
    let vpc = world.vpc("10.0.0.0/16").id;
    let subnet = world.subnet(&vpc, "10.0.1.0/24").id;
    assert_eq!(world.code(|network| network.delete_vpc(&vpc)), "DependencyViolation");
    world.run(|network| network.delete_subnet(&subnet)).unwrap();
    let group = world.group(&vpc, "web").id;
    assert_eq!(world.code(|network| network.delete_vpc(&vpc)), "DependencyViolation");
    world.run(|network| network.delete_security_group(&group)).unwrap();
    let table = world.run(|network| network.create_route_table(&vpc, Tags::new(), None)).unwrap().id;
    assert_eq!(world.code(|network| network.delete_vpc(&vpc)), "DependencyViolation");
    world.run(|network| network.delete_route_table(&table)).unwrap();
    let gateway = world.run(|network| network.create_internet_gateway(Tags::new())).unwrap().id;
    world.run(|network| network.attach_internet_gateway(&gateway, &vpc)).unwrap();
    assert_eq!(world.code(|network| network.delete_vpc(&vpc)), "DependencyViolation");
    world.run(|network| network.detach_internet_gateway(&gateway, &vpc)).unwrap();
    world.run(|network| network.delete_vpc(&vpc)).unwrap();
    assert_eq!(world.code(|network| network.delete_vpc(&vpc)), "InvalidVpcID.NotFound");
    let network = world.network();
    assert!(network.groups.values().all(|group| group.vpc != vpc));
    assert!(network.route_tables.values().all(|table| table.vpc != vpc));
}

#[test]
fn attributes_change() {
    let world = World::new();
    let vpc = world.vpc("10.0.0.0/16");
    assert!(!vpc.enable_dns_hostnames && vpc.enable_dns_support);
    world.run(|network| network.modify_vpc_attribute(&vpc.id, VpcAttribute::DnsHostnames(true))).unwrap();
    world.run(|network| network.modify_vpc_attribute(&vpc.id, VpcAttribute::DnsSupport(false))).unwrap();
    let vpc: Vpc = world.find(&vpc.id);
    assert!(vpc.enable_dns_hostnames && !vpc.enable_dns_support);
    let unknown = |attribute| world.code(|network| network.modify_vpc_attribute(&vpc_id(), attribute));
    assert_eq!(unknown(VpcAttribute::DnsSupport(true)), "InvalidVpcID.NotFound");
    let subnet = world.subnet(&vpc.id, "10.0.1.0/24");
    assert!(!subnet.map_public_ip_on_launch);
    world
        .run(|network| network.modify_subnet_attribute(&subnet.id, SubnetAttribute::MapPublicIpOnLaunch(true)))
        .unwrap();
    assert!(world.find::<Subnet>(&subnet.id).map_public_ip_on_launch);
}

#[test]
fn subnets_lie_in_their_vpc_and_never_overlap() {
    let world = World::new();
    let vpc = world.vpc("10.0.0.0/16").id;
    let create = |cidr: &str| CreateSubnet::new(vpc.clone(), cidr.parse().unwrap());
    let subnet = world.run(|network| network.create_subnet(create("10.0.1.7/24"))).unwrap();
    assert_eq!((subnet.cidr.to_string().as_str(), subnet.zone.as_str()), ("10.0.1.0/24", "us-east-1a"));
    for (cidr, code) in [
        ("10.1.0.0/24", "InvalidSubnet.Range"),
        ("10.0.0.0/15", "InvalidSubnet.Range"),
        ("10.0.2.0/29", "InvalidSubnet.Range"),
        ("10.0.1.0/24", "InvalidSubnet.Conflict"),
        ("10.0.0.0/16", "InvalidSubnet.Conflict"),
        ("10.0.1.128/28", "InvalidSubnet.Conflict"),
    ] {
        assert_eq!(world.code(|network| network.create_subnet(create(cidr))), code, "{cidr}");
    }
    world.subnet(&vpc, "10.0.2.0/24");
    let elsewhere = CreateSubnet::new(vpc_id(), "10.0.3.0/24".parse().unwrap());
    assert_eq!(world.code(|network| network.create_subnet(elsewhere.clone())), "InvalidVpcID.NotFound");
}

#[test]
fn a_subnet_is_in_the_zone_that_was_asked_for() {
    let world = World::new();
    let vpc = world.vpc("10.0.0.0/16").id;
    let base = CreateSubnet::new(vpc, "10.0.1.0/24".parse().unwrap());
    let both = |zone: Option<&str>, id: Option<&str>| CreateSubnet {
        zone: zone.map(ToOwned::to_owned),
        zone_id: id.map(ToOwned::to_owned),
        ..base.clone()
    };
    for (zone, id, code) in [
        (Some("us-east-1z"), None, "InvalidParameterValue"),
        (Some("eu-west-1a"), None, "InvalidParameterValue"),
        (None, Some("use1-az9"), "InvalidParameterValue"),
        (Some("us-east-1a"), Some("use1-az2"), "InvalidParameterCombination"),
    ] {
        assert_eq!(world.code(|network| network.create_subnet(both(zone, id))), code);
    }
    let subnet = world.run(|network| network.create_subnet(both(None, Some("use1-az3")))).unwrap();
    assert_eq!(subnet.zone, "us-east-1c");
}

#[test]
fn a_subnet_goes_with_its_associations_and_addresses_but_not_with_an_interface_in_it() {
    let world = World::new();
    let (vpc, subnet) = vpc_and_subnet(&world);
    let table = world.run(|network| network.create_route_table(&vpc, Tags::new(), None)).unwrap().id;
    world.run(|network| network.associate_route_table(&table, &subnet)).unwrap();
    let interface = world.interface(&subnet).id;
    assert_eq!(world.code(|network| network.delete_subnet(&subnet)), "DependencyViolation");
    world.run(|network| network.delete_interface(&interface)).unwrap();
    world.run(|network| network.delete_subnet(&subnet)).unwrap();
    assert_eq!(world.code(|network| network.delete_subnet(&subnet)), "InvalidSubnetID.NotFound");
    let network = world.network();
    assert!(network.route_tables[&table].associations.is_empty());
    assert!(network.network_acls.values().all(|acl| !acl.associations.contains_key(&subnet)));
    let records =
        world.run(|network| Ok(network.transaction().list(&minato_document::Prefix::<minato_ipam::Address>::all())?));
    assert_eq!(records.unwrap(), []);
}

#[test]
fn the_subnet_limit_holds_per_vpc() {
    let world = World::with_limits(Limits { subnets_per_vpc: 1, ..Limits::default() });
    let (vpc, _) = vpc_and_subnet(&world);
    let wanted = CreateSubnet::new(vpc, "10.0.2.0/24".parse().unwrap());
    assert_eq!(world.code(|network| network.create_subnet(wanted.clone())), "SubnetLimitExceeded");
    let other = world.vpc("10.0.0.0/16").id;
    world.subnet(&other, "10.0.2.0/24");
}

#[test]
fn gateways_attach_to_one_vpc_that_has_none() {
    let world = World::new();
    let (one, two) = (world.vpc("10.0.0.0/16").id, world.vpc("10.0.0.0/16").id);
    let create = || world.run(|network| network.create_internet_gateway(Tags::new())).unwrap().id;
    let (gateway, other) = (create(), create());
    world.run(|network| network.attach_internet_gateway(&gateway, &one)).unwrap();
    assert_eq!(world.code(|network| network.attach_internet_gateway(&gateway, &two)), "Resource.AlreadyAssociated");
    assert_eq!(world.code(|network| network.attach_internet_gateway(&other, &one)), "InvalidParameterValue");
    assert_eq!(world.code(|network| network.detach_internet_gateway(&gateway, &two)), "Gateway.NotAttached");
    assert_eq!(world.code(|network| network.delete_internet_gateway(&gateway)), "DependencyViolation");
    assert_eq!(world.code(|network| network.attach_internet_gateway(&other, &vpc_id())), "InvalidVpcID.NotFound");
    let unknown = InternetGatewayId::from_entropy(1);
    assert_eq!(
        world.code(|network| network.attach_internet_gateway(&unknown, &one)),
        "InvalidInternetGatewayID.NotFound"
    );
    world.run(|network| network.detach_internet_gateway(&gateway, &one)).unwrap();
    world.run(|network| network.delete_internet_gateway(&gateway)).unwrap();
    world.run(|network| network.attach_internet_gateway(&other, &one)).unwrap();
}

#[test]
fn the_gateway_limit_holds() {
    let world = World::with_limits(Limits { internet_gateways: 2, ..Limits::default() });
    let first = world.run(|network| network.create_internet_gateway(Tags::new())).unwrap().id;
    let code = || world.code(|network| network.create_internet_gateway(Tags::new()));
    assert_eq!(code(), "InternetGatewayLimitExceeded");
    world.run(|network| network.delete_internet_gateway(&first)).unwrap();
    world.run(|network| network.create_internet_gateway(Tags::new())).unwrap();
    assert_eq!(code(), "InternetGatewayLimitExceeded");
}

#[test]
fn tags_are_added_changed_taken_away_and_limited() {
    let world = World::with_limits(Limits { tags_per_resource: 2, ..Limits::default() });
    let vpc = world.vpc("10.0.0.0/16").id;
    let group = world.group(&vpc, "web");
    let rule = group.rules.keys().next().unwrap().to_string();
    let tags = |pairs: &[(&str, &str)]| -> Tags {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    };
    let ids = [vpc.to_string(), group.id.to_string(), rule.clone()];
    world.run(|network| network.create_tags(&ids, &tags(&[("a", "1"), ("b", "2")]))).unwrap();
    world.run(|network| network.create_tags(&ids[..1], &tags(&[("a", "3")]))).unwrap();
    assert_eq!(world.find::<Vpc>(&vpc).tags, tags(&[("a", "3"), ("b", "2")]));
    assert_eq!(world.find::<SecurityGroup>(&group.id).rules.values().next().unwrap().tags.len(), 2);
    assert_eq!(world.code(|network| network.create_tags(&ids, &tags(&[("c", "1")]))), "TagLimitExceeded");
    for bad in [("aws:x", "1"), ("", "1"), (&*"k".repeat(129), "1"), ("k", &*"v".repeat(257))] {
        assert_eq!(world.code(|network| network.create_tags(&ids, &tags(&[bad]))), "InvalidParameterValue");
    }
    let removal = |key: &str, value: Option<&str>| {
        [minato_network::TagRemoval { key: key.to_owned(), value: value.map(ToOwned::to_owned) }]
    };
    world.run(|network| network.delete_tags(&ids[..1], Some(&removal("a", Some("other"))))).unwrap();
    assert_eq!(world.find::<Vpc>(&vpc).tags.len(), 2);
    world.run(|network| network.delete_tags(&ids[..1], Some(&removal("a", None)))).unwrap();
    assert_eq!(world.find::<Vpc>(&vpc).tags, tags(&[("b", "2")]));
    world.run(|network| network.delete_tags(&ids, None)).unwrap();
    assert!(world.find::<SecurityGroup>(&group.id).tags().is_empty());
    for (id, code) in [
        (SubnetId::from_entropy(9).to_string(), "InvalidSubnetID.NotFound"),
        ("sgr-0123456789abcdef0".to_owned(), "InvalidSecurityGroupRuleId.NotFound"),
        ("subnet-1".to_owned(), "InvalidSubnetID.Malformed"),
        ("ship-1".to_owned(), "InvalidID"),
    ] {
        assert_eq!(world.code(|network| network.create_tags(std::slice::from_ref(&id), &tags(&[("a", "1")]))), code);
    }
    let duplicate = new_group(&vpc, "web");
    assert_eq!(world.code(|network| network.create_security_group(duplicate.clone())), "InvalidGroup.Duplicate");
}

#[test]
fn tags_of_aws_itself_neither_come_nor_go_by_a_callers_hand() {
    let world = World::with_limits(Limits { tags_per_resource: 1, ..Limits::default() });
    let vpc = world.vpc("10.0.0.0/16").id;
    let own = ("aws:ecs:clusterName".to_owned(), "demo".to_owned());
    world
        .run(|network| {
            let mut tagged: Vpc = network.find(&vpc)?;
            tagged.tags.extend([own.clone()]);
            Ok(network.transaction().put(&tagged)?)
        })
        .unwrap();
    let ids = [vpc.to_string()];
    let mine = ("mine".to_owned(), "1".to_owned());
    world.run(|network| network.create_tags(&ids, &[mine.clone()].into())).unwrap();
    assert_eq!(world.find::<Vpc>(&vpc).tags, [own.clone(), mine].into());
    for key in ["aws:x", "AWS:x", "Aws:ecs:clusterName"] {
        let tags: Tags = [(key.to_owned(), String::new())].into();
        assert_eq!(world.code(|network| network.create_tags(&ids, &tags)), "InvalidParameterValue", "{key}");
        let removal = [minato_network::TagRemoval { key: key.to_owned(), value: None }];
        assert_eq!(world.code(|network| network.delete_tags(&ids, Some(&removal))), "InvalidParameterValue", "{key}");
    }
    world.run(|network| network.delete_tags(&ids, None)).unwrap();
    assert_eq!(world.find::<Vpc>(&vpc).tags, [own].into());
}
