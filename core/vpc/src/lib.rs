//! The network as plain data: ids, resources, and what follows from them.
//!
//! Floor 1. Pure: never does I/O, never waits, never reads a clock, so that all of it is tested without a kernel.

pub mod compile;
pub mod documents;
pub mod drop_reason;
pub mod edge;
pub mod evaluate;
pub mod flow;
pub mod ids;
pub mod insights;
pub mod instance_types;
pub mod network;
pub mod packet;
pub mod reach;
pub mod resources;
pub mod tracepoint;

pub use compile::{Tables, compile};
pub use documents::Resource;
pub use drop_reason::{DropReason, Layer};
pub use edge::Edge;
pub use evaluate::{Departure, Evaluation, Verdict, evaluate};
pub use flow::FlowTables;
pub use instance_types::InstanceType;
pub use network::Network;
