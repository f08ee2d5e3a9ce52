//! Everything goes: what runs is stopped through the agent, then the documents are deleted.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use minato_document::{Document, Prefix};
use minato_store::{Compare, Op, Store, StoreError, Transaction, Txn, transact};
use minato_workload::{DesiredState, InstanceNode, InstanceNodeStatus, NatNode, Sandbox};

/// How long the tasks have to end. A container may take two minutes to stop.
const DEADLINE: Duration = Duration::from_secs(150);

/// How long one wait for a change is.
const WAIT: Duration = Duration::from_millis(500);

/// Documents that stay: the numbers of VPCs never come again, so nothing old in the kernel can be taken for new; and what is
/// on premises was said on the command line.
const KEPT: [&str; 2] = ["counter/", "on-premises/"];

/// Deletes all resources of all accounts and regions, and returns when this machine has nothing left of them.
pub(super) fn run(store: &dyn Store) -> Result<()> {
    let deadline = Instant::now() + DEADLINE;
    loop {
        wait_until_nothing_runs(store, deadline)?;
        if delete_all(store).context("cannot delete the documents")? {
            return Ok(());
        }
        // A task was started in between.
    }
}

/// Stops what runs, also what is started meanwhile.
fn wait_until_nothing_runs(store: &dyn Store, deadline: Instant) -> Result<()> {
    loop {
        let from = store.revision()? + 1;
        let left = transact(store, |tx| {
            let sandboxes = tx.list(&Prefix::<Sandbox>::all())?;
            for sandbox in sandboxes.iter().filter(|sandbox| sandbox.desired == DesiredState::Running) {
                tx.put(&Sandbox { desired: DesiredState::Stopped, ..sandbox.clone() })?;
            }
            let gateways = tx.list(&Prefix::<NatNode>::all())?;
            for gateway in gateways.iter().filter(|gateway| gateway.desired == DesiredState::Running) {
                tx.put(&NatNode { desired: DesiredState::Stopped, ..gateway.clone() })?;
            }
            let instances = stop_instances(tx)?;
            let sandboxes = sandboxes.into_iter().map(|sandbox| sandbox.owner);
            let gateways = gateways.into_iter().map(|gateway| gateway.id.to_string());
            Ok::<_, StoreError>(sandboxes.chain(gateways).chain(instances).collect::<Vec<_>>())
        })?;
        if left.is_empty() {
            return Ok(());
        }
        if Instant::now() >= deadline {
            bail!("these did not stop within {} s; ask again: {}", DEADLINE.as_secs(), left.join(", "));
        }
        store.watch("", from)?.next(WAIT)?;
    }
}

/// Asks the hosts of instances to take them away, and forgets those of which nothing is left. Gives the ids of the others.
fn stop_instances(tx: &mut Transaction<'_>) -> Result<Vec<String>, StoreError> {
    let mut left = Vec::new();
    for node in tx.list(&Prefix::<InstanceNode>::all())? {
        let status = tx.get(&InstanceNodeStatus::key_of(&node.host, &node.id))?;
        let is_settled = status.is_some_and(|status| status.is_of(&node));
        match node.desired {
            DesiredState::Stopped if is_settled => tx.delete(&node.key()),
            DesiredState::Stopped => left.push(node.id.to_string()),
            DesiredState::Running => {
                left.push(node.id.to_string());
                tx.put(&InstanceNode { desired: DesiredState::Stopped, generation: node.generation + 1, ..node })?;
            }
        }
    }
    Ok(left)
}

/// Deletes every document, unless something that runs came.
fn delete_all(store: &dyn Store) -> Result<bool, StoreError> {
    let everything = store.range("", None)?;
    let runs = |key: &str| {
        let of_hosts = [
            Prefix::<Sandbox>::all().as_str().to_owned(),
            Prefix::<NatNode>::all().as_str().to_owned(),
            Prefix::<InstanceNode>::all().as_str().to_owned(),
        ];
        of_hosts.iter().any(|prefix| key.starts_with(prefix.as_str()))
    };
    if everything.entries.iter().any(|entry| runs(&entry.key)) {
        return Ok(false);
    }
    let doomed = everything.entries.into_iter().filter(|entry| !KEPT.iter().any(|kept| entry.key.starts_with(kept)));
    let txn = Txn {
        compare: vec![Compare::Unchanged { prefix: String::new(), since: everything.revision }],
        then: doomed.map(|entry| Op::Delete { key: entry.key }).collect(),
        otherwise: Vec::new(),
    };
    Ok(store.txn(txn)?.succeeded)
}

#[cfg(test)]
mod tests {
    use minato_store::RedbStore;

    use super::*;

    #[test]
    fn all_documents_go_but_those_that_are_kept() {
        let store = RedbStore::in_memory().unwrap();
        let put = |key: &str| Op::Put { key: key.to_owned(), value: b"{}".to_vec(), lease: None };
        let keys = ["vpc/123456789012/us-east-1/vpc-1", "counter/vpc", "ecs-task/1/2/3", "on-premises/networks"];
        store.txn(Txn { then: keys.map(put).to_vec(), ..Txn::default() }).unwrap();
        run(&store).unwrap();
        let left: Vec<String> = store.range("", None).unwrap().entries.into_iter().map(|entry| entry.key).collect();
        assert_eq!(left, ["counter/vpc", "on-premises/networks"]);
    }
}
