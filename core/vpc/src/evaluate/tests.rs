//! The order of the steps, in the cases that people ask about. That the programs do the same is tested with them.

use super::*;
use crate::{
    compile::tests::{eni, group_id, network, range, rule},
    ids::SecurityGroupRuleId,
    packet::{protocol, tcp},
    resources::{Direction, Peer},
};

const SYN_ACK: u8 = tcp::SYN | tcp::ACK;

fn segment(network: &Network, from: u128, to: u128, ports: (u16, u16), flags: u8) -> Vec<u8> {
    let (from, to) = (&network.interfaces[&eni(from)], &network.interfaces[&eni(to)]);
    let mut frame = [MacAddress::ROUTER.0, from.mac.0].concat();
    frame.extend_from_slice(&[8, 0, 0x45, 0, 0, 40, 0, 0, 0x40, 0, 64, protocol::TCP, 0, 0]);
    frame.extend_from_slice(&[from.address.octets(), to.address.octets()].concat());
    frame.extend_from_slice(&[ports.0.to_be_bytes(), ports.1.to_be_bytes()].concat());
    frame.extend_from_slice(&[0, 0, 0, 1, 0, 0, 0, 1, 0x50, flags, 0, 0, 0, 0, 0, 0]);
    frame
}

struct Host {
    network: Network,
    local: BTreeSet<Edge>,
    flows: FlowTables,
    at: Duration,
}

impl Host {
    /// ENI 1 may send anything to ENI 2, which lets in TCP 80 from group 1.
    fn new() -> Self {
        let mut network = network(1);
        for group in network.groups.values_mut() {
            group.rules.clear();
        }
        let mut add = |group, id, added| {
            let group = network.groups.get_mut(&group_id(group)).unwrap();
            group.rules.insert(SecurityGroupRuleId::from_entropy(id), added);
        };
        add(1, 1, rule(Direction::Egress, range("0.0.0.0/0")));
        add(2, 2, rule(Direction::Ingress, Peer::Group(group_id(1))));
        let local = [eni(1).into(), eni(2).into()].into();
        Self { network, local, flows: FlowTables::default(), at: Duration::ZERO }
    }

    fn evaluate(&mut self, from: u128, frame: &[u8]) -> Evaluation {
        let departure = Departure { from: &eni(from).into(), frame, at: self.at };
        evaluate(&self.network, &self.local, departure, &mut self.flows)
    }

    /// Why a segment is dropped; `None` when it is delivered.
    fn send(&mut self, from: u128, to: u128, ports: (u16, u16), flags: u8) -> Option<DropReason> {
        let frame = segment(&self.network, from, to, ports, flags);
        match self.evaluate(from, &frame).verdict {
            Verdict::Drop(reason) => Some(reason),
            Verdict::Deliver { to: receiver, .. } => {
                assert_eq!(receiver, eni(to));
                None
            }
            Verdict::Answer { .. } => panic!("nobody asked the router"),
        }
    }
}

#[test]
fn the_trace_tells_the_way_and_the_rules() {
    let mut host = Host::new();
    let frame = segment(&host.network, 1, 2, (1000, 80), tcp::SYN);
    let evaluation = host.evaluate(1, &frame);
    let layers: Vec<_> = evaluation.trace.iter().map(|step| step.layer.name()).collect();
    assert_eq!(layers, ["gateway", "egress-groups", "route", "ingress-groups", "conntrack", "deliver"]);
    let text: Vec<_> = evaluation.trace.iter().map(ToString::to_string).collect();
    assert!(text[3].contains(SecurityGroupRuleId::from_entropy(2).as_str()), "{text:?}");

    let refused = segment(&host.network, 1, 2, (1000, 81), tcp::SYN);
    let evaluation = host.evaluate(1, &refused);
    assert_eq!(evaluation.verdict, Verdict::Drop(DropReason::EgressDenied));
    assert_eq!(evaluation.trace.last().unwrap().finding, Finding::Dropped(DropReason::EgressDenied));
}

#[test]
fn each_direction_needs_its_own_rule_and_replies_need_none() {
    let mut host = Host::new();
    assert_eq!(host.send(2, 1, (1000, 80), tcp::SYN), Some(DropReason::EgressDenied));
    assert_eq!(host.send(2, 1, (80, 1000), SYN_ACK), Some(DropReason::TcpNotSyn));
    assert_eq!(host.send(1, 2, (1000, 80), tcp::SYN), None);
    assert_eq!(host.send(2, 1, (80, 1000), SYN_ACK), None);
    assert_eq!(host.send(1, 2, (1000, 80), tcp::ACK), None);
    // A tracked flow outlives its rule; nothing new comes in.
    host.network.groups.get_mut(&group_id(2)).unwrap().rules.clear();
    assert_eq!(host.send(2, 1, (80, 1000), tcp::ACK), None);
    assert_eq!(host.send(1, 2, (1001, 80), tcp::SYN), Some(DropReason::IngressDenied));
}

#[test]
fn a_tuple_is_a_new_flow_after_its_connection_was_closed() {
    let mut host = Host::new();
    assert_eq!(host.send(1, 2, (1000, 80), tcp::SYN), None);
    assert_eq!(host.send(2, 1, (80, 1000), SYN_ACK), None);
    for (from, to, ports, flags) in [
        (1, 2, (1000, 80), tcp::ACK),
        (1, 2, (1000, 80), tcp::FIN | tcp::ACK),
        (2, 1, (80, 1000), tcp::FIN | tcp::ACK),
        (1, 2, (1000, 80), tcp::ACK),
    ] {
        assert_eq!(host.send(from, to, ports, flags), None);
    }
    host.network.groups.get_mut(&group_id(2)).unwrap().rules.clear();
    assert_eq!(host.send(2, 1, (80, 1000), tcp::FIN | tcp::ACK), None, "what trails passes");
    assert_eq!(host.send(1, 2, (1000, 80), tcp::SYN), Some(DropReason::IngressDenied), "what is new does not");
}

#[test]
fn who_sends_for_others_has_no_source_that_nobody_has() {
    let mut host = Host::new();
    let sent = |host: &mut Host, source: [u8; 4]| {
        let mut frame = segment(&host.network, 1, 2, (1000, 80), tcp::SYN);
        frame[26..30].copy_from_slice(&source);
        match host.evaluate(1, &frame).verdict {
            Verdict::Drop(reason) => Some(reason),
            _ => None,
        }
    };
    let martians = [[127, 0, 0, 1], [0, 0, 0, 0], [0, 1, 2, 3], [169, 254, 169, 254], [224, 0, 0, 9], [255; 4]];
    for source in martians {
        assert_eq!(sent(&mut host, source), Some(DropReason::SourceAddress), "{source:?}");
    }
    host.network.interfaces.get_mut(&eni(1)).unwrap().source_dest_check = false;
    for source in martians {
        assert_eq!(sent(&mut host, source), Some(DropReason::MartianSource), "{source:?}");
    }
    host.network
        .groups
        .get_mut(&group_id(2))
        .unwrap()
        .rules
        .insert(SecurityGroupRuleId::from_entropy(3), rule(Direction::Ingress, range("172.16.0.0/12")));
    assert_eq!(sent(&mut host, [172, 16, 0, 9]), None);
}

#[test]
fn silence_ends_a_flow_and_so_does_another_eni() {
    let mut host = Host::new();
    assert_eq!(host.send(1, 2, (1000, 80), tcp::SYN), None);
    host.at += Duration::from_secs(61);
    assert_eq!(host.send(2, 1, (80, 1000), SYN_ACK), Some(DropReason::TcpNotSyn), "nobody waits so long");
    assert_eq!(host.send(1, 2, (1000, 80), tcp::SYN), None);
    assert_eq!(host.send(2, 1, (80, 1000), SYN_ACK), None);
    // Another ENI gets the receiver's address.
    let mut other = host.network.interfaces.remove(&eni(2)).unwrap();
    other.id = eni(3);
    host.network.interfaces.insert(eni(3), other);
    host.local.insert(eni(3).into());
    let frame = segment(&host.network, 1, 3, (1000, 80), tcp::ACK);
    assert_eq!(host.evaluate(1, &frame).verdict, Verdict::Drop(DropReason::TcpNotSyn));
    assert!(host.flows.flows.is_empty());
}
