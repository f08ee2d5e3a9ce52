//! A packet sent through the data plane of this host, to see what becomes of it.

use minato_datapath::{Error, Tracer};
use minato_vpc::{
    Edge,
    reach::{self, PlaceError, Probe, Trace},
};

use crate::{agent::Agent, error::NodeError, network::NetworkError};

/// Why a packet is not traced.
#[derive(Debug, thiserror::Error)]
pub enum TraceError {
    /// Nobody is meant, or too many are.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// No packet enters there.
    #[error("{0} is not on this machine, so no packet of it can be traced; `minato reach` asks the model")]
    NotAttached(Edge),
    /// The network or the data plane.
    #[error(transparent)]
    Node(#[from] NodeError),
}

impl From<Error> for TraceError {
    fn from(error: Error) -> Self {
        match error {
            Error::NotAttached(edge) => Self::NotAttached(edge),
            error => Self::Node(error.into()),
        }
    }
}

impl From<NetworkError> for TraceError {
    fn from(error: NetworkError) -> Self {
        match error {
            NetworkError::Plane(error) => error.into(),
            NetworkError::Store(error) => Self::Node(error.into()),
            error => Self::Node(NodeError::Network(Box::new(error))),
        }
    }
}

impl Agent {
    /// Sends a packet, and what answers it, through the programs and tables that decide about everybody's, and asks the
    /// model the same. Nobody gets it, and nothing that others see changes. Ends are named as [`reach::resolve`] says.
    pub fn trace(&self, from: &str, to: &str, probe: Probe) -> Result<Trace, TraceError> {
        // Before the lock: the kernel takes its time to load a program.
        let config = minato_datapath::Config::default();
        let mut tracer = Tracer::open(&self.inner.instance.bpf_dir(), &config)?;
        self.inner.network.trace(&mut tracer, |plane, model, network| {
            let (from, to) = reach::resolve(network, from, to)?;
            Ok(reach::trace(network, plane, model, &from, &to, probe)?)
        })
    }
}
