//! AWS's codes for why a path is not open, and the one table from the model's reasons to them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    drop_reason::DropReason,
    reach::{Component, End},
};

macro_rules! codes {
    ($($variant:ident = $text:literal;)*) => {
        /// AWS's codes, those that this network can give.
        ///
        /// Source: "Reachability Analyzer explanation codes" in the Reachability Analyzer guide, whose names these are.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "their meaning is AWS's, and stands in the guide")]
        pub enum ExplanationCode {
            $(#[serde(rename = $text)] $variant,)*
        }

        impl ExplanationCode {
            /// The code as text.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(ExplanationCode::$variant => $text,)*
                }
            }
        }
    };
}

codes! {
    BadState = "BAD_STATE";
    BadStateRoute = "BAD_STATE_ROUTE";
    EniSgRulesMismatch = "ENI_SG_RULES_MISMATCH";
    EniSourceDestCheckRestriction = "ENI_SOURCE_DEST_CHECK_RESTRICTION";
    GatewayRejectsSpoofedTraffic = "GATEWAY_REJECTS_SPOOFED_TRAFFIC";
    IgwPrivateIpAssociationForIngress = "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS";
    IgwPublicIpAssociationForEgress = "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS";
    NgwRequiresSourceInVpc = "NGW_REQUIRES_SOURCE_IN_VPC";
    NoPossibleDestination = "NO_POSSIBLE_DESTINATION";
    NoRouteToDestination = "NO_ROUTE_TO_DESTINATION";
    PcxRequiresAddressInVpcCidr = "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR";
    ProtocolRestriction = "PROTOCOL_RESTRICTION";
    SubnetAclRestriction = "SUBNET_ACL_RESTRICTION";
    VpceIntraVpcTraffic = "VPCE_INTRA_VPC_TRAFFIC";
    DisconnectedVpcs = "DISCONNECTED_VPCS";
    NoPath = "NO_PATH";
    NoSourceOrDestination = "NO_SOURCE_OR_DESTINATION";
    UnassociatedComponent = "UNASSOCIATED_COMPONENT";
    ComponentFilterRestriction = "COMPONENT_FILTER_RESTRICTION";
    ComponentFilterRestrictionRemovedComponent = "COMPONENT_FILTER_RESTRICTION_REMOVED_COMPONENT";
    FilterAtDestinationDestinationAddress = "FILTER_AT_DESTINATION_DESTINATION_ADDRESS";
    FilterAtDestinationDestinationPortRange = "FILTER_AT_DESTINATION_DESTINATION_PORT_RANGE";
    FilterAtDestinationSourceAddress = "FILTER_AT_DESTINATION_SOURCE_ADDRESS";
    FilterAtDestinationSourcePortRange = "FILTER_AT_DESTINATION_SOURCE_PORT_RANGE";
    IgwExpectsPublicAddress = "IGW_EXPECTS_PUBLIC_ADDRESS";
}

impl fmt::Display for ExplanationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a way ends, as [`End::Blocked`] names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The data plane drops it.
    Dropped(DropReason),
    /// It comes to another than who was meant.
    Elsewhere,
    /// It goes in a circle.
    Circle,
    /// A NAT gateway does not know whom it answers.
    NatUnsolicited,
    /// A NAT gateway has no address to give.
    NatNoAddress,
}

/// The text names no reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no reason for a way to end")]
pub struct UnknownReason(String);

impl FromStr for Why {
    type Err = UnknownReason;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let dropped = || DropReason::ALL.iter().find(|reason| reason.name() == text).copied().map(Self::Dropped);
        match text {
            End::ELSEWHERE => Ok(Self::Elsewhere),
            End::CIRCLE => Ok(Self::Circle),
            End::NAT_UNSOLICITED => Ok(Self::NatUnsolicited),
            End::NAT_NO_ADDRESS => Ok(Self::NatNoAddress),
            _ => dropped().ok_or_else(|| UnknownReason(text.to_owned())),
        }
    }
}

impl ExplanationCode {
    /// AWS's code for why a way ends, by what ends it; `None` for what ends no well-formed packet that opens a TCP
    /// connection, is a UDP datagram, asks for an echo, or answers one of these, with no other flow about.
    pub fn of(why: Why, component: &Component) -> Option<Self> {
        match why {
            Why::Dropped(reason) => Self::of_drop(reason, component),
            Why::Elsewhere => Some(Self::NoPossibleDestination),
            Why::Circle => Some(Self::NoPath),
            Why::NatUnsolicited => Some(Self::NgwRequiresSourceInVpc),
            Why::NatNoAddress => Some(Self::BadState),
        }
    }

    fn of_drop(reason: DropReason, component: &Component) -> Option<Self> {
        use DropReason as R;
        Some(match reason {
            // The frames of a probe are whole, and from whom they should be; those for a group of hosts are not the
            // router's. Its flows are the only ones, and of IPv4.
            R::FrameTruncated
            | R::EtherType
            | R::Ipv6
            | R::NdMalformed
            | R::NdSpoofed
            | R::NdNotForRouter
            | R::NdUnasked
            | R::NdRouter
            | R::IpExtensions
            | R::IpFamily
            | R::EgressOnly
            | R::SourceMac
            | R::ArpMalformed
            | R::ArpSpoofed
            | R::ArpNotForRouter
            | R::IpHeader
            | R::IpTruncated
            | R::TransportTruncated
            | R::TcpFlags
            | R::FragmentOffset
            | R::FragmentUnknown
            | R::DestinationMac
            | R::MulticastMembership
            | R::IcmpType
            | R::TcpState
            | R::IcmpErrorUnmatched
            | R::FlowTableFull
            | R::FlowQuota
            | R::Rewrite => return None,
            R::InterfaceUnknown => Self::UnassociatedComponent,
            R::NotHere => Self::BadState,
            // AWS has no codes for services and protocols of its own hosts.
            R::Dhcp | R::Vxlan => Self::ProtocolRestriction,
            R::SourceAddress | R::DestinationChecked => Self::EniSourceDestCheckRestriction,
            R::MartianSource => Self::GatewayRejectsSpoofedTraffic,
            R::PublicAddressUnknown => Self::IgwPrivateIpAssociationForIngress,
            R::Multicast
            | R::Loopback
            | R::Unspecified
            | R::Broadcast
            | R::LinkLocal
            | R::Resolver
            | R::RouterAddress
            | R::ToItself
            | R::AddressUnknown
            | R::PeerAddressUnknown => Self::NoPossibleDestination,
            // A reply that takes another way: none, or one on which nobody knows of the flow.
            R::TcpNotSyn | R::IcmpReplyUnmatched => match component {
                Component::RouteTable { .. } => Self::NoRouteToDestination,
                _ => Self::NoPath,
            },
            R::EgressDenied | R::IngressDenied => Self::EniSgRulesMismatch,
            R::NoRoute => Self::NoRouteToDestination,
            R::Blackhole => Self::BadStateRoute,
            R::NoPublicAddress => Self::IgwPublicIpAssociationForEgress,
            R::PeeringTransit => Self::PcxRequiresAddressInVpcCidr,
            R::EgressAclDenied | R::IngressAclDenied => Self::SubnetAclRestriction,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_read_from_its_name() {
        for reason in DropReason::ALL {
            assert_eq!(reason.name().parse(), Ok(Why::Dropped(*reason)));
        }
        for (text, why) in [
            (End::ELSEWHERE, Why::Elsewhere),
            (End::CIRCLE, Why::Circle),
            (End::NAT_UNSOLICITED, Why::NatUnsolicited),
            (End::NAT_NO_ADDRESS, Why::NatNoAddress),
        ] {
            assert_eq!(text.parse(), Ok(why));
        }
        assert!("because".parse::<Why>().is_err());
    }

    #[test]
    fn a_code_is_stored_as_aws_writes_it() {
        let json = serde_json::to_string(&ExplanationCode::EniSgRulesMismatch).unwrap();
        assert_eq!(json, "\"ENI_SG_RULES_MISMATCH\"");
        assert_eq!(ExplanationCode::NoPath.to_string(), "NO_PATH");
    }
}
