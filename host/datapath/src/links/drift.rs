//! What others change of an instance's own, on the host and in the namespaces of its ENIs, as the kernel tells it at once.
//!
//! One socket hears all of them: `NETLINK_LISTEN_ALL_NSID` brings what happens in every namespace that the host's has a number
//! for, and it has one for each that a veth leads to. The number is found by the host's end of the ENI, which names it.
//!
//! It is a hint to look, and no substitute for looking: what is told may be the instance's own doing, and what nothing is told
//! of (settings of the kernel, a namespace whose number was learned too late) is found by who looks at all of it now and then.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    os::fd::{AsRawFd, BorrowedFd},
    time::Duration,
};

use minato_vpc::ids::NetworkInterfaceId;
use netlink_sys::{Socket as RawSocket, SocketAddr, protocols::NETLINK_ROUTE};
use nix::{
    errno::Errno,
    poll::{PollFd, PollFlags, PollTimeout, poll},
    sys::socket::{setsockopt, sockopt},
};

use super::{
    error::LinkError,
    host_route::Fallback,
    interface::{MTU, host_link_name},
    messages::{Link, get_links},
    owner::{Instance, Owner},
    socket::{Socket, attribute, u32_at},
};

#[cfg(test)]
mod tests;

/// Groups of `NETLINK_ROUTE`, as bits (`linux/rtnetlink.h`): links and neighbours, and addresses and routes of IPv4 and of IPv6.
const GROUPS: u32 = 0x1 | 0x4 | 0x10 | 0x40 | 0x100 | 0x400;

/// Room for what 2,000 ENIs that are made at once have told of them. The kernel takes of it what it needs.
const RECEIVE_BUFFER: usize = 16 << 20;

/// The kernel's longest messages are of links with many virtual functions: 32 KiB (`net/netlink/af_netlink.c`).
const LONGEST_MESSAGE: usize = 64 << 10;

/// How many messages are read before the caller can do something else: they may come faster than they are read.
const MOST_AT_ONCE: usize = 4096;

const HEADER_LENGTH: usize = 16;
const RTM_NEWLINK: u16 = 16;
const RTM_DELLINK: u16 = 17;
const RTM_DELADDR: u16 = 21;
const RTM_DELROUTE: u16 = 25;
const ROUTE_HEADER_LENGTH: usize = 12;
const RTA_OIF: u16 = 4;

/// What is no longer as it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Drift {
    /// The host's end of an ENI is gone, down, or has another name.
    Interface(NetworkInterfaceId),
    /// Something changed in the namespace of an ENI, or its host's end takes other packets than it should.
    Inside(NetworkInterfaceId),
    /// A link of the public side or of the way to a VPN gateway changed, or a route or an address of it is gone.
    Outside,
    /// More was told than there was room for: it may be anything.
    Unknown,
}

/// Hears what changes.
#[derive(Debug)]
pub struct DriftMonitor {
    socket: RawSocket,
    /// How the aliases of the instance's links begin.
    prefix: String,
    /// Whose routes to nowhere are the instance's.
    fallback: Fallback,
    /// The ENIs in the namespaces that the host's has a number for.
    namespaces: BTreeMap<i32, BTreeSet<NetworkInterfaceId>>,
    buffer: Vec<u8>,
}

impl DriftMonitor {
    /// Listens in the calling thread's network namespace, and stays there wherever it is used.
    pub fn listen(instance: &Instance) -> Result<Self, LinkError> {
        let failed = |source| LinkError::Netlink { operation: "listening to changes of links".to_owned(), source };
        let mut socket = RawSocket::new(NETLINK_ROUTE).map_err(failed)?;
        // SAFETY: the socket outlives the borrow, which ends with this call.
        let borrowed = unsafe { BorrowedFd::borrow_raw(socket.as_raw_fd()) };
        setsockopt(&borrowed, sockopt::RcvBufForce, &RECEIVE_BUFFER).map_err(|errno| failed(errno.into()))?;
        socket.set_listen_all_namespaces(true).map_err(failed)?;
        socket.bind(&SocketAddr::new(0, GROUPS)).map_err(failed)?;
        socket.set_non_blocking(true).map_err(failed)?;
        let buffer = vec![0; LONGEST_MESSAGE];
        let (prefix, fallback) = (format!("minato:{instance}:"), Fallback::of(instance));
        let mut monitor = Self { socket, prefix, fallback, namespaces: BTreeMap::new(), buffer };
        monitor.learn_namespaces()?;
        Ok(monitor)
    }

    /// What has changed. Waits for something to change on the host, at most as long as `patience`.
    pub fn wait(&mut self, patience: Duration) -> Result<BTreeSet<Drift>, LinkError> {
        let failed = |source| LinkError::Netlink { operation: "waiting for changes of links".to_owned(), source };
        // SAFETY: the socket outlives the borrow, which ends with this call.
        let socket = unsafe { BorrowedFd::borrow_raw(self.socket.as_raw_fd()) };
        let timeout = PollTimeout::try_from(patience).unwrap_or(PollTimeout::MAX);
        match poll(&mut [PollFd::new(socket, PollFlags::POLLIN)], timeout) {
            Ok(_) | Err(Errno::EINTR) => {}
            Err(errno) => return Err(failed(errno.into())),
        }
        let mut drifts = BTreeSet::new();
        for _ in 0..MOST_AT_ONCE {
            match receive(self.socket.as_raw_fd(), &mut self.buffer) {
                Ok(Datagram { length: Some(length), namespace }) => {
                    let datagram = std::mem::take(&mut self.buffer);
                    self.read(&datagram[..length], namespace, &mut drifts);
                    self.buffer = datagram;
                }
                Ok(Datagram { length: None, .. }) => drop(drifts.insert(Drift::Unknown)),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(drifts),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // More was told than there was room for.
                Err(error) if error.raw_os_error() == Some(libc::ENOBUFS) => {
                    self.learn_namespaces()?;
                    drifts.insert(Drift::Unknown);
                }
                Err(error) => return Err(failed(error)),
            }
        }
        Ok(drifts)
    }

    fn learn_namespaces(&mut self) -> Result<(), LinkError> {
        let links = Socket::open()?.dump(&get_links())?;
        self.namespaces.clear();
        for link in links.iter().filter_map(|payload| Link::parse(payload)) {
            if let (Some(number), Some(id)) = (link.peer_namespace, self.owner_of(&link)) {
                self.namespaces.entry(number).or_default().insert(id);
            }
        }
        Ok(())
    }

    /// The ENI whose host's end a link is.
    fn owner_of(&self, link: &Link) -> Option<NetworkInterfaceId> {
        let alias = link.alias.as_deref().filter(|alias| alias.starts_with(&self.prefix))?;
        Owner::parse(alias).map(|owner| owner.id)
    }

    fn read(&mut self, datagram: &[u8], namespace: Option<i32>, drifts: &mut BTreeSet<Drift>) {
        if let Some(namespace) = namespace {
            drifts.extend(self.namespaces.get(&namespace).into_iter().flatten().cloned().map(Drift::Inside));
            return;
        }
        let mut rest = datagram;
        while rest.len() >= HEADER_LENGTH {
            let length = u32_at(rest, 0) as usize;
            let Some(payload) = rest.get(HEADER_LENGTH..length) else { return };
            let kind = u16::from_ne_bytes([rest[4], rest[5]]);
            drifts.extend(self.drift(kind, payload));
            rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
        }
    }

    /// What a message about the host's own namespace means.
    fn drift(&mut self, kind: u16, payload: &[u8]) -> Option<Drift> {
        let alias = match kind {
            RTM_NEWLINK | RTM_DELLINK => return self.drift_of_link(kind, &Link::parse(payload)?),
            RTM_DELADDR => alias_of(u32_at(payload, 4))?,
            RTM_DELROUTE if Fallback::parse(payload) == Some(self.fallback) => return Some(Drift::Outside),
            RTM_DELROUTE => alias_of(u32_at(attribute(payload.get(ROUTE_HEADER_LENGTH..)?, RTA_OIF)?, 0))?,
            _ => return None,
        };
        let is_outside = alias.starts_with(&self.prefix) && Owner::parse(&alias).is_none();
        is_outside.then_some(Drift::Outside)
    }

    fn drift_of_link(&mut self, kind: u16, link: &Link) -> Option<Drift> {
        let is_there = kind == RTM_NEWLINK;
        let Some(id) = self.owner_of(link) else {
            let is_own = link.alias.as_deref().is_some_and(|alias| alias.starts_with(&self.prefix));
            return (is_own && !(is_there && link.is_up)).then_some(Drift::Outside);
        };
        if is_there {
            if let Some(number) = link.peer_namespace {
                self.namespaces.entry(number).or_default().insert(id.clone());
            }
        } else {
            // Its number may become another's.
            self.namespaces.retain(|_, ids| {
                ids.remove(&id);
                !ids.is_empty()
            });
        }
        if !is_there || !link.is_up || link.name != host_link_name(&id) {
            Some(Drift::Interface(id))
        } else {
            (link.mtu != MTU).then_some(Drift::Inside(id))
        }
    }
}

/// A datagram as it was received.
struct Datagram {
    /// Its length; `None` when it was longer than the buffer.
    length: Option<usize>,
    /// The number of the namespace that it tells of; `None` for the socket's own.
    namespace: Option<i32>,
}

/// Receives one datagram into `buffer`, and does not wait for it.
fn receive(socket: libc::c_int, buffer: &mut [u8]) -> io::Result<Datagram> {
    // Room for a number with its header, aligned as that is.
    let mut control = [0u64; 8];
    let mut part = libc::iovec { iov_base: buffer.as_mut_ptr().cast(), iov_len: buffer.len() };
    // SAFETY: a header of zeros is one without address, parts and control data.
    let mut header: libc::msghdr = unsafe { std::mem::zeroed() };
    header.msg_iov = &raw mut part;
    header.msg_iovlen = 1;
    header.msg_control = control.as_mut_ptr().cast();
    header.msg_controllen = size_of_val(&control);
    // SAFETY: the header's pointers are to memory of the lengths beside them, which lives until after the call.
    let length = unsafe { libc::recvmsg(socket, &raw mut header, libc::MSG_DONTWAIT) };
    let length = usize::try_from(length).map_err(|_| io::Error::last_os_error())?;
    let mut namespace = None;
    // SAFETY: the kernel has filled in the header and its control data, which are unchanged since.
    let mut next = unsafe { libc::CMSG_FIRSTHDR(&raw const header) };
    while !next.is_null() {
        // SAFETY: the two macros give headers that lie whole in the control data, or null.
        let found = unsafe { &*next };
        if found.cmsg_level == libc::SOL_NETLINK && found.cmsg_type == libc::NETLINK_LISTEN_ALL_NSID {
            // SAFETY: the kernel's data of this type is one number.
            namespace = Some(unsafe { libc::CMSG_DATA(next).cast::<i32>().read_unaligned() });
        }
        // SAFETY: as above.
        next = unsafe { libc::CMSG_NXTHDR(&raw const header, next) };
    }
    let is_whole = header.msg_flags & libc::MSG_TRUNC == 0;
    Ok(Datagram { length: is_whole.then_some(length), namespace })
}

/// The alias of a link that is still there.
fn alias_of(index: u32) -> Option<String> {
    let name = nix::net::if_::if_indextoname(index).ok()?;
    fs::read_to_string(format!("/sys/class/net/{}/ifalias", name.to_str().ok()?)).ok()
}
