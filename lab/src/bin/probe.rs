//! `minato-probe`: a small program for inside containers, that serves, connects and measures.
#![expect(clippy::print_stdout, reason = "a probe speaks on its standard output")]
#![expect(clippy::print_stderr, reason = "and complains on its standard error")]

use std::{
    io::{self, Write},
    net::{IpAddr, Ipv6Addr},
    process::ExitCode,
    sync::mpsc,
    thread,
    time::Duration,
};

use anyhow::Context;
use clap::{Parser, Subcommand, ValueEnum};
use minato_lab::traffic::{
    Outcome, bulk, echo,
    ping::ping,
    reach,
    request::{self, Kind, Limit},
    stream, usage,
};
use nix::sys::signal::{SigSet, Signal};

/// What is added to a signal's number to make the exit code.
const SIGNALLED: u8 = 128;

#[derive(Parser)]
#[command(about = "Serves, connects and measures, from inside a container", version)]
struct Arguments {
    /// Stay on this CPU.
    #[arg(long, global = true)]
    cpu: Option<usize>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Protocol {
    Tcp,
    Udp,
}

#[derive(Subcommand)]
enum Command {
    /// Serve on ports: tell who this is, then echo. Ends on SIGTERM.
    Serve {
        protocol: Protocol,
        #[arg(required = true)]
        ports: Vec<u16>,
    },
    /// Try to reach HOST:PORT. Exit code: 0 reached, 10 refused, 11 no answer, 12 no way, 13 anything else.
    Connect {
        protocol: Protocol,
        target: String,
        #[arg(long, default_value_t = 2_000)]
        timeout_ms: u64,
        /// The source address, TCP only; it need not be the ENI's.
        #[arg(long)]
        source: Option<IpAddr>,
    },
    /// Send ICMP echo requests until one is answered. Exit codes as of `connect`.
    Ping {
        host: String,
        #[arg(long, default_value_t = 2_000)]
        timeout_ms: u64,
    },
    /// One-byte requests and responses on one connection: a client of HOST:PORT, or a server on `--serve PORT`.
    Rr(Request),
    /// The same with a new connection for each.
    Crr(Request),
    /// As much as TCP carries: a sender to HOST:PORT, or the receiver of one connection on `--serve PORT`.
    Bulk {
        target: Option<String>,
        #[arg(long, conflicts_with = "target", required_unless_present = "target")]
        serve: Option<u16>,
        #[arg(long, default_value_t = 5.0)]
        seconds: f64,
    },
    /// A long-lived stream that checks every byte: a client of HOST:PORT, or a server on `--serve PORT`. The client prints
    /// a line of JSON each second and one at the end, and exits with 1 when the stream broke.
    Stream {
        target: Option<String>,
        #[arg(long, conflicts_with = "target", required_unless_present = "target")]
        serve: Option<u16>,
        #[arg(long, default_value_t = 10)]
        interval_ms: u64,
        #[arg(long, default_value_t = 3_600.0)]
        seconds: f64,
        #[arg(long, default_value_t = 10_000)]
        patience_ms: u64,
    },
}

#[derive(clap::Args)]
struct Request {
    target: Option<String>,
    #[arg(long, conflicts_with = "target", required_unless_present = "target")]
    serve: Option<u16>,
    #[arg(long, default_value_t = 5.0)]
    seconds: f64,
    #[arg(long, default_value_t = u64::MAX)]
    count: u64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // The first process of a container gets no signal that it does not ask for: wait for the ending ones by hand.
    let signals = SigSet::from_iter([Signal::SIGTERM, Signal::SIGINT]);
    let (end, ended) = mpsc::channel();
    let end_by_signal = end.clone();
    let waiting = signals.thread_block().map_err(anyhow::Error::from).and_then(|()| {
        thread::Builder::new().spawn(move || {
            // Nobody listens any more when the work has ended before.
            signals.wait().map(|signal| end_by_signal.send(Ok(SIGNALLED + signal as u8)))
        })?;
        thread::Builder::new().spawn(move || end.send(run(arguments)))?;
        Ok(())
    });
    match waiting.and_then(|()| ended.recv()?) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("minato-probe: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<u8> {
    if let Some(cpu) = arguments.cpu {
        usage::pin(cpu).with_context(|| format!("cannot stay on CPU {cpu}"))?;
    }
    match arguments.command {
        Command::Serve { protocol, ports } => serve(protocol, &ports),
        Command::Connect { protocol, target, timeout_ms, source } => Ok(connect(protocol, &target, timeout_ms, source)),
        Command::Ping { host, timeout_ms } => Ok(ping_host(&host, timeout_ms)),
        Command::Rr(request) => load(Kind::Rr, &request),
        Command::Crr(request) => load(Kind::Crr, &request),
        Command::Bulk { target, serve, seconds } => {
            let report = match (target, serve) {
                (Some(target), _) => bulk::send(reach::resolve(&target)?, Duration::from_secs_f64(seconds))?,
                (None, port) => bulk::receive(port.unwrap_or_default())?,
            };
            print(&report)?;
            Ok(0)
        }
        Command::Stream { target: None, serve, .. } => {
            stream::serve(serve.unwrap_or_default())?;
            Ok(0)
        }
        Command::Stream { target: Some(target), interval_ms, seconds, patience_ms, .. } => {
            let report = stream::run(
                reach::resolve(&target)?,
                Duration::from_millis(interval_ms),
                Duration::from_secs_f64(seconds),
                Duration::from_millis(patience_ms),
                // Whoever started this may have stopped reading; the last line tells all.
                |report| drop(print(report)),
            )?;
            print(&report)?;
            Ok(u8::from(report.broken.is_some()))
        }
    }
}

fn serve(protocol: Protocol, ports: &[u16]) -> anyhow::Result<u8> {
    for &port in ports {
        match protocol {
            Protocol::Tcp => echo::serve_tcp(port),
            Protocol::Udp => echo::serve_udp(port),
        }
        .with_context(|| format!("cannot listen on port {port}"))?;
    }
    let name = if protocol == Protocol::Tcp { "tcp" } else { "udp" };
    println!("serving {name} on {}", ports.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));
    io::stdout().flush()?;
    loop {
        thread::park();
    }
}

fn connect(protocol: Protocol, target: &str, timeout_ms: u64, source: Option<IpAddr>) -> u8 {
    let timeout = Duration::from_millis(timeout_ms);
    let outcome = match (reach::resolve(target), protocol) {
        (Ok(address), Protocol::Tcp) => reach::tcp_from(source, address, timeout),
        (Ok(address), Protocol::Udp) => reach::udp(address, timeout),
        (Err(error), _) => Outcome::Failed(error.to_string()),
    };
    println!("{}", outcome.describe(target));
    outcome.exit_code()
}

fn ping_host(host: &str, timeout_ms: u64) -> u8 {
    // An address of IPv6 stands in brackets before a port.
    let target = if host.parse::<Ipv6Addr>().is_ok() { format!("[{host}]:0") } else { format!("{host}:0") };
    let outcome = match reach::resolve(&target) {
        Ok(address) => ping(address.ip(), Duration::from_millis(timeout_ms)),
        Err(error) => Outcome::Failed(error.to_string()),
    };
    println!("{}", outcome.describe(host));
    outcome.exit_code()
}

fn load(kind: Kind, request: &Request) -> anyhow::Result<u8> {
    let Some(target) = &request.target else {
        request::serve(request.serve.unwrap_or_default())?;
        return Ok(0);
    };
    let limit = Limit { duration: Duration::from_secs_f64(request.seconds), count: request.count };
    print(&request::run(kind, reach::resolve(target)?, limit)?)?;
    Ok(0)
}

fn print(report: &impl serde::Serialize) -> anyhow::Result<()> {
    println!("{}", serde_json::to_string(report)?);
    Ok(io::stdout().flush()?)
}
