/* What the program knows of a packet, and reading it from the headers. */
#pragma once

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/ip.h>
#include <linux/in.h>
#include <stdbool.h>
#include <stddef.h>

#include "drop_reason.h"
#include "types.h"

/* A function that the kernel verifies once, by itself, and not anew on each way that leads to it: what it is given may be
 * anything, so it checks for null. Without that, verifying all ways through the program exceeds the kernel's limit. */
#define SUBPROGRAM __noinline

/* The headers that are read in place: Ethernet, IP, and TCP without its options; with IP options at their longest. */
#define HEADERS_USUAL (ETH_HLEN + 20 + 20)
#define HEADERS_MAX (ETH_HLEN + 60 + 20)

#define TCP_FIN 1
#define TCP_SYN 2
#define TCP_RST 4
#define TCP_ACK 16

#define ICMP_ECHO_REPLY 0
#define ICMP_UNREACHABLE 3
#define ICMP_ECHO 8
#define ICMP_TIME_EXCEEDED 11
#define ICMP_PARAMETER_PROBLEM 12
#define ICMP_TIMESTAMP 13
#define ICMP_TIMESTAMP_REPLY 14

#define PORT_DHCP_SERVER 67
#define PORT_DHCP_CLIENT 68
#define PORT_VXLAN 4789

struct tcp_header {
	__be16 source, destination;
	__be32 sequence, acknowledged;
	__u8 data_offset, flags;
	__be16 window, checksum, urgent;
};

struct udp_header {
	__be16 source, destination, length, checksum;
};

struct icmp_header {
	__u8 type, code;
	__be16 checksum, identifier, sequence;
};

/* The packet that an ICMP error quotes. */
struct quoted {
	__be32 source;
	__be32 destination;
	__be16 port[2]; /* or the identifier */
	__u8 protocol;
	__u8 request; /* the type of an ICMP query */
	bool reply;
	bool readable;
};

struct packet {
	struct flow_key key;
	__u32 vpc; /* whose addresses it bears */
	__be32 source;
	__be32 destination; /* private, also of what was sent to a public address */
	__be32 public; /* the public address that it was sent to, or 0 */
	__be32 public_source; /* what its source is translated to, or 0 */
	__be16 source_port; /* ICMP: the identifier */
	__be16 destination_port; /* ICMP: type << 8 | code */
	__u32 bytes; /* of the IP packet */
	__u32 epoch;
	__u64 now;
	__u32 transport; /* offset of the transport header in the frame */
	__u16 payload; /* bytes from there, by the IP header */
	__be16 id;
	__u8 protocol;
	__u8 tcp_flags; /* FIN, SYN, RST, ACK only */
	__u8 side; /* the sender's in `key` */
	bool ip; /* the addresses are known */
	bool fragment; /* any fragment */
	bool later_fragment;
	bool icmp_error;
	bool icmp_reply;
	bool foreign; /* its source is not the sender's own */
	struct quoted quoted;
	/* Where it goes, or whose gate refused it. */
	__u32 to_ifindex;
	__u32 to_slot;
	__u64 to_incarnation;
	__u8 to_mac[6];
	__u8 to_kind; /* enum port_kind */
	bool ingress; /* refused at the receiver's side */
	bool resolved; /* `way` holds */
	int way; /* why it goes nowhere, or DROP_NONE */
	__u32 segment;
	__u32 via;
	__u64 peer_class; /* the class of the ENI that has the destination */
	__u32 untracked; /* at which sides its flow would be */
};

static __always_inline bool is_icmp_error(__u8 type)
{
	return type == ICMP_UNREACHABLE || type == ICMP_TIME_EXCEEDED || type == ICMP_PARAMETER_PROBLEM;
}

static __always_inline bool is_icmp_request(__u8 type)
{
	return type == ICMP_ECHO || type == ICMP_TIMESTAMP;
}

static __always_inline bool is_icmp_reply(__u8 type)
{
	return type == ICMP_ECHO_REPLY || type == ICMP_TIMESTAMP_REPLY;
}

/* The type of the request that a reply answers. */
static __always_inline __u8 icmp_request_of(__u8 reply)
{
	return reply == ICMP_ECHO_REPLY ? ICMP_ECHO : ICMP_TIMESTAMP;
}

/* The type of the reply to a request. */
static __always_inline __u8 icmp_reply_of(__u8 request)
{
	return request == ICMP_ECHO ? ICMP_ECHO_REPLY : ICMP_TIMESTAMP_REPLY;
}

/* Sets the key of the flow that `source` sends in, and the sender's side. `request`: the type of an ICMP query, of
 * which the source is the requester unless `reply`. */
static __always_inline void set_flow_key(struct packet *packet, __be32 source, __be32 destination, __be16 source_port,
					 __be16 destination_port, __u8 protocol, __u8 request, bool reply)
{
	struct flow_key *key = &packet->key;
	__u8 side = source > destination;

	key->segment = packet->segment;
	key->via = packet->via;
	key->protocol = protocol;
	key->reserved = 0;
	if (side) {
		key->address[0] = destination;
		key->address[1] = source;
	} else {
		key->address[0] = source;
		key->address[1] = destination;
	}
	if (protocol == IPPROTO_ICMP) {
		key->port[0] = source_port;
		key->port[1] = bpf_htons(request << 8);
		key->requester = 1 + (reply ? !side : side);
	} else {
		key->port[0] = side ? destination_port : source_port;
		key->port[1] = side ? source_port : destination_port;
		key->requester = 0;
	}
	packet->side = side;
}

/* What rules see of it besides its protocol: the destination port, or ICMP type and code. */
static __always_inline __u16 traffic_value(const struct packet *packet)
{
	switch (packet->protocol) {
	case IPPROTO_TCP:
	case IPPROTO_UDP:
	case IPPROTO_ICMP:
		return bpf_ntohs(packet->destination_port);
	default:
		return 0;
	}
}

/* Makes the first `wanted` bytes, or all if there are fewer, readable in place. Never more than is looked at: what a stack
 * sends has its headers in place and its data in fragments, and pulling data in copies the whole head of the packet. */
static __always_inline void pull(struct __sk_buff *skb, __u32 wanted)
{
	__u32 linear = skb->data_end - skb->data;

	if (skb->len < wanted)
		wanted = skb->len;
	if (linear < wanted)
		bpf_skb_pull_data(skb, wanted);
}

/* Makes the headers that are looked at readable in place: IP's options stand between the others. */
static __always_inline void pull_headers(struct __sk_buff *skb)
{
	pull(skb, HEADERS_USUAL);

	struct iphdr *ip = (void *)(long)skb->data + ETH_HLEN;
	if ((void *)(ip + 1) <= (void *)(long)skb->data_end && ip->ihl > 5)
		pull(skb, HEADERS_MAX);
}

static __always_inline int read_tcp(struct packet *packet, void *transport, void *end)
{
	struct tcp_header *tcp = transport;
	__u8 flags;

	if (packet->payload < sizeof(*tcp) || (void *)(tcp + 1) > end)
		return DROP_TRANSPORT_TRUNCATED;
	__u32 header = (tcp->data_offset >> 4) * 4;
	if (header < sizeof(*tcp) || header > packet->payload)
		return DROP_TRANSPORT_TRUNCATED;
	packet->source_port = tcp->source;
	packet->destination_port = tcp->destination;
	flags = tcp->flags & (TCP_FIN | TCP_SYN | TCP_RST | TCP_ACK);
	packet->tcp_flags = flags;
	if (flags == TCP_ACK || flags == TCP_SYN || flags == (TCP_SYN | TCP_ACK) || flags == (TCP_FIN | TCP_ACK) ||
	    flags == TCP_RST || flags == (TCP_RST | TCP_ACK))
		return DROP_NONE;
	return DROP_TCP_FLAGS;
}

static __always_inline int read_udp(struct packet *packet, void *transport, void *end)
{
	struct udp_header *udp = transport;

	if (packet->payload < sizeof(*udp) || (void *)(udp + 1) > end)
		return DROP_TRANSPORT_TRUNCATED;
	__u16 length = bpf_ntohs(udp->length);
	if (length < sizeof(*udp) || (length > packet->payload && !packet->fragment))
		return DROP_TRANSPORT_TRUNCATED;
	packet->source_port = udp->source;
	packet->destination_port = udp->destination;
	return DROP_NONE;
}

static __always_inline int read_icmp(struct packet *packet, void *transport, void *end)
{
	struct icmp_header *icmp = transport;

	if (packet->payload < sizeof(*icmp) || (void *)(icmp + 1) > end)
		return DROP_TRANSPORT_TRUNCATED;
	packet->source_port = icmp->identifier;
	packet->destination_port = bpf_htons(icmp->type << 8 | icmp->code);
	return DROP_NONE;
}

/* Reads IP and transport headers. */
static __always_inline int read_ip(struct __sk_buff *skb, struct packet *packet)
{
	void *data = (void *)(long)skb->data;
	void *end = (void *)(long)skb->data_end;
	struct iphdr *ip = data + ETH_HLEN;

	if ((void *)(ip + 1) > end)
		return DROP_IP_TRUNCATED;
	__u32 header = ip->ihl * 4;
	__u32 total = bpf_ntohs(ip->tot_len);
	if (ip->version != 4 || header < sizeof(*ip) || total < header)
		return DROP_IP_HEADER;
	if (total > packet->bytes)
		return DROP_IP_TRUNCATED;
	packet->source = ip->saddr;
	packet->destination = ip->daddr;
	packet->protocol = ip->protocol;
	packet->id = ip->id;
	packet->ip = true;
	packet->payload = total - header;
	packet->transport = ETH_HLEN + header;

	__u16 fragment = bpf_ntohs(ip->frag_off);
	__u32 offset = (fragment & 0x1fff) * 8;
	packet->fragment = (fragment & 0x3fff) != 0;
	if (offset) {
		packet->later_fragment = true;
		if (header + offset + packet->payload > 0xffff ||
		    (packet->protocol == IPPROTO_TCP && offset < sizeof(struct tcp_header)))
			return DROP_FRAGMENT_OFFSET;
		return DROP_NONE;
	}
	void *transport = (void *)ip + header;
	switch (packet->protocol) {
	case IPPROTO_TCP:
		return read_tcp(packet, transport, end);
	case IPPROTO_UDP:
		return read_udp(packet, transport, end);
	case IPPROTO_ICMP:
		return read_icmp(packet, transport, end);
	default:
		return DROP_NONE;
	}
}
