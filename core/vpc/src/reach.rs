//! Who reaches whom, hop by hop: which rule, route or entry lets a packet and its reply pass, or which one does not.
//!
//! It is the specification of the data plane ([`evaluate`](crate::evaluate::evaluate)) that is asked, and nothing here
//! decides what it decides. What is added is what happens between two of its answers: an appliance sends on what it got as
//! it is, and a NAT gateway in its own address. Every ENI is taken to be attached, and every program to listen and to
//! answer.

mod explanation;
mod place;
mod probe;
#[cfg(test)]
pub(crate) mod tests;
mod walk;

pub use explanation::{Component, End, Hop, HopStep, Reach, Way};
pub(crate) use place::{ANYBODY, behind, owners, public_of};
pub use place::{Origin, PlaceError, Target, resolve};
pub use probe::{EPHEMERAL_PORT, Probe};

use crate::Network;
use walk::Walk;

/// Explains whether what `from` sends reaches `to`, and whether its reply comes back.
pub fn reach(network: &Network, from: &Origin, to: &Target, probe: Probe) -> Reach {
    reach_from_port(network, from, to, probe, EPHEMERAL_PORT)
}

/// The same, where the request is sent from this port.
pub(crate) fn reach_from_port(network: &Network, from: &Origin, to: &Target, probe: Probe, source_port: u16) -> Reach {
    let mut walk = Walk::new(network);
    let packet = probe.request(from.address, to.address, source_port);
    let (request, arrival) = walk.follow(&from.edge, packet, to.edge.as_ref());
    let reply = arrival.and_then(|arrival| {
        let reply = arrival.packet.reply()?;
        Some(walk.follow(&arrival.edge, reply, Some(&from.edge)).0)
    });
    Reach { request, reply }
}
