/* Flows: what was allowed once, for both directions.
 *
 * An entry belongs to the two attachments (link and incarnation) that made it, whatever becomes of their addresses. It stays
 * where it is while its state changes: to move an element of a hash costs more than all else that a packet does. Flows that
 * have to give way, which wait for an answer or were closed, also stand in a ring, where the newest ends the oldest: so a
 * flood of them costs its own kind only. */
#pragma once

#include "events.h"

#define SECOND 1000000000ULL

static __always_inline __u64 timeout_of(__u8 protocol, const struct flow *flow)
{
	__u32 state = flow->state;

	switch (protocol) {
	case IPPROTO_TCP:
		if (state & FLOW_ENDED)
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
	return (state & FLOW_ANSWERED) && !(state & FLOW_ENDED);
}

static __always_inline struct totals *find_totals(void)
{
	__u32 zero = 0;

	return bpf_map_lookup_elem(&totals, &zero);
}

/* How many established flows the ENI holds that this one counts against. */
static __always_inline __s64 *usage_of(const struct flow *flow)
{
	__u32 slot = flow->end[flow->holder & 1].slot;

	return bpf_map_lookup_elem(&usage, &slot);
}

/* Counts one more of up to `limit`. */
static __always_inline bool take(__s64 *count, __u64 limit)
{
	if (__sync_fetch_and_add(count, 1) < (__s64)limit)
		return true;
	__sync_fetch_and_add(count, -1);
	return false;
}

/* Counts a flow that becomes an established one, or says why it may not. */
static __always_inline int take_usage(__s64 *used)
{
	struct totals *all = find_totals();

	if (!used || !all || !take(used, config.flows_per_interface))
		return DROP_FLOW_QUOTA;
	if (take(&all->established, config.established_flows))
		return DROP_NONE;
	__sync_fetch_and_add(used, -1);
	return DROP_FLOW_TABLE_FULL;
}

static __always_inline void count_exceeded(const struct flow *flow)
{
	__u32 slot = flow->end[flow->holder & 1].slot;
	__u64 *packets = bpf_map_lookup_elem(&exceeded, &slot);

	if (packets)
		__sync_fetch_and_add(packets, 1);
}

static __always_inline void release_usage(__s64 *used)
{
	struct totals *all = find_totals();

	if (used)
		__sync_fetch_and_add(used, -1);
	if (all)
		__sync_fetch_and_add(&all->established, -1);
}

/* Sets and clears bits of a flow's state, if it still is the flow that `seen` was read of: the kernel gives the memory of a
 * flow that ended to the next at once, while another CPU may still look at it. Whoever leads a flow into the established ones
 * or out of them counts it: of several CPUs one does. */
static __always_inline bool change_state(struct flow *flow, __u32 seen, __u32 gained, __u32 lost, __u32 *before)
{
	for (int i = 0; i < 8; i++) {
		__u32 state = flow->state;

		if ((state ^ seen) & FLOW_NUMBER)
			return false;
		if (__sync_val_compare_and_swap(&flow->state, state, (state | gained) & ~lost) == state) {
			*before = state;
			return true;
		}
	}
	return false;
}

static __always_inline void set_state(struct flow *flow, __u32 bits)
{
	if ((flow->state & bits) != bits)
		__sync_fetch_and_or(&flow->state, bits);
}

static __always_inline void count_flow(struct flow *flow, __u32 side, __u32 bytes, __u64 now)
{
	struct traffic *sent = &flow->sent[side & 1];

	__sync_fetch_and_add(&sent->packets, 1);
	__sync_fetch_and_add(&sent->bytes, bytes);
	flow->last_seen = now;
}

static __always_inline void count_packet(struct flow *flow, const struct packet *packet)
{
	count_flow(flow, packet->side, packet->bytes, packet->now);
}

static __always_inline bool has_sent(const struct flow *flow)
{
	return flow->sent[0].packets + flow->sent[1].packets;
}

static __always_inline bool same_key(const struct flow_key *a, const struct flow_key *b)
{
	return a->segment == b->segment && a->via == b->via && same_address(&a->address[0], &b->address[0]) &&
	       same_address(&a->address[1], &b->address[1]) && a->port[0] == b->port[0] && a->port[1] == b->port[1] &&
	       a->protocol == b->protocol && a->requester == b->requester;
}

/* Gives up a place among the flows that wait for an answer, if the flow still has it. */
static __always_inline void leave_place(const struct flow_key *key, __u32 number)
{
	struct flow_key *place = bpf_map_lookup_elem(&opening, &number);

	if (place && same_key(place, key))
		place->segment = 0;
}

/* Whether a flow of this state waits for an answer. */
static __always_inline bool is_waiting(__u32 state)
{
	return !(state & (FLOW_ANSWERED | FLOW_ENDED));
}

/* Takes the flow that `seen` was read of out of all counts. Of several CPUs that try, one is told that it may delete it. */
static __always_inline bool retire(const struct flow_key *key, struct flow *flow, __u32 seen)
{
	__s64 *used = usage_of(flow);
	__u32 number = flow->place;
	__u32 before;

	if (!change_state(flow, seen, FLOW_CLOSED | FLOW_GONE, 0, &before) || (before & FLOW_GONE))
		return false;
	if (is_established(before))
		release_usage(used);
	if (is_waiting(before))
		leave_place(key, number);
	return true;
}

/* Ends the flow that `seen` was read of, and tells of it. */
SUBPROGRAM int end_flow(const struct flow_key *key, struct flow *flow, __u32 seen, __u64 now)
{
	if (!key || !flow || !retire(key, flow, seen))
		return DROP_NONE;
	if (has_sent(flow))
		tell_flow(EVENT_CLOSED, key, flow, flow->sent, now);
	bpf_map_delete_elem(&flows, key);
	return DROP_NONE;
}

/* Ends the flow that has stood longest in a ring, if it still is what stands there: `ended`, or waiting for an answer. */
SUBPROGRAM int give_way(const struct flow_key *oldest, __u32 number, bool ended, __u64 now)
{
	if (!oldest)
		return DROP_INTERFACE_UNKNOWN;
	struct flow_key key = *oldest;
	struct flow *flow = bpf_map_lookup_elem(&flows, &key);

	if (!flow)
		return DROP_NONE;
	__u32 state = flow->state;
	if (flow->place == number && (ended ? (state & FLOW_ENDED) != 0 : is_waiting(state)))
		end_flow(&key, flow, state, now);
	return DROP_NONE;
}

/* Places, all over the ring, that are looked at for a free one before the flow that has the first of them gives way. Where none
 * is, the next flows do not look: a flood would pay for it with each packet. */
#define PLACES_TRIED 16
#define FLOWS_UNTRIED 64

/* A place for a flow that waits for an answer: the next one, which is the oldest, unless somebody still waits there and
 * another is free. */
SUBPROGRAM int find_place(__u32 first)
{
	struct totals *all = find_totals();
	__u32 step = config.opening_mask / PLACES_TRIED + 1;

	if (!all || first - all->full < FLOWS_UNTRIED)
		return first & config.opening_mask;
	for (__u32 i = 0; i < PLACES_TRIED; i++) {
		__u32 number = (first + i * step) & config.opening_mask;
		struct flow_key *place = bpf_map_lookup_elem(&opening, &number);

		if (place && !place->segment)
			return number;
	}
	all->full = first;
	return first & config.opening_mask;
}

static __always_inline void take_place(struct flow_key *place, __u32 number, bool ended, const struct packet *packet)
{
	if (place->segment)
		give_way(place, number, ended, packet->now);
	__builtin_memcpy(place, &packet->key, sizeof(*place));
}

/* Enters a new flow, which waits for an answer. */
static __always_inline int enter_flow(struct flow *flow, const struct packet *packet)
{
	struct totals *all = find_totals();
	struct flow_key *place;
	__u32 opened, number;

	if (!all)
		return DROP_FLOW_TABLE_FULL;
	opened = __sync_fetch_and_add(&all->opened, 1);
	number = find_place(opened);
	place = bpf_map_lookup_elem(&opening, &number);
	if (!place)
		return DROP_FLOW_TABLE_FULL;
	take_place(place, number, false, packet);
	flow->place = number;
	flow->state = opened * (FLOW_BITS + 1);
	if (!bpf_map_update_elem(&flows, &packet->key, flow, BPF_NOEXIST)) {
		tell_flow(EVENT_OPENED, &packet->key, flow, flow->sent, packet->now);
		return DROP_NONE;
	}
	place->segment = 0;
	/* Another CPU was first, or there is no room. */
	struct flow *other = bpf_map_lookup_elem(&flows, &packet->key);
	if (!other)
		return DROP_FLOW_TABLE_FULL;
	count_packet(other, packet);
	return DROP_NONE;
}

/* Makes the flow that `seen` was read of an established one, this packet counted: it is answered, or not over after all. */
SUBPROGRAM int establish(const struct packet *packet, struct flow *flow, __u32 seen, __u32 gained, __u32 lost)
{
	if (!packet || !flow)
		return DROP_INTERFACE_UNKNOWN;
	__s64 *used = usage_of(flow);
	__u32 number = flow->place;
	int reason = take_usage(used);
	__u32 before;

	if (reason) {
		count_exceeded(flow);
		return reason;
	}
	if (!change_state(flow, seen, gained, lost, &before)) {
		release_usage(used);
		return DROP_NONE;
	}
	if (is_established(before) || !is_established((before | gained) & ~lost))
		release_usage(used);
	if (is_waiting(before))
		leave_place(&packet->key, number);
	count_packet(flow, packet);
	return DROP_NONE;
}

/* Takes what a flow has counted. */
static __always_inline void take_counts(struct flow *flow, struct traffic *sent)
{
	for (int side = 0; side < 2; side++) {
		sent[side].packets = __sync_lock_test_and_set(&flow->sent[side].packets, 0);
		sent[side].bytes = __sync_lock_test_and_set(&flow->sent[side].bytes, 0);
	}
}

static __always_inline void give_counts_back(struct flow *flow, const struct traffic *sent)
{
	for (int side = 0; side < 2; side++) {
		__sync_fetch_and_add(&flow->sent[side].packets, sent[side].packets);
		__sync_fetch_and_add(&flow->sent[side].bytes, sent[side].bytes);
	}
}

/* Marks the established flow that `seen` was read of, with this packet as its last, as closed or reset: what trails is still let
 * through. What the flow has counted is told now, and its counts begin again at zero. */
SUBPROGRAM int close_flow(const struct packet *packet, struct flow *flow, __u32 seen, __u32 how)
{
	if (!packet || !flow)
		return DROP_INTERFACE_UNKNOWN;
	struct totals *all = find_totals();
	__s64 *used = usage_of(flow);
	struct flow_key *place;
	struct traffic sent[2];
	__u32 number, before;

	count_packet(flow, packet);
	if (!all || !change_state(flow, seen, how, 0, &before) || !is_established(before))
		return DROP_NONE;
	release_usage(used);
	take_counts(flow, sent);
	if (!tell_flow(EVENT_CLOSED, &packet->key, flow, sent, packet->now))
		give_counts_back(flow, sent);
	number = __sync_fetch_and_add(&all->closed, 1) & config.closed_mask;
	place = bpf_map_lookup_elem(&closed, &number);
	if (!place)
		return DROP_NONE;
	take_place(place, number, true, packet);
	flow->place = number;
	return DROP_NONE;
}
