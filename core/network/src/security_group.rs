//! Security groups.

use ipnet::IpNet;
use minato_document::Document;
use minato_vpc::{
    Resource,
    ids::{SecurityGroupId, VpcId},
    resources::{Direction, NetworkInterface, Peer, SecurityGroup, Tags, Traffic, Vpc},
};

use crate::{
    error::NetworkError,
    limits::Quota,
    security_group_rule::new_rule,
    subnet::{ANYWHERE, ANYWHERE_IPV6},
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

impl NetworkTransaction<'_, '_> {
    /// Makes a security group that allows everything out and nothing in.
    pub fn create_security_group(&mut self, input: CreateSecurityGroup) -> Result<SecurityGroup, NetworkError> {
        check_tags(&input.tags, self.limits())?;
        // AWS takes spaces at the end away.
        let name = input.name.trim_end_matches(' ').to_owned();
        check_name(&name)?;
        check_description("GroupDescription", &input.description)?;
        let vpc: Vpc = self.find(&input.vpc)?;
        let groups: Vec<SecurityGroup> = self.list()?;
        if groups.iter().any(|group| group.vpc == input.vpc && group.name.eq_ignore_ascii_case(&name)) {
            return Err(NetworkError::DuplicateGroup { name, vpc: input.vpc });
        }
        if groups.len() >= self.limits().security_groups as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::SecurityGroups });
        }
        let has_ipv6 = !vpc.ipv6_blocks.is_empty();
        let everywhere = [IpNet::V4(ANYWHERE)].into_iter().chain(has_ipv6.then_some(IpNet::V6(ANYWHERE_IPV6)));
        let everything_out = everywhere.map(|range| new_rule(Direction::Egress, Traffic::All, Peer::Cidr(range)));
        let group = SecurityGroup {
            id: SecurityGroupId::from_entropy(entropy()),
            scope: self.scope.clone(),
            vpc: input.vpc,
            name,
            description: input.description,
            rules: everything_out.collect(),
            tags: input.tags,
        };
        self.tx.put(&group)?;
        Ok(group)
    }

    /// Deletes a group that no ENI has and no rule of another group of its VPC names. Rules across a peering connection that
    /// name it become stale.
    pub fn delete_security_group(&mut self, id: &SecurityGroupId) -> Result<(), NetworkError> {
        let group: SecurityGroup = self.find(id)?;
        if group.name == DEFAULT_GROUP {
            return Err(NetworkError::DefaultGroup { id: group.id, name: group.name });
        }
        let is_named = |other: &SecurityGroup| {
            let names = || other.rules.values().any(|rule| rule.peer == Peer::Group(id.clone()));
            &other.id != id && other.vpc == group.vpc && names()
        };
        if self.list::<NetworkInterface>()?.iter().any(|interface| interface.groups.contains(id))
            || self.list::<SecurityGroup>()?.iter().any(is_named)
        {
            return Err(NetworkError::GroupInUse { id: id.clone() });
        }
        self.forget_references(id, None)?;
        self.tx.delete(&group.key());
        Ok(())
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

pub(crate) fn check_description(parameter: &str, text: &str) -> Result<(), NetworkError> {
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
    use super::*;

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
