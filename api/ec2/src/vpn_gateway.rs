//! VPN gateways, and the customer gateways that nobody can make.

use minato_network::{CreateVpnGateway, GatewayError, Kind};
use minato_vpc::{
    ids::{VpcId, VpnGatewayId},
    resources as model,
};
use minato_wire::ec2::{
    AttachVpnGatewayRequest, AttachVpnGatewayResult, CreateVpnGatewayRequest, CreateVpnGatewayResult, CustomerGateway,
    DeleteVpnGatewayRequest, DescribeCustomerGatewaysRequest, DescribeCustomerGatewaysResult,
    DescribeVpnGatewaysRequest, DescribeVpnGatewaysResult, DetachVpnGatewayRequest, VpcAttachment, VpnGateway,
};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, each, nothing, tagged, text},
    input::{required, required_id, shown, shown_tags, tag_specifications},
};

tagged! { VpnGateway => tags; CustomerGateway => tags; }

/// The one type of VPN gateways and connections.
const TYPE: &str = "ipsec.1";

const FILTERS: FilterTable<VpnGateway> = &[
    ("amazon-side-asn", |gateway| text(&gateway.amazon_side_asn)),
    ("attachment.state", |gateway| each(&gateway.vpc_attachments, |attachment| &attachment.state)),
    ("attachment.vpc-id", |gateway| each(&gateway.vpc_attachments, |attachment| &attachment.vpc_id)),
    ("availability-zone", |gateway| text(&gateway.availability_zone)),
    ("state", |gateway| text(&gateway.state)),
    ("type", |gateway| text(&gateway.r#type)),
    ("vpn-gateway-id", |gateway| text(&gateway.vpn_gateway_id)),
];

const CUSTOMER_FILTERS: FilterTable<CustomerGateway> = &[
    ("bgp-asn", nothing),
    ("customer-gateway-id", nothing),
    ("ip-address", nothing),
    ("state", nothing),
    ("type", nothing),
];

pub(crate) fn create_vpn_gateway(
    call: &Call<'_>,
    input: CreateVpnGatewayRequest,
) -> Result<CreateVpnGatewayResult, Fault> {
    let kind = required(input.r#type, "type")?;
    if kind != TYPE {
        return Err(Fault::value(format!("Value ({kind}) for parameter type is invalid. Expecting {TYPE}.")));
    }
    let wanted = CreateVpnGateway {
        asn: input.amazon_side_asn,
        zone: input.availability_zone.filter(|zone| !zone.is_empty()),
        tags: tag_specifications(input.tag_specifications, Kind::VpnGateway)?,
    };
    let gateway = call.run(input.dry_run, |network| Ok(network.create_vpn_gateway(wanted.clone())?))?;
    // As AWS answers: pending here, available in the next Describe.
    Ok(CreateVpnGatewayResult { vpn_gateway: Some(VpnGateway { state: shown("pending"), ..show(&gateway) }) })
}

pub(crate) fn describe_vpn_gateways(
    call: &Call<'_>,
    input: DescribeVpnGatewaysRequest,
) -> Result<DescribeVpnGatewaysResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let gateways = call.run(input.dry_run, |network| {
        let gateways: Vec<model::VpnGateway> = select(network, input.vpn_gateway_ids.as_deref())?;
        Ok(gateways.iter().map(show).filter(|gateway| filters.accept(gateway)).collect())
    })?;
    Ok(DescribeVpnGatewaysResult { vpn_gateways: Some(gateways) })
}

pub(crate) fn attach_vpn_gateway(
    call: &Call<'_>,
    input: AttachVpnGatewayRequest,
) -> Result<AttachVpnGatewayResult, Fault> {
    let (gateway, vpc) = gateway_and_vpc(input.vpn_gateway_id, input.vpc_id)?;
    call.run(input.dry_run, |network| Ok(network.attach_vpn_gateway(&gateway, &vpc)?))?;
    // As AWS answers: attaching here, attached in the next Describe.
    Ok(AttachVpnGatewayResult { vpc_attachment: Some(VpcAttachment { state: shown("attaching"), vpc_id: shown(vpc) }) })
}

pub(crate) fn detach_vpn_gateway(call: &Call<'_>, input: DetachVpnGatewayRequest) -> Result<(), Fault> {
    let (gateway, vpc) = gateway_and_vpc(input.vpn_gateway_id, input.vpc_id)?;
    call.run(input.dry_run, |network| Ok(network.detach_vpn_gateway(&gateway, &vpc)?))
}

pub(crate) fn delete_vpn_gateway(call: &Call<'_>, input: DeleteVpnGatewayRequest) -> Result<(), Fault> {
    let gateway: VpnGatewayId = required_id(input.vpn_gateway_id, "vpnGatewayId", Kind::VpnGateway)?;
    call.run(input.dry_run, |network| Ok(network.delete_vpn_gateway(&gateway)?))
}

/// There are none: what is on premises is joined to the host itself.
pub(crate) fn describe_customer_gateways(
    call: &Call<'_>,
    input: DescribeCustomerGatewaysRequest,
) -> Result<DescribeCustomerGatewaysResult, Fault> {
    Filters::new(input.filters, CUSTOMER_FILTERS)?;
    if let Some(id) = input.customer_gateway_ids.iter().flatten().next() {
        return Err(GatewayError::NoSuchCustomerGateway { id: id.clone() }.into());
    }
    call.run(input.dry_run, |_| Ok(DescribeCustomerGatewaysResult { customer_gateways: Some(Vec::new()) }))
}

fn gateway_and_vpc(gateway: Option<String>, vpc: Option<String>) -> Result<(VpnGatewayId, VpcId), Fault> {
    let gateway = required_id(gateway, "vpnGatewayId", Kind::VpnGateway)?;
    Ok((gateway, required_id(vpc, "vpcId", Kind::Vpc)?))
}

fn show(gateway: &model::VpnGateway) -> VpnGateway {
    let attachments = gateway.vpc.iter().map(|vpc| VpcAttachment { state: shown("attached"), vpc_id: shown(vpc) });
    VpnGateway {
        amazon_side_asn: Some(i64::from(gateway.asn)),
        availability_zone: gateway.zone.clone(),
        state: shown("available"),
        tags: shown_tags(&gateway.tags),
        r#type: shown(TYPE),
        vpc_attachments: Some(attachments.collect()),
        vpn_gateway_id: shown(&gateway.id),
    }
}
