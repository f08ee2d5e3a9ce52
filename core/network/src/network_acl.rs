//! Network ACLs. Every subnet is under exactly one of its VPC, by an association that is made with the subnet and goes
//! with it.

use std::collections::BTreeMap;

use ipnet::IpNet;
use minato_vpc::{
    ids::{NetworkAclAssociationId, NetworkAclId, VpcId},
    resources::{Direction, NetworkAcl, NetworkAclEntry, Tags, Traffic, Vpc},
};

use crate::{
    error::{NetworkError, RuleError},
    kind::Kind,
    limits::Quota,
    subnet::{ANYWHERE, ANYWHERE_IPV6},
    tags::check_tags,
    transaction::{NetworkTransaction, entropy},
};

/// The number of the entry that a default network ACL allows everything by.
const DEFAULT_ENTRY: u16 = 100;

/// The number of the one that it allows IPv6 by.
const DEFAULT_IPV6_ENTRY: u16 = 101;
/// The numbers from here on are AWS's own.
const LAST_NUMBER: u16 = 32_766;

/// Which entry of an ACL: entries are numbered in each direction by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryNumber {
    /// The direction, as seen from the subnet.
    pub direction: Direction,
    /// The number, 1 to 32766.
    pub number: u16,
}

impl NetworkTransaction<'_, '_> {
    /// Makes an ACL that denies everything and guards nothing. A client's token gives the same ACL again instead of
    /// another one.
    pub fn create_network_acl(
        &mut self,
        vpc: &VpcId,
        tags: Tags,
        client_token: Option<&str>,
    ) -> Result<NetworkAcl, NetworkError> {
        check_tags(&tags, self.limits())?;
        let id = NetworkAclId::from_entropy(self.entropy_for(client_token));
        if let Some(existing) = self.repeated(&id, client_token, &(vpc, &tags))? {
            return Ok(existing);
        }
        let vpc: Vpc = self.find(vpc)?;
        let siblings = self.in_vpc::<NetworkAcl>(&vpc.id, |acl| &acl.vpc)?;
        if siblings.len() >= self.limits().network_acls_per_vpc as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::NetworkAcls });
        }
        let acl = NetworkAcl {
            id,
            scope: self.scope.clone(),
            vpc: vpc.id,
            is_default: false,
            entries: BTreeMap::new(),
            associations: BTreeMap::new(),
            tags,
        };
        self.tx.put(&acl)?;
        Ok(acl)
    }

    /// Deletes an ACL that guards nothing. The default one goes with its VPC only.
    pub fn delete_network_acl(&mut self, id: &NetworkAclId) -> Result<(), NetworkError> {
        let acl: NetworkAcl = self.find(id)?;
        if acl.is_default {
            return Err(RuleError::DefaultNetworkAcl { id: acl.id }.into());
        }
        if !acl.associations.is_empty() {
            return Err(NetworkError::Dependency { kind: Kind::NetworkAcl, id: id.to_string() });
        }
        self.remove(&acl);
        Ok(())
    }

    /// Adds an entry under a number that is free; the same entry again is no error. Host bits of its range are cleared,
    /// as AWS does.
    pub fn create_network_acl_entry(
        &mut self,
        acl: &NetworkAclId,
        EntryNumber { direction, number }: EntryNumber,
        mut entry: NetworkAclEntry,
    ) -> Result<(), NetworkError> {
        check_number(number)?;
        let mut acl: NetworkAcl = self.find(acl)?;
        let most = self.limits().entries_per_network_acl as usize;
        entry.cidr = entry.cidr.trunc();
        let entries = acl.entries.entry(direction).or_default();
        match entries.get(&number) {
            Some(existing) if *existing == entry => return Ok(()),
            Some(_) => return Err(RuleError::NetworkAclEntryExists { number }.into()),
            None => {}
        }
        if entries.len() >= most {
            return Err(NetworkError::LimitExceeded { quota: Quota::NetworkAclEntries });
        }
        entries.insert(number, entry);
        Ok(self.tx.put(&acl)?)
    }

    /// Puts another entry under a number that is taken.
    pub fn replace_network_acl_entry(
        &mut self,
        acl: &NetworkAclId,
        EntryNumber { direction, number }: EntryNumber,
        mut entry: NetworkAclEntry,
    ) -> Result<(), NetworkError> {
        check_number(number)?;
        let mut acl: NetworkAcl = self.find(acl)?;
        entry.cidr = entry.cidr.trunc();
        let place = acl.entries.get_mut(&direction).and_then(|entries| entries.get_mut(&number));
        *place.ok_or(RuleError::NoSuchNetworkAclEntry { number })? = entry;
        Ok(self.tx.put(&acl)?)
    }

    /// Takes an entry away.
    pub fn delete_network_acl_entry(
        &mut self,
        acl: &NetworkAclId,
        EntryNumber { direction, number }: EntryNumber,
    ) -> Result<(), NetworkError> {
        check_number(number)?;
        let mut acl: NetworkAcl = self.find(acl)?;
        let removed = acl.entries.get_mut(&direction).and_then(|entries| entries.remove(&number));
        if removed.is_none() {
            return Err(RuleError::NoSuchNetworkAclEntry { number }.into());
        }
        Ok(self.tx.put(&acl)?)
    }

    /// Puts the subnet of an association under another ACL of its VPC. Gives the new association.
    pub fn replace_network_acl_association(
        &mut self,
        id: &NetworkAclAssociationId,
        acl: &NetworkAclId,
    ) -> Result<NetworkAclAssociationId, NetworkError> {
        let new: NetworkAcl = self.find(acl)?;
        let holds = |acl: &NetworkAcl| acl.associations.iter().find(|(_, held)| *held == id).map(|(s, _)| s.clone());
        let holder = self.list::<NetworkAcl>()?.into_iter().find_map(|acl| Some((holds(&acl)?, acl)));
        let Some((subnet, mut old)) = holder else {
            return Err(NetworkError::NotFound { kind: Kind::NetworkAclAssociation, id: id.to_string() });
        };
        if old.vpc != new.vpc {
            return Err(NetworkError::invalid(format!(
                "network ACL {acl} and subnet {subnet} belong to different networks"
            )));
        }
        old.associations.remove(&subnet);
        self.tx.put(&old)?;
        // The same ACL again is read with its association gone.
        let mut new: NetworkAcl = self.find(acl)?;
        let association = NetworkAclAssociationId::from_entropy(entropy());
        new.associations.insert(subnet, association.clone());
        self.tx.put(&new)?;
        Ok(association)
    }

    /// The ACL that a VPC is made with: everything passes.
    pub(crate) fn default_acl_of(&self, vpc: &VpcId) -> NetworkAcl {
        let everything = NetworkAclEntry { traffic: Traffic::All, cidr: IpNet::V4(ANYWHERE), allow: true };
        let entries = [Direction::Ingress, Direction::Egress]
            .into_iter()
            .map(|direction| (direction, BTreeMap::from([(DEFAULT_ENTRY, everything.clone())])))
            .collect();
        NetworkAcl {
            id: NetworkAclId::from_entropy(entropy()),
            scope: self.scope.clone(),
            vpc: vpc.clone(),
            is_default: true,
            entries,
            associations: BTreeMap::new(),
            tags: Tags::new(),
        }
    }
}

/// Lets a default ACL that its owner did not change allow IPv6 as well. Gives whether it is one.
pub(crate) fn allow_ipv6_by_default(acl: &mut NetworkAcl) -> bool {
    let everything = NetworkAclEntry { traffic: Traffic::All, cidr: IpNet::V4(ANYWHERE), allow: true };
    let mut changed = false;
    for entries in acl.entries.values_mut() {
        if acl.is_default && entries.len() == 1 && entries.get(&DEFAULT_ENTRY) == Some(&everything) {
            let ipv6 = NetworkAclEntry { cidr: IpNet::V6(ANYWHERE_IPV6), ..everything.clone() };
            entries.insert(DEFAULT_IPV6_ENTRY, ipv6);
            changed = true;
        }
    }
    changed
}

fn check_number(number: u16) -> Result<(), NetworkError> {
    if (1..=LAST_NUMBER).contains(&number) {
        return Ok(());
    }
    Err(NetworkError::invalid(format!(
        "Value ({number}) for parameter ruleNumber is invalid. The rule number must be between 1 and {LAST_NUMBER}."
    )))
}
