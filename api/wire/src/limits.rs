//! The limits on what a request may hold.

/// Bytes of a body.
pub const MAX_BODY_BYTES: usize = 1024 * 1024;
/// Parameters of a form.
pub const MAX_PARAMETERS: usize = 10_000;
/// Names in a parameter's path, and levels of JSON.
pub const MAX_DEPTH: usize = 24;
/// The highest position in a list.
pub const MAX_LIST_POSITION: u32 = 10_000;
/// Bytes of a path and query.
pub const MAX_URI_BYTES: usize = 64 * 1024;
