//! Responses, in the protocol of the request.

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use serde_json::{Map as Object, Value as Json};

use crate::error::{ApiError, INTERNAL};
use crate::service::{Description, Protocol, Signature};
use crate::value::Value;
use crate::{json, xml};

/// A response that is complete.
pub(crate) type HttpResponse = Response<Full<Bytes>>;

/// The answer of an operation.
pub(crate) fn success(
    description: &Description,
    signature: &Signature,
    output: Value,
    request_id: &str,
) -> HttpResponse {
    let text = match description.protocol {
        Protocol::Ec2Query => ec2_success(description, signature, output, request_id),
        Protocol::Query => query_success(description, signature, output, request_id),
        Protocol::Json11 => match signature.output {
            Some(schema) => json::write(schema, output).to_string(),
            None => String::new(),
        },
    };
    response(StatusCode::OK, description.protocol, text, request_id)
}

fn ec2_success(description: &Description, signature: &Signature, output: Value, request_id: &str) -> String {
    let mut writer = xml::Writer::new();
    writer.root(&format!("{}Response", signature.name), description.namespace, |writer| {
        writer.leaf("requestId", request_id);
        match signature.output {
            Some(schema) => writer.fields(schema, output),
            // So AWS answers operations without an output.
            None => writer.leaf("return", "true"),
        }
    });
    writer.finish()
}

fn query_success(description: &Description, signature: &Signature, output: Value, request_id: &str) -> String {
    let mut writer = xml::Writer::new();
    writer.root(&format!("{}Response", signature.name), description.namespace, |writer| {
        if let Some(schema) = signature.output {
            match signature.result_wrapper {
                Some(wrapper) => writer.element(wrapper, |writer| writer.fields(schema, output)),
                None => writer.fields(schema, output),
            }
        }
        writer.element("ResponseMetadata", |writer| writer.leaf("RequestId", request_id));
    });
    writer.finish()
}

/// An error.
pub(crate) fn failure(protocol: Protocol, namespace: &str, error: &ApiError, request_id: &str) -> HttpResponse {
    let code = code(protocol, error);
    let text = match protocol {
        Protocol::Ec2Query => ec2_failure(code, error, request_id),
        Protocol::Query => query_failure(code, namespace, error, request_id),
        Protocol::Json11 => json_failure(code, error),
    };
    let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = response(status, protocol, text, request_id);
    if protocol == Protocol::Json11
        && let Ok(value) = HeaderValue::from_str(code)
    {
        response.headers_mut().insert(HeaderName::from_static("x-amzn-errortype"), value);
    }
    response
}

/// Each protocol has its own name for what is our fault.
fn code(protocol: Protocol, error: &ApiError) -> &str {
    match protocol {
        _ if error.code != INTERNAL => &error.code,
        Protocol::Ec2Query => INTERNAL,
        Protocol::Query => "InternalFailure",
        Protocol::Json11 => "ServerException",
    }
}

fn ec2_failure(code: &str, error: &ApiError, request_id: &str) -> String {
    let mut writer = xml::Writer::new();
    writer.root("Response", "", |writer| {
        writer.element("Errors", |writer| {
            writer.element("Error", |writer| {
                writer.leaf("Code", code);
                writer.leaf("Message", &error.message);
            });
        });
        writer.leaf("RequestID", request_id);
    });
    writer.finish()
}

fn query_failure(code: &str, namespace: &str, error: &ApiError, request_id: &str) -> String {
    let mut writer = xml::Writer::new();
    writer.root("ErrorResponse", namespace, |writer| {
        writer.element("Error", |writer| {
            writer.leaf("Type", if error.status < 500 { "Sender" } else { "Receiver" });
            writer.leaf("Code", code);
            writer.leaf("Message", &error.message);
        });
        writer.leaf("RequestId", request_id);
    });
    writer.finish()
}

fn json_failure(code: &str, error: &ApiError) -> String {
    let mut object = Object::new();
    object.insert("__type".to_owned(), Json::from(code));
    object.insert("message".to_owned(), Json::from(error.message.as_str()));
    for (name, value) in &error.fields {
        object.insert((*name).to_owned(), value.clone());
    }
    Json::Object(object).to_string()
}

fn response(status: StatusCode, protocol: Protocol, text: String, request_id: &str) -> HttpResponse {
    let content_type = match protocol {
        Protocol::Ec2Query => "text/xml;charset=UTF-8",
        Protocol::Query => "text/xml",
        Protocol::Json11 => "application/x-amz-json-1.1",
    };
    let mut response = Response::new(Full::new(Bytes::from(text)));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    if let Ok(value) = HeaderValue::from_str(request_id) {
        headers.insert(HeaderName::from_static("x-amzn-requestid"), value);
    }
    response
}
