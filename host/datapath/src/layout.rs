//! What programs and user space share, byte for byte: the equals of `bpf/lib/types.h`.
//!
//! The build script includes this file and writes one C assertion per size and offset, so that the two cannot drift
//! apart. Addresses, ports and MACs are in network order, everything else is native. What a field means stands in
//! `types.h`.

#![allow(missing_docs, reason = "the fields are described where the programs use them")]

use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

macro_rules! layouts {
    ($($c:literal $name:ident { $($field:ident: $type:ty,)* })*) => {
        $(
            #[repr(C)]
            #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, FromBytes, IntoBytes, Immutable, KnownLayout)]
            pub struct $name {
                $(pub $field: $type,)*
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

layouts! {
    "interface" Interface {
        ifindex: u32,
        vpc: u32,
        address: [u8; 4],
        router: [u8; 4],
        resolver: [u8; 4],
        mac: [u8; 6],
        source_dest_check: u8,
        reserved: u8,
        slot: u32,
        incarnation: u64,
        class: u64,
        egress: u64,
        ingress: u64,
        routes: u64,
        eni: [u8; 24],
    }
    "endpoint_key" EndpointKey {
        vpc: u32,
        address: [u8; 4],
    }
    "endpoint" Endpoint {
        class: u64,
        slot: u32,
        reserved: u32,
    }
    "range_key" RangeKey {
        prefixlen: u32,
        policy: [u32; 2],
        address: [u8; 4],
    }
    "route_key" RouteKey {
        prefixlen: u32,
        routes: [u32; 2],
        address: [u8; 4],
    }
    "rule_key" RuleKey {
        prefixlen: u32,
        policy: [u32; 2],
        class: [u32; 2],
        traffic: [u8; 4],
    }
    "flow_key" FlowKey {
        vpc: u32,
        address: [[u8; 4]; 2],
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
        reserved: u16,
        reserved2: u32,
    }
    "flow" Flow {
        last_seen: u64,
        opened: u64,
        packets: [u64; 2],
        bytes: [u64; 2],
        end: [FlowEnd; 2],
        state: u32,
        initiator: u8,
        gates: u8,
        reserved: u16,
    }
    "fragment_key" FragmentKey {
        vpc: u32,
        source: [u8; 4],
        destination: [u8; 4],
        id: [u8; 2],
        protocol: u8,
        reserved: u8,
    }
    "fragment" Fragment {
        seen: u64,
        flow: FlowKey,
        reserved: u32,
    }
    "rejected_key" RejectedKey {
        ifindex: u32,
        source: [u8; 4],
        destination: [u8; 4],
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
        address: [[u8; 4]; 2],
        port: [[u8; 2]; 2],
        protocol: u8,
        ingress: u8,
        reserved: u16,
        reserved2: u32,
    }
    "config" Config {
        tcp_established: u64,
        tcp_opening: u64,
        tcp_closing: u64,
        tcp_closed: u64,
        udp: u64,
        udp_answered: u64,
        icmp: u64,
        other: u64,
        fragment: u64,
        reject_interval: u64,
        flows_per_interface: u64,
        index_mask: u32,
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
    ROUTE_KEY_BITS: u32 = 96;
    RANGE_KEY_BITS: u32 = 96;
    RULE_KEY_BITS: u32 = 152;
    ROUTE_LOCAL: u32 = 1;
    ROUTE_BLACKHOLE: u32 = 2;
    ROUTE_INTERNET_GATEWAY: u32 = 3;
    ROUTE_INTERFACE: u32 = 4;
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
}
