//! Connection tracking: which packets belong to what was already allowed.
//!
//! A flow is allowed once, by its first packet, for both directions. It waits for an answer as a *transient* flow, is
//! *established* by the answer, and becomes transient again when it was closed or reset. It belongs to the two ENIs that
//! made it, whatever becomes of their addresses.

pub(crate) mod state;

use std::{collections::BTreeMap, net::Ipv4Addr, time::Duration};

pub use state::{Role, TcpState};

use crate::{ids::NetworkInterfaceId, packet::protocol};

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

/// What identifies a flow, the same from both ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FlowKey {
    /// The VPC's number.
    pub vpc: u32,
    /// The IP protocol's number.
    pub protocol: u8,
    /// The two ends, the lower first: address, and port where the protocol has ports.
    ends: [(Ipv4Addr, u16); 2],
    /// For ICMP queries: who asks, the request's type, the identifier.
    query: Option<(Ipv4Addr, u8, u16)>,
}

impl FlowKey {
    /// The key of a flow with ports, or (0) without.
    pub fn new(vpc: u32, protocol: u8, one: (Ipv4Addr, u16), other: (Ipv4Addr, u16)) -> Self {
        Self { vpc, protocol, ends: [one.min(other), one.max(other)], query: None }
    }

    /// The key of an ICMP query.
    pub fn query(vpc: u32, requester: Ipv4Addr, responder: Ipv4Addr, request: u8, identifier: u16) -> Self {
        let key = Self::new(vpc, protocol::ICMP, (requester, 0), (responder, 0));
        Self { query: Some((requester, request, identifier)), ..key }
    }

    /// The port of the end with this address; for a query the identifier.
    pub fn port_of(&self, address: Ipv4Addr) -> u16 {
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
    /// Its ENI.
    pub interface: NetworkInterfaceId,
    /// Its address.
    pub address: Ipv4Addr,
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

    /// The end of a role.
    pub fn end_mut(&mut self, role: Role) -> &mut FlowEnd {
        match role {
            Role::Initiator => &mut self.initiator,
            Role::Responder => &mut self.responder,
        }
    }

    fn timeout(&self, key: &FlowKey, times: &Timeouts) -> Duration {
        match key.protocol {
            protocol::TCP if self.tcp.reset || self.tcp.closed => times.tcp_closed,
            protocol::TCP if self.tcp.finished[0] || self.tcp.finished[1] => times.tcp_closing,
            protocol::TCP if self.tcp.confirmed => times.tcp_established,
            protocol::TCP => times.tcp_opening,
            protocol::UDP if self.answered => times.udp_answered,
            protocol::UDP => times.udp,
            protocol::ICMP => times.icmp,
            _ => times.other,
        }
    }

    /// Whether its time is over.
    pub fn is_over(&self, key: &FlowKey, times: &Timeouts, now: Duration) -> bool {
        now.saturating_sub(self.last_seen) > self.timeout(key, times)
    }
}

/// What a later fragment is found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FragmentKey {
    /// The VPC's number.
    pub vpc: u32,
    /// From whom.
    pub source: Ipv4Addr,
    /// To whom.
    pub destination: Ipv4Addr,
    /// The packet's identification.
    pub id: u16,
    /// The IP protocol's number.
    pub protocol: u8,
}

/// The flows of a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowTables {
    /// When silent flows end.
    pub timeouts: Timeouts,
    /// How many flows may be established.
    pub established_limit: usize,
    /// How many established flows one ENI may have opened.
    pub interface_limit: usize,
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
            interface_limit: usize::MAX,
            flows: BTreeMap::new(),
            fragments: BTreeMap::new(),
        }
    }
}

impl FlowTables {
    /// Ends every flow of an ENI that was taken away.
    pub fn forget(&mut self, interface: &NetworkInterfaceId) {
        self.flows.retain(|_, flow| flow.initiator.interface != *interface && flow.responder.interface != *interface);
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
