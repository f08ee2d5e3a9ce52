/* The router's first look: what is well-formed, not spoofed, and may leave an ENI at all. Answers ARP and echo. */
#pragma once

#include "events.h"
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

#define ANSWER (-1)

static __always_inline bool same_mac(const __u8 *a, const __u8 *b)
{
	return ((a[0] ^ b[0]) | (a[1] ^ b[1]) | (a[2] ^ b[2]) | (a[3] ^ b[3]) | (a[4] ^ b[4]) | (a[5] ^ b[5])) == 0;
}

static __always_inline void copy_mac(__u8 *to, const volatile __u8 *from)
{
	for (int i = 0; i < ETH_ALEN; i++)
		to[i] = from[i];
}

static __always_inline bool is_router_mac(const __u8 *mac)
{
	__u8 router[ETH_ALEN];

	copy_mac(router, config.router_mac);
	return same_mac(mac, router);
}

/* Sends what the frame now holds back to the ENI. */
static __always_inline int answer(struct __sk_buff *skb, const struct packet *packet, const struct interface *interface)
{
	__u32 slot = interface->slot;
	struct interface_counters *own = bpf_map_lookup_elem(&counters, &slot);

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
	copy_mac(ethernet->h_source, config.router_mac);
	arp->operation = bpf_htons(2);
	__builtin_memcpy(arp->target_mac, arp->sender_mac, ETH_ALEN);
	__builtin_memcpy(arp->target, arp->sender, 4);
	copy_mac(arp->sender_mac, config.router_mac);
	__builtin_memcpy(arp->sender, &router, 4);
	return ANSWER;
}

/* Turns an echo request to the router into its reply. Only the type changes, from 8 to 0, so the checksum grows by
 * 0x0800 in one's complement; swapped addresses change no sum. */
SUBPROGRAM int answer_echo(struct __sk_buff *skb, const struct packet *packet, const struct interface *interface)
{
	if (!packet || !interface)
		return DROP_INTERFACE_UNKNOWN;
	__u32 offset = packet->transport;
	void *data = (void *)(long)skb->data;
	void *end = (void *)(long)skb->data_end;
	struct ethhdr *ethernet = data;
	struct iphdr *ip = data + ETH_HLEN;

	if (offset > HEADERS_MAX || (void *)(ip + 1) > end)
		return DROP_IP_TRUNCATED;
	struct icmp_header *icmp = data + offset;
	if ((void *)(icmp + 1) > end)
		return DROP_TRANSPORT_TRUNCATED;

	copy_mac(ethernet->h_dest, interface->mac);
	copy_mac(ethernet->h_source, config.router_mac);
	ip->saddr = packet->destination;
	ip->daddr = packet->source;
	__u32 sum = bpf_ntohs(icmp->checksum) + 0x0800;
	icmp->checksum = bpf_htons(sum + (sum >> 16));
	icmp->type = ICMP_ECHO_REPLY;
	return ANSWER;
}

/* Whether the packet's source is an address of the sender's. */
static __always_inline int check_source(const struct packet *packet, const struct interface *interface)
{
	if (packet->source == interface->address)
		return DROP_NONE;
	struct endpoint *own = find_endpoint(interface->vpc, packet->source);
	if (own && own->slot == interface->slot)
		return DROP_NONE;
	return interface->source_dest_check ? DROP_SOURCE_ADDRESS_SPOOFED : DROP_FOREIGN_SOURCE;
}

/* Destinations that no packet of an ENI may have. */
static __always_inline int check_destination(struct __sk_buff *skb, struct packet *packet,
					     const struct interface *interface)
{
	__be32 destination = packet->destination;
	__u32 address = bpf_ntohl(destination);
	__u8 first = address >> 24;

	if (destination == interface->router) {
		if (packet->protocol == IPPROTO_ICMP && !packet->fragment &&
		    packet->destination_port == bpf_htons(ICMP_ECHO << 8))
			return answer_echo(skb, packet, interface);
		return DROP_ROUTER_ADDRESS;
	}
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
	if (destination == packet->source)
		return DROP_TO_ITSELF;
	return DROP_NONE;
}

/* The gateway layer for IPv4. Returns why to drop, ANSWER, or DROP_NONE. */
static __always_inline int gateway(struct __sk_buff *skb, struct packet *packet, const struct interface *interface)
{
	bool udp = packet->protocol == IPPROTO_UDP && !packet->later_fragment;
	__u16 port = bpf_ntohs(packet->destination_port);
	void *data = (void *)(long)skb->data;
	struct ethhdr *ethernet = data;
	int reason;

	if (udp && (port == PORT_DHCP_SERVER || port == PORT_DHCP_CLIENT))
		return DROP_DHCP;
	if ((void *)(ethernet + 1) > (void *)(long)skb->data_end)
		return DROP_FRAME_TRUNCATED;
	if (!is_router_mac(ethernet->h_dest))
		return DROP_DESTINATION_MAC;
	reason = check_source(packet, interface);
	if (reason)
		return reason;
	reason = check_destination(skb, packet, interface);
	if (reason)
		return reason;
	if (udp && port == PORT_VXLAN)
		return DROP_VXLAN;
	if (packet->protocol == IPPROTO_ICMP && !packet->later_fragment) {
		__u8 type = port >> 8;

		packet->icmp_error = is_icmp_error(type);
		packet->icmp_reply = is_icmp_reply(type);
		if (!packet->icmp_error && !packet->icmp_reply && !is_icmp_request(type))
			return DROP_ICMP_TYPE;
	}
	return DROP_NONE;
}
