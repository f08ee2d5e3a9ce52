//! The loads: each side is a process of its own, inside its namespace, on a given CPU.

use std::{
    env,
    net::{Ipv4Addr, SocketAddrV4},
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::Context;
use clap::Subcommand;
use minato_datapath::links;
use minato_lab::{
    eventually,
    namespace::spawn_in,
    process::Process,
    traffic::{
        bulk,
        request::{self, Kind, Limit},
        usage,
    },
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{interrupt, paths::Path};

/// Where the servers of requests listen.
pub(crate) const REQUEST_PORT: u16 = 9_000;
/// Where the receivers of bulk listen.
pub(crate) const BULK_PORT: u16 = 9_001;
/// How long a process may take longer than it should.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The CPU to stay on.
    #[arg(long)]
    cpu: usize,
    #[command(subcommand)]
    side: Side,
}

#[derive(Subcommand)]
enum Side {
    Serve { port: u16 },
    Rr { target: SocketAddrV4, seconds: f64 },
    Crr { target: SocketAddrV4, seconds: f64 },
    Receive { port: u16 },
    Send { target: SocketAddrV4, seconds: f64 },
}

/// Is one side.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    interrupt::allow()?;
    usage::pin(options.cpu).with_context(|| format!("cannot stay on CPU {}", options.cpu))?;
    let client = |kind, target: SocketAddrV4, seconds| {
        let limit = Limit { duration: Duration::from_secs_f64(seconds), count: u64::MAX };
        print(&request::run(kind, target.into(), limit)?)
    };
    match options.side {
        Side::Serve { port } => Ok(request::serve(port)?),
        Side::Rr { target, seconds } => client(Kind::Rr, target, seconds),
        Side::Crr { target, seconds } => client(Kind::Crr, target, seconds),
        Side::Receive { port } => print(&bulk::receive(port)?),
        Side::Send { target, seconds } => print(&bulk::send(target.into(), Duration::from_secs_f64(seconds))?),
    }
}

fn print(report: &impl Serialize) -> anyhow::Result<()> {
    println!("{}", serde_json::to_string(report)?);
    Ok(())
}

fn start(namespace: &links::Namespace, cpu: usize, side: &[String]) -> anyhow::Result<Process> {
    let mut command = Command::new(env::current_exe().context("cannot find the benchmark's own binary")?);
    command.args(["load", "--cpu", &cpu.to_string()]).args(side);
    spawn_in(namespace, command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()))
}

fn answer<T: DeserializeOwned>(mut process: Process, seconds: f64) -> anyhow::Result<T> {
    let printed = process.output(Duration::from_secs_f64(seconds) + PATIENCE)?;
    serde_json::from_str(&printed).with_context(|| format!("an odd report: {printed}"))
}

/// Starts a server of requests and waits until it listens.
pub(crate) fn serve(namespace: &links::Namespace, cpu: usize, port: u16) -> anyhow::Result<Process> {
    let process = start(namespace, cpu, &["serve".to_owned(), port.to_string()])?;
    await_listener(namespace, port)?;
    Ok(process)
}

/// Waits until somebody listens on a TCP port in the namespace.
fn await_listener(namespace: &links::Namespace, port: u16) -> anyhow::Result<()> {
    let wanted = format!(":{port:04X} 00000000:0000 0A");
    eventually(&format!("a listener on port {port}"), PATIENCE, || {
        // A thread's own view: `/proc/net` would be that of the process's first thread.
        let sockets = namespace.run(|| std::fs::read_to_string("/proc/thread-self/net/tcp")).ok()?.ok()?;
        sockets.contains(&wanted).then_some(())
    })?;
    Ok(())
}

/// Requests over a path for `seconds`; its server must have been started with [`serve`].
pub(crate) fn requests(path: &dyn Path, kind: Kind, cpu: usize, seconds: f64) -> anyhow::Result<request::Report> {
    let name = if kind == Kind::Rr { "rr" } else { "crr" };
    let side = [name.to_owned(), target(path.target(), REQUEST_PORT), seconds.to_string()];
    answer(start(path.client(), cpu, &side)?, seconds).with_context(|| format!("{name} over {}", path.name()))
}

/// What bulk over a path came to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bulk {
    /// Throughput.
    pub(crate) gbit_per_second: f64,
    /// Gigabits for each second of CPU time, of both sides and of the kernel's packet thread.
    pub(crate) gbit_per_cpu_second: f64,
    /// Bytes that arrived.
    pub(crate) bytes: u64,
}

/// Bulk over a path for `seconds`.
pub(crate) fn bulk(path: &dyn Path, cpu: usize, seconds: f64) -> anyhow::Result<Bulk> {
    let kernel_before = usage::ksoftirqd_seconds(cpu)?;
    let receiver = start(path.server(), cpu, &["receive".to_owned(), BULK_PORT.to_string()])?;
    await_listener(path.server(), BULK_PORT)?;
    let side = ["send".to_owned(), target(path.target(), BULK_PORT), seconds.to_string()];
    let sent: bulk::Report = answer(start(path.client(), cpu, &side)?, seconds)?;
    let received: bulk::Report = answer(receiver, seconds)?;
    let kernel = usage::ksoftirqd_seconds(cpu)? - kernel_before;
    let cpu_seconds = sent.cpu_seconds + received.cpu_seconds + kernel;
    Ok(Bulk {
        gbit_per_second: received.gbit_per_second,
        gbit_per_cpu_second: received.gbit_per_second * received.seconds / cpu_seconds,
        bytes: received.bytes,
    })
}

fn target(address: Ipv4Addr, port: u16) -> String {
    SocketAddrV4::new(address, port).to_string()
}
