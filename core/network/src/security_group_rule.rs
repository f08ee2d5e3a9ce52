//! The rules of security groups: each allows one kind of traffic with one peer.

use std::{collections::BTreeSet, mem::discriminant};

use minato_vpc::{
    ids::{SecurityGroupId, SecurityGroupRuleId},
    resources::{AddressFamily, Direction, IcmpFilter, Peer, SecurityGroup, SecurityGroupRule, Tags, Traffic, Vpc},
};

use crate::{
    error::{NetworkError, RuleError},
    kind::Kind,
    limits::Quota,
    prefix_list::Weight,
    security_group::check_description,
    tags::check_tags,
    transaction::{NetworkTransaction, entropy},
};

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

/// Which rules get which descriptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleDescriptions {
    /// Those of these ids.
    Ids(Vec<(SecurityGroupRuleId, Option<String>)>),
    /// Those for exactly this traffic and peer.
    Matching(Vec<RuleSpecification>),
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
        self.check_rule_count(&group)?;
        self.tx.put(&group)?;
        Ok(added)
    }

    /// Changes rules of a group, each as a whole: all of them, or none if one is wrong. They keep their ids and tags,
    /// and the kind of peer that they have.
    pub fn modify_rules(
        &mut self,
        id: &SecurityGroupId,
        changes: Vec<(SecurityGroupRuleId, RuleSpecification)>,
    ) -> Result<(), NetworkError> {
        check_once(changes.iter().map(|(rule_id, _)| rule_id))?;
        let mut group: SecurityGroup = self.find(id)?;
        // What is changed no longer stands in the way of what takes its place.
        let mut old = Vec::with_capacity(changes.len());
        for (rule_id, _) in &changes {
            old.push(take_rule(&mut group, rule_id)?);
        }
        for ((rule_id, change), old) in changes.into_iter().zip(old) {
            if kind_of_peer(&change.peer) != kind_of_peer(&old.peer) {
                return Err(RuleError::PeerOfOtherKind { id: rule_id }.into());
            }
            self.check_rules(&group, old.direction, std::slice::from_ref(&change))?;
            let RuleSpecification { traffic, peer, description } = change;
            group.rules.insert(rule_id, SecurityGroupRule { traffic, peer, description, ..old });
        }
        self.check_rule_count(&group)?;
        self.forget_references(id, Some(&group))?;
        Ok(self.tx.put(&group)?)
    }

    /// Gives rules of a group other descriptions, or none: all of them, or no one if one is not there.
    pub fn describe_rules(
        &mut self,
        id: &SecurityGroupId,
        direction: Direction,
        descriptions: RuleDescriptions,
    ) -> Result<(), NetworkError> {
        let mut group: SecurityGroup = self.find(id)?;
        let new: Vec<(SecurityGroupRuleId, Option<String>)> = match descriptions {
            RuleDescriptions::Ids(descriptions) => descriptions,
            RuleDescriptions::Matching(rules) => {
                let of = |rule: RuleSpecification| {
                    let found = position(&group, direction, rule.traffic, &rule.peer);
                    Ok((found.ok_or(RuleError::NoSuchRule)?, rule.description))
                };
                rules.into_iter().map(of).collect::<Result<_, NetworkError>>()?
            }
        };
        for (rule_id, description) in new {
            if let Some(description) = &description {
                check_description("Description", description)?;
            }
            match group.rules.get_mut(&rule_id).filter(|rule| rule.direction == direction) {
                Some(rule) => rule.description = description,
                None => return Err(no_rule(&rule_id)),
            }
        }
        Ok(self.tx.put(&group)?)
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
                check_once(&ids)?;
                for rule_id in ids {
                    let rule = take_rule(&mut group, &rule_id)?;
                    if rule.direction != direction {
                        return Err(no_rule(&rule_id));
                    }
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
            return Err(RuleError::NoSuchRule.into());
        }
        self.forget_references(id, Some(&group))?;
        self.tx.put(&group)?;
        Ok(revoked)
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
            self.check_peer(group, peer)?;
            if !seen.insert((*traffic, peer.clone())) {
                return Err(NetworkError::invalid("The same permission must not appear multiple times"));
            }
            if position(group, direction, *traffic, peer).is_some() {
                return Err(RuleError::DuplicateRule { rule: rule_text(*traffic, peer) }.into());
            }
        }
        Ok(())
    }

    fn check_peer(&mut self, group: &SecurityGroup, peer: &Peer) -> Result<(), NetworkError> {
        match peer {
            Peer::Cidr(_) => {}
            Peer::Group(other) => self.refer(group, other)?,
            Peer::PrefixList(list) => drop(self.find_prefix_list(list)?),
        }
        Ok(())
    }

    /// A group's rules count in each direction and for each family of addresses: one with a group for both, one with a
    /// prefix list as much as the list may have entries.
    ///
    /// Source: "Security groups" in "Amazon VPC quotas" of the Amazon VPC user guide.
    pub(crate) fn check_rule_count(&mut self, group: &SecurityGroup) -> Result<(), NetworkError> {
        for direction in [Direction::Ingress, Direction::Egress] {
            let mut weight = Weight::default();
            for rule in group.rules.values().filter(|rule| rule.direction == direction) {
                match &rule.peer {
                    Peer::Cidr(range) => weight.add(AddressFamily::of(range), 1),
                    Peer::Group(_) => weight.add_to_both(),
                    Peer::PrefixList(list) => match self.find_prefix_list(list)? {
                        list if list.is_of_aws() => weight.add_to_both(),
                        list => weight.add_list(&list),
                    },
                }
            }
            if weight.exceeds(self.limits().rules_per_security_group) {
                return Err(NetworkError::LimitExceeded { quota: Quota::RulesPerSecurityGroup });
            }
        }
        Ok(())
    }
}

/// How AWS refuses a rule that is named twice is not documented: this is what it says of permissions.
fn check_once<'a>(ids: impl IntoIterator<Item = &'a SecurityGroupRuleId>) -> Result<(), NetworkError> {
    let mut seen = BTreeSet::new();
    match ids.into_iter().find(|id| !seen.insert(*id)) {
        Some(twice) => {
            Err(NetworkError::invalid(format!("The same security group rule '{twice}' must not appear multiple times")))
        }
        None => Ok(()),
    }
}

fn no_rule(id: &SecurityGroupRuleId) -> NetworkError {
    NetworkError::NotFound { kind: Kind::SecurityGroupRule, id: id.to_string() }
}

fn take_rule(group: &mut SecurityGroup, id: &SecurityGroupRuleId) -> Result<SecurityGroupRule, NetworkError> {
    group.rules.remove(id).ok_or_else(|| no_rule(id))
}

/// What a peer is. Ranges of the two families are of two kinds.
fn kind_of_peer(peer: &Peer) -> (std::mem::Discriminant<Peer>, Option<AddressFamily>) {
    let family = match peer {
        Peer::Cidr(range) => Some(AddressFamily::of(range)),
        Peer::Group(_) | Peer::PrefixList(_) => None,
    };
    (discriminant(peer), family)
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
}
