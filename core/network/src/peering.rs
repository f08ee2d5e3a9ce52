//! Peering connections: asked for by one VPC's owner, accepted by the other's, ended by either.
//!
//! The VPCs may be of any two scopes of the store. What has ended is shown for a while, as AWS does, and then forgotten.

use std::time::Duration;

use ipnet::IpNet;
use jiff::Timestamp;
use minato_document::{Document, Prefix};
use minato_vpc::{
    Resource,
    ids::{VpcId, VpcPeeringConnectionId},
    resources::{PeeringRole, PeeringSide, PeeringStatus, Scope, Tags, Vpc, VpcPeeringConnection},
};

use crate::{
    error::{GatewayError, NetworkError},
    kind::Kind,
    limits::Quota,
    tags::check_tags,
    transaction::{NetworkTransaction, entropy},
    zones::Region,
};

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

/// How long the accepter has.
const TIME_TO_ACCEPT: Duration = Duration::from_hours(7 * 24);

/// The peering connection to ask for.
#[derive(Debug, Clone)]
pub struct CreatePeering {
    /// The VPC that asks.
    pub vpc: VpcId,
    /// The VPC that is asked.
    pub peer_vpc: VpcId,
    /// The account of the VPC that is asked; the scope's own if `None`.
    pub peer_account: Option<String>,
    /// The region of the VPC that is asked; the scope's own if `None`.
    pub peer_region: Option<String>,
    /// The requester's tags.
    pub tags: Tags,
}

/// What AWS calls a status, in codes and in the text of a refused transition.
pub fn peering_status_code(peering: &VpcPeeringConnection, now: Timestamp) -> &'static str {
    match peering.status {
        PeeringStatus::PendingAcceptance if peering.is_expired(now) => "expired",
        PeeringStatus::PendingAcceptance => "pending-acceptance",
        PeeringStatus::Active => "active",
        PeeringStatus::Rejected { .. } => "rejected",
        PeeringStatus::Deleted { .. } => "deleted",
        PeeringStatus::Failed { .. } => "failed",
    }
}

/// Until when one side sees a connection; `None` for as long as it lives.
///
/// Source: "VPC peering connection lifecycle" in the Amazon VPC peering guide.
fn shown_until(peering: &VpcPeeringConnection, role: PeeringRole) -> Option<Timestamp> {
    // What it became, when, and whose doing that was.
    let (at, by) = match peering.status {
        PeeringStatus::Active => return None,
        PeeringStatus::PendingAcceptance => return Some(peering.expires_at + 2 * DAY),
        PeeringStatus::Rejected { at } => (at, PeeringRole::Accepter),
        PeeringStatus::Deleted { at, by } => (at, by),
        // The accepter never sees it.
        PeeringStatus::Failed { at } if role == PeeringRole::Accepter => return Some(at),
        PeeringStatus::Failed { at } => (at, role),
    };
    let period = if by == role { 2 * HOUR } else { 2 * DAY };
    Some(at + period)
}

/// Whether a scope sees a connection now.
fn is_shown(peering: &VpcPeeringConnection, scope: &Scope, now: Timestamp) -> bool {
    let sides = [(PeeringRole::Requester, &peering.requester), (PeeringRole::Accepter, &peering.accepter)];
    let shown = |role| shown_until(peering, role).is_none_or(|until| now < until);
    sides.into_iter().any(|(role, side)| &side.scope == scope && shown(role))
}

impl NetworkTransaction<'_, '_> {
    /// Asks for a peering connection. It waits for its accepter, or has failed: then the other VPC is not there, or the
    /// blocks of the two overlap.
    pub fn create_peering(&mut self, input: CreatePeering) -> Result<VpcPeeringConnection, NetworkError> {
        check_tags(&input.tags, self.limits())?;
        let vpc: Vpc = self.find(&input.vpc)?;
        let accepter = self.asked_scope(&input)?;
        if &accepter == self.scope {
            self.find::<Vpc>(&input.peer_vpc)?;
        }
        let all = self.tx.list(&Prefix::<VpcPeeringConnection>::all())?;
        self.forget_ended(&all);
        self.check_quotas(&all, &vpc.id, &input.peer_vpc)?;
        let side = |vpc: VpcId, scope: Scope| PeeringSide { vpc, scope, allow_remote_dns: false };
        let mut peering = VpcPeeringConnection {
            id: VpcPeeringConnectionId::from_entropy(entropy()),
            scope: self.scope.clone(),
            number: self.next_number()?,
            requester: side(vpc.id, self.scope.clone()),
            accepter: side(input.peer_vpc, accepter),
            status: PeeringStatus::PendingAcceptance,
            expires_at: self.now + TIME_TO_ACCEPT,
            tags: input.tags,
            accepter_tags: Tags::new(),
        };
        if !self.can_be(&peering)? {
            peering.status = PeeringStatus::Failed { at: self.now };
        }
        self.tx.put(&peering)?;
        Ok(peering)
    }

    /// Accepts a connection that this scope was asked for.
    pub fn accept_peering(&mut self, id: &VpcPeeringConnectionId) -> Result<VpcPeeringConnection, NetworkError> {
        let mut peering = self.find_peering(id)?;
        self.check_accepter(&peering, "accept")?;
        if !peering.is_pending(self.now) {
            return Err(self.wrong_transition(&peering, "provisioning"));
        }
        for vpc in [&peering.requester.vpc, &peering.accepter.vpc] {
            let all = self.tx.list(&Prefix::<VpcPeeringConnection>::all())?;
            let active = all.iter().filter(|other| other.is_active() && other.sides_of(vpc).is_some()).count();
            if active >= self.limits().active_peerings_per_vpc as usize {
                return Err(NetworkError::LimitExceeded { quota: Quota::ActivePeerings });
            }
        }
        peering.status = if self.can_be(&peering)? {
            PeeringStatus::Active
        } else {
            // One of the two got another block, or went, while the other thought about it.
            PeeringStatus::Failed { at: self.now }
        };
        self.tx.put(&peering)?;
        Ok(peering)
    }

    /// Refuses a connection that this scope was asked for.
    pub fn reject_peering(&mut self, id: &VpcPeeringConnectionId) -> Result<(), NetworkError> {
        let mut peering = self.find_peering(id)?;
        self.check_accepter(&peering, "reject")?;
        if !peering.is_pending(self.now) {
            return Err(self.wrong_transition(&peering, "rejected"));
        }
        peering.status = PeeringStatus::Rejected { at: self.now };
        Ok(self.tx.put(&peering)?)
    }

    /// Ends a connection: either side an active one, the requester also one that still waits. Routes to it stay and lead
    /// nowhere.
    pub fn delete_peering(&mut self, id: &VpcPeeringConnectionId) -> Result<(), NetworkError> {
        let mut peering = self.find_peering(id)?;
        let is_requester = &peering.requester.scope == self.scope;
        if peering.is_pending(self.now) && !is_requester {
            return Err(self.not_permitted(&peering, "delete"));
        }
        if !(peering.is_active() || peering.is_pending(self.now)) {
            return Err(self.wrong_transition(&peering, "deleting"));
        }
        let by = if is_requester { PeeringRole::Requester } else { PeeringRole::Accepter };
        peering.status = PeeringStatus::Deleted { at: self.now, by };
        Ok(self.tx.put(&peering)?)
    }

    /// Says for one side or both whether the other's queries for its public names get private addresses.
    pub fn modify_peering_options(
        &mut self,
        id: &VpcPeeringConnectionId,
        requester: Option<bool>,
        accepter: Option<bool>,
    ) -> Result<VpcPeeringConnection, NetworkError> {
        let mut peering = self.find_peering(id)?;
        if !peering.is_active() {
            let message = format!("Peering {id} is not active. Peering options can be added only to active peerings.");
            return Err(NetworkError::NotPermitted { message });
        }
        let scope = self.scope.clone();
        for (side, allow) in [(&mut peering.requester, requester), (&mut peering.accepter, accepter)] {
            let Some(allow) = allow else { continue };
            if side.scope != scope {
                let message = format!(
                    "User {} in {} cannot modify the peering options of {}, which belongs to {} in {}.",
                    scope.account, scope.region, side.vpc, side.scope.account, side.scope.region
                );
                return Err(NetworkError::NotPermitted { message });
            }
            let vpc: Vpc = self.find(&side.vpc)?;
            if allow && !(vpc.enable_dns_support && vpc.enable_dns_hostnames) {
                return Err(GatewayError::DnsHostnamesDisabled { peering: id.clone(), vpc: vpc.id }.into());
            }
            side.allow_remote_dns = allow;
        }
        self.tx.put(&peering)?;
        Ok(peering)
    }

    /// The connections that this scope sees, by id.
    pub fn peerings(&mut self) -> Result<Vec<VpcPeeringConnection>, NetworkError> {
        let mut peerings = self.tx.list(&Prefix::<VpcPeeringConnection>::all())?;
        peerings.retain(|peering| is_shown(peering, self.scope, self.now));
        peerings.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(peerings)
    }

    /// The connection of that id, if this scope sees it.
    pub fn find_peering(&mut self, id: &VpcPeeringConnectionId) -> Result<VpcPeeringConnection, NetworkError> {
        let found = self.peerings()?.into_iter().find(|peering| &peering.id == id);
        found.ok_or_else(|| NetworkError::NotFound { kind: Kind::VpcPeeringConnection, id: id.to_string() })
    }

    /// A VPC's blocks, of whatever scope it is; none if it is not there.
    pub fn blocks_of(&mut self, side: &PeeringSide) -> Result<Vec<IpNet>, NetworkError> {
        let vpc = self.tx.get(&Vpc::key_of(&side.scope, &side.vpc))?;
        Ok(vpc.map(|vpc| vpc.blocks().collect()).unwrap_or_default())
    }

    /// Ends the connections of a VPC that goes. A request of another account for it must be rejected first.
    pub(crate) fn end_peerings_of(&mut self, vpc: &VpcId) -> Result<(), NetworkError> {
        for mut peering in self.tx.list(&Prefix::<VpcPeeringConnection>::all())? {
            if peering.sides_of(vpc).is_none() {
                continue;
            }
            let is_asked = &peering.accepter.vpc == vpc && peering.is_pending(self.now);
            if is_asked && peering.requester.scope.account != self.scope.account {
                return Err(NetworkError::Dependency { kind: Kind::Vpc, id: vpc.to_string() });
            }
            if peering.is_active() || peering.is_pending(self.now) {
                let requested = &peering.requester.vpc == vpc;
                let by = if requested { PeeringRole::Requester } else { PeeringRole::Accepter };
                peering.status = PeeringStatus::Deleted { at: self.now, by };
                self.tx.put(&peering)?;
            }
        }
        Ok(())
    }

    /// Changes the tags that this scope sees on a connection.
    pub(crate) fn change_tags_of_peering(
        &mut self,
        id: &VpcPeeringConnectionId,
        change: &mut dyn FnMut(&mut Tags),
    ) -> Result<(), NetworkError> {
        let mut peering = self.find_peering(id)?;
        let own = &peering.requester.scope == self.scope;
        let tags = if own { &mut peering.tags } else { &mut peering.accepter_tags };
        change(tags);
        crate::tags::check_count(tags, self.limits())?;
        Ok(self.tx.put(&peering)?)
    }

    fn asked_scope(&self, input: &CreatePeering) -> Result<Scope, NetworkError> {
        let account = input.peer_account.clone().unwrap_or_else(|| self.scope.account.clone());
        if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NetworkError::invalid(format!("Value ({account}) for parameter peerOwnerId is invalid.")));
        }
        let region = input.peer_region.clone().unwrap_or_else(|| self.scope.region.clone());
        if Region::named(&region).is_none() {
            return Err(NetworkError::invalid(format!("Value ({region}) for parameter peerRegion is invalid.")));
        }
        Ok(Scope { account, region })
    }

    fn check_quotas(&self, all: &[VpcPeeringConnection], vpc: &VpcId, peer: &VpcId) -> Result<(), NetworkError> {
        let lives = |peering: &VpcPeeringConnection| peering.is_active() || peering.is_pending(self.now);
        if let Some(existing) = all.iter().find(|peering| lives(peering) && peering.across(vpc) == Some(peer)) {
            return Err(
                GatewayError::PeeringExists { id: existing.id.clone(), vpc: vpc.clone(), peer: peer.clone() }.into()
            );
        }
        let of_vpc = || all.iter().filter(|peering| peering.sides_of(vpc).is_some());
        let pending = of_vpc().filter(|peering| &peering.requester.vpc == vpc && peering.is_pending(self.now));
        if pending.count() >= self.limits().outstanding_peerings_per_vpc as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::OutstandingPeerings });
        }
        if of_vpc().filter(|peering| peering.is_active()).count() >= self.limits().active_peerings_per_vpc as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::ActivePeerings });
        }
        Ok(())
    }

    /// The active connections of a VPC, each with the blocks of the VPC at its other end.
    pub(crate) fn peers_of(&mut self, vpc: &VpcId) -> Result<Vec<(VpcPeeringConnectionId, Vec<IpNet>)>, NetworkError> {
        let mut peers = Vec::new();
        for peering in self.tx.list(&Prefix::<VpcPeeringConnection>::all())? {
            let other = match (&peering.requester, &peering.accepter) {
                (ours, theirs) if &ours.vpc == vpc => theirs,
                (theirs, ours) if &ours.vpc == vpc => theirs,
                _ => continue,
            };
            if peering.status == PeeringStatus::Active {
                peers.push((peering.id.clone(), self.blocks_of(other)?));
            }
        }
        Ok(peers)
    }

    /// Whether both VPCs are there and none of their blocks meet.
    fn can_be(&mut self, peering: &VpcPeeringConnection) -> Result<bool, NetworkError> {
        let (ours, theirs) = (self.blocks_of(&peering.requester)?, self.blocks_of(&peering.accepter)?);
        let meets = |block: &IpNet| theirs.iter().any(|other| block.contains(other) || other.contains(block));
        Ok(!ours.is_empty() && !theirs.is_empty() && !ours.iter().any(meets))
    }

    /// Whether this scope was asked.
    fn check_accepter(&self, peering: &VpcPeeringConnection, verb: &str) -> Result<(), NetworkError> {
        let asked = &peering.accepter.scope;
        if asked == self.scope {
            return Ok(());
        }
        if asked.account != self.scope.account {
            return Err(self.not_permitted(peering, verb));
        }
        let message = format!(
            "Incorrect region ({}) specified for this request. To {verb} the VPC peering connection {}, use the region {}.",
            self.scope.region, peering.id, asked.region
        );
        Err(NetworkError::NotPermitted { message })
    }

    fn not_permitted(&self, peering: &VpcPeeringConnection, verb: &str) -> NetworkError {
        let message = format!("User {} cannot {verb} peering {}", self.scope.account, peering.id);
        NetworkError::NotPermitted { message }
    }

    fn wrong_transition(&self, peering: &VpcPeeringConnection, to: &'static str) -> NetworkError {
        let from = peering_status_code(peering, self.now);
        GatewayError::StateTransition { id: peering.id.to_string(), from, to }.into()
    }

    fn forget_ended(&mut self, all: &[VpcPeeringConnection]) {
        let sides = |peering: &VpcPeeringConnection| [peering.requester.scope.clone(), peering.accepter.scope.clone()];
        let ended = all.iter().filter(|peering| !sides(peering).iter().any(|scope| is_shown(peering, scope, self.now)));
        for peering in ended {
            self.tx.delete(&peering.key());
        }
    }
}
