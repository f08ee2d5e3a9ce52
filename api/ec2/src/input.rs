//! From a request's text to types.

use std::{collections::BTreeSet, net::IpAddr, str::FromStr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use minato_network::{Kind, NetworkError};
use minato_vpc::resources::{Scope, Tags};
use minato_wire::ec2::{Tag, TagSpecification};

use crate::call::Fault;

const MAX_TOKEN_CHARS: usize = 64;

/// A member that must be there and not empty. `parameter` is its name in messages, such as `vpcId`.
pub(crate) fn required(value: Option<String>, parameter: &str) -> Result<String, Fault> {
    value.filter(|text| !text.is_empty()).ok_or_else(|| Fault::missing(parameter))
}

/// The token by which a client says that a request repeats an earlier one; an empty one is none.
///
/// Source: "Ensuring idempotency in Amazon EC2 API requests", up to 64 ASCII characters. How AWS refuses others is not
/// documented.
pub(crate) fn client_token(value: Option<String>) -> Result<Option<String>, Fault> {
    let token = value.filter(|token| !token.is_empty());
    if token.as_ref().is_some_and(|token| token.len() > MAX_TOKEN_CHARS || !token.is_ascii()) {
        return Err(Fault::value(
            "Value for parameter clientToken is invalid. At most 64 ASCII characters are allowed.",
        ));
    }
    Ok(token)
}

/// The id of a kind.
pub(crate) fn id<T: FromStr>(text: &str, kind: Kind) -> Result<T, Fault> {
    text.parse().map_err(|_| NetworkError::MalformedId { kind, id: text.to_owned() }.into())
}

/// An id that must be there.
pub(crate) fn required_id<T: FromStr>(value: Option<String>, parameter: &str, kind: Kind) -> Result<T, Fault> {
    id(&required(value, parameter)?, kind)
}

/// A block as it is written, host bits included. No number of an IPv4 address and no length has a zero in front: the
/// parser of blocks would take them as decimal, and others take them as octal.
pub(crate) fn block<T: FromStr>(text: &str) -> Option<T> {
    let (address, length) = text.split_once('/')?;
    // The standard library's parser refuses such zeros, and leaves those of IPv6, which mean nothing else.
    address.parse::<IpAddr>().ok()?;
    if length.len() > 1 && length.starts_with('0') {
        return None;
    }
    text.parse().ok()
}

/// The block of a VPC or subnet, host bits cleared.
pub(crate) fn network_block(value: Option<String>) -> Result<Ipv4Net, Fault> {
    let text = required(value, "cidrBlock")?;
    let malformed =
        || Fault::value(format!("Value ({text}) for parameter cidrBlock is invalid. This is not a valid CIDR block."));
    Ok(block::<Ipv4Net>(&text).ok_or_else(malformed)?.trunc())
}

/// An IPv6 block, host bits cleared. `parameter` is its name in messages.
pub(crate) fn ipv6_block(text: &str, parameter: &str) -> Result<Ipv6Net, Fault> {
    let malformed = || {
        Fault::value(format!("Value ({text}) for parameter {parameter} is invalid. This is not a valid CIDR block."))
    };
    Ok(block::<Ipv6Net>(text).ok_or_else(malformed)?.trunc())
}

/// A number of addresses or prefixes.
pub(crate) fn count(value: i32, parameter: &str) -> Result<u32, Fault> {
    u32::try_from(value).map_err(|_| Fault::value(format!("Value ({value}) for parameter {parameter} is invalid.")))
}

/// Texts of one type.
pub(crate) fn all<T: FromStr>(texts: Option<Vec<String>>, parameter: &str) -> Result<Vec<T>, Fault> {
    let malformed = |text: &str| Fault::value(format!("Value ({text}) for parameter {parameter} is invalid."));
    texts.unwrap_or_default().iter().map(|text| text.parse().map_err(|_| malformed(text))).collect()
}

/// Blocks of one version of IP.
pub(crate) fn blocks<T: FromStr>(texts: Option<Vec<String>>, parameter: &str) -> Result<Vec<T>, Fault> {
    let malformed = |text: &str| Fault::value(format!("Value ({text}) for parameter {parameter} is invalid."));
    texts.unwrap_or_default().iter().map(|text| block(text).ok_or_else(|| malformed(text))).collect()
}

/// The range of a rule, host bits cleared, as AWS documents for `IpRange`.
pub(crate) fn range(text: &str) -> Result<IpNet, Fault> {
    let malformed = || Fault::value(format!("CIDR block {text} is malformed"));
    Ok(IpNet::V4(block::<Ipv4Net>(text).ok_or_else(malformed)?.trunc()))
}

/// The same for IPv6.
pub(crate) fn range_v6(text: &str) -> Result<IpNet, Fault> {
    let malformed = || Fault::value(format!("CIDR block {text} is malformed"));
    Ok(IpNet::V6(block::<Ipv6Net>(text).ok_or_else(malformed)?.trunc()))
}

/// Tags as a list, each key once.
pub(crate) fn tags(list: Vec<Tag>) -> Result<Tags, Fault> {
    let mut tags = Tags::new();
    for Tag { key, value } in list {
        let key = key.ok_or_else(|| Fault::missing("key"))?;
        if tags.contains_key(&key) {
            return Err(Fault::value(format!("Duplicate tag key '{key}' specified.")));
        }
        tags.insert(key, value.unwrap_or_default());
    }
    Ok(tags)
}

/// The tags for a new resource of that kind; a specification for another kind does not fit.
pub(crate) fn tag_specifications(list: Option<Vec<TagSpecification>>, kind: Kind) -> Result<Tags, Fault> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for TagSpecification { resource_type, tags } in list.unwrap_or_default() {
        let resource_type =
            resource_type.ok_or_else(|| Fault::value("Tag specification resource type must have a value"))?;
        if resource_type != kind.resource_type() {
            return Err(Fault::value(format!(
                "'{resource_type}' is not a valid taggable resource type for this operation."
            )));
        }
        if !seen.insert(resource_type.clone()) {
            return Err(Fault::value(format!("Duplicate resource type '{resource_type}' in tag specifications")));
        }
        all.extend(tags.unwrap_or_default());
    }
    tags(all)
}

/// Tags as AWS lists them.
pub(crate) fn shown_tags(tags: &Tags) -> Option<Vec<Tag>> {
    Some(tags.iter().map(|(key, value)| Tag { key: Some(key.clone()), value: Some(value.clone()) }).collect())
}

/// A member with that text.
pub(crate) fn shown(value: impl ToString) -> Option<String> {
    Some(value.to_string())
}

/// The ARN of a scope's resource.
pub(crate) fn arn(scope: &Scope, kind: Kind, id: impl std::fmt::Display) -> Option<String> {
    Some(format!("arn:aws:ec2:{}:{}:{}/{id}", scope.region, scope.account, kind.resource_type()))
}

#[cfg(test)]
mod tests {
    use minato_wire::ApiError;

    use super::*;

    fn code<T: std::fmt::Debug>(result: Result<T, Fault>) -> (String, String) {
        let error = ApiError::from(result.unwrap_err());
        (error.code.into_owned(), error.message)
    }

    #[test]
    fn a_range_loses_its_host_bits_or_is_malformed() {
        assert_eq!(range("100.68.0.18/18").unwrap().to_string(), "100.68.0.0/18");
        for bad in ["10.0.0.0/33", "10.0.0.0", "10.0.0/8", "::/0", "", "10.0.0.0/8 ", "010.0.0.0/16", "10.0.0.0/08"] {
            let expected = ("InvalidParameterValue".to_owned(), format!("CIDR block {bad} is malformed"));
            assert_eq!(code(range(bad)), expected);
        }
    }

    #[test]
    fn numbers_of_ipv4_have_no_zeros_in_front_and_those_of_ipv6_may() {
        let (code_, message) = code(network_block(Some("010.0.0.0/16".to_owned())));
        assert_eq!(code_, "InvalidParameterValue");
        assert_eq!(message, "Value (010.0.0.0/16) for parameter cidrBlock is invalid. This is not a valid CIDR block.");
        assert_eq!(network_block(Some("10.0.0.0/16".to_owned())).unwrap().to_string(), "10.0.0.0/16");
        assert!(blocks::<Ipv4Net>(Some(vec!["10.0.0.016/28".to_owned()]), "ipv4Prefixes").is_err());
        assert_eq!(range_v6("2001:0db8::/32").unwrap().to_string(), "2001:db8::/32");
        for bad in ["::ffff:010.0.0.0/112", "2001:db8::/064"] {
            assert!(range_v6(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn tags_must_fit_the_resource_and_come_once() {
        let tag = |key: &str| Tag { key: Some(key.to_owned()), value: Some("x".to_owned()) };
        let specification = |kind: &str, tags: Vec<Tag>| {
            Some(vec![TagSpecification { resource_type: Some(kind.to_owned()), tags: Some(tags) }])
        };
        assert_eq!(tag_specifications(specification("vpc", vec![tag("a"), tag("b")]), Kind::Vpc).unwrap().len(), 2);
        let (code_, message) = code(tag_specifications(specification("subnet", vec![tag("a")]), Kind::Vpc));
        assert_eq!(code_, "InvalidParameterValue");
        assert_eq!(message, "'subnet' is not a valid taggable resource type for this operation.");
        let (_, message) = code(tag_specifications(specification("vpc", vec![tag("a"), tag("a")]), Kind::Vpc));
        assert_eq!(message, "Duplicate tag key 'a' specified.");
    }

    #[test]
    fn an_absent_or_empty_member_is_missing() {
        for value in [None, Some(String::new())] {
            let (code_, message) = code(required(value, "vpcId"));
            assert_eq!(
                (code_.as_str(), message.as_str()),
                ("MissingParameter", "The request must contain the parameter vpcId")
            );
        }
    }
}
