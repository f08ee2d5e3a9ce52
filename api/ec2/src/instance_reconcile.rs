//! What becomes of instances after the call that asked for it: their hosts' words carry them on.
//!
//! A pass is an idempotent function of the store and the clock, as that of [`super::Reconciler`].

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::AtomicBool,
};

use jiff::{SignedDuration, Timestamp};
use minato_document::Prefix;
use minato_network::{NetworkTransaction, Networks};
use minato_store::{Snapshot, StoreError, transact};
use minato_vpc::{
    Resource,
    ids::InstanceId,
    resources::{AttachmentState, Instance, InstanceState, NetworkInterface},
};
use minato_workload::{DesiredState, InstanceNode, InstanceNodeStatus};

use crate::{call::Fault, passes, reconcile::scope_of};

/// How long an instance that has ended stays visible.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(1);

/// Carries instances from their hosts' words to what they are.
pub struct InstanceReconciler {
    networks: Networks,
}

impl InstanceReconciler {
    /// A reconciler of all accounts and regions in the store.
    pub fn new(networks: Networks) -> Self {
        Self { networks }
    }

    /// Makes passes until `stop` is set: one at once, then when a host says something, and every few seconds.
    pub fn run(&self, stop: &AtomicBool) {
        let prefix = Prefix::<InstanceNodeStatus>::all();
        passes::make(self.networks.store(), prefix.as_str(), stop, || self.run_once());
    }

    /// One pass. Gives what went wrong; the next one tries again.
    pub fn run_once(&self) -> Vec<String> {
        let view = match View::read(&self.networks) {
            Ok(view) => view,
            Err(error) => return vec![error.to_string()],
        };
        let mut errors: Vec<Fault> = Vec::new();
        for node in view.nodes.iter().filter(|node| view.is_due(node)) {
            errors.extend(self.advance(node).err());
        }
        for instance in view.instances.values().filter(|instance| instance.state == InstanceState::Terminated) {
            errors.extend(self.forget(instance).err());
        }
        errors.into_iter().map(|fault| minato_wire::ApiError::from(fault).to_string()).collect()
    }

    /// A host has done all that a node says: what was to come of it has.
    fn advance(&self, seen: &InstanceNode) -> Result<(), Fault> {
        let Some(scope) = scope_of(&seen.owner) else { return Ok(()) };
        transact(self.networks.store(), |tx| {
            let key = InstanceNode::key_of(&seen.host, &seen.id);
            if tx.get(&key)?.as_ref() != Some(seen) {
                return Ok(());
            }
            let mut network = self.networks.within(tx, &scope)?;
            let is_there = network.transaction().get(&Instance::key_of(&scope, &seen.id))?;
            let state = match is_there {
                Some(Instance { .. }) => network.instance_settled(&seen.id)?.state,
                None => InstanceState::Terminated,
            };
            Self::follow(&mut network, seen, state)
        })
    }

    fn follow(
        network: &mut NetworkTransaction<'_, '_>,
        node: &InstanceNode,
        state: InstanceState,
    ) -> Result<(), Fault> {
        let tx = network.transaction();
        match (state, node.desired) {
            (InstanceState::Terminated, DesiredState::Stopped) => {
                tx.delete(&InstanceNode::key_of(&node.host, &node.id));
            }
            // Its instance is gone, whoever took it away.
            (InstanceState::Terminated, DesiredState::Running) => {
                let generation = node.generation + 1;
                tx.put(&InstanceNode { desired: DesiredState::Stopped, generation, ..node.clone() })?;
            }
            _ if !node.leaving.is_empty() => tx.put(&InstanceNode { leaving: Vec::new(), ..node.clone() })?,
            _ => {}
        }
        Ok(())
    }

    fn forget(&self, instance: &Instance) -> Result<(), Fault> {
        let before = self.networks.now().saturating_sub(REMEMBERED).unwrap_or(Timestamp::MIN);
        if instance.stopped_at.is_some_and(|at| at > before) {
            return Ok(());
        }
        self.networks
            .transact(&instance.scope, |network| Ok(network.forget_instance(&instance.id, before).map(drop)?))
    }
}

/// What a pass looks at: the store at one revision.
struct View {
    nodes: Vec<InstanceNode>,
    statuses: BTreeMap<InstanceId, InstanceNodeStatus>,
    instances: BTreeMap<InstanceId, Instance>,
    /// Who has ENIs that come or go.
    changing: BTreeSet<InstanceId>,
}

impl View {
    fn read(networks: &Networks) -> Result<Self, StoreError> {
        let snapshot = Snapshot::new(networks.store())?;
        let statuses: Vec<InstanceNodeStatus> = snapshot.list(&Prefix::all())?;
        let instances: Vec<Instance> = snapshot.list(&Prefix::all())?;
        let interfaces: Vec<NetworkInterface> = snapshot.list(&Prefix::all())?;
        let attachments = interfaces.into_iter().filter_map(|interface| interface.attachment);
        let changing = attachments.filter(|attachment| attachment.state != AttachmentState::Attached);
        Ok(Self {
            nodes: snapshot.list(&Prefix::all())?,
            statuses: statuses.into_iter().map(|status| (status.id.clone(), status)).collect(),
            instances: instances.into_iter().map(|instance| (instance.id.clone(), instance)).collect(),
            changing: changing.filter_map(|attachment| attachment.instance()).collect(),
        })
    }

    /// Whether a host's word on a node means something that has not come yet.
    fn is_due(&self, node: &InstanceNode) -> bool {
        let is_settled = self.statuses.get(&node.id).is_some_and(|status| status.is_of(node));
        let state = self.instances.get(&node.id).map(|instance| instance.state);
        let is_steady = matches!(state, Some(InstanceState::Running | InstanceState::Stopped));
        is_settled && (!is_steady || !node.leaving.is_empty() || self.changing.contains(&node.id))
    }
}
