//! Real packets of real sockets: flows that are opened, and echo requests.

use std::{
    io::{self, Read, Write},
    net::{Ipv4Addr, SocketAddr, SocketAddrV4, TcpListener, TcpStream, UdpSocket},
    os::fd::{AsRawFd, OwnedFd},
    thread,
};

use nix::{
    errno::Errno,
    libc,
    sys::socket::{
        AddressFamily, SockFlag, SockProtocol, SockType, SockaddrIn, bind, connect, setsockopt, socket, sockopt,
    },
};

use crate::world::{DEADLINE, World, eventually};

/// How long an option is that is an integer.
const INTEGER: libc::socklen_t = 4;

/// More than a packet has room for.
const LONG: usize = 30_000;

/// What is sent.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Traffic {
    Tcp(u16),
    Udp(u16),
    /// Without a checksum.
    BareUdp(u16),
    /// In fragments.
    LongUdp(u16),
    /// With a longer IP header.
    OptionUdp(u16),
    Ping,
}

/// From whom to whom, and by which addresses.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) traffic: Traffic,
    /// Where it is sent to, if not to the receiver's own address.
    pub(crate) at: Option<Ipv4Addr>,
    /// Whom the receiver sees, if not the sender's own address.
    pub(crate) seen_as: Option<Ipv4Addr>,
    /// The ENI that forwards it, there and back. No other one does.
    pub(crate) through: Option<&'static str>,
    /// Where it is sent from, if not from what the sender's system chooses.
    pub(crate) source: Option<(Ipv4Addr, u16)>,
}

pub(crate) fn way(from: &'static str, to: &'static str, traffic: Traffic) -> Way {
    Way { from, to, traffic, at: None, seen_as: None, through: None, source: None }
}

impl Way {
    pub(crate) fn at(self, address: &str) -> Self {
        Self { at: Some(address.parse().expect("an address")), ..self }
    }

    pub(crate) fn seen_as(self, address: &str) -> Self {
        Self { seen_as: Some(address.parse().expect("an address")), ..self }
    }

    pub(crate) fn through(self, eni: &'static str) -> Self {
        Self { through: Some(eni), ..self }
    }

    pub(crate) fn bound_to(self, address: &str, port: u16) -> Self {
        Self { source: Some((address.parse().expect("an address"), port)), ..self }
    }
}

/// A socket that does not block, where the sender is.
pub(crate) fn open(world: &World, from: &str, kind: SockType, protocol: Option<SockProtocol>) -> OwnedFd {
    world.inside(from, || {
        socket(AddressFamily::Inet, kind, SockFlag::SOCK_NONBLOCK | SockFlag::SOCK_CLOEXEC, protocol)
            .expect("a socket opens")
    })
}

/// Takes a port. A process that another test starts holds what is closed here until it is its own program.
fn listen<T>(bind: impl Fn() -> io::Result<T>) -> T {
    eventually("the port is free", || bind().ok())
}

/// A flow that was asked for, and may come to be.
#[derive(Debug)]
pub(crate) enum Attempt {
    Tcp { client: TcpStream, listener: TcpListener },
    Udp { client: UdpSocket, server: UdpSocket, message: Vec<u8> },
    Ping { client: UdpSocket, to: Ipv4Addr },
}

impl Attempt {
    /// Sends the first packet.
    pub(crate) fn begin(world: &World, way: &Way) -> Self {
        let to = way.at.unwrap_or_else(|| world.address(way.to));
        match way.traffic {
            Traffic::Tcp(port) => {
                let listener = world.inside(way.to, || listen(|| TcpListener::bind((Ipv4Addr::UNSPECIFIED, port))));
                listener.set_nonblocking(true).expect("it does not block");
                let client = open(world, way.from, SockType::Stream, None);
                // Closing ends the flow at once.
                let linger = libc::linger { l_onoff: 1, l_linger: 0 };
                setsockopt(&client, sockopt::Linger, &linger).expect("an option");
                if let Some((address, port)) = way.source {
                    let source = SockaddrIn::from(SocketAddrV4::new(address, port));
                    bind(client.as_raw_fd(), &source).expect("it is an address of the sender's");
                }
                match connect(client.as_raw_fd(), &SockaddrIn::from(SocketAddrV4::new(to, port))) {
                    Ok(()) | Err(Errno::EINPROGRESS) => {}
                    Err(errno) => panic!("{way:?}: {errno}"),
                }
                Self::Tcp { client: client.into(), listener }
            }
            Traffic::Udp(port) => Self::begin_udp(world, way, (to, port), vec![7; 40], None),
            Traffic::BareUdp(port) => {
                Self::begin_udp(world, way, (to, port), vec![7; 40], Some((libc::SOL_SOCKET, libc::SO_NO_CHECK, 1)))
            }
            // Four options that say nothing.
            Traffic::OptionUdp(port) => Self::begin_udp(
                world,
                way,
                (to, port),
                vec![7; 40],
                Some((libc::IPPROTO_IP, libc::IP_OPTIONS, 0x0101_0101)),
            ),
            Traffic::LongUdp(port) => Self::begin_udp(world, way, (to, port), vec![7; LONG], None),
            Traffic::Ping => {
                let client: UdpSocket = open(world, way.from, SockType::Raw, Some(SockProtocol::Icmp)).into();
                // Type, code, checksum, identifier, sequence number.
                let request = [8, 0, 0xb4, 0xca, 0x43, 0x34, 0, 1];
                client.send_to(&request, (to, 0)).expect("it is sent");
                Self::Ping { client, to }
            }
        }
    }

    fn begin_udp(
        world: &World,
        way: &Way,
        to: (Ipv4Addr, u16),
        message: Vec<u8>,
        option: Option<(i32, i32, i32)>,
    ) -> Self {
        let server = world.inside(way.to, || listen(|| UdpSocket::bind((Ipv4Addr::UNSPECIFIED, to.1))));
        server.set_nonblocking(true).expect("it does not block");
        let client = open(world, way.from, SockType::Datagram, None);
        for socket in [&client, &OwnedFd::from(server.try_clone().expect("a copy"))] {
            let mode = libc::IP_PMTUDISC_DONT;
            set(socket, libc::IPPROTO_IP, libc::IP_MTU_DISCOVER, mode);
            if let Some((level, name, value)) = option {
                set(socket, level, name, value);
            }
        }
        let client = UdpSocket::from(client);
        client.connect(to).expect("it has an address");
        client.send(&message).expect("it is sent");
        Self::Udp { client, server, message }
    }

    /// Waits until the flow is there, and checks whom the receiver sees.
    pub(crate) fn complete(self, seen_as: Ipv4Addr) -> Flow {
        match self {
            Self::Tcp { client, listener } => {
                let (server, peer) = eventually("a connection", || would_block(listener.accept()));
                assert_eq!(peer.ip(), seen_as);
                eventually("it is known to be there", || client.peer_addr().ok());
                for end in [&client, &server] {
                    end.set_nonblocking(false).expect("it blocks");
                    end.set_read_timeout(Some(DEADLINE)).expect("a deadline");
                }
                let mut flow = Flow::Tcp { client, server };
                flow.echo(LONG);
                flow
            }
            Self::Udp { client, server, message } => {
                let mut read = vec![0; message.len() + 1];
                let (length, peer) = eventually("a datagram", || would_block(server.recv_from(&mut read)));
                assert_eq!((peer.ip(), &read[..length]), (seen_as.into(), &message[..]));
                server.send_to(&message, peer).expect("it is sent");
                let length = eventually("an answer", || would_block(client.recv(&mut read)));
                assert_eq!(read[..length], message);
                Flow::Udp { client, server, peer }
            }
            Self::Ping { client, to } => {
                eventually("an echo", || is_echoed(&client, to).then_some(()));
                Flow::Query
            }
        }
    }

    /// What passed of it: the flow at its receiver, an answer at its sender.
    pub(crate) fn passed(&self) -> (bool, bool) {
        match self {
            Self::Tcp { client, listener } => (would_block(listener.accept()).is_some(), client.peer_addr().is_ok()),
            Self::Udp { client, server, .. } => {
                let mut read = [0; 64];
                (would_block(server.recv(&mut read)).is_some(), would_block(client.recv(&mut read)).is_some())
            }
            Self::Ping { client, to } => (false, is_echoed(client, *to)),
        }
    }

    /// Has the receiver of a datagram answer it. A listener answers by itself.
    pub(crate) fn answer(&self) {
        if let Self::Udp { server, message, .. } = self {
            let mut read = vec![0; message.len()];
            let (_, peer) = eventually("a datagram", || would_block(server.recv_from(&mut read)));
            server.send_to(message, peer).expect("it is sent");
        }
    }
}

/// Sets an option that is an integer.
pub(crate) fn set(socket: &impl AsRawFd, level: i32, option: i32, value: i32) {
    // SAFETY: the value is an integer that outlives the call, and its length is told.
    let result = unsafe { libc::setsockopt(socket.as_raw_fd(), level, option, (&raw const value).cast(), INTEGER) };
    assert_eq!(result, 0, "{}", io::Error::last_os_error());
}

/// How often a connection's end has sent anything again.
pub(crate) fn retransmits(end: &TcpStream) -> u32 {
    let mut length = libc::socklen_t::try_from(size_of::<libc::tcp_info>()).expect("it is short");
    // SAFETY: all of its fields are integers, for which zero is a value.
    let mut info: libc::tcp_info = unsafe { std::mem::zeroed() };
    // SAFETY: the value outlives the call, and its length is told; the kernel writes no more.
    let result = unsafe {
        libc::getsockopt(end.as_raw_fd(), libc::IPPROTO_TCP, libc::TCP_INFO, (&raw mut info).cast(), &raw mut length)
    };
    assert_eq!(result, 0, "{}", io::Error::last_os_error());
    info.tcpi_total_retrans
}

/// Reads an option that is an integer.
pub(crate) fn get(socket: &impl AsRawFd, level: i32, option: i32) -> i32 {
    let (mut value, mut length) = (0_i32, INTEGER);
    // SAFETY: both are integers that outlive the call, and the second tells the size of the first.
    let result =
        unsafe { libc::getsockopt(socket.as_raw_fd(), level, option, (&raw mut value).cast(), &raw mut length) };
    assert_eq!(result, 0, "{}", io::Error::last_os_error());
    value
}

fn is_echoed(client: &UdpSocket, to: Ipv4Addr) -> bool {
    let mut read = [0; 128];
    while let Some((length, from)) = would_block(client.recv_from(&mut read)) {
        if from.ip() == to && length >= 28 && read[20] == 0 && read[24..26] == [0x43, 0x34] {
            return true;
        }
    }
    false
}

/// `None` where nothing is there yet, or only news of an error that an ICMP message told.
pub(crate) fn would_block<T>(result: io::Result<T>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::HostUnreachable) => None,
        Err(error) => panic!("{error}"),
    }
}

/// A flow that was opened. Dropping it ends it.
#[derive(Debug)]
pub(crate) enum Flow {
    Tcp { client: TcpStream, server: TcpStream },
    Udp { client: UdpSocket, server: UdpSocket, peer: SocketAddr },
    Query,
}

impl Flow {
    /// Sends something both ways, and waits for it.
    pub(crate) fn echo(&mut self, length: usize) {
        let sent = vec![5; length];
        match self {
            Self::Tcp { client, server } => {
                for (from, to) in [(&*client, &*server), (&*server, &*client)] {
                    let (mut from, mut to, mut read) = (from, to, vec![0; length]);
                    thread::scope(|scope| {
                        scope.spawn(|| from.write_all(&sent).expect("it is written"));
                        to.read_exact(&mut read).expect("it is read");
                    });
                    assert_eq!(read, sent);
                }
            }
            Self::Udp { client, server, peer } => {
                let mut read = vec![0; length];
                client.send(&sent).expect("it is sent");
                eventually("a datagram", || would_block(server.recv(&mut read)));
                server.send_to(&sent, *peer).expect("it is sent");
                eventually("an answer", || would_block(client.recv(&mut read)));
            }
            Self::Query => {}
        }
    }

    /// Ends it, and waits until nothing more of it is on its way.
    pub(crate) fn end(self) {
        if let Self::Tcp { client, mut server } = self {
            drop(client);
            server.read(&mut [0; 8]).expect_err("its opener resets it");
        }
    }

    /// Sends something from its opener, and does not wait.
    pub(crate) fn send(&mut self) {
        match self {
            Self::Tcp { client, server } => {
                client.write_all(b"more").expect("it is written");
                server.set_nonblocking(true).expect("it does not block");
            }
            Self::Udp { client, .. } => drop(client.send(b"more").expect("it is sent")),
            Self::Query => {}
        }
    }

    /// Whether anything has arrived at its receiver.
    pub(crate) fn arrived(&mut self) -> bool {
        let mut read = [0; 8];
        match self {
            Self::Tcp { server, .. } => would_block(server.read(&mut read)).is_some(),
            Self::Udp { server, .. } => would_block(server.recv(&mut read)).is_some(),
            Self::Query => false,
        }
    }
}
