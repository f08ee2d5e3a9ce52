//! VPN gateways: attached to at most one VPC, of which each has at most one, and what is behind all of them.

use std::collections::BTreeSet;

use ipnet::IpNet;
use minato_document::Document;
use minato_store::{Store, StoreError, transact};
use minato_vpc::{
    Resource,
    ids::{VpcId, VpnGatewayId},
    resources::{OnPremises, RouteTable, Tags, Vpc, VpnGateway},
};

use crate::{
    error::{GatewayError, NetworkError},
    limits::Quota,
    tags::check_tags,
    transaction::{NetworkTransaction, entropy},
};

/// The autonomous system of a gateway's own side, unless another is asked for.
const DEFAULT_ASN: u32 = 64_512;

/// The private numbers of autonomous systems (RFC 6996), without the last 16-bit one, which AWS does not take.
fn is_private_asn(asn: i64) -> bool {
    (64_512..=65_534).contains(&asn) || (4_200_000_000..=4_294_967_294).contains(&asn)
}

/// The VPN gateway to make.
#[derive(Debug, Clone, Default)]
pub struct CreateVpnGateway {
    /// The autonomous system of its own side; 64512 if `None`.
    pub asn: Option<i64>,
    /// The zone that is asked for.
    pub zone: Option<String>,
    /// Its tags.
    pub tags: Tags,
}

/// Says which networks this host joins to every VPN gateway, in place of those that were said before.
pub fn set_on_premises(store: &dyn Store, networks: &BTreeSet<IpNet>) -> Result<(), StoreError> {
    let wanted = OnPremises { networks: networks.iter().map(IpNet::trunc).collect() };
    transact(store, |tx| {
        if tx.get(&OnPremises::the_key())?.unwrap_or_default() != wanted {
            tx.put(&wanted)?;
        }
        Ok(())
    })
}

impl NetworkTransaction<'_, '_> {
    /// Makes a VPN gateway, attached to nothing.
    pub fn create_vpn_gateway(&mut self, input: CreateVpnGateway) -> Result<VpnGateway, NetworkError> {
        check_tags(&input.tags, self.limits())?;
        let asn = input.asn.unwrap_or(i64::from(DEFAULT_ASN));
        let asn = u32::try_from(asn).ok().filter(|_| is_private_asn(asn)).ok_or_else(|| {
            NetworkError::invalid(format!(
                "Value ({asn}) for parameter amazonSideAsn is invalid. It must be a private ASN: 64512 to 65534 or \
                 4200000000 to 4294967294."
            ))
        })?;
        if let Some(zone) = &input.zone
            && !self.region()?.zones().any(|known| &known.name == zone)
        {
            return Err(NetworkError::NoSuchZone { zone: zone.clone() });
        }
        if self.count(&VpnGateway::in_scope(self.scope))? >= self.limits().vpn_gateways as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::VpnGateways });
        }
        let gateway = VpnGateway {
            id: VpnGatewayId::from_entropy(entropy()),
            scope: self.scope.clone(),
            vpc: None,
            asn,
            zone: input.zone,
            tags: input.tags,
        };
        self.tx.put(&gateway)?;
        Ok(gateway)
    }

    /// Attaches a gateway to a VPC that has none. Done already, it changes nothing.
    pub fn attach_vpn_gateway(&mut self, id: &VpnGatewayId, vpc: &VpcId) -> Result<(), NetworkError> {
        let mut gateway: VpnGateway = self.find(id)?;
        self.find::<Vpc>(vpc)?;
        match &gateway.vpc {
            Some(attached) if attached == vpc => return Ok(()),
            Some(attached) => {
                return Err(GatewayError::VpnGatewayElsewhere { gateway: id.clone(), vpc: attached.clone() }.into());
            }
            None => {}
        }
        if let Some(other) = self.list::<VpnGateway>()?.into_iter().find(|other| other.vpc.as_ref() == Some(vpc)) {
            return Err(GatewayError::VpcHasVpnGateway { vpc: vpc.clone(), gateway: other.id }.into());
        }
        gateway.vpc = Some(vpc.clone());
        Ok(self.tx.put(&gateway)?)
    }

    /// Detaches a gateway: no table of the VPC takes its routes any more, and static routes to it lead nowhere.
    pub fn detach_vpn_gateway(&mut self, id: &VpnGatewayId, vpc: &VpcId) -> Result<(), NetworkError> {
        let mut gateway: VpnGateway = self.find(id)?;
        self.find::<Vpc>(vpc)?;
        if gateway.vpc.as_ref() != Some(vpc) {
            return Err(GatewayError::VpnGatewayNotAttached { gateway: id.clone(), vpc: vpc.clone() }.into());
        }
        for mut table in self.in_vpc::<RouteTable>(vpc, |table| &table.vpc)? {
            if table.propagating.remove(id) {
                self.tx.put(&table)?;
            }
        }
        gateway.vpc = None;
        Ok(self.tx.put(&gateway)?)
    }

    /// Deletes a gateway that is attached to nothing.
    pub fn delete_vpn_gateway(&mut self, id: &VpnGatewayId) -> Result<(), NetworkError> {
        let gateway: VpnGateway = self.find(id)?;
        if gateway.vpc.is_some() {
            return Err(GatewayError::VpnGatewayInUse { gateway: id.clone() }.into());
        }
        self.tx.delete(&gateway.key());
        Ok(())
    }
}
