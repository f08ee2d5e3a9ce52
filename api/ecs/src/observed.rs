//! A task as it is: what was asked for, joined with what its host observed. Pure.

use jiff::Timestamp;
use minato_wire::ecs as wire;
use minato_workload::{ContainerState, ContainerStatus, Phase, SandboxStatus, StopCause};

use crate::{
    arn,
    documents::{StopCode, Task, TaskContainer, TaskOverride},
    tags,
    task_definitions::environment_shown,
};

/// The states of a task, in the order in which it goes through them. A task of Minato has no load balancer to wait
/// for, so it never shows `ACTIVATING`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LastStatus {
    /// Its ENI is being made.
    Provisioning,
    /// Its images are fetched.
    Pending,
    /// All containers were started.
    Running,
    /// It is to stop, and its containers do not know yet.
    Deactivating,
    /// Its containers are being ended.
    Stopping,
    /// Its ENI is being removed.
    Deprovisioning,
    /// Nothing of it is left.
    Stopped,
}

impl LastStatus {
    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Provisioning => "PROVISIONING",
            Self::Pending => "PENDING",
            Self::Running => "RUNNING",
            Self::Deactivating => "DEACTIVATING",
            Self::Stopping => "STOPPING",
            Self::Deprovisioning => "DEPROVISIONING",
            Self::Stopped => "STOPPED",
        }
    }
}

/// Why and since when a task stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stop {
    pub(crate) code: StopCode,
    pub(crate) reason: String,
    pub(crate) at: Option<Timestamp>,
}

/// A task and its host's word on it.
pub(crate) struct Observed<'a> {
    task: &'a Task,
    status: Option<&'a SandboxStatus>,
}

impl<'a> Observed<'a> {
    /// Joins a task with its host's current word. Of a stopped task the last word counts.
    pub(crate) fn new(task: &'a Task, current: Option<&'a SandboxStatus>) -> Self {
        let last = task.outcome.as_ref().map(|outcome| outcome.observed.as_ref());
        Self { task, status: last.unwrap_or(current) }
    }

    fn phase(&self) -> Option<Phase> {
        self.status.map(|status| status.phase)
    }

    /// How far the task is. `Stopped` only once its address is released.
    pub(crate) fn last_status(&self) -> LastStatus {
        if self.task.outcome.is_some() {
            return LastStatus::Stopped;
        }
        let stops = self.task.stop.is_some();
        match self.phase() {
            None if stops => LastStatus::Deprovisioning,
            None | Some(Phase::Connecting) => LastStatus::Provisioning,
            Some(Phase::Starting) => LastStatus::Pending,
            Some(Phase::Running) if stops => LastStatus::Deactivating,
            Some(Phase::Running) => LastStatus::Running,
            Some(Phase::Stopping) => LastStatus::Stopping,
            Some(Phase::Disconnecting | Phase::Stopped) => LastStatus::Deprovisioning,
        }
    }

    /// Whether the task is to run, or to stop.
    pub(crate) fn desired_status(&self) -> &'static str {
        if self.stop().is_some() || self.phase() >= Some(Phase::Stopping) { "STOPPED" } else { "RUNNING" }
    }

    /// Why it stops: what the host saw first, or else what was asked.
    pub(crate) fn stop(&self) -> Option<Stop> {
        let at = self.status.and_then(|status| status.stopping_at);
        match self.status.and_then(|status| status.stop_cause.as_ref()) {
            Some(StopCause::EssentialContainerExited { .. }) => Some(Stop {
                code: StopCode::EssentialContainerExited,
                reason: "Essential container in task exited".to_owned(),
                at,
            }),
            Some(StopCause::FailedToStart { error, message }) => {
                Some(Stop { code: StopCode::TaskFailedToStart, reason: format!("{error}: {message}"), at })
            }
            Some(StopCause::Requested) | None => self.task.stop.as_ref().map(|request| Stop {
                code: request.code,
                reason: request.reason.clone(),
                at: at.or(Some(request.at)),
            }),
        }
    }

    /// The task as answers show it.
    pub(crate) fn shown(&self, with_tags: bool) -> wire::Task {
        let Self { task, status } = *self;
        let stop = self.stop();
        let time = |of: fn(&SandboxStatus) -> Option<Timestamp>| status.and_then(of);
        let connected_at = time(|status| status.connected_at);
        wire::Task {
            attachments: Some(vec![self.attachment()]),
            attributes: Some(vec![wire::Attribute {
                name: Some("ecs.cpu-architecture".to_owned()),
                value: Some(std::env::consts::ARCH.to_owned()),
                ..Default::default()
            }]),
            availability_zone: Some(task.attachment.zone.clone()),
            cluster_arn: Some(task.cluster_arn()),
            connectivity: connected_at.map(|_| "CONNECTED".to_owned()),
            connectivity_at: connected_at,
            containers: Some(task.containers.iter().map(|container| self.container(container)).collect()),
            cpu: Some(task.size.cpu_units.to_string()),
            memory: Some(task.size.memory_mib.to_string()),
            created_at: Some(task.created_at),
            desired_status: Some(self.desired_status().to_owned()),
            enable_execute_command: Some(false),
            execution_stopped_at: time(|status| status.execution_stopped_at),
            group: Some(task.group.clone()),
            health_status: Some("UNKNOWN".to_owned()),
            last_status: Some(self.last_status().as_str().to_owned()),
            launch_type: Some("FARGATE".to_owned()),
            overrides: Some(override_shown(&task.overrides, &task.containers)),
            platform_version: Some("1.4.0".to_owned()),
            platform_family: Some("Linux".to_owned()),
            pull_started_at: time(|status| status.pull_started_at),
            pull_stopped_at: time(|status| status.pull_stopped_at),
            started_at: time(|status| status.started_at),
            started_by: task.started_by.clone(),
            stop_code: stop.as_ref().map(|stop| stop.code.as_str().to_owned()),
            stopping_at: stop.as_ref().and_then(|stop| stop.at),
            stopped_reason: stop.map(|stop| stop.reason),
            stopped_at: task.outcome.as_ref().map(|outcome| outcome.stopped_at),
            tags: Some(if with_tags { tags::shown(&task.tags) } else { Vec::new() }),
            task_arn: Some(task.arn()),
            task_definition_arn: Some(task.task_definition_arn()),
            version: Some(self.version()),
            ..Default::default()
        }
    }

    /// A number that grows with each state, from 1.
    fn version(&self) -> i64 {
        self.last_status() as i64 + 1
    }

    fn attachment(&self) -> wire::Attachment {
        let attachment = &self.task.attachment;
        let pair = |name: &str, value: String| wire::KeyValuePair { name: Some(name.to_owned()), value: Some(value) };
        let mut details = vec![pair("subnetId", attachment.subnet.to_string())];
        if let Some(interface) = &attachment.interface {
            details.push(pair("networkInterfaceId", interface.id.to_string()));
            details.push(pair("macAddress", interface.mac.to_string()));
            details.push(pair("privateDnsName", private_dns_name(&self.task.scope.region, interface.address)));
            details.push(pair("privateIPv4Address", interface.address.to_string()));
        }
        let status = match self.phase() {
            _ if self.task.outcome.is_some() => "DELETED",
            None => "PRECREATED",
            Some(Phase::Connecting) => "ATTACHING",
            Some(Phase::Starting | Phase::Running | Phase::Stopping) => "ATTACHED",
            Some(Phase::Disconnecting) => "DETACHING",
            Some(Phase::Stopped) => "DETACHED",
        };
        wire::Attachment {
            id: Some(attachment.id.clone()),
            r#type: Some("ElasticNetworkInterface".to_owned()),
            status: Some(status.to_owned()),
            details: Some(details),
        }
    }

    fn container(&self, container: &TaskContainer) -> wire::Container {
        let of_this = |status: &'a SandboxStatus| status.containers.iter().find(|seen| seen.name == container.name);
        let seen = self.status.and_then(of_this);
        let interface = self.task.attachment.interface.as_ref().map(|interface| wire::NetworkInterface {
            attachment_id: Some(self.task.attachment.id.clone()),
            private_ipv4_address: Some(interface.address.to_string()),
            ipv6_address: interface.ipv6_address.map(|address| address.to_string()),
        });
        wire::Container {
            container_arn: Some(arn::of_container(self.task, container)),
            task_arn: Some(self.task.arn()),
            name: Some(container.name.clone()),
            image: Some(container.image.clone()),
            image_digest: seen.and_then(|seen| seen.image_digest.clone()),
            runtime_id: seen.and_then(|seen| seen.runtime_id.clone()),
            last_status: Some(self.container_status(seen).to_owned()),
            exit_code: seen.and_then(|seen| seen.exit_code),
            reason: seen.and_then(|seen| seen.reason.clone()),
            network_bindings: Some(Vec::new()),
            network_interfaces: Some(interface.into_iter().collect()),
            health_status: Some("UNKNOWN".to_owned()),
            cpu: Some(container.cpu_units.to_string()),
            memory: container.memory_mib.map(|memory| memory.to_string()),
            ..Default::default()
        }
    }

    fn container_status(&self, seen: Option<&ContainerStatus>) -> &'static str {
        match seen.map(|seen| seen.state) {
            _ if self.task.outcome.is_some() => "STOPPED",
            None | Some(ContainerState::Pending) => "PENDING",
            Some(ContainerState::Running) => "RUNNING",
            Some(ContainerState::Stopped) => "STOPPED",
        }
    }
}

/// The name that AWS gives to a private address: `ip-10-0-1-5.ec2.internal`, with the region in other regions.
pub(crate) fn private_dns_name(region: &str, address: std::net::Ipv4Addr) -> String {
    let [a, b, c, d] = address.octets();
    let domain = if region == "us-east-1" { "ec2.internal".to_owned() } else { format!("{region}.compute.internal") };
    format!("ip-{a}-{b}-{c}-{d}.{domain}")
}

/// Overrides as answers show them: every container is named.
fn override_shown(overrides: &TaskOverride, containers: &[TaskContainer]) -> wire::TaskOverride {
    let whole = |units: Option<u32>| units.and_then(|units| i32::try_from(units).ok());
    let of = |container: &TaskContainer| {
        let given = overrides.containers.iter().find(|given| given.name == container.name);
        wire::ContainerOverride {
            name: Some(container.name.clone()),
            command: given.and_then(|given| given.command.clone()),
            environment: given.filter(|given| !given.environment.is_empty()).map(|g| environment_shown(&g.environment)),
            cpu: given.and_then(|given| whole(given.cpu_units)),
            memory: given.and_then(|given| whole(given.memory_mib)),
            ..Default::default()
        }
    };
    wire::TaskOverride {
        container_overrides: Some(containers.iter().map(of).collect()),
        inference_accelerator_overrides: Some(Vec::new()),
        cpu: overrides.cpu.clone(),
        memory: overrides.memory.clone(),
        task_role_arn: overrides.task_role_arn.clone(),
        execution_role_arn: overrides.execution_role_arn.clone(),
        ..Default::default()
    }
}
