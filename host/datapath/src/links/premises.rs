//! The ways from a host to its VPN gateways: where a VPC meets what is on premises.
//!
//! A veth pair for each gateway, as that of the [public side](super::public): the host routes the VPC's blocks into one end,
//! and packets come out of the other one, where the program takes them. What the program sends through it is the host's own to
//! deliver or to forward. The same guarantees hold; of two VPCs with the same blocks only one can be joined to a host.

use ipnet::{IpNet, Ipv4Net};
use minato_vpc::ids::VpnGatewayId;

use super::{
    error::LinkError,
    messages::{Link, get_links},
    owner::Instance,
    public::{Outside, PreparedPublic, delete_ends, prepare_outside},
    socket::Socket,
};

/// What the way to a VPN gateway is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PremisesSpec {
    /// Whose it is.
    pub instance: Instance,
    /// The gateway.
    pub gateway: VpnGatewayId,
    /// The blocks of its VPC.
    pub blocks: Vec<Ipv4Net>,
}

/// The way to a VPN gateway as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPremises {
    /// The gateway.
    pub gateway: VpnGatewayId,
    /// The name of the host's end.
    pub name: String,
    /// The name of the gateway's end.
    pub gateway_name: String,
}

/// Kernels take names of 15 bytes: `mv`, twelve digits of the id, and which end it is.
fn names(gateway: &VpnGatewayId) -> [String; 2] {
    let digits = gateway.as_str().trim_start_matches(VpnGatewayId::PREFIX);
    let digits = digits.get(..12).unwrap_or(digits);
    [format!("mv{digits}h"), format!("mv{digits}g")]
}

fn prefixes(instance: &Instance) -> [String; 2] {
    [format!("minato:{instance}:premises:"), format!("minato:{instance}:premises-gateway:")]
}

/// Makes both ends; as [`prepare_public`](super::prepare_public).
pub fn prepare_premises(spec: &PremisesSpec) -> Result<PreparedPublic, LinkError> {
    prepare_outside(Outside {
        names: names(&spec.gateway),
        aliases: prefixes(&spec.instance).map(|prefix| format!("{prefix}{}", spec.gateway)),
        routes: spec.blocks.iter().map(|block| IpNet::V4(block.trunc())).collect(),
        addresses: Vec::new(),
        fallback: None,
    })
}

/// The ways to VPN gateways that an instance has on this host, or what is left of them.
pub fn list_premises(instance: &Instance) -> Result<Vec<FoundPremises>, LinkError> {
    let mut host = Socket::open()?;
    let prefixes = prefixes(instance);
    let links = host.dump(&get_links())?;
    let mut gateways: Vec<VpnGatewayId> = links
        .iter()
        .filter_map(|payload| Link::parse(payload)?.alias)
        .filter_map(|alias| prefixes.iter().find_map(|prefix| alias.strip_prefix(prefix.as_str())?.parse().ok()))
        .collect();
    gateways.sort_unstable();
    gateways.dedup();
    let found = gateways.into_iter().map(|gateway| {
        let [name, gateway_name] = names(&gateway);
        FoundPremises { gateway, name, gateway_name }
    });
    Ok(found.collect())
}

/// Removes the way to a VPN gateway, and with it the routes. What does not exist is no error.
pub fn delete_premises(instance: &Instance, gateway: &VpnGatewayId) -> Result<(), LinkError> {
    let mut host = Socket::open()?;
    let aliases = prefixes(instance).map(|prefix| format!("{prefix}{gateway}"));
    let links = host.dump(&get_links())?;
    let ours = links.iter().filter_map(|payload| Link::parse(payload));
    let ours = ours.filter(|link| link.alias.as_ref().is_some_and(|alias| aliases.contains(alias)));
    delete_ends(ours.map(|link| (link.name, link.index)).collect::<Vec<_>>())
}
