//! The probes, the loads and the capture, between two namespaces with a cable between them. Needs root.
#![allow(clippy::unwrap_used, reason = "a test ends at what it does not expect")]

use std::{
    net::{Ipv4Addr, SocketAddr},
    process::{Command, Stdio},
    time::Duration,
};

use minato_lab::{
    capture::Capture,
    eventually,
    namespace::{Namespace, connect},
    packet::{ETHERTYPE_ARP, ETHERTYPE_IPV4, Ipv4, PROTOCOL_UDP, Udp, ethernet},
    process::Process,
    traffic::{Outcome, ping::ping, reach, request, stream},
};

const LEFT: Ipv4Addr = Ipv4Addr::new(10, 99, 0, 1);
const RIGHT: Ipv4Addr = Ipv4Addr::new(10, 99, 0, 2);
const TIMEOUT: Duration = Duration::from_millis(500);
const DEADLINE: Duration = Duration::from_secs(10);

fn pair() -> (Namespace, Namespace) {
    let (left, right) = (Namespace::new("left").unwrap(), Namespace::new("right").unwrap());
    connect("eth0", [(&left, LEFT), (&right, RIGHT)]).unwrap();
    (left, right)
}

fn probe(namespace: &Namespace, arguments: &[&str]) -> Process {
    let mut command = Command::new(env!("CARGO_BIN_EXE_minato-probe"));
    namespace.spawn(command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped())).unwrap()
}

fn outcome(namespace: &Namespace, arguments: &[&str]) -> (i32, String) {
    let mut process = probe(namespace, arguments);
    let code = process.wait(DEADLINE).unwrap().code().unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(process.child().stdout.as_mut().unwrap(), &mut text).unwrap();
    (code, text)
}

#[test]
fn a_probe_tells_reached_from_refused_from_lost_from_unreachable() {
    let (left, right) = pair();
    let _tcp = probe(&right, &["serve", "tcp", "8080", "8081"]);
    let _udp = probe(&right, &["serve", "udp", "53"]);
    let reached = |protocol: &str, target: &str| outcome(&left, &["connect", protocol, target, "--timeout-ms", "500"]);
    eventually("the servers", DEADLINE, || {
        let is_up = |protocol, target| reached(protocol, target).0 == 0;
        (is_up("tcp", "10.99.0.2:8081") && is_up("udp", "10.99.0.2:53")).then_some(())
    })
    .unwrap();
    let (code, text) = reached("tcp", "10.99.0.2:8080");
    assert!(code == 0 && text.contains("10.99.0.2:8080") && text.contains("10.99.0.1:"), "{code} {text}");
    assert_eq!(reached("tcp", "10.99.0.2:8082"), (10, "refused by 10.99.0.2:8082\n".to_owned()));
    assert_eq!(reached("udp", "10.99.0.2:54").0, 10);
    assert_eq!(reached("tcp", "10.98.0.1:80"), (12, "no way to 10.98.0.1:80\n".to_owned()));
    assert_eq!(reached("tcp", "no-such-host.invalid:80").0, 13);
    assert_eq!(outcome(&left, &["ping", "10.99.0.2"]).0, 0);
    assert_eq!(outcome(&left, &["ping", "10.98.0.1"]).0, 12);

    // The cable is there, and nobody at the other end answers any more.
    right.set("net.ipv4.icmp_echo_ignore_all", "1").unwrap();
    assert_eq!(left.run(|| ping(RIGHT.into(), TIMEOUT)).unwrap(), Outcome::TimedOut);
    right.ip(&["addr", "flush", "dev", "eth0"]).unwrap();
    left.ip(&["neigh", "replace", "10.99.0.2", "lladdr", "02:00:00:00:00:01", "dev", "eth0"]).unwrap();
    assert_eq!(reached("tcp", "10.99.0.2:8080"), (11, "no answer from 10.99.0.2:8080\n".to_owned()));
}

#[test]
fn a_server_that_is_asked_to_end_ends() {
    let (left, _right) = pair();
    let mut server = probe(&left, &["serve", "tcp", "8080"]);
    let address = SocketAddr::from((LEFT, 8080));
    eventually("the server", DEADLINE, || {
        matches!(left.run(|| reach::tcp_exchange(address, b"abc", TIMEOUT)).unwrap(), Outcome::Reached(_)).then_some(())
    })
    .unwrap();
    server.signal(nix::sys::signal::Signal::SIGTERM).unwrap();
    assert_eq!(server.wait(DEADLINE).unwrap().code(), Some(128 + 15));
}

#[test]
fn loads_count_what_they_did() {
    let (left, right) = pair();
    let _server = probe(&right, &["rr", "--serve", "9000"]);
    for kind in ["rr", "crr"] {
        let printed = probe(&left, &[kind, "10.99.0.2:9000", "--count", "50"]).output(DEADLINE);
        let report: request::Report = serde_json::from_str(&printed.unwrap()).unwrap();
        assert_eq!(report.transactions, 50);
        assert!(
            report.per_second > 1.0 && report.p50_us <= report.p99_us && report.p99_us <= report.max_us,
            "{report:?}"
        );
    }
}

#[test]
fn a_stream_knows_when_it_is_broken() {
    let (left, right) = pair();
    let server = probe(&right, &["stream", "--serve", "9000"]);
    let target = SocketAddr::from((RIGHT, 9000));
    let run = |duration| {
        left.run(|| stream::run(target, Duration::from_millis(1), duration, Duration::from_secs(1), |_| {})).unwrap()
    };
    let whole = eventually("the server", DEADLINE, || run(Duration::from_millis(100)).ok()).unwrap();
    assert!(whole.broken.is_none() && whole.sent == whole.received && whole.received > 0, "{whole:?}");

    std::thread::scope(|scope| {
        let running = scope.spawn(|| run(Duration::from_mins(1)).unwrap());
        eventually("the connection", DEADLINE, || {
            let sockets =
                Command::new("ip").args(["netns", "exec", left.name(), "ss", "-Htn", "state", "established"]).output();
            (!sockets.unwrap().stdout.is_empty()).then_some(())
        })
        .unwrap();
        drop(server);
        assert!(running.join().unwrap().broken.is_some());
    });
}

#[test]
fn a_capture_sees_what_arrives_and_nothing_else() {
    let (left, right) = pair();
    let (from_left, at_right) = (Capture::start(left.inner(), "eth0"), Capture::start(right.inner(), "eth0"));
    let (from_left, at_right) = (from_left.unwrap(), at_right.unwrap());
    let ip = Ipv4::new(LEFT, RIGHT, PROTOCOL_UDP);
    let udp = Udp { source: 1, destination: 2, ..Udp::default() };
    let frame = ethernet([0xff; 6], [2, 0, 0, 0, 0, 9], ETHERTYPE_IPV4, &ip.packet(&udp.datagram(&ip, b"mark")));
    from_left.send(&frame).unwrap();
    assert_eq!(at_right.next(DEADLINE, |frame| frame.ends_with(b"mark")).unwrap(), Some(frame));
    assert_eq!(at_right.count(|frame| frame.ends_with(b"mark")).unwrap(), 0);
    assert_eq!(from_left.count(|frame| frame.ends_with(b"mark")).unwrap(), 0, "its own frame was captured");
    let is_arp = |frame: &[u8]| frame[12..14] == ETHERTYPE_ARP.to_be_bytes();
    assert_eq!(at_right.next(Duration::ZERO, is_arp).unwrap(), None);
}
