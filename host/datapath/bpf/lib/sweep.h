/* Collecting flows that are over, in the kernel: what is judged is what is deleted, and no count is lost. */
#pragma once

#include "flow.h"

struct sweep_state {
	struct sweep result;
};

static long sweep_flow(void *map __attribute__((unused)), const struct flow_key *key, struct flow *flow, struct sweep_state *state)
{
	struct flow last;
	struct flow_key last_key;

	if (state->result.ifindex ? flow->end[0].ifindex != state->result.ifindex && flow->end[1].ifindex != state->result.ifindex :
			     !is_over(key, flow, state->result.now))
		return 0;
	__builtin_memcpy(&last, flow, sizeof(last));
	__builtin_memcpy(&last_key, key, sizeof(last_key));
	/* First tell: a flow that cannot be told of stays until somebody has read. Whose ENI goes, goes untold. */
	if (last.sent[0].packets + last.sent[1].packets &&
	    !tell_flow(EVENT_CLOSED, &last_key, &last, last.sent, state->result.now) &&
	    !state->result.ifindex) {
		state->result.more = 1;
		return 1;
	}
	if (!bpf_map_delete_elem(&flows, &last_key) && is_established(last.state))
		release_usage(&last);
	state->result.ended += 1;
	return 0;
}

SEC("syscall")
int sweep(struct sweep *sweep)
{
	struct sweep_state state = {
		.result = { .now = sweep->now, .ifindex = sweep->ifindex },
	};

	bpf_for_each_map_elem(&flows, sweep_flow, &state, 0);
	sweep->ended = state.result.ended;
	sweep->more = state.result.more;
	return 0;
}
