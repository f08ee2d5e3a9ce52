//! The network of this host: documents → tables → kernel, and the ENIs' links.
//!
//! Every application reads the store anew and applies all of it, under one lock: applications never overlap, and the newest
//! state wins whatever woke them. An ENI's link comes up only after its own entries were applied, and its addresses follow
//! its document.

mod outside;
mod state;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
};

use minato_datapath::{
    TableUse, TracedPlane, Tracer,
    links::{self, Drift, DriftMonitor, Found, InterfaceSpec},
};
use minato_document::{Document, Prefix};
use minato_network::load_network;
use minato_store::{Revision, Snapshot, Store, StoreError};
use minato_vpc::{
    Edge, Network, Resource, Tables,
    ids::NetworkInterfaceId,
    reach::Model,
    resources::{DhcpOptions, NetworkInterface, Subnet, Vpc},
};
use minato_workload::HostName;

use self::{
    local::local_interfaces,
    state::{Locked, Shared, State},
};
use crate::{
    plane::DataPlane,
    work::{self, Work},
};

mod devices;
mod local;

/// Why an ENI is not on the host, or the tables are not applied.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NetworkError {
    /// The ENI, or its subnet or VPC, has no document.
    #[error("the network interface {0} does not exist, or its subnet or VPC does not")]
    NoInterface(NetworkInterfaceId),
    /// The store.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// The data plane.
    #[error("the data plane failed")]
    Plane(#[from] minato_datapath::Error),
    /// Links and namespaces.
    #[error("the link of {interface} failed")]
    Link {
        /// The ENI.
        interface: NetworkInterfaceId,
        /// The cause.
        #[source]
        source: links::LinkError,
    },
    /// The links to VPN gateways.
    #[error("a way to a VPN gateway failed")]
    Premises(#[source] links::LinkError),
    /// The links of the public side.
    #[error("the public side of the host failed")]
    Public(#[source] links::LinkError),
    /// Links and namespaces that are to be removed.
    #[error("links could not be removed")]
    Removal(#[source] links::TeardownError),
    /// Links and namespaces cannot be listed.
    #[error("links could not be listed")]
    List(#[source] links::LinkError),
}

/// What a sandbox needs to know of its ENI.
#[derive(Debug, Clone)]
pub(crate) struct Connection {
    /// The namespace, for who enters it by path.
    pub(crate) namespace: PathBuf,
    /// The ENI.
    pub(crate) interface: NetworkInterface,
    /// Its VPC's DHCP options, if it has any.
    pub(crate) dhcp_options: Option<DhcpOptions>,
}

/// Applies the network of one host.
pub(crate) struct HostNetwork {
    store: Arc<dyn Store>,
    host: HostName,
    owner: links::Instance,
    /// What was done here, in counts.
    pub(crate) work: Work,
    state: Shared,
}

impl HostNetwork {
    pub(crate) fn new(
        store: Arc<dyn Store>,
        host: HostName,
        owner: links::Instance,
        plane: Box<dyn DataPlane>,
        work: Work,
    ) -> Self {
        Self { store, host, owner, work, state: Shared::new(plane) }
    }

    fn lock(&self) -> Locked<'_> {
        self.state.lock()
    }

    /// Compiles the documents as they are now and applies them.
    pub(crate) fn apply(&self) -> Result<(), NetworkError> {
        let mut state = self.lock();
        let network = self.apply_locked(&mut state)?;
        self.configure_links(&mut state, &network)
    }

    fn apply_locked(&self, state: &mut State) -> Result<Network, NetworkError> {
        let (network, tables, revision) = work::timed(&self.work.compile, || {
            let snapshot = Snapshot::new(self.store.as_ref())?;
            let network = load_network(&snapshot)?;
            let mut local: BTreeSet<_> =
                local_interfaces(&snapshot, &self.host)?.into_iter().map(Edge::Interface).collect();
            local.extend(state.plane.attached().into_keys().filter(|edge| edge.interface().is_none()));
            let tables = minato_vpc::compile(&network, &local);
            Ok::<_, StoreError>((network, tables, snapshot.revision()))
        })?;
        if state.revision != 0 && tables == *state.applied {
            state.revision = revision;
            return Ok(network);
        }
        let applied = work::timed(&self.work.apply, || state.plane.apply(&tables));
        let applied = applied.inspect_err(|_| {
            self.work.apply_failures.inc();
        })?;
        self.work.count_entries(applied);
        tracing::debug!(revision, ?applied, "applied the network");
        state.applied = Arc::new(tables);
        state.revision = revision;
        Ok(network)
    }

    /// Gives links that are up the addresses that their ENIs have now. All are tried; the first failure is told, and what
    /// failed is tried again at the next change or repair.
    fn configure_links(&self, state: &mut State, network: &Network) -> Result<(), NetworkError> {
        let mut outcome = Ok(());
        for edge in state.plane.attached().into_keys() {
            let Some(interface) = edge.interface().and_then(|id| network.interfaces.get(id)) else { continue };
            let id = interface.id.clone();
            let Some(subnet) = network.subnets.get(&interface.subnet) else { continue };
            let spec = InterfaceSpec::new(&self.owner, interface, subnet);
            if state.configured.get(&id) == Some(&spec) {
                continue;
            }
            match links::configure_interface(&spec) {
                Ok(Found::Changed | Found::Whole) => drop(state.configured.insert(id, spec)),
                // It is not up yet, or no more: whoever brings it up sets its addresses.
                Ok(Found::Nothing) => drop(state.configured.remove(&id)),
                Err(source) => outcome = outcome.and(Err(NetworkError::Link { interface: id, source })),
            }
        }
        outcome
    }

    /// Puts back what others changed in the kernel's tables and attachments.
    pub(crate) fn repair(&self) -> Result<(), NetworkError> {
        let mut state = self.lock();
        let network = self.apply_locked(&mut state)?;
        let repaired = state.plane.repair()?;
        if repaired.written + repaired.deleted > 0 {
            self.work.repaired_entries.inc_by(work::count(repaired.written + repaired.deleted));
            tracing::warn!(?repaired, "the kernel's tables had been changed by others");
        }
        self.configure_links(&mut state, &network)
    }

    /// Puts back what others changed inside the namespaces of running ENIs: of those of `only`, or of all. Gives whether there
    /// was anything; what could not be put back is for `apply`, which tells why, or for `connect`, where it is missing.
    ///
    /// The lock is held for one at a time, so that no change of a rule waits for all of them; and who is told to end before the
    /// next one does.
    pub(crate) fn restore(&self, only: Option<&BTreeSet<NetworkInterfaceId>>, is_ending: impl Fn() -> bool) -> bool {
        let mut ids: Vec<_> = self.lock().configured.keys().cloned().collect();
        ids.retain(|id| only.is_none_or(|only| only.contains(id)));
        let mut is_changed = false;
        for id in ids {
            if is_ending() {
                break;
            }
            let mut state = self.lock();
            let Some(spec) = state.configured.get(&id) else { continue };
            match links::configure_interface(spec) {
                Ok(Found::Whole) => continue,
                Ok(Found::Changed) => {
                    self.work.repaired_namespaces.inc();
                    tracing::warn!(interface = %id, "its namespace had been changed by others");
                }
                Ok(Found::Nothing) => {
                    state.configured.remove(&id);
                    state.missing.insert(id);
                }
                Err(_) => drop(state.configured.remove(&id)),
            }
            is_changed = true;
        }
        is_changed
    }

    /// Makes an ENI exist on this host, filtered from its first packet. Repeating it completes or repairs it.
    ///
    /// `process` is one that runs in the ENI's namespace, if there is one: the namespace is found by it when its name is gone.
    pub(crate) fn connect(&self, id: &NetworkInterfaceId, process: Option<u32>) -> Result<Connection, NetworkError> {
        let (interface, subnet, dhcp_options) = self.read_interface(id)?;
        let link_error = |source| NetworkError::Link { interface: id.clone(), source };
        let spec = InterfaceSpec::new(&self.owner, &interface, &subnet);
        if let Some(process) = process {
            links::restore_namespace(&spec, process).map_err(link_error)?;
        }
        let prepared = links::prepare(&spec).map_err(link_error)?;
        let edge = Edge::from(id);
        self.attach(prepared.ifindex(), &edge)?;
        if !self.lock().applied.edges.contains_key(&edge) {
            return Err(NetworkError::NoInterface(id.clone()));
        }
        let namespace = prepared.namespace().path();
        prepared.activate().map_err(link_error)?;
        self.note_addresses(&interface, &subnet, &spec)?;
        Ok(Connection { namespace, interface, dhcp_options })
    }

    /// Notes what a link that came up was made to be. If its ENI's addresses changed meanwhile, those set are the old ones.
    fn note_addresses(
        &self,
        interface: &NetworkInterface,
        subnet: &Subnet,
        made: &InterfaceSpec,
    ) -> Result<(), NetworkError> {
        let mut state = self.lock();
        let now = Snapshot::new(self.store.as_ref())?.get(&interface.key())?;
        let wanted = now.map_or_else(|| made.clone(), |now| InterfaceSpec::new(&self.owner, &now, subnet));
        if wanted != *made {
            let id = interface.id.clone();
            links::configure_interface(&wanted).map_err(|source| NetworkError::Link { interface: id, source })?;
        }
        state.configured.insert(interface.id.clone(), wanted);
        state.missing.remove(&interface.id);
        Ok(())
    }

    /// Puts the program on an edge's link, with the edge's entries in place.
    fn attach(&self, ifindex: u32, edge: &Edge) -> Result<(), NetworkError> {
        let mut state = self.lock();
        if state.plane.attached().get(edge).is_some_and(|attached| *attached != ifindex) {
            // The link was made anew: what was attached went with the old one.
            state.plane.detach(edge)?;
            state.revision = 0;
        }
        let written = state.plane.attach(ifindex, edge)?;
        self.work.count_entries(written);
        if state.revision == 0 || !state.applied.edges.contains_key(edge) {
            self.apply_locked(&mut state)?;
        }
        Ok(())
    }

    /// Removes ENIs from this host. What is not there is no error.
    pub(crate) fn disconnect(&self, ids: &[NetworkInterfaceId]) -> Result<(), NetworkError> {
        links::delete_interfaces(&self.owner, ids).map_err(NetworkError::Removal)?;
        let mut state = self.lock();
        for id in ids {
            state.configured.remove(id);
            state.missing.remove(id);
            state.plane.detach(&Edge::from(id))?;
        }
        Ok(())
    }

    /// Removes what is on this host of ENIs that no sandbox here has, and gives their ids.
    pub(crate) fn remove_orphans(&self) -> Result<Vec<NetworkInterfaceId>, NetworkError> {
        // First what is there, then who needs it: what is made after its document cannot be taken for an orphan.
        let there = self.present()?;
        let needed = local_interfaces(&Snapshot::new(self.store.as_ref())?, &self.host)?;
        let mut orphans: Vec<_> = there.difference(&needed).cloned().collect();
        if !orphans.is_empty() {
            // What its own worker has removed meanwhile was none.
            let there = self.present()?;
            orphans.retain(|id| there.contains(id));
            self.disconnect(&orphans)?;
        }
        Ok(orphans)
    }

    /// The ENIs of which anything is on this host.
    fn present(&self) -> Result<BTreeSet<NetworkInterfaceId>, NetworkError> {
        let attached = self.lock().plane.attached().into_keys();
        let mut there: BTreeSet<_> = attached.filter_map(|edge| edge.interface().cloned()).collect();
        let found = links::list_interfaces(&self.owner).map_err(NetworkError::List)?;
        there.extend(found.into_iter().map(|found| found.id));
        there.extend(links::list_namespaces(&self.owner).map_err(NetworkError::List)?);
        Ok(there)
    }

    /// Hears what others change of the instance's links and routes, and inside its namespaces.
    pub(crate) fn monitor(&self) -> Result<DriftMonitor, links::LinkError> {
        DriftMonitor::listen(&self.owner)
    }

    /// Notes the ENIs whose host's end is gone or down, of what was told. What the agent itself takes away is attached until a
    /// moment later, and forgotten with that.
    pub(crate) fn note_missing(&self, told: &BTreeSet<Drift>) {
        for drift in told {
            let Drift::Interface(id) = drift else { continue };
            let mut state = self.lock();
            let Some(ifindex) = state.plane.attached().get(&Edge::from(id)).copied() else { continue };
            if !links::is_up(&self.owner, id, ifindex).unwrap_or(false) {
                state.missing.insert(id.clone());
            }
        }
    }

    /// Notes the ENIs whose host's end is gone or down, of all. One that is being made is noted until it is.
    pub(crate) fn look_for_missing(&self) -> Result<(), NetworkError> {
        let mut state = self.lock();
        let found = links::list_interfaces(&self.owner).map_err(NetworkError::List)?;
        let up: BTreeMap<_, _> = found.into_iter().filter(|found| found.is_up).map(|f| (f.id, f.ifindex)).collect();
        let attached = state.plane.attached();
        let interfaces = attached.iter().filter_map(|(edge, ifindex)| Some((edge.interface()?, ifindex)));
        state.missing.extend(interfaces.filter(|(id, ifindex)| up.get(id) != Some(ifindex)).map(|(id, _)| id.clone()));
        Ok(())
    }

    /// The ENIs of which a part is known to be missing.
    pub(crate) fn missing(&self) -> BTreeSet<NetworkInterfaceId> {
        self.lock().missing.clone()
    }

    /// Of `expected`, those that are not whole: no link, a link that is down, no namespace, or something missing in it.
    pub(crate) fn damaged(
        &self,
        expected: &BTreeSet<NetworkInterfaceId>,
    ) -> Result<Vec<NetworkInterfaceId>, NetworkError> {
        let interfaces = links::list_interfaces(&self.owner).map_err(NetworkError::List)?;
        let namespaces: BTreeSet<_> =
            links::list_namespaces(&self.owner).map_err(NetworkError::List)?.into_iter().collect();
        let (attached, missing, primaries) = {
            let state = self.lock();
            let further = state.configured.values().filter_map(|spec| Some((&spec.id, spec.further.as_ref()?)));
            let primaries: BTreeMap<_, _> = further.map(|(id, device)| (id.clone(), device.primary.clone())).collect();
            (state.plane.attached(), state.missing.clone(), primaries)
        };
        let whole: BTreeSet<_> = interfaces
            .into_iter()
            .filter(|found| found.is_up && attached.get(&Edge::from(&found.id)) == Some(&found.ifindex))
            .map(|found| found.id)
            .filter(|id| namespaces.contains(primaries.get(id).unwrap_or(id)) && !missing.contains(id))
            .collect();
        Ok(expected.difference(&whole).cloned().collect())
    }

    /// The tables that were last applied.
    pub(crate) fn applied(&self) -> Arc<Tables> {
        Arc::clone(&self.lock().applied)
    }

    /// The revision that was last applied; 0 before any was. Waits for no application.
    pub(crate) fn applied_revision(&self) -> Revision {
        self.state.revision()
    }

    /// How full the tables are that an application writes. Waits for none.
    pub(crate) fn tables(&self) -> Vec<TableUse> {
        self.state.tables()
    }

    /// Runs traced packets, with the documents as they are now applied and nothing changed meanwhile.
    pub(crate) fn trace<T, E: From<NetworkError>>(
        &self,
        tracer: &mut Tracer,
        work: impl FnOnce(&mut TracedPlane<'_>, Model<'_>, &Network) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut state = self.lock();
        let network = self.apply_locked(&mut state)?;
        let tables = Arc::clone(&state.applied);
        let mut attached = state.plane.attached();
        attached.retain(|edge, _| tables.edges.contains_key(edge));
        let model = Model::new(&network, attached.keys().cloned().collect());
        let mut plane = TracedPlane { tracer, network: &network, tables: &tables, attached: &attached };
        work(&mut plane, model, &network)
    }

    /// Uses the data plane.
    pub(crate) fn with_plane<T>(&self, work: impl FnOnce(&mut dyn DataPlane) -> T) -> T {
        work(self.lock().plane.as_mut())
    }

    fn read_interface(
        &self,
        id: &NetworkInterfaceId,
    ) -> Result<(NetworkInterface, Subnet, Option<DhcpOptions>), NetworkError> {
        let snapshot = Snapshot::new(self.store.as_ref())?;
        let missing = || NetworkError::NoInterface(id.clone());
        // The sandbox names only the id; the scope stands in the document.
        let interfaces = snapshot.list(&Prefix::<NetworkInterface>::all())?;
        let interface = interfaces.into_iter().find(|interface| interface.id == *id).ok_or_else(missing)?;
        let scope = &interface.scope;
        let subnet = snapshot.get(&Subnet::key_of(scope, &interface.subnet))?.ok_or_else(missing)?;
        let vpc = snapshot.get(&Vpc::key_of(scope, &interface.vpc))?.ok_or_else(missing)?;
        let dhcp_options = match &vpc.dhcp_options {
            Some(id) => snapshot.get(&DhcpOptions::key_of(scope, id))?,
            None => None,
        };
        Ok((interface, subnet, dhcp_options))
    }
}
