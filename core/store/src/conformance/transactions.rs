//! What a transaction does.

use super::{Medium, commit, delete, holds, modified, pairs, put, texts, unchanged, value};
use crate::{
    error::StoreError,
    store::{Op, Store, Txn},
};

pub(super) fn a_transaction_is_whole(medium: &impl Medium) {
    let store = medium.open();
    commit(&store, [put("a/1", "one"), put("a/2", "two")]);
    let revision = commit(&store, [put("a/1", "eins"), delete("a/2"), put("a/3", "drei")]);
    assert_eq!(texts(&store, "a/", None), pairs(&[("a/1", "eins"), ("a/3", "drei")]));
    for entry in store.range("a/", None).unwrap().entries {
        assert_eq!(entry.modified, revision, "all changes have the transaction's revision");
    }
}

pub(super) fn conditions_decide_which_way_it_goes(medium: &impl Medium) {
    let store = medium.open();
    let first = commit(&store, [put("k", "1")]);
    let second = commit(&store, [put("other", "x")]);
    let try_with = |compare: Vec<_>| {
        let txn = Txn { compare, then: vec![put("way", "then")], otherwise: vec![put("way", "otherwise")] };
        let outcome = store.txn(txn).unwrap();
        let expected = if outcome.succeeded { "then" } else { "otherwise" };
        assert_eq!(value(&store, "way").as_deref(), Some(expected));
        assert_eq!(outcome.revision, store.revision().unwrap());
        outcome.succeeded
    };
    assert!(try_with(vec![modified("k", first)]));
    assert!(!try_with(vec![modified("k", second)]));
    assert!(!try_with(vec![modified("k", 0)]));
    assert!(try_with(vec![modified("none", 0)]));
    assert!(!try_with(vec![modified("none", first)]));
    assert!(try_with(vec![modified("k", first), modified("other", second)]));
    assert!(!try_with(vec![modified("k", first), modified("other", first)]), "all must hold");
    assert!(!try_with(vec![modified("k", second), modified("other", second)]), "all must hold");
}

pub(super) fn unchanged_sees_every_kind_of_change(medium: &impl Medium) {
    let store = medium.open();
    let base = commit(&store, [put("p/a", "1"), put("p/b", "1"), put("q/a", "1")]);
    assert!(holds(&store, [unchanged("p/", base)]));
    let elsewhere = commit(&store, [put("q/a", "2"), put("p", "not under it"), put("p0", "nor this")]);
    assert!(holds(&store, [unchanged("p/", base), unchanged("q/", elsewhere)]));
    assert!(!holds(&store, [unchanged("q/", base)]), "a changed one counts");
    assert!(!holds(&store, [unchanged("", base)]), "the empty prefix is all");

    let made = commit(&store, [put("p/c", "1")]);
    assert!(!holds(&store, [unchanged("p/", base)]), "a new one counts");
    assert!(holds(&store, [unchanged("p/", made)]));
    let deleted = commit(&store, [delete("p/a")]);
    assert!(!holds(&store, [unchanged("p/", made)]), "a deleted one counts");
    assert!(holds(&store, [unchanged("p/", deleted)]));
    let back = commit(&store, [put("p/d", "1")]);
    commit(&store, [delete("p/d")]);
    assert!(!holds(&store, [unchanged("p/", back - 1)]), "one that came and went counts");
}

pub(super) fn what_changes_nothing_has_no_revision(medium: &impl Medium) {
    let store = medium.open();
    let base = commit(&store, [put("k", "1")]);
    assert_eq!(commit(&store, []), base);
    assert_eq!(commit(&store, [delete("none")]), base);
    let txn = Txn { compare: vec![modified("k", 0)], then: vec![put("k", "2")], otherwise: vec![] };
    let outcome = store.txn(txn).unwrap();
    assert_eq!((outcome.succeeded, outcome.revision), (false, base));
    assert_eq!(store.revision().unwrap(), base);
    assert_eq!(value(&store, "k").as_deref(), Some("1"));
    assert_eq!(commit(&store, [put("k", "1")]), base + 1, "a put of the same bytes is a change");
}

pub(super) fn a_key_occurs_once(medium: &impl Medium) {
    let store = medium.open();
    let base = store.revision().unwrap();
    let twice = [vec![put("k", "1"), put("k", "2")], vec![put("k", "1"), delete("k")]];
    for ops in twice {
        let either = [
            Txn { then: ops.clone(), ..Txn::default() },
            // Whether it is the way taken does not matter.
            Txn { otherwise: ops, ..Txn::default() },
        ];
        for txn in either {
            assert!(matches!(store.txn(txn), Err(StoreError::DuplicateKey { key }) if key == "k"));
        }
    }
    assert_eq!(store.revision().unwrap(), base);
    assert_eq!(value(&store, "k"), None);
    let ways = Txn { then: vec![put("k", "then")], otherwise: vec![put("k", "otherwise")], ..Txn::default() };
    assert!(store.txn(ways).unwrap().succeeded, "once in each way is once");
}

pub(super) fn bytes_are_kept_as_they_are(medium: &impl Medium) {
    let store = medium.open();
    let values = [Vec::new(), vec![0], (0..=255).collect::<Vec<u8>>(), vec![b'x'; 300_000]];
    for (number, value) in values.iter().enumerate() {
        let key = format!("港/{number}");
        commit(&store, [Op::Put { key: key.clone(), value: value.clone(), lease: None }]);
        assert_eq!(&store.get(&key, None).unwrap().unwrap().value, value);
    }
    let read: Vec<_> = store.range("港/", None).unwrap().entries.into_iter().map(|entry| entry.value).collect();
    assert_eq!(read, values);
}
