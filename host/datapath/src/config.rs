//! Sizes and times.

pub use minato_vpc::flow::Timeouts;

/// Sizes and times, fixed when the maps are made: a later `open` of the same directory keeps the sizes that are there,
/// and takes the times given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// ENIs on the host.
    pub interfaces: u32,
    /// Private addresses of the VPCs that have an ENI on the host.
    pub endpoints: u32,
    /// Prefixes in the routes of those VPCs.
    pub routes: u32,
    /// Directions of the network ACLs of the host's ENIs.
    pub acls: u32,
    /// Public addresses of those VPCs.
    pub public_addresses: u32,
    /// Ranges in the policies of the host's ENIs.
    pub ranges: u32,
    /// Rules in the policies of the host's ENIs, as prefixes.
    pub rules: u32,
    /// Established flows. When they are used up, new flows are dropped by name.
    pub established_flows: u32,
    /// Flows that wait for an answer: when no place of sixteen is free, the oldest goes, so a flood evicts but its own kind. As
    /// all sizes of rings it is raised to a power of two.
    pub opening_flows: u32,
    /// Flows that were closed or reset, kept for what trails: when they are used up, the one that was closed first goes. Few,
    /// for each closed connection takes the place of an older one: they stay in the CPU's cache.
    pub closed_flows: u32,
    /// Established flows that one ENI may have opened.
    pub flows_per_interface: u32,
    /// Refusals that are remembered, so that each is told once a second only.
    pub rejections: u32,
    /// Fragmented packets whose later fragments are awaited.
    pub fragments: u32,
    /// Bytes of the buffer of events, a power of two of at least a page. Small enough to stay in the cache, large enough for
    /// what comes between two readings of it: 7,000 events in a mebibyte.
    pub event_bytes: u32,
    /// When silent flows end.
    pub timeouts: Timeouts,
}

impl Default for Config {
    /// Room for a large host: some 65 MB of kernel memory.
    fn default() -> Self {
        Self {
            interfaces: 1024,
            endpoints: 262_144,
            routes: 65_536,
            acls: 4_096,
            public_addresses: 65_536,
            ranges: 1_048_576,
            rules: 1_048_576,
            // With the two rings a power of two: one entry more would double the table's index.
            established_flows: 262_144 - 8_192 - 1_024,
            opening_flows: 8_192,
            closed_flows: 1_024,
            flows_per_interface: 65_536,
            rejections: 4096,
            fragments: 4096,
            event_bytes: 1 << 20,
            timeouts: Timeouts::default(),
        }
    }
}
