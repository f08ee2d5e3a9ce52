//! The store of one machine: one file, kept by redb.
//!
//! A transaction that was acknowledged is on the medium; one that was not is there wholly or not at all. Readers never
//! wait for writers. The last revisions are kept and older ones forgotten, so the file does not grow with time.

mod commit;
mod holder;
mod lease;
mod read;
mod tables;
mod watch;
mod write;

use std::{
    collections::BTreeSet,
    fmt,
    fs::OpenOptions,
    os::unix::fs::OpenOptionsExt,
    path::Path,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use ::redb::{
    Builder, Database, DatabaseError, ReadableDatabase, ReadableTable,
    backends::{FileBackend, InMemoryBackend},
};

use self::{
    commit::{Committer, Job, Queue},
    lease::Deadlines,
    read::View,
    tables::{LEASES, failed},
    watch::LogWatch,
    write::Writer,
};
use crate::{
    clock::{Clock, SystemClock},
    error::StoreError,
    store::{Entry, LeaseId, Op, Range, Revision, Store, Txn, TxnOutcome, Watch},
    turns::Turns,
};

/// How much of the file is kept in memory at most: far more than the state of a machine.
const CACHE_BYTES: usize = 64 << 20;

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
    database: Database,
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
        let begun = Instant::now();
        loop {
            match Self::open_file(path) {
                Ok(database) => return Self::over(database, options),
                Err(DatabaseError::DatabaseAlreadyOpen) => {
                    let holder = holder::of(path);
                    if holder.is_some() || begun.elapsed() >= ORPHANED_LOCK {
                        return Err(StoreError::InUse { path: path.to_owned(), holder });
                    }
                    thread::sleep(ORPHANED_LOCK / 100);
                }
                Err(error) => return Err(failed("opening")(error)),
            }
        }
    }

    fn open_file(path: &Path) -> Result<Database, DatabaseError> {
        // Open to its owner only: documents hold what containers are told in confidence.
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path);
        let backend = file.map_err(DatabaseError::from).and_then(FileBackend::new)?;
        Builder::new().set_cache_size(CACHE_BYTES).create_with_backend(backend)
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
        Self::over(database, options)
    }

    fn over(database: Database, options: RedbOptions) -> Result<Self, StoreError> {
        let options =
            RedbOptions { keep_revisions: options.keep_revisions.max(RedbOptions::MIN_KEEP_REVISIONS), ..options };
        create_tables(&database)?;
        let deadlines = Deadlines::new();
        let transaction = database.begin_read().map_err(failed("reading"))?;
        let leases = transaction.open_table(LEASES).map_err(failed("reading"))?;
        for lease in leases.iter().map_err(failed("reading"))? {
            let (id, ttl) = lease.map_err(failed("reading"))?;
            deadlines.start(LeaseId(id.value()), Duration::from_nanos(ttl.value()), options.clock.now());
        }
        let revision = View::new(transaction)?.revision;
        let shared = Shared {
            database,
            queue: Queue::default(),
            deadlines,
            options,
            current: Mutex::new(revision),
            changed: Condvar::new(),
        };
        Ok(Self { shared: Arc::new(shared), turns: Turns::default() })
    }
}

/// Makes the tables of a new file, so that readers find them.
fn create_tables(database: &Database) -> Result<(), StoreError> {
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
            database: &self.database,
            deadlines: &self.deadlines,
            keep_revisions: self.options.keep_revisions,
            publish: &|revision| self.publish(revision),
            now: &|| self.options.clock.now(),
        };
        self.queue.submit(job, &committer)
    }

    fn view(&self) -> Result<View, StoreError> {
        View::new(self.database.begin_read().map_err(failed("reading"))?)
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
