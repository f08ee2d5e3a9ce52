//! As much as a TCP connection carries, and the CPU time that it costs on either side.

use std::{
    io::{self, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};

use super::usage::cpu_seconds;

/// What is written or read at once, as iperf3 does.
const BLOCK: usize = 128 * 1024;

/// What one side measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Bytes sent or received.
    pub bytes: u64,
    /// How long it took, in seconds.
    pub seconds: f64,
    /// CPU time of this side, in seconds.
    pub cpu_seconds: f64,
    /// Throughput.
    pub gbit_per_second: f64,
}

impl Report {
    // Bytes of a run fit 52 bits.
    #[expect(clippy::cast_precision_loss, reason = "bytes of a run fit the 52 bits of a double")]
    fn new(bytes: u64, start: Instant, cpu_before: f64) -> io::Result<Self> {
        let seconds = start.elapsed().as_secs_f64();
        let gbit_per_second = bytes as f64 * 8.0 / 1e9 / seconds;
        Ok(Self { bytes, seconds, cpu_seconds: cpu_seconds()? - cpu_before, gbit_per_second })
    }
}

/// Takes one connection and reads it to its end.
pub fn receive(port: u16) -> io::Result<Report> {
    let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, port))?;
    let (mut connection, _) = listener.accept()?;
    let (start, cpu_before) = (Instant::now(), cpu_seconds()?);
    let mut buffer = vec![0; BLOCK];
    let mut bytes = 0;
    loop {
        match connection.read(&mut buffer)? {
            0 => return Report::new(bytes, start, cpu_before),
            length => bytes += length as u64,
        }
    }
}

/// Sends for that long.
pub fn send(target: SocketAddr, duration: Duration) -> io::Result<Report> {
    let mut connection = TcpStream::connect_timeout(&target, Duration::from_secs(5))?;
    connection.set_write_timeout(Some(Duration::from_secs(5)))?;
    let (start, cpu_before) = (Instant::now(), cpu_seconds()?);
    let buffer = vec![b'm'; BLOCK];
    let mut bytes = 0;
    while start.elapsed() < duration {
        connection.write_all(&buffer)?;
        bytes += buffer.len() as u64;
    }
    Report::new(bytes, start, cpu_before)
}
