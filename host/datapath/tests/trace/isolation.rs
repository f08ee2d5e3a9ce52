//! What a trace does not do: change what others see. And what it does when the kernel is not as it should be.

use std::{collections::BTreeMap, fs};

use libbpf_rs::{MapCore as _, MapFlags, MapHandle, MapType};
use minato_vpc::{
    packet::tcp,
    reach::{EPHEMERAL_PORT, Probe},
};

use crate::{conversations::segment, situations::two, stage::Stage};

type Content = BTreeMap<String, Vec<(Vec<u8>, Vec<u8>)>>;

fn pinned(stage: &Stage, name: &str) -> MapHandle {
    MapHandle::from_pinned_path(stage.host.directory().join("maps").join(name)).expect("it is pinned")
}

/// Every byte of every map but the buffer of events.
fn content(stage: &Stage) -> Content {
    let mut content = Content::new();
    for file in fs::read_dir(stage.host.directory().join("maps")).expect("the pins are listed") {
        let name = file.expect("a pin").file_name().to_string_lossy().into_owned();
        let map = pinned(stage, &name);
        let read = |key: Vec<u8>| {
            let value = match map.map_type() {
                MapType::PercpuArray => {
                    map.lookup_percpu(&key, MapFlags::ANY).expect("it is read").map(|it| it.concat())
                }
                _ => map.lookup(&key, MapFlags::ANY).expect("it is read"),
            };
            (key, value.expect("the entry is there"))
        };
        if map.map_type() != MapType::RingBuf {
            content.insert(name, map.keys().map(read).collect());
        }
    }
    content
}

fn send(stage: &Stage, from: &str, to: &str, ports: (u16, u16), flags: u8) {
    let (edge, frame) = segment(stage, from, to, ports, flags);
    let run = stage.datapath.test_packet(stage.attached[&edge], 1, &frame, &mut [0; 128]).expect("a run");
    assert_eq!(run.reason, 0);
}

fn events(stage: &Stage) -> usize {
    let mut count = 0;
    stage.datapath.events().expect("events").drain(|_| count += 1).expect("events are read");
    count
}

#[test]
fn a_trace_changes_nothing_that_others_see() {
    let mut stage = Stage::enter();
    stage.set(&two(), |_, _| (), &[]);
    // A live connection with the very addresses and ports of the trace.
    let there = (EPHEMERAL_PORT, 80);
    let back = (80, EPHEMERAL_PORT);
    send(&stage, "client", "web", there, tcp::SYN);
    send(&stage, "web", "client", back, tcp::SYN | tcp::ACK);
    send(&stage, "client", "web", there, tcp::ACK);
    // One that waits for its answer.
    send(&stage, "client", "web", (EPHEMERAL_PORT + 1, 80), tcp::SYN);
    assert_eq!(events(&stage), 2);
    let before = content(&stage);
    assert_eq!(stage.datapath.flows().expect("flows are read").len(), 2);
    assert!(!before.contains_key("trace"), "the attached program has no trace points");

    let passing = stage.trace("client", "web", Probe::Tcp(80));
    assert!(passing.agrees() && passing.kernel.passes(), "{passing}");
    assert!(passing.to_string().contains("a flow begins"), "it is a flow of its own: {passing}");
    let refused = stage.trace("web", "client", Probe::Tcp(80));
    assert!(refused.agrees() && !refused.kernel.passes(), "{refused}");

    assert_eq!(events(&stage), 0);
    let after = content(&stage);
    let differs = |name: &&String| before[*name] != after[*name];
    assert_eq!(after.keys().filter(differs).collect::<Vec<_>>(), Vec::<&String>::new());
    // What was looked at does change when a packet is one of somebody.
    send(&stage, "client", "web", there, tcp::ACK);
    let changed = content(&stage);
    for name in ["counters", "flows"] {
        assert_ne!(changed[name], after[name], "{name}");
    }
}

#[test]
fn what_the_kernel_does_otherwise_is_told_beside_what_it_should_do() {
    let mut stage = Stage::enter();
    stage.set(&two(), |_, _| (), &[]);
    let rules = pinned(&stage, "rules");
    for rule in rules.keys().collect::<Vec<_>>() {
        rules.delete(&rule).expect("a rule is deleted");
    }
    let trace = stage.trace("client", "web", Probe::Tcp(80));
    assert!(!trace.agrees() && !trace.kernel.passes(), "{trace}");
    assert!(trace.model.as_ref().expect("it differs").passes(), "{trace}");
    let text = trace.to_string();
    for part in ["egress-denied", "The kernel does not do what the network says", "By the network:", "reply: arrives"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let json = serde_json::to_value(&trace).expect("it is data");
    assert_eq!(json["request"]["end"]["reason"], "egress-denied");
    assert_eq!(json["model"]["request"]["end"]["result"], "arrived");
    stage.datapath.repair().expect("it is repaired");
    assert!(stage.trace("client", "web", Probe::Tcp(80)).agrees());

    // An entry that nothing of the network stands behind.
    let routes = pinned(&stage, "routes");
    for route in routes.keys().collect::<Vec<_>>() {
        let mut value = routes.lookup(&route, MapFlags::ANY).expect("it is read").expect("it is there");
        value[..4].copy_from_slice(&2_u32.to_ne_bytes());
        routes.update(&route, &value, MapFlags::EXIST).expect("a route is changed");
    }
    let trace = stage.trace("client", "web", Probe::Tcp(80));
    assert!(!trace.agrees(), "{trace}");
    assert!(trace.kernel.to_string().contains("Blackhole for 10.0.2.12, and no route table does"), "{trace}");
}
