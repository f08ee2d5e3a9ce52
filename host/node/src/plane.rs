//! The data plane as the agent uses it: the kernel's, or one that records what it is told.

use std::collections::BTreeMap;

use minato_datapath::{Applied, Datapath, Expired, Observer, Result, TableUse};
use minato_vpc::{Edge, Tables};

/// What decides about packets. [`Datapath`] says what each call means.
pub trait DataPlane: Send + 'static {
    /// Puts the program on an edge's link. Gives what was written into the tables for that.
    fn attach(&mut self, ifindex: u32, edge: &Edge) -> Result<Applied>;

    /// Takes an edge away.
    fn detach(&mut self, edge: &Edge) -> Result<()>;

    /// The attached edges and their links.
    fn attached(&self) -> BTreeMap<Edge, u32>;

    /// Makes the kernel decide by `tables`.
    fn apply(&mut self, tables: &Tables) -> Result<Applied>;

    /// Restores what others changed.
    fn repair(&mut self) -> Result<Applied>;

    /// What reads counters and flows beside it; `None` where no packets are.
    fn observer(&self) -> Result<Option<Observer>>;

    /// How full the tables are that `apply` writes.
    fn tables(&self) -> Vec<TableUse>;

    /// Ends the flows whose time is over.
    fn expire(&mut self) -> Result<Expired>;
}

impl DataPlane for Datapath {
    fn attach(&mut self, ifindex: u32, edge: &Edge) -> Result<Applied> {
        Datapath::attach(self, ifindex, edge)
    }

    fn detach(&mut self, edge: &Edge) -> Result<()> {
        Datapath::detach(self, edge)
    }

    fn attached(&self) -> BTreeMap<Edge, u32> {
        Datapath::attached(self)
    }

    fn apply(&mut self, tables: &Tables) -> Result<Applied> {
        Datapath::apply(self, tables)
    }

    fn repair(&mut self) -> Result<Applied> {
        Datapath::repair(self)
    }

    fn observer(&self) -> Result<Option<Observer>> {
        Datapath::observer(self).map(Some)
    }

    fn tables(&self) -> Vec<TableUse> {
        Datapath::tables(self)
    }

    fn expire(&mut self) -> Result<Expired> {
        Datapath::expire(self)
    }
}
