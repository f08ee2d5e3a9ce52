//! The node agent: watch, compile, apply.
//!
//! [`Agent`] keeps one host equal to the documents of the store: the network's tables in the kernel, an ENI per sandbox,
//! the sandboxes' containers in containerd. What it observes it writes as [`minato_workload::SandboxStatus`]. It knows no
//! API, and whoever writes the documents does not know it.

mod agent;
mod config;
pub mod container_log;
mod dirty;
mod down;
mod error;
mod flow;
mod health;
mod images;
mod instances;
mod nat;
mod network;
mod observe;
mod plane;
mod reconcile;
mod runtime;
mod sandbox;
mod settle;
mod tables;
mod trace;
mod work;

pub use agent::Agent;
pub use config::{Config, Instance};
pub use down::{DownError, Keep, down};
pub use error::{NodeError, RuntimeError};
pub use flow::{FlowEndpoint, FlowEvent, FlowEventKind, FlowReason, FlowSubscription};
pub use health::{Part, PartHealth};
pub use images::StoredImage;
pub use nat::{NatCounts, NatSummary, try_translation};
pub use observe::{AgentStatus, ContainerSummary, HostTraces, LinkTrace, PublicTrace, SandboxSummary};
pub use plane::DataPlane;
pub use runtime::{ImageReference, MalformedReference};
pub use trace::TraceError;
pub use work::{Counts, Work};
