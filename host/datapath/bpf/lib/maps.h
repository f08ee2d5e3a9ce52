/* The maps. Sizes are set by the loader; those here are never used as they stand. All but the counters' and the
 * tables' layouts follow from types.h. */
#pragma once

#include <bpf/bpf_helpers.h>

#include "drop_reason.h"
#include "types.h"

const volatile struct config config = {};

#define MAP(type_, name_, key_, value_, size_, flags_)                                                             \
	struct {                                                                                                   \
		__uint(type, type_);                                                                               \
		__type(key, key_);                                                                                 \
		__type(value, value_);                                                                             \
		__uint(max_entries, size_);                                                                        \
		__uint(map_flags, flags_);                                                                         \
	} name_ SEC(".maps")

/* The epoch in which cached actions hold. */
MAP(BPF_MAP_TYPE_ARRAY, control, __u32, struct control, 1, 0);
/* ifindex & mask → slot. Which link a slot belongs to stands in the slot. */
MAP(BPF_MAP_TYPE_ARRAY, slots, __u32, __u32, 1, 0);
MAP(BPF_MAP_TYPE_ARRAY, interfaces, __u32, struct interface, 1, 0);
/* Established flows that the slot's ENI has opened. */
MAP(BPF_MAP_TYPE_ARRAY, usage, __u32, __u64, 1, 0);
/* Packets that were dropped because the slot's ENI may hold no more of them, or the host has no room for one. */
MAP(BPF_MAP_TYPE_ARRAY, exceeded, __u32, __u64, 1, 0);
MAP(BPF_MAP_TYPE_PERCPU_ARRAY, counters, __u32, struct interface_counters, 1, 0);
/* As many as a reason's number can name, so that a version with more of them takes over the same map. */
#define DROP_REASONS_MAX 256
_Static_assert(DROP_REASONS <= DROP_REASONS_MAX, "reasons have numbers of 8 bits");
MAP(BPF_MAP_TYPE_PERCPU_ARRAY, drops, __u32, struct traffic, DROP_REASONS_MAX, 0);
MAP(BPF_MAP_TYPE_PERCPU_ARRAY, events_lost, __u32, __u64, 1, 0);

MAP(BPF_MAP_TYPE_HASH, endpoints, struct endpoint_key, struct endpoint, 1, BPF_F_NO_PREALLOC);
MAP(BPF_MAP_TYPE_LPM_TRIE, ranges, struct range_key, __u64, 1, BPF_F_NO_PREALLOC);
MAP(BPF_MAP_TYPE_LPM_TRIE, rules, struct rule_key, __u8, 1, BPF_F_NO_PREALLOC);
MAP(BPF_MAP_TYPE_LPM_TRIE, routes, struct route_key, struct route, 1, BPF_F_NO_PREALLOC);
MAP(BPF_MAP_TYPE_HASH, acls, __u64, struct acl, 1, BPF_F_NO_PREALLOC);
/* The public address of a private one in IPv4; and the other way round, where every IPv6 address is its own. */
MAP(BPF_MAP_TYPE_HASH, publics, struct endpoint_key, struct address, 1, BPF_F_NO_PREALLOC);
MAP(BPF_MAP_TYPE_HASH, privates, struct endpoint_key, struct private, 1, BPF_F_NO_PREALLOC);

/* Every flow. The kernel evicts none: there is room for as many as may be established and as the rings have places. */
MAP(BPF_MAP_TYPE_HASH, flows, struct flow_key, struct flow, 1, 0);
/* Rings of the flows that wait for an answer, and of those that were closed or reset. Segment 0: nothing is there. */
MAP(BPF_MAP_TYPE_ARRAY, opening, __u32, struct flow_key, 1, 0);
MAP(BPF_MAP_TYPE_ARRAY, closed, __u32, struct flow_key, 1, 0);
MAP(BPF_MAP_TYPE_ARRAY, totals, __u32, struct totals, 1, 0);
MAP(BPF_MAP_TYPE_LRU_HASH, fragments, struct fragment_key, struct fragment, 1, 0);
/* When a refusal was last told of. */
MAP(BPF_MAP_TYPE_LRU_HASH, rejected, struct rejected_key, __u64, 1, 0);

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");
