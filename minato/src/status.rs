//! `minato status`: what runs, what was dropped, how full it is.

use std::{collections::BTreeMap, process::ExitCode};

use anyhow::Result;

use crate::{
    cli::StatusArguments,
    client::{self, Client},
    output::{self, Colours, Table},
    report::{Addition, NatGatewayCounts, PublicSideStatus, Status},
};

/// How many names of what was added to the machine a line holds; JSON holds all.
const NAMES_SHOWN: usize = 4;

/// Runs the command.
pub(crate) fn run(arguments: &StatusArguments) -> Result<ExitCode> {
    let client = Client::new(&arguments.endpoint.endpoint)?;
    let path = if arguments.settled { "/_minato/status?settled=true" } else { "/_minato/status" };
    let status: Status = client::block_on(client.get(path))?;
    if arguments.json {
        output::line(serde_json::to_string_pretty(&status)?)?;
    } else if let Err(error) = print(&status, Colours::of_stdout())
        && !output::reader_left(&error)
    {
        return Err(error);
    }
    Ok(ExitCode::SUCCESS)
}

fn print(status: &Status, colours: Colours) -> Result<()> {
    output::line(format!(
        "Minato {} on host {}, data plane {}, instance {} in {}",
        status.version, status.host, status.data_plane, status.instance, status.data_dir
    ))?;
    output::line(if status.signatures_verified {
        "Signatures are verified."
    } else {
        "No signature is verified: any client of this machine may do anything."
    })?;
    output::line(public_side(&status.public_side))?;
    for problem in &status.problems {
        output::line(colours.bad(problem))?;
    }

    let mut vpcs = Table::new(["VPC", "CIDR", "NAME", "REGION", "SUBNETS", "ENIS", "GROUPS"]);
    for vpc in &status.vpcs {
        vpcs.row([
            vpc.id.clone(),
            vpc.cidr.clone(),
            vpc.name.clone().unwrap_or_else(|| if vpc.is_default { "(default)" } else { "-" }.to_owned()),
            vpc.region.clone(),
            vpc.subnets.to_string(),
            vpc.interfaces.to_string(),
            vpc.security_groups.to_string(),
        ]);
    }
    section(&vpcs, !status.vpcs.is_empty(), colours)?;

    let mut tasks = Table::new(["PHASE", "ENI", "ADDRESS", "CONTAINERS", "OWNER"]);
    for task in &status.tasks {
        let containers: Vec<String> = task.containers.iter().map(|(name, state)| format!("{name} {state}")).collect();
        tasks.row([
            task.phase.clone(),
            task.interface.clone(),
            task.address.clone().unwrap_or_else(|| "-".to_owned()),
            containers.join(", "),
            task.owner.clone(),
        ]);
    }
    section(&tasks, !status.tasks.is_empty(), colours)?;

    let mut instances = Table::new(["INSTANCE", "STATE", "NAMESPACE", "ADDRESS", "FURTHER DEVICES"]);
    for instance in &status.instances {
        let further = instance.devices.iter().filter(|(_, eni)| **eni != instance.interface);
        let further: Vec<String> = further.map(|(device, eni)| format!("{device} {eni}")).collect();
        instances.row([
            instance.id.clone(),
            instance.state.clone(),
            instance.interface.clone(),
            instance.address.clone().unwrap_or_else(|| "-".to_owned()),
            if further.is_empty() { "-".to_owned() } else { further.join(", ") },
        ]);
    }
    section(&instances, !status.instances.is_empty(), colours)?;

    let mut gateways = Table::new(["NAT GATEWAY", "PHASE", "ENI", "CONNECTIONS", "ErrorPortAllocation", "RESETS"]);
    for gateway in &status.nat_gateways {
        let count = |value: fn(&NatGatewayCounts) -> u64| {
            gateway.counts.as_ref().map_or_else(|| "-".to_owned(), |counts| value(counts).to_string())
        };
        gateways.row([
            gateway.id.clone(),
            gateway.phase.clone(),
            gateway.interface.clone(),
            count(|counts| counts.connections),
            count(|counts| counts.error_port_allocation),
            count(|counts| counts.resets),
        ]);
    }
    section(&gateways, !status.nat_gateways.is_empty(), colours)?;

    let mut drops = Table::new(["DROPPED", "LAYER", "REASON", "WHAT IT MEANS"]);
    for drop in &status.drops {
        drops.row([drop.packets.to_string(), drop.layer.clone(), drop.reason.clone(), drop.text.clone()]);
    }
    section(&drops, !status.drops.is_empty(), colours)?;

    let mut tables = Table::new(["TABLE", "ENTRIES", "LIMIT"]);
    for table in &status.tables {
        tables.row([table.table.clone(), table.entries.to_string(), table.limit.to_string()]);
    }
    section(&tables, !status.tables.is_empty(), colours)?;

    let mut additions = Table::new(["ON THIS MACHINE", "NUMBER", "NAMES"]);
    for (what, names) in by_kind(&status.additions) {
        let more = if names.len() > NAMES_SHOWN { ", …" } else { "" };
        let shown = names.iter().take(NAMES_SHOWN).copied().collect::<Vec<_>>().join(", ");
        additions.row([what.to_owned(), names.len().to_string(), shown + more]);
    }
    section(&additions, !status.additions.is_empty(), colours)
}

/// The names of what was added, by its kind.
fn by_kind(additions: &[Addition]) -> BTreeMap<&str, Vec<&str>> {
    let mut kinds = BTreeMap::<_, Vec<_>>::new();
    for addition in additions {
        kinds.entry(addition.what.as_str()).or_default().push(addition.name.as_str());
    }
    kinds
}

/// How far public addresses reach, in a sentence.
fn public_side(status: &PublicSideStatus) -> String {
    let PublicSideStatus { pool, routed, forwarding } = status;
    match (routed, forwarding) {
        (false, _) => format!("Public addresses are of {pool}, which is not routed on this machine."),
        (true, false) => format!(
            "Public addresses are of {pool}: this machine reaches them, and they reach this machine and nothing beyond it \
             (net.ipv4.ip_forward is off)."
        ),
        (true, true) => {
            format!("Public addresses are of {pool}, and this machine forwards for them as its firewall says.")
        }
    }
}

fn section(table: &Table, any: bool, colours: Colours) -> Result<()> {
    if any {
        output::line("")?;
        table.print(colours)?;
    }
    Ok(())
}
