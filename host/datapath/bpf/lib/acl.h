/* Network ACLs: stateless, and only between subnets. */
#pragma once

#include "maps.h"
#include "packet.h"
#include "policy.h"
#include "trace.h"

static __always_inline bool is_in(const struct acl_entry *entry, const struct address *address)
{
	return !(((address->word[3] & entry->mask.word[3]) ^ entry->network.word[3]) |
		 ((address->word[2] & entry->mask.word[2]) ^ entry->network.word[2]) |
		 ((address->word[1] & entry->mask.word[1]) ^ entry->network.word[1]) |
		 ((address->word[0] & entry->mask.word[0]) ^ entry->network.word[0]));
}

/* Whether the ACL lets the packet pass, `address` being the other end's. Without an ACL nothing passes. */
SUBPROGRAM bool acl_allows(const struct packet *packet, __u64 id, const struct address *address)
{
	struct acl *acl = bpf_map_lookup_elem(&acls, &id);

	if (!packet || !address || !acl)
		return false;
	__u16 value = traffic_value(packet);
	__u8 protocol = packet->protocol;

	for (__u32 i = 0; i < ACL_ENTRIES_MAX && i < acl->count; i++) {
		const struct acl_entry *entry = &acl->entry[i];

		if (is_in(entry, address) && (entry->any_protocol || entry->protocol == protocol) &&
		    entry->from <= value && value <= entry->to) {
			TRACE(trace_note_entry(i);)
			return entry->allow;
		}
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
	__u64 egress = rules_of(packet, from)->egress_acl;
	__u64 ingress = rules_of(packet, to)->ingress_acl;

	if (leaves && egress != ACL_OPEN && !acl_allows(packet, egress, &packet->destination)) {
		TRACE(trace_acl(packet, from->slot, egress, false, false);)
		return DROP_EGRESS_ACL_DENIED;
	}
	TRACE(if (leaves) trace_acl(packet, from->slot, egress, false, true);)
	if (enters && ingress != ACL_OPEN && !acl_allows(packet, ingress, &packet->source)) {
		TRACE(trace_acl(packet, to->slot, ingress, true, false);)
		packet->ingress = true;
		return DROP_INGRESS_ACL_DENIED;
	}
	TRACE(if (enters) trace_acl(packet, to->slot, ingress, true, true);)
	return DROP_NONE;
}
