//! ARNs of ECS in the long format, written and read.

use minato_vpc::resources::Scope;

use crate::{
    documents::{Cluster, Task, TaskContainer, TaskDefinition},
    error::EcsError,
};

/// What an ECS ARN names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Named {
    /// A cluster by name.
    Cluster(String),
    /// A task definition by family and, where given, revision.
    TaskDefinition(String, Option<u32>),
    /// A task by cluster and id.
    Task(String, String),
}

fn arn(scope: &Scope, resource: &str) -> String {
    format!("arn:aws:ecs:{}:{}:{resource}", scope.region, scope.account)
}

/// A cluster's ARN.
pub(crate) fn of_cluster(scope: &Scope, name: &str) -> String {
    arn(scope, &format!("cluster/{name}"))
}

/// A task's ARN from its parts.
pub(crate) fn of_task_id(scope: &Scope, cluster: &str, id: &str) -> String {
    arn(scope, &format!("task/{cluster}/{id}"))
}

/// The ARN of a task definition by its parts.
pub(crate) fn of_revision(scope: &Scope, family: &str, revision: u32) -> String {
    arn(scope, &format!("task-definition/{family}:{revision}"))
}

/// The ARN of a container of a task.
pub(crate) fn of_container(task: &Task, container: &TaskContainer) -> String {
    arn(&task.scope, &format!("container/{}/{}/{}", task.cluster, task.id, container.id))
}

/// The ARN of an ENI's attachment to a task: what ECS writes into the ENI's description.
pub(crate) fn of_attachment(scope: &Scope, id: &str) -> String {
    arn(scope, &format!("attachment/{id}"))
}

impl Cluster {
    /// Its ARN.
    pub fn arn(&self) -> String {
        of_cluster(&self.scope, &self.name)
    }
}

impl TaskDefinition {
    /// Its ARN.
    pub fn arn(&self) -> String {
        of_revision(&self.scope, &self.family, self.revision)
    }
}

impl Task {
    /// Its ARN.
    pub fn arn(&self) -> String {
        of_task_id(&self.scope, &self.cluster, &self.id)
    }

    /// The ARN of its cluster.
    pub fn cluster_arn(&self) -> String {
        of_cluster(&self.scope, &self.cluster)
    }

    /// The ARN of its task definition.
    pub fn task_definition_arn(&self) -> String {
        of_revision(&self.scope, &self.family, self.revision)
    }
}

/// The scope of a task's ARN; `None` if the text is none.
pub(crate) fn scope_of(task: &str) -> Option<Scope> {
    let mut parts = task.strip_prefix("arn:aws:ecs:")?.splitn(3, ':');
    let (region, account, resource) = (parts.next()?, parts.next()?, parts.next()?);
    resource.starts_with("task/").then(|| Scope { account: account.to_owned(), region: region.to_owned() })
}

/// Whether a text is a name as clusters, families and containers have: 1 to 255 letters, digits, `-`, `_`.
pub(crate) fn is_name(text: &str) -> bool {
    (1..=255).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// Reads an ARN of this scope. `None` if it is of another service, account, region or shape.
pub(crate) fn parse(scope: &Scope, text: &str) -> Option<Named> {
    let resource = text.strip_prefix(&arn(scope, ""))?;
    let (kind, rest) = resource.split_once('/')?;
    match kind {
        "cluster" => is_name(rest).then(|| Named::Cluster(rest.to_owned())),
        "task-definition" => revision_of(rest).map(|(family, revision)| Named::TaskDefinition(family, revision)),
        "task" => {
            let (cluster, id) = rest.split_once('/')?;
            (is_name(cluster) && is_name(id)).then(|| Named::Task(cluster.to_owned(), id.to_owned()))
        }
        _ => None,
    }
}

/// Reads `family` or `family:revision`.
fn revision_of(text: &str) -> Option<(String, Option<u32>)> {
    let (family, revision) = match text.split_once(':') {
        Some((family, number)) => (family, Some(number.parse().ok().filter(|n| *n > 0)?)),
        None => (text, None),
    };
    is_name(family).then(|| (family.to_owned(), revision))
}

/// The cluster that a request names by name or ARN; `default` when it names none.
pub(crate) fn cluster_name(scope: &Scope, given: Option<&str>) -> Result<String, EcsError> {
    match given {
        None | Some("") => Ok("default".to_owned()),
        Some(name) if is_name(name) => Ok(name.to_owned()),
        Some(text) => match parse(scope, text) {
            Some(Named::Cluster(name)) => Ok(name),
            _ if text.starts_with("arn:") => Err(EcsError::ClusterNotFound),
            _ => Err(EcsError::parameter("Identifier contains invalid characters.")),
        },
    }
}

/// The task definition that a request names by family, `family:revision` or ARN.
pub(crate) fn task_definition(scope: &Scope, given: &str) -> Option<(String, Option<u32>)> {
    match parse(scope, given) {
        Some(Named::TaskDefinition(family, revision)) => Some((family, revision)),
        _ => revision_of(given),
    }
}

/// The id of the task that a request names by id or ARN, which must be of `cluster`.
pub(crate) fn task_id(scope: &Scope, cluster: &str, given: &str) -> Result<String, EcsError> {
    if is_name(given) {
        return Ok(given.to_owned());
    }
    match parse(scope, given) {
        Some(Named::Task(of, id)) if of == cluster => Ok(id),
        Some(Named::Task(of, _)) => Err(EcsError::parameter(format!(
            "Invalid identifier: Identifier is for cluster {of}. Your cluster is {cluster}"
        ))),
        _ => Err(EcsError::parameter(format!("Invalid identifier: `{given}` is neither a task's id nor its ARN."))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope() -> Scope {
        Scope { account: "123456789012".into(), region: "us-east-1".into() }
    }

    #[test]
    fn arns_are_read_as_they_are_written() {
        let scope = scope();
        let of = |text: &str| parse(&scope, text);
        assert_eq!(of(&of_cluster(&scope, "demo")), Some(Named::Cluster("demo".into())));
        assert_eq!(of(&of_task_id(&scope, "demo", "0a")), Some(Named::Task("demo".into(), "0a".into())));
        assert_eq!(of(&of_revision(&scope, "web", 3)), Some(Named::TaskDefinition("web".into(), Some(3))));
        assert_eq!(
            of("arn:aws:ecs:us-east-1:123456789012:task-definition/web"),
            Some(Named::TaskDefinition("web".into(), None))
        );
    }

    #[test]
    fn foreign_and_malformed_arns_do_not_parse() {
        for bad in [
            "arn:aws:ecs:us-east-2:123456789012:cluster/demo",
            "arn:aws:ecs:us-east-1:999999999999:cluster/demo",
            "arn:aws:ec2:us-east-1:123456789012:cluster/demo",
            "arn:aws:ecs:us-east-1:123456789012:cluster/a/b",
            "arn:aws:ecs:us-east-1:123456789012:task/demo",
            "arn:aws:ecs:us-east-1:123456789012:task-definition/web:0",
            "arn:aws:ecs:us-east-1:123456789012:task-definition/web:x",
            "cluster/demo",
        ] {
            assert_eq!(parse(&scope(), bad), None, "{bad} parsed");
        }
    }
}
