//! The services that VPC endpoints lead to, and the configurations of services of one's own, which nobody can make yet.

use minato_network::{GatewayError, Kind, NetworkError, NetworkTransaction};
use minato_vpc::{ids::VpcEndpointServiceId, resources::ManagedPrefixList};
use minato_wire::ec2::{
    CreateVpcEndpointServiceConfigurationRequest, CreateVpcEndpointServiceConfigurationResult,
    DeleteVpcEndpointServiceConfigurationsRequest, DeleteVpcEndpointServiceConfigurationsResult,
    DescribeVpcEndpointServiceConfigurationsRequest, DescribeVpcEndpointServiceConfigurationsResult,
    DescribeVpcEndpointServicesRequest, DescribeVpcEndpointServicesResult,
    ModifyVpcEndpointServiceConfigurationRequest, ModifyVpcEndpointServiceConfigurationResult, ServiceConfiguration,
    ServiceDetail, ServiceTypeDetail,
};

use crate::{
    call::{Call, Fault},
    endpoint::{GATEWAY, failed},
    filter::{FilterTable, Filters, each, nothing, tagged, text},
    input::{id, required_id, shown, tag_specifications},
    page::Page,
};

tagged! { ServiceDetail => tags; ServiceConfiguration => tags; }

const FILTERS: FilterTable<ServiceDetail> = &[
    ("owner", |service| text(&service.owner)),
    ("service-name", |service| text(&service.service_name)),
    ("service-region", |service| text(&service.service_region)),
    ("service-type", |service| each(&service.service_type, |kind| &kind.service_type)),
    ("supported-ip-address-types", |service| {
        service.supported_ip_address_types.iter().flatten().map(ToString::to_string).collect()
    }),
];

const CONFIGURATION_FILTERS: FilterTable<ServiceConfiguration> = &[
    ("service-name", nothing),
    ("service-id", nothing),
    ("service-state", nothing),
    ("supported-ip-address-types", nothing),
];

pub(crate) fn describe_vpc_endpoint_services(
    call: &Call<'_>,
    input: DescribeVpcEndpointServicesRequest,
) -> Result<DescribeVpcEndpointServicesResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let page = Page::at_most_a_thousand("DescribeVpcEndpointServices", input.max_results, input.next_token, None, 1)?;
    let wanted = input.service_names.unwrap_or_default();
    let mut services = call.run(input.dry_run, |network| {
        let services = network.gateway_services()?;
        services.iter().map(|service| show(network, service)).collect::<Result<Vec<_>, Fault>>()
    })?;
    let is_named = |name: &String| services.iter().any(|service| service.service_name.as_ref() == Some(name));
    if let Some(unknown) = wanted.iter().find(|name| !is_named(name)) {
        return Err(GatewayError::NoSuchEndpointService { name: unknown.clone() }.into());
    }
    services.retain(|service| {
        let is_wanted = wanted.is_empty() || wanted.iter().any(|name| service.service_name.as_ref() == Some(name));
        is_wanted && filters.accept(service)
    });
    let (services, next_token) = page.cut(services, |service| service.service_name.clone().unwrap_or_default());
    let names = services.iter().filter_map(|service| service.service_name.clone()).collect();
    Ok(DescribeVpcEndpointServicesResult { service_names: Some(names), service_details: Some(services), next_token })
}

/// A service of one's own stands behind load balancers, of which there are none.
pub(crate) fn create_vpc_endpoint_service_configuration(
    call: &Call<'_>,
    input: CreateVpcEndpointServiceConfigurationRequest,
) -> Result<CreateVpcEndpointServiceConfigurationResult, Fault> {
    let given = |arns: Option<Vec<String>>| arns.unwrap_or_default();
    let network_load_balancers = given(input.network_load_balancer_arns);
    let gateway_load_balancers = given(input.gateway_load_balancer_arns);
    if !(network_load_balancers.is_empty() || gateway_load_balancers.is_empty()) {
        return Err(Fault::combination("You may specify only one of networkLoadBalancerArns, gatewayLoadBalancerArns"));
    }
    tag_specifications(input.tag_specifications, Kind::VpcEndpointService)?;
    call.run(input.dry_run, |_| match network_load_balancers.iter().chain(&gateway_load_balancers).next() {
        Some(arn) => Err(Fault::new("InvalidParameter", format!("The load balancer '{arn}' does not exist"))),
        None => Err(Fault::missing("networkLoadBalancerArns")),
    })
}

pub(crate) fn modify_vpc_endpoint_service_configuration(
    call: &Call<'_>,
    input: ModifyVpcEndpointServiceConfigurationRequest,
) -> Result<ModifyVpcEndpointServiceConfigurationResult, Fault> {
    let service: VpcEndpointServiceId = required_id(input.service_id, "serviceId", Kind::VpcEndpointService)?;
    call.run(input.dry_run, |_| Err(unknown(&service)))
}

pub(crate) fn describe_vpc_endpoint_service_configurations(
    call: &Call<'_>,
    input: DescribeVpcEndpointServiceConfigurationsRequest,
) -> Result<DescribeVpcEndpointServiceConfigurationsResult, Fault> {
    Filters::new(input.filters, CONFIGURATION_FILTERS)?;
    let ids = input.service_ids.as_ref().map(|_| "serviceIds");
    let operation = "DescribeVpcEndpointServiceConfigurations";
    Page::at_most_a_thousand(operation, input.max_results, input.next_token, ids, 5)?;
    let ids = service_ids(input.service_ids)?;
    call.run(input.dry_run, |_| match ids.first() {
        Some(id) => Err(unknown(id)),
        None => Ok(DescribeVpcEndpointServiceConfigurationsResult {
            service_configurations: Some(Vec::new()),
            next_token: None,
        }),
    })
}

pub(crate) fn delete_vpc_endpoint_service_configurations(
    call: &Call<'_>,
    input: DeleteVpcEndpointServiceConfigurationsRequest,
) -> Result<DeleteVpcEndpointServiceConfigurationsResult, Fault> {
    let ids = service_ids(input.service_ids)?;
    if ids.is_empty() {
        return Err(Fault::missing("serviceIds"));
    }
    call.run(input.dry_run, |_| {
        let failed = ids.iter().map(|id| {
            let message = format!("The VpcEndpointService Id '{id}' does not exist");
            failed(id, "InvalidVpcEndpointService.NotFound", message)
        });
        Ok(DeleteVpcEndpointServiceConfigurationsResult { unsuccessful: Some(failed.collect()) })
    })
}

fn service_ids(ids: Option<Vec<String>>) -> Result<Vec<VpcEndpointServiceId>, Fault> {
    ids.unwrap_or_default().iter().map(|text| id(text, Kind::VpcEndpointService)).collect()
}

fn unknown(id: &VpcEndpointServiceId) -> Fault {
    NetworkError::NotFound { kind: Kind::VpcEndpointService, id: id.to_string() }.into()
}

fn show(network: &mut NetworkTransaction<'_, '_>, service: &ManagedPrefixList) -> Result<ServiceDetail, Fault> {
    let region = network.region()?;
    let short = service.name.rsplit('.').next().unwrap_or_default();
    let zones = || region.zones();
    Ok(ServiceDetail {
        service_name: shown(&service.name),
        // As constant as its prefix list is.
        service_id: shown(service.id.as_str().replace("pl-", VpcEndpointServiceId::PREFIX)),
        service_type: Some(vec![ServiceTypeDetail { service_type: shown(GATEWAY) }]),
        service_region: shown(&service.scope.region),
        availability_zone_ids: Some(zones().map(|zone| zone.id).collect()),
        availability_zones: Some(zones().map(|zone| zone.name).collect()),
        owner: shown("amazon"),
        base_endpoint_dns_names: Some(vec![format!("{short}.{}.amazonaws.com", service.scope.region)]),
        // A policy that forbids anything is refused.
        vpc_endpoint_policy_supported: Some(false),
        acceptance_required: Some(false),
        manages_vpc_endpoints: Some(false),
        supported_ip_address_types: Some(vec!["ipv4".to_owned()]),
        tags: Some(Vec::new()),
        ..Default::default()
    })
}
