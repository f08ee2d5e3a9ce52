//! Sets of DHCP options: checked when they are made, for they are never changed.

use std::{collections::BTreeMap, net::IpAddr};

use minato_document::Document;
use minato_vpc::{
    Resource,
    ids::{DhcpOptionsId, VpcId},
    resources::{DhcpOptions, Tags, Vpc},
};

use crate::{
    error::NetworkError,
    kind::Kind,
    limits::Quota,
    tags::check_tags,
    transaction::{NetworkTransaction, entropy},
};

/// How many servers an option may name.
const MAX_SERVERS: usize = 4;

/// How long a domain name may be.
const MAX_DOMAIN_CHARS: usize = 253;

/// What stands for the resolver of the VPC.
const PROVIDED_DNS: &str = "AmazonProvidedDNS";

impl NetworkTransaction<'_, '_> {
    /// Makes a set of options: names and their values.
    pub fn create_dhcp_options(
        &mut self,
        options: BTreeMap<String, Vec<String>>,
        tags: Tags,
    ) -> Result<DhcpOptions, NetworkError> {
        check_tags(&tags, self.limits())?;
        for (name, values) in &options {
            check_option(name, values)?;
        }
        if self.count(&DhcpOptions::in_scope(self.scope))? >= self.limits().dhcp_options as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::DhcpOptions });
        }
        let id = DhcpOptionsId::from_entropy(entropy());
        let made = DhcpOptions { id, scope: self.scope.clone(), options, tags };
        self.tx.put(&made)?;
        Ok(made)
    }

    /// Deletes a set that no VPC has.
    pub fn delete_dhcp_options(&mut self, id: &DhcpOptionsId) -> Result<(), NetworkError> {
        let options: DhcpOptions = self.find(id)?;
        if self.list::<Vpc>()?.iter().any(|vpc| vpc.dhcp_options.as_ref() == Some(id)) {
            return Err(NetworkError::Dependency { kind: Kind::DhcpOptions, id: id.to_string() });
        }
        self.tx.delete(&options.key());
        Ok(())
    }

    /// Gives a VPC a set, or none.
    pub fn associate_dhcp_options(&mut self, vpc: &VpcId, options: Option<&DhcpOptionsId>) -> Result<(), NetworkError> {
        let options = options.map(|id| self.find::<DhcpOptions>(id)).transpose()?;
        let mut vpc: Vpc = self.find(vpc)?;
        vpc.dhcp_options = options.map(|options| options.id);
        Ok(self.tx.put(&vpc)?)
    }
}

/// Whether AWS would take an option. What stands in it becomes a line of a file that containers read.
fn check_option(name: &str, values: &[String]) -> Result<(), NetworkError> {
    let is_good = match name {
        "domain-name-servers" => {
            is_list(values) && (values == [PROVIDED_DNS] || values.iter().all(|value| is_address(value)))
        }
        "ntp-servers" => is_list(values) && values.iter().all(|value| is_address(value)),
        "netbios-name-servers" => {
            is_list(values) && values.iter().all(|value| value.parse::<std::net::Ipv4Addr>().is_ok())
        }
        "domain-name" => matches!(values, [domain] if is_domain(domain)),
        "netbios-node-type" => matches!(values, [kind] if matches!(kind.as_str(), "1" | "2" | "4" | "8")),
        "ipv6-address-preferred-lease-time" => {
            matches!(values, [time] if time.parse::<u32>().is_ok_and(|time| (140..=2_147_483_647).contains(&time)))
        }
        _ => {
            return Err(NetworkError::invalid(format!(
                "Value ({name}) for parameter name is invalid. Unknown DHCP option"
            )));
        }
    };
    if is_good {
        return Ok(());
    }
    Err(NetworkError::invalid(format!(
        "Value ({}) for parameter {name} is invalid. Invalid DHCP option value",
        values.join(", ")
    )))
}

fn is_list(values: &[String]) -> bool {
    (1..=MAX_SERVERS).contains(&values.len())
}

fn is_address(value: &str) -> bool {
    value.parse::<IpAddr>().is_ok()
}

/// One or more domains, with spaces in between, as some systems take them.
fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let is_name = |name: &str| name.trim_end_matches('.').split('.').all(is_label);
    (1..=MAX_DOMAIN_CHARS).contains(&text.len()) && text.split(' ').all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_checked() {
        let check = |name: &str, values: &[&str]| {
            check_option(name, &values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>()).is_ok()
        };
        for (name, values, expected) in [
            ("domain-name-servers", &["AmazonProvidedDNS"][..], true),
            ("domain-name-servers", &["10.0.0.2", "2001:db8::53"], true),
            ("domain-name-servers", &["10.0.0.2", "AmazonProvidedDNS"], false),
            ("domain-name-servers", &["10.0.0.2\nnameserver 1.1.1.1"], false),
            ("domain-name-servers", &["1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4", "1.1.1.5"], false),
            ("domain-name-servers", &[], false),
            ("domain-name", &["example.com"], true),
            ("domain-name", &["example.com example.org"], true),
            ("domain-name", &["example.com\nnameserver 1.1.1.1"], false),
            ("domain-name", &["a..b"], false),
            ("domain-name", &["a", "b"], false),
            ("domain-name", &[""], false),
            ("ntp-servers", &["169.254.169.123"], true),
            ("ntp-servers", &["time.example.com"], false),
            ("netbios-name-servers", &["10.0.0.3"], true),
            ("netbios-name-servers", &["2001:db8::1"], false),
            ("netbios-node-type", &["2"], true),
            ("netbios-node-type", &["3"], false),
            ("ipv6-address-preferred-lease-time", &["140"], true),
            ("ipv6-address-preferred-lease-time", &["139"], false),
            ("domain-ship", &["maru"], false),
        ] {
            assert_eq!(check(name, values), expected, "{name} {values:?}");
        }
    }
}
