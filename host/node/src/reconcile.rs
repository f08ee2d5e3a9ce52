//! The agent's loops: each is woken by a change and by a timer, and takes nothing but the documents and the host.

use std::{
    future::Future,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use minato_datapath::Events;
use minato_document::Document;
use minato_store::{Change, StoreError, WatchBatch};
use minato_vpc::resources::{
    EgressOnlyInternetGateway, InternetGateway, ManagedPrefixList, NatGateway, NetworkAcl, NetworkInterface,
    OnPremises, PublicAddress, RouteTable, SecurityGroup, Subnet, Vpc, VpcEndpoint, VpcPeeringConnection, VpnGateway,
};
use minato_workload::{InstanceNode, InstanceNodeStatus, NatNode, Sandbox, SandboxId};
use tokio::{
    runtime::Handle,
    sync::Notify,
    time::{sleep, timeout},
};

use crate::{
    agent::Inner,
    error::{NodeError, RuntimeError},
    health::Part,
    plane::DataPlane,
    runtime::{Containerd, OwnContainerd, watch_exits},
    sandbox::{Context, Sandboxes},
};

mod drift;

/// What others took away is put back after this time at the latest; of links and routes the kernel tells at once.
const REPAIR_INTERVAL: Duration = Duration::from_secs(10);

/// How often flows whose time is over are ended.
const EXPIRE_INTERVAL: Duration = Duration::from_secs(5);

/// How often flow events are read.
const DRAIN_INTERVAL: Duration = Duration::from_millis(50);

/// How long a loop sleeps before it looks whether the agent ends.
const WATCH_TIMEOUT: Duration = Duration::from_millis(500);

/// How long a failed loop waits before it tries again: no busy loop, and still within seconds of the cause's end.
const RETRY: Duration = Duration::from_secs(1);

/// The loops of one run of the agent.
pub(crate) struct Loops {
    inner: Arc<Inner>,
    sandboxes: Arc<Sandboxes>,
    is_ending: AtomicBool,
    /// Others took a link of a sandbox's away.
    links_lost: Notify,
}

impl Loops {
    pub(crate) fn new(inner: Arc<Inner>) -> Self {
        let context = Context::new(
            inner.store.clone(),
            inner.config.host.clone(),
            inner.instance.clone(),
            Arc::clone(&inner.network),
            inner.containerd.subscribe(),
            Arc::clone(&inner.health),
        );
        let (sandboxes, is_ending) = (Sandboxes::new(context), AtomicBool::new(false));
        Self { inner, sandboxes, is_ending, links_lost: Notify::new() }
    }

    /// Ends the loops that run on threads.
    pub(crate) fn stop(&self) {
        self.is_ending.store(true, Ordering::Release);
        self.inner.dirty.raise();
        self.inner.gateways_dirty.raise();
    }

    fn is_ending(&self) -> bool {
        self.is_ending.load(Ordering::Acquire)
    }

    /// Applies the network at every change, and repairs it on a timer.
    pub(crate) fn keep_network(&self) {
        let mut repaired_at = Instant::now();
        let mut patience = Duration::ZERO;
        while !self.is_ending() {
            let round = self.inner.dirty.wait(patience);
            if self.is_ending() {
                return;
            }
            // Also amid changes, or a host that is never quiet would never be repaired. What could not be repaired is tried
            // again, and not taken for whole because the tables could be applied.
            let is_repair = repaired_at.elapsed() >= REPAIR_INTERVAL;
            let result = if is_repair { self.inner.network.repair() } else { self.inner.network.apply() };
            if is_repair && result.is_ok() {
                repaired_at = Instant::now();
            }
            self.inner.health.note(Part::Network, &result);
            self.inner.dirty.end(round);
            self.inner.health.tell();
            patience = if result.is_ok() { REPAIR_INTERVAL.saturating_sub(repaired_at.elapsed()) } else { RETRY };
        }
    }

    /// Looks after instances, NAT gateways, the public side of the host and its ways to VPN gateways, at every change and on a
    /// timer.
    pub(crate) fn keep_gateways(&self) {
        let mut patience = Duration::ZERO;
        while !self.is_ending() {
            let round = self.inner.gateways_dirty.wait(patience);
            if self.is_ending() {
                return;
            }
            let are_well = self.look_after_gateways();
            self.inner.gateways_dirty.end(round);
            self.inner.health.tell();
            patience = if are_well { REPAIR_INTERVAL } else { RETRY };
        }
    }

    fn look_after_gateways(&self) -> bool {
        let inner = &self.inner;
        let mut are_well = true;
        if let Some(block) = inner.config.public_pool {
            let result = inner.network.connect_public(block, inner.config.ipv6_range);
            inner.health.note(Part::PublicSide, &result);
            if let Ok(ipv6) = &result {
                inner.health.note(Part::PublicIpv6, ipv6);
            }
            are_well &= matches!(result, Ok(Ok(())));
        }
        let result = inner.network.connect_premises();
        inner.health.note(Part::OnPremises, &result);
        are_well &= result.is_ok();
        let result = inner.instances.settle();
        inner.health.note(Part::Instances, &result);
        are_well &= result.is_ok();
        let result = inner.gateways.settle();
        inner.health.note(Part::NatGateways, &result);
        are_well && result.is_ok()
    }

    /// Reads the store's changes, and wakes who has to know.
    pub(crate) fn keep_watching(&self, runtime: &Handle) {
        // Workers are tasks of the runtime.
        let _entered = runtime.enter();
        while !self.is_ending() {
            let result = self.watch();
            self.inner.health.note(Part::Watch, &result);
            if result.is_err() {
                thread::sleep(RETRY);
            }
        }
    }

    fn watch(&self) -> Result<(), StoreError> {
        let revision = self.inner.store.revision()?;
        let mut watch = self.inner.store.watch("", revision + 1)?;
        // What happened before the watch began is looked for.
        self.inner.dirty.raise();
        self.inner.gateways_dirty.raise();
        self.wake_all(None);
        while !self.is_ending() {
            match watch.next(WATCH_TIMEOUT) {
                Ok(Some(batch)) => self.dispatch(&batch),
                Ok(None) => {}
                Err(StoreError::Compacted { .. }) => return Ok(()),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn dispatch(&self, batch: &WatchBatch) {
        let sandboxes = Sandbox::on_host(&self.inner.config.host);
        let gateways = NatNode::on_host(&self.inner.config.host);
        let instances = InstanceNode::on_host(&self.inner.config.host);
        let of_instances = InstanceNodeStatus::on_host(&self.inner.config.host);
        for (_, change) in &batch.changes {
            let key = match change {
                Change::Put(entry) => entry.key.as_str(),
                Change::Deleted(key) => key,
            };
            if let Some(id) = key.strip_prefix(sandboxes.as_str()) {
                self.inner.dirty.raise();
                self.sandboxes.wake(&SandboxId(id.to_owned()));
            } else if key.starts_with(gateways.as_str()) {
                self.inner.gateways_dirty.raise();
            } else if key.starts_with(instances.as_str()) {
                self.inner.dirty.raise();
                self.inner.gateways_dirty.raise();
            } else if key.starts_with(of_instances.as_str()) {
                // What has stopped is not the host's any more.
                self.inner.dirty.raise();
            } else if bears_on_packets(key) {
                self.inner.dirty.raise();
                if bears_on_premises(key) {
                    self.inner.gateways_dirty.raise();
                }
            }
        }
    }

    fn wake_all(&self, containerd: Option<Containerd>) {
        let (sandboxes, health) = (Arc::clone(&self.sandboxes), Arc::clone(&self.inner.health));
        tokio::spawn(async move {
            let result = sandboxes.wake_all(containerd.as_ref()).await;
            health.note(Part::Sandboxes, &result);
        });
    }

    /// Reads flow events, and ends flows whose time is over.
    pub(crate) fn keep_flows(&self, mut events: Option<Events>) {
        let mut expired_at = Instant::now();
        while !self.is_ending() {
            let result = self.drain(&mut events).and_then(|()| {
                if expired_at.elapsed() >= EXPIRE_INTERVAL {
                    // If the buffer of events was full, it is read first.
                    let expired = self.inner.network.with_plane(DataPlane::expire)?;
                    if !expired.more {
                        expired_at = Instant::now();
                    }
                }
                Ok(())
            });
            self.inner.health.note(Part::Flows, &result);
            thread::sleep(if result.is_ok() { DRAIN_INTERVAL } else { RETRY });
        }
    }

    fn drain(&self, events: &mut Option<Events>) -> minato_datapath::Result<()> {
        let Some(events) = events else { return Ok(()) };
        let mut read = Vec::new();
        events.drain(|event| read.push(event))?;
        if !read.is_empty() {
            self.inner.flows.learn_links(self.inner.network.with_plane(|plane| plane.attached()));
            self.inner.flows.extend(&read, &self.inner.network.applied());
        }
        Ok(())
    }

    /// Connects containerd, follows containers' ends, looks after sandboxes, until `shutdown` is ready.
    pub(crate) async fn keep_sandboxes(&self, shutdown: impl Future<Output = ()>) -> Result<(), NodeError> {
        let mut shutdown = pin!(shutdown);
        tokio::select! {
            () = &mut shutdown => Ok(()),
            result = self.keep_containerd() => result,
            () = self.keep_repairing() => Ok(()),
        }
    }

    /// Only an error that nobody can mend while the agent runs ends it.
    async fn keep_containerd(&self) -> Result<(), NodeError> {
        loop {
            let result = self.follow_containerd().await;
            self.inner.health.note(Part::Containerd, &result);
            match result {
                Err(error @ RuntimeError::ProgramMissing { .. }) => return Err(error.into()),
                Err(_) | Ok(()) => sleep(RETRY).await,
            }
        }
    }

    async fn follow_containerd(&self) -> Result<(), RuntimeError> {
        let containerd = Containerd::connect(&self.inner.config, &self.inner.instance).await?;
        tracing::info!(address = %containerd.address().display(), "connected to containerd");
        self.inner.health.succeeded(Part::Containerd);
        self.inner.containerd.send_replace(Some(containerd.clone()));
        let on_ready = || self.wake_all(Some(containerd.clone()));
        watch_exits(&containerd, on_ready, |id| self.sandboxes.wake_for_container(id)).await
    }

    /// Puts back what others took away: links when they are told to be lost, and everything on a timer.
    async fn keep_repairing(&self) {
        let mut looked_at = Instant::now();
        loop {
            let result = self.sandboxes.repair_links().await;
            self.inner.health.note(Part::Repair, &result);
            let left = REPAIR_INTERVAL.saturating_sub(looked_at.elapsed());
            let patience = if result.is_ok() { left } else { left.min(RETRY) };
            // An error says that nobody told of anything.
            let _ = timeout(patience, self.links_lost.notified()).await;
            if looked_at.elapsed() < REPAIR_INTERVAL {
                continue;
            }
            looked_at = Instant::now();
            let bounded = OwnContainerd::of(&self.inner.instance).bound_log();
            if let Err(error) = bounded {
                self.inner.health.failed(Part::Repair, &error);
            }
            self.wake_all(self.inner.containerd.borrow().clone());
        }
    }
}

/// Whether a document of this key may change what the data plane decides.
fn bears_on_packets(key: &str) -> bool {
    let kinds = [
        Vpc::KIND,
        Subnet::KIND,
        NetworkInterface::KIND,
        SecurityGroup::KIND,
        RouteTable::KIND,
        InternetGateway::KIND,
        NetworkAcl::KIND,
        PublicAddress::KIND,
        ManagedPrefixList::KIND,
        EgressOnlyInternetGateway::KIND,
        NatGateway::KIND,
        VpnGateway::KIND,
        OnPremises::KIND,
        VpcPeeringConnection::KIND,
        VpcEndpoint::KIND,
    ];
    key.split_once('/').is_some_and(|(kind, _)| kinds.contains(&kind))
}

/// Whether a change of this key may change what is to be joined to VPN gateways.
fn bears_on_premises(key: &str) -> bool {
    let kinds = [Vpc::KIND, VpnGateway::KIND, OnPremises::KIND];
    key.split_once('/').is_some_and(|(kind, _)| kinds.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_networks_documents_bear_on_packets() {
        for key in [
            "sg/123456789012/us-east-1/sg-01234567",
            "eni/a/b/c",
            "vpc/a/b/c",
            "acl/a/b/c",
            "eipalloc/a/b/c",
            "pcx/a/b/c",
            "on-premises/networks",
        ] {
            assert!(bears_on_packets(key), "{key}");
        }
        for key in [
            "ecs-task/a/b/c",
            "sandbox-status/local/0",
            "address/subnet-1/10.0.0.4",
            "public-address/198.18.0.2",
            "sgx/a/b/c",
            "sg",
        ] {
            assert!(!bears_on_packets(key), "{key}");
        }
    }
}
