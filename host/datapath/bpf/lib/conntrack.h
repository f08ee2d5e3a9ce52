/* Connection tracking: packets of flows, and those that open one. */
#pragma once

#include "decision.h"
#include "flow.h"

/* The packet belongs to no flow. */
#define MISS (-2)

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
	struct flow *flow = &packet->flow;
	__u32 side = packet->side & 1;
	__u32 slot;
	int reason = opens_nothing(packet);

	if (reason) {
		/* That it belongs to no flow may be because another way leads back. */
		TRACE(trace_route();)
		return reason;
	}
	reason = decide(packet, from);
	if (reason)
		return reason;

	slot = packet->to_slot;
	struct interface *to = bpf_map_lookup_elem(&interfaces, &slot);
	if (!to || to->incarnation != packet->to_incarnation)
		return DROP_NOT_HERE;
	__builtin_memset(flow, 0, sizeof(*flow));
	if (side)
		set_ends(packet, from, &flow->end[1], &flow->end[0]);
	else
		set_ends(packet, from, &flow->end[0], &flow->end[1]);
	flow->initiator = side;
	flow->gates = GATE_EGRESS | GATE_INGRESS;
	flow->untracked = packet->untracked;
	/* What is outside has no quota of its own. */
	flow->holder = from->kind == PORT_INTERFACE ? side : !side;
	flow->tcp_established = shorter(from->tcp_established, to->tcp_established);
	flow->udp_answered = shorter(from->udp_answered, to->udp_answered);
	flow->udp = shorter(from->udp, to->udp);
	flow->public = packet->public;
	flow->opened = packet->now;
	flow->last_seen = packet->now;
	if (side)
		flow->sent[1] = (struct traffic){ 1, packet->bytes };
	else
		flow->sent[0] = (struct traffic){ 1, packet->bytes };
	reason = enter_flow(flow, packet);
	TRACE(if (!reason) trace_mark(TRACE_FLOW_OPENED, 0);)
	return reason;
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
	/* Which flow a later fragment belongs to was found when its first one came: that may be longer ago. */
	if (!reason && !packet->icmp_error && !packet->later_fragment)
		other->epoch = packet->epoch;
	return reason;
}

static __always_inline int pass_flow(struct packet *packet, struct flow *flow)
{
	count_packet(flow, packet);
	return DROP_NONE;
}

static __always_inline int tcp_syn(struct packet *packet, struct flow *flow, const struct interface *from, bool initiator)
{
	__u32 state = flow->state;
	int reason;

	if ((state & FLOW_ENDED) || (state & FLOW_FINS) == FLOW_FINS) {
		end_flow(&packet->key, flow, state, packet->now);
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
	return establish(packet, flow, state, FLOW_ANSWERED | FLOW_SIMULTANEOUS, 0);
}

static __always_inline int tcp_syn_ack(struct packet *packet, struct flow *flow, bool initiator)
{
	__u32 state = flow->state;

	if (state & FLOW_ENDED)
		return DROP_TCP_STATE;
	if (initiator && !(state & FLOW_SIMULTANEOUS))
		return DROP_TCP_STATE;
	if (!(state & FLOW_ANSWERED))
		return establish(packet, flow, state, FLOW_ANSWERED, 0);
	return pass_flow(packet, flow);
}

static __always_inline int tcp_reset(struct packet *packet, struct flow *flow)
{
	__u32 state = flow->state;

	if (is_established(state))
		return close_flow(packet, flow, state, FLOW_RESET);
	pass_flow(packet, flow);
	if (state & FLOW_RESET)
		__sync_fetch_and_and(&flow->state, ~FLOW_ALIVES);
	if (!(state & FLOW_ANSWERED))
		end_flow(&packet->key, flow, state, packet->now);
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
	return establish(packet, flow, state, 0, FLOW_RESET | FLOW_ALIVES);
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
		return close_flow(packet, flow, state, FLOW_CLOSED);
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
	__u32 state = flow->state;
	bool initiator = packet->side == flow->initiator;
	int reason = check_ends(packet, flow, from);

	if (reason == MISS) {
		TRACE(trace_mark(TRACE_FLOW_OVER, 0);)
		end_flow(&packet->key, flow, state, packet->now);
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
	if (!initiator && !(state & FLOW_ANSWERED))
		return establish(packet, flow, state, FLOW_ANSWERED, 0);
	return pass_flow(packet, flow);
}
