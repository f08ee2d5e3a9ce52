//! Revisions, and reading the past.

use super::{Medium, commit, delete, pairs, put, texts, value, value_at};
use crate::{
    error::StoreError,
    store::{Revision, Store},
};

pub(super) fn each_transaction_has_the_next_revision(medium: &impl Medium) {
    let store = medium.open();
    let base = store.revision().unwrap();
    for turn in 1..=5 {
        assert_eq!(commit(&store, [put("k", &turn.to_string())]), base + turn);
        assert_eq!(store.revision().unwrap(), base + turn);
    }
}

pub(super) fn a_document_knows_its_revisions(medium: &impl Medium) {
    let store = medium.open();
    let made = commit(&store, [put("k", "1")]);
    let changed = commit(&store, [put("k", "2")]);
    let entry = store.get("k", None).unwrap().unwrap();
    assert_eq!((entry.created, entry.modified, entry.lease), (made, changed, None));
    commit(&store, [delete("k")]);
    assert_eq!(store.get("k", None).unwrap(), None);
    let again = commit(&store, [put("k", "3")]);
    let entry = store.get("k", None).unwrap().unwrap();
    assert_eq!((entry.created, entry.modified), (again, again), "one made anew begins anew");
}

pub(super) fn the_past_can_be_read(medium: &impl Medium) {
    let store = medium.open();
    let base = store.revision().unwrap();
    let made = commit(&store, [put("p/a", "1"), put("p/b", "1")]);
    let changed = commit(&store, [put("p/a", "2")]);
    let deleted = commit(&store, [delete("p/a"), put("p/c", "1")]);
    let again = commit(&store, [put("p/a", "3")]);
    let expected: [(Revision, &[(&str, &str)]); 5] = [
        (base, &[]),
        (made, &[("p/a", "1"), ("p/b", "1")]),
        (changed, &[("p/a", "2"), ("p/b", "1")]),
        (deleted, &[("p/b", "1"), ("p/c", "1")]),
        (again, &[("p/a", "3"), ("p/b", "1"), ("p/c", "1")]),
    ];
    for (revision, state) in expected {
        assert_eq!(texts(&store, "p/", Some(revision)), pairs(state), "at {revision}");
        for key in ["p/a", "p/b", "p/c"] {
            let value = state.iter().find(|(name, _)| *name == key).map(|(_, value)| (*value).to_owned());
            assert_eq!(value_at(&store, key, Some(revision)), value, "{key} at {revision}");
        }
    }
    let old = store.get("p/a", Some(changed)).unwrap().unwrap();
    assert_eq!((old.created, old.modified), (made, changed));
    assert_eq!(store.range("p/", None).unwrap().revision, again);
}

pub(super) fn a_range_is_ordered_and_bounded(medium: &impl Medium) {
    let store = medium.open();
    commit(&store, ["a/b", "a/b/2", "a/b/10", "a/bc", "a", "b", "a/b/1"].map(|key| put(key, "")));
    let keys = |prefix: &str| texts(&store, prefix, None).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
    assert_eq!(keys("a/b/"), ["a/b/1", "a/b/10", "a/b/2"]);
    assert_eq!(keys("a/b"), ["a/b", "a/b/1", "a/b/10", "a/b/2", "a/bc"]);
    assert_eq!(keys("a/c"), [""; 0]);
    assert_eq!(keys("").len(), 7);
}

pub(super) fn the_future_cannot_be_read(medium: &impl Medium) {
    let store = medium.open();
    let now = commit(&store, [put("k", "1")]);
    let future = |error: &StoreError| matches!(error, StoreError::Future { wanted, current } if *wanted == now + 1 && *current == now);
    assert!(future(&store.get("k", Some(now + 1)).unwrap_err()));
    assert!(future(&store.range("k", Some(now + 1)).unwrap_err()));
    assert!(future(&store.compact(now + 1).unwrap_err()));
    assert_eq!(value(&store, "k").as_deref(), Some("1"));
}

pub(super) fn compaction_forgets_the_past_only(medium: &impl Medium) {
    let store = medium.open();
    let revisions: Vec<_> = (1..=5).map(|turn| commit(&store, [put("k", &turn.to_string())])).collect();
    let kept = commit(&store, [delete("k"), put("other", "1")]);
    let last = commit(&store, [put("k", "last")]);
    store.compact(kept).unwrap();
    for revision in revisions {
        let compacted = |error: &StoreError| matches!(error, StoreError::Compacted { wanted, oldest } if *wanted == revision && *oldest == kept);
        assert!(compacted(&store.get("k", Some(revision)).unwrap_err()));
        assert!(compacted(&store.range("", Some(revision)).unwrap_err()));
    }
    assert_eq!(texts(&store, "", Some(kept)), pairs(&[("other", "1")]));
    assert_eq!(texts(&store, "", Some(last)), pairs(&[("k", "last"), ("other", "1")]));
    assert_eq!(texts(&store, "", None), pairs(&[("k", "last"), ("other", "1")]));
    assert_eq!(store.revision().unwrap(), last, "compaction is no change");

    store.compact(kept - 1).unwrap();
    store.compact(kept).unwrap();
    assert_eq!(texts(&store, "", Some(kept)), pairs(&[("other", "1")]));
    store.compact(last).unwrap();
    assert!(store.range("", Some(kept)).is_err());
    assert_eq!(texts(&store, "", Some(last)), pairs(&[("k", "last"), ("other", "1")]));
}

pub(super) fn a_reopened_store_has_everything(medium: &impl Medium) {
    let store = medium.open();
    let first = commit(&store, [put("k", "1")]);
    let second = commit(&store, [put("k", "2"), put("l", "1")]);
    let third = commit(&store, [delete("l")]);
    store.compact(second).unwrap();
    let before = store.range("", None).unwrap();
    drop(store);

    let store = medium.open();
    assert_eq!(store.revision().unwrap(), third);
    assert_eq!(store.range("", None).unwrap(), before);
    assert_eq!(texts(&store, "", Some(second)), pairs(&[("k", "2"), ("l", "1")]));
    assert!(matches!(store.get("k", Some(first)), Err(StoreError::Compacted { .. })));
    assert_eq!(commit(&store, [put("k", "4")]), third + 1);
}
