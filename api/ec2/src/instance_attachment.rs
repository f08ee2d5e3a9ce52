//! ENIs that come to instances and leave them.

use minato_network::{AttachInterface, Kind};
use minato_vpc::ids::AttachmentId;
use minato_wire::ec2::{AttachNetworkInterfaceRequest, AttachNetworkInterfaceResult, DetachNetworkInterfaceRequest};

use crate::{
    call::{Call, Fault},
    input::{count, required_id, shown},
    instance_state::put_node,
};

/// The highest index that a device may have.
const MAX_INDEX: i32 = 99;

pub(crate) fn attach_network_interface(
    call: &Call<'_>,
    input: AttachNetworkInterfaceRequest,
) -> Result<AttachNetworkInterfaceResult, Fault> {
    let wanted = AttachInterface {
        interface: required_id(input.network_interface_id, "networkInterfaceId", Kind::NetworkInterface)?,
        instance: required_id(input.instance_id, "instanceId", Kind::Instance)?,
        device_index: device_index(input.device_index.ok_or_else(|| Fault::missing("deviceIndex"))?)?,
    };
    let attachment = call.run(input.dry_run, |network| {
        let (interface, instance) = network.attach_interface(&wanted)?;
        put_node(network, call.host, &instance)?;
        Ok::<_, Fault>(interface.attachment)
    })?;
    Ok(AttachNetworkInterfaceResult {
        attachment_id: attachment.map(|attachment| attachment.id).and_then(shown),
        network_card_index: Some(0),
    })
}

/// Forced or not: the device is taken away, and nobody is asked.
pub(crate) fn detach_network_interface(call: &Call<'_>, input: DetachNetworkInterfaceRequest) -> Result<(), Fault> {
    let attachment: AttachmentId = required_id(input.attachment_id, "attachmentId", Kind::Attachment)?;
    call.run(input.dry_run, |network| {
        let instance = network.detach_interface(&attachment)?;
        put_node(network, call.host, &instance)
    })
}

/// The index of a device.
pub(crate) fn device_index(index: i32) -> Result<u32, Fault> {
    if index > MAX_INDEX {
        return Err(Fault::value(format!("Value ({index}) for parameter deviceIndex is invalid.")));
    }
    count(index, "deviceIndex")
}
