//! `minato top`: ENIs, flows, drops and tables with their rates, refreshed at each interval; or one interval, printed.
//!
//! The server counts and computes; here is only what is shown of it. [`list`] makes rows of what the server says, [`state`]
//! knows what keys do, [`view`] lays both out on a screen of any size, [`live`] owns the terminal.

mod list;
mod live;
mod state;
mod text;
mod view;

use std::{
    io::{self, IsTerminal as _},
    ops::ControlFlow,
    process::ExitCode,
    time::Duration,
};

use anyhow::{Context as _, Result};
use hyper::Method;

use crate::{
    cli::TopArguments,
    client::{self, Client},
    output::{self, Colours},
    report::top::{MAX_FLOWS, MAX_LINE_BYTES, Top},
};

/// How much longer than a few intervals a busy server may take to tell one.
const GRACE: Duration = Duration::from_secs(10);

/// Runs the command.
pub(crate) fn run(arguments: &TopArguments) -> Result<ExitCode> {
    let client = Client::new(&arguments.endpoint.endpoint)?;
    let is_live = !arguments.once && !arguments.json && io::stdout().is_terminal() && io::stdin().is_terminal();
    let question = Question::of(arguments, is_live);
    if is_live {
        live::run(client, question, &arguments.filter, arguments.flows.into())?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut answer = None;
    client::block_on(question.once().follow(&client, |top| {
        answer = Some(top);
        ControlFlow::Break(())
    }))?;
    let top = answer.context("the server ended before an interval was over")?;
    let top = list::filtered(&top, &arguments.filter, arguments.flows.into());
    let printed = if arguments.json {
        output::line(serde_json::to_string_pretty(&top)?).map_err(anyhow::Error::from)
    } else {
        text::print(&top, Colours::of_stdout())
    };
    match printed {
        Err(error) if !output::reader_left(&error) => Err(error),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// What is asked of the server.
#[derive(Debug)]
struct Question {
    path: String,
    /// How long its answer, and each line of it, may take.
    patience: Duration,
}

impl Question {
    /// Where flows are filtered here, all of them are needed.
    fn of(arguments: &TopArguments, is_live: bool) -> Self {
        let flows = if is_live || !arguments.filter.is_empty() { MAX_FLOWS } else { arguments.flows.into() };
        let interval = arguments.interval;
        let path = format!("/_minato/top?interval_ms={:.0}&flows={flows}", interval * 1000.0);
        Self { path, patience: GRACE + Duration::from_secs_f64(interval).mul_f64(3.0) }
    }

    /// The same of one interval.
    fn once(self) -> Self {
        Self { path: self.path + "&count=1", ..self }
    }

    /// Hands each interval to `each`, until that says to stop or the server ends. A server that hangs has failed.
    async fn follow(&self, client: &Client, mut each: impl FnMut(Top) -> ControlFlow<()>) -> Result<()> {
        let body = client::within(self.patience, client.send(Method::GET, &self.path, client::empty())).await?;
        client::lines(body, MAX_LINE_BYTES, Some(self.patience), |line| {
            Ok(each(serde_json::from_slice(line).context("what the server sends are not rates")?))
        })
        .await
    }
}
