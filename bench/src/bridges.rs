//! What a user would otherwise take: two containers on a bridge of one host.

use std::net::Ipv4Addr;

use minato_datapath::links;
use minato_lab::namespace::Namespace;
use serde_json::json;

use crate::{
    cni::Plugin,
    paths::{Path, load_filter, prepare_client},
};

/// The name of the bridge.
const BRIDGE: &str = "docker0";

/// Two containers as Docker connects them: veths on a bridge whose frames go through the host's filter, which is that of
/// [`Forwarding`](crate::paths::Forwarding).
pub(crate) struct DockerStyle {
    client: Namespace,
    server: Namespace,
    // Held for its end.
    _host: Namespace,
}

impl DockerStyle {
    const HOST: Ipv4Addr = Ipv4Addr::new(10, 63, 0, 1);
    const CLIENT: Ipv4Addr = Ipv4Addr::new(10, 63, 0, 2);
    const SERVER: Ipv4Addr = Ipv4Addr::new(10, 63, 0, 3);

    pub(crate) fn new() -> anyhow::Result<Self> {
        let [client, host, server] = [Namespace::new("dock-c")?, Namespace::new("dock-h")?, Namespace::new("dock-s")?];
        host.ip(&["link", "add", BRIDGE, "mtu", "9001", "type", "bridge"])?;
        host.ip(&["addr", "add", &format!("{}/16", Self::HOST), "dev", BRIDGE])?;
        host.ip(&["link", "set", BRIDGE, "up"])?;
        // As Docker has it: what is bridged is filtered as if it were routed.
        host.set("net.bridge.bridge-nf-call-iptables", "1")?;
        host.set("net.ipv4.ip_forward", "1")?;
        for (port, container, address) in [("c0", &client, Self::CLIENT), ("s0", &server, Self::SERVER)] {
            let peer = ["peer", "name", "eth0", "mtu", "9001", "netns", container.name()];
            host.ip(&[&["link", "add", port, "mtu", "9001", "type", "veth"], &peer[..]].concat())?;
            host.ip(&["link", "set", port, "master", BRIDGE, "up"])?;
            container.ip(&["addr", "add", &format!("{address}/16"), "dev", "eth0"])?;
            container.ip(&["link", "set", "eth0", "up"])?;
            container.ip(&["route", "add", "default", "via", &Self::HOST.to_string()])?;
        }
        load_filter(&host, Self::CLIENT)?;
        prepare_client(client.inner())?;
        Ok(Self { client, server, _host: host })
    }
}

impl Path for DockerStyle {
    fn name(&self) -> &'static str {
        "Docker-style bridge + nftables"
    }

    fn client(&self) -> &links::Namespace {
        self.client.inner()
    }

    fn server(&self) -> &links::Namespace {
        self.server.inner()
    }

    fn target(&self) -> Ipv4Addr {
        Self::SERVER
    }
}

/// Two containers that the reference plugin `bridge` has connected. Nothing is filtered.
pub(crate) struct BridgePlugin {
    client: Namespace,
    server: Namespace,
    target: Ipv4Addr,
    // Held for its end.
    _plugin: Plugin,
}

impl BridgePlugin {
    pub(crate) fn new() -> anyhow::Result<Self> {
        let plugin = Plugin::new("bridge", "10.64.0.0/16", &json!({ "bridge": "cni0", "isGateway": true }))?;
        let [client, server] = [Namespace::new("cni-c")?, Namespace::new("cni-s")?];
        plugin.add(&client)?;
        let target = plugin.add(&server)?;
        prepare_client(client.inner())?;
        Ok(Self { client, server, target, _plugin: plugin })
    }
}

impl Path for BridgePlugin {
    fn name(&self) -> &'static str {
        "bridge plugin, no policy"
    }

    fn client(&self) -> &links::Namespace {
        self.client.inner()
    }

    fn server(&self) -> &links::Namespace {
        self.server.inner()
    }

    fn target(&self) -> Ipv4Addr {
        self.target
    }
}
