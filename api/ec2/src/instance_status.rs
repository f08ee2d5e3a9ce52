//! How instances are doing: one that runs is as its document says, or its host is putting that back.

use minato_vpc::resources as model;
use minato_wire::ec2::{
    DescribeInstanceStatusRequest, DescribeInstanceStatusResult, InstanceStatus, InstanceStatusDetails,
    InstanceStatusSummary,
};

use crate::{
    call::{Call, Fault, select},
    filter::{FilterTable, Filters, nothing, text, untagged},
    input::shown,
    instance::show_all,
    instance_filter::Shown,
    page::Page,
};

untagged! { InstanceStatus }

fn of_summary(summary: &Option<InstanceStatusSummary>) -> Vec<String> {
    summary.iter().flat_map(|summary| text(&summary.status)).collect()
}

fn of_details(summary: &Option<InstanceStatusSummary>) -> Vec<String> {
    let details = summary.iter().flat_map(|summary| summary.details.iter().flatten());
    details.flat_map(|detail| text(&detail.status)).collect()
}

const FILTERS: FilterTable<InstanceStatus> = &[
    ("availability-zone", |status| text(&status.availability_zone)),
    ("availability-zone-id", |status| text(&status.availability_zone_id)),
    ("event.code", nothing),
    ("event.description", nothing),
    ("event.instance-event-id", nothing),
    ("event.not-after", nothing),
    ("event.not-before", nothing),
    ("event.not-before-deadline", nothing),
    ("instance-state-code", |status| status.instance_state.iter().flat_map(|state| text(&state.code)).collect()),
    ("instance-state-name", |status| status.instance_state.iter().flat_map(|state| text(&state.name)).collect()),
    ("instance-status.reachability", |status| of_details(&status.instance_status)),
    ("instance-status.status", |status| of_summary(&status.instance_status)),
    ("system-status.reachability", |status| of_details(&status.system_status)),
    ("system-status.status", |status| of_summary(&status.system_status)),
    ("operator.managed", |_| vec!["false".to_owned()]),
    ("operator.principal", nothing),
    ("attached-ebs-status.status", nothing),
];

pub(crate) fn describe_instance_status(
    call: &Call<'_>,
    input: DescribeInstanceStatusRequest,
) -> Result<DescribeInstanceStatusResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let ids = input.instance_ids.as_ref().map(|_| "instancesSet");
    let page = Page::new("DescribeInstanceStatus", input.max_results, input.next_token, ids, 1000)?;
    let is_for_all = input.include_all_instances == Some(true);
    let statuses = call.run(input.dry_run, |network| {
        let mut instances: Vec<model::Instance> = select(network, input.instance_ids.as_deref())?;
        instances.retain(|instance| is_for_all || instance.state == model::InstanceState::Running);
        let found = show_all(network, &instances)?;
        let statuses = found.into_iter().zip(&instances).map(|(one, instance)| status_of(one, instance.state));
        Ok::<_, Fault>(statuses.filter(|status| filters.accept(status)).collect())
    })?;
    let (statuses, next_token) =
        page.cut(statuses, |status: &InstanceStatus| status.instance_id.clone().unwrap_or_default());
    Ok(DescribeInstanceStatusResult { instance_statuses: Some(statuses), next_token })
}

fn status_of(one: Shown, state: model::InstanceState) -> InstanceStatus {
    let (status, reachability) = match state {
        model::InstanceState::Running => ("ok", Some("passed")),
        model::InstanceState::Pending => ("initializing", Some("initializing")),
        _ => ("not-applicable", None),
    };
    let details = reachability.map(|reachability| {
        vec![InstanceStatusDetails { name: shown("reachability"), status: shown(reachability), ..Default::default() }]
    });
    let summary = Some(InstanceStatusSummary { details, status: shown(status) });
    InstanceStatus {
        availability_zone: one.instance.placement.and_then(|placement| placement.availability_zone),
        availability_zone_id: one.zone_id,
        instance_id: one.instance.instance_id,
        instance_state: one.instance.state,
        instance_status: summary.clone(),
        system_status: summary,
        ..Default::default()
    }
}
