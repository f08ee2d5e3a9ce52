//! Network ACLs as they are shown.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod support;

use minato_network::NetworkError;
use minato_vpc::{
    ids::VpcCidrAssociationId,
    resources::{Scope, Vpc, VpcIpv6Block},
};
use minato_wire::ec2::*;
use support::Account;

#[test]
fn what_no_entry_matches_is_denied_in_each_family_that_the_vpc_has() {
    let account = Account::new();
    let vpc = account.vpc("10.0.0.0/16");
    let last_entries = || {
        let input = CreateNetworkAclRequest { vpc_id: Some(vpc.clone()), ..Default::default() };
        let acl = account.api.create_network_acl(&account.context, input).unwrap().network_acl.unwrap();
        let entries = acl.entries.unwrap().into_iter();
        let shown = entries.map(|entry| {
            assert_eq!((entry.rule_action.as_deref(), entry.protocol.as_deref()), (Some("deny"), Some("-1")));
            (entry.rule_number.unwrap(), entry.egress.unwrap(), entry.cidr_block.or(entry.ipv6_cidr_block).unwrap())
        });
        shown.collect::<Vec<_>>()
    };
    let v4 = |egress| (32_767, egress, "0.0.0.0/0".to_owned());
    let v6 = |egress| (32_768, egress, "::/0".to_owned());
    assert_eq!(last_entries(), [v4(true), v4(false)]);
    let scope = Scope { account: account.context.account.clone(), region: account.context.region.clone() };
    let added = account.networks.transact(&scope, |network| {
        let mut vpc: Vpc = network.find(&vpc.parse().unwrap())?;
        vpc.ipv6_blocks.push(VpcIpv6Block {
            association_id: VpcCidrAssociationId::from_entropy(1),
            cidr: "2001:db8::/56".parse().unwrap(),
            network_border_group: scope.region.clone(),
            pool: "Amazon".to_owned(),
        });
        network.transaction().put(&vpc)?;
        Ok::<_, NetworkError>(())
    });
    added.unwrap();
    assert_eq!(last_entries(), [v4(true), v6(true), v4(false), v6(false)]);
}
