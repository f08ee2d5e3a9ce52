//! What programs and user space share, byte for byte: the equals of `bpf/lib/types.h`.
//!
//! The build script includes this file and writes one C assertion per size and offset, so that the two cannot drift
//! apart. Addresses, ports and MACs are in network order, everything else is native. What a field means stands in
//! `types.h`.

#![allow(missing_docs, reason = "the fields are described where the programs use them")]

use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// How many entries of a network ACL hold in one direction.
pub const ACL_ENTRIES: usize = 40;

/// The entries of one direction of a network ACL; those past the count are zero.
pub type AclEntries = [AclEntry; ACL_ENTRIES];

/// How many steps of a traced packet there is room for.
pub const STEPS: usize = 32;

/// The steps of a traced packet; those past the count are zero.
pub type TraceSteps = [TraceStep; STEPS];

macro_rules! layouts {
    ($($c:literal $name:ident { $($field:ident: $type:ty,)* })*) => {
        $(
            #[repr(C)]
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, FromBytes, IntoBytes, Immutable, KnownLayout)]
            pub struct $name {
                $(pub $field: $type,)*
            }

            impl Default for $name {
                fn default() -> Self {
                    zerocopy::FromZeros::new_zeroed()
                }
            }
        )*

        /// C assertions that the structures of the programs are laid out like these.
        #[allow(dead_code, reason = "for the build script")]
        pub fn c_asserts() -> String {
            let mut lines = String::from(
                "/* Generated from src/layout.rs. */\n#pragma once\n\n#include <stddef.h>\n#include \"lib/types.h\"\n\n",
            );
            $(
                let size = size_of::<$name>();
                lines += &format!("_Static_assert(sizeof(struct {}) == {size}, \"size\");\n", $c);
                $(
                    let offset = std::mem::offset_of!($name, $field);
                    let field = stringify!($field);
                    lines += &format!("_Static_assert(offsetof(struct {}, {field}) == {offset}, \"{field}\");\n", $c);
                )*
            )*
            lines
        }
    };
}

/// IPv6, or IPv4 as `::ffff:a.b.c.d`.
pub type Address = [u8; 16];

layouts! {
    "rules_of_family" FamilyRules {
        egress: u64,
        ingress: u64,
        egress_acl: u64,
        ingress_acl: u64,
        routes: u64,
    }
    "interface" Interface {
        ifindex: u32,
        vpc: u32,
        address: [u8; 4],
        router: [u8; 4],
        resolver: [u8; 4],
        mac: [u8; 6],
        source_dest_check: u8,
        kind: u8,
        slot: u32,
        is_routed: u16,
        has_ipv6: u16,
        udp: u32,
        incarnation: u64,
        class: u64,
        family: [FamilyRules; 2],
        tcp_established: u32,
        udp_answered: u32,
        edge: [u8; 24],
    }
    "endpoint_key" EndpointKey {
        vpc: u32,
        prefix: u32,
        address: Address,
    }
    "private" Private {
        vpc: u32,
        opens: u32,
        address: Address,
    }
    "endpoint" Endpoint {
        class: u64,
        slot: u32,
        reserved: u32,
    }
    "range_key" RangeKey {
        prefixlen: u32,
        policy: [u32; 2],
        address: Address,
    }
    "route_key" RouteKey {
        prefixlen: u32,
        routes: [u32; 2],
        address: Address,
    }
    "rule_key" RuleKey {
        prefixlen: u32,
        policy: [u32; 2],
        class: [u32; 2],
        traffic: [u8; 4],
    }
    "acl_entry" AclEntry {
        network: Address,
        mask: Address,
        from: u16,
        to: u16,
        protocol: u8,
        any_protocol: u8,
        allow: u8,
        reserved: u8,
    }
    "acl" Acl {
        count: u32,
        reserved: u32,
        entry: AclEntries,
    }
    "route" Route {
        kind: u32,
        slot: u32,
        number: u32,
        vpc: u32,
    }
    "flow_key" FlowKey {
        segment: u32,
        via: u32,
        address: [Address; 2],
        port: [[u8; 2]; 2],
        protocol: u8,
        requester: u8,
        reserved: u16,
    }
    "flow_end" FlowEnd {
        incarnation: u64,
        ifindex: u32,
        slot: u32,
        epoch: u32,
        mac: [u8; 6],
        kind: u8,
        reserved: u8,
        reserved2: u32,
    }
    "flow" Flow {
        last_seen: u64,
        opened: u64,
        sent: [Traffic; 2],
        end: [FlowEnd; 2],
        state: u32,
        initiator: u8,
        gates: u8,
        untracked: u8,
        holder: u8,
        tcp_established: u32,
        udp_answered: u32,
        udp: u32,
        public: Address,
        place: u32,
    }
    "fragment_key" FragmentKey {
        vpc: u32,
        ifindex: u32,
        source: Address,
        destination: Address,
        id: [u8; 4],
        protocol: u8,
        reserved: [u8; 3],
    }
    "fragment" Fragment {
        seen: u64,
        flow: FlowKey,
    }
    "rejected_key" RejectedKey {
        ifindex: u32,
        source: Address,
        destination: Address,
        port: [[u8; 2]; 2],
        protocol: u8,
        reason: u8,
        reserved: u16,
    }
    "traffic" Traffic {
        packets: u64,
        bytes: u64,
    }
    "interface_counters" InterfaceCounters {
        egress_accepted: Traffic,
        egress_dropped: Traffic,
        ingress_accepted: Traffic,
        ingress_dropped: Traffic,
        answered: Traffic,
    }
    "totals" Totals {
        established: i64,
        opened: u32,
        closed: u32,
        full: u32,
        reserved: u32,
    }
    "control" Control {
        epoch: u32,
        reserved: u32,
    }
    "event" Event {
        at: u64,
        sent: [Traffic; 2],
        kind: u32,
        reason: u32,
        vpc: u32,
        ifindex: [u32; 2],
        address: [Address; 2],
        port: [[u8; 2]; 2],
        protocol: u8,
        ingress: u8,
        reserved: u16,
        reserved2: u32,
    }
    "trace_step" TraceStep {
        kind: u32,
        slot: u32,
        id: u64,
        class: u64,
        address: [Address; 2],
        value: [u32; 6],
    }
    "trace" Trace {
        count: u32,
        entry: u32,
        class: u64,
        allowed_by: u32,
        reserved: u32,
        route: TraceStep,
        step: TraceSteps,
    }
    "config" Config {
        tcp_opening: u64,
        tcp_closing: u64,
        tcp_closed: u64,
        icmp: u64,
        other: u64,
        fragment: u64,
        reject_interval: u64,
        flows_per_interface: u64,
        established_flows: u64,
        index_mask: u32,
        opening_mask: u32,
        closed_mask: u32,
        router_mac: [u8; 6],
        reserved: u16,
        reserved2: u32,
    }
    "sweep" Sweep {
        now: u64,
        ifindex: u32,
        ended: u32,
        more: u32,
        reserved: u32,
    }
}

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $value:expr;)*) => {
        $($(#[$doc])* pub const $name: $type = $value;)*

        /// C assertions that the programs use the same numbers.
        #[allow(dead_code, reason = "for the build script")]
        pub fn c_number_asserts() -> String {
            let mut lines = String::new();
            $(lines += &format!("_Static_assert({} == {}, \"{0}\");\n", stringify!($name), $name);)*
            lines
        }
    };
}

numbers! {
    SLOT_NONE: u32 = u32::MAX;
    ENDPOINT_PREFIX_BITS: u32 = 80;
    ROUTE_KEY_BITS: u32 = 192;
    RANGE_KEY_BITS: u32 = 192;
    RULE_KEY_BITS: u32 = 152;
    ROUTE_LOCAL: u32 = 1;
    ROUTE_BLACKHOLE: u32 = 2;
    ROUTE_INTERNET: u32 = 3;
    ROUTE_INTERFACE: u32 = 4;
    ROUTE_EDGE: u32 = 5;
    ROUTE_PEERING: u32 = 6;
    ROUTE_EGRESS_ONLY: u32 = 7;
    PORT_INTERFACE: u8 = 0;
    PORT_INTERNET: u8 = 1;
    PORT_ON_PREMISES: u8 = 2;
    POLICY_ANYONE: u64 = 4;
    POLICY_OPEN_TCP: u64 = 8;
    POLICY_OPEN_UDP: u64 = 16;
    CLASS_ANYONE: u64 = 1;
    FLOW_ANSWERED: u32 = 1;
    FLOW_CONFIRMED: u32 = 2;
    FLOW_FINS: u32 = 12;
    FLOW_RESET: u32 = 16;
    FLOW_ALIVES: u32 = 96;
    FLOW_CLOSED: u32 = 128;
    FLOW_SIMULTANEOUS: u32 = 256;
    EVENT_OPENED: u32 = 1;
    EVENT_CLOSED: u32 = 2;
    EVENT_REJECTED: u32 = 3;
    TRACE_STEPS: u32 = 32;
    TRACE_PACKET: u32 = 1;
    TRACE_ANSWERED: u32 = 2;
    TRACE_FLOW: u32 = 3;
    TRACE_FLOW_OVER: u32 = 4;
    TRACE_FLOW_OPENED: u32 = 5;
    TRACE_GROUPS: u32 = 6;
    TRACE_ROUTE: u32 = 7;
    TRACE_ACL: u32 = 8;
    TRACE_TRANSLATED: u32 = 9;
    TRACE_DELIVERED: u32 = 10;
    TRACE_DROPPED: u32 = 11;
    TRACE_BY_GROUPS: u32 = 1;
    TRACE_BY_RANGE: u32 = 2;
    TRACE_IS_FRAGMENT: u32 = 1;
    TRACE_IS_LATER: u32 = 2;
}
