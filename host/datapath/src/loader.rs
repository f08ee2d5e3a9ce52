//! Loading the programs, and taking over what an earlier process pinned.

use std::{
    ffi::{CStr, OsStr},
    io,
    os::fd::AsFd,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use libbpf_rs::{
    AsRawLibbpf, MapCore, MapHandle, Object, ObjectBuilder, OpenMapMut, OpenObject, PrintLevel, ProgramMut,
};
use minato_vpc::{Edge, resources::MacAddress};
use nix::sys::signal::{SigSet, SigmaskHow};
use zerocopy::{FromBytes, Immutable, IntoBytes};

use crate::{
    Config, Error, Result, chain,
    grace::ShortGracePeriods,
    layout,
    links::mount_bpffs_again,
    pins::{self, LINKS, MAPS, entries_of, make_directory, pin_error, pin_path, pinned_size, remove_if_there},
};

static OBJECT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/eni.bpf.o"));

/// Links' indices are found by their low bits: two links of one host whose indices differ by a multiple of this collide.
const SLOT_INDICES: u32 = 1 << 18;

/// The name of the program at every link.
const ENI_NAME: &str = "eni";
const ENI: &CStr = c"eni";

/// How long to wait for an attachment that is being taken off.
const ATTACH_DEADLINE: Duration = Duration::from_secs(2);

/// The programs, and where they are pinned.
#[derive(Debug)]
pub(crate) struct Programs {
    object: Object,
    directory: PathBuf,
    constants: layout::Config,
}

impl Programs {
    /// Loads the programs with the maps that are pinned below `directory`, and pins those that are not.
    pub(crate) fn load(directory: &Path, config: &Config) -> Result<Self> {
        log_warnings();
        make_directory(&directory.join(MAPS))?;
        make_directory(&directory.join(LINKS))?;
        let mut open = ObjectBuilder::default().open_memory(OBJECT).map_err(Error::Load)?;
        let names: Vec<_> = open.maps().map(|map| map.name().to_owned()).collect();
        pins::complete(directory, &names)?;
        let sizes = prepare_maps(&mut open, directory, config)?;
        let constants = config_of(config, &sizes);
        set_constants(&mut open, &constants)?;
        let mut object = load_object(open)?;
        for mut map in object.maps_mut() {
            let Some(path) = pin_path(directory, map.name()) else { continue };
            if !path.exists() {
                map.pin(&path).map_err(|error| pin_error(&path, &error))?;
            }
        }
        Ok(Self { object, directory: directory.to_owned(), constants })
    }

    /// The constants that the programs run with.
    pub(crate) fn constants(&self) -> &layout::Config {
        &self.constants
    }

    /// Puts back the pins of the maps that others took away, and the file system if it was unmounted: without them the next
    /// process would begin without a flow. Gives how many.
    pub(crate) fn restore_pins(&self) -> Result<usize> {
        mount_bpffs_again(&self.directory).map_err(|error| pin_error(&self.directory, &error))?;
        make_directory(&self.directory.join(MAPS))?;
        make_directory(&self.directory.join(LINKS))?;
        let mut restored = 0;
        for map in self.object.maps() {
            let Some(path) = pin_path(&self.directory, map.name()).filter(|path| !path.exists()) else { continue };
            MapHandle::try_from(&map).and_then(|mut map| map.pin(&path)).map_err(|error| pin_error(&path, &error))?;
            restored += 1;
        }
        Ok(restored)
    }

    /// A map's handle.
    pub(crate) fn map(&self, name: &'static str) -> Result<MapHandle> {
        let map = self.object.maps().find(|map| map.name() == OsStr::new(name));
        let map = map.ok_or_else(|| Error::Layout { map: name.to_owned() })?;
        MapHandle::try_from(&map).map_err(|source| Error::Map { map: name, action: "open", source })
    }

    fn program(&self, name: &'static str) -> ProgramMut<'_> {
        program_of(&self.object, name)
    }

    /// Runs a packet through the program as if it had left the ENI of the link `ifindex`, into `output`. What the
    /// packet changes in the maps is changed.
    pub(crate) fn test_packet(&self, ifindex: u32, repeat: u32, frame: &[u8], output: &mut [u8]) -> Result<TestRun> {
        run_packet(&self.program(ENI_NAME), ifindex, repeat, frame, output)
    }

    /// Ends flows: those of a link, or (0) those whose time is over.
    pub(crate) fn sweep(&self, ifindex: u32) -> Result<layout::Sweep> {
        let mut argument = layout::Sweep { ifindex, now: now(), ..Default::default() };
        let input = libbpf_rs::ProgramInput { context_in: Some(argument.as_mut_bytes()), ..Default::default() };
        self.program("sweep").test_run(input).map_err(|source| Error::Run { program: "sweep", source })?;
        Ok(argument)
    }

    fn link_path(&self, edge: &Edge) -> PathBuf {
        self.directory.join(LINKS).join(edge.to_string())
    }

    /// Attaches the program to a link, and pins the attachment. One that another process left, and whose pin is out of sight, is
    /// taken over.
    pub(crate) fn attach(&self, ifindex: u32, edge: &Edge) -> Result<()> {
        let path = self.link_path(edge);
        remove_if_there(&path)?;
        let failed = |source| Error::Attach { ifindex, source };
        let index = i32::try_from(ifindex).map_err(|_| failed(io::Error::from_raw_os_error(libc::ENODEV)))?;
        let _short = ShortGracePeriods::begin();
        let begun = Instant::now();
        loop {
            match self.attach_once(index, &path) {
                Ok(()) => return Ok(()),
                // An attachment whose pin is gone is taken off a little later, and until then holds the place.
                Err(error) if error.raw_os_error() == Some(libc::EEXIST) && begun.elapsed() < ATTACH_DEADLINE => {
                    thread::sleep(Duration::from_millis(1));
                }
                Err(error) => return Err(failed(error)),
            }
        }
    }

    fn attach_once(&self, index: i32, path: &Path) -> io::Result<()> {
        let mut others = chain::of(index.unsigned_abs(), ENI)?;
        let own = self.number()?;
        // A program stands only once at a link, so ours is not replaced by itself.
        let best = others.iter().position(|other| other.program == own).or(others.len().checked_sub(1));
        let Some(best) = best else {
            return self.attach_anew(index)?.pin(path).map_err(io::Error::other);
        };
        let taken = others.remove(best);
        tracing::warn!(
            ifindex = index,
            others = others.len(),
            "a program was attached whose pin was gone: it is taken over"
        );
        for other in others {
            other.detach()?;
        }
        taken.replace(self.program(ENI_NAME).as_fd())?;
        taken.pin(path)
    }

    /// Takes off what is attached to an ENI's link besides what is pinned: programs of other processes, which would decide by
    /// tables that nobody writes. Gives how many.
    pub(crate) fn detach_others(&self, ifindex: u32, edge: &Edge) -> Result<usize> {
        let path = self.link_path(edge);
        let own =
            libbpf_rs::Link::open(&path).and_then(|link| link.info()).map_err(|error| pin_error(&path, &error))?;
        let failed = |source| Error::Attach { ifindex, source };
        let attached = chain::of(ifindex, ENI).map_err(failed)?;
        // A link that was moved to another network namespace has a number there that is somebody else's here.
        if !attached.iter().any(|one| one.id == own.id) {
            return Ok(0);
        }
        let mut count = 0;
        for other in attached.into_iter().filter(|other| other.id != own.id) {
            other.detach().map_err(failed)?;
            tracing::warn!(ifindex, "another program of ours was attached, and is taken off");
            count += 1;
        }
        Ok(count)
    }

    /// The kernel's number of the program.
    fn number(&self) -> io::Result<u32> {
        chain::number_of(self.program(ENI_NAME).as_fd())
    }

    fn attach_anew(&self, index: i32) -> io::Result<libbpf_rs::Link> {
        let program = self.program(ENI_NAME).as_libbpf_object();
        // SAFETY: the program is loaded and lives as long as `self`; no options are given.
        let link = unsafe { libbpf_sys::bpf_program__attach_tcx(program.as_ptr(), index, std::ptr::null()) };
        // libbpf returns null and sets errno.
        let link = std::ptr::NonNull::new(link).ok_or_else(io::Error::last_os_error)?;
        // SAFETY: the link was just made, and nothing else owns it.
        Ok(unsafe { libbpf_rs::Link::from_ptr(link) })
    }

    /// Takes away an attachment's pin, and with it the attachment.
    pub(crate) fn detach(&self, edge: &Edge) -> Result<()> {
        let _short = ShortGracePeriods::begin();
        remove_if_there(&self.link_path(edge))
    }

    /// The link to which an ENI's program is attached; `None` when it is not, or the link is gone.
    pub(crate) fn attached_to(&self, edge: &Edge) -> Option<u32> {
        let link = libbpf_rs::Link::open(self.link_path(edge)).ok()?;
        ifindex_of(&link)
    }

    /// Replaces the programs of every pinned attachment by this one; drops the pins whose link is gone. Returns the ENIs
    /// and their links.
    pub(crate) fn take_over(&self) -> Result<Vec<(Edge, u32)>> {
        let directory = self.directory.join(LINKS);
        let mut taken = Vec::new();
        for path in entries_of(&directory)? {
            let edge = path.file_name().and_then(OsStr::to_str).and_then(|name| name.parse().ok());
            let Some(edge) = edge else { continue };
            let mut link = libbpf_rs::Link::open(&path).map_err(|error| pin_error(&path, &error))?;
            let Some(ifindex) = ifindex_of(&link) else {
                remove_if_there(&path)?;
                continue;
            };
            match link.update_prog(&self.program(ENI_NAME)) {
                Ok(()) => {
                    // Nothing of this keeps the others from being taken over; it is done again at the next repair.
                    if let Err(error) = self.detach_others(ifindex, &edge) {
                        tracing::warn!(%edge, %error, "cannot see what else is attached to its link");
                    }
                    taken.push((edge, ifindex));
                }
                // The link was deleted just now.
                Err(_) if ifindex_of(&link).is_none() => remove_if_there(&path)?,
                Err(error) => return Err(Error::Attach { ifindex, source: io::Error::other(error) }),
            }
        }
        Ok(taken)
    }
}

/// The program of a name in an object that this crate is built with.
pub(crate) fn program_of<'a>(object: &'a Object, name: &'static str) -> ProgramMut<'a> {
    let found = object.progs_mut().find(|program| program.name() == OsStr::new(name));
    found.expect("the object that this crate is built with has the program")
}

/// Runs a packet through a program as if it had left the link `ifindex`, into `output`.
pub(crate) fn run_packet(
    program: &ProgramMut<'_>,
    ifindex: u32,
    repeat: u32,
    frame: &[u8],
    output: &mut [u8],
) -> Result<TestRun> {
    let mut context = SkBuff { ifindex, ..SkBuff::default() };
    let mut after = SkBuff::default();
    let input = libbpf_rs::ProgramInput {
        context_in: Some(context.as_mut_bytes()),
        context_out: Some(after.as_mut_bytes()),
        data_in: Some(frame),
        data_out: Some(output),
        repeat,
        ..Default::default()
    };
    let result = program.test_run(input).map_err(|source| Error::Run { program: "eni", source })?;
    let (returned, duration) = (result.return_value, result.duration);
    let length = result.data.map_or(0, |data| data.len());
    Ok(TestRun { returned, reason: after.cb[0], length, duration })
}

/// Loads an object. The kernel gives up the check of a program (`EAGAIN`) when a signal is pending for its thread, and a check
/// takes long enough on a busy machine for several to come: so they wait until it is over. What cannot be held back is rare (a
/// stop, a freezer, a tracer), and for that libbpf tries five times.
pub(crate) fn load_object(open: OpenObject) -> Result<Object> {
    let before = SigSet::all().thread_swap_mask(SigmaskHow::SIG_BLOCK).expect("every mask is a mask");
    let loaded = open.load().map_err(Error::Load);
    before.thread_set_mask().expect("every mask is a mask");
    loaded
}

/// `struct __sk_buff`, the context of a test run, as far as it is of use here.
#[repr(C)]
#[derive(Debug, Default, FromBytes, IntoBytes, Immutable)]
struct SkBuff {
    before: [u32; 10],
    ifindex: u32,
    tc_index: u32,
    cb: [u32; 5],
    after: [u32; 31],
}

/// What came of a packet in a test run.
#[derive(Debug, Clone, Copy)]
pub struct TestRun {
    /// What the program returned.
    pub returned: u32,
    /// The number of the drop reason, 0 for none.
    pub reason: u32,
    /// The length of the frame.
    pub length: usize,
    /// How long one run took on average.
    pub duration: Duration,
}

/// The monotonic clock as the programs read it.
pub(crate) fn now() -> u64 {
    let time =
        nix::time::clock_gettime(nix::time::ClockId::CLOCK_MONOTONIC_COARSE).expect("every Linux has this clock");
    nanoseconds(Duration::from(time))
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

fn ifindex_of(link: &libbpf_rs::Link) -> Option<u32> {
    match link.info().ok()?.info {
        libbpf_rs::query::LinkTypeInfo::Tcx(info) => Some(info.ifindex).filter(|ifindex| *ifindex != 0),
        _ => None,
    }
}

/// Lets libbpf's warnings go where ours do.
pub(crate) fn log_warnings() {
    libbpf_rs::set_print(Some((PrintLevel::Warn, |_, text| tracing::warn!(target: "libbpf", "{}", text.trim_end()))));
}

/// Sets the programs' constants.
pub(crate) fn set_constants(open: &mut OpenObject, constants: &layout::Config) -> Result<()> {
    for mut map in open.maps_mut().filter(|map| map.name().as_encoded_bytes().ends_with(b"rodata")) {
        map.set_initial_value(constants.as_bytes()).map_err(Error::Load)?;
    }
    Ok(())
}

/// Sizes of maps that the programs know, in entries.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    /// Of `slots`, and of the two rings: powers of two.
    pub(crate) slots: u32,
    pub(crate) opening: u32,
    pub(crate) closed: u32,
    /// Of `flows`: established ones, and what the rings have places for.
    pub(crate) flows: u32,
}

impl Sizes {
    pub(crate) fn of(config: &Config) -> Self {
        let [opening, closed] = [config.opening_flows, config.closed_flows].map(u32::next_power_of_two);
        let flows = config.established_flows.saturating_add(opening).saturating_add(closed);
        Self { slots: SLOT_INDICES, opening, closed, flows }
    }

    fn established(&self) -> u32 {
        self.flows.saturating_sub(self.opening).saturating_sub(self.closed)
    }
}

/// Sets each map's size, or gives it the pinned one.
fn prepare_maps(open: &mut OpenObject, directory: &Path, config: &Config) -> Result<Sizes> {
    let mut sizes = Sizes::of(config);
    // What an earlier version did not have gets as many slots as there are.
    let interfaces = pinned_size(directory, "interfaces")?.unwrap_or(config.interfaces);
    let config = &Config { interfaces, ..config.clone() };
    for mut map in open.maps_mut() {
        let name = map.name().to_owned();
        let Some(path) = pin_path(directory, &name) else { continue };
        if path.exists() {
            let pinned = MapHandle::from_pinned_path(&path).map_err(|error| pin_error(&path, &error))?;
            reuse(&mut map, &pinned)?;
            match name.to_str() {
                Some("slots") => sizes.slots = pinned.max_entries(),
                Some("opening") => sizes.opening = pinned.max_entries(),
                Some("closed") => sizes.closed = pinned.max_entries(),
                Some("flows") => sizes.flows = pinned.max_entries(),
                _ => {}
            }
        } else if let Some(size) = size_of_map(&name, config) {
            map.set_max_entries(size).map_err(Error::Load)?;
        }
    }
    Ok(sizes)
}

pub(crate) fn reuse(map: &mut OpenMapMut<'_>, pinned: &MapHandle) -> Result<()> {
    use std::os::fd::AsFd;
    let same = map.map_type() == pinned.map_type()
        && map.key_size() == pinned.key_size()
        && map.value_size() == pinned.value_size();
    if !same {
        return Err(Error::Layout { map: map.name().to_string_lossy().into_owned() });
    }
    map.reuse_fd(pinned.as_fd()).map_err(Error::Load)
}

fn size_of_map(name: &OsStr, config: &Config) -> Option<u32> {
    Some(match name.to_str()? {
        "slots" => SLOT_INDICES,
        "interfaces" | "usage" | "exceeded" | "counters" => config.interfaces,
        "endpoints" => config.endpoints,
        "ranges" => config.ranges,
        "rules" => config.rules,
        "routes" => config.routes,
        "acls" => config.acls,
        "publics" | "privates" => config.public_addresses,
        "flows" => Sizes::of(config).flows,
        "opening" => Sizes::of(config).opening,
        "closed" => Sizes::of(config).closed,
        "fragments" => config.fragments,
        "rejected" => config.rejections,
        "events" => config.event_bytes,
        _ => return None,
    })
}

pub(crate) fn config_of(config: &Config, sizes: &Sizes) -> layout::Config {
    let times = &config.timeouts;
    layout::Config {
        tcp_opening: nanoseconds(times.tcp_opening),
        tcp_closing: nanoseconds(times.tcp_closing),
        tcp_closed: nanoseconds(times.tcp_closed),
        icmp: nanoseconds(times.icmp),
        other: nanoseconds(times.other),
        fragment: nanoseconds(times.fragment),
        reject_interval: nanoseconds(Duration::from_secs(1)),
        flows_per_interface: config.flows_per_interface.into(),
        established_flows: config.established_flows.min(sizes.established()).into(),
        index_mask: sizes.slots - 1,
        opening_mask: sizes.opening - 1,
        closed_mask: sizes.closed - 1,
        router_mac: MacAddress::ROUTER.0,
        reserved: 0,
        reserved2: 0,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

    use nix::sys::signal::{SaFlags, SigAction, SigHandler, Signal, sigaction};

    use super::*;

    static HANDLED: AtomicU32 = AtomicU32::new(0);

    extern "C" fn handle(_: libc::c_int) {
        HANDLED.fetch_add(1, Ordering::Relaxed);
    }

    #[test]
    fn signals_do_not_end_a_check() {
        // With a handler: what is ignored is never pending.
        let action = SigAction::new(SigHandler::Handler(handle), SaFlags::SA_RESTART, SigSet::empty());
        // SAFETY: the handler does nothing but add to an atomic, and nothing else uses this signal.
        unsafe { sigaction(Signal::SIGUSR2, &action) }.unwrap();
        let nowhere = std::env::temp_dir().join("mt-nothing-is-pinned-here");
        let mut open = ObjectBuilder::default().open_memory(OBJECT).unwrap();
        prepare_maps(&mut open, &nowhere, &Config::default()).unwrap();
        // SAFETY: it only tells who the calling thread is.
        let loader = unsafe { libc::pthread_self() };
        let ended = AtomicBool::new(false);
        let loaded = thread::scope(|threads| {
            threads.spawn(|| {
                while !ended.load(Ordering::Relaxed) {
                    // SAFETY: the thread outlives this scope.
                    assert_eq!(unsafe { libc::pthread_kill(loader, libc::SIGUSR2) }, 0);
                    thread::sleep(Duration::from_micros(100));
                }
            });
            let loaded = load_object(open);
            ended.store(true, Ordering::Relaxed);
            loaded
        });
        assert!(loaded.is_ok(), "{:?}", loaded.err());
        assert!(HANDLED.load(Ordering::Relaxed) > 0, "no signal came");
        assert!(!SigSet::thread_get_mask().unwrap().contains(Signal::SIGUSR2));
    }
}
