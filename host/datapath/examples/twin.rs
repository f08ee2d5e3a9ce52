//! Compares the program in the kernel with its specification on as many random packets as you like. Needs root.

#![allow(clippy::print_stdout, reason = "a program that prints")]

#[path = "../tests/twin/headers.rs"]
mod headers;
#[path = "../tests/twin/host.rs"]
mod host;
#[path = "../tests/twin/network.rs"]
mod network;
#[path = "../tests/twin/packets.rs"]
mod packets;
#[path = "../tests/twin/places.rs"]
mod places;
#[path = "../tests/twin/run.rs"]
mod run;
#[path = "../tests/twin/ways.rs"]
mod ways;

use clap::Parser;

/// What to compare.
#[derive(Debug, Parser)]
struct Arguments {
    /// Packets over all networks.
    #[arg(long, default_value_t = 1_000_000)]
    packets: usize,
    /// Networks.
    #[arg(long, default_value_t = 1000)]
    networks: usize,
    /// Where randomness begins.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() {
    let arguments = Arguments::parse();
    let size = run::Size { packets: arguments.packets, networks: arguments.networks, seed: arguments.seed };
    let summary = run::run(size);
    println!(
        "{} packets on {} networks in {:.1?}: {} delivered, {} answered, no difference",
        summary.packets, size.networks, summary.elapsed, summary.delivered, summary.answered
    );
    for (reason, count) in &summary.drops {
        println!("{count:>10} dropped: {reason}");
    }
}
