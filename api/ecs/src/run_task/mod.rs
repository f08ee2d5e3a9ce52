//! `RunTask`: one transaction makes the ENIs, the tasks and the sandboxes of a call, or nothing.
//!
//! As on Fargate, a call succeeds when no address is free: the task is there and has stopped, with the reason.

mod request;

use std::cmp::Reverse;

use jiff::{SignedDuration, Timestamp};
use minato_network::{CreateInterface, NetworkError, NetworkTransaction, Networks, NewAttachment};
use minato_store::transact;
use minato_vpc::resources::{NetworkInterface, Scope, SecurityGroup, Subnet, Tags};
use minato_wire::ecs as wire;
use minato_workload::{Container, DesiredState, HostName, Sandbox};

use self::request::{Request, TaskNetwork, retrieving};
use crate::{
    arn, clusters,
    documents::{
        ClientToken, ContainerDefinition, Outcome, StopCode, StopRequest, Task, TaskAttachment, TaskContainer,
        TaskDefinition, TaskInterface, TaskSize,
    },
    error::EcsError,
    fargate, ids,
    observed::{Observed, private_dns_name},
    registration, task_definitions,
};

/// Who makes and deletes the tasks' ENIs.
pub(crate) const REQUESTER: &str = "ecs.amazonaws.com";
/// How long a client token is remembered.
pub(crate) const TOKEN_LIFETIME: SignedDuration = SignedDuration::from_hours(24);
/// The seconds between SIGTERM and SIGKILL when the definition says nothing.
const STOP_TIMEOUT_SECONDS: u32 = 30;

/// `RunTask`.
pub(crate) fn run(
    networks: &Networks,
    host: &HostName,
    scope: &Scope,
    input: wire::RunTaskRequest,
) -> Result<wire::RunTaskResponse, EcsError> {
    let request = Request::parse(input)?;
    let cluster = arn::cluster_name(scope, request.cluster.as_deref())?;
    let tasks = transact(networks.store(), |tx| {
        clusters::active(tx, scope, &cluster)?;
        let mut network = networks.within(tx, scope)?;
        if let Some(tasks) = tasks_of_token(&mut network, &request, networks.now())? {
            return Ok(tasks);
        }
        let launch = Launch::prepare(&mut network, &request, &cluster, host, networks.now())?;
        let tasks = launch.all(&mut network)?;
        if let Some(token) = &request.token {
            network.transaction().put(&ClientToken {
                scope: scope.clone(),
                digest: token.digest.clone(),
                request: token.request.clone(),
                cluster: cluster.clone(),
                tasks: tasks.iter().map(|task| task.id.clone()).collect(),
                created_at: networks.now(),
            })?;
        }
        Ok::<_, EcsError>(tasks)
    })?;
    let shown = tasks.iter().map(|task| Observed::new(task, None).shown(true)).collect();
    Ok(wire::RunTaskResponse { tasks: Some(shown), failures: Some(Vec::new()) })
}

/// The tasks that the same token started before, if it did.
fn tasks_of_token(
    network: &mut NetworkTransaction<'_, '_>,
    request: &Request,
    now: Timestamp,
) -> Result<Option<Vec<Task>>, EcsError> {
    let Some(token) = &request.token else { return Ok(None) };
    let scope = network.scope().clone();
    let seen = network.transaction().get(&ClientToken::key_of(&scope, &token.digest))?;
    let Some(seen) = seen.filter(|seen| now.duration_since(seen.created_at) < TOKEN_LIFETIME) else { return Ok(None) };
    if seen.request != token.request {
        let resource_ids = seen.tasks.iter().map(|id| arn::of_task_id(&scope, &seen.cluster, id)).collect();
        return Err(EcsError::TokenConflict { resource_ids });
    }
    let mut tasks = Vec::new();
    for id in &seen.tasks {
        tasks.extend(network.transaction().get(&Task::key_of(&scope, &seen.cluster, id))?);
    }
    Ok(Some(tasks))
}

/// All that the tasks of one call have in common.
struct Launch<'a> {
    request: &'a Request,
    cluster: &'a str,
    host: &'a HostName,
    now: Timestamp,
    definition: TaskDefinition,
    size: TaskSize,
    network: &'a TaskNetwork,
    places: Vec<Place>,
}

/// A subnet as a place for ENIs.
struct Place {
    subnet: Subnet,
    free: u32,
}

impl<'a> Launch<'a> {
    fn prepare(
        network: &mut NetworkTransaction<'_, '_>,
        request: &'a Request,
        cluster: &'a str,
        host: &'a HostName,
        now: Timestamp,
    ) -> Result<Self, EcsError> {
        let definition = find_definition(network, &request.task_definition)?;
        let size = effective_size(&definition, request)?;
        let asked = request.network.as_ref().ok_or_else(|| {
            EcsError::parameter("Network Configuration must be provided when networkMode 'awsvpc' is specified.")
        })?;
        let places = find_places(network, asked)?;
        Ok(Self { request, cluster, host, now, definition, size, network: asked, places })
    }

    fn all(mut self, network: &mut NetworkTransaction<'_, '_>) -> Result<Vec<Task>, EcsError> {
        let mut zones = Vec::new();
        let mut tasks = Vec::new();
        for _ in 0..self.request.count {
            let task = self.one(network, &zones)?;
            zones.push(task.attachment.zone.clone());
            network.transaction().put(&task)?;
            tasks.push(task);
        }
        Ok(tasks)
    }

    /// Makes one task with its ENI and its sandbox, or a task that could not start. `zones` are those of the call's
    /// earlier tasks: the emptiest zone comes first, and in it the subnet with most free addresses.
    fn one(&mut self, network: &mut NetworkTransaction<'_, '_>, zones: &[String]) -> Result<Task, EcsError> {
        let mut task = self.task(network.scope().clone());
        self.places.sort_by_cached_key(|place| {
            (zones.iter().filter(|zone| **zone == place.subnet.zone).count(), Reverse(place.free))
        });
        let mut refusal = None;
        for place in &mut self.places {
            match create_interface(network, &task, place, self.network, self.request.managed_tags) {
                Ok(interface) => {
                    place.free = place.free.saturating_sub(1);
                    task.attachment.subnet = place.subnet.id.clone();
                    task.attachment.zone.clone_from(&place.subnet.zone);
                    task.attachment.interface = Some(TaskInterface {
                        id: interface.id.clone(),
                        mac: interface.mac,
                        address: interface.address,
                        ipv6_address: interface.ipv6_addresses.first().copied(),
                    });
                    task.host = Some(self.host.clone());
                    network.transaction().put(&self.sandbox(&task, &interface))?;
                    return Ok(task);
                }
                Err(
                    error @ (NetworkError::InsufficientAddresses
                    | NetworkError::InsufficientPublicAddresses
                    | NetworkError::LimitExceeded { .. }),
                ) => {
                    refusal.get_or_insert((place.subnet.clone(), error));
                }
                Err(error) => return Err(error.into()),
            }
        }
        let (subnet, error) = refusal.ok_or_else(|| EcsError::parameter("subnets can not be empty."))?;
        task.stop = Some(StopRequest {
            at: self.now,
            code: StopCode::TaskFailedToStart,
            reason: format!(
                "Unexpected EC2 error while attempting to Create Network Interface in subnet '{}': {}",
                subnet.id,
                error.code()
            ),
        });
        task.outcome = Some(Outcome { stopped_at: self.now, observed: None });
        task.attachment.subnet = subnet.id;
        task.attachment.zone = subnet.zone;
        Ok(task)
    }

    /// The task before it has a place.
    fn task(&self, scope: Scope) -> Task {
        let mut tags = if self.request.propagate_tags { self.definition.tags.clone() } else { Tags::new() };
        tags.extend(self.request.tags.clone());
        if self.request.managed_tags {
            tags.extend(managed_tags(self.cluster));
        }
        Task {
            scope,
            cluster: self.cluster.to_owned(),
            id: ids::task_id(),
            family: self.definition.family.clone(),
            revision: self.definition.revision,
            containers: self.definition.containers.iter().map(|container| self.task_container(container)).collect(),
            size: self.size,
            overrides: self.request.overrides.clone(),
            group: self.request.group.clone().unwrap_or_else(|| format!("family:{}", self.definition.family)),
            started_by: self.request.started_by.clone(),
            created_at: self.now,
            attachment: TaskAttachment {
                id: ids::uuid(),
                subnet: self.places[0].subnet.id.clone(),
                zone: self.places[0].subnet.zone.clone(),
                interface: None,
            },
            host: None,
            stop: None,
            outcome: None,
            tags,
        }
    }

    fn task_container(&self, container: &ContainerDefinition) -> TaskContainer {
        let (cpu_units, memory_mib) = resources(container, self.request);
        TaskContainer {
            id: ids::uuid(),
            name: container.name.clone(),
            image: container.image.clone(),
            cpu_units,
            memory_mib,
        }
    }

    fn sandbox(&self, task: &Task, interface: &NetworkInterface) -> Sandbox {
        Sandbox {
            id: task.sandbox_id(),
            host: self.host.clone(),
            owner: task.arn(),
            interface: interface.id.clone(),
            hostname: private_dns_name(&task.scope.region, interface.address),
            containers: self.definition.containers.iter().map(|container| self.container(container)).collect(),
            memory_limit_mib: Some(self.size.memory_mib),
            cpu_limit_units: Some(self.size.cpu_units),
            desired: DesiredState::Running,
        }
    }

    fn container(&self, container: &ContainerDefinition) -> Container {
        let replaced = self.request.overrides.containers.iter().find(|o| o.name == container.name);
        let mut environment = container.environment.clone();
        environment.extend(replaced.map(|o| o.environment.clone()).unwrap_or_default());
        let (cpu_units, memory_limit_mib) = resources(container, self.request);
        // An empty list says the same as none: the image's own.
        let filled = |list: Option<&Vec<String>>| list.filter(|list| !list.is_empty()).cloned();
        Container {
            name: container.name.clone(),
            image: container.image.clone(),
            entry_point: filled(container.entry_point.as_ref()),
            command: filled(replaced.and_then(|o| o.command.as_ref()).or(container.command.as_ref())),
            environment,
            working_directory: container.working_directory.clone(),
            user: container.user.clone(),
            read_only_root: container.readonly_root_filesystem.unwrap_or_default(),
            essential: container.essential,
            memory_limit_mib,
            cpu_units,
            stop_timeout_seconds: container.stop_timeout_seconds.unwrap_or(STOP_TIMEOUT_SECONDS),
        }
    }
}

fn managed_tags(cluster: &str) -> Tags {
    Tags::from([("aws:ecs:clusterName".to_owned(), cluster.to_owned())])
}

/// The CPU units and the memory of a container after overrides.
fn resources(container: &ContainerDefinition, request: &Request) -> (u32, Option<u32>) {
    let replaced = request.overrides.containers.iter().find(|o| o.name == container.name);
    let cpu_units = replaced.and_then(|o| o.cpu_units).unwrap_or(container.cpu_units);
    (cpu_units, replaced.and_then(|o| o.memory_mib).or(container.memory_mib))
}

fn find_definition(network: &mut NetworkTransaction<'_, '_>, given: &str) -> Result<TaskDefinition, EcsError> {
    let scope = network.scope().clone();
    let not_found = || EcsError::client("TaskDefinition not found.");
    let (family, revision) = arn::task_definition(&scope, given).ok_or_else(not_found)?;
    let found = task_definitions::find(network.transaction(), &scope, &family, revision)?;
    let definition = found.ok_or_else(not_found)?;
    if definition.is_active() { Ok(definition) } else { Err(EcsError::parameter("TaskDefinition is inactive")) }
}

/// The size of the tasks after overrides, which must still fit together.
fn effective_size(definition: &TaskDefinition, request: &Request) -> Result<TaskSize, EcsError> {
    let overrides = &request.overrides;
    if let Some(unknown) =
        overrides.containers.iter().find(|o| !definition.containers.iter().any(|container| container.name == o.name))
    {
        return Err(EcsError::parameter(format!(
            "Override for container named {} is not a container in the TaskDefinition.",
            unknown.name
        )));
    }
    let (cpu, memory) = (definition.size.cpu_units.to_string(), definition.size.memory_mib.to_string());
    let size = fargate::parse(
        Some(overrides.cpu.as_deref().unwrap_or(&cpu)),
        Some(overrides.memory.as_deref().unwrap_or(&memory)),
    );
    let as_parameter = |error: EcsError| EcsError::InvalidParameter(error.to_string());
    let size = size.map_err(as_parameter)?;
    let containers = definition.containers.iter().map(|container| resources(container, request));
    registration::check_sums(containers, size).map_err(as_parameter)?;
    Ok(size)
}

/// Finds the subnets and checks that they and the groups are of one VPC.
fn find_places(network: &mut NetworkTransaction<'_, '_>, asked: &TaskNetwork) -> Result<Vec<Place>, EcsError> {
    let mut places: Vec<Place> = Vec::new();
    for id in &asked.subnets {
        let subnet: Subnet = network.find(id).map_err(|error| told_of(error, id.as_str()))?;
        if places.first().is_some_and(|first| first.subnet.vpc != subnet.vpc) {
            return Err(EcsError::parameter("The subnets provided must all be in the same VPC."));
        }
        let free = network.free_addresses(&subnet)?;
        places.push(Place { subnet, free });
    }
    for id in &asked.groups {
        let group: SecurityGroup = network.find(id).map_err(|error| told_of(error, id.as_str()))?;
        if places.first().is_some_and(|first| first.subnet.vpc != group.vpc) {
            return Err(EcsError::parameter(format!(
                "Security group {id} does not appear to belong to the same VPC as the input subnets."
            )));
        }
    }
    Ok(places)
}

fn told_of(error: NetworkError, id: &str) -> EcsError {
    if error.is_internal() { error.into() } else { retrieving(&error, id) }
}

fn create_interface(
    network: &mut NetworkTransaction<'_, '_>,
    task: &Task,
    place: &Place,
    asked: &TaskNetwork,
    managed: bool,
) -> Result<NetworkInterface, NetworkError> {
    let mut interface = network.create_interface(CreateInterface {
        groups: asked.groups.clone(),
        public_address: asked.assign_public_ip,
        description: arn::of_attachment(&task.scope, &task.attachment.id),
        requester: Some(REQUESTER.to_owned()),
        attachment: Some(NewAttachment::to(task.arn())),
        ..CreateInterface::new(place.subnet.id.clone())
    })?;
    if managed {
        // Keys of AWS's own, which no caller of the network may give.
        interface.tags.extend(managed_tags(&task.cluster));
        network.transaction().put(&interface)?;
    }
    Ok(interface)
}
