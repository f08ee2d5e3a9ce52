//! A synchronous netlink socket: requests go out many at a time, each is acknowledged by the kernel.
//!
//! Answers are read with nothing but the attributes that are needed, so that a link of a kind that a library does not know
//! cannot stop us from finding our own.

use std::io;

use netlink_packet_core::{
    NLM_F_ACK, NLM_F_DUMP, NLM_F_REQUEST, NetlinkHeader, NetlinkMessage, NetlinkPayload, NlasIterator,
};
use netlink_packet_route::RouteNetlinkMessage;
use netlink_sys::{Socket as RawSocket, protocols::NETLINK_ROUTE};
use nix::errno::Errno;

use super::error::LinkError;

const HEADER_LENGTH: usize = 16;
const NLMSG_ERROR: u16 = 2;
const NLMSG_DONE: u16 = 3;
const NLM_F_DUMP_INTERRUPTED: u16 = 0x10;
const NLM_F_CAPPED: u16 = 0x100;
const NLMSGERR_ATTR_MSG: u16 = 1;
/// A dump that changes while it is read is read again; more often than this it is an error.
const DUMP_ATTEMPTS: usize = 16;

/// The messages that came back on one request, without their netlink headers.
pub(super) type Payloads = Vec<Vec<u8>>;

/// One thing that the kernel is asked to do.
pub(super) struct Request {
    /// In words: the rest of "cannot …".
    pub(super) operation: String,
    pub(super) message: RouteNetlinkMessage,
    /// `NLM_F_CREATE` and the like; request and acknowledgement are added.
    pub(super) flags: u16,
}

/// A socket in the network namespace of the thread that opened it; it stays there wherever it is used.
pub(super) struct Socket {
    socket: RawSocket,
    sequence: u32,
}

/// What came back on one request: the payloads of its messages, and how it ended.
#[derive(Default)]
struct Reply {
    payloads: Payloads,
    ended: Option<Ended>,
    interrupted: bool,
}

struct Ended {
    errno: i32,
    detail: Option<String>,
}

impl Socket {
    /// Opens one in the calling thread's network namespace.
    pub(super) fn open() -> Result<Self, LinkError> {
        let failed = |source| LinkError::Netlink { operation: "opening a socket".to_owned(), source };
        let mut socket = RawSocket::new(NETLINK_ROUTE).map_err(failed)?;
        socket.bind_auto().map_err(failed)?;
        socket.set_cap_ack(true).map_err(failed)?;
        socket.set_ext_ack(true).map_err(failed)?;
        socket.set_netlink_get_strict_chk(true).map_err(failed)?;
        Ok(Self { socket, sequence: 0 })
    }

    /// Sends all requests in one system call, which the kernel works through in order, and gives each one's outcome.
    ///
    /// The kernel goes on after a failure. A process that is killed leaves all of them done or none.
    pub(super) fn batch(&mut self, requests: Vec<Request>) -> Result<Vec<Result<Payloads, LinkError>>, LinkError> {
        let first = self.sequence.wrapping_add(1);
        let operations: Vec<String> = requests.iter().map(|request| request.operation.clone()).collect();
        let mut buffer = Vec::new();
        for request in requests {
            self.sequence = self.sequence.wrapping_add(1);
            append(&mut buffer, request.message, NLM_F_REQUEST | NLM_F_ACK | request.flags, self.sequence);
        }
        let names = operations.join(", ");
        self.send(&buffer, &names)?;
        let mut replies: Vec<Reply> = operations.iter().map(|_| Reply::default()).collect();
        while replies.iter().any(|reply| reply.ended.is_none()) {
            self.receive(&names, first, &mut replies)?;
        }
        Ok(operations.into_iter().zip(replies).map(|(operation, reply)| reply.outcome(operation)).collect())
    }

    /// As [`Self::batch`], and fails with the first failure.
    pub(super) fn all(&mut self, requests: Vec<Request>) -> Result<Vec<Payloads>, LinkError> {
        self.batch(requests)?.into_iter().collect()
    }

    /// The payloads of a dump.
    pub(super) fn dump(&mut self, request: &Request) -> Result<Payloads, LinkError> {
        for _ in 0..DUMP_ATTEMPTS {
            self.sequence = self.sequence.wrapping_add(1);
            let mut buffer = Vec::new();
            append(&mut buffer, request.message.clone(), NLM_F_REQUEST | NLM_F_DUMP, self.sequence);
            self.send(&buffer, &request.operation)?;
            let mut replies = [Reply::default()];
            while replies[0].ended.is_none() {
                self.receive(&request.operation, self.sequence, &mut replies)?;
            }
            let [reply] = replies;
            if !reply.interrupted {
                return reply.outcome(request.operation.clone());
            }
        }
        Err(LinkError::Answer {
            operation: request.operation.clone(),
            reason: format!("it changed during each of {DUMP_ATTEMPTS} attempts to read it"),
        })
    }

    fn send(&self, buffer: &[u8], operation: &str) -> Result<(), LinkError> {
        match self.socket.send(buffer, 0) {
            Ok(_) => Ok(()),
            Err(source) => Err(LinkError::Netlink { operation: operation.to_owned(), source }),
        }
    }

    /// Reads one datagram into the replies of the requests from sequence number `first` on.
    fn receive(&self, operation: &str, first: u32, replies: &mut [Reply]) -> Result<(), LinkError> {
        let datagram = loop {
            match self.socket.recv_from_full() {
                Ok((datagram, _)) => break datagram,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(source) => return Err(LinkError::Netlink { operation: operation.to_owned(), source }),
            }
        };
        let malformed = |reason: &str| LinkError::Answer { operation: operation.to_owned(), reason: reason.to_owned() };
        let mut rest = datagram.as_slice();
        while !rest.is_empty() {
            let header = rest.get(..HEADER_LENGTH).ok_or_else(|| malformed("a header is cut short"))?;
            let length = u32_at(header, 0) as usize;
            let payload = rest.get(HEADER_LENGTH..length).ok_or_else(|| malformed("a message is cut short"))?;
            let index = u32_at(header, 8).wrapping_sub(first) as usize;
            if let Some(reply) = replies.get_mut(index) {
                reply.add(u16_at(header, 4), u16_at(header, 6), payload);
            }
            rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
        }
        Ok(())
    }
}

impl Reply {
    fn add(&mut self, kind: u16, flags: u16, payload: &[u8]) {
        self.interrupted |= flags & NLM_F_DUMP_INTERRUPTED != 0;
        match kind {
            NLMSG_ERROR => {
                let skipped = if flags & NLM_F_CAPPED != 0 { 4 + HEADER_LENGTH } else { payload.len() };
                let detail = attribute(payload.get(skipped..).unwrap_or_default(), NLMSGERR_ATTR_MSG).map(text);
                self.ended = Some(Ended { errno: error_code(payload), detail });
            }
            NLMSG_DONE => self.ended = Some(Ended { errno: error_code(payload), detail: None }),
            _ => self.payloads.push(payload.to_vec()),
        }
    }

    fn outcome(self, operation: String) -> Result<Payloads, LinkError> {
        match self.ended {
            Some(Ended { errno, detail }) if errno != 0 => {
                Err(LinkError::Refused { operation, errno: Errno::from_raw(errno), detail })
            }
            _ => Ok(self.payloads),
        }
    }
}

fn append(buffer: &mut Vec<u8>, message: RouteNetlinkMessage, flags: u16, sequence: u32) {
    let mut header = NetlinkHeader::default();
    header.flags = flags;
    header.sequence_number = sequence;
    let mut message = NetlinkMessage::new(header, NetlinkPayload::InnerMessage(message));
    message.finalize();
    let start = buffer.len();
    buffer.resize(start + message.buffer_len().next_multiple_of(4), 0);
    message.serialize(&mut buffer[start..]);
}

/// The value of the first attribute of that kind.
pub(super) fn attribute(attributes: &[u8], kind: u16) -> Option<&[u8]> {
    let found = NlasIterator::new(attributes).map_while(Result::ok).find(|nla| nla.kind() == kind)?;
    // The iterator's buffers borrow the slice, not the iterator; only the position is kept.
    let value = found.value();
    let start = value.as_ptr().addr().checked_sub(attributes.as_ptr().addr())?;
    attributes.get(start..start + value.len())
}

/// A zero-terminated text.
pub(super) fn text(value: &[u8]) -> String {
    let end = value.iter().position(|&byte| byte == 0).unwrap_or(value.len());
    String::from_utf8_lossy(&value[..end]).into_owned()
}

/// The number at `offset`; 0 beyond the end.
pub(super) fn u32_at(bytes: &[u8], offset: usize) -> u32 {
    bytes.get(offset..offset + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_ne_bytes)
}

fn u16_at(bytes: &[u8], offset: usize) -> u16 {
    bytes.get(offset..offset + 2).and_then(|b| b.try_into().ok()).map_or(0, u16::from_ne_bytes)
}

/// The positive error number of an error or done message; 0 for success.
fn error_code(payload: &[u8]) -> i32 {
    u32_at(payload, 0).cast_signed().saturating_neg()
}
