//! What only the redb store promises: one process at a time, a bounded file, nothing lost in a crash.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use std::{
    collections::BTreeMap,
    env,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use minato_store::{ManualClock, Op, RedbOptions, RedbStore, Store, StoreError, Txn};

/// Names the file in which the child of the crash test writes.
const CRASH_FILE: &str = "MINATO_STORE_CRASH_FILE";
const WRITERS: u64 = 4;
const DOCUMENTS: u64 = 5;

fn put(key: String, value: &str) -> Op {
    Op::Put { key, value: value.as_bytes().to_vec(), lease: None }
}

fn commit(store: &RedbStore, then: Vec<Op>) -> u64 {
    store.txn(Txn { then, ..Txn::default() }).unwrap().revision
}

#[test]
fn an_open_file_is_refused_and_says_who_has_it() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.redb");
    let store = RedbStore::open(&path).unwrap();
    let error = RedbStore::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::InUse { .. }));
    let text = error.to_string();
    for part in [path.to_str().unwrap(), &format!("process {}", std::process::id()), "data directory"] {
        assert!(text.contains(part), "`{text}` lacks `{part}`");
    }
    drop(store);
    assert!(RedbStore::open(&path).is_ok());
}

#[test]
fn only_its_owner_may_read_the_file() {
    use std::os::unix::fs::PermissionsExt;

    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.redb");
    drop(RedbStore::open(&path).unwrap());
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}

fn refusal(path: &Path) -> String {
    let error = RedbStore::open(path).unwrap_err();
    assert!(matches!(&error, StoreError::NotAStore { path: said, .. } if said == path), "{error:?}");
    error.to_string()
}

#[test]
fn what_is_no_store_is_refused_and_left_as_it_is() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.redb");
    let text = "not a store, and long enough to look like one".repeat(100);
    std::fs::write(&path, &text).unwrap();
    for part in [path.to_str().unwrap(), "no state of Minato's", "move it away", "--data-dir"] {
        assert!(refusal(&path).contains(part), "`{}` lacks `{part}`", refusal(&path));
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    let nowhere = directory.path().join("none/state.redb");
    assert!(matches!(RedbStore::open(nowhere), Err(StoreError::Backend { what: "opening", .. })));

    // Another program's database is one of redb as well.
    let path = directory.path().join("others.redb");
    let table = redb::TableDefinition::<&str, u64>::new("theirs");
    let others = redb::Database::create(&path).unwrap();
    let transaction = others.begin_write().unwrap();
    transaction.open_table(table).unwrap().insert("answer", 42).unwrap();
    transaction.commit().unwrap();
    drop(others);
    refusal(&path);
    let others = redb::Database::open(&path).unwrap();
    let tables = redb::ReadableDatabase::begin_read(&others).unwrap().list_tables().unwrap().count();
    assert_eq!(tables, 1, "nothing was added to it");
}

#[test]
fn a_damaged_store_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.redb");
    let store = RedbStore::open(&path).unwrap();
    for number in 0..200 {
        commit(&store, vec![put(format!("k/{number}"), &"x".repeat(1_000))]);
    }
    drop(store);
    let whole = std::fs::read(&path).unwrap();
    let pages = 64..whole.len();
    for (what, damaged) in [
        ("cut short", whole[..whole.len() / 4].to_vec()),
        ("without its header's end", [&whole[..64], &vec![0xa5; 256], &whole[320..]].concat()),
        ("with other pages", [&whole[..4096], &vec![0xa5; pages.len() - 4032]].concat()),
    ] {
        std::fs::write(&path, damaged).unwrap();
        assert!(refusal(&path).contains("is damaged"), "{what}");
    }
}

#[test]
fn a_store_in_memory_begins_empty() {
    let store = RedbStore::in_memory().unwrap();
    assert_eq!(store.revision().unwrap(), 0);
    assert_eq!(commit(&store, vec![put("k".into(), "1")]), 1);
    assert_eq!(store.range("", None).unwrap().entries.len(), 1);
    assert!(RedbStore::in_memory().unwrap().range("", None).unwrap().entries.is_empty());
}

#[test]
fn old_revisions_are_forgotten_and_the_file_stays_small() {
    let directory = tempfile::tempdir_in(if Path::new("/dev/shm").is_dir() { "/dev/shm" } else { "/tmp" }).unwrap();
    let path = directory.path().join("state.redb");
    // Fewer than the interface promises are not to be had.
    let options = RedbOptions { keep_revisions: 10, ..RedbOptions::default() };
    let store = RedbStore::open_with(&path, options).unwrap();
    let value = "x".repeat(1_000);
    let write = |count: u64| {
        for turn in 0..count {
            commit(&store, vec![put(format!("k/{}", turn % 10), &value)]);
        }
        std::fs::metadata(&path).unwrap().len()
    };
    let early = write(2_000);
    let late = write(4_000);
    assert!(late <= early + early / 2, "{early} bytes became {late}");

    let now = store.revision().unwrap();
    assert_eq!(now, 6_000);
    assert_eq!(store.range("k/", Some(now - 1_000)).unwrap().entries.len(), 10);
    let oldest = store.range("k/", Some(1)).unwrap_err();
    assert!(matches!(oldest, StoreError::Compacted { wanted: 1, oldest: 5_000 }), "{oldest}");
    assert!(matches!(store.watch("", 1).unwrap().next(Duration::ZERO), Err(StoreError::Compacted { .. })));
    let mut watch = store.watch("", now - 1_000).unwrap();
    let mut seen = 0;
    while let Some(batch) = watch.next(Duration::ZERO).unwrap() {
        let revisions = batch.revision - (now - 1_000 + seen) + 1;
        assert!(revisions <= 1_000, "a batch is bounded");
        seen += batch.changes.len() as u64;
    }
    assert_eq!(seen, 1_001);
}

#[test]
fn the_log_of_small_changes_is_forgotten_as_well() {
    let directory = tempfile::tempdir_in(if Path::new("/dev/shm").is_dir() { "/dev/shm" } else { "/tmp" }).unwrap();
    let path = directory.path().join("state.redb");
    let options = RedbOptions { keep_revisions: 10, ..RedbOptions::default() };
    let store = RedbStore::open_with(&path, options).unwrap();
    // Deleted again and again, so that next to nothing but the log is left.
    let key = |number: usize| format!("{}/{number}", "k".repeat(200));
    let write = |turns: usize| {
        for _ in 0..turns {
            commit(&store, (0..3).map(|number| put(key(number), "")).collect());
            commit(&store, (0..3).map(|number| Op::Delete { key: key(number) }).collect());
        }
        std::fs::metadata(&path).unwrap().len()
    };
    let early = write(600);
    let late = write(900);
    assert!(late <= early + early / 2, "{early} bytes became {late}");
}

#[test]
fn a_waiting_watch_sees_the_end_of_a_lease_without_another_access() {
    let store = RedbStore::in_memory().unwrap();
    let lease = store.grant(Duration::from_millis(50)).unwrap();
    let leased = Op::Put { key: "k".into(), value: vec![], lease: Some(lease) };
    let from = commit(&store, vec![leased]) + 1;
    let batch = store.watch("k", from).unwrap().next(Duration::from_secs(20)).unwrap();
    assert_eq!(batch.unwrap().changes.len(), 1);
}

#[test]
fn a_clock_that_stands_still_ends_no_lease() {
    let clock = Arc::new(ManualClock::default());
    let store = RedbStore::in_memory_with(RedbOptions { clock: clock.clone(), ..RedbOptions::default() }).unwrap();
    let lease = store.grant(Duration::ZERO + Duration::from_nanos(1)).unwrap();
    assert!(store.keep_alive(lease).is_ok());
    clock.advance(Duration::from_nanos(1));
    assert!(matches!(store.keep_alive(lease), Err(StoreError::NoLease)));
    let endless = store.grant(Duration::MAX).unwrap();
    clock.advance(Duration::from_secs(u64::from(u32::MAX)));
    assert!(store.keep_alive(endless).is_ok());
}

/// A child that is killed whatever becomes of the test.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _already_dead = self.0.kill();
        let _already_dead = self.0.wait();
    }
}

#[test]
fn a_killed_process_loses_nothing_that_it_acknowledged() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.redb");
    let mut acknowledged: BTreeMap<(u64, u64), u64> = BTreeMap::new();
    for round in 0..5u64 {
        let mut child = Killed(
            Command::new(env::current_exe().unwrap())
                .args(["--exact", "the_child_that_is_killed", "--nocapture"])
                .env(CRASH_FILE, &path)
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap(),
        );
        let lines = BufReader::new(child.0.stdout.take().unwrap()).lines();
        let mut count = 0;
        // Each round ends in the middle of something else.
        for line in lines {
            count += u64::from(note(&mut acknowledged, &line.unwrap()));
            if count == 40 + 17 * round {
                child.0.kill().unwrap();
            }
        }
        assert!(count >= 40 + 17 * round, "the child ended by itself after {count} transactions");
        drop(child);
        check(&RedbStore::open(&path).unwrap(), &acknowledged);
    }
}

/// Notes a line `ack WRITER TURN REVISION`. The last line may be cut off.
fn note(acknowledged: &mut BTreeMap<(u64, u64), u64>, line: &str) -> bool {
    let numbers: Vec<u64> = line.split(' ').skip(1).filter_map(|word| word.parse().ok()).collect();
    let whole = line.starts_with("ack ") && line.ends_with('.');
    match numbers[..] {
        [writer, turn, revision] if whole => acknowledged.insert((writer, turn), revision).is_none(),
        _ => false,
    }
}

fn check(store: &RedbStore, acknowledged: &BTreeMap<(u64, u64), u64>) {
    let mut found: BTreeMap<(u64, u64), Vec<u64>> = BTreeMap::new();
    for entry in store.range("w/", None).unwrap().entries {
        let mut words = entry.key.split('/').skip(1).map(|word| word.parse::<u64>().unwrap());
        found.entry((words.next().unwrap(), words.next().unwrap())).or_default().push(entry.modified);
    }
    for (transaction, revision) in acknowledged {
        let revisions = found.get(transaction).unwrap_or_else(|| panic!("{transaction:?} was lost"));
        assert!(revisions.iter().all(|found| found == revision), "{transaction:?} at {revisions:?}, not {revision}");
    }
    for (transaction, revisions) in &found {
        assert_eq!(revisions.len() as u64, DOCUMENTS, "{transaction:?} is half there");
        assert!(revisions.iter().all(|revision| *revision == revisions[0]));
    }
    let writes = found.len() as u64;
    assert_eq!(store.revision().unwrap(), writes, "each transaction has one revision");
    let mut log = store.watch("", 1).unwrap();
    let mut logged = 0;
    while let Some(batch) = log.next(Duration::ZERO).unwrap() {
        logged += batch.changes.len() as u64;
    }
    assert_eq!(logged, writes * (DOCUMENTS + 1), "the log tells the same");
}

/// Not a test of its own: the process that the test above kills.
#[test]
fn the_child_that_is_killed() {
    let Some(path) = env::var_os(CRASH_FILE) else { return };
    let store = RedbStore::open(path).unwrap();
    let begin = store.revision().unwrap();
    let output = Mutex::new(std::io::stdout());
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (store, output) = (&store, &output);
            scope.spawn(move || {
                for turn in begin.. {
                    let documents = (0..DOCUMENTS).map(|number| put(format!("w/{writer}/{turn}/{number}"), "value"));
                    // One document that is replaced each time, so that there is history as well.
                    let then = documents.chain([put(format!("latest/{writer}"), &turn.to_string())]).collect();
                    let revision = commit(store, then);
                    let mut output = output.lock().unwrap();
                    writeln!(output, "ack {writer} {turn} {revision} .").unwrap();
                    output.flush().unwrap();
                }
            });
        }
    });
}

#[test]
fn a_lock_that_a_dead_process_left_to_a_child_is_waited_for() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.redb");
    drop(RedbStore::open(&path).unwrap());
    // `flock` takes the lock and ends; the child holds it on for a moment.
    let script = "exec 9<>\"$1\"; flock 9; sleep 0.3 <&- >&- 2>&- &";
    let status = Command::new("sh").args(["-c", script, "sh"]).arg(&path).status().unwrap();
    assert!(status.success());
    RedbStore::open(&path).unwrap();
}
