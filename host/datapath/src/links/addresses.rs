//! The addresses of an ENI inside its namespace: made what they should be, however often and from whatever state.
//!
//! Every single address is on `eth0`. A prefix is a local route: who listens on all addresses is reached at each of it (to bind
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

use super::{
    error::LinkError,
    interface::{InterfaceSpec, PEER_NAME, find_link},
    messages::{
        LOOPBACK_INDEX, address_of, delete_address, delete_local_route, get_addresses, get_local_routes,
        local_route_of, set_address, set_default_route, set_ipv6_default_route, set_local_route, set_neighbour,
        set_router_route,
    },
    namespace::{Namespace, NamespaceName},
    socket::{Request, Socket},
};

/// The router's IPv6 address in every subnet.
pub const ROUTER_IPV6: Ipv6Addr = Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 1);

/// Where the kernel keeps a link's IPv6 settings.
const IPV6_SETTINGS: &str = "/proc/sys/net/ipv6/conf";

/// Settings of `eth0` before IPv6 comes up on it: it gets no address but those that are set, and sends nothing unasked.
const QUIET: [(&str, &str); 7] = [
    ("accept_ra", "0"),
    ("accept_redirects", "0"),
    ("autoconf", "0"),
    ("accept_dad", "0"),
    ("dad_transmits", "0"),
    ("router_solicitations", "0"),
    // No link-local address.
    ("addr_gen_mode", "1"),
];

/// Makes the addresses of an ENI that is up what `spec` says, also while its containers run. Gives false, and does nothing,
/// if its namespace or its link is not there: then it has to be made anew.
pub fn configure_addresses(spec: &InterfaceSpec) -> Result<bool, LinkError> {
    let Some(namespace) = Namespace::open(&NamespaceName::from(&spec.id))? else { return Ok(false) };
    let mut inside = namespace.socket()?;
    let Some(link) = find_link(&mut inside, PEER_NAME)? else { return Ok(false) };
    if !link.is_up {
        return Ok(false);
    }
    apply(&namespace, &mut inside, link.index, spec)?;
    Ok(true)
}

/// The same for a link that is known to be up.
pub(super) fn apply(
    namespace: &Namespace,
    inside: &mut Socket,
    index: u32,
    spec: &InterfaceSpec,
) -> Result<(), LinkError> {
    let has_kernel_ipv6 = Path::new(IPV6_SETTINGS).exists();
    let wants_ipv6 = has_kernel_ipv6 && !(spec.ipv6_addresses.is_empty() && spec.ipv6_prefixes.is_empty());
    if has_kernel_ipv6 {
        namespace.run(|| switch_ipv6(wants_ipv6))??;
    }
    let wanted = wanted_addresses(spec, wants_ipv6);
    let found: BTreeSet<IpNet> =
        inside.dump(&get_addresses(index))?.iter().filter_map(|payload| address_of(payload, index)).collect();
    let mut requests: Vec<Request> = found
        .iter()
        .filter(|address| !wanted.contains(address))
        .map(|address| delete_address(index, *address))
        .collect();
    requests
        .extend(wanted.iter().filter(|address| !found.contains(address)).map(|address| set_address(index, *address)));
    requests.extend([
        set_neighbour(index, IpAddr::V4(spec.router)),
        set_router_route(index, spec.router),
        set_default_route(index, spec.router),
    ]);
    if wants_ipv6 {
        requests.push(set_neighbour(index, IpAddr::V6(ROUTER_IPV6)));
        requests.push(set_ipv6_default_route(index, ROUTER_IPV6, spec.ipv6_addresses.first().copied()));
    }
    requests.extend(prefix_requests(inside, spec, wants_ipv6)?);
    inside.all(requests).map(drop)
}

/// The primary address has its subnet's length, for that is how a source is chosen; every other one stands alone, so that none
/// goes with another.
fn wanted_addresses(spec: &InterfaceSpec, wants_ipv6: bool) -> BTreeSet<IpNet> {
    let primary = IpNet::V4(spec.address);
    let secondary = spec.secondary_addresses.iter().map(|address| IpNet::V4(Ipv4Net::from(*address)));
    let ipv6 = spec.ipv6_addresses.iter().filter(|_| wants_ipv6).map(|address| IpNet::V6(Ipv6Net::from(*address)));
    std::iter::once(primary).chain(secondary).chain(ipv6).collect()
}

/// What makes the local routes those of the prefixes.
fn prefix_requests(inside: &mut Socket, spec: &InterfaceSpec, wants_ipv6: bool) -> Result<Vec<Request>, LinkError> {
    let ipv4 = spec.ipv4_prefixes.iter().map(|prefix| IpNet::V4(*prefix));
    let ipv6 = spec.ipv6_prefixes.iter().filter(|_| wants_ipv6).map(|prefix| IpNet::V6(*prefix));
    let wanted: BTreeSet<IpNet> = ipv4.chain(ipv6).collect();
    let mut found = BTreeSet::new();
    for request in get_local_routes(wants_ipv6) {
        found.extend(inside.dump(&request)?.iter().filter_map(|payload| local_route_of(payload)));
    }
    let gone = found.difference(&wanted).map(|prefix| delete_local_route(LOOPBACK_INDEX, *prefix));
    let new = wanted.difference(&found).map(|prefix| set_local_route(LOOPBACK_INDEX, *prefix));
    Ok(gone.chain(new).collect())
}

/// Turns IPv6 on or off on both links of the calling thread's namespace.
fn switch_ipv6(on: bool) -> Result<(), LinkError> {
    for link in [PEER_NAME, "lo"] {
        let path = format!("{IPV6_SETTINGS}/{link}/disable_ipv6");
        let wanted = if on { "0" } else { "1" };
        let found = fs::read_to_string(&path).map_err(|error| LinkError::io("read", &path, &error))?;
        if found.trim() == wanted {
            continue;
        }
        if on && link == PEER_NAME {
            for (name, value) in QUIET {
                set(&format!("{IPV6_SETTINGS}/{link}/{name}"), value)?;
            }
        }
        set(&path, wanted)?;
    }
    Ok(())
}

fn set(path: &str, value: &str) -> Result<(), LinkError> {
    match fs::write(path, value) {
        Ok(()) => Ok(()),
        // A kernel that does not know a setting does not do what it would turn off.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(LinkError::io("set", path, &error)),
    }
}
