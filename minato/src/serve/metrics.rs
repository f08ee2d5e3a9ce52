//! `/metrics`: what the APIs answered, and what the data plane and the tasks are at, read when asked.

use anyhow::Result;
use minato_store::{Snapshot, Store};
use minato_workload::{HostName, Phase, SandboxStatus};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge},
    registry::Registry,
};

use super::{host, observe, plane::Plane};

/// What an operation was answered.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answer {
    service: String,
    operation: String,
    /// The error's code, or `OK`.
    code: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reason {
    layer: &'static str,
    reason: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct TableName {
    table: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Gateway {
    nat_gateway: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct TaskPhase {
    phase: &'static str,
}

/// What is counted by the server itself.
#[derive(Debug, Default)]
pub(super) struct Metrics {
    answers: Family<Answer, Counter>,
}

impl Metrics {
    /// Counts an answer of the APIs.
    pub(super) fn answered<B>(&self, response: &hyper::Response<B>) {
        let Some(answer) = response.extensions().get::<minato_wire::server::Answered>() else { return };
        let labels = Answer {
            service: answer.service.to_owned(),
            operation: answer.operation.to_owned(),
            code: answer.code.to_string(),
        };
        self.answers.get_or_create(&labels).inc();
    }

    /// Everything, as `OpenMetrics` text.
    pub(super) fn text(&self, store: &dyn Store, host: &HostName, plane: &Plane) -> Result<String> {
        let mut registry = Registry::with_prefix("minato");
        registry.register("api_requests", "Requests by operation and code", self.answers.clone());
        register_tasks(&mut registry, store, host)?;
        register_plane(&mut registry, plane)?;
        register_gateways(&mut registry, plane)?;
        let mut text = String::new();
        encode(&mut text, &registry)?;
        Ok(text)
    }
}

fn register_tasks(registry: &mut Registry, store: &dyn Store, host: &HostName) -> Result<()> {
    let tasks = Family::<TaskPhase, Gauge>::default();
    registry.register("tasks", "Tasks on this machine by phase", tasks.clone());
    let phases =
        [Phase::Connecting, Phase::Starting, Phase::Running, Phase::Stopping, Phase::Disconnecting, Phase::Stopped];
    for phase in phases {
        // A phase in which no task is shows as 0.
        tasks.get_or_create(&TaskPhase { phase: observe::phase(phase) }).set(0);
    }
    let statuses: Vec<SandboxStatus> = Snapshot::new(store)?.list(&SandboxStatus::on_host(host))?;
    for status in statuses {
        tasks.get_or_create(&TaskPhase { phase: observe::phase(status.phase) }).inc();
    }
    Ok(())
}

/// As `CloudWatch` names them, with the words of this server.
fn register_gateways(registry: &mut Registry, plane: &Plane) -> Result<()> {
    let connections = Family::<Gateway, Gauge>::default();
    let errors = Family::<Gateway, Counter>::default();
    let resets = Family::<Gateway, Counter>::default();
    for gateway in host::nat_gateways(plane)? {
        let labels = Gateway { nat_gateway: gateway.id };
        connections.get_or_create(&labels).set(i64::try_from(gateway.connections).unwrap_or(i64::MAX));
        errors.get_or_create(&labels).inc_by(gateway.error_port_allocation);
        resets.get_or_create(&labels).inc_by(gateway.resets);
    }
    registry.register("nat_active_connections", "Connections of NAT gateways (ActiveConnectionCount)", connections);
    registry.register(
        "nat_error_port_allocation",
        "Flows that NAT gateways dropped because no port was left (ErrorPortAllocation)",
        errors,
    );
    registry.register("nat_resets", "Resets of NAT gateways for connections that were idle for too long", resets);
    Ok(())
}

fn register_plane(registry: &mut Registry, plane: &Plane) -> Result<()> {
    let Some(agent) = plane.agent() else { return Ok(()) };
    let counters = agent.counters()?;
    let packets = Family::<Reason, Counter>::default();
    let bytes = Family::<Reason, Counter>::default();
    for (reason, traffic) in &counters.drops {
        let labels = Reason { layer: reason.layer().name(), reason: reason.name() };
        packets.get_or_create(&labels).inc_by(traffic.packets);
        bytes.get_or_create(&labels).inc_by(traffic.bytes);
    }
    registry.register("dropped_packets", "Packets dropped, by layer and reason", packets);
    registry.register("dropped_bytes", "Bytes of dropped packets, by layer and reason", bytes);

    let lost = Counter::<u64>::default();
    lost.inc_by(counters.events_lost);
    registry.register("flow_events_lost", "Flow events that nobody read in time", lost);

    let entries = Family::<TableName, Gauge>::default();
    let limits = Family::<TableName, Gauge>::default();
    for table in plane.occupancy()? {
        let labels = TableName { table: table.table };
        entries.get_or_create(&labels).set(i64::try_from(table.entries).unwrap_or(i64::MAX));
        limits.get_or_create(&labels).set(i64::try_from(table.limit).unwrap_or(i64::MAX));
    }
    registry.register("table_entries", "Entries in the kernel's tables", entries);
    registry.register("table_limit", "How many entries the kernel's tables hold", limits);
    Ok(())
}
