//! The operations on clusters.

use std::collections::BTreeMap;

use minato_network::Networks;
use minato_store::{Snapshot, Transaction, transact};
use minato_vpc::resources::Scope;
use minato_wire::ecs as wire;
use minato_workload::SandboxStatus;

use crate::{
    arn,
    documents::{Cluster, Task},
    error::EcsError,
    observed::{LastStatus, Observed},
    page::page,
    tags,
};

/// The most clusters that one `DescribeClusters` names.
const MAX_DESCRIBED: usize = 100;

/// `CreateCluster`. An active cluster of that name is answered as it is.
pub(crate) fn create(
    networks: &Networks,
    scope: &Scope,
    input: wire::CreateClusterRequest,
) -> Result<wire::CreateClusterResponse, EcsError> {
    let name = input.cluster_name.filter(|name| !name.is_empty()).unwrap_or_else(|| "default".to_owned());
    if !arn::is_name(&name) {
        return Err(EcsError::parameter(
            "Cluster names should be 1 to 255 characters: letters, numbers, hyphens and underscores.",
        ));
    }
    check_settings(input.settings.as_deref())?;
    let tags = tags::parse(input.tags)?;
    let cluster = transact(networks.store(), |tx| {
        if let Some(existing) = tx.get(&Cluster::key_of(scope, &name))?.filter(|c| c.deleted_at.is_none()) {
            return Ok(existing);
        }
        let cluster = Cluster { scope: scope.clone(), name: name.clone(), deleted_at: None, tags: tags.clone() };
        tx.put(&cluster)?;
        Ok::<_, EcsError>(cluster)
    })?;
    let counts = Counts::of(&Snapshot::new(networks.store())?, &cluster)?;
    let show = Show { tags: true, settings: true, statistics: false };
    Ok(wire::CreateClusterResponse { cluster: Some(shown(&cluster, counts, show)) })
}

/// Refuses what Minato does not do: metrics of containers.
fn check_settings(settings: Option<&[wire::ClusterSetting]>) -> Result<(), EcsError> {
    for setting in settings.unwrap_or_default() {
        match (setting.name.as_deref(), setting.value.as_deref()) {
            (Some("containerInsights"), Some("disabled")) => {}
            (Some("containerInsights"), value) => {
                let value = value.unwrap_or_default();
                return Err(EcsError::unhonoured(&format!("the cluster setting containerInsights={value}")));
            }
            (name, _) => {
                let name = name.unwrap_or_default();
                return Err(EcsError::parameter(format!("Invalid cluster setting name `{name}`.")));
            }
        }
    }
    Ok(())
}

/// `DeleteCluster`. A deleted cluster stays visible as `INACTIVE` for a while.
pub(crate) fn delete(
    networks: &Networks,
    scope: &Scope,
    input: wire::DeleteClusterRequest,
) -> Result<wire::DeleteClusterResponse, EcsError> {
    let name = arn::cluster_name(scope, input.cluster.as_deref())?;
    let cluster = transact(networks.store(), |tx| {
        let Some(mut cluster) = tx.get(&Cluster::key_of(scope, &name))? else {
            return Err(EcsError::ClusterNotFound);
        };
        if cluster.deleted_at.is_some() {
            return Ok(cluster);
        }
        // A task that is started meanwhile is a change under this prefix: one of the two runs again.
        if tx.list(&Task::in_cluster(scope, &name))?.iter().any(|task| task.outcome.is_none()) {
            return Err(EcsError::ClusterContainsTasks);
        }
        cluster.deleted_at = Some(networks.now());
        tx.put(&cluster)?;
        Ok(cluster)
    })?;
    let show = Show { tags: false, settings: true, statistics: false };
    Ok(wire::DeleteClusterResponse { cluster: Some(shown(&cluster, Counts::default(), show)) })
}

/// The active cluster of that name.
pub(crate) fn active(tx: &mut Transaction<'_>, scope: &Scope, name: &str) -> Result<Cluster, EcsError> {
    check_active(tx.get(&Cluster::key_of(scope, name))?)
}

/// The same for reading only.
pub(crate) fn check_active(found: Option<Cluster>) -> Result<Cluster, EcsError> {
    let cluster = found.ok_or(EcsError::ClusterNotFound)?;
    if cluster.deleted_at.is_some() { Err(EcsError::ClusterInactive) } else { Ok(cluster) }
}

/// `DescribeClusters`.
pub(crate) fn describe(
    networks: &Networks,
    scope: &Scope,
    input: wire::DescribeClustersRequest,
) -> Result<wire::DescribeClustersResponse, EcsError> {
    let mut show = Show::default();
    for field in input.include.unwrap_or_default() {
        match field.as_str() {
            "TAGS" => show.tags = true,
            "SETTINGS" => show.settings = true,
            "STATISTICS" => show.statistics = true,
            // Neither exists here, so there is nothing to add.
            "ATTACHMENTS" | "CONFIGURATIONS" => {}
            other => return Err(EcsError::parameter(format!("Invalid value `{other}` for include."))),
        }
    }
    let given = input.clusters.filter(|given| !given.is_empty()).unwrap_or_else(|| vec!["default".to_owned()]);
    if given.len() > MAX_DESCRIBED {
        return Err(EcsError::parameter(format!("Clusters cannot have more than {MAX_DESCRIBED} entries.")));
    }
    let snapshot = Snapshot::new(networks.store())?;
    let (mut clusters, mut failures) = (Vec::new(), Vec::new());
    for given in given {
        let name = match arn::cluster_name(scope, Some(&given)) {
            Err(EcsError::ClusterNotFound) => None,
            name => Some(name?),
        };
        let found = name.as_ref().map(|name| snapshot.get(&Cluster::key_of(scope, name))).transpose()?.flatten();
        if let Some(cluster) = found {
            clusters.push(shown(&cluster, Counts::of(&snapshot, &cluster)?, show));
        } else {
            let arn = name.map_or(given, |name| arn::of_cluster(scope, &name));
            failures.push(wire::Failure { arn: Some(arn), reason: Some("MISSING".to_owned()), detail: None });
        }
    }
    Ok(wire::DescribeClustersResponse { clusters: Some(clusters), failures: Some(failures) })
}

/// `ListClusters`: the active ones.
pub(crate) fn list(
    networks: &Networks,
    scope: &Scope,
    input: wire::ListClustersRequest,
) -> Result<wire::ListClustersResponse, EcsError> {
    let clusters = Snapshot::new(networks.store())?.list(&Cluster::in_scope(scope))?;
    let active = clusters.into_iter().filter(|cluster| cluster.deleted_at.is_none());
    let mut items: Vec<_> = active.map(|cluster| (cluster.name.clone(), cluster.arn())).collect();
    items.sort();
    let (arns, next_token) = page(items, input.max_results, input.next_token.as_deref(), false)?;
    Ok(wire::ListClustersResponse { cluster_arns: Some(arns), next_token })
}

/// The tasks of a cluster by state.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    running: i32,
    pending: i32,
}

impl Counts {
    fn of(snapshot: &Snapshot<'_>, cluster: &Cluster) -> Result<Self, EcsError> {
        let mut counts = Self::default();
        for task in snapshot.list(&Task::in_cluster(&cluster.scope, &cluster.name))? {
            if task.outcome.is_some() {
                continue;
            }
            let status: Option<SandboxStatus> = task.status_key().map(|key| snapshot.get(&key)).transpose()?.flatten();
            match Observed::new(&task, status.as_ref()).last_status() {
                LastStatus::Running => counts.running += 1,
                LastStatus::Provisioning | LastStatus::Pending => counts.pending += 1,
                _ => {}
            }
        }
        Ok(counts)
    }
}

/// Which parts an answer has beyond the usual.
#[derive(Debug, Clone, Copy, Default)]
struct Show {
    tags: bool,
    settings: bool,
    statistics: bool,
}

fn shown(cluster: &Cluster, counts: Counts, show: Show) -> wire::Cluster {
    let pair =
        |name: &str, value: i32| wire::KeyValuePair { name: Some(name.to_owned()), value: Some(value.to_string()) };
    let setting = |(name, value): (&str, &str)| wire::ClusterSetting {
        name: Some(name.to_owned()),
        value: Some(value.to_owned()),
    };
    let settings = BTreeMap::from([("containerInsights", "disabled")]);
    wire::Cluster {
        cluster_arn: Some(cluster.arn()),
        cluster_name: Some(cluster.name.clone()),
        status: Some(if cluster.deleted_at.is_some() { "INACTIVE" } else { "ACTIVE" }.to_owned()),
        registered_container_instances_count: Some(0),
        running_tasks_count: Some(counts.running),
        pending_tasks_count: Some(counts.pending),
        active_services_count: Some(0),
        statistics: Some(if show.statistics {
            vec![
                pair("runningEC2TasksCount", 0),
                pair("runningFargateTasksCount", counts.running),
                pair("pendingEC2TasksCount", 0),
                pair("pendingFargateTasksCount", counts.pending),
            ]
        } else {
            Vec::new()
        }),
        tags: Some(if show.tags { tags::shown(&cluster.tags) } else { Vec::new() }),
        settings: Some(if show.settings { settings.into_iter().map(setting).collect() } else { Vec::new() }),
        capacity_providers: Some(Vec::new()),
        default_capacity_provider_strategy: Some(Vec::new()),
        ..Default::default()
    }
}
