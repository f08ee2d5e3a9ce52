//! Random packets: near the rules, in conversations, and wrong in every way.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use minato_vpc::{
    Edge, Network,
    ids::NetworkInterfaceId,
    packet::{protocol, tcp},
    resources::{MacAddress, NetworkInterface},
};
use rand::{Rng, rngs::StdRng, seq::IndexedRandom};

use crate::{
    headers::{Ip, ethernet, icmp_message, ip_packet, tcp_segment, udp_datagram},
    network::{INTERFACES, INTERNET, OUTSIDE, OUTSIDE_IPV6, PORTS, PREMISES, addresses_of, edge, interface_id, public},
    places::{near_address, outside, places_ipv4, places_ipv6, random_address},
};

/// A frame and who sends it.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) from: Edge,
    pub(crate) frame: Vec<u8>,
}

/// A conversation that was begun: what later packets may belong to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Talk {
    pub(crate) protocol: u8,
    pub(crate) source: IpAddr,
    pub(crate) destination: IpAddr,
    pub(crate) source_port: u16,
    pub(crate) destination_port: u16,
    /// The edges' numbers.
    from: usize,
    to: usize,
    /// A private address, and the public one that the internet knows it by: in IPv6 the same.
    known_as: Option<(IpAddr, IpAddr)>,
    /// How far a TCP connection has come.
    step: usize,
}

impl Talk {
    pub(crate) fn is_ipv6(&self) -> bool {
        self.destination.is_ipv6()
    }

    /// The number of the ICMP of its version of IP.
    fn icmp(&self) -> u8 {
        if self.is_ipv6() { protocol::ICMPV6 } else { protocol::ICMP }
    }

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
            0..2 => arp(rng, network),
            2..5 => neighbour(rng, network),
            5..22 => self.begin(rng, network),
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
        let others = [MacAddress([0xff; 6]), MacAddress([0x33, 0x33, 0, 0, 0, 0x16]), MacAddress([2, 0, 0, 0, 9, 9])];
        let other = others.choose(rng).copied().filter(|_| rng.random_bool(0.02));
        let destination = other.unwrap_or(MacAddress::ROUTER);
        let ethertype = if talk.is_ipv6() { 0x86dd } else { 0x0800 };
        (talk.from, ethernet(destination, source, ethertype, &ip_packet(talk, ip, payload)))
    }

    /// Two edges that may talk.
    fn pair(rng: &mut StdRng, network: &Network) -> Talk {
        let talk = Self::pair_of_interfaces(rng, network);
        let outside = outside(rng, talk.is_ipv6());
        let into = rng.random_bool(0.5);
        match rng.random_range(0..20) {
            0..6 if talk.is_ipv6() && into => {
                let known_as = Some((talk.destination, talk.destination));
                Talk { source: outside, from: INTERNET, known_as, ..talk }
            }
            0..6 if talk.is_ipv6() => {
                let known_as = Some((talk.source, talk.source));
                Talk { destination: outside, to: INTERNET, known_as, ..talk }
            }
            6 if talk.is_ipv6() && into => Talk { source: outside, from: PREMISES, ..talk },
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
                let known_as = Some((association.private.into(), (*known).into()));
                let source_port = talk.source_port;
                if into {
                    let destination = if rng.random_bool(0.95) { *known } else { public(rng.random_range(0..9)) };
                    let destination = destination.into();
                    Talk { source: outside, destination, from: INTERNET, to: own, known_as, source_port, ..talk }
                } else {
                    Talk {
                        source: association.private.into(),
                        destination: outside,
                        from: own,
                        to: INTERNET,
                        known_as,
                        ..talk
                    }
                }
            }
            4..6 if into => Talk { source: OUTSIDE[2].into(), from: PREMISES, ..talk },
            4..6 => Talk { destination: OUTSIDE[2].into(), to: PREMISES, ..talk },
            // To where only a NAT gateway, or nothing, leads.
            6 => Talk { destination: outside, ..talk },
            _ => talk,
        }
    }

    /// Two ENIs, mostly of one VPC.
    fn pair_of_interfaces(rng: &mut StdRng, network: &Network) -> Talk {
        let interfaces: Vec<_> = network.interfaces.values().collect();
        let blank = IpAddr::from([10, 0, 0, 9]);
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
        let has_ipv6 = |eni: &NetworkInterface| !addresses_of(eni, true).is_empty();
        let ipv6 = has_ipv6(from) && has_ipv6(to) && rng.random_bool(0.45);
        let address = |rng: &mut StdRng, eni| *addresses_of(eni, ipv6).choose(rng).expect("some");
        let icmp = if ipv6 { protocol::ICMPV6 } else { protocol::ICMP };
        let of_other = protocol::ICMP + protocol::ICMPV6 - icmp;
        let protocols =
            [protocol::TCP, protocol::TCP, protocol::TCP, protocol::UDP, protocol::UDP, icmp, 47, protocol::IGMP];
        Talk {
            protocol: if rng.random_bool(0.02) { of_other } else { *protocols.choose(rng).expect("some") },
            source: if rng.random_bool(0.02) { random_address(rng, ipv6) } else { address(rng, from) },
            destination: if rng.random_bool(0.04) { near_address(rng, ipv6) } else { address(rng, to) },
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
            protocol::ICMPV6 if talk.is_ipv6() => {
                let [a, b] = talk.source_port.to_be_bytes();
                let types = [128, 128, 128, 128, 128, 129, 1, 2, 4, 5, 100, 130, 133, 134, 135, 136, 137];
                let code = u8::from(rng.random_bool(0.1));
                icmp_message(*types.choose(rng).expect("some"), code, [a, b, 0, 1], &vec![0; length])
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
        let payload = if talk.protocol == talk.icmp() && back {
            let [a, b] = talk.source_port.to_be_bytes();
            let types = if talk.is_ipv6() { [129, 129, 129, 129, 128] } else { [0, 0, 0, 14, 8] };
            icmp_message(*types.choose(rng).expect("some"), 0, [a, b, 0, 1], &[])
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
            it if it == talk.icmp() => icmp_message(if talk.is_ipv6() { 129 } else { 0 }, 0, [a, b, 0, 1], &[]),
            _ => Self::payload(rng, talk.reversed(), tcp::SYN | tcp::ACK),
        };
        let ip = Ip::plain(rng);
        Self::packet(rng, talk.reversed(), ip, &payload)
    }

    /// To or from where nobody may be, or from a client that asks for an address.
    fn special(rng: &mut StdRng, network: &Network) -> (usize, Vec<u8>) {
        let mut talk = Self::pair(rng, network);
        let places =
            if talk.is_ipv6() { places_ipv6(talk.source) } else { places_ipv4(network, talk.from, talk.source) };
        if talk.is_ipv6() && rng.random_bool(0.2) {
            talk.source = Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0x77).into();
        }
        if rng.random_bool(0.7) {
            talk.destination = *places.choose(rng).expect("some");
        } else if rng.random_bool(0.3) {
            // From where nobody is, by who may send for others.
            talk.source = *places.choose(rng).expect("some");
            talk.from = Self::carrier(rng, network).unwrap_or(talk.from);
        } else {
            talk.protocol = protocol::UDP;
            talk.destination_port = *[67, 68, 546, 547, 4789].choose(rng).expect("some");
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
        let mut outer = Talk { protocol: failed.icmp(), ..failed.reversed() };
        // As the error's sender knows the two.
        let quoted = Talk { source: outer.destination, destination: outer.source, ..failed };
        let inner = match talk.protocol {
            protocol::ICMPV6 if talk.is_ipv6() => {
                let [a, b] = talk.source_port.to_be_bytes();
                icmp_message(*[128, 129, 129, 1].choose(rng).expect("some"), 0, [a, b, 0, 1], &[])
            }
            protocol::ICMP => {
                let [a, b] = talk.source_port.to_be_bytes();
                icmp_message(*[8, 0, 13, 3].choose(rng).expect("some"), 0, [a, b, 0, 1], &[])
            }
            protocol::TCP => tcp_segment(quoted, tcp::ACK, 0),
            protocol::UDP => udp_datagram(quoted, 0),
            _ => vec![0; 8],
        };
        let plain = Ip::plain(rng);
        let mut inner = ip_packet(quoted, plain, &inner);
        match rng.random_range(0..10) {
            0 => spoil(rng, &mut inner),
            1 => inner.truncate(rng.random_range(0..inner.len())),
            _ => {}
        }
        let types = if talk.is_ipv6() { [1, 2, 3, 4] } else { [3, 3, 11, 12] };
        let message = icmp_message(*types.choose(rng).expect("some"), rng.random_range(0..5), [0; 4], &inner);
        if rng.random_bool(0.1) {
            // From somebody on the way.
            outer.source = outside(rng, talk.is_ipv6());
        }
        if rng.random_bool(0.1) {
            outer.from = Self::carrier(rng, network).unwrap_or(outer.from);
        }
        if rng.random_bool(0.2) {
            // Forged: to, or from, somebody who has no part in it.
            let other = Self::pair(rng, network);
            if other.is_ipv6() != talk.is_ipv6() {
                return self.begin(rng, network);
            }
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
        let ip = Ip { id: rng.random_range(0..4), fragment: 0x2000, options: 0, hops: 64 };
        self.fragment = Some((talk, ip.id));
        Self::packet(rng, talk, ip, &payload)
    }

    fn later_fragment(&mut self, rng: &mut StdRng, network: &Network) -> (usize, Vec<u8>) {
        let Some((talk, id)) = self.fragment else { return self.begin(rng, network) };
        let id = if rng.random_bool(0.1) { rng.random_range(0..4) } else { id };
        let offset = *[1, 2, 3, 5, 100, 8189, 8191].choose(rng).expect("some");
        let ip = Ip { id, fragment: offset | if rng.random_bool(0.5) { 0x2000 } else { 0 }, options: 0, hops: 64 };
        let length = rng.random_range(0..40);
        Self::packet(rng, talk, ip, &vec![0xee; length])
    }
}

/// A solicitation of a neighbour, mostly of the router, sometimes wrong.
fn neighbour(rng: &mut StdRng, network: &Network) -> (usize, Vec<u8>) {
    let number = rng.random_range(0..INTERFACES);
    let local = Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0x77);
    let router = Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 1);
    let own = network.interfaces.get(&interface_id(number)).and_then(|eni| eni.ipv6_addresses.first().copied());
    let own = own.unwrap_or(local);
    let source = *[local, own, own, Ipv6Addr::UNSPECIFIED, OUTSIDE_IPV6[0]].choose(rng).expect("some");
    let target = *[router, router, router, router, own].choose(rng).expect("some");
    let mut message = vec![if rng.random_bool(0.9) { 135 } else { rng.random_range(129..145) }, 0, 1, 2, 0, 0, 0, 0];
    message[1] = u8::from(rng.random_bool(0.05));
    message.extend_from_slice(&target.octets());
    if rng.random_bool(0.7) {
        message.extend_from_slice(&[if rng.random_bool(0.9) { 1 } else { 14 }, 1]);
        message.extend_from_slice(&mac_of(if rng.random_bool(0.9) { number } else { 0 }).0);
        let more = if rng.random_bool(0.05) { 8 } else { 0 };
        message.resize(message.len() + more, 0);
    }
    let talk = Talk {
        protocol: protocol::ICMPV6,
        source: source.into(),
        destination: Ipv6Addr::new(0xff02, 0, 0, 0, 0, 1, 0xff00, 1).into(),
        source_port: 0,
        destination_port: 0,
        from: number,
        to: number,
        known_as: None,
        step: 0,
    };
    let mut ip = Ip::plain(rng);
    ip.hops = if rng.random_bool(0.95) { 255 } else { 64 };
    let destination = MacAddress([0x33, 0x33, 0xff, 0, 0, 1]);
    (number, ethernet(destination, mac_of(number), 0x86dd, &ip_packet(talk, ip, &message)))
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
