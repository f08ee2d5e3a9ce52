//! Security groups as policies, classes and rules.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    rc::Rc,
};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use super::{
    ClassId, PolicyId, TrafficPrefix,
    hash::{Kind, id_of},
    prefixes,
    tables::Family,
};
use crate::{
    Network,
    ids::SecurityGroupId,
    resources::{Direction, Peer, PortRange, Traffic},
};

/// The class of an exact set of security groups.
pub(crate) fn class_of(groups: &BTreeSet<SecurityGroupId>) -> ClassId {
    ClassId(id_of(Kind::GroupSet, groups))
}

/// One direction's rules of a set of security groups, in one version of IP.
#[derive(Debug, Clone, Default, Hash)]
pub(super) struct Policy {
    groups: BTreeMap<SecurityGroupId, BTreeSet<Traffic>>,
    ranges: BTreeMap<IpNet, BTreeSet<Traffic>>,
}

/// What a policy says of addresses that are in its ranges.
pub(super) struct Ranges {
    /// The class of each range's addresses, but of those in a range within it.
    pub(super) ranges: Vec<(IpNet, ClassId)>,
    /// What is allowed with each class.
    pub(super) allowed: BTreeMap<ClassId, Vec<TrafficPrefix>>,
}

impl Policy {
    pub(super) fn of(
        network: &Network,
        groups: &BTreeSet<SecurityGroupId>,
        direction: Direction,
        family: Family,
    ) -> Self {
        let mut policy = Self::default();
        let groups = groups.iter().filter_map(|id| network.groups.get(id));
        for rule in groups.flat_map(|group| group.rules.values()).filter(|rule| rule.direction == direction) {
            if let Peer::Group(group) = &rule.peer {
                policy.groups.entry(group.clone()).or_default().insert(rule.traffic);
            }
            for range in network.ranges_of(&rule.peer).into_iter().filter(|range| family.has(*range)) {
                policy.ranges.entry(range).or_default().insert(rule.traffic);
            }
        }
        policy
    }

    pub(super) fn id(&self) -> PolicyId {
        let anyone = self.anyone();
        let is_open = |whole: [Traffic; 3]| anyone.is_some_and(|traffic| whole.iter().any(|it| traffic.contains(it)));
        let kinds = [
            (PolicyId::GROUPS, !self.groups.is_empty()),
            (PolicyId::RANGES, !self.ranges.is_empty()),
            (PolicyId::ANYONE, anyone.is_some()),
            (PolicyId::OPEN_TCP, is_open([Traffic::All, Traffic::Tcp(PortRange::ALL), Traffic::Other(prefixes::TCP)])),
            (PolicyId::OPEN_UDP, is_open([Traffic::All, Traffic::Udp(PortRange::ALL), Traffic::Other(prefixes::UDP)])),
        ];
        let hash = id_of(Kind::Policy, self) & !PolicyId::KINDS;
        PolicyId(kinds.into_iter().filter(|(_, is_so)| *is_so).fold(hash, |id, (kind, _)| id | kind))
    }

    /// What rules allow with everybody.
    fn anyone(&self) -> Option<&BTreeSet<Traffic>> {
        let everybody = [Ipv4Net::default().into(), Ipv6Net::default().into()];
        everybody.iter().find_map(|range: &IpNet| self.ranges.get(range))
    }

    /// The same as prefixes.
    pub(super) fn traffic_with_anyone(&self) -> Vec<TrafficPrefix> {
        self.anyone().map(prefixes::of_traffic).unwrap_or_default()
    }

    /// What is allowed with peers that have exactly the groups `set`; `None` when no rule speaks of any of them.
    pub(super) fn traffic_with(&self, set: &BTreeSet<SecurityGroupId>) -> Option<(ClassId, Vec<TrafficPrefix>)> {
        let traffic: BTreeSet<&Traffic> = set.iter().filter_map(|group| self.groups.get(group)).flatten().collect();
        if traffic.is_empty() { None } else { Some((class_of(set), prefixes::of_traffic(traffic))) }
    }

    /// The ranges with the classes of their addresses, and what is allowed with each class: by the range's own rules and by
    /// those of every range around it.
    pub(super) fn ranges(&self) -> Ranges {
        let mut ranges = Vec::with_capacity(self.ranges.len());
        // A prefix list's ranges mostly allow the same.
        let mut classes: HashMap<Rc<BTreeSet<Traffic>>, ClassId> = HashMap::new();
        // In this order a range comes after those around it, which are on the stack.
        let mut around: Vec<(IpNet, Rc<BTreeSet<Traffic>>)> = Vec::new();
        for (range, own) in &self.ranges {
            while around.last().is_some_and(|(outer, _)| !outer.contains(range)) {
                around.pop();
            }
            let mut traffic = own.clone();
            if let Some((_, outer)) = around.last() {
                traffic.extend(outer.iter());
            }
            let traffic = Rc::new(traffic);
            let class = *classes.entry(Rc::clone(&traffic)).or_insert_with(|| ClassId(id_of(Kind::Range, &*traffic)));
            ranges.push((*range, class));
            around.push((*range, traffic));
        }
        let allowed = classes.into_iter().map(|(traffic, class)| (class, prefixes::of_traffic(&*traffic)));
        Ranges { ranges, allowed: allowed.collect() }
    }
}
