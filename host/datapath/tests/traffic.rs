//! Real packets between two ENIs: what a rule allows passes at once, what none allows is seen dropped, and neither a
//! restart nor an upgrade of the data plane cuts a stream. Needs root.

#[path = "twin/host.rs"]
mod host;
mod pair;

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::{OsStr, OsString},
    fs::{self, File},
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    os::fd::{AsRawFd, FromRawFd, OwnedFd},
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use host::Host;
use libbpf_rs::{Link, MapCore as _, MapHandle};
use minato_datapath::{Config, Datapath, EventKind};
use minato_vpc::{DropReason, Tables, compile, ids::SecurityGroupRuleId, resources::Direction};
use nix::{
    mount::{MntFlags, MsFlags, mount, umount2},
    sched::{CloneFlags, setns},
};
use pair::{PORT, address, allow, edge, group, id, mac, network};

const DEADLINE: Duration = Duration::from_secs(5);

fn ip(arguments: &str) {
    let status = Command::new("ip").args(arguments.split_whitespace()).status().expect("iproute2 is there");
    assert!(status.success(), "ip {arguments}");
}

/// Makes an ENI's namespace and link, both ends down, and returns the host end's index.
fn make_link(number: usize) -> u32 {
    let (name, link, mac, address) = (format!("mt-dp{number}"), format!("mt-dp{number}"), mac(number), address(number));
    ip(&format!("netns add {name}"));
    ip(&format!("link add {link} type veth peer name eth0 netns {name} address {mac}"));
    ip(&format!("-n {name} addr add {address}/24 dev eth0 noprefixroute"));
    nix::net::if_::if_nametoindex(link.as_str()).expect("the link was made")
}

fn bring_up(number: usize) {
    let name = format!("mt-dp{number}");
    ip(&format!("link set {name} up"));
    ip(&format!("-n {name} link set eth0 up"));
    ip(&format!("-n {name} route add 10.0.0.1 dev eth0 scope link"));
    ip(&format!("-n {name} route add default via 10.0.0.1"));
}

/// Runs work in an ENI's namespace.
fn inside<T: Send>(number: usize, work: impl FnOnce() -> T + Send) -> T {
    let namespace = File::open(format!("/run/netns/mt-dp{number}")).expect("the namespace is there");
    let entered = || {
        setns(&namespace, CloneFlags::CLONE_NEWNET).expect("the namespace is entered");
        work()
    };
    thread::scope(|scope| scope.spawn(entered).join().expect("the work ends"))
}

fn listen(number: usize) -> TcpListener {
    inside(number, || TcpListener::bind((Ipv4Addr::UNSPECIFIED, PORT)).expect("the port is free"))
}

fn connect(from: usize, to: usize) -> Option<TcpStream> {
    let to = SocketAddr::from((address(to), PORT));
    inside(from, || TcpStream::connect_timeout(&to, Duration::from_millis(300)).ok())
}

fn pings(from: usize, to: &str) -> bool {
    let name = format!("mt-dp{from}");
    let arguments = ["netns", "exec", &name, "ping", "-c", "1", "-W", "1", to];
    Command::new("ip").args(arguments).output().expect("ping is there").status.success()
}

fn echo(stream: &mut TcpStream, peer: &mut TcpStream) {
    stream.write_all(b"across").expect("it is written");
    let mut read = [0; 6];
    peer.read_exact(&mut read).expect("it is read");
    assert_eq!(&read, b"across");
}

fn dropped(datapath: &Datapath, reason: DropReason) -> u64 {
    datapath.counters().expect("counters are read").drops.get(&reason).map_or(0, |traffic| traffic.packets)
}

#[test]
fn rules_hold_and_streams_survive() {
    let (host, _) = Host::enter(0);
    // Names of namespaces are this test's own, and go with its mounts.
    mount(Some("tmpfs"), "/run", Some("tmpfs"), MsFlags::empty(), None::<&str>).expect("a /run of its own");
    let mut network = network();
    let local: BTreeSet<_> = [edge(0), edge(1)].into();
    let mut datapath = Datapath::open(host.directory(), &Config::default()).expect("the data plane opens");
    let links = [0, 1].map(make_link);
    for number in [0, 1] {
        datapath.attach(links[number], &edge(number)).expect("an ENI is attached");
    }
    datapath.apply(&compile(&network, &local)).expect("tables are applied");
    for number in [0, 1] {
        bring_up(number);
    }
    let listeners = [0, 1].map(listen);

    assert!(pings(0, "10.0.0.1"), "the router answers");
    assert!(!pings(0, "10.0.0.11"), "no rule allows a ping");
    assert!(connect(0, 1).is_none(), "no rule allows it yet");
    assert!(dropped(&datapath, DropReason::IngressDenied) >= 2);

    allow(&mut network);
    datapath.apply(&compile(&network, &local)).expect("tables are applied");
    let mut stream = connect(0, 1).expect("the rule allows it");
    let (mut peer, from) = listeners[1].accept().expect("it arrives");
    assert_eq!(from.ip(), address(0));
    peer.set_read_timeout(Some(DEADLINE)).expect("a deadline");
    stream.set_read_timeout(Some(DEADLINE)).expect("a deadline");
    echo(&mut stream, &mut peer);
    echo(&mut peer, &mut stream);
    assert!(connect(1, 0).is_none(), "the rule is for one direction");

    // Another process takes over; the rule goes; the flow stays, and no other comes.
    let before = datapath.counters().expect("counters are read");
    drop(datapath);
    echo(&mut stream, &mut peer);
    let mut datapath = Datapath::open(host.directory(), &Config::default()).expect("the data plane opens again");
    assert_eq!(datapath.attached().into_values().collect::<Vec<_>>(), links);
    assert!(
        datapath.counters().expect("counters are read").edges[&edge(0)].egress_accepted.packets
            > before.edges[&edge(0)].egress_accepted.packets
    );
    echo(&mut peer, &mut stream);
    network.groups.get_mut(&group(1)).expect("it is there").rules.remove(&SecurityGroupRuleId::from_entropy(9));
    datapath.apply(&compile(&network, &local)).expect("tables are applied");
    echo(&mut stream, &mut peer);
    assert!(connect(0, 1).is_none(), "the rule is gone");

    // Drift is repaired: the program is taken off, and an entry of a map is gone.
    std::fs::remove_file(host.directory().join("links").join(id(0).as_str())).expect("the pin is there");
    assert!(datapath.repair().expect("it is repaired").written > 0);
    assert_eq!(datapath.repair().expect("nothing is to be done"), minato_datapath::Applied::default());
    echo(&mut stream, &mut peer);

    check_events(&mut datapath);
    datapath.detach(&edge(1)).expect("an ENI is detached");
    assert!(datapath.flows().expect("flows are read").is_empty(), "its flows go with it");
    stream.write_all(b"nobody").expect("it is written");
    let began = Instant::now();
    while dropped(&datapath, DropReason::TcpNotSyn) + dropped(&datapath, DropReason::NotHere) == 0 {
        assert!(began.elapsed() < DEADLINE, "what goes to an ENI that is gone is dropped");
        thread::yield_now();
    }
    drop(datapath);
    Datapath::remove(host.directory()).expect("every trace goes");
    assert!(["maps", "links"].iter().all(|part| !host.directory().join(part).exists()));
}

/// A host with both ENIs, of which the first may reach the other's port.
fn two_that_may_talk() -> (Host, Datapath, Tables) {
    let (host, _) = Host::enter(0);
    mount(Some("tmpfs"), "/run", Some("tmpfs"), MsFlags::empty(), None::<&str>).expect("a /run of its own");
    let mut network = network();
    allow(&mut network);
    let tables = compile(&network, &[edge(0), edge(1)].into());
    let mut datapath = Datapath::open(host.directory(), &Config::default()).expect("the data plane opens");
    for number in [0, 1] {
        datapath.attach(make_link(number), &edge(number)).expect("an ENI is attached");
    }
    datapath.apply(&tables).expect("tables are applied");
    for number in [0, 1] {
        bring_up(number);
    }
    (host, datapath, tables)
}

/// A stream that is up, with its two ends.
fn talk(listener: &TcpListener) -> (TcpStream, TcpStream) {
    let mut stream = connect(0, 1).expect("the rule allows it");
    let (mut peer, _) = listener.accept().expect("it arrives");
    for end in [&peer, &stream] {
        end.set_read_timeout(Some(DEADLINE)).expect("a deadline");
    }
    echo(&mut stream, &mut peer);
    (stream, peer)
}

#[test]
fn what_others_take_away_comes_back_with_its_flows() {
    let (host, mut datapath, tables) = two_that_may_talk();
    let listener = listen(1);
    let (mut stream, mut peer) = talk(&listener);

    // Without its pins no program is attached, and nothing passes.
    umount2(host.directory(), MntFlags::MNT_DETACH).expect("it is mounted");
    let unplugged = Instant::now();
    while connect(0, 1).is_some() {
        // The kernel takes the program off a little later.
        assert!(unplugged.elapsed() < DEADLINE, "without a program nothing passes");
    }
    assert!(datapath.repair().expect("it is repaired").written > 0);
    assert_eq!(datapath.repair().expect("nothing is to be done"), minato_datapath::Applied::default());
    echo(&mut stream, &mut peer);

    // The next process finds the maps as they were.
    drop(datapath);
    let mut datapath = Datapath::open(host.directory(), &Config::default()).expect("the data plane opens again");
    datapath.apply(&tables).expect("tables are applied");
    echo(&mut stream, &mut peer);

    // A link that is gone keeps nothing else from being restored.
    ip("link delete mt-dp0");
    let pin = host.directory().join("links").join(id(1).as_str());
    std::fs::remove_file(&pin).expect("the pin is there");
    datapath.repair().expect("it is repaired");
    assert!(pin.exists(), "the other ENI's program is attached again");
}

/// The maps that are pinned: their own numbers, and how many entries each may hold.
fn pinned(host: &Host) -> BTreeMap<OsString, (u32, u32)> {
    let files = fs::read_dir(host.directory().join("maps")).expect("maps are pinned");
    let pins = files.map(|file| file.expect("a pin is read").path());
    pins.map(|path| {
        let info = MapHandle::from_pinned_path(&path).and_then(|map| map.info()).expect("a map is pinned");
        (path.file_name().expect("it has a name").to_owned(), (info.info.id, info.info.max_entries))
    })
    .collect()
}

/// Takes a pin away as somebody does by hand.
fn unpin(host: &Host, part: &str, name: impl AsRef<Path>) {
    fs::remove_file(host.directory().join(part).join(name)).expect("the pin is there");
}

#[test]
fn a_map_whose_pin_was_lost_while_nobody_held_it_is_found_by_its_programs() {
    let (host, datapath, tables) = two_that_may_talk();
    let listener = listen(1);
    let (mut stream, mut peer) = talk(&listener);
    let before = pinned(&host);
    drop(datapath);
    // Another configuration, which would make maps of other sizes.
    let other =
        Config { interfaces: 8, opening_flows: 64, closed_flows: 64, established_flows: 1000, ..Config::default() };
    let each = before.keys().map(|name| vec![name]);
    for lost in each.chain([before.keys().collect()]) {
        for name in &lost {
            unpin(&host, "maps", name);
        }
        let mut datapath = Datapath::open(host.directory(), &other).expect("the data plane opens again");
        assert_eq!(pinned(&host), before, "without {lost:?}");
        datapath.apply(&tables).expect("tables are applied");
        echo(&mut stream, &mut peer);
        talk(&listener);
    }
}

#[test]
fn maps_of_which_one_is_lost_are_all_made_anew() {
    let (host, datapath, tables) = two_that_may_talk();
    let listener = listen(1);
    talk(&listener);
    let before = pinned(&host);
    drop(datapath);
    for number in [0, 1] {
        unpin(&host, "links", id(number).as_str());
    }
    unpin(&host, "maps", "interfaces");
    let other = Config { interfaces: 8, ..Config::default() };
    let mut datapath = Datapath::open(host.directory(), &other).expect("the data plane opens again");
    let now = pinned(&host);
    assert_eq!(now.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    for (name, map) in &now {
        assert_ne!(map.0, before[name].0, "{} is of before", name.display());
    }
    for name in ["interfaces", "counters", "usage", "exceeded"] {
        assert_eq!(now[OsStr::new(name)].1, 8, "{name}");
    }
    assert_eq!(datapath.flows().expect("flows are read").len(), 0);
    for number in [0, 1] {
        let link = nix::net::if_::if_nametoindex(format!("mt-dp{number}").as_str()).expect("the link is there");
        datapath.attach(link, &edge(number)).expect("an ENI is attached");
    }
    datapath.apply(&tables).expect("tables are applied");
    talk(&listener);
}

/// How many programs stand at the ingress of an ENI's link.
fn attached_programs(number: usize) -> u32 {
    let link = nix::net::if_::if_nametoindex(format!("mt-dp{number}").as_str()).expect("the link is there");
    let target = i32::try_from(link).expect("it is small");
    let mut options =
        libbpf_sys::bpf_prog_query_opts { sz: size_of::<libbpf_sys::bpf_prog_query_opts>() as _, ..Default::default() };
    // SAFETY: the options are whole, and ask for nothing but the number, which is read after it was written.
    unsafe {
        assert_eq!(libbpf_sys::bpf_prog_query_opts(target, libbpf_sys::BPF_TCX_INGRESS, &raw mut options), 0);
        options.__bindgen_anon_1.count
    }
}

/// Pins may go while something still holds what they held, such as a mount of the same file system that is out of sight.
#[test]
fn an_attachment_whose_pin_is_out_of_sight_is_taken_over() {
    let (host, mut datapath, tables) = two_that_may_talk();
    let listener = listen(1);
    talk(&listener);
    let links = host.directory().join("links");
    let hold = || [0, 1].map(|number| Link::open(links.join(id(number).as_str())).expect("it is pinned"));
    let lose = |part: &str| {
        for pin in fs::read_dir(host.directory().join(part)).expect("there are pins") {
            fs::remove_file(pin.expect("a pin is read").path()).expect("the pin is there");
        }
    };
    let held = hold();

    // While the process goes on, it finds its own.
    lose("links");
    datapath.repair().expect("it is repaired");
    assert_eq!([0, 1].map(attached_programs), [1, 1]);
    talk(&listener);

    // The next process knows neither attachments nor tables.
    lose("links");
    lose("maps");
    drop(datapath);
    let mut datapath = Datapath::open(host.directory(), &Config::default()).expect("the data plane opens again");
    for number in [0, 1] {
        let link = nix::net::if_::if_nametoindex(format!("mt-dp{number}").as_str()).expect("the link is there");
        datapath.attach(link, &edge(number)).expect("an ENI is attached");
    }
    assert_eq!([0, 1].map(attached_programs), [1, 1]);
    assert!(connect(0, 1).is_none(), "it passes by tables that nobody writes");
    datapath.apply(&tables).expect("tables are applied");
    talk(&listener);

    drop((held, listener));
}

/// Puts a program that lets everything pass before an ENI's, as one that an older process left.
fn attach_before(number: usize) -> OwnedFd {
    let link = nix::net::if_::if_nametoindex(format!("mt-dp{number}").as_str()).expect("the link is there");
    // r0 = TC_ACT_OK; exit
    let code = [0xb7, 0x95].map(|code| libbpf_sys::bpf_insn { code, ..Default::default() });
    let mut options = libbpf_sys::bpf_link_create_opts {
        sz: size_of::<libbpf_sys::bpf_link_create_opts>() as _,
        ..Default::default()
    };
    options.flags = libbpf_sys::BPF_F_BEFORE;
    // SAFETY: the program has two instructions, the names end with a zero, and the options are whole.
    unsafe {
        let (kind, name, licence) = (libbpf_sys::BPF_PROG_TYPE_SCHED_CLS, c"eni".as_ptr(), c"GPL".as_ptr());
        let program = libbpf_sys::bpf_prog_load(kind, name, licence, code.as_ptr(), 2, std::ptr::null_mut());
        assert!(program >= 0, "it is not loaded: {program}");
        let program = OwnedFd::from_raw_fd(program);
        let target = i32::try_from(link).expect("it is small");
        let made =
            libbpf_sys::bpf_link_create(program.as_raw_fd(), target, libbpf_sys::BPF_TCX_INGRESS, &raw const options);
        assert!(made >= 0, "it is not attached: {made}");
        OwnedFd::from_raw_fd(made)
    }
}

#[test]
fn a_program_that_stands_before_ours_is_taken_off() {
    let (host, mut datapath, _tables) = two_that_may_talk();
    let listener = listen(1);
    talk(&listener);
    let other = attach_before(0);
    assert_eq!(attached_programs(0), 2);
    assert!(connect(0, 1).is_none(), "what stands before ours decides, and delivers nothing");
    datapath.repair().expect("it is repaired");
    assert_eq!(attached_programs(0), 1);
    talk(&listener);

    let another = attach_before(1);
    drop(datapath);
    let datapath = Datapath::open(host.directory(), &Config::default()).expect("the data plane opens again");
    assert_eq!([0, 1].map(attached_programs), [1, 1]);
    talk(&listener);
    drop((other, another, datapath));
}

fn check_events(datapath: &mut Datapath) {
    let mut events = Vec::new();
    datapath.events().expect("events").drain(|event| events.push(event)).expect("events are read");
    let to_port = |kind| events.iter().filter(|e| e.kind == kind && e.destination_port == PORT).count();
    assert_eq!(to_port(EventKind::Opened), 1, "{events:?}");
    assert!(to_port(EventKind::Rejected(DropReason::IngressDenied)) >= 2, "{events:?}");
    let rejected = events.iter().find(|e| e.kind == EventKind::Rejected(DropReason::IngressDenied)).expect("one");
    assert_eq!(rejected.direction, Direction::Ingress);
    assert!(rejected.destination_ifindex.is_some());
}
