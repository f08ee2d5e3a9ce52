//! The blocks of addresses of a VPC: which may join it, and which may leave it.
//!
//! Guarantees: blocks of a VPC never overlap; an IPv6 block belongs to one VPC at most, over all accounts and regions, for
//! they may meet on one host; what a subnet lies in stays.

use std::net::{Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use jiff::{SignedDuration, Timestamp};
use minato_document::{Document, Key, Prefix};
use minato_ipam::is_cooling;
use minato_vpc::{
    ids::{VpcCidrAssociationId, VpcId},
    resources::{RouteDestination, RouteTable, Subnet, Vpc, VpcCidrBlock, VpcIpv6Block},
};
use serde::{Deserialize, Serialize};

use crate::{
    error::{BlockError, NetworkError},
    kind::Kind,
    subnet::is_network_size,
    transaction::{NetworkTransaction, entropy},
};

/// The length of a VPC's IPv6 blocks.
pub const VPC_IPV6_LENGTH: u8 = 56;

/// The pool that Amazon's own IPv6 blocks come from.
pub const AMAZON_POOL: &str = "Amazon";

/// The IPv6 addresses that VPCs get unless it is said otherwise: those for documentation, so that nobody has them.
pub const DEFAULT_IPV6_RANGE: Ipv6Net = Ipv6Net::new_assert(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32);

/// The address that the host has itself in the range of IPv6 that VPCs get theirs from: of the range's first block, which no
/// VPC gets.
pub fn host_ipv6_of(range: Ipv6Net) -> Ipv6Addr {
    Ipv6Addr::from_bits(range.network().to_bits() + 1)
}

/// Which IPv6 block a VPC gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ipv6Choice {
    /// Any free one of Amazon's pool.
    Any,
    /// This one of that pool.
    Named {
        /// The block.
        cidr: Ipv6Net,
        /// The pool.
        pool: String,
    },
}

/// A block that left its VPC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DisassociatedBlock {
    /// An IPv4 block.
    Ipv4(VpcCidrBlock),
    /// An IPv6 block.
    Ipv6(VpcIpv6Block),
}

/// Who has an IPv6 block, or since when nobody has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Ipv6BlockOwner {
    cidr: Ipv6Net,
    vpc: Option<VpcId>,
    released_at: Option<Timestamp>,
}

impl Ipv6BlockOwner {
    fn key_of(cidr: Ipv6Net) -> Key<Self> {
        Key::new([cidr.network().to_string()])
    }
}

impl Document for Ipv6BlockOwner {
    const KIND: &'static str = "ipv6-block";

    fn key(&self) -> Key<Self> {
        Self::key_of(self.cidr)
    }
}

const fn block(a: u8, b: u8, length: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, 0, 0), length)
}

/// Blocks that no VPC may overlap: this host, loopback, link-local, multicast.
///
/// Source: "VPC CIDR blocks" in the Amazon VPC user guide.
const FORBIDDEN: [Ipv4Net; 4] = [block(0, 0, 8), block(127, 0, 8), block(169, 254, 16), block(224, 0, 4)];

/// Blocks of private networks that do not mix in one VPC.
const PRIVATE: [Ipv4Net; 4] = [block(10, 0, 8), block(172, 16, 12), block(192, 168, 16), block(198, 19, 16)];

/// Whether no VPC may have this block.
pub(crate) fn is_forbidden(cidr: Ipv4Net) -> bool {
    FORBIDDEN.iter().any(|block| block.contains(&cidr))
}

/// Whether a block may not join a VPC that has `existing`.
///
/// Source: "IPv4 CIDR block association restrictions" in the Amazon VPC user guide.
fn is_restricted(existing: Ipv4Net, cidr: Ipv4Net) -> bool {
    let home = |cidr: Ipv4Net| PRIVATE.iter().position(|range| range.contains(&cidr));
    let mixes = home(cidr).is_some() && home(cidr) != home(existing);
    // What AWS itself uses behind a VPC: the first of 10.0.0.0/15, and the default VPC's block.
    let first = block(10, 0, 15).contains(&existing) && block(10, 0, 16).contains(&cidr);
    let default = block(172, 16, 12).contains(&existing) && block(172, 31, 16).contains(&cidr);
    mixes || first || default
}

impl NetworkTransaction<'_, '_> {
    /// Adds an IPv4 block to a VPC. Host bits are cleared, as AWS does.
    pub fn associate_vpc_block(&mut self, id: &VpcId, cidr: Ipv4Net) -> Result<VpcCidrBlock, NetworkError> {
        let mut vpc: Vpc = self.find(id)?;
        let cidr = cidr.trunc();
        if !is_network_size(cidr) || is_forbidden(cidr) {
            return Err(NetworkError::VpcRange { cidr });
        }
        if vpc.cidr_blocks.iter().any(|existing| is_restricted(existing.cidr, cidr)) {
            return Err(BlockError::VpcRangeRestricted { cidr }.into());
        }
        let conflict = |with: String| Err(BlockError::VpcRangeConflict { cidr: cidr.into(), with }.into());
        if vpc.cidr_blocks.iter().any(|other| other.cidr.contains(&cidr) || cidr.contains(&other.cidr)) {
            return conflict(format!("another CIDR block of the network {id}"));
        }
        for table in self.in_vpc::<RouteTable>(id, |table| &table.vpc)? {
            // A local route must be the most specific one of what it covers.
            let mut routes = table.routes.keys().filter_map(RouteDestination::cidr);
            if let Some(route) = routes.find(|route| IpNet::from(cidr).contains(route)) {
                return conflict(format!("the route to {route} in {}", table.id));
            }
        }
        let ours = IpNet::from(cidr);
        for (peering, blocks) in self.peers_of(id)? {
            if blocks.iter().any(|block| block.contains(&ours) || ours.contains(block)) {
                return conflict(format!("a CIDR block of the network that {peering} leads to"));
            }
        }
        let limit = self.limits().cidr_blocks_per_vpc;
        if vpc.cidr_blocks.len() >= limit as usize {
            return Err(BlockError::CidrLimit { kind: Kind::Vpc, id: id.to_string(), limit }.into());
        }
        let made = VpcCidrBlock { association_id: VpcCidrAssociationId::from_entropy(entropy()), cidr };
        vpc.cidr_blocks.push(made.clone());
        self.tx.put(&vpc)?;
        Ok(made)
    }

    /// Adds an IPv6 block to a VPC. Its groups and its default network ACL then allow IPv6 as they allow IPv4.
    pub fn associate_vpc_ipv6_block(&mut self, id: &VpcId, choice: &Ipv6Choice) -> Result<VpcIpv6Block, NetworkError> {
        let mut vpc: Vpc = self.find(id)?;
        let limit = self.limits().cidr_blocks_per_vpc;
        if vpc.ipv6_blocks.len() >= limit as usize {
            return Err(BlockError::CidrLimit { kind: Kind::Vpc, id: id.to_string(), limit }.into());
        }
        let made = VpcIpv6Block {
            association_id: VpcCidrAssociationId::from_entropy(entropy()),
            cidr: self.take_ipv6_block(id, choice)?,
            network_border_group: self.scope.region.clone(),
            pool: AMAZON_POOL.to_owned(),
        };
        vpc.ipv6_blocks.push(made.clone());
        self.tx.put(&vpc)?;
        self.allow_ipv6(&vpc)?;
        Ok(made)
    }

    /// Takes a block from its VPC: not the primary one, and none that a subnet lies in.
    pub fn disassociate_vpc_block(
        &mut self,
        id: &VpcCidrAssociationId,
    ) -> Result<(VpcId, DisassociatedBlock), NetworkError> {
        let mut vpc = self.vpc_associated_by(id)?;
        let subnets = self.in_vpc::<Subnet>(&vpc.id, |subnet| &subnet.vpc)?;
        let block = if let Some(place) = vpc.cidr_blocks.iter().position(|block| &block.association_id == id) {
            let cidr = vpc.cidr_blocks[place].cidr;
            if place == 0 {
                return Err(BlockError::PrimaryBlock { id: id.clone() }.into());
            }
            if subnets.iter().any(|subnet| cidr.contains(&subnet.cidr)) {
                return Err(BlockError::BlockInUse { cidr: cidr.into() }.into());
            }
            DisassociatedBlock::Ipv4(vpc.cidr_blocks.remove(place))
        } else {
            let place = vpc.ipv6_blocks.iter().position(|block| &block.association_id == id).unwrap_or_default();
            let cidr = vpc.ipv6_blocks[place].cidr;
            let mut blocks = subnets.iter().filter_map(|subnet| subnet.ipv6_block.as_ref());
            if blocks.any(|block| cidr.contains(&block.cidr)) {
                return Err(BlockError::BlockInUse { cidr: cidr.into() }.into());
            }
            self.release_ipv6_block(&vpc.id, cidr)?;
            DisassociatedBlock::Ipv6(vpc.ipv6_blocks.remove(place))
        };
        self.tx.put(&vpc)?;
        Ok((vpc.id, block))
    }

    /// Gives the IPv6 blocks of a VPC that goes back.
    pub(crate) fn release_ipv6_blocks(&mut self, vpc: &Vpc) -> Result<(), NetworkError> {
        for block in &vpc.ipv6_blocks {
            self.release_ipv6_block(&vpc.id, block.cidr)?;
        }
        Ok(())
    }

    fn vpc_associated_by(&mut self, id: &VpcCidrAssociationId) -> Result<Vpc, NetworkError> {
        let has = |vpc: &Vpc| {
            vpc.cidr_blocks.iter().any(|block| &block.association_id == id)
                || vpc.ipv6_blocks.iter().any(|block| &block.association_id == id)
        };
        let found = self.list::<Vpc>()?.into_iter().find(has);
        found.ok_or_else(|| NetworkError::NotFound { kind: Kind::VpcCidrAssociation, id: id.to_string() })
    }

    fn take_ipv6_block(&mut self, vpc: &VpcId, choice: &Ipv6Choice) -> Result<Ipv6Net, NetworkError> {
        let cidr = match choice {
            Ipv6Choice::Any => self.any_ipv6_block()?,
            Ipv6Choice::Named { cidr, pool } => self.named_ipv6_block(*cidr, pool)?,
        };
        // Whoever takes one reads its record, so two never take the same.
        let before = self.tx.get(&Ipv6BlockOwner::key_of(cidr))?;
        if before.is_some_and(|owner| owner.vpc.is_some()) {
            return Err(BlockError::VpcRangeConflict { cidr: cidr.into(), with: "another network".to_owned() }.into());
        }
        self.tx.put(&Ipv6BlockOwner { cidr, vpc: Some(vpc.clone()), released_at: None })?;
        Ok(cidr)
    }

    fn named_ipv6_block(&self, cidr: Ipv6Net, pool: &str) -> Result<Ipv6Net, NetworkError> {
        if pool != AMAZON_POOL {
            return Err(BlockError::NoSuchIpv6Pool { pool: pool.to_owned() }.into());
        }
        let range = self.networks.ipv6_range;
        let is_hosts = cidr.contains(&host_ipv6_of(range));
        if cidr.prefix_len() != VPC_IPV6_LENGTH || cidr.trunc() != cidr || !range.contains(&cidr) || is_hosts {
            return Err(NetworkError::invalid(format!(
                "Value ({cidr}) for parameter ipv6CidrBlock is invalid. It must be a /{VPC_IPV6_LENGTH} of {range}, and \
                 not the first one."
            )));
        }
        Ok(cidr)
    }

    /// A block that nobody has or had a moment ago: the first one from a random one on.
    fn any_ipv6_block(&mut self) -> Result<Ipv6Net, NetworkError> {
        let range = self.networks.ipv6_range;
        let cool_down = SignedDuration::try_from(self.networks.cool_down).unwrap_or(SignedDuration::MAX);
        let now = self.now;
        // A hint: the record of the block that is chosen is read anew.
        let owners = self.tx.list_unguarded(&Prefix::<Ipv6BlockOwner>::all())?;
        let is_kept = |owner: &Ipv6BlockOwner| {
            owner.vpc.is_some() || owner.released_at.is_some_and(|released| is_cooling(released, cool_down, now))
        };
        let kept: std::collections::BTreeSet<_> = owners.into_iter().filter(is_kept).map(|owner| owner.cidr).collect();
        let count = 1_u64 << VPC_IPV6_LENGTH.saturating_sub(range.prefix_len()).min(32);
        // The first one is the host's.
        let count = count - 1;
        if count == 0 {
            return Err(BlockError::NoIpv6Blocks.into());
        }
        let start = rand::random::<u64>() % count;
        let at = |place: u64| {
            let network = range.network().to_bits() | u128::from(place) << (128 - VPC_IPV6_LENGTH);
            Ipv6Net::new_assert(Ipv6Addr::from_bits(network), VPC_IPV6_LENGTH)
        };
        let mut blocks = (0..count).map(|step| at(1 + (start + step) % count));
        blocks.find(|block| !kept.contains(block)).ok_or_else(|| BlockError::NoIpv6Blocks.into())
    }

    fn release_ipv6_block(&mut self, vpc: &VpcId, cidr: Ipv6Net) -> Result<(), NetworkError> {
        let key = Ipv6BlockOwner::key_of(cidr);
        if self.tx.get(&key)?.is_some_and(|owner| owner.vpc.as_ref() == Some(vpc)) {
            self.tx.put(&Ipv6BlockOwner { cidr, vpc: None, released_at: Some(self.now) })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net(text: &str) -> Ipv4Net {
        text.parse().unwrap()
    }

    #[test]
    fn private_ranges_do_not_mix() {
        for (existing, cidr, expected) in [
            ("10.2.0.0/16", "10.3.0.0/16", false),
            ("10.2.0.0/16", "10.0.0.0/16", false),
            ("10.1.0.0/16", "10.0.0.0/16", true),
            ("10.0.0.0/24", "10.0.1.0/24", true),
            ("10.0.0.0/16", "10.1.0.0/16", false),
            ("10.2.0.0/16", "172.16.0.0/16", true),
            ("10.2.0.0/16", "192.168.0.0/24", true),
            ("10.2.0.0/16", "198.19.0.0/24", true),
            ("10.2.0.0/16", "100.64.0.0/16", false),
            ("10.2.0.0/16", "198.18.0.0/16", false),
            ("10.2.0.0/16", "203.0.113.0/24", false),
            ("172.16.0.0/16", "172.17.0.0/16", false),
            ("172.16.0.0/16", "172.31.0.0/16", true),
            ("192.168.0.0/24", "10.0.0.0/16", true),
            ("100.64.0.0/16", "10.0.0.0/16", true),
            ("100.64.0.0/16", "100.65.0.0/16", false),
            ("203.0.113.0/24", "192.168.0.0/16", true),
        ] {
            assert_eq!(is_restricted(net(existing), net(cidr)), expected, "{cidr} beside {existing}");
        }
    }
}
