/* Security groups by lookup: a policy knows a peer by the class of its groups and by the class of its address. */
#pragma once

#include "maps.h"
#include "packet.h"
#include "trace.h"

/* What holds at an ENI for the packet's IP version. */
static __always_inline const struct rules_of_family *rules_of(const struct packet *packet, const struct interface *interface)
{
	return &interface->family[packet->ipv6 & 1];
}

/* Whether `policy` allows the packet with a peer of class `groups` (0: no ENI of the VPC) at `address`. */
static __always_inline bool allows(__u64 policy, __u64 groups, const struct address *address,
				    const struct packet *packet)
{
	struct rule_key rule = {
		.prefixlen = RULE_KEY_BITS,
		.policy = { policy, policy >> 32 },
		.class = { groups, groups >> 32 },
		.traffic = bpf_htonl(packet->protocol << 24 | traffic_value(packet) << 8),
	};

	if (policy == POLICY_EXEMPT)
		return true;
	if ((policy & POLICY_GROUPS) && groups && bpf_map_lookup_elem(&rules, &rule)) {
		TRACE(trace_note_class(groups, TRACE_BY_GROUPS);)
		return true;
	}
	if (!(policy & POLICY_RANGES))
		return false;

	struct range_key range = {
		.prefixlen = RANGE_KEY_BITS,
		.policy = { policy, policy >> 32 },
		.address = *address,
	};
	__u64 *class = bpf_map_lookup_elem(&ranges, &range);

	if (!class)
		return false;
	rule.class[0] = *class;
	rule.class[1] = *class >> 32;
	if (!bpf_map_lookup_elem(&rules, &rule))
		return false;
	TRACE(trace_note_class(*class, TRACE_BY_RANGE);)
	return true;
}

/* Whether a packet that `policy` allows opens a flow that is not tracked: open to everybody, and everything may go back by
 * `back`, the policy of the other direction. */
static __always_inline bool is_untracked(__u64 policy, __u64 back, const struct packet *packet)
{
	__u64 open = packet->protocol == IPPROTO_TCP ? POLICY_OPEN_TCP :
		     packet->protocol == IPPROTO_UDP ? POLICY_OPEN_UDP :
						       0;
	struct rule_key rule = {
		.prefixlen = RULE_KEY_BITS,
		.policy = { policy, policy >> 32 },
		.class = { CLASS_ANYONE, 0 },
		.traffic = bpf_htonl(packet->protocol << 24 | traffic_value(packet) << 8),
	};

	if (policy == POLICY_EXEMPT || !(back & open) || !(policy & POLICY_ANYONE))
		return false;
	return bpf_map_lookup_elem(&rules, &rule);
}
