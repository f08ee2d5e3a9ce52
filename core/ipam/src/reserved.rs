//! The five addresses of a subnet that no ENI may have.
//!
//! Source: "Subnet CIDR blocks" in the Amazon VPC user guide.

use std::net::{Ipv4Addr, Ipv6Addr};

use ipnet::{Ipv4Net, Ipv6Net};

use crate::error::IpamError;

/// How many addresses of each subnet are reserved: the network, the router, the resolver, one for later use, the last.
pub const RESERVED: u32 = 5;

/// How many of them come first; the rest is the last address.
pub(crate) const RESERVED_FIRST: u32 = 4;

/// How many addresses a subnet has for ENIs: its size minus five. Refuses what cannot be a subnet.
pub fn capacity(cidr: Ipv4Net) -> Result<u32, IpamError> {
    if !(16..=28).contains(&cidr.prefix_len()) || cidr.trunc() != cidr {
        return Err(IpamError::InvalidSubnet { cidr });
    }
    Ok((1 << (32 - cidr.prefix_len())) - RESERVED)
}

/// Whether no ENI may have `address` because of its place in the subnet. One outside of the subnet is not reserved.
pub fn is_reserved(cidr: Ipv4Net, address: Ipv4Addr) -> bool {
    cidr.contains(&address)
        && (address.to_bits() - cidr.network().to_bits() < RESERVED_FIRST || address == cidr.broadcast())
}

/// The same in the IPv6 block of a subnet.
pub fn is_reserved_ipv6(cidr: Ipv6Net, address: Ipv6Addr) -> bool {
    cidr.contains(&address)
        && (address.to_bits() - cidr.network().to_bits() < u128::from(RESERVED_FIRST) || address == cidr.broadcast())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_are_reserved_whatever_the_size() {
        for (cidr, expected) in [("10.0.0.0/16", 65_531), ("10.0.1.0/24", 251), ("10.0.1.16/28", 11)] {
            let cidr: Ipv4Net = cidr.parse().unwrap();
            assert_eq!(capacity(cidr), Ok(expected));
            let all = cidr.network().to_bits()..=cidr.broadcast().to_bits();
            let reserved: Vec<_> = all.map(Ipv4Addr::from_bits).filter(|address| is_reserved(cidr, *address)).collect();
            let first = cidr.network().to_bits();
            let expected = [first, first + 1, first + 2, first + 3, cidr.broadcast().to_bits()];
            assert_eq!(reserved, expected.map(Ipv4Addr::from_bits));
        }
        assert!(!is_reserved("10.0.1.0/24".parse().unwrap(), Ipv4Addr::new(10, 0, 2, 0)));
    }

    #[test]
    fn what_cannot_be_a_subnet_is_refused() {
        for cidr in ["10.0.0.0/15", "10.0.0.0/29", "10.0.0.1/24", "10.0.0.0/32", "0.0.0.0/0"] {
            let cidr = cidr.parse().unwrap();
            assert_eq!(capacity(cidr), Err(IpamError::InvalidSubnet { cidr }));
        }
    }
}
