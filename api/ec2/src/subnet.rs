//! Subnets.

use minato_network::{CreateSubnet, Kind, NetworkTransaction};
use minato_vpc::{ids::SubnetId, resources as model};
use minato_wire::ec2::{
    AttributeBooleanValue, CreateSubnetRequest, CreateSubnetResult, DeleteSubnetRequest, DescribeSubnetsRequest,
    DescribeSubnetsResult, ModifySubnetAttributeRequest, PrivateDnsNameOptionsOnLaunch, Subnet,
};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, nothing, tagged, text},
    input::{arn, network_block, required_id, shown, shown_tags, tag_specifications},
    page::Page,
};

tagged! { Subnet => tags; }

const FILTERS: FilterTable<Subnet> = &[
    ("availability-zone", |subnet| text(&subnet.availability_zone)),
    ("availabilityZone", |subnet| text(&subnet.availability_zone)),
    ("availability-zone-id", |subnet| text(&subnet.availability_zone_id)),
    ("availabilityZoneId", |subnet| text(&subnet.availability_zone_id)),
    ("available-ip-address-count", |subnet| text(&subnet.available_ip_address_count)),
    ("cidr-block", |subnet| text(&subnet.cidr_block)),
    ("cidr", |subnet| text(&subnet.cidr_block)),
    ("cidrBlock", |subnet| text(&subnet.cidr_block)),
    ("customer-owned-ipv4-pool", nothing),
    ("default-for-az", |subnet| text(&subnet.default_for_az)),
    ("defaultForAz", |subnet| text(&subnet.default_for_az)),
    ("enable-dns64", |subnet| text(&subnet.enable_dns64)),
    ("enable-lni-at-device-index", nothing),
    ("ipv6-cidr-block-association.ipv6-cidr-block", nothing),
    ("ipv6-cidr-block-association.association-id", nothing),
    ("ipv6-cidr-block-association.state", nothing),
    ("ipv6-native", |subnet| text(&subnet.ipv6_native)),
    ("map-customer-owned-ip-on-launch", |subnet| text(&subnet.map_customer_owned_ip_on_launch)),
    ("map-public-ip-on-launch", |subnet| text(&subnet.map_public_ip_on_launch)),
    ("outpost-arn", nothing),
    ("owner-id", |subnet| text(&subnet.owner_id)),
    ("private-dns-name-options-on-launch.hostname-type", |subnet| {
        subnet.private_dns_name_options_on_launch.iter().flat_map(|options| text(&options.hostname_type)).collect()
    }),
    ("private-dns-name-options-on-launch.enable-resource-name-dns-a-record", |subnet| {
        let options = subnet.private_dns_name_options_on_launch.iter();
        options.flat_map(|options| text(&options.enable_resource_name_dns_a_record)).collect()
    }),
    ("private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record", |subnet| {
        let options = subnet.private_dns_name_options_on_launch.iter();
        options.flat_map(|options| text(&options.enable_resource_name_dns_aaaa_record)).collect()
    }),
    ("state", |subnet| text(&subnet.state)),
    ("subnet-arn", |subnet| text(&subnet.subnet_arn)),
    ("subnet-id", |subnet| text(&subnet.subnet_id)),
    ("vpc-id", |subnet| text(&subnet.vpc_id)),
];

pub(crate) fn create_subnet(call: &Call<'_>, input: CreateSubnetRequest) -> Result<CreateSubnetResult, Fault> {
    let wanted = CreateSubnet {
        vpc: required_id(input.vpc_id, "vpcId", Kind::Vpc)?,
        cidr: network_block(input.cidr_block)?,
        zone: input.availability_zone,
        zone_id: input.availability_zone_id,
        tags: tag_specifications(input.tag_specifications, Kind::Subnet)?,
    };
    let subnet = call.run(input.dry_run, |network| {
        let subnet = network.create_subnet(wanted.clone())?;
        show(network, &subnet)
    })?;
    Ok(CreateSubnetResult { subnet: Some(subnet) })
}

pub(crate) fn describe_subnets(call: &Call<'_>, input: DescribeSubnetsRequest) -> Result<DescribeSubnetsResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let page = Page::new(
        "DescribeSubnets",
        input.max_results,
        input.next_token,
        input.subnet_ids.as_ref().map(|_| "subnetIds"),
        1000,
    )?;
    let mut subnets = call.run(input.dry_run, |network| {
        let subnets: Vec<model::Subnet> = select(network, input.subnet_ids.as_deref())?;
        subnets.iter().map(|subnet| show(network, subnet)).collect::<Result<Vec<_>, Fault>>()
    })?;
    subnets.retain(|subnet| filters.accept(subnet));
    let (subnets, next_token) = page.cut(subnets, |subnet| subnet.subnet_id.clone().unwrap_or_default());
    Ok(DescribeSubnetsResult { subnets: Some(subnets), next_token })
}

pub(crate) fn delete_subnet(call: &Call<'_>, input: DeleteSubnetRequest) -> Result<(), Fault> {
    let subnet: SubnetId = required_id(input.subnet_id, "subnetId", Kind::Subnet)?;
    call.run(input.dry_run, |network| Ok(network.delete_subnet(&subnet)?))
}

pub(crate) fn modify_subnet_attribute(call: &Call<'_>, input: ModifySubnetAttributeRequest) -> Result<(), Fault> {
    let subnet: SubnetId = required_id(input.subnet_id, "subnetId", Kind::Subnet)?;
    let is_given = |attribute: &Option<AttributeBooleanValue>| attribute.as_ref().is_some_and(|it| it.value.is_some());
    let attributes = [
        ("assignIpv6AddressOnCreation", is_given(&input.assign_ipv6_address_on_creation)),
        ("mapPublicIpOnLaunch", is_given(&input.map_public_ip_on_launch)),
        ("mapCustomerOwnedIpOnLaunch", is_given(&input.map_customer_owned_ip_on_launch)),
        ("enableDns64", is_given(&input.enable_dns64)),
        ("privateDnsHostnameTypeOnLaunch", input.private_dns_hostname_type_on_launch.is_some()),
        ("enableResourceNameDnsARecordOnLaunch", is_given(&input.enable_resource_name_dns_a_record_on_launch)),
        ("enableResourceNameDnsAAAARecordOnLaunch", is_given(&input.enable_resource_name_dns_aaaa_record_on_launch)),
    ];
    let given: Vec<_> = attributes.into_iter().filter_map(|(name, is_given)| is_given.then_some(name)).collect();
    if given.is_empty() {
        return Err(Fault::no_attributes());
    }
    if given.len() > 1 {
        let given = given.join(", ");
        let message = format!("Only one subnet attribute can be modified at a time. Provided attributes: [{given}]");
        return Err(Fault::new("InvalidRequest", message));
    }
    if input.private_dns_hostname_type_on_launch.is_some_and(|kind| kind != "ip-name") {
        let message = "The parameter PrivateDnsHostnameTypeOnLaunch is supported only with the value ip-name";
        return Err(Fault::new("UnsupportedOperation", message));
    }
    let map_public = input.map_public_ip_on_launch.and_then(|attribute| attribute.value);
    call.run(None, |network| match map_public {
        Some(enabled) => Ok(network.set_map_public_ip_on_launch(&subnet, enabled)?),
        // What is left can only say what holds anyway.
        None => Ok(network.find::<model::Subnet>(&subnet).map(drop)?),
    })
}

fn show(network: &mut NetworkTransaction<'_, '_>, subnet: &model::Subnet) -> Result<Subnet, Fault> {
    let free = network.free_addresses(subnet)?;
    Ok(Subnet {
        availability_zone_id: shown(&subnet.zone_id),
        map_customer_owned_ip_on_launch: Some(false),
        owner_id: shown(&subnet.scope.account),
        assign_ipv6_address_on_creation: Some(false),
        ipv6_cidr_block_association_set: Some(Vec::new()),
        tags: shown_tags(&subnet.tags),
        subnet_arn: arn(&subnet.scope, Kind::Subnet, &subnet.id),
        enable_dns64: Some(false),
        ipv6_native: Some(false),
        private_dns_name_options_on_launch: Some(PrivateDnsNameOptionsOnLaunch {
            hostname_type: shown("ip-name"),
            enable_resource_name_dns_a_record: Some(false),
            enable_resource_name_dns_aaaa_record: Some(false),
        }),
        subnet_id: shown(&subnet.id),
        state: shown("available"),
        vpc_id: shown(&subnet.vpc),
        cidr_block: shown(subnet.cidr),
        available_ip_address_count: i32::try_from(free).ok(),
        availability_zone: shown(&subnet.zone),
        default_for_az: Some(subnet.default_for_az),
        map_public_ip_on_launch: Some(subnet.map_public_ip_on_launch),
        ..Default::default()
    })
}
