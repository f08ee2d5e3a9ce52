//! Zones, regions, and what an account may do in one.

use minato_network::zones::{REGIONS, Region as RegionFacts};
use minato_wire::ec2::{
    AccountAttribute, AccountAttributeValue, AvailabilityZone, DescribeAccountAttributesRequest,
    DescribeAccountAttributesResult, DescribeAvailabilityZonesRequest, DescribeAvailabilityZonesResult,
    DescribeRegionsRequest, DescribeRegionsResult, Region,
};

use crate::{
    call::{Call, Fault},
    filter::{FilterTable, Filters, nothing, text, untagged},
    input::shown,
};

untagged! { AvailabilityZone Region }

/// What AWS answers everywhere, though its quotas have counted processors for years.
const MAX_INSTANCES: &str = "20";

const OPT_IN_STATUS: &str = "opt-in-not-required";

const ZONE_FILTERS: FilterTable<AvailabilityZone> = &[
    ("group-long-name", |zone| text(&zone.group_long_name)),
    ("group-name", |zone| text(&zone.group_name)),
    ("message", nothing),
    ("opt-in-status", |zone| text(&zone.opt_in_status)),
    ("parent-zone-id", nothing),
    ("parent-zone-name", nothing),
    ("region-name", |zone| text(&zone.region_name)),
    ("state", |zone| text(&zone.state)),
    ("zone-id", |zone| text(&zone.zone_id)),
    ("zone-name", |zone| text(&zone.zone_name)),
    ("zone-type", |zone| text(&zone.zone_type)),
];

const REGION_FILTERS: FilterTable<Region> = &[
    ("endpoint", |region| text(&region.endpoint)),
    ("opt-in-status", |region| text(&region.opt_in_status)),
    ("region-name", |region| text(&region.region_name)),
];

pub(crate) fn describe_availability_zones(
    call: &Call<'_>,
    input: DescribeAvailabilityZonesRequest,
) -> Result<DescribeAvailabilityZonesResult, Fault> {
    let filters = Filters::new(input.filters, ZONE_FILTERS)?;
    let region = call.run(input.dry_run, |network| Ok::<_, Fault>(network.region()?))?;
    let mut zones: Vec<AvailabilityZone> = show_zones(region);
    check_names(input.zone_names.as_deref(), "availability zone", "zoneName", |name| {
        zones.iter().any(|zone| zone.zone_name.as_deref() == Some(name))
    })?;
    check_names(input.zone_ids.as_deref(), "availability zone-id", "zoneId", |id| {
        zones.iter().any(|zone| zone.zone_id.as_deref() == Some(id))
    })?;
    zones.retain(|zone| {
        is_wanted(input.zone_names.as_deref(), zone.zone_name.as_ref())
            && is_wanted(input.zone_ids.as_deref(), zone.zone_id.as_ref())
            && filters.accept(zone)
    });
    Ok(DescribeAvailabilityZonesResult { availability_zones: Some(zones) })
}

pub(crate) fn describe_regions(call: &Call<'_>, input: DescribeRegionsRequest) -> Result<DescribeRegionsResult, Fault> {
    let filters = Filters::new(input.filters, REGION_FILTERS)?;
    check_names(input.region_names.as_deref(), "region", "regionName", |name| RegionFacts::named(name).is_some())?;
    call.run(input.dry_run, |_| Ok::<_, Fault>(()))?;
    let regions = REGIONS.iter().map(|region| Region {
        opt_in_status: shown(OPT_IN_STATUS),
        region_name: shown(region.name),
        endpoint: shown(region.endpoint()),
        ..Default::default()
    });
    let regions = regions.filter(|region| {
        is_wanted(input.region_names.as_deref(), region.region_name.as_ref()) && filters.accept(region)
    });
    Ok(DescribeRegionsResult { regions: Some(regions.collect()) })
}

pub(crate) fn describe_account_attributes(
    call: &Call<'_>,
    input: DescribeAccountAttributesRequest,
) -> Result<DescribeAccountAttributesResult, Fault> {
    let default_vpc = call.run(input.dry_run, |network| Ok::<_, Fault>(network.default_vpc()?))?;
    let default_vpc = default_vpc.map_or_else(|| "none".to_owned(), |vpc| vpc.id.to_string());
    let attributes = [
        ("supported-platforms", "VPC".to_owned()),
        ("default-vpc", default_vpc),
        ("max-instances", MAX_INSTANCES.to_owned()),
        ("max-elastic-ips", call.limits().elastic_addresses.to_string()),
        ("vpc-max-elastic-ips", call.limits().elastic_addresses.to_string()),
        ("vpc-max-security-groups-per-interface", call.limits().security_groups_per_interface.to_string()),
    ];
    check_names(input.attribute_names.as_deref(), "attribute", "attributeName", |name| {
        attributes.iter().any(|(known, _)| *known == name)
    })?;
    let attributes = attributes.into_iter().map(|(name, value)| AccountAttribute {
        attribute_name: shown(name),
        attribute_values: Some(vec![AccountAttributeValue { attribute_value: Some(value) }]),
    });
    let attributes =
        attributes.filter(|attribute| is_wanted(input.attribute_names.as_deref(), attribute.attribute_name.as_ref()));
    Ok(DescribeAccountAttributesResult { account_attributes: Some(attributes.collect()) })
}

fn is_wanted(wanted: Option<&[String]>, name: Option<&String>) -> bool {
    match wanted {
        Some(wanted) if !wanted.is_empty() => name.is_some_and(|name| wanted.contains(name)),
        _ => true,
    }
}

fn check_names(
    wanted: Option<&[String]>,
    what: &str,
    parameter: &str,
    is_known: impl Fn(&str) -> bool,
) -> Result<(), Fault> {
    match wanted.unwrap_or_default().iter().find(|name| !is_known(name)) {
        Some(name) => Err(Fault::value(format!("Invalid {what}: [{name}] (parameter {parameter})"))),
        None => Ok(()),
    }
}

fn show_zones(region: &RegionFacts) -> Vec<AvailabilityZone> {
    let zone = |zone: minato_network::zones::Zone| AvailabilityZone {
        opt_in_status: shown(OPT_IN_STATUS),
        messages: Some(Vec::new()),
        region_name: shown(region.name),
        zone_name: Some(zone.name),
        zone_id: Some(zone.id),
        group_name: shown(format!("{}-zg-1", region.name)),
        network_border_group: shown(region.name),
        zone_type: shown("availability-zone"),
        group_long_name: shown(format!("{} 1", region.long_name)),
        state: shown("available"),
        ..Default::default()
    };
    region.zones().map(zone).collect()
}
