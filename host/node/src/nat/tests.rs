//! Real packets through a gateway's namespace: clients, a router and a server are namespaces that are wired by hand, so no
//! program of the data plane is needed. Needs root.

use std::{
    collections::BTreeSet,
    io::{ErrorKind, Read, Write},
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket},
    process::Command,
    thread,
    time::{Duration, Instant},
};

use minato_datapath::links::{Namespace, NamespaceName, release_namespace_directory};
use minato_lab::{
    capture::Capture,
    packet::{Ipv4, PROTOCOL_TCP, Tcp, flag},
};
use socket2::{Domain, Protocol, Socket, Type};

use super::{
    Largest,
    kernel::{Translation, apply, counts, unused},
};

const GATEWAY: Ipv4Addr = Ipv4Addr::new(10, 77, 0, 5);
const SECOND: Ipv4Addr = Ipv4Addr::new(10, 77, 0, 6);
const SERVER: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 10);
const PORT: u16 = 8080;
/// Nothing that is answered takes longer.
const ANSWER: Duration = Duration::from_secs(3);
/// What is not answered within this is not answered.
const SILENCE: Duration = Duration::from_millis(400);

fn client(number: u8) -> Ipv4Addr {
    Ipv4Addr::new(10, 77, 1, 10 + number)
}

/// Clients, a router that sends what they say to the gateway, the gateway, and a server beyond.
struct World {
    clients: Namespace,
    router: Namespace,
    gateway: Namespace,
    server: Namespace,
}

impl World {
    fn new(test: &str) -> Self {
        let make = |role: &str| {
            let name: NamespaceName = format!("mt-nat-{role}-{test}-{}", std::process::id()).parse().unwrap();
            Namespace::create(&name, "a test").unwrap()
        };
        let world = Self { clients: make("c"), router: make("r"), gateway: make("g"), server: make("s") };
        world.cable("c0", &world.clients, "10.77.1.10/24", "10.77.1.1/24");
        world.cable("eth0", &world.gateway, "10.77.0.5/24", "10.77.0.1/24");
        world.cable("s0", &world.server, "192.0.2.10/24", "192.0.2.1/24");
        for number in 1..20 {
            ip(&world.clients, &format!("address add {}/24 dev c0", client(number)));
        }
        let set = |name: &str, value: &str| {
            world.router.run(|| std::fs::write(format!("/proc/sys/net/ipv4/{name}"), value)).unwrap().unwrap();
        };
        set("ip_forward", "1");
        // As the VPC's router does: what is for any address of the ENI goes to its link.
        ip(&world.router, "route add 10.77.0.6 via 10.77.0.5");
        ip(&world.router, "rule add iif c0 lookup 100");
        ip(&world.router, "route add default via 10.77.0.5 table 100");
        world
    }

    /// Lays a cable from a namespace to the router, which is its way to everywhere.
    fn cable(&self, name: &str, end: &Namespace, own: &str, router: &str) {
        let far = end.name();
        ip(&self.router, &format!("link add {name} type veth peer name {name} netns {far}"));
        ip(&self.router, &format!("address add {router} dev {name}"));
        ip(&self.router, &format!("link set {name} up"));
        ip(end, &format!("address add {own} dev {name}"));
        ip(end, &format!("link set {name} up"));
        let (address, _) = router.split_once('/').unwrap();
        ip(end, &format!("route add default via {address}"));
    }

    fn translate(&self, change: impl FnOnce(&mut Translation)) -> Translation {
        let mut translation = Translation::new(vec![GATEWAY], vec![]);
        change(&mut translation);
        apply(&self.gateway, &translation).unwrap();
        translation
    }

    fn listen(&self) -> TcpListener {
        let listener = self.server.run(|| TcpListener::bind((SERVER, PORT))).unwrap().unwrap();
        listener.set_nonblocking(true).unwrap();
        listener
    }

    fn connect(&self, port: u16) -> std::io::Result<TcpStream> {
        let stream = self.clients.run(|| TcpStream::connect_timeout(&(SERVER, port).into(), SILENCE)).unwrap()?;
        stream.set_read_timeout(Some(ANSWER))?;
        Ok(stream)
    }

    fn count(&self) -> super::NatCounts {
        counts(&self.gateway).unwrap()
    }
}

impl Drop for World {
    fn drop(&mut self) {
        for namespace in [&self.clients, &self.router, &self.gateway, &self.server] {
            let _ = Namespace::delete(namespace.name());
        }
        let _ = release_namespace_directory();
    }
}

fn ip(namespace: &Namespace, words: &str) {
    let name = namespace.name().to_string();
    let output = Command::new("ip").args(["-n", &name]).args(words.split(' ')).output().unwrap();
    assert!(output.status.success(), "ip -n {name} {words}: {}", String::from_utf8_lossy(&output.stderr));
}

fn eventually<T>(what: &str, mut condition: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        if let Some(value) = condition() {
            return value;
        }
        assert!(Instant::now() < deadline, "it never came to be: {what}");
        thread::park_timeout(Duration::from_millis(10));
    }
}

fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    let (stream, from) = eventually("a connection arrives", || listener.accept().ok());
    stream.set_nonblocking(false).unwrap();
    stream.set_read_timeout(Some(SILENCE)).unwrap();
    (stream, from)
}

fn exchange(mut one: &TcpStream, mut other: &TcpStream) {
    let mut byte = [0];
    one.write_all(b"x").unwrap();
    other.read_exact(&mut byte).unwrap();
    other.write_all(b"y").unwrap();
    one.read_exact(&mut byte).unwrap();
    assert_eq!(&byte, b"y");
}

#[test]
fn many_clients_with_one_port_share_one_address() {
    let world = World::new("many");
    world.translate(|_| {});
    let listener = world.listen();
    let server = world.server.run(|| UdpSocket::bind((SERVER, PORT))).unwrap().unwrap();
    server.set_read_timeout(Some(ANSWER)).unwrap();
    let mut seen = BTreeSet::new();
    let mut connections = Vec::new();
    for number in 0..20 {
        let own: SocketAddr = (client(number), 5_000).into();
        let udp = world.clients.run(|| UdpSocket::bind(own)).unwrap().unwrap();
        udp.set_read_timeout(Some(ANSWER)).unwrap();
        udp.send_to(&[number], (SERVER, PORT)).unwrap();
        let mut buffer = [0; 8];
        let (_, from) = server.recv_from(&mut buffer).unwrap();
        assert_eq!((from.ip(), buffer[0]), (IpAddr::V4(GATEWAY), number));
        assert!(from.port() >= 1_024 && seen.insert(from), "{from} was seen before");
        server.send_to(&[number + 100], from).unwrap();
        let (_, answerer) = udp.recv_from(&mut buffer).unwrap();
        assert_eq!((answerer, buffer[0]), ((SERVER, PORT).into(), number + 100));

        let tcp = world.clients.run(|| {
            let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
            socket.bind(&own.into())?;
            socket.connect_timeout(&SocketAddr::from((SERVER, PORT)).into(), ANSWER)?;
            std::io::Result::Ok(TcpStream::from(socket))
        });
        let tcp = tcp.unwrap().unwrap();
        let (accepted, from) = accept(&listener);
        assert_eq!(from.ip(), IpAddr::V4(GATEWAY));
        exchange(&tcp, &accepted);
        connections.push((tcp, accepted));
    }
    // A repetition, as the agent makes one every few seconds, ends no flow.
    world.translate(|_| {});
    for (tcp, accepted) in &connections {
        exchange(tcp, accepted);
    }
    let count = world.count();
    assert_eq!((count.connections, count.port_errors, count.resets), (40, 0, 0), "{count:?}");
}

#[test]
fn who_goes_on_with_a_forgotten_connection_gets_a_reset() {
    let world = World::new("idle");
    world.translate(|translation| translation.idle = Duration::from_secs(1));
    let listener = world.listen();
    let mut tcp = world.connect(PORT).unwrap();
    let (mut accepted, _) = accept(&listener);
    exchange(&tcp, &accepted);
    eventually("the connection is forgotten", || {
        (unused(&world.gateway, &[GATEWAY]).unwrap() == [GATEWAY]).then_some(())
    });
    // Nobody was told: the other side gets no reset, not even when it goes on, and what it says goes nowhere.
    accepted.write_all(b"late").unwrap();
    assert_eq!(accepted.read(&mut [0]).unwrap_err().kind(), ErrorKind::WouldBlock);
    eventually("it is counted", || (world.count().unsolicited >= 1).then_some(()));
    tcp.write_all(b"late").unwrap();
    assert_eq!(tcp.read(&mut [0]).unwrap_err().kind(), ErrorKind::ConnectionReset);
    let count = world.count();
    assert_eq!((count.resets, count.connections), (1, 0), "{count:?}");
    assert_eq!(accepted.read(&mut [0]).unwrap_err().kind(), ErrorKind::WouldBlock);
}

/// Source, flags, sequence number, what is expected next, and the length of what is carried, of a frame of TCP.
fn segment(frame: &[u8]) -> Option<(Ipv4Addr, u8, u32, u32, u32)> {
    let ip = frame.get(14..).filter(|ip| ip.len() >= 40 && ip[0] == 0x45 && ip[9] == PROTOCOL_TCP)?;
    let number = |at: usize| u32::from_be_bytes([ip[at], ip[at + 1], ip[at + 2], ip[at + 3]]);
    let length = u32::from(u16::from_be_bytes([ip[2], ip[3]])) - 20 - u32::from(ip[32] >> 4) * 4;
    Some((Ipv4Addr::new(ip[12], ip[13], ip[14], ip[15]), ip[33], number(24), number(28), length))
}

#[test]
fn what_does_not_fit_a_connection_leaves_it_alone_and_never_passes_untranslated() {
    let world = World::new("stray");
    world.translate(|_| {});
    let listener = world.listen();
    let (at_client, at_server) = (Capture::start(&world.clients, "c0"), Capture::start(&world.server, "s0"));
    let (at_client, at_server) = (at_client.unwrap(), at_server.unwrap());
    let tcp = world.connect(PORT).unwrap();
    let (accepted, _) = accept(&listener);
    exchange(&tcp, &accepted);
    let answered = |frame: &[u8]| segment(frame).is_some_and(|it| it.0 == SERVER && it.4 == 1);
    let last = at_client.next(ANSWER, answered).unwrap().expect("the server has answered");
    let (_, _, answer, next, length) = segment(&last).unwrap();

    let raw = world.clients.run(|| Socket::new(Domain::IPV4, Type::RAW, Some(Protocol::from(255)))).unwrap().unwrap();
    let own = tcp.local_addr().unwrap().port();
    let send = |source, sequence, flags, payload: &[u8]| {
        let ip = Ipv4::new(client(0), SERVER, PROTOCOL_TCP);
        let acknowledgement = answer.wrapping_add(length);
        let header =
            Tcp { source, destination: PORT, sequence, acknowledgement, flags, window: 1000, ..Tcp::default() };
        raw.send_to(&ip.packet(&header.segment(&ip, payload)), &SocketAddr::from((SERVER, 0)).into()).unwrap();
    };
    let far = next.wrapping_add(1 << 31);
    let kinds = [flag::RST, flag::RST | flag::ACK, flag::ACK, flag::PSH | flag::ACK, flag::FIN | flag::ACK];
    for flags in [flag::SYN, flag::SYN | flag::ACK].into_iter().chain(kinds) {
        send(own, far, flags, b"stray");
        exchange(&tcp, &accepted);
    }
    assert_eq!(world.count().resets, 0, "a connection that is known is not reset");
    // Of no connection at all: who goes on gets a reset, and a reset gets none.
    for flags in kinds {
        send(own ^ 1, next, flags, b"stray");
    }
    eventually("those are told", || (world.count().resets == 3).then_some(()));
    exchange(&tcp, &accepted);
    let heard = |frame: &[u8]| segment(frame).is_some_and(|it| it.0 != SERVER);
    let mut sources = BTreeSet::new();
    while let Some(frame) = at_server.next(Duration::ZERO, heard).unwrap() {
        sources.extend(segment(&frame).map(|it| it.0));
    }
    assert_eq!(sources, [GATEWAY].into());
}

#[test]
fn a_flow_for_which_no_port_is_left_is_dropped_and_counted() {
    let world = World::new("ports");
    world.translate(|translation| translation.ports = 2_000..=2_004);
    let listener = world.listen();
    let other = world.server.run(|| TcpListener::bind((SERVER, PORT + 1))).unwrap().unwrap();
    let mut held = Vec::new();
    let mut ports = BTreeSet::new();
    for _ in 0..5 {
        let tcp = world.connect(PORT).unwrap();
        let (accepted, from) = accept(&listener);
        ports.insert(from.port());
        held.push((tcp, accepted));
    }
    assert_eq!(ports, (2_000..=2_004).collect());
    assert_eq!(world.count().port_errors, 0);
    assert_eq!(world.connect(PORT).unwrap_err().kind(), ErrorKind::TimedOut);
    assert!(world.count().port_errors >= 1, "{:?}", world.count());
    // The ports are those of one destination.
    world.connect(PORT + 1).unwrap();
    drop(other);
    for (tcp, accepted) in &held {
        exchange(tcp, accepted);
    }
}

#[test]
fn as_many_flows_to_one_destination_as_aws_promises_have_ports_of_their_own() {
    // AWS: "up to 55,000 simultaneous connections to each unique destination".
    const FLOWS: usize = 55_000;
    let world = World::new("full");
    world.translate(|_| {});
    let server = world.server.run(|| UdpSocket::bind((SERVER, PORT))).unwrap().unwrap();
    server.set_read_timeout(Some(SILENCE)).unwrap();
    let mut sources = BTreeSet::new();
    world
        .clients
        .run(|| {
            for number in 0..FLOWS {
                let own = (client(u8::try_from(number % 20).unwrap()), u16::try_from(2_000 + number / 20).unwrap());
                // A flow outlives its socket.
                let socket = UdpSocket::bind(own).unwrap();
                // The kernel looks at 248 ports before it gives up. Where most are taken that may be too few, and who sends
                // again, as TCP does by itself, gets one.
                let mark = number.to_be_bytes();
                let received = (0..5).find_map(|_| {
                    socket.send_to(&mark, (SERVER, PORT)).unwrap();
                    let mut buffer = [0; 8];
                    std::iter::from_fn(|| server.recv_from(&mut buffer).ok().map(|(_, from)| (buffer, from)))
                        .find(|(buffer, _)| *buffer == mark)
                });
                let received = received.unwrap_or_else(|| panic!("flow {number}: {:?}", world.count()));
                sources.insert(received.1);
            }
        })
        .unwrap();
    assert_eq!(sources.len(), FLOWS, "two flows have the same port");
    let count = world.count();
    assert!(count.connections >= FLOWS as u64 && count.table_full == 0, "{count:?}");
    assert!(count.port_errors <= FLOWS as u64 / 1_000, "{count:?}");
}

#[test]
fn errors_of_a_flow_find_back_and_what_nobody_asked_for_does_not_enter() {
    let world = World::new("errors");
    world.translate(|_| {});
    let udp = world.clients.run(|| UdpSocket::bind((client(3), 0))).unwrap().unwrap();
    udp.set_read_timeout(Some(ANSWER)).unwrap();
    udp.connect((SERVER, 9)).unwrap();
    udp.send(b"x").unwrap();
    assert_eq!(udp.recv(&mut [0; 8]).unwrap_err().kind(), ErrorKind::ConnectionRefused, "the ICMP error");

    let ping = |from: &Namespace, to: Ipv4Addr| {
        let name = from.name().to_string();
        let words =
            ["netns", "exec", &name, "busybox", "ping", "-c", "1", "-W", "1", &to.to_string()].map(ToOwned::to_owned);
        Command::new("ip").args(words).output().unwrap().status.success()
    };
    assert!(ping(&world.clients, SERVER), "an echo request is translated");
    assert!(!ping(&world.server, GATEWAY), "the gateway answers nobody");
    let stranger = world.server.run(|| TcpStream::connect_timeout(&(GATEWAY, 2_000).into(), SILENCE)).unwrap();
    assert_eq!(stranger.unwrap_err().kind(), ErrorKind::TimedOut);
    assert!(world.count().unsolicited >= 2, "{:?}", world.count());
}

#[test]
fn several_addresses_are_used_until_one_drains() {
    let world = World::new("drain");
    world.translate(|translation| translation.addresses.push(SECOND));
    let server = world.server.run(|| UdpSocket::bind((SERVER, PORT))).unwrap().unwrap();
    server.set_read_timeout(Some(ANSWER)).unwrap();
    let udp = || world.clients.run(|| UdpSocket::bind((client(1), 0))).unwrap().unwrap();
    let source = |socket: &UdpSocket| {
        socket.send_to(b"x", (SERVER, PORT)).unwrap();
        server.recv_from(&mut [0; 8]).unwrap().1.ip()
    };
    let sockets: Vec<UdpSocket> = (0..40).map(|_| udp()).collect();
    let sources: Vec<IpAddr> = sockets.iter().map(source).collect();
    assert_eq!(sources.iter().collect::<BTreeSet<_>>().len(), 2, "both addresses are used");

    world.translate(|translation| translation.draining = vec![SECOND]);
    assert_eq!(sockets.iter().map(source).collect::<Vec<_>>(), sources, "flows keep their address");
    assert!((0..20).map(|_| udp()).all(|socket| source(&socket) == IpAddr::V4(GATEWAY)), "new ones do not get it");
    assert!(unused(&world.gateway, &[SECOND]).unwrap().is_empty());
    world.translate(|translation| {
        translation.draining = vec![SECOND];
        translation.idle = Duration::from_secs(1);
    });
    // A timer that runs keeps its length until the flow is used again.
    for socket in &sockets {
        source(socket);
    }
    eventually("no flow has it", || (unused(&world.gateway, &[SECOND]).unwrap() == [SECOND]).then_some(()));
}

#[test]
fn what_others_took_away_comes_back() {
    let world = World::new("repair");
    world.translate(|_| {});
    let nft = |words: &str| {
        let run = || Command::new("nft").args(words.split(' ')).output();
        let output = world.gateway.run(run).unwrap().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let before = nft("--stateless list ruleset");
    assert!(before.contains("fully-random"), "{before}");
    nft("flush chain ip minato-nat translate");
    world.translate(|_| {});
    assert_eq!(nft("--stateless list ruleset"), before);
    nft("delete table ip minato-nat");
    world.gateway.run(|| std::fs::write("/proc/sys/net/ipv4/ip_forward", "0")).unwrap().unwrap();
    world.translate(|_| {});
    assert_eq!(nft("--stateless list ruleset"), before);
    let listener = world.listen();
    let tcp = world.connect(PORT).unwrap();
    exchange(&tcp, &accept(&listener).0);
}

#[test]
fn a_count_that_is_less_for_a_moment_stays_and_begins_again_with_the_namespace() {
    let (gateway, mut largest) = ("nat-0123456789abcdef0".parse().unwrap(), Largest::default());
    let seen = [(7, 3), (7, 2), (7, 4), (8, 0), (8, 1)];
    let shown = seen.map(|(namespace, count)| largest.with(&gateway, namespace, count));
    assert_eq!(shown, [3, 3, 4, 0, 1]);
}
