//! eBPF programs, their loader and maps, namespaces and links.
//!
//! The only crate with `unsafe`. One program at the host's end of each ENI's link takes the whole decision about a
//! packet that leaves the ENI, by the tables that [`minato_vpc::compile()`] makes. It holds no state of its own that
//! matters: all is in maps, pinned beside the programs' links, so that an agent may end and start without a flow lost.
//! Whatever is missing — an entry, a policy, a map — drops.

pub mod chain;
pub mod config;
mod counters;
pub mod datapath;
mod encode;
pub mod error;
pub mod events;
pub mod flows;
pub mod grace;
#[allow(unreachable_pub, reason = "the build script includes it as well")]
mod layout;
pub mod links;
mod loader;
mod maps;
pub mod observer;
mod pins;
pub mod trace;

pub use config::{Config, Timeouts};
pub use counters::{Counters, InterfaceCounters, Traffic};
pub use datapath::{Applied, Datapath, Expired};
pub use error::{Error, Result};
pub use events::{Event, EventKind, Events};
pub use flows::{FlowEnd, FlowRecord, Stage};
pub use loader::TestRun;
pub use observer::{Allowance, EdgeReading, Observer, TableUse};
pub use trace::{TracedPlane, Tracer};
