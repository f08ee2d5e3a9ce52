//! All scopes' networks from one snapshot, for the agents.

use std::collections::BTreeMap;

use minato_document::Prefix;
use minato_store::{Snapshot, StoreError};
use minato_vpc::{
    Network, Resource,
    ids::PrefixListId,
    resources::{ManagedPrefixList, OnPremises},
};

use crate::{aws_prefix_lists, zones::REGIONS};

/// All that decides what packets may do, over all accounts and regions, as of the snapshot's revision.
pub fn load_network(snapshot: &Snapshot<'_>) -> Result<Network, StoreError> {
    Ok(Network {
        vpcs: by_id(snapshot)?,
        subnets: by_id(snapshot)?,
        interfaces: by_id(snapshot)?,
        groups: by_id(snapshot)?,
        route_tables: by_id(snapshot)?,
        network_acls: by_id(snapshot)?,
        internet_gateways: by_id(snapshot)?,
        egress_only_gateways: by_id(snapshot)?,
        nat_gateways: by_id(snapshot)?,
        vpn_gateways: by_id(snapshot)?,
        on_premises: snapshot.get(&OnPremises::the_key())?.unwrap_or_default(),
        peerings: by_id(snapshot)?,
        vpc_endpoints: by_id(snapshot)?,
        prefix_lists: with_those_of_aws(by_id(snapshot)?),
        public_addresses: by_id(snapshot)?,
    })
}

fn with_those_of_aws(
    mut lists: BTreeMap<PrefixListId, ManagedPrefixList>,
) -> BTreeMap<PrefixListId, ManagedPrefixList> {
    let of_aws = REGIONS.iter().flat_map(|region| aws_prefix_lists::of_region(region.name));
    lists.extend(of_aws.map(|list| (list.id.clone(), list)));
    lists
}

fn by_id<T: Resource>(snapshot: &Snapshot<'_>) -> Result<BTreeMap<T::Id, T>, StoreError> {
    let resources = snapshot.list(&Prefix::<T>::all())?;
    Ok(resources.into_iter().map(|resource| (resource.id().clone(), resource)).collect())
}
