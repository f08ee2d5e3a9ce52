//! Reading what the kernel holds and counts, beside the [`Datapath`](crate::Datapath) that writes it.
//!
//! An [`Observer`] has handles of its own: it waits for nobody, and nobody for it. It asks the kernel, not what was asked of
//! the kernel: whose a counter is stands in the kernel's own table.

use std::collections::BTreeMap;

use minato_vpc::{DropReason, Edge};

use crate::{
    Counters, FlowRecord, InterfaceCounters, Result, Traffic, encode,
    flows::{self, Stage},
    layout, loader,
    loader::Programs,
    maps::{Map, PerCpu},
};

/// How full a table of the kernel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableUse {
    /// Its name: the map's, or for a part of `flows` that has a limit of its own, what is in it.
    pub table: &'static str,
    /// How many entries it has.
    pub entries: u64,
    /// How many it may have.
    pub limit: u64,
}

/// The tracked connections of an edge, as ENA counts them for an instance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Allowance {
    /// Established flows that count against its quota: those that it opened, and those from outside that reach it.
    pub flows: u64,
    /// Its quota: how many these may be.
    pub limit: u64,
    /// How many more may be established: what the quota leaves, or the host's table, where that is less
    /// (`conntrack_allowance_available`).
    pub available: u64,
    /// Packets dropped because none could be established (`conntrack_allowance_exceeded`).
    pub exceeded: u64,
}

/// What was counted of an attached edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EdgeReading {
    /// Its link; 0 before the first tables with the edge were applied.
    pub ifindex: u32,
    /// Its packets.
    pub counters: InterfaceCounters,
    /// Its tracked connections.
    pub allowance: Allowance,
}

/// Reads what the kernel holds and counts.
#[derive(Debug)]
pub struct Observer {
    interfaces: Map<u32, layout::Interface>,
    usage: Map<u32, u64>,
    exceeded: Map<u32, u64>,
    totals: Map<u32, layout::Totals>,
    counters: PerCpu<layout::InterfaceCounters>,
    drops: PerCpu<layout::Traffic>,
    events_lost: PerCpu<u64>,
    flows: Map<layout::FlowKey, layout::Flow>,
    opening: Map<u32, layout::FlowKey>,
    closed: Map<u32, layout::FlowKey>,
    fragments: Map<layout::FragmentKey, layout::Fragment>,
    rejected: Map<layout::RejectedKey, u64>,
    /// Established flows that one edge may hold, and all of them.
    quota: u64,
    established: u64,
}

impl Observer {
    pub(crate) fn new(programs: &Programs) -> Result<Self> {
        let constants = programs.constants();
        Ok(Self {
            interfaces: Map::new(programs.map("interfaces")?, "interfaces"),
            usage: Map::new(programs.map("usage")?, "usage"),
            exceeded: Map::new(programs.map("exceeded")?, "exceeded"),
            totals: Map::new(programs.map("totals")?, "totals"),
            counters: PerCpu::new(programs.map("counters")?, "counters"),
            drops: PerCpu::new(programs.map("drops")?, "drops"),
            events_lost: PerCpu::new(programs.map("events_lost")?, "events_lost"),
            flows: Map::new(programs.map("flows")?, "flows"),
            opening: Map::new(programs.map("opening")?, "opening"),
            closed: Map::new(programs.map("closed")?, "closed"),
            fragments: Map::new(programs.map("fragments")?, "fragments"),
            rejected: Map::new(programs.map("rejected")?, "rejected"),
            quota: constants.flows_per_interface,
            established: constants.established_flows,
        })
    }

    /// Dropped packets by reason; reasons that never were are absent.
    pub fn drops(&self) -> Result<BTreeMap<DropReason, Traffic>> {
        let mut drops = BTreeMap::new();
        for reason in DropReason::ALL {
            let dropped: Traffic = self.drops.get(reason.number().into())?.iter().copied().map(Traffic::from).sum();
            if dropped.packets > 0 {
                drops.insert(*reason, dropped);
            }
        }
        Ok(drops)
    }

    /// Events that were lost because nobody read them in time.
    pub fn events_lost(&self) -> Result<u64> {
        Ok(self.events_lost.get(0)?.iter().sum())
    }

    /// The attached edges, and what was counted of each since it was attached.
    pub fn edges(&self) -> Result<BTreeMap<Edge, EdgeReading>> {
        let left = self.established.saturating_sub(unsigned(self.totals.get(&0)?.unwrap_or_default().established));
        let mut edges = BTreeMap::new();
        for entry in self.interfaces.read()?.into_values() {
            // Free slots bear no name.
            let Some(edge) = encode::edge_of(&entry) else { continue };
            let counters = InterfaceCounters::of_cpus(&self.counters.get(entry.slot)?);
            let flows = unsigned(self.usage.get(&entry.slot)?.unwrap_or_default().cast_signed());
            let allowance = Allowance {
                flows,
                limit: self.quota,
                available: self.quota.saturating_sub(flows).min(left),
                exceeded: self.exceeded.get(&entry.slot)?.unwrap_or_default(),
            };
            edges.insert(edge, EdgeReading { ifindex: entry.ifindex, counters, allowance });
        }
        Ok(edges)
    }

    /// Every counter.
    pub fn counters(&self) -> Result<Counters> {
        let edges = self.edges()?.into_iter().map(|(edge, reading)| (edge, reading.counters)).collect();
        Ok(Counters { drops: self.drops()?, edges, events_lost: self.events_lost()? })
    }

    /// The tracked flows. While packets open and end some, one may be missed or be there twice.
    pub fn flows(&self) -> Result<Vec<FlowRecord>> {
        let now = loader::now();
        let mut records = Vec::new();
        self.flows.for_each(|key, flow| records.push(flows::record(&key, &flow, now)))?;
        Ok(records)
    }

    /// How full the tables are that packets write. `flows` holds all flows; its three parts have limits of their own.
    pub fn tables(&self) -> Result<Vec<TableUse>> {
        let mut stages = Stages::default();
        self.flows.for_each(|_, flow| stages.count(flows::stage(flow.state)))?;
        self.tables_with(&stages)
    }

    /// The same where [`Self::flows`] were read just now: they are not read again.
    pub fn tables_of(&self, flows: &[FlowRecord]) -> Result<Vec<TableUse>> {
        let mut stages = Stages::default();
        for flow in flows {
            stages.count(flow.stage);
        }
        self.tables_with(&stages)
    }

    fn tables_with(&self, &Stages { opening, established, closed }: &Stages) -> Result<Vec<TableUse>> {
        let table = |table, entries, limit| TableUse { table, entries, limit };
        Ok(vec![
            table("flows", opening + established + closed, self.flows.max_entries().into()),
            table("established", established, self.established),
            table("opening", opening, self.opening.max_entries().into()),
            table("closed", closed, self.closed.max_entries().into()),
            table("fragments", self.fragments.count()?, self.fragments.max_entries().into()),
            table("rejected", self.rejected.count()?, self.rejected.max_entries().into()),
        ])
    }
}

/// How many flows are at each stage.
#[derive(Debug, Default)]
struct Stages {
    opening: u64,
    established: u64,
    closed: u64,
}

impl Stages {
    fn count(&mut self, stage: Stage) {
        match stage {
            Stage::Opening => self.opening += 1,
            Stage::Established => self.established += 1,
            Stage::Closed => self.closed += 1,
        }
    }
}

/// What is counted up and down by several CPUs may be below zero for a moment.
fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}
