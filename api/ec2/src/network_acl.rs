//! Network ACLs, their entries, and which subnets they guard.

use std::collections::BTreeSet;

use ipnet::IpNet;
use minato_network::{EntryNumber, Kind, NetworkTransaction};
use minato_vpc::{
    ids::{NetworkAclAssociationId, NetworkAclId, VpcId},
    resources::{self as model, Direction, IcmpFilter, PortRange as Ports, Traffic},
};
use minato_wire::ec2::{
    CreateNetworkAclEntryRequest, CreateNetworkAclRequest, CreateNetworkAclResult, DeleteNetworkAclEntryRequest,
    DeleteNetworkAclRequest, DescribeNetworkAclsRequest, DescribeNetworkAclsResult, IcmpTypeCode, NetworkAcl,
    NetworkAclAssociation, NetworkAclEntry, PortRange, ReplaceNetworkAclAssociationRequest,
    ReplaceNetworkAclAssociationResult, ReplaceNetworkAclEntryRequest,
};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, each, tagged, text},
    input::{client_token, range, range_v6, required, required_id, shown, shown_tags, tag_specifications},
    page::Page,
    traffic,
};

tagged! { NetworkAcl => tags; }

/// The numbers of the entries that deny what no other one matched, in each family of addresses. The one for IPv6 is
/// there where the VPC has an IPv6 block.
const LAST_ENTRY: u16 = 32_767;
const LAST_IPV6_ENTRY: u16 = 32_768;

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
    ("entry.protocol", |acl| {
        let protocols = acl.entries.iter().flatten().filter_map(|entry| entry.protocol.as_deref());
        protocols.flat_map(|number| [number].into_iter().chain(protocol_name(number))).map(ToOwned::to_owned).collect()
    }),
    ("entry.rule-action", |acl| each(&acl.entries, |entry| &entry.rule_action)),
    ("entry.egress", |acl| each(&acl.entries, |entry| &entry.egress)),
    ("entry.rule-number", |acl| each(&acl.entries, |entry| &entry.rule_number)),
    ("network-acl-id", |acl| text(&acl.network_acl_id)),
    ("owner-id", |acl| text(&acl.owner_id)),
    ("vpc-id", |acl| text(&acl.vpc_id)),
];

/// What `entry.protocol` may call a protocol besides its number.
fn protocol_name(number: &str) -> Option<&'static str> {
    match number {
        "1" => Some("icmp"),
        "6" => Some("tcp"),
        "17" => Some("udp"),
        _ => None,
    }
}

pub(crate) fn create_network_acl(
    call: &Call<'_>,
    input: CreateNetworkAclRequest,
) -> Result<CreateNetworkAclResult, Fault> {
    let vpc: VpcId = required_id(input.vpc_id, "vpcId", Kind::Vpc)?;
    let tags = tag_specifications(input.tag_specifications, Kind::NetworkAcl)?;
    let token = client_token(input.client_token)?;
    let acl = call.run(input.dry_run, |network| {
        let acl = network.create_network_acl(&vpc, tags.clone(), token.as_deref())?;
        Ok(show(&acl, &with_ipv6(network)?))
    })?;
    Ok(CreateNetworkAclResult { network_acl: Some(acl), client_token: token })
}

pub(crate) fn delete_network_acl(call: &Call<'_>, input: DeleteNetworkAclRequest) -> Result<(), Fault> {
    let acl = acl_id(input.network_acl_id)?;
    call.run(input.dry_run, |network| Ok(network.delete_network_acl(&acl)?))
}

pub(crate) fn create_network_acl_entry(call: &Call<'_>, input: CreateNetworkAclEntryRequest) -> Result<(), Fault> {
    let acl = acl_id(input.network_acl_id)?;
    let number = entry_number(input.egress, input.rule_number)?;
    let entry = RequestedEntry {
        protocol: input.protocol,
        action: input.rule_action,
        cidr: input.cidr_block,
        ipv6_cidr: input.ipv6_cidr_block,
        ports: input.port_range,
        icmp: input.icmp_type_code,
    };
    let entry = entry.read()?;
    call.run(input.dry_run, |network| Ok(network.create_network_acl_entry(&acl, number, entry.clone())?))
}

pub(crate) fn replace_network_acl_entry(call: &Call<'_>, input: ReplaceNetworkAclEntryRequest) -> Result<(), Fault> {
    let acl = acl_id(input.network_acl_id)?;
    let number = entry_number(input.egress, input.rule_number)?;
    let entry = RequestedEntry {
        protocol: input.protocol,
        action: input.rule_action,
        cidr: input.cidr_block,
        ipv6_cidr: input.ipv6_cidr_block,
        ports: input.port_range,
        icmp: input.icmp_type_code,
    };
    let entry = entry.read()?;
    call.run(input.dry_run, |network| Ok(network.replace_network_acl_entry(&acl, number, entry.clone())?))
}

pub(crate) fn delete_network_acl_entry(call: &Call<'_>, input: DeleteNetworkAclEntryRequest) -> Result<(), Fault> {
    let acl = acl_id(input.network_acl_id)?;
    let number = entry_number(input.egress, input.rule_number)?;
    call.run(input.dry_run, |network| Ok(network.delete_network_acl_entry(&acl, number)?))
}

pub(crate) fn replace_network_acl_association(
    call: &Call<'_>,
    input: ReplaceNetworkAclAssociationRequest,
) -> Result<ReplaceNetworkAclAssociationResult, Fault> {
    let association: NetworkAclAssociationId =
        required_id(input.association_id, "associationId", Kind::NetworkAclAssociation)?;
    let acl = acl_id(input.network_acl_id)?;
    let new = call.run(input.dry_run, |network| Ok(network.replace_network_acl_association(&association, &acl)?))?;
    Ok(ReplaceNetworkAclAssociationResult { new_association_id: shown(new) })
}

fn acl_id(text: Option<String>) -> Result<NetworkAclId, Fault> {
    required_id(text, "networkAclId", Kind::NetworkAcl)
}

fn entry_number(egress: Option<bool>, number: Option<i32>) -> Result<EntryNumber, Fault> {
    let egress = egress.ok_or_else(|| Fault::missing("egress"))?;
    let number = number.ok_or_else(|| Fault::missing("ruleNumber"))?;
    Ok(EntryNumber {
        direction: if egress { Direction::Egress } else { Direction::Ingress },
        // What does not fit is as little a number of an entry as 0 is, and refused as that.
        number: u16::try_from(number).map_err(|_| {
            Fault::value(format!(
                "Value ({number}) for parameter ruleNumber is invalid. The rule number must be between 1 and 32766."
            ))
        })?,
    })
}

/// An entry as a request writes it.
struct RequestedEntry {
    protocol: Option<String>,
    action: Option<String>,
    cidr: Option<String>,
    ipv6_cidr: Option<String>,
    ports: Option<PortRange>,
    icmp: Option<IcmpTypeCode>,
}

impl RequestedEntry {
    fn read(self) -> Result<model::NetworkAclEntry, Fault> {
        let protocol = traffic::protocol(&required(self.protocol, "protocol")?)?;
        let action = required(self.action, "ruleAction")?;
        let allow = match action.as_str() {
            "allow" => true,
            "deny" => false,
            _ => {
                return Err(Fault::value(format!("Invalid value '{action}' for ruleAction. Expecting allow or deny.")));
            }
        };
        let given = |text: Option<String>| text.filter(|text| !text.is_empty());
        let cidr = match (given(self.cidr), given(self.ipv6_cidr)) {
            (Some(cidr), None) => range(&cidr)?,
            (None, Some(cidr)) => range_v6(&cidr)?,
            (None, None) => return Err(Fault::missing("cidrBlock or ipv6CidrBlock")),
            (Some(_), Some(_)) => {
                return Err(Fault::combination("You may specify only one of cidrBlock, ipv6CidrBlock"));
            }
        };
        let ports = |ports: Option<PortRange>| {
            let PortRange { from, to } = ports.ok_or_else(|| Fault::missing("portRange"))?;
            traffic::ports(from, to)
        };
        let icmp = |icmp: Option<IcmpTypeCode>| match icmp {
            Some(IcmpTypeCode { code, r#type }) => traffic::icmp(r#type, code),
            // No IPv4 packet is ICMPv6, so AWS does not ask of what type.
            None if protocol == Some(58) && matches!(cidr, IpNet::V4(_)) => Ok(IcmpFilter::Any),
            None => Err(Fault::missing("icmpTypeCode")),
        };
        // Ports and types of any other protocol mean nothing, as AWS documents.
        let traffic = match protocol {
            None => Traffic::All,
            Some(6) => Traffic::Tcp(ports(self.ports)?),
            Some(17) => Traffic::Udp(ports(self.ports)?),
            Some(1) => Traffic::Icmp(icmp(self.icmp)?),
            Some(58) => Traffic::Icmpv6(icmp(self.icmp)?),
            Some(other) => Traffic::Other(other),
        };
        Ok(model::NetworkAclEntry { traffic, cidr, allow })
    }
}

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
        let with_ipv6 = with_ipv6(network)?;
        Ok(acls.iter().map(|acl| show(acl, &with_ipv6)).filter(|acl| filters.accept(acl)).collect())
    })?;
    let (acls, next_token) = page.cut(acls, |acl: &NetworkAcl| acl.network_acl_id.clone().unwrap_or_default());
    Ok(DescribeNetworkAclsResult { network_acls: Some(acls), next_token })
}

/// The VPCs that have an IPv6 block.
fn with_ipv6(network: &mut NetworkTransaction<'_, '_>) -> Result<BTreeSet<VpcId>, Fault> {
    let vpcs = network.list::<model::Vpc>()?.into_iter().filter(|vpc| !vpc.ipv6_blocks.is_empty());
    Ok(vpcs.map(|vpc| vpc.id).collect())
}

fn show(acl: &model::NetworkAcl, with_ipv6: &BTreeSet<VpcId>) -> NetworkAcl {
    let associations = acl.associations.iter().map(|(subnet, association)| NetworkAclAssociation {
        network_acl_association_id: shown(association),
        network_acl_id: shown(&acl.id),
        subnet_id: shown(subnet),
    });
    let has_ipv6 = with_ipv6.contains(&acl.vpc);
    let entries = [Direction::Egress, Direction::Ingress].into_iter().flat_map(|direction| {
        let egress = direction == Direction::Egress;
        let own = acl.entries.get(&direction).into_iter().flatten();
        own.map(move |(number, entry)| show_entry(egress, *number, entry)).chain(last_entries(egress, has_ipv6))
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

fn last_entries(egress: bool, with_ipv6: bool) -> impl Iterator<Item = NetworkAclEntry> {
    let deny = |number: u16| NetworkAclEntry {
        egress: Some(egress),
        protocol: shown("-1"),
        rule_action: shown("deny"),
        rule_number: Some(number.into()),
        ..Default::default()
    };
    let v4 = NetworkAclEntry { cidr_block: shown("0.0.0.0/0"), ..deny(LAST_ENTRY) };
    let v6 = NetworkAclEntry { ipv6_cidr_block: shown("::/0"), ..deny(LAST_IPV6_ENTRY) };
    [v4].into_iter().chain(with_ipv6.then_some(v6))
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
        IpNet::V4(cidr) => (shown(cidr), None),
        IpNet::V6(cidr) => (None, shown(cidr)),
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
