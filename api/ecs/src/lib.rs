//! The ECS API: clusters, task definitions, Fargate tasks, and the reconciler that carries tasks to their ends.
//!
//! Floor 3. A task is written in one transaction together with its ENI and its sandbox; a host's agent reads the sandbox and
//! writes what it observed under another key, and `DescribeTasks` joins the two. Never touches the kernel and knows no
//! agent. A task shows `STOPPED` only when its ENI is gone and its address released.

#![allow(clippy::needless_pass_by_value, reason = "operations own their requests, as the wire's trait hands them over")]

mod api;
mod arn;
mod clusters;
pub mod documents;
mod error;
mod fargate;
mod ids;
mod observed;
mod page;
mod reconcile;
mod registration;
mod run_task;
mod tags;
mod task_definitions;
mod tasks;

pub use api::EcsApi;
pub use error::EcsError;
pub use observed::LastStatus;
pub use reconcile::{Reconciler, Status, Stopwatch};
