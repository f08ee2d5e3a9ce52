//! Networks as data: what a row of the suite says of its resources, by names.
//!
//! The ids come from a permutation of numbers: ids are what orders resources, and each permutation is another order. A name
//! keeps its id when the plan is changed and built again.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use itertools::Itertools;
use minato_vpc::{
    ids::VpcId,
    resources::{ConnectionTracking, Direction, IcmpFilter, PortRange, Scope, Traffic},
};
use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};

use crate::version::{Stack, Version, six, six_block};

/// The host's own address, which is public.
pub(crate) const HOST: Ipv4Addr = Ipv4Addr::new(198, 18, 0, 1);
/// The same of IPv6, among those that VPCs may have.
pub(crate) const HOST_IPV6: Ipv6Addr = six(Ipv4Addr::new(10, 255, 255, 1));
/// A machine that the host forwards to, over a link with a smaller MTU.
pub(crate) const BEYOND: Ipv4Addr = Ipv4Addr::new(203, 0, 113, 2);
/// The machine on premises.
pub(crate) const PREMISES: Ipv4Addr = Ipv4Addr::new(192, 168, 0, 5);

/// Whom a rule allows.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Peer {
    Group(&'static str),
    Range(&'static str),
}

/// Everybody.
pub(crate) const ANYONE: Peer = Peer::Range("0.0.0.0/0");

/// A rule of a security group.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    pub(crate) direction: Direction,
    pub(crate) traffic: Traffic,
    pub(crate) peer: Peer,
}

/// Lets something in.
pub(crate) fn ingress(traffic: Traffic, peer: Peer) -> Rule {
    Rule { direction: Direction::Ingress, traffic, peer }
}

/// Lets something out.
pub(crate) fn egress(traffic: Traffic, peer: Peer) -> Rule {
    Rule { direction: Direction::Egress, traffic, peer }
}

pub(crate) fn tcp(port: u16) -> Traffic {
    Traffic::Tcp(PortRange { from: port, to: port })
}

pub(crate) fn udp(port: u16) -> Traffic {
    Traffic::Udp(PortRange { from: port, to: port })
}

/// The ports that replies go to.
pub(crate) fn ephemeral() -> Traffic {
    Traffic::Tcp(PortRange { from: 1024, to: 65535 })
}

pub(crate) fn ping() -> Traffic {
    Traffic::Icmp(IcmpFilter::Type(8))
}

/// An entry of a network ACL.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) direction: Direction,
    pub(crate) number: u16,
    pub(crate) traffic: Traffic,
    pub(crate) range: &'static str,
    pub(crate) allow: bool,
}

/// An entry for everybody.
pub(crate) fn entry(direction: Direction, number: u16, traffic: Traffic, allow: bool) -> Entry {
    Entry { direction, number, traffic, range: "0.0.0.0/0", allow }
}

/// Where a route leads.
#[derive(Debug, Clone, Copy)]
pub(crate) enum By {
    InternetGateway,
    EgressOnly,
    Interface(&'static str),
    NatGateway(&'static str),
    VpnGateway,
    Peering(&'static str),
}

/// What an ENI is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It sends and receives for itself.
    Plain,
    /// Its namespace forwards.
    Appliance,
    /// Its namespace forwards and translates to its own address.
    NatGateway,
}

#[derive(Debug, Clone)]
pub(crate) struct Subnet {
    pub(crate) name: &'static str,
    pub(crate) vpc: &'static str,
    pub(crate) block: &'static str,
    /// Nothing: the open one that every VPC begins with.
    pub(crate) acl: Option<Vec<Entry>>,
    pub(crate) routes: Vec<(&'static str, By)>,
}

#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) name: &'static str,
    pub(crate) vpc: &'static str,
    pub(crate) rules: Vec<Rule>,
}

#[derive(Debug, Clone)]
pub(crate) struct Eni {
    pub(crate) name: &'static str,
    pub(crate) subnet: &'static str,
    pub(crate) address: Ipv4Addr,
    /// Whether it has an address of IPv6, where others have.
    pub(crate) has_ipv6: bool,
    /// A block of such addresses.
    pub(crate) prefix: Option<Ipv6Net>,
    pub(crate) groups: BTreeSet<&'static str>,
    pub(crate) kind: Kind,
    pub(crate) check: bool,
    pub(crate) public: Option<Ipv4Addr>,
    pub(crate) idle: ConnectionTracking,
}

/// The resources of a row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) stack: Stack,
    pub(crate) vpcs: Vec<(&'static str, &'static str)>,
    pub(crate) subnets: Vec<Subnet>,
    pub(crate) groups: Vec<Group>,
    pub(crate) enis: Vec<Eni>,
    /// The VPCs with an internet gateway.
    pub(crate) internet: BTreeSet<&'static str>,
    /// Those with an egress-only one.
    pub(crate) egress_only: BTreeSet<&'static str>,
    /// The VPC that the VPN gateway is attached to.
    pub(crate) premises: Option<&'static str>,
    /// Name, requester, accepter.
    pub(crate) peerings: Vec<(&'static str, &'static str, &'static str)>,
}

impl Plan {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn stack(mut self, stack: Stack) -> Self {
        self.stack = stack;
        self
    }

    pub(crate) fn vpc(mut self, name: &'static str, block: &'static str) -> Self {
        self.vpcs.push((name, block));
        self
    }

    pub(crate) fn subnet(mut self, name: &'static str, vpc: &'static str, block: &'static str) -> Self {
        self.subnets.push(Subnet { name, vpc, block, acl: None, routes: Vec::new() });
        self
    }

    /// A route of a subnet's table.
    pub(crate) fn route(mut self, subnet: &'static str, destination: &'static str, by: By) -> Self {
        self.subnet_mut(subnet).routes.push((destination, by));
        self
    }

    /// The subnet's own network ACL.
    pub(crate) fn acl(mut self, subnet: &'static str, entries: &[Entry]) -> Self {
        self.subnet_mut(subnet).acl = Some(entries.to_vec());
        self
    }

    pub(crate) fn group(mut self, name: &'static str, vpc: &'static str, rules: &[Rule]) -> Self {
        self.groups.push(Group { name, vpc, rules: rules.to_vec() });
        self
    }

    pub(crate) fn eni(
        mut self,
        name: &'static str,
        subnet: &'static str,
        address: &str,
        groups: &[&'static str],
    ) -> Self {
        self.enis.push(Eni {
            name,
            subnet,
            address: address.parse().expect("an address"),
            has_ipv6: true,
            prefix: None,
            groups: groups.iter().copied().collect(),
            kind: Kind::Plain,
            check: true,
            public: None,
            idle: ConnectionTracking::default(),
        });
        self
    }

    /// What the last ENI is there for. Without its check it takes and sends for others.
    pub(crate) fn kind(mut self, kind: Kind) -> Self {
        let eni = self.enis.last_mut().expect("one was made");
        (eni.kind, eni.check) = (kind, false);
        self
    }

    /// The public address of the last ENI.
    pub(crate) fn public(mut self, address: &str) -> Self {
        self.enis.last_mut().expect("one was made").public = Some(address.parse().expect("an address"));
        self
    }

    /// The last ENI has no address of IPv6.
    pub(crate) fn without_ipv6(mut self) -> Self {
        self.enis.last_mut().expect("one was made").has_ipv6 = false;
        self
    }

    /// A block of IPv6 addresses of the last ENI.
    pub(crate) fn prefix(mut self, block: &str) -> Self {
        self.enis.last_mut().expect("one was made").prefix = Some(block.parse().expect("a block"));
        self
    }

    pub(crate) fn internet(mut self, vpc: &'static str) -> Self {
        self.internet.insert(vpc);
        self
    }

    pub(crate) fn egress_only(mut self, vpc: &'static str) -> Self {
        self.egress_only.insert(vpc);
        self
    }

    pub(crate) fn premises(mut self, vpc: &'static str) -> Self {
        self.premises = Some(vpc);
        self
    }

    pub(crate) fn peering(mut self, name: &'static str, one: &'static str, other: &'static str) -> Self {
        self.peerings.push((name, one, other));
        self
    }

    pub(crate) fn subnet_mut(&mut self, name: &str) -> &mut Subnet {
        self.subnets.iter_mut().find(|it| it.name == name).expect("a subnet of that name")
    }

    pub(crate) fn group_mut(&mut self, name: &str) -> &mut Group {
        self.groups.iter_mut().find(|it| it.name == name).expect("a group of that name")
    }

    pub(crate) fn eni_mut(&mut self, name: &str) -> &mut Eni {
        self.enis.iter_mut().find(|it| it.name == name).expect("an ENI of that name")
    }

    pub(crate) fn find(&self, name: &str) -> Option<&Eni> {
        self.enis.iter().find(|it| it.name == name)
    }

    pub(crate) fn eni_of(&self, name: &str) -> &Eni {
        self.find(name).expect("an ENI of that name")
    }

    pub(crate) fn subnet_of(&self, name: &str) -> &Subnet {
        self.subnets.iter().find(|it| it.name == name).expect("a subnet of that name")
    }

    pub(crate) fn group_of(&self, name: &str) -> &Group {
        self.groups.iter().find(|it| it.name == name).expect("a group of that name")
    }

    /// The version of IP that its flows are of, unless they say another.
    pub(crate) fn version(&self) -> Version {
        match self.stack {
            Stack::Six => Version::Six,
            Stack::Four | Stack::Dual => Version::Four,
        }
    }

    /// A block of a rule, an entry or a route.
    pub(crate) fn block(&self, text: &str) -> IpNet {
        self.stack.block(text)
    }

    /// A VPC's blocks.
    pub(crate) fn blocks(&self, vpc: &str) -> impl Iterator<Item = IpNet> {
        let block = |block: &str| block.parse().expect("a block");
        let of_it = self.vpcs.iter().filter(move |it| it.0 == vpc).map(move |it| block(it.1));
        of_it.flat_map(|block: Ipv4Net| [IpNet::V4(block), IpNet::V6(six_block(block))])
    }

    /// The IPv4 address that a name has where it is.
    pub(crate) fn ipv4(&self, name: &str) -> Ipv4Addr {
        match name {
            "host" => HOST,
            "beyond" => BEYOND,
            "premises" => PREMISES,
            eni => self.eni_of(eni).address,
        }
    }

    /// Its IPv6 address.
    pub(crate) fn ipv6(&self, name: &str) -> Ipv6Addr {
        if name == "host" { HOST_IPV6 } else { six(self.ipv4(name)) }
    }

    /// Its address of a version of IP.
    pub(crate) fn address(&self, name: &str, version: Version) -> IpAddr {
        match version {
            Version::Four => self.ipv4(name).into(),
            Version::Six => self.ipv6(name).into(),
        }
    }
}

/// What ids are made from: numbers in an order that a seed decides, one for each name.
#[derive(Debug, Clone)]
pub(crate) struct Numbers {
    order: Vec<u32>,
    known: RefCell<BTreeMap<String, usize>>,
}

impl Numbers {
    const COUNT: u32 = 200;

    /// Seed 0 is the order in which the plan names its resources.
    pub(crate) fn new(seed: u64) -> Self {
        let mut order: Vec<u32> = (1..=Self::COUNT).collect();
        if seed > 0 {
            order.shuffle(&mut StdRng::seed_from_u64(seed));
        }
        Self { order, known: RefCell::default() }
    }

    /// Each before what the plan names before it.
    pub(crate) fn reversed() -> Self {
        Self { order: (1..=Self::COUNT).rev().collect(), known: RefCell::default() }
    }

    pub(crate) fn of(&self, name: &str) -> u32 {
        let mut known = self.known.borrow_mut();
        let next = known.len();
        self.order[*known.entry(name.to_owned()).or_insert(next)]
    }

    /// Every order of what is known of each kind, the other kinds as they are.
    pub(crate) fn orders_of_each_kind(&self) -> impl Iterator<Item = Self> {
        let mut kinds = BTreeMap::<String, Vec<usize>>::new();
        for (name, place) in &*self.known.borrow() {
            let kind = name.rsplit_once(' ').map_or(name.as_str(), |it| it.0);
            kinds.entry(kind.to_owned()).or_default().push(*place);
        }
        kinds.into_values().flat_map(move |places| {
            let orders = places.clone().into_iter().permutations(places.len()).skip(1);
            orders.map(move |order| {
                let mut other = self.clone();
                for (to, from) in places.iter().zip(order) {
                    other.order[*to] = self.order[from];
                }
                other
            })
        })
    }

    /// The first digits of an id name its link, so that is where the number stands.
    pub(crate) fn entropy(&self, name: &str) -> u128 {
        u128::from(self.of(name)) << 56
    }

    pub(crate) fn vpc(&self, name: &str) -> VpcId {
        VpcId::from_entropy(self.entropy(&format!("vpc {name}")))
    }
}

pub(crate) fn scope() -> Scope {
    Scope { account: "123456789012".to_owned(), region: "eu-west-1".to_owned() }
}
