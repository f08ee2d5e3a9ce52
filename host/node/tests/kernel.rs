//! Sandboxes behind the kernel's data plane: real packets between real containers. Needs root.

mod world;

use std::{fs, process::Command};

use minato_node::FlowEventKind;
use minato_workload::{Phase, Sandbox};
use world::{World, eventually, letting_in, named_group, runs, shell};

const SERVER: &str = "while :; do echo hello | nc -l -p 8080; done";

/// Says `pass` or `fail` for each attempt to reach an address.
fn prober(address: &str) -> String {
    format!(
        "while :; do if sleep 1 | nc -w 1 {address} 8080 2>/dev/null | grep -q hello; then echo pass; else echo fail; fi; done"
    )
}

fn count(world: &World, sandbox: &Sandbox, word: &str) -> usize {
    world.output(sandbox, "main").lines().filter(|line| *line == word).count()
}

#[test]
fn only_the_named_group_may_talk_and_only_that_way() {
    let world = World::new();
    let running = world.start_with_kernel();
    world.import_image(&running);
    let (clients, servers) = (named_group(11, "clients"), named_group(12, "servers"));
    world.put(&clients);
    world.put(&servers);
    let server = world.draft_in(&servers, vec![shell("main", SERVER), shell("back", &prober("10.0.0.5"))]);
    let client = world.draft_in(&clients, vec![shell("main", &prober("10.0.0.4")), shell("own", SERVER)]);
    world.put(&server);
    world.put(&client);
    world.reach(&server, Phase::Running);
    world.reach(&client, Phase::Running);
    eventually("two attempts fail", || (count(&world, &client, "fail") >= 2).then_some(()));
    assert_eq!(count(&world, &client, "pass"), 0);
    let mut flows = running.agent.flows(0);
    eventually("the refusal is told, with its reason and its ENIs", || {
        flows.ready().into_iter().find(|event| {
            event.kind == FlowEventKind::Rejected
                && event.reason.as_ref().is_some_and(|reason| reason.layer == "ingress-groups")
                && event.source.interface.as_ref() == Some(&client.interface)
                && event.destination.interface.as_ref() == Some(&server.interface)
                && event.destination.port == 8080
        })
    });

    world.put(&letting_in(servers, &clients, 8080));
    eventually("the rule takes effect", || (count(&world, &client, "pass") >= 2).then_some(()));
    eventually("the flow is told", || {
        flows.ready().into_iter().find(|event| event.kind == FlowEventKind::Opened && event.destination.port == 8080)
    });
    let back = world.output(&server, "back");
    assert!(back.contains("fail") && !back.contains("pass"), "the rule works the other way round: {back}");
    let drops = running.agent.counters().unwrap().drops;
    assert!(drops.keys().any(|reason| reason.layer().name() == "ingress-groups"), "{drops:?}");
}

#[test]
fn addresses_that_an_interface_gets_later_are_reached_until_they_go() {
    let world = World::new();
    let running = world.start_with_kernel();
    world.import_image(&running);
    let group = named_group(11, "all");
    world.put(&letting_in(group.clone(), &group, 8080));
    let server = world.draft_in(&group, vec![shell("main", SERVER)]);
    let probers = [shell("secondary", &prober("10.0.0.77")), shell("prefix", &prober("10.0.0.130"))];
    let client = world.draft_in(&group, probers.into());
    for sandbox in [&server, &client] {
        world.put(sandbox);
        world.reach(sandbox, Phase::Running);
    }
    let said = |word: &str| {
        ["secondary", "prefix"].map(|prober| world.output(&client, prober).lines().filter(|line| *line == word).count())
    };
    let both_say = |word: &str| {
        let before = said(word);
        eventually(&format!("both say {word}"), || {
            said(word).iter().zip(before).all(|(now, before)| *now >= before + 2).then_some(())
        });
    };
    both_say("fail");
    assert_eq!(said("pass"), [0, 0]);
    let mut interface = world.interface(&server);
    interface.secondary_addresses = vec!["10.0.0.77".parse().unwrap()];
    interface.ipv4_prefixes = vec!["10.0.0.128/28".parse().unwrap()];
    world.put(&interface);
    both_say("pass");
    interface.secondary_addresses.clear();
    interface.ipv4_prefixes.clear();
    world.put(&interface);
    both_say("fail");
}

#[test]
fn a_stream_survives_the_agent_and_a_namespace_comes_back() {
    let world = World::new();
    let first = world.start_with_kernel();
    world.import_image(&first);
    let group = named_group(11, "all");
    world.put(&letting_in(group.clone(), &group, 8080));
    let server = world.draft_in(&group, vec![shell("main", "sleep 100000 | nc -l -p 8080")]);
    world.put(&server);
    world.reach(&server, Phase::Running);
    let stream = "while :; do echo tick; sleep 0.1; done | nc 10.0.0.4 8080; echo broken; sleep 1000";
    let client = world.draft_in(&group, vec![shell("main", stream)]);
    world.put(&client);
    world.reach(&client, Phase::Running);
    let ticks = || count(&world, &server, "tick");
    let more = |what: &str| {
        let before = ticks();
        eventually(what, || (ticks() >= before + 5).then_some(()));
    };
    more("the stream flows");
    drop(first);
    more("it flows without an agent");
    let _second = world.start_with_kernel();
    more("it flows with the next agent");

    let name = server.interface.to_string();
    assert!(Command::new("ip").args(["netns", "delete", &name]).status().unwrap().success());
    eventually("the namespace has its name again", || {
        world.traces().namespaces.contains(&server.interface).then_some(())
    });
    more("and the stream flows");

    // The link on the host gets another name besides.
    let link = || world.traces().links.into_iter().find(|link| link.interface == server.interface).unwrap();
    let old = link();
    let renamed = format!("mt-{}", old.ifindex);
    assert!(Command::new("ip").args(["link", "set", &old.name, "name", &renamed]).status().unwrap().success());
    assert!(Command::new("ip").args(["netns", "delete", &name]).status().unwrap().success());
    eventually("the link has its name again, and the namespace too", || {
        (world.traces().namespaces.contains(&server.interface) && link() == old).then_some(())
    });
    more("and the stream flows on");
    assert_eq!(count(&world, &client, "broken"), 0);
    assert!(runs(world.pid(&client)));
}

#[test]
fn a_deleted_link_comes_back_and_is_filtered() {
    let world = World::new();
    let running = world.start_with_kernel();
    world.import_image(&running);
    let (clients, servers) = (named_group(11, "clients"), named_group(12, "servers"));
    world.put(&clients);
    world.put(&letting_in(servers.clone(), &clients, 8080));
    let server = world.draft_in(&servers, vec![shell("main", SERVER)]);
    let client = world.draft_in(&clients, vec![shell("main", &prober("10.0.0.4"))]);
    let stranger = world.draft_in(&servers, vec![shell("main", &prober("10.0.0.4"))]);
    for sandbox in [&server, &client, &stranger] {
        world.put(sandbox);
        world.reach(sandbox, Phase::Running);
    }
    eventually("they talk", || (count(&world, &client, "pass") >= 1).then_some(()));
    let old = world.traces().links.into_iter().find(|link| link.interface == server.interface).unwrap();
    assert!(Command::new("ip").args(["link", "delete", &old.name]).status().unwrap().success());
    let new = eventually("the link comes back", || {
        world.traces().links.into_iter().find(|link| link.interface == server.interface && link.is_up)
    });
    assert_ne!(new.ifindex, old.ifindex);
    let before = count(&world, &client, "pass");
    eventually("they talk again", || (count(&world, &client, "pass") >= before + 2).then_some(()));
    assert_eq!(count(&world, &stranger, "pass"), 0);
    assert!(fs::exists(format!("/sys/class/net/{}", new.name)).unwrap());
}
