//! The routes inside an ENI's namespace: what its spec says, and none besides.
//!
//! Left alone are those that the kernel makes for its own use (of the loopback, of addresses in its local table), and those that
//! lead through a link that somebody else put there: they go with it. A further device's routes are in a table of its own, which
//! [`super::rules`] leads to what its addresses send; in the main table it comes after the primary device, for who binds to it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use netlink_packet_core::{NLM_F_CREATE, NLM_F_REPLACE};
use netlink_packet_route::{
    AddressFamily, RouteNetlinkMessage,
    route::{RouteAttribute, RouteHeader, RouteMessage, RouteProtocol, RouteScope, RouteType},
};

use super::{
    error::LinkError,
    inside::ROUTER_IPV6,
    interface::InterfaceSpec,
    messages::{LOOPBACK_INDEX, family_of, ip, route_address},
    socket::{Request, Socket, attribute, u32_at},
};

const HEADER_LENGTH: usize = 12;
const TABLE_LOCAL: u8 = 255;
const RTA_DST: u16 = 1;
const RTA_OIF: u16 = 4;
const RTA_GATEWAY: u16 = 5;
const RTA_PRIORITY: u16 = 6;
const RTA_PREFSRC: u16 = 7;
/// What none of ours has: a source prefix, metrics, several ways, a gateway of the other version of IP, a tunnel, a next hop
/// that is kept elsewhere (`linux/rtnetlink.h`).
const RTA_FOREIGN: [u16; 6] = [2, 8, 9, 18, 22, 30];

/// The kernel's metric of a route of IPv6 that was given none (`IP6_RT_PRIO_USER`).
const IPV6_PRIORITY: u32 = 1024;

/// A route of the main or the local table.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Route {
    table: u8,
    kind: RouteType,
    destination: IpNet,
    gateway: Option<IpAddr>,
    /// The index of the link that it leads to; 0 for none, or several.
    link: u32,
    /// The source that it prefers.
    source: Option<IpAddr>,
    priority: u32,
    tos: u8,
    /// Whether it says more than the above.
    is_foreign: bool,
}

impl Route {
    fn new(table: u8, kind: RouteType, destination: IpNet, link: u32) -> Self {
        let priority = if destination.addr().is_ipv6() { IPV6_PRIORITY } else { 0 };
        Self { table, kind, destination, gateway: None, link, source: None, priority, tos: 0, is_foreign: false }
    }

    /// Reads the payload of a `RTM_NEWROUTE`, and who made it.
    fn parse(payload: &[u8]) -> Option<(Self, RouteProtocol)> {
        let [family, length, _, tos, table, protocol, _, kind, ..] = *payload else { return None };
        let attributes = payload.get(HEADER_LENGTH..)?;
        let address = |kind| ip(attribute(attributes, kind)?);
        let number = |kind| attribute(attributes, kind).map_or(0, |value| u32_at(value, 0));
        let is_ipv6 = family == u8::from(AddressFamily::Inet6);
        let everything = if is_ipv6 { IpAddr::V6(Ipv6Addr::UNSPECIFIED) } else { IpAddr::V4(Ipv4Addr::UNSPECIFIED) };
        let route = Self {
            table,
            kind: kind.into(),
            destination: IpNet::new(address(RTA_DST).unwrap_or(everything), length).ok()?,
            gateway: address(RTA_GATEWAY),
            link: number(RTA_OIF),
            source: address(RTA_PREFSRC),
            priority: number(RTA_PRIORITY),
            tos,
            is_foreign: RTA_FOREIGN.iter().any(|kind| attribute(attributes, *kind).is_some()),
        };
        Some((route, protocol.into()))
    }

    /// Whether it is the spec's to say whether it is there; `index` is that of the ENI's link. What leads through no device is
    /// the primary one's to say.
    fn is_of_the_spec(&self, spec: &InterfaceSpec, made_by: RouteProtocol, index: u32) -> bool {
        if let Some(table) = spec.table() {
            let is_own = self.link == index && (self.table != TABLE_LOCAL || made_by != RouteProtocol::Kernel);
            return self.table == table || is_own;
        }
        match self.table {
            RouteHeader::RT_TABLE_MAIN => {
                [0, index].contains(&self.link) || (self.link == LOOPBACK_INDEX && made_by != RouteProtocol::Kernel)
            }
            TABLE_LOCAL => made_by != RouteProtocol::Kernel && [0, index, LOOPBACK_INDEX].contains(&self.link),
            _ => false,
        }
    }

    fn message(&self) -> RouteMessage {
        let mut message = RouteMessage::default();
        message.header.address_family = family_of(self.destination.addr());
        message.header.destination_prefix_length = self.destination.prefix_len();
        message.header.table = self.table;
        message.header.kind = self.kind;
        message.header.tos = self.tos;
        let destination = (self.destination.prefix_len() > 0).then(|| route_address(self.destination.addr()));
        message.attributes.extend(destination.map(RouteAttribute::Destination));
        message.attributes.extend(self.gateway.map(|gateway| RouteAttribute::Gateway(route_address(gateway))));
        message.attributes.extend((self.link != 0).then_some(RouteAttribute::Oif(self.link)));
        message.attributes.extend((self.priority != 0).then_some(RouteAttribute::Priority(self.priority)));
        message
    }

    fn set(&self) -> Request {
        let mut message = self.message();
        message.header.protocol = RouteProtocol::Static;
        message.header.scope = match (self.kind, self.gateway) {
            (RouteType::Local, _) => RouteScope::Host,
            (_, Some(_)) => RouteScope::Universe,
            (_, None) => RouteScope::Link,
        };
        message.attributes.extend(self.source.map(|source| RouteAttribute::PrefSource(route_address(source))));
        Request {
            operation: format!("set the route to {}", self.destination),
            message: RouteNetlinkMessage::NewRoute(message),
            flags: NLM_F_CREATE | NLM_F_REPLACE,
        }
    }

    fn delete(&self) -> Request {
        let mut message = self.message();
        message.header.scope = RouteScope::NoWhere;
        Request {
            operation: format!("delete the route to {}", self.destination),
            message: RouteNetlinkMessage::DelRoute(message),
            flags: 0,
        }
    }
}

/// The routes of a namespace.
pub(super) struct Routes(Vec<(Route, RouteProtocol)>);

impl Routes {
    /// Those that are there.
    pub(super) fn read(inside: &mut Socket, has_ipv6: bool) -> Result<Self, LinkError> {
        let families = [AddressFamily::Inet].into_iter().chain(has_ipv6.then_some(AddressFamily::Inet6));
        let mut found = Vec::new();
        for family in families {
            let mut message = RouteMessage::default();
            message.header.address_family = family;
            let message = RouteNetlinkMessage::GetRoute(message);
            let request = Request { operation: "list the routes".to_owned(), message, flags: 0 };
            found.extend(inside.dump(&request)?.iter().filter_map(|payload| Route::parse(payload)));
        }
        Ok(Self(found))
    }

    /// Whether the kernel takes packets to an address, by the route that it makes for each of its own.
    pub(super) fn take_in(&self, address: IpAddr) -> bool {
        self.0.iter().any(|(route, made_by)| {
            route.table == TABLE_LOCAL
                && route.kind == RouteType::Local
                && *made_by == RouteProtocol::Kernel
                && route.destination == IpNet::from(address)
        })
    }

    /// What makes them those of the spec.
    pub(super) fn requests(&self, spec: &InterfaceSpec, index: u32, wants_ipv6: bool) -> Vec<Request> {
        let wanted = wanted(spec, index, wants_ipv6);
        let of_the_spec = self.0.iter().filter(|(route, made_by)| route.is_of_the_spec(spec, *made_by, index));
        let found: Vec<&Route> = of_the_spec.map(|(route, _)| route).collect();
        let gone = found.iter().filter(|route| !wanted.contains(route)).map(|route| route.delete());
        let new = wanted.iter().filter(|route| !found.contains(route)).map(Route::set);
        gone.chain(new).collect()
    }
}

/// The routes to and through the router, in the tables that the device has them in. A prefix is local as a whole; that of a
/// further device goes with its link.
fn wanted(spec: &InterfaceSpec, index: u32, wants_ipv6: bool) -> Vec<Route> {
    let mut wanted = through_router(spec, RouteHeader::RT_TABLE_MAIN, index, wants_ipv6);
    if let Some(table) = spec.table() {
        for route in &mut wanted {
            route.priority += u32::from(table);
        }
        wanted.extend(through_router(spec, table, index, wants_ipv6));
    }
    let ipv4 = spec.ipv4_prefixes.iter().copied().map(IpNet::V4);
    let ipv6 = spec.ipv6_prefixes.iter().filter(|_| wants_ipv6).copied().map(IpNet::V6);
    let link = if spec.further.is_some() { index } else { LOOPBACK_INDEX };
    let local = |prefix| Route::new(TABLE_LOCAL, RouteType::Local, prefix, link);
    wanted.extend(ipv4.chain(ipv6).map(local));
    wanted
}

/// The router is on the link whatever the subnet's size, and all else is behind it. The route of IPv6 also says the address that
/// packets leave with unless a program chose one, and so does that of IPv4 where the link is not the only one.
fn through_router(spec: &InterfaceSpec, table: u8, index: u32, wants_ipv6: bool) -> Vec<Route> {
    let unicast = |destination| Route::new(table, RouteType::Unicast, destination, index);
    let mut routes = vec![
        unicast(IpNet::from(IpAddr::V4(spec.router))),
        Route {
            gateway: Some(IpAddr::V4(spec.router)),
            source: spec.further.as_ref().map(|_| IpAddr::V4(spec.address.addr())),
            ..unicast(IpNet::V4(Ipv4Net::default()))
        },
    ];
    if wants_ipv6 {
        routes.push(Route {
            gateway: Some(IpAddr::V6(ROUTER_IPV6)),
            source: spec.ipv6_addresses.first().copied().map(IpAddr::V6),
            ..unicast(IpNet::V6(Ipv6Net::default()))
        });
    }
    routes
}
