//! The operations on tasks but `RunTask`: describe, list, stop.

use jiff::Timestamp;
use minato_network::Networks;
use minato_store::{Snapshot, Transaction, transact};
use minato_vpc::resources::Scope;
use minato_wire::ecs as wire;
use minato_workload::{DesiredState, SandboxStatus};

use crate::{
    arn, clusters,
    documents::{Cluster, StopCode, StopRequest, Task},
    error::EcsError,
    observed::Observed,
    page::page,
    task_definitions::includes_tags,
};

/// The most tasks that one `DescribeTasks` names.
const MAX_DESCRIBED: usize = 100;
/// The longest reason of `StopTask`.
const MAX_REASON_CHARS: usize = 255;

fn status_of(snapshot: &Snapshot<'_>, task: &Task) -> Result<Option<SandboxStatus>, EcsError> {
    let key = task.status_key().filter(|_| task.outcome.is_none());
    Ok(key.map(|key| snapshot.get(&key)).transpose()?.flatten())
}

/// `DescribeTasks`.
pub(crate) fn describe(
    networks: &Networks,
    scope: &Scope,
    input: wire::DescribeTasksRequest,
) -> Result<wire::DescribeTasksResponse, EcsError> {
    let with_tags = includes_tags(input.include.as_deref())?;
    let given = input.tasks.unwrap_or_default();
    if given.is_empty() {
        return Err(EcsError::parameter("Tasks cannot be empty."));
    }
    if given.len() > MAX_DESCRIBED {
        return Err(EcsError::parameter(format!("Tasks cannot have more than {MAX_DESCRIBED} entries.")));
    }
    let cluster = arn::cluster_name(scope, input.cluster.as_deref())?;
    let snapshot = Snapshot::new(networks.store())?;
    clusters::check_active(snapshot.get(&Cluster::key_of(scope, &cluster))?)?;
    let ids = given.iter().map(|given| arn::task_id(scope, &cluster, given)).collect::<Result<Vec<_>, _>>()?;
    let (mut tasks, mut failures) = (Vec::new(), Vec::new());
    for id in ids {
        if let Some(task) = snapshot.get(&Task::key_of(scope, &cluster, &id))? {
            tasks.push(Observed::new(&task, status_of(&snapshot, &task)?.as_ref()).shown(with_tags));
        } else {
            failures.push(wire::Failure {
                arn: Some(arn::of_task_id(scope, &cluster, &id)),
                reason: Some("MISSING".to_owned()),
                detail: None,
            });
        }
    }
    Ok(wire::DescribeTasksResponse { tasks: Some(tasks), failures: Some(failures) })
}

/// `ListTasks`.
pub(crate) fn list(
    networks: &Networks,
    scope: &Scope,
    input: wire::ListTasksRequest,
) -> Result<wire::ListTasksResponse, EcsError> {
    let desired = match input.desired_status.as_deref() {
        None => "RUNNING",
        // No task is ever wanted to be PENDING: AWS answers an empty list as well.
        Some(desired @ ("RUNNING" | "STOPPED" | "PENDING")) => desired,
        Some(other) => return Err(EcsError::parameter(format!("Invalid value `{other}` for desiredStatus."))),
    };
    let of_launch_type = match input.launch_type.as_deref() {
        None | Some("FARGATE") => true,
        Some("EC2" | "EXTERNAL" | "MANAGED_INSTANCES") => false,
        Some(other) => return Err(EcsError::parameter(format!("Invalid value `{other}` for launchType."))),
    };
    let cluster = arn::cluster_name(scope, input.cluster.as_deref())?;
    let snapshot = Snapshot::new(networks.store())?;
    clusters::check_active(snapshot.get(&Cluster::key_of(scope, &cluster))?)?;
    let mut items = Vec::new();
    for task in snapshot.list(&Task::in_cluster(scope, &cluster))? {
        let wanted = of_launch_type
            && input.family.as_ref().is_none_or(|family| task.family == *family)
            && input.started_by.as_ref().is_none_or(|name| task.started_by.as_ref() == Some(name));
        if wanted && Observed::new(&task, status_of(&snapshot, &task)?.as_ref()).desired_status() == desired {
            items.push((task.id.clone(), task.arn()));
        }
    }
    let (arns, next_token) = page(items, input.max_results, input.next_token.as_deref(), false)?;
    Ok(wire::ListTasksResponse { task_arns: Some(arns), next_token })
}

/// `StopTask`. The first reason stays; a task that stops or has stopped is answered as it is.
pub(crate) fn stop(
    networks: &Networks,
    scope: &Scope,
    input: wire::StopTaskRequest,
) -> Result<wire::StopTaskResponse, EcsError> {
    let cluster = arn::cluster_name(scope, input.cluster.as_deref())?;
    let reason = input.reason.filter(|reason| !reason.is_empty()).unwrap_or_else(|| "Task stopped by user".to_owned());
    if reason.chars().count() > MAX_REASON_CHARS {
        return Err(EcsError::parameter(format!("reason can have at most {MAX_REASON_CHARS} characters.")));
    }
    let given = input.task.unwrap_or_default();
    let task = transact(networks.store(), |tx| {
        clusters::active(tx, scope, &cluster)?;
        let id = arn::task_id(scope, &cluster, &given)?;
        let found = tx.get(&Task::key_of(scope, &cluster, &id))?;
        let mut task = found.ok_or_else(|| EcsError::parameter("The referenced task was not found."))?;
        if task.stop.is_none() && task.outcome.is_none() {
            request_stop(tx, &mut task, StopCode::UserInitiated, reason.clone(), networks.now())?;
        }
        Ok::<_, EcsError>(task)
    })?;
    let snapshot = Snapshot::new(networks.store())?;
    let status = status_of(&snapshot, &task)?;
    Ok(wire::StopTaskResponse { task: Some(Observed::new(&task, status.as_ref()).shown(true)) })
}

/// Writes that a task is to stop, into the task and into its sandbox.
pub(crate) fn request_stop(
    tx: &mut Transaction<'_>,
    task: &mut Task,
    code: StopCode,
    reason: String,
    at: Timestamp,
) -> Result<(), EcsError> {
    task.stop = Some(StopRequest { at, code, reason });
    tx.put(task)?;
    if let Some(key) = task.sandbox_key()
        && let Some(mut sandbox) = tx.get(&key)?
    {
        sandbox.desired = DesiredState::Stopped;
        tx.put(&sandbox)?;
    }
    Ok(())
}
