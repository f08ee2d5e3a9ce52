//! Instances as they are shown.

use std::collections::BTreeMap;

use minato_network::NetworkTransaction;
use minato_vpc::{
    ids::InstanceId,
    resources::{self as model, InstanceState, NetworkInterface},
};
use minato_wire::ec2::{
    DescribeInstancesRequest, DescribeInstancesResult, Instance, InstanceIpv4Prefix, InstanceIpv6Address,
    InstanceIpv6Prefix, InstanceNetworkInterface, InstanceNetworkInterfaceAssociation,
    InstanceNetworkInterfaceAttachment, InstancePrivateIpAddress, Monitoring, NetworkInterfaceAssociation, Placement,
    Reservation, StateReason,
};

use crate::{
    call::{Call, Fault, select},
    filter::Filters,
    input::{shown, shown_tags},
    instance_filter::{FILTERS, Shown},
    instance_state::show_state,
    interface::Surroundings,
    page::Page,
};

pub(crate) fn describe_instances(
    call: &Call<'_>,
    input: DescribeInstancesRequest,
) -> Result<DescribeInstancesResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let ids = input.instance_ids.as_ref().map(|_| "instancesSet");
    let page = Page::new("DescribeInstances", input.max_results, input.next_token, ids, 1000)?;
    let found = call.run(input.dry_run, |network| {
        let instances: Vec<model::Instance> = select(network, input.instance_ids.as_deref())?;
        let found = show_all(network, &instances)?;
        Ok::<_, Fault>(found.into_iter().filter(|one| filters.accept(one)).collect())
    })?;
    // A page holds instances; those of one reservation may be on two.
    let (found, next_token) = page.cut(found, |one: &Shown| {
        format!("{}\n{}", one.reservation, one.instance.instance_id.as_deref().unwrap_or_default())
    });
    Ok(DescribeInstancesResult { reservations: Some(reservations(found)), next_token })
}

/// Instances as they are shown.
pub(crate) fn show_all(
    network: &mut NetworkTransaction<'_, '_>,
    instances: &[model::Instance],
) -> Result<Vec<Shown>, Fault> {
    let surroundings = Surroundings::new(network)?;
    let mut by_instance: BTreeMap<InstanceId, Vec<NetworkInterface>> = BTreeMap::new();
    for interface in network.list_unguarded::<NetworkInterface>()? {
        if let Some(instance) = interface.attachment.as_ref().and_then(model::Attachment::instance) {
            by_instance.entry(instance).or_default().push(interface);
        }
    }
    let show = |instance: &model::Instance| {
        let mut own = by_instance.remove(&instance.id).unwrap_or_default();
        own.sort_by_key(|interface| interface.attachment.as_ref().map(|attachment| attachment.device_index));
        show(instance, &own, &surroundings)
    };
    Ok(instances.iter().map(show).collect())
}

/// Instances in their reservations.
pub(crate) fn reservations(found: Vec<Shown>) -> Vec<Reservation> {
    let mut all: Vec<Reservation> = Vec::new();
    for Shown { reservation, owner, instance, .. } in found {
        match all.last_mut().filter(|last| last.reservation_id.as_ref() == Some(&reservation)) {
            Some(last) => last.instances.get_or_insert_default().push(instance),
            None => all.push(Reservation {
                groups: Some(Vec::new()),
                instances: Some(vec![instance]),
                owner_id: Some(owner),
                reservation_id: Some(reservation),
                ..Default::default()
            }),
        }
    }
    all
}

fn show(instance: &model::Instance, interfaces: &[NetworkInterface], surroundings: &Surroundings) -> Shown {
    let shown_interfaces: Vec<_> = interfaces.iter().map(|interface| surroundings.show(interface)).collect();
    let primary = shown_interfaces.first();
    let association = primary.and_then(|primary| primary.association.as_ref());
    let is_gone = instance.state == InstanceState::Terminated;
    let (zone, zone_id) = surroundings.zone_of(&instance.subnet).unzip();
    let stopped_by =
        instance.stopped_at.filter(|_| !matches!(instance.state, InstanceState::Pending | InstanceState::Running));
    let shown_instance = Instance {
        ami_launch_index: i32::try_from(instance.launch_index).ok(),
        block_device_mappings: Some(Vec::new()),
        client_token: shown(instance.client_token.as_deref().unwrap_or_default()),
        ebs_optimized: Some(false),
        // Of Nitro as well.
        hypervisor: shown("xen"),
        image_id: shown(&instance.image),
        instance_id: shown(&instance.id),
        instance_type: shown(&instance.instance_type),
        ipv6_address: primary.and_then(|primary| primary.ipv6_address.clone()),
        launch_time: Some(instance.launched_at),
        monitoring: Some(Monitoring { state: shown("disabled") }),
        network_interfaces: Some(shown_interfaces.iter().cloned().map(of_instance).collect()),
        placement: Some(Placement {
            availability_zone: zone,
            availability_zone_id: zone_id.clone(),
            group_name: shown(""),
            tenancy: shown("default"),
            ..Default::default()
        }),
        private_dns_name: Some(primary.and_then(|primary| primary.private_dns_name.clone()).unwrap_or_default()),
        private_ip_address: primary.and_then(|primary| primary.private_ip_address.clone()),
        public_dns_name: Some(association.and_then(|a| a.public_dns_name.clone()).unwrap_or_default()),
        public_ip_address: association.and_then(|association| association.public_ip.clone()),
        security_groups: Some(primary.and_then(|primary| primary.groups.clone()).unwrap_or_default()),
        source_dest_check: primary.and_then(|primary| primary.source_dest_check),
        state: show_state(instance.state),
        state_reason: stopped_by.map(|_| StateReason {
            code: shown("Client.UserInitiatedShutdown"),
            message: shown("Client.UserInitiatedShutdown: User initiated shutdown"),
        }),
        state_transition_reason: shown(
            stopped_by
                .map_or_else(String::new, |at| format!("User initiated ({} GMT)", at.strftime("%Y-%m-%d %H:%M:%S"))),
        ),
        subnet_id: Some(instance.subnet.to_string()).filter(|_| !is_gone),
        tags: shown_tags(&instance.tags),
        virtualization_type: shown("hvm"),
        vpc_id: Some(instance.vpc.to_string()).filter(|_| !is_gone),
        ..Default::default()
    };
    Shown {
        reservation: instance.reservation.to_string(),
        owner: instance.scope.account.clone(),
        zone_id,
        instance: shown_instance,
    }
}

/// An ENI as its instance shows it.
fn of_instance(interface: minato_wire::ec2::NetworkInterface) -> InstanceNetworkInterface {
    let addresses = interface.private_ip_addresses.into_iter().flatten().map(|address| InstancePrivateIpAddress {
        association: address.association.map(association_of_instance),
        primary: address.primary,
        private_dns_name: address.private_dns_name,
        private_ip_address: address.private_ip_address,
    });
    let ipv6 = interface.ipv6_addresses.into_iter().flatten().map(|address| InstanceIpv6Address {
        ipv6_address: address.ipv6_address,
        is_primary_ipv6: address.is_primary_ipv6,
    });
    InstanceNetworkInterface {
        association: interface.association.map(association_of_instance),
        attachment: interface.attachment.map(|attachment| InstanceNetworkInterfaceAttachment {
            attach_time: attachment.attach_time,
            attachment_id: attachment.attachment_id,
            delete_on_termination: attachment.delete_on_termination,
            device_index: attachment.device_index,
            network_card_index: attachment.network_card_index,
            status: attachment.status,
            ..Default::default()
        }),
        description: interface.description,
        groups: interface.groups,
        interface_type: interface.interface_type,
        ipv4_prefixes: interface.ipv4_prefixes.map(|prefixes| {
            prefixes.into_iter().map(|one| InstanceIpv4Prefix { ipv4_prefix: one.ipv4_prefix }).collect()
        }),
        ipv6_prefixes: interface.ipv6_prefixes.map(|prefixes| {
            prefixes.into_iter().map(|one| InstanceIpv6Prefix { ipv6_prefix: one.ipv6_prefix }).collect()
        }),
        ipv6_addresses: Some(ipv6.collect()),
        mac_address: interface.mac_address,
        network_interface_id: interface.network_interface_id,
        owner_id: interface.owner_id,
        private_dns_name: interface.private_dns_name,
        private_ip_address: interface.private_ip_address,
        private_ip_addresses: Some(addresses.collect()),
        source_dest_check: interface.source_dest_check,
        status: interface.status,
        subnet_id: interface.subnet_id,
        vpc_id: interface.vpc_id,
        ..Default::default()
    }
}

fn association_of_instance(association: NetworkInterfaceAssociation) -> InstanceNetworkInterfaceAssociation {
    InstanceNetworkInterfaceAssociation {
        ip_owner_id: association.ip_owner_id,
        public_dns_name: association.public_dns_name,
        public_ip: association.public_ip,
        ..Default::default()
    }
}
