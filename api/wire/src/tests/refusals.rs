//! Bad input gets AWS's codes, and costs nothing.

use super::{ec2, ecs, input};
use crate::limits::{MAX_DEPTH, MAX_LIST_POSITION};
use crate::{ec2 as shapes, ecs as ecs_shapes};

/// The code and message for a form of `CreateVpc`, `DescribeVpcs` and so on.
fn refused<T: crate::record::Field + std::fmt::Debug>(form: &str) -> (String, String) {
    let error = input::<T>(ec2(form)).unwrap_err();
    (error.code.into_owned(), error.message)
}

#[test]
fn ec2_codes() {
    use shapes::{CreateSubnetRequest, CreateVpcRequest, DescribeVpcAttributeRequest, DescribeVpcsRequest};
    let code = |code: &str, message: &str| (code.to_owned(), message.to_owned());
    assert_eq!(
        refused::<DescribeVpcsRequest>("Action=DescribeVpcs&Colour=red"),
        code("UnknownParameter", "The parameter Colour is not recognized")
    );
    assert_eq!(
        refused::<DescribeVpcsRequest>("Action=DescribeVpcs&Filter.1.Colour=red"),
        code("UnknownParameter", "The parameter Filter.1.Colour is not recognized")
    );
    assert_eq!(
        refused::<CreateSubnetRequest>("Action=CreateSubnet&CidrBlock=10.0.0.0/24"),
        code("MissingParameter", "The request must contain the parameter VpcId")
    );
    assert_eq!(
        refused::<DescribeVpcsRequest>("Action=DescribeVpcs&MaxResults=1"),
        code(
            "InvalidParameterValue",
            "Value ( 1 ) for parameter MaxResults is invalid. Expecting a value greater than 5."
        )
    );
    assert_eq!(
        refused::<DescribeVpcsRequest>("Action=DescribeVpcs&MaxResults=many"),
        code("InvalidParameterValue", "Value (many) for parameter MaxResults is invalid. Expecting an integer.")
    );
    assert_eq!(refused::<CreateVpcRequest>("Action=CreateVpc&DryRun=perhaps").0, "InvalidParameterValue");
    assert_eq!(
        refused::<DescribeVpcAttributeRequest>("Action=DescribeVpcAttribute&VpcId=vpc-1&Attribute=colour").0,
        "InvalidParameterValue"
    );
    assert_eq!(refused::<CreateVpcRequest>("Action=CreateVpc&Ipv4IpamPoolId=a").0, "UnsupportedOperation");
    assert_eq!(
        refused::<CreateVpcRequest>("Action=MakeCoffee"),
        code("InvalidAction", "The action MakeCoffee is not valid for this web service.")
    );
    assert_eq!(refused::<CreateVpcRequest>("Version.1=a").0, "MissingAction");
}

#[test]
fn what_an_answer_could_not_write_is_not_taken() {
    use shapes::CreateVpcRequest;
    let form = |value: &str| format!("Action=CreateVpc&TagSpecification.1.Tag.1.Value={value}");
    for bad in ["a%00", "%01", "%1F", "%0B", "%EF%BF%BF"] {
        let (code, message) = refused::<CreateVpcRequest>(&form(bad));
        assert_eq!(code, "InvalidCharacter", "{bad}");
        assert!(message.contains("TagSpecification.1.Tag.1.Value"), "{message}");
    }
    for good in ["%09%0A%0D", "%C2%85%7F", "%E6%B8%AF%F0%9F%98%80"] {
        assert!(input::<CreateVpcRequest>(ec2(&form(good))).is_ok(), "{good}");
    }
}

#[test]
fn a_member_with_its_only_value_is_as_if_left_out() {
    use shapes::ModifyVpcEndpointRequest;
    let form = |value: &str| format!("Action=ModifyVpcEndpoint&VpcEndpointId=vpce-1&PrivateDnsEnabled={value}");
    let without = "Action=ModifyVpcEndpoint&VpcEndpointId=vpce-1";
    let read = |form: &str| input::<ModifyVpcEndpointRequest>(ec2(form)).map(|(_, request)| request);
    assert_eq!(read(&form("false")).unwrap(), read(without).unwrap());
    let error = read(&form("true")).unwrap_err();
    assert_eq!(error.message, "The parameter PrivateDnsEnabled is supported only with the value false");
}

#[test]
fn positions_of_lists_are_bounded_and_may_leave_gaps() {
    use shapes::DescribeVpcsRequest;
    let form = |position: &str| format!("Action=DescribeVpcs&VpcId.{position}=b&VpcId.2=a");
    let read = |position: &str| input::<DescribeVpcsRequest>(ec2(&form(position)));
    let ids = read(&MAX_LIST_POSITION.to_string()).unwrap().1.vpc_ids.unwrap();
    assert_eq!(ids, ["a", "b"]);
    // Numbers count as numbers, not as texts.
    assert_eq!(read("10").unwrap().1.vpc_ids.unwrap(), ["a", "b"]);
    for position in [&(MAX_LIST_POSITION + 1).to_string(), "4000000000", "99999999999999999999"] {
        assert_eq!(read(position).unwrap_err().code, "RequestEntityTooLarge", "{position}");
    }
    for position in ["0", "01", "-1", "x", "1.Name"] {
        assert_eq!(read(position).unwrap_err().code, "UnknownParameter", "{position}");
    }
}

#[test]
fn json_codes() {
    use ecs_shapes::{RegisterTaskDefinitionRequest, RunTaskRequest};
    let run = |body: &str| {
        let error = input::<RunTaskRequest>(ecs("RunTask", body)).unwrap_err();
        (error.code.into_owned(), error.message)
    };
    assert_eq!(run("{").0, "SerializationException");
    let (code, message) = run("[]");
    assert_eq!(code, "SerializationException");
    assert_eq!(message, "START_ARRAY can not be converted to a structure");
    assert_eq!(
        run(r#"{"taskDefinition": 1}"#),
        (
            "SerializationException".to_owned(),
            "NUMBER_VALUE at taskDefinition can not be converted to a string".to_owned()
        )
    );
    assert_eq!(run(r#"{"taskDefinition": "a", "count": 1.5}"#).0, "SerializationException");
    assert_eq!(run(r#"{"taskDefinition": "a", "count": 3000000000}"#).0, "SerializationException");
    assert_eq!(
        run("{}").1,
        "1 validation error detected: Value null at 'taskDefinition' failed to satisfy constraint: Member must not be null"
    );
    assert_eq!(
        run(r#"{"taskDefinition": "a", "colour": "red"}"#),
        ("InvalidParameterException".to_owned(), "The parameter colour is not recognized".to_owned())
    );
    let (code, message) = run(r#"{"taskDefinition": "a", "launchType": "BOAT"}"#);
    assert_eq!(code, "InvalidParameterException");
    assert!(message.contains("Value 'BOAT' at 'launchType'"), "{message}");
    let nested = r#"{"family": "a", "containerDefinitions": [{"name": "a", "links": ["b"]}]}"#;
    let error = input::<RegisterTaskDefinitionRequest>(ecs("RegisterTaskDefinition", nested)).unwrap_err();
    assert!(error.message.contains("containerDefinitions[0].links"), "{error}");
    // Null and empty say nothing, so they refuse nothing.
    let silent = r#"{"taskDefinition": "a", "placementConstraints": [], "volumeConfigurations": null}"#;
    assert!(input::<RunTaskRequest>(ecs("RunTask", silent)).is_ok());
}

#[test]
fn json_is_as_deep_as_the_limit() {
    let deep = |depth: usize| format!(r#"{{"cluster": {}{}}}"#, "[".repeat(depth - 1), "]".repeat(depth - 1));
    let code = |depth| input::<ecs_shapes::DeleteClusterRequest>(ecs("DeleteCluster", &deep(depth))).unwrap_err().code;
    assert_eq!(code(MAX_DEPTH), "SerializationException");
    assert_eq!(code(MAX_DEPTH + 1), "RequestEntityTooLargeException");
}

#[test]
fn unknown_targets() {
    let error = input::<ecs_shapes::RunTaskRequest>(ecs("MakeCoffee", "{}")).unwrap_err();
    assert_eq!(error.code, "UnknownOperationException");
}
