//! ECS's reconciler: what becomes of tasks after the call that made them.
//!
//! A pass is an idempotent function of the store, the clock, and how long it has waited for hosts: it takes no input, and each
//! thing it does is one transaction, which checks anew what the pass had seen. So it may end at any instruction and start
//! again, and two may run at once. How long a host is waited for is no matter of the clock, which may be set.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use jiff::SignedDuration;
use minato_document::Prefix;
use minato_network::Networks;
use minato_store::{Revision, Snapshot, StoreError, Transaction, transact};
use minato_vpc::{
    ids::NetworkInterfaceId,
    resources::{NetworkInterface, Scope},
};
use minato_workload::{DesiredState, Phase, Sandbox, SandboxId, SandboxStatus};
use serde::Serialize;

use crate::{
    arn,
    documents::{ClientToken, Cluster, Outcome, StopCode, StopRequest, Task},
    error::EcsError,
    observed::Observed,
    run_task::{REQUESTER, TOKEN_LIFETIME},
    tasks::request_stop,
};

/// How long a stopped task and a deleted cluster stay visible.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(1);
/// How long a host may take to bring a task's ENI up.
const CONNECT_TIMEOUT: Duration = Duration::from_mins(3);
/// How long a host may be silent about a task that is to stop. It has not seen it then: a host that begins with a
/// sandbox says so first.
const SILENCE: Duration = Duration::from_mins(3);
/// How often a pass is made when nothing changes.
const TICK: Duration = Duration::from_secs(5);
/// How long a wait goes before it looks at the stop flag.
const POLL: Duration = Duration::from_millis(200);

/// What a pass did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Tasks that it made `STOPPED`: their ENIs are gone.
    pub finished: usize,
    /// Tasks that it gave up, because their host did not bring their ENI up.
    pub given_up: usize,
    /// Sandboxes and ENIs without a task that it ended or removed.
    pub orphans: usize,
    /// Documents that were old enough to be forgotten.
    pub forgotten: usize,
    /// What went wrong; the next pass tries again.
    pub errors: Vec<String>,
}

/// Carries tasks from their hosts' words to their ends.
pub struct Reconciler {
    networks: Networks,
    stopwatch: Stopwatch,
    /// What each task's host is waited for, and since when by the stopwatch. It begins with the first pass that sees it: hosts
    /// were not asked while nothing ran.
    waits: Mutex<BTreeMap<SandboxId, (Wait, Duration)>>,
}

/// Tells how much time has passed since some instant, whatever becomes of the clock.
pub type Stopwatch = Arc<dyn Fn() -> Duration + Send + Sync>;

/// What a host is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wait {
    /// To bring a task's ENI up.
    Connect,
    /// To say anything of a task that is to stop.
    Word,
}

impl Wait {
    fn limit(self) -> Duration {
        match self {
            Wait::Connect => CONNECT_TIMEOUT,
            Wait::Word => SILENCE,
        }
    }

    /// What a task's host is waited for, given its word so far.
    fn of(task: &Task, status: Option<&SandboxStatus>) -> Option<Self> {
        match (status.map(|status| status.phase), &task.stop) {
            _ if task.outcome.is_some() => None,
            (None, Some(_)) => Some(Wait::Word),
            (None | Some(Phase::Connecting), None) => Some(Wait::Connect),
            _ => None,
        }
    }
}

/// What is to be done about a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Nothing,
    GiveUp,
    Finish,
}

impl Reconciler {
    /// A reconciler of all accounts and regions in the store.
    pub fn new(networks: Networks) -> Self {
        let begun = Instant::now();
        Self { networks, stopwatch: Arc::new(move || begun.elapsed()), waits: Mutex::default() }
    }

    /// The same with another stopwatch.
    #[must_use]
    pub fn with_stopwatch(self, stopwatch: Stopwatch) -> Self {
        Self { stopwatch, ..self }
    }

    /// Makes passes until `stop` is set: one at once, then when a host says something, and every few seconds.
    pub fn run(&self, stop: &AtomicBool) {
        while !stop.load(Ordering::Relaxed) {
            // Before the pass, so that nothing falls between the two.
            let next = self.networks.store().revision().map(|revision| revision + 1);
            let status = self.run_once();
            for error in &status.errors {
                tracing::warn!(error, "ECS's reconciler could not finish something; it tries again");
            }
            if status != Status::default() {
                tracing::debug!(?status, "ECS's reconciler made a pass");
            }
            if let Err(error) = next.and_then(|next| self.wait(next, stop)) {
                tracing::warn!(%error, "ECS's reconciler cannot watch the store");
                thread::park_timeout(POLL);
            }
        }
    }

    fn wait(&self, from: Revision, stop: &AtomicBool) -> Result<(), StoreError> {
        let deadline = Instant::now() + TICK;
        let mut watch = self.networks.store().watch(Prefix::<SandboxStatus>::all().as_str(), from)?;
        while !stop.load(Ordering::Relaxed) && Instant::now() < deadline {
            if watch.next(POLL)?.is_some() {
                return Ok(());
            }
        }
        Ok(())
    }

    /// One pass.
    pub fn run_once(&self) -> Status {
        let mut status = Status::default();
        let view = match View::read(&self.networks) {
            Ok(view) => view,
            Err(error) => {
                status.errors.push(error.to_string());
                return status;
            }
        };
        self.note_waits(&view);
        let now = self.networks.now();
        for task in view.tasks.values() {
            let step = self.step(task, view.sandboxes.get(&task.sandbox_id()), view.statuses.get(&task.sandbox_id()));
            match step {
                Step::Nothing => {}
                Step::GiveUp => status.count(|s| &mut s.given_up, self.give_up(task)),
                Step::Finish => status.count(|s| &mut s.finished, self.finish(task)),
            }
            if task.outcome.as_ref().is_some_and(|outcome| now.duration_since(outcome.stopped_at) >= REMEMBERED) {
                status.count(|s| &mut s.forgotten, self.forget(task));
            }
        }
        for sandbox in view.orphaned_sandboxes() {
            status.count(|s| &mut s.orphans, self.end_orphan(sandbox));
        }
        for interface in view.orphaned_interfaces() {
            status.count(|s| &mut s.orphans, self.release(&interface.scope, &interface.id));
        }
        for cluster in
            view.clusters.iter().filter(|c| c.deleted_at.is_some_and(|at| now.duration_since(at) >= REMEMBERED))
        {
            status.count(|s| &mut s.forgotten, self.forget_cluster(cluster));
        }
        for token in view.tokens.iter().filter(|token| now.duration_since(token.created_at) >= TOKEN_LIFETIME) {
            let forget = transact(self.networks.store(), |tx| {
                tx.delete(&ClientToken::key_of(&token.scope, &token.digest));
                Ok::<_, EcsError>(true)
            });
            status.count(|s| &mut s.forgotten, forget);
        }
        status
    }

    fn waits(&self) -> MutexGuard<'_, BTreeMap<SandboxId, (Wait, Duration)>> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes what hosts are waited for, and forgets what they are not waited for any more.
    fn note_waits(&self, view: &View) {
        let mut waits = self.waits();
        let now = (self.stopwatch)();
        let waiting = view.tasks.iter().filter_map(|(id, task)| {
            let wait = Wait::of(task, view.statuses.get(id))?;
            let before = waits.get(id).filter(|(before, _)| *before == wait);
            Some((id.clone(), before.copied().unwrap_or((wait, now))))
        });
        *waits = waiting.collect();
    }

    /// Whether a host was waited for long enough.
    fn is_overdue(&self, id: &SandboxId, wait: Wait) -> bool {
        let since = self.waits().get(id).filter(|(noted, _)| *noted == wait).map(|(_, since)| *since);
        since.is_some_and(|since| (self.stopwatch)().saturating_sub(since) >= wait.limit())
    }

    /// What is to be done about a task, given its sandbox and its host's word.
    fn step(&self, task: &Task, sandbox: Option<&Sandbox>, status: Option<&SandboxStatus>) -> Step {
        if task.outcome.is_some() {
            return Step::Nothing;
        }
        if sandbox.is_none() || status.is_some_and(|status| status.phase == Phase::Stopped) {
            return Step::Finish;
        }
        match Wait::of(task, status).filter(|wait| self.is_overdue(&task.sandbox_id(), *wait)) {
            Some(Wait::Connect) => Step::GiveUp,
            Some(Wait::Word) => Step::Finish,
            None => Step::Nothing,
        }
    }

    /// Runs `act` on a task if `step` is still what is to be done about it.
    fn if_still(
        &self,
        seen: &Task,
        step: Step,
        mut act: impl FnMut(&mut Transaction<'_>, Task, Option<SandboxStatus>) -> Result<(), EcsError>,
    ) -> Result<bool, EcsError> {
        transact(self.networks.store(), |tx| {
            let Some(task) = tx.get(&Task::key_of(&seen.scope, &seen.cluster, &seen.id))? else { return Ok(false) };
            let sandbox = task.sandbox_key().map(|key| tx.get(&key)).transpose()?.flatten();
            let status = task.status_key().map(|key| tx.get(&key)).transpose()?.flatten();
            if self.step(&task, sandbox.as_ref(), status.as_ref()) != step {
                return Ok(false);
            }
            act(tx, task, status)?;
            Ok(true)
        })
    }

    fn give_up(&self, task: &Task) -> Result<bool, EcsError> {
        self.if_still(task, Step::GiveUp, |tx, mut task, _| {
            let reason = "Timeout waiting for network interface provisioning to complete.".to_owned();
            request_stop(tx, &mut task, StopCode::TaskFailedToStart, reason, self.networks.now())
        })
    }

    /// The end of a task: its ENI and its sandbox go, its last facts are written, all at once.
    fn finish(&self, task: &Task) -> Result<bool, EcsError> {
        self.if_still(task, Step::Finish, |tx, mut task, status| {
            let now = self.networks.now();
            if Observed::new(&task, status.as_ref()).stop().is_none() {
                let reason = "ResourceInitializationError: the task was removed from its host".to_owned();
                task.stop = Some(StopRequest { at: now, code: StopCode::TaskFailedToStart, reason });
            }
            if let Some(interface) = &task.attachment.interface {
                self.networks.within(tx, &task.scope)?.release_interface(&interface.id, REQUESTER)?;
            }
            if let Some(key) = task.sandbox_key() {
                tx.delete(&key);
            }
            task.outcome = Some(Outcome { stopped_at: now, observed: status });
            Ok(tx.put(&task)?)
        })
    }

    fn forget(&self, task: &Task) -> Result<bool, EcsError> {
        transact(self.networks.store(), |tx| {
            tx.delete(&Task::key_of(&task.scope, &task.cluster, &task.id));
            Ok(true)
        })
    }

    fn forget_cluster(&self, seen: &Cluster) -> Result<bool, EcsError> {
        transact(self.networks.store(), |tx| {
            let key = Cluster::key_of(&seen.scope, &seen.name);
            // It may have been made anew meanwhile.
            if tx.get(&key)?.as_ref() != Some(seen) {
                return Ok(false);
            }
            tx.delete(&key);
            Ok(true)
        })
    }

    /// Stops a sandbox that no task owns; once its host has nothing left of it, it goes with its ENI.
    fn end_orphan(&self, seen: &Sandbox) -> Result<bool, EcsError> {
        transact(self.networks.store(), |tx| {
            let key = Sandbox::key_of(&seen.host, &seen.id);
            let Some(mut sandbox) = tx.get(&key)? else { return Ok(false) };
            let status = tx.get(&SandboxStatus::key_of(&seen.host, &seen.id))?;
            if status.is_some_and(|status| status.phase == Phase::Stopped) {
                if let Some(scope) = arn::scope_of(&sandbox.owner) {
                    self.networks.within(tx, &scope)?.release_interface(&sandbox.interface, REQUESTER)?;
                }
                tx.delete(&key);
                return Ok(true);
            }
            if sandbox.desired == DesiredState::Stopped {
                return Ok(false);
            }
            sandbox.desired = DesiredState::Stopped;
            tx.put(&sandbox)?;
            Ok(true)
        })
    }

    fn release(&self, scope: &Scope, id: &NetworkInterfaceId) -> Result<bool, EcsError> {
        transact(self.networks.store(), |tx| Ok(self.networks.within(tx, scope)?.release_interface(id, REQUESTER)?))
    }
}

impl Status {
    fn count(&mut self, counter: fn(&mut Self) -> &mut usize, done: Result<bool, EcsError>) {
        match done {
            Ok(true) => *counter(self) += 1,
            Ok(false) => {}
            Err(error) => self.errors.push(error.to_string()),
        }
    }
}

/// What a pass looks at: the store at one revision.
struct View {
    tasks: BTreeMap<SandboxId, Task>,
    sandboxes: BTreeMap<SandboxId, Sandbox>,
    statuses: BTreeMap<SandboxId, SandboxStatus>,
    interfaces: Vec<NetworkInterface>,
    clusters: Vec<Cluster>,
    tokens: Vec<ClientToken>,
}

impl View {
    fn read(networks: &Networks) -> Result<Self, StoreError> {
        let snapshot = Snapshot::new(networks.store())?;
        let tasks: Vec<Task> = snapshot.list(&Prefix::all())?;
        let sandboxes: Vec<Sandbox> = snapshot.list(&Prefix::all())?;
        let statuses: Vec<SandboxStatus> = snapshot.list(&Prefix::all())?;
        Ok(Self {
            tasks: tasks.into_iter().map(|task| (task.sandbox_id(), task)).collect(),
            sandboxes: sandboxes.into_iter().map(|sandbox| (sandbox.id.clone(), sandbox)).collect(),
            statuses: statuses.into_iter().map(|status| (status.id.clone(), status)).collect(),
            interfaces: snapshot.list(&Prefix::all())?,
            clusters: snapshot.list(&Prefix::all())?,
            tokens: snapshot.list(&Prefix::all())?,
        })
    }

    fn has_live_task(&self, id: &SandboxId) -> bool {
        self.tasks.get(id).is_some_and(|task| task.outcome.is_none())
    }

    /// Sandboxes that ECS made and whose task does not exist or has ended.
    fn orphaned_sandboxes(&self) -> impl Iterator<Item = &Sandbox> {
        let of_ecs = |sandbox: &&Sandbox| arn::scope_of(&sandbox.owner).is_some();
        self.sandboxes.values().filter(of_ecs).filter(|sandbox| !self.has_live_task(&sandbox.id))
    }

    /// ENIs that ECS made and that neither a live task nor a sandbox has.
    fn orphaned_interfaces(&self) -> impl Iterator<Item = &NetworkInterface> {
        let of_tasks = self.tasks.values().filter(|task| task.outcome.is_none());
        let of_tasks = of_tasks.filter_map(|task| task.attachment.interface.as_ref().map(|interface| &interface.id));
        let used: BTreeSet<_> = of_tasks.chain(self.sandboxes.values().map(|sandbox| &sandbox.interface)).collect();
        let of_ecs = |interface: &&NetworkInterface| interface.requester.as_deref() == Some(REQUESTER);
        self.interfaces.iter().filter(of_ecs).filter(move |interface| !used.contains(&interface.id))
    }
}
