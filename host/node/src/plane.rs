//! The data plane as the agent uses it: the kernel's, or one that records what it is told.

use std::collections::BTreeMap;

use minato_datapath::{Applied, Counters, Datapath, Expired, FlowRecord, Result};
use minato_vpc::{Tables, ids::NetworkInterfaceId};

/// What decides about packets. [`Datapath`] says what each call means.
pub trait DataPlane: Send + 'static {
    /// Puts the program on an ENI's link.
    fn attach(&mut self, ifindex: u32, interface: &NetworkInterfaceId) -> Result<()>;

    /// Takes an ENI away.
    fn detach(&mut self, interface: &NetworkInterfaceId) -> Result<()>;

    /// The attached ENIs and their links.
    fn attached(&self) -> BTreeMap<NetworkInterfaceId, u32>;

    /// Makes the kernel decide by `tables`.
    fn apply(&mut self, tables: &Tables) -> Result<Applied>;

    /// Restores what others changed.
    fn repair(&mut self) -> Result<Applied>;

    /// Reads every counter.
    fn counters(&self) -> Result<Counters>;

    /// Reads the tracked flows.
    fn flows(&self) -> Result<Vec<FlowRecord>>;

    /// Ends the flows whose time is over.
    fn expire(&mut self) -> Result<Expired>;
}

impl DataPlane for Datapath {
    fn attach(&mut self, ifindex: u32, interface: &NetworkInterfaceId) -> Result<()> {
        Datapath::attach(self, ifindex, interface)
    }

    fn detach(&mut self, interface: &NetworkInterfaceId) -> Result<()> {
        Datapath::detach(self, interface)
    }

    fn attached(&self) -> BTreeMap<NetworkInterfaceId, u32> {
        Datapath::attached(self)
    }

    fn apply(&mut self, tables: &Tables) -> Result<Applied> {
        Datapath::apply(self, tables)
    }

    fn repair(&mut self) -> Result<Applied> {
        Datapath::repair(self)
    }

    fn counters(&self) -> Result<Counters> {
        Datapath::counters(self)
    }

    fn flows(&self) -> Result<Vec<FlowRecord>> {
        Datapath::flows(self)
    }

    fn expire(&mut self) -> Result<Expired> {
        Datapath::expire(self)
    }
}
