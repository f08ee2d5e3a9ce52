//! How each part of the agent is doing: its last success and its last failure.

use std::{
    collections::BTreeMap,
    error::Error,
    fmt::Write as _,
    sync::{Mutex, PoisonError},
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
    /// Sandboxes.
    Sandboxes,
    /// NAT gateways.
    NatGateways,
    /// The public side of the host.
    PublicSide,
    /// The ways to VPN gateways.
    OnPremises,
    /// Flow events and the flow table's ends.
    Flows,
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
}

impl PartHealth {
    /// Whether its last attempt succeeded.
    pub fn is_healthy(&self) -> bool {
        self.failed_at <= self.succeeded_at
    }
}

/// The health of all parts.
#[derive(Debug, Default)]
pub(crate) struct Health(Mutex<BTreeMap<Part, PartHealth>>);

impl Health {
    pub(crate) fn succeeded(&self, part: Part) {
        let mut parts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        parts.entry(part).or_default().succeeded_at = Some(Timestamp::now());
    }

    pub(crate) fn failed(&self, part: Part, error: &dyn Error) {
        let text = chain(error);
        tracing::warn!(?part, error = %text, "failed; it will be tried again");
        let mut parts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let health = parts.entry(part).or_default();
        health.failed_at = Some(Timestamp::now());
        health.last_error = Some(text);
    }

    pub(crate) fn note<T, E: Error + 'static>(&self, part: Part, result: &Result<T, E>) {
        match result {
            Ok(_) => self.succeeded(part),
            Err(error) => self.failed(part, error),
        }
    }

    pub(crate) fn all(&self) -> BTreeMap<Part, PartHealth> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
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
