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

/* A source of others is for who may send for others. */
static __always_inline int check_source(struct packet *packet, const struct interface *interface)
{
	packet->foreign = !is_own(interface, packet->source);
	return packet->foreign && interface->source_dest_check ? DROP_SOURCE_ADDRESS_SPOOFED : DROP_NONE;
}

static __always_inline int check_icmp(struct packet *packet)
{
	__u8 type = bpf_ntohs(packet->destination_port) >> 8;

	if (packet->protocol != IPPROTO_ICMP || packet->later_fragment)
		return DROP_NONE;
	packet->icmp_error = is_icmp_error(type);
	packet->icmp_reply = is_icmp_reply(type);
	return packet->icmp_error || packet->icmp_reply || is_icmp_request(type) ? DROP_NONE : DROP_ICMP_TYPE;
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
	return check_icmp(packet);
}

/* The gateway layer for what comes from outside of every VPC. From the internet it was sent to a public address: from here
 * on its destination is the private address that this stands for. */
SUBPROGRAM int admit(struct packet *packet, const struct interface *from)
{
	if (!packet || !from)
		return DROP_INTERFACE_UNKNOWN;
	__u32 source = bpf_ntohl(packet->source);
	__u8 first = source >> 24;

	packet->vpc = from->vpc;
	if (from->kind == PORT_INTERNET) {
		__be32 public = packet->destination;
		struct endpoint_key *private = bpf_map_lookup_elem(&privates, &public);

		if (!private)
			return DROP_PUBLIC_ADDRESS_UNKNOWN;
		packet->public = public;
		packet->destination = private->address;
		packet->vpc = private->vpc;
	}
	if (first == 127 || first == 0 || first >= 224 || source >> 16 == 0xa9fe ||
	    find_endpoint(packet->vpc, packet->source))
		return DROP_MARTIAN_SOURCE;
	return check_icmp(packet);
}
