//! Why a way is not open: AWS's code, with the resources that it is about.

use super::{ExplanationCode as Code, Why, view::View};
use crate::{
    DropReason, Edge,
    ids::{NetworkAclId, NetworkInterfaceId, RouteTableId, VpcId},
    reach::{Component, Hop, Way},
    resources::{Direction, Explanation, Named, NetworkInterface, PacketHeader, PathRule, Role},
};

/// Why a way ends. `destination` is where the path was to end, if that is a resource.
pub(super) fn explain(
    view: View<'_>,
    way: &Way,
    reason: &str,
    component: &Component,
    destination: Option<Named>,
) -> Explanation {
    let why = reason.parse::<Why>().ok();
    let code = why.and_then(|why| Code::of(why, component)).unwrap_or(Code::NoPath);
    let Some(hop) = way.hops.last() else { return Explanation::new(code) };
    let explainer = Explainer { view, hop, header: inside(hop), destination };
    explainer.explain(code, why, component).unwrap_or_else(|| explainer.explain_of_others())
}

/// The packet in the addresses of the VPC: as it is when an internet gateway has let it in.
fn inside(hop: &Hop) -> PacketHeader {
    let mut header = hop.header;
    for step in &hop.steps {
        match &step.component {
            Component::InternetGateway { from, to, .. } if header.destination == *from => header.destination = *to,
            _ => {}
        }
    }
    header
}

struct Explainer<'a> {
    view: View<'a>,
    hop: &'a Hop,
    header: PacketHeader,
    destination: Option<Named>,
}

impl Explainer<'_> {
    /// `None`: what ends it is another's.
    fn explain(&self, code: Code, why: Option<Why>, component: &Component) -> Option<Explanation> {
        let explanation = Explanation::new(code);
        match component {
            Component::SecurityGroups { interface, groups, direction } => {
                let explanation = self.with_interface(explanation, interface)?;
                let with_group =
                    |explanation: Explanation, id| explanation.with(Role::SecurityGroups, self.view.group(id));
                Some(Explanation { direction: Some(*direction), ..groups.iter().fold(explanation, with_group) })
            }
            Component::NetworkAcl { acl: Some(acl), direction, entry, .. } => {
                self.explain_acl(explanation, acl, *direction, *entry)
            }
            Component::Route { table, destination, list, target } => {
                let rule = self.view.route_rule(table, destination, list.as_ref(), target);
                let explanation = self.with_table(explanation, table)?;
                let explanation = Explanation { rule: Some(PathRule::Route(rule)), ..explanation };
                Some(self.refine(explanation, why, table, target))
            }
            Component::RouteTable { table: Some(table) } => {
                Some(self.with_table(explanation, table)?.with(Role::Destination, self.destination.clone()))
            }
            Component::NatGatewayItself { gateway } => {
                let named = self.view.nat_gateway(gateway)?;
                let of = self.view.network.nat_gateways.get(gateway);
                let explanation = explanation.with(Role::NatGateway, Some(named));
                Some(explanation.with(Role::Vpc, of.and_then(|gateway| self.view.vpc(&gateway.vpc))))
            }
            Component::End { edge } => self.explain_end(explanation, edge),
            _ => match self.hop.from.parse() {
                Ok(Edge::Interface(id)) => self.with_interface(explanation, &id),
                _ => Some(explanation),
            },
        }
    }

    /// What is behind a peering connection, and another's: the packet went there, and nobody here knows more.
    fn explain_of_others(&self) -> Explanation {
        let peering = self.hop.steps.iter().find_map(|step| match &step.component {
            Component::Route { target, .. } => self.view.peering(&View::as_peering(target)?),
            _ => None,
        });
        Explanation {
            address: Some(self.header.destination),
            ..Explanation::new(Code::NoPossibleDestination).with(Role::VpcPeeringConnection, peering)
        }
    }

    fn explain_acl(
        &self,
        explanation: Explanation,
        acl: &NetworkAclId,
        direction: Direction,
        entry: Option<u16>,
    ) -> Option<Explanation> {
        let rule = self.view.acl_rule(acl, direction, entry);
        let vpc = self.view.network.network_acls.get(acl).map(|acl| &acl.vpc);
        let interface = match direction {
            Direction::Egress => self.sender(),
            Direction::Ingress => vpc.and_then(|vpc| self.receiver_in(vpc)),
        };
        let explanation = explanation
            .with(Role::Acl, Some(self.view.acl(acl)?))
            .with(Role::Subnet, interface.and_then(|interface| self.view.subnet(&interface.subnet)))
            .with(Role::Vpc, vpc.and_then(|vpc| self.view.vpc(vpc)));
        Some(Explanation { direction: Some(direction), rule: Some(PathRule::Acl(rule)), ..explanation })
    }

    /// What is said besides of a route that a packet cannot take.
    fn refine(&self, explanation: Explanation, why: Option<Why>, table: &RouteTableId, target: &str) -> Explanation {
        let Some(Why::Dropped(reason)) = why else { return explanation };
        match reason {
            DropReason::NoPublicAddress => {
                let gateway = target.parse().ok().and_then(|id| self.view.internet_gateway(&id));
                let explanation = explanation.with(Role::InternetGateway, gateway);
                let sender = self.sender().and_then(|sender| self.view.interface(&sender.id));
                let explanation = explanation.with(Role::NetworkInterface, sender.map(|(named, _)| named));
                Explanation { address: Some(self.header.source), ..explanation }
            }
            DropReason::DestinationChecked => {
                let interface = target.parse().ok().and_then(|id| self.view.interface(&id));
                let explanation = explanation.with(Role::NetworkInterface, interface.map(|(named, _)| named));
                Explanation {
                    direction: Some(Direction::Ingress),
                    address: Some(self.header.destination),
                    ..explanation
                }
            }
            DropReason::PeerAddressUnknown | DropReason::PeeringTransit => {
                self.refine_peering(explanation, reason, table, target)
            }
            DropReason::AddressUnknown | DropReason::ToItself => {
                Explanation { address: Some(self.header.destination), ..explanation }
            }
            _ => explanation.with(Role::Destination, self.destination.clone()),
        }
    }

    /// A peering connection carries nothing that is not of its two VPCs.
    fn refine_peering(
        &self,
        explanation: Explanation,
        reason: DropReason,
        table: &RouteTableId,
        target: &str,
    ) -> Explanation {
        let Some((peering, near)) = View::as_peering(target).zip(self.view.vpc_of_table(table)) else {
            return explanation;
        };
        let far = self.view.across(&peering, near).and_then(|far| self.view.network.vpcs.get(far));
        let explanation = explanation.with(Role::VpcPeeringConnection, self.view.peering(&peering));
        if reason == DropReason::PeeringTransit {
            return Explanation { address: Some(self.header.source), ..explanation };
        }
        let is_of_far = far.is_some_and(|far| far.blocks().any(|block| block.contains(&self.header.destination)));
        let code = if is_of_far { explanation.code } else { Code::PcxRequiresAddressInVpcCidr };
        Explanation { code, address: Some(self.header.destination), ..explanation }
    }

    fn explain_end(&self, explanation: Explanation, edge: &str) -> Option<Explanation> {
        let address = Some(self.header.destination);
        match edge.parse() {
            Ok(Edge::Interface(id)) => Some(Explanation { address, ..self.with_interface(explanation, &id)? }),
            Ok(Edge::OnPremises(id)) => {
                Some(Explanation { address, ..explanation.with(Role::VpnGateway, Some(self.view.vpn_gateway(&id)?)) })
            }
            Ok(Edge::Internet) | Err(_) => {
                Some(Explanation { address, ..self.with_gateway_of_destination(explanation) })
            }
        }
    }

    /// From the internet, a packet came to the gateway of the VPC that its destination is in.
    fn with_gateway_of_destination(&self, explanation: Explanation) -> Explanation {
        let id = self.destination.as_ref().and_then(|named| named.id.parse::<NetworkInterfaceId>().ok());
        let Some(interface) = id.and_then(|id| self.view.network.interfaces.get(&id)) else { return explanation };
        let mut gateways = self.view.network.internet_gateways.values();
        let gateway = gateways.find(|gateway| gateway.vpc.as_ref() == Some(&interface.vpc));
        explanation
            .with(Role::InternetGateway, gateway.and_then(|gateway| self.view.internet_gateway(&gateway.id)))
            .with(Role::Destination, self.destination.clone())
            .with(Role::Vpc, self.view.vpc(&interface.vpc))
    }

    fn with_interface(&self, explanation: Explanation, id: &NetworkInterfaceId) -> Option<Explanation> {
        let (named, interface) = self.view.interface(id)?;
        let explanation = explanation.with(Role::NetworkInterface, Some(named));
        let explanation = explanation.with(Role::Subnet, self.view.subnet(&interface.subnet));
        Some(explanation.with(Role::Vpc, self.view.vpc(&interface.vpc)))
    }

    fn with_table(&self, explanation: Explanation, id: &RouteTableId) -> Option<Explanation> {
        let explanation = explanation.with(Role::RouteTable, Some(self.view.table(id)?));
        Some(explanation.with(Role::Vpc, self.view.vpc_of_table(id).and_then(|vpc| self.view.vpc(vpc))))
    }

    fn sender(&self) -> Option<&NetworkInterface> {
        let edge: Edge = self.hop.from.parse().ok()?;
        self.view.network.interfaces.get(edge.interface()?)
    }

    /// The ENI of a VPC that it is sent to.
    fn receiver_in(&self, vpc: &VpcId) -> Option<&NetworkInterface> {
        let mut interfaces = self.view.network.interfaces.values();
        interfaces.find(|interface| interface.vpc == *vpc && interface.holds(self.header.destination))
    }
}
