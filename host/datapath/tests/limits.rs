//! What happens at the limits: a flood costs only its own kind, and every limit has its error. Needs root.

#[path = "twin/host.rs"]
mod host;
mod pair;

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
    thread,
};

use host::Host;
use minato_datapath::{Allowance, Applied, Config, Datapath, Error, Event, EventKind, Stage, TableUse};
use minato_vpc::{DropReason, compile, resources::MacAddress};
use pair::{PORT, address, allow, edge, mac, network};

const SYN: u8 = 2;
const ACK: u8 = 16;

fn segment(from: usize, to: usize, ports: (u16, u16), flags: u8) -> Vec<u8> {
    let mut frame = Vec::new();
    frame.extend_from_slice(&MacAddress::ROUTER.0);
    frame.extend_from_slice(&mac(from).0);
    frame.extend_from_slice(&[8, 0, 0x45, 0, 0, 40, 0, 0, 0x40, 0, 64, 6, 0, 0]);
    frame.extend_from_slice(&address(from).octets());
    frame.extend_from_slice(&address(to).octets());
    frame.extend_from_slice(&ports.0.to_be_bytes());
    frame.extend_from_slice(&ports.1.to_be_bytes());
    frame.extend_from_slice(&[0, 0, 0, 1, 0, 0, 0, 1, 0x50, flags, 0, 0, 0, 0, 0, 0]);
    frame
}

struct Plane {
    datapath: Datapath,
    links: Vec<u32>,
    host: Host,
}

impl Plane {
    fn open(config: &Config) -> Self {
        let (host, links) = Host::enter(4);
        let mut datapath = Datapath::open(host.directory(), config).expect("the data plane opens");
        for number in [0, 1] {
            datapath.attach(links[number], &edge(number)).expect("an ENI is attached");
        }
        let mut network = network();
        allow(&mut network);
        let local: BTreeSet<_> = [edge(0), edge(1)].into();
        datapath.apply(&compile(&network, &local)).expect("tables are applied");
        Self { datapath, links, host }
    }

    /// Why the packet is dropped; `None` when it passes.
    fn send(&self, from: usize, to: usize, ports: (u16, u16), flags: u8) -> Option<DropReason> {
        self.run(from, &segment(from, to, ports, flags))
    }

    /// The same with a frame.
    fn run(&self, from: usize, frame: &[u8]) -> Option<DropReason> {
        let mut output = [0; 128];
        let run = self.datapath.test_packet(self.links[from], 1, frame, &mut output).expect("a test run");
        let reason = u8::try_from(run.reason).ok().and_then(DropReason::from_number);
        assert_eq!(run.returned, if reason.is_some() { 2 } else { 7 });
        reason
    }

    /// Opens a connection from ENI 0's `port`, as far as the program lets it.
    fn connect(&self, port: u16) -> Option<DropReason> {
        let opening = [self.send(0, 1, (port, PORT), SYN), self.send(1, 0, (PORT, port), SYN | ACK)];
        opening.into_iter().flatten().next().or_else(|| self.send(0, 1, (port, PORT), ACK))
    }
}

#[test]
fn a_flood_of_half_open_flows_costs_no_established_one() {
    let plane = Plane::open(&Config { opening_flows: 1024, ..Config::default() });
    for port in 1..=100 {
        assert_eq!(plane.connect(port), None);
    }
    for port in 10_000..20_000 {
        assert_eq!(plane.send(0, 1, (port, PORT), SYN), None);
    }
    for port in 1..=100 {
        assert_eq!(plane.send(0, 1, (port, PORT), ACK), None, "port {port}");
        assert_eq!(plane.send(1, 0, (PORT, port), ACK), None, "port {port}");
    }
    let flows = plane.datapath.flows().expect("flows are read");
    assert_eq!(flows.iter().filter(|flow| flow.stage == Stage::Established).count(), 100);
    assert!(flows.len() <= 100 + 1024);
}

const FIN: u8 = 1;
const RST: u8 = 4;

impl Plane {
    /// Opens a connection from ENI 0's `port`, and closes it from both ends.
    fn connect_and_close(&self, port: u16) {
        assert_eq!(self.connect(port), None);
        assert_eq!(self.send(0, 1, (port, PORT), FIN | ACK), None);
        assert_eq!(self.send(1, 0, (PORT, port), FIN | ACK), None);
        assert_eq!(self.send(0, 1, (port, PORT), ACK), None);
    }

    /// Ends every flow.
    fn end_flows(&mut self) {
        for number in [0, 1] {
            self.datapath.end_flows(&edge(number)).expect("flows are ended");
        }
    }

    /// The ports of ENI 0 that the flows of a kind were opened from, as they are told of.
    fn told(&self, kind: EventKind) -> Vec<(u16, u64)> {
        let mut told = Vec::new();
        let take = |event: Event| {
            if event.kind == kind {
                told.push((event.source_port, event.sent.packets));
            }
        };
        self.datapath.events().expect("events").drain(take).expect("events are read");
        told
    }
}

#[test]
fn of_half_open_flows_the_oldest_gives_way_and_is_told_of() {
    let plane = Plane::open(&Config { opening_flows: 64, ..Config::default() });
    for port in 1..=100 {
        assert_eq!(plane.send(0, 1, (port, PORT), SYN), None);
    }
    assert_eq!(plane.told(EventKind::Closed), (1..=36).map(|port| (port, 1)).collect::<Vec<_>>());
    // One that is answered leaves its place, and whoever takes the place ends nothing.
    assert_eq!(plane.send(1, 0, (PORT, 37), SYN | ACK), None);
    assert_eq!(plane.send(0, 1, (101, PORT), SYN), None);
    assert_eq!(plane.told(EventKind::Closed), []);
    assert_eq!(plane.send(0, 1, (37, PORT), ACK), None);
    assert_eq!(plane.send(1, 0, (PORT, 36), SYN | ACK), Some(DropReason::TcpNotSyn), "it had to go");
}

#[test]
fn who_waits_long_is_not_ended_by_those_that_are_answered_at_once() {
    let plane = Plane::open(&Config { opening_flows: 64, ..Config::default() });
    for port in 1..=32 {
        assert_eq!(plane.send(0, 1, (port, PORT), SYN), None);
    }
    for port in 1000..2000 {
        plane.connect_and_close(port);
        assert_eq!(plane.send(0, 1, (port, PORT), SYN), None, "another from the same port");
        assert_eq!(plane.send(0, 1, (port, PORT), RST), None, "which is given up");
    }
    for port in 1..=32 {
        assert_eq!(plane.send(1, 0, (PORT, port), SYN | ACK), None, "port {port}");
    }
}

/// How many connections ENI 0 can open until its quota is used up.
fn quota_left(plane: &Plane) -> usize {
    (20_000..20_100).take_while(|port| plane.connect(*port).is_none()).count()
}

#[test]
fn whatever_ends_a_flow_gives_its_quota_back() {
    let mut plane = Plane::open(&Config { flows_per_interface: 50, ..Config::default() });
    for port in 1..=40 {
        plane.connect_and_close(port);
    }
    for port in 41..=80 {
        assert_eq!(plane.connect(port), None);
        assert_eq!(plane.send(1, 0, (PORT, port), RST | ACK), None);
    }
    for port in 81..=120 {
        assert_eq!(plane.connect(port), None);
        // Both ends are done, and the same port begins again.
        assert_eq!(plane.send(0, 1, (port, PORT), FIN | ACK), None);
        assert_eq!(plane.send(1, 0, (PORT, port), FIN | ACK), None);
        assert_eq!(plane.send(0, 1, (port, PORT), SYN), None);
    }
    for port in 121..=140 {
        assert_eq!(plane.connect(port), None);
        // A reset that nobody believes ends it for a while only.
        assert_eq!(plane.send(1, 0, (PORT, port), RST), None);
        assert_eq!(plane.send(0, 1, (port, PORT), ACK), None);
        assert_eq!(plane.send(1, 0, (PORT, port), ACK), None);
    }
    assert_eq!(quota_left(&plane), 30);
    plane.end_flows();
    assert_eq!(quota_left(&plane), 50);
}

#[test]
fn of_several_cpus_one_counts_a_flow() {
    const ROUNDS: u32 = 200_000;
    let config = Config { flows_per_interface: 50, opening_flows: 8, closed_flows: 8, ..Config::default() };
    let mut plane = Plane::open(&config);
    let second = Datapath::open(plane.host.directory(), &config).expect("the data plane is opened once more");
    let flags = [SYN, SYN | ACK, ACK, FIN | ACK, RST, RST | ACK];
    let links = plane.links.clone();
    let send = |datapath: &Datapath, seed: u32| {
        let mut random = seed;
        for _ in 0..ROUNDS {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let port = 1 + u16::try_from(random >> 31).expect("small");
            let flag = flags[(random >> 20) as usize % flags.len()];
            let (from, frame) = match random & 0x1000 {
                0 => (0, segment(0, 1, (port, PORT), flag)),
                _ => (1, segment(1, 0, (PORT, port), flag)),
            };
            datapath.test_packet(links[from], 1, &frame, &mut [0; 128]).expect("a test run");
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| send(&second, 1));
        send(&plane.datapath, 2);
    });
    plane.end_flows();
    assert_eq!(plane.datapath.flows().expect("flows are read"), []);
    assert_eq!(quota_left(&plane), 50);
}

#[test]
fn of_closed_flows_the_oldest_gives_way_and_no_open_one() {
    let plane = Plane::open(&Config { closed_flows: 64, ..Config::default() });
    assert_eq!(plane.connect(1000), None);
    for port in 1..=100 {
        plane.connect_and_close(port);
    }
    assert_eq!(plane.told(EventKind::Closed), (1..=100).map(|port| (port, 4)).collect::<Vec<_>>());
    // What trails passes, and is counted when its flow goes.
    assert_eq!(plane.send(0, 1, (36, PORT), ACK), Some(DropReason::TcpNotSyn));
    for port in 37..=100 {
        assert_eq!(plane.send(1, 0, (PORT, port), FIN | ACK), None, "port {port}");
        assert_eq!(plane.send(0, 1, (port, PORT), ACK), None, "port {port}");
    }
    plane.connect_and_close(101);
    assert_eq!(plane.told(EventKind::Closed), [(101, 4), (37, 1)]);
    assert_eq!(plane.send(0, 1, (1000, PORT), ACK), None, "what is open stays");
    // One that begins again and is closed again has a new place: who takes the old one does not end it.
    plane.connect_and_close(101);
    (200..263).for_each(|port| plane.connect_and_close(port));
    assert_eq!(plane.send(0, 1, (101, PORT), ACK), None);
    plane.connect_and_close(263);
    assert_eq!(plane.send(0, 1, (101, PORT), ACK), Some(DropReason::TcpNotSyn));
    let flows = plane.datapath.flows().expect("flows are read");
    assert_eq!((flows.len(), flows.iter().filter(|flow| flow.stage == Stage::Established).count()), (65, 1));
    let closed: Vec<_> = flows.iter().filter(|flow| flow.stage == Stage::Closed).collect();
    let counts = closed.iter().flat_map(|flow| [flow.initiator.sent.packets, flow.responder.sent.packets]);
    assert_eq!((closed.len(), counts.sum::<u64>()), (64, 0), "they count from zero since their close");
}

#[test]
fn a_full_table_of_fragments_drops_later_ones_by_name_and_harms_no_flow() {
    let plane = Plane::open(&Config { fragments: 64, ..Config::default() });
    for port in 1..=100 {
        assert_eq!(plane.connect(port), None);
    }
    let part = |port, id: u16, fragment: u16| {
        let mut frame = segment(0, 1, (port, PORT), ACK);
        frame[18..20].copy_from_slice(&id.to_be_bytes());
        frame[20..22].copy_from_slice(&fragment.to_be_bytes());
        plane.run(0, &frame)
    };
    let (first, later) = (0x2000, 0x2003);
    assert_eq!(part(1, 9999, first), None);
    assert_eq!(part(1, 9999, later), None, "there is room");
    for id in 1..5000 {
        assert_eq!(part(id % 100 + 1, id, first), None, "it takes the place of another");
    }
    assert_eq!(part(1, 4999, later), None, "the last one's are known");
    // Which ones the kernel forgets is roughly, not strictly, by age.
    let (known, unknown): (Vec<_>, Vec<_>) = (1..5000).map(|id| part(1, id, later)).partition(Option::is_none);
    assert!(known.len() <= 64, "{} are known", known.len());
    assert!(unknown.iter().all(|reason| *reason == Some(DropReason::FragmentUnknown)), "{unknown:?}");
    for port in 1..=100 {
        assert_eq!(plane.send(0, 1, (port, PORT), ACK), None, "port {port}");
        assert_eq!(plane.send(1, 0, (PORT, port), ACK), None, "port {port}");
    }
    let counters = plane.datapath.counters().expect("counters are read");
    assert_eq!(
        counters.drops.into_iter().map(|it| (it.0, it.1.packets)).collect::<Vec<_>>(),
        [(DropReason::FragmentUnknown, unknown.len() as u64)]
    );
}

#[test]
fn a_full_table_and_a_used_up_quota_drop_by_name() {
    let plane = Plane::open(&Config { established_flows: 50, ..Config::default() });
    let refused: Vec<_> = (1..=60).filter_map(|port| plane.connect(port)).collect();
    assert_eq!(refused, [DropReason::FlowTableFull; 10]);
    drop(plane);
    let plane = Plane::open(&Config { flows_per_interface: 20, ..Config::default() });
    let refused: Vec<_> = (1..=60).filter_map(|port| plane.connect(port)).collect();
    assert_eq!(refused, [DropReason::FlowQuota; 40]);
    assert_eq!(plane.send(0, 1, (1, PORT), ACK), None, "what is established goes on");
    assert_eq!(plane.datapath.counters().expect("counters are read").drops[&DropReason::FlowQuota].packets, 40);
}

impl Plane {
    /// What ENI `number` holds of its allowance.
    fn allowance(&self, number: usize) -> Allowance {
        let edges = self.datapath.observer().and_then(|observer| observer.edges()).expect("edges are read");
        edges[&edge(number)].allowance
    }
}

#[test]
fn what_is_left_of_an_allowance_is_told_and_what_went_beyond_is_counted() {
    let mut plane = Plane::open(&Config { flows_per_interface: 20, ..Config::default() });
    let whole = Allowance { flows: 0, limit: 20, available: 20, exceeded: 0 };
    assert_eq!([plane.allowance(0), plane.allowance(1)], [whole; 2]);
    (1..=15).for_each(|port| assert_eq!(plane.connect(port), None));
    assert_eq!(plane.allowance(0), Allowance { flows: 15, available: 5, ..whole });
    let refused = (16..=23).filter_map(|port| plane.connect(port)).count();
    assert_eq!(refused, 3);
    assert_eq!(plane.allowance(0), Allowance { flows: 20, available: 0, exceeded: 3, ..whole });
    assert_eq!(plane.allowance(1), whole, "who is reached holds nothing");
    plane.end_flows();
    assert_eq!(plane.allowance(0), Allowance { exceeded: 3, ..whole });
    plane.datapath.detach(&edge(0)).expect("an ENI is detached");
    let attached = plane.datapath.attach(plane.links[0], &edge(0)).expect("and attached anew");
    assert!(attached.written > 1, "its own entry, and those that lead to it: {attached:?}");
    assert_eq!(plane.allowance(0), whole);
    drop(plane);

    let plane = Plane::open(&Config { flows_per_interface: 20, established_flows: 10, ..Config::default() });
    assert_eq!(plane.allowance(0).available, 10, "no more than the host has room for");
    let refused = (1..=12).filter_map(|port| plane.connect(port)).count();
    assert_eq!(refused, 2);
    assert_eq!(plane.allowance(0), Allowance { flows: 10, limit: 20, available: 0, exceeded: 2 });
    assert_eq!(plane.allowance(1).available, 0);
}

#[test]
fn how_full_each_table_is_is_read_from_the_kernel() {
    let plane =
        Plane::open(&Config { established_flows: 50, opening_flows: 64, closed_flows: 32, ..Config::default() });
    (1..=3).for_each(|port| assert_eq!(plane.connect(port), None));
    (4..=8).for_each(|port| assert_eq!(plane.send(0, 1, (port, PORT), SYN), None));
    plane.connect_and_close(9);
    assert_eq!(plane.send(0, 1, (10, PORT), ACK), Some(DropReason::TcpNotSyn));
    let of = |tables: Vec<TableUse>| {
        let tables = tables.into_iter().map(|table| (table.table, (table.entries, table.limit)));
        tables.collect::<BTreeMap<_, _>>()
    };
    let observer = plane.datapath.observer().expect("an observer");
    let packets = of(observer.tables().expect("tables are read"));
    let flows = observer.flows().expect("flows are read");
    assert_eq!(of(observer.tables_of(&flows).expect("tables are read")), packets);
    let config = Config::default();
    let expected = [
        ("flows", (9, 146)),
        ("established", (3, 50)),
        ("opening", (5, 64)),
        ("closed", (1, 32)),
        ("fragments", (0, config.fragments.into())),
        ("rejected", (1, config.rejections.into())),
    ];
    assert_eq!(packets, expected.into());
    let written = of(plane.datapath.tables());
    assert_eq!(written["interfaces"], (2, config.interfaces.into()));
    assert_eq!(written["endpoints"].1, u64::from(config.endpoints));
    assert!(written["endpoints"].0 >= 2 && written["rules"].0 >= 1 && written["routes"].0 >= 1, "{written:?}");
}

#[test]
fn an_attachment_that_is_new_has_no_flow_of_the_former() {
    let mut plane = Plane::open(&Config::default());
    assert_eq!(plane.connect(1), None);
    plane.datapath.detach(&edge(1)).expect("an ENI is detached");
    assert_eq!(plane.send(0, 1, (1, PORT), ACK), Some(DropReason::TcpNotSyn));
    assert_eq!(plane.send(0, 1, (2, PORT), SYN), Some(DropReason::NotHere));
    assert_eq!(plane.send(1, 0, (PORT, 1), ACK), Some(DropReason::InterfaceUnknown));
    plane.datapath.attach(plane.links[2], &edge(1)).expect("an ENI is attached elsewhere");
    plane.links[1] = plane.links[2];
    assert_eq!(plane.send(1, 0, (PORT, 1), ACK), Some(DropReason::TcpNotSyn));
    assert_eq!(plane.connect(1), None);
}

#[test]
fn limits_of_attachment_are_errors_that_say_so() {
    let mut plane = Plane::open(&Config { interfaces: 2, ..Config::default() });
    let error = plane.datapath.attach(plane.links[2], &edge(2)).expect_err("every place is taken");
    assert!(matches!(error, Error::InterfaceLimit { limit: 2 }), "{error:?}");
    let error = plane.datapath.attach(plane.links[2], &edge(0)).expect_err("it is attached elsewhere");
    assert!(matches!(error, Error::AlreadyAttached { .. }), "{error:?}");
    let attached = plane.datapath.attach(plane.links[0], &edge(0)).expect("it is attached there already");
    assert_eq!(attached, Applied::default());
    plane.datapath.detach(&edge(1)).expect("an ENI is detached");
    plane.datapath.detach(&edge(1)).expect("what is not attached is no error");

    let index = (plane.links[0] + (1 << 18)).to_string();
    let link = ["link", "add", "mt-far", "index", &index, "type", "veth", "peer", "name", "mt-farther"];
    assert!(Command::new("ip").args(link).status().expect("iproute2 is there").success());
    let error = plane.datapath.attach(index.parse().expect("a number"), &edge(3)).expect_err("the place is shared");
    assert!(matches!(error, Error::IndexCollision { .. }), "{error:?}");
    let error = plane.datapath.attach(999_999, &edge(3)).expect_err("there is no such link");
    assert!(matches!(error, Error::Attach { .. }), "{error:?}");
    assert_eq!(plane.datapath.attached().len(), 1, "what failed holds no place");
}
