//! What of an instance's own disappears from the host, as the kernel tells it at once.
//!
//! It is a hint to look, and no substitute for looking: what is told may be the instance's own doing, and what nothing is told
//! of (routes that went with their link, links that were lost while the socket was full) is found by looking now and then.

use std::{
    fs, io,
    os::fd::{AsRawFd, BorrowedFd},
    time::Duration,
};

use minato_vpc::ids::NetworkInterfaceId;
use netlink_sys::{Socket as RawSocket, SocketAddr, protocols::NETLINK_ROUTE};
use nix::{
    errno::Errno,
    poll::{PollFd, PollFlags, PollTimeout, poll},
};

use super::{
    error::LinkError,
    messages::Link,
    owner::{Instance, Owner},
    socket::{attribute, u32_at},
};

/// Groups of `NETLINK_ROUTE`, as bits (`linux/rtnetlink.h`): links, and addresses and routes of IPv4 and of IPv6.
const GROUPS: u32 = 0x1 | 0x10 | 0x40 | 0x100 | 0x400;

const HEADER_LENGTH: usize = 16;
const RTM_DELLINK: u16 = 17;
const RTM_DELADDR: u16 = 21;
const RTM_DELROUTE: u16 = 25;
const ROUTE_HEADER_LENGTH: usize = 12;
const RTA_OIF: u16 = 4;

/// What disappeared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// The host's link of an ENI.
    Interface(NetworkInterfaceId),
    /// A link, a route or an address of the public side or of the way to a VPN gateway; or it is not known what.
    Outside,
}

/// Hears what disappears.
#[derive(Debug)]
pub struct Losses {
    socket: RawSocket,
    /// How the aliases of the instance's links begin.
    prefix: String,
}

impl Losses {
    /// Listens in the calling thread's network namespace, and stays there wherever it is used.
    pub fn listen(instance: &Instance) -> Result<Self, LinkError> {
        let failed = |source| LinkError::Netlink { operation: "listening to changes of links".to_owned(), source };
        let mut socket = RawSocket::new(NETLINK_ROUTE).map_err(failed)?;
        socket.bind(&SocketAddr::new(0, GROUPS)).map_err(failed)?;
        socket.set_non_blocking(true).map_err(failed)?;
        Ok(Self { socket, prefix: format!("minato:{instance}:") })
    }

    /// What has disappeared. Waits for something to change on the host, at most as long as `patience`.
    pub fn wait(&mut self, patience: Duration) -> Result<Vec<Loss>, LinkError> {
        let failed = |source| LinkError::Netlink { operation: "waiting for changes of links".to_owned(), source };
        // SAFETY: the socket outlives the borrow, which ends with this call.
        let socket = unsafe { BorrowedFd::borrow_raw(self.socket.as_raw_fd()) };
        let timeout = PollTimeout::try_from(patience).unwrap_or(PollTimeout::MAX);
        match poll(&mut [PollFd::new(socket, PollFlags::POLLIN)], timeout) {
            Ok(_) | Err(Errno::EINTR) => {}
            Err(errno) => return Err(failed(errno.into())),
        }
        let mut losses = Vec::new();
        loop {
            match self.socket.recv_from_full() {
                Ok((datagram, _)) => self.read(&datagram, &mut losses),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(losses),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // More was told than there was room for.
                Err(error) if error.raw_os_error() == Some(libc::ENOBUFS) => losses.push(Loss::Outside),
                Err(error) => return Err(failed(error)),
            }
        }
    }

    fn read(&self, datagram: &[u8], losses: &mut Vec<Loss>) {
        let mut rest = datagram;
        while rest.len() >= HEADER_LENGTH {
            let length = u32_at(rest, 0) as usize;
            let Some(payload) = rest.get(HEADER_LENGTH..length) else { return };
            let kind = u16::from_ne_bytes([rest[4], rest[5]]);
            losses.extend(self.loss(kind, payload));
            rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
        }
    }

    fn loss(&self, kind: u16, payload: &[u8]) -> Option<Loss> {
        let alias = match kind {
            RTM_DELLINK => Link::parse(payload)?.alias?,
            RTM_DELADDR => alias_of(u32_at(payload, 4))?,
            RTM_DELROUTE => alias_of(u32_at(attribute(payload.get(ROUTE_HEADER_LENGTH..)?, RTA_OIF)?, 0))?,
            _ => return None,
        };
        let is_own = alias.starts_with(&self.prefix);
        is_own.then(|| Owner::parse(&alias).map_or(Loss::Outside, |owner| Loss::Interface(owner.id)))
    }
}

/// The alias of a link that is still there.
fn alias_of(index: u32) -> Option<String> {
    let name = nix::net::if_::if_indextoname(index).ok()?;
    fs::read_to_string(format!("/sys/class/net/{}/ifalias", name.to_str().ok()?)).ok()
}
