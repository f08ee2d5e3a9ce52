//! References of rules to groups across a peering connection.
//!
//! A rule names a group by its id alone. Through which connection it reached that group, and whose it is, is kept
//! beside it, for both may be gone later: the rule then stays and allows nothing, which AWS calls stale.

use minato_document::{Document, Key, Prefix};
use minato_vpc::{
    Resource,
    ids::{SecurityGroupId, VpcId, VpcPeeringConnectionId},
    resources::{Peer, Scope, SecurityGroup, VpcPeeringConnection},
};
use serde::{Deserialize, Serialize};

use crate::{error::NetworkError, kind::Kind, transaction::NetworkTransaction};

/// That rules of a group name a group of a peered VPC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeeredReference {
    /// Whose rules.
    pub scope: Scope,
    /// The group whose rules they are.
    pub group: SecurityGroupId,
    /// That group's VPC.
    pub vpc: VpcId,
    /// The group that they name.
    pub peer: SecurityGroupId,
    /// Whose it is.
    pub peer_scope: Scope,
    /// Its VPC.
    pub peer_vpc: VpcId,
    /// The connection between the two VPCs.
    pub peering: VpcPeeringConnectionId,
}

impl PeeredReference {
    fn key_of(scope: &Scope, group: &SecurityGroupId, peer: &SecurityGroupId) -> Key<Self> {
        Key::new([scope.account.as_str(), scope.region.as_str(), group.as_str(), peer.as_str()])
    }

    fn of_group(scope: &Scope, group: &SecurityGroupId) -> Prefix<Self> {
        Prefix::new([scope.account.as_str(), scope.region.as_str(), group.as_str()])
    }
}

impl Document for PeeredReference {
    const KIND: &'static str = "peered-reference";

    fn key(&self) -> Key<Self> {
        Self::key_of(&self.scope, &self.group, &self.peer)
    }
}

impl NetworkTransaction<'_, '_> {
    /// The group of that id that rules of a VPC's groups may name: one of the VPC, or one of a VPC that an active
    /// peering connection of the same region leads to; then with the connection.
    pub fn referable_group(
        &mut self,
        vpc: &VpcId,
        id: &SecurityGroupId,
    ) -> Result<(SecurityGroup, Option<VpcPeeringConnectionId>), NetworkError> {
        let own = self.tx.get(&SecurityGroup::key_of(self.scope, id))?;
        match &own {
            Some(group) if &group.vpc == vpc => return Ok((group.clone(), None)),
            _ => {}
        }
        for peering in self.peerings()? {
            let Some((_, other)) = peering.sides_of(vpc).filter(|_| peering.is_active()) else { continue };
            if other.scope.region != self.scope.region {
                continue;
            }
            let group = self.tx.get(&SecurityGroup::key_of(&other.scope, id))?;
            if let Some(group) = group.filter(|group| group.vpc == other.vpc) {
                return Ok((group, Some(peering.id)));
            }
        }
        Err(match own {
            Some(_) => NetworkError::GroupOfOtherNetwork,
            None => NetworkError::NotFound { kind: Kind::SecurityGroup, id: id.to_string() },
        })
    }

    /// The references of this scope's rules across peering connections.
    pub fn peered_references(&mut self) -> Result<Vec<PeeredReference>, NetworkError> {
        let prefix = Prefix::new([self.scope.account.as_str(), self.scope.region.as_str()]);
        Ok(self.tx.list(&prefix)?)
    }

    /// The references of anybody's rules, across active connections, to a group of this scope.
    pub fn references_to(&mut self, group: &SecurityGroupId) -> Result<Vec<PeeredReference>, NetworkError> {
        let mut references = self.tx.list(&Prefix::<PeeredReference>::all())?;
        references.retain(|reference| &reference.peer == group && &reference.peer_scope == self.scope);
        let active = self.peerings()?.into_iter().filter(VpcPeeringConnection::is_active);
        let active: Vec<_> = active.map(|peering| peering.id).collect();
        references.retain(|reference| active.contains(&reference.peering));
        Ok(references)
    }

    /// Whether a reference leads nowhere: its connection has ended, or its group is gone.
    pub fn is_stale(&mut self, reference: &PeeredReference) -> Result<bool, NetworkError> {
        let active = self.peerings()?.iter().any(|peering| peering.id == reference.peering && peering.is_active());
        let peer = self.tx.get(&SecurityGroup::key_of(&reference.peer_scope, &reference.peer))?;
        Ok(!active || peer.is_none())
    }

    /// Checks that a rule of `group` may name that group, and keeps the way to it if it is across a connection.
    pub(crate) fn refer(&mut self, group: &SecurityGroup, peer: &SecurityGroupId) -> Result<(), NetworkError> {
        let (found, peering) = self.referable_group(&group.vpc, peer)?;
        if let Some(peering) = peering {
            self.tx.put(&PeeredReference {
                scope: self.scope.clone(),
                group: group.id.clone(),
                vpc: group.vpc.clone(),
                peer: found.id,
                peer_scope: found.scope,
                peer_vpc: found.vpc,
                peering,
            })?;
        }
        Ok(())
    }

    /// Forgets the ways to groups that no rule of `group` names any more; all of them if it is gone.
    pub(crate) fn forget_references(
        &mut self,
        id: &SecurityGroupId,
        group: Option<&SecurityGroup>,
    ) -> Result<(), NetworkError> {
        for reference in self.tx.list(&PeeredReference::of_group(self.scope, id))? {
            let peer = Peer::Group(reference.peer.clone());
            if !group.is_some_and(|group| group.rules.values().any(|rule| rule.peer == peer)) {
                self.tx.delete(&reference.key());
            }
        }
        Ok(())
    }
}
