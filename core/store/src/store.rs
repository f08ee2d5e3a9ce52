//! The store's interface in bytes: what redb implements here and etcd beyond one machine.

use std::time::Duration;

use crate::{error::StoreError, turns::Turns};

/// A revision of the whole store: 1 after the first transaction that changed something, then one more each time.
pub type Revision = u64;

/// A lease's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeaseId(pub i64);

/// A document as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its key.
    pub key: String,
    /// Its bytes.
    pub value: Vec<u8>,
    /// The revision that made it.
    pub created: Revision,
    /// The revision that last changed it.
    pub modified: Revision,
    /// The lease with whose end it goes.
    pub lease: Option<LeaseId>,
}

/// A condition of a transaction. All of a transaction's must hold for its `then` to happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compare {
    /// The key's document was last changed by this revision; 0 says that there is none.
    Modified {
        /// The key.
        key: String,
        /// The revision, or 0.
        revision: Revision,
    },
    /// No document under the prefix was made, changed or deleted after this revision, which must still be kept.
    ///
    /// It costs what happened since, not what the prefix holds. (etcd compares no deletions: its implementation has
    /// each deletion leave a mark that it can compare.)
    Unchanged {
        /// The prefix.
        prefix: String,
        /// The revision.
        since: Revision,
    },
}

/// One change of a transaction. A key may occur once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// Makes or replaces a document.
    Put {
        /// The key.
        key: String,
        /// The bytes.
        value: Vec<u8>,
        /// The lease with whose end it goes.
        lease: Option<LeaseId>,
    },
    /// Deletes a document; nothing happens if there is none.
    Delete {
        /// The key.
        key: String,
    },
}

/// Conditions and what happens when they hold or do not, at once and durably.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Txn {
    /// The conditions.
    pub compare: Vec<Compare>,
    /// The changes if all hold.
    pub then: Vec<Op>,
    /// The changes if one does not.
    pub otherwise: Vec<Op>,
}

/// What became of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TxnOutcome {
    /// Whether all conditions held.
    pub succeeded: bool,
    /// The store's revision after it.
    pub revision: Revision,
}

/// The documents under a prefix at one revision, in the order of their keys' bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// The revision that was read.
    pub revision: Revision,
    /// The documents.
    pub entries: Vec<Entry>,
}

/// What a transaction did to one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The document was made or replaced; this is its new form.
    Put(Entry),
    /// The document of this key was deleted.
    Deleted(String),
}

impl Change {
    /// The key of the document that changed.
    pub fn key(&self) -> &str {
        match self {
            Change::Put(entry) => &entry.key,
            Change::Deleted(key) => key,
        }
    }
}

/// The changes of one or more whole transactions, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchBatch {
    /// The last revision seen: a later watch goes on from `revision + 1`.
    pub revision: Revision,
    /// Each change with its revision, in the order of revisions and in one revision of keys; never part of a
    /// transaction, never empty.
    pub changes: Vec<(Revision, Change)>,
}

/// A reader of the log of revisions.
pub trait Watch: Send {
    /// Waits until something under the prefix changed, or `timeout` is over (`None` then). Gives what is there, up to a
    /// bounded number of revisions; the next call goes on after them.
    ///
    /// Fails with [`StoreError::Compacted`] if the next revision to be read is no longer kept.
    fn next(&mut self, timeout: Duration) -> Result<Option<WatchBatch>, StoreError>;
}

/// A store of documents.
///
/// What happened is never taken back, and every call sees all that was acknowledged before it began. Revisions from the
/// oldest kept to the current one can be read ([`StoreError::Compacted`], [`StoreError::Future`] else); an
/// implementation may forget old revisions by itself, but never the last thousand.
pub trait Store: Send + Sync {
    /// Carries out a transaction; when this returns, it is durable.
    ///
    /// It has one revision of its own if it changed something, and none if not. It fails, and nothing happens, with
    /// [`StoreError::NoLease`] if it would put a document with a lease that does not exist, with
    /// [`StoreError::DuplicateKey`] if one of its ways has a key twice, and with [`StoreError::Compacted`] or
    /// [`StoreError::Future`] if one of its conditions needs such a revision, whatever the other conditions say.
    fn txn(&self, txn: Txn) -> Result<TxnOutcome, StoreError>;

    /// One document, now or at a revision.
    fn get(&self, key: &str, at: Option<Revision>) -> Result<Option<Entry>, StoreError>;

    /// The documents under a prefix, now or at a revision.
    fn range(&self, prefix: &str, at: Option<Revision>) -> Result<Range, StoreError>;

    /// The current revision.
    fn revision(&self) -> Result<Revision, StoreError>;

    /// Reads the changes under a prefix from revision `from` (included) on; 0 is the oldest of a store that forgot
    /// nothing, and one in the future is waited for.
    fn watch(&self, prefix: &str, from: Revision) -> Result<Box<dyn Watch>, StoreError>;

    /// Forgets what is older than `revision`: superseded values and the log. `revision` itself and all later ones can
    /// still be read and watched. Nothing happens if it was done before.
    fn compact(&self, revision: Revision) -> Result<(), StoreError>;

    /// Makes a lease that ends after `ttl` unless it is kept alive. It survives a restart, where its time starts anew.
    fn grant(&self, ttl: Duration) -> Result<LeaseId, StoreError>;

    /// Starts a lease's time anew.
    fn keep_alive(&self, lease: LeaseId) -> Result<(), StoreError>;

    /// Ends a lease: its documents are deleted in one transaction. So they are when its time is over.
    ///
    /// A document goes with the lease of its last put only.
    fn revoke(&self, lease: LeaseId) -> Result<(), StoreError>;

    /// The turns that contending transactions of this process take: the implementation keeps one for each store.
    fn turns(&self) -> &Turns;
}
