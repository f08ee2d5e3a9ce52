/* Collecting flows that are over, in the kernel: what is judged is what is deleted, and no count is lost. */
#pragma once

#include "flow.h"

struct sweep_state {
	struct sweep result;
};

static long sweep_flow(void *map __attribute__((unused)), const struct flow_key *key, struct flow *flow, struct sweep_state *state)
{
	struct flow_key last;

	if (state->result.ifindex ? flow->end[0].ifindex != state->result.ifindex && flow->end[1].ifindex != state->result.ifindex :
			     !is_over(key, flow, state->result.now))
		return 0;
	__builtin_memcpy(&last, key, sizeof(last));
	if (!retire(&last, flow, flow->state))
		return 0;
	/* A flow that cannot be told of stays until somebody has read. Whose ENI goes, goes untold. */
	if (has_sent(flow) && !tell_flow(EVENT_CLOSED, &last, flow, flow->sent, state->result.now) && !state->result.ifindex) {
		__sync_fetch_and_and(&flow->state, ~FLOW_GONE);
		state->result.more = 1;
		return 1;
	}
	bpf_map_delete_elem(&flows, &last);
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
