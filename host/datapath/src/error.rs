//! What can go wrong with the kernel's part, and what to do about it.

use std::{io, path::PathBuf};

use minato_vpc::Edge;

/// Why the data plane could not do what was asked. What it guards stays guarded: packets are dropped rather than let
/// through.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The programs did not load.
    #[error(
        "the kernel did not load the data plane's programs: it must be 6.6 or newer with tcx and BTF, and the caller needs CAP_BPF and CAP_NET_ADMIN"
    )]
    Load(#[source] libbpf_rs::Error),
    /// A pinned map has another layout than this program's.
    #[error(
        "the pinned map `{map}` is of another layout: end the instance with `minato down` before this version takes over"
    )]
    Layout {
        /// The map's name.
        map: String,
    },
    /// A pin could not be read or written.
    #[error("cannot use the pin {path}: the directory must be on a bpffs that this process may write")]
    Pin {
        /// The pin.
        path: PathBuf,
        /// The cause.
        #[source]
        source: io::Error,
    },
    /// A map could not be read or written.
    #[error(
        "cannot {action} the map `{map}`; if it is full, raise its size in the configuration and restart the host's instance"
    )]
    Map {
        /// The map's name.
        map: &'static str,
        /// What was tried.
        action: &'static str,
        /// The cause.
        #[source]
        source: libbpf_rs::Error,
    },
    /// The program could not be attached to a link.
    #[error("cannot attach the program to the link with index {ifindex}: does the link still exist?")]
    Attach {
        /// The link's index.
        ifindex: u32,
        /// The cause.
        #[source]
        source: io::Error,
    },
    /// Every place for ENIs is taken.
    #[error("this host holds {limit} ENIs already: raise the limit in the configuration")]
    InterfaceLimit {
        /// How many there are.
        limit: u32,
    },
    /// Two links whose indices share a place.
    #[error(
        "the link with index {ifindex} shares its place with that of {other}: delete the link and make it again, it then gets another index"
    )]
    IndexCollision {
        /// The new link's index.
        ifindex: u32,
        /// The ENI that has the place.
        other: Edge,
    },
    /// An ENI is attached elsewhere.
    #[error("{edge} is attached to the link with index {ifindex}: detach it first")]
    AlreadyAttached {
        /// The ENI.
        edge: Edge,
        /// Where it is.
        ifindex: u32,
    },
    /// A program that the kernel ran for us failed.
    #[error("the kernel could not run the program `{program}`")]
    Run {
        /// Its name.
        program: &'static str,
        /// The cause.
        #[source]
        source: libbpf_rs::Error,
    },
    /// A traced packet.
    #[error("the traced program says what cannot be: {what}")]
    Trace {
        /// What it says.
        what: String,
    },
    /// A packet is to be traced from where none enters.
    #[error("{0} is not attached on this machine, so no packet enters there: it must be that of a running task")]
    NotAttached(Edge),
}

/// A result of the data plane.
pub type Result<T> = std::result::Result<T, Error>;
