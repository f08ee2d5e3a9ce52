//! Flows as they go on while rules, routes and addresses change: each step of each packet is the model's.

use std::{net::Ipv4Addr, time::Duration};

use minato_datapath::Tracer;
use minato_vpc::{
    Departure, DropReason, Edge, Evaluation, FlowTables, Verdict, evaluate,
    evaluate::Finding,
    packet::{protocol, tcp},
    reach::Plane as _,
    resources::MacAddress,
};

use crate::{
    plan::{ANYONE, By, egress, ingress, tcp as port, udp},
    situations::two,
    stage::{Stage, same},
};

/// The ports that `client` and `web` talk by.
const THERE: (u16, u16) = (50_000, 80);
const BACK: (u16, u16) = (80, 50_000);

fn frame(from: MacAddress, number: u8, source: Ipv4Addr, destination: Ipv4Addr, transport: &[u8]) -> Vec<u8> {
    let length = 20 + u8::try_from(transport.len()).expect("it is short");
    let mut frame = [MacAddress::ROUTER.0, from.0].concat();
    frame.extend_from_slice(&[8, 0, 0x45, 0, 0, length, 0, 0, 0x40, 0, 64, number, 0, 0]);
    frame.extend_from_slice(&source.octets());
    frame.extend_from_slice(&destination.octets());
    frame.extend_from_slice(transport);
    frame
}

/// A TCP segment from one ENI of a plan to another, and where it enters.
pub(crate) fn segment(stage: &Stage, from: &str, to: &str, ports: (u16, u16), flags: u8) -> (Edge, Vec<u8>) {
    let interface = |name| &stage.network.interfaces[&stage.numbers.interface(name)];
    let (from, to) = (interface(from), interface(to));
    let ports = [ports.0.to_be_bytes(), ports.1.to_be_bytes()].concat();
    let rest = [0, 0, 0, 1, 0, 0, 0, 1, 0x50, flags, 0xff, 0xff, 0, 0, 0, 0];
    let frame = frame(from.mac, protocol::TCP, from.address, to.address, &[&ports[..], &rest].concat());
    (from.id.clone().into(), frame)
}

/// Packets of one traced program, and of the model.
struct Talk {
    stage: Stage,
    tracer: Tracer,
    flows: FlowTables,
}

impl Talk {
    fn begin(stage: Stage) -> Self {
        Self { tracer: stage.tracer(), flows: FlowTables::default(), stage }
    }

    fn pass(&mut self, (from, frame): (Edge, Vec<u8>)) -> Evaluation {
        let mut kernel = self.stage.plane(&mut self.tracer).pass(&from, &frame).expect("it is traced");
        let departure = Departure { from: &from, frame: &frame, at: Duration::ZERO };
        let model = evaluate(&self.stage.network, &self.stage.local(), departure, &mut self.flows);
        kernel.receiver.clone_from(&model.receiver);
        same(&kernel, &model, &format!("from {from}: {frame:02x?}"));
        kernel
    }

    fn there(&mut self, flags: u8) -> Evaluation {
        self.pass(segment(&self.stage, "client", "web", THERE, flags))
    }

    fn back(&mut self, flags: u8) -> Evaluation {
        self.pass(segment(&self.stage, "web", "client", BACK, flags))
    }
}

fn passes(evaluation: &Evaluation) -> bool {
    matches!(evaluation.verdict, Verdict::Deliver { .. })
}

fn has(evaluation: &Evaluation, finding: &Finding) -> bool {
    evaluation.trace.iter().any(|step| step.finding == *finding)
}

fn asks_groups(evaluation: &Evaluation) -> bool {
    evaluation.trace.iter().any(|step| matches!(step.finding, Finding::Allowed(_) | Finding::Refused(_)))
}

const ESTABLISHED: Finding = Finding::Flow { established: true };

#[test]
fn an_established_flow_outlives_its_rules_but_no_acl_and_no_route() {
    let mut stage = Stage::enter();
    stage.set(&two(), |_, _| (), &[]);
    let mut talk = Talk::begin(stage);
    assert!(asks_groups(&talk.there(tcp::SYN)));
    assert!(has(&talk.back(tcp::SYN | tcp::ACK), &Finding::Flow { established: false }));
    for _ in 0..2 {
        let data = talk.there(tcp::ACK);
        assert!(passes(&data) && has(&data, &ESTABLISHED) && !asks_groups(&data), "{data:?}");
    }
    let before = talk.stage.network.clone();
    talk.stage.network.groups.values_mut().for_each(|group| group.rules.clear());
    talk.stage.apply();
    for data in [talk.there(tcp::ACK), talk.back(tcp::ACK)] {
        assert!(passes(&data) && has(&data, &ESTABLISHED) && !asks_groups(&data), "{data:?}");
    }
    talk.stage.network.network_acls.clear();
    talk.stage.apply();
    let denied = talk.there(tcp::ACK);
    assert!(has(&denied, &ESTABLISHED) && denied.verdict == Verdict::Drop(DropReason::EgressAclDenied), "{denied:?}");
    talk.stage.network.network_acls.clone_from(&before.network_acls);
    talk.stage.network.route_tables.clear();
    talk.stage.apply();
    let unrouted = talk.there(tcp::ACK);
    assert!(has(&unrouted, &ESTABLISHED) && has(&unrouted, &Finding::Unrouted { table: None }), "{unrouted:?}");
    talk.stage.network = before;
    talk.stage.apply();
    // Closed and opened anew, the groups are asked anew.
    assert!(passes(&talk.back(tcp::RST)));
    let again = talk.there(tcp::SYN);
    assert!(has(&again, &Finding::FlowOpened) && asks_groups(&again), "{again:?}");
}

#[test]
fn both_ends_open_the_same_connection_by_rules_of_their_own() {
    let mut stage = Stage::enter();
    let mut plan = two();
    plan.group_mut("clients").rules.push(ingress(port(50_000), ANYONE));
    stage.set(&plan, |_, _| (), &[]);
    let mut talk = Talk::begin(stage);
    assert!(passes(&talk.there(tcp::SYN)));
    let refused = talk.back(tcp::SYN);
    assert_eq!(refused.verdict, Verdict::Drop(DropReason::EgressDenied));
    plan.group_mut("webs").rules.push(egress(port(50_000), ANYONE));
    let links = talk.stage.attached.clone();
    talk.stage.network = crate::build::build(&plan, &talk.stage.numbers);
    talk.stage.apply();
    assert_eq!(talk.stage.attached, links);
    let both = talk.back(tcp::SYN);
    assert!(passes(&both) && asks_groups(&both) && !has(&both, &Finding::FlowOpened), "{both:?}");
}

#[test]
fn a_flow_of_a_former_public_address_is_over() {
    let mut stage = Stage::enter();
    let mut plan = two().route("a", "0.0.0.0/0", By::InternetGateway).internet("main");
    plan.group_mut("clients").rules = vec![egress(udp(53), ANYONE)];
    plan.eni_mut("client").public = Some([198, 18, 0, 11].into());
    stage.set(&plan, |_, _| (), &[]);
    let client = stage.network.interfaces[&stage.numbers.interface("client")].clone();
    let mut talk = Talk::begin(stage);
    let datagram = [50_000_u16.to_be_bytes(), 53_u16.to_be_bytes(), [0, 8], [0, 0]].concat();
    let sent = frame(client.mac, protocol::UDP, client.address, [192, 0, 2, 1].into(), &datagram);
    let sent = (Edge::from(&client.id), sent);
    assert!(has(&talk.pass(sent.clone()), &Finding::FlowOpened));
    assert!(has(&talk.pass(sent.clone()), &Finding::Flow { established: false }));
    let address = talk.stage.network.public_addresses.values_mut().next().expect("there is one");
    address.public = [198, 18, 0, 12].into();
    talk.stage.apply();
    let after = talk.pass(sent);
    assert!(has(&after, &Finding::FlowOver) && has(&after, &Finding::FlowOpened), "{after:?}");
}
