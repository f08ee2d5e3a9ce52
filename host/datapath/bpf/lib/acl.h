/* Network ACLs: stateless, and only between subnets. */
#pragma once

#include "maps.h"
#include "packet.h"

/* Whether the ACL lets the packet pass, `address` being the other end's. Without an ACL nothing passes. */
SUBPROGRAM bool acl_allows(const struct packet *packet, __u64 id, __be32 address)
{
	struct acl *acl = bpf_map_lookup_elem(&acls, &id);

	if (!packet || !acl)
		return false;
	__u16 value = traffic_value(packet);
	__u8 protocol = packet->protocol;

	for (__u32 i = 0; i < ACL_ENTRIES_MAX && i < acl->count; i++) {
		const struct acl_entry *entry = &acl->entry[i];

		if ((address & entry->mask) == entry->network && (entry->any_protocol || entry->protocol == protocol) &&
		    entry->from <= value && value <= entry->to)
			return entry->allow;
	}
	return false;
}

static __always_inline int pass_acls(struct packet *packet, const struct interface *from, const struct interface *to)
{
	bool leaves = from->kind == PORT_INTERFACE;
	bool enters = to->kind == PORT_INTERFACE;

	/* A subnet is known by its router, within its VPC. */
	if (leaves && enters && from->vpc == to->vpc && from->router == to->router)
		return DROP_NONE;
	if (leaves && from->egress_acl != ACL_OPEN && !acl_allows(packet, from->egress_acl, packet->destination))
		return DROP_EGRESS_ACL_DENIED;
	if (enters && to->ingress_acl != ACL_OPEN && !acl_allows(packet, to->ingress_acl, packet->source)) {
		packet->ingress = true;
		return DROP_INGRESS_ACL_DENIED;
	}
	return DROP_NONE;
}
