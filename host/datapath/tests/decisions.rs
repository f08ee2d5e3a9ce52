//! What was decided about one flow and is kept for the next: it holds for just such packets, and no longer than what it was
//! decided by. Needs root.

#[path = "twin/host.rs"]
mod host;
mod pair;

use std::{collections::BTreeSet, net::Ipv4Addr, ops::Range};

use host::Host;
use minato_datapath::{Config, Datapath};
use minato_lab::{
    packet::{self, ETHERTYPE_IPV4, Ipv4, PROTOCOL_TCP, PROTOCOL_UDP, Tcp, Udp, flag},
    process::stay_on_cpu,
};
use minato_vpc::{
    DropReason, Network, compile,
    ids::SecurityGroupRuleId,
    resources::{Direction, MacAddress, Peer, PortRange, SecurityGroupRule, Traffic},
};
use pair::{PORT, address, allow, edge, group, id, mac, network};

struct Plane {
    datapath: Datapath,
    links: Vec<u32>,
    network: Network,
    _host: Host,
}

impl Plane {
    fn open(change: impl FnOnce(&mut Network)) -> Self {
        // Each CPU has decisions of its own.
        stay_on_cpu();
        let (host, links) = Host::enter(2);
        let mut datapath = Datapath::open(host.directory(), &Config::default()).expect("the data plane opens");
        for number in [0, 1] {
            datapath.attach(links[number], &edge(number)).expect("an ENI is attached");
        }
        let mut plane = Self { datapath, links, network: network(), _host: host };
        plane.change(change);
        plane
    }

    fn change(&mut self, change: impl FnOnce(&mut Network)) {
        change(&mut self.network);
        let local: BTreeSet<_> = [edge(0), edge(1)].into();
        self.datapath.apply(&compile(&self.network, &local)).expect("tables are applied");
    }

    /// Why the packet is dropped; `None` when it passes.
    fn send(&self, from: usize, ip: &Ipv4, segment: &[u8]) -> Option<DropReason> {
        let frame = packet::ethernet(MacAddress::ROUTER.0, mac(from).0, ETHERTYPE_IPV4, &ip.packet(segment));
        let mut output = [0; 128];
        let run = self.datapath.test_packet(self.links[from], 1, &frame, &mut output).expect("a test run");
        let reason = u8::try_from(run.reason).ok().and_then(DropReason::from_number);
        assert_eq!(run.returned, if reason.is_some() { 2 } else { 7 });
        reason
    }

    fn tcp(&self, from: usize, ends: [Ipv4Addr; 2], ports: [u16; 2], flags: u8) -> Option<DropReason> {
        let ip = Ipv4::new(ends[0], ends[1], PROTOCOL_TCP);
        let [source, destination] = ports;
        self.send(from, &ip, &Tcp { source, destination, flags, ..Tcp::default() }.segment(&ip, &[]))
    }

    /// Opens a connection from ENI 0 to a port of ENI 1.
    fn connect(&self, source: u16, destination: u16) -> Option<DropReason> {
        self.tcp(0, [address(0), address(1)], [source, destination], flag::SYN)
    }

    fn answer(&self, port: u16) -> Option<DropReason> {
        self.tcp(1, [address(1), address(0)], [PORT, port], flag::SYN | flag::ACK)
    }

    fn datagram(&self, destination: u16) -> Option<DropReason> {
        let ip = Ipv4::new(address(0), address(1), PROTOCOL_UDP);
        self.send(0, &ip, &Udp { source: 1, destination, ..Udp::default() }.datagram(&ip, &[]))
    }
}

/// The rule by which `allow` opens the port.
fn rule() -> SecurityGroupRuleId {
    SecurityGroupRuleId::from_entropy(9)
}

fn revoke(network: &mut Network) {
    network.groups.get_mut(&group(1)).expect("it is there").rules.remove(&rule()).expect("it was allowed");
}

/// Allows everybody to reach ENI 1 on the port: its flows are not tracked.
fn allow_everybody(network: &mut Network) {
    let rules = &mut network.groups.get_mut(&group(1)).expect("it is there").rules;
    let open = SecurityGroupRule {
        direction: Direction::Ingress,
        traffic: Traffic::Tcp(PortRange { from: PORT, to: PORT }),
        peer: Peer::Cidr("0.0.0.0/0".parse().expect("a range")),
        description: None,
        tags: [].into(),
    };
    rules.insert(rule(), open);
}

/// Ports that are tried, so that two decisions that differ in one thing also have the same place for some of them.
const PORTS: Range<u16> = 5000..9000;

/// Allows ENI 1 to be reached on every TCP port, by ENI 0's own address only.
fn allow_every_port(network: &mut Network) {
    let rules = &mut network.groups.get_mut(&group(1)).expect("it is there").rules;
    let open = SecurityGroupRule {
        direction: Direction::Ingress,
        traffic: Traffic::Tcp(PortRange { from: 0, to: u16::MAX }),
        peer: Peer::Cidr("10.0.0.10/32".parse().expect("a range")),
        description: None,
        tags: [].into(),
    };
    rules.insert(rule(), open);
}

#[test]
fn it_holds_for_the_protocol_and_the_port_that_it_was_about() {
    let plane = Plane::open(allow);
    assert_eq!(plane.connect(1, PORT), None);
    for port in PORTS.filter(|port| *port != PORT) {
        assert_eq!(plane.connect(1, port), Some(DropReason::IngressDenied), "port {port}");
    }
    drop(plane);
    let plane = Plane::open(allow_every_port);
    for port in PORTS {
        assert_eq!(
            (plane.connect(1, port), plane.datagram(port)),
            (None, Some(DropReason::IngressDenied)),
            "port {port}"
        );
    }
}

#[test]
fn it_holds_between_the_addresses_that_it_was_about() {
    let others = || (1..=16).flat_map(|third| (0..=255).map(move |last| Ipv4Addr::new(10, 0, third, last)));
    let plane = Plane::open(|network| {
        allow_every_port(network);
        network.interfaces.get_mut(&id(0)).expect("it is there").secondary_addresses = others().collect();
    });
    assert_eq!(plane.connect(1, PORT), None);
    for other in others() {
        let from_other = plane.tcp(0, [other, address(1)], [1, PORT], flag::SYN);
        assert_eq!(from_other, Some(DropReason::IngressDenied), "{other} is not allowed");
        let nobody = Ipv4Addr::from(u32::from(other) | 0x8000);
        let to_nobody = plane.tcp(0, [address(0), nobody], [1, PORT], flag::SYN);
        assert_eq!(to_nobody, Some(DropReason::AddressUnknown), "{nobody}");
    }
}

#[test]
fn it_ends_with_the_rule_the_route_and_the_receiver() {
    let mut plane = Plane::open(allow);
    for round in 0..3 {
        let port = |number: u16| round * 10 + number;
        assert_eq!((plane.connect(port(1), PORT), plane.connect(port(2), PORT)), (None, None));
        plane.change(revoke);
        assert_eq!(plane.connect(port(3), PORT), Some(DropReason::IngressDenied));
        plane.change(allow);
        assert_eq!(plane.connect(port(4), PORT), None, "and so does a refusal");
    }
    plane.datapath.detach(&edge(1)).expect("an ENI is detached");
    assert_eq!(plane.connect(100, PORT), Some(DropReason::NotHere));
    plane.datapath.attach(plane.links[1], &edge(1)).expect("an ENI is attached");
    assert_eq!(plane.connect(101, PORT), None);
}

#[test]
fn a_flow_that_is_not_tracked_is_none_by_a_decision_either() {
    let mut plane = Plane::open(allow_everybody);
    for port in 1..=3 {
        assert_eq!((plane.connect(port, PORT), plane.answer(port)), (None, None));
    }
    plane.change(revoke);
    for port in 1..=3 {
        let sent = plane.tcp(0, [address(0), address(1)], [port, PORT], flag::ACK);
        assert_eq!(sent, Some(DropReason::IngressDenied), "port {port} is cut at once");
    }
    // With a rule about a group they are tracked, and go on.
    plane.change(allow);
    for port in 11..=13 {
        assert_eq!((plane.connect(port, PORT), plane.answer(port)), (None, None));
    }
    plane.change(revoke);
    for port in 11..=13 {
        assert_eq!(plane.tcp(0, [address(0), address(1)], [port, PORT], flag::ACK), None, "port {port}");
    }
}
