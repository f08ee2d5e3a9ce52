/* Packets that belong to a flow by another way than their own headers: ICMP errors and later fragments. */
#pragma once

#include "conntrack.h"

/* Sets the key from the packet that an ICMP error quotes: it must have been sent by the error's receiver to its sender. */
SUBPROGRAM int read_quoted(struct __sk_buff *skb, struct packet *packet, __u32 vpc)
{
	struct iphdr ip;
	__u8 transport[8];
	__be16 ports[2] = {};

	if (!packet)
		return DROP_INTERFACE_UNKNOWN;
	__u32 offset = packet->transport + sizeof(struct icmp_header);
	__u32 quoted = packet->payload - sizeof(struct icmp_header);
	__u8 request = 0;
	bool reply = false;

	if (quoted < sizeof(ip) || bpf_skb_load_bytes(skb, offset, &ip, sizeof(ip)))
		return DROP_ICMP_ERROR_UNMATCHED;
	__u32 header = ip.ihl * 4;
	if (ip.version != 4 || header < sizeof(ip) || quoted < header + sizeof(transport) ||
	    (ip.frag_off & bpf_htons(0x1fff)) || ip.saddr != packet->destination || ip.daddr != packet->source ||
	    bpf_skb_load_bytes(skb, offset + header, transport, sizeof(transport)))
		return DROP_ICMP_ERROR_UNMATCHED;
	if (ip.protocol == IPPROTO_TCP || ip.protocol == IPPROTO_UDP) {
		__builtin_memcpy(ports, transport, sizeof(ports));
	} else if (ip.protocol == IPPROTO_ICMP) {
		reply = is_icmp_reply(transport[0]);
		if (!reply && !is_icmp_request(transport[0]))
			return DROP_ICMP_ERROR_UNMATCHED;
		request = reply ? icmp_request_of(transport[0]) : transport[0];
		__builtin_memcpy(ports, transport + 4, sizeof(ports[0]));
	}
	set_flow_key(packet, vpc, ip.saddr, ip.daddr, ports[0], ports[1], ip.protocol, request, reply);
	packet->side = !packet->side;
	return DROP_NONE;
}

static __always_inline struct fragment_key fragment_key_of(const struct packet *packet, __u32 vpc)
{
	return (struct fragment_key){
		.vpc = vpc,
		.source = packet->source,
		.destination = packet->destination,
		.id = packet->id,
		.protocol = packet->protocol,
	};
}

/* Remembers for its later fragments which flow a first fragment belongs to. */
SUBPROGRAM int remember_fragment(const struct packet *packet, __u32 vpc)
{
	if (!packet)
		return DROP_INTERFACE_UNKNOWN;
	struct fragment_key key = fragment_key_of(packet, vpc);
	struct fragment fragment = { .seen = packet->now };

	__builtin_memcpy(&fragment.flow, &packet->key, sizeof(fragment.flow));
	return bpf_map_update_elem(&fragments, &key, &fragment, BPF_ANY);
}

SUBPROGRAM int find_fragment(struct packet *packet, __u32 vpc)
{
	if (!packet)
		return DROP_INTERFACE_UNKNOWN;
	struct fragment_key key = fragment_key_of(packet, vpc);
	struct fragment *fragment = bpf_map_lookup_elem(&fragments, &key);

	if (!fragment || (packet->now > fragment->seen && packet->now - fragment->seen > config.fragment))
		return DROP_FRAGMENT_UNKNOWN;
	__builtin_memcpy(&packet->key, &fragment->flow, sizeof(packet->key));
	packet->side = packet->source > packet->destination;
	return DROP_NONE;
}

/* Sets the flow key of any packet. */
static __always_inline int identify(struct __sk_buff *skb, struct packet *packet, __u32 vpc)
{
	__u8 type = bpf_ntohs(packet->destination_port) >> 8;

	if (packet->later_fragment)
		return find_fragment(packet, vpc);
	if (packet->icmp_error)
		return read_quoted(skb, packet, vpc);
	if (packet->protocol == IPPROTO_ICMP)
		set_flow_key(packet, vpc, packet->source, packet->destination, packet->source_port, 0, IPPROTO_ICMP,
			     packet->icmp_reply ? icmp_request_of(type) : type, packet->icmp_reply);
	else
		set_flow_key(packet, vpc, packet->source, packet->destination, packet->source_port,
			     packet->destination_port, packet->protocol, 0, false);
	return DROP_NONE;
}
