//! Writing to the file, within one transaction of redb.

use ::redb::{ReadableTable, StorageError, Table, WriteTransaction};

use super::tables::{
    Columns, DOCUMENTS, HISTORY, LEASED, LEASES, LOG, LogColumns, LogKey, NUMBERS, OLDEST, REVISION, VersionKey,
    failed, number,
};
use crate::{
    error::StoreError,
    store::{Compare, LeaseId, Op, Revision, Txn, TxnOutcome},
};

/// The tables open for writing, and the numbers as they will be after the commit.
pub(super) struct Writer<'t> {
    documents: Table<'t, &'static str, Columns<'static>>,
    history: Table<'t, VersionKey<'static>, Columns<'static>>,
    log: Table<'t, LogKey<'static>, LogColumns>,
    leases: Table<'t, i64, u64>,
    leased: Table<'t, (i64, &'static str), ()>,
    numbers: Table<'t, &'static str, u64>,
    /// The current revision.
    pub(super) revision: Revision,
    oldest: Revision,
    /// Whether there is something to commit.
    pub(super) dirty: bool,
}

impl<'t> Writer<'t> {
    pub(super) fn new(transaction: &'t WriteTransaction) -> Result<Self, StoreError> {
        let open = failed::<::redb::TableError>("writing");
        let numbers = transaction.open_table(NUMBERS).map_err(&open)?;
        let revision = number(&numbers, REVISION).map_err(failed("reading"))?;
        let oldest = number(&numbers, OLDEST).map_err(failed("reading"))?;
        Ok(Self {
            documents: transaction.open_table(DOCUMENTS).map_err(&open)?,
            history: transaction.open_table(HISTORY).map_err(&open)?,
            log: transaction.open_table(LOG).map_err(&open)?,
            leases: transaction.open_table(LEASES).map_err(&open)?,
            leased: transaction.open_table(LEASED).map_err(&open)?,
            numbers,
            revision,
            oldest,
            dirty: false,
        })
    }

    /// A whole transaction. If it fails with anything but [`StoreError::Backend`], nothing was changed.
    pub(super) fn txn(&mut self, txn: &Txn) -> Result<TxnOutcome, StoreError> {
        let succeeded = self.holds(&txn.compare)?;
        let ops = if succeeded { &txn.then } else { &txn.otherwise };
        for op in ops {
            if let Op::Put { lease: Some(lease), .. } = op {
                self.must_exist(*lease)?;
            }
        }
        let revision = self.revision + 1;
        let mut changed = false;
        for op in ops {
            changed |= match op {
                Op::Put { key, value, lease } => self.put(key, value, *lease, revision),
                Op::Delete { key } => self.delete(key, revision),
            }
            .map_err(failed("writing"))?;
        }
        self.end_of_revision(changed, revision);
        Ok(TxnOutcome { succeeded, revision: self.revision })
    }

    pub(super) fn grant(&mut self, lease: LeaseId, ttl_ns: u64) -> Result<(), StoreError> {
        self.leases.insert(lease.0, ttl_ns).map_err(failed("writing"))?;
        self.dirty = true;
        Ok(())
    }

    /// Ends a lease: its documents go at one revision.
    pub(super) fn revoke(&mut self, lease: LeaseId) -> Result<(), StoreError> {
        self.must_exist(lease)?;
        self.revoke_existing(lease).map_err(failed("writing"))
    }

    fn revoke_existing(&mut self, lease: LeaseId) -> Result<(), StorageError> {
        let mut keys = Vec::new();
        for name in self.leased.range((lease.0, "")..)? {
            let (name, _) = name?;
            let (of, key) = name.value();
            if of != lease.0 {
                break;
            }
            keys.push(key.to_owned());
        }
        let revision = self.revision + 1;
        for key in &keys {
            self.delete(key, revision)?;
        }
        self.leases.remove(lease.0)?;
        self.dirty = true;
        self.end_of_revision(!keys.is_empty(), revision);
        Ok(())
    }

    /// Forgets what is older than `target`.
    pub(super) fn compact(&mut self, target: Revision) -> Result<(), StoreError> {
        if target > self.revision {
            return Err(StoreError::Future { wanted: target, current: self.revision });
        }
        if target > self.oldest {
            self.forget(target).map_err(failed("compaction"))?;
        }
        Ok(())
    }

    /// Forgets what is older than the last `keep` revisions, at most `step` revisions at once.
    pub(super) fn retain(&mut self, keep: u64, step: u64) -> Result<(), StoreError> {
        self.compact(self.revision.saturating_sub(keep).min(self.oldest.saturating_add(step)))
    }

    /// Writes the numbers: the last thing before the commit.
    pub(super) fn finish(mut self) -> Result<(), StoreError> {
        for (name, value) in [(REVISION, self.revision), (OLDEST, self.oldest)] {
            self.numbers.insert(name, value).map_err(failed("writing"))?;
        }
        Ok(())
    }

    fn end_of_revision(&mut self, changed: bool, revision: Revision) {
        if changed {
            self.revision = revision;
            self.dirty = true;
        }
    }

    fn holds(&self, conditions: &[Compare]) -> Result<bool, StoreError> {
        for condition in conditions {
            if let Compare::Unchanged { since, .. } = condition {
                self.must_be_kept(*since)?;
            }
        }
        for condition in conditions {
            let holds = match condition {
                Compare::Modified { key, revision } => {
                    let document = self.documents.get(key.as_str()).map_err(failed("reading"))?;
                    document.map_or(0, |guard| guard.value().1) == *revision
                }
                Compare::Unchanged { prefix, since } => self.unchanged(prefix, *since)?,
            };
            if !holds {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn unchanged(&self, prefix: &str, since: Revision) -> Result<bool, StoreError> {
        if since == self.revision {
            return Ok(true);
        }
        let mut later = self.log.range((since + 1, "")..).map_err(failed("reading"))?;
        later
            .try_fold(true, |unchanged, change| Ok(unchanged && !change?.0.value().1.starts_with(prefix)))
            .map_err(failed::<StorageError>("reading"))
    }

    fn must_be_kept(&self, since: Revision) -> Result<(), StoreError> {
        if since < self.oldest {
            return Err(StoreError::Compacted { wanted: since, oldest: self.oldest });
        }
        if since > self.revision {
            return Err(StoreError::Future { wanted: since, current: self.revision });
        }
        Ok(())
    }

    fn must_exist(&self, lease: LeaseId) -> Result<(), StoreError> {
        match self.leases.get(lease.0).map_err(failed("reading"))? {
            Some(_) => Ok(()),
            None => Err(StoreError::NoLease),
        }
    }

    fn put(
        &mut self,
        key: &str,
        value: &[u8],
        lease: Option<LeaseId>,
        revision: Revision,
    ) -> Result<bool, StorageError> {
        let lease = lease.map_or(0, |lease| lease.0);
        let (created, before) = self.supersede(key, revision)?.unwrap_or((revision, 0));
        self.documents.insert(key, (created, revision, lease, value))?;
        if lease != 0 {
            self.leased.insert((lease, key), ())?;
        }
        self.log.insert((revision, key), (true, before))?;
        Ok(true)
    }

    fn delete(&mut self, key: &str, revision: Revision) -> Result<bool, StorageError> {
        let Some((_, before)) = self.supersede(key, revision)? else { return Ok(false) };
        self.documents.remove(key)?;
        self.log.insert((revision, key), (false, before))?;
        Ok(true)
    }

    /// Moves the current version to the history; gives when the document was made and last changed.
    fn supersede(&mut self, key: &str, revision: Revision) -> Result<Option<(Revision, Revision)>, StorageError> {
        let Some(guard) = self.documents.get(key)? else { return Ok(None) };
        let (created, modified, lease, value) = guard.value();
        self.history.insert((key, modified), (revision, created, lease, value))?;
        if lease != 0 {
            self.leased.remove((lease, key))?;
        }
        Ok(Some((created, modified)))
    }

    fn forget(&mut self, target: Revision) -> Result<(), StorageError> {
        // What a revision up to the target superseded can no longer be read.
        for change in self.log.range((self.oldest, "")..(target + 1, ""))? {
            let (name, guard) = change?;
            let (_, before) = guard.value();
            if before != 0 {
                self.history.remove((name.value().1, before))?;
            }
        }
        self.log.retain_in((self.oldest, "")..(target, ""), |_, _| false)?;
        self.oldest = target;
        self.dirty = true;
        Ok(())
    }
}
