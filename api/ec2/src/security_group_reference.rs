//! Groups across peering connections: how rules that name them are shown, who names one's own, and which rules are
//! stale.

use std::collections::{BTreeMap, BTreeSet};

use minato_network::{Kind, NetworkTransaction, PeeredReference, peering_status_code};
use minato_vpc::{
    ids::{SecurityGroupId, VpcId, VpcPeeringConnectionId},
    resources::{self as model, Direction, Peer},
};
use minato_wire::ec2::{
    DescribeSecurityGroupReferencesRequest, DescribeSecurityGroupReferencesResult, DescribeStaleSecurityGroupsRequest,
    DescribeStaleSecurityGroupsResult, ReferencedSecurityGroup, SecurityGroupReference, StaleIpPermission,
    StaleSecurityGroup, UserIdGroupPair,
};

use crate::{
    call::{Call, Fault},
    input::{id, required_id, shown},
    page::Page,
    permission::shown_permissions,
};

/// The references of a scope's rules across peering connections, and what has become of the connections.
pub(crate) struct Peered {
    references: BTreeMap<(SecurityGroupId, SecurityGroupId), PeeredReference>,
    statuses: BTreeMap<VpcPeeringConnectionId, &'static str>,
}

impl Peered {
    pub(crate) fn new(network: &mut NetworkTransaction<'_, '_>) -> Result<Self, Fault> {
        let references = network.peered_references()?.into_iter();
        let references: BTreeMap<_, _> =
            references.map(|reference| ((reference.group.clone(), reference.peer.clone()), reference)).collect();
        let mut statuses = BTreeMap::new();
        if !references.is_empty() {
            let now = network.now();
            let peerings = network.peerings()?.into_iter();
            statuses.extend(peerings.map(|peering| (peering.id.clone(), peering_status_code(&peering, now))));
        }
        Ok(Self { references, statuses })
    }

    /// What is shown of the groups that a group's rules name.
    pub(crate) fn of<'a>(&'a self, scope: &'a model::Scope, group: &'a SecurityGroupId) -> ShownGroups<'a> {
        ShownGroups { scope, group, peered: self }
    }
}

/// How the groups that a group's rules name are shown.
pub(crate) struct ShownGroups<'a> {
    scope: &'a model::Scope,
    pub(crate) group: &'a SecurityGroupId,
    peered: &'a Peered,
}

impl ShownGroups<'_> {
    /// A named group; one across a connection with that connection and its own VPC.
    pub(crate) fn shown_pair(&self, peer: &SecurityGroupId, description: Option<String>) -> UserIdGroupPair {
        let ReferencedSecurityGroup { group_id, peering_status, user_id, vpc_id, vpc_peering_connection_id } =
            self.shown_reference(peer);
        UserIdGroupPair {
            description,
            user_id,
            group_id,
            vpc_id,
            vpc_peering_connection_id,
            peering_status,
            ..Default::default()
        }
    }

    /// The same as a single rule shows it.
    pub(crate) fn shown_reference(&self, peer: &SecurityGroupId) -> ReferencedSecurityGroup {
        let Some(reference) = self.peered.references.get(&(self.group.clone(), peer.clone())) else {
            let user_id = shown(&self.scope.account);
            return ReferencedSecurityGroup { group_id: shown(peer), user_id, ..Default::default() };
        };
        // A connection that ended long ago is forgotten.
        let status = self.peered.statuses.get(&reference.peering).copied().unwrap_or("deleted");
        ReferencedSecurityGroup {
            group_id: shown(peer),
            peering_status: shown(status),
            user_id: shown(&reference.peer_scope.account),
            vpc_id: shown(&reference.peer_vpc),
            vpc_peering_connection_id: shown(&reference.peering),
        }
    }
}

pub(crate) fn describe_security_group_references(
    call: &Call<'_>,
    input: DescribeSecurityGroupReferencesRequest,
) -> Result<DescribeSecurityGroupReferencesResult, Fault> {
    let groups = input.group_id.filter(|groups| !groups.is_empty()).ok_or_else(|| Fault::missing("groupId"))?;
    let groups = groups.iter().map(|text| id(text, Kind::SecurityGroup)).collect::<Result<BTreeSet<_>, Fault>>()?;
    let found = call.run(input.dry_run, |network| {
        let mut found = BTreeSet::new();
        for group in &groups {
            network.find::<model::SecurityGroup>(group)?;
            let references = network.references_to(group)?.into_iter();
            found.extend(references.map(|reference| (group.clone(), reference.vpc, reference.peering)));
        }
        Ok::<_, Fault>(found)
    })?;
    let references = found.into_iter().map(|(group, vpc, peering)| SecurityGroupReference {
        group_id: shown(group),
        referencing_vpc_id: shown(vpc),
        vpc_peering_connection_id: shown(peering),
        ..Default::default()
    });
    Ok(DescribeSecurityGroupReferencesResult { security_group_reference_set: Some(references.collect()) })
}

pub(crate) fn describe_stale_security_groups(
    call: &Call<'_>,
    input: DescribeStaleSecurityGroupsRequest,
) -> Result<DescribeStaleSecurityGroupsResult, Fault> {
    let vpc: VpcId = required_id(input.vpc_id, "vpcId", Kind::Vpc)?;
    let page = Page::new("DescribeStaleSecurityGroups", input.max_results, input.next_token, None, 255)?;
    let stale = call.run(input.dry_run, |network| {
        network.find::<model::Vpc>(&vpc)?;
        let mut stale: BTreeMap<SecurityGroupId, BTreeSet<SecurityGroupId>> = BTreeMap::new();
        for reference in network.peered_references()? {
            if reference.vpc == vpc && network.is_stale(&reference)? {
                stale.entry(reference.group).or_default().insert(reference.peer);
            }
        }
        let peered = Peered::new(network)?;
        let mut shown = Vec::with_capacity(stale.len());
        for (group, peers) in stale {
            let group: model::SecurityGroup = network.find(&group)?;
            shown.push(show_stale(&group, &peers, &peered));
        }
        Ok::<_, Fault>(shown)
    })?;
    let (stale, next_token) = page.cut(stale, |group| group.group_id.clone().unwrap_or_default());
    Ok(DescribeStaleSecurityGroupsResult { next_token, stale_security_group_set: Some(stale) })
}

fn show_stale(group: &model::SecurityGroup, peers: &BTreeSet<SecurityGroupId>, peered: &Peered) -> StaleSecurityGroup {
    let names_stale = |peer: &Peer| matches!(peer, Peer::Group(peer) if peers.contains(peer));
    let permissions = |direction: Direction| {
        let rules = group.rules.values().filter(|rule| rule.direction == direction && names_stale(&rule.peer));
        let rules = rules.map(|rule| (rule.traffic, &rule.peer, rule.description.as_ref()));
        let permissions = shown_permissions(&peered.of(&group.scope, &group.id), rules);
        let stale = permissions.into_iter().map(|permission| StaleIpPermission {
            from_port: permission.from_port,
            ip_protocol: permission.ip_protocol,
            ip_ranges: Some(Vec::new()),
            prefix_list_ids: Some(Vec::new()),
            to_port: permission.to_port,
            user_id_group_pairs: permission.user_id_group_pairs,
        });
        Some(stale.collect())
    };
    StaleSecurityGroup {
        description: shown(&group.description),
        group_id: shown(&group.id),
        group_name: shown(&group.name),
        stale_ip_permissions: permissions(Direction::Ingress),
        stale_ip_permissions_egress: permissions(Direction::Egress),
        vpc_id: shown(&group.vpc),
    }
}
