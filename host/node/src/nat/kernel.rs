//! A NAT gateway's namespace: its settings, its rules, its counters.

use std::{
    fs,
    io::{self, Write as _},
    net::Ipv4Addr,
    ops::RangeInclusive,
    process::{Command, Stdio},
    time::Duration,
};

use minato_datapath::links::{LinkError, Namespace};
use serde_json::Value;

use super::{
    NatCounts,
    ruleset::{RESETS, TABLE, UNSOLICITED, ruleset},
};

/// The program that hands rules to the kernel, of Debian's package `nftables`.
const NFT: &str = "nft";

/// How a gateway translates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Translation {
    /// The addresses that new flows get; at least one.
    pub(crate) addresses: Vec<Ipv4Addr>,
    /// Those that only flows which have them still use.
    pub(crate) draining: Vec<Ipv4Addr>,
    /// The ports that flows get.
    pub(crate) ports: RangeInclusive<u16>,
    /// How long a flow may be idle.
    pub(crate) idle: Duration,
}

impl Translation {
    /// As AWS's gateways translate: ports 1024 to 65535, 350 s.
    pub(crate) fn new(addresses: Vec<Ipv4Addr>, draining: Vec<Ipv4Addr>) -> Self {
        Self { addresses, draining, ports: 1024..=65535, idle: Duration::from_secs(350) }
    }
}

/// Why a namespace does not translate as it should.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TranslationError {
    /// The namespace.
    #[error("the gateway's namespace cannot be used")]
    Namespace(#[from] LinkError),
    /// A setting or a counter of the kernel.
    #[error("{path} cannot be used: is connection tracking (CONFIG_NF_CONNTRACK, CONFIG_NF_CONNTRACK_PROCFS) there?")]
    Setting {
        /// Where it is.
        path: String,
        /// The system's error.
        #[source]
        source: io::Error,
    },
    /// The program cannot be run.
    #[error("`nft` cannot be run: install the package nftables")]
    Program(#[source] io::Error),
    /// The kernel refused the rules.
    #[error("`nft` could not do it: {0}")]
    Refused(String),
}

/// Makes a namespace translate like that. Repeating it repairs it, and ends no flow.
pub(crate) fn apply(namespace: &Namespace, translation: &Translation) -> Result<(), TranslationError> {
    let own = [translation.addresses.as_slice(), &translation.draining].concat();
    let rules = ruleset(&translation.addresses, &own, &translation.ports);
    namespace.run(|| {
        // The rules first: what is forwarded is translated from the first packet on.
        nft(&rules)?;
        for (setting, value) in settings(translation.idle) {
            set(setting, &value)?;
        }
        Ok(())
    })?
}

/// Reads what was counted in a namespace.
pub(crate) fn counts(namespace: &Namespace) -> Result<NatCounts, TranslationError> {
    namespace.run(|| {
        let listed = nft(&serde_json::json!({"nftables": [{"list": {"counters": {"family": "ip", "table": TABLE}}}]}))?;
        let statistics = read("/proc/thread-self/net/stat/nf_conntrack")?;
        let connections = read("/proc/sys/net/netfilter/nf_conntrack_count")?;
        Ok(NatCounts {
            connections: connections.trim().parse().unwrap_or_default(),
            port_errors: statistic(&statistics, "insert_failed"),
            table_full: statistic(&statistics, "drop").saturating_sub(statistic(&statistics, "insert_failed")),
            resets: counter(&listed, RESETS),
            unsolicited: counter(&listed, UNSOLICITED),
        })
    })?
}

/// Of these addresses, those that no flow has.
pub(crate) fn unused(namespace: &Namespace, addresses: &[Ipv4Addr]) -> Result<Vec<Ipv4Addr>, TranslationError> {
    if addresses.is_empty() {
        return Ok(Vec::new());
    }
    let flows = namespace.run(|| read("/proc/thread-self/net/nf_conntrack"))??;
    // The answers of a flow are for the address that it was translated to.
    let is_used = |address: &&Ipv4Addr| {
        let destination = format!(" dst={address} ");
        flows.lines().any(|flow| flow.contains(&destination))
    };
    Ok(addresses.iter().filter(|address| !is_used(address)).copied().collect())
}

/// Tries what a gateway needs in the calling thread's namespace, which is to end with the thread.
pub(super) fn try_here() -> Result<(), TranslationError> {
    let address = [Ipv4Addr::new(192, 0, 2, 1)];
    nft(&ruleset(&address, &address, &(1024..=65535)))?;
    read("/proc/thread-self/net/stat/nf_conntrack")?;
    read("/proc/thread-self/net/nf_conntrack").map(drop)
}

fn settings(idle: Duration) -> Vec<(&'static str, String)> {
    let on = || "1".to_owned();
    let off = || "0".to_owned();
    let idle = || idle.as_secs().to_string();
    vec![
        // Before forwarding: what comes in on the only link goes out on it again, which is no detour to be told of.
        ("net/ipv4/conf/all/send_redirects", off()),
        ("net/ipv4/conf/default/send_redirects", off()),
        ("net/ipv4/conf/eth0/send_redirects", off()),
        ("net/ipv4/conf/all/rp_filter", off()),
        ("net/ipv4/conf/eth0/rp_filter", off()),
        ("net/ipv4/conf/eth0/accept_redirects", off()),
        ("net/netfilter/nf_conntrack_tcp_timeout_established", idle()),
        ("net/netfilter/nf_conntrack_udp_timeout", idle()),
        ("net/netfilter/nf_conntrack_udp_timeout_stream", idle()),
        ("net/netfilter/nf_conntrack_icmp_timeout", idle()),
        // A connection is known from its beginning or not at all, so that one that was forgotten is reset.
        ("net/netfilter/nf_conntrack_tcp_loose", off()),
        // And one that is known is not reset for a stray segment or a checksum that its receiver will look at.
        ("net/netfilter/nf_conntrack_tcp_be_liberal", on()),
        ("net/netfilter/nf_conntrack_checksum", off()),
        ("net/ipv4/ip_forward", on()),
    ]
}

fn set(setting: &str, value: &str) -> Result<(), TranslationError> {
    let path = format!("/proc/sys/{setting}");
    // Writing what it is already may undo what depends on it.
    let is_set = fs::read_to_string(&path).is_ok_and(|found| found.trim() == value);
    if is_set { Ok(()) } else { fs::write(&path, value).map_err(|source| TranslationError::Setting { path, source }) }
}

fn read(path: &str) -> Result<String, TranslationError> {
    fs::read_to_string(path).map_err(|source| TranslationError::Setting { path: path.to_owned(), source })
}

/// Runs the program in the calling thread's namespace, with no words but its flags, and gives what it answers.
fn nft(commands: &Value) -> Result<Value, TranslationError> {
    let mut child = Command::new(NFT)
        .args(["--json", "--file", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(TranslationError::Program)?;
    if let Some(mut input) = child.stdin.take() {
        // Should it not read to its end, its own words say why.
        let _ = input.write_all(commands.to_string().as_bytes());
    }
    let output = child.wait_with_output().map_err(TranslationError::Program)?;
    if !output.status.success() {
        return Err(TranslationError::Refused(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    if output.stdout.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(&output.stdout).map_err(|error| TranslationError::Refused(error.to_string()))
}

/// The packets of a counter in what `nft` lists.
fn counter(listed: &Value, name: &str) -> u64 {
    let objects = listed["nftables"].as_array().into_iter().flatten();
    let found = objects.map(|object| &object["counter"]).find(|counter| counter["name"] == name);
    found.and_then(|counter| counter["packets"].as_u64()).unwrap_or_default()
}

/// A column of the kernel's table of statistics, over all processors: hexadecimal under a line of names.
fn statistic(table: &str, name: &str) -> u64 {
    let mut lines = table.lines();
    let column = lines.next().and_then(|names| names.split_whitespace().position(|column| column == name));
    let Some(column) = column else { return 0 };
    let value = |line: &str| line.split_whitespace().nth(column).and_then(|text| u64::from_str_radix(text, 16).ok());
    lines.filter_map(value).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statistics_are_summed_over_processors() {
        let table = "entries  insert_failed drop\n00000003 0000000a 00000001\n00000003 00000002 00000000\n";
        assert_eq!((statistic(table, "insert_failed"), statistic(table, "drop"), statistic(table, "x")), (12, 1, 0));
        assert_eq!(statistic("", "drop"), 0);
    }
}
