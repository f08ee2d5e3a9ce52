//! Namespaces and links: what makes an ENI exist on this machine.
//!
//! An ENI is a network namespace named by its id (it shows in `ip netns`) with a veth born in it as `eth0`; the other end
//! is on the host, where the data plane attaches its program. One that is attached to an instance is born in the namespace of
//! the instance's primary ENI, as `eth1` and so on. Making one has two phases, so that no packet can flow
//! before it is filtered:
//!
//! ```no_run
//! # use minato_datapath::links::{self, InterfaceSpec};
//! # fn f(spec: &InterfaceSpec) -> Result<(), links::LinkError> {
//! let prepared = links::prepare(spec)?; // both ends exist, both are down
//! // … attach the program to prepared.ifindex(), write its entries …
//! let interface = prepared.activate()?; // both ends are up, routes are set
//! # Ok(()) }
//! ```
//!
//! Guarantees: `prepare` and `activate` may be repeated at any time and complete what a killed process left half done; all
//! that is made carries its instance and ENI in the kernel itself (`ifalias` of the links, of `lo` in the namespace), so
//! that [`list_interfaces`] and [`list_namespaces`] find it without any other record; no command and no shell is run; the
//! caller's thread never changes its namespace.

mod bpffs;
mod drift;
mod error;
mod host_route;
mod inside;
mod interface;
mod messages;
mod namespace;
mod owner;
mod premises;
mod public;
mod removal;
mod routes;
mod rules;
mod socket;
#[cfg(test)]
mod tests;

pub(crate) use bpffs::mount_bpffs_again;
pub use bpffs::{is_bpffs, mount_bpffs, unmount_bpffs};
pub use drift::{Drift, DriftMonitor};
pub use error::{LinkError, TeardownError};
pub use inside::{Found, ROUTER_IPV6, configure_interface};
pub use interface::{
    FoundInterface, FurtherDevice, Interface, InterfaceSpec, MTU, PEER_NAME, Prepared, create_interface,
    host_link_name, is_up, list_interfaces, prepare, restore_namespace,
};
pub use namespace::{
    NAMESPACE_DIRECTORY, Namespace, NamespaceName, in_namespace, list_namespaces, namespace_path,
    release_namespace_directory,
};
pub use owner::{Instance, MalformedInstance};
pub use premises::{FoundPremises, PremisesSpec, delete_premises, list_premises, prepare_premises};
pub use public::{
    FoundPublic, PreparedPublic, PublicSpec, check_pool, delete_public, find_public, prepare_public, public_link_names,
};
pub use removal::{delete_interface, delete_interfaces};
pub use rules::forget_rules;
