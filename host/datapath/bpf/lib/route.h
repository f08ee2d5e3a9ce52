/* Where a packet goes: the subnet's routes, then who has the address. */
#pragma once

#include "maps.h"
#include "packet.h"
#include "policy.h"
#include "trace.h"

/* Makes of an address's key that of the prefix which it would be in. */
static __always_inline void widen(struct endpoint_key *key)
{
	_Static_assert(ENDPOINT_PREFIX_BITS == 80, "the bits past the prefix are cleared");
	key->prefix = ENDPOINT_PREFIX_BITS;
	key->address.word[2] &= bpf_htonl(0xffff0000);
	key->address.word[3] = 0;
}

/* Who has an address in a VPC, as its own or by a prefix. */
static __always_inline struct endpoint *find_endpoint(__u32 vpc, const struct address *address)
{
	struct endpoint_key key = { .vpc = vpc, .address = *address };
	struct endpoint *endpoint = bpf_map_lookup_elem(&endpoints, &key);

	if (endpoint || is_ipv4(address))
		return endpoint;
	widen(&key);
	return bpf_map_lookup_elem(&endpoints, &key);
}

/* What a public address stands for. */
static __always_inline struct private *find_private(const struct address *address)
{
	struct endpoint_key key = { .address = *address };
	struct private *private = bpf_map_lookup_elem(&privates, &key);

	if (private || is_ipv4(address))
		return private;
	widen(&key);
	return bpf_map_lookup_elem(&privates, &key);
}

/* Whether an address is one of the sender's. Outside of a VPC every address is. */
static __always_inline bool is_own(const struct interface *from, const struct address *address)
{
	if (from->kind != PORT_INTERFACE || (is_ipv4(address) && address->word[3] == from->address))
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
	if (packet->ipv6 && !to->has_ipv6)
		return DROP_IPV6;
	/* What it is about has the sender as its end; an error is about what it quotes. */
	bool about_sender = packet->quotes ? is_own(from, &packet->quoted.destination) : !packet->foreign;

	packet->to_ifindex = to->ifindex;
	packet->to_slot = slot;
	packet->to_incarnation = to->incarnation;
	packet->to_kind = to->kind;
	copy_mac(packet->to_mac, to->mac);
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

/* In IPv6 every address is public. */
static __always_inline int reach_internet(struct packet *packet, const struct interface *from, __u32 slot)
{
	struct endpoint_key key = { .vpc = packet->vpc, .address = packet->source };
	const struct address *public = packet->ipv6 ? &packet->source : bpf_map_lookup_elem(&publics, &key);
	int reason;

	if (packet->foreign || !public)
		return DROP_NO_PUBLIC_ADDRESS;
	reason = reach(packet, from, slot, true);
	if (reason)
		return reason;
	packet->from_public = true;
	packet->public = *public;
	return DROP_NONE;
}

static __always_inline int reach_peer(struct packet *packet, const struct interface *from, const struct route *route)
{
	if (packet->foreign && !find_endpoint(packet->vpc, &packet->source))
		return DROP_PEERING_TRANSIT;
	struct endpoint *endpoint = find_endpoint(route->vpc, &packet->destination);
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
	struct endpoint *endpoint = find_endpoint(packet->vpc, &packet->destination);

	packet->peer_class = endpoint ? endpoint->class : 0;
	if (from->kind != PORT_INTERFACE)
		return reach_endpoint(packet, from, endpoint, DROP_ADDRESS_UNKNOWN);

	__u64 id = rules_of(packet, from)->routes;
	struct route_key key = {
		.prefixlen = ROUTE_KEY_BITS,
		.routes = { id, id >> 32 },
		.address = packet->destination,
	};
	struct route *route = bpf_map_lookup_elem(&routes, &key);

	TRACE(trace_note_route(packet, id, route);)
	if (!route)
		return DROP_NO_ROUTE;
	switch (route->kind) {
	case ROUTE_LOCAL:
		return reach_endpoint(packet, from, endpoint, DROP_ADDRESS_UNKNOWN);
	case ROUTE_INTERNET:
		return reach_internet(packet, from, route->slot);
	case ROUTE_EGRESS_ONLY:
		packet->egress_only = true;
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

/* The same further down. The traced program, whose stack is larger, has looked before it went there. */
static __always_inline int way_of(struct packet *packet, const struct interface *from)
{
	return TRACED ? packet->way : resolve(packet, from);
}
