//! NAT gateways.

use std::net::Ipv4Addr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Scope, Tags};
use crate::ids::{AddressAllocationId, AddressAssociationId, NatGatewayId, NetworkInterfaceId, SubnetId, VpcId};

/// A NAT gateway: translates what leaves through it to its own addresses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NatGateway {
    /// Its id.
    pub id: NatGatewayId,
    /// Its owner.
    pub scope: Scope,
    /// The VPC of its subnet.
    pub vpc: VpcId,
    /// Its subnet.
    pub subnet: SubnetId,
    /// Which addresses it translates to.
    pub connectivity: NatConnectivity,
    /// Its ENI, of interface type `nat_gateway`; gone once it is deleted or has failed.
    pub interface: NetworkInterfaceId,
    /// Its addresses, the primary one first.
    pub addresses: Vec<NatGatewayAddress>,
    /// What has become of it.
    pub state: NatGatewayState,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was deleted.
    pub deleted_at: Option<Timestamp>,
    /// Its tags.
    pub tags: Tags,
}

/// Which addresses a NAT gateway translates to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NatConnectivity {
    /// Its elastic addresses: the way to the internet.
    Public,
    /// Its private addresses: the way to other networks.
    Private,
}

/// An address of a NAT gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NatGatewayAddress {
    /// The address of its ENI; `None` where the gateway has failed.
    pub private: Option<Ipv4Addr>,
    /// The elastic address that is associated with it.
    pub public: Option<Ipv4Addr>,
    /// That one's allocation, or the one that a gateway which has failed was to have.
    pub allocation: Option<AddressAllocationId>,
    /// That one's association.
    pub association: Option<AddressAssociationId>,
    /// Set once it is being taken away: until then flows that have it may go on.
    pub drains_until: Option<Timestamp>,
}

impl NatGatewayAddress {
    /// A private address without an elastic one.
    pub fn private(private: Ipv4Addr) -> Self {
        Self { private: Some(private), public: None, allocation: None, association: None, drains_until: None }
    }

    /// What a gateway that has failed was to have.
    pub fn wanted(allocation: AddressAllocationId) -> Self {
        Self { private: None, public: None, allocation: Some(allocation), association: None, drains_until: None }
    }
}

/// What has become of a NAT gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NatGatewayState {
    /// It is being made.
    Pending,
    /// It translates.
    Available,
    /// It is being taken away.
    Deleting,
    /// It is gone, and shown for a while.
    Deleted,
    /// It could not be made.
    Failed {
        /// AWS's code for why.
        code: String,
        /// AWS's words for why.
        message: String,
    },
}

impl NatGateway {
    /// Whether packets may go through it, or soon may.
    pub fn is_there(&self) -> bool {
        matches!(self.state, NatGatewayState::Pending | NatGatewayState::Available)
    }
}
