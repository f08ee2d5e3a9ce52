//! VPC endpoints. Those of type Gateway can be made; nothing here answers as an endpoint of another type.

use std::collections::BTreeSet;

use minato_network::{CreateEndpoint, Kind, ModifyEndpoint, NetworkError};
use minato_vpc::{
    ids::{RouteTableId, VpcEndpointId, VpcId},
    resources::{self as model, EndpointWay},
};
use minato_wire::ec2::{
    CreateVpcEndpointRequest, CreateVpcEndpointResult, DeleteVpcEndpointsRequest, DeleteVpcEndpointsResult,
    DescribeVpcEndpointsRequest, DescribeVpcEndpointsResult, ModifyVpcEndpointRequest, ModifyVpcEndpointResult,
    UnsuccessfulItem, UnsuccessfulItemError, VpcEndpoint,
};
use serde_json::Value;

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, tagged, text},
    input::{client_token, id, required, required_id, shown, shown_tags, tag_specifications},
    page::Page,
};

tagged! { VpcEndpoint => tags; }

/// The one type of endpoint that there is.
pub(crate) const GATEWAY: &str = "Gateway";

/// The policy of an endpoint that was given none.
const DEFAULT_POLICY: &str =
    r#"{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}"#;

const FILTERS: FilterTable<VpcEndpoint> = &[
    ("ip-address-type", |endpoint| text(&endpoint.ip_address_type)),
    ("service-name", |endpoint| text(&endpoint.service_name)),
    ("service-region", |endpoint| text(&endpoint.service_region)),
    ("vpc-endpoint-id", |endpoint| text(&endpoint.vpc_endpoint_id)),
    ("vpc-endpoint-state", |endpoint| text(&endpoint.state)),
    ("vpc-endpoint-type", |endpoint| text(&endpoint.vpc_endpoint_type)),
    ("vpc-id", |endpoint| text(&endpoint.vpc_id)),
];

pub(crate) fn create_vpc_endpoint(
    call: &Call<'_>,
    input: CreateVpcEndpointRequest,
) -> Result<CreateVpcEndpointResult, Fault> {
    let vpc: VpcId = required_id(input.vpc_id, "vpcId", Kind::Vpc)?;
    let service_name = required(input.service_name, "serviceName")?;
    let kind = input.vpc_endpoint_type.unwrap_or_else(|| GATEWAY.to_owned());
    let wanted = CreateEndpoint {
        vpc,
        service_name: service_name.clone(),
        route_tables: table_ids(input.route_table_ids)?,
        policy: input.policy_document.filter(|policy| !policy.is_empty()).map(policy).transpose()?,
        tags: tag_specifications(input.tag_specifications, Kind::VpcEndpoint)?,
    };
    let token = client_token(input.client_token)?;
    let endpoint = call.run(input.dry_run, |network| {
        let is_there = network.gateway_services()?.iter().any(|service| service.name == service_name);
        if is_there && kind != GATEWAY {
            let message = format!("Endpoint type ({kind}) does not match available service types ([{GATEWAY}]).");
            return Err(Fault::new("InvalidParameter", message));
        }
        Ok(network.create_endpoint(wanted.clone(), token.as_deref())?)
    })?;
    Ok(CreateVpcEndpointResult { vpc_endpoint: Some(show(&endpoint)), client_token: token })
}

pub(crate) fn modify_vpc_endpoint(
    call: &Call<'_>,
    input: ModifyVpcEndpointRequest,
) -> Result<ModifyVpcEndpointResult, Fault> {
    let endpoint: VpcEndpointId = required_id(input.vpc_endpoint_id, "vpcEndpointId", Kind::VpcEndpoint)?;
    let given = input.policy_document.filter(|policy| !policy.is_empty()).map(policy).transpose()?;
    let policy = match (input.reset_policy == Some(true), given) {
        (true, Some(_)) => {
            return Err(Fault::combination("You may specify only one of policyDocument, resetPolicy"));
        }
        (true, None) => Some(None),
        (false, given) => given.map(Some),
    };
    let wanted = ModifyEndpoint {
        add: table_ids(input.add_route_table_ids)?,
        remove: table_ids(input.remove_route_table_ids)?,
        policy,
    };
    call.run(input.dry_run, |network| Ok(network.modify_endpoint(&endpoint, &wanted)?))?;
    Ok(ModifyVpcEndpointResult { r#return: Some(true) })
}

pub(crate) fn describe_vpc_endpoints(
    call: &Call<'_>,
    input: DescribeVpcEndpointsRequest,
) -> Result<DescribeVpcEndpointsResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let ids = input.vpc_endpoint_ids.as_ref().map(|_| "vpcEndpointIds");
    let page = Page::at_most_a_thousand("DescribeVpcEndpoints", input.max_results, input.next_token, ids, 1)?;
    let endpoints = call.run(input.dry_run, |network| {
        let endpoints: Vec<model::VpcEndpoint> = select(network, input.vpc_endpoint_ids.as_deref())?;
        Ok(endpoints.iter().map(show).filter(|endpoint| filters.accept(endpoint)).collect())
    })?;
    let (endpoints, next_token) =
        page.cut(endpoints, |endpoint: &VpcEndpoint| endpoint.vpc_endpoint_id.clone().unwrap_or_default());
    Ok(DescribeVpcEndpointsResult { vpc_endpoints: Some(endpoints), next_token })
}

/// Deletes what is there of the endpoints that are named, and says which were not.
pub(crate) fn delete_vpc_endpoints(
    call: &Call<'_>,
    input: DeleteVpcEndpointsRequest,
) -> Result<DeleteVpcEndpointsResult, Fault> {
    let ids = input.vpc_endpoint_ids.filter(|ids| !ids.is_empty()).ok_or_else(|| Fault::missing("vpcEndpointIds"))?;
    let ids = ids.iter().map(|text| id(text, Kind::VpcEndpoint)).collect::<Result<Vec<VpcEndpointId>, _>>()?;
    let unsuccessful = call.run(input.dry_run, |network| {
        let mut unsuccessful = Vec::new();
        for id in &ids {
            match network.delete_endpoint(id) {
                Ok(()) => {}
                Err(error @ NetworkError::NotFound { .. }) => {
                    unsuccessful.push(failed(id, "InvalidVpcEndpoint.NotFound", error));
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(unsuccessful)
    })?;
    Ok(DeleteVpcEndpointsResult { unsuccessful: Some(unsuccessful) })
}

/// What became of one of several resources.
pub(crate) fn failed(id: impl ToString, code: &str, message: impl ToString) -> UnsuccessfulItem {
    let error = UnsuccessfulItemError { code: shown(code), message: shown(message) };
    UnsuccessfulItem { error: Some(error), resource_id: shown(id) }
}

fn table_ids(ids: Option<Vec<String>>) -> Result<BTreeSet<RouteTableId>, Fault> {
    ids.unwrap_or_default().iter().map(|text| id(text, Kind::RouteTable)).collect()
}

/// A policy as it was given. Nothing here could enforce one that forbids something, so such a one is refused.
fn policy(text: String) -> Result<String, Fault> {
    let document: Value = serde_json::from_str(&text)
        .map_err(|error| Fault::new("InvalidPolicyDocument", format!("The policy is not valid JSON: {error}")))?;
    let statements = match &document["Statement"] {
        Value::Array(statements) => &statements[..],
        statement => std::slice::from_ref(statement),
    };
    if statements.iter().any(allows_everything) && !statements.iter().any(|one| one["Effect"] == "Deny") {
        return Ok(text);
    }
    Err(Fault::new(
        "UnsupportedOperation",
        "The parameter PolicyDocument is not supported with a policy that forbids anything: endpoint policies are not \
         enforced. Leave it out, or allow every action of every principal on every resource.",
    ))
}

fn allows_everything(statement: &Value) -> bool {
    let is_any = |value: &Value| match value {
        Value::Array(values) => values.iter().any(|value| value == "*"),
        value => value == "*",
    };
    let principal = &statement["Principal"];
    statement["Effect"] == "Allow"
        && (is_any(principal) || is_any(&principal["AWS"]))
        && is_any(&statement["Action"])
        && is_any(&statement["Resource"])
        && statement.get("Condition").is_none()
}

fn show(endpoint: &model::VpcEndpoint) -> VpcEndpoint {
    let EndpointWay::Gateway { route_tables, .. } = &endpoint.way;
    VpcEndpoint {
        vpc_endpoint_id: shown(&endpoint.id),
        vpc_endpoint_type: shown(GATEWAY),
        vpc_id: shown(&endpoint.vpc),
        service_name: shown(&endpoint.service_name),
        service_region: shown(&endpoint.scope.region),
        state: shown("available"),
        policy_document: Some(endpoint.policy.clone().unwrap_or_else(|| DEFAULT_POLICY.to_owned())),
        route_table_ids: Some(route_tables.iter().map(ToString::to_string).collect()),
        subnet_ids: Some(Vec::new()),
        groups: Some(Vec::new()),
        ip_address_type: shown("ipv4"),
        private_dns_enabled: Some(false),
        requester_managed: Some(false),
        network_interface_ids: Some(Vec::new()),
        dns_entries: Some(Vec::new()),
        creation_timestamp: Some(endpoint.created_at),
        tags: shown_tags(&endpoint.tags),
        owner_id: shown(&endpoint.scope.account),
        ..Default::default()
    }
}

#[cfg(test)]
mod tests {
    use minato_wire::ApiError;

    use super::*;

    #[test]
    fn only_a_policy_that_allows_everything_is_taken() {
        let statement = |members: &str| format!(r#"{{"Statement":[{{"Effect":"Allow","Principal":"*",{members}}}]}}"#);
        for good in [
            DEFAULT_POLICY.to_owned(),
            statement(r#""Action":["s3:GetObject","*"],"Resource":["*"]"#),
            r#"{"Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"*","Resource":"*"}}"#.to_owned(),
        ] {
            assert_eq!(policy(good.clone()).unwrap(), good);
        }
        for (bad, code) in [
            ("{".to_owned(), "InvalidPolicyDocument"),
            ("{}".to_owned(), "UnsupportedOperation"),
            (statement(r#""Action":"s3:GetObject","Resource":"*""#), "UnsupportedOperation"),
            (statement(r#""Action":"*","Resource":"arn:aws:s3:::mine""#), "UnsupportedOperation"),
            (statement(r#""Action":"*","Resource":"*","Condition":{}"#), "UnsupportedOperation"),
            (DEFAULT_POLICY.replace("Allow", "Deny"), "UnsupportedOperation"),
        ] {
            assert_eq!(ApiError::from(policy(bad.clone()).unwrap_err()).code, code, "{bad}");
        }
    }
}
