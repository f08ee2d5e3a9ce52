//! The prefix lists that AWS manages in every region: where a gateway endpoint's service is reached.
//!
//! AWS's lists hold the public addresses of its own services, which change from week to week, and no such service is
//! part of a network here. So that a rule or a route that names a list never lets anything out to a stranger's host,
//! the lists hold blocks that are nobody's (RFC 5737): whoever runs something that speaks S3 or `DynamoDB` gives it an
//! address in there, and every rule, route and endpoint that names the list reaches it.

use std::net::Ipv4Addr;

use ipnet::{IpNet, Ipv4Net};
use minato_vpc::{
    ids::PrefixListId,
    resources::{AddressFamily, ManagedPrefixList, PrefixListState, Scope, Tags},
};
use sha2::{Digest, Sha256};

/// The services by the last part of their lists' names, and their blocks.
const SERVICES: [(&str, Ipv4Net); 2] = [
    ("s3", Ipv4Net::new_assert(Ipv4Addr::new(203, 0, 113, 0), 24)),
    ("dynamodb", Ipv4Net::new_assert(Ipv4Addr::new(198, 51, 100, 0), 24)),
];

/// AWS's lists of a region. Their ids are the same in every account and at every time.
pub(crate) fn of_region(region: &str) -> [ManagedPrefixList; 2] {
    SERVICES.map(|(service, block)| {
        let name = format!("com.amazonaws.{region}.{service}");
        ManagedPrefixList {
            id: id_of(&name),
            scope: Scope { account: ManagedPrefixList::AWS.to_owned(), region: region.to_owned() },
            name,
            family: AddressFamily::IPv4,
            // What AWS calls the weight of these two: a reference counts one, however many entries there are.
            max_entries: 1,
            state: PrefixListState::CreateComplete,
            version: 1,
            entries: [(IpNet::V4(block), None)].into(),
            tags: Tags::new(),
        }
    })
}

fn id_of(name: &str) -> PrefixListId {
    let digest: [u8; 32] = Sha256::digest(name).into();
    PrefixListId::from_entropy(digest[..16].iter().fold(0, |value, byte| value << 8 | u128::from(*byte)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::zones::REGIONS;

    #[test]
    fn every_region_has_lists_of_its_own() {
        let lists: Vec<_> = REGIONS.iter().flat_map(|region| of_region(region.name)).collect();
        let ids: BTreeSet<_> = lists.iter().map(|list| list.id.clone()).collect();
        assert_eq!(ids.len(), REGIONS.len() * 2);
        assert!(lists.iter().all(|list| list.is_of_aws() && list.entries.len() <= list.max_entries as usize));
        assert_eq!(of_region("us-east-1")[0].name, "com.amazonaws.us-east-1.s3");
    }
}
