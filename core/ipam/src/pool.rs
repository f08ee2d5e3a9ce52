//! The addresses of one subnet, and which one is next.
//!
//! Guarantees: no address has two owners, alone or in a prefix; none is handed out that is reserved, nor one that is
//! cooling down unless asked for by name; one that the subnet's owner set aside only if asked for, or as a part of a
//! prefix; an address just released is the last one to be handed out again, because the search goes on after the latest
//! allocation and wraps around.

use std::{collections::BTreeMap, net::Ipv4Addr, time::Duration};

use ipnet::{IpNet, Ipv4Net};
use jiff::{SignedDuration, Timestamp};
use minato_vpc::ids::{NetworkInterfaceId, SubnetId};

use crate::{
    address::{Address, AddressState, is_cooling},
    bitmap::Bitmap,
    error::IpamError,
    reservation::Reservations,
    reserved::{RESERVED, RESERVED_FIRST, capacity, is_reserved},
};

/// How long a released address is kept from new owners, so that nobody's stale connection reaches a stranger: the
/// default of the VPC CNI plugin's `IP_COOLDOWN_PERIOD`.
pub const COOL_DOWN: Duration = Duration::from_secs(30);

/// The length of an ENI's IPv4 prefixes.
pub const PREFIX_LENGTH: u8 = 28;

/// How many addresses a prefix has.
const PREFIX_SIZE: u32 = 1 << (32 - PREFIX_LENGTH);

/// The addresses of one subnet. Numbers are an address's distance from the network's address.
#[derive(Debug, Clone)]
pub struct Pool {
    subnet: SubnetId,
    cidr: Ipv4Net,
    cool_down: SignedDuration,
    /// What is in use or reserved.
    taken: Bitmap,
    /// What the subnet's owner set aside.
    reservations: Reservations,
    /// When what is free was released, if it ever had an owner.
    released: BTreeMap<u32, Timestamp>,
    /// How many addresses ENIs may have, and how many have one.
    capacity: u32,
    in_use: u32,
    /// The latest allocation: its place in the order of all, and its number.
    latest: Option<(u64, u32)>,
    /// The latest one of a single address, and of a prefix's first address: each search goes on after its own.
    latest_single: Option<(u64, u32)>,
    latest_prefix: Option<(u64, u32)>,
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
            reservations: Reservations::default(),
            released: BTreeMap::new(),
            capacity,
            in_use: 0,
            latest: None,
            latest_single: None,
            latest_prefix: None,
        };
        for number in (0..RESERVED_FIRST).chain([size - 1]) {
            pool.taken.insert(number);
        }
        for record in records {
            pool.insert(&record)?;
        }
        Ok(pool)
    }

    /// The same with what the subnet's owner set aside.
    #[must_use]
    pub fn with_reservations(self, reservations: Reservations) -> Self {
        Self { reservations, ..self }
    }

    /// Hands the next free address to `owner` and gives its record, to be stored.
    pub fn allocate(&mut self, owner: &NetworkInterfaceId, now: Timestamp) -> Result<Address, IpamError> {
        let start = self.latest_single.map_or(0, |(_, number)| number + 1);
        let number = self
            .next_allocatable(start, now)
            .or_else(|| self.next_allocatable(0, now))
            .ok_or_else(|| IpamError::Insufficient { cidr: self.cidr.into(), next_free: self.next_free() })?;
        Ok(self.hand_out(number, owner, false))
    }

    /// Hands one particular address to `owner` and gives its record, to be stored. Neither its cool-down nor a reservation
    /// matters: as in EC2, who names an address may make an ENI anew with it at once.
    pub fn allocate_requested(&mut self, address: Ipv4Addr, owner: &NetworkInterfaceId) -> Result<Address, IpamError> {
        let outside = || IpamError::Outside { address: address.into(), cidr: self.cidr.into() };
        let number = self.number(address).ok_or_else(outside)?;
        if is_reserved(self.cidr, address) {
            return Err(IpamError::Reserved { address: address.into() });
        }
        if self.taken.contains(number) {
            return Err(IpamError::InUse { address: address.into() });
        }
        Ok(self.hand_out(number, owner, false))
    }

    /// Hands a whole prefix to `owner` and gives the records of its addresses, to be stored. Those reserved for prefixes
    /// are taken first, the others from the end of the subnet on, so that single addresses seldom break them.
    pub fn allocate_prefix(
        &mut self,
        owner: &NetworkInterfaceId,
        now: Timestamp,
    ) -> Result<(Ipv4Net, Vec<Address>), IpamError> {
        let count = (self.capacity + RESERVED) / PREFIX_SIZE;
        let latest = self.latest_prefix.map_or(count, |(_, number)| number / PREFIX_SIZE);
        let mut free = (0..latest).rev().chain((latest..count).rev()).filter_map(|place| {
            let prefix = self.prefix_at(place * PREFIX_SIZE);
            let is_free = (place * PREFIX_SIZE..(place + 1) * PREFIX_SIZE)
                .all(|number| !self.taken.contains(number) && !self.is_cooling(number, now));
            is_free.then_some(prefix)
        });
        let is_kept = |prefix: &Ipv4Net| self.reservations.for_prefixes.iter().any(|kept| holds(kept, *prefix));
        let is_open = |prefix: &Ipv4Net| !self.reservations.all.iter().any(|other| meets(other, *prefix));
        let prefix = if self.reservations.all.is_empty() {
            free.next()
        } else {
            let free: Vec<_> = free.collect();
            free.iter().find(|prefix| is_kept(prefix)).or_else(|| free.iter().find(|prefix| is_open(prefix))).copied()
        };
        let prefix = prefix.ok_or(IpamError::InsufficientPrefixes { cidr: self.cidr.into() })?;
        Ok((prefix, self.hand_out_prefix(prefix, owner)))
    }

    /// Hands one particular prefix to `owner` and gives the records of its addresses, to be stored.
    pub fn allocate_requested_prefix(
        &mut self,
        prefix: Ipv4Net,
        owner: &NetworkInterfaceId,
    ) -> Result<Vec<Address>, IpamError> {
        if prefix.prefix_len() != PREFIX_LENGTH || prefix.trunc() != prefix || !self.cidr.contains(&prefix) {
            let (prefix, cidr) = (prefix.into(), self.cidr.into());
            return Err(IpamError::NoPrefix { prefix, cidr, length: PREFIX_LENGTH });
        }
        for address in addresses_of(prefix) {
            if is_reserved(self.cidr, address) {
                return Err(IpamError::Reserved { address: address.into() });
            }
            if self.number(address).is_none_or(|number| self.taken.contains(number)) {
                return Err(IpamError::PrefixInUse { prefix: prefix.into() });
            }
        }
        Ok(self.hand_out_prefix(prefix, owner))
    }

    /// How many addresses are free as AWS counts them (`AvailableIpAddressCount`): its size minus five minus those in
    /// use, alone or in a prefix. A released one counts at once, although its cool-down may keep it from new owners for
    /// a while, and one that is set aside counts until it is used.
    pub fn free(&self) -> u32 {
        self.capacity - self.in_use
    }

    /// How many addresses have an owner.
    pub fn in_use(&self) -> u32 {
        self.in_use
    }

    /// How many free addresses could be handed out `now`, each alone: those that are not cooling down or set aside.
    pub fn allocatable(&self, now: Timestamp) -> u32 {
        let mut count = 0;
        let mut from = 0;
        while let Some(number) = self.next_allocatable(from, now) {
            count += 1;
            from = number + 1;
        }
        count
    }

    fn insert(&mut self, record: &Address) -> Result<(), IpamError> {
        let contradiction =
            || IpamError::Contradiction { subnet: record.subnet.clone(), address: record.address.into() };
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
        self.note(record.sequence, number, record.in_prefix);
        Ok(())
    }

    fn note(&mut self, sequence: u64, number: u32, in_prefix: bool) {
        let this = Some((sequence, number));
        self.latest = self.latest.max(this);
        if in_prefix {
            self.latest_prefix = self.latest_prefix.max(this);
        } else {
            self.latest_single = self.latest_single.max(this);
        }
    }

    /// The first address from `from` on that may be handed out unasked.
    fn next_allocatable(&self, mut from: u32, now: Timestamp) -> Option<u32> {
        loop {
            let number = self.taken.next_absent(from)?;
            if let Some(end) = self.end_of_reservation(number) {
                from = end;
            } else if self.is_cooling(number, now) {
                from = number + 1;
            } else {
                return Some(number);
            }
        }
    }

    /// The number after the reservation that holds this one.
    fn end_of_reservation(&self, number: u32) -> Option<u32> {
        let address = self.address(number);
        let blocks =
            self.reservations.all.iter().filter_map(|cidr| if let IpNet::V4(cidr) = cidr { Some(cidr) } else { None });
        let holding = blocks.filter(|cidr| cidr.contains(&address)).max_by_key(|cidr| cidr.broadcast())?;
        // Beyond the subnet's end nothing is looked for.
        Some(self.number(holding.broadcast()).map_or(self.capacity + RESERVED - 1, |last| last + 1))
    }

    fn hand_out(&mut self, number: u32, owner: &NetworkInterfaceId, in_prefix: bool) -> Address {
        let sequence = self.latest.map_or(0, |(sequence, _)| sequence + 1);
        self.taken.insert(number);
        self.released.remove(&number);
        self.in_use += 1;
        self.note(sequence, number, in_prefix);
        Address {
            subnet: self.subnet.clone(),
            address: self.address(number),
            sequence,
            in_prefix,
            state: AddressState::Owner(owner.clone()),
        }
    }

    fn hand_out_prefix(&mut self, prefix: Ipv4Net, owner: &NetworkInterfaceId) -> Vec<Address> {
        let first = prefix.network().to_bits() - self.cidr.network().to_bits();
        (first..first + PREFIX_SIZE).map(|number| self.hand_out(number, owner, true)).collect()
    }

    /// When the first of the cooling addresses may be handed out.
    fn next_free(&self) -> Option<Timestamp> {
        let unasked = self.released.keys().filter(|number| self.end_of_reservation(**number).is_none());
        unasked.filter_map(|number| self.cooling_until(*number)).min()
    }

    fn is_cooling(&self, number: u32, now: Timestamp) -> bool {
        self.released.get(&number).is_some_and(|released| is_cooling(*released, self.cool_down, now))
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

    fn prefix_at(&self, number: u32) -> Ipv4Net {
        Ipv4Net::new_assert(self.address(number), PREFIX_LENGTH)
    }
}

/// The addresses of a prefix.
pub fn addresses_of(prefix: Ipv4Net) -> impl Iterator<Item = Ipv4Addr> {
    (prefix.network().to_bits()..=prefix.broadcast().to_bits()).map(Ipv4Addr::from_bits)
}

fn holds(range: &IpNet, prefix: Ipv4Net) -> bool {
    matches!(range, IpNet::V4(range) if range.contains(&prefix))
}

fn meets(range: &IpNet, prefix: Ipv4Net) -> bool {
    matches!(range, IpNet::V4(range) if range.contains(&prefix) || prefix.contains(range))
}
