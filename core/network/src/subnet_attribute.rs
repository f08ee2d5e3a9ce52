//! What of a subnet can be changed while it exists: its attributes and its IPv6 block.

use ipnet::Ipv6Net;
use minato_vpc::{
    ids::{SubnetCidrAssociationId, SubnetId},
    resources::{HostnameType, NetworkInterface, Subnet, SubnetIpv6Block, Vpc},
};

use crate::{
    error::{BlockError, NetworkError},
    kind::Kind,
    subnet::new_ipv6_block,
    transaction::NetworkTransaction,
};

/// How many IPv6 blocks a subnet may have.
const MAX_IPV6_BLOCKS: u32 = 1;

/// An attribute of a subnet to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubnetAttribute {
    /// Whether launches get a public address.
    MapPublicIpOnLaunch(bool),
    /// Whether every new ENI gets an IPv6 address.
    AssignIpv6OnCreation(bool),
    /// What the host names of instances are made from.
    HostnameType(HostnameType),
    /// Whether the name made from an instance's id has an A record.
    ARecord(bool),
    /// Whether the name made from an instance's id has an AAAA record.
    AaaaRecord(bool),
}

impl NetworkTransaction<'_, '_> {
    /// Changes an attribute of a subnet.
    pub fn modify_subnet_attribute(&mut self, id: &SubnetId, attribute: SubnetAttribute) -> Result<(), NetworkError> {
        let mut subnet: Subnet = self.find(id)?;
        match attribute {
            SubnetAttribute::MapPublicIpOnLaunch(enabled) => subnet.map_public_ip_on_launch = enabled,
            SubnetAttribute::AssignIpv6OnCreation(enabled) => {
                if enabled && subnet.ipv6_block.is_none() {
                    return Err(NetworkError::invalid(format!(
                        "Invalid value 'true' for assignIpv6AddressOnCreation. The subnet '{id}' does not have an \
                         associated IPv6 CIDR block"
                    )));
                }
                subnet.assign_ipv6_on_creation = enabled;
            }
            SubnetAttribute::HostnameType(kind) => subnet.private_dns.hostname_type = kind,
            SubnetAttribute::ARecord(enabled) => subnet.private_dns.a_record = enabled,
            SubnetAttribute::AaaaRecord(enabled) => subnet.private_dns.aaaa_record = enabled,
        }
        Ok(self.tx.put(&subnet)?)
    }

    /// Gives a subnet that has none an IPv6 block of its VPC's.
    pub fn associate_subnet_block(&mut self, id: &SubnetId, cidr: Ipv6Net) -> Result<SubnetIpv6Block, NetworkError> {
        let mut subnet: Subnet = self.find(id)?;
        if subnet.ipv6_block.is_some() {
            return Err(BlockError::CidrLimit { kind: Kind::Subnet, id: id.to_string(), limit: MAX_IPV6_BLOCKS }.into());
        }
        let vpc: Vpc = self.find(&subnet.vpc)?;
        let siblings = self.in_vpc::<Subnet>(&vpc.id, |subnet| &subnet.vpc)?;
        let block = new_ipv6_block(&vpc, &siblings, cidr)?;
        subnet.ipv6_block = Some(block.clone());
        self.tx.put(&subnet)?;
        Ok(block)
    }

    /// Takes the IPv6 block from a subnet none of whose ENIs has an IPv6 address.
    pub fn disassociate_subnet_block(
        &mut self,
        id: &SubnetCidrAssociationId,
    ) -> Result<(SubnetId, SubnetIpv6Block), NetworkError> {
        let has = |subnet: &Subnet| subnet.ipv6_block.as_ref().is_some_and(|block| &block.association_id == id);
        let found = self.list::<Subnet>()?.into_iter().find(has);
        let missing = || NetworkError::NotFound { kind: Kind::SubnetCidrAssociation, id: id.to_string() };
        let mut subnet = found.ok_or_else(missing)?;
        let block = subnet.ipv6_block.take().ok_or_else(missing)?;
        let uses = |interface: &NetworkInterface| {
            interface.subnet == subnet.id
                && !(interface.ipv6_addresses.is_empty() && interface.ipv6_prefixes.is_empty())
        };
        let is_used = self.list::<NetworkInterface>()?.iter().any(uses);
        if is_used || self.has_reservation_in(&subnet.id, block.cidr.into())? {
            return Err(BlockError::BlockInUse { cidr: block.cidr.into() }.into());
        }
        if subnet.assign_ipv6_on_creation {
            return Err(NetworkError::invalid(format!(
                "The subnet '{}' assigns IPv6 addresses on creation, which must be disabled first",
                subnet.id
            )));
        }
        self.tx.put(&subnet)?;
        Ok((subnet.id, block))
    }
}
