//! What `RegisterTaskDefinition` takes: the request is read into a definition, or refused in ECS's words.

use std::collections::{BTreeMap, BTreeSet};

use minato_wire::ecs as wire;

use crate::{
    arn::is_name,
    documents::{ContainerDefinition, PortMapping, RuntimePlatform, TaskSize},
    error::EcsError,
    fargate,
};

/// Docker's smallest memory of a container, in MiB.
const LEAST_MEMORY_MIB: u32 = 6;
/// The seconds that Fargate allows between SIGTERM and SIGKILL.
const STOP_TIMEOUT_SECONDS: std::ops::RangeInclusive<u32> = 2..=120;
/// The most containers that a task definition has.
const MAX_CONTAINERS: usize = 10;

/// The checked parts of a request.
pub(crate) struct Registration {
    pub(crate) family: String,
    pub(crate) containers: Vec<ContainerDefinition>,
    pub(crate) size: TaskSize,
    pub(crate) requires_compatibilities: Vec<String>,
    pub(crate) runtime_platform: Option<RuntimePlatform>,
}

/// Checks a request but for its tags.
pub(crate) fn check(input: &mut wire::RegisterTaskDefinitionRequest) -> Result<Registration, EcsError> {
    let family = input.family.take().unwrap_or_default();
    if family.is_empty() {
        return Err(EcsError::client("Family should not be null or empty."));
    }
    if !is_name(&family) {
        return Err(EcsError::client("Family contains invalid characters."));
    }
    refuse_if_filled("volumes", input.volumes.as_deref())?;
    refuse_if_filled("placementConstraints", input.placement_constraints.as_deref())?;
    let requires_compatibilities = input.requires_compatibilities.take().unwrap_or_default();
    check_mode(&requires_compatibilities, input.network_mode.as_deref())?;
    let runtime_platform = input.runtime_platform.take().map(platform).transpose()?;
    let size = fargate::parse(input.cpu.as_deref(), input.memory.as_deref())?;
    let given = input.container_definitions.take().unwrap_or_default();
    let containers = given.into_iter().map(container).collect::<Result<Vec<_>, _>>()?;
    check_together(&containers, size)?;
    Ok(Registration { family, containers, size, requires_compatibilities, runtime_platform })
}

/// Refuses a list that clients send empty out of habit, and that has something in it.
fn refuse_if_filled<T>(member: &str, list: Option<&[T]>) -> Result<(), EcsError> {
    if list.is_some_and(|list| !list.is_empty()) { Err(EcsError::unhonoured(&format!("`{member}`"))) } else { Ok(()) }
}

fn check_mode(compatibilities: &[String], mode: Option<&str>) -> Result<(), EcsError> {
    for compatibility in compatibilities {
        match compatibility.as_str() {
            "FARGATE" => {}
            "EC2" | "EXTERNAL" | "MANAGED_INSTANCES" => {
                return Err(EcsError::unhonoured(&format!(
                    "`requiresCompatibilities` with {compatibility}; register the definition for FARGATE"
                )));
            }
            other => return Err(EcsError::client(format!("Invalid value `{other}` for requiresCompatibilities."))),
        }
    }
    match mode {
        Some("awsvpc") => Ok(()),
        Some("bridge" | "host" | "none") | None if !compatibilities.is_empty() => {
            Err(EcsError::client("Fargate only supports network mode ‘awsvpc’."))
        }
        Some("bridge" | "host" | "none") | None => Err(EcsError::unhonoured(
            "network modes other than awsvpc; pass networkMode=awsvpc and requiresCompatibilities=FARGATE",
        )),
        Some(other) => Err(EcsError::client(format!("Invalid value `{other}` for networkMode."))),
    }
}

fn platform(given: wire::RuntimePlatform) -> Result<RuntimePlatform, EcsError> {
    let own = if cfg!(target_arch = "aarch64") { "ARM64" } else { "X86_64" };
    if let Some(family) = given.operating_system_family.as_deref().filter(|family| *family != "LINUX") {
        return Err(EcsError::unhonoured(&format!("runtimePlatform.operatingSystemFamily {family}; it runs LINUX")));
    }
    if let Some(architecture) = given.cpu_architecture.as_deref().filter(|architecture| *architecture != own) {
        return Err(EcsError::client(format!(
            "runtimePlatform.cpuArchitecture {architecture} cannot run here: this machine is {own}."
        )));
    }
    Ok(RuntimePlatform {
        cpu_architecture: given.cpu_architecture,
        operating_system_family: given.operating_system_family,
    })
}

fn container(given: wire::ContainerDefinition) -> Result<ContainerDefinition, EcsError> {
    let name = given.name.unwrap_or_default();
    if name.is_empty() {
        return Err(EcsError::client("Container.name should not be null or empty."));
    }
    if !is_name(&name) {
        return Err(EcsError::client("Container.name contains invalid characters."));
    }
    let image = given.image.unwrap_or_default();
    check_image(&image)?;
    refuse_if_filled("mountPoints", given.mount_points.as_deref())?;
    refuse_if_filled("volumesFrom", given.volumes_from.as_deref())?;
    refuse_if_filled("systemControls", given.system_controls.as_deref())?;
    check_words(&name, "command", given.command.as_deref().unwrap_or_default())?;
    check_words(&name, "entryPoint", given.entry_point.as_deref().unwrap_or_default())?;
    check_words(&name, "workingDirectory", given.working_directory.as_slice())?;
    check_words(&name, "user", given.user.as_slice())?;
    if given.user.as_deref().is_some_and(|user| user.is_empty() || user.split(':').count() > 2) {
        return Err(invalid(&name, "'user' must be one of user, user:group, uid, uid:gid, user:gid, uid:group"));
    }
    let memory_mib = given.memory.map(|memory| at_least(&name, "memory", memory, LEAST_MEMORY_MIB)).transpose()?;
    let stop_timeout_seconds =
        given.stop_timeout.map(|seconds| at_least(&name, "stopTimeout", seconds, 0)).transpose()?;
    if stop_timeout_seconds.is_some_and(|seconds| !STOP_TIMEOUT_SECONDS.contains(&seconds)) {
        return Err(invalid(&name, "'stopTimeout' must be 2 to 120 seconds on Fargate"));
    }
    Ok(ContainerDefinition {
        cpu_units: at_least(&name, "cpu", given.cpu.unwrap_or_default(), 0)?,
        memory_mib,
        essential: given.essential.unwrap_or(true),
        port_mappings: given
            .port_mappings
            .unwrap_or_default()
            .into_iter()
            .map(|mapping| port_mapping(&name, mapping))
            .collect::<Result<_, _>>()?,
        environment: environment(&name, given.environment)?,
        command: given.command,
        entry_point: given.entry_point,
        working_directory: given.working_directory.filter(|directory| !directory.is_empty()),
        user: given.user,
        readonly_root_filesystem: given.readonly_root_filesystem,
        stop_timeout_seconds,
        image,
        name,
    })
}

/// An error about one container, as ECS words them.
pub(crate) fn invalid(container: &str, what: &str) -> EcsError {
    EcsError::client(format!("Invalid setting for container '{container}'. {what}."))
}

/// Refuses what no program can be given: a text with a NUL ends there for the kernel.
pub(crate) fn check_words(container: &str, member: &str, words: &[String]) -> Result<(), EcsError> {
    if words.iter().any(|word| word.contains('\0')) {
        return Err(invalid(container, &format!("'{member}' cannot contain a NUL character")));
    }
    Ok(())
}

/// A number of a container that is not below `least`.
pub(crate) fn at_least(container: &str, member: &str, value: i32, least: u32) -> Result<u32, EcsError> {
    let value = u32::try_from(value).ok().filter(|value| *value >= least);
    value.ok_or_else(|| invalid(container, &format!("'{member}' must be at least {least}")))
}

/// Variables of a container; of a name given twice the last holds.
pub(crate) fn environment(
    container: &str,
    given: Option<Vec<wire::KeyValuePair>>,
) -> Result<BTreeMap<String, String>, EcsError> {
    let mut variables = BTreeMap::new();
    for wire::KeyValuePair { name, value } in given.unwrap_or_default() {
        let (name, value) = (name.unwrap_or_default(), value.unwrap_or_default());
        if name.is_empty() || name.contains(['=', '\0']) || value.contains('\0') {
            return Err(invalid(container, &format!("'{name}' cannot be the name of an environment variable")));
        }
        variables.insert(name, value);
    }
    Ok(variables)
}

fn check_image(image: &str) -> Result<(), EcsError> {
    if image.is_empty() {
        return Err(EcsError::client("Container.image should not be null or empty."));
    }
    let (reference, digest) = image.split_once('@').unwrap_or((image, "sha256:"));
    let digest_is_sound = digest.strip_prefix("sha256:").is_some_and(|digits| {
        !image.contains('@') || digits.len() == 64 && digits.bytes().all(|b| b.is_ascii_hexdigit())
    });
    let sound = |b: u8| b.is_ascii_alphanumeric() || b"-_:./#".contains(&b);
    if reference.is_empty() || reference.len() > 255 || !reference.bytes().all(sound) || !digest_is_sound {
        return Err(EcsError::client("Container.image contains invalid characters."));
    }
    Ok(())
}

fn port_mapping(container: &str, given: wire::PortMapping) -> Result<PortMapping, EcsError> {
    let port = given.container_port.and_then(|port| u16::try_from(port).ok()).filter(|port| *port > 0);
    let container_port = port.ok_or_else(|| invalid(container, "'containerPort' must be 1 to 65535"))?;
    if given.host_port.is_some_and(|host_port| host_port != i32::from(container_port)) {
        return Err(EcsError::client(
            "When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
        ));
    }
    let protocol = given.protocol.unwrap_or_else(|| "tcp".to_owned());
    if !["tcp", "udp"].contains(&protocol.as_str()) {
        return Err(invalid(container, &format!("'protocol' must be tcp or udp, not {protocol}")));
    }
    if let Some(application) = given.app_protocol.as_deref().filter(|p| !["http", "http2", "grpc"].contains(p)) {
        return Err(invalid(container, &format!("'appProtocol' must be http, http2 or grpc, not {application}")));
    }
    Ok(PortMapping { container_port, protocol, name: given.name, app_protocol: given.app_protocol })
}

fn check_together(containers: &[ContainerDefinition], size: TaskSize) -> Result<(), EcsError> {
    if containers.is_empty() {
        return Err(EcsError::client("Container list cannot be empty."));
    }
    if containers.len() > MAX_CONTAINERS {
        return Err(EcsError::client(format!("A task definition can have at most {MAX_CONTAINERS} containers.")));
    }
    let mut names = BTreeSet::new();
    if let Some(twice) = containers.iter().find(|container| !names.insert(&container.name)) {
        return Err(EcsError::client(format!("Container names must be unique: '{}' is there twice.", twice.name)));
    }
    if !containers.iter().any(|container| container.essential) {
        return Err(EcsError::client("TaskDefinition must have at least one essential container."));
    }
    check_sums(containers.iter().map(|container| (container.cpu_units, container.memory_mib)), size)
}

/// Checks what all containers (CPU units and MiB of each) take against what the task has.
pub(crate) fn check_sums(
    containers: impl Iterator<Item = (u32, Option<u32>)> + Clone,
    size: TaskSize,
) -> Result<(), EcsError> {
    let too_much = |what: &str| {
        EcsError::client(format!(
            "The sum of all container '{what}' values cannot be greater than the value of the task '{what}'."
        ))
    };
    if containers.clone().map(|(cpu, _)| u64::from(cpu)).sum::<u64>() > u64::from(size.cpu_units) {
        return Err(too_much("cpu"));
    }
    if containers.filter_map(|(_, memory)| memory.map(u64::from)).sum::<u64>() > u64::from(size.memory_mib) {
        return Err(too_much("memory"));
    }
    Ok(())
}
