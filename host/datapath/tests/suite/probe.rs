//! Real packets of real sockets: flows that are opened, and echo requests.

use std::{
    io::{self, Read, Write},
    net::{IpAddr, SocketAddr, TcpListener, TcpStream, UdpSocket},
    os::fd::{AsRawFd, OwnedFd},
    thread,
};

use nix::{
    errno::Errno,
    libc,
    sys::socket::{
        AddressFamily, SockFlag, SockProtocol, SockType, SockaddrStorage, bind, connect, setsockopt, socket, sockopt,
    },
};

use crate::{
    plan::Plan,
    version::Version,
    world::{DEADLINE, World, eventually},
};

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
    /// With a longer IP header: options, or extension headers.
    OptionUdp(u16),
    Ping,
}

/// From whom to whom, and by which addresses.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) traffic: Traffic,
    /// If not that of the plan.
    pub(crate) version: Option<Version>,
    /// Where it is sent to, if not to the receiver's own address.
    pub(crate) at: Option<IpAddr>,
    /// Whom the receiver sees, if not the sender's own address.
    pub(crate) seen_as: Option<IpAddr>,
    /// The ENI that forwards it, there and back. No other one does.
    pub(crate) through: Option<&'static str>,
    /// Where it is sent from, if not from what the sender's system chooses.
    pub(crate) source: Option<(IpAddr, u16)>,
}

pub(crate) fn way(from: &'static str, to: &'static str, traffic: Traffic) -> Way {
    Way { from, to, traffic, version: None, at: None, seen_as: None, through: None, source: None }
}

impl Way {
    pub(crate) fn by(self, version: Version) -> Self {
        Self { version: Some(version), ..self }
    }

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

    pub(crate) fn version_in(&self, plan: &Plan) -> Version {
        self.version.unwrap_or_else(|| plan.version())
    }

    /// From where it is sent; the port is 0 if the sender's system chooses it.
    pub(crate) fn source_in(&self, plan: &Plan) -> (IpAddr, u16) {
        let version = self.version_in(plan);
        let source = self.source.map(|(address, port)| (version.meant(address), port));
        source.unwrap_or_else(|| (plan.address(self.from, version), 0))
    }

    /// Where it is sent to.
    pub(crate) fn destination_in(&self, plan: &Plan) -> IpAddr {
        let version = self.version_in(plan);
        self.at.map_or_else(|| plan.address(self.to, version), |address| version.meant(address))
    }

    /// Whom the receiver sees.
    pub(crate) fn seen_in(&self, plan: &Plan) -> IpAddr {
        let seen_as = self.seen_as.map(|address| self.version_in(plan).meant(address));
        seen_as.unwrap_or_else(|| self.source_in(plan).0)
    }
}

/// A socket of IPv4 that does not block, where the sender is.
pub(crate) fn open(world: &World, from: &str, kind: SockType, protocol: Option<SockProtocol>) -> OwnedFd {
    open_by(Version::Four, world, from, kind, protocol)
}

/// The same of a version of IP. One of IPv6 sends from whatever address it is bound to.
pub(crate) fn open_by(
    version: Version,
    world: &World,
    from: &str,
    kind: SockType,
    protocol: Option<SockProtocol>,
) -> OwnedFd {
    let family = match version {
        Version::Four => AddressFamily::Inet,
        Version::Six => AddressFamily::Inet6,
    };
    let flags = SockFlag::SOCK_NONBLOCK | SockFlag::SOCK_CLOEXEC;
    let opened = world.inside(from, || socket(family, kind, flags, protocol).expect("a socket opens"));
    if version == Version::Six {
        set(&opened, libc::IPPROTO_IPV6, libc::IPV6_FREEBIND, 1);
    }
    opened
}

/// Asks for a connection, or says whom a socket sends to.
pub(crate) fn connect_to(socket: &impl AsRawFd, to: SocketAddr) {
    match connect(socket.as_raw_fd(), &SockaddrStorage::from(to)) {
        Ok(()) | Err(Errno::EINPROGRESS) => {}
        Err(errno) => panic!("{to}: {errno}"),
    }
}

/// Sets where a socket sends from: an address of the sender's, and a port that may still be held as in [`listen`].
pub(crate) fn bind_to(socket: &impl AsRawFd, source: SocketAddr) {
    eventually("the sender has the address, and the port is free", || {
        bind(socket.as_raw_fd(), &SockaddrStorage::from(source)).ok()
    });
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
    Ping { client: UdpSocket, to: IpAddr },
}

impl Attempt {
    /// Sends the first packet.
    pub(crate) fn begin(world: &World, way: &Way) -> Self {
        let (version, to) = (way.version_in(&world.plan), way.destination_in(&world.plan));
        match way.traffic {
            Traffic::Tcp(port) => {
                let listener = world.inside(way.to, || listen(|| TcpListener::bind((version.unspecified(), port))));
                listener.set_nonblocking(true).expect("it does not block");
                let client = open_by(version, world, way.from, SockType::Stream, None);
                // Closing ends the flow at once.
                let linger = libc::linger { l_onoff: 1, l_linger: 0 };
                setsockopt(&client, sockopt::Linger, &linger).expect("an option");
                if way.source.is_some() {
                    bind_to(&client, way.source_in(&world.plan).into());
                }
                connect_to(&client, (to, port).into());
                Self::Tcp { client: client.into(), listener }
            }
            Traffic::Udp(port) => Self::begin_udp(world, way, (to, port).into(), vec![7; 40], |_| {}),
            Traffic::BareUdp(port) => Self::begin_udp(world, way, (to, port).into(), vec![7; 40], |socket| {
                set(socket, libc::SOL_SOCKET, libc::SO_NO_CHECK, 1);
            }),
            Traffic::OptionUdp(port) => Self::begin_udp(world, way, (to, port).into(), vec![7; 40], |socket| {
                lengthen_headers(version, socket);
            }),
            Traffic::LongUdp(port) => Self::begin_udp(world, way, (to, port).into(), vec![7; LONG], |_| {}),
            Traffic::Ping => {
                let (protocol, request) = match version {
                    // Type, code, checksum, identifier, sequence number.
                    Version::Four => (SockProtocol::Icmp, [8, 0, 0xb4, 0xca, 0x43, 0x34, 0, 1]),
                    // The kernel computes the checksum.
                    Version::Six => (SockProtocol::IcmpV6, [128, 0, 0, 0, 0x43, 0x34, 0, 1]),
                };
                let client: UdpSocket = open_by(version, world, way.from, SockType::Raw, Some(protocol)).into();
                client.send_to(&request, (to, 0)).expect("it is sent");
                Self::Ping { client, to }
            }
        }
    }

    fn begin_udp(world: &World, way: &Way, to: SocketAddr, message: Vec<u8>, prepare: impl Fn(&OwnedFd)) -> Self {
        let version = way.version_in(&world.plan);
        let server = world.inside(way.to, || listen(|| UdpSocket::bind((version.unspecified(), to.port()))));
        server.set_nonblocking(true).expect("it does not block");
        let client = open_by(version, world, way.from, SockType::Datagram, None);
        for socket in [&client, &OwnedFd::from(server.try_clone().expect("a copy"))] {
            match version {
                Version::Four => set(socket, libc::IPPROTO_IP, libc::IP_MTU_DISCOVER, libc::IP_PMTUDISC_DONT),
                Version::Six => set(socket, libc::IPPROTO_IPV6, libc::IPV6_MTU_DISCOVER, libc::IPV6_PMTUDISC_DONT),
            }
            prepare(socket);
        }
        if way.source.is_some() {
            bind_to(&client, way.source_in(&world.plan).into());
        }
        let client = UdpSocket::from(client);
        client.connect(to).expect("it has an address");
        client.send(&message).expect("it is sent");
        Self::Udp { client, server, message }
    }

    /// Waits until the flow is there, and checks whom the receiver sees.
    pub(crate) fn complete(self, seen_as: IpAddr) -> Flow {
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
                assert_eq!((peer.ip(), &read[..length]), (seen_as, &message[..]));
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

/// Has a socket send options that say nothing: four in IPv4, in IPv6 one in each of two extension headers.
fn lengthen_headers(version: Version, socket: &OwnedFd) {
    match version {
        Version::Four => set(socket, libc::IPPROTO_IP, libc::IP_OPTIONS, 0x0101_0101),
        Version::Six => {
            // What follows is filled in, the length in units of eight bytes after the first; four bytes of padding.
            const HEADER: [u8; 8] = [0, 0, 1, 4, 0, 0, 0, 0];
            for option in [libc::IPV6_HOPOPTS, libc::IPV6_DSTOPTS] {
                set_bytes(socket, libc::IPPROTO_IPV6, option, &HEADER);
            }
        }
    }
}

/// Sets an option that is an integer.
pub(crate) fn set(socket: &impl AsRawFd, level: i32, option: i32, value: i32) {
    set_bytes(socket, level, option, &value.to_ne_bytes());
}

fn set_bytes(socket: &impl AsRawFd, level: i32, option: i32, value: &[u8]) {
    let length = libc::socklen_t::try_from(value.len()).expect("it is short");
    // SAFETY: the value outlives the call, and its length is told.
    let result = unsafe { libc::setsockopt(socket.as_raw_fd(), level, option, value.as_ptr().cast(), length) };
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

/// How much an end has sent that the other one has not acknowledged.
fn unacknowledged(end: &TcpStream) -> i32 {
    let mut length = 0_i32;
    // SAFETY: the kernel writes an integer, which outlives the call.
    let result = unsafe { libc::ioctl(end.as_raw_fd(), libc::TIOCOUTQ, &raw mut length) };
    assert_eq!(result, 0, "{}", io::Error::last_os_error());
    length
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

fn is_echoed(client: &UdpSocket, to: IpAddr) -> bool {
    // A socket of IPv4 reads the IP header too.
    let (at, reply) = if to.is_ipv6() { (0, 129) } else { (20, 0) };
    let mut read = [0; 128];
    while let Some((length, from)) = would_block(client.recv_from(&mut read)) {
        if from.ip() == to && length >= at + 8 && read[at] == reply && read[at + 4..at + 6] == [0x43, 0x34] {
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

    /// Waits until everything is acknowledged: nothing more is sent by itself.
    pub(crate) fn settle(&self) {
        if let Self::Tcp { client, server } = self {
            let is_known = || [client, server].into_iter().all(|end| unacknowledged(end) == 0);
            eventually("everything is acknowledged", || is_known().then_some(()));
        }
    }

    /// Takes both ends away without a word: in this mode a connection sends nothing, not even when it is closed.
    pub(crate) fn vanish(self) {
        if let Self::Tcp { client, server } = &self {
            for end in [client, server] {
                set(end, libc::IPPROTO_TCP, libc::TCP_REPAIR, 1);
            }
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
