//! What the programs of a data plane tell of a packet, and the resources behind it.
//!
//! The programs know ids, classes and slots. Here the tables that they were compiled to, and the network behind those, turn
//! what a program told into the [`Step`]s of an evaluation. Nothing is evaluated anew: that a rule, a route or an entry is
//! named means that the kernel decided by what it was compiled to.

mod account;
#[cfg(test)]
mod tests;

use std::net::IpAddr;

use crate::{
    Edge, Network, Tables,
    compile::{AclId, ClassId, PolicyId, RoutesId},
    drop_reason::DropReason,
    evaluate::Step,
    packet::Headers,
    resources::Direction,
};

/// What a program tells at one point of its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TracePoint {
    /// It read a packet.
    Packet(Headers),
    /// It answers for the router.
    Answered,
    /// The packet belongs to a flow.
    Flow {
        /// Whether it was answered and is not over.
        established: bool,
    },
    /// The flow that was found is over, or another end's.
    FlowOver,
    /// A flow begins.
    FlowOpened,
    /// It asked security groups.
    Groups(AskedPolicy),
    /// It looked for a route.
    Route(AskedRoutes),
    /// It asked a network ACL.
    Acl(AskedAcl),
    /// It gives the packet another address.
    Translated {
        /// The number of the VPC whose internet gateway does it.
        vpc: u32,
        /// The address that it had.
        from: IpAddr,
        /// The address that it gets.
        to: IpAddr,
    },
    /// It hands the packet to an edge.
    Delivered(Edge),
    /// It drops the packet.
    Dropped(DropReason),
}

/// Security groups that were asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedPolicy {
    /// Whose.
    pub edge: Edge,
    /// Which of their rules.
    pub direction: Direction,
    /// What they were compiled to.
    pub policy: PolicyId,
    /// What allowed it; `None`: nothing did.
    pub allowed_by: Option<PeerClass>,
    /// The other end's address.
    pub peer: IpAddr,
    /// The IP protocol's number.
    pub protocol: u8,
    /// What rules see of the packet besides: the destination port, or ICMP type and code.
    pub value: u16,
}

/// What a policy knew the other end by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeerClass {
    /// Its security groups.
    Groups(ClassId),
    /// Its address.
    Range(ClassId),
}

/// A route that was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedRoutes {
    /// What the subnet's route table was compiled to.
    pub routes: RoutesId,
    /// Whereto.
    pub destination: IpAddr,
    /// What was found; `None`: nothing.
    pub found: Option<FoundRoute>,
}

/// A route as the kernel holds it: [`Route`](crate::compile::Route) with what is not on the host left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FoundRoute {
    /// Within the VPC.
    Local,
    /// Nowhere.
    Blackhole,
    /// To the internet, if it is on the host.
    Internet(Option<Edge>),
    /// Through an ENI, if it is on the host.
    Interface(Option<Edge>),
    /// The same for flows that begin in the VPC.
    EgressOnly(Option<Edge>),
    /// To another edge, if it is on the host.
    Edge(Option<Edge>),
    /// Into another VPC.
    Peering {
        /// The peering connection's number.
        number: u32,
        /// The other VPC's number.
        vpc: u32,
    },
    /// Of a kind that there is not.
    Unknown(u32),
}

/// A network ACL that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedAcl {
    /// The ENI whose subnet it guards.
    pub edge: Edge,
    /// The direction, as seen from the subnet.
    pub direction: Direction,
    /// What it was compiled to.
    pub acl: AclId,
    /// The other end's address.
    pub peer: IpAddr,
    /// The place of the entry that matched, from 0; `None`: none did.
    pub entry: Option<usize>,
    /// Whether it lets the packet pass.
    pub allow: bool,
}

/// The steps that points stand for, of a packet that entered at `from`, with `tables` compiled from `network`.
pub fn account(network: &Network, tables: &Tables, from: &Edge, points: &[TracePoint]) -> Vec<Step> {
    let accountant = account::Accountant { network, tables, from };
    let step = |point| {
        let finding = accountant.finding(point);
        Step { layer: finding.layer(), finding }
    };
    points.iter().map(step).collect()
}
