//! Packets that are traced: sent through the program, and seen by nobody.
//!
//! The traced program is a second copy of the one that is attached to the links: the same source, compiled to tell what it
//! does. It decides by the very tables in the kernel by which that one decides, and only reads them. All that a packet
//! changes is its own: flows, counters, quotas, events. So a trace opens no flow that others see, counts nothing, tells
//! nobody, and whatever ends it leaves nothing behind. Nothing is attached: the kernel runs the program on a frame, and what
//! comes out is looked at and dropped.

mod read;

use std::{collections::BTreeMap, ffi::OsStr, path::Path};

use libbpf_rs::{MapCore, MapHandle, MapType, Object, ObjectBuilder, OpenObject};
use minato_vpc::{
    DropReason, Edge, Evaluation, Network, Tables, Verdict,
    reach::Plane,
    tracepoint::{TracePoint, account},
};

use crate::{
    Config, Error, Result, encode, layout,
    loader::{self, Sizes, TestRun},
    maps::Map,
    pins,
};

static OBJECT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/trace.bpf.o"));

/// The maps that say what is decided. The others hold what packets change.
const TABLES: [&str; 10] =
    ["control", "slots", "interfaces", "endpoints", "ranges", "rules", "routes", "acls", "publics", "privates"];

/// Room for the flows of one trace.
const OWN_FLOWS: u32 = 1024;

/// The frame grows by nothing, and the kernel wants to know that there is room.
const ROOM: usize = 64;

/// What the program returns for a packet that goes on: `TC_ACT_REDIRECT`.
const REDIRECTED: u32 = 7;

/// The traced program. The flows that its packets open are known to it alone.
#[derive(Debug)]
pub struct Tracer {
    object: Object,
    trace: Map<u32, layout::Trace>,
    interfaces: Map<u32, layout::Interface>,
}

impl Tracer {
    /// Loads it beside the data plane that is pinned below `directory`.
    pub fn open(directory: &Path, config: &Config) -> Result<Self> {
        loader::log_warnings();
        let mut open = ObjectBuilder::default().open_memory(OBJECT).map_err(Error::Load)?;
        let sizes = prepare_maps(&mut open, directory)?;
        loader::set_constants(&mut open, &loader::config_of(config, &sizes))?;
        for mut program in open.progs_mut().filter(|program| program.name() != OsStr::new("eni")) {
            program.set_autoload(false);
        }
        let object = loader::load_object(open)?;
        let map = |name: &'static str| {
            let map = object.maps().find(|map| map.name() == OsStr::new(name));
            let map = map.ok_or_else(|| Error::Layout { map: name.to_owned() })?;
            MapHandle::try_from(&map).map_err(|source| Error::Map { map: name, action: "open", source })
        };
        let trace = Map::new(map("trace")?, "trace");
        let interfaces = Map::new(map("interfaces")?, "interfaces");
        Ok(Self { object, trace, interfaces })
    }

    /// Sends a frame as if it had entered at the link `ifindex`, which must exist in the caller's namespace. Gives what the
    /// program tells, and the frame as it leaves it.
    pub fn pass(&mut self, ifindex: u32, frame: &[u8]) -> Result<(Vec<TracePoint>, Vec<u8>)> {
        self.trace.put(&0, &layout::Trace::default())?;
        let mut output = vec![0; frame.len() + ROOM];
        let run = loader::run_packet(&loader::program_of(&self.object, "eni"), ifindex, 1, frame, &mut output)?;
        output.truncate(run.length);
        let told = self.trace.get(&0)?.unwrap_or_default();
        let Some(steps) = told.step.get(..told.count as usize) else {
            return Err(Error::Trace { what: format!("more than {} steps", layout::STEPS) });
        };
        let points = steps.iter().map(|step| self.read(step)).collect::<Result<Vec<_>>>()?;
        check(&points, &run)?;
        Ok((points, output))
    }

    /// The edge that has a slot, by what the kernel's own table says.
    fn edge_of(&self, slot: u32) -> Result<Option<Edge>> {
        if slot == layout::SLOT_NONE {
            return Ok(None);
        }
        Ok(encode::edge_of(&self.interfaces.get(&slot)?.unwrap_or_default()))
    }
}

/// Whether what is told last is what the program did.
fn check(points: &[TracePoint], run: &TestRun) -> Result<()> {
    let reason = u8::try_from(run.reason).ok().and_then(DropReason::from_number);
    let is_so = match points.last() {
        Some(TracePoint::Delivered(_) | TracePoint::Answered) => run.returned == REDIRECTED && reason.is_none(),
        Some(TracePoint::Dropped(told)) => run.returned != REDIRECTED && reason == Some(*told),
        _ => false,
    };
    if is_so { Ok(()) } else { Err(Error::Trace { what: format!("{points:?}, and did {run:?}") }) }
}

/// Gives the maps of decisions the pinned ones, and the others their sizes.
fn prepare_maps(open: &mut OpenObject, directory: &Path) -> Result<Sizes> {
    let mut sizes = BTreeMap::new();
    for mut map in open.maps_mut() {
        let Some(name) = map.name().to_str().and_then(|name| TABLES.into_iter().find(|table| *table == name)) else {
            continue;
        };
        let Some(path) = pins::pin_path(directory, OsStr::new(name)) else { continue };
        let pinned = MapHandle::from_pinned_path(&path).map_err(|error| pins::pin_error(&path, &error))?;
        loader::reuse(&mut map, &pinned)?;
        sizes.insert(name, pinned.max_entries());
    }
    let size_of = |table: &str| sizes.get(table).copied().ok_or_else(|| Error::Layout { map: table.to_owned() });
    let own = Sizes { slots: size_of("slots")?, opening: OWN_FLOWS, closed: OWN_FLOWS, flows: 3 * OWN_FLOWS };
    let interfaces = size_of("interfaces")?;
    for mut map in open.maps_mut() {
        let is_table = map.name().to_str().is_some_and(|name| TABLES.contains(&name));
        let size = match (map.name().to_str(), map.map_type()) {
            (Some("usage" | "exceeded" | "counters"), _) => interfaces,
            (Some("flows"), _) => own.flows,
            (Some("opening"), _) => own.opening,
            (Some("closed"), _) => own.closed,
            (_, MapType::Hash | MapType::LruHash) if !is_table => OWN_FLOWS,
            _ => continue,
        };
        map.set_max_entries(size).map_err(Error::Load)?;
    }
    Ok(own)
}

/// A host's data plane, one traced packet after the other.
#[derive(Debug)]
pub struct TracedPlane<'a> {
    /// The program.
    pub tracer: &'a mut Tracer,
    /// What the tables were compiled from.
    pub network: &'a Network,
    /// What the kernel was told to decide by.
    pub tables: &'a Tables,
    /// The edges that are attached, and their links.
    pub attached: &'a BTreeMap<Edge, u32>,
}

impl Plane for TracedPlane<'_> {
    type Error = Error;

    fn pass(&mut self, from: &Edge, frame: &[u8]) -> Result<Evaluation> {
        let ifindex = self.attached.get(from).ok_or_else(|| Error::NotAttached(from.clone()))?;
        let (points, frame) = self.tracer.pass(*ifindex, frame)?;
        let verdict = match points.last() {
            Some(TracePoint::Delivered(to)) => Verdict::Deliver { to: to.clone(), frame },
            Some(TracePoint::Answered) => Verdict::Answer { frame },
            Some(TracePoint::Dropped(reason)) => Verdict::Drop(*reason),
            _ => return Err(Error::Trace { what: format!("no end: {points:?}") }),
        };
        let trace = account(self.network, self.tables, from, &points);
        Ok(Evaluation { verdict, receiver: None, trace })
    }
}
