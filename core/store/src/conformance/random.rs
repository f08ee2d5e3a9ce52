//! Random histories: the store and the model do the same things, and must say the same of them.

use std::{fmt::Debug, time::Duration};

use proptest::{
    prelude::*,
    sample::Index,
    test_runner::{Config, TestCaseError, TestRunner},
};

use super::{Medium, model::Model};
use crate::{
    error::StoreError,
    store::{Compare, LeaseId, Op, Revision, Store, Txn, Watch},
};

/// A revision of the past, of the present, or the next one.
#[derive(Debug, Clone)]
struct When(Index);

#[derive(Debug, Clone)]
enum Condition {
    Unmodified(&'static str),
    Modified(&'static str, When),
    Unchanged(&'static str, When),
}

#[derive(Debug, Clone)]
enum Write {
    Put(&'static str, u8, Option<Index>),
    Delete(&'static str),
}

#[derive(Debug, Clone)]
enum Step {
    Txn(Vec<Condition>, Vec<Write>, Vec<Write>),
    Get(&'static str, When),
    Range(&'static str, When),
    Watch(&'static str, When),
    /// Reads on in the watch that lasts from step to step.
    ReadOn,
    Compact(When),
    Grant(u8),
    KeepAlive(Index),
    Revoke(Index),
    Pass(u8),
    Reopen,
}

const KEYS: [&str; 8] = ["a/1", "a/2", "a/3", "a", "b/1", "b/1/x", "b/10", "c/1"];
const PREFIXES: [&str; 6] = ["", "a", "a/", "b/1", "c/", "none/"];

fn key() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&KEYS[..])
}

fn prefix() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&PREFIXES[..])
}

fn when() -> impl Strategy<Value = When> {
    any::<Index>().prop_map(When)
}

fn writes() -> impl Strategy<Value = Vec<Write>> {
    let write = prop_oneof![
        3 => (key(), any::<u8>()).prop_map(|(key, value)| Write::Put(key, value, None)),
        1 => (key(), any::<u8>(), any::<Index>()).prop_map(|(key, value, lease)| Write::Put(key, value, Some(lease))),
        2 => key().prop_map(Write::Delete),
    ];
    prop::collection::vec(write, 0..5)
}

fn conditions() -> impl Strategy<Value = Vec<Condition>> {
    let condition = prop_oneof![
        4 => key().prop_map(Condition::Unmodified),
        1 => (key(), when()).prop_map(|(key, when)| Condition::Modified(key, when)),
        2 => (prefix(), when()).prop_map(|(prefix, when)| Condition::Unchanged(prefix, when)),
    ];
    prop::collection::vec(condition, 0..3)
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => (conditions(), writes(), writes()).prop_map(|(when, then, or)| Step::Txn(when, then, or)),
        2 => (key(), when()).prop_map(|(key, when)| Step::Get(key, when)),
        4 => (prefix(), when()).prop_map(|(prefix, when)| Step::Range(prefix, when)),
        3 => (prefix(), when()).prop_map(|(prefix, when)| Step::Watch(prefix, when)),
        3 => Just(Step::ReadOn),
        1 => when().prop_map(Step::Compact),
        2 => (0u8..20).prop_map(Step::Grant),
        1 => any::<Index>().prop_map(Step::KeepAlive),
        1 => any::<Index>().prop_map(Step::Revoke),
        2 => (0u8..10).prop_map(Step::Pass),
        1 => Just(Step::Reopen),
    ]
}

/// Runs this many random histories, each on a medium of its own.
pub fn random_histories<M: Medium>(make: impl Fn() -> M, cases: u32) {
    let config = Config { cases, max_shrink_iters: 2_000, failure_persistence: None, ..Config::default() };
    let steps = prop::collection::vec(step(), 1..60);
    let outcome = TestRunner::new(config).run(&steps, |steps| {
        let mut run = Run::new(make());
        for step in &steps {
            run.step(step)?;
        }
        run.compare_everything()
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

/// A store under test, the model, and what the steps so far left behind.
struct Run<M: Medium> {
    medium: M,
    store: Option<M::Store>,
    model: Model,
    leases: Vec<LeaseId>,
    watch: Option<(Box<dyn Watch>, Revision)>,
}

/// An error as far as two stores must agree on it.
fn text<T>(result: Result<T, StoreError>) -> Result<T, String> {
    result.map_err(|error| format!("{error:?}"))
}

fn same<T: Debug + PartialEq>(
    what: &str,
    real: Result<T, StoreError>,
    model: Result<T, StoreError>,
) -> Result<(), TestCaseError> {
    let (real, model) = (text(real), text(model));
    prop_assert_eq!(real, model, "{}: the store at the left, the model at the right", what);
    Ok(())
}

impl<M: Medium> Run<M> {
    fn new(medium: M) -> Self {
        let store = medium.open();
        let model = Model::new(store.revision().unwrap());
        Self { medium, store: Some(store), model, leases: Vec::new(), watch: None }
    }

    fn store(&self) -> &M::Store {
        self.store.as_ref().unwrap()
    }

    fn revision(&self, when: &When) -> Revision {
        let span = self.model.revision() - self.model.base() + 2;
        self.model.base() + when.0.index(usize::try_from(span).unwrap()) as u64
    }

    fn lease(&self, index: Index) -> LeaseId {
        // The last choice is one that never was.
        *index.get(&[&self.leases[..], &[LeaseId(7)]].concat())
    }

    fn step(&mut self, step: &Step) -> Result<(), TestCaseError> {
        match step {
            Step::Txn(conditions, then, otherwise) => self.txn(conditions, then, otherwise)?,
            Step::Get(key, when) => {
                let at = self.revision(when);
                let expected = self.model.state(at).map(|state| state.get(*key).cloned());
                same("get", self.store().get(key, Some(at)), expected)?;
            }
            Step::Range(prefix, when) => self.compare_range(prefix, self.revision(when))?,
            Step::Watch(prefix, when) => {
                let from = self.revision(when);
                self.compare_watch(prefix, from)?;
                if self.watch.is_none() && self.model.changes("", from).is_ok() {
                    self.watch = Some((self.store().watch("", from).unwrap(), from));
                }
            }
            Step::ReadOn => self.read_on()?,
            Step::Compact(when) => {
                let revision = self.revision(when);
                same("compact", self.store().compact(revision), self.model.compact(revision))?;
            }
            Step::Grant(seconds) => {
                let ttl = Duration::from_secs(u64::from(*seconds) + 1);
                let lease = self.store().grant(ttl).unwrap();
                self.model.grant(lease, ttl);
                self.leases.push(lease);
            }
            Step::KeepAlive(index) => {
                let lease = self.lease(*index);
                same("keep_alive", self.store().keep_alive(lease), self.model.keep_alive(lease))?;
            }
            Step::Revoke(index) => {
                let lease = self.lease(*index);
                same("revoke", self.store().revoke(lease), self.model.revoke(lease))?;
            }
            Step::Pass(seconds) => self.pass(Duration::from_secs(u64::from(*seconds)))?,
            Step::Reopen => {
                self.watch = None;
                self.store = None;
                self.store = Some(self.medium.open());
                self.model.restart();
            }
        }
        same("revision", self.store().revision(), Ok(self.model.revision()))
    }

    fn pass(&mut self, time: Duration) -> Result<(), TestCaseError> {
        self.medium.pass(time);
        self.model.pass(time);
        same("revision", self.store().revision(), Ok(self.model.revision()))
    }

    fn txn(&mut self, conditions: &[Condition], then: &[Write], otherwise: &[Write]) -> Result<(), TestCaseError> {
        let compare = conditions.iter().map(|condition| self.condition(condition)).collect();
        let txn = Txn { compare, then: self.ops(then), otherwise: self.ops(otherwise) };
        let real = self.store().txn(txn.clone());
        same("txn", real, self.model.txn(&txn))
    }

    fn condition(&self, condition: &Condition) -> Compare {
        match condition {
            Condition::Unmodified(key) => {
                let state = self.model.state(self.model.revision()).unwrap();
                let revision = state.get(*key).map_or(0, |entry| entry.modified);
                Compare::Modified { key: (*key).to_owned(), revision }
            }
            Condition::Modified(key, when) => {
                Compare::Modified { key: (*key).to_owned(), revision: self.revision(when) }
            }
            Condition::Unchanged(prefix, when) => {
                Compare::Unchanged { prefix: (*prefix).to_owned(), since: self.revision(when) }
            }
        }
    }

    fn ops(&self, writes: &[Write]) -> Vec<Op> {
        let mut ops: Vec<(&str, Op)> = Vec::new();
        for write in writes {
            let (Write::Put(key, ..) | Write::Delete(key)) = write;
            let key = *key;
            if ops.iter().any(|(other, _)| *other == key) {
                continue;
            }
            let op = match write {
                Write::Put(_, value, lease) => {
                    Op::Put { key: key.to_owned(), value: vec![*value], lease: lease.map(|index| self.lease(index)) }
                }
                Write::Delete(_) => Op::Delete { key: key.to_owned() },
            };
            ops.push((key, op));
        }
        ops.into_iter().map(|(_, op)| op).collect()
    }

    fn compare_range(&self, prefix: &str, at: Revision) -> Result<(), TestCaseError> {
        let real = self.store().range(prefix, Some(at)).map(|range| range.entries);
        same("range", real, self.model.range(prefix, at))
    }

    fn compare_watch(&self, prefix: &str, from: Revision) -> Result<(), TestCaseError> {
        let real = self.store().watch(prefix, from).and_then(|mut watch| {
            let mut changes = Vec::new();
            while let Some(batch) = watch.next(Duration::ZERO)? {
                changes.extend(batch.changes);
            }
            Ok(changes)
        });
        same("watch", real, self.model.changes(prefix, from))
    }

    fn read_on(&mut self) -> Result<(), TestCaseError> {
        let Some((mut watch, from)) = self.watch.take() else { return Ok(()) };
        let expected = self.model.changes("", from);
        let mut changes = Vec::new();
        loop {
            match watch.next(Duration::ZERO) {
                Ok(Some(batch)) => changes.extend(batch.changes),
                Ok(None) => break,
                // It is told, and has to begin anew.
                Err(error) => return same("reading on", Err(error), expected),
            }
        }
        same("reading on", Ok(changes), expected)?;
        self.watch = Some((watch, from.max(self.model.revision() + 1)));
        Ok(())
    }

    fn compare_everything(&mut self) -> Result<(), TestCaseError> {
        self.read_on()?;
        for revision in self.model.base()..=self.model.revision() + 1 {
            for prefix in PREFIXES {
                self.compare_range(prefix, revision)?;
                self.compare_watch(prefix, revision)?;
            }
        }
        let now = self.store().range("", None).map(|range| range.entries);
        same("range now", now, self.model.range("", self.model.revision()))?;
        let oldest = self.model.oldest();
        same("oldest", self.store().range("", Some(oldest)).map(|range| range.revision), Ok(oldest))
    }
}
