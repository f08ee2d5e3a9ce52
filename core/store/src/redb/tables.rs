//! The tables of the file, and their common ways of reading.
//!
//! `documents` holds what is current, so that reading it costs nothing for the past. A superseded version moves to
//! `history` under the revision that made it. `log` names what each revision changed, and the version before: it is
//! what watchers read, what tells which keys an old range must look up in `history`, and what compaction walks.

use ::redb::{ReadableTable, StorageError, TableDefinition};

use crate::{
    error::StoreError,
    store::{Entry, LeaseId, Revision},
};

/// A version's place in the history: its key and the revision that made it.
pub(super) type VersionKey<'a> = (&'a str, Revision);
/// Two revisions, the lease or 0, and the value.
pub(super) type Columns<'a> = (Revision, Revision, i64, &'a [u8]);
/// A change's place in the log.
pub(super) type LogKey<'a> = (Revision, &'a str);
/// Whether the document is there after the change, and the revision of the version before or 0.
pub(super) type LogColumns = (bool, Revision);

/// Key → (created, modified, lease, value). No lease is 0.
pub(super) const DOCUMENTS: TableDefinition<'_, &str, Columns<'_>> = TableDefinition::new("documents");
/// (Key, modified) → (the revision that superseded it, created, lease, value).
pub(super) const HISTORY: TableDefinition<'_, VersionKey<'_>, Columns<'_>> = TableDefinition::new("history");
/// (Revision, key) → (whether it is there afterwards, the revision of the version before or 0).
pub(super) const LOG: TableDefinition<'_, LogKey<'_>, LogColumns> = TableDefinition::new("log");
/// Lease → its whole time in nanoseconds.
pub(super) const LEASES: TableDefinition<'_, i64, u64> = TableDefinition::new("leases");
/// (Lease, key) of each document that goes with a lease.
pub(super) const LEASED: TableDefinition<'_, (i64, &str), ()> = TableDefinition::new("leased");
/// The store's own numbers.
pub(super) const NUMBERS: TableDefinition<'_, &str, u64> = TableDefinition::new("numbers");

/// The current revision, in [`NUMBERS`].
pub(super) const REVISION: &str = "revision";
/// The oldest revision that is kept, in [`NUMBERS`].
pub(super) const OLDEST: &str = "oldest";

/// Turns an error of redb into one of the store.
pub(super) fn failed<E: std::error::Error + Send + Sync + 'static>(what: &'static str) -> impl Fn(E) -> StoreError {
    move |source| StoreError::Backend { what, source: Box::new(source) }
}

/// One of the store's own numbers; 0 in a new file.
pub(super) fn number(numbers: &impl ReadableTable<&'static str, u64>, name: &'static str) -> Result<u64, StorageError> {
    Ok(numbers.get(name)?.map_or(0, |guard| guard.value()))
}

/// An entry from the columns of [`DOCUMENTS`] or [`HISTORY`].
pub(super) fn entry(key: &str, created: Revision, modified: Revision, lease: i64, value: &[u8]) -> Entry {
    Entry {
        key: key.to_owned(),
        value: value.to_vec(),
        created,
        modified,
        lease: (lease != 0).then_some(LeaseId(lease)),
    }
}
