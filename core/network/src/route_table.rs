//! Route tables, and where they hold.

use std::collections::{BTreeMap, BTreeSet};

use minato_vpc::{
    ids::{RouteTableAssociationId, RouteTableId, SubnetId, VpcId},
    resources::{RouteTable, RouteTableAssociation, Subnet, Tags, Vpc},
};

use crate::{
    error::NetworkError,
    kind::Kind,
    limits::Quota,
    tags::check_tags,
    transaction::{NetworkTransaction, entropy},
};

/// Whether it is its VPC's main table.
pub(crate) fn is_main(table: &RouteTable) -> bool {
    table.associations.iter().any(|association| association.subnet.is_none())
}

fn new_association(subnet: Option<SubnetId>) -> RouteTableAssociation {
    RouteTableAssociation { id: RouteTableAssociationId::from_entropy(entropy()), subnet }
}

impl NetworkTransaction<'_, '_> {
    /// Makes a route table that has the local routes only and holds nowhere. A client's token gives the same table again
    /// instead of another one.
    pub fn create_route_table(
        &mut self,
        vpc: &VpcId,
        tags: Tags,
        client_token: Option<&str>,
    ) -> Result<RouteTable, NetworkError> {
        check_tags(&tags, self.limits())?;
        let id = RouteTableId::from_entropy(self.entropy_for(client_token));
        if let Some(existing) = self.repeated(&id, client_token, &(vpc, &tags))? {
            return Ok(existing);
        }
        let vpc: Vpc = self.find(vpc)?;
        let siblings = self.in_vpc::<RouteTable>(&vpc.id, |table| &table.vpc)?;
        if siblings.len() >= self.limits().route_tables_per_vpc as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::RouteTables });
        }
        let table = RouteTable {
            id,
            scope: self.scope.clone(),
            vpc: vpc.id,
            routes: BTreeMap::new(),
            propagating: BTreeSet::new(),
            associations: Vec::new(),
            tags,
        };
        self.tx.put(&table)?;
        Ok(table)
    }

    /// Deletes a table that holds nowhere.
    pub fn delete_route_table(&mut self, id: &RouteTableId) -> Result<(), NetworkError> {
        let table: RouteTable = self.find(id)?;
        if !table.associations.is_empty() {
            return Err(NetworkError::Dependency { kind: Kind::RouteTable, id: id.to_string() });
        }
        self.forget_table_of_endpoints(&table)?;
        self.remove(&table);
        Ok(())
    }

    /// The main table of a VPC.
    pub fn main_route_table(&mut self, vpc: &VpcId) -> Result<RouteTable, NetworkError> {
        let tables = self.in_vpc::<RouteTable>(vpc, |table| &table.vpc)?;
        let main = tables.into_iter().find(is_main);
        main.ok_or_else(|| NetworkError::NotFound { kind: Kind::Vpc, id: vpc.to_string() })
    }

    /// Lets a table hold for a subnet that has none of its own. Repeated for the same two it gives the same association.
    pub fn associate_route_table(
        &mut self,
        table: &RouteTableId,
        subnet: &SubnetId,
    ) -> Result<RouteTableAssociationId, NetworkError> {
        let mut table: RouteTable = self.find(table)?;
        let subnet: Subnet = self.find(subnet)?;
        if table.vpc != subnet.vpc {
            return Err(NetworkError::invalid(format!(
                "route table {} and subnet {} belong to different networks",
                table.id, subnet.id
            )));
        }
        for other in self.in_vpc::<RouteTable>(&table.vpc, |table| &table.vpc)? {
            let existing =
                other.associations.into_iter().find(|association| association.subnet.as_ref() == Some(&subnet.id));
            match existing {
                Some(association) if other.id == table.id => return Ok(association.id),
                Some(_) => return Err(NetworkError::AlreadyAssociated { table: table.id }),
                None => {}
            }
        }
        let association = new_association(Some(subnet.id));
        table.associations.push(association.clone());
        self.tx.put(&table)?;
        Ok(association.id)
    }

    /// Ends an association: the main table holds for the subnet again. The main association itself stays.
    pub fn disassociate_route_table(&mut self, id: &RouteTableAssociationId) -> Result<(), NetworkError> {
        let (mut table, association) = self.find_association(id)?;
        if association.subnet.is_none() {
            return Err(NetworkError::MainAssociation { id: id.clone() });
        }
        table.associations.retain(|association| &association.id != id);
        Ok(self.tx.put(&table)?)
    }

    /// Lets another table of the VPC hold where an association's holds, also the main one's. Gives the new association.
    pub fn replace_route_table_association(
        &mut self,
        id: &RouteTableAssociationId,
        table: &RouteTableId,
    ) -> Result<RouteTableAssociation, NetworkError> {
        let (mut old, association) = self.find_association(id)?;
        let new: RouteTable = self.find(table)?;
        if old.vpc != new.vpc {
            return Err(NetworkError::invalid(format!(
                "route table association {id} and route table {table} belong to different networks"
            )));
        }
        old.associations.retain(|association| &association.id != id);
        self.tx.put(&old)?;
        // The same table again is read with its association gone.
        let mut new: RouteTable = self.find(table)?;
        let association = new_association(association.subnet);
        new.associations.push(association.clone());
        self.tx.put(&new)?;
        Ok(association)
    }

    fn find_association(
        &mut self,
        id: &RouteTableAssociationId,
    ) -> Result<(RouteTable, RouteTableAssociation), NetworkError> {
        for table in self.list::<RouteTable>()? {
            if let Some(association) = table.associations.iter().find(|association| &association.id == id).cloned() {
                return Ok((table, association));
            }
        }
        Err(NetworkError::NotFound { kind: Kind::RouteTableAssociation, id: id.to_string() })
    }
}
