//! Signatures that botocore made are found true, and anything changed is found out.

use bytes::Bytes;
use hyper::Request;
use hyper::header::HeaderValue;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{claim, recorded, signed};
use crate::form::Node;
use crate::service::Protocol;
use crate::sigv4::{AccessKey, Claim, Keys, Problem};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

fn keys(secret: &str) -> Keys {
    let key = AccessKey {
        id: "AKIAIOSFODNN7EXAMPLE".to_owned(),
        secret: secret.to_owned(),
        account: Some("210987654321".to_owned()),
    };
    Keys::new(vec![key], "123456789012")
}

/// When a request was signed.
fn signed_at(request: &Request<Bytes>) -> Timestamp {
    let (parts, _) = request.clone().into_parts();
    let time = DateTime::strptime("%Y%m%dT%H%M%SZ", claim(&parts).time).unwrap();
    time.to_zoned(TimeZone::UTC).unwrap().timestamp()
}

fn verify_at(secret: &str, request: &Request<Bytes>, later: SignedDuration) -> Result<(), Problem> {
    let now = signed_at(request) + later;
    let (parts, body) = request.clone().into_parts();
    keys(secret).verify(&claim(&parts), &parts, &body, now)
}

fn verify(request: &Request<Bytes>) -> Result<(), Problem> {
    verify_at(SECRET, request, SignedDuration::ZERO)
}

fn all() -> Vec<Request<Bytes>> {
    vec![
        recorded!("create-vpc"),
        recorded!("describe-vpcs"),
        recorded!("authorize-ingress"),
        recorded!("register-task-definition"),
        recorded!("get-caller-identity"),
        recorded!("get-caller-identity-presigned"),
        recorded!("cli-create-security-group"),
        recorded!("cli-run-task"),
    ]
}

#[test]
fn true_signatures_hold_and_false_ones_do_not() {
    for request in all() {
        assert_eq!(verify(&request), Ok(()), "{request:?}");
        assert_eq!(verify_at("another secret", &request, SignedDuration::ZERO), Err(Problem::Mismatch));
        let mut changed = request.clone();
        *changed.body_mut() = Bytes::from([request.body(), &b"x"[..]].concat());
        assert_eq!(verify(&changed), Err(Problem::Mismatch));
        let mut changed = request.clone();
        changed.headers_mut().insert("host", HeaderValue::from_static("elsewhere"));
        assert_eq!(verify(&changed), Err(Problem::Mismatch));
        let mut changed = request.clone();
        *changed.method_mut() = hyper::Method::PUT;
        assert_eq!(verify(&changed), Err(Problem::Mismatch));
        let unknown =
            Keys::new(vec![AccessKey { id: "other".to_owned(), secret: SECRET.to_owned(), account: None }], "");
        let (parts, body) = request.clone().into_parts();
        assert_eq!(unknown.verify(&claim(&parts), &parts, &body, signed_at(&request)), Err(Problem::UnknownKey));
    }
}

#[test]
fn a_missing_signed_header_is_found_out() {
    let mut request = recorded!("create-vpc");
    request.headers_mut().remove("content-type");
    assert_eq!(verify(&request), Err(Problem::Mismatch));
}

#[test]
fn a_signature_is_good_for_fifteen_minutes() {
    let request = recorded!("create-vpc");
    let after = |seconds| verify_at(SECRET, &request, SignedDuration::from_secs(seconds));
    assert_eq!(after(900), Ok(()));
    assert_eq!(after(-900), Ok(()));
    assert!(matches!(after(901), Err(Problem::Expired(_))));
    assert!(matches!(after(-901), Err(Problem::Expired(_))));
}

#[test]
fn a_presigned_request_is_good_as_long_as_it_says() {
    let request = recorded!("get-caller-identity-presigned");
    let after = |seconds| verify_at(SECRET, &request, SignedDuration::from_secs(seconds));
    assert_eq!(after(600), Ok(()));
    assert!(matches!(after(601), Err(Problem::Expired(_))));
    let mut longer = request.clone();
    *longer.uri_mut() = request.uri().to_string().replace("Expires=600", "Expires=601").parse().unwrap();
    assert_eq!(verify(&longer), Err(Problem::Mismatch));
}

#[test]
fn a_named_payload_hash_must_be_true() {
    let mut request = recorded!("create-vpc");
    let named = |hash: &'static str| HeaderValue::from_static(hash);
    request.headers_mut().insert("x-amz-content-sha256", named("UNSIGNED-PAYLOAD"));
    // Not signed, so anybody could have written it.
    assert_eq!(verify(&request), Err(Problem::Mismatch));
    request.headers_mut().insert("x-amz-content-sha256", named("0000"));
    assert_eq!(verify(&request), Err(Problem::Mismatch));
}

#[test]
fn claims_are_read_or_refused() {
    let parse = |authorization: &str| {
        let request = Request::builder().header("authorization", authorization).body(()).unwrap();
        Claim::parse(&request.into_parts().0, &Node::default())
    };
    let good = signed("ec2").body(()).unwrap();
    let text = good.headers()["authorization"].to_str().unwrap();
    let claim = parse(text).unwrap();
    assert_eq!(
        (claim.region.as_str(), claim.service.as_str(), claim.access_key_id.as_str()),
        ("eu-central-1", "ec2", "test")
    );
    // Some clients leave out the spaces.
    assert_eq!(parse(&text.replace(", ", ",")).unwrap(), claim);
    for (from, to) in [
        ("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"),
        ("AWS4-HMAC-SHA256", "Basic"),
        ("eu-central-1", "../../etc"),
        ("eu-central-1", "EU"),
        ("eu-central-1", ""),
        ("20260131", "2026013"),
        ("20260131", "2026o131"),
        ("test/", "te/st/"),
        ("test/", "/"),
        ("aws4_request", "aws3_request"),
        ("Signature=0", "Signature=x"),
        ("Signature=0", "Signature="),
        ("SignedHeaders=host", "SignedHeaders="),
        ("SignedHeaders=host, ", ""),
    ] {
        assert!(matches!(parse(&text.replace(from, to)), Err(Problem::Incomplete(_))), "{from} → {to}");
    }
    let unsigned = Request::new(()).into_parts().0;
    assert_eq!(Claim::parse(&unsigned, &Node::default()), Err(Problem::Missing));
}

#[test]
fn accounts_of_access_keys() {
    assert_eq!(keys(SECRET).account("AKIAIOSFODNN7EXAMPLE"), "210987654321");
    assert_eq!(keys(SECRET).account("somebody"), "123456789012");
    assert_eq!(Keys::default().account("test"), "123456789012");
    assert_eq!(Keys::default().account("000000000001"), "000000000001");
}

#[test]
fn problems_have_the_codes_of_each_protocol() {
    let code = |problem: Problem, protocol| problem.into_error(protocol).code.into_owned();
    for (problem, ec2, query, json) in [
        (Problem::UnknownKey, "AuthFailure", "InvalidClientTokenId", "UnrecognizedClientException"),
        (Problem::Mismatch, "AuthFailure", "SignatureDoesNotMatch", "InvalidSignatureException"),
        (Problem::Expired(String::new()), "RequestExpired", "SignatureDoesNotMatch", "InvalidSignatureException"),
        (
            Problem::Missing,
            "MissingAuthenticationToken",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
        ),
        (
            Problem::Incomplete(String::new()),
            "IncompleteSignature",
            "IncompleteSignature",
            "IncompleteSignatureException",
        ),
    ] {
        assert_eq!(code(problem.clone(), Protocol::Ec2Query), ec2);
        assert_eq!(code(problem.clone(), Protocol::Query), query);
        assert_eq!(code(problem, Protocol::Json11), json);
    }
}
