//! When leases end. In memory only: a lease that is kept alive writes nothing, and a restart gives each its time anew.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use crate::{error::StoreError, store::LeaseId};

/// A lease's whole time and its end.
#[derive(Debug, Clone, Copy)]
struct Term {
    ttl: Duration,
    end: Duration,
}

/// The ends of all leases.
#[derive(Debug)]
pub(super) struct Deadlines {
    terms: Mutex<BTreeMap<LeaseId, Term>>,
    /// The earliest end in nanoseconds, `u64::MAX` if there is none: what every access looks at first.
    earliest: AtomicU64,
}

/// A duration in nanoseconds; one that is too long counts as five centuries.
pub(super) fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

impl Deadlines {
    pub(super) fn new() -> Self {
        Self { terms: Mutex::default(), earliest: AtomicU64::new(u64::MAX) }
    }

    /// The time of the earliest end; `None` without leases.
    pub(super) fn earliest(&self) -> Option<Duration> {
        match self.earliest.load(Ordering::Acquire) {
            u64::MAX => None,
            nanoseconds => Some(Duration::from_nanos(nanoseconds)),
        }
    }

    /// Starts a lease's time.
    pub(super) fn start(&self, lease: LeaseId, ttl: Duration, now: Duration) {
        let mut terms = self.terms();
        terms.insert(lease, Term { ttl, end: now.saturating_add(ttl) });
        self.note(&terms);
    }

    /// Starts a lease's time, unless that has begun.
    pub(super) fn start_new(&self, lease: LeaseId, ttl: Duration, now: Duration) {
        let mut terms = self.terms();
        terms.entry(lease).or_insert(Term { ttl, end: now.saturating_add(ttl) });
        self.note(&terms);
    }

    /// Starts a lease's time anew, unless it has ended.
    pub(super) fn restart(&self, lease: LeaseId, now: Duration) -> Result<(), StoreError> {
        let mut terms = self.terms();
        let term = terms.get_mut(&lease).filter(|term| now < term.end).ok_or(StoreError::NoLease)?;
        term.end = now.saturating_add(term.ttl);
        self.note(&terms);
        Ok(())
    }

    /// Takes out those whose time is over: nobody can keep them alive any more.
    pub(super) fn take_ended(&self, now: Duration) -> Vec<LeaseId> {
        let mut terms = self.terms();
        let ended: Vec<_> = terms.iter().filter(|(_, term)| term.end <= now).map(|(lease, _)| *lease).collect();
        terms.retain(|_, term| now < term.end);
        self.note(&terms);
        ended
    }

    /// Takes one out.
    pub(super) fn stop(&self, lease: LeaseId) {
        let mut terms = self.terms();
        terms.remove(&lease);
        self.note(&terms);
    }

    fn note(&self, terms: &BTreeMap<LeaseId, Term>) {
        let earliest = terms.values().map(|term| nanoseconds(term.end)).min().unwrap_or(u64::MAX);
        self.earliest.store(earliest, Ordering::Release);
    }

    fn terms(&self) -> MutexGuard<'_, BTreeMap<LeaseId, Term>> {
        // Each change is one operation of the map, so a panic elsewhere leaves it whole.
        self.terms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
