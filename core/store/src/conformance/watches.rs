//! Reading the log.

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use super::{MOMENT, Medium, PATIENCE, commit, delete, next, put};
use crate::{
    changes::Changes,
    error::StoreError,
    store::{Change, Revision, Store, WatchBatch},
};

fn summary(batch: &WatchBatch) -> Vec<(Revision, String)> {
    let text = |change: &Change| match change {
        Change::Put(entry) => format!("{}={}", entry.key, String::from_utf8_lossy(&entry.value)),
        Change::Deleted(key) => format!("{key} deleted"),
    };
    batch.changes.iter().map(|(revision, change)| (*revision, text(change))).collect()
}

pub(super) fn a_watch_gives_each_change_in_order(medium: &impl Medium) {
    let store = medium.open();
    let base = store.revision().unwrap();
    let mut watch = store.watch("p/", base + 1).unwrap();
    let first = commit(&store, [put("p/b", "1"), put("p/a", "1"), put("q/a", "1")]);
    let second = commit(&store, [put("p/a", "2")]);
    commit(&store, [put("q/a", "2")]);
    let third = commit(&store, [delete("p/a"), put("p/c", "1")]);
    let expected = [(first, "p/a=1"), (first, "p/b=1"), (second, "p/a=2"), (third, "p/a deleted"), (third, "p/c=1")];
    let mut seen = Vec::new();
    while seen.len() < expected.len() {
        let batch = next(&mut *watch);
        for (revision, change) in &batch.changes {
            if let Change::Put(entry) = change {
                assert_eq!(entry.modified, *revision, "a change has the form of its own revision");
            }
        }
        seen.extend(summary(&batch));
    }
    assert_eq!(seen, expected.map(|(revision, text)| (revision, text.to_owned())));
    assert_eq!(watch.next(Duration::ZERO).unwrap(), None, "each change is given once");
}

pub(super) fn a_watch_begins_anywhere(medium: &impl Medium) {
    let store = medium.open();
    let revisions: Vec<_> = (1..=4).map(|turn| commit(&store, [put("k", &turn.to_string())])).collect();
    for (index, from) in revisions.iter().enumerate() {
        let mut watch = store.watch("k", *from).unwrap();
        let mut seen = Vec::new();
        while seen.last() != revisions.last() {
            let batch = next(&mut *watch);
            seen.extend(batch.changes.iter().map(|(revision, _)| *revision));
            assert!(batch.revision >= *seen.last().unwrap());
        }
        assert_eq!(seen, revisions[index..], "`from` itself is included");
    }
    // One in the future is waited for.
    let last = *revisions.last().unwrap();
    let mut watch = store.watch("k", last + 2).unwrap();
    commit(&store, [put("k", "too early")]);
    assert_eq!(watch.next(MOMENT).unwrap(), None);
    let wanted = commit(&store, [put("k", "wanted")]);
    assert_eq!(summary(&next(&mut *watch)), [(wanted, "k=wanted".to_owned())]);
}

pub(super) fn a_watch_waits(medium: &impl Medium) {
    let store = medium.open();
    let base = store.revision().unwrap();
    let mut watch = store.watch("p/", base + 1).unwrap();
    assert_eq!(watch.next(Duration::ZERO).unwrap(), None);
    assert_eq!(watch.next(MOMENT).unwrap(), None);
    commit(&store, [put("q/", "elsewhere")]);
    assert_eq!(watch.next(MOMENT).unwrap(), None, "another prefix wakes nobody");

    let mut patient = store.watch("p/", base + 1).unwrap();
    let started = Instant::now();
    thread::scope(|scope| {
        let waiting = scope.spawn(move || next(&mut *patient));
        assert_eq!(watch.next(MOMENT).unwrap(), None);
        let revision = commit(&store, [put("p/a", "1")]);
        assert_eq!(summary(&waiting.join().unwrap()), [(revision, "p/a=1".to_owned())]);
    });
    assert!(started.elapsed() < PATIENCE / 2, "the change wakes the watch, not the end of its patience");
    let batch = next(&mut *watch);
    let mut later = store.watch("p/", batch.revision + 1).unwrap();
    assert_eq!(later.next(Duration::ZERO).unwrap(), None, "a later watch goes on after the batch");
}

pub(super) fn a_batch_holds_whole_transactions(medium: &impl Medium) {
    let store = medium.open();
    let base = store.revision().unwrap();
    let transactions: u64 = 300;
    for turn in 0..transactions {
        commit(&store, (0..7).map(|number| put(&format!("p/{number}"), &turn.to_string())));
    }
    let mut watch = store.watch("p/", base + 1).unwrap();
    let mut next_revision = base + 1;
    while next_revision <= base + transactions {
        let batch = next(&mut *watch);
        for changes in batch.changes.chunks(7) {
            assert_eq!(changes.len(), 7, "a transaction was split");
            assert!(changes.iter().all(|(revision, _)| *revision == next_revision));
            next_revision += 1;
        }
        assert_eq!(batch.revision, next_revision - 1);
    }
}

pub(super) fn a_compacted_watch_is_told(medium: &impl Medium) {
    let store = medium.open();
    let first = commit(&store, [put("k", "1")]);
    commit(&store, [put("k", "2")]);
    let third = commit(&store, [delete("k")]);
    let mut slow = store.watch("k", first).unwrap();
    store.compact(third).unwrap();
    let compacted = |error: &StoreError| matches!(error, StoreError::Compacted { wanted, oldest } if *wanted == first && *oldest == third);
    assert!(compacted(&slow.next(PATIENCE).unwrap_err()));
    // A store may tell at once or at the first read.
    let error = store.watch("k", first).and_then(|mut watch| watch.next(PATIENCE)).unwrap_err();
    assert!(compacted(&error));
    let mut kept = store.watch("k", third).unwrap();
    assert_eq!(summary(&next(&mut *kept)), [(third, "k deleted".to_owned())]);
}

pub(super) fn changes_wake_for_their_prefixes_only(medium: &impl Medium) {
    let store: Arc<dyn Store> = Arc::new(medium.open());
    commit(&*store, [put("a/1", "before")]);
    let mut changes = Changes::new(store.clone(), ["a/", "b/"]).unwrap();
    assert_eq!(changes.wait(MOMENT).unwrap(), None, "what was before wakes nobody");
    commit(&*store, [put("c/1", "elsewhere"), put("a", "nor this")]);
    assert_eq!(changes.wait(MOMENT).unwrap(), None);
    commit(&*store, [put("b/1", "")]);
    let last = commit(&*store, [delete("a/1")]);
    assert_eq!(changes.wait(PATIENCE).unwrap(), Some(last), "several changes wake once");
    assert_eq!(changes.wait(Duration::ZERO).unwrap(), None);

    commit(&*store, [put("a/1", "again")]);
    let last = commit(&*store, [put("c/1", "again")]);
    store.compact(last).unwrap();
    assert_eq!(changes.wait(PATIENCE).unwrap(), Some(last), "what was forgotten wakes");
    let last = commit(&*store, [put("a/1", "more")]);
    assert_eq!(changes.wait(PATIENCE).unwrap(), Some(last));
    let mut since = Changes::since(store.clone(), ["a/"], last).unwrap();
    assert_eq!(since.wait(PATIENCE).unwrap(), Some(last));
}
