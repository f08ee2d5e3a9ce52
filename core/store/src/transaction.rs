//! Typed, optimistic transactions over a [`Store`].
//!
//! A transaction reads one snapshot; what it read (each document, each range) becomes a condition of its commit, so two
//! that would disturb each other never both commit. One that lost is run anew on a new snapshot.

use std::collections::BTreeMap;

use minato_document::{Document, Key, Prefix};

use crate::{
    error::StoreError,
    store::{Compare, Entry, LeaseId, Op, Revision, Store, Txn},
};

/// How often a transaction is tried before it is given up.
const MAX_TRIES: u32 = 100;

/// A document and the revision that last changed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<T> {
    /// The document.
    pub document: T,
    /// The revision that made it.
    pub created: Revision,
    /// The revision that last changed it.
    pub modified: Revision,
}

fn parse<T: Document>(entry: &Entry) -> Result<Stored<T>, StoreError> {
    let document = serde_json::from_slice(&entry.value)
        .map_err(|source| StoreError::Malformed { key: entry.key.clone(), source })?;
    Ok(Stored { document, created: entry.created, modified: entry.modified })
}

/// The store as it was at one revision, for reading only.
pub struct Snapshot<'a> {
    store: &'a dyn Store,
    revision: Revision,
}

impl<'a> Snapshot<'a> {
    /// The store as it is now.
    pub fn new(store: &'a dyn Store) -> Result<Self, StoreError> {
        Ok(Self { store, revision: store.revision()? })
    }

    /// The revision that this reads.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// One document.
    pub fn get<T: Document>(&self, key: &Key<T>) -> Result<Option<T>, StoreError> {
        let entry = self.store.get(key.as_str(), Some(self.revision))?;
        entry.map(|entry| Ok(parse(&entry)?.document)).transpose()
    }

    /// The documents under a prefix, by key.
    pub fn list<T: Document>(&self, prefix: &Prefix<T>) -> Result<Vec<T>, StoreError> {
        let range = self.store.range(prefix.as_str(), Some(self.revision))?;
        range.entries.iter().map(|entry| Ok(parse(entry)?.document)).collect()
    }
}

/// Why a transaction did not happen: the store failed, or the caller's own check said no.
pub trait TransactionError: From<StoreError> {}
impl<E: From<StoreError>> TransactionError for E {}

/// A transaction under way: reads see its own writes.
pub struct Transaction<'a> {
    snapshot: Snapshot<'a>,
    compare: BTreeMap<String, Compare>,
    writes: BTreeMap<String, Option<Write>>,
}

/// A document to be written.
struct Write {
    value: Vec<u8>,
    lease: Option<LeaseId>,
}

impl Transaction<'_> {
    /// One document.
    pub fn get<T: Document>(&mut self, key: &Key<T>) -> Result<Option<T>, StoreError> {
        if let Some(write) = self.writes.get(key.as_str()) {
            return write.as_ref().map(|write| parse_own(key.as_str(), &write.value)).transpose();
        }
        let entry = self.snapshot.store.get(key.as_str(), Some(self.snapshot.revision))?;
        let revision = entry.as_ref().map_or(0, |entry| entry.modified);
        self.compare.insert(format!("={key}"), Compare::Modified { key: key.as_str().to_owned(), revision });
        entry.map(|entry| Ok(parse(&entry)?.document)).transpose()
    }

    /// The documents under a prefix, by key.
    ///
    /// The commit fails if another transaction made, changed or deleted one of them meanwhile.
    pub fn list<T: Document>(&mut self, prefix: &Prefix<T>) -> Result<Vec<T>, StoreError> {
        let range = self.snapshot.store.range(prefix.as_str(), Some(self.snapshot.revision))?;
        self.compare.insert(
            format!("^{prefix}"),
            Compare::Unchanged { prefix: prefix.as_str().to_owned(), since: self.snapshot.revision },
        );
        self.with_own_writes(prefix, range.entries)
    }

    /// The documents under a prefix, by key, as they were when the transaction began and with its own writes, but not as
    /// a condition of its commit: a hint. What is decided by it and must hold is read anew by [`Transaction::get`].
    pub fn list_unguarded<T: Document>(&mut self, prefix: &Prefix<T>) -> Result<Vec<T>, StoreError> {
        let range = self.snapshot.store.range(prefix.as_str(), Some(self.snapshot.revision))?;
        self.with_own_writes(prefix, range.entries)
    }

    fn with_own_writes<T: Document>(&self, prefix: &Prefix<T>, entries: Vec<Entry>) -> Result<Vec<T>, StoreError> {
        let mut documents = BTreeMap::new();
        for entry in entries {
            if !self.writes.contains_key(&entry.key) {
                let document = parse(&entry)?.document;
                documents.insert(entry.key, document);
            }
        }
        for (key, write) in self.writes.range(prefix.as_str().to_owned()..) {
            if !key.starts_with(prefix.as_str()) {
                break;
            }
            if let Some(write) = write {
                documents.insert(key.clone(), parse_own(key, &write.value)?);
            }
        }
        Ok(documents.into_values().collect())
    }

    /// Makes or replaces a document at commit.
    pub fn put<T: Document>(&mut self, document: &T) -> Result<(), StoreError> {
        self.write(document, None)
    }

    /// Makes or replaces a document at commit; it goes when the lease ends.
    pub fn put_leased<T: Document>(&mut self, document: &T, lease: LeaseId) -> Result<(), StoreError> {
        self.write(document, Some(lease))
    }

    fn write<T: Document>(&mut self, document: &T, lease: Option<LeaseId>) -> Result<(), StoreError> {
        let key = document.key().as_str().to_owned();
        let value =
            serde_json::to_vec(document).map_err(|source| StoreError::Malformed { key: key.clone(), source })?;
        self.writes.insert(key, Some(Write { value, lease }));
        Ok(())
    }

    /// Deletes a document at commit; nothing happens if there is none.
    pub fn delete<T: Document>(&mut self, key: &Key<T>) {
        self.writes.insert(key.as_str().to_owned(), None);
    }

    fn into_txn(self) -> Txn {
        let then = self
            .writes
            .into_iter()
            .map(|(key, write)| match write {
                Some(Write { value, lease }) => Op::Put { key, value, lease },
                None => Op::Delete { key },
            })
            .collect();
        Txn { compare: self.compare.into_values().collect(), then, otherwise: Vec::new() }
    }
}

fn parse_own<T: Document>(key: &str, value: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(value).map_err(|source| StoreError::Malformed { key: key.to_owned(), source })
}

/// Runs `body` as one transaction: all of its writes happen at once, or none does.
///
/// `body` may run several times, so it does nothing but read and write through the transaction. If it fails, nothing is
/// written. One that wrote nothing does not commit: it read a consistent snapshot anyway.
///
/// Transactions of one process that conflict take turns, so each gets through; others' conflicts are met by trying anew.
pub fn transact<T, E: TransactionError>(
    store: &dyn Store,
    mut body: impl FnMut(&mut Transaction<'_>) -> Result<T, E>,
) -> Result<T, E> {
    store.turns().pass();
    if let Some(value) = attempt(store, &mut body)? {
        return Ok(value);
    }
    let _turn = store.turns().take();
    for _ in 1..MAX_TRIES {
        if let Some(value) = attempt(store, &mut body)? {
            return Ok(value);
        }
    }
    Err(StoreError::Contended { tries: MAX_TRIES }.into())
}

/// One try; `None` if another's change was in its way.
fn attempt<T, E: TransactionError>(
    store: &dyn Store,
    body: &mut impl FnMut(&mut Transaction<'_>) -> Result<T, E>,
) -> Result<Option<T>, E> {
    let mut transaction =
        Transaction { snapshot: Snapshot::new(store)?, compare: BTreeMap::new(), writes: BTreeMap::new() };
    let value = body(&mut transaction)?;
    if transaction.writes.is_empty() {
        return Ok(Some(value));
    }
    match store.txn(transaction.into_txn()) {
        Ok(outcome) => Ok(outcome.succeeded.then_some(value)),
        // So much happened meanwhile that the snapshot is forgotten: that is a conflict like any other.
        Err(StoreError::Compacted { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
