//! The life of a task, driven by what its host says.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use minato_ecs::Status;
use minato_wire::ecs::{self as wire, Ecs as _};
use minato_workload::{ContainerState, DesiredState, Phase, StopCause};
use support::{World, code, context, definition, refusal};

fn started(world: &World) -> String {
    world.register("web");
    world.run("web", 1).remove(0).task_arn.unwrap()
}

fn seen(task: &wire::Task) -> (&str, &str, &str) {
    let attachment = task.attachments.as_ref().unwrap()[0].status.as_deref().unwrap();
    (task.last_status.as_deref().unwrap(), task.desired_status.as_deref().unwrap(), attachment)
}

#[test]
fn a_task_runs_is_stopped_and_gives_its_address_back() {
    let world = World::new();
    let reconciler = world.reconciler();
    let free = world.free(&world.subnets[0]);
    let arn = started(&world);
    let mut versions = vec![world.describe(&arn).unwrap().version.unwrap()];
    for (phase, expected) in [
        (Phase::Connecting, ("PROVISIONING", "RUNNING", "ATTACHING")),
        (Phase::Starting, ("PENDING", "RUNNING", "ATTACHED")),
        (Phase::Running, ("RUNNING", "RUNNING", "ATTACHED")),
    ] {
        world.pass_time(1);
        world.say_phase(&arn, phase);
        assert_eq!(reconciler.run_once(), Status::default());
        let task = world.describe(&arn).unwrap();
        assert_eq!(seen(&task), expected);
        versions.push(task.version.unwrap());
    }
    let task = world.describe(&arn).unwrap();
    assert_eq!(task.connectivity.as_deref(), Some("CONNECTED"));
    assert!(task.connectivity_at < task.started_at && task.pull_started_at < task.pull_stopped_at);
    assert_eq!(task.containers.as_ref().unwrap()[0].last_status.as_deref(), Some("RUNNING"));

    let stopped = world.stop(&arn, Some("enough")).unwrap();
    assert_eq!(seen(&stopped), ("DEACTIVATING", "STOPPED", "ATTACHED"));
    assert_eq!(world.sandboxes()[0].desired, DesiredState::Stopped);
    for (phase, expected) in [
        (Phase::Stopping, ("STOPPING", "STOPPED", "ATTACHED")),
        (Phase::Disconnecting, ("DEPROVISIONING", "STOPPED", "DETACHING")),
        (Phase::Stopped, ("DEPROVISIONING", "STOPPED", "DETACHED")),
    ] {
        world.pass_time(1);
        world.say(&arn, |status| {
            status.containers[0].exit_code = (phase >= Phase::Disconnecting).then_some(137);
        });
        world.say_phase(&arn, phase);
        let task = world.describe(&arn).unwrap();
        assert_eq!(seen(&task), expected);
        versions.push(task.version.unwrap());
    }
    assert_eq!(world.interfaces().len(), 1, "the address is kept until the task is STOPPED");
    assert_eq!(reconciler.run_once(), Status { finished: 1, ..Status::default() });
    assert!(world.interfaces().is_empty() && world.sandboxes().is_empty());
    world.tidy();

    let task = world.describe(&arn).unwrap();
    versions.push(task.version.unwrap());
    assert_eq!(seen(&task), ("STOPPED", "STOPPED", "DELETED"));
    assert_eq!((task.stop_code.as_deref(), task.stopped_reason.as_deref()), (Some("UserInitiated"), Some("enough")));
    assert_eq!(task.containers.as_ref().unwrap()[0].exit_code, Some(137));
    assert!(task.stopping_at < task.execution_stopped_at && task.execution_stopped_at < task.stopped_at);
    assert!(versions.is_sorted(), "{versions:?}");
    assert_eq!(reconciler.run_once(), Status::default(), "a pass is idempotent");
    world.pass_time(60);
    assert_eq!(world.free(&world.subnets[0]), free);
}

#[test]
fn an_essential_container_that_ends_stops_its_task() {
    let world = World::new();
    let arn = started(&world);
    world.say_phase(&arn, Phase::Running);
    world.say(&arn, |status| {
        status.phase = Phase::Stopping;
        status.stop_cause = Some(StopCause::EssentialContainerExited { container: "web".into() });
        status.containers[0].state = ContainerState::Stopped;
        status.containers[0].exit_code = Some(3);
    });
    let task = world.describe(&arn).unwrap();
    assert_eq!(seen(&task), ("STOPPING", "STOPPED", "ATTACHED"));
    assert_eq!(world.list("STOPPED"), [arn.as_str()]);
    assert!(world.list("RUNNING").is_empty());
    // A request that comes later does not change the cause.
    world.stop(&arn, Some("too late")).unwrap();
    world.say_phase(&arn, Phase::Stopped);
    world.reconciler().run_once();
    let task = world.describe(&arn).unwrap();
    assert_eq!(task.stop_code.as_deref(), Some("EssentialContainerExited"));
    assert_eq!(task.stopped_reason.as_deref(), Some("Essential container in task exited"));
    assert_eq!(task.containers.unwrap()[0].exit_code, Some(3));
}

#[test]
fn a_task_that_cannot_start_says_why() {
    let world = World::new();
    let arn = started(&world);
    world.say_phase(&arn, Phase::Starting);
    world.say(&arn, |status| {
        status.phase = Phase::Stopped;
        status.stop_cause = Some(StopCause::FailedToStart {
            error: "CannotPullContainerError".into(),
            message: "web:1 is not in the image store".into(),
        });
        status.containers[0].state = ContainerState::Stopped;
        status.containers[0].reason = Some("CannotPullContainerError: web:1 is not in the image store".into());
    });
    world.reconciler().run_once();
    let task = world.describe(&arn).unwrap();
    assert_eq!(task.stop_code.as_deref(), Some("TaskFailedToStart"));
    assert_eq!(task.stopped_reason.as_deref(), Some("CannotPullContainerError: web:1 is not in the image store"));
    assert_eq!(task.started_at, None);
    assert_eq!(task.containers.unwrap()[0].exit_code, None);
}

#[test]
fn stopping_is_idempotent_and_names_what_it_does_not_know() {
    let world = World::new();
    let arn = started(&world);
    let task = world.stop(&arn, None).unwrap();
    assert_eq!(task.stopped_reason.as_deref(), Some("Task stopped by user"));
    let again = world.stop(arn.rsplit('/').next().unwrap(), Some("other")).unwrap();
    assert_eq!(again.stopped_reason.as_deref(), Some("Task stopped by user"), "the first reason stays");
    world.say_phase(&arn, Phase::Stopped);
    world.reconciler().run_once();
    assert_eq!(world.stop(&arn, Some("other")).unwrap().last_status.as_deref(), Some("STOPPED"));

    let (code_of_unknown, message) = refusal(world.stop(&"0".repeat(32), None));
    assert_eq!(code_of_unknown, "InvalidParameterException");
    assert_eq!(message, "The referenced task was not found.");
    let foreign = "arn:aws:ecs:us-east-1:123456789012:task/other/0a";
    let (_, message) = refusal(world.stop(foreign, None));
    assert_eq!(message, "Invalid identifier: Identifier is for cluster other. Your cluster is default");
    assert_eq!(code(world.stop("a:b", None)), "InvalidParameterException");
    assert_eq!(code(world.stop(&arn, Some(&"x".repeat(256)))), "InvalidParameterException");
    let request = wire::StopTaskRequest { cluster: Some("none".into()), task: Some(arn), reason: None };
    assert_eq!(code(world.ecs.stop_task(&context(), request)), "ClusterNotFoundException");
}

#[test]
fn tasks_are_described_up_to_a_hundred_and_missing_ones_named() {
    let world = World::new();
    let arn = started(&world);
    let describe = |tasks: Vec<String>| {
        let request = wire::DescribeTasksRequest { tasks: Some(tasks), ..Default::default() };
        world.ecs.describe_tasks(&context(), request)
    };
    let answer = describe(vec![arn.clone(), "f".repeat(32)]).unwrap();
    assert_eq!(answer.tasks.unwrap().len(), 1);
    let failure = answer.failures.unwrap().remove(0);
    assert_eq!(failure.reason.as_deref(), Some("MISSING"));
    assert!(failure.arn.unwrap().ends_with(&format!("task/default/{}", "f".repeat(32))));
    assert_eq!(refusal(describe(vec![])).1, "Tasks cannot be empty.");
    assert_eq!(code(describe(vec![arn.clone(); 101])), "InvalidParameterException");
    let request =
        wire::DescribeTasksRequest { tasks: Some(vec![arn]), include: Some(vec!["ALL".into()]), cluster: None };
    assert_eq!(code(world.ecs.describe_tasks(&context(), request)), "InvalidParameterException");
}

#[test]
fn tasks_are_listed_by_what_they_are() {
    let world = World::new();
    world.register("web");
    world.ecs.register_task_definition(&context(), definition("api")).unwrap();
    world.run("web", 3);
    let request = wire::RunTaskRequest { started_by: Some("ci".into()), ..world.run_request("api") };
    let api = world.ecs.run_task(&context(), request).unwrap().tasks.unwrap().remove(0).task_arn.unwrap();
    let list = |request| world.ecs.list_tasks(&context(), request).unwrap().task_arns.unwrap();
    let all = wire::ListTasksRequest::default();
    assert_eq!(list(all.clone()).len(), 4);
    assert_eq!(list(wire::ListTasksRequest { family: Some("api".into()), ..all.clone() }), [api.as_str()]);
    assert_eq!(list(wire::ListTasksRequest { started_by: Some("ci".into()), ..all.clone() }), [api.as_str()]);
    assert!(list(wire::ListTasksRequest { family: Some("none".into()), ..all.clone() }).is_empty());
    assert!(list(wire::ListTasksRequest { launch_type: Some("EC2".into()), ..all.clone() }).is_empty());
    assert!(list(wire::ListTasksRequest { desired_status: Some("PENDING".into()), ..all.clone() }).is_empty());
    let page = wire::ListTasksRequest { max_results: Some(3), ..all.clone() };
    let answer = world.ecs.list_tasks(&context(), page).unwrap();
    let rest = list(wire::ListTasksRequest { next_token: answer.next_token, ..all.clone() });
    assert_eq!((answer.task_arns.unwrap().len(), rest.len()), (3, 1));
    let wrong = wire::ListTasksRequest { cluster: Some("none".into()), ..all.clone() };
    assert_eq!(code(world.ecs.list_tasks(&context(), wrong)), "ClusterNotFoundException");
    let wrong = wire::ListTasksRequest { next_token: Some("!".into()), ..all };
    assert_eq!(code(world.ecs.list_tasks(&context(), wrong)), "InvalidParameterException");
}

#[test]
fn a_stopped_task_and_a_deleted_cluster_are_forgotten_after_an_hour() {
    let world = World::new();
    let reconciler = world.reconciler();
    let arn = started(&world);
    world.stop(&arn, None).unwrap();
    world.say_phase(&arn, Phase::Stopped);
    reconciler.run_once();
    world.ecs.delete_cluster(&context(), wire::DeleteClusterRequest { cluster: Some("default".into()) }).unwrap();
    world.ecs.create_cluster(&context(), wire::CreateClusterRequest::default()).unwrap();
    world.pass_time(3599);
    assert_eq!(reconciler.run_once(), Status::default());
    assert!(world.describe(&arn).is_some());
    world.pass_time(1);
    assert_eq!(reconciler.run_once(), Status { forgotten: 1, ..Status::default() });
    assert!(world.describe(&arn).is_none());

    world.ecs.delete_cluster(&context(), wire::DeleteClusterRequest { cluster: Some("default".into()) }).unwrap();
    world.pass_time(3600);
    assert_eq!(reconciler.run_once(), Status { forgotten: 1, ..Status::default() });
    let request = wire::DescribeClustersRequest::default();
    assert_eq!(world.ecs.describe_clusters(&context(), request).unwrap().failures.unwrap().len(), 1);
}

#[test]
fn a_host_that_does_not_bring_the_interface_up_is_given_up() {
    let world = World::new();
    let arn = started(&world);
    world.pass_time(600);
    // Nothing ran in those minutes: the deadline counts from the reconciler's start.
    let reconciler = world.reconciler();
    assert_eq!(reconciler.run_once(), Status::default());
    world.pass_time(179);
    assert_eq!(reconciler.run_once(), Status::default());
    world.pass_time(1);
    assert_eq!(reconciler.run_once(), Status { given_up: 1, ..Status::default() });
    let task = world.describe(&arn).unwrap();
    assert_eq!(task.stop_code.as_deref(), Some("TaskFailedToStart"));
    assert_eq!(task.stopped_reason.as_deref(), Some("Timeout waiting for network interface provisioning to complete."));
    assert_eq!(world.interfaces().len(), 1, "a host that is late may still have it");
    assert_eq!(reconciler.run_once(), Status::default());
    world.pass_time(180);
    assert_eq!(reconciler.run_once(), Status { finished: 1, ..Status::default() });
    assert!(world.interfaces().is_empty() && world.sandboxes().is_empty());
    assert_eq!(world.describe(&arn).unwrap().last_status.as_deref(), Some("STOPPED"));
}

#[test]
fn a_clock_that_is_set_neither_hurries_a_host_nor_keeps_a_task_forever() {
    const DAY: i64 = 86_400;
    let world = World::new();
    let reconciler = world.reconciler();
    let arn = started(&world);
    for set in [DAY, -2 * DAY] {
        assert_eq!(reconciler.run_once(), Status::default());
        world.set_clock(set);
        assert_eq!(reconciler.run_once(), Status::default(), "it has only begun");
    }
    world.pass_time(180);
    assert_eq!(reconciler.run_once(), Status { given_up: 1, ..Status::default() });
    for set in [DAY, -2 * DAY] {
        assert_eq!(reconciler.run_once(), Status::default());
        world.set_clock(set);
        assert_eq!(reconciler.run_once(), Status::default(), "its host may say a word yet");
    }
    world.pass_time(180);
    assert_eq!(reconciler.run_once(), Status { finished: 1, ..Status::default() });
    assert_eq!(world.describe(&arn).unwrap().last_status.as_deref(), Some("STOPPED"));
}

#[test]
fn a_host_that_began_is_waited_for() {
    let world = World::new();
    let reconciler = world.reconciler();
    let arn = started(&world);
    world.say_phase(&arn, Phase::Starting);
    world.pass_time(3600);
    assert_eq!(reconciler.run_once(), Status::default(), "a pull may take long");
    world.stop(&arn, None).unwrap();
    world.pass_time(3600);
    assert_eq!(reconciler.run_once(), Status::default(), "the host has it still");
    assert_eq!(world.interfaces().len(), 1);
}

#[test]
fn the_loop_finishes_tasks_as_hosts_speak_and_ends_when_told() {
    let world = World::new();
    let arn = started(&world);
    let reconciler = world.reconciler();
    let stop = Arc::new(AtomicBool::new(false));
    std::thread::scope(|threads| {
        threads.spawn(|| reconciler.run(&stop));
        world.stop(&arn, None).unwrap();
        world.say_phase(&arn, Phase::Stopped);
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(4);
        while world.describe(&arn).unwrap().last_status.as_deref() != Some("STOPPED") {
            assert!(std::time::Instant::now() < deadline, "the loop did not see the host's word before its timer");
            std::thread::yield_now();
        }
        stop.store(true, Ordering::Relaxed);
    });
    assert!(world.interfaces().is_empty());
}
