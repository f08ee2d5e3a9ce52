//! Containers and their tasks: each call is idempotent, so that it can be repeated after a crash at any point.

use std::path::Path;

use containerd_client::{
    services::v1::{
        self as api, CreateContainerRequest, CreateTaskRequest, DeleteContainerRequest, DeleteTaskRequest, GetRequest,
        KillRequest, ListContainersRequest, StartRequest,
        snapshots::{ListSnapshotsRequest, MountsRequest, PrepareSnapshotRequest, RemoveSnapshotRequest},
    },
    types::{Mount, v1::Status as TaskStatus},
};
use jiff::Timestamp;
use minato_workload::{Container, Sandbox};
use nix::sys::signal::Signal;
use prost_types::Any;
use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;
use tonic::Code;

use super::{
    client::{Containerd, call, system},
    image::Image,
    own_containerd::{OwnContainerd, stop_process},
    rootfs, spec,
    user::{self, ProcessUser},
};
use crate::{config::hex, error::RuntimeError, observe::shims_of};

const RUNTIME: &str = "io.containerd.runc.v2";
const RUNTIME_OPTIONS: &str = "containerd.runc.v1.Options";
const SPEC_TYPE: &str = "types.containerd.io/opencontainers/runtime-spec/1/Spec";

/// Whose a container is.
const LABEL_INSTANCE: &str = "minato.instance";
/// Which sandbox it belongs to.
const LABEL_SANDBOX: &str = "minato.sandbox";
/// Its name there.
const LABEL_NAME: &str = "minato.container";
/// The ENI of its sandbox.
const LABEL_INTERFACE: &str = "minato.interface";
/// containerd removes what nothing refers to, unless it has this label.
const LABEL_KEEP: &str = "containerd.io/gc.root";

/// What runs, or ran, in a container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Task {
    /// There is none: it was never started, or was deleted.
    Missing,
    /// It was made and not started.
    Created,
    /// It runs.
    Running,
    /// It ended.
    Stopped {
        /// 0–255; 128 + signal when a signal ended it.
        exit_code: i32,
        /// When.
        at: Option<Timestamp>,
    },
}

/// A container of the instance as containerd lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) id: String,
    pub(crate) sandbox: String,
}

/// A container's id in containerd: the sandbox's and ten digits, as on Fargate, that follow from the container's name.
pub(crate) fn runtime_id(sandbox: &str, name: &str) -> String {
    let digest = Sha256::digest(name);
    let number = digest.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{sandbox}-{:010}", number % 10_000_000_000)
}

impl Containerd {
    /// Makes a container and starts it; `files` is what [`super::prepare_files`] gave.
    ///
    /// What an attempt before left is completed, or made anew.
    pub(crate) async fn start(
        &self,
        sandbox: &Sandbox,
        container: &Container,
        image: &Image,
        network_namespace: &Path,
        files: &Path,
    ) -> Result<(), RuntimeError> {
        if !is_file_name(&container.name) {
            let problem =
                format!("`{}` cannot be a container's name: letters, digits, `-`, `_` and `.` can", container.name);
            return Err(RuntimeError::Definition(problem));
        }
        let id = runtime_id(&sandbox.id.0, &container.name);
        match self.task(&id).await? {
            Task::Running | Task::Stopped { .. } => return Ok(()),
            Task::Created => return self.start_task(&id).await,
            Task::Missing => {
                self.remove(&id).await?;
                self.remove_half_made(&id)?;
            }
        }
        let mounts = self.prepare_snapshot(&id, sandbox, image).await?;
        let user = self.resolve_user(container, image, mounts.clone(), &id).await?;
        let input = spec::Input {
            container,
            image: &image.config,
            user: &user,
            hostname: &sandbox.hostname,
            network_namespace,
            files,
            cgroup: Path::new("/").join(self.container_cgroup(&sandbox.id.0, &id)),
            counts_swap: self.cgroups().counts_swap(),
            open_files: self.inner.open_files,
        };
        let spec = spec::build(&input).map_err(|error| RuntimeError::Definition(error.to_string()))?;
        self.create_container(&id, sandbox, container, image, &spec).await?;
        self.create_task(&id, &sandbox.id.0, &container.name, mounts).await?;
        self.start_task(&id).await
    }

    /// What runs in a container.
    pub(crate) async fn task(&self, id: &str) -> Result<Task, RuntimeError> {
        let request = GetRequest { container_id: id.to_owned(), ..Default::default() };
        let process = match self.tasks().get(self.request(request)).await {
            Ok(answer) => answer.into_inner().process,
            Err(status) if status.code() == Code::NotFound => None,
            Err(status) => return Err(call("look at a task", status)),
        };
        let Some(process) = process else { return Ok(Task::Missing) };
        Ok(match TaskStatus::try_from(process.status) {
            Ok(TaskStatus::Created) => Task::Created,
            Ok(TaskStatus::Stopped) => Task::Stopped {
                exit_code: i32::try_from(process.exit_status).unwrap_or(i32::MAX),
                at: process.exited_at.and_then(|at| Timestamp::new(at.seconds, at.nanos).ok()),
            },
            // Its state is unknown while its shim is starting or in trouble: a later look tells.
            _ => Task::Running,
        })
    }

    /// The first process of a container that runs.
    pub(crate) async fn process(&self, id: &str) -> Result<Option<u32>, RuntimeError> {
        let request = GetRequest { container_id: id.to_owned(), ..Default::default() };
        let process = match self.tasks().get(self.request(request)).await {
            Ok(answer) => answer.into_inner().process,
            Err(status) if status.code() == Code::NotFound => None,
            Err(status) => return Err(call("look at a task", status)),
        };
        Ok(process.filter(|process| process.status == TaskStatus::Running as i32).map(|process| process.pid))
    }

    /// Sends a signal to a container's first process; with [`Signal::SIGKILL`] all of its processes end.
    pub(crate) async fn signal(&self, id: &str, signal: Signal) -> Result<(), RuntimeError> {
        let number = u32::try_from(signal as i32).expect("a signal's number is positive");
        let request = KillRequest { container_id: id.to_owned(), signal: number, ..Default::default() };
        match self.tasks().kill(self.request(request)).await {
            Err(status) if status.code() != Code::NotFound => Err(call("signal a container", status)),
            _ => Ok(()),
        }
    }

    /// Removes a container with its task, which must have ended, and its snapshot. What is not there is no error. A shim that
    /// containerd does not know of stays, for the next start to use.
    async fn remove(&self, id: &str) -> Result<(), RuntimeError> {
        let request = DeleteTaskRequest { container_id: id.to_owned() };
        gone_or(self.tasks().delete(self.request(request)).await, "delete a task")?;
        let request = DeleteContainerRequest { id: id.to_owned() };
        gone_or(self.containers().delete(self.request(request)).await, "delete a container")?;
        self.remove_snapshot(id).await
    }

    /// Removes a container that is not started again: as [`Self::remove`], and its shim too, though containerd may not know
    /// of one that was just coming up when the agent that asked for it was killed.
    pub(crate) async fn remove_for_good(&self, id: &str) -> Result<(), RuntimeError> {
        let is_known = self.task(id).await? != Task::Missing;
        self.remove(id).await?;
        if is_known {
            // It ends by itself.
            return Ok(());
        }
        let (instance, id) = (self.inner.instance.clone(), id.to_owned());
        let end = move || {
            shims_of(&instance, &id).into_iter().try_for_each(|pid| {
                tracing::info!(pid, container = %id, "ends a shim that containerd does not know of");
                stop_process(pid)
            })
        };
        let ended = spawn_blocking(end).await.map_err(|error| RuntimeError::Definition(error.to_string()))?;
        ended.map_err(system("ending a shim that containerd does not know of"))
    }

    fn remove_half_made(&self, id: &str) -> Result<(), RuntimeError> {
        let own = OwnContainerd::of(&self.inner.instance);
        if self.address() != own.socket() {
            return Ok(());
        }
        let removed = own.remove_half_made(&self.inner.instance.containerd_namespace(), id);
        removed.map_err(system("removing what a killed containerd left of a container"))
    }

    async fn remove_snapshot(&self, key: &str) -> Result<(), RuntimeError> {
        let request = RemoveSnapshotRequest { snapshotter: self.inner.snapshotter.clone(), key: key.to_owned() };
        gone_or(self.snapshots().remove(self.request(request)).await, "delete a snapshot")
    }

    /// The instance's containers. One that has only a snapshot yet is among them.
    pub(crate) async fn list(&self) -> Result<Vec<Found>, RuntimeError> {
        let filters = vec![format!("labels.\"{LABEL_INSTANCE}\"=={}", self.inner.instance.id())];
        let request = ListContainersRequest { filters: filters.clone() };
        let answer = self.containers().list_stream(self.request(request)).await;
        let mut stream = answer.map_err(|status| call("list containers", status))?.into_inner();
        let mut found = Vec::new();
        while let Some(message) = stream.message().await.map_err(|status| call("list containers", status))? {
            let sandbox = |container: &api::Container| container.labels.get(LABEL_SANDBOX).cloned();
            let entry = message.container.and_then(|c| Some(Found { sandbox: sandbox(&c)?, id: c.id }));
            found.extend(entry);
        }
        let request = ListSnapshotsRequest { snapshotter: self.inner.snapshotter.clone(), filters };
        let answer = self.snapshots().list(self.request(request)).await;
        let mut stream = answer.map_err(|status| call("list snapshots", status))?.into_inner();
        while let Some(message) = stream.message().await.map_err(|status| call("list snapshots", status))? {
            for info in message.info {
                if let Some(sandbox) = info.labels.get(LABEL_SANDBOX)
                    && !found.iter().any(|entry| entry.id == info.name)
                {
                    found.push(Found { id: info.name.clone(), sandbox: sandbox.clone() });
                }
            }
        }
        Ok(found)
    }

    /// The cgroup of a container, relative to a hierarchy's root.
    pub(crate) fn container_cgroup(&self, sandbox: &str, id: &str) -> String {
        format!("{}/{id}", self.sandbox_cgroup(sandbox))
    }

    /// The cgroup above a sandbox's containers.
    pub(crate) fn sandbox_cgroup(&self, sandbox: &str) -> String {
        format!("{}/{sandbox}", self.inner.instance.cgroup())
    }

    async fn prepare_snapshot(&self, id: &str, sandbox: &Sandbox, image: &Image) -> Result<Vec<Mount>, RuntimeError> {
        let labels = spec::labels([
            (LABEL_INSTANCE, self.inner.instance.id()),
            (LABEL_SANDBOX, &sandbox.id.0),
            (LABEL_INTERFACE, sandbox.interface.as_str()),
            (LABEL_KEEP, &Timestamp::now().to_string()),
        ]);
        let request = PrepareSnapshotRequest {
            snapshotter: self.inner.snapshotter.clone(),
            key: id.to_owned(),
            parent: image.chain_id.clone(),
            labels,
        };
        match self.snapshots().prepare(self.request(request)).await {
            Ok(answer) => return Ok(answer.into_inner().mounts),
            Err(status) if status.code() == Code::AlreadyExists => {}
            Err(status) => return Err(call("make a container's file system", status)),
        }
        let request = MountsRequest { snapshotter: self.inner.snapshotter.clone(), key: id.to_owned() };
        let answer = self.snapshots().mounts(self.request(request)).await;
        Ok(answer.map_err(|status| call("find a container's file system", status))?.into_inner().mounts)
    }

    async fn resolve_user(
        &self,
        container: &Container,
        image: &Image,
        mounts: Vec<Mount>,
        id: &str,
    ) -> Result<ProcessUser, RuntimeError> {
        let mount_point = self.inner.instance.runtime_dir().join("mount").join(id);
        let read = move || {
            std::fs::create_dir_all(&mount_point)?;
            let files = rootfs::read_files(mounts, mount_point.clone(), &["etc/passwd", "etc/group"]);
            std::fs::remove_dir(&mount_point)?;
            files
        };
        let joined = spawn_blocking(read).await.map_err(|error| RuntimeError::Definition(error.to_string()))?;
        let files = joined.map_err(system("reading the image's users"))?;
        let name = container.user.as_deref().or(image.config.user.as_deref()).unwrap_or_default();
        let [passwd, group] = files.as_slice() else { return Ok(ProcessUser::default()) };
        user::resolve(name, passwd, group).map_err(|error| RuntimeError::Definition(error.to_string()))
    }

    async fn create_container(
        &self,
        id: &str,
        sandbox: &Sandbox,
        container: &Container,
        image: &Image,
        spec: &oci_spec::runtime::Spec,
    ) -> Result<(), RuntimeError> {
        let value = serde_json::to_vec(spec).map_err(|error| RuntimeError::Definition(error.to_string()))?;
        let record = api::Container {
            id: id.to_owned(),
            labels: spec::labels([
                (LABEL_INSTANCE, self.inner.instance.id()),
                (LABEL_SANDBOX, &sandbox.id.0),
                (LABEL_NAME, &container.name),
                (LABEL_INTERFACE, sandbox.interface.as_str()),
            ]),
            image: image.name.clone(),
            runtime: Some(api::container::Runtime { name: RUNTIME.to_owned(), options: Some(self.runtime_options()) }),
            spec: Some(Any { type_url: SPEC_TYPE.to_owned(), value }),
            snapshotter: self.inner.snapshotter.clone(),
            snapshot_key: id.to_owned(),
            ..Default::default()
        };
        let request = CreateContainerRequest { container: Some(record) };
        self.containers().create(self.request(request)).await.map_err(|status| call("create a container", status))?;
        Ok(())
    }

    /// Options of the runc shim: only where runc keeps its state (field 7, `root`), so that it goes with the instance.
    fn runtime_options(&self) -> Any {
        let root = self.inner.instance.runc_dir().to_string_lossy().into_owned();
        let length = u8::try_from(root.len()).ok().filter(|length| *length < 0x80);
        let length = length.expect("the runtime directory is /run/minato/ and 8 digits, far below 128 bytes");
        let mut value = vec![7 << 3 | 2, length];
        value.extend_from_slice(root.as_bytes());
        Any { type_url: RUNTIME_OPTIONS.to_owned(), value }
    }

    async fn create_task(&self, id: &str, sandbox: &str, name: &str, rootfs: Vec<Mount>) -> Result<(), RuntimeError> {
        let directory = self.inner.instance.logs_dir().join(sandbox);
        std::fs::create_dir_all(&directory).map_err(system("making the directory of a container's output"))?;
        let file = directory.join(format!("{name}.log"));
        let output = format!("binary://{}?container-log={}", escape(&self.inner.log_program), escape(&file));
        let request = CreateTaskRequest {
            container_id: id.to_owned(),
            rootfs,
            stdout: output.clone(),
            stderr: output,
            ..Default::default()
        };
        self.tasks().create(self.request(request)).await.map_err(|status| call("create a task", status))?;
        Ok(())
    }

    async fn start_task(&self, id: &str) -> Result<(), RuntimeError> {
        let request = StartRequest { container_id: id.to_owned(), ..Default::default() };
        self.tasks().start(self.request(request)).await.map_err(|status| call("start a task", status))?;
        Ok(())
    }
}

fn gone_or<T>(result: Result<T, tonic::Status>, what: &'static str) -> Result<(), RuntimeError> {
    match result {
        Err(status) if status.code() != Code::NotFound => Err(call(what, status)),
        _ => Ok(()),
    }
}

/// Whether a name can be a file's, and nothing else: a container's output is kept under its name.
fn is_file_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    !name.is_empty() && !name.starts_with('.') && name.bytes().all(plain)
}

/// A path as it stands in a URI.
fn escape(path: &Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let bytes = path.as_os_str().as_encoded_bytes();
    bytes
        .iter()
        .map(|byte| if plain(*byte) { char::from(*byte).to_string() } else { format!("%{}", hex(&[*byte])) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runtime_ids_are_short_stable_and_distinct() {
        let sandbox = "0123456789abcdef0123456789abcdef";
        let id = runtime_id(sandbox, "app");
        assert_eq!(id, runtime_id(sandbox, "app"));
        assert_ne!(id, runtime_id(sandbox, "app2"));
        assert_eq!(id.len(), 32 + 1 + 10);
        assert!(id.len() <= 76, "containerd's limit");
        assert!(runtime_id(sandbox, &"x".repeat(255)).len() <= 76);
    }

    #[test]
    fn a_containers_name_leads_nowhere_else() {
        for name in ["app", "app-1", "a.b_c"] {
            assert!(is_file_name(name), "{name}");
        }
        for name in ["", ".", "..", "../app", "a/b", "a b", "a\0"] {
            assert!(!is_file_name(name), "{name:?}");
        }
    }

    #[test]
    fn a_path_in_a_uri_has_no_character_with_a_meaning_there() {
        assert_eq!(escape(Path::new("/a b/c?d&e#f%g")), "/a%20b/c%3fd%26e%23f%25g");
    }
}
