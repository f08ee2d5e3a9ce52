//! Network ACLs, entry by entry.

use std::net::IpAddr;

use super::{finding::AclDecision, groups::Seen};
use crate::{
    Network,
    compile::ACL_ENTRIES_MAX,
    resources::{Direction, Subnet},
};

/// What the ACL of a subnet says of a packet: the first entry, by number, that it matches. Entries beyond those that the
/// data plane holds of the packet's version of IP, and a subnet without an ACL, let nothing pass.
pub(super) fn decide(
    network: &Network,
    subnet: &Subnet,
    direction: Direction,
    address: IpAddr,
    traffic: Seen,
) -> AclDecision {
    let acl = network.network_acl_of(subnet);
    let entries = acl.and_then(|acl| acl.entries.get(&direction)).into_iter().flatten();
    let mut ours = entries.filter(|(_, entry)| entry.cidr.addr().is_ipv6() == address.is_ipv6()).take(ACL_ENTRIES_MAX);
    let found = ours.find(|(_, entry)| entry.cidr.contains(&address) && traffic.matches(entry.traffic));
    AclDecision {
        acl: acl.map(|acl| acl.id.clone()),
        direction,
        entry: found.map(|(number, _)| *number),
        allow: found.is_some_and(|(_, entry)| entry.allow),
    }
}
