//! The workers of a host's sandboxes: one for each that is asked for, or of which something is left.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use minato_store::{Snapshot, StoreError};
use minato_vpc::ids::NetworkInterfaceId;
use minato_workload::{DesiredState, Phase, Sandbox, SandboxId, SandboxStatus};
use tokio::{sync::Notify, task::spawn_blocking};

use super::{Context, StepError, collect::sandbox_of, worker::Worker};
use crate::{network::NetworkError, runtime::Containerd};

/// The sandboxes of a host.
pub(crate) struct Sandboxes {
    context: Arc<Context>,
    workers: Mutex<HashMap<SandboxId, Arc<Notify>>>,
}

impl Sandboxes {
    pub(crate) fn new(context: Context) -> Arc<Self> {
        Arc::new(Self { context: Arc::new(context), workers: Mutex::default() })
    }

    /// Something about a sandbox changed: its worker looks, or begins.
    pub(crate) fn wake(self: &Arc<Self>, id: &SandboxId) {
        // It becomes a part of paths.
        if id.0.is_empty() || !id.0.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            tracing::warn!(sandbox = %id, "is not a sandbox's id, and is left alone");
            return;
        }
        let mut workers = self.workers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(changed) = workers.get(id) {
            changed.notify_one();
            return;
        }
        let changed = Arc::new(Notify::new());
        workers.insert(id.clone(), Arc::clone(&changed));
        let worker = Worker { context: Arc::clone(&self.context), id: id.clone(), changed, asked: Mutex::default() };
        let (this, id) = (Arc::clone(self), id.clone());
        tokio::spawn(async move {
            worker.run().await;
            this.workers.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
            // Asked for again while its worker was ending?
            if !matches!(this.context.load(&id).await, Ok((None, None))) {
                this.wake(&id);
            }
        });
    }

    /// A container ended.
    pub(crate) fn wake_for_container(self: &Arc<Self>, runtime_id: &str) {
        if let Some(id) = sandbox_of(runtime_id) {
            self.wake(&id);
        }
    }

    /// Every sandbox that is asked for, or of which a status or a container is left, looks again.
    pub(crate) async fn wake_all(self: &Arc<Self>, containerd: Option<&Containerd>) -> Result<(), StepError> {
        let (sandboxes, statuses) = self.documents().await?;
        let mut ids: BTreeSet<SandboxId> = sandboxes.into_iter().map(|sandbox| sandbox.id).collect();
        ids.extend(statuses.into_iter().map(|status| status.id));
        if let Some(containerd) = containerd {
            ids.extend(containerd.list().await?.into_iter().map(|found| SandboxId(found.sandbox)));
        }
        for id in ids {
            self.wake(&id);
        }
        Ok(())
    }

    /// Removes ENIs that no sandbox has, and tells the workers of those whose link or namespace somebody took away.
    pub(crate) async fn repair_links(self: &Arc<Self>) -> Result<(), StepError> {
        let expected: BTreeSet<_> = self.interfaces_up().await?.into_keys().collect();
        let network = Arc::clone(&self.context.network);
        let look = move || Ok::<_, NetworkError>((network.remove_orphans()?, network.damaged(&expected)?));
        let (orphans, damaged) = spawn_blocking(look).await??;
        if !orphans.is_empty() {
            tracing::warn!(?orphans, "removed network interfaces that no sandbox has");
        }
        if damaged.is_empty() {
            return Ok(());
        }
        // Those whose sandbox has ended meanwhile are not damaged, but removed.
        let up = self.interfaces_up().await?;
        for id in damaged {
            let Some(sandbox) = up.get(&id) else { continue };
            tracing::warn!(interface = %id, %sandbox, "its link is damaged");
            self.context.damaged.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
            self.wake(sandbox);
        }
        Ok(())
    }

    /// The ENIs that have to be whole, and whose they are.
    async fn interfaces_up(&self) -> Result<HashMap<NetworkInterfaceId, SandboxId>, StepError> {
        let (sandboxes, statuses) = self.documents().await?;
        let is_up = |status: &SandboxStatus| matches!(status.phase, Phase::Starting | Phase::Running);
        let up: BTreeSet<_> = statuses.into_iter().filter(is_up).map(|status| status.id).collect();
        let is_wanted = |sandbox: &Sandbox| sandbox.desired == DesiredState::Running && up.contains(&sandbox.id);
        Ok(sandboxes.into_iter().filter(is_wanted).map(|sandbox| (sandbox.interface, sandbox.id)).collect())
    }

    async fn documents(&self) -> Result<(Vec<Sandbox>, Vec<SandboxStatus>), StepError> {
        let (store, host) = (self.context.store.clone(), self.context.host.clone());
        let read = move || {
            let snapshot = Snapshot::new(store.as_ref())?;
            Ok::<_, StoreError>((
                snapshot.list(&Sandbox::on_host(&host))?,
                snapshot.list(&SandboxStatus::on_host(&host))?,
            ))
        };
        Ok(spawn_blocking(read).await??)
    }
}
