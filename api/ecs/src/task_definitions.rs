//! The operations on task definitions.

use std::collections::BTreeMap;

use minato_network::Networks;
use minato_store::{Snapshot, Transaction, transact};
use minato_vpc::resources::Scope;
use minato_wire::ecs as wire;

use crate::{
    arn,
    documents::{ContainerDefinition, Family, PortMapping, TaskDefinition},
    error::EcsError,
    page::page,
    registration, tags,
};

/// `RegisterTaskDefinition`.
pub(crate) fn register(
    networks: &Networks,
    scope: &Scope,
    mut input: wire::RegisterTaskDefinitionRequest,
) -> Result<wire::RegisterTaskDefinitionResponse, EcsError> {
    let tags = tags::parse(input.tags.take())?;
    let checked = registration::check(&mut input)?;
    let mut definition = TaskDefinition {
        scope: scope.clone(),
        family: checked.family,
        revision: 0,
        containers: checked.containers,
        size: checked.size,
        requires_compatibilities: checked.requires_compatibilities,
        runtime_platform: checked.runtime_platform,
        task_role_arn: input.task_role_arn.take().filter(|arn| !arn.is_empty()),
        execution_role_arn: input.execution_role_arn.take().filter(|arn| !arn.is_empty()),
        registered_at: networks.now(),
        registered_by: format!("arn:aws:iam::{}:root", scope.account),
        deregistered_at: None,
        tags,
    };
    transact(networks.store(), |tx| {
        let key = Family::key_of(scope, &definition.family);
        let last_revision = tx.get(&key)?.map_or(0, |family| family.last_revision) + 1;
        tx.put(&Family { scope: scope.clone(), name: definition.family.clone(), last_revision })?;
        definition.revision = last_revision;
        tx.put(&definition)?;
        Ok::<_, EcsError>(())
    })?;
    Ok(wire::RegisterTaskDefinitionResponse {
        tags: (!definition.tags.is_empty()).then(|| tags::shown(&definition.tags)),
        task_definition: Some(shown(&definition)),
    })
}

/// `DescribeTaskDefinition`.
pub(crate) fn describe(
    networks: &Networks,
    scope: &Scope,
    input: wire::DescribeTaskDefinitionRequest,
) -> Result<wire::DescribeTaskDefinitionResponse, EcsError> {
    let with_tags = includes_tags(input.include.as_deref())?;
    let given = input.task_definition.unwrap_or_default();
    let found = match arn::task_definition(scope, &given) {
        Some((family, revision)) => {
            transact(networks.store(), |tx| find(tx, scope, &family, revision).map_err(EcsError::from))?
        }
        None => None,
    };
    let definition = found.ok_or_else(|| EcsError::client("Unable to describe task definition."))?;
    Ok(wire::DescribeTaskDefinitionResponse {
        task_definition: Some(shown(&definition)),
        tags: with_tags.then(|| tags::shown(&definition.tags)),
    })
}

/// A revision, or the newest active one of a family.
pub(crate) fn find(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    family: &str,
    revision: Option<u32>,
) -> Result<Option<TaskDefinition>, minato_store::StoreError> {
    if let Some(revision) = revision {
        return tx.get(&TaskDefinition::key_of(scope, family, revision));
    }
    let revisions = tx.list(&TaskDefinition::in_family(scope, family))?;
    Ok(revisions.into_iter().rev().find(TaskDefinition::is_active))
}

/// Whether `include` asks for tags; other values do not exist.
pub(crate) fn includes_tags(include: Option<&[String]>) -> Result<bool, EcsError> {
    let include = include.unwrap_or_default();
    match include.iter().find(|field| *field != "TAGS") {
        Some(field) => Err(EcsError::parameter(format!("Invalid value `{field}` for include: it can be TAGS."))),
        None => Ok(!include.is_empty()),
    }
}

/// `DeregisterTaskDefinition`.
pub(crate) fn deregister(
    networks: &Networks,
    scope: &Scope,
    input: wire::DeregisterTaskDefinitionRequest,
) -> Result<wire::DeregisterTaskDefinitionResponse, EcsError> {
    let unknown = || EcsError::client("The specified task definition does not exist.");
    let given = input.task_definition.unwrap_or_default();
    let (family, revision) = arn::task_definition(scope, &given).ok_or_else(unknown)?;
    let revision = revision.ok_or_else(|| EcsError::parameter("Revision is missing."))?;
    let definition = transact(networks.store(), |tx| {
        let key = TaskDefinition::key_of(scope, &family, revision);
        let mut definition = tx.get(&key)?.ok_or_else(unknown)?;
        if !definition.is_active() {
            return Err(EcsError::client("The specified task definition is inactive."));
        }
        definition.deregistered_at = Some(networks.now());
        tx.put(&definition)?;
        Ok(definition)
    })?;
    Ok(wire::DeregisterTaskDefinitionResponse { task_definition: Some(shown(&definition)) })
}

/// `ListTaskDefinitions`.
pub(crate) fn list(
    networks: &Networks,
    scope: &Scope,
    input: wire::ListTaskDefinitionsRequest,
) -> Result<wire::ListTaskDefinitionsResponse, EcsError> {
    let active = match input.status.as_deref() {
        None | Some("ACTIVE") => true,
        Some("INACTIVE") => false,
        // Deletion of definitions is no operation here, so none is in that state.
        Some("DELETE_IN_PROGRESS") => {
            return Ok(wire::ListTaskDefinitionsResponse { task_definition_arns: Some(Vec::new()), next_token: None });
        }
        Some(other) => return Err(invalid_status(other)),
    };
    let descending = match input.sort.as_deref() {
        None | Some("ASC") => false,
        Some("DESC") => true,
        Some(other) => return Err(EcsError::parameter(format!("Invalid value `{other}` for sort: ASC or DESC."))),
    };
    let snapshot = Snapshot::new(networks.store())?;
    let mut definitions = match input.family_prefix.as_deref().filter(|family| !family.is_empty()) {
        Some(family) if arn::is_name(family) => snapshot.list(&TaskDefinition::in_family(scope, family))?,
        Some(_) => return Err(EcsError::parameter("familyPrefix contains invalid characters.")),
        None => snapshot.list(&TaskDefinition::in_scope(scope))?,
    };
    definitions.retain(|definition| definition.is_active() == active);
    definitions.sort_by(|a, b| (&a.family, a.revision).cmp(&(&b.family, b.revision)));
    if descending {
        definitions.reverse();
    }
    let items = definitions.iter().map(|d| (format!("{} {:010}", d.family, d.revision), d.arn()));
    let (arns, next_token) = page(items, input.max_results, input.next_token.as_deref(), descending)?;
    Ok(wire::ListTaskDefinitionsResponse { task_definition_arns: Some(arns), next_token })
}

fn invalid_status(given: &str) -> EcsError {
    EcsError::parameter(format!("Invalid value `{given}` for status."))
}

/// `ListTaskDefinitionFamilies`.
pub(crate) fn list_families(
    networks: &Networks,
    scope: &Scope,
    input: wire::ListTaskDefinitionFamiliesRequest,
) -> Result<wire::ListTaskDefinitionFamiliesResponse, EcsError> {
    let wanted: fn(bool) -> bool = match input.status.as_deref() {
        None | Some("ALL") => |_| true,
        Some("ACTIVE") => |active| active,
        Some("INACTIVE") => |active| !active,
        Some(other) => return Err(invalid_status(other)),
    };
    let prefix = input.family_prefix.unwrap_or_default();
    let mut families: BTreeMap<String, bool> = BTreeMap::new();
    for definition in Snapshot::new(networks.store())?.list(&TaskDefinition::in_scope(scope))? {
        *families.entry(definition.family.clone()).or_default() |= definition.is_active();
    }
    let names = families.into_iter().filter(|(name, active)| name.starts_with(&prefix) && wanted(*active));
    let items = names.map(|(name, _)| (name.clone(), name));
    let (families, next_token) = page(items, input.max_results, input.next_token.as_deref(), false)?;
    Ok(wire::ListTaskDefinitionFamiliesResponse { families: Some(families), next_token })
}

/// A task definition as answers show it.
fn shown(definition: &TaskDefinition) -> wire::TaskDefinition {
    let attribute = |name: &str| wire::Attribute { name: Some(name.to_owned()), ..Default::default() };
    wire::TaskDefinition {
        task_definition_arn: Some(definition.arn()),
        container_definitions: Some(definition.containers.iter().map(container_shown).collect()),
        family: Some(definition.family.clone()),
        revision: i32::try_from(definition.revision).ok(),
        task_role_arn: definition.task_role_arn.clone(),
        execution_role_arn: definition.execution_role_arn.clone(),
        network_mode: Some("awsvpc".to_owned()),
        volumes: Some(Vec::new()),
        status: Some(if definition.is_active() { "ACTIVE" } else { "INACTIVE" }.to_owned()),
        requires_attributes: Some(vec![
            attribute("com.amazonaws.ecs.capability.docker-remote-api.1.18"),
            attribute("ecs.capability.task-eni"),
        ]),
        placement_constraints: Some(Vec::new()),
        compatibilities: Some(vec!["EC2".to_owned(), "FARGATE".to_owned()]),
        runtime_platform: definition.runtime_platform.clone().map(|platform| wire::RuntimePlatform {
            cpu_architecture: platform.cpu_architecture,
            operating_system_family: platform.operating_system_family,
        }),
        requires_compatibilities: (!definition.requires_compatibilities.is_empty())
            .then(|| definition.requires_compatibilities.clone()),
        cpu: Some(definition.size.cpu_units.to_string()),
        memory: Some(definition.size.memory_mib.to_string()),
        registered_at: Some(definition.registered_at),
        deregistered_at: definition.deregistered_at,
        registered_by: Some(definition.registered_by.clone()),
        ..Default::default()
    }
}

fn container_shown(container: &ContainerDefinition) -> wire::ContainerDefinition {
    wire::ContainerDefinition {
        name: Some(container.name.clone()),
        image: Some(container.image.clone()),
        cpu: i32::try_from(container.cpu_units).ok(),
        memory: container.memory_mib.and_then(|memory| i32::try_from(memory).ok()),
        port_mappings: Some(container.port_mappings.iter().map(port_mapping_shown).collect()),
        essential: Some(container.essential),
        entry_point: container.entry_point.clone(),
        command: container.command.clone(),
        environment: Some(environment_shown(&container.environment)),
        mount_points: Some(Vec::new()),
        volumes_from: Some(Vec::new()),
        stop_timeout: container.stop_timeout_seconds.and_then(|seconds| i32::try_from(seconds).ok()),
        user: container.user.clone(),
        working_directory: container.working_directory.clone(),
        readonly_root_filesystem: container.readonly_root_filesystem,
        system_controls: Some(Vec::new()),
        ..Default::default()
    }
}

fn port_mapping_shown(mapping: &PortMapping) -> wire::PortMapping {
    wire::PortMapping {
        container_port: Some(i32::from(mapping.container_port)),
        host_port: Some(i32::from(mapping.container_port)),
        protocol: Some(mapping.protocol.clone()),
        name: mapping.name.clone(),
        app_protocol: mapping.app_protocol.clone(),
        ..Default::default()
    }
}

/// Variables as answers show them, by name.
pub(crate) fn environment_shown(environment: &BTreeMap<String, String>) -> Vec<wire::KeyValuePair> {
    let pair =
        |(name, value): (&String, &String)| wire::KeyValuePair { name: Some(name.clone()), value: Some(value.clone()) };
    environment.iter().map(pair).collect()
}
