//! The one way in which tests wait: for a condition, with a deadline.

use std::{
    thread,
    time::{Duration, Instant},
};

/// How long to pause between two looks at a condition.
const PAUSE: Duration = Duration::from_millis(5);

/// The condition did not come true in time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} did not happen within {deadline:?}")]
pub struct TimedOut {
    /// What was waited for.
    pub what: String,
    /// How long it was waited for.
    pub deadline: Duration,
}

/// Looks at `condition` until it gives a value, for `deadline` at most.
pub fn eventually<T>(what: &str, deadline: Duration, mut condition: impl FnMut() -> Option<T>) -> Result<T, TimedOut> {
    let end = Instant::now() + deadline;
    loop {
        if let Some(value) = condition() {
            return Ok(value);
        }
        if Instant::now() >= end {
            return Err(TimedOut { what: what.to_owned(), deadline });
        }
        thread::sleep(PAUSE);
    }
}
