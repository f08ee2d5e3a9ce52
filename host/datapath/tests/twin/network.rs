//! Random networks: overlapping VPCs, nested ranges, references, ACLs, routes that lead nowhere, through ENIs, and outside.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use jiff::Timestamp;
use minato_vpc::{
    Edge, Network,
    ids::{
        AddressAllocationId, AddressAssociationId, DhcpOptionsId, NetworkInterfaceId, PrefixListId, SecurityGroupId,
        SecurityGroupRuleId, SubnetCidrAssociationId, SubnetId, VpcCidrAssociationId, VpcId, VpnGatewayId,
    },
    resources::{
        ConnectionTracking, Direction, IcmpFilter, MacAddress, NetworkInterface, Peer, PortRange, PrivateDnsOptions,
        PublicAddress, PublicAddressKind, PublicAssociation, Scope, SecurityGroup, SecurityGroupRule, Subnet,
        SubnetIpv6Block, Traffic, Vpc, VpcCidrBlock, VpcIpv6Block,
    },
};
use rand::{Rng, rngs::StdRng, seq::IndexedRandom};

use crate::ways;

/// How many ENIs there are, whatever the network.
pub(crate) const INTERFACES: usize = 12;

/// The number of the internet, after those of the ENIs.
pub(crate) const INTERNET: usize = INTERFACES;
/// The number of what is on premises.
pub(crate) const PREMISES: usize = INTERFACES + 1;
/// How many edges there are.
pub(crate) const EDGES: usize = INTERFACES + 2;

/// Addresses of nobody in a VPC, but for the last one.
pub(crate) const OUTSIDE: [Ipv4Addr; 5] = [
    Ipv4Addr::new(203, 0, 113, 9),
    Ipv4Addr::new(8, 8, 8, 8),
    Ipv4Addr::new(192, 168, 0, 5),
    Ipv4Addr::new(192, 168, 3, 7),
    Ipv4Addr::new(10, 0, 0, 9),
];

/// The same in IPv6; the last two are of the blocks that VPCs have.
pub(crate) const OUTSIDE_IPV6: [Ipv6Addr; 4] = [
    Ipv6Addr::new(0x2001, 0xdb8, 0xffff, 0, 0, 0, 0, 9),
    Ipv6Addr::new(0x2600, 0, 0, 0, 0, 0, 0, 1),
    Ipv6Addr::new(0x2001, 0xdb8, 0, 0x0100, 0, 0, 0, 9),
    Ipv6Addr::new(0x2001, 0xdb8, 0, 0x0203, 0, 0, 0, 9),
];

/// The IPv6 block of the VPC with a place in its network.
pub(crate) fn ipv6_block(place: u16, length: u8) -> Ipv6Net {
    Ipv6Net::new(Ipv6Addr::new(0x2001, 0xdb8, 0, place << 8, 0, 0, 0, 0), length).expect("a length")
}

/// The public addresses there may be.
pub(crate) fn public(number: u8) -> Ipv4Addr {
    Ipv4Addr::new(198, 18, 0, 16 + number)
}

/// Ports that rules and packets are about.
pub(crate) const PORTS: [u16; 8] = [22, 53, 80, 443, 1024, 8080, 32768, 65535];

/// A network, and the ENIs that are on the host.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) network: Network,
    pub(crate) local: BTreeSet<Edge>,
}

/// The id of the ENI with a number; the same in every network.
pub(crate) fn interface_id(number: usize) -> NetworkInterfaceId {
    NetworkInterfaceId::from_entropy(0xe000 + number as u128)
}

/// The edge with a number; the same in every network.
pub(crate) fn edge(number: usize) -> Edge {
    match number {
        INTERNET => Edge::Internet,
        PREMISES => Edge::OnPremises(vpn_gateway()),
        _ => Edge::from(interface_id(number)),
    }
}

pub(crate) fn vpn_gateway() -> VpnGatewayId {
    VpnGatewayId::from_entropy(0xf00d)
}

pub(crate) fn scope() -> Scope {
    Scope { account: "123456789012".to_owned(), region: "eu-west-1".to_owned() }
}

pub(crate) fn net(text: &str) -> Ipv4Net {
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
            number: number * 8 + index + 1,
            cidr_blocks: blocks
                .iter()
                .map(|block| VpcCidrBlock {
                    association_id: VpcCidrAssociationId::from_entropy(next()),
                    cidr: net(block),
                })
                .collect(),
            ipv6_blocks: if rng.random_bool(0.8) { vec![vpc_ipv6(index, &mut next)] } else { Vec::new() },
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
                ipv6_block: vpc.ipv6_blocks.first().filter(|_| rng.random_bool(0.9)).map(|block| SubnetIpv6Block {
                    association_id: SubnetCidrAssociationId::from_entropy(next()),
                    cidr: subnet_ipv6(block.cidr, index),
                }),
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
    add_public_addresses(rng, &mut world, &mut next);
    ways::add(rng, &mut world, number, &mut next);
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
        for everybody in ["0.0.0.0/0", "::/0"] {
            if rng.random_bool(0.6) {
                rules.push(open(Direction::Egress, Traffic::All, everybody));
            }
            if rng.random_bool(0.5) {
                rules.push(open(Direction::Ingress, random_traffic(rng), everybody));
            }
        }
        for rule in rules {
            let group = world.network.groups.get_mut(&group).expect("it is there");
            group.rules.insert(SecurityGroupRuleId::from_entropy(next()), rule);
        }
    }
    world
}

fn vpc_ipv6(index: u32, next: &mut impl FnMut() -> u128) -> VpcIpv6Block {
    VpcIpv6Block {
        association_id: VpcCidrAssociationId::from_entropy(next()),
        cidr: ipv6_block(u16::try_from(index).expect("few") + 1, 56),
        network_border_group: "eu-west-1".to_owned(),
        pool: "Amazon".to_owned(),
    }
}

fn subnet_ipv6(block: Ipv6Net, index: u32) -> Ipv6Net {
    let base = block.network().to_bits() | u128::from(index) << 64;
    Ipv6Net::new(Ipv6Addr::from_bits(base), 64).expect("a length")
}

/// IPv6 addresses and prefixes for the ENI with a number: none where its subnet has no block.
fn ipv6_of(rng: &mut StdRng, subnet: &Subnet, number: usize) -> (Vec<Ipv6Addr>, Vec<Ipv6Net>) {
    let Some(block) = subnet.ipv6_block.as_ref().filter(|_| rng.random_bool(0.9)) else { return Default::default() };
    let base = block.cidr.network().to_bits();
    let own = (number as u128 + 4) << 8;
    let addresses = (0..rng.random_range(0..=2)).map(|place| Ipv6Addr::from_bits(base | own | place)).collect();
    let prefix = Ipv6Net::new(Ipv6Addr::from_bits(base | own << 48), 80).expect("a length");
    (addresses, if rng.random_bool(0.2) { vec![prefix] } else { Vec::new() })
}

/// The addresses that an ENI sends from: its own, and some of its prefixes.
pub(crate) fn addresses_of(eni: &NetworkInterface, ipv6: bool) -> Vec<IpAddr> {
    if !ipv6 {
        return eni.addresses().map(IpAddr::V4).collect();
    }
    let of_prefix = |prefix: &Ipv6Net| [5, 0xffff_ffff_fff1].map(|host| prefix.network().to_bits() | host);
    let of_prefixes = eni.ipv6_prefixes.iter().flat_map(of_prefix).map(Ipv6Addr::from_bits);
    eni.ipv6_addresses.iter().copied().chain(of_prefixes).map(IpAddr::V6).collect()
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
        let (ipv6_addresses, ipv6_prefixes) = ipv6_of(rng, subnet, number);
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
            ipv6_addresses,
            ipv6_prefixes,
            has_primary_ipv6: false,
            groups: groups.choose_multiple(rng, wanted).cloned().collect(),
            source_dest_check: rng.random_bool(0.8),
            connection_tracking: random_idle_times(rng),
            requester: None,
            attachment: None,
            created_at: Timestamp::UNIX_EPOCH,
            tags: BTreeMap::new(),
        };
        world.network.interfaces.insert(id.clone(), interface);
        if rng.random_bool(0.93) {
            world.local.insert(id.into());
        }
    }
}

/// Times as in [`crate::run`]: a sum of ages is never near one.
fn random_idle_times(rng: &mut StdRng) -> ConnectionTracking {
    let mut maybe = |seconds| rng.random_bool(0.2).then_some(seconds);
    ConnectionTracking { tcp_established_s: maybe(66), udp_stream_s: maybe(26), udp_s: maybe(14) }
}

fn add_public_addresses(rng: &mut StdRng, world: &mut World, next: &mut impl FnMut() -> u128) {
    let interfaces: Vec<NetworkInterface> = world.network.interfaces.values().cloned().collect();
    for number in 0..6 {
        let association = interfaces.choose(rng).filter(|_| rng.random_bool(0.9)).map(|eni| PublicAssociation {
            id: AddressAssociationId::from_entropy(next()),
            interface: eni.id.clone(),
            private: eni.addresses().last().expect("some"),
        });
        // A private address stands for one public one only.
        let taken = |address: &PublicAddress| {
            let private = |it: &PublicAssociation| (it.interface.clone(), it.private);
            address.association.as_ref().map(private) == association.as_ref().map(private)
        };
        if world.network.public_addresses.values().any(taken) {
            continue;
        }
        let address = PublicAddress {
            id: AddressAllocationId::from_entropy(next()),
            scope: scope(),
            public: public(number),
            kind: PublicAddressKind::Elastic,
            association,
            domain_name: None,
            tags: BTreeMap::new(),
        };
        world.network.public_addresses.insert(address.id.clone(), address);
    }
    for edge in [Edge::Internet, edge(PREMISES)] {
        if rng.random_bool(0.95) {
            world.local.insert(edge);
        }
    }
}

/// A range around an address of the network, without host bits.
pub(crate) fn random_range(rng: &mut StdRng, network: &Network) -> IpNet {
    if rng.random_bool(0.3) { random_ipv6_range(rng, network).into() } else { random_ipv4_range(rng, network).into() }
}

fn random_ipv6_range(rng: &mut StdRng, network: &Network) -> Ipv6Net {
    let addresses: Vec<IpAddr> = network.interfaces.values().flat_map(|eni| addresses_of(eni, true)).collect();
    let Some(IpAddr::V6(address)) = addresses.choose(rng).copied() else { return Ipv6Net::default() };
    let length = *[0, 3, 32, 56, 64, 80, 112, 119, 120, 127, 128, 128].choose(rng).expect("some");
    Ipv6Net::new(address, length).expect("a length").trunc()
}

fn random_ipv4_range(rng: &mut StdRng, network: &Network) -> Ipv4Net {
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

pub(crate) fn random_traffic(rng: &mut StdRng) -> Traffic {
    let icmp = [
        IcmpFilter::Any,
        IcmpFilter::Type(8),
        IcmpFilter::TypeCode(8, 0),
        IcmpFilter::TypeCode(13, 0),
        IcmpFilter::Type(3),
    ];
    let icmpv6 = [
        IcmpFilter::Any,
        IcmpFilter::Type(128),
        IcmpFilter::TypeCode(128, 0),
        IcmpFilter::TypeCode(129, 0),
        IcmpFilter::Type(1),
    ];
    match rng.random_range(0..20) {
        0..3 => Traffic::All,
        3..10 => Traffic::Tcp(random_ports(rng)),
        10..14 => Traffic::Udp(random_ports(rng)),
        14..17 => Traffic::Icmp(*icmp.choose(rng).expect("some")),
        17 | 18 => Traffic::Icmpv6(*icmpv6.choose(rng).expect("some")),
        _ => Traffic::Other(*[47, 50, 6, 17, 58].choose(rng).expect("some")),
    }
}

/// A rule that speaks of what is in the network, or of nothing.
pub(crate) fn random_rule(rng: &mut StdRng, network: &Network) -> SecurityGroupRule {
    let groups: Vec<_> = network.groups.keys().cloned().collect();
    let peer = match rng.random_range(0..20) {
        0..10 => Peer::Group(groups.choose(rng).expect("some").clone()),
        10 => Peer::Group(SecurityGroupId::from_entropy(0xdead)),
        11 => Peer::PrefixList(PrefixListId::from_entropy(rng.random_range(1..=2))),
        _ => Peer::Cidr(random_range(rng, network)),
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
    match rng.random_range(0..9) {
        7 => ways::change_acl(rng, world),
        8 => {
            // A public address comes to stand for another private one, or for none.
            let eni = &world.network.interfaces[interface];
            let association = rng.random_bool(0.7).then(|| PublicAssociation {
                id: AddressAssociationId::from_entropy(0xa000_0000_0000 + serial),
                interface: eni.id.clone(),
                private: eni.address,
            });
            let free = |address: &PublicAddress| {
                address.association.as_ref().is_none_or(|it| it.interface != eni.id || it.private != eni.address)
            };
            let is_free = world.network.public_addresses.values().all(free);
            let addresses: Vec<_> = world.network.public_addresses.keys().cloned().collect();
            if let Some(address) = addresses.choose(rng).filter(|_| is_free || association.is_none()) {
                world.network.public_addresses.get_mut(address).expect("it is there").association = association;
            }
        }
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
            let place = edge(rng.random_range(0..EDGES));
            if !world.local.remove(&place) && (place.interface().is_none() || interfaces.contains(interface)) {
                world.local.insert(place);
            }
        }
        3 => ways::change(rng, world, serial),
        4 => {
            // Two ENIs of a VPC change addresses: what one had must not help the other.
            let Some(other) = interfaces.choose(rng) else { return };
            let (one, two) = (world.network.interfaces[interface].clone(), world.network.interfaces[other].clone());
            if one.vpc == two.vpc {
                world.network.interfaces.get_mut(interface).expect("it is there").address = two.address;
                world.network.interfaces.get_mut(other).expect("it is there").address = one.address;
                world.network.interfaces.get_mut(interface).expect("it is there").ipv6_addresses = two.ipv6_addresses;
                world.network.interfaces.get_mut(other).expect("it is there").ipv6_addresses = one.ipv6_addresses;
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
