//! Recorded requests become the typed inputs that their senders meant.

use super::{input, recorded};
use crate::{ec2, ecs, sts};

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn texts(texts: &[&str]) -> Option<Vec<String>> {
    Some(texts.iter().map(|&text| text.to_owned()).collect())
}

#[test]
fn create_vpc_with_tags() {
    let (operation, input) = input::<ec2::CreateVpcRequest>(recorded!("create-vpc")).unwrap();
    let tag = |key, value| ec2::Tag { key: text(key), value: text(value) };
    assert_eq!(operation, "CreateVpc");
    assert_eq!(
        input,
        ec2::CreateVpcRequest {
            cidr_block: text("10.0.0.0/16"),
            dry_run: Some(false),
            tag_specifications: Some(vec![ec2::TagSpecification {
                resource_type: text("vpc"),
                tags: Some(vec![tag("Name", "my vpc & 港"), tag("empty", "")]),
            }]),
            ..Default::default()
        }
    );
}

#[test]
fn describe_with_filters() {
    let filter = |name, values| ec2::Filter { name: text(name), values: texts(values) };
    let (operation, input) = input::<ec2::DescribeVpcsRequest>(recorded!("describe-vpcs")).unwrap();
    assert_eq!(operation, "DescribeVpcs");
    assert_eq!(
        input,
        ec2::DescribeVpcsRequest {
            filters: Some(vec![filter("vpc-id", &["vpc-1", "vpc-2"]), filter("is-default", &["false"])]),
            max_results: Some(5),
            ..Default::default()
        }
    );
    let (_, input) = super::input::<ec2::DescribeSubnetsRequest>(recorded!("cli-describe-subnets")).unwrap();
    assert_eq!(
        input,
        ec2::DescribeSubnetsRequest { filters: Some(vec![filter("vpc-id", &["vpc-1"])]), ..Default::default() }
    );
}

fn permission() -> ec2::IpPermission {
    let pair = |group, user: Option<&str>| ec2::UserIdGroupPair {
        group_id: text(group),
        user_id: user.map(str::to_owned),
        ..Default::default()
    };
    ec2::IpPermission {
        ip_protocol: text("tcp"),
        from_port: Some(8080),
        to_port: Some(8080),
        ip_ranges: Some(vec![ec2::IpRange { cidr_ip: text("10.0.0.0/8"), description: text("in") }]),
        user_id_group_pairs: Some(vec![
            pair("sg-0123456789abcdef0", None),
            pair("sg-0123456789abcdef1", Some("123456789012")),
        ]),
        ..Default::default()
    }
}

#[test]
fn rules_of_groups() {
    let (_, ingress) = input::<ec2::AuthorizeSecurityGroupIngressRequest>(recorded!("authorize-ingress")).unwrap();
    assert_eq!(ingress.ip_permissions, Some(vec![permission()]));
    assert_eq!(ingress.group_id, text("sg-0123456789abcdef2"));
    // Egress names its members in small letters in the model, and not on the wire.
    let (_, egress) = input::<ec2::AuthorizeSecurityGroupEgressRequest>(recorded!("authorize-egress")).unwrap();
    assert_eq!(egress.ip_permissions, Some(vec![permission()]));
    assert_eq!(egress.group_id, text("sg-0123456789abcdef2"));
}

#[test]
fn what_the_command_line_sends() {
    let (_, rule) = input::<ec2::AuthorizeSecurityGroupIngressRequest>(recorded!("cli-authorize-ingress")).unwrap();
    let permission = &rule.ip_permissions.unwrap()[0];
    assert_eq!((permission.from_port, permission.to_port), (Some(8080), Some(8080)));
    assert_eq!(permission.user_id_group_pairs.as_ref().unwrap()[0].group_id, text("sg-2"));
    let (_, group) = input::<ec2::CreateSecurityGroupRequest>(recorded!("cli-create-security-group")).unwrap();
    assert_eq!((group.group_name, group.description, group.vpc_id), (text("a"), text("of a"), text("vpc-1")));
    let (_, task) = input::<ecs::RunTaskRequest>(recorded!("cli-run-task")).unwrap();
    let network = task.network_configuration.unwrap().awsvpc_configuration.unwrap();
    assert_eq!(network.subnets, texts(&["subnet-1"]));
    assert!(task.client_token.is_some());
}

#[test]
fn nested_and_flattened_members() {
    let (_, subnet) = input::<ec2::ModifySubnetAttributeRequest>(recorded!("modify-subnet")).unwrap();
    assert_eq!(subnet.map_public_ip_on_launch.unwrap().value, Some(true));
    let (_, eni) = input::<ec2::CreateNetworkInterfaceRequest>(recorded!("create-eni")).unwrap();
    assert_eq!(eni.groups, texts(&["sg-1", "sg-2"]));
    assert_eq!(eni.description, text(""));
    let (_, tags) = input::<ec2::DeleteTagsRequest>(recorded!("delete-tags")).unwrap();
    assert_eq!(tags.tags, Some(vec![ec2::Tag { key: text("Name"), value: None }]));
}

#[test]
fn a_task_definition() {
    let (operation, input) =
        input::<ecs::RegisterTaskDefinitionRequest>(recorded!("register-task-definition")).unwrap();
    assert_eq!(operation, "RegisterTaskDefinition");
    let container = &input.container_definitions.unwrap()[0];
    assert_eq!(container.port_mappings.as_ref().unwrap()[0].container_port, Some(8080));
    assert_eq!(container.command, texts(&["httpd"]));
    let pair = ecs::KeyValuePair { name: text("A"), value: text("b") };
    assert_eq!(container.environment, Some(vec![pair]));
    // The sender wrote `resourceRequirements`, which is not honoured, as an empty list: that asks for nothing.
}

#[test]
fn the_identity_by_header_and_by_query() {
    let plain = input::<sts::GetCallerIdentityRequest>(recorded!("get-caller-identity")).unwrap();
    assert_eq!(plain.0, "GetCallerIdentity");
    let presigned = input::<sts::GetCallerIdentityRequest>(recorded!("get-caller-identity-presigned")).unwrap();
    assert_eq!(presigned.0, "GetCallerIdentity");
}

#[test]
fn what_is_not_honoured_is_refused_by_name() {
    let error = input::<ecs::RegisterTaskDefinitionRequest>(recorded!("refused-inference")).unwrap_err();
    assert_eq!(error.code, "InvalidParameterException");
    assert!(error.message.contains("inferenceAccelerators"), "{error}");
}
