//! Flow events: what the data plane tells, with names for numbers, kept for a while and told to who asks.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use minato_datapath::{Event, EventKind};
use minato_vpc::{DropReason, Edge, Tables, ids::NetworkInterfaceId, resources::Direction};
use nix::time::{ClockId, clock_gettime};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

/// As many events are kept.
const MAX_EVENTS: usize = 10_000;

/// As many links' owners are remembered: a flow may end after its ENI is gone.
const MAX_LINKS: usize = 16_384;

/// What happened to a flow, for a person or a program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowEvent {
    /// Its number since the agent started, from 1, without gaps.
    pub sequence: u64,
    /// When it happened.
    pub time: Timestamp,
    /// What happened.
    pub kind: FlowEventKind,
    /// Why, for a rejection.
    pub reason: Option<FlowReason>,
    /// The number of the VPC, or of the peering connection that the flow crosses.
    pub vpc: u32,
    /// The IP protocol's number.
    pub protocol: u8,
    /// Who opened the flow, or sent the refused packet.
    pub source: FlowEndpoint,
    /// The other end.
    pub destination: FlowEndpoint,
    /// For a rejection: at whose side, the sender's (egress) or the receiver's (ingress).
    pub direction: Direction,
}

/// What happened to a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FlowEventKind {
    /// Its first packet passed both ends.
    Opened,
    /// It ended; the counts are exact.
    Closed,
    /// A packet was refused.
    Rejected,
}

/// Why a packet was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowReason {
    /// The part of the data plane that refused it.
    pub layer: String,
    /// The reason's name, as in the counters.
    pub name: String,
    /// A sentence.
    pub text: String,
}

/// One end of a flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowEndpoint {
    /// The ENI, when it is known.
    pub interface: Option<NetworkInterfaceId>,
    /// Its address.
    pub address: IpAddr,
    /// Its port; for ICMP the identifier (source) or type and code (destination, `type << 8 | code`).
    pub port: u16,
    /// What it has sent, in packets.
    pub packets: u64,
    /// What it has sent, in bytes.
    pub bytes: u64,
}

/// The last events, and those who wait for more.
pub(crate) struct FlowLog {
    kept: Mutex<Kept>,
    newest: watch::Sender<u64>,
}

#[derive(Default)]
struct Kept {
    events: VecDeque<FlowEvent>,
    sequence: u64,
    counts: BTreeMap<FlowEventKind, u64>,
    links: HashMap<u32, Edge>,
}

impl Default for FlowLog {
    fn default() -> Self {
        Self { kept: Mutex::default(), newest: watch::Sender::new(0) }
    }
}

impl FlowLog {
    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers whose the links are.
    pub(crate) fn learn_links(&self, attached: impl IntoIterator<Item = (Edge, u32)>) {
        let mut kept = self.lock();
        if kept.links.len() > MAX_LINKS {
            kept.links.clear();
        }
        kept.links.extend(attached.into_iter().map(|(edge, ifindex)| (ifindex, edge)));
    }

    /// Takes in what the data plane told.
    pub(crate) fn extend(&self, events: &[Event], tables: &Tables) {
        if events.is_empty() {
            return;
        }
        let (now, since_start) = (Timestamp::now(), monotonic());
        let mut kept = self.lock();
        for event in events {
            let sequence = kept.sequence + 1;
            let named = name(sequence, event, now, since_start, tables, &kept.links);
            kept.sequence = sequence;
            *kept.counts.entry(named.kind).or_default() += 1;
            if kept.events.len() == MAX_EVENTS {
                kept.events.pop_front();
            }
            kept.events.push_back(named);
        }
        let sequence = kept.sequence;
        drop(kept);
        self.newest.send_replace(sequence);
    }

    /// How many were taken in, by kind.
    pub(crate) fn counts(&self) -> BTreeMap<FlowEventKind, u64> {
        self.lock().counts.clone()
    }

    fn after(&self, sequence: u64) -> Vec<FlowEvent> {
        let kept = self.lock();
        let first = kept.events.partition_point(|event| event.sequence <= sequence);
        kept.events.range(first..).cloned().collect()
    }
}

/// A reader of the flow events.
pub struct FlowSubscription {
    pub(crate) log: std::sync::Arc<FlowLog>,
    seen: u64,
    newest: watch::Receiver<u64>,
}

impl FlowSubscription {
    /// A reader that begins after event number `since`; with 0, at the oldest that is kept.
    pub(crate) fn new(log: std::sync::Arc<FlowLog>, since: u64) -> Self {
        let newest = log.newest.subscribe();
        Self { log, seen: since, newest }
    }

    /// The events that are there and were not yet given.
    pub fn ready(&mut self) -> Vec<FlowEvent> {
        let events = self.log.after(self.seen);
        if let Some(last) = events.last() {
            self.seen = last.sequence;
        }
        events
    }

    /// Waits for events that were not yet given. A reader that is slower than 10,000 events sees a gap in their numbers.
    pub async fn next(&mut self) -> Vec<FlowEvent> {
        loop {
            let events = self.ready();
            if !events.is_empty() {
                return events;
            }
            // The sender lives in `self.log`.
            let _ = self.newest.changed().await;
        }
    }
}

fn name(
    sequence: u64,
    event: &Event,
    now: Timestamp,
    since_start: Duration,
    tables: &Tables,
    links: &HashMap<u32, Edge>,
) -> FlowEvent {
    let by_address = |ifindex: Option<u32>, address| {
        let owner = &tables.endpoint_of(event.vpc, address)?.interface;
        // Who has the address now, behind another link, is not who had it then.
        let is_another = ifindex.is_some() && links.values().any(|linked| *linked == *owner);
        (!is_another).then(|| owner.clone())
    };
    let owner = |ifindex: Option<u32>, address| match ifindex.and_then(|ifindex| links.get(&ifindex)) {
        // What is outside of every VPC is no ENI, whatever its address.
        Some(edge) => edge.interface().cloned(),
        None => by_address(ifindex, address),
    };
    let endpoint = |ifindex, address, port, sent: minato_datapath::Traffic| FlowEndpoint {
        interface: owner(ifindex, address),
        address,
        port,
        packets: sent.packets,
        bytes: sent.bytes,
    };
    let (kind, reason) = match event.kind {
        EventKind::Opened => (FlowEventKind::Opened, None),
        EventKind::Closed => (FlowEventKind::Closed, None),
        EventKind::Rejected(reason) => (FlowEventKind::Rejected, Some(describe(reason))),
    };
    let ago = SignedDuration::try_from(since_start.saturating_sub(event.at)).unwrap_or_default();
    FlowEvent {
        sequence,
        time: now.checked_sub(ago).unwrap_or(now),
        kind,
        reason,
        vpc: event.vpc,
        protocol: event.protocol,
        source: endpoint(Some(event.source_ifindex), event.source, event.source_port, event.sent),
        destination: endpoint(event.destination_ifindex, event.destination, event.destination_port, event.received),
        direction: event.direction,
    }
}

fn describe(reason: DropReason) -> FlowReason {
    FlowReason {
        layer: reason.layer().name().to_owned(),
        name: reason.name().to_owned(),
        text: reason.text().to_owned(),
    }
}

/// The time since the machine started, by the clock of the data plane.
fn monotonic() -> Duration {
    // The clock is always there; 0 would only date events too late.
    clock_gettime(ClockId::CLOCK_MONOTONIC).map_or(Duration::ZERO, Duration::from)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use minato_datapath::Traffic;

    use super::*;

    fn event(port: u16) -> Event {
        Event {
            kind: EventKind::Rejected(DropReason::ALL[0]),
            at: monotonic(),
            vpc: 1,
            protocol: 6,
            source_ifindex: 7,
            destination_ifindex: None,
            source: IpAddr::from([10, 0, 0, 4]),
            destination: IpAddr::from([10, 0, 0, 5]),
            source_port: port,
            destination_port: 80,
            direction: Direction::Egress,
            sent: Traffic { packets: 1, bytes: 60 },
            received: Traffic::default(),
        }
    }

    #[test]
    fn events_have_names_and_a_reader_sees_each_once() {
        let log = Arc::new(FlowLog::default());
        let id = NetworkInterfaceId::from_entropy(7);
        log.learn_links([(Edge::from(&id), 7)]);
        log.extend(&[event(1), event(2)], &Tables::default());
        let mut reader = FlowSubscription::new(Arc::clone(&log), 0);
        let events = reader.ready();
        assert_eq!(events.iter().map(|e| (e.sequence, e.source.port)).collect::<Vec<_>>(), [(1, 1), (2, 2)]);
        assert_eq!(events[0].source.interface, Some(id));
        assert_eq!(events[0].destination.interface, None);
        assert_eq!(events[0].reason.as_ref().unwrap().name, DropReason::ALL[0].name());
        assert!(reader.ready().is_empty());
        log.extend(&[event(3)], &Tables::default());
        assert_eq!(reader.ready().len(), 1);
        assert_eq!(FlowSubscription::new(log, 2).ready().len(), 1);
    }

    #[test]
    fn who_has_an_address_now_is_not_named_for_who_had_it() {
        use minato_vpc::compile::{ClassId, Endpoint, EndpointAddress};

        let (old, new) = (NetworkInterfaceId::from_entropy(7), NetworkInterfaceId::from_entropy(8));
        let log = Arc::new(FlowLog::default());
        let mut tables = Tables::default();
        tables
            .endpoints
            .insert((1, EndpointAddress::One(event(1).source)), Endpoint { interface: new.clone(), class: ClassId(1) });
        // Whoever was behind link 7 is known by the address, unless its owner is behind another link.
        log.extend(&[event(1)], &tables);
        log.learn_links([(Edge::from(&new), 9)]);
        log.extend(&[event(2)], &tables);
        log.learn_links([(Edge::from(&old), 7)]);
        log.extend(&[event(3)], &tables);
        let events = FlowSubscription::new(log, 0).ready();
        let named: Vec<_> = events.into_iter().map(|event| event.source.interface).collect();
        assert_eq!(named, [Some(new), None, Some(old)]);
    }

    #[test]
    fn no_more_than_the_limit_is_kept() {
        let log = Arc::new(FlowLog::default());
        for _ in 0..=MAX_EVENTS / 100 {
            log.extend(&vec![event(1); 100], &Tables::default());
        }
        let events = FlowSubscription::new(Arc::clone(&log), 0).ready();
        assert_eq!(events.len(), MAX_EVENTS);
        assert_eq!(events[0].sequence, 101);
        assert_eq!(log.counts(), BTreeMap::from([(FlowEventKind::Rejected, MAX_EVENTS as u64 + 100)]));
    }
}
