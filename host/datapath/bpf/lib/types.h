/* What programs and user space share. Each structure has its equal in src/layout.rs; the generated layout_asserts.h
 * holds sizes and offsets together. Addresses and ports are in network order, everything else is native. */
#pragma once

#include <linux/bpf.h>
#include <linux/types.h>

/* IPv6, or IPv4 as ::ffff:a.b.c.d. */
struct address {
	__be32 word[4];
};

/* What holds at an ENI for one IP version: the ids of policies, network ACLs and routes. */
struct rules_of_family {
	__u64 egress;
	__u64 ingress;
	__u64 egress_acl;
	__u64 ingress_acl;
	__u64 routes;
};

enum port_kind {
	PORT_INTERFACE = 0,   /* an ENI */
	PORT_INTERNET = 1,    /* the host's own stack, where public addresses are real */
	PORT_ON_PREMISES = 2, /* what is behind a VPN gateway */
};

/* An edge on this host: a slot of `interfaces`. `ifindex` 0: the slot is free. */
struct interface {
	__u32 ifindex;
	__u32 vpc; /* 0: the internet */
	__be32 address;
	__be32 router;
	__be32 resolver;
	__u8 mac[6];
	__u8 source_dest_check;
	__u8 kind; /* enum port_kind */
	__u32 slot;
	__u16 is_routed; /* its routes say which flow a packet belongs to */
	__u16 has_ipv6;
	__u32 udp; /* how long its unanswered UDP flows may be idle, in seconds */
	/* Unique to this attachment: an ENI that gets the address of a former one does not get its flows. */
	__u64 incarnation;
	__u64 class;
	struct rules_of_family family[2]; /* of IPv4, of IPv6 */
	__u32 tcp_established; /* so for these, in seconds */
	__u32 udp_answered;
	/* For user space: the edge's name as text. */
	__u8 edge[24];
};

/* An address, or a prefix that an ENI has as a whole: of IPv6, where it holds too many to name each. */
struct endpoint_key {
	__u32 vpc;
	__u32 prefix; /* its length, or 0 for an address */
	struct address address;
};

#define ENDPOINT_PREFIX_BITS 80

/* Who has an address. */
struct endpoint {
	__u64 class;
	__u32 slot; /* SLOT_NONE: not on this host */
	__u32 reserved;
};

#define SLOT_NONE 0xffffffff

/* What a public address stands for. */
struct private {
	__u32 vpc;
	__u32 opens; /* whether flows from the internet may begin */
	struct address address;
};

/* Ids are split into halves so that they follow the prefix length without padding. */
struct range_key {
	__u32 prefixlen;
	__u32 policy[2];
	struct address address;
};

struct route_key {
	__u32 prefixlen;
	__u32 routes[2];
	struct address address;
};

struct rule_key {
	__u32 prefixlen;
	__u32 policy[2];
	__u32 class[2];
	__be32 traffic; /* protocol << 24 | (port, or ICMP type and code) << 8 */
};

#define ROUTE_KEY_BITS 192
#define RANGE_KEY_BITS 192
#define RULE_KEY_BITS 152

/* What a policy's id says of its content: whether it has rules about groups, about ranges. */
#define POLICY_GROUPS 1
#define POLICY_RANGES 2
/* About everybody: whether there is a rule, and whether all of a protocol is allowed. */
#define POLICY_ANYONE 4
#define POLICY_OPEN_TCP 8
#define POLICY_OPEN_UDP 16
/* What no group holds: everything is allowed. */
#define POLICY_EXEMPT 0xffffffffffffffffULL

/* Everybody, by the rules that say so and by no other. */
#define CLASS_ANYONE 1

#define ACL_ENTRIES_MAX 40
/* Lets everything pass, and needs no table. */
#define ACL_OPEN 0xffffffffffffffffULL

/* What matches all of it is allowed or denied. */
struct acl_entry {
	struct address network;
	struct address mask;
	__u16 from, to; /* destination port, or ICMP type << 8 | code */
	__u8 protocol;
	__u8 any_protocol;
	__u8 allow;
	__u8 reserved;
};

/* One direction of a network ACL: the first entry that matches decides, and what none matches is denied. */
struct acl {
	__u32 count;
	__u32 reserved;
	struct acl_entry entry[ACL_ENTRIES_MAX];
};

enum route_kind {
	ROUTE_LOCAL = 1,
	ROUTE_BLACKHOLE = 2,
	ROUTE_INTERNET = 3,  /* for who has a public address */
	ROUTE_INTERFACE = 4, /* through an ENI */
	ROUTE_EDGE = 5,      /* to another edge */
	ROUTE_PEERING = 6,   /* into another VPC */
	ROUTE_EGRESS_ONLY = 7, /* to the internet, for flows that begin inside */
};

struct route {
	__u32 kind;
	__u32 slot;   /* of the internet, the ENI or the edge; SLOT_NONE: not on this host */
	__u32 number; /* the peering connection's */
	__u32 vpc;    /* the other VPC's number */
};

struct traffic {
	__u64 packets;
	__u64 bytes;
};

/* A flow, the same from both ends: the lower address, in the order of is_above(), is side 0. ICMP queries: port[0] is the
 * identifier, port[1] the request's type << 8, and `requester` 1 + the side that asks. `via`: 0 between the packet's
 * source and destination; else the two slots that it runs between, each plus 1, the lower one in the upper half. */
struct flow_key {
	__u32 segment; /* the number of the VPC, or of the peering connection */
	__u32 via;
	struct address address[2];
	__be16 port[2];
	__u8 protocol;
	__u8 requester;
	__u16 reserved;
};

/* One end, and the action that brings a packet to it, made in `epoch`. */
struct flow_end {
	__u64 incarnation;
	__u32 ifindex;
	__u32 slot;
	__u32 epoch;
	__u8 mac[6];
	__u8 kind; /* enum port_kind */
	__u8 reserved;
	__u32 reserved2;
};

#define FLOW_ANSWERED 1      /* the responder has answered: the flow is established */
#define FLOW_CONFIRMED 2     /* TCP: the initiator has acknowledged the answer */
#define FLOW_FIN(side) (4 << (side))
#define FLOW_FINS 12
#define FLOW_RESET 16
#define FLOW_ALIVE(side) (32 << (side)) /* TCP: seen from this side since the reset */
#define FLOW_ALIVES 96
#define FLOW_CLOSED 128      /* TCP: both ends closed, the last acknowledgement seen */
#define FLOW_ENDED 144       /* reset or closed */
#define FLOW_SIMULTANEOUS 256 /* TCP: both ends opened it */
#define FLOW_GONE 512 /* whoever sets it deletes the flow */
#define FLOW_BITS 1023
/* The upper bits number the flow: what is seen of one is not done to the next in its memory. */
#define FLOW_NUMBER (~FLOW_BITS)

/* The gates that allowed the flow. */
#define GATE_EGRESS 1  /* the initiator's egress groups */
#define GATE_INGRESS 2 /* the responder's ingress groups */

struct flow {
	__u64 last_seen;
	__u64 opened;
	struct traffic sent[2]; /* by the side that sent it */
	struct flow_end end[2];
	__u32 state;
	__u8 initiator; /* a side */
	__u8 gates;
	__u8 untracked; /* a bit for each side whose rules hold for every packet */
	__u8 holder; /* the side whose quota it counts against */
	/* How long it may be idle, in seconds. */
	__u32 tcp_established;
	__u32 udp_answered;
	__u32 udp;
	struct address public; /* the public address of the end within the VPC, if the other one is the internet */
	__u32 place; /* in the ring `opening` or `closed` */
};

struct fragment_key {
	__u32 vpc;
	__u32 ifindex; /* where it enters */
	struct address source;
	struct address destination;
	__be32 id;
	__u8 protocol; /* 0 in IPv6 */
	__u8 reserved[3];
};

struct fragment {
	__u64 seen;
	struct flow_key flow;
};

struct rejected_key {
	__u32 ifindex;
	struct address source;
	struct address destination;
	__be16 port[2];
	__u8 protocol;
	__u8 reason;
	__u16 reserved;
};

struct interface_counters {
	struct traffic egress_accepted;
	struct traffic egress_dropped;
	struct traffic ingress_accepted;
	struct traffic ingress_dropped;
	struct traffic answered;
};

/* About all flows. */
struct totals {
	__s64 established; /* how many there are */
	__u32 opened; /* the next places of the rings; only the lower bits count */
	__u32 closed;
	__u32 full; /* `opened` when no place was found free */
	__u32 reserved;
};

struct control {
	__u32 epoch;
	__u32 reserved;
};

enum event_kind {
	EVENT_OPENED = 1,
	EVENT_CLOSED = 2,
	EVENT_REJECTED = 3,
};

/* [0] is who opened the flow or sent the refused packet, [1] the other end. */
struct event {
	__u64 at;
	struct traffic sent[2];
	__u32 kind;
	__u32 reason;
	__u32 vpc;
	__u32 ifindex[2];
	struct address address[2];
	__be16 port[2];
	__u8 protocol;
	__u8 ingress; /* refused at the receiver's side */
	__u16 reserved;
	__u32 reserved2;
};

enum trace_kind {
	TRACE_PACKET = 1,
	TRACE_ANSWERED = 2,
	TRACE_FLOW = 3,
	TRACE_FLOW_OVER = 4,
	TRACE_FLOW_OPENED = 5,
	TRACE_GROUPS = 6,
	TRACE_ROUTE = 7,
	TRACE_ACL = 8,
	TRACE_TRANSLATED = 9,
	TRACE_DELIVERED = 10,
	TRACE_DROPPED = 11,
};

/* What a policy allows by. */
#define TRACE_BY_GROUPS 1
#define TRACE_BY_RANGE 2

/* Whether a packet is a fragment, and not the first. */
#define TRACE_IS_FRAGMENT 1
#define TRACE_IS_LATER 2

#define TRACE_STEPS 32

/* One step of a traced packet. What its fields hold, by kind, stands where it is told (trace.h) and read (src/trace.rs). */
struct trace_step {
	__u32 kind; /* enum trace_kind */
	__u32 slot; /* whose rules were asked, where a route leads, or who gets the packet */
	__u64 id; /* of the policy, the routes or the ACL */
	__u64 class;
	struct address address[2];
	__u32 value[6];
};

struct trace {
	__u32 count; /* TRACE_STEPS + 1: there was more to tell */
	__u32 entry; /* noted: the entry of an ACL that matched, from 1 */
	__u64 class; /* noted: the class that a policy allows, and what it is of */
	__u32 allowed_by;
	__u32 reserved;
	struct trace_step route; /* noted */
	struct trace_step step[TRACE_STEPS];
};

/* Read-only configuration, set at load. Times in nanoseconds. */
struct config {
	__u64 tcp_opening;
	__u64 tcp_closing;
	__u64 tcp_closed;
	__u64 icmp;
	__u64 other;
	__u64 fragment;
	__u64 reject_interval;
	__u64 flows_per_interface;
	__u64 established_flows;
	/* The sizes of the maps `slots`, `opening` and `closed`, less 1. */
	__u32 index_mask;
	__u32 opening_mask;
	__u32 closed_mask;
	__u8 router_mac[6];
	__u16 reserved;
	__u32 reserved2;
};

/* The argument of the program `sweep`. */
struct sweep {
	__u64 now; /* CLOCK_MONOTONIC_COARSE */
	__u32 ifindex; /* 0: ends what is over; else: every flow of this link */
	__u32 ended;
	__u32 more; /* the buffer of events is full */
	__u32 reserved;
};
