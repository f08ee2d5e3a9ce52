//! Connection tracking: which packets belong to what was already allowed.
//!
//! A flow is allowed once, by its first packet, for both directions. It waits for an answer, is *established* by
//! it, and is kept for what trails when it was closed or reset. It belongs to the two edges that
//! made it, whatever becomes of their addresses.

pub(crate) mod state;

use std::{collections::BTreeMap, net::IpAddr, time::Duration};

pub use state::{Role, TcpState};

use crate::{edge::Edge, packet::protocol, resources::ConnectionTracking};

/// When silent flows end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeouts {
    /// TCP, both ends have spoken: 432,000 s by default.
    pub tcp_established: Duration,
    /// TCP whose handshake is not complete: 60 s.
    pub tcp_opening: Duration,
    /// TCP that one end has closed: 120 s.
    pub tcp_closing: Duration,
    /// TCP that both ends have closed, or one has reset: 30 s.
    pub tcp_closed: Duration,
    /// UDP without an answer: 30 s.
    pub udp: Duration,
    /// UDP that was answered: 180 s.
    pub udp_answered: Duration,
    /// ICMP queries: 30 s.
    pub icmp: Duration,
    /// Other protocols: 600 s.
    pub other: Duration,
    /// The later fragments of a packet after its first: 30 s.
    pub fragment: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            tcp_established: Duration::from_secs(432_000),
            tcp_opening: Duration::from_secs(60),
            tcp_closing: Duration::from_secs(120),
            tcp_closed: Duration::from_secs(30),
            udp: Duration::from_secs(30),
            udp_answered: Duration::from_secs(180),
            icmp: Duration::from_secs(30),
            other: Duration::from_secs(600),
            fragment: Duration::from_secs(30),
        }
    }
}

/// Where a flow runs. The same addresses and ports in two segments are two flows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment {
    /// The number of the VPC, or of the peering connection that the flow crosses.
    pub number: u32,
    /// The two edges, when one of them is on the way and not the packet's source or destination: an appliance, or a NAT
    /// gateway.
    via: Option<[Edge; 2]>,
}

impl Segment {
    /// Between the packet's source and its destination.
    pub fn direct(number: u32) -> Self {
        Self { number, via: None }
    }

    /// Between two edges, in whatever order.
    pub fn between(number: u32, one: Edge, other: Edge) -> Self {
        Self { number, via: Some(if one < other { [one, other] } else { [other, one] }) }
    }

    /// Whether its ends are the packet's source and destination.
    pub fn is_direct(&self) -> bool {
        self.via.is_none()
    }
}

/// How long a flow may be idle: the shorter of what its two ends ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdleTimeouts {
    /// TCP, both ends have spoken.
    pub tcp_established: Duration,
    /// UDP that was answered.
    pub udp_answered: Duration,
    /// UDP without an answer.
    pub udp: Duration,
}

impl IdleTimeouts {
    /// What an end with these settings asks for.
    pub fn of(times: &Timeouts, settings: ConnectionTracking) -> Self {
        let seconds = |setting: Option<u32>, default| setting.map_or(default, |s| Duration::from_secs(s.into()));
        Self {
            tcp_established: seconds(settings.tcp_established_s, times.tcp_established),
            udp_answered: seconds(settings.udp_stream_s, times.udp_answered),
            udp: seconds(settings.udp_s, times.udp),
        }
    }

    /// The shorter of each.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Self {
            tcp_established: self.tcp_established.min(other.tcp_established),
            udp_answered: self.udp_answered.min(other.udp_answered),
            udp: self.udp.min(other.udp),
        }
    }
}

/// What identifies a flow, the same from both ends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FlowKey {
    /// Where it runs.
    pub segment: Segment,
    /// The IP protocol's number.
    pub protocol: u8,
    /// The two ends, the lower first: address, and port where the protocol has ports.
    ends: [(IpAddr, u16); 2],
    /// For ICMP queries: who asks, the request's type, the identifier.
    query: Option<(IpAddr, u8, u16)>,
}

impl FlowKey {
    /// The key of a flow with ports, or (0) without.
    pub fn new(segment: Segment, protocol: u8, one: (IpAddr, u16), other: (IpAddr, u16)) -> Self {
        Self { segment, protocol, ends: [one.min(other), one.max(other)], query: None }
    }

    /// The key of a query of ICMP, or in IPv6 of ICMPv6.
    pub fn query(segment: Segment, requester: IpAddr, responder: IpAddr, request: u8, identifier: u16) -> Self {
        let protocol = if requester.is_ipv6() { protocol::ICMPV6 } else { protocol::ICMP };
        let key = Self::new(segment, protocol, (requester, 0), (responder, 0));
        Self { query: Some((requester, request, identifier)), ..key }
    }

    /// For a query: who asks, and the type of the request.
    pub(crate) fn request(&self) -> Option<(IpAddr, u8)> {
        self.query.map(|(requester, request, _)| (requester, request))
    }

    /// The port of the end with this address; for a query the identifier.
    pub fn port_of(&self, address: IpAddr) -> u16 {
        match self.query {
            Some((_, _, identifier)) => identifier,
            None => self.ends.iter().find(|(end, _)| *end == address).map_or(0, |(_, port)| *port),
        }
    }
}

/// Packets and bytes, without Ethernet headers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent {
    /// Packets.
    pub packets: u64,
    /// Bytes.
    pub bytes: u64,
}

/// One end of a flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowEnd {
    /// Its edge.
    pub edge: Edge,
    /// Its address.
    pub address: IpAddr,
    /// Whether the flow outlives the rules of this end that allowed it. One that does not needs them for every packet.
    pub is_tracked: bool,
    /// What it has sent.
    pub sent: Sent,
}

/// A tracked flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// Who opened it.
    pub initiator: FlowEnd,
    /// Whom it was opened to.
    pub responder: FlowEnd,
    /// The public address that the end within the VPC has, if the other one is the internet.
    pub public: Option<IpAddr>,
    /// How long it may be idle, by what its ends ask for.
    pub idle: IdleTimeouts,
    /// When its last packet passed.
    pub last_seen: Duration,
    /// Whether the responder has answered.
    pub answered: bool,
    /// What is known of a TCP connection.
    pub tcp: TcpState,
}

impl Flow {
    /// Whether it counts as established: answered, and neither closed nor reset.
    pub fn is_established(&self) -> bool {
        self.answered && !self.tcp.reset && !self.tcp.closed
    }

    /// The edge whose quota it counts against: who opened it, or the ENI it was opened to from outside.
    pub fn holder(&self) -> &Edge {
        if self.initiator.edge.interface().is_some() { &self.initiator.edge } else { &self.responder.edge }
    }

    /// The end of a role, to be changed.
    pub fn end_mut(&mut self, role: Role) -> &mut FlowEnd {
        match role {
            Role::Initiator => &mut self.initiator,
            Role::Responder => &mut self.responder,
        }
    }

    /// The end of a role.
    pub fn end(&self, role: Role) -> &FlowEnd {
        match role {
            Role::Initiator => &self.initiator,
            Role::Responder => &self.responder,
        }
    }

    fn timeout(&self, key: &FlowKey, times: &Timeouts) -> Duration {
        match key.protocol {
            protocol::TCP if self.tcp.reset || self.tcp.closed => times.tcp_closed,
            protocol::TCP if self.tcp.finished[0] || self.tcp.finished[1] => times.tcp_closing,
            protocol::TCP if self.tcp.confirmed => self.idle.tcp_established,
            protocol::TCP => times.tcp_opening,
            protocol::UDP if self.answered => self.idle.udp_answered,
            protocol::UDP => self.idle.udp,
            protocol::ICMP | protocol::ICMPV6 => times.icmp,
            _ => times.other,
        }
    }

    /// Whether its time is over.
    pub fn is_over(&self, key: &FlowKey, times: &Timeouts, now: Duration) -> bool {
        now.saturating_sub(self.last_seen) > self.timeout(key, times)
    }
}

/// What a later fragment is found by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FragmentKey {
    /// The number of the VPC that it is in.
    pub vpc: u32,
    /// Where it enters.
    pub edge: Edge,
    /// From whom.
    pub source: IpAddr,
    /// To whom.
    pub destination: IpAddr,
    /// The packet's identification.
    pub id: u32,
    /// The IP protocol's number; 0 in IPv6, where the identification alone tells packets apart (RFC 8200, 4.5).
    pub protocol: u8,
}

/// The flows of a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowTables {
    /// When silent flows end.
    pub timeouts: Timeouts,
    /// How many flows may be established.
    pub established_limit: usize,
    /// How many established flows may count against one edge.
    pub edge_limit: usize,
    /// The flows.
    pub flows: BTreeMap<FlowKey, Flow>,
    /// Which flow the later fragments of a packet belong to, and since when.
    pub fragments: BTreeMap<FragmentKey, (FlowKey, Duration)>,
}

impl Default for FlowTables {
    fn default() -> Self {
        Self {
            timeouts: Timeouts::default(),
            established_limit: usize::MAX,
            edge_limit: usize::MAX,
            flows: BTreeMap::new(),
            fragments: BTreeMap::new(),
        }
    }
}

impl FlowTables {
    /// Ends every flow of an edge that was taken away.
    pub fn forget(&mut self, edge: &Edge) {
        self.flows.retain(|_, flow| flow.initiator.edge != *edge && flow.responder.edge != *edge);
    }

    /// Ends the flows whose time is over.
    pub fn expire(&mut self, now: Duration) {
        let times = &self.timeouts;
        self.flows.retain(|key, flow| !flow.is_over(key, times, now));
    }

    /// The established flows.
    pub(crate) fn established(&self) -> impl Iterator<Item = &Flow> {
        self.flows.values().filter(|flow| flow.is_established())
    }
}
