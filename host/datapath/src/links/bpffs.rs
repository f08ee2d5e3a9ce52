//! An instance's own BPF file system, in which its maps, programs and links are pinned.

use std::{
    fs, io,
    os::unix::fs::{DirBuilderExt, MetadataExt},
    path::Path,
};

use nix::{
    errno::Errno,
    mount::{MntFlags, MsFlags, mount, umount2},
    sys::statfs::{FsType, statfs},
};

use super::error::LinkError;
use crate::pins;

const BPF_FS: FsType = FsType(0xcafe_4a11);

/// Mounts a BPF file system at `directory`, which is created if need be, open to its owner only. Does nothing when there
/// is one already.
pub fn mount_bpffs(directory: &Path) -> Result<(), LinkError> {
    if is_bpffs(directory)? {
        return Ok(());
    }
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(directory)
        .map_err(|error| LinkError::io("create", directory, &error))?;
    let flags = MsFlags::MS_NOSUID | MsFlags::MS_NODEV | MsFlags::MS_NOEXEC;
    mount(Some("bpf"), directory, Some("bpf"), flags, Some("mode=0700"))
        .map_err(|errno| LinkError::system("mount a BPF file system at", directory, errno))
}

/// Mounts a BPF file system at `directory` if none holds it: neither its own nor one mounted above.
pub(crate) fn mount_bpffs_again(directory: &Path) -> Result<(), LinkError> {
    match statfs(directory) {
        Ok(found) if found.filesystem_type() == BPF_FS => Ok(()),
        Ok(_) | Err(Errno::ENOENT) => mount_bpffs(directory),
        Err(errno) => Err(LinkError::system("examine", directory, errno)),
    }
}

/// Whether a BPF file system is mounted at exactly `directory`.
pub fn is_bpffs(directory: &Path) -> Result<bool, LinkError> {
    let device = |path: &Path| fs::metadata(path).map(|metadata| metadata.dev());
    match statfs(directory) {
        Ok(found) if found.filesystem_type() == BPF_FS => {}
        Ok(_) | Err(Errno::ENOENT) => return Ok(false),
        Err(errno) => return Err(LinkError::system("examine", directory, errno)),
    }
    let parent = directory.parent().unwrap_or(Path::new("/"));
    match (device(directory), device(parent)) {
        (Ok(own), Ok(above)) => Ok(own != above),
        (Err(error), _) | (_, Err(error)) => Err(LinkError::io("examine", directory, &error)),
    }
}

/// Unmounts the BPF file system at `directory` and removes the directory. What was pinned goes, unless a process holds it, also
/// what lay below the mount: pins that were made while somebody had unmounted it. Does nothing when there is none.
pub fn unmount_bpffs(directory: &Path) -> Result<(), LinkError> {
    while is_bpffs(directory)? {
        umount2(directory, MntFlags::MNT_DETACH).map_err(|errno| LinkError::system("unmount", directory, errno))?;
    }
    pins::remove(directory).map_err(|error| LinkError::io("empty", directory, &io::Error::other(error)))?;
    match fs::remove_dir(directory) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(LinkError::io("remove", directory, &error)),
    }
}
