//! The versions of IP that plans are tried with. Plans speak of IPv4; as IPv6 the same words mean other addresses, of which
//! each block holds those that it held before.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use minato_vpc::resources::{IcmpFilter, Traffic};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Version {
    #[default]
    Four,
    Six,
}

impl Version {
    /// Every address, to listen on.
    pub(crate) fn unspecified(self) -> IpAddr {
        match self {
            Self::Four => Ipv4Addr::UNSPECIFIED.into(),
            Self::Six => Ipv6Addr::UNSPECIFIED.into(),
        }
    }

    /// What an address of a row is. Those of IPv6 mean themselves.
    pub(crate) fn meant(self, address: IpAddr) -> IpAddr {
        match (self, address) {
            (Self::Six, IpAddr::V4(address)) => six(address).into(),
            _ => address,
        }
    }
}

/// What a plan has of IPv6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Stack {
    /// Nothing.
    #[default]
    Four,
    /// Addresses of both versions. What is said of IPv4 in rules, entries and routes holds for IPv6 instead.
    Six,
    /// Addresses of both versions. What is said of each holds for it.
    Dual,
}

impl Stack {
    /// A block of a rule, an entry or a route.
    pub(crate) fn block(self, text: &str) -> IpNet {
        match (self, text.parse().expect("a block")) {
            (Self::Six, IpNet::V4(block)) => six_block(block).into(),
            (_, block) => block,
        }
    }

    /// What a rule or an entry allows.
    pub(crate) fn traffic(self, traffic: Traffic) -> Traffic {
        const ECHO: u8 = 8;
        const ECHO_IPV6: u8 = 128;
        match (self, traffic) {
            (Self::Six, Traffic::Icmp(IcmpFilter::Any)) => Traffic::Icmpv6(IcmpFilter::Any),
            (Self::Six, Traffic::Icmp(IcmpFilter::Type(ECHO))) => Traffic::Icmpv6(IcmpFilter::Type(ECHO_IPV6)),
            (Self::Six, Traffic::Icmp(other)) => panic!("{other:?} has no equal in IPv6"),
            _ => traffic,
        }
    }
}

/// The address that stands for one of IPv4: its first three octets end the first half, the fourth ends the second.
pub(crate) const fn six(address: Ipv4Addr) -> Ipv6Addr {
    let [a, b, c, d] = address.octets();
    Ipv6Addr::new(0x2001, 0xdb8, a as u16, u16::from_be_bytes([b, c]), 0, 0, 0, d as u16)
}

/// The block of what stands for a block's addresses: a /56 for a /16, a /64 for a /24.
pub(crate) fn six_block(block: Ipv4Net) -> Ipv6Net {
    let length = match block.prefix_len() {
        0 => return Ipv6Net::default(),
        length @ 1..=24 => length + 40,
        length => length + 96,
    };
    Ipv6Net::new(six(block.addr()), length).expect("it is not too long").trunc()
}
