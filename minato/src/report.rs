//! What `serve` tells the other commands, as JSON: one definition for who writes and who reads.

pub(crate) mod top;

use std::{collections::BTreeMap, fmt};

use clap::ValueEnum;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `GET /_minato/status`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Status {
    /// The version that runs.
    pub(crate) version: String,
    /// The data directory's short name.
    pub(crate) instance: String,
    /// The data directory.
    pub(crate) data_dir: String,
    /// This machine's name.
    pub(crate) host: String,
    /// `kernel` or `none`.
    pub(crate) data_plane: String,
    /// Whether signatures are verified.
    pub(crate) signatures_verified: bool,
    /// VPCs, default ones included.
    pub(crate) vpcs: Vec<VpcStatus>,
    /// What this machine runs.
    pub(crate) tasks: Vec<TaskStatus>,
    /// Instances that have not ended.
    pub(crate) instances: Vec<InstanceStatus>,
    /// The NAT gateways of this machine.
    pub(crate) nat_gateways: Vec<NatGatewayStatus>,
    /// The public side of this machine.
    pub(crate) public_side: PublicSideStatus,
    /// What this instance added to the machine; `minato down` takes it away.
    pub(crate) additions: Vec<Addition>,
    /// Dropped packets, by reason.
    pub(crate) drops: Vec<Drops>,
    /// How full the kernel's tables are.
    pub(crate) tables: Vec<Occupancy>,
    /// What the agent could not do yet, and tries again.
    pub(crate) problems: Vec<String>,
}

/// A VPC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VpcStatus {
    pub(crate) id: String,
    pub(crate) name: Option<String>,
    pub(crate) is_default: bool,
    pub(crate) account: String,
    pub(crate) region: String,
    pub(crate) cidr: String,
    pub(crate) subnets: usize,
    pub(crate) interfaces: usize,
    pub(crate) security_groups: usize,
}

/// A sandbox: an ECS task on this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TaskStatus {
    /// Who asked for it, such as a task's ARN.
    pub(crate) owner: String,
    pub(crate) phase: String,
    pub(crate) interface: String,
    pub(crate) address: Option<String>,
    pub(crate) groups: Vec<String>,
    /// State by container name.
    pub(crate) containers: BTreeMap<String, String>,
}

/// An instance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct InstanceStatus {
    pub(crate) id: String,
    pub(crate) state: String,
    /// Its primary ENI, after which its namespace is named.
    pub(crate) interface: String,
    pub(crate) address: Option<String>,
    /// The ENI of each device.
    pub(crate) devices: BTreeMap<String, String>,
}

/// A NAT gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NatGatewayStatus {
    pub(crate) id: String,
    pub(crate) interface: String,
    pub(crate) phase: String,
    /// What it counted; left out while that cannot be read.
    #[serde(flatten)]
    pub(crate) counts: Option<NatGatewayCounts>,
}

/// What a NAT gateway counted since it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NatGatewayCounts {
    /// Connections that it knows now.
    pub(crate) connections: u64,
    /// Flows that were dropped because no port was left: `ErrorPortAllocation`.
    pub(crate) error_port_allocation: u64,
    /// Flows that were dropped because the machine can track no more.
    pub(crate) table_full: u64,
    /// Resets sent for connections that it no longer knew.
    pub(crate) resets: u64,
    /// Packets dropped that nobody had asked for.
    pub(crate) unsolicited: u64,
}

/// Where public addresses are, and how far they reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PublicSideStatus {
    /// The pool of public addresses.
    pub(crate) pool: String,
    /// Whether it is routed on this machine.
    pub(crate) routed: bool,
    /// Whether this machine forwards beyond itself (`net.ipv4.ip_forward`): its administrator says so.
    pub(crate) forwarding: bool,
}

/// Something that an instance added to its machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Addition {
    /// What it is, such as `link`.
    pub(crate) what: String,
    /// Its name or place.
    pub(crate) name: String,
}

/// Packets dropped for one reason since the instance came up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Drops {
    pub(crate) layer: String,
    pub(crate) reason: String,
    /// The reason in a sentence.
    pub(crate) text: String,
    pub(crate) packets: u64,
    pub(crate) bytes: u64,
}

/// A table's entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Occupancy {
    pub(crate) table: String,
    pub(crate) entries: u64,
    pub(crate) limit: u64,
}

/// A line of `GET /_minato/flows`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Flow {
    pub(crate) at: Timestamp,
    pub(crate) event: FlowEvent,
    /// The protocol's name, or its number.
    pub(crate) protocol: String,
    pub(crate) source: End,
    pub(crate) destination: End,
    /// What the source has sent.
    pub(crate) sent: Amount,
    /// What the destination has sent.
    pub(crate) received: Amount,
    /// Why it was rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rejection: Option<Rejection>,
}

/// What happened to a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FlowEvent {
    Opened,
    Closed,
    Rejected,
}

/// An end of a flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct End {
    pub(crate) address: String,
    /// For ICMP the identifier (source), and type and code (destination).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) port: Option<u16>,
    /// The ENI that has the address, when it is on this machine.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) interface: Option<String>,
}

/// Packets and bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Amount {
    pub(crate) packets: u64,
    pub(crate) bytes: u64,
}

/// Who rejected a flow, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rejection {
    /// `egress`: at the sender's ENI; `ingress`: at the receiver's.
    pub(crate) direction: String,
    pub(crate) layer: String,
    pub(crate) reason: String,
    /// The reason in a sentence.
    pub(crate) text: String,
}

/// `GET /_minato/images`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Image {
    /// The full reference.
    pub(crate) name: String,
    pub(crate) digest: String,
}

/// What `POST /_minato/images` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Imported {
    /// The names under which task definitions may use the images.
    pub(crate) images: Vec<String>,
}

/// What `GET /_minato/reach` is asked about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ReachProtocol {
    /// A connection to a port
    #[default]
    Tcp,
    /// A datagram to a port
    Udp,
    /// An echo request
    Icmp,
}

impl fmt::Display for ReachProtocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tcp => "tcp",
            Self::Udp => "udp",
            Self::Icmp => "icmp",
        })
    }
}
