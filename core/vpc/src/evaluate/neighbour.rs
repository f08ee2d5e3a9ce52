//! Neighbour discovery (RFC 4861): the router answers for itself, and for nobody else.

use std::net::{IpAddr, Ipv6Addr};

use super::{Member, Verdict, gateway::put_addresses};
use crate::{
    drop_reason::DropReason,
    packet::{Headers, NeighbourSolicitation, Transport, icmpv6, protocol},
    resources::{MacAddress, Subnet},
};

/// From a router, asked for, to replace what was known.
const FLAGS: [u8; 4] = [0xe0, 0, 0, 0];

/// The type of a message of neighbour discovery.
pub(super) fn message_type(headers: &Headers) -> Option<u8> {
    match headers.transport {
        Transport::Icmp { icmp_type: kind @ icmpv6::ROUTER_SOLICITATION..=icmpv6::REDIRECT, .. }
            if headers.protocol == protocol::ICMPV6 =>
        {
            Some(kind)
        }
        _ => None,
    }
}

/// The answer to a solicitation of the router's address.
pub(super) fn answer(
    sender: &Member<'_>,
    icmp_type: u8,
    headers: &Headers,
    frame: &[u8],
) -> Result<Verdict, DropReason> {
    match icmp_type {
        icmpv6::NEIGHBOUR_SOLICITATION => {}
        icmpv6::ROUTER_ADVERTISEMENT | icmpv6::REDIRECT => return Err(DropReason::NdRouter),
        _ => return Err(DropReason::NdUnasked),
    }
    let solicitation = NeighbourSolicitation::read(frame, headers).ok_or(DropReason::NdMalformed)?;
    let IpAddr::V6(source) = headers.source else { return Err(DropReason::NdMalformed) };
    // Who has no address yet looks whether another has it: nobody does.
    if source.is_unspecified() {
        return Err(DropReason::NdNotForRouter);
    }
    let has_other_mac = solicitation.sender_mac.is_some_and(|mac| mac != sender.interface.mac);
    if has_other_mac || !(source.is_unicast_link_local() || sender.interface.holds(headers.source)) {
        return Err(DropReason::NdSpoofed);
    }
    if solicitation.target != Subnet::IPV6_ROUTER {
        return Err(DropReason::NdNotForRouter);
    }
    Ok(Verdict::Answer { frame: advertisement(sender, headers, source, frame) })
}

fn advertisement(sender: &Member<'_>, headers: &Headers, to: Ipv6Addr, frame: &[u8]) -> Vec<u8> {
    const TARGET_OPTION: u8 = 2;
    let mut frame = frame.to_vec();
    frame[..6].copy_from_slice(&sender.interface.mac.0);
    frame[6..12].copy_from_slice(&MacAddress::ROUTER.0);
    put_addresses(&mut frame, Subnet::IPV6_ROUTER.into(), to.into());
    let message = &mut frame[headers.transport_at..headers.end];
    message[0] = icmpv6::NEIGHBOUR_ADVERTISEMENT;
    message[2..4].fill(0);
    message[4..8].copy_from_slice(&FLAGS);
    if let Some(option) = message.get_mut(24..32) {
        option[0] = TARGET_OPTION;
        option[2..].copy_from_slice(&MacAddress::ROUTER.0);
    }
    let sum = checksum(Subnet::IPV6_ROUTER, to, message);
    message[2..4].copy_from_slice(&sum.to_be_bytes());
    frame
}

/// The checksum of a message whose own field is zero (RFC 8200, 8.1).
fn checksum(source: Ipv6Addr, destination: Ipv6Addr, message: &[u8]) -> u16 {
    let length = u32::try_from(message.len()).expect("a message fits into a packet");
    let parts: [&[u8]; 5] = [
        &source.octets(),
        &destination.octets(),
        &length.to_be_bytes(),
        &u32::from(protocol::ICMPV6).to_be_bytes(),
        message,
    ];
    let words = parts.into_iter().flat_map(|part| part.chunks(2));
    let mut sum: u32 = words.map(|word| u32::from(u16::from_be_bytes([word[0], word[1]]))).sum();
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !u16::try_from(sum).expect("it was folded")
}
