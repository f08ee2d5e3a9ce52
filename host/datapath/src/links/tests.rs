//! On a real kernel: every test makes ENIs of an instance of its own, and removes them also when it fails. Needs root.

use std::{
    io::Read,
    net::{Ipv4Addr, UdpSocket},
    path::Path,
    process::{Command, Stdio},
};

use minato_vpc::{ids::NetworkInterfaceId, resources::MacAddress};
use nix::errno::Errno;

use super::{namespace::owner_of, owner::Owner, socket::Socket, *};

/// An instance that no one else has, whose ENIs go when it is dropped.
pub(super) struct Guard(pub(super) Instance);

impl Guard {
    pub(super) fn new(test: u8) -> Self {
        let unique = u32::from(test) << 24 | (std::process::id() & 0xff_ffff);
        Self(format!("{unique:08x}").parse().unwrap())
    }

    pub(super) fn spec(&self, number: u8) -> InterfaceSpec {
        let unique = u128::from_str_radix(&self.0.to_string(), 16).unwrap();
        InterfaceSpec::with_address(
            self.0.clone(),
            NetworkInterfaceId::from_entropy(unique << 36 | u128::from(number) << 16),
            MacAddress([0x02, 1, 2, 3, 4, number]),
            format!("10.9.8.{number}/24").parse().unwrap(),
            Ipv4Addr::new(10, 9, 8, 1),
        )
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let mut ids = list_namespaces(&self.0).unwrap_or_default();
        ids.extend(list_interfaces(&self.0).unwrap_or_default().into_iter().map(|found| found.id));
        ids.dedup();
        let _ = delete_interfaces(&self.0, &ids);
        let _ = release_namespace_directory();
    }
}

pub(super) fn output(command: &str, arguments: &[&str]) -> String {
    let output = Command::new(command).args(arguments).output().unwrap();
    assert!(output.status.success(), "{command} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

pub(super) fn ip_inside(id: &NetworkInterfaceId, arguments: &[&str]) -> String {
    output("ip", &[&["-n", id.as_str()], arguments].concat())
}

#[test]
fn an_interface_is_as_the_contract_says() {
    let guard = Guard::new(1);
    let spec = guard.spec(7);
    let prepared = prepare(&spec).unwrap();
    let name = host_link_name(&spec.id);
    assert_eq!(prepared.name(), name);
    assert!(!list_interfaces(&guard.0).unwrap()[0].is_up, "the host end is up before its program is attached");
    assert!(!ip_inside(&spec.id, &["link", "show", "eth0"]).contains("state UP"));
    assert_eq!(ip_inside(&spec.id, &["route"]), "");

    let interface = prepared.activate().unwrap();
    let link = ip_inside(&spec.id, &["-d", "link", "show", "eth0"]);
    for wanted in ["mtu 9001", "02:01:02:03:04:07", "UP,LOWER_UP"] {
        assert!(link.contains(wanted), "{wanted} is not in {link}");
    }
    let routes = ip_inside(&spec.id, &["route"]);
    let lines: Vec<&str> = routes.lines().map(str::trim).collect();
    assert_eq!(lines, ["default via 10.9.8.1 dev eth0 proto static", "10.9.8.1 dev eth0 proto static scope link"]);
    assert!(ip_inside(&spec.id, &["-4", "addr", "show", "eth0"]).contains("inet 10.9.8.7/24"));
    assert_eq!(ip_inside(&spec.id, &["-6", "addr"]), "", "IPv6 is on");
    assert!(ip_inside(&spec.id, &["neigh"]).contains("10.9.8.1 dev eth0 lladdr 02:6d:6e:00:00:01 PERMANENT"));
    assert!(ip_inside(&spec.id, &["link", "show", "lo"]).contains("LOOPBACK,UP"));
    assert!(output("ip", &["netns"]).contains(spec.id.as_str()));

    let host = output("ip", &["-d", "link", "show", &name]);
    for wanted in ["mtu 9001", "addrgenmode none", &format!("alias minato:{}:{}", guard.0, spec.id)] {
        assert!(host.contains(wanted), "{wanted} is not in {host}");
    }
    assert_eq!(output("ip", &["-6", "addr", "show", "dev", &name]), "");
    assert_eq!(
        list_interfaces(&guard.0).unwrap(),
        [FoundInterface { id: spec.id.clone(), ifindex: interface.ifindex, name, is_up: true }]
    );
}

#[test]
fn nothing_is_sent_that_was_not_asked_for() {
    let guard = Guard::new(2);
    let interface = create_interface(&guard.spec(7)).unwrap();
    let counter = |name: &str| {
        let path = format!("/sys/class/net/{}/statistics/{name}", interface.name);
        std::fs::read_to_string(path).unwrap().trim().parse::<u32>().unwrap()
    };
    assert_eq!((counter("rx_packets"), counter("tx_packets")), (0, 0));
    let socket = interface.namespace.run(|| UdpSocket::bind("0.0.0.0:0")).unwrap().unwrap();
    for _ in 0..3 {
        socket.send_to(b"x", "10.9.8.9:9").unwrap();
    }
    assert_eq!((counter("rx_packets"), counter("tx_packets")), (3, 0), "neighbours were asked for");
}

#[test]
fn without_a_program_the_host_takes_nothing() {
    let guard = Guard::new(9);
    let interface = create_interface(&guard.spec(7)).unwrap();
    let host = UdpSocket::bind("0.0.0.0:0").unwrap();
    host.set_nonblocking(true).unwrap();
    let port = host.local_addr().unwrap().port();
    let socket = interface.namespace.run(|| UdpSocket::bind("10.9.8.7:0")).unwrap().unwrap();
    socket.set_broadcast(true).unwrap();
    socket.send_to(b"x", ("255.255.255.255", port)).unwrap();
    // A packet crosses the link while it is being sent.
    assert_eq!(host.recv(&mut [0; 8]).unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
    UdpSocket::bind("127.0.0.1:0").unwrap().send_to(b"x", ("127.0.0.1", port)).unwrap();
    assert_eq!(host.recv(&mut [0; 8]).unwrap(), 1, "the host's socket does not listen");
}

#[test]
fn addresses_are_those_of_the_interface_and_follow_it() {
    let guard = Guard::new(11);
    let plain = guard.spec(7);
    let mut spec = InterfaceSpec {
        secondary_addresses: vec![Ipv4Addr::new(10, 9, 8, 20), Ipv4Addr::new(10, 9, 8, 21)],
        ipv4_prefixes: vec!["10.9.8.64/28".parse().unwrap()],
        ipv6_addresses: vec!["2001:db8:9::7".parse().unwrap(), "2001:db8:9::8".parse().unwrap()],
        ipv6_prefixes: vec!["2001:db8:9:0:5::/80".parse().unwrap()],
        ..plain.clone()
    };
    let interface = create_interface(&spec).unwrap();
    let addresses = |family: &str| -> Vec<String> {
        let all = ip_inside(&spec.id, &[family, "-o", "addr", "show", "eth0"]);
        let mut found: Vec<_> =
            all.lines().filter_map(|line| Some(line.split_whitespace().nth(3)?.to_owned())).collect();
        found.sort();
        found
    };
    assert_eq!(addresses("-4"), ["10.9.8.20/32", "10.9.8.21/32", "10.9.8.7/24"]);
    assert_eq!(addresses("-6"), ["2001:db8:9::7/128", "2001:db8:9::8/128"], "or a link-local address was made");
    assert!(!ip_inside(&spec.id, &["-6", "addr"]).contains("tentative"));
    let routes = ip_inside(&spec.id, &["-6", "route"]);
    assert!(routes.contains("default via fe80::1 dev eth0 proto static src 2001:db8:9::7"), "{routes}");
    assert!(ip_inside(&spec.id, &["neigh"]).contains("fe80::1 dev eth0 lladdr 02:6d:6e:00:00:01 PERMANENT"));
    let source = ip_inside(&spec.id, &["route", "get", "2001:db8:77::1"]);
    assert!(source.contains("src 2001:db8:9::7"), "{source}");
    assert!(ip_inside(&spec.id, &["route", "get", "10.9.8.9"]).contains("src 10.9.8.7"));
    let binds = |address: &str| interface.namespace.run(|| UdpSocket::bind((address, 0)).is_ok()).unwrap();
    for own in ["10.9.8.70", "10.9.8.20", "2001:db8:9::8", "::1"] {
        assert!(binds(own), "{own} is not the namespace's own");
    }
    assert!(!binds("10.9.8.80") && !binds("2001:db8:9:0:5::77"));
    // Who listens on every address answers on each of a prefix.
    let hears = |address: &str| {
        let heard = interface.namespace.run(|| {
            let server = UdpSocket::bind("[::]:0")?;
            server.set_nonblocking(true)?;
            let port = server.local_addr()?.port();
            UdpSocket::bind("[::]:0")?.send_to(b"x", (address, port))?;
            server.recv(&mut [0; 8])
        });
        heard.unwrap().is_ok()
    };
    assert!(hears("2001:db8:9:0:5::77") && !hears("2001:db8:9:0:6::1"));
    let setting = |name: &str| {
        let path = format!("/proc/sys/net/ipv6/conf/eth0/{name}");
        interface.namespace.run(|| std::fs::read_to_string(&path).unwrap().trim().to_owned()).unwrap()
    };
    assert_eq!((setting("accept_ra").as_str(), setting("accept_redirects").as_str()), ("0", "0"));

    // What changes while containers run.
    spec.secondary_addresses.remove(0);
    spec.ipv4_prefixes = vec!["10.9.8.96/28".parse().unwrap()];
    spec.ipv6_addresses.remove(0);
    assert_eq!(configure_interface(&spec).unwrap(), Found::Changed);
    assert_eq!(
        (addresses("-4"), addresses("-6")),
        (vec!["10.9.8.21/32".into(), "10.9.8.7/24".into()], vec!["2001:db8:9::8/128".into()])
    );
    assert!(ip_inside(&spec.id, &["-6", "route"]).contains("src 2001:db8:9::8"));
    assert!(binds("10.9.8.97") && !binds("10.9.8.70") && !binds("10.9.8.20"));

    // What others changed.
    output("ip", &["-n", spec.id.as_str(), "addr", "flush", "dev", "eth0"]);
    output("ip", &["-n", spec.id.as_str(), "addr", "add", "10.9.8.99/32", "dev", "eth0"]);
    output("ip", &["-n", spec.id.as_str(), "route", "flush", "table", "main"]);
    assert_eq!(configure_interface(&spec).unwrap(), Found::Changed);
    assert_eq!((addresses("-4").len(), addresses("-6").len()), (2, 1));
    let routes = ip_inside(&spec.id, &["route"]);
    assert!(routes.contains("default via 10.9.8.1 dev eth0"), "{routes}");

    // Off again with the last of them, and on once more.
    assert_eq!(configure_interface(&plain).unwrap(), Found::Changed);
    assert_eq!(ip_inside(&spec.id, &["-6", "addr"]), "", "IPv6 is on");
    assert_eq!(addresses("-4"), ["10.9.8.7/24"]);
    assert_eq!(configure_interface(&spec).unwrap(), Found::Changed);
    assert_eq!(addresses("-6"), ["2001:db8:9::8/128"]);
    delete_interface(&guard.0, &spec.id).unwrap();
    assert_eq!(configure_interface(&spec).unwrap(), Found::Nothing);
}

#[test]
fn what_exists_is_kept_and_what_is_half_done_is_completed() {
    let guard = Guard::new(3);
    let spec = guard.spec(7);
    let first = create_interface(&spec).unwrap().ifindex;
    assert_eq!(create_interface(&spec).unwrap().ifindex, first, "an interface in order was made anew");

    output("ip", &["link", "del", &host_link_name(&spec.id)]);
    assert_eq!(list_namespaces(&guard.0).unwrap(), std::slice::from_ref(&spec.id));
    let second = create_interface(&spec).unwrap();
    assert_ne!(second.ifindex, first);

    // The namespace is gone, the link not yet: a socket in the old one keeps it.
    let old = second.namespace;
    Namespace::delete(&NamespaceName::from(&spec.id)).unwrap();
    let third = create_interface(&spec).unwrap();
    assert_ne!(third.ifindex, second.ifindex);
    drop(old);
    assert!(ip_inside(&spec.id, &["addr", "show", "eth0"]).contains("10.9.8.7"));

    // Killed between the making of the file and the mount.
    delete_interface(&guard.0, &spec.id).unwrap();
    let label = Owner { instance: guard.0.clone(), id: spec.id.clone() }.to_string();
    std::fs::write(namespace_path(&NamespaceName::from(&spec.id)), label).unwrap();
    assert_eq!(list_namespaces(&guard.0).unwrap(), std::slice::from_ref(&spec.id));
    create_interface(&spec).unwrap();
    delete_interface(&guard.0, &spec.id).unwrap();
    assert!(!namespace_path(&NamespaceName::from(&spec.id)).exists());
}

#[test]
fn a_host_end_with_another_name_is_found_by_its_alias() {
    let guard = Guard::new(20);
    let spec = guard.spec(7);
    let first = create_interface(&spec).unwrap();
    let renamed = format!("mtr{}", std::process::id());
    let rename = || output("ip", &["link", "set", &first.name, "name", &renamed]);
    let names = || list_interfaces(&guard.0).unwrap().into_iter().map(|found| found.name).collect::<Vec<_>>();
    rename();
    assert_eq!(names(), std::slice::from_ref(&renamed));
    let again = create_interface(&spec).unwrap();
    assert_eq!((again.ifindex, names()), (first.ifindex, vec![first.name.clone()]), "the pair was kept");
    assert!(list_interfaces(&guard.0).unwrap()[0].is_up);

    // Its namespace has lost its name as well, and a process keeps it.
    let inside = ["netns", "exec", spec.id.as_str(), "sh", "-c", "echo inside; exec cat"];
    let process = Command::new("ip").args(inside).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut process = process.unwrap();
    let mut said = [0; 6];
    process.stdout.as_mut().unwrap().read_exact(&mut said).unwrap();
    rename();
    output("ip", &["netns", "delete", spec.id.as_str()]);
    restore_namespace(&spec, process.id()).unwrap();
    let again = create_interface(&spec).unwrap();
    assert_eq!((again.ifindex, names()), (first.ifindex, vec![first.name.clone()]));
    // It ends when nobody can write to it any more.
    drop(process.stdin.take());
    process.wait().unwrap();

    rename();
    delete_interface(&guard.0, &spec.id).unwrap();
    assert!(names().is_empty());
}

#[test]
fn what_is_anothers_is_left_alone() {
    let (guard, other) = (Guard::new(4), Guard::new(5));
    let spec = guard.spec(7);
    let interface = create_interface(&spec).unwrap();
    let theirs = InterfaceSpec { instance: other.0.clone(), ..spec.clone() };
    assert!(matches!(prepare(&theirs), Err(LinkError::Taken { .. })));
    delete_interface(&other.0, &spec.id).unwrap();
    assert_eq!(list_interfaces(&guard.0).unwrap()[0].ifindex, interface.ifindex);
    assert_eq!(list_interfaces(&other.0).unwrap(), []);
    assert_eq!(list_namespaces(&other.0).unwrap(), []);
    assert!(owner_of(&NamespaceName::from(&spec.id)).unwrap().is_some());
}

#[test]
fn many_are_removed_at_once_and_nothing_is_left() {
    let guard = Guard::new(6);
    let ids: Vec<_> = (2..22).map(|number| guard.spec(number).id).collect();
    for number in 2..22 {
        create_interface(&guard.spec(number)).unwrap();
    }
    delete_interfaces(&guard.0, &ids).unwrap();
    assert_eq!(list_interfaces(&guard.0).unwrap(), []);
    assert_eq!(list_namespaces(&guard.0).unwrap(), []);
    assert!(ids.iter().all(|id| !Path::new("/sys/class/net").join(host_link_name(id)).exists()));
    delete_interfaces(&guard.0, &ids).unwrap();
}

#[test]
fn errors_are_collected_and_say_what_to_do() {
    let refused = Socket::open().unwrap().all(vec![messages::set_up("mt-is-not-here")]).unwrap_err();
    assert_eq!(refused.errno(), Some(Errno::ENODEV));
    assert!(refused.to_string().starts_with("cannot bring up link mt-is-not-here: ENODEV"), "{refused}");
    let denied = LinkError::system("mount", "/x", Errno::EPERM).to_string();
    assert!(denied.contains("run as root"), "{denied}");
    assert!("..".parse::<NamespaceName>().is_err() && "a/b".parse::<NamespaceName>().is_err());
    assert!("mt-a_b.c".parse::<NamespaceName>().is_ok());
    assert!("0123abcd".parse::<Instance>().is_ok() && "0123ABCD".parse::<Instance>().is_err());
}

#[test]
fn the_callers_thread_stays_where_it_is() {
    let guard = Guard::new(8);
    let own = || std::fs::read_link("/proc/thread-self/ns/net").unwrap();
    let before = own();
    let interface = create_interface(&guard.spec(7)).unwrap();
    let inside = interface.namespace.run(own).unwrap();
    assert_eq!(own(), before);
    assert_ne!(inside, before);
}

#[test]
fn a_bpf_file_system_is_mounted_once_and_unmounted() {
    let directory = std::env::temp_dir().join(format!("mt-bpf-{}", std::process::id()));
    assert!(!is_bpffs(&directory).unwrap());
    mount_bpffs(&directory).unwrap();
    mount_bpffs(&directory).unwrap();
    let is_mounted = is_bpffs(&directory);
    std::fs::create_dir(directory.join("below")).unwrap();
    let below = is_bpffs(&directory.join("below"));
    unmount_bpffs(&directory).unwrap();
    assert!(is_mounted.unwrap() && !below.unwrap());
    assert!(!directory.exists());
    unmount_bpffs(&directory).unwrap();
}

/// Pins of an agent whose file system somebody unmounted are in the one above, and below that of the next agent.
#[test]
fn pins_below_a_bpf_file_system_go_with_it() {
    let above = std::env::temp_dir().join(format!("mt-bpf-above-{}", std::process::id()));
    mount_bpffs(&above).unwrap();
    let directory = above.join("instance");
    for part in ["maps", "links"] {
        std::fs::create_dir_all(directory.join(part)).unwrap();
        std::os::unix::fs::symlink("nowhere", directory.join(part).join("pin")).unwrap();
    }
    mount_bpffs(&directory).unwrap();
    let hides = !directory.join("maps").exists();
    let unmounted = unmount_bpffs(&directory);
    let is_there = directory.exists();
    unmount_bpffs(&above).unwrap();
    assert!(hides && !is_there, "{unmounted:?}");
    unmounted.unwrap();
}

#[test]
fn a_further_device_has_routes_of_its_own_and_leaves_nothing() {
    let guard = Guard::new(19);
    let primary = guard.spec(7);
    let further = InterfaceSpec {
        ipv4_prefixes: vec!["10.9.8.32/28".parse().unwrap()],
        ipv6_addresses: vec!["2001:db8::8".parse().unwrap()],
        further: Some(FurtherDevice { primary: primary.id.clone(), index: 1 }),
        ..guard.spec(8)
    };
    let inside = |arguments: &[&str]| ip_inside(&primary.id, arguments);
    let lines = |arguments: &[&str]| -> Vec<String> {
        inside(arguments).lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    assert!(matches!(prepare(&further), Err(LinkError::NoNamespace { .. })), "a namespace was made for it");
    create_interface(&primary).unwrap();
    create_interface(&further).unwrap();
    assert!(inside(&["link", "show", "eth1"]).contains("02:01:02:03:04:08"));

    let rules = lines(&["-4", "rule"]);
    for wanted in ["101: from 10.9.8.8 lookup 101", "101: from 10.9.8.32/28 lookup 101"] {
        assert!(rules.iter().any(|rule| rule == wanted), "{wanted} is not in {rules:?}");
    }
    assert_eq!(rules.len(), 5, "{rules:?}");
    assert!(lines(&["-6", "rule"]).contains(&"101: from 2001:db8::8 lookup 101".to_owned()));
    for (source, device) in [("10.9.8.7", "eth0"), ("10.9.8.8", "eth1"), ("10.9.8.33", "eth1")] {
        let route = inside(&["route", "get", "192.0.2.1", "from", source]);
        assert!(route.contains(&format!("via 10.9.8.1 dev {device}")), "{source}: {route}");
    }
    // What names no source leaves through the primary one, and what binds to the further one has its address.
    assert!(inside(&["route", "get", "192.0.2.1"]).contains("dev eth0 src 10.9.8.7"));
    assert!(inside(&["route", "get", "192.0.2.1", "oif", "eth1"]).contains("dev eth1 src 10.9.8.8"));
    assert!(inside(&["route", "get", "10.9.8.40"]).starts_with("local 10.9.8.40"), "a prefix is not its own");

    // Neither takes from the other what is its own.
    for spec in [&primary, &further, &primary, &further] {
        assert_eq!(configure_interface(spec).unwrap(), Found::Whole, "{}", spec.id);
    }
    forget_rules(&further).unwrap();
    delete_interface(&guard.0, &further.id).unwrap();
    assert_eq!(lines(&["-4", "rule"]).len(), 3);
    assert!(!inside(&["-6", "rule"]).contains("101") && !inside(&["route", "show", "table", "all"]).contains("eth1"));
    // No link has IPv6 any more, and so the loopback has none.
    assert_eq!(configure_interface(&primary).unwrap(), Found::Changed);
    assert_eq!(inside(&["-6", "addr"]), "", "IPv6 is on");
    assert_eq!(configure_interface(&primary).unwrap(), Found::Whole);
}
