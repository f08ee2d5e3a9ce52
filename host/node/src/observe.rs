//! What an instance added to its host, and how its agent is doing.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use minato_datapath::links;
use minato_store::{Revision, Snapshot};
use minato_vpc::ids::NetworkInterfaceId;
use minato_workload::{ContainerState, Phase, Sandbox, SandboxId, SandboxStatus, StopCause};
use serde::{Deserialize, Serialize};

use crate::{
    agent::Agent,
    config::Instance,
    error::NodeError,
    health::{Part, PartHealth},
    runtime::{OwnContainerd, cgroup::Cgroups},
};

/// What an instance added to its host. It is read from the host itself, so it is true whether or not an agent runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostTraces {
    /// The instance.
    pub instance: String,
    /// Its data directory.
    pub data_dir: PathBuf,
    /// Its runtime directory, if it is there.
    pub runtime_dir: Option<PathBuf>,
    /// Where its BPF file system is mounted.
    pub bpf_mount: Option<PathBuf>,
    /// Every mount point below its runtime directory.
    pub mounts: Vec<PathBuf>,
    /// The host ends of its ENIs.
    pub links: Vec<LinkTrace>,
    /// Its ENIs' namespaces.
    pub namespaces: Vec<NetworkInterfaceId>,
    /// Its public side: the links, and what is routed into them.
    pub public: Option<PublicTrace>,
    /// The links of its ways to VPN gateways.
    pub premises: Vec<String>,
    /// The process of a containerd of its own.
    pub containerd_pid: Option<i32>,
    /// The processes that hold its containers.
    pub shim_pids: Vec<i32>,
    /// Its cgroups, in every hierarchy.
    pub cgroups: Vec<PathBuf>,
}

/// The host end of an ENI.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkTrace {
    /// The ENI.
    pub interface: NetworkInterfaceId,
    /// The link's name.
    pub name: String,
    /// Its index.
    pub ifindex: u32,
    /// Whether it is up.
    pub is_up: bool,
}

/// The public side of a host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicTrace {
    /// The name of the host's end.
    pub name: String,
    /// The name of the gateway's end.
    pub gateway_name: String,
    /// Whether both ends are up.
    pub is_up: bool,
    /// The blocks of addresses that are routed into it.
    pub routes: Vec<String>,
    /// The blocks that go nowhere while they are not.
    pub fallbacks: Vec<String>,
}

/// What an agent says of itself and its host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentStatus {
    /// The host's name in the documents.
    pub host: String,
    /// What the instance added to the host.
    pub traces: HostTraces,
    /// The containerd that is used, once it is connected.
    pub containerd: Option<PathBuf>,
    /// The revision of the documents by which packets are decided.
    pub applied_revision: Revision,
    /// The sandboxes of the host.
    pub sandboxes: Vec<SandboxSummary>,
    /// How each part is doing.
    pub health: BTreeMap<Part, PartHealth>,
}

/// A sandbox, for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SandboxSummary {
    /// Its id.
    pub id: SandboxId,
    /// Who asked for it.
    pub owner: String,
    /// Its ENI.
    pub interface: NetworkInterfaceId,
    /// How far it is; `None` before anything was done.
    pub phase: Option<Phase>,
    /// Since when it runs.
    pub started_at: Option<Timestamp>,
    /// Why it stops or stopped.
    pub stop_cause: Option<StopCause>,
    /// Its containers.
    pub containers: Vec<ContainerSummary>,
}

/// A container, for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerSummary {
    /// Its name.
    pub name: String,
    /// The image as it was asked for.
    pub image: String,
    /// How far it is.
    pub state: ContainerState,
    /// Its exit code, once it ended.
    pub exit_code: Option<i32>,
    /// Why it did not start, or what ended it.
    pub reason: Option<String>,
    /// The file that its output is kept in.
    pub output: PathBuf,
}

impl HostTraces {
    /// Looks at the host. What cannot be read is left out.
    pub fn of(instance: &Instance) -> Self {
        let runtime_dir = instance.runtime_dir();
        let bpf_dir = instance.bpf_dir();
        let owner = instance.id().parse().ok();
        let found = owner.as_ref().and_then(|owner| links::list_interfaces(owner).ok()).unwrap_or_default();
        let link = |found: links::FoundInterface| LinkTrace {
            interface: found.id,
            name: found.name,
            ifindex: found.ifindex,
            is_up: found.is_up,
        };
        let public = owner.as_ref().and_then(|owner| links::find_public(owner).ok().flatten());
        let public = public.map(|found| PublicTrace {
            name: found.name,
            gateway_name: found.gateway_name,
            is_up: found.is_up,
            routes: found.routes.iter().map(ToString::to_string).collect(),
            fallbacks: found.fallbacks.iter().map(ToString::to_string).collect(),
        });
        let premises = owner.as_ref().and_then(|owner| links::list_premises(owner).ok()).unwrap_or_default();
        Self {
            instance: instance.id().to_owned(),
            data_dir: instance.data_dir().to_owned(),
            bpf_mount: links::is_bpffs(&bpf_dir).unwrap_or(false).then_some(bpf_dir),
            mounts: mounts_below(&runtime_dir),
            runtime_dir: runtime_dir.exists().then_some(runtime_dir),
            links: found.into_iter().map(link).collect(),
            namespaces: owner.and_then(|owner| links::list_namespaces(&owner).ok()).unwrap_or_default(),
            public,
            premises: premises.into_iter().flat_map(|found| [found.name, found.gateway_name]).collect(),
            containerd_pid: OwnContainerd::of(instance).pid(),
            shim_pids: shims(instance),
            cgroups: Cgroups::discover().map(|cgroups| cgroups.existing(&instance.cgroup())).unwrap_or_default(),
        }
    }

    /// Whether nothing of the instance is on the host.
    pub fn is_empty(&self) -> bool {
        let nothing = Self { instance: self.instance.clone(), data_dir: self.data_dir.clone(), ..Self::default() };
        *self == nothing
    }
}

impl Agent {
    /// What the agent and its host look like now.
    pub fn observe(&self) -> Result<AgentStatus, NodeError> {
        let inner = &self.inner;
        let snapshot = Snapshot::new(inner.store.as_ref())?;
        let statuses = snapshot.list(&SandboxStatus::on_host(&inner.config.host))?;
        let sandboxes = snapshot.list(&Sandbox::on_host(&inner.config.host))?;
        let summarise = |sandbox: Sandbox| {
            let status = statuses.iter().find(|status| status.id == sandbox.id);
            summary(sandbox, status, &inner.instance.logs_dir())
        };
        Ok(AgentStatus {
            host: inner.config.host.to_string(),
            traces: HostTraces::of(&inner.instance),
            containerd: inner.containerd.borrow().as_ref().map(|containerd| containerd.address().to_owned()),
            applied_revision: inner.network.applied_revision(),
            sandboxes: sandboxes.into_iter().map(summarise).collect(),
            health: inner.health.all(),
        })
    }
}

fn summary(sandbox: Sandbox, status: Option<&SandboxStatus>, logs: &Path) -> SandboxSummary {
    let containers = sandbox.containers.iter().map(|container| {
        let seen = status.and_then(|status| status.containers.iter().find(|seen| seen.name == container.name));
        ContainerSummary {
            name: container.name.clone(),
            image: container.image.clone(),
            state: seen.map_or(ContainerState::Pending, |seen| seen.state),
            exit_code: seen.and_then(|seen| seen.exit_code),
            reason: seen.and_then(|seen| seen.reason.clone()),
            output: logs.join(&sandbox.id.0).join(format!("{}.log", container.name)),
        }
    });
    SandboxSummary {
        containers: containers.collect(),
        phase: status.map(|status| status.phase),
        started_at: status.and_then(|status| status.started_at),
        stop_cause: status.and_then(|status| status.stop_cause.clone()),
        id: sandbox.id,
        owner: sandbox.owner,
        interface: sandbox.interface,
    }
}

/// The mount points below a directory, the deepest first.
pub(crate) fn mounts_below(directory: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let mut mounts: Vec<PathBuf> = text
        .lines()
        .filter_map(|line| line.split(' ').nth(1))
        .map(|path| PathBuf::from(path.replace("\\040", " ")))
        .filter(|path| path.starts_with(directory))
        .collect();
    mounts.reverse();
    mounts
}

/// The shims of the instance's containers.
pub(crate) fn shims(instance: &Instance) -> Vec<i32> {
    shims_named(&[&instance.containerd_namespace()])
}

/// The shims that were started for a container of the instance, by its id in containerd.
pub(crate) fn shims_of(instance: &Instance, id: &str) -> Vec<i32> {
    shims_named(&[&instance.containerd_namespace(), id])
}

/// The shims among whose arguments are all of these.
fn shims_named(wanted: &[&str]) -> Vec<i32> {
    crate::runtime::processes()
        .filter(|pid| {
            let command_line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            let mut arguments = command_line.split(|byte| *byte == 0);
            let program = arguments.next().unwrap_or_default();
            let is_shim = String::from_utf8_lossy(program).contains("containerd-shim");
            let arguments: Vec<_> = arguments.collect();
            is_shim && wanted.iter().all(|wanted| arguments.contains(&wanted.as_bytes()))
        })
        .collect()
}
