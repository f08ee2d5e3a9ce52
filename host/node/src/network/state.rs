//! What stands behind the network's lock, and what of it is told without.
//!
//! The lock is held over compilations, writes into the kernel and repairs. Who only looks waits for none of them: whoever
//! gives the lock back leaves beside it what there is to see.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::{Deref, DerefMut},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use minato_datapath::{TableUse, links::InterfaceSpec};
use minato_store::Revision;
use minato_vpc::{Tables, ids::NetworkInterfaceId};

use crate::plane::DataPlane;

/// What is changed under the lock.
pub(super) struct State {
    pub(super) plane: Box<dyn DataPlane>,
    pub(super) applied: Arc<Tables>,
    pub(super) revision: Revision,
    /// What the links of running ENIs were made to be.
    pub(super) configured: BTreeMap<NetworkInterfaceId, InterfaceSpec>,
    /// The ENIs of which a part is known to be missing, until they were connected anew.
    pub(super) missing: BTreeSet<NetworkInterfaceId>,
}

/// The state with its lock.
pub(super) struct Shared {
    state: Mutex<State>,
    seen: Seen,
}

/// What there is to see of it, as the last one who held the lock left it.
struct Seen {
    revision: AtomicU64,
    /// Never held for longer than a copy takes.
    tables: Mutex<Vec<TableUse>>,
}

/// The state, locked.
pub(super) struct Locked<'a> {
    state: MutexGuard<'a, State>,
    seen: &'a Seen,
}

impl Shared {
    pub(super) fn new(plane: Box<dyn DataPlane>) -> Self {
        let seen = Seen { revision: AtomicU64::new(0), tables: Mutex::new(plane.tables()) };
        let (configured, missing) = (BTreeMap::new(), BTreeSet::new());
        let state = State { plane, applied: Arc::default(), revision: 0, configured, missing };
        Self { state: Mutex::new(state), seen }
    }

    pub(super) fn lock(&self) -> Locked<'_> {
        Locked { state: self.state.lock().unwrap_or_else(PoisonError::into_inner), seen: &self.seen }
    }

    /// The revision that was last applied; 0 before any was. Waits for nobody.
    pub(super) fn revision(&self) -> Revision {
        self.seen.revision.load(Ordering::Acquire)
    }

    /// How full the tables are that the data plane writes. Waits for nobody.
    pub(super) fn tables(&self) -> Vec<TableUse> {
        self.seen.tables.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Deref for Locked<'_> {
    type Target = State;

    fn deref(&self) -> &State {
        &self.state
    }
}

impl DerefMut for Locked<'_> {
    fn deref_mut(&mut self) -> &mut State {
        &mut self.state
    }
}

impl Drop for Locked<'_> {
    fn drop(&mut self) {
        // Still locked: what is left here is never older than what somebody else left.
        let tables = self.state.plane.tables();
        *self.seen.tables.lock().unwrap_or_else(PoisonError::into_inner) = tables;
        self.seen.revision.store(self.state.revision, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::mpsc::{Receiver, Sender, channel},
        thread,
        time::Duration,
    };

    use minato_datapath::{Applied, Expired, Observer, Result};
    use minato_store::RedbStore;
    use minato_vpc::Edge;
    use minato_workload::HostName;

    use super::*;
    use crate::{network::HostNetwork, work::Work};

    /// A data plane whose `apply` says that it has begun, and ends when it is told to.
    struct Slow {
        begun: Sender<()>,
        go_on: Receiver<()>,
        entries: u64,
    }

    impl DataPlane for Slow {
        fn attach(&mut self, _: u32, _: &Edge) -> Result<Applied> {
            Ok(Applied { written: 3, deleted: 1 })
        }

        fn detach(&mut self, _: &Edge) -> Result<()> {
            Ok(())
        }

        fn attached(&self) -> BTreeMap<Edge, u32> {
            BTreeMap::new()
        }

        fn apply(&mut self, _: &Tables) -> Result<Applied> {
            self.begun.send(()).unwrap();
            // An error says that the test has failed already.
            let _ = self.go_on.recv();
            self.entries += 1;
            Ok(Applied::default())
        }

        fn repair(&mut self) -> Result<Applied> {
            Ok(Applied::default())
        }

        fn observer(&self) -> Result<Option<Observer>> {
            Ok(None)
        }

        fn tables(&self) -> Vec<TableUse> {
            vec![TableUse { table: "rules", entries: self.entries, limit: 10 }]
        }

        fn expire(&mut self) -> Result<Expired> {
            Ok(Expired::default())
        }
    }

    /// A network with such a data plane: what says that `apply` has begun, and what lets it end.
    fn slow() -> (HostNetwork, Receiver<()>, Sender<()>) {
        let store = Arc::new(RedbStore::in_memory().unwrap());
        let (begun, has_begun) = channel();
        let (go_on, wait) = channel();
        let plane = Box::new(Slow { begun, go_on: wait, entries: 0 });
        let host = HostName("local".to_owned());
        let network = HostNetwork::new(store, host, "00000001".parse().unwrap(), plane, Work::default());
        (network, has_begun, go_on)
    }

    #[test]
    fn what_attaching_writes_is_counted() {
        let (network, _has_begun, go_on) = slow();
        go_on.send(()).unwrap();
        network.attach(1, &Edge::Internet).unwrap();
        assert_eq!((network.work.entries_written.get(), network.work.entries_deleted.get()), (3, 1));
    }

    #[test]
    fn who_looks_waits_for_no_application() {
        let (network, has_begun, go_on) = slow();
        let revision = network.store.revision().unwrap();
        let look =
            || (network.applied_revision(), network.tables().iter().map(|table| table.entries).collect::<Vec<_>>());
        thread::scope(|scope| {
            // It goes with a test that fails, and so does what waits for it.
            let go_on = go_on;
            let application = scope.spawn(|| network.apply());
            has_begun.recv().unwrap();
            let (seen, has_seen) = channel();
            scope.spawn(move || seen.send(look()).unwrap());
            let found = has_seen.recv_timeout(Duration::from_secs(40)).expect("who looks waits for the lock");
            assert_eq!(found, (0, vec![0]));
            go_on.send(()).unwrap();
            application.join().unwrap().unwrap();
        });
        assert_eq!(look(), (revision, vec![1]));
    }
}
