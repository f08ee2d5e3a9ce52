//! Following a packet from hop to hop.

use std::net::IpAddr;

use super::{
    advice::Dropped,
    explanation::{Component, End, Hop, HopStep, Way},
    plane::Plane,
    probe::Packet,
};
use crate::{
    Edge, Layer, Network, Verdict, packet,
    resources::{MacAddress, NatGateway, NetworkInterface},
};

/// A packet that has gone so far is in a circle.
const HOPS_MAX: usize = 16;

/// Where a packet has come to, as it is there.
#[derive(Debug, Clone)]
pub(super) struct Arrival {
    pub(super) edge: Edge,
    pub(super) packet: Packet,
}

/// What a NAT gateway remembers of a flow.
struct Translation {
    /// What it sent on.
    sent: Packet,
    /// Whose it was.
    source: IpAddr,
}

/// What becomes of a packet where it was delivered.
enum Next {
    /// It is there.
    Arrived,
    /// It goes on from there, as it is now.
    Onward(Packet, Option<Component>),
    /// It ends.
    Blocked(End),
}

/// The way of a request and then of its reply.
pub(super) struct Walk<'a, P> {
    network: &'a Network,
    plane: &'a mut P,
    translations: Vec<Translation>,
}

impl<'a, P: Plane> Walk<'a, P> {
    pub(super) fn new(network: &'a Network, plane: &'a mut P) -> Self {
        Self { network, plane, translations: Vec::new() }
    }

    /// Sends a packet at an edge. `wanted` is where it shall arrive; `None`: wherever its destination is.
    pub(super) fn follow(
        &mut self,
        from: &Edge,
        packet: Packet,
        wanted: Option<&Edge>,
    ) -> Result<(Way, Option<Arrival>), P::Error> {
        let mut hops = Vec::new();
        let (mut edge, mut packet) = (from.clone(), packet);
        while hops.len() < HOPS_MAX {
            let (mut hop, outcome) = self.hop(&edge, packet)?;
            let arrival = match outcome {
                Ok(arrival) => arrival,
                Err(end) => {
                    hops.push(hop);
                    return Ok((Way { hops, end }, None));
                }
            };
            let next = self.at(&arrival, wanted);
            if let Next::Onward(_, Some(component)) = &next {
                hop.steps.push(HopStep::of(Layer::Deliver, component.clone()));
            }
            hops.push(hop);
            match next {
                Next::Onward(onward, _) => (edge, packet) = (arrival.edge, onward),
                Next::Blocked(end) => return Ok((Way { hops, end }, None)),
                Next::Arrived if wanted.is_some_and(|wanted| *wanted != arrival.edge) => {
                    return Ok((Way { hops, end: End::elsewhere(&arrival.edge) }, None));
                }
                Next::Arrived => {
                    let end = End::Arrived { at: arrival.edge.to_string() };
                    return Ok((Way { hops, end }, Some(arrival)));
                }
            }
        }
        Ok((Way { hops, end: End::in_a_circle(&edge) }, None))
    }

    /// One passage through the data plane.
    fn hop(&mut self, from: &Edge, packet: Packet) -> Result<(Hop, Result<Arrival, End>), P::Error> {
        let frame = packet.frame(self.mac_of(from));
        let evaluation = self.plane.pass(from, &frame)?;
        let hop = Hop::new(from, &packet, &evaluation.trace);
        let dropped = Dropped { network: self.network, from, packet: &packet };
        let outcome = match evaluation.verdict {
            Verdict::Deliver { to, frame } => match packet::read(&frame, packet.ethertype()) {
                Ok(headers) => Ok(Arrival { edge: to, packet: Packet::of(&headers) }),
                Err(reason) => Err(End::dropped(&dropped, reason, &evaluation.trace)),
            },
            Verdict::Answer { .. } => Err(End::Answered),
            Verdict::Drop(reason) => Err(End::dropped(&dropped, reason, &evaluation.trace)),
        };
        Ok((hop, outcome))
    }

    fn mac_of(&self, edge: &Edge) -> MacAddress {
        let interface = edge.interface().and_then(|id| self.network.interfaces.get(id));
        interface.map_or(MacAddress::OUTSIDE, |interface| interface.mac)
    }

    fn at(&mut self, arrival: &Arrival, wanted: Option<&Edge>) -> Next {
        let is_wanted = wanted == Some(&arrival.edge);
        match &arrival.edge {
            Edge::Interface(id) => match self.network.interfaces.get(id) {
                Some(interface) => self.at_interface(interface, arrival.packet, is_wanted),
                None => Next::Arrived,
            },
            Edge::Internet if is_wanted => Next::Arrived,
            // A public address of this network is behind a gateway again.
            Edge::Internet if self.is_public(arrival.packet.destination) => Next::Onward(arrival.packet, None),
            Edge::Internet | Edge::OnPremises(_) => Next::Arrived,
        }
    }

    fn is_public(&self, address: IpAddr) -> bool {
        match address {
            IpAddr::V4(_) => self.network.public_addresses.values().any(|public| public.public == address),
            IpAddr::V6(_) => self.network.interfaces.values().any(|interface| interface.holds(address)),
        }
    }

    fn at_interface(&mut self, interface: &NetworkInterface, packet: Packet, is_wanted: bool) -> Next {
        let gateway = self.network.nat_gateways.values().find(|gateway| gateway.interface == interface.id);
        match gateway {
            Some(gateway) => self.translate(gateway, interface, packet),
            // An appliance that is itself meant has the address behind it.
            None if is_wanted || interface.holds(packet.destination) => Next::Arrived,
            None => Next::Onward(packet, Some(Component::Appliance { interface: interface.id.clone() })),
        }
    }

    /// A NAT gateway gives what is not for itself its own address, and an answer the address of who asked. The port stays
    /// the same here, as any free one would do.
    fn translate(&mut self, gateway: &NatGateway, interface: &NetworkInterface, packet: Packet) -> Next {
        let told = |from, to| {
            Some(Component::NatGateway { gateway: gateway.id.clone(), interface: interface.id.clone(), from, to })
        };
        if interface.holds(packet.destination) {
            let answered = self.translations.iter().find(|it| it.sent.reply() == Some(packet));
            return match answered.map(|translation| translation.source) {
                Some(source) => {
                    Next::Onward(Packet { destination: source, ..packet }, told(packet.destination, source))
                }
                None => Next::Blocked(End::unsolicited(gateway)),
            };
        }
        let mut usable = gateway.addresses.iter().filter(|address| address.drains_until.is_none());
        let own = usable.find_map(|address| address.private).filter(|_| packet.source.is_ipv4());
        let Some(own) = own.map(IpAddr::V4) else {
            return Next::Blocked(End::without_address(gateway));
        };
        let sent = Packet { source: own, ..packet };
        self.translations.push(Translation { sent, source: packet.source });
        Next::Onward(sent, told(packet.source, own))
    }
}
