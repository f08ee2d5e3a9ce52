//! Where the data plane of a host ends: at the ENIs on it, and at the ways out of every VPC.

use std::{fmt, str::FromStr};

use crate::ids::{NetworkInterfaceId, VpnGatewayId};

/// An end of the data plane: what packets come from and go to. On a host each is a link with the program on it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// An ENI.
    Interface(NetworkInterfaceId),
    /// The host's own network stack, seen through the internet gateways of all VPCs: there public addresses are real.
    Internet,
    /// What is on premises, behind a VPN gateway.
    OnPremises(VpnGatewayId),
}

impl Edge {
    const INTERNET: &'static str = "internet";

    /// The ENI, if it is one.
    pub fn interface(&self) -> Option<&NetworkInterfaceId> {
        match self {
            Edge::Interface(id) => Some(id),
            Edge::Internet | Edge::OnPremises(_) => None,
        }
    }
}

impl From<NetworkInterfaceId> for Edge {
    fn from(id: NetworkInterfaceId) -> Self {
        Edge::Interface(id)
    }
}

impl From<&NetworkInterfaceId> for Edge {
    fn from(id: &NetworkInterfaceId) -> Self {
        Edge::Interface(id.clone())
    }
}

impl PartialEq<NetworkInterfaceId> for Edge {
    fn eq(&self, id: &NetworkInterfaceId) -> bool {
        self.interface() == Some(id)
    }
}

/// The id of the ENI or the VPN gateway, or `internet`: at most 24 bytes, each a letter, a digit or `-`.
impl fmt::Display for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Edge::Interface(id) => fmt::Display::fmt(id, f),
            Edge::Internet => f.write_str(Self::INTERNET),
            Edge::OnPremises(id) => fmt::Display::fmt(id, f),
        }
    }
}

/// The text names no edge.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is neither the id of an ENI or a VPN gateway nor `internet`")]
pub struct UnknownEdge(String);

impl FromStr for Edge {
    type Err = UnknownEdge;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == Self::INTERNET {
            return Ok(Edge::Internet);
        }
        let interface = text.parse().map(Edge::Interface).ok();
        interface.or_else(|| text.parse().map(Edge::OnPremises).ok()).ok_or_else(|| UnknownEdge(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_is_its_own_text() {
        for text in ["eni-0123456789abcdef0", "vgw-01234567", "internet"] {
            assert_eq!(text.parse::<Edge>().unwrap().to_string(), text);
        }
        for bad in ["", "igw-01234567", "Internet", "eni-"] {
            assert!(bad.parse::<Edge>().is_err(), "{bad} parsed");
        }
    }
}
