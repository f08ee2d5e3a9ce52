//! `/metrics`: what each layer counts and how full it is, read when asked. [`catalogue`] says what there is.

mod catalogue;

use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Result;
use jiff::Timestamp;
use minato_datapath::{EdgeReading, Observer, Traffic};
use minato_document::Prefix;
use minato_node::{Agent, FlowEventKind, Part, PartHealth};
use minato_store::{Snapshot, Store};
use minato_vpc::{DropReason, Edge, resources::NetworkInterface};
use minato_workload::{ContainerState, HostName, Phase, Sandbox, SandboxStatus};
use prometheus_client::{
    encoding::text::encode,
    metrics::{
        counter::Counter,
        family::Family,
        histogram::{Histogram, exponential_buckets},
    },
    registry::Registry,
};

use self::catalogue::{Labels, PREFIX};
use super::{host, observe, plane::Plane};
use crate::report::{NatGatewayCounts, NatGatewayStatus};

/// One millisecond to eight seconds.
const API_BUCKETS: (f64, f64, u16) = (0.001, 2.0, 14);

const PHASES: [Phase; 6] =
    [Phase::Connecting, Phase::Starting, Phase::Running, Phase::Stopping, Phase::Disconnecting, Phase::Stopped];
const CONTAINER_STATES: [ContainerState; 3] =
    [ContainerState::Pending, ContainerState::Running, ContainerState::Stopped];

/// What is counted by the server itself.
#[derive(Debug)]
pub(super) struct Metrics {
    started_at: Timestamp,
    state_file: PathBuf,
    requests: Family<Labels<3>, Counter>,
    durations: Family<Labels<2>, Histogram, fn() -> Histogram>,
    unknown: Counter,
}

impl Metrics {
    /// Nothing counted yet; `state_file` holds the documents.
    pub(super) fn new(state_file: &Path) -> Self {
        Self {
            started_at: Timestamp::now(),
            state_file: state_file.to_owned(),
            requests: Family::default(),
            durations: Family::new_with_constructor(api_durations),
            unknown: Counter::default(),
        }
    }

    /// Counts an answer of the APIs that took so long.
    pub(super) fn answered<B>(&self, response: &hyper::Response<B>, took: Duration) {
        let Some(answer) = response.extensions().get::<minato_wire::server::Answered>() else {
            self.unknown.inc();
            return;
        };
        let (service, operation) = (answer.service.to_owned(), answer.operation.to_owned());
        let duration = catalogue::API_DURATION.labels([service.clone(), operation.clone()]);
        self.durations.get_or_create(&duration).observe(took.as_secs_f64());
        let request = catalogue::API_REQUESTS.labels([service, operation, answer.code.to_string()]);
        self.requests.get_or_create(&request).inc();
    }

    /// Everything, as `OpenMetrics` text.
    pub(super) fn text(&self, store: &dyn Store, host: &HostName, plane: &Plane) -> Result<String> {
        let mut registry = Registry::with_prefix(PREFIX);
        self.add_server(&mut registry, store)?;
        let snapshot = Snapshot::new(store)?;
        add_tasks(&mut registry, &snapshot, host)?;
        if let Some(agent) = plane.agent() {
            add_agent(&mut registry, agent);
            add_tables(&mut registry, plane)?;
            if let Some(observer) = agent.observer() {
                add_drops(&mut registry, observer)?;
                add_edges(&mut registry, &snapshot, host, &observer.edges()?)?;
            }
        }
        add_gateways(&mut registry, plane)?;
        let mut text = String::new();
        encode(&mut text, &registry)?;
        Ok(text)
    }

    fn add_server(&self, registry: &mut Registry, store: &dyn Store) -> Result<()> {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        catalogue::BUILD_INFO.gauges(registry, [([version], 1)]);
        let started = u64::try_from(self.started_at.as_second()).unwrap_or(0);
        catalogue::START_TIME.gauge(registry, started);
        catalogue::STORE_SIZE.gauge(registry, std::fs::metadata(&self.state_file)?.len());
        catalogue::STORE_REVISION.gauge(registry, store.revision()?);
        catalogue::API_REQUESTS.register(registry, self.requests.clone());
        catalogue::API_DURATION.register(registry, self.durations.clone());
        catalogue::API_UNKNOWN.register(registry, self.unknown.clone());
        Ok(())
    }
}

fn api_durations() -> Histogram {
    let (start, factor, length) = API_BUCKETS;
    Histogram::new(exponential_buckets(start, factor, length))
}

fn add_tasks(registry: &mut Registry, snapshot: &Snapshot<'_>, host: &HostName) -> Result<()> {
    let statuses: Vec<SandboxStatus> = snapshot.list(&SandboxStatus::on_host(host))?;
    // What there is none of shows as 0.
    let in_phase = |phase| count(statuses.iter().filter(|status| status.phase == phase));
    catalogue::TASKS.gauges(registry, PHASES.map(|phase| ([observe::phase(phase).to_owned()], in_phase(phase))));
    let containers = || statuses.iter().flat_map(|status| &status.containers);
    let in_state = |state| count(containers().filter(|container| container.state == state));
    let states = CONTAINER_STATES.map(|state| ([observe::container_state(state).to_owned()], in_state(state)));
    catalogue::CONTAINERS.gauges(registry, states);
    Ok(())
}

fn add_agent(registry: &mut Registry, agent: &Agent) {
    let work = agent.work();
    catalogue::APPLIED_REVISION.gauge(registry, agent.applied_revision());
    add_parts(registry, &agent.health());
    catalogue::COMPILE_DURATION.register(registry, work.compile.clone());
    catalogue::APPLY_DURATION.register(registry, work.apply.clone());
    catalogue::APPLY_FAILURES.register(registry, work.apply_failures.clone());
    catalogue::ENTRIES_WRITTEN.register(registry, work.entries_written.clone());
    catalogue::ENTRIES_DELETED.register(registry, work.entries_deleted.clone());
    let repairs =
        [("entry", &work.repaired_entries), ("namespace", &work.repaired_namespaces), ("link", &work.repaired_links)];
    catalogue::REPAIRS.counters(registry, repairs.map(|(what, counter)| ([what.to_owned()], counter.get())));
    let events = agent.flow_events();
    let kinds =
        [("opened", FlowEventKind::Opened), ("closed", FlowEventKind::Closed), ("rejected", FlowEventKind::Rejected)];
    let read = kinds.map(|(name, kind)| ([name.to_owned()], events.get(&kind).copied().unwrap_or(0)));
    catalogue::FLOW_EVENTS.counters(registry, read);
}

/// All parts, also those that were not at work yet.
fn add_parts(registry: &mut Registry, health: &BTreeMap<Part, PartHealth>) {
    let each = |value: fn(&PartHealth) -> u64| {
        let sample = |part: Part| {
            ([part.name().to_owned()], health.get(&part).map_or_else(|| value(&PartHealth::default()), value))
        };
        Part::ALL.map(sample)
    };
    catalogue::PART_HEALTHY.gauges(registry, each(|part| part.is_healthy().into()));
    catalogue::PART_FAILURES.counters(registry, each(|part| part.failures));
}

fn add_tables(registry: &mut Registry, plane: &Plane) -> Result<()> {
    let tables = plane.occupancy()?;
    let each = |value: fn(&crate::report::Occupancy) -> u64| {
        tables.iter().map(move |table| ([table.table.clone()], value(table))).collect::<Vec<_>>()
    };
    catalogue::TABLE_ENTRIES.gauges(registry, each(|table| table.entries));
    catalogue::TABLE_LIMIT.gauges(registry, each(|table| table.limit));
    Ok(())
}

fn add_drops(registry: &mut Registry, observer: &Observer) -> Result<()> {
    let drops = observer.drops()?;
    let each = |value: fn(Traffic) -> u64| {
        let sample = |reason: &DropReason| {
            let labels = [reason.layer().name().to_owned(), reason.name().to_owned()];
            (labels, value(drops.get(reason).copied().unwrap_or_default()))
        };
        DropReason::ALL.iter().map(sample).collect::<Vec<_>>()
    };
    catalogue::DROPPED_PACKETS.counters(registry, each(|traffic| traffic.packets));
    catalogue::DROPPED_BYTES.counters(registry, each(|traffic| traffic.bytes));
    catalogue::EVENTS_LOST.counter(registry, observer.events_lost()?);
    Ok(())
}

fn add_edges(
    registry: &mut Registry,
    snapshot: &Snapshot<'_>,
    host: &HostName,
    edges: &BTreeMap<Edge, EdgeReading>,
) -> Result<()> {
    let sandboxes: Vec<Sandbox> = snapshot.list(&Sandbox::on_host(host))?;
    let mut owners: HashMap<_, _> = sandboxes.into_iter().map(|it| (it.interface, it.owner)).collect();
    let interfaces: Vec<NetworkInterface> = snapshot.list(&Prefix::all())?;
    let attached = interfaces.iter().filter(|interface| edges.contains_key(&Edge::from(&interface.id)));
    let info = attached.map(|interface| {
        let owner = owners.remove(&interface.id).unwrap_or_default();
        let (vpc, subnet) = (interface.vpc.to_string(), interface.subnet.to_string());
        ([interface.id.to_string(), vpc, subnet, interface.address.to_string(), owner], 1)
    });
    catalogue::INTERFACE_INFO.gauges(registry, info);

    let traffic = |value: fn(Traffic) -> u64| {
        let samples = edges.iter().flat_map(move |(edge, reading)| {
            let counters = reading.counters;
            let parts = [
                ("egress", "accepted", counters.egress_accepted),
                ("egress", "dropped", counters.egress_dropped),
                ("ingress", "accepted", counters.ingress_accepted),
                ("ingress", "dropped", counters.ingress_dropped),
            ];
            parts.map(|(direction, verdict, traffic)| {
                ([edge.to_string(), direction.to_owned(), verdict.to_owned()], value(traffic))
            })
        });
        samples.collect::<Vec<_>>()
    };
    catalogue::INTERFACE_PACKETS.counters(registry, traffic(|traffic| traffic.packets));
    catalogue::INTERFACE_BYTES.counters(registry, traffic(|traffic| traffic.bytes));

    let each = |value: fn(&EdgeReading) -> u64| {
        edges.iter().map(move |(edge, reading)| ([edge.to_string()], value(reading))).collect::<Vec<_>>()
    };
    catalogue::INTERFACE_ANSWERED.counters(registry, each(|reading| reading.counters.answered.packets));
    catalogue::CONNTRACK_FLOWS.gauges(registry, each(|reading| reading.allowance.flows));
    catalogue::CONNTRACK_LIMIT.gauges(registry, each(|reading| reading.allowance.limit));
    catalogue::CONNTRACK_AVAILABLE.gauges(registry, each(|reading| reading.allowance.available));
    catalogue::CONNTRACK_EXCEEDED.counters(registry, each(|reading| reading.allowance.exceeded));
    Ok(())
}

fn add_gateways(registry: &mut Registry, plane: &Plane) -> Result<()> {
    add_gateway_counts(registry, &host::nat_gateways(plane)?);
    Ok(())
}

/// A gateway whose counters cannot be read is left out: a counter that is 0 in between looks as if it had begun again.
fn add_gateway_counts(registry: &mut Registry, gateways: &[NatGatewayStatus]) {
    let each = |value: fn(&NatGatewayCounts) -> u64| {
        let sample = |gateway: &NatGatewayStatus| Some(([gateway.id.clone()], value(gateway.counts.as_ref()?)));
        gateways.iter().filter_map(sample).collect::<Vec<_>>()
    };
    catalogue::NAT_CONNECTIONS.gauges(registry, each(|counts| counts.connections));
    catalogue::NAT_PORT_ERRORS.counters(registry, each(|counts| counts.error_port_allocation));
    catalogue::NAT_TABLE_FULL.counters(registry, each(|counts| counts.table_full));
    catalogue::NAT_RESETS.counters(registry, each(|counts| counts.resets));
    catalogue::NAT_UNSOLICITED.counters(registry, each(|counts| counts.unsolicited));
}

fn count(all: impl Iterator) -> u64 {
    u64::try_from(all.count()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exposed(add: impl FnOnce(&mut Registry)) -> String {
        let (mut registry, mut text) = (Registry::with_prefix(PREFIX), String::new());
        add(&mut registry);
        encode(&mut text, &registry).unwrap();
        text
    }

    #[test]
    fn a_gateway_that_cannot_be_read_shows_no_counts() {
        let gateway = |id: &str, counts| NatGatewayStatus {
            id: id.to_owned(),
            interface: "eni-1".to_owned(),
            phase: "running".to_owned(),
            counts,
        };
        let counts =
            NatGatewayCounts { connections: 1, error_port_allocation: 2, table_full: 3, resets: 4, unsolicited: 5 };
        let gateways = [gateway("nat-1", None), gateway("nat-2", Some(counts))];
        let text = exposed(|registry| add_gateway_counts(registry, &gateways));
        let samples: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(samples.len(), 5, "{text}");
        assert!(samples.iter().all(|sample| sample.contains("nat-2")), "{text}");
        // In JSON they stand beside the rest, or not at all.
        let read = |gateway: &NatGatewayStatus| serde_json::to_value(gateway).unwrap();
        assert_eq!(read(&gateways[1])["errorPortAllocation"], 2);
        assert_eq!(read(&gateways[0]).get("connections"), None);
        for gateway in gateways {
            assert_eq!(serde_json::from_value::<NatGatewayStatus>(read(&gateway)).unwrap(), gateway);
        }
    }

    #[test]
    fn parts_of_the_agent_show_before_they_were_at_work() {
        let failing = PartHealth { is_failing: true, failures: 2, ..PartHealth::default() };
        let text = exposed(|registry| add_parts(registry, &[(Part::Network, failing)].into()));
        for part in Part::ALL {
            let (healthy, failures) = if part == Part::Network { (0, 2) } else { (1, 0) };
            let name = part.name();
            for line in [
                format!("minato_agent_part_healthy{{part=\"{name}\"}} {healthy}\n"),
                format!("minato_agent_part_failures_total{{part=\"{name}\"}} {failures}\n"),
            ] {
                assert!(text.contains(&line), "{line}:\n{text}");
            }
        }
    }
}
