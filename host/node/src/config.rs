//! What an agent is told, and where an instance keeps its things on the host.

use std::{
    fs, io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf, absolute},
};

use ipnet::Ipv6Net;
use minato_network::PublicBlock;
use minato_workload::HostName;
use sha2::{Digest, Sha256};

/// Where all instances keep what lives no longer than the machine runs.
const RUNTIME_ROOT: &str = "/run/minato";

/// Where a containerd that the machine's owner runs answers.
pub(crate) const DEFAULT_CONTAINERD: &str = "/run/containerd/containerd.sock";

/// What the agent is told.
#[derive(Debug, Clone)]
pub struct Config {
    /// The data directory: it names the instance.
    pub data_dir: PathBuf,
    /// The name of this host in the store's documents.
    pub host: HostName,
    /// The socket of the containerd to use. `None`: the machine's own if it answers, else one that the agent starts.
    pub containerd: Option<PathBuf>,
    /// The public addresses to route on this host; `None` for none.
    pub public_pool: Option<PublicBlock>,
    /// The IPv6 addresses that VPCs may have: routed on this host where public addresses are.
    pub ipv6_range: Ipv6Net,
    /// The program that keeps containers' output: it is run as `PROGRAM container-log FILE`, and calls
    /// [`crate::container_log::run`]. It must stay where it is while containers run.
    pub log_program: PathBuf,
}

/// One Minato on a machine, and its directories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    id: String,
    data_dir: PathBuf,
}

impl Instance {
    /// The instance that a data directory names. The directory is made if it is not there, open to its owner only: the
    /// containers' variables and output are in it.
    pub fn open(data_dir: &Path) -> io::Result<Self> {
        if let Some(parent) = data_dir.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::DirBuilder::new().recursive(true).mode(0o700).create(data_dir)?;
        Ok(Self::named(data_dir.canonicalize()?))
    }

    /// The instance that a data directory names, whether or not the directory is still there.
    pub fn find(data_dir: &Path) -> io::Result<Self> {
        match data_dir.canonicalize() {
            Ok(path) => Ok(Self::named(path)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::named(absolute(data_dir)?)),
            Err(error) => Err(error),
        }
    }

    fn named(data_dir: PathBuf) -> Self {
        let digest = Sha256::digest(data_dir.as_os_str().as_encoded_bytes());
        Self { id: hex(&digest[..4]), data_dir }
    }

    /// The first 8 hexadecimal digits of the SHA-256 of the data directory's canonical path.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The data directory's canonical path.
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// What lives no longer than the machine runs, 0700.
    pub fn runtime_dir(&self) -> PathBuf {
        Path::new(RUNTIME_ROOT).join(&self.id)
    }

    /// Where the instance's own BPF file system is mounted.
    pub fn bpf_dir(&self) -> PathBuf {
        self.runtime_dir().join("bpf")
    }

    /// The containerd namespace of the instance's containers.
    pub fn containerd_namespace(&self) -> String {
        format!("minato-{}", self.id)
    }

    /// The cgroup, relative to each hierarchy's root, under which the containers are.
    pub(crate) fn cgroup(&self) -> String {
        format!("minato-{}", self.id)
    }

    /// State, socket, pid and log of a containerd of our own.
    pub(crate) fn own_containerd_dir(&self) -> PathBuf {
        self.runtime_dir().join("containerd")
    }

    /// Where runc keeps the state of the instance's containers.
    pub(crate) fn runc_dir(&self) -> PathBuf {
        self.runtime_dir().join("runc")
    }

    /// One directory per sandbox: the files that its containers see under `/etc`. They may write there as much as they
    /// like, so it is on the disk: the runtime directory is in memory that all of the machine shares.
    pub(crate) fn sandboxes_dir(&self) -> PathBuf {
        self.data_dir.join("sandboxes")
    }

    /// The containers' output, one directory per sandbox.
    pub fn logs_dir(&self) -> PathBuf {
        self.data_dir.join("logs")
    }
}

/// Bytes as lowercase hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_data_directory_is_open_to_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;

        let parent = tempfile::tempdir().unwrap();
        let data_dir = parent.path().join("deep").join("data");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        Instance::open(&data_dir).unwrap();
        assert_eq!(mode(&data_dir), 0o700);
        assert_ne!(mode(data_dir.parent().unwrap()), 0o700, "a directory above may be others' too");
        // One that its owner made stays as it is.
        fs::set_permissions(&data_dir, fs::Permissions::from_mode(0o750)).unwrap();
        Instance::open(&data_dir).unwrap();
        assert_eq!(mode(&data_dir), 0o750);
    }

    #[test]
    fn an_instance_keeps_its_name_when_its_directory_is_gone() {
        let parent = tempfile::tempdir().unwrap();
        let data_dir = parent.path().join("data");
        let open = Instance::open(&data_dir).unwrap();
        assert_eq!(open.id().len(), 8);
        fs::remove_dir(&data_dir).unwrap();
        assert_eq!(Instance::find(&data_dir).unwrap(), open);
        assert_ne!(Instance::find(&parent.path().join("other")).unwrap().id(), open.id());
    }
}
