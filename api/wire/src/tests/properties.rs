//! Whatever arrives, the parsers answer: no panic, and nothing larger than what arrived.

use hyper::Request;
use proptest::prelude::*;

use super::canned;
use crate::form;
use crate::route::route;
use crate::service::Protocol;
use crate::sigv4::Claim;
use crate::{json, query};

/// Texts that look like forms, so that they get past the first check.
fn form_like() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        Just("Filter"),
        Just("Name"),
        Just("Value"),
        Just("TagSpecification"),
        Just("Tag"),
        Just("Key"),
        Just("VpcId"),
        Just("IpPermissions"),
        Just("Groups"),
        Just("DryRun"),
        Just("MaxResults"),
        Just("1"),
        Just("2"),
        Just("4000000000"),
        Just(""),
        Just("%"),
        Just("é"),
    ];
    let path = prop::collection::vec(name, 1..6).prop_map(|names| names.join("."));
    let value = prop_oneof![Just("true".to_owned()), Just("5".to_owned()), Just(String::new()), "\\PC{0,8}"];
    prop::collection::vec((path, value).prop_map(|(path, value)| format!("{path}={value}")), 0..12)
        .prop_map(|pairs| pairs.join("&"))
}

proptest! {
    #[test]
    fn forms_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
        let _ = form::parse(&bytes);
    }

    #[test]
    fn operations_never_panic_on_forms(text in form_like()) {
        if let Ok(form) = form::parse(text.as_bytes()) {
            for endpoint in canned(|_, _, _| unreachable!()) {
                for name in ["CreateVpc", "DescribeVpcs", "AuthorizeSecurityGroupIngress", "GetCallerIdentity", "RunTask"] {
                    if let Some((_, signature)) = endpoint.find(name) {
                        let _ = query::read(Protocol::Ec2Query, signature.input, &form);
                        let _ = query::read(Protocol::Query, signature.input, &form);
                    }
                }
            }
        }
    }

    #[test]
    fn operations_never_panic_on_json(bytes in prop::collection::vec(any::<u8>(), 0..512), text in "[\\[\\]{}\":,a-f0-9.e-]{0,64}") {
        for endpoint in canned(|_, _, _| unreachable!()) {
            if let Some((_, signature)) = endpoint.find("RegisterTaskDefinition") {
                let _ = json::read(signature.input, &bytes);
                let _ = json::read(signature.input, text.as_bytes());
                let _ = json::read(signature.input, format!("{{\"containerDefinitions\":[{{\"cpu\":{text}}}]}}").as_bytes());
            }
        }
    }

    #[test]
    fn signatures_and_routes_never_panic(
        authorization in "(AWS4-HMAC-SHA256 )?[ -~]{0,96}",
        target in "[ -~]{0,48}",
        query in "[!-~]{0,48}",
        body in prop::collection::vec(any::<u8>(), 0..64),
    ) {
        let query: String = query.chars().filter(|character| !"#<>\"`{}|\\^".contains(*character)).collect();
        let request = Request::builder().uri(format!("/?{query}")).header("authorization", authorization).header("x-amz-target", target);
        if let Ok(request) = request.body(()) {
            let (mut parts, ()) = request.into_parts();
            let form = form::parse(query.as_bytes()).unwrap_or_default();
            let _ = Claim::parse(&parts, &form);
            let endpoints = canned(|_, _, _| unreachable!());
            let _ = route(&endpoints, &parts, form, &body, None);
            parts.headers.remove("x-amz-target");
            parts.headers.remove("authorization");
            let form = form::parse(query.as_bytes()).unwrap_or_default();
            let _ = Claim::parse(&parts, &form);
            let _ = route(&endpoints, &parts, form, &body, Some("ec2"));
        }
    }
}
