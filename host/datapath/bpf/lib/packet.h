/* What the program knows of a packet, and reading it from the headers. */
#pragma once

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <stdbool.h>
#include <stddef.h>

#include "address.h"
#include "drop_reason.h"
#include "types.h"

/* A function that the kernel verifies once, by itself, and not anew on each way that leads to it: what it is given may be
 * anything, so it checks for null. Without that, verifying all ways through the program exceeds the kernel's limit. */
#define SUBPROGRAM __noinline

/* The headers that are read in place: Ethernet, IP, and TCP without its options; with IPv4 options at their longest. */
#define IPV4_LENGTH 20
#define IPV6_LENGTH 40
#define TCP_LENGTH 20
#define HEADERS_USUAL (ETH_HLEN + IPV4_LENGTH + TCP_LENGTH)
#define HEADERS_IPV6 (ETH_HLEN + IPV6_LENGTH + TCP_LENGTH)
#define HEADERS_MAX (ETH_HLEN + 60 + TCP_LENGTH)

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

#define ICMPV6_UNREACHABLE 1
#define ICMPV6_PARAMETER_PROBLEM 4 /* the last of the errors that are known */
#define ICMPV6_ECHO 128
#define ICMPV6_ECHO_REPLY 129

/* Multicast listener discovery: what was first (RFC 2710), and the report that came later (RFC 3810). */
#define MLD_QUERY 130
#define MLD_DONE 132
#define MLD_REPORT_V2 143

#define PORT_DHCP_SERVER 67
#define PORT_DHCP_CLIENT 68
#define PORT_DHCPV6_CLIENT 546
#define PORT_DHCPV6_SERVER 547
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
	struct address source;
	struct address destination;
	__be16 port[2]; /* or the identifier */
	__u8 protocol;
	__u8 request; /* the type of an ICMP query */
	bool reply;
};

struct packet {
	/* These are written before they are read: they hold what was left of the packet before until then. */
	struct flow_key key;
	struct address source;
	struct address destination; /* private, also of what was sent to a public address */
	struct quoted quoted; /* if `quotes` */
	struct flow flow; /* that it opens */
	__u8 to_mac[6];
	__u8 to_kind; /* enum port_kind */
	__u8 reserved;
	/* From here on all is zero at first. */
	__u64 now;
	__u64 to_incarnation;
	__u64 peer_class; /* the class of the ENI that has the destination */
	struct address public;
	__u32 vpc; /* whose addresses it bears */
	__u32 bytes; /* of the IP packet */
	__u32 epoch;
	__u32 transport; /* offset of the transport header in the frame */
	__u32 payload; /* bytes from there, by the IP header */
	__be32 id; /* by which fragments find each other */
	/* Where it goes, or whose gate refused it. */
	__u32 to_ifindex;
	__u32 to_slot;
	int way; /* why it goes nowhere, or DROP_NONE */
	__u32 segment;
	__u32 via;
	__u32 untracked; /* at which sides its flow would be */
	__be16 source_port; /* ICMP: the identifier */
	__be16 destination_port; /* ICMP: type << 8 | code */
	__u8 protocol;
	__u8 tcp_flags; /* FIN, SYN, RST, ACK only */
	__u8 side; /* the sender's in `key` */
	__u8 ipv6; /* 1, or 0 for IPv4 */
	bool to_public; /* it was sent to `public` */
	bool from_public; /* its source is translated to `public` */
	bool ip; /* the addresses are known */
	bool icmp;
	bool fragment; /* any fragment */
	bool later_fragment;
	bool icmp_error;
	bool icmp_reply;
	bool quotes;
	bool foreign; /* its source is not the sender's own */
	bool ingress; /* refused at the receiver's side */
	bool resolved; /* `way` holds */
	bool is_closed; /* from where no flow may begin */
	bool egress_only; /* to where flows must have begun here */
	bool padding[6];
};

/* Zeros are written eight bytes at a time only where that is so. */
_Static_assert(__builtin_offsetof(struct packet, now) % 8 == 0 && sizeof(struct packet) % 8 == 0, "aligned");

typedef __u16 __attribute__((may_alias)) mac_part;

/* MAC addresses stand at even places in all that is read here. The compiler would take them byte by byte. */
static __always_inline bool same_mac(const __u8 *a, const __u8 *b)
{
	const mac_part *one = (const mac_part *)a, *other = (const mac_part *)b;

	return !((one[0] ^ other[0]) | (one[1] ^ other[1]) | (one[2] ^ other[2]));
}

static __always_inline void copy_mac(__u8 *to, const __u8 *from)
{
	for (int i = 0; i < 3; i++)
		((mac_part *)to)[i] = ((const mac_part *)from)[i];
}

/* The packet at hand: too large for the stack. No packet interrupts another on a CPU. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__type(key, __u32);
	__type(value, struct packet);
	__uint(max_entries, 1);
} scratch SEC(".maps");

static __always_inline void clear(struct packet *packet)
{
	__builtin_memset(&packet->now, 0, sizeof(*packet) - offsetof(struct packet, now));
}

static __always_inline bool is_icmp_error(bool ipv6, __u8 type)
{
	if (ipv6)
		return type >= ICMPV6_UNREACHABLE && type <= ICMPV6_PARAMETER_PROBLEM;
	return type == ICMP_UNREACHABLE || type == ICMP_TIME_EXCEEDED || type == ICMP_PARAMETER_PROBLEM;
}

static __always_inline bool is_icmp_request(bool ipv6, __u8 type)
{
	return ipv6 ? type == ICMPV6_ECHO : type == ICMP_ECHO || type == ICMP_TIMESTAMP;
}

static __always_inline bool is_icmp_reply(bool ipv6, __u8 type)
{
	return ipv6 ? type == ICMPV6_ECHO_REPLY : type == ICMP_ECHO_REPLY || type == ICMP_TIMESTAMP_REPLY;
}

/* The type of the request that a reply answers. */
static __always_inline __u8 icmp_request_of(bool ipv6, __u8 reply)
{
	if (ipv6)
		return ICMPV6_ECHO;
	return reply == ICMP_ECHO_REPLY ? ICMP_ECHO : ICMP_TIMESTAMP;
}

/* The type of the reply to a request. */
static __always_inline __u8 icmp_reply_of(bool ipv6, __u8 request)
{
	if (ipv6)
		return ICMPV6_ECHO_REPLY;
	return request == ICMP_ECHO ? ICMP_ECHO_REPLY : ICMP_TIMESTAMP_REPLY;
}

static __always_inline bool is_icmp(__u8 protocol)
{
	return protocol == IPPROTO_ICMP || protocol == IPPROTO_ICMPV6;
}

/* Sets the key of the flow that `source` sends in, and the sender's side. `request`: the type of an ICMP query, of
 * which the source is the requester unless `reply`. */
static __always_inline void set_flow_key(struct packet *packet, const struct address *source,
					 const struct address *destination, __be16 source_port, __be16 destination_port,
					 __u8 protocol, __u8 request, bool reply)
{
	struct flow_key *key = &packet->key;
	__u8 side = is_above(source, destination);

	key->segment = packet->segment;
	key->via = packet->via;
	key->protocol = protocol;
	key->reserved = 0;
	copy_address(&key->address[0], side ? destination : source);
	copy_address(&key->address[1], side ? source : destination);
	if (is_icmp(protocol)) {
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
	case IPPROTO_ICMPV6:
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
	packet->icmp = true;
	packet->source_port = icmp->identifier;
	packet->destination_port = bpf_htons(icmp->type << 8 | icmp->code);
	return DROP_NONE;
}

/* Reads the transport header, which is in place as far as it is there. */
static __always_inline int read_transport(struct __sk_buff *skb, struct packet *packet)
{
	void *end = (void *)(long)skb->data_end;
	__u32 offset = packet->transport;

	/* Longer than all headers before it may be. */
	if (offset > 0x7fff)
		return DROP_TRANSPORT_TRUNCATED;
	void *transport = (void *)(long)skb->data + offset;
	switch (packet->protocol) {
	case IPPROTO_TCP:
		return read_tcp(packet, transport, end);
	case IPPROTO_UDP:
		return read_udp(packet, transport, end);
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		return read_icmp(packet, transport, end);
	default:
		return DROP_NONE;
	}
}

/* Whether a later fragment would overwrite a transport header, or end beyond the longest packet. `before`: what of the
 * whole packet comes before its fragments and counts. */
static __always_inline int check_fragment(const struct packet *packet, __u32 before, __u32 offset)
{
	if (before + offset + packet->payload > 0xffff ||
	    (packet->protocol == IPPROTO_TCP && offset < sizeof(struct tcp_header)))
		return DROP_FRAGMENT_OFFSET;
	return DROP_NONE;
}

static __always_inline int read_ipv4(struct __sk_buff *skb, struct packet *packet)
{
	pull(skb, HEADERS_USUAL);

	struct iphdr *ip = (void *)(long)skb->data + ETH_HLEN;

	if ((void *)(ip + 1) > (void *)(long)skb->data_end)
		return DROP_IP_TRUNCATED;
	__u32 header = ip->ihl * 4;
	__u32 total = bpf_ntohs(ip->tot_len);
	if (ip->version != 4 || header < sizeof(*ip) || total < header)
		return DROP_IP_HEADER;
	if (total > packet->bytes)
		return DROP_IP_TRUNCATED;
	packet->source = of_ipv4(ip->saddr);
	packet->destination = of_ipv4(ip->daddr);
	packet->protocol = ip->protocol;
	packet->id = ip->id;
	packet->ip = true;
	packet->payload = total - header;
	packet->transport = ETH_HLEN + header;

	__u16 fragment = bpf_ntohs(ip->frag_off);
	__u32 offset = (fragment & 0x1fff) * 8;
	packet->fragment = (fragment & 0x3fff) != 0;
	if (packet->protocol == IPPROTO_ICMPV6)
		return DROP_IP_FAMILY;
	if (offset) {
		packet->later_fragment = true;
		return check_fragment(packet, header, offset);
	}
	/* Options stand before the transport header. */
	if (header > sizeof(*ip))
		pull(skb, HEADERS_MAX);
	return read_transport(skb, packet);
}
