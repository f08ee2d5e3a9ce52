//! A line of `GET /_minato/top`: what happened in an interval, and how full things are at its end.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Amount, End, Occupancy};

/// What a line may be long at most: so many flows of at most 1 KiB each, and the rest.
pub(crate) const MAX_LINE_BYTES: usize = 4 << 20;

/// The most flows that a line tells of.
pub(crate) const MAX_FLOWS: usize = 1_000;

/// A line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Top {
    /// The interval's end.
    pub(crate) at: Timestamp,
    /// Its length in seconds.
    pub(crate) interval: f64,
    /// This machine's name.
    pub(crate) host: String,
    /// The attached ENIs, and the ways out of VPCs.
    pub(crate) interfaces: Vec<InterfaceRates>,
    /// The flows with most bytes in the interval, the busiest first.
    pub(crate) flows: Vec<FlowRates>,
    /// How many flows are tracked.
    pub(crate) tracked: u64,
    /// What was dropped since the instance came up, by reason, and how much of it in the interval.
    pub(crate) drops: Vec<DropRates>,
    /// How full the kernel's tables are.
    pub(crate) tables: Vec<Occupancy>,
}

/// Per second.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Rate {
    /// Packets.
    pub(crate) packets: f64,
    /// Bits, from the IP header on.
    pub(crate) bits: f64,
}

/// An edge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct InterfaceRates {
    /// The id of the ENI or the VPN gateway, or `internet`.
    pub(crate) interface: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) vpc: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) address: Option<String>,
    /// Who asked for its task, such as the task's ARN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) owner: Option<String>,
    /// What it sent, and its own side let pass.
    pub(crate) egress: Rate,
    /// What it received.
    pub(crate) ingress: Rate,
    /// Packets per second that it sent or was to receive, and that were dropped at its side.
    pub(crate) dropped: f64,
    /// Established flows that count against its quota.
    pub(crate) flows: u64,
    /// That quota.
    pub(crate) flow_limit: u64,
}

/// A tracked flow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FlowRates {
    /// The protocol's name, or its number.
    pub(crate) protocol: String,
    /// Who opened it.
    pub(crate) source: End,
    /// The other end.
    pub(crate) destination: End,
    /// What it is at.
    pub(crate) state: FlowState,
    /// Seconds since it was opened.
    pub(crate) age: f64,
    /// Seconds since its last packet.
    pub(crate) idle: f64,
    /// What the source sends.
    pub(crate) sent: Rate,
    /// What the destination sends.
    pub(crate) received: Rate,
    /// What the source has sent since the flow was opened, or since its close, with which the kernel's counts begin again: what
    /// it sent between the last interval and its close is in no rate of the flow, though in those of its ENI.
    pub(crate) total_sent: Amount,
    /// What the destination has sent.
    pub(crate) total_received: Amount,
}

/// What a flow is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FlowState {
    /// It was not answered yet.
    Opening,
    /// It was answered.
    Established,
    /// It was closed or reset, and is kept for what trails.
    Closed,
}

/// A reason to drop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DropRates {
    pub(crate) layer: String,
    pub(crate) reason: String,
    /// The reason in a sentence.
    pub(crate) text: String,
    /// Packets since the instance came up.
    pub(crate) packets: u64,
    pub(crate) rate: Rate,
}
