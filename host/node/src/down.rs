//! Takes an instance off its host: also without a running agent, and without its store. It collects every error and goes on;
//! done twice, the second time does nothing.

use std::{
    fs, io,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use minato_datapath::{Datapath, links};
use nix::mount::{MntFlags, umount2};
use tokio::time::{Instant, sleep};

use crate::{
    agent::lock,
    config::{Config, Instance},
    error::NodeError,
    health::chain,
    observe::{mounts_below, shims},
    runtime::{Containerd, OwnContainerd, cgroup::Cgroups, remove_tree, stop_process},
    sandbox::remove_killed,
};

/// How long killed containers have to end.
const KILL_TIMEOUT: Duration = Duration::from_secs(20);

/// How long a process that was just ended has to be gone: one that is killed holds the instance until the kernel has taken its
/// tables apart, and one that was asked to end answers what is under way first. Longer than the agent gives its own tasks.
const END_TIMEOUT: Duration = Duration::from_secs(15);

/// How long containerd has to forget the instance's namespace after its images.
const FORGET_TIMEOUT: Duration = Duration::from_secs(10);

/// What of an instance is taken away besides what it added to the running host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Images and containers' output stay in the data directory.
    Data,
    /// They go too. The store's file is its owner's to remove.
    Nothing,
}

/// An instance is not gone.
#[derive(Debug, thiserror::Error)]
pub enum DownError {
    /// Somebody serves it: nothing was taken away.
    #[error(
        "a `minato serve` runs with the data directory `{}`, so nothing was removed: end it first (Ctrl-C in its terminal), \
         then run this again",
        data_dir.display()
    )]
    InUse {
        /// The data directory.
        data_dir: PathBuf,
    },
    /// Some of it could not be taken away; all else was.
    #[error("not all of the instance could be removed: {}", errors.join("; "))]
    Incomplete {
        /// One line each, with all causes.
        errors: Vec<String>,
    },
}

#[derive(Default)]
struct Errors(Vec<String>);

impl Errors {
    fn note<T>(&mut self, what: &str, result: Result<T, impl std::error::Error + 'static>) -> Option<T> {
        result.map_err(|error| self.0.push(format!("{what}: {}", chain(&error)))).ok()
    }
}

/// Removes every trace of an instance from the host. It blocks, and must not be called on an async runtime's worker.
pub fn down(config: &Config, keep: Keep) -> Result<(), DownError> {
    let mut errors = Errors::default();
    let Some(instance) = errors.note("the data directory", Instance::find(&config.data_dir)) else {
        return Err(DownError::Incomplete { errors: errors.0 });
    };
    if !is_free(&instance) {
        return Err(DownError::InUse { data_dir: instance.data_dir().to_owned() });
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    if let Some(runtime) = errors.note("starting a runtime", runtime) {
        runtime.block_on(remove_containers(config, &instance, &mut errors));
    }
    errors.note("ending containerd", OwnContainerd::of(&instance).stop());
    for pid in shims(&instance) {
        errors.note("ending a container's shim", stop_process(pid));
    }
    remove_network(&instance, &mut errors);
    if let Some(cgroups) = errors.note("reading the mounted cgroups", Cgroups::discover()) {
        errors.note("removing cgroups", cgroups.remove(&instance.cgroup()));
    }
    for mount in mounts_below(&instance.runtime_dir()) {
        errors.note("unmounting", umount2(&mount, MntFlags::MNT_DETACH));
    }
    errors.note("removing the runtime directory", remove_tree(&instance.runtime_dir()));
    if let Some(parent) = instance.runtime_dir().parent() {
        errors.note("removing the runtime directory", remove_if_empty(parent));
    }
    errors.note("removing containers' files", remove_tree(&instance.sandboxes_dir()));
    if keep == Keep::Nothing {
        errors.note("removing images", remove_tree(&instance.data_dir().join("containerd")));
        errors.note("removing containers' output", remove_tree(&instance.logs_dir()));
    }
    if errors.0.is_empty() { Ok(()) } else { Err(DownError::Incomplete { errors: errors.0 }) }
}

/// Whether no agent holds the instance, once one that is ending has ended.
fn is_free(instance: &Instance) -> bool {
    let begun = std::time::Instant::now();
    while instance.runtime_dir().exists() && matches!(lock(instance), Err(NodeError::InUse { .. })) {
        if begun.elapsed() > END_TIMEOUT {
            return false;
        }
        thread::sleep(Duration::from_millis(20));
    }
    true
}

fn remove_network(instance: &Instance, errors: &mut Errors) {
    let owner: links::Instance = instance.id().parse().expect("an instance's id is 8 hexadecimal digits");
    let mut interfaces = errors.note("listing namespaces", links::list_namespaces(&owner)).unwrap_or_default();
    let found = errors.note("listing links", links::list_interfaces(&owner)).unwrap_or_default();
    interfaces.extend(found.into_iter().map(|found| found.id));
    interfaces.sort();
    interfaces.dedup();
    errors.note("removing links", links::delete_interfaces(&owner, &interfaces));
    errors.note("removing the public side", links::delete_public(&owner));
    for found in errors.note("listing the ways to VPN gateways", links::list_premises(&owner)).unwrap_or_default() {
        errors.note("removing the way to a VPN gateway", links::delete_premises(&owner, &found.gateway));
    }
    errors.note("putting back the kernel's grace periods", minato_datapath::grace::forget());
    let bpf_dir = instance.bpf_dir();
    if bpf_dir.exists() {
        errors.note("removing the data plane", Datapath::remove(&bpf_dir));
        errors.note("unmounting the BPF file system", links::unmount_bpffs(&bpf_dir));
    }
    errors.note("releasing the directory of namespaces", links::release_namespace_directory());
}

async fn remove_containers(config: &Config, instance: &Instance, errors: &mut Errors) {
    let own = OwnContainerd::of(instance);
    if own.was_started() && own.pid().is_none() {
        // It ended without us, and only it can remove what it made.
        errors.note("starting containerd to remove its containers", own.start());
        let deadline = Instant::now() + FORGET_TIMEOUT;
        while !own.socket().exists() && Instant::now() < deadline {
            sleep(Duration::from_millis(20)).await;
        }
    }
    let Some(Some(containerd)) =
        errors.note("connecting to containerd", Containerd::connect_existing(config, instance).await)
    else {
        return;
    };
    let deadline = Instant::now() + KILL_TIMEOUT;
    while let Some(found) = errors.note("listing containers", containerd.list().await)
        && !found.is_empty()
    {
        let mut failures = Errors::default();
        for container in &found {
            failures.note("removing a container", remove_killed(&containerd, container).await);
        }
        if Instant::now() > deadline {
            errors.0.append(&mut failures.0);
            errors.0.push(format!("{} containers do not end", found.len()));
            break;
        }
        sleep(Duration::from_millis(50)).await;
    }
    if containerd.address() != own.socket() {
        errors.note("removing the namespace from containerd", forget_namespace(&containerd).await);
    }
}

/// Removes the instance's images and namespace from a containerd that others use too.
async fn forget_namespace(containerd: &Containerd) -> Result<(), crate::error::RuntimeError> {
    containerd.remove_images().await?;
    let deadline = Instant::now() + FORGET_TIMEOUT;
    loop {
        // The namespace can go once the content of its images is collected.
        match containerd.remove_namespace().await {
            Err(_) if Instant::now() < deadline => sleep(Duration::from_millis(100)).await,
            result => return result,
        }
    }
}

fn remove_if_empty(directory: &Path) -> io::Result<()> {
    match fs::remove_dir(directory) {
        Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::DirectoryNotEmpty) => Err(error),
        _ => Ok(()),
    }
}
