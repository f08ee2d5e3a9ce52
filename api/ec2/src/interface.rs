//! ENIs.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::Ipv4Addr,
};

use minato_network::{CreateInterface, Kind, NetworkTransaction};
use minato_vpc::{
    ids::{NetworkInterfaceId, SecurityGroupId, SubnetId},
    resources as model,
};
use minato_wire::ec2::{
    CreateNetworkInterfaceRequest, CreateNetworkInterfaceResult, DeleteNetworkInterfaceRequest,
    DescribeNetworkInterfacesRequest, DescribeNetworkInterfacesResult, GroupIdentifier, Ipv4PrefixSpecification,
    Ipv6PrefixSpecification, NetworkInterface, NetworkInterfaceAssociation, NetworkInterfaceAttachment,
    NetworkInterfaceIpv6Address, NetworkInterfacePrivateIpAddress, PrivateIpAddressSpecification,
};

use crate::{
    address::Associations,
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, each, nothing, tagged, text},
    input::{client_token, id, required, required_id, shown, shown_tags, tag_specifications},
    interface_address::{ipv4_request, ipv6_request},
    interface_attribute::{connection_tracking, show_connection_tracking},
    page::Page,
};

tagged! { NetworkInterface => tag_set; }

fn of_attachment<U: ToString>(
    interface: &NetworkInterface,
    member: impl Fn(&NetworkInterfaceAttachment) -> &Option<U>,
) -> Vec<String> {
    interface.attachment.iter().flat_map(|attachment| text(member(attachment))).collect()
}

fn of_associations(
    interface: &NetworkInterface,
    member: impl Fn(&NetworkInterfaceAssociation) -> &Option<String>,
) -> Vec<String> {
    let associations =
        interface.private_ip_addresses.iter().flatten().filter_map(|address| address.association.as_ref());
    associations.flat_map(|association| text(member(association))).collect()
}

const FILTERS: FilterTable<NetworkInterface> = &[
    ("association.allocation-id", |interface| of_associations(interface, |association| &association.allocation_id)),
    ("association.association-id", |interface| of_associations(interface, |association| &association.association_id)),
    ("association.ip-owner-id", |interface| of_associations(interface, |association| &association.ip_owner_id)),
    ("association.public-ip", |interface| of_associations(interface, |association| &association.public_ip)),
    ("association.public-dns-name", |interface| of_associations(interface, |association| &association.public_dns_name)),
    ("addresses.association.owner-id", |interface| of_associations(interface, |association| &association.ip_owner_id)),
    ("addresses.association.public-ip", |interface| of_associations(interface, |association| &association.public_ip)),
    ("addresses.primary", |interface| each(&interface.private_ip_addresses, |address| &address.primary)),
    ("addresses.private-ip-address", |interface| {
        each(&interface.private_ip_addresses, |address| &address.private_ip_address)
    }),
    ("attachment.attach-time", |interface| of_attachment(interface, |attachment| &attachment.attach_time)),
    ("attachment.attachment-id", |interface| of_attachment(interface, |attachment| &attachment.attachment_id)),
    ("attachment.delete-on-termination", |interface| {
        of_attachment(interface, |attachment| &attachment.delete_on_termination)
    }),
    ("attachment.device-index", |interface| of_attachment(interface, |attachment| &attachment.device_index)),
    ("attachment.instance-id", |interface| of_attachment(interface, |attachment| &attachment.instance_id)),
    ("attachment.instance-owner-id", |interface| of_attachment(interface, |attachment| &attachment.instance_owner_id)),
    ("attachment.status", |interface| of_attachment(interface, |attachment| &attachment.status)),
    ("availability-zone", |interface| text(&interface.availability_zone)),
    ("availability-zone-id", |interface| text(&interface.availability_zone_id)),
    ("description", |interface| text(&interface.description)),
    ("group-id", |interface| each(&interface.groups, |group| &group.group_id)),
    ("group-name", |interface| each(&interface.groups, |group| &group.group_name)),
    ("ipv6-addresses.ipv6-address", |interface| each(&interface.ipv6_addresses, |address| &address.ipv6_address)),
    ("interface-type", |interface| text(&interface.interface_type)),
    ("mac-address", |interface| text(&interface.mac_address)),
    ("network-interface-id", |interface| text(&interface.network_interface_id)),
    ("operator.managed", |_| vec!["false".to_owned()]),
    ("operator.principal", nothing),
    ("owner-id", |interface| text(&interface.owner_id)),
    ("private-dns-name", |interface| text(&interface.private_dns_name)),
    ("private-ip-address", |interface| each(&interface.private_ip_addresses, |address| &address.private_ip_address)),
    ("requester-id", |interface| text(&interface.requester_id)),
    ("requester-managed", |interface| text(&interface.requester_managed)),
    ("source-dest-check", |interface| text(&interface.source_dest_check)),
    ("status", |interface| text(&interface.status)),
    ("subnet-id", |interface| text(&interface.subnet_id)),
    ("vpc-id", |interface| text(&interface.vpc_id)),
];

pub(crate) fn create_network_interface(
    call: &Call<'_>,
    input: CreateNetworkInterfaceRequest,
) -> Result<CreateNetworkInterfaceResult, Fault> {
    let subnet: SubnetId = required_id(input.subnet_id, "subnetId", Kind::Subnet)?;
    let groups = input.groups.unwrap_or_default();
    let groups = groups.iter().map(|text| id(text, Kind::SecurityGroup)).collect::<Result<BTreeSet<_>, _>>()?;
    let addresses = Addresses::new(
        input.private_ip_address,
        input.private_ip_addresses.unwrap_or_default(),
        input.secondary_private_ip_address_count,
    )?;
    let ipv4_prefixes = given(input.ipv4_prefixes, "ipv4Prefix", |one| one.ipv4_prefix)?;
    let ipv6_prefixes = given(input.ipv6_prefixes, "ipv6Prefix", |one| one.ipv6_prefix)?;
    let mut ipv6_addresses = input.ipv6_addresses.unwrap_or_default();
    let named_primary = ipv6_addresses.iter().filter(|address| address.is_primary_ipv6 == Some(true)).count();
    if named_primary > 1 {
        return Err(Fault::combination("Only one IPv6 address can be designated as primary"));
    }
    ipv6_addresses.sort_by_key(|address| address.is_primary_ipv6 != Some(true));
    let ipv6_addresses = given(Some(ipv6_addresses), "ipv6Address", |address| address.ipv6_address)?;
    let ipv4 = ipv4_request(None, None, ipv4_prefixes, input.ipv4_prefix_count)?;
    let ipv6 = ipv6_request(ipv6_addresses, input.ipv6_address_count, ipv6_prefixes, input.ipv6_prefix_count)?;
    let token = client_token(input.client_token)?;
    let wanted = CreateInterface {
        address: addresses.primary,
        secondary_addresses: addresses.secondary,
        secondary_address_count: addresses.secondary_count,
        ipv4_prefixes: ipv4.prefixes,
        ipv4_prefix_count: ipv4.prefix_count,
        ipv6,
        has_primary_ipv6: input.enable_primary_ipv6 == Some(true) || named_primary > 0,
        connection_tracking: connection_tracking(input.connection_tracking_specification)?,
        groups,
        description: input.description.unwrap_or_default(),
        tags: tag_specifications(input.tag_specifications, Kind::NetworkInterface)?,
        client_token: token.clone(),
        ..CreateInterface::new(subnet)
    };
    let interface = call.run(input.dry_run, |network| {
        let interface = network.create_interface(wanted.clone())?;
        Ok::<_, Fault>(Surroundings::new(network)?.show(&interface))
    })?;
    Ok(CreateNetworkInterfaceResult {
        // As AWS answers: pending here, available in the next Describe.
        network_interface: Some(NetworkInterface { status: shown("pending"), ..interface }),
        client_token: token,
    })
}

pub(crate) fn describe_network_interfaces(
    call: &Call<'_>,
    input: DescribeNetworkInterfacesRequest,
) -> Result<DescribeNetworkInterfacesResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let page = Page::new(
        "DescribeNetworkInterfaces",
        input.max_results,
        input.next_token,
        input.network_interface_ids.as_ref().map(|_| "networkInterfaceIds"),
        1000,
    )?;
    let interfaces = call.run(input.dry_run, |network| {
        let interfaces: Vec<model::NetworkInterface> = select(network, input.network_interface_ids.as_deref())?;
        let surroundings = Surroundings::new(network)?;
        let shown = interfaces.iter().map(|interface| surroundings.show(interface));
        Ok::<_, Fault>(shown.filter(|interface| filters.accept(interface)).collect())
    })?;
    let (interfaces, next_token) =
        page.cut(interfaces, |interface: &NetworkInterface| interface.network_interface_id.clone().unwrap_or_default());
    Ok(DescribeNetworkInterfacesResult { network_interfaces: Some(interfaces), next_token })
}

pub(crate) fn delete_network_interface(call: &Call<'_>, input: DeleteNetworkInterfaceRequest) -> Result<(), Fault> {
    let interface: NetworkInterfaceId =
        required_id(input.network_interface_id, "networkInterfaceId", Kind::NetworkInterface)?;
    call.run(input.dry_run, |network| Ok(network.delete_interface(&interface)?))
}

/// The texts of a list, each of which must be there.
pub(crate) fn given<T>(
    list: Option<Vec<T>>,
    parameter: &str,
    text: impl Fn(T) -> Option<String>,
) -> Result<Option<Vec<String>>, Fault> {
    let texts = list.map(|list| list.into_iter().map(|one| required(text(one), parameter)).collect());
    texts.transpose()
}

/// The addresses that a request asks for.
pub(crate) struct Addresses {
    pub(crate) primary: Option<Ipv4Addr>,
    pub(crate) secondary: Vec<Ipv4Addr>,
    pub(crate) secondary_count: u32,
}

impl Addresses {
    pub(crate) fn new(
        primary: Option<String>,
        list: Vec<PrivateIpAddressSpecification>,
        secondary_count: Option<i32>,
    ) -> Result<Self, Fault> {
        if secondary_count.is_some() && list.len() > 1 {
            return Err(Fault::combination(
                "The parameters secondaryPrivateIpAddressCount and privateIpAddresses cannot be used together",
            ));
        }
        let count = secondary_count.unwrap_or(0);
        let secondary_count = u32::try_from(count).map_err(|_| {
            Fault::value(format!("Value ({count}) for parameter secondaryPrivateIpAddressCount is invalid."))
        })?;
        let mut addresses =
            Self { primary: primary.map(|text| address(&text)).transpose()?, secondary: Vec::new(), secondary_count };
        for PrivateIpAddressSpecification { primary, private_ip_address } in list {
            let address = address(&private_ip_address.ok_or_else(|| Fault::missing("privateIpAddress"))?)?;
            match (primary == Some(true), addresses.primary) {
                (true, None) => addresses.primary = Some(address),
                (true, Some(_)) => {
                    return Err(Fault::combination("Only one private IP address can be designated as primary"));
                }
                (false, _) => addresses.secondary.push(address),
            }
        }
        Ok(addresses)
    }
}

fn address(text: &str) -> Result<Ipv4Addr, Fault> {
    let malformed =
        || Fault::value(format!("Value ({text}) for parameter privateIpAddress is invalid. Invalid IP address."));
    text.parse().map_err(|_| malformed())
}

/// A list that AWS leaves out when there is nothing in it.
fn list<T, U>(all: &[T], show: impl Fn(&T) -> U) -> Option<Vec<U>> {
    (!all.is_empty()).then(|| all.iter().map(show).collect())
}

/// What an ENI's answer shows of others: its groups' names, its subnet's zone, its public addresses.
pub(crate) struct Surroundings {
    groups: BTreeMap<SecurityGroupId, String>,
    zones: BTreeMap<SubnetId, (String, String)>,
    associations: Associations,
}

impl Surroundings {
    pub(crate) fn new(network: &mut NetworkTransaction<'_, '_>) -> Result<Self, Fault> {
        let groups: Vec<model::SecurityGroup> = network.list_unguarded()?;
        let subnets: Vec<model::Subnet> = network.list_unguarded()?;
        Ok(Self {
            groups: groups.into_iter().map(|group| (group.id, group.name)).collect(),
            zones: subnets.into_iter().map(|subnet| (subnet.id, (subnet.zone, subnet.zone_id))).collect(),
            associations: Associations::new(network)?,
        })
    }

    /// The name and the id of a subnet's zone.
    pub(crate) fn zone_of(&self, subnet: &SubnetId) -> Option<(String, String)> {
        self.zones.get(subnet).cloned()
    }

    pub(crate) fn show(&self, interface: &model::NetworkInterface) -> NetworkInterface {
        let zone = self.zones.get(&interface.subnet);
        let name = |address: Ipv4Addr| Some(private_dns_name(&interface.scope.region, address));
        let primary = (interface.address, true);
        let secondary = interface.secondary_addresses.iter().map(|address| (*address, false));
        let addresses =
            std::iter::once(primary).chain(secondary).map(|(address, primary)| NetworkInterfacePrivateIpAddress {
                association: self.associations.of(interface, address),
                primary: Some(primary),
                private_dns_name: name(address),
                private_ip_address: shown(address),
            });
        let ipv6_addresses =
            interface.ipv6_addresses.iter().enumerate().map(|(place, address)| NetworkInterfaceIpv6Address {
                ipv6_address: shown(address),
                is_primary_ipv6: Some(interface.has_primary_ipv6 && place == 0),
                ..Default::default()
            });
        let groups = interface
            .groups
            .iter()
            .map(|id| GroupIdentifier { group_id: shown(id), group_name: self.groups.get(id).cloned() });
        NetworkInterface {
            association: self.associations.of(interface, interface.address),
            attachment: interface.attachment.as_ref().map(show_attachment),
            availability_zone: zone.map(|(name, _)| name.clone()),
            availability_zone_id: zone.map(|(_, id)| id.clone()),
            description: shown(&interface.description),
            groups: Some(groups.collect()),
            interface_type: shown(&interface.interface_type),
            connection_tracking_configuration: show_connection_tracking(&interface.connection_tracking),
            ipv4_prefixes: list(&interface.ipv4_prefixes, |prefix| Ipv4PrefixSpecification {
                ipv4_prefix: shown(prefix),
            }),
            ipv6_address: interface.ipv6_addresses.first().map(ToString::to_string),
            ipv6_addresses: Some(ipv6_addresses.collect()),
            ipv6_prefixes: list(&interface.ipv6_prefixes, |prefix| Ipv6PrefixSpecification {
                ipv6_prefix: shown(prefix),
            }),
            mac_address: shown(interface.mac),
            network_interface_id: shown(&interface.id),
            owner_id: shown(&interface.scope.account),
            private_dns_name: name(interface.address),
            private_ip_address: shown(interface.address),
            private_ip_addresses: Some(addresses.collect()),
            requester_id: interface.requester.clone(),
            requester_managed: Some(interface.requester.is_some()),
            source_dest_check: Some(interface.source_dest_check),
            status: shown(if interface.attachment.is_some() { "in-use" } else { "available" }),
            subnet_id: shown(&interface.subnet),
            tag_set: shown_tags(&interface.tags),
            vpc_id: shown(&interface.vpc),
            ..Default::default()
        }
    }
}

fn show_attachment(attachment: &model::Attachment) -> NetworkInterfaceAttachment {
    NetworkInterfaceAttachment {
        attach_time: Some(attachment.attached_at),
        attachment_id: shown(&attachment.id),
        delete_on_termination: Some(attachment.delete_on_termination),
        device_index: i32::try_from(attachment.device_index).ok(),
        network_card_index: Some(0),
        // What is no instance, such as a task, is not named here.
        instance_id: attachment.instance().map(|instance| instance.to_string()),
        instance_owner_id: shown(&attachment.instance_owner),
        status: shown(match attachment.state {
            model::AttachmentState::Attaching => "attaching",
            model::AttachmentState::Attached => "attached",
            model::AttachmentState::Detaching => "detaching",
        }),
        ..Default::default()
    }
}

/// The name that AWS's resolver knows an address by.
fn private_dns_name(region: &str, address: Ipv4Addr) -> String {
    let host = address.to_string().replace('.', "-");
    match region {
        "us-east-1" => format!("ip-{host}.ec2.internal"),
        region => format!("ip-{host}.{region}.compute.internal"),
    }
}
