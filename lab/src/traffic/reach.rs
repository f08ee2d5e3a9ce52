//! Probes: can that port be reached?

use std::{
    io::{self, Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, ToSocketAddrs, UdpSocket},
    time::{Duration, Instant},
};

use socket2::{Domain, Socket, Type};

use super::Outcome;

/// How long a server may take to say who it is. One that says nothing was reached all the same.
const IDENTITY_DEADLINE: Duration = Duration::from_millis(300);

/// The first address behind `HOST:PORT`, of IPv4 if there is one.
pub fn resolve(target: &str) -> io::Result<SocketAddr> {
    let addresses: Vec<_> = target.to_socket_addrs()?.collect();
    let first = addresses.iter().find(|address| address.is_ipv4()).or_else(|| addresses.first());
    first.copied().ok_or_else(|| io::Error::other("it has no address"))
}

/// The unspecified address of the same version of IP.
fn any_like(target: SocketAddr) -> IpAddr {
    if target.is_ipv6() { Ipv6Addr::UNSPECIFIED.into() } else { Ipv4Addr::UNSPECIFIED.into() }
}

/// Opens a TCP connection.
pub fn tcp(target: SocketAddr, timeout: Duration) -> Outcome {
    tcp_from(None, target, timeout)
}

/// Opens a TCP connection from a source address; without one the kernel chooses.
pub fn tcp_from(source: Option<IpAddr>, target: SocketAddr, timeout: Duration) -> Outcome {
    let attempt = || {
        let socket = Socket::new(Domain::for_address(target), Type::STREAM, None)?;
        socket.bind(&SocketAddr::new(source.unwrap_or_else(|| any_like(target)), 0).into())?;
        socket.connect_timeout(&target.into(), timeout)?;
        let mut connection = TcpStream::from(socket);
        connection.set_read_timeout(Some(IDENTITY_DEADLINE.min(timeout)))?;
        Ok(Outcome::Reached(first_line(&mut connection)))
    };
    attempt().unwrap_or_else(|error: io::Error| error.into())
}

/// Opens a TCP connection, sends `payload` and waits until that much came back: proof that data flows both ways.
pub fn tcp_exchange(target: SocketAddr, payload: &[u8], timeout: Duration) -> Outcome {
    let attempt = || {
        let mut connection = TcpStream::connect_timeout(&target, timeout)?;
        connection.set_read_timeout(Some(timeout))?;
        connection.set_write_timeout(Some(timeout))?;
        let identity = first_line(&mut connection);
        connection.write_all(payload)?;
        let mut echoed = vec![0; payload.len()];
        connection.read_exact(&mut echoed)?;
        Ok(if echoed == payload { Outcome::Reached(identity) } else { Outcome::Failed("other bytes came back".into()) })
    };
    attempt().unwrap_or_else(|error: io::Error| error.into())
}

fn first_line(connection: &mut TcpStream) -> String {
    let mut line = Vec::new();
    let mut byte = [0];
    while line.len() < 256 && connection.read(&mut byte).is_ok_and(|length| length == 1) && byte[0] != b'\n' {
        line.push(byte[0]);
    }
    String::from_utf8_lossy(&line).into_owned()
}

/// Sends a datagram every 200 ms until one is answered.
pub fn udp(target: SocketAddr, timeout: Duration) -> Outcome {
    let attempt = || {
        let socket = UdpSocket::bind((any_like(target), 0))?;
        socket.connect(target)?;
        let end = Instant::now() + timeout;
        let mut buffer = [0; 2_048];
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(Outcome::TimedOut);
            }
            socket.send(b"?")?;
            socket.set_read_timeout(Some(left.min(Duration::from_millis(200))))?;
            match socket.recv(&mut buffer) {
                Ok(length) => {
                    let text = String::from_utf8_lossy(&buffer[..length]);
                    return Ok(Outcome::Reached(text.lines().next().unwrap_or_default().to_owned()));
                }
                Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {}
                Err(error) => return Err(error),
            }
        }
    };
    attempt().unwrap_or_else(|error: io::Error| error.into())
}
