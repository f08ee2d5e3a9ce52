//! Reading what the traced program tells.

use minato_vpc::{
    DropReason, Edge,
    compile::{AclId, ClassId, PolicyId, RoutesId},
    packet::{Headers, Transport, protocol},
    resources::Direction,
    tracepoint::{AskedAcl, AskedPolicy, AskedRoutes, FoundRoute, PeerClass, TracePoint},
};

use super::Tracer;
use crate::{
    Error, Result,
    encode::ip_of,
    layout::{
        ROUTE_BLACKHOLE, ROUTE_EDGE, ROUTE_EGRESS_ONLY, ROUTE_INTERFACE, ROUTE_INTERNET, ROUTE_LOCAL, ROUTE_PEERING,
        TRACE_ACL, TRACE_ANSWERED, TRACE_BY_GROUPS, TRACE_BY_RANGE, TRACE_DELIVERED, TRACE_DROPPED, TRACE_FLOW,
        TRACE_FLOW_OPENED, TRACE_FLOW_OVER, TRACE_GROUPS, TRACE_IS_FRAGMENT, TRACE_IS_LATER, TRACE_PACKET, TRACE_ROUTE,
        TRACE_TRANSLATED, TraceStep,
    },
};

impl Tracer {
    pub(super) fn read(&self, step: &TraceStep) -> Result<TracePoint> {
        let unknown = || Error::Trace { what: format!("{step:?}") };
        let edge = || self.edge_of(step.slot)?.ok_or_else(unknown);
        let [source, destination] = step.address.map(ip_of);
        Ok(match step.kind {
            TRACE_PACKET => TracePoint::Packet(headers(step).ok_or_else(unknown)?),
            TRACE_ANSWERED => TracePoint::Answered,
            TRACE_FLOW => TracePoint::Flow { established: step.value[0] != 0 },
            TRACE_FLOW_OVER => TracePoint::FlowOver,
            TRACE_FLOW_OPENED => TracePoint::FlowOpened,
            TRACE_GROUPS => TracePoint::Groups(policy(step, edge()?).ok_or_else(unknown)?),
            TRACE_ROUTE => {
                let found = found(step, self.edge_of(step.slot)?);
                TracePoint::Route(AskedRoutes { routes: RoutesId(step.id), destination, found })
            }
            TRACE_ACL => {
                let entry = (step.value[2] as usize).checked_sub(1);
                let direction = direction(step.value[0]);
                let peer = if direction == Direction::Egress { destination } else { source };
                let (acl, allow) = (AclId(step.id), step.value[1] != 0);
                TracePoint::Acl(AskedAcl { edge: edge()?, direction, acl, peer, entry, allow })
            }
            TRACE_TRANSLATED => TracePoint::Translated { vpc: step.value[0], from: source, to: destination },
            TRACE_DELIVERED => TracePoint::Delivered(edge()?),
            TRACE_DROPPED => {
                let reason = u8::try_from(step.value[0]).ok().and_then(DropReason::from_number);
                TracePoint::Dropped(reason.ok_or_else(unknown)?)
            }
            _ => return Err(unknown()),
        })
    }
}

fn direction(is_ingress: u32) -> Direction {
    if is_ingress == 0 { Direction::Egress } else { Direction::Ingress }
}

/// The high and the low half.
fn halves(value: u32) -> (u16, u16) {
    let [a, b, c, d] = value.to_be_bytes();
    (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]))
}

/// The values: protocol; ports, or an ICMP query's identifier with type and code; TCP flags; whether it is a fragment, and
/// not the first; identification; the offset of the transport header and the bytes from there.
fn headers(step: &TraceStep) -> Option<Headers> {
    let [number, ports, flags, fragment, id, transport] = step.value;
    let [source, destination] = step.address.map(ip_of);
    let (from, to) = halves(ports);
    let (transport_at, payload) = halves(transport);
    let protocol = u8::try_from(number).ok()?;
    Some(Headers {
        source,
        destination,
        protocol,
        id,
        is_fragment: fragment & TRACE_IS_FRAGMENT != 0,
        transport_at: transport_at.into(),
        end: usize::from(transport_at) + usize::from(payload),
        transport: match protocol {
            _ if fragment & TRACE_IS_LATER != 0 => Transport::LaterFragment,
            protocol::TCP => Transport::Tcp { source: from, destination: to, flags: u8::try_from(flags).ok()? },
            protocol::UDP => Transport::Udp { source: from, destination: to },
            protocol::ICMP | protocol::ICMPV6 => {
                let [icmp_type, code] = to.to_be_bytes();
                Transport::Icmp { icmp_type, code, identifier: from }
            }
            _ => Transport::Other,
        },
    })
}

/// The values: whether it is ingress, what allows it, the protocol, and what rules see besides.
fn policy(step: &TraceStep, edge: Edge) -> Option<AskedPolicy> {
    let [ingress, allowed_by, protocol, value, ..] = step.value;
    let [source, destination] = step.address.map(ip_of);
    let direction = direction(ingress);
    let class = ClassId(step.class);
    Some(AskedPolicy {
        edge,
        direction,
        policy: PolicyId(step.id),
        allowed_by: match allowed_by {
            0 => None,
            TRACE_BY_GROUPS => Some(PeerClass::Groups(class)),
            TRACE_BY_RANGE => Some(PeerClass::Range(class)),
            _ => return None,
        },
        peer: if direction == Direction::Egress { destination } else { source },
        protocol: u8::try_from(protocol).ok()?,
        value: u16::try_from(value).ok()?,
    })
}

/// The values: the kind, or 0 for none; the peering connection and the VPC that it leads to.
fn found(step: &TraceStep, edge: Option<Edge>) -> Option<FoundRoute> {
    let [kind, number, vpc, ..] = step.value;
    Some(match kind {
        0 => return None,
        ROUTE_LOCAL => FoundRoute::Local,
        ROUTE_BLACKHOLE => FoundRoute::Blackhole,
        ROUTE_INTERNET => FoundRoute::Internet(edge),
        ROUTE_EGRESS_ONLY => FoundRoute::EgressOnly(edge),
        ROUTE_INTERFACE => FoundRoute::Interface(edge),
        ROUTE_EDGE => FoundRoute::Edge(edge),
        ROUTE_PEERING => FoundRoute::Peering { number, vpc },
        kind => FoundRoute::Unknown(kind),
    })
}
