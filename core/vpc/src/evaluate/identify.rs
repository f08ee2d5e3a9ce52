//! Which flow a packet belongs to.

use std::{net::IpAddr, time::Duration};

use super::{Admitted, Run, resolve::Receiver};
use crate::{
    drop_reason::DropReason,
    flow::{FlowKey, FragmentKey, Segment},
    packet::{Headers, IcmpKind, Quoted, Transport, protocol},
};

/// Which flow a packet belongs to, and how.
#[derive(Debug, Clone)]
pub(super) struct Belonging {
    pub(super) key: FlowKey,
    /// It belongs to it by what it quotes, or as a later fragment, and says nothing of the flow's state.
    pub(super) is_related: bool,
}

impl<'a> Run<'a> {
    pub(super) fn fragment_key(&self, packet: &Admitted<'_>) -> FragmentKey {
        FragmentKey {
            vpc: packet.vpc.number,
            edge: self.sender.edge(),
            source: packet.headers.source,
            destination: packet.headers.destination,
            id: packet.headers.id,
            protocol: if packet.headers.is_ipv6() { 0 } else { packet.headers.protocol },
        }
    }

    /// The packet that an error quotes.
    pub(super) fn quoted(&self, headers: &Headers) -> Option<Quoted> {
        let is_error = headers.icmp_kind() == Some(IcmpKind::Error);
        is_error.then(|| Quoted::read(self.packet.frame, headers)).flatten()
    }

    /// Finds the key of the packet's flow. Without a receiver it is looked for where its ends would be the packet's.
    pub(super) fn identify(
        &self,
        packet: &Admitted<'_>,
        receiver: Option<&Receiver<'a>>,
    ) -> Result<Belonging, DropReason> {
        let segment = receiver.map_or_else(|| Segment::direct(packet.vpc.number), |it| it.segment.clone());
        let headers = &packet.headers;
        let (source, destination) = (headers.source, headers.destination);
        let key = match headers.transport {
            Transport::Tcp { source: from, destination: to, .. } | Transport::Udp { source: from, destination: to } => {
                FlowKey::new(segment, headers.protocol, (source, from), (destination, to))
            }
            Transport::Other => FlowKey::new(segment, headers.protocol, (source, 0), (destination, 0)),
            Transport::Icmp { icmp_type, identifier, .. } => match IcmpKind::of(headers.protocol, icmp_type) {
                IcmpKind::Request | IcmpKind::Other => {
                    FlowKey::query(segment, source, destination, icmp_type, identifier)
                }
                IcmpKind::Reply(request) => FlowKey::query(segment, destination, source, request, identifier),
                IcmpKind::Error => {
                    let key = self.quoted_key(packet, segment).ok_or(DropReason::IcmpErrorUnmatched)?;
                    return Ok(Belonging { key, is_related: true });
                }
            },
            Transport::LaterFragment => {
                let first = self.flows.fragments.get(&self.fragment_key(packet));
                let fresh =
                    |(_, seen): &&(_, Duration)| self.packet.at.saturating_sub(*seen) <= self.flows.timeouts.fragment;
                let (key, _) = first.filter(fresh).ok_or(DropReason::FragmentUnknown)?;
                return Ok(Belonging { key: key.clone(), is_related: true });
            }
        };
        Ok(Belonging { key, is_related: false })
    }

    /// The key of the flow in which the quoted packet was sent: by the error's receiver, to the error's sender, or past it.
    fn quoted_key(&self, packet: &Admitted<'_>, segment: Segment) -> Option<FlowKey> {
        let quoted = self.quoted(&packet.headers)?;
        // What is quoted had been translated: its source is the public address that the error was sent to.
        let was_sent_by = packet.public.unwrap_or(packet.headers.destination);
        let is_past = quoted.destination != packet.headers.source;
        if quoted.source != was_sent_by || (is_past && !self.sender.forwards()) {
            return None;
        }
        key_of(&quoted, segment, packet.headers.destination)
    }
}

fn key_of(quoted: &Quoted, segment: Segment, source: IpAddr) -> Option<FlowKey> {
    let [a, b, c, d, e, f, ..] = quoted.transport;
    let word = |high, low| u16::from_be_bytes([high, low]);
    let destination = quoted.destination;
    match quoted.protocol {
        protocol::TCP | protocol::UDP => {
            Some(FlowKey::new(segment, quoted.protocol, (source, word(a, b)), (destination, word(c, d))))
        }
        // The ICMP of the other version of IP says nothing here.
        protocol if protocol::is_icmp(protocol) && (protocol == protocol::ICMPV6) != source.is_ipv6() => None,
        protocol if protocol::is_icmp(protocol) => match IcmpKind::of(protocol, a) {
            IcmpKind::Request => Some(FlowKey::query(segment, source, destination, a, word(e, f))),
            IcmpKind::Reply(request) => Some(FlowKey::query(segment, destination, source, request, word(e, f))),
            IcmpKind::Error | IcmpKind::Other => None,
        },
        other => Some(FlowKey::new(segment, other, (source, 0), (destination, 0))),
    }
}
