//! The agent killed at any instruction, and what it stands on killed under it. Needs root.

// A test that cannot go on panics.
#![allow(clippy::unwrap_used)]

mod world;

use std::{
    env, fs,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::Arc,
    thread,
    time::Duration,
};

use minato_node::{Agent, DownError, Keep, NodeError, down};
use minato_store::{RedbStore, Snapshot, Store};
use minato_workload::{Container, DesiredState, Phase, Sandbox, SandboxStatus};
use world::{World, eventually, runs, shell};

/// Tells the child of [`killed_at_any_time_it_goes_on_rightly`] where its data is.
const CHILD_DIRECTORY: &str = "MINATO_TEST_AGENT_DIRECTORY";

/// Not a test: the process that is killed. It does nothing unless the test below started it.
#[test]
#[ignore = "another test starts it, and kills it"]
fn agent_process() {
    let Some(directory) = env::var_os(CHILD_DIRECTORY).map(PathBuf::from) else { return };
    let store: Arc<dyn Store> = Arc::new(RedbStore::open(directory.join("state.redb")).unwrap());
    let agent = Agent::new(World::config_in(&directory), store).unwrap();
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
    {
        let first = world.start_with_kernel();
        world.import_image(&first);
    }
    let quick = |name: &str, script: &str| Container { stop_timeout_seconds: 1, ..shell(name, script) };
    let mut sandboxes = Vec::new();
    for round in 0_u64..8 {
        for script in ["while :; do sleep 0.1; done", "exit 4"] {
            sandboxes.push(world.sandbox(vec![quick("main", script), quick("side", "sleep 1000")]));
        }
        for sandbox in sandboxes.iter().skip(usize::try_from(round).unwrap()).step_by(5) {
            world.stop(sandbox);
        }
        world.close_store();
        let process = start_process(&world);
        // Not a wait for a condition: the moment of the kill is meant to be any.
        thread::sleep(Duration::from_millis(60 + round * 170));
        drop(process);
        world.open_store();
    }

    let running = world.start_with_kernel();
    let mut expected = Vec::new();
    for sandbox in &sandboxes {
        let snapshot = Snapshot::new(world.store.as_ref()).unwrap();
        let desired = snapshot.get(&Sandbox::key_of(&sandbox.host, &sandbox.id)).unwrap().unwrap().desired;
        let ends_itself = sandbox.containers[0].command.as_ref().unwrap()[2] == "exit 4";
        if desired == DesiredState::Stopped || ends_itself {
            let status = world.reach(sandbox, Phase::Stopped);
            let was_started = status.containers[0].started_at.is_some();
            assert!(!ends_itself || !was_started || status.containers[0].exit_code == Some(4), "{status:?}");
        } else {
            let status: SandboxStatus = world.reach(sandbox, Phase::Running);
            assert!(status.containers.iter().all(|container| container.exit_code.is_none()), "{status:?}");
            assert!(runs(world.pid(sandbox)));
            expected.push(sandbox.interface.clone());
        }
    }
    assert!(!expected.is_empty() && expected.len() < sandboxes.len());
    expected.sort();
    let traces = world.reach_traces(&format!("what is wanted, {expected:?}, and nothing else"), |traces| {
        let links: Vec<_> = traces.links.iter().map(|link| link.interface.clone()).collect();
        links == expected && traces.namespaces == expected && traces.shim_pids.len() == 2 * expected.len()
    });
    assert!(traces.links.iter().all(|link| link.is_up));
    drop(running);
}

/// What containerd leaves when the agent that asked for a task is killed just as the task's shim comes up: the shim runs, and
/// containerd, which gave up, does not know of it.
#[test]
fn a_shim_that_containerd_does_not_know_of_ends_with_its_sandbox() {
    let world = World::new();
    let running = world.start();
    world.import_image(&running);
    let first = world.sandbox(vec![shell("main", "exit 0")]);
    let id = world.reach(&first, Phase::Stopped).containers[0].runtime_id.clone().unwrap();
    let absent = Container { image: "mt-absent:test".into(), ..shell("main", "exit 0") };
    let sandbox = world.draft(vec![absent]);
    // The number follows from the container's name.
    let id = id.replace(&first.id.0, &sandbox.id.0);

    let bundle = world.directory().join("bundle");
    fs::create_dir(&bundle).unwrap();
    fs::write(bundle.join("config.json"), r#"{"ociVersion":"1.0.2"}"#).unwrap();
    nix::unistd::mkfifo(&bundle.join("log"), nix::sys::stat::Mode::S_IRWXU).unwrap();
    let log = fs::OpenOptions::new().read(true).write(true).open(bundle.join("log")).unwrap();
    let socket = world.instance().runtime_dir().join("containerd/containerd.sock");
    let output = Command::new("containerd-shim-runc-v2")
        .args(["-namespace", &format!("minato-{}", world.instance().id()), "-id", &id, "-address"])
        .arg(socket)
        .arg("start")
        .current_dir(&bundle)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(world.traces().shim_pids.len(), 1);
    let address = PathBuf::from(String::from_utf8(output.stdout).unwrap().trim_start_matches("unix://"));
    assert!(address.exists(), "{address:?}");

    world.put(&sandbox);
    world.reach(&sandbox, Phase::Stopped);
    assert_eq!(world.traces().shim_pids, Vec::<i32>::new());
    assert!(!address.exists(), "it left {address:?}");
    drop(log);
}

/// A containerd that is not the agent's.
fn start_containerd(world: &World) -> (Killed, PathBuf) {
    let directory = world.directory().join("machine");
    fs::create_dir_all(&directory).unwrap();
    let file = |name: &str| directory.join(name).display().to_string();
    let config = format!(
        "version = 2\nroot = {:?}\nstate = {:?}\ndisabled_plugins = [\"io.containerd.grpc.v1.cri\", \
         \"io.containerd.internal.v1.opt\"]\n[grpc]\naddress = {:?}\n",
        file("root"),
        file("state"),
        file("socket")
    );
    fs::write(file("config.toml"), config).unwrap();
    let child = Command::new("containerd")
        .args(["--config", &file("config.toml")])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    (Killed(child), directory.join("socket"))
}

#[test]
fn a_containerd_of_others_is_left_as_it_was() {
    let mut world = World::new();
    let (machine, socket) = start_containerd(&world);
    world.config.containerd = Some(socket.clone());
    let listed = |what: &[&str]| {
        let output = Command::new("ctr").arg("--address").arg(&socket).args(what).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    eventually("it answers", || listed(&["version"]).contains("Server").then_some(()));
    let before = listed(&["namespaces", "list"]);
    {
        let running = world.start();
        world.import_image(&running);
        let sandbox = world.sandbox(vec![shell("main", "sleep 1000")]);
        world.reach(&sandbox, Phase::Running);
        assert_eq!(world.traces().containerd_pid, None, "one of our own was started");
        assert!(listed(&["namespaces", "list"]).contains(world.instance().id()));
    }
    let pid = world.traces().shim_pids[0];
    down(&world.config, Keep::Data).unwrap();
    assert!(!runs(u32::try_from(pid).unwrap()));
    assert!(world.traces().is_empty(), "{:?}", world.traces());
    assert_eq!(listed(&["namespaces", "list"]), before);
    down(&world.config, Keep::Data).expect("done twice it does nothing");
    drop(machine);
}

#[test]
fn an_instance_in_use_is_not_taken_down_and_not_served_twice() {
    let world = World::new();
    let running = world.start();
    let error = down(&world.config, Keep::Nothing).unwrap_err();
    assert!(matches!(error, DownError::InUse { .. }), "{error}");
    let plane = Box::new(world.recorder.clone());
    let second = Agent::with_data_plane(world.config.clone(), Arc::clone(&world.store), plane, None);
    assert!(matches!(second.map(|_| ()), Err(NodeError::InUse { .. })));
    let second = Agent::new(world.config.clone(), Arc::clone(&world.store));
    assert!(matches!(second.map(|_| ()), Err(NodeError::InUse { .. })));
    assert_eq!(world.traces().bpf_mount, None, "it opened the data plane of another");
    assert!(world.traces().runtime_dir.is_some());
    drop(running);
}

#[test]
fn containers_outlive_their_containerd_and_their_ends_are_known() {
    let world = World::new();
    let running = world.start();
    world.import_image(&running);
    let sandbox = world.sandbox(vec![shell("main", "trap 'exit 6' TERM; while :; do sleep 0.1; done")]);
    world.reach(&sandbox, Phase::Running);
    let pid = world.pid(&sandbox);
    let containerd = world.traces().containerd_pid.unwrap();
    assert!(Command::new("kill").args(["-9", &containerd.to_string()]).status().unwrap().success());
    let next = eventually("another containerd", || world.traces().containerd_pid.filter(|pid| *pid != containerd));
    assert_ne!(next, containerd);
    assert!(runs(pid), "the container ended with its containerd");
    world.stop(&sandbox);
    assert_eq!(world.reach(&sandbox, Phase::Stopped).containers[0].exit_code, Some(6));
}
