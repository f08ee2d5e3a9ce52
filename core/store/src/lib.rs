//! Documents with revisions: transactions, ranges, watches and leases, shaped like etcd.
//!
//! Every change happens in a transaction, which has one revision; a document's version is the revision that last
//! changed it. A watcher reads the log of revisions: it is never pushed a payload, so a slow one loses nothing until the
//! log is compacted, and is then told so. All calls block; callers on an async runtime use its blocking pool.

mod error;
mod store;
mod transaction;

pub use error::StoreError;
pub use store::{Change, Compare, Entry, LeaseId, Op, Range, Revision, Store, Txn, TxnOutcome, Watch, WatchBatch};
pub use transaction::{Snapshot, Stored, Transaction, TransactionError, transact};
