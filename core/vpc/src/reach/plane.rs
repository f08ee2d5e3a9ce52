//! What takes packets from edge to edge: the model of a data plane, or one.

use std::{collections::BTreeSet, convert::Infallible, time::Duration};

use crate::{Departure, Edge, Evaluation, FlowTables, Network, evaluate};

/// Takes packets from edge to edge, and says why. What it remembers of one packet holds for the next.
pub trait Plane {
    /// Why it cannot say.
    type Error;

    /// Takes a frame that enters at an edge.
    fn pass(&mut self, from: &Edge, frame: &[u8]) -> Result<Evaluation, Self::Error>;
}

/// The model, with flows of its own, at a moment at which none of them ends.
#[derive(Debug)]
pub struct Model<'a> {
    network: &'a Network,
    local: BTreeSet<Edge>,
    flows: FlowTables,
}

impl<'a> Model<'a> {
    /// Of a host that has the edges `local`.
    pub fn new(network: &'a Network, local: BTreeSet<Edge>) -> Self {
        Self { network, local, flows: FlowTables::default() }
    }

    /// Of a host that has every edge.
    pub fn everywhere(network: &'a Network) -> Self {
        let interfaces = network.interfaces.keys().map(Edge::from);
        let gateways = network.vpn_gateways.keys().cloned().map(Edge::OnPremises);
        Self::new(network, interfaces.chain(gateways).chain([Edge::Internet]).collect())
    }
}

impl Plane for Model<'_> {
    type Error = Infallible;

    fn pass(&mut self, from: &Edge, frame: &[u8]) -> Result<Evaluation, Infallible> {
        let departure = Departure { from, frame, at: Duration::ZERO };
        Ok(evaluate(self.network, &self.local, departure, &mut self.flows))
    }
}
