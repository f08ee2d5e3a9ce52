//! A long-lived TCP stream that knows every byte: does it survive what is done around it?

use std::{
    io::{self, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    thread,
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};

/// The length of a block: its number and filling that follows from it.
const BLOCK: usize = 64;

/// How a stream fares. The numbers are those since its begin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Bytes sent.
    pub sent: u64,
    /// Bytes that came back, each as it was sent.
    pub received: u64,
    /// The longest time between two blocks that came back, in milliseconds.
    pub longest_gap_ms: u64,
    /// How it ended: `None` while it lives or when its time was up.
    pub broken: Option<String>,
}

/// Sends every byte back, on every address, with a thread for each connection. Does not return.
pub fn serve(port: u16) -> io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, port))?;
    loop {
        let (mut connection, _) = listener.accept()?;
        thread::Builder::new().spawn(move || {
            let mut buffer = [0; 4_096];
            connection.set_nodelay(true)?;
            loop {
                match connection.read(&mut buffer)? {
                    0 => return Ok::<(), io::Error>(()),
                    length => connection.write_all(&buffer[..length])?,
                }
            }
        })?;
    }
}

/// Sends a block every `interval` and awaits it back, for `duration`. `progress` hears of the stream once a second. A
/// stream that is silent for `patience` counts as broken.
pub fn run(
    target: SocketAddr,
    interval: Duration,
    duration: Duration,
    patience: Duration,
    mut progress: impl FnMut(&Report),
) -> io::Result<Report> {
    let mut connection = TcpStream::connect_timeout(&target, Duration::from_secs(5))?;
    connection.set_nodelay(true)?;
    connection.set_read_timeout(Some(patience))?;
    connection.set_write_timeout(Some(patience))?;
    let mut report = Report { sent: 0, received: 0, longest_gap_ms: 0, broken: None };
    let start = Instant::now();
    let (mut last_block, mut last_progress) = (start, start);
    while start.elapsed() < duration {
        if let Err(error) = exchange(&mut connection, &mut report) {
            report.broken = Some(error.to_string());
            break;
        }
        let gap_ms = u64::try_from(last_block.elapsed().as_millis()).unwrap_or(u64::MAX);
        report.longest_gap_ms = report.longest_gap_ms.max(gap_ms);
        last_block = Instant::now();
        if last_progress.elapsed() >= Duration::from_secs(1) {
            last_progress = last_block;
            progress(&report);
        }
        thread::sleep(interval);
    }
    Ok(report)
}

fn exchange(connection: &mut TcpStream, report: &mut Report) -> io::Result<()> {
    let block = block(report.sent / BLOCK as u64);
    connection.write_all(&block)?;
    report.sent += BLOCK as u64;
    let mut echoed = [0; BLOCK];
    connection.read_exact(&mut echoed)?;
    if echoed != block {
        return Err(io::Error::other("other bytes came back than were sent"));
    }
    report.received += BLOCK as u64;
    Ok(())
}

/// Block number `number`: no two blocks of a stream are alike.
fn block(number: u64) -> [u8; BLOCK] {
    let mut bytes = [0; BLOCK];
    for (index, word) in bytes.chunks_exact_mut(8).enumerate() {
        let mixed = (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(7 * u32::try_from(index).unwrap_or(0));
        word.copy_from_slice(&mixed.to_be_bytes());
    }
    bytes
}
