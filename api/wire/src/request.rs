//! What an operation knows of the request besides its input.

/// Who asks, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestContext {
    /// The account of the access key, 12 digits.
    pub account: String,
    /// The region of the signature's scope.
    pub region: String,
    /// The access key; `None` when the request was not signed.
    pub access_key_id: Option<String>,
    /// The id that the response carries.
    pub request_id: String,
}
