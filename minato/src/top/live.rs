//! The terminal: keys in, screens out. A thread follows the server, and comes back to one that went away.

use std::{
    ops::ControlFlow,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result};
use ratatui::{
    DefaultTerminal,
    crossterm::event::{self, Event, KeyEventKind},
};

use super::{
    follow,
    state::{Next, State},
    view,
};
use crate::{
    client::{self, Client},
    output,
    report::top::Top,
};

/// How long a key or a new interval may wait to be seen.
const POLL: Duration = Duration::from_millis(50);

/// How long a server that went away is left alone.
const RETRY: Duration = Duration::from_secs(1);

/// An interval, or why there is none.
type Told = Result<Top, String>;

/// Shows intervals until a key ends it. The terminal is left as it was, also by a panic.
pub(super) fn run(client: Client, path: String, filter: &str, max_flows: usize) -> Result<()> {
    let (sender, told) = channel();
    // It ends with the process: what it waits for may be a minute away.
    thread::Builder::new()
        .name("rates".to_owned())
        .spawn(move || keep_following(&client, &path, &sender))
        .context("cannot start a thread")?;
    let mut terminal = ratatui::try_init().context("cannot use the terminal; `minato top --once` needs none")?;
    let result = show(&mut terminal, &told, State::new(filter, max_flows));
    ratatui::restore();
    result
}

fn keep_following(client: &Client, path: &str, sender: &Sender<Told>) {
    loop {
        let followed = client::block_on(follow(client, path, |top| match sender.send(Ok(top)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }));
        let problem = followed.map_or_else(|error| output::one_line(&error), |()| "the server ended".to_owned());
        if sender.send(Err(problem)).is_err() {
            return;
        }
        thread::sleep(RETRY);
    }
}

fn show(terminal: &mut DefaultTerminal, told: &Receiver<Told>, mut state: State) -> Result<()> {
    let mut is_new = true;
    loop {
        if is_new {
            terminal.draw(|frame| view::draw(frame, &mut state))?;
        }
        is_new = false;
        if event::poll(POLL)? {
            is_new = true;
            if let Event::Key(key) = event::read()?
                && key.kind != KeyEventKind::Release
                && state.press(key) == Next::Quit
            {
                return Ok(());
            }
        }
        for told in told.try_iter() {
            state.take(told);
            is_new = true;
        }
    }
}
