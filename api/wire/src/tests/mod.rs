//! Requests as real clients send them (recorded by `fixtures/capture.py`), through the whole crate.

#![allow(clippy::unnecessary_wraps, reason = "all fields of shapes are optional, and so is what makes them")]
#![allow(clippy::needless_update, reason = "fields come and go with operations.toml")]

mod engines;
mod golden;
mod properties;
mod refusals;
mod responses;
mod server;
mod signatures;

use std::sync::Arc;

use bytes::Bytes;
use http_body_util::Full;
use hyper::Request;
use hyper::http::request::Parts;

use crate::form;
use crate::generated::{ec2_schema, ecs_schema, sts_schema};
use crate::record::Field;
use crate::route::route;
use crate::service::{Description, Endpoint, Protocol, Service, Signature};
use crate::sigv4::Claim;
use crate::value::Value;
use crate::{ApiError, RequestContext, json, query};

/// A recorded request.
macro_rules! recorded {
    ($name:literal) => {
        crate::tests::parse_http(include_bytes!(concat!("../../fixtures/requests/", $name, ".http")))
    };
}
pub(crate) use recorded;

/// A request from its bytes on the wire.
pub(crate) fn parse_http(bytes: &[u8]) -> Request<Bytes> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let mut first = lines.next().unwrap().split(' ');
    let mut request = Request::builder().method(first.next().unwrap()).uri(first.next().unwrap());
    for line in lines {
        let (name, value) = line.split_once(": ").unwrap();
        request = request.header(name, value);
    }
    request.body(Bytes::copy_from_slice(&bytes[end + 4..])).unwrap()
}

/// What a service's operation does here.
pub(crate) type Behaviour = fn(&str, &RequestContext, Value) -> Result<Value, ApiError>;

/// A service with the real schemas, whose every operation does the same.
struct Canned<S: ?Sized + 'static> {
    service: &'static Service<S>,
    behaviour: Behaviour,
}

impl<S: ?Sized + 'static> Endpoint for Canned<S> {
    fn description(&self) -> &'static Description {
        &self.service.description
    }

    fn find(&self, operation: &str) -> Option<(usize, &'static Signature)> {
        let mut operations = self.service.operations.iter().map(|operation| &operation.signature).enumerate();
        operations.find(|(_, signature)| signature.name == operation)
    }

    fn lacks(&self, operation: &str) -> bool {
        self.service.others.contains(&operation)
    }

    fn call(&self, position: usize, context: &RequestContext, input: Value) -> Result<Value, ApiError> {
        (self.behaviour)(self.service.operations[position].signature.name, context, input)
    }
}

/// The services, all of whose operations do the same.
pub(crate) fn canned(behaviour: Behaviour) -> Vec<Arc<dyn Endpoint>> {
    vec![
        Arc::new(Canned { service: &ec2_schema::SERVICE, behaviour }),
        Arc::new(Canned { service: &ecs_schema::SERVICE, behaviour }),
        Arc::new(Canned { service: &sts_schema::SERVICE, behaviour }),
    ]
}

/// The operation and the typed input of a request.
pub(crate) fn input<T: Field>(request: Request<Bytes>) -> Result<(&'static str, T), ApiError> {
    let (parts, body) = request.into_parts();
    let claim = claim(&parts);
    let query = form::parse(parts.uri.query().unwrap_or_default().as_bytes()).unwrap();
    let endpoints = canned(|_, _, _| unreachable!());
    let route = route(&endpoints, &parts, query, &body, Some(&claim.service));
    let target = route.target?;
    let value = match route.protocol {
        Protocol::Json11 => json::read(target.signature.input, &body),
        protocol => query::read(protocol, target.signature.input, &target.form),
    }
    .map_err(|refusal| refusal.into_error(route.protocol))?;
    Ok((target.signature.name, T::read(value).unwrap()))
}

/// What a request's signature claims.
pub(crate) fn claim(parts: &Parts) -> Claim {
    let query = form::parse(parts.uri.query().unwrap_or_default().as_bytes()).unwrap();
    Claim::parse(parts, &query).unwrap()
}

/// The same request with another body type.
pub(crate) fn full(request: Request<Bytes>) -> Request<Full<Bytes>> {
    request.map(Full::new)
}

/// A signed form request to EC2.
pub(crate) fn ec2(form: &str) -> Request<Bytes> {
    signed("ec2").body(Bytes::from(format!("Version=2016-11-15&{form}"))).unwrap()
}

/// A signed JSON request to ECS.
pub(crate) fn ecs(operation: &str, body: &str) -> Request<Bytes> {
    signed("ecs")
        .header("x-amz-target", format!("AmazonEC2ContainerServiceV20141113.{operation}"))
        .body(Bytes::copy_from_slice(body.as_bytes()))
        .unwrap()
}

/// A request with a well-formed signature.
pub(crate) fn signed(service: &str) -> hyper::http::request::Builder {
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential=test/20260131/eu-central-1/{service}/aws4_request, SignedHeaders=host, Signature={}",
        "0".repeat(64)
    );
    Request::builder().method("POST").uri("/").header("host", "localhost").header("authorization", authorization)
}
