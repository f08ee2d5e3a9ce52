//! What can go wrong in the store.

use std::path::PathBuf;

use crate::store::Revision;

/// An error of the store itself; a failed comparison is no error.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The revision asked for is no longer kept. Read anew at the current revision.
    #[error("revision {wanted} was compacted; the oldest kept is {oldest}")]
    Compacted {
        /// The revision asked for.
        wanted: Revision,
        /// The oldest one that can be read.
        oldest: Revision,
    },
    /// The revision asked for has not happened in this store.
    #[error("revision {wanted} has not happened yet; the current one is {current}")]
    Future {
        /// The revision asked for.
        wanted: Revision,
        /// The current one.
        current: Revision,
    },
    /// The lease does not exist, or has ended.
    #[error("the lease does not exist or has ended")]
    NoLease,
    /// A transaction changes one key twice; which one is meant last is not defined.
    #[error("the transaction changes `{key}` twice")]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A document does not parse as its type.
    #[error("the document under `{key}` does not have the form of its kind")]
    Malformed {
        /// The document's key.
        key: String,
        /// What did not parse.
        #[source]
        source: serde_json::Error,
    },
    /// A transaction met others' changes at every try.
    #[error("the transaction conflicted with others {tries} times")]
    Contended {
        /// How often it was tried.
        tries: u32,
    },
    /// Another process has the store's file open.
    #[error(
        "{} is in use by {}: end that server, or give this one a data directory of its own",
        path.display(),
        holder.as_deref().unwrap_or("another server on this machine")
    )]
    InUse {
        /// The file.
        path: PathBuf,
        /// Who has it open, if the system tells: the process's id and command line.
        holder: Option<String>,
    },
    /// The file holds something else than a store of ours, or a store that is damaged.
    #[error(
        "{} holds no state of Minato's, or is damaged: move it away, or give another directory with --data-dir",
        path.display()
    )]
    NotAStore {
        /// The file.
        path: PathBuf,
        /// How that shows.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// There is no room for what was to be written. The store goes on when there is.
    #[error(
        "the state in {} cannot be written: its disk is full; free space there, and changes are taken again without a \
         restart",
        path.display()
    )]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// What was written may not be on the disk: nothing is read or written any more.
    #[error(
        "the disk did not take what was written to {} ({reason}): see to the disk, then restart the server, which goes on \
         with what the disk has",
        path.display()
    )]
    NotDurable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The medium failed.
    #[error("the store's {what} failed")]
    Backend {
        /// What was being done.
        what: &'static str,
        /// The medium's own error.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}
