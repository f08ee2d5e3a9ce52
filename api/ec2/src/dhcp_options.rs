//! DHCP options, as they can be read.

use minato_vpc::resources as model;
use minato_wire::ec2::{
    AttributeValue, DescribeDhcpOptionsRequest, DescribeDhcpOptionsResult, DhcpConfiguration, DhcpOptions,
};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, each, tagged, text},
    input::{shown, shown_tags},
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
