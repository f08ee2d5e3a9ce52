//! The ways from a client to a server that are compared.

use std::{
    io::Write,
    net::Ipv4Addr,
    process::{Command, Stdio},
};

use anyhow::{Context, bail};
use minato_datapath::links;
use minato_lab::namespace::{Namespace, connect};

/// A way from a client's namespace to a server's.
pub(crate) trait Path {
    /// What it is called in the report.
    fn name(&self) -> &'static str;
    /// The client's namespace.
    fn client(&self) -> &links::Namespace;
    /// The server's namespace.
    fn server(&self) -> &links::Namespace;
    /// The server's address.
    fn target(&self) -> Ipv4Addr;
}

/// Settings that let a client open connections at full speed for as long as it likes: without them the kernel looks for
/// a free port among those that wait, and that is what would be measured. They are the same on every path.
const CLIENT_SETTINGS: [(&str, &str); 2] =
    [("net.ipv4.tcp_max_tw_buckets", "1024"), ("net.ipv4.ip_local_port_range", "12000 60000")];

/// Prepares a client's namespace.
pub(crate) fn prepare_client(namespace: &links::Namespace) -> anyhow::Result<()> {
    for (setting, value) in CLIENT_SETTINGS {
        let path = format!("/proc/sys/{}", setting.replace('.', "/"));
        namespace.run(|| std::fs::write(&path, value))?.with_context(|| format!("cannot set {setting}"))?;
    }
    Ok(())
}

/// A raw veth pair between two namespaces: the limit.
pub(crate) struct RawVeth {
    client: Namespace,
    server: Namespace,
}

impl RawVeth {
    const CLIENT: Ipv4Addr = Ipv4Addr::new(10, 61, 0, 1);
    const SERVER: Ipv4Addr = Ipv4Addr::new(10, 61, 0, 2);

    pub(crate) fn new() -> anyhow::Result<Self> {
        let (client, server) = (Namespace::new("veth-c")?, Namespace::new("veth-s")?);
        connect("eth0", [(&client, Self::CLIENT), (&server, Self::SERVER)])?;
        prepare_client(client.inner())?;
        Ok(Self { client, server })
    }
}

impl Path for RawVeth {
    fn name(&self) -> &'static str {
        "raw veth pair"
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

/// Kernel IP forwarding over two veths, with a stateful nftables filter of 60 rules.
pub(crate) struct Forwarding {
    client: Namespace,
    server: Namespace,
    // Held for its end.
    _router: Namespace,
}

impl Forwarding {
    const CLIENT: Ipv4Addr = Ipv4Addr::new(10, 62, 0, 1);
    const CLIENT_ROUTER: Ipv4Addr = Ipv4Addr::new(10, 62, 0, 2);
    const SERVER: Ipv4Addr = Ipv4Addr::new(10, 62, 1, 1);
    const SERVER_ROUTER: Ipv4Addr = Ipv4Addr::new(10, 62, 1, 2);

    pub(crate) fn new() -> anyhow::Result<Self> {
        let [client, router, server] = [Namespace::new("fwd-c")?, Namespace::new("fwd-r")?, Namespace::new("fwd-s")?];
        connect("c0", [(&client, Self::CLIENT), (&router, Self::CLIENT_ROUTER)])?;
        connect("s0", [(&server, Self::SERVER), (&router, Self::SERVER_ROUTER)])?;
        client.ip(&["route", "add", "default", "via", &Self::CLIENT_ROUTER.to_string()])?;
        server.ip(&["route", "add", "default", "via", &Self::SERVER_ROUTER.to_string()])?;
        router.set("net.ipv4.ip_forward", "1")?;
        load_filter(&router, Self::CLIENT)?;
        prepare_client(client.inner())?;
        Ok(Self { client, server, _router: router })
    }
}

/// The filter: what is established passes; 60 rules allow, the last of them what the client sends; the rest is dropped.
pub(crate) fn load_filter(router: &Namespace, client: Ipv4Addr) -> anyhow::Result<()> {
    let fillers: Vec<String> = (0..59u16)
        .map(|i| format!("ip saddr 10.200.{i}.0/24 tcp dport {}-{} accept\n", 10_000 + i * 16, 10_007 + i * 16))
        .collect();
    let rules = format!(
        "table ip filter {{\nchain forward {{\ntype filter hook forward priority 0; policy drop;\n\
         ct state established,related accept\nct state invalid drop\n{}\
         ip saddr {client} tcp dport 9000-9010 accept\n}}\n}}\n",
        fillers.concat(),
    );
    let mut command = Command::new("nft");
    command.args(["-f", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let spawned = router.run(|| command.spawn())?;
    let mut child = spawned.context("cannot run `nft`: install nftables")?;
    child.stdin.take().context("no way to write to nft")?.write_all(rules.as_bytes())?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("nft refused the rules: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}

impl Path for Forwarding {
    fn name(&self) -> &'static str {
        "kernel forwarding + nftables"
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
