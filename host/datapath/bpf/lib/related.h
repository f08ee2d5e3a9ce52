/* Packets that belong to a flow by another way than their own headers: ICMP errors and later fragments. */
#pragma once

#include "conntrack.h"
#include "ipv6.h"

/* Reads the IP header that an ICMP error quotes; gives its length, 0: it is not the beginning of a packet. */
static __always_inline __u32 read_quoted_ipv4(struct __sk_buff *skb, __u32 offset, __u32 length, struct quoted *quoted)
{
	struct iphdr ip;

	if (length < sizeof(ip) || bpf_skb_load_bytes(skb, offset, &ip, sizeof(ip)) || ip.version != 4 || ip.ihl < 5 ||
	    (ip.frag_off & bpf_htons(0x1fff)))
		return 0;
	quoted->source = of_ipv4(ip.saddr);
	quoted->destination = of_ipv4(ip.daddr);
	quoted->protocol = ip.protocol;
	return ip.ihl * 4;
}

/* The same for IPv6, extension headers included. */
static __always_inline __u32 read_quoted_ipv6(struct __sk_buff *skb, __u32 offset, __u32 length, struct quoted *quoted)
{
	struct extension extension;
	struct ipv6hdr ip;
	__u32 header = sizeof(ip);

	if (length < sizeof(ip) || bpf_skb_load_bytes(skb, offset, &ip, sizeof(ip)) || ip.version != 6)
		return 0;
	__builtin_memcpy(&quoted->source, &ip.saddr, sizeof(quoted->source));
	__builtin_memcpy(&quoted->destination, &ip.daddr, sizeof(quoted->destination));
	quoted->protocol = ip.nexthdr;
	for (int i = 0; i < EXTENSIONS_MAX && is_extension(quoted->protocol); i++) {
		bool fragment = quoted->protocol == EXTENSION_FRAGMENT;

		if (length < header + sizeof(extension) ||
		    bpf_skb_load_bytes(skb, offset + header, &extension, sizeof(extension)) ||
		    (fragment && (extension.offset & bpf_htons(0xfff8))))
			return 0;
		header += fragment ? sizeof(extension) : (extension.length + 1) * 8;
		quoted->protocol = extension.next;
	}
	return header;
}

/* Reads the packet that an ICMP error quotes, as far as a flow is found by it. */
SUBPROGRAM int read_quoted(struct __sk_buff *skb, struct packet *packet)
{
	__u8 transport[8];

	if (!packet)
		return DROP_INTERFACE_UNKNOWN;
	__u32 offset = packet->transport + sizeof(struct icmp_header);
	__u32 length = packet->payload - sizeof(struct icmp_header);
	struct quoted *quoted = &packet->quoted;
	__u32 header = packet->ipv6 ? read_quoted_ipv6(skb, offset, length, quoted) :
				      read_quoted_ipv4(skb, offset, length, quoted);

	if (!header || length < header + sizeof(transport) ||
	    bpf_skb_load_bytes(skb, offset + header, transport, sizeof(transport)))
		return DROP_NONE;
	packet->quotes = true;
	quoted->request = 0;
	quoted->reply = false;
	if (quoted->protocol == (packet->ipv6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP)) {
		__u8 type = transport[0];

		quoted->reply = is_icmp_reply(packet->ipv6, type);
		quoted->request = quoted->reply			 ? icmp_request_of(packet->ipv6, type) :
				  is_icmp_request(packet->ipv6, type) ? type :
									0;
		__builtin_memcpy(quoted->port, transport + 4, sizeof(quoted->port[0]));
		quoted->port[1] = 0;
	} else if (quoted->protocol == IPPROTO_TCP || quoted->protocol == IPPROTO_UDP) {
		__builtin_memcpy(quoted->port, transport, sizeof(quoted->port));
	} else {
		quoted->port[0] = quoted->port[1] = 0;
	}
	return DROP_NONE;
}

/* Sets the key from it: it must have been sent by the error's receiver, to the error's sender or past it. */
static __always_inline int identify_error(struct packet *packet, const struct interface *from)
{
	const struct quoted *quoted = &packet->quoted;
	bool forwards = from->kind != PORT_INTERFACE || !from->source_dest_check;

	if (!packet->quotes ||
	    !same_address(&quoted->source, packet->to_public ? &packet->public : &packet->destination) ||
	    (!same_address(&quoted->destination, &packet->source) && !forwards) ||
	    (is_icmp(quoted->protocol) && !quoted->request))
		return DROP_ICMP_ERROR_UNMATCHED;
	set_flow_key(packet, &packet->destination, &quoted->destination, quoted->port[0], quoted->port[1], quoted->protocol,
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
		/* RFC 8200: in IPv6 the identification alone tells packets apart. */
		.protocol = packet->ipv6 ? 0 : packet->protocol,
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
	packet->side = is_above(&packet->source, &packet->destination);
	/* Rules see it as they see its flow. */
	packet->protocol = packet->key.protocol;
	packet->icmp = is_icmp(packet->protocol);
	if (packet->icmp) {
		__u8 request = bpf_ntohs(packet->key.port[1]) >> 8;
		bool asks = packet->key.requester == 1 + packet->side;

		packet->destination_port = bpf_htons((asks ? request : icmp_reply_of(packet->ipv6, request)) << 8);
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
	if (packet->icmp)
		set_flow_key(packet, &packet->source, &packet->destination, packet->source_port, 0, packet->protocol,
			     packet->icmp_reply ? icmp_request_of(packet->ipv6, type) : type, packet->icmp_reply);
	else
		set_flow_key(packet, &packet->source, &packet->destination, packet->source_port, packet->destination_port,
			     packet->protocol, 0, false);
	return DROP_NONE;
}
