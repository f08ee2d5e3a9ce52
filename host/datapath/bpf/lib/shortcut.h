/* The way of most packets: those of an established flow between two ENIs, whose way is known.
 *
 * What the gateway asks of addresses and ports, and where the packet goes, was found for an earlier packet of the flow in
 * this direction; that was in this epoch, so nothing has changed since. Only what varies within a flow is looked at here.
 * Whatever is not so plain takes the long way, from its beginning: all that is decided here is that a packet passes.
 *
 * A flow through an ENI or a peering connection has another key: what is found by this one goes straight from one ENI to
 * the other. */
#pragma once

#include "ethernet.h"
#include "flow.h"

/* The packet takes the long way. */
#define GO_ON (-3)

#define IPV4_WITHOUT_OPTIONS 0x45
#define FRAGMENT_BITS bpf_htons(0x3fff)

/* Whether the flow is one of `interface`, on side `side`, whose way to the other end holds. */
static __always_inline bool is_known(const struct flow *flow, const struct interface *interface, __u32 side, __u32 epoch)
{
	return flow->end[side & 1].incarnation == interface->incarnation && flow->end[!side].epoch == epoch;
}

/* Whether a flow in this state goes on, and no packet with these flags ends it. */
static __always_inline bool goes_on(__u32 state, __u8 protocol, __u8 tcp_flags)
{
	if (protocol != IPPROTO_TCP)
		return state & FLOW_ANSWERED;
	return (tcp_flags & ~TCP_FIN) == TCP_ACK && is_established(state) &&
	       ((tcp_flags & TCP_FIN) || (state & FLOW_FINS) != FLOW_FINS);
}

/* Notes and counts a packet of a flow that goes on. */
static __always_inline void take_in(struct flow *flow, __u8 protocol, __u8 tcp_flags, __u32 side, __u32 bytes, __u64 now)
{
	count_flow(flow, side, bytes, now);
	if (protocol != IPPROTO_TCP)
		return;
	if (side == flow->initiator)
		set_state(flow, FLOW_CONFIRMED);
	if (tcp_flags & TCP_FIN)
		set_state(flow, FLOW_FIN(side & 1));
}

/* Counts a packet that passes, addresses its frame and hands it to its receiver's namespace. */
static __always_inline int hand_over(struct __sk_buff *skb, __u32 from_slot, __u32 to_slot, const __u8 *to_mac, __u32 bytes)
{
	void *data = (void *)(long)skb->data;
	struct ethhdr *ethernet = data;

	/* First what may fail, so that nothing is half done. */
	if ((void *)(ethernet + 1) > (void *)(long)skb->data_end ||
	    (skb->pkt_type != PACKET_HOST && bpf_skb_change_type(skb, PACKET_HOST)))
		return DROP_REWRITE;
	copy_mac(ethernet->h_dest, to_mac);
	copy_router_mac(ethernet->h_source);

	struct interface_counters *own = bpf_map_lookup_elem(&counters, &from_slot);
	if (own)
		count(&own->egress_accepted, bytes);
	struct interface_counters *other = bpf_map_lookup_elem(&counters, &to_slot);
	if (other)
		count(&other->ingress_accepted, bytes);
	return DROP_NONE;
}

/* Sets the addresses of a key from the halves of a source and a destination. Gives the sender's side, in the order of
 * is_above(), on a machine whose lower bytes come first. */
static __always_inline __u32 set_addresses(struct flow_key *key, const half_address *source, const half_address *destination)
{
	__u32 side = source[1] != destination[1] ? source[1] > destination[1] : source[0] > destination[0];
	half_address *lower = (half_address *)&key->address[0], *upper = (half_address *)&key->address[1];

	lower[0] = side ? destination[0] : source[0];
	lower[1] = side ? destination[1] : source[1];
	upper[0] = side ? source[0] : destination[0];
	upper[1] = side ? source[1] : destination[1];
	return side;
}

static __always_inline bool is_whole_tcp(const struct tcp_header *tcp, __u32 payload)
{
	__u32 header = (tcp->data_offset >> 4) * 4;

	return header >= sizeof(*tcp) && header <= payload;
}

static __always_inline bool is_whole_udp(const struct udp_header *udp, __u32 payload)
{
	__u16 length = bpf_ntohs(udp->length);

	return length >= sizeof(*udp) && length <= payload;
}

/* Sends a packet on by the flow that its key, whose addresses are set, names. */
static __always_inline int pass_known(struct __sk_buff *skb, struct flow_key *key, const struct interface *interface,
				      void *transport, __u8 protocol, __u32 payload, __u32 side, __u32 epoch)
{
	void *end = (void *)(long)skb->data_end;
	const struct udp_header *ports = transport;
	__u32 bytes = skb->len - ETH_HLEN;
	__u8 to_mac[ETH_ALEN] __attribute__((aligned(2)));
	__u8 tcp_flags = 0;

	if (protocol == IPPROTO_TCP) {
		const struct tcp_header *tcp = transport;

		if ((void *)(tcp + 1) > end || !is_whole_tcp(tcp, payload))
			return GO_ON;
		tcp_flags = tcp->flags & (TCP_FIN | TCP_SYN | TCP_RST | TCP_ACK);
		if ((tcp_flags & ~TCP_FIN) != TCP_ACK)
			return GO_ON;
	} else if (protocol != IPPROTO_UDP || (void *)(ports + 1) > end || !is_whole_udp(ports, payload)) {
		return GO_ON;
	}
	key->segment = interface->vpc;
	key->via = 0;
	key->port[0] = side ? ports->destination : ports->source;
	key->port[1] = side ? ports->source : ports->destination;
	key->protocol = protocol;
	key->requester = 0;
	key->reserved = 0;

	const struct flow_end *other;
	struct flow *flow = bpf_map_lookup_elem(&flows, key);

	if (!flow)
		return GO_ON;
	__u32 state = *(volatile __u32 *)&flow->state;
	__u64 now = bpf_ktime_get_coarse_ns();

	other = &flow->end[!side];
	__u32 to_ifindex = other->ifindex, to_slot = other->slot;
	copy_mac(to_mac, other->mac);
	if (!goes_on(state, protocol, tcp_flags) || other->kind != PORT_INTERFACE ||
	    !is_known(flow, interface, side, epoch) || is_over(key, flow, now))
		return GO_ON;
	/* What was read is one flow's: another that gets its memory has another number, and before it the flow is marked as gone. */
	if ((*(volatile __u32 *)&flow->state ^ (state & ~FLOW_GONE)) & (FLOW_NUMBER | FLOW_GONE))
		return GO_ON;
	if (hand_over(skb, interface->slot, to_slot, to_mac, bytes))
		return GO_ON;
	take_in(flow, protocol, tcp_flags, side, bytes, now);
	return bpf_redirect_peer(to_ifindex, 0);
}

/* Gives the verdict on a packet, or GO_ON. `key` is written to. */
static __always_inline int shortcut(struct __sk_buff *skb, struct flow_key *key, const struct interface *interface,
				    __u32 epoch)
{
	void *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;
	struct ethhdr *ethernet = data;
	__u32 length, payload, side;

	if (interface->kind != PORT_INTERFACE || (void *)(ethernet + 1) > end || !same_mac(ethernet->h_source, interface->mac) ||
	    !is_router_mac(ethernet->h_dest) || skb->vlan_present)
		return GO_ON;
	if (ethernet->h_proto == bpf_htons(ETH_P_IP)) {
		struct iphdr *ip = data + ETH_HLEN;

		if ((void *)(ip + 1) > end || *(__u8 *)ip != IPV4_WITHOUT_OPTIONS || (ip->frag_off & FRAGMENT_BITS))
			return GO_ON;
		length = bpf_ntohs(ip->tot_len);
		if (length < sizeof(*ip) || length > skb->len - ETH_HLEN)
			return GO_ON;
		__u64 source[2] = { 0, MAPPED | (__u64)ip->saddr << 32 };
		__u64 destination[2] = { 0, MAPPED | (__u64)ip->daddr << 32 };

		payload = length - sizeof(*ip);
		side = set_addresses(key, source, destination);
		return pass_known(skb, key, interface, ip + 1, ip->protocol, payload, side, epoch);
	}
	if (ethernet->h_proto == bpf_htons(ETH_P_IPV6) && interface->has_ipv6) {
		struct ipv6hdr *ip = data + ETH_HLEN;
		__u64 source[2], destination[2];

		if ((void *)(ip + 1) > end || ip->version != 6)
			return GO_ON;
		payload = bpf_ntohs(ip->payload_len);
		if (sizeof(*ip) + payload > skb->len - ETH_HLEN)
			return GO_ON;
		__builtin_memcpy(source, &ip->saddr, sizeof(source));
		__builtin_memcpy(destination, &ip->daddr, sizeof(destination));
		/* In every table IPv4 has this form. No key has both versions. */
		if (is_ipv4((struct address *)source))
			return GO_ON;
		side = set_addresses(key, source, destination);
		return pass_known(skb, key, interface, ip + 1, ip->nexthdr, payload, side, epoch);
	}
	return GO_ON;
}
