//! What others change by hand is put back as soon as the kernel tells of it.

use std::{
    collections::BTreeSet,
    mem, thread,
    time::{Duration, Instant},
};

use minato_datapath::links::{Drift, DriftMonitor, LinkError};

use super::{Loops, RETRY, WATCH_TIMEOUT};
use crate::health::Part;

/// What others change within this time is put back together: a link takes its routes with it, and one look is enough for all.
/// It is also long enough for what the agent itself takes away to be no longer attached.
const WINDOW: Duration = Duration::from_millis(200);

/// How often everything inside the namespaces is looked at: not all that others change is told. A look writes nothing where all
/// is as it should be.
const LOOK_INTERVAL: Duration = Duration::from_mins(1);

impl Loops {
    /// Hears what others change of links, addresses and routes, and has it put back.
    pub(crate) fn keep_links(&self) {
        while !self.is_ending() {
            let result = self.follow_drift();
            self.inner.health.note(Part::Drift, &result);
            if result.is_err() {
                thread::sleep(RETRY);
            }
        }
    }

    /// Listens anew, looks at everything, and goes on with what is told until it is time for the next look.
    fn follow_drift(&self) -> Result<(), LinkError> {
        let begun = Instant::now();
        let mut monitor = self.inner.network.monitor()?;
        self.inner.health.succeeded(Part::Drift);
        // Of what was changed before, nobody tells any more.
        let mut told = BTreeSet::from([Drift::Unknown]);
        while !self.is_ending() && begun.elapsed() < LOOK_INTERVAL {
            if told.is_empty() {
                self.listen(&mut monitor, WATCH_TIMEOUT, &mut told)?;
                continue;
            }
            self.gather(&mut monitor, WINDOW, &mut told)?;
            if self.put_back(&mem::take(&mut told)) {
                // What cannot be put back may take away what it began with, and that is told too.
                self.gather(&mut monitor, RETRY, &mut told)?;
            }
        }
        Ok(())
    }

    /// Hears what is told until the time is over. The socket is never left unread for long: it would overflow.
    fn gather(
        &self,
        monitor: &mut DriftMonitor,
        patience: Duration,
        told: &mut BTreeSet<Drift>,
    ) -> Result<(), LinkError> {
        let begun = Instant::now();
        while let Some(left) = patience.checked_sub(begun.elapsed()).filter(|_| !self.is_ending()) {
            self.listen(monitor, left, told)?;
        }
        Ok(())
    }

    /// Waits for something to be told. What is known to be missing is so from here on.
    fn listen(
        &self,
        monitor: &mut DriftMonitor,
        patience: Duration,
        told: &mut BTreeSet<Drift>,
    ) -> Result<(), LinkError> {
        let mut new = monitor.wait(patience.min(WATCH_TIMEOUT))?;
        self.inner.network.note_missing(&new);
        told.append(&mut new);
        Ok(())
    }

    /// Puts back what was changed inside namespaces, and wakes who puts back the rest. Gives whether there was anything.
    fn put_back(&self, told: &BTreeSet<Drift>) -> bool {
        let network = &self.inner.network;
        let is_unknown = told.contains(&Drift::Unknown);
        let changed = told.iter().filter_map(|drift| match drift {
            Drift::Inside(id) => Some(id.clone()),
            Drift::Interface(_) | Drift::Outside | Drift::Unknown => None,
        });
        let changed: BTreeSet<_> = changed.collect();
        let was_changed = network.restore(Some(&changed).filter(|_| !is_unknown), || self.is_ending());
        if was_changed {
            // What could not be put back is tried again by who tells why.
            self.inner.dirty.raise();
        }
        let is_lost = is_unknown || told.contains(&Drift::Outside) || !network.missing().is_empty();
        if is_lost {
            self.inner.gateways_dirty.raise();
            self.links_lost.notify_one();
        }
        self.inner.health.tell();
        was_changed || is_lost
    }
}
