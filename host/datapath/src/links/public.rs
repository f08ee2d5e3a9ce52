//! The public side of the host: where public addresses meet the host's own network.
//!
//! A veth pair, both of its ends on the host. The host routes the pool of public addresses into one end, `mn…pub`, on which it
//! has an address of the pool itself; packets come out of the other one, `mn…gw`, where the gateway's program takes them.
//! What the program sends through `mn…gw` arrives at `mn…pub` and is the host's own to deliver or to forward.
//!
//! Guarantees: as with ENIs, repeating it completes and repairs, and what is somebody else's is left alone: two instances never
//! route the same addresses, the second one gets an error instead. Without a program nothing passes: `mn…gw` neither forwards
//! nor answers. No setting of the host is changed: whether it forwards beyond itself is its administrator's to say.
//!
//! IPv6 is routed in the same way, where the kernel has it: what VPCs may have of it, without any translation.
//!
//! Beside each route into the pair there is one of the same block to nowhere, with a high metric: while somebody has removed the
//! first one, or the pair, nothing that is for the block leaves by the host's default route.

use std::{
    fs,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    path::Path,
};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use minato_vpc::resources::MacAddress;
use netlink_packet_core::{NLM_F_CREATE, NLM_F_EXCL};
use netlink_packet_route::{
    RouteNetlinkMessage,
    link::{InfoData, InfoKind, InfoVeth, LinkAttribute, LinkFlags, LinkInfo, LinkMessage},
    route::RouteHeader,
};

use super::{
    error::LinkError,
    host_route::{self, Fallback, HostRoute, TABLE_LOCAL},
    interface::{MTU, find_link},
    messages::{Link, delete_link, get_link, get_links, quiet_host_end, set_address, set_alias_without_ipv6, set_up},
    owner::Instance,
    socket::{Request, Socket},
};

#[cfg(test)]
mod tests;

/// Where the kernel keeps a link's IPv6 settings.
const IPV6_SETTINGS: &str = "/proc/sys/net/ipv6/conf";

/// What the public side of a host is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicSpec {
    /// Whose it is.
    pub instance: Instance,
    /// The public addresses, without host bits.
    pub pool: Ipv4Net,
    /// The host's own one of them.
    pub address: Ipv4Addr,
    /// The IPv6 addresses that VPCs may have, and the host's own one of them.
    pub ipv6: Option<(Ipv6Net, Ipv6Addr)>,
}

impl PublicSpec {
    /// The link-layer address of `mn…pub`: what packets for the host carry. Packets of the host carry it too, as the
    /// kernel does on a link without ARP.
    pub const HOST_MAC: MacAddress = MacAddress([0x02, 0x6d, 0x6e, 0x00, 0x00, 0x02]);

    /// The link-layer address of `mn…gw`.
    pub const GATEWAY_MAC: MacAddress = MacAddress([0x02, 0x6d, 0x6e, 0x00, 0x00, 0x03]);
}

/// A veth pair with both of its ends on the host, and what the host routes into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outside {
    /// The names of the host's end, and of the gateway's.
    pub(super) names: [String; 2],
    /// What stands in their `ifalias`.
    pub(super) aliases: [String; 2],
    /// What the host routes into its end, without host bits.
    pub(super) routes: Vec<IpNet>,
    /// The addresses that the host has on its end, at most one of each version of IP.
    pub(super) addresses: Vec<IpAddr>,
    /// By which the routes are known that hold while those into the link are gone, if there are to be any.
    pub(super) fallback: Option<Fallback>,
}

impl Outside {
    /// The host's address of a block's version of IP.
    fn source_for(&self, block: &IpNet) -> Option<IpAddr> {
        self.addresses.iter().copied().find(|address| address.is_ipv6() == block.addr().is_ipv6())
    }
}

impl From<&PublicSpec> for Outside {
    fn from(spec: &PublicSpec) -> Self {
        let (mut routes, mut addresses) = (vec![IpNet::V4(spec.pool)], vec![IpAddr::V4(spec.address)]);
        if let Some((range, address)) = spec.ipv6.filter(|_| has_ipv6()) {
            routes.push(IpNet::V6(range));
            addresses.push(IpAddr::V6(address));
        }
        Self {
            names: public_link_names(&spec.instance),
            aliases: aliases(&spec.instance),
            routes,
            addresses,
            fallback: Some(Fallback::of(&spec.instance)),
        }
    }
}

/// The names of an instance's two ends: the host's, and the gateway's.
pub fn public_link_names(instance: &Instance) -> [String; 2] {
    [format!("mn{instance}pub"), format!("mn{instance}gw")]
}

/// What stands in the `ifalias` of the two ends.
fn aliases(instance: &Instance) -> [String; 2] {
    [format!("minato:{instance}:public"), format!("minato:{instance}:gateway")]
}

/// The public side of a host as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPublic {
    /// The name of the host's end.
    pub name: String,
    /// Its index.
    pub ifindex: u32,
    /// The name of the gateway's end.
    pub gateway_name: String,
    /// Its index.
    pub gateway_ifindex: u32,
    /// Whether both ends are up.
    pub is_up: bool,
    /// The blocks that are routed into it.
    pub routes: Vec<IpNet>,
    /// The blocks that go nowhere while they are not.
    pub fallbacks: Vec<IpNet>,
}

/// A pair whose ends exist, and are down unless it was active before: the time to attach the program.
pub struct PreparedPublic {
    host: Socket,
    spec: Outside,
    public: Link,
    gateway: Link,
}

/// Makes both ends. What exists already and is right is kept; what is ours and is not right is made anew; what is somebody
/// else's is an error, also a route to some of the addresses.
pub fn prepare_public(spec: &PublicSpec) -> Result<PreparedPublic, LinkError> {
    prepare_outside(spec.into())
}

/// The same for any pair.
pub(super) fn prepare_outside(spec: Outside) -> Result<PreparedPublic, LinkError> {
    let mut host = Socket::open()?;
    check_routes(&mut host, &spec)?;
    let found = [own_link(&mut host, &spec, 0)?, own_link(&mut host, &spec, 1)?];
    if let [Some(public), Some(gateway)] = found.clone()
        && public.peer_index == gateway.index
        && public.mac == Some(PublicSpec::HOST_MAC.0)
    {
        return Ok(PreparedPublic { host, spec, public, gateway });
    }
    if let Some(link) = found.into_iter().flatten().next() {
        host.all(vec![delete_link(&link.name, link.index)])?;
        // The other end of another pair, if somebody made one by hand.
        if let Some(link) = own_link(&mut host, &spec, 1)? {
            host.all(vec![delete_link(&link.name, link.index)])?;
        }
    }
    let [public, gateway] = create_pair(&mut host, &spec.names, &spec.aliases)?;
    Ok(PreparedPublic { host, spec, public, gateway })
}

/// Whether an instance could route a pool of public addresses, as far as the host's routes and addresses are concerned.
/// Changes nothing, and needs no privilege.
pub fn check_pool(instance: &Instance, pool: IpNet) -> Result<(), LinkError> {
    let mut host = Socket::open()?;
    let names = public_link_names(instance);
    let links: Vec<Link> = host.dump(&get_links())?.iter().filter_map(|payload| Link::parse(payload)).collect();
    for route in host_route::list(&mut host, TABLE_LOCAL)? {
        let link = links.iter().find(|link| link.index == route.link);
        let address = route.destination.addr();
        let is_address = route.is_local && route.destination.prefix_len() == route.destination.max_prefix_len();
        if is_address && pool.contains(&address) && link.is_none_or(|link| link.name != names[0]) {
            let by = link.map_or_else(|| "that is gone".to_owned(), |link| link.name.clone());
            return Err(LinkError::AddressTaken { pool, address, by });
        }
    }
    let fallback = Some(Fallback::of(instance));
    let wanted = Outside { names, aliases: aliases(instance), routes: vec![pool], addresses: Vec::new(), fallback };
    check_routes(&mut host, &wanted)
}

impl PreparedPublic {
    /// The index of the host's end.
    pub fn public_ifindex(&self) -> u32 {
        self.public.index
    }

    /// The index of the end that the gateway's program belongs on.
    pub fn gateway_ifindex(&self) -> u32 {
        self.gateway.index
    }

    /// Brings both ends up and routes what is to be routed. From here on packets flow.
    pub fn activate(mut self) -> Result<(), LinkError> {
        if self.spec.addresses.iter().any(IpAddr::is_ipv6) {
            switch_on_ipv6(&self.public.name)?;
        }
        let mut requests = vec![set_up(&self.gateway.name), set_up(&self.public.name)];
        requests.extend(self.spec.addresses.iter().map(|address| set_address(self.public.index, (*address).into())));
        self.host.all(requests)?;
        // With a former pool's routes, and one that was changed by hand.
        let mut missing = self.spec.routes.clone();
        let routes = host_route::list(&mut self.host, RouteHeader::RT_TABLE_MAIN)?;
        for route in routes.iter().filter(|route| route.link == self.public.index) {
            if missing.contains(&route.destination) && route.source == self.spec.source_for(&route.destination) {
                missing.retain(|wanted| *wanted != route.destination);
            } else {
                self.host.all(vec![route.delete()])?;
            }
        }
        for destination in missing {
            self.host.all(vec![host_route::add(destination, self.spec.source_for(&destination), self.public.index)])?;
        }
        let Some(fallback) = self.spec.fallback else { return Ok(()) };
        let mut missing = self.spec.routes.clone();
        for route in routes.iter().filter(|route| route.fallback == Some(fallback)) {
            if missing.contains(&route.destination) {
                missing.retain(|wanted| *wanted != route.destination);
            } else {
                self.host.all(vec![route.delete()])?;
            }
        }
        for destination in missing {
            self.host.all(vec![fallback.add(destination)])?;
        }
        Ok(())
    }
}

/// The public side that an instance has on this host, or what is left of it.
pub fn find_public(instance: &Instance) -> Result<Option<FoundPublic>, LinkError> {
    let mut host = Socket::open()?;
    let links: Vec<Link> = host.dump(&get_links())?.iter().filter_map(|payload| Link::parse(payload)).collect();
    let [public, gateway] =
        aliases(instance).map(|alias| links.iter().find(|link| link.alias.as_deref() == Some(alias.as_str())));
    let Some(any) = public.or(gateway) else { return Ok(None) };
    let own = public.unwrap_or(any);
    let found = host_route::list(&mut host, RouteHeader::RT_TABLE_MAIN)?;
    let blocks = |is_wanted: &dyn Fn(&HostRoute) -> bool| {
        found.iter().filter(|route| is_wanted(route)).map(|route| route.destination).collect()
    };
    let fallback = Some(Fallback::of(instance));
    Ok(Some(FoundPublic {
        name: own.name.clone(),
        ifindex: own.index,
        gateway_name: gateway.unwrap_or(any).name.clone(),
        gateway_ifindex: gateway.unwrap_or(any).index,
        is_up: [public, gateway].iter().all(|link| link.is_some_and(|link| link.is_up)),
        routes: blocks(&|route| route.link == own.index),
        fallbacks: blocks(&|route| route.fallback == fallback),
    }))
}

/// Removes an instance's public side, and with it its routes. What does not exist is no error.
pub fn delete_public(instance: &Instance) -> Result<(), LinkError> {
    let found = find_public(instance)?.into_iter();
    let ends = found.flat_map(|found| [(found.name, found.ifindex), (found.gateway_name, found.gateway_ifindex)]);
    delete_ends(ends)?;
    // They stay without a link, so they are looked for without one.
    let (mut host, fallback) = (Socket::open()?, Fallback::of(instance));
    let routes = host_route::list(&mut host, RouteHeader::RT_TABLE_MAIN)?;
    for route in routes.iter().filter(|route| route.fallback == Some(fallback)) {
        host.all(vec![route.delete()])?;
    }
    Ok(())
}

/// Deletes the ends of a pair, by name and index.
pub(super) fn delete_ends(ends: impl IntoIterator<Item = (String, u32)>) -> Result<(), LinkError> {
    let mut host = Socket::open()?;
    let mut result = Ok(());
    for (name, index) in ends {
        match host.all(vec![delete_link(&name, index)]) {
            // It went with its other end.
            Err(error) if error.errno() == Some(nix::errno::Errno::ENODEV) => {}
            Err(error) => result = Err(error),
            Ok(_) => {}
        }
    }
    result
}

/// One of the two ends, if it is there.
fn own_link(host: &mut Socket, spec: &Outside, end: usize) -> Result<Option<Link>, LinkError> {
    let name = &spec.names[end];
    let Some(link) = find_link(host, name)? else { return Ok(None) };
    if link.alias.as_deref() == Some(spec.aliases[end].as_str()) {
        return Ok(Some(link));
    }
    let owner = link.alias.unwrap_or_else(|| "nobody that it names".to_owned());
    Err(LinkError::Taken { name: name.clone(), owner })
}

/// Whether the kernel has IPv6.
pub(super) fn has_ipv6() -> bool {
    Path::new(IPV6_SETTINGS).exists()
}

/// Turns IPv6 on for a link, where the host's new links have none.
fn switch_on_ipv6(name: &str) -> Result<(), LinkError> {
    let path = format!("{IPV6_SETTINGS}/{name}/disable_ipv6");
    let found = fs::read_to_string(&path).map_err(|error| LinkError::io("read", &path, &error))?;
    if found.trim() == "0" {
        return Ok(());
    }
    fs::write(&path, "0").map_err(|error| LinkError::io("write", &path, &error))
}

/// One system call makes, names and silences the pair: there is no moment at which a link of ours has no owner.
fn create_pair(host: &mut Socket, names: &[String; 2], aliases: &[String; 2]) -> Result<[Link; 2], LinkError> {
    let has_ipv6 = has_ipv6();
    let answers = host.all(vec![
        create_veth(names),
        set_alias_without_ipv6(&names[0], &aliases[0], has_ipv6),
        quiet_host_end(&names[1], &aliases[1], has_ipv6),
        get_link(&names[0]),
        get_link(&names[1]),
    ])?;
    let missing = |name: &str| LinkError::Answer {
        operation: format!("read link {name}"),
        reason: "the link that was just made is not there".to_owned(),
    };
    let link = |place: usize, name: &str| {
        let payload = answers.get(place).and_then(|payloads| payloads.first());
        payload.and_then(|payload| Link::parse(payload)).ok_or_else(|| missing(name))
    };
    Ok([link(3, &names[0])?, link(4, &names[1])?])
}

/// A veth without ARP, whose both ends are on the host, down.
fn create_veth(names: &[String; 2]) -> Request {
    let end = |name: &str, mac: MacAddress| {
        let mut link = LinkMessage::default();
        link.header.flags = LinkFlags::Noarp;
        link.header.change_mask = LinkFlags::Noarp;
        link.attributes = vec![
            LinkAttribute::IfName(name.to_owned()),
            LinkAttribute::Mtu(MTU),
            LinkAttribute::Address(mac.0.to_vec()),
        ];
        link
    };
    let mut link = end(&names[0], PublicSpec::HOST_MAC);
    link.attributes.push(LinkAttribute::LinkInfo(vec![
        LinkInfo::Kind(InfoKind::Veth),
        LinkInfo::Data(InfoData::Veth(InfoVeth::Peer(end(&names[1], PublicSpec::GATEWAY_MAC)))),
    ]));
    Request {
        operation: format!("create link {}", names[0]),
        message: RouteNetlinkMessage::NewLink(link),
        flags: NLM_F_CREATE | NLM_F_EXCL,
    }
}

/// Whether nobody else routes some of the addresses. A wider route of the host's own is none of our concern: ours is more
/// specific. That of another instance is.
fn check_routes(host: &mut Socket, spec: &Outside) -> Result<(), LinkError> {
    let own = &spec.names[0];
    let links: Vec<Link> = host.dump(&get_links())?.iter().filter_map(|payload| Link::parse(payload)).collect();
    for route in host_route::list(host, RouteHeader::RT_TABLE_MAIN)? {
        let link = links.iter().find(|link| link.index == route.link);
        let is_own_fallback = route.fallback.is_some() && route.fallback == spec.fallback;
        if is_own_fallback || link.is_some_and(|link| link.name == *own) {
            continue;
        }
        let alias = link.and_then(|link| link.alias.as_deref()).unwrap_or_default();
        let is_instance = route.fallback.is_some() || alias.starts_with("minato:");
        let meets = |wanted: &&IpNet| {
            wanted.contains(&route.destination) || (is_instance && route.destination.contains(*wanted))
        };
        if let Some(pool) = spec.routes.iter().find(meets) {
            let by = match link {
                _ if route.fallback.is_some() => {
                    "another instance (whose server may have ended: `minato down`)".to_owned()
                }
                Some(link) if is_instance => format!("another instance ({alias}, link {})", link.name),
                Some(link) => format!("link {}", link.name),
                None => "somebody else".to_owned(),
            };
            return Err(LinkError::PoolTaken { pool: *pool, route: route.destination, by });
        }
    }
    Ok(())
}
