//! Instance types, by what the network needs to know of them.

use minato_vpc::InstanceType;
use minato_wire::ec2::{
    DescribeInstanceTypesRequest, DescribeInstanceTypesResult, Filter, InstanceTypeInfo, NetworkCardInfo, NetworkInfo,
};

use crate::{
    call::{Call, Fault},
    filter::{FilterTable, Filters, text, untagged},
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
    ("network-info.ipv6-addresses-per-interface", |info| {
        of_network(info, |network| &network.ipv6_addresses_per_interface)
    }),
    ("network-info.maximum-network-cards", |info| of_network(info, |network| &network.maximum_network_cards)),
    ("network-info.maximum-network-interfaces", |info| of_network(info, |network| &network.maximum_network_interfaces)),
];

/// What else AWS documents. Nothing of it is known, and an empty answer would say that there is no such type.
const UNKNOWN_FILTERS: &[&str] = &[
    "auto-recovery-supported",
    "burstable-performance-supported",
    "current-generation",
    "dedicated-hosts-supported",
    "ebs-info.attachment-limit-type",
    "ebs-info.maximum-ebs-attachments",
    "ebs-info.ebs-optimized-info.baseline-bandwidth-in-mbps",
    "ebs-info.ebs-optimized-info.baseline-iops",
    "ebs-info.ebs-optimized-info.baseline-throughput-in-mbps",
    "ebs-info.ebs-optimized-info.maximum-bandwidth-in-mbps",
    "ebs-info.ebs-optimized-info.maximum-iops",
    "ebs-info.ebs-optimized-info.maximum-throughput-in-mbps",
    "ebs-info.ebs-optimized-support",
    "ebs-info.encryption-support",
    "ebs-info.nvme-support",
    "free-tier-eligible",
    "hibernation-supported",
    "instance-storage-info.disk.count",
    "instance-storage-info.disk.size-in-gb",
    "instance-storage-info.disk.type",
    "instance-storage-info.encryption-support",
    "instance-storage-info.nvme-support",
    "instance-storage-info.total-size-in-gb",
    "instance-storage-supported",
    "memory-info.size-in-mib",
    "network-info.bandwidth-weightings",
    "network-info.efa-info.maximum-efa-interfaces",
    "network-info.efa-supported",
    "network-info.ena-support",
    "network-info.flexible-ena-queues-support",
    "network-info.encryption-in-transit-supported",
    "network-info.ipv6-supported",
    "network-info.network-performance",
    "nitro-enclaves-support",
    "nitro-tpm-support",
    "nitro-tpm-info.supported-versions",
    "processor-info.supported-architecture",
    "processor-info.sustained-clock-speed-in-ghz",
    "processor-info.supported-features",
    "reboot-migration-support",
    "supported-boot-mode",
    "supported-root-device-type",
    "supported-usage-class",
    "supported-virtualization-type",
    "vcpu-info.default-cores",
    "vcpu-info.default-threads-per-core",
    "vcpu-info.default-vcpus",
    "vcpu-info.valid-cores",
    "vcpu-info.valid-threads-per-core",
];

fn check_known(filters: &[Filter]) -> Result<(), Fault> {
    let names = filters.iter().filter_map(|filter| filter.name.as_deref());
    match names.into_iter().find(|name| UNKNOWN_FILTERS.contains(name)) {
        Some(name) => Err(Fault::new(
            "UnsupportedOperation",
            format!(
                "The filter '{name}' is not supported: of instance types, only what their networks may have is known"
            ),
        )),
        None => Ok(()),
    }
}

pub(crate) fn describe_instance_types(
    call: &Call<'_>,
    input: DescribeInstanceTypesRequest,
) -> Result<DescribeInstanceTypesResult, Fault> {
    check_known(input.filters.as_deref().unwrap_or_default())?;
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
            ipv6_addresses_per_interface: number(found.addresses),
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
