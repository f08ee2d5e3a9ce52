//! Changing the addresses of an IPv4 packet, with the checksums that hold them.

use std::net::Ipv4Addr;

use crate::packet::{ETHERNET_LENGTH, Headers, IcmpKind, Transport};

const SOURCE_AT: usize = 12;
const DESTINATION_AT: usize = 16;
const IP_CHECKSUM_AT: usize = 10;
const TCP_CHECKSUM_AT: usize = 16;
const UDP_CHECKSUM_AT: usize = 6;
const ICMP_HEADER: usize = 8;

/// Gives the packet another source. An error quotes a packet to its own source, which is changed there too.
pub(super) fn source(frame: &mut [u8], headers: &Headers, to: Ipv4Addr) {
    replace(frame, headers, SOURCE_AT, to);
}

/// Gives the packet another destination. An error quotes a packet from its own destination, which is changed there too.
pub(super) fn destination(frame: &mut [u8], headers: &Headers, to: Ipv4Addr) {
    replace(frame, headers, DESTINATION_AT, to);
}

fn replace(frame: &mut [u8], headers: &Headers, at: usize, to: Ipv4Addr) {
    let from = replace_in_header(frame, ETHERNET_LENGTH, at, to);
    match headers.transport {
        Transport::Tcp { .. } => update(frame, headers.transport_at + TCP_CHECKSUM_AT, from, to),
        Transport::Udp { .. } => update_udp(frame, headers.transport_at + UDP_CHECKSUM_AT, from, to),
        Transport::Icmp { .. } if headers.icmp_kind() == Some(IcmpKind::Error) => {
            // The sum over the quoted header does not change: what the address adds, its checksum takes away. So the
            // error's own checksum stays.
            let quoted = if at == SOURCE_AT { DESTINATION_AT } else { SOURCE_AT };
            let quoted_at = headers.transport_at + ICMP_HEADER;
            if read(frame, quoted_at + quoted) == Some(from) {
                replace_in_header(frame, quoted_at, quoted, to);
            }
        }
        Transport::Icmp { .. } | Transport::Other | Transport::LaterFragment => {}
    }
}

fn read(frame: &[u8], at: usize) -> Option<[u8; 4]> {
    frame.get(at..at + 4)?.try_into().ok()
}

/// Puts an address into the IP header at `header`; gives the one that was there.
fn replace_in_header(frame: &mut [u8], header: usize, at: usize, to: Ipv4Addr) -> [u8; 4] {
    let from = read(frame, header + at).unwrap_or_default();
    update(frame, header + IP_CHECKSUM_AT, from, to);
    frame[header + at..header + at + 4].copy_from_slice(&to.octets());
    from
}

/// A checksum of zero says that there is none, and stays; one that becomes zero is written as its other form.
fn update_udp(frame: &mut [u8], at: usize, from: [u8; 4], to: Ipv4Addr) {
    if frame[at..at + 2] == [0, 0] {
        return;
    }
    update(frame, at, from, to);
    if frame[at..at + 2] == [0, 0] {
        frame[at..at + 2].copy_from_slice(&[0xff, 0xff]);
    }
}

/// RFC 1624: the new checksum is the complement of (the complement of the old one, less what goes, plus what comes).
fn update(frame: &mut [u8], at: usize, from: [u8; 4], to: Ipv4Addr) {
    let word = |bytes: &[u8]| u32::from(u16::from_be_bytes([bytes[0], bytes[1]]));
    let to = to.octets();
    // The high half of the complement: it adds nothing, but keeps the sum from being zero.
    let mut sum = 0xffff + (!word(&frame[at..]) & 0xffff);
    for (goes, comes) in from.chunks(2).zip(to.chunks(2)) {
        sum += (!word(goes) & 0xffff) + word(comes);
    }
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    let [.., high, low] = (!sum).to_be_bytes();
    frame[at..at + 2].copy_from_slice(&[high, low]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(parts: &[&[u8]]) -> u16 {
        let words = parts.iter().flat_map(|part| part.chunks(2));
        let mut sum: u32 = words.map(|word| u32::from(u16::from_be_bytes([word[0], *word.get(1).unwrap_or(&0)]))).sum();
        while sum > 0xffff {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        u16::try_from(sum).unwrap()
    }

    #[test]
    fn a_header_whose_checksum_held_holds_after_the_change() {
        let mut frame = vec![0; ETHERNET_LENGTH];
        frame.extend_from_slice(&[0x45, 0, 0, 20, 7, 7, 0, 0, 64, 47, 0, 0, 10, 0, 0, 5, 198, 18, 0, 1]);
        let check = (!sum(&[&frame[ETHERNET_LENGTH..]])).to_be_bytes();
        frame[ETHERNET_LENGTH + 10..ETHERNET_LENGTH + 12].copy_from_slice(&check);
        let headers = crate::packet::read(&frame, 0x0800).unwrap();
        source(&mut frame, &headers, Ipv4Addr::new(198, 18, 3, 255));
        destination(&mut frame, &headers, Ipv4Addr::BROADCAST);
        assert_eq!(frame[ETHERNET_LENGTH + 12..], [198, 18, 3, 255, 255, 255, 255, 255]);
        assert_eq!(sum(&[&frame[ETHERNET_LENGTH..]]), 0xffff);
    }

    #[test]
    fn no_udp_checksum_stays_none() {
        let mut frame = vec![0; ETHERNET_LENGTH];
        frame.extend_from_slice(&[0x45, 0, 0, 28, 7, 7, 0, 0, 64, 17, 0, 0, 10, 0, 0, 5, 198, 18, 0, 1]);
        frame.extend_from_slice(&[0, 53, 0, 53, 0, 8, 0, 0]);
        let headers = crate::packet::read(&frame, 0x0800).unwrap();
        source(&mut frame, &headers, Ipv4Addr::new(198, 18, 3, 255));
        assert_eq!(frame[frame.len() - 2..], [0, 0]);
    }
}
