//! On a real kernel, with addresses that are reserved for documentation. Needs root.

use std::{collections::BTreeSet, net::UdpSocket, process::Command, time::Duration};

use super::{
    super::drift::{Drift, DriftMonitor},
    *,
};

const DEADLINE: Duration = Duration::from_secs(5);

/// An instance that no one else has, whose public side goes when it is dropped.
struct Guard(Instance);

impl Guard {
    fn new(test: u8) -> Self {
        let unique = 0xa000_0000 | u32::from(test) << 20 | (std::process::id() & 0xf_ffff);
        Self(format!("{unique:08x}").parse().unwrap())
    }

    fn spec(&self, pool: &str) -> PublicSpec {
        let pool: Ipv4Net = pool.parse().unwrap();
        let address = Ipv4Addr::from_bits(pool.network().to_bits() + 1);
        PublicSpec { instance: self.0.clone(), pool, address, ipv6: None }
    }

    fn found(&self) -> Option<FoundPublic> {
        find_public(&self.0).unwrap()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = delete_public(&self.0);
    }
}

fn ip(words: &str) -> String {
    let output = Command::new("ip").args(words.split(' ')).output().unwrap();
    assert!(output.status.success(), "ip {words}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn received(name: &str) -> u64 {
    let path = format!("/sys/class/net/{name}/statistics/rx_packets");
    std::fs::read_to_string(path).unwrap().trim().parse().unwrap()
}

#[test]
fn the_pool_is_routed_and_packets_come_out_at_the_gateways_end() {
    let guard = Guard::new(1);
    let spec = guard.spec("198.51.100.0/28");
    let prepared = prepare_public(&spec).unwrap();
    let [public, gateway] = public_link_names(&guard.0);
    let found = guard.found().unwrap();
    assert_eq!((found.ifindex, found.gateway_ifindex), (prepared.public_ifindex(), prepared.gateway_ifindex()));
    assert!(!found.is_up && found.routes.is_empty(), "something flows before the program is attached: {found:?}");
    prepared.activate().unwrap();
    let found = guard.found().unwrap();
    assert_eq!((&found.name, &found.gateway_name, found.is_up), (&public, &gateway, true));
    assert_eq!(found.routes, [IpNet::V4(spec.pool)]);
    let route = ip("route get 198.51.100.9");
    assert!(route.contains(&format!("dev {public} src 198.51.100.1")), "{route}");
    assert_eq!(ip(&format!("-6 address show dev {public}")), "");

    let before = received(&gateway);
    let socket = UdpSocket::bind("198.51.100.1:0").unwrap();
    socket.set_nonblocking(true).unwrap();
    for _ in 0..3 {
        socket.send_to(b"x", "198.51.100.9:9").unwrap();
    }
    assert_eq!(received(&gateway) - before, 3, "no neighbour is asked for, and nothing else is sent");
    // Without a program nothing comes back, nor goes round in a circle.
    assert_eq!(socket.recv(&mut [0; 8]).unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
    assert_eq!(received(&public), 0);
}

#[test]
fn ipv6_is_routed_beside_the_pool() {
    let guard = Guard::new(5);
    let range: Ipv6Net = "2001:db8:5151::/48".parse().unwrap();
    let spec =
        PublicSpec { ipv6: Some((range, "2001:db8:5151::1".parse().unwrap())), ..guard.spec("198.51.100.240/28") };
    prepare_public(&spec).unwrap().activate().unwrap();
    let [public, gateway] = public_link_names(&guard.0);
    let routes = guard.found().unwrap().routes;
    assert_eq!(routes, [IpNet::V4(spec.pool), IpNet::V6(range)]);
    let route = ip("-6 route get 2001:db8:5151:7::9");
    assert!(route.contains(&format!("dev {public}")) && route.contains("src 2001:db8:5151::1"), "{route}");
    let before = received(&gateway);
    let socket = UdpSocket::bind("[2001:db8:5151::1]:0").unwrap();
    socket.send_to(b"x", "[2001:db8:5151:7::9]:9").unwrap();
    assert_eq!(received(&gateway) - before, 1, "no neighbour is asked for, and nothing else is sent");
    ip(&format!("-6 route delete 2001:db8:5151::/48 dev {public}"));
    prepare_public(&spec).unwrap().activate().unwrap();
    assert_eq!(guard.found().unwrap().routes, routes);
    // Without IPv6 its route goes.
    prepare_public(&PublicSpec { ipv6: None, ..spec.clone() }).unwrap().activate().unwrap();
    assert_eq!(guard.found().unwrap().routes, [IpNet::V4(spec.pool)]);
}

#[test]
fn what_is_damaged_is_repaired_and_what_is_right_is_kept() {
    let guard = Guard::new(2);
    let spec = guard.spec("198.51.100.16/28");
    let up = |spec: &PublicSpec| prepare_public(spec).unwrap().activate().unwrap();
    up(&spec);
    let first = guard.found().unwrap();
    up(&spec);
    assert_eq!(guard.found().unwrap(), first, "what was right was made anew");
    ip(&format!("route delete 198.51.100.16/28 dev {}", first.name));
    ip(&format!("address delete 198.51.100.17/32 dev {}", first.name));
    ip(&format!("link set {} down", first.gateway_name));
    up(&spec);
    assert_eq!(guard.found().unwrap(), first);
    assert!(ip("route get 198.51.100.18").contains("src 198.51.100.17"));
    ip(&format!("link delete {}", first.gateway_name));
    assert_eq!(guard.found(), None);
    up(&spec);
    assert!(guard.found().unwrap().is_up);
    // Another pool takes the place of the former one.
    let other = guard.spec("198.51.100.32/28");
    up(&other);
    assert_eq!(guard.found().unwrap().routes, [IpNet::V4(other.pool)]);
    delete_public(&guard.0).unwrap();
    assert_eq!(guard.found(), None);
    delete_public(&guard.0).unwrap();
}

#[test]
fn two_instances_never_route_the_same_addresses() {
    let (one, other) = (Guard::new(3), Guard::new(4));
    prepare_public(&one.spec("198.51.100.64/27")).unwrap().activate().unwrap();
    let [public, _] = public_link_names(&one.0);
    for pool in ["198.51.100.64/27", "198.51.100.64/28", "198.51.100.64/26"] {
        let error = prepare_public(&other.spec(pool)).err().unwrap();
        let text = error.to_string();
        assert!(matches!(error, LinkError::PoolTaken { .. }), "{pool}: {text}");
        assert!(text.contains("--public-pool") && text.contains(&public), "{text}");
    }
    assert_eq!(other.found(), None, "what cannot be routed leaves no link");
    // Both were prepared before one of them routed: the kernel refuses the second route.
    let spec = other.spec("198.51.100.96/27");
    let prepared = prepare_public(&spec).unwrap();
    ip(&format!("route add 198.51.100.96/27 dev {public}"));
    assert!(prepared.activate().is_err());
    ip(&format!("route delete 198.51.100.96/27 dev {public}"));
    prepare_public(&spec).unwrap().activate().unwrap();
    assert_eq!(one.found().unwrap().routes.len(), 1);
}

#[test]
fn while_its_route_is_gone_nothing_for_the_pool_leaves_by_another() {
    let guard = Guard::new(6);
    let ipv6 = Some(("2001:db8:5153::/48".parse().unwrap(), "2001:db8:5153::1".parse().unwrap()));
    let spec = PublicSpec { ipv6, ..guard.spec("198.51.100.128/29") };
    let up = |spec: &PublicSpec| prepare_public(spec).unwrap().activate().unwrap();
    let unreachable = || {
        [("0.0.0.0:0", "198.51.100.131:9"), ("[::]:0", "[2001:db8:5153:1::1]:9")].map(|(own, other)| {
            let connected = UdpSocket::bind(own).unwrap().connect(other);
            connected.is_err_and(|error| error.kind() == std::io::ErrorKind::HostUnreachable)
        })
    };
    up(&spec);
    let [public, gateway] = public_link_names(&guard.0);
    let blocks = guard.found().unwrap().fallbacks;
    assert_eq!(blocks, guard.found().unwrap().routes);
    assert_eq!(unreachable(), [false; 2]);
    ip(&format!("route delete 198.51.100.128/29 dev {public}"));
    ip(&format!("-6 route delete 2001:db8:5153::/48 dev {public}"));
    assert_eq!(unreachable(), [true; 2]);
    up(&spec);
    assert_eq!(unreachable(), [false; 2]);
    ip(&format!("link delete {gateway}"));
    assert_eq!(unreachable(), [true; 2]);
    up(&spec);
    // What is missing of it comes back, and what was for a former pool goes.
    ip("route delete unreachable 198.51.100.128/29");
    up(&spec);
    assert_eq!(guard.found().unwrap().fallbacks, blocks);
    let other = guard.spec("198.51.100.136/29");
    up(&other);
    assert_eq!(guard.found().unwrap().fallbacks, [IpNet::V4(other.pool)]);
    let neighbour = Guard::new(9);
    ip(&format!("link delete {gateway}"));
    let error = prepare_public(&neighbour.spec("198.51.100.136/29")).err().unwrap().to_string();
    assert!(error.contains("another instance") && error.contains("minato down"), "{error}");
    delete_public(&guard.0).unwrap();
    assert!(!ip("route show type unreachable").contains("198.51.100.136/29"));
    prepare_public(&neighbour.spec("198.51.100.136/29")).unwrap();
}

/// What is told until nothing more is.
fn told(monitor: &mut DriftMonitor) -> BTreeSet<Drift> {
    let mut told = monitor.wait(DEADLINE).unwrap();
    loop {
        let more = monitor.wait(Duration::from_millis(100)).unwrap();
        if more.is_empty() {
            return told;
        }
        told.extend(more);
    }
}

#[test]
fn what_changes_is_told_to_its_instance_alone() {
    let (one, other) = (Guard::new(7), Guard::new(8));
    let ipv6 = Some(("2001:db8:5152::/48".parse().unwrap(), "2001:db8:5152::1".parse().unwrap()));
    let spec = PublicSpec { ipv6, ..one.spec("198.51.100.112/29") };
    prepare_public(&spec).unwrap().activate().unwrap();
    let (mut monitor, mut others) = (DriftMonitor::listen(&one.0).unwrap(), DriftMonitor::listen(&other.0).unwrap());
    let [public, gateway] = public_link_names(&one.0);
    for damage in [
        "route delete 198.51.100.112/29",
        "route delete unreachable 198.51.100.112/29",
        "address delete 198.51.100.113/32",
        "-6 route delete 2001:db8:5152::/48",
        "-6 address delete 2001:db8:5152::1/128",
        "link set down",
        "link delete",
    ] {
        let on = if damage.starts_with("link") { &gateway } else { &public };
        let leads_nowhere = damage.contains("unreachable");
        ip(&if leads_nowhere { damage.to_owned() } else { format!("{damage} dev {on}") });
        assert_eq!(told(&mut monitor), BTreeSet::from([Drift::Outside]), "{damage}");
        let repair = || prepare_public(&spec).unwrap().activate().unwrap();
        repair();
        // The kernel may move a route of its own when it is given an address.
        while !monitor.wait(Duration::from_millis(100)).unwrap().is_empty() {}
        repair();
        assert_eq!(monitor.wait(Duration::ZERO).unwrap(), BTreeSet::new(), "what is whole is not taken away");
    }
    assert_eq!(others.wait(Duration::ZERO).unwrap(), BTreeSet::new());
}
