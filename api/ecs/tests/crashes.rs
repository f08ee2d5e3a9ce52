//! Nothing leaks: killed before or after any commit, and after any order of operations.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeSet;

use minato_document::Prefix;
use minato_ecs::documents::Task;
use minato_store::{StoreError, transact};
use minato_wire::ecs::{self as wire, Ecs as _};
use minato_workload::{DesiredState, Phase, Sandbox, SandboxStatus, StopCause};
use proptest::prelude::*;
use support::{World, context};

/// What holds after every transaction, whoever was killed.
fn check(world: &World) {
    let tasks: Vec<Task> = world.snapshot().list(&Prefix::all()).unwrap();
    let live: Vec<_> = tasks.iter().filter(|task| task.outcome.is_none()).collect();
    let of_tasks: BTreeSet<_> = live
        .iter()
        .map(|task| task.attachment.interface.as_ref().expect("a live task has an ENI").id.clone())
        .collect();
    let interfaces: BTreeSet<_> = world.interfaces().into_iter().map(|interface| interface.id).collect();
    assert_eq!(interfaces, of_tasks, "the ENIs are those of the live tasks");
    let sandboxes: BTreeSet<_> = world.sandboxes().into_iter().map(|sandbox| sandbox.id).collect();
    assert_eq!(sandboxes, live.iter().map(|task| task.sandbox_id()).collect(), "each live task has its sandbox");
    for sandbox in world.sandboxes() {
        let task = live.iter().find(|task| task.sandbox_id() == sandbox.id).unwrap();
        assert_eq!(sandbox.desired == DesiredState::Stopped, task.stop.is_some(), "the two agree on stopping");
    }
    let (running, stopped) = (world.list("RUNNING").len(), world.list("STOPPED").len());
    assert_eq!(running + stopped, tasks.len());
    assert_eq!(world.free(&world.subnets[0]) + u32::try_from(interfaces.len()).unwrap(), 11, "no address is lost");
}

/// Carries everything to its end and checks that nothing is left.
fn wind_up(world: &World) {
    let reconciler = world.reconciler();
    for arn in world.list("RUNNING") {
        world.stop(&arn, None).unwrap();
    }
    for arn in world.list("STOPPED") {
        let task = world.describe(&arn).unwrap();
        if task.last_status.as_deref() != Some("STOPPED") {
            world.say_phase(&arn, Phase::Stopped);
        }
    }
    assert_eq!(reconciler.run_once().errors, Vec::<String>::new());
    check(world);
    assert!(world.interfaces().is_empty() && world.sandboxes().is_empty());
    world.pass_time(3600);
    reconciler.run_once();
    let tasks: Vec<Task> = world.snapshot().list(&Prefix::all()).unwrap();
    assert!(tasks.is_empty(), "stopped tasks are forgotten");
}

#[test]
fn killed_at_any_commit_nothing_is_lost_or_leaked() {
    for after in [false, true] {
        for commits in 0.. {
            let world = World::new();
            world.register("web");
            let kept = world.run("web", 2);
            let reconciler = world.reconciler();
            world.store.light(commits, after);
            // Everything may fail from some commit on, as in a process that is killed there.
            let run = world.ecs.run_task(&context(), world.run_request("web"));
            let stop = world.stop(kept[0].task_arn.as_deref().unwrap(), None);
            if stop.is_ok() {
                // The host says so from a process of its own.
                world.store.spare(|| world.say_phase(kept[0].task_arn.as_deref().unwrap(), Phase::Stopped));
            }
            let status = reconciler.run_once();
            let killed = world.store.mend();
            assert_eq!(killed, run.is_err() || stop.is_err() || !status.errors.is_empty());
            check(&world);
            wind_up(&world);
            if !killed {
                assert!(commits >= 3, "the sequence has three commits, not {commits}");
                break;
            }
        }
    }
}

#[test]
fn what_has_no_task_is_ended() {
    let world = World::new();
    world.register("web");
    let arn = world.run("web", 1).remove(0).task_arn.unwrap();
    // As if a bug had removed the task alone.
    let task: Task = world.snapshot().list(&Prefix::all()).unwrap().remove(0);
    transact(&*world.store, |tx| {
        tx.delete(&Task::key_of(&task.scope, &task.cluster, &task.id));
        Ok::<_, StoreError>(())
    })
    .unwrap();
    let reconciler = world.reconciler();
    assert_eq!(reconciler.run_once().orphans, 1);
    assert_eq!(world.sandboxes()[0].desired, DesiredState::Stopped);
    assert_eq!(world.interfaces().len(), 1, "the host may still have it");
    assert_eq!(reconciler.run_once().orphans, 0);
    world.say_phase(&arn, Phase::Stopped);
    assert_eq!(reconciler.run_once().orphans, 1);
    assert!(world.interfaces().is_empty() && world.sandboxes().is_empty());
}

#[test]
fn sandboxes_of_others_are_left_alone() {
    let world = World::new();
    world.register("web");
    world.run("web", 1);
    let mut other: Sandbox = world.sandboxes().remove(0);
    other.id = minato_workload::SandboxId("b".repeat(32));
    other.owner = "pod default/web-0".into();
    transact(&*world.store, |tx| tx.put(&other)).unwrap();
    assert_eq!(world.reconciler().run_once().orphans, 0);
    assert!(world.sandboxes().iter().any(|sandbox| sandbox.id == other.id && sandbox.desired == DesiredState::Running));
}

#[derive(Debug, Clone)]
enum Act {
    Run(i32),
    Stop(usize),
    Say(usize, Phase),
    Exit(usize),
    Fail(usize),
    Reconcile,
    Wait(u32),
    Kill(u32, bool),
}

fn acts() -> impl Strategy<Value = Act> {
    let phase = prop_oneof![
        Just(Phase::Connecting),
        Just(Phase::Starting),
        Just(Phase::Running),
        Just(Phase::Stopping),
        Just(Phase::Disconnecting),
        Just(Phase::Stopped),
    ];
    prop_oneof![
        2 => (1..4).prop_map(Act::Run),
        2 => (0..16_usize).prop_map(Act::Stop),
        6 => (0..16_usize, phase).prop_map(|(task, phase)| Act::Say(task, phase)),
        1 => (0..16_usize).prop_map(Act::Exit),
        1 => (0..16_usize).prop_map(Act::Fail),
        3 => Just(Act::Reconcile),
        1 => (1..600_u32).prop_map(Act::Wait),
        1 => (0..3_u32, any::<bool>()).prop_map(|(commits, after)| Act::Kill(commits, after)),
    ]
}

fn carry_out(world: &World, act: &Act, arns: &mut Vec<String>) {
    let pick = |arns: &[String], index: usize| arns.get(index % arns.len().max(1)).cloned();
    // A host speaks of what is there, and only ever goes forward.
    let say = |arn: &str, change: &dyn Fn(&mut SandboxStatus)| {
        if world.sandboxes().iter().any(|sandbox| arn.ends_with(&sandbox.id.0)) {
            world.say(arn, change);
        }
    };
    match act {
        Act::Run(count) => {
            let request = wire::RunTaskRequest { count: Some(*count), ..world.run_request("web") };
            if let Ok(answer) = world.ecs.run_task(&context(), request) {
                arns.extend(answer.tasks.unwrap().into_iter().map(|task| task.task_arn.unwrap()));
            }
        }
        Act::Stop(index) => drop(pick(arns, *index).map(|arn| world.stop(&arn, None))),
        Act::Say(index, phase) => {
            if let Some(arn) = pick(arns, *index) {
                say(&arn, &|status| status.phase = status.phase.max(*phase));
            }
        }
        Act::Exit(index) => {
            if let Some(arn) = pick(arns, *index) {
                say(&arn, &|status| {
                    status.phase = status.phase.max(Phase::Stopping);
                    status.stop_cause.get_or_insert(StopCause::EssentialContainerExited { container: "web".into() });
                });
            }
        }
        Act::Fail(index) => {
            if let Some(arn) = pick(arns, *index) {
                say(&arn, &|status| {
                    status.phase = Phase::Stopped;
                    let cause =
                        StopCause::FailedToStart { error: "CannotPullContainerError".into(), message: "no".into() };
                    status.stop_cause.get_or_insert(cause);
                });
            }
        }
        Act::Reconcile => drop(world.reconciler().run_once()),
        Act::Wait(seconds) => world.pass_time(*seconds),
        Act::Kill(commits, after) => {
            world.store.light(*commits, *after);
            let _ = world.ecs.run_task(&context(), world.run_request("web"));
            if let Some(arn) = arns.first() {
                let _ = world.stop(arn, None);
            }
            world.reconciler().run_once();
            world.store.mend();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_operations_keeps_the_books_right(acts in prop::collection::vec(acts(), 1..40)) {
        let world = World::new();
        world.register("web");
        let mut arns = Vec::new();
        for act in &acts {
            carry_out(&world, act, &mut arns);
            check(&world);
        }
        wind_up(&world);
    }
}
