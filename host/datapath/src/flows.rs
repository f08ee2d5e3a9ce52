//! The flows that the data plane tracks.

use std::{net::IpAddr, time::Duration};

use crate::{Traffic, encode::ip_of, layout};

/// One end of a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlowEnd {
    /// The ENI's link.
    pub ifindex: u32,
    /// Its address.
    pub address: IpAddr,
    /// Its port; for ICMP the identifier; 0 for protocols without ports.
    pub port: u16,
    /// What it has sent.
    pub sent: Traffic,
}

/// A tracked flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlowRecord {
    /// The number of its VPC, or of the peering connection that it crosses.
    pub segment: u32,
    /// The IP protocol's number.
    pub protocol: u8,
    /// Who opened it.
    pub initiator: FlowEnd,
    /// Whom it was opened to.
    pub responder: FlowEnd,
    /// What it is at. With its close its counts begin again at zero: an event has told them.
    pub stage: Stage,
    /// When it was opened, by a clock that is never set: it tells a flow from a former one with the same ends.
    pub opened: Duration,
    /// How long ago that was.
    pub age: Duration,
    /// How long it has been silent.
    pub idle: Duration,
}

/// What a flow is at, as the programs count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It waits for an answer.
    Opening,
    /// It was answered.
    Established,
    /// It was closed or reset, and is kept for what trails.
    Closed,
}

pub(crate) fn stage(state: u32) -> Stage {
    if state & (layout::FLOW_RESET | layout::FLOW_CLOSED) != 0 {
        Stage::Closed
    } else if state & layout::FLOW_ANSWERED != 0 {
        Stage::Established
    } else {
        Stage::Opening
    }
}

pub(crate) fn record(key: &layout::FlowKey, flow: &layout::Flow, now: u64) -> FlowRecord {
    let end = |side: usize| FlowEnd {
        ifindex: flow.end[side].ifindex,
        address: ip_of(key.address[side]),
        // A query's identifier stands first, whoever asked.
        port: u16::from_be_bytes(key.port[if key.requester == 0 { side } else { 0 }]),
        sent: flow.sent[side].into(),
    };
    let initiator = usize::from(flow.initiator & 1);
    FlowRecord {
        segment: key.segment,
        protocol: key.protocol,
        initiator: end(initiator),
        responder: end(1 - initiator),
        stage: stage(flow.state),
        opened: Duration::from_nanos(flow.opened),
        age: Duration::from_nanos(now.saturating_sub(flow.opened)),
        idle: Duration::from_nanos(now.saturating_sub(flow.last_seen)),
    }
}
