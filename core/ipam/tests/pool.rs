//! The pool against a plain model: every guarantee in random histories, and the exact edges.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use std::{
    collections::{BTreeMap, BTreeSet},
    net::Ipv4Addr,
    time::{Duration, Instant},
};

use ipnet::Ipv4Net;
use jiff::{SignedDuration, Timestamp};
use minato_ipam::{Address, AddressState, COOL_DOWN, IpamError, Pool, capacity, is_reserved};
use minato_vpc::ids::{NetworkInterfaceId, SubnetId};
use proptest::prelude::*;

fn subnet() -> SubnetId {
    SubnetId::from_entropy(1)
}

fn eni(number: u128) -> NetworkInterfaceId {
    NetworkInterfaceId::from_entropy(number)
}

fn cidr(text: &str) -> Ipv4Net {
    text.parse().unwrap()
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

fn empty(block: &str) -> Pool {
    Pool::new(&subnet(), cidr(block), [], COOL_DOWN).unwrap()
}

/// What a caller does: it keeps the records, and makes a pool of them for each transaction.
struct Records {
    cidr: Ipv4Net,
    by_address: BTreeMap<Ipv4Addr, Address>,
}

impl Records {
    fn new(cidr: Ipv4Net) -> Self {
        Self { cidr, by_address: BTreeMap::new() }
    }

    fn pool(&self) -> Pool {
        Pool::new(&subnet(), self.cidr, self.by_address.values().cloned(), COOL_DOWN).unwrap()
    }

    fn put(&mut self, record: Address) -> Ipv4Addr {
        let address = record.address;
        self.by_address.insert(address, record);
        address
    }

    fn allocate(&mut self, now: Timestamp) -> Result<Ipv4Addr, IpamError> {
        let record = self.pool().allocate(&eni(9), now)?;
        Ok(self.put(record))
    }

    fn release(&mut self, address: Ipv4Addr, now: Timestamp) -> Result<(), IpamError> {
        let record = self.by_address.get(&address).cloned().ok_or(IpamError::NotInUse { address: address.into() })?;
        self.put(record.release(now)?);
        Ok(())
    }
}

#[test]
fn every_size_is_exhausted_exactly() {
    for length in 16..=28 {
        let block = Ipv4Net::new(Ipv4Addr::new(10, 7, 0, 0), length).unwrap();
        let mut pool = Pool::new(&subnet(), block, [], COOL_DOWN).unwrap();
        let expected = (1u32 << (32 - length)) - 5;
        assert_eq!(pool.free(), expected);
        let mut seen = BTreeSet::new();
        for number in 0..expected {
            let record = pool.allocate(&eni(number.into()), at(0)).unwrap();
            assert!(block.contains(&record.address) && !is_reserved(block, record.address), "{}", record.address);
            assert!(seen.insert(record.address), "{} twice", record.address);
            assert_eq!(record.owner(), Some(&eni(number.into())));
        }
        assert_eq!((pool.free(), pool.in_use(), pool.allocatable(at(0))), (0, expected, 0));
        assert_eq!(pool.allocate(&eni(0), at(0)), Err(IpamError::Insufficient { cidr: block.into(), next_free: None }));
    }
}

#[test]
fn a_requested_address_is_checked() {
    let mut pool = empty("10.0.1.0/24");
    let mut request = |address: &str| pool.allocate_requested(address.parse().unwrap(), &eni(1));
    for reserved in ["10.0.1.0", "10.0.1.1", "10.0.1.2", "10.0.1.3", "10.0.1.255"] {
        assert_eq!(request(reserved), Err(IpamError::Reserved { address: reserved.parse().unwrap() }));
    }
    for outside in ["10.0.0.255", "10.0.2.0", "0.0.0.0", "255.255.255.255"] {
        let address = outside.parse().unwrap();
        assert_eq!(request(outside), Err(IpamError::Outside { address, cidr: cidr("10.0.1.0/24").into() }));
    }
    assert_eq!(request("10.0.1.77").unwrap().address, Ipv4Addr::new(10, 0, 1, 77));
    assert_eq!(request("10.0.1.77"), Err(IpamError::InUse { address: Ipv4Addr::new(10, 0, 1, 77).into() }));
    assert_eq!(pool.free(), 250);
}

#[test]
fn cooling_addresses_wait_until_the_last_moment_of_their_time() {
    let mut records = Records::new(cidr("10.0.1.16/28"));
    let all: Vec<_> = (0..11).map(|_| records.allocate(at(0)).unwrap()).collect();
    records.release(all[5], at(100)).unwrap();
    records.release(all[2], at(105)).unwrap();

    // Free as AWS counts, but not to be had; the oldest release is not handed out early either.
    assert_eq!((records.pool().free(), records.pool().allocatable(at(129))), (2, 0));
    let insufficient = IpamError::Insufficient { cidr: records.cidr.into(), next_free: Some(at(130)) };
    assert_eq!(records.allocate(at(129)), Err(insufficient.clone()));
    assert!(insufficient.to_string().contains("1970-01-01T00:02:10Z"), "{insufficient}");

    assert_eq!(records.allocate(at(130)), Ok(all[5]));
    assert!(records.allocate(at(130)).is_err());
    // The clock was set back by more than that: nobody waits until the former time has come again.
    assert_eq!([76, 75, 70].map(|now| records.pool().allocatable(at(now))), [0, 1, 1]);
    // Who asks for it by name need not wait.
    let requested = records.pool().allocate_requested(all[2], &eni(1)).unwrap();
    assert_eq!(records.put(requested), all[2]);
    assert_eq!(records.pool().free(), 0);
}

#[test]
fn the_search_goes_on_after_the_latest_allocation() {
    let mut records = Records::new(cidr("10.0.1.16/28"));
    let first = records.allocate(at(0)).unwrap();
    records.release(first, at(0)).unwrap();
    // Its cool-down is long over, and still the others come first.
    let later: Vec<_> = (0..11).map(|turn| records.allocate(at(1000 + turn)).unwrap()).collect();
    assert_eq!(later.last(), Some(&first));
    assert_eq!(later.iter().collect::<BTreeSet<_>>().len(), 11);
}

#[test]
fn what_cannot_be_is_refused() {
    let record = empty("10.0.1.0/24").allocate(&eni(1), at(0)).unwrap();
    let contradiction = || IpamError::Contradiction { subnet: subnet(), address: record.address.into() };
    let make = |block: &str, records: Vec<Address>| Pool::new(&subnet(), cidr(block), records, COOL_DOWN).map(|_| ());
    assert_eq!(make("10.0.1.0/24", vec![record.clone()]), Ok(()));
    assert_eq!(make("10.0.2.0/24", vec![record.clone()]), Err(contradiction()));
    assert_eq!(make("10.0.1.0/24", vec![record.clone(), record.clone()]), Err(contradiction()));
    // `.16` is the network's address of this block, so nobody can have it.
    let shifted = Address { address: Ipv4Addr::new(10, 0, 1, 16), ..record.clone() };
    assert!(make("10.0.1.16/28", vec![shifted]).is_err());
    let other = Address { subnet: SubnetId::from_entropy(2), ..record.clone() };
    assert!(make("10.0.1.0/24", vec![other]).is_err());
    assert_eq!(make("10.0.0.0/15", vec![]), Err(IpamError::InvalidSubnet { cidr: cidr("10.0.0.0/15") }));
}

#[test]
fn a_full_large_subnet_is_fast() {
    let block = cidr("10.1.0.0/16");
    let mut pool = Pool::new(&subnet(), block, [], COOL_DOWN).unwrap();
    let records: Vec<_> = (0..60_000).map(|_| pool.allocate(&eni(1), at(0)).unwrap()).collect();
    let started = Instant::now();
    let mut pool = Pool::new(&subnet(), block, records, COOL_DOWN).unwrap();
    for _ in 0..5_531 {
        pool.allocate(&eni(1), at(0)).unwrap();
    }
    assert!(pool.allocate(&eni(1), at(0)).is_err());
    // A search that begins anew at every address would take minutes.
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[derive(Debug, Clone)]
enum Step {
    Allocate,
    Request(u32),
    Release(prop::sample::Index),
    Wait(u32),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => Just(Step::Allocate),
        2 => (0u32..80).prop_map(Step::Request),
        4 => any::<prop::sample::Index>().prop_map(Step::Release),
        2 => (0u32..40).prop_map(Step::Wait),
    ];
    prop::collection::vec(step, 0..200)
}

proptest! {
    #[test]
    fn a_random_history_keeps_every_promise(length in 26u8..=28, steps in steps()) {
        let block = Ipv4Net::new(Ipv4Addr::new(10, 0, 4, 128), length).unwrap();
        let size = capacity(block).unwrap();
        let mut records = Records::new(block);
        let mut used = BTreeSet::new();
        let mut released: BTreeMap<Ipv4Addr, Timestamp> = BTreeMap::new();
        let mut now = at(1_000);
        for step in steps {
            let cooling = |address: &Ipv4Addr| {
                released.get(address).is_some_and(|at| now.duration_since(*at) < SignedDuration::from_secs(30))
            };
            let usable = |address: &Ipv4Addr| !used.contains(address) && !cooling(address);
            match step {
                Step::Allocate => {
                    let any = block.hosts().any(|host| !is_reserved(block, host) && usable(&host));
                    match records.allocate(now) {
                        Ok(address) => {
                            prop_assert!(usable(&address) && !is_reserved(block, address) && block.contains(&address));
                            used.insert(address);
                        }
                        Err(error) => {
                            prop_assert!(!any && matches!(error, IpamError::Insufficient { .. }), "{}", error);
                        }
                    }
                }
                Step::Request(distance) => {
                    let address = Ipv4Addr::from_bits(block.network().to_bits() - 8 + distance);
                    match records.pool().allocate_requested(address, &eni(2)) {
                        Ok(record) => {
                            prop_assert!(!used.contains(&address) && !is_reserved(block, address) && block.contains(&address));
                            records.put(record);
                            used.insert(address);
                        }
                        Err(IpamError::Outside { .. }) => prop_assert!(!block.contains(&address)),
                        Err(IpamError::Reserved { .. }) => prop_assert!(is_reserved(block, address)),
                        Err(IpamError::InUse { .. }) => prop_assert!(used.contains(&address)),
                        Err(other) => prop_assert!(false, "{}", other),
                    }
                }
                Step::Release(index) => {
                    let hosts: Vec<_> = block.hosts().collect();
                    let address = *index.get(&hosts);
                    let done = records.release(address, now);
                    prop_assert_eq!(done.is_ok(), used.remove(&address));
                    if done.is_ok() {
                        released.insert(address, now);
                    }
                }
                Step::Wait(seconds) => now += SignedDuration::from_secs(seconds.into()),
            }
            let pool = records.pool();
            prop_assert_eq!(pool.in_use() as usize, used.len());
            prop_assert_eq!(pool.free(), size - pool.in_use());
            let holders = records.by_address.values();
            let holders: BTreeSet<_> = holders
                .filter(|record| matches!(record.state, AddressState::Owner(_)))
                .map(|record| record.address)
                .collect();
            prop_assert_eq!(holders, used.clone());
        }
    }
}
