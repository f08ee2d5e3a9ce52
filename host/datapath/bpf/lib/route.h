/* Where a packet goes: the subnet's routes, then who has the address. */
#pragma once

#include "maps.h"
#include "packet.h"

static __always_inline struct endpoint *find_endpoint(__u32 vpc, __be32 address)
{
	struct endpoint_key key = { .vpc = vpc, .address = address };

	return bpf_map_lookup_elem(&endpoints, &key);
}

/* Whether an address is one of the sender's. Outside of a VPC every address is. */
static __always_inline bool is_own(const struct interface *from, __be32 address)
{
	if (from->kind != PORT_INTERFACE || address == from->address)
		return true;
	struct endpoint *endpoint = find_endpoint(from->vpc, address);

	return endpoint && endpoint->slot == from->slot;
}

/* Notes the receiver in the packet. `direct`: it has the packet's destination. */
static __always_inline int reach(struct packet *packet, const struct interface *from, __u32 slot, bool direct)
{
	if (slot == from->slot)
		return DROP_TO_ITSELF;
	struct interface *to = bpf_map_lookup_elem(&interfaces, &slot);
	if (slot == SLOT_NONE || !to || !to->ifindex)
		return DROP_NOT_HERE;
	/* What it is about has the sender as its end; an error is about what it quotes. */
	bool about_sender = packet->quoted.readable ? is_own(from, packet->quoted.destination) : !packet->foreign;

	packet->to_ifindex = to->ifindex;
	packet->to_slot = slot;
	packet->to_incarnation = to->incarnation;
	packet->to_kind = to->kind;
	__builtin_memcpy(packet->to_mac, to->mac, sizeof(packet->to_mac));
	if (!direct || !about_sender) {
		__u32 a = slot + 1, b = from->slot + 1;

		packet->via = a < b ? a << 16 | b : b << 16 | a;
		packet->peer_class = 0; /* groups are known by addresses: through another ENI they say nothing */
	}
	return DROP_NONE;
}

static __always_inline int reach_endpoint(struct packet *packet, const struct interface *from,
					  const struct endpoint *endpoint, int unknown)
{
	return endpoint ? reach(packet, from, endpoint->slot, true) : unknown;
}

/* Through an ENI. It takes what is not for itself only without its check. */
static __always_inline int reach_through(struct packet *packet, const struct interface *from,
					 const struct endpoint *endpoint, __u32 slot)
{
	struct interface *to = bpf_map_lookup_elem(&interfaces, &slot);

	if (slot == SLOT_NONE || !to || !to->ifindex)
		return DROP_NOT_HERE;
	bool direct = endpoint && endpoint->slot == slot;
	if (to->source_dest_check && !direct)
		return DROP_DESTINATION_CHECKED;
	return reach(packet, from, slot, direct);
}

static __always_inline int reach_internet(struct packet *packet, const struct interface *from, __u32 slot)
{
	struct endpoint_key key = { .vpc = packet->vpc, .address = packet->source };
	__be32 *public = packet->foreign ? NULL : bpf_map_lookup_elem(&publics, &key);
	int reason;

	if (!public)
		return DROP_NO_PUBLIC_ADDRESS;
	reason = reach(packet, from, slot, true);
	if (!reason)
		packet->public_source = *public;
	return reason;
}

static __always_inline int reach_peer(struct packet *packet, const struct interface *from, const struct route *route)
{
	if (packet->foreign && !find_endpoint(packet->vpc, packet->source))
		return DROP_PEERING_TRANSIT;
	struct endpoint *endpoint = find_endpoint(route->vpc, packet->destination);
	int reason;

	/* Before the receiver is noted: through another ENI there is no class. */
	__u64 own_class = packet->peer_class;
	packet->peer_class = endpoint ? endpoint->class : 0;
	reason = reach_endpoint(packet, from, endpoint, DROP_PEER_ADDRESS_UNKNOWN);
	if (reason)
		packet->peer_class = own_class;
	else
		packet->segment = route->number;
	return reason;
}

/* Finds the receiver on this host and the segment. Returns why there is none. */
SUBPROGRAM int find_way(struct packet *packet, const struct interface *from)
{
	if (!packet || !from)
		return DROP_INTERFACE_UNKNOWN;
	struct endpoint *endpoint = find_endpoint(packet->vpc, packet->destination);

	packet->peer_class = endpoint ? endpoint->class : 0;
	if (from->kind != PORT_INTERFACE)
		return reach_endpoint(packet, from, endpoint, DROP_ADDRESS_UNKNOWN);

	struct route_key key = {
		.prefixlen = ROUTE_KEY_BITS,
		.routes = { from->routes, from->routes >> 32 },
		.address = packet->destination,
	};
	struct route *route = bpf_map_lookup_elem(&routes, &key);

	if (!route)
		return DROP_NO_ROUTE;
	switch (route->kind) {
	case ROUTE_LOCAL:
		return reach_endpoint(packet, from, endpoint, DROP_ADDRESS_UNKNOWN);
	case ROUTE_INTERNET:
		return reach_internet(packet, from, route->slot);
	case ROUTE_INTERFACE:
		return reach_through(packet, from, endpoint, route->slot);
	case ROUTE_EDGE:
		return reach(packet, from, route->slot, true);
	case ROUTE_PEERING:
		return reach_peer(packet, from, route);
	default:
		return DROP_BLACKHOLE;
	}
}

/* The same, once for each packet. */
static __always_inline int resolve(struct packet *packet, const struct interface *from)
{
	if (!packet->resolved) {
		packet->way = find_way(packet, from);
		packet->resolved = true;
	}
	return packet->way;
}
