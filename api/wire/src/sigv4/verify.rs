//! Whether a signature is the one that the access key's owner made over this request, now.

use hyper::http::request::Parts;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use super::canonical::{hexadecimal, is_signature, string_to_sign};
use super::keys::Keys;
use super::{Claim, Problem, incomplete};

/// How far the clocks of client and server may be apart.
const SKEW_SECONDS: i64 = 15 * 60;

impl Keys {
    /// Verifies a claim over a request; without keys, every claim holds.
    pub(crate) fn verify(&self, claim: &Claim, parts: &Parts, body: &[u8], now: Timestamp) -> Result<(), Problem> {
        if !self.verifies() {
            return Ok(());
        }
        // The order is AWS's: who, when, and then whether.
        let secret = self.secret(&claim.access_key_id).ok_or(Problem::UnknownKey)?;
        if !claim.signed_headers.iter().any(|header| header == "host") {
            return Err(incomplete("'Host' must be a 'SignedHeader' in the AWS Authorization."));
        }
        check_time(claim, now)?;
        let payload_hash = payload_hash(claim, parts, body)?;
        let string_to_sign = string_to_sign(claim, parts, &payload_hash).ok_or(Problem::Mismatch)?;
        if is_signature(claim, secret, &string_to_sign) { Ok(()) } else { Err(Problem::Mismatch) }
    }
}

fn check_time(claim: &Claim, now: Timestamp) -> Result<(), Problem> {
    let signed = DateTime::strptime("%Y%m%dT%H%M%SZ", &claim.time)
        .and_then(|time| time.to_zoned(TimeZone::UTC))
        .map_err(|_| incomplete("X-Amz-Date is not a time such as 20260131T120000Z"))?
        .timestamp();
    if claim.time.get(..8) != Some(&claim.date) {
        return Err(incomplete(
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP",
        ));
    }
    let age = now.as_second() - signed.as_second();
    let limit = claim.expires.map_or(SKEW_SECONDS, i64::from);
    let written = now.strftime("%Y%m%dT%H%M%SZ");
    if age > limit {
        return Err(Problem::Expired(format!(
            "Signature expired: {} is now earlier than {written} by {age} s",
            claim.time
        )));
    }
    if age < -SKEW_SECONDS {
        return Err(Problem::Expired(format!(
            "Signature not yet current: {} is still later than {written}",
            claim.time
        )));
    }
    Ok(())
}

/// The hash of the body, as the client may have named it: a named one must be signed and true.
fn payload_hash(claim: &Claim, parts: &Parts, body: &[u8]) -> Result<String, Problem> {
    const HEADER: &str = "x-amz-content-sha256";
    let actual = || hexadecimal(&Sha256::digest(body));
    match parts.headers.get(HEADER).map(|named| named.to_str().unwrap_or_default()) {
        None => Ok(actual()),
        Some("UNSIGNED-PAYLOAD") if claim.signed_headers.iter().any(|header| header == HEADER) => {
            Ok("UNSIGNED-PAYLOAD".to_owned())
        }
        Some(named) => {
            let actual = actual();
            if named.eq_ignore_ascii_case(&actual) { Ok(actual) } else { Err(Problem::Mismatch) }
        }
    }
}
