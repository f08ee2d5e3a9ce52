//! What a fresh account has in a region: the default VPC and default DHCP options.
//!
//! Made at the first touch, in the transaction that touches. Once made it is never made anew, so a default VPC that its
//! owner deleted stays deleted.

use std::{collections::BTreeMap, net::Ipv4Addr};

use ipnet::Ipv4Net;
use minato_document::{Document, Key};
use minato_vpc::{
    Resource,
    ids::{DhcpOptionsId, InternetGatewayId, SubnetId, VpcId},
    resources::{DhcpOptions, InternetGateway, PrivateDnsOptions, RouteTarget, Scope, Subnet, Tags, Vpc},
};
use serde::{Deserialize, Serialize};

use crate::{
    error::{BlockError, NetworkError},
    limits::Quota,
    subnet::ANYWHERE,
    transaction::{NetworkTransaction, entropy},
    zones::{Region, Zone},
};

/// Says that a scope was touched, and names what all of its VPCs share.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct ScopeSetup {
    scope: Scope,
    default_dhcp_options: DhcpOptionsId,
}

impl ScopeSetup {
    fn key_of(scope: &Scope) -> Key<Self> {
        Key::new([&scope.account, &scope.region])
    }
}

impl Document for ScopeSetup {
    const KIND: &'static str = "network-setup";

    fn key(&self) -> Key<Self> {
        Self::key_of(&self.scope)
    }
}

/// 172.31.0.0/16.
fn default_block() -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(172, 31, 0, 0), 16)
}

/// The /20 of a default subnet; the first zone's is 172.31.0.0/20.
fn default_subnet_block(zone: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(172, 31, zone * 16, 0), 20)
}

impl NetworkTransaction<'_, '_> {
    /// The region of the scope.
    pub fn region(&self) -> Result<&'static Region, NetworkError> {
        Region::named(&self.scope.region)
            .ok_or_else(|| NetworkError::RegionNotEnabled { region: self.scope.region.clone() })
    }

    /// The DHCP options that a new VPC gets.
    pub(crate) fn default_dhcp_options(&mut self) -> Result<DhcpOptionsId, NetworkError> {
        match self.tx.get(&ScopeSetup::key_of(self.scope))? {
            // Its owner may have deleted it.
            Some(setup) if self.tx.get(&DhcpOptions::key_of(self.scope, &setup.default_dhcp_options))?.is_some() => {
                Ok(setup.default_dhcp_options)
            }
            _ => self.set_up_scope(),
        }
    }

    /// Makes the default VPC with all that belongs to it, unless the scope was touched before.
    pub(crate) fn ensure_default_vpc(&mut self) -> Result<(), NetworkError> {
        self.region()?;
        if self.tx.get(&ScopeSetup::key_of(self.scope))?.is_some() {
            return Ok(());
        }
        self.set_up_scope()?;
        self.make_default_vpc().map(drop)
    }

    /// Makes the default VPC anew, with a default subnet in each zone, after its owner deleted it.
    pub fn create_default_vpc(&mut self) -> Result<Vpc, NetworkError> {
        if self.default_vpc()?.is_some() {
            return Err(BlockError::DefaultVpcExists.into());
        }
        if self.count(&Vpc::in_scope(self.scope))? >= self.limits().vpcs as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::Vpcs });
        }
        self.make_default_vpc()
    }

    /// Makes the default subnet of a zone anew, in the first free /20 of the default VPC.
    pub fn create_default_subnet(
        &mut self,
        zone: Option<&String>,
        zone_id: Option<&String>,
    ) -> Result<Subnet, NetworkError> {
        let zone = self.zone_named(zone, zone_id)?;
        let vpc = self.default_vpc()?.ok_or(BlockError::NoDefaultVpc)?;
        let siblings = self.in_vpc::<Subnet>(&vpc.id, |subnet| &subnet.vpc)?;
        if let Some(there) = siblings.iter().find(|subnet| subnet.default_for_az && subnet.zone == zone.name) {
            return Err(BlockError::DefaultSubnetExists { subnet: there.id.clone(), zone: zone.name }.into());
        }
        if siblings.len() >= self.limits().subnets_per_vpc as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::Subnets });
        }
        let meets =
            |cidr: &Ipv4Net| siblings.iter().any(|other| other.cidr.contains(cidr) || cidr.contains(&other.cidr));
        let free =
            (0..16).map(default_subnet_block).find(|cidr| !meets(cidr)).ok_or(NetworkError::InsufficientPrefixes)?;
        self.make_default_subnet(&vpc.id, zone, free)
    }

    fn make_default_vpc(&mut self) -> Result<Vpc, NetworkError> {
        let vpc = self.make_vpc(default_block(), "default", true, Tags::new())?;
        for (index, zone) in (0..).zip(self.region()?.zones()) {
            self.make_default_subnet(&vpc.id, zone, default_subnet_block(index))?;
        }
        self.make_default_gateway(&vpc)?;
        Ok(vpc)
    }

    fn make_default_subnet(&mut self, vpc: &VpcId, zone: Zone, cidr: Ipv4Net) -> Result<Subnet, NetworkError> {
        self.make_subnet(Subnet {
            id: SubnetId::from_entropy(entropy()),
            scope: self.scope.clone(),
            vpc: vpc.clone(),
            cidr,
            ipv6_block: None,
            zone: zone.name,
            zone_id: zone.id,
            default_for_az: true,
            map_public_ip_on_launch: true,
            assign_ipv6_on_creation: false,
            private_dns: PrivateDnsOptions::default(),
            tags: Tags::new(),
        })
    }

    fn make_default_gateway(&mut self, vpc: &Vpc) -> Result<(), NetworkError> {
        let gateway = InternetGateway {
            id: InternetGatewayId::from_entropy(entropy()),
            scope: self.scope.clone(),
            vpc: Some(vpc.id.clone()),
            tags: Tags::new(),
        };
        self.tx.put(&gateway)?;
        let mut main = self.main_route_table(&vpc.id)?;
        main.routes.insert(ANYWHERE.into(), RouteTarget::InternetGateway(gateway.id));
        Ok(self.tx.put(&main)?)
    }

    fn set_up_scope(&mut self) -> Result<DhcpOptionsId, NetworkError> {
        let region = self.scope.region.as_str();
        let domain =
            if region == "us-east-1" { "ec2.internal".to_owned() } else { format!("{region}.compute.internal") };
        let options = DhcpOptions {
            id: DhcpOptionsId::from_entropy(entropy()),
            scope: self.scope.clone(),
            options: BTreeMap::from([
                ("domain-name".to_owned(), vec![domain]),
                ("domain-name-servers".to_owned(), vec!["AmazonProvidedDNS".to_owned()]),
            ]),
            tags: Tags::new(),
        };
        self.tx.put(&options)?;
        self.tx.put(&ScopeSetup { scope: self.scope.clone(), default_dhcp_options: options.id.clone() })?;
        Ok(options.id)
    }
}
