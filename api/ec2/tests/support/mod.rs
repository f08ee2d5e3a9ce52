//! The API over a network in memory.

#![allow(dead_code, reason = "each test binary uses a part")]

use std::sync::Arc;

use minato_ec2::Ec2Api;
use minato_network::{Limits, Networks};
use minato_store::RedbStore;
use minato_wire::{
    ApiError, RequestContext,
    ec2::{
        CreateSecurityGroupRequest, CreateSubnetRequest, CreateVpcRequest, Ec2, Filter, IpPermission, IpRange, Tag,
        TagSpecification,
    },
};
use minato_workload::HostName;

pub(crate) struct Account {
    pub(crate) api: Ec2Api,
    pub(crate) networks: Networks,
    pub(crate) context: RequestContext,
}

impl Account {
    pub(crate) fn new() -> Self {
        Self::with_limits(Limits::generous())
    }

    pub(crate) fn with_limits(limits: Limits) -> Self {
        let networks = Networks::new(Arc::new(RedbStore::in_memory().expect("a store in memory")), limits);
        let context = RequestContext {
            account: "123456789012".to_owned(),
            region: "us-east-1".to_owned(),
            access_key_id: None,
            request_id: "request".to_owned(),
        };
        Self { api: Ec2Api::new(networks.clone(), HostName("local".into())), networks, context }
    }

    pub(crate) fn vpc(&self, cidr: &str) -> String {
        let input = CreateVpcRequest { cidr_block: text(cidr), ..Default::default() };
        self.api.create_vpc(&self.context, input).unwrap().vpc.unwrap().vpc_id.unwrap()
    }

    pub(crate) fn subnet(&self, vpc: &str, cidr: &str) -> String {
        let input = CreateSubnetRequest { vpc_id: text(vpc), cidr_block: text(cidr), ..Default::default() };
        self.api.create_subnet(&self.context, input).unwrap().subnet.unwrap().subnet_id.unwrap()
    }

    pub(crate) fn group(&self, vpc: &str, name: &str) -> String {
        let input = CreateSecurityGroupRequest {
            vpc_id: text(vpc),
            group_name: text(name),
            description: text("a group"),
            ..Default::default()
        };
        self.api.create_security_group(&self.context, input).unwrap().group_id.unwrap()
    }
}

#[allow(clippy::unnecessary_wraps, reason = "every member of a request is an Option")]
pub(crate) fn text(value: &str) -> Option<String> {
    Some(value.to_owned())
}

pub(crate) fn filter(name: &str, values: &[&str]) -> Filter {
    Filter { name: text(name), values: Some(values.iter().map(|value| (*value).to_owned()).collect()) }
}

#[allow(clippy::unnecessary_wraps, reason = "every member of a request is an Option")]
pub(crate) fn tags(resource_type: &str, tags: &[(&str, &str)]) -> Option<Vec<TagSpecification>> {
    let tags = tags.iter().map(|(key, value)| Tag { key: text(key), value: text(value) }).collect();
    Some(vec![TagSpecification { resource_type: text(resource_type), tags: Some(tags) }])
}

pub(crate) fn tcp(port: i32, ranges: &[&str]) -> IpPermission {
    IpPermission {
        ip_protocol: text("tcp"),
        from_port: Some(port),
        to_port: Some(port),
        ip_ranges: Some(ranges.iter().map(|range| IpRange { cidr_ip: text(range), description: None }).collect()),
        ..Default::default()
    }
}

/// The code and the message of what must fail.
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T, ApiError>) -> (String, String) {
    let error = result.expect_err("must be refused");
    assert!(matches!(error.status, 400 | 412), "{error:?}");
    (error.code.into_owned(), error.message)
}

pub(crate) fn code<T: std::fmt::Debug>(result: Result<T, ApiError>) -> String {
    refused(result).0
}
