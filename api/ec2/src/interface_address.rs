//! An ENI's addresses beyond its primary one.

use minato_network::{Ipv4Request, Ipv6Request, Kind};
use minato_vpc::ids::NetworkInterfaceId;
use minato_wire::ec2::{
    AssignIpv6AddressesRequest, AssignIpv6AddressesResult, AssignPrivateIpAddressesRequest,
    AssignPrivateIpAddressesResult, AssignedPrivateIpAddress, Ipv4PrefixSpecification, UnassignIpv6AddressesRequest,
    UnassignIpv6AddressesResult, UnassignPrivateIpAddressesRequest,
};

use crate::{
    call::{Call, Fault},
    input::{all, blocks, count, required_id, shown},
};

pub(crate) fn assign_private_ip_addresses(
    call: &Call<'_>,
    input: AssignPrivateIpAddressesRequest,
) -> Result<AssignPrivateIpAddressesResult, Fault> {
    let id: NetworkInterfaceId = required_id(input.network_interface_id, "networkInterfaceId", Kind::NetworkInterface)?;
    exactly_one(&[
        ("privateIpAddresses", is_some(input.private_ip_addresses.as_ref())),
        ("secondaryPrivateIpAddressCount", input.secondary_private_ip_address_count.is_some()),
        ("ipv4Prefixes", is_some(input.ipv4_prefixes.as_ref())),
        ("ipv4PrefixCount", input.ipv4_prefix_count.is_some()),
    ])?;
    let request = ipv4_request(
        input.private_ip_addresses,
        input.secondary_private_ip_address_count,
        input.ipv4_prefixes,
        input.ipv4_prefix_count,
    )?;
    let allow = input.allow_reassignment == Some(true);
    let assigned =
        call.run(None, |network| Ok::<_, Fault>(network.assign_private_addresses(&id, request.clone(), allow)?))?;
    let addresses = assigned.addresses.iter();
    let addresses = addresses.map(|address| AssignedPrivateIpAddress { private_ip_address: shown(address) });
    let prefixes = assigned.prefixes.iter().map(|prefix| Ipv4PrefixSpecification { ipv4_prefix: shown(prefix) });
    Ok(AssignPrivateIpAddressesResult {
        network_interface_id: shown(&id),
        assigned_private_ip_addresses: Some(addresses.collect()),
        assigned_ipv4_prefixes: Some(prefixes.collect()),
    })
}

pub(crate) fn unassign_private_ip_addresses(
    call: &Call<'_>,
    input: UnassignPrivateIpAddressesRequest,
) -> Result<(), Fault> {
    let id: NetworkInterfaceId = required_id(input.network_interface_id, "networkInterfaceId", Kind::NetworkInterface)?;
    if !is_some(input.private_ip_addresses.as_ref()) && !is_some(input.ipv4_prefixes.as_ref()) {
        return Err(Fault::missing("privateIpAddresses"));
    }
    let addresses = all(input.private_ip_addresses, "privateIpAddresses")?;
    let prefixes = blocks(input.ipv4_prefixes, "ipv4Prefixes")?;
    call.run(None, |network| Ok(network.unassign_private_addresses(&id, &addresses, &prefixes)?))
}

pub(crate) fn assign_ipv6_addresses(
    call: &Call<'_>,
    input: AssignIpv6AddressesRequest,
) -> Result<AssignIpv6AddressesResult, Fault> {
    let id: NetworkInterfaceId = required_id(input.network_interface_id, "networkInterfaceId", Kind::NetworkInterface)?;
    exactly_one(&[
        ("ipv6Addresses", is_some(input.ipv6_addresses.as_ref())),
        ("ipv6AddressCount", input.ipv6_address_count.is_some()),
        ("ipv6Prefixes", is_some(input.ipv6_prefixes.as_ref())),
        ("ipv6PrefixCount", input.ipv6_prefix_count.is_some()),
    ])?;
    let request =
        ipv6_request(input.ipv6_addresses, input.ipv6_address_count, input.ipv6_prefixes, input.ipv6_prefix_count)?;
    let assigned = call.run(None, |network| Ok::<_, Fault>(network.assign_ipv6_addresses(&id, &request)?))?;
    Ok(AssignIpv6AddressesResult {
        network_interface_id: shown(&id),
        assigned_ipv6_addresses: Some(assigned.addresses.iter().map(ToString::to_string).collect()),
        assigned_ipv6_prefixes: Some(assigned.prefixes.iter().map(ToString::to_string).collect()),
    })
}

pub(crate) fn unassign_ipv6_addresses(
    call: &Call<'_>,
    input: UnassignIpv6AddressesRequest,
) -> Result<UnassignIpv6AddressesResult, Fault> {
    let id: NetworkInterfaceId = required_id(input.network_interface_id, "networkInterfaceId", Kind::NetworkInterface)?;
    if !is_some(input.ipv6_addresses.as_ref()) && !is_some(input.ipv6_prefixes.as_ref()) {
        return Err(Fault::missing("ipv6Addresses"));
    }
    let addresses: Vec<std::net::Ipv6Addr> = all(input.ipv6_addresses, "ipv6Addresses")?;
    let prefixes: Vec<ipnet::Ipv6Net> = blocks(input.ipv6_prefixes, "ipv6Prefixes")?;
    call.run(None, |network| Ok::<_, Fault>(network.unassign_ipv6_addresses(&id, &addresses, &prefixes)?))?;
    Ok(UnassignIpv6AddressesResult {
        network_interface_id: shown(&id),
        unassigned_ipv6_addresses: Some(addresses.iter().map(ToString::to_string).collect()),
        unassigned_ipv6_prefixes: Some(prefixes.iter().map(ToString::to_string).collect()),
    })
}

/// Reads what of IPv4 a request asks for: of addresses and of prefixes each, particular ones or a number.
pub(crate) fn ipv4_request(
    addresses: Option<Vec<String>>,
    address_count: Option<i32>,
    prefixes: Option<Vec<String>>,
    prefix_count: Option<i32>,
) -> Result<Ipv4Request, Fault> {
    either(&addresses, address_count, "privateIpAddresses", "secondaryPrivateIpAddressCount")?;
    either(&prefixes, prefix_count, "ipv4Prefixes", "ipv4PrefixCount")?;
    Ok(Ipv4Request {
        addresses: all(addresses, "privateIpAddresses")?,
        address_count: count(address_count.unwrap_or(0), "secondaryPrivateIpAddressCount")?,
        prefixes: blocks(prefixes, "ipv4Prefixes")?,
        prefix_count: count(prefix_count.unwrap_or(0), "ipv4PrefixCount")?,
    })
}

/// The same of IPv6.
pub(crate) fn ipv6_request(
    addresses: Option<Vec<String>>,
    address_count: Option<i32>,
    prefixes: Option<Vec<String>>,
    prefix_count: Option<i32>,
) -> Result<Ipv6Request, Fault> {
    either(&addresses, address_count, "ipv6Addresses", "ipv6AddressCount")?;
    either(&prefixes, prefix_count, "ipv6Prefixes", "ipv6PrefixCount")?;
    Ok(Ipv6Request {
        addresses: all(addresses, "ipv6Addresses")?,
        address_count: address_count.map(|value| count(value, "ipv6AddressCount")).transpose()?,
        prefixes: blocks(prefixes, "ipv6Prefixes")?,
        prefix_count: count(prefix_count.unwrap_or(0), "ipv6PrefixCount")?,
    })
}

/// Particular ones and a number do not go together.
fn either(
    named: &Option<Vec<String>>,
    number: Option<i32>,
    named_parameter: &str,
    number_parameter: &str,
) -> Result<(), Fault> {
    if is_some(named.as_ref()) && number.is_some() {
        return Err(Fault::combination(format!(
            "The parameters {named_parameter} and {number_parameter} cannot be used together"
        )));
    }
    Ok(())
}

fn exactly_one(members: &[(&str, bool)]) -> Result<(), Fault> {
    let names = || members.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    match members.iter().filter(|(_, is_given)| *is_given).count() {
        0 => Err(Fault::new(
            "MissingParameter",
            format!("Either one of these parameters must be specified: {}", names()),
        )),
        1 => Ok(()),
        _ => Err(Fault::combination(format!("Only one of these parameters may be specified: {}", names()))),
    }
}

fn is_some<T>(list: Option<&Vec<T>>) -> bool {
    list.is_some_and(|list| !list.is_empty())
}
