//! From the ends of a path to who sends, and whom it is sent to.

use std::{borrow::Cow, collections::BTreeSet, net::Ipv4Addr};

use ipnet::{IpNet, Ipv4Net};

use super::{ExplanationCode as Code, behind};
use crate::{
    Edge, Network,
    ids::{NetworkInterfaceId, VpcEndpointId, VpcId, VpcPeeringConnectionId},
    reach::{self, ANYBODY, Origin, Target},
    resources::{
        EndpointWay, Explanation, Named, NetworkInsightsPath, NetworkInterface, PathEnd, PathQuestion, Role,
        RouteTarget, Vpc, VpcPeeringConnection,
    },
};

/// AWS keeps the first addresses of every subnet.
const FIRST_USABLE: u32 = 4;

/// Who sends, and whom it is sent to.
pub(super) struct Ends<'a> {
    /// The network, with what stands for the other side of a peering connection.
    pub(super) network: Cow<'a, Network>,
    pub(super) origin: Origin,
    pub(super) target: Target,
    /// The ids of what stands for something, and is not to be shown.
    pub(super) hidden: BTreeSet<String>,
}

type Answer<T> = Result<T, Box<Explanation>>;

fn refusal<T>(explanation: Explanation) -> Answer<T> {
    Err(Box::new(explanation))
}

/// Whether no address of the internet is like that.
fn is_inside(address: Ipv4Addr) -> bool {
    let shared = Ipv4Net::new_assert(Ipv4Addr::new(100, 64, 0, 0), 10);
    address.is_private() || shared.contains(&address)
}

impl<'a> Ends<'a> {
    /// The ends of a path; or why no packet can be sent from one to the other.
    pub(super) fn resolve(network: &'a Network, path: &NetworkInsightsPath) -> Answer<Self> {
        let source_vpc = vpc_of(network, &path.source)?;
        let destination_vpc = match &path.destination {
            Some(end) => vpc_of(network, end)?,
            None => None,
        };
        if let (Some(one), Some(other)) = (&source_vpc, &destination_vpc) {
            check_connected(network, path, one, other)?;
        }
        let mut hidden = BTreeSet::new();
        let mut network = Cow::Borrowed(network);
        let origin = match &path.source {
            PathEnd::Peering(id) => {
                let near = destination_vpc.or_else(|| holder_on(&network, id, sent_to(&path.question)?));
                let far = Far::across(&network, id, near.as_ref())?;
                let address = source_address(&path.question).unwrap_or_else(|| far.usual_address());
                let interface = far.open(&mut network, id, address, &mut hidden);
                Origin { edge: interface.into(), address: address.into() }
            }
            end => origin(&network, end, &path.question, destination_vpc.as_ref())?,
        };
        let target = match &path.destination {
            Some(PathEnd::Peering(id)) => {
                let far = Far::across(&network, id, source_vpc.as_ref())?;
                let sender = origin.edge.interface().and_then(|id| network.interfaces.get(id));
                let led = || sender.and_then(|sender| led_to(&network, sender, id, &far.vpc));
                let address = sent_to(&path.question).or_else(led).unwrap_or_else(|| far.usual_address());
                let interface = far.open(&mut network, id, address, &mut hidden);
                Target { address: address.into(), edge: Some(interface.into()) }
            }
            Some(end) => target(&network, end, &path.question, &origin)?,
            // The use case that makes paths sees to it that one of the two is named.
            None => {
                let address = sent_to(&path.question).unwrap_or(ANYBODY);
                let edge = reach::behind(&network, address.into()).map(|(interface, _)| Edge::from(&interface.id));
                Target { address: address.into(), edge }
            }
        };
        Ok(Self { network, origin, target, hidden })
    }
}

fn source_address(question: &PathQuestion) -> Option<Ipv4Addr> {
    question.source_ip.or_else(|| question.at_source.as_ref()?.source_address)
}

fn arrives_as(question: &PathQuestion) -> Option<Ipv4Addr> {
    question.destination_ip.or_else(|| question.at_destination.as_ref()?.destination_address)
}

/// The address that packets are sent to, if the question names one.
fn sent_to(question: &PathQuestion) -> Option<Ipv4Addr> {
    let at_source = question.at_source.as_ref().and_then(|filter| filter.destination_address);
    at_source.or_else(|| arrives_as(question))
}

/// The VPC of an end; `None` for a peering connection, which is of two.
fn vpc_of(network: &Network, end: &PathEnd) -> Answer<Option<VpcId>> {
    let missing = || {
        let named = Named { id: end.to_string(), arn: None, name: None };
        Box::new(Explanation::new(Code::NoSourceOrDestination).with(Role::Component, Some(named)))
    };
    let attached = |vpc: &Option<VpcId>, named: Named| match vpc {
        Some(vpc) => Ok(Some(vpc.clone())),
        None => refusal(Explanation::new(Code::UnassociatedComponent).with(Role::Component, Some(named))),
    };
    match end {
        PathEnd::NetworkInterface(id) => Ok(Some(network.interfaces.get(id).ok_or_else(missing)?.vpc.clone())),
        PathEnd::InternetGateway(id) => {
            let gateway = network.internet_gateways.get(id).ok_or_else(missing)?;
            attached(&gateway.vpc, Named::of(gateway))
        }
        PathEnd::VpnGateway(id) => {
            let gateway = network.vpn_gateways.get(id).ok_or_else(missing)?;
            attached(&gateway.vpc, Named::of(gateway))
        }
        PathEnd::VpcEndpoint(id) => Ok(Some(network.vpc_endpoints.get(id).ok_or_else(missing)?.vpc.clone())),
        PathEnd::Peering(id) => {
            let peering = network.peerings.get(id).ok_or_else(missing)?;
            if peering.is_active() {
                return Ok(None);
            }
            let named = Some(Named::of(peering));
            refusal(Explanation::new(Code::BadState).with(Role::VpcPeeringConnection, named))
        }
    }
}

/// Two VPCs are connected by a peering connection; and no gateway of one serves the other.
fn check_connected(network: &Network, path: &NetworkInsightsPath, one: &VpcId, other: &VpcId) -> Answer<()> {
    if one == other {
        return Ok(());
    }
    let joins = |peering: &VpcPeeringConnection| peering.is_active() && peering.across(one) == Some(other);
    let is_interface = |end: &PathEnd| matches!(end, PathEnd::NetworkInterface(_));
    let code = if !network.peerings.values().any(joins) {
        Code::DisconnectedVpcs
    } else if is_interface(&path.source) && path.destination.as_ref().is_none_or(is_interface) {
        return Ok(());
    } else {
        Code::NoPath
    };
    let named = |vpc: &VpcId| network.vpcs.get(vpc).filter(|vpc| vpc.scope == path.scope).map(Named::of);
    let explanation = Explanation::new(code).with(Role::SourceVpc, named(one));
    refusal(explanation.with(Role::DestinationVpc, named(other)))
}

/// The VPC of a peering connection in which an ENI has that address.
fn holder_on(network: &Network, peering: &VpcPeeringConnectionId, address: Ipv4Addr) -> Option<VpcId> {
    let peering = network.peerings.get(peering)?;
    let mut holders = reach::owners(network, address.into()).map(|interface| interface.vpc.clone());
    holders.find(|vpc| peering.sides_of(vpc).is_some())
}

fn origin(network: &Network, end: &PathEnd, question: &PathQuestion, to: Option<&VpcId>) -> Answer<Origin> {
    let address = source_address(question);
    match end {
        PathEnd::NetworkInterface(id) => {
            let own = network.interfaces.get(id).map(|interface| interface.address);
            Ok(Origin { edge: id.into(), address: address.or(own).unwrap_or(ANYBODY).into() })
        }
        PathEnd::InternetGateway(id) => {
            let named = || network.internet_gateways.get(id).map(Named::of);
            check_outside(address, named)?;
            Ok(Origin { edge: Edge::Internet, address: address.unwrap_or(ANYBODY).into() })
        }
        PathEnd::VpnGateway(id) => {
            let address = address.or_else(|| somebody_on_premises(network)).unwrap_or(ANYBODY);
            Ok(Origin { edge: Edge::OnPremises(id.clone()), address: address.into() })
        }
        // Both of these answer only who asks them.
        PathEnd::VpcEndpoint(id) => {
            let endpoint = network.vpc_endpoints.get(id);
            let is_same = endpoint.is_some_and(|endpoint| Some(&endpoint.vpc) == to);
            let code = if is_same { Code::VpceIntraVpcTraffic } else { Code::NoPath };
            refusal(Explanation::new(code).with(Role::VpcEndpoint, endpoint.map(Named::of)))
        }
        PathEnd::Peering(_) => refusal(Explanation::new(Code::NoPath)),
    }
}

fn target(network: &Network, end: &PathEnd, question: &PathQuestion, origin: &Origin) -> Answer<Target> {
    let address = sent_to(question);
    match end {
        PathEnd::NetworkInterface(id) => {
            let Some(interface) = network.interfaces.get(id) else { return refusal(Explanation::new(Code::NoPath)) };
            target_interface(network, interface, question, origin)
        }
        PathEnd::InternetGateway(id) => {
            check_outside(arrives_as(question), || network.internet_gateways.get(id).map(Named::of))?;
            Ok(Target { address: address.unwrap_or(ANYBODY).into(), edge: Some(Edge::Internet) })
        }
        PathEnd::VpnGateway(id) => {
            let address = address.or_else(|| somebody_on_premises(network)).unwrap_or(ANYBODY);
            Ok(Target { address: address.into(), edge: Some(Edge::OnPremises(id.clone())) })
        }
        PathEnd::VpcEndpoint(id) => {
            let address = address.or_else(|| address_of_service(network, id)).unwrap_or(ANYBODY);
            Ok(Target { address: address.into(), edge: None })
        }
        PathEnd::Peering(_) => refusal(Explanation::new(Code::NoPath)),
    }
}

/// An ENI is sent to at its private address, or, from the internet, at the public one that stands for it.
fn target_interface(
    network: &Network,
    interface: &NetworkInterface,
    question: &PathQuestion,
    origin: &Origin,
) -> Answer<Target> {
    let own = arrives_as(question).unwrap_or(interface.address);
    // The one address that is named of a destination may be a public one; what arrives is always a private one.
    let is_public_of =
        |address: Ipv4Addr| reach::behind(network, address.into()).is_some_and(|(of, _)| of.id == interface.id);
    let may_have = interface.holds(own.into()) || !interface.source_dest_check;
    if !may_have && !question.destination_ip.is_some_and(is_public_of) {
        let code = Code::FilterAtDestinationDestinationAddress;
        return refusal(Explanation::new(code).with(Role::Component, Some(Named::of(interface))));
    }
    let standing = || {
        if own == interface.address {
            return reach::public_of(network, interface);
        }
        let stands = |it: &crate::resources::PublicAssociation| it.interface == interface.id && it.private == own;
        let mut addresses = network.public_addresses.values();
        addresses.find(|address| address.association.as_ref().is_some_and(stands)).map(|address| address.public)
    };
    let outside = origin.edge == Edge::Internet;
    let sent = question.at_source.as_ref().and_then(|filter| filter.destination_address);
    let address = sent.or_else(|| if outside { standing() } else { None }).unwrap_or(own);
    Ok(Target { address: address.into(), edge: Some(Edge::from(&interface.id)) })
}

fn check_outside(address: Option<Ipv4Addr>, gateway: impl Fn() -> Option<Named>) -> Answer<()> {
    if !address.is_some_and(is_inside) {
        return Ok(());
    }
    refusal(Explanation::new(Code::IgwExpectsPublicAddress).with(Role::InternetGateway, gateway()))
}

fn somebody_on_premises(network: &Network) -> Option<Ipv4Addr> {
    network.on_premises.networks.iter().find_map(|block| match block {
        IpNet::V4(block) => Some(somebody_of(*block)),
        IpNet::V6(_) => None,
    })
}

fn address_of_service(network: &Network, endpoint: &VpcEndpointId) -> Option<Ipv4Addr> {
    let EndpointWay::Gateway { prefix_list, .. } = &network.vpc_endpoints.get(endpoint)?.way;
    network.prefix_lists.get(prefix_list)?.ranges().find_map(|range| match range {
        IpNet::V4(block) => Some(somebody_of(block)),
        IpNet::V6(_) => None,
    })
}

/// An address of a block that somebody may have.
fn somebody_of(block: Ipv4Net) -> Ipv4Addr {
    let last = block.broadcast().to_bits() - block.network().to_bits();
    Ipv4Addr::from_bits(block.network().to_bits() + FIRST_USABLE.min(last))
}

/// An address of a VPC that the routes of a sender's subnet lead to by a peering connection.
fn led_to(
    network: &Network,
    sender: &NetworkInterface,
    peering: &VpcPeeringConnectionId,
    vpc: &Vpc,
) -> Option<Ipv4Addr> {
    let table = network.route_table_of(network.subnets.get(&sender.subnet)?)?;
    let wanted = RouteTarget::Peering(peering.clone());
    let led = table.routes.iter().filter(|(_, target)| **target == wanted);
    led.flat_map(|(destination, _)| network.blocks_of(destination)).find_map(|block| {
        let IpNet::V4(block) = block else { return None };
        let of_vpc = vpc.cidr_blocks.iter().map(|own| own.cidr);
        let common = of_vpc.filter(|own| own.contains(&block) || block.contains(own));
        common
            .max_by_key(Ipv4Net::prefix_len)
            .map(|own| somebody_of(if own.prefix_len() > block.prefix_len() { own } else { block }))
    })
}

/// The VPC on the other side of a peering connection.
struct Far {
    vpc: Vpc,
}

impl Far {
    fn across(network: &Network, peering: &VpcPeeringConnectionId, near: Option<&VpcId>) -> Answer<Self> {
        let peering = network.peerings.get(peering);
        let across = peering.zip(near).and_then(|(peering, near)| peering.across(near));
        let found = across.and_then(|vpc| network.vpcs.get(vpc)).map(|vpc| Self { vpc: vpc.clone() });
        let named = || peering.map(Named::of);
        let refused = || Explanation::new(Code::NoPath).with(Role::VpcPeeringConnection, named());
        found.ok_or_else(|| Box::new(refused()))
    }

    fn usual_address(&self) -> Ipv4Addr {
        self.vpc.cidr_blocks.first().map_or(ANYBODY, |block| somebody_of(block.cidr))
    }

    /// Puts an open ENI with that address in the VPC.
    fn open(
        &self,
        network: &mut Cow<'_, Network>,
        peering: &VpcPeeringConnectionId,
        address: Ipv4Addr,
        hidden: &mut BTreeSet<String>,
    ) -> NetworkInterfaceId {
        behind::put(network.to_mut(), &self.vpc, peering, address, hidden)
    }
}
