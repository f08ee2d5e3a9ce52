//! How long it takes until an ENI is ready, its policy enforced; against the reference plugin `ptp`, which enforces none.

use std::{
    net::{SocketAddr, UdpSocket},
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use minato_lab::namespace::Namespace;
use minato_vpc::ids::NetworkInterfaceId;
use serde_json::json;

use crate::{
    cni::Plugin,
    interrupt,
    minato::Pair,
    network::{DENIED_PORT, Role},
    paths::Path as _,
};

/// Removed at once, so that their number does not grow into the measurement.
const BATCH: u16 = 10;

/// The times of one ENI each, in milliseconds, in the order in which they were made.
pub(crate) struct Times {
    pub(crate) minato: Vec<f64>,
    /// The part of it in which the program was attached.
    pub(crate) attaching: Vec<f64>,
    pub(crate) ptp: Vec<f64>,
}

/// Makes `count` ENIs and as many ptp interfaces, in turn.
pub(crate) fn measure(pair: &mut Pair, count: u16) -> anyhow::Result<Times> {
    let ptp = Plugin::new("ptp", "198.19.0.0/16", &json!({}))?;
    let mut times = Times { minato: Vec::new(), attaching: Vec::new(), ptp: Vec::new() };
    let mut made = Vec::new();
    // The first of each kind warms up and is not counted.
    for number in 0..=count {
        interrupt::check()?;
        let id = pair.host.declare(Role::Client, number + 1);
        made.push(id.clone());
        let start = Instant::now();
        let made_now = pair.host.make(&id)?;
        let minato = start.elapsed();
        prove(pair, &id, &made_now.interface)?;

        let namespace = format!("ptp{number}");
        let start = Instant::now();
        let namespace = Namespace::new(&namespace)?;
        ptp.add(&namespace)?;
        let reference = start.elapsed();
        ptp.delete(&namespace)?;
        if number > 0 {
            times.minato.push(milliseconds(minato));
            times.attaching.push(milliseconds(made_now.attaching));
            times.ptp.push(milliseconds(reference));
        }
        if number % BATCH == 0 || number == count {
            pair.host.remove(&made)?;
            made.clear();
        }
    }
    Ok(times)
}

/// The ENI's first packet, to a port that is denied, is dropped and counted, and it is its first: none passed before.
fn prove(pair: &Pair, id: &NetworkInterfaceId, interface: &minato_datapath::links::Interface) -> anyhow::Result<()> {
    let before = pair.counters()?.of(id).copied().unwrap_or_default();
    ensure!(before == minato_datapath::InterfaceCounters::default(), "packets passed before the first: {before:?}");
    let target = SocketAddr::from((pair.target(), DENIED_PORT));
    interface.namespace.run(|| UdpSocket::bind("0.0.0.0:0")?.send_to(b"x", target))?.context("cannot send")?;
    let after = pair.counters()?.of(id).copied().unwrap_or_default();
    ensure!(
        after.egress_dropped.packets == 1 && after.egress_accepted.packets == 0,
        "the first packet of a new ENI was not dropped: {after:?}"
    );
    Ok(())
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}
