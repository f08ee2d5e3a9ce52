//! The agent: what it opens, and the threads that keep the host equal to the documents.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    future::Future,
    os::unix::fs::DirBuilderExt,
    path::Path,
    sync::Arc,
    thread,
    time::Duration,
};

use minato_datapath::{Counters, Datapath, Events, Observer, links};
use minato_store::{Revision, Store};
use nix::fcntl::{Flock, FlockArg};
use tokio::sync::watch;

use crate::{
    config::{Config, Instance},
    dirty::Dirty,
    error::NodeError,
    flow::{FlowEventKind, FlowLog, FlowSubscription},
    health::{Health, Part, PartHealth},
    instances::Instances,
    nat::{NatGateways, NatSummary},
    network::HostNetwork,
    plane::DataPlane,
    reconcile::Loops,
    runtime::Containerd,
    work::Work,
};

/// How long steps that are under way have when the agent ends.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(5);

/// Keeps one host equal to the documents. Cheap to clone.
#[derive(Clone)]
pub struct Agent {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) config: Config,
    pub(crate) instance: Instance,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) network: Arc<HostNetwork>,
    pub(crate) flows: Arc<FlowLog>,
    pub(crate) health: Arc<Health>,
    pub(crate) work: Work,
    pub(crate) observer: Option<Observer>,
    pub(crate) containerd: watch::Sender<Option<Containerd>>,
    pub(crate) dirty: Dirty,
    pub(crate) gateways: NatGateways,
    pub(crate) instances: Instances,
    /// Whether gateways and instances have to be looked after.
    pub(crate) gateways_dirty: Dirty,
    events: std::sync::Mutex<Option<Events>>,
    /// Held as long as the agent is: two would undo each other's work.
    _lock: Flock<File>,
}

impl Agent {
    /// Prepares the host: directories, the BPF file system, the data plane. Takes over what an agent before it left.
    pub fn new(config: Config, store: Arc<dyn Store>) -> Result<Self, NodeError> {
        let held = Held::take(&config)?;
        let bpf = held.instance.bpf_dir();
        links::mount_bpffs(&bpf)?;
        let datapath = Datapath::open(&bpf, &minato_datapath::Config::default())?;
        let events = datapath.events()?;
        Self::of(held, config, store, Box::new(datapath), Some(events))
    }

    /// The same with a data plane that is given: for tests, and for measurements without programs.
    pub fn with_data_plane(
        config: Config,
        store: Arc<dyn Store>,
        plane: Box<dyn DataPlane>,
        events: Option<Events>,
    ) -> Result<Self, NodeError> {
        Self::of(Held::take(&config)?, config, store, plane, events)
    }

    fn of(
        held: Held,
        config: Config,
        store: Arc<dyn Store>,
        plane: Box<dyn DataPlane>,
        events: Option<Events>,
    ) -> Result<Self, NodeError> {
        let Held { instance, lock } = held;
        let owner = instance.id().parse().expect("an instance's id is 8 hexadecimal digits");
        let flows = Arc::new(FlowLog::default());
        flows.learn_links(plane.attached());
        let (work, observer) = (Work::default(), plane.observer()?);
        let network = Arc::new(HostNetwork::new(store.clone(), config.host.clone(), owner, plane, work.clone()));
        let gateways = NatGateways::new(store.clone(), config.host.clone(), Arc::clone(&network));
        let instances = Instances::new(store.clone(), config.host.clone(), Arc::clone(&network));
        let inner = Inner {
            config,
            instance,
            store,
            network,
            flows,
            health: Arc::default(),
            work,
            observer,
            containerd: watch::Sender::new(None),
            dirty: Dirty::default(),
            gateways,
            instances,
            gateways_dirty: Dirty::default(),
            events: std::sync::Mutex::new(events),
            _lock: lock,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Works until `shutdown` is ready, on threads and a runtime of its own. Containers and their network stay as they are
    /// when it returns. To be called once.
    pub fn run(&self, shutdown: impl Future<Output = ()>) -> Result<(), NodeError> {
        let loops = Loops::new(Arc::clone(&self.inner));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("agent")
            .enable_all()
            .build()
            .map_err(NodeError::Thread)?;
        let events = self.inner.events.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        let handle = runtime.handle().clone();
        let result = thread::scope(|scope| {
            let result = start(scope, "network", || loops.keep_network())
                .and_then(|()| start(scope, "store watch", || loops.keep_watching(&handle)))
                .and_then(|()| start(scope, "flows", || loops.keep_flows(events)))
                .and_then(|()| start(scope, "gateways", || loops.keep_gateways()))
                .and_then(|()| start(scope, "links", || loops.keep_links()))
                .and_then(|()| runtime.block_on(loops.keep_sandboxes(shutdown)));
            loops.stop();
            result
        });
        // A step that is under way may end; what is left of it is completed by the next agent.
        runtime.shutdown_timeout(SHUTDOWN_TIMEOUT);
        result
    }

    /// The instance.
    pub fn instance(&self) -> &Instance {
        &self.inner.instance
    }

    /// The flow events after number `since` (0: all that are kept), and those to come.
    pub fn flows(&self, since: u64) -> FlowSubscription {
        FlowSubscription::new(Arc::clone(&self.inner.flows), since)
    }

    /// The NAT gateways of the host, and what they counted.
    pub fn nat_gateways(&self) -> Result<Vec<NatSummary>, NodeError> {
        Ok(self.inner.gateways.summaries()?)
    }

    /// Every counter of the data plane.
    pub fn counters(&self) -> Result<Counters, NodeError> {
        Ok(self.inner.observer.as_ref().map_or_else(|| Ok(Counters::default()), Observer::counters)?)
    }

    /// What reads the data plane's counters and flows, and waits for nobody; `None` where no packets are.
    pub fn observer(&self) -> Option<&Observer> {
        self.inner.observer.as_ref()
    }

    /// What the agent counted of its own work since it started.
    pub fn work(&self) -> &Work {
        &self.inner.work
    }

    /// How each part of the agent is doing.
    pub fn health(&self) -> BTreeMap<Part, PartHealth> {
        self.inner.health.all()
    }

    /// The revision of the documents by which packets are decided; 0 before any is.
    pub fn applied_revision(&self) -> Revision {
        self.inner.network.applied_revision()
    }

    /// How many flow events were read since the agent started.
    pub fn flow_events(&self) -> BTreeMap<FlowEventKind, u64> {
        self.inner.flows.counts()
    }
}

fn start<'scope>(
    scope: &'scope thread::Scope<'scope, '_>,
    name: &str,
    work: impl FnOnce() + Send + 'scope,
) -> Result<(), NodeError> {
    thread::Builder::new().name(name.to_owned()).spawn_scoped(scope, work).map(drop).map_err(NodeError::Thread)
}

/// An instance that no other process has. Nothing of it is opened without.
struct Held {
    instance: Instance,
    lock: Flock<File>,
}

impl Held {
    fn take(config: &Config) -> Result<Self, NodeError> {
        let instance = open_instance(config)?;
        let lock = lock(&instance)?;
        Ok(Self { instance, lock })
    }
}

/// The instance of a configuration, with its directories made.
fn open_instance(config: &Config) -> Result<Instance, NodeError> {
    let failed = |what, path: &Path| {
        let path = path.to_owned();
        move |source| NodeError::Directory { what, path, source }
    };
    let instance = Instance::open(&config.data_dir).map_err(failed("making the data directory", &config.data_dir))?;
    let directory = instance.runtime_dir();
    let parent = directory.parent().unwrap_or(&directory);
    fs::create_dir_all(parent).map_err(failed("making the runtime directory", parent))?;
    match fs::DirBuilder::new().mode(0o700).create(&directory) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(failed("making the runtime directory", &directory)(error))
        }
        _ => Ok(instance),
    }
}

/// Holds the instance for this process.
pub(crate) fn lock(instance: &Instance) -> Result<Flock<File>, NodeError> {
    let path = instance.runtime_dir().join("lock");
    let failed = |source| NodeError::Directory { what: "opening the lock", path: path.clone(), source };
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
    Flock::lock(file, FlockArg::LockExclusiveNonblock)
        .map_err(|_| NodeError::InUse { instance: instance.id().to_owned(), data_dir: instance.data_dir().to_owned() })
}
