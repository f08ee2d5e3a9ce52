//! Egress-only internet gateways.

use minato_network::Kind;
use minato_vpc::{
    ids::{EgressOnlyInternetGatewayId, VpcId},
    resources as model,
};
use minato_wire::ec2::{
    CreateEgressOnlyInternetGatewayRequest, CreateEgressOnlyInternetGatewayResult,
    DeleteEgressOnlyInternetGatewayRequest, DeleteEgressOnlyInternetGatewayResult,
    DescribeEgressOnlyInternetGatewaysRequest, DescribeEgressOnlyInternetGatewaysResult, EgressOnlyInternetGateway,
    InternetGatewayAttachment,
};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, tagged},
    input::{client_token, required_id, shown, shown_tags, tag_specifications},
    page::Page,
};

tagged! { EgressOnlyInternetGateway => tags; }

/// AWS documents no filters but those by tag.
const FILTERS: FilterTable<EgressOnlyInternetGateway> = &[];

pub(crate) fn create_egress_only_internet_gateway(
    call: &Call<'_>,
    input: CreateEgressOnlyInternetGatewayRequest,
) -> Result<CreateEgressOnlyInternetGatewayResult, Fault> {
    let vpc: VpcId = required_id(input.vpc_id, "vpcId", Kind::Vpc)?;
    let tags = tag_specifications(input.tag_specifications, Kind::EgressOnlyInternetGateway)?;
    let token = client_token(input.client_token)?;
    let gateway = call.run(input.dry_run, |network| {
        Ok(network.create_egress_only_gateway(&vpc, tags.clone(), token.as_deref())?)
    })?;
    Ok(CreateEgressOnlyInternetGatewayResult {
        client_token: token,
        egress_only_internet_gateway: Some(show(&gateway)),
    })
}

pub(crate) fn describe_egress_only_internet_gateways(
    call: &Call<'_>,
    input: DescribeEgressOnlyInternetGatewaysRequest,
) -> Result<DescribeEgressOnlyInternetGatewaysResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let page = Page::new(
        "DescribeEgressOnlyInternetGateways",
        input.max_results,
        input.next_token,
        input.egress_only_internet_gateway_ids.as_ref().map(|_| "egressOnlyInternetGatewayIds"),
        255,
    )?;
    let gateways = call.run(input.dry_run, |network| {
        let gateways: Vec<model::EgressOnlyInternetGateway> =
            select(network, input.egress_only_internet_gateway_ids.as_deref())?;
        Ok(gateways.iter().map(show).filter(|gateway| filters.accept(gateway)).collect())
    })?;
    let (gateways, next_token) = page.cut(gateways, |gateway: &EgressOnlyInternetGateway| {
        gateway.egress_only_internet_gateway_id.clone().unwrap_or_default()
    });
    Ok(DescribeEgressOnlyInternetGatewaysResult { egress_only_internet_gateways: Some(gateways), next_token })
}

pub(crate) fn delete_egress_only_internet_gateway(
    call: &Call<'_>,
    input: DeleteEgressOnlyInternetGatewayRequest,
) -> Result<DeleteEgressOnlyInternetGatewayResult, Fault> {
    let gateway: EgressOnlyInternetGatewayId = required_id(
        input.egress_only_internet_gateway_id,
        "egressOnlyInternetGatewayId",
        Kind::EgressOnlyInternetGateway,
    )?;
    call.run(input.dry_run, |network| Ok(network.delete_egress_only_gateway(&gateway)?))?;
    Ok(DeleteEgressOnlyInternetGatewayResult { return_code: Some(true) })
}

fn show(gateway: &model::EgressOnlyInternetGateway) -> EgressOnlyInternetGateway {
    let attachment = InternetGatewayAttachment { state: shown("attached"), vpc_id: shown(&gateway.vpc) };
    EgressOnlyInternetGateway {
        attachments: Some(vec![attachment]),
        egress_only_internet_gateway_id: shown(&gateway.id),
        tags: shown_tags(&gateway.tags),
    }
}
