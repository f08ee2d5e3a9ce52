//! Internet gateways.

use minato_network::Kind;
use minato_vpc::{
    ids::{InternetGatewayId, VpcId},
    resources as model,
};
use minato_wire::ec2::{
    AttachInternetGatewayRequest, CreateInternetGatewayRequest, CreateInternetGatewayResult,
    DeleteInternetGatewayRequest, DescribeInternetGatewaysRequest, DescribeInternetGatewaysResult,
    DetachInternetGatewayRequest, InternetGateway, InternetGatewayAttachment,
};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, each, tagged, text},
    input::{required_id, shown, shown_tags, tag_specifications},
    page::Page,
};

tagged! { InternetGateway => tags; }

const FILTERS: FilterTable<InternetGateway> = &[
    ("attachment.state", |gateway| each(&gateway.attachments, |attachment| &attachment.state)),
    ("attachment.vpc-id", |gateway| each(&gateway.attachments, |attachment| &attachment.vpc_id)),
    ("internet-gateway-id", |gateway| text(&gateway.internet_gateway_id)),
    ("owner-id", |gateway| text(&gateway.owner_id)),
];

pub(crate) fn create_internet_gateway(
    call: &Call<'_>,
    input: CreateInternetGatewayRequest,
) -> Result<CreateInternetGatewayResult, Fault> {
    let tags = tag_specifications(input.tag_specifications, Kind::InternetGateway)?;
    let gateway = call.run(input.dry_run, |network| Ok(network.create_internet_gateway(tags.clone())?))?;
    Ok(CreateInternetGatewayResult { internet_gateway: Some(show(&gateway)) })
}

pub(crate) fn describe_internet_gateways(
    call: &Call<'_>,
    input: DescribeInternetGatewaysRequest,
) -> Result<DescribeInternetGatewaysResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let page = Page::new(
        "DescribeInternetGateways",
        input.max_results,
        input.next_token,
        input.internet_gateway_ids.as_ref().map(|_| "internetGatewayIds"),
        1000,
    )?;
    let gateways = call.run(input.dry_run, |network| {
        let gateways: Vec<model::InternetGateway> = select(network, input.internet_gateway_ids.as_deref())?;
        Ok(gateways.iter().map(show).filter(|gateway| filters.accept(gateway)).collect())
    })?;
    let (gateways, next_token) =
        page.cut(gateways, |gateway: &InternetGateway| gateway.internet_gateway_id.clone().unwrap_or_default());
    Ok(DescribeInternetGatewaysResult { internet_gateways: Some(gateways), next_token })
}

pub(crate) fn delete_internet_gateway(call: &Call<'_>, input: DeleteInternetGatewayRequest) -> Result<(), Fault> {
    let gateway: InternetGatewayId =
        required_id(input.internet_gateway_id, "internetGatewayId", Kind::InternetGateway)?;
    call.run(input.dry_run, |network| Ok(network.delete_internet_gateway(&gateway)?))
}

pub(crate) fn attach_internet_gateway(call: &Call<'_>, input: AttachInternetGatewayRequest) -> Result<(), Fault> {
    let (gateway, vpc) = gateway_and_vpc(input.internet_gateway_id, input.vpc_id)?;
    call.run(input.dry_run, |network| Ok(network.attach_internet_gateway(&gateway, &vpc)?))
}

pub(crate) fn detach_internet_gateway(call: &Call<'_>, input: DetachInternetGatewayRequest) -> Result<(), Fault> {
    let (gateway, vpc) = gateway_and_vpc(input.internet_gateway_id, input.vpc_id)?;
    call.run(input.dry_run, |network| Ok(network.detach_internet_gateway(&gateway, &vpc)?))
}

fn gateway_and_vpc(gateway: Option<String>, vpc: Option<String>) -> Result<(InternetGatewayId, VpcId), Fault> {
    let gateway = required_id(gateway, "internetGatewayId", Kind::InternetGateway)?;
    Ok((gateway, required_id(vpc, "vpcId", Kind::Vpc)?))
}

fn show(gateway: &model::InternetGateway) -> InternetGateway {
    let attachments =
        gateway.vpc.iter().map(|vpc| InternetGatewayAttachment { state: shown("available"), vpc_id: shown(vpc) });
    InternetGateway {
        attachments: Some(attachments.collect()),
        internet_gateway_id: shown(&gateway.id),
        owner_id: shown(&gateway.scope.account),
        tags: shown_tags(&gateway.tags),
    }
}
