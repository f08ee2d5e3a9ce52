//! Errors as AWS knows them: a code from the start, never a text mapped at the edge.

use std::borrow::Cow;
use std::error::Error;
use std::fmt::{self, Write as _};

/// An error with its AWS code, as a client sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct ApiError {
    /// AWS's code, such as `InvalidVpcID.NotFound`.
    pub code: Cow<'static, str>,
    /// AWS's message. Tools match on some of them.
    pub message: String,
    /// The HTTP status.
    pub status: u16,
    /// Further members of the error in JSON protocols.
    pub fields: Vec<(&'static str, serde_json::Value)>,
}

/// The code of [`ApiError::internal`]; each protocol writes its own name for it.
pub(crate) const INTERNAL: &str = "InternalError";

impl ApiError {
    /// An error that is the client's fault (400).
    pub fn new(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into(), status: 400, fields: Vec::new() }
    }

    /// An error that is ours (500). The whole chain is logged; the client sees its first text.
    #[allow(clippy::needless_pass_by_value, reason = "errors are handed over with `map_err(ApiError::internal)`")]
    pub fn internal(error: impl Error) -> Self {
        tracing::error!(error = chain(&error), "internal error");
        Self::new(INTERNAL, format!("An internal error has occurred: {error}")).with_status(500)
    }

    /// The same with another HTTP status.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The same with a further member, which JSON protocols write beside the message.
    #[must_use]
    pub fn with_field(mut self, name: &'static str, value: impl Into<serde_json::Value>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// What a request with `DryRun` is answered when it would have succeeded.
    pub fn dry_run() -> Self {
        Self::new("DryRunOperation", "Request would have succeeded, but DryRun flag is set.").with_status(412)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.code, self.message)
    }
}

impl Error for ApiError {}

/// The error and its causes, in one line.
fn chain(error: &impl Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = write!(text, ": {error}");
        cause = error.source();
    }
    text
}
