/* Flows: what was allowed once, for both directions.
 *
 * An entry lives in `opening` while it waits for an answer, then in `established`, and in `closed` after it was closed. It
 * belongs to the two attachments (link and incarnation) that made it, whatever becomes of their addresses. */
#pragma once

#include "acl.h"
#include "events.h"
#include "policy.h"
#include "route.h"

/* The packet belongs to no flow. */
#define MISS (-2)

#define SECOND 1000000000ULL

static __always_inline __u64 timeout_of(__u8 protocol, const struct flow *flow)
{
	__u32 state = flow->state;

	switch (protocol) {
	case IPPROTO_TCP:
		if (state & (FLOW_RESET | FLOW_CLOSED))
			return config.tcp_closed;
		if (state & FLOW_FINS)
			return config.tcp_closing;
		return state & FLOW_CONFIRMED ? flow->tcp_established * SECOND : config.tcp_opening;
	case IPPROTO_UDP:
		return (state & FLOW_ANSWERED ? flow->udp_answered : flow->udp) * SECOND;
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		return config.icmp;
	default:
		return config.other;
	}
}

static __always_inline bool is_over(const struct flow_key *key, const struct flow *flow, __u64 now)
{
	__u64 seen = flow->last_seen;

	return now > seen && now - seen > timeout_of(key->protocol, flow);
}

static __always_inline bool is_established(__u32 state)
{
	return (state & FLOW_ANSWERED) && !(state & (FLOW_RESET | FLOW_CLOSED));
}

/* Takes a flow out of the table that its state belongs in. Nonzero: it is not there any more. */
static __always_inline long delete_flow(const struct flow_key *key, __u32 state)
{
	if (is_established(state))
		return bpf_map_delete_elem(&established, key);
	if (state & (FLOW_RESET | FLOW_CLOSED))
		return bpf_map_delete_elem(&closed, key);
	return bpf_map_delete_elem(&opening, key);
}

/* How many established flows the ENI holds that this one counts against. */
static __always_inline __u64 *usage_of(const struct flow *flow)
{
	__u32 slot = flow->end[flow->holder & 1].slot;

	return bpf_map_lookup_elem(&usage, &slot);
}

static __always_inline void release_usage(const struct flow *flow)
{
	__u64 *used = usage_of(flow);

	if (used)
		__sync_fetch_and_add(used, -1);
}

static __always_inline void count_flow(struct flow *flow, const struct packet *packet)
{
	__u32 side = packet->side & 1;

	__sync_fetch_and_add(&flow->packets[side], 1);
	__sync_fetch_and_add(&flow->bytes[side], packet->bytes);
	flow->last_seen = packet->now;
}

/* The same for a copy that no other CPU sees. */
static __always_inline void count_copy(struct flow *flow, const struct packet *packet)
{
	if (packet->side) {
		flow->packets[1] += 1;
		flow->bytes[1] += packet->bytes;
	} else {
		flow->packets[0] += 1;
		flow->bytes[0] += packet->bytes;
	}
	flow->last_seen = packet->now;
}

/* Ends a flow where it is, and tells of it. Of several CPUs that try, one does. */
SUBPROGRAM int end_flow(const struct packet *packet, const struct flow *flow)
{
	if (!packet || !flow)
		return DROP_INTERFACE_UNKNOWN;
	struct flow last = *flow;

	if (delete_flow(&packet->key, last.state))
		return DROP_NONE;
	if (is_established(last.state))
		release_usage(&last);
	if (last.packets[0] + last.packets[1])
		tell_flow(EVENT_CLOSED, &packet->key, &last, packet->now);
	return DROP_NONE;
}

/* Moves an established flow, with this packet as its last, to the closed ones: what trails is still let through.
 * What the flow has counted is told now; the entry begins again at zero. */
SUBPROGRAM int close_flow(const struct packet *packet, const struct flow *flow, __u32 state)
{
	if (!packet || !flow)
		return DROP_INTERFACE_UNKNOWN;
	struct flow last = *flow;

	count_copy(&last, packet);
	if (bpf_map_delete_elem(&established, &packet->key))
		return DROP_NONE;
	release_usage(&last);
	tell_flow(EVENT_CLOSED, &packet->key, &last, packet->now);
	last.state = state;
	last.packets[0] = last.packets[1] = 0;
	last.bytes[0] = last.bytes[1] = 0;
	bpf_map_update_elem(&closed, &packet->key, &last, BPF_ANY);
	return DROP_NONE;
}

/* Moves a flow to the established ones, this packet counted. */
SUBPROGRAM int establish(const struct packet *packet, const struct flow *flow, __u32 state)
{
	if (!packet || !flow)
		return DROP_INTERFACE_UNKNOWN;
	struct flow next = *flow;
	__u64 *used = usage_of(&next);
	long error;

	if (!used)
		return DROP_FLOW_QUOTA;
	if (__sync_fetch_and_add(used, 1) >= config.flows_per_interface) {
		__sync_fetch_and_add(used, -1);
		return DROP_FLOW_QUOTA;
	}
	__u32 before = next.state;
	next.state = state;
	count_copy(&next, packet);
	error = bpf_map_update_elem(&established, &packet->key, &next, BPF_NOEXIST);
	if (error) {
		__sync_fetch_and_add(used, -1);
		struct flow *other = bpf_map_lookup_elem(&established, &packet->key);
		if (!other)
			return DROP_FLOW_TABLE_FULL;
		/* Another CPU was first. */
		count_flow(other, packet);
		return DROP_NONE;
	}
	delete_flow(&packet->key, before);
	return DROP_NONE;
}

static __always_inline int pass_egress(const struct packet *packet, __u64 policy,
				       const struct interface *from __attribute__((unused)))
{
	bool allowed = allows(policy, packet->peer_class, &packet->destination, packet);

	TRACE(trace_groups(packet, from->slot, policy, false);)
	return allowed ? DROP_NONE : DROP_EGRESS_DENIED;
}

static __always_inline int pass_ingress(struct packet *packet, const struct interface *from, const struct interface *to)
{
	__u64 policy = rules_of(packet, to)->ingress;
	bool allowed = allows(policy, packet->via ? 0 : from->class, &packet->source, packet);

	TRACE(trace_groups(packet, to->slot, policy, true);)
	if (allowed)
		return DROP_NONE;
	packet->ingress = true;
	return DROP_INGRESS_DENIED;
}

/* What a packet that opens a flow must pass: the sender's egress groups, its subnet's routes, the network ACLs of both
 * subnets, the receiver's ingress groups. Notes at which sides the flow is not tracked. */
SUBPROGRAM int pass_gates(struct packet *packet, const struct interface *from)
{
	if (!packet || !from)
		return DROP_INTERFACE_UNKNOWN;
	const struct rules_of_family *own = rules_of(packet, from);
	__u32 side = packet->side & 1;
	int way = way_of(packet, from);
	int reason = pass_egress(packet, own->egress, from);

	if (reason)
		return reason;
	TRACE(trace_route();)
	if (way)
		return way;
	if (packet->is_closed)
		return DROP_EGRESS_ONLY;
	__u32 slot = packet->to_slot;
	struct interface *to = bpf_map_lookup_elem(&interfaces, &slot);
	if (!to)
		return DROP_NOT_HERE;
	reason = pass_acls(packet, from, to);
	if (!reason)
		reason = pass_ingress(packet, from, to);
	if (reason)
		return reason;
	const struct rules_of_family *other = rules_of(packet, to);
	packet->untracked = is_untracked(own->egress, own->ingress, packet) << side |
			    is_untracked(other->ingress, other->egress, packet) << !side;
	return DROP_NONE;
}

/* What every packet of a flow must pass, whatever allowed the flow: both network ACLs, and the rules of the sides that do
 * not track it. */
SUBPROGRAM int pass_again(struct packet *packet, const struct flow *flow, const struct interface *from)
{
	if (!packet || !flow || !from)
		return DROP_INTERFACE_UNKNOWN;
	__u32 side = packet->side & 1;
	__u32 slot = packet->to_slot;
	struct interface *to = bpf_map_lookup_elem(&interfaces, &slot);
	int reason;

	if (!to)
		return DROP_NOT_HERE;
	reason = pass_acls(packet, from, to);
	if (reason || packet->icmp_error)
		return reason;
	if (flow->untracked & (1 << side))
		reason = pass_egress(packet, rules_of(packet, from)->egress, from);
	if (reason)
		return reason;
	return flow->untracked & (1 << !side) ? pass_ingress(packet, from, to) : DROP_NONE;
}

static __always_inline __u32 shorter(__u32 a, __u32 b)
{
	return a < b ? a : b;
}

static __always_inline void set_ends(const struct packet *packet, const struct interface *from, struct flow_end *own,
				     struct flow_end *other)
{
	own->incarnation = from->incarnation;
	own->ifindex = from->ifindex;
	own->slot = from->slot;
	own->kind = from->kind;
	copy_mac(own->mac, from->mac);
	other->incarnation = packet->to_incarnation;
	other->ifindex = packet->to_ifindex;
	other->slot = packet->to_slot;
	other->kind = packet->to_kind;
	other->epoch = packet->epoch;
	copy_mac(other->mac, packet->to_mac);
}

/* Why a packet that belongs to no flow opens none. */
static __always_inline int opens_nothing(const struct packet *packet)
{
	if (packet->later_fragment)
		return DROP_FRAGMENT_UNKNOWN;
	if (packet->icmp_error)
		return DROP_ICMP_ERROR_UNMATCHED;
	if (packet->icmp_reply)
		return DROP_ICMP_REPLY_UNMATCHED;
	if (packet->protocol == IPPROTO_TCP && packet->tcp_flags != TCP_SYN)
		return DROP_TCP_NOT_SYN;
	return DROP_NONE;
}

/* The first packet of a flow. */
SUBPROGRAM int open_flow(struct packet *packet, const struct interface *from)
{
	if (!packet || !from)
		return DROP_INTERFACE_UNKNOWN;
	struct flow flow = {};
	__u32 side = packet->side & 1;
	__u32 slot;
	int reason = opens_nothing(packet);

	if (reason) {
		/* That it belongs to no flow may be because another way leads back. */
		TRACE(trace_route();)
		return reason;
	}
	reason = pass_gates(packet, from);
	if (reason)
		return reason;

	slot = packet->to_slot;
	struct interface *to = bpf_map_lookup_elem(&interfaces, &slot);
	if (!to)
		return DROP_NOT_HERE;
	if (side)
		set_ends(packet, from, &flow.end[1], &flow.end[0]);
	else
		set_ends(packet, from, &flow.end[0], &flow.end[1]);
	flow.initiator = side;
	flow.gates = GATE_EGRESS | GATE_INGRESS;
	flow.untracked = packet->untracked;
	/* What is outside has no quota of its own. */
	flow.holder = from->kind == PORT_INTERFACE ? side : !side;
	flow.tcp_established = shorter(from->tcp_established, to->tcp_established);
	flow.udp_answered = shorter(from->udp_answered, to->udp_answered);
	flow.udp = shorter(from->udp, to->udp);
	flow.public = packet->public;
	flow.opened = packet->now;
	count_copy(&flow, packet);
	if (bpf_map_update_elem(&opening, &packet->key, &flow, BPF_ANY))
		return DROP_FLOW_TABLE_FULL;
	TRACE(trace_mark(TRACE_FLOW_OPENED, 0);)
	tell_flow(EVENT_OPENED, &packet->key, &flow, packet->now);
	return DROP_NONE;
}

/* Whether a packet from the internet was sent to the public address that its flow was opened with. */
static __always_inline bool is_same_public(const struct packet *packet, const struct flow *flow)
{
	return !packet->to_public || same_address(&packet->public, &flow->public);
}

/* Takes the receiver from the flow. */
static __always_inline void follow(struct packet *packet, const struct flow *flow)
{
	const struct flow_end *other = &flow->end[!packet->side];

	packet->to_ifindex = other->ifindex;
	packet->to_slot = other->slot;
	packet->to_kind = other->kind;
	copy_mac(packet->to_mac, other->mac);
	if (!packet->to_public && other->kind == PORT_INTERNET) {
		packet->from_public = true;
		packet->public = flow->public;
	}
}

/* Whether the entry still belongs to both ends; renews the way to the other one when rules or routes have changed since.
 * A flow outlives the removal of the rules that tracked it, but not that of its route, and no network ACL. */
static __always_inline int check_ends(struct packet *packet, struct flow *flow, const struct interface *from)
{
	struct flow_end *own = &flow->end[packet->side & 1];
	struct flow_end *other = &flow->end[!packet->side];
	int reason;

	if (own->ifindex != from->ifindex || own->incarnation != from->incarnation ||
	    is_over(&packet->key, flow, packet->now) || flow->gates != (GATE_EGRESS | GATE_INGRESS))
		return MISS;
	/* An error may be sent by somebody on the way, whose way need not be that of the flow. */
	if (!TRACED && other->epoch == packet->epoch && !packet->icmp_error) {
		if (!is_same_public(packet, flow))
			return MISS;
		follow(packet, flow);
		/* Types and codes of ICMP vary within a flow. */
		return packet->icmp ? pass_again(packet, flow, from) : DROP_NONE;
	}
	reason = way_of(packet, from);
	if (reason) {
		TRACE(trace_flow(flow);)
		return reason;
	}
	if (other->ifindex != packet->to_ifindex || other->incarnation != packet->to_incarnation ||
	    !same_address(&flow->public, &packet->public))
		return MISS;
	TRACE(trace_flow(flow);)
	/* An answer does not leave where flows must have begun. */
	if (packet->egress_only && packet->side != flow->initiator)
		return DROP_EGRESS_ONLY;
	reason = pass_again(packet, flow, from);
	if (!reason && !packet->icmp_error)
		other->epoch = packet->epoch;
	return reason;
}

static __always_inline void set_state(struct flow *flow, __u32 bits)
{
	if ((flow->state & bits) != bits)
		__sync_fetch_and_or(&flow->state, bits);
}

static __always_inline int pass_flow(struct packet *packet, struct flow *flow)
{
	count_flow(flow, packet);
	return DROP_NONE;
}

static __always_inline int tcp_syn(struct packet *packet, struct flow *flow, const struct interface *from, bool initiator)
{
	__u32 state = flow->state;
	int reason;

	if ((state & (FLOW_RESET | FLOW_CLOSED)) || (state & FLOW_FINS) == FLOW_FINS) {
		end_flow(packet, flow);
		return MISS;
	}
	if (initiator || (state & FLOW_SIMULTANEOUS))
		return pass_flow(packet, flow);
	if (state & FLOW_ANSWERED)
		return DROP_TCP_STATE;
	/* Both ends open the same connection: the other direction needs rules of its own. */
	reason = pass_gates(packet, from);
	if (reason)
		return reason;
	return establish(packet, flow, state | FLOW_ANSWERED | FLOW_SIMULTANEOUS);
}

static __always_inline int tcp_syn_ack(struct packet *packet, struct flow *flow, bool initiator)
{
	__u32 state = flow->state;

	if (state & (FLOW_RESET | FLOW_CLOSED))
		return DROP_TCP_STATE;
	if (initiator && !(state & FLOW_SIMULTANEOUS))
		return DROP_TCP_STATE;
	if (!(state & FLOW_ANSWERED))
		return establish(packet, flow, state | FLOW_ANSWERED);
	return pass_flow(packet, flow);
}

static __always_inline int tcp_reset(struct packet *packet, struct flow *flow)
{
	__u32 state = flow->state;

	if (is_established(state))
		return close_flow(packet, flow, state | FLOW_RESET);
	pass_flow(packet, flow);
	if (state & FLOW_RESET)
		__sync_fetch_and_and(&flow->state, ~FLOW_ALIVES);
	if (!(state & FLOW_ANSWERED))
		end_flow(packet, flow);
	return DROP_NONE;
}

/* After a reset that its receiver did not believe both ends go on talking: then the flow goes on too. */
static __always_inline int tcp_revive(struct packet *packet, struct flow *flow, __u32 side)
{
	__u32 state = flow->state | FLOW_ALIVE(side);

	if ((state & FLOW_ALIVES) != FLOW_ALIVES) {
		set_state(flow, FLOW_ALIVE(side));
		return pass_flow(packet, flow);
	}
	return establish(packet, flow, state & ~(FLOW_RESET | FLOW_ALIVES));
}

static __always_inline int tcp_data(struct packet *packet, struct flow *flow, bool initiator)
{
	__u32 side = packet->side & 1;
	__u32 state = flow->state;
	bool fin = packet->tcp_flags & TCP_FIN;

	if (!(state & FLOW_ANSWERED)) {
		if (initiator || fin)
			return DROP_TCP_STATE;
		return pass_flow(packet, flow);
	}
	if (state & FLOW_CLOSED)
		return pass_flow(packet, flow);
	if (state & FLOW_RESET)
		return tcp_revive(packet, flow, side);
	if ((state & FLOW_FINS) == FLOW_FINS && !fin)
		return close_flow(packet, flow, state | FLOW_CLOSED);
	if (initiator)
		set_state(flow, FLOW_CONFIRMED);
	if (fin)
		set_state(flow, FLOW_FIN(side));
	return pass_flow(packet, flow);
}

/* A packet of a tracked flow. Returns why to drop, DROP_NONE, or MISS: the entry is over, and gone. */
SUBPROGRAM int continue_flow(struct packet *packet, struct flow *flow, const struct interface *from)
{
	if (!packet || !flow || !from)
		return DROP_INTERFACE_UNKNOWN;
	bool initiator = packet->side == flow->initiator;
	int reason = check_ends(packet, flow, from);

	if (reason == MISS) {
		TRACE(trace_mark(TRACE_FLOW_OVER, 0);)
		end_flow(packet, flow);
	}
	if (reason)
		return reason;
	if (packet->icmp_error || packet->later_fragment)
		return pass_flow(packet, flow);
	if (packet->protocol == IPPROTO_TCP) {
		switch (packet->tcp_flags) {
		case TCP_SYN:
			return tcp_syn(packet, flow, from, initiator);
		case TCP_SYN | TCP_ACK:
			return tcp_syn_ack(packet, flow, initiator);
		case TCP_RST:
		case TCP_RST | TCP_ACK:
			return tcp_reset(packet, flow);
		default:
			return tcp_data(packet, flow, initiator);
		}
	}
	if (!initiator && !(flow->state & FLOW_ANSWERED))
		return establish(packet, flow, flow->state | FLOW_ANSWERED);
	return pass_flow(packet, flow);
}
