//! The file below redb. After an error of it redb refuses everything until it is opened anew: this knows when that is
//! needed, and when it is safe.
//!
//! A write or a change of length that failed, most often for lack of room, left the last commit as it was, or whole: a
//! database that is opened anew finds which. After a sync that failed nobody knows what the disk holds, although the
//! kernel may show the pages as if they were on it: then nothing is read or written until a restart.

use std::{
    fs::OpenOptions,
    io::{self, ErrorKind},
    ops::Bound,
    os::unix::fs::OpenOptionsExt,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use ::redb::{BackendError, Builder, Database, DatabaseError, StorageBackend, StorageError, backends::FileBackend};

/// How much of the file is kept in memory at most: far more than the state of a machine.
pub(super) const CACHE_BYTES: usize = 64 << 20;

/// What has failed since the file was opened.
#[derive(Debug, Default)]
pub(super) struct Faults {
    failed: AtomicBool,
    full: AtomicBool,
    sync: Mutex<Option<String>>,
}

impl Faults {
    /// Whether anything has: redb must be opened anew.
    pub(super) fn any(&self) -> bool {
        self.failed.load(Ordering::Acquire)
    }

    /// Whether there was no room.
    pub(super) fn full(&self) -> bool {
        self.full.load(Ordering::Acquire)
    }

    /// Why a sync failed, if one did.
    pub(super) fn sync(&self) -> Option<String> {
        self.sync.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn clear(&self) {
        self.full.store(false, Ordering::Release);
        self.failed.store(false, Ordering::Release);
    }

    pub(super) fn note<T>(&self, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result {
            if matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge) {
                self.full.store(true, Ordering::Release);
            }
            self.failed.store(true, Ordering::Release);
        }
        result
    }

    pub(super) fn note_sync(&self, result: io::Result<()>) -> io::Result<()> {
        if let Err(error) = &result {
            *self.sync.lock().unwrap_or_else(PoisonError::into_inner) = Some(error.to_string());
        }
        self.note(result)
    }
}

/// Opens the file's database, and makes it if there is none and `create` says so. Faults count from here on.
pub(super) fn open(path: &Path, create: bool, faults: &Arc<Faults>) -> Result<Database, DatabaseError> {
    faults.clear();
    // Open to its owner only: documents hold what containers are told in confidence.
    let file = OpenOptions::new().read(true).write(true).create(create).truncate(false).mode(0o600).open(path);
    let file = file.map_err(DatabaseError::from).and_then(FileBackend::new);
    let opened = file.and_then(|file| {
        let medium = Medium { file, faults: Arc::clone(faults) };
        Builder::new().set_cache_size(CACHE_BYTES).create_with_backend(medium)
    });
    if opened.is_err() {
        faults.failed.store(true, Ordering::Release);
    }
    opened
}

/// Whether an error says that the file was read, and is not what a store's file is.
pub(super) fn is_of_the_content(error: &DatabaseError) -> bool {
    match error {
        DatabaseError::UpgradeRequired(_)
        | DatabaseError::RepairAborted
        | DatabaseError::Storage(StorageError::Corrupted(_)) => true,
        DatabaseError::Storage(StorageError::Io(error)) => {
            matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::UnexpectedEof)
        }
        _ => false,
    }
}

/// A file that notes what fails.
#[derive(Debug)]
struct Medium {
    file: FileBackend,
    faults: Arc<Faults>,
}

impl StorageBackend for Medium {
    fn len(&self) -> io::Result<u64> {
        self.faults.note(self.file.len())
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.faults.note(self.file.read(offset, out))
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.faults.note(self.file.set_len(len))
    }

    fn sync_data(&self) -> io::Result<()> {
        self.faults.note_sync(self.file.sync_data())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.faults.note(self.file.write(offset, data))
    }

    fn close(&self) -> io::Result<()> {
        self.file.close()
    }

    fn try_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.file.try_lock_range(start, end)
    }

    fn try_lock_shared_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.file.try_lock_shared_range(start, end)
    }

    fn lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.file.lock_range(start, end)
    }

    fn lock_shared_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.file.lock_shared_range(start, end)
    }

    fn unlock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.file.unlock_range(start, end)
    }

    fn query_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.file.query_lock_range(start, end)
    }
}
