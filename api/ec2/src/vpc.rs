//! VPCs and their attributes.

use minato_network::{CreateVpc, Kind, VpcAttribute};
use minato_vpc::{ids::VpcId, resources as model};
use minato_wire::ec2::{
    AttributeBooleanValue, CreateDefaultVpcRequest, CreateDefaultVpcResult, CreateVpcRequest, CreateVpcResult,
    DeleteVpcRequest, DescribeVpcAttributeRequest, DescribeVpcAttributeResult, DescribeVpcsRequest, DescribeVpcsResult,
    ModifyVpcAttributeRequest, ModifyVpcTenancyRequest, ModifyVpcTenancyResult, Vpc,
};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, each, tagged, text},
    input::{id, network_block, required, required_id, shown, shown_tags, tag_specifications},
    page::Page,
    vpc_block::{ipv6_choice, show_block, show_ipv6_block},
};

tagged! { Vpc => tags; }

const FILTERS: FilterTable<Vpc> = &[
    ("cidr", |vpc| text(&vpc.cidr_block)),
    ("cidr-block", |vpc| text(&vpc.cidr_block)),
    ("cidrBlock", |vpc| text(&vpc.cidr_block)),
    ("cidr-block-association.cidr-block", |vpc| each(&vpc.cidr_block_association_set, |set| &set.cidr_block)),
    ("cidr-block-association.association-id", |vpc| each(&vpc.cidr_block_association_set, |set| &set.association_id)),
    ("cidr-block-association.state", |vpc| {
        let states = vpc.cidr_block_association_set.iter().flatten().filter_map(|set| set.cidr_block_state.as_ref());
        states.flat_map(|state| text(&state.state)).collect()
    }),
    ("dhcp-options-id", |vpc| text(&vpc.dhcp_options_id)),
    ("dhcpOptionsId", |vpc| text(&vpc.dhcp_options_id)),
    ("ipv6-cidr-block-association.ipv6-cidr-block", |vpc| {
        each(&vpc.ipv6_cidr_block_association_set, |set| &set.ipv6_cidr_block)
    }),
    ("ipv6-cidr-block-association.ipv6-pool", |vpc| each(&vpc.ipv6_cidr_block_association_set, |set| &set.ipv6_pool)),
    ("ipv6-cidr-block-association.association-id", |vpc| {
        each(&vpc.ipv6_cidr_block_association_set, |set| &set.association_id)
    }),
    ("ipv6-cidr-block-association.state", |vpc| {
        let sets = vpc.ipv6_cidr_block_association_set.iter().flatten();
        sets.filter_map(|set| set.ipv6_cidr_block_state.as_ref()).flat_map(|state| text(&state.state)).collect()
    }),
    ("is-default", |vpc| text(&vpc.is_default)),
    ("isDefault", |vpc| text(&vpc.is_default)),
    ("owner-id", |vpc| text(&vpc.owner_id)),
    ("state", |vpc| text(&vpc.state)),
    ("vpc-id", |vpc| text(&vpc.vpc_id)),
];

pub(crate) fn create_vpc(call: &Call<'_>, input: CreateVpcRequest) -> Result<CreateVpcResult, Fault> {
    let ipv6 = ipv6_choice(
        &call.scope.region,
        input.amazon_provided_ipv6_cidr_block,
        input.ipv6_cidr_block.as_deref(),
        input.ipv6_pool,
        input.ipv6_cidr_block_network_border_group.as_deref(),
    )?;
    let default = CreateVpc::new(network_block(input.cidr_block)?);
    let wanted = CreateVpc {
        tags: tag_specifications(input.tag_specifications, Kind::Vpc)?,
        instance_tenancy: input.instance_tenancy.unwrap_or_else(|| default.instance_tenancy.clone()),
        ipv6,
        ..default
    };
    let vpc = call.run(input.dry_run, |network| Ok(network.create_vpc(wanted.clone())?))?;
    // As AWS answers: pending here, available in the next Describe.
    let blocks = vpc.ipv6_blocks.iter().map(|block| show_ipv6_block(block, "associating")).collect();
    let shown_vpc = Vpc { state: shown("pending"), ipv6_cidr_block_association_set: Some(blocks), ..show(&vpc) };
    Ok(CreateVpcResult { vpc: Some(shown_vpc) })
}

pub(crate) fn create_default_vpc(
    call: &Call<'_>,
    input: CreateDefaultVpcRequest,
) -> Result<CreateDefaultVpcResult, Fault> {
    let vpc = call.run(input.dry_run, |network| Ok::<_, Fault>(network.create_default_vpc()?))?;
    Ok(CreateDefaultVpcResult { vpc: Some(Vpc { state: shown("pending"), ..show(&vpc) }) })
}

pub(crate) fn describe_vpcs(call: &Call<'_>, input: DescribeVpcsRequest) -> Result<DescribeVpcsResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let page =
        Page::new("DescribeVpcs", input.max_results, input.next_token, input.vpc_ids.as_ref().map(|_| "vpcIds"), 1000)?;
    let vpcs = call.run(input.dry_run, |network| {
        let vpcs: Vec<model::Vpc> = select(network, input.vpc_ids.as_deref())?;
        Ok(vpcs.iter().map(show).filter(|vpc| filters.accept(vpc)).collect())
    })?;
    let (vpcs, next_token) = page.cut(vpcs, |vpc: &Vpc| vpc.vpc_id.clone().unwrap_or_default());
    Ok(DescribeVpcsResult { vpcs: Some(vpcs), next_token })
}

pub(crate) fn delete_vpc(call: &Call<'_>, input: DeleteVpcRequest) -> Result<(), Fault> {
    let vpc: VpcId = required_id(input.vpc_id, "vpcId", Kind::Vpc)?;
    call.run(input.dry_run, |network| Ok(network.delete_vpc(&vpc)?))
}

pub(crate) fn modify_vpc_attribute(call: &Call<'_>, input: ModifyVpcAttributeRequest) -> Result<(), Fault> {
    let vpc: VpcId = required_id(input.vpc_id, "vpcId", Kind::Vpc)?;
    let attributes = [
        ("enableDnsSupport", input.enable_dns_support, VpcAttribute::DnsSupport as fn(bool) -> VpcAttribute),
        ("enableDnsHostnames", input.enable_dns_hostnames, VpcAttribute::DnsHostnames),
        (
            "enableNetworkAddressUsageMetrics",
            input.enable_network_address_usage_metrics,
            VpcAttribute::NetworkAddressUsageMetrics,
        ),
    ];
    let given = attributes.into_iter().filter_map(|(name, given, attribute)| Some((name, given?.value?, attribute)));
    let attribute = match given.collect::<Vec<_>>()[..] {
        [] => return Err(Fault::no_attributes()),
        [(_, enabled, attribute)] => attribute(enabled),
        ref several => {
            let names: Vec<_> = several.iter().map(|(name, ..)| *name).collect();
            let names = names.join(", ");
            return Err(Fault::combination(format!("Fields for multiple attribute types specified: {names}")));
        }
    };
    call.run(None, |network| Ok(network.modify_vpc_attribute(&vpc, attribute)?))
}

pub(crate) fn modify_vpc_tenancy(
    call: &Call<'_>,
    input: ModifyVpcTenancyRequest,
) -> Result<ModifyVpcTenancyResult, Fault> {
    let vpc: VpcId = required_id(input.vpc_id, "vpcId", Kind::Vpc)?;
    let tenancy = required(input.instance_tenancy, "instanceTenancy")?;
    if tenancy != "default" {
        return Err(Fault::value(format!(
            "Value ({tenancy}) for parameter instanceTenancy is invalid. Expecting default."
        )));
    }
    call.run(input.dry_run, |network| Ok::<_, Fault>(network.reset_vpc_tenancy(&vpc)?))?;
    Ok(ModifyVpcTenancyResult { return_value: Some(true) })
}

pub(crate) fn describe_vpc_attribute(
    call: &Call<'_>,
    input: DescribeVpcAttributeRequest,
) -> Result<DescribeVpcAttributeResult, Fault> {
    let vpc: VpcId = id(&required(input.vpc_id, "vpcId")?, Kind::Vpc)?;
    let attribute = required(input.attribute, "attribute")?;
    let vpc: model::Vpc = call.run(input.dry_run, |network| Ok::<_, Fault>(network.find(&vpc)?))?;
    let mut result = DescribeVpcAttributeResult { vpc_id: shown(&vpc.id), ..Default::default() };
    let value = |value| Some(AttributeBooleanValue { value: Some(value) });
    match attribute.as_str() {
        "enableDnsSupport" => result.enable_dns_support = value(vpc.enable_dns_support),
        "enableDnsHostnames" => result.enable_dns_hostnames = value(vpc.enable_dns_hostnames),
        "enableNetworkAddressUsageMetrics" => {
            result.enable_network_address_usage_metrics = value(vpc.enable_network_address_usage_metrics);
        }
        _ => {
            let message = format!(
                "Value ({attribute}) for parameter attribute is invalid. Expecting enableDnsSupport, \
                 enableDnsHostnames or enableNetworkAddressUsageMetrics."
            );
            return Err(Fault::value(message));
        }
    }
    Ok(result)
}

fn show(vpc: &model::Vpc) -> Vpc {
    let blocks = vpc.cidr_blocks.iter().map(|block| show_block(block, "associated"));
    let ipv6_blocks = vpc.ipv6_blocks.iter().map(|block| show_ipv6_block(block, "associated"));
    Vpc {
        owner_id: shown(&vpc.scope.account),
        instance_tenancy: shown(&vpc.instance_tenancy),
        cidr_block_association_set: Some(blocks.collect()),
        ipv6_cidr_block_association_set: Some(ipv6_blocks.collect()),
        is_default: Some(vpc.is_default),
        tags: shown_tags(&vpc.tags),
        vpc_id: shown(&vpc.id),
        state: shown("available"),
        cidr_block: vpc.cidr_blocks.first().map(|block| block.cidr.to_string()),
        dhcp_options_id: Some(vpc.dhcp_options.as_ref().map_or_else(|| "default".to_owned(), ToString::to_string)),
        ..Default::default()
    }
}
