//! What happens to a packet, and why: the executable specification of the data plane.
//!
//! The order of the steps and the tracking of connections are those of the programs in the kernel; a property test
//! holds the two together. Pure: the time is given, the only memory is the tables of flows that the caller keeps.

mod acl;
mod finding;
mod gateway;
mod groups;
mod identify;
mod neighbour;
mod resolve;
mod routes;
mod track;
mod translate;

use std::{collections::BTreeSet, net::IpAddr, time::Duration};

pub use finding::{AclDecision, AllowingRule, Finding, RefusingGroups, Step};
pub(crate) use groups::Seen;

use resolve::Receiver;

use crate::{
    Network,
    drop_reason::DropReason,
    edge::Edge,
    flow::FlowTables,
    ids::VpnGatewayId,
    packet::{self, Ethernet, Headers},
    resources::{MacAddress, NetworkInterface, Subnet, Vpc},
};

/// A frame that enters the data plane at an edge.
#[derive(Debug, Clone, Copy)]
pub struct Departure<'a> {
    /// Where.
    pub from: &'a Edge,
    /// The Ethernet frame.
    pub frame: &'a [u8],
    /// When, on a clock that only goes forward.
    pub at: Duration,
}

/// What happens to a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It reaches an edge, as `frame`.
    Deliver {
        /// The receiver.
        to: Edge,
        /// The frame as it arrives.
        frame: Vec<u8>,
    },
    /// The router answers the sender with `frame`.
    Answer {
        /// The frame that the sender gets.
        frame: Vec<u8>,
    },
    /// It is dropped.
    Drop(DropReason),
}

/// A verdict and the way to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// What happens.
    pub verdict: Verdict,
    /// The edge that it reaches, or that refused it: it had left the sender by then.
    pub receiver: Option<Edge>,
    /// The steps in their order, the deciding one last.
    pub trace: Vec<Step>,
}

/// Evaluates a packet on a host that has the edges `local`, and keeps `flows`.
pub fn evaluate(
    network: &Network,
    local: &BTreeSet<Edge>,
    packet: Departure<'_>,
    flows: &mut FlowTables,
) -> Evaluation {
    let mut trace = Vec::new();
    let mut receiver = None;
    let verdict = match Sender::find(network, local, packet.from) {
        Some(sender) => {
            Run { network, local, sender, packet, flows, trace: &mut trace, receiver: &mut receiver }.decide()
        }
        None => Err(DropReason::InterfaceUnknown),
    };
    let verdict = verdict.unwrap_or_else(Verdict::Drop);
    if let Verdict::Drop(reason) = verdict {
        trace.push(Step { layer: reason.layer(), finding: Finding::Dropped(reason) });
    }
    Evaluation { verdict, receiver, trace }
}

/// An ENI with all that it needs to send or receive.
#[derive(Debug, Clone, Copy)]
struct Member<'a> {
    interface: &'a NetworkInterface,
    vpc: &'a Vpc,
    subnet: &'a Subnet,
}

impl<'a> Member<'a> {
    fn of(network: &'a Network, interface: &'a NetworkInterface) -> Option<Self> {
        let vpc = network.vpcs.get(&interface.vpc).filter(|vpc| !vpc.cidr_blocks.is_empty())?;
        Some(Self { interface, vpc, subnet: network.subnets.get(&interface.subnet)? })
    }
}

/// Who sends.
#[derive(Debug, Clone, Copy)]
enum Sender<'a> {
    Interface(Member<'a>),
    Internet,
    OnPremises(&'a VpnGatewayId, &'a Vpc),
}

impl<'a> Sender<'a> {
    fn find(network: &'a Network, local: &BTreeSet<Edge>, edge: &Edge) -> Option<Self> {
        if !local.contains(edge) {
            return None;
        }
        match edge {
            Edge::Interface(id) => Member::of(network, network.interfaces.get(id)?).map(Sender::Interface),
            Edge::Internet => Some(Sender::Internet),
            Edge::OnPremises(id) => {
                let gateway = network.vpn_gateways.get(id)?;
                Some(Sender::OnPremises(&gateway.id, network.vpcs.get(gateway.vpc.as_ref()?)?))
            }
        }
    }

    fn edge(&self) -> Edge {
        match self {
            Sender::Interface(member) => Edge::from(&member.interface.id),
            Sender::Internet => Edge::Internet,
            Sender::OnPremises(gateway, _) => Edge::OnPremises((*gateway).clone()),
        }
    }

    fn interface(&self) -> Option<&'a NetworkInterface> {
        match self {
            Sender::Interface(member) => Some(member.interface),
            Sender::Internet | Sender::OnPremises(..) => None,
        }
    }

    /// Whether it may send for others.
    fn forwards(&self) -> bool {
        self.interface().is_none_or(|interface| !interface.source_dest_check)
    }

    /// Whether an address is its own: outside a VPC every address is.
    fn owns(&self, address: IpAddr) -> bool {
        self.interface().is_none_or(|interface| interface.holds(address))
    }

    /// Whether it may send IPv6. VPN gateways carry none.
    fn has_ipv6(&self) -> bool {
        match self {
            Sender::Interface(member) => member.interface.has_ipv6(),
            Sender::Internet => true,
            Sender::OnPremises(..) => false,
        }
    }
}

struct Run<'a> {
    network: &'a Network,
    local: &'a BTreeSet<Edge>,
    sender: Sender<'a>,
    packet: Departure<'a>,
    flows: &'a mut FlowTables,
    trace: &'a mut Vec<Step>,
    receiver: &'a mut Option<Edge>,
}

/// A packet past the gateway: in the addresses of a VPC.
#[derive(Debug, Clone, Copy)]
struct Admitted<'a> {
    vpc: &'a Vpc,
    headers: Headers,
    /// The public address that it was sent to, which its destination was translated from; in IPv6 the destination itself.
    public: Option<IpAddr>,
    /// Whether it comes from where no flow may begin.
    is_closed: bool,
}

impl<'a> Run<'a> {
    fn found(&mut self, finding: Finding) {
        self.trace.push(Step { layer: finding.layer(), finding });
    }

    /// Tells in the trace of what the internet gateway of a VPC does.
    fn tell_translation(&mut self, vpc: &Vpc, from: IpAddr, to: IpAddr) {
        if from == to {
            return;
        }
        let mut gateways = self.network.internet_gateways.values();
        if let Some(gateway) = gateways.find(|gateway| gateway.vpc.as_ref() == Some(&vpc.id)) {
            self.found(Finding::Translated { gateway: gateway.id.clone(), from, to });
        }
    }

    fn decide(&mut self) -> Result<Verdict, DropReason> {
        let ethernet = Ethernet::read(self.packet.frame).ok_or(DropReason::FrameTruncated)?;
        if let Some(answer) = gateway::check_frame(&self.sender, &ethernet, self.packet.frame)? {
            self.found(Finding::Answered);
            return Ok(answer);
        }
        let headers = packet::read(self.packet.frame, ethernet.ethertype)?;
        self.found(Finding::Packet(headers));
        let admitted = match self.sender {
            Sender::Interface(member) => {
                let frame = self.packet.frame;
                if let Some(answer) = gateway::check(&member, &ethernet, &headers, frame)? {
                    self.found(Finding::Answered);
                    return Ok(answer);
                }
                Admitted { vpc: member.vpc, headers, public: None, is_closed: false }
            }
            Sender::Internet => gateway::admit_from_internet(self.network, &headers)?,
            Sender::OnPremises(_, vpc) => gateway::admit_from_premises(self.network, vpc, &headers)?,
        };
        if let Some(public) = admitted.public {
            self.tell_translation(admitted.vpc, public, admitted.headers.destination);
        }
        let receiver = self.pass(&admitted)?;
        if let Some(public) = receiver.public {
            self.tell_translation(admitted.vpc, admitted.headers.source, public);
        }
        self.found(Finding::Delivered(receiver.edge.clone()));
        Ok(self.deliver(&admitted, &receiver))
    }

    /// Takes the packet through routes, flows and rules.
    fn pass(&mut self, packet: &Admitted<'a>) -> Result<Receiver<'a>, DropReason> {
        let way = self.resolve(packet);
        let belonging = self.identify(packet, way.as_ref().ok())?;
        let key = belonging.key.clone();
        let receiver = self.track(packet, belonging.clone(), way)?;
        if packet.headers.is_fragment && !belonging.is_related {
            let at = self.packet.at;
            self.flows.fragments.insert(self.fragment_key(packet), (key, at));
        }
        Ok(receiver)
    }

    fn deliver(&mut self, packet: &Admitted<'_>, receiver: &Receiver<'_>) -> Verdict {
        let mut frame = self.packet.frame.to_vec();
        if let (Some(_), IpAddr::V4(private)) = (packet.public, packet.headers.destination) {
            translate::destination(&mut frame, &packet.headers, private);
        }
        if let Some(IpAddr::V4(public)) = receiver.public {
            translate::source(&mut frame, &packet.headers, public);
        }
        frame[..6].copy_from_slice(&receiver.mac.0);
        frame[6..12].copy_from_slice(&MacAddress::ROUTER.0);
        Verdict::Deliver { to: receiver.edge.clone(), frame }
    }

    fn bytes(&self) -> u64 {
        (self.packet.frame.len() - packet::ETHERNET_LENGTH) as u64
    }
}

#[cfg(test)]
mod tests;
