//! Rates: what the data plane counted at two moments, and what happened in between.

use std::{
    collections::{BTreeMap, HashMap},
    net::IpAddr,
    time::{Duration, Instant},
};

use anyhow::Result;
use jiff::Timestamp;
use minato_datapath::{EdgeReading, FlowEnd, FlowRecord, Observer, Stage, TableUse, Traffic};
use minato_document::Prefix;
use minato_node::Agent;
use minato_store::{Revision, Snapshot, Store};
use minato_vpc::{DropReason, Edge, ids::NetworkInterfaceId, resources::NetworkInterface};
use minato_workload::{HostName, Sandbox};

use super::super::observe;
use crate::report::{
    Amount, End, Occupancy,
    top::{DropRates, FlowRates, FlowState, InterfaceRates, Rate, Top},
};

/// What was counted at one moment.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    at: Instant,
    time: Timestamp,
    edges: BTreeMap<Edge, EdgeReading>,
    drops: BTreeMap<DropReason, Traffic>,
    flows: Vec<FlowRecord>,
    tables: Vec<TableUse>,
}

impl Sample {
    /// Reads the kernel; nothing without a data plane.
    pub(super) fn take(agent: &Agent) -> Result<Self> {
        let observer = agent.observer();
        let flows = observer.map(Observer::flows).transpose()?.unwrap_or_default();
        Ok(Self {
            // Right after the longest part, whose rates are the ones that are looked at most.
            at: Instant::now(),
            time: Timestamp::now(),
            tables: agent.tables_of(&flows)?,
            flows,
            edges: observer.map(Observer::edges).transpose()?.unwrap_or_default(),
            drops: observer.map(Observer::drops).transpose()?.unwrap_or_default(),
        })
    }
}

/// What is known of ENIs beside their counters, read again when the documents change.
#[derive(Debug, Default)]
pub(super) struct Names {
    revision: Option<Revision>,
    interfaces: HashMap<NetworkInterfaceId, Name>,
}

#[derive(Debug, Clone, Default)]
struct Name {
    vpc: String,
    address: String,
    owner: Option<String>,
}

impl Names {
    /// Reads the documents, if they have changed.
    pub(super) fn refresh(&mut self, store: &dyn Store, host: &HostName) -> Result<()> {
        let snapshot = Snapshot::new(store)?;
        if self.revision == Some(snapshot.revision()) {
            return Ok(());
        }
        let sandboxes: Vec<Sandbox> = snapshot.list(&Sandbox::on_host(host))?;
        let mut owners: HashMap<_, _> = sandboxes.into_iter().map(|it| (it.interface, it.owner)).collect();
        let interfaces: Vec<NetworkInterface> = snapshot.list(&Prefix::all())?;
        let name = |it: NetworkInterface| {
            let owner = owners.remove(&it.id);
            (it.id, Name { vpc: it.vpc.to_string(), address: it.address.to_string(), owner })
        };
        self.interfaces = interfaces.into_iter().map(name).collect();
        self.revision = Some(snapshot.revision());
        Ok(())
    }
}

/// What happened between two samples, with the `limit` busiest flows.
pub(super) fn between(before: &Sample, after: &Sample, names: &Names, host: &HostName, limit: usize) -> Top {
    let interval = after.at.saturating_duration_since(before.at);
    let edges = after.edges.iter();
    let drops = after.drops.iter();
    let occupancy = |it: &TableUse| Occupancy { table: it.table.to_owned(), entries: it.entries, limit: it.limit };
    Top {
        at: after.time,
        interval: interval.as_secs_f64(),
        host: host.0.clone(),
        interfaces: edges.map(|(edge, now)| interface(edge, before.edges.get(edge), now, interval, names)).collect(),
        flows: busiest(before, after, interval, limit),
        tracked: u64::try_from(after.flows.len()).unwrap_or(u64::MAX),
        drops: drops.map(|(reason, now)| dropped(*reason, before.drops.get(reason), *now, interval)).collect(),
        tables: after.tables.iter().map(occupancy).collect(),
    }
}

fn interface(
    edge: &Edge,
    before: Option<&EdgeReading>,
    after: &EdgeReading,
    interval: Duration,
    names: &Names,
) -> InterfaceRates {
    let grown = |part: fn(&EdgeReading) -> Traffic| grown(before.map(part), part(after));
    let dropped = grown(|it| it.counters.egress_dropped) + grown(|it| it.counters.ingress_dropped);
    let name = edge.interface().and_then(|id| names.interfaces.get(id)).cloned();
    let (vpc, address, owner) = name.map_or((None, None, None), |it| (Some(it.vpc), Some(it.address), it.owner));
    InterfaceRates {
        interface: edge.to_string(),
        vpc,
        address,
        owner,
        egress: rate(grown(|it| it.counters.egress_accepted), interval),
        ingress: rate(grown(|it| it.counters.ingress_accepted), interval),
        dropped: rate(dropped, interval).packets,
        flows: after.allowance.flows,
        flow_limit: after.allowance.limit,
    }
}

fn dropped(reason: DropReason, before: Option<&Traffic>, after: Traffic, interval: Duration) -> DropRates {
    DropRates {
        layer: reason.layer().name().to_owned(),
        reason: reason.name().to_owned(),
        text: reason.text().to_owned(),
        packets: after.packets,
        rate: rate(grown(before.copied(), after), interval),
    }
}

/// What tells a flow from others: a connection through an appliance is several flows with the same addresses, and one that was
/// closed and opened again is another one.
type FlowId = (u32, u8, [(u32, IpAddr, u16); 2], Duration);

fn id_of(flow: &FlowRecord) -> FlowId {
    let end = |end: &FlowEnd| (end.ifindex, end.address, end.port);
    (flow.segment, flow.protocol, [end(&flow.initiator), end(&flow.responder)], flow.opened)
}

fn busiest(before: &Sample, after: &Sample, interval: Duration, limit: usize) -> Vec<FlowRates> {
    let known: HashMap<FlowId, &FlowRecord> = before.flows.iter().map(|flow| (id_of(flow), flow)).collect();
    let mut flows: Vec<_> = after
        .flows
        .iter()
        .map(|flow| {
            let earlier = known.get(&id_of(flow));
            // One that is older and was not seen was missed, and what it sent since is not known.
            let is_new = earlier.is_none() && flow.age <= interval;
            let grown = |part: fn(&FlowRecord) -> Traffic| match earlier {
                None if !is_new => Traffic::default(),
                earlier => grown(earlier.map(|flow| part(flow)), part(flow)),
            };
            (flow, grown(|flow| flow.initiator.sent), grown(|flow| flow.responder.sent))
        })
        .collect();
    flows.sort_by_key(|(flow, sent, received)| (std::cmp::Reverse(sent.bytes + received.bytes), flow.idle));
    flows.truncate(limit);
    let links: HashMap<u32, &Edge> = after.edges.iter().map(|(edge, reading)| (reading.ifindex, edge)).collect();
    let shown = flows.into_iter().map(|(flow, sent, received)| {
        shown(flow, rate(sent, interval), rate(received, interval), |end| links.get(&end.ifindex).copied())
    });
    shown.collect()
}

fn shown<'a>(
    flow: &FlowRecord,
    sent: Rate,
    received: Rate,
    edge_of: impl Fn(&FlowEnd) -> Option<&'a Edge>,
) -> FlowRates {
    let has_ports = matches!(flow.protocol, 6 | 17);
    let end = |end: &FlowEnd| End {
        address: end.address.to_string(),
        port: has_ports.then_some(end.port),
        interface: edge_of(end).and_then(Edge::interface).map(ToString::to_string),
    };
    let amount = |end: &FlowEnd| Amount { packets: end.sent.packets, bytes: end.sent.bytes };
    FlowRates {
        protocol: observe::protocol(flow.protocol),
        source: end(&flow.initiator),
        destination: end(&flow.responder),
        state: match flow.stage {
            Stage::Opening => FlowState::Opening,
            Stage::Established => FlowState::Established,
            Stage::Closed => FlowState::Closed,
        },
        age: flow.age.as_secs_f64(),
        idle: flow.idle.as_secs_f64(),
        sent,
        received,
        total_sent: amount(&flow.initiator),
        total_received: amount(&flow.responder),
    }
}

/// By how much a counter grew; one that is less than before began again at zero in between.
fn grown(before: Option<Traffic>, after: Traffic) -> Traffic {
    let before = before.unwrap_or_default();
    if after.packets < before.packets || after.bytes < before.bytes {
        return after;
    }
    Traffic { packets: after.packets - before.packets, bytes: after.bytes - before.bytes }
}

#[allow(clippy::cast_precision_loss, reason = "a rate that people read needs no more than 52 bits")]
fn rate(traffic: Traffic, interval: Duration) -> Rate {
    let seconds = interval.as_secs_f64();
    if seconds == 0.0 {
        return Rate::default();
    }
    Rate { packets: traffic.packets as f64 / seconds, bits: traffic.bytes as f64 * 8.0 / seconds }
}

#[cfg(test)]
mod tests {
    use minato_datapath::{Allowance, InterfaceCounters};

    use super::*;

    const INTERVAL: Duration = Duration::from_secs(2);

    fn traffic(packets: u64, bytes: u64) -> Traffic {
        Traffic { packets, bytes }
    }

    fn end(ifindex: u32, last: u8, port: u16, sent: Traffic) -> FlowEnd {
        FlowEnd { ifindex, address: IpAddr::from([10, 0, 0, last]), port, sent }
    }

    /// A flow of link 1 to link 2.
    fn flow(port: u16, sent: Traffic, received: Traffic, age: Duration) -> FlowRecord {
        FlowRecord {
            segment: 1,
            protocol: 6,
            initiator: end(1, 4, port, sent),
            responder: end(2, 5, 80, received),
            stage: Stage::Established,
            opened: Duration::from_secs(1_000).saturating_sub(age),
            age,
            idle: Duration::ZERO,
        }
    }

    fn sample(at: Instant, flows: Vec<FlowRecord>) -> Sample {
        let (edges, drops) = (BTreeMap::new(), BTreeMap::new());
        Sample { at, time: Timestamp::UNIX_EPOCH, edges, drops, flows, tables: Vec::new() }
    }

    fn pair(before: Vec<FlowRecord>, after: Vec<FlowRecord>) -> (Sample, Sample) {
        let begun = Instant::now();
        (sample(begun, before), sample(begun + INTERVAL, after))
    }

    fn host() -> HostName {
        HostName("local".to_owned())
    }

    #[test]
    fn flows_have_rates_and_the_busiest_are_first() {
        let old = Duration::from_secs(60);
        let (before, after) = pair(
            vec![flow(1, traffic(10, 1_000), traffic(0, 0), old), flow(2, traffic(5, 500), traffic(1, 100), old)],
            vec![
                flow(1, traffic(12, 1_200), traffic(2, 80), old),
                flow(2, traffic(5, 500), traffic(1, 100), old),
                flow(3, traffic(4, 4_000), traffic(0, 0), Duration::from_secs(1)),
                flow(4, traffic(9, 90_000), traffic(9, 90_000), old),
            ],
        );
        let top = between(&before, &after, &Names::default(), &host(), 3);
        let ports: Vec<_> = top.flows.iter().map(|flow| flow.source.port).collect();
        // The fourth was missed before: what it sent in the interval is not known.
        assert_eq!(ports, [Some(3), Some(1), Some(2)]);
        assert_eq!((top.tracked, top.interval), (4, 2.0));
        assert_eq!(top.flows[0].sent, Rate { packets: 2.0, bits: 16_000.0 });
        assert_eq!(top.flows[1].sent, Rate { packets: 1.0, bits: 800.0 });
        assert_eq!(top.flows[1].received, Rate { packets: 1.0, bits: 320.0 });
        assert_eq!(top.flows[2].sent, Rate::default());
        assert_eq!(top.flows[1].total_sent, Amount { packets: 12, bytes: 1_200 });
    }

    #[test]
    fn counts_that_begin_again_are_taken_from_zero() {
        let old = Duration::from_secs(60);
        let (before, after) = pair(
            vec![flow(1, traffic(100, 10_000), traffic(100, 10_000), old)],
            vec![flow(1, traffic(2, 200), traffic(0, 0), old)],
        );
        let top = between(&before, &after, &Names::default(), &host(), 10);
        assert_eq!((top.flows[0].sent, top.flows[0].received), (Rate { packets: 1.0, bits: 800.0 }, Rate::default()));
    }

    #[test]
    fn a_connection_that_was_opened_again_is_not_compared_with_the_former_one() {
        let closed =
            FlowRecord { stage: Stage::Closed, ..flow(1, traffic(10, 1_000), traffic(0, 0), Duration::from_secs(60)) };
        let again = flow(1, traffic(14, 1_400), traffic(2, 200), Duration::from_secs(1));
        let (before, after) = pair(vec![closed], vec![closed, again]);
        let top = between(&before, &after, &Names::default(), &host(), 10);
        let states: Vec<_> = top.flows.iter().map(|flow| flow.state).collect();
        assert_eq!(states, [FlowState::Established, FlowState::Closed]);
        assert_eq!(top.flows[0].sent, Rate { packets: 7.0, bits: 5_600.0 });
        assert_eq!(top.flows[0].received, Rate { packets: 1.0, bits: 800.0 });
        assert_eq!(top.flows[1].sent, Rate::default());
    }

    #[test]
    fn edges_have_rates_and_names_and_flows_their_ends() {
        let id = NetworkInterfaceId::from_entropy(7);
        let reading = |packets, dropped| EdgeReading {
            ifindex: 1,
            counters: InterfaceCounters {
                egress_accepted: traffic(packets, packets * 100),
                egress_dropped: traffic(dropped, dropped * 60),
                ingress_dropped: traffic(dropped, dropped * 60),
                ..InterfaceCounters::default()
            },
            allowance: Allowance { flows: 3, limit: 10, available: 7, exceeded: 0 },
        };
        let (mut before, mut after) = pair(vec![], vec![flow(1, traffic(1, 60), traffic(0, 0), Duration::ZERO)]);
        before.edges.insert(Edge::from(&id), reading(10, 1));
        after.edges.insert(Edge::from(&id), reading(30, 2));
        after.edges.insert(Edge::Internet, EdgeReading { ifindex: 9, ..reading(4, 0) });
        after.drops.insert(DropReason::IngressDenied, traffic(6, 360));
        let owner = Some("arn:aws:ecs:us-east-1:123456789012:task/c/0".to_owned());
        let name = Name { vpc: "vpc-1".to_owned(), address: "10.0.0.4".to_owned(), owner: owner.clone() };
        let names = Names { revision: None, interfaces: [(id.clone(), name)].into() };
        let top = between(&before, &after, &names, &host(), 10);
        let [eni, internet] = top.interfaces.as_slice() else { panic!("{:?}", top.interfaces) };
        assert_eq!((&eni.interface, &eni.owner), (&id.to_string(), &owner));
        assert_eq!((eni.egress, eni.dropped), (Rate { packets: 10.0, bits: 8_000.0 }, 1.0));
        assert_eq!((eni.flows, eni.flow_limit), (3, 10));
        // It was attached within the interval.
        assert_eq!((internet.interface.as_str(), internet.egress.packets), ("internet", 2.0));
        assert_eq!(top.flows[0].source.interface, Some(id.to_string()));
        assert_eq!(top.flows[0].destination.interface, None);
        assert_eq!((top.drops[0].reason.as_str(), top.drops[0].rate.packets), ("ingress-denied", 3.0));
    }
}
