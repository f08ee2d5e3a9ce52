//! Random packets: near the rules, in conversations, and wrong in every way.

use std::net::Ipv4Addr;

use minato_vpc::{
    Edge, Network,
    ids::NetworkInterfaceId,
    packet::{protocol, tcp},
    resources::{MacAddress, NetworkInterface},
};
use rand::{Rng, rngs::StdRng, seq::IndexedRandom};

use crate::network::{INTERFACES, INTERNET, OUTSIDE, PORTS, PREMISES, edge, interface_id, public};

/// A frame and who sends it.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) from: Edge,
    pub(crate) frame: Vec<u8>,
}

/// A conversation that was begun: what later packets may belong to.
#[derive(Debug, Clone, Copy)]
struct Talk {
    protocol: u8,
    source: Ipv4Addr,
    destination: Ipv4Addr,
    source_port: u16,
    destination_port: u16,
    /// The edges' numbers.
    from: usize,
    to: usize,
    /// A private address, and the public one that the internet knows it by.
    known_as: Option<(Ipv4Addr, Ipv4Addr)>,
    /// How far a TCP connection has come.
    step: usize,
}

impl Talk {
    fn reversed(self) -> Self {
        let (private, public) = self.known_as.unwrap_or((self.source, self.source));
        Self {
            source: if self.from == INTERNET { private } else { self.destination },
            destination: if self.to == INTERNET { public } else { self.source },
            source_port: self.destination_port,
            destination_port: self.source_port,
            from: self.to,
            to: self.from,
            ..self
        }
    }
}

/// Makes packets, and remembers what it began.
#[derive(Debug, Default)]
pub(crate) struct Generator {
    talks: Vec<Talk>,
    fragment: Option<(Talk, u16)>,
}

#[derive(Debug, Clone, Copy)]
struct Ip {
    id: u16,
    fragment: u16,
    options: usize,
}

impl Ip {
    fn plain(rng: &mut StdRng) -> Self {
        Self {
            id: rng.random(),
            fragment: 0x4000,
            options: if rng.random_bool(0.05) { rng.random_range(1..=10) } else { 0 },
        }
    }
}

fn ipv4(talk: Talk, ip: Ip, payload: &[u8]) -> Vec<u8> {
    let header = 20 + ip.options * 4;
    let total = u16::try_from(header + payload.len()).expect("packets are small");
    let mut packet = vec![0; header];
    packet[0] = 0x40 | u8::try_from(header / 4).expect("at most 60 bytes");
    packet[2..4].copy_from_slice(&total.to_be_bytes());
    packet[4..6].copy_from_slice(&ip.id.to_be_bytes());
    packet[6..8].copy_from_slice(&ip.fragment.to_be_bytes());
    packet[8] = 64;
    packet[9] = talk.protocol;
    packet[12..16].copy_from_slice(&talk.source.octets());
    packet[16..20].copy_from_slice(&talk.destination.octets());
    packet[20..].fill(1);
    packet.extend_from_slice(payload);
    packet
}

fn tcp_segment(talk: Talk, flags: u8, length: usize) -> Vec<u8> {
    let mut segment = vec![0; 20];
    segment[..2].copy_from_slice(&talk.source_port.to_be_bytes());
    segment[2..4].copy_from_slice(&talk.destination_port.to_be_bytes());
    segment[12] = 0x50;
    segment[13] = flags;
    segment[16..18].copy_from_slice(&(talk.source_port ^ 0x5a5a).to_be_bytes());
    segment.resize(20 + length, 0xaa);
    segment
}

fn udp_datagram(talk: Talk, length: usize) -> Vec<u8> {
    let mut datagram = vec![0; 8];
    datagram[..2].copy_from_slice(&talk.source_port.to_be_bytes());
    datagram[2..4].copy_from_slice(&talk.destination_port.to_be_bytes());
    datagram[4..6].copy_from_slice(&u16::try_from(8 + length).expect("small").to_be_bytes());
    // Some have no checksum.
    datagram[6..8].copy_from_slice(&(talk.destination_port & 0xfff0).to_be_bytes());
    datagram.resize(8 + length, 0xbb);
    datagram
}

fn icmp_message(icmp_type: u8, code: u8, rest: [u8; 4], body: &[u8]) -> Vec<u8> {
    let mut message = vec![icmp_type, code, 0x12, 0x34];
    message.extend_from_slice(&rest);
    message.extend_from_slice(body);
    message
}

fn ethernet(destination: MacAddress, source: MacAddress, ethertype: u16, payload: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(14 + payload.len());
    frame.extend_from_slice(&destination.0);
    frame.extend_from_slice(&source.0);
    frame.extend_from_slice(&ethertype.to_be_bytes());
    frame.extend_from_slice(payload);
    frame
}

fn mac_of(number: usize) -> MacAddress {
    MacAddress([2, 0, 0, 0, 7, u8::try_from(number).expect("small")])
}

fn number_of(eni: &NetworkInterface) -> usize {
    usize::from(eni.mac.0[5])
}

fn port(rng: &mut StdRng) -> u16 {
    match rng.random_range(0..10) {
        0 => rng.random(),
        1 => PORTS.choose(rng).expect("some").wrapping_add(1),
        2 => PORTS.choose(rng).expect("some").wrapping_sub(1),
        _ => *PORTS.choose(rng).expect("some"),
    }
}

impl Generator {
    /// The next packet.
    pub(crate) fn next(&mut self, rng: &mut StdRng, network: &Network) -> Sent {
        let (number, mut frame) = match rng.random_range(0..100) {
            0..3 => arp(rng, network),
            3..22 => self.begin(rng, network),
            22..26 => Self::special(rng, network),
            26..32 => self.error(rng, network),
            32..36 => self.first_fragment(rng, network),
            36..40 => self.later_fragment(rng, network),
            40..85 => self.go_on(rng, network),
            _ => self.answer(rng, network),
        };
        match rng.random_range(0..100) {
            0 => spoil(rng, &mut frame),
            1 => frame.truncate(rng.random_range(14..=frame.len())),
            2 => frame.resize(frame.len() + rng.random_range(1..8), 0xcc),
            _ => {}
        }
        // The kernel does not run what it would not receive: it wants an IP header after its EtherType.
        let least = match frame[12..14] {
            [0x08, 0x00] => 34,
            [0x86, 0xdd] => 54,
            _ => 15,
        };
        frame.resize(frame.len().max(least), 0);
        Sent { from: edge(number), frame }
    }

    fn packet(rng: &mut StdRng, talk: Talk, ip: Ip, payload: &[u8]) -> (usize, Vec<u8>) {
        let source = if rng.random_bool(0.01) { MacAddress([2, 0, 0, 0, 9, 9]) } else { mac_of(talk.from) };
        let destination = if rng.random_bool(0.01) { MacAddress([0xff; 6]) } else { MacAddress::ROUTER };
        (talk.from, ethernet(destination, source, 0x0800, &ipv4(talk, ip, payload)))
    }

    /// Two edges that may talk.
    fn pair(rng: &mut StdRng, network: &Network) -> Talk {
        let talk = Self::pair_of_interfaces(rng, network);
        let outside = *OUTSIDE.choose(rng).expect("some");
        let into = rng.random_bool(0.5);
        match rng.random_range(0..20) {
            0..4 => {
                let associations: Vec<_> = network
                    .public_addresses
                    .values()
                    .filter_map(|it| Some((it.association.as_ref()?, it.public)))
                    .collect();
                let Some((association, known)) = associations.choose(rng) else { return talk };
                let of =
                    |interface: &NetworkInterfaceId| (0..INTERFACES).find(|number| interface_id(*number) == *interface);
                let Some(own) = of(&association.interface) else { return talk };
                let known_as = Some((association.private, *known));
                let source_port = talk.source_port;
                if into {
                    let destination = if rng.random_bool(0.95) { *known } else { public(rng.random_range(0..9)) };
                    Talk { source: outside, destination, from: INTERNET, to: own, known_as, source_port, ..talk }
                } else {
                    Talk {
                        source: association.private,
                        destination: outside,
                        from: own,
                        to: INTERNET,
                        known_as,
                        ..talk
                    }
                }
            }
            4..6 if into => Talk { source: OUTSIDE[2], from: PREMISES, ..talk },
            4..6 => Talk { destination: OUTSIDE[2], to: PREMISES, ..talk },
            // To where only a NAT gateway, or nothing, leads.
            6 => Talk { destination: outside, ..talk },
            _ => talk,
        }
    }

    /// Two ENIs, mostly of one VPC.
    fn pair_of_interfaces(rng: &mut StdRng, network: &Network) -> Talk {
        let interfaces: Vec<_> = network.interfaces.values().collect();
        let blank = Ipv4Addr::new(10, 0, 0, 9);
        let Some(from) = interfaces.choose(rng) else {
            let protocol = protocol::TCP;
            return Talk {
                protocol,
                source: blank,
                destination: blank,
                source_port: 1,
                destination_port: 2,
                from: 0,
                to: 0,
                known_as: None,
                step: 0,
            };
        };
        let near: Vec<_> = interfaces.iter().filter(|eni| eni.vpc == from.vpc && eni.id != from.id).collect();
        let to = if rng.random_bool(0.75) {
            near.choose(rng).copied().unwrap_or(from)
        } else {
            interfaces.choose(rng).expect("some")
        };
        let address = |rng: &mut StdRng, eni: &NetworkInterface| {
            let all: Vec<_> = eni.addresses().collect();
            *all.choose(rng).expect("some")
        };
        let protocols =
            [protocol::TCP, protocol::TCP, protocol::TCP, protocol::UDP, protocol::UDP, protocol::ICMP, 47, 58];
        Talk {
            protocol: *protocols.choose(rng).expect("some"),
            source: if rng.random_bool(0.02) { Ipv4Addr::from(rng.random::<u32>()) } else { address(rng, from) },
            destination: if rng.random_bool(0.04) {
                Ipv4Addr::new(10, 0, rng.random_range(0..3), rng.random())
            } else {
                address(rng, to)
            },
            source_port: *[1000, 1001, 8, 80].choose(rng).expect("some"),
            destination_port: port(rng),
            from: number_of(from),
            to: number_of(to),
            known_as: None,
            step: 0,
        }
    }

    fn payload(rng: &mut StdRng, talk: Talk, flags: u8) -> Vec<u8> {
        let length = rng.random_range(0..40);
        match talk.protocol {
            protocol::TCP => tcp_segment(talk, flags, if flags & tcp::SYN == 0 { length } else { 0 }),
            protocol::UDP => udp_datagram(talk, length),
            protocol::ICMP => {
                let [a, b] = talk.source_port.to_be_bytes();
                let types = [8, 8, 8, 8, 13, 0, 14, 5, 10, 3];
                icmp_message(
                    *types.choose(rng).expect("some"),
                    u8::from(rng.random_bool(0.1)),
                    [a, b, 0, 1],
                    &vec![0; length],
                )
            }
            _ => vec![0xdd; length],
        }
    }

    fn begin(&mut self, rng: &mut StdRng, network: &Network) -> (usize, Vec<u8>) {
        let talk = Self::pair(rng, network);
        if self.talks.len() >= 24 {
            let place = rng.random_range(0..self.talks.len());
            self.talks.swap_remove(place);
        }
        self.talks.push(talk);
        let payload = Self::payload(rng, talk, tcp::SYN);
        let ip = Ip::plain(rng);
        let mut sent = talk;
        if rng.random_bool(0.15) {
            sent.from = Self::carrier(rng, network).unwrap_or(talk.from);
        }
        Self::packet(rng, sent, ip, &payload)
    }

    /// The next packet of a conversation, mostly as stacks send them.
    fn go_on(&mut self, rng: &mut StdRng, network: &Network) -> (usize, Vec<u8>) {
        const ACK: u8 = tcp::ACK;
        const LIFE: [(bool, u8); 9] = [
            (true, tcp::SYN | ACK),
            (false, ACK),
            (false, ACK),
            (true, ACK),
            (false, tcp::FIN | ACK),
            (true, tcp::FIN | ACK),
            (false, ACK),
            (true, ACK),
            (false, tcp::SYN),
        ];
        if self.talks.is_empty() {
            return self.begin(rng, network);
        }
        let place = rng.random_range(0..self.talks.len());
        let talk = self.talks[place];
        let odd =
            [tcp::SYN, tcp::SYN | ACK, ACK, tcp::RST, tcp::RST | ACK, tcp::FIN | ACK, tcp::FIN, 0, tcp::SYN | tcp::FIN];
        let (mut back, mut flags) = LIFE[talk.step % LIFE.len()];
        if rng.random_bool(0.2) {
            back = rng.random_bool(0.5);
            flags = *odd.choose(rng).expect("some");
        } else {
            self.talks[place].step += 1;
        }
        if talk.protocol != protocol::TCP {
            back = rng.random_bool(0.5);
        }
        let payload = if talk.protocol == protocol::ICMP && back {
            let [a, b] = talk.source_port.to_be_bytes();
            icmp_message(*[0, 0, 0, 14, 8].choose(rng).expect("some"), 0, [a, b, 0, 1], &[])
        } else {
            Self::payload(rng, if back { talk.reversed() } else { talk }, flags)
        };
        let ip = Ip::plain(rng);
        let mut talk = if back { talk.reversed() } else { talk };
        if rng.random_bool(0.2) {
            talk.from = Self::carrier(rng, network).unwrap_or(talk.from);
        }
        Self::packet(rng, talk, ip, &payload)
    }

    /// An ENI that may send for others.
    fn carrier(rng: &mut StdRng, network: &Network) -> Option<usize> {
        let carriers: Vec<_> = network.interfaces.values().filter(|eni| !eni.source_dest_check).collect();
        carriers.choose(rng).map(|eni| number_of(eni))
    }

    /// A plain answer to a recent beginning.
    fn answer(&mut self, rng: &mut StdRng, network: &Network) -> (usize, Vec<u8>) {
        let Some(talk) = self.talks.last().copied() else { return self.begin(rng, network) };
        let [a, b] = talk.source_port.to_be_bytes();
        let payload = match talk.protocol {
            protocol::ICMP => icmp_message(0, 0, [a, b, 0, 1], &[]),
            _ => Self::payload(rng, talk.reversed(), tcp::SYN | tcp::ACK),
        };
        let ip = Ip::plain(rng);
        Self::packet(rng, talk.reversed(), ip, &payload)
    }

    /// To where nothing may go, or from a client that asks for an address.
    fn special(rng: &mut StdRng, network: &Network) -> (usize, Vec<u8>) {
        let mut talk = Self::pair(rng, network);
        let router = Ipv4Addr::from(u32::from(talk.source) & 0xffff_ff00 | 1);
        let own = network.interfaces.get(&interface_id(talk.from)).and_then(|eni| network.subnets.get(&eni.subnet));
        let router = own.map_or(router, minato_vpc::resources::Subnet::router);
        let places = [
            Ipv4Addr::LOCALHOST,
            Ipv4Addr::new(0, 1, 2, 3),
            Ipv4Addr::new(224, 0, 0, 251),
            Ipv4Addr::BROADCAST,
            Ipv4Addr::new(240, 0, 0, 1),
            Ipv4Addr::new(169, 254, 169, 254),
            Ipv4Addr::new(10, 0, 0, 2),
            Ipv4Addr::new(172, 16, 0, 2),
            Ipv4Addr::new(8, 8, 8, 8),
            talk.source,
            router,
            router,
            router,
        ];
        if rng.random_bool(0.75) {
            talk.destination = *places.choose(rng).expect("some");
        } else {
            talk.protocol = protocol::UDP;
            talk.destination_port = *[67, 68, 4789].choose(rng).expect("some");
        }
        let payload = Self::payload(rng, talk, tcp::SYN);
        let ip = Ip::plain(rng);
        let (number, mut frame) = Self::packet(rng, talk, ip, &payload);
        if rng.random_bool(0.1) {
            frame[12..14].copy_from_slice(&[
                *[0x86, 0x81, 0x88].choose(rng).expect("some"),
                *[0xdd, 0].choose(rng).expect("some"),
            ]);
        }
        (number, frame)
    }

    /// An ICMP error that quotes a conversation, sometimes wrongly.
    fn error(&mut self, rng: &mut StdRng, network: &Network) -> (usize, Vec<u8>) {
        let Some(talk) = self.talks.choose(rng).copied() else { return self.begin(rng, network) };
        let failed = if rng.random_bool(0.5) { talk } else { talk.reversed() };
        let mut outer = Talk { protocol: protocol::ICMP, ..failed.reversed() };
        // As the error's sender knows the two.
        let quoted = Talk { source: outer.destination, destination: outer.source, ..failed };
        let inner = match talk.protocol {
            protocol::ICMP => {
                let [a, b] = talk.source_port.to_be_bytes();
                icmp_message(*[8, 0, 13, 3].choose(rng).expect("some"), 0, [a, b, 0, 1], &[])
            }
            protocol::TCP => tcp_segment(quoted, tcp::ACK, 0),
            protocol::UDP => udp_datagram(quoted, 0),
            _ => vec![0; 8],
        };
        let plain = Ip::plain(rng);
        let mut inner = ipv4(quoted, plain, &inner);
        match rng.random_range(0..10) {
            0 => spoil(rng, &mut inner),
            1 => inner.truncate(rng.random_range(0..inner.len())),
            _ => {}
        }
        let message = icmp_message(*[3, 3, 11, 12].choose(rng).expect("some"), rng.random_range(0..5), [0; 4], &inner);
        if rng.random_bool(0.1) {
            // From somebody on the way.
            outer.source = *OUTSIDE.choose(rng).expect("some");
        }
        if rng.random_bool(0.1) {
            outer.from = Self::carrier(rng, network).unwrap_or(outer.from);
        }
        if rng.random_bool(0.2) {
            // Forged: to, or from, somebody who has no part in it.
            let other = Self::pair(rng, network);
            if rng.random_bool(0.5) {
                outer.destination = other.destination;
            } else {
                (outer.source, outer.from) = (other.source, other.from);
            }
        }
        let ip = Ip::plain(rng);
        Self::packet(rng, outer, ip, &message)
    }

    fn first_fragment(&mut self, rng: &mut StdRng, network: &Network) -> (usize, Vec<u8>) {
        let talk = self.talks.choose(rng).copied().unwrap_or_else(|| Self::pair(rng, network));
        let flags = *[tcp::SYN, tcp::ACK].choose(rng).expect("some");
        let payload = Self::payload(rng, talk, flags);
        let ip = Ip { id: rng.random_range(0..4), fragment: 0x2000, options: 0 };
        self.fragment = Some((talk, ip.id));
        Self::packet(rng, talk, ip, &payload)
    }

    fn later_fragment(&mut self, rng: &mut StdRng, network: &Network) -> (usize, Vec<u8>) {
        let Some((talk, id)) = self.fragment else { return self.begin(rng, network) };
        let id = if rng.random_bool(0.1) { rng.random_range(0..4) } else { id };
        let offset = *[1, 2, 3, 5, 100, 8189, 8191].choose(rng).expect("some");
        let ip = Ip { id, fragment: offset | if rng.random_bool(0.5) { 0x2000 } else { 0 }, options: 0 };
        let length = rng.random_range(0..40);
        Self::packet(rng, talk, ip, &vec![0xee; length])
    }
}

/// Changes a few bytes.
fn spoil(rng: &mut StdRng, bytes: &mut [u8]) {
    for _ in 0..rng.random_range(1..3) {
        let place = rng.random_range(0..bytes.len());
        bytes[place] = rng.random();
    }
}

fn arp(rng: &mut StdRng, network: &Network) -> (usize, Vec<u8>) {
    let number = rng.random_range(0..INTERFACES);
    let own = network.interfaces.get(&interface_id(number));
    let subnet = own.and_then(|eni| network.subnets.get(&eni.subnet));
    let address = own.map_or(Ipv4Addr::UNSPECIFIED, |eni| eni.address);
    let router = subnet.map_or(address, minato_vpc::resources::Subnet::router);
    let target = *[router, router, router, address, Ipv4Addr::new(10, 0, 0, 9)].choose(rng).expect("some");
    let sender = *[address, address, address, address, Ipv4Addr::UNSPECIFIED].choose(rng).expect("some");
    let mac = mac_of(number);
    let mut body = vec![0, 1, 8, 0, 6, 4, 0, if rng.random_bool(0.9) { 1 } else { 2 }];
    body.extend_from_slice(&mac.0);
    body.extend_from_slice(&sender.octets());
    body.extend_from_slice(&[0; 6]);
    body.extend_from_slice(&target.octets());
    (number, ethernet(MacAddress([0xff; 6]), mac, 0x0806, &body))
}
