//! What a host should run, and what it says of it, as plain data.
//!
//! Floor 1. The APIs write what is desired, the agents what they observed, under different keys: neither knows the other.
//! Never does I/O.

mod instance;
mod nat;

pub use instance::{InstanceNode, InstanceNodeStatus};
pub use nat::{NatNode, NatNodeStatus, NatPhase};

use std::{collections::BTreeMap, fmt};

use jiff::Timestamp;
use minato_document::{Document, Key, Prefix};
use minato_vpc::ids::NetworkInterfaceId;
use serde::{Deserialize, Serialize};

/// A machine's name among those that share a store: letters, digits, `-` and `.`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct HostName(pub String);

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A sandbox's id: 32 hexadecimal digits, unique in the store.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SandboxId(pub String);

impl fmt::Display for SandboxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Containers that share one network namespace with one ENI: what an ECS task is to a host. Desired state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sandbox {
    /// Its id.
    pub id: SandboxId,
    /// The host that runs it.
    pub host: HostName,
    /// Who asked for it, in words that a person reads, such as a task's ARN.
    pub owner: String,
    /// The ENI that is its `eth0`.
    pub interface: NetworkInterfaceId,
    /// The host name that its containers see.
    pub hostname: String,
    /// Its containers, started in this order; their names are unique in it.
    pub containers: Vec<Container>,
    /// Memory that all its containers together may use, in MiB.
    pub memory_limit_mib: Option<u32>,
    /// CPU that all its containers together may use, in 1,024ths of a core.
    pub cpu_limit_units: Option<u32>,
    /// What it should be.
    pub desired: DesiredState,
}

/// What a sandbox should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DesiredState {
    /// All containers run until an essential one ends.
    Running,
    /// Nothing of it is left.
    Stopped,
}

/// A container to run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Container {
    /// Its name, unique in its sandbox.
    pub name: String,
    /// The image reference as it was given.
    pub image: String,
    /// Replaces the image's entry point.
    pub entry_point: Option<Vec<String>>,
    /// Replaces the image's command.
    pub command: Option<Vec<String>>,
    /// Variables in addition to the image's, which they override.
    pub environment: BTreeMap<String, String>,
    /// Replaces the image's working directory.
    pub working_directory: Option<String>,
    /// Replaces the image's user: `user`, `user:group`, `uid`, `uid:gid`.
    pub user: Option<String>,
    /// Whether the root file system is read-only.
    pub read_only_root: bool,
    /// Whether the sandbox stops when it ends.
    pub essential: bool,
    /// The hard limit of its memory, in MiB.
    pub memory_limit_mib: Option<u32>,
    /// Its share of CPU, in 1,024ths of a core.
    pub cpu_units: u32,
    /// How long it has after SIGTERM before SIGKILL, in seconds.
    pub stop_timeout_seconds: u32,
}

impl Sandbox {
    /// The key of that host's sandbox.
    pub fn key_of(host: &HostName, id: &SandboxId) -> Key<Self> {
        Key::new([&host.0, &id.0])
    }

    /// The keys of a host's sandboxes.
    pub fn on_host(host: &HostName) -> Prefix<Self> {
        Prefix::new([&host.0])
    }
}

impl Document for Sandbox {
    const KIND: &'static str = "sandbox";

    fn key(&self) -> Key<Self> {
        Self::key_of(&self.host, &self.id)
    }
}

/// What a host observed of a sandbox. Written by that host's agent only; it goes soon after its [`Sandbox`] is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SandboxStatus {
    /// The sandbox's id.
    pub id: SandboxId,
    /// The host.
    pub host: HostName,
    /// How far it is.
    pub phase: Phase,
    /// When the ENI was up and filtered.
    pub connected_at: Option<Timestamp>,
    /// When the first image was asked for.
    pub pull_started_at: Option<Timestamp>,
    /// When the last image was there.
    pub pull_stopped_at: Option<Timestamp>,
    /// When the last container had started.
    pub started_at: Option<Timestamp>,
    /// When it began to stop.
    pub stopping_at: Option<Timestamp>,
    /// When the last container had ended.
    pub execution_stopped_at: Option<Timestamp>,
    /// When nothing of it was left on the host.
    pub stopped_at: Option<Timestamp>,
    /// Why it stops or stopped.
    pub stop_cause: Option<StopCause>,
    /// Its containers, in the order of the sandbox's.
    pub containers: Vec<ContainerStatus>,
}

/// How far a sandbox is. It only ever moves downward in this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Phase {
    /// The namespace and the ENI are being made.
    Connecting,
    /// Images are fetched and containers created.
    Starting,
    /// Every container has been started.
    Running,
    /// Containers are being ended.
    Stopping,
    /// Containers have ended; the namespace and the ENI are being removed.
    Disconnecting,
    /// Nothing of it is left on the host: its address may be released.
    Stopped,
}

/// Why a sandbox stops.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StopCause {
    /// [`DesiredState::Stopped`] was asked for.
    Requested,
    /// An essential container ended.
    EssentialContainerExited {
        /// Its name.
        container: String,
    },
    /// It could not be started.
    FailedToStart {
        /// ECS's name of the error, such as `CannotPullContainerError`.
        error: String,
        /// What went wrong, for a person.
        message: String,
    },
}

impl fmt::Display for StopCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StopCause::Requested => f.write_str("it was asked for"),
            StopCause::EssentialContainerExited { container } => write!(f, "the essential container {container} ended"),
            StopCause::FailedToStart { error, message } => write!(f, "{error}: {message}"),
        }
    }
}

/// What a host observed of a container.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerStatus {
    /// Its name.
    pub name: String,
    /// How far it is.
    pub state: ContainerState,
    /// Its id in the container runtime, once it was created.
    pub runtime_id: Option<String>,
    /// The digest of its image, such as `sha256:…`.
    pub image_digest: Option<String>,
    /// When it was started.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// Its exit code: 0–255, 128 + signal when a signal ended it.
    pub exit_code: Option<i32>,
    /// Why it did not start, or what ended it, such as `OutOfMemoryError: …`.
    pub reason: Option<String>,
}

/// How far a container is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ContainerState {
    /// Not started yet.
    Pending,
    /// Its process runs.
    Running,
    /// Its process ended, or it will never start.
    Stopped,
}

impl SandboxStatus {
    /// The status of a sandbox of which nothing was done yet.
    pub fn of(sandbox: &Sandbox) -> Self {
        let pending = |container: &Container| ContainerStatus {
            name: container.name.clone(),
            state: ContainerState::Pending,
            runtime_id: None,
            image_digest: None,
            started_at: None,
            finished_at: None,
            exit_code: None,
            reason: None,
        };
        Self {
            id: sandbox.id.clone(),
            host: sandbox.host.clone(),
            phase: Phase::Connecting,
            connected_at: None,
            pull_started_at: None,
            pull_stopped_at: None,
            started_at: None,
            stopping_at: None,
            execution_stopped_at: None,
            stopped_at: None,
            stop_cause: None,
            containers: sandbox.containers.iter().map(pending).collect(),
        }
    }

    /// The key of that host's word on a sandbox.
    pub fn key_of(host: &HostName, id: &SandboxId) -> Key<Self> {
        Key::new([&host.0, &id.0])
    }

    /// The keys of a host's words on its sandboxes.
    pub fn on_host(host: &HostName) -> Prefix<Self> {
        Prefix::new([&host.0])
    }
}

impl Document for SandboxStatus {
    const KIND: &'static str = "sandbox-status";

    fn key(&self) -> Key<Self> {
        Self::key_of(&self.host, &self.id)
    }
}
