//! Typed transactions of many threads at once.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

use minato_document::{Document, Key, Prefix};
use serde::{Deserialize, Serialize};

use super::Medium;
use crate::{
    error::StoreError,
    store::Store,
    transaction::{Snapshot, transact},
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Counter {
    name: String,
    count: u64,
}

impl Document for Counter {
    const KIND: &'static str = "counter";

    fn key(&self) -> Key<Self> {
        Key::new([&self.name])
    }
}

fn count(store: &dyn Store, name: &str) -> u64 {
    let found = Snapshot::new(store).unwrap().get(&Key::<Counter>::new([name])).unwrap();
    found.map_or(0, |counter| counter.count)
}

fn increment(store: &dyn Store, name: &str) -> Result<u64, StoreError> {
    transact(store, |tx| {
        let before = tx.get(&Key::<Counter>::new([name]))?.map_or(0, |counter| counter.count);
        tx.put(&Counter { name: name.to_owned(), count: before + 1 })?;
        Ok(before + 1)
    })
}

pub(super) fn no_increment_is_lost(medium: &impl Medium) {
    const THREADS: u64 = 50;
    const EACH: u64 = 4;
    let store = medium.open();
    let sum = AtomicU64::new(0);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for _ in 0..EACH {
                    sum.fetch_add(increment(&store, "shared").unwrap(), Ordering::SeqCst);
                }
            });
        }
    });
    let total = THREADS * EACH;
    assert_eq!(count(&store, "shared"), total);
    assert_eq!(sum.into_inner(), total * (total + 1) / 2, "each saw a count of its own");
}

/// Each thread makes a document only if fewer than ten are there, so that ten are there in the end; or deletes one and
/// makes two, so that a deletion which nobody noticed would show as a wrong sum.
pub(super) fn lists_conflict_with_every_change(medium: &impl Medium) {
    const LIMIT: usize = 10;
    let store = medium.open();
    let made = AtomicU64::new(0);
    let refused = AtomicU64::new(0);
    thread::scope(|scope| {
        for number in 0..24 {
            let (store, made, refused) = (&store, &made, &refused);
            scope.spawn(move || {
                let done = transact(store, |tx| -> Result<bool, StoreError> {
                    let there = tx.list(&Prefix::<Counter>::all())?;
                    if there.len() >= LIMIT {
                        return Ok(false);
                    }
                    if let Some(oldest) = there.first().filter(|_| number % 3 == 0) {
                        tx.delete(&oldest.key());
                        tx.put(&Counter { name: format!("replaces-{number}"), count: oldest.count })?;
                    }
                    tx.put(&Counter { name: format!("made-{number}"), count: 1 })?;
                    Ok(true)
                });
                let counter = if done.unwrap() { made } else { refused };
                counter.fetch_add(1, Ordering::SeqCst);
            });
        }
    });
    let there = Snapshot::new(&store).unwrap().list(&Prefix::<Counter>::all()).unwrap();
    assert_eq!(there.len(), LIMIT);
    assert_eq!((made.into_inner(), refused.into_inner()), (10, 14));
    assert!(there.iter().all(|counter| counter.count == 1));
}

pub(super) fn disjoint_transactions_all_happen(medium: &impl Medium) {
    let store = medium.open();
    let base = store.revision().unwrap();
    thread::scope(|scope| {
        for number in 0..16 {
            let store = &store;
            scope.spawn(move || {
                for _ in 0..4 {
                    increment(store, &format!("own-{number}")).unwrap();
                }
            });
        }
    });
    for number in 0..16 {
        assert_eq!(count(&store, &format!("own-{number}")), 4);
    }
    assert_eq!(store.revision().unwrap(), base + 64, "each has a revision of its own");
}
