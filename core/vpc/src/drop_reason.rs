//! Why a packet is dropped: the one table.
//!
//! The enum here, the C header that the programs include, the counters' names and the documentation all come from the
//! list below. A reason's number is its place in the list, from 1; new ones go to the end of their layer.

use std::fmt;

/// The part of the data plane that drops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// The VPC router's first look at a packet: well-formed, not spoofed, something that may leave an ENI.
    Gateway,
    /// Connection tracking.
    Conntrack,
    /// Security groups of the sender.
    EgressGroups,
    /// The subnet's route table.
    Route,
    /// The network ACL of the sender's subnet.
    EgressAcl,
    /// The network ACL of the receiver's subnet.
    IngressAcl,
    /// Security groups of the receiver.
    IngressGroups,
    /// Handing the packet over.
    Deliver,
}

impl Layer {
    /// The name in metrics and flow records.
    pub const fn name(self) -> &'static str {
        match self {
            Layer::Gateway => "gateway",
            Layer::Conntrack => "conntrack",
            Layer::EgressGroups => "egress-groups",
            Layer::Route => "route",
            Layer::EgressAcl => "egress-acl",
            Layer::IngressAcl => "ingress-acl",
            Layer::IngressGroups => "ingress-groups",
            Layer::Deliver => "deliver",
        }
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

macro_rules! drop_reasons {
    ($($variant:ident, $layer:ident, $name:literal, $text:literal;)*) => {
        /// Why a packet was dropped.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum DropReason {
            $(#[doc = $text] $variant,)*
        }

        impl DropReason {
            /// Every reason, by number.
            pub const ALL: &'static [DropReason] = &[$(DropReason::$variant),*];

            /// The layer that drops for this reason.
            pub const fn layer(self) -> Layer {
                match self {
                    $(DropReason::$variant => Layer::$layer,)*
                }
            }

            /// The name in metrics, flow records and the C header: lowercase words joined by dashes.
            pub const fn name(self) -> &'static str {
                match self {
                    $(DropReason::$variant => $name,)*
                }
            }

            /// What happened, in a sentence that a person reads.
            pub const fn text(self) -> &'static str {
                match self {
                    $(DropReason::$variant => $text,)*
                }
            }
        }
    };
}

drop_reasons! {
    InterfaceUnknown, Gateway, "interface-unknown", "The link has no entry: its ENI was not put in place, or was taken away.";
    FrameTruncated, Gateway, "frame-truncated", "The frame is shorter than its headers say.";
    EtherType, Gateway, "ethertype", "Neither IP nor ARP.";
    Ipv6, Gateway, "ipv6", "IPv6, from or to what has no IPv6 address: an ENI without one, or a VPN gateway.";
    SourceMac, Gateway, "source-mac-spoofed", "The source MAC address is not the ENI's.";
    DestinationMac, Gateway, "destination-mac", "The frame is addressed to one host, and not to the VPC's router.";
    ArpMalformed, Gateway, "arp-malformed", "ARP that is not a request for an IPv4 address over Ethernet.";
    ArpSpoofed, Gateway, "arp-spoofed", "ARP whose sender is not the ENI.";
    ArpNotForRouter, Gateway, "arp-not-for-router", "ARP for another address than the router's, such as gratuitous ARP.";
    NdMalformed, Gateway, "nd-malformed", "A neighbour solicitation that RFC 4861 has no place for.";
    NdSpoofed, Gateway, "nd-spoofed", "A neighbour solicitation whose sender is not the ENI.";
    NdNotForRouter, Gateway, "nd-not-for-router", "A neighbour solicitation for another address than the router's, such as the search for a duplicate.";
    NdUnasked, Gateway, "nd-unasked", "A neighbour advertisement or a router solicitation: addresses and routes are put in place, nobody asks or tells.";
    NdRouter, Gateway, "nd-router", "A router advertisement or an ICMPv6 redirect: only the VPC's router routes.";
    IpHeader, Gateway, "ip-header", "The IP header contradicts itself.";
    IpTruncated, Gateway, "ip-truncated", "The packet is shorter than its IP header says.";
    IpExtensions, Gateway, "ip-extensions", "IPv6 with a routing header, or with extension headers that are too many or out of place.";
    IpFamily, Gateway, "ip-family", "What belongs to the other IP version: an IPv4 address in IPv6, or the ICMP of the other.";
    TransportTruncated, Gateway, "transport-truncated", "The transport header is cut short or contradicts itself.";
    TcpFlags, Gateway, "tcp-flags", "A combination of TCP flags that no stack sends.";
    FragmentOffset, Gateway, "fragment-offset", "A fragment that would overwrite a transport header, or end beyond the longest packet.";
    FragmentUnknown, Gateway, "fragment-unknown", "A later fragment of a packet whose first fragment did not pass.";
    Dhcp, Gateway, "dhcp", "DHCP: addresses are put in place, nobody serves them.";
    SourceAddress, Gateway, "source-address-spoofed", "The source address is not the ENI's.";
    MartianSource, Gateway, "martian-source", "From outside, or from an ENI that sends for others, with a source address that nobody there can have.";
    PublicAddressUnknown, Gateway, "public-address-unknown", "From outside, to a public address that stands for no ENI behind an attached internet gateway.";
    Loopback, Gateway, "loopback", "To a loopback address.";
    Unspecified, Gateway, "unspecified", "To 0.0.0.0/8 or ::.";
    Multicast, Gateway, "multicast", "To a multicast address: a VPC has no multicast.";
    MulticastMembership, Gateway, "multicast-membership", "IGMP or multicast listener discovery, which kernels send by themselves: a VPC has no multicast.";
    Broadcast, Gateway, "broadcast", "To a broadcast or reserved address: a VPC has no broadcast.";
    LinkLocal, Gateway, "link-local", "To a link-local address that no service answers.";
    Resolver, Gateway, "resolver", "To the VPC's resolver, which does not answer.";
    Vxlan, Gateway, "vxlan", "UDP to port 4789: containers may not speak the hosts' encapsulation.";
    RouterAddress, Gateway, "router-address", "To the router's own address, and no echo request.";
    IcmpType, Gateway, "icmp-type", "An ICMP type that has no business in a VPC, such as a redirect.";
    ToItself, Gateway, "to-itself", "From an ENI to itself.";

    TcpNotSyn, Conntrack, "tcp-not-syn", "TCP that belongs to no flow and does not open one.";
    TcpState, Conntrack, "tcp-state", "TCP that does not fit the state of its flow.";
    IcmpErrorUnmatched, Conntrack, "icmp-error-unmatched", "An ICMP error that quotes a packet of no flow of its receiver.";
    IcmpReplyUnmatched, Conntrack, "icmp-reply-unmatched", "An ICMP reply that nobody asked for.";
    FlowTableFull, Conntrack, "flow-table-full", "The table of flows is full.";
    FlowQuota, Conntrack, "flow-quota", "The ENI has as many flows as it may have.";

    EgressDenied, EgressGroups, "egress-denied", "No egress rule of the sender's security groups allows it.";

    NoRoute, Route, "no-route", "The subnet's route table has no route to the destination.";
    Blackhole, Route, "blackhole", "The route's target is gone.";
    NoPublicAddress, Route, "no-public-address", "A route to an internet gateway, and the ENI has no public address.";
    EgressOnly, Route, "egress-only", "From the internet or in answer to it, where only an egress-only internet gateway leads: flows begin inside.";
    DestinationChecked, Route, "destination-checked", "A route through an ENI that checks source and destination: it takes only what is for itself.";
    AddressUnknown, Route, "address-unknown", "No ENI of the VPC has the destination address.";
    PeeringTransit, Route, "peering-transit", "Over a peering connection, with a source that no ENI of the sender's VPC has: peering is not transitive.";
    PeerAddressUnknown, Route, "peer-address-unknown", "No ENI of the peered VPC has the destination address.";

    EgressAclDenied, EgressAcl, "egress-acl-denied", "The network ACL of the sender's subnet does not let it out.";
    IngressAclDenied, IngressAcl, "ingress-acl-denied", "The network ACL of the receiver's subnet does not let it in.";

    IngressDenied, IngressGroups, "ingress-denied", "No ingress rule of the receiver's security groups allows it.";

    NotHere, Deliver, "not-here", "The receiver is not attached on this host.";
    Rewrite, Deliver, "rewrite", "The kernel refused to change the packet.";
}

impl DropReason {
    /// The reason's number, at least 1.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The reason of a number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number).checked_sub(1)?).copied()
    }

    /// The lines of a C enum `drop_reason`: `DROP_NONE` as 0, `DROP_…` by number, and `DROP_REASONS`, one more than the last.
    pub fn c_header() -> String {
        let mut header = String::from(
            "/* Generated from core/vpc/src/drop_reason.rs. */\n#pragma once\n\nenum drop_reason {\n\tDROP_NONE = 0,\n",
        );
        for reason in Self::ALL {
            let name = reason.name().replace('-', "_").to_ascii_uppercase();
            header += &format!("\tDROP_{name} = {}, /* {}: {} */\n", reason.number(), reason.layer(), reason.text());
        }
        header += &format!("\tDROP_REASONS = {},\n}};\n", Self::ALL.len() + 1);
        header
    }
}

impl fmt::Display for DropReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn numbers_and_names_are_unique_and_lead_back() {
        let names: BTreeSet<_> = DropReason::ALL.iter().map(|r| r.name()).collect();
        assert_eq!(names.len(), DropReason::ALL.len());
        for reason in DropReason::ALL {
            assert_eq!(DropReason::from_number(reason.number()), Some(*reason));
        }
        assert_eq!(DropReason::from_number(0), None);
        assert_eq!(DropReason::from_number(u8::MAX), None);
    }

    #[test]
    fn the_header_names_every_reason() {
        let header = DropReason::c_header();
        for reason in DropReason::ALL {
            let name = reason.name().replace('-', "_").to_ascii_uppercase();
            assert!(header.contains(&format!("DROP_{name} = {},", reason.number())), "{reason}");
        }
    }
}
