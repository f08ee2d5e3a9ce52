//! How full the kernel's tables are.

use minato_datapath::{FlowRecord, Observer, TableUse};

use crate::{agent::Agent, error::NodeError};

impl Agent {
    /// How full each table of the data plane is, and the most it may hold. Waits for no change of the network.
    pub fn tables(&self) -> Result<Vec<TableUse>, NodeError> {
        self.tables_with(Observer::tables)
    }

    /// The same where the observer's flows were read just now: they are not read again.
    pub fn tables_of(&self, flows: &[FlowRecord]) -> Result<Vec<TableUse>, NodeError> {
        self.tables_with(|observer| observer.tables_of(flows))
    }

    fn tables_with(
        &self,
        of_packets: impl FnOnce(&Observer) -> minato_datapath::Result<Vec<TableUse>>,
    ) -> Result<Vec<TableUse>, NodeError> {
        let mut tables = self.inner.network.tables();
        if let Some(observer) = &self.inner.observer {
            tables.extend(of_packets(observer)?);
        }
        Ok(tables)
    }
}
