//! What this machine runs besides tasks, and what the instance added to it, in the form in which it is reported.

use std::fs;

use anyhow::Result;
use minato_document::Prefix;
use minato_network::PublicBlock;
use minato_node::{HostTraces, NatCounts, NatSummary};
use minato_store::Snapshot;
use minato_vpc::resources::PublicAddress;
use minato_workload::NatPhase;

use super::plane::Plane;
use crate::report::{Addition, NatGatewayCounts, NatGatewayStatus, PublicSideStatus};

/// The NAT gateways.
pub(super) fn nat_gateways(plane: &Plane) -> Result<Vec<NatGatewayStatus>> {
    let Some(agent) = plane.agent() else { return Ok(Vec::new()) };
    let status = |gateway: NatSummary| NatGatewayStatus {
        id: gateway.id.to_string(),
        interface: gateway.interface.to_string(),
        phase: match gateway.phase {
            None | Some(NatPhase::Starting) => "starting",
            Some(NatPhase::Running) => "running",
            Some(NatPhase::Stopped) => "stopped",
        }
        .to_owned(),
        counts: gateway.counts.map(counts),
    };
    Ok(agent.nat_gateways()?.into_iter().map(status).collect())
}

fn counts(counts: NatCounts) -> NatGatewayCounts {
    NatGatewayCounts {
        connections: counts.connections,
        error_port_allocation: counts.port_errors,
        table_full: counts.table_full,
        resets: counts.resets,
        unsolicited: counts.unsolicited,
    }
}

/// The public side.
pub(super) fn public_side(plane: &Plane, pool: PublicBlock) -> PublicSideStatus {
    let pool = pool.to_string();
    let traces = plane.agent().map(|agent| HostTraces::of(agent.instance()));
    let public = traces.and_then(|traces| traces.public);
    PublicSideStatus {
        routed: public.is_some_and(|public| public.is_up && public.routes.contains(&pool)),
        pool,
        forwarding: fs::read_to_string("/proc/sys/net/ipv4/ip_forward").is_ok_and(|value| value.trim() == "1"),
    }
}

/// What is wrong with public addresses that were handed out while the pool was another one.
pub(super) fn stray_addresses(snapshot: &Snapshot<'_>, pool: PublicBlock) -> Result<Vec<String>> {
    let addresses: Vec<PublicAddress> = snapshot.list(&Prefix::all())?;
    let strays: Vec<_> = addresses.iter().filter(|address| !pool.cidr().contains(&address.public)).collect();
    let problem = |first: &&PublicAddress| {
        format!(
            "{} public addresses, such as {}, are not of the pool {pool}, so nothing reaches them: release them, or serve with \
             the --public-pool that they are of",
            strays.len(),
            first.public
        )
    };
    Ok(strays.first().map(problem).into_iter().collect())
}

/// What the instance added to the machine.
pub(super) fn additions(plane: &Plane) -> Vec<Addition> {
    let Some(agent) = plane.agent() else { return Vec::new() };
    let traces = HostTraces::of(agent.instance());
    let mut all = Vec::new();
    let mut add = |what: &str, name: String| all.push(Addition { what: what.to_owned(), name });
    if let Some(public) = traces.public {
        add("link", public.name.clone());
        add("link", public.gateway_name);
        for route in public.routes {
            add("route", format!("{route} dev {}", public.name));
        }
        for fallback in public.fallbacks {
            add("route", format!("unreachable {fallback}"));
        }
    }
    for name in traces.premises {
        add("link", name);
    }
    for link in traces.links {
        add("link", link.name);
    }
    for namespace in traces.namespaces {
        add("namespace", namespace.to_string());
    }
    for directory in traces.runtime_dir.into_iter().chain(traces.cgroups) {
        add("directory", directory.display().to_string());
    }
    for mount in traces.mounts {
        add("mount", mount.display().to_string());
    }
    for process in traces.containerd_pid.into_iter().chain(traces.shim_pids) {
        add("process", process.to_string());
    }
    all
}
