//! The record of a part of a subnet's IPv6 block, as the store keeps it.

use std::{collections::BTreeMap, net::Ipv6Addr};

use ipnet::Ipv6Net;
use jiff::{SignedDuration, Timestamp};
use minato_document::{Document, Key, Prefix};
use minato_vpc::ids::{NetworkInterfaceId, SubnetId};
use serde::{Deserialize, Serialize};

use crate::{
    address::{AddressState, is_cooling},
    error::IpamError,
};

/// The length of an ENI's IPv6 prefixes.
pub const IPV6_PREFIX_LENGTH: u8 = 80;

/// A /80 of a subnet: an ENI has it whole, or ENIs have single addresses of it.
///
/// A prefix and the addresses in it are one record, so whoever takes either reads it, and nobody gets the one while
/// another gets the other. What nobody ever had has no record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ipv6Slot {
    /// The subnet.
    pub subnet: SubnetId,
    /// The addresses.
    pub prefix: Ipv6Net,
    /// Who has all of them as a prefix, or since when nobody has.
    pub whole: Option<AddressState>,
    /// Who has a single one, or since when it is free.
    pub addresses: BTreeMap<Ipv6Addr, AddressState>,
}

impl Ipv6Slot {
    /// That of a prefix that nobody ever had.
    pub(crate) fn new(subnet: &SubnetId, prefix: Ipv6Net) -> Self {
        Self { subnet: subnet.clone(), prefix, whole: None, addresses: BTreeMap::new() }
    }

    /// The /80 that holds an address.
    pub fn prefix_of(address: Ipv6Addr) -> Ipv6Net {
        Ipv6Net::new_assert(address, IPV6_PREFIX_LENGTH).trunc()
    }

    /// The key of the record that holds an address.
    pub fn key_of(subnet: &SubnetId, address: Ipv6Addr) -> Key<Self> {
        Key::new([subnet.as_str(), &Self::prefix_of(address).network().to_string()])
    }

    /// The keys of a subnet's records.
    pub fn in_subnet(subnet: &SubnetId) -> Prefix<Self> {
        Prefix::new([subnet.as_str()])
    }

    /// Takes an address from its owner: its cool-down begins `now`. [`IpamError::NotInUse`] if the ENI does not have it.
    pub fn release(&mut self, address: Ipv6Addr, owner: &NetworkInterfaceId, now: Timestamp) -> Result<(), IpamError> {
        match self.addresses.get_mut(&address) {
            Some(state @ AddressState::Owner(_)) if *state == AddressState::Owner(owner.clone()) => {
                *state = AddressState::ReleasedAt(now);
                Ok(())
            }
            _ => Err(IpamError::NotInUse { address: address.into() }),
        }
    }

    /// The same for the prefix.
    pub fn release_whole(&mut self, owner: &NetworkInterfaceId, now: Timestamp) -> Result<(), IpamError> {
        if self.whole != Some(AddressState::Owner(owner.clone())) {
            return Err(IpamError::NotInUse { address: self.prefix.network().into() });
        }
        self.whole = Some(AddressState::ReleasedAt(now));
        Ok(())
    }

    /// Whether an ENI has the prefix.
    pub(crate) fn is_held(&self) -> bool {
        matches!(self.whole, Some(AddressState::Owner(_)))
    }

    /// Whether an ENI has an address of it.
    pub(crate) fn has_holders(&self) -> bool {
        self.addresses.values().any(|state| matches!(state, AddressState::Owner(_)))
    }

    /// Forgets what cooled down.
    pub(crate) fn forget_cooled(&mut self, cool_down: SignedDuration, now: Timestamp) {
        let stays = |state: &AddressState| match state {
            AddressState::Owner(_) => true,
            AddressState::ReleasedAt(at) => is_cooling(*at, cool_down, now),
        };
        self.whole = self.whole.take().filter(stays);
        self.addresses.retain(|_, state| stays(state));
    }
}

impl Document for Ipv6Slot {
    const KIND: &'static str = "ipv6-slot";

    fn key(&self) -> Key<Self> {
        Self::key_of(&self.subnet, self.prefix.network())
    }
}
