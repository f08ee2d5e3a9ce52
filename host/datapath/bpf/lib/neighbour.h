/* Neighbour discovery (RFC 4861): the router answers for itself, and for nobody else. */
#pragma once

#include "ethernet.h"
#include "events.h"
#include "route.h"

#define ND_ROUTER_SOLICITATION 133
#define ND_ROUTER_ADVERTISEMENT 134
#define ND_NEIGHBOUR_SOLICITATION 135
#define ND_NEIGHBOUR_ADVERTISEMENT 136
#define ND_REDIRECT 137

#define ND_OPTION_SOURCE 1
#define ND_OPTION_TARGET 2
/* From a router, asked for, to replace what was known. */
#define ND_FLAGS bpf_htonl(0xe0000000)

struct neighbour_message {
	__u8 type, code;
	__be16 checksum;
	__be32 flags;
	struct address target;
	/* A link-layer address, if the message is so long. */
	__u8 option_type, option_length;
	__u8 mac[6];
};

#define ND_LENGTH_BARE offsetof(struct neighbour_message, option_type)

/* What the checksum of ICMPv6 covers besides the message. */
struct pseudo_header {
	struct address source, destination;
	__be32 length;
	__be32 protocol;
};

static __always_inline bool is_neighbour_discovery(const struct packet *packet)
{
	__u8 type = bpf_ntohs(packet->destination_port) >> 8;

	return packet->ipv6 && packet->icmp && type >= ND_ROUTER_SOLICITATION && type <= ND_REDIRECT;
}

/* The checksum of a message, its own field zero. */
static __always_inline __be16 checksum_of(const struct pseudo_header *pseudo, struct neighbour_message *message, bool bare)
{
	__s64 sum = bpf_csum_diff(NULL, 0, (__be32 *)pseudo, sizeof(*pseudo), 0);

	if (bare)
		sum = bpf_csum_diff(NULL, 0, (__be32 *)message, ND_LENGTH_BARE, sum);
	else
		sum = bpf_csum_diff(NULL, 0, (__be32 *)message, sizeof(*message), sum);
	sum = (sum & 0xffff) + ((sum >> 16) & 0xffff);
	sum = (sum & 0xffff) + (sum >> 16);
	return ~sum;
}

/* Why a solicitation is not to be answered, or ANSWER. */
static __always_inline int check_solicitation(const struct packet *packet, const struct interface *interface,
					      const struct ipv6hdr *ip, const struct neighbour_message *message, bool bare)
{
	if (ip->hop_limit != 255 || packet->transport != ETH_HLEN + IPV6_LENGTH || packet->fragment || message->code ||
	    (!bare && (message->option_type != ND_OPTION_SOURCE || message->option_length != 1)))
		return DROP_ND_MALFORMED;
	/* Who has no address yet looks whether another has it: nobody does. */
	if (is_ipv6_unspecified(&packet->source))
		return DROP_ND_NOT_FOR_ROUTER;
	if ((!bare && !same_mac(message->mac, interface->mac)) ||
	    (!is_ipv6_link_local(&packet->source) && !is_own(interface, &packet->source)))
		return DROP_ND_SPOOFED;
	return is_ipv6_router(&message->target) ? ANSWER : DROP_ND_NOT_FOR_ROUTER;
}

/* Turns a solicitation of the router's address into its answer. */
SUBPROGRAM int answer_solicitation(struct __sk_buff *skb, const struct packet *packet, const struct interface *interface)
{
	if (!packet || !interface)
		return DROP_INTERFACE_UNKNOWN;
	struct pseudo_header pseudo = { .length = bpf_htonl(packet->payload), .protocol = bpf_htonl(IPPROTO_ICMPV6) };
	struct neighbour_message message = {};
	bool bare = packet->payload == ND_LENGTH_BARE;
	int reason;

	if (!bare && packet->payload != sizeof(message))
		return DROP_ND_MALFORMED;
	pull(skb, ETH_HLEN + IPV6_LENGTH + sizeof(message));

	void *data = (void *)(long)skb->data;
	struct ethhdr *ethernet = data;
	struct ipv6hdr *ip = data + ETH_HLEN;
	struct neighbour_message *place = (void *)(ip + 1);

	if ((void *)place + ND_LENGTH_BARE > (void *)(long)skb->data_end)
		return DROP_TRANSPORT_TRUNCATED;
	__builtin_memcpy(&message, place, ND_LENGTH_BARE);
	if (!bare) {
		if ((void *)(place + 1) > (void *)(long)skb->data_end)
			return DROP_TRANSPORT_TRUNCATED;
		__builtin_memcpy(&message, place, sizeof(message));
	}
	reason = check_solicitation(packet, interface, ip, &message, bare);
	if (reason != ANSWER)
		return reason;

	pseudo.source = message.target;
	pseudo.destination = packet->source;
	message.type = ND_NEIGHBOUR_ADVERTISEMENT;
	message.flags = ND_FLAGS;
	message.option_type = ND_OPTION_TARGET;
	copy_router_mac(message.mac);
	message.checksum = 0;
	message.checksum = checksum_of(&pseudo, &message, bare);
	copy_mac(ethernet->h_dest, interface->mac);
	copy_router_mac(ethernet->h_source);
	__builtin_memcpy(&ip->saddr, &pseudo.source, sizeof(ip->saddr));
	__builtin_memcpy(&ip->daddr, &pseudo.destination, sizeof(ip->daddr));
	__builtin_memcpy(place, &message, ND_LENGTH_BARE);
	if (!bare && (void *)(place + 1) <= (void *)(long)skb->data_end)
		__builtin_memcpy(place, &message, sizeof(message));
	return ANSWER;
}

/* Returns why to drop, or ANSWER. */
static __always_inline int handle_neighbour(struct __sk_buff *skb, const struct packet *packet,
					    const struct interface *interface)
{
	__u8 type = bpf_ntohs(packet->destination_port) >> 8;

	if (type == ND_NEIGHBOUR_SOLICITATION)
		return answer_solicitation(skb, packet, interface);
	return type == ND_ROUTER_ADVERTISEMENT || type == ND_REDIRECT ? DROP_ND_ROUTER : DROP_ND_UNASKED;
}
