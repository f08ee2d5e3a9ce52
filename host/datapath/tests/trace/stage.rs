//! A plan with the program on links that lead nowhere, and packets that are traced through it beside the model.

use std::collections::{BTreeMap, BTreeSet};

use minato_datapath::{Config, Datapath, Error, TracedPlane, Tracer};
use minato_vpc::{
    Edge, Evaluation, Network, Tables, compile,
    evaluate::Step,
    reach::{self, Model, Plane, Probe, Reach, Trace},
};

use crate::{
    build::build,
    host::Host,
    plan::{Numbers, Plan},
};

/// How many links there are: more than any plan has edges.
const LINKS: usize = 8;

/// A host whose links every plan uses anew.
pub(crate) struct Stage {
    pub(crate) datapath: Datapath,
    pub(crate) network: Network,
    pub(crate) tables: Tables,
    pub(crate) numbers: Numbers,
    pub(crate) attached: BTreeMap<Edge, u32>,
    links: Vec<u32>,
    pub(crate) host: Host,
}

impl Stage {
    /// Leaves the thread's namespaces for good.
    pub(crate) fn enter() -> Self {
        let (host, links) = Host::enter(LINKS);
        let datapath = Datapath::open(host.directory(), &Config::default()).expect("the data plane opens");
        let (network, tables) = (Network::default(), Tables::default());
        Self { datapath, network, tables, numbers: Numbers::new(0), attached: BTreeMap::new(), links, host }
    }

    /// Makes the kernel decide by a plan, changed. The ENIs `away` are on another host.
    pub(crate) fn set(&mut self, plan: &Plan, change: impl FnOnce(&mut Network, &Numbers), away: &[&str]) {
        for edge in std::mem::take(&mut self.attached).into_keys() {
            self.datapath.detach(&edge).expect("an edge is detached");
        }
        self.numbers = Numbers::new(0);
        self.network = build(plan, &self.numbers);
        change(&mut self.network, &self.numbers);
        let here = plan.enis.iter().filter(|eni| !away.contains(&eni.name));
        let mut edges: Vec<Edge> = here.map(|eni| self.numbers.interface(eni.name).into()).collect();
        edges.extend((!plan.internet.is_empty()).then_some(Edge::Internet));
        edges.extend(plan.premises.map(|_| Edge::OnPremises(self.numbers.vpn_gateway())));
        for (edge, ifindex) in edges.into_iter().zip(self.links.clone()) {
            self.datapath.attach(ifindex, &edge).expect("an edge is attached");
            self.attached.insert(edge, ifindex);
        }
        self.apply();
    }

    /// Makes the kernel decide by the network as it is now.
    pub(crate) fn apply(&mut self) {
        self.tables = compile(&self.network, &self.local());
        self.datapath.apply(&self.tables).expect("tables are applied");
    }

    pub(crate) fn local(&self) -> BTreeSet<Edge> {
        self.attached.keys().cloned().collect()
    }

    pub(crate) fn tracer(&self) -> Tracer {
        Tracer::open(self.host.directory(), &Config::default()).expect("the traced program loads")
    }

    pub(crate) fn plane<'a>(&'a self, tracer: &'a mut Tracer) -> TracedPlane<'a> {
        TracedPlane { tracer, network: &self.network, tables: &self.tables, attached: &self.attached }
    }

    /// What a user of a plan's names is told.
    pub(crate) fn trace(&self, from: &str, to: &str, probe: Probe) -> Trace {
        let (from, to) = self.places(from, to);
        let model = Model::new(&self.network, self.local());
        let mut tracer = self.tracer();
        reach::trace(&self.network, &mut self.plane(&mut tracer), model, &from, &to, probe).expect("it is traced")
    }

    /// The way of the kernel, every step of which is the model's.
    pub(crate) fn compare(&self, name: &str, from: &str, to: &str, probe: Probe, seen: &mut Vec<Step>) -> Reach {
        let (from, to) = self.places(from, to);
        let mut tracer = self.tracer();
        let (kernel, model) = (self.plane(&mut tracer), Model::new(&self.network, self.local()));
        let mut both = Both { name, kernel, model, seen };
        reach::reach_through(&self.network, &mut both, &from, &to, probe).expect("it is traced")
    }

    fn places(&self, from: &str, to: &str) -> (reach::Origin, reach::Target) {
        let (from, to) = (self.place(from), self.place(to));
        reach::resolve(&self.network, &from, &to).expect("both are known")
    }

    /// The id of an ENI of the plan, or what else names somebody.
    fn place(&self, name: &str) -> String {
        let interface = self.numbers.interface(name);
        if self.network.interfaces.contains_key(&interface) { interface.to_string() } else { name.to_owned() }
    }
}

/// The kernel and the model, which must not differ.
struct Both<'a> {
    /// What the situation is called.
    name: &'a str,
    kernel: TracedPlane<'a>,
    model: Model<'a>,
    seen: &'a mut Vec<Step>,
}

impl Plane for Both<'_> {
    type Error = Error;

    fn pass(&mut self, from: &Edge, frame: &[u8]) -> Result<Evaluation, Error> {
        let kernel = self.kernel.pass(from, frame)?;
        let Ok(model) = self.model.pass(from, frame);
        same(&kernel, &model, &format!("{}, from {from}: {frame:02x?}", self.name));
        self.seen.extend(kernel.trace.iter().cloned());
        Ok(kernel)
    }
}

/// Fails unless both took the same steps to the same end.
pub(crate) fn same(kernel: &Evaluation, model: &Evaluation, place: &str) {
    let text = |steps: &[Step]| steps.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n  ");
    assert!(
        kernel.trace == model.trace && kernel.verdict == model.verdict,
        "{place}\nthe kernel:\n  {}\n  {:02x?}\nthe model:\n  {}\n  {:02x?}",
        text(&kernel.trace),
        kernel.verdict,
        text(&model.trace),
        model.verdict
    );
}
