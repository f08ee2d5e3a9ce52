//! Identifiers of VPC resources.
//!
//! An id is a type of its own: an id of another kind, or text that AWS would call malformed, does not parse. All ids
//! are a prefix and 8 or 17 lowercase hexadecimal digits.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a text is not an id of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not of the form `{prefix}` and 8 or 17 hexadecimal digits")]
pub struct MalformedId {
    /// The text that was given.
    pub text: String,
    /// The prefix that the wanted kind has, with its dash.
    pub prefix: &'static str,
}

fn is_id(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix).is_some_and(|digits| {
        matches!(digits.len(), 8 | 17) && digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The prefix of ids of this kind, with its dash.
            pub const PREFIX: &'static str = $prefix;

            /// The id with 17 digits made from the low 68 bits of `entropy`.
            pub fn from_entropy(entropy: u128) -> Self {
                Self(format!(concat!($prefix, "{:017x}"), entropy & ((1 << 68) - 1)))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = MalformedId;

            fn from_str(text: &str) -> Result<Self, MalformedId> {
                if is_id(text, $prefix) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(MalformedId { text: text.to_owned(), prefix: $prefix })
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A VPC.
    VpcId = "vpc-";
    /// A CIDR block's association with a VPC.
    VpcCidrAssociationId = "vpc-cidr-assoc-";
    /// A subnet.
    SubnetId = "subnet-";
    /// An IPv6 block's association with a subnet.
    SubnetCidrAssociationId = "subnet-cidr-assoc-";
    /// A reservation of addresses of a subnet.
    SubnetCidrReservationId = "scr-";
    /// A security group.
    SecurityGroupId = "sg-";
    /// A rule of a security group.
    SecurityGroupRuleId = "sgr-";
    /// An elastic network interface (ENI).
    NetworkInterfaceId = "eni-";
    /// An ENI's attachment.
    AttachmentId = "eni-attach-";
    /// An instance.
    InstanceId = "i-";
    /// An image of a machine.
    ImageId = "ami-";
    /// What one request launched.
    ReservationId = "r-";
    /// A permission to use another account's ENI.
    NetworkInterfacePermissionId = "eni-perm-";
    /// An internet gateway.
    InternetGatewayId = "igw-";
    /// An egress-only internet gateway.
    EgressOnlyInternetGatewayId = "eigw-";
    /// A VPN gateway.
    VpnGatewayId = "vgw-";
    /// A NAT gateway.
    NatGatewayId = "nat-";
    /// A peering connection of two VPCs.
    VpcPeeringConnectionId = "pcx-";
    /// A service that VPC endpoints lead to.
    VpcEndpointServiceId = "vpce-svc-";
    /// A VPC endpoint.
    VpcEndpointId = "vpce-";
    /// A route table.
    RouteTableId = "rtb-";
    /// A route table's association with a subnet, or with the VPC as its main table.
    RouteTableAssociationId = "rtbassoc-";
    /// A network ACL.
    NetworkAclId = "acl-";
    /// A network ACL's association with a subnet.
    NetworkAclAssociationId = "aclassoc-";
    /// A set of DHCP options.
    DhcpOptionsId = "dopt-";
    /// A public address's allocation.
    AddressAllocationId = "eipalloc-";
    /// A public address's association with a private one.
    AddressAssociationId = "eipassoc-";
    /// A managed prefix list.
    PrefixListId = "pl-";
    /// A path whose reachability is analysed.
    NetworkInsightsPathId = "nip-";
    /// An analysis of a path.
    NetworkInsightsAnalysisId = "nia-";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_of_another_kind_does_not_parse() {
        assert!("vpc-0123456789abcdef0".parse::<VpcId>().is_ok());
        assert!("vpc-01234567".parse::<VpcId>().is_ok());
        for bad in
            ["subnet-0123456789abcdef0", "vpc-", "vpc-0123", "vpc-0123456789ABCDEF0", "vpc-0123456789abcdeg0", ""]
        {
            assert!(bad.parse::<VpcId>().is_err(), "{bad} parsed");
        }
        assert!("eni-attach-01234567".parse::<NetworkInterfaceId>().is_err());
    }

    #[test]
    fn entropy_gives_an_id_that_parses() {
        for entropy in [0, 1, u128::MAX] {
            let id = SubnetId::from_entropy(entropy);
            assert_eq!(id.as_str().parse::<SubnetId>().as_ref(), Ok(&id));
        }
    }
}
