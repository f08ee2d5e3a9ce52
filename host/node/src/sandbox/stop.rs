//! A sandbox ends: its containers, then its ENI.

use std::{
    sync::{Arc, PoisonError},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use minato_workload::{Container, Phase, Sandbox, SandboxStatus};
use nix::sys::signal::Signal;
use tokio::task::spawn_blocking;

use super::{
    StepError, status,
    worker::{Next, Worker},
};
use crate::runtime::{Containerd, Task, remove_tree, runtime_id};

/// How long until the end of a container that was killed is looked for again.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

impl Worker {
    /// Ends the containers: SIGTERM, and SIGKILL when their time is over.
    pub(super) async fn stop(&self, sandbox: &Sandbox, mut status: SandboxStatus) -> Result<Next, StepError> {
        let containerd = self.containerd().await;
        let before = status.clone();
        status::abandon_pending(&mut status);
        let tasks = self.observe(&containerd, &mut status).await?;
        let now = Timestamp::now();
        let stopping_at = *status.stopping_at.get_or_insert(now);
        let mut wait: Option<Duration> = None;
        for (container, task) in sandbox.containers.iter().zip(&tasks) {
            let id = runtime_id(&self.id.0, &container.name);
            let patience = match task {
                Task::Missing | Task::Stopped { .. } => continue,
                // It has no process of its own yet that could take note of a SIGTERM.
                Task::Created => Duration::ZERO,
                Task::Running => remaining(container, stopping_at, now),
            };
            if patience.is_zero() {
                containerd.signal(&id, Signal::SIGKILL).await?;
            } else if self.has_to_ask(&id) {
                containerd.signal(&id, Signal::SIGTERM).await?;
            }
            let patience = if patience.is_zero() { LOOK_AGAIN } else { patience };
            wait = Some(wait.map_or(patience, |wait| wait.min(patience)));
        }
        if wait.is_none() {
            status.phase = Phase::Disconnecting;
            status.execution_stopped_at = Some(now);
        }
        if status != before {
            self.context.save(&status).await?;
        }
        Ok(wait.map_or(Next::Again, Next::WaitAtMost))
    }

    /// Whether this agent has not yet sent SIGTERM to a container. One that was restarted sends it again.
    fn has_to_ask(&self, id: &str) -> bool {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned())
    }

    /// Removes what is left of a sandbox whose containers have ended.
    pub(super) async fn disconnect(&self, sandbox: &Sandbox, mut status: SandboxStatus) -> Result<Next, StepError> {
        let containerd = self.containerd().await;
        let _permit = self.context.permits.acquire().await;
        for container in &sandbox.containers {
            containerd.remove_for_good(&runtime_id(&self.id.0, &container.name)).await?;
        }
        self.remove_files(&containerd)?;
        let (network, interface) = (Arc::clone(&self.context.network), sandbox.interface.clone());
        spawn_blocking(move || network.disconnect(&[interface])).await??;
        self.context.damaged.lock().unwrap_or_else(PoisonError::into_inner).remove(&sandbox.interface);
        status.phase = Phase::Stopped;
        status.stopped_at = Some(Timestamp::now());
        self.context.save(&status).await?;
        let cause = status.stop_cause.as_ref().map(tracing::field::display);
        tracing::info!(sandbox = %self.id, cause, "stopped");
        Ok(Next::Wait)
    }

    /// Removes a sandbox's files and cgroup; the containers' output stays.
    pub(super) fn remove_files(&self, containerd: &Containerd) -> Result<(), StepError> {
        remove_tree(&self.context.instance.sandboxes_dir().join(&self.id.0))
            .map_err(|source| StepError::System { what: "removing a sandbox's files", source })?;
        containerd
            .cgroups()
            .remove(&containerd.sandbox_cgroup(&self.id.0))
            .map_err(|source| StepError::System { what: "removing a sandbox's cgroup", source })
    }
}

/// The time that a container still has after SIGTERM.
fn remaining(container: &Container, stopping_at: Timestamp, now: Timestamp) -> Duration {
    let waited = Duration::try_from(now.duration_since(stopping_at).max(SignedDuration::ZERO)).unwrap_or_default();
    Duration::from_secs(u64::from(container.stop_timeout_seconds)).saturating_sub(waited)
}
