//! Outputs and errors as AWS writes them. `fixtures/check.py` has botocore read the same texts.

use std::collections::BTreeMap;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::Response;

use crate::error::ApiError;
use crate::generated::{ec2_schema, ecs_schema, sts_schema};
use crate::respond::{failure, success};
use crate::service::{Output, Protocol, Service};
use crate::{ec2, ecs, sts};

fn body(response: Response<Full<Bytes>>) -> String {
    let future = response.into_body().collect();
    let collected = tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future);
    String::from_utf8(collected.unwrap().to_bytes().to_vec()).unwrap()
}

fn answer<S: ?Sized>(service: &Service<S>, operation: &str, output: impl Output) -> String {
    let mut operations = service.operations.iter().map(|operation| &operation.signature);
    let signature = operations.find(|signature| signature.name == operation).unwrap();
    body(success(&service.description, signature, output.output(), "the-id"))
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// The recorded response, as a reader wants to see it: without line ends and indentation.
fn expected(recorded: &str) -> String {
    let mut lines = recorded.lines();
    let first = lines.next().unwrap_or_default();
    let rest: String = lines.map(str::trim).collect();
    if rest.is_empty() { first.to_owned() } else { format!("{first}\n{rest}") }
}

#[test]
fn ec2_lists_are_items() {
    let vpc = ec2::Vpc {
        vpc_id: text("vpc-1"),
        is_default: Some(false),
        state: text("available"),
        tags: Some(vec![ec2::Tag { key: text("Name"), value: text("<港> & \"more\"") }]),
        ..Default::default()
    };
    let output = ec2::DescribeVpcsResult { vpcs: Some(vec![vpc]), next_token: None };
    let answer = answer(&ec2_schema::SERVICE, "DescribeVpcs", output);
    assert_eq!(answer, expected(include_str!("../../fixtures/responses/DescribeVpcs.xml")));
}

#[test]
fn ec2_timestamps_and_numbers() {
    let interface = ec2::NetworkInterface {
        network_interface_id: text("eni-1"),
        attachment: Some(ec2::NetworkInterfaceAttachment {
            attach_time: Some("2026-01-31T12:00:00.25Z".parse().unwrap()),
            device_index: Some(0),
            ..Default::default()
        }),
        groups: Some(Vec::new()),
        ..Default::default()
    };
    let output = ec2::CreateNetworkInterfaceResult { network_interface: Some(interface), client_token: text("") };
    let answer = answer(&ec2_schema::SERVICE, "CreateNetworkInterface", output);
    assert_eq!(answer, expected(include_str!("../../fixtures/responses/CreateNetworkInterface.xml")));
}

#[test]
fn operations_without_output_return_true() {
    let answer = answer(&ec2_schema::SERVICE, "DeleteVpc", ());
    assert_eq!(answer, expected(include_str!("../../fixtures/responses/DeleteVpc.xml")));
}

#[test]
fn query_wraps_its_result() {
    let output = sts::GetCallerIdentityResponse { account: text("1"), user_id: text("2"), arn: text("3") };
    let answer = answer(&sts_schema::SERVICE, "GetCallerIdentity", output);
    assert_eq!(answer, expected(include_str!("../../fixtures/responses/GetCallerIdentity.xml")));
}

#[test]
fn json_has_epoch_seconds() {
    let container = ecs::ContainerDefinition {
        name: text("web"),
        docker_labels: Some(BTreeMap::from([("one".to_owned(), "1".to_owned())])),
        cpu: Some(256),
        ..Default::default()
    };
    let definition = ecs::TaskDefinition {
        container_definitions: Some(vec![container]),
        registered_at: Some("2026-01-31T12:00:00.25Z".parse().unwrap()),
        ..Default::default()
    };
    let output = ecs::RegisterTaskDefinitionResponse { task_definition: Some(definition), tags: Some(Vec::new()) };
    let answer = answer(&ecs_schema::SERVICE, "RegisterTaskDefinition", output);
    assert_eq!(answer, include_str!("../../fixtures/responses/RegisterTaskDefinition.json").trim_end());
}

#[test]
fn errors_in_each_protocol() {
    let error = ApiError::new("InvalidVpcID.NotFound", "The vpc ID 'vpc-<1>' does not exist").with_field("a", 1);
    let ec2 = failure(Protocol::Ec2Query, "", &error, "the-id");
    assert_eq!(ec2.status(), 400);
    assert_eq!(ec2.headers()["content-type"], "text/xml;charset=UTF-8");
    assert_eq!(ec2.headers()["x-amzn-requestid"], "the-id");
    assert_eq!(body(ec2), expected(include_str!("../../fixtures/responses/error.ec2.xml")));
    let query = failure(Protocol::Query, "https://sts.amazonaws.com/doc/2011-06-15/", &error, "the-id");
    assert_eq!(body(query), expected(include_str!("../../fixtures/responses/error.sts.xml")));
    let json = failure(Protocol::Json11, "", &error, "the-id");
    assert_eq!(json.headers()["x-amzn-errortype"], "InvalidVpcID.NotFound");
    assert_eq!(json.headers()["content-type"], "application/x-amz-json-1.1");
    assert_eq!(body(json), include_str!("../../fixtures/responses/error.ecs.json").trim_end());
}

#[test]
fn internal_errors_have_each_protocols_name() {
    let error = ApiError::internal(std::io::Error::other("the disk is full"));
    assert_eq!(error.status, 500);
    let json = failure(Protocol::Json11, "", &error, "the-id");
    assert_eq!(json.status(), 500);
    assert_eq!(json.headers()["x-amzn-errortype"], "ServerException");
    assert!(body(failure(Protocol::Ec2Query, "", &error, "the-id")).contains("<Code>InternalError</Code>"));
    let query = body(failure(Protocol::Query, "", &error, "the-id"));
    assert!(query.contains("<Type>Receiver</Type><Code>InternalFailure</Code>"), "{query}");
    assert!(query.contains("the disk is full"), "{query}");
}
