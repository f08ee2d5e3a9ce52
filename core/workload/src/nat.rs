//! NAT gateways as a host sees them: an ENI whose namespace translates.

use std::net::Ipv4Addr;

use jiff::Timestamp;
use minato_document::{Document, Key, Prefix};
use minato_vpc::ids::{NatGatewayId, NetworkInterfaceId};
use serde::{Deserialize, Serialize};

use crate::{DesiredState, HostName};

/// A NAT gateway that a host runs. Desired state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NatNode {
    /// The gateway.
    pub id: NatGatewayId,
    /// The host that runs it.
    pub host: HostName,
    /// Whose it is: the account and the region of the gateway, joined by a slash.
    pub owner: String,
    /// The ENI that is its `eth0`.
    pub interface: NetworkInterfaceId,
    /// The addresses of the ENI that new flows are translated to; at least one.
    pub addresses: Vec<Ipv4Addr>,
    /// Addresses that only flows which had them before still use.
    pub draining: Vec<Ipv4Addr>,
    /// What it should be.
    pub desired: DesiredState,
}

impl NatNode {
    /// The key of that host's gateway.
    pub fn key_of(host: &HostName, id: &NatGatewayId) -> Key<Self> {
        Key::new([host.0.as_str(), id.as_str()])
    }

    /// The keys of a host's gateways.
    pub fn on_host(host: &HostName) -> Prefix<Self> {
        Prefix::new([&host.0])
    }
}

impl Document for NatNode {
    const KIND: &'static str = "nat-node";

    fn key(&self) -> Key<Self> {
        Self::key_of(&self.host, &self.id)
    }
}

/// What a host observed of a NAT gateway. Written by that host's agent only; it goes soon after its [`NatNode`] is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NatNodeStatus {
    /// The gateway.
    pub id: NatGatewayId,
    /// The host.
    pub host: HostName,
    /// How far it is.
    pub phase: NatPhase,
    /// When it began to translate.
    pub started_at: Option<Timestamp>,
    /// When nothing of it was left on the host.
    pub stopped_at: Option<Timestamp>,
    /// Addresses that no flow uses any more, of those that are draining.
    pub drained: Vec<Ipv4Addr>,
}

/// How far a NAT gateway is. It only ever moves downward in this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NatPhase {
    /// Its namespace and its ENI are being made.
    Starting,
    /// It translates.
    Running,
    /// Nothing of it is left on the host: its addresses may be released.
    Stopped,
}

impl NatNodeStatus {
    /// The status of a gateway of which nothing was done yet.
    pub fn of(node: &NatNode) -> Self {
        Self {
            id: node.id.clone(),
            host: node.host.clone(),
            phase: NatPhase::Starting,
            started_at: None,
            stopped_at: None,
            drained: Vec::new(),
        }
    }

    /// The key of that host's word on a gateway.
    pub fn key_of(host: &HostName, id: &NatGatewayId) -> Key<Self> {
        Key::new([host.0.as_str(), id.as_str()])
    }

    /// The keys of a host's words on its gateways.
    pub fn on_host(host: &HostName) -> Prefix<Self> {
        Prefix::new([&host.0])
    }
}

impl Document for NatNodeStatus {
    const KIND: &'static str = "nat-node-status";

    fn key(&self) -> Key<Self> {
        Self::key_of(&self.host, &self.id)
    }
}
