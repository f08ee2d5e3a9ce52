//! What stands in for the agent when there is no data plane: the state machines advance, and nothing runs.
//!
//! It reads the host's sandboxes, NAT gateways and instances, and writes the statuses that an agent would write, one step at a
//! time. It touches the store only, so it needs no rights; what it never does is claim that a program ran: there is no runtime id and no exit code.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use jiff::Timestamp;
use minato_store::{Store, StoreError, transact};
use minato_workload::{
    ContainerState, DesiredState, HostName, InstanceNode, InstanceNodeStatus, NatNode, NatNodeStatus, NatPhase, Phase,
    Sandbox, SandboxStatus, StopCause,
};

/// How long a wait goes before it looks at the stop flag.
const POLL: Duration = Duration::from_millis(200);

/// Advances the sandboxes, NAT gateways and instances of `host` until `stop` is set.
pub(crate) fn run(store: &dyn Store, host: &HostName, stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        if let Err(error) = advance_and_wait(store, host, stop) {
            tracing::warn!(%error, "cannot advance sandboxes; trying again");
            thread::park_timeout(POLL);
        }
    }
}

fn advance_and_wait(store: &dyn Store, host: &HostName, stop: &AtomicBool) -> Result<(), StoreError> {
    // Before the passes, so that nothing falls between them and the watch.
    let from = store.revision()? + 1;
    while pass_all(store, host, Timestamp::now())? > 0 {}
    let mut sandboxes = store.watch(Sandbox::on_host(host).as_str(), from)?;
    let mut gateways = store.watch(NatNode::on_host(host).as_str(), from)?;
    let mut instances = store.watch(InstanceNode::on_host(host).as_str(), from)?;
    // Each is asked for a part of the time.
    let patience = POLL / 3;
    while !stop.load(Ordering::Relaxed) {
        if sandboxes.next(patience)?.is_some()
            || gateways.next(patience)?.is_some()
            || instances.next(patience)?.is_some()
        {
            break;
        }
    }
    Ok(())
}

/// Takes everything of `host` one step further. Gives the number of changes.
fn pass_all(store: &dyn Store, host: &HostName, now: Timestamp) -> Result<usize, StoreError> {
    Ok(pass(store, host, now)? + pass_gateways(store, host, now)? + pass_instances(store, host, now)?)
}

/// Takes every sandbox of `host` one step further, and forgets those that are gone. Gives the number of changes.
fn pass(store: &dyn Store, host: &HostName, now: Timestamp) -> Result<usize, StoreError> {
    transact(store, |tx| {
        let mut changes = 0;
        let sandboxes = tx.list(&Sandbox::on_host(host))?;
        let statuses = tx.list(&SandboxStatus::on_host(host))?;
        for sandbox in &sandboxes {
            let current = statuses.iter().find(|status| status.id == sandbox.id);
            if let Some(next) = next(sandbox, current, now) {
                tx.put(&next)?;
                changes += 1;
            }
        }
        for status in statuses.iter().filter(|status| !sandboxes.iter().any(|sandbox| sandbox.id == status.id)) {
            tx.delete(&SandboxStatus::key_of(host, &status.id));
            changes += 1;
        }
        Ok::<_, StoreError>(changes)
    })
}

/// Takes every NAT gateway of `host` one step further, and forgets those that are gone. Gives the number of changes.
fn pass_gateways(store: &dyn Store, host: &HostName, now: Timestamp) -> Result<usize, StoreError> {
    transact(store, |tx| {
        let mut changes = 0;
        let nodes = tx.list(&NatNode::on_host(host))?;
        let statuses = tx.list(&NatNodeStatus::on_host(host))?;
        for node in &nodes {
            let current = statuses.iter().find(|status| status.id == node.id);
            let mut next = current.cloned().unwrap_or_else(|| NatNodeStatus::of(node));
            match (node.desired, next.phase) {
                (DesiredState::Running, NatPhase::Starting) if current.is_some() => {
                    next.phase = NatPhase::Running;
                    next.started_at = Some(now);
                }
                (DesiredState::Stopped, NatPhase::Starting | NatPhase::Running) => {
                    next.phase = NatPhase::Stopped;
                    next.stopped_at = Some(now);
                }
                _ => {}
            }
            // Nothing flows, so nothing has to drain.
            next.drained.clone_from(&node.draining);
            if current != Some(&next) {
                tx.put(&next)?;
                changes += 1;
            }
        }
        for status in statuses.iter().filter(|status| !nodes.iter().any(|node| node.id == status.id)) {
            tx.delete(&NatNodeStatus::key_of(host, &status.id));
            changes += 1;
        }
        Ok::<_, StoreError>(changes)
    })
}

/// Says of every instance of `host` that it is as it is to be, and forgets those that are gone. Gives the number of changes.
fn pass_instances(store: &dyn Store, host: &HostName, now: Timestamp) -> Result<usize, StoreError> {
    transact(store, |tx| {
        let mut changes = 0;
        let nodes = tx.list(&InstanceNode::on_host(host))?;
        let statuses = tx.list(&InstanceNodeStatus::on_host(host))?;
        for node in &nodes {
            if !statuses.iter().any(|status| status.id == node.id && status.is_of(node)) {
                let (id, host, generation) = (node.id.clone(), node.host.clone(), node.generation);
                tx.put(&InstanceNodeStatus { id, host, generation, settled_at: now })?;
                changes += 1;
            }
        }
        for status in statuses.iter().filter(|status| !nodes.iter().any(|node| node.id == status.id)) {
            tx.delete(&InstanceNodeStatus::key_of(host, &status.id));
            changes += 1;
        }
        Ok::<_, StoreError>(changes)
    })
}

/// The status that follows on `current`; `None` when it stays as it is.
fn next(sandbox: &Sandbox, current: Option<&SandboxStatus>, now: Timestamp) -> Option<SandboxStatus> {
    let Some(current) = current else { return Some(SandboxStatus::of(sandbox)) };
    let mut status = current.clone();
    let now = Some(now);
    match current.phase {
        Phase::Connecting | Phase::Starting | Phase::Running if sandbox.desired == DesiredState::Stopped => {
            status.phase = Phase::Stopping;
            status.stopping_at = now;
            status.stop_cause = Some(StopCause::Requested);
        }
        Phase::Connecting => {
            status.phase = Phase::Starting;
            status.connected_at = now;
            status.pull_started_at = now;
        }
        Phase::Starting => {
            status.phase = Phase::Running;
            status.pull_stopped_at = now;
            status.started_at = now;
            for container in &mut status.containers {
                container.state = ContainerState::Running;
                container.started_at = now;
            }
        }
        Phase::Stopping => {
            status.phase = Phase::Disconnecting;
            status.execution_stopped_at = now;
            for container in &mut status.containers {
                container.state = ContainerState::Stopped;
                container.finished_at = now;
            }
        }
        Phase::Disconnecting => {
            status.phase = Phase::Stopped;
            status.stopped_at = now;
        }
        Phase::Running | Phase::Stopped => return None,
    }
    Some(status)
}

#[cfg(test)]
mod tests {
    use minato_store::RedbStore;
    use minato_workload::{Container, SandboxId};

    use super::*;

    fn sandbox(host: &HostName) -> Sandbox {
        Sandbox {
            id: SandboxId("0a".repeat(16)),
            host: host.clone(),
            owner: "arn:aws:ecs:us-east-1:123456789012:task/demo/1".into(),
            interface: "eni-0123456789abcdef0".parse().unwrap(),
            hostname: "ip-10-0-1-4.ec2.internal".into(),
            containers: vec![Container {
                name: "web".into(),
                image: "web:1".into(),
                entry_point: None,
                command: None,
                environment: [].into(),
                working_directory: None,
                user: None,
                read_only_root: false,
                essential: true,
                memory_limit_mib: None,
                cpu_units: 0,
                stop_timeout_seconds: 30,
            }],
            memory_limit_mib: None,
            cpu_limit_units: None,
            desired: DesiredState::Running,
        }
    }

    fn phases(store: &dyn Store, host: &HostName, sandbox: &Sandbox) -> Vec<Phase> {
        let mut phases = Vec::new();
        while pass(store, host, Timestamp::now()).unwrap() > 0 {
            let key = SandboxStatus::key_of(host, &sandbox.id);
            phases.extend(transact(store, |tx| tx.get(&key)).unwrap().map(|status: SandboxStatus| status.phase));
        }
        phases
    }

    #[test]
    fn a_gateway_starts_drains_stops_and_is_forgotten() {
        let store = RedbStore::in_memory().unwrap();
        let host = HostName("local".into());
        let mut node = NatNode {
            id: "nat-0123456789abcdef0".parse().unwrap(),
            host: host.clone(),
            owner: "123456789012/us-east-1".into(),
            interface: "eni-0123456789abcdef0".parse().unwrap(),
            addresses: vec!["10.0.1.4".parse().unwrap()],
            draining: vec![],
            desired: DesiredState::Running,
        };
        let settle = |node: &NatNode| {
            transact(&store, |tx| tx.put(node)).unwrap();
            while pass_gateways(&store, &host, Timestamp::now()).unwrap() > 0 {}
            transact(&store, |tx| tx.get(&NatNodeStatus::key_of(&host, &node.id))).unwrap().unwrap()
        };
        assert_eq!(settle(&node).phase, NatPhase::Running);
        node.draining = vec!["10.0.1.5".parse().unwrap()];
        assert_eq!(settle(&node).drained, node.draining);
        node.desired = DesiredState::Stopped;
        assert_eq!(settle(&node).phase, NatPhase::Stopped);
        transact(&store, |tx| {
            tx.delete(&NatNode::key_of(&host, &node.id));
            Ok::<_, StoreError>(())
        })
        .unwrap();
        assert_eq!(pass_gateways(&store, &host, Timestamp::now()).unwrap(), 1);
        assert_eq!(transact(&store, |tx| tx.list(&NatNodeStatus::on_host(&host))).unwrap(), []);
    }

    #[test]
    fn what_an_instance_was_told_last_is_said_of_it_until_it_is_gone() {
        let store = RedbStore::in_memory().unwrap();
        let host = HostName("local".into());
        let mut node = InstanceNode {
            id: "i-0123456789abcdef0".parse().unwrap(),
            host: host.clone(),
            owner: "123456789012/us-east-1".into(),
            interfaces: vec!["eni-0123456789abcdef0".parse().unwrap()],
            leaving: vec![],
            desired: DesiredState::Running,
            generation: 1,
        };
        for generation in 1..=2 {
            node.generation = generation;
            transact(&store, |tx| tx.put(&node)).unwrap();
            assert_eq!(pass_instances(&store, &host, Timestamp::now()).unwrap(), 1);
            assert_eq!(pass_instances(&store, &host, Timestamp::now()).unwrap(), 0);
            let statuses = transact(&store, |tx| tx.list(&InstanceNodeStatus::on_host(&host))).unwrap();
            assert!(statuses.len() == 1 && statuses[0].is_of(&node), "{statuses:?}");
        }
        transact(&store, |tx| {
            tx.delete(&InstanceNode::key_of(&host, &node.id));
            Ok::<_, StoreError>(())
        })
        .unwrap();
        assert_eq!(pass_instances(&store, &host, Timestamp::now()).unwrap(), 1);
        assert_eq!(transact(&store, |tx| tx.list(&InstanceNodeStatus::on_host(&host))).unwrap(), []);
    }

    #[test]
    fn a_sandbox_goes_through_every_phase_once_and_only_those_of_this_host_move() {
        let store = RedbStore::in_memory().unwrap();
        let host = HostName("local".into());
        let elsewhere = HostName("elsewhere".into());
        let mut sandbox = sandbox(&host);
        let other = Sandbox { host: elsewhere.clone(), ..sandbox.clone() };
        let put = |sandbox: &Sandbox| transact(&store, |tx| tx.put(sandbox)).unwrap();
        put(&sandbox);
        put(&other);
        assert_eq!(phases(&store, &host, &sandbox), [Phase::Connecting, Phase::Starting, Phase::Running]);
        sandbox.desired = DesiredState::Stopped;
        put(&sandbox);
        assert_eq!(phases(&store, &host, &sandbox), [Phase::Stopping, Phase::Disconnecting, Phase::Stopped]);
        let status: SandboxStatus =
            transact(&store, |tx| tx.get(&SandboxStatus::key_of(&host, &sandbox.id))).unwrap().unwrap();
        assert_eq!(status.stop_cause, Some(StopCause::Requested));
        assert_eq!((status.containers[0].exit_code, &status.containers[0].runtime_id), (None, &None));

        transact(&store, |tx| {
            tx.delete(&Sandbox::key_of(&host, &sandbox.id));
            Ok::<_, StoreError>(())
        })
        .unwrap();
        assert_eq!(phases(&store, &host, &sandbox), []);
        let statuses = transact(&store, |tx| tx.list(&SandboxStatus::on_host(&host))).unwrap();
        assert_eq!(statuses, []);
        let statuses = transact(&store, |tx| tx.list(&SandboxStatus::on_host(&elsewhere))).unwrap();
        assert_eq!(statuses, [], "another host's sandbox moved");
    }
}
