//! Proof that the data plane is on. Without it there are no figures.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use anyhow::{Context, ensure};
use minato_datapath::links;
use minato_lab::traffic::{Outcome, reach, request::Kind};
use minato_vpc::DropReason;

use crate::{
    load::{self, REQUEST_PORT},
    minato::Pair,
    network::{DENIED_PORT, EGRESS_ONLY_PORT},
    paths::Path,
};

const TIMEOUT: Duration = Duration::from_millis(300);

/// What is allowed passes; what is denied is dropped at either gate and in the other direction, each with its reason
/// counted. There are listeners everywhere, so that nothing else can be the cause.
pub(crate) fn filters(pair: &Pair, cpu: usize) -> anyhow::Result<()> {
    let server = pair.target();
    let client = pair.host.interface(&pair.client_id)?.address;
    let _listeners = [
        load::serve(pair.server(), cpu, DENIED_PORT)?,
        load::serve(pair.server(), cpu, EGRESS_ONLY_PORT)?,
        load::serve(pair.client(), cpu, REQUEST_PORT)?,
    ];
    let reached = attempt(pair.client(), server, REQUEST_PORT)?;
    ensure!(matches!(reached, Outcome::Reached(_)), "what is allowed does not pass: {reached:?}");
    let denials = [
        (pair.client(), server, DENIED_PORT, DropReason::EgressDenied),
        (pair.client(), server, EGRESS_ONLY_PORT, DropReason::IngressDenied),
        (pair.server(), client, REQUEST_PORT, DropReason::EgressDenied),
    ];
    for (from, to, port, reason) in denials {
        let before = pair.drops()?.get(&reason).copied().unwrap_or_default();
        let outcome = attempt(from, to, port)?;
        let after = pair.drops()?.get(&reason).copied().unwrap_or_default();
        ensure!(outcome == Outcome::TimedOut, "{to}:{port} is denied, and yet: {outcome:?}");
        ensure!(after > before, "{to}:{port} was not dropped for {reason}, but got lost elsewhere");
    }
    Ok(())
}

fn attempt(from: &links::Namespace, to: Ipv4Addr, port: u16) -> anyhow::Result<Outcome> {
    Ok(from.run(|| reach::tcp(SocketAddr::from((to, port)), TIMEOUT))?)
}

/// What the counters and the link itself said before a load.
pub(crate) struct Before {
    link: u64,
    seen: u64,
    received: u64,
}

impl Before {
    pub(crate) fn new(pair: &Pair) -> anyhow::Result<Self> {
        let (seen, received) = counted(pair)?;
        Ok(Self { link: Pair::link_packets(&pair.client)?, seen, received })
    }

    /// Every packet that came out of the client went through the data plane, and the server got as many as were accepted.
    pub(crate) fn check(&self, pair: &Pair, transactions: u64) -> anyhow::Result<()> {
        let (seen, received) = counted(pair)?;
        let (seen, received) = (seen - self.seen, received - self.received);
        let link = Pair::link_packets(&pair.client)? - self.link;
        ensure!(seen == link, "the client sent {link} packets, and the data plane counted {seen}");
        ensure!(seen >= transactions, "{transactions} transactions with {seen} packets: they went another way");
        ensure!(received == seen, "{seen} packets were accepted, and {received} delivered");
        Ok(())
    }
}

/// Packets of the client that the data plane saw, and packets that the server got.
fn counted(pair: &Pair) -> anyhow::Result<(u64, u64)> {
    let counters = pair.counters()?;
    let client = counters.of(&pair.client_id).context("the client is not counted")?;
    let server = counters.of(&pair.server_id).context("the server is not counted")?;
    let seen = client.egress_accepted.packets + client.egress_dropped.packets + client.answered.packets;
    Ok((seen, server.ingress_accepted.packets))
}

/// A short run over the pair whose packets are compared one by one.
pub(crate) fn counts(pair: &Pair, cpu: usize) -> anyhow::Result<()> {
    for kind in [Kind::Rr, Kind::Crr] {
        let before = Before::new(pair)?;
        let report = load::requests(pair, kind, cpu, 0.2)?;
        before.check(pair, report.transactions)?;
    }
    Ok(())
}
