//! The reconciler of network insights: takes analyses from running to their ends.
//!
//! A pass looks at the network of one revision, for all analyses that run. It is an idempotent function of the store and
//! the clock, and may end at any instruction and start again.

use std::{cell::Cell, sync::atomic::AtomicBool};

use jiff::{SignedDuration, Timestamp};
use minato_document::Prefix;
use minato_network::{Networks, load_network};
use minato_store::{Snapshot, StoreError};
use minato_vpc::{
    Network, Resource,
    insights::analyse,
    resources::{NetworkInsightsAnalysis, NetworkInsightsPath, RunningAnalysis},
};

use crate::{call::Fault, passes};

/// AWS deletes an analysis so long after it was made.
///
/// Source: "How Reachability Analyzer works" in the Reachability Analyzer guide.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(120 * 24);
/// How often old ones are looked for: for that, all must be read.
const FORGETS_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// Makes the analyses of all accounts and regions in the store.
pub struct InsightsReconciler {
    networks: Networks,
}

impl InsightsReconciler {
    /// A reconciler of all accounts and regions in the store.
    pub fn new(networks: Networks) -> Self {
        Self { networks }
    }

    /// Makes passes until `stop` is set: one at once, then when an analysis is asked for, and every few seconds.
    pub fn run(&self, stop: &AtomicBool) {
        let prefix = Prefix::<RunningAnalysis>::all();
        let next = Cell::new(Timestamp::MIN);
        passes::make(self.networks.store(), prefix.as_str(), stop, || {
            let mut errors = self.run_once();
            let now = self.networks.now();
            if now >= next.get() {
                next.set(now.saturating_add(FORGETS_EVERY).unwrap_or(Timestamp::MAX));
                errors.extend(self.forget_once());
            }
            errors
        });
    }

    /// One pass over the analyses that run. Gives what went wrong; the next one tries again.
    pub fn run_once(&self) -> Vec<String> {
        told(self.end_running())
    }

    /// Forgets the analyses that are old. Gives what went wrong.
    pub fn forget_once(&self) -> Vec<String> {
        told(self.forget_old())
    }

    fn end_running(&self) -> Result<Vec<Fault>, StoreError> {
        let snapshot = Snapshot::new(self.networks.store())?;
        let running: Vec<RunningAnalysis> = snapshot.list(&Prefix::all())?;
        if running.is_empty() {
            return Ok(Vec::new());
        }
        let network = load_network(&snapshot)?;
        let mut faults = Vec::new();
        for RunningAnalysis { id, scope } in running {
            let analysis = snapshot.get(&NetworkInsightsAnalysis::key_of(&scope, &id))?;
            let Some(analysis) = analysis else { continue };
            // A path outlives its analyses.
            let path = snapshot.get(&NetworkInsightsPath::key_of(&scope, &analysis.path))?;
            faults.extend(path.and_then(|path| self.end(&network, &path, &analysis).err()));
        }
        Ok(faults)
    }

    /// Looks at the path of an analysis, and writes what is found.
    fn end(
        &self,
        network: &Network,
        path: &NetworkInsightsPath,
        analysis: &NetworkInsightsAnalysis,
    ) -> Result<(), Fault> {
        let outcome = analyse(network, path, analysis).map_err(|error| error.to_string());
        self.networks
            .transact(&analysis.scope, |network| Ok(network.end_insights_analysis(&analysis.id, outcome.clone())?))
    }

    fn forget_old(&self) -> Result<Vec<Fault>, StoreError> {
        let before = self.networks.now().saturating_sub(REMEMBERED).unwrap_or(Timestamp::MIN);
        let analyses: Vec<NetworkInsightsAnalysis> = Snapshot::new(self.networks.store())?.list(&Prefix::all())?;
        let old = analyses.iter().filter(|analysis| analysis.started_at <= before);
        Ok(old.filter_map(|analysis| self.forget(analysis, before).err()).collect())
    }

    fn forget(&self, analysis: &NetworkInsightsAnalysis, before: Timestamp) -> Result<(), Fault> {
        self.networks.transact(&analysis.scope, |network| Ok(network.forget_insights_analysis(&analysis.id, before)?))
    }
}

fn told(faults: Result<Vec<Fault>, StoreError>) -> Vec<String> {
    match faults {
        Ok(faults) => faults.into_iter().map(|fault| minato_wire::ApiError::from(fault).to_string()).collect(),
        Err(error) => vec![error.to_string()],
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    };

    use minato_network::{
        CreateInsightsPath, CreateInterface, CreateSubnet, CreateVpc, Limits, NetworkError, StartInsightsAnalysis,
    };
    use minato_store::RedbStore;
    use minato_vpc::{
        ids::NetworkInsightsPathId,
        resources::{AnalysisStatus, PathEnd, PathProtocol, PathQuestion, Scope, Tags},
    };

    use super::*;

    fn scope() -> Scope {
        Scope { account: "123456789012".to_owned(), region: "us-east-1".to_owned() }
    }

    /// A path between two ENIs of one subnet, which is open.
    fn path(networks: &Networks) -> NetworkInsightsPathId {
        let made = networks.transact(&scope(), |network| {
            let vpc = network.create_vpc(CreateVpc::new("10.0.0.0/16".parse().unwrap()))?;
            let subnet = network.create_subnet(CreateSubnet::new(vpc.id, "10.0.1.0/24".parse().unwrap()))?;
            let source = network.create_interface(CreateInterface::new(subnet.id.clone()))?;
            let destination = network.create_interface(CreateInterface::new(subnet.id))?;
            let question = PathQuestion { destination_port: Some(53), ..PathQuestion::about(PathProtocol::Udp) };
            network.create_insights_path(&CreateInsightsPath {
                source: PathEnd::NetworkInterface(source.id),
                destination: Some(PathEnd::NetworkInterface(destination.id)),
                question,
                tags: Tags::new(),
                client_token: "path".to_owned(),
            })
        });
        made.map_err(|error: NetworkError| error).unwrap().id
    }

    fn start(networks: &Networks, path: &NetworkInsightsPathId, token: &str, through: Vec<String>) {
        let wanted = StartInsightsAnalysis {
            path: path.clone(),
            through,
            around: Vec::new(),
            tags: Tags::new(),
            client_token: token.to_owned(),
        };
        let started = networks.transact(&scope(), |network| network.start_insights_analysis(&wanted));
        started.map_err(|error: NetworkError| error).unwrap();
    }

    fn all(networks: &Networks) -> Vec<NetworkInsightsAnalysis> {
        Snapshot::new(networks.store()).unwrap().list(&Prefix::all()).unwrap()
    }

    #[test]
    fn what_runs_is_ended_and_what_is_old_forgotten() {
        let hours = Arc::new(AtomicI64::new(500_000));
        let clock = Arc::clone(&hours);
        let networks = Networks::new(Arc::new(RedbStore::in_memory().unwrap()), Limits::default())
            .with_clock(Arc::new(move || Timestamp::from_second(clock.load(Ordering::Relaxed) * 3600).unwrap()));
        let reconciler = InsightsReconciler::new(networks.clone());
        let path = path(&networks);
        start(&networks, &path, "open", Vec::new());
        start(&networks, &path, "missing", vec!["arn:aws:ec2:us-east-1:123456789012:vpc/vpc-01234567".to_owned()]);
        assert!(reconciler.run_once().is_empty());
        let ended = all(&networks);
        let is = |wanted: &AnalysisStatus| ended.iter().filter(|analysis| analysis.status == *wanted).count();
        assert_eq!((ended.len(), is(&AnalysisStatus::Running)), (2, 0));
        assert_eq!(is(&AnalysisStatus::Succeeded { found: true }), 1);
        // A pass without work changes nothing.
        let revision = networks.store().revision().unwrap();
        assert!(reconciler.run_once().is_empty());
        assert_eq!((networks.store().revision().unwrap(), all(&networks)), (revision, ended));

        hours.fetch_add(120 * 24 - 1, Ordering::Relaxed);
        start(&networks, &path, "new", Vec::new());
        assert!(reconciler.forget_once().is_empty());
        assert_eq!(all(&networks).len(), 3);
        hours.fetch_add(1, Ordering::Relaxed);
        assert!(reconciler.forget_once().is_empty());
        assert_eq!(all(&networks).len(), 1);
        // Nothing of those that are gone is left.
        assert!(reconciler.run_once().is_empty());
        let range = |kind: &str| networks.store().range(kind, None).unwrap().entries.len();
        assert_eq!((range("insights-findings/"), range("insights-running/")), (1, 0));
    }
}
