//! From a plan to the resources that it names.

use std::collections::BTreeMap;

use ipnet::Ipv4Net;
use jiff::Timestamp;
use minato_vpc::{
    Network,
    ids::{
        AddressAllocationId, AddressAssociationId, EgressOnlyInternetGatewayId, InternetGatewayId, NatGatewayId,
        NetworkAclAssociationId, NetworkAclId, NetworkInterfaceId, RouteTableAssociationId, RouteTableId,
        SecurityGroupId, SecurityGroupRuleId, SubnetCidrAssociationId, SubnetId, VpcCidrAssociationId,
        VpcPeeringConnectionId, VpnGatewayId,
    },
    resources::{
        Direction, EgressOnlyInternetGateway, InternetGateway, MacAddress, NatConnectivity, NatGateway,
        NatGatewayAddress, NatGatewayState, NetworkAcl, NetworkAclEntry, NetworkInterface, Peer, PeeringSide,
        PeeringStatus, PrivateDnsOptions, PublicAddress, PublicAddressKind, PublicAssociation, RouteDestination,
        RouteTable, RouteTableAssociation, RouteTarget, SecurityGroup, SecurityGroupRule, Subnet, SubnetIpv6Block,
        Traffic, Vpc, VpcCidrBlock, VpcIpv6Block, VpcPeeringConnection, VpnGateway,
    },
};

use crate::{
    plan::{self, By, Eni, Entry, Kind, Numbers, Plan, scope},
    version::{Stack, six, six_block},
};

fn block(text: &str) -> Ipv4Net {
    text.parse().expect("a block")
}

/// The ids of a plan's resources, by their names.
impl Numbers {
    pub(crate) fn interface(&self, name: &str) -> NetworkInterfaceId {
        NetworkInterfaceId::from_entropy(self.entropy(&format!("eni {name}")))
    }

    pub(crate) fn mac(&self, name: &str) -> MacAddress {
        let number = u8::try_from(self.of(&format!("eni {name}"))).expect("few");
        MacAddress([2, 0, 0, 0, 9, number])
    }

    pub(crate) fn subnet(&self, name: &str) -> SubnetId {
        SubnetId::from_entropy(self.entropy(&format!("subnet {name}")))
    }

    pub(crate) fn group(&self, name: &str) -> SecurityGroupId {
        SecurityGroupId::from_entropy(self.entropy(&format!("group {name}")))
    }

    fn peering(&self, name: &str) -> VpcPeeringConnectionId {
        VpcPeeringConnectionId::from_entropy(self.entropy(&format!("peering {name}")))
    }

    pub(crate) fn nat_gateway(&self, name: &str) -> NatGatewayId {
        NatGatewayId::from_entropy(self.entropy(&format!("nat {name}")))
    }

    pub(crate) fn internet_gateway(&self, vpc: &str) -> InternetGatewayId {
        InternetGatewayId::from_entropy(self.entropy(&format!("internet {vpc}")))
    }

    fn egress_only_gateway(&self, vpc: &str) -> EgressOnlyInternetGatewayId {
        EgressOnlyInternetGatewayId::from_entropy(self.entropy(&format!("egress only {vpc}")))
    }

    pub(crate) fn vpn_gateway(&self) -> VpnGatewayId {
        VpnGatewayId::from_entropy(self.entropy("vpn"))
    }

    /// The rule of a group that stands at a place.
    pub(crate) fn rule(&self, group: &str, place: usize) -> SecurityGroupRuleId {
        SecurityGroupRuleId::from_entropy(self.entropy(&format!("rule {group} {place}")))
    }

    /// The route table of a subnet.
    pub(crate) fn table(&self, subnet: &str) -> RouteTableId {
        RouteTableId::from_entropy(self.entropy(&format!("table {subnet}")))
    }

    /// The network ACL of a subnet.
    pub(crate) fn acl(&self, subnet: &str) -> NetworkAclId {
        NetworkAclId::from_entropy(self.entropy(&format!("acl {subnet}")))
    }

    /// Where a route in a VPC leads.
    pub(crate) fn target(&self, vpc: &str, by: &By) -> RouteTarget {
        match by {
            By::InternetGateway => RouteTarget::InternetGateway(self.internet_gateway(vpc)),
            By::EgressOnly => RouteTarget::EgressOnlyInternetGateway(self.egress_only_gateway(vpc)),
            By::Interface(name) => RouteTarget::NetworkInterface(self.interface(name)),
            By::NatGateway(name) => RouteTarget::NatGateway(self.nat_gateway(name)),
            By::VpnGateway => RouteTarget::VpnGateway(self.vpn_gateway()),
            By::Peering(name) => RouteTarget::Peering(self.peering(name)),
        }
    }
}

/// Builds the network of a plan.
pub(crate) fn build(plan: &Plan, numbers: &Numbers) -> Network {
    let mut network = Network::default();
    for (name, cidr) in &plan.vpcs {
        let vpc = vpc(plan, name, cidr, numbers);
        network.vpcs.insert(vpc.id.clone(), vpc);
    }
    for subnet in &plan.subnets {
        add_subnet(&mut network, plan.stack, subnet, numbers);
    }
    for group in &plan.groups {
        let group = security_group(plan.stack, group, numbers);
        network.groups.insert(group.id.clone(), group);
    }
    for eni in &plan.enis {
        add_interface(&mut network, plan, eni, numbers);
    }
    add_gateways(&mut network, plan, numbers);
    for (name, one, other) in &plan.peerings {
        let peering = peering(name, one, other, numbers);
        network.peerings.insert(peering.id.clone(), peering);
    }
    network
}

fn add_gateways(network: &mut Network, plan: &Plan, numbers: &Numbers) {
    for vpc in &plan.internet {
        let id = numbers.internet_gateway(vpc);
        let gateway =
            InternetGateway { id: id.clone(), scope: scope(), vpc: Some(numbers.vpc(vpc)), tags: BTreeMap::new() };
        network.internet_gateways.insert(id, gateway);
    }
    for vpc in &plan.egress_only {
        let id = numbers.egress_only_gateway(vpc);
        let gateway =
            EgressOnlyInternetGateway { id: id.clone(), scope: scope(), vpc: numbers.vpc(vpc), tags: BTreeMap::new() };
        network.egress_only_gateways.insert(id, gateway);
    }
    if let Some(vpc) = plan.premises {
        let (id, vpc) = (numbers.vpn_gateway(), Some(numbers.vpc(vpc)));
        let gateway = VpnGateway { id: id.clone(), scope: scope(), vpc, asn: 64512, zone: None, tags: BTreeMap::new() };
        network.vpn_gateways.insert(id, gateway);
    }
}

fn vpc(plan: &Plan, name: &str, cidr: &str, numbers: &Numbers) -> Vpc {
    let association_id = VpcCidrAssociationId::from_entropy(numbers.entropy(&format!("block {name}")));
    let ipv6_block = VpcIpv6Block {
        association_id: VpcCidrAssociationId::from_entropy(numbers.entropy(&format!("ipv6 block {name}"))),
        cidr: six_block(block(cidr)),
        network_border_group: "eu-west-1".to_owned(),
        pool: "Amazon".to_owned(),
    };
    Vpc {
        id: numbers.vpc(name),
        scope: scope(),
        number: numbers.of(&format!("vpc {name}")),
        cidr_blocks: vec![VpcCidrBlock { association_id, cidr: block(cidr) }],
        ipv6_blocks: if plan.stack == Stack::Four { Vec::new() } else { vec![ipv6_block] },
        is_default: false,
        instance_tenancy: "default".to_owned(),
        dhcp_options: None,
        enable_dns_support: true,
        enable_dns_hostnames: false,
        enable_network_address_usage_metrics: false,
        tags: BTreeMap::new(),
    }
}

fn add_subnet(network: &mut Network, stack: Stack, plan: &plan::Subnet, numbers: &Numbers) {
    let entropy = |kind: &str| numbers.entropy(&format!("{kind} {}", plan.name));
    let ipv6_block = SubnetIpv6Block {
        association_id: SubnetCidrAssociationId::from_entropy(entropy("ipv6 block")),
        cidr: six_block(block(plan.block)),
    };
    let subnet = Subnet {
        id: numbers.subnet(plan.name),
        scope: scope(),
        vpc: numbers.vpc(plan.vpc),
        cidr: block(plan.block),
        ipv6_block: (stack != Stack::Four).then_some(ipv6_block),
        zone: "eu-west-1a".to_owned(),
        zone_id: "euw1-az1".to_owned(),
        default_for_az: false,
        map_public_ip_on_launch: false,
        assign_ipv6_on_creation: false,
        private_dns: PrivateDnsOptions::default(),
        tags: BTreeMap::new(),
    };
    let association = RouteTableAssociation {
        id: RouteTableAssociationId::from_entropy(entropy("table")),
        subnet: Some(subnet.id.clone()),
    };
    let table = RouteTable {
        id: numbers.table(plan.name),
        scope: scope(),
        vpc: subnet.vpc.clone(),
        routes: plan
            .routes
            .iter()
            .map(|(to, by)| (RouteDestination::Cidr(stack.block(to)), numbers.target(plan.vpc, by)))
            .collect(),
        propagating: [].into(),
        associations: vec![association],
        tags: BTreeMap::new(),
    };
    let acl = NetworkAcl {
        id: numbers.acl(plan.name),
        scope: scope(),
        vpc: subnet.vpc.clone(),
        is_default: plan.acl.is_none(),
        entries: entries(stack, plan.acl.as_deref().unwrap_or(&open_entries(stack))),
        associations: [(subnet.id.clone(), NetworkAclAssociationId::from_entropy(entropy("acl")))].into(),
        tags: BTreeMap::new(),
    };
    network.route_tables.insert(table.id.clone(), table);
    network.network_acls.insert(acl.id.clone(), acl);
    network.subnets.insert(subnet.id.clone(), subnet);
}

/// What every network ACL begins with that is a VPC's first.
fn open_entries(stack: Stack) -> Vec<Entry> {
    let everybody = [(100, "0.0.0.0/0"), (101, "::/0")].into_iter().take(if stack == Stack::Four { 1 } else { 2 });
    let both = |(number, range)| {
        [Direction::Ingress, Direction::Egress].map(|direction| {
            let entry = plan::entry(direction, number, Traffic::All, true);
            Entry { range, ..entry }
        })
    };
    everybody.flat_map(both).collect()
}

fn entries(stack: Stack, entries: &[Entry]) -> BTreeMap<Direction, BTreeMap<u16, NetworkAclEntry>> {
    let mut sorted = BTreeMap::<_, BTreeMap<_, _>>::new();
    for entry in entries {
        let (cidr, traffic) = (stack.block(entry.range), stack.traffic(entry.traffic));
        let of_direction = sorted.entry(entry.direction).or_default();
        of_direction.insert(entry.number, NetworkAclEntry { traffic, cidr, allow: entry.allow });
    }
    sorted
}

fn security_group(stack: Stack, group: &plan::Group, numbers: &Numbers) -> SecurityGroup {
    let rule = |(place, rule): (usize, &plan::Rule)| {
        let peer = match rule.peer {
            plan::Peer::Group(name) => Peer::Group(numbers.group(name)),
            plan::Peer::Range(range) => Peer::Cidr(stack.block(range)),
        };
        let id = numbers.rule(group.name, place);
        let (direction, traffic) = (rule.direction, stack.traffic(rule.traffic));
        (id, SecurityGroupRule { direction, traffic, peer, description: None, tags: BTreeMap::new() })
    };
    SecurityGroup {
        id: numbers.group(group.name),
        scope: scope(),
        vpc: numbers.vpc(group.vpc),
        name: group.name.to_owned(),
        description: String::new(),
        rules: group.rules.iter().enumerate().map(rule).collect(),
        tags: BTreeMap::new(),
    }
}

fn add_interface(network: &mut Network, plan: &Plan, eni: &Eni, numbers: &Numbers) {
    let subnet = plan.subnets.iter().find(|subnet| subnet.name == eni.subnet).expect("its subnet");
    let has_ipv6 = plan.stack != Stack::Four && eni.has_ipv6;
    let is_nat = eni.kind == Kind::NatGateway;
    let interface = NetworkInterface {
        id: numbers.interface(eni.name),
        scope: scope(),
        vpc: numbers.vpc(subnet.vpc),
        subnet: numbers.subnet(subnet.name),
        description: eni.name.to_owned(),
        interface_type: if is_nat { NetworkInterface::NAT_GATEWAY } else { "interface" }.to_owned(),
        mac: numbers.mac(eni.name),
        address: eni.address,
        secondary_addresses: Vec::new(),
        ipv4_prefixes: Vec::new(),
        ipv6_addresses: has_ipv6.then(|| six(eni.address)).into_iter().collect(),
        ipv6_prefixes: eni.prefix.into_iter().collect(),
        has_primary_ipv6: false,
        groups: eni.groups.iter().map(|group| numbers.group(group)).collect(),
        source_dest_check: eni.check,
        connection_tracking: eni.idle,
        requester: None,
        attachment: None,
        created_at: Timestamp::UNIX_EPOCH,
        tags: BTreeMap::new(),
    };
    if is_nat {
        let gateway = nat_gateway(&interface, numbers.nat_gateway(eni.name));
        network.nat_gateways.insert(gateway.id.clone(), gateway);
    }
    if let Some(public) = eni.public {
        let entropy = numbers.entropy(&format!("public {}", eni.name));
        let association = PublicAssociation {
            id: AddressAssociationId::from_entropy(entropy),
            interface: interface.id.clone(),
            private: eni.address,
        };
        let address = PublicAddress {
            id: AddressAllocationId::from_entropy(entropy),
            scope: scope(),
            public,
            kind: PublicAddressKind::Elastic,
            association: Some(association),
            domain_name: None,
            tags: BTreeMap::new(),
        };
        network.public_addresses.insert(address.id.clone(), address);
    }
    network.interfaces.insert(interface.id.clone(), interface);
}

fn nat_gateway(interface: &NetworkInterface, id: NatGatewayId) -> NatGateway {
    NatGateway {
        id,
        scope: scope(),
        vpc: interface.vpc.clone(),
        subnet: interface.subnet.clone(),
        connectivity: NatConnectivity::Public,
        interface: interface.id.clone(),
        addresses: vec![NatGatewayAddress::private(interface.address)],
        state: NatGatewayState::Available,
        created_at: Timestamp::UNIX_EPOCH,
        deleted_at: None,
        tags: BTreeMap::new(),
    }
}

fn peering(name: &str, one: &str, other: &str, numbers: &Numbers) -> VpcPeeringConnection {
    let side = |vpc: &str| PeeringSide { vpc: numbers.vpc(vpc), scope: scope(), allow_remote_dns: false };
    VpcPeeringConnection {
        id: numbers.peering(name),
        scope: scope(),
        number: numbers.of(&format!("peering {name}")),
        requester: side(one),
        accepter: side(other),
        status: PeeringStatus::Active,
        expires_at: Timestamp::MAX,
        tags: BTreeMap::new(),
        accepter_tags: BTreeMap::new(),
    }
}
