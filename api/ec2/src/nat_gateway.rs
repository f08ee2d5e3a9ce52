//! NAT gateways. Each one is a node of the host that runs it: what the host is to do of it is written with the gateway.

use std::{net::Ipv4Addr, time::Duration};

use minato_network::{CreateNatGateway, Kind, NetworkTransaction};
use minato_vpc::{
    ids::{AddressAllocationId, AddressAssociationId, NatGatewayId},
    resources::{self as model, NatConnectivity, NatGatewayState},
};
use minato_wire::ec2::{
    AssociateNatGatewayAddressRequest, AssociateNatGatewayAddressResult, CreateNatGatewayRequest,
    CreateNatGatewayResult, DeleteNatGatewayRequest, DeleteNatGatewayResult, DescribeNatGatewaysRequest,
    DescribeNatGatewaysResult, DisassociateNatGatewayAddressRequest, DisassociateNatGatewayAddressResult, NatGateway,
    NatGatewayAddress,
};
use minato_workload::{DesiredState, HostName, NatNode};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, tagged, text},
    input::{client_token, id, required_id, shown, shown_tags, tag_specifications},
    page::Page,
};

/// How long addresses drain when nothing is said: as long as an idle connection lives.
const DRAIN_SECONDS: i32 = 350;
const MAX_DRAIN_SECONDS: i32 = 4_000;

tagged! { NatGateway => tags; }

const FILTERS: FilterTable<NatGateway> = &[
    ("nat-gateway-id", |gateway| text(&gateway.nat_gateway_id)),
    ("state", |gateway| text(&gateway.state)),
    ("subnet-id", |gateway| text(&gateway.subnet_id)),
    ("vpc-id", |gateway| text(&gateway.vpc_id)),
];

pub(crate) fn create_nat_gateway(
    call: &Call<'_>,
    input: CreateNatGatewayRequest,
) -> Result<CreateNatGatewayResult, Fault> {
    let dry_run = input.dry_run;
    let wanted = wanted(input)?;
    let client_token = wanted.client_token.clone();
    let gateway = call.run(dry_run, |network| {
        let gateway = network.create_nat_gateway(&wanted)?;
        if gateway.is_there() {
            put_node(network, call.host, &gateway)?;
        }
        Ok(gateway)
    })?;
    let gateway = show(&gateway);
    // As AWS answers: pending here, whatever it becomes by the next Describe.
    let gateway = NatGateway { state: shown("pending"), failure_code: None, failure_message: None, ..gateway };
    Ok(CreateNatGatewayResult { client_token, nat_gateway: Some(gateway) })
}

pub(crate) fn describe_nat_gateways(
    call: &Call<'_>,
    input: DescribeNatGatewaysRequest,
) -> Result<DescribeNatGatewaysResult, Fault> {
    let filters = Filters::new(input.filter, FILTERS)?;
    let ids = input.nat_gateway_ids.as_ref().map(|_| "natGatewayIds");
    let page = Page::new("DescribeNatGateways", input.max_results, input.next_token, ids, 1000)?;
    let gateways = call.run(input.dry_run, |network| {
        let gateways: Vec<model::NatGateway> = select(network, input.nat_gateway_ids.as_deref())?;
        Ok(gateways.iter().map(show).filter(|gateway| filters.accept(gateway)).collect())
    })?;
    let (gateways, next_token) =
        page.cut(gateways, |gateway: &NatGateway| gateway.nat_gateway_id.clone().unwrap_or_default());
    Ok(DescribeNatGatewaysResult { nat_gateways: Some(gateways), next_token })
}

pub(crate) fn delete_nat_gateway(
    call: &Call<'_>,
    input: DeleteNatGatewayRequest,
) -> Result<DeleteNatGatewayResult, Fault> {
    let gateway: NatGatewayId = required_id(input.nat_gateway_id, "natGatewayId", Kind::NatGateway)?;
    call.run(input.dry_run, |network| {
        let gateway = network.delete_nat_gateway(&gateway)?;
        if gateway.state == NatGatewayState::Deleting {
            put_node(network, call.host, &gateway)?;
        }
        Ok(())
    })?;
    Ok(DeleteNatGatewayResult { nat_gateway_id: shown(&gateway) })
}

pub(crate) fn associate_nat_gateway_address(
    call: &Call<'_>,
    input: AssociateNatGatewayAddressRequest,
) -> Result<AssociateNatGatewayAddressResult, Fault> {
    let gateway: NatGatewayId = required_id(input.nat_gateway_id, "natGatewayId", Kind::NatGateway)?;
    let allocations = allocations(input.allocation_ids)?;
    if allocations.is_empty() {
        return Err(Fault::missing("allocationId"));
    }
    let private = addresses(input.private_ip_addresses)?;
    let gateway = call.run(input.dry_run, |network| {
        let gateway = network.add_nat_gateway_addresses(&gateway, &allocations, &private)?;
        put_node(network, call.host, &gateway)?;
        Ok(gateway)
    })?;
    let is_new = |address: &&NatGatewayAddress| {
        allocations.iter().any(|allocation| address.allocation_id.as_deref() == Some(allocation.as_str()))
    };
    let shown_addresses = show_addresses(&gateway);
    // As AWS answers: associating here, succeeded in the next Describe.
    let added = shown_addresses
        .iter()
        .filter(is_new)
        .cloned()
        .map(|address| NatGatewayAddress { status: shown("associating"), ..address });
    Ok(AssociateNatGatewayAddressResult {
        nat_gateway_addresses: Some(added.collect()),
        nat_gateway_id: shown(&gateway.id),
    })
}

pub(crate) fn disassociate_nat_gateway_address(
    call: &Call<'_>,
    input: DisassociateNatGatewayAddressRequest,
) -> Result<DisassociateNatGatewayAddressResult, Fault> {
    let gateway: NatGatewayId = required_id(input.nat_gateway_id, "natGatewayId", Kind::NatGateway)?;
    let associations = input.association_ids.unwrap_or_default();
    if associations.is_empty() {
        return Err(Fault::missing("associationId"));
    }
    let associations =
        associations.iter().map(|text| id(text, Kind::AddressAssociation)).collect::<Result<Vec<_>, _>>()?;
    let seconds = input.max_drain_duration_seconds.unwrap_or(DRAIN_SECONDS);
    let patience = u64::try_from(seconds).ok().filter(|_| (1..=MAX_DRAIN_SECONDS).contains(&seconds));
    let patience = patience.map(Duration::from_secs).ok_or_else(|| {
        Fault::value(format!(
            "Value ({seconds}) for parameter maxDrainDurationSeconds is invalid. Expecting 1 to {MAX_DRAIN_SECONDS}."
        ))
    })?;
    let gateway = call.run(input.dry_run, |network| {
        let gateway = network.drain_nat_gateway_addresses(&gateway, &associations, patience)?;
        put_node(network, call.host, &gateway)?;
        Ok(gateway)
    })?;
    let is_meant = |address: &NatGatewayAddress| {
        associations
            .iter()
            .any(|wanted: &AddressAssociationId| address.association_id.as_deref() == Some(wanted.as_str()))
    };
    Ok(DisassociateNatGatewayAddressResult {
        nat_gateway_addresses: Some(show_addresses(&gateway).into_iter().filter(is_meant).collect()),
        nat_gateway_id: shown(&gateway.id),
    })
}

/// Writes what the host is to do of a gateway.
pub(crate) fn put_node(
    network: &mut NetworkTransaction<'_, '_>,
    host: &HostName,
    gateway: &model::NatGateway,
) -> Result<(), Fault> {
    let private = |is_draining: bool| {
        let of = gateway.addresses.iter().filter(move |address| address.drains_until.is_some() == is_draining);
        of.filter_map(|address| address.private).collect()
    };
    let node = NatNode {
        id: gateway.id.clone(),
        host: host.clone(),
        owner: format!("{}/{}", gateway.scope.account, gateway.scope.region),
        interface: gateway.interface.clone(),
        addresses: private(false),
        draining: private(true),
        desired: if gateway.is_there() { DesiredState::Running } else { DesiredState::Stopped },
    };
    Ok(network.transaction().put(&node)?)
}

fn wanted(input: CreateNatGatewayRequest) -> Result<CreateNatGateway, Fault> {
    let subnet = required_id(input.subnet_id, "subnetId", Kind::Subnet)?;
    let connectivity = match input.connectivity_type.as_deref() {
        None | Some("public") => NatConnectivity::Public,
        Some("private") => NatConnectivity::Private,
        Some(other) => {
            return Err(Fault::value(format!(
                "Value ({other}) for parameter connectivityType is invalid. Expecting public or private."
            )));
        }
    };
    let primary = input.allocation_id.filter(|text| !text.is_empty());
    let mut elastic = allocations(primary.map(|text| vec![text]))?;
    let further = allocations(input.secondary_allocation_ids)?;
    let secondary_private = addresses(input.secondary_private_ip_addresses)?;
    let count = input.secondary_private_ip_address_count;
    match connectivity {
        NatConnectivity::Public if elastic.is_empty() => return Err(Fault::missing("allocationId")),
        NatConnectivity::Public if count.is_some() => {
            return Err(Fault::combination("SecondaryPrivateIpAddressCount is for private NAT gateways only"));
        }
        NatConnectivity::Public if secondary_private.len() > further.len() => {
            return Err(Fault::combination(
                "There are more secondary private IP addresses than secondary allocation IDs",
            ));
        }
        NatConnectivity::Private if !elastic.is_empty() || !further.is_empty() => {
            return Err(Fault::combination("AllocationId cannot be specified for a private NAT gateway"));
        }
        NatConnectivity::Private if count.is_some() && !secondary_private.is_empty() => {
            return Err(Fault::combination(
                "SecondaryPrivateIpAddressCount and SecondaryPrivateIpAddresses cannot be used together",
            ));
        }
        NatConnectivity::Public | NatConnectivity::Private => {}
    }
    elastic.extend(further);
    let count = count.unwrap_or(0);
    Ok(CreateNatGateway {
        subnet,
        connectivity,
        allocations: elastic,
        private: input.private_ip_address.map(|text| address(&text)).transpose()?,
        secondary_private,
        secondary_private_count: u32::try_from(count).map_err(|_| {
            Fault::value(format!("Value ({count}) for parameter secondaryPrivateIpAddressCount is invalid."))
        })?,
        tags: tag_specifications(input.tag_specifications, Kind::NatGateway)?,
        client_token: client_token(input.client_token)?,
    })
}

fn allocations(ids: Option<Vec<String>>) -> Result<Vec<AddressAllocationId>, Fault> {
    ids.unwrap_or_default().iter().map(|text| id(text, Kind::ElasticAddress)).collect()
}

fn addresses(texts: Option<Vec<String>>) -> Result<Vec<Ipv4Addr>, Fault> {
    texts.unwrap_or_default().iter().map(|text| address(text)).collect()
}

fn address(text: &str) -> Result<Ipv4Addr, Fault> {
    let malformed =
        || Fault::value(format!("Value ({text}) for parameter privateIpAddress is invalid. Invalid IP address."));
    text.parse().map_err(|_| malformed())
}

fn show(gateway: &model::NatGateway) -> NatGateway {
    let (state, failure) = match &gateway.state {
        NatGatewayState::Pending => ("pending", None),
        NatGatewayState::Available => ("available", None),
        NatGatewayState::Deleting => ("deleting", None),
        NatGatewayState::Deleted => ("deleted", None),
        NatGatewayState::Failed { code, message } => ("failed", Some((code.clone(), message.clone()))),
    };
    let (failure_code, failure_message) = failure.unzip();
    NatGateway {
        availability_mode: shown("zonal"),
        connectivity_type: shown(match gateway.connectivity {
            NatConnectivity::Public => "public",
            NatConnectivity::Private => "private",
        }),
        create_time: Some(gateway.created_at),
        delete_time: gateway.deleted_at,
        failure_code,
        failure_message,
        nat_gateway_addresses: Some(show_addresses(gateway)),
        nat_gateway_id: shown(&gateway.id),
        state: shown(state),
        subnet_id: shown(&gateway.subnet),
        tags: shown_tags(&gateway.tags),
        vpc_id: shown(&gateway.vpc),
        ..Default::default()
    }
}

fn show_addresses(gateway: &model::NatGateway) -> Vec<NatGatewayAddress> {
    let show = |(place, address): (usize, &model::NatGatewayAddress)| NatGatewayAddress {
        allocation_id: address.allocation.as_ref().map(ToString::to_string),
        association_id: address.association.as_ref().map(ToString::to_string),
        is_primary: Some(place == 0),
        network_interface_id: address.private.map(|_| gateway.interface.to_string()),
        private_ip: address.private.map(|private| private.to_string()),
        public_ip: address.public.map(|public| public.to_string()),
        status: shown(match (address.private, address.drains_until) {
            (None, _) => "failed",
            (Some(_), Some(_)) => "disassociating",
            (Some(_), None) => "succeeded",
        }),
        ..Default::default()
    };
    gateway.addresses.iter().enumerate().map(show).collect()
}
