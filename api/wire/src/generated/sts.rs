//! Shapes and operations of AWS Security Token Service, generated from botocore 1.43.11 by `cargo xtask wire`: change operations.toml instead.

use crate::error::ApiError;
use crate::record::record;
use crate::request::RequestContext;

/// The shape `GetCallerIdentityRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetCallerIdentityRequest {}

record!(GetCallerIdentityRequest);

/// The shape `GetCallerIdentityResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetCallerIdentityResponse {
    /// `UserId`.
    pub user_id: Option<String>,
    /// `Account`.
    pub account: Option<String>,
    /// `Arn`.
    pub arn: Option<String>,
}

record!(GetCallerIdentityResponse, user_id, account, arn);

/// The operations of AWS Security Token Service.
pub trait Sts: Send + Sync + 'static {
    /// `GetCallerIdentity`.
    fn get_caller_identity(
        &self,
        context: &RequestContext,
        input: GetCallerIdentityRequest,
    ) -> Result<GetCallerIdentityResponse, ApiError>;
}
