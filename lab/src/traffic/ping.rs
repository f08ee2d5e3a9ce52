//! ICMP and ICMPv6 echo, without privileges where the kernel allows it (`ping_group_range`), else on a raw socket.

use std::{
    io::{self, Read},
    net::{IpAddr, SocketAddr},
    time::{Duration, Instant},
};

use socket2::{Domain, Protocol, Socket, Type};

use super::Outcome;
use crate::packet::{ECHO_REPLY, ECHO_REPLY_IPV6, ECHO_REQUEST, ECHO_REQUEST_IPV6, icmp_echo};

const INTERVAL: Duration = Duration::from_millis(200);

/// Sends an echo request every 200 ms until one is answered; the answer tells the round trip.
pub fn ping(target: IpAddr, timeout: Duration) -> Outcome {
    let family = if target.is_ipv6() { Family::IPV6 } else { Family::IPV4 };
    let attempt = || {
        let (mut socket, is_raw) = open(&family)?;
        // The kernel sets the identifier of an unprivileged socket; a raw one sees everybody's answers.
        let identifier = u16::try_from(std::process::id() & 0xffff).unwrap_or_default();
        socket.connect(&SocketAddr::new(target, 0).into())?;
        let start = Instant::now();
        for sequence in 0.. {
            if start.elapsed() >= timeout {
                break;
            }
            let sent = Instant::now();
            socket.send(&icmp_echo(family.request, identifier, sequence, b"minato"))?;
            while let Some(left) = INTERVAL.checked_sub(sent.elapsed()).filter(|left| !left.is_zero()) {
                socket.set_read_timeout(Some(left))?;
                if is_answer(&mut socket, &family, is_raw, identifier)? {
                    return Ok(Outcome::Reached(format!("{} µs", sent.elapsed().as_micros())));
                }
            }
        }
        Ok(Outcome::TimedOut)
    };
    attempt().unwrap_or_else(|error: io::Error| error.into())
}

/// What the two versions of IP differ in.
struct Family {
    domain: Domain,
    protocol: Protocol,
    request: u8,
    reply: u8,
}

impl Family {
    const IPV4: Self =
        Self { domain: Domain::IPV4, protocol: Protocol::ICMPV4, request: ECHO_REQUEST, reply: ECHO_REPLY };
    const IPV6: Self =
        Self { domain: Domain::IPV6, protocol: Protocol::ICMPV6, request: ECHO_REQUEST_IPV6, reply: ECHO_REPLY_IPV6 };
}

fn open(family: &Family) -> io::Result<(Socket, bool)> {
    let socket = |kind| Socket::new(family.domain, kind, Some(family.protocol));
    match socket(Type::DGRAM) {
        Ok(socket) => Ok((socket, false)),
        Err(_) => socket(Type::RAW).map(|socket| (socket, true)),
    }
}

/// Reads one packet; none in time is not the answer either.
fn is_answer(socket: &mut Socket, family: &Family, is_raw: bool, identifier: u16) -> io::Result<bool> {
    let mut buffer = [0; 1_500];
    let length = match socket.read(&mut buffer) {
        Ok(length) => length,
        Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => return Ok(false),
        Err(error) => return Err(error),
    };
    // Raw sockets of IPv6 give no IP header.
    let has_header = is_raw && family.domain == Domain::IPV4;
    let header = if has_header { usize::from(buffer[0] & 0xf) * 4 } else { 0 };
    let Some([kind, 0, _, _, id @ .., _, _]) = buffer[..length].get(header..header + 8) else { return Ok(false) };
    Ok(*kind == family.reply && (!is_raw || id == identifier.to_be_bytes()))
}
