//! Reads files of an image's root file system without trusting it.
//!
//! The snapshot is mounted in a mount namespace that only one thread is in, so that nothing stays mounted however the agent
//! ends; names are resolved with the snapshot as the root, so that no symbolic link leads out of it.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    thread,
};

use containerd_client::types::Mount;
use nix::{
    errno::Errno,
    fcntl::{OFlag, OpenHow, ResolveFlag, openat2},
    mount::{MntFlags, MsFlags, mount, umount2},
    sched::{CloneFlags, unshare},
    sys::stat::Mode,
};

/// No passwd or group file that is larger is read.
const MAX_FILE_BYTES: u64 = 4 << 20;

/// Reads text files of the file system that `mounts` makes up; one that is not there is empty.
///
/// `mount_point` is an empty directory that nothing else uses.
pub(crate) fn read_files(
    mounts: Vec<Mount>,
    mount_point: PathBuf,
    files: &'static [&'static str],
) -> io::Result<Vec<String>> {
    let reader = thread::Builder::new().name("image files".to_owned()).spawn(move || {
        unshare(CloneFlags::CLONE_NEWNS)?;
        mount(None::<&str>, "/", None::<&str>, MsFlags::MS_REC | MsFlags::MS_PRIVATE, None::<&str>)?;
        mount_all(&mounts, &mount_point)?;
        let texts = files.iter().map(|file| read_inside(&mount_point, file)).collect();
        // The container mounts the same snapshot next: this mount must be gone by then, not only soon.
        umount2(&mount_point, MntFlags::empty())?;
        texts
    })?;
    reader.join().map_err(|_| io::Error::other("the thread that reads the image's files panicked"))?
}

/// Mounts what a snapshotter says that a snapshot consists of, for reading.
fn mount_all(mounts: &[Mount], target: &Path) -> io::Result<()> {
    for part in mounts {
        let mut flags = MsFlags::MS_NODEV | MsFlags::MS_NOSUID | MsFlags::MS_NOEXEC;
        let mut data = Vec::new();
        for option in &part.options {
            match option.as_str() {
                "ro" | "rw" => {}
                "bind" => flags |= MsFlags::MS_BIND,
                "rbind" => flags |= MsFlags::MS_BIND | MsFlags::MS_REC,
                other => data.push(other),
            }
        }
        mount(Some(part.source.as_str()), target, Some(part.r#type.as_str()), flags, Some(data.join(",").as_str()))?;
    }
    Ok(())
}

fn read_inside(root: &Path, file: &str) -> io::Result<String> {
    let directory = File::open(root)?;
    let how = OpenHow::new()
        .flags(OFlag::O_RDONLY | OFlag::O_CLOEXEC | OFlag::O_NONBLOCK)
        .mode(Mode::empty())
        .resolve(ResolveFlag::RESOLVE_IN_ROOT | ResolveFlag::RESOLVE_NO_MAGICLINKS);
    let opened = match openat2(&directory, file, how) {
        Ok(descriptor) => File::from(descriptor),
        Err(Errno::ENOENT | Errno::ENOTDIR) => return Ok(String::new()),
        Err(error) => return Err(error.into()),
    };
    if !opened.metadata()?.is_file() {
        return Err(io::Error::other(format!("the image's {file} is not a regular file")));
    }
    let mut bytes = Vec::new();
    opened.take(MAX_FILE_BYTES).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::symlink};

    use super::*;

    #[test]
    fn a_link_in_the_image_does_not_lead_out_of_it() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path().join("root");
        fs::create_dir_all(root.join("etc")).unwrap();
        fs::write(directory.path().join("secret"), "outside").unwrap();
        fs::write(root.join("secret"), "inside").unwrap();
        symlink("../../secret", root.join("etc/passwd")).unwrap();
        symlink(directory.path().join("secret"), root.join("etc/group")).unwrap();
        assert_eq!(read_inside(&root, "etc/passwd").unwrap(), "inside");
        assert_eq!(read_inside(&root, "etc/group").unwrap(), "");
        assert_eq!(read_inside(&root, "etc/shadow").unwrap(), "");
        assert!(read_inside(&root, "etc").is_err());
    }
}
