//! For tests and benchmarks: machines as namespaces, traffic probes, packet builders and a packet capture.
//!
//! The modules under [`traffic`] and [`packet`] need nothing of the project: the binary `minato-probe` is made of them, and
//! runs in containers. The others make namespaces and therefore need root.

#[cfg(feature = "host")]
pub mod capture;
#[cfg(feature = "host")]
pub mod namespace;
pub mod packet;
#[cfg(feature = "host")]
pub mod process;
pub mod traffic;
mod wait;

pub use wait::{TimedOut, eventually};
