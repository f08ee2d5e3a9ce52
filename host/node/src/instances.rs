//! Instances on this host: each is the namespace of its primary ENI, with a device for each further ENI.
//!
//! A pass looks at the documents and makes the host equal to them, as for NAT gateways: it can be repeated after a crash at any
//! instruction, and puts back what others took away. An instance that fails does not keep the others from being looked after.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::Timestamp;
use minato_document::Document;
use minato_store::{Snapshot, Store, StoreError, transact};
use minato_vpc::ids::{InstanceId, NetworkInterfaceId};
use minato_workload::{DesiredState, HostName, InstanceNode, InstanceNodeStatus};

use crate::network::{HostNetwork, NetworkError};

/// Why an instance is not as its document says.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InstanceError {
    /// The store.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// What is there of their ENIs cannot be told.
    #[error("the links of instances cannot be looked at")]
    Links(#[source] NetworkError),
    /// An ENI.
    #[error("the network of {instance} failed")]
    Network {
        /// The instance.
        instance: InstanceId,
        /// The cause.
        #[source]
        source: NetworkError,
    },
}

/// The instances of a host.
pub(crate) struct Instances {
    store: Arc<dyn Store>,
    host: HostName,
    network: Arc<HostNetwork>,
}

impl Instances {
    pub(crate) fn new(store: Arc<dyn Store>, host: HostName, network: Arc<HostNetwork>) -> Self {
        Self { store, host, network }
    }

    /// Makes every instance what its document says. Gives the first failure, after all were tried.
    pub(crate) fn settle(&self) -> Result<(), InstanceError> {
        let snapshot = Snapshot::new(self.store.as_ref())?;
        let nodes = snapshot.list(&InstanceNode::on_host(&self.host))?;
        let statuses = snapshot.list(&InstanceNodeStatus::on_host(&self.host))?;
        let statuses: BTreeMap<_, _> = statuses.into_iter().map(|status| (status.id.clone(), status)).collect();
        let is_settled =
            |node: &InstanceNode| statuses.get(&node.id).is_some_and(|status: &InstanceNodeStatus| status.is_of(node));
        let (settled, due): (Vec<_>, Vec<_>) = nodes.iter().partition(|node| is_settled(node));
        let mut result = self.repair(&settled);
        for node in due {
            result = result.and(self.settle_one(node));
        }
        // Their ENIs go as orphans.
        for id in statuses.keys().filter(|id| !nodes.iter().any(|node| node.id == **id)) {
            result = result.and(self.forget(id));
        }
        result
    }

    /// Makes those anew of which others took something away, of instances that were as their documents say.
    fn repair(&self, settled: &[&InstanceNode]) -> Result<(), InstanceError> {
        let running: Vec<_> = settled.iter().filter(|node| node.desired == DesiredState::Running).collect();
        let expected: BTreeSet<_> = running.iter().flat_map(|node| &node.interfaces).cloned().collect();
        if expected.is_empty() {
            return Ok(());
        }
        let damaged = self.network.damaged(&expected).map_err(InstanceError::Links)?;
        let mut result = Ok(());
        for node in running.iter().filter(|node| node.interfaces.iter().any(|id| damaged.contains(id))) {
            let failed = |source| InstanceError::Network { instance: node.id.clone(), source };
            result = result.and(self.make(node).map_err(failed));
        }
        result
    }

    fn settle_one(&self, node: &InstanceNode) -> Result<(), InstanceError> {
        self.make(node).map_err(|source| InstanceError::Network { instance: node.id.clone(), source })?;
        let status = InstanceNodeStatus {
            id: node.id.clone(),
            host: node.host.clone(),
            generation: node.generation,
            settled_at: Timestamp::now(),
        };
        Ok(transact(self.store.as_ref(), |tx| {
            // What was asked for meanwhile was not looked at.
            if tx.get(&node.key())?.as_ref() == Some(node) {
                tx.put(&status)?;
            }
            Ok::<_, StoreError>(())
        })?)
    }

    fn make(&self, node: &InstanceNode) -> Result<(), NetworkError> {
        match node.desired {
            DesiredState::Running => {
                self.network.remove_devices(&node.leaving)?;
                // The primary one first: the others are in its namespace.
                for interface in &node.interfaces {
                    self.network.connect(interface, None)?;
                }
                Ok(())
            }
            DesiredState::Stopped => {
                let all: Vec<NetworkInterfaceId> = node.interfaces.iter().chain(&node.leaving).cloned().collect();
                self.network.disconnect(&all)
            }
        }
    }

    /// Deletes the status of an instance that is gone.
    fn forget(&self, id: &InstanceId) -> Result<(), InstanceError> {
        Ok(transact(self.store.as_ref(), |tx| {
            let key = InstanceNodeStatus::key_of(&self.host, id);
            if tx.get(&InstanceNode::key_of(&self.host, id))?.is_none() && tx.get(&key)?.is_some() {
                tx.delete(&key);
            }
            Ok::<_, StoreError>(())
        })?)
    }
}
