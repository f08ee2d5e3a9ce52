/* Reading IPv6: its header, and the extension headers behind it. */
#pragma once

#include "packet.h"

#define EXTENSION_HOP_BY_HOP 0
#define EXTENSION_ROUTING 43
#define EXTENSION_FRAGMENT 44
#define EXTENSION_DESTINATION 60

/* More than any stack sends. */
#define EXTENSIONS_MAX 6

/* What every extension header begins with; and all of the fragment header. */
struct extension {
	__u8 next;
	__u8 length; /* in units of 8 bytes, the first not counted */
	__be16 offset; /* << 3 | whether more follow */
	__be32 id;
};

static __always_inline bool is_extension(__u8 next)
{
	return next == EXTENSION_HOP_BY_HOP || next == EXTENSION_ROUTING || next == EXTENSION_FRAGMENT ||
	       next == EXTENSION_DESTINATION;
}

/* Notes what a fragment header says. */
static __always_inline void note_fragment(struct packet *packet, const struct extension *extension)
{
	packet->fragment = extension->offset & bpf_htons(0xfff9);
	packet->later_fragment = extension->offset & bpf_htons(0xfff8);
	packet->id = extension->id;
}

/* Takes one extension header off what is before the transport header. */
static __always_inline int read_extension(struct __sk_buff *skb, struct packet *packet, bool first, bool *in_fragment)
{
	struct extension extension;
	__u32 length;

	if (packet->protocol == EXTENSION_ROUTING || (packet->protocol == EXTENSION_HOP_BY_HOP && !first) ||
	    (packet->protocol == EXTENSION_FRAGMENT && *in_fragment))
		return DROP_IP_EXTENSIONS;
	if (packet->payload < sizeof(extension) ||
	    bpf_skb_load_bytes(skb, packet->transport, &extension, sizeof(extension)))
		return DROP_IP_TRUNCATED;
	if (packet->protocol == EXTENSION_FRAGMENT) {
		length = sizeof(extension);
		*in_fragment = true;
		note_fragment(packet, &extension);
	} else {
		length = (extension.length + 1) * 8;
	}
	if (length > packet->payload)
		return DROP_IP_TRUNCATED;
	packet->protocol = extension.next;
	packet->transport += length;
	packet->payload -= length;
	if (packet->later_fragment)
		return check_fragment(packet, 0, bpf_ntohs(extension.offset) & 0xfff8);
	return DROP_NONE;
}

/* Finds the transport header behind extension headers. */
SUBPROGRAM int read_extensions(struct __sk_buff *skb, struct packet *packet)
{
	bool in_fragment = false;

	if (!packet)
		return DROP_INTERFACE_UNKNOWN;
	for (int i = 0; i < EXTENSIONS_MAX; i++) {
		int reason = read_extension(skb, packet, i == 0, &in_fragment);

		if (reason || packet->later_fragment || !is_extension(packet->protocol))
			return reason;
	}
	return DROP_IP_EXTENSIONS;
}

static __always_inline int read_ipv6(struct __sk_buff *skb, struct packet *packet)
{
	pull(skb, HEADERS_IPV6);

	struct ipv6hdr *ip = (void *)(long)skb->data + ETH_HLEN;

	if ((void *)(ip + 1) > (void *)(long)skb->data_end)
		return DROP_IP_TRUNCATED;
	if (ip->version != 6)
		return DROP_IP_HEADER;
	__u32 payload = bpf_ntohs(ip->payload_len);
	if (sizeof(*ip) + payload > packet->bytes)
		return DROP_IP_TRUNCATED;
	__builtin_memcpy(&packet->source, &ip->saddr, sizeof(packet->source));
	__builtin_memcpy(&packet->destination, &ip->daddr, sizeof(packet->destination));
	packet->ipv6 = 1;
	packet->ip = true;
	packet->protocol = ip->nexthdr;
	packet->payload = payload;
	packet->transport = ETH_HLEN + sizeof(*ip);
	/* Addresses of IPv4 have the same form in every table. */
	if (is_ipv4(&packet->source) || is_ipv4(&packet->destination))
		return DROP_IP_FAMILY;
	if (is_extension(packet->protocol)) {
		int reason = read_extensions(skb, packet);

		if (reason)
			return reason;
		if (!packet->later_fragment)
			pull(skb, packet->transport + TCP_LENGTH);
	}
	if (packet->protocol == IPPROTO_ICMP)
		return DROP_IP_FAMILY;
	return packet->later_fragment ? DROP_NONE : read_transport(skb, packet);
}
