//! Echo servers that say who they are.
//!
//! On TCP, a connection gets one line `<host name> <local address> <peer's address>` and then every byte back. On UDP, each
//! datagram is answered by the same line and then the datagram.

use std::{
    fs,
    io::{self, Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, UdpSocket},
    thread,
};

/// The largest datagram that is echoed.
const DATAGRAM: usize = 65_507;

fn identity(local: SocketAddr, peer: SocketAddr) -> String {
    let hostname = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    // Who comes by IPv4 to a socket of IPv6 has an address of the one in the form of the other.
    let plain = |address: SocketAddr| SocketAddr::new(address.ip().to_canonical(), address.port());
    format!("{} {} {}\n", hostname.trim(), plain(local), plain(peer))
}

/// Every address of both versions of IP, or of IPv4 where the kernel has no other.
fn everywhere<T>(port: u16, bind: impl Fn(SocketAddr) -> io::Result<T>) -> io::Result<T> {
    let all: [IpAddr; 2] = [Ipv6Addr::UNSPECIFIED.into(), Ipv4Addr::UNSPECIFIED.into()];
    match bind((all[0], port).into()) {
        Err(error) if error.kind() != io::ErrorKind::AddrInUse => bind((all[1], port).into()),
        result => result,
    }
}

/// Listens on every address, and on a thread of its own serves each connection until its end.
pub fn serve_tcp(port: u16) -> io::Result<()> {
    let listener = everywhere(port, TcpListener::bind)?;
    thread::Builder::new().spawn(move || {
        for connection in listener.incoming().flatten() {
            // A connection that gets no thread is closed, as any overloaded server would.
            let _ = thread::Builder::new().spawn(move || echo_connection(connection));
        }
    })?;
    Ok(())
}

fn echo_connection(mut connection: TcpStream) -> io::Result<()> {
    connection.set_nodelay(true)?;
    let line = identity(connection.local_addr()?, connection.peer_addr()?);
    connection.write_all(line.as_bytes())?;
    let mut buffer = [0; 16_384];
    loop {
        match connection.read(&mut buffer)? {
            0 => return Ok(()),
            length => connection.write_all(&buffer[..length])?,
        }
    }
}

/// Answers datagrams on every address, on a thread of its own.
pub fn serve_udp(port: u16) -> io::Result<()> {
    let socket = everywhere(port, UdpSocket::bind)?;
    thread::Builder::new().spawn(move || {
        let mut buffer = vec![0; DATAGRAM];
        loop {
            // An error is that of an earlier answer (nobody listens there any more): the next datagram is not its fault.
            if let Ok((length, peer)) = socket.recv_from(&mut buffer) {
                let _ = answer_datagram(&socket, &buffer[..length], peer);
            }
        }
    })?;
    Ok(())
}

fn answer_datagram(socket: &UdpSocket, datagram: &[u8], peer: SocketAddr) -> io::Result<()> {
    let mut answer = identity(socket.local_addr()?, peer).into_bytes();
    answer.extend_from_slice(datagram);
    answer.truncate(DATAGRAM);
    socket.send_to(&answer, peer).map(|_| ())
}
