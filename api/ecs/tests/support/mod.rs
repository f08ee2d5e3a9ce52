//! A store with a VPC, ECS over it, a clock that stands still, and a host that says what a test wants it to say.

#![allow(dead_code, unreachable_pub, reason = "each test binary has this as a module and uses a part")]

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};

use jiff::Timestamp;
use minato_document::Prefix;
use minato_ecs::{EcsApi, Reconciler};
use minato_network::{CreateSubnet, CreateVpc, Limits, NetworkError, Networks};
use minato_store::{
    Entry, LeaseId, Range, RedbStore, Revision, Snapshot, Store, StoreError, Turns, Txn, TxnOutcome, Watch, transact,
};
use minato_vpc::{
    ids::SubnetId,
    resources::{NetworkInterface, Scope, Subnet},
};
use minato_wire::{ApiError, RequestContext, ecs as wire, ecs::Ecs as _};
use minato_workload::{ContainerState, ContainerStatus, HostName, Phase, Sandbox, SandboxId, SandboxStatus, StopCause};

pub const ACCOUNT: &str = "123456789012";
pub const REGION: &str = "us-east-1";
/// The clock at the beginning, in seconds.
const EPOCH: i64 = 1_700_000_000;

pub fn scope() -> Scope {
    Scope { account: ACCOUNT.into(), region: REGION.into() }
}

pub fn context() -> RequestContext {
    RequestContext {
        account: ACCOUNT.into(),
        region: REGION.into(),
        access_key_id: Some("AKIAEXAMPLE".into()),
        request_id: "00000000-0000-4000-8000-000000000000".into(),
    }
}

/// A store that can be told to fail: as if the process had been killed before or after a commit.
pub struct Fragile {
    inner: RedbStore,
    /// How many commits are left before the failure, and whether the failing one is durable.
    fuse: Mutex<Option<(u32, bool)>>,
    pub broken: AtomicBool,
}

impl Fragile {
    fn killed() -> StoreError {
        StoreError::Backend { what: "test", source: "killed".into() }
    }

    pub fn light(&self, commits: u32, after: bool) {
        *self.fuse.lock().unwrap() = Some((commits, after));
    }

    /// Works again; whether it had failed.
    pub fn mend(&self) -> bool {
        *self.fuse.lock().unwrap() = None;
        self.broken.swap(false, Ordering::SeqCst)
    }

    /// Does something that neither fails nor counts: what another process does.
    pub fn spare(&self, act: impl FnOnce()) {
        let fuse = self.fuse.lock().unwrap().take();
        let broken = self.broken.swap(false, Ordering::SeqCst);
        act();
        *self.fuse.lock().unwrap() = fuse;
        self.broken.store(broken, Ordering::SeqCst);
    }

    fn check(&self) -> Result<(), StoreError> {
        if self.broken.load(Ordering::SeqCst) { Err(Self::killed()) } else { Ok(()) }
    }
}

impl Store for Fragile {
    fn txn(&self, txn: Txn) -> Result<TxnOutcome, StoreError> {
        self.check()?;
        let mut fuse = self.fuse.lock().unwrap();
        match &mut *fuse {
            Some((0, after)) => {
                self.broken.store(true, Ordering::SeqCst);
                if *after {
                    self.inner.txn(txn)?;
                }
                Err(Self::killed())
            }
            Some((left, _)) => {
                *left -= 1;
                self.inner.txn(txn)
            }
            None => self.inner.txn(txn),
        }
    }

    fn get(&self, key: &str, at: Option<Revision>) -> Result<Option<Entry>, StoreError> {
        self.check()?;
        self.inner.get(key, at)
    }

    fn range(&self, prefix: &str, at: Option<Revision>) -> Result<Range, StoreError> {
        self.check()?;
        self.inner.range(prefix, at)
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        self.check()?;
        self.inner.revision()
    }

    fn watch(&self, prefix: &str, from: Revision) -> Result<Box<dyn Watch>, StoreError> {
        self.inner.watch(prefix, from)
    }

    fn compact(&self, revision: Revision) -> Result<(), StoreError> {
        self.inner.compact(revision)
    }

    fn grant(&self, ttl: Duration) -> Result<LeaseId, StoreError> {
        self.inner.grant(ttl)
    }

    fn keep_alive(&self, lease: LeaseId) -> Result<(), StoreError> {
        self.inner.keep_alive(lease)
    }

    fn revoke(&self, lease: LeaseId) -> Result<(), StoreError> {
        self.inner.revoke(lease)
    }

    fn turns(&self) -> &Turns {
        self.inner.turns()
    }
}

pub struct World {
    pub store: Arc<Fragile>,
    pub networks: Networks,
    pub ecs: EcsApi,
    pub host: HostName,
    /// Two subnets of one VPC, in two zones.
    pub subnets: [SubnetId; 2],
    clock: Arc<AtomicI64>,
    /// The seconds that have passed, whatever the clock says.
    passed: Arc<AtomicU64>,
}

impl World {
    /// A VPC 10.0.0.0/16 with 10.0.0.0/28 (11 addresses) and 10.0.1.0/24, and a cluster `default`.
    pub fn new() -> Self {
        let store = Arc::new(Fragile {
            inner: RedbStore::in_memory().unwrap(),
            fuse: Mutex::new(None),
            broken: AtomicBool::new(false),
        });
        let clock = Arc::new(AtomicI64::new(EPOCH));
        let ticking = Arc::clone(&clock);
        let networks = Networks::new(store.clone(), Limits::default())
            .with_clock(Arc::new(move || Timestamp::from_second(ticking.load(Ordering::SeqCst)).unwrap()))
            .with_cool_down(Duration::from_secs(30));
        let host = HostName("local".into());
        let ecs = EcsApi::new(networks.clone(), host.clone());
        let vpc = networks
            .transact(&scope(), |network| network.create_vpc(CreateVpc::new("10.0.0.0/16".parse().unwrap())))
            .unwrap();
        let subnet = |cidr: &str, zone: &str| {
            networks
                .transact(&scope(), |network| {
                    let mut input = CreateSubnet::new(vpc.id.clone(), cidr.parse().unwrap());
                    input.zone = Some(zone.into());
                    network.create_subnet(input)
                })
                .unwrap()
                .id
        };
        let subnets = [subnet("10.0.0.0/28", "us-east-1a"), subnet("10.0.1.0/24", "us-east-1b")];
        let world = Self { store, networks, ecs, host, subnets, clock, passed: Arc::default() };
        world.ecs.create_cluster(&context(), wire::CreateClusterRequest::default()).unwrap();
        world
    }

    pub fn reconciler(&self) -> Reconciler {
        let passed = Arc::clone(&self.passed);
        let stopwatch = move || Duration::from_secs(passed.load(Ordering::SeqCst));
        Reconciler::new(self.networks.clone()).with_stopwatch(Arc::new(stopwatch))
    }

    pub fn pass_time(&self, seconds: u32) {
        self.passed.fetch_add(seconds.into(), Ordering::SeqCst);
        self.set_clock(seconds.into());
    }

    /// Sets the clock to that much later, or earlier.
    pub fn set_clock(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    pub fn now(&self) -> Timestamp {
        self.networks.now()
    }

    /// Registers a definition of one essential container `web`.
    pub fn register(&self, family: &str) -> wire::TaskDefinition {
        self.ecs.register_task_definition(&context(), definition(family)).unwrap().task_definition.unwrap()
    }

    pub fn run_request(&self, family: &str) -> wire::RunTaskRequest {
        wire::RunTaskRequest {
            task_definition: Some(family.into()),
            launch_type: Some("FARGATE".into()),
            network_configuration: Some(wire::NetworkConfiguration {
                awsvpc_configuration: Some(wire::AwsVpcConfiguration {
                    subnets: Some(vec![self.subnets[0].to_string()]),
                    ..Default::default()
                }),
            }),
            ..Default::default()
        }
    }

    pub fn run(&self, family: &str, count: i32) -> Vec<wire::Task> {
        let request = wire::RunTaskRequest { count: Some(count), ..self.run_request(family) };
        self.ecs.run_task(&context(), request).unwrap().tasks.unwrap()
    }

    pub fn describe(&self, arn: &str) -> Option<wire::Task> {
        let request = wire::DescribeTasksRequest {
            tasks: Some(vec![arn.into()]),
            include: Some(vec!["TAGS".into()]),
            ..Default::default()
        };
        let answer = self.ecs.describe_tasks(&context(), request).unwrap();
        assert_eq!(answer.tasks.as_ref().unwrap().len() + answer.failures.unwrap().len(), 1);
        answer.tasks.unwrap().pop()
    }

    pub fn stop(&self, arn: &str, reason: Option<&str>) -> Result<wire::Task, ApiError> {
        let request =
            wire::StopTaskRequest { task: Some(arn.into()), reason: reason.map(Into::into), ..Default::default() };
        Ok(self.ecs.stop_task(&context(), request)?.task.unwrap())
    }

    pub fn list(&self, desired: &str) -> Vec<String> {
        let request = wire::ListTasksRequest { desired_status: Some(desired.into()), ..Default::default() };
        self.ecs.list_tasks(&context(), request).unwrap().task_arns.unwrap()
    }

    /// The ENIs that ECS made.
    pub fn interfaces(&self) -> Vec<NetworkInterface> {
        let interfaces: Vec<NetworkInterface> = self.snapshot().list(&Prefix::all()).unwrap();
        interfaces.into_iter().filter(|interface| interface.requester.is_some()).collect()
    }

    pub fn sandboxes(&self) -> Vec<Sandbox> {
        self.snapshot().list(&Prefix::all()).unwrap()
    }

    pub fn snapshot(&self) -> Snapshot<'_> {
        Snapshot::new(&*self.store).unwrap()
    }

    pub fn free(&self, subnet: &SubnetId) -> u32 {
        self.networks
            .transact::<_, NetworkError>(&scope(), |network| {
                let subnet: Subnet = network.find(subnet)?;
                network.free_addresses(&subnet)
            })
            .unwrap()
    }

    /// The host's word on a task's sandbox, changed by `change`; a first word when it had said none.
    pub fn say(&self, task_arn: &str, change: impl Fn(&mut SandboxStatus)) {
        let id = SandboxId(task_arn.rsplit('/').next().unwrap().to_owned());
        let key = SandboxStatus::key_of(&self.host, &id);
        transact(&*self.store, |tx| {
            let containers = tx.get(&Sandbox::key_of(&self.host, &id))?.map(|sandbox| sandbox.containers);
            let mut status = tx.get(&key)?.unwrap_or_else(|| {
                let names = containers.unwrap_or_default().into_iter().map(|container| container.name);
                first_word(&self.host, &id, names)
            });
            change(&mut status);
            tx.put(&status)
        })
        .unwrap();
    }

    pub fn say_phase(&self, task_arn: &str, phase: Phase) {
        let now = self.now();
        self.say(task_arn, |status| {
            status.phase = phase;
            let state = match phase {
                Phase::Connecting | Phase::Starting => ContainerState::Pending,
                Phase::Running | Phase::Stopping => ContainerState::Running,
                Phase::Disconnecting | Phase::Stopped => ContainerState::Stopped,
            };
            status.containers.iter_mut().for_each(|container| container.state = state);
            match phase {
                Phase::Connecting => {}
                Phase::Starting => (status.connected_at, status.pull_started_at) = (Some(now), Some(now)),
                Phase::Running => (status.pull_stopped_at, status.started_at) = (Some(now), Some(now)),
                Phase::Stopping => {
                    status.stopping_at = Some(now);
                    status.stop_cause.get_or_insert(StopCause::Requested);
                }
                Phase::Disconnecting => status.execution_stopped_at = Some(now),
                Phase::Stopped => status.stopped_at = Some(now),
            }
        });
    }

    /// Forgets statuses whose sandboxes are gone, as a host does.
    pub fn tidy(&self) {
        let sandboxes: Vec<_> = self.sandboxes().into_iter().map(|sandbox| sandbox.id).collect();
        transact(&*self.store, |tx| {
            for status in tx.list(&SandboxStatus::on_host(&self.host))? {
                if !sandboxes.contains(&status.id) {
                    tx.delete(&SandboxStatus::key_of(&self.host, &status.id));
                }
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    }
}

fn first_word(host: &HostName, id: &SandboxId, names: impl Iterator<Item = String>) -> SandboxStatus {
    let pending = |name| ContainerStatus {
        name,
        state: ContainerState::Pending,
        runtime_id: None,
        image_digest: None,
        started_at: None,
        finished_at: None,
        exit_code: None,
        reason: None,
    };
    SandboxStatus {
        id: id.clone(),
        host: host.clone(),
        phase: Phase::Connecting,
        connected_at: None,
        pull_started_at: None,
        pull_stopped_at: None,
        started_at: None,
        stopping_at: None,
        execution_stopped_at: None,
        stopped_at: None,
        stop_cause: None,
        containers: names.map(pending).collect(),
    }
}

pub fn container(name: &str) -> wire::ContainerDefinition {
    wire::ContainerDefinition { name: Some(name.into()), image: Some("web:1".into()), ..Default::default() }
}

pub fn definition(family: &str) -> wire::RegisterTaskDefinitionRequest {
    wire::RegisterTaskDefinitionRequest {
        family: Some(family.into()),
        network_mode: Some("awsvpc".into()),
        requires_compatibilities: Some(vec!["FARGATE".into()]),
        cpu: Some("256".into()),
        memory: Some("512".into()),
        container_definitions: Some(vec![container("web")]),
        ..Default::default()
    }
}

/// The code of an error; the answer must be one.
pub fn code<T: std::fmt::Debug>(answer: Result<T, ApiError>) -> String {
    answer.expect_err("this must be refused").code.into_owned()
}

/// The code and the message of an error.
pub fn refusal<T: std::fmt::Debug>(answer: Result<T, ApiError>) -> (String, String) {
    let error = answer.expect_err("this must be refused");
    (error.code.into_owned(), error.message)
}

pub fn tag(key: &str, value: &str) -> wire::Tag {
    wire::Tag { key: Some(key.into()), value: Some(value.into()) }
}
