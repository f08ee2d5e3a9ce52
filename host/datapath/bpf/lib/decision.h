/* What was decided about packets that open flows, kept for the next one: who opens one connection often opens another like it.
 * All of it holds for one epoch only, which ends with every change of what is decided by. */
#pragma once

#include "gates.h"

#define DECISIONS 512

/* Ways and gates see of a packet its addresses, protocol and destination port. */
struct decision {
	__u32 epoch;
	__u32 slot; /* the sender's */
	struct address source;
	struct address destination;
	__be16 port;
	__u8 protocol;
	__u8 from_public;
	__u32 untracked;
	/* What is noted in the packet when all gates let it pass. */
	struct address public;
	__u64 to_incarnation;
	__u32 to_ifindex;
	__u32 to_slot;
	__u8 to_mac[6];
	__u8 to_kind;
	__u8 reserved;
};

/* Of each CPU its own, so that no lock is needed. What is not there is decided anew. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__type(key, __u32);
	__type(value, struct decision);
	__uint(max_entries, DECISIONS);
} decisions SEC(".maps");

/* Whether a decision knows all that decides about the packet: from the internet it would also be the public address that it
 * was sent to. A traced packet tells of each gate. */
static __always_inline bool is_decidable(const struct packet *packet, const struct interface *from)
{
	return !TRACED && from->kind == PORT_INTERFACE &&
	       (packet->protocol == IPPROTO_TCP || packet->protocol == IPPROTO_UDP);
}

static __always_inline struct decision *decision_of(const struct packet *packet, const struct interface *from)
{
	__u32 mixed = packet->source.word[3] ^ (packet->destination.word[3] << 7 | packet->destination.word[3] >> 25) ^
		      (packet->destination_port << 16 | packet->protocol) ^ from->slot;
	__u32 place = (mixed * 0x9e3779b1) >> 23;

	_Static_assert(DECISIONS == 1 << (32 - 23), "a place for each value");
	return bpf_map_lookup_elem(&decisions, &place);
}

static __always_inline bool is_about(const struct decision *known, const struct packet *packet, const struct interface *from)
{
	return known->epoch == packet->epoch && known->slot == from->slot && known->port == packet->destination_port &&
	       known->protocol == packet->protocol && same_address(&known->destination, &packet->destination) &&
	       same_address(&known->source, &packet->source);
}

static __always_inline void recall(struct packet *packet, const struct decision *known)
{
	packet->to_ifindex = known->to_ifindex;
	packet->to_slot = known->to_slot;
	packet->to_incarnation = known->to_incarnation;
	packet->to_kind = known->to_kind;
	copy_mac(packet->to_mac, known->to_mac);
	packet->untracked = known->untracked;
	packet->from_public = known->from_public;
	packet->public = known->public;
	packet->way = DROP_NONE;
	packet->resolved = true;
}

static __always_inline void note(struct decision *known, const struct packet *packet, const struct interface *from)
{
	known->epoch = packet->epoch;
	known->slot = from->slot;
	known->source = packet->source;
	known->destination = packet->destination;
	known->port = packet->destination_port;
	known->protocol = packet->protocol;
	known->from_public = packet->from_public;
	known->untracked = packet->untracked;
	known->public = packet->public;
	known->to_incarnation = packet->to_incarnation;
	known->to_ifindex = packet->to_ifindex;
	known->to_slot = packet->to_slot;
	copy_mac(known->to_mac, packet->to_mac);
	known->to_kind = packet->to_kind;
}

/* The way of a packet that opens a flow, and why a gate refuses it. */
static __always_inline int decide(struct packet *packet, const struct interface *from)
{
	struct decision *known = is_decidable(packet, from) ? decision_of(packet, from) : NULL;
	int reason;

	if (known && is_about(known, packet, from)) {
		recall(packet, known);
		return DROP_NONE;
	}
	reason = pass_gates(packet, from);
	if (!reason && known)
		note(known, packet, from);
	return reason;
}
