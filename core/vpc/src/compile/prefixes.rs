//! Ranges of 16-bit values as the fewest prefixes.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    compile::TrafficPrefix,
    resources::{IcmpFilter, Traffic},
};

pub(super) const TCP: u8 = 6;
pub(super) const UDP: u8 = 17;
pub(super) const ICMP: u8 = 1;
pub(super) const ICMPV6: u8 = 58;

/// What a set of traffic allows, as prefixes that do not overlap.
pub(super) fn of_traffic<'a>(set: impl IntoIterator<Item = &'a Traffic>) -> Vec<TrafficPrefix> {
    let mut protocols: BTreeMap<u8, BTreeSet<(u16, u16)>> = BTreeMap::new();
    for traffic in set {
        let (protocol, range) = match *traffic {
            Traffic::All => return vec![TrafficPrefix::All],
            Traffic::Tcp(ports) => (TCP, (ports.from, ports.to)),
            Traffic::Udp(ports) => (UDP, (ports.from, ports.to)),
            Traffic::Icmp(filter) => (ICMP, icmp_range(filter)),
            Traffic::Other(protocol) => (protocol, (0, u16::MAX)),
            Traffic::Icmpv6(filter) => (ICMPV6, icmp_range(filter)),
        };
        protocols.entry(protocol).or_default().insert(range);
    }
    let mut prefixes = Vec::new();
    for (protocol, ranges) in protocols {
        for (from, to) in merge(ranges) {
            split(from, to, |value, bits| prefixes.push(TrafficPrefix::Protocol { protocol, value, bits }));
        }
    }
    prefixes
}

pub(super) fn icmp_range(filter: IcmpFilter) -> (u16, u16) {
    match filter {
        IcmpFilter::Any => (0, u16::MAX),
        IcmpFilter::Type(kind) => (u16::from_be_bytes([kind, 0]), u16::from_be_bytes([kind, u8::MAX])),
        IcmpFilter::TypeCode(kind, code) => (u16::from_be_bytes([kind, code]), u16::from_be_bytes([kind, code])),
    }
}

/// Joins ranges that overlap or touch. A range whose end lies before its start holds nothing.
fn merge(ranges: BTreeSet<(u16, u16)>) -> Vec<(u16, u16)> {
    let mut merged: Vec<(u16, u16)> = Vec::new();
    for (from, to) in ranges.into_iter().filter(|(from, to)| from <= to) {
        match merged.last_mut() {
            Some((_, end)) if u32::from(from) <= u32::from(*end) + 1 => *end = to.max(*end),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// Calls `each` with the (value, bits) of the fewest prefixes that make up `from..=to`.
fn split(from: u16, to: u16, mut each: impl FnMut(u16, u8)) {
    let (mut from, to) = (u32::from(from), u32::from(to));
    while from <= to {
        // The largest block that starts at `from` and does not pass `to`.
        let aligned = from.trailing_zeros().min(16);
        let fitting = (to - from + 1).ilog2();
        let size = aligned.min(fitting);
        each(u16::try_from(from).expect("from <= to < 2^16"), u8::try_from(16 - size).expect("size <= 16"));
        from += 1 << size;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resources::PortRange;

    fn covers(prefixes: &[TrafficPrefix], port: u16) -> usize {
        let matches = |prefix: &&TrafficPrefix| match **prefix {
            TrafficPrefix::All => true,
            TrafficPrefix::Protocol { value, bits, .. } => bits == 0 || value >> (16 - bits) == port >> (16 - bits),
        };
        prefixes.iter().filter(matches).count()
    }

    #[test]
    fn prefixes_cover_a_range_exactly_once() {
        for (from, to) in [(0, 65535), (80, 80), (1, 65534), (1000, 2000), (32768, 60999), (65535, 65535), (0, 0)] {
            let prefixes = of_traffic([&Traffic::Tcp(PortRange { from, to })]);
            assert!(prefixes.len() <= 30);
            for port in 0..=u16::MAX {
                assert_eq!(covers(&prefixes, port), usize::from((from..=to).contains(&port)), "{from}-{to}: {port}");
            }
        }
    }

    #[test]
    fn overlapping_ranges_become_one() {
        let tcp = |from, to| Traffic::Tcp(PortRange { from, to });
        let joined = of_traffic(&[tcp(0, 100), tcp(50, 200), tcp(201, 255)]);
        assert_eq!(joined, [TrafficPrefix::Protocol { protocol: TCP, value: 0, bits: 8 }]);
        assert_eq!(of_traffic(&[tcp(9, 8)]), []);
    }

    #[test]
    fn a_whole_protocol_and_all_swallow_the_rest() {
        let port = Traffic::Tcp(PortRange { from: 80, to: 80 });
        assert_eq!(
            of_traffic(&[port, Traffic::Other(6)]),
            [TrafficPrefix::Protocol { protocol: 6, value: 0, bits: 0 }]
        );
        assert_eq!(of_traffic(&[port, Traffic::All]), [TrafficPrefix::All]);
        assert_eq!(
            of_traffic(&[Traffic::Icmpv6(IcmpFilter::Any)]),
            [TrafficPrefix::Protocol { protocol: 58, value: 0, bits: 0 }]
        );
    }
}
