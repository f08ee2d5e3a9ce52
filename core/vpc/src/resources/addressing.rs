//! Blocks of addresses of VPCs and subnets, what is set aside in them, and what an ENI adds to its addresses.

use std::fmt;

use ipnet::{IpNet, Ipv6Net};
use serde::{Deserialize, Serialize};

use super::{Scope, Tags};
use crate::ids::{
    NetworkInterfaceId, NetworkInterfacePermissionId, SubnetCidrAssociationId, SubnetCidrReservationId, SubnetId,
    VpcCidrAssociationId,
};

/// An IPv6 block of a VPC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VpcIpv6Block {
    /// The association's id.
    pub association_id: VpcCidrAssociationId,
    /// The block, a /56, unique over all VPCs of the store.
    pub cidr: Ipv6Net,
    /// Where AWS would announce it: the region.
    pub network_border_group: String,
    /// The pool that it comes from, such as `Amazon`.
    pub pool: String,
}

/// The IPv6 block of a subnet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubnetIpv6Block {
    /// The association's id.
    pub association_id: SubnetCidrAssociationId,
    /// The block, a /64 of one of the VPC's blocks.
    pub cidr: Ipv6Net,
}

/// What names instances that are launched into a subnet have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PrivateDnsOptions {
    /// What their host names are made from.
    pub hostname_type: HostnameType,
    /// Whether the name made from an instance's id has an A record.
    pub a_record: bool,
    /// Whether the name made from an instance's id has an AAAA record.
    pub aaaa_record: bool,
}

/// What the host name of an instance is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HostnameType {
    /// Its private address.
    #[default]
    IpName,
    /// Its id.
    ResourceName,
}

impl fmt::Display for HostnameType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            HostnameType::IpName => "ip-name",
            HostnameType::ResourceName => "resource-name",
        })
    }
}

/// How long an ENI's tracked flows may be idle, in seconds; `None` for AWS's default.
///
/// Source: "Idle connection tracking timeout" in the Amazon EC2 user guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ConnectionTracking {
    /// Established TCP connections: 60 to 432,000, by default 432,000.
    pub tcp_established_s: Option<u32>,
    /// UDP flows with more than one request and answer: 60 to 180, by default 180.
    pub udp_stream_s: Option<u32>,
    /// UDP flows with one packet, or with packets one way only: 30 to 60, by default 30.
    pub udp_s: Option<u32>,
}

impl ConnectionTracking {
    /// Whether nothing differs from the defaults.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A part of a subnet's addresses that is not handed out unless it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubnetCidrReservation {
    /// Its id.
    pub id: SubnetCidrReservationId,
    /// Its owner.
    pub scope: Scope,
    /// The subnet.
    pub subnet: SubnetId,
    /// The addresses, without host bits; of the same subnet no two reservations meet.
    pub cidr: IpNet,
    /// What it is kept for.
    pub kind: ReservationKind,
    /// Its description.
    pub description: Option<String>,
    /// Its tags.
    pub tags: Tags,
}

/// What reserved addresses are kept for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReservationKind {
    /// Prefixes, which are taken from here first.
    Prefix,
    /// Who names them.
    Explicit,
}

impl fmt::Display for ReservationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ReservationKind::Prefix => "prefix",
            ReservationKind::Explicit => "explicit",
        })
    }
}

/// What an account may do with another one's ENI.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkInterfacePermission {
    /// Its id.
    pub id: NetworkInterfacePermissionId,
    /// Whose the ENI is.
    pub scope: Scope,
    /// The ENI.
    pub interface: NetworkInterfaceId,
    /// The account that may.
    pub account: String,
    /// `INSTANCE-ATTACH` or `EIP-ASSOCIATE`.
    pub permission: String,
}
