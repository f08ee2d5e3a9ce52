//! Elastic addresses, and how public addresses show on ENIs.

use std::{collections::BTreeMap, net::Ipv4Addr};

use minato_network::{
    AddressReference, AssociateAddress, AssociationReference, Kind, NetworkError, NetworkTransaction,
};
use minato_vpc::{
    ids::{AddressAllocationId, NetworkInterfaceId, VpcId},
    resources::{self as model, PublicAddressKind},
};
use minato_wire::ec2::{
    Address, AddressAttribute, AllocateAddressRequest, AllocateAddressResult, AssociateAddressRequest,
    AssociateAddressResult, DescribeAddressesAttributeRequest, DescribeAddressesAttributeResult,
    DescribeAddressesRequest, DescribeAddressesResult, DisassociateAddressRequest, ModifyAddressAttributeRequest,
    ModifyAddressAttributeResult, NetworkInterfaceAssociation, ReleaseAddressRequest, ResetAddressAttributeRequest,
    ResetAddressAttributeResult,
};

use crate::{
    call::{Call, Fault},
    filter::{FilterTable, Filters, tagged, text},
    input::{id, required_id, shown, shown_tags, tag_specifications},
    page::Page,
};

/// What AWS calls its own pool.
const POOL: &str = "amazon";

tagged! { Address => tags; }

const FILTERS: FilterTable<Address> = &[
    ("allocation-id", |address| text(&address.allocation_id)),
    ("association-id", |address| text(&address.association_id)),
    ("domain", |address| text(&address.domain)),
    ("instance-id", |address| text(&address.instance_id)),
    ("network-border-group", |address| text(&address.network_border_group)),
    ("network-interface-id", |address| text(&address.network_interface_id)),
    ("network-interface-owner-id", |address| text(&address.network_interface_owner_id)),
    ("private-ip-address", |address| text(&address.private_ip_address)),
    ("public-ip", |address| text(&address.public_ip)),
];

pub(crate) fn allocate_address(call: &Call<'_>, input: AllocateAddressRequest) -> Result<AllocateAddressResult, Fault> {
    check_border_group(call, input.network_border_group.as_deref())?;
    let wanted = input.address.map(|text| parse(&text, "address")).transpose()?;
    let tags = tag_specifications(input.tag_specifications, Kind::ElasticAddress)?;
    let address = call.run(input.dry_run, |network| Ok(network.allocate_address(wanted, tags.clone())?))?;
    Ok(AllocateAddressResult {
        allocation_id: shown(&address.id),
        domain: shown("vpc"),
        network_border_group: shown(&address.scope.region),
        public_ip: shown(address.public),
        public_ipv4_pool: shown(POOL),
        ..Default::default()
    })
}

pub(crate) fn associate_address(
    call: &Call<'_>,
    input: AssociateAddressRequest,
) -> Result<AssociateAddressResult, Fault> {
    let wanted = AssociateAddress {
        address: reference(input.allocation_id, input.public_ip)?,
        interface: required_id(input.network_interface_id, "networkInterfaceId", Kind::NetworkInterface)?,
        private: input.private_ip_address.map(|text| parse(&text, "privateIpAddress")).transpose()?,
        // As the API says: reassociation is automatic unless it is refused.
        allow_reassociation: input.allow_reassociation.unwrap_or(true),
    };
    let association = call.run(input.dry_run, |network| Ok(network.associate_address(&wanted)?))?;
    Ok(AssociateAddressResult { association_id: shown(&association.id) })
}

pub(crate) fn disassociate_address(call: &Call<'_>, input: DisassociateAddressRequest) -> Result<(), Fault> {
    let reference = match (given(input.association_id), given(input.public_ip)) {
        (Some(text), None) => AssociationReference::Id(id(&text, Kind::AddressAssociation)?),
        (None, Some(text)) => AssociationReference::Public(parse(&text, "publicIp")?),
        (None, None) => return Err(Fault::missing("associationId")),
        (Some(_), Some(_)) => {
            return Err(Fault::combination(
                "You may specify public IP or association id, but not both in the same call",
            ));
        }
    };
    call.run(input.dry_run, |network| Ok(network.disassociate_address(&reference)?))
}

pub(crate) fn release_address(call: &Call<'_>, input: ReleaseAddressRequest) -> Result<(), Fault> {
    let reference = reference(input.allocation_id, input.public_ip)?;
    let border_group = input.network_border_group;
    call.run(input.dry_run, |network| {
        let address = network.elastic_address(&reference)?;
        if border_group.as_ref().is_some_and(|group| *group != address.scope.region) {
            return Err(NetworkError::NoSuchAddress { public: address.public }.into());
        }
        if matches!(reference, AddressReference::Public(_)) {
            return Err(Fault::value("You must specify an allocation id when releasing a VPC elastic IP address"));
        }
        Ok(network.release_address(&reference)?)
    })
}

pub(crate) fn describe_addresses(
    call: &Call<'_>,
    input: DescribeAddressesRequest,
) -> Result<DescribeAddressesResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let allocations = allocations(input.allocation_ids)?;
    let publics = input.public_ips.unwrap_or_default();
    let publics = publics.iter().map(|text| parse(text, "publicIp")).collect::<Result<Vec<_>, _>>()?;
    let addresses = call.run(input.dry_run, |network| {
        let all = network.elastic_addresses()?;
        let mut wanted = select(network, &all, &allocations)?;
        for public in &publics {
            if !all.iter().any(|address| address.public == *public) {
                return Err(NetworkError::NoSuchAddress { public: *public }.into());
            }
        }
        wanted.retain(|address| publics.is_empty() || publics.contains(&address.public));
        let interfaces: Vec<model::NetworkInterface> = network.list_unguarded()?;
        let instances: BTreeMap<&NetworkInterfaceId, String> = interfaces
            .iter()
            .filter_map(|interface| Some((&interface.id, interface.attachment.as_ref()?.instance()?.to_string())))
            .collect();
        let shown = wanted.iter().map(|address| {
            let association = address.association.as_ref();
            let instance = association.and_then(|association| instances.get(&association.interface));
            Address { instance_id: instance.cloned(), ..show(address) }
        });
        Ok(shown.filter(|address| filters.accept(address)).collect::<Vec<_>>())
    })?;
    Ok(DescribeAddressesResult { addresses: Some(addresses) })
}

pub(crate) fn describe_addresses_attribute(
    call: &Call<'_>,
    input: DescribeAddressesAttributeRequest,
) -> Result<DescribeAddressesAttributeResult, Fault> {
    check_attribute(input.attribute.as_deref())?;
    let page = Page::between("DescribeAddressesAttribute", input.max_results, input.next_token, None, 1..=1000)?;
    let allocations = allocations(input.allocation_ids)?;
    let addresses = call.run(input.dry_run, |network| {
        let all = network.elastic_addresses()?;
        Ok(select(network, &all, &allocations)?.iter().map(show_attribute).collect::<Vec<_>>())
    })?;
    let (addresses, next_token) =
        page.cut(addresses, |address: &AddressAttribute| address.allocation_id.clone().unwrap_or_default());
    Ok(DescribeAddressesAttributeResult { addresses: Some(addresses), next_token })
}

pub(crate) fn modify_address_attribute(
    call: &Call<'_>,
    input: ModifyAddressAttributeRequest,
) -> Result<ModifyAddressAttributeResult, Fault> {
    let allocation = required_id(input.allocation_id, "allocationId", Kind::ElasticAddress)?;
    let name = given(input.domain_name).ok_or_else(|| Fault::missing("domainName"))?;
    let name = name.strip_suffix('.').unwrap_or(&name).to_owned();
    let address = call.run(input.dry_run, |network| Ok(network.set_address_name(&allocation, Some(name.clone()))?))?;
    Ok(ModifyAddressAttributeResult { address: Some(show_attribute(&address)) })
}

pub(crate) fn reset_address_attribute(
    call: &Call<'_>,
    input: ResetAddressAttributeRequest,
) -> Result<ResetAddressAttributeResult, Fault> {
    let allocation = required_id(input.allocation_id, "allocationId", Kind::ElasticAddress)?;
    check_attribute(Some(&input.attribute.ok_or_else(|| Fault::missing("attribute"))?))?;
    let address = call.run(input.dry_run, |network| Ok(network.set_address_name(&allocation, None)?))?;
    Ok(ResetAddressAttributeResult { address: Some(show_attribute(&address)) })
}

fn given(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

fn parse(text: &str, parameter: &str) -> Result<Ipv4Addr, Fault> {
    let malformed =
        || Fault::value(format!("Value ({text}) for parameter {parameter} is invalid. Invalid IP address."));
    text.parse().map_err(|_| malformed())
}

fn reference(allocation: Option<String>, public: Option<String>) -> Result<AddressReference, Fault> {
    match (given(allocation), given(public)) {
        (Some(text), None) => Ok(AddressReference::Allocation(id(&text, Kind::ElasticAddress)?)),
        (None, Some(text)) => Ok(AddressReference::Public(parse(&text, "publicIp")?)),
        (None, None) => Err(Fault::missing("allocationId")),
        (Some(_), Some(_)) => {
            Err(Fault::combination("You may specify public IP or allocation id, but not both in the same call"))
        }
    }
}

fn check_border_group(call: &Call<'_>, group: Option<&str>) -> Result<(), Fault> {
    match group {
        Some(group) if group != call.scope.region => Err(Fault::value(format!(
            "Value ({group}) for parameter networkBorderGroup is invalid. Expecting {}.",
            call.scope.region
        ))),
        _ => Ok(()),
    }
}

fn check_attribute(attribute: Option<&str>) -> Result<(), Fault> {
    match attribute {
        None | Some("domain-name") => Ok(()),
        Some(other) => {
            Err(Fault::value(format!("Value ({other}) for parameter attribute is invalid. Expecting domain-name.")))
        }
    }
}

fn allocations(ids: Option<Vec<String>>) -> Result<Vec<AddressAllocationId>, Fault> {
    ids.unwrap_or_default().iter().map(|text| id(text, Kind::ElasticAddress)).collect()
}

/// The addresses of these allocations, all of which must be there; without any, all.
fn select(
    network: &mut NetworkTransaction<'_, '_>,
    all: &[model::PublicAddress],
    allocations: &[AddressAllocationId],
) -> Result<Vec<model::PublicAddress>, Fault> {
    for allocation in allocations {
        network.elastic_address(&AddressReference::Allocation(allocation.clone()))?;
    }
    let is_wanted = |address: &&model::PublicAddress| allocations.is_empty() || allocations.contains(&address.id);
    Ok(all.iter().filter(is_wanted).cloned().collect())
}

fn show(address: &model::PublicAddress) -> Address {
    let association = address.association.as_ref();
    Address {
        allocation_id: shown(&address.id),
        association_id: association.map(|association| association.id.to_string()),
        domain: shown("vpc"),
        network_border_group: shown(&address.scope.region),
        network_interface_id: association.map(|association| association.interface.to_string()),
        network_interface_owner_id: association.map(|_| address.scope.account.clone()),
        private_ip_address: association.map(|association| association.private.to_string()),
        public_ip: shown(address.public),
        public_ipv4_pool: shown(POOL),
        tags: shown_tags(&address.tags),
        ..Default::default()
    }
}

fn show_attribute(address: &model::PublicAddress) -> AddressAttribute {
    AddressAttribute {
        allocation_id: shown(&address.id),
        public_ip: shown(address.public),
        ptr_record: address.domain_name.as_ref().map(|name| format!("{name}.")),
        ..Default::default()
    }
}

/// The public addresses of a scope by what they stand for.
pub(crate) struct Associations {
    by_private: BTreeMap<(NetworkInterfaceId, Ipv4Addr), model::PublicAddress>,
    /// Whether public addresses of a VPC have names.
    names: BTreeMap<VpcId, bool>,
}

impl Associations {
    pub(crate) fn new(network: &mut NetworkTransaction<'_, '_>) -> Result<Self, Fault> {
        let addresses: Vec<model::PublicAddress> = network.list_unguarded()?;
        let by_private = addresses.into_iter().filter_map(|address| {
            let association = address.association.as_ref()?;
            Some(((association.interface.clone(), association.private), address))
        });
        let vpcs: Vec<model::Vpc> = network.list_unguarded()?;
        let names = vpcs.into_iter().map(|vpc| (vpc.id, vpc.enable_dns_support && vpc.enable_dns_hostnames));
        Ok(Self { by_private: by_private.collect(), names: names.collect() })
    }

    /// How the public address of an ENI's private one shows. One that came with a launch is Amazon's, and has no ids.
    pub(crate) fn of(
        &self,
        interface: &model::NetworkInterface,
        private: Ipv4Addr,
    ) -> Option<NetworkInterfaceAssociation> {
        let address = self.by_private.get(&(interface.id.clone(), private))?;
        let is_elastic = address.kind == PublicAddressKind::Elastic;
        let association = address.association.as_ref().filter(|_| is_elastic);
        let has_name = self.names.get(&interface.vpc) == Some(&true);
        Some(NetworkInterfaceAssociation {
            allocation_id: association.map(|_| address.id.to_string()),
            association_id: association.map(|association| association.id.to_string()),
            ip_owner_id: shown(if is_elastic { address.scope.account.as_str() } else { "amazon" }),
            public_dns_name: shown(if has_name {
                public_dns_name(&address.scope.region, address.public)
            } else {
                String::new()
            }),
            public_ip: shown(address.public),
            ..Default::default()
        })
    }
}

/// The name that AWS's resolver knows a public address by.
fn public_dns_name(region: &str, address: Ipv4Addr) -> String {
    let host = address.to_string().replace('.', "-");
    match region {
        "us-east-1" => format!("ec2-{host}.compute-1.amazonaws.com"),
        region => format!("ec2-{host}.{region}.compute.amazonaws.com"),
    }
}
