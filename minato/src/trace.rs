//! `minato trace`: a packet sent through the kernel's programs, step by step.

use std::process::ExitCode;

use anyhow::Result;
use minato_vpc::reach::Trace;

use crate::{
    cli::ReachArguments,
    client::{self, Client},
    output, reach,
};

/// The kernel does not do what the network says.
const DIFFERENT: u8 = 3;

/// Runs the command.
pub(crate) fn run(arguments: &ReachArguments) -> ExitCode {
    match answer(arguments) {
        Ok(trace) if !trace.agrees() => ExitCode::from(DIFFERENT),
        Ok(trace) if trace.kernel.passes() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            output::error(&error);
            ExitCode::from(reach::UNANSWERED)
        }
    }
}

/// What was seen, which is printed.
fn answer(arguments: &ReachArguments) -> Result<Trace> {
    let client = Client::new(&arguments.endpoint.endpoint)?;
    let trace: Trace = client::block_on(client.get(&reach::path("trace", arguments)?))?;
    let text = if arguments.json { serde_json::to_string_pretty(&trace)? } else { trace.to_string() };
    match output::line(text).map_err(anyhow::Error::from) {
        Err(error) if !output::reader_left(&error) => Err(error),
        _ => Ok(trace),
    }
}
