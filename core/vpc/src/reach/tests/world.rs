//! A network that tests change.

use std::{collections::BTreeMap, fmt::Debug, str::FromStr};

use ipnet::IpNet;
use jiff::Timestamp;

use crate::{
    Network,
    compile::tests::{eni, group_id, network, range, rule},
    ids::*,
    reach::{Probe, Reach, reach, resolve},
    resources::*,
};

pub(crate) fn vpc(number: u128) -> VpcId {
    VpcId::from_entropy(number)
}

pub(crate) fn subnet(number: u128) -> SubnetId {
    SubnetId::from_entropy(number)
}

pub(crate) fn table(number: u128) -> RouteTableId {
    RouteTableId::from_entropy(number)
}

pub(crate) fn acl(number: u128) -> NetworkAclId {
    NetworkAclId::from_entropy(number)
}

pub(crate) fn igw() -> InternetGatewayId {
    InternetGatewayId::from_entropy(1)
}

pub(crate) fn scope() -> Scope {
    Scope { account: "123456789012".to_owned(), region: "eu-west-1".to_owned() }
}

pub(crate) fn ip<A: FromStr<Err: Debug>>(text: &str) -> A {
    text.parse().unwrap()
}

pub(crate) fn block(text: &str) -> IpNet {
    text.parse().unwrap()
}

pub(crate) fn sgr(number: u128) -> SecurityGroupRuleId {
    SecurityGroupRuleId::from_entropy(number)
}

pub(crate) fn entry(traffic: Traffic, allow: bool) -> NetworkAclEntry {
    NetworkAclEntry { traffic, cidr: block("0.0.0.0/0"), allow }
}

/// VPC 1, 10.0.0.0/16. ENI 1 (10.0.1.11, group 1, subnet 1) may send TCP 80 to all, ENI 2 (10.0.2.12, group 2, subnet 2)
/// lets it in from group 1. Each subnet has a table and an ACL of its number; the ACLs let all pass by entry 100.
pub(crate) struct World(pub(crate) Network);

impl World {
    pub(crate) fn new() -> Self {
        let mut world = Self(network(1));
        for group in world.0.groups.values_mut() {
            group.rules.clear();
        }
        world.add_rule(1, 1, rule(Direction::Egress, range("0.0.0.0/0")));
        world.add_rule(2, 2, rule(Direction::Ingress, Peer::Group(group_id(1))));
        let table_id = table(1);
        world.0.route_tables.get_mut(&table_id).unwrap().associations[0].subnet = Some(subnet(1));
        world.0.subnets.get_mut(&subnet(1)).unwrap().tags.clear();
        world.guard(1);
        world.add_subnet(2, 1, "10.0.2.0/24");
        world.move_interface(2, 2, "10.0.2.12");
        world
    }

    pub(crate) fn add_rule(&mut self, group: u128, number: u128, rule: SecurityGroupRule) {
        self.0.groups.get_mut(&group_id(group)).unwrap().rules.insert(sgr(number), rule);
    }

    pub(crate) fn guard(&mut self, number: u128) {
        let all = || BTreeMap::from([(100, entry(Traffic::All, true))]);
        let guarded = NetworkAcl {
            id: acl(number),
            scope: scope(),
            vpc: vpc(1),
            is_default: false,
            entries: [(Direction::Ingress, all()), (Direction::Egress, all())].into(),
            associations: [(subnet(number), NetworkAclAssociationId::from_entropy(number))].into(),
            tags: Tags::new(),
        };
        self.0.network_acls.insert(acl(number), guarded);
    }

    pub(crate) fn add_subnet(&mut self, number: u128, of: u128, cidr: &str) {
        let like = self.0.subnets[&subnet(1)].clone();
        let added = Subnet { id: subnet(number), vpc: vpc(of), cidr: cidr.parse().unwrap(), ..like };
        self.0.subnets.insert(added.id.clone(), added);
        let like = self.0.route_tables[&table(1)].clone();
        let association =
            RouteTableAssociation { id: RouteTableAssociationId::from_entropy(number), subnet: Some(subnet(number)) };
        let added = RouteTable {
            id: table(number),
            vpc: vpc(of),
            routes: BTreeMap::new(),
            associations: vec![association],
            ..like
        };
        self.0.route_tables.insert(added.id.clone(), added);
        self.guard(number);
    }

    pub(crate) fn add_vpc(&mut self, number: u128, cidr: &str) {
        let mut added = self.0.vpcs[&vpc(1)].clone();
        added.id = vpc(number);
        added.number = 100 + u32::try_from(number).unwrap();
        added.cidr_blocks[0].cidr = cidr.parse().unwrap();
        self.0.vpcs.insert(added.id.clone(), added);
    }

    pub(crate) fn move_interface(&mut self, number: u128, to: u128, address: &str) {
        let of = self.0.subnets[&subnet(to)].vpc.clone();
        let interface = self.0.interfaces.get_mut(&eni(number)).unwrap();
        (interface.subnet, interface.vpc, interface.address) = (subnet(to), of, ip(address));
    }

    /// In group 2.
    pub(crate) fn add_interface(&mut self, number: u128, to: u128, address: &str) -> &mut NetworkInterface {
        let like = self.0.interfaces[&eni(2)].clone();
        let mac = MacAddress([2, 0, 0, 0, 0, u8::try_from(number).unwrap()]);
        self.0.interfaces.insert(eni(number), NetworkInterface { id: eni(number), mac, ..like });
        self.move_interface(number, to, address);
        self.0.interfaces.get_mut(&eni(number)).unwrap()
    }

    /// Gives VPC 1 a block of IPv6, its subnets each a part of it, and ENIs 1 and 2 an address there; its ACLs let all pass.
    pub(crate) fn add_ipv6(&mut self) {
        self.0.vpcs.get_mut(&vpc(1)).unwrap().ipv6_blocks.push(VpcIpv6Block {
            association_id: VpcCidrAssociationId::from_entropy(6),
            cidr: "2001:db8::/56".parse().unwrap(),
            network_border_group: "eu-west-1".to_owned(),
            pool: "Amazon".to_owned(),
        });
        for number in [1, 2] {
            let cidr = format!("2001:db8:0:{number}::/64").parse().unwrap();
            let association_id = SubnetCidrAssociationId::from_entropy(number);
            let subnet = self.0.subnets.get_mut(&subnet(number)).unwrap();
            subnet.ipv6_block = Some(SubnetIpv6Block { association_id, cidr });
            let interface = self.0.interfaces.get_mut(&eni(number)).unwrap();
            interface.ipv6_addresses = vec![ip(&format!("2001:db8:0:{number}::5"))];
            for entries in self.0.network_acls.get_mut(&acl(number)).unwrap().entries.values_mut() {
                entries.insert(101, NetworkAclEntry { cidr: block("::/0"), ..entry(Traffic::All, true) });
            }
        }
    }

    pub(crate) fn route(&mut self, from: u128, to: &str, target: RouteTarget) {
        self.0.route_tables.get_mut(&table(from)).unwrap().routes.insert(block(to).into(), target);
    }

    pub(crate) fn attach_internet(&mut self) {
        let gateway = InternetGateway { id: igw(), scope: scope(), vpc: Some(vpc(1)), tags: Tags::new() };
        self.0.internet_gateways.insert(igw(), gateway);
    }

    pub(crate) fn give_public(&mut self, interface: u128, public: &str) {
        let id = AddressAllocationId::from_entropy(interface);
        let association = PublicAssociation {
            id: AddressAssociationId::from_entropy(interface),
            interface: eni(interface),
            private: self.0.interfaces[&eni(interface)].address,
        };
        let address = PublicAddress {
            id: id.clone(),
            scope: scope(),
            public: ip(public),
            kind: PublicAddressKind::Elastic,
            association: Some(association),
            domain_name: None,
            tags: Tags::new(),
        };
        self.0.public_addresses.insert(id, address);
    }

    pub(crate) fn add_entry(&mut self, of: u128, direction: Direction, number: u16, entry: NetworkAclEntry) {
        let acl = self.0.network_acls.get_mut(&acl(of)).unwrap();
        acl.entries.get_mut(&direction).unwrap().insert(number, entry);
    }

    pub(crate) fn peer(&mut self, number: u128, one: u128, other: u128) -> RouteTarget {
        let id = VpcPeeringConnectionId::from_entropy(number);
        let side = |number| PeeringSide { vpc: vpc(number), scope: scope(), allow_remote_dns: false };
        let peering = VpcPeeringConnection {
            id: id.clone(),
            scope: scope(),
            number: 1000 + u32::try_from(number).unwrap(),
            requester: side(one),
            accepter: side(other),
            status: PeeringStatus::Active,
            expires_at: Timestamp::UNIX_EPOCH,
            tags: Tags::new(),
            accepter_tags: Tags::new(),
        };
        self.0.peerings.insert(id.clone(), peering);
        RouteTarget::Peering(id)
    }

    pub(crate) fn add_premises(&mut self) -> VpnGatewayId {
        let id = VpnGatewayId::from_entropy(1);
        let gateway =
            VpnGateway { id: id.clone(), scope: scope(), vpc: Some(vpc(1)), asn: 64512, zone: None, tags: Tags::new() };
        self.0.vpn_gateways.insert(id.clone(), gateway);
        self.0.on_premises.networks.insert(block("192.168.0.0/16"));
        id
    }

    pub(crate) fn ask(&self, from: &str, to: &str, probe: Probe) -> Reach {
        let (from, to) = resolve(&self.0, from, to).unwrap();
        reach(&self.0, &from, &to, probe)
    }

    pub(crate) fn between(&self, from: u128, to: u128) -> Reach {
        self.ask(eni(from).as_str(), eni(to).as_str(), Probe::Tcp(80))
    }
}
