//! The gateways of a VPC: ways out of it, and into it.

use std::{collections::BTreeSet, net::Ipv4Addr};

use ipnet::IpNet;
use jiff::Timestamp;
use minato_document::{Document, Key};
use serde::{Deserialize, Serialize};

use super::{Scope, Tags};
use crate::ids::{
    EgressOnlyInternetGatewayId, InternetGatewayId, NatGatewayId, NetworkInterfaceId, SubnetId, VpcId, VpnGatewayId,
};

/// An internet gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InternetGateway {
    /// Its id.
    pub id: InternetGatewayId,
    /// Its owner.
    pub scope: Scope,
    /// The VPC that it is attached to.
    pub vpc: Option<VpcId>,
    /// Its tags.
    pub tags: Tags,
}

/// An egress-only internet gateway: IPv6 flows that are opened from within its VPC pass, and no others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EgressOnlyInternetGateway {
    /// Its id.
    pub id: EgressOnlyInternetGatewayId,
    /// Its owner.
    pub scope: Scope,
    /// The VPC that it is attached to, for as long as it lives.
    pub vpc: VpcId,
    /// Its tags.
    pub tags: Tags,
}

/// A VPN gateway: the VPC's side of a way to networks on premises ([`OnPremises`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VpnGateway {
    /// Its id.
    pub id: VpnGatewayId,
    /// Its owner.
    pub scope: Scope,
    /// The VPC that it is attached to.
    pub vpc: Option<VpcId>,
    /// The autonomous system of the VPC's side.
    pub asn: u32,
    /// The zone that was asked for.
    pub zone: Option<String>,
    /// Its tags.
    pub tags: Tags,
}

/// The networks that this host joins to every VPN gateway: what a gateway propagates. One document of the store.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnPremises {
    /// Their blocks, without host bits.
    pub networks: BTreeSet<IpNet>,
}

impl OnPremises {
    /// The key of the one document.
    pub fn the_key() -> Key<Self> {
        Key::new(["networks"])
    }
}

impl Document for OnPremises {
    const KIND: &'static str = "on-premises";

    fn key(&self) -> Key<Self> {
        Self::the_key()
    }
}

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
    /// The address of its ENI.
    pub private: Ipv4Addr,
    /// The elastic address that is associated with it.
    pub public: Option<Ipv4Addr>,
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
