//! Random packets in random networks, as the twin test sends them: every step is the model's. Here flows are answered,
//! closed, reset and begun anew, fragments and errors belong to them, and rules change under them.

use std::{collections::BTreeMap, time::Duration};

use minato_datapath::{Config, Datapath, TracedPlane, Tracer};
use minato_vpc::{Departure, FlowTables, compile, drop_reason::Layer, evaluate, evaluate::Finding, reach::Plane as _};
use rand::{Rng, SeedableRng, rngs::StdRng};

use crate::{
    host::Host,
    network::{self, EDGES, edge},
    packets::Generator,
    stage::same,
};

const NETWORKS: u32 = 24;
/// Fewer than the traced program has room for flows.
const PACKETS: u128 = 500;

#[test]
fn whatever_comes_the_kernel_takes_the_steps_of_the_model() {
    let (host, links) = Host::enter(EDGES);
    let mut datapath = Datapath::open(host.directory(), &Config::default()).expect("the data plane opens");
    let mut attached = BTreeMap::new();
    for (number, ifindex) in links.iter().enumerate() {
        datapath.attach(*ifindex, &edge(number)).expect("an edge is attached");
        attached.insert(edge(number), *ifindex);
    }
    let mut told: BTreeMap<Layer, usize> = BTreeMap::new();
    let (mut over, mut established) = (0, 0);
    for number in 0..NETWORKS {
        let mut rng = StdRng::seed_from_u64(number.into());
        let mut world = network::generate(&mut rng, number);
        let mut generator = Generator::default();
        let mut flows = FlowTables::default();
        let mut tables = compile(&world.network, &world.local);
        datapath.apply(&tables).expect("tables are applied");
        let mut tracer = Tracer::open(host.directory(), &Config::default()).expect("the traced program loads");
        for index in 0..PACKETS {
            if rng.random_bool(0.01) {
                network::change(&mut rng, &mut world, index);
                tables = compile(&world.network, &world.local);
                datapath.apply(&tables).expect("tables are applied");
            }
            let sent = generator.next(&mut rng, &world.network);
            let place = format!("network {number} packet {index}, from {}: {:02x?}", sent.from, sent.frame);
            let (network, attached) = (&world.network, &attached);
            let mut plane = TracedPlane { tracer: &mut tracer, network, tables: &tables, attached };
            let mut kernel = plane.pass(&sent.from, &sent.frame).unwrap_or_else(|error| panic!("{place}: {error}"));
            let departure = Departure { from: &sent.from, frame: &sent.frame, at: Duration::ZERO };
            let model = evaluate(network, &world.local, departure, &mut flows);
            // Counters are by the receiver, which no step names.
            kernel.receiver.clone_from(&model.receiver);
            same(&kernel, &model, &place);
            for step in &model.trace {
                *told.entry(step.layer).or_default() += 1;
                over += usize::from(step.finding == Finding::FlowOver);
                established += usize::from(step.finding == Finding::Flow { established: true });
            }
        }
    }
    assert!(told.len() == 8 && told.values().all(|count| *count > 100), "{told:?}");
    assert!(over > 0 && established > 100, "{over} over, {established} established");
}
