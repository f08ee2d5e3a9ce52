//! Requests and responses of one byte each: RR on one connection, CRR on a new connection each time.

use std::{
    io::{self, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    thread,
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};

use super::usage::cpu_seconds;

/// Which of the two it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Request and response on one connection.
    Rr,
    /// Connect, request, response, close.
    Crr,
}

/// When a load ends: whichever comes first.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// After this time.
    pub duration: Duration,
    /// After so many transactions.
    pub count: u64,
}

/// What a client measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What was measured.
    pub kind: Kind,
    /// How many transactions were completed.
    pub transactions: u64,
    /// How long they took in all, in seconds.
    pub seconds: f64,
    /// Transactions per second.
    pub per_second: f64,
    /// CPU time of the client, in seconds.
    pub cpu_seconds: f64,
    /// Latency in microseconds: the median.
    pub p50_us: f64,
    /// The 90th percentile.
    pub p90_us: f64,
    /// The 99th percentile.
    pub p99_us: f64,
    /// The longest.
    pub max_us: f64,
}

/// Serves both kinds on every address: each byte is answered by itself, one connection after the other, so that there is
/// no thread to be made in what is measured. Does not return.
pub fn serve(port: u16) -> io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, port))?;
    loop {
        let (connection, _) = listener.accept()?;
        // A client that goes away in between is its own business.
        let _ = answer(connection);
    }
}

fn answer(mut connection: TcpStream) -> io::Result<()> {
    connection.set_nodelay(true)?;
    let mut byte = [0];
    while connection.read(&mut byte)? == 1 {
        connection.write_all(&byte)?;
    }
    Ok(())
}

/// Runs the load against `target`, which must listen already.
pub fn run(kind: Kind, target: SocketAddr, limit: Limit) -> io::Result<Report> {
    let mut connection = open(target)?;
    // Whatever has to be set up for the first packet is not what is measured.
    exchange(&mut connection)?;
    if kind == Kind::Crr {
        drop(connection);
        connection = open(target)?;
    }
    let mut latencies_ns: Vec<u32> = Vec::new();
    let cpu_before = cpu_seconds()?;
    let start = Instant::now();
    let mut last = start;
    while latencies_ns.len() as u64 != limit.count && last.duration_since(start) < limit.duration {
        if kind == Kind::Crr {
            drop(std::mem::replace(&mut connection, open(target)?));
        }
        exchange(&mut connection)?;
        let now = Instant::now();
        latencies_ns.push(u32::try_from(now.duration_since(last).as_nanos()).unwrap_or(u32::MAX));
        last = now;
    }
    let seconds = last.duration_since(start).as_secs_f64();
    let used = cpu_seconds()? - cpu_before;
    Ok(report(kind, latencies_ns, seconds, used))
}

/// Opens a connection, also when the server is not ready to listen for a moment.
fn open(target: SocketAddr) -> io::Result<TcpStream> {
    let deadline = Instant::now() + Duration::from_secs(5);
    loop {
        match TcpStream::connect_timeout(&target, Duration::from_secs(5)) {
            Ok(connection) => {
                connection.set_nodelay(true)?;
                connection.set_read_timeout(Some(Duration::from_secs(5)))?;
                return Ok(connection);
            }
            Err(error) if error.kind() == io::ErrorKind::ConnectionRefused && Instant::now() < deadline => {
                thread::sleep(Duration::from_millis(5));
            }
            Err(error) => return Err(error),
        }
    }
}

fn exchange(connection: &mut TcpStream) -> io::Result<()> {
    let mut byte = [b'x'];
    connection.write_all(&byte)?;
    connection.read_exact(&mut byte)
}

// Counts and nanoseconds of a run fit 52 bits.
#[expect(clippy::cast_precision_loss, reason = "counts of a run fit the 52 bits of a double")]
fn report(kind: Kind, mut latencies_ns: Vec<u32>, seconds: f64, cpu_seconds: f64) -> Report {
    latencies_ns.sort_unstable();
    let at = |percent: usize| {
        let index = (latencies_ns.len() * percent / 100).min(latencies_ns.len().saturating_sub(1));
        latencies_ns.get(index).map_or(0.0, |&ns| f64::from(ns) / 1_000.0)
    };
    Report {
        kind,
        transactions: latencies_ns.len() as u64,
        seconds,
        per_second: latencies_ns.len() as f64 / seconds,
        cpu_seconds,
        p50_us: at(50),
        p90_us: at(90),
        p99_us: at(99),
        max_us: at(100),
    }
}
