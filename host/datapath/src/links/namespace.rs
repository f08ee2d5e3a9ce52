//! Named network namespaces, as `ip netns` knows them.

use std::{
    fmt, fs,
    io::{self, Write},
    os::{
        fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd},
        unix::fs::{DirBuilderExt, OpenOptionsExt},
    },
    path::{Path, PathBuf},
    str::FromStr,
    thread,
};

use minato_vpc::ids::NetworkInterfaceId;
use nix::{
    errno::Errno,
    fcntl::{AT_FDCWD, AtFlags, Flock, FlockArg},
    mount::{MntFlags, MsFlags, mount, umount2},
    sched::{CloneFlags, setns, unshare},
    sys::statfs::{FsType, statfs},
    unistd::linkat,
};

use super::{
    error::LinkError,
    messages::{Link, get_link, set_alias, set_up},
    owner::{Instance, Owner},
    socket::Socket,
};

/// Where named network namespaces are, for iproute2 as for us.
pub const NAMESPACE_DIRECTORY: &str = "/run/netns";

/// The name of a namespace's loopback.
pub(super) const LOOPBACK: &str = "lo";

const NSFS: FsType = FsType(nix::libc::NSFS_MAGIC as _);
const OWN_NAMESPACE: &str = "/proc/thread-self/ns/net";

/// Settings of a new namespace. IPv6 is off before a link exists, so that nothing is ever sent (no duplicate address
/// detection, no multicast reports). The others are what container engines set: without them a container without
/// capabilities could neither bind port 80 nor ping.
const SETTINGS: [(&str, &str); 4] = [
    ("/proc/sys/net/ipv6/conf/all/disable_ipv6", "1"),
    ("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1"),
    ("/proc/sys/net/ipv4/ip_unprivileged_port_start", "0"),
    ("/proc/sys/net/ipv4/ping_group_range", "0 2147483647"),
];

/// The name of a namespace: a file name without surprises.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NamespaceName(String);

impl NamespaceName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for NamespaceName {
    type Err = LinkError;

    fn from_str(text: &str) -> Result<Self, LinkError> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        if (1..=64).contains(&text.len()) && !text.starts_with('.') && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(LinkError::MalformedName(text.to_owned()))
        }
    }
}

impl From<&NetworkInterfaceId> for NamespaceName {
    fn from(id: &NetworkInterfaceId) -> Self {
        Self(id.as_str().to_owned())
    }
}

impl fmt::Display for NamespaceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where the namespace of that name is, for those who enter it by path.
pub fn namespace_path(name: &NamespaceName) -> PathBuf {
    Path::new(NAMESPACE_DIRECTORY).join(&name.0)
}

/// A network namespace that is kept open. Dropping it deletes nothing.
#[derive(Debug)]
pub struct Namespace {
    name: NamespaceName,
    file: OwnedFd,
}

impl Namespace {
    /// Creates a namespace, its loopback up, IPv6 off. `label` is kept as the alias of its loopback.
    ///
    /// Fails with `EEXIST` when there is one of that name.
    pub fn create(name: &NamespaceName, label: &str) -> Result<Self, LinkError> {
        let _held = hold_directory()?;
        place_label(name, label)?;
        let made = in_thread(|| {
            let own = Path::new(OWN_NAMESPACE);
            unshare(CloneFlags::CLONE_NEWNET).map_err(|errno| LinkError::system("unshare", own, errno))?;
            for (path, value) in SETTINGS {
                set(path, value)?;
            }
            Socket::open()?.all(vec![set_alias(LOOPBACK, label), set_up(LOOPBACK)])?;
            let file = open(own)?;
            let target = namespace_path(name);
            mount(Some(own), &target, None::<&str>, MsFlags::MS_BIND, None::<&str>)
                .map_err(|errno| LinkError::system("mount a namespace at", target, errno))?;
            Ok(file)
        });
        match made.and_then(|made| made) {
            Ok(file) => Ok(Self { name: name.clone(), file }),
            Err(error) => {
                // The file was made above, so that nobody else's can be meant; the first error is the one to tell.
                let _ = fs::remove_file(namespace_path(name));
                Err(error)
            }
        }
    }

    /// Gives a namespace its name back, after somebody took that away, by a process that runs in it. Does nothing when the
    /// name is there, or when the process is not in the namespace of that label.
    pub fn restore(name: &NamespaceName, label: &str, process: u32) -> Result<(), LinkError> {
        if Self::open(name)?.is_some() {
            return Ok(());
        }
        let source = PathBuf::from(format!("/proc/{process}/ns/net"));
        let found = Self { name: name.clone(), file: open(&source)? };
        if found.label()?.as_deref() != Some(label) {
            return Ok(());
        }
        let _held = hold_directory()?;
        Self::delete(name)?;
        place_label(name, label)?;
        let target = namespace_path(name);
        mount(Some(&source), &target, None::<&str>, MsFlags::MS_BIND, None::<&str>)
            .map_err(|errno| LinkError::system("mount a namespace at", target, errno))
    }

    /// Opens the namespace of that name, if there is one.
    pub fn open(name: &NamespaceName) -> Result<Option<Self>, LinkError> {
        let path = namespace_path(name);
        if !is_namespace(&path)? {
            return Ok(None);
        }
        Ok(Some(Self { name: name.clone(), file: open(&path)? }))
    }

    /// Its name.
    pub fn name(&self) -> &NamespaceName {
        &self.name
    }

    /// Where it is.
    pub fn path(&self) -> PathBuf {
        namespace_path(&self.name)
    }

    /// Runs `work` inside, on a thread of its own, and waits for it.
    pub fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> Result<T, LinkError> {
        in_namespace(self.as_fd(), work)
    }

    /// Deletes the namespace of that name: no one finds it any more, and it ends with the last process and socket in it.
    /// Gives whether there was one.
    pub fn delete(name: &NamespaceName) -> Result<bool, LinkError> {
        let path = namespace_path(name);
        match umount2(&path, MntFlags::MNT_DETACH) {
            // Not a mount: a file that a killed process left.
            Ok(()) | Err(Errno::EINVAL) => {}
            Err(Errno::ENOENT) => return Ok(false),
            Err(errno) => return Err(LinkError::system("unmount", path, errno)),
        }
        match fs::remove_file(&path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(LinkError::io("remove", path, &error)),
        }
    }

    /// The alias of its loopback.
    pub(super) fn label(&self) -> Result<Option<String>, LinkError> {
        let answers = self.socket()?.all(vec![get_link(LOOPBACK)])?;
        Ok(answers.concat().first().and_then(|payload| Link::parse(payload)?.alias))
    }

    /// A netlink socket inside.
    pub(super) fn socket(&self) -> Result<Socket, LinkError> {
        self.run(Socket::open)?
    }
}

impl AsFd for Namespace {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.file.as_fd()
    }
}

/// Enters a network namespace on a thread of its own, runs `work` there and waits for it.
///
/// The work must be synchronous. Sockets that it opens stay in the namespace and may be used anywhere.
pub fn in_namespace<T: Send>(namespace: BorrowedFd<'_>, work: impl FnOnce() -> T + Send) -> Result<T, LinkError> {
    in_thread(|| {
        setns(namespace, CloneFlags::CLONE_NEWNET)
            .map_err(|errno| LinkError::system("enter the namespace", NAMESPACE_DIRECTORY, errno))?;
        Ok(work())
    })?
}

/// The ids of an instance's ENIs that have a namespace, or the file for one that a killed process left.
pub fn list_namespaces(instance: &Instance) -> Result<Vec<NetworkInterfaceId>, LinkError> {
    let entries = match fs::read_dir(NAMESPACE_DIRECTORY) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(LinkError::io("list", NAMESPACE_DIRECTORY, &error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| LinkError::io("list", NAMESPACE_DIRECTORY, &error))?;
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse::<NetworkInterfaceId>().ok()) else {
            continue;
        };
        let name = NamespaceName::from(&id);
        match owner_of(&name) {
            Ok(Some(owner)) if owner.instance == *instance && owner.id == id => found.push(id),
            Ok(_) => {}
            // It went while we looked.
            Err(error) if error.errno() == Some(Errno::ENOENT) => {}
            Err(error) => return Err(error),
        }
    }
    found.sort();
    Ok(found)
}

/// Whose the namespace of that name is, or the file that waits to become one.
pub(super) fn owner_of(name: &NamespaceName) -> Result<Option<Owner>, LinkError> {
    let label = if let Some(namespace) = Namespace::open(name)? {
        namespace.label()?
    } else {
        let path = namespace_path(name);
        Some(fs::read_to_string(&path).map_err(|error| LinkError::io("read", path, &error))?)
    };
    Ok(label.as_deref().and_then(Owner::parse))
}

/// Undoes the mount of [`NAMESPACE_DIRECTORY`] on itself, if no namespace is left in it. `ip netns` makes it anew when it
/// needs it.
pub fn release_namespace_directory() -> Result<(), LinkError> {
    if !Path::new(NAMESPACE_DIRECTORY).exists() {
        return Ok(());
    }
    let _held = hold(FlockArg::LockExclusive)?;
    let is_empty = fs::read_dir(NAMESPACE_DIRECTORY).is_ok_and(|mut entries| entries.next().is_none());
    if !is_empty {
        return Ok(());
    }
    match umount2(NAMESPACE_DIRECTORY, MntFlags::empty()) {
        // Not mounted, or in use after all.
        Ok(()) | Err(Errno::EINVAL | Errno::EBUSY) => Ok(()),
        Err(errno) => Err(LinkError::system("unmount", NAMESPACE_DIRECTORY, errno)),
    }
}

/// Makes the directory and its mount, shared as iproute2 does, and keeps them while the lock
/// is held.
fn hold_directory() -> Result<Flock<fs::File>, LinkError> {
    let directory = Path::new(NAMESPACE_DIRECTORY);
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o755)
        .create(directory)
        .map_err(|error| LinkError::io("create", directory, &error))?;
    let share = || mount(None::<&str>, directory, None::<&str>, MsFlags::MS_SHARED | MsFlags::MS_REC, None::<&str>);
    let is_shared = || match share() {
        Ok(()) => Ok(true),
        // Not a mount point yet.
        Err(Errno::EINVAL) => Ok(false),
        Err(errno) => Err(LinkError::system("share", directory, errno)),
    };
    let held = hold(FlockArg::LockShared)?;
    if is_shared()? {
        return Ok(held);
    }
    // Alone, so that it is not mounted twice over.
    drop(held);
    let held = hold(FlockArg::LockExclusive)?;
    if !is_shared()? {
        mount(Some(directory), directory, None::<&str>, MsFlags::MS_BIND | MsFlags::MS_REC, None::<&str>)
            .and_then(|()| share())
            .map_err(|errno| LinkError::system("mount", directory, errno))?;
    }
    Ok(held)
}

/// The lock lies on the directory above: one in the directory itself would keep its mount busy.
fn hold(lock: FlockArg) -> Result<Flock<fs::File>, LinkError> {
    let above = Path::new(NAMESPACE_DIRECTORY).parent().unwrap_or(Path::new("/"));
    let file = fs::File::open(above).map_err(|error| LinkError::io("open", above, &error))?;
    Flock::lock(file, lock).map_err(|(_, errno)| LinkError::system("lock", above, errno))
}

/// Makes the file that a namespace is mounted on. It appears with its text or not at all, so that a process that is killed
/// here leaves nothing that has no owner.
fn place_label(name: &NamespaceName, label: &str) -> Result<(), LinkError> {
    let directory = Path::new(NAMESPACE_DIRECTORY);
    let mut file = fs::OpenOptions::new()
        .write(true)
        .custom_flags(nix::libc::O_TMPFILE)
        .mode(0o444)
        .open(directory)
        .map_err(|error| LinkError::io("create a file in", directory, &error))?;
    file.write_all(label.as_bytes()).map_err(|error| LinkError::io("write in", directory, &error))?;
    let source = format!("/proc/self/fd/{}", file.as_raw_fd());
    let target = namespace_path(name);
    linkat(AT_FDCWD, source.as_str(), AT_FDCWD, &target, AtFlags::AT_SYMLINK_FOLLOW)
        .map_err(|errno| LinkError::system("create", target, errno))
}

fn set(path: &str, value: &str) -> Result<(), LinkError> {
    match fs::write(path, value) {
        Ok(()) => Ok(()),
        // The kernel runs without IPv6: then it is off.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(LinkError::io("set", path, &error)),
    }
}

fn open(path: &Path) -> Result<OwnedFd, LinkError> {
    fs::File::open(path).map(OwnedFd::from).map_err(|error| LinkError::io("open", path, &error))
}

fn is_namespace(path: &Path) -> Result<bool, LinkError> {
    match statfs(path) {
        Ok(found) => Ok(found.filesystem_type() == NSFS),
        Err(Errno::ENOENT) => Ok(false),
        Err(errno) => Err(LinkError::system("examine", path, errno)),
    }
}

/// Runs `work` on a thread of its own, so that no namespace of the caller's changes.
fn in_thread<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, LinkError> {
    thread::scope(|scope| {
        let started = thread::Builder::new().name("namespace".to_owned()).spawn_scoped(scope, work);
        let handle = started.map_err(|error| LinkError::Thread(error.to_string()))?;
        handle.join().map_err(|_| LinkError::Thread("it panicked".to_owned()))
    })
}
