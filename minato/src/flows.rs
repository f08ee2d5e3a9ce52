//! `minato flows`: what the data plane accepted and rejected, and why.

use std::{ops::ControlFlow, process::ExitCode};

use anyhow::{Context as _, Result, bail};
use hyper::Method;

use crate::{
    cli::FlowsArguments,
    client::{self, Client},
    output::{self, Colours},
    report::{End, Flow, FlowEvent},
};

/// A line is a few hundred bytes; what is longer is not a flow.
const MAX_LINE_BYTES: usize = 64 << 10;

/// Runs the command.
pub(crate) fn run(arguments: &FlowsArguments) -> Result<ExitCode> {
    let client = Client::new(&arguments.endpoint.endpoint)?;
    match client::block_on(show(&client, arguments)) {
        Err(error) if output::reader_left(&error) => Ok(ExitCode::SUCCESS),
        result => result.map(|()| ExitCode::SUCCESS),
    }
}

async fn show(client: &Client, arguments: &FlowsArguments) -> Result<()> {
    let mut path = format!("/_minato/flows?follow={}&rejected={}", arguments.follow, arguments.rejected);
    if let Some(eni) = &arguments.eni {
        if !eni.strip_prefix("eni-").is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit())) {
            bail!("`{eni}` is not an ENI's id such as eni-0123456789abcdef0");
        }
        path += &format!("&eni={eni}");
    }
    let body = client.send(Method::GET, &path, client::empty()).await?;
    let colours = Colours::of_stdout();
    client::lines(body, MAX_LINE_BYTES, None, |line| {
        print(line, arguments.json, colours)?;
        Ok(ControlFlow::Continue(()))
    })
    .await
}

fn print(line: &[u8], json: bool, colours: Colours) -> Result<()> {
    if json {
        output::line(String::from_utf8_lossy(line))?;
    } else {
        let flow: Flow = serde_json::from_slice(line).context("what the server sends are not flows")?;
        output::line(text(&flow, colours))?;
    }
    Ok(())
}

/// `07:15:02.123  REJECT  tcp   10.0.1.4:43512 → 10.0.2.4:8080   ingress-denied: No ingress rule …`
fn text(flow: &Flow, colours: Colours) -> String {
    let at = flow.at.strftime("%H:%M:%S%.3f");
    let word = match flow.event {
        FlowEvent::Opened => colours.good("ACCEPT"),
        FlowEvent::Closed => colours.faint("CLOSE "),
        FlowEvent::Rejected => colours.bad("REJECT"),
    };
    let is_icmp = matches!(flow.protocol.as_str(), "icmp" | "icmpv6");
    let source = if is_icmp { flow.source.address.clone() } else { end(&flow.source) };
    let destination = if is_icmp { flow.destination.address.clone() } else { end(&flow.destination) };
    let mut ends = format!("{source} → {destination}");
    if is_icmp && let Some(port) = flow.destination.port {
        ends += &format!(" type {} code {}", port >> 8, port & 0xff);
    }
    let what = match (&flow.rejection, flow.event) {
        (Some(rejection), _) => format!("{}: {}", colours.bad(&rejection.reason), colours.faint(&rejection.text)),
        (None, FlowEvent::Closed) => colours.faint(&format!(
            "sent {} packets, {} bytes; received {} packets, {} bytes",
            flow.sent.packets, flow.sent.bytes, flow.received.packets, flow.received.bytes
        )),
        (None, _) => String::new(),
    };
    format!("{}  {word}  {:<5} {ends:<44} {what}", colours.faint(&at.to_string()), flow.protocol).trim_end().to_owned()
}

fn end(end: &End) -> String {
    match end.port {
        Some(port) => format!("{}:{port}", end.address),
        None => end.address.clone(),
    }
}
