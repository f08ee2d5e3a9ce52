//! The redb store passes the suite that every implementation must pass.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use std::{path::Path, sync::Arc, time::Duration};

use minato_store::{
    ManualClock, RedbOptions, RedbStore,
    conformance::{self, Medium},
};
use tempfile::TempDir;

struct File {
    directory: TempDir,
    clock: Arc<ManualClock>,
}

impl File {
    fn on_disk() -> Self {
        Self { directory: tempfile::tempdir().unwrap(), clock: Arc::default() }
    }

    /// In memory where the system has such a place: a random history syncs thousands of times.
    fn fast() -> Self {
        let memory = Path::new("/dev/shm");
        let directory = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        Self { directory: directory.unwrap(), clock: Arc::default() }
    }
}

impl Medium for File {
    type Store = RedbStore;

    fn open(&self) -> RedbStore {
        let options = RedbOptions { clock: self.clock.clone(), ..RedbOptions::default() };
        RedbStore::open_with(self.directory.path().join("state.redb"), options).unwrap()
    }

    fn pass(&self, time: Duration) {
        self.clock.advance(time);
    }
}

#[test]
fn every_case() {
    conformance::run(File::on_disk);
}

#[test]
fn random_histories() {
    conformance::random_histories(File::fast, 256);
}
