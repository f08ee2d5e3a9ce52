//! What is said of a sandbox: pure changes of its status.

use jiff::Timestamp;
use minato_workload::{ContainerState, ContainerStatus, Phase, Sandbox, SandboxStatus, StopCause};

use crate::runtime::{Task, runtime_id};

/// ECS's words for a container that the kernel killed for its memory use.
const OUT_OF_MEMORY: &str = "OutOfMemoryError: Container killed due to memory usage";

/// What is said of a container whose task is gone: somebody deleted it, or the machine restarted.
const VANISHED: &str = "ContainerRuntimeError: the container ended while nobody watched, and its exit code is lost";

/// Begins to stop, unless it has begun: the first cause stays.
pub(super) fn begin_stop(status: &mut SandboxStatus, cause: StopCause, now: Timestamp) {
    if status.phase < Phase::Stopping {
        status.phase = Phase::Stopping;
        status.stopping_at = Some(now);
        status.stop_cause = Some(cause);
    }
}

/// Notes that a container was started, or was found started.
pub(super) fn note_started(container: &mut ContainerStatus, sandbox: &Sandbox, digest: &str, now: Timestamp) {
    if container.state == ContainerState::Pending {
        container.state = ContainerState::Running;
        container.runtime_id = Some(runtime_id(&sandbox.id.0, &container.name));
        container.image_digest = Some(digest.to_owned());
        container.started_at = Some(now);
    }
}

/// Notes what was seen of a container's task.
pub(super) fn note_task(container: &mut ContainerStatus, task: &Task, out_of_memory: bool, now: Timestamp) {
    if container.state != ContainerState::Running {
        return;
    }
    match task {
        Task::Running | Task::Created => {}
        Task::Stopped { exit_code, at } => {
            container.state = ContainerState::Stopped;
            container.exit_code = Some(*exit_code);
            container.finished_at = Some(at.unwrap_or(now));
            container.reason = out_of_memory.then(|| OUT_OF_MEMORY.to_owned());
        }
        Task::Missing => {
            container.state = ContainerState::Stopped;
            container.finished_at = Some(now);
            container.reason = Some(VANISHED.to_owned());
        }
    }
}

/// Notes that no container will be started any more.
pub(super) fn abandon_pending(status: &mut SandboxStatus) {
    for container in &mut status.containers {
        if container.state == ContainerState::Pending {
            container.state = ContainerState::Stopped;
        }
    }
}

/// Why a running sandbox has to stop: an essential container ended, or all did.
pub(super) fn must_stop(sandbox: &Sandbox, status: &SandboxStatus) -> Option<StopCause> {
    let ended = |container: &&ContainerStatus| container.state == ContainerState::Stopped;
    let is_essential = |name: &str| sandbox.containers.iter().any(|c| c.name == name && c.essential);
    let first = status
        .containers
        .iter()
        .filter(ended)
        .filter(|container| is_essential(&container.name))
        .min_by_key(|container| container.finished_at);
    let last = || status.containers.iter().all(|c| ended(&c)).then(|| status.containers.last()).flatten();
    let container = first.or_else(last)?;
    Some(StopCause::EssentialContainerExited { container: container.name.clone() })
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::BTreeMap;

    use minato_vpc::ids::NetworkInterfaceId;
    use minato_workload::{Container, DesiredState, HostName, SandboxId};

    use super::*;

    fn sandbox() -> Sandbox {
        let container = |name: &str, essential| Container {
            name: name.into(),
            image: "app".into(),
            entry_point: None,
            command: None,
            environment: BTreeMap::new(),
            working_directory: None,
            user: None,
            read_only_root: false,
            essential,
            memory_limit_mib: None,
            cpu_units: 0,
            stop_timeout_seconds: 30,
        };
        Sandbox {
            id: SandboxId("0".repeat(32)),
            host: HostName("local".into()),
            owner: "a test".into(),
            interface: NetworkInterfaceId::from_entropy(1),
            hostname: "app".into(),
            containers: vec![container("main", true), container("side", false)],
            memory_limit_mib: None,
            cpu_limit_units: None,
            desired: DesiredState::Running,
        }
    }

    fn running() -> (Sandbox, SandboxStatus) {
        let sandbox = sandbox();
        let mut status = SandboxStatus::of(&sandbox);
        for container in &mut status.containers {
            note_started(container, &sandbox, "sha256:x", Timestamp::UNIX_EPOCH);
        }
        (sandbox, status)
    }

    #[test]
    fn only_an_essential_containers_end_stops_the_sandbox() {
        let (sandbox, mut status) = running();
        assert_eq!(must_stop(&sandbox, &status), None);
        note_task(&mut status.containers[1], &Task::Stopped { exit_code: 0, at: None }, false, Timestamp::UNIX_EPOCH);
        assert_eq!(must_stop(&sandbox, &status), None);
        note_task(&mut status.containers[0], &Task::Stopped { exit_code: 3, at: None }, false, Timestamp::UNIX_EPOCH);
        let cause = StopCause::EssentialContainerExited { container: "main".into() };
        assert_eq!(must_stop(&sandbox, &status), Some(cause));
        assert_eq!(status.containers[0].exit_code, Some(3));
    }

    #[test]
    fn what_was_said_of_an_end_does_not_change() {
        let (_, mut status) = running();
        let container = &mut status.containers[0];
        note_task(container, &Task::Stopped { exit_code: 137, at: None }, true, Timestamp::UNIX_EPOCH);
        assert_eq!(container.reason.as_deref(), Some(OUT_OF_MEMORY));
        let before = container.clone();
        note_task(container, &Task::Missing, false, Timestamp::now());
        assert_eq!(*container, before);
    }

    #[test]
    fn the_first_cause_stays_and_pending_containers_never_start() {
        let sandbox = sandbox();
        let mut status = SandboxStatus::of(&sandbox);
        begin_stop(&mut status, StopCause::Requested, Timestamp::UNIX_EPOCH);
        begin_stop(&mut status, StopCause::EssentialContainerExited { container: "main".into() }, Timestamp::now());
        assert_eq!(status.stop_cause, Some(StopCause::Requested));
        assert_eq!(status.stopping_at, Some(Timestamp::UNIX_EPOCH));
        abandon_pending(&mut status);
        assert!(status.containers.iter().all(|c| c.state == ContainerState::Stopped && c.exit_code.is_none()));
    }
}
