//! Changing rules that are there: as a whole by their ids, and their descriptions.

use minato_network::{Kind, NetworkTransaction, RuleDescriptions, RuleSpecification};
use minato_vpc::{
    ids::{SecurityGroupId, SecurityGroupRuleId},
    resources::{Direction, Peer},
};
use minato_wire::ec2::{
    IpPermission, ModifySecurityGroupRulesRequest, ModifySecurityGroupRulesResult, SecurityGroupRuleDescription,
    SecurityGroupRuleRequest, SecurityGroupRuleUpdate, UpdateSecurityGroupRuleDescriptionsEgressRequest,
    UpdateSecurityGroupRuleDescriptionsEgressResult, UpdateSecurityGroupRuleDescriptionsIngressRequest,
    UpdateSecurityGroupRuleDescriptionsIngressResult,
};

use crate::{
    call::{Call, Fault},
    input::{id, range, range_v6, required_id},
    permission::rules,
    security_group_rule::GroupName,
    traffic::ports_or_icmp,
};

pub(crate) fn modify_security_group_rules(
    call: &Call<'_>,
    input: ModifySecurityGroupRulesRequest,
) -> Result<ModifySecurityGroupRulesResult, Fault> {
    let group: SecurityGroupId = required_id(input.group_id, "groupId", Kind::SecurityGroup)?;
    let updates = input.security_group_rules.filter(|updates| !updates.is_empty());
    let updates = updates.ok_or_else(|| Fault::missing("securityGroupRules"))?;
    let change = |SecurityGroupRuleUpdate { security_group_rule_id, security_group_rule }| {
        let rule_id = required_id(security_group_rule_id, "securityGroupRuleId", Kind::SecurityGroupRule)?;
        Ok((rule_id, specification(security_group_rule.unwrap_or_default())?))
    };
    let changes = updates.into_iter().map(change).collect::<Result<Vec<_>, Fault>>()?;
    call.run(input.dry_run, |network| Ok(network.modify_rules(&group, changes.clone())?))?;
    Ok(ModifySecurityGroupRulesResult { r#return: Some(true) })
}

pub(crate) fn update_security_group_rule_descriptions_ingress(
    call: &Call<'_>,
    input: UpdateSecurityGroupRuleDescriptionsIngressRequest,
) -> Result<UpdateSecurityGroupRuleDescriptionsIngressResult, Fault> {
    let wanted = Descriptions {
        group: GroupName { id: input.group_id, name: input.group_name },
        permissions: input.ip_permissions,
        rules: input.security_group_rule_descriptions,
    };
    wanted.write(call, input.dry_run, Direction::Ingress)?;
    Ok(UpdateSecurityGroupRuleDescriptionsIngressResult { r#return: Some(true) })
}

pub(crate) fn update_security_group_rule_descriptions_egress(
    call: &Call<'_>,
    input: UpdateSecurityGroupRuleDescriptionsEgressRequest,
) -> Result<UpdateSecurityGroupRuleDescriptionsEgressResult, Fault> {
    let wanted = Descriptions {
        group: GroupName { id: input.group_id, name: input.group_name },
        permissions: input.ip_permissions,
        rules: input.security_group_rule_descriptions,
    };
    wanted.write(call, input.dry_run, Direction::Egress)?;
    Ok(UpdateSecurityGroupRuleDescriptionsEgressResult { r#return: Some(true) })
}

/// New descriptions of a group's rules, which are named by what they allow or by their ids.
struct Descriptions {
    group: GroupName,
    permissions: Option<Vec<IpPermission>>,
    rules: Option<Vec<SecurityGroupRuleDescription>>,
}

impl Descriptions {
    fn write(self, call: &Call<'_>, dry_run: Option<bool>, direction: Direction) -> Result<(), Fault> {
        let permissions = self.permissions.unwrap_or_default();
        let by_id = self.rules.unwrap_or_default().into_iter().map(described).collect::<Result<Vec<_>, Fault>>()?;
        match (permissions.is_empty(), by_id.is_empty()) {
            (true, true) => return Err(Fault::missing("ipPermissions or securityGroupRuleDescriptions")),
            (false, false) => {
                return Err(Fault::combination(
                    "The parameter 'securityGroupRuleDescriptions' may not be used in combination with 'ipPermissions'",
                ));
            }
            _ => {}
        }
        let descriptions = |network: &mut NetworkTransaction<'_, '_>| {
            Ok::<_, Fault>(if by_id.is_empty() {
                RuleDescriptions::Matching(rules(network, &permissions)?)
            } else {
                RuleDescriptions::Ids(by_id.clone())
            })
        };
        call.run(dry_run, |network| {
            let group = self.group.resolve(network)?;
            let descriptions = descriptions(network)?;
            Ok(network.describe_rules(&group, direction, descriptions)?)
        })
    }
}

fn described(rule: SecurityGroupRuleDescription) -> Result<(SecurityGroupRuleId, Option<String>), Fault> {
    let SecurityGroupRuleDescription { security_group_rule_id, description } = rule;
    let rule_id = required_id(security_group_rule_id, "securityGroupRuleId", Kind::SecurityGroupRule)?;
    Ok((rule_id, description.filter(|text| !text.is_empty())))
}

/// A rule as a modification writes it: whole, with exactly one peer.
fn specification(rule: SecurityGroupRuleRequest) -> Result<RuleSpecification, Fault> {
    let protocol = rule.ip_protocol.ok_or_else(|| Fault::missing("ipProtocol"))?;
    let peers = [
        rule.cidr_ipv4.map(|text| range(&text).map(Peer::Cidr)),
        rule.cidr_ipv6.map(|text| range_v6(&text).map(Peer::Cidr)),
        rule.prefix_list_id.map(|text| id(&text, Kind::ManagedPrefixList).map(Peer::PrefixList)),
        rule.referenced_group_id.map(|text| id(&text, Kind::SecurityGroup).map(Peer::Group)),
    ];
    let mut peers = peers.into_iter().flatten();
    let peer = match (peers.next(), peers.next()) {
        (Some(peer), None) => peer?,
        (None, _) => {
            return Err(Fault::new(
                "MissingParameter",
                "Missing source specification: include source security group, prefix list or CIDR information",
            ));
        }
        (Some(_), Some(_)) => {
            return Err(Fault::combination(
                "You may specify only one of cidrIpv4, cidrIpv6, prefixListId, referencedGroupId",
            ));
        }
    };
    Ok(RuleSpecification {
        traffic: ports_or_icmp(&protocol, rule.from_port, rule.to_port)?,
        peer,
        description: rule.description.filter(|text| !text.is_empty()),
    })
}
