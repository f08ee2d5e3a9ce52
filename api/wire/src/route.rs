//! Which service and operation a request means.
//!
//! `X-Amz-Target` names both. A form names an action and a version, and actions of different services have the same name, so
//! the scope of the signature decides first and the version second.

use std::sync::Arc;

use hyper::http::request::Parts;

use crate::error::ApiError;
use crate::form::{self, Node};
use crate::refusal::Refusal;
use crate::service::{Endpoint, Protocol, Signature};
use crate::sigv4;

/// Where a request goes. The protocol is known even when nothing else is, so that errors can be written.
pub(crate) struct Route {
    pub(crate) protocol: Protocol,
    pub(crate) target: Result<Target, ApiError>,
}

/// An operation, and the form that holds its input; JSON stands in the body.
pub(crate) struct Target {
    pub(crate) endpoint: Arc<dyn Endpoint>,
    pub(crate) position: usize,
    pub(crate) signature: &'static Signature,
    pub(crate) form: Node,
}

/// Finds the operation.
pub(crate) fn route(
    endpoints: &[Arc<dyn Endpoint>],
    parts: &Parts,
    query: Node,
    body: &[u8],
    scope: Option<&str>,
) -> Route {
    if let Some(target) = parts.headers.get("x-amz-target") {
        let target = target.to_str().unwrap_or_default();
        return Route { protocol: Protocol::Json11, target: by_target(endpoints, target) };
    }
    let by_scope = scope.and_then(|scope| endpoints.iter().find(|endpoint| endpoint.description().scope == scope));
    let form = match merged(query, body) {
        Ok(form) => form,
        Err(refusal) => {
            let protocol = by_scope.map_or(Protocol::Query, |endpoint| endpoint.description().protocol);
            return Route { protocol, target: Err(refusal.into_error(protocol)) };
        }
    };
    let version = form.text("Version").unwrap_or_default();
    let by_version = || endpoints.iter().find(|endpoint| endpoint.description().version == version);
    // A request for a service that is not here must not reach another one because its version is the same.
    let endpoint = if scope.is_some() { by_scope } else { by_version() };
    let protocol = endpoint.map_or(Protocol::Query, |endpoint| endpoint.description().protocol);
    Route { protocol, target: by_action(endpoints, endpoint, form) }
}

fn by_target(endpoints: &[Arc<dyn Endpoint>], target: &str) -> Result<Target, ApiError> {
    let unknown = |message| ApiError::new("UnknownOperationException", message);
    let (prefix, operation) = target.rsplit_once('.').unwrap_or_default();
    let endpoint =
        endpoints.iter().find(|endpoint| endpoint.description().target_prefix == prefix && !prefix.is_empty());
    let Some(endpoint) = endpoint else {
        let absent = absent_service(endpoints);
        return Err(unknown(format!("The operation {target} is not known. {absent}")));
    };
    let Some((position, signature)) = endpoint.find(operation) else {
        let absent = absent_operation(endpoint.as_ref(), operation);
        return Err(unknown(format!("The operation {target} is not known.{absent}")));
    };
    Ok(Target { endpoint: Arc::clone(endpoint), position, signature, form: Node::default() })
}

/// What is said of an operation that is not there: whether AWS has it.
fn absent_operation(endpoint: &dyn Endpoint, operation: &str) -> String {
    if endpoint.lacks(operation) {
        format!(" Minato does not have this operation of {} yet.", endpoint.description().name)
    } else {
        String::new()
    }
}

/// What is said of a service that is not there.
fn absent_service(endpoints: &[Arc<dyn Endpoint>]) -> String {
    let names: Vec<&str> = endpoints.iter().map(|endpoint| endpoint.description().name).collect();
    format!("Minato does not have this service; it has {}.", names.join(", "))
}

fn by_action(
    endpoints: &[Arc<dyn Endpoint>],
    endpoint: Option<&Arc<dyn Endpoint>>,
    mut form: Node,
) -> Result<Target, ApiError> {
    let mut take = |name: &str| form.children.remove(name).and_then(|node| node.value).filter(|text| !text.is_empty());
    let action = take("Action")
        .ok_or_else(|| ApiError::new("MissingAction", "The request must contain the parameter Action"))?;
    let version = take("Version");
    // AWS's message comes first, for tools match on it.
    let invalid = |absent: &str| {
        ApiError::new("InvalidAction", format!("The action {action} is not valid for this web service.{absent}"))
    };
    let endpoint = endpoint.ok_or_else(|| invalid(&format!(" {}", absent_service(endpoints))))?;
    let description = endpoint.description();
    if let Some(version) = version.filter(|version| version != description.version) {
        let message = format!("The requested version ({version}) of service {} does not exist", description.name);
        return Err(ApiError::new("NoSuchVersion", message));
    }
    if description.protocol == Protocol::Json11 {
        return Err(invalid(""));
    }
    let (position, signature) =
        endpoint.find(&action).ok_or_else(|| invalid(&absent_operation(endpoint.as_ref(), &action)))?;
    Ok(Target { endpoint: Arc::clone(endpoint), position, signature, form })
}

/// The parameters of the query and of the body, without those that sign.
fn merged(mut query: Node, body: &[u8]) -> Result<Node, Refusal> {
    for name in sigv4::QUERY_PARAMETERS {
        query.children.remove(name);
    }
    let mut form = form::parse(body)?;
    if query.children.is_empty() {
        return Ok(form);
    }
    for (name, node) in query.children {
        if form.children.insert(name.clone(), node).is_some() {
            return Err(Refusal::Malformed { reason: format!("The parameter {name} is given more than once") });
        }
    }
    Ok(form)
}
