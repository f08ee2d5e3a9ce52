//! `GET /_minato/top`: a line per interval, of what happened in it.
//!
//! Rates need two samples, so the server keeps the last one for as long as somebody follows. Reading one waits for no change
//! of the network and keeps none waiting. Followers read one after the other, and who comes meanwhile shares the next sample;
//! only so many may follow at a time, for each may hold all flows once.

mod rates;
mod shared;

use std::{io, ops::RangeInclusive, sync::Arc, time::Duration};

use anyhow::Result;
use minato_node::Agent;
use minato_store::Store;
use minato_workload::HostName;
use serde::Deserialize;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    task::spawn_blocking,
    time::{Instant, sleep_until},
};

use self::{
    rates::{Names, Sample, between},
    shared::Shared,
};
use crate::report::top::MAX_FLOWS;

/// How many may follow at a time.
const MAX_FOLLOWERS: usize = 8;

/// Milliseconds between samples.
const INTERVALS: RangeInclusive<u64> = 100..=60_000;

/// What is asked for.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Question {
    /// Milliseconds between samples.
    #[serde(default = "one_second")]
    interval_ms: u64,
    /// The most flows of a line.
    #[serde(default = "all_flows")]
    flows: usize,
    /// After so many lines it ends; without, when the client leaves.
    count: Option<u64>,
}

fn one_second() -> u64 {
    1_000
}

fn all_flows() -> usize {
    MAX_FLOWS
}

impl Question {
    /// What is wrong with it, if anything is.
    pub(super) fn refusal(&self) -> Option<String> {
        if !INTERVALS.contains(&self.interval_ms) {
            let (least, most) = (INTERVALS.start(), INTERVALS.end());
            return Some(format!("interval_ms is a number of milliseconds, {least} to {most}"));
        }
        (self.flows > MAX_FLOWS).then(|| format!("flows is at most {MAX_FLOWS}"))
    }
}

/// All who follow.
pub(super) struct Followers {
    places: Arc<Semaphore>,
    samples: Arc<Shared<Sample>>,
}

impl Followers {
    /// Nobody yet.
    pub(super) fn none() -> Self {
        Self { places: Arc::new(Semaphore::new(MAX_FOLLOWERS)), samples: Arc::default() }
    }

    /// A place for one more, if there is one.
    pub(super) fn enter(&self) -> Option<Place> {
        let permit = Arc::clone(&self.places).try_acquire_owned().ok()?;
        Some(Place { samples: Arc::clone(&self.samples), _permit: permit })
    }
}

/// A follower's place, given back when it is dropped.
pub(super) struct Place {
    samples: Arc<Shared<Sample>>,
    _permit: OwnedSemaphorePermit,
}

impl Place {
    async fn sample(&self, agent: &Agent) -> Result<Arc<Sample>> {
        let agent = agent.clone();
        self.samples.take(move || Sample::take(&agent)).await
    }
}

/// What a follower is at.
pub(super) struct Follower {
    agent: Agent,
    store: Arc<dyn Store>,
    host: HostName,
    question: Question,
    last: Arc<Sample>,
    names: Names,
    next_at: Instant,
    stopped: watch::Receiver<bool>,
    place: Place,
}

impl Follower {
    /// Takes the first sample.
    pub(super) async fn start(
        agent: Agent,
        store: Arc<dyn Store>,
        host: HostName,
        question: Question,
        stopped: watch::Receiver<bool>,
        place: Place,
    ) -> Result<Self> {
        let last = place.sample(&agent).await?;
        let next_at = Instant::now() + Duration::from_millis(question.interval_ms);
        let names = Names::default();
        Ok(Self { agent, store, host, question, last, names, next_at, stopped, place })
    }

    /// The next line, with what comes after it. After an error nothing does.
    pub(super) async fn next(at: Option<Self>) -> Option<(io::Result<Vec<u8>>, Option<Self>)> {
        let mut at = at?;
        match at.question.count {
            Some(0) => return None,
            Some(left) => at.question.count = Some(left - 1),
            None => {}
        }
        tokio::select! {
            () = sleep_until(at.next_at) => {}
            _ = at.stopped.wait_for(|stopped| *stopped) => return None,
        }
        // One that was held up does not hurry.
        at.next_at = Instant::now() + Duration::from_millis(at.question.interval_ms);
        Some(match at.step().await {
            Ok((line, at)) => (Ok(line), Some(at)),
            Err(error) => {
                tracing::warn!("rates could not be read: {error:#}");
                (Err(io::Error::other(error)), None)
            }
        })
    }

    /// Takes a sample, and compares it with the one before.
    async fn step(mut self) -> Result<(Vec<u8>, Self)> {
        let sample = self.place.sample(&self.agent).await?;
        spawn_blocking(move || {
            self.names.refresh(&*self.store, &self.host)?;
            let top = between(&self.last, &sample, &self.names, &self.host, self.question.flows);
            self.last = sample;
            let mut line = serde_json::to_vec(&top)?;
            line.push(b'\n');
            Ok((line, self))
        })
        .await?
    }
}
