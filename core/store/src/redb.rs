//! The store of one machine: one file, kept by redb.
//!
//! A transaction that was acknowledged is on the medium; one that was not is there wholly or not at all. Readers never
//! wait for writers. The last revisions are kept and older ones forgotten, so the file does not grow with time.

mod commit;
mod holder;
mod lease;
mod medium;
mod read;
mod tables;
mod watch;
mod write;

use std::{
    collections::BTreeSet,
    fmt,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock},
    thread,
    time::{Duration, Instant},
};

use ::redb::{
    Builder, Database, DatabaseError, ReadableDatabase, ReadableTable, StorageError, TableError, TableHandle,
    backends::InMemoryBackend,
};

use self::{
    commit::{Committer, Job, Queue},
    lease::Deadlines,
    medium::{CACHE_BYTES, Faults},
    read::View,
    tables::{LEASES, NUMBERS, failed},
    watch::LogWatch,
    write::Writer,
};
use crate::{
    clock::{Clock, SystemClock},
    error::StoreError,
    store::{Entry, LeaseId, Op, Range, Revision, Store, Txn, TxnOutcome, Watch},
    turns::Turns,
};

/// How long a lock is waited for that no living process has taken: a child of a killed one, about to become another program,
/// holds it for a moment.
const ORPHANED_LOCK: Duration = Duration::from_secs(1);

/// How a [`RedbStore`] behaves.
#[derive(Debug, Clone)]
pub struct RedbOptions {
    /// How many revisions before the current one can still be read and watched; at least 1,000 are kept. 10,000 by
    /// default.
    pub keep_revisions: u64,
    /// The time by which leases end; the machine's by default.
    pub clock: Arc<dyn Clock>,
}

impl RedbOptions {
    /// What the interface promises to keep.
    const MIN_KEEP_REVISIONS: u64 = 1_000;
}

impl Default for RedbOptions {
    fn default() -> Self {
        Self { keep_revisions: 10_000, clock: Arc::new(SystemClock::new()) }
    }
}

/// A store in one file, or in memory.
///
/// One process at a time has the file open, until the store and its watches are dropped. Any number of threads share it.
#[derive(Debug)]
pub struct RedbStore {
    shared: Arc<Shared>,
    turns: Turns,
}

/// What the store and its watches share.
struct Shared {
    /// `None` after an error, until the file could be opened anew.
    database: RwLock<Option<Database>>,
    faults: Arc<Faults>,
    /// `None` in memory, where nothing fails.
    path: Option<PathBuf>,
    queue: Queue,
    deadlines: Deadlines,
    options: RedbOptions,
    /// The current revision, and a signal each time that it changed.
    current: Mutex<Revision>,
    changed: Condvar,
}

impl RedbStore {
    /// Opens the store in this file, and makes it if there is none.
    ///
    /// Fails with [`StoreError::InUse`] if another process has it open.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Self::open_with(path, RedbOptions::default())
    }

    /// Opens the store in this file with other options than the usual ones.
    pub fn open_with(path: impl AsRef<Path>, options: RedbOptions) -> Result<Self, StoreError> {
        let path = path.as_ref();
        // redb panics at some of the damages that a file may have.
        panic::catch_unwind(AssertUnwindSafe(|| Self::open_file(path, options))).unwrap_or_else(|_| {
            Err(StoreError::NotAStore { path: path.to_owned(), source: "its pages contradict each other".into() })
        })
    }

    fn open_file(path: &Path, options: RedbOptions) -> Result<Self, StoreError> {
        let begun = Instant::now();
        let faults = Arc::default();
        loop {
            match medium::open(path, true, &faults) {
                Ok(database) => return Self::over(database, faults, Some(path.to_owned()), options),
                Err(DatabaseError::DatabaseAlreadyOpen) => {
                    let holder = holder::of(path);
                    if holder.is_some() || begun.elapsed() >= ORPHANED_LOCK {
                        return Err(StoreError::InUse { path: path.to_owned(), holder });
                    }
                    thread::sleep(ORPHANED_LOCK / 100);
                }
                Err(error) if medium::is_of_the_content(&error) => {
                    return Err(StoreError::NotAStore { path: path.to_owned(), source: Box::new(error) });
                }
                Err(error) => return Err(failed("opening")(error)),
            }
        }
    }

    /// A store that ends with this process.
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::in_memory_with(RedbOptions::default())
    }

    /// A store that ends with this process, with other options than the usual ones.
    pub fn in_memory_with(options: RedbOptions) -> Result<Self, StoreError> {
        let database = Builder::new()
            .set_cache_size(CACHE_BYTES)
            .create_with_backend(InMemoryBackend::new())
            .map_err(failed("opening"))?;
        Self::over(database, Arc::default(), None, options)
    }

    fn over(
        database: Database,
        faults: Arc<Faults>,
        path: Option<PathBuf>,
        options: RedbOptions,
    ) -> Result<Self, StoreError> {
        let options =
            RedbOptions { keep_revisions: options.keep_revisions.max(RedbOptions::MIN_KEEP_REVISIONS), ..options };
        let shared = Shared {
            database: RwLock::default(),
            faults,
            path,
            queue: Queue::default(),
            deadlines: Deadlines::new(),
            options,
            current: Mutex::default(),
            changed: Condvar::new(),
        };
        let found = create_tables(&database).and_then(|()| shared.resume(&database));
        found.map_err(|error| shared.advised(error)).map_err(|error| match (&shared.path, error) {
            // The medium gave all that was read: what was read is wrong.
            (Some(path), StoreError::Backend { source, .. }) if !shared.faults.any() => {
                StoreError::NotAStore { path: path.clone(), source }
            }
            (_, error) => error,
        })?;
        *shared.database.write().unwrap_or_else(PoisonError::into_inner) = Some(database);
        Ok(Self { shared: Arc::new(shared), turns: Turns::default() })
    }
}

/// Makes the tables of a new file, so that readers find them. Another program's tables are left as they are.
fn create_tables(database: &Database) -> Result<(), StoreError> {
    let found = database.begin_read().map_err(failed("reading"))?;
    let mut tables = found.list_tables().map_err(failed("reading"))?.peekable();
    if tables.peek().is_some() && !tables.any(|table| table.name() == NUMBERS.name()) {
        return Err(failed("reading")(TableError::TableDoesNotExist(NUMBERS.name().to_owned())));
    }
    let transaction = database.begin_write().map_err(failed("writing"))?;
    Writer::new(&transaction)?.finish()?;
    transaction.commit().map_err(failed("commit"))
}

impl Store for RedbStore {
    fn txn(&self, txn: Txn) -> Result<TxnOutcome, StoreError> {
        refuse_duplicates(&txn.then)?;
        refuse_duplicates(&txn.otherwise)?;
        let outcome = self.shared.submit(Job::Txn(txn))?;
        Ok(outcome.expect("a transaction's reply has its outcome"))
    }

    fn get(&self, key: &str, at: Option<Revision>) -> Result<Option<Entry>, StoreError> {
        self.shared.expire_leases()?;
        self.shared.view()?.get(key, at)
    }

    fn range(&self, prefix: &str, at: Option<Revision>) -> Result<Range, StoreError> {
        self.shared.expire_leases()?;
        self.shared.view()?.range(prefix, at)
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        self.shared.expire_leases()?;
        // As the file says it: who was told of a change by a watch never reads a revision before it.
        Ok(self.shared.view()?.revision)
    }

    fn watch(&self, prefix: &str, from: Revision) -> Result<Box<dyn Watch>, StoreError> {
        Ok(Box::new(LogWatch { shared: self.shared.clone(), prefix: prefix.to_owned(), from }))
    }

    fn compact(&self, revision: Revision) -> Result<(), StoreError> {
        self.shared.submit(Job::Compact(revision)).map(drop)
    }

    fn grant(&self, ttl: Duration) -> Result<LeaseId, StoreError> {
        // 63 random bits: two leases with one id would need billions of them at once.
        let lease = LeaseId(rand::random_range(1..=i64::MAX));
        self.shared.submit(Job::Grant(lease, ttl))?;
        Ok(lease)
    }

    fn keep_alive(&self, lease: LeaseId) -> Result<(), StoreError> {
        self.shared.expire_leases()?;
        self.shared.deadlines.restart(lease, self.shared.options.clock.now())
    }

    fn revoke(&self, lease: LeaseId) -> Result<(), StoreError> {
        self.shared.submit(Job::Revoke(lease)).map(drop)
    }

    fn turns(&self) -> &Turns {
        &self.turns
    }
}

fn refuse_duplicates(ops: &[Op]) -> Result<(), StoreError> {
    let mut keys = BTreeSet::new();
    for op in ops {
        let (Op::Put { key, .. } | Op::Delete { key }) = op;
        if !keys.insert(key) {
            return Err(StoreError::DuplicateKey { key: key.clone() });
        }
    }
    Ok(())
}

impl Shared {
    fn submit(&self, job: Job) -> Result<Option<TxnOutcome>, StoreError> {
        let committer = Committer {
            shared: self,
            deadlines: &self.deadlines,
            keep_revisions: self.options.keep_revisions,
            publish: &|revision| self.publish(revision),
            now: &|| self.options.clock.now(),
        };
        self.queue.submit(job, &committer)
    }

    fn view(&self) -> Result<View, StoreError> {
        self.with(|database| View::new(database.begin_read().map_err(failed("reading"))?))
    }

    /// Works with the database, which is opened anew first if the medium failed.
    fn with<T>(&self, work: impl FnOnce(&Database) -> Result<T, StoreError>) -> Result<T, StoreError> {
        if self.faults.any() {
            self.reopen()?;
        }
        let database = self.database.read().unwrap_or_else(PoisonError::into_inner);
        // Another thread has just met an error, and taken it away.
        let database = database.as_ref().ok_or_else(|| failed("opening")(StorageError::PreviousIo))?;
        work(database).map_err(|error| self.advised(error))
    }

    /// Opens the file anew after an error of it.
    fn reopen(&self) -> Result<(), StoreError> {
        let mut database = self.database.write().unwrap_or_else(PoisonError::into_inner);
        let Some(path) = self.path.as_deref().filter(|_| self.faults.any()) else { return Ok(()) };
        if let Some(reason) = self.faults.sync() {
            return Err(StoreError::NotDurable { path: path.to_owned(), reason });
        }
        // First the old one: it holds the file's lock.
        drop(database.take());
        // Without making one: a file that somebody took away is not replaced by an empty one.
        let opened = medium::open(path, false, &self.faults).map_err(failed("opening"));
        let opened = opened.and_then(|opened| self.resume(&opened).map(|()| opened));
        *database = Some(opened.map_err(|error| self.advised(error))?);
        Ok(())
    }

    /// Takes up what the file says: its revision, and the time of its leases that has not begun.
    fn resume(&self, database: &Database) -> Result<(), StoreError> {
        let transaction = database.begin_read().map_err(failed("reading"))?;
        let leases = transaction.open_table(LEASES).map_err(failed("reading"))?;
        for lease in leases.iter().map_err(failed("reading"))? {
            let (id, ttl) = lease.map_err(failed("reading"))?;
            let ttl = Duration::from_nanos(ttl.value());
            self.deadlines.start_new(LeaseId(id.value()), ttl, self.options.clock.now());
        }
        self.publish(View::new(transaction)?.revision);
        Ok(())
    }

    /// An error of the medium, with what to do about it where that is known.
    fn advised(&self, error: StoreError) -> StoreError {
        match (&self.path, error) {
            (Some(path), StoreError::Backend { .. }) if self.faults.sync().is_some() => {
                StoreError::NotDurable { path: path.clone(), reason: self.faults.sync().unwrap_or_default() }
            }
            (Some(path), StoreError::Backend { .. }) if self.faults.full() => StoreError::Full { path: path.clone() },
            (_, error) => error,
        }
    }

    /// Ends the leases whose time is over. Every access does this first, so nobody sees what has ended.
    fn expire_leases(&self) -> Result<(), StoreError> {
        match self.deadlines.earliest() {
            Some(end) if end <= self.options.clock.now() => self.submit(Job::Expire).map(drop),
            _ => Ok(()),
        }
    }

    /// How long it is until a lease may end.
    fn until_lease_ends(&self) -> Duration {
        self.deadlines.earliest().map_or(Duration::MAX, |end| end.saturating_sub(self.options.clock.now()))
    }

    /// Waits until a revision has happened, at most for `timeout`.
    fn wait_for(&self, revision: Revision, timeout: Duration) {
        let waited = self.changed.wait_timeout_while(self.current(), timeout, |current| *current < revision);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }

    fn publish(&self, revision: Revision) {
        *self.current() = revision;
        self.changed.notify_all();
    }

    fn current(&self) -> MutexGuard<'_, Revision> {
        // A number cannot be half written.
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("options", &self.options).field("current", &self.current).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_failed_sync_nothing_is_read_or_written_until_a_restart() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("state.redb");
        let store = RedbStore::open(&path).unwrap();
        store.shared.faults.note_sync(Err(std::io::ErrorKind::StorageFull.into())).unwrap_err();
        for result in [store.revision().map(drop), store.grant(Duration::MAX).map(drop), store.revision().map(drop)] {
            let error = result.unwrap_err();
            assert!(matches!(&error, StoreError::NotDurable { path: said, .. } if *said == path), "{error:?}");
            assert!(error.to_string().contains("restart"), "{error}");
        }
        drop(store);
        assert_eq!(RedbStore::open(&path).unwrap().revision().unwrap(), 0);
    }

    #[test]
    fn a_file_that_was_taken_away_is_not_replaced_by_an_empty_one() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("state.redb");
        let store = RedbStore::open(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        store.shared.faults.note::<()>(Err(std::io::ErrorKind::Other.into())).unwrap_err();
        for _ in 0..2 {
            assert!(matches!(store.revision(), Err(StoreError::Backend { what: "opening", .. })));
        }
        assert!(!path.exists());
    }
}
