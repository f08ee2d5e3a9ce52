/* Where a packet goes: the subnet's routes, then who has the address. */
#pragma once

#include "maps.h"
#include "packet.h"

static __always_inline struct endpoint *find_endpoint(__u32 vpc, __be32 address)
{
	struct endpoint_key key = { .vpc = vpc, .address = address };

	return bpf_map_lookup_elem(&endpoints, &key);
}

/* Finds the receiver on this host, and notes it in the packet. Returns why there is none. */
static __always_inline int resolve(struct packet *packet, const struct interface *from, const struct endpoint *endpoint,
				   struct interface **receiver)
{
	struct route_key key = {
		.prefixlen = ROUTE_KEY_BITS,
		.routes = { from->routes, from->routes >> 32 },
		.address = packet->destination,
	};
	__u32 *target = bpf_map_lookup_elem(&routes, &key);

	if (!target)
		return DROP_NO_ROUTE;
	switch (*target) {
	case ROUTE_LOCAL:
		break;
	case ROUTE_INTERNET_GATEWAY:
		return DROP_NO_PUBLIC_ADDRESS;
	case ROUTE_INTERFACE:
		return DROP_ROUTE_TO_INTERFACE;
	default:
		return DROP_BLACKHOLE;
	}
	if (!endpoint)
		return DROP_ADDRESS_UNKNOWN;
	__u32 slot = endpoint->slot;
	if (slot == from->slot)
		return DROP_TO_ITSELF;
	struct interface *to = bpf_map_lookup_elem(&interfaces, &slot);
	if (slot == SLOT_NONE || !to || !to->ifindex)
		return DROP_NOT_HERE;
	packet->to_ifindex = to->ifindex;
	packet->to_slot = slot;
	__builtin_memcpy(packet->to_mac, to->mac, sizeof(packet->to_mac));
	*receiver = to;
	return DROP_NONE;
}
