//! What the store costs, next to what the medium costs by itself: `cargo bench -p minato-store`.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on says so by panicking")]
#![allow(clippy::print_stdout, reason = "the figures are what this is for")]

use std::{
    fs::File,
    hint::black_box,
    io::{Seek, Write},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use minato_document::{Document, Key, Prefix};
use minato_store::{Op, RedbStore, Snapshot, Store, StoreError, Txn, transact};
use serde::{Deserialize, Serialize};

#[derive(Clone, Serialize, Deserialize)]
struct Interface {
    id: String,
    count: u64,
    text: String,
}

impl Document for Interface {
    const KIND: &'static str = "interface";

    fn key(&self) -> Key<Self> {
        Key::new([&self.id])
    }
}

fn interface(number: u64) -> Interface {
    Interface { id: format!("eni-{number:017x}"), count: 0, text: "x".repeat(400) }
}

/// Prints the median time of one run.
fn measure(name: &str, runs: usize, mut run: impl FnMut()) {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let started = Instant::now();
            run();
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!("{name:<62} {:>12.1?}  (p99 {:.1?})", times[runs / 2], times[runs * 99 / 100]);
}

/// Prints how many of `each` per thread were done in a second.
fn throughput(name: &str, threads: u64, each: u64, run: impl Fn(u64, u64) + Sync) {
    let started = Instant::now();
    thread::scope(|scope| {
        for number in 0..threads {
            let run = &run;
            scope.spawn(move || (0..each).for_each(|turn| run(number, turn)));
        }
    });
    let rate = f64::from(u32::try_from(threads * each).unwrap()) / started.elapsed().as_secs_f64();
    println!("{name:<62} {rate:>12.0}/s");
}

fn put(document: &Interface) -> Op {
    let value = serde_json::to_vec(document).unwrap();
    Op::Put { key: document.key().as_str().to_owned(), value, lease: None }
}

fn commit(store: &RedbStore, then: Vec<Op>) {
    store.txn(Txn { then, ..Txn::default() }).unwrap();
}

fn increment(store: &RedbStore, number: u64) {
    let key = interface(number).key();
    transact(store, |tx| -> Result<(), StoreError> {
        let mut document = tx.get(&key)?.unwrap_or_else(|| interface(number));
        document.count += 1;
        tx.put(&document)
    })
    .unwrap();
}

fn medium(directory: &Path) {
    let mut file = File::create(directory.join("plain")).unwrap();
    let block = [7; 16 << 10];
    measure("medium: overwrite 16 KiB and fdatasync", 200, || {
        file.rewind().unwrap();
        file.write_all(&block).unwrap();
        file.sync_data().unwrap();
    });
}

fn writes(store: &RedbStore) {
    let mut number = 0;
    measure("txn: one document, durable", 300, || {
        number += 1;
        commit(store, vec![put(&interface(number % 10))]);
    });
    throughput("txn: 50 threads, documents of their own", 50, 20, |thread, _| increment(store, 1_000 + thread));
    throughput("transact: 50 threads, one document", 50, 20, |_, _| increment(store, 0));
    assert_eq!(Snapshot::new(store).unwrap().get(&interface(0).key()).unwrap().unwrap().count, 1_000);
}

fn reads(store: &RedbStore, name: &str) {
    for number in 0..10 {
        commit(store, (0..1_000).map(|low| put(&interface(number * 1_000 + low))).collect());
    }
    let all = Prefix::<Interface>::all();
    let before = store.revision().unwrap();
    println!("-- {name}, 10,000 documents of 450 bytes");
    measure("get", 1_000, || {
        black_box(store.get(interface(5_000).key().as_str(), None).unwrap());
    });
    measure("range over 10,000, now", 30, || {
        assert!(store.range(all.as_str(), None).unwrap().entries.len() >= 10_000);
    });
    for number in 0..100 {
        commit(store, vec![put(&interface(number))]);
    }
    measure("range over 10,000, 100 revisions ago", 30, || {
        assert!(store.range(all.as_str(), Some(before)).unwrap().entries.len() >= 10_000);
    });
    measure("list of 10,000 as documents", 30, || {
        assert!(Snapshot::new(store).unwrap().list(&all).unwrap().len() >= 10_000);
    });
    measure("transact: list of 10,000, put one", 30, || {
        transact(store, |tx| -> Result<(), StoreError> {
            assert!(tx.list(&all)?.len() >= 10_000);
            tx.put(&interface(1))
        })
        .unwrap();
    });
    measure("watch: read 100 revisions", 100, || {
        let mut watch = store.watch("", before + 1).unwrap();
        assert!(watch.next(Duration::ZERO).unwrap().unwrap().changes.len() >= 100);
    });
}

fn main() {
    let directory = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    medium(directory.path());
    let store = RedbStore::open(directory.path().join("state.redb")).unwrap();
    writes(&store);
    reads(&store, "in a file");
    let store = RedbStore::in_memory().unwrap();
    reads(&store, "in memory");
}
