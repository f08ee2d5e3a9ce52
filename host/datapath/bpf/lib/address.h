/* Addresses of both IP versions in one form. */
#pragma once

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include <stdbool.h>

#include "types.h"

typedef __u64 __attribute__((may_alias)) half_address;

/* Copies an address from and to places that are aligned to eight bytes. The compiler would take it word by word. */
static __always_inline void copy_address(struct address *to, const struct address *from)
{
	((half_address *)to)[0] = ((const half_address *)from)[0];
	((half_address *)to)[1] = ((const half_address *)from)[1];
}

/* Before an IPv4 address: RFC 4291, 2.5.5.2. */
#define MAPPED bpf_htonl(0xffff)

static __always_inline struct address of_ipv4(__be32 address)
{
	return (struct address){ .word = { 0, 0, MAPPED, address } };
}

static __always_inline bool is_ipv4(const struct address *address)
{
	return !(address->word[0] | address->word[1] | (address->word[2] ^ MAPPED));
}

static __always_inline bool same_address(const struct address *a, const struct address *b)
{
	return !((a->word[3] ^ b->word[3]) | (a->word[2] ^ b->word[2]) | (a->word[1] ^ b->word[1]) |
		 (a->word[0] ^ b->word[0]));
}

/* An order of addresses, whichever. */
static __always_inline bool is_above(const struct address *a, const struct address *b)
{
	if (a->word[3] != b->word[3])
		return a->word[3] > b->word[3];
	if (a->word[2] != b->word[2])
		return a->word[2] > b->word[2];
	if (a->word[1] != b->word[1])
		return a->word[1] > b->word[1];
	return a->word[0] > b->word[0];
}

/* The router's address in every IPv6 subnet: fe80::1. */
static __always_inline bool is_ipv6_router(const struct address *address)
{
	return address->word[0] == bpf_htonl(0xfe800000) && !address->word[1] && !address->word[2] &&
	       address->word[3] == bpf_htonl(1);
}

static __always_inline bool is_ipv6_link_local(const struct address *address)
{
	return (address->word[0] & bpf_htonl(0xffc00000)) == bpf_htonl(0xfe800000);
}

/* fd00:ec2::/32, the services that IPv4 has at link-local addresses. */
static __always_inline bool is_ipv6_service(const struct address *address)
{
	return address->word[0] == bpf_htonl(0xfd000ec2);
}

static __always_inline bool is_ipv6_multicast(const struct address *address)
{
	return (address->word[0] & bpf_htonl(0xff000000)) == bpf_htonl(0xff000000);
}

static __always_inline bool is_ipv6_unspecified(const struct address *address)
{
	return !(address->word[0] | address->word[1] | address->word[2] | address->word[3]);
}

static __always_inline bool is_ipv6_loopback(const struct address *address)
{
	return !(address->word[0] | address->word[1] | address->word[2]) && address->word[3] == bpf_htonl(1);
}

/* What only an ENI of a VPC, or nobody, can send from. */
static __always_inline bool is_martian(const struct address *address)
{
	__u32 ipv4 = bpf_ntohl(address->word[3]);
	__u8 first = ipv4 >> 24;

	if (is_ipv4(address))
		return first == 127 || first == 0 || first >= 224 || ipv4 >> 16 == 0xa9fe;
	return is_ipv6_unspecified(address) || is_ipv6_loopback(address) || is_ipv6_multicast(address) ||
	       is_ipv6_link_local(address) || is_ipv6_service(address);
}
