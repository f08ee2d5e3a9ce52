//! Public addresses: elastic ones, which an account keeps, and those that a launch gives to an ENI.

use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

use super::{Scope, Tags};
use crate::ids::{AddressAllocationId, AddressAssociationId, NetworkInterfaceId};

/// A public address: the internet gateway translates between it and one private address, one to one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicAddress {
    /// Its allocation's id.
    pub id: AddressAllocationId,
    /// Its owner.
    pub scope: Scope,
    /// The address, unique in the store.
    pub public: Ipv4Addr,
    /// Whose it is, and how long.
    pub kind: PublicAddressKind,
    /// The private address that it stands for. One made at a launch always has one.
    pub association: Option<PublicAssociation>,
    /// The name for a reverse look-up, without a dot at its end.
    pub domain_name: Option<String>,
    /// Its tags.
    pub tags: Tags,
}

/// How long a public address is somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PublicAddressKind {
    /// Until its account releases it.
    Elastic,
    /// Until its association ends. It has no allocation that an account could see.
    Launch,
}

/// The private address that a public one stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicAssociation {
    /// Its id.
    pub id: AddressAssociationId,
    /// The ENI.
    pub interface: NetworkInterfaceId,
    /// One of the ENI's private addresses.
    pub private: Ipv4Addr,
}
