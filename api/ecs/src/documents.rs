//! What ECS keeps in the store: clusters, task definitions, tasks. Desired state and, of a stopped task, its last facts.
//!
//! Names in keys are ECS's own (letters, digits, `-`, `_`), checked before a document is made, so no key is ambiguous.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use minato_document::{Document, Key, Prefix};
use minato_vpc::{
    ids::{NetworkInterfaceId, SubnetId},
    resources::{MacAddress, Scope, Tags},
};
use minato_workload::{HostName, Sandbox, SandboxId, SandboxStatus};
use serde::{Deserialize, Serialize};

/// A cluster: a name under which tasks run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// Its owner.
    pub scope: Scope,
    /// Its name, unique in its scope.
    pub name: String,
    /// When it was deleted. ECS shows such a cluster as `INACTIVE` for a while, and then forgets it.
    pub deleted_at: Option<Timestamp>,
    /// Its tags.
    pub tags: Tags,
}

impl Cluster {
    /// The key of the cluster of that name.
    pub fn key_of(scope: &Scope, name: &str) -> Key<Self> {
        Key::new([scope.account.as_str(), scope.region.as_str(), name])
    }

    /// The keys of a scope's clusters.
    pub fn in_scope(scope: &Scope) -> Prefix<Self> {
        Prefix::new([scope.account.as_str(), scope.region.as_str()])
    }
}

impl Document for Cluster {
    const KIND: &'static str = "ecs-cluster";

    fn key(&self) -> Key<Self> {
        Self::key_of(&self.scope, &self.name)
    }
}

/// The last revision number that a family gave out: numbers are never reused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// Its owner.
    pub scope: Scope,
    /// Its name.
    pub name: String,
    /// The last number that was given out.
    pub last_revision: u32,
}

impl Family {
    /// The key of the family of that name.
    pub fn key_of(scope: &Scope, name: &str) -> Key<Self> {
        Key::new([scope.account.as_str(), scope.region.as_str(), name])
    }
}

impl Document for Family {
    const KIND: &'static str = "ecs-task-definition-family";

    fn key(&self) -> Key<Self> {
        Self::key_of(&self.scope, &self.name)
    }
}

/// A task definition: one revision of a family. Only its status and its tags ever change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskDefinition {
    /// Its owner.
    pub scope: Scope,
    /// Its family.
    pub family: String,
    /// Its number in the family, from 1.
    pub revision: u32,
    /// Its containers; names are unique, at least one is essential.
    pub containers: Vec<ContainerDefinition>,
    /// The size of its tasks.
    pub size: TaskSize,
    /// `requiresCompatibilities` as given.
    pub requires_compatibilities: Vec<String>,
    /// The platform as given.
    pub runtime_platform: Option<RuntimePlatform>,
    /// The role of the tasks' programs. Kept and shown; nothing hands out credentials for it.
    pub task_role_arn: Option<String>,
    /// The role that starts the tasks. Kept and shown.
    pub execution_role_arn: Option<String>,
    /// When it was registered.
    pub registered_at: Timestamp,
    /// Who registered it.
    pub registered_by: String,
    /// When it was deregistered, which makes it `INACTIVE`.
    pub deregistered_at: Option<Timestamp>,
    /// Its tags.
    pub tags: Tags,
}

impl TaskDefinition {
    /// The key of a revision. Its number is padded, so that keys stand in the order of numbers.
    pub fn key_of(scope: &Scope, family: &str, revision: u32) -> Key<Self> {
        Key::new([scope.account.as_str(), scope.region.as_str(), family, &format!("{revision:010}")])
    }

    /// The keys of a family's revisions.
    pub fn in_family(scope: &Scope, family: &str) -> Prefix<Self> {
        Prefix::new([scope.account.as_str(), scope.region.as_str(), family])
    }

    /// The keys of a scope's task definitions.
    pub fn in_scope(scope: &Scope) -> Prefix<Self> {
        Prefix::new([scope.account.as_str(), scope.region.as_str()])
    }

    /// Whether tasks can be run from it.
    pub fn is_active(&self) -> bool {
        self.deregistered_at.is_none()
    }
}

impl Document for TaskDefinition {
    const KIND: &'static str = "ecs-task-definition";

    fn key(&self) -> Key<Self> {
        Self::key_of(&self.scope, &self.family, self.revision)
    }
}

/// The CPU and memory of a task, one of the combinations that Fargate offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskSize {
    /// CPU in 1,024ths of a core.
    pub cpu_units: u32,
    /// Memory in MiB.
    pub memory_mib: u32,
}

/// The machine that a task definition asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuntimePlatform {
    /// `X86_64` or `ARM64`, as given.
    pub cpu_architecture: Option<String>,
    /// `LINUX`, as given.
    pub operating_system_family: Option<String>,
}

/// A container of a task definition. `None` says that the member was not given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerDefinition {
    /// Its name.
    pub name: String,
    /// The image reference.
    pub image: String,
    /// Its share of CPU, in 1,024ths of a core; 0 when not given.
    pub cpu_units: u32,
    /// The hard limit of its memory, in MiB.
    pub memory_mib: Option<u32>,
    /// Whether the task stops when it ends; true when not given.
    pub essential: bool,
    /// Its ports.
    pub port_mappings: Vec<PortMapping>,
    /// Variables in addition to the image's.
    pub environment: BTreeMap<String, String>,
    /// Replaces the image's command.
    pub command: Option<Vec<String>>,
    /// Replaces the image's entry point.
    pub entry_point: Option<Vec<String>>,
    /// Replaces the image's working directory.
    pub working_directory: Option<String>,
    /// Replaces the image's user.
    pub user: Option<String>,
    /// Whether the root file system is read-only.
    pub readonly_root_filesystem: Option<bool>,
    /// How long it has between SIGTERM and SIGKILL, in seconds.
    pub stop_timeout_seconds: Option<u32>,
}

/// A port that a container listens on. Informational in `awsvpc` mode: nothing is translated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortMapping {
    /// The port.
    pub container_port: u16,
    /// `tcp` or `udp`.
    pub protocol: String,
    /// The mapping's name.
    pub name: Option<String>,
    /// The application's protocol.
    pub app_protocol: Option<String>,
}

/// A task: what was asked for and, once it has stopped, what was last known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its owner.
    pub scope: Scope,
    /// Its cluster's name.
    pub cluster: String,
    /// Its id: 32 hexadecimal digits, and its sandbox's id.
    pub id: String,
    /// The family of its task definition.
    pub family: String,
    /// The revision of its task definition.
    pub revision: u32,
    /// Its containers, in the order of the task definition.
    pub containers: Vec<TaskContainer>,
    /// Its size.
    pub size: TaskSize,
    /// What `RunTask` replaced, to be shown.
    pub overrides: TaskOverride,
    /// Its group, `family:NAME` when none was given.
    pub group: String,
    /// Who started it, in the starter's words.
    pub started_by: Option<String>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// Its ENI's attachment.
    pub attachment: TaskAttachment,
    /// The host that runs it; `None` when it could not be placed.
    pub host: Option<HostName>,
    /// The request to stop it, the first one.
    pub stop: Option<StopRequest>,
    /// Its last facts, once nothing of it is left and its address is released.
    pub outcome: Option<Outcome>,
    /// Its tags.
    pub tags: Tags,
}

impl Task {
    /// The key of the task of that id.
    pub fn key_of(scope: &Scope, cluster: &str, id: &str) -> Key<Self> {
        Key::new([scope.account.as_str(), scope.region.as_str(), cluster, id])
    }

    /// The keys of a cluster's tasks.
    pub fn in_cluster(scope: &Scope, cluster: &str) -> Prefix<Self> {
        Prefix::new([scope.account.as_str(), scope.region.as_str(), cluster])
    }

    /// Its sandbox's id.
    pub fn sandbox_id(&self) -> SandboxId {
        SandboxId(self.id.clone())
    }

    /// The key of its sandbox, if it was placed.
    pub fn sandbox_key(&self) -> Option<Key<Sandbox>> {
        self.host.as_ref().map(|host| Sandbox::key_of(host, &self.sandbox_id()))
    }

    /// The key of its host's word on its sandbox, if it was placed.
    pub fn status_key(&self) -> Option<Key<SandboxStatus>> {
        self.host.as_ref().map(|host| SandboxStatus::key_of(host, &self.sandbox_id()))
    }
}

impl Document for Task {
    const KIND: &'static str = "ecs-task";

    fn key(&self) -> Key<Self> {
        Self::key_of(&self.scope, &self.cluster, &self.id)
    }
}

/// A container of a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskContainer {
    /// The last segment of its ARN: a UUID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The image reference.
    pub image: String,
    /// Its share of CPU.
    pub cpu_units: u32,
    /// The hard limit of its memory, in MiB.
    pub memory_mib: Option<u32>,
}

/// The attachment of a task's ENI. It outlives the ENI, to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskAttachment {
    /// Its id: a UUID.
    pub id: String,
    /// The subnet.
    pub subnet: SubnetId,
    /// The subnet's zone.
    pub zone: String,
    /// The ENI; `None` when none could be made.
    pub interface: Option<TaskInterface>,
}

/// The facts of a task's ENI.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskInterface {
    /// Its id.
    pub id: NetworkInterfaceId,
    /// Its MAC address.
    pub mac: MacAddress,
    /// Its private address.
    pub address: std::net::Ipv4Addr,
    /// Its first IPv6 address.
    #[serde(default)]
    pub ipv6_address: Option<std::net::Ipv6Addr>,
}

/// What `RunTask` replaced of a task definition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskOverride {
    /// Of containers, each named once.
    pub containers: Vec<ContainerOverride>,
    /// The task's CPU as given.
    pub cpu: Option<String>,
    /// The task's memory as given.
    pub memory: Option<String>,
    /// The task role.
    pub task_role_arn: Option<String>,
    /// The execution role.
    pub execution_role_arn: Option<String>,
}

/// What `RunTask` replaced of a container.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerOverride {
    /// The container's name.
    pub name: String,
    /// Its command.
    pub command: Option<Vec<String>>,
    /// Variables that are added or replaced.
    pub environment: BTreeMap<String, String>,
    /// Its share of CPU.
    pub cpu_units: Option<u32>,
    /// The hard limit of its memory, in MiB.
    pub memory_mib: Option<u32>,
}

/// Why a task stops, as ECS shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopRequest {
    /// When it was asked.
    pub at: Timestamp,
    /// What ECS calls the cause.
    pub code: StopCode,
    /// The reason in words.
    pub reason: String,
}

/// ECS's names of causes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StopCode {
    /// It could not be started.
    TaskFailedToStart,
    /// An essential container ended.
    EssentialContainerExited,
    /// `StopTask`.
    UserInitiated,
}

impl StopCode {
    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TaskFailedToStart => "TaskFailedToStart",
            Self::EssentialContainerExited => "EssentialContainerExited",
            Self::UserInitiated => "UserInitiated",
        }
    }
}

/// The last facts of a stopped task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// When its address was released.
    pub stopped_at: Timestamp,
    /// The host's last word on its sandbox, if it ever said one.
    pub observed: Option<SandboxStatus>,
}

/// What a client token of `RunTask` stood for: the same request again has the same answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientToken {
    /// Its owner.
    pub scope: Scope,
    /// The SHA-256 of the token, in hexadecimal digits (a token may hold any character).
    pub digest: String,
    /// The SHA-256 of the request that it came with.
    pub request: String,
    /// The cluster of the tasks.
    pub cluster: String,
    /// The ids of the tasks that were started.
    pub tasks: BTreeSet<String>,
    /// When it was first seen.
    pub created_at: Timestamp,
}

impl ClientToken {
    /// The key of a token by its digest.
    pub fn key_of(scope: &Scope, digest: &str) -> Key<Self> {
        Key::new([scope.account.as_str(), scope.region.as_str(), digest])
    }
}

impl Document for ClientToken {
    const KIND: &'static str = "ecs-client-token";

    fn key(&self) -> Key<Self> {
        Self::key_of(&self.scope, &self.digest)
    }
}
