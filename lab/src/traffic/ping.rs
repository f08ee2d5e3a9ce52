//! ICMP echo, without privileges where the kernel allows it (`ping_group_range`), else on a raw socket.

use std::{
    io::{self, Read},
    net::{Ipv4Addr, SocketAddrV4},
    time::{Duration, Instant},
};

use socket2::{Domain, Protocol, Socket, Type};

use super::Outcome;
use crate::packet::{ECHO_REPLY, ECHO_REQUEST, icmp_echo};

const INTERVAL: Duration = Duration::from_millis(200);

/// Sends an echo request every 200 ms until one is answered; the answer tells the round trip.
pub fn ping(target: Ipv4Addr, timeout: Duration) -> Outcome {
    let attempt = || {
        let (mut socket, is_raw) = open()?;
        // The kernel sets the identifier of an unprivileged socket; a raw one sees everybody's answers.
        let identifier = u16::try_from(std::process::id() & 0xffff).unwrap_or_default();
        socket.connect(&SocketAddrV4::new(target, 0).into())?;
        let start = Instant::now();
        for sequence in 0.. {
            if start.elapsed() >= timeout {
                break;
            }
            let sent = Instant::now();
            socket.send(&icmp_echo(ECHO_REQUEST, identifier, sequence, b"minato"))?;
            while let Some(left) = INTERVAL.checked_sub(sent.elapsed()).filter(|left| !left.is_zero()) {
                socket.set_read_timeout(Some(left))?;
                if is_answer(&mut socket, is_raw, identifier)? {
                    return Ok(Outcome::Reached(format!("{} µs", sent.elapsed().as_micros())));
                }
            }
        }
        Ok(Outcome::TimedOut)
    };
    attempt().unwrap_or_else(|error: io::Error| error.into())
}

fn open() -> io::Result<(Socket, bool)> {
    match Socket::new(Domain::IPV4, Type::DGRAM, Some(Protocol::ICMPV4)) {
        Ok(socket) => Ok((socket, false)),
        Err(_) => Socket::new(Domain::IPV4, Type::RAW, Some(Protocol::ICMPV4)).map(|socket| (socket, true)),
    }
}

/// Reads one packet; none in time is not the answer either.
fn is_answer(socket: &mut Socket, is_raw: bool, identifier: u16) -> io::Result<bool> {
    let mut buffer = [0; 1_500];
    let length = match socket.read(&mut buffer) {
        Ok(length) => length,
        Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => return Ok(false),
        Err(error) => return Err(error),
    };
    let header = if is_raw { usize::from(buffer[0] & 0xf) * 4 } else { 0 };
    let Some([kind, 0, _, _, id @ .., _, _]) = buffer[..length].get(header..header + 8) else { return Ok(false) };
    Ok(*kind == ECHO_REPLY && (!is_raw || id == identifier.to_be_bytes()))
}
