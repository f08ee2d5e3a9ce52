//! The life of a reconciler: passes, and the waits between them.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use minato_store::{Revision, Store, StoreError};

/// How often a pass is made when nothing changes.
const TICK: Duration = Duration::from_secs(2);
/// How long a wait goes before it looks at the stop flag.
const POLL: Duration = Duration::from_millis(200);

/// Makes passes until `stop` is set: one at once, then when a document under the prefix changes, and every few seconds.
/// A pass gives what went wrong in it; the next one tries again.
pub(crate) fn make(store: &dyn Store, prefix: &str, stop: &AtomicBool, pass: impl Fn() -> Vec<String>) {
    while !stop.load(Ordering::Relaxed) {
        // Before the pass, so that nothing falls between the two.
        let next = store.revision().map(|revision| revision + 1);
        for error in pass() {
            tracing::warn!(error, "EC2's reconciler could not finish something; it tries again");
        }
        if let Err(error) = next.and_then(|next| wait(store, prefix, next, stop)) {
            tracing::warn!(%error, "EC2's reconciler cannot watch the store");
            thread::park_timeout(POLL);
        }
    }
}

fn wait(store: &dyn Store, prefix: &str, from: Revision, stop: &AtomicBool) -> Result<(), StoreError> {
    let deadline = Instant::now() + TICK;
    let mut watch = store.watch(prefix, from)?;
    while !stop.load(Ordering::Relaxed) && Instant::now() < deadline {
        if watch.next(POLL)?.is_some() {
            return Ok(());
        }
    }
    Ok(())
}
