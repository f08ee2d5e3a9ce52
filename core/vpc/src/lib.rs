//! The network as plain data: ids, resources, and what follows from them.
//!
//! Floor 1. Pure: never does I/O, never waits, never reads a clock, so that all of it is tested without a kernel.

pub mod documents;
pub mod ids;
pub mod network;
pub mod resources;

pub use documents::Resource;
pub use network::Network;
