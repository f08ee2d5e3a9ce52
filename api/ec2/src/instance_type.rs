//! Instance types, by what the network needs to know of them.

use minato_vpc::InstanceType;
use minato_wire::ec2::{
    DescribeInstanceTypesRequest, DescribeInstanceTypesResult, InstanceTypeInfo, NetworkCardInfo, NetworkInfo,
};

use crate::{
    call::{Call, Fault},
    filter::{FilterTable, Filters, nothing, text, untagged},
    input::shown,
    page::Page,
};

untagged! { InstanceTypeInfo }

fn of_network<U: ToString>(info: &InstanceTypeInfo, member: impl Fn(&NetworkInfo) -> &Option<U>) -> Vec<String> {
    info.network_info.iter().flat_map(|network| text(member(network))).collect()
}

const FILTERS: FilterTable<InstanceTypeInfo> = &[
    ("bare-metal", |info| text(&info.bare_metal)),
    ("hypervisor", |info| text(&info.hypervisor)),
    ("instance-type", |info| text(&info.instance_type)),
    ("network-info.ipv4-addresses-per-interface", |info| {
        of_network(info, |network| &network.ipv4_addresses_per_interface)
    }),
    ("network-info.maximum-network-cards", |info| of_network(info, |network| &network.maximum_network_cards)),
    ("network-info.maximum-network-interfaces", |info| of_network(info, |network| &network.maximum_network_interfaces)),
    ("auto-recovery-supported", nothing),
    ("burstable-performance-supported", nothing),
    ("current-generation", nothing),
    ("dedicated-hosts-supported", nothing),
    ("ebs-info.attachment-limit-type", nothing),
    ("ebs-info.maximum-ebs-attachments", nothing),
    ("ebs-info.ebs-optimized-info.baseline-bandwidth-in-mbps", nothing),
    ("ebs-info.ebs-optimized-info.baseline-iops", nothing),
    ("ebs-info.ebs-optimized-info.baseline-throughput-in-mbps", nothing),
    ("ebs-info.ebs-optimized-info.maximum-bandwidth-in-mbps", nothing),
    ("ebs-info.ebs-optimized-info.maximum-iops", nothing),
    ("ebs-info.ebs-optimized-info.maximum-throughput-in-mbps", nothing),
    ("ebs-info.ebs-optimized-support", nothing),
    ("ebs-info.encryption-support", nothing),
    ("ebs-info.nvme-support", nothing),
    ("free-tier-eligible", nothing),
    ("hibernation-supported", nothing),
    ("instance-storage-info.disk.count", nothing),
    ("instance-storage-info.disk.size-in-gb", nothing),
    ("instance-storage-info.disk.type", nothing),
    ("instance-storage-info.encryption-support", nothing),
    ("instance-storage-info.nvme-support", nothing),
    ("instance-storage-info.total-size-in-gb", nothing),
    ("instance-storage-supported", nothing),
    ("memory-info.size-in-mib", nothing),
    ("network-info.bandwidth-weightings", nothing),
    ("network-info.efa-info.maximum-efa-interfaces", nothing),
    ("network-info.efa-supported", nothing),
    ("network-info.ena-support", nothing),
    ("network-info.flexible-ena-queues-support", nothing),
    ("network-info.encryption-in-transit-supported", nothing),
    ("network-info.ipv6-addresses-per-interface", nothing),
    ("network-info.ipv6-supported", nothing),
    ("network-info.network-performance", nothing),
    ("nitro-enclaves-support", nothing),
    ("nitro-tpm-support", nothing),
    ("nitro-tpm-info.supported-versions", nothing),
    ("processor-info.supported-architecture", nothing),
    ("processor-info.sustained-clock-speed-in-ghz", nothing),
    ("processor-info.supported-features", nothing),
    ("reboot-migration-support", nothing),
    ("supported-boot-mode", nothing),
    ("supported-root-device-type", nothing),
    ("supported-usage-class", nothing),
    ("supported-virtualization-type", nothing),
    ("vcpu-info.default-cores", nothing),
    ("vcpu-info.default-threads-per-core", nothing),
    ("vcpu-info.default-vcpus", nothing),
    ("vcpu-info.valid-cores", nothing),
    ("vcpu-info.valid-threads-per-core", nothing),
];

pub(crate) fn describe_instance_types(
    call: &Call<'_>,
    input: DescribeInstanceTypesRequest,
) -> Result<DescribeInstanceTypesResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let names = input.instance_types.filter(|names| !names.is_empty());
    let page = Page::new(
        "DescribeInstanceTypes",
        input.max_results,
        input.next_token,
        names.as_ref().map(|_| "instanceTypes"),
        100,
    )?;
    let types = match names {
        None => InstanceType::all().collect(),
        Some(names) => {
            let (known, unknown): (Vec<_>, Vec<_>) = names
                .into_iter()
                .map(|name| (InstanceType::named(&name), name))
                .partition(|(found, _)| found.is_some());
            if !unknown.is_empty() {
                let unknown: Vec<_> = unknown.into_iter().map(|(_, name)| name).collect();
                return Err(Fault::new(
                    "InvalidInstanceType",
                    format!("The following supplied instance types do not exist: [{}]", unknown.join(", ")),
                ));
            }
            known.into_iter().filter_map(|(found, _)| found).collect::<Vec<_>>()
        }
    };
    let types: Vec<InstanceTypeInfo> = types.into_iter().map(show).filter(|info| filters.accept(info)).collect();
    let types = call.run(input.dry_run, |_| Ok::<Vec<InstanceTypeInfo>, Fault>(Vec::clone(&types)))?;
    let (types, next_token) = page.cut(types, |info: &InstanceTypeInfo| info.instance_type.clone().unwrap_or_default());
    Ok(DescribeInstanceTypesResult { instance_types: Some(types), next_token })
}

/// What is known of a type; AWS shows more.
fn show(found: InstanceType) -> InstanceTypeInfo {
    let number = |value: u32| i32::try_from(value).ok();
    InstanceTypeInfo {
        bare_metal: Some(found.is_bare_metal),
        hypervisor: found.hypervisor.and_then(shown),
        instance_type: shown(found.name),
        network_info: Some(NetworkInfo {
            default_network_card_index: Some(0),
            ipv4_addresses_per_interface: number(found.addresses),
            maximum_network_cards: number(found.cards),
            maximum_network_interfaces: number(found.interfaces),
            network_cards: Some(vec![NetworkCardInfo {
                maximum_network_interfaces: number(found.interfaces),
                network_card_index: Some(0),
                ..Default::default()
            }]),
            ..Default::default()
        }),
        ..Default::default()
    }
}
