//! TCP as stacks do it and as others forge it: opened from both ends, ports in `TIME_WAIT`, resets, floods of SYN.

use std::{
    fs,
    net::{Ipv4Addr, Shutdown, TcpListener, TcpStream},
    thread,
};

use minato_datapath::Stage;
use minato_lab::{
    capture::Capture,
    packet::{ETHERTYPE_IPV4, Ipv4, PROTOCOL_TCP, Tcp as Header, ethernet, flag},
};
use minato_vpc::{
    DropReason,
    resources::{
        Direction::{Egress, Ingress},
        MacAddress, Traffic as What,
    },
};
use nix::sys::socket::SockType;

use crate::{
    cause::{Cause, Cause::Groups, rule},
    explain::Explanation,
    plan::{ANYONE, Peer, Plan, egress, ingress, tcp, udp},
    probe::{
        Attempt, Flow,
        Traffic::{Tcp, Udp},
        Way, bind_to, connect_to, open_by, retransmits, way,
    },
    row::{Row, Step, drops, is_received, passes, tables},
    version::Version,
    world::{DEADLINE, World, eventually, nft},
};

/// A server that only its clients may reach; each way round it would be let out.
fn plan() -> Plan {
    Plan::new()
        .vpc("vpc", "10.0.0.0/16")
        .subnet("near", "vpc", "10.0.0.0/24")
        .group("client", "vpc", &[egress(What::All, ANYONE)])
        .group(
            "server",
            "vpc",
            &[
                egress(What::All, ANYONE),
                ingress(tcp(80), Peer::Group("client")),
                ingress(udp(53), Peer::Group("client")),
            ],
        )
        .eni("a", "near", "10.0.0.10", &["client"])
        .eni("b", "near", "10.0.0.11", &["server"])
        .eni("c", "near", "10.0.0.12", &["client"])
}

fn allowed() -> Explanation {
    Explanation::Passes(rule("b", "server", 1), Cause::Flow)
}

/// Begins to connect from a port, without waiting.
fn begin(world: &World, from: &str, port: u16, to: (&str, u16)) -> TcpStream {
    let socket = open_by(world.plan.version(), world, from, SockType::Stream, None);
    bind_to(&socket, (world.address(from), port).into());
    connect_to(&socket, (world.address(to.0), to.1).into());
    socket.into()
}

/// Makes a namespace deaf to packets, by a condition of `nft`'s.
fn deafen(world: &World, name: &str, to: &str) {
    let rules =
        format!("table inet deaf {{ chain in {{ type filter hook prerouting priority -300; {to} drop; }}\n}}\n");
    world.inside(name, || nft(&rules));
}

/// Both ends ask before either has heard of the other.
fn ask_each_other(world: &World) -> [TcpStream; 2] {
    deafen(world, "b", "tcp flags & (syn | ack) == syn");
    let a = begin(world, "a", 5000, ("b", 80));
    let is_on_its_way =
        || world.datapath.flows().expect("flows are read").iter().any(|flow| flow.initiator.port == 5000);
    eventually("it is on its way", || is_on_its_way().then_some(()));
    let b = begin(world, "b", 80, ("a", 5000));
    [a, b]
}

fn opens_from_both_ends(world: &mut World, _: &Way) {
    let drops = world.counters().drops;
    let [a, b] = ask_each_other(world);
    for end in [&a, &b] {
        eventually("it is open", || end.peer_addr().ok());
        end.set_nonblocking(false).expect("it blocks");
        end.set_read_timeout(Some(DEADLINE)).expect("a deadline");
    }
    let mut flow = Flow::Tcp { client: a, server: b };
    flow.echo(30_000);
    let flows = world.datapath.flows().expect("flows are read");
    assert_eq!(flows.iter().map(|flow| flow.stage).collect::<Vec<_>>(), [Stage::Established], "{flows:?}");
    assert_eq!(world.counters().drops, drops);
}

fn is_refused_from_one_end(world: &mut World, _: &Way) {
    let before = world.dropped(DropReason::IngressDenied);
    let ends = ask_each_other(world);
    eventually("the other's is dropped", || (world.dropped(DropReason::IngressDenied) > before).then_some(()));
    assert!(ends.iter().all(|end| end.peer_addr().is_err()), "it is open");
    assert!(world.datapath.flows().expect("flows are read").iter().all(|flow| flow.stage != Stage::Established));
}

fn a_connection_is_opened_from_both_ends_at_once() -> Vec<Row> {
    let there = way("a", "b", Tcp(80)).bound_to("10.0.0.10", 5000);
    let mut both = plan();
    both.group_mut("client").rules.push(ingress(tcp(5000), Peer::Group("server")));
    vec![
        Row {
            name: "simultaneous open",
            plan: both,
            steps: vec![Step::See(
                way("b", "a", Tcp(5000)),
                Explanation::Passes(rule("a", "client", 1), Cause::Flow),
                opens_from_both_ends,
            )],
        },
        Row {
            name: "simultaneous open against the rules",
            plan: plan(),
            steps: vec![
                passes(way("a", "b", Tcp(80)).bound_to("10.0.0.10", 5001), rule("b", "server", 1)),
                drops(way("b", "a", Tcp(5000)), DropReason::IngressDenied, Groups("a", Ingress)),
                Step::See(there, allowed(), is_refused_from_one_end),
            ],
        },
    ]
}

/// How many connections of a port are in `TIME_WAIT` where a name says.
fn waiting(world: &World, name: &str, port: u16) -> usize {
    let table = match world.plan.version() {
        Version::Four => "/proc/thread-self/net/tcp",
        Version::Six => "/proc/thread-self/net/tcp6",
    };
    let table = world.inside(name, || fs::read_to_string(table)).expect("it is read");
    let is_waiting = |line: &&str| {
        let mut words = line.split_whitespace().skip(1);
        words.next().is_some_and(|local| local.ends_with(&format!(":{port:04X}"))) && words.nth(1) == Some("06")
    };
    table.lines().filter(is_waiting).count()
}

/// Opens a connection, and ends it as programs do, the server first: so it is the server that waits.
fn end_in_order(world: &mut World, way: &Way) {
    let mut flow = Attempt::begin(world, way).complete(world.address(way.from));
    flow.echo(1000);
    let Flow::Tcp { client, server } = flow else { panic!("it is TCP") };
    for (first, last) in [(&server, &client), (&client, &server)] {
        first.shutdown(Shutdown::Write).expect("it is open");
        assert_eq!(std::io::Read::read(&mut &*last, &mut [0]).expect("it is told"), 0);
    }
    drop((client, server));
    let Tcp(port) = way.traffic else { panic!("it is TCP") };
    eventually("the server waits", || (waiting(world, way.to, port) == 1).then_some(()));
}

fn a_port_in_time_wait_is_used_again() -> Vec<Row> {
    let bound = way("a", "b", Tcp(80)).bound_to("10.0.0.10", 5000);
    let again = || Step::See(bound, allowed(), end_in_order);
    vec![Row {
        name: "TIME_WAIT",
        plan: plan(),
        steps: vec![
            again(),
            again(),
            again(),
            // What was closed allows nothing.
            Step::Change(|plan| plan.group_mut("server").rules.retain(|rule| rule.direction == Egress)),
            drops(bound, DropReason::IngressDenied, Groups("b", Ingress)),
        ],
    }]
}

fn frame(world: &World, from: &str, to: &str, header: &Header) -> Vec<u8> {
    let ip = Ipv4::new(world.ipv4(from), world.ipv4(to), PROTOCOL_TCP);
    let packet = ip.packet(&header.segment(&ip, &[]));
    ethernet(MacAddress::ROUTER.0, world.mac(from).0, ETHERTYPE_IPV4, &packet)
}

/// The sequence number that the sender of the last segment that comes will go on with.
fn next_sequence(tap: &Capture, source: u16) -> u32 {
    let is_its = |frame: &[u8]| frame.len() >= 54 && frame[23] == 6 && frame[34..36] == source.to_be_bytes();
    let mut next = None;
    // Nothing more is on its way: what was sent is acknowledged.
    while let Some(frame) = tap.next(std::time::Duration::ZERO, is_its).expect("frames are read") {
        let number = |at: usize| u32::from_be_bytes([frame[at], frame[at + 1], frame[at + 2], frame[at + 3]]);
        let total = u32::from(u16::from_be_bytes([frame[16], frame[17]]));
        next = Some(number(38).wrapping_add(total - 20 - u32::from(frame[46] >> 4) * 4));
    }
    next.expect("it has sent something")
}

fn a_reset_is_believed_by_its_place(world: &mut World, way: &Way) {
    let (tap, heard) = (world.tap(way.from), world.tap(way.to));
    let mut flow = Attempt::begin(world, way).complete(world.address(way.from));
    flow.echo(1000);
    let Flow::Tcp { client, .. } = &flow else { panic!("it is TCP") };
    let source = client.local_addr().expect("it has one").port();
    let sequence = next_sequence(&heard, source);
    let reset = |sequence| {
        let header = Header { source, destination: 80, sequence, flags: flag::RST, ..Header::default() };
        is_received(world, way.to, || tap.send(&frame(world, way.from, way.to, &header)).expect("it is sent"));
    };
    let is_established = || {
        let flows = world.datapath.flows().expect("flows are read");
        assert_eq!(flows.len(), 1, "{flows:?}");
        flows[0].stage == Stage::Established
    };
    for round in 0..3 {
        assert!(is_established(), "round {round}");
        // Half of all numbers away.
        reset(sequence.wrapping_add(1 << 31));
        assert!(!is_established(), "the reset was not seen");
        let drops = world.counters().drops;
        flow.echo(1000);
        flow.echo(1000);
        assert_eq!(world.counters().drops, drops);
    }
    // The one that is in its place ends it.
    reset(next_sequence(&heard, source));
    let Flow::Tcp { server, .. } = &mut flow else { panic!("it is TCP") };
    let error = std::io::Read::read(server, &mut [0]).expect_err("it is reset");
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
    assert!(!is_established());
}

fn a_reset_outside_the_window_ends_nothing() -> Vec<Row> {
    vec![Row {
        name: "resets",
        plan: plan(),
        steps: vec![Step::See(way("a", "b", Tcp(80)), allowed(), a_reset_is_believed_by_its_place)],
    }]
}

/// More half-open flows than there is room for, with a SYN each.
const FLOOD: u16 = 20_000;

fn flood(world: &World) -> Vec<Vec<u8>> {
    let header = |source: u16| Header {
        source,
        destination: 80,
        sequence: u32::from(source),
        flags: flag::SYN,
        window: 1000,
        ..Header::default()
    };
    (40_000..40_000 + FLOOD).map(|source| frame(world, "c", "b", &header(source))).collect()
}

/// Has flows go on while another ENI floods: nothing of them is lost. What is prepared is kept until it is over.
fn go_on_amid_a_flood<T>(world: &World, way: &Way, prepare: impl FnOnce() -> T) {
    let begin = |what| Attempt::begin(world, &Way { traffic: what, ..*way }).complete(world.address(way.from));
    let ten = || (0..10).map(|_| begin(Tcp(80)));
    // Some talk all the time, and some are silent while the table of half-open flows is turned over.
    let (mut flows, mut silent): (Vec<Flow>, Vec<Flow>) = (ten().chain([begin(Udp(53))]).collect(), ten().collect());
    let _prepared = prepare();
    let own = world.counters().edges[&world.edge("c")].egress_accepted.packets;
    let drops = world.counters().drops;
    let (tap, flood) = (world.tap("c"), flood(world));
    thread::scope(|scope| {
        let flooding = scope.spawn(|| flood.iter().for_each(|frame| tap.send(frame).expect("it is sent")));
        while !flooding.is_finished() {
            for flow in &mut flows {
                flow.echo(100);
            }
        }
    });
    flows.append(&mut silent);
    for flow in &mut flows {
        flow.echo(1000);
    }
    let after = world.counters();
    assert_eq!(after.drops, drops);
    assert!(after.edges[&world.edge("c")].egress_accepted.packets >= own + u64::from(FLOOD), "it was no flood");
    for flow in &flows {
        if let Flow::Tcp { client, server } = flow {
            assert_eq!([client, server].map(retransmits), [0, 0]);
        }
    }
}

fn half_open(world: &mut World, way: &Way) {
    // Nobody answers those of the flood.
    go_on_amid_a_flood(world, way, || deafen(world, "b", "ip saddr 10.0.0.12"));
}

fn answered(world: &mut World, way: &Way) {
    go_on_amid_a_flood(world, way, || {
        // Who floods confirms none of them.
        deafen(world, "c", "meta l4proto tcp");
        world.inside("b", || TcpListener::bind((Ipv4Addr::UNSPECIFIED, 80))).expect("the port is free")
    });
}

fn a_flood_of_syn_costs_established_flows_nothing() -> Vec<Row> {
    let row = |name, see: fn(&mut World, &Way)| Row {
        name,
        plan: plan(),
        steps: vec![
            Step::See(way("a", "b", Tcp(80)), allowed(), see),
            passes(way("a", "b", Tcp(80)), rule("b", "server", 1)),
        ],
    };
    vec![row("a flood of half-open flows", half_open), row("a flood of flows that are answered", answered)]
}

tables![
    a_connection_is_opened_from_both_ends_at_once,
    a_port_in_time_wait_is_used_again,
    a_reset_outside_the_window_ends_nothing,
    a_flood_of_syn_costs_established_flows_nothing,
];
tables![as_ipv6: a_connection_is_opened_from_both_ends_at_once, a_port_in_time_wait_is_used_again];
