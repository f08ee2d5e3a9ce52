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
static __always_inline __u64 *usage_of(const struct flow *flow)
{
	__u32 slot = flow->end[flow->holder & 1].slot;

	return bpf_map_lookup_elem(&usage, &slot);
}

/* Counts a flow that becomes an established one, or says why it may not. */
static __always_inline int take_usage(const struct flow *flow)
{
	struct totals *all = find_totals();
	__u64 *used = usage_of(flow);

	if (!used || !all)
		return DROP_FLOW_QUOTA;
	if (__sync_fetch_and_add(used, 1) >= config.flows_per_interface) {
		__sync_fetch_and_add(used, -1);
		return DROP_FLOW_QUOTA;
	}
	if (__sync_fetch_and_add(&all->established, 1) >= config.established_flows) {
		__sync_fetch_and_add(&all->established, -1);
		__sync_fetch_and_add(used, -1);
		return DROP_FLOW_TABLE_FULL;
	}
	return DROP_NONE;
}

static __always_inline void release_usage(const struct flow *flow)
{
	struct totals *all = find_totals();
	__u64 *used = usage_of(flow);

	if (used)
		__sync_fetch_and_add(used, -1);
	if (all)
		__sync_fetch_and_add(&all->established, -1);
}

static __always_inline void count_flow(struct flow *flow, const struct packet *packet)
{
	struct traffic *sent = &flow->sent[packet->side & 1];

	__sync_fetch_and_add(&sent->packets, 1);
	__sync_fetch_and_add(&sent->bytes, packet->bytes);
	flow->last_seen = packet->now;
}

/* Ends a flow, and tells of it. Of several CPUs that try, one does. */
SUBPROGRAM int end_flow(const struct flow_key *key, const struct flow *flow, __u64 now)
{
	if (!key || !flow)
		return DROP_INTERFACE_UNKNOWN;
	struct flow last = *flow;

	if (bpf_map_delete_elem(&flows, key))
		return DROP_NONE;
	if (is_established(last.state))
		release_usage(&last);
	if (last.sent[0].packets + last.sent[1].packets)
		tell_flow(EVENT_CLOSED, key, &last, last.sent, now);
	return DROP_NONE;
}

/* Ends the flow that has stood longest in a ring, if it still is what stands there: `ended`, or waiting for an answer. */
SUBPROGRAM int give_way(const struct flow_key *oldest, __u32 place, bool ended, __u64 now)
{
	if (!oldest)
		return DROP_INTERFACE_UNKNOWN;
	struct flow_key key = *oldest;
	struct flow *flow = bpf_map_lookup_elem(&flows, &key);

	if (flow && flow->place == place && !is_established(flow->state) && !(flow->state & FLOW_ENDED) == !ended)
		end_flow(&key, flow, now);
	return DROP_NONE;
}

static __always_inline void free_place(struct flow_key *place)
{
	place->segment = 0;
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
	__u32 number;
	long error;

	if (!all)
		return DROP_FLOW_TABLE_FULL;
	number = __sync_fetch_and_add(&all->opened, 1) & config.opening_mask;
	place = bpf_map_lookup_elem(&opening, &number);
	if (!place)
		return DROP_FLOW_TABLE_FULL;
	take_place(place, number, false, packet);
	flow->place = number;
	error = bpf_map_update_elem(&flows, &packet->key, flow, BPF_NOEXIST);
	if (!error) {
		tell_flow(EVENT_OPENED, &packet->key, flow, flow->sent, packet->now);
		return DROP_NONE;
	}
	free_place(place);
	/* Another CPU was first, or there is no room. */
	struct flow *other = bpf_map_lookup_elem(&flows, &packet->key);
	if (!other)
		return DROP_FLOW_TABLE_FULL;
	count_flow(other, packet);
	return DROP_NONE;
}

/* Makes a flow an established one, this packet counted: it is answered, or not over after all. */
SUBPROGRAM int establish(const struct packet *packet, struct flow *flow, __u32 gained, __u32 lost)
{
	if (!packet || !flow)
		return DROP_INTERFACE_UNKNOWN;
	__u32 before = flow->state;
	__u32 number = flow->place;
	int reason = take_usage(flow);

	if (reason)
		return reason;
	/* Of several CPUs one does. */
	if (is_established(before) ||
	    __sync_val_compare_and_swap(&flow->state, before, (before | gained) & ~lost) != before)
		release_usage(flow);
	else if (!(before & FLOW_ENDED)) {
		struct flow_key *place = bpf_map_lookup_elem(&opening, &number);

		if (place)
			free_place(place);
	}
	count_flow(flow, packet);
	return DROP_NONE;
}

/* Marks an established flow, with this packet as its last, as closed or reset: what trails is still let through. What the
 * flow has counted is told now, and its counts begin again at zero. */
SUBPROGRAM int close_flow(const struct packet *packet, struct flow *flow, __u32 how)
{
	if (!packet || !flow)
		return DROP_INTERFACE_UNKNOWN;
	struct totals *all = find_totals();
	struct flow_key *place;
	struct traffic sent[2];
	__u32 number;

	count_flow(flow, packet);
	if (!all || (__sync_fetch_and_or(&flow->state, how) & FLOW_ENDED))
		return DROP_NONE;
	release_usage(flow);
	for (int side = 0; side < 2; side++) {
		sent[side].packets = __sync_lock_test_and_set(&flow->sent[side].packets, 0);
		sent[side].bytes = __sync_lock_test_and_set(&flow->sent[side].bytes, 0);
	}
	tell_flow(EVENT_CLOSED, &packet->key, flow, sent, packet->now);
	number = __sync_fetch_and_add(&all->closed, 1) & config.closed_mask;
	place = bpf_map_lookup_elem(&closed, &number);
	if (!place)
		return DROP_NONE;
	take_place(place, number, true, packet);
	flow->place = number;
	return DROP_NONE;
}
