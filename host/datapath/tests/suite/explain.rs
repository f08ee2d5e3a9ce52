//! Rows without packets: `reach`, asked about every way of a row, must say what becomes of it and name what decides that.
//! No kernel and no privileges are needed.

use std::collections::{BTreeMap, BTreeSet};

use minato_vpc::{
    DropReason, Network,
    reach::{self, Component, End, Origin, Probe, Reach, Target, reach},
};

use crate::{
    build::build,
    cause::Cause,
    plan::{Numbers, Plan},
    probe::{Traffic, Way},
    row::{Outcome, Row, Step},
};

/// What `reach` must say of a way, and whom it must name.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Explanation {
    /// It passes, there and back: what lets the request pass, and what its reply.
    Passes(Cause, Cause),
    /// The request ends.
    Blocked(DropReason, Cause),
    /// The request arrives, its reply ends.
    ReplyBlocked(DropReason, Cause),
    /// The request comes to somebody else.
    ComesTo(&'static str),
}

impl Outcome {
    fn explanation(self) -> Explanation {
        match self {
            Self::Passes(there, back) => Explanation::Passes(there, back),
            Self::Drops(reason, cause) | Self::DropsOnTheWay(reason, cause) => Explanation::Blocked(reason, cause),
            Self::ReplyDrops(reason, cause) => Explanation::ReplyBlocked(reason, cause),
        }
    }
}

/// Orders of all resources. That of the plan is one of them.
const ORDERS: u64 = 100;

/// Has every way of the rows explained, under orders of creation. Without packets many are tried: every order of each kind of
/// resources, and some of all. Ids of two kinds are never compared.
pub(crate) fn explain_all(rows: impl IntoIterator<Item = Row>) {
    for row in rows {
        let known = Numbers::new(0);
        build(&row.plan, &known);
        let some = (0..ORDERS).map(Numbers::new);
        for (order, numbers) in some.chain(known.orders_of_each_kind()).enumerate() {
            explain_one(&row, order, numbers);
        }
    }
}

fn explain_one(row: &Row, order: usize, numbers: Numbers) {
    let mut asked = Asked::new(format!("{}, order {order}", row.name), row.plan.clone(), numbers);
    let mut kept = BTreeMap::new();
    for step in &row.steps {
        match step {
            Step::Try(way, outcome) => {
                let reach = asked.explain(way, outcome.explanation());
                let hops = reach.request.hops.len();
                match outcome {
                    Outcome::Passes(..) => asked.check_way(way, &reach),
                    Outcome::Drops(..) => assert_eq!(hops, 1, "{}: {way:?}: {reach}", asked.name),
                    Outcome::DropsOnTheWay(..) => assert!(hops > 1, "{}: {way:?}: {reach}", asked.name),
                    Outcome::ReplyDrops(..) => {}
                }
            }
            Step::Open(name, way, there, back) => {
                let reach = asked.explain(way, Explanation::Passes(*there, *back));
                asked.check_way(way, &reach);
                // It keeps these addresses, whoever has them later.
                let (at, source) = (way.destination_in(&asked.plan), way.source_in(&asked.plan));
                kept.insert(*name, Way { at: Some(at), source: Some(source), ..*way });
            }
            Step::Cut(name, _, explanation) => drop(asked.explain(&kept[name], *explanation)),
            Step::See(way, explanation, _) | Step::Misled(way, _, explanation) => {
                drop(asked.explain(way, *explanation));
            }
            Step::Change(change) => {
                change(&mut asked.plan);
                asked.network = build(&asked.plan, &asked.numbers);
            }
            Step::GoesOn(_) | Step::Do(_) => {}
        }
    }
    assert!(asked.count > 0, "{}: nothing is asked", asked.name);
}

struct Asked {
    name: String,
    plan: Plan,
    numbers: Numbers,
    network: Network,
    count: usize,
}

impl Asked {
    fn new(name: String, plan: Plan, numbers: Numbers) -> Self {
        let network = build(&plan, &numbers);
        Self { name, plan, numbers, network, count: 0 }
    }

    /// Asks about a way, and checks the answer.
    fn explain(&mut self, way: &Way, explanation: Explanation) -> Reach {
        self.count += 1;
        let origin = Origin { edge: self.numbers.edge(way.from), address: way.source_in(&self.plan).0 };
        let target = Target { address: way.destination_in(&self.plan), edge: Some(self.numbers.edge(way.to)) };
        let probe = match way.traffic {
            Traffic::Tcp(port) => Probe::Tcp(port),
            Traffic::Udp(port) | Traffic::BareUdp(port) | Traffic::LongUdp(port) | Traffic::OptionUdp(port) => {
                Probe::Udp(port)
            }
            Traffic::Ping => Probe::Echo,
        };
        let reach = reach(&self.network, &origin, &target, probe);
        let about = format!("{}: {way:?}: {explanation:?}", self.name);
        let component = |cause: Cause| cause.component(&self.plan, &self.numbers);
        let arrived = |name| End::Arrived { at: self.numbers.edge(name).to_string() };
        let reply = || reach.reply.as_ref().unwrap_or_else(|| panic!("{about}: no reply: {reach}"));
        match explanation {
            Explanation::Passes(there, back) => {
                assert!(reach.passes(), "{about}: {reach}");
                assert_eq!(reach.request.end, arrived(way.to), "{about}: {reach}");
                assert_eq!(reply().end, arrived(way.from), "{about}: {reach}");
                for (way, cause) in [(&reach.request, there), (reply(), back)] {
                    let wanted = component(cause);
                    assert!(components(way).any(|it| *it == wanted), "{about}: {wanted:?} is not named: {reach}");
                }
            }
            Explanation::Blocked(reason, cause) => {
                assert_eq!(blocked(&reach.request), (reason.name(), &component(cause)), "{about}: {reach}");
                assert_eq!(reach.reply, None, "{about}: {reach}");
            }
            Explanation::ReplyBlocked(reason, cause) => {
                assert_eq!(reach.request.end, arrived(way.to), "{about}: {reach}");
                assert_eq!(blocked(reply()), (reason.name(), &component(cause)), "{about}: {reach}");
            }
            Explanation::ComesTo(name) => {
                let wanted = component(Cause::End(name));
                assert_eq!(blocked(&reach.request), ("elsewhere", &wanted), "{about}: {reach}");
            }
        }
        reach
    }

    /// Checks who is said to forward and to translate what passes, and that no network ACL holds within a subnet.
    fn check_way(&self, way: &Way, reach: &Reach) {
        let about = format!("{}: {way:?}: {reach}", self.name);
        let through = way.through.filter(|eni| *eni != way.to).map(|eni| self.numbers.interface(eni));
        for direction in [Some(&reach.request), reach.reply.as_ref()].into_iter().flatten() {
            let forwarding: BTreeSet<_> = components(direction)
                .filter_map(|component| match component {
                    Component::Appliance { interface } | Component::NatGateway { interface, .. } => Some(interface),
                    _ => None,
                })
                .collect();
            assert_eq!(forwarding, through.iter().collect(), "{about}");
            if way.through.is_none() && self.is_within_a_subnet(way) {
                assert!(!components(direction).any(|it| matches!(it, Component::NetworkAcl { .. })), "{about}");
            }
        }
        if way.seen_as.is_some() {
            let seen_as = way.seen_in(&self.plan);
            let gives_it = |component: &Component| match component {
                Component::InternetGateway { to, .. } | Component::NatGateway { to, .. } => *to == seen_as,
                _ => false,
            };
            // What is on the host itself needs no translation to be seen as it is.
            let is_own = way.source_in(&self.plan).0 == seen_as;
            assert!(is_own || components(&reach.request).any(gives_it), "{about}");
        }
    }

    fn is_within_a_subnet(&self, way: &Way) -> bool {
        let subnet = |name| self.plan.find(name).map(|eni| eni.subnet);
        way.at.is_none() && subnet(way.from).is_some() && subnet(way.from) == subnet(way.to)
    }
}

fn components(way: &reach::Way) -> impl Iterator<Item = &Component> {
    way.hops.iter().flat_map(|hop| &hop.steps).map(|step| &step.component)
}

/// Why a way ends, and what is to blame.
fn blocked(way: &reach::Way) -> (&str, &Component) {
    match &way.end {
        End::Blocked { reason, component, .. } => (reason, component),
        end => panic!("it passes: {end:?}"),
    }
}
