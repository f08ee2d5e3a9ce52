//! What of an ENI can be read and changed one by one, and who else may use it.

use std::collections::BTreeSet;

use minato_network::{InterfaceAttribute, Kind};
use minato_vpc::{
    ids::{AttachmentId, NetworkInterfaceId},
    resources as model,
};
use minato_wire::ec2::{
    AttributeBooleanValue, AttributeValue, ConnectionTrackingConfiguration, ConnectionTrackingSpecificationRequest,
    CreateNetworkInterfacePermissionRequest, CreateNetworkInterfacePermissionResult,
    DescribeNetworkInterfaceAttributeRequest, DescribeNetworkInterfaceAttributeResult,
    ModifyNetworkInterfaceAttributeRequest, NetworkInterfaceAttachmentChanges, NetworkInterfacePermission,
    NetworkInterfacePermissionState, ResetNetworkInterfaceAttributeRequest,
};

use crate::{
    call::{Call, Fault},
    input::{count, id, required, required_id, shown},
    interface::Surroundings,
};

pub(crate) fn describe_network_interface_attribute(
    call: &Call<'_>,
    input: DescribeNetworkInterfaceAttributeRequest,
) -> Result<DescribeNetworkInterfaceAttributeResult, Fault> {
    let id: NetworkInterfaceId = required_id(input.network_interface_id, "networkInterfaceId", Kind::NetworkInterface)?;
    let attribute = required(input.attribute, "attribute")?;
    let shown_interface = call.run(input.dry_run, |network| {
        let interface: model::NetworkInterface = network.find(&id)?;
        Ok::<_, Fault>(Surroundings::new(network)?.show(&interface))
    })?;
    let mut result = DescribeNetworkInterfaceAttributeResult { network_interface_id: shown(&id), ..Default::default() };
    match attribute.as_str() {
        "description" => result.description = Some(AttributeValue { value: shown_interface.description }),
        "groupSet" => result.groups = shown_interface.groups,
        "sourceDestCheck" => {
            result.source_dest_check = Some(AttributeBooleanValue { value: shown_interface.source_dest_check });
        }
        "attachment" => result.attachment = shown_interface.attachment,
        // An elastic address is not one that came with the ENI.
        "associatePublicIpAddress" => {
            let association = shown_interface.association.as_ref();
            let came_with_it = association.is_some_and(|association| association.allocation_id.is_none());
            result.associate_public_ip_address = Some(came_with_it);
        }
        _ => {
            return Err(Fault::value(format!(
                "Value ({attribute}) for parameter attribute is invalid. Expecting description, groupSet, \
                 sourceDestCheck, attachment or associatePublicIpAddress."
            )));
        }
    }
    Ok(result)
}

pub(crate) fn modify_network_interface_attribute(
    call: &Call<'_>,
    input: ModifyNetworkInterfaceAttributeRequest,
) -> Result<(), Fault> {
    let id: NetworkInterfaceId =
        required_id(input.network_interface_id.clone(), "networkInterfaceId", Kind::NetworkInterface)?;
    let dry_run = input.dry_run;
    let attribute = attribute_of(input)?;
    call.run(dry_run, |network| Ok(network.modify_interface(&id, attribute.clone())?))
}

/// The one attribute that a request names.
fn attribute_of(input: ModifyNetworkInterfaceAttributeRequest) -> Result<InterfaceAttribute, Fault> {
    let mut given = Vec::new();
    if let Some(value) = input.description.and_then(|attribute| attribute.value) {
        given.push(("description", InterfaceAttribute::Description(value)));
    }
    if let Some(value) = input.source_dest_check.and_then(|attribute| attribute.value) {
        given.push(("sourceDestCheck", InterfaceAttribute::SourceDestCheck(value)));
    }
    if let Some(groups) = input.groups.filter(|groups| !groups.is_empty()) {
        let groups = groups.iter().map(|text| id_of_group(text)).collect::<Result<BTreeSet<_>, _>>()?;
        given.push(("groupSet", InterfaceAttribute::Groups(groups)));
    }
    if let Some(changes) = input.attachment {
        given.push(("attachment", delete_on_termination(changes)?));
    }
    if let Some(specification) = input.connection_tracking_specification {
        let tracking = connection_tracking(Some(specification))?;
        given.push(("connectionTrackingSpecification", InterfaceAttribute::ConnectionTracking(tracking)));
    }
    if let Some(enabled) = input.enable_primary_ipv6 {
        given.push(("enablePrimaryIpv6", InterfaceAttribute::PrimaryIpv6(enabled)));
    }
    if given.len() > 1 {
        let names: Vec<_> = given.iter().map(|(name, _)| *name).collect();
        let names = names.join(", ");
        return Err(Fault::combination(format!("Fields for multiple attribute types specified: {names}")));
    }
    given.pop().map(|(_, attribute)| attribute).ok_or_else(Fault::no_attributes)
}

fn id_of_group(text: &str) -> Result<minato_vpc::ids::SecurityGroupId, Fault> {
    id(text, Kind::SecurityGroup)
}

fn delete_on_termination(changes: NetworkInterfaceAttachmentChanges) -> Result<InterfaceAttribute, Fault> {
    let attachment: AttachmentId = required_id(changes.attachment_id, "attachmentId", Kind::Attachment)?;
    let delete = changes.delete_on_termination.ok_or_else(|| Fault::missing("deleteOnTermination"))?;
    Ok(InterfaceAttribute::DeleteOnTermination { attachment, delete })
}

pub(crate) fn reset_network_interface_attribute(
    call: &Call<'_>,
    input: ResetNetworkInterfaceAttributeRequest,
) -> Result<(), Fault> {
    let id: NetworkInterfaceId = required_id(input.network_interface_id, "networkInterfaceId", Kind::NetworkInterface)?;
    // Whatever it says: that it is there names the attribute.
    if input.source_dest_check.is_none() {
        return Err(Fault::no_attributes());
    }
    call.run(input.dry_run, |network| Ok(network.modify_interface(&id, InterfaceAttribute::SourceDestCheck(true))?))
}

pub(crate) fn create_network_interface_permission(
    call: &Call<'_>,
    input: CreateNetworkInterfacePermissionRequest,
) -> Result<CreateNetworkInterfacePermissionResult, Fault> {
    let id: NetworkInterfaceId = required_id(input.network_interface_id, "networkInterfaceId", Kind::NetworkInterface)?;
    let permission = required(input.permission, "permission")?;
    let account = required(input.aws_account_id, "awsAccountId")?;
    let made = call.run(input.dry_run, |network| {
        Ok::<_, Fault>(network.create_interface_permission(&id, &account, &permission)?)
    })?;
    let shown_permission = NetworkInterfacePermission {
        network_interface_permission_id: shown(&made.id),
        network_interface_id: shown(&made.interface),
        aws_account_id: shown(&made.account),
        permission: shown(&made.permission),
        permission_state: Some(NetworkInterfacePermissionState { state: shown("granted"), ..Default::default() }),
        ..Default::default()
    };
    Ok(CreateNetworkInterfacePermissionResult { interface_permission: Some(shown_permission) })
}

/// Reads idle timeouts; that they are numbers that AWS takes is checked by the use case.
pub(crate) fn connection_tracking(
    specification: Option<ConnectionTrackingSpecificationRequest>,
) -> Result<model::ConnectionTracking, Fault> {
    let Some(specification) = specification else { return Ok(model::ConnectionTracking::default()) };
    let seconds = |value: Option<i32>, name| value.map(|value| count(value, name)).transpose();
    Ok(model::ConnectionTracking {
        tcp_established_s: seconds(specification.tcp_established_timeout, "TcpEstablishedTimeout")?,
        udp_stream_s: seconds(specification.udp_stream_timeout, "UdpStreamTimeout")?,
        udp_s: seconds(specification.udp_timeout, "UdpTimeout")?,
    })
}

pub(crate) fn show_connection_tracking(
    tracking: &model::ConnectionTracking,
) -> Option<ConnectionTrackingConfiguration> {
    let seconds = |value: Option<u32>| value.and_then(|value| i32::try_from(value).ok());
    (!tracking.is_default()).then(|| ConnectionTrackingConfiguration {
        tcp_established_timeout: seconds(tracking.tcp_established_s),
        udp_stream_timeout: seconds(tracking.udp_stream_s),
        udp_timeout: seconds(tracking.udp_s),
    })
}
