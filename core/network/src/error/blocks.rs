//! What can be wrong with the blocks of addresses of VPCs and subnets.

use ipnet::{IpNet, Ipv4Net};
use minato_vpc::ids::{SubnetId, VpcCidrAssociationId};

use crate::kind::Kind;

/// Why a block cannot join a VPC or a subnet, leave it, or be set aside. Its text is AWS's message; [`BlockError::code`] is
/// AWS's code.
#[derive(Debug, thiserror::Error)]
pub enum BlockError {
    /// The block cannot join those of that VPC.
    #[error(
        "The CIDR '{cidr}' is restricted. Use a CIDR from the same private address range as the current VPC CIDR, or \
         use a publicly-routable CIDR."
    )]
    VpcRangeRestricted {
        /// The block.
        cidr: Ipv4Net,
    },
    /// The block overlaps with another one of the VPC, with a route of it, or with a network that it is joined with.
    #[error("The CIDR '{cidr}' conflicts with {with}")]
    VpcRangeConflict {
        /// The block.
        cidr: IpNet,
        /// What it meets, such as `a route of rtb-…`.
        with: String,
    },
    /// The VPC or subnet may have no more blocks.
    #[error("This {} '{id}' has met its maximum number of allowed CIDRs: {limit}", if matches!(kind, Kind::Vpc) { "network" } else { "subnet" })]
    CidrLimit {
        /// Whether it is a VPC or a subnet.
        kind: Kind,
        /// Its id.
        id: String,
        /// How many it may have.
        limit: u32,
    },
    /// The primary block goes with its VPC.
    #[error(
        "The vpc CIDR block with association ID {id} may not be disassociated. It is the primary IPv4 CIDR block of \
         the VPC"
    )]
    PrimaryBlock {
        /// The association.
        id: VpcCidrAssociationId,
    },
    /// Something lies in the block.
    #[error("The CIDR block {cidr} has dependencies and cannot be disassociated.")]
    BlockInUse {
        /// The block.
        cidr: IpNet,
    },
    /// No IPv6 block is left for a VPC.
    #[error("There are not enough IPv6 CIDR blocks available to satisfy the request.")]
    NoIpv6Blocks,
    /// The account has no such pool of IPv6 blocks.
    #[error("The pool ID '{pool}' does not exist.")]
    NoSuchIpv6Pool {
        /// The pool.
        pool: String,
    },
    /// The region has its default VPC.
    #[error("A Default VPC already exists for this account in this region.")]
    DefaultVpcExists,
    /// The region's default VPC was deleted.
    #[error("No default VPC exists for this account in this region.")]
    NoDefaultVpc,
    /// The zone has its default subnet.
    #[error("'{subnet}' is already the default subnet in {zone}.")]
    DefaultSubnetExists {
        /// The subnet.
        subnet: SubnetId,
        /// The zone's name.
        zone: String,
    },
    /// The block is no range of the subnet, or a part of it is set aside already.
    #[error("The CIDR '{cidr}' {reason}.")]
    ReservationRange {
        /// The block.
        cidr: IpNet,
        /// What is wrong with it, as the end of a sentence.
        reason: &'static str,
    },
}

impl BlockError {
    /// AWS's code for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::VpcRangeRestricted { .. } | Self::VpcRangeConflict { .. } => "InvalidVpc.Range",
            Self::CidrLimit { .. } => "CidrLimitExceeded",
            Self::PrimaryBlock { .. } => "OperationNotPermitted",
            Self::BlockInUse { .. } => "DependencyViolation",
            Self::NoIpv6Blocks => "InsufficientCidrBlocks",
            Self::NoSuchIpv6Pool { .. } => "InvalidIpv6PoolID.NotFound",
            Self::DefaultVpcExists => "DefaultVpcAlreadyExists",
            Self::NoDefaultVpc => "DefaultVpcDoesNotExist",
            Self::DefaultSubnetExists { .. } => "DefaultSubnetAlreadyExistsInAvailabilityZone",
            Self::ReservationRange { .. } => "InvalidSubnetCidrReservation.Range",
        }
    }
}
