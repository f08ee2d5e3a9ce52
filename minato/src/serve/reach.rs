//! `GET /_minato/reach`: who reaches whom by the network of the store. No data plane is asked, so none is needed.

use minato_network::load_network;
use minato_store::{Snapshot, Store};
use minato_vpc::reach::{self, Probe, Reach};
use serde::Deserialize;

use crate::report::ReachProtocol;

/// What is asked.
#[derive(Debug, Deserialize)]
pub(super) struct Question {
    pub(super) from: String,
    pub(super) to: String,
    #[serde(default)]
    protocol: ReachProtocol,
    port: Option<u16>,
}

impl Question {
    pub(super) fn probe(&self) -> Result<Probe, String> {
        match (self.protocol, self.port.filter(|port| *port > 0)) {
            (ReachProtocol::Tcp, Some(port)) => Ok(Probe::Tcp(port)),
            (ReachProtocol::Udp, Some(port)) => Ok(Probe::Udp(port)),
            (protocol @ (ReachProtocol::Tcp | ReachProtocol::Udp), None) => {
                Err(format!("{protocol} is to a port from 1 to 65535; name it with --port"))
            }
            (ReachProtocol::Icmp, _) if self.port.is_some() => Err("icmp has no ports; leave --port out".to_owned()),
            (ReachProtocol::Icmp, _) => Ok(Probe::Echo),
        }
    }
}

/// The answer, by the newest state; or, in words, why the question has none.
pub(super) fn answer(store: &dyn Store, question: &Question) -> anyhow::Result<Result<Reach, String>> {
    let network = load_network(&Snapshot::new(store)?)?;
    Ok(question.probe().and_then(|probe| {
        let (from, to) = reach::resolve(&network, &question.from, &question.to).map_err(|error| error.to_string())?;
        Ok(reach::reach(&network, &from, &to, probe))
    }))
}
