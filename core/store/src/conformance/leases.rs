//! Leases and their end.

use std::time::Duration;

use super::{Medium, commit, leased, next, put, value};
use crate::{
    error::StoreError,
    store::{Change, LeaseId, Store, Txn},
};

/// A lease's time: long enough that none ends by itself while a case runs, should its time be real.
const TTL: Duration = Duration::from_secs(5);
const ALMOST: Duration = Duration::from_secs(3);

fn no_lease<T>(result: Result<T, StoreError>) -> bool {
    result.is_err_and(|error| matches!(error, StoreError::NoLease))
}

pub(super) fn documents_go_with_their_lease(medium: &impl Medium) {
    let store = medium.open();
    let (lease, other) = (store.grant(TTL).unwrap(), store.grant(TTL).unwrap());
    assert_ne!(lease, other);
    commit(&store, [leased("a", "1", lease), leased("b", "1", lease), leased("c", "1", other), put("d", "1")]);
    let before = commit(&store, [put("e", "1")]);
    assert_eq!(store.get("a", None).unwrap().unwrap().lease, Some(lease));
    store.revoke(lease).unwrap();
    assert_eq!(["a", "b", "c", "d"].map(|key| value(&store, key).is_some()), [false, false, true, true]);
    assert_eq!(store.revision().unwrap(), before + 1, "in one transaction");
    assert_eq!(store.get("a", Some(before)).unwrap().unwrap().lease, Some(lease), "the past has not changed");
    assert!(no_lease(store.revoke(lease)));
    assert!(no_lease(store.keep_alive(lease)));

    let unused = store.grant(TTL).unwrap();
    let before = store.revision().unwrap();
    store.revoke(unused).unwrap();
    assert_eq!(store.revision().unwrap(), before, "an end that deletes nothing is no change");
}

pub(super) fn a_lease_ends_by_itself(medium: &impl Medium) {
    let store = medium.open();
    let (short, long) = (store.grant(TTL).unwrap(), store.grant(4 * TTL).unwrap());
    let before = commit(&store, [leased("short", "1", short), leased("long", "1", long)]);
    medium.pass(ALMOST);
    assert!(value(&store, "short").is_some());
    medium.pass(TTL);
    assert_eq!(value(&store, "short"), None);
    assert!(value(&store, "long").is_some());
    assert_eq!(store.revision().unwrap(), before + 1);
    assert!(no_lease(store.keep_alive(short)));
    assert!(no_lease(store.revoke(short)));
    assert!(store.keep_alive(long).is_ok());
}

pub(super) fn a_lease_is_kept_alive(medium: &impl Medium) {
    let store = medium.open();
    let lease = store.grant(TTL).unwrap();
    let before = commit(&store, [leased("k", "1", lease)]);
    for _ in 0..3 {
        medium.pass(ALMOST);
        store.keep_alive(lease).unwrap();
    }
    assert!(value(&store, "k").is_some());
    assert_eq!(store.revision().unwrap(), before, "to keep alive is no change");
    medium.pass(2 * TTL);
    assert_eq!(value(&store, "k"), None);
}

pub(super) fn a_put_changes_the_lease(medium: &impl Medium) {
    let store = medium.open();
    let (first, second) = (store.grant(TTL).unwrap(), store.grant(TTL).unwrap());
    commit(&store, [leased("freed", "1", first), leased("moved", "1", first), leased("kept", "1", first)]);
    commit(&store, [put("freed", "2"), leased("moved", "2", second), leased("kept", "2", first)]);
    store.revoke(first).unwrap();
    assert_eq!(["freed", "moved", "kept"].map(|key| value(&store, key).is_some()), [true, true, false]);
    assert_eq!(store.get("freed", None).unwrap().unwrap().lease, None);
    store.revoke(second).unwrap();
    assert_eq!(["freed", "moved"].map(|key| value(&store, key).is_some()), [true, false]);
}

pub(super) fn a_lease_that_is_none_is_refused(medium: &impl Medium) {
    let store = medium.open();
    let ended = store.grant(TTL).unwrap();
    store.revoke(ended).unwrap();
    let base = commit(&store, [put("k", "1")]);
    for lease in [ended, LeaseId(77)] {
        let txn = Txn { then: vec![put("k", "2"), leased("l", "1", lease)], ..Txn::default() };
        assert!(no_lease(store.txn(txn)));
        // The way that is not taken does not matter.
        let txn = Txn { otherwise: vec![leased("l", "1", lease)], ..Txn::default() };
        assert!(store.txn(txn).unwrap().succeeded);
        assert!(no_lease(store.keep_alive(lease)));
        assert!(no_lease(store.revoke(lease)));
    }
    assert_eq!(store.revision().unwrap(), base);
    assert_eq!(value(&store, "k").as_deref(), Some("1"), "nothing of the transaction happened");

    let over = store.grant(TTL).unwrap();
    medium.pass(2 * TTL);
    let txn = Txn { then: vec![leased("l", "1", over)], ..Txn::default() };
    assert!(no_lease(store.txn(txn)), "a lease whose time is over has ended");
}

pub(super) fn a_lease_survives_a_restart(medium: &impl Medium) {
    let store = medium.open();
    let lease = store.grant(TTL).unwrap();
    commit(&store, [leased("k", "1", lease)]);
    medium.pass(ALMOST);
    drop(store);

    let store = medium.open();
    medium.pass(ALMOST);
    assert!(value(&store, "k").is_some(), "its time started anew");
    store.keep_alive(lease).unwrap();
    medium.pass(2 * TTL);
    assert_eq!(value(&store, "k"), None);
    drop(store);
    let store = medium.open();
    assert!(no_lease(store.keep_alive(lease)), "an end survives as well");
}

pub(super) fn the_end_of_a_lease_is_watched(medium: &impl Medium) {
    let store = medium.open();
    let lease = store.grant(TTL).unwrap();
    let before = commit(&store, [leased("k", "1", lease)]);
    let mut watch = store.watch("k", before + 1).unwrap();
    assert_eq!(watch.next(Duration::ZERO).unwrap(), None);
    medium.pass(2 * TTL);
    let batch = next(&mut *watch);
    assert_eq!(batch.changes, [(before + 1, Change::Deleted("k".to_owned()))]);
    assert!(watch.next(Duration::ZERO).unwrap().is_none());
}
