/* Flows: what was allowed once, for both directions.
 *
 * An entry lives in `transient` while it waits for an answer or after it was closed, and in `established` in between. It
 * belongs to the two attachments (link and incarnation) that made it, whatever becomes of their addresses. */
#pragma once

#include "events.h"
#include "policy.h"
#include "route.h"

/* The packet belongs to no flow. */
#define MISS (-2)

static __always_inline __u64 timeout_of(__u8 protocol, __u32 state)
{
	switch (protocol) {
	case IPPROTO_TCP:
		if (state & (FLOW_RESET | FLOW_CLOSED))
			return config.tcp_closed;
		if (state & FLOW_FINS)
			return config.tcp_closing;
		return state & FLOW_CONFIRMED ? config.tcp_established : config.tcp_opening;
	case IPPROTO_UDP:
		return state & FLOW_ANSWERED ? config.udp_answered : config.udp;
	case IPPROTO_ICMP:
		return config.icmp;
	default:
		return config.other;
	}
}

static __always_inline bool is_over(const struct flow_key *key, const struct flow *flow, __u64 now)
{
	__u64 seen = flow->last_seen;

	return now > seen && now - seen > timeout_of(key->protocol, flow->state);
}

static __always_inline bool is_established(__u32 state)
{
	return (state & FLOW_ANSWERED) && !(state & (FLOW_RESET | FLOW_CLOSED));
}

/* Adds to, or takes from, the flows that the initiator's ENI holds. */
static __always_inline __u64 *usage_of(const struct flow *flow)
{
	__u32 slot = flow->end[flow->initiator & 1].slot;

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
	bool held = is_established(last.state);

	if (held ? bpf_map_delete_elem(&established, &packet->key) : bpf_map_delete_elem(&transient, &packet->key))
		return DROP_NONE;
	if (held)
		release_usage(&last);
	if (last.packets[0] + last.packets[1])
		tell_flow(EVENT_CLOSED, &packet->key, &last, packet->now);
	return DROP_NONE;
}

/* Moves an established flow, with this packet as its last, to the transient ones: what trails is still let through.
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
	bpf_map_update_elem(&transient, &packet->key, &last, BPF_ANY);
	return DROP_NONE;
}

/* Moves a transient flow to the established ones, this packet counted. */
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
	bpf_map_delete_elem(&transient, &packet->key);
	return DROP_NONE;
}

/* What a packet that opens a flow must pass: the sender's egress groups, its subnet's routes, [the network ACLs of both
 * subnets will stand here], the receiver's ingress groups. */
SUBPROGRAM int pass_gates(struct packet *packet, const struct interface *from)
{
	if (!packet || !from)
		return DROP_INTERFACE_UNKNOWN;
	struct endpoint *endpoint = find_endpoint(from->vpc, packet->destination);
	struct interface *to = NULL;
	int reason;

	if (!allows(from->egress, endpoint ? endpoint->class : 0, packet->destination, packet))
		return DROP_EGRESS_DENIED;
	reason = resolve(packet, from, endpoint, &to);
	if (reason)
		return reason;
	if (!to)
		return DROP_NOT_HERE;
	if (!allows(to->ingress, from->class, packet->source, packet)) {
		packet->ingress = true;
		return DROP_INGRESS_DENIED;
	}
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
	int reason;

	if (packet->later_fragment)
		return DROP_FRAGMENT_UNKNOWN;
	if (packet->icmp_error)
		return DROP_ICMP_ERROR_UNMATCHED;
	if (packet->icmp_reply)
		return DROP_ICMP_REPLY_UNMATCHED;
	if (packet->protocol == IPPROTO_TCP && packet->tcp_flags != TCP_SYN)
		return DROP_TCP_NOT_SYN;
	reason = pass_gates(packet, from);
	if (reason)
		return reason;

	slot = packet->to_slot;
	struct interface *to = bpf_map_lookup_elem(&interfaces, &slot);
	if (!to)
		return DROP_NOT_HERE;
	struct flow_end own = {
		.incarnation = from->incarnation,
		.ifindex = from->ifindex,
		.slot = from->slot,
	};
	struct flow_end other = {
		.incarnation = to->incarnation,
		.ifindex = packet->to_ifindex,
		.slot = slot,
		.epoch = packet->epoch,
	};
	__builtin_memcpy(own.mac, from->mac, ETH_ALEN);
	__builtin_memcpy(other.mac, packet->to_mac, ETH_ALEN);
	if (side) {
		flow.end[0] = other;
		flow.end[1] = own;
	} else {
		flow.end[0] = own;
		flow.end[1] = other;
	}
	flow.initiator = side;
	flow.gates = GATE_EGRESS | GATE_INGRESS;
	flow.opened = packet->now;
	count_copy(&flow, packet);
	if (bpf_map_update_elem(&transient, &packet->key, &flow, BPF_ANY))
		return DROP_FLOW_TABLE_FULL;
	tell_flow(EVENT_OPENED, &packet->key, &flow, packet->now);
	return DROP_NONE;
}

/* Whether the entry still belongs to both ends; renews the way to the other one when rules or routes have changed since.
 * A flow outlives the removal of its rule, but not that of its route. */
static __always_inline int check_ends(struct packet *packet, struct flow *flow, const struct interface *from)
{
	struct flow_end *own = &flow->end[packet->side & 1];
	struct flow_end *other = &flow->end[!packet->side];
	struct interface *to = NULL;
	int reason;

	if (own->ifindex != from->ifindex || own->incarnation != from->incarnation ||
	    is_over(&packet->key, flow, packet->now) || flow->gates != (GATE_EGRESS | GATE_INGRESS))
		return MISS;
	if (other->epoch != packet->epoch) {
		reason = resolve(packet, from, find_endpoint(from->vpc, packet->destination), &to);
		if (reason)
			return reason;
		if (!to || other->ifindex != to->ifindex || other->incarnation != to->incarnation)
			return MISS;
		other->epoch = packet->epoch;
		return DROP_NONE;
	}
	packet->to_ifindex = other->ifindex;
	packet->to_slot = other->slot;
	__builtin_memcpy(packet->to_mac, other->mac, ETH_ALEN);
	return DROP_NONE;
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

	if (reason == MISS)
		end_flow(packet, flow);
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
