//! Internet gateways: attached to at most one VPC, of which each has at most one.

use minato_document::Document;
use minato_vpc::{
    Resource,
    ids::{InternetGatewayId, VpcId},
    resources::{InternetGateway, Tags, Vpc},
};

use crate::{
    error::{GatewayError, NetworkError},
    kind::Kind,
    limits::Quota,
    tags::check_tags,
    transaction::{NetworkTransaction, entropy},
};

impl NetworkTransaction<'_, '_> {
    /// Makes an internet gateway, attached to nothing.
    pub fn create_internet_gateway(&mut self, tags: Tags) -> Result<InternetGateway, NetworkError> {
        check_tags(&tags, self.limits())?;
        if self.count(&InternetGateway::in_scope(self.scope))? >= self.limits().internet_gateways as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::InternetGateways });
        }
        let id = InternetGatewayId::from_entropy(entropy());
        let gateway = InternetGateway { id, scope: self.scope.clone(), vpc: None, tags };
        self.tx.put(&gateway)?;
        Ok(gateway)
    }

    /// Attaches a gateway to a VPC that has none.
    pub fn attach_internet_gateway(&mut self, id: &InternetGatewayId, vpc: &VpcId) -> Result<(), NetworkError> {
        let mut gateway: InternetGateway = self.find(id)?;
        let _: Vpc = self.find(vpc)?;
        if let Some(attached) = gateway.vpc {
            return Err(GatewayError::GatewayAttached { gateway: gateway.id, vpc: attached }.into());
        }
        if self.list::<InternetGateway>()?.iter().any(|other| other.vpc.as_ref() == Some(vpc)) {
            return Err(NetworkError::invalid(format!("Network {vpc} already has an internet gateway attached")));
        }
        gateway.vpc = Some(vpc.clone());
        Ok(self.tx.put(&gateway)?)
    }

    /// Detaches a gateway from a VPC in which nothing has a public address. Routes to it stay and lead nowhere.
    pub fn detach_internet_gateway(&mut self, id: &InternetGatewayId, vpc: &VpcId) -> Result<(), NetworkError> {
        let mut gateway: InternetGateway = self.find(id)?;
        let _: Vpc = self.find(vpc)?;
        if gateway.vpc.as_ref() != Some(vpc) {
            return Err(GatewayError::GatewayNotAttached { gateway: id.to_string(), vpc: vpc.clone() }.into());
        }
        self.check_unmapped(vpc)?;
        gateway.vpc = None;
        Ok(self.tx.put(&gateway)?)
    }

    /// Deletes a gateway that is attached to nothing.
    pub fn delete_internet_gateway(&mut self, id: &InternetGatewayId) -> Result<(), NetworkError> {
        let gateway: InternetGateway = self.find(id)?;
        if gateway.vpc.is_some() {
            return Err(NetworkError::Dependency { kind: Kind::InternetGateway, id: id.to_string() });
        }
        self.tx.delete(&gateway.key());
        Ok(())
    }
}
