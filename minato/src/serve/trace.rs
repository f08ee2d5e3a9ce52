//! `GET /_minato/trace`: a packet sent through the data plane.

use minato_node::{Agent, TraceError};
use minato_vpc::reach::Trace;

use super::reach::Question;

/// What became of it; or, in words, why the question has no answer.
pub(super) fn answer(agent: &Agent, question: &Question) -> anyhow::Result<Result<Trace, String>> {
    let probe = match question.probe() {
        Ok(probe) => probe,
        Err(refusal) => return Ok(Err(refusal)),
    };
    match agent.trace(&question.from, &question.to, probe) {
        Ok(trace) => Ok(Ok(trace)),
        Err(error @ (TraceError::Place(_) | TraceError::NotAttached(_))) => Ok(Err(error.to_string())),
        Err(TraceError::Node(error)) => Err(error.into()),
    }
}
