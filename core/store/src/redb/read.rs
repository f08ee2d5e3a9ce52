//! Reading the file: one consistent view at a time, now or at an earlier revision.

use std::{cell::OnceCell, collections::BTreeMap};

use ::redb::{ReadOnlyTable, ReadTransaction, TableError};

use super::tables::{
    Columns, DOCUMENTS, HISTORY, LOG, LogColumns, LogKey, NUMBERS, OLDEST, REVISION, VersionKey, entry, failed, number,
};
use crate::{
    error::StoreError,
    store::{Change, Entry, Range, Revision, WatchBatch},
};

/// How many revisions one batch of a watch covers at most.
pub(super) const MAX_BATCH_REVISIONS: u64 = 1_000;

/// The store as it was when this was made. A table is opened when it is needed: that costs as much as a lookup.
pub(super) struct View {
    transaction: ReadTransaction,
    /// The current revision, and the oldest that is kept.
    pub(super) revision: Revision,
    oldest: Revision,
    documents: OnceCell<DocumentsTable>,
    history: OnceCell<HistoryTable>,
}

type DocumentsTable = ReadOnlyTable<&'static str, Columns<'static>>;
type HistoryTable = ReadOnlyTable<VersionKey<'static>, Columns<'static>>;

/// What the cell holds, put there first if it is empty.
fn opened<T>(cell: &OnceCell<T>, open: impl FnOnce() -> Result<T, TableError>) -> Result<&T, TableError> {
    match cell.get() {
        Some(table) => Ok(table),
        None => open().map(|table| cell.get_or_init(|| table)),
    }
}

impl View {
    pub(super) fn new(transaction: ReadTransaction) -> Result<Self, StoreError> {
        let numbers = transaction.open_table(NUMBERS).map_err(failed("reading"))?;
        let revision = number(&numbers, REVISION).map_err(failed("reading"))?;
        let oldest = number(&numbers, OLDEST).map_err(failed("reading"))?;
        Ok(Self { transaction, revision, oldest, documents: OnceCell::new(), history: OnceCell::new() })
    }

    /// One document now, or at a revision.
    pub(super) fn get(&self, key: &str, at: Option<Revision>) -> Result<Option<Entry>, StoreError> {
        let at = self.readable(at)?;
        self.version(key, at).map_err(failed("reading"))
    }

    /// The documents under a prefix now, or at a revision.
    pub(super) fn range(&self, prefix: &str, at: Option<Revision>) -> Result<Range, StoreError> {
        let revision = self.readable(at)?;
        let entries = self.entries(prefix, revision).map_err(failed("reading"))?;
        Ok(Range { revision, entries })
    }

    /// The changes under a prefix from a revision on, up to [`MAX_BATCH_REVISIONS`].
    pub(super) fn changes(&self, prefix: &str, from: Revision) -> Result<WatchBatch, StoreError> {
        if from < self.oldest {
            return Err(StoreError::Compacted { wanted: from, oldest: self.oldest });
        }
        let last = self.revision.min(from.saturating_add(MAX_BATCH_REVISIONS - 1));
        let changes = self.logged(prefix, from, last).map_err(failed("reading"))?;
        Ok(WatchBatch { revision: last, changes })
    }

    fn readable(&self, at: Option<Revision>) -> Result<Revision, StoreError> {
        match at {
            None => Ok(self.revision),
            Some(wanted) if wanted > self.revision => Err(StoreError::Future { wanted, current: self.revision }),
            Some(wanted) if wanted < self.oldest => Err(StoreError::Compacted { wanted, oldest: self.oldest }),
            Some(wanted) => Ok(wanted),
        }
    }

    fn documents(&self) -> Result<&DocumentsTable, TableError> {
        opened(&self.documents, || self.transaction.open_table(DOCUMENTS))
    }

    fn history(&self) -> Result<&HistoryTable, TableError> {
        opened(&self.history, || self.transaction.open_table(HISTORY))
    }

    fn log(&self) -> Result<ReadOnlyTable<LogKey<'static>, LogColumns>, TableError> {
        self.transaction.open_table(LOG)
    }

    fn version(&self, key: &str, at: Revision) -> Result<Option<Entry>, ::redb::Error> {
        if let Some(guard) = self.documents()?.get(key)? {
            let (created, modified, lease, value) = guard.value();
            if modified <= at {
                return Ok(Some(entry(key, created, modified, lease, value)));
            }
        }
        let Some(earlier) = self.history()?.range((key, 0)..=(key, at))?.next_back() else { return Ok(None) };
        let (name, guard) = earlier?;
        let (superseded, created, lease, value) = guard.value();
        Ok((superseded > at).then(|| entry(key, created, name.value().1, lease, value)))
    }

    fn entries(&self, prefix: &str, at: Revision) -> Result<Vec<Entry>, ::redb::Error> {
        let mut entries = Vec::new();
        for document in self.documents()?.range(prefix..)? {
            let (key, guard) = document?;
            let key = key.value();
            if !key.starts_with(prefix) {
                break;
            }
            let (created, modified, lease, value) = guard.value();
            if modified <= at {
                entries.push(entry(key, created, modified, lease, value));
            }
        }
        if at < self.revision {
            self.add_changed_since(prefix, at, &mut entries)?;
        }
        Ok(entries)
    }

    /// Adds what was changed or deleted after `at`, in the form that it had then.
    fn add_changed_since(&self, prefix: &str, at: Revision, entries: &mut Vec<Entry>) -> Result<(), ::redb::Error> {
        // A key's first change after `at` names the version that held at `at`.
        let mut versions = BTreeMap::new();
        for change in self.log()?.range((at + 1, "")..)? {
            let (name, guard) = change?;
            let (_, key) = name.value();
            if key.starts_with(prefix) && !versions.contains_key(key) {
                versions.insert(key.to_owned(), guard.value().1);
            }
        }
        let before = entries.len();
        for (key, modified) in versions.into_iter().filter(|(_, modified)| *modified != 0) {
            if let Some(guard) = self.history()?.get((key.as_str(), modified))? {
                let (_, created, lease, value) = guard.value();
                entries.push(entry(&key, created, modified, lease, value));
            }
        }
        if entries.len() > before {
            entries.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        }
        Ok(())
    }

    fn logged(&self, prefix: &str, from: Revision, last: Revision) -> Result<Vec<(Revision, Change)>, ::redb::Error> {
        let mut changes = Vec::new();
        for change in self.log()?.range((from, "")..(last + 1, ""))? {
            let (name, guard) = change?;
            let (revision, key) = name.value();
            if !key.starts_with(prefix) {
                continue;
            }
            let (there, _) = guard.value();
            if !there {
                changes.push((revision, Change::Deleted(key.to_owned())));
            } else if let Some(entry) = self.version(key, revision)? {
                changes.push((revision, Change::Put(entry)));
            }
        }
        Ok(changes)
    }
}
