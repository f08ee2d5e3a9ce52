//! What the program itself costs, by test runs: nanoseconds for a packet, without the way through the kernel's stack.
//!
//! A packet that changes the tables or is rewritten cannot be repeated in one run, so each is run once: the figures hold the
//! cost of starting a run, which the figure for a refused frame shows.

use std::{net::Ipv4Addr, time::Duration};

use anyhow::{Context, ensure};
use minato_datapath::TestRun;
use minato_lab::packet::{self, ETHERTYPE_IPV4, Ipv4, PROTOCOL_TCP, Tcp, flag};
use minato_vpc::resources::MacAddress;

use crate::{load::REQUEST_PORT, minato::Pair};

/// Packets that are run for each figure.
const CONNECTIONS: u16 = 20_000;
const FIRST_PORT: u16 = 20_000;

/// Nanoseconds, means over all runs.
pub(crate) struct Costs {
    /// A frame that the first look refuses, run once: what starting a run costs.
    pub(crate) refused: f64,
    /// The packet that opens a connection.
    pub(crate) first: f64,
    /// The nine packets of a connection with one request, together.
    pub(crate) connection: f64,
    /// A packet of an established connection.
    pub(crate) established: f64,
}

/// One end, as the program sees it.
struct End {
    ifindex: u32,
    mac: [u8; 6],
    address: Ipv4Addr,
}

struct Runs<'a> {
    pair: &'a Pair,
    client: End,
    server: End,
}

/// Runs packets between the two ENIs through the program.
pub(crate) fn measure(pair: &Pair) -> anyhow::Result<Costs> {
    let end = |id, interface: &minato_datapath::links::Interface| {
        let declared = pair.host.interface(id)?;
        anyhow::Ok(End { ifindex: interface.ifindex, mac: declared.mac.0, address: declared.address })
    };
    let client = end(&pair.client_id, &pair.client)?;
    let server = end(&pair.server_id, &pair.server)?;
    let runs = Runs { pair, client, server };
    let refused = runs.mean(|runs, _| {
        let frame = packet::ethernet(MacAddress::ROUTER.0, [2; 6], ETHERTYPE_IPV4, &[0; 40]);
        Ok(runs.run(&runs.client, &frame)?.duration)
    })?;
    runs.forget()?;
    let first = runs.mean(|runs, port| runs.segment(true, port, flag::SYN, 0))?;
    runs.forget()?;
    let connection = runs.mean(Runs::connection)?;
    runs.forget()?;
    for (from_client, flags) in [(true, flag::SYN), (false, flag::SYN | flag::ACK), (true, flag::ACK)] {
        runs.segment(from_client, FIRST_PORT, flags, 0)?;
    }
    let established = runs.mean(|runs, _| runs.segment(true, FIRST_PORT, flag::ACK, 1))?;
    runs.forget()?;
    Ok(Costs { refused, first, connection, established })
}

impl Runs<'_> {
    fn mean(&self, run: impl Fn(&Self, u16) -> anyhow::Result<Duration>) -> anyhow::Result<f64> {
        let mut total = Duration::ZERO;
        for port in FIRST_PORT..FIRST_PORT + CONNECTIONS {
            total += run(self, port)?;
        }
        Ok(total.as_secs_f64() * 1e9 / f64::from(CONNECTIONS))
    }

    /// Ends the flows that were opened, so that every figure begins alike.
    fn forget(&self) -> anyhow::Result<()> {
        Ok(self.pair.host.datapath()?.end_flows(&(&self.pair.client_id).into())?)
    }

    fn connection(&self, port: u16) -> anyhow::Result<Duration> {
        const CLIENT: bool = true;
        const SERVER: bool = false;
        let packets = [
            (CLIENT, flag::SYN, 0),
            (SERVER, flag::SYN | flag::ACK, 0),
            (CLIENT, flag::ACK, 0),
            (CLIENT, flag::ACK | flag::PSH, 1),
            (SERVER, flag::ACK, 0),
            (SERVER, flag::ACK | flag::PSH, 1),
            (CLIENT, flag::ACK | flag::FIN, 0),
            (SERVER, flag::ACK | flag::FIN, 0),
            (CLIENT, flag::ACK, 0),
        ];
        packets.into_iter().map(|(from_client, flags, bytes)| self.segment(from_client, port, flags, bytes)).sum()
    }

    fn segment(&self, from_client: bool, port: u16, flags: u8, bytes: usize) -> anyhow::Result<Duration> {
        let (from, to) = if from_client { (&self.client, &self.server) } else { (&self.server, &self.client) };
        let (source, destination) = if from_client { (port, REQUEST_PORT) } else { (REQUEST_PORT, port) };
        let ip = Ipv4::new(from.address, to.address, PROTOCOL_TCP);
        let tcp = Tcp { source, destination, flags, ..Tcp::default() };
        let segment = ip.packet(&tcp.segment(&ip, &vec![0; bytes]));
        let run = self.run(from, &packet::ethernet(MacAddress::ROUTER.0, from.mac, ETHERTYPE_IPV4, &segment))?;
        ensure!(run.returned == REDIRECT, "a packet of a connection was refused with reason {}", run.reason);
        Ok(run.duration)
    }

    fn run(&self, from: &End, frame: &[u8]) -> anyhow::Result<TestRun> {
        let datapath = self.pair.host.datapath()?;
        datapath.test_packet(from.ifindex, 1, frame, &mut [0; 256]).context("a test run failed")
    }
}

/// What the program returns for a packet that goes on (`TC_ACT_REDIRECT`).
const REDIRECT: u32 = 7;
