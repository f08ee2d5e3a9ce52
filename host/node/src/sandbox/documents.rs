//! A sandbox's two documents: what is desired is read, what was observed is written.

use minato_document::Document;
use minato_store::{Snapshot, StoreError, transact};
use minato_workload::{Sandbox, SandboxId, SandboxStatus};
use tokio::task::spawn_blocking;

use super::{Context, StepError};

impl Context {
    /// Both documents of a sandbox, as of one revision.
    pub(super) async fn load(&self, id: &SandboxId) -> Result<(Option<Sandbox>, Option<SandboxStatus>), StepError> {
        let (store, host, id) = (self.store.clone(), self.host.clone(), id.clone());
        let read = move || {
            let snapshot = Snapshot::new(store.as_ref())?;
            let sandbox = snapshot.get(&Sandbox::key_of(&host, &id))?;
            Ok::<_, StoreError>((sandbox, snapshot.get(&SandboxStatus::key_of(&host, &id))?))
        };
        Ok(spawn_blocking(read).await??)
    }

    /// Writes what was observed, unless the sandbox is gone, or a status that is further along is there.
    pub(super) async fn save(&self, status: &SandboxStatus) -> Result<(), StepError> {
        let (store, status) = (self.store.clone(), status.clone());
        let write = move || {
            transact(store.as_ref(), |tx| {
                let sandbox = tx.get(&Sandbox::key_of(&status.host, &status.id))?;
                let before = tx.get(&status.key())?;
                let is_backward = before.as_ref().is_some_and(|before| before.phase > status.phase);
                if sandbox.is_some() && !is_backward && before.as_ref() != Some(&status) {
                    tx.put(&status)?;
                }
                Ok::<_, StoreError>(())
            })
        };
        Ok(spawn_blocking(write).await??)
    }

    /// Deletes the status of a sandbox that is gone.
    pub(super) async fn forget(&self, id: &SandboxId) -> Result<(), StepError> {
        let (store, host, id) = (self.store.clone(), self.host.clone(), id.clone());
        let write = move || {
            transact(store.as_ref(), |tx| {
                let key = SandboxStatus::key_of(&host, &id);
                if tx.get(&Sandbox::key_of(&host, &id))?.is_none() && tx.get(&key)?.is_some() {
                    tx.delete(&key);
                }
                Ok::<_, StoreError>(())
            })
        };
        Ok(spawn_blocking(write).await??)
    }
}
