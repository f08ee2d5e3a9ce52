//! How an attempt to reach somebody ended.

use std::io;

use nix::errno::Errno;

/// How an attempt to reach somebody ended. Each has an exit code of its own, and none is clap's (2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was answered; with what the other side said of itself, if it said something.
    Reached(String),
    /// It was refused by the other side: a reset, or "port unreachable".
    Refused,
    /// Nothing came back in time.
    TimedOut,
    /// A router or the own kernel knows no way.
    Unreachable,
    /// Anything else, such as a name that does not resolve.
    Failed(String),
}

impl Outcome {
    /// The exit code of a probe that ended so.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Reached(_) => 0,
            Self::Refused => 10,
            Self::TimedOut => 11,
            Self::Unreachable => 12,
            Self::Failed(_) => 13,
        }
    }

    /// One line for a person, without its end.
    pub fn describe(&self, target: &str) -> String {
        match self {
            Self::Reached(said) if said.is_empty() => format!("reached {target}"),
            Self::Reached(said) => format!("reached {target}: {said}"),
            Self::Refused => format!("refused by {target}"),
            Self::TimedOut => format!("no answer from {target}"),
            Self::Unreachable => format!("no way to {target}"),
            Self::Failed(reason) => format!("cannot try {target}: {reason}"),
        }
    }
}

impl From<io::Error> for Outcome {
    fn from(error: io::Error) -> Self {
        match error.raw_os_error().map(Errno::from_raw) {
            Some(Errno::ECONNREFUSED | Errno::ECONNRESET) => Self::Refused,
            Some(Errno::EHOSTUNREACH | Errno::ENETUNREACH | Errno::EHOSTDOWN | Errno::ENETDOWN) => Self::Unreachable,
            Some(Errno::ETIMEDOUT | Errno::EAGAIN | Errno::EINPROGRESS) => Self::TimedOut,
            _ if matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) => Self::TimedOut,
            _ => Self::Failed(error.to_string()),
        }
    }
}
