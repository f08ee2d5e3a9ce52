//! Prefixes and reservations among single addresses: every guarantee in random histories, and the exact edges.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use std::{
    collections::{BTreeMap, BTreeSet},
    net::Ipv4Addr,
};

use ipnet::{IpNet, Ipv4Net};
use jiff::{SignedDuration, Timestamp};
use minato_ipam::{Address, AddressState, COOL_DOWN, IpamError, Pool, Reservations, addresses_of, is_reserved};
use minato_vpc::{
    ids::{NetworkInterfaceId, SubnetCidrReservationId, SubnetId},
    resources::{ReservationKind, Scope, SubnetCidrReservation, Tags},
};
use proptest::prelude::*;

fn subnet() -> SubnetId {
    SubnetId::from_entropy(1)
}

fn eni() -> NetworkInterfaceId {
    NetworkInterfaceId::from_entropy(7)
}

fn net(text: &str) -> Ipv4Net {
    text.parse().unwrap()
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

fn reservations(list: &[(&str, ReservationKind)]) -> Reservations {
    let made: Vec<_> = list
        .iter()
        .map(|(cidr, kind)| SubnetCidrReservation {
            id: SubnetCidrReservationId::from_entropy(1),
            scope: Scope { account: "123456789012".to_owned(), region: "us-east-1".to_owned() },
            subnet: subnet(),
            cidr: cidr.parse::<IpNet>().unwrap(),
            kind: *kind,
            description: None,
            tags: Tags::new(),
        })
        .collect();
    made.iter().collect()
}

/// What a caller does: it keeps the records, and makes a pool of them for each transaction.
struct Records {
    cidr: Ipv4Net,
    reservations: Reservations,
    by_address: BTreeMap<Ipv4Addr, Address>,
}

impl Records {
    fn new(cidr: &str, reservations: Reservations) -> Self {
        Self { cidr: net(cidr), reservations, by_address: BTreeMap::new() }
    }

    fn pool(&self) -> Pool {
        let pool = Pool::new(&subnet(), self.cidr, self.by_address.values().cloned(), COOL_DOWN).unwrap();
        pool.with_reservations(self.reservations.clone())
    }

    fn put(&mut self, records: impl IntoIterator<Item = Address>) {
        self.by_address.extend(records.into_iter().map(|record| (record.address, record)));
    }

    fn single(&mut self, now: Timestamp) -> Result<Ipv4Addr, IpamError> {
        let record = self.pool().allocate(&eni(), now)?;
        self.put([record.clone()]);
        Ok(record.address)
    }

    fn prefix(&mut self, now: Timestamp) -> Result<Ipv4Net, IpamError> {
        let (prefix, records) = self.pool().allocate_prefix(&eni(), now)?;
        assert_eq!(
            records.iter().map(|record| record.address).collect::<Vec<_>>(),
            addresses_of(prefix).collect::<Vec<_>>()
        );
        self.put(records);
        Ok(prefix)
    }

    fn release(&mut self, addresses: impl IntoIterator<Item = Ipv4Addr>, now: Timestamp) {
        for address in addresses {
            let record = self.by_address[&address].clone().release(now).unwrap();
            self.put([record]);
        }
    }
}

#[test]
fn a_subnet_has_as_many_prefixes_as_whole_blocks_without_a_reserved_address() {
    let mut records = Records::new("10.0.1.0/24", Reservations::default());
    let prefixes: BTreeSet<_> = (0..14).map(|_| records.prefix(at(0)).unwrap()).collect();
    assert_eq!(prefixes.len(), 14);
    assert!(!prefixes.contains(&net("10.0.1.0/28")) && !prefixes.contains(&net("10.0.1.240/28")));
    assert_eq!(records.prefix(at(0)), Err(IpamError::InsufficientPrefixes { cidr: net("10.0.1.0/24").into() }));
    assert_eq!(records.pool().free(), 251 - 14 * 16);
    // What is left is for single addresses.
    let singles = std::iter::from_fn(|| records.single(at(0)).ok()).count();
    assert_eq!(singles, 12 + 15);
}

#[test]
fn prefixes_come_from_the_end_and_singles_from_the_beginning() {
    let mut records = Records::new("10.0.1.0/24", Reservations::default());
    let taken: Vec<_> = (0..3).map(|_| (records.single(at(0)).unwrap(), records.prefix(at(0)).unwrap())).collect();
    let texts: Vec<_> = taken.iter().map(|(single, prefix)| format!("{single} {prefix}")).collect();
    assert_eq!(texts, ["10.0.1.4 10.0.1.224/28", "10.0.1.5 10.0.1.208/28", "10.0.1.6 10.0.1.192/28"]);
}

#[test]
fn a_requested_prefix_is_checked() {
    let mut records = Records::new("10.0.1.0/24", Reservations::default());
    let single = records.pool().allocate_requested(Ipv4Addr::new(10, 0, 1, 40), &eni()).unwrap();
    records.put([single]);
    let request = |prefix: &str| records.pool().allocate_requested_prefix(prefix.parse().unwrap(), &eni());
    for bad in ["10.0.1.16/27", "10.0.1.20/28", "10.0.2.16/28", "10.0.1.16/29"] {
        assert!(matches!(request(bad), Err(IpamError::NoPrefix { length: 28, .. })), "{bad}");
    }
    assert!(matches!(request("10.0.1.0/28"), Err(IpamError::Reserved { .. })));
    assert!(matches!(request("10.0.1.240/28"), Err(IpamError::Reserved { .. })));
    assert_eq!(request("10.0.1.32/28"), Err(IpamError::PrefixInUse { prefix: net("10.0.1.32/28").into() }));
    assert_eq!(request("10.0.1.48/28").unwrap().len(), 16);
}

#[test]
fn a_released_prefix_cools_down_whole() {
    let mut records = Records::new("10.0.1.0/26", Reservations::default());
    let (first, second) = (records.prefix(at(0)).unwrap(), records.prefix(at(0)).unwrap());
    assert!(records.prefix(at(0)).is_err());
    records.release(addresses_of(first), at(10));
    assert!(records.prefix(at(39)).is_err());
    let singles = std::iter::from_fn(|| records.single(at(39)).ok()).count();
    assert_eq!(singles, 12 + 15, "an address of the cooling prefix was handed out");
    assert_eq!(records.prefix(at(40)), Ok(first));
    assert_ne!(first, second);
}

#[test]
fn what_is_set_aside_goes_only_to_who_asks() {
    let kept = reservations(&[("10.0.1.0/26", ReservationKind::Explicit), ("10.0.1.128/27", ReservationKind::Prefix)]);
    let mut records = Records::new("10.0.1.0/24", kept);
    assert_eq!(records.pool().free(), 251, "what is set aside is not used yet");
    assert_eq!(records.pool().allocatable(at(0)), 256 - 64 - 32 - 1);
    assert_eq!(records.single(at(0)), Ok(Ipv4Addr::new(10, 0, 1, 64)));
    // Those for prefixes first.
    assert_eq!(records.prefix(at(0)), Ok(net("10.0.1.144/28")));
    assert_eq!(records.prefix(at(0)), Ok(net("10.0.1.128/28")));
    assert_eq!(records.prefix(at(0)), Ok(net("10.0.1.112/28")));
    let asked = records.pool().allocate_requested(Ipv4Addr::new(10, 0, 1, 9), &eni()).unwrap();
    records.put([asked]);
    let asked = records.pool().allocate_requested_prefix(net("10.0.1.32/28"), &eni()).unwrap();
    records.put(asked);
    let explicit = net("10.0.1.0/26");
    while let Ok(prefix) = records.prefix(at(0)) {
        assert!(!explicit.contains(&prefix), "{prefix}");
    }
    while let Ok(single) = records.single(at(0)) {
        assert!(!explicit.contains(&single), "{single}");
    }
}

#[derive(Debug, Clone)]
enum Step {
    Single,
    Prefix,
    RequestPrefix(u32),
    Release(prop::sample::Index),
    Wait(u32),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => Just(Step::Single),
        3 => Just(Step::Prefix),
        1 => (0u32..9).prop_map(Step::RequestPrefix),
        5 => any::<prop::sample::Index>().prop_map(Step::Release),
        2 => (0u32..40).prop_map(Step::Wait),
    ];
    prop::collection::vec(step, 0..120)
}

proptest! {
    #[test]
    fn a_random_history_keeps_every_promise(steps in steps(), keep_explicit in any::<bool>(), keep_prefix in any::<bool>()) {
        let mut kept = Vec::new();
        if keep_explicit {
            kept.push(("10.0.4.16/28", ReservationKind::Explicit));
        }
        if keep_prefix {
            kept.push(("10.0.4.64/27", ReservationKind::Prefix));
        }
        let mut records = Records::new("10.0.4.0/25", reservations(&kept));
        let ranges: Vec<Ipv4Net> = kept.iter().map(|(cidr, _)| net(cidr)).collect();
        let explicit = net("10.0.4.16/28");
        let block = records.cidr;
        // What ENIs have, each as its range; and when each address was released.
        let mut held: Vec<Ipv4Net> = Vec::new();
        let mut released: BTreeMap<Ipv4Addr, Timestamp> = BTreeMap::new();
        let mut now = at(1_000);
        for step in steps {
            let cooling = |address: Ipv4Addr| {
                released.get(&address).is_some_and(|at| now.duration_since(*at) < SignedDuration::from_secs(30))
            };
            let is_held = |address: Ipv4Addr| held.iter().any(|range| range.contains(&address));
            let is_usable = |address: Ipv4Addr| !is_held(address) && !is_reserved(block, address);
            let is_set_aside = |address: Ipv4Addr| ranges.iter().any(|range| range.contains(&address));
            let whole = |prefix: Ipv4Net, unasked: bool| addresses_of(prefix)
                .all(|address| is_usable(address) && !(unasked && cooling(address)));
            let mut blocks = block.subnets(28).unwrap();
            match step {
                Step::Single => {
                    let fits = |a: Ipv4Addr| is_usable(a) && !cooling(a) && !is_set_aside(a);
                    match records.single(now) {
                        Ok(address) => {
                            prop_assert!(fits(address), "{}", address);
                            held.push(Ipv4Net::from(address));
                        }
                        Err(_) => prop_assert!(!block.hosts().any(fits)),
                    }
                }
                Step::Prefix => {
                    let fits = |p: Ipv4Net| whole(p, true) && !(keep_explicit && p == explicit);
                    match records.prefix(now) {
                        Ok(prefix) => {
                            prop_assert!(fits(prefix), "{}", prefix);
                            held.push(prefix);
                        }
                        Err(_) => prop_assert!(!blocks.any(fits)),
                    }
                }
                Step::RequestPrefix(place) => {
                    let prefix = Ipv4Net::new(Ipv4Addr::from_bits(block.network().to_bits() + place * 16), 28).unwrap();
                    match records.pool().allocate_requested_prefix(prefix, &eni()) {
                        Ok(made) => {
                            prop_assert!(whole(prefix, false) && block.contains(&prefix));
                            records.put(made);
                            held.push(prefix);
                        }
                        Err(_) => prop_assert!(!block.contains(&prefix) || !whole(prefix, false)),
                    }
                }
                Step::Release(index) => {
                    if !held.is_empty() {
                        let range = held.swap_remove(index.index(held.len()));
                        records.release(addresses_of(range), now);
                        released.extend(addresses_of(range).map(|address| (address, now)));
                    }
                }
                Step::Wait(seconds) => now += SignedDuration::from_secs(seconds.into()),
            }
            let in_use: BTreeSet<_> = records.by_address.values()
                .filter(|record| matches!(record.state, AddressState::Owner(_)))
                .map(|record| record.address)
                .collect();
            let expected: BTreeSet<_> = held.iter().flat_map(|range| addresses_of(*range)).collect();
            prop_assert_eq!(records.pool().free() as usize, 123 - expected.len());
            prop_assert_eq!(in_use, expected);
        }
    }
}
