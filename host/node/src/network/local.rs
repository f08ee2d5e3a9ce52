//! Which ENIs a host has, by what it is to run and what it said of it.

use std::collections::BTreeSet;

use minato_store::{Snapshot, StoreError};
use minato_vpc::ids::NetworkInterfaceId;
use minato_workload::{
    DesiredState, HostName, InstanceNode, InstanceNodeStatus, NatNode, NatNodeStatus, NatPhase, Phase, Sandbox,
    SandboxStatus,
};

/// The ENIs that are, or are to be, on this host: those of its sandboxes, NAT gateways and instances that have not stopped.
pub(super) fn local_interfaces(
    snapshot: &Snapshot<'_>,
    host: &HostName,
) -> Result<BTreeSet<NetworkInterfaceId>, StoreError> {
    let stopped: BTreeSet<_> = snapshot
        .list(&SandboxStatus::on_host(host))?
        .into_iter()
        .filter(|status| status.phase == Phase::Stopped)
        .map(|status| status.id)
        .collect();
    let sandboxes = snapshot.list(&Sandbox::on_host(host))?;
    let mut local: BTreeSet<_> =
        sandboxes.into_iter().filter(|s| !stopped.contains(&s.id)).map(|s| s.interface).collect();
    let statuses = snapshot.list(&NatNodeStatus::on_host(host))?;
    let has_stopped = |node: &NatNode| statuses.iter().any(|s| s.id == node.id && s.phase == NatPhase::Stopped);
    let gateways = snapshot.list(&NatNode::on_host(host))?;
    local.extend(gateways.into_iter().filter(|node| !has_stopped(node)).map(|node| node.interface));
    let statuses = snapshot.list(&InstanceNodeStatus::on_host(host))?;
    let has_settled = |node: &InstanceNode| statuses.iter().any(|status| status.id == node.id && status.is_of(node));
    for node in snapshot.list(&InstanceNode::on_host(host))? {
        let is_settled = has_settled(&node);
        // What leaves is here until it was taken away.
        local.extend(node.leaving.into_iter().filter(|_| !is_settled));
        local.extend(node.interfaces.into_iter().filter(|_| !is_settled || node.desired == DesiredState::Running));
    }
    Ok(local)
}
