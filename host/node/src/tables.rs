//! How full the kernel's tables are.

use minato_datapath::Config;
use serde::{Deserialize, Serialize};

use crate::{agent::Agent, error::NodeError};

/// A table's entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableUse {
    /// The table's name.
    pub name: String,
    /// How many entries it has.
    pub entries: u64,
    /// How many it may have.
    pub limit: u64,
}

impl Agent {
    /// How full each table of the data plane is.
    pub fn tables(&self) -> Result<Vec<TableUse>, NodeError> {
        let limits = Config::default();
        let (applied, _) = self.inner.network.applied();
        let flows = self.inner.network.with_plane(|plane| plane.flows())?.len();
        let table = |name: &str, entries: usize, limit: u32| TableUse {
            name: name.to_owned(),
            entries: u64::try_from(entries).unwrap_or(u64::MAX),
            limit: u64::from(limit),
        };
        Ok(vec![
            table("interfaces", applied.edges.len(), limits.interfaces),
            table("endpoints", applied.endpoints.len(), limits.endpoints),
            table("routes", applied.routes.len(), limits.routes),
            table("acls", applied.acls.len(), limits.acls),
            table("public addresses", applied.public_addresses.len(), limits.public_addresses),
            table("ranges", applied.ranges.len(), limits.ranges),
            table("rules", applied.rules.len(), limits.rules),
            table(
                "flows",
                flows,
                limits.established_flows.saturating_add(limits.opening_flows).saturating_add(limits.closed_flows),
            ),
        ])
    }
}
