//! What of instances can be filtered by.

use minato_wire::ec2::{
    Instance, InstanceNetworkInterface, InstanceNetworkInterfaceAssociation, InstanceNetworkInterfaceAttachment,
};

use crate::filter::{FilterTable, Tagged, each, nothing, text};

/// An instance as it is shown, in its reservation.
pub(crate) struct Shown {
    pub(crate) reservation: String,
    pub(crate) owner: String,
    pub(crate) zone_id: Option<String>,
    pub(crate) instance: Instance,
}

impl Tagged for Shown {
    fn tag_list(&self) -> &Option<Vec<minato_wire::ec2::Tag>> {
        &self.instance.tags
    }
}

fn of_interfaces(shown: &Shown, texts: impl Fn(&InstanceNetworkInterface) -> Vec<String>) -> Vec<String> {
    shown.instance.network_interfaces.iter().flatten().flat_map(texts).collect()
}

fn of_attachments<U: ToString>(
    shown: &Shown,
    member: impl Fn(&InstanceNetworkInterfaceAttachment) -> &Option<U>,
) -> Vec<String> {
    of_interfaces(shown, |interface| interface.attachment.iter().flat_map(|a| text(member(a))).collect())
}

fn of_associations(
    shown: &Shown,
    member: impl Fn(&InstanceNetworkInterfaceAssociation) -> &Option<String>,
) -> Vec<String> {
    of_interfaces(shown, |interface| {
        let addresses = interface.private_ip_addresses.iter().flatten();
        addresses.filter_map(|address| address.association.as_ref()).flat_map(|a| text(member(a))).collect()
    })
}

pub(crate) const FILTERS: FilterTable<Shown> = &[
    ("availability-zone", |one| one.instance.placement.iter().flat_map(|p| text(&p.availability_zone)).collect()),
    ("availability-zone-id", |one| text(&one.zone_id)),
    ("client-token", |one| text(&one.instance.client_token)),
    ("hypervisor", |one| text(&one.instance.hypervisor)),
    ("image-id", |one| text(&one.instance.image_id)),
    ("instance-id", |one| text(&one.instance.instance_id)),
    ("instance-lifecycle", nothing),
    ("instance-state-code", |one| one.instance.state.iter().flat_map(|state| text(&state.code)).collect()),
    ("instance-state-name", |one| one.instance.state.iter().flat_map(|state| text(&state.name)).collect()),
    ("instance-type", |one| text(&one.instance.instance_type)),
    ("instance.group-id", |one| each(&one.instance.security_groups, |group| &group.group_id)),
    ("instance.group-name", |one| each(&one.instance.security_groups, |group| &group.group_name)),
    ("ip-address", |one| text(&one.instance.public_ip_address)),
    ("ipv6-address", |one| text(&one.instance.ipv6_address)),
    ("key-name", nothing),
    ("launch-index", |one| text(&one.instance.ami_launch_index)),
    ("launch-time", |one| text(&one.instance.launch_time)),
    ("network-interface.addresses.primary", |one| {
        of_interfaces(one, |interface| each(&interface.private_ip_addresses, |address| &address.primary))
    }),
    ("network-interface.addresses.private-ip-address", |one| {
        of_interfaces(one, |interface| each(&interface.private_ip_addresses, |address| &address.private_ip_address))
    }),
    ("network-interface.attachment.attachment-id", |one| of_attachments(one, |attachment| &attachment.attachment_id)),
    ("network-interface.attachment.delete-on-termination", |one| {
        of_attachments(one, |attachment| &attachment.delete_on_termination)
    }),
    ("network-interface.attachment.device-index", |one| of_attachments(one, |attachment| &attachment.device_index)),
    ("network-interface.attachment.status", |one| of_attachments(one, |attachment| &attachment.status)),
    ("network-interface.availability-zone", |one| {
        one.instance.placement.iter().flat_map(|p| text(&p.availability_zone)).collect()
    }),
    ("network-interface.description", |one| of_interfaces(one, |interface| text(&interface.description))),
    ("network-interface.group-id", |one| of_interfaces(one, |interface| each(&interface.groups, |g| &g.group_id))),
    ("network-interface.group-name", |one| of_interfaces(one, |interface| each(&interface.groups, |g| &g.group_name))),
    ("network-interface.mac-address", |one| of_interfaces(one, |interface| text(&interface.mac_address))),
    ("network-interface.network-interface-id", |one| {
        of_interfaces(one, |interface| text(&interface.network_interface_id))
    }),
    ("network-interface.owner-id", |one| of_interfaces(one, |interface| text(&interface.owner_id))),
    ("network-interface.status", |one| of_interfaces(one, |interface| text(&interface.status))),
    ("network-interface.subnet-id", |one| of_interfaces(one, |interface| text(&interface.subnet_id))),
    ("network-interface.vpc-id", |one| of_interfaces(one, |interface| text(&interface.vpc_id))),
    ("owner-id", |one| vec![one.owner.clone()]),
    ("private-dns-name", |one| text(&one.instance.private_dns_name)),
    ("private-ip-address", |one| text(&one.instance.private_ip_address)),
    ("dns-name", |one| text(&one.instance.public_dns_name)),
    ("reservation-id", |one| vec![one.reservation.clone()]),
    ("source-dest-check", |one| text(&one.instance.source_dest_check)),
    ("subnet-id", |one| text(&one.instance.subnet_id)),
    ("tenancy", |one| one.instance.placement.iter().flat_map(|placement| text(&placement.tenancy)).collect()),
    ("vpc-id", |one| text(&one.instance.vpc_id)),
    ("affinity", nothing),
    ("architecture", nothing),
    ("block-device-mapping.attach-time", nothing),
    ("block-device-mapping.delete-on-termination", nothing),
    ("block-device-mapping.device-name", nothing),
    ("block-device-mapping.status", nothing),
    ("block-device-mapping.volume-id", nothing),
    ("boot-mode", nothing),
    ("capacity-reservation-id", nothing),
    ("capacity-reservation-specification.capacity-reservation-preference", nothing),
    ("capacity-reservation-specification.capacity-reservation-target.capacity-reservation-id", nothing),
    ("capacity-reservation-specification.capacity-reservation-target.capacity-reservation-resource-group-arn", nothing),
    ("current-instance-boot-mode", nothing),
    ("ebs-optimized", |one| text(&one.instance.ebs_optimized)),
    ("ena-support", nothing),
    ("enclave-options.enabled", nothing),
    ("hibernation-options.configured", nothing),
    ("host-id", nothing),
    ("iam-instance-profile.arn", nothing),
    ("iam-instance-profile.id", nothing),
    ("kernel-id", nothing),
    ("maintenance-options.auto-recovery", nothing),
    ("metadata-options.http-endpoint", nothing),
    ("metadata-options.http-protocol-ipv4", nothing),
    ("metadata-options.http-protocol-ipv6", nothing),
    ("metadata-options.http-put-response-hop-limit", nothing),
    ("metadata-options.http-tokens", nothing),
    ("metadata-options.instance-metadata-tags", nothing),
    ("metadata-options.state", nothing),
    ("monitoring-state", |one| one.instance.monitoring.iter().flat_map(|monitoring| text(&monitoring.state)).collect()),
    ("network-interface.addresses.association.allocation-id", nothing),
    ("network-interface.addresses.association.association-id", nothing),
    ("network-interface.addresses.association.carrier-ip", nothing),
    ("network-interface.addresses.association.customer-owned-ip", nothing),
    ("network-interface.addresses.association.ip-owner-id", |one| {
        of_associations(one, |association| &association.ip_owner_id)
    }),
    ("network-interface.addresses.association.public-dns-name", |one| {
        of_associations(one, |association| &association.public_dns_name)
    }),
    ("network-interface.addresses.association.public-ip", |one| {
        of_associations(one, |association| &association.public_ip)
    }),
    ("network-interface.addresses.private-dns-name", |one| {
        of_interfaces(one, |interface| each(&interface.private_ip_addresses, |address| &address.private_dns_name))
    }),
    ("network-interface.association.allocation-id", nothing),
    ("network-interface.association.association-id", nothing),
    ("network-interface.association.carrier-ip", nothing),
    ("network-interface.association.customer-owned-ip", nothing),
    ("network-interface.association.ip-owner-id", |one| of_associations(one, |association| &association.ip_owner_id)),
    ("network-interface.association.public-dns-name", |one| {
        of_associations(one, |association| &association.public_dns_name)
    }),
    ("network-interface.association.public-ip", |one| of_associations(one, |association| &association.public_ip)),
    ("network-interface.attachment.attach-time", |one| of_attachments(one, |attachment| &attachment.attach_time)),
    ("network-interface.attachment.instance-id", |one| text(&one.instance.instance_id)),
    ("network-interface.attachment.instance-owner-id", |one| vec![one.owner.clone()]),
    ("network-interface.attachment.network-card-index", |one| {
        of_attachments(one, |attachment| &attachment.network_card_index)
    }),
    ("network-interface.deny-all-igw-traffic", nothing),
    ("network-interface.ipv4-prefixes.ipv4-prefix", |one| {
        of_interfaces(one, |interface| each(&interface.ipv4_prefixes, |prefix| &prefix.ipv4_prefix))
    }),
    ("network-interface.ipv6-address", |one| {
        of_interfaces(one, |interface| each(&interface.ipv6_addresses, |address| &address.ipv6_address))
    }),
    ("network-interface.ipv6-addresses.ipv6-address", |one| {
        of_interfaces(one, |interface| each(&interface.ipv6_addresses, |address| &address.ipv6_address))
    }),
    ("network-interface.ipv6-addresses.is-primary-ipv6", |one| {
        of_interfaces(one, |interface| each(&interface.ipv6_addresses, |address| &address.is_primary_ipv6))
    }),
    ("network-interface.ipv6-native", nothing),
    ("network-interface.ipv6-prefixes.ipv6-prefix", |one| {
        of_interfaces(one, |interface| each(&interface.ipv6_prefixes, |prefix| &prefix.ipv6_prefix))
    }),
    ("network-interface.operator.managed", |_| vec!["false".to_owned()]),
    ("network-interface.operator.principal", nothing),
    ("network-interface.outpost-arn", nothing),
    ("network-interface.private-dns-name", |one| of_interfaces(one, |interface| text(&interface.private_dns_name))),
    ("network-interface.private-ip-address", |one| {
        of_interfaces(one, |interface| each(&interface.private_ip_addresses, |address| &address.private_ip_address))
    }),
    ("network-interface.public-dns-name", nothing),
    ("network-interface.requester-id", nothing),
    ("network-interface.requester-managed", |_| vec!["false".to_owned()]),
    ("network-interface.source-dest-check", |one| of_interfaces(one, |interface| text(&interface.source_dest_check))),
    ("network-interface.tag-key", nothing),
    ("network-interface.tag-value", nothing),
    ("network-performance-options.bandwidth-weighting", nothing),
    ("operator.managed", |_| vec!["false".to_owned()]),
    ("operator.principal", nothing),
    ("outpost-arn", nothing),
    ("placement-group-name", nothing),
    ("placement-partition-number", nothing),
    ("platform", nothing),
    ("platform-details", nothing),
    ("private-dns-name-options.enable-resource-name-dns-a-record", nothing),
    ("private-dns-name-options.enable-resource-name-dns-aaaa-record", nothing),
    ("private-dns-name-options.hostname-type", nothing),
    ("product-code", nothing),
    ("product-code.type", nothing),
    ("ramdisk-id", nothing),
    ("reason", |one| text(&one.instance.state_transition_reason)),
    ("requester-id", nothing),
    ("root-device-name", nothing),
    ("root-device-type", nothing),
    ("spot-instance-request-id", nothing),
    ("state-reason-code", |one| one.instance.state_reason.iter().flat_map(|reason| text(&reason.code)).collect()),
    ("state-reason-message", |one| one.instance.state_reason.iter().flat_map(|reason| text(&reason.message)).collect()),
    ("tpm-support", nothing),
    ("usage-operation", nothing),
    ("usage-operation-update-time", nothing),
    ("virtualization-type", |one| text(&one.instance.virtualization_type)),
];
