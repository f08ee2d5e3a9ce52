//! The OCI specification of a container: what runc makes of an image and a container definition.
//!
//! Pure. The defaults are Docker's, as on ECS, with two decisions of our own: `NET_RAW` is not granted, so that a
//! container cannot forge packets below its ENI's address (ping works without it), and `no_new_privileges` is off, as on
//! ECS, since images rely on setuid programs; the bounding set limits what these can gain.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};

use minato_workload::Container;
use oci_spec::{
    OciSpecError,
    runtime::{
        Capability, LinuxBuilder, LinuxCapabilitiesBuilder, LinuxCpuBuilder, LinuxDeviceCgroupBuilder,
        LinuxMemoryBuilder, LinuxNamespace, LinuxNamespaceBuilder, LinuxNamespaceType, LinuxPidsBuilder,
        LinuxResources, LinuxResourcesBuilder, Mount, MountBuilder, PosixRlimitBuilder, PosixRlimitType, Process,
        ProcessBuilder, RootBuilder, Spec, SpecBuilder, UserBuilder, get_default_mounts,
    },
};

use super::{image::ImageConfig, user::ProcessUser};

/// As many processes and threads as a container may have.
const MAX_PROCESSES: i64 = 4096;

/// Open files per process: Fargate's default, soft and hard.
pub(super) const MAX_OPEN_FILES: u64 = 65_535;

/// The least that the kernel takes as a share of CPU; ECS uses it for 0 and 1 units.
const MIN_CPU_SHARES: u64 = 2;

/// The search path of an image that sets none.
const DEFAULT_PATH: &str = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

const CAPABILITIES: [Capability; 13] = [
    Capability::AuditWrite,
    Capability::Chown,
    Capability::DacOverride,
    Capability::Fowner,
    Capability::Fsetid,
    Capability::Kill,
    Capability::Mknod,
    Capability::NetBindService,
    Capability::Setfcap,
    Capability::Setgid,
    Capability::Setpcap,
    Capability::Setuid,
    Capability::SysChroot,
];

/// What a container may not read: Docker's list.
const MASKED_PATHS: [&str; 11] = [
    "/proc/asound",
    "/proc/acpi",
    "/proc/interrupts",
    "/proc/kcore",
    "/proc/keys",
    "/proc/latency_stats",
    "/proc/timer_list",
    "/proc/timer_stats",
    "/proc/sched_debug",
    "/proc/scsi",
    "/sys/firmware",
];

/// What a container may read only: Docker's list.
const READ_ONLY_PATHS: [&str; 5] = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

/// All that makes a specification.
pub(super) struct Input<'a> {
    pub(super) container: &'a Container,
    pub(super) image: &'a ImageConfig,
    pub(super) user: &'a ProcessUser,
    pub(super) hostname: &'a str,
    pub(super) network_namespace: &'a Path,
    /// Where `hosts`, `hostname` and `resolv.conf` are.
    pub(super) files: &'a Path,
    pub(super) cgroup: PathBuf,
    pub(super) counts_swap: bool,
    /// Open files per process, soft and hard.
    pub(super) open_files: u64,
}

/// Why there is no specification.
#[derive(Debug, thiserror::Error)]
pub(super) enum SpecError {
    /// Neither the image nor the definition says what to run.
    #[error("no command specified")]
    NoCommand,
    /// The working directory is relative.
    #[error("the working directory '{0}' is invalid, it needs to be an absolute path")]
    WorkingDirectory(String),
    /// The library refused a value.
    #[error(transparent)]
    Oci(#[from] OciSpecError),
}

/// The specification of a container.
pub(super) fn build(input: &Input<'_>) -> Result<Spec, SpecError> {
    let linux = LinuxBuilder::default()
        .namespaces(namespaces(input.network_namespace)?)
        .cgroups_path(input.cgroup.clone())
        .resources(resources(input.container, input.counts_swap)?)
        .masked_paths(MASKED_PATHS.map(str::to_owned))
        .readonly_paths(READ_ONLY_PATHS.map(str::to_owned))
        .build()?;
    let root = RootBuilder::default().path("rootfs").readonly(input.container.read_only_root).build()?;
    Ok(SpecBuilder::default()
        .version("1.0.2")
        .root(root)
        .hostname(input.hostname)
        .process(process(input)?)
        .mounts(mounts(input.files)?)
        .linux(linux)
        .build()?)
}

fn process(input: &Input<'_>) -> Result<Process, SpecError> {
    let bounding: HashSet<Capability> = CAPABILITIES.into();
    // As Docker does: who is not root has none, but a setuid program may gain them.
    let effective = if input.user.uid == 0 { bounding.clone() } else { HashSet::new() };
    let capabilities = LinuxCapabilitiesBuilder::default()
        .bounding(bounding)
        .permitted(effective.clone())
        .effective(effective)
        .inheritable(HashSet::new())
        .ambient(HashSet::new())
        .build()?;
    let user = UserBuilder::default()
        .uid(input.user.uid)
        .gid(input.user.gid)
        .additional_gids(input.user.additional_gids.clone())
        .build()?;
    let open_files = PosixRlimitBuilder::default()
        .typ(PosixRlimitType::RlimitNofile)
        .soft(input.open_files)
        .hard(input.open_files)
        .build()?;
    Ok(ProcessBuilder::default()
        .terminal(false)
        .args(arguments(input.container, input.image)?)
        .env(environment(input))
        .cwd(working_directory(input)?)
        .user(user)
        .capabilities(capabilities)
        .rlimits([open_files])
        .no_new_privileges(false)
        .build()?)
}

/// Docker's rule: a new entry point drops the image's command with its entry point.
fn arguments(container: &Container, image: &ImageConfig) -> Result<Vec<String>, SpecError> {
    let given = |list: &Option<Vec<String>>| list.clone().filter(|list| !list.is_empty());
    let entry_point = given(&container.entry_point);
    let command = given(&container.command)
        .or_else(|| entry_point.is_none().then(|| given(&image.cmd)).flatten())
        .unwrap_or_default();
    let mut arguments = entry_point.or_else(|| given(&image.entrypoint)).unwrap_or_default();
    arguments.extend(command);
    if arguments.is_empty() { Err(SpecError::NoCommand) } else { Ok(arguments) }
}

fn environment(input: &Input<'_>) -> Vec<String> {
    let mut variables = vec![DEFAULT_PATH.to_owned(), format!("HOSTNAME={}", input.hostname)];
    let own = input.container.environment.iter().map(|(name, value)| format!("{name}={value}"));
    for variable in input.image.env.iter().flatten().cloned().chain(own) {
        let name = variable.split('=').next().unwrap_or_default();
        variables.retain(|other| other.split('=').next() != Some(name));
        variables.push(variable);
    }
    variables
}

fn working_directory(input: &Input<'_>) -> Result<PathBuf, SpecError> {
    let given = input.container.working_directory.as_ref().or(input.image.working_dir.as_ref());
    match given.map_or("/", String::as_str) {
        "" => Ok("/".into()),
        path if path.starts_with('/') => Ok(path.into()),
        path => Err(SpecError::WorkingDirectory(path.to_owned())),
    }
}

fn namespaces(network: &Path) -> Result<Vec<LinuxNamespace>, SpecError> {
    let own = [
        LinuxNamespaceType::Pid,
        LinuxNamespaceType::Ipc,
        LinuxNamespaceType::Uts,
        LinuxNamespaceType::Mount,
        LinuxNamespaceType::Cgroup,
    ];
    let mut namespaces = Vec::new();
    for typ in own {
        namespaces.push(LinuxNamespaceBuilder::default().typ(typ).build()?);
    }
    namespaces.push(LinuxNamespaceBuilder::default().typ(LinuxNamespaceType::Network).path(network).build()?);
    Ok(namespaces)
}

fn mounts(files: &Path) -> Result<Vec<Mount>, SpecError> {
    let mut mounts = get_default_mounts();
    for name in ["hosts", "hostname", "resolv.conf"] {
        let mount = MountBuilder::default()
            .destination(Path::new("/etc").join(name))
            .typ("bind")
            .source(files.join(name))
            .options(["bind", "rprivate"].map(str::to_owned))
            .build()?;
        mounts.push(mount);
    }
    Ok(mounts)
}

fn resources(container: &Container, counts_swap: bool) -> Result<LinuxResources, SpecError> {
    // runc adds the devices that every container has (null, zero, full, random, tty, …).
    let no_devices = LinuxDeviceCgroupBuilder::default().allow(false).access("rwm").build()?;
    let shares = u64::from(container.cpu_units).max(MIN_CPU_SHARES);
    let resources = LinuxResourcesBuilder::default()
        .devices([no_devices])
        .cpu(LinuxCpuBuilder::default().shares(shares).build()?)
        .pids(LinuxPidsBuilder::default().limit(MAX_PROCESSES).build()?);
    let Some(mib) = container.memory_limit_mib else { return Ok(resources.build()?) };
    let bytes = i64::from(mib) << 20;
    let memory = LinuxMemoryBuilder::default().limit(bytes);
    // Memory and swap together: none of it may be swap, as on Fargate.
    let memory = if counts_swap { memory.swap(bytes) } else { memory };
    Ok(resources.memory(memory.build()?).build()?)
}

/// Labels of a specification's owner, as the runtime keeps them.
pub(super) fn labels(pairs: [(&str, &str); 4]) -> HashMap<String, String> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn container() -> Container {
        Container {
            name: "app".into(),
            image: "app".into(),
            entry_point: None,
            command: None,
            environment: BTreeMap::new(),
            working_directory: None,
            user: None,
            read_only_root: false,
            essential: true,
            memory_limit_mib: Some(128),
            cpu_units: 0,
            stop_timeout_seconds: 30,
        }
    }

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|text| (*text).to_owned()).collect()
    }

    fn spec(container: &Container, image: &ImageConfig, uid: u32) -> Result<Spec, SpecError> {
        let user = ProcessUser { uid, ..ProcessUser::default() };
        build(&Input {
            container,
            image,
            user: &user,
            hostname: "ip-10-0-0-4",
            network_namespace: Path::new("/run/netns/eni-01234567"),
            files: Path::new("/files"),
            cgroup: "/minato-x/y/z".into(),
            counts_swap: true,
            open_files: MAX_OPEN_FILES,
        })
    }

    #[test]
    fn an_entry_point_that_is_given_drops_the_images_command() {
        let image = ImageConfig {
            entrypoint: Some(texts(&["/entry"])),
            cmd: Some(texts(&["serve"])),
            ..ImageConfig::default()
        };
        let run = |entry_point, command| {
            arguments(&Container { entry_point, command, ..container() }, &image).unwrap().join(" ")
        };
        assert_eq!(run(None, None), "/entry serve");
        assert_eq!(run(None, Some(texts(&["check"]))), "/entry check");
        assert_eq!(run(Some(texts(&["sh"])), None), "sh");
        assert_eq!(run(Some(texts(&["sh"])), Some(texts(&["-c", "id"]))), "sh -c id");
        assert_eq!(run(Some(texts(&[])), Some(texts(&[]))), "/entry serve");
        assert!(matches!(arguments(&container(), &ImageConfig::default()), Err(SpecError::NoCommand)));
    }

    #[test]
    fn the_definitions_variables_override_the_images() {
        let image = ImageConfig {
            env: Some(texts(&["PATH=/bin", "MODE=image"])),
            cmd: Some(texts(&["sh"])),
            ..ImageConfig::default()
        };
        let environment = BTreeMap::from([("MODE".to_owned(), "own=1".to_owned())]);
        let spec = spec(&Container { environment, ..container() }, &image, 0).unwrap();
        let env = spec.process().as_ref().unwrap().env().clone().unwrap();
        assert_eq!(env, ["HOSTNAME=ip-10-0-0-4", "PATH=/bin", "MODE=own=1"]);
    }

    #[test]
    fn a_container_is_confined_by_default() {
        let image = ImageConfig { cmd: Some(texts(&["sh"])), ..ImageConfig::default() };
        let root = serde_json::to_value(spec(&container(), &image, 0).unwrap()).unwrap();
        let capabilities = root["process"]["capabilities"]["effective"].as_array().unwrap();
        assert_eq!(capabilities.len(), CAPABILITIES.len());
        for forbidden in ["CAP_NET_RAW", "CAP_NET_ADMIN", "CAP_SYS_ADMIN", "CAP_SYS_PTRACE", "CAP_BPF"] {
            assert!(!capabilities.iter().any(|capability| capability == forbidden), "{forbidden} is granted");
        }
        assert_eq!(root["linux"]["resources"]["memory"]["limit"], 128 << 20);
        assert_eq!(root["linux"]["resources"]["cpu"]["shares"], 2);
        let kinds: Vec<&str> =
            root["linux"]["namespaces"].as_array().unwrap().iter().map(|n| n["type"].as_str().unwrap()).collect();
        for kind in ["pid", "ipc", "uts", "mount", "network"] {
            assert!(kinds.contains(&kind), "{kind} is the host's");
        }
        let user = serde_json::to_value(spec(&container(), &image, 33).unwrap()).unwrap();
        assert!(user["process"]["capabilities"]["effective"].as_array().is_none_or(Vec::is_empty));
        let relative = Container { working_directory: Some("srv".into()), ..container() };
        assert!(matches!(spec(&relative, &image, 0), Err(SpecError::WorkingDirectory(_))));
    }
}
