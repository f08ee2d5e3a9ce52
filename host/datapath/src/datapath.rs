//! The data plane of a host: programs, maps and attachments.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    time::Duration,
};

use minato_vpc::{Edge, Tables};

use crate::{
    Config, Counters, Error, Events, FlowRecord, Observer, Result, TableUse, Timeouts,
    encode::{self, Attachment, Entries},
    layout,
    loader::{Programs, TestRun},
    maps::{Map, PerCpu, Plain, difference},
    pins,
};

/// What `apply` changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Applied {
    /// Entries that were written.
    pub written: usize,
    /// Entries that were deleted.
    pub deleted: usize,
}

/// What `expire` did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Expired {
    /// Flows that ended.
    pub flows: usize,
    /// Whether there is more to do: the buffer of events was full. Read the events and call again.
    pub more: bool,
}

/// The data plane of a host. Dropping it leaves everything in the kernel as it is: packets flow on.
///
/// The way of an ENI: `attach` (or `apply` with it, in either order), then bring its link up; link down, `detach`.
#[derive(Debug)]
pub struct Datapath {
    programs: Programs,
    maps: Maps,
    observer: Observer,
    attached: BTreeMap<Edge, Attachment>,
    /// What was last asked for; `None` until the first `apply`.
    tables: Option<Tables>,
    /// What the maps hold.
    applied: Entries,
    epoch: u32,
    /// How long flows may be idle where an ENI asks for nothing else.
    timeouts: Timeouts,
}

#[derive(Debug)]
struct Maps {
    control: Map<u32, layout::Control>,
    slots: Map<u32, u32>,
    interfaces: Map<u32, layout::Interface>,
    usage: Map<u32, u64>,
    exceeded: Map<u32, u64>,
    counters: PerCpu<layout::InterfaceCounters>,
    endpoints: Map<layout::EndpointKey, layout::Endpoint>,
    ranges: Map<layout::RangeKey, u64>,
    rules: Map<layout::RuleKey, u8>,
    routes: Map<layout::RouteKey, layout::Route>,
    acls: Map<u64, layout::Acl>,
    publics: Map<layout::EndpointKey, layout::Address>,
    privates: Map<layout::EndpointKey, layout::Private>,
}

impl Maps {
    fn open(programs: &Programs) -> Result<Self> {
        Ok(Self {
            control: Map::new(programs.map("control")?, "control"),
            slots: Map::new(programs.map("slots")?, "slots"),
            interfaces: Map::new(programs.map("interfaces")?, "interfaces"),
            usage: Map::new(programs.map("usage")?, "usage"),
            exceeded: Map::new(programs.map("exceeded")?, "exceeded"),
            counters: PerCpu::new(programs.map("counters")?, "counters"),
            endpoints: Map::new(programs.map("endpoints")?, "endpoints"),
            ranges: Map::new(programs.map("ranges")?, "ranges"),
            rules: Map::new(programs.map("rules")?, "rules"),
            routes: Map::new(programs.map("routes")?, "routes"),
            acls: Map::new(programs.map("acls")?, "acls"),
            publics: Map::new(programs.map("publics")?, "publics"),
            privates: Map::new(programs.map("privates")?, "privates"),
        })
    }

    /// What the maps of the tables hold. Free slots are left out.
    fn read(&self) -> Result<Entries> {
        let mut interfaces = self.interfaces.read()?;
        interfaces.retain(|_, entry| *entry != layout::Interface::default());
        Ok(Entries {
            interfaces,
            endpoints: self.endpoints.read()?,
            ranges: self.ranges.read()?,
            rules: self.rules.read()?,
            routes: self.routes.read()?,
            acls: self.acls.read()?,
            publics: self.publics.read()?,
            privates: self.privates.read()?,
        })
    }

    /// Leads from one content to another without a packet in between that sees half of a policy: what is new is put
    /// beside the old, entries are switched to it, and only then the old goes.
    fn write(&self, from: &Entries, to: &Entries, mut switched: impl FnMut() -> Result<()>) -> Result<Applied> {
        let (mut interfaces, old_interfaces) = difference(&from.interfaces, &to.interfaces);
        interfaces.extend(old_interfaces.iter().map(|slot| (*slot, layout::Interface::default())));
        let rules = Change::of(&self.rules, &from.rules, &to.rules);
        let ranges = Change::of(&self.ranges, &from.ranges, &to.ranges);
        let acls = Change::of(&self.acls, &from.acls, &to.acls);
        let routes = Change::of(&self.routes, &from.routes, &to.routes);
        let publics = Change::of(&self.publics, &from.publics, &to.publics);
        let privates = Change::of(&self.privates, &from.privates, &to.privates);
        let endpoints = Change::of(&self.endpoints, &from.endpoints, &to.endpoints);
        let named: [&dyn Step; 4] = [&rules, &ranges, &acls, &routes];
        let naming: [&dyn Step; 3] = [&publics, &privates, &endpoints];

        for change in named.into_iter().chain(naming) {
            change.put()?;
        }
        self.interfaces.put_all(&interfaces)?;
        for change in naming {
            change.delete()?;
        }
        let counts = named.into_iter().chain(naming).map(Step::counts);
        let (written, deleted) = counts.fold((interfaces.len(), 0), |(w, d), (put, gone)| (w + put, d + gone));
        if written + deleted > 0 {
            switched()?;
        }
        for change in named {
            change.delete()?;
        }
        Ok(Applied { written, deleted })
    }
}

/// What changes in a map.
struct Change<'a, K, V> {
    map: &'a Map<K, V>,
    written: Vec<(K, V)>,
    deleted: Vec<K>,
}

impl<'a, K: Plain + Ord, V: Plain + PartialEq> Change<'a, K, V> {
    fn of(map: &'a Map<K, V>, from: &BTreeMap<K, V>, to: &BTreeMap<K, V>) -> Self {
        let (written, deleted) = difference(from, to);
        Self { map, written, deleted }
    }
}

/// The two halves of a change, whatever the map holds.
trait Step {
    fn put(&self) -> Result<()>;
    fn delete(&self) -> Result<()>;
    /// How many entries are written, and how many deleted.
    fn counts(&self) -> (usize, usize);
}

impl<K: Plain + Ord, V: Plain + PartialEq> Step for Change<'_, K, V> {
    fn put(&self) -> Result<()> {
        self.map.put_all(&self.written)
    }

    fn delete(&self) -> Result<()> {
        self.map.delete_all(&self.deleted)
    }

    fn counts(&self) -> (usize, usize) {
        (self.written.len(), self.deleted.len())
    }
}

impl Datapath {
    /// Loads the programs and makes the maps below `directory`, which is on a bpffs; or takes over what another
    /// `Datapath` pinned there, without a packet lost: attached programs are replaced by this version's atomically.
    pub fn open(directory: &Path, config: &Config) -> Result<Self> {
        let programs = Programs::load(directory, config)?;
        let maps = Maps::open(&programs)?;
        let epoch = maps.control.get(&0)?.map_or(0, |control| control.epoch);
        let applied = maps.read()?;
        let observer = Observer::new(&programs)?;
        let mut datapath = Self {
            programs,
            maps,
            observer,
            attached: BTreeMap::new(),
            tables: None,
            applied,
            epoch,
            timeouts: config.timeouts.clone(),
        };
        for (edge, ifindex) in datapath.programs.take_over()? {
            datapath.remember(&edge, ifindex)?;
        }
        datapath.forget_the_lost()?;
        datapath.bump_epoch()?;
        Ok(datapath)
    }

    /// Puts the program on an ENI's link (the host's end, `ifindex`, in the namespace of the caller). Until `apply` was
    /// called with tables that hold the ENI, all its packets are dropped. Attaching again where it is attached does
    /// nothing; where the ENI was attached to another link, that is an error: detach first. Gives what was written into the
    /// tables.
    pub fn attach(&mut self, ifindex: u32, edge: &Edge) -> Result<Applied> {
        let mut placed = 0;
        match self.attached.get(edge) {
            Some(attachment) if attachment.ifindex != ifindex => {
                return Err(Error::AlreadyAttached { edge: edge.clone(), ifindex: attachment.ifindex });
            }
            Some(_) if self.programs.attached_to(edge) == Some(ifindex) => return Ok(Applied::default()),
            Some(_) => {}
            None => {
                self.place(edge, ifindex)?;
                placed = 1;
            }
        }
        let attached = self.programs.attach(ifindex, edge).and_then(|()| self.refresh());
        if attached.is_err() {
            // What cannot be attached must not keep a place. The first error is the one to tell.
            let _ = self.detach(edge);
        }
        attached.map(|applied| Applied { written: applied.written + placed, ..applied })
    }

    /// Takes an ENI away: its entries, its flows, the program. Bring its link down first: without the program the
    /// host's own rules hold for it. An ENI that is not attached is no error.
    pub fn detach(&mut self, edge: &Edge) -> Result<()> {
        let Some(attachment) = self.attached.remove(edge) else { return self.programs.detach(edge) };
        self.vacate(&attachment)?;
        self.bump_epoch()?;
        self.programs.sweep(attachment.ifindex)?;
        self.programs.detach(edge)
    }

    /// The attached ENIs and their links, those taken over at `open` included.
    pub fn attached(&self) -> BTreeMap<Edge, u32> {
        self.attached.iter().map(|(id, attachment)| (id.clone(), attachment.ifindex)).collect()
    }

    /// Makes the kernel decide by `tables`, from the difference to what it decides by. No packet sees half a change of
    /// a policy. ENIs of the tables that are not attached are prepared for, and have no effect until `attach`.
    pub fn apply(&mut self, tables: &Tables) -> Result<Applied> {
        if self.tables.as_ref() != Some(tables) {
            self.tables = Some(tables.clone());
        }
        self.refresh()
    }

    /// Reads back what the kernel has and restores what was last applied: entries that others changed or deleted,
    /// programs that others detached, pins that others removed. Costs time in proportion to the tables. An ENI whose link
    /// is gone stays as it is, until it is detached; one that cannot be restored keeps no other from it.
    pub fn repair(&mut self) -> Result<Applied> {
        let mut restored = self.programs.restore_pins()?;
        self.applied = self.maps.read()?;
        let index_mask = self.maps.slots.max_entries() - 1;
        let mut failed = None;
        for (edge, attachment) in &self.attached {
            let place = attachment.ifindex & index_mask;
            if self.maps.slots.get(&place)? != Some(attachment.slot) {
                self.maps.slots.put(&place, &attachment.slot)?;
                restored += 1;
            }
            let made_whole = if self.programs.attached_to(edge) == Some(attachment.ifindex) {
                self.programs.detach_others(attachment.ifindex, edge)
            } else {
                self.programs.attach(attachment.ifindex, edge).map(|()| 1)
            };
            match made_whole {
                Ok(count) => restored += count,
                Err(Error::Attach { source, .. }) if source.raw_os_error() == Some(libc::ENODEV) => {}
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        let mut applied = self.refresh()?;
        if applied.deleted > 0 {
            // Until it was gone, a packet may have been decided by what others had added.
            self.bump_epoch()?;
        }
        applied.written += restored;
        failed.map_or(Ok(applied), Err)
    }

    /// Reads every counter.
    pub fn counters(&self) -> Result<Counters> {
        self.observer.counters()
    }

    /// Reads the tracked flows.
    pub fn flows(&self) -> Result<Vec<FlowRecord>> {
        self.observer.flows()
    }

    /// What reads counters and flows beside this, and waits for nobody.
    pub fn observer(&self) -> Result<Observer> {
        Observer::new(&self.programs)
    }

    /// How full the tables are that `apply` writes; [`Observer::tables`] tells of those that packets write.
    pub fn tables(&self) -> Vec<TableUse> {
        let (entries, maps) = (&self.applied, &self.maps);
        let table = |table: &'static str, entries: usize, limit: u32| TableUse {
            table,
            entries: u64::try_from(entries).unwrap_or(u64::MAX),
            limit: u64::from(limit),
        };
        vec![
            table("interfaces", entries.interfaces.len(), maps.interfaces.max_entries()),
            table("endpoints", entries.endpoints.len(), maps.endpoints.max_entries()),
            table("ranges", entries.ranges.len(), maps.ranges.max_entries()),
            table("rules", entries.rules.len(), maps.rules.max_entries()),
            table("routes", entries.routes.len(), maps.routes.max_entries()),
            table("acls", entries.acls.len(), maps.acls.max_entries()),
            table("publics", entries.publics.len(), maps.publics.max_entries()),
            table("privates", entries.privates.len(), maps.privates.max_entries()),
        ]
    }

    /// Ends the flows whose time is over. Call it every few seconds.
    pub fn expire(&mut self) -> Result<Expired> {
        let result = self.programs.sweep(0)?;
        Ok(Expired { flows: result.ended as usize, more: result.more != 0 })
    }

    /// Ends every flow of an ENI: what goes on must be allowed anew.
    pub fn end_flows(&mut self, edge: &Edge) -> Result<()> {
        match self.attached.get(edge) {
            Some(attachment) => self.programs.sweep(attachment.ifindex).map(drop),
            None => Ok(()),
        }
    }

    /// The stream of events.
    pub fn events(&self) -> Result<Events> {
        Ok(Events::new(self.programs.map("events")?))
    }

    /// Takes away everything below `directory`: programs are detached, maps and flows are gone. Links keep existing
    /// without the program, so bring them down before. What is not there is no error.
    pub fn remove(directory: &Path) -> Result<()> {
        pins::remove(directory)
    }

    /// Runs a frame through the program as if it had left the ENI of the link `ifindex`, which must exist in the
    /// caller's namespace; the frame as the program leaves it goes to `output`. For tests and measurements: flows and
    /// counters change as with any packet, but nobody receives it.
    pub fn test_packet(&self, ifindex: u32, repeat: u32, frame: &[u8], output: &mut [u8]) -> Result<TestRun> {
        self.programs.test_packet(ifindex, repeat, frame, output)
    }

    fn place_of(&self, ifindex: u32) -> u32 {
        ifindex & (self.maps.slots.max_entries() - 1)
    }

    /// Gives an ENI a free slot, with counters at zero.
    fn place(&mut self, edge: &Edge, ifindex: u32) -> Result<()> {
        let place = self.place_of(ifindex);
        if let Some((other, _)) = self.attached.iter().find(|(_, other)| self.place_of(other.ifindex) == place) {
            return Err(Error::IndexCollision { ifindex, other: other.clone() });
        }
        let limit = self.maps.interfaces.max_entries();
        let taken: BTreeSet<u32> = self.attached.values().map(|attachment| attachment.slot).collect();
        let slot = (0..limit).find(|slot| !taken.contains(slot)).ok_or(Error::InterfaceLimit { limit })?;
        self.maps.interfaces.put(&slot, &layout::Interface::default())?;
        self.applied.interfaces.remove(&slot);
        self.maps.counters.clear(slot)?;
        self.maps.usage.put(&slot, &0)?;
        self.maps.exceeded.put(&slot, &0)?;
        self.maps.slots.put(&place, &slot)?;
        let attachment = Attachment { ifindex, slot, incarnation: incarnation() };
        self.attached.insert(edge.clone(), attachment);
        // So that the next process finds the slot by the ENI's id, also before tables are applied.
        let entry = encode::port(edge, &attachment, None, &self.timeouts);
        self.maps.interfaces.put(&slot, &entry)?;
        self.applied.interfaces.insert(slot, entry);
        Ok(())
    }

    /// Takes over an attachment that was pinned: its slot is the one that bears its name.
    fn remember(&mut self, edge: &Edge, ifindex: u32) -> Result<()> {
        let named = |entry: &&layout::Interface| encode::is_named(entry, edge);
        let Some(entry) = self.applied.interfaces.values().find(named) else { return self.place(edge, ifindex) };
        let attachment = Attachment { ifindex, slot: entry.slot, incarnation: entry.incarnation };
        self.maps.slots.put(&self.place_of(ifindex), &attachment.slot)?;
        self.attached.insert(edge.clone(), attachment);
        Ok(())
    }

    /// Clears the slots whose attachment is gone.
    fn forget_the_lost(&mut self) -> Result<()> {
        let held: BTreeSet<u32> = self.attached.values().map(|attachment| attachment.slot).collect();
        let lost: Vec<_> = self.applied.interfaces.iter().filter(|(slot, _)| !held.contains(slot)).collect();
        let lost: Vec<_> = lost.into_iter().map(|(slot, entry)| (*slot, *entry)).collect();
        for (slot, entry) in lost {
            let attachment = Attachment { ifindex: entry.ifindex, slot, incarnation: entry.incarnation };
            self.vacate(&attachment)?;
            if entry.ifindex != 0 {
                self.programs.sweep(entry.ifindex)?;
            }
        }
        Ok(())
    }

    /// Takes an attachment's entries away.
    fn vacate(&mut self, attachment: &Attachment) -> Result<()> {
        self.maps.interfaces.put(&attachment.slot, &layout::Interface::default())?;
        self.applied.interfaces.remove(&attachment.slot);
        let leaving = self.applied.endpoints.iter_mut().filter(|(_, endpoint)| endpoint.slot == attachment.slot);
        let mut changed = Vec::new();
        for (key, endpoint) in leaving {
            endpoint.slot = layout::SLOT_NONE;
            changed.push((*key, *endpoint));
        }
        self.maps.endpoints.put_all(&changed)
    }

    /// Makes the maps equal to the tables and attachments.
    fn refresh(&mut self) -> Result<Applied> {
        let Some(tables) = &self.tables else { return Ok(Applied::default()) };
        let wanted = encode::entries(tables, &self.attached, &self.timeouts);
        let epoch = self.epoch.wrapping_add(1).max(1);
        let control = layout::Control { epoch, reserved: 0 };
        let result = self.maps.write(&self.applied, &wanted, || self.maps.control.put(&0, &control));
        self.epoch = epoch;
        match result {
            Ok(applied) => {
                self.applied = wanted;
                Ok(applied)
            }
            Err(error) => {
                // Part of it was written: what the maps hold now is what the next attempt starts from, and what was decided
                // before holds no more.
                self.bump_epoch()?;
                self.applied = self.maps.read()?;
                Err(error)
            }
        }
    }

    /// Makes every cached action be made anew.
    fn bump_epoch(&mut self) -> Result<()> {
        self.epoch = self.epoch.wrapping_add(1).max(1);
        self.maps.control.put(&0, &layout::Control { epoch: self.epoch, reserved: 0 })
    }
}

/// A number that no other attachment of this boot has.
fn incarnation() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static LAST: AtomicU64 = AtomicU64::new(0);
    let time = nix::time::clock_gettime(nix::time::ClockId::CLOCK_BOOTTIME).expect("every Linux has this clock");
    let now = u64::try_from(Duration::from(time).as_nanos()).unwrap_or(u64::MAX);
    let next = |last: u64| Some(now.max(last + 1));
    LAST.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next).map_or(now, |last| now.max(last + 1))
}
