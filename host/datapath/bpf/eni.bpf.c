/* The VPC's router at the host's end of an edge's link: sees every packet that leaves the ENI, or enters a VPC from
 * outside, and takes the whole decision about it, for the receiver too. The order is that of minato_vpc::evaluate.
 *
 * An established packet costs one flow lookup; the lookups of the slot, the epoch and the counters are array slots. */
#include <linux/bpf.h>
#include <linux/pkt_cls.h>

#include "layout_asserts.h"

#include "lib/maps.h"
#include "lib/packet.h"
#include "lib/ipv6.h"
#include "lib/events.h"
#include "lib/gateway.h"
#include "lib/conntrack.h"
#include "lib/related.h"
#include "lib/shortcut.h"
#include "lib/sweep.h"
#include "lib/translate.h"

/* Counts a packet that passed, and hands it to its receiver's namespace. */
static __always_inline int deliver(struct __sk_buff *skb, struct packet *packet, const struct interface *interface)
{
	__u32 to_slot = packet->to_slot;

	TRACE(if (packet->from_public) trace_translated(packet, &packet->source, &packet->public);)
	if ((packet->to_public || packet->from_public) && !packet->ipv6 && translate(skb, packet))
		return drop(skb, packet, interface, DROP_REWRITE);

	if (hand_over(skb, interface->slot, to_slot, packet->to_mac, packet->bytes))
		return drop(skb, packet, interface, DROP_REWRITE);
	TRACE(trace_delivered(to_slot);)
	/* An ENI's other end is in a namespace of its own; what is outside may be in this one, where only a link leads. */
	if (packet->to_kind == PORT_INTERFACE)
		return bpf_redirect_peer(packet->to_ifindex, 0);
	/* What an ENI has is on the internet too, and comes back in here: whether the host forwards is no matter of its. */
	bool returns = packet->to_kind == PORT_INTERNET && find_private(&packet->destination);

	return bpf_redirect(packet->to_ifindex, returns ? BPF_F_INGRESS : 0);
}

static __always_inline int track(struct packet *packet, const struct interface *interface)
{
	struct flow *flow = bpf_map_lookup_elem(&flows, &packet->key);
	int reason;

	TRACE(resolve(packet, interface);)
	if (!TRACED && flow && !packet->icmp && is_same_public(packet, flow) &&
	    is_known(flow, interface, packet->side, packet->epoch) && !is_over(&packet->key, flow, packet->now) &&
	    goes_on(flow->state, packet->protocol, packet->tcp_flags)) {
		take_in(flow, packet->protocol, packet->tcp_flags, packet->side, packet->bytes, packet->now);
		follow(packet, flow);
		return DROP_NONE;
	}
	reason = flow ? continue_flow(packet, flow, interface) : MISS;
	return reason == MISS ? open_flow(packet, interface) : reason;
}

static __always_inline struct interface *find_interface(struct __sk_buff *skb)
{
	__u32 ifindex = skb->ifindex;
	__u32 place = ifindex & config.index_mask;
	__u32 *slot = bpf_map_lookup_elem(&slots, &place);

	if (!slot)
		return NULL;
	struct interface *interface = bpf_map_lookup_elem(&interfaces, slot);
	return interface && interface->ifindex == ifindex ? interface : NULL;
}

/* Whether the segment of a packet follows from its route: where nothing is an appliance, a NAT gateway or in another VPC,
 * every flow runs between its packets' source and destination. */
static __always_inline bool finds_way_first(const struct interface *interface)
{
	return interface->kind == PORT_INTERFACE && (interface->is_routed || !interface->source_dest_check);
}

/* Reads the headers, and lets the gateway look. Returns why to drop, ANSWER, or DROP_NONE. */
static __always_inline int enter(struct __sk_buff *skb, struct packet *packet, const struct interface *interface)
{
	int reason;

	pull(skb, ETH_HLEN);

	struct ethhdr *ethernet = (void *)(long)skb->data;
	if ((void *)(ethernet + 1) > (void *)(long)skb->data_end)
		return DROP_FRAME_TRUNCATED;
	if (interface->kind == PORT_INTERFACE && !same_mac(ethernet->h_source, interface->mac))
		return DROP_SOURCE_MAC_SPOOFED;
	/* A VLAN tag was taken off by the kernel before it got here. */
	if (skb->vlan_present)
		return DROP_ETHERTYPE;
	switch (ethernet->h_proto) {
	case bpf_htons(ETH_P_IP):
		reason = read_ipv4(skb, packet);
		break;
	case bpf_htons(ETH_P_IPV6):
		if (!interface->has_ipv6)
			return DROP_IPV6;
		reason = read_ipv6(skb, packet);
		break;
	case bpf_htons(ETH_P_ARP):
		return interface->kind == PORT_INTERFACE ? handle_arp(skb, interface) : DROP_ETHERTYPE;
	default:
		return DROP_ETHERTYPE;
	}
	if (reason)
		return reason;
	TRACE(trace_packet(packet);)
	return interface->kind == PORT_INTERFACE ? gateway(skb, packet, interface) : admit(packet, interface);
}

SEC("tcx/ingress")
int eni(struct __sk_buff *skb)
{
	__u32 zero = 0;
	struct packet *packet = bpf_map_lookup_elem(&scratch, &zero);
	struct control *state = bpf_map_lookup_elem(&control, &zero);
	struct interface *interface;
	int reason;

	if (!packet || !state)
		return TC_ACT_SHOT;
	/* First of all: what is decided by what was read before a change must not pass for decided after it. */
	__u32 epoch = *(volatile __u32 *)&state->epoch;

	interface = find_interface(skb);
	if (!TRACED && interface) {
		int verdict = shortcut(skb, &packet->key, interface, epoch);

		if (verdict != GO_ON)
			return verdict;
	}
	clear(packet);
	packet->epoch = epoch;
	packet->bytes = skb->len - ETH_HLEN;
	if (!interface)
		return drop(skb, packet, NULL, DROP_INTERFACE_UNKNOWN);
	packet->vpc = interface->vpc;
	reason = enter(skb, packet, interface);
	if (reason == ANSWER)
		return answer(skb, packet, interface);
	if (reason)
		return drop(skb, packet, interface, reason);
	TRACE(if (packet->to_public) trace_translated(packet, &packet->public, &packet->destination);)

	packet->now = bpf_ktime_get_coarse_ns();
	packet->segment = packet->vpc;
	if (packet->icmp_error)
		read_quoted(skb, packet);
	if (finds_way_first(interface))
		resolve(packet, interface);
	reason = identify(packet, interface);
	if (!reason)
		reason = track(packet, interface);
	if (reason)
		return drop(skb, packet, interface, reason);
	if (packet->fragment && !packet->later_fragment && !packet->icmp_error)
		remember_fragment(packet, interface->ifindex);
	return deliver(skb, packet, interface);
}

char LICENSE[] SEC("license") = "GPL";
