//! How long it takes until an ENI is ready, its policy enforced; against the reference plugin `ptp`, which enforces none.

use std::{
    io::Write,
    net::{SocketAddr, UdpSocket},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, bail, ensure};
use minato_lab::namespace::Namespace;
use minato_vpc::ids::NetworkInterfaceId;

use crate::{
    interrupt,
    minato::Pair,
    network::{DENIED_PORT, Role},
    paths::Path as _,
};

/// Where Debian's containernetworking-plugins are.
const PLUGINS: &str = "/usr/lib/cni";
/// Removed at once, so that their number does not grow into the measurement.
const BATCH: u16 = 10;

/// The times of one ENI each, in milliseconds, in the order in which they were made.
pub(crate) struct Times {
    pub(crate) minato: Vec<f64>,
    /// The part of it in which the program was attached.
    pub(crate) attaching: Vec<f64>,
    pub(crate) ptp: Vec<f64>,
}

/// Makes `count` ENIs and as many ptp interfaces, in turn.
pub(crate) fn measure(pair: &mut Pair, count: u16) -> anyhow::Result<Times> {
    let ptp = Ptp::new()?;
    let mut times = Times { minato: Vec::new(), attaching: Vec::new(), ptp: Vec::new() };
    let mut made = Vec::new();
    // The first of each kind warms up and is not counted.
    for number in 0..=count {
        interrupt::check()?;
        let id = pair.host.declare(Role::Client, number + 1);
        made.push(id.clone());
        let start = Instant::now();
        let made_now = pair.host.make(&id)?;
        let minato = start.elapsed();
        prove(pair, &id, &made_now.interface)?;

        let namespace = format!("ptp{number}");
        let start = Instant::now();
        let namespace = Namespace::new(&namespace)?;
        ptp.call("ADD", &namespace)?;
        let reference = start.elapsed();
        ptp.call("DEL", &namespace)?;
        if number > 0 {
            times.minato.push(milliseconds(minato));
            times.attaching.push(milliseconds(made_now.attaching));
            times.ptp.push(milliseconds(reference));
        }
        if number % BATCH == 0 || number == count {
            pair.host.remove(&made)?;
            made.clear();
        }
    }
    Ok(times)
}

/// The ENI's first packet, to a port that is denied, is dropped and counted, and it is its first: none passed before.
fn prove(pair: &Pair, id: &NetworkInterfaceId, interface: &minato_datapath::links::Interface) -> anyhow::Result<()> {
    let before = pair.counters()?.of(id).copied().unwrap_or_default();
    ensure!(before == minato_datapath::InterfaceCounters::default(), "packets passed before the first: {before:?}");
    let target = SocketAddr::from((pair.target(), DENIED_PORT));
    interface.namespace.run(|| UdpSocket::bind("0.0.0.0:0")?.send_to(b"x", target))?.context("cannot send")?;
    let after = pair.counters()?.of(id).copied().unwrap_or_default();
    ensure!(
        after.egress_dropped.packets == 1 && after.egress_accepted.packets == 0,
        "the first packet of a new ENI was not dropped: {after:?}"
    );
    Ok(())
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

/// The reference plugin, called as a container engine calls it, with a namespace in the host's place.
struct Ptp {
    host: Namespace,
    data: PathBuf,
}

impl Ptp {
    fn new() -> anyhow::Result<Self> {
        for plugin in ["ptp", "host-local"] {
            ensure!(
                Path::new(PLUGINS).join(plugin).exists(),
                "{PLUGINS}/{plugin} is missing: install containernetworking-plugins"
            );
        }
        let data = std::env::temp_dir().join(format!("mt-bench-ipam-{}", std::process::id()));
        Ok(Self { host: Namespace::new("ptp-host")?, data })
    }

    fn call(&self, operation: &str, namespace: &Namespace) -> anyhow::Result<()> {
        let ipam = serde_json::json!({ "type": "host-local", "subnet": "198.19.0.0/16", "dataDir": self.data });
        let configuration = serde_json::json!({
            "cniVersion": "0.4.0", "name": "mt-bench", "type": "ptp", "ipMasq": false, "mtu": 9001, "ipam": ipam,
        });
        let mut command = Command::new(Path::new(PLUGINS).join("ptp"));
        command
            .env("CNI_COMMAND", operation)
            .env("CNI_CONTAINERID", namespace.name())
            .env("CNI_NETNS", namespace.inner().path())
            .env("CNI_IFNAME", "eth0")
            .env("CNI_PATH", PLUGINS)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = self.host.run(|| command.spawn())??;
        child.stdin.take().context("no way to write to ptp")?.write_all(configuration.to_string().as_bytes())?;
        let output = child.wait_with_output()?;
        if !output.status.success() {
            bail!("ptp {operation}: {}", String::from_utf8_lossy(&output.stdout).trim());
        }
        Ok(())
    }
}

impl Drop for Ptp {
    fn drop(&mut self) {
        // It may not have been made.
        let _ = std::fs::remove_dir_all(&self.data);
    }
}
