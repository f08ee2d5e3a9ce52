//! A store with a small network, an agent on it, and a guard that takes all of it down.

// Each test file uses a part of it; a test that cannot go on panics.
#![allow(dead_code, clippy::unwrap_used)]

pub(crate) mod archive;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use jiff::Timestamp;
use minato_datapath::{Applied, Expired, Observer, TableUse};
use minato_document::{Document, Key};
use minato_node::{Agent, Config, DataPlane, HostTraces, Instance, Keep, down};
use minato_store::{RedbStore, Snapshot, Store, StoreError, transact};
use minato_vpc::{
    Edge, Resource, Tables,
    ids::{
        DhcpOptionsId, NetworkInterfaceId, RouteTableAssociationId, RouteTableId, SecurityGroupId, SecurityGroupRuleId,
        SubnetId, VpcCidrAssociationId, VpcId,
    },
    resources::{
        ConnectionTracking, DhcpOptions, Direction, MacAddress, NetworkInterface, Peer, PortRange, PrivateDnsOptions,
        RouteTable, RouteTableAssociation, Scope, SecurityGroup, SecurityGroupRule, Subnet, Tags, Traffic, Vpc,
        VpcCidrBlock,
    },
};
use minato_workload::{Container, DesiredState, HostName, Phase, Sandbox, SandboxId, SandboxStatus};
use tempfile::TempDir;
use tokio::sync::oneshot;

/// No condition takes longer than this on a slow machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(40);

/// Waits for a condition.
pub(crate) fn eventually<T>(what: &str, mut condition: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(value) = condition() {
            return value;
        }
        assert!(Instant::now() < deadline, "it never came to be: {what}");
        thread::park_timeout(Duration::from_millis(10));
    }
}

/// A data plane that only remembers what it was told.
#[derive(Clone, Default)]
pub(crate) struct Recorder(pub(crate) Arc<Mutex<Recorded>>);

#[derive(Default)]
pub(crate) struct Recorded {
    pub(crate) attached: BTreeMap<Edge, u32>,
    /// Those whose link was up before they were.
    pub(crate) late: Vec<Edge>,
    pub(crate) tables: Tables,
}

impl DataPlane for Recorder {
    fn attach(&mut self, ifindex: u32, interface: &Edge) -> minato_datapath::Result<Applied> {
        let mut recorded = self.0.lock().unwrap();
        if recorded.attached.insert(interface.clone(), ifindex) != Some(ifindex) && is_up(ifindex) {
            recorded.late.push(interface.clone());
        }
        Ok(Applied::default())
    }

    fn detach(&mut self, interface: &Edge) -> minato_datapath::Result<()> {
        self.0.lock().unwrap().attached.remove(interface);
        Ok(())
    }

    fn attached(&self) -> BTreeMap<Edge, u32> {
        self.0.lock().unwrap().attached.clone()
    }

    fn apply(&mut self, tables: &Tables) -> minato_datapath::Result<Applied> {
        self.0.lock().unwrap().tables = tables.clone();
        Ok(Applied::default())
    }

    fn repair(&mut self) -> minato_datapath::Result<Applied> {
        Ok(Applied::default())
    }

    fn observer(&self) -> minato_datapath::Result<Option<Observer>> {
        Ok(None)
    }

    fn tables(&self) -> Vec<TableUse> {
        Vec::new()
    }

    fn expire(&mut self) -> minato_datapath::Result<Expired> {
        Ok(Expired::default())
    }
}

/// Whether a link of the host is up.
fn is_up(ifindex: u32) -> bool {
    let name = nix::net::if_::if_indextoname(ifindex).unwrap().into_string().unwrap();
    let flags = fs::read_to_string(format!("/sys/class/net/{name}/flags")).unwrap();
    u32::from_str_radix(flags.trim().trim_start_matches("0x"), 16).unwrap() & 1 != 0
}

/// An agent that runs.
pub(crate) struct Running {
    pub(crate) agent: Agent,
    shutdown: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Imports an archive.
    pub(crate) fn import(&self, archive: &Path, name: Option<&str>) -> Vec<String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(self.agent.import_images(archive, name)).unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.shutdown.take());
        let ended = self.thread.take().map(JoinHandle::join);
        if !thread::panicking() {
            ended.unwrap().expect("the agent panicked");
        }
    }
}

/// A store, a network and a data directory; all that was made on the host goes when it is dropped.
pub(crate) struct World {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) config: Config,
    pub(crate) recorder: Recorder,
    next: std::cell::Cell<u8>,
    directory: TempDir,
}

impl World {
    pub(crate) fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let store: Arc<dyn Store> = Arc::new(RedbStore::open(directory.path().join("state.redb")).unwrap());
        let config = Self::config_in(directory.path());
        let world = Self { store, config, recorder: Recorder::default(), next: 4.into(), directory };
        world.put(&vpc());
        world.put(&subnet());
        world.put(&group());
        world.put(&route_table());
        world
    }

    pub(crate) fn instance(&self) -> Instance {
        Instance::find(&self.config.data_dir).unwrap()
    }

    /// Closes the store, so that another process may open it.
    pub(crate) fn close_store(&mut self) {
        // Something has to stand in its place; nobody reads it.
        self.store = Arc::new(RedbStore::open(self.directory.path().join("closed.redb")).unwrap());
    }

    /// Opens the store again.
    pub(crate) fn open_store(&mut self) {
        self.store = Arc::new(RedbStore::open(self.directory.path().join("state.redb")).unwrap());
        fs::remove_file(self.directory.path().join("closed.redb")).unwrap();
    }

    pub(crate) fn traces(&self) -> HostTraces {
        HostTraces::of(&self.instance())
    }

    /// Waits until what is left on the host is as it should be.
    pub(crate) fn reach_traces(&self, what: &str, is_so: impl Fn(&HostTraces) -> bool) -> HostTraces {
        let mut last = None;
        let reached = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            eventually(what, || Some(last.insert(self.traces()).clone()).filter(|traces| is_so(traces)))
        }));
        reached.unwrap_or_else(|_| panic!("it never came to {what}; there is {last:#?}"))
    }

    pub(crate) fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// Starts an agent with a data plane that only remembers.
    pub(crate) fn start(&self) -> Running {
        let plane = Box::new(self.recorder.clone());
        Self::run(Agent::with_data_plane(self.config.clone(), Arc::clone(&self.store), plane, None).unwrap())
    }

    /// Starts an agent with the kernel's data plane.
    pub(crate) fn start_with_kernel(&self) -> Running {
        Self::run(Agent::new(self.config.clone(), Arc::clone(&self.store)).unwrap())
    }

    /// The world of a data directory that another process made: nothing is written, nothing is taken down.
    pub(crate) fn config_in(directory: &Path) -> Config {
        Config {
            data_dir: directory.join("data"),
            host: HostName("local".into()),
            containerd: None,
            public_pool: None,
            ipv6_range: minato_network::DEFAULT_IPV6_RANGE,
            log_program: env!("CARGO_BIN_EXE_minato-container-log").into(),
        }
    }

    fn run(agent: Agent) -> Running {
        let (shutdown, wait) = oneshot::channel::<()>();
        let own = agent.clone();
        let thread = thread::spawn(move || own.run(async { drop(wait.await) }).unwrap());
        Running { agent, shutdown: Some(shutdown), thread: Some(thread) }
    }

    /// Imports the test's image: busybox and two users.
    pub(crate) fn import_image(&self, running: &Running) {
        let names = running.import(&archive::busybox_archive(self.directory.path()), None);
        assert_eq!(names, ["docker.io/library/mt-busybox:test"]);
    }

    pub(crate) fn put<T: Document>(&self, document: &T) {
        transact(self.store.as_ref(), |tx| tx.put(document)).unwrap();
    }

    pub(crate) fn delete<T: Document>(&self, key: &Key<T>) {
        transact(self.store.as_ref(), |tx| {
            tx.delete(key);
            Ok::<_, StoreError>(())
        })
        .unwrap();
    }

    /// Writes a sandbox with an ENI of its own.
    pub(crate) fn sandbox(&self, containers: Vec<Container>) -> Sandbox {
        let sandbox = self.draft(containers);
        self.put(&sandbox);
        sandbox
    }

    /// Gives the VPC DHCP options.
    pub(crate) fn put_dhcp_options(&self, options: &[(&str, &[&str])]) {
        let owned = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        let options = options.iter().map(|(name, values)| ((*name).to_owned(), owned(values))).collect();
        self.put(&DhcpOptions { id: DhcpOptionsId::from_entropy(1), scope: scope(), options, tags: Tags::new() });
    }

    /// The ENI of a sandbox.
    pub(crate) fn interface(&self, sandbox: &Sandbox) -> NetworkInterface {
        let snapshot = Snapshot::new(self.store.as_ref()).unwrap();
        snapshot.get(&NetworkInterface::key_of(&scope(), &sandbox.interface)).unwrap().unwrap()
    }

    /// A sandbox whose ENI is written and which itself is not.
    pub(crate) fn draft(&self, containers: Vec<Container>) -> Sandbox {
        self.draft_in(&group(), containers)
    }

    /// The same with an ENI in a security group.
    pub(crate) fn draft_in(&self, group: &SecurityGroup, containers: Vec<Container>) -> Sandbox {
        let number = self.next.get();
        self.next.set(number + 1);
        // Unique on the machine: tests of several processes run side by side.
        let digits: u64 = fs::read_to_string("/proc/sys/kernel/random/uuid")
            .map(|uuid| u64::from_str_radix(&uuid.replace('-', "")[..16], 16).unwrap())
            .unwrap();
        let interface = NetworkInterface {
            id: NetworkInterfaceId::from_entropy(u128::from(digits) << 4),
            scope: scope(),
            vpc: vpc().id,
            subnet: subnet().id,
            description: String::new(),
            interface_type: "interface".into(),
            mac: MacAddress([2, 0, 0, 0, 0, number]),
            address: Ipv4Addr::new(10, 0, 0, number),
            secondary_addresses: Vec::new(),
            ipv4_prefixes: Vec::new(),
            ipv6_addresses: Vec::new(),
            ipv6_prefixes: Vec::new(),
            has_primary_ipv6: false,
            groups: BTreeSet::from([group.id.clone()]),
            source_dest_check: true,
            connection_tracking: ConnectionTracking::default(),
            requester: None,
            attachment: None,
            created_at: Timestamp::now(),
            tags: Tags::new(),
        };
        self.put(&interface);
        Sandbox {
            id: SandboxId(format!("{digits:032x}")),
            host: self.config.host.clone(),
            owner: "a test".into(),
            interface: interface.id,
            hostname: format!("ip-10-0-0-{number}"),
            containers,
            memory_limit_mib: None,
            cpu_limit_units: None,
            desired: DesiredState::Running,
        }
    }

    pub(crate) fn stop(&self, sandbox: &Sandbox) {
        self.put(&Sandbox { desired: DesiredState::Stopped, ..sandbox.clone() });
    }

    pub(crate) fn status(&self, sandbox: &Sandbox) -> Option<SandboxStatus> {
        let snapshot = Snapshot::new(self.store.as_ref()).unwrap();
        snapshot.get(&SandboxStatus::key_of(&sandbox.host, &sandbox.id)).unwrap()
    }

    /// Waits until the sandbox has reached a phase.
    pub(crate) fn reach(&self, sandbox: &Sandbox, phase: Phase) -> SandboxStatus {
        let what = format!("{phase:?}, of {}", sandbox.id);
        let mut last = None;
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            eventually(&what, || {
                last = self.status(sandbox);
                last.clone().filter(|status| status.phase >= phase)
            })
        }));
        let status = result.unwrap_or_else(|_| panic!("it never came to {what}; it is {last:?}"));
        assert_eq!(status.phase, phase, "{status:?}");
        status
    }

    pub(crate) fn output_file(&self, sandbox: &Sandbox, container: &str) -> PathBuf {
        self.instance().logs_dir().join(&sandbox.id.0).join(format!("{container}.log"))
    }

    /// What a container printed, without times and streams.
    pub(crate) fn output(&self, sandbox: &Sandbox, container: &str) -> String {
        let text = fs::read_to_string(self.output_file(sandbox, container)).unwrap_or_default();
        text.lines()
            .flat_map(|line| {
                [
                    line.splitn(4, ' ').nth(3).unwrap_or_default(),
                    "
",
                ]
            })
            .collect()
    }

    /// The process of a container, as runc sees it.
    pub(crate) fn pid(&self, sandbox: &Sandbox) -> u32 {
        let status = self.status(sandbox).unwrap();
        let id = status.containers[0].runtime_id.clone().unwrap();
        let root = self.instance().runtime_dir().join("runc").join(self.instance().containerd_namespace());
        let state = fs::read_to_string(root.join(id).join("state.json")).unwrap();
        let pid = state.split("\"init_process_pid\":").nth(1).unwrap();
        pid.split(',').next().unwrap().parse().unwrap()
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let result = down(&self.config, Keep::Nothing);
        if !thread::panicking() {
            result.unwrap();
            assert!(self.traces().is_empty(), "{:?}", self.traces());
        }
    }
}

/// A container of the test's image that runs a shell script.
pub(crate) fn shell(name: &str, script: &str) -> Container {
    Container {
        name: name.into(),
        image: "mt-busybox:test".into(),
        entry_point: None,
        command: Some(vec!["/bin/sh".into(), "-c".into(), script.into()]),
        environment: BTreeMap::new(),
        working_directory: None,
        user: None,
        read_only_root: false,
        essential: true,
        memory_limit_mib: None,
        cpu_units: 0,
        stop_timeout_seconds: 10,
    }
}

/// Whether a process is there.
pub(crate) fn runs(pid: u32) -> bool {
    fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|line| !line.is_empty())
}

fn scope() -> Scope {
    Scope { account: "123456789012".into(), region: "us-east-1".into() }
}

pub(crate) fn vpc() -> Vpc {
    Vpc {
        id: VpcId::from_entropy(1),
        scope: scope(),
        number: 1,
        cidr_blocks: vec![VpcCidrBlock {
            association_id: VpcCidrAssociationId::from_entropy(1),
            cidr: "10.0.0.0/16".parse().unwrap(),
        }],
        ipv6_blocks: Vec::new(),
        is_default: false,
        instance_tenancy: "default".into(),
        dhcp_options: Some(DhcpOptionsId::from_entropy(1)),
        enable_dns_support: true,
        enable_dns_hostnames: false,
        enable_network_address_usage_metrics: false,
        tags: Tags::new(),
    }
}

fn subnet() -> Subnet {
    Subnet {
        id: SubnetId::from_entropy(1),
        scope: scope(),
        vpc: vpc().id,
        cidr: "10.0.0.0/24".parse().unwrap(),
        ipv6_block: None,
        zone: "us-east-1a".into(),
        zone_id: "use1-az1".into(),
        default_for_az: false,
        map_public_ip_on_launch: false,
        assign_ipv6_on_creation: false,
        private_dns: PrivateDnsOptions::default(),
        tags: Tags::new(),
    }
}

pub(crate) fn group() -> SecurityGroup {
    SecurityGroup {
        id: SecurityGroupId::from_entropy(1),
        scope: scope(),
        vpc: vpc().id,
        name: "default".into(),
        description: String::new(),
        rules: BTreeMap::new(),
        tags: Tags::new(),
    }
}

/// A group of the test's VPC that allows everything out and nothing in.
pub(crate) fn named_group(number: u128, name: &str) -> SecurityGroup {
    let everything = SecurityGroupRule {
        direction: Direction::Egress,
        traffic: Traffic::All,
        peer: Peer::Cidr("0.0.0.0/0".parse().unwrap()),
        description: None,
        tags: Tags::new(),
    };
    let rules = BTreeMap::from([(SecurityGroupRuleId::from_entropy(number), everything)]);
    SecurityGroup { id: SecurityGroupId::from_entropy(number), name: name.into(), rules, ..group() }
}

/// The group with a rule that lets another group in at a TCP port.
pub(crate) fn letting_in(mut group: SecurityGroup, other: &SecurityGroup, port: u16) -> SecurityGroup {
    let rule = SecurityGroupRule {
        direction: Direction::Ingress,
        traffic: Traffic::Tcp(PortRange { from: port, to: port }),
        peer: Peer::Group(other.id.clone()),
        description: None,
        tags: Tags::new(),
    };
    group.rules.insert(SecurityGroupRuleId::from_entropy(u128::from(port) << 32), rule);
    group
}

fn route_table() -> RouteTable {
    RouteTable {
        id: RouteTableId::from_entropy(1),
        scope: scope(),
        vpc: vpc().id,
        routes: BTreeMap::new(),
        propagating: BTreeSet::new(),
        associations: vec![RouteTableAssociation { id: RouteTableAssociationId::from_entropy(1), subnet: None }],
        tags: Tags::new(),
    }
}
