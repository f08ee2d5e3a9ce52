//! Managed prefix lists: their versions, what refers to them, and what a reference counts.
//!
//! What a reference makes impossible is not an error of the call: as in AWS the list goes into a failed state that says
//! which resources stand in the way, and stays as it was.

use std::collections::BTreeMap;

use ipnet::IpNet;
use minato_document::{Document, Key, Prefix};
use minato_vpc::{
    Resource,
    ids::PrefixListId,
    resources::{
        AddressFamily, ManagedPrefixList, Peer, PrefixListState, RouteDestination, RouteTable, Scope, SecurityGroup,
        Tags,
    },
};
use serde::{Deserialize, Serialize};

use crate::{
    aws_prefix_lists,
    error::{NetworkError, RuleError},
    limits::Quota,
    tags::check_tags,
    transaction::NetworkTransaction,
};

const MAX_TEXT_CHARS: usize = 255;
const MAX_ENTRIES_PER_REQUEST: usize = 100;
/// How many resources a failed state names.
const MAX_NAMED: usize = 10;
/// How the names of AWS's own lists begin.
const RESERVED_NAME: &str = "com.amazonaws";

/// The entries of a list: ranges with their descriptions.
pub type Entries = BTreeMap<IpNet, Option<String>>;

/// An entry to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// The range; host bits are cleared, as AWS does.
    pub range: IpNet,
    /// Its description.
    pub description: Option<String>,
}

/// The prefix list to make.
#[derive(Debug, Clone)]
pub struct CreatePrefixList {
    /// Its name.
    pub name: String,
    /// What its entries are.
    pub family: AddressFamily,
    /// How many entries it may have.
    pub max_entries: u32,
    /// Its first entries.
    pub entries: Vec<NewEntry>,
    /// Its tags.
    pub tags: Tags,
}

/// What is to change in a prefix list.
#[derive(Debug, Clone, Default)]
pub struct ModifyPrefixList {
    /// The version that the caller means; another one is refused.
    pub current_version: Option<u64>,
    /// A new name.
    pub name: Option<String>,
    /// A new size; not together with entries.
    pub max_entries: Option<u32>,
    /// Entries to add.
    pub add: Vec<NewEntry>,
    /// Ranges to take away.
    pub remove: Vec<IpNet>,
}

/// The entries of an earlier or the current version, as they can be read back.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct PrefixListVersion {
    scope: Scope,
    list: PrefixListId,
    version: u64,
    entries: Entries,
}

impl PrefixListVersion {
    fn key_of(scope: &Scope, list: &PrefixListId, version: u64) -> Key<Self> {
        Key::new([scope.account.as_str(), scope.region.as_str(), list.as_str(), &format!("{version:020}")])
    }

    fn of_list(scope: &Scope, list: &PrefixListId) -> Prefix<Self> {
        Prefix::new([scope.account.as_str(), scope.region.as_str(), list.as_str()])
    }
}

impl Document for PrefixListVersion {
    const KIND: &'static str = "prefix-list-version";

    fn key(&self) -> Key<Self> {
        Self::key_of(&self.scope, &self.list, self.version)
    }
}

/// What rules or routes count against their quota, which holds for each family of addresses by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Weight {
    v4: u64,
    v6: u64,
}

impl Weight {
    /// Adds what counts in one family.
    pub(crate) fn add(&mut self, family: AddressFamily, count: u32) {
        match family {
            AddressFamily::IPv4 => self.v4 += u64::from(count),
            AddressFamily::IPv6 => self.v6 += u64::from(count),
        }
    }

    /// Adds what counts once in both.
    pub(crate) fn add_to_both(&mut self) {
        self.add(AddressFamily::IPv4, 1);
        self.add(AddressFamily::IPv6, 1);
    }

    /// Adds a reference to a list: as much as it may have entries.
    pub(crate) fn add_list(&mut self, list: &ManagedPrefixList) {
        self.add(list.family, list.max_entries);
    }

    pub(crate) fn exceeds(self, quota: u32) -> bool {
        self.v4.max(self.v6) > u64::from(quota)
    }
}

impl NetworkTransaction<'_, '_> {
    /// The list of that id: the scope's own or one of AWS.
    pub fn find_prefix_list(&mut self, id: &PrefixListId) -> Result<ManagedPrefixList, NetworkError> {
        match aws_prefix_lists::of_region(&self.scope.region).into_iter().find(|list| &list.id == id) {
            Some(list) => Ok(list),
            None => self.find(id),
        }
    }

    /// The scope's own lists and those of AWS.
    pub fn prefix_lists(&mut self) -> Result<Vec<ManagedPrefixList>, NetworkError> {
        let mut lists: Vec<_> = aws_prefix_lists::of_region(&self.scope.region).into();
        lists.extend(self.list::<ManagedPrefixList>()?);
        Ok(lists)
    }

    /// Makes a prefix list. A client's token gives the same list again instead of another one.
    pub fn create_prefix_list(
        &mut self,
        input: CreatePrefixList,
        client_token: Option<&str>,
    ) -> Result<ManagedPrefixList, NetworkError> {
        check_tags(&input.tags, self.limits())?;
        check_name(&input.name)?;
        self.check_size(input.max_entries)?;
        let id = PrefixListId::from_entropy(self.entropy_for(client_token));
        if let Some(existing) = self.repeated(&id, client_token, &input)? {
            return Ok(existing);
        }
        let mut list = ManagedPrefixList {
            id,
            scope: self.scope.clone(),
            name: input.name,
            family: input.family,
            max_entries: input.max_entries,
            state: PrefixListState::CreateComplete,
            version: 1,
            entries: Entries::new(),
            tags: input.tags,
        };
        if input.entries.len() > MAX_ENTRIES_PER_REQUEST {
            return Err(NetworkError::invalid(format!(
                "The number of entries per request cannot exceeds limit ({MAX_ENTRIES_PER_REQUEST})."
            )));
        }
        add_entries(&mut list, &input.entries)?;
        if self.count(&ManagedPrefixList::in_scope(self.scope))? >= self.limits().prefix_lists as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::PrefixLists });
        }
        self.put_version(&list)?;
        self.tx.put(&list)?;
        Ok(list)
    }

    /// Changes a list's name, its size, or its entries, which makes a new version. Gives the list with the version
    /// that it had before.
    pub fn modify_prefix_list(
        &mut self,
        id: &PrefixListId,
        input: &ModifyPrefixList,
    ) -> Result<ManagedPrefixList, NetworkError> {
        let before = self.find_own_prefix_list(id)?;
        let has_entries = !(input.add.is_empty() && input.remove.is_empty());
        if input.name.is_none() && input.max_entries.is_none() && !has_entries {
            return Err(RuleError::InvalidRequest.into());
        }
        if has_entries && input.max_entries.is_some() {
            return Err(NetworkError::InvalidCombination {
                message:
                    "You cannot modify the entries and the maximum entries for the prefix list in the same request."
                        .to_owned(),
            });
        }
        match input.current_version {
            Some(0) => {
                return Err(NetworkError::invalid(
                    "The specified value for version is not valid. The value must be greater than (1).",
                ));
            }
            Some(version) if version != before.version => return Err(RuleError::PrefixListVersion.into()),
            _ => {}
        }
        let mut list = ManagedPrefixList { state: PrefixListState::ModifyComplete, ..before.clone() };
        if let Some(name) = &input.name {
            check_name(name)?;
            list.name.clone_from(name);
        }
        if let Some(size) = input.max_entries {
            self.resize(&mut list, size)?;
        }
        if has_entries {
            remove_entries(&mut list, input)?;
            add_entries(&mut list, &input.add)?;
            list.version += 1;
            self.put_version(&list)?;
        }
        self.tx.put(&list)?;
        Ok(ManagedPrefixList { version: before.version, ..list })
    }

    /// Deletes a list that nothing refers to; else it goes into the failed state. Gives the list as it was before.
    pub fn delete_prefix_list(&mut self, id: &PrefixListId) -> Result<ManagedPrefixList, NetworkError> {
        let before = self.find_own_prefix_list(id)?;
        let references = self.prefix_list_references(id)?;
        if !references.is_empty() {
            let message = format!("The prefix list is referenced by these resources: {}", first_of(&references));
            self.tx.put(&ManagedPrefixList { state: PrefixListState::DeleteFailed(message), ..before.clone() })?;
            return Ok(before);
        }
        for version in self.tx.list(&PrefixListVersion::of_list(self.scope, id))? {
            self.tx.delete(&version.key());
        }
        self.remove(&before);
        Ok(before)
    }

    /// The entries of a version, or of the current one, with the number of the version.
    pub fn prefix_list_entries(
        &mut self,
        id: &PrefixListId,
        version: Option<u64>,
    ) -> Result<(u64, Entries), NetworkError> {
        let list = self.find_prefix_list(id)?;
        match version {
            Some(version) if version != list.version => {
                let earlier = self.tx.get(&PrefixListVersion::key_of(self.scope, id, version))?;
                let earlier = earlier.ok_or_else(|| {
                    NetworkError::invalid(format!(
                        "The specified value for version is not valid. The prefix list '{id}' has no version {version}."
                    ))
                })?;
                Ok((version, earlier.entries))
            }
            _ => Ok((list.version, list.entries)),
        }
    }

    /// The ids of the scope's groups and route tables that refer to a list, each once.
    pub fn prefix_list_references(&mut self, id: &PrefixListId) -> Result<Vec<String>, NetworkError> {
        let peer = Peer::PrefixList(id.clone());
        let mut references: Vec<String> = self
            .list::<SecurityGroup>()?
            .into_iter()
            .filter(|group| group.rules.values().any(|rule| rule.peer == peer))
            .map(|group| group.id.to_string())
            .collect();
        let destination = RouteDestination::PrefixList(id.clone());
        let tables = self.list::<RouteTable>()?.into_iter().filter(|table| table.routes.contains_key(&destination));
        references.extend(tables.map(|table| table.id.to_string()));
        Ok(references)
    }

    fn find_own_prefix_list(&mut self, id: &PrefixListId) -> Result<ManagedPrefixList, NetworkError> {
        let list = self.find_prefix_list(id)?;
        if list.is_of_aws() { Err(RuleError::PrefixListOfAws { id: list.id }.into()) } else { Ok(list) }
    }

    fn check_size(&self, size: u32) -> Result<(), NetworkError> {
        let most = self.limits().entries_per_prefix_list;
        if (1..=most).contains(&size) {
            return Ok(());
        }
        Err(NetworkError::invalid(format!("The maximum number of entries must be between 1 and {most}.")))
    }

    /// Gives a list another size, unless what refers to it has no room for that: then it goes into the failed state.
    fn resize(&mut self, list: &mut ManagedPrefixList, size: u32) -> Result<(), NetworkError> {
        self.check_size(size)?;
        if list.entries.len() > size as usize {
            return Err(RuleError::PrefixListFull.into());
        }
        let before = std::mem::replace(&mut list.max_entries, size);
        if size <= before {
            return Ok(());
        }
        self.tx.put(list)?;
        let mut without_room = Vec::new();
        let destination = RouteDestination::PrefixList(list.id.clone());
        for group in self.list::<SecurityGroup>()? {
            let refers = group.rules.values().any(|rule| rule.peer == Peer::PrefixList(list.id.clone()));
            if refers && is_too_much(self.check_rule_count(&group))? {
                without_room.push(group.id.to_string());
            }
        }
        for table in self.list::<RouteTable>()? {
            if table.routes.contains_key(&destination) && is_too_much(self.check_route_count(&table))? {
                without_room.push(table.id.to_string());
            }
        }
        if !without_room.is_empty() {
            list.max_entries = before;
            list.state = PrefixListState::ModifyFailed(format!(
                "The following resources do not support the new maximum size: {}",
                first_of(&without_room)
            ));
        }
        Ok(())
    }

    /// Keeps a version's entries to be read back, and lets the oldest go when there are too many.
    fn put_version(&mut self, list: &ManagedPrefixList) -> Result<(), NetworkError> {
        let ManagedPrefixList { id, version, entries, .. } = list;
        self.tx.put(&PrefixListVersion {
            scope: self.scope.clone(),
            list: id.clone(),
            version: *version,
            entries: entries.clone(),
        })?;
        if let Some(oldest) = version.checked_sub(u64::from(self.limits().versions_per_prefix_list)) {
            self.tx.delete(&PrefixListVersion::key_of(self.scope, id, oldest));
        }
        Ok(())
    }
}

/// Whether a count went beyond its quota.
fn is_too_much(count: Result<(), NetworkError>) -> Result<bool, NetworkError> {
    match count {
        Ok(()) => Ok(false),
        Err(NetworkError::LimitExceeded { .. }) => Ok(true),
        Err(error) => Err(error),
    }
}

fn first_of(resources: &[String]) -> String {
    resources.iter().take(MAX_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn check_name(name: &str) -> Result<(), NetworkError> {
    if name.is_empty() || name.chars().count() > MAX_TEXT_CHARS {
        return Err(NetworkError::invalid(format!(
            "The prefix list name must have between 1 and {MAX_TEXT_CHARS} characters."
        )));
    }
    if name.starts_with(RESERVED_NAME) {
        return Err(NetworkError::invalid(format!("The prefix list name cannot start with {RESERVED_NAME}.")));
    }
    Ok(())
}

fn remove_entries(list: &mut ManagedPrefixList, input: &ModifyPrefixList) -> Result<(), NetworkError> {
    if input.remove.len().max(input.add.len()) > MAX_ENTRIES_PER_REQUEST {
        return Err(NetworkError::invalid(format!(
            "Request cannot contain more than {MAX_ENTRIES_PER_REQUEST} entry additions or removals"
        )));
    }
    for range in &input.remove {
        let range = range.trunc();
        if input.add.iter().any(|entry| entry.range.trunc() == range) {
            return Err(NetworkError::invalid(format!(
                "Request cannot contain Cidr {range} in both AddPrefixListEntries and RemovePrefixListEntries"
            )));
        }
        if list.entries.remove(&range).is_none() {
            return Err(RuleError::NoSuchPrefixListEntry { range }.into());
        }
    }
    Ok(())
}

fn add_entries(list: &mut ManagedPrefixList, entries: &[NewEntry]) -> Result<(), NetworkError> {
    for NewEntry { range, description } in entries {
        let range = range.trunc();
        if AddressFamily::of(&range) != list.family {
            return Err(NetworkError::invalid(format!(
                "The CIDR {range} is not of the prefix list's address family {}.",
                list.family
            )));
        }
        if description.as_ref().is_some_and(|text| text.chars().count() > MAX_TEXT_CHARS) {
            return Err(NetworkError::invalid(format!(
                "The description of an entry must have at most {MAX_TEXT_CHARS} characters."
            )));
        }
        if list.entries.insert(range, description.clone()).is_some() {
            return Err(RuleError::PrefixListEntryExists { range }.into());
        }
    }
    if list.entries.len() > list.max_entries as usize {
        return Err(RuleError::PrefixListFull.into());
    }
    Ok(())
}
