//! NAT gateways and the public side under an agent: made, repaired, taken over, taken away. Needs root.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod world;

use std::{
    env,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::Arc,
    thread,
    time::Duration,
};

use minato_node::{Agent, Config, Part};
use minato_store::{RedbStore, Snapshot, Store, transact};
use minato_vpc::{
    ids::{NatGatewayId, VpcCidrAssociationId},
    resources::VpcIpv6Block,
};
use minato_workload::{DesiredState, NatNode, NatNodeStatus, NatPhase};
use world::{PATIENCE, Recorder, Running, World, eventually, vpc};

/// Tells the child of [`killed_at_any_time_it_goes_on_rightly`] where its data is.
const CHILD_DIRECTORY: &str = "MINATO_TEST_GATEWAYS_DIRECTORY";
/// The public addresses that it routes.
const CHILD_POOL: &str = "198.51.100.144/28";
/// The IPv6 addresses that it routes: those of documentation (RFC 9637), and no other instance's.
const CHILD_RANGE: &str = "3fff:200::/32";

/// A gateway with an ENI of its own, which is written.
fn gateway(world: &World) -> NatNode {
    let draft = world.draft(vec![]);
    let digits = u128::from_str_radix(&draft.id.0, 16).unwrap();
    let node = NatNode {
        id: NatGatewayId::from_entropy(digits),
        host: world.config.host.clone(),
        owner: "123456789012/us-east-1".into(),
        interface: draft.interface,
        addresses: vec![format!("10.0.0.{}", draft.hostname.rsplit('-').next().unwrap()).parse().unwrap()],
        draining: vec![],
        desired: DesiredState::Running,
    };
    world.put(&node);
    node
}

fn status(world: &World, node: &NatNode) -> Option<NatNodeStatus> {
    Snapshot::new(world.store.as_ref()).unwrap().get(&NatNodeStatus::key_of(&node.host, &node.id)).unwrap()
}

fn reach(world: &World, node: &NatNode, phase: NatPhase) {
    eventually("the gateway gets there", || status(world, node).filter(|status| status.phase == phase));
}

fn inside(node: &NatNode, words: &str) -> Option<String> {
    let name = node.interface.to_string();
    let output = Command::new("ip").args(["netns", "exec", &name]).args(words.split(' ')).output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

fn run(words: &str) {
    let mut words = words.split(' ');
    assert!(Command::new(words.next().unwrap()).args(words).status().unwrap().success());
}

/// Whether it translates: its rules, its settings and its link are there.
fn translates(node: &NatNode) -> bool {
    let rules = inside(node, "nft list table ip minato-nat").unwrap_or_default();
    let link = inside(node, "ip -4 address show eth0 up").unwrap_or_default();
    let forwards = inside(node, "cat /proc/sys/net/ipv4/ip_forward").unwrap_or_default();
    let own = node.addresses[0].to_string();
    rules.contains(&format!("snat to {own}:1024-65535 fully-random")) && link.contains(&own) && forwards.trim() == "1"
}

#[test]
fn a_gateway_survives_damage_and_restarts_and_goes_completely() {
    let world = World::new();
    let first = world.start();
    let node = gateway(&world);
    reach(&world, &node, NatPhase::Running);
    assert!(translates(&node));
    for setting in ["tcp_timeout_established", "udp_timeout", "udp_timeout_stream", "icmp_timeout"] {
        let path = format!("cat /proc/sys/net/netfilter/nf_conntrack_{setting}");
        assert_eq!(inside(&node, &path).unwrap().trim(), "350", "{setting}");
    }
    let [summary] = &first.agent.nat_gateways().unwrap()[..] else { panic!("one gateway") };
    assert_eq!((&summary.id, summary.phase), (&node.id, Some(NatPhase::Running)));
    assert_eq!(summary.counts.unwrap().port_errors, 0);

    inside(&node, "nft delete table ip minato-nat").unwrap();
    assert!(!translates(&node));
    eventually("its rules come back", || translates(&node).then_some(()));
    let link = world.traces().links.into_iter().find(|link| link.interface == node.interface).unwrap();
    run(&format!("ip link delete {}", link.name));
    eventually("its link comes back", || translates(&node).then_some(()));
    run(&format!("ip netns delete {}", node.interface));
    eventually("its namespace comes back", || translates(&node).then_some(()));

    drop(first);
    assert!(translates(&node), "it goes on without an agent");
    let namespace = inside(&node, "readlink /proc/self/ns/net").unwrap();
    let second = world.start();
    eventually("the next agent has looked", || {
        second.agent.observe().unwrap().health.get(&Part::NatGateways)?.succeeded_at
    });
    assert_eq!(inside(&node, "readlink /proc/self/ns/net").unwrap(), namespace, "it was made anew");

    let stopped = NatNode { desired: DesiredState::Stopped, ..node.clone() };
    world.put(&stopped);
    reach(&world, &node, NatPhase::Stopped);
    let traces = world.traces();
    assert!(traces.links.is_empty() && traces.namespaces.is_empty(), "{traces:?}");
    world.delete(&NatNode::key_of(&node.host, &node.id));
    eventually("its status goes", || status(&world, &node).is_none().then_some(()));
}

#[test]
fn what_is_left_of_a_gateway_that_is_gone_is_removed() {
    let world = World::new();
    let first = world.start();
    let (gone, kept) = (gateway(&world), gateway(&world));
    reach(&world, &gone, NatPhase::Running);
    reach(&world, &kept, NatPhase::Running);
    drop(first);
    world.delete(&NatNode::key_of(&gone.host, &gone.id));
    let second = world.start();
    eventually("it is removed", || (world.traces().namespaces == [kept.interface.clone()]).then_some(()));
    eventually("its status goes", || status(&world, &gone).is_none().then_some(()));
    assert!(translates(&kept));
    drop(second);
    // The other one goes when the instance is taken down: the world looks.
}

#[test]
fn a_gateway_that_cannot_be_does_not_keep_others_from_being() {
    let world = World::new();
    let running = world.start();
    let broken = gateway(&world);
    transact(world.store.as_ref(), |tx| {
        tx.put(&NatNode { interface: "eni-0123456789abcdef0".parse().unwrap(), ..broken.clone() })
    })
    .unwrap();
    let whole = gateway(&world);
    reach(&world, &whole, NatPhase::Running);
    eventually("the failure is told", || {
        let health = running.agent.observe().unwrap().health.remove(&Part::NatGateways)?;
        health.last_error.filter(|text| text.contains(broken.id.as_str()) && text.contains("eni-0123456789abcdef0"))
    });
}

#[test]
fn the_public_side_is_one_instances_and_comes_back() {
    let mut world = World::new();
    world.config.public_pool = Some("198.51.100.128/28".parse().unwrap());
    world.config.ipv6_range = "3fff:100::/32".parse().unwrap();
    let routes = ["198.51.100.128/28", "3fff:100::/32"];
    let running = world.start();
    let up = |world: &World| world.traces().public.filter(|public| public.is_up && public.routes == routes);
    let public = eventually("it is there", || up(&world));
    run(&format!("ip link delete {}", public.gateway_name));
    eventually("it comes back", || up(&world));
    assert!(world.recorder.0.lock().unwrap().late.is_empty(), "its link was up without a program");

    let mut other = World::new();
    (other.config.public_pool, other.config.ipv6_range) = (world.config.public_pool, world.config.ipv6_range);
    let second = other.start();
    let text = eventually("the second one says why not", || {
        second.agent.observe().unwrap().health.remove(&Part::PublicSide)?.last_error
    });
    assert!(text.contains("--public-pool") && text.contains(&public.name), "{text}");
    assert_eq!(other.traces().public, None);
    // Of another one that has only the IPv6 range in common, the IPv4 addresses are routed all the same.
    let mut third = World::new();
    third.config.public_pool = Some("198.51.100.160/28".parse().unwrap());
    third.config.ipv6_range = world.config.ipv6_range;
    let running_third = third.start();
    let text = eventually("the third one says why not", || {
        running_third.agent.observe().unwrap().health.remove(&Part::PublicIpv6)?.last_error
    });
    assert!(text.contains("--ipv6-range") && !text.contains("--public-pool"), "{text}");
    let public = eventually("IPv4 is routed", || third.traces().public.filter(|public| public.is_up));
    assert_eq!(public.routes, ["198.51.100.160/28"]);
    // Nobody misses them until a VPC has some.
    running_third.agent.settle(PATIENCE).unwrap();
    let refused = |running: &Running, patience| running.agent.settle(patience).unwrap_err().to_string();
    let mut vpc = vpc();
    vpc.ipv6_blocks.push(VpcIpv6Block {
        association_id: VpcCidrAssociationId::from_entropy(2),
        cidr: "3fff:100:0:100::/56".parse().unwrap(),
        network_border_group: "us-east-1".into(),
        pool: "Amazon".into(),
    });
    third.put(&vpc);
    assert!(refused(&running_third, PATIENCE).contains("--ipv6-range"));
    assert!(refused(&second, Duration::from_millis(100)).contains("PublicSide"));
    drop((running_third, third));
    drop(running);
    assert!(up(&world).is_some(), "it stays without an agent");
    drop(world);
    // It is free now.
    eventually("the second one has it", || up(&other));
}

/// Not a test: the process that is killed. It does nothing unless the test below started it.
#[test]
#[ignore = "another test starts it, and kills it"]
fn agent_process() {
    let Some(directory) = env::var_os(CHILD_DIRECTORY).map(PathBuf::from) else { return };
    let store: Arc<dyn Store> = Arc::new(RedbStore::open(directory.join("state.redb")).unwrap());
    let (public_pool, ipv6_range) = (Some(CHILD_POOL.parse().unwrap()), CHILD_RANGE.parse().unwrap());
    let config = Config { public_pool, ipv6_range, ..World::config_in(&directory) };
    let agent = Agent::with_data_plane(config, store, Box::new(Recorder::default()), None).unwrap();
    agent.run(std::future::pending()).unwrap();
}

/// A process that is killed when it is dropped.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start_process(world: &World) -> Killed {
    let child = Command::new(env::current_exe().unwrap())
        .args(["--ignored", "--exact", "agent_process", "--test-threads", "1"])
        .env(CHILD_DIRECTORY, world.directory())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    Killed(child)
}

#[test]
fn killed_at_any_time_it_goes_on_rightly() {
    let mut world = World::new();
    world.config.public_pool = Some(CHILD_POOL.parse().unwrap());
    world.config.ipv6_range = CHILD_RANGE.parse().unwrap();
    let mut nodes = Vec::new();
    for round in 0_u64..10 {
        nodes.extend([gateway(&world), gateway(&world)]);
        for node in nodes.iter_mut().skip(usize::try_from(round).unwrap()).step_by(4) {
            node.desired = DesiredState::Stopped;
            world.put(node);
        }
        world.close_store();
        let process = start_process(&world);
        // Not a wait for a condition: the moment of the kill is meant to be any.
        thread::sleep(Duration::from_millis(20 + round * 37));
        drop(process);
        world.open_store();
    }
    let running = world.start();
    let mut expected = Vec::new();
    for node in &nodes {
        if node.desired == DesiredState::Stopped {
            reach(&world, node, NatPhase::Stopped);
        } else {
            reach(&world, node, NatPhase::Running);
            eventually("it translates", || translates(node).then_some(()));
            expected.push(node.interface.clone());
        }
    }
    assert!(!expected.is_empty() && expected.len() < nodes.len());
    expected.sort();
    let traces = eventually("only what is wanted is left", || {
        let traces = world.traces();
        let links: Vec<_> = traces.links.iter().map(|link| link.interface.clone()).collect();
        (links == expected && traces.namespaces == expected).then_some(traces)
    });
    assert!(traces.links.iter().all(|link| link.is_up));
    assert!(traces.public.is_some_and(|public| public.is_up && public.routes == [CHILD_POOL, CHILD_RANGE]));
    drop(running);
}
