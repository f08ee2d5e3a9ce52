/* The router's first look: what is well-formed, not spoofed, and may leave an ENI at all. Answers ARP, neighbour discovery
 * and echo. */
#pragma once

#include "ethernet.h"
#include "events.h"
#include "neighbour.h"
#include "route.h"

struct arp_packet {
	__be16 hardware, protocol;
	__u8 hardware_length, protocol_length;
	__be16 operation;
	__u8 sender_mac[6];
	__u8 sender[4];
	__u8 target_mac[6];
	__u8 target[4];
} __attribute__((packed));

/* Sends what the frame now holds back to the ENI. */
static __always_inline int answer(struct __sk_buff *skb, const struct packet *packet, const struct interface *interface)
{
	__u32 slot = interface->slot;
	struct interface_counters *own = bpf_map_lookup_elem(&counters, &slot);

	TRACE(trace_mark(TRACE_ANSWERED, 0);)
	if (own)
		count(&own->answered, packet->bytes);
	return bpf_redirect(skb->ifindex, 0);
}

static __always_inline __be32 address_of(const __u8 *octets)
{
	__be32 address;

	__builtin_memcpy(&address, octets, sizeof(address));
	return address;
}

/* Turns a request for the router's address into its answer. */
SUBPROGRAM int handle_arp(struct __sk_buff *skb, const struct interface *interface)
{
	if (!interface)
		return DROP_INTERFACE_UNKNOWN;
	pull(skb, ETH_HLEN + sizeof(struct arp_packet));

	void *data = (void *)(long)skb->data;
	void *end = (void *)(long)skb->data_end;
	struct ethhdr *ethernet = data;
	struct arp_packet *arp = data + ETH_HLEN;
	__be32 router = interface->router;

	if ((void *)(arp + 1) > end || arp->hardware != bpf_htons(1) || arp->protocol != bpf_htons(ETH_P_IP) ||
	    arp->hardware_length != ETH_ALEN || arp->protocol_length != 4 || arp->operation != bpf_htons(1))
		return DROP_ARP_MALFORMED;
	if (!same_mac(arp->sender_mac, interface->mac) || address_of(arp->sender) != interface->address)
		return DROP_ARP_SPOOFED;
	if (address_of(arp->target) != router)
		return DROP_ARP_NOT_FOR_ROUTER;

	copy_mac(ethernet->h_dest, interface->mac);
	copy_router_mac(ethernet->h_source);
	arp->operation = bpf_htons(2);
	__builtin_memcpy(arp->target_mac, arp->sender_mac, ETH_ALEN);
	__builtin_memcpy(arp->target, arp->sender, 4);
	copy_router_mac(arp->sender_mac);
	__builtin_memcpy(arp->sender, &router, 4);
	return ANSWER;
}

/* Turns an echo request to the router into its reply. Swapped addresses change no sum. The type is lowered from 8 to 0, by
 * which the checksum grows by 0x0800 in one's complement, or in IPv6 raised from 128 to 129: less 0x0100. */
SUBPROGRAM int answer_echo(struct __sk_buff *skb, const struct packet *packet, const struct interface *interface)
{
	if (!packet || !interface)
		return DROP_INTERFACE_UNKNOWN;
	__u32 offset = packet->transport;
	void *data = (void *)(long)skb->data;
	void *end = (void *)(long)skb->data_end;
	struct ethhdr *ethernet = data;

	if (offset > HEADERS_MAX)
		return DROP_ROUTER_ADDRESS;
	struct icmp_header *icmp = data + offset;
	if ((void *)(icmp + 1) > end)
		return DROP_TRANSPORT_TRUNCATED;
	__u32 sum = bpf_ntohs(icmp->checksum) + (packet->ipv6 ? 0xfeff : 0x0800);
	icmp->checksum = bpf_htons(sum + (sum >> 16));
	icmp->type = packet->ipv6 ? ICMPV6_ECHO_REPLY : ICMP_ECHO_REPLY;

	if (packet->ipv6) {
		struct ipv6hdr *ip = data + ETH_HLEN;

		if ((void *)(ip + 1) > end)
			return DROP_IP_TRUNCATED;
		__builtin_memcpy(&ip->saddr, &packet->destination, sizeof(ip->saddr));
		__builtin_memcpy(&ip->daddr, &packet->source, sizeof(ip->daddr));
	} else {
		struct iphdr *ip = data + ETH_HLEN;

		if ((void *)(ip + 1) > end)
			return DROP_IP_TRUNCATED;
		ip->saddr = packet->destination.word[3];
		ip->daddr = packet->source.word[3];
	}
	copy_mac(ethernet->h_dest, interface->mac);
	copy_router_mac(ethernet->h_source);
	return ANSWER;
}

/* A source of others is for who may send for others, and only one that somebody can have. */
static __always_inline int check_source(struct packet *packet, const struct interface *interface)
{
	packet->foreign = !is_own(interface, &packet->source);
	if (!packet->foreign)
		return DROP_NONE;
	if (interface->source_dest_check)
		return DROP_SOURCE_ADDRESS_SPOOFED;
	return is_martian(&packet->source) ? DROP_MARTIAN_SOURCE : DROP_NONE;
}

static __always_inline int check_icmp(struct packet *packet)
{
	__u8 type = bpf_ntohs(packet->destination_port) >> 8;

	if (!packet->icmp)
		return DROP_NONE;
	packet->icmp_error = is_icmp_error(packet->ipv6, type);
	packet->icmp_reply = is_icmp_reply(packet->ipv6, type);
	return packet->icmp_error || packet->icmp_reply || is_icmp_request(packet->ipv6, type) ? DROP_NONE : DROP_ICMP_TYPE;
}

/* The router speaks only with who asks for an echo. */
static __always_inline int meet_router(struct __sk_buff *skb, struct packet *packet, const struct interface *interface)
{
	__u8 echo = packet->ipv6 ? ICMPV6_ECHO : ICMP_ECHO;

	if (packet->icmp && !packet->fragment && packet->destination_port == bpf_htons(echo << 8) &&
	    (!packet->ipv6 || packet->transport == ETH_HLEN + IPV6_LENGTH))
		return answer_echo(skb, packet, interface);
	return DROP_ROUTER_ADDRESS;
}

/* Destinations that no IPv4 packet of an ENI may have. */
static __always_inline int check_ipv4_destination(struct packet *packet, const struct interface *interface)
{
	__be32 destination = packet->destination.word[3];
	__u32 address = bpf_ntohl(destination);
	__u8 first = address >> 24;

	if (first == 127)
		return DROP_LOOPBACK;
	if (first == 0)
		return DROP_UNSPECIFIED;
	if (first >= 240)
		return DROP_BROADCAST;
	if (first >= 224)
		return DROP_MULTICAST;
	if (address >> 16 == 0xa9fe)
		return DROP_LINK_LOCAL;
	if (destination == interface->resolver)
		return DROP_RESOLVER;
	return DROP_NONE;
}

static __always_inline int check_ipv6_destination(const struct packet *packet)
{
	const struct address *destination = &packet->destination;

	if (is_ipv6_loopback(destination))
		return DROP_LOOPBACK;
	if (is_ipv6_unspecified(destination))
		return DROP_UNSPECIFIED;
	if (is_ipv6_multicast(destination))
		return DROP_MULTICAST;
	if (is_ipv6_link_local(destination) || is_ipv6_service(destination))
		return DROP_LINK_LOCAL;
	return DROP_NONE;
}

static __always_inline int check_ipv4_addresses(struct __sk_buff *skb, struct packet *packet,
						const struct interface *interface)
{
	int reason = check_source(packet, interface);

	if (reason)
		return reason;
	if (packet->destination.word[3] == interface->router)
		return meet_router(skb, packet, interface);
	return check_ipv4_destination(packet, interface);
}

/* A link-local source is for who speaks with the router. */
static __always_inline int check_ipv6_addresses(struct __sk_buff *skb, struct packet *packet,
						const struct interface *interface)
{
	bool local = is_ipv6_link_local(&packet->source);

	if (!local) {
		int reason = check_source(packet, interface);

		if (reason)
			return reason;
	}
	if (is_ipv6_router(&packet->destination))
		return meet_router(skb, packet, interface);
	return local ? DROP_LINK_LOCAL : check_ipv6_destination(packet);
}

static __always_inline bool is_dhcp(const struct packet *packet, __u16 port)
{
	return packet->ipv6 ? port == PORT_DHCPV6_CLIENT || port == PORT_DHCPV6_SERVER :
			      port == PORT_DHCP_CLIENT || port == PORT_DHCP_SERVER;
}

/* IGMP, or multicast listener discovery (RFC 3810): a kernel tells of the groups that it joins by itself. */
static __always_inline bool is_membership(const struct packet *packet)
{
	__u8 type = bpf_ntohs(packet->destination_port) >> 8;

	if (!packet->ipv6)
		return packet->protocol == IPPROTO_IGMP;
	return packet->icmp && ((type >= MLD_QUERY && type <= MLD_DONE) || type == MLD_REPORT_V2);
}

/* Why a frame is not for the router. */
static __always_inline int check_ethernet(const struct ethhdr *ethernet, const struct packet *packet)
{
	const mac_part *mac = (const mac_part *)ethernet->h_dest;

	if (is_router_mac(ethernet->h_dest))
		return DROP_NONE;
	if (!(ethernet->h_dest[0] & 1))
		return DROP_DESTINATION_MAC;
	if (is_membership(packet))
		return DROP_MULTICAST_MEMBERSHIP;
	return (mac[0] & mac[1] & mac[2]) == 0xffff ? DROP_BROADCAST : DROP_MULTICAST;
}

/* The gateway layer for IP. Returns why to drop, ANSWER, or DROP_NONE. */
static __always_inline int gateway(struct __sk_buff *skb, struct packet *packet, const struct interface *interface)
{
	bool udp = packet->protocol == IPPROTO_UDP && !packet->later_fragment;
	__u16 port = bpf_ntohs(packet->destination_port);
	void *data = (void *)(long)skb->data;
	struct ethhdr *ethernet = data;
	int reason;

	if (udp && is_dhcp(packet, port))
		return DROP_DHCP;
	if (is_neighbour_discovery(packet))
		return handle_neighbour(skb, packet, interface);
	if ((void *)(ethernet + 1) > (void *)(long)skb->data_end)
		return DROP_FRAME_TRUNCATED;
	reason = check_ethernet(ethernet, packet);
	if (reason)
		return reason;
	reason = packet->ipv6 ? check_ipv6_addresses(skb, packet, interface) : check_ipv4_addresses(skb, packet, interface);
	if (reason)
		return reason;
	if (same_address(&packet->destination, &packet->source))
		return DROP_TO_ITSELF;
	if (udp && port == PORT_VXLAN)
		return DROP_VXLAN;
	return check_icmp(packet);
}

/* The gateway layer for what comes from outside of every VPC. From the internet it was sent to a public address: from here
 * on its destination is the private address that this stands for; in IPv6 it is the same. */
SUBPROGRAM int admit(struct packet *packet, const struct interface *from)
{
	if (!packet || !from)
		return DROP_INTERFACE_UNKNOWN;
	packet->vpc = from->vpc;
	if (from->kind == PORT_INTERNET) {
		struct private *private = find_private(&packet->destination);

		if (!private)
			return DROP_PUBLIC_ADDRESS_UNKNOWN;
		packet->to_public = true;
		packet->public = packet->destination;
		packet->vpc = private->vpc;
		packet->is_closed = !private->opens;
		if (!packet->ipv6)
			packet->destination = private->address;
	}
	if (is_martian(&packet->source) || find_endpoint(packet->vpc, &packet->source))
		return DROP_MARTIAN_SOURCE;
	return check_icmp(packet);
}
