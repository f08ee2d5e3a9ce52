//! Egress-only internet gateways: each is made for a VPC and goes before it.

use minato_vpc::{
    Resource,
    ids::{EgressOnlyInternetGatewayId, VpcId},
    resources::{EgressOnlyInternetGateway, Tags, Vpc},
};

use crate::{error::NetworkError, limits::Quota, tags::check_tags, transaction::NetworkTransaction};

impl NetworkTransaction<'_, '_> {
    /// Makes an egress-only internet gateway, attached to its VPC at once. A client's token gives the same one again
    /// instead of another one.
    pub fn create_egress_only_gateway(
        &mut self,
        vpc: &VpcId,
        tags: Tags,
        client_token: Option<&str>,
    ) -> Result<EgressOnlyInternetGateway, NetworkError> {
        check_tags(&tags, self.limits())?;
        let id = EgressOnlyInternetGatewayId::from_entropy(self.entropy_for(client_token));
        if let Some(existing) = self.repeated(&id, client_token, &(vpc, &tags))? {
            return Ok(existing);
        }
        let vpc: Vpc = self.find(vpc)?;
        let all = EgressOnlyInternetGateway::in_scope(self.scope);
        if self.count(&all)? >= self.limits().egress_only_gateways as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::EgressOnlyGateways });
        }
        let gateway = EgressOnlyInternetGateway { id, scope: self.scope.clone(), vpc: vpc.id, tags };
        self.tx.put(&gateway)?;
        Ok(gateway)
    }

    /// Deletes a gateway. Routes to it stay and lead nowhere.
    pub fn delete_egress_only_gateway(&mut self, id: &EgressOnlyInternetGatewayId) -> Result<(), NetworkError> {
        let gateway: EgressOnlyInternetGateway = self.find_gateway(id)?;
        self.remove(&gateway);
        Ok(())
    }
}
