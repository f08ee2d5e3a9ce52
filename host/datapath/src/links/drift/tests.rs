//! On a real kernel: what somebody changes by hand is told, and put back. Needs root.

use super::{
    super::{
        Found, InterfaceSpec, configure_interface, create_interface,
        inside::QUIET,
        tests::{Guard, ip_inside, output},
    },
    *,
};

const DEADLINE: Duration = Duration::from_secs(5);
const SILENCE: Duration = Duration::from_millis(100);

/// What `ip` is told to do in the namespace of an ENI that has every kind of address.
const DAMAGES: [&str; 31] = [
    "link set eth0 address 02:aa:aa:aa:aa:aa",
    "link set eth0 mtu 1400",
    // Below what IPv6 needs: the kernel forgets its settings of the link.
    "link set eth0 mtu 1200",
    "link set eth0 down",
    "link set eth0 arp off",
    "link set lo down",
    "address add 10.9.8.99/32 dev eth0",
    "address add 10.9.8.99/24 dev eth0",
    "address add 10.77.0.1/24 dev eth0",
    "address delete 10.9.8.7/24 dev eth0",
    "address delete 10.9.8.20/32 dev eth0",
    "address add 2001:db8:9::99/128 dev eth0",
    "address delete 2001:db8:9::7/128 dev eth0",
    "address flush dev eth0",
    "route delete default",
    "route delete 10.9.8.1/32",
    "route replace default via 10.9.8.1 dev eth0 mtu 500",
    "route replace default dev eth0 scope link",
    "route add default via 10.9.8.1 metric 7",
    "route add 10.1.0.0/16 via 10.9.8.1",
    "route add blackhole 10.2.0.0/16",
    "route add 10.3.0.0/16 nexthop via 10.9.8.1 weight 1 nexthop dev eth0 weight 2",
    "route delete local 10.9.8.7 dev eth0 table local",
    "route delete local 10.9.8.64/28 dev lo table local",
    "route add local 10.4.0.0/16 dev lo",
    "route flush table main",
    "-6 route delete default",
    "-6 route add 2001:db8:66::/48 via fe80::1 dev eth0",
    "-6 route add unreachable 2001:db8:67::/48",
    "neighbour delete 10.9.8.1 dev eth0",
    "neighbour replace fe80::1 lladdr 02:bb:bb:bb:bb:bb dev eth0",
];

/// An ENI with every kind of address.
fn spec(guard: &Guard) -> InterfaceSpec {
    InterfaceSpec {
        secondary_addresses: vec!["10.9.8.20".parse().unwrap()],
        ipv4_prefixes: vec!["10.9.8.64/28".parse().unwrap()],
        ipv6_addresses: vec!["2001:db8:9::7".parse().unwrap()],
        ipv6_prefixes: vec!["2001:db8:9:0:5::/80".parse().unwrap()],
        ..guard.spec(7)
    }
}

/// What `ip` says of a namespace, as lines without order.
fn state(id: &NetworkInterfaceId) -> BTreeSet<String> {
    let shown =
        ["-o link", "-o address", "route show table all", "-6 route show table all", "neighbour show nud permanent"]
            .map(|words| ip_inside(id, &words.split(' ').collect::<Vec<_>>()));
    shown.iter().flat_map(|text| text.lines()).map(|line| line.trim().to_owned()).collect()
}

/// What is told until nothing more is.
fn told(monitor: &mut DriftMonitor) -> BTreeSet<Drift> {
    let mut told = monitor.wait(DEADLINE).unwrap();
    loop {
        let more = monitor.wait(SILENCE).unwrap();
        if more.is_empty() {
            return told;
        }
        told.extend(more);
    }
}

#[test]
fn what_is_changed_inside_is_told_and_put_back() {
    let (guard, stranger) = (Guard::new(14), Guard::new(15));
    let spec = spec(&guard);
    // One that is there before, and one that comes later.
    create_interface(&guard.spec(8)).unwrap();
    let mut monitor = DriftMonitor::listen(&guard.0).unwrap();
    let mut others = DriftMonitor::listen(&stranger.0).unwrap();
    create_interface(&spec).unwrap();
    told(&mut monitor);
    assert_eq!(configure_interface(&spec).unwrap(), Found::Whole, "an interface that was just made is not whole");
    let whole = state(&spec.id);
    for damage in DAMAGES {
        ip_inside(&spec.id, &damage.split(' ').collect::<Vec<_>>());
        assert_ne!(state(&spec.id), whole, "{damage} does no damage");
        assert_eq!(told(&mut monitor), BTreeSet::from([Drift::Inside(spec.id.clone())]), "{damage}");
        // What goes with an address goes after it, and is put back in turn.
        assert_eq!(configure_interface(&spec).unwrap(), Found::Changed, "{damage}");
        told(&mut monitor);
        configure_interface(&spec).unwrap();
        monitor.wait(SILENCE).unwrap();
        assert_eq!(state(&spec.id), whole, "{damage} is not undone");
        // The kernel tells of a carrier a second late; what a look changed would be told after each.
        let is_silent = (0..30).any(|_| {
            assert_eq!(configure_interface(&spec).unwrap(), Found::Whole, "{damage}");
            monitor.wait(SILENCE).unwrap().is_empty()
        });
        assert!(is_silent, "{damage}: looking at what is whole changes something");
    }
    ip_inside(&guard.spec(8).id, &["route", "delete", "default"]);
    assert_eq!(told(&mut monitor), BTreeSet::from([Drift::Inside(guard.spec(8).id)]));
    assert_eq!(others.wait(Duration::ZERO).unwrap(), BTreeSet::new(), "another instance was told");
}

#[test]
fn settings_that_nothing_is_told_of_are_put_back_by_a_look() {
    let guard = Guard::new(18);
    let spec = spec(&guard);
    create_interface(&spec).unwrap();
    let whole = state(&spec.id);
    let setting = |name: &str| format!("net.ipv6.conf.eth0.{name}");
    let inside = |words: &[&str]| output("ip", &[&["netns", "exec", spec.id.as_str(), "sysctl", "-n"], words].concat());
    for (name, right) in QUIET {
        let wrong = if right == "0" { "1" } else { "0" };
        inside(&["-w", &format!("{}={wrong}", setting(name))]);
        assert_eq!(inside(&[&setting(name)]).trim(), wrong, "{name}");
        assert_eq!(configure_interface(&spec).unwrap(), Found::Changed, "{name}");
        assert_eq!(inside(&[&setting(name)]).trim(), right, "{name}");
        assert_eq!(configure_interface(&spec).unwrap(), Found::Whole, "{name}");
        assert_eq!(state(&spec.id), whole, "{name}");
    }
}

#[test]
fn routes_through_a_link_that_somebody_put_there_are_left_alone() {
    let guard = Guard::new(16);
    let spec = spec(&guard);
    create_interface(&spec).unwrap();
    for words in [
        "link add x0 type veth peer name x1",
        "link set x0 up",
        "link set x1 up",
        "route add 10.5.0.0/16 dev x0",
        "route delete default",
    ] {
        ip_inside(&spec.id, &words.split(' ').collect::<Vec<_>>());
    }
    assert_eq!(configure_interface(&spec).unwrap(), Found::Changed);
    let routes = ip_inside(&spec.id, &["route"]);
    assert!(routes.contains("10.5.0.0/16 dev x0") && routes.contains("default via 10.9.8.1 dev eth0"), "{routes}");
}

#[test]
fn what_is_changed_of_the_hosts_end_is_told() {
    let guard = Guard::new(17);
    let spec = guard.spec(7);
    let interface = create_interface(&spec).unwrap();
    let mut monitor = DriftMonitor::listen(&guard.0).unwrap();
    output("ip", &["link", "set", &interface.name, "mtu", "1300"]);
    assert!(told(&mut monitor).contains(&Drift::Inside(spec.id.clone())));
    assert_eq!(configure_interface(&spec).unwrap(), Found::Changed);
    assert!(output("ip", &["link", "show", &interface.name]).contains("mtu 9001"));
    told(&mut monitor);
    for damage in [["link", "set", "down", "dev"].as_slice(), &["link", "delete", "dev"]] {
        output("ip", &[damage, &[interface.name.as_str()]].concat());
        let told = told(&mut monitor);
        assert!(told.contains(&Drift::Interface(spec.id.clone())), "{damage:?}: {told:?}");
        assert_eq!(configure_interface(&spec).unwrap(), Found::Nothing);
    }
    assert_eq!(monitor.namespaces.len(), 0, "the number of a namespace is kept after its end");
}
