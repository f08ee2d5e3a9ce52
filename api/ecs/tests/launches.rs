//! `RunTask`: what it makes, and what it refuses.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use minato_network::CreateSecurityGroup;
use minato_network::CreateVpc;
use minato_wire::ecs::{self as wire, Ecs as _};
use minato_workload::DesiredState;
use support::{World, code, container, context, definition, refusal, scope, tag};

fn awsvpc(request: &mut wire::RunTaskRequest) -> &mut wire::AwsVpcConfiguration {
    request.network_configuration.as_mut().unwrap().awsvpc_configuration.as_mut().unwrap()
}

#[test]
fn one_call_makes_the_interface_the_sandbox_and_the_task() {
    let world = World::new();
    let mut definition = definition("web");
    definition.tags = Some(vec![tag("from", "definition"), tag("both", "definition")]);
    definition.container_definitions = Some(vec![
        wire::ContainerDefinition {
            command: Some(vec!["serve".into()]),
            environment: Some(vec![wire::KeyValuePair { name: Some("A".into()), value: Some("1".into()) }]),
            ..container("web")
        },
        wire::ContainerDefinition { essential: Some(false), ..container("side") },
    ]);
    world.ecs.register_task_definition(&context(), definition).unwrap();
    let mut request = world.run_request("web:1");
    request.started_by = Some("ci/7".into());
    request.propagate_tags = Some("TASK_DEFINITION".into());
    request.tags = Some(vec![tag("both", "call")]);
    request.enable_ecs_managed_tags = Some(true);
    request.overrides = Some(wire::TaskOverride {
        cpu: Some("512".into()),
        memory: Some("1024".into()),
        container_overrides: Some(vec![wire::ContainerOverride {
            name: Some("web".into()),
            command: Some(vec!["migrate".into()]),
            environment: Some(vec![wire::KeyValuePair { name: Some("B".into()), value: Some("2".into()) }]),
            memory: Some(100),
            ..Default::default()
        }]),
        ..Default::default()
    });
    let free = world.free(&world.subnets[0]);
    let task = world.ecs.run_task(&context(), request).unwrap().tasks.unwrap().remove(0);

    let arn = task.task_arn.clone().unwrap();
    let id = arn.strip_prefix("arn:aws:ecs:us-east-1:123456789012:task/default/").unwrap();
    assert!(id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()), "{id}");
    assert_eq!(task.group.as_deref(), Some("family:web"));
    assert_eq!((task.last_status.as_deref(), task.desired_status.as_deref()), (Some("PROVISIONING"), Some("RUNNING")));
    assert_eq!((task.cpu.as_deref(), task.memory.as_deref()), (Some("512"), Some("1024")));
    assert_eq!(
        task.tags,
        Some(vec![tag("aws:ecs:clusterName", "default"), tag("both", "call"), tag("from", "definition")])
    );
    assert_eq!(task.overrides.as_ref().unwrap().container_overrides.as_ref().unwrap().len(), 2);

    let interface = world.interfaces().remove(0);
    let attachment = task.attachments.as_ref().unwrap()[0].clone();
    let expected = format!("arn:aws:ecs:us-east-1:123456789012:attachment/{}", attachment.id.unwrap());
    assert_eq!(interface.description, expected);
    assert_eq!(interface.requester.as_deref(), Some("ecs.amazonaws.com"));
    assert_eq!(interface.attachment.as_ref().unwrap().owner, arn);
    assert_eq!(interface.groups.len(), 1, "the VPC's default group");
    let details = attachment.details.unwrap();
    let detail =
        |name: &str| details.iter().find(|pair| pair.name.as_deref() == Some(name)).unwrap().value.clone().unwrap();
    assert_eq!(detail("networkInterfaceId"), interface.id.to_string());
    assert_eq!(detail("macAddress"), interface.mac.to_string());
    assert_eq!(detail("privateIPv4Address"), interface.address.to_string());
    assert_eq!(detail("subnetId"), world.subnets[0].to_string());
    assert!(detail("privateDnsName").starts_with("ip-10-0-0-"), "{}", detail("privateDnsName"));
    assert_eq!(world.free(&world.subnets[0]), free - 1);

    let sandbox = world.sandboxes().remove(0);
    assert_eq!((sandbox.id.0.as_str(), &sandbox.owner, sandbox.desired), (id, &arn, DesiredState::Running));
    assert_eq!((sandbox.cpu_limit_units, sandbox.memory_limit_mib), (Some(512), Some(1024)));
    let web = &sandbox.containers[0];
    assert_eq!(web.command, Some(vec!["migrate".to_owned()]));
    assert_eq!(web.environment, [("A".to_owned(), "1".to_owned()), ("B".to_owned(), "2".to_owned())].into());
    assert_eq!((web.memory_limit_mib, web.essential, web.stop_timeout_seconds), (Some(100), true, 30));
    assert!(!sandbox.containers[1].essential);
}

type Change = fn(&mut wire::RunTaskRequest);

#[test]
fn wrong_requests_are_refused_in_ecs_words_and_leave_nothing() {
    const INVALID: &str = "InvalidParameterException";
    let cases: Vec<(&str, &str, Change)> = vec![
        ("ClusterNotFoundException", "Cluster not found.", |r| r.cluster = Some("other".into())),
        ("ClientException", "TaskDefinition not found.", |r| r.task_definition = Some("other".into())),
        (INVALID, "TaskDefinition is inactive", |r| r.task_definition = Some("web:2".into())),
        (INVALID, "pass launchType=FARGATE", |r| r.launch_type = None),
        (INVALID, "No Container Instances were found", |r| r.launch_type = Some("EC2".into())),
        (INVALID, "does not honour launchType EXTERNAL", |r| r.launch_type = Some("EXTERNAL".into())),
        ("PlatformUnknownException", "platform does not exist", |r| r.platform_version = Some("9".into())),
        (INVALID, "Network Configuration must be provided when networkMode 'awsvpc' is specified.", |r| {
            r.network_configuration = None;
        }),
        (INVALID, "subnets can not be empty.", |r| awsvpc(r).subnets = None),
        (INVALID, "subnets can have at most 16 items.", |r| {
            awsvpc(r).subnets = Some(vec!["subnet-01234567".into(); 17]);
        }),
        (INVALID, "securityGroups can have at most 5 items.", |r| {
            awsvpc(r).security_groups = Some(vec!["sg-01234567".into(); 6]);
        }),
        (
            INVALID,
            "Error retrieving subnet information for [subnet-01234567]: The subnet ID 'subnet-01234567' does not exist \
             (ErrorCode: InvalidSubnetID.NotFound)",
            |r| awsvpc(r).subnets = Some(vec!["subnet-01234567".into()]),
        ),
        (INVALID, "(ErrorCode: InvalidSubnetID.Malformed)", |r| awsvpc(r).subnets = Some(vec!["vpc-01234567".into()])),
        (
            INVALID,
            "Error retrieving security group information for [sg-01234567]: The security group 'sg-01234567' does not \
             exist (ErrorCode: InvalidGroup.NotFound)",
            |r| awsvpc(r).security_groups = Some(vec!["sg-01234567".into()]),
        ),
        (INVALID, "Invalid value `PERHAPS` for assignPublicIp", |r| {
            awsvpc(r).assign_public_ip = Some("PERHAPS".into());
        }),
        (INVALID, "count must be between 1 and 10", |r| r.count = Some(11)),
        (INVALID, "count must be between 1 and 10", |r| r.count = Some(0)),
        (INVALID, "propagateTags=SERVICE", |r| r.propagate_tags = Some("SERVICE".into())),
        (INVALID, "startedBy", |r| r.started_by = Some("a b".into())),
        (INVALID, "reserved", |r| r.tags = Some(vec![tag("aws:x", "1")])),
        (INVALID, "'command' cannot contain a NUL character", |r| {
            let command = Some(vec!["a\0".to_owned()]);
            let named = wire::ContainerOverride { name: Some("web".to_owned()), command, ..Default::default() };
            r.overrides = Some(wire::TaskOverride { container_overrides: Some(vec![named]), ..Default::default() });
        }),
        (INVALID, "Override for container named api is not a container in the TaskDefinition.", |r| {
            let named = wire::ContainerOverride { name: Some("api".into()), ..Default::default() };
            r.overrides = Some(wire::TaskOverride { container_overrides: Some(vec![named]), ..Default::default() });
        }),
        (INVALID, "No Fargate configuration exists", |r| {
            r.overrides = Some(wire::TaskOverride { memory: Some("8192".into()), ..Default::default() });
        }),
        (INVALID, "clientToken", |r| r.client_token = Some("a b".into())),
    ];
    let world = World::new();
    world.register("web");
    world.register("web");
    let request = wire::DeregisterTaskDefinitionRequest { task_definition: Some("web:2".into()) };
    world.ecs.deregister_task_definition(&context(), request).unwrap();
    for (code, expected, change) in cases {
        let mut request = world.run_request("web");
        change(&mut request);
        let (actual, message) = refusal(world.ecs.run_task(&context(), request));
        assert_eq!(actual, code, "{message}");
        assert!(message.contains(expected), "{message:?} does not say {expected:?}");
    }
    assert!(world.interfaces().is_empty() && world.sandboxes().is_empty());
    assert!(world.list("RUNNING").is_empty());
    assert_eq!(world.run("web", 1)[0].task_definition_arn.as_deref().unwrap().rsplit(':').next(), Some("1"));
}

#[test]
fn subnets_and_groups_of_different_networks_are_refused() {
    let world = World::new();
    world.register("web");
    let other = world
        .networks
        .transact(&scope(), |network| {
            let vpc = network.create_vpc(CreateVpc::new("10.9.0.0/16".parse().unwrap()))?;
            let subnet = network
                .create_subnet(minato_network::CreateSubnet::new(vpc.id.clone(), "10.9.0.0/24".parse().unwrap()))?;
            let group = network.create_security_group(CreateSecurityGroup {
                vpc: vpc.id,
                name: "other".into(),
                description: "other".into(),
                tags: [].into(),
            })?;
            Ok::<_, minato_network::NetworkError>((subnet.id, group.id))
        })
        .unwrap();
    let mut request = world.run_request("web");
    awsvpc(&mut request).subnets.as_mut().unwrap().push(other.0.to_string());
    let (code, message) = refusal(world.ecs.run_task(&context(), request));
    assert_eq!(
        (code.as_str(), message.as_str()),
        ("InvalidParameterException", "The subnets provided must all be in the same VPC.")
    );
    let mut request = world.run_request("web");
    awsvpc(&mut request).security_groups = Some(vec![other.1.to_string()]);
    let (_, message) = refusal(world.ecs.run_task(&context(), request));
    assert!(message.contains("does not appear to belong to the same VPC as the input subnets."), "{message}");
    assert!(world.interfaces().is_empty());
}

#[test]
fn tasks_are_spread_over_zones_and_go_where_addresses_are() {
    let world = World::new();
    world.register("web");
    let run = |count| {
        let mut request = wire::RunTaskRequest { count: Some(count), ..world.run_request("web") };
        awsvpc(&mut request).subnets = Some(world.subnets.iter().map(ToString::to_string).collect());
        world.ecs.run_task(&context(), request).unwrap().tasks.unwrap()
    };
    let zones = |tasks: &[wire::Task], zone: &str| {
        tasks.iter().filter(|task| task.availability_zone.as_deref() == Some(zone)).count()
    };
    let tasks = run(10);
    assert_eq!((zones(&tasks, "us-east-1a"), zones(&tasks, "us-east-1b")), (5, 5));
    run(10);
    // 10.0.0.0/28 has 11 addresses: one is left there, and nine tasks of these go to the other zone.
    let tasks = run(10);
    assert_eq!((zones(&tasks, "us-east-1a"), zones(&tasks, "us-east-1b")), (1, 9));
    assert!(tasks.iter().all(|task| task.last_status.as_deref() == Some("PROVISIONING")));
}

#[test]
fn without_a_free_address_a_task_stops_with_the_reason_and_the_others_run() {
    let world = World::new();
    world.register("web");
    world.run("web", 9);
    let tasks = world.run("web", 4);
    let (failed, placed): (Vec<_>, Vec<_>) =
        tasks.iter().partition(|task| task.last_status.as_deref() == Some("STOPPED"));
    assert_eq!((failed.len(), placed.len()), (2, 2));
    let task = world.describe(failed[0].task_arn.as_deref().unwrap()).unwrap();
    assert_eq!(task.stop_code.as_deref(), Some("TaskFailedToStart"));
    assert_eq!(task.desired_status.as_deref(), Some("STOPPED"));
    assert_eq!(
        task.stopped_reason.unwrap(),
        format!(
            "Unexpected EC2 error while attempting to Create Network Interface in subnet '{}': \
             InsufficientFreeAddressesInSubnet",
            world.subnets[0]
        )
    );
    assert!(task.stopped_at.is_some());
    assert_eq!(world.interfaces().len(), 11);
    assert_eq!(world.sandboxes().len(), 11);
    assert_eq!(world.list("RUNNING").len(), 11);
    assert_eq!(world.list("STOPPED").len(), 2);
}

#[test]
fn a_client_token_starts_tasks_once() {
    let world = World::new();
    world.register("web");
    let request = wire::RunTaskRequest { client_token: Some("once/1".into()), ..world.run_request("web") };
    let run = |request| world.ecs.run_task(&context(), request);
    let first = run(request.clone()).unwrap().tasks.unwrap();
    let again = run(request.clone()).unwrap().tasks.unwrap();
    assert_eq!(first[0].task_arn, again[0].task_arn);
    assert_eq!(world.interfaces().len(), 1);
    let different = wire::RunTaskRequest { count: Some(2), ..request.clone() };
    let error = run(different).unwrap_err();
    assert_eq!(error.code, "ConflictException");
    assert_eq!(error.fields[0].0, "resourceIds");
    assert_eq!(error.fields[0].1[0].as_str(), first[0].task_arn.as_deref());
    let other = wire::RunTaskRequest { client_token: Some("once/2".into()), ..request.clone() };
    assert_ne!(run(other).unwrap().tasks.unwrap()[0].task_arn, first[0].task_arn);
    world.pass_time(24 * 3600);
    assert_ne!(run(request).unwrap().tasks.unwrap()[0].task_arn, first[0].task_arn, "a token lives for a day");
}

#[test]
fn a_deleted_cluster_runs_nothing() {
    let world = World::new();
    world.register("web");
    world.ecs.delete_cluster(&context(), wire::DeleteClusterRequest { cluster: Some("default".into()) }).unwrap();
    let (code, message) = refusal(world.ecs.run_task(&context(), world.run_request("web")));
    assert_eq!((code.as_str(), message.as_str()), ("ClusterNotFoundException", "The referenced cluster was inactive."));
    assert!(world.interfaces().is_empty());
}

#[test]
fn concurrent_calls_never_share_an_address() {
    let world = World::new();
    world.register("web");
    std::thread::scope(|threads| {
        for _ in 0..4 {
            threads.spawn(|| (0..5).for_each(|_| drop(world.run("web", 1))));
        }
    });
    let mut addresses: Vec<_> = world.interfaces().into_iter().map(|interface| interface.address).collect();
    addresses.sort_unstable();
    addresses.dedup();
    assert_eq!(addresses.len(), 11, "each of the subnet's addresses once");
    assert_eq!(world.list("STOPPED").len(), 9);
    assert_eq!(code(world.stop("nothing", None)), "InvalidParameterException");
}
