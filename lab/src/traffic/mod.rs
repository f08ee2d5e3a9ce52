//! Traffic: servers that say who they are, probes that say what happened, and the loads that benchmarks measure.

pub mod bulk;
pub mod echo;
mod outcome;
pub mod ping;
pub mod reach;
pub mod request;
pub mod stream;
pub mod usage;

pub use outcome::Outcome;
