//! Tags of ECS resources: their limits, and the operations on them.

use minato_document::Document;
use minato_network::Networks;
use minato_store::{Snapshot, Transaction, transact};
use minato_vpc::resources::{Scope, Tags};
use minato_wire::ecs as wire;

use crate::{
    arn::{self, Named},
    documents::{Cluster, Task, TaskDefinition},
    error::EcsError,
};

/// The most tags that a resource has.
const MAX_TAGS: usize = 50;

/// Reads the tags of a request that makes a resource.
pub(crate) fn parse(given: Option<Vec<wire::Tag>>) -> Result<Tags, EcsError> {
    let mut tags = Tags::new();
    for tag in given.unwrap_or_default() {
        let (key, value) = (tag.key.unwrap_or_default(), tag.value.unwrap_or_default());
        check(&key, &value)?;
        if tags.insert(key.clone(), value).is_some() {
            return Err(EcsError::parameter(format!("Duplicate tag keys found: {key}. Tag keys must be unique.")));
        }
    }
    check_count(&tags)?;
    Ok(tags)
}

/// Tags as answers show them, by key.
pub(crate) fn shown(tags: &Tags) -> Vec<wire::Tag> {
    let shown = |(key, value): (&String, &String)| wire::Tag { key: Some(key.clone()), value: Some(value.clone()) };
    tags.iter().map(shown).collect()
}

fn check(key: &str, value: &str) -> Result<(), EcsError> {
    let allowed = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || "_.:/=+-@".contains(c));
    if !(1..=128).contains(&key.chars().count()) || !allowed(key) {
        return Err(EcsError::parameter(format!(
            "The tag key `{key}` is not valid: 1 to 128 letters, digits, spaces and _ . : / = + - @ are allowed."
        )));
    }
    if value.chars().count() > 256 || !allowed(value) {
        return Err(EcsError::parameter(format!(
            "The value of the tag `{key}` is not valid: up to 256 letters, digits, spaces and _ . : / = + - @ are allowed."
        )));
    }
    if key.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("aws:")) {
        return Err(EcsError::parameter(format!(
            "The tag key `{key}` is reserved: keys that begin with aws: are AWS's own."
        )));
    }
    Ok(())
}

fn check_count(tags: &Tags) -> Result<(), EcsError> {
    let own = tags.keys().filter(|key| !key.starts_with("aws:")).count();
    if own > MAX_TAGS {
        return Err(EcsError::parameter(format!("A resource can have at most {MAX_TAGS} tags.")));
    }
    Ok(())
}

/// `TagResource`.
pub(crate) fn tag(
    networks: &Networks,
    scope: &Scope,
    input: wire::TagResourceRequest,
) -> Result<wire::TagResourceResponse, EcsError> {
    let added = parse(input.tags)?;
    let arn = input.resource_arn.unwrap_or_default();
    transact(networks.store(), |tx| {
        change(tx, scope, &arn, |tags| {
            tags.extend(added.clone());
            check_count(tags)
        })
    })?;
    Ok(wire::TagResourceResponse {})
}

/// `UntagResource`. Keys that the resource does not have are passed over.
pub(crate) fn untag(
    networks: &Networks,
    scope: &Scope,
    input: wire::UntagResourceRequest,
) -> Result<wire::UntagResourceResponse, EcsError> {
    let removed = input.tag_keys.unwrap_or_default();
    let arn = input.resource_arn.unwrap_or_default();
    transact(networks.store(), |tx| {
        change(tx, scope, &arn, |tags| {
            tags.retain(|key, _| !removed.contains(key));
            Ok(())
        })
    })?;
    Ok(wire::UntagResourceResponse {})
}

/// `ListTagsForResource`.
pub(crate) fn list(
    networks: &Networks,
    scope: &Scope,
    input: wire::ListTagsForResourceRequest,
) -> Result<wire::ListTagsForResourceResponse, EcsError> {
    let arn = input.resource_arn.unwrap_or_default();
    let snapshot = Snapshot::new(networks.store())?;
    let tags = match named(scope, &arn)? {
        Named::Cluster(name) => snapshot.get(&Cluster::key_of(scope, &name))?.map(|cluster| cluster.tags),
        Named::TaskDefinition(family, revision) => {
            let key = TaskDefinition::key_of(scope, &family, revision.unwrap_or_default());
            snapshot.get(&key)?.map(|definition| definition.tags)
        }
        Named::Task(cluster, id) => snapshot.get(&Task::key_of(scope, &cluster, &id))?.map(|task| task.tags),
    };
    let tags = tags.ok_or_else(|| missing(scope, &arn))?;
    Ok(wire::ListTagsForResourceResponse { tags: Some(shown(&tags)) })
}

fn change(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    arn: &str,
    change: impl FnOnce(&mut Tags) -> Result<(), EcsError>,
) -> Result<(), EcsError> {
    /// Changes one document's tags, if it exists.
    fn on<T: Document>(
        tx: &mut Transaction<'_>,
        found: Option<T>,
        tags: impl FnOnce(&mut T) -> &mut Tags,
        change: impl FnOnce(&mut Tags) -> Result<(), EcsError>,
    ) -> Result<Option<()>, EcsError> {
        let Some(mut document) = found else { return Ok(None) };
        change(tags(&mut document))?;
        tx.put(&document)?;
        Ok(Some(()))
    }
    let done = match named(scope, arn)? {
        Named::Cluster(name) => {
            let found = tx.get(&Cluster::key_of(scope, &name))?.filter(|cluster| cluster.deleted_at.is_none());
            on(tx, found, |cluster| &mut cluster.tags, change)?
        }
        Named::TaskDefinition(family, revision) => {
            let found = tx.get(&TaskDefinition::key_of(scope, &family, revision.unwrap_or_default()))?;
            on(tx, found, |definition| &mut definition.tags, change)?
        }
        Named::Task(cluster, id) => {
            let found = tx.get(&Task::key_of(scope, &cluster, &id))?;
            on(tx, found, |task| &mut task.tags, change)?
        }
    };
    done.ok_or_else(|| missing(scope, arn))
}

fn named(scope: &Scope, text: &str) -> Result<Named, EcsError> {
    arn::parse(scope, text).ok_or_else(|| {
        EcsError::parameter(format!(
            "Invalid resource ARN: `{text}` names no cluster, task definition or task of account {} in {}.",
            scope.account, scope.region
        ))
    })
}

fn missing(scope: &Scope, text: &str) -> EcsError {
    match arn::parse(scope, text) {
        Some(Named::Cluster(_)) => EcsError::ClusterNotFound,
        _ => EcsError::ResourceNotFound(text.to_owned()),
    }
}
