//! EC2's reconciler: what becomes of NAT gateways after the call that made them.
//!
//! A pass is an idempotent function of the store and the clock: it takes no input, and each thing it does is one
//! transaction, which checks anew what the pass had seen. So it may end at any instruction and start again.

use std::{collections::BTreeMap, sync::atomic::AtomicBool};

use jiff::SignedDuration;
use minato_document::Prefix;
use minato_network::Networks;
use minato_store::{Snapshot, StoreError, transact};
use minato_vpc::{
    ids::NatGatewayId,
    resources::{NatGateway, NatGatewayState, Scope},
};
use minato_workload::{DesiredState, NatNode, NatNodeStatus, NatPhase};

use crate::{call::Fault, nat_gateway::put_node, passes};

/// How long a gateway that was deleted, or has failed, stays visible.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(1);

/// Carries NAT gateways from their hosts' words to their ends.
pub struct Reconciler {
    networks: Networks,
}

impl Reconciler {
    /// A reconciler of all accounts and regions in the store.
    pub fn new(networks: Networks) -> Self {
        Self { networks }
    }

    /// Makes passes until `stop` is set: one at once, then when a host says something, and every few seconds.
    pub fn run(&self, stop: &AtomicBool) {
        let prefix = Prefix::<NatNodeStatus>::all();
        passes::make(self.networks.store(), prefix.as_str(), stop, || self.run_once());
    }

    /// One pass. Gives what went wrong; the next one tries again.
    pub fn run_once(&self) -> Vec<String> {
        let view = match View::read(&self.networks) {
            Ok(view) => view,
            Err(error) => return vec![error.to_string()],
        };
        let mut errors = Vec::new();
        for node in view.nodes.values() {
            let status = view.statuses.get(&node.id);
            let gateway = view.gateways.get(&node.id);
            errors.extend(self.advance(node, status, gateway).err());
        }
        for gateway in view.gateways.values() {
            let has_node = view.nodes.contains_key(&gateway.id);
            errors.extend(self.end(gateway, has_node).err());
        }
        errors.into_iter().map(|fault| minato_wire::ApiError::from(fault).to_string()).collect()
    }

    /// What a host's word on a gateway means for it.
    fn advance(
        &self,
        node: &NatNode,
        status: Option<&NatNodeStatus>,
        gateway: Option<&NatGateway>,
    ) -> Result<(), Fault> {
        match (status.map(|status| status.phase), gateway.map(|gateway| &gateway.state)) {
            (Some(NatPhase::Stopped), _) if node.desired == DesiredState::Stopped => self.stopped(node),
            (_, None) if node.desired == DesiredState::Running => self.stop(node),
            (Some(NatPhase::Running), Some(NatGatewayState::Pending)) => {
                self.in_scope(node, |network, _| Ok(network.nat_gateway_started(&node.id)?))
            }
            (_, Some(NatGatewayState::Available)) => {
                let drained = status.map(|status| status.drained.clone()).unwrap_or_default();
                let is_draining = |gateway: &NatGateway| gateway.addresses.iter().any(|a| a.drains_until.is_some());
                if !gateway.is_some_and(is_draining) {
                    return Ok(());
                }
                self.in_scope(node, |network, node| {
                    let Some(gateway) = network.end_drained_addresses(&node.id, &drained)? else { return Ok(()) };
                    put_node(network, &node.host, &gateway)
                })
            }
            _ => Ok(()),
        }
    }

    /// Runs `act` on the networks of a node's scope, if the node is still as it was seen.
    fn in_scope(
        &self,
        seen: &NatNode,
        mut act: impl FnMut(&mut minato_network::NetworkTransaction<'_, '_>, &NatNode) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let Some(scope) = scope_of(&seen.owner) else { return Ok(()) };
        transact(self.networks.store(), |tx| {
            if tx.get(&NatNode::key_of(&seen.host, &seen.id))?.as_ref() != Some(seen) {
                return Ok(());
            }
            act(&mut self.networks.within(tx, &scope)?, seen)
        })
    }

    /// Nothing of a gateway is left on its host: its ENI and its node go.
    fn stopped(&self, node: &NatNode) -> Result<(), Fault> {
        self.in_scope(node, |network, node| {
            network.nat_gateway_stopped(&node.id)?;
            network.transaction().delete(&NatNode::key_of(&node.host, &node.id));
            Ok(())
        })
    }

    /// Stops a node whose gateway does not exist.
    fn stop(&self, seen: &NatNode) -> Result<(), Fault> {
        transact(self.networks.store(), |tx| {
            let key = NatNode::key_of(&seen.host, &seen.id);
            if tx.get(&key)?.as_ref() == Some(seen) {
                tx.put(&NatNode { desired: DesiredState::Stopped, ..seen.clone() })?;
            }
            Ok(())
        })
    }

    /// Ends a gateway that no host has, and forgets what ended long ago.
    fn end(&self, gateway: &NatGateway, has_node: bool) -> Result<(), Fault> {
        let before = self.networks.now().saturating_sub(REMEMBERED).unwrap_or(jiff::Timestamp::MIN);
        transact(self.networks.store(), |tx| {
            let mut network = self.networks.within(tx, &gateway.scope)?;
            if gateway.state == NatGatewayState::Deleting && !has_node {
                network.nat_gateway_stopped(&gateway.id)?;
            }
            network.forget_nat_gateway(&gateway.id, before)?;
            Ok(())
        })
    }
}

/// Whose a node is.
pub(crate) fn scope_of(owner: &str) -> Option<Scope> {
    let (account, region) = owner.split_once('/')?;
    Some(Scope { account: account.to_owned(), region: region.to_owned() })
}

/// What a pass looks at: the store at one revision.
struct View {
    nodes: BTreeMap<NatGatewayId, NatNode>,
    statuses: BTreeMap<NatGatewayId, NatNodeStatus>,
    gateways: BTreeMap<NatGatewayId, NatGateway>,
}

impl View {
    fn read(networks: &Networks) -> Result<Self, StoreError> {
        let snapshot = Snapshot::new(networks.store())?;
        let nodes: Vec<NatNode> = snapshot.list(&Prefix::all())?;
        let statuses: Vec<NatNodeStatus> = snapshot.list(&Prefix::all())?;
        let gateways: Vec<NatGateway> = snapshot.list(&Prefix::all())?;
        Ok(Self {
            nodes: nodes.into_iter().map(|node| (node.id.clone(), node)).collect(),
            statuses: statuses.into_iter().map(|status| (status.id.clone(), status)).collect(),
            gateways: gateways.into_iter().map(|gateway| (gateway.id.clone(), gateway)).collect(),
        })
    }
}
