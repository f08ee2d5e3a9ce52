/* MAC addresses, and what goes back to the ENI that it came from. */
#pragma once

#include "maps.h"
#include "packet.h"

/* The frame holds the answer. */
#define ANSWER (-1)

typedef const volatile __u16 __attribute__((may_alias)) router_mac_part;

/* The router's MAC address is the same on every link. It is set at load: volatile, or the compiler would take it for zero. */
static __always_inline void copy_router_mac(__u8 *to)
{
	for (int i = 0; i < 3; i++)
		((mac_part *)to)[i] = ((router_mac_part *)config.router_mac)[i];
}

static __always_inline bool is_router_mac(const __u8 *mac)
{
	__u8 router[ETH_ALEN] __attribute__((aligned(2)));

	copy_router_mac(router);
	return same_mac(mac, router);
}
