//! What leaves from an address of a further device leaves through it: its rules, which lead to a table of its own. Without them
//! it would leave through the primary device, as another ENI's, and be dropped.

use std::{net::IpAddr, path::Path};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use netlink_packet_core::{NLM_F_CREATE, NLM_F_EXCL};
use netlink_packet_route::{
    AddressFamily, RouteNetlinkMessage,
    rule::{RuleAction, RuleAttribute, RuleMessage},
};

use super::{
    error::LinkError,
    inside::IPV6_SETTINGS,
    interface::InterfaceSpec,
    messages::{family_of, ip},
    namespace::Namespace,
    socket::{Request, Socket, attribute, u32_at},
};

const HEADER_LENGTH: usize = 12;
const FRA_SRC: u16 = 2;
const FRA_PRIORITY: u16 = 6;
const FRA_TABLE: u16 = 15;

/// What makes a further device's rules those of its spec; nothing for a primary one.
pub(super) fn requests(
    inside: &mut Socket,
    spec: &InterfaceSpec,
    has_kernel_ipv6: bool,
    wants_ipv6: bool,
) -> Result<Vec<Request>, LinkError> {
    let Some(table) = spec.table() else { return Ok(Vec::new()) };
    changes(inside, table, &sources(spec, wants_ipv6), has_kernel_ipv6)
}

/// Takes the rules of a further device away, which do not go with its link. Where its namespace is not there, nothing is.
pub fn forget_rules(spec: &InterfaceSpec) -> Result<(), LinkError> {
    let (Some(table), Some(namespace)) = (spec.table(), Namespace::open(&spec.namespace())?) else { return Ok(()) };
    let mut inside = namespace.socket()?;
    let gone = changes(&mut inside, table, &[], Path::new(IPV6_SETTINGS).exists())?;
    inside.all(gone).map(drop)
}

/// What makes the rules that lead to a table those for these sources.
fn changes(inside: &mut Socket, table: u8, wanted: &[IpNet], has_kernel_ipv6: bool) -> Result<Vec<Request>, LinkError> {
    let mut found = Vec::new();
    for family in [AddressFamily::Inet].into_iter().chain(has_kernel_ipv6.then_some(AddressFamily::Inet6)) {
        let mut message = RuleMessage::default();
        message.header.family = family;
        let message = RouteNetlinkMessage::GetRule(message);
        let request = Request { operation: "list the rules of routing".to_owned(), message, flags: 0 };
        found.extend(inside.dump(&request)?.iter().filter_map(|payload| source_of(payload, table)));
    }
    let gone = found.iter().filter(|source| !wanted.contains(source)).map(|source| Request {
        operation: format!("delete the rule for {source}"),
        message: RouteNetlinkMessage::DelRule(rule(*source, table)),
        flags: 0,
    });
    let new = wanted.iter().filter(|source| !found.contains(source)).map(|source| Request {
        operation: format!("set the rule for {source}"),
        message: RouteNetlinkMessage::NewRule(rule(*source, table)),
        flags: NLM_F_CREATE | NLM_F_EXCL,
    });
    Ok(gone.chain(new).collect())
}

/// What a further device's packets come from.
fn sources(spec: &InterfaceSpec, wants_ipv6: bool) -> Vec<IpNet> {
    let primary = std::iter::once(spec.address.addr()).chain(spec.secondary_addresses.iter().copied());
    let ipv4 = primary.map(Ipv4Net::from).chain(spec.ipv4_prefixes.iter().copied()).map(IpNet::V4);
    let ipv6 = spec.ipv6_addresses.iter().copied().map(Ipv6Net::from).chain(spec.ipv6_prefixes.iter().copied());
    ipv4.chain(ipv6.filter(|_| wants_ipv6).map(IpNet::V6)).collect()
}

/// Of the payload of a `RTM_NEWRULE` that leads to the table, what it is for.
fn source_of(payload: &[u8], table: u8) -> Option<IpNet> {
    let attributes = payload.get(HEADER_LENGTH..)?;
    let number = |kind| attribute(attributes, kind).map(|value| u32_at(value, 0));
    if (number(FRA_TABLE), number(FRA_PRIORITY)) != (Some(table.into()), Some(table.into())) {
        return None;
    }
    let address: IpAddr = ip(attribute(attributes, FRA_SRC)?)?;
    IpNet::new(address, *payload.get(2)?).ok()
}

fn rule(source: IpNet, table: u8) -> RuleMessage {
    let mut message = RuleMessage::default();
    message.header.family = family_of(source.addr());
    message.header.src_len = source.prefix_len();
    message.header.action = RuleAction::ToTable;
    message.header.table = table;
    message.attributes = vec![
        RuleAttribute::Priority(table.into()),
        RuleAttribute::Source(source.addr()),
        RuleAttribute::Table(table.into()),
    ];
    message
}
