//! The steps of an evaluation, for people.

use std::{collections::BTreeSet, fmt, net::IpAddr};

use ipnet::IpNet;

use crate::{
    drop_reason::{DropReason, Layer},
    edge::Edge,
    ids::{
        InternetGatewayId, NetworkAclId, NetworkInterfaceId, PrefixListId, RouteTableId, SecurityGroupId,
        SecurityGroupRuleId,
    },
    packet::{Headers, Transport},
    resources::{Direction, RouteTarget},
};

/// One step of an evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The layer that looked.
    pub layer: Layer,
    /// What it saw.
    pub finding: Finding,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.layer, self.finding)
    }
}

/// A rule that allows a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowingRule {
    /// The ENI whose groups were asked.
    pub interface: NetworkInterfaceId,
    /// The group.
    pub group: SecurityGroupId,
    /// The rule.
    pub rule: SecurityGroupRuleId,
    /// Its direction.
    pub direction: Direction,
}

/// Groups none of whose rules allows a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusingGroups {
    /// The ENI whose groups were asked.
    pub interface: NetworkInterfaceId,
    /// The groups.
    pub groups: BTreeSet<SecurityGroupId>,
    /// The direction of the rules that were asked.
    pub direction: Direction,
}

/// What a network ACL says of a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AclDecision {
    /// The ACL; `None` when nothing guards the subnet, so that nothing passes.
    pub acl: Option<NetworkAclId>,
    /// The direction, as seen from the subnet.
    pub direction: Direction,
    /// The entry that decides; `None` when none matches, which denies (`*`).
    pub entry: Option<u16>,
    /// Whether it passes.
    pub allow: bool,
}

/// What a step saw. `Display` gives a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Finding {
    /// A well-formed packet.
    Packet(Headers),
    /// The router answers it.
    Answered,
    /// It belongs to a tracked flow.
    Flow {
        /// Whether the flow was answered and is not over.
        established: bool,
    },
    /// It would belong to a flow that is over, or that another ENI had.
    FlowOver,
    /// A rule allows it.
    Allowed(AllowingRule),
    /// No rule allows it.
    Refused(RefusingGroups),
    /// A route holds.
    Route {
        /// The route table.
        table: RouteTableId,
        /// The route's destination.
        destination: IpNet,
        /// The prefix list that the destination is of.
        list: Option<PrefixListId>,
        /// Where it leads; `None` for the local route.
        target: Option<RouteTarget>,
    },
    /// No route of the subnet's table is for its destination.
    Unrouted {
        /// The route table; `None` if none holds for the subnet.
        table: Option<RouteTableId>,
    },
    /// An internet gateway gives it another address: a public source on the way out, a private destination on the way in.
    Translated {
        /// The gateway.
        gateway: InternetGatewayId,
        /// The address that it had.
        from: IpAddr,
        /// The address that it gets.
        to: IpAddr,
    },
    /// A network ACL decides.
    Acl(AclDecision),
    /// A flow begins.
    FlowOpened,
    /// It reaches an edge.
    Delivered(Edge),
    /// It ends here.
    Dropped(DropReason),
    /// What no evaluation finds: a data plane decided by something that is not of the network.
    Unaccounted {
        /// The layer that decided.
        layer: Layer,
        /// By what.
        what: String,
    },
}

impl Finding {
    /// The layer that makes such findings.
    pub fn layer(&self) -> Layer {
        match self {
            Finding::Packet(_) | Finding::Answered | Finding::Translated { .. } => Layer::Gateway,
            Finding::Flow { .. } | Finding::FlowOver | Finding::FlowOpened => Layer::Conntrack,
            Finding::Allowed(AllowingRule { direction, .. }) | Finding::Refused(RefusingGroups { direction, .. }) => {
                match direction {
                    Direction::Egress => Layer::EgressGroups,
                    Direction::Ingress => Layer::IngressGroups,
                }
            }
            Finding::Route { .. } | Finding::Unrouted { .. } => Layer::Route,
            Finding::Acl(AclDecision { direction: Direction::Egress, .. }) => Layer::EgressAcl,
            Finding::Acl(AclDecision { direction: Direction::Ingress, .. }) => Layer::IngressAcl,
            Finding::Delivered(_) => Layer::Deliver,
            Finding::Dropped(reason) => reason.layer(),
            Finding::Unaccounted { layer, .. } => *layer,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Finding::Packet(headers) => write!(f, "{}", Summary(headers)),
            Finding::Answered => f.write_str("the router answers"),
            Finding::Flow { established: true } => f.write_str("part of an established flow"),
            Finding::Flow { established: false } => f.write_str("part of a flow that is not established"),
            Finding::FlowOver => f.write_str("its flow is over"),
            Finding::Allowed(rule) => write!(f, "rule {} of {} on {} allows it", rule.rule, rule.group, rule.interface),
            Finding::Refused(refusing) => write!(f, "{refusing}"),
            Finding::Route { table, destination, list, target } => {
                write!(f, "route {destination}")?;
                list.as_ref().map_or(Ok(()), |list| write!(f, " (of {list})"))?;
                match target {
                    None => write!(f, " → local in {table}"),
                    Some(target) => write!(f, " → {target} in {table}"),
                }
            }
            Finding::Unrouted { table: Some(table) } => write!(f, "no route of {table} leads there"),
            Finding::Unrouted { table: None } => f.write_str("no route table holds for the subnet"),
            Finding::Translated { gateway, from, to } => write!(f, "{gateway} translates {from} to {to}"),
            Finding::Acl(decision) => write!(f, "{decision}"),
            Finding::FlowOpened => f.write_str("a flow begins"),
            Finding::Delivered(edge) => write!(f, "delivered to {edge}"),
            Finding::Dropped(reason) => write!(f, "dropped ({reason}): {}", reason.text()),
            Finding::Unaccounted { what, .. } => f.write_str(what),
        }
    }
}

impl fmt::Display for RefusingGroups {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let direction = if self.direction == Direction::Egress { "egress" } else { "ingress" };
        let groups: Vec<_> = self.groups.iter().map(SecurityGroupId::as_str).collect();
        write!(f, "no {direction} rule of {} on {} allows it", groups.join(", "), self.interface)
    }
}

impl fmt::Display for AclDecision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(acl) = &self.acl else { return f.write_str("no network ACL guards the subnet: nothing passes") };
        let direction = if self.direction == Direction::Egress { "egress" } else { "ingress" };
        let verb = if self.allow { "allows" } else { "denies" };
        match self.entry {
            Some(number) => write!(f, "{direction} entry {number} of {acl} {verb} it"),
            None => write!(f, "{direction} entry * of {acl} {verb} it"),
        }
    }
}

struct Summary<'a>(&'a Headers);

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Headers { source, destination, protocol, transport, .. } = self.0;
        match transport {
            Transport::Tcp { source: from, destination: to, flags } => {
                write!(f, "TCP {source}:{from} → {destination}:{to}, flags {flags:#04x}")
            }
            Transport::Udp { source: from, destination: to } => write!(f, "UDP {source}:{from} → {destination}:{to}"),
            Transport::Icmp { icmp_type, code, identifier } => {
                write!(f, "ICMP {source} → {destination}, type {icmp_type}, code {code}, identifier {identifier}")
            }
            Transport::Other => write!(f, "protocol {protocol} {source} → {destination}"),
            Transport::LaterFragment => write!(f, "later fragment, protocol {protocol} {source} → {destination}"),
        }
    }
}
