//! Documents with revisions: transactions, ranges, watches and leases, shaped like etcd.
//!
//! Every change happens in a transaction, which has one revision; a document's version is the revision that last
//! changed it. A watcher reads the log of revisions: it is never pushed a payload, so a slow one loses nothing until the
//! log is compacted, and is then told so. All calls block; callers on an async runtime use its blocking pool.
//!
//! [`RedbStore`] is the store of one machine, in one file. The `conformance` feature has the suite that every
//! implementation must pass.

mod changes;
mod clock;
#[cfg(feature = "conformance")]
pub mod conformance;
mod error;
mod redb;
mod store;
mod transaction;
mod turns;

pub use changes::Changes;
pub use clock::{Clock, ManualClock, SystemClock};
pub use error::StoreError;
pub use redb::{RedbOptions, RedbStore};
pub use store::{Change, Compare, Entry, LeaseId, Op, Range, Revision, Store, Txn, TxnOutcome, Watch, WatchBatch};
pub use transaction::{Snapshot, Stored, Transaction, TransactionError, transact};
pub use turns::Turns;
