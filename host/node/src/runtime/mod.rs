//! Containers in containerd: images, snapshots, specifications, tasks.
//!
//! Nothing here is remembered: what exists is asked of containerd each time, so that a restarted agent sees what the one
//! before it left.

pub(crate) mod cgroup;
mod client;
mod container;
mod event;
mod files;
mod image;
mod own_containerd;
mod reference;
mod rootfs;
mod spec;
mod user;

pub(crate) use client::Containerd;
pub(crate) use container::{Found, Task, runtime_id};
pub(crate) use event::watch_exits;
pub(crate) use files::{SandboxFiles, prepare_files};
pub(crate) use image::Image;
pub(crate) use own_containerd::{OwnContainerd, processes, remove_tree, stop_process};
pub use reference::{ImageReference, MalformedReference};
