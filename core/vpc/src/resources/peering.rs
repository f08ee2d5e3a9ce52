//! Peering connections: two VPCs that reach each other by their private addresses.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Scope, Tags};
use crate::ids::{VpcId, VpcPeeringConnectionId};

/// A peering connection of two VPCs, of any accounts and regions. It is stored under its requester's scope, and both
/// sides see it. It is not transitive: a packet passes it only between addresses of its two VPCs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VpcPeeringConnection {
    /// Its id.
    pub id: VpcPeeringConnectionId,
    /// The requester's scope.
    pub scope: Scope,
    /// A number unique among the VPCs and peering connections of the store, at least 1: what kernel tables carry.
    pub number: u32,
    /// The VPC that asked.
    pub requester: PeeringSide,
    /// The VPC that was asked.
    pub accepter: PeeringSide,
    /// What has become of it.
    pub status: PeeringStatus,
    /// Until when it can be accepted, seven days after it was asked for; a pending one is expired after that.
    pub expires_at: Timestamp,
    /// The requester's tags.
    pub tags: Tags,
    /// The accepter's tags, where the accepter is another account or region; else both have the same.
    pub accepter_tags: Tags,
}

/// One side of a peering connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeeringSide {
    /// The VPC. It may not exist, if the connection failed.
    pub vpc: VpcId,
    /// The VPC's scope.
    pub scope: Scope,
    /// Whether the other side's queries for this side's public names are answered with private addresses.
    pub allow_remote_dns: bool,
}

/// What has become of a peering connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PeeringStatus {
    /// It waits for its accepter.
    PendingAcceptance,
    /// Packets may pass, where routes lead to it.
    Active,
    /// The accepter did not want it.
    Rejected {
        /// When.
        at: Timestamp,
    },
    /// One side deleted it.
    Deleted {
        /// When.
        at: Timestamp,
        /// Which side.
        by: PeeringRole,
    },
    /// It could not be: the accepter's VPC does not exist, or the blocks of the two overlap.
    Failed {
        /// When.
        at: Timestamp,
    },
}

/// One of the two sides of a peering connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PeeringRole {
    /// The one that asked.
    Requester,
    /// The one that was asked.
    Accepter,
}

impl VpcPeeringConnection {
    /// Whether packets may pass.
    pub fn is_active(&self) -> bool {
        self.status == PeeringStatus::Active
    }

    /// Whether it waits for its accepter, who has until [`Self::expires_at`].
    pub fn is_pending(&self, now: Timestamp) -> bool {
        self.status == PeeringStatus::PendingAcceptance && now < self.expires_at
    }

    /// Whether it waited too long.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.status == PeeringStatus::PendingAcceptance && now >= self.expires_at
    }

    /// The side that a VPC is on, and the other one.
    pub fn sides_of(&self, vpc: &VpcId) -> Option<(&PeeringSide, &PeeringSide)> {
        if &self.requester.vpc == vpc {
            Some((&self.requester, &self.accepter))
        } else if &self.accepter.vpc == vpc {
            Some((&self.accepter, &self.requester))
        } else {
            None
        }
    }

    /// The VPC across it, as seen from `vpc`; `None` if `vpc` is not on it.
    pub fn across(&self, vpc: &VpcId) -> Option<&VpcId> {
        self.sides_of(vpc).map(|(_, other)| &other.vpc)
    }
}
