//! Tables as the programs read them.

use std::{collections::BTreeMap, net::Ipv4Addr};

use ipnet::Ipv4Net;
use minato_vpc::{
    Tables,
    compile::{ClassId, Route, RoutesId, Rule, TrafficPrefix},
    ids::NetworkInterfaceId,
};

use crate::layout::{
    Endpoint, EndpointKey, Interface, RANGE_KEY_BITS, ROUTE_BLACKHOLE, ROUTE_INTERFACE, ROUTE_INTERNET_GATEWAY,
    ROUTE_KEY_BITS, ROUTE_LOCAL, RULE_KEY_BITS, RangeKey, RouteKey, RuleKey, SLOT_NONE,
};

/// Where an ENI is attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attachment {
    pub(crate) ifindex: u32,
    pub(crate) slot: u32,
    /// Unique to this attachment.
    pub(crate) incarnation: u64,
}

/// The entries of the maps that `apply` writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Entries {
    pub(crate) interfaces: BTreeMap<u32, Interface>,
    pub(crate) endpoints: BTreeMap<EndpointKey, Endpoint>,
    pub(crate) ranges: BTreeMap<RangeKey, u64>,
    pub(crate) rules: BTreeMap<RuleKey, u8>,
    pub(crate) routes: BTreeMap<RouteKey, u32>,
}

/// The entries for tables, with the ENIs attached as they are. An ENI that is attached and not in the tables keeps an
/// entry that names it, and drops.
pub(crate) fn entries(tables: &Tables, attached: &BTreeMap<NetworkInterfaceId, Attachment>) -> Entries {
    let endpoint = |((vpc, address), endpoint): (&(u32, Ipv4Addr), &minato_vpc::compile::Endpoint)| {
        let here = attached.get(&endpoint.interface).filter(|_| tables.interfaces.contains_key(&endpoint.interface));
        let slot = here.map_or(SLOT_NONE, |attachment| attachment.slot);
        let key = EndpointKey { vpc: *vpc, address: address.octets() };
        (key, Endpoint { class: endpoint.class.0, slot, reserved: 0 })
    };
    Entries {
        interfaces: attached
            .iter()
            .map(|(id, attachment)| (attachment.slot, interface(id, attachment, tables.interfaces.get(id))))
            .collect(),
        endpoints: tables.endpoints.iter().map(endpoint).collect(),
        ranges: tables.ranges.iter().map(|((policy, range), class)| (range_key(policy.0, *range), class.0)).collect(),
        rules: tables.rules.iter().map(|rule| (rule_key(rule), 1)).collect(),
        routes: tables
            .routes
            .iter()
            .map(|((routes, prefix), route)| (route_key(*routes, *prefix), target(*route)))
            .collect(),
    }
}

/// An ENI's slot. Without an entry in the tables its `ifindex` is 0, which no packet's is.
pub(crate) fn interface(
    id: &NetworkInterfaceId,
    attachment: &Attachment,
    entry: Option<&minato_vpc::compile::Interface>,
) -> Interface {
    let eni = name_of(id);
    let identity =
        Interface { slot: attachment.slot, incarnation: attachment.incarnation, eni, ..Interface::default() };
    let Some(entry) = entry else { return identity };
    Interface {
        ifindex: attachment.ifindex,
        vpc: entry.vpc,
        address: entry.address.octets(),
        router: entry.router.octets(),
        resolver: entry.resolver.octets(),
        mac: entry.mac.0,
        source_dest_check: entry.source_dest_check.into(),
        class: entry.class.0,
        egress: entry.egress.0,
        ingress: entry.ingress.0,
        routes: entry.routes.0,
        ..identity
    }
}

/// Whether a slot bears an ENI's name.
pub(crate) fn is_named(entry: &Interface, id: &NetworkInterfaceId) -> bool {
    entry.eni == name_of(id)
}

/// An ENI's id as text, padded with zeros: at most 21 bytes.
fn name_of(id: &NetworkInterfaceId) -> [u8; 24] {
    let mut name = [0; 24];
    for (to, from) in name.iter_mut().zip(id.as_str().bytes()) {
        *to = from;
    }
    name
}

/// The halves of an id, in the order in which its bytes lie.
#[allow(clippy::cast_possible_truncation, reason = "halves are what is wanted")]
fn halves(id: u64) -> [u32; 2] {
    [id as u32, (id >> 32) as u32]
}

fn range_key(policy: u64, range: Ipv4Net) -> RangeKey {
    RangeKey {
        prefixlen: RANGE_KEY_BITS - 32 + u32::from(range.prefix_len()),
        policy: halves(policy),
        address: range.network().octets(),
    }
}

fn route_key(routes: RoutesId, prefix: Ipv4Net) -> RouteKey {
    RouteKey {
        prefixlen: ROUTE_KEY_BITS - 32 + u32::from(prefix.prefix_len()),
        routes: halves(routes.0),
        address: prefix.network().octets(),
    }
}

fn rule_key(rule: &Rule) -> RuleKey {
    let ClassId(class) = rule.class;
    let (bits, traffic) = match rule.traffic {
        TrafficPrefix::All => (0, [0; 4]),
        TrafficPrefix::Protocol { protocol, value, bits } => {
            let [high, low] = value.to_be_bytes();
            (8 + u32::from(bits), [protocol, high, low, 0])
        }
    };
    RuleKey { prefixlen: RULE_KEY_BITS - 24 + bits, policy: halves(rule.policy.0), class: halves(class), traffic }
}

fn target(route: Route) -> u32 {
    match route {
        Route::Local => ROUTE_LOCAL,
        Route::Blackhole => ROUTE_BLACKHOLE,
        Route::InternetGateway => ROUTE_INTERNET_GATEWAY,
        Route::Interface => ROUTE_INTERFACE,
    }
}
