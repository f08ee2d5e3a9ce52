//! What a fresh account has in a region: the default VPC and default DHCP options.
//!
//! Made at the first touch, in the transaction that touches. Once made it is never made anew, so a default VPC that its
//! owner deleted stays deleted.

use std::{collections::BTreeMap, net::Ipv4Addr};

use ipnet::Ipv4Net;
use minato_document::{Document, Key};
use minato_vpc::{
    ids::{DhcpOptionsId, InternetGatewayId, SubnetId},
    resources::{DhcpOptions, InternetGateway, PrivateDnsOptions, RouteTarget, Scope, Subnet, Tags, Vpc},
};
use serde::{Deserialize, Serialize};

use crate::{
    error::NetworkError,
    subnet::ANYWHERE,
    transaction::{NetworkTransaction, entropy},
    zones::Region,
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
            Some(setup) => Ok(setup.default_dhcp_options),
            None => self.set_up_scope(),
        }
    }

    /// Makes the default VPC with all that belongs to it, unless the scope was touched before.
    pub(crate) fn ensure_default_vpc(&mut self) -> Result<(), NetworkError> {
        let region = self.region()?;
        if self.tx.get(&ScopeSetup::key_of(self.scope))?.is_some() {
            return Ok(());
        }
        self.set_up_scope()?;
        let vpc = self.make_vpc(default_block(), "default", true, Tags::new())?;
        for (index, zone) in (0..).zip(region.zones()) {
            self.make_subnet(Subnet {
                id: SubnetId::from_entropy(entropy()),
                scope: self.scope.clone(),
                vpc: vpc.id.clone(),
                cidr: default_subnet_block(index),
                ipv6_block: None,
                zone: zone.name,
                zone_id: zone.id,
                default_for_az: true,
                map_public_ip_on_launch: true,
                assign_ipv6_on_creation: false,
                private_dns: PrivateDnsOptions::default(),
                tags: Tags::new(),
            })?;
        }
        self.make_default_gateway(&vpc)
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
