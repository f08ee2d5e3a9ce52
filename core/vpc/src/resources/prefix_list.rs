//! Managed prefix lists: ranges under one name, as peers of rules and as destinations of routes.

use std::{collections::BTreeMap, fmt};

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

use super::{Scope, Tags};
use crate::ids::PrefixListId;

/// A managed prefix list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManagedPrefixList {
    /// Its id.
    pub id: PrefixListId,
    /// Its owner. The account of the lists that AWS manages is `AWS`.
    pub scope: Scope,
    /// Its name. Several lists may have the same one.
    pub name: String,
    /// What all of its entries are.
    pub family: AddressFamily,
    /// How many entries it may have, which is what a reference to it counts.
    pub max_entries: u32,
    /// What became of the last change.
    pub state: PrefixListState,
    /// Grows by one with each change of the entries; 1 in a new list.
    pub version: u64,
    /// The ranges of this version, without host bits, each with its description.
    pub entries: BTreeMap<IpNet, Option<String>>,
    /// Its tags.
    pub tags: Tags,
}

impl ManagedPrefixList {
    /// The account of the lists that AWS manages.
    pub const AWS: &'static str = "AWS";

    /// Whether AWS manages it: anybody may refer to it, and nobody may change it.
    pub fn is_of_aws(&self) -> bool {
        self.scope.account == Self::AWS
    }

    /// Its ranges.
    pub fn ranges(&self) -> impl Iterator<Item = IpNet> {
        self.entries.keys().copied()
    }
}

/// Which addresses a prefix list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AddressFamily {
    /// IPv4.
    IPv4,
    /// IPv6.
    IPv6,
}

impl AddressFamily {
    /// The family of a range.
    pub fn of(range: &IpNet) -> Self {
        match range {
            IpNet::V4(_) => Self::IPv4,
            IpNet::V6(_) => Self::IPv6,
        }
    }
}

impl fmt::Display for AddressFamily {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::IPv4 => "IPv4",
            Self::IPv6 => "IPv6",
        })
    }
}

/// What became of the last change of a prefix list. Changes are done when they are answered, so none is in progress.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PrefixListState {
    /// It was made.
    CreateComplete,
    /// It was changed.
    ModifyComplete,
    /// It could not be changed, for the reason that the text says.
    ModifyFailed(String),
    /// It could not be deleted, for the reason that the text says.
    DeleteFailed(String),
}
