//! What can go wrong with namespaces and links, and what to do about it.

use std::{fmt, io, net::IpAddr, path::PathBuf};

use ipnet::IpNet;
use nix::errno::Errno;

/// Why a namespace or a link is not as it should be.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The kernel refused a netlink request.
    #[error("cannot {operation}: {errno}{}{}", Detail(.detail.as_deref()), Advice(*.errno))]
    Refused {
        /// What was asked for, such as `create link m0123456789abc`.
        operation: String,
        /// The kernel's answer.
        errno: Errno,
        /// The kernel's own words, when it gave some.
        detail: Option<String>,
    },
    /// Netlink itself does not work.
    #[error("netlink failed on {operation}: {source}")]
    Netlink {
        /// What was being done.
        operation: String,
        /// Why it failed.
        source: io::Error,
    },
    /// The kernel's answer could not be read: a bug here or an unknown kernel.
    #[error("netlink answered {operation} in a form that is not understood: {reason}")]
    Answer {
        /// What was asked for.
        operation: String,
        /// What is odd about it.
        reason: String,
    },
    /// A system call on a namespace or a mount failed.
    #[error("cannot {operation} {}: {errno}{}", .path.display(), Advice(*.errno))]
    System {
        /// What was tried, such as `mount`.
        operation: &'static str,
        /// Where.
        path: PathBuf,
        /// Why it failed.
        errno: Errno,
    },
    /// A link or a namespace of that name exists and is somebody else's.
    #[error("`{name}` exists and belongs to {owner}; it is left alone: remove it, or use another data directory")]
    Taken {
        /// The link's or the namespace's name.
        name: String,
        /// What is known of its owner.
        owner: String,
    },
    /// The namespace that an ENI is to be a further device of is not there, or is not the primary ENI's.
    #[error("the namespace {name} is not there: the primary ENI of the instance has to be made first")]
    NoNamespace {
        /// The namespace's name.
        name: String,
    },
    /// Somebody else routes some of the public addresses on this machine.
    #[error(
        "the public addresses {pool} cannot be routed: {by} has a route to {route}; choose others with {}",
        if pool.addr().is_ipv6() { "--ipv6-range" } else { "--public-pool" }
    )]
    PoolTaken {
        /// The pool.
        pool: IpNet,
        /// The route that is in the way.
        route: IpNet,
        /// Who has it.
        by: String,
    },
    /// The host has some of the public addresses itself.
    #[error(
        "the public addresses {pool} cannot be routed: link {by} has the address {address}; choose others with {}",
        if pool.addr().is_ipv6() { "--ipv6-range" } else { "--public-pool" }
    )]
    AddressTaken {
        /// The pool.
        pool: IpNet,
        /// The address that is in the way.
        address: IpAddr,
        /// The link that has it.
        by: String,
    },
    /// The thread that was to enter a namespace could not be started, or it panicked.
    #[error("no thread could do the work inside the namespace: {0}")]
    Thread(String),
    /// The name cannot be a namespace's.
    #[error("`{0}` cannot name a namespace: 1 to 64 letters, digits, `-`, `_` or `.`, not beginning with a dot")]
    MalformedName(String),
}

impl LinkError {
    /// The error of the system call that was just made on `path`.
    pub(super) fn system(operation: &'static str, path: impl Into<PathBuf>, errno: Errno) -> Self {
        Self::System { operation, path: path.into(), errno }
    }

    /// The same of the standard library's error.
    pub(super) fn io(operation: &'static str, path: impl Into<PathBuf>, error: &io::Error) -> Self {
        Self::system(operation, path, Errno::from_raw(error.raw_os_error().unwrap_or(nix::libc::EIO)))
    }

    /// The kernel's error number, when there is one.
    pub fn errno(&self) -> Option<Errno> {
        match self {
            Self::Refused { errno, .. } | Self::System { errno, .. } => Some(*errno),
            Self::Netlink { source, .. } => source.raw_os_error().map(Errno::from_raw),
            Self::Answer { .. }
            | Self::Taken { .. }
            | Self::PoolTaken { .. }
            | Self::AddressTaken { .. }
            | Self::Thread(_)
            | Self::NoNamespace { .. }
            | Self::MalformedName(_) => None,
        }
    }
}

/// What failed while things were removed; all else was removed.
#[derive(Debug)]
pub struct TeardownError {
    /// Every failure, in the order in which it happened; at least one.
    pub errors: Vec<LinkError>,
}

impl fmt::Display for TeardownError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of the removals failed", self.errors.len())?;
        self.errors.iter().try_for_each(|error| write!(f, "; {error}"))
    }
}

impl std::error::Error for TeardownError {}

impl TeardownError {
    /// `Ok` when nothing failed.
    pub(super) fn check(errors: Vec<LinkError>) -> Result<(), Self> {
        if errors.is_empty() { Ok(()) } else { Err(Self { errors }) }
    }
}

struct Detail<'a>(Option<&'a str>);

impl fmt::Display for Detail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |detail| write!(f, " ({detail})"))
    }
}

/// What a person can do about an error number.
struct Advice(Errno);

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let advice = match self.0 {
            Errno::EPERM | Errno::EACCES => "run as root, or with CAP_NET_ADMIN and CAP_SYS_ADMIN",
            Errno::EOPNOTSUPP => "this kernel lacks it; `minato doctor` tells what is missing",
            Errno::ENOMEM | Errno::ENOSPC | Errno::EMFILE | Errno::ENFILE => {
                "a limit of the machine is reached: free memory or raise `user.max_net_namespaces` and `ulimit -n`"
            }
            Errno::EBUSY => "something still uses it: end it and try again",
            _ => return Ok(()),
        };
        write!(f, "; {advice}")
    }
}
