//! Who reaches whom, hop by hop: which rule, route or entry lets a packet and its reply pass, or which one does not.
//!
//! It is the specification of the data plane ([`evaluate`](crate::evaluate::evaluate)) that is asked, or a data plane itself
//! ([`Plane`]), and nothing here decides what it decides. What is added is what happens between two of its answers: an
//! appliance sends on what it got as it is, and a NAT gateway in its own address. Every program is taken to listen and to
//! answer.

mod advice;
mod explanation;
mod place;
mod plane;
mod probe;
#[cfg(test)]
pub(crate) mod tests;
mod trace;
mod walk;

pub use explanation::{Component, End, Hop, HopStep, Reach, Way};
pub(crate) use place::{ANYBODY, behind, owners, public_of};
pub use place::{Origin, PlaceError, Target, resolve};
pub use plane::{Model, Plane};
pub use probe::{EPHEMERAL_PORT, Probe};
pub use trace::{Trace, trace};

use crate::Network;
use probe::Packet;
use walk::Walk;

/// Explains by the model whether what `from` sends reaches `to`, and whether its reply comes back. Every ENI is taken to be
/// attached.
pub fn reach(network: &Network, from: &Origin, to: &Target, probe: Probe) -> Reach {
    reach_from_port(network, from, to, probe, EPHEMERAL_PORT)
}

/// The same, where the request is sent from this port.
pub(crate) fn reach_from_port(network: &Network, from: &Origin, to: &Target, probe: Probe, source_port: u16) -> Reach {
    let packet = probe.request(from.address, to.address, source_port);
    match follow(network, &mut Model::everywhere(network), from, to, packet) {
        Ok(reach) => reach,
        Err(never) => match never {},
    }
}

/// The same as a data plane decides it. An error is that it could not be asked.
pub fn reach_through<P: Plane>(
    network: &Network,
    plane: &mut P,
    from: &Origin,
    to: &Target,
    probe: Probe,
) -> Result<Reach, P::Error> {
    follow(network, plane, from, to, probe.request(from.address, to.address, EPHEMERAL_PORT))
}

fn follow<P: Plane>(
    network: &Network,
    plane: &mut P,
    from: &Origin,
    to: &Target,
    packet: Packet,
) -> Result<Reach, P::Error> {
    let mut walk = Walk::new(network, plane);
    let (request, arrival) = walk.follow(&from.edge, packet, to.edge.as_ref())?;
    let answered = arrival.and_then(|arrival| Some((arrival.edge, arrival.packet.reply()?)));
    let reply = match answered {
        Some((at, reply)) => Some(walk.follow(&at, reply, Some(&from.edge))?.0),
        None => None,
    };
    Ok(Reach { request, reply })
}
