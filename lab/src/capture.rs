//! Frames as an interface in a namespace sees them: captured, and sent as they are.

use std::{
    io,
    os::fd::{AsFd, AsRawFd, OwnedFd},
    time::{Duration, Instant},
};

use anyhow::Context;
use minato_datapath::links;
use nix::{
    errno::Errno,
    ifaddrs::getifaddrs,
    poll::{PollFd, PollFlags, PollTimeout, poll},
    sys::socket::{
        AddressFamily, LinkAddr, MsgFlags, SockFlag, SockProtocol, SockType, bind, recvfrom, sendto, socket,
    },
};

/// The longest frame that is captured whole.
const FRAME: usize = 65_600;

/// A packet socket on one interface. Frames that it sends itself are not captured.
#[derive(Debug)]
pub struct Capture {
    socket: OwnedFd,
    interface: LinkAddr,
    name: String,
}

impl Capture {
    /// Begins to capture on the interface of that name in `namespace`.
    pub fn start(namespace: &links::Namespace, name: &str) -> anyhow::Result<Self> {
        let opened = namespace.run(|| open(name))?;
        let (socket, interface) = opened.with_context(|| format!("cannot capture on {name}"))?;
        Ok(Self { socket, interface, name: name.to_owned() })
    }

    /// Sends a frame as it is.
    pub fn send(&self, frame: &[u8]) -> anyhow::Result<()> {
        sendto(self.socket.as_raw_fd(), frame, &self.interface, MsgFlags::empty())
            .with_context(|| format!("cannot send on {}", self.name))?;
        Ok(())
    }

    /// The next incoming frame that `wanted` holds of, or `None` when there was none in time.
    pub fn next(&self, deadline: Duration, wanted: impl Fn(&[u8]) -> bool) -> anyhow::Result<Option<Vec<u8>>> {
        let end = Instant::now() + deadline;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let milliseconds = u16::try_from(left.as_millis()).unwrap_or(u16::MAX);
            let mut waiting = [PollFd::new(self.socket.as_fd(), PollFlags::POLLIN)];
            match poll(&mut waiting, PollTimeout::from(milliseconds)) {
                Ok(0) if left.is_zero() || milliseconds == 0 => return Ok(None),
                Ok(0) | Err(Errno::EINTR) => continue,
                Ok(_) => {}
                Err(errno) => return Err(errno).context("cannot wait for frames"),
            }
            if let Some(frame) = self.receive()?.filter(|frame| wanted(frame)) {
                return Ok(Some(frame));
            }
        }
    }

    /// How many incoming frames that `wanted` holds of are waiting now.
    pub fn count(&self, wanted: impl Fn(&[u8]) -> bool) -> anyhow::Result<usize> {
        let mut count = 0;
        while self.next(Duration::ZERO, &wanted)?.is_some() {
            count += 1;
        }
        Ok(count)
    }

    fn receive(&self) -> anyhow::Result<Option<Vec<u8>>> {
        let mut buffer = vec![0; FRAME];
        let (length, from) = recvfrom::<LinkAddr>(self.socket.as_raw_fd(), &mut buffer)
            .map_err(io::Error::from)
            .with_context(|| format!("cannot receive on {}", self.name))?;
        buffer.truncate(length);
        // Between its making and its binding the socket heard every interface.
        let incoming = from.is_some_and(|from| {
            from.ifindex() == self.interface.ifindex() && from.pkttype() != nix::libc::PACKET_OUTGOING
        });
        Ok(incoming.then_some(buffer))
    }
}

/// Opens the socket in the calling thread's namespace.
fn open(name: &str) -> anyhow::Result<(OwnedFd, LinkAddr)> {
    let interface = getifaddrs()?
        .filter(|found| found.interface_name == name)
        .find_map(|found| found.address?.as_link_addr().copied())
        .context("there is no such interface")?;
    let flags = SockFlag::SOCK_CLOEXEC;
    let socket = socket(AddressFamily::Packet, SockType::Raw, flags, SockProtocol::EthAll)?;
    bind(socket.as_raw_fd(), &interface)?;
    Ok((socket, interface))
}
