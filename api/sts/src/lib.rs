//! The STS API.

use minato_wire::sts::{GetCallerIdentityRequest, GetCallerIdentityResponse, Sts};
use minato_wire::{ApiError, RequestContext};

/// STS, answered from the request alone: whoever signs acts as the root of the key's account.
#[derive(Debug, Clone, Copy, Default)]
pub struct SecurityTokenService;

impl Sts for SecurityTokenService {
    fn get_caller_identity(
        &self,
        context: &RequestContext,
        _: GetCallerIdentityRequest,
    ) -> Result<GetCallerIdentityResponse, ApiError> {
        let account = context.account.clone();
        Ok(GetCallerIdentityResponse {
            arn: Some(format!("arn:{}:iam::{account}:root", partition(&context.region))),
            user_id: Some(account.clone()),
            account: Some(account),
        })
    }
}

/// The partition of a region, the second part of an ARN.
fn partition(region: &str) -> &'static str {
    if region.starts_with("cn-") {
        "aws-cn"
    } else if region.starts_with("us-gov-") {
        "aws-us-gov"
    } else {
        "aws"
    }
}

#[cfg(test)]
mod tests {
    use minato_wire::RequestContext;
    use minato_wire::sts::{GetCallerIdentityRequest, Sts as _};

    use super::SecurityTokenService;

    fn arn(region: &str) -> String {
        let context = RequestContext {
            account: "123456789012".to_owned(),
            region: region.to_owned(),
            access_key_id: None,
            request_id: String::new(),
        };
        let identity = SecurityTokenService.get_caller_identity(&context, GetCallerIdentityRequest {}).unwrap();
        assert_eq!(identity.account.as_deref(), Some("123456789012"));
        assert_eq!(identity.user_id.as_deref(), Some("123456789012"));
        identity.arn.unwrap()
    }

    #[test]
    fn the_caller_is_the_root_of_its_account() {
        assert_eq!(arn("eu-central-1"), "arn:aws:iam::123456789012:root");
        assert_eq!(arn("cn-north-1"), "arn:aws-cn:iam::123456789012:root");
        assert_eq!(arn("us-gov-west-1"), "arn:aws-us-gov:iam::123456789012:root");
    }
}
