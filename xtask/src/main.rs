//! Generates the wire shapes and other checked-in files.

mod models;
mod reasons;
mod wire;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Generates what is checked in but not written by hand.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Prunes botocore's service models to the declared operations, into `api/wire/models`.
    Models {
        /// botocore's `data` directory, of the version that `operations.toml` pins.
        #[arg(long)]
        from: PathBuf,
    },
    /// Generates the shapes, service traits and schemas of `api/wire`.
    Wire {
        /// Changes nothing; fails when a generated file is not what it would be.
        #[arg(long)]
        check: bool,
    },
    /// Writes `docs/drop-reasons.md`.
    Reasons {
        /// Changes nothing; fails when the file is not what it would be.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace's root");
    let wire_crate = root.join("api/wire");
    match Arguments::parse().task {
        Task::Models { from } => models::prune(&wire_crate, &from),
        Task::Wire { check } => wire::generate(&wire_crate, check),
        Task::Reasons { check } => reasons::generate(root, check),
    }
}
