//! Network ACLs, as they can be read.

use minato_vpc::resources::{self as model, Direction, IcmpFilter, PortRange as Ports, Traffic};
use minato_wire::ec2::{
    DescribeNetworkAclsRequest, DescribeNetworkAclsResult, IcmpTypeCode, NetworkAcl, NetworkAclAssociation,
    NetworkAclEntry, PortRange,
};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, each, tagged, text},
    input::{shown, shown_tags},
    page::Page,
};

tagged! { NetworkAcl => tags; }

/// The number of the entry that denies what no other one matched.
const LAST_ENTRY: u16 = 32_767;

fn of_entries<U: ToString>(acl: &NetworkAcl, member: impl Fn(&NetworkAclEntry) -> Option<U>) -> Vec<String> {
    acl.entries.iter().flatten().filter_map(member).map(|value| value.to_string()).collect()
}

const FILTERS: FilterTable<NetworkAcl> = &[
    ("association.association-id", |acl| {
        each(&acl.associations, |association| &association.network_acl_association_id)
    }),
    ("association.network-acl-id", |acl| each(&acl.associations, |association| &association.network_acl_id)),
    ("association.subnet-id", |acl| each(&acl.associations, |association| &association.subnet_id)),
    ("default", |acl| text(&acl.is_default)),
    ("entry.cidr", |acl| each(&acl.entries, |entry| &entry.cidr_block)),
    ("entry.icmp.code", |acl| of_entries(acl, |entry| entry.icmp_type_code.as_ref()?.code)),
    ("entry.icmp.type", |acl| of_entries(acl, |entry| entry.icmp_type_code.as_ref()?.r#type)),
    ("entry.ipv6-cidr", |acl| each(&acl.entries, |entry| &entry.ipv6_cidr_block)),
    ("entry.port-range.from", |acl| of_entries(acl, |entry| entry.port_range.as_ref()?.from)),
    ("entry.port-range.to", |acl| of_entries(acl, |entry| entry.port_range.as_ref()?.to)),
    ("entry.protocol", |acl| each(&acl.entries, |entry| &entry.protocol)),
    ("entry.rule-action", |acl| each(&acl.entries, |entry| &entry.rule_action)),
    ("entry.egress", |acl| each(&acl.entries, |entry| &entry.egress)),
    ("entry.rule-number", |acl| each(&acl.entries, |entry| &entry.rule_number)),
    ("network-acl-id", |acl| text(&acl.network_acl_id)),
    ("owner-id", |acl| text(&acl.owner_id)),
    ("vpc-id", |acl| text(&acl.vpc_id)),
];

pub(crate) fn describe_network_acls(
    call: &Call<'_>,
    input: DescribeNetworkAclsRequest,
) -> Result<DescribeNetworkAclsResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let page = Page::new(
        "DescribeNetworkAcls",
        input.max_results,
        input.next_token,
        input.network_acl_ids.as_ref().map(|_| "networkAclIds"),
        1000,
    )?;
    let acls = call.run(input.dry_run, |network| {
        let acls: Vec<model::NetworkAcl> = select(network, input.network_acl_ids.as_deref())?;
        Ok(acls.iter().map(show).filter(|acl| filters.accept(acl)).collect())
    })?;
    let (acls, next_token) = page.cut(acls, |acl: &NetworkAcl| acl.network_acl_id.clone().unwrap_or_default());
    Ok(DescribeNetworkAclsResult { network_acls: Some(acls), next_token })
}

fn show(acl: &model::NetworkAcl) -> NetworkAcl {
    let associations = acl.associations.iter().map(|(subnet, association)| NetworkAclAssociation {
        network_acl_association_id: shown(association),
        network_acl_id: shown(&acl.id),
        subnet_id: shown(subnet),
    });
    let entries = [Direction::Egress, Direction::Ingress].into_iter().flat_map(|direction| {
        let egress = direction == Direction::Egress;
        let own = acl.entries.get(&direction).into_iter().flatten();
        own.map(move |(number, entry)| show_entry(egress, *number, entry)).chain([last_entry(egress)])
    });
    NetworkAcl {
        associations: Some(associations.collect()),
        entries: Some(entries.collect()),
        is_default: Some(acl.is_default),
        network_acl_id: shown(&acl.id),
        tags: shown_tags(&acl.tags),
        vpc_id: shown(&acl.vpc),
        owner_id: shown(&acl.scope.account),
    }
}

fn last_entry(egress: bool) -> NetworkAclEntry {
    NetworkAclEntry {
        cidr_block: shown("0.0.0.0/0"),
        egress: Some(egress),
        protocol: shown("-1"),
        rule_action: shown("deny"),
        rule_number: Some(LAST_ENTRY.into()),
        ..Default::default()
    }
}

fn show_entry(egress: bool, number: u16, entry: &model::NetworkAclEntry) -> NetworkAclEntry {
    let ports = |ports: Ports| Some(PortRange { from: Some(ports.from.into()), to: Some(ports.to.into()) });
    let icmp = |filter| {
        let (kind, code) = match filter {
            IcmpFilter::Any => (-1, -1),
            IcmpFilter::Type(kind) => (i32::from(kind), -1),
            IcmpFilter::TypeCode(kind, code) => (i32::from(kind), i32::from(code)),
        };
        Some(IcmpTypeCode { code: Some(code), r#type: Some(kind) })
    };
    // Network ACLs show protocols by number, groups by name.
    let (protocol, port_range, icmp_type_code) = match entry.traffic {
        Traffic::All => (-1, None, None),
        Traffic::Tcp(range) => (6, ports(range), None),
        Traffic::Udp(range) => (17, ports(range), None),
        Traffic::Icmp(filter) => (1, None, icmp(filter)),
        Traffic::Icmpv6(filter) => (58, None, icmp(filter)),
        Traffic::Other(protocol) => (i32::from(protocol), None, None),
    };
    let (cidr_block, ipv6_cidr_block) = match entry.cidr {
        ipnet::IpNet::V4(cidr) => (shown(cidr), None),
        ipnet::IpNet::V6(cidr) => (None, shown(cidr)),
    };
    NetworkAclEntry {
        cidr_block,
        egress: Some(egress),
        icmp_type_code,
        ipv6_cidr_block,
        port_range,
        protocol: shown(protocol),
        rule_action: shown(if entry.allow { "allow" } else { "deny" }),
        rule_number: Some(number.into()),
    }
}
