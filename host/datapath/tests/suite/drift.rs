//! What others take out of the kernel's tables, or change in them: meanwhile nothing passes that should not, and a repair
//! puts it back.

use std::collections::BTreeMap;

use libbpf_rs::{MapCore, MapFlags, MapHandle};
use minato_datapath::Applied;
use minato_vpc::resources::{
    Direction::{Egress, Ingress},
    Traffic as What,
};

use crate::{
    cause::{Cause, igw, rule},
    explain::Explanation,
    plan::{By, Peer, Plan, egress, entry, ingress, tcp},
    probe::{Attempt, Traffic::Tcp, Way, way},
    row::{Row, Step, tables},
    world::{World, eventually},
};

/// `a` reaches `b` on port 80, and the host reaches `a` there. Every table has entries.
fn plan() -> Plan {
    let all = |direction| entry(direction, 200, What::All, true);
    Plan::new()
        .vpc("vpc", "10.0.0.0/16")
        .internet("vpc")
        .subnet("near", "vpc", "10.0.0.0/24")
        .route("near", "0.0.0.0/0", By::InternetGateway)
        .acl("near", &[entry(Ingress, 100, tcp(22), false), all(Ingress), all(Egress)])
        .subnet("far", "vpc", "10.0.1.0/24")
        .acl("far", &[entry(Ingress, 100, tcp(22), false), all(Ingress), all(Egress)])
        .group(
            "client",
            "vpc",
            &[
                egress(What::All, Peer::Range("10.0.0.0/8")),
                egress(What::All, Peer::Range("198.18.0.0/24")),
                ingress(tcp(80), Peer::Range("198.18.0.0/24")),
            ],
        )
        .group("server", "vpc", &[ingress(tcp(80), Peer::Group("client")), egress(What::All, Peer::Group("server"))])
        .eni("a", "near", "10.0.0.10", &["client"])
        .public("198.18.0.16")
        .eni("b", "far", "10.0.1.11", &["server"])
}

type Entries = BTreeMap<Vec<u8>, Vec<u8>>;

/// The entries of a table. In an array what is zero is nothing.
fn read(map: &MapHandle) -> Entries {
    let value = |key: &Vec<u8>| map.lookup(key, MapFlags::ANY).expect("it is read");
    // One of the arrays has room for any link's index; those of a new namespace are small.
    let entries = map.keys().take(4096).filter_map(|key| value(&key).map(|value| (key, value)));
    entries.filter(|(_, value)| value.iter().any(|byte| *byte != 0)).collect()
}

/// Takes away every entry.
fn delete(map: &MapHandle, entries: &Entries) {
    for (key, value) in entries {
        if map.delete(key).is_err() {
            map.update(key, &vec![0; value.len()], MapFlags::ANY).expect("it is an array");
        }
    }
}

/// Changes every entry.
fn change(map: &MapHandle, entries: &Entries) {
    for (key, value) in entries {
        let other: Vec<u8> = value.iter().map(|byte| !byte).collect();
        map.update(key, &other, MapFlags::ANY).expect("it is written");
    }
}

/// What is tried is dropped, for whatever reason.
fn refuse(world: &World, way: &Way) {
    let drops = || world.counters().drops.values().map(|it| it.packets).sum::<u64>();
    let before = drops();
    let attempt = Attempt::begin(world, way);
    eventually("it is dropped", || (drops() > before).then_some(()));
    assert_eq!(attempt.passed(), (false, false), "{way:?}: it arrived");
}

/// The same to a port that nobody may reach.
fn closed(way: &Way) -> Way {
    Way { traffic: Tcp(81), ..*way }
}

fn comes_back(world: &mut World, way: &Way, name: &str) {
    let begin = |world: &World| Attempt::begin(world, way).complete(world.address(way.from));
    let map = MapHandle::from_pinned_path(world.map(name)).expect("it is pinned");
    let whole = read(&map);
    assert!(!whole.is_empty(), "{name} is empty");
    let mut kept = begin(world);
    for damage in [delete, change] {
        damage(&map, &whole);
        assert_ne!(read(&map), whole, "{name}");
        refuse(world, &closed(way));
        let repaired = world.datapath.repair().expect("it is repaired");
        assert!(repaired.written > 0, "{name}: {repaired:?}");
        assert_eq!(read(&map), whole, "{name}");
        assert_eq!(world.datapath.repair().expect("nothing is to be done"), Applied::default(), "{name}");
        let drops = world.counters().drops;
        begin(world).end();
        kept.echo(1000);
        assert_eq!(world.counters().drops, drops, "{name}");
        refuse(world, &closed(way));
    }
}

fn what_others_take_out_of_the_tables_comes_back() -> Vec<Row> {
    let row = |name, see: fn(&mut World, &Way)| Row {
        name,
        plan: plan(),
        steps: vec![
            Step::See(way("a", "b", Tcp(80)), Explanation::Passes(rule("b", "server", 0), Cause::Flow), see),
            Step::See(
                way("host", "a", Tcp(80)).at("198.18.0.16"),
                Explanation::Passes(rule("a", "client", 2), igw("vpc", "10.0.0.10", "198.18.0.16")),
                see,
            ),
        ],
    };
    vec![
        row("drift of interfaces", |world, way| comes_back(world, way, "interfaces")),
        row("drift of slots", |world, way| comes_back(world, way, "slots")),
        row("drift of endpoints", |world, way| comes_back(world, way, "endpoints")),
        row("drift of ranges", |world, way| comes_back(world, way, "ranges")),
        row("drift of rules", |world, way| comes_back(world, way, "rules")),
        row("drift of routes", |world, way| comes_back(world, way, "routes")),
        row("drift of network ACLs", |world, way| comes_back(world, way, "acls")),
        row("drift of public addresses", |world, way| comes_back(world, way, "publics")),
        row("drift of private addresses", |world, way| comes_back(world, way, "privates")),
    ]
}

tables![what_others_take_out_of_the_tables_comes_back];
