//! The terminal: keys, intervals and signals in, screens out. A thread follows the server, and comes back to one that went away.

use std::{
    io, iter,
    ops::ControlFlow,
    sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, channel, sync_channel},
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result};
use nix::sys::signal::{SigSet, Signal, raise};
use ratatui::{
    DefaultTerminal,
    crossterm::event::{self, Event, KeyEventKind},
};

use super::{
    Question,
    state::{Next, State},
    view,
};
use crate::{
    client::{self, Client},
    output,
    report::top::Top,
};

/// How long a server that went away is left alone.
const RETRY: Duration = Duration::from_secs(1);

/// Signals that end a program, and would leave the terminal as it is meanwhile.
const ENDING: [Signal; 3] = [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP];

/// What is waited for.
enum Seen {
    /// An interval, or why there is none.
    Told(Result<Top, String>),
    /// A key, or another size of the screen.
    Terminal(io::Result<Event>),
    /// Somebody ends the program.
    Signal(Signal),
}

/// Shows intervals until a key or a signal ends it. The terminal is left as it was, also by a panic; a signal does then what it
/// does to others.
pub(super) fn run(client: Client, question: Question, filter: &str, max_flows: usize) -> Result<()> {
    let signals = SigSet::from_iter(ENDING);
    // Before there are threads: they all leave these to the one that waits for them.
    signals.thread_block().context("cannot hold signals back")?;
    // One who tells waits until what was told before is seen: nothing piles up while the terminal takes no screen.
    let (sender, seen) = sync_channel(1);
    // They end with the process: what they wait for may never come.
    let (_showing, left) = channel();
    let to = sender.clone();
    start("rates", move || keep_following(&client, &question, &to, &left))?;
    let mut terminal = ratatui::try_init().context("cannot use the terminal; `minato top --once` needs none")?;
    let to = sender.clone();
    let shown = start("signals", move || wait_for_signal(signals, &to))
        .and_then(|()| start("keys", move || keep_reading(&sender)))
        .and_then(|()| show(&mut terminal, &seen, State::new(filter, max_flows)));
    let restored = ratatui::try_restore();
    match shown? {
        None => restored.context("cannot give the terminal back"),
        // The terminal may be what went away.
        Some(signal) => {
            signals.thread_unblock().context("cannot let signals through")?;
            raise(signal).context("cannot end by a signal")
        }
    }
}

fn start(name: &str, work: impl FnOnce() + Send + 'static) -> Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(work).map(drop).context("cannot start a thread")
}

fn keep_following(client: &Client, question: &Question, sender: &SyncSender<Seen>, left: &Receiver<()>) {
    loop {
        let followed = client::block_on(question.follow(client, |top| match sender.send(Seen::Told(Ok(top))) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }));
        let problem = followed.map_or_else(|error| output::one_line(&error), |()| "the server ended".to_owned());
        let is_heard = sender.send(Seen::Told(Err(problem))).is_ok();
        if !is_heard || left.recv_timeout(RETRY) != Err(RecvTimeoutError::Timeout) {
            return;
        }
    }
}

fn keep_reading(sender: &SyncSender<Seen>) {
    loop {
        let event = event::read();
        let is_over = event.is_err();
        if sender.send(Seen::Terminal(event)).is_err() || is_over {
            return;
        }
    }
}

fn wait_for_signal(signals: SigSet, sender: &SyncSender<Seen>) {
    if let Ok(signal) = signals.wait() {
        // With nobody to hear it, it is over already.
        let _ = sender.send(Seen::Signal(signal));
    }
}

/// Gives the signal that ended it; `None` for a key.
fn show(terminal: &mut DefaultTerminal, seen: &Receiver<Seen>, mut state: State) -> Result<Option<Signal>> {
    loop {
        terminal.draw(|frame| view::draw(frame, &mut state))?;
        let first = seen.recv().context("nothing reads the terminal any more")?;
        for seen in iter::once(first).chain(seen.try_iter()) {
            match seen {
                Seen::Told(told) => state.take(told),
                Seen::Signal(signal) => return Ok(Some(signal)),
                Seen::Terminal(event) => {
                    if let Event::Key(key) = event.context("cannot read the terminal")?
                        && key.kind != KeyEventKind::Release
                        && state.press(key) == Next::Quit
                    {
                        return Ok(None);
                    }
                }
            }
        }
    }
}
