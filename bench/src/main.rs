//! Benchmarks, measured side by side with their baselines.
//!
//! `minato-bench datapath` builds the real data plane between two ENIs, next to a raw veth pair, to kernel forwarding with a
//! stateful filter and to two bridges, and measures all in turn. It refuses to give figures unless it has seen that the data plane
//! is on: that what is denied is dropped, and that the counters hold every packet.
#![expect(clippy::print_stdout, reason = "a benchmark's figures go to standard output")]
#![expect(clippy::print_stderr, reason = "and what it is doing to standard error")]

mod bridges;
mod cni;
mod interrupt;
mod load;
mod minato;
mod network;
mod paths;
mod program;
mod proof;
mod ready;
mod report;
mod suite;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Measures Minato side by side with its baselines", version)]
struct Arguments {
    /// All suites when none is named: there is one so far.
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// The data plane on one host, against a raw veth pair, kernel forwarding with nftables, a bridge as Docker makes it, and
    /// the reference plugins `bridge` and `ptp` of CNI.
    Datapath(suite::Options),
    /// One side of a load; what the benchmark starts inside namespaces.
    #[command(hide = true)]
    Load(load::Options),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Some(Command::Datapath(options)) => suite::run(&options),
        Some(Command::Load(options)) => load::run(&options).map(|()| true),
        None => suite::run(&suite::Options::default()),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("a goal was missed");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("minato-bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}
