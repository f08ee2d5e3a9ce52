//! The record of one address, as the store keeps it.

use std::net::Ipv4Addr;

use jiff::{SignedDuration, Timestamp};
use minato_document::{Document, Key, Prefix};
use minato_vpc::ids::{NetworkInterfaceId, SubnetId};
use serde::{Deserialize, Serialize};

use crate::error::IpamError;

/// Who has an address of a subnet, or since when it is free. An address that nobody ever had has no record.
///
/// Records stay after a release: they carry the cool-down and the place where the search goes on. They go with their
/// subnet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The subnet.
    pub subnet: SubnetId,
    /// The address.
    pub address: Ipv4Addr,
    /// Orders the allocations of a subnet: the highest is the latest one.
    pub sequence: u64,
    /// Whether it was handed out as a part of a prefix.
    #[serde(default)]
    pub in_prefix: bool,
    /// Who has it, or since when it is free.
    #[serde(flatten)]
    pub state: AddressState,
}

/// Whether what was released then is kept from new owners `now`. A release that lies further ahead than the cool-down lasts was
/// told before the clock was set back: nobody waits for it.
pub fn is_cooling(released: Timestamp, cool_down: SignedDuration, now: Timestamp) -> bool {
    now.duration_since(released).abs() < cool_down
}

/// Who has an address, or since when it is free.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddressState {
    /// An ENI has it.
    Owner(NetworkInterfaceId),
    /// It was released at this time.
    ReleasedAt(Timestamp),
}

impl Address {
    /// The key of an address's record.
    pub fn key_of(subnet: &SubnetId, address: Ipv4Addr) -> Key<Self> {
        Key::new([subnet.as_str(), &address.to_string()])
    }

    /// The keys of a subnet's records.
    pub fn in_subnet(subnet: &SubnetId) -> Prefix<Self> {
        Prefix::new([subnet.as_str()])
    }

    /// The ENI that has the address; `None` once it was released.
    pub fn owner(&self) -> Option<&NetworkInterfaceId> {
        match &self.state {
            AddressState::Owner(owner) => Some(owner),
            AddressState::ReleasedAt(_) => None,
        }
    }

    /// The record after its owner gave the address up: its cool-down begins `now`.
    ///
    /// Fails with [`IpamError::NotInUse`] if it was released before, so that no cool-down ever begins anew.
    pub fn release(self, now: Timestamp) -> Result<Self, IpamError> {
        match self.state {
            AddressState::Owner(_) => Ok(Self { state: AddressState::ReleasedAt(now), ..self }),
            AddressState::ReleasedAt(_) => Err(IpamError::NotInUse { address: self.address.into() }),
        }
    }

    /// The record after its owner handed the address on to another ENI, without a time in which nobody has it.
    pub fn hand_on(self, owner: &NetworkInterfaceId) -> Result<Self, IpamError> {
        match self.state {
            AddressState::Owner(_) => Ok(Self { state: AddressState::Owner(owner.clone()), ..self }),
            AddressState::ReleasedAt(_) => Err(IpamError::NotInUse { address: self.address.into() }),
        }
    }
}

impl Document for Address {
    const KIND: &'static str = "address";

    fn key(&self) -> Key<Self> {
        Self::key_of(&self.subnet, self.address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_survives_its_text_form() {
        let subnet = SubnetId::from_entropy(1);
        let held = Address {
            subnet: subnet.clone(),
            address: Ipv4Addr::new(10, 0, 0, 4),
            sequence: 7,
            in_prefix: false,
            state: AddressState::Owner(NetworkInterfaceId::from_entropy(2)),
        };
        let released = held.clone().release(Timestamp::UNIX_EPOCH).unwrap();
        for record in [&held, &released] {
            let text = serde_json::to_string(record).unwrap();
            assert_eq!(&serde_json::from_str::<Address>(&text).unwrap(), record, "{text}");
        }
        assert_eq!(held.key().as_str(), format!("address/{subnet}/10.0.0.4"));
        assert!(held.key().as_str().starts_with(Address::in_subnet(&subnet).as_str()));
        assert_eq!(held.owner(), Some(&NetworkInterfaceId::from_entropy(2)));
        assert_eq!(released.owner(), None);
        let handed_on = held.clone().hand_on(&NetworkInterfaceId::from_entropy(3)).unwrap();
        assert_eq!(handed_on.owner(), Some(&NetworkInterfaceId::from_entropy(3)));
        assert!(released.clone().hand_on(&NetworkInterfaceId::from_entropy(3)).is_err());
        assert_eq!(
            released.clone().release(Timestamp::MAX),
            Err(IpamError::NotInUse { address: released.address.into() })
        );
    }
}
