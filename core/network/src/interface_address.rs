//! An ENI's addresses beyond its primary one: taken and given back one by one, by number, or as prefixes.
//!
//! An address is taken in the transaction that gives it to its ENI, and whoever takes one reads its record: nobody has
//! what another has, alone or in a prefix.

use std::{
    collections::BTreeSet,
    net::{Ipv4Addr, Ipv6Addr},
};

use ipnet::{Ipv4Net, Ipv6Net};
use minato_document::Document;
use minato_ipam::{Address, Ipv6Pool, Ipv6Slot, Pool, Reservations, addresses_of};
use minato_vpc::{
    ids::NetworkInterfaceId,
    resources::{NetworkInterface, Subnet, SubnetCidrReservation},
};

use crate::{error::NetworkError, limits::Quota, transaction::NetworkTransaction};

/// IPv4 addresses to take.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ipv4Request {
    /// Particular addresses.
    pub addresses: Vec<Ipv4Addr>,
    /// How many more, any free ones.
    pub address_count: u32,
    /// Particular prefixes, each a /28.
    pub prefixes: Vec<Ipv4Net>,
    /// How many more prefixes, any free ones.
    pub prefix_count: u32,
}

/// IPv6 addresses to take.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ipv6Request {
    /// Particular addresses.
    pub addresses: Vec<Ipv6Addr>,
    /// How many more, any free ones; `None` if nothing was said, which for a new ENI means what its subnet says.
    pub address_count: Option<u32>,
    /// Particular prefixes, each a /80.
    pub prefixes: Vec<Ipv6Net>,
    /// How many more prefixes, any free ones.
    pub prefix_count: u32,
}

/// What was taken, the particular ones first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assigned<A, P> {
    /// Single addresses.
    pub addresses: Vec<A>,
    /// Prefixes.
    pub prefixes: Vec<P>,
}

impl NetworkTransaction<'_, '_> {
    /// Gives an ENI more private addresses. With `allow_reassignment`, particular addresses may be other ENIs' secondary
    /// ones, which lose them.
    pub fn assign_private_addresses(
        &mut self,
        id: &NetworkInterfaceId,
        mut request: Ipv4Request,
        allow_reassignment: bool,
    ) -> Result<Assigned<Ipv4Addr, Ipv4Net>, NetworkError> {
        let mut interface = self.find_own_interface(id)?;
        let subnet: Subnet = self.find(&interface.subnet)?;
        check_distinct(&request.addresses)?;
        check_distinct(&request.prefixes)?;
        let named = request.addresses.clone();
        let moved = self.move_addresses(&subnet, &interface, &named, allow_reassignment)?;
        request
            .addresses
            .retain(|address| !moved.contains(address) && !interface.secondary_addresses.contains(address));
        let mut assigned = self.take_ipv4(&subnet, id, &request)?;
        interface.secondary_addresses.extend(moved.iter().chain(&assigned.addresses));
        interface.ipv4_prefixes.extend(&assigned.prefixes);
        self.check_address_quota(&interface)?;
        self.tx.put(&interface)?;
        let any = assigned.addresses.split_off(request.addresses.len());
        Ok(Assigned { addresses: named.into_iter().chain(any).collect(), prefixes: assigned.prefixes })
    }

    /// Takes private addresses and prefixes from an ENI, whose primary address stays: their cool-down begins.
    pub fn unassign_private_addresses(
        &mut self,
        id: &NetworkInterfaceId,
        addresses: &[Ipv4Addr],
        prefixes: &[Ipv4Net],
    ) -> Result<(), NetworkError> {
        let mut interface = self.find_own_interface(id)?;
        if addresses.contains(&interface.address) {
            return Err(NetworkError::invalid("The primary private IP address of an interface cannot be unassigned"));
        }
        let (addresses, prefixes): (BTreeSet<_>, BTreeSet<_>) =
            (addresses.iter().copied().collect(), prefixes.iter().copied().collect());
        check_assigned(id, &interface.secondary_addresses, &addresses)?;
        check_assigned(id, &interface.ipv4_prefixes, &prefixes)?;
        self.end_associations(id, |private| addresses.contains(&private))?;
        self.release_ipv4(&interface, addresses.iter().copied(), &prefixes)?;
        interface.secondary_addresses.retain(|address| !addresses.contains(address));
        interface.ipv4_prefixes.retain(|prefix| !prefixes.contains(prefix));
        Ok(self.tx.put(&interface)?)
    }

    /// Gives an ENI more IPv6 addresses.
    pub fn assign_ipv6_addresses(
        &mut self,
        id: &NetworkInterfaceId,
        request: &Ipv6Request,
    ) -> Result<Assigned<Ipv6Addr, Ipv6Net>, NetworkError> {
        let mut interface = self.find_own_interface(id)?;
        let subnet: Subnet = self.find(&interface.subnet)?;
        check_distinct(&request.addresses)?;
        check_distinct(&request.prefixes)?;
        let assigned = self.take_ipv6(&subnet, id, request)?;
        interface.ipv6_addresses.extend(&assigned.addresses);
        interface.ipv6_prefixes.extend(&assigned.prefixes);
        self.check_address_quota(&interface)?;
        self.tx.put(&interface)?;
        Ok(assigned)
    }

    /// Takes IPv6 addresses and prefixes from an ENI: their cool-down begins. A primary address stays.
    pub fn unassign_ipv6_addresses(
        &mut self,
        id: &NetworkInterfaceId,
        addresses: &[Ipv6Addr],
        prefixes: &[Ipv6Net],
    ) -> Result<(), NetworkError> {
        let mut interface = self.find_own_interface(id)?;
        let primary = interface.ipv6_addresses.first().filter(|_| interface.has_primary_ipv6);
        if primary.is_some_and(|primary| addresses.contains(primary)) {
            return Err(NetworkError::invalid("The primary IPv6 address of an interface cannot be unassigned"));
        }
        let (addresses, prefixes): (BTreeSet<_>, BTreeSet<_>) =
            (addresses.iter().copied().collect(), prefixes.iter().copied().collect());
        check_assigned(id, &interface.ipv6_addresses, &addresses)?;
        check_assigned(id, &interface.ipv6_prefixes, &prefixes)?;
        self.release_ipv6(&interface, &addresses, &prefixes)?;
        interface.ipv6_addresses.retain(|address| !addresses.contains(address));
        interface.ipv6_prefixes.retain(|prefix| !prefixes.contains(prefix));
        Ok(self.tx.put(&interface)?)
    }

    /// How many addresses of a subnet are free, as `AvailableIpAddressCount` says it.
    pub fn free_addresses(&mut self, subnet: &Subnet) -> Result<u32, NetworkError> {
        Ok(self.pool(subnet)?.free())
    }

    /// Takes private addresses of a subnet for an ENI.
    pub(crate) fn take_ipv4(
        &mut self,
        subnet: &Subnet,
        owner: &NetworkInterfaceId,
        request: &Ipv4Request,
    ) -> Result<Assigned<Ipv4Addr, Ipv4Net>, NetworkError> {
        let most = self.limits().secondary_addresses_per_interface + 1;
        let wanted = request.addresses.len() + request.prefixes.len();
        if wanted + request.address_count as usize + request.prefix_count as usize > most as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::PrivateAddresses });
        }
        let mut pool = self.pool(subnet)?;
        let mut records = Vec::new();
        let mut assigned = Assigned { addresses: request.addresses.clone(), prefixes: request.prefixes.clone() };
        // Particular addresses first: none of them may go to one that takes what comes.
        for address in &request.addresses {
            records.push(pool.allocate_requested(*address, owner)?);
        }
        for prefix in &request.prefixes {
            records.extend(pool.allocate_requested_prefix(*prefix, owner)?);
        }
        for _ in 0..request.address_count {
            let record = pool.allocate(owner, self.now)?;
            assigned.addresses.push(record.address);
            records.push(record);
        }
        for _ in 0..request.prefix_count {
            let (prefix, of_prefix) = pool.allocate_prefix(owner, self.now)?;
            assigned.prefixes.push(prefix);
            records.extend(of_prefix);
        }
        for record in &records {
            self.tx.get(&record.key())?;
            self.tx.put(record)?;
        }
        Ok(assigned)
    }

    /// Takes IPv6 addresses of a subnet for an ENI.
    pub(crate) fn take_ipv6(
        &mut self,
        subnet: &Subnet,
        owner: &NetworkInterfaceId,
        request: &Ipv6Request,
    ) -> Result<Assigned<Ipv6Addr, Ipv6Net>, NetworkError> {
        let mut assigned = Assigned { addresses: request.addresses.clone(), prefixes: request.prefixes.clone() };
        let any = request.address_count.unwrap_or(0);
        let wanted = request.addresses.len() + request.prefixes.len() + any as usize + request.prefix_count as usize;
        if wanted == 0 {
            return Ok(assigned);
        }
        if wanted > self.limits().ipv6_addresses_per_interface as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::Ipv6Addresses });
        }
        let mut pool = self.ipv6_pool(subnet)?;
        for address in &request.addresses {
            pool.allocate_requested(*address, owner)?;
        }
        for prefix in &request.prefixes {
            pool.allocate_requested_prefix(*prefix, owner)?;
        }
        for _ in 0..any {
            assigned.addresses.push(pool.allocate(owner, rand::random())?);
        }
        for _ in 0..request.prefix_count {
            assigned.prefixes.push(pool.allocate_prefix(owner, rand::random())?);
        }
        for slot in pool.changed() {
            self.tx.get(&slot.key())?;
            self.tx.put(slot)?;
        }
        Ok(assigned)
    }

    /// Gives private addresses and prefixes of an ENI back.
    pub(crate) fn release_ipv4<'a>(
        &mut self,
        interface: &NetworkInterface,
        addresses: impl IntoIterator<Item = Ipv4Addr>,
        prefixes: impl IntoIterator<Item = &'a Ipv4Net>,
    ) -> Result<(), NetworkError> {
        let of_prefixes = prefixes.into_iter().flat_map(|prefix| addresses_of(*prefix));
        for address in addresses.into_iter().chain(of_prefixes) {
            let key = Address::key_of(&interface.subnet, address);
            if let Some(record) = self.tx.get(&key)?.filter(|record| record.owner() == Some(&interface.id)) {
                self.tx.put(&record.release(self.now)?)?;
            }
        }
        Ok(())
    }

    /// Gives IPv6 addresses and prefixes of an ENI back.
    pub(crate) fn release_ipv6<'a>(
        &mut self,
        interface: &NetworkInterface,
        addresses: impl IntoIterator<Item = &'a Ipv6Addr>,
        prefixes: impl IntoIterator<Item = &'a Ipv6Net>,
    ) -> Result<(), NetworkError> {
        let now = self.now;
        for address in addresses {
            if let Some(mut slot) = self.tx.get(&Ipv6Slot::key_of(&interface.subnet, *address))? {
                slot.release(*address, &interface.id, now)?;
                self.tx.put(&slot)?;
            }
        }
        for prefix in prefixes {
            if let Some(mut slot) = self.tx.get(&Ipv6Slot::key_of(&interface.subnet, prefix.network()))? {
                slot.release_whole(&interface.id, now)?;
                self.tx.put(&slot)?;
            }
        }
        Ok(())
    }

    /// The ENI of that id, unless it is a service's, which alone may change it.
    pub(crate) fn find_own_interface(&mut self, id: &NetworkInterfaceId) -> Result<NetworkInterface, NetworkError> {
        let interface: NetworkInterface = self.find(id)?;
        match interface.requester {
            Some(_) => Err(NetworkError::ManagedInterface { id: id.clone() }),
            None => Ok(interface),
        }
    }

    fn pool(&mut self, subnet: &Subnet) -> Result<Pool, NetworkError> {
        let reservations = self.reservations_for(subnet)?;
        // A hint: whoever takes an address reads its record anew, so that two never take the same one, and yet
        // those that take different ones do not disturb each other.
        let records = self.tx.list_unguarded(&Address::in_subnet(&subnet.id))?;
        let pool = Pool::new(&subnet.id, subnet.cidr, records, self.networks.cool_down)?;
        Ok(pool.with_reservations(reservations))
    }

    fn ipv6_pool(&mut self, subnet: &Subnet) -> Result<Ipv6Pool, NetworkError> {
        let Some(block) = &subnet.ipv6_block else {
            return Err(NetworkError::invalid(format!(
                "The subnet '{}' does not have an associated IPv6 CIDR block",
                subnet.id
            )));
        };
        let reservations = self.reservations_for(subnet)?;
        // A hint, as above.
        let slots = self.tx.list_unguarded(&Ipv6Slot::in_subnet(&subnet.id))?;
        let cool_down = self.networks.cool_down;
        Ok(Ipv6Pool::new(&subnet.id, block.cidr, slots, reservations, cool_down, self.now))
    }

    fn reservations_for(&mut self, subnet: &Subnet) -> Result<Reservations, NetworkError> {
        let all: Vec<SubnetCidrReservation> = self.list()?;
        Ok(all.iter().filter(|reservation| reservation.subnet == subnet.id).collect())
    }

    /// Takes those of `addresses` that other ENIs have as secondary ones from them. Gives which, and fails if it may not.
    fn move_addresses(
        &mut self,
        subnet: &Subnet,
        to: &NetworkInterface,
        addresses: &[Ipv4Addr],
        is_allowed: bool,
    ) -> Result<Vec<Ipv4Addr>, NetworkError> {
        let mut moved = Vec::new();
        let mut denied = Vec::new();
        for address in addresses {
            let key = Address::key_of(&subnet.id, *address);
            let Some(record) = self.tx.get(&key)? else { continue };
            let Some(owner) = record.owner().cloned() else { continue };
            if !is_allowed {
                denied.push(address.to_string());
                continue;
            }
            if owner == to.id && to.secondary_addresses.contains(address) {
                continue;
            }
            let mut from = self.find_own_interface(&owner)?;
            let Some(place) = from.secondary_addresses.iter().position(|other| other == address) else {
                return Err(NetworkError::AddressInUse { address: (*address).into() });
            };
            from.secondary_addresses.remove(place);
            self.tx.put(&from)?;
            self.end_associations(&owner, |private| private == *address)?;
            self.tx.put(&record.hand_on(&to.id)?)?;
            moved.push(*address);
        }
        if denied.is_empty() {
            Ok(moved)
        } else {
            Err(NetworkError::invalid(format!("[{}] assigned, but move is not allowed.", denied.join(", "))))
        }
    }

    /// Whether an ENI may have all that it has; a prefix counts as one address.
    fn check_address_quota(&mut self, interface: &NetworkInterface) -> Result<(), NetworkError> {
        let ipv4 = interface.secondary_addresses.len() + interface.ipv4_prefixes.len();
        if ipv4 > self.limits().secondary_addresses_per_interface as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::PrivateAddresses });
        }
        self.check_addresses_of_type(interface)?;
        let ipv6 = interface.ipv6_addresses.len() + interface.ipv6_prefixes.len();
        if ipv6 > self.limits().ipv6_addresses_per_interface as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::Ipv6Addresses });
        }
        Ok(())
    }
}

fn check_distinct<T: Ord + std::fmt::Display>(list: &[T]) -> Result<(), NetworkError> {
    let mut seen = BTreeSet::new();
    match list.iter().find(|one| !seen.insert(*one)) {
        Some(twice) => Err(NetworkError::invalid(format!("Duplicate address '{twice}' specified."))),
        None => Ok(()),
    }
}

fn check_assigned<T: Ord>(id: &NetworkInterfaceId, held: &[T], asked: &BTreeSet<T>) -> Result<(), NetworkError> {
    if asked.iter().all(|one| held.contains(one)) {
        return Ok(());
    }
    Err(NetworkError::invalid(format!("Some of the addresses specified are not assigned to interface {id}")))
}
