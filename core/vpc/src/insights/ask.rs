//! Asking for one port after the other, until one passes or none can.
//!
//! Groups and ACLs answer the same for all ports between two at which one of their rules begins or ends. So after a port
//! that one of them refuses, the next one to ask for is the next such place of what refused it: no port that would pass is
//! left out.

use super::ends::Ends;
use crate::{
    Network,
    reach::{Component, EPHEMERAL_PORT, End, Probe, Reach, Way, reach_from_port},
    resources::{Direction, PathProtocol, PathQuestion, PortRange, Traffic},
};

/// Port 0 is nobody's, and only asked for by name.
const ANY_PORT: PortRange = PortRange { from: 1, to: u16::MAX };

/// The answer for the first port that passes, or else for the first of all.
pub(super) fn ask(ends: &Ends<'_>, question: &PathQuestion) -> Reach {
    let at_source = question.at_source.as_ref();
    let fixed = question.destination_port.map(|port| PortRange { from: port, to: port });
    let at_destination = question.at_destination.as_ref().and_then(|filter| filter.destination_ports);
    let destinations = fixed.or_else(|| at_source.and_then(|filter| filter.destination_ports));
    let destinations = both(destinations.unwrap_or(ANY_PORT), at_destination);
    // Unless others are asked for, replies go to a port as `reach` has it.
    let usual = PortRange { from: EPHEMERAL_PORT, to: EPHEMERAL_PORT };
    let sources = at_source.and_then(|filter| filter.source_ports).unwrap_or(usual);
    first_open(destinations, |destination| {
        let probe = match question.protocol {
            PathProtocol::Tcp => Probe::Tcp(destination),
            PathProtocol::Udp => Probe::Udp(destination),
        };
        let reach = first_open(sources, |source| {
            let reach = reach_from_port(&ends.network, &ends.origin, &ends.target, probe, source);
            let next = reach.reply.as_ref().and_then(|reply| next_port(&ends.network, reply, source));
            (reach, next)
        });
        let next = next_port(&ends.network, &reach.request, destination);
        (reach, next)
    })
}

/// What is in both ranges; the first one, if they have nothing in common, so that it is seen what that comes to.
fn both(one: PortRange, other: Option<PortRange>) -> PortRange {
    let Some(other) = other else { return one };
    let common = PortRange { from: one.from.max(other.from), to: one.to.min(other.to) };
    if common.from <= common.to { common } else { one }
}

/// `attempt` gives an answer, and the next port for which it may be another one.
fn first_open(ports: PortRange, mut attempt: impl FnMut(u16) -> (Reach, Option<u16>)) -> Reach {
    let (first, mut next) = attempt(ports.from);
    if first.passes() {
        return first;
    }
    while let Some(port) = next.filter(|port| *port <= ports.to) {
        let (reach, after) = attempt(port);
        if reach.passes() {
            return reach;
        }
        next = after;
    }
    first
}

/// The next destination port for which what blocks a way may answer otherwise.
fn next_port(network: &Network, way: &Way, port: u16) -> Option<u16> {
    let End::Blocked { component, .. } = &way.end else { return None };
    let traffic: Vec<Traffic> = match component {
        Component::SecurityGroups { groups, direction, .. } => {
            let rules = groups.iter().filter_map(|id| network.groups.get(id)).flat_map(|group| group.rules.values());
            rules.filter(|rule| rule.direction == *direction).map(|rule| rule.traffic).collect()
        }
        Component::NetworkAcl { acl: Some(acl), direction, .. } => entries(network, acl, *direction),
        _ => return None,
    };
    let places = traffic.iter().flat_map(|traffic| match traffic {
        Traffic::Tcp(range) | Traffic::Udp(range) => [Some(range.from), range.to.checked_add(1)],
        Traffic::All | Traffic::Icmp(_) | Traffic::Icmpv6(_) | Traffic::Other(_) => [None, None],
    });
    places.flatten().filter(|place| *place > port).min()
}

fn entries(network: &Network, acl: &crate::ids::NetworkAclId, direction: Direction) -> Vec<Traffic> {
    let acl = network.network_acls.get(acl);
    let entries = acl.and_then(|acl| acl.entries.get(&direction)).into_iter().flatten();
    entries.map(|(_, entry)| entry.traffic).collect()
}
