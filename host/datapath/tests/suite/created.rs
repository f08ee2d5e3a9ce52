//! Rows under every order of creation, without packets: with the kernel's own tables, and links that nothing is sent on.
//!
//! Orders cannot be tried one by one: twelve resources have 479 million. But if it holds for every set of resources that,
//! whichever of them came last, the kernel has exactly the tables of that set, then by induction it holds in every order.
//! There are 4,096 sets of twelve resources, and 24,576 steps between them. Each step is taken by `apply`, in the kernel, in
//! both directions: orders in which resources are taken away, and both mixed, are covered too. A resource may come before what
//! it needs, and stay after it.
//!
//! * Of up to [`EACH`] resources, every order.
//! * Of more, every order of their kinds; every order within each kind, with all of the other kinds there and with none of
//!   them; every order of [`PARTS`] parts into which chance divides all; and [`ORDERS`] orders of all, by chance.
//! * Of each network, [`LEAPS`] changes of any of those tables to any others at once, and every one between the networks that
//!   the row makes of it by its changes.
//!
//! All of it with the ids of the plan and with those ids in reverse: they are what decides between resources in conflict.
//!
//! Tables are not all that decides about a packet. There are flows, and decisions that are kept: both come of packets, of which
//! there are none yet, and decisions end with the epoch, which must move on with every change. There is the slot that an edge
//! was given when it was attached: edges are attached before, as they are for `packets`, in the order of their ids. And there
//! is what the process remembers of the tables: that must be right too, or the next step would not be.

use std::{
    collections::{BTreeSet, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use libbpf_rs::{MapCore, MapFlags, MapHandle};
use minato_datapath::{Applied, Config, Datapath};
use minato_vpc::{Edge, Network, Tables};
use rand::{SeedableRng, rngs::StdRng};

use crate::{
    build::build,
    host::Host,
    lattice::Lattice,
    plan::Numbers,
    row::{Row, Step},
};

/// So many resources are added and taken away one by one.
const EACH: usize = 13;
/// Parts of more of them.
const PARTS: usize = 8;
/// Orders of more of them.
const ORDERS: usize = 20;
/// Changes from any tables to any others.
const LEAPS: usize = 50;

/// Creates every row's network in every order. Of one that was created before, as rows share them, only changes are left.
pub(crate) fn create_all(rows: impl IntoIterator<Item = Row>) {
    let mut created = Vec::new();
    let mut kernel = Kernel::enter();
    for row in rows {
        for numbers in [Numbers::new(0), Numbers::reversed()] {
            let (networks, edges) = networks(&row, &numbers);
            let is_new = !created.contains(&(networks[0].clone(), edges.clone()));
            kernel.attach(&edges);
            Walk::all(row.name, &lattice(&networks, &edges, is_new), &mut kernel);
            created.extend(networks.into_iter().take(1).map(|network| (network, edges.clone())));
        }
    }
}

/// What a row's network is, and what it becomes by each change; and the edges that all of them have.
fn networks(row: &Row, numbers: &Numbers) -> (Vec<Network>, BTreeSet<Edge>) {
    let mut plan = row.plan.clone();
    let mut networks = vec![build(&plan, numbers)];
    for step in &row.steps {
        if let Step::Change(change) = step {
            change(&mut plan);
            networks.push(build(&plan, numbers));
        }
    }
    let interfaces = networks.iter().flat_map(|network| network.interfaces.keys()).map(Edge::from);
    let gateways = networks.iter().flat_map(|network| network.vpn_gateways.keys().cloned()).map(Edge::OnPremises);
    let internet = networks.iter().any(|network| !network.internet_gateways.is_empty()).then_some(Edge::Internet);
    let edges = interfaces.chain(gateways).chain(internet).collect();
    (networks, edges)
}

/// The steps to take: with `is_new`, those by which the first of the networks comes to be; and changes.
fn lattice<'n>(networks: &'n [Network], edges: &'n BTreeSet<Edge>, is_new: bool) -> Lattice<'n> {
    let mut lattice = Lattice::new(&networks[0], edges);
    let mut random = StdRng::seed_from_u64(1);
    let (all, kinds) = (lattice.all(), lattice.kinds());
    lattice.add_orders(0, &[all]);
    if is_new && lattice.len() <= EACH {
        lattice.add_orders(0, &lattice.each());
    } else if is_new {
        lattice.add_orders(0, &kinds);
        for kind in kinds {
            let members = lattice.members(kind);
            for others in [0, all & !kind] {
                lattice.add_orders(others, &members);
            }
        }
        lattice.add_orders(0, &lattice.parts(PARTS, &mut random));
        for _ in 0..ORDERS {
            lattice.add_order(&mut random);
        }
    }
    lattice.add_changes(networks);
    for _ in 0..LEAPS {
        lattice.add_leap(&mut random);
    }
    lattice
}

/// The tables that `apply` writes.
const TABLES: [&str; 8] = ["interfaces", "endpoints", "ranges", "rules", "routes", "acls", "publics", "privates"];
/// More edges than any row has.
const LINKS: usize = 10;
/// More entries than a table has. To read them the kernel goes through as many.
const ROOM: u32 = 256;

/// A host of its own.
struct Kernel {
    datapath: Datapath,
    maps: [MapHandle; TABLES.len()],
    control: MapHandle,
    links: Vec<u32>,
    /// The last: what is mounted goes after what is in it.
    _host: Host,
}

impl Kernel {
    fn enter() -> Self {
        let (host, links) = Host::enter(LINKS);
        let config = Config {
            interfaces: 16,
            endpoints: ROOM,
            routes: ROOM,
            acls: ROOM,
            public_addresses: ROOM,
            ranges: ROOM,
            rules: ROOM,
            ..Config::default()
        };
        let datapath = Datapath::open(host.directory(), &config).expect("the data plane opens");
        let map = |name| MapHandle::from_pinned_path(host.directory().join("maps").join(name)).expect("it is pinned");
        Self { datapath, maps: TABLES.map(map), control: map("control"), links, _host: host }
    }

    /// Attaches these edges instead of those that are.
    fn attach(&mut self, edges: &BTreeSet<Edge>) {
        for edge in self.datapath.attached().into_keys() {
            self.datapath.detach(&edge).expect("an edge is detached");
        }
        assert!(edges.len() <= self.links.len(), "more edges than links");
        for (edge, link) in edges.iter().zip(&self.links) {
            self.datapath.attach(*link, edge).expect("an edge is attached");
        }
    }

    fn apply(&mut self, tables: &Tables) -> Applied {
        self.datapath.apply(tables).expect("tables are applied")
    }

    /// What the tables hold, a hash of each table: of all entries' bytes, in whatever order they come.
    fn read(&self) -> [u64; TABLES.len()] {
        let hash = |entry: (Vec<u8>, Vec<u8>)| {
            let mut hasher = DefaultHasher::new();
            entry.hash(&mut hasher);
            hasher.finish()
        };
        self.maps.each_ref().map(|map| {
            let entries = map.lookup_batch(ROOM, MapFlags::ANY, MapFlags::ANY).expect("it is read");
            entries.map(hash).fold(0, u64::wrapping_add)
        })
    }

    fn epoch(&self) -> Vec<u8> {
        self.control.lookup(&[0; 4], MapFlags::ANY).expect("it is read").expect("an array has its entries")
    }
}

/// Goes along every step of a lattice, there and back.
struct Walk<'a> {
    row: &'a str,
    lattice: &'a Lattice<'a>,
    kernel: &'a mut Kernel,
    here: usize,
    /// What the kernel held at each place when it was first come to.
    seen: Vec<Option<[u64; TABLES.len()]>>,
}

impl<'a> Walk<'a> {
    fn all(row: &'a str, lattice: &'a Lattice<'a>, kernel: &'a mut Kernel) {
        let seen = vec![None; lattice.tables.len()];
        let mut walk = Self { row, lattice, kernel, here: 0, seen };
        walk.go(0);
        let mut left = vec![Vec::new(); lattice.tables.len()];
        for (one, other) in &lattice.steps {
            left[*one].push(*other);
            left[*other].push(*one);
        }
        let mut taken = HashSet::new();
        let mut way = vec![0];
        while let Some(&here) = way.last() {
            match left[here].pop() {
                Some(next) if !taken.insert((here.min(next), here.max(next))) => {}
                Some(next) => {
                    let is_new = walk.seen[next].is_none();
                    walk.go(next);
                    if is_new {
                        way.push(next);
                    } else {
                        walk.go(here);
                    }
                }
                None => {
                    way.pop();
                    if let Some(&before) = way.last() {
                        walk.go(before);
                    }
                }
            }
        }
        assert_eq!(taken.len(), lattice.steps.len(), "{row}: a step is left out");
        assert!(walk.seen.iter().all(Option::is_some), "{row}: tables are left out");
    }

    /// Has the kernel decide by the tables of a place, whatever it decides by now.
    fn go(&mut self, to: usize) {
        let tables = &self.lattice.tables[to].0;
        let (before, epoch) = (self.seen[self.here], self.kernel.epoch());
        self.kernel.apply(tables);
        let read = self.kernel.read();
        let about =
            || format!("{}: from {} to {}", self.row, self.lattice.describe(self.here), self.lattice.describe(to));
        assert_eq!(self.kernel.apply(tables), Applied::default(), "{}: what is remembered of the tables", about());
        match self.seen[to] {
            None => {
                let repaired = self.kernel.datapath.repair().expect("tables are read");
                assert_eq!(repaired, Applied::default(), "{}: left by the way, or missing", about());
                self.seen[to] = Some(read);
            }
            Some(first) => {
                let other = |place: &usize| read[*place] != first[*place];
                let others: Vec<&str> = (0..TABLES.len()).filter(other).map(|place| TABLES[place]).collect();
                assert!(others.is_empty(), "{}: other {} than on another way", about(), others.join(", "));
            }
        }
        let is_changed = before.is_some_and(|before| before != read);
        assert!(!is_changed || self.kernel.epoch() != epoch, "{}: decisions are kept", about());
        self.here = to;
    }
}
