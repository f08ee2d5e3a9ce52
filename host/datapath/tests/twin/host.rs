//! A host of its own: network and mount namespaces that end with the thread that entered them.

use std::{path::Path, process::Command};

use nix::{
    mount::{MsFlags, mount},
    sched::{CloneFlags, unshare},
};
use tempfile::TempDir;

/// Where the data plane's pins are. The mount is seen by this thread alone, and goes with it.
pub(crate) struct Host {
    directory: TempDir,
}

impl Host {
    /// Leaves the machine's namespaces, and makes links with the returned indices. The thread stays there.
    pub(crate) fn enter(links: usize) -> (Self, Vec<u32>) {
        unshare(CloneFlags::CLONE_NEWNET | CloneFlags::CLONE_NEWNS).expect("the test needs root");
        mount(None::<&str>, "/", None::<&str>, MsFlags::MS_REC | MsFlags::MS_PRIVATE, None::<&str>)
            .expect("mounts become private");
        let directory = tempfile::tempdir().expect("a temporary directory");
        mount(Some("bpf"), directory.path(), Some("bpf"), MsFlags::empty(), None::<&str>).expect("a bpffs");
        for pair in 0..links.div_ceil(2) {
            let (one, other) = (format!("mt-twin{pair}a"), format!("mt-twin{pair}b"));
            let made = Command::new("ip").args(["link", "add", &one, "type", "veth", "peer", "name", &other]).status();
            assert!(made.expect("iproute2 is there").success(), "the veth pair {one} was not made");
        }
        let index = |link: usize| {
            let name = format!("mt-twin{}{}", link / 2, if link.is_multiple_of(2) { "a" } else { "b" });
            nix::net::if_::if_nametoindex(name.as_str()).expect("the link was made")
        };
        (Self { directory }, (0..links).map(index).collect())
    }

    /// The bpffs.
    pub(crate) fn directory(&self) -> &Path {
        self.directory.path()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // The temporary directory cannot be deleted under its mount.
        let _ = nix::mount::umount2(self.directory.path(), nix::mount::MntFlags::MNT_DETACH);
    }
}
