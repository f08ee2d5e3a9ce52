//! Taking a packet to its flow, or opening one.

use super::{
    Admitted, Finding, Run, Sender, acl, finding::RefusingGroups, gateway::owner_of, groups, identify::Belonging,
    resolve::Receiver,
};
use crate::{
    drop_reason::DropReason,
    flow::{
        Flow, FlowEnd, FlowKey, IdleTimeouts, Role, Sent, TcpState,
        state::{self, Effect},
    },
    packet::{Headers, IcmpKind, Transport, tcp},
    resources::{Direction, NetworkInterface},
};

type Way<'a> = Result<Receiver<'a>, DropReason>;

/// Whether the two ends track a flow, by what allowed it.
#[derive(Debug, Clone, Copy)]
struct Tracking {
    sender: bool,
    receiver: bool,
}

impl<'a> Run<'a> {
    /// Returns the receiver.
    pub(super) fn track(&mut self, packet: &Admitted<'a>, belonging: Belonging, way: Way<'a>) -> Way<'a> {
        let Belonging { key, is_related } = belonging;
        let Some(flow) = self.flows.flows.get(&key).cloned() else {
            return self.open(packet, &key, way);
        };
        let role = if flow.responder.address == packet.headers.destination { Role::Initiator } else { Role::Responder };
        if !self.is_alive(packet, &key, &flow, role, way.as_ref()) {
            self.flows.flows.remove(&key);
            self.found(Finding::FlowOver);
            return self.open(packet, &key, way);
        }
        self.found(Finding::Flow { established: flow.is_established() });
        self.tell_route(packet);
        let receiver = way?;
        if receiver.is_egress_only && role == Role::Responder {
            return Err(DropReason::EgressOnly);
        }
        self.pass_again(packet, &key, &flow, role, &receiver)?;
        let mut next = flow;
        let effect = match packet.headers.transport {
            _ if is_related => Effect::Pass,
            Transport::Tcp { flags, .. } => state::tcp(&mut next, role, flags)?,
            _ => state::answer(&mut next, role),
        };
        if effect == Effect::Renew {
            self.flows.flows.remove(&key);
            return self.open(packet, &key, Ok(receiver));
        }
        if effect == Effect::OpenBack {
            self.pass_gates(packet, &key, &Ok(receiver.clone()))?;
        }
        if matches!(effect, Effect::Establish | Effect::OpenBack) {
            self.check_limits(&next)?;
        }
        self.record(key, next, role, effect);
        Ok(receiver)
    }

    /// Whether the flow still belongs to both ends. A way that ends somewhere does not end the flow.
    fn is_alive(
        &self,
        packet: &Admitted<'_>,
        key: &FlowKey,
        flow: &Flow,
        role: Role,
        way: Result<&Receiver<'a>, &DropReason>,
    ) -> bool {
        let (own, other) = match role {
            Role::Initiator => (&flow.initiator, &flow.responder),
            Role::Responder => (&flow.responder, &flow.initiator),
        };
        if own.edge != self.sender.edge() || flow.is_over(key, &self.flows.timeouts, self.packet.at) {
            return false;
        }
        way.map_or(true, |receiver| receiver.edge == other.edge && packet.public.or(receiver.public) == flow.public)
    }

    /// What every packet of a flow must pass, whatever allowed the flow: both network ACLs, and the rules of the ends that
    /// do not track it.
    fn pass_again(
        &mut self,
        packet: &Admitted<'a>,
        key: &FlowKey,
        flow: &Flow,
        role: Role,
        receiver: &Receiver<'a>,
    ) -> Result<(), DropReason> {
        self.pass_acls(packet, key, receiver)?;
        let is_error = self.quoted(&packet.headers).is_some();
        let (own, other) = match role {
            Role::Initiator => (&flow.initiator, &flow.responder),
            Role::Responder => (&flow.responder, &flow.initiator),
        };
        if !own.is_tracked && !is_error {
            self.pass_egress(packet, key, Ok(receiver))?;
        }
        if !other.is_tracked && !is_error {
            self.pass_ingress(packet, key, receiver)?;
        }
        Ok(())
    }

    fn record(&mut self, key: FlowKey, mut next: Flow, role: Role, effect: Effect) {
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
    }

    fn check_limits(&self, flow: &Flow) -> Result<(), DropReason> {
        let holder = flow.holder();
        let opened = self.flows.established().filter(|flow| flow.holder() == holder).count();
        if opened >= self.flows.edge_limit {
            return Err(DropReason::FlowQuota);
        }
        if self.flows.established().count() >= self.flows.established_limit {
            return Err(DropReason::FlowTableFull);
        }
        Ok(())
    }

    /// The first packet of a flow.
    fn open(&mut self, packet: &Admitted<'a>, key: &FlowKey, way: Way<'a>) -> Way<'a> {
        if let Some(reason) = opens_nothing(&packet.headers) {
            // That it belongs to no flow may be because another way leads back.
            self.tell_route(packet);
            return Err(reason);
        }
        let tracking = self.pass_gates(packet, key, &way)?;
        let receiver = way?;
        let flow = self.new_flow(packet, &receiver, tracking);
        self.flows.flows.insert(key.clone(), flow);
        self.found(Finding::FlowOpened);
        Ok(receiver)
    }

    fn new_flow(&self, packet: &Admitted<'_>, receiver: &Receiver<'_>, tracking: Tracking) -> Flow {
        let times = &self.flows.timeouts;
        let idle = |interface: Option<&NetworkInterface>| {
            IdleTimeouts::of(times, interface.map(|interface| interface.connection_tracking).unwrap_or_default())
        };
        Flow {
            initiator: FlowEnd {
                edge: self.sender.edge(),
                address: packet.headers.source,
                is_tracked: tracking.sender,
                sent: Sent { packets: 1, bytes: self.bytes() },
            },
            responder: FlowEnd {
                edge: receiver.edge.clone(),
                address: packet.headers.destination,
                is_tracked: tracking.receiver,
                sent: Sent::default(),
            },
            public: packet.public.or(receiver.public),
            idle: idle(self.sender.interface()).min(idle(receiver.member.map(|member| member.interface))),
            last_seen: self.packet.at,
            answered: false,
            tcp: TcpState::default(),
        }
    }

    /// What a packet that opens a flow must pass: the sender's egress groups, its subnet's routes, the network ACLs of both
    /// subnets, the receiver's ingress groups.
    fn pass_gates(&mut self, packet: &Admitted<'a>, key: &FlowKey, way: &Way<'a>) -> Result<Tracking, DropReason> {
        let sender = self.pass_egress(packet, key, way.as_ref())?;
        self.tell_route(packet);
        let receiver = way.as_ref().map_err(|reason| *reason)?;
        if packet.is_closed {
            return Err(DropReason::EgressOnly);
        }
        self.pass_acls(packet, key, receiver)?;
        let receiver = self.pass_ingress(packet, key, receiver)?;
        Ok(Tracking { sender, receiver })
    }

    /// The sender's egress groups; whether they track the flow.
    fn pass_egress(
        &mut self,
        packet: &Admitted<'a>,
        key: &FlowKey,
        way: Result<&Receiver<'a>, &DropReason>,
    ) -> Result<bool, DropReason> {
        let Some(interface) = self.sender.interface().filter(|interface| !interface.is_ungrouped()) else {
            return Ok(true);
        };
        let destination = packet.headers.destination;
        let peer = match way {
            // Groups are known by addresses: through another ENI they say nothing.
            Ok(receiver) if !receiver.segment.is_direct() => None,
            Ok(receiver) if receiver.is_peered => receiver.member.map(|member| member.interface),
            _ => owner_of(self.network, &packet.vpc.id, destination),
        };
        let asked = groups::Asked { peer, address: destination, traffic: groups::Seen::of(&packet.headers, key) };
        let allowed = self.ask_groups(interface, Direction::Egress, &asked);
        allowed.ok_or(DropReason::EgressDenied)
    }

    /// The receiver's ingress groups; whether they track the flow.
    fn pass_ingress(
        &mut self,
        packet: &Admitted<'a>,
        key: &FlowKey,
        receiver: &Receiver<'a>,
    ) -> Result<bool, DropReason> {
        let Some(member) = receiver.member.filter(|member| !member.interface.is_ungrouped()) else {
            return Ok(true);
        };
        let peer = self.sender.interface().filter(|_| receiver.segment.is_direct());
        let traffic = groups::Seen::of(&packet.headers, key);
        let asked = groups::Asked { peer, address: packet.headers.source, traffic };
        let allowed = self.ask_groups(member.interface, Direction::Ingress, &asked);
        allowed.ok_or_else(|| self.refused_by(receiver, DropReason::IngressDenied))
    }

    /// Whether the groups of an ENI track the flow of a packet that they allow; `None` if they do not.
    fn ask_groups(
        &mut self,
        interface: &NetworkInterface,
        direction: Direction,
        asked: &groups::Asked<'_>,
    ) -> Option<bool> {
        let allowed = groups::allow(self.network, interface, direction, asked);
        let refusing = || {
            let (interface, groups) = (interface.id.clone(), interface.groups.clone());
            Finding::Refused(RefusingGroups { interface, groups, direction })
        };
        self.found(allowed.as_ref().map_or_else(refusing, |allowed| Finding::Allowed(allowed.rule.clone())));
        allowed.map(|allowed| allowed.is_tracked)
    }

    /// The network ACLs of the two subnets. Within a subnet there is none.
    fn pass_acls(&mut self, packet: &Admitted<'a>, key: &FlowKey, receiver: &Receiver<'a>) -> Result<(), DropReason> {
        let from = match self.sender {
            Sender::Interface(member) => Some(member.subnet),
            Sender::Internet | Sender::OnPremises(..) => None,
        };
        let to = receiver.member.map(|member| member.subnet);
        if from.map(|subnet| &subnet.id) == to.map(|subnet| &subnet.id) {
            return Ok(());
        }
        let traffic = groups::Seen::of(&packet.headers, key);
        if let Some(subnet) = from {
            let decision = acl::decide(self.network, subnet, Direction::Egress, packet.headers.destination, traffic);
            let allow = decision.allow;
            self.found(Finding::Acl(decision));
            if !allow {
                return Err(DropReason::EgressAclDenied);
            }
        }
        if let Some(subnet) = to {
            let decision = acl::decide(self.network, subnet, Direction::Ingress, packet.headers.source, traffic);
            let allow = decision.allow;
            self.found(Finding::Acl(decision));
            if !allow {
                return Err(self.refused_by(receiver, DropReason::IngressAclDenied));
            }
        }
        Ok(())
    }

    fn refused_by(&mut self, receiver: &Receiver<'_>, reason: DropReason) -> DropReason {
        *self.receiver = Some(receiver.edge.clone());
        reason
    }
}

/// Why a packet that belongs to no flow opens none.
fn opens_nothing(headers: &Headers) -> Option<DropReason> {
    match headers.transport {
        Transport::LaterFragment => Some(DropReason::FragmentUnknown),
        Transport::Tcp { flags, .. } if flags != tcp::SYN => Some(DropReason::TcpNotSyn),
        Transport::Icmp { .. } => match headers.icmp_kind()? {
            IcmpKind::Error => Some(DropReason::IcmpErrorUnmatched),
            IcmpKind::Reply(_) => Some(DropReason::IcmpReplyUnmatched),
            IcmpKind::Request | IcmpKind::Other => None,
        },
        Transport::Tcp { .. } | Transport::Udp { .. } | Transport::Other => None,
    }
}
