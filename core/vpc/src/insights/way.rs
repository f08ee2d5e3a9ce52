//! The components of a way, in the order in which AWS lists them: an ENI, its group, the ACL of its subnet, the route
//! table, what the route leads through, and the same the other way round at the receiver.

use std::collections::BTreeMap;

use super::view::View;
use crate::{
    Edge,
    ids::{InternetGatewayId, NatGatewayId, NetworkInterfaceId, RouteTableId, SecurityGroupId, VpnGatewayId},
    reach::{Component, End, Hop, Way},
    resources::{Direction, Named, PacketHeader, PathComponent, PathEnd, PathRule, Role, Roles},
};

/// Tells of the ways of a request and its reply.
pub(super) struct Teller<'a> {
    view: View<'a>,
    source: &'a PathEnd,
    /// The group of each ENI that allowed the request, and so tracks it.
    allowed: BTreeMap<NetworkInterfaceId, SecurityGroupId>,
    told: Vec<PathComponent>,
}

/// One passage, as it is told: what ends it is left out, for it is not passed.
struct Passage<'a> {
    hop: &'a Hop,
    edge: Edge,
    is_first: bool,
    is_reply: bool,
    /// What blocks it.
    blocker: Option<&'a Component>,
}

impl Passage<'_> {
    /// What was passed.
    fn passed(&self) -> impl Iterator<Item = &Component> {
        let components = self.hop.steps.iter().map(|step| &step.component);
        components.filter(|component| Some(*component) != self.blocker)
    }

    fn group_rule(&self, of: Direction) -> Option<(&NetworkInterfaceId, &Component)> {
        self.passed().find_map(|component| match component {
            Component::SecurityGroupRule { interface, direction, .. } if *direction == of => {
                Some((interface, component))
            }
            _ => None,
        })
    }

    /// Whether the groups of an ENI refuse it.
    fn is_refused_by(&self, of: &NetworkInterfaceId) -> bool {
        matches!(self.blocker, Some(Component::SecurityGroups { interface, .. }) if interface == of)
    }

    /// Where it arrives.
    fn end(&self) -> Option<Edge> {
        self.passed().find_map(|component| match component {
            Component::End { edge } => edge.parse().ok(),
            _ => None,
        })
    }
}

impl<'a> Teller<'a> {
    pub(super) fn new(view: View<'a>, source: &'a PathEnd) -> Self {
        Self { view, source, allowed: BTreeMap::new(), told: Vec::new() }
    }

    /// The components of the request's way, as far as it comes, and the packet as it arrives, if it does.
    pub(super) fn tell(&mut self, way: &Way) -> (Vec<PathComponent>, Option<PacketHeader>) {
        self.tell_way(way, false)
    }

    /// Those of the reply's way, which groups let pass that allowed the request.
    pub(super) fn tell_back(&mut self, way: &Way) -> Vec<PathComponent> {
        self.tell_way(way, true).0
    }

    fn tell_way(&mut self, way: &Way, is_reply: bool) -> (Vec<PathComponent>, Option<PacketHeader>) {
        let mut header = None;
        for (place, hop) in way.hops.iter().enumerate() {
            let Ok(edge) = hop.from.parse() else { continue };
            let blocker = match &way.end {
                End::Blocked { component, .. } if place + 1 == way.hops.len() => Some(component),
                _ => None,
            };
            header = Some(self.tell_hop(&Passage { hop, edge, is_first: place == 0, is_reply, blocker }));
        }
        let arrived = header.filter(|_| matches!(way.end, End::Arrived { .. }));
        let mut told = std::mem::take(&mut self.told);
        // Gateways that translate say already what they get and send.
        let first = told.first_mut().filter(|first| first.inbound.is_none());
        if let (Some(first), Some(hop)) = (first, way.hops.first()) {
            first.outbound = Some(hop.header);
        }
        let last = told.last_mut().filter(|last| last.inbound.is_none());
        if let (Some(last), Some(arrived)) = (last, arrived) {
            last.inbound = Some(arrived);
        }
        (told, arrived)
    }

    /// Tells of one passage. Gives the packet as it leaves it.
    fn tell_hop(&mut self, passage: &Passage<'_>) -> PacketHeader {
        let mut header = passage.hop.header;
        if passage.is_first || passage.edge == Edge::Internet {
            self.tell_start(passage, &mut header);
        }
        let sender = passage.edge.interface();
        self.tell_group(passage, Direction::Egress, sender);
        self.tell_acl(passage, Direction::Egress);
        self.tell_route(passage);
        self.tell_acl(passage, Direction::Ingress);
        let end = passage.end();
        self.tell_group(passage, Direction::Ingress, end.as_ref().and_then(Edge::interface));
        match &end {
            Some(Edge::Interface(id)) => self.tell_interface(id),
            Some(Edge::OnPremises(id)) => self.tell_vpn_gateway(id),
            Some(Edge::Internet) => self.tell_translations(passage, &mut header),
            None => {}
        }
        for component in passage.passed() {
            if let Component::NatGateway { gateway, from, to, .. } = component {
                self.tell_nat_gateway(gateway, &mut header, (*from, *to));
            }
        }
        header
    }

    /// Where it begins, or comes back from the internet.
    fn tell_start(&mut self, passage: &Passage<'_>, header: &mut PacketHeader) {
        match &passage.edge {
            Edge::Interface(id) => self.tell_interface(id),
            Edge::OnPremises(id) => self.tell_vpn_gateway(id),
            Edge::Internet => {
                self.tell_translations(passage, header);
                if let (true, PathEnd::InternetGateway(id)) = (self.told.is_empty() && !passage.is_reply, self.source) {
                    self.tell_internet_gateway(id, *header, None);
                }
            }
        }
    }

    fn tell_vpn_gateway(&mut self, id: &VpnGatewayId) {
        let vpc = self.view.network.vpn_gateways.get(id).and_then(|gateway| gateway.vpc.as_ref());
        self.push(self.view.vpn_gateway(id), vpc.and_then(|vpc| self.view.vpc(vpc)));
    }

    fn tell_interface(&mut self, id: &NetworkInterfaceId) {
        let Some((named, interface)) = self.view.interface(id) else { return };
        let owner = interface.attachment.as_ref().map(|attachment| attachment.owner.as_str());
        let attached = owner.map(|owner| Named {
            id: owner.rsplit('/').next().unwrap_or(owner).to_owned(),
            arn: owner.starts_with("arn:").then(|| owner.to_owned()),
            name: None,
        });
        let mut about = Roles::new();
        for (role, named) in [
            (Role::AttachedTo, attached),
            (Role::Subnet, self.view.subnet(&interface.subnet)),
            (Role::Vpc, self.view.vpc(&interface.vpc)),
        ] {
            about.extend(named.map(|named| (role, vec![named])));
        }
        self.told.push(PathComponent { component: named, about, rule: None, inbound: None, outbound: None });
    }

    /// The group with the rule that allows it, or the group whose rule allowed what it answers.
    fn tell_group(&mut self, passage: &Passage<'_>, direction: Direction, of: Option<&NetworkInterfaceId>) {
        if let Some((interface, Component::SecurityGroupRule { group, rule, .. })) = passage.group_rule(direction) {
            self.allowed.insert(interface.clone(), group.clone());
            let rule = self.view.group_rule(group, rule).map(PathRule::SecurityGroup);
            self.push_rule(self.view.group(group), rule);
            return;
        }
        let tracked = of.filter(|of| passage.is_reply && !passage.is_refused_by(of));
        if let Some(group) = tracked.and_then(|of| self.allowed.get(of)).cloned() {
            self.push_rule(self.view.group(&group), None);
        }
    }

    fn tell_acl(&mut self, passage: &Passage<'_>, of: Direction) {
        let found = passage.passed().find_map(|component| match component {
            Component::NetworkAcl { acl: Some(acl), direction, entry, .. } if *direction == of => Some((acl, *entry)),
            _ => None,
        });
        if let Some((acl, entry)) = found {
            let rule = PathRule::Acl(self.view.acl_rule(acl, of, entry));
            self.push_rule(self.view.acl(acl), Some(rule));
        }
    }

    fn tell_route(&mut self, passage: &Passage<'_>) {
        for component in passage.passed() {
            let Component::Route { table, destination, list, target } = component else { continue };
            let rule = PathRule::Route(self.view.route_rule(table, destination, list.as_ref(), target));
            self.push_rule(self.view.table(table), Some(rule));
            self.tell_peering(table, target);
        }
    }

    fn tell_peering(&mut self, table: &RouteTableId, target: &str) {
        let Some((peering, near)) = View::as_peering(target).zip(self.view.vpc_of_table(table)) else { return };
        let Some(named) = self.view.peering(&peering) else { return };
        let mut about = Roles::new();
        let far = self.view.across(&peering, near);
        for (role, vpc) in [(Role::SourceVpc, Some(near)), (Role::DestinationVpc, far)] {
            about.extend(vpc.and_then(|vpc| self.view.vpc(vpc)).map(|named| (role, vec![named])));
        }
        self.told.push(PathComponent { component: named, about, rule: None, inbound: None, outbound: None });
    }

    /// The internet gateways that give it another address.
    fn tell_translations(&mut self, passage: &Passage<'_>, header: &mut PacketHeader) {
        for component in passage.passed() {
            let Component::InternetGateway { gateway, from, to } = component else { continue };
            let before = *header;
            if header.source == *from {
                header.source = *to;
            } else if header.destination == *from {
                header.destination = *to;
            }
            self.tell_internet_gateway(gateway, before, Some(*header));
        }
    }

    fn tell_internet_gateway(&mut self, id: &InternetGatewayId, before: PacketHeader, after: Option<PacketHeader>) {
        let vpc = self.view.network.internet_gateways.get(id).and_then(|gateway| gateway.vpc.as_ref());
        if self.push(self.view.internet_gateway(id), vpc.and_then(|vpc| self.view.vpc(vpc)))
            && let Some(told) = self.told.last_mut()
        {
            (told.inbound, told.outbound) = (Some(before), after);
        }
    }

    fn tell_nat_gateway(
        &mut self,
        id: &NatGatewayId,
        header: &mut PacketHeader,
        (from, to): (std::net::IpAddr, std::net::IpAddr),
    ) {
        let before = *header;
        if header.source == from {
            header.source = to;
        } else if header.destination == from {
            header.destination = to;
        }
        let gateway = self.view.network.nat_gateways.get(id);
        let vpc = gateway.and_then(|gateway| self.view.vpc(&gateway.vpc));
        if self.push(self.view.nat_gateway(id), vpc)
            && let Some(told) = self.told.last_mut()
        {
            (told.inbound, told.outbound) = (Some(before), Some(*header));
        }
    }

    /// Whether there was something to tell of.
    fn push(&mut self, named: Option<Named>, vpc: Option<Named>) -> bool {
        let Some(component) = named else { return false };
        let about = vpc.map(|vpc| (Role::Vpc, vec![vpc])).into_iter().collect();
        self.told.push(PathComponent { component, about, rule: None, inbound: None, outbound: None });
        true
    }

    fn push_rule(&mut self, named: Option<Named>, rule: Option<PathRule>) {
        if self.push(named, None)
            && let Some(told) = self.told.last_mut()
        {
            told.rule = rule;
        }
    }
}
