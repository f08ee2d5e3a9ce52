//! Whether a loop has something to do, and whether it has done it.

use std::{
    sync::{Condvar, Mutex, PoisonError},
    time::Duration,
};

/// A loop's rounds: each begins after something was raised, or a time was over, and is for all that was raised before.
#[derive(Debug, Default)]
pub(crate) struct Dirty {
    rounds: Mutex<Rounds>,
    raised: Condvar,
}

#[derive(Debug, Default)]
struct Rounds {
    raised: u64,
    begun: u64,
    ended: u64,
}

impl Dirty {
    /// Says that there is something to do. Gives the number by which [`Self::has_ended`] knows it.
    pub(crate) fn raise(&self) -> u64 {
        let mut rounds = self.rounds.lock().unwrap_or_else(PoisonError::into_inner);
        rounds.raised += 1;
        self.raised.notify_all();
        rounds.raised
    }

    /// Waits until there is something to do, or the time is over, and begins a round. Gives the last number that it is for.
    pub(crate) fn wait(&self, patience: Duration) -> u64 {
        let rounds = self.rounds.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.raised.wait_timeout_while(rounds, patience, |rounds| rounds.raised == rounds.begun);
        let (mut rounds, _) = waited.unwrap_or_else(PoisonError::into_inner);
        rounds.begun = rounds.raised;
        rounds.begun
    }

    /// Ends a round, whatever came of it.
    pub(crate) fn end(&self, round: u64) {
        self.rounds.lock().unwrap_or_else(PoisonError::into_inner).ended = round;
    }

    /// Whether a round that began after the number was given has ended.
    pub(crate) fn has_ended(&self, number: u64) -> bool {
        self.rounds.lock().unwrap_or_else(PoisonError::into_inner).ended >= number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_raised_before_the_wait_is_not_lost() {
        let dirty = Dirty::default();
        assert_eq!(dirty.wait(Duration::ZERO), 0);
        dirty.raise();
        dirty.raise();
        assert_eq!(dirty.wait(Duration::MAX), 2);
        assert_eq!(dirty.wait(Duration::ZERO), 2);
    }

    #[test]
    fn what_is_raised_during_a_round_is_for_the_next_one() {
        let dirty = Dirty::default();
        let first = dirty.raise();
        let round = dirty.wait(Duration::MAX);
        let second = dirty.raise();
        assert!(!dirty.has_ended(first));
        dirty.end(round);
        assert!(dirty.has_ended(first) && !dirty.has_ended(second));
        dirty.end(dirty.wait(Duration::MAX));
        assert!(dirty.has_ended(second));
    }
}
