/* Packets that belong to a flow by another way than their own headers: ICMP errors and later fragments. */
#pragma once

#include "conntrack.h"

/* Reads the packet that an ICMP error quotes, as far as a flow is found by it. */
SUBPROGRAM int read_quoted(struct __sk_buff *skb, struct packet *packet)
{
	struct iphdr ip;
	__u8 transport[8];

	if (!packet)
		return DROP_INTERFACE_UNKNOWN;
	__u32 offset = packet->transport + sizeof(struct icmp_header);
	__u32 length = packet->payload - sizeof(struct icmp_header);
	struct quoted *quoted = &packet->quoted;

	if (length < sizeof(ip) || bpf_skb_load_bytes(skb, offset, &ip, sizeof(ip)))
		return DROP_NONE;
	__u32 header = ip.ihl * 4;
	if (ip.version != 4 || header < sizeof(ip) || length < header + sizeof(transport) ||
	    (ip.frag_off & bpf_htons(0x1fff)) || bpf_skb_load_bytes(skb, offset + header, transport, sizeof(transport)))
		return DROP_NONE;
	quoted->source = ip.saddr;
	quoted->destination = ip.daddr;
	quoted->protocol = ip.protocol;
	quoted->readable = true;
	if (ip.protocol == IPPROTO_TCP || ip.protocol == IPPROTO_UDP) {
		__builtin_memcpy(quoted->port, transport, sizeof(quoted->port));
	} else if (ip.protocol == IPPROTO_ICMP) {
		__u8 type = transport[0];

		quoted->reply = is_icmp_reply(type);
		quoted->request = quoted->reply ? icmp_request_of(type) : is_icmp_request(type) ? type : 0;
		__builtin_memcpy(quoted->port, transport + 4, sizeof(quoted->port[0]));
	}
	return DROP_NONE;
}

/* Sets the key from it: it must have been sent by the error's receiver, to the error's sender or past it. */
static __always_inline int identify_error(struct packet *packet, const struct interface *from)
{
	const struct quoted *quoted = &packet->quoted;
	bool forwards = from->kind != PORT_INTERFACE || !from->source_dest_check;

	if (!quoted->readable || quoted->source != (packet->public ? packet->public : packet->destination) ||
	    (quoted->destination != packet->source && !forwards) ||
	    (quoted->protocol == IPPROTO_ICMP && !quoted->request))
		return DROP_ICMP_ERROR_UNMATCHED;
	set_flow_key(packet, packet->destination, quoted->destination, quoted->port[0], quoted->port[1], quoted->protocol,
		     quoted->request, quoted->reply);
	packet->side = !packet->side;
	return DROP_NONE;
}

static __always_inline struct fragment_key fragment_key_of(const struct packet *packet, __u32 ifindex)
{
	return (struct fragment_key){
		.vpc = packet->vpc,
		.ifindex = ifindex,
		.source = packet->source,
		.destination = packet->destination,
		.id = packet->id,
		.protocol = packet->protocol,
	};
}

/* Remembers for its later fragments which flow a first fragment belongs to. */
SUBPROGRAM int remember_fragment(const struct packet *packet, __u32 ifindex)
{
	if (!packet)
		return DROP_INTERFACE_UNKNOWN;
	struct fragment_key key = fragment_key_of(packet, ifindex);
	struct fragment fragment = { .seen = packet->now };

	__builtin_memcpy(&fragment.flow, &packet->key, sizeof(fragment.flow));
	return bpf_map_update_elem(&fragments, &key, &fragment, BPF_ANY);
}

SUBPROGRAM int find_fragment(struct packet *packet, __u32 ifindex)
{
	if (!packet)
		return DROP_INTERFACE_UNKNOWN;
	struct fragment_key key = fragment_key_of(packet, ifindex);
	struct fragment *fragment = bpf_map_lookup_elem(&fragments, &key);

	if (!fragment || (packet->now > fragment->seen && packet->now - fragment->seen > config.fragment))
		return DROP_FRAGMENT_UNKNOWN;
	__builtin_memcpy(&packet->key, &fragment->flow, sizeof(packet->key));
	packet->side = packet->source > packet->destination;
	/* Rules see it as they see its flow. */
	if (packet->protocol == IPPROTO_ICMP) {
		__u8 request = bpf_ntohs(packet->key.port[1]) >> 8;
		bool asks = packet->key.requester == 1 + packet->side;

		packet->destination_port = bpf_htons((asks ? request : icmp_reply_of(request)) << 8);
	} else {
		packet->destination_port = packet->side ? packet->key.port[0] : packet->key.port[1];
	}
	return DROP_NONE;
}

/* Sets the flow key of any packet. */
static __always_inline int identify(struct packet *packet, const struct interface *from)
{
	__u8 type = bpf_ntohs(packet->destination_port) >> 8;

	if (packet->later_fragment)
		return find_fragment(packet, from->ifindex);
	if (packet->icmp_error)
		return identify_error(packet, from);
	if (packet->protocol == IPPROTO_ICMP)
		set_flow_key(packet, packet->source, packet->destination, packet->source_port, 0, IPPROTO_ICMP,
			     packet->icmp_reply ? icmp_request_of(type) : type, packet->icmp_reply);
	else
		set_flow_key(packet, packet->source, packet->destination, packet->source_port, packet->destination_port,
			     packet->protocol, 0, false);
	return DROP_NONE;
}
