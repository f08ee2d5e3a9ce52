//! From an HTTP request to an operation and back.
//!
//! Operations are synchronous: each runs on a blocking thread, a bounded number at a time. A panic in one becomes a 500
//! response; no request leaves without an answer.

use std::any::Any;
use std::borrow::Cow;
use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::Body;
use hyper::header::{HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, Request};
use jiff::Timestamp;
use tokio::sync::Semaphore;

use crate::ec2::Ec2;
use crate::ecs::Ecs;
use crate::error::{ApiError, INTERNAL};
use crate::form::{self, Node};
use crate::generated::{ec2_schema, ecs_schema, sts_schema};
use crate::limits::{MAX_BODY_BYTES, MAX_URI_BYTES};
use crate::refusal::Refusal;
use crate::request::RequestContext;
use crate::respond::{self, HttpResponse};
use crate::route::{Route, Target, route};
use crate::service::{Description, Endpoint, Hosted, Protocol};
use crate::sigv4::{Claim, Keys, Problem};
use crate::sts::Sts;
use crate::{json, query, web_page};

/// The implementations that a server answers with.
#[derive(Clone)]
pub struct Services {
    /// EC2.
    pub ec2: Arc<dyn Ec2>,
    /// ECS.
    pub ecs: Arc<dyn Ecs>,
    /// STS.
    pub sts: Arc<dyn Sts>,
}

/// How a server behaves.
#[derive(Debug, Clone)]
pub struct Options {
    /// The access keys; with none, every well-formed signature is accepted.
    pub keys: Keys,
    /// Headers of every response, such as `x-minato-data-plane: none`.
    pub response_headers: Vec<(HeaderName, HeaderValue)>,
    /// How many operations run at once.
    pub max_running: usize,
    /// How many more may wait for their turn; beyond, a request is answered `RequestLimitExceeded`.
    pub max_waiting: usize,
    /// For how long a client may take to send a body.
    pub body_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            keys: Keys::default(),
            response_headers: Vec::new(),
            max_running: 64,
            max_waiting: 1024,
            body_timeout: Duration::from_secs(30),
        }
    }
}

/// The APIs behind one address. Clones are the same server.
#[derive(Clone)]
pub struct Api {
    inner: Arc<Inner>,
}

struct Inner {
    endpoints: Vec<Arc<dyn Endpoint>>,
    options: Options,
    /// Places for running and waiting requests.
    places: Arc<Semaphore>,
    running: Arc<Semaphore>,
}

/// What a request was answered: an extension of every response to an operation that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The service, as a signature's scope names it.
    pub service: &'static str,
    /// The operation's name.
    pub operation: &'static str,
    /// The error's code, or `OK`.
    pub code: Cow<'static, str>,
}

/// An error on its way to a client.
struct Failure {
    protocol: Protocol,
    /// The service and the operation, once they are known.
    operation: Option<(&'static Description, &'static str)>,
    error: ApiError,
}

impl Failure {
    /// An error before the operation is known.
    fn early(protocol: Protocol, error: ApiError) -> Self {
        Self { protocol, operation: None, error }
    }
}

impl Api {
    /// A server for these services.
    pub fn new(services: Services, options: Options) -> Self {
        let Services { ec2, ecs, sts } = services;
        let endpoints: Vec<Arc<dyn Endpoint>> = vec![
            Arc::new(Hosted { service: &ec2_schema::SERVICE, implementation: ec2 }),
            Arc::new(Hosted { service: &ecs_schema::SERVICE, implementation: ecs }),
            Arc::new(Hosted { service: &sts_schema::SERVICE, implementation: sts }),
        ];
        Self::with_endpoints(endpoints, options)
    }

    pub(crate) fn with_endpoints(endpoints: Vec<Arc<dyn Endpoint>>, options: Options) -> Self {
        let places = Arc::new(Semaphore::new(options.max_running + options.max_waiting));
        let running = Arc::new(Semaphore::new(options.max_running));
        Self { inner: Arc::new(Inner { endpoints, options, places, running }) }
    }

    /// Answers a request. Needs a tokio runtime with time enabled.
    pub async fn handle<B>(&self, request: Request<B>) -> HttpResponse
    where
        B: Body<Data = Bytes>,
        B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let request_id = request_id();
        let mut response = match self.answer(request, &request_id).await {
            Ok(response) => response,
            Err(Failure { protocol, operation, error }) => {
                tracing::debug!(request_id, code = %error.code, status = error.status, message = error.message, "refused");
                let namespace = operation.map_or("", |(service, _)| service.namespace);
                let mut response = respond::failure(protocol, namespace, &error, &request_id);
                if let Some((service, operation)) = operation {
                    let answered = Answered { service: service.scope, operation, code: error.code };
                    response.extensions_mut().insert(answered);
                }
                response
            }
        };
        for (name, value) in &self.inner.options.response_headers {
            response.headers_mut().insert(name.clone(), value.clone());
        }
        response
    }

    async fn answer<B>(&self, request: Request<B>, request_id: &str) -> Result<HttpResponse, Failure>
    where
        B: Body<Data = Bytes>,
        B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let (parts, body) = request.into_parts();
        let guess = self.inner.guess(&parts);
        let fail = |error| Failure::early(guess, error);
        check_request(&parts, guess, &self.inner.options.keys).map_err(fail)?;
        // A request counts before its body is read, so that bodies are bounded in number too.
        let place = Arc::clone(&self.inner.places).try_acquire_owned().map_err(|_| fail(too_many(guess)))?;
        let body = read_body(body, self.inner.options.body_timeout, guess).await.map_err(fail)?;
        let query = form::parse(parts.uri.query().unwrap_or_default().as_bytes())
            .map_err(|refusal| fail(refusal.into_error(guess)))?;
        let (context, route) = self.inner.admit(&parts, query, &body, request_id)?;
        let protocol = route.protocol;
        let target = route.target.map_err(|error| Failure::early(protocol, error))?;
        let operation = (target.endpoint.description(), target.signature.name);
        let failure = |error| Failure { protocol, operation: Some(operation), error };
        let input = match protocol {
            Protocol::Json11 => json::read(target.signature.input, &body),
            _ => query::read(protocol, target.signature.input, &target.form),
        }
        .map_err(|refusal| failure(refusal.into_error(protocol)))?;
        let Target { endpoint, position, signature, .. } = &target;
        let turn = Arc::clone(&self.inner.running)
            .acquire_owned()
            .await
            .map_err(|error| failure(ApiError::internal(error)))?;
        let called = Arc::clone(endpoint);
        let position = *position;
        let work = tokio::task::spawn_blocking(move || {
            // The turn ends with the work, also when the client is gone by then.
            let _held = (turn, place);
            called.call(position, &context, input)
        });
        let output =
            work.await.map_err(|panic| failure(panicked(signature.name, request_id, panic)))?.map_err(failure)?;
        tracing::debug!(request_id, operation = signature.name, "answered");
        let mut response = respond::success(operation.0, signature, output, request_id);
        let code = Cow::Borrowed("OK");
        response.extensions_mut().insert(Answered { service: operation.0.scope, operation: operation.1, code });
        Ok(response)
    }
}

impl Inner {
    /// The protocol of a request that is not yet read, so that what is wrong with it can be said.
    fn guess(&self, parts: &Parts) -> Protocol {
        if parts.headers.contains_key("x-amz-target") || parts.uri.path() != "/" {
            return Protocol::Json11;
        }
        let claim = Claim::parse(parts, &Node::default());
        let scope = claim.as_ref().map_or("", |claim| claim.service.as_str());
        let descriptions = self.endpoints.iter().map(|endpoint| endpoint.description());
        descriptions
            .filter(|description| description.protocol != Protocol::Json11)
            .find(|description| description.scope == scope)
            .map_or(Protocol::Query, |description| description.protocol)
    }

    /// Finds the operation, and who asks for it. Nothing of the request is believed before its signature was checked.
    fn admit(&self, parts: &Parts, query: Node, body: &[u8], id: &str) -> Result<(RequestContext, Route), Failure> {
        let claim = Claim::parse(parts, &query);
        let scope = claim.as_ref().ok().map(|claim| claim.service.as_str());
        let route = route(&self.endpoints, parts, query, body, scope);
        let denied = |problem: Problem| Failure::early(route.protocol, problem.into_error(route.protocol));
        let claim = claim.map_err(denied)?;
        self.options.keys.verify(&claim, parts, body, Timestamp::now()).map_err(denied)?;
        if let Ok(target) = &route.target
            && target.endpoint.description().scope != claim.service
        {
            return Err(denied(Problem::Scope(target.endpoint.description().scope)));
        }
        let context = RequestContext {
            account: self.options.keys.account(&claim.access_key_id).to_owned(),
            region: claim.region,
            access_key_id: Some(claim.access_key_id),
            request_id: id.to_owned(),
        };
        Ok((context, route))
    }
}

fn check_request(parts: &Parts, protocol: Protocol, keys: &Keys) -> Result<(), ApiError> {
    if parts.uri.path() != "/" {
        let message = format!("There is no operation at {} {}", parts.method, parts.uri.path());
        return Err(ApiError::new("UnknownOperationException", message).with_status(404));
    }
    if parts.method != Method::POST && parts.method != Method::GET {
        return Err(ApiError::new("MethodNotAllowed", "The method must be POST or GET").with_status(405));
    }
    if parts.uri.to_string().len() > MAX_URI_BYTES {
        return Err(Refusal::OverLimit { what: "address", limit: MAX_URI_BYTES }.into_error(protocol));
    }
    // Without keys anybody may sign, so a web page in the user's browser could.
    if !keys.verifies() && web_page::may_have_sent(&parts.headers, &parts.uri) {
        let message = "Requests of web pages are refused while no access keys are configured; a client must ask by an \
                       address, by localhost or by a name below it";
        return Err(ApiError::new("AccessDenied", message).with_status(403));
    }
    Ok(())
}

fn too_many(protocol: Protocol) -> ApiError {
    let message = "Request limit exceeded.";
    match protocol {
        Protocol::Json11 => ApiError::new("ThrottlingException", message),
        _ => ApiError::new("RequestLimitExceeded", message).with_status(503),
    }
}

async fn read_body<B>(body: B, timeout: Duration, protocol: Protocol) -> Result<Bytes, ApiError>
where
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let collected = std::pin::pin!(Limited::new(body, MAX_BODY_BYTES).collect());
    match tokio::time::timeout(timeout, collected).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            Err(Refusal::OverLimit { what: "body", limit: MAX_BODY_BYTES }.into_error(protocol))
        }
        Ok(Err(error)) => Err(unreadable(&error)),
        Err(elapsed) => Err(unreadable(&elapsed)),
    }
}

fn unreadable(error: &dyn Display) -> ApiError {
    ApiError::new("RequestTimeout", format!("The body could not be read: {error}")).with_status(408)
}

fn panicked(operation: &str, request_id: &str, error: tokio::task::JoinError) -> ApiError {
    let reason = match error.try_into_panic() {
        Ok(payload) => panic_text(payload.as_ref()).to_owned(),
        Err(error) => error.to_string(),
    };
    tracing::error!(operation, request_id, reason, "an operation ended with a panic");
    ApiError::new(INTERNAL, "An internal error has occurred").with_status(500)
}

fn panic_text(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without a text")
}

/// A random id of the form that AWS's have.
fn request_id() -> String {
    let number: u128 = rand::random();
    // Version 4, variant 1.
    let number = number & !(0xf << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
    let text = format!("{number:032x}");
    [&text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..]].join("-")
}
