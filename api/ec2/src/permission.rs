//! Rules as EC2 writes them: permissions, which join rules of the same traffic, and single rules.

use std::collections::BTreeMap;

use ipnet::IpNet;
use minato_network::{Kind, NetworkError, NetworkTransaction, RuleSpecification};
use minato_vpc::{
    ids::{SecurityGroupId, SecurityGroupRuleId, VpcPeeringConnectionId},
    resources::{self as model, Direction, Peer, Traffic},
};
use minato_wire::ec2::{
    IpPermission, IpRange, Ipv6Range, PrefixListId, RevokedSecurityGroupRule, SecurityGroupRule, UserIdGroupPair,
};

use crate::{
    call::Fault,
    input::{arn, id, range, range_v6, shown, shown_tags},
    security_group_reference::ShownGroups,
    traffic::{ports_or_icmp, shown_traffic},
};

/// The rules of a request: as permissions, or one in the members that came first in the API.
#[derive(Debug, Clone, Default)]
pub(crate) struct RequestedRules {
    pub(crate) permissions: Option<Vec<IpPermission>>,
    pub(crate) protocol: Option<String>,
    pub(crate) from_port: Option<i32>,
    pub(crate) to_port: Option<i32>,
    pub(crate) cidr: Option<String>,
    pub(crate) source_group_name: Option<String>,
    pub(crate) source_group_owner: Option<String>,
}

impl RequestedRules {
    /// All as permissions.
    pub(crate) fn into_permissions(self) -> Result<Vec<IpPermission>, Fault> {
        let single = [
            ("ipProtocol", self.protocol.is_some()),
            ("fromPort", self.from_port.is_some()),
            ("toPort", self.to_port.is_some()),
            ("cidrIp", self.cidr.is_some()),
            ("sourceSecurityGroupName", self.source_group_name.is_some()),
            ("sourceSecurityGroupOwnerId", self.source_group_owner.is_some()),
        ];
        let first_single = single.into_iter().find_map(|(name, is_there)| is_there.then_some(name));
        let says_what = self.protocol.is_some() || self.cidr.is_some() || self.source_group_name.is_some();
        match (self.permissions.filter(|permissions| !permissions.is_empty()), first_single) {
            (Some(_), Some(name)) => Err(Fault::combination(format!(
                "The parameter 'ipPermissions' may not be used in combination with '{name}'"
            ))),
            (Some(permissions), None) => Ok(permissions),
            (None, _) if !says_what => Err(Fault::missing("ipPermissions")),
            (None, _) => Ok(vec![IpPermission {
                // A source group alone means all that its members send.
                ip_protocol: Some(self.protocol.unwrap_or_else(|| "-1".to_owned())),
                from_port: self.from_port,
                to_port: self.to_port,
                user_id_group_pairs: self.source_group_name.map(|name| {
                    let user_id = self.source_group_owner;
                    vec![UserIdGroupPair { group_name: Some(name), user_id, ..Default::default() }]
                }),
                ip_ranges: self.cidr.map(|cidr| vec![IpRange { cidr_ip: Some(cidr), description: None }]),
                ..Default::default()
            }]),
        }
    }
}

/// The rules that permissions stand for, in their order.
pub(crate) fn rules(
    network: &mut NetworkTransaction<'_, '_>,
    permissions: &[IpPermission],
) -> Result<Vec<RuleSpecification>, Fault> {
    let mut rules = Vec::new();
    for permission in permissions {
        let protocol = permission.ip_protocol.as_deref().ok_or_else(|| Fault::missing("ipProtocol"))?;
        let traffic = ports_or_icmp(protocol, permission.from_port, permission.to_port)?;
        let before = rules.len();
        let mut add = |peer, description: &Option<String>| {
            rules.push(RuleSpecification { traffic, peer, description: description.clone().filter(|d| !d.is_empty()) });
        };
        for pair in permission.user_id_group_pairs.iter().flatten() {
            add(Peer::Group(peer_group(network, pair)?), &pair.description);
        }
        for IpRange { cidr_ip, description } in permission.ip_ranges.iter().flatten() {
            add(Peer::Cidr(range(cidr_ip.as_deref().unwrap_or_default())?), description);
        }
        for Ipv6Range { cidr_ipv6, description } in permission.ipv6_ranges.iter().flatten() {
            add(Peer::Cidr(range_v6(cidr_ipv6.as_deref().unwrap_or_default())?), description);
        }
        for PrefixListId { description, prefix_list_id } in permission.prefix_list_ids.iter().flatten() {
            let list = prefix_list_id.as_deref().ok_or_else(|| Fault::missing("prefixListId"))?;
            add(Peer::PrefixList(id(list, Kind::ManagedPrefixList)?), description);
        }
        if rules.len() == before {
            return Err(Fault::new(
                "MissingParameter",
                "Missing source specification: include source security group or CIDR information",
            ));
        }
    }
    Ok(rules)
}

fn peer_group(network: &mut NetworkTransaction<'_, '_>, pair: &UserIdGroupPair) -> Result<SecurityGroupId, Fault> {
    match (&pair.group_id, &pair.group_name) {
        (Some(group), _) => id(group, Kind::SecurityGroup),
        (None, Some(name)) => {
            if pair.user_id.as_ref().is_some_and(|owner| *owner != network.scope().account) {
                // Names are those of the own default VPC.
                return Err(NetworkError::NotFound { kind: Kind::SecurityGroup, id: name.clone() }.into());
            }
            group_in_default_vpc(network, name).map(|group| group.id)
        }
        (None, None) => Err(Fault::missing("groupId")),
    }
}

/// Whether the groups that permissions name are whose, where and behind which connection they say.
pub(crate) fn check_pairs(
    network: &mut NetworkTransaction<'_, '_>,
    group: &SecurityGroupId,
    permissions: &[IpPermission],
) -> Result<(), Fault> {
    let pairs = permissions.iter().flat_map(|permission| permission.user_id_group_pairs.iter().flatten());
    for pair in pairs {
        let UserIdGroupPair { user_id, vpc_id, vpc_peering_connection_id, .. } = pair;
        if [user_id, vpc_id, vpc_peering_connection_id].into_iter().all(Option::is_none) {
            continue;
        }
        let vpc = network.find::<model::SecurityGroup>(group)?.vpc;
        let peer = peer_group(network, pair)?;
        let (found, peering) = network.referable_group(&vpc, &peer)?;
        let is = |said: &Option<String>, known: Option<&str>| said.is_none() || said.as_deref() == known;
        if !is(user_id, Some(&found.scope.account))
            || !is(vpc_id, Some(found.vpc.as_str()))
            || !is(vpc_peering_connection_id, peering.as_ref().map(VpcPeeringConnectionId::as_str))
        {
            return Err(NetworkError::NotFound { kind: Kind::SecurityGroup, id: peer.to_string() }.into());
        }
    }
    Ok(())
}

/// The group of a name, which names one in the default VPC only.
pub(crate) fn group_in_default_vpc(
    network: &mut NetworkTransaction<'_, '_>,
    name: &str,
) -> Result<model::SecurityGroup, Fault> {
    let vpc = default_vpc(network)?.id;
    network.group_named(&vpc, name).map_err(|error| match error {
        NetworkError::NoGroupOfName { name, vpc } => Fault::new(
            "InvalidGroup.NotFound",
            format!("The security group '{name}' does not exist in default VPC '{vpc}'"),
        ),
        error => error.into(),
    })
}

/// The default VPC, which a request without a VPC means.
pub(crate) fn default_vpc(network: &mut NetworkTransaction<'_, '_>) -> Result<model::Vpc, Fault> {
    network.default_vpc()?.ok_or_else(|| Fault::new("VPCIdNotSpecified", "No default VPC for this user"))
}

/// Rules of a group as permissions: one for each kind of traffic, with all of its peers.
pub(crate) fn shown_permissions<'a>(
    groups: &ShownGroups<'_>,
    rules: impl IntoIterator<Item = (Traffic, &'a Peer, Option<&'a String>)>,
) -> Vec<IpPermission> {
    let mut by_traffic: BTreeMap<Traffic, Vec<(&Peer, Option<&String>)>> = BTreeMap::new();
    for (traffic, peer, description) in rules {
        by_traffic.entry(traffic).or_default().push((peer, description));
    }
    let permission = |(traffic, mut peers): (Traffic, Vec<(&Peer, Option<&String>)>)| {
        peers.sort();
        let (protocol, from_port, to_port) = shown_traffic(traffic);
        let mut permission = IpPermission {
            ip_protocol: Some(protocol),
            from_port,
            to_port,
            user_id_group_pairs: Some(Vec::new()),
            ip_ranges: Some(Vec::new()),
            ipv6_ranges: Some(Vec::new()),
            prefix_list_ids: Some(Vec::new()),
        };
        for (peer, description) in peers {
            add_peer(&mut permission, groups, peer, description.cloned());
        }
        permission
    };
    by_traffic.into_iter().map(permission).collect()
}

fn add_peer(permission: &mut IpPermission, groups: &ShownGroups<'_>, peer: &Peer, description: Option<String>) {
    match peer {
        Peer::Cidr(IpNet::V4(cidr)) => {
            permission.ip_ranges.get_or_insert_default().push(IpRange { cidr_ip: shown(cidr), description });
        }
        Peer::Cidr(IpNet::V6(cidr)) => {
            permission.ipv6_ranges.get_or_insert_default().push(Ipv6Range { cidr_ipv6: shown(cidr), description });
        }
        Peer::Group(group) => {
            permission.user_id_group_pairs.get_or_insert_default().push(groups.shown_pair(group, description));
        }
        Peer::PrefixList(list) => permission
            .prefix_list_ids
            .get_or_insert_default()
            .push(PrefixListId { prefix_list_id: shown(list), description }),
    }
}

/// A rule of a group by its id.
pub(crate) fn shown_rule(
    scope: &model::Scope,
    groups: &ShownGroups<'_>,
    rule_id: &SecurityGroupRuleId,
    rule: &model::SecurityGroupRule,
) -> SecurityGroupRule {
    let peer = ShownPeer::new(&rule.peer);
    let (ip_protocol, from_port, to_port) = shown_traffic(rule.traffic);
    SecurityGroupRule {
        security_group_rule_id: shown(rule_id),
        group_id: shown(groups.group),
        group_owner_id: shown(&scope.account),
        is_egress: Some(rule.direction == Direction::Egress),
        ip_protocol: Some(ip_protocol),
        from_port: Some(from_port.unwrap_or(-1)),
        to_port: Some(to_port.unwrap_or(-1)),
        cidr_ipv4: peer.cidr_ipv4,
        cidr_ipv6: peer.cidr_ipv6,
        prefix_list_id: peer.prefix_list,
        referenced_group_info: match &rule.peer {
            Peer::Group(group) => Some(groups.shown_reference(group)),
            Peer::Cidr(_) | Peer::PrefixList(_) => None,
        },
        description: rule.description.clone(),
        tags: shown_tags(&rule.tags),
        security_group_rule_arn: arn(scope, Kind::SecurityGroupRule, rule_id),
    }
}

/// A rule that went.
pub(crate) fn shown_revoked(
    group: &SecurityGroupId,
    rule_id: &SecurityGroupRuleId,
    rule: &model::SecurityGroupRule,
) -> RevokedSecurityGroupRule {
    let peer = ShownPeer::new(&rule.peer);
    let (ip_protocol, from_port, to_port) = shown_traffic(rule.traffic);
    RevokedSecurityGroupRule {
        security_group_rule_id: shown(rule_id),
        group_id: shown(group),
        is_egress: Some(rule.direction == Direction::Egress),
        ip_protocol: Some(ip_protocol),
        from_port: Some(from_port.unwrap_or(-1)),
        to_port: Some(to_port.unwrap_or(-1)),
        cidr_ipv4: peer.cidr_ipv4,
        cidr_ipv6: peer.cidr_ipv6,
        prefix_list_id: peer.prefix_list,
        referenced_group_id: peer.group,
        description: rule.description.clone(),
    }
}

/// A peer in the one member that fits it.
#[derive(Default)]
struct ShownPeer {
    cidr_ipv4: Option<String>,
    cidr_ipv6: Option<String>,
    prefix_list: Option<String>,
    group: Option<String>,
}

impl ShownPeer {
    fn new(peer: &Peer) -> Self {
        match peer {
            Peer::Cidr(IpNet::V4(cidr)) => Self { cidr_ipv4: shown(cidr), ..Self::default() },
            Peer::Cidr(IpNet::V6(cidr)) => Self { cidr_ipv6: shown(cidr), ..Self::default() },
            Peer::Group(group) => Self { group: shown(group), ..Self::default() },
            Peer::PrefixList(list) => Self { prefix_list: shown(list), ..Self::default() },
        }
    }
}
