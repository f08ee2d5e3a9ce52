//! A watch: reads the log, and sleeps while there is nothing new in it.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use super::Shared;
use crate::{
    error::StoreError,
    store::{Revision, Watch, WatchBatch},
};

/// A wait without an end in practice; adding it to the present overflows nothing.
const LONGEST_WAIT: Duration = Duration::from_hours(365 * 24);

/// A reader of the log under one prefix.
pub(super) struct LogWatch {
    pub(super) shared: Arc<Shared>,
    pub(super) prefix: String,
    /// The revision that is read next.
    pub(super) from: Revision,
}

impl Watch for LogWatch {
    fn next(&mut self, timeout: Duration) -> Result<Option<WatchBatch>, StoreError> {
        let deadline = Instant::now() + timeout.min(LONGEST_WAIT);
        loop {
            self.shared.expire_leases()?;
            let view = self.shared.view()?;
            while self.from <= view.revision {
                let batch = view.changes(&self.prefix, self.from)?;
                self.from = batch.revision + 1;
                if !batch.changes.is_empty() {
                    return Ok(Some(batch));
                }
            }
            drop(view);
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            self.shared.wait_for(self.from, left.min(self.shared.until_lease_ends()));
        }
    }
}
