//! Who is meant: ENIs, instances, tasks, addresses and the internet, as people name them.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use ipnet::Ipv6Net;

use crate::{
    Edge, Network,
    ids::{NetworkInterfaceId, VpcId},
    resources::NetworkInterface,
};

/// Anybody on the internet: an address that is nobody's (RFC 5737), which no rule names unless it means everybody.
pub(crate) const ANYBODY: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 1);
/// The same in IPv6 (RFC 3849).
const ANYBODY_IPV6: IpAddr = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1));

/// Whether an address stands for anybody.
pub(super) fn is_anybody(address: IpAddr) -> bool {
    address == IpAddr::V4(ANYBODY) || address == ANYBODY_IPV6
}

const INTERNET: &str = "internet";

/// Who sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Where its packets enter the data plane.
    pub edge: Edge,
    /// Its address.
    pub address: IpAddr,
}

/// Whom it is sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The address that it is sent to.
    pub address: IpAddr,
    /// Where it shall arrive; `None`: wherever somebody has that address.
    pub edge: Option<Edge>,
}

/// Why nobody is meant by a text, or too many are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlaceError {
    /// It is nothing that names somebody.
    #[error(
        "`{0}` is neither the id of an ENI or an instance, the id or ARN of a task, an IP address, nor `internet`; \
             `minato status` lists tasks and instances with their ENIs and addresses"
    )]
    Unknown(String),
    /// One end is an IPv4 address, the other one of IPv6.
    #[error("{0} and {1} are of different versions of IP; name two addresses of one version, or an ENI on one side")]
    OtherVersion(IpAddr, IpAddr),
    /// The other end is an IPv6 address, and the ENI has none.
    #[error(
        "{0} has no IPv6 address; assign one: `aws ec2 assign-ipv6-addresses`, or name the other end by an IPv4 address"
    )]
    NoIpv6(NetworkInterfaceId),
    /// No ENI has that id.
    #[error("there is no ENI {0}; `aws ec2 describe-network-interfaces` lists them")]
    NoInterface(NetworkInterfaceId),
    /// Several ENIs, of VPCs that overlap, have that address.
    #[error("{address} is an address of several ENIs; name one of them: {}", List(.interfaces))]
    Ambiguous {
        /// The address.
        address: IpAddr,
        /// The ENIs.
        interfaces: Vec<NetworkInterfaceId>,
    },
    /// No ENI has that private address, and it is not on premises.
    #[error(
        "no ENI has the address {0}, and no network on premises holds it; who is outside of every VPC is `internet`"
    )]
    NobodysAddress(IpAddr),
    /// The address is on premises, but the other end's VPC has no VPN gateway.
    #[error(
        "{0} is on premises, and no VPN gateway joins the other end's VPC to it; attach one: \
             `aws ec2 attach-vpn-gateway`"
    )]
    NoVpnGateway(IpAddr),
    /// No packet between them enters a VPC.
    #[error("both are outside of every VPC; name an ENI, a task or its address on one side")]
    BothOutside,
}

struct List<'a>(&'a [NetworkInterfaceId]);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<_> = self.0.iter().map(NetworkInterfaceId::as_str).collect();
        f.write_str(&ids.join(", "))
    }
}

/// What a text names.
enum Named<'a> {
    Internet,
    Interface(&'a NetworkInterface),
    Address(IpAddr),
}

impl<'a> Named<'a> {
    fn read(network: &'a Network, text: &str) -> Result<Self, PlaceError> {
        if text == INTERNET {
            return Ok(Self::Internet);
        }
        if let Ok(id) = text.parse::<NetworkInterfaceId>() {
            let interface = network.interfaces.get(&id);
            return interface.map(Self::Interface).ok_or(PlaceError::NoInterface(id));
        }
        if let Ok(address) = text.parse::<IpAddr>() {
            return Ok(Self::Address(address));
        }
        let used = network.interfaces.values().find(|interface| is_used_by(interface, text));
        used.map(Self::Interface).ok_or_else(|| PlaceError::Unknown(text.to_owned()))
    }
}

/// Whether the two ends are to speak IPv6: where one of them is such an address.
fn speak_ipv6(from: &Named<'_>, to: &Named<'_>) -> Result<bool, PlaceError> {
    match (from, to) {
        (Named::Address(one), Named::Address(other)) if one.is_ipv6() != other.is_ipv6() => {
            Err(PlaceError::OtherVersion(*one, *other))
        }
        (Named::Address(address), _) | (_, Named::Address(address)) => Ok(address.is_ipv6()),
        _ => Ok(false),
    }
}

fn anybody(ipv6: bool) -> IpAddr {
    if ipv6 { ANYBODY_IPV6 } else { ANYBODY.into() }
}

/// The first address of an ENI: of IPv4 the primary private one.
fn first_address(interface: &NetworkInterface, ipv6: bool) -> Result<IpAddr, PlaceError> {
    if !ipv6 {
        return Ok(interface.address.into());
    }
    let of_prefix = || interface.ipv6_prefixes.first().map(Ipv6Net::network);
    let first = interface.ipv6_addresses.first().copied().or_else(of_prefix);
    first.map(IpAddr::V6).ok_or_else(|| PlaceError::NoIpv6(interface.id.clone()))
}

/// Whether a task with this ARN, or the id at the end of it, has the ENI, or an instance with this id as its primary one.
fn is_used_by(interface: &NetworkInterface, name: &str) -> bool {
    // An instance is meant by its primary ENI.
    let attachment = interface.attachment.as_ref().filter(|attachment| attachment.primary.is_none());
    let owner = attachment.map(|attachment| attachment.owner.as_str());
    owner.is_some_and(|owner| {
        owner == name || owner.strip_suffix(name).is_some_and(|rest| !name.is_empty() && rest.ends_with('/'))
    })
}

/// Finds who is meant by the texts that name a sender and a receiver: `internet`, the id of an ENI, the id or the ARN of
/// a task, or an address. An ENI is sent to at its private address, or, from the internet, at its public one.
pub fn resolve(network: &Network, from: &str, to: &str) -> Result<(Origin, Target), PlaceError> {
    let (from, to) = (Named::read(network, from)?, Named::read(network, to)?);
    let ipv6 = speak_ipv6(&from, &to)?;
    let origin = origin(network, &from, &to, ipv6)?;
    let target = target(network, &origin, &to, ipv6)?;
    let is_inside = |address| is_public(network, address) || owners(network, address).next().is_some();
    if origin.edge.interface().is_none() && !matches!(to, Named::Interface(_)) && !is_inside(target.address) {
        return Err(PlaceError::BothOutside);
    }
    Ok((origin, target))
}

fn origin(network: &Network, from: &Named<'_>, to: &Named<'_>, ipv6: bool) -> Result<Origin, PlaceError> {
    let address = match from {
        Named::Internet => return Ok(Origin { edge: Edge::Internet, address: anybody(ipv6) }),
        Named::Interface(interface) => {
            return Ok(Origin { edge: Edge::from(&interface.id), address: first_address(interface, ipv6)? });
        }
        Named::Address(address) => *address,
    };
    if let Some((interface, private)) = behind(network, address) {
        return Ok(Origin { edge: Edge::from(&interface.id), address: private });
    }
    let mut interfaces: Vec<_> = owners(network, address).map(|interface| interface.id.clone()).collect();
    match (interfaces.len(), interfaces.pop()) {
        (1, Some(interface)) => return Ok(Origin { edge: interface.into(), address }),
        (2.., Some(last)) => {
            interfaces.push(last);
            return Err(PlaceError::Ambiguous { address, interfaces });
        }
        _ => {}
    }
    if network.on_premises.networks.iter().any(|block| block.contains(&address)) {
        let edge = premises_of(network, to).ok_or(PlaceError::NoVpnGateway(address))?;
        return Ok(Origin { edge, address });
    }
    let is_private = match address {
        IpAddr::V4(address) => address.is_private(),
        IpAddr::V6(address) => address.is_unique_local() || address.is_unicast_link_local(),
    };
    if is_private {
        return Err(PlaceError::NobodysAddress(address));
    }
    Ok(Origin { edge: Edge::Internet, address })
}

fn target(network: &Network, origin: &Origin, to: &Named<'_>, ipv6: bool) -> Result<Target, PlaceError> {
    Ok(match to {
        Named::Internet => Target { address: anybody(ipv6), edge: Some(Edge::Internet) },
        Named::Address(address) => {
            let edge = behind(network, *address).map(|(interface, _)| Edge::from(&interface.id));
            Target { address: *address, edge }
        }
        Named::Interface(interface) => {
            let from_internet = origin.edge == Edge::Internet && !ipv6;
            let public = if from_internet { public_of(network, interface) } else { None };
            let address = public.map_or_else(|| first_address(interface, ipv6), |public| Ok(public.into()))?;
            Target { address, edge: Some(Edge::from(&interface.id)) }
        }
    })
}

/// The VPN gateway that joins the VPC of who is meant.
fn premises_of(network: &Network, to: &Named<'_>) -> Option<Edge> {
    let vpcs: Vec<&VpcId> = match to {
        Named::Internet => Vec::new(),
        Named::Interface(interface) => vec![&interface.vpc],
        Named::Address(address) => owners(network, *address).map(|interface| &interface.vpc).collect(),
    };
    let joins = |vpc: &VpcId| vpcs.contains(&vpc);
    let mut gateways = network.vpn_gateways.values();
    let gateway = gateways.find(|gateway| gateway.vpc.as_ref().is_some_and(joins))?;
    Some(Edge::OnPremises(gateway.id.clone()))
}

pub(crate) fn owners(network: &Network, address: IpAddr) -> impl Iterator<Item = &NetworkInterface> {
    network.interfaces.values().filter(move |interface| interface.holds(address))
}

fn is_public(network: &Network, address: IpAddr) -> bool {
    network.public_addresses.values().any(|public| public.public == address)
}

/// The ENI that a public address stands for, and the private address of it.
pub(crate) fn behind(network: &Network, public: IpAddr) -> Option<(&NetworkInterface, IpAddr)> {
    let address = network.public_addresses.values().find(|address| address.public == public)?;
    let association = address.association.as_ref()?;
    Some((network.interfaces.get(&association.interface)?, association.private.into()))
}

/// The public address of an ENI: that of its primary private address before others.
pub(crate) fn public_of(network: &Network, interface: &NetworkInterface) -> Option<Ipv4Addr> {
    let of_it = network.public_addresses.values().filter_map(|address| {
        let association = address.association.as_ref().filter(|it| it.interface == interface.id)?;
        Some((association.private != interface.address, address.public))
    });
    of_it.min().map(|(_, public)| public)
}
