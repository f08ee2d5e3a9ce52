//! What every implementation of [`Store`] must do, as tests that are generic over it.
//!
//! [`run`] has a case for each sentence of the interface, and [`random_histories`] compares random operations with a
//! plain model in memory. An implementation provides a [`Medium`] and calls both from its tests:
//!
//! ```
//! use std::{sync::Arc, time::Duration};
//! use minato_store::{ManualClock, RedbOptions, RedbStore, conformance::{self, Medium}};
//!
//! struct File { directory: tempfile::TempDir, clock: Arc<ManualClock> }
//!
//! impl Medium for File {
//!     type Store = RedbStore;
//!     fn open(&self) -> RedbStore {
//!         let options = RedbOptions { clock: self.clock.clone(), ..RedbOptions::default() };
//!         RedbStore::open_with(self.directory.path().join("state.redb"), options).unwrap()
//!     }
//!     fn pass(&self, time: Duration) {
//!         self.clock.advance(time);
//!     }
//! }
//!
//! # fn make() -> File { File { directory: tempfile::tempdir().unwrap(), clock: Arc::default() } }
//! conformance::random_histories(make, 1);
//! ```

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod concurrency;
mod leases;
mod model;
mod random;
mod revisions;
mod transactions;
mod watches;

use std::time::Duration;

pub use self::random::random_histories;
use crate::store::{Compare, LeaseId, Op, Revision, Store, Txn, Watch, WatchBatch};

/// Where a store keeps its documents, from which it can be opened again.
pub trait Medium {
    /// The store under test.
    type Store: Store + 'static;

    /// Opens the store, empty at first; later with all that was in it when it was dropped. One is open at a time.
    fn open(&self) -> Self::Store;

    /// Lets this much time pass as far as leases are concerned.
    fn pass(&self, time: Duration);
}

/// Every case, each on a medium of its own.
pub fn run<M: Medium>(make: impl Fn() -> M) {
    let cases: &[fn(&M)] = &[
        transactions::a_transaction_is_whole,
        transactions::conditions_decide_which_way_it_goes,
        transactions::unchanged_sees_every_kind_of_change,
        transactions::what_changes_nothing_has_no_revision,
        transactions::a_key_occurs_once,
        transactions::bytes_are_kept_as_they_are,
        revisions::each_transaction_has_the_next_revision,
        revisions::a_document_knows_its_revisions,
        revisions::the_past_can_be_read,
        revisions::a_range_is_ordered_and_bounded,
        revisions::the_future_cannot_be_read,
        revisions::compaction_forgets_the_past_only,
        revisions::a_reopened_store_has_everything,
        watches::a_watch_gives_each_change_in_order,
        watches::a_watch_begins_anywhere,
        watches::a_watch_waits,
        watches::a_batch_holds_whole_transactions,
        watches::a_compacted_watch_is_told,
        watches::changes_wake_for_their_prefixes_only,
        leases::documents_go_with_their_lease,
        leases::a_lease_ends_by_itself,
        leases::a_lease_is_kept_alive,
        leases::a_put_changes_the_lease,
        leases::a_lease_that_is_none_is_refused,
        leases::a_lease_survives_a_restart,
        leases::the_end_of_a_lease_is_watched,
        concurrency::no_increment_is_lost,
        concurrency::lists_conflict_with_every_change,
        concurrency::disjoint_transactions_all_happen,
    ];
    for case in cases {
        case(&make());
    }
}

/// Longer than any case waits if the store works.
const PATIENCE: Duration = Duration::from_secs(20);

/// A wait for what must not come.
const MOMENT: Duration = Duration::from_millis(30);

fn put(key: &str, value: &str) -> Op {
    Op::Put { key: key.to_owned(), value: value.as_bytes().to_vec(), lease: None }
}

fn leased(key: &str, value: &str, lease: LeaseId) -> Op {
    Op::Put { key: key.to_owned(), value: value.as_bytes().to_vec(), lease: Some(lease) }
}

fn delete(key: &str) -> Op {
    Op::Delete { key: key.to_owned() }
}

fn modified(key: &str, revision: Revision) -> Compare {
    Compare::Modified { key: key.to_owned(), revision }
}

fn unchanged(prefix: &str, since: Revision) -> Compare {
    Compare::Unchanged { prefix: prefix.to_owned(), since }
}

/// Carries out changes without conditions; gives the revision.
fn commit(store: &dyn Store, then: impl IntoIterator<Item = Op>) -> Revision {
    let txn = Txn { then: then.into_iter().collect(), ..Txn::default() };
    let outcome = store.txn(txn).unwrap();
    assert!(outcome.succeeded, "a transaction without conditions succeeds");
    outcome.revision
}

/// Whether a transaction with these conditions and no changes succeeds.
fn holds(store: &dyn Store, compare: impl IntoIterator<Item = Compare>) -> bool {
    let txn = Txn { compare: compare.into_iter().collect(), ..Txn::default() };
    store.txn(txn).unwrap().succeeded
}

/// A document's text now.
fn value(store: &dyn Store, key: &str) -> Option<String> {
    value_at(store, key, None)
}

fn value_at(store: &dyn Store, key: &str, at: Option<Revision>) -> Option<String> {
    let entry = store.get(key, at).unwrap()?;
    assert_eq!(entry.key, key);
    Some(String::from_utf8(entry.value).unwrap())
}

/// The keys and texts under a prefix.
fn texts(store: &dyn Store, prefix: &str, at: Option<Revision>) -> Vec<(String, String)> {
    let range = store.range(prefix, at).unwrap();
    assert!(at.is_none_or(|at| at == range.revision));
    range.entries.into_iter().map(|entry| (entry.key, String::from_utf8(entry.value).unwrap())).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

/// The next batch, which must come.
fn next(watch: &mut dyn Watch) -> WatchBatch {
    let batch = watch.next(PATIENCE).unwrap().expect("a change to be seen");
    assert!(!batch.changes.is_empty());
    batch
}
