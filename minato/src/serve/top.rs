//! `GET /_minato/top`: a line per interval, of what happened in it.
//!
//! Rates need two samples, so the server keeps the last one for as long as somebody follows. Reading one waits for nobody
//! and keeps nobody waiting; only so many may follow at a time, for each holds all flows once.

mod rates;

use std::{io, ops::RangeInclusive, sync::Arc, time::Duration};

use anyhow::Result;
use minato_node::Agent;
use minato_store::Store;
use minato_workload::HostName;
use serde::Deserialize;
use tokio::{
    sync::{OwnedSemaphorePermit, watch},
    task::spawn_blocking,
    time::{Instant, sleep_until},
};

use self::rates::{Names, Sample, between};
use crate::report::top::MAX_FLOWS;

/// How many may follow at a time.
pub(super) const MAX_FOLLOWERS: usize = 8;

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

/// What a follower is at.
pub(super) struct Follower {
    agent: Agent,
    store: Arc<dyn Store>,
    host: HostName,
    question: Question,
    last: Sample,
    names: Names,
    next_at: Instant,
    stopped: watch::Receiver<bool>,
    _place: OwnedSemaphorePermit,
}

impl Follower {
    /// Takes the first sample.
    pub(super) async fn start(
        agent: Agent,
        store: Arc<dyn Store>,
        host: HostName,
        question: Question,
        stopped: watch::Receiver<bool>,
        place: OwnedSemaphorePermit,
    ) -> Result<Self> {
        let sampled = agent.clone();
        let last = spawn_blocking(move || Sample::take(&sampled)).await??;
        let next_at = Instant::now() + Duration::from_millis(question.interval_ms);
        let names = Names::default();
        Ok(Self { agent, store, host, question, last, names, next_at, stopped, _place: place })
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
        let stepped = spawn_blocking(move || at.step().map(|line| (line, at))).await;
        Some(match stepped.map_err(anyhow::Error::from).flatten() {
            Ok((line, at)) => (Ok(line), Some(at)),
            Err(error) => {
                tracing::warn!("rates could not be read: {error:#}");
                (Err(io::Error::other(error)), None)
            }
        })
    }

    /// Takes a sample, and compares it with the one before.
    fn step(&mut self) -> Result<Vec<u8>> {
        let sample = Sample::take(&self.agent)?;
        self.names.refresh(&*self.store, &self.host)?;
        let top = between(&self.last, &sample, &self.names, &self.host, self.question.flows);
        self.last = sample;
        let mut line = serde_json::to_vec(&top)?;
        line.push(b'\n');
        Ok(line)
    }
}
