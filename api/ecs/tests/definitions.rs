//! Clusters, task definitions and tags through the operations.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use minato_wire::{
    RequestContext,
    ecs::{self as wire, Ecs as _},
};
use support::{World, code, container, context, definition, refusal, tag};

fn create_cluster(world: &World, name: &str) -> wire::Cluster {
    let request = wire::CreateClusterRequest { cluster_name: Some(name.into()), ..Default::default() };
    world.ecs.create_cluster(&context(), request).unwrap().cluster.unwrap()
}

fn delete_cluster(world: &World, name: &str) -> Result<wire::DeleteClusterResponse, minato_wire::ApiError> {
    world.ecs.delete_cluster(&context(), wire::DeleteClusterRequest { cluster: Some(name.into()) })
}

#[test]
fn a_region_that_ec2_does_not_serve_has_no_ecs_either() {
    let world = World::new();
    let list = |region: &str| {
        let there = RequestContext { region: region.to_owned(), ..context() };
        world.ecs.list_clusters(&there, wire::ListClustersRequest::default())
    };
    assert_eq!(code(list("moon-1")), "OptInRequired");
    assert_eq!(list("eu-west-1").unwrap().cluster_arns.unwrap().len(), 0);
}

#[test]
fn a_cluster_is_made_once_deleted_shown_inactive_and_made_again() {
    let world = World::new();
    let cluster = create_cluster(&world, "demo");
    assert_eq!(cluster.cluster_arn.as_deref(), Some("arn:aws:ecs:us-east-1:123456789012:cluster/demo"));
    assert_eq!(cluster.status.as_deref(), Some("ACTIVE"));
    assert_eq!(create_cluster(&world, "demo"), cluster);

    let list =
        || world.ecs.list_clusters(&context(), wire::ListClustersRequest::default()).unwrap().cluster_arns.unwrap();
    assert_eq!(list().len(), 2, "default and demo");
    let deleted = delete_cluster(&world, cluster.cluster_arn.as_deref().unwrap()).unwrap().cluster.unwrap();
    assert_eq!(deleted.status.as_deref(), Some("INACTIVE"));
    assert_eq!(list().len(), 1);
    let describe = |name: &str| {
        let request = wire::DescribeClustersRequest { clusters: Some(vec![name.into()]), include: None };
        world.ecs.describe_clusters(&context(), request).unwrap()
    };
    assert_eq!(describe("demo").clusters.unwrap()[0].status.as_deref(), Some("INACTIVE"));
    let missing = describe("other").failures.unwrap();
    assert_eq!(missing[0].reason.as_deref(), Some("MISSING"));
    assert_eq!(missing[0].arn.as_deref(), Some("arn:aws:ecs:us-east-1:123456789012:cluster/other"));
    assert_eq!(create_cluster(&world, "demo").status.as_deref(), Some("ACTIVE"));
}

#[test]
fn wrong_cluster_requests_are_refused() {
    let world = World::new();
    let create = |request| code(world.ecs.create_cluster(&context(), request));
    let named = |name: &str| wire::CreateClusterRequest { cluster_name: Some(name.into()), ..Default::default() };
    assert_eq!(create(named("a b")), "InvalidParameterException");
    assert_eq!(create(named(&"x".repeat(256))), "InvalidParameterException");
    let insights = wire::ClusterSetting { name: Some("containerInsights".into()), value: Some("enabled".into()) };
    assert_eq!(create(wire::CreateClusterRequest { settings: Some(vec![insights]), ..named("a") }), "ClientException");
    assert_eq!(code(delete_cluster(&world, "nowhere")), "ClusterNotFoundException");
    let request = wire::ListClustersRequest { max_results: Some(0), next_token: None };
    assert_eq!(code(world.ecs.list_clusters(&context(), request)), "InvalidParameterException");
}

#[test]
fn a_cluster_with_tasks_is_kept_and_counts_them() {
    let world = World::new();
    world.register("web");
    let tasks = world.run("web", 2);
    let arn = tasks[0].task_arn.as_deref().unwrap();
    for phase in [minato_workload::Phase::Starting, minato_workload::Phase::Running] {
        world.say_phase(arn, phase);
    }
    let (code, message) = refusal(delete_cluster(&world, "default"));
    assert_eq!(code, "ClusterContainsTasksException");
    assert_eq!(message, "The Cluster cannot be deleted while Tasks are active.");
    let request = wire::DescribeClustersRequest { clusters: None, include: Some(vec!["STATISTICS".into()]) };
    let cluster = world.ecs.describe_clusters(&context(), request).unwrap().clusters.unwrap().remove(0);
    assert_eq!((cluster.running_tasks_count, cluster.pending_tasks_count), (Some(1), Some(1)));
    assert_eq!(cluster.statistics.unwrap().len(), 4);
}

#[test]
fn revisions_count_up_and_are_never_reused() {
    let world = World::new();
    assert_eq!(world.register("web").revision, Some(1));
    let second = world.register("web");
    assert_eq!(second.task_definition_arn.as_deref(), Some("arn:aws:ecs:us-east-1:123456789012:task-definition/web:2"));
    let deregister = |name: &str| {
        let request = wire::DeregisterTaskDefinitionRequest { task_definition: Some(name.into()) };
        world.ecs.deregister_task_definition(&context(), request)
    };
    let inactive = deregister("web:2").unwrap().task_definition.unwrap();
    assert_eq!(inactive.status.as_deref(), Some("INACTIVE"));
    assert!(inactive.deregistered_at.is_some());
    assert_eq!(world.register("web").revision, Some(3));
    assert_eq!(code(deregister("web:2")), "ClientException");
    assert_eq!(code(deregister("web:9")), "ClientException");
    assert_eq!(code(deregister("web")), "InvalidParameterException");
}

#[test]
fn a_definition_is_described_by_family_revision_and_arn() {
    let world = World::new();
    world.register("web");
    let newest = world.register("web");
    let describe = |name: &str| {
        let request = wire::DescribeTaskDefinitionRequest { task_definition: Some(name.into()), include: None };
        world.ecs.describe_task_definition(&context(), request)
    };
    for name in ["web", "web:2", newest.task_definition_arn.as_deref().unwrap()] {
        assert_eq!(describe(name).unwrap().task_definition.as_ref(), Some(&newest), "{name}");
    }
    for missing in ["api", "web:3", "web:0", "web:x", "", "arn:aws:ecs:us-east-2:123456789012:task-definition/web:1"] {
        let (code, message) = refusal(describe(missing));
        assert_eq!((code.as_str(), message.as_str()), ("ClientException", "Unable to describe task definition."));
    }
}

#[test]
fn what_was_registered_is_what_is_shown() {
    let world = World::new();
    let mut request = definition("web");
    request.memory = Some("0.5GB".into());
    request.container_definitions = Some(vec![wire::ContainerDefinition {
        cpu: Some(128),
        memory: Some(256),
        port_mappings: Some(vec![wire::PortMapping { container_port: Some(8080), ..Default::default() }]),
        environment: Some(vec![wire::KeyValuePair { name: Some("A".into()), value: Some("1".into()) }]),
        command: Some(vec!["serve".into()]),
        entry_point: Some(vec!["/init".into()]),
        working_directory: Some("/srv".into()),
        user: Some("1000:1000".into()),
        readonly_root_filesystem: Some(true),
        stop_timeout: Some(2),
        ..container("web")
    }]);
    request.execution_role_arn = Some("arn:aws:iam::123456789012:role/execution".into());
    request.tags = Some(vec![tag("team", "edge")]);
    let given = request.container_definitions.clone().unwrap().remove(0);
    let answer = world.ecs.register_task_definition(&context(), request).unwrap();
    assert_eq!(answer.tags, Some(vec![tag("team", "edge")]));
    let shown = answer.task_definition.unwrap();
    assert_eq!((shown.cpu.as_deref(), shown.memory.as_deref()), (Some("256"), Some("512")));
    assert_eq!(shown.execution_role_arn.as_deref(), Some("arn:aws:iam::123456789012:role/execution"));
    let container = shown.container_definitions.unwrap().remove(0);
    let mapping = container.port_mappings.clone().unwrap().remove(0);
    assert_eq!((mapping.host_port, mapping.protocol.as_deref()), (Some(8080), Some("tcp")));
    assert_eq!(container.essential, Some(true));
    let same = wire::ContainerDefinition {
        essential: None,
        port_mappings: given.port_mappings.clone(),
        mount_points: None,
        volumes_from: None,
        system_controls: None,
        ..container
    };
    assert_eq!(same, given);
}

type Change = fn(&mut wire::RegisterTaskDefinitionRequest);

fn first(request: &mut wire::RegisterTaskDefinitionRequest) -> &mut wire::ContainerDefinition {
    &mut request.container_definitions.as_mut().unwrap()[0]
}

#[test]
fn wrong_definitions_are_refused_in_ecs_words() {
    let cases: Vec<(&str, Change)> = vec![
        ("Family should not be null or empty.", |r| r.family = None),
        ("Family contains invalid characters.", |r| r.family = Some("a b".into())),
        ("Fargate only supports network mode", |r| r.network_mode = Some("bridge".into())),
        ("Fargate only supports network mode", |r| r.network_mode = None),
        ("requiresCompatibilities` with EC2", |r| r.requires_compatibilities = Some(vec!["EC2".into()])),
        ("Fargate requires that 'cpu' be defined", |r| r.cpu = None),
        ("Fargate requires that 'memory' be defined", |r| r.memory = None),
        ("No Fargate configuration exists for given values", |r| r.memory = Some("4096".into())),
        ("Invalid 'cpu' setting for task.", |r| r.cpu = Some("lots".into())),
        ("Container list cannot be empty.", |r| r.container_definitions = Some(vec![])),
        ("at least one essential container", |r| first(r).essential = Some(false)),
        ("Container.name should not be null or empty.", |r| first(r).name = None),
        ("Container.name contains invalid characters.", |r| first(r).name = Some("a/b".into())),
        ("Container.image should not be null or empty.", |r| first(r).image = None),
        ("Container.image contains invalid characters.", |r| first(r).image = Some("a b".into())),
        ("Container.image contains invalid characters.", |r| first(r).image = Some("a@sha256:12".into())),
        ("'memory' must be at least 6", |r| first(r).memory = Some(5)),
        ("sum of all container 'memory'", |r| first(r).memory = Some(513)),
        ("sum of all container 'cpu'", |r| first(r).cpu = Some(257)),
        ("'cpu' must be at least 0", |r| first(r).cpu = Some(-1)),
        ("'stopTimeout' must be 2 to 120 seconds", |r| first(r).stop_timeout = Some(121)),
        ("'user' must be one of", |r| first(r).user = Some("a:b:c".into())),
        ("must be unique", |r| {
            let twice = first(r).clone();
            r.container_definitions.as_mut().unwrap().push(twice);
        }),
        ("host ports and container ports in port mappings must match", |r| {
            let mapping = wire::PortMapping { container_port: Some(80), host_port: Some(8080), ..Default::default() };
            first(r).port_mappings = Some(vec![mapping]);
        }),
        ("'containerPort' must be 1 to 65535", |r| first(r).port_mappings = Some(vec![wire::PortMapping::default()])),
        ("'command' cannot contain a NUL character", |r| first(r).command = Some(vec!["a".into(), "b\0c".into()])),
        ("'entryPoint' cannot contain a NUL character", |r| first(r).entry_point = Some(vec!["\0".into()])),
        ("'workingDirectory' cannot contain a NUL character", |r| first(r).working_directory = Some("/\0".into())),
        ("'user' cannot contain a NUL character", |r| first(r).user = Some("0\0".into())),
        ("cannot be the name of an environment variable", |r| {
            first(r).environment = Some(vec![wire::KeyValuePair { name: Some("A=B".into()), value: None }]);
        }),
        ("does not honour `mountPoints` yet", |r| first(r).mount_points = Some(vec![wire::MountPoint::default()])),
        ("does not honour `volumes` yet", |r| r.volumes = Some(vec![wire::Volume::default()])),
        ("operatingSystemFamily WINDOWS", |r| {
            let family = Some("WINDOWS_SERVER_2022_CORE".into());
            r.runtime_platform =
                Some(wire::RuntimePlatform { operating_system_family: family, cpu_architecture: None });
        }),
    ];
    let world = World::new();
    for (expected, change) in cases {
        let mut request = definition("web");
        change(&mut request);
        let (code, message) = refusal(world.ecs.register_task_definition(&context(), request));
        assert_eq!(code, "ClientException", "{expected}");
        assert!(message.contains(expected), "{message:?} does not say {expected:?}");
    }
    assert_eq!(world.register("web").revision, Some(1), "a refused definition took a number");
}

#[test]
fn definitions_and_families_are_listed_by_status_in_order() {
    let world = World::new();
    for family in ["web", "api", "web", "web-admin"] {
        world.register(family);
    }
    let request = wire::DeregisterTaskDefinitionRequest { task_definition: Some("api:1".into()) };
    world.ecs.deregister_task_definition(&context(), request).unwrap();
    let list = |request| {
        let arns = world.ecs.list_task_definitions(&context(), request).unwrap().task_definition_arns.unwrap();
        arns.iter().map(|arn| arn.rsplit('/').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = wire::ListTaskDefinitionsRequest::default();
    assert_eq!(list(all.clone()), ["web:1", "web:2", "web-admin:1"]);
    let web = wire::ListTaskDefinitionsRequest { family_prefix: Some("web".into()), ..all.clone() };
    assert_eq!(list(web), ["web:1", "web:2"], "a family is named whole");
    let descending = wire::ListTaskDefinitionsRequest { sort: Some("DESC".into()), ..all.clone() };
    assert_eq!(list(descending), ["web-admin:1", "web:2", "web:1"]);
    let inactive = wire::ListTaskDefinitionsRequest { status: Some("INACTIVE".into()), ..all };
    assert_eq!(list(inactive), ["api:1"]);

    let families = |prefix: &str, status: &str| {
        let request = wire::ListTaskDefinitionFamiliesRequest {
            family_prefix: Some(prefix.into()),
            status: Some(status.into()),
            ..Default::default()
        };
        world.ecs.list_task_definition_families(&context(), request).unwrap().families.unwrap()
    };
    assert_eq!(families("", "ALL"), ["api", "web", "web-admin"]);
    assert_eq!(families("web", "ACTIVE"), ["web", "web-admin"]);
    assert_eq!(families("", "INACTIVE"), ["api"]);
}

#[test]
fn pages_of_definitions_hold_each_once() {
    let world = World::new();
    (0..5).for_each(|_| drop(world.register("web")));
    let (mut seen, mut next_token) = (Vec::new(), None);
    loop {
        let request = wire::ListTaskDefinitionsRequest { max_results: Some(2), next_token, ..Default::default() };
        let answer = world.ecs.list_task_definitions(&context(), request).unwrap();
        seen.extend(answer.task_definition_arns.unwrap());
        next_token = answer.next_token;
        if next_token.is_none() {
            break;
        }
    }
    let expected: Vec<_> =
        (1..=5).map(|n| format!("arn:aws:ecs:us-east-1:123456789012:task-definition/web:{n}")).collect();
    assert_eq!(seen, expected);
}

#[test]
fn every_kind_of_resource_is_tagged_and_untagged() {
    let world = World::new();
    let definition = world.register("web").task_definition_arn.unwrap();
    let task = world.run("web", 1).remove(0).task_arn.unwrap();
    for arn in ["arn:aws:ecs:us-east-1:123456789012:cluster/default".to_owned(), definition, task] {
        let list = || {
            let request = wire::ListTagsForResourceRequest { resource_arn: Some(arn.clone()) };
            world.ecs.list_tags_for_resource(&context(), request).unwrap().tags.unwrap()
        };
        let tag_it = |tags| {
            let request = wire::TagResourceRequest { resource_arn: Some(arn.clone()), tags: Some(tags) };
            world.ecs.tag_resource(&context(), request)
        };
        tag_it(vec![tag("a", "1"), tag("b", "2")]).unwrap();
        tag_it(vec![tag("b", "3")]).unwrap();
        assert_eq!(list(), [tag("a", "1"), tag("b", "3")], "{arn}");
        let keys = vec!["a".into(), "never".into()];
        let request = wire::UntagResourceRequest { resource_arn: Some(arn.clone()), tag_keys: Some(keys) };
        world.ecs.untag_resource(&context(), request).unwrap();
        assert_eq!(list(), [tag("b", "3")]);
        assert_eq!(code(tag_it(vec![tag("aws:own", "1")])), "InvalidParameterException");
        assert_eq!(code(tag_it(vec![tag("x", "1"), tag("x", "2")])), "InvalidParameterException");
        let many = (0..51).map(|n| tag(&format!("k{n}"), "")).collect();
        assert_eq!(code(tag_it(many)), "InvalidParameterException");
    }
}

#[test]
fn tags_of_what_is_not_there_are_refused() {
    let world = World::new();
    let list = |arn: &str| {
        let request = wire::ListTagsForResourceRequest { resource_arn: Some(arn.into()) };
        code(world.ecs.list_tags_for_resource(&context(), request))
    };
    assert_eq!(list("arn:aws:ecs:us-east-1:123456789012:cluster/other"), "ClusterNotFoundException");
    assert_eq!(list("arn:aws:ecs:us-east-1:123456789012:task/default/0a"), "ResourceNotFoundException");
    assert_eq!(list("arn:aws:ecs:eu-west-1:123456789012:cluster/default"), "InvalidParameterException");
    assert_eq!(list("cluster/default"), "InvalidParameterException");
}
