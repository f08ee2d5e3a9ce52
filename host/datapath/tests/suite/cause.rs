//! What decides about a packet, by the names of a plan: what `reach` must name.

use std::net::Ipv4Addr;

use minato_vpc::{Edge, reach::Component, resources::Direction};

use crate::plan::{Entry, Numbers, Plan};

/// A component that lets a packet pass, leads it or ends it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cause {
    /// A rule that allows it, at an ENI: the group's, by its place.
    Rule { eni: &'static str, group: &'static str, place: usize },
    /// An ENI's groups, none of which allows it.
    Groups(&'static str, Direction),
    /// A route of a subnet's, by its destination.
    Route(&'static str, &'static str),
    /// A subnet's route table, which has no route.
    Table(&'static str),
    /// An entry of a subnet's network ACL; `None` is the last one.
    Acl(&'static str, Direction, Option<u16>),
    /// The internet gateway of a VPC, which translates an address to another.
    InternetGateway { vpc: &'static str, from: Ipv4Addr, to: Ipv4Addr },
    /// A NAT gateway by its ENI, which does so.
    NatGateway { eni: &'static str, from: Ipv4Addr, to: Ipv4Addr },
    /// An ENI that sends on what is not for itself.
    Appliance(&'static str),
    /// The tracking of connections.
    Flow,
    /// Where it enters or comes to.
    End(&'static str),
}

pub(crate) fn rule(eni: &'static str, group: &'static str, place: usize) -> Cause {
    Cause::Rule { eni, group, place }
}

pub(crate) fn igw(vpc: &'static str, from: &str, to: &str) -> Cause {
    let [from, to] = [from, to].map(|address| address.parse().expect("an address"));
    Cause::InternetGateway { vpc, from, to }
}

pub(crate) fn nat(eni: &'static str, from: &str, to: &str) -> Cause {
    let [from, to] = [from, to].map(|address| address.parse().expect("an address"));
    Cause::NatGateway { eni, from, to }
}

impl Cause {
    pub(crate) fn component(self, plan: &Plan, numbers: &Numbers) -> Component {
        match self {
            Self::Rule { eni, group, place } => Component::SecurityGroupRule {
                interface: numbers.interface(eni),
                group: numbers.group(group),
                rule: numbers.rule(group, place),
                direction: plan.group_of(group).rules[place].direction,
            },
            Self::Groups(eni, direction) => {
                let mut groups: Vec<_> = plan.eni_of(eni).groups.iter().map(|group| numbers.group(group)).collect();
                groups.sort();
                Component::SecurityGroups { interface: numbers.interface(eni), groups, direction }
            }
            Self::Route(subnet, destination) => {
                let led = plan.subnet_of(subnet).routes.iter().find(|route| route.0 == destination);
                let vpc = plan.subnet_of(subnet).vpc;
                let destination = plan.block(destination).to_string();
                let is_local = plan.blocks(vpc).any(|block| block.to_string() == destination);
                assert!(led.is_some() || is_local, "{subnet} has no route to {destination}");
                let target = led.map_or_else(|| "local".to_owned(), |(_, by)| numbers.target(vpc, by).to_string());
                Component::Route { table: numbers.table(subnet), destination, list: None, target }
            }
            Self::Table(subnet) => Component::RouteTable { table: Some(numbers.table(subnet)) },
            Self::Acl(subnet, direction, entry) => {
                let is_it = |it: &&Entry| it.direction == direction && Some(it.number) == entry;
                let found = plan.subnet_of(subnet).acl.iter().flatten().find(is_it);
                assert_eq!(found.is_some(), entry.is_some(), "{subnet} has no entry {entry:?}");
                let allow = found.is_some_and(|it| it.allow);
                Component::NetworkAcl { acl: Some(numbers.acl(subnet)), direction, entry, allow }
            }
            Self::InternetGateway { vpc, from, to } => {
                Component::InternetGateway { gateway: numbers.internet_gateway(vpc), from: from.into(), to: to.into() }
            }
            Self::NatGateway { eni, from, to } => {
                let (gateway, interface) = (numbers.nat_gateway(eni), numbers.interface(eni));
                Component::NatGateway { gateway, interface, from: from.into(), to: to.into() }
            }
            Self::Appliance(eni) => Component::Appliance { interface: numbers.interface(eni) },
            Self::Flow => Component::Flow,
            Self::End(name) => Component::End { edge: numbers.edge(name).to_string() },
        }
    }
}

impl Numbers {
    /// Where the packets of a name enter the data plane.
    pub(crate) fn edge(&self, name: &str) -> Edge {
        match name {
            "host" | "beyond" => Edge::Internet,
            "premises" => Edge::OnPremises(self.vpn_gateway()),
            eni => Edge::from(self.interface(eni)),
        }
    }
}
