//! Routes of the host: those into a link of ours, and those that hold while they are gone.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;
use netlink_packet_core::{NLM_F_CREATE, NLM_F_EXCL};
use netlink_packet_route::{
    AddressFamily, RouteNetlinkMessage,
    route::{RouteAttribute, RouteMessage, RouteProtocol, RouteScope, RouteType},
};

use super::{
    error::LinkError,
    messages::{family_of, ip, route_address, unicast_route},
    owner::Instance,
    public::has_ipv6,
    socket::{Request, Socket, attribute, u32_at},
};

/// The table of what is for the host itself.
pub(super) const TABLE_LOCAL: u8 = 255;

const HEADER_LENGTH: usize = 12;
const RTA_DST: u16 = 1;
const RTA_OIF: u16 = 4;
const RTA_PRIORITY: u16 = 6;
const RTA_PREFSRC: u16 = 7;

/// The protocol of our routes to nowhere: a number that nobody else has (`/etc/iproute2/rt_protos`).
const PROTOCOL: u8 = 0x6d;

/// How an instance's routes to nowhere are known: by a protocol of our own, and by their metric. They lead to no link that could
/// name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fallback {
    metric: u32,
}

impl Fallback {
    /// The metric is the instance's number, and higher than anybody gives by hand.
    pub(super) fn of(instance: &Instance) -> Self {
        let number = u32::from_str_radix(&instance.to_string(), 16).expect("an instance is 8 hexadecimal digits");
        Self { metric: number | 1 << 31 }
    }

    /// Reads the payload of a message about a route: whose route to nowhere it is, if it is one.
    pub(super) fn parse(payload: &[u8]) -> Option<Self> {
        let [_, _, _, _, _, protocol, _, kind, ..] = *payload else { return None };
        let metric = u32_at(attribute(payload.get(HEADER_LENGTH..)?, RTA_PRIORITY)?, 0);
        (protocol == PROTOCOL && RouteType::from(kind) == RouteType::Unreachable).then_some(Self { metric })
    }

    /// A route to nowhere.
    pub(super) fn add(self, destination: IpNet) -> Request {
        Request {
            operation: format!("route {destination} to nowhere"),
            message: RouteNetlinkMessage::NewRoute(self.message(destination)),
            flags: NLM_F_CREATE | NLM_F_EXCL,
        }
    }

    fn message(self, destination: IpNet) -> RouteMessage {
        let family = family_of(destination.addr());
        let mut message = unicast_route(family, RouteScope::Universe, destination.prefix_len());
        message.header.kind = RouteType::Unreachable;
        message.header.protocol = RouteProtocol::from(PROTOCOL);
        message.attributes = vec![
            RouteAttribute::Destination(route_address(destination.network())),
            RouteAttribute::Priority(self.metric),
        ];
        message
    }
}

/// A route of the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HostRoute {
    pub(super) destination: IpNet,
    /// The index of the link that it leads to; 0 for none, or several.
    pub(super) link: u32,
    /// The source that it prefers.
    pub(super) source: Option<IpAddr>,
    /// Whether it leads to the host itself.
    pub(super) is_local: bool,
    /// Whose route to nowhere it is, if it is one.
    pub(super) fallback: Option<Fallback>,
}

impl HostRoute {
    /// Reads the payload of a `RTM_NEWROUTE`, if it is of that table.
    fn parse(payload: &[u8], wanted: u8) -> Option<Self> {
        let (&family, &length, &table) = (payload.first()?, payload.get(1)?, payload.get(4)?);
        let is_local = RouteType::from(*payload.get(7)?) == RouteType::Local;
        let attributes = payload.get(HEADER_LENGTH..)?;
        let address = |kind| ip(attribute(attributes, kind)?);
        let is_ipv6 = family == u8::from(AddressFamily::Inet6);
        let everything = if is_ipv6 { IpAddr::V6(Ipv6Addr::UNSPECIFIED) } else { IpAddr::V4(Ipv4Addr::UNSPECIFIED) };
        let destination = IpNet::new(address(RTA_DST).unwrap_or(everything), length).ok()?;
        let link = attribute(attributes, RTA_OIF).map_or(0, |value| u32_at(value, 0));
        (table == wanted).then(|| Self {
            destination,
            link,
            source: address(RTA_PREFSRC),
            is_local,
            fallback: Fallback::parse(payload),
        })
    }

    /// Deletes it.
    pub(super) fn delete(&self) -> Request {
        let message = if let Some(fallback) = self.fallback {
            fallback.message(self.destination)
        } else {
            let family = family_of(self.destination.addr());
            let mut message = unicast_route(family, RouteScope::NoWhere, self.destination.prefix_len());
            message.attributes = vec![
                RouteAttribute::Destination(route_address(self.destination.network())),
                RouteAttribute::Oif(self.link),
            ];
            message
        };
        Request {
            operation: format!("delete the route to {}", self.destination),
            message: RouteNetlinkMessage::DelRoute(message),
            flags: 0,
        }
    }
}

/// The routes of a table.
pub(super) fn list(host: &mut Socket, table: u8) -> Result<Vec<HostRoute>, LinkError> {
    let mut found = Vec::new();
    for family in [AddressFamily::Inet].into_iter().chain(has_ipv6().then_some(AddressFamily::Inet6)) {
        let mut message = RouteMessage::default();
        message.header.address_family = family;
        let message = RouteNetlinkMessage::GetRoute(message);
        let request = Request { operation: "list the routes".to_owned(), message, flags: 0 };
        found.extend(host.dump(&request)?.iter().filter_map(|payload| HostRoute::parse(payload, table)));
    }
    Ok(found)
}

/// A route into a link. Exclusive: of two that add it at once, the kernel refuses one.
pub(super) fn add(destination: IpNet, source: Option<IpAddr>, link: u32) -> Request {
    let scope = if destination.addr().is_ipv6() { RouteScope::Universe } else { RouteScope::Link };
    let mut message = unicast_route(family_of(destination.addr()), scope, destination.prefix_len());
    message.attributes =
        vec![RouteAttribute::Destination(route_address(destination.network())), RouteAttribute::Oif(link)];
    message.attributes.extend(source.map(|source| RouteAttribute::PrefSource(route_address(source))));
    Request {
        operation: format!("route {destination}"),
        message: RouteNetlinkMessage::NewRoute(message),
        flags: NLM_F_CREATE | NLM_F_EXCL,
    }
}
