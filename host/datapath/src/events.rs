//! What the data plane tells as it happens: flows opened, closed, rejected.

use std::{net::IpAddr, time::Duration};

use minato_vpc::{DropReason, resources::Direction};

use libbpf_rs::{MapHandle, RingBufferBuilder};
use zerocopy::FromBytes;

use crate::{Error, Result, Traffic, encode::ip_of, layout};

/// What happened to a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// Its first packet passed both ends.
    Opened,
    /// It ended, and `sent` and `received` are exact. What trails a TCP connection that was closed, such as a FIN sent
    /// again, is told by another event of this kind.
    Closed,
    /// A packet was refused. At most one event per flow, reason and second; the counters are exact.
    Rejected(DropReason),
}

/// An event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// When, since the machine started (`CLOCK_MONOTONIC`).
    pub at: Duration,
    /// The VPC's number.
    pub vpc: u32,
    /// The IP protocol's number.
    pub protocol: u8,
    /// The link of the ENI that opened the flow, or sent the refused packet.
    pub source_ifindex: u32,
    /// The link of the ENI on the other end, when it is on this host and was known by then.
    pub destination_ifindex: Option<u32>,
    /// Who opened the flow, or sent the refused packet.
    pub source: IpAddr,
    /// The other end.
    pub destination: IpAddr,
    /// Its port; for ICMP the identifier of a query.
    pub source_port: u16,
    /// The other's port; for ICMP type and code (`type << 8 | code`).
    pub destination_port: u16,
    /// For a rejection: at whose side, the sender's (egress) or the receiver's (ingress). Egress for the others.
    pub direction: Direction,
    /// What the source has sent: all of the flow when it closes; the one packet when it was opened or refused.
    pub sent: Traffic,
    /// What the destination has sent.
    pub received: Traffic,
}

/// The stream of events. One reader: an event is delivered once. `Send`, so that a thread of its own may read.
#[derive(Debug)]
pub struct Events {
    map: MapHandle,
}

impl Events {
    pub(crate) fn new(map: MapHandle) -> Self {
        Self { map }
    }

    /// Hands every event that is there to `handle` and returns their number; never waits. Events wake nobody
    /// (a wake-up per flow would cost more than the flow): call it every 100 ms or so.
    pub fn drain(&mut self, mut handle: impl FnMut(Event)) -> Result<usize> {
        let failed = |source| Error::Map { map: "events", action: "read", source };
        let mut count = 0;
        {
            let mut builder = RingBufferBuilder::new();
            let each = |bytes: &[u8]| {
                if let Some(event) = layout::Event::read_from_bytes(bytes).ok().and_then(|event| decode(&event)) {
                    count += 1;
                    handle(event);
                }
                0
            };
            builder.add(&self.map, each).map_err(failed)?;
            builder.build().map_err(failed)?.consume().map_err(failed)?;
        }
        Ok(count)
    }
}

fn decode(event: &layout::Event) -> Option<Event> {
    let kind = match event.kind {
        layout::EVENT_OPENED => EventKind::Opened,
        layout::EVENT_CLOSED => EventKind::Closed,
        layout::EVENT_REJECTED => EventKind::Rejected(DropReason::from_number(u8::try_from(event.reason).ok()?)?),
        _ => return None,
    };
    Some(Event {
        kind,
        at: Duration::from_nanos(event.at),
        vpc: event.vpc,
        protocol: event.protocol,
        source_ifindex: event.ifindex[0],
        destination_ifindex: Some(event.ifindex[1]).filter(|ifindex| *ifindex != 0),
        source: ip_of(event.address[0]),
        destination: ip_of(event.address[1]),
        source_port: u16::from_be_bytes(event.port[0]),
        destination_port: u16::from_be_bytes(event.port[1]),
        direction: if event.ingress == 0 { Direction::Egress } else { Direction::Ingress },
        sent: event.sent[0].into(),
        received: event.sent[1].into(),
    })
}
