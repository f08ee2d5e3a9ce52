/* Telling step by step what becomes of a packet. Only the traced copy of the program does so, which is this source compiled
 * with TRACING: of the program that is attached to links nothing of it is a part. src/trace.rs runs it. */
#pragma once

#include "maps.h"
#include "packet.h"

#ifdef TRACING

/* A traced packet takes no shortcut that an earlier one has earned: all that it must pass looks at it. */
#define TRACED true
#define TRACE(...) __VA_ARGS__

/* One value, of one copy of the program, which runs one packet at a time. */
MAP(BPF_MAP_TYPE_ARRAY, trace, __u32, struct trace, 1, 0);

static __always_inline struct trace *find_trace(void)
{
	__u32 zero = 0;

	return bpf_map_lookup_elem(&trace, &zero);
}

static __always_inline struct trace_step *next_step(__u32 kind)
{
	struct trace *told = find_trace();

	if (!told)
		return NULL;
	__u32 place = told->count;
	/* One more than there is room for says that something is missing. */
	if (place > TRACE_STEPS)
		return NULL;
	told->count = place + 1;
	if (place >= TRACE_STEPS)
		return NULL;
	struct trace_step *step = &told->step[place];
	step->kind = kind;
	return step;
}

/* What is told by its kind alone, or with one number. */
SUBPROGRAM int trace_mark(__u32 kind, __u32 value)
{
	struct trace_step *step = next_step(kind);

	if (step)
		step->value[0] = value;
	return 0;
}

SUBPROGRAM int trace_packet(const struct packet *packet)
{
	struct trace_step *step = next_step(TRACE_PACKET);

	if (!packet || !step)
		return 0;
	step->address[0] = packet->source;
	step->address[1] = packet->destination;
	step->value[0] = packet->protocol;
	step->value[1] = bpf_ntohs(packet->source_port) << 16 | bpf_ntohs(packet->destination_port);
	step->value[2] = packet->tcp_flags;
	step->value[3] = (packet->fragment ? TRACE_IS_FRAGMENT : 0) | (packet->later_fragment ? TRACE_IS_LATER : 0);
	step->value[4] = packet->ipv6 ? bpf_ntohl(packet->id) : bpf_ntohs(packet->id);
	step->value[5] = packet->transport << 16 | packet->payload;
	return 0;
}

/* Notes what a policy allows a packet by. */
SUBPROGRAM int trace_note_class(__u64 class, __u32 allowed_by)
{
	struct trace *told = find_trace();

	if (told) {
		told->class = class;
		told->allowed_by = allowed_by;
	}
	return 0;
}

/* The security groups of an ENI were asked: its egress rules, or its ingress ones. */
SUBPROGRAM int trace_groups(const struct packet *packet, __u32 slot, __u64 policy, bool ingress)
{
	struct trace *told = find_trace();

	if (policy == POLICY_EXEMPT)
		return 0;
	struct trace_step *step = next_step(TRACE_GROUPS);
	if (!packet || !told || !step)
		return 0;
	step->slot = slot;
	step->id = policy;
	step->class = told->class;
	step->address[0] = packet->source;
	step->address[1] = packet->destination;
	step->value[0] = ingress;
	step->value[1] = told->allowed_by;
	step->value[2] = packet->protocol;
	step->value[3] = traffic_value(packet);
	told->allowed_by = 0;
	return 0;
}

/* Notes the route that was found. It is told where it is decided by, and may have been looked up before. */
static __always_inline void trace_note_route(const struct packet *packet, __u64 id, const struct route *route)
{
	struct trace *told = find_trace();

	if (!told)
		return;
	struct trace_step *noted = &told->route;
	noted->kind = TRACE_ROUTE;
	noted->id = id;
	noted->address[1] = packet->destination;
	noted->value[0] = route ? route->kind : 0;
	if (route) {
		noted->slot = route->slot;
		noted->value[1] = route->number;
		noted->value[2] = route->vpc;
	}
}

/* Tells of it. Where none was looked for, none decides. */
SUBPROGRAM int trace_route(void)
{
	struct trace *told = find_trace();

	if (!told || !told->route.kind)
		return 0;
	struct trace_step *step = next_step(TRACE_ROUTE);
	if (step)
		__builtin_memcpy(step, &told->route, sizeof(*step));
	return 0;
}

/* The flow that the packet belongs to; what it must pass follows, first its route. */
#define trace_flow(flow)                                                                                           \
	do {                                                                                                       \
		trace_mark(TRACE_FLOW, is_established((flow)->state));                                             \
		trace_route();                                                                                     \
	} while (0)

/* Notes the entry of a network ACL that matched. */
static __always_inline void trace_note_entry(__u32 place)
{
	struct trace *told = find_trace();

	if (told)
		told->entry = place + 1;
}

/* A network ACL was asked. What lets everything pass does so by its first entry. */
SUBPROGRAM int trace_acl(const struct packet *packet, __u32 slot, __u64 id, bool ingress, bool allow)
{
	struct trace *told = find_trace();
	struct trace_step *step = next_step(TRACE_ACL);

	if (!packet || !told || !step)
		return 0;
	step->slot = slot;
	step->id = id;
	step->address[0] = packet->source;
	step->address[1] = packet->destination;
	step->value[0] = ingress;
	step->value[1] = allow;
	step->value[2] = id == ACL_OPEN ? 1 : told->entry;
	told->entry = 0;
	return 0;
}

/* In IPv6 no address changes. */
SUBPROGRAM int trace_translated(const struct packet *packet, const struct address *from, const struct address *to)
{
	if (!packet || !from || !to || packet->ipv6)
		return 0;
	struct trace_step *step = next_step(TRACE_TRANSLATED);
	if (!step)
		return 0;
	step->value[0] = packet->vpc;
	step->address[0] = *from;
	step->address[1] = *to;
	return 0;
}

SUBPROGRAM int trace_delivered(__u32 slot)
{
	struct trace_step *step = next_step(TRACE_DELIVERED);

	if (step)
		step->slot = slot;
	return 0;
}

#else

#define TRACED false
#define TRACE(...)

#endif
