//! Why an address cannot be had.

use std::net::{IpAddr, Ipv4Addr};

use ipnet::{IpNet, Ipv4Net};
use jiff::Timestamp;
use minato_vpc::ids::SubnetId;

/// Why an address cannot be handed out or given back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IpamError {
    /// The block is larger than a /16, smaller than a /28, or has host bits.
    #[error("{cidr} cannot be a subnet: its size must be /16 to /28, and its host bits zero")]
    InvalidSubnet {
        /// The block.
        cidr: Ipv4Net,
    },
    /// No address is left, or those that are left were released too recently.
    #[error("no free address in {cidr}{}", next_free.map(|at| format!("; one gets free at {at}")).unwrap_or_default())]
    Insufficient {
        /// The subnet's block.
        cidr: IpNet,
        /// When the first of the cooling ones may be handed out; `None` if every address is in use.
        next_free: Option<Timestamp>,
    },
    /// No whole block of the size of a prefix is left.
    #[error("no free prefix in {cidr}")]
    InsufficientPrefixes {
        /// The subnet's block.
        cidr: IpNet,
    },
    /// The requested address lies in another block.
    #[error("{address} does not lie in {cidr}")]
    Outside {
        /// The requested address.
        address: IpAddr,
        /// The subnet's block.
        cidr: IpNet,
    },
    /// The requested prefix lies in another block, or has another size than prefixes have there.
    #[error("{prefix} is not a prefix of {cidr}: there they are /{length}")]
    NoPrefix {
        /// The requested prefix.
        prefix: IpNet,
        /// The subnet's block.
        cidr: IpNet,
        /// The length of its prefixes.
        length: u8,
    },
    /// The requested address is one of the five that no ENI may have.
    #[error("{address} is reserved: the first four addresses of a subnet and its last one have no owner")]
    Reserved {
        /// The requested address.
        address: IpAddr,
    },
    /// The requested address has an owner.
    #[error("{address} is in use")]
    InUse {
        /// The requested address.
        address: IpAddr,
    },
    /// An address of the requested prefix has an owner.
    #[error("{prefix} is in use, or a part of it is")]
    PrefixInUse {
        /// The requested prefix.
        prefix: IpNet,
    },
    /// An address was to be released that has no owner.
    #[error("{address} is not in use")]
    NotInUse {
        /// The address.
        address: IpAddr,
    },
    /// No public address is left, or those that are left were released too recently.
    #[error("no free public address in {block}")]
    NoPublicAddress {
        /// The pool's block.
        block: Ipv4Net,
    },
    /// A public address was asked back by somebody who did not have it last, or while it is in use.
    #[error("{address} cannot be had back")]
    NotRecoverable {
        /// The address.
        address: Ipv4Addr,
    },
    /// A record does not belong to the subnet that it was given for, or there are two for its address.
    #[error("the record of {address} in {subnet} contradicts the subnet or another record")]
    Contradiction {
        /// The subnet that the record names.
        subnet: SubnetId,
        /// The address that it names.
        address: IpAddr,
    },
}
