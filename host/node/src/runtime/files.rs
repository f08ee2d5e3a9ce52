//! The files that a sandbox's containers see as `/etc/hosts`, `/etc/hostname` and `/etc/resolv.conf`.

use std::{
    fs, io,
    net::{IpAddr, Ipv4Addr},
    path::{Path, PathBuf},
};

/// What the files say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SandboxFiles {
    /// The containers' host name.
    pub(crate) hostname: String,
    /// The ENI's primary address.
    pub(crate) address: Ipv4Addr,
    /// The resolvers that the VPC's DHCP options name by address. Without any, a lookup fails at once.
    pub(crate) name_servers: Vec<IpAddr>,
    /// The domain that short names are looked up in.
    pub(crate) search: Option<String>,
}

/// Writes the files of a sandbox and gives their directory.
pub(crate) fn prepare_files(sandboxes: &Path, sandbox: &str, files: &SandboxFiles) -> io::Result<PathBuf> {
    let directory = sandboxes.join(sandbox);
    fs::create_dir_all(&directory)?;
    let hosts = format!("127.0.0.1\tlocalhost\n{}\t{}\n", files.address, files.hostname);
    let servers = files.name_servers.iter().map(|server| format!("nameserver {server}\n"));
    let search = files.search.iter().map(|domain| format!("search {domain}\n"));
    fs::write(directory.join("hosts"), hosts)?;
    fs::write(directory.join("hostname"), format!("{}\n", files.hostname))?;
    fs::write(directory.join("resolv.conf"), search.chain(servers).collect::<String>())?;
    Ok(directory)
}
