//! The IPv6 addresses of one subnet.
//!
//! Guarantees what [`crate::Pool`] guarantees. A /64 is never full, so which address is next is not a search but a
//! choice: the caller brings the entropy for it. Single addresses are chosen from few slots, so that what is stored
//! stays in proportion to what is in use.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::Ipv6Addr,
    time::Duration,
};

use ipnet::{IpNet, Ipv6Net};
use jiff::{SignedDuration, Timestamp};
use minato_vpc::ids::{NetworkInterfaceId, SubnetId};

use crate::{
    address::AddressState,
    error::IpamError,
    reservation::Reservations,
    reserved::is_reserved_ipv6,
    slot::{IPV6_PREFIX_LENGTH, Ipv6Slot},
};

/// The slots that single addresses come from before any other: their number, the first one being number 1.
const SINGLE_SLOTS: u64 = 64;

/// How many slots a /64 has.
const SLOTS: u64 = 1 << 16;

/// How many addresses are tried in a slot: as many may be in use or cooling down in it before it counts as full.
const TRIES_IN_SLOT: u64 = 1 << 12;

/// The low bits of an address that tell it from others of its slot.
const IN_SLOT: u64 = (1 << 48) - 1;

/// The IPv6 addresses of one subnet.
#[derive(Debug, Clone)]
pub struct Ipv6Pool {
    subnet: SubnetId,
    cidr: Ipv6Net,
    reservations: Reservations,
    slots: BTreeMap<Ipv6Net, Ipv6Slot>,
    changed: BTreeSet<Ipv6Net>,
}

impl Ipv6Pool {
    /// The pool of a subnet whose IPv6 block, a /64, has these records, all of the subnet's, as of `now`.
    pub fn new(
        subnet: &SubnetId,
        cidr: Ipv6Net,
        records: impl IntoIterator<Item = Ipv6Slot>,
        reservations: Reservations,
        cool_down: Duration,
        now: Timestamp,
    ) -> Self {
        let cool_down = SignedDuration::try_from(cool_down).unwrap_or(SignedDuration::MAX);
        let slots = records.into_iter().filter(|slot| cidr.contains(&slot.prefix)).map(|mut slot| {
            slot.forget_cooled(cool_down, now);
            (slot.prefix, slot)
        });
        let slots = slots.collect();
        Self { subnet: subnet.clone(), cidr, reservations, slots, changed: BTreeSet::new() }
    }

    /// The records that changed, to be stored.
    pub fn changed(&self) -> impl Iterator<Item = &Ipv6Slot> {
        self.changed.iter().filter_map(|prefix| self.slots.get(prefix))
    }

    /// Hands an address to `owner`: the first free one from the one that `entropy` chooses.
    pub fn allocate(&mut self, owner: &NetworkInterfaceId, entropy: u64) -> Result<Ipv6Addr, IpamError> {
        let first = (entropy >> 48) % SINGLE_SLOTS;
        let single = (0..SINGLE_SLOTS).map(|step| 1 + (first + step) % SINGLE_SLOTS);
        let others = SINGLE_SLOTS + 1..SLOTS - 1;
        let address = single
            .chain(others)
            .find_map(|slot| self.choose_in(slot, entropy & IN_SLOT))
            .ok_or(IpamError::Insufficient { cidr: self.cidr.into(), next_free: None })?;
        self.hand_out(address, owner);
        Ok(address)
    }

    /// Hands one particular address to `owner`. Neither its cool-down nor a reservation matters.
    pub fn allocate_requested(&mut self, address: Ipv6Addr, owner: &NetworkInterfaceId) -> Result<(), IpamError> {
        if !self.cidr.contains(&address) {
            return Err(IpamError::Outside { address: address.into(), cidr: self.cidr.into() });
        }
        if is_reserved_ipv6(self.cidr, address) {
            return Err(IpamError::Reserved { address: address.into() });
        }
        let slot = self.slots.get(&Ipv6Slot::prefix_of(address));
        let is_held = slot
            .is_some_and(|slot| slot.is_held() || matches!(slot.addresses.get(&address), Some(AddressState::Owner(_))));
        if is_held {
            return Err(IpamError::InUse { address: address.into() });
        }
        self.hand_out(address, owner);
        Ok(())
    }

    /// Hands a whole prefix to `owner`: the first free one from the one that `entropy` chooses. Those reserved for
    /// prefixes are taken first, then those that were in use before, and last those for single addresses.
    pub fn allocate_prefix(&mut self, owner: &NetworkInterfaceId, entropy: u16) -> Result<Ipv6Net, IpamError> {
        let start = u64::from(entropy);
        let all = || (0..SLOTS).map(|step| self.prefix_at((start + step) % SLOTS));
        let used: Vec<_> = self.slots.keys().copied().collect();
        let turn = usize::from(entropy) % used.len().max(1);
        let used_before = used[turn..].iter().chain(&used[..turn]).copied();
        let is_kept = |prefix: &Ipv6Net| self.reservations.for_prefixes.iter().any(|kept| holds(kept, *prefix));
        let is_open = |prefix: &Ipv6Net| !self.reservations.all.iter().any(|other| meets(other, *prefix));
        let kept_exist = !self.reservations.for_prefixes.is_empty();
        let kept = all().filter(|prefix| kept_exist && is_kept(prefix));
        let open = used_before.chain(all()).filter(|prefix| !self.is_for_singles(*prefix)).filter(is_open);
        let last = all().filter(|prefix| self.is_for_singles(*prefix)).filter(is_open);
        let prefix = kept.chain(open).chain(last).find(|prefix| self.is_free(*prefix));
        let prefix = prefix.ok_or(IpamError::InsufficientPrefixes { cidr: self.cidr.into() })?;
        self.hand_out_prefix(prefix, owner);
        Ok(prefix)
    }

    /// Hands one particular prefix to `owner`.
    pub fn allocate_requested_prefix(&mut self, prefix: Ipv6Net, owner: &NetworkInterfaceId) -> Result<(), IpamError> {
        if prefix.prefix_len() != IPV6_PREFIX_LENGTH || prefix.trunc() != prefix || !self.cidr.contains(&prefix) {
            let (prefix, cidr) = (prefix.into(), self.cidr.into());
            return Err(IpamError::NoPrefix { prefix, cidr, length: IPV6_PREFIX_LENGTH });
        }
        if self.has_reserved(prefix) {
            return Err(IpamError::Reserved { address: prefix.network().into() });
        }
        if self.slots.get(&prefix).is_some_and(|slot| slot.is_held() || slot.has_holders()) {
            return Err(IpamError::PrefixInUse { prefix: prefix.into() });
        }
        self.hand_out_prefix(prefix, owner);
        Ok(())
    }

    /// The first address of a slot that may be handed out unasked, from the one whose low bits these are.
    fn choose_in(&self, slot: u64, low: u64) -> Option<Ipv6Addr> {
        let prefix = self.prefix_at(slot);
        let record = self.slots.get(&prefix);
        if record.is_some_and(|record| record.whole.is_some()) || self.reservations.all.iter().any(|r| holds(r, prefix))
        {
            return None;
        }
        let is_free = |address: &Ipv6Addr| {
            !record.is_some_and(|record| record.addresses.contains_key(address))
                && !is_reserved_ipv6(self.cidr, *address)
                && !self.reservations.all.iter().any(|r| matches!(r, IpNet::V6(r) if r.contains(address)))
        };
        let network = prefix.network().to_bits();
        let candidate = |step: u64| Ipv6Addr::from_bits(network | u128::from((low.wrapping_add(step)) & IN_SLOT));
        (0..TRIES_IN_SLOT).map(candidate).find(is_free)
    }

    /// Whether a prefix may be handed out unasked, wherever it lies.
    fn is_free(&self, prefix: Ipv6Net) -> bool {
        let is_used = self.slots.get(&prefix).is_some_and(|slot| slot.whole.is_some() || !slot.addresses.is_empty());
        !is_used && !self.has_reserved(prefix)
    }

    fn has_reserved(&self, prefix: Ipv6Net) -> bool {
        prefix.contains(&self.cidr.network()) || prefix.contains(&self.cidr.broadcast())
    }

    fn is_for_singles(&self, prefix: Ipv6Net) -> bool {
        let slot = (prefix.network().to_bits() - self.cidr.network().to_bits()) >> 48;
        (1..=u128::from(SINGLE_SLOTS)).contains(&slot)
    }

    fn prefix_at(&self, slot: u64) -> Ipv6Net {
        let address = Ipv6Addr::from_bits(self.cidr.network().to_bits() | u128::from(slot) << 48);
        Ipv6Net::new_assert(address, IPV6_PREFIX_LENGTH)
    }

    fn slot(&mut self, prefix: Ipv6Net) -> &mut Ipv6Slot {
        self.changed.insert(prefix);
        self.slots.entry(prefix).or_insert_with(|| Ipv6Slot::new(&self.subnet, prefix))
    }

    fn hand_out(&mut self, address: Ipv6Addr, owner: &NetworkInterfaceId) {
        let state = AddressState::Owner(owner.clone());
        self.slot(Ipv6Slot::prefix_of(address)).addresses.insert(address, state);
    }

    fn hand_out_prefix(&mut self, prefix: Ipv6Net, owner: &NetworkInterfaceId) {
        self.slot(prefix).whole = Some(AddressState::Owner(owner.clone()));
    }
}

fn holds(range: &IpNet, prefix: Ipv6Net) -> bool {
    matches!(range, IpNet::V6(range) if range.contains(&prefix))
}

fn meets(range: &IpNet, prefix: Ipv6Net) -> bool {
    matches!(range, IpNet::V6(range) if range.contains(&prefix) || prefix.contains(range))
}
