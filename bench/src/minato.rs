//! The real thing: ENIs in a VPC, with the data plane between them.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::Ipv4Addr,
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use anyhow::Context;
use minato_datapath::{
    Config, Datapath,
    links::{self, Instance, Interface, InterfaceSpec},
};
use minato_vpc::{Edge, Network, compile, ids::NetworkInterfaceId, resources::NetworkInterface};

use crate::{
    network::{self, Role, Size},
    paths::{Path, prepare_client},
};

/// How often the agent reads events.
const EVENTS_EVERY: Duration = Duration::from_millis(100);
/// How often the agent ends flows whose time is over.
const EXPIRE_EVERY: Duration = Duration::from_secs(5);
/// A link whose index is taken in the data plane's table is made anew this often.
const ATTEMPTS: usize = 8;

/// An ENI that was just made.
pub(crate) struct Made {
    pub(crate) interface: Interface,
    /// How much of the time the attaching of the program took.
    pub(crate) attaching: Duration,
}

/// A host with a data plane of its own. Everything is removed when it is dropped.
pub(crate) struct Host {
    instance: Instance,
    directory: PathBuf,
    network: Network,
    local: BTreeSet<Edge>,
    datapath: Option<Arc<Mutex<Datapath>>>,
    /// What tells the host's ENIs from those of this process's other hosts, and of other processes.
    entropy: u32,
    is_ending: Arc<AtomicBool>,
    keeper: Option<JoinHandle<()>>,
}

impl Host {
    /// Each host of this process has a number below 16.
    fn new(number: u8, size: Size) -> anyhow::Result<Self> {
        // The kernel's numbers of processes end below 2²².
        let entropy = u32::from(number) << 24 | std::process::id() & 0xff_ffff;
        let mut host = Self {
            instance: format!("b{entropy:07x}").parse()?,
            directory: std::env::temp_dir().join(format!("mt-bench-{entropy:07x}")),
            network: network::network(size),
            entropy,
            local: BTreeSet::new(),
            datapath: None,
            is_ending: Arc::default(),
            keeper: None,
        };
        links::mount_bpffs(&host.directory)?;
        let datapath = Datapath::open(&host.directory, &Config::default()).context("cannot load the data plane")?;
        let mut events = datapath.events()?;
        let datapath = Arc::new(Mutex::new(datapath));
        host.datapath = Some(Arc::clone(&datapath));
        let is_ending = Arc::clone(&host.is_ending);
        host.keeper = Some(thread::Builder::new().name("agent".to_owned()).spawn(move || {
            let mut expired = Instant::now();
            while !is_ending.load(Ordering::Relaxed) {
                // Losses are counted by the data plane, and checked where they matter.
                let _ = events.drain(|_| ());
                if expired.elapsed() >= EXPIRE_EVERY {
                    let _ = lock(&datapath).expire();
                    expired = Instant::now();
                }
                thread::sleep(EVENTS_EVERY);
            }
        })?);
        Ok(host)
    }

    /// The data plane.
    pub(crate) fn datapath(&self) -> anyhow::Result<MutexGuard<'_, Datapath>> {
        self.datapath.as_ref().map(|datapath| lock(datapath)).context("the data plane was not loaded")
    }

    /// Declares an ENI in the VPC; nothing of it exists on the host.
    pub(crate) fn declare(&mut self, role: Role, number: u16) -> NetworkInterfaceId {
        network::add_interface(&mut self.network, role, number, self.entropy)
    }

    /// A declared ENI.
    pub(crate) fn interface(&self, id: &NetworkInterfaceId) -> anyhow::Result<&NetworkInterface> {
        self.network.interfaces.get(id).context("no such ENI")
    }

    /// Makes a declared ENI exist, in the order of the agent: both ends, the program, its entries, and only then up.
    pub(crate) fn make(&mut self, id: &NetworkInterfaceId) -> anyhow::Result<Made> {
        let interface = self.network.interfaces.get(id).context("no such ENI")?;
        let subnet = self.network.subnets.get(&interface.subnet).context("no such subnet")?;
        let spec = InterfaceSpec::new(&self.instance, interface, subnet);
        self.local.insert(id.into());
        let mut attempt = 0;
        let mut attaching = Duration::ZERO;
        let prepared = loop {
            attempt += 1;
            let prepared = links::prepare(&spec)?;
            let start = Instant::now();
            let attached = self.datapath()?.attach(prepared.ifindex(), &id.into());
            attaching += start.elapsed();
            match attached {
                Ok(_) => break prepared,
                Err(minato_datapath::Error::IndexCollision { .. }) if attempt < ATTEMPTS => {
                    links::delete_interface(&self.instance, id)?;
                }
                Err(error) => return Err(error.into()),
            }
        };
        let tables = compile(&self.network, &self.local);
        self.datapath()?.apply(&tables)?;
        Ok(Made { interface: prepared.activate()?, attaching })
    }

    /// Takes a rule out of a group, or puts it back; gives how long it took until packets were decided by that.
    pub(crate) fn change_rule(&mut self, role: Role, is_there: bool) -> anyhow::Result<Duration> {
        let begun = Instant::now();
        network::set_rule(&mut self.network, role, is_there);
        let tables = compile(&self.network, &self.local);
        self.datapath()?.apply(&tables)?;
        Ok(begun.elapsed())
    }

    /// Removes ENIs from the host and the VPC.
    pub(crate) fn remove(&mut self, ids: &[NetworkInterfaceId]) -> anyhow::Result<()> {
        links::delete_interfaces(&self.instance, ids)?;
        for id in ids {
            self.datapath()?.detach(&id.into())?;
            self.local.remove(&Edge::from(id));
            self.network.interfaces.remove(id);
        }
        let tables = compile(&self.network, &self.local);
        self.datapath()?.apply(&tables)?;
        Ok(())
    }
}

fn lock(datapath: &Mutex<Datapath>) -> MutexGuard<'_, Datapath> {
    datapath.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Host {
    fn drop(&mut self) {
        self.is_ending.store(true, Ordering::Relaxed);
        if let Some(keeper) = self.keeper.take() {
            let _ = keeper.join();
        }
        let ids: Vec<_> = self.local.iter().filter_map(Edge::interface).cloned().collect();
        let ends = [
            links::delete_interfaces(&self.instance, &ids).map_err(anyhow::Error::from),
            Datapath::remove(&self.directory).map_err(anyhow::Error::from),
        ];
        self.datapath = None;
        let ends = ends.into_iter().chain([
            links::unmount_bpffs(&self.directory).map_err(anyhow::Error::from),
            links::release_namespace_directory().map_err(anyhow::Error::from),
        ]);
        for error in ends.filter_map(Result::err) {
            eprintln!("minato-bench: not everything could be removed: {error:#}");
        }
    }
}

/// Two ENIs of a VPC, in two subnets.
pub(crate) struct Pair {
    name: &'static str,
    pub(crate) host: Host,
    pub(crate) client: Interface,
    pub(crate) client_id: NetworkInterfaceId,
    pub(crate) server: Interface,
    pub(crate) server_id: NetworkInterfaceId,
    address: Ipv4Addr,
}

impl Pair {
    /// A pair on a host of its own, whose number is below 16 and no other's.
    pub(crate) fn new(name: &'static str, number: u8, size: Size) -> anyhow::Result<Self> {
        let mut host = Host::new(number, size)?;
        let client_id = host.declare(Role::Client, 0);
        let server_id = host.declare(Role::Server, 0);
        let address = host.interface(&server_id)?.address;
        let client = host.make(&client_id)?.interface;
        let server = host.make(&server_id)?.interface;
        prepare_client(&client.namespace)?;
        Ok(Self { name, host, client, client_id, server, server_id, address })
    }

    /// What is counted of the ENIs.
    pub(crate) fn counters(&self) -> anyhow::Result<minato_datapath::Counters> {
        Ok(self.host.datapath()?.counters()?)
    }

    /// What the kernel counted of frames that came out of an ENI.
    pub(crate) fn link_packets(interface: &Interface) -> anyhow::Result<u64> {
        let path = format!("/sys/class/net/{}/statistics/rx_packets", interface.name);
        Ok(std::fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?.trim().parse()?)
    }

    /// The drops by reason, to be compared.
    pub(crate) fn drops(&self) -> anyhow::Result<BTreeMap<minato_vpc::DropReason, u64>> {
        Ok(self.counters()?.drops.into_iter().map(|(reason, traffic)| (reason, traffic.packets)).collect())
    }
}

impl Path for Pair {
    fn name(&self) -> &'static str {
        self.name
    }

    fn client(&self) -> &links::Namespace {
        &self.client.namespace
    }

    fn server(&self) -> &links::Namespace {
        &self.server.namespace
    }

    fn target(&self) -> Ipv4Addr {
        self.address
    }
}
