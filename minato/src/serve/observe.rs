//! What the store, the agent and the data plane say, in the form in which it is reported.

use std::collections::BTreeMap;

use anyhow::Result;
use minato_document::Prefix;
use minato_network::PublicBlock;
use minato_node::{FlowEndpoint, FlowEvent as NodeEvent, FlowEventKind};
use minato_store::{Snapshot, Store};
use minato_vpc::{
    ids::NetworkInterfaceId,
    resources::{Direction, Instance, InstanceState, NetworkInterface, SecurityGroup, Subnet, Vpc},
};
use minato_workload::{ContainerState, HostName, Phase, Sandbox, SandboxId, SandboxStatus};

use super::{host, plane::Plane};
use crate::report::{Amount, Drops, End, Flow, FlowEvent, InstanceStatus, Rejection, Status, TaskStatus, VpcStatus};

/// What a server knows of itself.
pub(super) struct About {
    pub(super) instance: String,
    pub(super) data_dir: String,
    pub(super) host: String,
    pub(super) public_pool: PublicBlock,
    pub(super) signatures_verified: bool,
}

/// The whole status.
pub(super) fn status(store: &dyn Store, host: &HostName, plane: &Plane, about: &About) -> Result<Status> {
    let snapshot = Snapshot::new(store)?;
    let interfaces: Vec<NetworkInterface> = snapshot.list(&Prefix::all())?;
    Ok(Status {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        instance: about.instance.clone(),
        data_dir: about.data_dir.clone(),
        host: about.host.clone(),
        data_plane: if plane.agent().is_some() { "kernel" } else { "none" }.to_owned(),
        signatures_verified: about.signatures_verified,
        vpcs: vpcs(&snapshot, &interfaces)?,
        instances: instances(&snapshot, &interfaces)?,
        tasks: tasks(&snapshot, host, interfaces)?,
        nat_gateways: host::nat_gateways(plane)?,
        public_side: host::public_side(plane, about.public_pool),
        additions: host::additions(plane),
        drops: drops(plane)?,
        tables: plane.occupancy()?,
        problems: [plane.problems()?, host::stray_addresses(&snapshot, about.public_pool)?].concat(),
    })
}

fn vpcs(snapshot: &Snapshot<'_>, interfaces: &[NetworkInterface]) -> Result<Vec<VpcStatus>> {
    let vpcs: Vec<Vpc> = snapshot.list(&Prefix::all())?;
    let subnets: Vec<Subnet> = snapshot.list(&Prefix::all())?;
    let groups: Vec<SecurityGroup> = snapshot.list(&Prefix::all())?;
    let status = |vpc: Vpc| VpcStatus {
        name: vpc.tags.get("Name").cloned(),
        is_default: vpc.is_default,
        account: vpc.scope.account,
        region: vpc.scope.region,
        cidr: vpc.cidr_blocks.iter().map(|block| block.cidr.to_string()).collect::<Vec<_>>().join(", "),
        subnets: subnets.iter().filter(|subnet| subnet.vpc == vpc.id).count(),
        interfaces: interfaces.iter().filter(|interface| interface.vpc == vpc.id).count(),
        security_groups: groups.iter().filter(|group| group.vpc == vpc.id).count(),
        id: vpc.id.to_string(),
    };
    Ok(vpcs.into_iter().map(status).collect())
}

fn instances(snapshot: &Snapshot<'_>, interfaces: &[NetworkInterface]) -> Result<Vec<InstanceStatus>> {
    let instances: Vec<Instance> = snapshot.list(&Prefix::all())?;
    let status = |instance: Instance| {
        let attached = interfaces.iter().filter_map(|interface| Some((interface, interface.attachment.as_ref()?)));
        let own = attached.filter(|(_, attachment)| attachment.owner == instance.id.as_str());
        let primary = interfaces.iter().find(|interface| interface.id == instance.interface);
        InstanceStatus {
            state: instance.state.name().to_owned(),
            interface: instance.interface.to_string(),
            address: primary.map(|interface| interface.address.to_string()),
            devices: own.map(|(i, attachment)| (format!("eth{}", attachment.device_index), i.id.to_string())).collect(),
            id: instance.id.to_string(),
        }
    };
    Ok(instances.into_iter().filter(|instance| instance.state != InstanceState::Terminated).map(status).collect())
}

fn tasks(snapshot: &Snapshot<'_>, host: &HostName, interfaces: Vec<NetworkInterface>) -> Result<Vec<TaskStatus>> {
    let interfaces: BTreeMap<NetworkInterfaceId, NetworkInterface> =
        interfaces.into_iter().map(|interface| (interface.id.clone(), interface)).collect();
    let statuses: BTreeMap<SandboxId, SandboxStatus> =
        snapshot.list(&SandboxStatus::on_host(host))?.into_iter().map(|status| (status.id.clone(), status)).collect();
    let sandboxes: Vec<Sandbox> = snapshot.list(&Sandbox::on_host(host))?;
    let task = |sandbox: Sandbox| {
        let status = statuses.get(&sandbox.id);
        let interface = interfaces.get(&sandbox.interface);
        TaskStatus {
            owner: sandbox.owner,
            phase: status.map_or("pending", |status| phase(status.phase)).to_owned(),
            interface: sandbox.interface.to_string(),
            address: interface.map(|interface| interface.address.to_string()),
            groups: interface.into_iter().flat_map(|i| &i.groups).map(ToString::to_string).collect(),
            containers: status
                .into_iter()
                .flat_map(|status| &status.containers)
                .map(|container| (container.name.clone(), container_state(container.state).to_owned()))
                .collect(),
        }
    };
    Ok(sandboxes.into_iter().map(task).collect())
}

/// A phase's name.
pub(super) fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Connecting => "connecting",
        Phase::Starting => "starting",
        Phase::Running => "running",
        Phase::Stopping => "stopping",
        Phase::Disconnecting => "disconnecting",
        Phase::Stopped => "stopped",
    }
}

/// The name of a container's state.
pub(super) fn container_state(state: ContainerState) -> &'static str {
    match state {
        ContainerState::Pending => "pending",
        ContainerState::Running => "running",
        ContainerState::Stopped => "stopped",
    }
}

fn drops(plane: &Plane) -> Result<Vec<Drops>> {
    let Some(agent) = plane.agent() else { return Ok(Vec::new()) };
    let drops = agent.counters()?.drops.into_iter().map(|(reason, traffic)| Drops {
        layer: reason.layer().name().to_owned(),
        reason: reason.name().to_owned(),
        text: reason.text().to_owned(),
        packets: traffic.packets,
        bytes: traffic.bytes,
    });
    Ok(drops.collect())
}

/// A flow event as it is reported.
pub(super) fn flow(event: NodeEvent) -> Flow {
    let has_ports = matches!(event.protocol, 1 | 6 | 17);
    let end = |end: &FlowEndpoint| End {
        address: end.address.to_string(),
        port: has_ports.then_some(end.port),
        interface: end.interface.as_ref().map(ToString::to_string),
    };
    let amount = |end: &FlowEndpoint| Amount { packets: end.packets, bytes: end.bytes };
    let direction = match event.direction {
        Direction::Ingress => "ingress",
        Direction::Egress => "egress",
    };
    Flow {
        at: event.time,
        event: match event.kind {
            FlowEventKind::Opened => FlowEvent::Opened,
            FlowEventKind::Closed => FlowEvent::Closed,
            FlowEventKind::Rejected => FlowEvent::Rejected,
        },
        protocol: protocol(event.protocol),
        source: end(&event.source),
        destination: end(&event.destination),
        sent: amount(&event.source),
        received: amount(&event.destination),
        rejection: event.reason.map(|reason| Rejection {
            direction: direction.to_owned(),
            layer: reason.layer,
            reason: reason.name,
            text: reason.text,
        }),
    }
}

/// The protocol's name, or its number.
pub(super) fn protocol(number: u8) -> String {
    match number {
        1 => "icmp".to_owned(),
        6 => "tcp".to_owned(),
        17 => "udp".to_owned(),
        58 => "icmpv6".to_owned(),
        other => other.to_string(),
    }
}
