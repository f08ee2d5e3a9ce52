//! The pool of public addresses, which all accounts and regions share, and which one is next.
//!
//! Guarantees, as for private addresses: none has two owners; none is handed out while it cools down, unless who had it last
//! asks for it back; the search goes on after the latest allocation.

use std::{collections::BTreeMap, fmt, net::Ipv4Addr, str::FromStr, time::Duration};

use ipnet::Ipv4Net;
use jiff::{SignedDuration, Timestamp};
use minato_document::{Document, Key, Prefix};
use minato_vpc::{ids::AddressAllocationId, resources::Scope};
use serde::{Deserialize, Serialize};

use crate::{address::is_cooling, error::IpamError};

/// The smallest and the largest pool that can be configured.
const SIZES: std::ops::RangeInclusive<u8> = 8..=28;

/// A block of public addresses: its first usable address is the host's own, all others can be handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicBlock(Ipv4Net);

/// The block cannot be a pool of public addresses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` cannot be a pool of public addresses: expected an IPv4 block of /8 to /28 without host bits, such as \
     198.18.0.0/15, and none of loopback, link-local, multicast or reserved addresses"
)]
pub struct MalformedBlock(String);

impl PublicBlock {
    /// 198.18.0.0/15: reserved for measurements (RFC 2544), so it is nobody's on the internet.
    pub const DEFAULT: Self = Self(Ipv4Net::new_assert(Ipv4Addr::new(198, 18, 0, 0), 15));

    /// The block.
    pub fn cidr(self) -> Ipv4Net {
        self.0
    }

    /// The first usable address: the host's own on the public side.
    pub fn host(self) -> Ipv4Addr {
        Ipv4Addr::from_bits(self.0.network().to_bits() + 1)
    }

    /// The numbers of the addresses that can be handed out: their distances from the network's address.
    fn numbers(self) -> std::ops::Range<u32> {
        2..(self.0.hostmask().to_bits())
    }

    fn address(self, number: u32) -> Ipv4Addr {
        Ipv4Addr::from_bits(self.0.network().to_bits() + number)
    }

    fn number(self, address: Ipv4Addr) -> Option<u32> {
        let number = address.to_bits().checked_sub(self.0.network().to_bits())?;
        self.numbers().contains(&number).then_some(number)
    }
}

impl FromStr for PublicBlock {
    type Err = MalformedBlock;

    fn from_str(text: &str) -> Result<Self, MalformedBlock> {
        let malformed = || MalformedBlock(text.to_owned());
        let block: Ipv4Net = text.parse().map_err(|_| malformed())?;
        let first = block.network();
        let special =
            first.is_loopback() || first.is_link_local() || first.octets()[0] == 0 || first.octets()[0] >= 224;
        if block != block.trunc() || !SIZES.contains(&block.prefix_len()) || special {
            return Err(malformed());
        }
        Ok(Self(block))
    }
}

impl fmt::Display for PublicBlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Who has a public address, or since when it is free. One that nobody ever had has no record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicRecord {
    /// The address.
    pub address: Ipv4Addr,
    /// Orders the allocations: the highest is the latest one.
    pub sequence: u64,
    /// Who has it, or had it last.
    pub scope: Scope,
    /// Whether it is in use.
    #[serde(flatten)]
    pub state: PublicState,
}

/// Who has a public address, or since when it is free.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicState {
    /// An allocation has it.
    Owner(AddressAllocationId),
    /// It was released at this time.
    ReleasedAt(Timestamp),
}

impl PublicRecord {
    /// The key of an address's record: one over all accounts and regions.
    pub fn key_of(address: Ipv4Addr) -> Key<Self> {
        Key::new([address.to_string()])
    }

    /// The keys of all records.
    pub fn all() -> Prefix<Self> {
        Prefix::all()
    }

    /// The record after its owner gave the address up: its cool-down begins `now`.
    #[must_use]
    pub fn release(self, now: Timestamp) -> Self {
        Self { state: PublicState::ReleasedAt(now), ..self }
    }
}

impl Document for PublicRecord {
    const KIND: &'static str = "public-address";

    fn key(&self) -> Key<Self> {
        Self::key_of(self.address)
    }
}

/// The pool with its records.
#[derive(Debug, Clone)]
pub struct PublicPool {
    block: PublicBlock,
    cool_down: SignedDuration,
    records: BTreeMap<u32, PublicRecord>,
    latest: Option<(u64, u32)>,
}

impl PublicPool {
    /// The pool whose addresses have these records. Those of addresses outside of the block, which was another one before,
    /// do not matter.
    pub fn new(block: PublicBlock, records: impl IntoIterator<Item = PublicRecord>, cool_down: Duration) -> Self {
        let records: BTreeMap<u32, PublicRecord> =
            records.into_iter().filter_map(|record| Some((block.number(record.address)?, record))).collect();
        let latest = records.iter().map(|(number, record)| (record.sequence, *number)).max();
        let cool_down = SignedDuration::try_from(cool_down).unwrap_or(SignedDuration::MAX);
        Self { block, cool_down, records, latest }
    }

    /// Hands out the next free address and gives its record, to be stored.
    pub fn allocate(
        &mut self,
        owner: &AddressAllocationId,
        scope: &Scope,
        now: Timestamp,
    ) -> Result<PublicRecord, IpamError> {
        let numbers = self.block.numbers();
        let start = self.latest.map_or(numbers.start, |(_, number)| number + 1);
        let mut order = (start..numbers.end).chain(numbers.start..start.min(numbers.end));
        let number = order.find(|number| self.is_allocatable(*number, now));
        let number = number.ok_or(IpamError::NoPublicAddress { block: self.block.cidr() })?;
        Ok(self.hand_out(number, owner, scope))
    }

    /// Hands an address out again to the scope that had it last, and gives its record, to be stored.
    pub fn recover(
        &mut self,
        address: Ipv4Addr,
        owner: &AddressAllocationId,
        scope: &Scope,
    ) -> Result<PublicRecord, IpamError> {
        let number = self.block.number(address).filter(|number| {
            let record = self.records.get(number);
            record.is_some_and(|r| r.scope == *scope && matches!(r.state, PublicState::ReleasedAt(_)))
        });
        let number = number.ok_or(IpamError::NotRecoverable { address })?;
        Ok(self.hand_out(number, owner, scope))
    }

    fn is_allocatable(&self, number: u32, now: Timestamp) -> bool {
        match self.records.get(&number).map(|record| &record.state) {
            None => true,
            Some(PublicState::Owner(_)) => false,
            Some(PublicState::ReleasedAt(at)) => !is_cooling(*at, self.cool_down, now),
        }
    }

    fn hand_out(&mut self, number: u32, owner: &AddressAllocationId, scope: &Scope) -> PublicRecord {
        let sequence = self.latest.map_or(0, |(sequence, _)| sequence + 1);
        let record = PublicRecord {
            address: self.block.address(number),
            sequence,
            scope: scope.clone(),
            state: PublicState::Owner(owner.clone()),
        };
        self.latest = Some((sequence, number));
        self.records.insert(number, record.clone());
        record
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(account: &str) -> Scope {
        Scope { account: account.to_owned(), region: "us-east-1".to_owned() }
    }

    fn owner(number: u128) -> AddressAllocationId {
        AddressAllocationId::from_entropy(number)
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    #[test]
    fn a_block_must_be_such_that_hosts_can_have_its_addresses() {
        assert_eq!("198.18.0.0/15".parse(), Ok(PublicBlock::DEFAULT));
        assert_eq!(PublicBlock::DEFAULT.host(), Ipv4Addr::new(198, 18, 0, 1));
        for bad in ["198.18.0.1/15", "10.0.0.0/7", "10.0.0.0/29", "127.0.0.0/16", "224.0.0.0/8", "::/64", "x", ""] {
            assert!(bad.parse::<PublicBlock>().is_err(), "{bad}");
        }
    }

    #[test]
    fn every_address_but_the_reserved_ones_is_handed_out_once() {
        let block: PublicBlock = "203.0.113.0/28".parse().unwrap();
        let mut pool = PublicPool::new(block, [], Duration::ZERO);
        let mut seen: Vec<_> =
            (0..13).map(|n| pool.allocate(&owner(n), &scope("1"), at(0)).unwrap().address.octets()[3]).collect();
        assert_eq!(seen, (2..15).collect::<Vec<u8>>());
        seen.dedup();
        assert_eq!(seen.len(), 13);
        let none = IpamError::NoPublicAddress { block: block.cidr() };
        assert_eq!(pool.allocate(&owner(20), &scope("1"), at(0)), Err(none));
    }

    #[test]
    fn a_released_address_cools_down_and_is_the_last_one_to_come_again() {
        let block: PublicBlock = "203.0.113.0/28".parse().unwrap();
        let cool_down = Duration::from_secs(30);
        let mut records: Vec<_> = Vec::new();
        let mut pool = PublicPool::new(block, [], cool_down);
        for n in 0..13 {
            records.push(pool.allocate(&owner(n), &scope("1"), at(0)).unwrap());
        }
        let released = records[3].address;
        records[3] = records[3].clone().release(at(100));
        let pool = || PublicPool::new(block, records.clone(), cool_down);
        assert!(pool().allocate(&owner(20), &scope("2"), at(129)).is_err());
        assert_eq!(pool().allocate(&owner(20), &scope("2"), at(130)).unwrap().address, released);
        // The clock was set back by more than that: nobody waits until the former time has come again.
        assert!(pool().allocate(&owner(20), &scope("2"), at(71)).is_err());
        assert_eq!(pool().allocate(&owner(20), &scope("2"), at(70)).unwrap().address, released);
        // Who had it last may have it back at once, and nobody else.
        assert_eq!(pool().recover(released, &owner(20), &scope("1")).unwrap().sequence, 13);
        for (address, scope) in [(released, scope("2")), (records[4].address, scope("1")), (block.host(), scope("1"))] {
            assert_eq!(pool().recover(address, &owner(20), &scope), Err(IpamError::NotRecoverable { address }));
        }
    }

    #[test]
    fn a_record_survives_its_text_form() {
        let mut pool = PublicPool::new(PublicBlock::DEFAULT, [], Duration::ZERO);
        let held = pool.allocate(&owner(1), &scope("1"), at(0)).unwrap();
        for record in [held.clone(), held.release(at(5))] {
            let text = serde_json::to_string(&record).unwrap();
            assert_eq!(serde_json::from_str::<PublicRecord>(&text).unwrap(), record, "{text}");
            assert_eq!(record.key().as_str(), "public-address/198.18.0.2");
        }
    }
}
