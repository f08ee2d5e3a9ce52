//! What an ENI is inside its namespace: its link, addresses and routes, made what they should be, however often and from
//! whatever state. Only what is not so is written, so that who hears of changes hears of none.
//!
//! Every single address is on the ENI's link, `eth0` where it has a namespace of its own. A prefix is a local route: who listens on all addresses is reached at each of it (to bind
//! one of an IPv6 prefix, a program has to ask for `IPV6_FREEBIND`, which is how Linux takes such routes). All packets go to
//! the router, whose link-layer address is fixed for both families: nobody is asked for anything. IPv6 is off while the
//! ENI has no IPv6 address; when it is on, nothing that a router advertises is taken and no address is tried for
//! duplicates.

use std::{
    collections::BTreeSet,
    fs, io,
    net::{IpAddr, Ipv6Addr},
    path::Path,
};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use minato_vpc::resources::MacAddress;
use nix::errno::Errno;

use super::{
    error::LinkError,
    interface::{InterfaceSpec, MTU, find_link, own_host_end},
    messages::{
        Link, address_of, delete_address, get_addresses, get_neighbour, is_permanent, set_address, set_mtu,
        set_neighbour, set_peer, set_up,
    },
    namespace::{LOOPBACK, Namespace},
    routes::Routes,
    rules,
    socket::{Request, Socket},
};

/// The router's IPv6 address in every subnet.
pub const ROUTER_IPV6: Ipv6Addr = Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 1);

/// Where the kernel keeps a link's IPv6 settings.
pub(super) const IPV6_SETTINGS: &str = "/proc/sys/net/ipv6/conf";

/// Settings of an ENI's link before IPv6 comes up on it: it gets no address but those that are set, and sends nothing unasked.
pub(super) const QUIET: [(&str, &str); 7] = [
    ("accept_ra", "0"),
    ("accept_redirects", "0"),
    ("autoconf", "0"),
    ("accept_dad", "0"),
    ("dad_transmits", "0"),
    ("router_solicitations", "0"),
    // No link-local address.
    ("addr_gen_mode", "1"),
];

/// What an ENI was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Its namespace, its link or the link's other end is not there, or that end is down: it has to be made anew.
    Nothing,
    /// Something was not as it should be, and is now.
    Changed,
    /// All was as it should be.
    Whole,
}

/// Makes an ENI whose host's end is up what `spec` says, also while its containers run.
pub fn configure_interface(spec: &InterfaceSpec) -> Result<Found, LinkError> {
    let mut host = Socket::open()?;
    let Some(end) = own_host_end(&mut host, spec)?.filter(|end| end.is_up) else { return Ok(Found::Nothing) };
    let Some(namespace) = Namespace::open(&spec.namespace())? else { return Ok(Found::Nothing) };
    let found = namespace.run(|| make(&mut Socket::open()?, end.index, spec))??;
    if end.mtu == MTU || found == Found::Nothing {
        return Ok(found);
    }
    host.all(vec![set_mtu(end.index)])?;
    Ok(Found::Changed)
}

/// The same in the calling thread's namespace, by a socket in it; `host_end` is the index of the link's other end.
pub(super) fn make(inside: &mut Socket, host_end: u32, spec: &InterfaceSpec) -> Result<Found, LinkError> {
    let device = spec.device();
    let Some(link) = find_link(inside, &device)?.filter(|link| link.peer_index == host_end) else {
        return Ok(Found::Nothing);
    };
    let mut requests = Vec::new();
    if !is_peer(&link, spec.mac) {
        requests.push(set_peer(link.index, spec.mac));
    }
    if find_link(inside, LOOPBACK)?.is_some_and(|loopback| !loopback.is_up) {
        requests.push(set_up(LOOPBACK));
    }
    let mut is_changed = send(inside, requests)?;
    let has_kernel_ipv6 = Path::new(IPV6_SETTINGS).exists();
    let wants_ipv6 = has_kernel_ipv6 && !(spec.ipv6_addresses.is_empty() && spec.ipv6_prefixes.is_empty());
    if has_kernel_ipv6 {
        is_changed |= switch_ipv6(&device, wants_ipv6)?;
    }
    let mut routes = Routes::read(inside, wants_ipv6)?;
    let requests = address_requests(inside, link.index, spec, wants_ipv6, &routes)?;
    if send(inside, requests)? {
        // Routes come and go with addresses.
        is_changed = true;
        routes = Routes::read(inside, wants_ipv6)?;
    }
    let mut requests = neighbour_requests(inside, link.index, spec, wants_ipv6)?;
    requests.extend(routes.requests(spec, link.index, wants_ipv6));
    requests.extend(rules::requests(inside, spec, has_kernel_ipv6, wants_ipv6)?);
    is_changed |= send(inside, requests)?;
    Ok(if is_changed { Found::Changed } else { Found::Whole })
}

/// Does what is asked for, and gives whether that was anything.
fn send(inside: &mut Socket, requests: Vec<Request>) -> Result<bool, LinkError> {
    if requests.is_empty() {
        return Ok(false);
    }
    inside.all(requests)?;
    Ok(true)
}

/// Whether the link itself is as it should be.
fn is_peer(link: &Link, mac: MacAddress) -> bool {
    link.is_up && link.has_arp && link.mtu == MTU && link.mac == Some(mac.0)
}

/// What makes the addresses those of the spec. One that the kernel takes no packets for is set anew.
fn address_requests(
    inside: &mut Socket,
    index: u32,
    spec: &InterfaceSpec,
    wants_ipv6: bool,
    routes: &Routes,
) -> Result<Vec<Request>, LinkError> {
    let wanted = wanted_addresses(spec, wants_ipv6);
    let found: BTreeSet<IpNet> =
        inside.dump(&get_addresses(index))?.iter().filter_map(|payload| address_of(payload, index)).collect();
    let (right, wrong): (BTreeSet<IpNet>, BTreeSet<IpNet>) =
        found.into_iter().partition(|address| wanted.contains(address) && routes.take_in(address.addr()));
    let gone = wrong.into_iter().map(|address| delete_address(index, address));
    let new = wanted.difference(&right).map(|address| set_address(index, *address));
    Ok(gone.chain(new).collect())
}

/// The primary address has its subnet's length, for that is how a source is chosen; every other one stands alone, so that none
/// goes with another.
fn wanted_addresses(spec: &InterfaceSpec, wants_ipv6: bool) -> BTreeSet<IpNet> {
    let primary = IpNet::V4(spec.address);
    let secondary = spec.secondary_addresses.iter().map(|address| IpNet::V4(Ipv4Net::from(*address)));
    let ipv6 = spec.ipv6_addresses.iter().filter(|_| wants_ipv6).map(|address| IpNet::V6(Ipv6Net::from(*address)));
    std::iter::once(primary).chain(secondary).chain(ipv6).collect()
}

/// What fixes the router's link-layer address, where it is not.
fn neighbour_requests(
    inside: &mut Socket,
    index: u32,
    spec: &InterfaceSpec,
    wants_ipv6: bool,
) -> Result<Vec<Request>, LinkError> {
    let ipv6 = wants_ipv6.then_some(IpAddr::V6(ROUTER_IPV6));
    let routers: Vec<IpAddr> = std::iter::once(IpAddr::V4(spec.router)).chain(ipv6).collect();
    let found = inside.batch(routers.iter().map(|router| get_neighbour(index, *router)).collect())?;
    let mut requests = Vec::new();
    for (router, answer) in routers.into_iter().zip(found) {
        match answer {
            Ok(payloads) if payloads.iter().any(|payload| is_permanent(payload, MacAddress::ROUTER)) => {}
            Err(error) if error.errno() != Some(Errno::ENOENT) => return Err(error),
            _ => requests.push(set_neighbour(index, router)),
        }
    }
    Ok(requests)
}

/// Turns IPv6 on or off on a link of the calling thread's namespace, and on the loopback, which has it while any link has.
/// Gives whether it was otherwise.
fn switch_ipv6(device: &str, on: bool) -> Result<bool, LinkError> {
    // Nobody tells of these: also while IPv6 is on, they are looked at.
    let mut is_changed = on && silence(device)?;
    is_changed |= set_ipv6(device, on)?;
    Ok(set_ipv6(LOOPBACK, on || another_has_ipv6(device)?)? || is_changed)
}

fn set_ipv6(link: &str, on: bool) -> Result<bool, LinkError> {
    let path = format!("{IPV6_SETTINGS}/{link}/disable_ipv6");
    if has_ipv6(&path)? == on {
        return Ok(false);
    }
    set(&path, if on { "0" } else { "1" })?;
    Ok(true)
}

fn has_ipv6(path: &str) -> Result<bool, LinkError> {
    let found = fs::read_to_string(path).map_err(|error| LinkError::io("read", path, &error))?;
    Ok(found.trim() == "0")
}

/// Whether an ENI's link other than this one has IPv6 in the calling thread's namespace.
fn another_has_ipv6(device: &str) -> Result<bool, LinkError> {
    let entries = fs::read_dir(IPV6_SETTINGS).map_err(|error| LinkError::io("list", IPV6_SETTINGS, &error))?;
    for entry in entries {
        let name = entry.map_err(|error| LinkError::io("list", IPV6_SETTINGS, &error))?.file_name();
        let Some(name) = name.to_str().filter(|name| name.starts_with("eth") && *name != device) else { continue };
        match has_ipv6(&format!("{IPV6_SETTINGS}/{name}/disable_ipv6")) {
            Ok(true) => return Ok(true),
            Ok(false) => {}
            // It went while we looked.
            Err(error) if error.errno() == Some(Errno::ENOENT) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(false)
}

/// Sets what of `QUIET` is otherwise on a link, and gives whether that was anything.
fn silence(link: &str) -> Result<bool, LinkError> {
    let mut is_changed = false;
    for (name, value) in QUIET {
        let path = format!("{IPV6_SETTINGS}/{link}/{name}");
        match fs::read_to_string(&path) {
            Ok(found) if found.trim() == value => {}
            // A kernel that does not know a setting does not do what it would turn off.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Ok(_) => {
                set(&path, value)?;
                is_changed = true;
            }
            Err(error) => return Err(LinkError::io("read", &path, &error)),
        }
    }
    Ok(is_changed)
}

fn set(path: &str, value: &str) -> Result<(), LinkError> {
    fs::write(path, value).map_err(|error| LinkError::io("set", path, &error))
}
