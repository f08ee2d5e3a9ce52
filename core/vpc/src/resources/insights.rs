//! Network insights: a path to look at, and what an analysis of it found.

use std::{
    collections::BTreeMap,
    fmt,
    net::{IpAddr, Ipv4Addr},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Direction, PortRange, Scope, Tags};
use crate::{
    Resource,
    ids::{
        InternetGatewayId, NetworkInsightsAnalysisId, NetworkInsightsPathId, NetworkInterfaceId, VpcEndpointId,
        VpcPeeringConnectionId, VpnGatewayId,
    },
    insights::ExplanationCode,
};

/// A way between two ends, whose reachability can be analysed as often as one wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkInsightsPath {
    /// Its id.
    pub id: NetworkInsightsPathId,
    /// Its owner.
    pub scope: Scope,
    /// Where it begins. The resource may be gone.
    pub source: PathEnd,
    /// Where it ends; `None`: wherever somebody has the address that is sent to.
    pub destination: Option<PathEnd>,
    /// What is asked of the packets on it.
    pub question: PathQuestion,
    /// When it was made.
    pub created_at: Timestamp,
    /// Its tags.
    pub tags: Tags,
}

/// What is asked of the packets on a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathQuestion {
    /// Their protocol.
    pub protocol: PathProtocol,
    /// Their source address where they leave.
    pub source_ip: Option<Ipv4Addr>,
    /// Their destination address where they arrive.
    pub destination_ip: Option<Ipv4Addr>,
    /// Their destination port.
    pub destination_port: Option<u16>,
    /// What they are where they leave; never together with `source_ip` or `destination_port`.
    pub at_source: Option<PathFilter>,
    /// What they are where they arrive; never together with `destination_ip`.
    pub at_destination: Option<PathFilter>,
}

impl PathQuestion {
    /// Packets of a protocol, whatever they are else.
    pub fn about(protocol: PathProtocol) -> Self {
        Self {
            protocol,
            source_ip: None,
            destination_ip: None,
            destination_port: None,
            at_source: None,
            at_destination: None,
        }
    }
}

/// The protocols that paths are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PathProtocol {
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
}

/// What packets are at one end of a path; what is `None` may be anything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathFilter {
    /// Their source address.
    pub source_address: Option<Ipv4Addr>,
    /// Their source port.
    pub source_ports: Option<PortRange>,
    /// Their destination address.
    pub destination_address: Option<Ipv4Addr>,
    /// Their destination port.
    pub destination_ports: Option<PortRange>,
}

/// A resource that a path begins or ends at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PathEnd {
    /// An ENI.
    NetworkInterface(NetworkInterfaceId),
    /// The internet, through this gateway.
    InternetGateway(InternetGatewayId),
    /// What is on premises, through this gateway.
    VpnGateway(VpnGatewayId),
    /// The other VPC of a peering connection.
    Peering(VpcPeeringConnectionId),
    /// The service of an endpoint.
    VpcEndpoint(VpcEndpointId),
}

/// The resource's id.
impl fmt::Display for PathEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NetworkInterface(id) => fmt::Display::fmt(id, f),
            Self::InternetGateway(id) => fmt::Display::fmt(id, f),
            Self::VpnGateway(id) => fmt::Display::fmt(id, f),
            Self::Peering(id) => fmt::Display::fmt(id, f),
            Self::VpcEndpoint(id) => fmt::Display::fmt(id, f),
        }
    }
}

/// One look at a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkInsightsAnalysis {
    /// Its id.
    pub id: NetworkInsightsAnalysisId,
    /// Its owner.
    pub scope: Scope,
    /// The path.
    pub path: NetworkInsightsPathId,
    /// ARNs of resources that the way must lead through.
    pub through: Vec<String>,
    /// ARNs of resources that the way must not lead through.
    pub around: Vec<String>,
    /// When it was asked for.
    pub started_at: Timestamp,
    /// When it ended; `None` while it runs.
    pub ended_at: Option<Timestamp>,
    /// What has become of it.
    pub status: AnalysisStatus,
    /// Its tags.
    pub tags: Tags,
}

/// What has become of an analysis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnalysisStatus {
    /// Nobody has looked yet.
    Running,
    /// It is known whether the path is open; [`InsightsFindings`] says why.
    Succeeded {
        /// Whether packets arrive, and replies come back.
        found: bool,
    },
    /// It cannot be known.
    Failed {
        /// Why, in AWS's words.
        message: String,
    },
}

/// That an analysis runs: whoever makes analyses need not look at all that there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunningAnalysis {
    /// Its id.
    pub id: NetworkInsightsAnalysisId,
    /// Its owner.
    pub scope: Scope,
}

/// What an analysis found: a document beside its own, for it is long, and there may be many analyses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InsightsFindings {
    /// The analysis.
    pub id: NetworkInsightsAnalysisId,
    /// Its owner.
    pub scope: Scope,
    /// What it found.
    pub findings: Findings,
}

/// What an analysis found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// Whether packets arrive, and replies come back.
    pub found: bool,
    /// What packets pass, as far as they come.
    pub forward: Vec<PathComponent>,
    /// What replies pass, as far as they come.
    pub back: Vec<PathComponent>,
    /// Why they do not.
    pub explanations: Vec<Explanation>,
}

/// A resource, as an analysis names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its ARN, if it has one.
    pub arn: Option<String>,
    /// The value of its tag `Name`.
    pub name: Option<String>,
}

impl Named {
    /// The name of a resource.
    pub fn of<T: Resource>(resource: &T) -> Self {
        let Scope { account, region } = resource.scope();
        Self {
            id: resource.id().to_string(),
            arn: Some(format!("arn:aws:ec2:{region}:{account}:{}/{}", T::RESOURCE_TYPE, resource.id())),
            name: resource.tags().get("Name").cloned(),
        }
    }
}

/// One resource on the way of a packet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathComponent {
    /// The resource.
    pub component: Named,
    /// What it is attached to, where it is, and between what.
    pub about: Roles,
    /// What of it lets the packet pass.
    pub rule: Option<PathRule>,
    /// The packet that it gets, where that says something.
    pub inbound: Option<PacketHeader>,
    /// The packet that it sends on, where that says something.
    pub outbound: Option<PacketHeader>,
}

/// Resources by what they are to a component or an explanation: one each, but for security groups.
pub type Roles = BTreeMap<Role, Vec<Named>>;

/// What a resource is to a component or an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is the member of AWS's shapes of that name")]
pub enum Role {
    Acl,
    AttachedTo,
    Component,
    Destination,
    DestinationVpc,
    InternetGateway,
    NatGateway,
    NetworkInterface,
    RouteTable,
    SecurityGroups,
    SourceVpc,
    Subnet,
    Vpc,
    VpcEndpoint,
    VpcPeeringConnection,
    VpnGateway,
}

/// A rule, entry or route that decides about a packet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PathRule {
    /// An entry of a network ACL.
    Acl(AclRule),
    /// A rule of a security group.
    SecurityGroup(GroupRule),
    /// A route.
    Route(RouteRule),
}

/// An entry of a network ACL, as it was when it decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AclRule {
    /// Its number; 32767 for the last one, `*`.
    pub number: u16,
    /// Its direction.
    pub direction: Direction,
    /// Its range.
    pub cidr: String,
    /// The protocol's name or number, or `all`.
    pub protocol: String,
    /// Its ports, if it has some.
    pub ports: Option<PortRange>,
    /// Whether it allows.
    pub allow: bool,
}

/// A rule of a security group, as it was when it decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRule {
    /// Its direction.
    pub direction: Direction,
    /// The protocol's name or number, or `all`.
    pub protocol: String,
    /// Its ports, if it has some.
    pub ports: Option<PortRange>,
    /// Whom it is about: a range, a group or a prefix list.
    pub peer: super::Peer,
}

/// A route, as it was when it decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteRule {
    /// Its destination.
    pub destination: String,
    /// The prefix list that the destination is of.
    pub list: Option<String>,
    /// The id of its target, or `local`.
    pub target: String,
    /// How it came to be.
    pub origin: RouteOrigin,
    /// Whether its target is there.
    pub is_active: bool,
}

/// How a route came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RouteOrigin {
    /// With the table, for a block of the VPC.
    Local,
    /// Somebody made it.
    Static,
    /// A VPN gateway propagates it.
    Propagated,
}

/// The header of a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PacketHeader {
    /// The protocol's number.
    pub protocol: u8,
    /// The source address.
    pub source: IpAddr,
    /// The destination address.
    pub destination: IpAddr,
    /// The source port, if the protocol has ports.
    pub source_port: Option<u16>,
    /// The destination port, if the protocol has ports.
    pub destination_port: Option<u16>,
}

/// Why a path is not open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// AWS's code.
    pub code: ExplanationCode,
    /// The direction of the packet, as seen from what stops it.
    pub direction: Option<Direction>,
    /// The resources that it is about.
    pub about: Roles,
    /// The entry or route that stops it.
    pub rule: Option<PathRule>,
    /// The address that it is about.
    pub address: Option<IpAddr>,
}

impl Explanation {
    /// A code, about nothing yet.
    pub fn new(code: ExplanationCode) -> Self {
        Self { code, direction: None, about: Roles::new(), rule: None, address: None }
    }

    /// The same, about a resource too.
    #[must_use]
    pub fn with(mut self, role: Role, named: Option<Named>) -> Self {
        if let Some(named) = named {
            self.about.entry(role).or_default().push(named);
        }
        self
    }
}
