//! A store as plain as can be: every state that ever was, in memory.

use std::{collections::BTreeMap, time::Duration};

use crate::{
    error::StoreError,
    store::{Change, Compare, Entry, LeaseId, Op, Revision, Txn, TxnOutcome},
};

/// The documents by key.
type State = BTreeMap<String, Entry>;

/// What the store under test must agree with.
pub(super) struct Model {
    /// The revision before the first change.
    base: Revision,
    /// The state after each revision from `base` on.
    states: Vec<State>,
    oldest: Revision,
    leases: BTreeMap<LeaseId, (Duration, Duration)>,
    now: Duration,
}

impl Model {
    pub(super) fn new(base: Revision) -> Self {
        Self { base, states: vec![State::new()], oldest: base, leases: BTreeMap::new(), now: Duration::ZERO }
    }

    pub(super) fn base(&self) -> Revision {
        self.base
    }

    pub(super) fn oldest(&self) -> Revision {
        self.oldest
    }

    pub(super) fn revision(&self) -> Revision {
        self.base + self.states.len() as u64 - 1
    }

    /// The state at a revision that can be read.
    pub(super) fn state(&self, at: Revision) -> Result<&State, StoreError> {
        if at > self.revision() {
            return Err(StoreError::Future { wanted: at, current: self.revision() });
        }
        if at < self.oldest {
            return Err(StoreError::Compacted { wanted: at, oldest: self.oldest });
        }
        Ok(self.at(at))
    }

    fn at(&self, revision: Revision) -> &State {
        &self.states[usize::try_from(revision - self.base).unwrap()]
    }

    pub(super) fn range(&self, prefix: &str, at: Revision) -> Result<Vec<Entry>, StoreError> {
        Ok(self.state(at)?.values().filter(|entry| entry.key.starts_with(prefix)).cloned().collect())
    }

    /// The changes under a prefix from a revision on.
    pub(super) fn changes(&self, prefix: &str, from: Revision) -> Result<Vec<(Revision, Change)>, StoreError> {
        if from < self.oldest {
            return Err(StoreError::Compacted { wanted: from, oldest: self.oldest });
        }
        let first = from.max(self.base + 1);
        let changes = (first..=self.revision()).flat_map(|revision| self.changed_by(revision));
        Ok(changes.filter(|(_, change)| change.key().starts_with(prefix)).collect())
    }

    fn changed_by(&self, revision: Revision) -> Vec<(Revision, Change)> {
        let (before, after) = (self.at(revision - 1), self.at(revision));
        let puts = after.values().filter(|entry| entry.modified == revision).cloned().map(Change::Put);
        let deletions = before.keys().filter(|key| !after.contains_key(*key)).cloned().map(Change::Deleted);
        let mut changes: Vec<_> = puts.chain(deletions).map(|change| (revision, change)).collect();
        changes.sort_by(|a, b| a.1.key().cmp(b.1.key()));
        changes
    }

    pub(super) fn txn(&mut self, txn: &Txn) -> Result<TxnOutcome, StoreError> {
        for compare in &txn.compare {
            if let Compare::Unchanged { since, .. } = compare {
                self.state(*since)?;
            }
        }
        let succeeded = txn.compare.iter().all(|compare| self.holds(compare));
        let ops = if succeeded { &txn.then } else { &txn.otherwise };
        let unknown = |op: &Op| matches!(op, Op::Put { lease: Some(lease), .. } if !self.leases.contains_key(lease));
        if ops.iter().any(unknown) {
            return Err(StoreError::NoLease);
        }
        self.apply(ops);
        Ok(TxnOutcome { succeeded, revision: self.revision() })
    }

    fn holds(&self, compare: &Compare) -> bool {
        let now = self.at(self.revision());
        match compare {
            Compare::Modified { key, revision } => now.get(key).map_or(0, |entry| entry.modified) == *revision,
            Compare::Unchanged { prefix, since } => {
                let mut later = (since + 1..=self.revision()).flat_map(|revision| self.changed_by(revision));
                !later.any(|(_, change)| change.key().starts_with(prefix))
            }
        }
    }

    fn apply(&mut self, ops: &[Op]) {
        let revision = self.revision() + 1;
        let mut state = self.at(self.revision()).clone();
        let mut changed = false;
        for op in ops {
            match op {
                Op::Put { key, value, lease } => {
                    let created = state.get(key).map_or(revision, |entry| entry.created);
                    let entry =
                        Entry { key: key.clone(), value: value.clone(), created, modified: revision, lease: *lease };
                    state.insert(key.clone(), entry);
                    changed = true;
                }
                Op::Delete { key } => changed |= state.remove(key).is_some(),
            }
        }
        if changed {
            self.states.push(state);
        }
    }

    pub(super) fn compact(&mut self, revision: Revision) -> Result<(), StoreError> {
        if revision > self.revision() {
            return Err(StoreError::Future { wanted: revision, current: self.revision() });
        }
        self.oldest = self.oldest.max(revision);
        Ok(())
    }

    pub(super) fn grant(&mut self, lease: LeaseId, ttl: Duration) {
        self.leases.insert(lease, (ttl, self.now + ttl));
    }

    pub(super) fn keep_alive(&mut self, lease: LeaseId) -> Result<(), StoreError> {
        let now = self.now;
        let (ttl, end) = self.leases.get_mut(&lease).ok_or(StoreError::NoLease)?;
        *end = now + *ttl;
        Ok(())
    }

    pub(super) fn revoke(&mut self, lease: LeaseId) -> Result<(), StoreError> {
        self.leases.remove(&lease).ok_or(StoreError::NoLease)?;
        let entries = self.at(self.revision()).values();
        let of_lease = entries.filter(|entry| entry.lease == Some(lease));
        let ops: Vec<_> = of_lease.map(|entry| Op::Delete { key: entry.key.clone() }).collect();
        self.apply(&ops);
        Ok(())
    }

    pub(super) fn pass(&mut self, time: Duration) {
        self.now += time;
        let ended: Vec<_> = self.leases.iter().filter(|(_, term)| term.1 <= self.now).map(|(id, _)| *id).collect();
        for lease in ended {
            self.revoke(lease).unwrap();
        }
    }

    /// What a restart does: each lease's time starts anew.
    pub(super) fn restart(&mut self) {
        for (ttl, end) in self.leases.values_mut() {
            *end = self.now + *ttl;
        }
    }
}
