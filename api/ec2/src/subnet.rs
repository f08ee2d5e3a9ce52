//! Subnets.

use minato_network::{CreateSubnet, Kind, NetworkTransaction, SubnetAttribute};
use minato_vpc::{
    ids::{SubnetCidrAssociationId, SubnetId},
    resources::{self as model, HostnameType},
};
use minato_wire::ec2::{
    AssociateSubnetCidrBlockRequest, AssociateSubnetCidrBlockResult, AttributeBooleanValue, CreateDefaultSubnetRequest,
    CreateDefaultSubnetResult, CreateSubnetRequest, CreateSubnetResult, DeleteSubnetRequest, DescribeSubnetsRequest,
    DescribeSubnetsResult, DisassociateSubnetCidrBlockRequest, DisassociateSubnetCidrBlockResult,
    ModifySubnetAttributeRequest, PrivateDnsNameOptionsOnLaunch, Subnet, SubnetCidrBlockState,
    SubnetIpv6CidrBlockAssociation,
};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, each, nothing, tagged, text},
    input::{arn, ipv6_block, network_block, required, required_id, shown, shown_tags, tag_specifications},
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
    ("ipv6-cidr-block-association.ipv6-cidr-block", |subnet| {
        each(&subnet.ipv6_cidr_block_association_set, |set| &set.ipv6_cidr_block)
    }),
    ("ipv6-cidr-block-association.association-id", |subnet| {
        each(&subnet.ipv6_cidr_block_association_set, |set| &set.association_id)
    }),
    ("ipv6-cidr-block-association.state", |subnet| {
        let sets = subnet.ipv6_cidr_block_association_set.iter().flatten();
        sets.filter_map(|set| set.ipv6_cidr_block_state.as_ref()).flat_map(|state| text(&state.state)).collect()
    }),
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
        ipv6_cidr: input.ipv6_cidr_block.map(|text| ipv6_block(&text, "ipv6CidrBlock")).transpose()?,
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

pub(crate) fn create_default_subnet(
    call: &Call<'_>,
    input: CreateDefaultSubnetRequest,
) -> Result<CreateDefaultSubnetResult, Fault> {
    let (zone, zone_id) = (input.availability_zone, input.availability_zone_id);
    if zone.is_none() && zone_id.is_none() {
        return Err(Fault::missing("availabilityZone"));
    }
    let subnet = call.run(input.dry_run, |network| {
        let subnet = network.create_default_subnet(zone.as_ref(), zone_id.as_ref())?;
        show(network, &subnet)
    })?;
    Ok(CreateDefaultSubnetResult { subnet: Some(subnet) })
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
    let value = |attribute: Option<AttributeBooleanValue>| attribute.and_then(|attribute| attribute.value);
    let switches = [
        (input.map_public_ip_on_launch, SubnetAttribute::MapPublicIpOnLaunch as fn(bool) -> SubnetAttribute),
        (input.assign_ipv6_address_on_creation, SubnetAttribute::AssignIpv6OnCreation),
        (input.enable_resource_name_dns_a_record_on_launch, SubnetAttribute::ARecord),
        (input.enable_resource_name_dns_aaaa_record_on_launch, SubnetAttribute::AaaaRecord),
    ];
    let switch = switches.into_iter().find_map(|(given, attribute)| value(given).map(attribute));
    let attribute = match (switch, input.private_dns_hostname_type_on_launch.as_deref()) {
        (None, Some("ip-name")) => Some(SubnetAttribute::HostnameType(HostnameType::IpName)),
        (None, Some("resource-name")) => Some(SubnetAttribute::HostnameType(HostnameType::ResourceName)),
        (None, Some(kind)) => {
            return Err(Fault::value(format!(
                "Value ({kind}) for parameter privateDnsHostnameTypeOnLaunch is invalid. Expecting ip-name or \
                 resource-name."
            )));
        }
        (switch, _) => switch,
    };
    call.run(None, |network| match attribute {
        Some(attribute) => Ok(network.modify_subnet_attribute(&subnet, attribute)?),
        // What is left can only say what holds anyway.
        None => Ok(network.find::<model::Subnet>(&subnet).map(drop)?),
    })
}

pub(crate) fn associate_subnet_cidr_block(
    call: &Call<'_>,
    input: AssociateSubnetCidrBlockRequest,
) -> Result<AssociateSubnetCidrBlockResult, Fault> {
    let subnet: SubnetId = required_id(input.subnet_id, "subnetId", Kind::Subnet)?;
    let cidr = ipv6_block(&required(input.ipv6_cidr_block, "ipv6CidrBlock")?, "ipv6CidrBlock")?;
    let block = call.run(None, |network| Ok::<_, Fault>(network.associate_subnet_block(&subnet, cidr)?))?;
    Ok(AssociateSubnetCidrBlockResult {
        ipv6_cidr_block_association: Some(show_block(&block, "associating")),
        subnet_id: shown(&subnet),
    })
}

pub(crate) fn disassociate_subnet_cidr_block(
    call: &Call<'_>,
    input: DisassociateSubnetCidrBlockRequest,
) -> Result<DisassociateSubnetCidrBlockResult, Fault> {
    let association: SubnetCidrAssociationId =
        required_id(input.association_id, "associationId", Kind::SubnetCidrAssociation)?;
    let (subnet, block) = call.run(None, |network| Ok::<_, Fault>(network.disassociate_subnet_block(&association)?))?;
    Ok(DisassociateSubnetCidrBlockResult {
        ipv6_cidr_block_association: Some(show_block(&block, "disassociating")),
        subnet_id: shown(&subnet),
    })
}

fn show_block(block: &model::SubnetIpv6Block, state: &str) -> SubnetIpv6CidrBlockAssociation {
    SubnetIpv6CidrBlockAssociation {
        association_id: shown(&block.association_id),
        ipv6_cidr_block: shown(block.cidr),
        ipv6_cidr_block_state: Some(SubnetCidrBlockState { state: shown(state), status_message: None }),
        ipv6_address_attribute: shown("public"),
        ip_source: shown("amazon"),
    }
}

fn show(network: &mut NetworkTransaction<'_, '_>, subnet: &model::Subnet) -> Result<Subnet, Fault> {
    let free = network.free_addresses(subnet)?;
    Ok(Subnet {
        availability_zone_id: shown(&subnet.zone_id),
        map_customer_owned_ip_on_launch: Some(false),
        owner_id: shown(&subnet.scope.account),
        assign_ipv6_address_on_creation: Some(subnet.assign_ipv6_on_creation),
        ipv6_cidr_block_association_set: Some(
            subnet.ipv6_block.iter().map(|block| show_block(block, "associated")).collect(),
        ),
        tags: shown_tags(&subnet.tags),
        subnet_arn: arn(&subnet.scope, Kind::Subnet, &subnet.id),
        enable_dns64: Some(false),
        ipv6_native: Some(false),
        private_dns_name_options_on_launch: Some(PrivateDnsNameOptionsOnLaunch {
            hostname_type: shown(subnet.private_dns.hostname_type),
            enable_resource_name_dns_a_record: Some(subnet.private_dns.a_record),
            enable_resource_name_dns_aaaa_record: Some(subnet.private_dns.aaaa_record),
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
