//! A row of the suite, and how it is tried: under each order of creation, on a host of its own.

use std::{collections::BTreeMap, thread};

use minato_datapath::{Counters, Traffic};
use minato_vpc::DropReason;

use crate::{
    cause::Cause,
    explain::Explanation,
    plan::{Kind, Plan},
    probe::{Attempt, Flow, Way},
    version::Stack,
    world::{World, eventually},
};

/// Orders of creation: of ids, and of what the kernel is told of. The first is that of the plan.
pub(crate) const SEEDS: [u64; 4] = [0, 1, 2, 3];
/// Those of a row that speaks of IPv6.
pub(crate) const SEEDS_OF_IPV6: [u64; 2] = [0, 2];
/// That of a row that is tried as IPv6 too.
pub(crate) const SEEDS_AS_IPV6: [u64; 1] = [1];

/// What is to become of a flow, and what decides that: `reach` must name it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Outcome {
    /// It is opened, both ends hear each other, and nothing is dropped. What lets it pass there, and what back.
    Passes(Cause, Cause),
    /// Its first packet is dropped, and reaches nobody.
    Drops(DropReason, Cause),
    /// Its first packet is dropped after somebody on the way has forwarded it.
    DropsOnTheWay(DropReason, Cause),
    /// Its first packet arrives, the answer is dropped.
    ReplyDrops(DropReason, Cause),
}

/// Which packet is dropped, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loss {
    AtOnce,
    OnTheWay,
    Reply,
}

impl Outcome {
    fn loss(self) -> Option<(DropReason, Loss)> {
        match self {
            Self::Passes(..) => None,
            Self::Drops(reason, _) => Some((reason, Loss::AtOnce)),
            Self::DropsOnTheWay(reason, _) => Some((reason, Loss::OnTheWay)),
            Self::ReplyDrops(reason, _) => Some((reason, Loss::Reply)),
        }
    }
}

/// What is done and seen, in order.
pub(crate) enum Step {
    /// Somebody opens a flow.
    Try(Way, Outcome),
    /// The network is changed.
    Change(fn(&mut Plan)),
    /// A flow is opened, and kept by a name. What lets it pass there, and what back.
    Open(&'static str, Way, Cause, Cause),
    /// A flow that was kept goes on, both ways.
    GoesOn(&'static str),
    /// What its opener sends is dropped. What would become of a flow that were opened anew.
    Cut(&'static str, DropReason, Explanation),
    /// Anything else that is seen of a way.
    See(Way, Explanation, fn(&mut World, &Way)),
    /// A packet is dropped because its sender's system was told to send it otherwise than systems do.
    Misled(Way, DropReason, Explanation),
    /// Something is done, or waited for, that says of no way whether it passes.
    Do(fn(&mut World)),
}

/// It passes there for a cause, and back because its flow is known.
pub(crate) fn passes(way: Way, there: Cause) -> Step {
    Step::Try(way, Outcome::Passes(there, Cause::Flow))
}

pub(crate) fn passes_both(way: Way, there: Cause, back: Cause) -> Step {
    Step::Try(way, Outcome::Passes(there, back))
}

pub(crate) fn drops(way: Way, reason: DropReason, cause: Cause) -> Step {
    Step::Try(way, Outcome::Drops(reason, cause))
}

pub(crate) fn reply_drops(way: Way, reason: DropReason, cause: Cause) -> Step {
    Step::Try(way, Outcome::ReplyDrops(reason, cause))
}

/// Opens a flow, as [`passes`] does.
pub(crate) fn opens(name: &'static str, way: Way, there: Cause) -> Step {
    Step::Open(name, way, there, Cause::Flow)
}

/// A flow that was kept is cut, and would be blocked if it were opened anew.
pub(crate) fn cut_and_blocked(name: &'static str, cut: DropReason, anew: DropReason, cause: Cause) -> Step {
    Step::Cut(name, cut, Explanation::Blocked(anew, cause))
}

/// Functions that give rows, each as three tests: with packets, as `reach` explains them, and as their networks come to be.
/// Those that are named after `as_ipv6:` are tried once more, as IPv6; after `of_ipv6:` stand those that speak of IPv6
/// themselves.
macro_rules! tables {
    (as_ipv6: $($name:ident),* $(,)?) => {
        crate::row::tables!(@ packets_as_ipv6 explained_as_ipv6 created_as_ipv6 SEEDS_AS_IPV6 in_ipv6 $($name)*);
    };
    (of_ipv6: $($name:ident),* $(,)?) => {
        crate::row::tables!(@ packets explained created SEEDS_OF_IPV6 unchanged $($name)*);
    };
    ($($name:ident),* $(,)?) => {
        crate::row::tables!(@ packets explained created SEEDS unchanged $($name)*);
    };
    (@ $packets:ident $explained:ident $created:ident $seeds:ident $turn:ident $($name:ident)*) => {
        mod $packets {
            $(
                #[test]
                fn $name() {
                    crate::row::try_all(super::$name().into_iter().map(crate::row::Row::$turn), &crate::row::$seeds);
                }
            )*
        }
        mod $explained {
            $(
                #[test]
                fn $name() {
                    let rows = super::$name().into_iter().map(crate::row::Row::$turn);
                    crate::explain::explain_all(rows);
                }
            )*
        }
        mod $created {
            $(
                #[test]
                fn $name() {
                    let rows = super::$name().into_iter().map(crate::row::Row::$turn);
                    crate::created::create_all(rows);
                }
            )*
        }
    };
}
pub(crate) use tables;

pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) plan: Plan,
    pub(crate) steps: Vec<Step>,
}

impl Row {
    pub(crate) fn unchanged(self) -> Self {
        self
    }

    pub(crate) fn in_ipv6(mut self) -> Self {
        self.plan.stack = Stack::Six;
        self
    }
}

/// Tries rows under orders of creation. Each says its name where it fails: it is that of the thread.
pub(crate) fn try_all(rows: impl IntoIterator<Item = Row>, seeds: &[u64]) {
    for row in rows {
        for &seed in seeds {
            let work = || try_one(&row, seed);
            thread::scope(|scope| {
                let named = thread::Builder::new().name(format!("{}, order {seed}", row.name));
                named.spawn_scoped(scope, work).expect("a thread").join().expect("the row holds");
            });
        }
    }
}

fn try_one(row: &Row, seed: u64) {
    let mut world = World::enter(row.plan.clone(), seed);
    let mut flows = BTreeMap::new();
    for step in &row.steps {
        match step {
            Step::Try(way, outcome) => match outcome.loss() {
                None => open(&world, way, flows.is_empty()).end(),
                Some((reason, loss)) => refuse(&world, way, reason, loss, flows.is_empty()),
            },
            Step::Change(change) => {
                change(&mut world.plan);
                world.apply();
            }
            Step::Open(name, way, ..) => {
                let flow = open(&world, way, flows.is_empty());
                flow.settle();
                flows.insert(*name, flow);
            }
            Step::GoesOn(name) => {
                let before = world.counters();
                let flow = flows.get_mut(name).expect("it was opened");
                flow.echo(1000);
                flow.settle();
                assert_eq!(world.counters().drops, before.drops, "{name}");
            }
            Step::Cut(name, reason, _) => cut(&world, flows.remove(name).expect("it was opened"), *reason),
            Step::See(way, _, see) => see(&mut world, way),
            Step::Misled(way, reason, _) => refuse(&world, way, *reason, Loss::AtOnce, flows.is_empty()),
            Step::Do(work) => work(&mut world),
        }
    }
}

/// `is_quiet`: no other flow is there, whose late acknowledgements would be counted too.
fn open(world: &World, way: &Way, is_quiet: bool) -> Flow {
    let before = world.counters();
    let attempt = Attempt::begin(world, way);
    let flow = attempt.complete(way.seen_in(&world.plan));
    let after = world.counters();
    assert_eq!(after.drops, before.drops, "{way:?}");
    for eni in world.plan.enis.iter().filter(|eni| eni.kind != Kind::Plain && eni.name != way.from) {
        let edge = world.edge(eni.name);
        let has_received = after.edges[&edge].ingress_accepted != before.edges[&edge].ingress_accepted;
        let is_through = way.through == Some(eni.name);
        assert!(has_received == is_through || (has_received && !is_quiet), "{way:?}: through {}", eni.name);
    }
    flow
}

/// Sends something, and sees one packet dropped for a reason, none for another, and none received.
pub(crate) fn is_dropped(world: &World, reason: DropReason, send: impl FnOnce()) {
    let before = world.counters();
    send();
    let after = eventually(&format!("dropped for {reason}; before {before:?}"), || {
        Some(world.counters()).filter(|now| now.drops != before.drops)
    });
    let mut expected = before.drops.clone();
    let counted = expected.entry(reason).or_default();
    counted.packets += 1;
    counted.bytes = after.drops.get(&reason).map_or(0, |it: &Traffic| it.bytes);
    assert_eq!(after.drops, expected, "dropped for {reason}");
    assert_eq!(received(&after), received(&before), "somebody has received it");
}

/// Sends something, and sees an ENI receive it, and nothing dropped.
pub(crate) fn is_received(world: &World, eni: &str, send: impl FnOnce()) {
    let edge = world.edge(eni);
    let count = || world.counters().edges[&edge].ingress_accepted.packets;
    let (before, drops) = (count(), world.counters().drops);
    send();
    eventually("it is received", || (count() > before).then_some(()));
    assert_eq!(world.counters().drops, drops);
}

/// What edges have received.
fn received(counters: &Counters) -> u64 {
    counters.edges.values().map(|edge| edge.ingress_accepted.packets).sum()
}

/// `is_quiet` as in [`open`].
fn refuse(world: &World, way: &Way, reason: DropReason, loss: Loss, is_quiet: bool) {
    let before = world.counters();
    let attempt = Attempt::begin(world, way);
    if loss == Loss::Reply {
        attempt.answer();
    }
    let counted = |counters: &Counters| counters.drops.get(&reason).map_or(0, |it: &Traffic| it.packets);
    let after = eventually(&format!("{way:?}: dropped for {reason}; before {before:?}"), || {
        Some(world.counters()).filter(|now| counted(now) > counted(&before))
    });
    let others = |counters: &Counters| {
        counters.drops.iter().filter(|it| *it.0 != reason).map(|it| (*it.0, *it.1)).collect::<Vec<_>>()
    };
    assert_eq!(others(&after), others(&before), "{way:?}: dropped for another reason too");
    assert_eq!(attempt.passed(), (false, false), "{way:?}: it arrived");
    match loss {
        _ if !is_quiet => {}
        Loss::AtOnce => assert_eq!(received(&after), received(&before), "{way:?}: somebody has received it"),
        _ => assert!(received(&after) > received(&before), "{way:?}: nobody has received it"),
    }
}

fn cut(world: &World, mut flow: Flow, reason: DropReason) {
    let before = world.dropped(reason);
    flow.send();
    eventually(&format!("dropped for {reason}"), || (world.dropped(reason) > before).then_some(()));
    assert!(!flow.arrived(), "it arrived");
    // Nor does what it would repeat count for what comes next.
    flow.vanish();
}
