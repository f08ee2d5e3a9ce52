//! The ranges of addresses that can be given on the command line: none that a machine needs itself, and no two that overlap.

use std::net::{Ipv4Addr, Ipv6Addr};

use anyhow::{Result, bail};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use minato_network::{PublicBlock, VPC_IPV6_LENGTH};

/// Unique local addresses (RFC 4193), and global unicast ones (RFC 4291), those for documentation among them.
const IPV6_UNICAST: [Ipv6Net; 2] = [
    Ipv6Net::new_assert(Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, 0), 8),
    Ipv6Net::new_assert(Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3),
];

/// The shortest range of IPv6 that is routed: as with public pools, no large part of the internet.
const IPV6_MIN_LENGTH: u8 = 8;

/// What every machine has itself, and what is no place's: this network, loopback, link-local, multicast and reserved
/// addresses (RFC 6890).
const NOWHERE: [IpNet; 7] = [
    IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::UNSPECIFIED, 8)),
    IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(127, 0, 0, 0), 8)),
    IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(169, 254, 0, 0), 16)),
    IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(224, 0, 0, 0), 3)),
    IpNet::V6(Ipv6Net::new_assert(Ipv6Addr::UNSPECIFIED, 8)),
    IpNet::V6(Ipv6Net::new_assert(Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10)),
    IpNet::V6(Ipv6Net::new_assert(Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8)),
];

/// A range for VPCs that holds at least one block of a VPC besides the host's own.
pub(crate) fn ipv6_range(text: &str) -> Result<Ipv6Net, String> {
    let range = text.parse::<Ipv6Net>().ok().filter(|range| {
        (IPV6_MIN_LENGTH..VPC_IPV6_LENGTH).contains(&range.prefix_len())
            && range.trunc() == *range
            && IPV6_UNICAST.iter().any(|unicast| unicast.contains(range))
    });
    range.ok_or_else(|| {
        format!(
            "expected an IPv6 range of /{IPV6_MIN_LENGTH} to /{} without host bits, inside fd00::/8 (private) or 2000::/3 \
             (global, such as 2001:db8::/32)",
            VPC_IPV6_LENGTH - 1
        )
    })
}

/// A network that this machine may be joined to.
pub(crate) fn on_premises(text: &str) -> Result<IpNet, String> {
    let network = text.parse::<IpNet>().map_err(|_| "expected a CIDR block, such as 192.168.0.0/16".to_owned())?;
    match NOWHERE.iter().find(|nowhere| overlap(nowhere, &network)) {
        Some(nowhere) => Err(format!(
            "it overlaps {nowhere}, which is no network that a machine is joined to: give the networks behind the VPN each, \
             such as 192.168.0.0/16"
        )),
        None => Ok(network.trunc()),
    }
}

/// That each address is either public, a VPC's or of one network on premises.
pub(crate) fn check_apart(public_pool: PublicBlock, ipv6_range: Ipv6Net, on_premises: &[IpNet]) -> Result<()> {
    for (place, network) in on_premises.iter().enumerate() {
        for (option, range) in [("--public-pool", public_pool.cidr().into()), ("--ipv6-range", ipv6_range.into())] {
            if overlap(&range, network) {
                bail!(
                    "--on-premises {network} overlaps {option} {range}: give the networks on premises without it, or \
                     choose another {option}"
                );
            }
        }
        if let Some(earlier) = on_premises.iter().take(place).find(|earlier| overlap(earlier, network)) {
            bail!(
                "--on-premises {network} overlaps --on-premises {earlier}: give each network once, the larger one alone"
            );
        }
    }
    Ok(())
}

fn overlap(one: &IpNet, other: &IpNet) -> bool {
    one.contains(other) || other.contains(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vpcs_get_unicast_addresses_of_ipv6() {
        for good in ["2001:db8::/32", "fd00:1234::/54", "fd00::/8", "2600:1f00::/24", "2001:db8::/55"] {
            assert!(ipv6_range(good).is_ok(), "{good}");
        }
        let bad = ["::/0", "fe80::/32", "ff00::/16", "::/16", "fc00::/7", "fc00::/16", "2000::/3", "64:ff9b::/32"];
        for bad in bad.into_iter().chain(["2001:db8::/56", "2001:db8::1/32", "10.0.0.0/8", "nothing"]) {
            assert!(ipv6_range(bad).unwrap_err().contains("2001:db8::/32"), "{bad}");
        }
    }

    #[test]
    fn what_every_machine_has_is_not_on_premises() {
        for good in ["10.0.0.0/8", "198.51.100.240/28", "192.168.7.1/32", "128.0.0.0/3", "fd00::/8", "2001:db8:5::/48"]
        {
            assert_eq!(on_premises(good), Ok(good.parse().unwrap()));
        }
        let bad = ["0.0.0.0/0", "0.0.0.0/1", "127.0.0.0/8", "127.0.0.1/32", "169.254.169.254/32", "224.0.0.0/4"];
        for bad in bad.into_iter().chain(["255.255.255.255/32", "::/0", "::1/128", "fe80::/64", "ff02::/16"]) {
            assert!(on_premises(bad).unwrap_err().contains("such as 192.168.0.0/16"), "{bad}");
        }
        assert_eq!(on_premises("10.1.2.3/8"), Ok("10.0.0.0/8".parse().unwrap()));
        assert!(on_premises("nothing").unwrap_err().contains("192.168.0.0/16"));
    }

    #[test]
    fn no_two_ranges_overlap() {
        let check = |networks: &[&str]| {
            let networks: Vec<IpNet> = networks.iter().map(|network| network.parse().unwrap()).collect();
            let ipv6_range = "2001:db8::/32".parse().unwrap();
            check_apart(PublicBlock::DEFAULT, ipv6_range, &networks).map_err(|error| error.to_string())
        };
        assert_eq!(check(&[]), Ok(()));
        assert_eq!(check(&["10.0.0.0/8", "198.20.0.0/16", "2001:db9::/32", "11.0.0.0/8"]), Ok(()));
        for (networks, said) in [
            (&["10.0.0.0/8", "198.19.0.0/24"][..], "overlaps --public-pool 198.18.0.0/15"),
            (&["198.0.0.0/8"], "overlaps --public-pool 198.18.0.0/15"),
            (&["2001:db8:1::/48"], "overlaps --ipv6-range 2001:db8::/32"),
            (&["10.0.0.0/8", "10.1.0.0/16"], "overlaps --on-premises 10.0.0.0/8"),
            (&["10.0.0.0/8", "10.0.0.0/8"], "overlaps --on-premises 10.0.0.0/8"),
        ] {
            assert!(check(networks).unwrap_err().contains(said), "{networks:?}");
        }
    }
}
