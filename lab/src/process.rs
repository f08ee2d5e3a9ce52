//! Processes that end with their owner, and where threads run.

use std::{
    process::{Child, ExitStatus},
    time::Duration,
};

use anyhow::{Context, bail};
use nix::{
    sched::{CpuSet, sched_getcpu, sched_setaffinity},
    sys::signal::{Signal, kill},
    unistd::Pid,
};

use crate::eventually;

/// A process that is killed and waited for when it is dropped.
#[derive(Debug)]
pub struct Process {
    child: Child,
    name: String,
}

impl Process {
    /// Takes a child over; `name` is for messages.
    pub fn new(child: Child, name: impl Into<String>) -> Self {
        Self { child, name: name.into() }
    }

    /// The child, to read what it prints.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) -> anyhow::Result<()> {
        let pid = Pid::from_raw(i32::try_from(self.child.id()).context("an odd process id")?);
        kill(pid, signal).with_context(|| format!("cannot signal {}", self.name))
    }

    /// Waits for its end, for so long at most.
    pub fn wait(&mut self, deadline: Duration) -> anyhow::Result<ExitStatus> {
        let what = format!("the end of {}", self.name);
        eventually(&what, deadline, || self.child.try_wait().transpose())?.with_context(|| what.clone())
    }

    /// Waits for its end and gives what it printed, if it ended well. Its standard output must be a pipe, and what it
    /// prints must fit one (64 KiB).
    pub fn output(&mut self, deadline: Duration) -> anyhow::Result<String> {
        let status = self.wait(deadline)?;
        let read = |pipe: Option<&mut dyn std::io::Read>| {
            let mut text = String::new();
            pipe.map_or(Ok(0), |pipe| pipe.read_to_string(&mut text)).map(|_| text)
        };
        let printed = read(self.child.stdout.as_mut().map(|pipe| pipe as _))?;
        if !status.success() {
            let complaint = read(self.child.stderr.as_mut().map(|pipe| pipe as _))?;
            bail!("{} ended with {status}: {}{}", self.name, printed.trim(), complaint.trim());
        }
        Ok(printed)
    }
}

/// Keeps the calling thread on the CPU where it is: what programs in the kernel keep for each CPU is then one for all that it
/// does. It must be allowed to stay there, as a thread always is.
pub fn stay_on_cpu() {
    let own = sched_getcpu().expect("every thread is on a CPU");
    let mut one = CpuSet::new();
    one.set(own).expect("a set has room for every CPU");
    sched_setaffinity(Pid::from_raw(0), &one).expect("a thread may stay where it is");
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
