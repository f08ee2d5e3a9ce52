//! NAT gateways on this host: each is an ENI whose namespace forwards and translates.
//!
//! A pass looks at the documents and makes the host equal to them: it can be repeated after a crash at any instruction, and
//! repairs what others changed. A gateway that fails does not keep the others from being looked after.

mod kernel;
mod ruleset;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    fs,
    net::Ipv4Addr,
    os::unix::fs::MetadataExt as _,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use minato_datapath::links::{Namespace, NamespaceName};
use minato_document::Document;
use minato_store::{Snapshot, Store, StoreError, transact};
use minato_vpc::ids::{NatGatewayId, NetworkInterfaceId};
use minato_workload::{DesiredState, HostName, NatNode, NatNodeStatus, NatPhase};
use serde::{Deserialize, Serialize};

use self::kernel::{Translation, TranslationError};
use crate::network::{HostNetwork, NetworkError};

/// Why a gateway is not as its document says.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NatError {
    /// The store.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// The ENI.
    #[error("the network of {gateway} failed")]
    Network {
        /// The gateway.
        gateway: NatGatewayId,
        /// The cause.
        #[source]
        source: NetworkError,
    },
    /// Its namespace.
    #[error("{gateway} does not translate")]
    Translation {
        /// The gateway.
        gateway: NatGatewayId,
        /// The cause.
        #[source]
        source: TranslationError,
    },
}

/// A NAT gateway, for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NatSummary {
    /// Its id.
    pub id: NatGatewayId,
    /// Its ENI.
    pub interface: NetworkInterfaceId,
    /// How far it is; `None` before anything was done.
    pub phase: Option<NatPhase>,
    /// What was counted; `None` when it cannot be read.
    pub counts: Option<NatCounts>,
}

/// What a NAT gateway counted since it was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NatCounts {
    /// Connections that it knows now (AWS: `ActiveConnectionCount`); ended ones count until the kernel has swept them.
    pub connections: u64,
    /// Flows that it dropped because it found no port for them (AWS: `ErrorPortAllocation`). The kernel looks at 248 of an
    /// address's ports: from 54,000 flows to one destination on, that is now and then too few, and a repetition gets one.
    pub port_errors: u64,
    /// Flows that it dropped because the machine can track no more.
    pub table_full: u64,
    /// Resets that it sent for connections that it no longer knew.
    pub resets: u64,
    /// Packets that it dropped because nobody had asked for them.
    pub unsolicited: u64,
}

/// Tries whether this machine can run NAT gateways, in the calling thread's namespace, which is to end with the thread.
pub fn try_translation() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    Ok(kernel::try_here()?)
}

/// Documents by their gateway's id.
type ById<T> = BTreeMap<NatGatewayId, T>;

/// The NAT gateways of a host.
pub(crate) struct NatGateways {
    store: Arc<dyn Store>,
    host: HostName,
    network: Arc<HostNetwork>,
    table_full: Mutex<Largest>,
}

/// The largest count that was seen of each gateway's namespace, which is known by its number. What is computed of several of the
/// kernel's counters is now and then less than before, and a counter never is.
#[derive(Debug, Default)]
struct Largest(ById<(u64, u64)>);

impl Largest {
    /// The largest count with the one that is seen now. One of another namespace begins anew.
    fn with(&mut self, gateway: &NatGatewayId, namespace: u64, seen: u64) -> u64 {
        let before = self.0.get(gateway).filter(|(of, _)| *of == namespace);
        let largest = before.map_or(seen, |(_, largest)| seen.max(*largest));
        self.0.insert(gateway.clone(), (namespace, largest));
        largest
    }
}

impl NatGateways {
    pub(crate) fn new(store: Arc<dyn Store>, host: HostName, network: Arc<HostNetwork>) -> Self {
        Self { store, host, network, table_full: Mutex::default() }
    }

    /// Makes every gateway what its document says. Gives the first failure, after all were tried.
    pub(crate) fn settle(&self) -> Result<(), NatError> {
        let (nodes, statuses) = self.documents()?;
        let mut result = Ok(());
        for node in nodes.values() {
            let status = statuses.get(&node.id).cloned().unwrap_or_else(|| NatNodeStatus::of(node));
            result = result.and(self.settle_one(node, status));
        }
        // Their ENIs go as orphans.
        for id in statuses.keys().filter(|id| !nodes.contains_key(id)) {
            result = result.and(self.forget(id));
        }
        result
    }

    /// The gateways and what they counted.
    pub(crate) fn summaries(&self) -> Result<Vec<NatSummary>, StoreError> {
        let (nodes, statuses) = self.documents()?;
        self.largest().0.retain(|id, _| nodes.contains_key(id));
        let summary = |node: NatNode| NatSummary {
            phase: statuses.get(&node.id).map(|status| status.phase),
            counts: self.counts(&node),
            id: node.id,
            interface: node.interface,
        };
        Ok(nodes.into_values().map(summary).collect())
    }

    fn counts(&self, node: &NatNode) -> Option<NatCounts> {
        let namespace = open(&node.interface)?;
        let number = fs::metadata(namespace.path()).ok()?.ino();
        let counts = kernel::counts(&namespace).ok()?;
        let table_full = self.largest().with(&node.id, number, counts.table_full);
        Some(NatCounts { table_full, ..counts })
    }

    fn largest(&self) -> MutexGuard<'_, Largest> {
        self.table_full.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn settle_one(&self, node: &NatNode, mut status: NatNodeStatus) -> Result<(), NatError> {
        let network = |source| NatError::Network { gateway: node.id.clone(), source };
        match node.desired {
            DesiredState::Running if status.phase == NatPhase::Stopped => return Ok(()),
            DesiredState::Running => {
                self.network.connect(&node.interface, None).map_err(network)?;
                status.drained = Self::translate(node)?;
                status.phase = NatPhase::Running;
                status.started_at.get_or_insert_with(Timestamp::now);
            }
            DesiredState::Stopped => {
                self.network.disconnect(std::slice::from_ref(&node.interface)).map_err(network)?;
                status.phase = NatPhase::Stopped;
                status.stopped_at.get_or_insert_with(Timestamp::now);
            }
        }
        self.save(&status)
    }

    /// Makes a gateway's namespace translate. Gives the addresses that are drained.
    fn translate(node: &NatNode) -> Result<Vec<Ipv4Addr>, NatError> {
        let failed = |source| NatError::Translation { gateway: node.id.clone(), source };
        let missing = || NatError::Network {
            gateway: node.id.clone(),
            source: NetworkError::NoInterface(node.interface.clone()),
        };
        let namespace = open(&node.interface).ok_or_else(missing)?;
        kernel::apply(&namespace, &Translation::new(node.addresses.clone(), node.draining.clone())).map_err(failed)?;
        kernel::unused(&namespace, &node.draining).map_err(failed)
    }

    fn documents(&self) -> Result<(ById<NatNode>, ById<NatNodeStatus>), StoreError> {
        let snapshot = Snapshot::new(self.store.as_ref())?;
        let nodes = snapshot.list(&NatNode::on_host(&self.host))?;
        let statuses = snapshot.list(&NatNodeStatus::on_host(&self.host))?;
        Ok((
            nodes.into_iter().map(|node| (node.id.clone(), node)).collect(),
            statuses.into_iter().map(|status| (status.id.clone(), status)).collect(),
        ))
    }

    /// Writes what was observed, unless the gateway is gone, or a status that is further along is there.
    fn save(&self, status: &NatNodeStatus) -> Result<(), NatError> {
        Ok(transact(self.store.as_ref(), |tx| {
            let node = tx.get(&NatNode::key_of(&status.host, &status.id))?;
            let before = tx.get(&status.key())?;
            let is_backward = before.as_ref().is_some_and(|before| before.phase > status.phase);
            if node.is_some() && !is_backward && before.as_ref() != Some(status) {
                tx.put(status)?;
            }
            Ok::<_, StoreError>(())
        })?)
    }

    /// Deletes the status of a gateway that is gone.
    fn forget(&self, id: &NatGatewayId) -> Result<(), NatError> {
        Ok(transact(self.store.as_ref(), |tx| {
            let key = NatNodeStatus::key_of(&self.host, id);
            if tx.get(&NatNode::key_of(&self.host, id))?.is_none() && tx.get(&key)?.is_some() {
                tx.delete(&key);
            }
            Ok::<_, StoreError>(())
        })?)
    }
}

/// The namespace of an ENI, if it is there.
fn open(interface: &NetworkInterfaceId) -> Option<Namespace> {
    Namespace::open(&NamespaceName::from(interface)).ok().flatten()
}
