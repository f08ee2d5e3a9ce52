//! Network ACLs as the first entries that may match.

use super::{
    ACL_ENTRIES_MAX, AclEntry, AclId,
    hash::{Kind, id_of},
    prefixes,
    tables::Family,
};
use crate::resources::{Direction, NetworkAcl, NetworkAclEntry, Traffic};

/// The entries of one direction and one version of IP, in the order in which they are tried. A subnet without an ACL has none,
/// which denies.
pub(super) fn entries(acl: Option<&NetworkAcl>, direction: Direction, family: Family) -> Vec<AclEntry> {
    numbered(acl, direction, family).map(|(_, entry)| entry).collect()
}

/// The same with their numbers.
pub(crate) fn numbered(
    acl: Option<&NetworkAcl>,
    direction: Direction,
    family: Family,
) -> impl Iterator<Item = (u16, AclEntry)> {
    let entries = acl.and_then(|acl| acl.entries.get(&direction)).into_iter().flatten();
    let ours = entries.filter(move |(_, entry)| family.has(entry.cidr)).take(ACL_ENTRIES_MAX);
    ours.map(|(number, entry)| (*number, compiled(entry)))
}

pub(super) fn id(entries: &[AclEntry]) -> AclId {
    let is_everything = |entry: &AclEntry| entry.range.prefix_len() == 0 && entry.protocol.is_none() && entry.allow;
    if entries.first().is_some_and(is_everything) { AclId::OPEN } else { AclId(id_of(Kind::Acl, &entries)) }
}

fn compiled(entry: &NetworkAclEntry) -> AclEntry {
    let (protocol, values) = match entry.traffic {
        Traffic::All => (None, (0, u16::MAX)),
        Traffic::Tcp(ports) => (Some(prefixes::TCP), (ports.from, ports.to)),
        Traffic::Udp(ports) => (Some(prefixes::UDP), (ports.from, ports.to)),
        Traffic::Icmp(filter) => (Some(prefixes::ICMP), prefixes::icmp_range(filter)),
        Traffic::Other(protocol) => (Some(protocol), (0, u16::MAX)),
        Traffic::Icmpv6(filter) => (Some(prefixes::ICMPV6), prefixes::icmp_range(filter)),
    };
    AclEntry { range: entry.cidr.trunc(), protocol, values, allow: entry.allow }
}
