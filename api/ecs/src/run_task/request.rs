//! What `RunTask` takes, as far as it can be checked without looking into the store.

use std::collections::{BTreeMap, BTreeSet};

use minato_network::{Kind, NetworkError};
use minato_vpc::{
    ids::{SecurityGroupId, SubnetId},
    resources::Tags,
};
use minato_wire::ecs as wire;
use sha2::{Digest, Sha256};

use crate::{
    documents::{ContainerOverride, TaskOverride},
    error::EcsError,
    registration, tags,
};

/// The most tasks that one call starts.
const MAX_COUNT: i32 = 10;
/// The most subnets that one call names.
const MAX_SUBNETS: usize = 16;
/// The most security groups of a task.
const MAX_GROUPS: usize = 5;

/// A checked request.
pub(super) struct Request {
    pub(super) cluster: Option<String>,
    pub(super) task_definition: String,
    pub(super) count: usize,
    pub(super) overrides: TaskOverride,
    pub(super) group: Option<String>,
    pub(super) started_by: Option<String>,
    pub(super) tags: Tags,
    pub(super) propagate_tags: bool,
    pub(super) managed_tags: bool,
    pub(super) network: Option<TaskNetwork>,
    pub(super) token: Option<Token>,
}

/// Where the tasks' ENIs may be, and their groups.
pub(super) struct TaskNetwork {
    /// In the order given, each once.
    pub(super) subnets: Vec<SubnetId>,
    /// Empty for the VPC's default group.
    pub(super) groups: BTreeSet<SecurityGroupId>,
    /// Whether the tasks get public addresses. As in AWS, what the subnets say to launches does not matter.
    pub(super) assign_public_ip: bool,
}

/// A client token and what came with it, as digests.
pub(super) struct Token {
    pub(super) digest: String,
    pub(super) request: String,
}

impl Request {
    /// Checks a request.
    pub(super) fn parse(mut input: wire::RunTaskRequest) -> Result<Self, EcsError> {
        let token = token(&mut input)?;
        let count = input.count.unwrap_or(1);
        if !(1..=MAX_COUNT).contains(&count) {
            return Err(EcsError::parameter(format!("count must be between 1 and {MAX_COUNT}.")));
        }
        check_launch(input.launch_type.as_deref(), input.platform_version.as_deref())?;
        check_words(input.group.as_deref(), input.started_by.as_deref())?;
        let propagate_tags = match input.propagate_tags.as_deref() {
            Some("TASK_DEFINITION") => true,
            None | Some("NONE") => false,
            Some("SERVICE") => {
                return Err(EcsError::parameter("propagateTags=SERVICE is for tasks of a service only."));
            }
            Some(other) => return Err(EcsError::parameter(format!("Invalid value `{other}` for propagateTags."))),
        };
        let configuration = input.network_configuration.and_then(|network| network.awsvpc_configuration);
        Ok(Self {
            cluster: input.cluster,
            task_definition: input.task_definition.unwrap_or_default(),
            count: usize::try_from(count).unwrap_or_default(),
            overrides: input.overrides.map(overrides).transpose()?.unwrap_or_default(),
            group: input.group.filter(|group| !group.is_empty()),
            started_by: input.started_by.filter(|name| !name.is_empty()),
            tags: tags::parse(input.tags)?,
            propagate_tags,
            managed_tags: input.enable_ecs_managed_tags.unwrap_or_default(),
            network: configuration.map(network).transpose()?,
            token,
        })
    }
}

fn hex_digest(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
}

/// Takes the token out of a request, so that what is left is what must be the same next time.
fn token(input: &mut wire::RunTaskRequest) -> Result<Option<Token>, EcsError> {
    let Some(token) = input.client_token.take().filter(|token| !token.is_empty()) else { return Ok(None) };
    if token.len() > 64 || !token.bytes().all(|b| (33..=126).contains(&b)) {
        return Err(EcsError::parameter("clientToken must be up to 64 printable ASCII characters without spaces."));
    }
    Ok(Some(Token { digest: hex_digest(&token), request: hex_digest(&format!("{input:?}")) }))
}

fn check_launch(launch_type: Option<&str>, platform_version: Option<&str>) -> Result<(), EcsError> {
    match launch_type {
        Some("FARGATE") => {}
        None | Some("EC2") => {
            return Err(EcsError::parameter(
                "No Container Instances were found in your cluster. Minato runs Fargate tasks so far: pass \
                 launchType=FARGATE (ECS takes EC2 when none is given).",
            ));
        }
        Some(other @ ("EXTERNAL" | "MANAGED_INSTANCES")) => {
            return Err(EcsError::parameter(format!("Minato does not honour launchType {other} yet: pass FARGATE.")));
        }
        Some(other) => return Err(EcsError::parameter(format!("Invalid value `{other}` for launchType."))),
    }
    match platform_version {
        None | Some("LATEST" | "1.4.0") => Ok(()),
        Some(_) => Err(EcsError::PlatformUnknown),
    }
}

fn check_words(group: Option<&str>, started_by: Option<&str>) -> Result<(), EcsError> {
    if group.is_some_and(|group| group.starts_with("service:")) {
        return Err(EcsError::parameter("Invalid namespace for group: `service:` is for tasks of a service."));
    }
    if group.is_some_and(|group| group.chars().count() > 255) {
        return Err(EcsError::parameter("group can have at most 255 characters."));
    }
    let sound =
        |name: &str| name.len() <= 128 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_/".contains(&b));
    if started_by.is_some_and(|name| !sound(name)) {
        return Err(EcsError::parameter(
            "startedBy can have up to 128 letters, numbers, hyphens, forward slashes and underscores.",
        ));
    }
    Ok(())
}

fn network(given: wire::AwsVpcConfiguration) -> Result<TaskNetwork, EcsError> {
    let assign_public_ip = match given.assign_public_ip.as_deref() {
        None | Some("DISABLED") => false,
        Some("ENABLED") => true,
        Some(other) => return Err(EcsError::parameter(format!("Invalid value `{other}` for assignPublicIp."))),
    };
    let subnets = given.subnets.unwrap_or_default();
    if subnets.is_empty() {
        return Err(EcsError::parameter("subnets can not be empty."));
    }
    if subnets.len() > MAX_SUBNETS {
        return Err(EcsError::parameter(format!("subnets can have at most {MAX_SUBNETS} items.")));
    }
    let groups = given.security_groups.unwrap_or_default();
    if groups.len() > MAX_GROUPS {
        return Err(EcsError::parameter(format!("securityGroups can have at most {MAX_GROUPS} items.")));
    }
    let mut seen = BTreeSet::new();
    let mut ids = Vec::new();
    for text in subnets {
        let malformed = |_| retrieving(&NetworkError::MalformedId { kind: Kind::Subnet, id: text.clone() }, &text);
        let id: SubnetId = text.parse().map_err(malformed)?;
        if seen.insert(id.clone()) {
            ids.push(id);
        }
    }
    let group = |text: String| {
        let malformed =
            |_| retrieving(&NetworkError::MalformedId { kind: Kind::SecurityGroup, id: text.clone() }, &text);
        text.parse::<SecurityGroupId>().map_err(malformed)
    };
    let groups = groups.into_iter().map(group).collect::<Result<_, _>>()?;
    Ok(TaskNetwork { subnets: ids, groups, assign_public_ip })
}

/// ECS's words for what EC2 says of a subnet or a group.
pub(super) fn retrieving(error: &NetworkError, id: &str) -> EcsError {
    let what = if id.starts_with("sg-") || matches!(error, NetworkError::MalformedId { kind: Kind::SecurityGroup, .. })
    {
        "security group"
    } else {
        "subnet"
    };
    EcsError::parameter(format!(
        "Error retrieving {what} information for [{id}]: {error} (ErrorCode: {})",
        error.code()
    ))
}

fn overrides(given: wire::TaskOverride) -> Result<TaskOverride, EcsError> {
    let mut containers: BTreeMap<String, ContainerOverride> = BTreeMap::new();
    for container in given.container_overrides.unwrap_or_default() {
        // AWS: an empty override is taken, and one that says something must say of which container.
        if container == wire::ContainerOverride::default() {
            continue;
        }
        let parsed = container_override(container)?;
        if containers.insert(parsed.name.clone(), parsed).is_some() {
            return Err(EcsError::parameter("A container can be named once in containerOverrides."));
        }
    }
    Ok(TaskOverride {
        containers: containers.into_values().collect(),
        cpu: given.cpu,
        memory: given.memory,
        task_role_arn: given.task_role_arn,
        execution_role_arn: given.execution_role_arn,
    })
}

fn container_override(given: wire::ContainerOverride) -> Result<ContainerOverride, EcsError> {
    let name = given.name.filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| EcsError::parameter("Container name must be specified in a container override."))?;
    let as_parameter = |error: EcsError| EcsError::InvalidParameter(error.to_string());
    let number = |member: &str, value: Option<i32>| {
        value.map(|value| registration::at_least(&name, member, value, 0)).transpose().map_err(as_parameter)
    };
    registration::check_words(&name, "command", given.command.as_deref().unwrap_or_default()).map_err(as_parameter)?;
    Ok(ContainerOverride {
        command: given.command,
        environment: registration::environment(&name, given.environment).map_err(as_parameter)?,
        cpu_units: number("cpu", given.cpu)?,
        memory_mib: number("memory", given.memory)?,
        name,
    })
}
