//! Sets of DHCP options.

use std::collections::BTreeMap;

use minato_network::Kind;
use minato_vpc::{
    ids::{DhcpOptionsId, VpcId},
    resources as model,
};
use minato_wire::ec2::{
    AssociateDhcpOptionsRequest, AttributeValue, CreateDhcpOptionsRequest, CreateDhcpOptionsResult,
    DeleteDhcpOptionsRequest, DescribeDhcpOptionsRequest, DescribeDhcpOptionsResult, DhcpConfiguration, DhcpOptions,
    NewDhcpConfiguration,
};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, each, tagged, text},
    input::{id, required, required_id, shown, shown_tags, tag_specifications},
    page::Page,
};

tagged! { DhcpOptions => tags; }

const FILTERS: FilterTable<DhcpOptions> = &[
    ("dhcp-options-id", |options| text(&options.dhcp_options_id)),
    ("key", |options| each(&options.dhcp_configurations, |configuration| &configuration.key)),
    ("value", |options| {
        let configurations = options.dhcp_configurations.iter().flatten();
        configurations.flat_map(|configuration| each(&configuration.values, |value| &value.value)).collect()
    }),
    ("owner-id", |options| text(&options.owner_id)),
];

pub(crate) fn create_dhcp_options(
    call: &Call<'_>,
    input: CreateDhcpOptionsRequest,
) -> Result<CreateDhcpOptionsResult, Fault> {
    let tags = tag_specifications(input.tag_specifications, Kind::DhcpOptions)?;
    let mut options = BTreeMap::new();
    for NewDhcpConfiguration { key, values } in input.dhcp_configurations.unwrap_or_default() {
        let key = required(key, "key")?;
        if options.contains_key(&key) {
            return Err(Fault::value(format!("Value ({key}) for parameter key is invalid. Duplicate DHCP option")));
        }
        options.insert(key, values.unwrap_or_default());
    }
    if options.is_empty() {
        return Err(Fault::missing("dhcpConfigurations"));
    }
    let made =
        call.run(input.dry_run, |network| Ok::<_, Fault>(network.create_dhcp_options(options.clone(), tags.clone())?))?;
    Ok(CreateDhcpOptionsResult { dhcp_options: Some(show(&made)) })
}

pub(crate) fn delete_dhcp_options(call: &Call<'_>, input: DeleteDhcpOptionsRequest) -> Result<(), Fault> {
    let id: DhcpOptionsId = required_id(input.dhcp_options_id, "dhcpOptionsId", Kind::DhcpOptions)?;
    call.run(input.dry_run, |network| Ok(network.delete_dhcp_options(&id)?))
}

pub(crate) fn associate_dhcp_options(call: &Call<'_>, input: AssociateDhcpOptionsRequest) -> Result<(), Fault> {
    let vpc: VpcId = required_id(input.vpc_id, "vpcId", Kind::Vpc)?;
    let options: Option<DhcpOptionsId> = match required(input.dhcp_options_id, "dhcpOptionsId")?.as_str() {
        "default" => None,
        text => Some(id(text, Kind::DhcpOptions)?),
    };
    call.run(input.dry_run, |network| Ok(network.associate_dhcp_options(&vpc, options.as_ref())?))
}

pub(crate) fn describe_dhcp_options(
    call: &Call<'_>,
    input: DescribeDhcpOptionsRequest,
) -> Result<DescribeDhcpOptionsResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let page = Page::new(
        "DescribeDhcpOptions",
        input.max_results,
        input.next_token,
        input.dhcp_options_ids.as_ref().map(|_| "dhcpOptionsIds"),
        1000,
    )?;
    let options = call.run(input.dry_run, |network| {
        let options: Vec<model::DhcpOptions> = select(network, input.dhcp_options_ids.as_deref())?;
        Ok(options.iter().map(show).filter(|options| filters.accept(options)).collect())
    })?;
    let (options, next_token) =
        page.cut(options, |options: &DhcpOptions| options.dhcp_options_id.clone().unwrap_or_default());
    Ok(DescribeDhcpOptionsResult { dhcp_options: Some(options), next_token })
}

fn show(options: &model::DhcpOptions) -> DhcpOptions {
    let configurations = options.options.iter().map(|(key, values)| DhcpConfiguration {
        key: shown(key),
        values: Some(values.iter().map(|value| AttributeValue { value: shown(value) }).collect()),
    });
    DhcpOptions {
        owner_id: shown(&options.scope.account),
        tags: shown_tags(&options.tags),
        dhcp_options_id: shown(&options.id),
        dhcp_configurations: Some(configurations.collect()),
    }
}
