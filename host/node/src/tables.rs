//! How full the kernel's tables are.

use minato_datapath::TableUse;

use crate::{agent::Agent, error::NodeError};

impl Agent {
    /// How full each table of the data plane is, and the most it may hold. Waits for no change of the network.
    pub fn tables(&self) -> Result<Vec<TableUse>, NodeError> {
        let mut tables = self.inner.network.tables();
        if let Some(observer) = &self.inner.observer {
            tables.extend(observer.tables()?);
        }
        Ok(tables)
    }
}
