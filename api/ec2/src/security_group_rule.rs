//! Adding, taking away and reading rules of security groups.

use minato_network::{Kind, NetworkTransaction, RevokedRules, RuleSelection};
use minato_vpc::{
    ids::{SecurityGroupId, SecurityGroupRuleId},
    resources::{self as model, Direction, Tags},
};
use minato_wire::ec2::{
    AuthorizeSecurityGroupEgressRequest, AuthorizeSecurityGroupEgressResult, AuthorizeSecurityGroupIngressRequest,
    AuthorizeSecurityGroupIngressResult, DescribeSecurityGroupRulesRequest, DescribeSecurityGroupRulesResult,
    IpPermission, RevokeSecurityGroupEgressRequest, RevokeSecurityGroupEgressResult, RevokeSecurityGroupIngressRequest,
    RevokeSecurityGroupIngressResult, RevokedSecurityGroupRule, SecurityGroupRule,
};

use crate::{
    call::{Call, Fault},
    filter::{FilterTable, Filters, tagged, text},
    input::{id, tag_specifications},
    page::Page,
    permission::{
        RequestedRules, check_pairs, group_in_default_vpc, rules, shown_permissions, shown_revoked, shown_rule,
    },
    security_group_reference::Peered,
};

tagged! { SecurityGroupRule => tags; }

const FILTERS: FilterTable<SecurityGroupRule> =
    &[("group-id", |rule| text(&rule.group_id)), ("security-group-rule-id", |rule| text(&rule.security_group_rule_id))];

pub(crate) fn authorize_security_group_ingress(
    call: &Call<'_>,
    input: AuthorizeSecurityGroupIngressRequest,
) -> Result<AuthorizeSecurityGroupIngressResult, Fault> {
    let requested = RequestedRules {
        permissions: input.ip_permissions,
        protocol: input.ip_protocol,
        from_port: input.from_port,
        to_port: input.to_port,
        cidr: input.cidr_ip,
        source_group_name: input.source_security_group_name,
        source_group_owner: input.source_security_group_owner_id,
    };
    let group = GroupName { id: input.group_id, name: input.group_name };
    let tags = tag_specifications(input.tag_specifications, Kind::SecurityGroupRule)?;
    let rules = authorize(call, input.dry_run, &group, Direction::Ingress, requested, &tags)?;
    Ok(AuthorizeSecurityGroupIngressResult { r#return: Some(true), security_group_rules: Some(rules) })
}

pub(crate) fn authorize_security_group_egress(
    call: &Call<'_>,
    input: AuthorizeSecurityGroupEgressRequest,
) -> Result<AuthorizeSecurityGroupEgressResult, Fault> {
    let requested = RequestedRules {
        permissions: input.ip_permissions,
        protocol: input.ip_protocol,
        from_port: input.from_port,
        to_port: input.to_port,
        cidr: input.cidr_ip,
        ..Default::default()
    };
    let group = GroupName { id: input.group_id, name: None };
    let tags = tag_specifications(input.tag_specifications, Kind::SecurityGroupRule)?;
    let rules = authorize(call, input.dry_run, &group, Direction::Egress, requested, &tags)?;
    Ok(AuthorizeSecurityGroupEgressResult { r#return: Some(true), security_group_rules: Some(rules) })
}

pub(crate) fn revoke_security_group_ingress(
    call: &Call<'_>,
    input: RevokeSecurityGroupIngressRequest,
) -> Result<RevokeSecurityGroupIngressResult, Fault> {
    let requested = RequestedRules {
        permissions: input.ip_permissions,
        protocol: input.ip_protocol,
        from_port: input.from_port,
        to_port: input.to_port,
        cidr: input.cidr_ip,
        source_group_name: input.source_security_group_name,
        source_group_owner: input.source_security_group_owner_id,
    };
    let group = GroupName { id: input.group_id, name: input.group_name };
    let ids = input.security_group_rule_ids;
    let (revoked, unknown) = revoke(call, input.dry_run, &group, Direction::Ingress, ids, requested)?;
    Ok(RevokeSecurityGroupIngressResult {
        r#return: Some(true),
        unknown_ip_permissions: Some(unknown),
        revoked_security_group_rules: Some(revoked),
    })
}

pub(crate) fn revoke_security_group_egress(
    call: &Call<'_>,
    input: RevokeSecurityGroupEgressRequest,
) -> Result<RevokeSecurityGroupEgressResult, Fault> {
    let requested = RequestedRules {
        permissions: input.ip_permissions,
        protocol: input.ip_protocol,
        from_port: input.from_port,
        to_port: input.to_port,
        cidr: input.cidr_ip,
        ..Default::default()
    };
    let group = GroupName { id: input.group_id, name: None };
    let ids = input.security_group_rule_ids;
    let (revoked, unknown) = revoke(call, input.dry_run, &group, Direction::Egress, ids, requested)?;
    Ok(RevokeSecurityGroupEgressResult {
        r#return: Some(true),
        unknown_ip_permissions: Some(unknown),
        revoked_security_group_rules: Some(revoked),
    })
}

pub(crate) fn describe_security_group_rules(
    call: &Call<'_>,
    input: DescribeSecurityGroupRulesRequest,
) -> Result<DescribeSecurityGroupRulesResult, Fault> {
    let filters = Filters::new(input.filters, FILTERS)?;
    let page = Page::new(
        "DescribeSecurityGroupRules",
        input.max_results,
        input.next_token,
        input.security_group_rule_ids.as_ref().map(|_| "securityGroupRuleIds"),
        1000,
    )?;
    let wanted = rule_ids(input.security_group_rule_ids.unwrap_or_default())?;
    let rules: Vec<SecurityGroupRule> = call.run(input.dry_run, |network| {
        let groups: Vec<model::SecurityGroup> = network.list()?;
        if let Some(unknown) = wanted.iter().find(|id| !groups.iter().any(|group| group.rules.contains_key(*id))) {
            let kind = Kind::SecurityGroupRule;
            return Err(minato_network::NetworkError::NotFound { kind, id: unknown.to_string() }.into());
        }
        let all = groups.iter().flat_map(|group| group.rules.iter().map(move |(id, rule)| (group, id, rule)));
        let chosen = all.filter(|(_, id, _)| wanted.is_empty() || wanted.contains(id));
        let peered = Peered::new(network)?;
        let shown =
            chosen.map(|(group, id, rule)| shown_rule(&call.scope, &peered.of(&call.scope, &group.id), id, rule));
        Ok::<_, Fault>(shown.filter(|rule| filters.accept(rule)).collect())
    })?;
    let (rules, next_token) = page.cut(rules, |rule| rule.security_group_rule_id.clone().unwrap_or_default());
    Ok(DescribeSecurityGroupRulesResult { security_group_rules: Some(rules), next_token })
}

/// A group by its id, or, in the default VPC, by its name.
pub(crate) struct GroupName {
    pub(crate) id: Option<String>,
    pub(crate) name: Option<String>,
}

impl GroupName {
    pub(crate) fn resolve(&self, network: &mut NetworkTransaction<'_, '_>) -> Result<SecurityGroupId, Fault> {
        match (&self.id, &self.name) {
            (Some(group), None) => id(group, Kind::SecurityGroup),
            (None, Some(name)) => Ok(group_in_default_vpc(network, name)?.id),
            (Some(_), Some(_)) => {
                Err(Fault::combination("The parameters 'groupName' and 'groupId' may not be used in combination"))
            }
            (None, None) => Err(Fault::missing("groupName or groupId")),
        }
    }
}

fn rule_ids(texts: Vec<String>) -> Result<Vec<SecurityGroupRuleId>, Fault> {
    texts.iter().map(|text| id(text, Kind::SecurityGroupRule)).collect()
}

fn authorize(
    call: &Call<'_>,
    dry_run: Option<bool>,
    group: &GroupName,
    direction: Direction,
    requested: RequestedRules,
    tags: &Tags,
) -> Result<Vec<SecurityGroupRule>, Fault> {
    let permissions = requested.into_permissions()?;
    call.run(dry_run, |network| {
        let group = group.resolve(network)?;
        let rules = rules(network, &permissions)?;
        check_pairs(network, &group, &permissions)?;
        let added = network.authorize(&group, direction, rules, tags)?;
        let peered = Peered::new(network)?;
        let groups = peered.of(&call.scope, &group);
        Ok(added.iter().map(|(id, rule)| shown_rule(&call.scope, &groups, id, rule)).collect())
    })
}

fn revoke(
    call: &Call<'_>,
    dry_run: Option<bool>,
    group: &GroupName,
    direction: Direction,
    ids: Option<Vec<String>>,
    requested: RequestedRules,
) -> Result<(Vec<RevokedSecurityGroupRule>, Vec<IpPermission>), Fault> {
    let ids = rule_ids(ids.unwrap_or_default())?;
    let permissions = match (ids.is_empty(), requested.into_permissions()) {
        (true, permissions) => permissions?,
        (false, Ok(_)) => {
            return Err(Fault::combination(
                "The parameter 'securityGroupRuleIds' may not be used in combination with 'ipPermissions'",
            ));
        }
        (false, Err(_)) => Vec::new(),
    };
    call.run(dry_run, |network| {
        let group = group.resolve(network)?;
        let selection = if ids.is_empty() {
            let rules = rules(network, &permissions)?;
            RuleSelection::Matching(rules.into_iter().map(|rule| (rule.traffic, rule.peer)).collect())
        } else {
            RuleSelection::Ids(ids.clone())
        };
        let peered = Peered::new(network)?;
        let RevokedRules { removed, unknown } = network.revoke(&group, direction, selection)?;
        let removed = removed.iter().map(|(id, rule)| shown_revoked(&group, id, rule)).collect();
        let unknown = unknown.iter().map(|(traffic, peer)| (*traffic, peer, None));
        Ok((removed, shown_permissions(&peered.of(&call.scope, &group), unknown)))
    })
}
