//! What each of EC2's instance types may have.

use std::{collections::BTreeMap, sync::LazyLock};

const TABLE: &str = include_str!("instance_types.tsv");

static TYPES: LazyLock<BTreeMap<&'static str, InstanceType>> = LazyLock::new(|| {
    let types = TABLE.lines().filter(|line| !line.starts_with('#')).map(|line| {
        // The tests read every line.
        InstanceType::parse(line).expect("every line of the table is one of a type")
    });
    types.map(|found| (found.name, found)).collect()
});

/// A type of instances, as far as the network goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InstanceType {
    /// Its name, such as `m5.large`.
    pub name: &'static str,
    /// How many ENIs an instance may have on its first network card.
    pub interfaces: u32,
    /// How many private IPv4 addresses each of them may have, the primary one and prefixes included; and as many IPv6 ones.
    pub addresses: u32,
    /// How many network cards it has.
    pub cards: u32,
    /// `nitro` or `xen`; `None` for bare metal.
    pub hypervisor: Option<&'static str>,
    /// Whether it is bare metal.
    pub is_bare_metal: bool,
}

impl InstanceType {
    /// The type of that name, if EC2 has it.
    pub fn named(name: &str) -> Option<Self> {
        TYPES.get(name).copied()
    }

    /// All of them, by name.
    pub fn all() -> impl Iterator<Item = Self> {
        TYPES.values().copied()
    }

    fn parse(line: &'static str) -> Option<Self> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        let (name, interfaces, addresses, cards) = (next()?, next()?, next()?, next()?);
        Some(Self {
            name,
            interfaces: interfaces.parse().ok()?,
            addresses: addresses.parse().ok()?,
            cards: cards.parse().ok()?,
            hypervisor: next().filter(|hypervisor| *hypervisor != "-"),
            is_bare_metal: next()? == "metal",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_type_with_room_for_a_network() {
        assert_eq!(InstanceType::all().count(), TABLE.lines().filter(|line| !line.starts_with('#')).count());
        for found in InstanceType::all() {
            assert!(found.interfaces >= 1 && found.addresses >= 1 && found.cards >= 1, "{found:?}");
        }
    }

    #[test]
    fn limits_are_those_of_ec2() {
        let limits = |name| InstanceType::named(name).map(|found| (found.interfaces, found.addresses));
        assert_eq!(limits("m5.large"), Some((3, 10)));
        assert_eq!(limits("c5.18xlarge"), Some((15, 50)));
        assert_eq!(limits("t3.nano"), Some((2, 2)));
        assert_eq!(limits("ship.large"), None);
    }
}
