//! Subnets, each in one zone and always under one route table and one network ACL.

use std::net::{Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use minato_document::Document;
use minato_ipam::{Address, Ipv6Slot};
use minato_vpc::{
    ids::{NetworkAclAssociationId, SubnetCidrAssociationId, SubnetId, VpcId},
    resources::{
        NetworkAcl, NetworkInterface, PrivateDnsOptions, RouteTable, Subnet, SubnetIpv6Block, Tags, Vpc, VpcIpv6Block,
    },
};

use crate::{
    error::NetworkError,
    kind::Kind,
    limits::Quota,
    tags::check_tags,
    transaction::{NetworkTransaction, entropy},
    zones::Zone,
};

/// 0.0.0.0/0.
pub(crate) const ANYWHERE: Ipv4Net = Ipv4Net::new_assert(Ipv4Addr::UNSPECIFIED, 0);

/// `::/0`.
pub(crate) const ANYWHERE_IPV6: Ipv6Net = Ipv6Net::new_assert(Ipv6Addr::UNSPECIFIED, 0);

/// The length of a subnet's IPv6 block.
pub const SUBNET_IPV6_LENGTH: u8 = 64;

/// Whether a VPC or a subnet may have this size: /16 to /28.
pub(crate) fn is_network_size(cidr: Ipv4Net) -> bool {
    (16..=28).contains(&cidr.prefix_len())
}

/// The subnet to make.
#[derive(Debug, Clone)]
pub struct CreateSubnet {
    /// Its VPC.
    pub vpc: VpcId,
    /// Its block; host bits are cleared, as AWS does.
    pub cidr: Ipv4Net,
    /// Its IPv6 block.
    pub ipv6_cidr: Option<Ipv6Net>,
    /// Its zone's name.
    pub zone: Option<String>,
    /// Its zone's id. With neither, the region's first zone is taken.
    pub zone_id: Option<String>,
    /// Its tags.
    pub tags: Tags,
}

impl CreateSubnet {
    /// A subnet with that block in the region's first zone.
    pub fn new(vpc: VpcId, cidr: Ipv4Net) -> Self {
        Self { vpc, cidr, ipv6_cidr: None, zone: None, zone_id: None, tags: Tags::new() }
    }
}

impl NetworkTransaction<'_, '_> {
    /// Makes a subnet under the VPC's main route table and default network ACL.
    pub fn create_subnet(&mut self, input: CreateSubnet) -> Result<Subnet, NetworkError> {
        check_tags(&input.tags, self.limits())?;
        let vpc: Vpc = self.find(&input.vpc)?;
        let zone = self.zone_named(input.zone.as_ref(), input.zone_id.as_ref())?;
        let cidr = input.cidr.trunc();
        if !is_network_size(cidr) || !vpc.cidr_blocks.iter().any(|block| block.cidr.contains(&cidr)) {
            return Err(NetworkError::SubnetRange { cidr: cidr.into() });
        }
        let siblings = self.in_vpc::<Subnet>(&vpc.id, |subnet| &subnet.vpc)?;
        // Of two blocks that meet, one holds the other.
        if siblings.iter().any(|other| other.cidr.contains(&cidr) || cidr.contains(&other.cidr)) {
            return Err(NetworkError::SubnetConflict { cidr: cidr.into() });
        }
        let ipv6_block = input.ipv6_cidr.map(|cidr| new_ipv6_block(&vpc, &siblings, cidr)).transpose()?;
        if siblings.len() >= self.limits().subnets_per_vpc as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::Subnets });
        }
        self.make_subnet(Subnet {
            id: SubnetId::from_entropy(entropy()),
            scope: self.scope.clone(),
            vpc: vpc.id,
            cidr,
            ipv6_block,
            zone: zone.name,
            zone_id: zone.id,
            default_for_az: false,
            map_public_ip_on_launch: false,
            assign_ipv6_on_creation: false,
            private_dns: PrivateDnsOptions::default(),
            tags: input.tags,
        })
    }

    pub(crate) fn make_subnet(&mut self, subnet: Subnet) -> Result<Subnet, NetworkError> {
        let acls = self.in_vpc::<NetworkAcl>(&subnet.vpc, |acl| &acl.vpc)?;
        if let Some(mut acl) = acls.into_iter().find(|acl| acl.is_default) {
            acl.associations.insert(subnet.id.clone(), NetworkAclAssociationId::from_entropy(entropy()));
            self.tx.put(&acl)?;
        }
        self.tx.put(&subnet)?;
        Ok(subnet)
    }

    /// Deletes a subnet in which no ENI is left.
    pub fn delete_subnet(&mut self, id: &SubnetId) -> Result<(), NetworkError> {
        let subnet: Subnet = self.find(id)?;
        if self.list::<NetworkInterface>()?.iter().any(|interface| &interface.subnet == id) {
            return Err(NetworkError::Dependency { kind: Kind::Subnet, id: id.to_string() });
        }
        for mut table in self.in_vpc::<RouteTable>(&subnet.vpc, |table| &table.vpc)? {
            let before = table.associations.len();
            table.associations.retain(|association| association.subnet.as_ref() != Some(id));
            if table.associations.len() < before {
                self.tx.put(&table)?;
            }
        }
        for mut acl in self.in_vpc::<NetworkAcl>(&subnet.vpc, |acl| &acl.vpc)? {
            if acl.associations.remove(id).is_some() {
                self.tx.put(&acl)?;
            }
        }
        self.delete_reservations_of(id)?;
        for record in self.tx.list(&Address::in_subnet(id))? {
            self.tx.delete(&record.key());
        }
        for slot in self.tx.list(&Ipv6Slot::in_subnet(id))? {
            self.tx.delete(&slot.key());
        }
        self.tx.delete(&subnet.key());
        Ok(())
    }

    /// The zone that one of these names, or the region's first one.
    pub(crate) fn zone_named(&self, zone: Option<&String>, zone_id: Option<&String>) -> Result<Zone, NetworkError> {
        let zones: Vec<Zone> = self.region()?.zones().collect();
        let names = |text: fn(&Zone) -> &str| zones.iter().map(text).collect::<Vec<_>>().join(", ");
        let by_name = zone.map(|name| {
            zones.iter().find(|zone| &zone.name == name).ok_or_else(|| {
                NetworkError::invalid(format!(
                    "Value ({name}) for parameter availabilityZone is invalid. Subnets can currently only be created in \
                     the following availability zones: {}.",
                    names(|zone| &zone.name)
                ))
            })
        });
        let by_id = zone_id.map(|id| {
            zones.iter().find(|zone| &zone.id == id).ok_or_else(|| {
                NetworkError::invalid(format!(
                    "Value ({id}) for parameter availabilityZoneId is invalid. Subnets can currently only be created in \
                     the following availability zones: {}.",
                    names(|zone| &zone.id)
                ))
            })
        });
        match (by_name.transpose()?, by_id.transpose()?) {
            (Some(one), Some(other)) if one != other => Err(NetworkError::InvalidCombination {
                message: "The parameters availabilityZone and availabilityZoneId name different zones".to_owned(),
            }),
            (Some(zone), _) | (None, Some(zone)) => Ok(zone.clone()),
            (None, None) => Ok(zones[0].clone()),
        }
    }
}

/// A subnet's IPv6 block: a /64 of one of the VPC's that no other subnet has. Host bits are cleared.
pub(crate) fn new_ipv6_block(vpc: &Vpc, siblings: &[Subnet], cidr: Ipv6Net) -> Result<SubnetIpv6Block, NetworkError> {
    let cidr = cidr.trunc();
    let is_in = |block: &VpcIpv6Block| block.cidr.contains(&cidr);
    if cidr.prefix_len() != SUBNET_IPV6_LENGTH || !vpc.ipv6_blocks.iter().any(is_in) {
        return Err(NetworkError::SubnetRange { cidr: IpNet::V6(cidr) });
    }
    if siblings.iter().any(|other| other.ipv6_block.as_ref().is_some_and(|block| block.cidr == cidr)) {
        return Err(NetworkError::SubnetConflict { cidr: IpNet::V6(cidr) });
    }
    Ok(SubnetIpv6Block { association_id: SubnetCidrAssociationId::from_entropy(entropy()), cidr })
}
