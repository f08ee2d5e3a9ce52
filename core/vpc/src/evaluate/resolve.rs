//! Where a packet goes: the subnet's routes, then who is there.

use std::net::IpAddr;

use super::{Admitted, Finding, Member, Run, Sender, gateway::owner_of, routes};
use crate::{
    drop_reason::DropReason,
    edge::Edge,
    flow::Segment,
    resources::{MacAddress, NetworkInterface, RouteTarget, Vpc},
};

/// Who gets a packet, and in which segment.
#[derive(Debug, Clone)]
pub(super) struct Receiver<'a> {
    pub(super) edge: Edge,
    pub(super) segment: Segment,
    /// The ENI, if it is one.
    pub(super) member: Option<Member<'a>>,
    pub(super) mac: MacAddress,
    /// What the source is translated to.
    pub(super) public: Option<IpAddr>,
    /// Whether it is reached over a peering connection.
    pub(super) is_peered: bool,
    /// Whether only flows that began here lead to it.
    pub(super) is_egress_only: bool,
}

impl<'a> Run<'a> {
    /// The receiver, by the routes of the sender's subnet.
    pub(super) fn resolve(&self, packet: &Admitted<'a>) -> Result<Receiver<'a>, DropReason> {
        let destination = packet.headers.destination;
        let Sender::Interface(sender) = self.sender else {
            return self.reach(packet, packet.vpc, packet.vpc.number, DropReason::AddressUnknown);
        };
        let route = routes::find(self.network, sender.vpc, sender.subnet, destination).ok_or(DropReason::NoRoute)?;
        match &route.target {
            None => self.reach(packet, packet.vpc, packet.vpc.number, DropReason::AddressUnknown),
            Some(target) if !self.network.is_there(&sender.vpc.id, target) => Err(DropReason::Blackhole),
            Some(RouteTarget::NetworkInterface(id)) => self.reach_by(packet, self.network.interfaces.get(id)),
            Some(RouteTarget::NatGateway(id)) => {
                let gateway = self.network.nat_gateways.get(id);
                self.reach_by(packet, gateway.and_then(|gateway| self.network.interfaces.get(&gateway.interface)))
            }
            Some(RouteTarget::Peering(id)) => {
                let peering = self.network.peerings.get(id).ok_or(DropReason::Blackhole)?;
                let other = peering.across(&sender.vpc.id).and_then(|vpc| self.network.vpcs.get(vpc));
                let vpc = other.ok_or(DropReason::Blackhole)?;
                if owner_of(self.network, &sender.vpc.id, packet.headers.source).is_none() {
                    return Err(DropReason::PeeringTransit);
                }
                let receiver = self.reach(packet, vpc, peering.number, DropReason::PeerAddressUnknown)?;
                Ok(Receiver { is_peered: true, ..receiver })
            }
            Some(RouteTarget::InternetGateway(_)) => self.reach_internet(packet),
            Some(RouteTarget::VpnGateway(id)) => self.reach_edge(packet, Edge::OnPremises(id.clone()), None),
            Some(RouteTarget::EgressOnlyInternetGateway(_)) if packet.headers.is_ipv6() => {
                Ok(Receiver { is_egress_only: true, ..self.reach_internet(packet)? })
            }
            Some(RouteTarget::EgressOnlyInternetGateway(_) | RouteTarget::VpcEndpoint(_)) => Err(DropReason::Blackhole),
        }
    }

    /// The ENI of `vpc` that has the destination, in the segment with a number.
    fn reach(
        &self,
        packet: &Admitted<'a>,
        vpc: &Vpc,
        number: u32,
        unknown: DropReason,
    ) -> Result<Receiver<'a>, DropReason> {
        let owner = owner_of(self.network, &vpc.id, packet.headers.destination).ok_or(unknown)?;
        self.reach_interface(packet, owner, number, true)
    }

    /// The ENI that a route leads through. It takes what is not for itself only without its check.
    fn reach_by(
        &self,
        packet: &Admitted<'a>,
        interface: Option<&'a NetworkInterface>,
    ) -> Result<Receiver<'a>, DropReason> {
        let interface = interface.ok_or(DropReason::Blackhole)?;
        if !self.is_here(interface) {
            return Err(DropReason::NotHere);
        }
        let is_own = interface.holds(packet.headers.destination);
        if interface.source_dest_check && !is_own {
            return Err(DropReason::DestinationChecked);
        }
        self.reach_interface(packet, interface, packet.vpc.number, is_own)
    }

    fn reach_interface(
        &self,
        packet: &Admitted<'a>,
        interface: &'a NetworkInterface,
        number: u32,
        is_destination: bool,
    ) -> Result<Receiver<'a>, DropReason> {
        let edge = Edge::from(&interface.id);
        if edge == self.sender.edge() {
            return Err(DropReason::ToItself);
        }
        let member = Member::of(self.network, interface).filter(|_| self.local.contains(&edge));
        let member = member.ok_or(DropReason::NotHere)?;
        if packet.headers.is_ipv6() && !interface.has_ipv6() {
            return Err(DropReason::Ipv6);
        }
        let segment = if is_destination && self.is_from_sender(packet) {
            Segment::direct(number)
        } else {
            Segment::between(number, self.sender.edge(), edge.clone())
        };
        Ok(Receiver {
            edge,
            segment,
            member: Some(member),
            mac: interface.mac,
            public: None,
            is_peered: false,
            is_egress_only: false,
        })
    }

    /// Whether an ENI is attached on this host, and has all that it needs.
    fn is_here(&self, interface: &NetworkInterface) -> bool {
        self.local.contains(&Edge::from(&interface.id)) && Member::of(self.network, interface).is_some()
    }

    /// Whether what the packet is about has the sender as its end. An error is about the packet that it quotes.
    fn is_from_sender(&self, packet: &Admitted<'_>) -> bool {
        let about = self.quoted(&packet.headers).map_or(packet.headers.source, |quoted| quoted.destination);
        self.sender.owns(about)
    }

    fn reach_internet(&self, packet: &Admitted<'a>) -> Result<Receiver<'a>, DropReason> {
        let IpAddr::V4(source) = packet.headers.source else {
            // In IPv6 every address is public.
            let own = Some(packet.headers.source).filter(|source| self.sender.owns(*source));
            return self.reach_edge(packet, Edge::Internet, Some(own.ok_or(DropReason::NoPublicAddress)?));
        };
        let of_sender = self.sender.interface().map(|interface| &interface.id);
        let stands_for = |address: &&crate::resources::PublicAddress| {
            address.association.as_ref().is_some_and(|it| Some(&it.interface) == of_sender && it.private == source)
        };
        let public =
            self.network.public_addresses.values().filter(|_| self.sender.owns(source.into())).find(stands_for);
        let public = public.ok_or(DropReason::NoPublicAddress)?;
        self.reach_edge(packet, Edge::Internet, Some(public.public.into()))
    }

    fn reach_edge(
        &self,
        packet: &Admitted<'a>,
        edge: Edge,
        public: Option<IpAddr>,
    ) -> Result<Receiver<'a>, DropReason> {
        if !self.local.contains(&edge) {
            return Err(DropReason::NotHere);
        }
        if packet.headers.is_ipv6() && edge != Edge::Internet {
            return Err(DropReason::Ipv6);
        }
        let segment = if self.is_from_sender(packet) {
            Segment::direct(packet.vpc.number)
        } else {
            Segment::between(packet.vpc.number, self.sender.edge(), edge.clone())
        };
        Ok(Receiver {
            edge,
            segment,
            member: None,
            mac: MacAddress::OUTSIDE,
            public,
            is_peered: false,
            is_egress_only: false,
        })
    }

    /// Tells of the route in the trace.
    pub(super) fn tell_route(&mut self, packet: &Admitted<'a>) {
        let Sender::Interface(sender) = self.sender else { return };
        let route = routes::find(self.network, sender.vpc, sender.subnet, packet.headers.destination);
        let table = self.network.route_table_of(sender.subnet).map(|table| table.id.clone());
        self.found(match (route, table) {
            (Some(route), Some(table)) => {
                Finding::Route { table, destination: route.destination, list: route.list, target: route.target }
            }
            (_, table) => Finding::Unrouted { table },
        });
    }
}
