//! The regions that AWS enables by default, and their zones.
//!
//! Source: "Regions and Zones" in the AWS documentation. Which zone id a zone's name stands for differs between AWS
//! accounts; here the names go along with the ids.

/// A region and its zones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Its name, such as `us-east-1`.
    pub name: &'static str,
    /// What its zones' ids begin with, such as `use1`.
    code: &'static str,
    /// The letter and the number of each zone.
    zones: &'static [(char, u8)],
    /// Its place, as a person says it.
    pub long_name: &'static str,
}

/// An availability zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// Its name, such as `us-east-1a`.
    pub name: String,
    /// Its id, such as `use1-az1`.
    pub id: String,
}

const THREE: &[(char, u8)] = &[('a', 1), ('b', 2), ('c', 3)];
const FOUR: &[(char, u8)] = &[('a', 1), ('b', 2), ('c', 3), ('d', 4)];

const fn region(
    name: &'static str,
    code: &'static str,
    long_name: &'static str,
    zones: &'static [(char, u8)],
) -> Region {
    Region { name, code, zones, long_name }
}

/// The enabled regions, by name.
pub const REGIONS: &[Region] = &[
    region("ap-northeast-1", "apne1", "Asia Pacific (Tokyo)", &[('a', 4), ('c', 1), ('d', 2)]),
    region("ap-northeast-2", "apne2", "Asia Pacific (Seoul)", FOUR),
    region("ap-northeast-3", "apne3", "Asia Pacific (Osaka)", THREE),
    region("ap-south-1", "aps1", "Asia Pacific (Mumbai)", THREE),
    region("ap-southeast-1", "apse1", "Asia Pacific (Singapore)", THREE),
    region("ap-southeast-2", "apse2", "Asia Pacific (Sydney)", THREE),
    region("ca-central-1", "cac1", "Canada (Central)", &[('a', 1), ('b', 2), ('d', 4)]),
    region("eu-central-1", "euc1", "Europe (Frankfurt)", THREE),
    region("eu-north-1", "eun1", "Europe (Stockholm)", THREE),
    region("eu-west-1", "euw1", "Europe (Ireland)", THREE),
    region("eu-west-2", "euw2", "Europe (London)", THREE),
    region("eu-west-3", "euw3", "Europe (Paris)", THREE),
    region("sa-east-1", "sae1", "South America (Sao Paulo)", THREE),
    region("us-east-1", "use1", "US East (N. Virginia)", &[('a', 1), ('b', 2), ('c', 3), ('d', 4), ('e', 5), ('f', 6)]),
    region("us-east-2", "use2", "US East (Ohio)", THREE),
    // An account sees two of its three zones.
    region("us-west-1", "usw1", "US West (N. California)", &[('a', 3), ('c', 1)]),
    region("us-west-2", "usw2", "US West (Oregon)", FOUR),
];

impl Region {
    /// The enabled region of that name.
    pub fn named(name: &str) -> Option<&'static Region> {
        REGIONS.iter().find(|region| region.name == name)
    }

    /// Its zones, by name.
    pub fn zones(&self) -> impl Iterator<Item = Zone> + '_ {
        self.zones.iter().map(|(letter, number)| Zone {
            name: format!("{}{letter}", self.name),
            id: format!("{}-az{number}", self.code),
        })
    }

    /// Its EC2 endpoint in AWS.
    pub fn endpoint(&self) -> String {
        format!("ec2.{}.amazonaws.com", self.name)
    }
}

/// The enabled regions' names, for a message.
pub(crate) fn region_names() -> String {
    REGIONS.iter().map(|region| region.name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_region_has_zones_of_its_own() {
        let zones: Vec<Zone> = REGIONS.iter().flat_map(Region::zones).collect();
        assert_eq!(zones.iter().map(|zone| &zone.id).collect::<BTreeSet<_>>().len(), zones.len());
        assert!(REGIONS.iter().all(|region| region.zones().count() >= 2));
        assert!(REGIONS.windows(2).all(|pair| pair[0].name < pair[1].name));
    }

    #[test]
    fn a_zone_has_its_name_and_id() {
        let zone = Region::named("us-east-1").unwrap().zones().next().unwrap();
        assert_eq!((zone.name.as_str(), zone.id.as_str()), ("us-east-1a", "use1-az1"));
        assert_eq!(Region::named("mars-1"), None);
    }
}
