//! The reference plugins of CNI, called as a container engine calls them, with a namespace in the host's place.

use std::{
    env,
    io::Write,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, bail, ensure};
use ipnet::Ipv4Net;
use minato_lab::namespace::Namespace;
use serde::Deserialize;
use serde_json::{Value, json};

/// Where Debian's containernetworking-plugins are.
const PLUGINS: &str = "/usr/lib/cni";

/// A plugin, and the host that it makes interfaces on. Addresses are those of the plugin `host-local`.
pub(crate) struct Plugin {
    host: Namespace,
    name: &'static str,
    configuration: Value,
    data: PathBuf,
}

/// What a plugin says that it has made.
#[derive(Deserialize)]
struct Made {
    ips: Vec<Given>,
}

#[derive(Deserialize)]
struct Given {
    address: Ipv4Net,
}

impl Plugin {
    /// `options` are the plugin's own, next to those that all have.
    pub(crate) fn new(name: &'static str, subnet: &str, options: &Value) -> anyhow::Result<Self> {
        for plugin in [name, "host-local"] {
            ensure!(
                Path::new(PLUGINS).join(plugin).exists(),
                "{PLUGINS}/{plugin} is missing: install containernetworking-plugins"
            );
        }
        let host = Namespace::new(&format!("{name}-h"))?;
        let data = env::temp_dir().join(format!("{}-ipam", host.name()));
        let mut configuration = json!({
            "cniVersion": "0.4.0", "name": "mt-bench", "type": name, "ipMasq": false, "mtu": 9001,
            "ipam": { "type": "host-local", "subnet": subnet, "dataDir": data },
        });
        if let (Some(all), Some(own)) = (configuration.as_object_mut(), options.as_object()) {
            all.extend(own.clone());
        }
        Ok(Self { host, name, configuration, data })
    }

    /// Gives a namespace its interface, `eth0`, and tells its address.
    pub(crate) fn add(&self, namespace: &Namespace) -> anyhow::Result<Ipv4Addr> {
        let made: Made = serde_json::from_slice(&self.call("ADD", namespace)?).context("an odd result of ADD")?;
        let first = made.ips.first().with_context(|| format!("{} gave no address", self.name))?;
        Ok(first.address.addr())
    }

    /// Takes the interface away.
    pub(crate) fn delete(&self, namespace: &Namespace) -> anyhow::Result<()> {
        self.call("DEL", namespace).map(drop)
    }

    fn call(&self, operation: &str, namespace: &Namespace) -> anyhow::Result<Vec<u8>> {
        let mut command = Command::new(Path::new(PLUGINS).join(self.name));
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
        let mut input = child.stdin.take().with_context(|| format!("no way to write to {}", self.name))?;
        input.write_all(self.configuration.to_string().as_bytes())?;
        drop(input);
        let output = child.wait_with_output()?;
        if !output.status.success() {
            bail!("{} {operation}: {}", self.name, String::from_utf8_lossy(&output.stdout).trim());
        }
        Ok(output.stdout)
    }
}

impl Drop for Plugin {
    fn drop(&mut self) {
        // It may not have been made.
        let _ = std::fs::remove_dir_all(&self.data);
    }
}
