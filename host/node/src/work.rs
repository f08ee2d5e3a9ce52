//! What the agent counts of its own work.

use std::{sync::Arc, time::Instant};

use minato_datapath::Applied;
use prometheus_client::metrics::{
    counter::Counter,
    histogram::{Histogram, exponential_buckets},
};

/// A quarter of a millisecond to two seconds: a change of one rule, and all tables of a large host written at once.
const BUCKETS: (f64, f64, u16) = (0.000_25, 2.0, 14);

/// What the agent counts of its own work since it started. Clones count together.
#[derive(Debug, Clone)]
pub struct Work(Arc<Counts>);

/// The counts.
#[derive(Debug)]
pub struct Counts {
    /// Seconds to read the documents and compile them into tables, each time.
    pub compile: Histogram,
    /// Seconds to make the kernel decide by tables that differ from those before; attaching an edge is not in it.
    pub apply: Histogram,
    /// Times that the kernel could not be made to.
    pub apply_failures: Counter,
    /// Entries that were written into the kernel's tables because the network changed.
    pub entries_written: Counter,
    /// Entries that were deleted from them for the same reason.
    pub entries_deleted: Counter,
    /// Entries, programs and pins of the data plane that others had changed, and that were put back.
    pub repaired_entries: Counter,
    /// Namespaces of ENIs that others had changed, and that were put back.
    pub repaired_namespaces: Counter,
    /// Links of ENIs that others had taken away or down, and that were made anew.
    pub repaired_links: Counter,
}

impl Default for Work {
    fn default() -> Self {
        let (start, factor, length) = BUCKETS;
        let durations = || Histogram::new(exponential_buckets(start, factor, length));
        Self(Arc::new(Counts {
            compile: durations(),
            apply: durations(),
            apply_failures: Counter::default(),
            entries_written: Counter::default(),
            entries_deleted: Counter::default(),
            repaired_entries: Counter::default(),
            repaired_namespaces: Counter::default(),
            repaired_links: Counter::default(),
        }))
    }
}

impl Work {
    /// Counts what changed in the kernel's tables because the network did.
    pub(crate) fn count_entries(&self, applied: Applied) {
        self.entries_written.inc_by(count(applied.written));
        self.entries_deleted.inc_by(count(applied.deleted));
    }
}

impl std::ops::Deref for Work {
    type Target = Counts;

    fn deref(&self) -> &Counts {
        &self.0
    }
}

/// A number as the counters take it.
pub(crate) fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// Runs a piece of work and notes how long it took, when it succeeded.
pub(crate) fn timed<T, E>(durations: &Histogram, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let begun = Instant::now();
    let done = work()?;
    durations.observe(begun.elapsed().as_secs_f64());
    Ok(done)
}
