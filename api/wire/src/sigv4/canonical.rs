//! The canonical form of a request, and the signature over it.

use hmac::{Hmac, Mac};
use hyper::HeaderMap;
use hyper::http::request::Parts;
use sha2::{Digest, Sha256};

use super::{ALGORITHM, Claim};
use crate::form::decode;

type HmacSha256 = Hmac<Sha256>;

/// The text that is signed, or `None` when a signed header is not there.
pub(super) fn string_to_sign(claim: &Claim, parts: &Parts, payload_hash: &str) -> Option<String> {
    let request = [
        parts.method.as_str(),
        &encode(parts.uri.path().as_bytes(), true),
        &canonical_query(parts.uri.query().unwrap_or_default())?,
        &canonical_headers(&claim.signed_headers, &parts.headers)?,
        &claim.signed_headers.join(";"),
        payload_hash,
    ]
    .join("\n");
    let Claim { time, date, region, service, .. } = claim;
    let digest = hexadecimal(&Sha256::digest(request.as_bytes()));
    Some(format!("{ALGORITHM}\n{time}\n{date}/{region}/{service}/aws4_request\n{digest}"))
}

/// Whether the claim's signature is the one that the secret makes. Takes the same time wherever they differ.
pub(super) fn is_signature(claim: &Claim, secret: &str, string_to_sign: &str) -> bool {
    let mut key = authenticate(format!("AWS4{secret}").as_bytes(), &claim.date);
    for part in [claim.region.as_str(), &claim.service, "aws4_request", string_to_sign] {
        key = authenticate(&key.finalize().into_bytes(), part);
    }
    key.verify_slice(&claim.signature).is_ok()
}

fn authenticate(key: &[u8], text: &str) -> HmacSha256 {
    let mut mac = HmacSha256::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(text.as_bytes());
    mac
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn canonical_query(query: &str) -> Option<String> {
    let mut pairs = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decode(name.as_bytes()).ok()?;
        let value = decode(value.as_bytes()).ok()?;
        if name != "X-Amz-Signature" {
            pairs.push(encode(name.as_bytes(), false) + "=" + &encode(value.as_bytes(), false));
        }
    }
    pairs.sort_unstable();
    Some(pairs.join("&"))
}

fn canonical_headers(signed: &[String], headers: &HeaderMap) -> Option<String> {
    let mut text = String::new();
    for name in signed {
        let mut values = Vec::new();
        for value in headers.get_all(name) {
            let words: Vec<&str> = value.to_str().ok()?.split_ascii_whitespace().collect();
            values.push(words.join(" "));
        }
        if values.is_empty() {
            return None;
        }
        text.extend([name, ":", &values.join(","), "\n"]);
    }
    Some(text)
}

fn encode(bytes: &[u8], path: bool) -> String {
    let mut text = String::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) || (path && byte == b'/') {
            text.push(char::from(byte));
        } else {
            text.push('%');
            text.push_str(&hexadecimal(&[byte]).to_ascii_uppercase());
        }
    }
    text
}
