//! Instances as a host sees them: a namespace with a device for each of their ENIs.

use jiff::Timestamp;
use minato_document::{Document, Key, Prefix};
use minato_vpc::ids::{InstanceId, NetworkInterfaceId};
use serde::{Deserialize, Serialize};

use crate::{DesiredState, HostName};

/// An instance that a host has. Desired state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceNode {
    /// The instance.
    pub id: InstanceId,
    /// The host that has it.
    pub host: HostName,
    /// Whose it is: the account and the region, joined by a slash.
    pub owner: String,
    /// The ENIs that are its devices, the primary one first: the namespace is named after that one.
    pub interfaces: Vec<NetworkInterfaceId>,
    /// ENIs that were its devices, and that are to be taken away.
    pub leaving: Vec<NetworkInterfaceId>,
    /// What it should be.
    pub desired: DesiredState,
    /// Grows with each change of the above, so that a host's word is known to be about the newest.
    pub generation: u64,
}

impl InstanceNode {
    /// The key of that host's instance.
    pub fn key_of(host: &HostName, id: &InstanceId) -> Key<Self> {
        Key::new([host.0.as_str(), id.as_str()])
    }

    /// The keys of a host's instances.
    pub fn on_host(host: &HostName) -> Prefix<Self> {
        Prefix::new([&host.0])
    }
}

impl Document for InstanceNode {
    const KIND: &'static str = "instance-node";

    fn key(&self) -> Key<Self> {
        Self::key_of(&self.host, &self.id)
    }
}

/// What a host made of an instance. Written by that host's agent only; it goes soon after its [`InstanceNode`] is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceNodeStatus {
    /// The instance.
    pub id: InstanceId,
    /// The host.
    pub host: HostName,
    /// The generation of the node that the host was last equal to: every device of it was up, and nothing else of the
    /// instance was there.
    pub generation: u64,
    /// When it was first equal to that.
    pub settled_at: Timestamp,
}

impl InstanceNodeStatus {
    /// Whether the host has done all that a node says.
    pub fn is_of(&self, node: &InstanceNode) -> bool {
        self.generation == node.generation
    }

    /// The key of that host's word on an instance.
    pub fn key_of(host: &HostName, id: &InstanceId) -> Key<Self> {
        Key::new([host.0.as_str(), id.as_str()])
    }

    /// The keys of a host's words on its instances.
    pub fn on_host(host: &HostName) -> Prefix<Self> {
        Prefix::new([&host.0])
    }
}

impl Document for InstanceNodeStatus {
    const KIND: &'static str = "instance-node-status";

    fn key(&self) -> Key<Self> {
        Self::key_of(&self.host, &self.id)
    }
}
