//! Group commit: what several threads want written while one commits goes into the next commit together.
//!
//! Each of them is still a transaction with a revision of its own; they share only the sync to the medium.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use ::redb::Database;

use super::{
    Shared,
    lease::{Deadlines, nanoseconds},
    tables::failed,
    write::Writer,
};
use crate::{
    error::StoreError,
    store::{LeaseId, Revision, Txn, TxnOutcome},
};

/// How much goes into one commit at most.
const MAX_BATCH: usize = 256;

/// How many revisions one commit forgets at most to keep to the retention: more than it can make, so it catches up.
const RETENTION_STEP: u64 = 2 * MAX_BATCH as u64;

/// Something to be written.
#[derive(Debug)]
pub(super) enum Job {
    /// A transaction.
    Txn(Txn),
    /// A new lease and its whole time.
    Grant(LeaseId, Duration),
    /// The end of a lease.
    Revoke(LeaseId),
    /// Forget what is older.
    Compact(Revision),
    /// Only the end of the leases whose time is over, which every commit begins with.
    Expire,
}

/// What came of a job. Only a transaction has an outcome.
type Reply = Result<Option<TxnOutcome>, StoreError>;

/// Where a job's reply appears.
type Slot = Arc<Mutex<Option<Reply>>>;

/// The jobs that wait for the next commit.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: Mutex<VecDeque<(Job, Slot)>>,
    /// Held by the thread that commits, for itself and for the others.
    committing: Mutex<()>,
}

/// What a commit needs besides its jobs.
pub(super) struct Committer<'a> {
    pub(super) shared: &'a Shared,
    pub(super) deadlines: &'a Deadlines,
    pub(super) keep_revisions: u64,
    /// Tells the current revision to the readers, after the commit and before the replies.
    pub(super) publish: &'a dyn Fn(Revision),
    pub(super) now: &'a dyn Fn() -> Duration,
}

impl Queue {
    /// Has the job done, in a commit of this thread or another's; durable when this returns.
    pub(super) fn submit(&self, job: Job, committer: &Committer<'_>) -> Reply {
        let slot = Slot::default();
        lock(&self.waiting).push_back((job, slot.clone()));
        let _committing = lock(&self.committing);
        loop {
            if let Some(reply) = lock(&slot).take() {
                return reply;
            }
            let batch: Vec<_> = {
                let mut waiting = lock(&self.waiting);
                let count = waiting.len().min(MAX_BATCH);
                waiting.drain(..count).collect()
            };
            if batch.is_empty() {
                // The thread that had taken the job panicked before it replied.
                return Err(unknown_fate("the thread that committed it panicked".into()));
            }
            let (jobs, slots): (Vec<_>, Vec<_>) = batch.into_iter().unzip();
            let replies = committer.commit(&jobs);
            for (slot, reply) in slots.into_iter().zip(replies) {
                *lock(&slot) = Some(reply);
            }
        }
    }
}

impl Committer<'_> {
    fn commit(&self, jobs: &[Job]) -> Vec<Reply> {
        match self.shared.with(|database| self.write(database, jobs)) {
            Ok(replies) => replies,
            Err(StoreError::Full { path }) => {
                jobs.iter().map(|_| Err(StoreError::Full { path: path.clone() })).collect()
            }
            Err(StoreError::NotDurable { path, reason }) => {
                let reply = || StoreError::NotDurable { path: path.clone(), reason: reason.clone() };
                jobs.iter().map(|_| Err(reply())).collect()
            }
            // What failed is the medium, so it failed for all of them; whether it is durable is not known.
            Err(error) => {
                let text = std::error::Error::source(&error).map_or(error.to_string(), ToString::to_string);
                jobs.iter().map(|_| Err(unknown_fate(text.clone().into()))).collect()
            }
        }
    }

    fn write(&self, database: &Database, jobs: &[Job]) -> Result<Vec<Reply>, StoreError> {
        let transaction = database.begin_write().map_err(failed("writing"))?;
        let mut writer = Writer::new(&transaction)?;
        for lease in self.deadlines.take_ended((self.now)()) {
            // One that ended in this very moment by itself and by a call has ended.
            let _ended = tolerate(writer.revoke(lease))?;
        }
        let mut replies = Vec::with_capacity(jobs.len());
        for job in jobs {
            replies.push(tolerate(self.job(job, &mut writer))?);
        }
        if !writer.dirty {
            drop(writer);
            transaction.abort().map_err(failed("writing"))?;
            return Ok(replies);
        }
        writer.retain(self.keep_revisions, RETENTION_STEP)?;
        let revision = writer.revision;
        writer.finish()?;
        transaction.commit().map_err(failed("commit"))?;
        (self.publish)(revision);
        for (job, reply) in jobs.iter().zip(&replies) {
            if let (Job::Grant(lease, ttl), Ok(_)) = (job, reply) {
                self.deadlines.start(*lease, *ttl, (self.now)());
            }
        }
        Ok(replies)
    }

    fn job(&self, job: &Job, writer: &mut Writer<'_>) -> Reply {
        match job {
            Job::Txn(txn) => return writer.txn(txn).map(Some),
            Job::Grant(lease, ttl) => writer.grant(*lease, nanoseconds(*ttl))?,
            Job::Revoke(lease) => {
                self.deadlines.stop(*lease);
                writer.revoke(*lease)?;
            }
            Job::Compact(revision) => writer.compact(*revision)?,
            Job::Expire => {}
        }
        Ok(None)
    }
}

/// An error of one job is its reply; an error of the medium ends the whole commit.
fn tolerate<T>(result: Result<T, StoreError>) -> Result<Result<T, StoreError>, StoreError> {
    match result {
        Err(error @ StoreError::Backend { .. }) => Err(error),
        other => Ok(other),
    }
}

fn unknown_fate(source: Box<dyn std::error::Error + Send + Sync>) -> StoreError {
    StoreError::Backend { what: "commit", source }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What these guard is whole between any two operations, so a panic elsewhere leaves it usable.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
