//! The sets of a network's resources, and which tables each makes: what is walked along by adding and taking away.

use std::{
    collections::{BTreeSet, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
};

use itertools::Itertools;
use minato_vpc::{Edge, Network, Tables, compile};
use rand::{Rng, rngs::StdRng, seq::SliceRandom};

use crate::pieces::{Piece, pieces};

/// A set of resources: a bit for each.
type Set = u64;

/// Different tables, and the steps from one to another that are to be taken, each both ways. Sets of resources that make the
/// same tables are one: the kernel is never told of resources, but of tables.
pub(crate) struct Lattice<'n> {
    pieces: Vec<Piece<'n>>,
    edges: &'n BTreeSet<Edge>,
    /// Each with a set that makes them; those of another network than that of the resources have none.
    pub(crate) tables: Vec<(Tables, Option<Set>)>,
    /// Where tables stand, by a hash of some of them.
    places: HashMap<u64, Vec<usize>>,
    sets: HashMap<Set, usize>,
    /// Pairs of places, the lower first.
    pub(crate) steps: BTreeSet<(usize, usize)>,
}

impl<'n> Lattice<'n> {
    /// Of no resource. `edges` are those of the host.
    pub(crate) fn new(network: &'n Network, edges: &'n BTreeSet<Edge>) -> Self {
        let pieces = pieces(network);
        assert!(pieces.len() < Set::BITS as usize, "more resources than a set has bits");
        let (tables, places, sets, steps) = (Vec::new(), HashMap::new(), HashMap::new(), BTreeSet::new());
        let mut lattice = Self { pieces, edges, tables, places, sets, steps };
        lattice.place_of(0);
        lattice
    }

    /// How many resources there are.
    pub(crate) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// The set of all resources.
    pub(crate) fn all(&self) -> Set {
        (1 << self.pieces.len()) - 1
    }

    /// The resources, each by itself.
    pub(crate) fn each(&self) -> Vec<Set> {
        (0..self.pieces.len()).map(|place| 1 << place).collect()
    }

    /// The resources by their kinds.
    pub(crate) fn kinds(&self) -> Vec<Set> {
        let mut kinds: Vec<(&str, Set)> = Vec::new();
        for (piece, one) in self.pieces.iter().zip(self.each()) {
            match kinds.last_mut() {
                Some((kind, set)) if *kind == piece.kind => *set |= one,
                _ => kinds.push((piece.kind, one)),
            }
        }
        kinds.into_iter().map(|(_, set)| set).collect()
    }

    /// The resources of a set, each by itself.
    pub(crate) fn members(&self, set: Set) -> Vec<Set> {
        self.each().into_iter().filter(|one| one & set != 0).collect()
    }

    /// All resources, in parts that are of much the same size.
    pub(crate) fn parts(&self, count: usize, random: &mut StdRng) -> Vec<Set> {
        let mut each = self.each();
        each.shuffle(random);
        (0..count).map(|part| each.iter().skip(part).step_by(count).sum()).collect()
    }

    /// Every step of every order in which `units` are added to what is there before, or taken away from it.
    pub(crate) fn add_orders(&mut self, before: Set, units: &[Set]) {
        let first = self.place_of(before);
        // Places by which of the units are there.
        let mut places = vec![first];
        for which in 1_usize..1 << units.len() {
            let members = units.iter().enumerate().filter(|(unit, _)| which & 1 << unit != 0);
            let set = members.clone().fold(before, |set, (_, unit)| set | unit);
            let place = self.place_of(set);
            for (unit, _) in members {
                self.add_step(places[which & !(1 << unit)], place);
            }
            places.push(place);
        }
    }

    /// One order, of all resources.
    pub(crate) fn add_order(&mut self, random: &mut StdRng) {
        let mut order = self.each();
        order.shuffle(random);
        let sets = order.into_iter().scan(0, |set, one| {
            *set |= one;
            Some(*set)
        });
        let places: Vec<usize> = [0].into_iter().chain(sets).map(|set| self.place_of(set)).collect();
        for (from, to) in places.into_iter().tuple_windows() {
            self.add_step(from, to);
        }
    }

    /// A step between any two of the tables that there are.
    pub(crate) fn add_leap(&mut self, random: &mut StdRng) {
        let mut any = || random.random_range(0..self.tables.len());
        let (from, to) = (any(), any());
        self.add_step(from, to);
    }

    /// Steps among all of some networks: to what each of them makes at once.
    pub(crate) fn add_changes(&mut self, networks: &[Network]) {
        let make = |network: &Network| self.keep(compile(network, self.edges), None);
        let places: Vec<usize> = networks.iter().map(make).collect();
        for [from, to] in places.into_iter().array_combinations() {
            self.add_step(from, to);
        }
    }

    fn add_step(&mut self, from: usize, to: usize) {
        if from != to {
            self.steps.insert((from.min(to), from.max(to)));
        }
    }

    /// Where the tables of a set stand.
    fn place_of(&mut self, set: Set) -> usize {
        if let Some(place) = self.sets.get(&set) {
            return *place;
        }
        let mut network = Network::default();
        for (piece, one) in self.pieces.iter().zip(self.each()) {
            if set & one != 0 {
                piece.add(&mut network);
            }
        }
        let place = self.keep(compile(&network, self.edges), Some(set));
        self.sets.insert(set, place);
        place
    }

    fn keep(&mut self, tables: Tables, set: Option<Set>) -> usize {
        let alike = self.places.entry(hash(&tables)).or_default();
        if let Some(place) = alike.iter().find(|place| self.tables[**place].0 == tables) {
            return *place;
        }
        alike.push(self.tables.len());
        self.tables.push((tables, set));
        self.tables.len() - 1
    }

    /// The resources whose tables stand at a place.
    pub(crate) fn describe(&self, place: usize) -> String {
        let Some(set) = self.tables[place].1 else { return "the network as it is changed".to_owned() };
        let there = self.pieces.iter().zip(self.each()).filter(|(_, one)| set & one != 0);
        format!("[{}]", there.map(|(piece, _)| piece.id.as_str()).join(" "))
    }
}

/// Of what tells most tables apart.
fn hash(tables: &Tables) -> u64 {
    let mut hasher = DefaultHasher::new();
    tables.rules.hash(&mut hasher);
    tables.routes.hash(&mut hasher);
    for lengths in [&tables.endpoints.len(), &tables.acls.len(), &tables.public_addresses.len()] {
        lengths.hash(&mut hasher);
    }
    for edge in tables.edges.keys() {
        edge.hash(&mut hasher);
    }
    hasher.finish()
}
