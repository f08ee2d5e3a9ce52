//! Instances that start, stop and end. What a host is to do of one is written with it.

use minato_network::{Kind, NetworkTransaction, StateChange};
use minato_vpc::{
    ids::{InstanceId, NetworkInterfaceId},
    resources::{self as model, AttachmentState},
};
use minato_wire::ec2::{
    InstanceState, InstanceStateChange, StartInstancesRequest, StartInstancesResult, StopInstancesRequest,
    StopInstancesResult, TerminateInstancesRequest, TerminateInstancesResult,
};
use minato_workload::{DesiredState, HostName, InstanceNode};

use crate::{
    call::{Call, Fault},
    input::{id, shown},
};

/// What is asked for.
#[derive(Clone, Copy)]
enum Change {
    Start,
    Stop,
    Terminate,
}

pub(crate) fn start_instances(call: &Call<'_>, input: StartInstancesRequest) -> Result<StartInstancesResult, Fault> {
    let changes = change(call, input.dry_run, input.instance_ids, Change::Start)?;
    Ok(StartInstancesResult { starting_instances: Some(changes) })
}

pub(crate) fn stop_instances(call: &Call<'_>, input: StopInstancesRequest) -> Result<StopInstancesResult, Fault> {
    let changes = change(call, input.dry_run, input.instance_ids, Change::Stop)?;
    Ok(StopInstancesResult { stopping_instances: Some(changes) })
}

pub(crate) fn terminate_instances(
    call: &Call<'_>,
    input: TerminateInstancesRequest,
) -> Result<TerminateInstancesResult, Fault> {
    let changes = change(call, input.dry_run, input.instance_ids, Change::Terminate)?;
    Ok(TerminateInstancesResult { terminating_instances: Some(changes) })
}

/// Changes all instances or none.
fn change(
    call: &Call<'_>,
    dry_run: Option<bool>,
    ids: Option<Vec<String>>,
    change: Change,
) -> Result<Vec<InstanceStateChange>, Fault> {
    let ids = ids.filter(|ids| !ids.is_empty()).ok_or_else(|| Fault::missing("InstanceId"))?;
    let ids = ids.iter().map(|text| id(text, Kind::Instance)).collect::<Result<Vec<InstanceId>, _>>()?;
    call.run(dry_run, |network| {
        let mut changes = Vec::new();
        for id in &ids {
            let StateChange { previous, instance } = match change {
                Change::Start => network.start_instance(id),
                Change::Stop => network.stop_instance(id),
                Change::Terminate => network.terminate_instance(id),
            }?;
            if previous != instance.state {
                put_node(network, call.host, &instance)?;
            }
            changes.push(InstanceStateChange {
                instance_id: shown(id),
                current_state: show_state(instance.state),
                previous_state: show_state(previous),
            });
        }
        Ok(changes)
    })
}

pub(crate) fn show_state(state: model::InstanceState) -> Option<InstanceState> {
    Some(InstanceState { code: Some(state.code()), name: shown(state.name()) })
}

/// Writes what the host is to do of an instance.
pub(crate) fn put_node(
    network: &mut NetworkTransaction<'_, '_>,
    host: &HostName,
    instance: &model::Instance,
) -> Result<(), Fault> {
    let own = network.interfaces_of(&instance.id)?;
    let is_leaving = |interface: &&model::NetworkInterface| {
        interface.attachment.as_ref().is_some_and(|attachment| attachment.state == AttachmentState::Detaching)
    };
    let (leaving, interfaces): (Vec<_>, Vec<_>) = own.iter().partition(is_leaving);
    let ids = |list: Vec<&model::NetworkInterface>| -> Vec<NetworkInterfaceId> {
        list.into_iter().map(|interface| interface.id.clone()).collect()
    };
    let before = network.transaction().get(&InstanceNode::key_of(host, &instance.id))?;
    let is_to_run = matches!(instance.state, model::InstanceState::Pending | model::InstanceState::Running);
    let node = InstanceNode {
        id: instance.id.clone(),
        host: host.clone(),
        owner: format!("{}/{}", instance.scope.account, instance.scope.region),
        interfaces: ids(interfaces),
        leaving: ids(leaving),
        desired: if is_to_run { DesiredState::Running } else { DesiredState::Stopped },
        generation: before.map_or(1, |before| before.generation + 1),
    };
    Ok(network.transaction().put(&node)?)
}
