//! Tags of any resource.

use minato_network::{Kind, NetworkTransaction, TagRemoval};
use minato_vpc::{
    Resource,
    resources::{
        DhcpOptions, EgressOnlyInternetGateway, Instance, InternetGateway, ManagedPrefixList, NatGateway, NetworkAcl,
        NetworkInsightsAnalysis, NetworkInsightsPath, NetworkInterface, PublicAddress, RouteTable, SecurityGroup,
        Subnet, SubnetCidrReservation, Tags, Vpc, VpcEndpoint, VpnGateway,
    },
};
use minato_wire::ec2::{
    CreateTagsRequest, DeleteTagsRequest, DescribeTagsRequest, DescribeTagsResult, Tag, TagDescription,
};

use crate::{
    call::{Call, Fault},
    filter::{FilterTable, Filters, Tagged, text},
    input::{shown, tags},
    page::Page,
};

/// A tag as it is shown, and as `tag:KEY` looks at it.
struct Candidate {
    description: TagDescription,
    as_tag: Option<Vec<Tag>>,
}

impl Tagged for Candidate {
    fn tag_list(&self) -> &Option<Vec<Tag>> {
        &self.as_tag
    }
}

const FILTERS: FilterTable<Candidate> = &[
    ("key", |candidate| text(&candidate.description.key)),
    ("resource-id", |candidate| text(&candidate.description.resource_id)),
    ("resource-type", |candidate| text(&candidate.description.resource_type)),
    ("value", |candidate| text(&candidate.description.value)),
];

pub(crate) fn create_tags(call: &Call<'_>, input: CreateTagsRequest) -> Result<(), Fault> {
    let resources = some(input.resources, "resourceIdSet")?;
    let tags = tags(some(input.tags, "tagSet")?)?;
    call.run(input.dry_run, |network| Ok(network.create_tags(&resources, &tags)?))
}

pub(crate) fn delete_tags(call: &Call<'_>, input: DeleteTagsRequest) -> Result<(), Fault> {
    let resources = some(input.resources, "resourceIdSet")?;
    let removals = input.tags.filter(|tags| !tags.is_empty()).map(|tags| {
        let removals = tags
            .into_iter()
            .map(|Tag { key, value }| Ok(TagRemoval { key: key.ok_or_else(|| Fault::missing("key"))?, value }));
        removals.collect::<Result<Vec<_>, Fault>>()
    });
    let removals = removals.transpose()?;
    call.run(input.dry_run, |network| Ok(network.delete_tags(&resources, removals.as_deref())?))
}

pub(crate) fn describe_tags(call: &Call<'_>, input: DescribeTagsRequest) -> Result<DescribeTagsResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let page = Page::new("DescribeTags", input.max_results, input.next_token, None, 1000)?;
    let mut tags = call.run(input.dry_run, all_tags)?;
    tags.retain(|candidate| filters.accept(candidate));
    let (tags, next_token) = page.cut(tags, |candidate| {
        let TagDescription { resource_id, key, .. } = &candidate.description;
        format!("{}\n{}", resource_id.as_deref().unwrap_or_default(), key.as_deref().unwrap_or_default())
    });
    let tags = tags.into_iter().map(|candidate| candidate.description).collect();
    Ok(DescribeTagsResult { tags: Some(tags), next_token })
}

fn some<T>(list: Option<Vec<T>>, parameter: &str) -> Result<Vec<T>, Fault> {
    list.filter(|list| !list.is_empty()).ok_or_else(|| Fault::missing(parameter))
}

fn all_tags(network: &mut NetworkTransaction<'_, '_>) -> Result<Vec<Candidate>, Fault> {
    let mut all = Vec::new();
    tags_of::<Vpc>(network, &mut all)?;
    tags_of::<Subnet>(network, &mut all)?;
    tags_of::<NetworkInterface>(network, &mut all)?;
    tags_of::<SecurityGroup>(network, &mut all)?;
    tags_of::<Instance>(network, &mut all)?;
    tags_of::<InternetGateway>(network, &mut all)?;
    tags_of::<EgressOnlyInternetGateway>(network, &mut all)?;
    tags_of::<VpnGateway>(network, &mut all)?;
    tags_of::<NatGateway>(network, &mut all)?;
    tags_of::<VpcEndpoint>(network, &mut all)?;
    for peering in network.peerings()? {
        let own = peering.scope == *network.scope();
        let tags = if own { &peering.tags } else { &peering.accepter_tags };
        add(&mut all, peering.id.as_str(), Kind::VpcPeeringConnection.resource_type(), tags);
    }
    tags_of::<RouteTable>(network, &mut all)?;
    tags_of::<NetworkAcl>(network, &mut all)?;
    tags_of::<DhcpOptions>(network, &mut all)?;
    tags_of::<ManagedPrefixList>(network, &mut all)?;
    tags_of::<SubnetCidrReservation>(network, &mut all)?;
    tags_of::<PublicAddress>(network, &mut all)?;
    tags_of::<NetworkInsightsPath>(network, &mut all)?;
    tags_of::<NetworkInsightsAnalysis>(network, &mut all)?;
    for group in network.list::<SecurityGroup>()? {
        for (id, rule) in &group.rules {
            add(&mut all, id.as_str(), Kind::SecurityGroupRule.resource_type(), &rule.tags);
        }
    }
    Ok(all)
}

fn tags_of<T: Resource>(network: &mut NetworkTransaction<'_, '_>, all: &mut Vec<Candidate>) -> Result<(), Fault> {
    for resource in network.list::<T>()? {
        add(all, &resource.id().to_string(), T::RESOURCE_TYPE, resource.tags());
    }
    Ok(())
}

fn add(all: &mut Vec<Candidate>, id: &str, resource_type: &str, tags: &Tags) {
    all.extend(tags.iter().map(|(key, value)| Candidate {
        description: TagDescription {
            key: shown(key),
            resource_id: shown(id),
            resource_type: shown(resource_type),
            value: shown(value),
        },
        as_tag: Some(vec![Tag { key: shown(key), value: shown(value) }]),
    }));
}
