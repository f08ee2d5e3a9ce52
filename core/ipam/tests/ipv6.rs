//! IPv6 addresses and prefixes: every guarantee in random histories, and the exact edges.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use std::{collections::BTreeMap, net::Ipv6Addr};

use ipnet::{IpNet, Ipv6Net};
use jiff::{SignedDuration, Timestamp};
use minato_document::Document;
use minato_ipam::{COOL_DOWN, IpamError, Ipv6Pool, Ipv6Slot, Reservations, is_reserved_ipv6};
use minato_vpc::{
    ids::{NetworkInterfaceId, SubnetCidrReservationId, SubnetId},
    resources::{ReservationKind, Scope, SubnetCidrReservation, Tags},
};
use proptest::prelude::*;

const BLOCK: &str = "2001:db8:0:1::/64";

fn subnet() -> SubnetId {
    SubnetId::from_entropy(1)
}

fn eni(number: u128) -> NetworkInterfaceId {
    NetworkInterfaceId::from_entropy(number)
}

fn net(text: &str) -> Ipv6Net {
    text.parse().unwrap()
}

fn address(text: &str) -> Ipv6Addr {
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
#[derive(Default)]
struct Records {
    reservations: Reservations,
    slots: BTreeMap<String, Ipv6Slot>,
}

impl Records {
    fn change<T>(
        &mut self,
        now: Timestamp,
        work: impl FnOnce(&mut Ipv6Pool) -> Result<T, IpamError>,
    ) -> Result<T, IpamError> {
        let slots = self.slots.values().cloned();
        let mut pool = Ipv6Pool::new(&subnet(), net(BLOCK), slots, self.reservations.clone(), COOL_DOWN, now);
        let value = work(&mut pool)?;
        for slot in pool.changed() {
            self.slots.insert(slot.key().as_str().to_owned(), slot.clone());
        }
        Ok(value)
    }

    fn slot(&mut self, address: Ipv6Addr) -> &mut Ipv6Slot {
        self.slots.get_mut(Ipv6Slot::key_of(&subnet(), address).as_str()).unwrap()
    }
}

#[test]
fn a_requested_address_is_checked() {
    let mut records = Records::default();
    let mut request = |text: &str| records.change(at(0), |pool| pool.allocate_requested(address(text), &eni(1)));
    for reserved in ["2001:db8:0:1::", "2001:db8:0:1::3", "2001:db8:0:1:ffff:ffff:ffff:ffff"] {
        assert!(matches!(request(reserved), Err(IpamError::Reserved { .. })), "{reserved}");
    }
    assert!(matches!(request("2001:db8:0:2::5"), Err(IpamError::Outside { .. })));
    assert_eq!(request("2001:db8:0:1::4"), Ok(()));
    assert_eq!(request("2001:db8:0:1::4"), Err(IpamError::InUse { address: address("2001:db8:0:1::4").into() }));
}

#[test]
fn a_prefix_and_its_addresses_exclude_each_other() {
    let mut records = Records::default();
    let inside = address("2001:db8:0:1:abcd::5");
    let prefix = net("2001:db8:0:1:abcd::/80");
    records.change(at(0), |pool| pool.allocate_requested(inside, &eni(1))).unwrap();
    let take = |pool: &mut Ipv6Pool| pool.allocate_requested_prefix(prefix, &eni(2));
    assert_eq!(records.change(at(0), take), Err(IpamError::PrefixInUse { prefix: prefix.into() }));
    assert!(records.slot(inside).release(inside, &eni(2), at(0)).is_err(), "it is another's");
    records.slot(inside).release(inside, &eni(1), at(0)).unwrap();
    assert!(records.slot(inside).release(inside, &eni(1), at(0)).is_err(), "its cool-down began anew");
    // Who asks for it by name need not wait.
    records.change(at(1), take).unwrap();
    let single = |pool: &mut Ipv6Pool| pool.allocate_requested(inside, &eni(1));
    assert_eq!(records.change(at(1), single), Err(IpamError::InUse { address: inside.into() }));
    records.slot(inside).release_whole(&eni(2), at(2)).unwrap();
    records.change(at(2), single).unwrap();
    for bad in ["2001:db8:0:1::/80", "2001:db8:0:1:ffff::/80"] {
        let taken = records.change(at(2), |pool| pool.allocate_requested_prefix(net(bad), &eni(1)));
        assert!(matches!(taken, Err(IpamError::Reserved { .. })), "{bad}");
    }
    for bad in ["2001:db8:0:2:1::/80", "2001:db8:0:1:1::/79", "2001:db8:0:1:1::/96"] {
        let taken = records.change(at(2), |pool| pool.allocate_requested_prefix(net(bad), &eni(1)));
        assert!(matches!(taken, Err(IpamError::NoPrefix { length: 80, .. })), "{bad}");
    }
}

#[test]
fn what_is_released_cools_down_and_is_then_forgotten() {
    let mut records = Records::default();
    let first = records.change(at(0), |pool| pool.allocate(&eni(1), 5)).unwrap();
    records.slot(first).release(first, &eni(1), at(10)).unwrap();
    let second = records.change(at(39), |pool| pool.allocate(&eni(1), 5)).unwrap();
    assert_ne!(second, first);
    records.slot(second).release(second, &eni(1), at(39)).unwrap();
    assert_eq!(records.change(at(40), |pool| pool.allocate(&eni(1), 5)), Ok(first));
    let prefix = records.change(at(0), |pool| pool.allocate_prefix(&eni(1), 900)).unwrap();
    records.slot(prefix.network()).release_whole(&eni(1), at(50)).unwrap();
    assert_ne!(records.change(at(79), |pool| pool.allocate_prefix(&eni(1), 900)), Ok(prefix));
    let held = records.slots.len();
    // Slots that were in use before are used again, so that they do not become ever more.
    let again = records.change(at(80), |pool| pool.allocate_prefix(&eni(1), 901)).unwrap();
    assert_eq!((again, records.slots.len()), (prefix, held));
}

#[test]
fn what_is_set_aside_goes_only_to_who_asks() {
    let explicit = "2001:db8:0:1:0001::/80";
    let kept = "2001:db8:0:1:4000::/79";
    let mut records = Records {
        reservations: reservations(&[(explicit, ReservationKind::Explicit), (kept, ReservationKind::Prefix)]),
        ..Records::default()
    };
    for entropy in 0..200 {
        let single = records.change(at(0), |pool| pool.allocate(&eni(1), entropy << 47)).unwrap();
        assert!(!net(explicit).contains(&single) && !net(kept).contains(&single), "{single}");
    }
    for _ in 0..2 {
        let prefix = records.change(at(0), |pool| pool.allocate_prefix(&eni(1), 7)).unwrap();
        assert!(net(kept).contains(&prefix), "{prefix}");
    }
    let prefix = records.change(at(0), |pool| pool.allocate_prefix(&eni(1), 7)).unwrap();
    assert!(!net(kept).contains(&prefix) && prefix != net(explicit), "{prefix}");
    records.change(at(0), |pool| pool.allocate_requested(address("2001:db8:0:1:1::9"), &eni(1))).unwrap();
}

#[derive(Debug, Clone)]
enum Step {
    Single(u64),
    Prefix(u16),
    Request(u64),
    RequestPrefix(u64),
    Release(prop::sample::Index),
    Wait(u32),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    // Few slots and few addresses in each, so that they meet.
    let few = (0u64..4, 0u64..4).prop_map(|(slot, low)| slot << 48 | low);
    let step = prop_oneof![
        4 => few.clone().prop_map(Step::Single),
        3 => (0u16..4).prop_map(Step::Prefix),
        2 => few.prop_map(Step::Request),
        3 => (0u64..4).prop_map(Step::RequestPrefix),
        5 => any::<prop::sample::Index>().prop_map(Step::Release),
        2 => (0u32..40).prop_map(Step::Wait),
    ];
    prop::collection::vec(step, 0..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_random_history_keeps_every_promise(steps in steps()) {
        let mut records = Records::default();
        let block = net(BLOCK);
        let mut held: Vec<Ipv6Net> = Vec::new();
        let mut released: Vec<(Ipv6Net, Timestamp)> = Vec::new();
        let mut now = at(1_000);
        for step in steps {
            let meets = |a: &Ipv6Net, b: &Ipv6Net| a.contains(b) || b.contains(a);
            let is_held = |range: &Ipv6Net| held.iter().any(|other| meets(other, range));
            let is_cooling = |range: &Ipv6Net| released.iter()
                .any(|(other, at)| meets(other, range) && now.duration_since(*at) < SignedDuration::from_secs(30));
            match step {
                Step::Single(entropy) => {
                    let taken = Ipv6Net::from(records.change(now, |pool| pool.allocate(&eni(1), entropy)).unwrap());
                    prop_assert!(block.contains(&taken) && !is_reserved_ipv6(block, taken.addr()));
                    prop_assert!(!is_held(&taken) && !is_cooling(&taken), "{}", taken);
                    held.push(taken);
                }
                Step::Prefix(entropy) => {
                    let taken = records.change(now, |pool| pool.allocate_prefix(&eni(1), entropy)).unwrap();
                    prop_assert!(block.contains(&taken) && taken.prefix_len() == 80);
                    prop_assert!(!is_held(&taken) && !is_cooling(&taken), "{}", taken);
                    prop_assert!(!taken.contains(&block.network()) && !taken.contains(&block.broadcast()));
                    held.push(taken);
                }
                Step::Request(low) => {
                    let wanted = Ipv6Addr::from_bits(block.network().to_bits() | u128::from(low));
                    let range = Ipv6Net::from(wanted);
                    match records.change(now, |pool| pool.allocate_requested(wanted, &eni(1))) {
                        Ok(()) => {
                            prop_assert!(!is_held(&range) && !is_reserved_ipv6(block, wanted));
                            held.push(range);
                        }
                        Err(_) => prop_assert!(is_held(&range) || is_reserved_ipv6(block, wanted)),
                    }
                }
                Step::RequestPrefix(slot) => {
                    let address = Ipv6Addr::from_bits(block.network().to_bits() | u128::from(slot) << 48);
                    let range = Ipv6Net::new(address, 80).unwrap();
                    match records.change(now, |pool| pool.allocate_requested_prefix(range, &eni(1))) {
                        Ok(()) => {
                            prop_assert!(!is_held(&range) && slot != 0);
                            held.push(range);
                        }
                        Err(_) => prop_assert!(is_held(&range) || slot == 0),
                    }
                }
                Step::Release(index) => {
                    if !held.is_empty() {
                        let range = held.swap_remove(index.index(held.len()));
                        let slot = records.slot(range.network());
                        if range.prefix_len() == 80 {
                            slot.release_whole(&eni(1), now).unwrap();
                        } else {
                            slot.release(range.addr(), &eni(1), now).unwrap();
                        }
                        released.push((range, now));
                    }
                }
                Step::Wait(seconds) => now += SignedDuration::from_secs(seconds.into()),
            }
        }
    }
}
