/* MAC addresses, and what goes back to the ENI that it came from. */
#pragma once

#include "maps.h"
#include "packet.h"

/* The frame holds the answer. */
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
