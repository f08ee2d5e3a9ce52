//! Sandboxes: what the documents ask for against what is there.
//!
//! Each sandbox has a worker that looks at its documents and at containerd, does the next step, and writes what it saw. A
//! step can be repeated after a crash at any instruction: nothing that matters is only in memory.

mod collect;
mod documents;
mod manager;
mod start;
mod status;
mod stop;
mod worker;

pub(crate) use collect::remove_killed;
pub(crate) use manager::Sandboxes;

use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use minato_store::Store;
use minato_vpc::ids::NetworkInterfaceId;
use minato_workload::HostName;
use tokio::sync::{Semaphore, watch};

use crate::{config::Instance, health::Health, network::HostNetwork, runtime::Containerd};

/// As many sandboxes are worked on at once. Waiting for an image or for a container to end is no work.
const MAX_PARALLEL: usize = 16;

/// What every worker uses.
pub(crate) struct Context {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) host: HostName,
    pub(crate) instance: Instance,
    pub(crate) network: Arc<HostNetwork>,
    pub(crate) containerd: watch::Receiver<Option<Containerd>>,
    pub(crate) health: Arc<Health>,
    permits: Semaphore,
    /// ENIs that are not whole: the worker of the sandbox that has one makes it so.
    damaged: Mutex<BTreeSet<NetworkInterfaceId>>,
}

impl Context {
    pub(crate) fn new(
        store: Arc<dyn Store>,
        host: HostName,
        instance: Instance,
        network: Arc<HostNetwork>,
        containerd: watch::Receiver<Option<Containerd>>,
        health: Arc<Health>,
    ) -> Self {
        Self {
            store,
            host,
            instance,
            network,
            containerd,
            health,
            permits: Semaphore::new(MAX_PARALLEL),
            damaged: Mutex::default(),
        }
    }

    /// The directory of a sandbox's output.
    fn logs_of(&self, sandbox: &str) -> PathBuf {
        self.instance.logs_dir().join(sandbox)
    }
}

/// Why a step of a sandbox failed. It is tried again, unless it says that trying is of no use.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StepError {
    /// The store.
    #[error("the store failed")]
    Store(#[from] minato_store::StoreError),
    /// Containers.
    #[error(transparent)]
    Runtime(#[from] Arc<crate::error::RuntimeError>),
    /// The ENI.
    #[error("the sandbox's network failed")]
    Network(#[from] crate::network::NetworkError),
    /// Files on the host.
    #[error("{what} failed")]
    System {
        /// What was being done.
        what: &'static str,
        /// The system's error.
        #[source]
        source: std::io::Error,
    },
    /// A blocking call panicked.
    #[error("a step of a sandbox panicked")]
    Panicked(#[from] tokio::task::JoinError),
}

impl From<crate::error::RuntimeError> for StepError {
    fn from(error: crate::error::RuntimeError) -> Self {
        Self::Runtime(Arc::new(error))
    }
}
