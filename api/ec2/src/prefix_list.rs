//! Managed prefix lists: those of the account, and those of AWS.
//!
//! A change is done when it is answered. Its answer shows it in progress, as AWS's does, and the next Describe what
//! became of it.

use minato_network::{CreatePrefixList, Kind, ModifyPrefixList, NetworkError, NewEntry};
use minato_vpc::{
    ids::PrefixListId,
    resources::{self as model, AddressFamily, PrefixListState},
};
use minato_wire::ec2::{
    AddPrefixListEntry, CreateManagedPrefixListRequest, CreateManagedPrefixListResult, DeleteManagedPrefixListRequest,
    DeleteManagedPrefixListResult, DescribeManagedPrefixListsRequest, DescribeManagedPrefixListsResult,
    DescribePrefixListsRequest, DescribePrefixListsResult, GetManagedPrefixListAssociationsRequest,
    GetManagedPrefixListAssociationsResult, GetManagedPrefixListEntriesRequest, GetManagedPrefixListEntriesResult,
    ManagedPrefixList, ModifyManagedPrefixListRequest, ModifyManagedPrefixListResult, PrefixList,
    PrefixListAssociation, PrefixListEntry, RemovePrefixListEntry,
};

use crate::{
    call::{Call, Fault},
    filter::{FilterTable, Filters, tagged, text, untagged},
    input::{arn, client_token, id, range, range_v6, required, required_id, shown, shown_tags, tag_specifications},
    page::Page,
};

tagged! { ManagedPrefixList => tags; }
untagged! { PrefixList }

const FILTERS: FilterTable<ManagedPrefixList> = &[
    ("owner-id", |list| text(&list.owner_id)),
    ("prefix-list-id", |list| text(&list.prefix_list_id)),
    ("prefix-list-name", |list| text(&list.prefix_list_name)),
];

const AWS_FILTERS: FilterTable<PrefixList> =
    &[("prefix-list-id", |list| text(&list.prefix_list_id)), ("prefix-list-name", |list| text(&list.prefix_list_name))];

pub(crate) fn create_managed_prefix_list(
    call: &Call<'_>,
    input: CreateManagedPrefixListRequest,
) -> Result<CreateManagedPrefixListResult, Fault> {
    let wanted = CreatePrefixList {
        name: required(input.prefix_list_name, "prefixListName")?,
        family: family(&required(input.address_family, "addressFamily")?)?,
        max_entries: size(input.max_entries.ok_or_else(|| Fault::missing("maxEntries"))?),
        entries: entries(input.entries)?,
        tags: tag_specifications(input.tag_specifications, Kind::ManagedPrefixList)?,
    };
    let token = client_token(input.client_token)?;
    let list = call.run(input.dry_run, |network| Ok(network.create_prefix_list(wanted.clone(), token.as_deref())?))?;
    Ok(CreateManagedPrefixListResult { prefix_list: Some(show_during(&list, "create-in-progress")) })
}

pub(crate) fn modify_managed_prefix_list(
    call: &Call<'_>,
    input: ModifyManagedPrefixListRequest,
) -> Result<ModifyManagedPrefixListResult, Fault> {
    let list = list_id(input.prefix_list_id)?;
    let remove = input.remove_entries.unwrap_or_default().into_iter();
    let wanted = ModifyPrefixList {
        current_version: input.current_version.map(version),
        name: input.prefix_list_name,
        max_entries: input.max_entries.map(size),
        add: entries(input.add_entries)?,
        remove: remove.map(|RemovePrefixListEntry { cidr }| any_range(cidr)).collect::<Result<_, _>>()?,
    };
    let list = call.run(input.dry_run, |network| Ok(network.modify_prefix_list(&list, &wanted)?))?;
    Ok(ModifyManagedPrefixListResult { prefix_list: Some(show_during(&list, "modify-in-progress")) })
}

pub(crate) fn delete_managed_prefix_list(
    call: &Call<'_>,
    input: DeleteManagedPrefixListRequest,
) -> Result<DeleteManagedPrefixListResult, Fault> {
    let list = list_id(input.prefix_list_id)?;
    let list = call.run(input.dry_run, |network| Ok(network.delete_prefix_list(&list)?))?;
    Ok(DeleteManagedPrefixListResult { prefix_list: Some(show_during(&list, "delete-in-progress")) })
}

pub(crate) fn describe_managed_prefix_lists(
    call: &Call<'_>,
    input: DescribeManagedPrefixListsRequest,
) -> Result<DescribeManagedPrefixListsResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let ids = input.prefix_list_ids.as_ref().map(|_| "prefixListIds");
    let page = Page::between("DescribeManagedPrefixLists", input.max_results, input.next_token, ids, 1..=100)?;
    let wanted = list_ids(input.prefix_list_ids)?;
    let lists = call.run(input.dry_run, |network| {
        let lists = if wanted.is_empty() {
            network.prefix_lists()?
        } else {
            wanted.iter().map(|id| network.find_prefix_list(id)).collect::<Result<Vec<_>, NetworkError>>()?
        };
        Ok::<_, Fault>(lists.iter().map(show).filter(|list| filters.accept(list)).collect())
    })?;
    let (lists, next_token) =
        page.cut(lists, |list: &ManagedPrefixList| list.prefix_list_id.clone().unwrap_or_default());
    Ok(DescribeManagedPrefixListsResult { next_token, prefix_lists: Some(lists) })
}

pub(crate) fn get_managed_prefix_list_entries(
    call: &Call<'_>,
    input: GetManagedPrefixListEntriesRequest,
) -> Result<GetManagedPrefixListEntriesResult, Fault> {
    let list = list_id(input.prefix_list_id)?;
    let page = Page::between("GetManagedPrefixListEntries", input.max_results, input.next_token, None, 1..=100)?;
    let wanted = input.target_version.map(version);
    let (_, entries) = call.run(input.dry_run, |network| Ok(network.prefix_list_entries(&list, wanted)?))?;
    let entries = entries.into_iter().map(|(range, description)| PrefixListEntry { cidr: shown(range), description });
    let (entries, next_token) = page.cut(entries.collect(), |entry| entry.cidr.clone().unwrap_or_default());
    Ok(GetManagedPrefixListEntriesResult { entries: Some(entries), next_token })
}

pub(crate) fn get_managed_prefix_list_associations(
    call: &Call<'_>,
    input: GetManagedPrefixListAssociationsRequest,
) -> Result<GetManagedPrefixListAssociationsResult, Fault> {
    let list = list_id(input.prefix_list_id)?;
    let page = Page::new("GetManagedPrefixListAssociations", input.max_results, input.next_token, None, 255)?;
    let references = call.run(input.dry_run, |network| {
        network.find_prefix_list(&list)?;
        Ok::<_, Fault>(network.prefix_list_references(&list)?)
    })?;
    let owner = &call.scope.account;
    let associations = references
        .into_iter()
        .map(|resource| PrefixListAssociation { resource_id: Some(resource), resource_owner: shown(owner) });
    let (associations, next_token) =
        page.cut(associations.collect(), |association| association.resource_id.clone().unwrap_or_default());
    Ok(GetManagedPrefixListAssociationsResult { prefix_list_associations: Some(associations), next_token })
}

pub(crate) fn describe_prefix_lists(
    call: &Call<'_>,
    input: DescribePrefixListsRequest,
) -> Result<DescribePrefixListsResult, Fault> {
    let filters = Filters::new(input.filters, AWS_FILTERS)?;
    let ids = input.prefix_list_ids.as_ref().map(|_| "prefixListIds");
    let page = Page::between("DescribePrefixLists", input.max_results, input.next_token, ids, 1..=1000)?;
    let wanted = list_ids(input.prefix_list_ids)?;
    let lists = call.run(input.dry_run, |network| Ok::<_, Fault>(network.prefix_lists()?))?;
    let mut of_aws = lists.into_iter().filter(model::ManagedPrefixList::is_of_aws).collect::<Vec<_>>();
    if let Some(unknown) = wanted.iter().find(|id| !of_aws.iter().any(|list| &list.id == *id)) {
        let message = format!("The prefix list ID '{unknown}' does not exist");
        return Err(Fault::new("InvalidPrefixListId.NotFound", message));
    }
    of_aws.retain(|list| wanted.is_empty() || wanted.contains(&list.id));
    let shown = of_aws.iter().map(|list| PrefixList {
        cidrs: Some(list.ranges().map(|range| range.to_string()).collect()),
        prefix_list_id: shown(&list.id),
        prefix_list_name: shown(&list.name),
    });
    let lists = shown.filter(|list| filters.accept(list)).collect();
    let (lists, next_token) = page.cut(lists, |list| list.prefix_list_id.clone().unwrap_or_default());
    Ok(DescribePrefixListsResult { next_token, prefix_lists: Some(lists) })
}

fn list_id(text: Option<String>) -> Result<PrefixListId, Fault> {
    required_id(text, "prefixListId", Kind::ManagedPrefixList)
}

/// The ids, each once.
fn list_ids(texts: Option<Vec<String>>) -> Result<std::collections::BTreeSet<PrefixListId>, Fault> {
    texts.unwrap_or_default().iter().map(|text| id(text, Kind::ManagedPrefixList)).collect()
}

fn family(text: &str) -> Result<AddressFamily, Fault> {
    match text {
        "IPv4" => Ok(AddressFamily::IPv4),
        "IPv6" => Ok(AddressFamily::IPv6),
        _ => {
            Err(Fault::value(format!("Value ({text}) for parameter addressFamily is invalid. Expecting IPv4 or IPv6.")))
        }
    }
}

/// A size that is below zero is none, as zero is.
fn size(value: i32) -> u32 {
    u32::try_from(value).unwrap_or(0)
}

/// No version is below one; what is below zero is as little one as zero is.
fn version(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

fn entries(entries: Option<Vec<AddPrefixListEntry>>) -> Result<Vec<NewEntry>, Fault> {
    let entry = |AddPrefixListEntry { cidr, description }| {
        Ok(NewEntry { range: any_range(cidr)?, description: description.filter(|text: &String| !text.is_empty()) })
    };
    entries.unwrap_or_default().into_iter().map(entry).collect()
}

fn any_range(text: Option<String>) -> Result<ipnet::IpNet, Fault> {
    let text = required(text, "cidr")?;
    range(&text).or_else(|_| range_v6(&text))
}

fn show_during(list: &model::ManagedPrefixList, state: &str) -> ManagedPrefixList {
    ManagedPrefixList { state: shown(state), state_message: None, ..show(list) }
}

fn show(list: &model::ManagedPrefixList) -> ManagedPrefixList {
    let (state, message) = match &list.state {
        PrefixListState::CreateComplete => ("create-complete", None),
        PrefixListState::ModifyComplete => ("modify-complete", None),
        PrefixListState::ModifyFailed(message) => ("modify-failed", Some(message.clone())),
        PrefixListState::DeleteFailed(message) => ("delete-failed", Some(message.clone())),
    };
    // AWS shows neither size nor version of its own lists, and their ARNs are of no account.
    let own = (!list.is_of_aws()).then_some(list);
    let list_arn = match own {
        Some(list) => arn(&list.scope, Kind::ManagedPrefixList, &list.id),
        None => Some(format!("arn:aws:ec2:{}:aws:prefix-list/{}", list.scope.region, list.id)),
    };
    ManagedPrefixList {
        prefix_list_id: shown(&list.id),
        address_family: shown(list.family),
        state: shown(state),
        state_message: message,
        prefix_list_arn: list_arn,
        prefix_list_name: shown(&list.name),
        max_entries: own.and_then(|list| i32::try_from(list.max_entries).ok()),
        version: own.and_then(|list| i64::try_from(list.version).ok()),
        tags: shown_tags(&list.tags),
        owner_id: shown(&list.scope.account),
        ..Default::default()
    }
}
