//! Instances.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Scope, Tags};
use crate::ids::{ImageId, InstanceId, NetworkInterfaceId, ReservationId, SubnetId, VpcId};

/// An instance: a network namespace of a host with a primary ENI, and as many further ones as its type allows. Its ENIs name
/// it in their attachments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// Its id.
    pub id: InstanceId,
    /// Its owner.
    pub scope: Scope,
    /// What it was launched with.
    pub reservation: ReservationId,
    /// Its place among those.
    pub launch_index: u32,
    /// The image that was named: nothing of it runs.
    pub image: ImageId,
    /// Its type, which says how many ENIs and addresses it may have.
    pub instance_type: String,
    /// The VPC of its subnet.
    pub vpc: VpcId,
    /// The subnet of its primary ENI.
    pub subnet: SubnetId,
    /// Its primary ENI, after which its namespace is named.
    pub interface: NetworkInterfaceId,
    /// What has become of it.
    pub state: InstanceState,
    /// When it was launched, or last started.
    pub launched_at: Timestamp,
    /// When somebody last asked for it to stop or to end.
    pub stopped_at: Option<Timestamp>,
    /// Whether its primary ENI gets a public address when it is started again: it had one that came with the launch.
    pub has_launch_address: bool,
    /// The token of the request that launched it.
    pub client_token: Option<String>,
    /// Its tags.
    pub tags: Tags,
}

/// What has become of an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum InstanceState {
    /// Its host makes the namespace and the devices.
    Pending,
    /// Its devices are up.
    Running,
    /// Its host takes the namespace away.
    Stopping,
    /// Nothing of it is on a host; its ENIs stay its own.
    Stopped,
    /// Its host takes the namespace away for good.
    ShuttingDown,
    /// It is gone, and is shown for a while.
    Terminated,
}

impl InstanceState {
    /// Its name, as AWS shows it.
    pub fn name(self) -> &'static str {
        match self {
            InstanceState::Pending => "pending",
            InstanceState::Running => "running",
            InstanceState::Stopping => "stopping",
            InstanceState::Stopped => "stopped",
            InstanceState::ShuttingDown => "shutting-down",
            InstanceState::Terminated => "terminated",
        }
    }

    /// Its number, as AWS shows it.
    pub fn code(self) -> i32 {
        match self {
            InstanceState::Pending => 0,
            InstanceState::Running => 16,
            InstanceState::ShuttingDown => 32,
            InstanceState::Terminated => 48,
            InstanceState::Stopping => 64,
            InstanceState::Stopped => 80,
        }
    }
}
