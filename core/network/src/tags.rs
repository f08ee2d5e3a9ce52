//! Tags on resources of every kind.

use minato_vpc::{
    ids::SecurityGroupRuleId,
    resources::{
        DhcpOptions, EgressOnlyInternetGateway, Instance, InternetGateway, ManagedPrefixList, NatGateway, NetworkAcl,
        NetworkInsightsAnalysis, NetworkInsightsPath, NetworkInterface, PublicAddress, RouteTable, SecurityGroup,
        Subnet, SubnetCidrReservation, Tags, Vpc, VpcEndpoint, VpnGateway,
    },
};

use crate::{
    error::NetworkError,
    kind::{Kind, KnownKind},
    limits::{Limits, Quota},
    transaction::NetworkTransaction,
};

const MAX_KEY_CHARS: usize = 128;
const MAX_VALUE_CHARS: usize = 256;

/// A tag to take away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagRemoval {
    /// The key.
    pub key: String,
    /// If given, the tag goes only if it has this value.
    pub value: Option<String>,
}

/// Whether a key is one of AWS's own, which no caller gives or takes away.
fn is_reserved(key: &str) -> bool {
    key.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("aws:"))
}

fn check_not_reserved(key: &str) -> Result<(), NetworkError> {
    if is_reserved(key) {
        return Err(NetworkError::invalid("Tag keys starting with 'aws:' are reserved for internal use"));
    }
    Ok(())
}

/// Whether a caller may give a resource these tags.
pub(crate) fn check_tags(tags: &Tags, limits: &Limits) -> Result<(), NetworkError> {
    for (key, value) in tags {
        if key.is_empty() {
            return Err(NetworkError::invalid("Tag key cannot be empty"));
        }
        check_not_reserved(key)?;
        if key.chars().count() > MAX_KEY_CHARS {
            return Err(NetworkError::invalid(format!(
                "Tag key exceeds the maximum length of {MAX_KEY_CHARS} characters"
            )));
        }
        if value.chars().count() > MAX_VALUE_CHARS {
            return Err(NetworkError::invalid(format!(
                "Tag value exceeds the maximum length of {MAX_VALUE_CHARS} characters"
            )));
        }
    }
    check_count(tags, limits)
}

/// Whether a resource may have that many tags. AWS's own do not count.
pub(crate) fn check_count(tags: &Tags, limits: &Limits) -> Result<(), NetworkError> {
    if tags.keys().filter(|key| !is_reserved(key)).count() > limits.tags_per_resource as usize {
        return Err(NetworkError::LimitExceeded { quota: Quota::Tags });
    }
    Ok(())
}

fn remove(tags: &mut Tags, removals: Option<&[TagRemoval]>) {
    match removals {
        None => tags.retain(|key, _| is_reserved(key)),
        Some(removals) => {
            for TagRemoval { key, value } in removals {
                if value.is_none() || value.as_ref() == tags.get(key) {
                    tags.remove(key);
                }
            }
        }
    }
}

impl NetworkTransaction<'_, '_> {
    /// Adds tags to resources, or gives those that they have new values.
    pub fn create_tags(&mut self, ids: &[String], tags: &Tags) -> Result<(), NetworkError> {
        check_tags(tags, self.limits())?;
        for id in ids {
            self.change_tags(id, &mut |own| own.extend(tags.clone()))?;
        }
        Ok(())
    }

    /// Takes tags from resources; all but AWS's own if `removals` is `None`. One that is not there is no error.
    pub fn delete_tags(&mut self, ids: &[String], removals: Option<&[TagRemoval]>) -> Result<(), NetworkError> {
        for removal in removals.unwrap_or_default() {
            check_not_reserved(&removal.key)?;
        }
        for id in ids {
            self.change_tags(id, &mut |own| remove(own, removals))?;
        }
        Ok(())
    }

    fn change_tags(&mut self, id: &str, change: &mut dyn FnMut(&mut Tags)) -> Result<(), NetworkError> {
        match Kind::of_id(id) {
            Some(Kind::Vpc) => self.change_tags_of::<Vpc>(id, change),
            Some(Kind::Subnet) => self.change_tags_of::<Subnet>(id, change),
            Some(Kind::SecurityGroup) => self.change_tags_of::<SecurityGroup>(id, change),
            Some(Kind::SecurityGroupRule) => self.change_tags_of_rule(id, change),
            Some(Kind::NetworkInterface) => self.change_tags_of::<NetworkInterface>(id, change),
            Some(Kind::Instance) => self.change_tags_of::<Instance>(id, change),
            Some(Kind::InternetGateway) => self.change_tags_of::<InternetGateway>(id, change),
            Some(Kind::EgressOnlyInternetGateway) => self.change_tags_of::<EgressOnlyInternetGateway>(id, change),
            Some(Kind::VpnGateway) => self.change_tags_of::<VpnGateway>(id, change),
            Some(Kind::NatGateway) => self.change_tags_of::<NatGateway>(id, change),
            Some(Kind::VpcPeeringConnection) => {
                let kind = Kind::VpcPeeringConnection;
                let malformed = |_| NetworkError::MalformedId { kind, id: id.to_owned() };
                self.change_tags_of_peering(&id.parse().map_err(malformed)?, change)
            }
            Some(Kind::VpcEndpoint) => self.change_tags_of::<VpcEndpoint>(id, change),
            Some(Kind::RouteTable) => self.change_tags_of::<RouteTable>(id, change),
            Some(Kind::NetworkAcl) => self.change_tags_of::<NetworkAcl>(id, change),
            Some(Kind::DhcpOptions) => self.change_tags_of::<DhcpOptions>(id, change),
            Some(Kind::ManagedPrefixList) => self.change_tags_of::<ManagedPrefixList>(id, change),
            Some(Kind::SubnetCidrReservation) => self.change_tags_of::<SubnetCidrReservation>(id, change),
            Some(Kind::ElasticAddress) => self.change_tags_of::<PublicAddress>(id, change),
            Some(Kind::NetworkInsightsPath) => self.change_tags_of::<NetworkInsightsPath>(id, change),
            Some(Kind::NetworkInsightsAnalysis) => self.change_tags_of::<NetworkInsightsAnalysis>(id, change),
            Some(
                Kind::RouteTableAssociation
                | Kind::NetworkAclAssociation
                | Kind::VpcCidrAssociation
                | Kind::SubnetCidrAssociation
                | Kind::AddressAssociation
                | Kind::Attachment
                | Kind::VpcEndpointService,
            )
            | None => Err(NetworkError::UntaggableId { id: id.to_owned() }),
        }
    }

    fn change_tags_of<T: KnownKind>(
        &mut self,
        id: &str,
        change: &mut dyn FnMut(&mut Tags),
    ) -> Result<(), NetworkError> {
        let malformed = |_| NetworkError::MalformedId { kind: T::KIND_OF_RESOURCE, id: id.to_owned() };
        let mut resource: T = self.find(&id.parse().map_err(malformed)?)?;
        change(resource.tags_mut());
        check_count(resource.tags(), self.limits())?;
        Ok(self.tx.put(&resource)?)
    }

    fn change_tags_of_rule(&mut self, id: &str, change: &mut dyn FnMut(&mut Tags)) -> Result<(), NetworkError> {
        let kind = Kind::SecurityGroupRule;
        let rule: SecurityGroupRuleId =
            id.parse().map_err(|_| NetworkError::MalformedId { kind, id: id.to_owned() })?;
        let groups: Vec<SecurityGroup> = self.list()?;
        let Some(mut group) = groups.into_iter().find(|group| group.rules.contains_key(&rule)) else {
            return Err(NetworkError::NotFound { kind, id: id.to_owned() });
        };
        if let Some(rule) = group.rules.get_mut(&rule) {
            change(&mut rule.tags);
            check_count(&rule.tags, self.limits())?;
        }
        Ok(self.tx.put(&group)?)
    }
}
