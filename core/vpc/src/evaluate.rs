//! What happens to a packet, and why: the executable specification of the data plane.
//!
//! The order of the steps and the tracking of connections are those of the programs in the kernel; a property test
//! holds the two together. Pure: the time is given, the only memory is the tables of flows that the caller keeps.

mod finding;
mod gateway;
mod groups;
mod routes;

use std::{collections::BTreeSet, net::Ipv4Addr, time::Duration};

pub use finding::{Finding, Step};

use crate::{
    Network,
    drop_reason::DropReason,
    flow::{
        Flow, FlowEnd, FlowKey, FlowTables, FragmentKey, Role, Sent, TcpState,
        state::{self, Effect},
    },
    ids::NetworkInterfaceId,
    packet::{self, Ethernet, Headers, IcmpKind, Quoted, Transport, protocol, tcp},
    resources::{Direction, MacAddress, NetworkInterface, Subnet, Vpc},
};

/// A frame that leaves an ENI.
#[derive(Debug, Clone, Copy)]
pub struct Departure<'a> {
    /// The ENI.
    pub from: &'a NetworkInterfaceId,
    /// The Ethernet frame.
    pub frame: &'a [u8],
    /// When, on a clock that only goes forward.
    pub at: Duration,
}

/// What happens to a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It reaches an ENI, as `frame`.
    Deliver {
        /// The receiver.
        to: NetworkInterfaceId,
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
    /// The steps in their order, the deciding one last.
    pub trace: Vec<Step>,
}

/// Evaluates a packet on a host that has the ENIs `local`, and keeps `flows`.
pub fn evaluate(
    network: &Network,
    local: &BTreeSet<NetworkInterfaceId>,
    packet: Departure<'_>,
    flows: &mut FlowTables,
) -> Evaluation {
    let mut trace = Vec::new();
    let verdict = match Sender::find(network, local, packet.from) {
        Some(sender) => Run { network, local, sender, packet, flows, trace: &mut trace }.decide(),
        None => Err(DropReason::InterfaceUnknown),
    };
    let verdict = verdict.unwrap_or_else(Verdict::Drop);
    if let Verdict::Drop(reason) = verdict {
        trace.push(Step { layer: reason.layer(), finding: Finding::Dropped(reason) });
    }
    Evaluation { verdict, trace }
}

/// An ENI with all that it needs to send or receive.
#[derive(Debug, Clone, Copy)]
struct Sender<'a> {
    interface: &'a NetworkInterface,
    vpc: &'a Vpc,
    subnet: &'a Subnet,
}

impl<'a> Sender<'a> {
    fn find(network: &'a Network, local: &BTreeSet<NetworkInterfaceId>, id: &NetworkInterfaceId) -> Option<Self> {
        let interface = network.interfaces.get(id).filter(|_| local.contains(id))?;
        let vpc = network.vpcs.get(&interface.vpc).filter(|vpc| !vpc.cidr_blocks.is_empty())?;
        Some(Self { interface, vpc, subnet: network.subnets.get(&interface.subnet)? })
    }
}

struct Run<'a> {
    network: &'a Network,
    local: &'a BTreeSet<NetworkInterfaceId>,
    sender: Sender<'a>,
    packet: Departure<'a>,
    flows: &'a mut FlowTables,
    trace: &'a mut Vec<Step>,
}

/// Which flow a packet belongs to, and how.
#[derive(Debug, Clone, Copy)]
struct Belonging {
    key: FlowKey,
    /// It belongs to it by what it quotes, or as a later fragment, and says nothing of the flow's state.
    is_related: bool,
}

impl<'a> Run<'a> {
    fn found(&mut self, finding: Finding) {
        self.trace.push(Step { layer: finding.layer(), finding });
    }

    fn decide(&mut self) -> Result<Verdict, DropReason> {
        let ethernet = Ethernet::read(self.packet.frame).ok_or(DropReason::FrameTruncated)?;
        if let Some(answer) = gateway::check_frame(&self.sender, &ethernet, self.packet.frame)? {
            self.found(Finding::Answered);
            return Ok(answer);
        }
        let headers = packet::read(self.packet.frame)?;
        self.found(Finding::Packet(headers));
        if let Some(answer) = gateway::check(self.network, &self.sender, &ethernet, &headers, self.packet.frame)? {
            self.found(Finding::Answered);
            return Ok(answer);
        }
        let belonging = self.identify(&headers)?;
        let to = self.track(&headers, belonging)?;
        if headers.is_fragment && !belonging.is_related {
            self.flows.fragments.insert(self.fragment_key(&headers), (belonging.key, self.packet.at));
        }
        self.found(Finding::Delivered(to.id.clone()));
        let mut frame = self.packet.frame.to_vec();
        frame[..6].copy_from_slice(&to.mac.0);
        frame[6..12].copy_from_slice(&MacAddress::ROUTER.0);
        Ok(Verdict::Deliver { to: to.id.clone(), frame })
    }

    fn fragment_key(&self, headers: &Headers) -> FragmentKey {
        FragmentKey {
            vpc: self.sender.vpc.number,
            source: headers.source,
            destination: headers.destination,
            id: headers.id,
            protocol: headers.protocol,
        }
    }

    /// Finds the key of the packet's flow.
    fn identify(&self, headers: &Headers) -> Result<Belonging, DropReason> {
        let vpc = self.sender.vpc.number;
        let (source, destination) = (headers.source, headers.destination);
        let key = match headers.transport {
            Transport::Tcp { source: from, destination: to, .. } | Transport::Udp { source: from, destination: to } => {
                FlowKey::new(vpc, headers.protocol, (source, from), (destination, to))
            }
            Transport::Other => FlowKey::new(vpc, headers.protocol, (source, 0), (destination, 0)),
            Transport::Icmp { icmp_type, identifier, .. } => match IcmpKind::of(icmp_type) {
                IcmpKind::Request | IcmpKind::Other => FlowKey::query(vpc, source, destination, icmp_type, identifier),
                IcmpKind::Reply(request) => FlowKey::query(vpc, destination, source, request, identifier),
                IcmpKind::Error => {
                    let quoted = Quoted::read(self.packet.frame, headers).ok_or(DropReason::IcmpErrorUnmatched)?;
                    let key = quoted_key(vpc, headers, &quoted).ok_or(DropReason::IcmpErrorUnmatched)?;
                    return Ok(Belonging { key, is_related: true });
                }
            },
            Transport::LaterFragment => {
                let first = self.flows.fragments.get(&self.fragment_key(headers));
                let fresh =
                    |(_, seen): &&(_, Duration)| self.packet.at.saturating_sub(*seen) <= self.flows.timeouts.fragment;
                let (key, _) = first.filter(fresh).ok_or(DropReason::FragmentUnknown)?;
                return Ok(Belonging { key: *key, is_related: true });
            }
        };
        Ok(Belonging { key, is_related: false })
    }

    /// Takes the packet to its flow, or opens one. Returns the receiver.
    fn track(&mut self, headers: &Headers, belonging: Belonging) -> Result<&'a NetworkInterface, DropReason> {
        let key = belonging.key;
        let Some(flow) = self.flows.flows.get(&key).cloned() else {
            return self.open(headers, &key);
        };
        let role = if flow.initiator.address == headers.source { Role::Initiator } else { Role::Responder };
        let Some(to) = self.check_ends(headers, &key, &flow, role)? else {
            self.flows.flows.remove(&key);
            self.found(Finding::FlowOver);
            return self.open(headers, &key);
        };
        self.found(Finding::Flow { established: flow.is_established() });
        let mut next = flow;
        let effect = match headers.transport {
            _ if belonging.is_related => Effect::Pass,
            Transport::Tcp { flags, .. } => state::tcp(&mut next, role, flags)?,
            _ => state::answer(&mut next, role),
        };
        if effect == Effect::Renew {
            self.flows.flows.remove(&key);
            return self.open(headers, &key);
        }
        if effect == Effect::OpenBack {
            self.pass_gates(headers)?;
        }
        if matches!(effect, Effect::Establish | Effect::OpenBack) {
            self.check_limits(&next)?;
        }
        let bytes = self.bytes();
        next.last_seen = self.packet.at;
        let sent = &mut next.end_mut(role).sent;
        *sent = Sent { packets: sent.packets + 1, bytes: sent.bytes + bytes };
        if effect == Effect::Close {
            next.initiator.sent = Sent::default();
            next.responder.sent = Sent::default();
        }
        if effect == Effect::End {
            self.flows.flows.remove(&key);
        } else {
            self.flows.flows.insert(key, next);
        }
        Ok(to)
    }

    fn bytes(&self) -> u64 {
        (self.packet.frame.len() - packet::ETHERNET_LENGTH) as u64
    }

    /// Whether the flow still belongs to both ends, and the way to the other. `None`: it is over.
    fn check_ends(
        &mut self,
        headers: &Headers,
        key: &FlowKey,
        flow: &Flow,
        role: Role,
    ) -> Result<Option<&'a NetworkInterface>, DropReason> {
        let (own, other) = match role {
            Role::Initiator => (&flow.initiator, &flow.responder),
            Role::Responder => (&flow.responder, &flow.initiator),
        };
        let is_over = flow.is_over(key, &self.flows.timeouts, self.packet.at);
        if own.interface != self.sender.interface.id || is_over {
            return Ok(None);
        }
        let to = self.resolve(headers)?;
        Ok((to.id == other.interface).then_some(to))
    }

    fn check_limits(&self, flow: &Flow) -> Result<(), DropReason> {
        let opener = &flow.initiator.interface;
        let opened = self.flows.established().filter(|flow| flow.initiator.interface == *opener).count();
        if opened >= self.flows.interface_limit {
            return Err(DropReason::FlowQuota);
        }
        if self.flows.established().count() >= self.flows.established_limit {
            return Err(DropReason::FlowTableFull);
        }
        Ok(())
    }

    /// The first packet of a flow.
    fn open(&mut self, headers: &Headers, key: &FlowKey) -> Result<&'a NetworkInterface, DropReason> {
        match headers.transport {
            Transport::LaterFragment => return Err(DropReason::FragmentUnknown),
            Transport::Tcp { flags, .. } if flags != tcp::SYN => return Err(DropReason::TcpNotSyn),
            Transport::Icmp { icmp_type, .. } => match IcmpKind::of(icmp_type) {
                IcmpKind::Error => return Err(DropReason::IcmpErrorUnmatched),
                IcmpKind::Reply(_) => return Err(DropReason::IcmpReplyUnmatched),
                IcmpKind::Request | IcmpKind::Other => {}
            },
            _ => {}
        }
        let to = self.pass_gates(headers)?;
        let end = |interface: &NetworkInterface, address: Ipv4Addr, sent: Sent| FlowEnd {
            interface: interface.id.clone(),
            address,
            sent,
        };
        let flow = Flow {
            initiator: end(self.sender.interface, headers.source, Sent { packets: 1, bytes: self.bytes() }),
            responder: end(to, headers.destination, Sent::default()),
            last_seen: self.packet.at,
            answered: false,
            tcp: TcpState::default(),
        };
        self.flows.flows.insert(*key, flow);
        self.found(Finding::FlowOpened);
        Ok(to)
    }

    /// What a packet that opens a flow must pass: the sender's egress groups, its subnet's routes, [the network ACLs of
    /// both subnets will stand here], the receiver's ingress groups. Returns the receiver.
    fn pass_gates(&mut self, headers: &Headers) -> Result<&'a NetworkInterface, DropReason> {
        let sender = self.sender.interface;
        let peer = self.owner_of(headers.destination);
        let egress = groups::allowing(self.network, sender, Direction::Egress, peer, headers.destination, headers);
        self.found(Finding::Allowed(egress.ok_or(DropReason::EgressDenied)?));
        let to = self.resolve(headers)?;
        let ingress = groups::allowing(self.network, to, Direction::Ingress, Some(sender), headers.source, headers);
        self.found(Finding::Allowed(ingress.ok_or(DropReason::IngressDenied)?));
        Ok(to)
    }

    /// The ENI of the sender's VPC that has an address.
    fn owner_of(&self, address: Ipv4Addr) -> Option<&'a NetworkInterface> {
        gateway::owner_of(self.network, &self.sender.vpc.id, address)
    }

    /// The receiver, by the subnet's routes.
    fn resolve(&mut self, headers: &Headers) -> Result<&'a NetworkInterface, DropReason> {
        let route = routes::find(self.network, self.sender.vpc, self.sender.subnet, headers.destination);
        let route = route.ok_or(DropReason::NoRoute)?;
        let target = route.target;
        self.found(Finding::Route { destination: route.destination, target });
        target.map_or(Ok(()), Err)?;
        let to = self.owner_of(headers.destination).ok_or(DropReason::AddressUnknown)?;
        if to.id == self.sender.interface.id {
            return Err(DropReason::ToItself);
        }
        if Sender::find(self.network, self.local, &to.id).is_none() {
            return Err(DropReason::NotHere);
        }
        Ok(to)
    }
}

/// The key of the flow in which the quoted packet was sent: by the error's receiver, to the error's sender.
fn quoted_key(vpc: u32, headers: &Headers, quoted: &Quoted) -> Option<FlowKey> {
    if quoted.source != headers.destination || quoted.destination != headers.source {
        return None;
    }
    let [a, b, c, d, e, f, ..] = quoted.transport;
    let word = |high, low| u16::from_be_bytes([high, low]);
    let (source, destination) = (quoted.source, quoted.destination);
    match quoted.protocol {
        protocol::TCP | protocol::UDP => {
            Some(FlowKey::new(vpc, quoted.protocol, (source, word(a, b)), (destination, word(c, d))))
        }
        protocol::ICMP => match IcmpKind::of(a) {
            IcmpKind::Request => Some(FlowKey::query(vpc, source, destination, a, word(e, f))),
            IcmpKind::Reply(request) => Some(FlowKey::query(vpc, destination, source, request, word(e, f))),
            IcmpKind::Error | IcmpKind::Other => None,
        },
        other => Some(FlowKey::new(vpc, other, (source, 0), (destination, 0))),
    }
}

#[cfg(test)]
mod tests;
