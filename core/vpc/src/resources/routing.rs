//! Route tables: where packets that leave a subnet go.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

use ipnet::{IpNet, Ipv4Net};
use serde::{Deserialize, Serialize};

use super::{Scope, Tags};
use crate::ids::{
    EgressOnlyInternetGatewayId, InternetGatewayId, NatGatewayId, NetworkInterfaceId, PrefixListId,
    RouteTableAssociationId, RouteTableId, SubnetId, VpcEndpointId, VpcId, VpcPeeringConnectionId, VpnGatewayId,
};

/// A route table. The local routes are not stored: they follow from the VPC's blocks. Neither are propagated ones: they
/// follow from the gateways in `propagating`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteTable {
    /// Its id.
    pub id: RouteTableId,
    /// Its owner.
    pub scope: Scope,
    /// Its VPC.
    pub vpc: VpcId,
    /// Static routes by destination. One to a block of the VPC stands in the place of that block's local route.
    pub routes: BTreeMap<RouteDestination, RouteTarget>,
    /// The VPN gateways whose routes are propagated into the table.
    #[serde(default)]
    pub propagating: BTreeSet<VpnGatewayId>,
    /// Where it applies. At most one association of a VPC is the main one.
    pub associations: Vec<RouteTableAssociation>,
    /// Its tags.
    pub tags: Tags,
}

/// A route table's association.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteTableAssociation {
    /// Its id.
    pub id: RouteTableAssociationId,
    /// The subnet; `None` for the main association, which holds for every subnet without one of its own.
    pub subnet: Option<SubnetId>,
}

/// What a route is for. Blocks come before prefix lists, IPv4 before IPv6.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum RouteDestination {
    /// A block, without host bits.
    Cidr(IpNet),
    /// The blocks of a managed prefix list.
    PrefixList(PrefixListId),
}

impl RouteDestination {
    /// The block, if it is one.
    pub fn cidr(&self) -> Option<IpNet> {
        match self {
            Self::Cidr(cidr) => Some(*cidr),
            Self::PrefixList(_) => None,
        }
    }
}

impl From<IpNet> for RouteDestination {
    fn from(cidr: IpNet) -> Self {
        Self::Cidr(cidr.trunc())
    }
}

impl From<Ipv4Net> for RouteDestination {
    fn from(cidr: Ipv4Net) -> Self {
        IpNet::V4(cidr).into()
    }
}

impl fmt::Display for RouteDestination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cidr(cidr) => cidr.fmt(f),
            Self::PrefixList(list) => fmt::Display::fmt(list, f),
        }
    }
}

/// The text is neither a block nor the id of a prefix list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a destination of a route: expected a CIDR block or the id of a prefix list")]
pub struct MalformedDestination(String);

impl FromStr for RouteDestination {
    type Err = MalformedDestination;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let malformed = || MalformedDestination(text.to_owned());
        if text.starts_with(PrefixListId::PREFIX) {
            return text.parse().map(Self::PrefixList).map_err(|_| malformed());
        }
        text.parse::<IpNet>().map(Self::from).map_err(|_| malformed())
    }
}

impl TryFrom<String> for RouteDestination {
    type Error = MalformedDestination;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<RouteDestination> for String {
    fn from(destination: RouteDestination) -> Self {
        destination.to_string()
    }
}

/// Where a static route leads. [`Network::is_there`](crate::Network::is_there) says whether it leads anywhere; a route
/// that does not is a blackhole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RouteTarget {
    /// An internet gateway.
    InternetGateway(InternetGatewayId),
    /// An ENI.
    NetworkInterface(NetworkInterfaceId),
    /// A NAT gateway.
    NatGateway(NatGatewayId),
    /// An egress-only internet gateway: IPv6 only, opened from within only.
    EgressOnlyInternetGateway(EgressOnlyInternetGatewayId),
    /// A VPN gateway: what is behind it is on premises.
    VpnGateway(VpnGatewayId),
    /// The other VPC of a peering connection.
    Peering(VpcPeeringConnectionId),
    /// A gateway endpoint. Such routes are made and taken away with the endpoint.
    VpcEndpoint(VpcEndpointId),
}

impl fmt::Display for RouteTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RouteTarget::InternetGateway(id) => fmt::Display::fmt(id, f),
            RouteTarget::NetworkInterface(id) => fmt::Display::fmt(id, f),
            RouteTarget::NatGateway(id) => fmt::Display::fmt(id, f),
            RouteTarget::EgressOnlyInternetGateway(id) => fmt::Display::fmt(id, f),
            RouteTarget::VpnGateway(id) => fmt::Display::fmt(id, f),
            RouteTarget::Peering(id) => fmt::Display::fmt(id, f),
            RouteTarget::VpcEndpoint(id) => fmt::Display::fmt(id, f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_destination_is_a_block_or_a_list_in_text_too() {
        for text in ["10.0.0.0/8", "::/0", "pl-0123456789abcdef0"] {
            let destination: RouteDestination = text.parse().unwrap();
            assert_eq!(destination.to_string(), text);
            let json = serde_json::to_string(&BTreeMap::from([(destination.clone(), 1)])).unwrap();
            assert_eq!(json, format!("{{\"{text}\":1}}"));
            assert_eq!(serde_json::from_str::<BTreeMap<RouteDestination, i32>>(&json).unwrap().len(), 1);
        }
        for bad in ["", "10.0.0.0", "pl-xyz", "everywhere", "igw-0123456789abcdef0"] {
            assert!(bad.parse::<RouteDestination>().is_err(), "{bad} parsed");
        }
        assert_eq!("10.1.2.3/8".parse::<RouteDestination>().unwrap().to_string(), "10.0.0.0/8");
    }

    #[test]
    fn a_table_of_before_propagation_is_read() {
        let table = r#"{"id":"rtb-01234567","scope":{"account":"1","region":"r"},"vpc":"vpc-01234567",
            "routes":{"0.0.0.0/0":{"InternetGateway":"igw-01234567"}},"associations":[],"tags":{}}"#;
        let table: RouteTable = serde_json::from_str(table).unwrap();
        assert!(table.propagating.is_empty());
        assert_eq!(table.routes.len(), 1);
    }
}
