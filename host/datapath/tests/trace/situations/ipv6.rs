//! The same in IPv6, which has rules, routes, entries and gateways of its own.

use minato_vpc::{
    Network,
    ids::{EgressOnlyInternetGatewayId, SubnetCidrAssociationId, VpcCidrAssociationId},
    reach::Probe,
    resources::{
        Direction, EgressOnlyInternetGateway, IcmpFilter, NetworkAclEntry, RouteDestination, RouteTarget,
        SubnetIpv6Block, Traffic, VpcIpv6Block,
    },
};

use super::{Situation, two};
use crate::plan::{By, Numbers, Peer, Plan, egress, ingress, scope, tcp};

const CLIENT: &str = "2001:db8:0:1::5";
const WEB: &str = "2001:db8:0:2::5";
const OUTSIDE: &str = "2600::1";
const EVERYBODY: Peer = Peer::Range("::/0");

/// Gives the VPC a block, each subnet a part of it, both ENIs an address there, and every ACL an entry 101 that lets all pass.
fn add(network: &mut Network, numbers: &Numbers) {
    for vpc in network.vpcs.values_mut() {
        vpc.ipv6_blocks.push(VpcIpv6Block {
            association_id: VpcCidrAssociationId::from_entropy(6),
            cidr: "2001:db8::/56".parse().expect("a block"),
            network_border_group: "eu-west-1".to_owned(),
            pool: "Amazon".to_owned(),
        });
    }
    for (number, (name, address)) in [("client", CLIENT), ("web", WEB)].into_iter().enumerate() {
        let interface = network.interfaces.get_mut(&numbers.interface(name)).expect("it is there");
        interface.ipv6_addresses = vec![address.parse().expect("an address")];
        let cidr = format!("2001:db8:0:{}::/64", number + 1).parse().expect("a block");
        let association_id = SubnetCidrAssociationId::from_entropy(number as u128);
        let subnet = network.subnets.get_mut(&interface.subnet).expect("it is there");
        subnet.ipv6_block = Some(SubnetIpv6Block { association_id, cidr });
    }
    for entries in network.network_acls.values_mut().flat_map(|acl| acl.entries.values_mut()) {
        let cidr = "::/0".parse().expect("a block");
        entries.insert(101, NetworkAclEntry { traffic: Traffic::All, cidr, allow: true });
    }
}

fn lead_everything(network: &mut Network, target: &RouteTarget) {
    for table in network.route_tables.values_mut() {
        let everything = RouteDestination::Cidr("::/0".parse().expect("a block"));
        table.routes.insert(everything, target.clone());
    }
}

fn add_egress_only(network: &mut Network, numbers: &Numbers) {
    add(network, numbers);
    let id = EgressOnlyInternetGatewayId::from_entropy(1);
    let gateway =
        EgressOnlyInternetGateway { id: id.clone(), scope: scope(), vpc: numbers.vpc("main"), tags: [].into() };
    network.egress_only_gateways.insert(id.clone(), gateway);
    lead_everything(network, &RouteTarget::EgressOnlyInternetGateway(id));
}

fn add_internet(network: &mut Network, numbers: &Numbers) {
    add(network, numbers);
    let gateway = network.internet_gateways.keys().next().expect("there is one").clone();
    lead_everything(network, &RouteTarget::InternetGateway(gateway));
}

/// Both let everything out and in, in IPv6 as well.
fn open() -> Plan {
    let mut plan = two();
    plan.group_mut("clients").rules = vec![egress(tcp(80), EVERYBODY), ingress(tcp(80), EVERYBODY)];
    plan
}

pub(super) fn situations() -> Vec<Situation> {
    let by_range = {
        let mut plan = open();
        plan.group_mut("webs").rules = vec![ingress(tcp(80), Peer::Range("2001:db8::/56"))];
        plan
    };
    let echo = {
        let mut plan = open();
        let message = Traffic::Icmpv6(IcmpFilter::Type(128));
        plan.group_mut("clients").rules = vec![egress(message, EVERYBODY)];
        plan.group_mut("webs").rules = vec![ingress(message, Peer::Group("clients"))];
        plan
    };
    let outside = || open().route("a", "0.0.0.0/0", By::InternetGateway).internet("main");
    let within = |name, plan| Situation::new(name, plan).changed(add).between(CLIENT, WEB);
    vec![
        within("IPv6, allowed by a group", open()),
        within("IPv6, allowed by a range", by_range),
        within("IPv6, an echo request", echo).with(Probe::Echo),
        within("IPv6, refused by rules about IPv4", two()).ends("egress-denied", ""),
        within("IPv6, denied by an entry", open())
            .changed(|network, numbers| {
                add(network, numbers);
                for acl in network.network_acls.values_mut() {
                    let entry = acl.entries.get_mut(&Direction::Ingress).and_then(|entries| entries.get_mut(&101));
                    entry.expect("it is there").allow = false;
                }
            })
            .ends("ingress-acl-denied", ""),
        within("IPv6, nobody's address", open()).between(CLIENT, "2001:db8:0:2::99").ends("address-unknown", ""),
        Situation::new("IPv6, no route", outside()).changed(add).between(CLIENT, OUTSIDE).ends("no-route", ""),
        Situation::new("IPv6, to the internet", outside()).changed(add_internet).between(CLIENT, OUTSIDE),
        Situation::new("IPv6, from the internet", outside()).changed(add_internet).between(OUTSIDE, CLIENT),
        Situation::new("IPv6, out by an egress-only gateway", outside())
            .changed(add_egress_only)
            .between(CLIENT, OUTSIDE),
        Situation::new("IPv6, in by an internet gateway and not out by an egress-only one", outside())
            .changed(add_egress_only)
            .between(OUTSIDE, CLIENT)
            .ends("arrives", "egress-only"),
        Situation::new("IPv6, in where only an egress-only gateway is", outside())
            .changed(|network, numbers| {
                add_egress_only(network, numbers);
                network.internet_gateways.clear();
            })
            .between(OUTSIDE, CLIENT)
            .ends("egress-only", ""),
    ]
}
