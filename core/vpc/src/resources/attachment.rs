//! What an ENI is attached to.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{AttachmentId, InstanceId, NetworkInterfaceId};

/// An ENI's attachment to what uses it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// What uses the ENI, in words that a person reads, such as `arn:aws:ecs:…:task/…`.
    pub owner: String,
    /// The account that AWS names as the attacher, such as `amazon-ecs` or the owner's own.
    pub instance_owner: String,
    /// 0 for a primary interface, 1 for the ENI of a task.
    pub device_index: u32,
    /// When it was attached.
    pub attached_at: Timestamp,
    /// Whether it goes when its user goes.
    pub delete_on_termination: bool,
    /// How far it is.
    #[serde(default)]
    pub state: AttachmentState,
    /// The primary ENI of the instance that this one is a further device of: they have one namespace.
    #[serde(default)]
    pub primary: Option<NetworkInterfaceId>,
}

impl Attachment {
    /// The instance that it is attached to, if it is one.
    pub fn instance(&self) -> Option<InstanceId> {
        self.owner.parse().ok()
    }
}

/// How far an attachment is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttachmentState {
    /// The host is to make the device.
    Attaching,
    /// The device is there. What a service attaches is so from the start.
    #[default]
    Attached,
    /// The host is to take the device away.
    Detaching,
}
