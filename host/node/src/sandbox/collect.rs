//! A sandbox whose document is gone: whatever is left of it goes too.

use std::time::Duration;

use minato_workload::SandboxId;
use nix::sys::signal::Signal;

use super::{
    StepError,
    worker::{Next, Worker},
};
use crate::runtime::{Containerd, Found, Task, remove_tree};

/// How long until the end of a killed container is looked for.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

impl Worker {
    /// Kills and removes containers that nobody asks for. Their ENI is removed as an orphan.
    pub(super) async fn collect(&self) -> Result<Next, StepError> {
        let containerd = self.containerd().await;
        let found = containerd.list().await?;
        let mut is_ending = false;
        for container in found.iter().filter(|found| found.sandbox == self.id.0) {
            is_ending |= !remove_killed(&containerd, container).await?;
        }
        if is_ending {
            return Ok(Next::WaitAtMost(LOOK_AGAIN));
        }
        self.remove_files(&containerd)?;
        remove_tree(&self.context.logs_of(&self.id.0))
            .map_err(|source| StepError::System { what: "removing a sandbox's output", source })?;
        self.context.forget(&self.id).await?;
        Ok(Next::Gone)
    }
}

/// Kills a container if it runs, removes it if it has ended. Gives whether it is removed.
pub(crate) async fn remove_killed(containerd: &Containerd, found: &Found) -> Result<bool, StepError> {
    match containerd.task(&found.id).await? {
        Task::Running | Task::Created => {
            containerd.signal(&found.id, Signal::SIGKILL).await?;
            Ok(false)
        }
        Task::Stopped { .. } | Task::Missing => {
            containerd.remove_for_good(&found.id).await?;
            Ok(true)
        }
    }
}

/// The sandbox that a container's id names.
pub(super) fn sandbox_of(runtime_id: &str) -> Option<SandboxId> {
    runtime_id.rsplit_once('-').map(|(sandbox, _)| SandboxId(sandbox.to_owned()))
}
