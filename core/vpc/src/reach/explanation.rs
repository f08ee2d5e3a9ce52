//! What is said about who reaches whom: plain data, and a text of it.

use std::{fmt, net::IpAddr};

use serde::{Deserialize, Serialize};

use super::{advice::Dropped, probe::Packet};
use crate::{
    drop_reason::{DropReason, Layer},
    edge::Edge,
    evaluate::{AclDecision, AllowingRule, Finding, RefusingGroups, Step},
    ids::{
        InternetGatewayId, NatGatewayId, NetworkAclId, NetworkInterfaceId, PrefixListId, RouteTableId, SecurityGroupId,
        SecurityGroupRuleId,
    },
    packet::Transport,
    resources::{Direction, NatGateway, PacketHeader},
};

/// Whether one end reaches another, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// The way of the request.
    pub request: Way,
    /// The way of the reply; `None` when there is none, because the request does not arrive.
    pub reply: Option<Way>,
}

/// The way of one packet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// Its passages through the data plane: one, and one more for every appliance and NAT gateway on the way.
    pub hops: Vec<Hop>,
    /// How it ends.
    pub end: End,
}

/// One passage through the data plane.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hop {
    /// Where it enters: the id of an ENI or of a VPN gateway, or `internet`.
    pub from: String,
    /// The packet as it enters.
    pub packet: String,
    /// Its header, as data.
    pub header: PacketHeader,
    /// What looked at it, in the order in which it did.
    pub steps: Vec<HopStep>,
}

/// One thing that looked at a packet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HopStep {
    /// The layer, by its name in metrics and flow records.
    pub layer: String,
    /// What it is.
    pub component: Component,
    /// What it did.
    pub text: String,
}

/// What allows a packet, leads it or ends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Component {
    /// A rule that allows it.
    SecurityGroupRule {
        /// The ENI whose groups were asked.
        interface: NetworkInterfaceId,
        /// The group.
        group: SecurityGroupId,
        /// The rule.
        rule: SecurityGroupRuleId,
        /// Its direction.
        direction: Direction,
    },
    /// Groups without a rule that allows it.
    SecurityGroups {
        /// The ENI whose groups were asked.
        interface: NetworkInterfaceId,
        /// The groups.
        groups: Vec<SecurityGroupId>,
        /// The direction of the rules that were asked.
        direction: Direction,
    },
    /// A route.
    Route {
        /// Its table.
        table: RouteTableId,
        /// Its destination.
        destination: String,
        /// The prefix list that the destination is of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        list: Option<PrefixListId>,
        /// The id of its target, or `local`.
        target: String,
    },
    /// A route table without a route that leads there; `None` if none holds for the subnet.
    RouteTable {
        /// The table.
        table: Option<RouteTableId>,
    },
    /// An entry of a network ACL.
    NetworkAcl {
        /// The ACL; `None` if none guards the subnet.
        acl: Option<NetworkAclId>,
        /// The direction, as seen from the subnet.
        direction: Direction,
        /// The entry's number; `None` for the last one, `*`.
        entry: Option<u16>,
        /// Whether it allows.
        allow: bool,
    },
    /// An internet gateway, which gives a packet another address.
    InternetGateway {
        /// The gateway.
        gateway: InternetGatewayId,
        /// The address that it had.
        from: IpAddr,
        /// The address that it gets.
        to: IpAddr,
    },
    /// A NAT gateway, which gives a packet another address.
    NatGateway {
        /// The gateway.
        gateway: NatGatewayId,
        /// Its ENI.
        interface: NetworkInterfaceId,
        /// The address that it had.
        from: IpAddr,
        /// The address that it gets.
        to: IpAddr,
    },
    /// A NAT gateway, which ends a packet.
    NatGatewayItself {
        /// The gateway.
        gateway: NatGatewayId,
    },
    /// An ENI without source/destination check, which sends on what is not for itself.
    Appliance {
        /// The ENI.
        interface: NetworkInterfaceId,
    },
    /// The tracking of connections.
    Flow,
    /// The VPC's router.
    Router,
    /// An entry of the kernel's tables that nothing of the network stands behind.
    Unaccounted {
        /// What it is.
        what: String,
    },
    /// An end of the data plane: the id of an ENI or of a VPN gateway, or `internet`.
    End {
        /// Its name.
        edge: String,
    },
}

/// How a way ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "kebab-case")]
pub enum End {
    /// It reaches its destination.
    Arrived {
        /// Where that is: the id of an ENI or of a VPN gateway, or `internet`.
        at: String,
    },
    /// The VPC's router answers it.
    Answered,
    /// It does not pass.
    Blocked {
        /// A drop reason by its name, or `elsewhere`, `circle`, `nat-unsolicited` or `nat-no-address`.
        reason: String,
        /// What happened.
        text: String,
        /// What blocks it.
        component: Component,
        /// What to do so that it passes, if that can be said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        advice: Option<String>,
    },
}

impl Reach {
    /// Whether the request arrives and its reply comes back.
    pub fn passes(&self) -> bool {
        self.request.end.passes() && self.reply.as_ref().is_none_or(|reply| reply.end.passes())
    }
}

impl Hop {
    pub(super) fn new(from: &Edge, packet: &Packet, trace: &[Step]) -> Self {
        let step = |step: &Step| {
            let component = Component::of(&step.finding)?;
            Some(HopStep { layer: step.layer.to_string(), component, text: step.finding.to_string() })
        };
        Self {
            from: from.to_string(),
            packet: packet.to_string(),
            header: packet.header(),
            steps: trace.iter().filter_map(step).collect(),
        }
    }
}

impl HopStep {
    pub(super) fn of(layer: Layer, component: Component) -> Self {
        Self { layer: layer.to_string(), text: component.to_string(), component }
    }
}

impl Component {
    /// What made a finding; `None` for what only says what the packet is or how it ends.
    fn of(finding: &Finding) -> Option<Self> {
        match finding.clone() {
            Finding::Packet(_) | Finding::Dropped(_) => None,
            Finding::Answered => Some(Self::Router),
            Finding::Flow { .. } | Finding::FlowOver | Finding::FlowOpened => Some(Self::Flow),
            Finding::Allowed(AllowingRule { interface, group, rule, direction }) => {
                Some(Self::SecurityGroupRule { interface, group, rule, direction })
            }
            Finding::Refused(RefusingGroups { interface, groups, direction }) => {
                Some(Self::SecurityGroups { interface, groups: groups.into_iter().collect(), direction })
            }
            Finding::Route { table, destination, list, target } => {
                let target = target.map_or_else(|| "local".to_owned(), |target| target.to_string());
                Some(Self::Route { table, destination: destination.to_string(), list, target })
            }
            Finding::Unrouted { table } => Some(Self::RouteTable { table }),
            Finding::Acl(AclDecision { acl, direction, entry, allow }) => {
                Some(Self::NetworkAcl { acl, direction, entry, allow })
            }
            Finding::Translated { gateway, from, to } => Some(Self::InternetGateway { gateway, from, to }),
            Finding::Delivered(edge) => Some(Self::End { edge: edge.to_string() }),
            Finding::Unaccounted { what, .. } => Some(Self::Unaccounted { what }),
        }
    }

    /// What is to blame for a drop: what the layer that drops saw last, or else the route, or where it came from.
    fn blocking(from: &Edge, reason: DropReason, trace: &[Step]) -> Self {
        let last = |layer| trace.iter().rev().find(|step| step.layer == layer && is_of_decision(&step.finding));
        // Of an ENI without IPv6 that a route leads through, the route is to blame.
        let is_led = reason.layer() == Layer::Conntrack || reason == DropReason::Ipv6;
        let route = || is_led.then(|| last(Layer::Route)).flatten();
        let found = last(reason.layer()).or_else(route);
        found.and_then(|step| Self::of(&step.finding)).unwrap_or_else(|| Self::End { edge: from.to_string() })
    }
}

/// Whether a finding names something that a person can change.
fn is_of_decision(finding: &Finding) -> bool {
    matches!(
        finding,
        Finding::Refused(_)
            | Finding::Route { .. }
            | Finding::Unrouted { .. }
            | Finding::Acl(_)
            | Finding::Allowed(_)
            | Finding::Unaccounted { .. }
    )
}

impl End {
    /// The reason of what comes to another than who was meant.
    pub const ELSEWHERE: &'static str = "elsewhere";
    /// The reason of what goes in a circle.
    pub const CIRCLE: &'static str = "circle";
    /// The reason of what comes to a NAT gateway and answers nobody behind it.
    pub const NAT_UNSOLICITED: &'static str = "nat-unsolicited";
    /// The reason of what comes to a NAT gateway without an address.
    pub const NAT_NO_ADDRESS: &'static str = "nat-no-address";

    /// Whether the packet passed.
    pub fn passes(&self) -> bool {
        !matches!(self, Self::Blocked { .. })
    }

    pub(super) fn dropped(dropped: &Dropped<'_>, reason: DropReason, trace: &[Step]) -> Self {
        let component = Component::blocking(dropped.from, reason, trace);
        let advice = dropped.advice(reason, &component);
        Self::Blocked { reason: reason.to_string(), text: reason.text().to_owned(), component, advice }
    }

    pub(super) fn elsewhere(at: &Edge) -> Self {
        Self::Blocked {
            reason: Self::ELSEWHERE.to_owned(),
            text: format!("It comes to {at}, which is not who was meant."),
            component: Component::End { edge: at.to_string() },
            advice: Some("lead the routes of the sender's subnet to the VPC of who is meant".to_owned()),
        }
    }

    pub(super) fn in_a_circle(at: &Edge) -> Self {
        Self::Blocked {
            reason: Self::CIRCLE.to_owned(),
            text: "The routes lead it in a circle.".to_owned(),
            component: Component::End { edge: at.to_string() },
            advice: Some("give the subnet of the appliance a route table of its own".to_owned()),
        }
    }

    pub(super) fn unsolicited(gateway: &NatGateway) -> Self {
        Self::Blocked {
            reason: Self::NAT_UNSOLICITED.to_owned(),
            text: "A NAT gateway lets in only what answers somebody behind it.".to_owned(),
            component: Component::NatGatewayItself { gateway: gateway.id.clone() },
            advice: None,
        }
    }

    pub(super) fn without_address(gateway: &NatGateway) -> Self {
        Self::Blocked {
            reason: Self::NAT_NO_ADDRESS.to_owned(),
            text: "The NAT gateway has no address to give.".to_owned(),
            component: Component::NatGatewayItself { gateway: gateway.id.clone() },
            advice: Some("see its state: aws ec2 describe-nat-gateways".to_owned()),
        }
    }
}

pub(super) fn direction_name(direction: Direction) -> &'static str {
    match direction {
        Direction::Ingress => "ingress",
        Direction::Egress => "egress",
    }
}

impl fmt::Display for Packet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { source, destination, transport } = self;
        match transport {
            Transport::Tcp { source: from, destination: to, .. } => {
                write!(f, "TCP {source}:{from} → {destination}:{to}")
            }
            Transport::Udp { source: from, destination: to } => write!(f, "UDP {source}:{from} → {destination}:{to}"),
            Transport::Icmp { icmp_type, .. } => write!(f, "ICMP {source} → {destination} type {icmp_type}"),
            Transport::Other | Transport::LaterFragment => write!(f, "{source} → {destination}"),
        }
    }
}

/// What it does to a packet, or what it is.
impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SecurityGroupRule { interface, group, rule, .. } => {
                write!(f, "rule {rule} of {group} on {interface}")
            }
            Self::SecurityGroups { interface, groups, direction } => {
                let groups: Vec<_> = groups.iter().map(SecurityGroupId::as_str).collect();
                write!(f, "the {} rules of {} on {interface}", direction_name(*direction), groups.join(", "))
            }
            Self::Route { table, destination, target, .. } => write!(f, "route {destination} → {target} in {table}"),
            Self::RouteTable { table: Some(table) } => write!(f, "route table {table}"),
            Self::RouteTable { table: None } => f.write_str("the subnet, which has no route table"),
            Self::NetworkAcl { acl: Some(acl), direction, entry, .. } => {
                let entry = entry.map_or_else(|| "*".to_owned(), |number| number.to_string());
                write!(f, "{} entry {entry} of {acl}", direction_name(*direction))
            }
            Self::NetworkAcl { acl: None, .. } => f.write_str("the subnet, which has no network ACL"),
            Self::InternetGateway { gateway, from, to } => write!(f, "{gateway} translates {from} to {to}"),
            Self::NatGateway { gateway, from, to, .. } => write!(f, "{gateway} translates {from} to {to}"),
            Self::NatGatewayItself { gateway } => write!(f, "NAT gateway {gateway}"),
            Self::Appliance { interface } => write!(f, "{interface} sends it on"),
            Self::Flow => f.write_str("the tracking of connections"),
            Self::Router => f.write_str("the VPC's router"),
            Self::Unaccounted { what } => f.write_str(what),
            Self::End { edge } => f.write_str(edge),
        }
    }
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "request: {}", self.request)?;
        match &self.reply {
            Some(reply) => write!(f, "\nreply: {reply}"),
            None => Ok(()),
        }
    }
}

/// Its end, and then its hops.
impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.end)?;
        for hop in &self.hops {
            write!(f, "\n  from {}: {}", hop.from, hop.packet)?;
            for step in &hop.steps {
                write!(f, "\n    {:<14}  {}", step.layer, step.text)?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Arrived { at } => write!(f, "arrives at {at}"),
            Self::Answered => f.write_str("the VPC's router answers it"),
            Self::Blocked { reason, text, component, advice } => {
                write!(f, "blocked by {component} ({reason}): {text}")?;
                advice.as_ref().map_or(Ok(()), |advice| write!(f, "\n  next: {advice}"))
            }
        }
    }
}
