//! What a packet costs in the program: established, and the first of a flow with 60 rules. Needs root.

#![allow(clippy::print_stdout, reason = "a program that prints")]
#![allow(dead_code, reason = "shares the host with the twin test")]

#[path = "../tests/twin/host.rs"]
mod host;
#[path = "../tests/twin/network.rs"]
mod network;
#[path = "../tests/twin/ways.rs"]
mod ways;

use std::time::Instant;

use host::Host;
use minato_datapath::{Config, Datapath};
use minato_vpc::{
    compile,
    ids::SecurityGroupRuleId,
    resources::{Direction, MacAddress, Peer, PortRange, SecurityGroupRule, Traffic},
};
use network::{World, edge, interface_id};
use rand::{SeedableRng, rngs::StdRng};

/// Two ENIs of one subnet in one group, which has 60 rules each way, of ranges and of itself.
fn world() -> World {
    let mut rng = StdRng::seed_from_u64(1);
    let mut world = (0..1000).map(|number| network::generate(&mut rng, number)).find(is_suitable).expect("one comes");
    let ids = [interface_id(1), interface_id(2)];
    let subnet = world.network.interfaces[&ids[0]].subnet.clone();
    let (vpc, cidr) = (world.network.subnets[&subnet].vpc.clone(), world.network.subnets[&subnet].cidr);
    let group = world.network.groups.values().find(|group| group.vpc == vpc).expect("one").id.clone();
    for (id, host) in ids.iter().zip(40_u32..) {
        let eni = world.network.interfaces.get_mut(id).expect("it is there");
        eni.subnet = subnet.clone();
        eni.vpc = vpc.clone();
        eni.address = std::net::Ipv4Addr::from(u32::from(cidr.network()) + host);
        eni.groups = [group.clone()].into();
        eni.source_dest_check = true;
        "interface".clone_into(&mut eni.interface_type);
        // A run that is repeated gets the frame as the last one left it: so that it is the same, all MACs are one.
        eni.mac = MacAddress::ROUTER;
        world.local.insert(id.into());
    }
    world.network.route_tables.values_mut().for_each(|table| table.routes.clear());
    let rules = &mut world.network.groups.get_mut(&group).expect("it is there").rules;
    rules.clear();
    for number in 0..120_u16 {
        let range = format!("10.{number}.0.0/16").parse().expect("a range");
        let peer = if number % 3 == 0 { Peer::Group(group.clone()) } else { Peer::Cidr(range) };
        let direction = if number < 60 { Direction::Egress } else { Direction::Ingress };
        let port = 1000 + 10 * (number % 60);
        let traffic = Traffic::Udp(PortRange { from: port, to: port + 5 });
        let rule =
            SecurityGroupRule { direction, traffic, peer, description: None, tags: std::collections::BTreeMap::new() };
        rules.insert(SecurityGroupRuleId::from_entropy(number.into()), rule);
    }
    world
}

fn is_suitable(world: &World) -> bool {
    let eni = |number| world.network.interfaces.get(&interface_id(number));
    let tables = || world.network.route_tables.values().any(|table| eni(1).is_some_and(|eni| eni.vpc == table.vpc));
    eni(1).is_some() && eni(2).is_some() && tables()
}

fn datagram(world: &World, from: usize, to: usize, source: u16, destination: u16) -> Vec<u8> {
    let (from, to) = (&world.network.interfaces[&interface_id(from)], &world.network.interfaces[&interface_id(to)]);
    let mut frame = Vec::new();
    frame.extend_from_slice(&MacAddress::ROUTER.0);
    frame.extend_from_slice(&from.mac.0);
    frame.extend_from_slice(&[8, 0, 0x45, 0, 0, 29, 0, 0, 0x40, 0, 64, 17, 0, 0]);
    frame.extend_from_slice(&from.address.octets());
    frame.extend_from_slice(&to.address.octets());
    frame.extend_from_slice(&source.to_be_bytes());
    frame.extend_from_slice(&destination.to_be_bytes());
    frame.extend_from_slice(&[0, 9, 0, 0, 1]);
    frame
}

fn median(mut values: Vec<u128>) -> u128 {
    values.sort_unstable();
    values[values.len() / 2]
}

fn main() {
    let (host, links) = Host::enter(4);
    let world = world();
    let started = Instant::now();
    let mut datapath = Datapath::open(host.directory(), &Config::default()).expect("the data plane opens");
    println!("open: {:?}", started.elapsed());
    for number in [1, 2] {
        let started = Instant::now();
        datapath.attach(links[number], &edge(number)).expect("attached");
        println!("attach: {:?}", started.elapsed());
    }
    let started = Instant::now();
    let tables = compile(&world.network, &world.local);
    println!("compile: {:?}, {} rules", started.elapsed(), tables.rules.len());
    let started = Instant::now();
    println!("apply: {:?} in {:?}", datapath.apply(&tables).expect("applied"), started.elapsed());

    let mut output = [0; 128];
    let mut send = |datapath: &Datapath, repeat, from: usize, frame: &[u8]| {
        let run = datapath.test_packet(links[from], repeat, frame, &mut output).expect("a run");
        assert_eq!((run.returned, run.reason), (7, 0), "the packet passes");
        run.duration.as_nanos()
    };
    let mut first = Vec::new();
    let mut again = Vec::new();
    for _ in 0..200 {
        first.extend((0..64).map(|port| send(&datapath, 1, 1, &datagram(&world, 1, 2, 2000 + port, 1303))));
        again.extend((0..64).map(|port| send(&datapath, 1, 1, &datagram(&world, 1, 2, 2000 + port, 1303))));
        datapath.end_flows(&edge(1)).expect("flows end");
        datapath.events().expect("events").drain(|_| ()).expect("events are read");
    }
    send(&datapath, 1, 1, &datagram(&world, 1, 2, 2000, 1303));
    send(&datapath, 1, 2, &datagram(&world, 2, 1, 1303, 2000));
    let established = send(&datapath, 1_000_000, 1, &datagram(&world, 1, 2, 2000, 1303));
    let single: Vec<_> = (0..20_000).map(|_| send(&datapath, 1, 1, &datagram(&world, 1, 2, 2000, 1303))).collect();
    println!("established packet: {established} ns (one by one, with the timer: {} ns)", median(single));
    println!("first packet of a flow, one by one, with the timer: {} ns; second: {} ns", median(first), median(again));
    let started = Instant::now();
    println!("expire: {:?} in {:?}", datapath.expire().expect("expired"), started.elapsed());
    let started = Instant::now();
    println!("flows: {} in {:?}", datapath.flows().expect("read").len(), started.elapsed());
    for number in [1, 2] {
        let started = Instant::now();
        datapath.detach(&edge(number)).expect("detached");
        println!("detach: {:?}", started.elapsed());
    }
}
