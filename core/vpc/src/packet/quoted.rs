//! The packet that an ICMP error quotes.

use std::net::IpAddr;

use super::{EXTENSIONS_MAX, Headers, IPV6_LENGTH, address_at, address6_at, extension, u16_at};

/// The packet that an ICMP error quotes, as far as a flow is found by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoted {
    /// Who had sent it.
    pub source: IpAddr,
    /// To whom.
    pub destination: IpAddr,
    /// The IP protocol's number; in IPv6 what follows the extension headers.
    pub protocol: u8,
    /// The first eight bytes after the IP header and its extensions.
    pub transport: [u8; 8],
}

impl Quoted {
    /// Reads what the error with these headers quotes; `None` when it is not the beginning of a packet of the same version
    /// of IP.
    pub fn read(frame: &[u8], headers: &Headers) -> Option<Self> {
        let quoted = frame.get(headers.transport_at + 8..headers.end)?;
        let version = quoted.first()? >> 4;
        match (headers.is_ipv6(), version) {
            (false, 4) => Self::read_ipv4(quoted),
            (true, 6) => Self::read_ipv6(quoted),
            _ => None,
        }
    }

    /// A packet may be quoted in its first fragment, and is not known by a later one.
    fn read_ipv6(quoted: &[u8]) -> Option<Self> {
        let (mut protocol, mut at) = (*quoted.get(6)?, IPV6_LENGTH);
        for _ in 0..EXTENSIONS_MAX {
            if !extension::ALL.contains(&protocol) {
                break;
            }
            let header = quoted.get(at..at + 8)?;
            if protocol == extension::FRAGMENT && u16_at(header, 2)? & 0xfff8 != 0 {
                return None;
            }
            at += extension::length(protocol, header);
            protocol = header[0];
        }
        Some(Self {
            source: address6_at(quoted, 8)?.into(),
            destination: address6_at(quoted, 24)?.into(),
            protocol,
            transport: quoted.get(at..at + 8)?.try_into().ok()?,
        })
    }

    fn read_ipv4(quoted: &[u8]) -> Option<Self> {
        let header = usize::from(quoted.first()? & 0xf) * 4;
        let is_later = u16_at(quoted, 6)? & 0x1fff != 0;
        if quoted.len() < 20 || header < 20 || is_later {
            return None;
        }
        Some(Self {
            source: address_at(quoted, 12)?.into(),
            destination: address_at(quoted, 16)?.into(),
            protocol: quoted[9],
            transport: quoted.get(header..header + 8)?.try_into().ok()?,
        })
    }
}
