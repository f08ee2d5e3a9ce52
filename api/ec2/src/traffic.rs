//! Protocols, ports and ICMP types as requests write them and answers show them.

use minato_vpc::resources::{IcmpFilter, PortRange, Traffic};

use crate::call::Fault;

/// A protocol as a request names it, by its number; `None` is every protocol.
pub(crate) fn protocol(text: &str) -> Result<Option<u8>, Fault> {
    Ok(Some(match text.to_ascii_lowercase().as_str() {
        "-1" | "all" => return Ok(None),
        "tcp" => 6,
        "udp" => 17,
        "icmp" => 1,
        "icmpv6" => 58,
        // Written as it is shown again: neither `06` nor `+6` is.
        other => other
            .parse()
            .ok()
            .filter(|number: &u8| number.to_string() == other)
            .ok_or_else(|| Fault::value(format!("Invalid value '{text}' for IP protocol. Unknown protocol.")))?,
    }))
}

/// The traffic of a security group's rule: ports and ICMP types share two members there.
///
/// Whether the protocol fits the version of the range's addresses is not asked: AWS takes `icmp` for an IPv6 range, as a rule
/// that no packet meets. Of `icmpv6` for an IPv4 range nothing is documented; it is taken alike.
pub(crate) fn ports_or_icmp(protocol_text: &str, from: Option<i32>, to: Option<i32>) -> Result<Traffic, Fault> {
    Ok(match protocol(protocol_text)? {
        None => Traffic::All,
        Some(6) => Traffic::Tcp(ports(from, to)?),
        Some(17) => Traffic::Udp(ports(from, to)?),
        Some(1) => Traffic::Icmp(icmp(from, to)?),
        Some(58) => Traffic::Icmpv6(icmp(from, to)?),
        Some(other) => Traffic::Other(other),
    })
}

/// A range of ports.
pub(crate) fn ports(from: Option<i32>, to: Option<i32>) -> Result<PortRange, Fault> {
    let (Some(from), Some(to)) = (from, to) else {
        return Err(Fault::value("Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange."));
    };
    let port = |which: &str, value: i32| {
        u16::try_from(value).map_err(|_| Fault::value(format!("TCP/UDP ({which}) port ({value}) out of range")))
    };
    let (from, to) = (port("from", from)?, port("to", to)?);
    if from > to {
        return Err(Fault::value(format!("Invalid TCP/UDP port range ({from}:{to})")));
    }
    Ok(PortRange { from, to })
}

/// ICMP: the type stands where the first port is, the code where the last one is; -1 is any.
pub(crate) fn icmp(kind: Option<i32>, code: Option<i32>) -> Result<IcmpFilter, Fault> {
    let number = |what: &str, value: Option<i32>| match value {
        None | Some(-1) => Ok(None),
        Some(value) => {
            u8::try_from(value).map(Some).map_err(|_| Fault::value(format!("ICMP {what} ({value}) out of range")))
        }
    };
    match (number("type", kind)?, number("code", code)?) {
        (None, None) => Ok(IcmpFilter::Any),
        (Some(kind), None) => Ok(IcmpFilter::Type(kind)),
        (Some(kind), Some(code)) => Ok(IcmpFilter::TypeCode(kind, code)),
        (None, Some(code)) => Err(Fault::value(format!("ICMP code ({code}) needs a type: -1 is every type"))),
    }
}

/// The protocol and the numbers where ports are; none where a permission shows none.
pub(crate) fn shown_traffic(traffic: Traffic) -> (String, Option<i32>, Option<i32>) {
    let ports = |name: &str, ports: PortRange| (name.to_owned(), Some(ports.from.into()), Some(ports.to.into()));
    let icmp = |name: &str, filter| match filter {
        IcmpFilter::Any => (name.to_owned(), Some(-1), Some(-1)),
        IcmpFilter::Type(kind) => (name.to_owned(), Some(kind.into()), Some(-1)),
        IcmpFilter::TypeCode(kind, code) => (name.to_owned(), Some(kind.into()), Some(code.into())),
    };
    match traffic {
        Traffic::All => ("-1".to_owned(), None, None),
        Traffic::Tcp(range) => ports("tcp", range),
        Traffic::Udp(range) => ports("udp", range),
        Traffic::Icmp(filter) => icmp("icmp", filter),
        Traffic::Icmpv6(filter) => icmp("icmpv6", filter),
        Traffic::Other(protocol) => (protocol.to_string(), None, None),
    }
}

#[cfg(test)]
mod tests {
    use minato_wire::ApiError;

    use super::*;

    #[test]
    fn a_protocol_is_a_name_or_a_number_without_needless_characters() {
        for (text, number) in [("tcp", 6), ("TCP", 6), ("6", 6), ("58", 58), ("icmpv6", 58), ("0", 0), ("255", 255)] {
            assert_eq!(protocol(text).unwrap(), Some(number), "{text}");
        }
        assert_eq!(protocol("-1").unwrap(), None);
        for bad in ["06", "+6", "006", "00", "256", "-2", "", " 6", "sctp"] {
            let error = ApiError::from(protocol(bad).unwrap_err());
            assert_eq!(error.code, "InvalidParameterValue", "{bad}");
            assert_eq!(error.message, format!("Invalid value '{bad}' for IP protocol. Unknown protocol."));
        }
    }
}
