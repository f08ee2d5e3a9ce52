//! ENIs that are further devices of an instance's namespace.

use minato_datapath::links::{self, InterfaceSpec};
use minato_vpc::ids::NetworkInterfaceId;

use super::{HostNetwork, NetworkError};

impl HostNetwork {
    /// Removes ENIs that are further devices of namespaces that stay. What is not there is no error.
    pub(crate) fn remove_devices(&self, ids: &[NetworkInterfaceId]) -> Result<(), NetworkError> {
        for id in ids {
            let link_error = |source| NetworkError::Link { interface: id.clone(), source };
            match self.read_interface(id) {
                Ok((interface, subnet, _)) => {
                    let spec = InterfaceSpec::new(&self.owner, &interface, &subnet);
                    links::forget_rules(&spec).map_err(link_error)?;
                }
                // Its link goes all the same.
                Err(NetworkError::NoInterface(_)) => {}
                Err(error) => return Err(error),
            }
        }
        self.disconnect(ids)
    }
}
