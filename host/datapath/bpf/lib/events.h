/* Telling user space what happened, and counting what was dropped. Events wake nobody: the reader looks on its own. */
#pragma once

#include "maps.h"
#include "packet.h"
#include "trace.h"

static __always_inline struct event *new_event(__u32 kind)
{
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	__u32 zero = 0;

	if (!event) {
		__u64 *lost = bpf_map_lookup_elem(&events_lost, &zero);

		if (lost)
			*lost += 1;
		return NULL;
	}
	__builtin_memset(event, 0, sizeof(*event));
	event->kind = kind;
	return event;
}

/* Tells that a flow was opened or closed, with what each side has sent by then. */
static __noinline bool tell_flow(__u32 kind, const struct flow_key *key, const struct flow *flow, const struct traffic *sent,
				 __u64 now)
{
	__u32 source = flow->initiator & 1;
	__u32 destination = !source;
	struct event *event = new_event(kind);

	if (!event)
		return false;
	event->at = now;
	event->vpc = key->segment;
	event->protocol = key->protocol;
	if (source) {
		event->address[0] = key->address[1];
		event->address[1] = key->address[0];
	} else {
		event->address[0] = key->address[0];
		event->address[1] = key->address[1];
	}
	if (source && !key->requester) {
		event->port[0] = key->port[1];
		event->port[1] = key->port[0];
	} else {
		event->port[0] = key->port[0];
		event->port[1] = key->port[1];
	}
	event->ifindex[0] = flow->end[source].ifindex;
	event->ifindex[1] = flow->end[destination].ifindex;
	event->sent[0] = sent[source];
	event->sent[1] = sent[destination];
	bpf_ringbuf_submit(event, BPF_RB_NO_WAKEUP);
	return true;
}

/* Tells of a refused packet, once per flow, reason and interval. */
static __always_inline void tell_rejected(struct __sk_buff *skb, struct packet *packet, __u32 reason)
{
	struct rejected_key key = {
		.ifindex = skb->ifindex,
		.source = packet->source,
		.destination = packet->destination,
		.port = { packet->source_port, packet->destination_port },
		.protocol = packet->protocol,
		.reason = reason,
	};
	__u64 now = bpf_ktime_get_coarse_ns();
	__u64 *last = bpf_map_lookup_elem(&rejected, &key);

	if (last && now - *last < config.reject_interval)
		return;
	bpf_map_update_elem(&rejected, &key, &now, BPF_ANY);

	struct event *event = new_event(EVENT_REJECTED);
	if (!event)
		return;
	event->at = now;
	event->reason = reason;
	event->vpc = packet->vpc;
	event->protocol = packet->protocol;
	event->ingress = packet->ingress;
	event->address[0] = packet->source;
	event->address[1] = packet->destination;
	event->port[0] = packet->source_port;
	event->port[1] = packet->destination_port;
	event->ifindex[0] = skb->ifindex;
	event->ifindex[1] = packet->to_ifindex;
	event->sent[0].packets = 1;
	event->sent[0].bytes = packet->bytes;
	bpf_ringbuf_submit(event, BPF_RB_NO_WAKEUP);
}

static __always_inline void count(struct traffic *traffic, __u32 bytes)
{
	traffic->packets += 1;
	traffic->bytes += bytes;
}

/* The only way to drop: counts, tells, and leaves the reason in cb[0], where a test run finds it. */
SUBPROGRAM int drop(struct __sk_buff *skb, struct packet *packet, const struct interface *interface, __u32 reason)
{
	if (!packet)
		return TC_ACT_SHOT;
	struct traffic *total = bpf_map_lookup_elem(&drops, &reason);

	TRACE(trace_mark(TRACE_DROPPED, reason);)
	skb->cb[0] = reason;
	if (total)
		count(total, packet->bytes);
	if (interface) {
		__u32 slot = interface->slot;
		struct interface_counters *own = bpf_map_lookup_elem(&counters, &slot);

		if (own)
			count(packet->ingress ? &own->egress_accepted : &own->egress_dropped, packet->bytes);
		if (packet->ingress) {
			__u32 to_slot = packet->to_slot;
			struct interface_counters *other = bpf_map_lookup_elem(&counters, &to_slot);

			if (other)
				count(&other->ingress_dropped, packet->bytes);
		}
	}
	/* Nobody has asked for what a kernel says by itself. */
	if (packet->ip && reason != DROP_MULTICAST_MEMBERSHIP)
		tell_rejected(skb, packet, reason);
	return TC_ACT_SHOT;
}
