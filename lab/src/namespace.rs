//! Machines for tests: network namespaces that go when they are dropped, and cables between them.

use std::{
    io,
    net::Ipv4Addr,
    process::{Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use anyhow::{Context, bail};
use minato_datapath::links::{self, NamespaceName, release_namespace_directory};

use crate::process::Process;

/// A namespace that is deleted when it is dropped. Its name begins with `mt-`.
#[derive(Debug)]
pub struct Namespace(links::Namespace);

impl Namespace {
    /// Makes one whose name tells `purpose`, a few letters, and that no one else has.
    pub fn new(purpose: &str) -> anyhow::Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name: NamespaceName = format!("mt-{purpose}-{}-{number}", std::process::id()).parse()?;
        Ok(Self(links::Namespace::create(&name, "minato-lab")?))
    }

    /// Its name, as for `ip -n`.
    pub fn name(&self) -> &str {
        self.0.name().as_str()
    }

    /// The namespace itself.
    pub fn inner(&self) -> &links::Namespace {
        &self.0
    }

    /// Runs `work` inside, on a thread of its own.
    pub fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> anyhow::Result<T> {
        Ok(self.0.run(work)?)
    }

    /// Starts a process inside; it ends when it is dropped.
    pub fn spawn(&self, command: &mut Command) -> anyhow::Result<Process> {
        spawn_in(&self.0, command)
    }

    /// Runs `ip -n NAME` with these words.
    pub fn ip(&self, arguments: &[&str]) -> anyhow::Result<String> {
        ip(&[&["-n", self.name()], arguments].concat())
    }

    /// Writes a setting under `/proc/sys`, as this namespace sees it.
    pub fn set(&self, setting: &str, value: &str) -> anyhow::Result<()> {
        let path = format!("/proc/sys/{}", setting.replace('.', "/"));
        self.run(|| std::fs::write(&path, value))?.with_context(|| format!("cannot set {setting} to {value}"))
    }
}

impl Drop for Namespace {
    fn drop(&mut self) {
        // What cannot be removed now could not be removed by a panic either.
        let _ = links::Namespace::delete(self.0.name());
        let _ = release_namespace_directory();
    }
}

/// Starts a process in a namespace of any kind; it ends when it is dropped.
pub fn spawn_in(namespace: &links::Namespace, command: &mut Command) -> anyhow::Result<Process> {
    let program = command.get_program().to_string_lossy().into_owned();
    let child = namespace.run(|| command.spawn())?.with_context(|| format!("cannot start {program}"))?;
    Ok(Process::new(child, program))
}

/// Lays a cable between two namespaces: a veth pair, both ends named `name`, up, MTU 9001, with these addresses of a /30.
pub fn connect(name: &str, ends: [(&Namespace, Ipv4Addr); 2]) -> anyhow::Result<()> {
    let [(left, _), (right, _)] = ends;
    left.ip(&[
        "link",
        "add",
        name,
        "mtu",
        "9001",
        "type",
        "veth",
        "peer",
        "name",
        name,
        "mtu",
        "9001",
        "netns",
        right.name(),
    ])?;
    for (namespace, address) in ends {
        namespace.ip(&["addr", "add", &format!("{address}/30"), "dev", name])?;
        namespace.ip(&["link", "set", name, "up"])?;
    }
    Ok(())
}

/// Runs `ip` with these words and gives what it prints.
pub fn ip(arguments: &[&str]) -> anyhow::Result<String> {
    let output = Command::new("ip").args(arguments).stdin(Stdio::null()).output();
    let output = match output {
        Err(error) if error.kind() == io::ErrorKind::NotFound => bail!("`ip` is missing: install iproute2"),
        other => other.context("cannot run `ip`")?,
    };
    if !output.status.success() {
        bail!("ip {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
