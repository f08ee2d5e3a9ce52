//! Security groups and their rules.

use std::collections::BTreeSet;

use ipnet::IpNet;
use minato_document::Document;
use minato_vpc::{
    Resource,
    ids::{SecurityGroupId, SecurityGroupRuleId, VpcId},
    resources::{Direction, IcmpFilter, NetworkInterface, Peer, SecurityGroup, SecurityGroupRule, Tags, Traffic, Vpc},
};

use crate::{
    error::NetworkError,
    kind::Kind,
    limits::Quota,
    subnet::ANYWHERE,
    tags::check_tags,
    transaction::{NetworkTransaction, entropy},
};

/// The name of the group that is made with a VPC.
pub(crate) const DEFAULT_GROUP: &str = "default";

const MAX_TEXT_CHARS: usize = 255;

/// The security group to make.
#[derive(Debug, Clone)]
pub struct CreateSecurityGroup {
    /// Its VPC.
    pub vpc: VpcId,
    /// Its name; spaces at its end are taken away.
    pub name: String,
    /// Its description.
    pub description: String,
    /// Its tags.
    pub tags: Tags,
}

/// A rule to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSpecification {
    /// What traffic.
    pub traffic: Traffic,
    /// Traffic with whom.
    pub peer: Peer,
    /// The rule's description.
    pub description: Option<String>,
}

/// Which rules to take away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleSelection {
    /// Those of these ids.
    Ids(Vec<SecurityGroupRuleId>),
    /// Those for exactly this traffic and peer.
    Matching(Vec<(Traffic, Peer)>),
}

/// What became of a revocation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RevokedRules {
    /// The rules that went.
    pub removed: Vec<(SecurityGroupRuleId, SecurityGroupRule)>,
    /// What no rule matched: in a default VPC that is no error.
    pub unknown: Vec<(Traffic, Peer)>,
}

/// A rule with a new id.
pub(crate) fn new_rule(direction: Direction, traffic: Traffic, peer: Peer) -> (SecurityGroupRuleId, SecurityGroupRule) {
    let rule = SecurityGroupRule { direction, traffic, peer, description: None, tags: Tags::new() };
    (SecurityGroupRuleId::from_entropy(entropy()), rule)
}

impl NetworkTransaction<'_, '_> {
    /// Makes a security group that allows everything out and nothing in.
    pub fn create_security_group(&mut self, input: CreateSecurityGroup) -> Result<SecurityGroup, NetworkError> {
        check_tags(&input.tags, self.limits())?;
        // AWS takes spaces at the end away.
        let name = input.name.trim_end_matches(' ').to_owned();
        check_name(&name)?;
        check_description("GroupDescription", &input.description)?;
        let _: Vpc = self.find(&input.vpc)?;
        let groups: Vec<SecurityGroup> = self.list()?;
        if groups.iter().any(|group| group.vpc == input.vpc && group.name.eq_ignore_ascii_case(&name)) {
            return Err(NetworkError::DuplicateGroup { name, vpc: input.vpc });
        }
        if groups.len() >= self.limits().security_groups as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::SecurityGroups });
        }
        let everything_out = new_rule(Direction::Egress, Traffic::All, Peer::Cidr(IpNet::V4(ANYWHERE)));
        let group = SecurityGroup {
            id: SecurityGroupId::from_entropy(entropy()),
            scope: self.scope.clone(),
            vpc: input.vpc,
            name,
            description: input.description,
            rules: [everything_out].into(),
            tags: input.tags,
        };
        self.tx.put(&group)?;
        Ok(group)
    }

    /// Deletes a group that no ENI has and no other group's rule names.
    pub fn delete_security_group(&mut self, id: &SecurityGroupId) -> Result<(), NetworkError> {
        let group: SecurityGroup = self.find(id)?;
        if group.name == DEFAULT_GROUP {
            return Err(NetworkError::DefaultGroup { id: group.id, name: group.name });
        }
        let is_named = |other: &SecurityGroup| {
            &other.id != id && other.rules.values().any(|rule| rule.peer == Peer::Group(id.clone()))
        };
        if self.list::<NetworkInterface>()?.iter().any(|interface| interface.groups.contains(id))
            || self.list::<SecurityGroup>()?.iter().any(is_named)
        {
            return Err(NetworkError::GroupInUse { id: id.clone() });
        }
        self.tx.delete(&group.key());
        Ok(())
    }

    /// Adds rules to a group: all of them, or none if one is wrong or there already. Gives them in the order given.
    pub fn authorize(
        &mut self,
        id: &SecurityGroupId,
        direction: Direction,
        rules: Vec<RuleSpecification>,
        tags: &Tags,
    ) -> Result<Vec<(SecurityGroupRuleId, SecurityGroupRule)>, NetworkError> {
        check_tags(tags, self.limits())?;
        let mut group: SecurityGroup = self.find(id)?;
        self.check_rules(&group, direction, &rules)?;
        let added: Vec<_> = rules
            .into_iter()
            .map(|RuleSpecification { traffic, peer, description }| {
                let rule = SecurityGroupRule { direction, traffic, peer, description, tags: tags.clone() };
                (SecurityGroupRuleId::from_entropy(entropy()), rule)
            })
            .collect();
        group.rules.extend(added.iter().cloned());
        let count = group.rules.values().filter(|rule| rule.direction == direction).count();
        if count > self.limits().rules_per_security_group as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::RulesPerSecurityGroup });
        }
        self.tx.put(&group)?;
        Ok(added)
    }

    /// Takes rules from a group: all of them, or none if one is not there.
    ///
    /// In a default VPC what no rule matches is no error but reported, as AWS documents for
    /// `RevokeSecurityGroupIngress`.
    pub fn revoke(
        &mut self,
        id: &SecurityGroupId,
        direction: Direction,
        selection: RuleSelection,
    ) -> Result<RevokedRules, NetworkError> {
        let mut group: SecurityGroup = self.find(id)?;
        let mut revoked = RevokedRules::default();
        match selection {
            RuleSelection::Ids(ids) => {
                for rule_id in ids {
                    let rule = group.rules.get(&rule_id).filter(|rule| rule.direction == direction).cloned();
                    let Some(rule) = rule else {
                        return Err(NetworkError::NotFound { kind: Kind::SecurityGroupRule, id: rule_id.to_string() });
                    };
                    group.rules.remove(&rule_id);
                    revoked.removed.push((rule_id, rule));
                }
            }
            RuleSelection::Matching(wanted) => {
                for (traffic, peer) in wanted {
                    match position(&group, direction, traffic, &peer) {
                        Some(rule_id) => revoked.removed.extend(group.rules.remove_entry(&rule_id)),
                        None => revoked.unknown.push((traffic, peer)),
                    }
                }
            }
        }
        if !revoked.unknown.is_empty() && !self.find::<Vpc>(&group.vpc)?.is_default {
            return Err(NetworkError::NoSuchRule);
        }
        self.tx.put(&group)?;
        Ok(revoked)
    }

    /// The group of a name in a VPC, in upper or lower case: names differ by more than that.
    pub fn group_named(&mut self, vpc: &VpcId, name: &str) -> Result<SecurityGroup, NetworkError> {
        // A hint: the group that is found is read anew, so that only its own changes disturb.
        let groups = self.tx.list_unguarded(&SecurityGroup::in_scope(self.scope))?;
        match groups.into_iter().find(|group| &group.vpc == vpc && group.name.eq_ignore_ascii_case(name)) {
            Some(group) => self.find(&group.id),
            None => Err(NetworkError::NoGroupOfName { name: name.to_owned(), vpc: vpc.clone() }),
        }
    }

    /// The group that was made with a VPC.
    pub fn default_group(&mut self, vpc: &VpcId) -> Result<SecurityGroup, NetworkError> {
        self.group_named(vpc, DEFAULT_GROUP)
    }

    fn check_rules(
        &mut self,
        group: &SecurityGroup,
        direction: Direction,
        rules: &[RuleSpecification],
    ) -> Result<(), NetworkError> {
        let mut seen = BTreeSet::new();
        for RuleSpecification { traffic, peer, description } in rules {
            if let Some(description) = description {
                check_description("Description", description)?;
            }
            if let Peer::Group(other) = peer {
                let other: SecurityGroup = self.find(other)?;
                if other.vpc != group.vpc {
                    return Err(NetworkError::GroupOfOtherNetwork);
                }
            }
            if !seen.insert((*traffic, peer.clone())) {
                return Err(NetworkError::invalid("The same permission must not appear multiple times"));
            }
            if position(group, direction, *traffic, peer).is_some() {
                return Err(NetworkError::DuplicateRule { rule: rule_text(*traffic, peer) });
            }
        }
        Ok(())
    }
}

fn position(group: &SecurityGroup, direction: Direction, traffic: Traffic, peer: &Peer) -> Option<SecurityGroupRuleId> {
    let is_it = |rule: &SecurityGroupRule| rule.direction == direction && rule.traffic == traffic && &rule.peer == peer;
    group.rules.iter().find(|(_, rule)| is_it(rule)).map(|(id, _)| id.clone())
}

/// A rule as AWS's message about a duplicate shows it.
fn rule_text(traffic: Traffic, peer: &Peer) -> String {
    let peer = match peer {
        Peer::Cidr(cidr) => cidr.to_string(),
        Peer::Group(id) => id.to_string(),
        Peer::PrefixList(id) => id.to_string(),
    };
    let icmp = |name: &str, filter| match filter {
        IcmpFilter::Any => format!("{name}, type: All, code: All"),
        IcmpFilter::Type(kind) => format!("{name}, type: {kind}, code: All"),
        IcmpFilter::TypeCode(kind, code) => format!("{name}, type: {kind}, code: {code}"),
    };
    let traffic = match traffic {
        Traffic::All => "ALL".to_owned(),
        Traffic::Tcp(ports) => format!("TCP, from port: {}, to port: {}", ports.from, ports.to),
        Traffic::Udp(ports) => format!("UDP, from port: {}, to port: {}", ports.from, ports.to),
        Traffic::Icmp(filter) => icmp("ICMP", filter),
        Traffic::Icmpv6(filter) => icmp("ICMPv6", filter),
        Traffic::Other(protocol) => format!("protocol: {protocol}"),
    };
    format!("peer: {peer}, {traffic}, ALLOW")
}

/// What AWS documents for group names and descriptions: letters, digits, spaces and these.
fn is_text_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == ' ' || "._-:/()#,@[]+=&;{}!$*".contains(c)
}

fn check_name(name: &str) -> Result<(), NetworkError> {
    if name.trim().is_empty() || name.chars().count() > MAX_TEXT_CHARS || !name.chars().all(is_text_char) {
        return Err(NetworkError::invalid(format!(
            "Value ({name}) for parameter GroupName is invalid. Up to {MAX_TEXT_CHARS} characters: a-z, A-Z, 0-9, \
             spaces, and ._-:/()#,@[]+=&;{{}}!$*"
        )));
    }
    if name.starts_with("sg-") {
        return Err(NetworkError::invalid(format!(
            "Value ({name}) for parameter GroupName is invalid. Group names may not be in the format sg-*."
        )));
    }
    if name.eq_ignore_ascii_case(DEFAULT_GROUP) {
        return Err(NetworkError::invalid(format!("Cannot use reserved security group name: {name}")));
    }
    Ok(())
}

fn check_description(parameter: &str, text: &str) -> Result<(), NetworkError> {
    if text.chars().count() > MAX_TEXT_CHARS || !text.chars().all(is_text_char) {
        return Err(NetworkError::invalid(format!(
            "Value ({text}) for parameter {parameter} is invalid. Up to {MAX_TEXT_CHARS} characters: a-z, A-Z, 0-9, \
             spaces, and ._-:/()#,@[]+=&;{{}}!$*"
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use minato_vpc::resources::PortRange;

    use super::*;

    #[test]
    fn a_rule_reads_as_in_the_message_about_a_duplicate() {
        let peer = Peer::Cidr("10.0.0.0/16".parse().unwrap());
        let tcp = Traffic::Tcp(PortRange { from: 80, to: 81 });
        assert_eq!(rule_text(tcp, &peer), "peer: 10.0.0.0/16, TCP, from port: 80, to port: 81, ALLOW");
        assert_eq!(rule_text(Traffic::All, &peer), "peer: 10.0.0.0/16, ALL, ALLOW");
    }

    #[test]
    fn names_are_those_that_aws_takes() {
        for good in ["web", "my group (a/b) #1", "launch-wizard-1"] {
            assert!(check_name(good).is_ok(), "{good}");
        }
        for bad in ["", " ", "default", "sg-web", "über", "a\nb", &"x".repeat(256)] {
            assert!(check_name(bad).is_err(), "{bad}");
        }
    }
}
