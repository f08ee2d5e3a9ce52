//! Whether somebody else has the addresses that `serve` would route.

use ipnet::IpNet;
use minato_datapath::links::{self, LinkError};
use minato_node::Instance;

use super::Finding;
use crate::{cli::DoctorArguments, data_dir};

/// The public ranges against the routes and addresses of this machine. What the instance of the data directory routes is its
/// own.
pub(super) fn addresses(arguments: &DoctorArguments) -> Finding {
    let found = data_dir::resolve(arguments.data_dir.data_dir.clone()).ok().and_then(|path| Instance::find(&path).ok());
    let Some(instance) = found.and_then(|instance| instance.id().parse().ok()) else {
        return Finding::Unknown("the data directory is not ours to read, and names what is our own: see --data-dir");
    };
    let pools = [IpNet::V4(arguments.addresses.public_pool.cidr()), IpNet::V6(arguments.addresses.ipv6_range)];
    let conflicts: Vec<LinkError> = pools.iter().filter_map(|pool| links::check_pool(&instance, *pool).err()).collect();
    if conflicts.is_empty() {
        return Finding::Ok(format!("nobody else has or routes any of {} and {}", pools[0], pools[1]));
    }
    Finding::Conflict(conflicts.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
}
