//! Ctrl-C ends a benchmark between two measurements, so that everything it made is removed.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use anyhow::{Context, bail};
use nix::sys::signal::{SigSet, Signal};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

fn signals() -> SigSet {
    SigSet::from_iter([Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP])
}

/// Lets signals end this process at once: for the loads, which inherit from a process that waits for them.
pub(crate) fn allow() -> anyhow::Result<()> {
    signals().thread_unblock().context("cannot let signals through")
}

/// Begins to wait for signals. To be called before there is another thread.
pub(crate) fn listen() -> anyhow::Result<()> {
    let signals = signals();
    signals.thread_block().context("cannot block signals")?;
    thread::Builder::new().spawn(move || {
        while signals.wait().is_ok() {
            INTERRUPTED.store(true, Ordering::Relaxed);
        }
    })?;
    Ok(())
}

/// Fails if a signal came.
pub(crate) fn check() -> anyhow::Result<()> {
    if INTERRUPTED.load(Ordering::Relaxed) {
        bail!("interrupted; everything was removed");
    }
    Ok(())
}
