//! A service's operations, and how the server calls them.

use std::sync::Arc;

use crate::error::ApiError;
use crate::record::{Field, Record};
use crate::request::RequestContext;
use crate::schema::Structure;
use crate::value::Value;

/// A service: its names on the wire and its operations.
pub(crate) struct Service<S: ?Sized + 'static> {
    pub(crate) description: Description,
    /// By name.
    pub(crate) operations: &'static [Operation<S>],
    /// The names of AWS's operations that are not there, sorted.
    pub(crate) others: &'static [&'static str],
}

/// A service's names on the wire.
#[derive(Debug)]
pub(crate) struct Description {
    /// As botocore names it.
    pub(crate) name: &'static str,
    /// The service in a signature's scope.
    pub(crate) scope: &'static str,
    pub(crate) protocol: Protocol,
    /// The API version, which form requests name.
    pub(crate) version: &'static str,
    /// What stands before the operation in `X-Amz-Target`; empty outside JSON.
    pub(crate) target_prefix: &'static str,
    /// The XML namespace; empty outside XML.
    pub(crate) namespace: &'static str,
}

/// How requests and responses are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
    Ec2Query,
    Query,
    Json11,
}

/// An operation.
pub(crate) struct Operation<S: ?Sized + 'static> {
    pub(crate) signature: Signature,
    pub(crate) call: fn(&S, &RequestContext, Value) -> Result<Value, ApiError>,
}

/// What goes into an operation and what comes out.
pub(crate) struct Signature {
    pub(crate) name: &'static str,
    pub(crate) input: &'static Structure,
    pub(crate) output: Option<&'static Structure>,
    /// The element around the output, in the query protocol.
    pub(crate) result_wrapper: Option<&'static str>,
}

/// Runs an operation on untyped data.
pub(crate) fn run<I: Field, O: Output>(
    input: Value,
    operation: impl FnOnce(I) -> Result<O, ApiError>,
) -> Result<Value, ApiError> {
    operation(I::read(input)?).map(O::output)
}

/// What an operation answers: a structure or nothing.
pub(crate) trait Output {
    fn output(self) -> Value;
}

impl Output for () {
    fn output(self) -> Value {
        Value::Structure(Vec::new())
    }
}

impl<T: Record> Output for T {
    fn output(self) -> Value {
        self.write()
    }
}

/// A service with its implementation, whatever its trait.
pub(crate) trait Endpoint: Send + Sync {
    fn description(&self) -> &'static Description;
    /// The operation's position and signature.
    fn find(&self, operation: &str) -> Option<(usize, &'static Signature)>;
    /// Whether AWS has an operation of that name that is not there.
    fn lacks(&self, operation: &str) -> bool;
    /// Calls the operation at a position that [`Endpoint::find`] gave.
    fn call(&self, position: usize, context: &RequestContext, input: Value) -> Result<Value, ApiError>;
}

/// A service and its implementation.
pub(crate) struct Hosted<S: ?Sized + 'static> {
    pub(crate) service: &'static Service<S>,
    pub(crate) implementation: Arc<S>,
}

impl<S: ?Sized + Send + Sync + 'static> Endpoint for Hosted<S> {
    fn description(&self) -> &'static Description {
        &self.service.description
    }

    fn find(&self, operation: &str) -> Option<(usize, &'static Signature)> {
        let operations = self.service.operations;
        let position = operations.binary_search_by_key(&operation, |operation| operation.signature.name).ok()?;
        Some((position, &operations[position].signature))
    }

    fn lacks(&self, operation: &str) -> bool {
        self.service.others.binary_search(&operation).is_ok()
    }

    fn call(&self, position: usize, context: &RequestContext, input: Value) -> Result<Value, ApiError> {
        (self.service.operations[position].call)(&self.implementation, context, input)
    }
}
