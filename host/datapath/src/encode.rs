//! Tables as the programs read them.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv6Addr},
    time::Duration,
};

use ipnet::IpNet;
use minato_vpc::{
    Edge, Tables,
    compile::{AclEntry, ClassId, EndpointAddress, FamilyRules, Port, PortKind, Route, RoutesId, Rule, TrafficPrefix},
    flow::IdleTimeouts,
};

use crate::{
    Timeouts,
    layout::{
        self, ACL_ENTRIES, Acl, Address, ENDPOINT_PREFIX_BITS, Endpoint, EndpointKey, Interface, PORT_INTERFACE,
        PORT_INTERNET, PORT_ON_PREMISES, Private, RANGE_KEY_BITS, ROUTE_BLACKHOLE, ROUTE_EDGE, ROUTE_EGRESS_ONLY,
        ROUTE_INTERFACE, ROUTE_INTERNET, ROUTE_KEY_BITS, ROUTE_LOCAL, ROUTE_PEERING, RULE_KEY_BITS, RangeKey, RouteKey,
        RuleKey, SLOT_NONE,
    },
};

const _: () =
    assert!(ACL_ENTRIES == minato_vpc::compile::ACL_ENTRIES_MAX, "the model and the maps hold as many entries");
const _: () = assert!(ENDPOINT_PREFIX_BITS == minato_vpc::compile::IPV6_PREFIX_BITS as u32, "and prefixes as long");

/// The bits that come before an IPv4 address in the form of IPv6.
const MAPPED_BITS: u32 = 96;

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
    pub(crate) publics: BTreeMap<EndpointKey, Address>,
    pub(crate) privates: BTreeMap<EndpointKey, Private>,
}

/// An address as the maps have it.
pub(crate) fn address_of(address: IpAddr) -> Address {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
        IpAddr::V6(address) => address.octets(),
    }
}

/// The address that the maps have.
pub(crate) fn ip_of(address: Address) -> IpAddr {
    Ipv6Addr::from(address).to_canonical()
}

/// A block's first address, and its length in the maps' form.
fn block_of(block: IpNet) -> (Address, u32) {
    let before = if block.addr().is_ipv4() { MAPPED_BITS } else { 0 };
    (address_of(block.network()), before + u32::from(block.prefix_len()))
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
        endpoints: tables
            .endpoints
            .iter()
            .map(|((vpc, key), value)| (endpoint_key(*vpc, *key), endpoint(value)))
            .collect(),
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
            .map(|((vpc, private), public)| {
                (endpoint_key(*vpc, EndpointAddress::One((*private).into())), address_of((*public).into()))
            })
            .collect(),
        privates: tables
            .private_addresses
            .iter()
            .map(|(public, private)| (endpoint_key(0, *public), private_of(private)))
            .collect(),
    }
}

fn endpoint_key(vpc: u32, address: EndpointAddress) -> EndpointKey {
    match address {
        EndpointAddress::One(address) => EndpointKey { vpc, prefix: 0, address: address_of(address) },
        EndpointAddress::Prefix(prefix) => {
            EndpointKey { vpc, prefix: prefix.prefix_len().into(), address: prefix.network().octets() }
        }
    }
}

fn private_of(private: &minato_vpc::compile::Private) -> Private {
    Private {
        vpc: private.vpc,
        opens: private.opens.into(),
        address: private.address.map_or([0; 16], |address| address_of(address.into())),
    }
}

fn family(rules: &FamilyRules) -> layout::FamilyRules {
    layout::FamilyRules {
        egress: rules.egress.0,
        ingress: rules.ingress.0,
        egress_acl: rules.egress_acl.0,
        ingress_acl: rules.ingress_acl.0,
        routes: rules.routes.0,
    }
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
        has_ipv6: entry.ipv6.is_some().into(),
        class: entry.class.0,
        family: [family(&entry.ipv4), entry.ipv6.as_ref().map(family).unwrap_or_default()],
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
            network: block_of(from.range).0,
            mask: mask(block_of(from.range).1),
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

/// As many ones as a block's length.
fn mask(length: u32) -> Address {
    u128::MAX.checked_shl(u128::BITS - length).unwrap_or(0).to_be_bytes()
}

/// Whether a slot bears an edge's name.
pub(crate) fn is_named(entry: &Interface, edge: &Edge) -> bool {
    entry.edge == name_of(edge)
}

/// The edge whose entry it is; `None` of a free slot.
pub(crate) fn edge_of(entry: &Interface) -> Option<Edge> {
    let end = entry.edge.iter().position(|byte| *byte == 0).unwrap_or(entry.edge.len());
    std::str::from_utf8(&entry.edge[..end]).ok()?.parse().ok()
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

fn range_key(policy: u64, range: IpNet) -> RangeKey {
    let (address, length) = block_of(range);
    RangeKey { prefixlen: RANGE_KEY_BITS - u128::BITS + length, policy: halves(policy), address }
}

fn route_key(routes: RoutesId, prefix: IpNet) -> RouteKey {
    let (address, length) = block_of(prefix);
    RouteKey { prefixlen: ROUTE_KEY_BITS - u128::BITS + length, routes: halves(routes.0), address }
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
        Route::EgressOnly => to(ROUTE_EGRESS_ONLY, &Edge::Internet),
        Route::Interface(id) => to(ROUTE_INTERFACE, &Edge::from(id)),
        Route::Edge(edge) => to(ROUTE_EDGE, edge),
        Route::Peering { number, vpc } => layout::Route { number: *number, vpc: *vpc, ..nowhere(ROUTE_PEERING) },
    }
}
