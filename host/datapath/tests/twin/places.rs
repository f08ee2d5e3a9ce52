//! Addresses: where nothing may go, where nobody is, and outside of every VPC.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use minato_vpc::Network;
use rand::{Rng, rngs::StdRng, seq::IndexedRandom};

use crate::network::{OUTSIDE, OUTSIDE_IPV6, interface_id};

/// An address outside of every VPC, mostly.
pub(crate) fn outside(rng: &mut StdRng, ipv6: bool) -> IpAddr {
    if ipv6 { (*OUTSIDE_IPV6.choose(rng).expect("some")).into() } else { (*OUTSIDE.choose(rng).expect("some")).into() }
}

pub(crate) fn random_address(rng: &mut StdRng, ipv6: bool) -> IpAddr {
    if !ipv6 {
        return Ipv4Addr::from_bits(rng.random()).into();
    }
    // One of them is of IPv4.
    let begins = [0x2001_0db8 << 96, 0xfe80 << 112, 0xfd00_0ec2 << 96, 0xffff << 32, 0xff02 << 112, 0];
    Ipv6Addr::from_bits(begins.choose(rng).expect("some") | u128::from(rng.random::<u32>())).into()
}

/// An address of a block that VPCs have.
pub(crate) fn near_address(rng: &mut StdRng, ipv6: bool) -> IpAddr {
    if ipv6 {
        return Ipv6Addr::new(0x2001, 0xdb8, 0, 0x0100 * rng.random_range(1..4), 0, 0, 0, rng.random()).into();
    }
    Ipv4Addr::new(10, 0, rng.random_range(0..3), rng.random()).into()
}

pub(crate) fn places_ipv4(network: &Network, from: usize, own: IpAddr) -> Vec<IpAddr> {
    let sender = network.interfaces.get(&interface_id(from)).and_then(|eni| network.subnets.get(&eni.subnet));
    let router = sender.map_or(Ipv4Addr::new(10, 0, 0, 1), minato_vpc::resources::Subnet::router);
    let places = [
        Ipv4Addr::LOCALHOST,
        Ipv4Addr::new(0, 1, 2, 3),
        Ipv4Addr::new(224, 0, 0, 251),
        Ipv4Addr::BROADCAST,
        Ipv4Addr::new(240, 0, 0, 1),
        Ipv4Addr::new(169, 254, 169, 254),
        Ipv4Addr::new(10, 0, 0, 2),
        Ipv4Addr::new(172, 16, 0, 2),
        Ipv4Addr::new(8, 8, 8, 8),
        router,
        router,
        router,
    ];
    places.map(IpAddr::V4).into_iter().chain([own]).collect()
}

pub(crate) fn places_ipv6(own: IpAddr) -> Vec<IpAddr> {
    const ROUTER: &str = "fe80::1";
    let places = [
        "::1",
        "::",
        "ff02::1",
        "ff0e::5",
        "fe80::5",
        "febf::5",
        "fec0::5",
        "fd00:ec2::254",
        "::ffff:10.0.0.9",
        "2600::1",
        ROUTER,
        ROUTER,
        ROUTER,
        ROUTER,
    ];
    places.iter().map(|place| place.parse().expect("an address")).chain([own]).collect()
}
