//! Compares the program in the kernel with its specification, packet by packet.

use std::{
    collections::BTreeMap,
    fmt::Write,
    os::fd::AsFd,
    time::{Duration, Instant},
};

use libbpf_rs::{MapCore, MapFlags, MapHandle};
use minato_datapath::{Config, Counters, Datapath, InterfaceCounters, Stage, Traffic};
use minato_lab::process::stay_on_cpu;
use minato_vpc::{
    Departure, DropReason, Edge, Evaluation, FlowTables, Verdict, compile, evaluate,
    flow::{FlowKey, Timeouts},
};
use rand::{Rng, SeedableRng, rngs::StdRng};

use crate::{
    host::Host,
    network::{self, EDGES, World, edge},
    packets::{Generator, Sent},
};

/// How much to compare.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) packets: usize,
    pub(crate) networks: usize,
    pub(crate) seed: u64,
}

/// What was seen.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    pub(crate) packets: usize,
    pub(crate) delivered: usize,
    pub(crate) answered: usize,
    pub(crate) drops: BTreeMap<DropReason, usize>,
    pub(crate) elapsed: Duration,
}

const ESTABLISHED_LIMIT: usize = 22;
const INTERFACE_LIMIT: usize = 7;

/// Times and ages are such that a sum of ages is never near a time.
const AGES: [u64; 4] = [4, 8, 20, 60];

fn timeouts() -> Timeouts {
    let seconds = Duration::from_secs;
    Timeouts {
        tcp_established: seconds(102),
        tcp_opening: seconds(18),
        tcp_closing: seconds(22),
        tcp_closed: seconds(10),
        udp: seconds(6),
        udp_answered: seconds(34),
        icmp: seconds(6),
        other: seconds(62),
        fragment: seconds(6),
    }
}

fn config() -> Config {
    Config {
        interfaces: 64,
        established_flows: u32::try_from(ESTABLISHED_LIMIT).expect("small"),
        opening_flows: 16_384,
        closed_flows: 16_384,
        flows_per_interface: u32::try_from(INTERFACE_LIMIT).expect("small"),
        fragments: 16_384,
        event_bytes: 1 << 20,
        timeouts: timeouts(),
        ..Config::default()
    }
}

/// One side of the comparison, and the other.
struct Twin {
    datapath: Datapath,
    links: Vec<u32>,
    maps: Vec<MapHandle>,
    flows: FlowTables,
    expected: Counters,
    before: Counters,
    /// When the network began, and by how much all was made older since.
    began: Instant,
    aged: Duration,
}

/// Runs the comparison; panics with all that is needed to repeat it.
pub(crate) fn run(size: Size) -> Summary {
    let started = Instant::now();
    // The kernel's LRU tables keep free places by CPU: who moves about while another CPU has them all loses entries of tables that
    // are nearly empty.
    stay_on_cpu();
    let (host, links) = Host::enter(EDGES);
    let mut datapath = Datapath::open(host.directory(), &config()).expect("the data plane opens");
    for (number, ifindex) in links.iter().enumerate() {
        datapath.attach(*ifindex, &edge(number)).expect("an ENI is attached");
    }
    let pinned =
        |name: &str| MapHandle::from_pinned_path(host.directory().join("maps").join(name)).expect("it is pinned");
    let maps = ["flows", "fragments"].map(pinned).into();
    let flows = FlowTables::default();
    let mut twin = Twin {
        datapath,
        links,
        maps,
        flows,
        expected: Counters::default(),
        before: Counters::default(),
        began: Instant::now(),
        aged: Duration::ZERO,
    };
    let mut summary = Summary::default();
    let each = size.packets.div_ceil(size.networks);
    for number in 0..size.networks {
        twin.run_network(size.seed, u32::try_from(number).expect("few"), each, &mut summary);
    }
    summary.elapsed = started.elapsed();
    summary
}

impl Twin {
    fn run_network(&mut self, seed: u64, number: u32, packets: usize, summary: &mut Summary) {
        let mut rng = StdRng::seed_from_u64(seed.wrapping_mul(1_000_003).wrapping_add(number.into()));
        let mut world = network::generate(&mut rng, number);
        let mut generator = Generator::default();
        self.begin(&world);
        for index in 0..packets {
            match rng.random_range(0..1000) {
                0..6 => {
                    network::change(&mut rng, &mut world, index as u128);
                    self.apply(&world);
                }
                6..9 => self.age(Duration::from_secs(AGES[rng.random_range(0..AGES.len())])),
                9 => self.expire(),
                10 if number.is_multiple_of(50) => self.attach_anew(rng.random_range(0..EDGES)),
                _ => {}
            }
            let sent = generator.next(&mut rng, &world.network);
            let place = format!("--seed {seed} network {number} packet {index}");
            self.compare(&world, &sent, &place, summary);
            if index % 100 == 99 || index + 1 == packets {
                self.compare_flows(&place);
            }
        }
        self.compare_counters(&format!("--seed {seed} network {number}"));
    }

    fn begin(&mut self, world: &World) {
        for number in 0..EDGES {
            self.datapath.end_flows(&edge(number)).expect("flows end");
        }
        // Nobody takes fragments away: a table that is full of those of former networks would lose some of this one.
        for map in &self.maps {
            for key in map.keys().collect::<Vec<_>>() {
                map.delete(&key).expect("it was there");
            }
        }
        self.flows = FlowTables {
            timeouts: timeouts(),
            established_limit: ESTABLISHED_LIMIT,
            edge_limit: INTERFACE_LIMIT,
            ..FlowTables::default()
        };
        self.apply(world);
        (self.began, self.aged) = (Instant::now(), Duration::ZERO);
        self.expected = Counters::default();
        self.before = self.datapath.counters().expect("counters are read");
        self.datapath.events().expect("events").drain(|_| ()).expect("events are read");
    }

    fn apply(&mut self, world: &World) {
        self.datapath.apply(&compile(&world.network, &world.local)).expect("tables are applied");
    }

    /// The time as the specification sees it. What passes in the kernel passes here too: a busy machine takes its time.
    fn at(&self) -> Duration {
        self.aged + self.began.elapsed()
    }

    /// Lets time pass: in the kernel by making everything older.
    fn age(&mut self, by: Duration) {
        self.aged += by;
        let by = u64::try_from(by.as_nanos()).expect("short");
        for map in &self.maps {
            for key in map.keys().collect::<Vec<_>>() {
                let Ok(Some(mut value)) = map.lookup(&key, MapFlags::ANY) else { continue };
                let seen = u64::from_ne_bytes(value[..8].try_into().expect("eight bytes"));
                value[..8].copy_from_slice(&seen.saturating_sub(by).to_ne_bytes());
                map.update(&key, &value, MapFlags::EXIST).expect("the entry is still there");
            }
            let _ = map.as_fd();
        }
    }

    fn expire(&mut self) {
        self.datapath.events().expect("events").drain(|_| ()).expect("events are read");
        let expired = self.datapath.expire().expect("flows expire");
        assert!(!expired.more);
        let before = self.flows.flows.len();
        let at = self.at();
        self.flows.expire(at);
        assert_eq!(expired.flows, before - self.flows.flows.len(), "flows that ended");
    }

    /// Takes an ENI away and brings it back: its flows are gone, others' are not.
    fn attach_anew(&mut self, number: usize) {
        let id = edge(number);
        self.datapath.detach(&id).expect("an ENI is detached");
        self.datapath.attach(self.links[number], &id).expect("an ENI is attached");
        self.flows.forget(&id);
        // Its counters begin again.
        self.expected.edges.remove(&id);
        self.before.edges.remove(&id);
    }

    fn compare(&mut self, world: &World, sent: &Sent, place: &str, summary: &mut Summary) {
        let mut output = vec![0; sent.frame.len() + 64];
        let ifindex = self.links[(0..EDGES).find(|n| edge(*n) == sent.from).expect("one of ours")];
        let real = self.datapath.test_packet(ifindex, 1, &sent.frame, &mut output);
        let real = real.unwrap_or_else(|error| panic!("{place}: {error:?}: {:02x?}", sent.frame));
        output.truncate(real.length);
        let departure = Departure { from: &sent.from, frame: &sent.frame, at: self.at() };
        let flows_before = self.flows.clone();
        let evaluation = evaluate(&world.network, &world.local, departure, &mut self.flows);
        let same = match &evaluation.verdict {
            Verdict::Drop(reason) => {
                real.returned == 2 && real.reason == u32::from(reason.number()) && output == sent.frame
            }
            Verdict::Deliver { frame, .. } | Verdict::Answer { frame } => {
                real.returned == 7 && real.reason == 0 && output == *frame
            }
        };
        if !same {
            let reason = u8::try_from(real.reason).ok().and_then(DropReason::from_number);
            panic!(
                "{}",
                report(place, world, sent, &evaluation, &flows_before, &format!("{real:?} {reason:?}\n{output:02x?}"))
            );
        }
        summary.packets += 1;
        match &evaluation.verdict {
            Verdict::Drop(reason) => *summary.drops.entry(*reason).or_default() += 1,
            Verdict::Deliver { .. } => summary.delivered += 1,
            Verdict::Answer { .. } => summary.answered += 1,
        }
        self.count(sent, &evaluation);
    }

    fn count(&mut self, sent: &Sent, evaluation: &Evaluation) {
        let traffic = Traffic { packets: 1, bytes: sent.frame.len() as u64 - 14 };
        let mut add = |id: &Edge, part: fn(&mut InterfaceCounters) -> &mut Traffic| {
            let counters = self.expected.edges.entry(id.clone()).or_default();
            let part = part(counters);
            *part = *part + traffic;
        };
        match &evaluation.verdict {
            Verdict::Deliver { to, .. } => {
                add(&sent.from, |c| &mut c.egress_accepted);
                add(to, |c| &mut c.ingress_accepted);
            }
            Verdict::Answer { .. } => add(&sent.from, |c| &mut c.answered),
            Verdict::Drop(DropReason::InterfaceUnknown) => {}
            Verdict::Drop(_) if evaluation.receiver.is_some() => {
                add(&sent.from, |c| &mut c.egress_accepted);
                add(evaluation.receiver.as_ref().expect("it was seen"), |c| &mut c.ingress_dropped);
            }
            Verdict::Drop(_) => add(&sent.from, |c| &mut c.egress_dropped),
        }
        if let Verdict::Drop(reason) = &evaluation.verdict {
            let total = self.expected.drops.entry(*reason).or_default();
            *total = *total + traffic;
        }
    }

    fn compare_flows(&self, place: &str) {
        let mut real = Vec::new();
        for flow in self.datapath.flows().expect("flows are read") {
            let ends = [flow.initiator, flow.responder];
            let ends = ends.map(|end| (end.address, end.port, end.sent.packets, end.sent.bytes, end.ifindex));
            real.push((flow.segment, flow.protocol, ends, flow.stage == Stage::Established));
        }
        let number = |id: &Edge| self.links[(0..EDGES).find(|n| edge(*n) == *id).expect("ours")];
        let end = |key: &FlowKey, end: &minato_vpc::flow::FlowEnd| {
            (end.address, key.port_of(end.address), end.sent.packets, end.sent.bytes, number(&end.edge))
        };
        let mut expected: Vec<_> = self
            .flows
            .flows
            .iter()
            .map(|(key, flow)| {
                let ends = [end(key, &flow.initiator), end(key, &flow.responder)];
                (key.segment.number, key.protocol, ends, flow.is_established())
            })
            .collect();
        real.sort_unstable();
        expected.sort_unstable();
        assert_eq!(real, expected, "{place}: the flows differ");
    }

    fn compare_counters(&self, place: &str) {
        let now = self.datapath.counters().expect("counters are read");
        for reason in DropReason::ALL {
            let read = |counters: &Counters| counters.drops.get(reason).copied().unwrap_or_default();
            let expected = read(&self.expected);
            assert_eq!(read(&now), read(&self.before) + expected, "{place}: drops for {reason}");
        }
        for (id, now) in &now.edges {
            let read = |counters: &Counters| counters.edges.get(id).copied().unwrap_or_default();
            let (before, expected) = (read(&self.before), read(&self.expected));
            let parts: [fn(&InterfaceCounters) -> Traffic; 5] = [
                |c| c.egress_accepted,
                |c| c.egress_dropped,
                |c| c.ingress_accepted,
                |c| c.ingress_dropped,
                |c| c.answered,
            ];
            for (index, part) in parts.iter().enumerate() {
                assert_eq!(part(now), part(&before) + part(&expected), "{place}: counter {index} of {id}");
            }
        }
    }
}

fn report(place: &str, world: &World, sent: &Sent, evaluation: &Evaluation, flows: &FlowTables, real: &str) -> String {
    let mut text = format!("the twins disagree: {place}\nfrom {}: {:02x?}\n", sent.from, sent.frame);
    let _ = writeln!(text, "\nthe specification says:");
    for step in &evaluation.trace {
        let _ = writeln!(text, "  {step}");
    }
    let _ =
        writeln!(text, "  {:02x?}\n\nthe program says: {real}\n\nflows before: {:#?}", evaluation.verdict, flows.flows);
    let _ = writeln!(text, "\non the host: {:?}\n\n{:#?}", world.local, world.network);
    text
}
