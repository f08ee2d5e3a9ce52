//! Network ACLs as the first entries that may match.

use ipnet::{IpNet, Ipv4Net};

use super::{
    ACL_ENTRIES_MAX, AclEntry, AclId,
    hash::{Kind, id_of},
    prefixes,
};
use crate::resources::{Direction, NetworkAcl, NetworkAclEntry, Traffic};

/// The entries of one direction, in the order in which they are tried. A subnet without an ACL has none, which denies.
pub(super) fn entries(acl: Option<&NetworkAcl>, direction: Direction) -> Vec<AclEntry> {
    let entries = acl.and_then(|acl| acl.entries.get(&direction)).into_iter().flatten();
    let ours = entries.filter(|(_, entry)| matches!(entry.cidr, IpNet::V4(_))).take(ACL_ENTRIES_MAX);
    ours.filter_map(|(_, entry)| compiled(entry)).collect()
}

pub(super) fn id(entries: &[AclEntry]) -> AclId {
    let everything = AclEntry { range: Ipv4Net::default(), protocol: None, values: (0, u16::MAX), allow: true };
    if entries.first() == Some(&everything) { AclId::OPEN } else { AclId(id_of(Kind::Acl, &entries)) }
}

/// `None`: no packet of IPv4 matches.
fn compiled(entry: &NetworkAclEntry) -> Option<AclEntry> {
    let IpNet::V4(range) = entry.cidr else { return None };
    let (protocol, values) = match entry.traffic {
        Traffic::All => (None, (0, u16::MAX)),
        Traffic::Tcp(ports) => (Some(prefixes::TCP), (ports.from, ports.to)),
        Traffic::Udp(ports) => (Some(prefixes::UDP), (ports.from, ports.to)),
        Traffic::Icmp(filter) => (Some(prefixes::ICMP), prefixes::icmp_range(filter)),
        Traffic::Other(protocol) => (Some(protocol), (0, u16::MAX)),
        Traffic::Icmpv6(_) => return None,
    };
    Some(AclEntry { range: range.trunc(), protocol, values, allow: entry.allow })
}
