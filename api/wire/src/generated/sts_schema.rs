//! Schemas of AWS Security Token Service, generated from botocore 1.43.11 by `cargo xtask wire`: change operations.toml instead.

use super::sts::Sts;
use crate::schema::{Member, Shape, Structure};
use crate::service::{Description, Operation, Protocol, Service, Signature, run};

/// AWS Security Token Service.
pub(crate) static SERVICE: Service<dyn Sts> = Service {
    description: Description {
        name: "sts",
        scope: "sts",
        protocol: Protocol::Query,
        version: "2011-06-15",
        target_prefix: "",
        namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    },
    operations: &[Operation {
        signature: Signature {
            name: "GetCallerIdentity",
            input: &IN_GET_CALLER_IDENTITY_REQUEST,
            output: Some(&OUT_GET_CALLER_IDENTITY_RESPONSE),
            result_wrapper: Some("GetCallerIdentityResult"),
        },
        call: |service, context, input| run(input, |input| service.get_caller_identity(context, input)),
    }],
    others: &[
        "AssumeRole",
        "AssumeRoleWithSAML",
        "AssumeRoleWithWebIdentity",
        "AssumeRoot",
        "DecodeAuthorizationMessage",
        "GetAccessKeyInfo",
        "GetDelegatedAccessToken",
        "GetFederationToken",
        "GetSessionToken",
        "GetWebIdentityToken",
    ],
};

static IN_GET_CALLER_IDENTITY_REQUEST: Structure = Structure { name: "GetCallerIdentityRequest", members: &[] };

static OUT_GET_CALLER_IDENTITY_RESPONSE: Structure = Structure {
    name: "GetCallerIdentityResponse",
    members: &[
        Member::new("UserId", "UserId", 0, Shape::String),
        Member::new("Account", "Account", 1, Shape::String),
        Member::new("Arn", "Arn", 2, Shape::String),
    ],
};
