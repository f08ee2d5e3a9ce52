//! The gateways of a VPC: ways out of it, and into it.

use std::collections::BTreeSet;

use ipnet::IpNet;
use minato_document::{Document, Key};
use serde::{Deserialize, Serialize};

use super::{Scope, Tags};
use crate::ids::{EgressOnlyInternetGatewayId, InternetGatewayId, VpcId, VpnGatewayId};

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
