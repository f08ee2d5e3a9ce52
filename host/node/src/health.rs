//! How each part of the agent is doing: its last success and its last failure.

use std::{
    collections::BTreeMap,
    error::Error,
    fmt::Write as _,
    sync::{Condvar, Mutex, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A part of the agent that makes something equal to the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Reading the store's changes.
    Watch,
    /// The connection to containerd.
    Containerd,
    /// Compiling and applying the network.
    Network,
    /// Putting back what others took away.
    Repair,
    /// Hearing what others change.
    Drift,
    /// Sandboxes.
    Sandboxes,
    /// NAT gateways.
    NatGateways,
    /// Instances.
    Instances,
    /// The public side of the host.
    PublicSide,
    /// The route to its IPv6 addresses: where another instance has one, the rest of the public side is there without it.
    PublicIpv6,
    /// The ways to VPN gateways.
    OnPremises,
    /// Flow events and the flow table's ends.
    Flows,
}

impl Part {
    /// All of them, in their order.
    pub const ALL: [Part; 12] = [
        Part::Watch,
        Part::Containerd,
        Part::Network,
        Part::Repair,
        Part::Drift,
        Part::Sandboxes,
        Part::NatGateways,
        Part::Instances,
        Part::PublicSide,
        Part::PublicIpv6,
        Part::OnPremises,
        Part::Flows,
    ];

    /// Its name, as it is written in JSON and in metrics.
    pub fn name(self) -> &'static str {
        match self {
            Part::Watch => "watch",
            Part::Containerd => "containerd",
            Part::Network => "network",
            Part::Repair => "repair",
            Part::Drift => "drift",
            Part::Sandboxes => "sandboxes",
            Part::NatGateways => "nat-gateways",
            Part::Instances => "instances",
            Part::PublicSide => "public-side",
            Part::PublicIpv6 => "public-ipv6",
            Part::OnPremises => "on-premises",
            Part::Flows => "flows",
        }
    }
}

/// How a part is doing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartHealth {
    /// When it last did what it should.
    pub succeeded_at: Option<Timestamp>,
    /// When it last failed.
    pub failed_at: Option<Timestamp>,
    /// Why, with all causes.
    pub last_error: Option<String>,
    /// Whether that was its last attempt. The times do not say so, for the clock may be set.
    pub is_failing: bool,
    /// How often it failed since the agent started.
    pub failures: u64,
}

impl PartHealth {
    /// Whether its last attempt succeeded.
    pub fn is_healthy(&self) -> bool {
        !self.is_failing
    }
}

/// The health of all parts, and a way to wait until anything becomes of them.
#[derive(Debug, Default)]
pub(crate) struct Health {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    parts: BTreeMap<Part, PartHealth>,
    /// How often something was noted or told.
    generation: u64,
}

impl Health {
    pub(crate) fn succeeded(&self, part: Part) {
        self.change(|parts| {
            let health = parts.entry(part).or_default();
            health.succeeded_at = Some(Timestamp::now());
            health.is_failing = false;
        });
    }

    pub(crate) fn failed(&self, part: Part, error: &dyn Error) {
        let text = chain(error);
        self.change(|parts| {
            let health = parts.entry(part).or_default();
            // Once, and not at each attempt.
            if !health.is_failing || health.last_error.as_ref() != Some(&text) {
                tracing::warn!(part = part.name(), error = %text, "failed, and is tried again until it succeeds; the rest goes on");
            }
            health.failed_at = Some(Timestamp::now());
            health.failures += 1;
            health.last_error = Some(text);
            health.is_failing = true;
        });
    }

    pub(crate) fn note<T, E: Error + 'static>(&self, part: Part, result: &Result<T, E>) {
        match result {
            Ok(_) => self.succeeded(part),
            Err(error) => self.failed(part, error),
        }
    }

    /// Wakes who waits: something became of a part that shows elsewhere.
    pub(crate) fn tell(&self) {
        self.change(|_| ());
    }

    pub(crate) fn all(&self) -> BTreeMap<Part, PartHealth> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).parts.clone()
    }

    /// How often something became of a part: to be asked before one looks, and given to [`Self::wait`] after it.
    pub(crate) fn generation(&self) -> u64 {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).generation
    }

    /// Waits until something became of a part after `seen`, or the time is over.
    pub(crate) fn wait(&self, seen: u64, patience: Duration) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        // The caller looks again, whatever it was that ended the wait.
        drop(self.changed.wait_timeout_while(state, patience, |state| state.generation == seen));
    }

    fn change(&self, change: impl FnOnce(&mut BTreeMap<Part, PartHealth>)) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut state.parts);
        state.generation += 1;
        self.changed.notify_all();
    }
}

/// An error with its causes, in one line.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        // Writing to a string cannot fail.
        let _ = write!(text, ": {error}");
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_parts_are_listed_in_their_order() {
        for (place, part) in Part::ALL.into_iter().enumerate() {
            assert_eq!(part as usize, place, "{part:?}");
        }
    }

    #[test]
    fn the_last_attempt_counts_though_the_clock_was_set_back_since() {
        let health = Health::default();
        health.failed(Part::Network, &std::io::Error::other("no room"));
        assert!(!health.all()[&Part::Network].is_healthy());
        health.change(|parts| parts.entry(Part::Network).or_default().failed_at = Some(Timestamp::MAX));
        health.succeeded(Part::Network);
        assert!(health.all()[&Part::Network].is_healthy());
        health.failed(Part::Network, &std::io::Error::other("no room"));
        assert!(!health.all()[&Part::Network].is_healthy());
    }
}
