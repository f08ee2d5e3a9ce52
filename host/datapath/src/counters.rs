//! What was counted.

use std::{collections::BTreeMap, iter::Sum, ops::Add};

use minato_vpc::{DropReason, Edge, ids::NetworkInterfaceId};

use crate::layout;

/// Packets and bytes; bytes are those of the IP packet, without the Ethernet header.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Packets.
    pub packets: u64,
    /// Bytes.
    pub bytes: u64,
}

impl Add for Traffic {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { packets: self.packets + other.packets, bytes: self.bytes + other.bytes }
    }
}

impl Sum for Traffic {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

impl From<layout::Traffic> for Traffic {
    fn from(traffic: layout::Traffic) -> Self {
        Self { packets: traffic.packets, bytes: traffic.bytes }
    }
}

/// An ENI's packets since it was attached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InterfaceCounters {
    /// Sent, and allowed by its own side (the receiver may still have refused them).
    pub egress_accepted: Traffic,
    /// Sent, and dropped on its own side.
    pub egress_dropped: Traffic,
    /// Received.
    pub ingress_accepted: Traffic,
    /// Refused by its own security groups, or by its subnet's network ACL on their way in.
    pub ingress_dropped: Traffic,
    /// Answered by the router: ARP and echo requests.
    pub answered: Traffic,
}

impl InterfaceCounters {
    /// The sum over CPUs.
    pub(crate) fn of_cpus(cpus: &[layout::InterfaceCounters]) -> Self {
        let sum =
            |part: fn(&layout::InterfaceCounters) -> layout::Traffic| cpus.iter().map(part).map(Traffic::from).sum();
        Self {
            egress_accepted: sum(|cpu| cpu.egress_accepted),
            egress_dropped: sum(|cpu| cpu.egress_dropped),
            ingress_accepted: sum(|cpu| cpu.ingress_accepted),
            ingress_dropped: sum(|cpu| cpu.ingress_dropped),
            answered: sum(|cpu| cpu.answered),
        }
    }
}

/// Every counter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counters {
    /// Dropped packets by reason; reasons that never were are absent.
    pub drops: BTreeMap<DropReason, Traffic>,
    /// By attached edge.
    pub edges: BTreeMap<Edge, InterfaceCounters>,
    /// Events that were lost because nobody read them in time.
    pub events_lost: u64,
}

impl Counters {
    /// Those of an ENI, if it is attached.
    pub fn of(&self, interface: &NetworkInterfaceId) -> Option<&InterfaceCounters> {
        self.edges.get(&Edge::from(interface))
    }
}
