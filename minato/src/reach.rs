//! `minato reach`: who reaches whom, and what lets it pass or not.

use std::process::ExitCode;

use anyhow::{Result, bail};
use minato_vpc::reach::Reach;

use crate::{
    cli::ReachArguments,
    client::{self, Client},
    output,
};

/// It is not known whether it reaches.
pub(crate) const UNANSWERED: u8 = 2;

/// Runs the command.
pub(crate) fn run(arguments: &ReachArguments) -> ExitCode {
    match answer(arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            output::error(&error);
            ExitCode::from(UNANSWERED)
        }
    }
}

/// Whether it reaches.
fn answer(arguments: &ReachArguments) -> Result<bool> {
    let client = Client::new(&arguments.endpoint.endpoint)?;
    let reach: Reach = client::block_on(client.get(&path("reach", arguments)?))?;
    let text = if arguments.json { serde_json::to_string_pretty(&reach)? } else { reach.to_string() };
    match output::line(text).map_err(anyhow::Error::from) {
        Err(error) if !output::reader_left(&error) => Err(error),
        _ => Ok(reach.passes()),
    }
}

/// The path of a question.
pub(crate) fn path(question: &str, arguments: &ReachArguments) -> Result<String> {
    let (from, to) = (place(&arguments.from)?, place(&arguments.to)?);
    let port = arguments.port.map_or_else(String::new, |port| format!("&port={port}"));
    Ok(format!("/_minato/{question}?from={from}&to={to}&protocol={}{port}", arguments.protocol))
}

/// A text that may name somebody, and needs no escapes in a query.
fn place(text: &str) -> Result<&str> {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.:/".contains(&b);
    if text.is_empty() || !text.bytes().all(is_plain) {
        bail!(
            "`{text}` is neither the id of an ENI or an instance, the id or ARN of a task, an address, nor `internet`"
        );
    }
    Ok(text)
}
