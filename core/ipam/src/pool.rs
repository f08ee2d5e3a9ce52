//! The addresses of one subnet, and which one is next.
//!
//! Guarantees: no address has two owners; none is handed out that is reserved, nor one that is cooling down unless asked for
//! by name; an address just released
//! is the last one to be handed out again, because the search goes on after the latest allocation and wraps around.

use std::{collections::BTreeMap, net::Ipv4Addr, time::Duration};

use ipnet::Ipv4Net;
use jiff::{SignedDuration, Timestamp};
use minato_vpc::ids::{NetworkInterfaceId, SubnetId};

use crate::{
    address::{Address, AddressState},
    bitmap::Bitmap,
    error::IpamError,
    reserved::{RESERVED, RESERVED_FIRST, capacity, is_reserved},
};

/// How long a released address is kept from new owners, so that nobody's stale connection reaches a stranger: the
/// default of the VPC CNI plugin's `IP_COOLDOWN_PERIOD`.
pub const COOL_DOWN: Duration = Duration::from_secs(30);

/// The addresses of one subnet. Numbers are an address's distance from the network's address.
#[derive(Debug, Clone)]
pub struct Pool {
    subnet: SubnetId,
    cidr: Ipv4Net,
    cool_down: SignedDuration,
    /// What is in use or reserved.
    taken: Bitmap,
    /// When what is free was released, if it ever had an owner.
    released: BTreeMap<u32, Timestamp>,
    /// How many addresses ENIs may have, and how many have one.
    capacity: u32,
    in_use: u32,
    /// The latest allocation: its place in the order of all, and its number.
    latest: Option<(u64, u32)>,
}

impl Pool {
    /// The pool of a subnet whose addresses have these records: all of the subnet's, in any order.
    ///
    /// A released address is free again `cool_down` after its release, normally [`COOL_DOWN`].
    pub fn new(
        subnet: &SubnetId,
        cidr: Ipv4Net,
        records: impl IntoIterator<Item = Address>,
        cool_down: Duration,
    ) -> Result<Self, IpamError> {
        let capacity = capacity(cidr)?;
        let size = capacity + RESERVED;
        let mut pool = Self {
            subnet: subnet.clone(),
            cidr,
            cool_down: SignedDuration::try_from(cool_down).unwrap_or(SignedDuration::MAX),
            taken: Bitmap::new(size),
            released: BTreeMap::new(),
            capacity,
            in_use: 0,
            latest: None,
        };
        for number in (0..RESERVED_FIRST).chain([size - 1]) {
            pool.taken.insert(number);
        }
        for record in records {
            pool.insert(&record)?;
        }
        Ok(pool)
    }

    /// Hands the next free address to `owner` and gives its record, to be stored.
    pub fn allocate(&mut self, owner: &NetworkInterfaceId, now: Timestamp) -> Result<Address, IpamError> {
        let start = self.latest.map_or(0, |(_, number)| number + 1);
        let number = self
            .next_allocatable(start, now)
            .or_else(|| self.next_allocatable(0, now))
            .ok_or_else(|| IpamError::Insufficient { cidr: self.cidr, next_free: self.next_free() })?;
        Ok(self.hand_out(number, owner))
    }

    /// Hands one particular address to `owner` and gives its record, to be stored. Its cool-down does not matter: as in EC2,
    /// who names an address may make an ENI anew with it at once.
    pub fn allocate_requested(&mut self, address: Ipv4Addr, owner: &NetworkInterfaceId) -> Result<Address, IpamError> {
        let number = self.number(address).ok_or(IpamError::Outside { address, cidr: self.cidr })?;
        if is_reserved(self.cidr, address) {
            return Err(IpamError::Reserved { address });
        }
        if self.taken.contains(number) {
            return Err(IpamError::InUse { address });
        }
        Ok(self.hand_out(number, owner))
    }

    /// How many addresses are free as AWS counts them (`AvailableIpAddressCount`): its size minus five minus those in
    /// use. A released one counts at once, although its cool-down may keep it from new owners for a while.
    pub fn free(&self) -> u32 {
        self.capacity - self.in_use
    }

    /// How many addresses have an owner.
    pub fn in_use(&self) -> u32 {
        self.in_use
    }

    /// How many free addresses could be handed out `now`: those that are not cooling down.
    pub fn allocatable(&self, now: Timestamp) -> u32 {
        let cooling = self.released.keys().filter(|number| self.is_cooling(**number, now)).count();
        self.free() - u32::try_from(cooling).unwrap_or(u32::MAX).min(self.free())
    }

    fn insert(&mut self, record: &Address) -> Result<(), IpamError> {
        let contradiction = || IpamError::Contradiction { subnet: record.subnet.clone(), address: record.address };
        let number = self.number(record.address).filter(|_| record.subnet == self.subnet).ok_or_else(contradiction)?;
        if self.taken.contains(number) || self.released.contains_key(&number) {
            return Err(contradiction());
        }
        match record.state {
            AddressState::Owner(_) => {
                self.taken.insert(number);
                self.in_use += 1;
            }
            AddressState::ReleasedAt(at) => {
                self.released.insert(number, at);
            }
        }
        self.latest = self.latest.max(Some((record.sequence, number)));
        Ok(())
    }

    fn next_allocatable(&self, from: u32, now: Timestamp) -> Option<u32> {
        let mut from = from;
        loop {
            let number = self.taken.next_absent(from)?;
            if !self.is_cooling(number, now) {
                return Some(number);
            }
            from = number + 1;
        }
    }

    fn hand_out(&mut self, number: u32, owner: &NetworkInterfaceId) -> Address {
        let sequence = self.latest.map_or(0, |(sequence, _)| sequence + 1);
        self.taken.insert(number);
        self.released.remove(&number);
        self.in_use += 1;
        self.latest = Some((sequence, number));
        Address {
            subnet: self.subnet.clone(),
            address: self.address(number),
            sequence,
            state: AddressState::Owner(owner.clone()),
        }
    }

    /// When the first of the cooling addresses may be handed out.
    fn next_free(&self) -> Option<Timestamp> {
        self.released.keys().filter_map(|number| self.cooling_until(*number)).min()
    }

    fn is_cooling(&self, number: u32, now: Timestamp) -> bool {
        self.cooling_until(number).is_some_and(|until| now < until)
    }

    fn cooling_until(&self, number: u32) -> Option<Timestamp> {
        let released = self.released.get(&number)?;
        Some(released.saturating_add(self.cool_down).unwrap_or(Timestamp::MAX))
    }

    fn address(&self, number: u32) -> Ipv4Addr {
        Ipv4Addr::from_bits(self.cidr.network().to_bits() + number)
    }

    fn number(&self, address: Ipv4Addr) -> Option<u32> {
        self.cidr.contains(&address).then(|| address.to_bits() - self.cidr.network().to_bits())
    }
}
