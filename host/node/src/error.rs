//! What can go wrong in the agent, and what to do about it.

use std::{io, path::PathBuf, time::Duration};

use crate::runtime::MalformedReference;

/// The agent cannot work.
#[derive(Debug, thiserror::Error)]
pub enum NodeError {
    /// A directory of the instance cannot be made or read.
    #[error("{what} `{}` failed; the agent needs root and a writable file system there", path.display())]
    Directory {
        /// What was being done.
        what: &'static str,
        /// The directory.
        path: PathBuf,
        /// The system's error.
        #[source]
        source: io::Error,
    },
    /// Another agent of the instance runs.
    #[error("instance {instance} of `{}` is in use: end the `minato` that serves it first, or give another data directory", data_dir.display())]
    InUse {
        /// The instance.
        instance: String,
        /// Its data directory.
        data_dir: PathBuf,
    },
    /// A link, a namespace or a mount.
    #[error(transparent)]
    Link(#[from] minato_datapath::links::LinkError),
    /// The container runtime.
    #[error(transparent)]
    Runtime(#[from] RuntimeError),
    /// The store.
    #[error("the store failed")]
    Store(#[from] minato_store::StoreError),
    /// The data plane.
    #[error("the data plane failed")]
    Datapath(#[from] minato_datapath::Error),
    /// The network was not what was asked for in time.
    #[error("the network's last change does not hold for packets yet, after {} s: {waits_for}", patience.as_secs())]
    Unsettled {
        /// How long it was waited for.
        patience: Duration,
        /// What is not as it should be.
        waits_for: String,
    },
    /// The network of the host.
    #[error(transparent)]
    Network(Box<dyn std::error::Error + Send + Sync>),
    /// A thread of the agent cannot be started.
    #[error("a thread cannot be started: the machine's limit of processes is reached")]
    Thread(#[source] io::Error),
}

/// The container runtime, or a container, failed.
#[derive(Debug, thiserror::Error)]
pub enum RuntimeError {
    /// A program is not installed.
    #[error(
        "`{program}` is not on the search path: install the packages `containerd` and `runc`, or give the address of a containerd that runs"
    )]
    ProgramMissing {
        /// The program.
        program: &'static str,
    },
    /// Our own containerd could not be started.
    #[error("a containerd of our own could not be started")]
    StartContainerd {
        /// The system's error.
        #[source]
        source: io::Error,
    },
    /// Nothing answers.
    #[error("no containerd answers at `{}`{hint}", address.display())]
    NoAnswer {
        /// The socket.
        address: PathBuf,
        /// What its log says, if it is our own.
        hint: String,
    },
    /// A call to containerd failed.
    #[error("containerd could not {what}: {}", status.message())]
    Call {
        /// What was asked.
        what: &'static str,
        /// Its answer.
        status: Box<tonic::Status>,
    },
    /// The image's name is none.
    #[error(transparent)]
    Reference(#[from] MalformedReference),
    /// `ctr` failed.
    #[error("{what} failed: {message}")]
    Ctr {
        /// What was being done.
        what: String,
        /// What it said.
        message: String,
    },
    /// An image is not in the store and could not be fetched.
    #[error(
        "pulling `{image}`, which is not on this machine, failed: {message}. `minato image ls` lists the images that are, and \
         `minato image import FILE --name {image}` adds this one from an archive"
    )]
    Pull {
        /// The image.
        image: String,
        /// What `ctr` said.
        message: String,
    },
    /// A file that was to be imported holds no image.
    #[error("it holds no image ({message}): give an archive that `docker save` wrote, or a tar of an OCI image layout")]
    NoImage {
        /// What `ctr` said.
        message: String,
    },
    /// The image cannot be run here.
    #[error("the image `{image}` {problem}")]
    Image {
        /// The image.
        image: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The container's definition does not fit the image, or the host.
    #[error("{0}")]
    Definition(String),
    /// The system refused something.
    #[error("{what} failed: {source}")]
    System {
        /// What was being done.
        what: &'static str,
        /// The system's error.
        #[source]
        source: io::Error,
    },
}

impl RuntimeError {
    /// Whether trying again may help without anybody's doing: containerd did not answer.
    pub(crate) fn is_transient(&self) -> bool {
        match self {
            Self::Call { status, .. } => {
                let code = status.code();
                matches!(code, tonic::Code::Unavailable | tonic::Code::DeadlineExceeded | tonic::Code::Cancelled)
                    // It was made on this side: the connection broke amid the call.
                    || std::error::Error::source(status.as_ref()).is_some()
            }
            Self::NoAnswer { .. } | Self::StartContainerd { .. } => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use tonic::{Code, Status};

    use super::*;

    #[test]
    fn what_a_dying_containerd_leaves_unanswered_is_tried_again() {
        let is_transient = |status: Status| RuntimeError::Call { what: "x", status: Box::new(status) }.is_transient();
        assert!(is_transient(Status::unavailable("connection refused")));
        let broken = Status::from_error(Box::new(io::Error::from(io::ErrorKind::BrokenPipe)));
        assert_eq!(broken.code(), Code::Unknown);
        assert!(is_transient(broken));
        // Its own answers do not change by asking again.
        assert!(!is_transient(Status::unknown("failed to create shim task: exec: \"x\": not found")));
        assert!(!is_transient(Status::invalid_argument("identifier is empty")));
    }
}
