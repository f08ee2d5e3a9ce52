//! Tables as the programs read them.

use std::{collections::BTreeMap, net::Ipv4Addr, time::Duration};

use ipnet::Ipv4Net;
use minato_vpc::{
    Edge, Tables,
    compile::{AclEntry, ClassId, Port, PortKind, Route, RoutesId, Rule, TrafficPrefix},
    flow::IdleTimeouts,
};

use crate::{
    Timeouts,
    layout::{
        self, ACL_ENTRIES, Acl, Endpoint, EndpointKey, Interface, PORT_INTERFACE, PORT_INTERNET, PORT_ON_PREMISES,
        RANGE_KEY_BITS, ROUTE_BLACKHOLE, ROUTE_EDGE, ROUTE_INTERFACE, ROUTE_INTERNET, ROUTE_KEY_BITS, ROUTE_LOCAL,
        ROUTE_PEERING, RULE_KEY_BITS, RangeKey, RouteKey, RuleKey, SLOT_NONE,
    },
};

const _: () =
    assert!(ACL_ENTRIES == minato_vpc::compile::ACL_ENTRIES_MAX, "the model and the maps hold as many entries");

/// Where an edge is attached.
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
    pub(crate) routes: BTreeMap<RouteKey, layout::Route>,
    pub(crate) acls: BTreeMap<u64, Acl>,
    pub(crate) publics: BTreeMap<EndpointKey, [u8; 4]>,
    pub(crate) privates: BTreeMap<[u8; 4], EndpointKey>,
}

/// The entries for tables, with the edges attached as they are. One that is attached and not in the tables keeps an entry
/// that names it, and drops.
pub(crate) fn entries(tables: &Tables, attached: &BTreeMap<Edge, Attachment>, times: &Timeouts) -> Entries {
    let slot_of = |edge: &Edge| {
        let here = attached.get(edge).filter(|_| tables.edges.contains_key(edge));
        here.map_or(SLOT_NONE, |attachment| attachment.slot)
    };
    let endpoint = |endpoint: &minato_vpc::compile::Endpoint| Endpoint {
        class: endpoint.class.0,
        slot: slot_of(&Edge::from(&endpoint.interface)),
        reserved: 0,
    };
    Entries {
        interfaces: attached
            .iter()
            .map(|(edge, attachment)| (attachment.slot, port(edge, attachment, tables.edges.get(edge), times)))
            .collect(),
        endpoints: tables.endpoints.iter().map(|(key, value)| (endpoint_key(*key), endpoint(value))).collect(),
        ranges: tables.ranges.iter().map(|((policy, range), class)| (range_key(policy.0, *range), class.0)).collect(),
        rules: tables.rules.iter().map(|rule| (rule_key(rule), 1)).collect(),
        routes: tables
            .routes
            .iter()
            .map(|((routes, prefix), route)| (route_key(*routes, *prefix), target(route, slot_of)))
            .collect(),
        acls: tables.acls.iter().map(|(id, entries)| (id.0, acl(entries))).collect(),
        publics: tables
            .public_addresses
            .iter()
            .map(|(private, public)| (endpoint_key(*private), public.octets()))
            .collect(),
        privates: tables
            .private_addresses
            .iter()
            .map(|(public, private)| (public.octets(), endpoint_key(*private)))
            .collect(),
    }
}

fn endpoint_key((vpc, address): (u32, Ipv4Addr)) -> EndpointKey {
    EndpointKey { vpc, address: address.octets() }
}

/// An edge's slot. Without an entry in the tables its `ifindex` is 0, which no packet's is.
pub(crate) fn port(edge: &Edge, attachment: &Attachment, entry: Option<&Port>, times: &Timeouts) -> Interface {
    let identity = Interface {
        slot: attachment.slot,
        incarnation: attachment.incarnation,
        edge: name_of(edge),
        ..Interface::default()
    };
    let Some(entry) = entry else { return identity };
    let idle = IdleTimeouts::of(times, entry.idle);
    let seconds = |duration: Duration| u32::try_from(duration.as_secs()).unwrap_or(u32::MAX);
    Interface {
        ifindex: attachment.ifindex,
        vpc: entry.vpc,
        address: entry.address.octets(),
        router: entry.router.octets(),
        resolver: entry.resolver.octets(),
        mac: entry.mac.0,
        source_dest_check: entry.source_dest_check.into(),
        kind: match entry.kind {
            PortKind::Interface => PORT_INTERFACE,
            PortKind::Internet => PORT_INTERNET,
            PortKind::OnPremises => PORT_ON_PREMISES,
        },
        is_routed: entry.is_routed.into(),
        class: entry.class.0,
        egress: entry.egress.0,
        ingress: entry.ingress.0,
        egress_acl: entry.egress_acl.0,
        ingress_acl: entry.ingress_acl.0,
        routes: entry.routes.0,
        tcp_established: seconds(idle.tcp_established),
        udp_answered: seconds(idle.udp_answered),
        udp: seconds(idle.udp),
        ..identity
    }
}

fn acl(entries: &[AclEntry]) -> Acl {
    let mut acl = Acl::default();
    for (to, from) in acl.entry.iter_mut().zip(entries) {
        *to = layout::AclEntry {
            network: from.range.network().octets(),
            mask: from.range.netmask().octets(),
            from: from.values.0,
            to: from.values.1,
            protocol: from.protocol.unwrap_or_default(),
            any_protocol: from.protocol.is_none().into(),
            allow: from.allow.into(),
            reserved: 0,
        };
        acl.count += 1;
    }
    acl
}

/// Whether a slot bears an edge's name.
pub(crate) fn is_named(entry: &Interface, edge: &Edge) -> bool {
    entry.edge == name_of(edge)
}

/// An edge's name as text, padded with zeros: at most 21 bytes.
fn name_of(edge: &Edge) -> [u8; 24] {
    let mut name = [0; 24];
    for (to, from) in name.iter_mut().zip(edge.to_string().bytes()) {
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

fn target(route: &Route, slot_of: impl Fn(&Edge) -> u32) -> layout::Route {
    let to = |kind, edge: &Edge| layout::Route { kind, slot: slot_of(edge), ..layout::Route::default() };
    let nowhere = |kind| layout::Route { kind, slot: SLOT_NONE, ..layout::Route::default() };
    match route {
        Route::Local => nowhere(ROUTE_LOCAL),
        Route::Blackhole => nowhere(ROUTE_BLACKHOLE),
        Route::Internet => to(ROUTE_INTERNET, &Edge::Internet),
        Route::Interface(id) => to(ROUTE_INTERFACE, &Edge::from(id)),
        Route::Edge(edge) => to(ROUTE_EDGE, edge),
        Route::Peering { number, vpc } => layout::Route { number: *number, vpc: *vpc, ..nowhere(ROUTE_PEERING) },
    }
}
