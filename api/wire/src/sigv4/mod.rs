//! Signatures, version 4: who asks and in which region; with keys configured, also whether it is true.
//!
//! Everything that a signature says is checked against a narrow alphabet here, because account and region become parts of
//! keys in the store.

mod canonical;
mod keys;
mod verify;

use hyper::header::AUTHORIZATION;
use hyper::http::request::Parts;

pub use keys::{AccessKey, DEFAULT_ACCOUNT, Keys};

use crate::error::ApiError;
use crate::form::Node;
use crate::service::Protocol;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// The parameters that sign a request in its query.
pub(crate) const QUERY_PARAMETERS: [&str; 7] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
    "X-Amz-Security-Token",
];

/// What a signature claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) access_key_id: String,
    /// `20260131`
    pub(crate) date: String,
    pub(crate) region: String,
    pub(crate) service: String,
    pub(crate) signed_headers: Vec<String>,
    pub(crate) signature: [u8; 32],
    /// `20260131T120000Z`; empty when the request has none.
    pub(crate) time: String,
    /// For how many seconds a request signed in its query is good.
    pub(crate) expires: Option<u32>,
}

/// What is wrong with a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    /// There is none.
    Missing,
    /// It is not of the form.
    Incomplete(String),
    /// Nobody has this access key.
    UnknownKey,
    /// It is not the signature of this request.
    Mismatch,
    /// It is for another service than the request: somebody may have added to a request that he was given signed.
    Scope(&'static str),
    /// It was made too long ago, or in the future.
    Expired(String),
}

impl Claim {
    /// Reads the `Authorization` header, or else the query.
    pub(crate) fn parse(parts: &Parts, query: &Node) -> Result<Self, Problem> {
        if let Some(header) = parts.headers.get(AUTHORIZATION) {
            let text = header.to_str().map_err(|_| incomplete("the Authorization header is not ASCII"))?;
            let time = parts.headers.get("x-amz-date").and_then(|time| time.to_str().ok()).unwrap_or_default();
            return Self::from_header(text, time);
        }
        if query.text("X-Amz-Signature").is_some() || query.text("X-Amz-Algorithm").is_some() {
            return Self::from_query(query);
        }
        Err(Problem::Missing)
    }

    fn from_header(text: &str, time: &str) -> Result<Self, Problem> {
        let rest = text
            .strip_prefix(ALGORITHM)
            .and_then(|rest| rest.strip_prefix([' ', '\t']))
            .ok_or_else(|| incomplete("the Authorization header does not begin with AWS4-HMAC-SHA256"))?;
        let part = |name: &str| {
            rest.split(',')
                .filter_map(|part| part.trim().split_once('='))
                .find_map(|(key, value)| (key == name).then_some(value))
                .ok_or_else(|| incomplete(&format!("Authorization header requires '{name}' parameter")))
        };
        Self::new(part("Credential")?, part("SignedHeaders")?, part("Signature")?, time, None)
    }

    fn from_query(query: &Node) -> Result<Self, Problem> {
        let part = |name: &str| query.text(name).ok_or_else(|| incomplete(&format!("the query has no {name}")));
        if part("X-Amz-Algorithm")? != ALGORITHM {
            return Err(incomplete("X-Amz-Algorithm is not AWS4-HMAC-SHA256"));
        }
        let expires = part("X-Amz-Expires")?
            .parse()
            .ok()
            .filter(|seconds| (1..=604_800).contains(seconds))
            .ok_or_else(|| incomplete("X-Amz-Expires is not between 1 and 604800 seconds"))?;
        Self::new(
            part("X-Amz-Credential")?,
            part("X-Amz-SignedHeaders")?,
            part("X-Amz-Signature")?,
            part("X-Amz-Date")?,
            Some(expires),
        )
    }

    fn new(
        credential: &str,
        headers: &str,
        signature: &str,
        time: &str,
        expires: Option<u32>,
    ) -> Result<Self, Problem> {
        let scope: Vec<&str> = credential.split('/').collect();
        let [key, date, region, service, "aws4_request"] = scope[..] else {
            return Err(incomplete("the credential is not KEY/DATE/REGION/SERVICE/aws4_request"));
        };
        let well_formed = is_name(key, 128)
            && date.len() == 8
            && date.bytes().all(|byte| byte.is_ascii_digit())
            && is_scope(region)
            && is_scope(service);
        if !well_formed {
            return Err(incomplete("the credential's key, date, region or service is malformed"));
        }
        let signed_headers: Vec<String> = headers.split(';').map(str::to_owned).collect();
        if !signed_headers.iter().all(|header| is_header(header)) {
            return Err(incomplete("SignedHeaders is malformed"));
        }
        Ok(Self {
            access_key_id: key.to_owned(),
            date: date.to_owned(),
            region: region.to_owned(),
            service: service.to_owned(),
            signed_headers,
            signature: bytes_of(signature).ok_or_else(|| incomplete("the signature is not 64 hexadecimal digits"))?,
            time: time.to_owned(),
            expires,
        })
    }
}

fn incomplete(reason: &str) -> Problem {
    Problem::Incomplete(reason.to_owned())
}

fn is_name(text: &str, longest: usize) -> bool {
    (1..=longest).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

fn is_scope(text: &str) -> bool {
    is_name(text, 64) && text.bytes().all(|byte| !byte.is_ascii_uppercase())
}

fn is_header(text: &str) -> bool {
    is_name(text, 128) && text.bytes().all(|byte| !byte.is_ascii_uppercase())
}

fn bytes_of(hexadecimal: &str) -> Option<[u8; 32]> {
    let digits = hexadecimal.as_bytes();
    let mut bytes = [0; 32];
    if digits.len() != 2 * bytes.len() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let high = char::from(pair[0]).to_digit(16)?;
        let low = char::from(pair[1]).to_digit(16)?;
        *byte = u8::try_from(high * 16 + low).ok()?;
    }
    Some(bytes)
}

impl Problem {
    /// The error as the protocol's services write it.
    pub(crate) fn into_error(self, protocol: Protocol) -> ApiError {
        match protocol {
            Protocol::Ec2Query => self.for_ec2(),
            Protocol::Query => self.for_query(),
            Protocol::Json11 => self.for_json(),
        }
    }

    fn for_ec2(self) -> ApiError {
        match self {
            Self::UnknownKey | Self::Mismatch => {
                ApiError::new("AuthFailure", "AWS was not able to validate the provided access credentials")
                    .with_status(401)
            }
            Self::Expired(_) => ApiError::new("RequestExpired", "Request has expired."),
            other => other.for_query(),
        }
    }

    fn for_query(self) -> ApiError {
        match self {
            Self::Missing => ApiError::new("MissingAuthenticationToken", "Request is missing Authentication Token"),
            Self::Incomplete(reason) => ApiError::new("IncompleteSignature", reason),
            Self::UnknownKey => {
                ApiError::new("InvalidClientTokenId", "The security token included in the request is invalid.")
            }
            Self::Mismatch => ApiError::new("SignatureDoesNotMatch", MISMATCH),
            Self::Scope(service) => ApiError::new("SignatureDoesNotMatch", wrong_scope(service)),
            Self::Expired(reason) => ApiError::new("SignatureDoesNotMatch", reason),
        }
        .with_status(403)
    }

    fn for_json(self) -> ApiError {
        match self {
            Self::Missing => ApiError::new("MissingAuthenticationTokenException", "Missing Authentication Token"),
            Self::Incomplete(reason) => ApiError::new("IncompleteSignatureException", reason),
            Self::UnknownKey => {
                ApiError::new("UnrecognizedClientException", "The security token included in the request is invalid.")
            }
            Self::Mismatch => ApiError::new("InvalidSignatureException", MISMATCH),
            Self::Scope(service) => ApiError::new("InvalidSignatureException", wrong_scope(service)),
            Self::Expired(reason) => ApiError::new("InvalidSignatureException", reason),
        }
    }
}

fn wrong_scope(service: &str) -> String {
    format!("Credential should be scoped to correct service: '{service}'.")
}

const MISMATCH: &str = "The request signature we calculated does not match the signature you provided. Check your AWS Secret \
                        Access Key and signing method. Consult the service documentation for details.";
