//! What can be wrong with rules: those of security groups, entries of network ACLs, and prefix lists.

use ipnet::IpNet;
use minato_vpc::ids::{NetworkAclId, PrefixListId, SecurityGroupRuleId};

/// Why a rule, an entry or a list cannot be as asked. Its text is AWS's message; [`RuleError::code`] is AWS's code.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    /// The group has that rule already.
    #[error("the specified rule \"{rule}\" already exists")]
    DuplicateRule {
        /// The rule in AWS's words, such as `peer: 10.0.0.0/16, TCP, from port: 80, to port: 80, ALLOW`.
        rule: String,
    },
    /// The group has no such rule.
    #[error("The specified rule does not exist in this security group.")]
    NoSuchRule,
    /// A rule's peer stays of the kind that it is.
    #[error("You may not modify the type of source or destination of the security group rule '{id}'.")]
    PeerOfOtherKind {
        /// The rule.
        id: SecurityGroupRuleId,
    },
    /// A VPC's default network ACL goes only with its VPC.
    #[error("cannot delete default network ACL {id}")]
    DefaultNetworkAcl {
        /// The ACL.
        id: NetworkAclId,
    },
    /// The ACL has an entry of that number in that direction.
    #[error("The network acl entry identified by {number} already exists.")]
    NetworkAclEntryExists {
        /// The number.
        number: u16,
    },
    /// The ACL has no entry of that number in that direction.
    #[error("The network acl entry identified by {number} does not exist.")]
    NoSuchNetworkAclEntry {
        /// The number.
        number: u16,
    },
    /// The version that the caller means is not the list's current one.
    #[error("The prefix list has the incorrect version number.")]
    PrefixListVersion,
    /// The list cannot hold that many entries.
    #[error("You've reached the maximum number of entries for the prefix list.")]
    PrefixListFull,
    /// The list has that entry.
    #[error("The prefix list entry {range} already exists.")]
    PrefixListEntryExists {
        /// The entry's range.
        range: IpNet,
    },
    /// The list has no such entry.
    #[error("The prefix list entry {range} does not exist.")]
    NoSuchPrefixListEntry {
        /// The entry's range.
        range: IpNet,
    },
    /// AWS's own lists are read only.
    #[error("The prefix list '{id}' is managed by AWS and cannot be modified or deleted.")]
    PrefixListOfAws {
        /// The list.
        id: PrefixListId,
    },
    /// What is asked for makes no sense in that state.
    #[error("The request received was invalid.")]
    InvalidRequest,
}

impl RuleError {
    /// AWS's code for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::DuplicateRule { .. } => "InvalidPermission.Duplicate",
            Self::NoSuchRule => "InvalidPermission.NotFound",
            Self::PeerOfOtherKind { .. } | Self::DefaultNetworkAcl { .. } => "InvalidParameterValue",
            Self::NetworkAclEntryExists { .. } => "NetworkAclEntryAlreadyExists",
            Self::NoSuchNetworkAclEntry { .. } => "InvalidNetworkAclEntry.NotFound",
            Self::PrefixListVersion => "PrefixListVersionMismatch",
            Self::PrefixListFull => "PrefixListMaxEntriesExceeded",
            Self::PrefixListEntryExists { .. } | Self::NoSuchPrefixListEntry { .. } => "InvalidPrefixListModification",
            Self::PrefixListOfAws { .. } => "OperationNotPermitted",
            Self::InvalidRequest => "InvalidRequest",
        }
    }
}
