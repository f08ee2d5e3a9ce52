/* Changing one address of a packet, with the checksums that hold it. A checksum that the hardware is to complete stays
 * to be completed. */
#pragma once

#include "maps.h"
#include "packet.h"

#define AT_IP_CHECKSUM 10
#define AT_IP_SOURCE 12
#define AT_IP_DESTINATION 16
#define AT_TCP_CHECKSUM 16
#define AT_UDP_CHECKSUM 6

static __always_inline long replace_in_header(struct __sk_buff *skb, __u32 header, __u32 place, __be32 from, __be32 to)
{
	long error = bpf_l3_csum_replace(skb, header + AT_IP_CHECKSUM, from, to, sizeof(to));

	return error ? error : bpf_skb_store_bytes(skb, header + place, &to, sizeof(to), 0);
}

static __always_inline long replace_address(struct __sk_buff *skb, const struct packet *packet, __u32 place, __be32 from,
					    __be32 to)
{
	__u32 quoted = packet->transport + sizeof(struct icmp_header);
	__u32 quoted_place = place == AT_IP_SOURCE ? AT_IP_DESTINATION : AT_IP_SOURCE;
	long error = replace_in_header(skb, ETH_HLEN, place, from, to);
	__be32 there;

	if (error || packet->later_fragment)
		return error;
	if (packet->protocol == IPPROTO_TCP)
		return bpf_l4_csum_replace(skb, packet->transport + AT_TCP_CHECKSUM, from, to, BPF_F_PSEUDO_HDR | sizeof(to));
	if (packet->protocol == IPPROTO_UDP)
		return bpf_l4_csum_replace(skb, packet->transport + AT_UDP_CHECKSUM, from, to,
					   BPF_F_PSEUDO_HDR | BPF_F_MARK_MANGLED_0 | sizeof(to));
	/* The sum over a quoted header does not change: what the address adds, its checksum takes away. So the error's own
	 * checksum stays. */
	if (!packet->icmp_error || bpf_skb_load_bytes(skb, quoted + quoted_place, &there, sizeof(there)) || there != from)
		return 0;
	return replace_in_header(skb, quoted, quoted_place, from, to);
}

/* What the internet gateway does in IPv4: public into private addresses, and back. */
SUBPROGRAM int translate(struct __sk_buff *skb, const struct packet *packet)
{
	if (!packet)
		return DROP_REWRITE;
	long error;

	if (packet->to_public)
		error = replace_address(skb, packet, AT_IP_DESTINATION, packet->public.word[3], packet->destination.word[3]);
	else
		error = replace_address(skb, packet, AT_IP_SOURCE, packet->source.word[3], packet->public.word[3]);
	return error ? DROP_REWRITE : DROP_NONE;
}
