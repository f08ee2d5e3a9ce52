//! Random networks: overlapping VPCs, nested ranges, references, routes that lead nowhere.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::Ipv4Addr,
};

use ipnet::{IpNet, Ipv4Net};
use jiff::Timestamp;
use minato_vpc::{
    Network,
    ids::{
        DhcpOptionsId, InternetGatewayId, NetworkInterfaceId, PrefixListId, RouteTableAssociationId, RouteTableId,
        SecurityGroupId, SecurityGroupRuleId, SubnetId, VpcCidrAssociationId, VpcId,
    },
    resources::{
        ConnectionTracking, Direction, IcmpFilter, InternetGateway, MacAddress, NetworkInterface, Peer, PortRange,
        PrivateDnsOptions, RouteDestination, RouteTable, RouteTableAssociation, RouteTarget, Scope, SecurityGroup,
        SecurityGroupRule, Subnet, Traffic, Vpc, VpcCidrBlock,
    },
};
use rand::{Rng, rngs::StdRng, seq::IndexedRandom};

/// How many ENIs there are, whatever the network.
pub(crate) const INTERFACES: usize = 12;

/// Ports that rules and packets are about.
pub(crate) const PORTS: [u16; 8] = [22, 53, 80, 443, 1024, 8080, 32768, 65535];

/// A network, and the ENIs that are on the host.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) network: Network,
    pub(crate) local: BTreeSet<NetworkInterfaceId>,
}

/// The id of the ENI with a number; the same in every network.
pub(crate) fn interface_id(number: usize) -> NetworkInterfaceId {
    NetworkInterfaceId::from_entropy(0xe000 + number as u128)
}

fn scope() -> Scope {
    Scope { account: "123456789012".to_owned(), region: "eu-west-1".to_owned() }
}

fn net(text: &str) -> Ipv4Net {
    text.parse().expect("a block")
}

/// Makes the network with a number; VPC numbers are never used again.
pub(crate) fn generate(rng: &mut StdRng, number: u32) -> World {
    let mut world = World { network: Network::default(), local: BTreeSet::new() };
    let mut id = 0_u128;
    let mut next = || {
        id += 1;
        u128::from(number) << 32 | id
    };
    for index in 0..rng.random_range(1..=3_u32) {
        let plans: [&[&str]; 3] = [&["10.0.0.0/16"], &["10.0.0.0/16", "10.1.0.0/24"], &["172.16.0.0/20"]];
        let blocks = plans[rng.random_range(0..plans.len())];
        let vpc = Vpc {
            id: VpcId::from_entropy(next()),
            scope: scope(),
            number: number * 4 + index + 1,
            cidr_blocks: blocks
                .iter()
                .map(|block| VpcCidrBlock {
                    association_id: VpcCidrAssociationId::from_entropy(next()),
                    cidr: net(block),
                })
                .collect(),
            ipv6_blocks: Vec::new(),
            is_default: false,
            instance_tenancy: "default".to_owned(),
            dhcp_options: Some(DhcpOptionsId::from_entropy(1)),
            enable_dns_support: true,
            enable_dns_hostnames: false,
            enable_network_address_usage_metrics: false,
            tags: BTreeMap::new(),
        };
        world.network.vpcs.insert(vpc.id.clone(), vpc);
    }
    let vpcs: Vec<Vpc> = world.network.vpcs.values().cloned().collect();
    for vpc in &vpcs {
        for index in 0..rng.random_range(1..=3_u32) {
            let block = vpc.cidr_blocks.choose(rng).expect("some").cidr;
            let base = u32::from(block.network()) + if block.prefix_len() < 24 { index * 256 } else { index * 64 };
            let length = if block.prefix_len() < 24 { *[24, 25, 26].choose(rng).expect("some") } else { 26 };
            let subnet = Subnet {
                id: SubnetId::from_entropy(next()),
                scope: scope(),
                vpc: vpc.id.clone(),
                cidr: Ipv4Net::new(Ipv4Addr::from(base), length).expect("a length"),
                ipv6_block: None,
                zone: "eu-west-1a".to_owned(),
                zone_id: "euw1-az1".to_owned(),
                default_for_az: false,
                map_public_ip_on_launch: false,
                assign_ipv6_on_creation: false,
                private_dns: PrivateDnsOptions::default(),
                tags: BTreeMap::new(),
            };
            world.network.subnets.insert(subnet.id.clone(), subnet);
        }
        for _ in 0..rng.random_range(1..=5) {
            let id = SecurityGroupId::from_entropy(next());
            let group = SecurityGroup {
                id: id.clone(),
                scope: scope(),
                vpc: vpc.id.clone(),
                name: id.to_string(),
                description: String::new(),
                rules: BTreeMap::new(),
                tags: BTreeMap::new(),
            };
            world.network.groups.insert(id, group);
        }
    }
    add_interfaces(rng, &mut world);
    add_routes(rng, &mut world, &mut next);
    let groups: Vec<_> = world.network.groups.keys().cloned().collect();
    for group in groups {
        let open = |direction, traffic, range: &str| SecurityGroupRule {
            direction,
            traffic,
            peer: Peer::Cidr(range.parse().expect("a range")),
            description: None,
            tags: BTreeMap::new(),
        };
        let mut rules: Vec<_> = (0..rng.random_range(0..=8)).map(|_| random_rule(rng, &world.network)).collect();
        if rng.random_bool(0.6) {
            rules.push(open(Direction::Egress, Traffic::All, "0.0.0.0/0"));
        }
        if rng.random_bool(0.5) {
            rules.push(open(Direction::Ingress, random_traffic(rng), "0.0.0.0/0"));
        }
        for rule in rules {
            let group = world.network.groups.get_mut(&group).expect("it is there");
            group.rules.insert(SecurityGroupRuleId::from_entropy(next()), rule);
        }
    }
    world
}

fn add_interfaces(rng: &mut StdRng, world: &mut World) {
    let subnets: Vec<Subnet> = world.network.subnets.values().cloned().collect();
    let mut taken: BTreeSet<(VpcId, Ipv4Addr)> = BTreeSet::new();
    for number in 0..INTERFACES {
        if rng.random_bool(0.05) {
            continue;
        }
        let subnet = subnets.choose(rng).expect("some");
        let mut address = || loop {
            let address = Ipv4Addr::from(u32::from(subnet.cidr.network()) + rng.random_range(4..30));
            if taken.insert((subnet.vpc.clone(), address)) {
                return address;
            }
        };
        let primary = address();
        let secondary = if number % 4 == 0 { vec![address()] } else { Vec::new() };
        let groups: Vec<_> =
            world.network.groups.values().filter(|g| g.vpc == subnet.vpc).map(|g| g.id.clone()).collect();
        let wanted = if rng.random_bool(0.1) { 0 } else { rng.random_range(1..=3) };
        let id = interface_id(number);
        let interface = NetworkInterface {
            id: id.clone(),
            scope: scope(),
            vpc: subnet.vpc.clone(),
            subnet: subnet.id.clone(),
            description: String::new(),
            interface_type: "interface".to_owned(),
            mac: MacAddress([2, 0, 0, 0, 7, u8::try_from(number).expect("small")]),
            address: primary,
            secondary_addresses: secondary,
            ipv4_prefixes: Vec::new(),
            ipv6_addresses: Vec::new(),
            ipv6_prefixes: Vec::new(),
            has_primary_ipv6: false,
            groups: groups.choose_multiple(rng, wanted).cloned().collect(),
            source_dest_check: rng.random_bool(0.9),
            connection_tracking: ConnectionTracking::default(),
            requester: None,
            attachment: None,
            created_at: Timestamp::UNIX_EPOCH,
            tags: BTreeMap::new(),
        };
        world.network.interfaces.insert(id.clone(), interface);
        if rng.random_bool(0.93) {
            world.local.insert(id);
        }
    }
}

fn add_routes(rng: &mut StdRng, world: &mut World, next: &mut impl FnMut() -> u128) {
    let vpcs: Vec<VpcId> = world.network.vpcs.keys().cloned().collect();
    for vpc in vpcs {
        let gateway = InternetGatewayId::from_entropy(next());
        if rng.random_bool(0.6) {
            let attached = rng.random_bool(0.7).then(|| vpc.clone());
            let resource =
                InternetGateway { id: gateway.clone(), scope: scope(), vpc: attached, tags: BTreeMap::new() };
            world.network.internet_gateways.insert(gateway.clone(), resource);
        }
        let subnets: Vec<SubnetId> =
            world.network.subnets.values().filter(|s| s.vpc == vpc).map(|s| s.id.clone()).collect();
        let mut tables: Vec<Option<SubnetId>> =
            subnets.into_iter().filter(|_| rng.random_bool(0.4)).map(Some).collect();
        if rng.random_bool(0.95) {
            tables.push(None);
        }
        for subnet in tables {
            let mut routes: BTreeMap<RouteDestination, _> = BTreeMap::new();
            if rng.random_bool(0.6) {
                routes.insert(net("0.0.0.0/0").into(), RouteTarget::InternetGateway(gateway.clone()));
            }
            for _ in 0..rng.random_range(0..3) {
                let destination = random_range(rng, &world.network);
                let number = rng.random_range(0..INTERFACES * 2);
                routes.insert(destination.into(), RouteTarget::NetworkInterface(interface_id(number)));
            }
            if rng.random_bool(0.7) {
                routes.retain(|destination, _| destination.cidr().is_some_and(|cidr| cidr.prefix_len() == 0));
            }
            let id = RouteTableId::from_entropy(next());
            let table = RouteTable {
                id: id.clone(),
                scope: scope(),
                vpc: vpc.clone(),
                routes,
                propagating: BTreeSet::new(),
                associations: vec![RouteTableAssociation { id: RouteTableAssociationId::from_entropy(next()), subnet }],
                tags: BTreeMap::new(),
            };
            world.network.route_tables.insert(id, table);
        }
    }
}

/// A range around an address of the network, without host bits.
fn random_range(rng: &mut StdRng, network: &Network) -> Ipv4Net {
    let addresses: Vec<Ipv4Addr> = network.interfaces.values().flat_map(NetworkInterface::addresses).collect();
    let address = addresses.choose(rng).copied().unwrap_or(Ipv4Addr::new(10, 0, 0, 9));
    let length = *[0, 8, 16, 23, 24, 27, 28, 29, 30, 31, 32, 32].choose(rng).expect("some");
    Ipv4Net::new(address, length).expect("a length").trunc()
}

fn random_ports(rng: &mut StdRng) -> PortRange {
    if rng.random_bool(0.15) {
        return PortRange::ALL;
    }
    let port = *PORTS.choose(rng).expect("some");
    let (below, above) = *[(0, 0), (0, 1), (1, 0), (10, 900), (20, 30_000), (port, 0)].choose(rng).expect("some");
    PortRange { from: port.saturating_sub(below), to: port.saturating_add(above) }
}

fn random_traffic(rng: &mut StdRng) -> Traffic {
    let icmp = [
        IcmpFilter::Any,
        IcmpFilter::Type(8),
        IcmpFilter::TypeCode(8, 0),
        IcmpFilter::TypeCode(13, 0),
        IcmpFilter::Type(3),
    ];
    match rng.random_range(0..20) {
        0..3 => Traffic::All,
        3..10 => Traffic::Tcp(random_ports(rng)),
        10..14 => Traffic::Udp(random_ports(rng)),
        14..17 => Traffic::Icmp(*icmp.choose(rng).expect("some")),
        17 => Traffic::Icmpv6(IcmpFilter::Any),
        _ => Traffic::Other(*[47, 50, 6, 17, 58].choose(rng).expect("some")),
    }
}

/// A rule that speaks of what is in the network, or of nothing.
pub(crate) fn random_rule(rng: &mut StdRng, network: &Network) -> SecurityGroupRule {
    let groups: Vec<_> = network.groups.keys().cloned().collect();
    let peer = match rng.random_range(0..20) {
        0..10 => Peer::Group(groups.choose(rng).expect("some").clone()),
        10 => Peer::Group(SecurityGroupId::from_entropy(0xdead)),
        11 => Peer::PrefixList(PrefixListId::from_entropy(1)),
        12 => Peer::Cidr("::/0".parse().expect("a range")),
        _ => Peer::Cidr(IpNet::V4(random_range(rng, network))),
    };
    let direction = if rng.random_bool(0.5) { Direction::Egress } else { Direction::Ingress };
    SecurityGroupRule { direction, traffic: random_traffic(rng), peer, description: None, tags: BTreeMap::new() }
}

/// Changes a network a little, as operations do while packets flow.
pub(crate) fn change(rng: &mut StdRng, world: &mut World, serial: u128) {
    let groups: Vec<_> = world.network.groups.keys().cloned().collect();
    let group = groups.choose(rng).expect("some");
    let interfaces: Vec<_> = world.network.interfaces.keys().cloned().collect();
    let Some(interface) = interfaces.choose(rng) else { return };
    match rng.random_range(0..7) {
        0 => {
            let rule = random_rule(rng, &world.network);
            let group = world.network.groups.get_mut(group).expect("it is there");
            group.rules.insert(SecurityGroupRuleId::from_entropy(0xc000_0000_0000 + serial), rule);
        }
        1 => {
            let group = world.network.groups.get_mut(group).expect("it is there");
            group.rules.pop_first();
        }
        2 => {
            if !world.local.remove(interface) {
                world.local.insert(interface.clone());
            }
        }
        3 => {
            let tables: Vec<_> = world.network.route_tables.keys().cloned().collect();
            let Some(table) = tables.choose(rng) else { return };
            let destination = random_range(rng, &world.network);
            let table = world.network.route_tables.get_mut(table).expect("it is there");
            if table.routes.len() > 1 || rng.random_bool(0.5) {
                table.routes.pop_last();
            } else {
                let target = RouteTarget::InternetGateway(InternetGatewayId::from_entropy(0xbad));
                table.routes.insert(destination.into(), target);
            }
        }
        4 => {
            // Two ENIs of a VPC change addresses: what one had must not help the other.
            let Some(other) = interfaces.choose(rng) else { return };
            let (one, two) = (world.network.interfaces[interface].clone(), world.network.interfaces[other].clone());
            if one.vpc == two.vpc {
                world.network.interfaces.get_mut(interface).expect("it is there").address = two.address;
                world.network.interfaces.get_mut(other).expect("it is there").address = one.address;
            }
        }
        _ => {
            let eni = world.network.interfaces.get_mut(interface).expect("it is there");
            let own = world.network.groups.values().filter(|group| group.vpc == eni.vpc).map(|group| group.id.clone());
            let own: Vec<_> = own.collect();
            let wanted = rng.random_range(0..=3);
            eni.groups = own.choose_multiple(rng, wanted).cloned().collect();
        }
    }
}
