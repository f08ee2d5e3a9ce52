//! The life of one sandbox: look, do the next step, wait for what may change.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use minato_workload::{DesiredState, Phase, Sandbox, SandboxId, SandboxStatus, StopCause};
use tokio::{sync::Notify, task::spawn_blocking, time::timeout};

use super::{Context, StepError, status};
use crate::{
    error::RuntimeError,
    health::Part,
    runtime::{Containerd, Task, runtime_id},
};

/// How long a failed step waits before it is tried again.
const RETRY: Duration = Duration::from_secs(2);

/// What to do after a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// The next one, at once.
    Again,
    /// Wait until something changes.
    Wait,
    /// Wait until something changes, but no longer than this.
    WaitAtMost(Duration),
    /// The sandbox is gone, and nothing of it is left.
    Gone,
}

/// Works on one sandbox until it is gone.
pub(super) struct Worker {
    pub(super) context: Arc<Context>,
    pub(super) id: SandboxId,
    /// Something about the sandbox changed.
    pub(super) changed: Arc<Notify>,
    /// The containers that were asked to end.
    pub(super) asked: Mutex<BTreeSet<String>>,
}

impl Worker {
    pub(super) async fn run(self) {
        loop {
            let next = self.step().await;
            self.context.health.note(Part::Sandboxes, &next);
            match next {
                Ok(Next::Again) => {}
                Ok(Next::Wait) => self.changed.notified().await,
                Ok(Next::WaitAtMost(patience)) => drop(timeout(patience, self.changed.notified()).await),
                Ok(Next::Gone) => return,
                Err(_) => drop(timeout(RETRY, self.changed.notified()).await),
            }
        }
    }

    async fn step(&self) -> Result<Next, StepError> {
        let (sandbox, status) = self.context.load(&self.id).await?;
        let Some(sandbox) = sandbox else { return self.collect().await };
        let mut status = status.unwrap_or_else(|| SandboxStatus::of(&sandbox));
        if sandbox.desired == DesiredState::Stopped && status.phase < Phase::Stopping {
            status::begin_stop(&mut status, StopCause::Requested, Timestamp::now());
            self.context.save(&status).await?;
        }
        if status.phase < Phase::Stopping {
            self.repair(&sandbox).await?;
        }
        match status.phase {
            Phase::Connecting => self.connect(&sandbox, status).await,
            Phase::Starting => self.start(&sandbox, status).await,
            Phase::Running => self.supervise(&sandbox, status).await,
            Phase::Stopping => self.stop(&sandbox, status).await,
            Phase::Disconnecting => self.disconnect(&sandbox, status).await,
            Phase::Stopped => Ok(Next::Wait),
        }
    }

    /// Makes the ENI whole again if somebody took its link or its namespace's name away.
    async fn repair(&self, sandbox: &Sandbox) -> Result<(), StepError> {
        let damaged = || self.context.damaged.lock().unwrap_or_else(PoisonError::into_inner);
        if !damaged().contains(&sandbox.interface) {
            return Ok(());
        }
        let containerd = self.containerd().await;
        let mut process = None;
        for container in &sandbox.containers {
            let id = runtime_id(&self.id.0, &container.name);
            process = process.or(containerd.process(&id).await?);
        }
        let (network, interface) = (Arc::clone(&self.context.network), sandbox.interface.clone());
        spawn_blocking(move || network.connect(&interface, process)).await??;
        damaged().remove(&sandbox.interface);
        self.context.network.work.repaired_links.inc();
        tracing::info!(sandbox = %self.id, interface = %sandbox.interface, "its link is whole again");
        Ok(())
    }

    /// Looks at a running sandbox's containers.
    async fn supervise(&self, sandbox: &Sandbox, mut status: SandboxStatus) -> Result<Next, StepError> {
        let containerd = self.containerd().await;
        self.observe(&containerd, &mut status).await?;
        if let Some(cause) = status::must_stop(sandbox, &status) {
            status::begin_stop(&mut status, cause, Timestamp::now());
        }
        self.context.save(&status).await?;
        Ok(if status.phase == Phase::Running { Next::Wait } else { Next::Again })
    }

    /// Notes what containerd says of the containers, and gives their tasks in order.
    pub(super) async fn observe(
        &self,
        containerd: &Containerd,
        status: &mut SandboxStatus,
    ) -> Result<Vec<Task>, RuntimeError> {
        let mut tasks = Vec::with_capacity(status.containers.len());
        for container in &mut status.containers {
            let id = runtime_id(&self.id.0, &container.name);
            let task = containerd.task(&id).await?;
            // 128 + SIGKILL: the kernel's way of ending what uses too much memory.
            let was_killed = matches!(task, Task::Stopped { exit_code: 137, .. });
            let cgroup = containerd.container_cgroup(&self.id.0, &id);
            let out_of_memory = was_killed && containerd.cgroups().was_out_of_memory(&cgroup);
            status::note_task(container, &task, out_of_memory, Timestamp::now());
            tasks.push(task);
        }
        Ok(tasks)
    }

    /// containerd, as soon as it is connected.
    pub(super) async fn containerd(&self) -> Containerd {
        let mut receiver = self.context.containerd.clone();
        loop {
            if let Some(containerd) = receiver.borrow_and_update().clone() {
                return containerd;
            }
            if receiver.changed().await.is_err() {
                // The agent is ending, and with it this task.
                std::future::pending::<()>().await;
            }
        }
    }
}
