/* What a packet must pass: when it opens a flow, and as one of a flow. */
#pragma once

#include "acl.h"
#include "policy.h"
#include "route.h"
#include "trace.h"

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
