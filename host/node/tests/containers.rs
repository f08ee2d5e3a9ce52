//! Sandboxes in a real containerd: needs root, containerd, runc and a static busybox.

mod world;

use std::{fs, net::Ipv4Addr, process::Command};

use minato_node::Part;
use minato_workload::{Container, ContainerState, DesiredState, Phase, Sandbox, StopCause};
use world::{World, archive::oci_archive, eventually, runs, shell};

#[test]
fn a_sandbox_runs_to_its_end_and_leaves_nothing() {
    let world = World::new();
    let running = world.start();
    world.import_image(&running);
    let script = "id; hostname; cat /etc/hosts; ip -4 addr show eth0; echo $FROM $MODE; echo lost >&2; exit 3";
    let main = Container { environment: [("MODE".into(), "own".into())].into(), ..shell("main", script) };
    let side = shell("side", "trap 'exit 0' TERM; while :; do sleep 0.1; done");
    let sandbox = world.sandbox(vec![side, main]);
    let status = world.reach(&sandbox, Phase::Stopped);

    assert_eq!(status.stop_cause, Some(StopCause::EssentialContainerExited { container: "main".into() }));
    assert_eq!(status.containers[1].exit_code, Some(3));
    assert_eq!(status.containers[0].exit_code, Some(0), "the sibling was asked to end");
    assert!(status.containers.iter().all(|c| c.state == ContainerState::Stopped && c.started_at.is_some()));
    assert!(status.containers[1].image_digest.as_ref().unwrap().starts_with("sha256:"));
    let times = [
        status.connected_at,
        status.pull_started_at,
        status.pull_stopped_at,
        status.started_at,
        status.stopping_at,
        status.execution_stopped_at,
        status.stopped_at,
    ];
    assert!(times.iter().all(Option::is_some) && times.is_sorted(), "{times:?}");

    let output = eventually("all output is kept", || {
        Some(world.output(&sandbox, "main")).filter(|output| output.contains("lost"))
    });
    for expected in
        ["uid=0(root) gid=0(root)", &sandbox.hostname, "10.0.0.4\tip-10-0-0-4", "inet 10.0.0.4/24", "image own"]
    {
        assert!(output.contains(expected), "{expected:?} is not in {output}");
    }
    let health = running.agent.observe().unwrap().health;
    assert_eq!(health[&Part::Containerd].last_error, None, "containerd was not there at the first attempt");
    let traces = world.traces();
    assert!(traces.links.is_empty() && traces.namespaces.is_empty() && traces.shim_pids.is_empty(), "{traces:?}");
    let recorded = world.recorder.0.lock().unwrap();
    assert!(recorded.attached.is_empty());
    assert!(recorded.late.is_empty(), "its link was up without a program");
    drop(recorded);
    assert!(!traces.cgroups.iter().any(|cgroup| cgroup.join(&sandbox.id.0).exists()));

    world.delete(&Sandbox::key_of(&sandbox.host, &sandbox.id));
    eventually("the status of a sandbox that is gone goes", || world.status(&sandbox).is_none().then_some(()));
    eventually("and its output", || (!world.output_file(&sandbox, "main").exists()).then_some(()));
}

#[test]
fn a_container_that_does_not_heed_sigterm_is_killed_when_its_time_is_over() {
    let world = World::new();
    let running = world.start();
    world.import_image(&running);
    let stubborn = Container { stop_timeout_seconds: 1, ..shell("main", "trap '' TERM; while :; do sleep 0.1; done") };
    let sandbox = world.sandbox(vec![stubborn]);
    world.reach(&sandbox, Phase::Running);
    world.stop(&sandbox);
    let status = world.reach(&sandbox, Phase::Stopped);
    assert_eq!(status.stop_cause, Some(StopCause::Requested));
    assert_eq!(status.containers[0].exit_code, Some(137));
    assert_eq!(status.containers[0].reason, None, "it was not killed for its memory");
    let waited = status.execution_stopped_at.unwrap().duration_since(status.stopping_at.unwrap());
    assert!(waited.as_secs() >= 1, "it had {waited:?}");
}

#[test]
fn a_restarted_agent_takes_over_what_runs() {
    let world = World::new();
    let first = world.start();
    world.import_image(&first);
    let sandbox =
        world.sandbox(vec![shell("main", "echo up; trap 'echo down; exit 7' TERM; while :; do sleep 0.1; done")]);
    let before = world.reach(&sandbox, Phase::Running);
    let ended = world.sandbox(vec![shell("main", "while test ! -e /go; do sleep 0.1; done; exit 5")]);
    world.reach(&ended, Phase::Running);
    let (pid, traces) = (world.pid(&sandbox), world.traces());
    let root = format!("/proc/{}/root/go", world.pid(&ended));
    drop(first);
    assert!(runs(pid), "the container ended with the agent");
    fs::write(root, "").unwrap();

    let _second = world.start();
    let status = world.reach(&ended, Phase::Stopped);
    assert_eq!(status.containers[0].exit_code, Some(5), "the end that nobody watched is known");
    assert_eq!(world.status(&sandbox), Some(before));
    assert_eq!(world.pid(&sandbox), pid);
    let link = traces.links.iter().find(|link| link.interface == sandbox.interface).unwrap();
    assert!(world.traces().links.contains(link), "the link is another");
    world.stop(&sandbox);
    assert_eq!(world.reach(&sandbox, Phase::Stopped).containers[0].exit_code, Some(7));
    eventually("output is kept over the restart", || (world.output(&sandbox, "main") == "up\ndown\n").then_some(()));
}

#[test]
fn what_has_no_document_is_removed() {
    let world = World::new();
    let first = world.start();
    world.import_image(&first);
    let sandbox = world.sandbox(vec![shell("main", "sleep 1000")]);
    let kept = world.sandbox(vec![shell("main", "sleep 1000")]);
    world.reach(&sandbox, Phase::Running);
    world.reach(&kept, Phase::Running);
    let (pid, kept_pid) = (world.pid(&sandbox), world.pid(&kept));
    drop(first);
    world.delete(&Sandbox::key_of(&sandbox.host, &sandbox.id));

    let _second = world.start();
    eventually("the orphan's process ends", || (!runs(pid)).then_some(()));
    eventually("its link and namespace go", || {
        let traces = world.traces();
        let is_there = traces.links.iter().any(|link| link.interface == sandbox.interface)
            || traces.namespaces.contains(&sandbox.interface);
        (!is_there).then_some(())
    });
    eventually("its status goes", || world.status(&sandbox).is_none().then_some(()));
    assert!(runs(kept_pid), "one that has a document was removed");
    assert!(world.traces().links.iter().any(|link| link.interface == kept.interface));
}

#[test]
fn what_cannot_start_says_why() {
    let world = World::new();
    let running = world.start();
    world.import_image(&running);
    let with = |change: &dyn Fn(&mut Container)| {
        let mut container = shell("main", "sleep 1000");
        change(&mut container);
        world.sandbox(vec![container])
    };
    let cases = [
        // Nothing listens at port 1.
        (with(&|c| c.image = "localhost:1/absent:v1".into()), "CannotPullContainerError", "localhost:1/absent:v1"),
        (with(&|c| c.image = "--all".into()), "CannotPullContainerError", "is not an image reference"),
        (
            with(&|c| c.user = Some("nobody-here".into())),
            "CannotStartContainerError",
            "unable to find user nobody-here",
        ),
        (with(&|c| c.command = Some(vec!["/no/such".into()])), "CannotStartContainerError", "/no/such"),
        (with(&|c| c.working_directory = Some("srv".into())), "CannotStartContainerError", "absolute path"),
    ];
    for (sandbox, expected, text) in cases {
        let status = world.reach(&sandbox, Phase::Stopped);
        let Some(StopCause::FailedToStart { error, message }) = status.stop_cause else { panic!("{status:?}") };
        assert_eq!(error, expected, "{message}");
        assert!(message.contains(text), "{text:?} is not in {message:?}");
        assert!(status.containers[0].reason.as_ref().unwrap().starts_with(expected));
        assert_eq!((status.containers[0].state, status.containers[0].exit_code), (ContainerState::Stopped, None));
    }
    // One whose ENI has no document.
    let draft = world.draft(vec![shell("main", "sleep 1000")]);
    let absent = Sandbox { interface: minato_vpc::ids::NetworkInterfaceId::from_entropy(99), ..draft };
    world.put(&absent);
    let status = world.reach(&absent, Phase::Stopped);
    assert!(
        matches!(&status.stop_cause, Some(StopCause::FailedToStart { error, .. }) if error == "ResourceInitializationError"),
        "{status:?}"
    );
    assert!(world.traces().links.is_empty());
}

#[test]
fn containers_share_the_network_and_nothing_else() {
    let world = World::new();
    let running = world.start();
    world.import_image(&running);
    let server = shell("server", "touch /only-here; while :; do echo hello | nc -l -p 8080; done");
    let client = shell(
        "client",
        "until sleep 1 | nc 127.0.0.1 8080 2>/dev/null | grep hello; do sleep 0.1; done; test ! -e /only-here && echo separate; sleep 1000",
    );
    let user = Container { user: Some("web".into()), ..shell("user", "id; sleep 1000") };
    let sandbox = world.sandbox(vec![server, client, user]);
    world.reach(&sandbox, Phase::Running);
    eventually("they talk", || (world.output(&sandbox, "client") == "hello\nseparate\n").then_some(()));
    eventually("the user is the named one", || {
        (world.output(&sandbox, "user") == "uid=33(web) gid=44 groups=50(staff)\n").then_some(())
    });
    let tables = world.recorder.0.lock().unwrap().tables.clone();
    assert_eq!(tables.edges[&minato_vpc::Edge::from(&sandbox.interface)].address, Ipv4Addr::new(10, 0, 0, 4));
}

#[test]
fn addresses_follow_their_interface_while_containers_run() {
    let world = World::new();
    let running = world.start();
    world.import_image(&running);
    let sandbox = world.sandbox(vec![shell("main", "while :; do ip -o addr show eth0; echo; sleep 0.1; done")]);
    world.reach(&sandbox, Phase::Running);
    let last = || {
        let output = world.output(&sandbox, "main");
        output.split("\n\n").filter(|block| block.contains("inet")).last().unwrap_or_default().to_owned()
    };
    let mut interface = world.interface(&sandbox);
    eventually("the primary address is there", || last().contains(&format!("{}/24", interface.address)).then_some(()));
    assert!(!last().contains("inet6"), "IPv6 is on");
    interface.secondary_addresses.push("10.0.0.77".parse().unwrap());
    interface.ipv6_addresses.push("2001:db8::77".parse().unwrap());
    world.put(&interface);
    eventually("both are there", || {
        (last().contains("10.0.0.77/32") && last().contains("2001:db8::77/128")).then_some(())
    });
    let name = sandbox.interface.to_string();
    let flush = ["-n", &name, "addr", "del", "10.0.0.77/32", "dev", "eth0"];
    assert!(Command::new("ip").args(flush).status().unwrap().success());
    eventually("one is gone", || (!last().contains("10.0.0.77/32")).then_some(()));
    eventually("what somebody took away comes back", || last().contains("10.0.0.77/32").then_some(()));
    interface.secondary_addresses.clear();
    interface.ipv6_addresses.clear();
    world.put(&interface);
    eventually("both are gone", || (!last().contains("10.0.0.77") && !last().contains("inet6")).then_some(()));
}

#[test]
fn new_containers_resolve_by_the_dhcp_options_that_their_vpc_has_now() {
    let world = World::new();
    let running = world.start();
    world.import_image(&running);
    let read = || {
        let sandbox = world.sandbox(vec![shell("main", "cat /etc/resolv.conf; echo end; sleep 1000")]);
        world.reach(&sandbox, Phase::Running);
        eventually("the file is read", || {
            Some(world.output(&sandbox, "main")).filter(|output| output.ends_with("end\n"))
        })
    };
    assert_eq!(read(), "end\n", "the VPC has no options");
    world.put_dhcp_options(&[
        ("domain-name", &["harbour.example"]),
        ("domain-name-servers", &["10.0.0.9", "2001:db8::9"]),
    ]);
    assert_eq!(read(), "search harbour.example\nnameserver 10.0.0.9\nnameserver 2001:db8::9\nend\n");
    world.put_dhcp_options(&[("domain-name-servers", &["AmazonProvidedDNS"])]);
    assert_eq!(read(), "end\n");
}

#[test]
fn too_much_memory_is_told_apart_from_a_kill() {
    let world = World::new();
    let running = world.start();
    world.import_image(&running);
    let hungry = Container { memory_limit_mib: Some(16), ..shell("main", "exec dd if=/dev/zero of=/dev/null bs=64M") };
    let own = world.sandbox(vec![hungry.clone()]);
    // The same by the limit of the whole sandbox.
    let shared = Sandbox {
        memory_limit_mib: Some(16),
        cpu_limit_units: Some(512),
        ..world.draft(vec![Container { memory_limit_mib: None, ..hungry }])
    };
    world.put(&shared);
    for sandbox in [own, shared] {
        let status = world.reach(&sandbox, Phase::Stopped);
        assert_eq!(status.containers[0].exit_code, Some(137));
        let reason = status.containers[0].reason.as_deref();
        assert_eq!(reason, Some("OutOfMemoryError: Container killed due to memory usage"));
    }
}

#[test]
fn what_was_never_wanted_stops_without_a_trace() {
    let world = World::new();
    let _running = world.start();
    let draft = world.draft(vec![shell("main", "sleep 1000")]);
    let sandbox = Sandbox { desired: DesiredState::Stopped, ..draft };
    world.put(&sandbox);
    let status = world.reach(&sandbox, Phase::Stopped);
    assert_eq!(status.stop_cause, Some(StopCause::Requested));
    assert_eq!(status.connected_at, None);
    assert!(world.traces().links.is_empty());
}

#[test]
fn an_oci_layout_without_a_name_gets_the_one_that_is_given() {
    let world = World::new();
    let running = world.start();
    world.import_image(&running);
    let names = running.import(&oci_archive(world.directory()), Some("team/app:v1"));
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names[0].starts_with("docker.io/library/import-") && names[0].contains("@sha256:"), "{names:?}");
    assert_eq!(names[1], "docker.io/team/app:v1");
    let sandbox = world.sandbox(vec![Container { image: "team/app:v1".into(), ..shell("main", "exit 9") }]);
    assert_eq!(world.reach(&sandbox, Phase::Stopped).containers[0].exit_code, Some(9));
}
