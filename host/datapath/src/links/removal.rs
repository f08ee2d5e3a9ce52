//! Removing ENIs from the machine. Every error is collected, and the rest goes on.

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicU32, Ordering},
};

use minato_vpc::ids::NetworkInterfaceId;
use nix::errno::Errno;

use crate::grace::ShortGracePeriods;

use super::{
    error::{LinkError, TeardownError},
    interface::{find_link, host_link_name},
    messages::{Link, delete_group, delete_link, get_links, set_group},
    namespace::{Namespace, NamespaceName, owner_of},
    owner::{Instance, Owner},
    socket::Socket,
};

/// Groups of links to be deleted at once get numbers from here on, where no administrator's are.
const FIRST_GROUP: u32 = 0x6d6e_0000;

/// Removes an ENI: both its ends and its namespace. What does not exist is no error; what is another's is left alone.
///
/// Processes in the namespace lose their link at once; the namespace ends with the last of them.
pub fn delete_interface(instance: &Instance, id: &NetworkInterfaceId) -> Result<(), TeardownError> {
    delete_interfaces(instance, std::slice::from_ref(id))
}

/// Removes many ENIs; the kernel waits once for all of them (1 ms each, where one alone takes 16 ms).
pub fn delete_interfaces(instance: &Instance, ids: &[NetworkInterfaceId]) -> Result<(), TeardownError> {
    let mut errors = Vec::new();
    match Socket::open() {
        Ok(mut socket) => {
            let links = own_links(&mut socket, instance, ids, &mut errors);
            delete_links(&mut socket, &links, &mut errors);
        }
        Err(error) => errors.push(error),
    }
    for id in ids {
        if let Err(error) = delete_namespace(instance, id) {
            errors.push(error);
        }
    }
    TeardownError::check(errors)
}

/// Those host ends that exist and are the instance's. One that has not the name that it was given is looked for by its alias.
fn own_links(
    socket: &mut Socket,
    instance: &Instance,
    ids: &[NetworkInterfaceId],
    errors: &mut Vec<LinkError>,
) -> Vec<Link> {
    let mut links = Vec::new();
    let mut missing = BTreeSet::new();
    for id in ids {
        let owner = Owner { instance: instance.clone(), id: id.clone() };
        match find_link(socket, &host_link_name(id)) {
            Ok(Some(link)) if link.alias.as_deref().and_then(Owner::parse).as_ref() == Some(&owner) => links.push(link),
            Ok(_) => drop(missing.insert(owner.to_string())),
            Err(error) => errors.push(error),
        }
    }
    if missing.is_empty() {
        return links;
    }
    match socket.dump(&get_links()) {
        Ok(all) => {
            let all = all.iter().filter_map(|payload| Link::parse(payload));
            links.extend(all.filter(|link| link.alias.as_ref().is_some_and(|alias| missing.contains(alias))));
        }
        Err(error) => errors.push(error),
    }
    links
}

fn delete_links(socket: &mut Socket, links: &[Link], errors: &mut Vec<LinkError>) {
    let requests = if let [link] = links {
        vec![delete_link(&link.name, link.index)]
    } else if links.is_empty() {
        return;
    } else {
        let group = next_group();
        let grouped = links.iter().map(|link| set_group(link.index, group));
        grouped.chain([delete_group(group)]).collect()
    };
    let _short = ShortGracePeriods::begin();
    match socket.batch(requests) {
        Ok(outcomes) => errors.extend(outcomes.into_iter().filter_map(Result::err).filter(|e| !is_gone(e))),
        Err(error) => errors.push(error),
    }
}

/// A number that no other deletion on this machine uses at the same time, as far as can be: low bits of the process's id
/// and a counter.
fn next_group() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let count = NEXT.fetch_add(1, Ordering::Relaxed);
    FIRST_GROUP | ((std::process::id() & 0xff) << 8) | (count & 0xff)
}

fn is_gone(error: &LinkError) -> bool {
    matches!(error.errno(), Some(Errno::ENODEV))
}

fn delete_namespace(instance: &Instance, id: &NetworkInterfaceId) -> Result<(), LinkError> {
    let name = NamespaceName::from(id);
    match owner_of(&name) {
        Ok(Some(owner)) if owner.instance == *instance && owner.id == *id => Namespace::delete(&name).map(|_| ()),
        Ok(_) => Ok(()),
        Err(error) if error.errno() == Some(Errno::ENOENT) => Ok(()),
        Err(error) => Err(error),
    }
}
