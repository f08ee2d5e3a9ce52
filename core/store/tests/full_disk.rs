//! A disk that is full, and has room again: no change that was acknowledged is lost, and no restart is needed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::Duration,
};

use minato_store::{LeaseId, ManualClock, Op, RedbOptions, RedbStore, Store, StoreError, Txn, TxnOutcome};

/// Names the directory in which the child writes: a small file system of its mount namespace.
const SMALL_DISK: &str = "MINATO_STORE_SMALL_DISK";
const LEASE: Duration = Duration::from_secs(10);

fn put(store: &RedbStore, key: &str, size: usize, lease: Option<LeaseId>) -> Result<TxnOutcome, StoreError> {
    let then = vec![Op::Put { key: key.to_owned(), value: vec![b'x'; size], lease }];
    store.txn(Txn { then, ..Txn::default() })
}

/// Its disk is mounted where nobody else sees it, and goes with the process.
#[test]
fn a_store_goes_on_when_a_full_disk_has_room_again() {
    let directory = tempfile::tempdir().unwrap();
    let mount = "mount -t tmpfs -o size=4m none \"$1\" && shift && exec \"$@\"";
    let user: &[&str] = if runs_as_root() { &[] } else { &["--map-root-user"] };
    let output = Command::new("unshare")
        .args(user)
        .args(["--mount", "sh", "-c", mount, "sh"])
        .arg(directory.path())
        .arg(env::current_exe().unwrap())
        .args(["--exact", "the_child_on_a_small_disk"])
        .env(SMALL_DISK, directory.path())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}

fn runs_as_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

/// Not a test of its own: what the test above starts.
#[test]
fn the_child_on_a_small_disk() {
    let Some(directory) = env::var_os(SMALL_DISK).map(PathBuf::from) else { return };
    let (path, ballast) = (directory.join("state.redb"), directory.join("ballast"));
    fs::write(&ballast, vec![0; 2 << 20]).unwrap();
    let clock = Arc::new(ManualClock::default());
    let options = RedbOptions { clock: clock.clone(), ..RedbOptions::default() };
    let store = RedbStore::open_with(&path, options).unwrap();
    let lease = store.grant(LEASE).unwrap();
    put(&store, "leased", 1, Some(lease)).unwrap();

    let written = fill(&store, &path);
    assert!(written > 3, "{written} documents went into a disk for some hundreds");
    assert!(
        matches!(put(&store, "further", 100_000, None), Err(StoreError::Full { .. })),
        "the second says it as well"
    );
    check(&store, written);
    // Its end cannot be written now, and is not forgotten.
    clock.advance(LEASE);
    let _full = store.get("leased", None);

    fs::remove_file(&ballast).unwrap();
    let mut watch = store.watch("later", store.revision().unwrap() + 1).unwrap();
    put(&store, "later", 1_000, None).unwrap();
    let batch = watch.next(Duration::ZERO).unwrap().unwrap();
    assert_eq!(batch.changes.len(), 1, "a watch goes on as well");
    check(&store, written);
    clock.advance(LEASE);
    assert!(store.get("leased", None).unwrap().is_none(), "a lease ends although its end could not be written");

    drop((store, watch));
    let store = RedbStore::open(&path).unwrap();
    check(&store, written);
    assert!(store.get("later", None).unwrap().is_some());
}

/// Writes until there is no room, and says how many documents were acknowledged.
fn fill(store: &RedbStore, path: &Path) -> u64 {
    for number in 0.. {
        match put(store, &format!("k/{number}"), 20_000, None) {
            Ok(_) => {}
            Err(error) => {
                assert!(matches!(&error, StoreError::Full { path: said } if said == path), "{error:?}");
                assert!(error.to_string().contains("free space"), "{error}");
                return number;
            }
        }
    }
    unreachable!("the disk has an end")
}

fn check(store: &RedbStore, written: u64) {
    let found = store.range("k/", None).unwrap().entries;
    assert_eq!(found.len() as u64, written, "what was acknowledged is there, and nothing else");
    assert!(found.iter().all(|entry| entry.value.len() == 20_000));
}
