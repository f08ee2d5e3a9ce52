//! Gateway endpoints: the routes to a service's prefix list, in the tables that a VPC's owner chooses.
//!
//! An endpoint and the routes to it are one: whatever changes the one changes the others in the same transaction. What is
//! behind it is in `aws_prefix_lists`. Endpoints of other types would need a service that answers in the VPC; there is
//! none, so their services do not exist.

use std::collections::BTreeSet;

use minato_vpc::{
    Resource,
    ids::{RouteTableId, VpcEndpointId, VpcId},
    resources::{EndpointWay, ManagedPrefixList, RouteDestination, RouteTable, RouteTarget, Tags, Vpc, VpcEndpoint},
};

use crate::{
    error::{GatewayError, NetworkError},
    limits::Quota,
    tags::check_tags,
    transaction::NetworkTransaction,
};

/// The gateway endpoint to make.
#[derive(Debug, Clone)]
pub struct CreateEndpoint {
    /// Its VPC.
    pub vpc: VpcId,
    /// The service's name, such as `com.amazonaws.us-east-1.s3`.
    pub service_name: String,
    /// The tables that get the route.
    pub route_tables: BTreeSet<RouteTableId>,
    /// A policy that allows everything, as the user wrote it.
    pub policy: Option<String>,
    /// Its tags.
    pub tags: Tags,
}

/// What is to change in a gateway endpoint.
#[derive(Debug, Clone, Default)]
pub struct ModifyEndpoint {
    /// Tables that get the route.
    pub add: BTreeSet<RouteTableId>,
    /// Tables that lose it.
    pub remove: BTreeSet<RouteTableId>,
    /// Another policy; `Some(None)` for the default one.
    pub policy: Option<Option<String>>,
}

impl NetworkTransaction<'_, '_> {
    /// The services that gateway endpoints lead to, each with the prefix list of its addresses.
    pub fn gateway_services(&mut self) -> Result<Vec<ManagedPrefixList>, NetworkError> {
        let mut lists = self.prefix_lists()?;
        lists.retain(ManagedPrefixList::is_of_aws);
        Ok(lists)
    }

    /// Makes a gateway endpoint with its routes. A client's token gives the same one again instead of another one.
    pub fn create_endpoint(
        &mut self,
        input: CreateEndpoint,
        client_token: Option<&str>,
    ) -> Result<VpcEndpoint, NetworkError> {
        check_tags(&input.tags, self.limits())?;
        let id = VpcEndpointId::from_entropy(self.entropy_for(client_token));
        if let Some(existing) = self.repeated(&id, client_token, &input)? {
            return Ok(existing);
        }
        let vpc: Vpc = self.find(&input.vpc)?;
        let service = self.gateway_services()?.into_iter().find(|service| service.name == input.service_name);
        let service =
            service.ok_or_else(|| GatewayError::NoSuchEndpointService { name: input.service_name.clone() })?;
        if self.count(&VpcEndpoint::in_scope(self.scope))? >= self.limits().gateway_endpoints as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::GatewayEndpoints });
        }
        let mut endpoint = VpcEndpoint {
            id,
            scope: self.scope.clone(),
            vpc: vpc.id,
            service_name: input.service_name,
            way: EndpointWay::Gateway { prefix_list: service.id, route_tables: BTreeSet::new() },
            policy: input.policy,
            created_at: self.now,
            tags: input.tags,
        };
        for table in &input.route_tables {
            self.add_endpoint_route(&mut endpoint, table)?;
        }
        self.tx.put(&endpoint)?;
        Ok(endpoint)
    }

    /// Gives an endpoint's route to tables, or takes it from them, and changes its policy.
    pub fn modify_endpoint(&mut self, id: &VpcEndpointId, input: &ModifyEndpoint) -> Result<(), NetworkError> {
        let mut endpoint: VpcEndpoint = self.find(id)?;
        for table in &input.remove {
            let EndpointWay::Gateway { route_tables, .. } = &mut endpoint.way;
            if !route_tables.remove(table) {
                self.find_endpoint_table(table)?;
                return Err(GatewayError::InvalidEndpoint {
                    message: format!("The route table '{table}' is not associated with the VPC endpoint '{id}'."),
                }
                .into());
            }
            self.remove_endpoint_route(&endpoint, table)?;
        }
        for table in &input.add {
            self.add_endpoint_route(&mut endpoint, table)?;
        }
        if let Some(policy) = &input.policy {
            endpoint.policy.clone_from(policy);
        }
        Ok(self.tx.put(&endpoint)?)
    }

    /// Deletes an endpoint with its routes.
    pub fn delete_endpoint(&mut self, id: &VpcEndpointId) -> Result<(), NetworkError> {
        let endpoint: VpcEndpoint = self.find(id)?;
        let EndpointWay::Gateway { route_tables, .. } = &endpoint.way;
        for table in route_tables {
            self.remove_endpoint_route(&endpoint, table)?;
        }
        self.remove(&endpoint);
        Ok(())
    }

    /// Takes a table that goes from the endpoints whose routes it has.
    pub(crate) fn forget_table_of_endpoints(&mut self, table: &RouteTable) -> Result<(), NetworkError> {
        for target in table.routes.values() {
            let RouteTarget::VpcEndpoint(id) = target else { continue };
            let mut endpoint: VpcEndpoint = self.find(id)?;
            let EndpointWay::Gateway { route_tables, .. } = &mut endpoint.way;
            route_tables.remove(&table.id);
            self.tx.put(&endpoint)?;
        }
        Ok(())
    }

    fn add_endpoint_route(&mut self, endpoint: &mut VpcEndpoint, table: &RouteTableId) -> Result<(), NetworkError> {
        let mut table = self.find_endpoint_table(table)?;
        if table.vpc != endpoint.vpc {
            return Err(GatewayError::InvalidEndpoint {
                message: format!("Route table {} and network {} belong to different networks", table.id, endpoint.vpc),
            }
            .into());
        }
        let EndpointWay::Gateway { prefix_list, route_tables } = &mut endpoint.way;
        let destination = RouteDestination::PrefixList(prefix_list.clone());
        if table.routes.contains_key(&destination) {
            return Err(GatewayError::EndpointRouteExists { table: table.id, list: prefix_list.clone() }.into());
        }
        route_tables.insert(table.id.clone());
        table.routes.insert(destination, RouteTarget::VpcEndpoint(endpoint.id.clone()));
        self.check_route_count(&table)?;
        Ok(self.tx.put(&table)?)
    }

    fn remove_endpoint_route(&mut self, endpoint: &VpcEndpoint, table: &RouteTableId) -> Result<(), NetworkError> {
        let mut table = self.find_endpoint_table(table)?;
        let EndpointWay::Gateway { prefix_list, .. } = &endpoint.way;
        table.routes.remove(&RouteDestination::PrefixList(prefix_list.clone()));
        Ok(self.tx.put(&table)?)
    }

    fn find_endpoint_table(&mut self, id: &RouteTableId) -> Result<RouteTable, NetworkError> {
        let found = self.tx.get(&RouteTable::key_of(self.scope, id))?;
        found.ok_or_else(|| GatewayError::NoSuchEndpointTable { id: id.clone() }.into())
    }
}
