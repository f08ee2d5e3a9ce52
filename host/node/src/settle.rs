//! Whether packets are decided by everything that was asked for.

use std::time::{Duration, Instant};

use minato_store::Revision;

use crate::{agent::Agent, error::NodeError, health::Part};

/// The parts that have to do with what packets meet.
const PARTS: [Part; 7] =
    [Part::Network, Part::Repair, Part::Drift, Part::Instances, Part::NatGateways, Part::PublicSide, Part::OnPremises];

impl Agent {
    /// Waits until packets are decided by every document that the store has now, and nothing of what decides and leads them is
    /// known to fail or to be missing. Fails with what is not so, once the time is over.
    pub fn settle(&self, patience: Duration) -> Result<(), NodeError> {
        let inner = &self.inner;
        let asked_at = Instant::now();
        let wanted = inner.store.revision()?;
        // Also where nothing changed: only a look at the documents and the host says so.
        inner.network.look_for_missing().map_err(|error| NodeError::Network(Box::new(error)))?;
        let rounds = (inner.dirty.raise(), inner.gateways_dirty.raise());
        loop {
            let seen = inner.health.generation();
            let Some(waits_for) = self.unsettled(wanted, rounds) else { return self.no_conflict(asked_at) };
            match patience.checked_sub(asked_at.elapsed()) {
                Some(left) if !left.is_zero() => inner.health.wait(seen, left),
                _ => return Err(NodeError::Unsettled { patience, waits_for }),
            }
        }
    }

    /// Fails where another instance routes the IPv6 addresses and a VPC has some of them. To wait would not end that, and where
    /// no VPC has any, no packet misses them.
    fn no_conflict(&self, asked_at: Instant) -> Result<(), NodeError> {
        let inner = &self.inner;
        let conflict = inner.health.all().remove(&Part::PublicIpv6).filter(|health| !health.is_healthy());
        let Some(waits_for) = conflict.and_then(|health| health.last_error) else { return Ok(()) };
        let is_in_use = inner.network.is_in_use(inner.config.ipv6_range);
        if is_in_use.map_err(|error| NodeError::Network(Box::new(error)))? {
            return Err(NodeError::Unsettled { patience: asked_at.elapsed(), waits_for });
        }
        Ok(())
    }

    /// What is not settled, for a person.
    fn unsettled(&self, wanted: Revision, (network, gateways): (u64, u64)) -> Option<String> {
        let inner = &self.inner;
        if inner.network.applied_revision() < wanted || !inner.dirty.has_ended(network) {
            return Some(self.failure(Part::Network).unwrap_or_else(|| "the tables are being applied".to_owned()));
        }
        if !inner.gateways_dirty.has_ended(gateways) {
            return Some("the host's gateways and instances are being looked after".to_owned());
        }
        if let Some(failure) = PARTS.into_iter().find_map(|part| self.failure(part)) {
            return Some(failure);
        }
        let missing = inner.network.missing();
        let names: Vec<_> = missing.iter().map(ToString::to_string).collect();
        (!names.is_empty()).then(|| format!("links are being put back: {}", names.join(", ")))
    }

    /// Why a part's last attempt failed, if it did, or that there was none yet.
    fn failure(&self, part: Part) -> Option<String> {
        let inner = &self.inner;
        if part == Part::PublicSide && inner.config.public_pool.is_none() {
            return None;
        }
        match inner.health.all().remove(&part) {
            None => Some(format!("{part:?}: not yet begun")),
            Some(health) if health.is_healthy() => None,
            Some(health) => Some(format!("{part:?}: {}", health.last_error.unwrap_or_default())),
        }
    }
}
