//! The netlink requests that make, change and find an ENI's links, and what their answers say.

use std::{
    net::IpAddr,
    os::fd::{AsRawFd, BorrowedFd},
};

use ipnet::IpNet;
use minato_vpc::resources::MacAddress;
use netlink_packet_core::{DefaultNla, NLM_F_CREATE, NLM_F_EXCL, NLM_F_REPLACE};
use netlink_packet_route::{
    AddressFamily, RouteNetlinkMessage,
    address::{AddressAttribute, AddressFlags, AddressMessage},
    link::{
        AfSpecInet, AfSpecInet6, AfSpecUnspec, In6AddrGenMode, InfoData, InfoKind, InfoVeth, LinkAttribute,
        LinkExtentMask, LinkFlags, LinkInfo, LinkMessage,
    },
    neighbour::{NeighbourAddress, NeighbourAttribute, NeighbourMessage, NeighbourState},
    route::{RouteAddress, RouteHeader, RouteMessage, RouteProtocol, RouteScope, RouteType},
};

use super::{
    interface::MTU,
    socket::{Request, attribute, text, u32_at},
};

const IFLA_ADDRESS: u16 = 1;
const IFLA_IFNAME: u16 = 3;
const IFLA_MTU: u16 = 4;
const IFLA_LINK: u16 = 5;
const IFLA_IFALIAS: u16 = 20;
const IFLA_LINK_NETNSID: u16 = 37;
const LINK_HEADER_LENGTH: usize = 16;

const IFA_ADDRESS: u16 = 1;
const IFA_LOCAL: u16 = 2;
const ADDRESS_HEADER_LENGTH: usize = 8;

const NDA_LLADDR: u16 = 2;
const NEIGHBOUR_HEADER_LENGTH: usize = 12;

const IFLA_INET_CONF: u16 = 1;
const IPV4_DEVCONF_FORWARDING: u16 = 1;
const IPV4_DEVCONF_RP_FILTER: u16 = 8;
const IPV4_DEVCONF_ARP_IGNORE: u16 = 19;

/// What the kernel says of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) index: u32,
    pub(super) name: String,
    pub(super) alias: Option<String>,
    pub(super) mac: Option<[u8; 6]>,
    /// The index of the veth's other end, in that end's namespace.
    pub(super) peer_index: u32,
    /// The number of that end's namespace in this end's; `None` where they are one.
    pub(super) peer_namespace: Option<i32>,
    pub(super) mtu: u32,
    pub(super) is_up: bool,
    pub(super) has_arp: bool,
}

impl Link {
    /// Reads the payload of a `RTM_NEWLINK`.
    pub(super) fn parse(payload: &[u8]) -> Option<Self> {
        let attributes = payload.get(LINK_HEADER_LENGTH..)?;
        let flags = u32_at(payload, 8);
        Some(Self {
            index: u32_at(payload, 4),
            name: text(attribute(attributes, IFLA_IFNAME)?),
            alias: attribute(attributes, IFLA_IFALIAS).map(text),
            mac: attribute(attributes, IFLA_ADDRESS).and_then(|value| value.try_into().ok()),
            peer_index: attribute(attributes, IFLA_LINK).map_or(0, |value| u32_at(value, 0)),
            peer_namespace: attribute(attributes, IFLA_LINK_NETNSID).map(|value| u32_at(value, 0).cast_signed()),
            mtu: attribute(attributes, IFLA_MTU).map_or(0, |value| u32_at(value, 0)),
            is_up: flags & LinkFlags::Up.bits() != 0,
            has_arp: flags & LinkFlags::Noarp.bits() == 0,
        })
    }
}

fn link_request(operation: String, message: LinkMessage, wrap: fn(LinkMessage) -> RouteNetlinkMessage) -> Request {
    Request { operation, message: wrap(message), flags: 0 }
}

/// Creates a veth, its peer in `namespace`. Both ends are down.
pub(super) fn create_veth(host_name: &str, peer_name: &str, mac: MacAddress, namespace: BorrowedFd<'_>) -> Request {
    let mut peer = LinkMessage::default();
    peer.attributes = vec![
        LinkAttribute::IfName(peer_name.to_owned()),
        LinkAttribute::Mtu(MTU),
        LinkAttribute::Address(mac.0.to_vec()),
        LinkAttribute::NetNsFd(namespace.as_raw_fd()),
    ];
    let mut link = LinkMessage::default();
    link.attributes = vec![
        LinkAttribute::IfName(host_name.to_owned()),
        LinkAttribute::Mtu(MTU),
        LinkAttribute::Address(host_mac(mac).to_vec()),
        LinkAttribute::LinkInfo(vec![
            LinkInfo::Kind(InfoKind::Veth),
            LinkInfo::Data(InfoData::Veth(InfoVeth::Peer(peer))),
        ]),
    ];
    Request {
        operation: format!("create link {host_name}"),
        message: RouteNetlinkMessage::NewLink(link),
        flags: NLM_F_CREATE | NLM_F_EXCL,
    }
}

/// The host end's own address. It is set so that no network manager gives it another, it is never the router's, so that the
/// host's own stack ignores what a container sends to its router, and no packet of ours carries it.
fn host_mac(mac: MacAddress) -> [u8; 6] {
    let mut octets = mac.0;
    octets[0] = if octets[0] == 0xfe { 0xfa } else { 0xfe };
    octets
}

/// Names a host end's owner, and keeps the host's own stack silent on it: no IPv6 address, no answer to ARP, no forwarding.
pub(super) fn quiet_host_end(host_name: &str, alias: &str, has_ipv6: bool) -> Request {
    let setting = |kind, value: u32| {
        let mut nla = Vec::with_capacity(8);
        nla.extend_from_slice(&8u16.to_ne_bytes());
        nla.extend_from_slice(&u16::to_ne_bytes(kind));
        nla.extend_from_slice(&value.to_ne_bytes());
        nla
    };
    // Where the program is missing, the host's own network must take nothing either. RP_FILTER 1: no source is right here,
    // since no route leads here. ARP_IGNORE 8: answer for no address at all.
    let settings = [(IPV4_DEVCONF_FORWARDING, 0), (IPV4_DEVCONF_RP_FILTER, 1), (IPV4_DEVCONF_ARP_IGNORE, 8)];
    let settings = settings.map(|(kind, value)| setting(kind, value)).concat();
    let mut families = vec![AfSpecUnspec::Inet(vec![AfSpecInet::Other(DefaultNla::new(IFLA_INET_CONF, settings))])];
    if has_ipv6 {
        families.push(AfSpecUnspec::Inet6(vec![AfSpecInet6::AddrGenMode(In6AddrGenMode::None)]));
    }
    let mut link = LinkMessage::default();
    link.attributes = vec![
        LinkAttribute::IfName(host_name.to_owned()),
        LinkAttribute::IfAlias(alias.to_owned()),
        LinkAttribute::AfSpecUnspec(families),
    ];
    link_request(format!("configure link {host_name}"), link, RouteNetlinkMessage::SetLink)
}

/// Names the owner of a link that is the host's own to use, and keeps IPv6 addresses off it.
pub(super) fn set_alias_without_ipv6(name: &str, alias: &str, has_ipv6: bool) -> Request {
    let mut link = LinkMessage::default();
    link.attributes = vec![LinkAttribute::IfName(name.to_owned()), LinkAttribute::IfAlias(alias.to_owned())];
    if has_ipv6 {
        let off = AfSpecUnspec::Inet6(vec![AfSpecInet6::AddrGenMode(In6AddrGenMode::None)]);
        link.attributes.push(LinkAttribute::AfSpecUnspec(vec![off]));
    }
    link_request(format!("configure link {name}"), link, RouteNetlinkMessage::SetLink)
}

/// Names the owner of a link.
pub(super) fn set_alias(name: &str, alias: &str) -> Request {
    let mut link = LinkMessage::default();
    link.attributes = vec![LinkAttribute::IfName(name.to_owned()), LinkAttribute::IfAlias(alias.to_owned())];
    link_request(format!("set the alias of link {name}"), link, RouteNetlinkMessage::SetLink)
}

/// Brings a link up.
pub(super) fn set_up(name: &str) -> Request {
    let mut link = LinkMessage::default();
    link.header.flags = LinkFlags::Up;
    link.header.change_mask = LinkFlags::Up;
    link.attributes = vec![LinkAttribute::IfName(name.to_owned())];
    link_request(format!("bring up link {name}"), link, RouteNetlinkMessage::SetLink)
}

/// Gives a link another name. It is down before: kernels before 6.2 rename no link that is up.
pub(super) fn rename(index: u32, name: &str) -> [Request; 2] {
    let mut down = LinkMessage::default();
    down.header.index = index;
    down.header.change_mask = LinkFlags::Up;
    let mut named = LinkMessage::default();
    named.header.index = index;
    named.attributes = vec![LinkAttribute::IfName(name.to_owned())];
    [("bring down", down), ("name", named)]
        .map(|(what, link)| link_request(format!("{what} link {name}"), link, RouteNetlinkMessage::SetLink))
}

/// Makes an ENI's end in its namespace what it was when it was made, and brings it up.
pub(super) fn set_peer(index: u32, mac: MacAddress) -> Request {
    let mut link = LinkMessage::default();
    link.header.index = index;
    link.header.flags = LinkFlags::Up;
    link.header.change_mask = LinkFlags::Up | LinkFlags::Noarp;
    link.attributes = vec![LinkAttribute::Mtu(MTU), LinkAttribute::Address(mac.0.to_vec())];
    link_request(format!("configure link {index} of the namespace"), link, RouteNetlinkMessage::SetLink)
}

/// Gives a link the MTU of ENIs.
pub(super) fn set_mtu(index: u32) -> Request {
    let mut link = LinkMessage::default();
    link.header.index = index;
    link.attributes = vec![LinkAttribute::Mtu(MTU)];
    link_request(format!("set the MTU of link {index}"), link, RouteNetlinkMessage::SetLink)
}

/// Puts a link into a group of links.
pub(super) fn set_group(index: u32, group: u32) -> Request {
    let mut link = LinkMessage::default();
    link.header.index = index;
    link.attributes = vec![LinkAttribute::Group(group)];
    link_request(format!("set the group of link {index}"), link, RouteNetlinkMessage::SetLink)
}

/// Deletes one link, and with it its peer.
pub(super) fn delete_link(name: &str, index: u32) -> Request {
    let mut link = LinkMessage::default();
    link.header.index = index;
    link_request(format!("delete link {name}"), link, RouteNetlinkMessage::DelLink)
}

/// Deletes all links of a group at once.
pub(super) fn delete_group(group: u32) -> Request {
    let mut link = LinkMessage::default();
    link.attributes = vec![LinkAttribute::Group(group)];
    link_request(format!("delete the links of group {group}"), link, RouteNetlinkMessage::DelLink)
}

/// Asks for a link by its name.
pub(super) fn get_link(name: &str) -> Request {
    let mut link = LinkMessage::default();
    link.attributes =
        vec![LinkAttribute::IfName(name.to_owned()), LinkAttribute::ExtMask(vec![LinkExtentMask::SkipStats])];
    link_request(format!("read link {name}"), link, RouteNetlinkMessage::GetLink)
}

/// Asks for all links.
pub(super) fn get_links() -> Request {
    let mut link = LinkMessage::default();
    link.attributes = vec![LinkAttribute::ExtMask(vec![LinkExtentMask::SkipStats])];
    link_request("list the links".to_owned(), link, RouteNetlinkMessage::GetLink)
}

/// The index of a namespace's loopback.
pub(super) const LOOPBACK_INDEX: u32 = 1;

/// Gives a link an address, without the route to its subnet: every packet goes to the router. Nobody is asked whether
/// an IPv6 address is in use: it is not.
pub(super) fn set_address(index: u32, address: IpNet) -> Request {
    let mut message = address_message(index, address);
    message.attributes.push(AddressAttribute::Flags(match address {
        IpNet::V4(_) => AddressFlags::Noprefixroute,
        IpNet::V6(_) => AddressFlags::Noprefixroute | AddressFlags::Nodad,
    }));
    Request {
        operation: format!("set address {address}"),
        message: RouteNetlinkMessage::NewAddress(message),
        flags: NLM_F_CREATE | NLM_F_REPLACE,
    }
}

/// Takes an address from a link.
pub(super) fn delete_address(index: u32, address: IpNet) -> Request {
    Request {
        operation: format!("delete address {address}"),
        message: RouteNetlinkMessage::DelAddress(address_message(index, address)),
        flags: 0,
    }
}

fn address_message(index: u32, address: IpNet) -> AddressMessage {
    let mut message = AddressMessage::default();
    message.header.family = family_of(address.addr());
    message.header.prefix_len = address.prefix_len();
    message.header.index = index;
    message.attributes = vec![AddressAttribute::Local(address.addr()), AddressAttribute::Address(address.addr())];
    message
}

/// Asks for a link's addresses.
pub(super) fn get_addresses(index: u32) -> Request {
    let mut message = AddressMessage::default();
    message.header.index = index;
    let operation = format!("list the addresses of link {index}");
    Request { operation, message: RouteNetlinkMessage::GetAddress(message), flags: 0 }
}

/// The address of a link that the payload of a `RTM_NEWADDR` speaks of.
pub(super) fn address_of(payload: &[u8], index: u32) -> Option<IpNet> {
    let attributes = payload.get(ADDRESS_HEADER_LENGTH..)?;
    let value = attribute(attributes, IFA_LOCAL).or_else(|| attribute(attributes, IFA_ADDRESS))?;
    (u32_at(payload, 4) == index).then(|| IpNet::new(ip(value)?, *payload.get(1)?).ok())?
}

/// Fixes the router's link-layer address, so that the first packet need not ask for it.
pub(super) fn set_neighbour(index: u32, router: IpAddr) -> Request {
    let mut message = NeighbourMessage::default();
    message.header.family = family_of(router);
    message.header.ifindex = index;
    message.header.state = NeighbourState::Permanent;
    message.header.kind = RouteType::Unicast;
    message.attributes = vec![
        NeighbourAttribute::Destination(neighbour_address(router)),
        NeighbourAttribute::LinkLayerAddress(MacAddress::ROUTER.0.to_vec()),
    ];
    Request {
        operation: format!("set neighbour {router}"),
        message: RouteNetlinkMessage::NewNeighbour(message),
        flags: NLM_F_CREATE | NLM_F_REPLACE,
    }
}

/// Asks for a neighbour.
pub(super) fn get_neighbour(index: u32, neighbour: IpAddr) -> Request {
    let mut message = NeighbourMessage::default();
    message.header.family = family_of(neighbour);
    message.header.ifindex = index;
    message.attributes = vec![NeighbourAttribute::Destination(neighbour_address(neighbour))];
    let operation = format!("read neighbour {neighbour}");
    Request { operation, message: RouteNetlinkMessage::GetNeighbour(message), flags: 0 }
}

/// Whether the payload of a `RTM_NEWNEIGH` speaks of a neighbour that has that address for good.
pub(super) fn is_permanent(payload: &[u8], mac: MacAddress) -> bool {
    let state = payload.get(8..10).and_then(|value| value.try_into().ok()).map_or(0, u16::from_ne_bytes);
    let address = payload.get(NEIGHBOUR_HEADER_LENGTH..).and_then(|attributes| attribute(attributes, NDA_LLADDR));
    state == u16::from(NeighbourState::Permanent) && address == Some(mac.0.as_slice())
}

fn neighbour_address(address: IpAddr) -> NeighbourAddress {
    match address {
        IpAddr::V4(address) => NeighbourAddress::Inet(address),
        IpAddr::V6(address) => NeighbourAddress::Inet6(address),
    }
}

pub(super) fn family_of(address: IpAddr) -> AddressFamily {
    match address {
        IpAddr::V4(_) => AddressFamily::Inet,
        IpAddr::V6(_) => AddressFamily::Inet6,
    }
}

/// An address as routes have it.
pub(super) fn route_address(address: IpAddr) -> RouteAddress {
    match address {
        IpAddr::V4(address) => RouteAddress::Inet(address),
        IpAddr::V6(address) => RouteAddress::Inet6(address),
    }
}

/// The address that an attribute's bytes are.
pub(super) fn ip(bytes: &[u8]) -> Option<IpAddr> {
    let ipv4 = <[u8; 4]>::try_from(bytes).map(IpAddr::from);
    ipv4.or_else(|_| <[u8; 16]>::try_from(bytes).map(IpAddr::from)).ok()
}

pub(super) fn unicast_route(family: AddressFamily, scope: RouteScope, prefix_length: u8) -> RouteMessage {
    let mut message = RouteMessage::default();
    message.header.address_family = family;
    message.header.destination_prefix_length = prefix_length;
    message.header.table = RouteHeader::RT_TABLE_MAIN;
    message.header.protocol = RouteProtocol::Static;
    message.header.scope = scope;
    message.header.kind = RouteType::Unicast;
    message
}
